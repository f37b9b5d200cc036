// The boxes in SQL: one scan of a commune's assignments per screen, and the lists behind every number.
import { and, asc, desc, eq, inArray, ne, type SQL, sql } from 'drizzle-orm'
import type { Span } from '../../calendar/period.js'
import { isWorkingDay, type WorkCalendar, workingDayOnOrAfter } from '../../calendar/work-calendar.js'
import type { Tx } from '../../db/db.js'
import { rowsOf } from '../../db/rows.js'
import { assignments, latenesses, requests, tasks } from '../../db/schema/assignments.js'
import { units } from '../../db/schema/communes.js'
import { addDays, type Day, dayOf, daysBetween, instantOf, timeOf, weekdayOf } from '../../lib/day.js'
import type { Status } from '../assignments/status.js'
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

const reported = sql`${assignments.status} in ('awaiting', 'done')`
const due = sql`coalesce(${assignments.extendedTo}, ${assignments.legalDueOn}, ${assignments.trackingOn})`
const hasDeadline = sql`(${assignments.extendedTo} is not null or ${assignments.legalDueOn} is not null)`

/** An instant as SQL reads it on both drivers. */
function instant(at: Date): SQL {
  return sql`${at.toISOString()}::timestamptz`
}

/** Viet Nam's wall clock of an instant; UTC+7 all year. */
function wall(at: SQL): SQL {
  return sql`(${at} at time zone interval '7 hours')`
}

/**
 * `boxOf` in SQL, each box as `say` writes it. What is not reported is judged by today: one comparison with one day. What is reported is asked
 * for its last day only where it was reported on its day or soon after.
 */
