// The units that a task names beside the one that leads: "phối hợp với Phòng A, Công an xã".
import { plain, searched } from './plain.js'
import { readUnit, splitNames, type UnitBook } from './units.js'

/** "phối hợp với Phòng A, Công an xã và các đơn vị liên quan": the units that work with the lead. */
export function coUnitsIn(text: string, book: UnitBook): string[] {
  const low = plain(text.slice(0, searched))
  const all: string[] = []
  for (const match of low.matchAll(
    /(?:phoi hop (?:chat che )?(?:(?:voi|cung) )?|^cung |chu tri,? cung (?:voi )?)(?=[a-z])/g,
  )) {
    const from = match.index + match[0].length
    const unit = readUnit(`Đề nghị ${text.slice(from, from + 400)}`, book)
    if (!unit || unit.end === 'colon' || unit.words === '') continue
    const words = unit.words.split(
      /[.;]|\s+["“]|\s+(?:trong|để|nhằm|đi|xuống|và các cơ quan|cùng các|và các đơn vị)(?:\s|$)/u,
      1,
    )[0]
    if (words) all.push(...splitNames(words, book.known))
  }
  return [...new Set(all)]
}
