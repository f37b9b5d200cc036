// Periods of reporting: their keys, how people write them, and which days they span. The reporting regime counts a month
// from the 15th of the month before to the 14th (Nghị định 09/2019/NĐ-CP, Điều 12); a commune may choose the calendar.
import {
  addDays,
  type Day,
  dayInMonth,
  daysBetween,
  lastDayOfMonth,
  makeDay,
  mondayOf,
  partsOf,
  writeDay,
} from '../lib/day.js'
import { plain, untelex } from '../lib/vietnamese.js'

/** `2026-06`, `2026-Q2`, `2026-H1`, `2026-9M`, `2026`; for recurring duties also `2026-W23` (ISO week) and a day. */
export type Period = string
export type PeriodKind = 'day' | 'week' | 'month' | 'quarter' | 'half-year' | 'nine-months' | 'year'
export type Regime = 'reporting' | 'calendar'
export type Span = { from: Day; to: Day }

type Parts = { kind: PeriodKind; year: number; number: number }

const shapes: readonly [PeriodKind, RegExp][] = [
  ['month', /^(\d{4})-(0[1-9]|1[0-2])$/],
  ['quarter', /^(\d{4})-Q([1-4])$/],
  ['half-year', /^(\d{4})-H([12])$/],
  ['nine-months', /^(\d{4})-(9)M$/],
  ['year', /^(\d{4})()$/],
  ['week', /^(\d{4})-W(0[1-9]|[1-4]\d|5[0-3])$/],
]

function takeApart(text: string): Parts | undefined {
  for (const [kind, shape] of shapes) {
    const found = shape.exec(text)
    if (found) return { kind, year: Number(found[1]), number: Number(found[2]) }
  }
  const date = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text)
  if (date && makeDay(Number(date[1]), Number(date[2]), Number(date[3])))
    return { kind: 'day', year: Number(date[1]), number: 0 }
  return undefined
}

/** Is this text a period key? A week 53 of a year that has 52 counts as one. */
export function isPeriod(text: string): boolean {
  return takeApart(text) !== undefined
}

function partsOfPeriod(period: Period): Parts {
  const parts = takeApart(period)
  if (!parts) throw new Error(`"${period}" is not a period; keys look like 2026-06, 2026-Q2, 2026-H1, 2026-9M, 2026`)
  return parts
}

export function kindOf(period: Period): PeriodKind {
  return partsOfPeriod(period).kind
}

/** The key of a period. `number` is the month, quarter, half or ISO week; not read for a year or nine months. */
export function makePeriod(kind: Exclude<PeriodKind, 'day'>, year: number, number = 0): Period {
  switch (kind) {
    case 'month':
      return `${year}-${String(number).padStart(2, '0')}`
    case 'week':
      return `${year}-W${String(number).padStart(2, '0')}`
    case 'quarter':
      return `${year}-Q${number}`
    case 'half-year':
      return `${year}-H${number}`
    case 'nine-months':
      return `${year}-9M`
    case 'year':
      return String(year)
  }
}

/** First and last month (1 to 12) of a period made of months. */
function monthsOf({ kind, number }: Parts): [number, number] {
  if (kind === 'month') return [number, number]
  if (kind === 'quarter') return [number * 3 - 2, number * 3]
  if (kind === 'half-year') return [number * 6 - 5, number * 6]
  return kind === 'nine-months' ? [1, 9] : [1, 12]
}

/** The first and the last month of a period that is made of months, as keys. */
export function monthsOfPeriod(period: Period): { first: Period; last: Period } | undefined {
  const parts = partsOfPeriod(period)
  if (parts.kind === 'day' || parts.kind === 'week') return undefined
  const [first, last] = monthsOf(parts)
  return { first: makePeriod('month', parts.year, first), last: makePeriod('month', parts.year, last) }
}

/** Monday of ISO week 1 is the Monday of the week that holds 4 January. */
function mondayOfWeek(year: number, week: number): Day {
  return addDays(mondayOf(`${year}-01-04`), (week - 1) * 7)
}

/** The days a period covers, both ends included. Weeks and days are the same under both regimes. */
export function spanOf(period: Period, regime: Regime): Span {
  const parts = partsOfPeriod(period)
  if (parts.kind === 'day') return { from: period, to: period }
  if (parts.kind === 'week') {
    const from = mondayOfWeek(parts.year, parts.number)
    return { from, to: addDays(from, 6) }
  }
  const [first, last] = monthsOf(parts)
  return regime === 'calendar'
    ? { from: dayInMonth(parts.year, first, 1), to: lastDayOfMonth(parts.year, last) }
    : { from: dayInMonth(parts.year, first - 1, 15), to: dayInMonth(parts.year, last, 14) }
}

/**
 * The period of a kind that a day falls in: under the reporting regime 15/6 already belongs to tháng 7, 15/12 to the next year.
 * The nine months of a year are given for all its days, also those after September.
 */
export function periodOf(day: Day, kind: PeriodKind, regime: Regime): Period {
  if (kind === 'day') return day
  if (kind === 'week') {
    const { year } = partsOf(addDays(mondayOf(day), 3)) // a week belongs to the year of its Thursday
    const weeks = (Date.parse(mondayOf(day)) - Date.parse(mondayOfWeek(year, 1))) / (7 * 86_400_000)
    return makePeriod('week', year, weeks + 1)
  }
  const at = partsOf(day)
  const shifted = regime === 'reporting' && at.day >= 15 ? dayInMonth(at.year, at.month + 1, 1) : day
  const { year, month } = partsOf(shifted)
  const size = { month: 1, quarter: 3, 'half-year': 6, 'nine-months': 9, year: 12 }[kind]
  return makePeriod(kind, year, Math.ceil(month / size))
}

