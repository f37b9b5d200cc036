// The reading as the JSON that letters are scored by: one deadline a task, recurring ones spelt "monthly-before-20".
import type { Cadence, DeadlineRule } from '../../../calendar/rule.js'
import { addDays, type Day, weekdayOf } from '../../../lib/day.js'
import { deadlinesIn } from './deadlines.js'
import type { Reading } from './reading.js'
import type { TimeContext } from './times.js'

interface Label {
  kind: 'date' | 'month' | 'quarter' | 'year' | 'recurring' | 'none'
  value: string | null
}

export function toReadJson(reading: Reading): object {
  return {
    isDirective: reading.isDirective,
    ...(reading.why !== undefined && { why: reading.why }),
    number: reading.number,
    date: reading.date,
    issuer: reading.issuer,
    subject: reading.subject,
    recipients: reading.recipients,
    basedOn: reading.basedOn,
    tasks: reading.tasks.map((task, index) => ({
      unit: task.unit,
      coUnits: task.coUnits,
      text: task.text,
      deadline: labelOfAll(task.deadlines, reading.date),
      target: task.target,
      area: task.area,
      doubts: reading.doubts.filter((doubt) => doubt.taskIndex === index).map((doubt) => doubt.code),
    })),
    doubts: reading.doubts.map(({ code, quote }) => ({ code, quote })),
  }
}

/** The first one; cadences that each have a day of their own are said together, and one with a day beside another without. */
export function labelOfAll(deadlines: readonly DeadlineRule[], issued: Day | null): Label {
  const [first = { kind: 'none' as const, words: '' }] = deadlines
  const own = labelOf(first, issued)
  if (first.kind !== 'recurring') return own
  const had = new Set(first.cadences.map((cadence) => cadence.every))
  const isBare = !own.value?.includes('-before-')
  // After a day of its own another report begins.
  const next = deadlines.findIndex((other) => other.kind !== 'recurring')
  const dated = deadlines.slice(1, next < 0 ? undefined : next).flatMap((other) => {
    if (other.kind !== 'recurring' || (isBare && other.cadences.some((cadence) => had.has(cadence.every)))) return []
    const label = labelOf(other, issued).value ?? ''
    return label.includes('-before-') ? [label] : []
  })
  return { kind: 'recurring', value: [own.value, ...dated].join('+') }
}

export function labelOf(rule: DeadlineRule, issued: Day | null): Label {
  switch (rule.kind) {
    case 'date':
      return { kind: 'date', value: rule.due }
    case 'period':
      return { kind: rule.of === 'half-year' || rule.of === 'nine-months' ? 'date' : rule.of, value: rule.due }
    case 'within': {
      const from = rule.from ?? issued
      return from === null
        ? { kind: 'none', value: null }
        : { kind: 'date', value: rule.working ? addWorkingDays(from, rule.days) : addDays(from, rule.days) }
    }
    case 'recurring':
      return { kind: 'recurring', value: rule.cadences.map((cadence) => cadenceLabel(cadence, rule.time)).join('+') }
    case 'standing':
      return { kind: 'recurring', value: 'continuous' }
    case 'none':
      return { kind: 'none', value: null }
  }
}

const weekdays = ['', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday']

function cadenceLabel(cadence: Cadence, time: string | undefined): string {
  const two = (value: number) => String(value).padStart(2, '0')
  switch (cadence.every) {
    case 'day':
      return 'daily'
    case 'week':
      return cadence.weekday ? `weekly-before-${weekdays[cadence.weekday]}${time ? `-${time}` : ''}` : 'weekly'
    case 'month':
      return cadence.day ? `monthly-before-${two(cadence.day)}` : 'monthly'
    case 'quarter':
      return cadence.day ? `quarterly-before-${two(cadence.day)}` : 'quarterly'
    case 'half-year':
      return cadence.day && cadence.month
        ? `half-yearly-before-${two(cadence.month)}-${two(cadence.day)}`
        : 'half-yearly'
    case 'year':
      return cadence.day && cadence.month ? `yearly-before-${two(cadence.month)}-${two(cadence.day)}` : 'yearly'
    case 'unstated':
      return 'periodic'
  }
}

/** Monday to Friday; holidays are the calendar's business. */
function addWorkingDays(from: Day, count: number): Day {
  let day = from
  for (let left = count; left > 0; ) {
    day = addDays(day, 1)
    if (weekdayOf(day) < 6) left--
  }
  return day
}

/** The first stated day in a text, if it has one. */
export function dayOf(text: string, time: TimeContext): Day | undefined {
  for (const rule of deadlinesIn(text, time).rules) if (rule.kind === 'date' || rule.kind === 'period') return rule.due
  return undefined
}
