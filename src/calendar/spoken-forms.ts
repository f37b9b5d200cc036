// The ways people say a day, one entry each: a form over plain text (lower case, no diacritics) and the day it means.
// "Đầu, giữa, cuối" of a month and a year as Bộ luật Dân sự 2015, Điều 146: the 1st, 15th, last; 1/1, 30/6, 31/12.
import {
  addDays,
  addMonths,
  type Day,
  dayInMonth,
  daysBetween,
  lastDayOfMonth,
  makeDay,
  mondayOf,
  partsOf,
  weekdayOf,
} from '../lib/day.js'
import { addWorkingDays, type WorkCalendar, workingDayOnOrAfter, workingDayOnOrBefore } from './work-calendar.js'

export type Meaning = Day | 'no-such-day' | undefined
type Groups = Record<string, string | undefined>
/** `read` gives undefined when the words turn out to mean no day. */
export type SpokenForm = { form: RegExp; read: (groups: Groups, today: Day, cal: WorkCalendar) => Meaning }

const YEAR = String.raw`(?:(?:\s?[/.-]\s?| nam | )(?<year>\d{4}|(?<=[/.-]\s?)\d\d)| nam (?<whichYear>nay|sau|toi))?`
const PART = '(?:(?<part>dau|giua|cuoi|het|trong) )?'
const COUNT = String.raw`(?<count>\d{1,3}|mot|hai|ba|bon|tu|nam|sau|bay|tam|chin|muoi)`
const WEEKDAY = '(?:(?:thu |t)(?<weekday>[2-7]|hai|ba|tu|nam|sau|bay)|(?<sunday>chu nhat|cn))'

const numbers = ['khong', 'mot', 'hai', 'ba', 'bon', 'nam', 'sau', 'bay', 'tam', 'chin', 'muoi']

function numberOf(word: string | undefined): number {
  if (word === 'tu') return 4
  const index = numbers.indexOf(word ?? '')
  return index >= 0 ? index : Number(word)
}

/** 1 Monday … 7 Sunday of a "thứ hai", "T2", "chủ nhật"; undefined when the words name no weekday. */
export function readWeekday(words: string): number | undefined {
  const groups = new RegExp(`^${WEEKDAY}$`).exec(words)?.groups
  return groups && weekdayIn(groups)
}

function weekdayIn(groups: Groups): number {
  return groups.sunday ? 7 : numberOf(groups.weekday) - 1
}

// Half a year: how far ahead a day without a year may be when it is already past this year.
const AHEAD = 182

/** The day `make` gives for the year that was said; with none, this year's, or next year's when this year's is long past. */
function inYear(make: (year: number) => Day | undefined, groups: Groups, today: Day): Meaning {
  const now = partsOf(today).year
  const { year, whichYear } = groups
  if (year) return make(year.length === 2 ? 2000 + Number(year) : Number(year)) ?? 'no-such-day'
  if (whichYear) return make(whichYear === 'nay' ? now : now + 1) ?? 'no-such-day'
  const day = make(now)
  if (day && day >= today) return day
  const next = make(now + 1)
  return next && daysBetween(today, next) <= AHEAD ? next : (day ?? 'no-such-day')
}

function dateOf(groups: Groups, today: Day): Meaning {
  return inYear((year) => makeDay(year, Number(groups.month), Number(groups.day)), groups, today)
}

type Parts = { first: Day; middle: Day; last: Day }

function partOf(part: string | undefined, { first, middle, last }: Parts): Day {
  return part === 'dau' ? first : part === 'giua' ? middle : last
}

/** The part of this stretch of time, or of the next one when it is past: "đầu tháng" said on the 5th is the 1st to come. */
function comingPart(part: string | undefined, of: (ahead: number) => Parts, today: Day): Day {
  const day = partOf(part, of(0))
  return day >= today ? day : partOf(part, of(1))
}

function aheadOf(which: string): number {
  return which === 'nay' ? 0 : which === 'truoc' ? -1 : which === 'sau nua' ? 2 : 1
}

function monthParts(year: number, month: number): Parts {
  return {
    first: dayInMonth(year, month, 1),
    middle: dayInMonth(year, month, 15),
    last: lastDayOfMonth(year, month),
  }
}

