// `/lich nghỉ 31/8`, `/lich làm 22/8`, `/lich bỏ 31/8`, `/lich tháng 9`: what was asked of the calendar. Pure.
import { readSpokenDate } from '../../../calendar/spoken.js'
import type { WorkCalendar } from '../../../calendar/work-calendar.js'
import { addDays, type Day, daysBetween, partsOf } from '../../../lib/day.js'
import { UserError } from '../../../lib/errors.js'
import { plain, shorten } from '../../../lib/vietnamese.js'

/** `clear` takes back what the commune set itself. */
export type DayChange = 'off' | 'work' | 'clear'

export type CalendarRequest =
  | { kind: 'show'; year: number; month: number }
  | { kind: 'change'; change: DayChange; days: Day[] }

const verbs: readonly (readonly [RegExp, DayChange])[] = [
  [/^(?:nghi le|nghi bu|nghi|off)\s+/, 'off'],
  [/^(?:lam viec|lam bu|di lam|lam|work)\s+/, 'work'],
  [/^(?:bo|xoa|huy|clear)\s+/, 'clear'],
]

/** The longest stretch of days changed at once, and how far ahead. */
const MOST_DAYS = 31
const FURTHEST = 750

/** Throws a `UserError` that says what is wrong and what would be right. */
export function readCalendarRequest(text: string, today: Day, cal: WorkCalendar): CalendarRequest {
  const words = text.trim()
  const folded = plain(words)
  const month = /^(?:thang\s*)?(\d{1,2})(?:\s*(?:\/|nam)\s*(\d{4}))?$/.exec(folded)
  const now = partsOf(today)
  if (words === '') return { kind: 'show', year: now.year, month: now.month }
  if (month) {
    const number = Number(month[1])
    const year = month[2] ? Number(month[2]) : number < now.month ? now.year + 1 : now.year
    if (number < 1 || number > 12 || Math.abs(year - now.year) > 2)
      throw new UserError('communes-calendar-no-month', { words: shorten(words, 40) })
    return { kind: 'show', year, month: number }
  }
  const verb = verbs.find(([pattern]) => pattern.test(folded))
  if (!verb) throw new UserError('communes-calendar-unread', { words: shorten(words, 60) })
  const rest = words.split(/\s+/).slice(folded.match(verb[0])?.[0].trim().split(' ').length).join(' ')
  return { kind: 'change', change: verb[1], days: readDays(rest, today, cal) }
}

/** "31/8", "22/8, 29/8", "từ 4/2 đến 10/2", "4/2-10/2". */
export function readDays(text: string, today: Day, cal: WorkCalendar): Day[] {
  const found = new Set<Day>()
  for (const part of text.split(/\s*[,;]\s*|\s+và\s+|\s+va\s+/i).filter((one) => one.trim() !== '')) {
    const [from, to] = rangeOf(part)
    const first = readOne(from, today, cal)
    const last = to === undefined ? first : readEnd(part, to, first, today, cal)
    if (daysBetween(first, last) < 0 || daysBetween(first, last) >= MOST_DAYS)
      throw new UserError('communes-calendar-range', { words: shorten(part, 40), most: MOST_DAYS })
    for (let day = first; day <= last; day = addDays(day, 1)) found.add(day)
  }
  if (found.size === 0 || found.size > MOST_DAYS)
    throw new UserError('communes-calendar-unread', { words: shorten(text, 60) })
  return [...found].sort()
}

/** Both ends of a stretch; dashes within a date ("30-6-2026") do not part it. */
function rangeOf(part: string): [string, string | undefined] {
  const words = part.trim().replace(/^từ\s+|^tu\s+/i, '')
  const found =
    /^(.+?)\s+(?:đến|den|tới|toi)\s+(.+)$/i.exec(words) ??
    /^(\d{1,2}\/\d{1,2}(?:\/\d{4})?)\s*[-–]\s*(\d{1,2}\/\d{1,2}(?:\/\d{4})?)$/.exec(words)
  return [found?.[1] ?? words, found?.[2]]
}

/** The last day of a stretch, read from its first one on. What lies before that and is still to come is the stretch turned round. */
function readEnd(part: string, to: string, first: Day, today: Day, cal: WorkCalendar): Day {
  const isTurned = 'error' in readSpokenDate(to, first, cal) && 'day' in readSpokenDate(to, today, cal)
  if (isTurned) throw new UserError('communes-calendar-range', { words: shorten(part, 40), most: MOST_DAYS })
  return readOne(to, first, cal)
}

function readOne(text: string, today: Day, cal: WorkCalendar): Day {
  const words = shorten(text.trim(), 40)
  const read = readSpokenDate(text, today, cal)
  if ('error' in read) {
    if (read.error === 'past') throw new UserError('communes-calendar-past', { words })
    throw new UserError(read.error === 'no-such-day' ? 'communes-calendar-no-day' : 'communes-calendar-unread', {
      words,
    })
  }
  if (daysBetween(today, read.day) > FURTHEST) throw new UserError('communes-calendar-far', { words })
  return read.day
}
