// A unit was merged into another: what it still owes goes over with number, answers and evidence; what is done stays its own.
import { and, asc, eq, inArray, ne, type SQL, sql } from 'drizzle-orm'
import type { Tx } from '../../db/db.js'
import { alsoAskedBy, assignments, evidence, latenesses, requests, taskUnits } from '../../db/schema/assignments.js'
import { findUnit, type Unit } from '../communes/store.js'
import type { MergedWork } from '../people/hooks.js'
import { recordAll } from '../trail/record.js'
import { subjectOf } from './change.js'
import { withdrawAll } from './moving.js'
import { touch } from './requests.js'
import { refreshScreens } from './screens.js'
import { effectiveDue, isReported, needsReport } from './status.js'
import { type Assignment, lockAssignments } from './store.js'
import { keyOf, pairTwins, type Twins } from './twins.js'

export interface Merge {
  communeId: number
  actorId: number
  unitId: number
  intoId: number
}

/** What `mergeWork` would do. */
export async function foreseeMerge(tx: Tx, input: Omit<Merge, 'actorId'>): Promise<MergedWork> {
  return countOf(await planMerge(tx, input))
}

interface Plan {
  /** The merged unit's that goes over: what it still owes or what waits for confirmation. */
  moving: Assignment[]
  twins: Twins<Assignment & { entered: number }>[]
  /** The other unit was once relieved of it: it owes that again when the merged unit brings it. */
  relieved: Assignment[]
}

function countOf({ moving, twins }: Plan): MergedWork {
  const reports = moving.filter((row) => isReported(row)).length
  return { moved: moving.length, reports, withdrawn: twins.length }
}

async function planMerge(tx: Tx, { communeId, unitId, intoId }: Omit<Merge, 'actorId'>): Promise<Plan> {
  const list = (of: SQL | undefined) =>
    tx
      .select()
      .from(assignments)
      .where(and(eq(assignments.communeId, communeId), of))
      .orderBy(asc(assignments.id))
  const own = await list(and(eq(assignments.unitId, unitId), ne(assignments.status, 'withdrawn')))
  const taskIds = [...new Set(own.map((row) => row.taskId))]
  const there = await list(and(eq(assignments.unitId, intoId), inArray(assignments.taskId, taskIds)))
  const keys = new Set(own.map(keyOf))
  const counts = there.filter((row) => row.status !== 'withdrawn' && keys.has(keyOf(row)))
  const countsKeys = new Set(counts.map(keyOf))
  const entered = await countEntered(tx, communeId, [...own.filter((row) => countsKeys.has(keyOf(row))), ...counts])
  const weighed = (rows: readonly Assignment[]) => rows.map((row) => ({ ...row, entered: entered.get(row.id) ?? 0 }))
  const twins = pairTwins(weighed(own), weighed(counts))
  const gone = new Set(twins.map(({ goes }) => goes.id))
  const moving = own.filter((row) => row.status !== 'done' && !gone.has(row.id))
  const brought = new Set(moving.map(keyOf))
  return { moving, twins, relieved: there.filter((row) => row.status === 'withdrawn' && brought.has(keyOf(row))) }
}

/** Of each: evidence, reports of lateness, and what its unit asked for. */
async function countEntered(tx: Tx, communeId: number, rows: readonly Assignment[]): Promise<Map<number, number>> {
  const ids = rows.map((row) => row.id)
  const found = new Map<number, number>()
  if (ids.length === 0) return found
  const asked = inArray(requests.kind, ['extension', 'difficulty'])
  const all = await Promise.all([
    tx
      .select({ id: evidence.assignmentId })
      .from(evidence)
      .where(among(evidence, communeId, ids)),
    tx
      .select({ id: latenesses.assignmentId })
      .from(latenesses)
      .where(among(latenesses, communeId, ids)),
    tx
      .select({ id: requests.assignmentId })
      .from(requests)
      .where(and(among(requests, communeId, ids), asked)),
  ])
  for (const { id } of all.flat()) found.set(id, (found.get(id) ?? 0) + 1)
  return found
}

const among = (of: typeof evidence | typeof latenesses | typeof requests, communeId: number, ids: readonly number[]) =>
  and(eq(of.communeId, communeId), inArray(of.assignmentId, [...ids]))

/**
 * Moves open work, and the duty to do it in periods to come. What both units owe, the same task for the same period, is owed once: which of
 * the two stays `pairTwins` says; the other is withdrawn, and what was entered for it goes over to the one that stays.
 */
