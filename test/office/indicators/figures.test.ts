import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { catalogue } from '../../../src/office/indicators/catalogue.js'
import { checkFigure, isJump } from '../../../src/office/indicators/figures/checking.js'
import { countsThings } from '../../../src/office/indicators/figures/counted.js'
import { readNumber, writeNumber } from '../../../src/office/indicators/figures/numbers.js'
import { readFigure, sameCode, splitFigures } from '../../../src/office/indicators/figures/reading.js'
import { readTypedFigures } from '../../../src/office/indicators/figures/typed.js'

const share = { name: 'Tỷ lệ hồ sơ đúng hạn', measure: '%', share: true, maxScore: null }
const count = { name: 'Cuộc kiểm tra', measure: 'cuộc', share: false, maxScore: null }
const points = { name: 'Số hóa hồ sơ', measure: 'điểm', share: false, maxScore: 18 }
const nothing = { numerator: null, denominator: null, value: null, missingReason: null }

describe('numbers as Vietnamese offices write them', () => {
  it.each([
    ['0', 0],
    ['7', 7],
    ['1247', 1247],
    ['1.247', 1247],
    ['1 247', 1247],
    ['1\u00A0247', 1247],
    ['1.234.567,5', 1_234_567.5],
    ['95,5', 95.5],
    ['95.5', 95.5],
    ['95.55', 95.55],
    ['0,125', 0.125],
    ['0.455', 0.455],
  ])('%s', (text, value) => expect(readNumber(text)).toEqual({ value }))

  it.each(['1,247', '12,500'])('%s may mean two numbers and is asked about', (text) =>
    expect(readNumber(text)).toHaveProperty('unsure'),
  )

  it.each(['', 'abc', '1.24.7', '1,2,3', '1..2', '12345678901234567890', '1.2345.678', '-5', '1e5', '٣'])(
    '"%s" is none',
    (text) => expect(readNumber(text)).toBeUndefined(),
  )

  it('whatever is written is read back as the same number', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1_000_000_000 }), fc.constantFrom(0, 1, 2, 4), (digits, decimals) => {
        const value = Number((digits / 10 ** decimals).toFixed(decimals))
        const reading = readNumber(writeNumber(value))
        // Three decimals look like thousands the English way: those are asked about instead.
        if (reading && 'unsure' in reading) expect(writeNumber(value)).toMatch(/^[1-9]\d{0,2},\d{3}$/)
        else expect(reading).toEqual({ value })
      }),
    )
  })
})

