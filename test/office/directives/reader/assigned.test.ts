// Who is to do it and by when, said inside an item, in brackets at its end, or in one line below a whole list.
import { expect, it } from 'vitest'
import { readLetter } from '../../../../src/office/directives/reader/letter.js'

const head = `ỦY BAN NHÂN DÂN
XÃ TÂN HƯNG
Số: 21/KH-UBND
Tân Hưng, ngày 02 tháng 3 năm 2026

KẾ HOẠCH
Triển khai cải cách hành chính năm 2026

Ủy ban nhân dân xã ban hành Kế hoạch như sau:

II. NHIỆM VỤ
`
const read = (body: string) => readLetter(head + body).tasks
const brief = (body: string) =>
  read(body).map(({ unit, coUnits, deadlines }) => [
    unit,
    coUnits.join(', '),
    deadlines.map((rule) => ('due' in rule ? rule.due : rule.kind)).join(' '),
  ])

it.each<[item: string, unit: string, withUnits: string, due: string]>([
  [
    'Phun hóa chất tại 04 thôn (Trạm Y tế chủ trì, Công an xã phối hợp; xong trước 30/6/2026).',
    'Trạm Y tế',
    'Công an xã',
    '2026-06-30',
  ],
  [
    'Phủ wifi tại 12 nhà văn hóa thôn. (Chủ trì: Phòng Văn hóa - Xã hội; quý III/2026)',
    'Phòng Văn hóa - Xã hội',
    '',
    '2026-09-30',
  ],
  ['Cấp chữ ký số cho 100% cán bộ. (Phòng Kinh tế; trước 15/3)', 'Phòng Kinh tế', '', '2026-03-15'],
  ['Diệt loăng quăng do Trạm Y tế thực hiện vào ngày 12/4/2026.', 'Trạm Y tế', '', '2026-04-12'],
  ['Nói chuyện chuyên đề về sức khỏe: Trạm Y tế thực hiện.', 'Trạm Y tế', '', 'none'],
  ['Dự trù vật tư quý II gửi Sở Y tế trước ngày 05/4 – Trạm Y tế.', 'Trạm Y tế', '', '2026-04-05'],
  ['Bến tàu phải bảo đảm an toàn: giao Công an xã kiểm tra, đình chỉ phương tiện vi phạm.', 'Công an xã', '', 'none'],
  ['Trật tự xây dựng: Phòng Kinh tế chủ trì kiểm tra công trình trái phép.', 'Phòng Kinh tế', '', 'none'],
  [
    'Chấm dứt việc trả hồ sơ ngoài phần mềm (thực hiện: các phòng chuyên môn).',
    'Các phòng, ban chuyên môn',
    '',
    'none',
  ],
  [
    'Giao ban thu ngân sách mỗi quý một lần; Văn phòng HĐND và UBND bố trí lịch.',
    'Văn phòng HĐND và UBND',
    '',
    'recurring',
  ],
  ['Tổng kết năm học (các trường đã thực hiện), nay nộp hồ sơ.', 'Các cơ quan, đơn vị', '', 'none'],
  ['Rà soát danh sách; Văn phòng HĐND và UBND là đầu mối.', 'Các cơ quan, đơn vị', '', 'none'],
  // Whom it is sent to does not do it.
  ['Báo cáo kết quả về Ủy ban nhân dân xã (Phòng Kinh tế).', 'Các cơ quan, đơn vị', '', 'none'],
  ['Tuyên truyền đến 100% hộ dân (qua Trạm Y tế).', 'Các cơ quan, đơn vị', '', 'none'],
])('%s', (item, unit, withUnits, due) => {
  expect(brief(`1. ${item}\n2. Rà soát hồ sơ.`)[0]).toEqual([unit, withUnits, due])
})

it('one line says who, with whom and by when', () => {
  expect(
    brief(`1.1. Kiện toàn Ban Chỉ đạo.
Chủ trì: Công an xã; phối hợp: Trạm Y tế; hoàn thành: trước 15/3/2026.
1.2. Tổ chức lễ phát động.
- Chủ trì: Phòng Văn hóa - Xã hội.
- Phối hợp: Công an xã.
- Hoàn thành: Tháng 6/2026.
`),
  ).toEqual([
    ['Công an xã', 'Trạm Y tế', '2026-03-15'],
    ['Phòng Văn hóa - Xã hội', 'Công an xã', '2026-06-30'],
  ])
})

