// Where a name ends by its own words, whatever verb follows: one that is known, that of many, that of somebody nobody knows.
import { unitKey } from '../../communes/unit-key.js'
import { endBeforeAside, endOfLevel } from './levels.js'
import { predicates } from './openers.js'
import { countWords } from './plain.js'
import type { KnownUnit } from './reading.js'
import { withLongHead } from './short-heads.js'
import { standardName } from './unit-names.js'

/** "Các ông (bà) Trưởng thôn": how people are addressed is no part of the name. */
export const address = /^(?:các )?ông,?\s?(?:\(bà\)|\/\s?bà|bà):?\s(?=\p{L})/iu
/** "UBND phường, trực tiếp là đồng chí Chủ tịch UBND phường": who of them is no other body. */
export const inPerson = /,? (?:mà )?trực tiếp là [^;:.]{3,80}$/iu
const asked = '(?:Các )?[Ôô]ng,?\\s?(?:\\(bà\\)|/\\s?bà|bà):?\\s'
const schools = '(?:mầm non|mẫu giáo|tiểu học|trung học cơ sở|trung học phổ thông|phổ thông|MN|TH|THCS|THPT|TH&THCS)'
const villages = '(?:thôn|xóm|ấp|bản|buôn|bon|khóm|làng|khu phố|tổ dân phố|khu dân cư)'
const offices =
  '(?:phòng|ban|ngành|đơn vị|cơ quan|trung tâm|đoàn thể|địa phương|doanh nghiệp|hộ dân|hộ kinh doanh|hội|thôn|trường(?: học)?)'
const and = '(?:,| và)'
/**
 * "Hiệu trưởng các trường mầm non, tiểu học, THCS", "Trưởng các thôn, xóm", "Các ông (bà) Trưởng thôn", "Các phòng, đơn vị": heads of many, or the
 * many themselves, by kinds that are few.
 */
const collective = new RegExp(
  `^(?:(?:Hiệu trưởng|Ban giám hiệu) các (?:trường(?: học)?(?: ${schools})?)(?:${and} (?:trường )?${schools})*|(?:${asked})?(?:Tổ trưởng|[Tt]rưởng|Bí thư|Ban điều hành) (?:các )?${villages}(?:${and} (?:các |[Tt]rưởng |[Tt]ổ trưởng )?${villages})*|Bí thư (?:các )?[Cc]hi bộ${and} [Tt]rưởng (?:các )?${villages}|[Cc]ác ${villages}(?:${and} (?:các )?${villages})*|[Cc]ác trường(?: học)?(?: ${schools})?(?:${and} (?:trường )?${schools})*|[Cc]ác (?:phòng|ban|cơ quan|đơn vị)(?:${and} (?:các )?${offices})+|[Cc]ác hộ (?:kinh doanh|gia đình|dân|chăn nuôi|sản xuất)|[Cc]ác hợp tác xã|(?:(?:Chủ tịch|Lãnh đạo) )?(?:UBND|[ỦU][ỷy] ban nhân dân) các (?:(?:xã|phường|đặc khu)(?:${and} (?:xã|phường|đặc khu))*|tỉnh(?:${and} thành phố)?(?: trực thuộc [Tt]rung ương)?))(?: (?:trên địa bàn |thuộc |của |trong )?(?:xã|phường|đặc khu|toàn xã))?(?= \\p{Ll})`,
  'u',
)
/** Bodies that have one name everywhere. */
const wellKnown =
  /^(?:Đoàn Thanh niên(?: (?:Cộng sản|CS|TNCS) Hồ Chí Minh)?|Hội (?:Liên hiệp Phụ nữ|LHPN|Nông dân|Cựu chiến binh|CCB|Người cao tuổi|Chữ thập đỏ|Khuyến học|Cựu giáo chức)|Mặt trận Tổ quốc(?: Việt Nam)?|Nhà trường|Đài [Tt]ruyền thanh|Chánh Văn phòng(?: HĐND và UBND)?|Thủ trưởng các (?:cơ quan, đơn vị|đơn vị|phòng, (?:ban, )?đơn vị)|Tổ dân phố (?:số )?\d{1,3})(?: (?:xã|phường|đặc khu)(?! \p{Lu}))?(?= \p{Ll})/u
