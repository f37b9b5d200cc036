// After a change of the calendar or of what a commune chose, everything planned under the old rules is planned anew.
import { and, eq, isNotNull, notInArray, sql } from 'drizzle-orm'
import { nextOfficeMoment } from '../../calendar/work-calendar.js'
import type { Tx } from '../../db/db.js'
import { assignments, taskDeadlines } from '../../db/schema/assignments.js'
import { addDays, dayOf, instantOf } from '../../lib/day.js'
import { communeCalendar, findCommune } from './store.js'

/**
 * All open work of a commune is looked at again with the next tick, and its recurring duties when the office is open. What was planned
 * for later today is still due today (midnight tells the reminders so); anything else was not, and a change does not make it so.
 */
export async function lookAgain(tx: Tx, communeId: number, now: Date): Promise<void> {
  const midnight = instantOf(dayOf(now))
  const tomorrow = instantOf(addDays(dayOf(now), 1))
  const look = sql`case
    when ${assignments.nextLookAt} >= ${midnight.toISOString()}::timestamptz and ${assignments.nextLookAt} < ${tomorrow.toISOString()}::timestamptz
    then ${midnight.toISOString()}::timestamptz else ${now.toISOString()}::timestamptz end`
  await tx
    .update(assignments)
    .set({ nextLookAt: look })
    .where(and(eq(assignments.communeId, communeId), notInArray(assignments.status, ['done', 'withdrawn'])))
  const { settings } = await findCommune(tx, communeId)
  const opens = nextOfficeMoment(await communeCalendar(tx, communeId), settings.officeHours, now)
  await tx
    .update(taskDeadlines)
    .set({ nextLookAt: opens })
    .where(and(eq(taskDeadlines.communeId, communeId), isNotNull(taskDeadlines.nextLookAt)))
}
