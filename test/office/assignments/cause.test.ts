import { expect, it } from 'vitest'
import { readCause } from '../../../src/office/assignments/lateness/cause.js'

it.each([
  ['khách quan', 'outside', ''],
  ['chu quan', 'own', ''],
  ['do nguyên nhân khách quan.', 'outside', ''],
  ['Bên ngoài (khách quan)', 'outside', ''],
  ['Từ phía đơn vị (chủ quan)', 'own', ''],
  ['bên ngoài', 'outside', ''],
  ['tu phia don vi', 'own', ''],
  ['thiếu kinh phí, khách quan', 'outside', 'thiếu kinh phí'],
  ['thieu kinh phi (khach quan)', 'outside', 'thieu kinh phi'],
  ['khách quan: chờ tỉnh phân bổ vốn, chưa có mẫu', 'outside', 'chờ tỉnh phân bổ vốn, chưa có mẫu'],
  ['chủ quan do thiếu người', 'own', 'thiếu người'],
  // The rest is what was typed, sign for sign.
  ['chờ vốn (đợt 2); khách quan; chưa có mẫu', 'outside', 'chờ vốn (đợt 2); chưa có mẫu'],
  ['khách quan; chờ Sở (2 lần) trả lời', 'outside', 'chờ Sở (2 lần) trả lời'],
  ['thiếu người (2 đ/c nghỉ; chủ quan), đang tuyển', 'own', 'thiếu người (2 đ/c nghỉ), đang tuyển'],
  ['Bên ngoài (khách quan), chờ tỉnh', 'outside', 'chờ tỉnh'],
  ['thiếu vốn (khách quan) , chờ tỉnh', 'outside', 'thiếu vốn, chờ tỉnh'],
])('%s: %s', (text, cause, rest) => {
  expect(readCause(text)).toEqual({ cause, rest })
})

it.each([
  'chờ đánh giá khách quan của tỉnh',
  'thiếu kinh phí',
  'chủ quan, khách quan',
  'đơn vị thiếu người',
  'khách quan mà nói thì việc này khó',
])('%s: none', (text) => {
  expect(readCause(text)).toEqual({ rest: text })
})
