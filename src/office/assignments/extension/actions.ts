// Gia hạn: asked by the unit, granted or refused by the leader in charge. The letter's own day never moves.
import { and, eq, inArray, or } from 'drizzle-orm'
import type { Tx } from '../../../db/db.js'
import { alsoAskedBy, assignments, tasks } from '../../../db/schema/assignments.js'
import { directives } from '../../../db/schema/directives.js'
import { type Day, dayOf, writeDay } from '../../../lib/day.js'
import { UserError } from '../../../lib/errors.js'
import type { Actor } from '../../../talk/entry.js'
import type { Answer } from '../actions.js'
import { holdFor, publish } from '../change.js'
import {
  decidersOf,
  insertRequest,
  listOpenRequests,
  lockRequest,
  type Request,
  settleRequest,
  touch,
} from '../requests.js'
import { effectiveDue, needsReport } from '../status.js'
import { type Assignment, lockAssignments } from '../store.js'

/** Can this work be given another day? Throws a `UserError` that says why not. */
export function checkExtendable(row: Assignment): void {
  if (row.standing || !effectiveDue(row)) throw new UserError('assignments-extension-undated', { number: row.number })
  if (!needsReport(row.status)) throw new UserError('assignments-extension-closed', { number: row.number })
}

/** A superior's deadline is never extended here: neither of its own letter, nor of work that it asks for as well. Throws a `UserError`. */
export async function checkNotSuperior(
  tx: Tx,
  row: Pick<Assignment, 'communeId' | 'id' | 'number' | 'taskId'>,
): Promise<void> {
  const also = tx
    .select({ id: alsoAskedBy.taskId })
    .from(alsoAskedBy)
    .where(and(eq(alsoAskedBy.communeId, row.communeId), eq(alsoAskedBy.assignmentId, row.id)))
  const [letter] = await tx
    .select({ id: directives.id })
    .from(tasks)
    .innerJoin(directives, and(eq(directives.communeId, tasks.communeId), eq(directives.id, tasks.directiveId)))
    .where(
      and(
        eq(tasks.communeId, row.communeId),
        or(eq(tasks.id, row.taskId), inArray(tasks.id, also)),
        eq(directives.superior, true),
      ),
    )
    .limit(1)
  if (letter) throw new UserError('assignments-extension-superior', { number: row.number })
}

/** The new day lies after the one that counts now, and is not past. Throws a `UserError` that names both. */
export function checkLater(row: Assignment, until: Day, now: Date): void {
  const due = effectiveDue(row)
  if (until < dayOf(now) || (due && until <= due))
    throw new UserError('assignments-extension-early', { day: writeDay(until), due: due ? writeDay(due) : '' })
}

/** Asks for another day. One request at a time; the new day lies after the one that counts now. */
export async function askExtension(
  tx: Tx,
  input: Answer & { until: Day; reason: string },
  now: Date,
): Promise<Request> {
  const row = await holdFor(tx, input.actor, input.assignmentId, 'explain')
  checkExtendable(row)
  await checkNotSuperior(tx, row)
  checkLater(row, input.until, now)
  const open = await listOpenRequests(tx, row.communeId, row.id, 'extension')
  if (open.length > 0) throw new UserError('assignments-extension-pending', { number: row.number })
  return insertRequest(
    tx,
    { actor: input.actor, assignment: row, kind: 'extension', text: input.reason, until: input.until },
    now,
  )
}

export interface Decision {
  request: Request
  assignment: Assignment
  /** Somebody had decided before. */
  settled: boolean
}

/** Grants or refuses. Only who is in charge of the unit decides, and only once. */
export async function decideExtension(
  tx: Tx,
  input: { actor: Actor; requestId: number; grant: boolean },
  now: Date,
): Promise<Decision> {
  const { actor } = input
  const request = await lockRequest(tx, actor.communeId, input.requestId, 'extension')
  const [row] = await lockAssignments(tx, actor.communeId, [request.assignmentId])
  if (!row) throw new UserError('assignments-unknown')
  if (!(await decidersOf(tx, row, now)).includes(actor.personId)) throw new UserError('assignments-no-decider')
  if (request.state !== 'open') return { request, assignment: row, settled: true }
  if (input.grant) {
    checkExtendable(row)
    await checkNotSuperior(tx, row)
  }
  const state = input.grant ? 'granted' : 'refused'
  await settleRequest(tx, { actor, request, state }, now)
  const earlier = row.promisedOn !== null && request.until !== null && row.promisedOn < request.until
  if (input.grant && request.until)
    await tx
      .update(assignments)
      // Reminders aim at the day granted, no longer at an earlier one that was promised.
      .set({ extendedTo: request.until, ...(earlier ? { promisedOn: null } : {}) })
      .where(and(eq(assignments.communeId, actor.communeId), eq(assignments.id, row.id)))
  await touch(tx, row, now)
  await publish(tx, { communeId: actor.communeId, ids: [row.id], move: 'amend' }, now)
  return { request: { ...request, state, decidedAt: now }, assignment: row, settled: false }
}
