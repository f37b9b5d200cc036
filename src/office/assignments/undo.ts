// Hoàn tác: for ten minutes an answer can be taken back. The trail keeps both.
import { and, count, desc, eq, gte, inArray, ne, sql } from 'drizzle-orm'
import type { Tx } from '../../db/db.js'
import { assignments, evidence, latenesses, requests } from '../../db/schema/assignments.js'
import { events } from '../../db/schema/trail.js'
import type { Day } from '../../lib/day.js'
import { UserError } from '../../lib/errors.js'
import { record } from '../trail/record.js'
import { type Answer, isUnproven } from './actions.js'
import { UNDO_MINUTES, undoable } from './cards.js'
import { holdFor, type Outcome, publish, snapshot, subjectOf } from './change.js'
import { answersFor } from './permission.js'
import type { Status } from './status.js'
import { type Assignment, lockAssignments } from './store.js'

/**
 * Puts an assignment back to where it was before the unit's last answer. Only that answer, only for ten minutes, only by the unit or
 * whoever recorded it for the unit. Evidence given with it or since, and a report of lateness, go; the trail still names them.
 */
export async function undoAnswer(tx: Tx, input: Answer, now: Date): Promise<Outcome> {
  const { actor, assignmentId } = input
  const row = await holdFor(tx, actor, assignmentId, 'answer')
  const subject = subjectOf(assignmentId)
  const [last] = await tx
    .select()
    .from(events)
    .where(
      and(
        eq(events.communeId, actor.communeId),
        eq(events.subject, subject),
        sql`${events.after} ? 'status'`,
        // More evidence is part of the report that it was given for.
        ne(events.action, 'assignment.amend'),
      ),
    )
    .orderBy(desc(events.id))
    .limit(1)
  if (!last?.before || !undoable.includes(last.action))
    return { assignment: row, changed: false, refusal: 'assignments-no-undo' }
  if (now.getTime() >= last.at.getTime() + UNDO_MINUTES * 60_000)
    return { assignment: row, changed: false, refusal: 'assignments-no-undo-late' }
  if (!answersFor(actor, row.unitId) && last.actorId !== actor.personId)
    throw new UserError('assignments-no-undo-other', { number: row.number })

  const onBehalfOf = answersFor(actor, row.unitId) ? undefined : row.unitId
  return { assignment: await restore(tx, row, last, { actorId: actor.personId, onBehalfOf }, now), changed: true }
}

/**
 * Takes back a report that was made by files alone, none of which could be kept, as if it had not been given. Undefined when there is
 * more to it by now: it was confirmed, or other evidence came.
 */
export async function takeBackReport(
  tx: Tx,
  input: { communeId: number; assignmentId: number; reportedAt: Date },
  now: Date,
): Promise<Assignment | undefined> {
  const { communeId, assignmentId, reportedAt } = input
  const [row] = await lockAssignments(tx, communeId, [assignmentId])
  if (row?.reportedAt?.getTime() !== reportedAt.getTime()) return undefined
  const [last] = await tx
    .select()
    .from(events)
    .where(
      and(
        eq(events.communeId, communeId),
        eq(events.subject, subjectOf(assignmentId)),
        inArray(events.action, ['assignment.report', 'assignment.finish']),
        sql`${events.after} ->> 'reportedAt' = ${reportedAt.toISOString()}`,
      ),
    )
    .orderBy(desc(events.id))
    .limit(1)
  const asLeft = last?.action === 'assignment.finish' ? 'done' : 'awaiting'
  if (!last || row.status !== asLeft || !isUnproven(last.after ?? {})) return undefined
  const [given] = await tx
    .select({ count: count() })
    .from(evidence)
    .where(
      and(eq(evidence.communeId, communeId), eq(evidence.assignmentId, assignmentId), gte(evidence.givenAt, last.at)),
    )
  if (given && given.count > 0) return undefined
  // Nobody undid anything: the program does.
  return restore(tx, row, last, {}, now)
}

/** Puts it back to where it was before this line of the trail; what was given and asked with that answer goes with it. */
async function restore(
  tx: Tx,
  row: Assignment,
  last: typeof events.$inferSelect,
  by: { actorId?: number; onBehalfOf?: number | undefined },
  now: Date,
): Promise<Assignment> {
  const { communeId, id: assignmentId } = row
  await tx
    .delete(evidence)
    .where(
      and(eq(evidence.communeId, communeId), eq(evidence.assignmentId, assignmentId), gte(evidence.givenAt, last.at)),
    )
  await tx
    .delete(latenesses)
    .where(
      and(
        eq(latenesses.communeId, communeId),
        eq(latenesses.assignmentId, assignmentId),
        eq(latenesses.reportedAt, last.at),
      ),
    )
  await tx
    .update(requests)
    .set({ state: 'open', decidedAt: null })
    .where(
      and(
        eq(requests.communeId, communeId),
        eq(requests.assignmentId, assignmentId),
        eq(requests.kind, 'supplement'),
        eq(requests.state, 'answered'),
        eq(requests.decidedAt, last.at),
      ),
    )
  const before = last.before ?? {}
  const instant = (name: string) => (typeof before[name] === 'string' ? new Date(before[name]) : null)
  const day = (name: string): Day | null => (typeof before[name] === 'string' ? before[name] : null)
  const [written] = await tx
    .update(assignments)
    .set({
      status: before.status as Status,
      statusAt: instant('statusAt') ?? now,
      statusBy: typeof before.statusBy === 'number' ? before.statusBy : null,
      reportedAt: instant('reportedAt'),
      doneAt: instant('doneAt'),
      promisedOn: day('promisedOn'),
      nextLookAt: now,
      version: row.version + 1,
    })
    .where(and(eq(assignments.communeId, communeId), eq(assignments.id, assignmentId)))
    .returning()
  if (!written) throw new Error(`assignment ${assignmentId} is gone`)
  await record(
    tx,
    {
      communeId: communeId,
      subject: subjectOf(assignmentId),
      action: 'assignment.undo',
      ...by,
      before: snapshot(row),
      after: { ...snapshot(written), undone: last.action },
    },
    now,
  )
  await publish(tx, { communeId: communeId, ids: [assignmentId], move: 'retract' }, now)
  return written
}
