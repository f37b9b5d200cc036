// What a commune chooses, as officers type it and as they read it. Everything is bounded; a bad value gets a sentence. Pure.
import { writePeriod } from '../../../calendar/period.js'
import { monthAfter } from '../../../calendar/regimes.js'
import { isOpenAt } from '../../../calendar/work-calendar.js'
import { UserError } from '../../../lib/errors.js'
import type { Translate } from '../../../lib/i18n.js'
import { plain, shorten } from '../../../lib/vietnamese.js'
import type { Settings } from '../settings.js'

/** Switched by a button. */
export const switches = [
  'secondDigest',
  'confirmReports',
  'strictOverdue',
  'periods',
  'weeklySummary',
  'monthlySummary',
] as const
export type Switch = (typeof switches)[number]

/** Typed. */
export const typed = [
  'remindBefore',
  'remindAfter',
  'digestAt',
  'secondDigestAt',
  'officeHours',
  'unitReportsBy',
  'communeReportsBy',
] as const
export type Typed = (typeof typed)[number]

/** In the order in which they are shown. */
export const preferences: readonly (Switch | Typed)[] = [
  'remindBefore',
  'remindAfter',
  'digestAt',
  'secondDigest',
  'secondDigestAt',
  'officeHours',
  'confirmReports',
  'strictOverdue',
  'periods',
  'unitReportsBy',
  'communeReportsBy',
  'weeklySummary',
  'monthlySummary',
]

const MOST_MILESTONES = 6
const FURTHEST = 60
const LATEST = 10
const OPENS = '05:00'
const CLOSES = '20:00'
const LAST_DAY = 28

/** The settings with one switch turned; of periods that is a matter of its own (`periods.ts`). */
export function turned(settings: Settings, name: Exclude<Switch, 'periods'>): Partial<Settings> {
  if (name === 'secondDigest' && !settings.secondDigest && settings.secondDigestAt <= settings.digestAt)
    throw new UserError('communes-settings-second-early', { time: settings.secondDigestAt, first: settings.digestAt })
  return { [name]: !settings[name] }
}

/** What was typed for a setting, checked against the others. Throws a `UserError` that says what would be right. */
export function readTyped(name: Typed, text: string, settings: Settings): Partial<Settings> {
  const words = plain(text).trim()
  switch (name) {
    case 'remindBefore':
      return { remindBefore: readMilestones(words, text) }
    case 'remindAfter':
      return { remindAfter: readAfter(words, text) }
    case 'digestAt': {
      const digestAt = readHour(words, text, settings)
      if (settings.secondDigest && digestAt >= settings.secondDigestAt)
        throw new UserError('communes-settings-first-late', { time: digestAt, second: settings.secondDigestAt })
      return { digestAt }
    }
    case 'secondDigestAt': {
      const secondDigestAt = readHour(words, text, settings)
      if (secondDigestAt <= settings.digestAt)
        throw new UserError('communes-settings-second-early', { time: secondDigestAt, first: settings.digestAt })
      return { secondDigestAt }
    }
    case 'officeHours':
      return { officeHours: readHours(words, text) }
    case 'unitReportsBy':
    case 'communeReportsBy': {
      const day = readDayOfMonth(words, text)
      const both = { unitReportsBy: settings.unitReportsBy, communeReportsBy: settings.communeReportsBy, [name]: day }
      if (both.unitReportsBy > both.communeReportsBy)
        throw new UserError('communes-settings-units-late', {
          unit: both.unitReportsBy,
          commune: both.communeReportsBy,
        })
      return { [name]: day }
    }
  }
}

function readMilestones(words: string, text: string): number[] {
  if (/^(khong|0|bo)$/.test(words)) return []
  if (!/^\d{1,4}(?:\s*(?:ngay)?\s*(?:[,;.+/-]|va|\s)\s*\d{1,4})*(?:\s*ngay)?$/.test(words))
    throw new UserError('communes-settings-milestones-unread', { words: shorten(text.trim(), 40) })
  const days = [...new Set((words.match(/\d+/g) ?? []).map(Number))].sort((a, b) => b - a)
  const wrong = days.find((day) => day < 1 || day > FURTHEST)
  if (wrong !== undefined) throw new UserError('communes-settings-milestones-far', { day: wrong, most: FURTHEST })
  if (days.length > MOST_MILESTONES)
    throw new UserError('communes-settings-milestones-many', { count: days.length, most: MOST_MILESTONES })
  return days
}

