// The guided strip: seven steps from a letter to the summary, each done when it has really happened.

export const guideSteps = ['letter', 'check', 'issue', 'receive', 'report', 'time', 'summary'] as const
export type GuideStep = (typeof guideSteps)[number]

export type Happening =
  /** A person wrote or sent a file. */
  | { kind: 'said'; byOfficer: boolean; inGroup: boolean; text: string; file: boolean }
  | { kind: 'tapped'; byOfficer: boolean; inGroup: boolean; label: string }
  /** The bot's message, new or changed, with these buttons. */
  | { kind: 'shown'; toOfficer: boolean; inGroup: boolean; labels: string[] }
  | { kind: 'clock' }

/** Below this a text is talk, not a pasted letter. */
const letterLength = 600

/** The steps done after this happened. Who skips a step (a task without a letter) is not held up by it. */
export function advance(done: ReadonlySet<GuideStep>, happening: Happening): Set<GuideStep> {
  const now = new Set(done)
  switch (happening.kind) {
    case 'said':
      if (happening.byOfficer && !happening.inGroup && (happening.file || happening.text.length >= letterLength))
        now.add('letter')
      if (/^\/tongket(?![a-z])/i.test(happening.text)) now.add('summary')
      break
    case 'tapped':
      if (happening.byOfficer && !happening.inGroup && now.has('letter') && !/^(Huỷ|Hủy)/.test(happening.label))
        now.add('check')
      if (happening.label.startsWith('Đã nhận')) now.add('receive')
      if (happening.label === 'Không có minh chứng') now.add('report')
      break
    case 'shown':
      if (happening.inGroup && happening.labels.some((label) => label.startsWith('Đã nhận')))
        for (const step of ['letter', 'check', 'issue'] as const) now.add(step)
      if (happening.toOfficer && now.has('issue') && happening.labels.some((label) => label.startsWith('Xác nhận')))
        now.add('report')
      break
    case 'clock':
      if (now.has('issue')) now.add('time')
      break
  }
  return now
}
