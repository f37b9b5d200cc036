// Plans, decisions with an annex, schedules of a week and invitations: what of them is asked, and of whom.
import { expect, it } from 'vitest'
import { readLetter } from '../../../../src/office/directives/reader/letter.js'
import { targetOf } from '../../../../src/office/directives/reader/targets.js'
import { tasksOf } from './small-letter.js'

const top = (number: string, title: string) => `ỦY BAN NHÂN DÂN
XÃ TÂN HƯNG
Số: ${number}
Tân Hưng, ngày 02 tháng 6 năm 2026

${title}

`

it('"- Chủ trì: …" below the last item of a topic is said of all its items; what an item says itself stays', () => {
  const plan = (items: string) => `${top('9/KH-UBND', 'KẾ HOẠCH\nChuyển đổi số năm 2026')}I. NỘI DUNG
1. Hỗ trợ hộ kinh doanh
${items}
- Chủ trì: Phòng Kinh tế.
- Thời gian: trước ngày 30/7/2026.
2. Tập huấn
a) Mở 02 lớp cho cán bộ thôn.
`
  expect(tasksOf(plan('a) Mở tài khoản bán hàng.\nb) Cấp mã QR cho sạp chợ.')).slice(0, 2)).toEqual([
    ['Phòng Kinh tế', 'Mở tài khoản bán hàng.', '2026-07-30'],
    ['Phòng Kinh tế', 'Cấp mã QR cho sạp chợ.', '2026-07-30'],
  ])
  expect(
    tasksOf(plan('a) Công an xã mở tài khoản định danh trong tháng 6/2026.\nb) Cấp mã QR cho sạp chợ.')).slice(0, 2),
  ).toEqual([
    ['Công an xã', 'mở tài khoản định danh trong tháng 6/2026.', '2026-06-30'],
    ['Phòng Kinh tế', 'Cấp mã QR cho sạp chợ.', '2026-07-30'],
  ])
  const own = plan('a) Mở tài khoản bán hàng.\n- Chủ trì: Công an xã.\nb) Cấp mã QR cho sạp chợ.')
  expect(tasksOf(own).map(([unit]) => unit)).toEqual(['Công an xã', 'Phòng Kinh tế', 'Các cơ quan, đơn vị'])
})

it('an article that only points to the annex asks for nothing; one that names a unit does', () => {
  const decision = (
    article: string,
  ) => `${top('9/QĐ-UBND', 'QUYẾT ĐỊNH\nVề việc giao nhiệm vụ năm 2026')}Căn cứ Luật Tổ chức chính quyền địa phương;
QUYẾT ĐỊNH:
Điều 1. ${article}
Điều 2. Quyết định này có hiệu lực kể từ ngày ký.
CHỦ TỊCH
Trần Quốc Khải
PHỤ LỤC
STT | Nội dung | Chủ trì | Thời hạn
1 | Lập sổ trực | Công an xã | 30/6/2026
`
  const row = ['Công an xã', 'Lập sổ trực', '2026-06-30']
  expect(
    tasksOf(decision('Phân công nhiệm vụ cho các phòng, đơn vị theo Phụ lục kèm theo Quyết định này.')),
  ).toHaveLength(1)
  expect(tasksOf(decision('Giao các chỉ tiêu năm 2026 cho các đơn vị (chi tiết tại Danh mục kèm theo).'))).toEqual([
    row,
  ])
  expect(tasksOf(decision('Giao Phòng Kinh tế lập danh sách theo mẫu tại Phụ lục kèm theo.'))).toEqual([
    ['Phòng Kinh tế', 'lập danh sách theo mẫu tại Phụ lục kèm theo.', 'none'],
    row,
  ])
})