function boxSql<T>(scope: Scope, say: (box: Box) => SQL): SQL<T> {
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
function longestOff({ cal, settings }: Scope): number {
  if (settings.strictOverdue) return 0
  return Math.max(2, ...Object.entries(shiftsOf(cal)).map(([due, last]) => daysBetween(due, last)))
}

function fallsDue(span: Span): SQL {
  return sql`(not ${assignments.standing} and ${due} between ${span.from}::date and ${span.to}::date)`
}

function inScope(scope: Scope): SQL | undefined {
  return and(everInScope(scope), ne(assignments.status, 'withdrawn'))
}

/** With what was withdrawn: where rows are grouped by status it is cheaper to leave that out afterwards. */
function everInScope(scope: Scope): SQL | undefined {
  const { span } = scope
  const start = span && instant(instantOf(span.from))
  return and(
    eq(assignments.communeId, scope.communeId),
    scope.unitIds ? inArray(assignments.unitId, scope.unitIds) : undefined,
    span &&
      sql`(coalesce(${fallsDue(span)}, false) or (${assignments.createdAt} < ${start}
        and not (${reported} and coalesce(${assignments.reportedAt}, ${assignments.statusAt}) < ${start})))`,
  )
}

/** A whole day in the letter and nothing else: most work, and what a scan spends its time on. */
const plain = sql`(${assignments.legalDueOn} is not null and ${assignments.extendedTo} is null and ${assignments.dueTime} is null
  and not ${assignments.standing} and not ${assignments.issuedLate})`

/** What is told of plain work: late as of today, and late by the report. The codes of all other work stand behind these four. */
const [OVER, REPORTED_LATE, OTHERS] = [1, 2, 4]

/**
 * What a tally tells apart beside the status, as one small number: rows alike in it are counted together, which takes a third of the time
 * that a condition for each number takes. Plain work does without the box, which hangs on the status, and a scan that asks each row for
 * that takes half as long again: `boxOfCode` works it out for all that are alike.
 */
function alike(scope: Scope): SQL {
  const [day, local] = [sql`${assignments.legalDueOn}`, wall(sql`${assignments.reportedAt}`)]
  const bit = (holds: SQL, value: number) => sql`case when ${holds} then ${sql.raw(String(value))} else 0 end`
  const over = bit(isOver(scope, day), OVER)
  const reportedLate = sql`${local} >= ${day} + ${longestOff(scope) + 1}::int or ${local}::date > ${lastDay(scope, day)}`
  const other = boxSql<number>(scope, (one) => sql.raw(String(OTHERS + 2 * boxes.indexOf(one))))
  const code = sql`case when ${plain} then case
      when ${assignments.reportedAt} is null then ${bit(isOver(scope, day), OVER + REPORTED_LATE)}
      when ${local} < ${day} + 1 then ${over}
      else ${over} + ${bit(reportedLate, REPORTED_LATE)} end
    else ${other} + ${bit(sql`${assignments.extendedTo} is not null`, 1)} end`
  const carried = scope.span && bit(sql`not coalesce(${fallsDue(scope.span)}, false)`, 1)
  return carried ? sql`2 * ${code} + ${carried}` : sql`2 * ${code}`
}

function boxOfCode(code: number, reported: boolean): Box {
  const box = boxes[(code - OTHERS) >> 1]
  if (code >= OTHERS && box) return box
  if (code & (reported ? REPORTED_LATE : OVER)) return reported ? 'late' : 'overdue'
  return reported ? 'onTime' : 'running'
}

const counted = sql`count(*)`.mapWith(Number)

interface Alike<K> {
  key: K
  status: Status
  alike: number
  count: number
}

/** Read as they come: a thousand rows through a builder's mapping take as long as a fifth of the scan. */
function readAlike<K>(tx: Tx, scope: Scope, key: SQL, from: SQL): Promise<Alike<K>[]> {
  return rowsOf(
    tx,
    sql`select ${key}::text as key, ${assignments.status} as status, ${alike(scope)} as alike, count(*)::int as count
      from ${from} where ${everInScope(scope)} group by ${key}, 2, 3`,
  )
}

function tallied<K>(rows: Alike<K>[]): TallyRow<K>[] {
  return rows.flatMap(({ key, status, alike, count }) => {
    if (status === 'withdrawn') return []
    const some = (holds: boolean) => (holds ? count : 0)
    const reported = status === 'awaiting' || status === 'done'
    const code = alike >> 1
    return {
      key,
      box: boxOfCode(code, reported),
      tally: {
        count,
        extended: some(code >= OTHERS && code % 2 === 1),
        awaiting: some(status === 'awaiting'),
        reported: some(reported),
        unanswered: some(status === 'unanswered'),
        carried: some(alike % 2 === 1),
      },
    }
  })
}

/** The boxes of every unit: one scan, several rows for a unit and box. Units without work are missing. */
export async function tallyByUnit(tx: Tx, scope: Scope): Promise<TallyRow<number>[]> {
  if (scope.unitIds?.length === 0) return []
  const rows = await readAlike<string>(tx, scope, sql`${assignments.unitId}`, sql`${assignments}`)
  return tallied(rows.map((row) => ({ ...row, key: Number(row.key) })))
}

/** The boxes of every area (lĩnh vực), the same way. */
export async function tallyByArea(tx: Tx, scope: Scope): Promise<TallyRow<string>[]> {
  if (scope.unitIds?.length === 0) return []
  const from = sql`${assignments} join ${tasks} on ${tasks.communeId} = ${assignments.communeId} and ${tasks.id} = ${assignments.taskId}`
  return tallied(await readAlike<string>(tx, scope, sql`${tasks.area}`, from))
}

export interface ListedWork {
  id: number
  number: number
  unitId: number
  unit: string
  text: string
  box: Box
  status: Status
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
      count: counted,
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
      count: counted,
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
  const waiting = and(eq(assignments.communeId, communeId), eq(assignments.status, 'awaiting'))
  // Apart, each is answered from the index.
  const [[all], first] = await Promise.all([
    tx.select({ count: counted }).from(assignments).where(waiting),
    tx
      .select({ id: assignments.id, number: assignments.number })
      .from(assignments)
      .where(waiting)
      .orderBy(asc(assignments.reportedAt), asc(assignments.number))
      .limit(most),
  ])
  return { count: all?.count ?? 0, first }
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
