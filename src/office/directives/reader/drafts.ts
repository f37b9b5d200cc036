// A task while it is being read: who, what, by when, and what lines beside it add.

import type { DeadlineRule } from '../../../calendar/rule.js'
import { areaOf } from './areas.js'
import { type Attribute, attributesInside, isTime, sharedLead } from './attributes.js'
import { coUnitsIn } from './co-units.js'
import { type DeadlineDoubt, deadlinesIn } from './deadlines.js'
import { numbersIn } from './numbers.js'
import { plain, searched, withoutEnd } from './plain.js'
import { productOf } from './products.js'
import type { Doubt, ReadTask } from './reading.js'
import { isOptional } from './sections.js'
import { statedIn } from './stated.js'
import { targetOf } from './targets.js'
import type { TimeContext } from './times.js'
import { isPartner, standardNames } from './unit-names.js'
import { readUnit, splitNames, type UnitBook } from './units.js'

export interface Owner {
  name: string
  words: string
  each: string[]
}

export interface Draft {
  path: string
  text: string
  line: number
  end: number
  /** From the sentence itself, or from a line or column beside it. */
  owner: Owner | undefined
  ownerFrom: 'sentence' | 'beside' | 'heading'
  rules: DeadlineRule[]
  inherited: DeadlineRule[]
  /** What the last bracket says, where nothing else says when. */
  behind?: DeadlineRule[]
  coUnits: string[]
  target: string | null
  product: string | null
  doubts: Doubt[]
}

export interface Letter {
  time: TimeContext
  book: UnitBook
}

export function draftOf(
  letter: Letter,
  text: string,
  at: { path: string; line: number; end: number },
  owner: Owner | undefined,
  ownerFrom: Draft['ownerFrom'],
): Draft {
  const draft: Draft = {
    ...at,
    text,
    owner,
    ownerFrom,
    rules: [],
    inherited: [],
    coUnits: [],
    target: null,
    product: null,
    doubts: [],
  }
  readWords(letter, draft)
  return draft
}

/** Everything the words of the task say. */
function readWords(letter: Letter, draft: Draft): void {
  const { rules, doubts } = deadlinesIn(draft.text, letter.time)
  draft.rules = rules
  draft.doubts = doubts.map(asDoubt)
  draft.target = targetOf(draft.text)
  draft.product = productOf(draft.text)
  draft.coUnits = coUnitsIn(draft.text, letter.book)
  for (const attribute of attributesInside(draft.text)) addAttribute(letter, draft, attribute)
  // "Diễn tập tại chợ (tháng 5/2026)": a time and nothing else, in brackets behind it all.
  const behind = /\(([^()]{4,40})\)[\s.;]*$/u.exec(draft.text.slice(-60))?.[1]
  draft.behind =
    behind && /^(?!ngày|\d)[^;]+$/iu.test(behind) && isTime(behind) ? statedIn(behind, letter.time, true) : []
}

/** Takes in what lines below say, and reads it all again. */
export function addWords(letter: Letter, draft: Draft, below: { words: string; end: number }[]): void {
  if (below.length === 0) return
  const isRead = draft.text.length > searched
  draft.text = [draft.text, ...below.map(({ words }) => words)].join(' ')
  draft.end = below.reduce((end, one) => Math.max(end, one.end), draft.end)
  if (!isRead) readWords(letter, draft)
}

function asDoubt(doubt: DeadlineDoubt): Doubt {
  return { code: doubt.code, args: {}, quote: doubt.quote }
}

