// Letters from above the commune (city, Sở, ministry), and which of their tasks are the commune's. Pure.
import { fold } from '../../lib/vietnamese.js'
import type { UnitWithAliases } from '../communes/store.js'
import { matchUnit } from '../communes/unit-key.js'

/** Words that say commune, on folded text: not "xã hội", "thị xã", "địa phương". */
const commune = /(?<!thi )\bxa\b(?! hoi\b)|(?<!dia )\bphuong\b|\bdac khu\b|\bthi tran\b/
/** Does an issuer name a commune or ward? */
export function namesCommune(issuer: string): boolean {
  return commune.test(fold(issuer))
}

const above = /\b(?:thanh pho|tinh|trung uong|chinh phu|thu tuong|quoc hoi|quoc gia|tp)\b/
const office =
  /^(?:so|bo|cuc|chi cuc|tong cuc|vu|thanh uy|tinh uy|thanh tra|bao hiem|kho bac|cong an|ngan hang|lien doan|kiem toan|toa an|vien|thue|ban chi dao|ban to chuc|ban tuyen giao)\b/

/** Does this letter come from above? An issuer that is unknown, a commune's or one of its units does not make it so. */
export function isSuperior(issuer: string | null, units: readonly UnitWithAliases[]): boolean {
  if (!issuer) return false
  const name = fold(issuer)
  if (commune.test(name) || /^truong\b/.test(name)) return false
  if (matchUnit(units, issuer)) return false
  return above.test(name) || office.test(name)
}

const anybody =
  /\b(?:dia phuong|cap xa|cac cap|cac co quan|cac don vi|co quan don vi|don vi lien quan|cac phong|thu truong|nguoi dung dau|toan the)\b/

/** Are these words of a superior's letter (a heading, an addressee) about the commune? "UBND các xã, phường", "các cơ quan, đơn vị" and nobody named are; "Sở Nội vụ" is not. */
export function meansCommune(words: string, units: readonly UnitWithAliases[]): boolean {
  const name = fold(words)
  if (name === '') return true
  // "Các sở, ban, ngành" alone are others; "các sở, ngành, UBND các xã" are not.
  if (commune.test(name) || anybody.test(name)) return true
  if (/^(?:chu tich )?(?:ubnd|uy ban nhan dan)$/.test(name)) return true
  return matchUnit(units, words)?.sure === true
}