it('a line below the last item of a list, where no other has one, is said of them all', () => {
  expect(
    brief(`2.1. Tổng rà soát người nghiện.
2.2. Lập hồ sơ cai nghiện trước 30/4/2026.
2.3. Cập nhật dữ liệu.

Đơn vị chủ trì: Công an xã. Đơn vị phối hợp: Trạm Y tế. Thời gian thực hiện: trong năm 2026.
`),
  ).toEqual([
    ['Công an xã', 'Trạm Y tế', '2026-12-31'],
    ['Công an xã', 'Trạm Y tế', '2026-04-30'],
    ['Công an xã', 'Trạm Y tế', '2026-12-31'],
  ])
})

it('a phase gives its time to what stands below it', () => {
  expect(
    brief(`1. Giai đoạn 1: Chuẩn bị (quý II/2026)
- Khảo sát hạ tầng. (Phòng Kinh tế)
2. Giai đoạn 2: Thí điểm (từ 01/7/2026 đến 30/9/2026)
- Tập huấn cho cán bộ. (Trạm Y tế phối hợp Công an xã)
`),
  ).toEqual([
    ['Phòng Kinh tế', '', '2026-06-30'],
    ['Trạm Y tế', 'Công an xã', '2026-09-30'],
  ])
})

it('names that begin like a time are names, and what is to be completed is asked for', () => {
  expect(
    brief(`1. Rà soát nguồn vốn.
- Chủ trì: Phòng Kinh tế; Quỹ tín dụng nhân dân; Tư pháp xã; trước ngày 30/6/2026.
2. Cải cách thủ tục hành chính
- Hoàn thành: rà soát 100% hồ sơ tồn đọng của năm 2025.
- Xong: đầu tư mạng nội bộ tại các thôn.
`),
  ).toEqual([
    ['Phòng Kinh tế; Quỹ tín dụng nhân dân; Tư pháp', '', '2026-06-30'],
    ['Các cơ quan, đơn vị', '', 'none'],
    ['Các cơ quan, đơn vị', '', 'none'],
  ])
})

it('a decision that assigns by article: headings that are units are no objects of the lead-in', () => {
  expect(
    brief(`Điều 1. Phân công nhiệm vụ cho các cơ quan, đơn vị như sau:
1. Phòng Kinh tế
a) Chủ trì thực hiện tiêu chí Giao thông trước ngày 31/3/2026.
b) Hướng dẫn hợp tác xã xây dựng hồ sơ sản phẩm OCOP.
2. Công an xã
Chủ trì thực hiện tiêu chí An ninh trật tự.
`).map(([unit, , due]) => [unit, due]),
  ).toEqual([
    ['Phòng Kinh tế', '2026-03-31'],
    ['Phòng Kinh tế', 'none'],
    ['Công an xã', 'none'],
  ])
})

it('what stands before the unit, and sentences that each have their own', () => {
  const texts = read(`1. Trong tháng 8/2026, Phòng Văn hóa - Xã hội tổ chức khảo sát.
2. Về vật liệu san lấp: Phòng Kinh tế hoàn thiện thủ tục cấp phép. Công an xã kiểm tra phương tiện trước ngày 28/4/2026.
3. Giao Trạm Y tế (đầu mối: ông Giàng A Páo, điện thoại 0214.3840.123) theo dõi, tổng hợp.
4. UBND xã giao Phòng Kinh tế tham mưu kế hoạch.
5. Các phòng, đơn vị gửi báo cáo trước ngày 22 hằng tháng.
6. UBND xã yêu cầu Công an xã tuần tra các chợ.
`)
  expect(texts.map(({ unit, text, deadlines }) => [unit, text, deadlines[0]?.kind])).toEqual([
    ['Phòng Văn hóa - Xã hội', 'Trong tháng 8/2026, Phòng Văn hóa - Xã hội tổ chức khảo sát.', 'period'],
    ['Phòng Kinh tế', 'hoàn thiện thủ tục cấp phép.', 'none'],
    ['Công an xã', 'kiểm tra phương tiện trước ngày 28/4/2026.', 'date'],
    ['Trạm Y tế', 'theo dõi, tổng hợp.', 'none'],
    ['Phòng Kinh tế', 'tham mưu kế hoạch.', 'none'],
    ['Các cơ quan, đơn vị', 'gửi báo cáo trước ngày 22 hằng tháng.', 'recurring'],
    ['Công an xã', 'tuần tra các chợ.', 'none'],
  ])
})

