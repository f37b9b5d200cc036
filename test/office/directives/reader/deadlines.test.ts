// Phrases of time as letters have them, and what they come to; a letter of 24 July 2026.
import { expect, it } from 'vitest'
import { deadlinesIn } from '../../../../src/office/directives/reader/deadlines.js'
import { labelOf } from '../../../../src/office/directives/reader/json.js'
import { plain } from '../../../../src/office/directives/reader/plain.js'

const context = { year: 2026, letter: '2026-07-24' }
const label = (text: string, all = false) => {
  const [first] = deadlinesIn(text, context, all).rules
  const { kind, value } = labelOf(first ?? { kind: 'none', words: '' }, context.letter)
  return value === null ? kind : `${kind} ${value}`
}

it('days and periods that are deadlines', () => {
  const cases: [string, string][] = [
    ['gửi báo cáo trước ngày 15/8/2026', 'date 2026-08-15'],
    ['gửi báo cáo trước 15/8', 'date 2026-08-15'],
    ['báo cáo trước 17h00 ngày 20 hằng tháng', 'recurring monthly-before-20'],
    ['hằng tháng báo cáo không muộn hơn ngày 05', 'recurring monthly-before-05'],
    ['xong trong tháng Mười', 'month 2026-10-31'],
    ['trước ngày 15 tháng Chín năm 2026', 'date 2026-09-15'],
    ['nộp về P. Kinh tế, TP. Huế trước ngày 15/9', 'date 2026-09-15'],
    ['kỷ niệm Cách mạng tháng Tám', 'none'],
    ['chậm nhất là 17 giờ 00 ngày 05/9/2026', 'date 2026-09-05'],
    ['muộn nhất ngày 30-9-2026', 'date 2026-09-30'],
    ['xong trước ngày 05 tháng 12 năm 2026', 'date 2026-12-05'],
    ['hoàn thành đến hết ngày 5.10.2026', 'date 2026-10-05'],
    ['không quá ngày 31/10', 'date 2026-10-31'],
    ['treo cờ từ ngày 31/8 đến ngày 03/9/2026', 'date 2026-09-03'],
    ['tổ chức hội nghị vào ngày 20/8/2026', 'date 2026-08-20'],
    ['hoàn thành trong tháng 8', 'month 2026-08-31'],
    ['tổng vệ sinh đường làng trong 2 ngày 27,28/8/2026', 'date 2026-08-28'],
    ['dọn khuôn viên, xong trước 10h00p ngày 28/8/2026', 'date 2026-08-28'],
    ['Trong năm 2026 hoàn thành bố trí đất ở', 'year 2026-12-31'],
    ['sửa chữa cầu dân sinh trong quý IV/2026', 'quarter 2026-12-31'],
    ['hoàn thiện hạ tầng trong tháng 9/2026.', 'month 2026-09-30'],
    ['Năm 2027: Rà soát, phân loại hồ sơ', 'year 2027-12-31'],
    ['Đến năm 2028, phấn đấu đạt 100% gia đình', 'year 2028-12-31'],
    ['giải quyết hồ sơ còn tồn đọng vào năm 2027.', 'year 2027-12-31'],
    [
      'cập nhật các dự án đã báo cáo Ban Chỉ đạo trước ngày 15/7/2026. Thời hạn đến hết ngày 10/8/2026',
      'date 2026-08-10',
    ],
    ['hoàn thành vào cuối tháng 9/2026', 'month 2026-09-30'],
    ['xong trong đầu tháng 9', 'date 2026-09-01'],
    ['quy định về kinh doanh xăng dầu trước ngày 30 tháng 9 năm 2026', 'date 2026-09-30'],
    ['báo cáo (giao tại Công văn số 845/UBND, hạn 15/6/2026). Thời hạn mới: 22/8/2026', 'date 2026-08-22'],
    ['báo cáo (giao tại Công văn số 845/UBND, hạn 15/6/2026), xong trước 25/8/2026', 'date 2026-08-25'],
    ['trước ngày 15/9/2026 xong hồ sơ các dự án được gia hạn đến 31/12/2026', 'date 2026-09-15'],
    ['trước ngày 15/9/2026 có giải pháp hạn chế nợ mới phát sinh', 'date 2026-09-15'],
    ['giải ngân quý II đạt 12%, hoàn thành trước ngày 30/9/2026', 'date 2026-09-30'],
    ['trả kết quả trong tháng 9/2026', 'month 2026-09-30'],
    ['không để kéo dài quá ngày 12/8/2026', 'date 2026-08-12'],
    ['rà soát hộ nghèo cuối năm 2026, hoàn thành trước 30/11/2026', 'date 2026-11-30'],
    ['phấn đấu giải ngân đạt 65% kế hoạch vốn được giao đến hết quý III/2026', 'quarter 2026-09-30'],
    ['hoàn thành trong quý III/2026', 'quarter 2026-09-30'],
    ['xong trong quý 4 năm 2026', 'quarter 2026-12-31'],
    ['hoàn thành trong năm 2026', 'year 2026-12-31'],
    ['đến hết năm 2026 không còn hồ sơ tồn', 'year 2026-12-31'],
    ['báo cáo trong 05 ngày làm việc kể từ ngày nhận được văn bản', 'date 2026-07-31'],
    ['trả lời trong vòng 10 ngày kể từ ngày nhận', 'date 2026-08-03'],
    ['trình UBND xã trong 05 ngày làm việc kể từ ngày 28/8/2026', 'date 2026-09-04'],
    ['báo cáo trong 10 ngày từ ngày 01 tháng 9 năm 2026', 'date 2026-09-11'],
    ['rà soát văn bản ban hành trước ngày 01/7/2025, xong chậm nhất ngày 21/8/2026', 'date 2026-08-21'],
    ['hoàn thành việc neo đậu trước 16 giờ 00 ngày 04/8/2026', 'date 2026-08-04'],
    ['trực từ 18 giờ 00 ngày 13/8/2026 đến hết ngày 16/8/2026', 'date 2026-08-16'],
    ['bàn giao phòng học không trễ hơn ngày 20/8/2026', 'date 2026-08-20'],
    ['tổ chức lễ ra quân sáng 05/8', 'date 2026-08-05'],
    ['báo cáo trong tuần tới', 'date 2026-07-31'],
    ['hoàn thành trong tuần này', 'date 2026-07-24'],
    ['chậm nhất là hết ngày 28 tháng này', 'date 2026-07-28'],
    ['tổng vệ sinh trong hai ngày 07 và 08/8/2026', 'date 2026-08-08'],
    ['báo cáo trong 02 tuần kể từ ngày ký', 'date 2026-08-07'],
    ['báo cáo trước 16 giờ hôm nay 24/7/2026', 'date 2026-07-24'],
    ['báo cáo kết quả tại phiên giao ban ngày 27/8/2026', 'date 2026-08-27'],
    ['mở 02 lớp tập huấn (lớp 1: ngày 17/10; lớp 2: ngày 24/10)', 'date 2026-10-17'],
    ['sắp xếp hồ sơ theo từng tháng, hoàn tất ngày 20/10/2026', 'date 2026-10-20'],
    ['cưỡng chế công trình phát hiện trong quý I/2026, báo cáo trước ngày 24/8', 'date 2026-08-24'],
  ]
  for (const [text, right] of cases) expect([text, label(text)]).toEqual([text, right])
})

