// What a letter tells, agrees on or threatens with beside what it asks for.
import { expect, it } from 'vitest'
import { readLetter } from '../../../../src/office/directives/reader/letter.js'
import { head, read } from './small-letter.js'

it('what was agreed, what stays as it was and what threatens is not asked for; what is asked beside it is', () => {
  const { tasks } = read(`1. Về trật tự đô thị
Thống nhất chủ trương lắp 06 camera ở chợ. Giao Phòng Kinh tế lập dự toán trước ngày 24/6. Công an xã xử lý người đổ trộm rác. Trưởng các thôn vận động các hộ ký cam kết.
2. Về đầu tư công
- Thống nhất phương án điều chuyển vốn từ chợ sang kè như đề xuất tại Tờ trình số 66/TTr-KT ngày 05/5/2026.
- Phòng Kinh tế thống nhất phương án thi công với nhà thầu, trình ký trước ngày 20/6/2026.
3. Các nội dung khác giữ nguyên như Thông báo số 97/TB-UBND ngày 13/5/2026.

Đơn vị, thôn nào để chậm thì người đứng đầu phải kiểm điểm tại cuộc họp tháng 12/2026. Yêu cầu các đồng chí khẩn trương thực hiện./.
`)
  expect(tasks.map(({ unit, text }) => [unit, text.split(' ', 3).join(' ')])).toEqual([
    ['Phòng Kinh tế', 'lập dự toán'],
    ['Công an xã', 'xử lý người'],
    ['Trưởng các thôn', 'vận động các'],
    ['Phòng Kinh tế', 'thống nhất phương'],
  ])
})

it('an order behind what was agreed, told, forecast or refused is a task of whom it names', () => {
  const { tasks, leftOut } =
    read(`1. Thống nhất chủ trương tạm dừng chợ đêm. Giao Phòng Kinh tế thông báo cho các hộ trước ngày 24/6, sắp xếp chỗ bán tạm.
2. Thống nhất chủ trương dời bến xe; giao Phòng Kinh tế báo các chủ xe trước ngày 25/6.
3. Về thời tiết: Trung tâm Khí tượng dự báo cuối tháng 6 có khả năng mưa lớn. Đề nghị Ban Chỉ huy Quân sự xã kiểm tra 04 xuồng máy; xong trước ngày 20/6.
4. Đối với thôn Bình An: đây là thôn có tỷ lệ thấp nhất. Giao đồng chí Trưởng phòng Văn hóa - Xã hội về họp thôn trước ngày 18/6.
5. Đối với đề nghị mua máy tính: Chưa xem xét trong năm 2026; yêu cầu Văn phòng HĐND và UBND xã đưa vào dự toán năm 2027.
6. Thống nhất chủ trương tổ chức hội trại.
7. Phòng Kinh tế
- Thống nhất chủ trương mở lại bến đò. Giao Phòng Kinh tế thẩm định trước ngày 27/6.
`)
  expect(tasks.map(({ unit, text, deadlines: [due] }) => [unit, text.slice(0, 24), due])).toMatchObject([
    ['Phòng Kinh tế', 'thông báo cho các hộ trư', { due: '2026-06-24' }],
    ['Phòng Kinh tế', 'báo các chủ xe trước ngà', { due: '2026-06-25' }],
    ['Ban Chỉ huy Quân sự', 'kiểm tra 04 xuồng máy; x', { due: '2026-06-20' }],
    ['Phòng Văn hóa - Xã hội', 'về họp thôn trước ngày 1', { due: '2026-06-18' }],
    ['Văn phòng HĐND và UBND', 'Đối với đề nghị mua máy ', { kind: 'none' }],
    ['Phòng Kinh tế', 'Thống nhất chủ trương mở', { due: '2026-06-27' }],
  ])
  expect(leftOut).toEqual([])
})

it('what whoever writes is going to do closes the letter', () => {
  const { tasks } = read(`1. Phòng Kinh tế rà soát 09 nhiệm vụ quá hạn.
2. Trưởng các đơn vị chịu trách nhiệm trước Chủ tịch UBND xã nếu tiếp tục để chậm.

Văn phòng sẽ tổng hợp, công khai danh sách đơn vị chậm trễ tại giao ban ngày 12/10/2026./.
`)
  expect(tasks.map(({ unit, text }) => [unit, text])).toEqual([
    ['Phòng Kinh tế', 'rà soát 09 nhiệm vụ quá hạn.'],
    ['Các cơ quan, đơn vị', 'Trưởng các đơn vị chịu trách nhiệm trước Chủ tịch UBND xã nếu tiếp tục để chậm.'],
  ])
})

it('a paragraph that shares out the work of its heading is one task of all of them', () => {
  const { tasks } = read(`1. Trạm Y tế, các trường học
Trạm Y tế lập hồ sơ sức khỏe trước ngày 30/6; các trường giữ tỷ lệ trẻ ra lớp 100%.
2. Phòng Kinh tế, Công an xã
Kiểm tra các bến bãi; Phòng Kinh tế tổng hợp kết quả.
`)
  expect(tasks.map(({ unit, target }) => [unit, target])).toEqual([
    ['Trạm Y tế, Các trường học', '100%'],
    ['Phòng Kinh tế, Công an xã', null],
  ])
})

it('how long a plan runs is no deadline of what it asks for', () => {
  const plan = (time: string) =>
    readLetter(`${head.replace('Kính gửi: Các cơ quan, đơn vị\n', 'KẾ HOẠCH\nBảo đảm an ninh trật tự Tết\n')}
II. Thời gian: ${time}
III. Nhiệm vụ
1. Công an xã
- Tuần tra các tuyến đường.
- Mở đợt cao điểm từ ngày 15/6/2026 đến ngày 28/6/2026.`).tasks.map(({ deadlines }) => deadlines[0])
  expect(plan('từ ngày 10/6/2026 đến hết ngày 30/6/2026.')).toMatchObject([{ kind: 'none' }, { due: '2026-06-28' }])
  expect(plan('hoàn thành trước ngày 30/6/2026.')).toMatchObject([{ due: '2026-06-30' }, { due: '2026-06-28' }])
})
