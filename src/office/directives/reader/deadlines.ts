// When a task is due, in the letter's words. A date counts only where words make it a deadline: dates of other letters, of past
// events and of plans do not. Beside "Thời hạn:" or in a column of that name every date counts.
import type { DeadlineRule } from '../../../calendar/rule.js'
import type { Day } from '../../../lib/day.js'
import { cadencesIn, type FoundRule, timeOfDay } from './cadences.js'
import { plain } from './plain.js'
import { type Moment, momentsIn, type TimeContext } from './times.js'

export interface DeadlineDoubt {
  code: 'doubt-no-such-day' | 'doubt-past-deadline' | 'doubt-no-year'
  quote: string
}

export interface Deadlines {
  rules: DeadlineRule[]
  doubts: DeadlineDoubt[]
}

/** Ends right before the date: "trước ngày", "chậm nhất là 17 giờ 00 thứ Sáu, ngày", "hoàn thành trong". */
const trigger =
  /(?:^|[\s(,;:.])(truoc|cham nhat|muon nhat|den het|het|han chot|han cuoi(?: cung)?|thoi han|thoi gian|han|khong qua|khong muon hon|xong|hoan thanh|den|vao|trong|cuoi|giua|dau|tu nay den|ke tu nay den)(?: la| xong| truoc| trong| vao| nop| gui| bao cao| hoan thanh| thuc hien| den| het| cuoi){0,4}\s*[:,(]?\s*(?:\d{1,2}\s?(?:gio|h|g|:)\s?(?:\d{2})?(?: phut)?\s*,?\s*)?(?:(?:sang|chieu)\s)?(?:thu (?:hai|ba|tu|nam|sau|bay|[2-7]),?\s*)?\(?\s*(?:het )?(?:ngay\s*)?$/
/** What makes such a date none: counted figures, starts, other letters, past events. */
const noTrigger =
  /(?:tinh den|so lieu den|ke tu|cap nhat den|phat sinh|tiep nhan|ban hanh|duoc cap|duoc giao|giao|dat duoc|ket qua|so lieu|dien ra|nop|ky|co hieu luc|sinh|moi nhat|da|du kien dien ra|tang|giam|(?:da|duoc) giai quyet|ton dong)(?: (?:het|truoc|trong|den|vao|cuoi|dau|giua)){0,3}(?: ngay)?\s*$/

export function deadlinesIn(text: string, context: TimeContext, all = false): Deadlines {
  const low = plain(text)
  const cadences = cadencesIn(text, low)
  const moments = momentsIn(text, low, context).filter((moment) =>
    cadences.every((other) => moment.at >= other.end || moment.end <= other.at),
  )
  const found: FoundRule[] = [...cadences]
  const doubts: DeadlineDoubt[] = []
  for (const moment of moments) {
    const before = low.slice(Math.max(0, moment.at - 80), moment.at)
    if (/\/[a-z0-9][a-z0-9&.-]*,?\s*$/.test(before) || startsRange(low, moment, moments)) continue
    const word = trigger.exec(before)?.[1]
    if (!all && !counts(moment, before, word, low.slice(moment.end, moment.end + 30), context)) continue
    if (all && /\bso\s+[^,;]{0,30}$/.test(before) && /\//.test(before.slice(-25))) continue
    if (moment.due === undefined) {
      const quote = around(text, moment)
      doubts.push({
        code: context.year === undefined && moment.yearless ? 'doubt-no-year' : 'doubt-no-such-day',
        quote,
      })
      continue
    }
    if (context.letter && moment.due < context.letter && moment.of !== 'year') {
      if (!all && noTrigger.test(before)) continue
      doubts.push({ code: 'doubt-past-deadline', quote: around(text, moment) })
    }
    found.push({ at: moment.at, end: moment.end, rule: ruleOf(moment, word, before, text, low) })
  }
  for (const match of low.matchAll(
    /(?:trong (?:vong |thoi han |thoi gian )?|(?:cham nhat|khong qua|toi da) (?:la |sau )?)(?:khong qua )?0?(\d{1,3})(?: \([a-z ]{2,20}\))? (gio|ngay)( lam viec)?(?= (?:ke tu|tu|sau|tinh tu)|[^a-z]*$|\s*[.,;])/g,
  )) {
    const days = match[2] === 'gio' ? Math.ceil(Number(match[1]) / 24) : Number(match[1])
    found.push({
      at: match.index,
      end: match.index + match[0].length,
      rule: {
        kind: 'within',
        days,
        working: match[3] !== undefined,
        words: text.slice(match.index, match.index + match[0].length),
      },
    })
  }
  if (all && found.length === 0 && context.year !== undefined) {
    const whole = /(?:trong|ca|het|cuoi) nam(?! \d)/.exec(low)
    if (whole)
      found.push({
        at: whole.index,
        end: whole.index + whole[0].length,
        rule: {
          kind: 'period',
          of: 'year',
          due: `${context.year}-12-31`,
          words: text.slice(whole.index, whole.index + whole[0].length),
        },
      })
  }
  return { rules: inOrder(found), doubts }
}

/** A stated day or period first, in the order of the text; "thường xuyên" before it only where the task opens with it. */
function inOrder(found: FoundRule[]): DeadlineRule[] {
  const sorted = found.sort((a, b) => a.at - b.at)
  const rules = [...sorted.filter((one) => !one.weak), ...sorted.filter((one) => one.weak)].map((one) => one.rule)
  return rules.filter((rule, at) => rules.findIndex((other) => sameRule(other, rule)) === at)
}

function sameRule(a: DeadlineRule, b: DeadlineRule): boolean {
  const { words: _a, ...x } = a
  const { words: _b, ...y } = b
  return JSON.stringify(x) === JSON.stringify(y)
}

function counts(
  moment: Moment,
  before: string,
  word: string | undefined,
  after: string,
  context: TimeContext,
): boolean {
  if (word === undefined) return false
  if (
    noTrigger.test(before) &&
    (moment.of !== 'date' || (context.letter !== undefined && moment.due !== undefined && moment.due < context.letter))
  )
    return false
  if (moment.of === 'date') {
    if (
      /(?:tinh|so lieu|cap nhat|hien tai|tu [^;.]{0,25}) den(?: het)?(?: ngay)?\s*$/.test(before) &&
      !/(?:hoan thanh|xong)[^.;]{0,30}$/.test(before)
    )
      return false
    if (word === 'dau' || word === 'thoi gian') return moment.of === 'date' && word === 'thoi gian'
    return !/ke tu(?: ngay)?\s*$/.test(before)
  }
  if (word === 'den' && !/(?:hoan thanh|xong|den het|tu nay den|den cuoi|phan dau)/.test(before.slice(-40)))
    return false
  if (word === 'vao' && moment.of === 'year') return false
  if (moment.of === 'year') {
    if (
      /(?:hoan thanh|xong|het|cuoi|truoc)(?: (?:thuc thi|nhiem vu|viec|dut diem|toan bo|co ban|trong|truoc|vao|nay)){0,3}(?: trong)?\s*$/.test(
        before,
      )
    )
      return true
    return (
      word === 'trong' &&
      /^\s*(?:[.;,)]|\/|$)/.test(after) &&
      !/(?:giao|dat|ket qua|nhiem vu|phat sinh|ke hoach|cong tac|cua)[^.;,]{0,12}trong\s*$/.test(before)
    )
  }
  return true
}

/** The first half of "từ ngày A đến ngày B". */
function startsRange(low: string, moment: Moment, moments: Moment[]): boolean {
  const between = low.slice(moment.end, moment.end + 24)
  return (
    /^\s*(?:den|-)\s*(?:het )?(?:ngay )?$/.test(
      between.slice(0, (moments.find((other) => other.at >= moment.end)?.at ?? moment.end) - moment.end),
    ) && moments.some((other) => other.at >= moment.end && other.at - moment.end < 16)
  )
}

function ruleOf(moment: Moment, word: string | undefined, before: string, text: string, low: string): DeadlineRule {
  const start = word === undefined ? moment.at : moment.at - (before.length - before.lastIndexOf(word))
  const words = text.slice(start, moment.end).trim()
  const due = moment.due as Day
  if (moment.of !== 'date') {
    const part = moment.of === 'month' ? /(dau|giua)(?: cua)?\s*$/.exec(before)?.[1] : undefined
    if (part) return { kind: 'date', due: `${due.slice(0, 8)}${part === 'dau' ? '01' : '15'}`, words }
    return { kind: 'period', of: moment.of, due, words }
  }
  const time =
    timeOfDay(low.slice(start, moment.at)) ??
    /^\s*(?:luc|vao luc|,)?\s*(\d{1,2}\s?(?:gio|h)\s?\d{0,2})/
      .exec(low.slice(moment.end, moment.end + 20))?.[1]
      ?.replace(/\D+/g, ':')
  const isBefore = /\btruoc\b/.test(low.slice(start, moment.at))
  return {
    kind: 'date',
    due,
    ...(isBefore && { before: true }),
    ...(time && /^\d\d:\d\d$/.test(time) && { time }),
    words,
  }
}

function around(text: string, moment: Moment): string {
  return text.slice(Math.max(0, moment.at - 40), moment.end + 10).trim()
}
