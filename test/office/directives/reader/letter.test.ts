// What the officer is asked, and what never may happen: small letters, each about one thing.
import { expect, it } from 'vitest'
import { areaOf } from '../../../../src/office/directives/reader/areas.js'
import { readLetter } from '../../../../src/office/directives/reader/letter.js'
import type { ReadOptions } from '../../../../src/office/directives/reader/reading.js'
import { secretStamp } from '../../../../src/office/directives/reader/stamp.js'
import { targetOf } from '../../../../src/office/directives/reader/targets.js'
import { head, read } from './small-letter.js'

const codes = (body: string, options?: ReadOptions) => read(body, options).doubts.map((doubt) => doubt.code)

it('a task knows its clause, place, cooperating units, product and references', () => {
  const reading = read(`1. Phòng Kinh tế
- Rà soát quỹ đất công.
- Chủ trì, phối hợp với Công an xã xây dựng phương án theo Kế hoạch số 12/KH-UBND, xong trước ngày 30/6/2026.
`)
  expect(reading.tasks[1]).toMatchObject({
    clause: 'mục 1, gạch đầu dòng 2',
    unit: 'Phòng Kinh tế',
    coUnits: ['Công an xã'],
    product: 'phương án',
    references: ['12/KH-UBND'],
    deadlines: [{ kind: 'date', due: '2026-06-30', before: true }],
    inherited: false,
    place: { line: 12, end: 13 },
  })
})

it('deep numbering is named as people say it', () => {
  const { tasks } = read(
    'I. NHIỆM VỤ\n1. Phòng Kinh tế\na) Lập danh sách hộ nghèo.\nb) Rà soát:\n- Kiểm tra thực địa.\n+ Ghi biên bản.\nII. KHÁC\n1.1. Công an xã tuần tra.',
  )
  expect(tasks.map((task) => task.clause)).toEqual([
    'mục I.1.a',
    'mục I.1.b, gạch đầu dòng 1, dấu cộng 1',
    'mục II.1.1',
  ])
})

it('a doubled heading goes to the last named unit and is asked about', () => {
  const reading = read('1. Phòng Kinh tế: Văn phòng HĐND - UBND xã: Theo dõi tiến độ chung của xã.')
  expect(reading.tasks).toMatchObject([{ unit: 'Văn phòng HĐND và UBND', text: 'Theo dõi tiến độ chung của xã.' }])
  expect(reading.doubts).toMatchObject([
    { code: 'doubt-doubled-heading', args: { first: 'Phòng Kinh tế', second: 'Văn phòng HĐND và UBND' }, taskIndex: 0 },
  ])
})

it('several units named in one order are everybody, each by name', () => {
  const reading = read('1. Yêu cầu chung\n- Yêu cầu Phòng Kinh tế; Công an xã; Trạm Y tế rà soát nhiệm vụ được giao.')
  expect(reading.tasks).toMatchObject([
    { unit: 'Các cơ quan, đơn vị', namedUnits: ['Phòng Kinh tế', 'Công an xã', 'Trạm Y tế'] },
  ])
})

it('a unit the commune does not have is asked about once, with the words of the letter', () => {
  const known = [{ name: 'Phòng Kinh tế', aliases: [] }]
  const doubts = read('1. Phòng Kinh tế lập dự toán.\n2. Trạm Khuyến nông\n- Tập huấn.\n- Hướng dẫn kỹ thuật.', {
    knownUnits: known,
  }).doubts
  expect(doubts).toMatchObject([{ code: 'doubt-unknown-unit', args: { unit: 'Trạm Khuyến nông' } }])
})

it('the Front and mass organisations are partners', () => {
  expect(read('1. Đề nghị Ủy ban MTTQ Việt Nam xã phối hợp tuyên truyền.').tasks).toMatchObject([
    { partner: true, text: 'phối hợp tuyên truyền.' },
  ])
})

it('a blank number, a blank day, another year are doubts', () => {
  const text =
    'Số:      /UBND-VP\nTân Hưng, ngày     tháng 6 năm 2025\nKính gửi: Phòng Kinh tế\n1. Rà soát hồ sơ tồn đọng của năm trước.\nNơi nhận:'
  const reading = readLetter(text, { today: '2026-06-01' })
  expect(reading).toMatchObject({ number: '/UBND-VP', date: null, datePartial: '2025-06' })
  expect(reading.doubts.map((doubt) => doubt.code)).toEqual([
    'doubt-blank-number',
    'doubt-blank-date',
    'doubt-other-year',
  ])
  const dated = readLetter(text.replace('ngày     tháng 6', 'ngày 09 tháng 6'), { today: '2026-06-01' }).doubts
  expect(dated.find((doubt) => doubt.code === 'doubt-other-year')?.quote).toBe('09/6/2025')
  expect(readLetter('Kính gửi: Phòng Kinh tế\n1. Rà soát hồ sơ tồn đọng.').doubts.map((doubt) => doubt.code)).toEqual([
    'doubt-no-number',
    'doubt-no-date',
  ])
})

