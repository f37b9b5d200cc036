// What people type as a figure: `23/25`, `95,5%`, `1.247`, `0`, `chưa có số liệu: hệ thống lỗi`; several in one message,
// each after its number in the list or its code. Pure; nothing is guessed: what is unclear comes back as a trouble.
import { clean, fold, plain, shorten } from '../../../lib/vietnamese.js'
import { inMeasure } from './measures.js'
import { type NumberReading, readNumber } from './numbers.js'

export type TypedFigure =
  | { kind: 'share'; numerator: number; denominator: number }
  | { kind: 'percent'; value: number }
  | { kind: 'number'; value: number }
  /** Không phát sinh: 0/0 of a percentage, 0 of what is counted. */
  | { kind: 'none' }
  /** There is none; a reason has to be given. */
  | { kind: 'missing'; reason: string | undefined }

/** A key of the locales, with the words it is about; `most` where a range was left. */
export interface Trouble {
  code: `indicators-figure-no-${string}`
  words: string
  most?: string
}

export type Read = { figure: TypedFigure } | { trouble: Trouble }

/** "chưa có (số liệu)", alone or with what explains it; "không có hồ sơ" may mean 0 and is asked again. */
const none =
  /^(?:chưa có|chua co|không có|khong co|chưa|chua)(?:\s+(?:số liệu|so lieu|số|dữ liệu|du lieu))?(?=$|\s*[:,.;(–—-]|\s+(?:vì|vi|do|bởi|lý do|ly do)\s)/iu

/** "đạt 95,5%", "là 12": what is said before a number and adds nothing to it. */
const opening = /^(?:(?:đạt|dat|được|duoc|là|la|có|co)\s+|=\s*)(?=\d)/iu

/** "không phát sinh", "chưa phát sinh hồ sơ nào": there was nothing to count. */
const noCase = /^(?:khong|ko|k|chua)(?: co)? phat sinh(?: \p{L}+){0,4}$/u

/** Reads one figure. What stands behind the number has to be the measure's, where one is given; money is converted to it. */
export function readFigure(text: string, measure?: string): Read {
  const words = clean(text)
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/\s*(?:…|\.{3})$/, '')
    .replace(opening, '')
  const trouble = (code: Trouble['code']): Read => ({ trouble: { code, words: shorten(words, 60) } })
  if (words === '') return trouble('indicators-figure-no-number')
  const missing = none.exec(words)
  if (missing || /^[-–—]$/.test(words))
    return { figure: { kind: 'missing', reason: reasonIn(words, missing?.[0] ?? '-') } }
  if (noCase.test(fold(words))) return { figure: { kind: 'none' } }
  if (/^[-–]\s*\d/.test(words)) return trouble('indicators-figure-no-negative')

  const share = /^([\d., \u00A0]+?)\s*(?:\/|\btrên\b|\btren\b)\s*([\d., \u00A0]*\d)(.*)$/iu.exec(words)
  if (share?.[1] && share[2]) {
    const numerator = readNumber(share[1])
    const denominator = readNumber(share[2])
    if (!numerator || !denominator) return trouble('indicators-figure-no-number')
    if ('unsure' in numerator || 'unsure' in denominator) return trouble('indicators-figure-no-comma')
    const rest = share[3] ?? ''
    if (!isTail(rest) && !agrees(rest, numerator.value, denominator.value))
      return trouble('indicators-figure-no-number')
    return { figure: { kind: 'share', numerator: numerator.value, denominator: denominator.value } }
  }

  const percent = /^(.*?\d)\s*(?:%|phần trăm|phan tram)(?:\s+(?:ạ|a|nhé|nhe|nha))?[.!]?$/iu.exec(words)
  if (percent?.[1]) {
    const value = percentIn(percent[1])
    return value === undefined ? trouble('indicators-figure-no-number') : { figure: { kind: 'percent', value } }
  }

  const counted = /^([\d.,]+)\s*%\s*\(([\d., ]+)\/([\d., ]+)\)\.?$/u.exec(words)
  if (counted?.[1]) {
    const reading = readFigure(`${counted[2]}/${counted[3]} (${counted[1]}%)`, measure)
    return 'trouble' in reading ? trouble(reading.trouble.code) : reading
  }

  const number = /^([\d][\d., \u00A0]*?)[.,]?(\s*(?:[^\d]|(?<=\p{L})[23])*)$/u.exec(words)
  const value = number?.[1] ? readNumber(number[1]) : undefined
  if (!value || !isTail(number?.[2] ?? '')) return trouble('indicators-figure-no-number')
  if ('unsure' in value) return trouble('indicators-figure-no-comma')
  if (measure === undefined) return { figure: { kind: 'number', value: value.value } }
  const inIts = inMeasure(value.value, number?.[2] ?? '', measure)
  if (inIts === undefined)
    return trouble(measure === '%' ? 'indicators-figure-no-rate' : 'indicators-figure-no-measure')
  return { figure: { kind: 'number', value: inIts } }
}

