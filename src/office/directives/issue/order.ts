// `/giaoviec KT giải ngân 100% vốn đầu tư công trước 31/12`: one task without a letter, read from the line that was typed. Pure.
import type { DeadlineRule } from '../../../calendar/rule.js'
import { readSpokenDate } from '../../../calendar/spoken.js'
import type { WorkCalendar } from '../../../calendar/work-calendar.js'
import { type Day, makeDay, partsOf } from '../../../lib/day.js'
import { UserError } from '../../../lib/errors.js'
import { fold, shorten } from '../../../lib/vietnamese.js'
import type { UnitWithAliases } from '../../communes/store.js'
import { matchUnit } from '../../communes/unit-key.js'
import { type Draft, type DraftDoubt, distinctRules } from '../draft.js'
import { bareTask, type TypedTask } from '../edits.js'
import { areaOf } from '../reader/areas.js'
import { deadlinesIn } from '../reader/deadlines.js'
import { targetOf } from '../reader/targets.js'

const LONGEST = 4000

const urgentFirst = /^h(?:ỏa|oả|oa) t(?:ốc|oc)(?![\p{L}\p{M}])[\s:;,.!–-]*/iu

/** HỎA TỐC in capitals: a mark. Small, inside a sentence, it may tell of another letter. */
function isUrgent(text: string): boolean {
  return /(?<![\p{L}\p{M}])H(?:ỎA|OẢ|OA) T(?:ỐC|OC)(?![\p{L}\p{M}])/u.test(text.normalize('NFC'))
}

/** The draft of a task given by hand. Throws `UserError` for nothing, too much, or a day that does not exist. */
export function readOrder(line: string, units: readonly UnitWithAliases[], today: Day, cal: WorkCalendar): Draft {
  const whole = line.normalize('NFC').trim()
  if (whole === '') throw new UserError('directives-order-usage')
  if (whole.length > LONGEST) throw new UserError('directives-text-long', { length: whole.length, most: LONGEST })
  const typed = readOrderedTask(whole.replace(urgentFirst, ''), units, today, cal)
  const urgent = isUrgent(whole) || urgentFirst.test(whole) || urgentFirst.test(typed.text)
  // The card is all that the unit reads of it.
  const text = urgentFirst.test(whole) && typed.text !== '' ? `HỎA TỐC: ${typed.text}` : typed.text
  const task = { ...bareTask(1, ''), ...typed, text }
  if (task.text === '') throw new UserError('directives-order-no-work', { words: shorten(whole, 60) })
  if (task.unitIds.length === 0)
    task.doubts.unshift({ code: 'directives-order-no-unit', args: {}, quote: shorten(whole, 80), about: 'unit' })
  return {
    kind: 'order',
    header: {
      number: null,
      issuedOn: null,
      datePartial: null,
      issuer: null,
      subject: null,
      basedOn: [],
      legalBasis: [],
      urgency: urgent ? 'hoa-toc' : null,
      badOcr: false,
      provisional: false,
    },
    doubts: [],
    tasks: [task],
    nextTask: 2,
    trackingFor: null,
    trackingSettled: false,
    foreignAgreed: false,
    undo: [],
    editors: [],
  }
}

/** Of a line that names neither a known unit nor an existing day both are said at once. */
function readOrderedTask(line: string, units: readonly UnitWithAliases[], today: Day, cal: WorkCalendar): TypedTask {
  try {
    return readTypedTask(line, units, today, cal)
  } catch (error) {
    const isDay = error instanceof UserError && error.code === 'directives-no-such-day'
    if (!isDay || leadingUnits(line, units).unitIds.length > 0) throw error
    throw new UserError('directives-order-no-unit-no-day', error.args)
  }
}