it('the number and day of another letter are never taken for the own ones', () => {
  const reading = readLetter(
    'Kính gửi: Phòng Kinh tế\nThực hiện Công văn số 88/SNV-CCHC ngày 05 tháng 5 năm 2026 của Sở Nội vụ, đề nghị:\n1. Rà soát hồ sơ tồn đọng.',
  )
  expect(reading).toMatchObject({ number: null, date: null, basedOn: ['88/SNV-CCHC'] })
})

it('"định kỳ" without a period and a deadline in the closing paragraph are asked about', () => {
  expect(codes('1. Phòng Kinh tế định kỳ báo cáo kết quả.')).toEqual(['doubt-no-period'])
  expect(
    codes('1. Phòng Kinh tế lập dự toán.\n\nĐề nghị các đơn vị nghiêm túc thực hiện, báo cáo trước ngày 30/6/2026./.'),
  ).toEqual(['doubt-closing-deadline'])
})

it('a time in the order sentence holds for items without their own', () => {
  const reading = readLetter(
    'Số: 3/UBND-VP\nTân Hưng, ngày 01 tháng 4 năm 2026\nKính gửi: Phòng Kinh tế\n\nỦy ban nhân dân xã giao Phòng Kinh tế thực hiện các nhiệm vụ sau trong quý 2/2026:\n- Rà soát hồ sơ.\n- Lập sổ theo dõi trước ngày 20/4/2026.\n\nNơi nhận:',
  )
  expect(reading.tasks.map((task) => [task.inherited, task.deadlines[0]?.kind])).toEqual([
    [true, 'period'],
    [false, 'date'],
  ])
})

it('text typed without diacritics keeps units and deadlines, and its wording is doubted', () => {
  const reading = readLetter(`So: 21/UBND-VP
Tan Hung, ngay 02 thang 6 nam 2026
Kinh gui: Cac co quan, don vi
Uy ban nhan dan xa yeu cau cac co quan, don vi thuc hien nghiem tuc cac noi dung sau day de hoan thanh nhiem vu duoc giao trong ky nay:
1. Phong Kinh te
- Ra soat tai san cong, xong truoc ngay 30/6/2026.
2. Phong Van hoa - Xa hoi: Tham muu ke hoach kiem tra cong vu, hoan thanh trong quy III/2026.
Noi nhan:`)
  expect(reading).toMatchObject({ badOcr: true, number: '21/UBND-VP', date: '2026-06-02' })
  expect(reading.tasks.map((task) => [task.unit, task.deadlines[0]?.kind])).toEqual([
    ['Phòng Kinh tế', 'date'],
    ['Phòng Văn hóa - Xã hội', 'period'],
  ])
  expect(reading.doubts.map((doubt) => doubt.code)).toContain('doubt-bad-ocr')
})

it('tasks in an appendix after the signature are read', () => {
  const reading = readLetter(`${head}1. Văn phòng HĐND và UBND theo dõi, đôn đốc.

Nơi nhận:
- Như trên.
CHỦ TỊCH
Trần Quốc Khải

PHỤ LỤC PHÂN CÔNG NHIỆM VỤ
TT | Nội dung công việc | Cơ quan chủ trì | Thời gian hoàn thành
1 | Sơn lại vạch kẻ đường | Phòng Kinh tế | Tháng 7/2026
2 | Thay biển báo cũ | | Tháng 8/2026`)
  expect(reading.tasks.map((task) => [task.unit, task.text])).toEqual([
    ['Văn phòng HĐND và UBND', 'theo dõi, đôn đốc.'],
    ['Phòng Kinh tế', 'Sơn lại vạch kẻ đường'],
    ['Phòng Kinh tế', 'Thay biển báo cũ'],
  ])
  expect(reading.signer).toBe('Trần Quốc Khải')
})

it('secret stamps are seen in every place they stand; words about secrecy are no stamp', () => {
  for (const text of [
    'MẬT',
    'UBND XÃ\n**TỐI MẬT**\nSố: 1',
    'Độ mật: Tuyệt mật',
    'T Ố I  M Ậ T',
    '(MẬT)',
    'MẬT\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
    'MẬT | Số: 05',
  ])
    expect([text, secretStamp(text) !== undefined]).toEqual([text, true])
  expect(secretStamp('x\nTUYỆT MẬT\ny')).toBe('TUYỆT MẬT')
  for (const text of [
    'Bảo đảm bảo mật thông tin',
    'an ninh, cơ yếu, mật mã',
    'bảo\nmật',
    'tài liệu mật phải được bảo quản',
    'Mật khẩu',
    '',
  ])
    expect([text, secretStamp(text)]).toEqual([text, undefined])
})