it('duties that come again', () => {
  const cases: [string, string][] = [
    ['báo cáo trước ngày 20 hằng tháng', 'recurring monthly-before-20'],
    ['hàng tháng, báo cáo trước ngày 20', 'recurring monthly-before-20'],
    ['cập nhật vào ngày 15 và ngày 30 hằng tháng', 'recurring monthly-before-15+monthly-before-30'],
    ['trực sáng thứ Ba và sáng thứ Năm hằng tuần', 'recurring weekly-before-tuesday+weekly-before-thursday'],
    ['tuần tra tối thứ Bảy, Chủ nhật hằng tuần', 'recurring weekly-before-saturday+weekly-before-sunday'],
    [
      'trực vào các ngày thứ Hai, thứ Tư và thứ Sáu hằng tuần',
      'recurring weekly-before-monday+weekly-before-wednesday+weekly-before-friday',
    ],
    [
      'báo cáo trước 15 giờ thứ Ba, thứ Năm hằng tuần',
      'recurring weekly-before-tuesday-15:00+weekly-before-thursday-15:00',
    ],
    ['báo cáo trước ngày 10 của tháng đầu quý', 'recurring quarterly-before-10'],
    ['tuần tra mỗi tuần 03 lượt', 'recurring weekly'],
    ['nghiệm thu theo thang điểm 100', 'none'],
    ['xây dựng chuyên mục “Mỗi ngày một kỹ năng số”', 'none'],
    ['gửi trước 16h thứ Sáu hằng tuần', 'recurring weekly-before-friday-16:00'],
    ['báo cáo định kỳ ngày 15 và 30 hằng tháng', 'recurring monthly-before-15+monthly-before-30'],
    ['chào cờ ngày mùng 1 và 15 hằng tháng', 'recurring monthly-before-01+monthly-before-15'],
    ['mỗi tháng 02 lần vào ngày 10 và 25', 'recurring monthly-before-10+monthly-before-25'],
    ['báo cáo tháng gửi trước ngày 05 của tháng sau', 'recurring monthly-before-05'],
    ['đối soát vào ngày làm việc cuối cùng của tháng', 'recurring monthly-before-31'],
    ['định kỳ 3 tháng một lần đánh giá', 'recurring quarterly'],
    ['báo cáo trước 16 giờ 00 thứ Sáu hằng tuần', 'recurring weekly-before-friday-16:00'],
    ['gửi chậm nhất ngày 15 tháng cuối quý', 'recurring quarterly-before-15'],
    ['hằng quý báo cáo trước ngày 10 tháng cuối quý', 'recurring quarterly-before-10'],
    ['báo cáo trước ngày 10/12 hằng năm', 'recurring yearly-before-12-10'],
    ['báo cáo định kỳ hằng tháng, hằng quý', 'recurring monthly+quarterly'],
    ['định kỳ 6 tháng một lần đánh giá', 'recurring half-yearly'],
    ['cập nhật hằng ngày', 'recurring daily'],
    ['tổng hợp, báo cáo tại giao ban quý', 'recurring quarterly'],
    ['kiểm điểm tại phiên họp giao ban tháng', 'recurring monthly'],
    ['báo cáo tại giao ban quý, xong trước ngày 15/8/2026', 'date 2026-08-15'],
    ['báo cáo theo định kỳ', 'recurring periodic'],
    ['thường xuyên kiểm tra', 'recurring continuous'],
    ['duy trì thường xuyên, liên tục', 'recurring continuous'],
  ]
  for (const [text, right] of cases) expect([text, label(text)]).toEqual([text, right])
})