/** What still says which of them are meant. */
const whichOnes =
  /^(?:đại(?= học)|cao(?= đẳng)|và|có|còn|nơi|nêu|số|đã|chưa|được|đang|khác|liên quan|trên|thuộc|của|trong|tại|ở|ven|vùng|miền|giáp|trọng|nằm|cần|nói|mới|cũ|nghề|đạt|thí|điểm|công|ngoài|dân|bán|nội|chuyên|mầm|mẫu|tiểu|trung|phổ|thôn|xóm|ấp|bản|buôn|bon|khóm|làng|khu|tổ|tư|sự|trực|thành|dự|cung|thi|kinh|nhà|báo(?= (?:chí|đài|in))|sản|vừa|nhỏ|lớn|đầu|vốn|hành|cấp|xã|phường|tỉnh|biên|miền|xa|gần|đặc|nghèo|cận|vi|bị|không|như|là|thì|để|từ|theo|về|với|đoàn|ban|ngành|phòng|hội|tổ|sẽ|căn|phải|học|này|kia|quản|hoạt|nông|lâm|thương|dịch|doanh|hộ|lân|lập|ngoại|năng|khuyết|giáo|y|văn|an|liên|tham|phối|cùng|trưởng|các)(?=[ ,;])/u

/** Where the name of heads of many ends; then a verb stands, whatever it is: "… đi từng nhà", "… chằng chống phòng học". */
function endOfCollective(body: string): number {
  const name = collective.exec(body)?.[0] ?? wellKnown.exec(body)?.[0]
  return name && !whichOnes.test(body.slice(name.length + 1)) && countWords(body.slice(name.length)) > 3
    ? name.length + 1
    : -1
}

/** In a sentence whose verb nobody knows: behind the capitals of the name, as in "Hợp tác xã Dịch vụ Tân An khơi kênh dẫn nước." */
export function endOfProper(sentence: string): number {
  const capitals = [...sentence.matchAll(/\p{Lu}[\p{L}\d-]*(?: |$)/gu)]
  const [before, last] = capitals.slice(-2)
  if (/ (?:đã|đang|chưa|là|có|được|bị|sẽ) |;/u.test(sentence)) return -1
  if (!before || !last || capitals.length < 3 || countWords(sentence.slice(0, last.index)) > 12) return -1
  // A word of two syllables has one capital: "Tư pháp - Hộ tịch" does not end behind it.
  if (before.index + before[0].length < last.index) return -1
  const at = last.index + last[0].length
  const rest = sentence.slice(at)
  // "Ban Chỉ đạo", "Ban Quản lý": the second half of a word.
  if (/^(?:đạo|huy|lý|hành|trực)(?=[ ,;.])/u.test(rest)) return -1
  return countWords(rest) > 2 && /^\p{Ll}/u.test(rest) && !whichOnes.test(rest) ? at : -1
}

/** Where a name that is known word for word ends, its place included, when something in small letters follows. */
function endOfKnown(body: string, known: Map<string, KnownUnit>): number {
  const ends = [...body.slice(0, 90).matchAll(/ (?=\p{Ll})/gu)].map((match) => match.index)
  for (const at of ends.reverse()) {
    const words = body.slice(0, at)
    if (
      !/[,;:]$/.test(words) &&
      (isOneUnit(withoutBracket(words)) || knownUnit(withoutBracket(words), known)) &&
      !/^ (?:và|viên|xã|phường|đặc khu|thành phố|tỉnh|huyện|quận|khu vực|cấp (?:xã|tỉnh|huyện|cơ sở|trên|dưới)|thuộc|trực thuộc|của|các|có)(?=[ ,;]|$)/u.test(
        body.slice(at),
      )
    )
      return at + 1
  }
  return -1
}

