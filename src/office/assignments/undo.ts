// Hoàn tác: for ten minutes an answer can be taken back. The trail keeps both.
import { and, desc, eq, sql } from 'drizzle-orm'
import type { Tx } from '../../db/db.js'
import { assignments, evidence, latenesses } from '../../db/schema/assignments.js'
import { events } from '../../db/schema/trail.js'
import type { Day } from '../../lib/day.js'
import { UserError } from '../../lib/errors.js'
import { record } from '../trail/record.js'
import type { Answer } from './actions.js'
import { UNDO_MINUTES, undoable } from './cards.js'
import { holdFor, type Outcome, publish, snapshot, subjectOf } from './change.js'
import { answersFor } from './permission.js'
import type { Status } from './status.js'

/**
 * Puts an assignment back to where it was before the unit's last answer. Only that answer, only for ten minutes, only by the unit or
 * whoever recorded it for the unit. Evidence and a report of lateness given with it go; the trail still names them.
 */
export async function undoAnswer(tx: Tx, input: Answer, now: Date): Promise<Outcome> {
  const { actor, assignmentId } = input
  const row = await holdFor(tx, actor, assignmentId, 'answer')
  const subject = subjectOf(assignmentId)
  const [last] = await tx
    .select()
    .from(events)
    .where(and(eq(events.communeId, actor.communeId), eq(events.subject, subject), sql`${events.after} ? 'status'`))
    .orderBy(desc(events.id))
    .limit(1)
  if (!last?.before || !undoable.includes(last.action))
    return { assignment: row, changed: false, refusal: 'assignments-no-undo' }
  if (now.getTime() >= last.at.getTime() + UNDO_MINUTES * 60_000)
    return { assignment: row, changed: false, refusal: 'assignments-no-undo-late' }
  if (!answersFor(actor, row.unitId) && last.actorId !== actor.personId)
    throw new UserError('assignments-no-undo-other', { number: row.number })

  await tx
    .delete(evidence)
    .where(
      and(
        eq(evidence.communeId, actor.communeId),
        eq(evidence.assignmentId, assignmentId),
        eq(evidence.givenAt, last.at),
      ),
    )
  await tx
    .delete(latenesses)
    .where(
      and(
        eq(latenesses.communeId, actor.communeId),
        eq(latenesses.assignmentId, assignmentId),
        eq(latenesses.reportedAt, last.at),
      ),
    )
  const before = last.before
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
    .where(and(eq(assignments.communeId, actor.communeId), eq(assignments.id, assignmentId)))
    .returning()
  if (!written) throw new Error(`assignment ${assignmentId} is gone`)
  await record(
    tx,
    {
      communeId: actor.communeId,
      subject,
      action: 'assignment.undo',
      actorId: actor.personId,
      onBehalfOf: answersFor(actor, row.unitId) ? undefined : row.unitId,
      before: snapshot(row),
      after: { ...snapshot(written), undone: last.action },
    },
    now,
  )
  await publish(tx, { communeId: actor.communeId, ids: [assignmentId], move: 'retract' }, now)
  return { assignment: written, changed: true }
}