export async function mergeWork(tx: Tx, input: Merge, now: Date): Promise<MergedWork> {
  const { communeId, actorId, unitId, intoId } = input
  const from = await findUnit(tx, communeId, unitId)
  const into = await findUnit(tx, communeId, intoId)
  if (!from || !into) throw new Error(`units ${unitId} and ${intoId} are not both of commune ${communeId}`)
  await shareTasks(tx, input)
  const before = await planMerge(tx, input)
  await lockAssignments(tx, communeId, [
    ...before.moving.map((row) => row.id),
    ...before.twins.flatMap(({ stays, goes }) => [stays.id, goes.id]),
  ])
  // Somebody may have answered meanwhile.
  const plan = await planMerge(tx, input)
  const { moving, twins } = plan
  await followTwins(tx, communeId, new Map(twins.map(({ stays, goes }) => [goes.id, stays.id])))
  await bringAsked(tx, communeId, twins)
  const staysAs = new Map(twins.map(({ stays, goes }) => [goes.id, stays.number]))
  await withdrawAll(tx, { communeId, actorId, ids: [...staysAs.keys()], reason: into.name, staysAs }, now)
  for (const { stays, goes } of twins)
    if (goes.entered > 0)
      await bringOver(tx, { actorId, stays, goes, unit: goes.unitId === from.id ? from : into }, now)
  // What the other unit owed as well and does not any more steps aside like what was withdrawn before.
  const brought = new Set(moving.map((row) => row.id))
  const gone = twins.filter(({ stays }) => brought.has(stays.id)).map(({ goes }) => goes.id)
  const relieved = [...plan.relieved.map((row) => row.id), ...gone]
  const ids = moving.map((row) => row.id)
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
  await refreshScreens(tx, communeId, [...new Set([...ids, ...twins.map(({ stays }) => stays.id)])], now)
  return countOf(plan)
}

/** What is asked of the unit about the one that goes is asked about the other: who pressed for it is told when that is answered. */
async function bringAsked(tx: Tx, communeId: number, twins: readonly Twins<Assignment>[]): Promise<void> {
  const staysOf = new Map(twins.flatMap(({ stays, goes }) => (needsReport(stays.status) ? [[goes.id, stays.id]] : [])))
  if (staysOf.size === 0) return
  const open = await tx
    .select({ id: requests.id, assignmentId: requests.assignmentId })
    .from(requests)
    .where(
      and(
        among(requests, communeId, [...staysOf.keys()]),
        inArray(requests.kind, ['urge', 'supplement']),
        eq(requests.state, 'open'),
      ),
    )
  for (const { id, assignmentId } of open)
    await tx
      .update(requests)
      .set({ assignmentId: staysOf.get(assignmentId) ?? assignmentId })
      .where(and(eq(requests.communeId, communeId), eq(requests.id, id)))
}

/**
 * What was entered for the one that goes is the other's: its evidence; and where that is not reported yet, what is asked for still, the day that
 * was granted where it is the later one, and why it is late unless that was said there too.
 */
async function bringOver(
  tx: Tx,
  { actorId, stays, goes, unit }: { actorId: number; stays: Assignment; goes: Assignment; unit: Unit },
  now: Date,
): Promise<void> {
  const { communeId } = stays
  const own = [goes.id]
  const there = { assignmentId: stays.id }
  const proofs = await tx
    .update(evidence)
    .set(there)
    .where(among(evidence, communeId, own))
    .returning()
  const asked = needsReport(stays.status)
    ? await tx
        .update(requests)
        .set(there)
        .where(and(among(requests, communeId, own), eq(requests.state, 'open')))
        .returning({ id: requests.id })
    : []
  const [said] = await tx
    .select()
    .from(latenesses)
    .where(among(latenesses, communeId, [stays.id]))
    .limit(1)
  const late =
    needsReport(stays.status) && !said
      ? await tx
          .update(latenesses)
          .set(there)
          .where(among(latenesses, communeId, own))
          .returning()
      : []
  const { extendedTo } = goes
  const granted =
    needsReport(stays.status) && extendedTo !== null && extendedTo > (effectiveDue(stays) ?? '') ? { extendedTo } : {}
  const promisedOn = late.length > 0 ? goes.promisedOn : stays.promisedOn
  // Reminders aim at the day granted, no longer at an earlier one that was promised.
  const isPast = granted.extendedTo !== undefined && promisedOn !== null && promisedOn < granted.extendedTo
  await tx
    .update(assignments)
    .set({ ...granted, promisedOn: isPast ? null : promisedOn })
    .where(and(eq(assignments.communeId, communeId), eq(assignments.id, stays.id)))
  if (proofs.length + asked.length + late.length === 0 && !granted.extendedTo) return
  await touch(tx, stays, now)
  await recordAll(
    tx,
    [
      {
        communeId,
        subject: subjectOf(stays.id),
        action: 'assignment.merge-twin',
        actorId,
        before: { unitId: unit.id, unit: unit.name },
        after: {
          broughtBy: goes.number,
          evidence: proofs.length,
          requests: asked.map((row) => row.id),
          ...granted,
        },
      },
    ],
    now,
  )
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
