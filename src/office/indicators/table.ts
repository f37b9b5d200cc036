// The table of indicators for a period: what each unit reported beside target and previous period. For reports and the summary.
import { type Period, previousPeriod } from '../../calendar/period.js'
import type { WorkCalendar } from '../../calendar/work-calendar.js'
import { workingDayOnOrAfter } from '../../calendar/work-calendar.js'
import type { Tx } from '../../db/db.js'
import { type Day, dayOf } from '../../lib/day.js'
import { communeCalendar } from '../communes/store.js'
import {
  combine,
  type FigureState,
  type FigureValue,
  figurePeriods,
  pointsAtRisk,
  reportMonth,
  stateOf,
  type Target,
} from './indicator.js'
import {
  type Figure,
  type Indicator,
  listFigures,
  listIndicators,
  listTargets,
  type Reporters,
  readBeginning,
  readReporters,
  reportersOf,
  type UnitLabel,
} from './store.js'

export interface IndicatorRow {
  indicator: Indicator
  unit: UnitLabel
  /** Added up over the periods of the indicator that end within the period asked for. */
  figure: FigureValue | undefined
  target: Target | undefined
  /** `missing` when nothing was reported; of several periods some may still be owed: see `owed`. */
  state: FigureState
  previous: FigureValue | undefined
  /** The one period the figure is of where that asked for has several: a percentage is not added up. */
  of: Period | undefined
  previousOf: Period | undefined
  /** The periods whose figure has been asked for by now, none from before the commune began, and is not there. */
  owed: Period[]
  /** When a figure of it was last recorded. */
  reportedAt: Date | undefined
  /** Nothing of it can be changed by the unit any more. */
  locked: boolean
}

/** When figures are asked: the 15th of the report's month, or the first working day after (PRODUCT.md section 7). */
export function askedOn(month: Period, cal: WorkCalendar): Day {
  return workingDayOnOrAfter(cal, `${month}-15`)
}

/** One row per indicator and unit that reports it, in the commune's order; indicators that have no period ending here are missing. */
export async function indicatorTable(
  tx: Tx,
  input: { communeId: number; period: Period; unitIds?: readonly number[] | undefined; cal?: WorkCalendar },
  now: Date,
): Promise<IndicatorRow[]> {
  const { communeId, period, unitIds } = input
  const year = Number(period.slice(0, 4))
  const all = await listIndicators(tx, communeId)
  if (all.length === 0) return []
  const [targets, reporters, cal, began] = await Promise.all([
    listTargets(tx, communeId, year),
    readReporters(tx, communeId),
    input.cal ?? communeCalendar(tx, communeId),
    readBeginning(tx, communeId),
  ])
  const before = previousPeriod(period)
  const everies = [...new Set(all.map((indicator) => indicator.every))]
  const wanted = everies.flatMap((every) => [...figurePeriods(every, period), ...figurePeriods(every, before)])
  const figures = groupFigures(await listFigures(tx, communeId, wanted))
  const asked = new Set(
    wanted.filter((one) => reportMonth(one) >= began && askedOn(reportMonth(one), cal) <= dayOf(now)),
  )

  return all.flatMap((indicator) => {
    const periods = figurePeriods(indicator.every, period)
    if (periods.length === 0) return []
    const earlier = figurePeriods(indicator.every, before)
    const target = targets.get(indicator.id)
    return unitsOf(indicator, reporters, figures, periods)
      .filter((unit) => !unitIds || unitIds.includes(unit.id))
      .map((unit): IndicatorRow => {
        const given = pick(figures, indicator.id, unit.id, periods)
        const figure = combine(indicator, given)
        const past = pick(figures, indicator.id, unit.id, earlier)
        const previous = combine(indicator, past)
        const owes = reportersOf(indicator, reporters).includes(unit.id)
        const have = new Set(given.map((one) => one.period))
        return {
          indicator,
          unit,
          figure,
          target,
          state: stateOf(figure, target),
          previous,
          of: periods.length > 1 ? periodOf(figure, given) : undefined,
          previousOf: earlier.length > 1 ? periodOf(previous, past) : undefined,
          owed: owes ? periods.filter((one) => asked.has(one) && !have.has(one)) : [],
          reportedAt: given.map((one) => one.reportedAt).reduce(later, undefined),
          locked: given.length > 0 && given.every((one) => one.lockedAt !== null),
        }
      })
  })
}

function later(a: Date | undefined, b: Date): Date {
  return a && a > b ? a : b
}

function groupFigures(list: readonly Figure[]): Map<string, Figure> {
  return new Map(list.map((one) => [`${one.indicatorId} ${one.unitId} ${one.period}`, one]))
}

function pick(figures: Map<string, Figure>, indicatorId: number, unitId: number, periods: readonly Period[]): Figure[] {
  return periods.flatMap((period) => figures.get(`${indicatorId} ${unitId} ${period}`) ?? [])
}

/** The period of a figure that is one of these and not made of several. */
function periodOf(figure: FigureValue | undefined, list: readonly Figure[]): Period | undefined {
  return list.find((one) => one === figure)?.period
}

/** Who reports it now, then others who reported it then. */
function unitsOf(
  indicator: Indicator,
  reporters: Reporters,
  figures: Map<string, Figure>,
  periods: readonly Period[],
): UnitLabel[] {
  const current = reportersOf(indicator, reporters)
  const past = [...figures.values()]
    .filter((one) => one.indicatorId === indicator.id && periods.includes(one.period))
    .map((one) => one.unitId)
  return [...new Set([...current, ...past])].flatMap((unitId) => reporters.labels.get(unitId) ?? [])
}

export interface SetAtRisk {
  setName: string
  maxScore: number
  atRisk: number
}

/** What each set with scores stands to lose, by the figures that are there or should be by now; a set none of whose figures is asked yet is missing. */
export function setsAtRisk(rows: readonly IndicatorRow[]): SetAtRisk[] {
  const due = rows.filter((row) => row.figure || row.owed.length > 0)
  const scored = rows.map((row) => ({ ...row.indicator, target: row.target, figure: row.figure }))
  const counted = due.map((row) => ({ ...row.indicator, target: row.target, figure: row.figure }))
  const names = [...new Set(counted.flatMap((row) => (row.maxScore === null ? [] : (row.setName ?? ''))))]
  return names.map((setName) => {
    const isOf = (row: (typeof scored)[number]) => row.maxScore !== null && (row.setName ?? '') === setName
    const set = scored.filter(isOf)
    return {
      setName,
      maxScore: set.reduce((all, row) => all + (row.maxScore ?? 0), 0),
      atRisk: pointsAtRisk(counted.filter(isOf)),
    }
  })
}
