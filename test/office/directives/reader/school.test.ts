// Letters of schools and hospitals: people called by their posts, departments called by letters, whoever stands before a colon.
import { expect, it } from 'vitest'
import { readLetter } from '../../../../src/office/directives/reader/letter.js'
import { canonicalName } from '../../../../src/office/directives/reader/unit-names.js'
import { read, tasksOf } from './small-letter.js'

const tasks = (body: string) => read(body).tasks.map(({ unit, text }) => [unit, text])

it.each([
  ['Thầy Phó Hiệu trưởng Lê Minh Trí (Trưởng ban an toàn)', 'Phó Hiệu trưởng'],
  ['Cô Hồ Thị Hạnh - Phó Hiệu trưởng', 'Phó Hiệu trưởng'],
  ['Các tổ chuyên môn (06 tổ)', 'Các tổ chuyên môn'],
  ['Phòng KHTH', 'Phòng Kế hoạch tổng hợp'],
  ['Khoa KSNK', 'Khoa Kiểm soát nhiễm khuẩn'],
  ['MTTQ, Hội PN, Đoàn TN', 'MTTQ, Hội Phụ nữ, Đoàn Thanh niên'],
  ['Cô Hồ Thị Hạnh', 'Cô Hồ Thị Hạnh'],
])('%s is %s', (written, name) => {
  expect(canonicalName(written)).toBe(name)
})

it('teachers and staff have what stands behind their colon', () => {
  expect(
    tasks(`1. Cô Hồ Thị Hạnh - Phó Hiệu trưởng: Lập danh sách học sinh.
2. Thầy Trần Văn Bé: Tập nghi thức Đội.
3. GVCN các lớp:
- Vệ sinh lớp học;
- Nhắc nhở học sinh mặc đồng phục.
4. Bảo vệ, tạp vụ: Cắt tỉa cây xanh.`),
  ).toEqual([
    ['Phó Hiệu trưởng', 'Lập danh sách học sinh.'],
    ['Thầy Trần Văn Bé', 'Tập nghi thức Đội.'],
    ['GVCN các lớp', 'Vệ sinh lớp học;'],
    ['GVCN các lớp', 'Nhắc nhở học sinh mặc đồng phục.'],
    ['Bảo vệ, tạp vụ', 'Cắt tỉa cây xanh.'],
  ])
})

it('whoever nobody knows has a task of its own among units, what is spoken of has none', () => {
  expect(
    tasks(`1. Hội Nông dân: Vận động hội viên.
2. 05 giáo xứ: Phối hợp tuyên truyền sau lễ.
3. Công an xã: Tuần tra địa bàn.
4. Công tác tuyên truyền: Phối hợp với Đài truyền thanh.`),
  ).toEqual([
    ['Hội Nông dân', 'Vận động hội viên.'],
    ['05 giáo xứ', 'Phối hợp tuyên truyền sau lễ.'],
    ['Công an xã', 'Tuần tra địa bàn.'],
    ['Các cơ quan, đơn vị', expect.stringContaining('Phối hợp với Đài truyền thanh.')],
  ])
})

it('a rehearsal has its day behind the hour', () => {
  expect(
    read('1. Phòng Kinh tế chuẩn bị sân khấu; tổng duyệt lúc 7g30 ngày 03/9.').tasks[0]?.deadlines[0],
  ).toMatchObject({ kind: 'date', due: '2026-09-03' })
})

it('a slip’s own day holds, whatever the work names that is past', () => {
  const slip = `UBND XÃ TÂN HƯNG
Số: 4/PGV-UBND
Tân Hưng, ngày 05 tháng 8 năm 2026
PHIẾU GIAO VIỆC
Kính gửi: Trưởng phòng Kinh tế

1. Nội dung công việc: Tham mưu tờ trình khắc phục mưa lũ cuối tháng 7/2026.
2. Thời hạn hoàn thành: trước ngày 15/8/2026.`
  expect(tasksOf(slip).map(([, , due]) => due)).toEqual(['2026-08-15'])
})

it('the day of a letter may stand right above whoever signs it', () => {
  const letter = `Số: 12/UBND-VX
Về việc treo cờ

Kính gửi: Các cơ quan, đơn vị

Ủy ban nhân dân xã yêu cầu các đơn vị treo cờ từ ngày 01/9.

Tân Hưng, ngày 18 tháng 8 năm 2026.

KT. CHỦ TỊCH
PHÓ CHỦ TỊCH`
  expect(readLetter(letter).date).toBe('2026-08-18')
})

it.each([
  ['1. BS. Lê Hồng Nhung - Trưởng trạm: Phân công các đoàn khám.', 'Trưởng trạm'],
  ['1. YS. Phan Văn Tư: Lập danh sách theo khu phố.', 'YS Phan Văn Tư'],
  ['1. Riêng 05 thôn có tỷ lệ dưới 80%: Tổ chức họp dân.', '05 thôn có tỷ lệ dưới 80%'],
])('a degree, a count is no end of a name: %s', (body, unit) => {
  expect(read(body).tasks.map((task) => task.unit)).toEqual([unit])
})

it('a period in the last bracket is the deadline where nothing else says when; the day of something is not', () => {
  const due = (body: string) => read(body).tasks[0]?.deadlines[0]
  expect(due('1. Phòng Kinh tế tổ chức diễn tập tại chợ (tháng 8/2026).')).toMatchObject({ due: '2026-08-31' })
  expect(due('1. Phòng Kinh tế cử người tập huấn (ngày 20/8).')).toMatchObject({ kind: 'none' })
})

it('a report made ready once is due once, though it is of half a year', () => {
  expect(
    read('1. Văn phòng hoàn chỉnh Báo cáo kinh tế - xã hội 6 tháng đầu năm, trình trước 12/6.').tasks[0]?.deadlines[0],
  ).toMatchObject({ kind: 'date', due: '2026-06-12' })
})
