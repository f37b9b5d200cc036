// From a deadline rule to days: when a duty is due, when a recurring one opens, which days reminders fall on, and from when
// it is overdue. Everything is worked out from days, so it comes out the same after any downtime.
import {
  addDays,
  type Day,
  dayInMonth,
  dayOf,
  daysBetween,
  lastDayOfMonth,
  mondayOf,
  partsOf,
  timeOf,
} from '../lib/day.js'
import { makePeriod, type Period, periodOf } from './period.js'
import type { Cadence, DeadlineRule } from './rule.js'
import {
  addWorkingDays,
  isWorkingDay,
  type WorkCalendar,
  workingDayOnOrAfter,
  workingDayOnOrBefore,
} from './work-calendar.js'

export type Occurrence = { period: Period; opensOn: Day; due: Day }

/** Days for recurring duties whose letter names none; a setting of the commune. */
export type UsualDays = { dayOfMonth: number; weekday: number }

/** The 20th (of the month, or of the last month of a quarter, half-year or year), as công văn 581/BNV-CCHC asks; Friday for weekly duties. */
export const usualDays: UsualDays = { dayOfMonth: 20, weekday: 5 }

/**
 * The due day of a rule that has one; `startsOn` is the day of issue or receipt, not counted itself. "Trong 10 ngày" that ends on a
 * day off ends on the next working day (Bộ luật Dân sự 2015, Điều 148); a day that the letter writes is kept as written.
 */
export function dueOn(rule: DeadlineRule, startsOn: Day, cal: WorkCalendar): Day | undefined {
  switch (rule.kind) {
    case 'date':
    case 'period':
      return rule.due
    case 'within': {
      const from = rule.from ?? startsOn
      return rule.working ? addWorkingDays(cal, from, rule.days) : workingDayOnOrAfter(cal, addDays(from, rule.days))
    }
    case 'recurring':
    case 'standing':
    case 'none':
      return undefined
  }
}

/** Is it due by the day before? "Trước ngày 20" is, "trước 17 giờ ngày 20" names an hour of the 20th itself. */
export function isBeforeDay(rule: { before?: boolean; time?: string | null }): boolean {
  return rule.before === true && !rule.time
}

/** The day reminders aim at: "trước ngày 20" is due on the 20th and aims at the 19th. */
export function aimDay(rule: DeadlineRule | { before?: boolean; time?: string | null }, due: Day): Day {
  return 'before' in rule && isBeforeDay(rule) ? addDays(due, -1) : due
}

type Turn = { period: Period; from: Day; to: Day; due: Day }

/** The turn of a cadence that a day falls in; undefined when the cadence is not stated. Calendar periods: only figures follow the reporting regime. */
function turnOf(cadence: Cadence, day: Day, usual: UsualDays): Turn | undefined {
  const { year, month } = partsOf(day)
  switch (cadence.every) {
    case 'unstated':
      return undefined
    case 'day':
      return { period: day, from: day, to: day, due: day }
    case 'week': {
      const from = mondayOf(day)
      const due = addDays(from, (cadence.weekday ?? usual.weekday) - 1)
      return { period: periodOf(day, 'week', 'calendar'), from, to: addDays(from, 6), due }
    }
    case 'month':
      return monthsTurn(makePeriod('month', year, month), year, month, 1, cadence.day ?? usual.dayOfMonth)
    case 'quarter': {
      const first = month - ((month - 1) % 3)
      const period = makePeriod('quarter', year, (first + 2) / 3)
      return monthsTurn(period, year, first, 3, cadence.day ?? usual.dayOfMonth)
    }
    case 'half-year': {
      const first = month < 7 ? 1 : 7
      const period = makePeriod('half-year', year, first === 1 ? 1 : 2)
      // "Tháng 6" and "tháng 12" name the same place of either half.
      return monthsTurn(period, year, first, 6, cadence.day ?? usual.dayOfMonth, ((cadence.month ?? 6) - 1) % 6)
    }
    case 'year':
      return monthsTurn(
        makePeriod('year', year),
        year,
        1,
        12,
        cadence.day ?? usual.dayOfMonth,
        (cadence.month ?? 12) - 1,
      )
  }
}

/** A turn of `count` months from `first`, due in the month `offset` after the first; by default the last one. */
function monthsTurn(period: Period, year: number, first: number, count: number, day: number, offset = count - 1): Turn {
  return {
    period,
    from: dayInMonth(year, first, 1),
    to: lastDayOfMonth(year, first + count - 1),
    due: dayInMonth(year, first + offset, day),
  }
}

// A turn due on the first day of its period may open before it, by a long Tết at most.
const EARLIEST = 31

/**
 * The turns of a recurring rule that touch the days `from` to `to`: due no earlier than `from` and open by `to`. With the day of issue
 * and today these are the assignments that should exist by now. A turn opens on its period's first working day, never after the day
 * reminders aim at; a week or day without a working day owes nothing. Of several duties in the same period ("ngày 10 và ngày 25
 * hằng tháng") the later ones carry their due day as the period, so each stays one assignment.
 */
