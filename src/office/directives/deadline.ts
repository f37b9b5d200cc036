// Deadlines in words, and the ones an officer can choose or type. Pure.
import type { Cadence, DeadlineRule } from '../../calendar/rule.js'
import { readSpokenDate } from '../../calendar/spoken.js'
import { makeWorkCalendar, type WorkCalendar } from '../../calendar/work-calendar.js'
import { type Day, lastDayOfMonth, partsOf, writeDay } from '../../lib/day.js'
import { UserError } from '../../lib/errors.js'
import type { Translate } from '../../lib/i18n.js'
import { fold, shorten } from '../../lib/vietnamese.js'
import { type Draft, type DraftTask, trackingOf } from './draft.js'
import { deadlinesIn } from './reader/deadlines.js'

/** What the buttons of a deadline stand for. */
export const dueChoices = ['month', 'quarter', 'year', 'standing', 'none'] as const
export type DueChoice = (typeof dueChoices)[number]

/** The last day of this month, quarter or year. */
export function endOf(choice: 'month' | 'quarter' | 'year', today: Day): Day {
  const { year, month } = partsOf(today)
  if (choice === 'month') return lastDayOfMonth(year, month)
  return lastDayOfMonth(year, choice === 'year' ? 12 : month + 2 - ((month - 1) % 3))
}

export function chosenRule(choice: DueChoice, today: Day): DeadlineRule {
  if (choice === 'standing' || choice === 'none') return { kind: choice, words: '' }
  return { kind: 'period', of: choice, due: endOf(choice, today), words: '' }
}

/** A deadline as an officer types it: a day, or a duty that comes again ("trước ngày 20 hằng tháng", "thường xuyên"). Throws `UserError` naming the words when it is none. */
export function readTypedDeadline(text: string, today: Day, cal: WorkCalendar): DeadlineRule {
  const words = text.trim()
  if (words.length <= 120) {
    const { rules } = deadlinesIn(words, { year: partsOf(today).year, letter: today })
    const again = rules.find((rule) => rule.kind === 'recurring' || rule.kind === 'standing' || rule.kind === 'within')
    if (again) return again
  }
  // "Hằng …" that is not understood must not become the day that stands in it.
  if (/\b(?:hang|moi|dinh ky)\b/.test(fold(words)))
    throw new UserError('directives-unreadable-day', { words: shorten(words, 60) })
  return { kind: 'date', due: readTypedDay(words, today, cal), words: '' }
}

/** Is this a deadline and nothing else, be it past or no day of the calendar? Working days make no difference to that. */
export function saysDay(text: string, today: Day): boolean {
  const cal = makeWorkCalendar()
  const read = readSpokenDate(text, today, cal)
  if ('day' in read || read.error !== 'unreadable') return true
  try {
    // "Thường xuyên nhắc các đơn vị" is a sentence that has one in it.
    const said = fold(readTypedDeadline(text, today, cal).words)
    return /^(?:\s|[.,;]|\b(?:dinh ky|nhe|nha|a)\b)*$/.test(fold(text).replace(said, ' '))
  } catch (error) {
    if (error instanceof UserError) return false
    throw error
  }
}

/** A day as an officer types it. Throws `UserError` that quotes what was wrong. */
export function readTypedDay(text: string, today: Day, cal: WorkCalendar): Day {
  const read = readSpokenDate(text, today, cal)
  if ('day' in read) return read.day
  const words = shorten(read.words, 60)
  if (read.error === 'no-such-day') throw new UserError('directives-no-such-day', { words })
  if (read.error === 'past') throw new UserError('directives-past-day', { words, today: writeDay(today) })
  throw new UserError('directives-unreadable-day', { words })
}

/** "Hằng tháng trước ngày 20": reads the number of the day, 1 to 31. */
export function readMonthly(text: string): DeadlineRule {
  const found =
    /^(?:trước\s+|truoc\s+)?(?:ngày\s+|ngay\s+)?0?(\d{1,2})(?:\s+(?:hằng|hàng|hang)\s+(?:tháng|thang))?$/iu.exec(
      text.trim(),
    )
  const day = Number(found?.[1])
  if (!found || day < 1 || day > 31) throw new UserError('directives-monthly-unreadable', { words: shorten(text, 60) })
  return { kind: 'recurring', cadences: [{ every: 'month', day }], before: true, words: '' }
}

/** "30/9/2026 ("trong quý III/2026")"; several are parted by a semicolon. */
export function deadlineText(t: Translate, rules: readonly DeadlineRule[], withWords = true): string {
  const dated = rules.filter((rule) => rule.kind !== 'none')
  return (dated.length > 0 ? dated : rules.slice(0, 1))
    .map((rule) => {
      const meaning = ruleText(t, rule)
      const words = shorten(rule.words.trim(), 80)
      return withWords && words !== '' ? `${meaning} ("${words}")` : meaning
    })
    .join('; ')
}

/** The deadline of a task, or its tracking date where it has none. */
export function taskTimeText(t: Translate, draft: Draft, task: DraftTask, withWords = true): string {
  const tracking = trackingOf(draft, task)
  if (tracking === null) return deadlineText(t, task.rules, withWords)
  return t('directives-tracking', { day: writeDay(tracking) })
}

function ruleText(t: Translate, rule: DeadlineRule): string {
  switch (rule.kind) {
    case 'date': {
      const due = writeDay(rule.due)
      const day = rule.time ? t('assignments-due-time', { time: rule.time, day: due }) : due
      return rule.before ? t('directives-rule-before', { day }) : day
    }
    case 'period':
      return writeDay(rule.due)
    case 'within':
      return rule.from
        ? t(rule.working ? 'directives-rule-within-working-from' : 'directives-rule-within-from', {
            days: rule.days,
            from: writeDay(rule.from),
          })
        : t(rule.working ? 'directives-rule-within-working' : 'directives-rule-within', { days: rule.days })
    case 'recurring': {
      const text = rule.cadences.map((cadence) => cadenceText(t, cadence, rule.before ?? false)).join(', ')
      return rule.time ? `${text}, ${rule.time}` : text
    }
    case 'standing':
      return t('directives-rule-standing')
    case 'none':
      return t('directives-rule-none')
  }
}

function cadenceText(t: Translate, cadence: Cadence, before: boolean): string {
  const every = t(`directives-every-${cadence.every}`)
  if (cadence.every === 'week' && cadence.weekday) return `${every}, ${t(`directives-weekday-${cadence.weekday}`)}`
  if ((cadence.every === 'month' || cadence.every === 'quarter') && cadence.day)
    return `${every}, ${t(before ? 'directives-day-before' : 'directives-day', { day: cadence.day })}`
  if ((cadence.every === 'half-year' || cadence.every === 'year') && cadence.day) {
    const day = cadence.month ? `${cadence.day}/${cadence.month}` : cadence.day
    return `${every}, ${t(before ? 'directives-day-before' : 'directives-day', { day })}`
  }
  return every
}
