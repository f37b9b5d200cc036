// Due days, recurring duties, reminders and lateness. June 2026: the 1st is a Monday; Tết 2026 is 14 to 22 February.
import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import {
  aimDay,
  defaultMilestones,
  dueOn,
  isOverdue,
  lastDayInTime,
  milestoneDays,
  nextAfterDue,
  nextReminderDay,
  occurrences,
  workingDaysLate,
} from '../../src/calendar/due.js'
import type { Cadence, DeadlineRule } from '../../src/calendar/rule.js'
import { isWorkingDay, makeWorkCalendar } from '../../src/calendar/work-calendar.js'
import { addDays, instantOf } from '../../src/lib/day.js'

const cal = makeWorkCalendar()
const words = ''

function recurring(cadences: Cadence[], before = false) {
  return { kind: 'recurring' as const, cadences, before, words }
}

function told(cadence: Cadence, from: string, to: string, before = false): string[] {
  return occurrences(recurring([cadence], before), from, to, cal).map(
    (one) => `${one.period}: ${one.opensOn} to ${one.due}`,
  )
}

describe('the due day of a rule', () => {
  const rules: [string, DeadlineRule, string | undefined][] = [
    ['a written day, even on a Sunday', { kind: 'date', due: '2026-06-07', words }, '2026-06-07'],
    ['the last day of a quarter', { kind: 'period', of: 'quarter', due: '2026-06-30', words }, '2026-06-30'],
    ['5 working days from Friday', { kind: 'within', days: 5, working: true, words }, '2026-06-12'],
    [
      '5 working days from a named Friday',
      { kind: 'within', days: 5, working: true, from: '2026-07-03', words },
      '2026-07-10',
    ],
    ['10 days that end on a Monday', { kind: 'within', days: 10, working: false, words }, '2026-06-15'],
    ['8 days that end on a Saturday', { kind: 'within', days: 8, working: false, words }, '2026-06-15'],
    ['a recurring duty', recurring([{ every: 'month' }]), undefined],
    ['a standing duty', { kind: 'standing', words }, undefined],
    ['kịp thời', { kind: 'none', words }, undefined],
  ]
  it.each(rules)('received on Friday 05/6/2026: %s', (_, rule, due) => {
    expect(dueOn(rule, '2026-06-05', cal)).toBe(due)
  })

  it('keeps "trước ngày 20" on the 20th and aims at the 19th', () => {
    expect(aimDay({ kind: 'date', due: '2026-06-20', before: true, words }, '2026-06-20')).toBe('2026-06-19')
    expect(aimDay({ before: true }, '2026-03-01')).toBe('2026-02-28')
    expect(aimDay({ before: true, time: '17:00' }, '2026-06-20')).toBe('2026-06-20')
    expect(aimDay({ kind: 'date', due: '2026-06-20', words }, '2026-06-20')).toBe('2026-06-20')
    expect(aimDay({ kind: 'period', of: 'month', due: '2026-06-30', words }, '2026-06-30')).toBe('2026-06-30')
  })
})

