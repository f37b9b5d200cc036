// What only tells: news of a meeting, whatever was asked for there, and announcements of when something takes place.
import { expect, it } from 'vitest'
import { readLetter } from '../../../../src/office/directives/reader/letter.js'

it('news of a meeting is no directive, though it has no marks of a page and lists what was asked for', () => {
  const news = `Xã Tân Hưng họp giao ban tháng 9

Sáng 03/10, UBND xã Tân Hưng tổ chức họp giao ban đánh giá kết quả tháng 9.

Tại hội nghị, các đại biểu đã nghe Văn phòng báo cáo kết quả thực hiện nhiệm vụ.

Phát biểu kết luận, Chủ tịch UBND xã yêu cầu tập trung một số nhiệm vụ sau:
- Phòng Kinh tế đẩy nhanh giải ngân.
- Công an xã tăng cường tuần tra.`
  expect(readLetter(news)).toMatchObject({ isDirective: false, why: 'not-directive-news' })
})

it('the conclusions of a meeting pasted without their head are a directive', () => {
  const conclusions = `Ngày 03/10/2026, đồng chí Chủ tịch UBND xã chủ trì họp giao ban tháng 9. Sau khi nghe Văn phòng báo cáo, Chủ tịch UBND xã kết luận như sau:
1. Phòng Kinh tế hoàn thành giải ngân trước ngày 20/10/2026.
2. Công an xã tăng cường tuần tra.`
  expect(readLetter(conclusions).isDirective).toBe(true)
})

it.each([
  ['lịch tiếp công dân quý III', '', false],
  ['lịch nghỉ lễ Quốc khánh', '4. Yêu cầu Văn phòng HĐND và UBND bố trí trực.\n', true],
])('an announcement of a %s asks only where it asks somebody', (subject, order, isDirective) => {
  const letter = `ỦY BAN NHÂN DÂN
XÃ TÂN HƯNG
Số: 12/TB-UBND
Tân Hưng, ngày 18 tháng 8 năm 2026

THÔNG BÁO
Về ${subject}

UBND xã thông báo như sau:
1. Thời gian: từ 7h30 đến 11h30 thứ Năm hằng tuần.
2. Địa điểm: trụ sở UBND xã.
3. Thành phần: Chủ tịch UBND xã trực tiếp chủ trì.
${order}UBND xã thông báo để Nhân dân biết.

Nơi nhận:
- Lưu: VT.`
  expect(readLetter(letter).isDirective).toBe(isDirective)
})
