// Several units in one name, or behind "các đơn vị sau:", one by one; whether the colon before them belongs to the name.
import { isOneUnit } from './name-ends.js'
import { predicates } from './openers.js'
import { countWords, plain } from './plain.js'

const names =
  'Phòng|Văn phòng|Văn Phòng|Trung tâm|Công an|Đồn Biên phòng|Hạt Kiểm lâm|Sở|Bộ|Cục|Vụ|Ban|Hội|Đoàn|Đài|Trạm|Trường|Thông tấn xã|Ủy ban|UBND|UBMTTQ|Mặt trận|VP|Tổ|Đội|Chi cục|Thuế|Kho bạc|Đảng ủy|phòng(?= \\p{Lu})|các Trường|các trường|các thôn|các Thôn'
/** "KT, VHXH", "CA + QS": letters that stand for offices every commune has. */
const shortNames = /^(?:(?:Phòng|Trung tâm|Văn phòng) )?\p{Lu}[\p{Lu}&.-]*(?:, \p{Lu}[\p{Lu}&.-]*)+(?: xã| phường)?$/u

/** "Các đơn vị sau: Phòng A; Phòng B": who they are follows. */
const listing =
  /^(?:các (?:bộ|cơ quan|đơn vị|phòng|cơ quan, đơn vị|phòng, đơn vị)(?: (?:có tên )?sau(?: đây)?)?|gồm)\s*:\s*/iu

/** "Các phòng: Kinh tế, Nội vụ" only says their fields. */
export function listsUnits(words: string): boolean {
  const after = words.replace(listing, '')
  return (
    after !== words &&
    /^(?:Phòng|Văn phòng|Trung tâm|Công an|Trường|Trạm|Ban|Sở|UBND|Hội|Đoàn|Đài|VP|TT)(?:\s|$)/u.test(after)
  )
}

const separator = new RegExp(
  `\\s*;\\s*|\\s+\\+\\s+|\\s*,\\s+(?=(?:${names})(?:\\s|$))|(?<!HĐND|[Hh]ội đồng nhân dân)\\s+(?:và|cùng)\\s+(?=(?:${names})(?:\\s|$))`,
  'u',
)

export function splitUnits(words: string): string[] {
  const parts = words.replace(listing, '').split(separator)
  return parts
    .map((part) => part.replace(/^(?:và|với|cùng)\s+/u, '').trim())
    .flatMap((part) => (shortNames.test(part) && part.split(', ').every(isOneUnit) ? part.split(', ') : [part]))
    .filter(Boolean)
}

/** "Các sở: Xây dựng, Công Thương": the field of an office that is called like a verb. */
function isField(first: string, kind: string): boolean {
  return /(?:^|\s)(?:bo|so|cuc|vu)$/.test(kind) && /^(?:Xây dựng|Thống kê)$/u.test(first.trim())
}

/** "Các Bộ: Quốc phòng, Công an …", "các tỉnh, thành phố: Hà Tĩnh, …": the colon belongs to the name. */
export function listsNames(after: string, before: string): boolean {
  if (!/^(?:cac|chu tich|thu truong|ubnd|uy ban|giam doc|bo truong|truong)\b/.test(before)) return false
  // "các đơn vị sau: Phòng A; Phòng B rà soát …".
  const kind = before.trim().replace(/ (?:co ten )?sau(?: day)?$/, '')
  if (
    !/(?:^|\s)(?:bo|so|tinh|thanh pho|xa|phuong|nganh|phong|don vi|thon|(?<!hieu )truong|co quan|cuc|vu|to dan pho|ban|giam doc)$/.test(
      kind,
    )
  )
    return false
  const first = after.trim().split(/[,;]/, 1)[0] ?? ''
  return (
    /^\p{Lu}/u.test(first) &&
    countWords(first) <= 9 &&
    /[,;]/.test(after) &&
    (predicates(` ${plain(first)}`).next().value?.index !== 1 || isField(first, kind))
  )
}
