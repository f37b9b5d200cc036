// Days: arithmetic without a time zone, instants read in Viet Nam, and how officials write them.
import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import {
  addDays,
  addMonths,
  dayInMonth,
  dayOf,
  daysBetween,
  instantOf,
  lastDayOfMonth,
  makeDay,
  mondayOf,
  partsOf,
  timeOf,
  weekdayOf,
  writeDay,
  writeShortDay,
} from '../../src/lib/day.js'

const anyDay = fc.integer({ min: 0, max: 36_500 }).map((count) => addDays('2000-01-01', count))

describe('the day in Viet Nam', () => {
  test.each([
    ['2026-06-05T16:59:59Z', '2026-06-05', '23:59'],
    ['2026-06-05T17:00:00Z', '2026-06-06', '00:00'],
    ['2026-12-31T17:30:00Z', '2027-01-01', '00:30'],
    ['2026-03-08T07:00:00Z', '2026-03-08', '14:00'],
  ])('at %s is %s, the time %s', (instant, day, time) => {
    expect(dayOf(new Date(instant))).toBe(day)
    expect(timeOf(new Date(instant))).toBe(time)
  })

  it('and its time give the instant back', () => {
    fc.assert(
      fc.property(fc.date({ min: new Date('2000-01-01'), max: new Date('2100-01-01'), noInvalidDate: true }), (at) => {
        const minute = new Date(Math.floor(at.getTime() / 60_000) * 60_000)
        expect(instantOf(dayOf(minute), timeOf(minute))).toEqual(minute)
      }),
    )
  })
})

test.each([
  [2026, 6, 30, '2026-06-30'],
  [2028, 2, 29, '2028-02-29'],
  [2026, 2, 29, undefined],
  [2026, 6, 31, undefined],
  [2026, 13, 1, undefined],
  [2026, 0, 1, undefined],
  [2026, 1, 0, undefined],
])('%i, %i, %i makes the day %s', (year, month, day, made) => {
  expect(makeDay(year, month, day)).toBe(made)
})

test('adding days and counting them agree, and every week has seven', () => {
  fc.assert(
    fc.property(anyDay, fc.integer({ min: -5000, max: 5000 }), (day, count) => {
      const other = addDays(day, count)
      expect(daysBetween(day, other)).toBe(count)
      expect(weekdayOf(addDays(day, 7))).toBe(weekdayOf(day))
      expect(weekdayOf(mondayOf(day))).toBe(1)
      expect(daysBetween(mondayOf(day), day)).toBe(weekdayOf(day) - 1)
      expect(makeDay(partsOf(day).year, partsOf(day).month, partsOf(day).day)).toBe(day)
      expect(other > day).toBe(count > 0)
    }),
  )
})

test.each([
  ['2026-01-31', 1, '2026-02-28'],
  ['2028-01-31', 1, '2028-02-29'],
  ['2026-12-15', 1, '2027-01-15'],
  ['2026-03-31', -1, '2026-02-28'],
  ['2026-06-10', -18, '2024-12-10'],
])('%s and %i months is %s', (day, count, result) => {
  expect(addMonths(day, count)).toBe(result)
})

test("a day of the month past its end is the month's last day", () => {
  expect(dayInMonth(2026, 6, 31)).toBe('2026-06-30')
  expect(dayInMonth(2026, 6, 5)).toBe('2026-06-05')
  expect(dayInMonth(2026, 0, 15)).toBe('2025-12-15')
  expect(dayInMonth(2026, 13, 40)).toBe('2027-01-31')
  expect(lastDayOfMonth(2028, 2)).toBe('2028-02-29')
})

test.each([
  ['2026-06-05', '05/6/2026', '05/6'],
  ['2026-05-27', '27/5/2026', '27/5'],
  ['2026-02-03', '03/02/2026', '03/02'],
  ['2026-01-20', '20/01/2026', '20/01'],
  ['2026-11-24', '24/11/2026', '24/11'],
])('%s is written %s, in short %s', (day, written, short) => {
  expect(writeDay(day)).toBe(written)
  expect(writeShortDay(day)).toBe(short)
})
