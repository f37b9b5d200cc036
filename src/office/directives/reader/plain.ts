// The same text, character for character, in lower case and without diacritics: patterns run on it and their places fit the original.

const marks: [string, string][] = [
  ['đ', 'd'],
  ['Đ', 'd'],
  ['–', '-'],
  ['—', '-'],
  ['−', '-'],
  ['‑', '-'],
  ['‐', '-'],
  ['“', '"'],
  ['”', '"'],
  ['’', "'"],
  ['‘', "'"],
  ['：', ':'],
  ['\u00a0', ' '],
  ['\u2009', ' '],
  ['\u202f', ' '],
  ['\u3000', ' '],
]

/** For every UTF-16 unit the unit it is read as. Every paragraph goes through here several times: a table is what is quick. */
const table = Uint16Array.from({ length: 0x10000 }, (_, code) => code)
for (let code = 0; code < 0x2200; code++) table[code] = lower(String.fromCharCode(code)).charCodeAt(0)
for (const [char, instead] of marks) table[char.charCodeAt(0)] = instead.charCodeAt(0)

function lower(char: string): string {
  if (char < ' ') return ' '
  const isLatin = /[\u00c0-\u024f\u1ea0-\u1eff]/.test(char)
  const low = (isLatin ? char.normalize('NFD').charAt(0) : char).toLowerCase()
  return low.length === 1 ? low : char
}

const block = new Uint16Array(4096)

/** As long as `text`, unit by unit. */
export function plain(text: string): string {
  let out = ''
  for (let from = 0; from < text.length; from += block.length) {
    const size = Math.min(block.length, text.length - from)
    for (let at = 0; at < size; at++) block[at] = table[text.charCodeAt(from + at)] ?? 0
    out += String.fromCharCode.apply(undefined, block.subarray(0, size) as unknown as number[])
  }
  if (/\d[ol]|[ol]\d|[ol][ol] ?[/.-]|i\d ?\//.test(out)) out = withDigits(out)
  if (/quy [iv]*l/.test(out)) out = out.replace(scannedQuarter, (roman) => roman.replace(/l/g, 'i'))
  return /[a-z][01346][a-z]|ud[cn]/.test(out) ? unscanned(out) : out
}

/** "quý lll/2026", "quý lV": the first to the fourth. */
const scannedQuarter = /(?<=quy )(?=[il]*l)(?:[il]{1,3}|[il]v)(?![a-z0-9])/g

/** What a scan shows in a number instead of digits: "1O87/UBND", "l8/9/2O26", "ngày Ol tháng l2". */
const scannedNumber =
  /(?<![\p{L}\d])(?:(?=[ol]*\d)(?=\d*[ol])[ol\d]+|[ol]{2}(?=\s?[/.-]\s?[\dol])|(?<=(?:ng[àa]y|th[áa]ng) )[ol]{2}(?= (?:th[áa]ng|n[ăa]m))|i(?=\d\s?\/\s?[\dol])\d)(?![\p{L}\d])/giu

/** The same text, character for character, with digits for the letters that stand in numbers. */
export function withDigits(text: string): string {
  return text.replace(scannedNumber, (number) => number.replace(/o/gi, '0').replace(/[li]/gi, '1'))
}

const misread: Record<string, string> = { '0': 'o', '1': 'l', '3': 'e', '4': 'a', '6': 'o' }

/** What scanners make of letters inside words ("h6a", "trudc"), read back for matching only; a letter for a letter. */
function unscanned(low: string): string {
  return low.replace(/(?<=[a-z])[01346](?=[a-z])/g, (digit) => misread[digit] ?? digit).replace(/ud(?=[cn])/g, 'uo')
}

/** Without the given characters, blanks among them, at its end. A pattern that ends in `+$` would try at every place of every run. */
export function withoutEnd(text: string, chars: string): string {
  let end = text.length
  while (end > 0 && (chars.includes(text.charAt(end - 1)) || /\s/.test(text.charAt(end - 1)))) end--
  return text.slice(0, end)
}

/** True when it begins with a lower-case letter. */
export function startsLower(text: string): boolean {
  return /^\p{Ll}/u.test(text)
}

/** No task is longer; what stands beyond is not searched for dates and names. */
export const searched = 8000

/** What a doubt quotes: the words from `from` to `to` with so many characters more on each side, no word cut. */
export function quoted(text: string, from: number, to: number, more: { before: number; after: number }): string {
  const start = Math.max(0, from - more.before)
  const end = to + more.after
  const head = start > 0 ? text.slice(start, from).replace(/^\S*\s/, '') : text.slice(0, from)
  const tail = end < text.length ? text.slice(to, end).replace(/\s\S*$|^\S+$/, '') : text.slice(to)
  return `${head}${text.slice(from, to)}${tail}`.trim()
}

export function countWords(text: string): number {
  return text.split(/\s+/).filter(Boolean).length
}
