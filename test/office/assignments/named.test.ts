// What names a document and nothing else, where evidence was only invited.
import { expect, it } from 'vitest'
import { namesDocument, namesEvidence } from '../../../src/office/assignments/evidence/said.js'

it.each([
  'văn bản số 45/BC-KT',
  '45/BC-KT',
  'BC 45/BC-KT ngày 12/9/2026',
  'Đã có báo cáo số 12/BC-VHXH của phòng',
  'https://duongan.gov.vn/tin/12',
  'bc so 7/bc-kt a',
  'QĐ 15/QĐ-UBND.',
])('"%s" does', (text) => expect(namesDocument(text)).toBe(true))

it.each([
  'Chiều nay họp theo GM 12/GM-UBND, mời anh chị có mặt',
  'cảm ơn đồng chí',
  'UBND xã\nSố: 04/UBND-VHXH\nV/v rà soát',
  'hôm qua 12/9 đã gửi',
  '3/4 hộ đã nộp',
  'KT 17 xong',
  '25/7',
  '23/25',
  '12/9 ạ',
  '',
])('"%s" does not', (text) => expect(namesDocument(text)).toBe(false))

it.each(['báo cáo số 45', 'Biên bản họp ngày 12/9', '45/BC-KT em gửi', 'QĐ 15'])('"%s" is evidence', (text) =>
  expect(namesEvidence(text)).toBe(true),
)

it.each([
  'ok',
  'chiều nay 3h em gửi ạ',
  'mai 8h em nộp',
  '1 lát nữa em gửi',
  'sáng mai 25/7 em gửi',
  'em gửi sau 10 phút',
])('"%s" is a promise and no evidence', (text) => expect(namesEvidence(text)).toBe(false))
