// Which days and hours the office works. A `WorkCalendar` is a value: the national days off plus a commune's own rows,
// which win. Working days are counted from the day after, as Bộ luật Dân sự 2015, Điều 147 does.
import { addDays, type Day, dayOf, instantOf, timeOf, weekdayOf } from '../lib/day.js'
import { holidays, type YearOfHolidays } from './holidays.js'

/** One row of a commune's own calendar. */
export type OwnDay = { day: Day; kind: 'off' | 'work' }

export type WorkCalendar = {
  off: ReadonlySet<Day>
  work: ReadonlySet<Day>
  /** Years in the national data, with the days of each that nobody has decided yet. */
  years: ReadonlyMap<number, readonly Day[]>
}

/** Two stretches of the day in Viet Nam, each from "HH:MM" up to but not including "HH:MM". */
export type OfficeHours = { morning: readonly [string, string]; afternoon: readonly [string, string] }

export const defaultOfficeHours: OfficeHours = { morning: ['07:30', '11:30'], afternoon: ['13:30', '17:00'] }

/** The national calendar with a commune's own days over it; the same value each time where there are none. */
export function makeWorkCalendar(
  own: readonly OwnDay[] = [],
  national: readonly YearOfHolidays[] = holidays,
): WorkCalendar {
  if (own.length === 0 && national === holidays) {
    nationwide ??= layOver([], holidays)
    return nationwide
  }
  return layOver(own, national)
}

let nationwide: WorkCalendar | undefined

function layOver(own: readonly OwnDay[], national: readonly YearOfHolidays[]): WorkCalendar {
  const off = new Set(national.flatMap((year) => year.off))
  const work = new Set(national.flatMap((year) => year.work))
  for (const { day, kind } of own) {
    ;(kind === 'off' ? off : work).add(day)
    ;(kind === 'off' ? work : off).delete(day)
  }
  const decided = new Set(own.map((row) => row.day))
  const years = new Map(national.map(({ year, unsure }) => [year, unsure.filter((day) => !decided.has(day))]))
  return { off, work, years }
}

/** Are the days off of this year settled? Not when the year is missing, or some of its days are neither announced nor decided by the commune. */
export function knowsYear(cal: WorkCalendar, year: number): boolean {
  return cal.years.get(year)?.length === 0
}

/** The days of a year that may turn out off or working; empty for a year that is missing altogether. */
export function unsureDays(cal: WorkCalendar, year: number): readonly Day[] {
  return cal.years.get(year) ?? []
}

export function isWorkingDay(cal: WorkCalendar, day: Day): boolean {
  if (cal.work.has(day)) return true
  return weekdayOf(day) < 6 && !cal.off.has(day)
}

// A commune could enter a whole year as days off; no search runs further than this many days.
const FURTHEST = 400

function search(cal: WorkCalendar, from: Day, step: 1 | -1): Day {
  let day = from
  for (let tried = 0; tried < FURTHEST; tried++, day = addDays(day, step)) if (isWorkingDay(cal, day)) return day
  return from
}

/** The first working day after this one. */
export function nextWorkingDay(cal: WorkCalendar, day: Day): Day {
  return search(cal, addDays(day, 1), 1)
}

/** The day itself when it is a working day, else the last one before. */
export function workingDayOnOrBefore(cal: WorkCalendar, day: Day): Day {
  return search(cal, day, -1)
}

/** The day itself when it is a working day, else the next one. */
export function workingDayOnOrAfter(cal: WorkCalendar, day: Day): Day {
  return search(cal, day, 1)
}

/** The `count`th working day after `day`; backwards when negative, `day` itself for 0. */
export function addWorkingDays(cal: WorkCalendar, day: Day, count: number): Day {
  let at = day
  const step = count < 0 ? -1 : 1
  for (let left = Math.abs(count); left > 0; left--) at = search(cal, addDays(at, step), step)
  return at
}

/** Working days after `from` up to and including `to`; negative when `to` is earlier. */
export function workingDaysBetween(cal: WorkCalendar, from: Day, to: Day): number {
  if (to < from) return -workingDaysBetween(cal, to, from)
  let count = 0
  for (let day = addDays(from, 1); day <= to; day = addDays(day, 1)) if (isWorkingDay(cal, day)) count++
  return count
}

/** Is the office open at this time of a working day? The end of a stretch is already closed. */
export function isOpenAt(hours: OfficeHours, time: string): boolean {
  return [hours.morning, hours.afternoon].some(([from, to]) => from <= time && time < to)
}

/** This time of a working day when the office is open, else the opening still to come that day, or the last minute after it has closed. */
export function nearestOpenTime(hours: OfficeHours, time: string): string {
  if (isOpenAt(hours, time)) return time
  const stretches = [hours.morning, hours.afternoon].filter(([from, to]) => from < to)
  const opens = stretches.map(([from]) => from).find((from) => time < from)
  const closes = stretches.at(-1)?.[1]
  return opens ?? (closes ? timeOf(new Date(instantOf('2026-01-01', closes).getTime() - 60_000)) : time)
}

/** Is the office open at this instant? */
export function isOfficeHour(cal: WorkCalendar, hours: OfficeHours, at: Date): boolean {
  return isWorkingDay(cal, dayOf(at)) && isOpenAt(hours, timeOf(at))
}

/** This instant when the office is open, else the next opening. */
export function nextOfficeMoment(cal: WorkCalendar, hours: OfficeHours, at: Date): Date {
  if (isOfficeHour(cal, hours, at)) return at
  const today = dayOf(at)
  const time = timeOf(at)
  if (isWorkingDay(cal, today)) {
    for (const [from, to] of [hours.morning, hours.afternoon])
      if (time < from && from < to) return instantOf(today, from)
  }
  const opens = hours.morning[0] < hours.morning[1] ? hours.morning[0] : hours.afternoon[0]
  return instantOf(nextWorkingDay(cal, today), opens)
}
