// Short names that a letter gives its units itself: "Sở Giáo dục và Đào tạo (sau đây gọi tắt là Sở GDĐT)", "Phòng Kinh tế (viết tắt là P.KT)".

import { unitKey } from '../../communes/unit-key.js'
import { countWords, plain } from './plain.js'
import { isShortHead, withLongHead } from './short-heads.js'
import { startsWithHead } from './unit-heads.js'
import { isGeneric, standardNames } from './unit-names.js'
import { nameOf, readUnit, type UnitBook } from './units.js'

const definition =
  /\((?:(?:sau|dưới) đây )?(?:(?:được )?(?:gọi|viết) (?:tắt|chung|gọn)|gọi)(?: (?:tắt|chung))? ?(?:là|:)\s*:?\s*["“”']?([^()"“”']{2,40}?)["“”']?\)/giu

/** Lets the book know every short name that the text defines; how they are called in full is what is shown. */
export function defineShortNames(lines: string[], book: UnitBook): void {
  const unsure = new Set<string>()
  for (const [at, line] of lines.entries()) {
    const above = line.includes(')') ? (lines[at - 1] ?? '') : ''
    const text = above === '' ? line : `${above} ${line}`
    const from = text.length - line.length
    let behind = 0
    for (const match of text.matchAll(definition)) {
      const start = Math.max(behind, match.index - 160)
      behind = match.index + match[0].length
      // What the line above defines itself was read with that line.
      if (behind <= from) continue
      const short = (match[1] ?? '').trim()
      const full = isName(short) ? nameAcross(text, start, match.index, from, book) : undefined
      if (!full || takesAnother(short, full)) continue
      const unit = { name: nameOf(full, book.known), aliases: [], defined: true }
      for (const key of [unitKey(short), unitKey(withLongHead(short))]) {
        const other = book.known.get(key)
        // Two "BQL" in one letter: whoever reads it is to say which.
        if (other?.defined && other.name !== unit.name) unsure.add(key)
        // What the commune else calls another so holds in other letters; the name of an office itself holds in all.
        else if (!other || (other.name !== unit.name && unitKey(other.name) !== key)) book.known.set(key, unit)
      }
    }
  }
  for (const key of unsure) book.known.delete(key)
  book.seen.clear()
}

/** A name may have begun on the line above, if that was broken off: in a line that ends, or with the addressees, nothing has. */
function nameAcross(text: string, start: number, to: number, from: number, book: UnitBook): string | undefined {
  const own = nameBefore(text.slice(Math.max(start, from), to).trimEnd(), book)
  const isWhole = own !== undefined && !text.slice(from, to).startsWith(own)
  const above = text.slice(0, from).trimEnd()
  if (isWhole || above.length < 40 || /[.;:]$/.test(above) || /^kinh gui/.test(plain(above.slice(0, 20)))) return own
  return nameBefore(text.slice(start, to).trimEnd(), book) ?? own
}

/** "Phòng Kinh tế" is never short for anything but a longer name that begins so. */
function takesAnother(short: string, full: string): boolean {
  return standardNames.includes(short) && !plain(full).startsWith(plain(short))
}

/** "Trung tâm" alone may be any of them, "các đơn vị" is everybody, and what UBND stands for everybody knows. */
function isName(short: string): boolean {
  return (
    /^\p{Lu}/u.test(short) &&
    !isGeneric(short) &&
    !/^(?:ubnd|hdnd|uy ban|hoi dong|ke hoach|luat|nghi|quyet|chuong trinh|de an|du an|cuoc|hoi (?:thi|nghi|thao|cho)|phong trao|(?:le|ngay) hoi|giai|chien dich|he thong|nen tang|bo (?:tieu chi|chi so))(?![a-z])/.test(
      plain(short),
    ) &&
    (countWords(short) > 1 || isShortHead(short) || /^\p{Lu}[\p{Lu}&.-]+$/u.test(short))
  )
}

/** The name that ends where the bracket opens: the longest that begins like a unit and holds no verb. */
function nameBefore(before: string, book: UnitBook): string | undefined {
  const clause = before.slice(Math.max(before.lastIndexOf(';'), before.lastIndexOf(':'), before.lastIndexOf('. ')) + 1)
  for (const { index } of clause.matchAll(/(?<![\p{L}\d])\p{Lu}/gu)) {
    const name = clause.slice(index)
    if (!startsWithHead(name, plain(name))) continue
    const unit = readUnit(name, book)
    if (unit && unit.rest === '' && unit.end === 'line' && unit.lead === '' && unit.each.length === 0) return unit.words
  }
  return undefined
}