/** "Phòng Kinh tế (đồng chí Hoa)". */
function withoutBracket(words: string): string {
  return words.replace(/ \([^()]{2,60}\)$/u, '')
}

/** Where the last of several such names ends, or the only one: "Trạm Y tế và các thôn phun thuốc …". */
export function endOfSure(body: string, known: Map<string, KnownUnit>): number {
  const end = endOfNames(body, known)
  return end < 0 ? endBeforeAside(body) : end
}

function endOfNames(body: string, known: Map<string, KnownUnit>): number {
  const endOf = (text: string) => Math.max(endOfKnown(text, known), endOfCollective(text), endOfLevel(text))
  const end = endOf(body)
  if (end >= 0) return end
  let from = 0
  for (const match of body.slice(0, 200).matchAll(/[,;] | và /gu)) {
    const name = body.slice(from, match.index)
    if (endOf(`${name} xin làm việc này`) !== name.length + 1) return -1
    from = match.index + match[0].length
    const last = endOf(body.slice(from))
    if (last >= 0) return from + last
  }
  return -1
}

export function knownUnit(words: string, known: Map<string, KnownUnit>): KnownUnit | undefined {
  return known.size === 0 ? undefined : known.get(unitKey(words))
}

export function isOneUnit(words: string): boolean {
  const name = standardName(words)
  return name !== undefined && !name.startsWith('Các')
}

/** "BQL và P.VH": short names that are known one by one. */
export function eachKnown(words: string, known: Map<string, KnownUnit>): string[] | undefined {
  const parts = known.size === 0 ? [] : words.split(/, | và /u)
  return parts.length > 1 && parts.every((part) => knownUnit(withLongHead(part), known))
    ? parts.map(withLongHead)
    : undefined
}

/**
 * "Tổ công tác triển khai Đề án 06 tham mưu …", "Hội đồng Phối hợp phổ biến, giáo dục pháp luật tỉnh": what a body was set up for is part of its
 * name, where another verb, a colon or nothing at all stands behind it.
 */
export function isForWhat(body: string, low: string, at: number, verb: string): boolean {
  // "Ban Chỉ đạo xây dựng nông thôn mới xã họp đánh giá …".
  if (verb === 'xay dung')
    return (
      /ban (?:chi dao|van dong|quan ly) $/.test(low.slice(0, at)) &&
      /^ (?:nong thon moi|doi song van hoa|khu dan cu|nep song)/.test(low.slice(at + verb.length)) &&
      !predicates(low.slice(at + verb.length, at + verb.length + 90)).next().done
    )
  if (!/^(?:trien khai|thuc hien|pho bien)$/.test(verb)) return false
  if (!/(?:to cong tac|ban chi dao|to giup viec|hoi dong phoi hop) $/.test(low.slice(0, at))) return false
  const rest = body.slice(at + verb.length)
  if (!/^ \p{Lu}|^, giáo dục/u.test(rest)) return false
  const next = low.slice(at + verb.length, at + verb.length + 140)
  return /^[^.;:]{3,60}(?:$|:)/.test(rest) || !predicates(next).next().done
}

/** "Phó Chủ tịch phụ trách văn hóa - xã hội trực tiếp chỉ đạo …": the field belongs to the name when a verb follows it. */
export function isInCharge(before: string, after: string): boolean {
  if (
    !/pho (?:thu tuong|chu tich|giam doc|hieu truong)(?: chinh phu| (?:thuong truc )?(?:ubnd|uy ban nhan dan)(?: xa| phuong| dac khu| tinh| thanh pho)?)? $/.test(
      before,
    )
  )
    return false
  if (/^ [^.,;:]{3,40}:/.test(after)) return true
  const verb = predicates(after.slice(0, 60)).next().value?.index ?? 0
  const field = after.slice(0, verb)
  return verb > 4 && !/[.,;:]|(?:cong tac|viec|nhiem vu|hoat dong|linh vuc|khoi|mang) $/.test(field)
}
