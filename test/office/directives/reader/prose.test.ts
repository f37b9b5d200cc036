// Letters without numbers: who is asked for what in sentences, what goes on with what, and what is left out.
import { expect, it } from 'vitest'
import { readLetter } from '../../../../src/office/directives/reader/letter.js'
import { tasksOf } from './small-letter.js'

const letter = (body: string) => `ỦY BAN NHÂN DÂN
XÃ TÂN HƯNG
Số: 21/UBND-VP
V/v phân công nhiệm vụ
Tân Hưng, ngày 02 tháng 6 năm 2026

Kính gửi: Các cơ quan, đơn vị; các thôn.

Để bảo đảm nước tưới cho vụ Mùa;

${body}

Nơi nhận:
- Như trên;
- Lưu: VT.`

const tasks = (body: string) => tasksOf(letter(body))
const order = 'UBND xã yêu cầu các thôn nạo vét mương nội đồng.'
const asked = ['Các thôn', 'nạo vét mương nội đồng.']

it('what follows an order in its paragraph belongs to it, with its day', () => {
  expect(tasks(`${order} Kết quả gửi về Phòng Kinh tế trước ngày 12/6/2026.`)).toEqual([
    ['Các thôn', 'nạo vét mương nội đồng. Kết quả gửi về Phòng Kinh tế trước ngày 12/6/2026.', '2026-06-12'],
  ])
  expect(tasks(`${order} Kịp thời phát hiện chỗ sạt; đồng thời báo UBND xã trước ngày 12/6/2026.`)).toEqual([
    [
      'Các thôn',
      'nạo vét mương nội đồng. Kịp thời phát hiện chỗ sạt; đồng thời báo UBND xã trước ngày 12/6/2026.',
      '2026-06-12',
    ],
  ])
  expect(tasks(`${order} Thôn nào đã nạo vét xong thì giúp thôn bên cạnh.`)).toHaveLength(1)
})

it('a paragraph that names nobody goes on with the unit before it', () => {
  expect(tasks(`${order}\n\nTiếp tục vận động các hộ góp công.`)).toEqual([
    [...asked, 'none'],
    ['Các thôn', 'Tiếp tục vận động các hộ góp công.', 'none'],
  ])
  expect(tasks(`${order}\n\nTrong đó, làm trước các đoạn qua kênh N4.`)).toEqual([
    ['Các thôn', 'nạo vét mương nội đồng. Trong đó, làm trước các đoạn qua kênh N4.', 'none'],
  ])
})

it('a report with a day is of the one unit there is; of several units the officer is asked', () => {
  const report = 'Báo cáo kết quả về Phòng Kinh tế trước ngày 15/6/2026./.'
  expect(tasks(`${order}\n\n${report}`)).toEqual([['Các thôn', `nạo vét mương nội đồng. ${report}`, '2026-06-15']])
  const { tasks: two, doubts } = readLetter(letter(`${order}\n\nTrạm Y tế khử khuẩn giếng nước.\n\n${report}`))
  expect(two.map(({ unit, deadlines }) => [unit, deadlines[0]?.kind])).toEqual([
    ['Các thôn', 'none'],
    ['Trạm Y tế', 'none'],
  ])
  expect(doubts).toEqual([{ code: 'doubt-closing-deadline', args: { date: '2026-06-15' }, quote: report }])
})

it.each(['Đồng thời, ', 'Bên cạnh đó, ', 'Ngoài ra, ', 'Cùng với đó, ', ''])('%j may stand before a unit', (joint) => {
  expect(tasks(`${order}\n\n${joint}Phòng Kinh tế hướng dẫn lịch lấy nước.`)).toEqual([
    [...asked, 'none'],
    ['Phòng Kinh tế', 'hướng dẫn lịch lấy nước.', 'none'],
  ])
})

