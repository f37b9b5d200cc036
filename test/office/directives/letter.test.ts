import { describe, expect, it } from 'vitest'
import { otherCommune, readIssueDay, readTypedHeader } from '../../../src/office/directives/letter.js'

describe('the number and day of a letter as an officer types them', () => {
  it.each([
    ['85/UBND-VHXH ngày 24/7/2026', null, { number: '85/UBND-VHXH', dayWords: '24/7/2026' }],
    ['Số: 85 /UBND-VHXH, ngày 24 tháng 7 năm 2026', null, { number: '85/UBND-VHXH', dayWords: '24 tháng 7 năm 2026' }],
    ['cv 1039/UBND-NVKTGS 27/5/2026', null, { number: '1039/UBND-NVKTGS', dayWords: '27/5/2026' }],
    ['128/QĐ-UBND', null, { number: '128/QĐ-UBND' }],
    ['12-CV/TU', null, { number: '12-CV/TU' }],
    ['4862/SNV-CCHC&PC', null, { number: '4862/SNV-CCHC&PC' }],
    ['85', '/UBND-VHXH', { number: '85/UBND-VHXH' }],
    ['85 ngày 24/7', '/UBND-VHXH', { number: '85/UBND-VHXH', dayWords: '24/7' }],
    ['24/7/2026', null, { dayWords: '24/7/2026' }],
    ['ngày 24/7', null, { dayWords: '24/7' }],
    ['85', null, undefined],
    ['85', '84/UBND', undefined],
    ['không biết', null, undefined],
    [`${'8'.repeat(60)}/UBND`, null, undefined],
    ['', null, undefined],
  ])('%s', (text, known, result) => {
    expect(readTypedHeader(text, known)).toEqual(result)
  })

  it.each([
    ['24/7/2026', '2026-07-24'],
    ['24.7.26', '2026-07-24'],
    ['24 tháng 7 năm 2026', '2026-07-24'],
    ['24/7', '2026-07-24'],
    ['24/12', '2025-12-24'],
    ['hôm nay', '2026-09-14'],
    ['31/6/2026', 'no-such-day'],
    ['31/6', 'no-such-day'],
    ['mai', undefined],
  ])('reads the day %s as the last such day', (words, result) => {
    expect(readIssueDay(words, '2026-09-14')).toBe(result)
  })
})

describe('the commune a letter names', () => {
  it.each([
    ['Ủy ban nhân dân xã Nghi Dương', 'UBND xã Đường An', 'xã Nghi Dương'],
    ['ỦY BAN NHÂN DÂN PHƯỜNG AN BIÊN', 'UBND xã Đường An', 'PHƯỜNG AN BIÊN'],
    ['UBND XÃ ĐƯỜNG AN', 'UBND xã Đường An', undefined],
    ['Uỷ ban nhân dân xã Đường An', 'UBND xã Đường An', undefined],
    ['Ủy ban nhân dân thành phố Hải Phòng', 'UBND xã Đường An', undefined],
    ['Sở Nội vụ', 'UBND xã Đường An', undefined],
    [null, 'UBND xã Đường An', undefined],
  ])('%s', (issuer, own, other) => {
    expect(otherCommune(issuer, own)).toBe(other)
  })
})
