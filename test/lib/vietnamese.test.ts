// Vietnamese text as it is typed on phones: with and without diacritics, composed or not, with Telex keys left in.
import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { capitalised, clean, fold, plain, shorten, similarity, untelex } from '../../src/lib/vietnamese.js'

test.each([
  ['Văn hoá – Xã hội', 'van hoa xa hoi'],
  ['Văn hóa - Xã hội', 'van hoa xa hoi'],
  ['  ĐẶNG  Thị_Út ', 'dang thi ut'],
  ['Đ/c Nguyễn Văn Ơn', 'd c nguyen van on'],
  ['P.VHXH', 'p vhxh'],
])('"%s" folds to "%s"', (text, folded) => {
  expect(fold(text)).toBe(folded)
  expect(fold(text.normalize('NFD'))).toBe(folded)
})

test('plain text keeps its punctuation', () => {
  expect(plain(' Thứ  Sáu,\n25/7 ')).toBe('thu sau, 25/7')
  expect(plain('Đường'.normalize('NFD'))).toBe('duong')
})

test.each([
  ['cuoois thangs', 'cuoi thang'],
  ['ngafy mai', 'ngay mai'],
  ['thuws saus tuaanf sau', 'thu sau tuan sau'],
  ['ddang lafm', 'dang lam'],
  ['truwowcs', 'truoc'],
  ['xong trong ngay', 'xong trong ngay'],
  ['quys iv', 'quy iv'],
])('Telex "%s" is "%s"', (typed, words) => {
  expect(untelex(typed)).toBe(words)
})

test('a capital letter is put at the beginning, and only there', () => {
  expect(capitalised('đề nghị báo cáo')).toBe('Đề nghị báo cáo')
  expect(capitalised('Ủy ban')).toBe('Ủy ban')
  expect(capitalised('100% hồ sơ')).toBe('100% hồ sơ')
  expect(capitalised('')).toBe('')
})

test('two spellings of a unit are alike, two units are not', () => {
  expect(similarity('Văn hoá - Xã hội', 'văn hóa xã hội')).toBe(1)
  expect(similarity('Phòng Kinh tế', 'Phòng Kinh te')).toBe(1)
  expect(similarity('Công an', 'Trạm Y tế')).toBeLessThan(0.4)
  expect(similarity('', '')).toBe(1)
})

describe('text as kept', () => {
  it('is composed, has plain line breaks and nothing invisible', () => {
    const typed = `a\u200Bb\u202E\r\nc\rd\te\u0000${'ệ'.normalize('NFD')}`
    expect(clean(typed)).toBe('ab\nc\nd\teệ')
  })

  it('stays as it is when cleaned again', () => {
    expect(clean('e\u200B\u0301')).toBe('é')
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(clean(clean(text))).toBe(clean(text))
      }),
    )
  })
})

describe('shortened text', () => {
  it('ends at a word', () => {
    expect(shorten('Báo cáo kết quả cải cách hành chính', 20)).toBe('Báo cáo kết quả…')
    expect(shorten('Báo cáo', 7)).toBe('Báo cáo')
  })

  it('is never too long and never half a character', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 1, max: 20 }), (text, most) => {
        const short = shorten(text, most)
        expect(short.length).toBeLessThanOrEqual(Math.max(most, 1))
        expect(short).not.toMatch(/[\uD800-\uDBFF](?![\uDC00-\uDFFF])/)
      }),
    )
  })
})
