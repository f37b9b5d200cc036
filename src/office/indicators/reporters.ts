// Who reports an indicator: now, and in periods gone by, which a unit that went into another keeps under its own name.
import { asc, eq } from 'drizzle-orm'
import { type Period, previousPeriod } from '../../calendar/period.js'
import type { WorkCalendar } from '../../calendar/work-calendar.js'
import type { Tx } from '../../db/db.js'
import { units } from '../../db/schema/communes.js'
import { groupBy } from '../assignments/grouping.js'
import { communeCalendar } from '../communes/store.js'
import { currentMonth } from './asked.js'
import { readLocks } from './figures/lock.js'
import { reportMonth } from './indicator.js'
import type { Figure, Indicator } from './store.js'

export interface UnitLabel {
  id: number
  name: string
  shortName: string
}

export interface Reporters {
  /** Every unit there has been, closed ones and partners too: past figures keep the old name. */
  labels: Map<number, UnitLabel>
  /** Under whose name a unit's indicators stand from now on: its own, or that of the unit it went into. */
  answering: Map<number, UnitLabel>
  /** Those that report what every unit reports. */
  everyone: number[]
  /** Units that went into another, and the last month for which each reports itself. */
  merged: Map<number, Period>
  /** The unit and those it went into, one after the other. */
  line(unitId: number): number[]
  /** Who reports instead of a unit: itself, or the one it was merged into; undefined when it was closed without a successor. */
  successor(unitId: number): number | undefined
}

/** The units as indicators see them. */
export async function readReporters(tx: Tx, communeId: number, cal?: WorkCalendar): Promise<Reporters> {
  const rows = await tx
    .select()
    .from(units)
    .where(eq(units.communeId, communeId))
    .orderBy(asc(units.position), asc(units.id))
  const byId = new Map(rows.map((row) => [row.id, row]))
  const gone = rows.flatMap(({ id, kind, closedAt, mergedInto }) =>
    closedAt && mergedInto !== null && kind === 'unit' ? [{ id, closedAt }] : [],
  )
  const merged = gone.length > 0 ? await lastMonths(tx, communeId, gone, cal) : new Map<number, Period>()
  function line(unitId: number): number[] {
    const found: number[] = []
    for (let row = byId.get(unitId); row && !found.includes(row.id); row = byId.get(row.mergedInto ?? 0))
      found.push(row.id)
    return found
  }
  const labels = new Map(rows.map(({ id, name, shortName }) => [id, { id, name, shortName }]))
  return {
    labels,
    answering: new Map([...labels].map(([id, own]) => [id, labels.get(line(id).at(-1) ?? id) ?? own])),
    everyone: rows.filter((row) => row.kind === 'unit' && row.closedAt === null).map((row) => row.id),
    merged,
    line,
    successor(unitId) {
      const last = byId.get(line(unitId).at(-1) ?? 0)
      return last?.closedAt === null ? last.id : undefined
    },
  }
}

/**
 * The month that was being reported when a unit went is its own where it was locked for it already; what was still missing else is for the
 * unit that goes on.
 */
async function lastMonths(
  tx: Tx,
  communeId: number,
  gone: readonly { id: number; closedAt: Date }[],
  known: WorkCalendar | undefined,
): Promise<Map<number, Period>> {
  const cal = known ?? (await communeCalendar(tx, communeId))
  const found = new Map<number, Period>()
  // Units mostly go in one reorganisation: few months, however many units.
  for (const [month, units] of groupBy(gone, ({ closedAt }) => currentMonth(closedAt, cal))) {
    const locks = await readLocks(tx, communeId, month)
    for (const { id, closedAt } of units) found.set(id, locks(id, closedAt) ? month : previousPeriod(month))
  }
  return found
}

/** The units that report an indicator now. */
export function reportersOf(indicator: Pick<Indicator, 'unitId'>, reporters: Reporters): number[] {
  if (indicator.unitId === null) return reporters.everyone
  const owner = reporters.successor(indicator.unitId)
  return owner === undefined ? [] : [owner]
}

/** Figures of an indicator that belong together: one after the other, or only one unit's. */
export interface Reporting {
  /** Whose figure of a period it is, or would be; undefined when nobody's. */
  holder(period: Period): number | undefined
  /** Is a figure of this period expected? */
  owes(period: Period): boolean
}

/**
 * Who reports an indicator in these periods: where one unit is named for it, it and those that went into one another are one row, and each
 * period is held by who has given its figure, or was to give it then; else every unit stands for itself. `given`: the figures known.
 */
export function reportingOf(
  indicator: Pick<Indicator, 'id' | 'unitId'>,
  reporters: Reporters,
  given: readonly Figure[],
  periods: readonly Period[],
): Reporting[] {
  const own = given.filter((one) => one.indicatorId === indicator.id)
  const isThen = (unitId: number, period: Period) => reportMonth(period) <= (reporters.merged.get(unitId) ?? '')
  const gaveIn = (some: readonly Period[]) => own.filter((one) => some.includes(one.period)).map((one) => one.unitId)
  const alone = (unitId: number, owes: Reporting['owes']): Reporting => ({ holder: () => unitId, owes })
  const others = (known: ReadonlySet<number>) =>
    [...new Set(gaveIn(periods))].filter((id) => !known.has(id)).map((id) => alone(id, () => false))

  if (indicator.unitId === null) {
    const gone = [...reporters.merged.keys()].filter((id) => periods.some((period) => isThen(id, period)))
    return [
      ...reporters.everyone.map((id) => alone(id, () => true)),
      ...gone.map((id) => alone(id, (period) => isThen(id, period))),
      ...others(new Set([...reporters.everyone, ...gone])),
    ]
  }

  const line = reporters.line(indicator.unitId)
  const owner = reporters.successor(indicator.unitId)
  const alike = [...reporters.merged.keys()].filter((id) => owner !== undefined && reporters.successor(id) === owner)
  const family = new Set([...line, ...alike])
  const wasTo = (period: Period) => line.find((id) => isThen(id, period)) ?? owner
  const holder = (period: Period) => {
    const gave = gaveIn([period]).filter((id) => family.has(id))
    const then = wasTo(period)
    return gave.length === 0 || (then !== undefined && gave.includes(then)) ? then : gave.at(-1)
  }
  const whole = { holder, owes: (period: Period) => wasTo(period) !== undefined }
  const stands = periods.some((period) => holder(period) !== undefined)
  return [...(stands ? [whole] : []), ...others(family)]
}
