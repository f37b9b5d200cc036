// Which of a unit's assignments the monthly report answers. Pure.
import { kindOf, type Period } from '../../../calendar/period.js'
import type { DeadlineRule } from '../../../calendar/rule.js'
import { fold } from '../../../lib/vietnamese.js'
import { everies, figurePeriods } from '../indicator.js'

export interface Duty {
  assignmentId: number
  number: number
  text: string
  product: string | null
  rule: DeadlineRule
  /** The key of the duty's period. */
  period: Period
}

const reports = /\bbao cao\b/
/** A report about one matter only ("báo cáo kết quả tiêm chủng") is not surely this one. */
const general =
  /\b(?:cai cach hanh chinh|cchc|dinh ky|hang thang|theo thang|ket qua thuc hien (?:nhiem vu|cong tac|cac nhiem vu)|tinh hinh thuc hien|chi dao|so ket)\b/

/**
 * `sure`: a monthly duty of this very month that asks for a report, by its text or its product, of the work in general; the month's
 * report closes it when it is the only one. `perhaps`: other reports due for a period that ends with this month, or several that are
 * sure: then the head is asked.
 */
export function reportDuties(duties: readonly Duty[], month: Period): { sure: Duty | undefined; perhaps: Duty[] } {
  const asked = duties.filter((duty) => isReport(duty) && isOf(duty, month))
  const sure = asked.filter((duty) => isSure(duty))
  const [only] = sure
  if (only && sure.length === 1) return { sure: only, perhaps: [] }
  return { sure: undefined, perhaps: asked }
}

function isReport({ text, product, rule }: Duty): boolean {
  return rule.kind === 'recurring' && (reports.test(fold(product ?? '')) || reports.test(fold(text.slice(0, 600))))
}

function isSure({ text, rule, period }: Duty): boolean {
  return rule.kind === 'recurring' && kindOf(period) === 'month' && general.test(fold(text.slice(0, 600)))
}

/** Only periods that end with the month, be it a quarter. */
function isOf({ period }: Duty, month: Period): boolean {
  return everies.some((every) => figurePeriods(every, month).includes(period))
}