it('times that are no deadlines', () => {
  const cases = [
    'thông báo ca mắc cho Trạm Y tế nơi người bệnh cư trú trong vòng 24 giờ.',
    'thực hiện Công văn số 1039/UBND-NV ngày 27/5/2026 của thành phố',
    'theo Kế hoạch cải cách hành chính năm 2026',
    'nhiệm vụ được giao trong năm 2026 theo từng lĩnh vực',
    'số liệu tính đến ngày 30/9/2026',
    'áp dụng ISO 9001:2015, trực 24/24, hoạt động chào mừng 2/9',
    'tổng hợp số liệu từ ngày 01/01/2026 đến ngày 30/6/2026',
    'kịp thời, khẩn trương, đúng tiến độ, theo quy định',
    'chi thường xuyên và kinh phí thường xuyên',
    'tổ chức đối thoại định kỳ với người dân',
    'hồ sơ tiếp nhận trước ngày 01/7/2026',
    'báo cáo tại giao ban tháng sau, phục vụ giao ban tháng 8',
    'chưa xem xét trong năm 2026; đưa vào dự toán năm 2027',
    'nhắc lần 2 ngày 20/6/2026, nhiệm vụ đã hoàn tất ngày 20/6/2026',
    'tỷ lệ 98/100 hồ sơ, khoản 3 Điều 12, mẫu số 01/BC',
  ]
  for (const text of cases) expect([text, label(text)]).toEqual([text, 'none'])
})