describe('a figure as typed', () => {
  it.each([
    ['23/25', { kind: 'share', numerator: 23, denominator: 25 }],
    ['23 / 25 hồ sơ', { kind: 'share', numerator: 23, denominator: 25 }],
    ['1.247/1.300', { kind: 'share', numerator: 1247, denominator: 1300 }],
    ['1 247 / 1 300', { kind: 'share', numerator: 1247, denominator: 1300 }],
    ['23 trên 25', { kind: 'share', numerator: 23, denominator: 25 }],
    ['23/25 (92%)', { kind: 'share', numerator: 23, denominator: 25 }],
    ['0/0', { kind: 'share', numerator: 0, denominator: 0 }],
    ['95,5%', { kind: 'percent', value: 95.5 }],
    ['95.5 %', { kind: 'percent', value: 95.5 }],
    ['95,5% ạ', { kind: 'percent', value: 95.5 }],
    ['95,5 phần trăm nhé.', { kind: 'percent', value: 95.5 }],
    ['95,375%', { kind: 'percent', value: 95.375 }],
    ['100 phần trăm', { kind: 'percent', value: 100 }],
    ['1.247', { kind: 'number', value: 1247 }],
    ['1 247', { kind: 'number', value: 1247 }],
    ['0', { kind: 'number', value: 0 }],
    ['3 cuộc', { kind: 'number', value: 3 }],
    ['chưa có số liệu', { kind: 'missing', reason: undefined }],
    ['chua co: he thong loi', { kind: 'missing', reason: 'he thong loi' }],
    ['Chưa có số liệu vì hệ thống lỗi', { kind: 'missing', reason: 'hệ thống lỗi' }],
    ['-', { kind: 'missing', reason: undefined }],
    ['đạt 95,5%', { kind: 'percent', value: 95.5 }],
    ['dat 95,5', { kind: 'number', value: 95.5 }],
    ['= 1.250/1.250…', { kind: 'share', numerator: 1250, denominator: 1250 }],
    ['95,5% (191/200)', { kind: 'share', numerator: 191, denominator: 200 }],
    ['không phát sinh', { kind: 'none' }],
    ['khong phat sinh', { kind: 'none' }],
    ['Không phát sinh hồ sơ.', { kind: 'none' }],
  ])('%s', (text, figure) => expect(readFigure(text)).toEqual({ figure }))

  it.each([
    ['mai tôi gửi', 'indicators-figure-no-number'],
    ['', 'indicators-figure-no-number'],
    ['-5', 'indicators-figure-no-negative'],
    ['1,247', 'indicators-figure-no-comma'],
    ['23/25 (80%)', 'indicators-figure-no-number'],
    ['23/25/27', 'indicators-figure-no-number'],
    ['95,5% (19/200)', 'indicators-figure-no-number'],
    ['không phát sinh nhưng tháng sau sẽ có nhiều', 'indicators-figure-no-number'],
  ])('%s is refused with words that say why', (text, code) =>
    expect(readFigure(text)).toEqual({ trouble: { code, words: text } }),
  )

  it.each([
    ['triệu đồng', '1,2 tỷ', 1200],
    ['triệu đồng', '1,2 tỉ đồng', 1200],
    ['triệu đồng', '1.200.000.000 đồng', 1200],
    ['triệu đồng', '350 nghin', 0.35],
    ['triệu đồng', '62', 62],
    ['triệu đồng', '62 triệu', 62],
    ['triệu đồng', '62 tr.đ', 62],
    ['triệu đồng', '62trđ', 62],
    ['tỷ đồng', '850 triệu đồng', 0.85],
    ['đồng', '1,5 triệu', 1_500_000],
    ['hồ sơ', '25 hs', 25],
    ['hồ sơ', '25 hồ sơ TTHC', 25],
    ['hồ sơ', '2 nghìn hồ sơ', 2000],
    ['tin, bài', '12 bài ạ', 12],
    ['m2', '12 m2', 12],
    ['m²', '1.250 m2 ạ', 1250],
    ['m2', '12,5m²', 12.5],
    ['m3', '1,2 nghìn m3', 1200],
    ['cuộc', '3', 3],
    ['%', '62', 62],
    ['%', '62 ạ', 62],
    ['điểm', '17,5 đ', 17.5],
  ])('measured in %s, "%s" is %d', (measure, text, value) =>
    expect(readFigure(text, measure)).toEqual({ figure: { kind: 'number', value } }),
  )

  it.each([
    ['%', '62 tỷ', 'indicators-figure-no-rate'],
    ['%', '25 hồ sơ', 'indicators-figure-no-rate'],
    ['triệu đồng', '25 hồ sơ', 'indicators-figure-no-measure'],
    ['hồ sơ', '25 cuộc', 'indicators-figure-no-measure'],
    ['hồ sơ', '2 triệu', 'indicators-figure-no-measure'],
    ['cuộc', '3 tỷ đồng', 'indicators-figure-no-measure'],
    ['điểm', '17 hồ sơ', 'indicators-figure-no-measure'],
    ['m2', '12 m', 'indicators-figure-no-measure'],
    ['m2', '12 m3', 'indicators-figure-no-measure'],
    ['hồ sơ', '12 3', 'indicators-figure-no-number'],
  ])('measured in %s, "%s" is another measure and refused', (measure, text, code) =>
    expect(readFigure(text, measure)).toEqual({ trouble: { code, words: text } }),
  )

  it('counts of a percentage may be named; points may be given with how many there are; nothing arose is 0', () => {
    expect(readFigure('23/25 hồ sơ', '%')).toEqual({ figure: { kind: 'share', numerator: 23, denominator: 25 } })
    expect(checkFigure(points, { kind: 'share', numerator: 17.5, denominator: 18 })).toEqual({
      figure: { ...nothing, value: 17.5 },
    })
    expect(checkFigure(points, { kind: 'share', numerator: 17.5, denominator: 22 })).toHaveProperty('trouble')
    expect(checkFigure(share, { kind: 'none' })).toEqual({ figure: { ...nothing, numerator: 0, denominator: 0 } })
    expect(checkFigure(count, { kind: 'none' })).toEqual({ figure: { ...nothing, value: 0 } })
    expect(checkFigure(points, { kind: 'none' })).toHaveProperty('trouble')
  })

  it('0 is a figure, nothing is not', () => {
    expect(checkFigure(count, { kind: 'number', value: 0 })).toEqual({ figure: { ...nothing, value: 0 } })
    expect(checkFigure(count, { kind: 'missing', reason: undefined })).toEqual({ needsReason: true })
  })

  it('never throws and never reads a figure out of ordinary words', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), (text) => {
        const read = readFigure(text)
        if ('figure' in read && read.figure.kind !== 'missing') expect(text).toMatch(/\d/)
      }),
    )
  })

  it('a share that is written is read back', () => {
    fc.assert(
      fc.property(fc.nat(1_000_000), fc.nat(1_000_000), (a, b) => {
        const [numerator, denominator] = [Math.min(a, b), Math.max(a, b)]
        const read = readFigure(`${writeNumber(numerator)}/${writeNumber(denominator)}`)
        expect(read).toEqual({ figure: { kind: 'share', numerator, denominator } })
      }),
    )
  })
})

