// Small things of wording: what only looks like another word, and lists that lost their breaks.
import { expect, it } from 'vitest'
import { readLetter } from '../../../../src/office/directives/reader/letter.js'
import { read, tasksOf } from './small-letter.js'

it('"giao thông báo cáo" is no "thông báo"', () => {
  expect(
    read('1. Văn phòng Ban An toàn giao thông báo cáo nhanh tình hình trước 16 giờ hằng ngày.').tasks.map(
      ({ unit, text }) => [unit, text],
    ),
  ).toEqual([['Văn phòng Ban An toàn giao thông', 'báo cáo nhanh tình hình trước 16 giờ hằng ngày.']])
})

it('"thị xã" in a list of levels is no place to leave out', () => {
  expect(read('1. UBND các quận, huyện, thị xã rà soát các chốt đèn.').tasks.map(({ unit }) => unit)).toEqual([
    'UBND các quận, huyện, thị xã',
  ])
})

it('"Một là … hai là …" in one paragraph is an item each, with or without a comma', () => {
  const tasks = tasksOf(`UBND XÃ PÚ HỒNG
Số: 71/UBND-VP
V/v trực Tết
Pú Hồng, ngày 05 tháng 02 năm 2026

UBND xã yêu cầu các thôn thực hiện các nhiệm vụ sau: Một là, lập danh sách trực, gửi về UBND xã trước ngày 09/02/2026; hai là kiểm tra bể nước chữa cháy; Ba là, tuyên truyền không đốt pháo.`)
  expect(tasks.map(([unit, words, due]) => [unit, words, due])).toEqual([
    ['Các thôn', 'lập danh sách trực, gửi về UBND xã trước ngày 09/02/2026;', '2026-02-09'],
    ['Các thôn', 'kiểm tra bể nước chữa cháy;', 'none'],
    ['Các thôn', 'tuyên truyền không đốt pháo.', 'none'],
  ])
})

it('in a table with a cell on each line the last row may have a cell of two lines too', () => {
  const { tasks } = readLetter(`UBND XÃ PÚ HỒNG
Số: 12/KH-UBND
Pú Hồng, ngày 05 tháng 02 năm 2026

KẾ HOẠCH
Làm đường ngõ xóm năm 2026

II. NHIỆM VỤ
STT
Nội dung
Chủ trì
Phối hợp
Thời gian
1
Đo đạc, cắm mốc các tuyến đường
Phòng Kinh tế
Các thôn
Tháng 3/2026
2
Vận động hiến đất, tháo dỡ hàng rào để
mở rộng 12 tuyến đường
Các thôn
Công an xã
Trước ngày 20/4/2026

III. KINH PHÍ
Ngân sách xã.`)
  expect(tasks.map(({ unit, text }) => [unit, text])).toEqual([
    ['Phòng Kinh tế', 'Đo đạc, cắm mốc các tuyến đường'],
    ['Các thôn', 'Vận động hiến đất, tháo dỡ hàng rào để mở rộng 12 tuyến đường'],
  ])
})
