// Turning the way months are counted: what figures and reports were given for keeps its days, the change holds from the next month on.
import { eq } from 'drizzle-orm'
import { monthsOfPeriod, type Period } from '../../../calendar/period.js'
import { monthOn, turnedAfter } from '../../../calendar/regimes.js'
import type { Tx } from '../../../db/db.js'
import { figures, unitReports } from '../../../db/schema/indicators.js'
import { dayOf } from '../../../lib/day.js'
import type { ByActor } from '../actions.js'
import type { Settings } from '../settings.js'
import { findCommune } from '../store.js'
import { changeSettings } from './actions.js'

/** The last month that keeps its days: this one, or a later one of which something was given; undefined where nothing was given yet. */
export async function lastCounted(tx: Tx, communeId: number, now: Date): Promise<Period | undefined> {
  const { settings } = await findCommune(tx, communeId)
  const given = await tx
    .selectDistinct({ period: figures.period })
    .from(figures)
    .where(eq(figures.communeId, communeId))
    .union(
      tx.selectDistinct({ period: unitReports.period }).from(unitReports).where(eq(unitReports.communeId, communeId)),
    )
  if (given.length === 0 && settings.periodsBefore.length === 0) return undefined
  const months = given.flatMap(({ period }) => monthsOfPeriod(period)?.last ?? [])
  return [...months, monthOn(dayOf(now), settings)].sort().at(-1)
}

/** The settings with the other way of counting, from the month after `last`; from ever where nothing was counted. */
export function turnedPeriods(
  settings: Settings,
  last: Period | undefined,
): Pick<Settings, 'periods' | 'periodsBefore'> {
  const { periods, periodsBefore } = turnedAfter(last ?? '', settings)
  return { periods, periodsBefore: last === undefined ? [] : [...periodsBefore] }
}

export async function turnPeriods(tx: Tx, input: ByActor & { last: Period | undefined }, now: Date): Promise<void> {
  const { last, ...by } = input
  await changeSettings(tx, { ...by, change: (settings) => turnedPeriods(settings, last) }, now)
}
