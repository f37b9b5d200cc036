// The lists behind every number of the summary, what waits for a decision, and the names of the units.
import { and, asc, eq, inArray, notInArray, type SQL, sql } from 'drizzle-orm'
import type { Tx } from '../../db/db.js'
import { assignments, latenesses, requests, tasks } from '../../db/schema/assignments.js'
import { units } from '../../db/schema/communes.js'
import { chats, chatUnits } from '../../db/schema/people.js'
import type { Day } from '../../lib/day.js'
import { due } from '../assignments/period.js'
import type { Status } from '../assignments/status.js'
import { type Box, type Heap, isBox, type Slice } from './boxes.js'
import { boxSql, dueAfter, inScope, notCarried, pastLegal, type Scope } from './scope.js'

export interface ListedWork {
  id: number
  number: number
  unitId: number
  unit: string
  text: string
  period: string
  box: Box
  status: Status
  legalDueOn: Day | null
  trackingOn: Day | null
  extendedTo: Day | null
  promisedOn: Day | null
  dueTime: string | null
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
      period: assignments.period,
      box: box.as('box'),
      status: assignments.status,
      legalDueOn: assignments.legalDueOn,
      trackingOn: assignments.trackingOn,
      extendedTo: assignments.extendedTo,
      promisedOn: assignments.promisedOn,
      dueTime: assignments.dueTime,
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
        only.heap === 'later' && scope.span ? dueAfter(scope, scope.span) : inScope(scope),
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

/** Whether a row belongs to one of the numbers that cut across the boxes. */
function inSlice(scope: Scope, slice: Slice): SQL {
  switch (slice) {
    case 'unanswered':
    case 'awaiting':
      return sql`${assignments.status} = ${slice}`
    case 'extended':
      return sql`${assignments.extendedTo} is not null`
    case 'later':
      return scope.span ? sql`true` : sql`false`
    case 'carried':
      return scope.span ? sql`not ${notCarried(scope.span)}` : sql`false`
    case 'own':
    case 'outside':
      return sql`(select coalesce(l.leader_cause, l.cause) from ${latenesses} l where l.commune_id = ${assignments.communeId}
        and l.assignment_id = ${assignments.id} order by l.id desc limit 1) = ${slice}`
    case 'pastLegal':
      return pastLegal(scope)
  }
}

/** How much was given in the period and falls due after it. */
export async function countDueAfter(tx: Tx, scope: Scope): Promise<number> {
  if (!scope.span || scope.unitIds?.length === 0) return 0
  const [row] = await tx
    .select({ count: sql`count(*)`.mapWith(Number) })
    .from(assignments)
    .where(dueAfter(scope, scope.span))
  return row?.count ?? 0
}

/** A report by its assignment, a request by its own id; `number` is the work's. */
export interface Waiting {
  id: number
  number: number
}

/** Reports that wait for an officer's confirmation, of these units or of all, the oldest first. */
export async function listAwaiting(
  tx: Tx,
  { communeId, unitIds }: { communeId: number; unitIds: number[] | undefined },
  most: number,
): Promise<{ count: number; first: Waiting[] }> {
  const waiting = and(
    eq(assignments.communeId, communeId),
    eq(assignments.status, 'awaiting'),
    unitIds && inArray(assignments.unitId, unitIds),
  )
  // Apart, each is answered from the index.
  const [[all], first] = await Promise.all([
    tx
      .select({ count: sql`count(*)`.mapWith(Number) })
      .from(assignments)
      .where(waiting),
    tx
      .select({ id: assignments.id, number: assignments.number })
      .from(assignments)
      .where(waiting)
      .orderBy(asc(assignments.reportedAt), asc(assignments.number))
      .limit(most),
  ])
  return { count: all?.count ?? 0, first }
}

/** Extensions or difficulties that wait for somebody's word, of these units or of all, as long as the work is not reported. */
export async function listAsked(
  tx: Tx,
  input: { communeId: number; unitIds: number[] | undefined; kind: 'extension' | 'difficulty' },
  most: number,
): Promise<{ count: number; first: Waiting[] }> {
  const { communeId, unitIds, kind } = input
  if (unitIds?.length === 0) return { count: 0, first: [] }
  const rows = await tx
    .select({ id: requests.id, number: assignments.number, total: sql`count(*) over ()`.mapWith(Number) })
    .from(requests)
    .innerJoin(
      assignments,
      and(eq(assignments.communeId, requests.communeId), eq(assignments.id, requests.assignmentId)),
    )
    .where(
      and(
        eq(requests.communeId, communeId),
        eq(requests.kind, kind),
        eq(requests.state, 'open'),
        notInArray(assignments.status, ['awaiting', 'done', 'withdrawn']),
        unitIds && inArray(assignments.unitId, unitIds),
      ),
    )
    .orderBy(asc(requests.askedAt), asc(requests.id))
    .limit(most)
  return { count: rows[0]?.total ?? 0, first: rows.map(({ id, number }) => ({ id, number })) }
}

export interface UnitLabel {
  id: number
  name: string
  shortName: string
  /** Its group takes no messages now: it may not have heard of what it has not answered. */
  unreached?: boolean
}

/** The names of all units, closed ones too, in the commune's order. */
export async function listUnitLabels(tx: Tx, communeId: number): Promise<UnitLabel[]> {
  return tx
    .select({
      id: units.id,
      name: units.name,
      shortName: units.shortName,
      unreached: sql`coalesce(bool_and(${chats.unreachableAt} is not null), false)`.mapWith(Boolean),
    })
    .from(units)
    .leftJoin(chatUnits, and(eq(chatUnits.communeId, units.communeId), eq(chatUnits.unitId, units.id)))
    .leftJoin(chats, eq(chats.id, chatUnits.chatId))
    .where(eq(units.communeId, communeId))
    .groupBy(units.id)
    .orderBy(asc(units.position), asc(units.id))
}
