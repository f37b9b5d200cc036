// Times without a day: "trong tháng", "tuần tới", "chiều nay", "cả năm", counted from the letter's own day; the weeks of a month.
import { addDays, addMonths, type Day, lastDayOfMonth, makeDay, weekdayOf } from '../../../lib/day.js'
import { weekdays } from './cadence-forms.js'
import { type FoundRule, timeOfDay } from './cadences.js'
import { hour, nextYear, type TimeContext } from './times.js'

/** "Trong năm", "Cả năm" beside a task. */
export function wholeYear(text: string, low: string, context: TimeContext): FoundRule[] {
  const match = /(?:trong|ca|het|cuoi) nam(?! \d)/.exec(low)
  if (!match || context.year === undefined) return []
  const end = match.index + match[0].length
  const words = text.slice(match.index, end)
  return [{ at: match.index, end, rule: { kind: 'period', of: 'year', due: `${context.year}-12-31`, words } }]
}

/** "xong trong tháng", "hoàn thành trước cuối năm" without a number: the letter's own month, quarter or year. */
export function runningPeriod(text: string, low: string, context: TimeContext): FoundRule[] {
  const { letter } = context
  if (!letter) return []
  const match =
    /(?<![a-z])(?:trong|truoc cuoi|cuoi|truoc het|het) (thang|quy|nam)(?: (nay|toi|sau))?(?=\s*(?:[.;,)]|\/|$))/.exec(
      low,
    )
  if (!match) return []
  const at = match.index
  const end = at + match[0].length
  const of = match[1]
  const before = /[^.;]*$/.exec(low.slice(Math.max(0, at - 60), at))?.[0] ?? ''
  if (
    (match[0].startsWith('cuoi') &&
      !/(?:xong|hoan thanh|den|truoc|bao cao|tong ket|(?<!khong [a-z ]{0,60})vao)(?: [a-z]+){0,2} $/.test(before)) ||
    /ket qua|so lieu|phat sinh|giao|\bdat\b|tong |\btuan $|\bda\b|tiep nhan|ho so|hoat dong|thang cuoi|\bdau\b|tinh hinh/.test(
      before,
    )
  )
    return []
  // "02 ngày trong tháng" says how often.
  if (of !== 'nam' && /\d (?:ngay|lan|buoi|ky|cuoc)(?: tro len)?\s*$/.test(before)) return []
  const kind = of === 'thang' ? 'month' : of === 'quy' ? 'quarter' : 'year'
  const size = kind === 'month' ? 1 : kind === 'quarter' ? 3 : 12
  const start = match[2] === 'toi' || match[2] === 'sau' ? addMonths(`${letter.slice(0, 8)}01`, size) : letter
  const [year, month] = [Number(start.slice(0, 4)), Number(start.slice(5, 7))]
  const due = lastDayOfMonth(year, Math.ceil(month / size) * size)
  return [{ at, end, rule: { kind: 'period', of: kind, due, words: text.slice(at, end) } }]
}

const nearDay = new RegExp(
  `(?<![a-z])(?:trong|truoc|cham nhat|muon nhat|khong (?:muon|tre|cham) hon|het)(?: la)?(?: ${hour},?)?(?: trong)?(?: (?:sang|trua|chieu|toi|dem))?(?: ngay)? (hom nay|nay|mai)(?![a-z])`,
)

/** "trong chiều nay", "trước 11h ngày mai": counted from the letter's day. */
export function runningDay(text: string, low: string, context: TimeContext): FoundRule[] {
  const letter = context.letter ?? context.said
  const match = nearDay.exec(low)
  if (!letter || !match || !/hom nay|(?:sang|trua|chieu|toi|dem) (?:nay|mai)|ngay (?:nay|mai)/.test(match[0])) return []
  const end = match.index + match[0].length
  const due = addDays(letter, match[1] === 'mai' ? 1 : 0)
  return [{ at: match.index, end, rule: { kind: 'date', due, words: text.slice(match.index, end) } }]
}