describe('a recurring duty', () => {
  it('without a day is due on the 20th of the month and opens on its first working day', () => {
    expect(told({ every: 'month' }, '2026-05-21', '2026-08-31')).toEqual([
      '2026-06: 2026-06-01 to 2026-06-20',
      '2026-07: 2026-07-01 to 2026-07-20',
      '2026-08: 2026-08-03 to 2026-08-20',
    ])
  })

  it('due on the 31st is due on the last day of a shorter month', () => {
    expect(told({ every: 'month', day: 31 }, '2028-01-31', '2028-04-30')).toEqual([
      '2028-01: 2028-01-04 to 2028-01-31',
      '2028-02: 2028-02-01 to 2028-02-29',
      '2028-03: 2028-03-01 to 2028-03-31',
      '2028-04: 2028-04-03 to 2028-04-30',
    ])
  })

  it('of a quarter is due in its last month', () => {
    expect(told({ every: 'quarter', day: 15 }, '2026-01-05', '2026-10-01')).toEqual([
      '2026-Q1: 2026-01-05 to 2026-03-15',
      '2026-Q2: 2026-04-01 to 2026-06-15',
      '2026-Q3: 2026-07-01 to 2026-09-15',
      '2026-Q4: 2026-10-01 to 2026-12-15',
    ])
  })

  it('of half a year is due in June and December, or in the month the letter names', () => {
    const usual = ['2026-H1: 2026-01-05 to 2026-06-20', '2026-H2: 2026-07-01 to 2026-12-20']
    expect(told({ every: 'half-year' }, '2026-01-01', '2026-12-31')).toEqual(usual)
    expect(told({ every: 'half-year', month: 12 }, '2026-01-01', '2026-12-31')).toEqual(usual)
    expect(told({ every: 'half-year', month: 5, day: 25 }, '2026-01-01', '2026-12-31')).toEqual([
      '2026-H1: 2026-01-05 to 2026-05-25',
      '2026-H2: 2026-07-01 to 2026-11-25',
    ])
  })

  it('of a year is due on 20/12, or on the day the letter names', () => {
    expect(told({ every: 'year' }, '2026-06-01', '2026-12-31')).toEqual(['2026: 2026-01-05 to 2026-12-20'])
    expect(told({ every: 'year', month: 11, day: 30 }, '2026-06-01', '2026-12-31')).toEqual([
      '2026: 2026-01-05 to 2026-11-30',
    ])
  })

  it('of a week is due on Friday, or on the weekday named, and the week of Tết owes nothing', () => {
    expect(told({ every: 'week' }, '2026-02-09', '2026-02-23')).toEqual([
      '2026-W07: 2026-02-09 to 2026-02-13',
      '2026-W09: 2026-02-23 to 2026-02-27',
    ])
    expect(told({ every: 'week', weekday: 4 }, '2026-06-05', '2026-06-14')).toEqual([
      '2026-W24: 2026-06-08 to 2026-06-11',
    ])
  })

  it('of every day is owed on working days only', () => {
    expect(told({ every: 'day' }, '2026-06-05', '2026-06-09').map((text) => text.slice(0, 10))).toEqual([
      '2026-06-05',
      '2026-06-08',
      '2026-06-09',
    ])
  })

  it('whose period is not stated has no turns', () => {
    expect(told({ every: 'unstated' }, '2026-01-01', '2026-12-31')).toEqual([])
  })

  it('does not open before its first working day, and not again once its due day is past', () => {
    expect(told({ every: 'month' }, '2026-07-21', '2026-08-02')).toEqual([])
    expect(told({ every: 'month' }, '2026-07-20', '2026-07-20')).toEqual(['2026-07: 2026-07-01 to 2026-07-20'])
  })

  it('due before its first working day opens on the last working day before', () => {
    expect(told({ every: 'month', day: 1 }, '2026-07-25', '2026-07-31')).toEqual(['2026-08: 2026-07-31 to 2026-08-01'])
    expect(told({ every: 'month', day: 1 }, '2025-01-20', '2025-01-24', true)).toEqual([
      '2025-02: 2025-01-24 to 2025-02-01',
    ])
  })

  it('twice a month is two assignments, whatever day the question is asked', () => {
    const rule = recurring([
      { every: 'month', day: 25 },
      { every: 'month', day: 10 },
    ])
    expect(occurrences(rule, '2026-06-01', '2026-06-30', cal).map((one) => one.period)).toEqual([
      '2026-06',
      '2026-06-25',
    ])
    expect(occurrences(rule, '2026-06-15', '2026-06-30', cal).map((one) => one.period)).toEqual(['2026-06-25'])
  })

  it('of a month and of a quarter owes both in June', () => {
    const rule = recurring([{ every: 'month' }, { every: 'quarter' }])
    expect(occurrences(rule, '2026-06-01', '2026-06-30', cal).map((one) => one.period)).toEqual(['2026-06', '2026-Q2'])
  })

  it("takes the commune's own usual days", () => {
    const own = { dayOfMonth: 12, weekday: 3 }
    const rule = recurring([{ every: 'month' }, { every: 'week' }])
    expect(occurrences(rule, '2026-06-08', '2026-06-08', cal, own).map((one) => one.due)).toEqual([
      '2026-06-10',
      '2026-06-12',
    ])
  })

  it('opens the same turns day by day as all at once after downtime', () => {
    const cadence = fc.constantFrom<Cadence>(
      { every: 'day' },
      { every: 'week', weekday: 1 },
      { every: 'month', day: 1 },
      { every: 'month', day: 31 },
      { every: 'quarter' },
      { every: 'year', month: 1, day: 2 },
    )
    fc.assert(
      fc.property(cadence, fc.integer({ min: 0, max: 900 }), fc.boolean(), (one, offset, before) => {
        const from = addDays('2025-01-01', offset)
        const daily = new Set(
          Array.from({ length: 60 }, (_, count) => told(one, from, addDays(from, count), before)).flat(),
        )
        expect([...daily].sort()).toEqual(told(one, from, addDays(from, 59), before).sort())
        for (const { opensOn, due } of occurrences(recurring([one], before), from, addDays(from, 400), cal)) {
          expect(opensOn <= due && isWorkingDay(cal, opensOn)).toBe(true)
        }
      }),
      { numRuns: 40 },
    )
  })
})