it('all are asked by "tất cả", by what their work is, and by another letter', () => {
  expect(
    tasks('UBND xã yêu cầu các phòng, đơn vị căn cứ chức năng, nhiệm vụ, thực hiện nghiêm việc tiết kiệm điện.'),
  ).toEqual([['Các cơ quan, đơn vị', 'căn cứ chức năng, nhiệm vụ, thực hiện nghiêm việc tiết kiệm điện.', 'none']])
  expect(tasks(`${order}\n\nTất cả các thôn báo cáo ngay khi có mương vỡ.`)[1]).toEqual([
    'Các thôn',
    'báo cáo ngay khi có mương vỡ.',
    'none',
  ])
  expect(tasks('Tất cả nhà dân ven kênh phải dọn bèo trước ngày 10/6/2026.')).toEqual([
    ['Các cơ quan, đơn vị', 'Tất cả nhà dân ven kênh phải dọn bèo trước ngày 10/6/2026.', '2026-06-10'],
  ])
  expect(
    tasks('UBND xã yêu cầu các phòng, đơn vị triển khai thực hiện nghiêm túc các nội dung tại Công văn số 8/UBND-NN.'),
  ).toHaveLength(1)
  expect(tasks(`${order}\n\nUBND xã yêu cầu các đơn vị nghiêm túc thực hiện các nội dung trên./.`)).toHaveLength(1)
})

it('a day in front, a list of units with semicolons, a share and a unit nobody knows are no hindrance', () => {
  expect(tasks('Từ ngày 05/6/2026 đến hết ngày 12/6/2026, các trường bố trí, phân công trực hợp lý.')).toEqual([
    ['Các trường', 'Từ ngày 05/6/2026 đến hết ngày 12/6/2026, các trường bố trí, phân công trực hợp lý.', '2026-06-12'],
  ])
  expect(tasks('UBND xã yêu cầu các phòng, ban; Công an xã; các trường học thực hiện tiết kiệm điện.')).toEqual([
    ['Các phòng, ban; Công an xã; các trường học', 'thực hiện tiết kiệm điện.', 'none'],
  ])
  expect(tasks('UBND xã yêu cầu 100% văn bản trình Chủ tịch UBND xã đề nghị phê duyệt phải ký số.')).toEqual([
    ['Các cơ quan, đơn vị', '100% văn bản trình Chủ tịch UBND xã đề nghị phê duyệt phải ký số.', 'none'],
  ])
  expect(tasks('UBND xã yêu cầu bà con ven kênh N4 dọn bèo, rác trước ngày 10/6/2026.')).toEqual([
    ['Các cơ quan, đơn vị', 'bà con ven kênh N4 dọn bèo, rác trước ngày 10/6/2026.', '2026-06-10'],
  ])
})

it('a right to ask, "phân công" within a duty, and what is asked by others are no orders', () => {
  expect(tasks(`${order} Phòng Kinh tế có quyền yêu cầu các thôn báo cáo thêm.`)).toHaveLength(1)
  expect(tasks('UBND xã yêu cầu Công an xã thực hiện nghiêm việc phân công cán bộ trực, bảo vệ kho.')).toEqual([
    ['Công an xã', 'thực hiện nghiêm việc phân công cán bộ trực, bảo vệ kho.', 'none'],
  ])
})

it('the issuer that gives work to somebody else is not whom it is given to', () => {
  expect(tasks(`${order}\n\nUBND xã cũng chỉ đạo Phòng Kinh tế lập lịch bơm.`)[1]).toEqual([
    'Phòng Kinh tế',
    'lập lịch bơm.',
    'none',
  ])
})

it('several units in one paragraph have a task each', () => {
  expect(tasks('Công an xã tuần tra các cống. Thủ trưởng các đơn vị bố trí người trực đêm.')).toEqual([
    ['Công an xã', 'tuần tra các cống.', 'none'],
    ['Các cơ quan, đơn vị', 'bố trí người trực đêm.', 'none'],
  ])
})

