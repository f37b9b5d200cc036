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
