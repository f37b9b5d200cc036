// Forms that letters of other people had and the reader did not know: each in small.
import { expect, it } from 'vitest'
import { coUnitsIn } from '../../../../src/office/directives/reader/co-units.js'
import { deadlinesIn } from '../../../../src/office/directives/reader/deadlines.js'
import { labelOfAll } from '../../../../src/office/directives/reader/json.js'
import { readLetter } from '../../../../src/office/directives/reader/letter.js'
import { targetOf } from '../../../../src/office/directives/reader/targets.js'
import { bookOf, readUnit } from '../../../../src/office/directives/reader/units.js'
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

it('a report asked of all behind the items is theirs, not the last unit’s', () => {
  const items = '1. Phòng Kinh tế: Kiểm tra chợ.\n2. Trạm Y tế: Trực cấp cứu, gửi lịch trước ngày 10/6/2026.\n\n'
  const last = (line: string) => {
    const task = read(`${items}${line}`).tasks.at(-1)
    return [
      task?.unit,
      task?.text.split(' ').slice(0, 3).join(' '),
      task?.deadlines.map((rule) => 'due' in rule && rule.due),
    ]
  }
  const all = 'Các cơ quan, đơn vị'
  expect(last('Các đơn vị báo cáo kết quả bằng văn bản về Văn phòng trước ngày 05/9 để tổng hợp.')).toEqual([
    all,
    'Các đơn vị',
    ['2026-09-05'],
  ])
  expect(last('Sau Tết, các đơn vị báo cáo kết quả về UBND xã trước ngày 12/02/2027.')).toEqual([
    all,
    'Sau Tết, các',
    ['2027-02-12'],
  ])
  expect(last('Các khối thi đua đăng ký nội dung về Phòng Văn hóa - Xã hội trước ngày 08/11/2026.')).toEqual([
    'Các khối thi đua',
    'đăng ký nội',
    ['2026-11-08'],
  ])
})

it('a slip that hands out work says above the items whose they are, and who helps', () => {
  const { issuer, tasks } = readLetter(`ỦY BAN NHÂN DÂN XÃ TÂN HƯNG
VĂN PHÒNG HĐND VÀ UBND

PHIẾU GIAO VIỆC
Số: 58/PGV-VP
Tân Hưng, ngày 11 tháng 6 năm 2026

Đơn vị được giao: Phòng Kinh tế
Đơn vị phối hợp: Trạm Y tế; Công an xã

Căn cứ ý kiến của Chủ tịch UBND xã, Văn phòng chuyển Phòng Kinh tế thực hiện các việc sau:

1. Kiểm tra 06 hồ bơi; hoàn thành trước ngày 25/6/2026.
2. Đề xuất xử lý các cơ sở không bảo đảm an toàn.`)
  expect(issuer).toBe('Văn phòng HĐND và UBND')
  expect(tasks.map(({ unit, coUnits }) => [unit, coUnits])).toEqual([
    ['Phòng Kinh tế', ['Trạm Y tế', 'Công an xã']],
    ['Phòng Kinh tế', ['Trạm Y tế', 'Công an xã']],
  ])
})

it('who led the meeting has not to do what was concluded', () => {
  const { tasks } = readLetter(`ỦY BAN NHÂN DÂN
XÃ TÂN HƯNG
Số: 21/TB-UBND
Tân Hưng, ngày 02 tháng 6 năm 2026

THÔNG BÁO
Kết luận cuộc họp giao ban tháng 5/2026

Thời gian: 8 giờ ngày 01/6/2026.
Chủ trì: Đồng chí Nguyễn Văn An, Phó Chủ tịch UBND xã.
Phối hợp: Văn phòng HĐND và UBND.

Sau khi nghe các đơn vị báo cáo, Phó Chủ tịch UBND xã kết luận như sau:

1. Rà soát danh sách hộ nghèo trước ngày 10/6/2026.
2. Phòng Kinh tế kiểm tra chợ.`)
  expect(tasks.map(({ unit, coUnits }) => [unit, coUnits])).toEqual([
    ['Các cơ quan, đơn vị', []],
    ['Phòng Kinh tế', []],
  ])
})