it('the days of a week are headings, and what stands below is due on them', () => {
  expect(
    brief(`1. Phân công
Thứ Hai, ngày 09/3/2026
- Phòng Kinh tế: Gửi báo cáo ước thu trước 16h30.
- Công an xã: Báo cáo trước ngày 16/3/2026.
Thứ Bảy, ngày 14/3/2026 và Chủ nhật, ngày 15/3/2026
- Trạm Y tế: Trực cấp cứu.
`),
  ).toEqual([
    ['Phòng Kinh tế', '', '2026-03-09'],
    ['Công an xã', '', '2026-03-16'],
    ['Trạm Y tế', '', '2026-03-15'],
  ])
})

it('one paragraph says until when for all items, by their numbers', () => {
  expect(
    brief(`1. Phòng Kinh tế: Cân đối ngân sách.
2. Trạm Y tế: Công khai giá dịch vụ.
3. Công an xã: Tuyên truyền trước ngày 05/3/2026.
4. Các phòng, đơn vị báo cáo kết quả.
Về thời hạn thực hiện: nội dung tại điểm 1 và điểm 2 hoàn thành trước ngày 20/3/2026; điểm 3 trong quý II/2026; báo cáo tại điểm 4 gửi trước ngày 15 hằng tháng.
`).map(([unit, , due]) => [unit, due]),
  ).toEqual([
    ['Phòng Kinh tế', '2026-03-20'],
    ['Trạm Y tế', '2026-03-20'],
    ['Công an xã', '2026-03-05'],
    ['Các cơ quan, đơn vị', 'recurring'],
  ])
})

it('what only resembles a statement or a reply in a chat is work all the same', () => {
  expect(
    brief(`1. Về vệ sinh môi trường
Nội dung này thuộc thẩm quyền của Sở Y tế. Giao Công an xã kiểm tra các chợ. Thời hạn hoàn thành trước ngày 15/5/2026.
Nội dung này giao Phòng Kinh tế chủ trì, hoàn thành trước ngày 30/6/2026.
Trong quý II, công tác thu gom rác thải phải đạt 100%.
Công an xã: Nhận bàn giao 05 xe chuyên dụng.
`).map(([unit, , due]) => [unit, due]),
  ).toEqual([
    ['Công an xã', '2026-05-15'],
    ['Phòng Kinh tế', '2026-06-30'],
    ['Các cơ quan, đơn vị', '2026-06-30'],
    ['Công an xã', 'none'],
  ])
})

it('a time that only mentions a point of a plan belongs to the item it stands below', () => {
  expect(
    brief(`1. Phòng Kinh tế: Cân đối ngân sách.
2. Trạm Y tế: Công khai giá dịch vụ.
Thời gian thực hiện: theo điểm 1 Kế hoạch số 12/KH-UBND, hoàn thành trước ngày 20/4/2026.
`).map(([unit, , due]) => [unit, due]),
  ).toEqual([
    ['Phòng Kinh tế', 'none'],
    ['Trạm Y tế', '2026-04-20'],
  ])
})

it('units one after another in one sentence, signs that tell the level, figures below a lead-in', () => {
  const texts =
    read(`1. Về bảo đảm an toàn: Phòng Kinh tế rà soát nhà yếu trước ngày 19/9/2026; Công an xã tổ chức sơ tán các hộ; Trạm Y tế bố trí tổ cấp cứu.
2. Phòng Văn hóa - Xã hội
✅ PKT:
👉 Cân đối kinh phí.
✅ CAX:
👉 Bố trí lực lượng trực.
3./ Trạm Y tế:
a- Báo cáo kết quả trước ngày 18 hằng tháng, gồm các số liệu:
1° Tiêm phòng dại cho đàn chó, mèo.
`)
  expect(texts.map(({ unit, text }) => [unit, text])).toEqual([
    ['Phòng Kinh tế', 'rà soát nhà yếu trước ngày 19/9/2026'],
    ['Công an xã', 'tổ chức sơ tán các hộ'],
    ['Trạm Y tế', 'bố trí tổ cấp cứu.'],
    ['Phòng Kinh tế', 'Cân đối kinh phí.'],
    ['Công an xã', 'Bố trí lực lượng trực.'],
    ['Trạm Y tế', 'Tiêm phòng dại cho đàn chó, mèo.'],
  ])
})
