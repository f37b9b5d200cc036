// What pressing a unit reads and writes: which work is meant, whether it is HỎA TỐC, and the requests themselves.
import { and, eq, gte, inArray, isNull, or, sql } from 'drizzle-orm'
import type { Tx } from '../../../db/db.js'
import { assignments, requests, tasks } from '../../../db/schema/assignments.js'
import { directives } from '../../../db/schema/directives.js'
import { listOpenAssignments, viewsOf } from '../../assignments/store.js'
import type { AssignmentView } from '../../assignments/view.js'
import { liveOf } from '../../directives/issue/outcome.js'
import { findDirective } from '../../directives/store.js'

/** What is pressed for: one piece of work, all that a unit has overdue, or what it has not acknowledged of a letter. */
export type Target =
  | { kind: 'one'; assignmentId: number }
  | { kind: 'unit'; unitId: number }
  | { kind: 'silent'; directiveId: number; unitId: number }

/** The work meant, of this commune; the most urgent first. */
export async function worksOf(tx: Tx, communeId: number, target: Target, now: Date): Promise<AssignmentView[]> {
  switch (target.kind) {
    case 'one':
      return viewsOf(tx, communeId, [target.assignmentId])
    case 'unit':
      return listOpenAssignments(tx, { communeId, unitIds: [target.unitId], overdueOnly: true }, now)
    case 'silent': {
      const directive = await findDirective(tx, communeId, target.directiveId)
      if (!directive) return []
      const owed = await liveOf(tx, directive)
      const silent = owed.filter((one) => one.unitId === target.unitId && one.status === 'unanswered')
      return viewsOf(
        tx,
        communeId,
        silent.map((one) => one.id),
      )
    }
  }
}

/** The order by hand (`/giaoviec`) that this work came of: it is no letter that the task could name. */
const ofOrder = and(
  isNull(tasks.directiveId),
  isNull(directives.number),
  or(
    sql`${directives.draft} -> 'givenTasks' @> to_jsonb(${tasks.id})`,
    sql`${directives.draft} -> 'given' @> to_jsonb(${assignments.id})`,
  ),
)

/** Does any of this work come from a letter, or an order by hand, marked HỎA TỐC? */
export async function isUrgent(tx: Tx, communeId: number, ids: readonly number[]): Promise<boolean> {
  if (ids.length === 0) return false
  const [row] = await tx
    .select({ id: assignments.id })
    .from(assignments)
    .innerJoin(tasks, and(eq(tasks.communeId, assignments.communeId), eq(tasks.id, assignments.taskId)))
    .innerJoin(
      directives,
      and(eq(directives.communeId, tasks.communeId), or(eq(directives.id, tasks.directiveId), ofOrder)),
    )
    .where(
      and(
        eq(assignments.communeId, communeId),
        inArray(assignments.id, [...ids]),
        sql`${directives.draft} -> 'header' ->> 'urgency' = 'hoa-toc'`,
      ),
    )
    .limit(1)
  return row !== undefined
}

/** Which of these this person has pressed for since then. */
export async function pressedSince(
  tx: Tx,
  input: { communeId: number; personId: number; ids: readonly number[]; since: Date },
): Promise<Set<number>> {
  if (input.ids.length === 0) return new Set()
  const rows = await tx
    .select({ id: requests.assignmentId })
    .from(requests)
    .where(
      and(
        eq(requests.communeId, input.communeId),
        inArray(requests.assignmentId, [...input.ids]),
        eq(requests.kind, 'urge'),
        eq(requests.askedBy, input.personId),
        gte(requests.askedAt, input.since),
      ),
    )
  return new Set(rows.map((row) => row.id))
}

export async function insertUrges(
  tx: Tx,
  input: { communeId: number; personId: number; ids: readonly number[] },
  now: Date,
): Promise<number[]> {
  const rows = await tx
    .insert(requests)
    .values(
      input.ids.map((assignmentId) => ({
        communeId: input.communeId,
        assignmentId,
        kind: 'urge' as const,
        text: '',
        askedBy: input.personId,
        askedAt: now,
      })),
    )
    .returning({ id: requests.id })
  return rows.map((row) => row.id)
}