it('"Thời gian …" on a line of its own is the day of what has none', () => {
  const due = (line: string) => tasks(`${order}\n\n${line}`).map(([, , day]) => day)
  expect(due('Thời gian hoàn thành: trước ngày 12/6/2026.')).toEqual(['2026-06-12'])
  expect(due('Thời gian nạo vét: Từ ngày 05/6/2026 đến hết ngày 12/6/2026.')).toEqual(['2026-06-12'])
  expect(due('Thời hạn báo cáo: trước ngày 12/6/2026.')).toEqual(['2026-06-12'])
  expect(due('Thời gian hoàn thành việc nạo vét chậm nhất đến 13 giờ, ngày 12/6/2026.')).toEqual(['2026-06-12'])
  expect(due('Các thôn thực hiện trước ngày 12/6/2026.')).toEqual(['2026-06-12'])
  expect(due('Phòng Kinh tế thực hiện trước ngày 12/6/2026.')).toEqual(['none', '2026-06-12'])
  expect(
    tasks(
      'UBND xã đề nghị các đơn vị treo cờ như sau:\nThời gian treo cờ: từ ngày 05/6/2026 đến hết ngày 08/6/2026.\n1. Các trường học treo cờ tại cổng.\n2. Công an xã trực 24/24.',
    ).map(([, , day]) => day),
  ).toEqual(['2026-06-08', '2026-06-08'])
})

it('behind the order nothing is passed over without a word', () => {
  const { leftOut, lines } = readLetter(
    letter(`${order}\n\nNước kênh N4 năm nay cao hơn mọi năm.\n\nTiếp tục vận động.`),
  )
  expect(leftOut.map((at) => lines[at])).toEqual(['Nước kênh N4 năm nay cao hơn mọi năm.'])
})

it('what is told beside what is asked is no task', () => {
  expect(tasks(`Cán bộ, công chức được nghỉ 02 ngày, từ ngày 13/6/2026.\n\n${order}`)).toEqual([[...asked, 'none']])
})

const items = '1. Các thôn nạo vét mương nội đồng.\n\n2. Công an xã tuần tra các cống.'

it('what is enclosed, an appeal and a report of all end a letter; they are no part of its last item', () => {
  const ends = (end: string) => {
    const { tasks: read, doubts } = readLetter(letter(`UBND xã yêu cầu:\n\n${items}\n\n${end}`))
    return [read.map(({ text }) => text), doubts.map(({ code }) => code)]
  }
  const own = ['nạo vét mương nội đồng.', 'tuần tra các cống.']
  expect(
    ends(
      'Trong quá trình thực hiện, có vướng mắc, kịp thời báo cáo UBND xã./.\n\n(Gửi kèm Công văn số 8/UBND-NN ngày 01/6/2026)',
    ),
  ).toEqual([own, []])
  expect(ends('Đề nghị đơn vị quan tâm thực hiện./.')).toEqual([own, []])
  expect(ends('Báo cáo kết quả về Phòng Kinh tế trước ngày 15/6/2026./.')).toEqual([own, ['doubt-closing-deadline']])
  expect(ends('UBND xã giao Phòng Kinh tế theo dõi, tổng hợp, báo cáo trước ngày 15/6/2026./.')).toEqual([
    [...own, 'theo dõi, tổng hợp, báo cáo trước ngày 15/6/2026./.'],
    [],
  ])
})

it('an item whose sentences begin with different units is a task of each', () => {
  expect(
    tasks(
      'UBND xã yêu cầu:\n\n1. Các trường học treo cờ. Công an xã tuần tra các cống, báo cáo trước ngày 15/6/2026.\n\n2. Trạm Y tế khử khuẩn giếng. Ghi sổ từng giếng.',
    ).map(([unit, , due]) => [unit, due]),
  ).toEqual([
    ['Các trường học', 'none'],
    ['Công an xã', '2026-06-15'],
    ['Trạm Y tế', 'none'],
  ])
})

it('what was agreed to, approved or given as a holiday is no item of work', () => {
  expect(
    tasks(`UBND xã yêu cầu:

1. Thống nhất điều chỉnh quy mô dự án kênh N4 từ 15 ha còn 09 ha.
2. Đồng ý với đề xuất của Phòng Kinh tế tại Tờ trình số 12/TTr-KT.
3. Cán bộ, công chức được nghỉ 02 ngày, từ ngày 13/6/2026 đến ngày 14/6/2026.
4. Công an xã tuần tra các cống.`),
  ).toEqual([['Công an xã', 'tuần tra các cống.', 'none']])
})

