// What is true of an indicator: when it is asked, how its figures add up, whether a target is met, what is at risk. Pure.
import { kindOf, makePeriod, type Period } from '../../calendar/period.js'

export const everies = ['month', 'quarter', 'half-year', 'year'] as const
export type Every = (typeof everies)[number]
export const comparisons = ['>=', '>', '=', '<=', '<'] as const
export type Comparison = (typeof comparisons)[number]

/** The areas of the reform programme (domain.md section 5), in the order of reports. */
export const areas = [
  'direction',
  'institutions',
  'procedures',
  'organisation',
  'civil-service',
  'public-finance',
  'digital',
  'other',
] as const
export type Area = (typeof areas)[number]

export function isArea(text: string): text is Area {
  return (areas as readonly string[]).includes(text)
}

export interface Target {
  comparison: Comparison
  value: number
}

/** What was reported: counts, or a value, or why there is none. */
export interface FigureValue {
  numerator: number | null
  denominator: number | null
  value: number | null
  missingReason: string | null
}

const monthsIn: Record<Every, number> = { month: 1, quarter: 3, 'half-year': 6, year: 12 }

function lastMonths(period: Period): { year: number; first: number; last: number } | undefined {
  const year = Number(period.slice(0, 4))
  const number = Number(period.slice(-1))
  switch (kindOf(period)) {
    case 'month':
      return { year, first: Number(period.slice(5)), last: Number(period.slice(5)) }
    case 'quarter':
      return { year, first: number * 3 - 2, last: number * 3 }
    case 'half-year':
      return { year, first: number * 6 - 5, last: number * 6 }
    case 'nine-months':
      return { year, first: 1, last: 9 }
    case 'year':
      return { year, first: 1, last: 12 }
    default:
      return undefined
  }
}

/**
 * The periods of an indicator that end within a period: of a monthly one in quý III the months 7, 8, 9; of a quarterly one in
 * tháng 9 quý III, in tháng 8 none: it is not asked then.
 */
export function figurePeriods(every: Every, period: Period): Period[] {
  const months = lastMonths(period)
  if (!months) return []
  const size = monthsIn[every]
  const found: Period[] = []
  for (let month = months.first; month <= months.last; month++)
    if (month % size === 0) found.push(makePeriod(every, months.year, month / size))
  return found
}

/** The month in whose report a figure's period is asked: of quý III tháng 9. */
export function reportMonth(period: Period): Period {
  const months = lastMonths(period)
  if (!months) throw new Error(`figures have no period ${period}`)
  return makePeriod('month', months.year, months.last)
}

/** Of these periods those in whose report an indicator was asked already: what was over when it was added does not lack it. */
export function sinceAsked({ askedFrom }: { askedFrom: Period | null }, periods: readonly Period[]): Period[] {
  return periods.filter((period) => askedFrom === null || reportMonth(period) >= askedFrom)
}

/** The month in whose report the figure is asked that holds this month: of a quarterly one in tháng 10 tháng 12. */
export function askedIn(every: Every, month: Period): Period {
  const size = monthsIn[every]
  return makePeriod('month', Number(month.slice(0, 4)), Math.ceil(Number(month.slice(5)) / size) * size)
}

/** March, June, September, December: the commune reports to the city (công văn 581/BNV-CCHC). */
export function isReportMonth(month: Period): boolean {
  return Number(month.slice(5)) % 3 === 0
}

/** The number a figure is judged by: of counts the percentage (undefined when nothing arose, 0/0), else the value. */
export function rateOf(figure: Pick<FigureValue, 'numerator' | 'denominator' | 'value'>): number | undefined {
  const { numerator, denominator, value } = figure
  if (numerator !== null && denominator !== null)
    return denominator === 0 ? undefined : Math.round((numerator / denominator) * 1_000_000) / 10_000
  return value ?? undefined
}

export function hasNumbers(figure: FigureValue): boolean {
  return figure.value !== null || (figure.numerator !== null && figure.denominator !== null)
}

/** Of a percentage or points the newest counts, shares are added up by their counts, other counts are summed (domain.md 6.6). */
export function combine(
  indicator: { share: boolean; measure: string },
  figures: readonly FigureValue[],
): FigureValue | undefined {
  const given = figures.filter(hasNumbers)
  const last = given.at(-1)
  if (!last) return figures.at(-1)
  if (given.length === 1) return last
  const none = { missingReason: null }
  if (indicator.share && given.every((one) => one.denominator !== null))
    return { ...none, numerator: sum(given, 'numerator'), denominator: sum(given, 'denominator'), value: null }
  if (indicator.share || isLevel(indicator.measure)) return last
  if (given.some((one) => one.value === null)) return last
  return { ...none, numerator: null, denominator: null, value: sum(given, 'value') }
}

function sum(figures: readonly FigureValue[], key: 'numerator' | 'denominator' | 'value'): number {
  const total = figures.reduce((all, one) => all + (one[key] ?? 0), 0)
  return Math.round(total * 1_000_000) / 1_000_000
}

/** A percentage or a score stands for itself and is never added up. */
export function isLevel(measure: string): boolean {
  return measure === '%' || measure === 'điểm'
}

export function meets(rate: number, { comparison, value }: Target): boolean {
  switch (comparison) {
    case '>=':
      return rate >= value
    case '>':
      return rate > value
    case '=':
      return rate === value
    case '<=':
      return rate <= value
    case '<':
      return rate < value
  }
}

/** `explained`: there is no figure, and why; `no-case`: 0/0; `untargeted`: nothing to compare with. */
export type FigureState = 'met' | 'unmet' | 'missing' | 'explained' | 'no-case' | 'untargeted'

export function stateOf(figure: FigureValue | undefined, target: Target | undefined): FigureState {
  if (!figure) return 'missing'
  if (!hasNumbers(figure)) return 'explained'
  const rate = rateOf(figure)
  if (rate === undefined) return 'no-case'
  if (!target) return 'untargeted'
  return meets(rate, target) ? 'met' : 'unmet'
}

export interface Scored {
  maxScore: number | null
  measure: string
  direction: 'up' | 'down'
  target: Target | undefined
  figure: FigureValue | undefined
}

/**
 * What a set's points stand to lose: of a score what it lacks; else all where there is no figure, and where a rate R misses its
 * target R × points / target is kept (domain.md 6.5).
 */
export function pointsAtRisk(rows: readonly Scored[]): number {
  return Math.round(rows.reduce((all, row) => all + riskOf(row), 0) * 100) / 100
}

function riskOf({ maxScore, measure, target, figure, direction }: Scored): number {
  if (maxScore === null) return 0
  if (!figure || !hasNumbers(figure)) return maxScore
  const rate = rateOf(figure)
  if (rate === undefined) return 0
  if (measure === 'điểm') return Math.max(0, maxScore - rate)
  if (!target || meets(rate, target)) return 0
  if (direction === 'down' || target.value <= 0) return maxScore
  return Math.min(maxScore, Math.max(0, maxScore - (rate * maxScore) / target.value))
}
