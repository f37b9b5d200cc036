// Khoá kỳ: from then on only an officer changes a month's figures. The trail itself says what is locked, so that a unit that
// has reported nothing yet is locked too; the rows carry the moment for whoever reads them.
import { and, eq, inArray } from 'drizzle-orm'
import type { Period } from '../../../calendar/period.js'
import type { Tx } from '../../../db/db.js'
import { figures } from '../../../db/schema/indicators.js'
import { UserError } from '../../../lib/errors.js'
import type { Actor } from '../../../talk/entry.js'
import { lockCommune } from '../../communes/store.js'
import { listTrail, record } from '../../trail/record.js'
import { everies, figurePeriods } from '../indicator.js'

export const lockSubject = (month: Period) => `figures:${month}`

/** Is this unit's month locked, or was it `at` a moment? The newest word about the unit, or about all, counts. */
export type Locks = (unitId: number, at?: Date) => boolean

export async function readLocks(tx: Tx, communeId: number, month: Period): Promise<Locks> {
  const events = (await listTrail(tx, communeId, lockSubject(month))).filter(
    (event) => event.action === 'figures.lock' || event.action === 'figures.unlock',
  )
  return (unitId, at) => {
    const last = events.findLast(
      (event) => (!event.after?.unitId || event.after.unitId === unitId) && !(at && event.at > at),
    )
    return last?.action === 'figures.lock'
  }
}

/** Every figure asked in this month: of the month, and of the quarter, half-year or year that ends with it. */
export function periodsAsked(month: Period): Period[] {
  return everies.flatMap((every) => figurePeriods(every, month))
}

/** Locks or unlocks a month for everyone, or for one unit as an exception. Officers only. */
export async function setLock(
  tx: Tx,
  input: { actor: Actor; month: Period; locked: boolean; unitId?: number | undefined },
  now: Date,
): Promise<void> {
  const { actor, month, locked, unitId } = input
  if (!actor.roles.includes('officer')) throw new UserError('indicators-officer-only')
  const { communeId } = actor
  await lockCommune(tx, communeId)
  await tx
    .update(figures)
    .set({ lockedAt: locked ? now : null })
    .where(
      and(
        eq(figures.communeId, communeId),
        inArray(figures.period, periodsAsked(month)),
        unitId === undefined ? undefined : eq(figures.unitId, unitId),
      ),
    )
  await record(
    tx,
    {
      communeId,
      subject: lockSubject(month),
      action: locked ? 'figures.lock' : 'figures.unlock',
      actorId: actor.personId,
      after: unitId === undefined ? {} : { unitId },
    },
    now,
  )
}