it('beside "Thời hạn:" every time counts', () => {
  const cases: [string, string][] = [
    ['Ngày 24/8', 'date 2026-08-24'],
    ['Quý IV/2026', 'quarter 2026-12-31'],
    ['Tháng 8 - 10/2026', 'month 2026-10-31'],
    ['Trong năm', 'year 2026-12-31'],
    ['Hằng tháng', 'recurring monthly'],
    ['Thường xuyên', 'recurring continuous'],
    ['Theo lộ trình của thành phố', 'none'],
  ]
  for (const [text, right] of cases) expect([text, label(text, true)]).toEqual([text, right])
})

it('several times are all kept, the dated ones before those said in passing', () => {
  const { rules } = deadlinesIn(
    'Thực hiện báo cáo định kỳ trước ngày 20 hằng tháng, báo cáo quý và báo cáo năm theo quy định',
    context,
  )
  expect(rules.map((rule) => labelOf(rule, null).value)).toEqual(['monthly-before-20', 'quarterly+yearly'])
  const mixed = deadlinesIn(
    'Xây dựng kế hoạch, xong trước 10/8/2026; hằng tháng kiểm tra; kịp thời, thường xuyên nhắc nhở',
    context,
  )
  expect(mixed.rules.map((rule) => rule.kind)).toEqual(['date', 'recurring', 'standing'])
})

it('"trước", the hour and the words are kept with a day', () => {
  expect(deadlinesIn('gửi về Văn phòng trước 17 giờ 30 ngày 05/9/2026', context).rules).toEqual([
    { kind: 'date', due: '2026-09-05', before: true, time: '17:30', words: 'trước 17 giờ 30 ngày 05/9/2026' },
  ])
  expect(deadlinesIn('gửi chậm nhất lúc 17h00 ngày 05/9', context).rules).toEqual([
    { kind: 'date', due: '2026-09-05', time: '17:00', words: 'chậm nhất lúc 17h00 ngày 05/9' },
  ])
  expect(deadlinesIn('gửi trước 16 giờ thứ Tư tuần tới', context).rules).toEqual([
    { kind: 'date', due: '2026-07-29', before: true, time: '16:00', words: 'trước 16 giờ thứ Tư tuần tới' },
  ])
  expect(deadlinesIn('xong trước ngày mai (25/7)', context).rules).toMatchObject([
    { words: 'xong trước ngày mai (25/7)' },
  ])
  expect(deadlinesIn('gửi chậm nhất ngày 05/9', context).rules).toEqual([
    { kind: 'date', due: '2026-09-05', words: 'chậm nhất ngày 05/9' },
  ])
  // The quote begins with no half of "quá hạn", "đúng hạn", "đúng thời hạn".
  const quotes: [string, string][] = [
    ['xử lý 100% hồ sơ quá hạn trong tháng 9/2026', 'trong tháng 9/2026'],
    ['100% hồ sơ được giải quyết đúng hạn trong quý III/2026', 'trong quý III/2026'],
    ['giải quyết trước hạn và đúng hạn trong quý III/2026', 'trong quý III/2026'],
    ['thu hồi nợ đến hạn trong tháng 9', 'trong tháng 9'],
    ['nộp đúng hạn ngày 30/8/2026', 'ngày 30/8/2026'],
    ['trả kết quả đúng thời hạn trong quý III/2026', 'trong quý III/2026'],
    ['gửi báo cáo, thời hạn trong quý III/2026', 'thời hạn trong quý III/2026'],
    ['gửi báo cáo, hạn 30/8/2026', 'hạn 30/8/2026'],
    ['báo cáo bổ sung, hạn chót: 30/8/2026', 'hạn chót: 30/8/2026'],
  ]
  for (const [text, words] of quotes)
    expect([text, deadlinesIn(text, context).rules.map((rule) => rule.words)]).toEqual([text, [words]])
})