describe('overdue', () => {
  test.each([
    ['on the due day just before midnight', '2026-06-05', '2026-06-05', '23:59', false],
    ['on the day after', '2026-06-05', '2026-06-06', '00:00', true],
    ['due on Saturday, on Monday', '2026-06-06', '2026-06-08', '23:59', false],
    ['due on Saturday, on Tuesday', '2026-06-06', '2026-06-09', '00:00', true],
    ['due in Tết, on the first working day after', '2026-02-17', '2026-02-23', '10:00', false],
    ['due in Tết, the day after that', '2026-02-17', '2026-02-24', '00:00', true],
    ['due on a worked Saturday, on Monday', '2026-08-22', '2026-08-24', '08:00', true],
  ])('%s', (_, due, day, time, overdue) => {
    expect(isOverdue({ due }, instantOf(day, time), cal)).toBe(overdue)
  })

  it('begins right after the due day where the commune reads strictly', () => {
    expect(isOverdue({ due: '2026-06-06', strict: true }, instantOf('2026-06-07'), cal)).toBe(true)
    expect(isOverdue({ due: '2026-06-06', strict: true }, instantOf('2026-06-06', '23:59'), cal)).toBe(false)
    expect(lastDayInTime({ due: '2026-06-06', strict: true }, cal)).toBe('2026-06-06')
  })

  it('begins after the hour the letter names', () => {
    const limit = { due: '2026-06-04', dueTime: '17:00' }
    expect(isOverdue(limit, instantOf('2026-06-04', '17:00'), cal)).toBe(false)
    expect(isOverdue(limit, instantOf('2026-06-04', '17:01'), cal)).toBe(true)
    expect(isOverdue(limit, instantOf('2026-06-03', '18:00'), cal)).toBe(false)
  })

  it('is counted in working days', () => {
    const late = (today: string) => workingDaysLate({ due: '2026-06-05' }, today, cal)
    expect(['2026-06-05', '2026-06-06', '2026-06-08', '2026-06-10'].map(late)).toEqual([0, 0, 1, 3])
  })
})