describe('several in one message', () => {
  it.each([
    [
      '1: 23/25; 2: 95,5%',
      [
        ['1', '23/25'],
        ['2', '95,5%'],
      ],
    ],
    [
      '1) 23/25\n2) 0',
      [
        ['1', '23/25'],
        ['2', '0'],
      ],
    ],
    [
      '1. 1 247\nCT05: chưa có',
      [
        ['1', '1 247'],
        ['CT05', 'chưa có'],
      ],
    ],
    [
      'CT05 23/25; 766-1: 17,5',
      [
        ['CT05', '23/25'],
        ['766-1', '17,5'],
      ],
    ],
    [
      'CT01 30/25, CT02 95,5%',
      [
        ['CT01', '30/25'],
        ['CT02', '95,5%'],
      ],
    ],
    [
      'ct1: 1.240/1.247,CT02 95,5% CT03 12 và CT 04 3/4',
      [
        ['ct1', '1.240/1.247'],
        ['CT02', '95,5%'],
        ['CT03', '12'],
        ['CT 04', '3/4'],
      ],
    ],
    [
      '1: 23/25, 2: 95,5%, 766-1: 17,5',
      [
        ['1', '23/25'],
        ['2', '95,5%'],
        ['766-1', '17,5'],
      ],
    ],
    [
      'CT05 chưa có: chờ phần mềm, CT02 cũng vậy, CT03 12',
      [
        ['CT05', 'chưa có: chờ phần mềm, CT02 cũng vậy'],
        ['CT03', '12'],
      ],
    ],
    ['CT05 abc', [['CT05', 'abc']]],
    ['766-3 20,1/22', [['766-3', '20,1/22']]],
    [
      '766-1 17,5, 766-2 18',
      [
        ['766-1', '17,5'],
        ['766-2', '18'],
      ],
    ],
    ['CT 05 đạt 95%', [['CT 05', 'đạt 95%']]],
    ['CT05 khong phat sinh', [['CT05', 'khong phat sinh']]],
    ['CT05 12 m2 đất', [['CT05', '12 m2 đất']]],
    [
      'CT05 12 m2 CT06 3',
      [
        ['CT05', '12 m2'],
        ['CT06', '3'],
      ],
    ],
    ['95,5', [[undefined, '95,5']]],
    ['1 247', [[undefined, '1 247']]],
    ['1.247', [[undefined, '1.247']]],
  ])('%s', (text, items) => expect(splitFigures(text)).toEqual(items.map(([key, words]) => ({ key, words }))))

  it('a code is known however it is typed', () => {
    expect(sameCode('ct5', 'CT05')).toBe(true)
    expect(sameCode('CT 05', 'CT05')).toBe(true)
    expect(sameCode('CT50', 'CT05')).toBe(false)
    expect(sameCode('766-1', '766-1')).toBe(true)
  })
})

describe('figures typed by code', () => {
  it.each([
    ['CT08 91,5', ['CT08']],
    ['766-3: 20,1', ['766-3']],
    ['766-3 20,1/22', ['766-3']],
    ['CT01 = 1.250/1.250…', ['CT01']],
    ['ct1: 23/25, CT02 95,5%', ['ct1', 'CT02']],
    ['CT01 23/25; CT04 abc', ['CT01', 'CT04']],
    ['CT05 chưa có: chờ Kho bạc', ['CT05']],
    ['CT05 khong phat sinh', ['CT05']],
    ['CT05 1,247', ['CT05']],
  ])('%s', (text, codes) => expect(readTypedFigures(text)).toEqual({ text, codes }))

  it.each([
    '1: 23/25; 2: 95,5%',
    '23/25',
    '17 xong',
    'CT08 abc',
    'CT05 chưa có ai làm',
    'CT08 91,5 là thấp quá so với tháng trước',
    'Xem lại CT08 91,5 nhé',
    'Công văn 12 ngày 5/9',
    'KT 17 chậm 25/7 do thiếu kinh phí',
    '',
  ])('"%s" is none', (text) => expect(readTypedFigures(text)).toBeUndefined())
})

