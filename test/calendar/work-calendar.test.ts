// The office's days and hours, by the published calendars of 2025 and 2026.
import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { holidays } from '../../src/calendar/holidays.js'
import {
  addWorkingDays,
  defaultOfficeHours,
  isOfficeHour,
  isWorkingDay,
  knowsYear,
  makeWorkCalendar,
  nextOfficeMoment,
  nextWorkingDay,
  unsureDays,
  workingDayOnOrAfter,
  workingDayOnOrBefore,
  workingDaysBetween,
} from '../../src/calendar/work-calendar.js'
import { addDays, dayOf, instantOf, weekdayOf } from '../../src/lib/day.js'

const cal = makeWorkCalendar()
const anyDay = fc.integer({ min: 0, max: 4 * 365 }).map((count) => addDays('2025-01-01', count))

test.each([
  ['2026-06-05', true, 'an ordinary Friday'],
  ['2026-06-06', false, 'a Saturday'],
  ['2026-06-07', false, 'a Sunday'],
  ['2026-01-02', false, 'the Friday swapped for Saturday 10/1'],
  ['2026-01-10', true, 'the Saturday worked for 2/1'],
  ['2026-02-18', false, 'the second day of Tết'],
  ['2026-04-27', false, 'the day that makes up for Giỗ Tổ on a Sunday'],
  ['2026-08-22', true, 'the Saturday worked for 31/8'],
  ['2026-08-31', false, 'the Monday before Quốc khánh'],
  ['2026-11-24', false, 'Ngày Văn hóa Việt Nam'],
  ['2025-11-24', true, '24/11 a year before it became a day off'],
  ['2025-04-26', true, 'the Saturday worked for 2/5/2025'],
])('%s is a working day: %s (%s)', (day, works) => {
  expect(isWorkingDay(cal, day)).toBe(works)
})

describe('the national data', () => {
  it('names only days that differ from a five-day week, in their own year', () => {
    expect(holidays.map((one) => one.year)).toEqual([2025, 2026, 2027, 2028])
    for (const { year, source, off, work, unsure } of holidays) {
      expect(source).not.toBe('')
      for (const day of [...off, ...work, ...unsure]) expect(day.slice(0, 4)).toBe(String(year))
      for (const day of [...off, ...unsure]) expect([day, weekdayOf(day) < 6]).toEqual([day, true])
      for (const day of work) expect([day, weekdayOf(day)]).toEqual([day, 6])
    }
  })

  it('gives officials the days the law promises: 11 a year, 12 from the second half of 2026', () => {
    const officialDays = holidays.map(({ off, work }) => off.length - work.length)
    expect(officialDays).toEqual([11, 12, 12, 12])
  })

  it('knows a year only when its days are settled', () => {
    expect([2024, 2025, 2026, 2027, 2028, 2029].map((year) => knowsYear(cal, year))).toEqual([
      false,
      true,
      true,
      false,
      false,
      false,
    ])
  })

  it('is settled by a commune that enters every unsure day itself', () => {
    const own = unsureDays(cal, 2027).map((day) => ({ day, kind: 'off' as const }))
    expect(knowsYear(makeWorkCalendar(own), 2027)).toBe(true)
    expect(knowsYear(makeWorkCalendar(own.slice(1)), 2027)).toBe(false)
  })
})

test("a commune's own day wins over the national one, either way", () => {
  const own = makeWorkCalendar([
    { day: '2026-06-05', kind: 'off' },
    { day: '2026-06-06', kind: 'work' },
    { day: '2026-11-24', kind: 'work' },
    { day: '2026-08-22', kind: 'off' },
  ])
  expect(
    ['2026-06-05', '2026-06-06', '2026-11-24', '2026-08-22', '2026-01-10'].map((day) => isWorkingDay(own, day)),
  ).toEqual([false, true, true, false, true])
})

test('the working days around Tết 2026 are 13/2 and 23/2', () => {
  expect(nextWorkingDay(cal, '2026-02-13')).toBe('2026-02-23')
  expect(workingDayOnOrAfter(cal, '2026-02-17')).toBe('2026-02-23')
  expect(workingDayOnOrBefore(cal, '2026-02-17')).toBe('2026-02-13')
  expect(workingDayOnOrBefore(cal, '2026-02-13')).toBe('2026-02-13')
})

