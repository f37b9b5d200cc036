// No text makes reading slow: what is four times as long takes about four times as long, whatever is repeated in it.
import { it } from 'vitest'
import { deadlinesIn } from '../../../../src/office/directives/reader/deadlines.js'
import { readLetter } from '../../../../src/office/directives/reader/letter.js'
import { plain } from '../../../../src/office/directives/reader/plain.js'
import { secretStamp } from '../../../../src/office/directives/reader/stamp.js'
import { expectGrowth } from '../../../support/growth.js'

const head = `ỦY BAN NHÂN DÂN
XÃ TÂN HƯNG

Số: 21/UBND-VP
Tân Hưng, ngày 01 tháng 6 năm 2026

Kính gửi: Các cơ quan, đơn vị

UBND xã yêu cầu:
`
const repeated = (words: string, length: number) => words.repeat(Math.ceil(length / words.length)).slice(0, length)

const expectLinear = (name: string, work: (length: number) => void, length: number): void =>
  expectGrowth(name, work, { size: length, most: 8 })

const signs = [' ', '\t', '.', ':', '-', '*', '|', '(', '“', '1', 'l', 'l0', '1l', ':.', '- ', '1. ', '[1] ', '🔔']
const phrases = [
  '• Công an xã:\n',
  '| A<br>B ',
  'Đồng kính gửi: A.\n\n',
  ', thành viên',
  'Các đơn vị có tên trên, ',
  'định kỳ;',
  'từ 5/8 đến 6/8; định kỳ; ',
  'ngày ',
  'ngày 5/8, ',
  'trước ngày 15/8/2026; ',
  'hằng tháng ',
  'chậm nhất 5 ngày trước ngày khai mạc ',
  'trong 5 ngày kể từ ngày ',
  'trong 5 ngày kể từ ngày 5/8, ',
  '6 tháng và năm, ',
  'tháng 5, ',
  'giao , ',
  'đề nghị "; ',
  'Phòng Kinh tế và Công an xã, ',
  'phối hợp với Công an xã, ',
  'Đơn vị chủ trì: Phòng Kinh tế; ',
  'Trạm Y tế và các thôn, ',
  'Riêng Phòng Kinh tế, ',
  'thứ Sáu tuần tới, ',
  'yêu cầu các đơn vị thực hiện; giao ',
]
const lines = [
  '',
  'a',
  'Rà soát hồ sơ;',
  'ỦY BAN NHÂN DÂN',
  'PHỤ LỤC',
  'Phòng Kinh tế:',
  '1. Phòng Kinh tế',
  '- Rà soát hồ sơ',
  '1   Rà soát   Phòng Kinh tế',
  '1 | Rà soát | Phòng Kinh tế | 15/8/2026',
  '_____\n1 Theo báo cáo',
  '1\n\f',
  '[07:58, 15/4/2026] VP: rà soát',
  'Nơi nhận:',
  'Báo cáo gửi về Phòng Kinh tế trước ngày 5/8',
  'UBND xã yêu cầu Phòng Kinh tế rà soát trước ngày 5/8.',
  'Thời gian: trước ngày 5/8',
  'Phòng Văn hóa\n- Xã hội',
]

it.each([...signs, ...phrases])('a letter of %j', (words) => {
  expectLinear('alone', (length) => readLetter(repeated(words, length)), 5000)
  expectLinear(
    'in an item',
    (length) => readLetter(`${head}1. Phòng Kinh tế: Rà soát ${repeated(words, length)}x.`),
    5000,
  )
})

it.each(lines)('a letter of lines %j', (words) => {
  expectLinear('alone', (length) => readLetter(repeated(`${words}\n`, length)), 5000)
  expectLinear(
    'below an item',
    (length) => readLetter(`${head}1. Phòng Kinh tế: Rà soát\n${repeated(`${words}\n`, length)}`),
    5000,
  )
})

it.each([...signs, ...phrases])('the parts of reading, on %j', (words) => {
  const time = { year: 2026, letter: '2026-06-01' }
  expectLinear('deadlines', (length) => deadlinesIn(`Rà soát ${repeated(words, length)} trước 20/8.`, time), 2000)
  expectLinear('plain', (length) => plain(`${repeated(words, length)}x`), 8000)
  expectLinear('stamp', (length) => secretStamp(`${repeated(words, length)}x`), 8000)
})
