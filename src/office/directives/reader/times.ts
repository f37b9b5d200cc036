// Dates and periods as words on the plain text: "15/7/2026", "ngày 15 tháng 7", "quý III/2026", "6 tháng đầu năm".
import { type Day, lastDayOfMonth, makeDay } from '../../../lib/day.js'
import { romanValue } from './marker.js'

/** The year a day without a year falls in: that of the letter. */
export interface TimeContext {
  year?: number
  letter?: Day
  /** The whole letter and its plain text: it names the day of an event that items count from. */
  whole?: { text: string; low: string }
}

export interface Moment {
  at: number
  end: number
  of: 'date' | 'month' | 'quarter' | 'half-year' | 'nine-months' | 'year'
  /** Undefined when there is no such day, or no year is known. */
  due?: Day
  /** The year was not written. */
  yearless: boolean
  words: string
}

const year = '(?:\\s*(?:\\/|-|\\.|,?\\s*nam)\\s*(20\\d{2}))'
const forms: [of: Moment['of'], pattern: string][] = [
  ['date', `(?:ngay|(?<=(?:truoc|den|den het) )(?=\\d))\\s*(\\d{1,2})\\s+thang\\s*(\\d{1,2})(?!\\d)${year}?`],
  [
    'date',
    `(?:ngay\\s+)?(?<![\\d/.,-])(?<!(?:^|[^\\d/])\\d{1,2}\\s-\\s)(\\d{1,2})\\s?[/]\\s?(\\d{1,2})(?:\\s?[/.-]\\s?(20\\d{2}))?(?![\\d/]|[.,]\\d|\\s?[%/]|-[a-z])`,
  ],
  ['date', '(?:ngay\\s+)?(?<![\\d/.,-])(\\d{1,2})[.-](\\d{1,2})[.-](20\\d{2})(?![\\d/-]|\\.\\d)'],
  // "10-14/11/2025": the second of two days.
  [
    'date',
    `(?:ngay\\s+)?(?<![\\d/.,-])\\d{1,2}\\s?-\\s?(\\d{1,2})\\s?/\\s?(\\d{1,2})(?:\\s?/\\s?(20\\d{2}))?(?![\\d/]|[.,]\\d|\\s?%|-[a-z])`,
  ],
  ['half-year', `(?<![\\d/])0?(?:6|sau) thang (?:dau|cuoi) nam(?:\\s*(20\\d{2}))?`],
  ['nine-months', `(?<![\\d/])0?(?:9|chin) thang (?:dau )?nam(?:\\s*(20\\d{2}))?`],
  [
    'quarter',
    `(?:quy|q)\\s?(iv|iii|ii|i|[1-4])(?![a-z0-9])(?:\\s*(?:[,&-]|va|den)\\s*(?:quy\\s)?(iv|iii|ii|i|[1-4])(?![a-z0-9]))*${year}?`,
  ],
  [
    'month',
    `thang\\s*(\\d{1,2})(?!\\d)(?:\\s*(?:[,-]|va|den(?: het)?)\\s*(?:thang\\s)?(\\d{1,2})(?!\\d|\\s?%|/(?!20\\d{2})))?${year}?`,
  ],
  ['year', `nam\\s*(20\\d{2})(?!\\d|\\s?-\\s?20)`],
]

const patterns = forms.map(([of, pattern]) => [of, new RegExp(pattern, 'g')] as const)

/** Every date and period in the text, in order; the longer one where two overlap. */
export function momentsIn(text: string, low: string, context: TimeContext): Moment[] {
  const all: Moment[] = []
  if (!/\d|quy i/.test(low)) return all
  for (const [of, pattern] of patterns) {
    for (const match of low.matchAll(pattern)) {
      const at = match.index
      const end = at + match[0].length
      if (/[a-z0-9]/.test(low.charAt(at - 1))) continue
      if (all.some((other) => at < other.end && end > other.at)) continue
      const moment = momentOf(of, match, context)
      if (moment) all.push({ ...moment, at, end, of, words: text.slice(at, end).trim() })
    }
  }
  return all.sort((a, b) => a.at - b.at)
}

function momentOf(
  of: Moment['of'],
  match: RegExpMatchArray,
  context: TimeContext,
): { due?: Day; yearless: boolean } | undefined {
  const stated = match.slice(1).find((part) => part !== undefined && /^20\d{2}$/.test(part))
  const theYear = stated ? Number(stated) : context.year
  const yearless = stated === undefined
  const numbers = match.slice(1).filter((part): part is string => part !== undefined && !/^20\d{2}$/.test(part))
  if (of === 'date') {
    const [day, month] = [Number(numbers[0]), Number(numbers[1])]
    if (day < 1 || day > 31 || month < 1 || month > 12) return undefined
    const due = theYear === undefined ? undefined : makeDay(theYear, month, day)
    return due ? { due, yearless } : { yearless }
  }
  if (theYear === undefined) return { yearless }
  if (of === 'year') return { due: `${theYear}-12-31`, yearless }
  if (of === 'half-year') return { due: match[0].includes('cuoi') ? `${theYear}-12-31` : `${theYear}-06-30`, yearless }
  if (of === 'nine-months') return { due: `${theYear}-09-30`, yearless }
  // "trong tháng 6 và tháng 9" is twice, "tháng 9 và tháng 10" is a span.
  const isTwice = of === 'month' && numbers.length === 2 && Number(numbers[1]) > Number(numbers[0]) + 1
  const last = (isTwice && !/-| den /.test(match[0]) ? numbers[0] : numbers.at(-1)) ?? ''
  const value = of === 'quarter' ? romanValue(last.toUpperCase()) || Number(last) : Number(last)
  if (value < 1 || value > (of === 'quarter' ? 4 : 12)) return undefined
  return { due: lastDayOfMonth(theYear, of === 'quarter' ? value * 3 : value), yearless }
}
