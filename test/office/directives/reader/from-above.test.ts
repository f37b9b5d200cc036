// Letters of ministries, provinces and departments: what was agreed and ordered beside it, decisions and the parts they have, duties in a table.
import { expect, it } from 'vitest'
import { readLetter } from '../../../../src/office/directives/reader/letter.js'
import { read, tasksOf } from './small-letter.js'

const of = (text: string) => read(text).tasks.map(({ unit, text: words }) => [unit, words])

const decision = (subject: string, articles: string) => `ỦY BAN NHÂN DÂN
TỈNH KON PLÔNG
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: 905/QĐ-UBND
Kon Plông, ngày 12 tháng 3 năm 2026
QUYẾT ĐỊNH
${subject}
Theo đề nghị của Giám đốc Sở Tài chính.
QUYẾT ĐỊNH:
${articles}
Điều 3. Quyết định này có hiệu lực kể từ ngày ký./.
Nơi nhận:
- Lưu: VT.
CHỦ TỊCH
Trần Văn Huy`

it('beside what was agreed the order is the task, whether it follows a stop or a semicolon', () => {
  expect(
    of(`1. Đồng ý chủ trương bổ sung bể nước. Sở Y tế hoàn thiện hồ sơ trước ngày 25/10/2026.
2. Đồng ý về nguyên tắc với đề nghị của Sở Y tế; giao Sở Tài chính xác định nguồn vốn.`),
  ).toEqual([
    ['Sở Y tế', 'hoàn thiện hồ sơ trước ngày 25/10/2026.'],
    ['Sở Tài chính', 'xác định nguồn vốn.'],
  ])
})

it('a project that is approved gives work to the offices that carry it out', () => {
  const reading = readLetter(
    decision(
      'Phê duyệt Đề án phát triển rừng bền vững',
      `Điều 1. Phê duyệt Đề án với các nội dung chủ yếu sau:
I. MỤC TIÊU
1. Độ che phủ đạt 63%.
II. KINH PHÍ: ngân sách nhà nước.
Điều 2. Tổ chức thực hiện
1. Sở Tài chính bố trí kinh phí hằng năm.
2. Sở Xây dựng
a) Ban hành thiết kế mẫu trạm bảo vệ rừng.
b) Kiểm tra chất lượng công trình.`,
    ),
  )
  expect([reading.isDirective, reading.tasks.map(({ unit }) => unit)]).toEqual([
    true,
    ['Sở Tài chính', 'Sở Xây dựng', 'Sở Xây dựng'],
  ])
})

it('units below "giao nhiệm vụ … như sau:" are no list of objects', () => {
  const { tasks } = readLetter(
    decision(
      'Về việc giao nhiệm vụ thực hiện các chỉ tiêu năm 2026',
      `Điều 1. Giao nhiệm vụ triển khai các chỉ tiêu cho các cơ quan như sau:
1. Sở Nội vụ có trách nhiệm:
a) Rà soát biên chế trước ngày 30/4/2026;
b) Tổ chức thi nâng ngạch.
2. Sở Công Thương: chỉ tiêu xuất khẩu.
- Mở rộng kho bãi tại cửa khẩu.
Điều 2. Chánh Văn phòng, Giám đốc các Sở: Nội vụ, Công Thương chịu trách nhiệm thi hành./.`,
    ),
  )
  expect(tasks.map(({ unit, text }) => [unit, text])).toEqual([
    ['Sở Nội vụ', 'Rà soát biên chế trước ngày 30/4/2026;'],
    ['Sở Nội vụ', 'Tổ chức thi nâng ngạch.'],
    ['Sở Công Thương', 'Mở rộng kho bãi tại cửa khẩu.'],
  ])
})

it('a column "Trách nhiệm" beside the offices says what they are to do', () => {
  expect(
    of(`| Cơ quan | Trách nhiệm | Hoàn thành |
|---|---|---|
| Sở Công Thương | Theo dõi, tổng hợp báo cáo | 10/12/2026 |
| Sở Tài chính | Bố trí kinh phí | Quý I/2026 |`),
  ).toEqual([
    ['Sở Công Thương', 'Theo dõi, tổng hợp báo cáo'],
    ['Sở Tài chính', 'Bố trí kinh phí'],
  ])
})

