// Two days or months that a list joins: a deadline each, or one piece of time.
import { daysBetween } from '../../../lib/day.js'
import type { Moment } from './times.js'

/** "30/9, 30/10", "15/9 và ngày 15/10": nothing but what joins a list stands between them. */
export function areListed(low: string, from: Moment, to: Moment): boolean {
  return /^\s*(?:,|va)\s*(?:ngay\s*)?$/.test(low.slice(from.end, to.at))
}

/** "trong tháng 6 và tháng 9", "trước ngày 15/9/2026 và ngày 15/12/2026": neither is the end of the other. */
export function areApart(low: string, from: Moment, to: Moment): boolean {
  if (from.of === 'date' && to.of === 'date') {
    if (!/^\)?\s*(?:va|,)\s*(?:ngay )?$/.test(low.slice(from.end, to.at))) return false
    return from.due === undefined || to.due === undefined || daysBetween(from.due, to.due) > 14
  }
  // "từ tháng 4/2026 đến tháng 10/2026" is one piece of time, however long.
  if (/^\s*(?:cho )?(?:den|toi)(?: het)?\s*$/.test(low.slice(from.end, to.at))) return false
  const month = ({ due }: Moment) => Number(due?.slice(0, 4)) * 12 + Number(due?.slice(5, 7))
  return from.of === 'month' && to.of === 'month' && month(to) > month(from) + 1
}
