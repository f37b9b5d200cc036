// Recording figures: who may, for which period, and the trail of every change.
import { and, eq } from 'drizzle-orm'
import { type Period, periodOf, previousPeriod } from '../../../calendar/period.js'
import type { WorkCalendar } from '../../../calendar/work-calendar.js'
import type { Tx } from '../../../db/db.js'
import { figures } from '../../../db/schema/indicators.js'
import { dayOf } from '../../../lib/day.js'
import { UserError } from '../../../lib/errors.js'
import type { Actor } from '../../../talk/entry.js'
import { unitRoles } from '../../../talk/entry.js'
import { record } from '../../trail/record.js'
import { type FigureValue, figurePeriods } from '../indicator.js'
import { subjectOf } from '../set/actions.js'
import { findFigure, lockIndicator, readReporters, reportersOf } from '../store.js'
import { askedOn } from '../table.js'
import { readLocks } from './lock.js'

/** The newest month whose figures have been asked for. */
export function currentMonth(now: Date, cal: WorkCalendar): Period {
  const month = periodOf(dayOf(now), 'month', 'calendar')
  return askedOn(month, cal) <= dayOf(now) ? month : previousPeriod(month)
}

/** May this person give this unit's figures? Undefined when they may. */
export function refusalToGive(actor: Actor, unitId: number): 'indicators-not-your-unit' | undefined {
  const own = actor.units.some((post) => post.unitId === unitId && unitRoles.includes(post.role))
  return own || actor.roles.includes('officer') ? undefined : 'indicators-not-your-unit'
}

export interface Given {
  indicatorId: number
  figure: FigureValue
}

/**
 * Records one unit's figure of the month (of the quarter, half-year or year that ends with it, for an indicator asked less often).
 * Returns false when it was the same already.
 */
export async function recordFigure(
  tx: Tx,
  input: { actor: Actor; unitId: number; month: Period } & Given,
  now: Date,
): Promise<boolean> {
  const { actor, unitId, month, figure } = input
  const { communeId } = actor
  const refusal = refusalToGive(actor, unitId)
  if (refusal) throw new UserError(refusal)
  const indicator = await lockIndicator(tx, communeId, input.indicatorId)
  if (!indicator || indicator.closedAt) throw new UserError('indicators-unknown')
  const [period] = figurePeriods(indicator.every, month)
  if (!period || month > periodOf(dayOf(now), 'month', 'reporting'))
    throw new UserError('indicators-not-asked', { code: indicator.code })
  const old = await findFigure(tx, communeId, { indicatorId: indicator.id, unitId, period })
  if (!old && !reportersOf(indicator, await readReporters(tx, communeId)).includes(unitId))
    throw new UserError('indicators-not-your-indicator', { code: indicator.code })
  const isOfficer = actor.roles.includes('officer')
  const locked = (await readLocks(tx, communeId, month))(unitId)
  if (locked && !isOfficer) throw new UserError('indicators-locked')
  const { numerator, denominator, value, missingReason } = figure
  const values = { numerator, denominator, value, missingReason }
  if (old && sameFigure(old, values)) return false
  const stamp = { ...values, reportedBy: actor.personId, reportedAt: now, lockedAt: locked ? now : null }
  if (old)
    await tx
      .update(figures)
      .set(stamp)
      .where(and(eq(figures.communeId, communeId), eq(figures.id, old.id)))
  else await tx.insert(figures).values({ communeId, indicatorId: indicator.id, unitId, period, ...stamp })
  await record(
    tx,
    {
      communeId,
      subject: subjectOf(indicator.id),
      action: old ? 'figure.change' : 'figure.report',
      actorId: actor.personId,
      onBehalfOf: actor.units.some((post) => post.unitId === unitId) ? undefined : unitId,
      ...(old ? { before: { unitId, period, ...partOf(old) } } : {}),
      after: { unitId, period, ...partOf(values) },
    },
    now,
  )
  return true
}

export function sameFigure(a: FigureValue, b: FigureValue): boolean {
  return JSON.stringify(partOf(a)) === JSON.stringify(partOf(b))
}

function partOf({ numerator, denominator, value, missingReason }: FigureValue): Record<string, unknown> {
  return missingReason !== null ? { missingReason } : numerator !== null ? { numerator, denominator } : { value }
}
