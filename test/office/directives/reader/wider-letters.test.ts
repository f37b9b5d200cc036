// Forms of commune letters on land, schools, farming, elections and registers that were read wrongly at first sight: each in small.
import { expect, it } from 'vitest'
import { deadlinesIn } from '../../../../src/office/directives/reader/deadlines.js'
import { labelOfAll } from '../../../../src/office/directives/reader/json.js'
import { readLetter } from '../../../../src/office/directives/reader/letter.js'
import { targetOf } from '../../../../src/office/directives/reader/targets.js'
import { bookOf, readUnit } from '../../../../src/office/directives/reader/units.js'
import { head, read, tasksOf } from './small-letter.js'

const context = { year: 2026, letter: '2026-06-02' }
const due = (text: string) => {
  const { kind, value } = labelOfAll(deadlinesIn(text, context).rules, context.letter)
  return value ?? kind
}
const book = bookOf(undefined, true)

it('land kept for the commune is no share that is asked for', () => {
  expect(targetOf('lập sổ theo dõi từng thửa đất công ích (đất 5%) bị lấn chiếm')).toBeNull()
  expect(targetOf('vận động nộp thuế đất đạt 95%')).toBe('95%')
})

it('what must not drag on after a day is due on that day; a week of something is in its month', () => {
  expect(due('giải quyết dứt điểm đơn thư, không để kéo dài sau ngày 10/7/2026')).toBe('2026-07-10')
  expect(due('trang trí đường phố trong tuần lễ giao quân tháng 02/2027')).toBe('2027-02-28')
  expect(due('hỗ trợ hộ bị thiệt hại trong đợt mưa lũ tháng 5/2026')).toBe('none')
})

it('people who go somewhere, attend or meet do something', () => {
  expect(readUnit('Công chức phụ trách thôn dự đầy đủ các cuộc họp của thôn.', book)?.rest).toBe(
    'dự đầy đủ các cuộc họp của thôn.',
  )
  expect(readUnit('Tổ công tác xuống từng hộ kiểm tra đồng hồ nước.', book)?.rest).toBe(
    'xuống từng hộ kiểm tra đồng hồ nước.',
  )
  expect(readUnit('Các thành viên Hội đồng giao ban vào chiều thứ Sáu hằng tuần.', book)?.name).toBe(
    'Các thành viên Hội đồng',
  )
  expect(readUnit('Đề nghị Thường trực Ủy ban MTTQ Việt Nam xã giám sát việc rà soát.', book)?.rest).toBe(
    'giám sát việc rà soát.',
  )
})

it('a season is no department of a ministry', () => {
  expect(readUnit('Vụ Xuân 2027 dự kiến gieo cấy 820 ha.', book)).toBeUndefined()
  expect(readUnit('Vụ Pháp chế rà soát văn bản.', book)?.name).toBe('Vụ Pháp chế')
})

it('behind a label of time may stand who is to do what; then it says nothing of the items beside it', () => {
  const reading = read(`(1) Công an xã: tuần tra ban đêm.

(2) Thời gian báo cáo: các đơn vị gửi kết quả đợt 1 trước ngày 30/6/2026; đợt 2 trước ngày 15/7/2026.`)
  expect(
    reading.tasks.map(({ unit, deadlines }) => [unit, deadlines.flatMap((rule) => ('due' in rule ? [rule.due] : []))]),
  ).toEqual([
    ['Công an xã', []],
    ['Các cơ quan, đơn vị', ['2026-06-30', '2026-07-15']],
  ])
})

it('full stops may be bullets', () => {
  expect(
    read('- Phòng Kinh tế:\n. Lập danh bạ hộ kinh doanh.\n. Cử 02 công chức hỗ trợ.').tasks.map(({ text }) => text),
  ).toEqual(['Lập danh bạ hộ kinh doanh.', 'Cử 02 công chức hỗ trợ.'])
})

it('what guests are told and a bare "xin thông báo" end a letter', () => {
  const items = '- Công an xã tuần tra ban đêm.\n- Trạm Y tế phun thuốc.\n\n'
  for (const end of ['Đại biểu sắp xếp thời gian dự họp đúng thành phần./.', 'Văn phòng xin thông báo./.'])
    expect(tasksOf(head + items + end).map(([unit]) => unit)).toEqual(['Công an xã', 'Trạm Y tế'])
})

it('the day of a letter may stand behind its place in figures alone', () => {
  expect(readLetter(head.replace('ngày 02 tháng 6 năm 2026', '02-6-2026')).date).toBe('2026-06-02')
})

it('of several addressees those are asked whom the order names', () => {
  const letter = (order: string) =>
    `${head.slice(0, head.indexOf('Kính gửi'))}Kính gửi:\n- Trạm Y tế;\n- Các trường học;\n- Công an xã.\n\n${order}\n\n- Lưu mẫu thức ăn 24 giờ.\n- Niêm yết thực đơn.`
  const askedOf = (order: string) => readLetter(letter(order)).tasks.map(({ unit }) => unit)
  expect(askedOf('UBND xã yêu cầu Hiệu trưởng các trường học thực hiện các nội dung sau:')).toEqual(
    Array(2).fill('Hiệu trưởng các trường học'),
  )
  expect(askedOf('UBND xã yêu cầu các đơn vị thực hiện các nội dung sau:')).toEqual(
    Array(2).fill('Các cơ quan, đơn vị'),
  )
  expect(askedOf('UBND xã yêu cầu Trạm Y tế, các trường học, Công an xã thực hiện:')).toEqual(
    Array(2).fill('Các cơ quan, đơn vị'),
  )
})