/** The period just before, of the same kind; before nine months come those of the year before. */
export function previousPeriod(period: Period): Period {
  const { kind, year, number } = partsOfPeriod(period)
  if (kind === 'day') return addDays(period, -1)
  if (kind === 'week') return periodOf(addDays(mondayOfWeek(year, number), -7), 'week', 'calendar')
  if (kind === 'year' || kind === 'nine-months') return makePeriod(kind, year - 1)
  if (number > 1) return makePeriod(kind, year, number - 1)
  return makePeriod(kind, year - 1, { month: 12, quarter: 4, 'half-year': 2 }[kind])
}

const romans = ['I', 'II', 'III', 'IV'] as const

/** "tháng 6/2026", "quý II/2026", "6 tháng đầu năm 2026", "9 tháng năm 2026", "năm 2026", "tuần 23/2026", "ngày 05/6/2026". */
export function writePeriod(period: Period): string {
  const { kind, year, number } = partsOfPeriod(period)
  switch (kind) {
    case 'day':
      return `ngày ${writeDay(period)}`
    case 'week':
      return `tuần ${number}/${year}`
    case 'month':
      return `tháng ${number}/${year}`
    case 'quarter':
      return `quý ${romans[number - 1]}/${year}`
    case 'half-year':
      return `6 tháng ${number === 1 ? 'đầu' : 'cuối'} năm ${year}`
    case 'nine-months':
      return `9 tháng năm ${year}`
    case 'year':
      return `năm ${year}`
  }
}

const YEAR = String.raw`(?:(?:\s?[/-]\s?| nam | )(?<year>20\d\d|(?<=[/-]\s?)\d\d)| (?<which>nam nay|nam truoc|nam ngoai))?`

const forms: readonly [RegExp, PeriodKind][] = [
  [new RegExp(`^(?:6|sau) thang(?<end> cuoi(?= nam))?(?: dau)?(?: nam)?${YEAR}$`), 'half-year'],
  [new RegExp(`^(?:9|chin) thang(?: dau)?(?: nam)?${YEAR}$`), 'nine-months'],
  [new RegExp(String.raw`^(?:thang|t)\s?(?<number>\d{1,2})${YEAR}$`), 'month'],
  [/^(?<number>\d{1,2})[/-](?<year>20\d\d)$/, 'month'],
  [new RegExp(String.raw`^(?:quy|q)[\s.]?(?<number>[1-4]|i{1,3}|iv)${YEAR}$`), 'quarter'],
  [/^(?:tuan|w)\s?(?<number>\d{1,2})(?:[/-](?<year>20\d\d))?$/, 'week'],
  [/^(?:ca |nam )*(?<year>20\d\d)$/, 'year'],
]

const relatives: readonly [RegExp, PeriodKind][] = [
  [/^thang(?: (nay|truoc))?$/, 'month'],
  [/^quy(?: (nay|truoc))?$/, 'quarter'],
  [/^tuan(?: (nay|truoc))?$/, 'week'],
  [/^(?:ca )?nam(?: (nay|truoc|ngoai))?$/, 'year'],
]

function numberOf(text: string | undefined): number {
  const roman = romans.findIndex((one) => one.toLowerCase() === text)
  return roman >= 0 ? roman + 1 : Number(text ?? 0)
}

function yearFrom(groups: Record<string, string | undefined>, today: Day): number {
  const now = partsOf(today).year
  if (groups.year) return groups.year.length === 2 ? 2000 + Number(groups.year) : Number(groups.year)
  return groups.which && groups.which !== 'nam nay' ? now - 1 : now
}

/**
 * The period a chat text names, or undefined. With or without diacritics; a missing year is the year of today, or the one before
 * where that period is nearer; "tháng này" (or "tháng" alone) and "tháng trước" go by the calendar, whatever the regime. A key (`2026-Q2`) is read as it is.
 */
export function readPeriod(text: string, today: Day): Period | undefined {
  const key = text.trim().toUpperCase()
  if (key.startsWith('20') && isPeriod(key) && kindOf(key) !== 'day') return key
  const words = untelex(plain(text))
    .replace(/[,;]/g, ' ')
    .replace(/\s+/g, ' ')
    .replace(/^(?:trong|ky|ky bao cao) /, '')
    .replace(/[.!? ]+$/, '')
  for (const [form, kind] of relatives) {
    const found = form.exec(words)
    if (!found) continue
    const current = periodOf(today, kind, 'calendar')
    return (found[1] ?? 'nay') === 'nay' ? current : previousPeriod(current)
  }
  for (const [form, kind] of forms) {
    const groups = form.exec(words)?.groups
    if (!groups || kind === 'day') continue
    const number = kind === 'half-year' ? (groups.end ? 2 : 1) : numberOf(groups.number)
    const period = makePeriod(kind, yearFrom(groups, today), number)
    if (kind !== 'nine-months' && !isPeriod(period)) return undefined
    return groups.year || groups.which
      ? period
      : nearest(period, makePeriod(kind, partsOf(today).year - 1, number), today)
  }
  return undefined
}

/** Of a period and the same of the year before the one that lies nearer: in January "tháng 12" is over and not eleven months ahead. */
function nearest(period: Period, before: Period, today: Day): Period {
  const ahead = daysBetween(today, spanOf(period, 'reporting').from)
  const behind = isPeriod(before) ? daysBetween(spanOf(before, 'calendar').to, today) : Number.POSITIVE_INFINITY
  return ahead > 0 && behind < ahead ? before : period
}
