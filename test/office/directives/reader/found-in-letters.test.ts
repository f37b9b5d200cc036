// Forms that letters of other people had and the reader did not know: each in small.
import { expect, it } from 'vitest'
import { deadlinesIn } from '../../../../src/office/directives/reader/deadlines.js'
import { labelOfAll } from '../../../../src/office/directives/reader/json.js'
import { bookOf, coUnitsIn, readUnit } from '../../../../src/office/directives/reader/units.js'
import { read } from './small-letter.js'

const context = { year: 2026, letter: '2026-07-24' }
const due = (text: string) => {
  const { kind, value } = labelOfAll(deadlinesIn(text, context).rules, context.letter)
  return value ?? kind
}
const book = bookOf(undefined, true)

it('weeks and halves of a month end where people say they end', () => {
  expect(due('xong trong tuần thứ hai của tháng 9')).toBe('2026-09-14')
  expect(due('hoàn thành trong tuần đầu tháng 9/2026')).toBe('2026-09-07')
  expect(due('khắc phục xong trong tuần cuối tháng 9')).toBe('2026-09-30')
  expect(due('trình trong nửa đầu tháng 9/2026')).toBe('2026-09-15')
  expect(due('xong trong tuần 2 tháng 9 (chậm nhất 11/9)')).toBe('2026-09-11')
})

it('days come in more shapes', () => {
  expect(due('nghỉ học từ chiều ngày 25/9 đến hết ngày 27/9')).toBe('2026-09-27')
  expect(due('phần mềm đóng lúc 24h00 ngày 31/12/2026')).toBe('2026-12-31')
  expect(due('báo cáo vào phiên giao ban tuần sau (03/8)')).toBe('2026-08-03')
  expect(due('gửi trước ngày mùng 10 tháng 9 năm 2026')).toBe('2026-09-10')
  expect(due('nhập dữ liệu trong 02 tháng kể từ ngày ban hành văn bản này')).toBe('2026-09-24')
  expect(due('treo cờ trong 02 ngày, từ ngày 01 đến hết ngày 02 tháng 9 năm 2026')).toBe('2026-09-02')
})

it('when something takes place, and how long each case may take, is no deadline', () => {
  expect(due('phục vụ kỳ thi được tổ chức trong 02 ngày 03 và 04/9/2026')).toBe('none')
  expect(due('lấy mẫu, trả lời kết quả không quá 02 ngày')).toBe('none')
  expect(due('báo cáo các trường hợp chống đối bằng điện thoại trong vòng 24 giờ')).toBe('none')
})

it('cadences come in more shapes, with the hour behind them', () => {
  expect(due('báo cáo vào sáng thứ Sáu hằng tuần trước 9 giờ 30 phút')).toBe('weekly-before-friday-09:30')
  expect(due('gửi số liệu trước 17h00 các ngày thứ Sáu')).toBe('weekly-before-friday-17:00')
  expect(due('báo cáo 02 kỳ/tháng, vào ngày 14 và ngày 28')).toBe('monthly-before-14+monthly-before-28')
  expect(due('báo cáo sĩ số vào đầu tháng và giữa tháng (ngày 01 và ngày 15)')).toBe(
    'monthly-before-01+monthly-before-15',
  )
  expect(due('gửi báo cáo tháng trước mùng 5 hằng tháng')).toBe('monthly-before-05')
  expect(due('báo cáo 6 tháng, năm gửi trước ngày 05/6 và trước ngày 05/12')).toBe(
    'half-yearly-before-06-05+yearly-before-12-05',
  )
  expect(due('lập đường găng tiến độ đến từng tuần, công khai trước ngày 16/10')).toBe('2026-10-16')
})

