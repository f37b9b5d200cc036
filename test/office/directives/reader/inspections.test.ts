// Plans of inspection and other plans whose items, requirements and lines of who and when are mixed.
import { expect, it } from 'vitest'
import { readLetter } from '../../../../src/office/directives/reader/letter.js'
import { tasksOf } from './small-letter.js'

const head = `ỦY BAN MTTQ VIỆT NAM
XÃ NÀ SẢN
BAN THƯỜNG TRỰC
Số: 14/KH-MTTQ
Nà Sản, ngày 09 tháng 02 năm 2026

KẾ HOẠCH
Giám sát việc chi trả hỗ trợ nhà ở năm 2026

`

it('bullets below "Nội dung kiểm tra:" are tasks where they ask, with the time of their turn; names of things are none', () => {
  expect(
    tasksOf(`${head}I. NỘI DUNG THỰC HIỆN

1. Đợt 1: Từ ngày 02/3/2026 đến ngày 20/3/2026:

a) Nội dung kiểm tra (Đối với các thôn):

- Kiểm tra việc niêm yết danh sách hộ được hỗ trợ tại nhà văn hóa.

b) Nội dung giám sát:

- Giám sát việc cấp kinh phí cho từng hộ.

II. NỘI DUNG KHẢO SÁT

- Số hộ đã nhận tiền.
- Hồ sơ nghiệm thu.`).map(([, words, due]) => [words, due]),
  ).toEqual([
    ['Kiểm tra việc niêm yết danh sách hộ được hỗ trợ tại nhà văn hóa.', '2026-03-20'],
    ['Giám sát việc cấp kinh phí cho từng hộ.', '2026-03-20'],
  ])
})

it('a lead-in "… Cụ thể:" with what is looked at below it is one task, and the time behind them is its own', () => {
  const tasks = tasksOf(`${head}II. NỘI DUNG KIỂM TRA

1. Kiểm tra việc bình xét hộ được hỗ trợ tại các thôn. Cụ thể:

- Việc họp thôn, lập biên bản.

- Đảm bảo thành phần, trình tự họp theo quy định.

* Thời gian thực hiện: Từ ngày 16/3/2026 đến ngày 27/3/2026.`)
  expect(tasks).toHaveLength(1)
  expect(tasks[0]?.[1]).toMatch(/^Kiểm tra việc bình xét hộ/)
  expect(tasks[0]?.[2]).toBe('2026-03-27')
})

it('what must be kept to, between the item and the lines of who and when, is no task of its own', () => {
  const [task, ...others] = readLetter(`${head}II. NHIỆM VỤ

1. Xây dựng biểu mẫu giám sát việc chi trả hỗ trợ nhà ở.

- Bảo đảm thống nhất với biểu mẫu của tỉnh.

- Thời gian hoàn thành: Tháng 3/2026.

- Đơn vị chủ trì: Văn phòng HĐND và UBND.`).tasks
  expect(others).toEqual([])
  expect(task).toMatchObject({ unit: 'Văn phòng HĐND và UBND', deadlines: [{ due: '2026-03-31' }] })
  expect(task?.text).toContain('thống nhất với biểu mẫu của tỉnh')
})

it('a line broken inside a name or before the number of an article goes on', () => {
  expect(
    tasksOf(`${head}II. NHIỆM VỤ

1. Xây dựng biểu mẫu giám sát theo hướng dẫn của Ban Thường trực
Ủy ban MTTQ Việt Nam tỉnh; phù hợp với
điều kiện của xã, xong trước ngày 06/3/2026.

2. Niêm yết danh sách hộ được hỗ trợ theo Điều 7, Điều
11 Quyết định số 88/2025/QĐ-UBND của tỉnh trước ngày 13/3/2026.`).map(([, words, due]) => [words, due]),
  ).toEqual([
    [
      'Xây dựng biểu mẫu giám sát theo hướng dẫn của Ban Thường trực Ủy ban MTTQ Việt Nam tỉnh; phù hợp với điều kiện của xã, xong trước ngày 06/3/2026.',
      '2026-03-06',
    ],
    [
      'Niêm yết danh sách hộ được hỗ trợ theo Điều 7, Điều 11 Quyết định số 88/2025/QĐ-UBND của tỉnh trước ngày 13/3/2026.',
      '2026-03-13',
    ],
  ])
})