it('letters and numbers in one line that was broken by hand are an item each', () => {
  expect(
    of(`1. UBND các xã, phường: a) Xây dựng kế hoạch kiểm tra trên địa bàn, gửi về Sở trước
ngày 31/12/2026. b) Vận động người dân tố giác, không tiếp tay cho buôn lậu. c) Báo
cáo kết quả trước ngày 15/02/2027.`).map(([unit]) => unit),
  ).toEqual(['UBND các xã, phường', 'UBND các xã, phường', 'UBND các xã, phường'])
})

it('cases that are dealt with, and works that are named, belong to the task above them', () => {
  expect(
    of(`1. Sở Xây dựng
a) Tổ chức cưỡng chế đối với các trường hợp:
- Lấn chiếm hành lang sông;
- San lấp mặt bằng trái phép.
b) Hoàn thiện hồ sơ quyết toán các công trình:
- Đường liên thôn Bản Giềng;
- Nhà văn hóa thôn Đồng Mỏ.`).length,
  ).toBe(2)
})

it('how things are, and praise, is no task', () => {
  expect(
    of(`1. Dự án đường vành đai: cơ bản đáp ứng tiến độ, đã bàn giao 82% mặt bằng.
- Giao Sở Xây dựng hoàn thành thảm nhựa trước ngày 15/12/2026.`),
  ).toEqual([['Sở Xây dựng', 'hoàn thành thảm nhựa trước ngày 15/12/2026.']])
})

it('"Ngoài ra, đề nghị …" below the last dash is one more task', () => {
  expect(
    of(`- Kiện toàn Tổ công nghệ số cộng đồng trước ngày 30/9/2026;
- Cử 01 đầu mối, gửi thông tin về Bộ trước ngày 15/9/2026.
Ngoài ra, đề nghị Quý Ủy ban giao Sở Nội vụ tổng hợp kết quả, báo cáo trước ngày 10 tháng cuối quý.
1. Văn phòng Sở theo dõi việc thực hiện.`).length,
  ).toBe(4)
})

it('a portal heads what it prints in full with its number and day', () => {
  const reading = readLetter(`Trang chủ » Tin tức
Ngày 02/10/2026, Chủ tịch UBND tỉnh Kon Plông ban hành Công điện số 06/CĐ-UBND. Toàn văn như sau:
Chủ tịch UBND tỉnh yêu cầu:
1. Chủ tịch UBND các xã, phường kiểm tra các điểm sạt lở.
2. Sở Xây dựng bố trí máy xúc tại các tuyến hay sạt lở.`)
  expect([reading.number, reading.date]).toEqual(['06/CĐ-UBND', '2026-10-02'])
})

it('names end where they end: "cấp tỉnh", "Tỉnh ủy", "về xây dựng pháp luật", all communes, who is in charge', () => {
  expect(
    of(`1. Các sở, ban, ngành cấp tỉnh rà soát hồ sơ.
2. Ban Tuyên giáo và Dân vận Tỉnh ủy định hướng tuyên truyền.
3. Vụ Các vấn đề chung về xây dựng pháp luật: đôn đốc các bộ.
4. Ủy ban nhân dân các xã, phường làm cầu tạm cho học sinh qua suối.
5. Phó Chủ tịch UBND tỉnh phụ trách lĩnh vực đầu tư trực tiếp chỉ đạo giải ngân.`).map(([unit]) => unit),
  ).toEqual([
    'Các sở, ban, ngành',
    'Ban Tuyên giáo và Dân vận Tỉnh ủy',
    'Vụ Các vấn đề chung về xây dựng pháp luật',
    'Ủy ban nhân dân các xã, phường',
    'Phó Chủ tịch UBND tỉnh phụ trách lĩnh vực đầu tư',
  ])
})

it('how much a day and how a plan is divided are no deadlines', () => {
  expect(
    tasksOf(`SỞ GIÁO DỤC VÀ ĐÀO TẠO
Số: 71/SGDĐT-VP
V/v kế hoạch giáo dục
Kon Plông, ngày 05 tháng 9 năm 2026

Kính gửi: Các trường tiểu học

Sở yêu cầu các trường thực hiện:
1. Xây dựng kế hoạch, mỗi ngày không quá 7 tiết, công khai trước ngày 20/9/2026.
2. Lập kế hoạch giải ngân chi tiết theo tháng.`).map(([, , due]) => due),
  ).toEqual(['2026-09-20', 'none'])
})
