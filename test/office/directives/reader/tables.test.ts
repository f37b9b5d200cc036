// Tables as people paste them, and annexes that come without their letter.
import { expect, it } from 'vitest'
import { readLetter } from '../../../../src/office/directives/reader/letter.js'
import { head, read, tasksOf } from './small-letter.js'

it('an annex alone takes number, day and issuer from the letter it belongs to; "-nt-" is what stands above', () => {
  const text = `PHỤ LỤC II
PHÂN CÔNG NHIỆM VỤ CHUYỂN ĐỔI SỐ
(Ban hành kèm theo Quyết định số 88/QĐ-UBND ngày 05 tháng 02 năm 2026
của Chủ tịch UBND xã Mỹ Lộc)

TT\tNhiệm vụ\tChủ trì\tPhối hợp\tHoàn thành
A\tHẠ TẦNG\t\t\t
1\tLắp 06 điểm wifi công cộng\tPhòng Kinh tế\tCông an xã\t30/4/2026
2\tThay thiết bị mạng nội bộ\t-nt-\tnt\tTháng 5/2026
B\tCON NGƯỜI\t\t\t
3\tTập huấn tổ công nghệ số\tPhòng VH-XH\t\tQuý II/2026
4\tCử người tham gia tập huấn\tNhư trên\t\tnt
`
  expect(readLetter(text)).toMatchObject({
    isDirective: true,
    number: '88/QĐ-UBND',
    date: '2026-02-05',
    issuer: 'Ủy ban nhân dân xã Mỹ Lộc',
    subject: 'PHÂN CÔNG NHIỆM VỤ CHUYỂN ĐỔI SỐ',
  })
  expect(tasksOf(text)).toEqual([
    ['Phòng Kinh tế', 'Lắp 06 điểm wifi công cộng', '2026-04-30'],
    ['Phòng Kinh tế', 'Thay thiết bị mạng nội bộ', '2026-05-31'],
    ['Phòng Văn hóa - Xã hội', 'Tập huấn tổ công nghệ số', '2026-06-30'],
    ['Phòng Văn hóa - Xã hội', 'Cử người tham gia tập huấn', '2026-06-30'],
  ])
  expect(readLetter(text).tasks[1]?.coUnits).toEqual(['Công an xã'])
})

it('an annex of a letter that has no number yet has its partial day; a table pasted alone has neither', () => {
  const table = 'STT | Nội dung | Đơn vị thực hiện | Thời hạn\n1 | Lập sổ theo dõi | Phòng Kinh tế | 20/7/2026\n'
  const draft = `BIỂU PHÂN CÔNG
(Kèm theo Công văn số      /UBND-VP ngày      /6/2026 của UBND xã Mỹ Lộc)
${table}`
  expect(readLetter(draft)).toMatchObject({ number: '/UBND-VP', date: null, datePartial: '2026-06' })
  const rows = `${table}2 | Báo cáo kết quả | Công an xã | 25/7/2026\n`
  expect(readLetter(rows)).toMatchObject({ isDirective: true, number: null, date: null, issuer: null })
  expect(tasksOf(rows)).toEqual([
    ['Phòng Kinh tế', 'Lập sổ theo dõi', '2026-07-20'],
    ['Công an xã', 'Báo cáo kết quả', '2026-07-25'],
  ])
})

it('of an annex below a letterhead the title is not the issuer', () => {
  const text = `UBND XÃ MINH TÂN
PHỤ LỤC 3: PHÂN CÔNG NHIỆM VỤ
(kèm theo QĐ số 18/QĐ-UBND ngày 03/02/2026)
STT | Nhiệm vụ | Người phụ trách | Thời hạn
1 | Thu quỹ vì người nghèo | Trưởng các thôn | 30/6/2026
`
  expect(readLetter(text)).toMatchObject({
    number: '18/QĐ-UBND',
    date: '2026-02-03',
    issuer: 'Ủy ban nhân dân xã Minh Tân',
    subject: 'PHỤ LỤC 3: PHÂN CÔNG NHIỆM VỤ',
  })
})

it('a letter with its own number keeps it, whatever its annex belongs to', () => {
  const reading = read(`1. Phòng Kinh tế thực hiện các việc tại Phụ lục, xong trước ngày 30/6/2026.

Nơi nhận:
- Như trên.

PHỤ LỤC
(Kèm theo Kế hoạch số 5/KH-UBND ngày 01/01/2026 của UBND tỉnh)
STT | Nội dung | Đơn vị thực hiện
1 | Lập sổ theo dõi | Công an xã
`)
  expect(reading).toMatchObject({ number: '21/UBND-VP', date: '2026-06-02' })
  expect(reading.tasks.map(({ unit }) => unit)).toEqual(['Phòng Kinh tế', 'Công an xã'])
})

