// Whose work of which time, and the boxes as SQL: what every count and list of the summary is made of.
import { and, eq, inArray, ne, type SQL, sql } from 'drizzle-orm'
import type { Span } from '../../calendar/period.js'
import { isWorkingDay, type WorkCalendar, workingDayOnOrAfter } from '../../calendar/work-calendar.js'
import type { Tx } from '../../db/db.js'
import { assignments } from '../../db/schema/assignments.js'
import { addDays, type Day, dayOf, daysBetween, timeOf, weekdayOf } from '../../lib/day.js'
import { due, forLater, inPeriod, ownOfPeriod, reported } from '../assignments/period.js'
import type { Settings } from '../communes/settings.js'
import { communeCalendar, findCommune } from '../communes/store.js'
import type { Box } from './boxes.js'

/** Whose work, of which time, as of when. */
export interface Scope {
  communeId: number
  communeName: string
  /** All units when not named. */
  unitIds: number[] | undefined
  /** The whole of it when not named. */
  span: Span | undefined
  now: Date
  cal: WorkCalendar
  settings: Settings
}

export async function openScope(
  tx: Tx,
  input: { communeId: number; unitIds: number[] | undefined; span: Span | undefined },
  now: Date,
): Promise<Scope> {
  const { name, settings } = await findCommune(tx, input.communeId)
  return { ...input, communeName: name, settings, now, cal: await communeCalendar(tx, input.communeId) }
}

/** Monday for a weekend, else the day itself: what SQL works out alone. */
function afterWeekend(day: Day): Day {
  const weekday = weekdayOf(day)
  return weekday > 5 ? addDays(day, 8 - weekday) : day
}

/** Worked out once for a calendar: most communes share one. */
const known = new WeakMap<WorkCalendar, Record<Day, Day>>()

/** Days from which the next working day is another one than the weekend alone would make it: `{"2026-09-02": "2026-09-03"}`. */
export function shiftsOf(cal: WorkCalendar): Record<Day, Day> {
  const shifts: Record<Day, Day> = known.get(cal) ?? {}
  if (known.has(cal)) return shifts
  known.set(cal, shifts)
  for (const special of [...cal.off, ...cal.work]) {
    const next = workingDayOnOrAfter(cal, special)
    // A special day, and the days off that run up to it.
    for (let day = special; day === special || !isWorkingDay(cal, day); day = addDays(day, -1)) {
      if (day in shifts) break
      if (next !== afterWeekend(day)) shifts[day] = next
      else if (day !== special) break
    }
  }
  return shifts
}

const hasDeadline = sql`(${assignments.extendedTo} is not null or ${assignments.legalDueOn} is not null)`

/** Viet Nam's wall clock of an instant; UTC+7 all year. */
export function wall(at: SQL): SQL {
  return sql`(${at} at time zone interval '7 hours')`
}

/**
 * `boxOf` in SQL, each box as `say` writes it. What is not reported is judged by today: one comparison with one day. What is reported is asked
 * for its last day only where it was reported on its day or soon after.
 */
export function boxSql<T>(scope: Scope, say: (box: Box) => SQL): SQL<T> {
  const time = sql`(${assignments.extendedTo} is null and ${assignments.legalDueOn} is not null and ${assignments.dueTime} is not null)`
  const local = wall(sql`${assignments.reportedAt}`)
  const reportedLate = sql`case
    when ${local} < ${due} then false
    when ${local} >= ${due} + ${longestOff(scope) + 1}::int then true
    else (${local}::date, case when ${time} then to_char(${local}, 'HH24:MI') else '' end)
      > (${lastDay(scope, due)}, case when ${time} then ${assignments.dueTime} else '' end) end`
  const today = dayOf(scope.now)
  const isLastDay = scope.settings.strictOverdue || isWorkingDay(scope.cal, today)
  const overToday = isLastDay
    ? sql`(${isOver(scope, due)} or (${time} and ${due} <= ${today}::date and ${timeOf(scope.now)}::text > ${assignments.dueTime}))`
    : isOver(scope, due)
  const late = sql`(case when ${reported} and ${assignments.reportedAt} is not null then ${reportedLate} else ${overToday} end)`
  return sql<T>`case
    when ${assignments.standing} then ${say('standing')}
    when ${due} is null then ${say('undated')}
    when ${assignments.issuedLate} and ${assignments.extendedTo} is null then ${say('issuedLate')}
    when not coalesce(${late}, false) then case
      when ${hasDeadline} then case when ${reported} then ${say('onTime')} else ${say('running')} end
      when ${reported} then ${say('met')} else ${say('ahead')} end
    when not ${hasDeadline} then ${say('missed')}
    when ${reported} then ${say('late')} else ${say('overdue')} end`
}

