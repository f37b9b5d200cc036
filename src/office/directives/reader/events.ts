// Days counted from an event whose own day the letter names: "chậm nhất 05 ngày trước ngày khai mạc", "trước ngày giao quân 05 ngày".
import { addWorkingDays, makeWorkCalendar } from '../../../calendar/work-calendar.js'
import { addDays, type Day } from '../../../lib/day.js'
import type { FoundRule } from './cadences.js'
import { momentsIn, type TimeContext } from './times.js'

const count = '(?:it nhat |toi thieu |cham nhat )?0?(\\d{1,2}) (ngay|tuan)( lam viec)?'
const event = '((?:ngay |khi |buoi |le |dip )?[a-z][a-z -]{3,60}?)'
/** The event's day where it stands right behind: "(ngày tựu trường: 24/8/2026)". */
const behind = '(?=\\s*(?:[.,;()]|$))'
const countFirst = new RegExp(`(?<![a-z0-9])${count} (truoc|sau) ${event}${behind}`, 'g')
/** "ít nhất 30 ngày trước ngày 15/9/2026", "gửi tài liệu 5 ngày trước 15/9/2026". */
const beforeDay = new RegExp(`(?<![a-z0-9])${count} truoc (?=(?:ngay )?\\d)`, 'g')
const handsIn =
  /(?<![a-z])(?:gui|nop|trinh|bao cao|dang ky|ban giao|hoan thanh|hoan tat|hoan thien|xong|to chuc|thong bao|niem yet)(?![a-z])[^.;]{0,60}$/
/** "số liệu 5 ngày trước ngày 15/9" is of these days. */
const countedBack = /(?:so lieu|tinh|thong ke|trong(?: vong)?|ket qua|cua|tu)(?: den| toi| tu| cac| trong)?\s*$/
const eventFirst = new RegExp(`(?<![a-z0-9])(truoc|sau) ${event} ${count}${behind}`, 'g')

export interface EventRule extends FoundRule {
  /** Where the event's own day stands, when in the same words: it is no deadline beside this one. */
  own?: { at: number; end: number }
}

export function eventsIn(text: string, low: string, context: TimeContext): EventRule[] {
  const first = [...low.matchAll(countFirst)].map((match) => ({ match, side: 3, name: 4, number: 0 }))
  const last = [...low.matchAll(eventFirst)].map((match) => ({ match, side: 0, name: 1, number: 2 }))
  const dayFirst = [...low.matchAll(beforeDay)].flatMap((match): EventRule[] => {
    const end = match.index + match[0].length
    const before = low.slice(Math.max(0, match.index - 80), match.index)
    if (!/^(?:it|toi|cham)/.test(match[0]) && (!handsIn.test(before) || countedBack.test(before))) return []
    const [day] = momentsIn(text.slice(end, end + 40), low.slice(end, end + 40), context)
    if (day?.of !== 'date' || !day.due || day.at > 0) return []
    const days = Number(match[1]) * (match[2] === 'tuan' ? 7 : 1)
    const words = text.slice(match.index, end + day.end)
    const due = counted(day.due, -days, match[3] !== undefined)
    return [{ at: match.index, end: end + day.end, rule: { kind: 'date', due, words } }]
  })
  const named = [...first, ...last].flatMap(({ match, side, name, number }): EventRule[] => {
    const [, ...parts] = match
    const at = match.index
    const end = at + match[0].length
    const day = dayOfEvent(parts[name] ?? '', end, text, low, context)
    if (!day) return []
    const days = Number(parts[number]) * (parts[number + 1] === 'tuan' ? 7 : 1)
    const due = counted(day.due, parts[side] === 'truoc' ? -days : days, parts[number + 2] !== undefined)
    return [{ at, end, rule: { kind: 'date', due, words: text.slice(at, end) }, ...(day.own && { own: day.own }) }]
  })
  return [...dayFirst, ...named]
}

interface EventDay {
  at: number
  end: number
  due: Day
}

/** Of the event as its name says it: in the same words, behind them in brackets, or said once in the letter. */
function dayOfEvent(name: string, end: number, text: string, low: string, context: TimeContext) {
  const key = name.replace(/^(?:ngay|khi|buoi|le|dip) /, '').trim()
  const [next] = momentsIn(text.slice(end, end + 120), low.slice(end, end + 120), context)
  const bracket = next ? /^\s*\(([a-z ]{3,60}:)? ?(?:ngay )?$/.exec(low.slice(end, end + next.at)) : null
  const own = next && bracket && { at: end + next.at, end: end + next.end }
  const { whole } = context
  const there = whole ? daysAfter(key, whole.text, whole.low, context, isSaid) : []
  const said = onlyDay(there)
  if (next?.due && own && next.of === 'date') {
    // "chậm nhất 70 ngày trước ngày bầu cử (04/01/2026)": what it comes to has been reckoned already.
    if (bracket[1] === undefined && said !== undefined && said !== next.due) return undefined
    return { due: next.due, own }
  }
  const here = daysAfter(key, text, low, context, isNear)
  const [first] = here
  if (first && onlyDay(here)) return { due: first.due, own: first }
  return here.length === 0 && said ? { due: said } : undefined
}

function onlyDay(days: EventDay[]): Day | undefined {
  const [first] = days
  return first && days.every(({ due }) => due === first.due) ? first.due : undefined
}

/** "… họp mặt kiều bào, trí thức ngày 03/02": in the same sentence. */
const isNear = /^[^.;]{0,60}$/
/** "Ngày bầu cử toàn quốc là Chủ nhật, ngày 15/3", "(dự kiến khai mạc ngày 28/7)": the event's one day, not a span of days. */
const isSaid =
  /^(?:[a-z ]{0,30} (?:la|vao)|:)?,?(?: vao)?(?: \d{1,2} gio(?: \d\d)?,?)?(?: (?:thu [a-z]+|chu nhat),?)? ngay $/

function daysAfter(key: string, text: string, low: string, context: TimeContext, between: RegExp): EventDay[] {
  const days: EventDay[] = []
  let seen = 0
  for (let at = low.indexOf(key); at >= 0 && seen < 40; at = low.indexOf(key, at + key.length)) {
    seen++
    if (/(?:truoc|sau) (?:ngay |khi )?$/.test(low.slice(Math.max(0, at - 12), at))) continue
    const from = at + key.length
    const near = low.slice(from, from + 90)
    const [moment] = momentsIn(text.slice(from, from + 90), near, context)
    if (moment?.of !== 'date' || !moment.due) continue
    const gap = near.slice(0, moment.at) + (/^ngày/iu.test(moment.words) ? 'ngay ' : '')
    if (between.test(gap)) days.push({ at: from + moment.at, end: from + moment.end, due: moment.due })
  }
  return days
}

/** Working days by the national calendar: a commune's own days off are not known to the reader. */
function counted(from: Day, days: number, working: boolean): Day {
  return working ? addWorkingDays(makeWorkCalendar(), from, days) : addDays(from, days)
}
