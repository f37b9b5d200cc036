// Dates and periods as words on the plain text: "15/7/2026", "ngày 15 tháng 7", "quý III/2026", "6 tháng đầu năm".
import { type Day, lastDayOfMonth, makeDay } from '../../../lib/day.js'
import { romanValue } from './marker.js'

/** The year a day without a year falls in: that of the letter. */
export interface TimeContext {
  year?: number
  letter?: Day
  /** The day on which a message without a date was passed on: "sáng mai" counts from it. */
  said?: Day
  /** It is a plan of the year after the letter's: "KẾ HOẠCH … năm 2027" of December 2026. */
  nextYearsPlan?: boolean
  /** The whole letter and its plain text: it names the day of an event that items count from. */
  whole?: { text: string; low: string }
}

/** A time of day in plain text: "17 giờ 00", "17h", "8:30", "8 giờ 30 phút". */
export const hour = "\\d{1,2} ?(?:gio|h|g|:) ?(?:\\d\\d)?(?: phut|p(?![a-z])|['’])?"

/** A day from what a pattern found; null when there is no such day. */
export function dayFrom(day = '', month = '', year = ''): Day | null {
  return makeDay(Number(year), Number(month), Number(day)) ?? null
}

export interface Moment {
  at: number
  end: number
  of: 'date' | 'month' | 'quarter' | 'half-year' | 'nine-months' | 'year'
  /** Undefined when there is no such day, or no year is known. */
  due?: Day
  /** The year was not written. */
  yearless: boolean
  /** Not the letter's year but the next one was taken. */
  taken?: boolean
  words: string
}

const year = '(?:\\s*(?:\\/|-|\\.|,?\\s*nam)\\s*(20\\d{2}))'
const forms: [of: Moment['of'], pattern: string][] = [
  [
    'date',
    `(?:ngay(?: mung| mong)?|(?<=(?:truoc|den|den het) )(?=\\d))\\s*(\\d{1,2})\\s+thang\\s*(\\d{1,2})(?!\\d)${year}?`,
  ],
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
  // "trong 2 ngày 27,28/6/2026".
  ['date', '(?<=ngay )(?:\\d{1,2},\\s?)+(\\d{1,2})\\s?/\\s?(\\d{1,2})(?:\\s?/\\s?(20\\d{2}))?(?![\\d/]|[.,]\\d|\\s?%)'],
  ['half-year', `(?<![\\d/])0?(?:6|sau) thang (?:dau|cuoi) nam(?:\\s*(20\\d{2}))?`],
  ['nine-months', `(?<![\\d/])0?(?:9|chin) thang (?:dau )?nam(?:\\s*(20\\d{2}))?`],
  [
    'quarter',
    `(?:quy|q\\.?)\\s?(iv|iii|ii|i|[1-4])(?![a-z0-9])(?:\\s*(?:[,&-]|va|den)\\s*(?:quy\\s)?(iv|iii|ii|i|[1-4])(?![a-z0-9]))*${year}?`,
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
      for (const one of of === 'month' ? monthsOf(match, low) : [{ match, at, end }]) {
        const moment = momentOf(of, one.match, context)
        if (moment) all.push({ ...moment, at: one.at, end: one.end, of, words: text.slice(one.at, one.end).trim() })
      }
    }
  }
  return all.sort((a, b) => a.at - b.at)
}

/** "tháng 3, 6, 9 và 12/2026", "tháng 6 và tháng 9": a list, when nothing that is counted follows. */
const monthList = new RegExp(
  `^thang\\s*\\d{1,2}(?:\\s*(?:,|va)\\s*(?:thang\\s)?\\d{1,2}(?!\\d))+${year}?(?=\\s*(?:[.;,:)]|$| (?:thang|can|phai|bao cao|gui|nop)))`,
)

