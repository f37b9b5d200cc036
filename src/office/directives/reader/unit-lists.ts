// Several units in one phrase: "Phòng A, Phòng B và Công an xã", "phối hợp với Phòng A và các đơn vị liên quan".
import type { KnownUnit } from './reading.js'
import { canonicalName, isGeneric, unitKey } from './unit-names.js'

const heads =
  'Phòng|Văn phòng|Văn Phòng|Trung tâm|Công an|Sở|Bộ|Cục|Vụ|Ban|Hội|Đoàn|Đài|Trạm|Trường|Thông tấn xã|Ủy ban|UBND|UBMTTQ|Mặt trận|VP|Tổ|Đội|Chi cục|Thuế|Kho bạc|Đảng ủy|các Trường|các trường|các thôn|các Thôn'
const separator = new RegExp(`\\s*;\\s*|\\s*,\\s+(?=(?:${heads})(?:\\s|$))|\\s+(?:và|cùng)\\s+(?=(?:${heads})\\s)`, 'u')

export function splitUnits(words: string): string[] {
  const parts = words.replace(/^(?:các bộ|các đơn vị|các phòng|gồm)\s*:\s*/iu, '').split(separator)
  return parts.map((part) => part.replace(/^(?:và|với|cùng)\s+/u, '').trim()).filter(Boolean)
}

export function nameOf(words: string, known: Map<string, KnownUnit>): string {
  return known.get(unitKey(words))?.name ?? (isGeneric(words) ? generic(words) : canonicalName(words))
}

/** Names in a value or a cell: "Sở A, Công an xã; các đơn vị liên quan". */
export function splitNames(words: string, known: Map<string, KnownUnit>): string[] {
  const clean = words.replace(/[\s.;]+$/u, '').replace(/^(?:với|cùng)\s+/iu, '')
  return splitUnits(clean).map((part) => nameOf(part, known))
}

/** "Thủ trưởng các cơ quan, đơn vị thuộc xã" is everybody; "Các phòng, ban chuyên môn" says which. */
function generic(words: string): string {
  return canonicalName(words.replace(/^(?:thủ trưởng|trưởng|lãnh đạo|người đứng đầu)\s+/iu, ''))
}