/** "xong trong tuần này", "trong tuần tới", "hết ngày 25 tháng này": counted from the letter's day; a week ends on Friday. */
export function runningWeek(text: string, low: string, context: TimeContext): FoundRule[] {
  const letter = context.letter ?? context.said
  if (!letter) return []
  const week = /(?<![a-z])(?:trong|het|cuoi) tuan (nay|toi|sau)(?![a-z])/.exec(low)
  if (week) {
    const end = week.index + week[0].length
    const friday = addDays(letter, 5 - weekdayOf(letter) + (week[1] === 'nay' ? 0 : 7))
    const due = friday < letter ? letter : friday
    return [{ at: week.index, end, rule: { kind: 'date', due, words: text.slice(week.index, end) } }]
  }
  const weekday = dayOfWeek.exec(low)
  if (weekday) {
    const [words, name = '', which] = weekday
    const ahead = (weekdays[name.replace('thu ', '')] ?? 5) - weekdayOf(letter)
    const due = addDays(letter, which ? ahead + (which === 'nay' ? 0 : 7) : (ahead + 7) % 7)
    if (due >= letter && (which || /^(?:truoc|cham|muon)/.test(words))) return [ruleOn(weekday.index, words, due, text)]
  }
  const day =
    /(?:truoc|cham nhat|muon nhat|khong (?:muon|tre|cham) hon|den het|het|vao)(?: la| het){0,2} ngay (?:mung )?(\d{1,2})(?: cua)? thang (nay|sau|toi)(?![a-z])/.exec(
      low,
    )
  const month = addMonths(`${letter.slice(0, 8)}01`, day?.[2] === 'nay' ? 0 : 1)
  const due = day && makeDay(Number(month.slice(0, 4)), Number(month.slice(5, 7)), Number(day[1]))
  return day && due ? [ruleOn(day.index, day[0], due, text)] : []
}

/** "trước 16 giờ thứ Tư tuần tới", "vào sáng thứ Hai tuần sau", "chậm nhất thứ Sáu" alone. */
const dayOfWeek = new RegExp(
  `(?<![a-z])(?:truoc|cham nhat|muon nhat|khong (?:muon|tre|cham) hon|het|den|vao|trong|xong)(?: la| luc| vao| truoc)?(?: ${hour},?)?(?: (?:sang|trua|chieu|toi))?(?: ngay)? (thu (?:hai|ba|tu|nam|sau|bay|[2-7])|chu nhat)(?: tuan (nay|toi|sau)(?![a-z])|(?=\\s*(?:[.;,)]|$)))`,
)

function ruleOn(at: number, words: string, due: Day, text: string): FoundRule {
  const end = at + words.length
  const time = timeOfDay(words)
  const isBefore = /^truoc/.test(words)
  return {
    at,
    end,
    rule: { kind: 'date', due, ...(isBefore && { before: true }), ...(time && { time }), words: text.slice(at, end) },
  }
}

const weekOfMonth =
  /(?<![a-z])(?:trong|vao|xong|het)(?: trong| vao)? tuan (?:le )?(dau(?: tien)?|cuoi(?: cung)?|(?:thu )?(?:nhat|hai|ba|tu|[1-4]))(?: cua)? thang (\d{1,2})(?!\d)(?:\s?\/\s?(20\d\d)|,? nam (20\d\d))?/g
const weekNumbers: Record<string, number> = { dau: 1, nhat: 1, hai: 2, ba: 3, tu: 4, '1': 1, '2': 2, '3': 3, '4': 4 }

/** "trong tuần thứ hai của tháng 01", "trong tuần cuối tháng 5/2026": a month's weeks end on its 7th, 14th, 21st and 28th, the last one with it. */
export function weeksIn(text: string, low: string, context: TimeContext): FoundRule[] {
  return [...low.matchAll(weekOfMonth)].flatMap((match): FoundRule[] => {
    const [whole, which = '', number, stated, named] = match
    const [year, month] = [Number(stated ?? named ?? context.year), Number(number)]
    if (!(year > 0) || month < 1 || month > 12) return []
    const week = weekNumbers[which.replace(/^thu /, '').replace(/ .*/, '')]
    const day = week === undefined ? lastDayOfMonth(year, month) : makeDay(year, month, week * 7)
    if (!day) return []
    const due = stated || named ? day : nextYear(day, context)
    const end = match.index + whole.length
    // "trong tuần 2 tháng 11 (chậm nhất 13/11)": the day says more.
    const weak = /^ \((?:cham nhat|truoc|xong|den het)/.test(low.slice(end))
    return [{ at: match.index, end, weak, rule: { kind: 'date', due, words: text.slice(match.index, end) } }]
  })
}