it('targets are the shares asked for, not the shares reached', () => {
  const cases: [string, string | null][] = [
    ['Bảo đảm 100% hồ sơ đúng hạn', '100%'],
    ['tối thiểu 80% trực tuyến; trên 90% hài lòng', '≥ 80%; > 90%'],
    ['từ 98,5% hồ sơ trở lên', '≥ 98,5%'],
    ['tỷ lệ trễ hạn không quá 2 %', '≤ 2%'],
    ['năm 2025 đạt 87%, phấn đấu đạt 95%', '95%'],
    ['hoàn thành 12 chỉ tiêu', null],
    ['đưa tỷ lệ dùng nước sạch từ 58,3% lên ít nhất 65%', '≥ 65%'],
    ['đến giờ mới có 40% đơn vị gửi', null],
    ['đạt từ 80% trở lên (tháng 5 được 71%)', '≥ 80%'],
    ['tuần tra trên tuyến lộ Rạch Mẽ ,100% vi phạm bị xử lý', '100%'],
  ]
  for (const [text, target] of cases) expect([text, targetOf(text)]).toEqual([text, target])
})

it('tasks are placed in the area their words speak of', () => {
  expect(areaOf('giải ngân 100% vốn đầu tư công')).toBe('public-finance')
  expect(areaOf('nâng cao tỷ lệ hồ sơ thủ tục hành chính giải quyết đúng hạn')).toBe('procedures')
  expect(areaOf('chấn chỉnh kỷ luật, kỷ cương hành chính')).toBe('civil-service')
  expect(areaOf('sử dụng chữ ký số, văn bản điện tử')).toBe('digital')
  expect(areaOf('rà soát văn bản quy phạm pháp luật')).toBe('institutions')
  expect(areaOf('sắp xếp bộ máy, tinh giản biên chế')).toBe('organisation')
  expect(areaOf('trồng cây xanh')).toBe('other')
})

it('a heading that is neither a unit nor a topic among headings of units is asked about, and no unit is made up', () => {
  const reading = read(
    '1. Phòng Kinh tế\n- Lập dự toán.\n2. Công an xã\n- Tuần tra đêm.\n3. Khối láng giềng\n- Tuyên truyền tại thôn.\n4. Chế độ báo cáo\n- Gửi báo cáo hằng tháng.',
  )
  expect(reading.doubts).toMatchObject([
    { code: 'doubt-unknown-heading', args: { heading: 'Khối láng giềng' }, quote: '3 Khối láng giềng' },
  ])
  expect(reading.tasks[2]?.unit).toBe('Các cơ quan, đơn vị')
})

it('a slip in the colons of "Kính gửi" names nobody, and no task is without a unit', () => {
  const text = `${head.replace('Kính gửi: Các cơ quan, đơn vị', 'Kính gửi::')}Rà soát quỹ đất công, xong trước ngày 30/6/2026.\n`
  const reading = readLetter(text)
  expect(reading.recipients).toEqual([])
  for (const task of reading.tasks) expect(task.unit).not.toBe('')
})

it('a report asked for is due when a later sentence of the same paragraph says it is handed in', () => {
  const text = `${head.replace('Ủy ban nhân dân xã yêu cầu:\n\n', '')}Ủy ban nhân dân xã đề nghị các cơ quan, đơn vị báo cáo kết quả công tác quý II năm 2026. Báo cáo gửi về Phòng Văn hóa - Xã hội trước ngày 15/6/2026 để tổng hợp./.\n`
  expect(readLetter(text).tasks).toMatchObject([{ deadlines: [{ due: '2026-06-15' }] }])
})

it('a subject on the line above "Căn cứ" ends there, without an empty line too', () => {
  const text = `ỦY BAN NHÂN DÂN
XÃ TÂN HƯNG
Số: 21/QĐ-UBND
Tân Hưng, ngày 02 tháng 6 năm 2026
QUYẾT ĐỊNH
Về việc giao chỉ tiêu năm 2026
CHỦ TỊCH ỦY BAN NHÂN DÂN XÃ
Căn cứ Luật Tổ chức chính quyền địa phương ngày 16/6/2025;
QUYẾT ĐỊNH:
Điều 1. Giao chỉ tiêu cải cách hành chính năm 2026 cho các đơn vị:
1. Phòng Kinh tế: giải quyết đúng hạn 100% hồ sơ trước ngày 15/12/2026.
`
  const reading = readLetter(text)
  expect(reading.subject).toBe('Về việc giao chỉ tiêu năm 2026')
  expect(reading.tasks).toMatchObject([{ unit: 'Phòng Kinh tế', target: '100%' }])
})

