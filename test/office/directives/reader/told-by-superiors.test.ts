// Letters from above that a commune has to read: whom programmes of the Party ask, who leads and who helps, report duties in brackets, orders run together.
import { expect, it } from 'vitest'
import { labelOfAll } from '../../../../src/office/directives/reader/json.js'
import { readLetter } from '../../../../src/office/directives/reader/letter.js'
import { tasksOf } from './small-letter.js'

const department = (body: string) => `UBND TỈNH AN HÒA
SỞ NÔNG NGHIỆP VÀ MÔI TRƯỜNG
Số: 118/SNNMT-TL
V/v bảo vệ công trình thủy lợi
An Hòa, ngày 12 tháng 01 năm 2026

Kính gửi: Ủy ban nhân dân các xã, phường

Sở Nông nghiệp và Môi trường đề nghị thực hiện các nội dung sau:

${body}

Nơi nhận:
- Như trên;
- Lưu: VT.`

const plan = (body: string) => `ỦY BAN NHÂN DÂN
TỈNH AN HÒA
Số: 31/KH-UBND
An Hòa, ngày 12 tháng 01 năm 2026

KẾ HOẠCH
Giữ gìn nguồn nước năm 2026

${body}`

const programme = (body: string) => `TỈNH ỦY AN HÒA
*
Số 19-CTr/TU
ĐẢNG CỘNG SẢN VIỆT NAM
An Hòa, ngày 12 tháng 01 năm 2026

CHƯƠNG TRÌNH HÀNH ĐỘNG
thực hiện Nghị quyết về bảo vệ nguồn nước

${body}`

it('a day gone by before a month to come says which files are meant', () => {
  expect(
    tasksOf(
      department(
        '1. Rà soát hồ sơ cấp phép nộp trước ngày 01/7/2025 chưa giải quyết, trả lời dứt điểm trong tháng 3/2026.',
      ),
    ),
  ).toEqual([
    [
      'Ủy ban nhân dân các xã, phường',
      'Rà soát hồ sơ cấp phép nộp trước ngày 01/7/2025 chưa giải quyết, trả lời dứt điểm trong tháng 3/2026.',
      '2026-03-31',
    ],
  ])
})

it('being on watch is what a unit does, and no part of its name', () => {
  expect(
    tasksOf(department('1. Chi cục Thủy lợi (thường trực Ban Chỉ huy) trực ban 24/24 giờ; báo cáo Sở hằng ngày.')),
  ).toEqual([['Chi cục Thủy lợi', 'trực ban 24/24 giờ; báo cáo Sở hằng ngày.', 'recurring']])
})

it('a programme of the Party has its number, its subject, and asks its organisations', () => {
  const text = programme(`1- Nâng cao nhận thức
1.1- Các cấp ủy, tổ chức đảng tổ chức quán triệt Nghị quyết đến đảng viên.
2- Trong năm 2026, yêu cầu các đảng ủy xã, phường tập trung thực hiện tốt các nhiệm vụ sau:
(1) Đưa chỉ tiêu nước sạch vào nghị quyết năm.
(2) Biểu dương gương tốt, phê bình nơi làm chưa tốt trong sinh hoạt hằng tháng.`)
  const { number, subject, tasks } = readLetter(text)
  expect([number, subject]).toEqual(['19-CTr/TU', 'thực hiện Nghị quyết về bảo vệ nguồn nước'])
  expect(tasks.map(({ unit, text: words }) => [unit, words.slice(0, 20)])).toEqual([
    ['Các cấp ủy, tổ chức đảng', 'tổ chức quán triệt N'],
    ['Các đảng ủy xã, phường', 'Đưa chỉ tiêu nước sạ'],
    ['Các đảng ủy xã, phường', 'Biểu dương gương tốt'],
  ])
})

