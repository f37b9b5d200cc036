// Lists of units, of which each has what follows, and lists of places, which have nothing to do themselves.
import { expect, it } from 'vitest'
import { readLetter } from '../../../../src/office/directives/reader/letter.js'
import { read } from './small-letter.js'

const tasks = (body: string) => read(body).tasks.map(({ unit, text }) => [unit, text])

it.each([
  [
    '1. Các đơn vị sau: Phòng Kinh tế; Phòng Văn hóa - Xã hội; rà soát hồ sơ trước ngày 25/6/2026.',
    ['Phòng Kinh tế', 'Phòng Văn hóa - Xã hội'],
  ],
  [
    '1. Yêu cầu các đơn vị sau đây: Trường Mầm non Sao Mai, Trạm Y tế kiểm tra bếp ăn.',
    ['Trường Mầm non Sao Mai', 'Trạm Y tế'],
  ],
])('all the units listed behind "các đơn vị sau:" have the task: %s', (body, units) => {
  expect(read(body).tasks[0]?.namedUnits).toEqual(units)
})

it('units called by letters are told apart also where the first has its stop', () => {
  const [task] = read('1. Công an xã phối hợp với P.KT, TTHCC rà soát hộ kinh doanh.').tasks
  expect(task?.coUnits).toEqual(['Phòng Kinh tế', 'Trung tâm Phục vụ hành chính công'])
})

it('so many of a kind are those the task is given to, and no case', () => {
  expect(
    tasks(
      '1. Đối với 02 HTX Tân Phú, Tân Lộc: Rà soát công nợ.\n2. Đối với 03 trường mầm non: Phòng Kinh tế sửa bếp ăn.',
    ),
  ).toEqual([
    ['02 HTX Tân Phú, Tân Lộc', 'Rà soát công nợ.'],
    ['Phòng Kinh tế', expect.stringContaining('sửa bếp ăn.')],
  ])
})

it('places stay with the task above them, and another unit that follows them has its own', () => {
  const body = `1. Phòng Kinh tế tổ chức tổng vệ sinh tại các địa bàn sau:
- Thôn Đông: từ nhà văn hóa đến cống ông Tư;
- Tuyến đường Trần Phú;
- Công an xã phân luồng giao thông.`
  expect(tasks(body)).toEqual([
    [
      'Phòng Kinh tế',
      'tổ chức tổng vệ sinh tại các địa bàn sau: - Thôn Đông: từ nhà văn hóa đến cống ông Tư; - Tuyến đường Trần Phú;',
    ],
    ['Công an xã', 'phân luồng giao thông.'],
  ])
})

it('the number of a letter stands also behind "SỐ KÝ HIỆU:"', () => {
  const letter = `ỦY BAN NHÂN DÂN
XÃ TÂN HƯNG
SỐ KÝ HIỆU: 21/UBND-VP
Tân Hưng, ngày 02 tháng 6 năm 2026

Kính gửi: Phòng Kinh tế

Ủy ban nhân dân xã yêu cầu Phòng Kinh tế rà soát hồ sơ trước ngày 25/6/2026.`
  const { number, issuer } = readLetter(letter)
  expect([number, issuer]).toEqual(['21/UBND-VP', 'Ủy ban nhân dân xã Tân Hưng'])
})
