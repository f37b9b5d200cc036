// Plans, notices and messages of other styles that were read wrongly at first sight: each in small.
import { expect, it } from 'vitest'
import { deadlinesIn } from '../../../../src/office/directives/reader/deadlines.js'
import { labelOfAll } from '../../../../src/office/directives/reader/json.js'
import { readLetter } from '../../../../src/office/directives/reader/letter.js'
import { targetOf } from '../../../../src/office/directives/reader/targets.js'
import { head, read, tasksOf } from './small-letter.js'

const context = { year: 2026, letter: '2026-06-02' }
const due = (text: string) => {
  const { kind, value } = labelOfAll(deadlinesIn(text, context).rules, context.letter)
  return value ?? kind
}
const plan = (body: string) =>
  `ỦY BAN NHÂN DÂN\nXÃ TÂN HƯNG\nSố: 12/KH-UBND\nTân Hưng, ngày 02 tháng 6 năm 2026\n\nKẾ HOẠCH\nTrồng cây xanh\n\n${body}`

it('a share of last week is a result', () => {
  expect(targetOf('Tỷ lệ số hóa tuần qua 88%, tuần này phải đạt 95% trở lên')).toBe('≥ 95%')
})

it('days of reports and feasts come in more shapes', () => {
  expect(due('báo cáo lại tại buổi giao ban tuần sau (08/6/2026)')).toBe('2026-06-08')
  expect(due('khánh thành trước Quốc khánh 2/9/2026')).toBe('2026-09-02')
  expect(due('tổng hợp báo cáo Sở Tư pháp 6 tháng trước ngày 05/6 và năm trước ngày 05/11')).toBe(
    'half-yearly-before-06-05+yearly-before-11-05',
  )
})

it('whom to call is nobody who does the tasks', () => {
  const items = '1. Phát bản đăng ký tới từng hộ.\n\n2. Nộp danh sách về xã.\n\n'
  const end = 'Đầu mối: đ/c Ngân, công chức văn hóa, số máy 0987.111.222. Đề nghị các thôn triển khai tốt./.'
  expect(new Set(read(items + end).tasks.map(({ unit }) => unit))).toEqual(new Set(['Các cơ quan, đơn vị']))
  expect(read(`${items}Đầu mối: Phòng Kinh tế`).tasks.map(({ unit }) => unit)).toContain('Phòng Kinh tế')
})

it('criteria that something is looked at by are no tasks', () => {
  const body =
    '1. Theo dõi từng hộ theo 3 nhóm tiêu chí:\n- Gương mẫu chấp hành chính sách;\n- Tích cực thi đua.\n\n2. Họp bình xét.'
  expect(read(body).tasks.map(({ text }) => text.slice(0, 20))).toEqual(['Theo dõi từng hộ the', 'Họp bình xét.'])
})

it('the goal of a whole plan is the target of none of its tasks', () => {
  const tasks = readLetter(
    plan(
      '1. Mục tiêu: trồng 3.000 cây xanh, tỷ lệ sống đạt từ 95% trở lên.\n\n2. Phòng Kinh tế: nhận giống cây.\n\n3. Đoàn Thanh niên: chăm sóc cây.',
    ),
  ).tasks
  expect(tasks.map(({ unit, target }) => [unit, target])).toEqual([
    ['Phòng Kinh tế', null],
    ['Đoàn Thanh niên', null],
  ])
})

it('below "Nội dung" of a plan stands work where it has a day', () => {
  const body =
    'I- Mục đích\n1- Tránh phô trương.\n\nII- Nội dung\n1- Làm mới 2 km đường, xong trước 31/8/2026.\n2- Xóa 06 nhà tạm.\n\nIII- Phân công\n1- Phòng Kinh tế: cấp xi măng.'
  expect(tasksOf(plan(body)).map(([, words]) => words)).toEqual([
    'Làm mới 2 km đường, xong trước 31/8/2026.',
    'Xóa 06 nhà tạm.',
    'cấp xi măng.',
  ])
})

it('what a decision says of the body it sets up is formal', () => {
  const body = `Điều 1. Thành lập Tổ vận động gồm 11 thành viên do đồng chí Phó Chủ tịch UBND xã Lê An làm Tổ trưởng.

Điều 2. Nhiệm vụ:
1. Phòng Kinh tế: cung cấp hồ sơ của 42 hộ.
2. Công an xã: nắm tình hình tư tưởng.

Điều 3. Tổ vận động tự giải thể sau khi hoàn thành nhiệm vụ, chậm nhất ngày 30/9/2026.

Điều 4. Chánh Văn phòng và các ông, bà có tên tại Điều 1 chịu trách nhiệm thi hành Quyết định này, kể từ ngày ký./.`
  const letter = plan(body).replace('KẾ HOẠCH', 'QUYẾT ĐỊNH').replace('12/KH-UBND', '12/QĐ-UBND')
  expect(tasksOf(letter).map(([unit]) => unit)).toEqual(['Phòng Kinh tế', 'Công an xã'])
})

it('a stage with its days in brackets may say behind them what it is about', () => {
  const body = `A. Giai đoạn 1 (từ 05/6 đến 20/6/2026): tuyên truyền\n1. Các thôn phát thông báo.\n\nB. Giai đoạn 2 (từ 21/6 đến 30/6/2026): xử lý\n1. Công an xã ra quân xử lý.`
  expect(tasksOf(head + body).map(([, , day]) => day)).toEqual(['2026-06-20', '2026-06-30'])
})

it('"Thông tin, báo cáo:" is the topic in front of who reports', () => {
  expect(
    tasksOf(
      `${head}1. Công an xã tuần tra.\n\n2. Thông tin, báo cáo: Trạm Y tế làm đầu mối, báo cáo trước ngày 15/6/2026.`,
    )[1],
  ).toEqual(['Trạm Y tế', 'làm đầu mối, báo cáo trước ngày 15/6/2026.', '2026-06-15'])
})

it('a message may have its day on a line of its own', () => {
  const { date } = readLetter(
    'UBND XÃ VẠN THẮNG - CHỈ ĐẠO NHANH\nNgày 19/11/2026\n\nKính gửi các đ/c Trưởng thôn!\n\nPhòng Kinh tế: chuẩn bị 500 suất cơm.',
  )
  expect(date).toBe('2026-11-19')
})