it('who leads and who helps, said behind the names', () => {
  const { tasks } = readLetter(
    plan(`II. NỘI DUNG
1. Kiểm kê
- Nội dung: Kiểm kê giếng khoan trên địa bàn.
- Cơ quan thực hiện: UBND cấp xã chủ trì, thống nhất với Chi cục Thủy lợi.
- Thời hạn: tháng 3/2026.
2. Tuyên truyền
- Nội dung: Tuyên truyền tiết kiệm nước.
- Cơ quan thực hiện: Sở Y tế chủ trì; UBND cấp xã phối hợp.
- Thời hạn: quý II/2026.
3. Lấy mẫu
- Nội dung: Lấy mẫu nước tại các trạm cấp nước.
- Cơ quan thực hiện: Sở Y tế; Công an cấp xã phối hợp.
- Thời hạn: 30/4/2026.`),
  )
  expect(tasks.map(({ unit, coUnits }) => [unit, coUnits])).toEqual([
    ['UBND cấp xã', ['Chi cục Thủy lợi']],
    ['Sở Y tế', ['UBND cấp xã']],
    ['Sở Y tế', ['Công an cấp xã']],
  ])
})

it('periods with their day in brackets are a report duty each', () => {
  const labels = readLetter(
    department(`1. Báo cáo định kỳ: tháng (trước ngày 18), quý (trước ngày 18 tháng cuối quý), năm (trước ngày 05/12).
2. Thực hiện chế độ báo cáo: tuần (trước 15h thứ Tư), tháng (trước ngày 12).
3. Báo cáo 6 tháng (trước 15/6) và năm (trước 01/12).`),
  ).tasks.map(({ deadlines }) => labelOfAll(deadlines, '2026-01-12').value)
  expect(labels).toEqual([
    'monthly-before-18+quarterly-before-18+yearly-before-12-05',
    'weekly-before-wednesday-15:00+monthly-before-12',
    'half-yearly-before-06-15+yearly-before-12-01',
  ])
})

it('a day behind the name of the day, and one behind it all', () => {
  const days = tasksOf(
    department(`1. Sửa chữa nhà vệ sinh, hoàn thành trước ngày tựu trường 24/8/2026.
2. Hoàn thành việc cắm mốc hành lang, ngày 31/3/2026.`),
  ).map(([, , due]) => due)
  expect(days).toEqual(['2026-08-24', '2026-03-31'])
})

it('what is counted (i), (ii) in a sentence is a task each', () => {
  expect(
    tasksOf(
      department(
        '1. Chi cục Thủy lợi thực hiện: (i) rà soát trạm bơm trước ngày 20/3/2026; (ii) kiểm tra bờ kênh trong tháng 4/2026; và (iii) báo cáo Sở.',
      ),
    ).map(([unit, words, due]) => [unit, String(words).slice(0, 16), due]),
  ).toEqual([
    ['Chi cục Thủy lợi', 'rà soát trạm bơm', '2026-03-20'],
    ['Chi cục Thủy lợi', 'kiểm tra bờ kênh', '2026-04-30'],
    ['Chi cục Thủy lợi', 'báo cáo Sở.', 'none'],
  ])
})

it('two offices of the state in one item, parted by a semicolon, have a task each', () => {
  expect(
    tasksOf(
      department(
        '1. Sở Tài chính hướng dẫn xác định giá nước trong tháng 3; UBND các xã miền núi thu hồi đất, xong trước ngày 20/4/2026.',
      ),
    ).map(([unit, , due]) => [unit, due]),
  ).toEqual([
    ['Sở Tài chính', '2026-03-31'],
    ['UBND các xã miền núi', '2026-04-20'],
  ])
})

it('below a heading of many offices each sentence has its own; short forms stay in capitals', () => {
  expect(
    tasksOf(
      department(`A. CÁC TRƯỜNG THPT, TRUNG TÂM GDNN-GDTX
I. Xây dựng kế hoạch dạy bơi.
B. CÁC PHÒNG THUỘC SỞ
Phòng Thủy lợi tham mưu tổ chức tập huấn. Phòng Kế hoạch - Tài chính hướng dẫn kinh phí trước ngày 01/3/2026.`),
    ).map(([unit, , due]) => [unit, due]),
  ).toEqual([
    ['Các trường THPT, trung tâm GDNN-GDTX', 'none'],
    ['Phòng Thủy lợi', 'none'],
    ['Phòng Kế hoạch - Tài chính', '2026-03-01'],
  ])
})
