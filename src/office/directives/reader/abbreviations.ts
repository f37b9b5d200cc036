// Short names that a letter gives its units itself: "Sở Giáo dục và Đào tạo (sau đây gọi tắt là Sở GDĐT)", "Phòng Kinh tế (viết tắt là P.KT)".

import { unitKey } from '../../communes/unit-key.js'
import { countWords, plain } from './plain.js'
import { isShortHead, withLongHead } from './short-heads.js'
import { startsWithHead } from './unit-heads.js'
import { isGeneric } from './unit-names.js'
import { nameOf, readUnit, type UnitBook } from './units.js'

const definition =
  /\((?:(?:sau|dưới) đây )?(?:(?:được )?(?:gọi|viết) (?:tắt|chung|gọn)|gọi)(?: (?:tắt|chung))? ?(?:là|:)\s*:?\s*["“”']?([^()"“”']{2,40}?)["“”']?\)/giu

/** Lets the book know every short name that the text defines; how they are called in full is what is shown. */
export function defineShortNames(lines: string[], book: UnitBook): void {
  for (const [at, line] of lines.entries()) {
    // A name may have begun on the line above.
    const text = at > 0 && line.includes('(') ? `${(lines[at - 1] ?? '').slice(-160)} ${line}` : line
    for (const match of text.matchAll(definition)) {
      const short = (match[1] ?? '').trim()
      const full = nameBefore(text.slice(Math.max(0, match.index - 160), match.index).trimEnd(), book)
      if (!full || !isName(short)) continue
      const unit = { name: nameOf(full, book.known), aliases: [], defined: true }
      for (const key of [unitKey(short), unitKey(withLongHead(short))])
        if (!book.known.has(key)) book.known.set(key, unit)
    }
  }
  book.seen.clear()
}

/** "Trung tâm" alone may be any of them, "các đơn vị" is everybody, and what UBND stands for everybody knows. */
function isName(short: string): boolean {
  return (
    /^\p{Lu}/u.test(short) &&
    !isGeneric(short) &&
    !/^(?:ubnd|hdnd|uy ban|hoi dong|ke hoach|luat|nghi|quyet|chuong trinh|de an|du an|cuoc|hoi thi|phong trao)(?![a-z])/.test(
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
