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
