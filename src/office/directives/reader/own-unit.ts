// Who has to do it where an item names two: who gives it and who gets it, or two headings in one line.
import { capitalised } from '../../../lib/vietnamese.js'
import { plain } from './plain.js'
import type { Walk } from './scope.js'
import { isGeneric } from './unit-names.js'
import { readUnit, type UnitStart } from './units.js'

const gives =
  /^(?:chu tich |thuong truc )?(?:ubnd|uy ban nhan dan|so|bo|dang uy|chinh phu|thu tuong|hdnd|thue tinh|thue thanh pho|bao hiem xa hoi|kho bac|cuc|chi cuc)(?! (?:cac|tung) )(?![a-z])/

/** "4. Phòng Kinh tế: Văn phòng HĐND và UBND xã: …": the last one named has it, and the officer is asked. */
export function ownUnit(walk: Walk, unit: UnitStart | undefined): UnitStart | undefined {
  // "UBND xã giao Phòng Kinh tế …": who gives it has not to do it.
  const orders = unit?.lead === '' ? /^(?:giao|yeu cau|de nghi|phan cong) / : /^giao /
  if (unit?.end === 'verb' && orders.test(plain(unit.rest)) && gives.test(plain(unit.words))) {
    const given = readUnit(capitalised(unit.rest), walk.letter.book)
    if (given && given.end !== 'line' && given.rest !== '' && !isGeneric(given.words)) return given
  }
  if (unit?.end !== 'colon' || unit.rest === '') return unit
  const again = readUnit(unit.rest, walk.letter.book)
  // "2.4. Ban Quản lý Cảng: Giao Ban Quản lý Cảng niêm yết …".
  if (again?.end === 'verb' && again.lead !== '' && again.rest !== '' && again.name === unit.name) return again
  if (again?.end !== 'colon') return unit
  walk.doubts.push({
    code: 'doubt-doubled-heading',
    args: { first: unit.name, second: again.name },
    quote: `${unit.words}: ${again.words}:`,
    taskIndex: walk.drafts.length,
  })
  return ownUnit(walk, again)
}
