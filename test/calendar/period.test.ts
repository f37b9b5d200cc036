// Periods of reporting as officers write them and as Nghị định 09/2019/NĐ-CP counts them.
import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import {
  isPeriod,
  kindOf,
  type PeriodKind,
  periodOf,
  previousPeriod,
  readPeriod,
  spanOf,
  writePeriod,
} from '../../src/calendar/period.js'
import { addDays } from '../../src/lib/day.js'

describe('a period in a chat', () => {
  test.each([
    ['tháng 6', '2026-06'],
    ['Tháng 06', '2026-06'],
    ['thang 6/2026', '2026-06'],
    ['thangs 6', '2026-06'],
    ['tháng 12/2025', '2025-12'],
    ['tháng 6 năm 2025', '2025-06'],
    ['tháng 6 năm ngoái', '2025-06'],
    ['T6', '2026-06'],
    ['t6/25', '2025-06'],
    ['6/2026', '2026-06'],
    ['tháng', '2026-06'],
    ['quý', '2026-Q2'],
    ['năm', '2026'],
    ['cả năm', '2026'],
    ['nam', '2026'],
    ['tuần', '2026-W24'],
    ['tháng này', '2026-06'],
    ['tháng trước', '2026-05'],
    ['quý 2', '2026-Q2'],
    ['quy 2', '2026-Q2'],
    ['quys 2', '2026-Q2'],
    ['quy III/2026', '2026-Q3'],
    ['Quý IV năm 2025', '2025-Q4'],
    ['quý I - 2026', '2026-Q1'],
    ['Q3', '2026-Q3'],
    ['trong quý II', '2026-Q2'],
    ['quý trước', '2026-Q1'],
    ['6 tháng', '2026-H1'],
    ['6 thang dau nam', '2026-H1'],
    ['sáu tháng đầu năm 2025', '2025-H1'],
    ['6 tháng/2025', '2025-H1'],
    ['6 tháng năm 2025', '2025-H1'],
    ['6 tháng cuối năm', '2026-H2'],
    ['6 tháng cuối năm 2025', '2025-H2'],
    ['9 tháng', '2026-9M'],
    ['9 tháng đầu năm 2025', '2025-9M'],
    ['năm 2026', '2026'],
    ['cả năm 2025', '2025'],
    ['2025', '2025'],
    ['năm nay', '2026'],
    ['năm ngoái', '2025'],
    ['tuần 23', '2026-W23'],
    ['tuần này', '2026-W24'],
    ['2026-q2', '2026-Q2'],
    ['2026-H1', '2026-H1'],
    ['kỳ tháng 6.', '2026-06'],
  ])('"%s" in June 2026 is %s', (text, period) => {
    expect(readPeriod(text, '2026-06-10')).toBe(period)
  })

  test.each([
    ['tháng 12', '2026-12'],
    ['quý 4', '2026-Q4'],
    ['tháng 1', '2027-01'],
    ['tháng 2', '2027-02'],
    ['6 tháng cuối năm', '2026-H2'],
    ['6 tháng', '2027-H1'],
    ['tuần 52', '2026-W52'],
    ['tháng 12 năm nay', '2027-12'],
    ['tháng 12/2027', '2027-12'],
    ['cả năm 2027', '2027'],
    ['năm', '2027'],
    ['quý', '2027-Q1'],
  ])('"%s" in January 2027 is %s', (text, period) => {
    expect(readPeriod(text, '2027-01-07')).toBe(period)
  })

  test.each([
    'tháng 13',
    'tháng 0',
    'quý 5',
    'quý V',
    'KT',
    '17 xong',
    '7 tháng',
    'tháng sau này',
    '2026-13',
    '2026-06-10',
    'tuần 60',
    '25/7',
    '1999',
    '',
  ])('"%s" is not a period', (text) => {
    expect(readPeriod(text, '2026-06-10')).toBeUndefined()
  })

  it('is read back as it was written', () => {
    for (const period of ['2026-06', '2026-Q2', '2026-H1', '2026-H2', '2026-9M', '2026', '2026-W23']) {
      expect(readPeriod(writePeriod(period), '2027-01-01')).toBe(period)
    }
  })
})

test.each([
  ['2026-06', 'tháng 6/2026'],
  ['2026-Q2', 'quý II/2026'],
  ['2026-H1', '6 tháng đầu năm 2026'],
  ['2026-H2', '6 tháng cuối năm 2026'],
  ['2026-9M', '9 tháng năm 2026'],
  ['2026', 'năm 2026'],
  ['2026-W09', 'tuần 9/2026'],
  ['2026-06-05', 'ngày 05/6/2026'],
])('%s is written "%s"', (period, words) => {
  expect(writePeriod(period)).toBe(words)
})

