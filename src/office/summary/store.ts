// The boxes in SQL: one scan of a commune's assignments per screen, and the lists behind every number.
import { and, asc, desc, eq, inArray, ne, type SQL, sql } from 'drizzle-orm'
import type { Span } from '../../calendar/period.js'
import { isWorkingDay, type WorkCalendar, workingDayOnOrAfter } from '../../calendar/work-calendar.js'
import type { Tx } from '../../db/db.js'
import { assignments, latenesses, requests, tasks } from '../../db/schema/assignments.js'
import { units } from '../../db/schema/communes.js'
import { addDays, type Day, dayOf, instantOf, timeOf, weekdayOf } from '../../lib/day.js'
import type { Settings } from '../communes/settings.js'
import { communeCalendar, findCommune } from '../communes/store.js'
import { type Box, type Causes, type Heap, isBox, type Slice, type TallyRow } from './boxes.js'

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

/** Days from which the next working day is another one than the weekend alone would make it: `{"2026-09-02": "2026-09-03"}`. */
export function shiftsOf(cal: WorkCalendar): Record<Day, Day> {
  const shifts: Record<Day, Day> = {}
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

const reported = sql`${assignments.status} in ('awaiting', 'done')`
const due = sql`coalesce(${assignments.extendedTo}, ${assignments.legalDueOn}, ${assignments.trackingOn})`
const hasDeadline = sql`(${assignments.extendedTo} is not null or ${assignments.legalDueOn} is not null)`

/** An instant as SQL reads it on both drivers. */
function instant(at: Date): SQL {
  return sql`${at.toISOString()}::timestamptz`
}

/** Viet Nam's wall clock of an instant; UTC+7 all year. */
function wall(at: SQL): SQL {
  return sql`((${at} at time zone 'UTC') + interval '7 hours')`
}

/** `boxOf` in SQL. Needs the `shifted` join. What is not reported is judged by today, so that most rows cost one comparison. */
function boxSql(scope: Scope): SQL<Box> {
  const last = lastDay(scope, due)
  const time = sql`(${assignments.extendedTo} is null and ${assignments.legalDueOn} is not null and ${assignments.dueTime} is not null)`
  const isLate = (day: SQL, clock: SQL) =>
    sql`case when ${day} > ${last} then true when ${time} then ${day} = ${last} and ${clock} > ${assignments.dueTime} else false end`
  const local = wall(sql`${assignments.reportedAt}`)
  const late = sql`(case when ${reported} and ${assignments.reportedAt} is not null
    then ${isLate(sql`${local}::date`, sql`to_char(${local}, 'HH24:MI')`)}
    else ${isLate(sql`${dayOf(scope.now)}::date`, sql`${timeOf(scope.now)}::text`)} end)`
  return sql<Box>`case
    when ${assignments.standing} then 'standing'
    when ${due} is null then 'undated'
    when not coalesce(${late}, false) then case
      when ${hasDeadline} then case when ${reported} then 'onTime' else 'running' end
      when ${reported} then 'met' else 'ahead' end
    when ${assignments.issuedLate} and ${assignments.extendedTo} is null then 'issuedLate'
    when not ${hasDeadline} then 'missed'
    when ${reported} then 'late' else 'overdue' end`
}

function shiftedDays(scope: Scope, name = 'shifted'): SQL {
  const shifts = scope.settings.strictOverdue ? {} : shiftsOf(scope.cal)
  return sql`(select key::date as day_off, value::date as next_day from jsonb_each_text(${JSON.stringify(shifts)}::text::jsonb)) ${sql.identifier(name)}`
}

const onShifted = sql`shifted.day_off = ${due}`

/** The last day on which an answer is in time: the next working day where this one is none (1 January 1900 was a Monday). Needs the join of that name. */
function lastDay(scope: Scope, day: SQL, name = 'shifted'): SQL {
  if (scope.settings.strictOverdue) return day
  return sql`coalesce(${sql.identifier(name)}.next_day, ${day} + case (${day} - '1900-01-01'::date) % 7 when 5 then 2 when 6 then 1 else 0 end)`
}

function fallsDue(span: Span): SQL {
  return sql`(not ${assignments.standing} and ${due} between ${span.from}::date and ${span.to}::date)`
}

function inScope(scope: Scope): SQL | undefined {
  const { span } = scope
  const start = span && instant(instantOf(span.from))
  return and(
    eq(assignments.communeId, scope.communeId),
    ne(assignments.status, 'withdrawn'),
    scope.unitIds ? inArray(assignments.unitId, scope.unitIds) : undefined,
    span &&
      sql`(coalesce(${fallsDue(span)}, false) or (${assignments.createdAt} < ${start}
        and not (${reported} and coalesce(${assignments.reportedAt}, ${assignments.statusAt}) < ${start})))`,
  )
}

function tallies(scope: Scope) {
  const count = sql`count(*)`.mapWith(Number)
  const some = (condition: SQL) => sql`count(*) filter (where ${condition})`.mapWith(Number)
  return {
    count,
    extended: some(sql`${assignments.extendedTo} is not null`),
    awaiting: some(sql`${assignments.status} = 'awaiting'`),
    reported: some(reported),
    unanswered: some(sql`${assignments.status} = 'unanswered'`),
    carried: scope.span ? some(sql`not coalesce(${fallsDue(scope.span)}, false)`) : sql`0`.mapWith(Number),
  }
}

/** The boxes of every unit: one scan. Units without work are missing. */
export async function tallyByUnit(tx: Tx, scope: Scope): Promise<TallyRow<number>[]> {
  if (scope.unitIds?.length === 0) return []
  const box = boxSql(scope).as('box')
  const rows = await tx
    .select({ key: assignments.unitId, box, ...tallies(scope) })
    .from(assignments)
    .leftJoin(shiftedDays(scope), onShifted)
    .where(inScope(scope))
    .groupBy(assignments.unitId, sql`box`)
  return rows.map(({ key, box: name, ...tally }) => ({ key, box: name, tally }))
}

/** The boxes of every area (lĩnh vực). */
export async function tallyByArea(tx: Tx, scope: Scope): Promise<TallyRow<string>[]> {
  if (scope.unitIds?.length === 0) return []
  const box = boxSql(scope).as('box')
  const rows = await tx
    .select({ key: tasks.area, box, ...tallies(scope) })
    .from(assignments)
    .innerJoin(tasks, and(eq(tasks.communeId, assignments.communeId), eq(tasks.id, assignments.taskId)))
    .leftJoin(shiftedDays(scope), onShifted)
    .where(inScope(scope))
    .groupBy(tasks.area, sql`box`)
  return rows.map(({ key, box: name, ...tally }) => ({ key, box: name, tally }))
}

export interface ListedWork {
  id: number
  number: number
  unitId: number
  unit: string
  text: string
  box: Box
  status: (typeof assignments.$inferSelect)['status']
  legalDueOn: Day | null
  trackingOn: Day | null
  extendedTo: Day | null
  promisedOn: Day | null
  before: boolean
  standing: boolean
  issuedLate: boolean
}

/** The work behind a number, the oldest day first; `area` and `heap` narrow it. */
export async function listWork(
  tx: Tx,
  scope: Scope,
  only: { heap?: Heap | undefined; area?: string | undefined },
  page: { size: number; from: number },
): Promise<{ total: number; works: ListedWork[] }> {
  if (scope.unitIds?.length === 0) return { total: 0, works: [] }
  const box = boxSql(scope)
  const rows = await tx
    .select({
      id: assignments.id,
      number: assignments.number,
      unitId: assignments.unitId,
      unit: units.shortName,
      text: tasks.text,
      box: box.as('box'),
      status: assignments.status,
      legalDueOn: assignments.legalDueOn,
      trackingOn: assignments.trackingOn,
      extendedTo: assignments.extendedTo,
      promisedOn: assignments.promisedOn,
      before: assignments.before,
      standing: assignments.standing,
      issuedLate: assignments.issuedLate,
      total: sql`count(*) over ()`.mapWith(Number),
    })
    .from(assignments)
    .innerJoin(tasks, and(eq(tasks.communeId, assignments.communeId), eq(tasks.id, assignments.taskId)))
    .innerJoin(units, and(eq(units.communeId, assignments.communeId), eq(units.id, assignments.unitId)))
    .leftJoin(shiftedDays(scope), onShifted)
    .leftJoin(shiftedDays(scope, 'legal'), onLegal)
    .where(
      and(
        inScope(scope),
        only.area === undefined ? undefined : eq(tasks.area, only.area),
        only.heap && (isBox(only.heap) ? sql`${box} = ${only.heap}` : inSlice(scope, only.heap)),
      ),
    )
    .orderBy(sql`${due} asc nulls last`, asc(assignments.number))
    .limit(page.size)
    .offset(page.from)
  const total = rows[0]?.total ?? 0
  return { total, works: rows.map(({ total: _, ...row }) => row) }
}

/** The cause that counts: a leader's view of it, where one was given. */
const countedCause = sql<'own' | 'outside'>`coalesce(${latenesses.leaderCause}, ${latenesses.cause})`

/**
 * Of the work in scope that was reported late: from which side the cause came, by the newest report of each, and how often a leader saw
 * it otherwise than the unit.
 */
export async function tallyCauses(tx: Tx, scope: Scope): Promise<Causes> {
  if (scope.unitIds?.length === 0) return { own: 0, outside: 0, judged: 0 }
  const newest = tx
    .selectDistinctOn([latenesses.assignmentId], {
      cause: countedCause.as('counted'),
      judged: sql<boolean>`${latenesses.leaderCause} <> ${latenesses.cause}`.as('judged'),
    })
    .from(latenesses)
    .innerJoin(
      assignments,
      and(eq(assignments.communeId, latenesses.communeId), eq(assignments.id, latenesses.assignmentId)),
    )
    .where(and(eq(latenesses.communeId, scope.communeId), inScope(scope)))
    .orderBy(latenesses.assignmentId, desc(latenesses.id))
    .as('newest')
  const rows = await tx
    .select({
      cause: newest.cause,
      count: sql`count(*)`.mapWith(Number),
      judged: sql`count(*) filter (where ${newest.judged})`.mapWith(Number),
    })
    .from(newest)
    .groupBy(newest.cause)
  const count = (cause: 'own' | 'outside') => rows.find((row) => row.cause === cause)?.count ?? 0
  return { own: count('own'), outside: count('outside'), judged: rows.reduce((sum, row) => sum + row.judged, 0) }
}

const onLegal = sql`legal.day_off = ${assignments.legalDueOn}`

/** Needs the `legal` join. */
function pastLegal(scope: Scope): SQL {
  return sql`(not ${reported} and not ${assignments.standing} and not ${assignments.issuedLate}
    and ${lastDay(scope, sql`${assignments.legalDueOn}`, 'legal')} < ${dayOf(scope.now)}::date)`
}

/** Whether a row belongs to one of the numbers that cut across the boxes. Needs the `legal` join. */
function inSlice(scope: Scope, slice: Slice): SQL {
  switch (slice) {
    case 'unanswered':
    case 'awaiting':
      return sql`${assignments.status} = ${slice}`
    case 'extended':
      return sql`${assignments.extendedTo} is not null`
    case 'carried':
      return scope.span ? sql`not coalesce(${fallsDue(scope.span)}, false)` : sql`false`
    case 'own':
    case 'outside':
      return sql`(select coalesce(l.leader_cause, l.cause) from ${latenesses} l where l.commune_id = ${assignments.communeId}
        and l.assignment_id = ${assignments.id} order by l.id desc limit 1) = ${slice}`
    case 'pastLegal':
      return pastLegal(scope)
  }
}

/** Unreported work whose day in the letter is over, whatever extension it has: the other of the two clocks. */
export async function countPastLegal(tx: Tx, scope: Scope): Promise<{ count: number; extended: number }> {
  if (scope.unitIds?.length === 0) return { count: 0, extended: 0 }
  const today = sql`${dayOf(scope.now)}::date`
  const [row] = await tx
    .select({
      count: sql`count(*)`.mapWith(Number),
      extended: sql`count(*) filter (where ${assignments.extendedTo} >= ${today})`.mapWith(Number),
    })
    .from(assignments)
    .leftJoin(shiftedDays(scope, 'legal'), onLegal)
    .where(and(inScope(scope), pastLegal(scope)))
  return row ?? { count: 0, extended: 0 }
}

export interface Waiting {
  id: number
  number: number
}

/** Reports that wait for an officer's confirmation, the oldest first. */
export async function listAwaiting(
  tx: Tx,
  communeId: number,
  most: number,
): Promise<{ count: number; first: Waiting[] }> {
  const rows = await tx
    .select({ id: assignments.id, number: assignments.number, total: sql`count(*) over ()`.mapWith(Number) })
    .from(assignments)
    .where(and(eq(assignments.communeId, communeId), eq(assignments.status, 'awaiting')))
    .orderBy(asc(assignments.reportedAt), asc(assignments.number))
    .limit(most)
  return { count: rows[0]?.total ?? 0, first: rows.map(({ id, number }) => ({ id, number })) }
}

/** Extensions or difficulties that wait for a leader's word: of the units this person leads, or of all for the chairman. */
export async function listAsked(
  tx: Tx,
  input: { communeId: number; leaderId: number | undefined; kind: 'extension' | 'difficulty' },
  most: number,
): Promise<{ count: number; first: Waiting[] }> {
  const rows = await tx
    .select({ id: assignments.id, number: assignments.number, total: sql`count(*) over ()`.mapWith(Number) })
    .from(requests)
    .innerJoin(
      assignments,
      and(eq(assignments.communeId, requests.communeId), eq(assignments.id, requests.assignmentId)),
    )
    .innerJoin(units, and(eq(units.communeId, assignments.communeId), eq(units.id, assignments.unitId)))
    .where(
      and(
        eq(requests.communeId, input.communeId),
        eq(requests.kind, input.kind),
        eq(requests.state, 'open'),
        ne(assignments.status, 'withdrawn'),
        input.leaderId === undefined ? undefined : eq(units.leaderId, input.leaderId),
      ),
    )
    .orderBy(asc(requests.askedAt), asc(assignments.number))
    .limit(most)
  return { count: rows[0]?.total ?? 0, first: rows.map(({ id, number }) => ({ id, number })) }
}

export interface UnitLabel {
  id: number
  name: string
  shortName: string
}

/** The names of all units, closed ones too, in the commune's order. */
export async function listUnitLabels(tx: Tx, communeId: number): Promise<UnitLabel[]> {
  return tx
    .select({ id: units.id, name: units.name, shortName: units.shortName })
    .from(units)
    .where(eq(units.communeId, communeId))
    .orderBy(asc(units.position), asc(units.id))
}
