// The boxes in SQL: one scan of a commune's assignments per screen, and the lists behind every number.
import { and, asc, desc, eq, inArray, ne, type SQL, sql } from 'drizzle-orm'
import type { Span } from '../../calendar/period.js'
import { isWorkingDay, type WorkCalendar, workingDayOnOrAfter } from '../../calendar/work-calendar.js'
import type { Tx } from '../../db/db.js'
import { assignments, latenesses, requests, tasks } from '../../db/schema/assignments.js'
import { units } from '../../db/schema/communes.js'
import { addDays, type Day, dayOf, daysBetween, instantOf, timeOf, weekdayOf } from '../../lib/day.js'
import type { Settings } from '../communes/settings.js'
import { communeCalendar, findCommune } from '../communes/store.js'
import { type Box, boxes, type Causes, type Heap, isBox, type Slice, type TallyRow } from './boxes.js'

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

/**
 * `boxOf` in SQL, each box as `say` writes it. What is not reported is judged by today: one comparison with one day. What is reported is asked
 * for its last day only where it was reported on its day or soon after.
 */
function boxSql<T>(scope: Scope, say: (box: Box) => SQL): SQL<T> {
  const time = sql`(${assignments.extendedTo} is null and ${assignments.legalDueOn} is not null and ${assignments.dueTime} is not null)`
  const local = wall(sql`${assignments.reportedAt}`)
  const reportedLate = sql`case
    when ${local}::date < ${due} then false
    when ${local}::date > ${due} + ${longestOff(scope)}::int then true
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
    when not coalesce(${late}, false) then case
      when ${hasDeadline} then case when ${reported} then ${say('onTime')} else ${say('running')} end
      when ${reported} then ${say('met')} else ${say('ahead')} end
    when ${assignments.issuedLate} and ${assignments.extendedTo} is null then ${say('issuedLate')}
    when not ${hasDeadline} then ${say('missed')}
    when ${reported} then ${say('late')} else ${say('overdue')} end`
}

/** Whether the last day for a due day is over today. The last day only moves on with the due day, so there is a first one for which it is not. */
function isOver(scope: Scope, day: SQL): SQL {
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
function lastDay(scope: Scope, day: SQL): SQL {
  if (scope.settings.strictOverdue) return day
  // Two hundred parameters would take longer than the rows; a `Day` is digits and dashes.
  const shifts = Object.entries(shiftsOf(scope.cal)).map(([from, to]) => ` when date '${from}' then date '${to}'`)
  const weekend = sql`${day} + case (${day} - '1900-01-01'::date) % 7 when 5 then 2 when 6 then 1 else 0 end`
  return shifts.length === 0 ? weekend : sql`case ${day}${sql.raw(shifts.join(''))} else ${weekend} end`
}

/** How many days, at most, the last day lies behind the due day. */
function longestOff({ cal, settings }: Scope): number {
  if (settings.strictOverdue) return 0
  return Math.max(2, ...Object.entries(shiftsOf(cal)).map(([due, last]) => daysBetween(due, last)))
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

const kinds = ['unanswered', 'awaiting', 'done']

/**
 * Everything a tally tells apart, as one small number: rows alike in it are counted together, which takes a third of the time that a condition
 * for each number takes. Box, kind of status, extended, carried over.
 */
function alike(scope: Scope) {
  const box = boxSql<number>(scope, (one) => sql.raw(String(boxes.indexOf(one))))
  const kind = sql.join(kinds.map((one, at) => sql.raw(` when '${one}' then ${at}`)))
  const carried = scope.span ? sql`case when coalesce(${fallsDue(scope.span)}, false) then 0 else 1 end` : sql`0`
  return sql<number>`(${box}) * 16 + (case ${assignments.status}${kind} else 3 end) * 4
    + case when ${assignments.extendedTo} is null then 0 else 2 end + ${carried}`.as('alike')
}

const counted = sql`count(*)`.mapWith(Number)

function tallied<K>({ key, alike, count }: { key: K; alike: number; count: number }): TallyRow<K> {
  const kind = kinds[Math.floor(alike / 4) % 4]
  const box = boxes[Math.floor(alike / 16)]
  if (!box) throw new Error(`no box for ${alike}`)
  const some = (holds: boolean) => (holds ? count : 0)
  return {
    key,
    box,
    tally: {
      count,
      extended: some(Math.floor(alike / 2) % 2 === 1),
      awaiting: some(kind === 'awaiting'),
      reported: some(kind === 'awaiting' || kind === 'done'),
      unanswered: some(kind === 'unanswered'),
      carried: some(alike % 2 === 1),
    },
  }
}

/** The boxes of every unit: one scan, several rows for a unit and box. Units without work are missing. */
export async function tallyByUnit(tx: Tx, scope: Scope): Promise<TallyRow<number>[]> {
  if (scope.unitIds?.length === 0) return []
  const rows = await tx
    .select({ key: assignments.unitId, alike: alike(scope), count: counted })
    .from(assignments)
    .where(inScope(scope))
    .groupBy(assignments.unitId, sql`alike`)
  return rows.map(tallied)
}

/** The boxes of every area (lĩnh vực), the same way. */
export async function tallyByArea(tx: Tx, scope: Scope): Promise<TallyRow<string>[]> {
  if (scope.unitIds?.length === 0) return []
  const rows = await tx
    .select({ key: tasks.area, alike: alike(scope), count: counted })
    .from(assignments)
    .innerJoin(tasks, and(eq(tasks.communeId, assignments.communeId), eq(tasks.id, assignments.taskId)))
    .where(inScope(scope))
    .groupBy(tasks.area, sql`alike`)
  return rows.map(tallied)
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
  const box = boxSql<Box>(scope, (one) => sql`${one}::text`)
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

function pastLegal(scope: Scope): SQL {
  return sql`(not ${reported} and not ${assignments.standing} and not ${assignments.issuedLate}
    and ${isOver(scope, sql`${assignments.legalDueOn}`)})`
}

/** Whether a row belongs to one of the numbers that cut across the boxes. */
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
