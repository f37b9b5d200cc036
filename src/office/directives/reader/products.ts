// What is to be handed in, when the text names it: "kế hoạch", "báo cáo", "danh sách".
import { plain, searched } from './plain.js'

const nouns =
  'ke hoach|bao cao|danh sach|danh muc|phuong an|to trinh|quyet dinh|quy che|quy trinh|chuong trinh|de an|bieu tong hop|phu luc|van ban|cong van|du thao|thong ke'
const asked = new RegExp(
  `(?:ban hanh|xay dung|trinh|lap|gui|nop|hoan thien|soan thao|cung cap)\\s(?:[a-z]+\\s){0,3}?(${nouns})(?![a-z])`,
)

export function productOf(text: string): string | null {
  const low = plain(text.slice(0, searched))
  const match = asked.exec(low)
  const at = match
    ? match.index + match[0].length - (match[1] ?? '').length
    : low.search(/(?:^|[;.,] )(?:tong hop,? )?bao cao (?:ket qua|so lieu|tinh hinh|uy ban|ubnd|ve|dinh ky|hang)/)
  if (at < 0) return null
  if (match) return text.slice(at, at + (match[1] ?? '').length).toLowerCase()
  return 'báo cáo'
}