const shared = (items: string) =>
  tasks(`UBND xã yêu cầu:\n\n${items}`).map(([unit, words, due]) => `${unit} | ${words} | ${due}`)

it('subjects that are parted by semicolons have a task each, two of them where both are sure', () => {
  expect(
    shared(
      '1. Phòng Kinh tế rà soát hộ nghèo trước ngày 15/6/2026; Phòng Văn hóa - Xã hội tổng hợp trước ngày 20/6/2026.\n2. Công an xã tuần tra; Trạm Y tế trực cấp cứu; Phòng Kinh tế chuẩn bị máy bơm.',
    ),
  ).toEqual([
    'Phòng Kinh tế | rà soát hộ nghèo trước ngày 15/6/2026 | 2026-06-15',
    'Phòng Văn hóa - Xã hội | tổng hợp trước ngày 20/6/2026. | 2026-06-20',
    'Công an xã | tuần tra | none',
    'Trạm Y tế | trực cấp cứu | none',
    'Phòng Kinh tế | chuẩn bị máy bơm. | none',
  ])
  for (const whole of [
    'Các đơn vị gửi báo cáo về Công an xã trước ngày 15/6/2026; Công an xã tổng hợp báo cáo UBND xã.',
    'Công an xã chủ trì tuần tra; các thôn phối hợp.',
  ])
    expect(shared(`1. ${whole}`)).toHaveLength(1)
})

it('the time below a list of dashes, without a number, is of them all', () => {
  expect(
    shared(
      '1. Phòng Kinh tế:\n- Rà soát hộ nghèo.\n- Lập danh sách hộ cận nghèo.\nThời gian thực hiện: trước ngày 20/6/2026.\n2. Công an xã:\n- Tuần tra đêm, xong trước ngày 10/6/2026.\n- Bắt chó thả rông.\nThời gian: trước ngày 25/6/2026.',
    ),
  ).toEqual([
    'Phòng Kinh tế | Rà soát hộ nghèo. | 2026-06-20',
    'Phòng Kinh tế | Lập danh sách hộ cận nghèo. | 2026-06-20',
    'Công an xã | Tuần tra đêm, xong trước ngày 10/6/2026. | 2026-06-10',
    'Công an xã | Bắt chó thả rông. | 2026-06-25',
  ])
  expect(
    shared(
      '- Rà soát hộ nghèo.\n- Lập danh sách hộ cận nghèo.\nThời gian thực hiện: xong trước ngày 20/6/2026.\nRiêng các thôn vùng cao nộp danh sách trước ngày 30/6/2026.',
    ),
  ).toEqual([
    'Các cơ quan, đơn vị | Rà soát hộ nghèo. | 2026-06-20',
    'Các cơ quan, đơn vị | Lập danh sách hộ cận nghèo. | 2026-06-20',
    'Các thôn vùng cao | nộp danh sách trước ngày 30/6/2026. | 2026-06-30',
  ])
})

it('whom "riêng" sets apart has a task of its own', () => {
  expect(
    shared(
      '1. Các thôn rà soát hộ nghèo trước ngày 20/6/2026. Riêng các thôn vùng cao báo cáo trước ngày 30/6/2026.\n2. Riêng thôn Đông nạo vét thêm kênh N4.',
    ),
  ).toEqual([
    'Các thôn | rà soát hộ nghèo trước ngày 20/6/2026. | 2026-06-20',
    'Các thôn vùng cao | báo cáo trước ngày 30/6/2026. | 2026-06-30',
    'Thôn Đông | nạo vét thêm kênh N4. | none',
  ])
})

