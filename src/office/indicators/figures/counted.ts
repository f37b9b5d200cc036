// Whether an indicator counts things, which come whole (dossiers, people, documents), by what its name says is measured. Pure.
import { fold } from '../../../lib/vietnamese.js'

/** "Tỷ lệ hồ sơ …", "Số văn bản …": what stands before that which is counted. */
const opening = /^(?:(?:ty le|ti le|phan tram|ty trong|so luong|so|tong so|cac|luot) )+/

/** Without marks "tín dụng" begins as "tin", "hỗ trợ" as "hộ": short words stand with their next one. */
const things =
  'ho so|giay to|giay chung nhan|giay phep|thu tuc|thanh phan ho so|dich vu cong|van ban|cong van|quyet dinh|bao cao|bien ban|' +
  'tin bai|bai viet|phan anh|kien nghi|don thu|khieu nai|to cao|can bo|cong chuc|vien chuc|nguoi|cong dan|dan cu|lao dong|hoc sinh|' +
  'tre em|dang vien|bien che|ho dan|ho gia dinh|ho ngheo|ho can ngheo|ho kinh doanh|thon|to dan pho|khu pho|don vi|co quan|truong hoc|' +
  'to chuc|doanh nghiep|hop tac xa|cuoc(?! phi)|hoi nghi|lop|truong hop|vu viec|vu an|nhiem vu|sang kien|mo hinh|cong trinh|du an|' +
  'tai khoan|chu ky so|chung thu so|may tinh|thua dat'
const counted = new RegExp(`^(?:${things})(?: |$)`)
/** An average of things has decimals. */
const average = /(?:^| )(?:binh quan|trung binh)(?: |$)/

/** "Hồ sơ nộp trực tuyến toàn trình" does, "Giải ngân vốn đầu tư công" and "Mức độ hài lòng" do not. */
export function countsThings({ name }: { name: string }): boolean {
  const words = fold(name)
  return !average.test(words) && counted.test(words.replace(opening, ''))
}
