// The table of indicators for a period: what each unit reported beside target and previous period. For reports and the summary.
import { type Period, previousPeriod } from '../../calendar/period.js'
import type { WorkCalendar } from '../../calendar/work-calendar.js'
import type { Tx } from '../../db/db.js'
import { dayOf } from '../../lib/day.js'
import { groupBy } from '../assignments/grouping.js'
import { communeCalendar } from '../communes/store.js'
import { askedOn } from './asked.js'
import {
  combine,
  type FigureState,
  type FigureValue,
  figurePeriods,
  pointsAtRisk,
  reportMonth,
  sinceAsked,
  stateOf,
  type Target,
} from './indicator.js'
import { type Reporting, readReporters, reportingOf, type UnitLabel } from './reporters.js'
import { type Figure, type Indicator, listFigures, listIndicators, listTargets, readBeginning } from './store.js'

export interface IndicatorRow {
  indicator: Indicator
  /** The one whose figure it is, under the name it had then; of several periods that of the last. */
  unit: UnitLabel
  /** The unit that answers for it now: another where that one went into it. */
  answers: number
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

/** One row per indicator and unit that reports it, in the commune's order; indicators that have no period ending here are missing. */
export async function indicatorTable(
  tx: Tx,
  input: { communeId: number; period: Period; unitIds?: readonly number[] | undefined; cal?: WorkCalendar },
  now: Date,
): Promise<IndicatorRow[]> {
  const { communeId, period, unitIds } = input
  const year = Number(period.slice(0, 4))
  const set = await listIndicators(tx, communeId)
  if (set.length === 0) return []
  const [targets, cal, began] = await Promise.all([
    listTargets(tx, communeId, year),
    input.cal ?? communeCalendar(tx, communeId),
    readBeginning(tx, communeId),
  ])
  const reporters = await readReporters(tx, communeId, cal)
  const before = previousPeriod(period)
  const everies = [...new Set(set.map((indicator) => indicator.every))]
  const wanted = everies.flatMap((every) => [...figurePeriods(every, period), ...figurePeriods(every, before)])
  const figures = groupBy(await listFigures(tx, communeId, wanted), (one) => one.indicatorId)
  const asked = new Set(
    wanted.filter((one) => reportMonth(one) >= began && askedOn(reportMonth(one), cal) <= dayOf(now)),
  )

  return set.flatMap((indicator) => {
    const own = figures.get(indicator.id) ?? []
    const all = figurePeriods(indicator.every, period)
    const asking = sinceAsked(indicator, all)
    const periods = all.filter((one) => asking.includes(one) || own.some((given) => given.period === one))
    if (periods.length === 0) return []
    const earlier = figurePeriods(indicator.every, before)
    const target = targets.get(indicator.id)
    return reportingOf(indicator, reporters, own, periods)
      .map((reporting) => ({ reporting, unit: reporters.labels.get(lastHolder(reporting, periods) ?? 0) }))
      .flatMap(({ reporting, unit }): IndicatorRow[] => {
        if (!unit || (unitIds && !unitIds.includes(unit.id))) return []
        const given = pick(own, reporting, periods)
        const figure = combine(indicator, given)
        const past = pick(own, reporting, earlier)
        const previous = combine(indicator, past)
        const have = new Set(given.map((one) => one.period))
        const row = {
          indicator,
          unit,
          answers: reporters.successor(unit.id) ?? unit.id,
          figure,
          target,
          state: stateOf(figure, target),
          previous,
          of: all.length > 1 ? periodOf(figure, given) : undefined,
          previousOf: earlier.length > 1 ? periodOf(previous, past) : undefined,
          owed: asking.filter((one) => asked.has(one) && reporting.owes(one) && !have.has(one)),
          reportedAt: given.map((one) => one.reportedAt).reduce(later, undefined),
          locked: given.length > 0 && given.every((one) => one.lockedAt !== null),
        }
        return [row]
      })
  })
}

function later(a: Date | undefined, b: Date): Date {
  return a && a > b ? a : b
}

/** The figures of these periods, each of who holds it then. */
function pick(own: readonly Figure[], reporting: Reporting, periods: readonly Period[]): Figure[] {
  return periods.flatMap((period) => {
    const unitId = reporting.holder(period)
    return own.find((one) => one.period === period && one.unitId === unitId) ?? []
  })
}

function lastHolder(reporting: Reporting, periods: readonly Period[]): number | undefined {
  return periods.map((period) => reporting.holder(period)).findLast((unitId) => unitId !== undefined)
}

/** The period of a figure that is one of these and not made of several. */
function periodOf(figure: FigureValue | undefined, list: readonly Figure[]): Period | undefined {
  return list.find((one) => one === figure)?.period
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
