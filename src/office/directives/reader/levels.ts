// Where a name ends whatever verb follows: behind the field of a ministry or department, behind "tỉnh", "xã", and before an aside.
import { countWords } from './plain.js'

/** What ministries and departments are called by; of two the longer one first. */
const fields = [
  'Nội vụ|Tài chính|Tư pháp|Xây dựng|Y tế|Giáo dục và Đào tạo|GD&?ĐT|GD-ĐT|Công Thương|Nông nghiệp và Môi trường|Nông nghiệp và (?:Phát triển nông thôn|PTNT)',
  'Khoa học và Công nghệ|Văn hóa, Thể thao và Du lịch|Văn hóa và Thể thao|Du lịch|Dân tộc và Tôn giáo|Ngoại giao|Ngoại vụ|Quốc phòng|Công an',
  'Giao thông vận tải|Tài nguyên và Môi trường|Kế hoạch và Đầu tư|Lao động(?:, | - )Thương binh và Xã hội|Thông tin và Truyền thông|Quy hoạch - Kiến trúc',
].join('|')
const ofField = new RegExp(
  `^(?:Bộ|Sở|Bộ trưởng Bộ|Giám đốc Sở) (?:${fields})(?: (?:tỉnh|thành phố)(?! \\p{Lu}))?(?= \\p{Ll})`,
  'u',
)

/** "Đài Khí tượng Thủy văn tỉnh dự báo …": a few words without any that join clauses, then the level they are of. */
const ofLevel =
  /^\p{Lu}[\p{L}&-]*(?: (?!(?:tỉnh|xã(?! hội)|phường|huyện|đặc khu|các|những|của|về|cho|với|tại|để|trong|từ|đến|toàn|mỗi|cấp|số|thị|hợp tác|được|là|có|không|ban hành|trên|theo|khi) )[\p{L}\d&-]+){1,8}(?<![Hh]ợp tác|[Tt]hông tấn) (?:tỉnh|huyện|xã(?! hội)|phường|đặc khu|Trung ương|Tỉnh ủy|Thành ủy)(?= \p{Ll})/u

/** After "xã", "tỉnh" it is another word, or says which one. */
const goesOn =
  /^(?:hội|tỉnh|huyện|phường|đội|viên|[ủu]y|uỷ|đoàn|lộ|đảo|lân|thành|lẻ|khác|kh(?:óa|oá)(?= [IVX\d])|nhiệm kỳ|nơi|ven|vùng|miền|biên|nghèo|trọng|nông|đạt|điểm|đặc|và|hoặc|có|còn|nêu|đã|chưa|được|đang|liên quan|trên|thuộc|của|trong|tại|ở|giáp|nằm|mới|cũ|này|không|như|là|thì|để|từ|theo|về|với|cùng|các|phối|tham|phụ|về|do|khi|nếu|trực|chuyên|ngoài|sẽ|gồm)(?=[ ,;])/u

/** "Sở A, ngoài nhiệm vụ tại mục 1, chỉ đạo …": what is put in between belongs to what is to be done. */
const beforeAside =
  /^\p{Lu}[^,;:.()]{3,80}(?=, (?:ngoài|bằng|thông qua|bên cạnh|tùy theo|tuỳ theo|khi|với (?:vai trò|chức năng|trách nhiệm|tư cách)) [^,;:.]{3,120}, \p{Ll})/u

/** Where the name ends by its field or level; -1 where by none. */
export function endOfLevel(body: string): number {
  const name = ofField.exec(body)?.[0] ?? ofLevel.exec(body)?.[0]
  const rest = body.slice((name?.length ?? 0) + 1)
  return name && !goesOn.test(rest) && countWords(rest) > 2 ? name.length + 1 : -1
}

/** Where the name ends before an aside; -1 where there is none. */
export function endBeforeAside(body: string): number {
  return beforeAside.exec(body)?.[0].length ?? -1
}