it('columns kept by blanks: a header in the middle of its columns and over lines, titles over rows, empty lines between rows', () => {
  const text = `${head}1. Các đơn vị thực hiện theo bảng sau:

 STT           Nội dung              Đơn vị        Thời
                                     chủ trì       hạn

  I    CHỈ ĐẠO, ĐIỀU HÀNH VÀ TỔ CHỨC THỰC HIỆN
  1    Kiểm tra việc chấp hành   Văn phòng HĐND   Trước ngày
       giờ giấc làm việc         và UBND          15/7/2026

  2    Lập sổ trực               Công an xã
  II   TÀI CHÍNH
  3    Công khai ngân sách       Phòng Kinh tế    Hằng quý

Ghi chú: Số liệu tính đến ngày 31/5/2026.
`
  expect(tasksOf(text)).toEqual([
    ['Văn phòng HĐND và UBND', 'Kiểm tra việc chấp hành giờ giấc làm việc', '2026-07-15'],
    ['Công an xã', 'Lập sổ trực', 'none'],
    ['Phòng Kinh tế', 'Công khai ngân sách', 'recurring'],
  ])
})

it('a row that numbers the columns is no task', () => {
  const text = `${head}1. Các đơn vị thực hiện theo bảng sau:
TT    Việc              Ai làm           Hạn
(1)   (2)               (3)              (4)
1     Dọn kho           Phòng Kinh tế    30/6/2026
`
  expect(tasksOf(text)).toEqual([['Phòng Kinh tế', 'Dọn kho', '2026-06-30']])
})

it('cells centred in their rows: the number stands beside the middle line of each, "STT" beside that of the header', () => {
  const text = `${head}1. Các đơn vị thực hiện theo bảng sau:

                                        Đơn vị          Thời hạn
 STT         Nội dung công việc
                                        chủ trì        hoàn thành
       Rà soát, đề xuất đơn giản hóa   Trung tâm
  1    thủ tục hành chính về         Phục vụ hành       31/7/2026
       đất đai                        chính công
  2    Lập sổ trực                   Công an xã           Hằng
                                                         tháng
       Kiểm tra công vụ             Phòng Văn hóa -
  3                                                     Quý III/2026
       tại 04 thôn                      Xã hội

 STT         Nội dung công việc         Đơn vị          Thời hạn
  4    Tổng kết                      Trạm Y tế          15/9/2026
`
  expect(tasksOf(text)).toEqual([
    ['Trung tâm Phục vụ hành chính công', 'Rà soát, đề xuất đơn giản hóa thủ tục hành chính về đất đai', '2026-07-31'],
    ['Công an xã', 'Lập sổ trực', 'recurring'],
    ['Phòng Văn hóa - Xã hội', 'Kiểm tra công vụ tại 04 thôn', '2026-09-30'],
    ['Trạm Y tế', 'Tổng kết', '2026-09-15'],
  ])
})

it('sentences below such a table are no rows of it', () => {
  const text = `${head}1. Các đơn vị thực hiện theo bảng sau:
TT  Nội dung         Chủ trì         Thời hạn
1   Lập sổ trực      Công an xã      30/6/2026
2. Trạm Y tế bố trí người trực cấp cứu trước ngày 28/6/2026.
3. Trạm Y tế phun thuốc.
`
  expect(tasksOf(text)).toEqual([
    ['Công an xã', 'Lập sổ trực', '2026-06-30'],
    ['Trạm Y tế', 'bố trí người trực cấp cứu trước ngày 28/6/2026.', '2026-06-28'],
    ['Trạm Y tế', 'phun thuốc.', 'none'],
  ])
})

it('a row that a page broke off goes on below the header printed again; a new row without a number is one', () => {
  const table = (rest: string) => `${head}1. Các đơn vị thực hiện theo bảng sau:
STT | Nội dung | Chủ trì | Thời hạn
1 | Rà soát các hộ | Phòng Văn hóa - | Trước ngày
STT | Nội dung | Chủ trì | Thời hạn
 | ${rest}
2 | Lập sổ trực | Công an xã | 30/6/2026
`
  expect(tasksOf(table('kinh doanh | Xã hội | 15/7/2026'))).toEqual([
    ['Phòng Văn hóa - Xã hội', 'Rà soát các hộ kinh doanh', '2026-07-15'],
    ['Công an xã', 'Lập sổ trực', '2026-06-30'],
  ])
  expect(tasksOf(table('Cấp giấy phép | Phòng Kinh tế | 15/7/2026')).map(([, words]) => words)).toEqual([
    'Rà soát các hộ',
    'Cấp giấy phép',
    'Lập sổ trực',
  ])
})

