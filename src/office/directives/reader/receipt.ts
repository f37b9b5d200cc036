// The stamp of the office that received a letter, with its own number and day, is not the letter's.
import { isCapitals } from './paragraphs.js'
import { plain } from './plain.js'

const receipt = /^(?:(?:cong van|van ban) )?den(?:\s+so\s*:[\s\d.…]*)?$/
const ofReceipt = /^(?:so\s*:[\s\d.…]*$|(?:ngay|gio)\s*:|(?:kinh )?chuyen\s*:|luu (?:ho so|vt))/

/** Without the stamp of the office that received the letter: "CÔNG VĂN ĐẾN", with its own number and day below. */
export function withoutReceipt(top: string[]): string[] {
  const left = top.slice()
  for (let at = 0; at < Math.min(left.length, 25); at++) {
    if (!receipt.test(plain(left[at] ?? '')) || !/^\p{Lu}/u.test(left[at] ?? '')) continue
    // Whose stamp it is stands above it, apart from the letterhead below.
    const stamp = at > 0 && isCapitals(left[at - 1] ?? '') && (left[at - 2] ?? '') === '' ? at - 1 : at
    for (let line = stamp; line < left.length; line++) {
      if (line > at && !ofReceipt.test(plain(left[line] ?? ''))) break
      left[line] = ''
    }
  }
  return left
}
