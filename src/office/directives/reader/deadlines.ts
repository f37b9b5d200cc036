// When a task is due, in the letter's words. A date counts only where words make it a deadline: dates of other letters, of past
// events and of plans do not. Beside "Thời hạn:" or in a column of that name every date counts.
import type { DeadlineRule } from '../../../calendar/rule.js'
import type { Day } from '../../../lib/day.js'
import { areApart, areListed } from './apart.js'
import { cadencesIn, listedCadences, timeOfDay } from './cadences.js'
import { between, counts, namesAThing, past, rangeCounts, triggerOf } from './counting.js'
import { eventsIn } from './events.js'
import { withMonthNumbers } from './month-names.js'
import { plain, quoted, searched } from './plain.js'
import { runningDay, runningPeriod, runningWeek, weeksIn, wholeYear } from './running.js'
import { scannedDays } from './scanned-days.js'
import { withoutShortStops } from './stops.js'
import { type Moment, momentsIn, type TimeContext } from './times.js'
import { dropGone, inOrder, weaken } from './weighing.js'
import { spansIn } from './within.js'

export interface DeadlineDoubt {
  code:
    | 'doubt-no-such-day'
    | 'doubt-past-deadline'
    | 'doubt-no-year'
    | 'doubt-year-taken'
    | 'doubt-scanned-date'
    | 'doubt-unread-date'
  quote: string
}

export interface Deadlines {
  rules: DeadlineRule[]
  doubts: DeadlineDoubt[]
}

export function deadlinesIn(whole: string, context: TimeContext, all = false): Deadlines {
  const { text, asWritten } = withMonthNumbers(whole.slice(0, searched))
  const { rules, doubts } = deadlinesOf(text, context, all)
  return {
    rules: rules.map((rule) => ({ ...rule, words: asWritten(rule.words) })),
    doubts: doubts.map((doubt) => ({ ...doubt, quote: asWritten(doubt.quote) })),
  }
}