it('a table of tasks below the signature is an annex under any title; a list of names is none', () => {
  const letter = (annex: string) => `${head}1. Trạm Y tế phun thuốc.

Nơi nhận:
- Như trên.
CHỦ TỊCH
Trần Quốc Khải

${annex}`
  expect(
    tasksOf(
      letter('DANH MỤC\nCông việc trọng tâm\nTT | Nội dung | Chủ trì | Thời hạn\n1 | Lập sổ | Công an xã | 30/6'),
    ),
  ).toHaveLength(2)
  expect(tasksOf(letter('DANH MỤC\nTT | Họ và tên | Chức vụ\n1 | Trần Văn A | Công chức'))).toHaveLength(1)
})

it('a cell a line: the header printed again on the next page and the number of the page are no cells', () => {
  const table = (between: string) => `${head}1. Các đơn vị thực hiện theo bảng sau:
STT
Nội dung
Chủ trì
Thời hạn
1
Rà soát hộ kinh doanh
Phòng Kinh tế
15/7/2026
${between}2
Lập sổ trực
Công an xã
30/6/2026
`
  const rows = [
    ['Phòng Kinh tế', 'Rà soát hộ kinh doanh', '2026-07-15'],
    ['Công an xã', 'Lập sổ trực', '2026-06-30'],
  ]
  expect(tasksOf(table(''))).toEqual(rows)
  expect(tasksOf(table('\n2\n\nSTT\nNội dung\nChủ trì\nThời hạn\n\n'))).toEqual(rows)
  expect(tasksOf(table('STT\nNội dung\nChủ trì\nThời hạn\n'))).toEqual(rows)
  const second = `\nII. VIỆC KHÁC\nSTT\nNội dung\nChủ trì\nThời hạn\n1\nQuét sân\nTrạm Y tế\n20/6/2026\n`
  expect(tasksOf(`${table('')}${second}`)).toEqual([...rows, ['Trạm Y tế', 'Quét sân', '2026-06-20']])
})

it('of a sheet: cells of several lines in quotes, empty cells at both ends', () => {
  const text = `${head}1. Các đơn vị thực hiện theo bảng sau:
STT\tNội dung\tChủ trì\tThời hạn\tGhi chú
1\t"Rà soát hộ
kinh doanh ""ảo"""\tPhòng Kinh tế\t15/7/2026\t
\tLập sổ trực\tCông an xã\t30/6/2026\t
3\t"Mỗi ngày một kỹ năng số"\tCông an xã\tHằng ngày\t
`
  expect(tasksOf(text)).toEqual([
    ['Phòng Kinh tế', 'Rà soát hộ kinh doanh "ảo"', '2026-07-15'],
    ['Công an xã', 'Lập sổ trực', '2026-06-30'],
    ['Công an xã', 'Mỗi ngày một kỹ năng số', 'recurring'],
  ])
})

it('a label with its value on the next line; a label left empty takes no heading, sentence or other label', () => {
  const text = (value: string) => `${head}I. NHIỆM VỤ
1. Mở lớp tập huấn cho cán bộ thôn
Đơn vị chủ trì:
${value}
Thời gian thực hiện:
Tháng 8/2026
2. Lập sổ theo dõi chung
Đơn vị chủ trì: Công an xã
`
  const second = ['Công an xã', 'Lập sổ theo dõi chung', 'none']
  const first = (unit: string) => [[unit, 'Mở lớp tập huấn cho cán bộ thôn', '2026-08-31'], second]
  expect(tasksOf(text('Phòng Văn hóa - Xã hội'))).toEqual(first('Phòng Văn hóa - Xã hội'))
  expect(tasksOf(text('\nPhòng Văn hóa - Xã hội'))).toEqual(first('Phòng Văn hóa - Xã hội'))
  expect(tasksOf(text(''))).toEqual(first('Các cơ quan, đơn vị'))
  const apart = `${head}I. NHIỆM VỤ
1. Chuyển đổi số
Nội dung thực hiện:
Cài chữ ký số cho cán bộ
Chủ trì:
Phòng Văn hóa - Xã hội
Hoàn thành:
Quý II/2026
`
  expect(tasksOf(apart)).toEqual([['Phòng Văn hóa - Xã hội', 'Cài chữ ký số cho cán bộ', '2026-06-30']])
})