it('a sentence whose verb is not known is kept whole, or shown as left out', () => {
  const {
    tasks: read,
    leftOut,
    lines,
  } = readLetter(
    letter(`UBND xã yêu cầu:

1. Phân công trực:
- Đội Quản lý trật tự đô thị dẹp chợ cóc ở thôn Đông trước ngày 20/6/2026.
- Tổ Kiểm tra liên ngành đến 12 cơ sở.
- Công an xã tuần tra.`),
  )
  expect(read.map(({ unit, text }) => [unit, text])).toEqual([
    ['Các cơ quan, đơn vị', 'Đội Quản lý trật tự đô thị dẹp chợ cóc ở thôn Đông trước ngày 20/6/2026.'],
    ['Công an xã', 'tuần tra.'],
  ])
  expect(leftOut.map((line) => lines[line])).toEqual(['- Tổ Kiểm tra liên ngành đến 12 cơ sở.'])
  expect(tasks('Tổ Kiểm tra liên ngành đến 12 cơ sở trước ngày 20/6/2026.')).toEqual([
    ['Các cơ quan, đơn vị', 'Tổ Kiểm tra liên ngành đến 12 cơ sở trước ngày 20/6/2026.', '2026-06-20'],
  ])
})

it('a dash at the edge of a line may be that of an office', () => {
  expect(
    tasks(
      'UBND xã yêu cầu:\n\n1. Các thôn lập danh sách hộ nghèo, gửi về Phòng Văn hóa\n- Xã hội trước ngày 20/6/2026.\n\n2. Công an xã tuần tra.',
    ),
  ).toEqual([
    ['Các thôn', 'lập danh sách hộ nghèo, gửi về Phòng Văn hóa - Xã hội trước ngày 20/6/2026.', '2026-06-20'],
    ['Công an xã', 'tuần tra.', 'none'],
  ])
})

it('"phân công" and a time above items with a unit each are headings', () => {
  expect(
    shared(
      '1. Nội dung:\na) Nạo vét kênh N4.\n2. Phân công:\na) Phòng Kinh tế: nghiệm thu trước ngày 20/6/2026.\nb) Các thôn: huy động mỗi hộ 01 lao động.',
    ),
  ).toEqual([
    'Các cơ quan, đơn vị | Nạo vét kênh N4. | none',
    'Phòng Kinh tế | nghiệm thu trước ngày 20/6/2026. | 2026-06-20',
    'Các thôn | huy động mỗi hộ 01 lao động. | none',
  ])
  expect(
    shared(
      '1. Thời gian thực hiện:\n- Đợt 1: từ ngày 10/6 đến ngày 15/6/2026, các thôn nạo vét kênh.\n- Đợt 2: từ ngày 20/6 đến ngày 25/6/2026, Phòng Kinh tế nghiệm thu.\n2. Sửa cống Bà Tơ.\nPhân công: Phòng Kinh tế nghiệm thu; các thôn đắp đất.',
    ).map((one) => one.split(' | ').filter((_, at) => at !== 1)),
  ).toEqual([
    ['Các thôn', '2026-06-15'],
    ['Phòng Kinh tế', '2026-06-25'],
    ['Phòng Kinh tế', 'none'],
  ])
})

it('an order behind the closing appeal, and one in the line of the addressee, are read', () => {
  expect(
    shared(
      '1. Các thôn nạo vét mương.\n\nYêu cầu các đơn vị nghiêm túc thực hiện; giao Văn phòng HĐND và UBND xã theo dõi, tổng hợp, báo cáo UBND xã./.',
    ),
  ).toEqual([
    'Các thôn | nạo vét mương. | none',
    'Văn phòng HĐND và UBND | theo dõi, tổng hợp, báo cáo UBND xã./. | none',
  ])
  const message = readLetter(
    'Kính gửi các đ/c Trưởng thôn! Đề nghị các đ/c rà soát danh sách cử tri và gửi về VP trước 16h ngày 10/6/2026.',
  )
  expect(message.recipients).toEqual(['các đ/c Trưởng thôn'])
  expect(message.tasks.map(({ text }) => text)).toEqual([
    'rà soát danh sách cử tri và gửi về VP trước 16h ngày 10/6/2026.',
  ])
})

it('what is to be handed in is not swallowed by a note, and a village may put up signs', () => {
  const {
    tasks: read,
    leftOut,
    lines,
  } = readLetter(
    letter(`UBND xã yêu cầu:

1. Các thôn cắm biển cảnh báo ở ao sâu; hoàn thành trước ngày 15/6/2026.
2. Ghi chú: Danh sách gửi về Văn phòng trước ngày 11/6/2026.
3. Cán bộ, công chức được nghỉ 02 ngày, từ ngày 13/6 đến ngày 14/6/2026.`),
  )
  expect(read.map(({ unit, text }) => [unit, text])).toEqual([
    ['Các thôn', 'cắm biển cảnh báo ở ao sâu; hoàn thành trước ngày 15/6/2026.'],
  ])
  expect(leftOut.map((line) => lines[line])).toEqual(['2. Ghi chú: Danh sách gửi về Văn phòng trước ngày 11/6/2026.'])
})