it('days that cannot be are doubts with a quote, never a deadline', () => {
  const { rules, doubts } = deadlinesIn('gửi báo cáo trước ngày 31/6/2026', context)
  expect(rules).toEqual([])
  expect(doubts).toEqual([{ code: 'doubt-no-such-day', quote: 'gửi báo cáo trước ngày 31/6/2026' }])
  expect(deadlinesIn('gửi báo cáo trước ngày 10/6/2026', context).doubts.map((doubt) => doubt.code)).toEqual([
    'doubt-past-deadline',
  ])
  const handedIn = deadlinesIn('rà soát thủ tục, báo cáo ngày 31/9/2026', context)
  expect([handedIn.rules, handedIn.doubts.map((doubt) => doubt.code)]).toEqual([[], ['doubt-no-such-day']])
  expect(deadlinesIn('báo cáo theo Công văn số 12/UBND ngày 31/9/2026', context).doubts).toEqual([])
  expect(deadlinesIn('gửi trước ngày 10/6', {}).doubts.map((doubt) => doubt.code)).toEqual(['doubt-no-year'])
  const winter = deadlinesIn('gửi trước ngày 15/01', { year: 2026, letter: '2026-12-20' })
  expect(winter).toMatchObject({ rules: [{ due: '2027-01-15' }], doubts: [{ code: 'doubt-year-taken' }] })
})

/** What a letter of a given day means, and what the officer is asked. */
const onDay = (letter: string, text: string) => {
  const { rules, doubts } = deadlinesIn(text, { year: Number(letter.slice(0, 4)), letter })
  return [...rules.map((rule) => labelOf(rule, letter).value), ...doubts.map(({ code }) => code)]
}

it.each([
  ['báo cáo kết quả trước ngày 15/01', ['2027-01-15', 'doubt-year-taken']],
  ['báo cáo trước ngày 05 tháng 01', ['2027-01-05', 'doubt-year-taken']],
  ['hoàn thành trong tuần 1 tháng 01', ['2027-01-07']],
  ['hoàn thành trong tháng 01', ['2027-01-31', 'doubt-year-taken']],
  ['hoàn thành trong tháng 01 và tháng 02', ['2027-02-28', 'doubt-year-taken']],
  ['hoàn thành vào giữa tháng 02', ['2027-02-15', 'doubt-year-taken']],
  ['hoàn thành trong quý I', ['2027-03-31', 'doubt-year-taken']],
  ['hoàn thành trong quý I và quý II', ['2027-06-30', 'doubt-year-taken']],
  ['hoàn thành trong 6 tháng đầu năm', ['2027-06-30', 'doubt-year-taken']],
  ['hoàn thành trong quý I/2027', ['2027-03-31']],
  ['trực từ ngày 28/12 đến ngày 05/01', ['2027-01-05', 'doubt-year-taken']],
  ['treo cờ từ ngày 31/12 đến hết ngày 02/01', ['2027-01-02', 'doubt-year-taken']],
  ['trả lời trong 05 ngày kể từ ngày 04/01', ['2027-01-09']],
  ['báo cáo trước ngày 31/12', ['2026-12-31']],
  ['hoàn thành trong quý IV', ['2026-12-31']],
  ['hoàn thành trong tháng 10', ['2026-10-31', 'doubt-past-deadline']],
  ['rà soát kết quả thực hiện trong quý I', []],
  ['rà soát hồ sơ tiếp nhận trước ngày 15/3', []],
  ['hoàn thành trong tháng tới', ['2027-01-31']],
  ['hoàn thành trong quý sau', ['2027-03-31']],
])('a letter of 20 December: %j', (text, right) => {
  expect(onDay('2026-12-20', text)).toEqual(right)
})