const startsOf: [text: string, name: string, rest: string][] = [
  ['Các thôn dọn dẹp nhà văn hóa trước 20/8.', 'Các thôn', 'dọn dẹp nhà văn hóa trước 20/8.'],
  ['Các trường học quét vôi lớp học, sơn bàn ghế.', 'Các trường học', 'quét vôi lớp học, sơn bàn ghế.'],
  ['Trưởng ấp ghé thăm các hộ của ấp mình.', 'Trưởng ấp', 'ghé thăm các hộ của ấp mình.'],
  ['Các ông (bà) Trưởng thôn lập danh sách.', 'Trưởng thôn', 'lập danh sách.'],
  ['Các ban, ngành, đoàn thể trao quà cho hộ nghèo.', 'Các ban, ngành, đoàn thể', 'trao quà cho hộ nghèo.'],
  [
    'Hợp tác xã Dịch vụ nông nghiệp Tân Hưng bơm cạn ao tù.',
    'Hợp tác xã Dịch vụ nông nghiệp Tân Hưng',
    'bơm cạn ao tù.',
  ],
  [
    'Giao Giám đốc: Sở Tài chính, Sở Nội vụ phối hợp rà soát.',
    'Giám đốc: Sở Tài chính, Sở Nội vụ',
    'phối hợp rà soát.',
  ],
  [
    'Giao đồng chí Lê An, Phó Chủ tịch UBND xã, kiểm tra 12 điểm: lần 1 trước Tết.',
    'Phó Chủ tịch UBND',
    'kiểm tra 12 điểm: lần 1 trước Tết.',
  ],
  ['Các trường trọng điểm chất lượng cao lập đề án.', 'Các trường trọng điểm chất lượng cao', 'lập đề án.'],
]

it.each(startsOf)('%s begins with %s', (text, name, rest) => {
  expect(readUnit(text, book)).toMatchObject({ name, rest })
})

it('what was done by a unit is no name that ends behind its capitals', () => {
  expect(readUnit('UBND phường đã ban hành Kế hoạch số 22/KH-UBND ngày 15/7 về cải cách.', book)?.end).not.toBe('verb')
})

it('whom one leads together with works along', () => {
  expect(coUnitsIn('chủ trì, cùng Trạm Y tế và Phòng Kinh tế tuần tra ban đêm', book)).toEqual([
    'Trạm Y tế',
    'Phòng Kinh tế',
  ])
})

it('turns below a lead-in are its times, and letters below a number in brackets its items', () => {
  const { tasks } = read(`(1) Các Tổ bầu cử

a) Phát thẻ cử tri, xong trước ngày 08/8/2026.

b) Khử khuẩn phòng bỏ phiếu:
- lần 1: trước ngày 16/8/2026;
- lần 2: trước ngày 30/8/2026.

(2) Trạm Y tế trực cấp cứu.

Nơi nhận:
- Như trên.`)
  expect(tasks.map(({ unit, text }) => [unit, text.split('\n')[0]?.slice(0, 27)])).toEqual([
    ['Các Tổ bầu cử', 'Phát thẻ cử tri, xong trước'],
    ['Các Tổ bầu cử', 'Khử khuẩn phòng bỏ phiếu: -'],
    ['Trạm Y tế', 'trực cấp cứu.'],
  ])
  expect(tasks[1]?.deadlines[0]).toMatchObject({ due: '2026-08-16' })
})

it('what was appraised, and what happens to whom, asks for nothing', () => {
  const { tasks } = read(`1. Về đánh giá chung: Ghi nhận nỗ lực của Trạm Y tế khi tiêm đạt 99%.
2. Thôn để tái diễn vi phạm từ 03 lần trở lên trong tháng không được xét thi đua.
3. Riêng Trường Mầm non Hoa Sen báo cáo kết quả trước ngày 07/8/2026.
4. Về kiến nghị của thôn 3 về giếng nước nhiễm phèn tại xóm Đông: Phòng Kinh tế kiểm tra, trả lời.

Nơi nhận:
- Như trên.`)
  expect(tasks.map(({ unit }) => unit)).toEqual(['Trường Mầm non Hoa Sen', 'Phòng Kinh tế'])
})
