// What was found in one task weighed against each other: what only names the thing, what is said in passing, what says the same twice.
import type { DeadlineRule } from '../../../calendar/rule.js'
import type { FoundRule } from './cadences.js'
import type { TimeContext } from './times.js'

/** "văn bản ban hành trước ngày 01/7/2025 …, xong chậm nhất ngày 21/11/2025": a day gone by beside one to come names the thing. */
export function dropGone(found: FoundRule[], context: TimeContext): void {
  const isGone = ({ rule }: FoundRule) =>
    rule.kind === 'date' && context.letter !== undefined && rule.due < context.letter
  // "hồ sơ nộp trước ngày 01/7/2025 …, xử lý dứt điểm trong tháng 11/2025": a month to come behind it does the same.
  const isAhead = ({ rule }: FoundRule) =>
    rule.kind === 'period' && /^(?:month|quarter)$/.test(rule.of) && (context.letter ?? rule.due) <= rule.due
  for (const one of found.filter(isGone))
    if (found.some((other) => (isAhead(other) && other.at > one.at) || (other.rule.kind === 'date' && !isGone(other))))
      found.splice(found.indexOf(one), 1)
}

/** Marks in `found` what does not count beside the rest, and what does after all. */
export function weaken(found: readonly FoundRule[], low: string): void {
  // "phun hóa chất từ 20/7 đến 24/7; giảm 30% số ca trong tháng 8": a period behind a semicolon is another matter.
  for (const one of found) {
    if (!one.range) continue
    const [from, to] = [low.lastIndexOf(';', one.at - 1) + 1, low.indexOf(';', one.at)]
    const isBeside = (at: number) => at >= from && (to < 0 || at <= to)
    if (!found.some((other) => other !== one && (other.rule.kind === 'date' || isBeside(other.at)))) one.weak = false
  }
  // "rà soát hộ nghèo cuối năm 2025 …, hoàn thành trước 30/11": the year's end names the thing.
  for (const one of found)
    if (
      one.rule.kind === 'period' &&
      one.rule.of === 'year' &&
      !one.firm &&
      found.some((other) => other.firm && other.at > one.at)
    )
      one.weak = true
  // "mỗi quý kiểm tra 02 đợt. Hoàn thành trong tháng 3": the day it is to be finished comes first.
  for (const one of found) {
    const isBare = one.rule.kind === 'recurring' && one.rule.cadences.every((cadence) => !isDated(cadence))
    if (isBare && found.some((other) => other.firm && /\.\s/.test(low.slice(one.end, other.at)))) one.weak = true
  }
}

/** A stated day or period first, in the order of the text; what is said in passing after it. A cadence with a day says more than the bare one. */
export function inOrder(found: FoundRule[]): DeadlineRule[] {
  const sorted = found.sort((a, b) => a.at - b.at)
  const rules = [...sorted.filter((one) => !one.weak), ...sorted.filter((one) => one.weak)].map((one) => one.rule)
  return rules.filter(
    (rule, at) =>
      rules.findIndex((other) => sameRule(other, rule)) === at && !rules.some((other) => saysMore(other, rule)),
  )
}

function sameRule(a: DeadlineRule, b: DeadlineRule): boolean {
  const { words: _a, ...x } = a
  const { words: _b, ...y } = b
  return JSON.stringify(x) === JSON.stringify(y)
}

const isDated = (cadence: object) => 'day' in cadence || 'weekday' in cadence

function saysMore(a: DeadlineRule, b: DeadlineRule): boolean {
  if (a.kind !== 'recurring' || b.kind !== 'recurring' || a === b) return false
  return b.cadences.every(
    (cadence) => !isDated(cadence) && a.cadences.some((other) => other.every === cadence.every && isDated(other)),
  )
}