const above = (words: string) => tasks(`${words}\n\n${items}`).slice(0, -2)

it('an order with a day above the items is read, what is told there is not', () => {
  const own = [['Phòng Kinh tế', 'rà soát hồ sơ trước ngày 15/6/2026.', '2026-06-15']]
  expect(
    above(
      'Thực hiện Công văn số 12/UBND-NV ngày 01/6/2026 của UBND tỉnh, UBND xã yêu cầu Phòng Kinh tế rà soát hồ sơ trước ngày 15/6/2026. Ngoài ra, các đơn vị thực hiện các nội dung sau:',
    ),
  ).toEqual(own)
  expect(
    above('Giao Phòng Kinh tế rà soát hồ sơ trước ngày 15/6/2026.\n\nCác đơn vị thực hiện các nội dung sau:'),
  ).toEqual(own)
  for (const told of [
    'UBND tỉnh yêu cầu UBND các xã hoàn thành số hóa trước ngày 30/6/2026. UBND xã yêu cầu:',
    'Chủ tịch UBND xã giao Phòng Kinh tế hoàn thiện hồ sơ trước ngày 15/5/2026, đến nay chưa xong. UBND xã yêu cầu:',
    'UBND xã đã giao Phòng Kinh tế hoàn thiện hồ sơ trước ngày 15/6/2026. UBND xã yêu cầu:',
    'Sở Y tế yêu cầu Trạm Y tế các xã báo cáo trước ngày 12/6/2026. UBND xã yêu cầu:',
    'Phòng Kinh tế báo cáo đến ngày 30/6/2026 dự kiến giải ngân 40%. UBND xã yêu cầu:',
  ])
    expect([told, above(told)]).toEqual([told, []])
})

it('a message of a line or two has no head, and is an order where it tells somebody to do something', () => {
  const said = (text: string) => {
    const { isDirective, tasks: read } = readLetter(text, { today: '2026-06-05' })
    return [isDirective, ...read.map(({ unit, deadlines: [due] }) => [unit, due && 'due' in due ? due.due : due?.kind])]
  }
  expect(
    said('KT: hoàn thiện hồ sơ đấu giá trước 10/6. VHXH: gửi DS hộ nghèo trước 12/6. CA: trực các ngầm tràn.'),
  ).toEqual([true, ['Phòng Kinh tế', '2026-06-10'], ['Phòng Văn hóa - Xã hội', '2026-06-12'], ['Công an xã', 'none']])
  expect(said('Phòng KT khẩn trương rà soát hộ nuôi lợn, báo cáo CT trước 10/6 nhé')).toEqual([
    true,
    ['Phòng Kinh tế', '2026-06-10'],
  ])
  expect(said('Gửi các thôn mẫu biểu rà soát. Yêu cầu các thôn điền đầy đủ, gửi lại VHXH hạn 15/6/2026.')).toEqual([
    true,
    ['Các thôn', '2026-06-15'],
  ])
  expect(said('Kính gửi: Các thôn\n1/ Nộp quỹ PCTT trước 30/6\n2/ Họp dân xong trong tháng 6\nVP UBND xã')).toEqual([
    true,
    ['Các thôn', '2026-06-30'],
    ['Các thôn', '2026-06-30'],
  ])
  for (const news of [
    'Sáng 5/6, UBND xã tổ chức ra quân nạo vét kênh mương trước mùa mưa.',
    'UBND xã tổ chức Ngày hội Đại đoàn kết tại thôn Đông, đông đảo bà con tham dự.',
    'Phòng Kinh tế đã gửi báo cáo trước ngày 5/6.',
  ])
    expect([news, said(news)[0]]).toEqual([news, false])
})