describe('what is checked', () => {
  it.each([
    [share, { kind: 'share', numerator: 26, denominator: 25 } as const, 'indicators-figure-no-over'],
    [share, { kind: 'percent', value: 101 } as const, 'indicators-figure-no-range'],
    [share, { kind: 'number', value: 1247 } as const, 'indicators-figure-no-range'],
    [points, { kind: 'number', value: 19 } as const, 'indicators-figure-no-range'],
    [count, { kind: 'percent', value: 50 } as const, 'indicators-figure-no-percent'],
    [count, { kind: 'share', numerator: 1, denominator: 2 } as const, 'indicators-figure-no-share'],
  ])('refuses %#', (indicator, typed, code) =>
    expect(checkFigure(indicator, typed)).toMatchObject({ trouble: { code } }),
  )

  it('less than one of a percentage may mean a part of the whole, unless it is said to be per cent', () => {
    const either = { figure: { ...nothing, value: 0.455 }, or: { ...nothing, value: 45.5 } }
    expect(checkFigure(share, { kind: 'number', value: 0.455 })).toEqual(either)
    for (const typed of [{ kind: 'percent', value: 0.455 } as const, { kind: 'number', value: 1 } as const])
      expect(checkFigure(share, typed)).not.toHaveProperty('or')
    expect(checkFigure(share, { kind: 'number', value: 0 })).toEqual({ figure: { ...nothing, value: 0 } })
    expect(checkFigure(count, { kind: 'number', value: 0.5 })).not.toHaveProperty('or')
  })

  it('what is counted is counted whole', () => {
    const half = { kind: 'share', numerator: 23.5, denominator: 25 } as const
    expect(checkFigure(share, half)).toEqual({ trouble: { code: 'indicators-figure-no-whole', words: '23,5/25' } })
    expect(checkFigure(share, { ...half, numerator: 23, denominator: 25.5 })).toHaveProperty('trouble')
    expect(checkFigure(share, { ...half, numerator: 1000 / 8, denominator: 125 })).not.toHaveProperty('trouble')
    for (const name of ['Giải ngân vốn đầu tư công', 'Số hồ sơ bình quân một cán bộ', 'Thu ngân sách so với dự toán'])
      expect(checkFigure({ ...share, name }, half)).not.toHaveProperty('trouble')
    expect(checkFigure(share, { kind: 'percent', value: 95.5 })).not.toHaveProperty('trouble')
  })

  it.each<[string, boolean]>([
    ...catalogue.filter((one) => one.share).map(({ name }): [string, boolean] => [name, !name.startsWith('Khai thác')]),
    ['Mức độ hài lòng của người dân, tổ chức', false],
    ['Giải ngân vốn đầu tư công, lũy kế từ đầu năm', false],
    ['Hộ dân dùng nước sạch', true],
    ['Hỗ trợ kinh phí cho hộ nghèo', false],
    ['Tín dụng chính sách', false],
    ['Diện tích đất đã đo đạc', false],
    ['TỶ LỆ VĂN BẢN KÝ SỐ', true],
  ])('"%s" counts things: %s', (name, counts) => expect(countsThings({ name })).toBe(counts))

  it('what is out of range is told with its measure and the range', () => {
    expect(checkFigure(share, { kind: 'number', value: 120 })).toEqual({
      trouble: { code: 'indicators-figure-no-range', words: '120%', most: '100%' },
    })
    expect(checkFigure(points, { kind: 'number', value: 19 })).toEqual({
      trouble: { code: 'indicators-figure-no-range', words: '19 điểm', most: '18 điểm' },
    })
  })

  it('a wide step from the previous period is asked back, an ordinary one is not', () => {
    const value = (number: number) => ({ ...nothing, value: number })
    expect(isJump(share, value(60), value(95))).toBe(true)
    expect(isJump(share, value(85), value(95))).toBe(false)
    expect(isJump(share, { ...nothing, numerator: 1, denominator: 25 }, value(95))).toBe(true)
    expect(isJump(count, value(100), value(12))).toBe(true)
    expect(isJump(count, value(4), value(1))).toBe(false)
    expect(isJump(count, value(4), undefined)).toBe(false)
    expect(isJump(points, value(10), value(17))).toBe(true)
  })
})
