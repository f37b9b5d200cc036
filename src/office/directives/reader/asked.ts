// Whom the sentence above the items asks, where the letter is addressed to nobody: "UBND thành phố yêu cầu UBND các xã thực hiện các nội dung sau:".
import type { Owner } from './drafts.js'
import { ownerFrom } from './scope.js'
import { isGeneric } from './unit-names.js'
import { readUnit, type UnitBook } from './units.js'

const asks = /(?:^|[\s,])(?:yêu cầu|đề nghị|giao(?: cho)?)\s+(?=\p{L})/giu

/** Undefined where it asks nobody in particular, or is no lead-in. */
export function askedIn(order: string, book: UnitBook): Owner | undefined {
  const sentence = order.split(/(?<=[.;])\s+(?=\p{Lu})/u).at(-1) ?? ''
  if (!/(?:sau|:)[.:]?\s*$/u.test(sentence)) return undefined
  for (const match of sentence.matchAll(asks)) {
    const unit = readUnit(`Giao ${sentence.slice(match.index + match[0].length)}`, book)
    if (unit && unit.end !== 'line' && !isGeneric(unit.words)) return ownerFrom(unit)
  }
  return undefined
}
