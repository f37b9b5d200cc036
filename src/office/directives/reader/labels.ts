// Whoever is named before a colon where the lines beside it begin with units: "Bảo vệ, tạp vụ: Dọn vệ sinh …" below "Phòng A: …".
import { unitKey } from '../../communes/unit-key.js'
import { attributeOf } from './attributes.js'
import type { Clause } from './clauses.js'
import { opensTask, opensWithVerb, predicates } from './openers.js'
import { countWords, plain } from './plain.js'
import { isFunding } from './sections.js'
import { canonicalName, isGeneric } from './unit-names.js'
import { readUnit, type UnitBook } from './units.js'

const labelled = /^([\p{Lu}\d][^:.;]{2,80}):\s*(?=\p{L}|$)/u

/** What is spoken of, and nobody who does it. */
const topic =
  /^(?:ve |cong tac|linh vuc|noi dung|nhiem vu|muc |yeu cau|thoi |dia |kinh |nguon|hinh thuc|doi tuong|pham vi|thanh phan|san pham|chi tieu|ket qua|tien do|luu y|ghi chu|giai doan|dot|buoc|ngay|thang|quy|nam|tuan|sang|chieu|truong hop|doi voi|rieng|mot la|hai la|ba la|thu |lan|che do|quy |phuong|bien phap|giai phap|cu the|trong do|dien thoai|lien he|tai lieu|mau|phu luc|dieu|khoan|dinh chinh|bo sung|nhac lai|thay doi|tin |viec )(?![a-z])/

/** Lets the book know those who stand before a colon among units, so that what follows is theirs. */
export function knowLabels({ children }: Clause, book: UnitBook): void {
  if (!book.accents || children.length < 2) return
  let named = 0
  const unknown: string[] = []
  for (const { words, children: below } of children) {
    const label = labelled.exec(words.slice(0, 90))
    if (!label?.[1]) continue
    const unit = readUnit(words, book)
    if (unit) named += unit.end === 'colon' && unit.lead === '' && !isGeneric(unit.words) ? 1 : 0
    else if (isWhoever(label[1], words.slice(label[0].length) || (below[0]?.words ?? ''))) unknown.push(label[1])
  }
  if (named <= unknown.length || unknown.length === 0) return
  for (const name of unknown) book.known.set(unitKey(name), { name: canonicalName(name), aliases: [], defined: true })
  book.seen.clear()
}

function isWhoever(name: string, rest: string): boolean {
  const low = plain(name)
  return (
    countWords(name) <= 9 &&
    opensWithVerb(plain(rest.slice(0, 60))) &&
    attributeOf(`${name}: ${rest}`) === undefined &&
    !topic.test(low) &&
    !isFunding(name) &&
    (/^\d/.test(low) || !opensTask(low)) &&
    predicates(` ${low}`).next().done === true
  )
}
