// Setting days off and working days of a commune. Recorded, and every open piece of work is looked at again.
import { and, eq, inArray } from 'drizzle-orm'
import { isWorkingDay, unsureDays } from '../../../calendar/work-calendar.js'
import type { Tx } from '../../../db/db.js'
import { days } from '../../../db/schema/communes.js'
import { type Day, partsOf } from '../../../lib/day.js'
import { record } from '../../trail/record.js'
import type { ByActor } from '../actions.js'
import { lookAgain } from '../relook.js'
import { communeCalendar, lockCommune } from '../store.js'
import type { DayChange } from './read.js'

/** Changes days; returns those that changed. A day that is what it is to be, and is certain, is left alone. */
export async function changeDays(
  tx: Tx,
  input: ByActor & { change: DayChange; days: readonly Day[] },
  now: Date,
): Promise<Day[]> {
  const { communeId, actorId, change } = input
  await lockCommune(tx, communeId)
  const cal = await communeCalendar(tx, communeId)
  const own = await listOwnDays(tx, communeId, input.days)
  const changed = input.days.filter((day) => {
    if (change === 'clear') return own.has(day)
    const isSo = isWorkingDay(cal, day) === (change === 'work')
    return !isSo || unsureDays(cal, partsOf(day).year).includes(day)
  })
  if (changed.length === 0) return []
  await tx.delete(days).where(and(eq(days.communeId, communeId), inArray(days.day, changed)))
  if (change !== 'clear') await tx.insert(days).values(changed.map((day) => ({ communeId, day, kind: change })))
  const before = Object.fromEntries(changed.map((day) => [day, own.get(day) ?? 'national']))
  const after = Object.fromEntries(changed.map((day) => [day, change === 'clear' ? 'national' : change]))
  await record(
    tx,
    { communeId, subject: `commune:${communeId}`, action: 'commune.calendar', actorId, before, after },
    now,
  )
  await lookAgain(tx, communeId, now)
  return changed
}

/** What a commune set itself, of these days or all. */
export async function listOwnDays(tx: Tx, communeId: number, some?: readonly Day[]): Promise<Map<Day, 'off' | 'work'>> {
  const rows = await tx
    .select({ day: days.day, kind: days.kind })
    .from(days)
    .where(and(eq(days.communeId, communeId), some ? inArray(days.day, [...some]) : undefined))
    .orderBy(days.day)
  return new Map(rows.map((row) => [row.day, row.kind]))
}