it.each([
  // A month that is shorter ends the count.
  ['2026-12-31', 'hoàn thành trong 02 tháng kể từ ngày ban hành', ['2027-02-28']],
  ['2026-12-31', 'hoàn thành trong 06 tháng kể từ ngày 31/8/2026', ['2027-02-28']],
  ['2026-12-31', 'hoàn thành trong vòng 01 tháng', ['2027-01-31']],
  ['2026-06-02', 'thí điểm trong 03 tháng', []],
  ['2027-12-01', 'hoàn thành trước ngày 29/02', ['2028-02-29', 'doubt-year-taken']],
  ['2026-12-01', 'hoàn thành trước ngày 29/02', ['doubt-no-such-day']],
  ['2026-06-02', 'hội thi được tổ chức trước ngày 15/8', ['2026-08-15']],
  ['2026-06-02', 'nộp báo cáo vào thứ Hai tuần sau', ['2026-06-08']],
  ['2026-06-02', 'nộp báo cáo trước 16 giờ thứ Tư tuần tới', ['2026-06-10']],
  ['2026-06-02', 'nộp báo cáo trước Chủ nhật tuần này', ['2026-06-07']],
  ['2026-06-02', 'nộp báo cáo trước 16h thứ Sáu', ['2026-06-05']],
  ['2026-06-02', 'nộp báo cáo chậm nhất thứ Hai.', ['2026-06-08']],
  ['2026-06-02', 'nộp báo cáo trước 16h thứ Sáu hằng tuần', ['weekly-before-friday-16:00']],
  ['2026-06-02', 'họp giao ban vào thứ Sáu; nhắc trước lần thứ hai', []],
  ['2026-06-02', 'gửi báo cáo trước ngày 05 tháng sau', ['2026-07-05']],
  ['2026-06-02', 'số liệu chốt đến 15/6/2026, gửi trước 20/6/2026', ['2026-06-20']],
  ['2026-06-02', 'VP nhận báo cáo, deadline 15/7', ['2026-07-15']],
  ['2026-06-02', 'thực hiện Nghị quyết số 12/NQ-HĐND ngày 15/7/2026 và theo Kế hoạch ngày 20/6/2026', []],
])('a letter of %s: %j', (letter, text, right) => {
  expect(onDay(letter, text)).toEqual(right)
})

it('a doubt quotes whole words', () => {
  const text =
    'Nhiệm vụ giao tại Chương trình công tác năm 2026, hoàn thành trước ngày 31/6/2026 theo quy định hiện hành.'
  expect(deadlinesIn(text, context).doubts.map(({ quote }) => quote)).toEqual([
    'công tác năm 2026, hoàn thành trước ngày 31/6/2026 theo quy',
  ])
})

it('letters that a scan shows for digits are read, and somebody has to look', () => {
  const cases: [string, string, string[]][] = [
    ['trình UBND xã trươc ngày l8/9/2O26', 'date 2026-09-18', ['doubt-scanned-date']],
    ['làm thủ tục thanh toán trong tháng lO/2026', 'month 2026-10-31', ['doubt-scanned-date']],
    ['báo cáo truớc ngày 2O hằng tháng', 'recurring monthly-before-20', ['doubt-scanned-date']],
    ['xong trước ngày Ol tháng l2 năm 2O26', 'date 2026-12-01', ['doubt-scanned-date']],
    ['gửi về Phòng Kinh tế trước ngày I5/9/2026', 'date 2026-09-15', ['doubt-scanned-date']],
    ['hoàn thành trong quý lV năm 2026', 'quarter 2026-12-31', ['doubt-scanned-date']],
    ['chi quỹ lương trước ngày 05/8', 'date 2026-08-05', []],
    // What a letter stands for cannot be told.
    ['xong trước ngày 1S/9/2026', 'none', ['doubt-unread-date']],
    ['xong trước ngày 3B/9', 'none', ['doubt-unread-date']],
    // Litres, gases and the first quarter.
    ['cấp mỗi hộ 5l hóa chất, đo khí O2 trong quý I/2027', 'quarter 2027-03-31', []],
    ['trực đến 24/24h', 'none', []],
  ]
  for (const [text, right, codes] of cases) {
    expect([text, label(text)]).toEqual([text, right])
    expect([text, deadlinesIn(text, context).doubts.map(({ code }) => code)]).toEqual([text, codes])
  }
})