test.each([
  ['2026-06', '2026-05-15', '2026-06-14', '2026-06-01', '2026-06-30'],
  ['2026-01', '2025-12-15', '2026-01-14', '2026-01-01', '2026-01-31'],
  ['2028-02', '2028-01-15', '2028-02-14', '2028-02-01', '2028-02-29'],
  ['2026-Q1', '2025-12-15', '2026-03-14', '2026-01-01', '2026-03-31'],
  ['2026-Q2', '2026-03-15', '2026-06-14', '2026-04-01', '2026-06-30'],
  ['2026-Q4', '2026-09-15', '2026-12-14', '2026-10-01', '2026-12-31'],
  ['2026-H1', '2025-12-15', '2026-06-14', '2026-01-01', '2026-06-30'],
  ['2026-H2', '2026-06-15', '2026-12-14', '2026-07-01', '2026-12-31'],
  ['2026-9M', '2025-12-15', '2026-09-14', '2026-01-01', '2026-09-30'],
  ['2026', '2025-12-15', '2026-12-14', '2026-01-01', '2026-12-31'],
  ['2026-W01', '2025-12-29', '2026-01-04', '2025-12-29', '2026-01-04'],
  ['2026-06-05', '2026-06-05', '2026-06-05', '2026-06-05', '2026-06-05'],
])('%s spans %s to %s in reports, %s to %s by the calendar', (period, from, to, first, last) => {
  expect(spanOf(period, 'reporting')).toEqual({ from, to })
  expect(spanOf(period, 'calendar')).toEqual({ from: first, to: last })
})

test.each([
  ['2026-06-14', 'month', '2026-06', '2026-06'],
  ['2026-06-15', 'month', '2026-07', '2026-06'],
  ['2026-12-15', 'month', '2027-01', '2026-12'],
  ['2026-12-31', 'quarter', '2027-Q1', '2026-Q4'],
  ['2026-06-20', 'half-year', '2026-H2', '2026-H1'],
  ['2026-12-20', 'year', '2027', '2026'],
  ['2026-12-20', 'nine-months', '2027-9M', '2026-9M'],
  ['2027-01-01', 'week', '2026-W53', '2026-W53'],
  ['2024-12-30', 'week', '2025-W01', '2025-W01'],
] as const)('%s falls in the %s %s of the reports, %s of the calendar', (day, kind, reporting, calendar) => {
  expect(periodOf(day, kind, 'reporting')).toBe(reporting)
  expect(periodOf(day, kind, 'calendar')).toBe(calendar)
})

test.each([
  ['2026-01', '2025-12'],
  ['2026-06', '2026-05'],
  ['2026-Q1', '2025-Q4'],
  ['2026-H1', '2025-H2'],
  ['2026-H2', '2026-H1'],
  ['2026-9M', '2025-9M'],
  ['2026', '2025'],
  ['2027-W01', '2026-W53'],
  ['2028-02-29', '2028-02-28'],
])('before %s comes %s', (period, before) => {
  expect(previousPeriod(period)).toBe(before)
})

test('something that is no period is refused by name', () => {
  expect(isPeriod('2026-6')).toBe(false)
  expect(() => spanOf('2026-Q5', 'calendar')).toThrow('"2026-Q5" is not a period')
})

const regime = fc.constantFrom('reporting' as const, 'calendar' as const)
const tiling = fc.constantFrom<PeriodKind>('day', 'week', 'month', 'quarter', 'half-year', 'year')
const anyDay = fc.integer({ min: 0, max: 3650 }).map((count) => addDays('2022-01-01', count))

test('twelve months tile the year, so do four quarters and two halves', () => {
  for (const how of ['reporting', 'calendar'] as const) {
    const year = spanOf('2026', how)
    const months = Array.from({ length: 12 }, (_, index) => `2026-${String(index + 1).padStart(2, '0')}`)
    for (const parts of [months, ['2026-Q1', '2026-Q2', '2026-Q3', '2026-Q4'], ['2026-H1', '2026-H2']]) {
      const spans = parts.map((part) => spanOf(part, how))
      expect(spans[0]!.from).toBe(year.from)
      expect(spans.at(-1)!.to).toBe(year.to)
      for (const [index, span] of spans.slice(1).entries()) expect(span.from).toBe(addDays(spans[index]!.to, 1))
    }
  }
})

test('every day lies in exactly the period that is named for it', () => {
  fc.assert(
    fc.property(anyDay, tiling, regime, (day, kind, how) => {
      const period = periodOf(day, kind, how)
      const span = spanOf(period, how)
      expect(isPeriod(period) && kindOf(period) === kind).toBe(true)
      expect(span.from <= day && day <= span.to).toBe(true)
      expect(spanOf(previousPeriod(period), how).to).toBe(addDays(span.from, -1))
      expect(periodOf(addDays(span.to, 1), kind, how)).not.toBe(period)
    }),
  )
})
