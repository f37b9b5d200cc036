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
  // Marks apart from their letters, as some programs copy them, change nothing.
  expect(readLetter(news.normalize('NFD')).isDirective).toBe(false)
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

it('a page’s news is told, also where it stops like a letter', () => {
  const news = `XÃ TÂN HƯNG: HỌP TRIỂN KHAI PHÒNG, CHỐNG HẠN
04/3/2026

Sáng ngày 02/3/2026, UBND xã Tân Hưng tổ chức họp triển khai phòng, chống hạn. Đồng chí Chủ tịch UBND xã chủ trì cuộc họp.
Tại đây đồng chí Chủ tịch đã triển khai, quán triệt văn bản của cấp trên. Đề nghị từng thành viên tăng cường trách nhiệm, nắm chắc tình hình của từng thôn./.
Lê Thị Gọn`
  expect(readLetter(news)).toMatchObject({ isDirective: false, why: 'not-directive-news' })
})

it('facts of a project and the days of an examination are no tasks', () => {
  const letter = `ỦY BAN NHÂN DÂN
XÃ TÂN HƯNG
Số: 12/UBND-KT
Tân Hưng, ngày 18 tháng 3 năm 2026

Kính gửi: Phòng Kinh tế

Ủy ban nhân dân xã yêu cầu:
1. Thông tin dự án:
- Chủ đầu tư: Ban Quản lý dự án khu vực 2.
- Quy mô: Trường gồm 32 lớp học và bãi gửi xe.
2. Lịch thi:
- Ngày 27 tháng 6 năm 2026: buổi sáng thi môn Ngữ văn, buổi chiều thi môn Toán.
3. Phòng Kinh tế rà soát mặt bằng.`
  expect(readLetter(letter).tasks.map(({ text }) => text)).toEqual(['rà soát mặt bằng.'])
})
