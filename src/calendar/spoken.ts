// Reading a day as heads and officers type it: "25/7", "cuoi thang 9", "thứ sáu tuần sau", "sau 5 ngày làm việc".
import { type Day, partsOf, weekdayOf } from '../lib/day.js'
import { plain, untelex } from '../lib/vietnamese.js'
import { readWeekday, spokenForms } from './spoken-forms.js'
import type { WorkCalendar } from './work-calendar.js'

/** `words` is what was typed, to be quoted in the answer. Today counts as a day to come, yesterday is `past`. */
export type SpokenDate = { day: Day } | { error: 'no-such-day' | 'past' | 'unreadable'; words: string }

// Longer texts are sentences, and no day further off is meant in an office.
const LONGEST = 60
const YEARS_AHEAD = 10

const TIME = String.raw`\d{1,2}(?::\d\d| ?(?:h|g|gio)(?: ?\d\d)?(?: phut)?)`

/** Words around a day that do not change it, taken off one at a time, first in front, then behind. */
const before = new RegExp(
  `^(?:den|het|truoc|vao|khoang|chac|la|du kien|du tinh|hoan thanh|xong|xin|han|hen|luc|trong|cham nhat|muon nhat|ngay|sang|trua|chieu|toi|${TIME}) `,
)
const behind = new RegExp(` (?:a|nhe|nha|xong|luc|sang|trua|chieu|toi|truoc|${TIME})$`)

const months = ['mot', 'hai', 'ba', 'tu', 'nam', '', 'bay', 'tam', 'chin', 'muoi', 'muoi mot', 'muoi hai']
const spelledMonth =
  /\bthang (muoi mot|muoi hai|hai|ba|tu|nam(?! \d| nay| sau| toi)|bay|tam|chin|muoi)\b(?! ngay| tuan)/

/** Plain text with months as numbers. Only diacritics or Telex tell "tháng sáu" (June) from "tháng sau" (next month). */
function prepare(text: string): string {
  const june = text
    .normalize('NFC')
    .toLowerCase()
    .replace(/tháng\s+sáu(?=\s|\d|$)/gu, 'tháng 6')
    .replace(/\b(thangs?|thasng)\s+(saus|sasu)\b/g, 'thang 6')
  return untelex(plain(june))
    .replace(/[,;()"]/g, ' ')
    .replace(/[.!? ]+$/, '')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(spelledMonth, (_, word: string) => `thang ${months.indexOf(word) + 1}`)
}

function meaningOf(words: string, today: Day, cal: WorkCalendar): Day | 'no-such-day' | undefined {
  for (const { form, read } of spokenForms) {
    const found = form.exec(words)
    const meaning = found && read(found.groups ?? {}, today, cal)
    if (meaning) return meaning
  }
  return undefined
}

/** "thứ sáu 24/7", "24/7 (thứ sáu)": the date, if it is that weekday. */
function withWeekday(words: string, today: Day, cal: WorkCalendar): Day | 'no-such-day' | undefined {
  const name = '(?:thu [a-z2-7]+|t[2-7]|chu nhat|cn)'
  const found =
    new RegExp(String.raw`^(?<name>${name}) (?<date>(?:ngay )?\d.*)$`).exec(words)?.groups ??
    new RegExp(String.raw`^(?<date>(?:ngay )?\d.*) (?<name>${name})$`).exec(words)?.groups
  const weekday = readWeekday(found?.name ?? '')
  if (!found?.date || weekday === undefined) return undefined
  const meaning = meaningOf(found.date, today, cal)
  return meaning === undefined || meaning === 'no-such-day' || weekdayOf(meaning) === weekday ? meaning : undefined
}

function read(text: string, today: Day, cal: WorkCalendar): Day | 'no-such-day' | undefined {
  if (text.length > LONGEST) return undefined
  let words = prepare(text)
  for (;;) {
    const meaning = meaningOf(words, today, cal) ?? withWeekday(words, today, cal)
    if (meaning) return meaning
    const shorter = before.test(words) ? words.replace(before, '') : words.replace(behind, '')
    if (shorter === words) return undefined
    words = shorter
  }
}

/**
 * The day a text means. Without a year it is this year's day; when that is past, next year's if at most half a year ahead, else `past`.
 * A stretch of time ("tháng 9", "tuần sau") means its last day, of a week its last working day.
 */
export function readSpokenDate(text: string, today: Day, cal: WorkCalendar): SpokenDate {
  const words = text.trim()
  const meaning = read(words, today, cal)
  if (meaning === undefined) return { error: 'unreadable', words }
  if (meaning === 'no-such-day') return { error: 'no-such-day', words }
  if (meaning < today) return { error: 'past', words }
  if (partsOf(meaning).year > partsOf(today).year + YEARS_AHEAD) return { error: 'unreadable', words }
  return { day: meaning }
}

// The longest way to say a day has about this many words.
const MOST_WORDS = 10

/** The day a sentence begins with and what follows: "25/7 do thiếu kinh phí". Undefined when it does not begin with one. */
export function readLeadingDate(
  text: string,
  today: Day,
  cal: WorkCalendar,
): { date: SpokenDate; rest: string } | undefined {
  const parts = text.trim().split(/(\s+)/)
  for (let count = Math.min(MOST_WORDS, (parts.length + 1) / 2); count > 0; count--) {
    const date = readSpokenDate(parts.slice(0, count * 2 - 1).join(''), today, cal)
    if ('day' in date || date.error !== 'unreadable') {
      const rest = parts.slice(count * 2).join('')
      return { date, rest: rest.replace(/^[-–:,;]\s*/, '') }
    }
  }
  return undefined
}