it('guests and programme of an invitation are no tasks; who prepares what is', () => {
  const invitation = (
    more: string,
  ) => `${top('9/GM-UBND', 'GIẤY MỜI\nDự Hội nghị sơ kết 6 tháng')}Ủy ban nhân dân xã trân trọng kính mời:

1. Đại biểu xã
- Trưởng phòng Kinh tế và công chức trực quầy;
- Trưởng Công an xã, công chức theo dõi tiếp dân.

Thời gian: 8 giờ 00 ngày 03/7/2026.
Địa điểm: Hội trường.

Chương trình hội nghị:
- Báo cáo kết quả 6 tháng đầu năm;
- Phòng Kinh tế tham luận;
- Công an xã báo cáo tình hình.
${more}
Nơi nhận:
- Như trên.
`
  expect(readLetter(invitation(''))).toMatchObject({ isDirective: false, why: 'not-directive-invitation', tasks: [] })
  const numbered = `${top('9/GM-UBND', 'GIẤY MỜI\nHọp giao ban')}Ủy ban nhân dân xã trân trọng kính mời các đồng chí dự họp:
1. Thời gian: 8h00 ngày 12/6/2026.
2. Nội dung:
- Phòng Kinh tế báo cáo tiến độ giải ngân;
- Công an xã báo cáo tình hình an ninh.
3. Chủ trì: Chủ tịch UBND xã.
`
  expect(readLetter(numbered)).toMatchObject({ isDirective: false, tasks: [] })
  expect(readLetter(numbered.replaceAll(' báo cáo', ' chuẩn bị báo cáo'))).toMatchObject({
    isDirective: true,
    tasks: [{ unit: 'Phòng Kinh tế' }, { unit: 'Công an xã' }],
  })
  const asked = readLetter(
    invitation(`
Phân công chuẩn bị:
1. Phòng Kinh tế chuẩn bị báo cáo, gửi Văn phòng trước ngày 30/6/2026.
2. Văn phòng HĐND và UBND chuẩn bị hội trường, tài liệu.
`),
  )
  expect(asked).toMatchObject({
    isDirective: true,
    tasks: [
      { unit: 'Phòng Kinh tế', deadlines: [{ due: '2026-06-30' }] },
      { unit: 'Văn phòng HĐND và UBND', text: 'chuẩn bị hội trường, tài liệu.' },
    ],
  })
})

it('units and days of a week’s schedule', () => {
  const text = `${top('9/LCT-UBND', 'LỊCH CÔNG TÁC TUẦN 23')}PHÂN CÔNG VIỆC TRONG TUẦN
1. BCH Quân sự: khám sơ tuyển tại Trạm Y tế.
2. Các đồng chí phụ trách thôn: dự họp thôn trước 05/6.
3. Trạm Y tế phụ trách cấp cứu trong ngày thứ Sáu 05/6.
4. Phòng Kinh tế
- Trình ký kết luận trong ngày thứ Tư 03/6.
- Dự lễ khai mạc ngày thứ Tư 03/6.
Lịch này thay giấy mời họp. Có thay đổi, Văn phòng thông báo sau./.
`
  expect(tasksOf(text)).toEqual([
    ['Ban Chỉ huy Quân sự', 'khám sơ tuyển tại Trạm Y tế.', 'none'],
    ['Các đồng chí phụ trách thôn', 'dự họp thôn trước 05/6.', '2026-06-05'],
    ['Trạm Y tế', 'phụ trách cấp cứu trong ngày thứ Sáu 05/6.', '2026-06-05'],
    ['Phòng Kinh tế', 'Trình ký kết luận trong ngày thứ Tư 03/6.', '2026-06-03'],
    ['Phòng Kinh tế', 'Dự lễ khai mạc ngày thứ Tư 03/6.', 'none'],
  ])
})

it('what was only reached so far is no target', () => {
  expect(targetOf('Nâng tỷ lệ lên 70% (tháng 5 mới được 52,3%)')).toBe('70%')
  expect(targetOf('Hồ sơ mới được số hóa 100%')).toBe('100%')
})

const nextYears = (title: string, times: string[]) =>
  readLetter(
    `ỦY BAN NHÂN DÂN\nXÃ TÂN HƯNG\nSố: 210/KH-UBND\nTân Hưng, ngày 05 tháng 12 năm 2026\n\n${title}\n\nI. NHIỆM VỤ\n\n${times
      .map((time, at) => `${at + 1}. Phòng Kinh tế rà soát hồ sơ đợt ${at + 1}, hoàn thành ${time}.`)
      .join('\n')}`,
  ).tasks.map(({ deadlines: [due] }) => due && 'due' in due && due.due)

it('a plan of the next year means that year, but for the weeks before it begins', () => {
  const times = [
    'trong quý II',
    'trong quý IV',
    'trong tháng 6',
    'trước ngày 30/6',
    'trong tháng 12',
    'trước ngày 25/12',
  ]
  expect(nextYears('KẾ HOẠCH\nCải cách hành chính năm 2027', times)).toEqual([
    '2027-06-30',
    '2027-12-31',
    '2027-06-30',
    '2027-06-30',
    '2026-12-31',
    '2026-12-25',
  ])
  // Of both years: as in every other letter.
  expect(nextYears('KẾ HOẠCH\nTổng kết năm 2026, triển khai nhiệm vụ năm 2027', ['trong quý IV'])).toEqual([
    '2026-12-31',
  ])
})
