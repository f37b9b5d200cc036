// Recording figures: who may, for which period, and the trail of every change.
import { and, desc, eq, inArray } from 'drizzle-orm'
import { type Period, periodOf } from '../../../calendar/period.js'
import type { Tx } from '../../../db/db.js'
import { figures } from '../../../db/schema/indicators.js'
import { events } from '../../../db/schema/trail.js'
import { dayOf } from '../../../lib/day.js'
import { UserError } from '../../../lib/errors.js'
import type { Actor } from '../../../talk/entry.js'
import { unitRoles } from '../../../talk/entry.js'
import { findSuccessor } from '../../communes/store.js'
import { record } from '../../trail/record.js'
import { type FigureValue, figurePeriods, reportMonth, sinceAsked } from '../indicator.js'
import { readReporters, reportingOf } from '../reporters.js'
import { subjectOf } from '../set/actions.js'
import { findFigure, type Indicator, listFigures, lockIndicator } from '../store.js'
import { readLocks } from './lock.js'

/** Is this month's reporting period still to begin? Then no figure of it is taken. */
export function isNotYet(month: Period, now: Date): boolean {
  return month > periodOf(dayOf(now), 'month', 'reporting')
}

/** May this person give this unit's figures? Undefined when they may. */
export function refusalToGive(actor: Actor, unitId: number): 'indicators-not-your-unit' | undefined {
  const own = actor.units.some((post) => post.unitId === unitId && unitRoles.includes(post.role))
  return own || actor.roles.includes('officer') ? undefined : 'indicators-not-your-unit'
}

/** The same, where the unit may have gone into this person's. */
export async function refusalToGiveNow(tx: Tx, actor: Actor, unitId: number) {
  return refusalToGive(actor, (await findSuccessor(tx, actor.communeId, unitId))?.id ?? unitId)
}

/** Is the figure of this period the unit's to give? */
async function isToGive(tx: Tx, indicator: Indicator, of: { unitId: number; period: Period }): Promise<boolean> {
  const { communeId } = indicator
  const { unitId, period } = of
  const reporters = await readReporters(tx, communeId)
  const given = await listFigures(tx, communeId, [period])
  return reportingOf(indicator, reporters, given, [period]).some(
    (one) => one.holder(period) === unitId && one.owes(period),
  )
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
  const refusal = await refusalToGiveNow(tx, actor, unitId)
  if (refusal) throw new UserError(refusal)
  const indicator = await lockIndicator(tx, communeId, input.indicatorId)
  if (!indicator || indicator.closedAt) throw new UserError('indicators-unknown')
  const [period] = sinceAsked(indicator, figurePeriods(indicator.every, month))
  if (!period || isNotYet(month, now)) throw new UserError('indicators-not-asked', { code: indicator.code })
  const old = await findFigure(tx, communeId, { indicatorId: indicator.id, unitId, period })
  if (!old && !(await isToGive(tx, indicator, { unitId, period })))
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

/** Of these indicators the figure that this person recorded last: whose, the month in which it is asked, and when. */
export async function lastGiven(
  tx: Tx,
  input: { communeId: number; personId: number; ids: readonly number[] },
): Promise<{ unitId: number; month: Period; at: Date } | undefined> {
  const { communeId, personId, ids } = input
  const [row] = await tx
    .select({ after: events.after, at: events.at })
    .from(events)
    .where(
      and(
        eq(events.communeId, communeId),
        inArray(events.subject, ids.map(subjectOf)),
        inArray(events.action, ['figure.report', 'figure.change']),
        eq(events.actorId, personId),
      ),
    )
    .orderBy(desc(events.id))
    .limit(1)
  const { unitId, period } = row?.after ?? {}
  if (!row || typeof unitId !== 'number' || typeof period !== 'string') return undefined
  return { unitId, month: reportMonth(period), at: row.at }
}