describe('reminders', () => {
  it('fall 7, 3 and 1 days before and on the day, moved off weekends', () => {
    // Due Friday 12/6: the 5th, the 9th, the 11th, the 12th.
    expect(milestoneDays('2026-06-12', '2026-06-12', defaultMilestones, cal)).toEqual([
      '2026-06-05',
      '2026-06-09',
      '2026-06-11',
      '2026-06-12',
    ])
    // Due Sunday 14/6: 7/6, 11/6, 13/6 and 14/6 become 5/6, 11/6, 12/6.
    expect(milestoneDays('2026-06-14', '2026-06-14', defaultMilestones, cal)).toEqual([
      '2026-06-05',
      '2026-06-11',
      '2026-06-12',
    ])
  })

  it('aim at the 18th for "trước ngày 19", and come again on the 19th itself', () => {
    expect(milestoneDays('2026-06-19', '2026-06-18', defaultMilestones, cal)).toEqual([
      '2026-06-11',
      '2026-06-15',
      '2026-06-17',
      '2026-06-18',
      '2026-06-19',
    ])
  })

  it('aim at a promised day, and where it is early, at the due day after it', () => {
    expect(milestoneDays('2026-06-26', '2026-06-10', { before: [3, 1], onDay: true }, cal)).toEqual([
      '2026-06-05', // the 7th is a Sunday
      '2026-06-09',
      '2026-06-10',
      '2026-06-23',
      '2026-06-25',
      '2026-06-26',
    ])
    expect(milestoneDays('2026-06-10', '2026-06-26', { before: [1], onDay: true }, cal)).toEqual([
      '2026-06-25',
      '2026-06-26',
    ])
  })

  it('go on 3 working days after the due day, then weekly', () => {
    expect(nextAfterDue('2026-06-05', '2026-06-05', cal)).toBe('2026-06-10')
    expect(nextAfterDue('2026-06-05', '2026-06-10', cal)).toBe('2026-06-17')
    expect(nextAfterDue('2026-06-05', '2026-06-16', cal)).toBe('2026-06-17')
    expect(nextAfterDue('2026-06-05', '2027-06-05', cal)).toBe('2027-06-09')
  })

  it('after the due day wait out Tết and come once', () => {
    // From Monday 02/02 the turns are 05/02, 12/02, 19/02 (to 23/02), 26/02.
    expect(nextAfterDue('2026-02-02', '2026-02-12', cal)).toBe('2026-02-23')
    expect(nextAfterDue('2026-02-02', '2026-02-23', cal)).toBe('2026-02-26')
  })

  it('follow each other: before, on the day, after', () => {
    const plan = { due: '2026-06-12', aim: '2026-06-12' }
    const days = ['2026-06-01']
    for (let count = 0; count < 6; count++) days.push(nextReminderDay(plan, days[count]!, cal)!)
    expect(days.slice(1)).toEqual(['2026-06-05', '2026-06-09', '2026-06-11', '2026-06-12', '2026-06-17', '2026-06-24'])
  })

  it('of a due day off come on the working day before, and on the next one, which is the last day in time', () => {
    // Sunday 14/6: Monday 15/6 is the last day, late from the 16th; three working days after it is the 18th.
    const plan = { due: '2026-06-14', aim: '2026-06-14' }
    expect(nextReminderDay(plan, '2026-06-11', cal)).toBe('2026-06-12')
    expect(nextReminderDay(plan, '2026-06-12', cal)).toBe('2026-06-15')
    expect(nextReminderDay(plan, '2026-06-15', cal)).toBe('2026-06-18')
    // Due in Tết: the first day of the office.
    expect(nextReminderDay({ due: '2026-02-17', aim: '2026-02-17' }, '2026-02-13', cal)).toBe('2026-02-23')
    // Read strictly, Sunday is the last day, and Monday is late.
    expect(nextReminderDay({ ...plan, strict: true }, '2026-06-12', cal)).toBe('2026-06-17')
  })

  it('wait for a promise that lies after the due day', () => {
    const plan = { due: '2026-06-12', aim: '2026-06-26' }
    expect(nextReminderDay(plan, '2026-06-12', cal)).toBe('2026-06-19')
    expect(nextReminderDay(plan, '2026-06-26', cal)).toBe('2026-07-01')
  })

  it('end with the due day where a commune does not chase after it', () => {
    const plan = { due: '2026-06-12', aim: '2026-06-12' }
    expect(nextReminderDay(plan, '2026-06-12', cal, { before: [1], onDay: true })).toBeUndefined()
    expect(nextReminderDay(plan, '2026-06-10', cal, { before: [], onDay: true })).toBe('2026-06-12')
  })

  it('never fall on a day off, and always lie ahead', () => {
    const day = fc.integer({ min: 0, max: 1300 }).map((count) => addDays('2025-01-15', count))
    fc.assert(
      fc.property(day, fc.integer({ min: -20, max: 20 }), fc.integer({ min: -40, max: 120 }), (due, shift, gap) => {
        const aim = addDays(due, shift)
        for (const one of milestoneDays(due, aim, defaultMilestones, cal)) expect(isWorkingDay(cal, one)).toBe(true)
        const after = addDays(due, gap)
        const next = nextReminderDay({ due, aim }, after, cal)!
        expect(next > after && isWorkingDay(cal, next)).toBe(true)
      }),
    )
  })
})
