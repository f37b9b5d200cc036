// A unit was merged into another: what it still owes goes over with number, answers and evidence; what is done stays its own.
import { and, eq, inArray, notInArray, sql } from 'drizzle-orm'
import type { Tx } from '../../db/db.js'
import { alsoAskedBy, assignments, taskUnits } from '../../db/schema/assignments.js'
import { findUnit, type Unit } from '../communes/store.js'
import { recordAll } from '../trail/record.js'
import { subjectOf } from './change.js'
import { withdrawAll } from './moving.js'
import { refreshScreens } from './screens.js'
import { lockAssignments } from './store.js'

export interface Merge {
  communeId: number
  actorId: number
  unitId: number
  intoId: number
}

/**
 * Moves open work, and the duty to do it in periods to come. What the other unit owes itself for the same task and period is owed once:
 * the merged unit's is withdrawn. Returns how many of each.
 */
export async function mergeWork(tx: Tx, input: Merge, now: Date): Promise<{ moved: number; withdrawn: number }> {
  const { communeId, actorId, unitId, intoId } = input
  const from = await findUnit(tx, communeId, unitId)
  const into = await findUnit(tx, communeId, intoId)
  if (!from || !into) throw new Error(`units ${unitId} and ${intoId} are not both of commune ${communeId}`)
  await shareTasks(tx, input)
  const open = await tx
    .select({ id: assignments.id })
    .from(assignments)
    .where(
      and(
        eq(assignments.communeId, communeId),
        eq(assignments.unitId, unitId),
        notInArray(assignments.status, ['done', 'withdrawn']),
      ),
    )
  const rows = await lockAssignments(
    tx,
    communeId,
    open.map((row) => row.id),
  )
  const twins = await tx
    .select({
      id: assignments.id,
      taskId: assignments.taskId,
      deadlineId: assignments.deadlineId,
      period: assignments.period,
      status: assignments.status,
    })
    .from(assignments)
    .where(
      and(
        eq(assignments.communeId, communeId),
        eq(assignments.unitId, intoId),
        inArray(
          assignments.taskId,
          rows.map((row) => row.taskId),
        ),
      ),
    )
  const key = (row: { taskId: number; deadlineId: number; period: string }) =>
    `${row.taskId} ${row.deadlineId} ${row.period}`
  // What the other unit was once relieved of, it owes again when the merged unit brings it.
  const counts = twins.filter((twin) => twin.status !== 'withdrawn')
  const owedThere = new Map(counts.map((twin) => [key(twin), twin.id]))
  const twice = rows.filter((row) => owedThere.has(key(row)))
  const moving = rows.filter((row) => !owedThere.has(key(row)))
  const ids = moving.map((row) => row.id)
  const brought = new Set(moving.map(key))
  const relieved = twins.filter((twin) => twin.status === 'withdrawn' && brought.has(key(twin))).map((twin) => twin.id)
  await changePlaces(tx, input, { ids, relieved }, now)
  const moves = (of: readonly number[], action: string, before: Unit, after: Unit) =>
    of.map((id) => ({
      communeId,
      subject: subjectOf(id),
      action,
      actorId,
      before: { unitId: before.id, unit: before.name },
      after: { unitId: after.id, unitName: after.name },
    }))
  await recordAll(
    tx,
    [...moves(ids, 'assignment.merge', from, into), ...moves(relieved, 'assignment.merge-aside', into, from)],
    now,
  )
  await refreshScreens(tx, communeId, ids, now)
  await followTwins(tx, communeId, new Map(twice.map((row) => [row.id, owedThere.get(key(row)) ?? row.id])))
  await withdrawAll(tx, { communeId, actorId, ids: twice.map((row) => row.id), reason: into.name }, now)
  return { moved: moving.length, withdrawn: twice.length }
}

/**
 * The merged unit's work becomes the other's. A unit has a task and period once (`assignments_owed`): what was withdrawn there before
 * steps aside to the closed unit, under another period while both change places.
 */
async function changePlaces(
  tx: Tx,
  { communeId, unitId, intoId }: Merge,
  { ids, relieved }: { ids: readonly number[]; relieved: readonly number[] },
  now: Date,
): Promise<void> {
  if (ids.length === 0) return
  const among = (some: readonly number[]) =>
    and(eq(assignments.communeId, communeId), inArray(assignments.id, [...some]))
  if (relieved.length > 0)
    await tx
      .update(assignments)
      .set({ unitId, period: sql`${assignments.period} || '*'`, version: sql`${assignments.version} + 1` })
      .where(among(relieved))
  await tx
    .update(assignments)
    .set({ unitId: intoId, nextLookAt: now, version: sql`${assignments.version} + 1` })
    .where(among(ids))
  if (relieved.length > 0)
    await tx
      .update(assignments)
      .set({ period: sql`left(${assignments.period}, -1)` })
      .where(among(relieved))
}

/** Letters that ask for the same ask the other unit from now on: what is withdrawn is not kept alive by them. */
async function followTwins(tx: Tx, communeId: number, twinOf: ReadonlyMap<number, number>): Promise<void> {
  if (twinOf.size === 0) return
  const links = await tx
    .delete(alsoAskedBy)
    .where(and(eq(alsoAskedBy.communeId, communeId), inArray(alsoAskedBy.assignmentId, [...twinOf.keys()])))
    .returning()
  if (links.length === 0) return
  const followed = links.map((link) => ({ ...link, assignmentId: twinOf.get(link.assignmentId) ?? link.assignmentId }))
  await tx.insert(alsoAskedBy).values(followed).onConflictDoNothing()
}

/** Tasks that the merged unit leads or cooperates in are the other's as well; a closed unit is given nothing any more. */
async function shareTasks(tx: Tx, { communeId, unitId, intoId }: Merge): Promise<void> {
  const own = await tx
    .select({ taskId: taskUnits.taskId, role: taskUnits.role })
    .from(taskUnits)
    .where(and(eq(taskUnits.communeId, communeId), eq(taskUnits.unitId, unitId)))
  const there = await tx
    .select({ taskId: taskUnits.taskId })
    .from(taskUnits)
    .where(and(eq(taskUnits.communeId, communeId), eq(taskUnits.unitId, intoId)))
  const known = new Set(there.map((row) => row.taskId))
  const missing = own.filter((row) => !known.has(row.taskId))
  if (missing.length > 0)
    await tx.insert(taskUnits).values(missing.map(({ taskId, role }) => ({ communeId, taskId, unitId: intoId, role })))
  const leading = own.filter((row) => row.role === 'lead' && known.has(row.taskId)).map((row) => row.taskId)
  if (leading.length > 0)
    await tx
      .update(taskUnits)
      .set({ role: 'lead' })
      .where(and(eq(taskUnits.communeId, communeId), eq(taskUnits.unitId, intoId), inArray(taskUnits.taskId, leading)))
}
