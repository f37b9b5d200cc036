// What a month of the calendar looks like in words: its days off and swapped working days, where they come from, what is unsure. Pure.
import { holidays } from '../../../calendar/holidays.js'
import { isWorkingDay, type WorkCalendar } from '../../../calendar/work-calendar.js'
import {
  addDays,
  type Day,
  dayInMonth,
  lastDayOfMonth,
  partsOf,
  weekdayOf,
  writeDay,
  writeShortDay,
} from '../../../lib/day.js'
import type { Translate } from '../../../lib/i18n.js'

export interface CalendarView {
  cal: WorkCalendar
  /** What the commune set itself. */
  own: ReadonlyMap<Day, 'off' | 'work'>
}

/** A day that differs from the five-day week. */
interface Special {
  day: Day
  kind: 'off' | 'work'
  /** Who says so. */
  source: 'own' | 'national'
  unsure: boolean
}

/** The days of a stretch that differ from the week, or that the commune or the country has settled. */
export function specialDays({ cal, own }: CalendarView, from: Day, to: Day): Special[] {
  const found: Special[] = []
  for (let day = from; day <= to; day = addDays(day, 1)) {
    const isWork = isWorkingDay(cal, day)
    const unsure = cal.years.get(partsOf(day).year)?.includes(day) ?? false
    if (isWork === weekdayOf(day) < 6 && !own.has(day) && !unsure) continue
    found.push({ day, kind: isWork ? 'work' : 'off', source: own.has(day) ? 'own' : 'national', unsure })
  }
  return found
}

export function monthLines(t: Translate, view: CalendarView, year: number, month: number): string[] {
  const first = dayInMonth(year, month, 1)
  const last = lastDayOfMonth(year, month)
  let working = 0
  for (let day = first; day <= last; day = addDays(day, 1)) if (isWorkingDay(view.cal, day)) working++
  const lines = specialDays(view, first, last).map((special) => specialLine(t, special))
  return [
    t('communes-calendar-working', { count: working }),
    ...(lines.length > 0 ? lines : [t('communes-calendar-nothing')]),
  ]
}

const LOOK_AHEAD = 400

/** The next special days after a month. */
export function nextLines(t: Translate, view: CalendarView, after: Day, most = 5): string[] {
  return specialDays(view, addDays(after, 1), addDays(after, LOOK_AHEAD))
    .slice(0, most)
    .map((special) => specialLine(t, special))
}

function specialLine(t: Translate, { day, kind, source, unsure }: Special): string {
  const what = t(`communes-calendar-${kind}`)
  const who = unsure ? t('communes-calendar-unsure') : t(`communes-calendar-${source}`)
  return t('communes-calendar-line', {
    weekday: t(`communes-weekday-${weekdayOf(day)}`),
    day: writeDay(day),
    what,
    who,
  })
}

/** The sources of the national days of a year, and what is not certain of it. */
export function yearLines(t: Translate, cal: WorkCalendar, year: number): string[] {
  const national = holidays.find((one) => one.year === year)
  if (!national) return [t('communes-calendar-missing', { year: String(year) })]
  const unsure = cal.years.get(year) ?? []
  const source = t('communes-calendar-source', { year: String(year), source: national.source })
  if (unsure.length === 0) return [source]
  const days = unsure.map(writeShortDay).join(', ')
  return [source, t('communes-calendar-year-unsure', { year: String(year), days })]
}
