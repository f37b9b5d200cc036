// Where a name ends although nobody knows the verb behind it, and what stands around a letter or is told in it.
import { expect, it } from 'vitest'
import { readLetter } from '../../../../src/office/directives/reader/letter.js'
import { read, tasksOf } from './small-letter.js'

const units = (body: string) => read(body).tasks.map(({ unit, text }) => [unit, text])

it('behind the field of a department and behind the level a body is of any verb may stand', () => {
  expect(
    units(`1. Sở Tài chính mường tượng trước các khoản thu của quý sau.
2. Trung tâm Bảo tồn Di tích tỉnh trùng tu cổng đình làng Mộc.
3. Liên minh Hợp tác xã tỉnh nhẩm tính số vốn còn thiếu.`),
  ).toEqual([
    ['Sở Tài chính', 'mường tượng trước các khoản thu của quý sau.'],
    ['Trung tâm Bảo tồn Di tích tỉnh', 'trùng tu cổng đình làng Mộc.'],
    ['Liên minh Hợp tác xã tỉnh', 'nhẩm tính số vốn còn thiếu.'],
  ])
})

it('of several such bodies the last one ends the list, and "xã hội" is no commune', () => {
  expect(
    units(`1. Cục Hải sản tỉnh; Kho bạc Nhà nước tỉnh; Sở Tài chính khóa sổ thu chi trước Tết.
2. Bảo hiểm xã hội tỉnh quét mã thẻ cho công nhân.`),
  ).toEqual([
    ['Cục Hải sản tỉnh; Kho bạc Nhà nước tỉnh; Sở Tài chính', 'khóa sổ thu chi trước Tết.'],
    ['Bảo hiểm xã hội tỉnh', 'quét mã thẻ cho công nhân.'],
  ])
})

it('what is put in between commas behind a name is no part of it', () => {
  expect(units('1. Riêng Phòng Kinh tế, ngoài việc nêu ở mục 2, kiểm kê vật tư trong kho.')).toEqual([
    ['Phòng Kinh tế', 'ngoài việc nêu ở mục 2, kiểm kê vật tư trong kho.'],
  ])
})

it('a syllable of a name is no verb, and fields called like verbs are listed like others', () => {
  expect(
    units(`1. Trung tâm Trợ giúp trẻ em tỉnh: Mở hai lớp học bơi.
2. Các sở: Xây dựng, Công Thương; Ban Quản lý Khu công nghiệp tỉnh
Rà soát các kho chứa hóa chất.
3. Đoàn kiểm tra liên ngành của xã (lập theo Quyết định số 9/QĐ-UBND ngày 02/3/2026) lập biên bản tại chỗ.`).map(
      ([unit]) => unit,
    ),
  ).toEqual([
    'Trung tâm Trợ giúp trẻ em tỉnh',
    'Các sở: Xây dựng, Công Thương; Ban Quản lý Khu công nghiệp',
    expect.stringMatching(/^Đoàn kiểm tra liên ngành/),
  ])
})

it('what the press wrote is the occasion of a letter and nobody’s task', () => {
  expect(
    tasksOf(`VĂN PHÒNG CHÍNH PHỦ
Số: 12/VPCP-NN
Hà Nội, ngày 06 tháng 4 năm 2026

Kính gửi: Ủy ban nhân dân tỉnh An Hòa.

Từ ngày 02 đến ngày 04 tháng 4 năm 2026, Đài Sóng Việt có loạt phóng sự phản ánh việc đổ đất lấp kênh.

Về việc này, Phó Thủ tướng giao Ủy ban nhân dân tỉnh An Hòa kiểm tra, báo cáo trước ngày 20 tháng 4 năm 2026.`),
  ).toEqual([['Ủy ban nhân dân tỉnh An Hòa', 'kiểm tra, báo cáo trước ngày 20 tháng 4 năm 2026.', '2026-04-20']])
})

it('in one sentence with what the press wrote the order is read', () => {
  expect(
    tasksOf(`VĂN PHÒNG CHÍNH PHỦ
Số: 13/VPCP-NN
Hà Nội, ngày 06 tháng 4 năm 2026

Kính gửi: Bộ Tài chính.

Báo Sóng Việt số ra ngày 02 tháng 4 năm 2026 đăng bài "Kho bãi bỏ không", Thủ tướng Chính phủ giao Bộ Tài chính rà soát các kho bãi trong tháng 5 năm 2026.`),
  ).toEqual([['Bộ Tài chính', 'rà soát các kho bãi trong tháng 5 năm 2026.', '2026-05-31']])
})

it('a page of the web may say something above the letterhead', () => {
  const { number, date, tasks } = readLetter(`Để xem đầy đủ văn bản mời bạn đăng nhập và chọn gói cước phù hợp.
ỦY BAN NHÂN DÂN | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM |
Số: 08/CT-UBND | An Hòa, ngày 05 tháng 3 năm 2026 |
CHỈ THỊ
VỀ VIỆC GIỮ GÌN HÈ PHỐ
Chủ tịch UBND tỉnh yêu cầu:
1. Sở Xây dựng rà soát các bãi đỗ xe.`)
  expect([number, date, tasks.length]).toEqual(['08/CT-UBND', '2026-03-05', 1])
})

it('the day in the title of a message without a head is its day', () => {
  const urgent = `Thông báo khẩn ngày 11/9/2026

Kính gửi: Hiệu trưởng các trường
Phòng Văn hóa - Xã hội yêu cầu:
1. Cho học sinh nghỉ học từ ngày mai.
2. Cắt tỉa cây trong sân trường.`
  expect(readLetter(urgent).date).toBe('2026-09-11')
})

it('the first sentence may stand on the line of the addressee', () => {
  const { recipients, tasks } = readLetter(`Thông báo về tổng vệ sinh
Kính gửi: Hiệu trưởng các trường. Thực hiện Kế hoạch số 4/KH-UBND ngày 13 tháng 4 năm 2026 của UBND xã, Phòng Văn hóa - Xã hội yêu cầu các trường thực hiện các nội dung sau:

1. Dọn sân trường trước ngày 20/4/2026.
2. Trồng lại bồn hoa.`)
  expect([recipients, tasks.map(({ unit }) => unit)]).toEqual([
    ['Hiệu trưởng các trường'],
    ['Hiệu trưởng các trường', 'Hiệu trưởng các trường'],
  ])
})

it('whoever reports upwards gives no orders, whatever was ordered before', () => {
  const report = readLetter(`BỘ XÂY DỰNG
Số: 65/BXD-VT
V/v: Báo cáo về xe điện chở khách
Hà Nội, ngày 17 tháng 3 năm 2026

Kính gửi: Thủ tướng Chính phủ

Thực hiện Văn bản số 87/TTg-CN ngày 21/02/2026, Thủ tướng Chính phủ giao Bộ Xây dựng tiếp tục rà soát nhu cầu dùng xe điện, Bộ Xây dựng kính báo cáo Thủ tướng Chính phủ như sau:

1. Kết quả thí điểm
Đã có 21 địa phương thí điểm.`)
  expect([report.isDirective, report.why]).toEqual([false, 'not-directive-reply'])
})