/** True when the draft lacked it and took it. */
export function addAttribute(letter: Letter, draft: Draft, attribute: Attribute): boolean {
  const { kind, value } = attribute
  if (value === '') return false
  if (kind === 'lead') {
    if (draft.ownerFrom === 'sentence' || draft.ownerFrom === 'beside') return false
    const shared = sharedLead(value)
    const owner = ownerOf(letter, shared?.lead ?? value)
    if (!owner) return false
    draft.owner = owner
    draft.ownerFrom = 'beside'
    const rest = shared?.helpers ?? /\(?\s*phối hợp(?:\s+với)?\s*:?\s+(.+?)\)?$/iu.exec(value)?.[1]
    if (rest) draft.coUnits.push(...splitNames(rest, letter.book.known))
    return true
  }
  if (kind === 'with') {
    if (draft.coUnits.length > 0) return false
    draft.coUnits = splitNames(value, letter.book.known)
    return true
  }
  if (kind === 'time') {
    // "khắc phục hậu quả mưa lũ đợt cuối tháng 7": what is past is not when it is due.
    const isGone = (rule: DeadlineRule) =>
      rule.kind === 'period' && letter.time.letter !== undefined && rule.due < letter.time.letter
    if (
      draft.rules.some(
        (rule) =>
          rule.kind !== 'within' &&
          !isGone(rule) &&
          (rule.kind !== 'recurring' || rule.cadences.some((cadence) => cadence.every !== 'unstated')),
      )
    )
      return false
    const { rules, doubts } = deadlinesIn(value, letter.time, true)
    draft.rules = rules.length > 0 ? rules : [{ kind: 'none', words: value }]
    draft.doubts.push(...doubts.map(asDoubt))
    return true
  }
  if (kind === 'product') {
    // A column "Sản phẩm/Chỉ tiêu".
    if (draft.target === null) draft.target = targetOf(value)
    if (draft.product !== null && draft.product.length > value.length) return false
    draft.product = value
    return true
  }
  if (kind === 'target') {
    const target = targetOf(value)
    if (target === null || draft.target !== null) return false
    draft.target = target
    return true
  }
  return false
}

/** Undefined for "Đơn vị phối hợp" in the place of those who lead, which names nobody. */
export function ownerOf(letter: Letter, value: string): Owner | undefined {
  const words =
    value.replace(/^(?:chủ trì|đ\/c|do)\s*:?\s+/iu, '').split(/[;,.(]?\s*(?:cơ quan |đơn vị )?phối hợp/iu, 1)[0] ??
    value
  if (words.trim() === '') return undefined
  const unit = readUnit(withoutEnd(words, '.;'), letter.book)
  // "Phân công: Phòng Kinh tế nghiệm thu": what it does is no part of the name.
  if (unit && (unit.rest === '' || (unit.end === 'verb' && standardNames.includes(unit.name))))
    return { name: unit.name, words, each: unit.each }
  const each = splitNames(words, letter.book.known)
  return { name: each.join(', ') || words, words, each: each.length > 1 ? each : [] }
}

export function finish(draft: Draft, fallback: Owner): ReadTask {
  const owner = draft.owner ?? fallback
  const stands = draft.rules.filter((rule) => rule.kind !== 'none')
  const own = stands.length > 0 ? stands : (draft.behind ?? [])
  const stated = own.length > 0 ? own : draft.inherited
  const text = draft.text.trim()
  return {
    clause: draft.path,
    unit: owner.name,
    unitWords: owner.words,
    namedUnits: owner.each,
    coUnits: [...new Set(draft.coUnits)].filter((unit) => unit !== owner.name),
    partner: isPartner(owner.name),
    text,
    deadlines: stated.length > 0 ? stated : [draft.rules[0] ?? { kind: 'none', words: vague(text) }],
    inherited: own.length === 0 && draft.inherited.length > 0,
    target: draft.target,
    product: draft.product,
    references: numbersIn(text),
    area: areaOf(text),
    optional: isOptional(text),
    place: { line: draft.line, end: draft.end },
  }
}

/** "kịp thời", "theo quy định": the words that stand where a deadline would. */
function vague(text: string): string {
  const match =
    /khan truong|kip thoi|som nhat|trong thoi gian toi|dung tien do|theo lo trinh|theo ke hoach|theo quy dinh/.exec(
      plain(text),
    )
  return match ? text.slice(match.index, match.index + match[0].length) : ''
}
