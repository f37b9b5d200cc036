// A day as people write it in a file: "2026-06-30". No time, no zone. Days are read from instants in Asia/Ho_Chi_Minh,
// which is UTC+7 all year (no summer time since 1975), so whole-day arithmetic is exact.

/** `YYYY-MM-DD`, always an existing day. */
export type Day = string

const OFFSET = 7 * 3600_000
const DAY = 86_400_000

/** The day it is in Viet Nam at this instant. */
export function dayOf(at: Date): Day {
  return new Date(at.getTime() + OFFSET).toISOString().slice(0, 10)
}

/** Hours and minutes in Viet Nam at this instant, "08:05". */
export function timeOf(at: Date): string {
  return new Date(at.getTime() + OFFSET).toISOString().slice(11, 16)
}

/** The instant at which this time of this day begins in Viet Nam. `time` is "HH:MM". */
export function instantOf(day: Day, time = '00:00'): Date {
  return new Date(`${day}T${time}:00.000+07:00`)
}

/** The day made of these numbers, or undefined when there is no such day (31/6, 30/2). */
export function makeDay(year: number, month: number, day: number): Day | undefined {
  const at = new Date(Date.UTC(year, month - 1, day))
  if (at.getUTCFullYear() !== year || at.getUTCMonth() !== month - 1 || at.getUTCDate() !== day) return undefined
  return at.toISOString().slice(0, 10)
}

export function partsOf(day: Day): { year: number; month: number; day: number } {
  return { year: Number(day.slice(0, 4)), month: Number(day.slice(5, 7)), day: Number(day.slice(8, 10)) }
}

export function addDays(day: Day, count: number): Day {
  return new Date(Date.parse(day) + count * DAY).toISOString().slice(0, 10)
}

/** Days from `from` to `to`; negative when `to` is earlier. */
export function daysBetween(from: Day, to: Day): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / DAY)
}

/** 1 Monday … 7 Sunday. */
export function weekdayOf(day: Day): number {
  return new Date(Date.parse(day)).getUTCDay() || 7
}

/** The last day of a month (1 to 12). */
export function lastDayOfMonth(year: number, month: number): Day {
  return new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10)
}

/** The day of this number in a month, or the month's last day when the month is shorter. Months past 12 or below 1 run into the neighbouring years. */
export function dayInMonth(year: number, month: number, day: number): Day {
  const last = lastDayOfMonth(year, month)
  return day >= partsOf(last).day ? last : `${last.slice(0, 8)}${String(Math.max(1, day)).padStart(2, '0')}`
}

/** The same day of another month; the 31st becomes the last day of a shorter one. */
export function addMonths(from: Day, count: number): Day {
  const { year, month, day } = partsOf(from)
  return dayInMonth(year, month + count, day)
}

/** Monday of the week this day is in. */
export function mondayOf(day: Day): Day {
  return addDays(day, 1 - weekdayOf(day))
}

/** As Vietnamese officials write it: "05/6/2026", "27/5/2026" (days under 10 and months 1, 2 have a leading zero; Nghị định 30/2020/NĐ-CP). */
export function writeDay(day: Day): string {
  const { year, month, day: date } = partsOf(day)
  return `${String(date).padStart(2, '0')}/${month < 3 ? `0${month}` : month}/${year}`
}

/** The same without the year: "05/6". */
export function writeShortDay(day: Day): string {
  return writeDay(day).slice(0, -5)
}