function deadlinesOf(text: string, context: TimeContext, all: boolean): Deadlines {
  // "xăng dầu", "neo đậu" without their marks are no "đầu".
  const low = plain(withoutShortStops(text).replace(/dầu|dấu|dâu|đậu|(?<!phấn )đấu|đâu|đau/giu, 'd_u'))
  // "(giao tại Công văn số …, hạn 15/6/2026). Thời hạn mới: 22/8/2026."
  const renewed =
    /(?<![a-z])(?:thoi )?han(?: (?:hoan thanh|thuc hien|xu ly|bao cao))? moi(?![a-z])/.exec(low)?.index ?? 0
  // “Mỗi ngày một kỹ năng số” is what something is called.
  const said = low.replace(/["“][^"“”]{3,80}["”]/gu, (name) => '#'.repeat(name.length))
  const events = eventsIn(text, low, context)
  const found = [
    ...cadencesIn(text, said),
    ...spansIn(text, low, context),
    ...weeksIn(text, low, context),
    ...events,
  ].filter((one) => one.at >= renewed)
  const ofEvents = events.flatMap(({ own }) => own ?? [])
  const doubts: DeadlineDoubt[] = []
  const moments = momentsIn(text, low, context).filter(
    (moment) =>
      moment.at >= renewed &&
      [...found, ...ofEvents].every((other) => moment.at >= other.end || moment.end <= other.at),
  )
  // Of the days that count, also of one that does not exist: "… ngày 31/9 và ngày 30/10".
  const standing = new Map<number, { isBefore: boolean }>()
  for (const [index, moment] of moments.entries()) {
    const before = low.slice(Math.max(0, moment.at - 90), moment.at)
    if (namesAThing(moment, low, before, context, all)) continue
    const from = moments[index - 1]
    const isListed = from !== undefined && areListed(low, from, moment)
    if ((!isListed && /\/[a-z0-9][a-z0-9&.-]*,?\s*$/.test(before)) || between(low, moment, moments[index + 1], all))
      continue
    const quote = quoted(text, moment.at, moment.end, { before: 40, after: 10 })
    const word = triggerOf(before)
    const range = from !== undefined && between(low, from, moment, all)
    const first = isListed && areApart(low, from, moment) ? standing.get(from.at) : undefined
    if (
      !all &&
      !first &&
      !(range
        ? rangeCounts(low, from, moment, context)
        : counts(moment, before, word, low.slice(moment.end, moment.end + 30), context))
    )
      continue
    const isBefore = first?.isBefore ?? word === 'truoc'
    if (moment.due === undefined) {
      standing.set(moment.at, { isBefore })
      doubts.push({
        code: context.year === undefined && moment.yearless ? 'doubt-no-year' : 'doubt-no-such-day',
        quote,
      })
      continue
    }
    const { due } = moment
    if (moment.taken) doubts.push({ code: 'doubt-year-taken', quote })
    else if (context.letter && due < context.letter && moment.of !== 'year') {
      if (!all && past.test(before)) continue
      doubts.push({ code: 'doubt-past-deadline', quote })
    }
    // Works finished in a year gone by are named after it.
    if (!all && moment.of === 'year' && context.letter && due < context.letter) continue
    const rule = ruleOf({ ...moment, due }, word, before, text, low)
    standing.set(moment.at, { isBefore: isBefore || (rule.kind === 'date' && rule.before === true) })
    found.push({
      at: moment.at,
      end: moment.end,
      weak: range && !all,
      range,
      firm: /(?:hoan (?:thanh|tat)|xong)[^.;]{0,40}$/.test(before),
      // "trước ngày 15/9 và ngày 15/12": before both.
      rule: first && isBefore && rule.kind === 'date' ? { ...rule, before: true } : rule,
    })
  }
  dropGone(found, context)
  if (all && found.length === 0) found.push(...wholeYear(text, low, context), ...listedCadences(text, low))
  if (!all && found.every((one) => one.weak))
    found.push(
      ...runningPeriod(text, low, context),
      ...runningWeek(text, low, context),
      ...runningDay(text, low, context),
    )
  weaken(found, low)
  return { rules: inOrder(found), doubts: [...doubts, ...scannedDays(text, low, found)] }
}

function ruleOf(
  moment: Moment & { due: Day },
  word: string | undefined,
  before: string,
  text: string,
  low: string,
): DeadlineRule {
  const start = moment.at - (before.length - wordsBegin(word, before))
  const isOpen = /\([^)]*$/.test(text.slice(start, moment.end)) && text.charAt(moment.end) === ')'
  const words = text.slice(start, moment.end + (isOpen ? 1 : 0)).trim()
  const { due } = moment
  if (moment.of !== 'date') {
    const part = moment.of === 'month' ? /((?:nua |tuan )?dau|giua)(?: cua)?\s*$/.exec(before)?.[1] : undefined
    const day = part === 'dau' ? '01' : part === 'tuan dau' ? '07' : '15'
    if (part) return { kind: 'date', due: `${due.slice(0, 8)}${day}`, words }
    return { kind: 'period', of: moment.of, due, words }
  }
  const time =
    timeOfDay(low.slice(start, moment.at)) ??
    timeOfDay(/^\s*,?\s*(?:luc|vao luc)\s.{0,12}/.exec(low.slice(moment.end))?.[0] ?? '')
  const isBefore = /\btruoc\b/.test(low.slice(start, moment.at))
  return { kind: 'date', due, ...(isBefore && { before: true }), ...(time && { time }), words }
}

/** Where the deadline's own words begin: "đúng hạn" of "giải quyết đúng hạn trong quý III/2026" says how, "thời hạn: 30/9" when. */
function wordsBegin(word: string | undefined, before: string): number {
  if (word === undefined) return before.length
  const at = before.lastIndexOf(word)
  const another =
    word === 'han' ? /(?<![a-z])(?:dung|qua|tre|truoc|den|het|som|gia|dai|trung|ngan) $/ : / (?:dung|qua) $/
  return /^(?:thoi )?han$/.test(word) && another.test(before.slice(0, at)) ? at + word.length + 1 : at
}