export function occurrences(
  rule: Extract<DeadlineRule, { kind: 'recurring' }>,
  from: Day,
  to: Day,
  cal: WorkCalendar,
  usual: UsualDays = usualDays,
): Occurrence[] {
  const turns = new Map<string, Turn>()
  for (const cadence of rule.cadences) {
    let turn = turnOf(cadence, from, usual)
    while (turn && turn.from <= addDays(to, EARLIEST)) {
      turns.set(`${turn.period} ${turn.due}`, turn)
      turn = turnOf(cadence, addDays(turn.to, 1), usual)
    }
  }
  const taken = new Set<Period>()
  const found: Occurrence[] = []
  for (const turn of [...turns.values()].sort((a, b) => (a.due < b.due ? -1 : a.due > b.due ? 1 : 0))) {
    const period = taken.has(turn.period) ? turn.due : turn.period
    taken.add(period)
    const first = workingDayOnOrAfter(cal, turn.from)
    if (first > turn.to) continue
    const aim = aimDay(rule, turn.due)
    const opensOn = first <= aim ? first : workingDayOnOrBefore(cal, aim)
    if (turn.due >= from && opensOn <= to) found.push({ period, opensOn, due: turn.due })
  }
  return found
}

/** What decides whether an answer is on time. `dueTime` "17:00" ends the due day early; `strict` allows no move past a day off. */
export type Limit = { due: Day; dueTime?: string | undefined; strict?: boolean | undefined }

/** The last day that counts as on time: the due day, or the next working day when that is a day off. */
export function lastDayInTime(limit: Limit, cal: WorkCalendar): Day {
  return limit.strict ? limit.due : workingDayOnOrAfter(cal, limit.due)
}

/** Is it too late at this instant? Ask it with the moment of a report to know whether that was on time. */
export function isOverdue(limit: Limit, now: Date, cal: WorkCalendar): boolean {
  const today = dayOf(now)
  const last = lastDayInTime(limit, cal)
  if (today !== last) return today > last
  return limit.dueTime !== undefined && timeOf(now) > limit.dueTime
}

/** When to remind: days before the aim, on the day, and after the due day (so many working days, then every so many days; absent: not at all). */
export type Milestones = {
  before: readonly number[]
  onDay: boolean
  after?: { workingDays: number; thenEvery: number } | undefined
}

export const defaultMilestones: Milestones = {
  before: [7, 3, 1],
  onDay: true,
  after: { workingDays: 3, thenEvery: 7 },
}

/**
 * The days up to the due day on which a reminder falls, each moved to the last working day before when it is a day off; sorted, once
 * each. They count from the aim; what is nearer to a due day after the aim follows ("trước ngày 20": also on the 20th itself).
 */
export function milestoneDays(
  due: Day,
  aim: Day,
  milestones: Pick<Milestones, 'before' | 'onDay'>,
  cal: WorkCalendar,
): Day[] {
  const counts = [...milestones.before, ...(milestones.onDay ? [0] : [])]
  const wanted = counts.map((count) => addDays(aim, -count))
  if (due > aim) wanted.push(...counts.map((count) => addDays(due, -count)).filter((day) => day > aim))
  return [...new Set(wanted.map((day) => workingDayOnOrBefore(cal, day)))].sort()
}

/** The first reminder after `after` for work past its last day in time: 3 working days after it, then weekly; always a working day. */
export function nextAfterDue(
  due: Day,
  after: Day,
  cal: WorkCalendar,
  pace: { workingDays: number; thenEvery: number } = { workingDays: 3, thenEvery: 7 },
): Day {
  const first = addWorkingDays(cal, due, pace.workingDays)
  if (first > after) return first
  // A long holiday can move one turn past the next, so look from the turn before.
  let turn = Math.max(1, Math.floor(daysBetween(first, after) / pace.thenEvery) - 1)
  for (;;) {
    const day = workingDayOnOrAfter(cal, addDays(first, turn++ * pace.thenEvery))
    if (day > after) return day
  }
}

/** A due day and the day reminders aim at, the promised or extended one where there is such a day; `strict` as in `Limit`. */
export type Aimed = { due: Day; aim: Day; strict?: boolean | undefined }

/** The later of the due day and the aim; of a day off the next working day, which still counts as in time (PRODUCT.md section 6). */
export function lastDayOf({ due, aim, strict }: Aimed, cal: WorkCalendar): Day {
  return lastDayInTime({ due: aim > due ? aim : due, strict }, cal)
}

/** The first reminder day strictly after `after`: milestones, the last day in time, then the chase, which counts from that day as lateness does. */
export function nextReminderDay(
  plan: Aimed,
  after: Day,
  cal: WorkCalendar,
  milestones: Milestones = defaultMilestones,
): Day | undefined {
  const milestone = milestoneDays(plan.due, plan.aim, milestones, cal).find((day) => day > after)
  if (milestone) return milestone
  const last = lastDayOf(plan, cal)
  if (milestones.onDay && last > after && isWorkingDay(cal, last)) return last
  return milestones.after && nextAfterDue(last, after, cal, milestones.after)
}

/** How many working days late, 1 on the first overdue day; 0 or less while it is in time. Officer hears at 1, leader at 3. */
export function workingDaysLate(limit: Limit, today: Day, cal: WorkCalendar): number {
  let late = 0
  const last = lastDayInTime(limit, cal)
  for (let day = addDays(last, 1); day <= today; day = addDays(day, 1)) if (isWorkingDay(cal, day)) late++
  return late
}