test.each([
  ['2026-06-05', 5, '2026-06-12'],
  ['2026-06-06', 1, '2026-06-08'],
  ['2026-04-29', 1, '2026-05-04'],
  ['2026-08-20', 2, '2026-08-22'],
  ['2026-06-08', -1, '2026-06-05'],
  ['2026-06-06', 0, '2026-06-06'],
])('%s and %i working days is %s', (day, count, result) => {
  expect(addWorkingDays(cal, day, count)).toBe(result)
})

test('no day lies between a day and its next working day that is worked', () => {
  fc.assert(
    fc.property(anyDay, (day) => {
      const next = nextWorkingDay(cal, day)
      expect(next > day && isWorkingDay(cal, next)).toBe(true)
      for (let at = addDays(day, 1); at < next; at = addDays(at, 1)) expect(isWorkingDay(cal, at)).toBe(false)
      expect(workingDayOnOrAfter(cal, day)).toBe(isWorkingDay(cal, day) ? day : next)
      expect(workingDayOnOrBefore(cal, addDays(next, -1)) <= day || !isWorkingDay(cal, day)).toBe(true)
    }),
  )
})

test('counting working days undoes adding them', () => {
  fc.assert(
    fc.property(anyDay, fc.integer({ min: 0, max: 60 }), (day, count) => {
      expect(workingDaysBetween(cal, day, addWorkingDays(cal, day, count))).toBe(count)
      expect(workingDaysBetween(cal, addWorkingDays(cal, day, count), day)).toBe(count === 0 ? 0 : -count)
    }),
  )
})

test('a calendar of which every day is off still answers', () => {
  const own = Array.from({ length: 3000 }, (_, count) => ({ day: addDays('2025-01-01', count), kind: 'off' as const }))
  expect(nextWorkingDay(makeWorkCalendar(own), '2026-01-01')).toBe('2026-01-02')
})

describe('office hours', () => {
  test.each([
    ['2026-06-05', '07:29', false, '2026-06-05T07:30'],
    ['2026-06-05', '07:30', true, '2026-06-05T07:30'],
    ['2026-06-05', '11:29', true, '2026-06-05T11:29'],
    ['2026-06-05', '11:30', false, '2026-06-05T13:30'],
    ['2026-06-05', '16:59', true, '2026-06-05T16:59'],
    ['2026-06-05', '17:00', false, '2026-06-08T07:30'],
    ['2026-06-05', '23:30', false, '2026-06-08T07:30'],
    ['2026-06-06', '09:00', false, '2026-06-08T07:30'],
    ['2026-01-10', '09:00', true, '2026-01-10T09:00'],
    ['2026-02-14', '03:00', false, '2026-02-23T07:30'],
  ])('at %s %s the office is open: %s, and a message may go at %s', (day, time, open, next) => {
    const at = instantOf(day, time)
    expect(isOfficeHour(cal, defaultOfficeHours, at)).toBe(open)
    expect(nextOfficeMoment(cal, defaultOfficeHours, at)).toEqual(instantOf(next.slice(0, 10), next.slice(11)))
  })

  it('may have no morning or no afternoon', () => {
    const afternoons = { morning: ['00:00', '00:00'], afternoon: ['13:00', '17:00'] } as const
    expect(nextOfficeMoment(cal, afternoons, instantOf('2026-06-05', '08:00'))).toEqual(
      instantOf('2026-06-05', '13:00'),
    )
    expect(nextOfficeMoment(cal, afternoons, instantOf('2026-06-05', '18:00'))).toEqual(
      instantOf('2026-06-08', '13:00'),
    )
  })

  it('opens at the next office moment, whenever it is asked', () => {
    fc.assert(
      fc.property(fc.date({ min: new Date('2025-01-01'), max: new Date('2028-12-01'), noInvalidDate: true }), (at) => {
        const next = nextOfficeMoment(cal, defaultOfficeHours, at)
        expect(next >= at && isOfficeHour(cal, defaultOfficeHours, next)).toBe(true)
        expect(isWorkingDay(cal, dayOf(next))).toBe(true)
      }),
    )
  })
})