it.each([
  'Vậy UBND xã yêu cầu các ông (bà) Trưởng thôn nghiêm túc tổ chức thực hiện.',
  'Kế hoạch này được triển khai đến các đơn vị, thôn; nếu có vướng mắc phản ánh về UBND xã để điều chỉnh./.',
  'Chỉ thị này được phổ biến đến toàn thể cán bộ, công chức trên địa bàn xã./.',
  'Thừa lệnh Chủ tịch UBND xã, Văn phòng thông báo để các đơn vị biết, thực hiện./.',
])('what a letter ends with is no part of the last task: %s', (closing) => {
  const { tasks } = read(`1. Phòng Kinh tế kiểm tra chợ.\n2. Công an xã tuần tra.\n\n${closing}`)
  expect(tasks.map((task) => task.text)).toEqual(['kiểm tra chợ.', 'tuần tra.'])
})

it.each([
  ['VP HĐND&UBND xã (trước đây là Văn phòng - Thống kê):', 'Văn phòng HĐND và UBND'],
  ['Trung tâm PVHCC (Bộ phận Một cửa cũ):', 'Trung tâm Phục vụ hành chính công'],
  ['CAX, BCHQS xã:', 'Công an xã, Ban Chỉ huy Quân sự'],
  ['Phó Chủ tịch phụ trách kinh tế:', 'Phó Chủ tịch phụ trách kinh tế'],
  // One that is not known without its bracket keeps it.
  ['Tổ giúp việc (theo Quyết định số 12/QĐ-UBND):', 'Tổ giúp việc (theo Quyết định số 12/QĐ-UBND)'],
])('a heading with more than a name: %s', (heading, name) => {
  expect(readUnit(`${heading} Lập danh sách.`, book)?.name).toBe(name)
})

it('a topic that ends in "số" is a heading, and its sentence below another line', () => {
  const { tasks } = read('IV. Về chuyển đổi số\nPhòng Văn hóa - Xã hội chủ trì mở lớp trước ngày 25/9/2026.\n')
  expect(tasks.map(({ unit, text }) => [unit, text])).toEqual([
    ['Phòng Văn hóa - Xã hội', 'chủ trì mở lớp trước ngày 25/9/2026.'],
  ])
})

it('helpers end where their work begins', () => {
  expect(coUnitsIn('phối hợp với các tổ dân phố tổng kiểm tra hồ sơ', book)).toEqual(['Các tổ dân phố'])
  expect(coUnitsIn('phối hợp với Công an xã, Đồn Biên phòng kiểm tra tàu khách', book)).toEqual([
    'Công an xã',
    'Đồn Biên phòng',
  ])
  expect(coUnitsIn('phối hợp Tổ công nghệ số cộng đồng "đi từng ngõ" hướng dẫn người dân', book)).toEqual([
    'Tổ công nghệ số cộng đồng',
  ])
})

it('how often somebody was late is no period, and a limit in other words is one', () => {
  expect(due('đề xuất xử lý đơn vị chậm từ 02 lần trở lên trong quý.')).toBe('none')
  expect(targetOf('không để quá 3% hồ sơ trễ hạn')).toBe('≤ 3%')
  expect(targetOf('đạt 90% dân số đủ 14 tuổi trở lên')).toBe('90%')
})

it('in a message without a date "sáng mai" counts from the day it was passed on, in a letter without one from nothing', () => {
  const dues = (text: string) =>
    readLetter(text, { today: '2026-06-10' }).tasks.map((task) =>
      task.deadlines.flatMap((rule) => ('due' in rule && rule.due ? [rule.due] : [])),
    )
  const asked = '- Phòng Kinh tế: gửi số liệu trước 10h sáng mai.\n- Công an xã: báo cáo trong tuần tới.'
  expect(dues(`Đề nghị các đơn vị thực hiện:\n${asked}`)).toEqual([['2026-06-11'], ['2026-06-19']])
  expect(dues(`UBND XÃ TÂN HƯNG\nSố: /UBND-VP\nV/v báo cáo\n\nUBND xã yêu cầu:\n${asked}`)).toEqual([[], []])
})

const given = (body: string) => read(body).tasks.map(({ unit, text }) => [unit, text])

it('a topic behind "Thứ nhất," is no part of the unit’s name', () => {
  expect(
    given(
      'Thứ nhất, về thu quỹ: Trưởng các thôn đối chiếu danh sách.\n\nThứ hai, về trật tự: Đề nghị Công an xã tuần tra ban đêm.',
    ),
  ).toEqual([
    ['Trưởng các thôn', 'đối chiếu danh sách.'],
    ['Công an xã', 'tuần tra ban đêm.'],
  ])
})