/** What a typed line says of a task. The text is empty when it names nothing to be done. Throws `UserError` for a day that does not exist. */
export function readTypedTask(
  line: string,
  units: readonly UnitWithAliases[],
  today: Day,
  cal: WorkCalendar,
): TypedTask {
  const { unitIds, rest } = leadingUnits(line, units)
  const words = unitIds.length > 0 ? rest : line
  const { rules, doubts } = deadlinesOf(words, today, cal)
  const text = saysNothing(words, rules) ? '' : words.charAt(0).toUpperCase() + words.slice(1)
  return { text, unitIds, rules, doubts, target: targetOf(words), area: areaOf(words) }
}

/** Nothing is left to be done beside the unit and the day: "KT", "KT trước 31/12". */
function saysNothing(words: string, rules: readonly DeadlineRule[]): boolean {
  const left = rules.reduce((rest, rule) => rest.replace(fold(rule.words), ' '), fold(words))
  return !/\p{L}{2}/u.test(left.replace(/\b(?:truoc|han|den|het|xong|ngay|trong|cham nhat|muon nhat)\b/g, ' '))
}

/** The units a line begins with ("KT", "Phòng Kinh tế, VHXH:") and what follows them. */
export function leadingUnits(text: string, units: readonly UnitWithAliases[]): { unitIds: number[]; rest: string } {
  const unitIds: number[] = []
  let rest = text
  for (;;) {
    const found = leadingUnit(rest, units)
    if (!found) break
    unitIds.push(found.id)
    const next = /^\s*(?:[,;&+]|và(?=\s))\s*/iu.exec(found.rest)
    rest = found.rest
    if (!next || !leadingUnit(found.rest.slice(next[0].length), units)) break
    rest = found.rest.slice(next[0].length)
  }
  return { unitIds: [...new Set(unitIds)], rest: rest.replace(/^[\s:;,.–-]+/u, '') }
}

function leadingUnit(text: string, units: readonly UnitWithAliases[]): { id: number; rest: string } | undefined {
  const folded = `${fold(text)} `
  let best: { id: number; words: number } | undefined
  for (const unit of units)
    for (const name of [unit.name, unit.shortName, ...unit.aliases]) {
      const key = fold(name)
      const words = key.split(' ').length
      if (key !== '' && folded.startsWith(`${key} `) && (!best || words > best.words)) best = { id: unit.id, words }
    }
  // Spellings that no name has word for word ("VH-XH", "Phòng KT"): as few words as are sure.
  for (let words = 1; !best && words <= 8; words++) {
    const prefix = text.slice(0, endOfWord(text, words))
    const match = matchUnit(units, prefix)
    if (match?.sure) best = { id: match.unit.id, words }
  }
  return best && { id: best.id, rest: text.slice(endOfWord(text, best.words)) }
}

/** Where the so-manieth word ends. */
function endOfWord(text: string, count: number): number {
  const words = /[\p{L}\p{M}\p{N}]+/gu
  let end = 0
  for (let at = 0; at < count; at++) {
    const found = words.exec(text)
    if (!found) return text.length
    end = found.index + found[0].length
  }
  return end
}

function deadlinesOf(text: string, today: Day, cal: WorkCalendar): { rules: DeadlineRule[]; doubts: DraftDoubt[] } {
  const read = deadlinesIn(text, { year: partsOf(today).year, letter: today })
  const wrong = read.doubts.find((doubt) => doubt.code === 'doubt-no-such-day')
  if (wrong) throw noSuchDay(wrong.quote, today)
  const doubts = read.doubts.map((doubt): DraftDoubt => {
    const about = { quote: doubt.quote, about: 'deadline' as const }
    if (doubt.code !== 'doubt-past-deadline')
      return { code: 'directives-doubt', args: { words: doubt.quote }, ...about }
    const gone = read.rules.find((rule) => 'due' in rule && rule.due < today && doubt.quote.includes(rule.words))
    const words = dayIn(gone?.words || doubt.quote, today, (day) => day !== undefined && day < today)
    return { code: 'directives-doubt-past', args: { words }, ...about }
  })
  if (read.rules.length > 0) return { rules: distinctRules(read.rules), doubts }
  const spoken = spokenAtEnd(text, today, cal)
  if (spoken) return { rules: [spoken], doubts }
  const past = pastDay(text, today)
  return { rules: [{ kind: 'none', words: '' }], doubts: past === undefined ? doubts : [...doubts, pastDoubt(past)] }
}