it('days counted from an event', () => {
  const cases: [string, string][] = [
    ['gửi tài liệu chậm nhất 05 ngày trước ngày khai mạc (ngày khai mạc: 28/8/2026)', 'date 2026-08-23'],
    ['hoàn thành sửa chữa trước ngày tựu trường 10 ngày (ngày tựu trường: 24/8/2026)', 'date 2026-08-14'],
    ['tổ chức họp mặt kiều bào ngày 03/9/2026. Thư mời gửi trước ngày họp mặt ít nhất 07 ngày', 'date 2026-08-27'],
    ['buổi đối thoại vào 14 giờ ngày 21/8, giấy mời đến tay từng hộ trước ngày đối thoại 03 ngày', 'date 2026-08-18'],
    ['bình xét xong ít nhất 01 tuần trước Ngày hội toàn dân (18/11/2026)', 'date 2026-11-11'],
    ['báo cáo kết quả chậm nhất 02 ngày làm việc sau ngày bầu cử (ngày bầu cử: 28/8/2026)', 'date 2026-09-04'],
    ['niêm yết ít nhất 30 ngày trước ngày 15/9/2026', 'date 2026-08-16'],
    ['họp 03 buổi trước ngày 15/9/2026', 'date 2026-09-15'],
    ['gửi tài liệu họp 05 ngày trước ngày 28/8/2026', 'date 2026-08-23'],
    // Quốc khánh and the day swapped for it are no working days.
    ['niêm yết ít nhất 03 ngày làm việc trước ngày 03/9/2026', 'date 2026-08-26'],
    // How long figures are counted, not when they are due.
    ['nộp số liệu 05 ngày trước ngày 28/8/2026', 'date 2026-08-28'],
    ['trực 03 ngày trước ngày 28/8/2026', 'date 2026-08-28'],
    // Nobody says when it is.
    ['gửi giấy mời trước ngày họp 03 ngày', 'none'],
    ['có văn bản xin lỗi trước khi hết hạn 01 ngày làm việc', 'none'],
    ['thông báo ít nhất 02 ngày trước khi đoàn đến', 'none'],
  ]
  for (const [text, right] of cases) expect([text, label(text)]).toEqual([text, right])
  const whole = (text: string) => ({ ...context, whole: { text, low: plain(text) } })
  const due = (text: string, letter: string) => deadlinesIn(text, whole(letter)).rules
  const day = 'Ngày bầu cử toàn quốc là Chủ nhật, ngày 15 tháng 11 năm 2026.'
  expect(due('niêm yết chậm nhất 40 ngày trước ngày bầu cử', day)).toMatchObject([{ due: '2026-10-06' }])
  // What it comes to is said in brackets.
  expect(due('thành lập chậm nhất 70 ngày trước ngày bầu cử (06/9/2026)', day)).toMatchObject([{ due: '2026-09-06' }])
  // In fourteen villages, on a day each.
  expect(due('mời ít nhất 03 ngày trước khi tiếp xúc', 'Tiếp xúc tại 14 thôn từ ngày 17/11 đến 25/11/2026.')).toEqual(
    [],
  )
})

