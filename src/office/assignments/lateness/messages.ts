// What officers read of a report of lateness, and what the person who made it reads back.
import type { Span } from '../../../chat/message.js'
import { writeDay } from '../../../lib/day.js'
import type { Translate } from '../../../lib/i18n.js'
import type { Lateness } from '../actions.js'
import type { AssignmentView, LatenessView } from '../view.js'
import { readableText, writeMoment, writeSource } from '../words.js'

export const ownReasons = ['staff', 'time', 'inside', 'start'] as const
export const outsideReasons = ['guidance', 'partner', 'money', 'system', 'people'] as const
export const remedies = ['staff', 'meeting', 'partner', 'overtime'] as const

export function reasonsOf(t: Translate, cause: Lateness['cause']): string[] {
  return cause === 'own'
    ? ownReasons.map((reason) => t(`assignments-reason-own-${reason}`))
    : outsideReasons.map((reason) => t(`assignments-reason-outside-${reason}`))
}

export function remediesOf(t: Translate): string[] {
  return remedies.map((remedy) => t(`assignments-remedy-${remedy}`))
}

/** Cause, reason, remedy, new day, responsible person: a line each. */
export function latenessLines(t: Translate, lateness: Lateness): string {
  return [
    t('assignments-lateness-cause', { cause: t(`assignments-cause-${lateness.cause}`), reason: lateness.reason }),
    t('assignments-lateness-remedy', { remedy: lateness.remedy }),
    t('assignments-lateness-promised', { day: writeDay(lateness.promisedOn), who: lateness.responsible }),
  ].join('\n')
}

/** "Ý kiến lãnh đạo (đ/c Vỹ, 09:12 15/9): Từ phía đơn vị (chủ quan). Đã có kinh phí từ tháng 8" */
export function leaderLine(t: Translate, { cause, reason, who, at }: NonNullable<LatenessView['leader']>): string {
  return t('assignments-lateness-leader', {
    who,
    when: writeMoment(new Date(at)),
    cause: [t(`assignments-cause-${cause}`), ...(reason ? [reason] : [])].join('. '),
  })
}

export function officerMessage(t: Translate, view: AssignmentView, lateness: Lateness): Span[] {
  return [
    { bold: t('assignments-lateness-told', { number: view.number, unit: view.unit.name }) },
    `\n${writeSource(t, view)}\n${readableText(view.text)}\n${latenessLines(t, lateness)}`,
  ]
}
