// Where the name of many, or of somebody nobody knows, ends by its own words, whatever verb follows.
import { countWords } from './plain.js'

/** "Các ông (bà) Trưởng thôn": how people are addressed is no part of the name. */
export const address = /^(?:các )?ông,?\s?(?:\(bà\)|\/\s?bà|bà):?\s(?=\p{L})/iu
const asked = '(?:Các )?[Ôô]ng,?\\s?(?:\\(bà\\)|/\\s?bà|bà):?\\s'
const schools = '(?:mầm non|mẫu giáo|tiểu học|trung học cơ sở|trung học phổ thông|phổ thông|MN|TH|THCS|THPT|TH&THCS)'
const villages = '(?:thôn|xóm|ấp|bản|buôn|khóm|làng|khu phố|tổ dân phố|khu dân cư)'
const offices =
  '(?:phòng|ban|ngành|đơn vị|cơ quan|trung tâm|đoàn thể|địa phương|doanh nghiệp|hộ dân|hộ kinh doanh|hội|thôn|trường(?: học)?)'
const and = '(?:,| và)'
/**
 * "Hiệu trưởng các trường mầm non, tiểu học, THCS", "Trưởng các thôn, xóm", "Các ông (bà) Trưởng thôn", "Các phòng, đơn vị": heads of many, or the
 * many themselves, by kinds that are few.
 */
const collective = new RegExp(
  `^(?:(?:Hiệu trưởng|Ban giám hiệu) các (?:trường(?: học)?(?: ${schools})?)(?:${and} (?:trường )?${schools})*|(?:${asked})?(?:Tổ trưởng|[Tt]rưởng|Bí thư|Ban điều hành) (?:các )?${villages}(?:${and} (?:các |[Tt]rưởng |[Tt]ổ trưởng )?${villages})*|Bí thư (?:các )?[Cc]hi bộ${and} [Tt]rưởng (?:các )?${villages}|[Cc]ác ${villages}(?:${and} (?:các )?${villages})*|[Cc]ác trường(?: học)?(?: ${schools})?(?:${and} (?:trường )?${schools})*|[Cc]ác (?:phòng|ban|cơ quan|đơn vị)(?:${and} (?:các )?${offices})+|[Cc]ác hộ (?:kinh doanh|gia đình|dân)|[Cc]ác hợp tác xã)(?: (?:trên địa bàn |thuộc |của |trong )?(?:xã|phường|đặc khu|toàn xã))?(?= \\p{Ll})`,
  'u',
)
/** What still says which of them are meant. */
const whichOnes =
  /^(?:và|có|còn|nơi|nêu|số|đã|chưa|được|đang|khác|liên quan|trên|thuộc|của|trong|tại|ở|ven|vùng|miền|giáp|trọng|nằm|cần|nói|mới|cũ|nghề|đạt|thí|điểm|công|ngoài|dân|bán|nội|chuyên|mầm|mẫu|tiểu|trung|phổ|thôn|xóm|ấp|bản|buôn|khóm|làng|khu|tổ|tư|sự|trực|thành|dự|cung|thi|kinh|nhà|báo|sản|vừa|nhỏ|lớn|đầu|vốn|hành|cấp|xã|phường|tỉnh|biên|miền|xa|gần|đặc|nghèo|cận|vi|bị|không|như|là|thì|để|từ|theo|về|với|đoàn|ban|ngành|phòng|hội|tổ|sẽ|căn|phải|học|này|kia|quản|hoạt|nông|lâm|thương|dịch|doanh|hộ|lân|lập|ngoại|năng|khuyết|giáo|y|văn|an|liên|tham|phối|cùng|trưởng|các)(?=[ ,;])/u

/** Where the name of heads of many ends; then a verb stands, whatever it is: "… đi từng nhà", "… chằng chống phòng học". */
export function endOfCollective(body: string): number {
  const name = collective.exec(body)?.[0]
  return name && !whichOnes.test(body.slice(name.length + 1)) && countWords(body.slice(name.length)) > 3
    ? name.length + 1
    : -1
}

/** In a sentence whose verb nobody knows: behind the capitals of the name, as in "Hợp tác xã Dịch vụ Tân An khơi kênh dẫn nước." */
export function endOfProper(sentence: string): number {
  const capitals = [...sentence.matchAll(/\p{Lu}[\p{L}\d-]*(?: |$)/gu)]
  const last = capitals.at(-1)
  if (/ (?:đã|đang|chưa|là|có|được|bị|sẽ) /u.test(sentence)) return -1
  if (!last || capitals.length < 3 || countWords(sentence.slice(0, last.index)) > 12) return -1
  const at = last.index + last[0].length
  const rest = sentence.slice(at)
  return countWords(rest) > 2 && /^\p{Ll}/u.test(rest) && !whichOnes.test(rest) ? at : -1
}
