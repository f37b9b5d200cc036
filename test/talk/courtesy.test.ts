import { expect, it } from 'vitest'
import { isCourtesy } from '../../src/talk/courtesy.js'

it.each([
  'cảm ơn',
  'Cám ơn anh nhiều ạ!',
  'vâng',
  'Dạ vâng ạ',
  'ok anh',
  'OK',
  'dạ em cảm ơn',
  'oke nhé',
  '👍',
  '🙏🙏',
])('"%s" is courtesy', (text) => expect(isCourtesy(text)).toBe(true))

it.each([
  '17 xong',
  '45/BC-KT',
  'không có',
  'anh',
  'em gửi sau',
  'ok em gửi báo cáo',
  'vâng, 25/7 em nộp',
  'đã nhận',
  '',
])('"%s" says something', (text) => expect(isCourtesy(text)).toBe(false))