function readAfter(words: string, text: string): number {
  if (/^(khong|0|bo)$/.test(words)) return 0
  const days = /^(?:sau )?(\d{1,4})(?: ?ngay(?: lam viec)?)?$/.exec(words)?.[1]
  if (!days) throw new UserError('communes-settings-after-unread', { words: shorten(text.trim(), 40) })
  if (Number(days) < 1 || Number(days) > LATEST)
    throw new UserError('communes-settings-after-far', { day: days, most: LATEST })
  return Number(days)
}

const hour = String.raw`(\d{1,2})(?:\s*(?::|h|g|gio|\.)\s*(\d{2})?)?(?:\s*phut)?`

/** "8", "8h", "8h30", "08:00", "8 giờ 30" as "HH:MM"; undefined when it is no time of day. */
function timeOf(text: string): string | undefined {
  const found = new RegExp(`^${hour}$`).exec(text.trim())
  if (!found) return undefined
  const [hours, minutes] = [Number(found[1]), Number(found[2] ?? 0)]
  if (hours > 23 || minutes > 59) return undefined
  return `${String(hours).padStart(2, '0')}:${String(minutes).padStart(2, '0')}`
}

/** An hour for reminders: they come in office hours only (PRODUCT.md section 6). */
function readHour(words: string, text: string, { officeHours }: Settings): string {
  const time = timeOf(words)
  if (!time) throw new UserError('communes-settings-time-unread', { words: shorten(text.trim(), 40) })
  if (!isOpenAt(officeHours, time))
    throw new UserError('communes-settings-time-outside', { time, hours: writeHours(officeHours) })
  return time
}

function readHours(words: string, text: string): Settings['officeHours'] {
  const parts = words.split(/\s*(?:[-–,;]|\bden\b|\bva\b)\s*/).filter((part) => part !== '')
  const times = parts.map((part) => timeOf(part.replace(/^(?:sang|chieu|tu)\s*:?\s*(?:tu\s*)?/, '')))
  const [a, b, c, d] = times
  if (times.length !== 4 || !a || !b || !c || !d)
    throw new UserError('communes-settings-hours-unread', { words: shorten(text.trim(), 60) })
  if (!(OPENS <= a && a < b && b <= c && c < d && d <= CLOSES))
    throw new UserError('communes-settings-hours-order', { from: OPENS, to: CLOSES })
  return { morning: [a, b], afternoon: [c, d] }
}

function readDayOfMonth(words: string, text: string): number {
  const day = /^(?:ngay\s*|mung\s*)?(\d{1,4})$/.exec(words)?.[1]
  if (!day) throw new UserError('communes-settings-day-unread', { words: shorten(text.trim(), 40) })
  if (Number(day) < 1 || Number(day) > LAST_DAY)
    throw new UserError('communes-settings-day-outside', { day, most: LAST_DAY })
  return Number(day)
}

function writeHours({ morning, afternoon }: Settings['officeHours']): string {
  return [morning, afternoon].map((part) => part.join('–')).join(', ')
}

/** The value as the screen shows it. */
export function writeValue(t: Translate, name: Switch | Typed, settings: Settings): string {
  switch (name) {
    case 'remindBefore':
      return settings.remindBefore.length > 0
        ? t('communes-settings-days', { days: settings.remindBefore.join(', ') })
        : t('communes-settings-no')
    case 'remindAfter':
      return settings.remindAfter > 0
        ? t('communes-settings-after', { days: settings.remindAfter })
        : t('communes-settings-no')
    case 'digestAt':
    case 'secondDigestAt':
      return settings[name]
    case 'officeHours':
      return writeHours(settings.officeHours)
    case 'unitReportsBy':
    case 'communeReportsBy':
      return t(`communes-settings-by-${name}`, { day: settings[name], other: settings.communeReportsBy })
    case 'periods': {
      const words = t(`communes-settings-periods-${settings.periods}`)
      const until = settings.periodsBefore.at(-1)?.until
      return until ? t('communes-settings-periods-from', { words, month: writePeriod(monthAfter(until)) }) : words
    }
    case 'strictOverdue':
      return t(settings.strictOverdue ? 'communes-settings-strict' : 'communes-settings-lenient')
    case 'secondDigest':
    case 'confirmReports':
    case 'weeklySummary':
    case 'monthlySummary':
      return t(settings[name] ? 'communes-settings-yes' : 'communes-settings-no')
  }
}