it('a page that a scan ends inside a sentence, and a speck read as a bar, break nothing', () => {
  const reading =
    read(`1. Phòng Kinh tế tăng cường kiểm tra hoạt động của các đoàn thanh tra nhằm bảo đảm chuẩn mực và ý thức

--- PAGE BREAK ---

2

kỷ luật của trưởng đoàn, nếu có vướng | mắc thì báo cáo ngay.
2. Công an xã tuần tra ban đêm.
`)
  expect(reading.tasks.map(({ unit, text }) => [unit, text])).toEqual([
    [
      'Phòng Kinh tế',
      'tăng cường kiểm tra hoạt động của các đoàn thanh tra nhằm bảo đảm chuẩn mực và ý thức kỷ luật của trưởng đoàn, nếu có vướng mắc thì báo cáo ngay.',
    ],
    ['Công an xã', 'tuần tra ban đêm.'],
  ])
})

it('the star of a Party letter beside its place and date is no bullet', () => {
  const reading = readLetter(`ĐẢNG BỘ XÃ TÂN HƯNG          ĐẢNG CỘNG SẢN VIỆT NAM
     ĐẢNG ỦY
        *                      Tân Hưng, ngày 09 tháng 02 năm 2026
   Số 14-CT/ĐU

CHỈ THỊ
về tăng cường quản lý đất đai

Ban Thường vụ Đảng ủy yêu cầu:

1- Các cấp ủy, tổ chức đảng quán triệt, thực hiện nghiêm quy định về đất đai.
2- Đảng ủy UBND xã rà soát quy hoạch sử dụng đất trong quý III/2026.
`)
  expect(reading).toMatchObject({ number: '14-CT/ĐU', date: '2026-02-09' })
  expect(reading.tasks.map(({ text }) => text)).toEqual([
    'quán triệt, thực hiện nghiêm quy định về đất đai.',
    'rà soát quy hoạch sử dụng đất trong quý III/2026.',
  ])
})

it('an invitation without a letterhead is no directive, whom it invites is not asked', () => {
  const reading = readLetter(`Giấy mời dự Lễ phát động trồng cây

UBND xã Tân Hưng tổ chức Lễ phát động trồng cây.
1. Thành phần mời:
- Thường trực Đảng ủy, HĐND xã;
- Trưởng các thôn.
2. Thời gian: 7h30, thứ Ba, ngày 10/02/2026.
Kính mời các đại biểu về dự.`)
  expect(reading).toMatchObject({ isDirective: false, why: 'not-directive-invitation' })
})

it('the day of the first of several sentences is not the day of the items below them', () => {
  const day = (words: string) =>
    read(`1. ${words}\n- Áp dụng nguyên tắc quản lý rủi ro.`).tasks.map((task) => task.deadlines)
  const [first, below] = day(
    'Hoàn thành kế hoạch kiểm tra còn dở dang trước ngày 29/6/2026. Đồng thời tổ chức kiểm tra theo kế hoạch đã được duyệt. Phòng Kinh tế lập danh sách cơ sở.',
  )
  expect([first?.[0]?.kind, below?.[0]?.kind]).toEqual(['date', 'none'])
  expect(day('Hoàn thành các nội dung sau trước ngày 29/6/2026:')).toMatchObject([
    [{ kind: 'date', due: '2026-06-29' }],
  ])
})

it('what only looks like a unit, a target or a standing duty is none', () => {
  const [first, second, third] = read(`1. Phòng Kinh tế:
- Cấp hóa chất Chlorine 70% cho các thôn; không đưa vào danh sách người không đạt tín nhiệm trên 50%.
- Bố trí lực lượng tại các vị trí thường xuyên sạt lở.
2. Chuyên viên phụ trách lĩnh vực hành chính, văn phòng
- Mời đại diện Ủy ban bầu cử xã, cử tri các thôn dự hội nghị.
`).tasks
  expect([first?.target, second?.deadlines[0]?.kind]).toEqual([null, 'none'])
  expect(third).toMatchObject({
    unit: 'Chuyên viên phụ trách lĩnh vực hành chính, văn phòng',
    text: 'Mời đại diện Ủy ban bầu cử xã, cử tri các thôn dự hội nghị.',
  })
})