it('an event with its day, days that were put right, and days of the letter', () => {
  const cases: [string, string][] = [
    ['đưa vào quản lý, hoàn thành trước mùa du lịch (30/8/2026)', 'date 2026-08-30'],
    ['phấn đấu đến Tết Nguyên đán (17/02/2027) từ 60% số hộ', 'date 2027-02-17'],
    ['phát dọn xong trước Tết Dương lịch 01/01/2027', 'date 2027-01-01'],
    ['báo cáo trước 10 giờ mùng 4 Tết (09/02/2027), tổng kết trước ngày 18/02/2027', 'date 2027-02-09'],
    ['trực từ ngày 23 tháng Chạp (30/01/2027) đến hết mùng 6 Tết (11/02/2027)', 'date 2027-02-11'],
    ['trang trí trước dịp Quốc khánh 2/9', 'none'],
    ['chuyển Phòng Kinh tế (ngày 05/8/2026)', 'none'],
    ['Công văn số 41/UBND-VP ghi nhầm hạn là 30/8/2026, nay đính chính lại là 20/8/2026', 'date 2026-08-20'],
    ['báo cáo tự kiểm tra, VHXH nộp 15/8 chứ không phải 25/8', 'date 2026-08-15'],
    ['nộp trước ngày 10/8 thay vì ngày 20/8', 'date 2026-08-10'],
    ['lùi thời hạn đến 28/8/2026', 'date 2026-08-28'],
    ['điều chỉnh thời hạn từ ngày 15/8 thành ngày 20/8/2026', 'date 2026-08-20'],
    ['thay thời hạn 15/8/2026 tại Công văn số 12/UBND bằng ngày 25/8/2026', 'date 2026-08-25'],
    ['gửi trước ngày 28/8/2026 (không phải 18/8/2026 như đã thông báo)', 'date 2026-08-28'],
    ['thay mới biển tên đường trước ngày 25/8/2026', 'date 2026-08-25'],
    ['họp mặt ngày 15/8, không phải đăng ký', 'none'],
    ['gửi VP trước 11h ngày mai (25/7)', 'date 2026-07-25'],
    ['xong trước 22 giờ tối nay (24/7)', 'date 2026-07-24'],
    ['gửi tên về VP trong chiều nay', 'date 2026-07-24'],
    ['gửi VP trước 11h ngày mai', 'date 2026-07-25'],
    ['công việc hôm nay không để ngày mai', 'none'],
  ]
  for (const [text, right] of cases) expect([text, label(text)]).toEqual([text, right])
})

it('months named one by one are each a deadline, those that follow each other a span', () => {
  const cases: [string, string[]][] = [
    ['tổ chức đối thoại trong tháng 8 và tháng 11', ['2026-08-31', '2026-11-30']],
    ['kiểm tra trong tháng 8, tháng 10 và tháng 12/2026', ['2026-08-31', '2026-10-31', '2026-12-31']],
    ['kiểm tra trong tháng 8, 10, 12 năm 2026', ['2026-08-31', '2026-10-31', '2026-12-31']],
    ['tổ chức xong trong tháng 8 và tháng 9', ['2026-09-30']],
    ['trong tháng 8, 10 đơn vị phải hoàn thành', ['2026-08-31']],
  ]
  for (const [text, days] of cases) {
    const { rules } = deadlinesIn(text, context)
    expect([text, rules.map((rule) => ('due' in rule ? rule.due : rule.kind))]).toEqual([text, days])
  }
})

it('which of several times comes first', () => {
  const cases: [string, string][] = [
    ['phun hóa chất từ ngày 27/7 đến ngày 31/7; giảm 30% số ca mắc trong tháng 8', 'date 2026-07-31'],
    ['dự lớp từ ngày 13/8 đến 17/8; danh sách gửi trước ngày 03/8/2026', 'date 2026-08-03'],
    ['mở đợt cao điểm trong tháng 8 và tháng 11', 'month 2026-08-31'],
    ['khám sức khỏe trong tháng 9 và tháng 10/2026', 'month 2026-10-31'],
    ['quý III thu đạt ít nhất 28%, hết ngày 30/11/2026 đạt 100% dự toán', 'quarter 2026-09-30'],
    ['nhập liệu, mỗi ngày không dưới 120 giấy; đến 30/9 đạt 60%', 'date 2026-09-30'],
    ['hàng tuần gửi số liệu Đề án 06 trước 16 giờ thứ Sáu', 'recurring weekly-before-friday-16:00'],
    ['trả lời trong 03 ngày làm việc kể từ ngày nhận được danh sách', 'none'],
    ['trả lời trong 03 ngày làm việc kể từ ngày nhận được văn bản', 'date 2026-07-29'],
  ]
  for (const [text, right] of cases) expect([text, label(text)]).toEqual([text, right])
  expect(label('30/8/2026 và 31/12/2026', true)).toBe('date 2026-08-30')
})