function quarterParts(year: number, quarter: number): Parts {
  const month = quarter * 3 - 2
  return {
    first: dayInMonth(year, month, 1),
    middle: dayInMonth(year, month + 1, 15),
    last: lastDayOfMonth(year, month + 2),
  }
}

function yearParts(year: number): Parts {
  return { first: `${year}-01-01`, middle: `${year}-06-30`, last: `${year}-12-31` }
}

function weekParts(monday: Day, cal: WorkCalendar): Parts {
  const last = workingDayOnOrBefore(cal, addDays(monday, 6))
  return {
    first: workingDayOnOrAfter(cal, monday),
    middle: addDays(monday, 2),
    last: last < monday ? addDays(monday, 4) : last,
  }
}

function readDayOfMonth({ named, day, whichMonth }: Groups, today: Day): Meaning {
  if (!named && !whichMonth) return undefined
  const { year, month } = partsOf(today)
  const ahead = whichMonth ? aheadOf(whichMonth) : Number(day) < partsOf(today).day ? 1 : 0
  const first = partsOf(dayInMonth(year, month + ahead, 1))
  return makeDay(first.year, first.month, Number(day)) ?? 'no-such-day'
}

function readCount(groups: Groups, today: Day, cal: WorkCalendar): Meaning {
  const { unit, working, ahead, after } = groups
  if (groups.half) return addDays(today, 15)
  const count = numberOf(groups.count)
  if (unit === 'tuan') return working ? undefined : addDays(today, count * 7)
  if (unit !== 'thang') return working ? addWorkingDays(cal, today, count) : addDays(today, count)
  // "6 tháng" and "9 tháng" alone are reporting periods.
  if (working || ((count === 6 || count === 9) && !ahead && !after)) return undefined
  return addMonths(today, count)
}

function readWeekdayOf(groups: Groups, today: Day): Meaning {
  const weekday = weekdayIn(groups)
  const which = groups.whichWeek
  if (which === undefined || which === 'toi') return addDays(today, ((weekday - weekdayOf(today) + 6) % 7) + 1)
  const ahead = aheadOf(which.replace('tuan ', ''))
  return addDays(mondayOf(today), ahead * 7 + weekday - 1)
}

function readWeek({ part, whichWeek }: Groups, today: Day, cal: WorkCalendar): Meaning {
  const of = (ahead: number) => weekParts(addDays(mondayOf(today), ahead * 7), cal)
  if (!part && !whichWeek) return undefined
  if (!whichWeek && (part === 'dau' || part === 'giua')) return comingPart(part, of, today)
  const ahead = aheadOf(whichWeek ?? 'nay')
  const day = partOf(part, of(ahead))
  // "Cuối tuần" said after its last working day is the Sunday.
  return ahead === 0 && day < today && part !== 'dau' && part !== 'giua' ? addDays(mondayOf(today), 6) : day
}

function readMonth(groups: Groups, today: Day): Meaning {
  const { part, month, whichMonth } = groups
  const now = partsOf(today)
  if (month) {
    const number = Number(month)
    if (number < 1 || number > 12) return 'no-such-day'
    return inYear((year) => partOf(part, monthParts(year, number)), groups, today)
  }
  if (whichMonth) return partOf(part, monthParts(now.year, now.month + aheadOf(whichMonth)))
  return part && comingPart(part, (ahead) => monthParts(now.year, now.month + ahead), today)
}

function readQuarter(groups: Groups, today: Day): Meaning {
  const { part, quarter, whichQuarter } = groups
  const now = partsOf(today)
  if (quarter) {
    const roman = ['i', 'ii', 'iii', 'iv'].indexOf(quarter) + 1
    return inYear((year) => partOf(part, quarterParts(year, roman || Number(quarter))), groups, today)
  }
  const current = Math.ceil(now.month / 3)
  if (whichQuarter) return partOf(part, quarterParts(now.year, current + aheadOf(whichQuarter)))
  return part && comingPart(part, (ahead) => quarterParts(now.year, current + ahead), today)
}