/** "hồ sơ", "tr.đ", "m2", "." or nothing: what may be a unit of measure. */
function isTail(text: string): boolean {
  return /^\s*(?:[\p{L}\p{M}., ]|(?<=\p{L})[23²³]){0,30}[.;,]?\s*$/u.test(text)
}

/** "(92%)" behind a share that makes 92%. */
function agrees(rest: string, numerator: number, denominator: number): boolean {
  const said = /^\s*(?:hồ sơ|ho so)?\s*[,;=]?\s*\(?\s*(?:đạt|dat|=)?\s*([\d.,]+)\s*%\s*\)?\.?$/iu.exec(rest)
  const value = said?.[1] ? percentIn(said[1]) : undefined
  return value !== undefined && denominator > 0 && Math.abs((numerator / denominator) * 100 - value) <= 0.51
}

/** Of a percentage "95.375" and "95,375" are decimals. */
function percentIn(text: string): number | undefined {
  const reading: NumberReading | undefined = readNumber(text)
  if (reading && 'value' in reading && reading.value <= 100) return reading.value
  const decimal = /^(\d{1,3})[.,](\d{1,6})$/.exec(text.trim())
  if (decimal) return Number(`${decimal[1]}.${decimal[2]}`)
  return reading && 'value' in reading ? reading.value : undefined
}

function reasonIn(words: string, opening: string): string | undefined {
  const rest = words
    .slice(opening.length)
    .replace(/^[\s:,.;()–—-]*(?:(?:vì|vi|do|bởi|lý do|ly do|lí do)(?=[\s:]))?[\s:,]*/iu, '')
    .replace(/\)$/, '')
    .trim()
  return fold(rest) === '' ? undefined : shorten(rest, 300)
}

export interface Item {
  /** The number in the list, or the code as typed; missing when the figure stands alone. */
  key: string | undefined
  words: string
}

const keyed =
  /^(?:#|số |so )?(?<key>\d{1,2}|[a-zA-Z]{1,6}[ -]?\d{1,4}|\d{3}-\d{1,3})\s*(?:[:=)]|-(?= )|\.(?=\s))\s*(?<words>.*)$/su
/** A code and a blank: whatever comes then is said of it, be it no number ("CT05 abc"); "CT 05" and "766-1" need a figure behind them. */
const coded =
  /^(?<key>[a-zA-Z]{1,6}\d{1,4}|(?:[a-zA-Z]{2,6} \d{1,4}|\d{3}-\d{1,3})(?=\s+(?:\d|ch|kh|k?o |-|đ|dat)))\s+(?<words>.*)$/su

/**
 * Where the next figure of a line begins: after a comma, "và" or a blank, when a code follows ("CT01 23/25, CT02 95,5%"), or after a
 * comma and a blank, when a number of the list follows ("1: 23/25, 2: 95,5%"). The comma of 95,5 stands before neither.
 */
const next =
  /(?:,\s*|\s+(?:và|va)\s+|(?<=[\d%)])\s+)(?![kdc]?m[23]\s)(?=(?:[a-zA-Z]{1,6}-?|[A-Z]{2,6} )\d{1,4}\s*[:=)\s])|,\s+(?:và |va )?(?=(?:\d{1,2}|\d{3}-\d{1,3})\s*[:=)]|\d{3}-\d{1,3}\s+\d)/u

function itemOf(line: string): Item {
  const found = keyed.exec(line)?.groups ?? coded.exec(line)?.groups
  return found?.words === undefined ? { key: undefined, words: line } : { key: found.key, words: found.words }
}

/** A reason may name a code too: "chưa có: chờ phần mềm, CT02 cũng vậy" is one figure. */
function joined(items: Item[], item: Item, line: string): Item[] {
  const before = items.at(-1)
  const reading = before && readFigure(before.words)
  const isReason = reading && 'figure' in reading && reading.figure.kind === 'missing' && reading.figure.reason
  if (!before || !isReason || 'figure' in readFigure(item.words)) return [...items, item]
  return [...items.slice(0, -1), { ...before, words: `${before.words}, ${line}` }]
}

/** The figures of one message: one per line, after `;`, or after a comma. A line without a key belongs to nobody unless it is the only one. */
export function splitFigures(text: string): Item[] {
  return clean(text)
    .split(/[\n;]+/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .flatMap((line) =>
      line
        .split(next)
        .map((part) => part.trim())
        .filter((part) => part !== '')
        .reduce<Item[]>((items, part) => joined(items, itemOf(part), part), []),
    )
}

/** Does a code mean this one? "ct5", "CT 05" and "CT05" do. */
export function sameCode(typed: string, code: string): boolean {
  return codeKey(typed) === codeKey(code)
}

function codeKey(code: string): string {
  return plain(code)
    .replace(/[^a-z\d-]/g, '')
    .replace(/(?<=^|[a-z-])0+(?=\d)/g, '')
}