/** Months that do not follow each other are named one by one; "tháng 9 và tháng 10", "tháng 6 - tháng 9" are a span. */
function monthsOf(match: RegExpMatchArray, low: string) {
  const at = match.index ?? 0
  const [whole, first, second, stated] = match
  const span = { match, at, end: at + whole.length }
  if (!/^thang\s*\d{1,2}\s*(?:,|va)/.test(whole) || Number(second) <= Number(first) + 1) return [span]
  const list = monthList.exec(low.slice(at, at + 80))
  // "Trong tháng 5, 10 đơn vị …" names one month.
  if (!list) return [{ ...span, match: ['', first ?? '', stated ?? ''] }]
  const numbers = [...list[0].slice(0, list[0].length - (list[1] ? 4 : 0)).matchAll(/(?:thang\s*)?(\d{1,2})/g)]
  return numbers.map(({ 0: words, 1: month = '', index }, nth) => ({
    match: ['', month, list[1] ?? ''],
    at: at + index,
    end: nth === numbers.length - 1 ? at + list[0].length : at + index + words.length,
  }))
}

function momentOf(
  of: Moment['of'],
  match: string[],
  context: TimeContext,
): { due?: Day; yearless: boolean; taken?: boolean } | undefined {
  const stated = match.slice(1).find((part) => part !== undefined && /^20\d{2}$/.test(part))
  const theYear = stated ? Number(stated) : context.year
  const yearless = stated === undefined
  const numbers = match.slice(1).filter((part) => part !== undefined && part !== '' && !/^20\d{2}$/.test(part))
  if (of === 'date') {
    const [day, month] = [Number(numbers[0]), Number(numbers[1])]
    if (day < 1 || day > 31 || month < 1 || month > 12) return undefined
    if (theYear === undefined) return { yearless }
    const due = makeDay(theYear, month, day)
    if (yearless && isNextYears(of, due, month, context)) return takenFrom(makeDay(theYear + 1, month, day))
    return due ? { due, yearless } : { yearless }
  }
  if (theYear === undefined) return { yearless }
  if (of === 'year') return { due: `${theYear}-12-31`, yearless }
  const month = lastMonthOf(of, match)
  if (month === undefined) return undefined
  const due = lastDayOfMonth(theYear, month)
  if (yearless && isNextYears(of, due, month, context)) return takenFrom(lastDayOfMonth(theYear + 1, month))
  return { due, yearless }
}

const takenFrom = (due: Day | undefined) => (due ? { due, yearless: true, taken: true } : { yearless: true })

/** The month a half-year, nine months, quarter or month ends with. */
function lastMonthOf(of: Moment['of'], match: string[]): number | undefined {
  if (of === 'half-year') return match[0]?.includes('cuoi') ? 12 : 6
  if (of === 'nine-months') return 9
  const last = match.slice(1).findLast((part) => part !== undefined && part !== '' && !/^20\d{2}$/.test(part)) ?? ''
  const value = of === 'quarter' ? romanValue(last.toUpperCase()) || Number(last) : Number(last)
  if (value < 1 || value > (of === 'quarter' ? 4 : 12)) return undefined
  return of === 'quarter' ? value * 3 : value
}

/** A letter of the last months means the next year when it says "15/01", "quý I" and no year; a plan of that year does whatever is past, and all periods. */
function isNextYears(
  of: Moment['of'],
  due: Day | undefined,
  month: number,
  { letter, nextYearsPlan }: TimeContext,
): boolean {
  if (letter === undefined) return false
  const own = Number(letter.slice(5, 7))
  const isGone = due === undefined || due < letter
  if (nextYearsPlan) return of === 'date' ? isGone : of !== 'month' || month !== own
  return own >= 11 && month <= (of === 'date' ? 3 : 6) && isGone
}

/** A day written without its year, in the letter's year as it came; in the next one where the letter is of the last months. */
export function nextYear(due: Day, { letter }: TimeContext): Day {
  if (!letter || due >= letter) return due
  if (Number(letter.slice(5, 7)) < 11 || Number(due.slice(5, 7)) > 3) return due
  return `${Number(due.slice(0, 4)) + 1}${due.slice(4)}`
}