function readYear({ part, year, whichYear }: Groups, today: Day): Meaning {
  const now = partsOf(today).year
  if (year) return partOf(part, yearParts(Number(year)))
  if (whichYear) return partOf(part, yearParts(now + aheadOf(whichYear)))
  return part && comingPart(part, (ahead) => yearParts(now + ahead), today)
}

function readMonthsOfYear(groups: Groups, today: Day): Meaning {
  const month = groups.end ? 12 : groups.many === '9' || groups.many === 'chin' ? 9 : 6
  return inYear((year) => lastDayOfMonth(year, month), groups, today)
}

function daysFrom(count: number): SpokenForm['read'] {
  return (_, today) => addDays(today, count)
}

const THIS_OR_NEXT = '(?:nay|sau nua|sau|toi|truoc)'

/** The first form that fits the whole text and means a day wins. */
export const spokenForms: readonly SpokenForm[] = [
  { form: /^(?<year>20\d\d)[-/.](?<month>\d{1,2})[-/.](?<day>\d{1,2})$/, read: dateOf },
  {
    form: new RegExp(String.raw`^(?:ngay |mung )*(?<day>\d{1,2})\s?[/.-]\s?(?<month>\d{1,2})${YEAR}$`),
    read: dateOf,
  },
  {
    form: new RegExp(String.raw`^(?:ngay |mung )*(?<day>\d{1,2})\s?[/.-]?\s?(?:thang|t)\s?(?<month>\d{1,2})${YEAR}$`),
    read: dateOf,
  },
  {
    form: new RegExp(
      String.raw`^(?<named>(?:ngay |mung )+)?(?<day>\d{1,2})(?: thang (?<whichMonth>${THIS_OR_NEXT}))?$`,
    ),
    read: readDayOfMonth,
  },
  {
    form: /^(?:(?:ngay )?hom nay|bua nay|hnay|(?:trong|cuoi) ngay(?: hom nay)?|(?:sang|trua|chieu|toi) nay|cuoi gio(?: chieu)?)$/,
    read: daysFrom(0),
  },
  { form: /^(?:ngay |hom )?mai$/, read: daysFrom(1) },
  { form: /^(?:ngay )?kia$|^ngay mot$/, read: daysFrom(2) },
  { form: /^(?:hom|bua) (?:qua|kia|truoc)$/, read: daysFrom(-1) },
  {
    form: new RegExp(
      `^(?<after>(?:sau |trong vong |trong |them )*)(?:${COUNT} (?<unit>ngay|hom|bua|tuan|thang)|(?<half>nua thang))(?<working> lam viec)?(?<ahead> nua| sau| toi)?$`,
    ),
    read: readCount,
  },
  {
    form: new RegExp(`^(?:ngay )?${WEEKDAY}(?: (?:cua )?(?<whichWeek>tuan ${THIS_OR_NEXT}|nay|toi))?$`),
    read: readWeekdayOf,
  },
  { form: new RegExp(`^(?<whichWeek>tuan ${THIS_OR_NEXT}) (?:vao )?${WEEKDAY}$`), read: readWeekdayOf },
  { form: new RegExp(`^${PART}tuan(?: (?<whichWeek>${THIS_OR_NEXT}))?$`), read: readWeek },
  {
    form: new RegExp(String.raw`^${PART}thang(?:\s?(?<month>\d{1,2})${YEAR}| (?<whichMonth>${THIS_OR_NEXT}))?$`),
    read: readMonth,
  },
  {
    form: new RegExp(
      String.raw`^${PART}(?:quy|q)(?:\s?(?<quarter>[1-4]|i{1,3}|iv)${YEAR}| (?<whichQuarter>${THIS_OR_NEXT}))?$`,
    ),
    read: readQuarter,
  },
  { form: new RegExp(`^${PART}nam(?: (?<year>20\\d\\d)| (?<whichYear>${THIS_OR_NEXT}))?$`), read: readYear },
  {
    form: new RegExp(`^(?:(?:cuoi|het|trong) )?(?<many>6|9|sau|chin) thang (?:dau|(?<end>cuoi)) nam${YEAR}$`),
    read: readMonthsOfYear,
  },
]