const anyDay =
  /(?<![\p{L}\p{N}/.,-])(\d{1,2})(?:\s?[/.-]\s?(\d{1,2})(?:\s?[/.-]\s?(\d{4}))?|\s+th[áa]ng\s+(\d{1,2})(?:,?\s+n[ăa]m\s+(\d{4}))?)(?![\p{L}\p{N}/-]|[.,]\d)/giu

/** The day alone, as it is written among other words ("báo cáo dân số trước 31/9" → "31/9"): the one meant, else the last; without any, the words. */
function dayIn(words: string, today: Day, isMeant: (day: Day | undefined) => boolean): string {
  const days = [...words.normalize('NFC').matchAll(anyDay)]
  const meant = days.find((found) => {
    const year = Number(found[3] ?? found[5] ?? partsOf(today).year)
    return isMeant(makeDay(year, Number(found[2] ?? found[4]), Number(found[1])))
  })
  return (meant ?? days.at(-1))?.[0] ?? words
}

function noSuchDay(words: string, today: Day): UserError {
  const day = dayIn(words, today, (one) => one === undefined)
  return new UserError('directives-no-such-day', { words: shorten(day, 60) })
}

function pastDoubt(words: string): DraftDoubt {
  return { code: 'directives-doubt-past-day', args: { words }, quote: words, about: 'deadline' }
}

const dated =
  /(?<![\p{L}\p{N}/.,-])(?:ngày |ngay )?(\d{1,2})(?:[/.-](\d{1,2})(?:[/.-](\d{4}))?| tháng (\d{1,2})(?: năm (\d{4}))?)(?![\p{L}\p{N}/-]|[.,]\d|%)/giu

/**
 * A day gone by that a line names and that was not taken for its deadline; not the day of a letter ("CV 85/UBND-VHXH ngày 24/7/2026").
 * Without "ngày" or a year it is none: "5/9" may be a fraction, "36 tháng 5 thôn" an age. Throws `UserError` for a day that does not exist.
 */
function pastDay(text: string, today: Day): string | undefined {
  for (const found of text.normalize('NFC').matchAll(dated)) {
    const words = found[0]
    const [day, month] = [Number(found[1]), Number(found[2] ?? found[4])]
    const written = found[3] ?? found[5]
    const isSaid = /^ng[àa]y /iu.test(words) || written !== undefined
    const before = text.normalize('NFC').slice(0, found.index)
    if (!isSaid || /(?:\/[\p{L}\p{N}&.-]+|số \d+),?\s*$/iu.test(before)) continue
    const year = written === undefined ? partsOf(today).year : Number(written)
    const meant = makeDay(year, month, day)
    if (meant === undefined) throw noSuchDay(words, today)
    if (meant < today) return words
  }
  return undefined
}

const signal = /^(?:truoc|han|den|het|xong|cuoi|thu|ngay|cham nhat|muon nhat|trong|hom nay|mai|ngay mai) /

/** "… trước thứ sáu tuần sau": the day with which a line ends. */
function spokenAtEnd(text: string, today: Day, cal: WorkCalendar): DeadlineRule | undefined {
  const words = text.split(/\s+/)
  for (let count = Math.min(8, words.length - 1); count > 0; count--) {
    const tail = words.slice(-count).join(' ')
    if (!signal.test(`${fold(tail)} `)) continue
    const read = readSpokenDate(tail, today, cal)
    if ('day' in read) return { kind: 'date', due: read.day, words: tail }
    if (read.error === 'no-such-day') throw noSuchDay(tail, today)
  }
  return undefined
}
