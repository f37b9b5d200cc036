// What somebody reads after a tap or a typed answer: what was recorded, or what stands already.
import type { Translate } from '../../lib/i18n.js'
import type { Ack } from '../../talk/entry.js'
import type { Outcome } from './change.js'
import { writeMoment, writeStatus } from './words.js'

/** What stands: which work, its status, since when and by whom. */
export function outcomeArgs(t: Translate, { assignment, by }: Outcome) {
  return {
    number: assignment.number,
    status: writeStatus(t, assignment.status),
    when: writeMoment(assignment.statusAt),
    who: by ?? t('assignments-somebody'),
  }
}

/** The words of an outcome: "Việc #17: Đã nhận." or "Việc #17 đã được ghi nhận lúc 09:12 15/9 bởi đ/c An." */
export function outcomeWords(t: Translate, outcome: Outcome): string {
  const { refusal } = outcome
  const args = outcomeArgs(t, outcome)
  return outcome.changed || !refusal ? t('assignments-recorded', args) : t(refusal, args)
}

/** The answer to a tap; an alert when nothing changed. */
export function ackOf(t: Translate, outcome: Outcome): Ack {
  return { text: outcomeWords(t, outcome), ...(outcome.changed ? {} : { alert: true }) }
}

/** Several outcomes in few lines: what was recorded by status, then each that was not. */
export function outcomesWords(t: Translate, outcomes: readonly Outcome[]): string[] {
  const recorded = new Map<string, string[]>()
  for (const { changed, assignment } of outcomes) {
    if (!changed) continue
    const status = writeStatus(t, assignment.status)
    recorded.set(status, [...(recorded.get(status) ?? []), `#${assignment.number}`])
  }
  return [
    ...[...recorded].map(([status, numbers]) =>
      t('assignments-recorded-many', { numbers: numbers.join(', '), status }),
    ),
    ...outcomes.filter((outcome) => !outcome.changed).map((outcome) => outcomeWords(t, outcome)),
  ]
}
