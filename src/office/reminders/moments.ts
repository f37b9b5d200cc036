// When work is looked at next: for the demo, which moves its clock there.
import { and, asc, eq, gt, isNotNull, min } from 'drizzle-orm'
import type { Tx } from '../../db/db.js'
import { assignments, taskDeadlines } from '../../db/schema/assignments.js'
import { planMorning } from './morning.js'
import { listDue } from './store.js'

/** The next moment after `now` at which some work is looked at, in all communes or one. */
export async function nextMilestone(tx: Tx, now: Date, communeId?: number): Promise<Date | undefined> {
  const [row] = await tx
    .select({ at: assignments.nextLookAt })
    .from(assignments)
    .where(
      and(gt(assignments.nextLookAt, now), communeId === undefined ? undefined : eq(assignments.communeId, communeId)),
    )
    .orderBy(asc(assignments.nextLookAt))
    .limit(1)
  return row?.at ?? undefined
}

/**
 * When work whose look has come, but that the job has not looked at yet (just issued, just answered), is looked at after that. Plans as
 * the job would, and writes nothing.
 */
async function nextOfPending(tx: Tx, now: Date): Promise<Date | undefined> {
  let first: Date | undefined
  for (const [communeId, ids] of await listDue(tx, now)) {
    const { looks } = await planMorning(tx, { communeId, ids, lock: false }, now)
    for (const at of looks.values()) if (at && at > now && (!first || at < first)) first = at
  }
  return first
}

/** The next moment after `now` at which work is looked at or a recurring duty opens. */
export async function nextWorkMoment(tx: Tx, now: Date): Promise<Date | undefined> {
  const look = await nextMilestone(tx, now)
  const pending = await nextOfPending(tx, now)
  const [opens] = await tx
    .select({ at: min(taskDeadlines.nextLookAt) })
    .from(taskDeadlines)
    .where(and(isNotNull(taskDeadlines.nextLookAt), gt(taskDeadlines.nextLookAt, now)))
  const moments = [look, pending, opens?.at ?? undefined].filter((at) => at !== undefined)
  return moments.sort((a, b) => a.getTime() - b.getTime())[0]
}
