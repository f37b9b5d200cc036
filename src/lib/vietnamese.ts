// Comparing Vietnamese text as people type it: with or without diacritics, old and new tone places, any dash.
import { distance } from 'fastest-levenshtein'

/** Lower case, no diacritics (đ becomes d), everything that is not a letter or digit one space. "Văn hoá – Xã hội" → "van hoa xa hoi". */
export function fold(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[đĐ]/g, 'd')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}

/** Lower case, no diacritics, single spaces; punctuation stays. "Thứ  Sáu, 25/7" → "thu sau, 25/7". */
export function plain(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').replace(/[đĐ]/g, 'd').toLowerCase().replace(/\s+/g, ' ').trim()
}

/** Telex keystrokes that a phone left standing, taken out of already plain text: "cuoois thangs" → "cuoi thang". Only for matching known words. */
export function untelex(text: string): string {
  return text.replace(/[a-z]{3,}/g, (word) =>
    word.replace(/(?<=.)[sfxjw]|(?<=[aeiouy].*)r/g, '').replace(/(aa|ee|oo|dd)/g, (pair) => pair.charAt(0)),
  )
}

/** How alike two texts are once folded: 1 the same, 0 nothing in common. */
export function similarity(a: string, b: string): number {
  const x = fold(a)
  const y = fold(b)
  const longer = Math.max(x.length, y.length)
  return longer === 0 ? 1 : 1 - distance(x, y) / longer
}

/** Control characters (C0 and DEL) but line breaks and tabs, and the format characters that are not seen. */
const invisible = /[\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF\u00AD]|(?![\t\n\r\x80-\x9F])\p{Cc}/gu

/** Text as kept: NFC, no zero-width, bidirectional or control characters (line breaks and tabs stay). */
export function clean(text: string): string {
  return text.replace(invisible, '').replace(/\r\n?/g, '\n').normalize('NFC')
}

/** With a capital letter at its beginning. */
export function capitalised(text: string): string {
  return text.replace(/^\p{Ll}/u, (letter) => letter.toUpperCase())
}

/** Line breaks, with the blanks around them, as one space; other blanks stay. */
export function oneLine(text: string): string {
  return text.replace(/\s+/g, (blanks) => (blanks.includes('\n') ? ' ' : blanks))
}

/** A text cut to `most` UTF-16 units at a word's end, with "…" when something was left out; never inside a surrogate pair. */
export function shorten(text: string, most: number): string {
  if (text.length <= most) return text
  let cut = text.slice(0, most - 1)
  const space = cut.lastIndexOf(' ')
  if (space > most * 0.6) cut = cut.slice(0, space)
  return `${cut.replace(/[\uD800-\uDBFF]$/, '').trimEnd()}…`
}
