// When something happens by the clock next: for the demo, which moves its clock there.
import { and, asc, eq, gt, isNotNull, min } from 'drizzle-orm'
import type { Tx } from '../../db/db.js'
import { assignments, taskDeadlines } from '../../db/schema/assignments.js'

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

/** The next moment after `now` at which work is looked at or a recurring duty opens. */
export async function nextMoment(tx: Tx, now: Date): Promise<Date | undefined> {
  const look = await nextMilestone(tx, now)
  const [opens] = await tx
    .select({ at: min(taskDeadlines.nextLookAt) })
    .from(taskDeadlines)
    .where(and(isNotNull(taskDeadlines.nextLookAt), gt(taskDeadlines.nextLookAt, now)))
  const moments = [look, opens?.at ?? undefined].filter((at) => at !== undefined)
  return moments.sort((a, b) => a.getTime() - b.getTime())[0]
}
