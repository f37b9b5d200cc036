// The letters of these tests: one, its correction, and others made of the same sections.
import { sampleLetter } from '../../../../src/demo/letters/sample.js'

export const first = sampleLetter.replaceAll('AN KHÁNH', 'ĐƯỜNG AN').replaceAll('An Khánh', 'Đường An')

/** The sample letter under another number and subject, naming the one it changes, with sections of its own. */
export function another(input: {
  number: number
  day: string
  subject: string
  named: string
  sections: string
}): string {
  const { number, day, subject, named, sections } = input
  const body = `Thực hiện ${named}, Ủy ban nhân dân xã yêu cầu các cơ quan, đơn vị thực hiện các nhiệm vụ sau:\n\n${sections}\n\n`
  return first
    .replace('112/UBND-VHXH', `${number}/UBND-VHXH`)
    .replace('V/v đẩy mạnh cải cách hành chính\nnhững tháng cuối năm 2026', subject)
    .replace('ngày 14 tháng 9', day)
    .replace(/Thực hiện Công văn số 2210[\s\S]*(?=Yêu cầu các cơ quan, đơn vị nghiêm túc)/, body)
}

export const ofOffice = `1. Văn phòng HĐND và UBND

- Rà soát, cập nhật Quy chế làm việc của Ủy ban nhân dân xã, trình Chủ tịch ký ban hành trong tháng 10/2026.`
export const ofEconomy = `2. Phòng Kinh tế

- Thực hiện công khai dự toán, quyết toán ngân sách và mua sắm tài sản công trước ngày 30/9/2026.`
export const reporting = `3. Chế độ thông tin, báo cáo

Các cơ quan, đơn vị báo cáo kết quả thực hiện về Ủy ban nhân dân xã (qua Phòng Văn hóa - Xã hội) trước ngày 17 hằng tháng.`

export const correction = another({
  number: 120,
  day: 'ngày 21 tháng 9',
  subject: 'V/v đính chính Công văn số 112/UBND-VHXH ngày 14/9/2026',
  named: 'Công văn số 112/UBND-VHXH ngày 14/9/2026 của Ủy ban nhân dân xã',
  sections: [ofOffice, ofEconomy, reporting].join('\n\n'),
})

/** Words of the duty that every unit owes month by month. */
export const monthly = 'Báo cáo kết quả thực hiện'
