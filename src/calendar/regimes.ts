// Which days a period covers where a commune changed its way of counting months: what was counted keeps its days. Pure.
import { addDays, type Day } from '../lib/day.js'
import { monthsOfPeriod, type Period, periodOf, previousPeriod, type Regime, type Span, spanOf } from './period.js'

/** How months are counted now, and how they were before: each up to and with a month, the oldest first. */
export interface Regimes {
  periods: Regime
  periodsBefore: readonly { until: Period; periods: Regime }[]
}

function regimeOf(month: Period, { periods, periodsBefore }: Regimes): Regime {
  return periodsBefore.find(({ until }) => month <= until)?.periods ?? periods
}

/** The first month of another way of counting begins where the last one ended: no day is counted twice, none is lost. */
function monthSpan(month: Period, regimes: Regimes): Span {
  const span = spanOf(month, regimeOf(month, regimes))
  const before = previousPeriod(month)
  const earlier = regimeOf(before, regimes)
  return earlier === regimeOf(month, regimes) ? span : { ...span, from: addDays(spanOf(before, earlier).to, 1) }
}

/** The days a period covers in this commune, both ends included. */
export function spanIn(period: Period, regimes: Regimes): Span {
  const months = monthsOfPeriod(period)
  if (!months) return spanOf(period, regimes.periods)
  return { from: monthSpan(months.first, regimes).from, to: monthSpan(months.last, regimes).to }
}

/** The month that this day is counted in. */
export function monthOn(day: Day, regimes: Regimes): Period {
  const later = periodOf(day, 'month', 'reporting')
  return monthSpan(later, regimes).from <= day ? later : previousPeriod(later)
}

/** Counted the other way from the month after `last` on; a change that has not begun to count is taken back. */
export function turnedAfter(last: Period, { periods, periodsBefore }: Regimes): Regimes {
  const next = periods === 'reporting' ? 'calendar' : 'reporting'
  const isPending = (periodsBefore.at(-1)?.until ?? '') >= last
  return {
    periods: next,
    periodsBefore: isPending ? periodsBefore.slice(0, -1) : [...periodsBefore, { until: last, periods }],
  }
}

export function monthAfter(month: Period): Period {
  return periodOf(addDays(spanOf(month, 'calendar').to, 1), 'month', 'calendar')
}
