// Blanks lost inside words: what was several words comes apart, what is one stays.
import { describe, expect, it } from 'vitest'
import { unglued } from '../../../../src/office/directives/reader/glued.js'

describe('syllables that a scan or a page glued', () => {
  it.each([
    ['Thựchiện báocáo vềtình hình', 'Thực hiện báo cáo về tình hình'],
    ['nhànước chitrả trướcngày', 'nhà nước chi trả trước ngày'],
    ['Nơinhận:', 'Nơi nhận:'],
    ['khúckhuỷu. Ngoằnngoèo', 'khúc khuỷu. Ngoằn ngoèo'],
    ['Quỳnhđôi thựchiện.Các', 'Quỳnhđôi thực hiện.Các'],
    ['vềtìnhhình củađịa phương', 'về tình hình của địa phương'],
  ])('%s', (text, mended) => {
    expect(unglued(text)).toBe(mended)
  })

  it.each([
    'khuỷu quẹo huỳnh nghuệch khuếch uyển Thuỷ',
    'mêtan cácbon vắcxin ôtô axít kilômét',
    'Xơđăng Êđê Đắklắk Krôngpa',
    'facebook website',
    'tệp báocáo.docx, hồsơ.pdf, vănbản.xlsx',
  ])('leaves alone %s', (text) => {
    expect(unglued(text)).toBe(text)
  })

  it('is quick with long words', () => {
    const from = performance.now()
    unglued('ananananananananananà'.repeat(5000))
    unglued('ananananananananànà '.repeat(2000))
    expect(performance.now() - from).toBeLessThan(3000)
  })
})
