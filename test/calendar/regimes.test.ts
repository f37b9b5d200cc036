import { describe, expect, it } from 'vitest'
import { monthOn, type Regimes, spanIn, turnedAfter } from '../../src/calendar/regimes.js'

const reporting: Regimes = { periods: 'reporting', periodsBefore: [] }
const calendar: Regimes = { periods: 'calendar', periodsBefore: [] }

describe('a commune that counts by the calendar from tháng 11 on', () => {
  const turned = turnedAfter('2026-10', reporting)

  it.each([
    ['2026-09', '2026-08-15', '2026-09-14'],
    ['2026-10', '2026-09-15', '2026-10-14'],
    ['2026-11', '2026-10-15', '2026-11-30'],
    ['2026-12', '2026-12-01', '2026-12-31'],
    ['2026-Q3', '2026-06-15', '2026-09-14'],
    ['2026-Q4', '2026-09-15', '2026-12-31'],
    ['2026', '2025-12-15', '2026-12-31'],
    ['2027', '2027-01-01', '2027-12-31'],
  ])('%s is %s to %s', (period, from, to) => expect(spanIn(period, turned)).toEqual({ from, to }))

  it.each([
    ['2026-10-14', '2026-10'],
    ['2026-10-15', '2026-11'],
    ['2026-11-20', '2026-11'],
    ['2026-12-20', '2026-12'],
  ])('%s lies in %s', (day, month) => expect(monthOn(day, turned)).toBe(month))

  it('goes back as if nothing had been while the change has not begun to count', () => {
    expect(turnedAfter('2026-10', turned)).toEqual(reporting)
  })

  it('goes back after a month that was counted, and that month keeps its days', () => {
    const back = turnedAfter('2026-12', turned)
    expect(spanIn('2026-11', back)).toEqual({ from: '2026-10-15', to: '2026-11-30' })
    expect(spanIn('2027-01', back)).toEqual({ from: '2027-01-01', to: '2027-01-14' })
    expect(spanIn('2027-02', back)).toEqual({ from: '2027-01-15', to: '2027-02-14' })
  })
})

it('every day lies in one month and no other, whichever way it was turned', () => {
  for (const before of [reporting, calendar]) {
    const turned = turnedAfter('2026-10', before)
    const months = ['2026-09', '2026-10', '2026-11', '2026-12'].map((month) => spanIn(month, turned))
    for (const [index, span] of months.slice(1).entries())
      expect(Date.parse(span.from) - Date.parse(months[index]?.to ?? '')).toBe(86_400_000)
  }
})
