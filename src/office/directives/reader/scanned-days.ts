// Days in which a scan shows letters for digits: read or not, the officer compares them with the paper.
import type { FoundRule } from './cadences.js'
import type { DeadlineDoubt } from './deadlines.js'
import { quoted, withDigits } from './plain.js'

/** A day that cannot be told for the letters in it: "trước ngày 1S/9/2026". */
const unreadDay =
  /(?:truoc|cham nhat|muon nhat|khong (?:muon|tre|cham) hon|xong|het|den)(?: la)?(?: ngay)? (?=\S*\d)(?=\S*[a-z])[\da-z]{1,2}\/[\da-z]{1,2}(?:\/[\da-z]{4})?(?![\da-z/])/g

/** Days a scan shows with letters for digits, read or not: somebody has to compare them with the paper. */
export function scannedDays(text: string, low: string, found: FoundRule[]): DeadlineDoubt[] {
  const quote = (at: number, end: number) => quoted(text, at, end, { before: 40, after: 10 })
  const isScanned = (words: string) => withDigits(words) !== words || /quý I*l[IlV]*(?!\p{L})/u.test(words)
  const read = found.filter(({ at, end }) => isScanned(text.slice(at, end)))
  const unread = [...low.matchAll(unreadDay)].map(({ index, 0: words }) => ({ at: index, end: index + words.length }))
  return [
    ...read.map(({ at, end }): DeadlineDoubt => ({ code: 'doubt-scanned-date', quote: quote(at, end) })),
    ...unread.map(({ at, end }): DeadlineDoubt => ({ code: 'doubt-unread-date', quote: quote(at, end) })),
  ]
}