it.each(['•', '-', '+'])('heads and items may have the same bullet: %s', (mark) => {
  const lines = [
    'Đối với các trường học:',
    'Tổng vệ sinh khuôn viên.',
    'Công an xã:',
    'Tuần tra ban đêm.',
    'Kiểm tra nhà trọ.',
  ]
  expect(given(lines.map((line) => `${mark} ${line}`).join('\n'))).toEqual([
    ['Các trường học', 'Tổng vệ sinh khuôn viên.'],
    ['Công an xã', 'Tuần tra ban đêm.'],
    ['Công an xã', 'Kiểm tra nhà trọ.'],
  ])
})

it('to be somewhere is asked as well', () => {
  expect(given('1. Trưởng các thôn có mặt tại hội trường UBND xã lúc 8 giờ ngày 21/6/2026.')).toEqual([
    ['Trưởng các thôn', 'có mặt tại hội trường UBND xã lúc 8 giờ ngày 21/6/2026.'],
  ])
})

it('"gia đình ký" and "quy định ký" are no "định kỳ"', () => {
  expect(due('vận động 95% hộ gia đình ký cam kết')).toBe('none')
  expect(due('rà soát các cam kết theo quy định ký trước đây')).toBe('none')
  expect(due('báo cáo định kỳ theo quy định')).toBe('periodic')
  expect(due('vận động hộ gia đình ký cam kết trước ngày 20/11/2026')).toBe('2026-11-20')
})

it('a notice of what citizens bring along asks no unit for anything', () => {
  const { isDirective, tasks } = readLetter(`UBND XÃ TÂN HƯNG
CÔNG AN XÃ

THÔNG BÁO
Về việc cấp căn cước lưu động

Công an xã thông báo đến Nhân dân như sau:
1. Thời gian: từ 8 giờ ngày 15/11/2025.
2. Địa điểm: Nhà văn hóa thôn Đông.
3. Khi đến làm thủ tục, công dân mang theo:
- Giấy khai sinh đối với trẻ em.
- Điện thoại có sim chính chủ.`)
  expect([isDirective, tasks]).toEqual([false, []])
})

it('more letters end with words that ask for nothing', () => {
  for (const closing of [
    'Văn phòng HĐND và UBND xã truyền đạt ý kiến của Chủ tịch đến các đơn vị biết, thực hiện./.',
    'Các thành viên Ban Tổ chức căn cứ nhiệm vụ được phân công chủ động triển khai thực hiện./.',
    'Quá thời hạn trên nếu các hộ không chấp hành, UBND xã sẽ cưỡng chế theo quy định./.',
  ])
    expect(given(`1. Phòng Kinh tế kiểm tra chợ.\n2. Công an xã tuần tra.\n\n${closing}`)).toHaveLength(2)
})

it('addressees of a second block are addressees, and names on lines of one cell are several', () => {
  const { recipients, doubts } = readLetter(`UBND XÃ TÂN HƯNG
Số: 21/UBND-VP
V/v phối hợp
Tân Hưng, ngày 02 tháng 6 năm 2026

Kính gửi:
- Các phòng, đơn vị;
- Công an xã.

Đồng kính gửi:
- Ủy ban Mặt trận Tổ quốc xã.

Ủy ban nhân dân xã yêu cầu các đơn vị thực hiện:
1. Rà soát danh sách trước ngày 10/6/2026.`)
  expect(recipients).toEqual(['Các phòng, đơn vị', 'Công an xã', 'Ủy ban Mặt trận Tổ quốc xã'])
  expect(doubts).toEqual([])
  const table =
    '| STT | Nhiệm vụ | Đơn vị chủ trì | Thời gian |\n| 1 | Rà soát danh sách | Phòng Kinh tế<br>Công an xã | 10/6/2026 |'
  expect(read(table).tasks.map((task) => task.unit)).toEqual(['Phòng Kinh tế; Công an xã'])
})

it('a number of the Party keeps the figure behind its letters', () => {
  const { number, basedOn } = readLetter(`ĐẢNG ỦY XÃ TÂN HƯNG
Số 11-CV/BCĐ35

Tân Hưng, ngày 02 tháng 6 năm 2026

Kính gửi: Các chi bộ

Thực hiện Công văn số 402-CV/BCĐ35 ngày 28/5/2026, Ban Chỉ đạo yêu cầu:
1. Quán triệt đến đảng viên trước ngày 10/6/2026.`)
  expect([number, basedOn]).toEqual(['11-CV/BCĐ35', ['402-CV/BCĐ35']])
})

it('what somebody is in a board does not change the office', () => {
  expect(readUnit('Trưởng phòng Văn hóa - Xã hội, Phó Trưởng ban: Xây dựng kịch bản.', book)?.name).toBe(
    'Phòng Văn hóa - Xã hội',
  )
})
