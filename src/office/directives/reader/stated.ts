// The times that a heading or an order states for all that stands below it.
import type { DeadlineRule } from '../../../calendar/rule.js'
import { isTime } from './attributes.js'
import { deadlinesIn } from './deadlines.js'
import { isDayLine } from './sections.js'
import type { TimeContext } from './times.js'

/** Days, periods and spans; what recurs is nobody else's. */
export function statedIn(text: string, time: TimeContext, all = false): DeadlineRule[] {
  return deadlinesIn(text, time, all).rules.filter(
    (rule) => rule.kind === 'date' || rule.kind === 'period' || rule.kind === 'within',
  )
}

/** "1. Giai đoạn chuẩn bị (tháng 6/2026)", "Thứ Hai, ngày 08/6/2026": of two days the second one is the last. */
export function statedInHeading(words: string, time: TimeContext): DeadlineRule[] {
  const stated = isDayLine(words) ? statedIn(words, time, true).slice(-1) : statedIn(words, time)
  if (stated.length > 0) return stated
  const phase = /^[^.;:]{3,60}:?[^.;:]{0,80}\(([^()]{4,60})\)\s*(?::[^.;:]{0,80})?$/u.exec(words)?.[1]
  return phase && isTime(phase) ? statedIn(phase, time, true) : []
}