/** Whether the last day for a due day is over today. The last day only moves on with the due day, so there is a first one for which it is not. */
export function isOver(scope: Scope, day: SQL): SQL {
  return sql`${day} < ${firstStanding(scope)}::date`
}

/** The earliest due day that can still be answered in time today. */
function firstStanding({ now, cal, settings }: Scope): Day {
  let day = dayOf(now)
  if (settings.strictOverdue) return day
  for (let before = addDays(day, -1); workingDayOnOrAfter(cal, before) >= dayOf(now); before = addDays(day, -1))
    day = before
  return day
}

/** The last day on which an answer is in time: the next working day where this one is none (1 January 1900 was a Monday). */
export function lastDay(scope: Scope, day: SQL): SQL {
  if (scope.settings.strictOverdue) return day
  const count = sql`(${day} - '1900-01-01'::date)`
  const shift = sql`(${sql.raw(`'${shiftJson(scope.cal)}'::jsonb`)} ->> ${count}::text)::int`
  return sql`(${day} + coalesce(${shift}, case ${count} % 7 when 5 then 2 when 6 then 1 else 0 end))`
}

/** Digits only, and in the text: a parameter would be read as JSON for each row, a condition for each day is planned each time. */
function shiftJson(cal: WorkCalendar): string {
  const shifts = Object.entries(shiftsOf(cal)).map(([from, to]) => [
    daysBetween('1900-01-01', from),
    daysBetween(from, to),
  ])
  return JSON.stringify(Object.fromEntries(shifts))
}

/** How many days, at most, the last day lies behind the due day. */
export function longestOff({ cal, settings }: Scope): number {
  if (settings.strictOverdue) return 0
  return Math.max(2, ...Object.entries(shiftsOf(cal)).map(([due, last]) => daysBetween(due, last)))
}

/** Of the period itself, not carried over (chuyển kỳ): it falls due in it, or was given in it. */
export function notCarried(span: Span): SQL {
  return ownOfPeriod(span)
}

export function inScope(scope: Scope): SQL | undefined {
  return and(everInScope(scope), ne(assignments.status, 'withdrawn'))
}

/** Given in the period and due after it: not counted in it, and told beside it. */
export function dueAfter(scope: Scope, span: Span): SQL | undefined {
  return and(
    eq(assignments.communeId, scope.communeId),
    scope.unitIds ? inArray(assignments.unitId, scope.unitIds) : undefined,
    ne(assignments.status, 'withdrawn'),
    forLater(span),
  )
}

/** With what was withdrawn: where rows are grouped by status it is cheaper to leave that out afterwards. */
export function everInScope(scope: Scope): SQL | undefined {
  return and(
    eq(assignments.communeId, scope.communeId),
    scope.unitIds ? inArray(assignments.unitId, scope.unitIds) : undefined,
    scope.span && inPeriod(scope.span),
  )
}

/** Unreported past the day of the letter, whatever extension there is. */
export function pastLegal(scope: Scope): SQL {
  return sql`(not ${reported} and not ${assignments.standing} and not ${assignments.issuedLate}
    and ${isOver(scope, sql`${assignments.legalDueOn}`)})`
}