it('bullets of symbol fonts are bullets; a diameter is none', () => {
  const text = `${head}1. Phòng Kinh tế
\uF0B7\tLập sổ theo dõi.
Ø\tKiểm tra chợ.
§ Báo cáo hằngngày.
`
  expect(tasksOf(text)).toEqual([
    ['Phòng Kinh tế', 'Lập sổ theo dõi.', 'none'],
    ['Phòng Kinh tế', 'Kiểm tra chợ.', 'none'],
    ['Phòng Kinh tế', 'Báo cáo hằng ngày.', 'recurring'],
  ])
  expect(readLetter('Ø600 là cỡ ống thoát nước.').lines[0]).toBe('Ø600 là cỡ ống thoát nước.')
})

it('two tables of an annex with other columns each are read by their own header', () => {
  const text = `PHỤ LỤC
(Kèm theo Kế hoạch số 5/KH-UBND ngày 05/01/2026 của UBND xã Mỹ Lộc)
I. VIỆC THƯỜNG XUYÊN
STT | Nội dung | Chủ trì | Thời hạn
1 | Lập sổ trực | Công an xã | Hằng tháng
II. VIỆC CÓ SẢN PHẨM
STT | Sản phẩm | Nội dung | Thời hạn | Chủ trì
1 | Kế hoạch | Phun thuốc diệt muỗi | 30/6/2026 | Trạm Y tế
`
  const rows = [
    ['Công an xã', 'Lập sổ trực', 'recurring'],
    ['Trạm Y tế', 'Phun thuốc diệt muỗi', '2026-06-30'],
  ]
  expect(tasksOf(text)).toEqual(rows)
  expect(tasksOf(text.replace(/^I+[.].*\n/gm, ''))).toEqual(rows)
})

it('a header of two rows: what stands below "Phân công" is named by both', () => {
  const table = (below: string) => `${head}1. Các đơn vị thực hiện theo bảng sau:
STT\tNội dung\tPhân công\t\tThời hạn
\t\t${below}\t
1\tLập dự toán\tPhòng Kinh tế\tVP HĐND-UBND\t15/6/2026
`
  expect(readLetter(table('Chủ trì\tPhối hợp')).tasks).toMatchObject([
    { unit: 'Phòng Kinh tế', coUnits: ['Văn phòng HĐND và UBND'] },
  ])
  expect(readLetter(table('Phối hợp\tChủ trì')).tasks).toMatchObject([
    { unit: 'Văn phòng HĐND và UBND', coUnits: ['Phòng Kinh tế'] },
  ])
})

it('a letter of one sentence and an annex: where it is sent is no task, the day for its report is one', () => {
  const letter = (order: string) => `${head.split('Ủy ban nhân dân xã yêu cầu')[0]}${order}
Nơi nhận:
- Như trên;
- Lưu: VT.
CHỦ TỊCH
Trần Quốc Khải

PHỤ LỤC
STT | Nội dung | Chủ trì | Thời hạn
1 | Lập sổ trực | Công an xã | 30/6/2026
`
  const row = ['Công an xã', 'Lập sổ trực', '2026-06-30']
  const order = 'Ủy ban nhân dân xã giao các phòng, đơn vị thực hiện nhiệm vụ tại Phụ lục kèm theo'
  expect(tasksOf(letter(`${order}.`))).toEqual([row])
  expect(tasksOf(letter(`${order}, báo cáo kết quả trước ngày 15/7/2026.`))).toEqual([
    ['Các cơ quan, đơn vị', 'báo cáo kết quả trước ngày 15/7/2026.', '2026-07-15'],
    row,
  ])
})

it('the note that an annex belongs to a letter may stand above its title', () => {
  const rows = 'STT | Nhiệm vụ | Chủ trì | Thời hạn\n1 | Rà soát hồ sơ | Phòng Kinh tế | 15/6/2026'
  const note = '(Kèm theo Công văn số 12/UBND-VP ngày 02/6/2026 của UBND xã Mỹ Lộc)'
  for (const top of [`DANH MỤC CÔNG VIỆC\n${note}`, `${note}\nDANH MỤC CÔNG VIỆC`])
    expect(readLetter(`${top}\n${rows}`)).toMatchObject({ number: '12/UBND-VP', subject: 'DANH MỤC CÔNG VIỆC' })
})

it('the word for those who cooperate names nobody in the column of those who lead', () => {
  const table = 'STT | Nội dung | Đơn vị chủ trì | Thời hạn\n1 | Lập sổ theo dõi | Đơn vị phối hợp | 20/7/2026\n'
  expect(read(table).tasks.map((task) => task.unit)).toEqual(['Các cơ quan, đơn vị'])
})
