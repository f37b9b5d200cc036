import fc from 'fast-check'
import { expect, it } from 'vitest'
import { makePeriod, spanOf } from '../../../src/calendar/period.js'
import { statuses } from '../../../src/db/schema/assignments.js'
import { addDays, instantOf } from '../../../src/lib/day.js'
import { isCarried, isInPeriod } from '../../../src/office/assignments/period.js'

const day = fc.integer({ min: -700, max: 500 }).map((count) => addDays('2026-06-15', count))
const maybe = fc.option(day, { nil: null })
const moment = fc
  .record({ day, hour: fc.integer({ min: 0, max: 23 }) })
  .map(({ day: on, hour }) => new Date(instantOf(on).getTime() + hour * 3_600_000))
const work = fc.record({
  legalDueOn: maybe,
  trackingOn: maybe,
  extendedTo: maybe,
  dueTime: fc.constant(null),
  issuedLate: fc.boolean(),
  standing: fc.boolean(),
  status: fc.constantFrom(...statuses),
  reportedAt: fc.option(moment, { nil: null }),
  statusAt: moment,
  createdAt: moment,
})

it('whatever a month holds, its quarter, half-year, nine months and year hold too', () => {
  fc.assert(
    fc.property(
      work,
      fc.integer({ min: 1, max: 12 }),
      fc.constantFrom('reporting' as const, 'calendar' as const),
      (one, month, regime) => {
        if (!isInPeriod(one, spanOf(makePeriod('month', 2026, month), regime))) return
        for (const period of [
          makePeriod('quarter', 2026, Math.ceil(month / 3)),
          makePeriod('half-year', 2026, Math.ceil(month / 6)),
          ...(month <= 9 ? ['2026-9M'] : []),
          '2026',
        ])
          expect(isInPeriod(one, spanOf(period, regime)), period).toBe(true)
      },
    ),
    { numRuns: 3000, seed: 5 },
  )
})

it('what is open counts in every period it was open in, standing work too, and is carried over into each but the first', () => {
  const given = {
    legalDueOn: null,
    trackingOn: null,
    extendedTo: null,
    dueTime: null,
    issuedLate: false,
    status: 'accepted' as const,
    reportedAt: null,
    statusAt: instantOf('2026-08-20'),
    createdAt: instantOf('2026-08-20'),
  }
  const months = (one: Parameters<typeof isInPeriod>[0], is: typeof isInPeriod) =>
    [7, 8, 9, 10, 11].filter((month) => is(one, spanOf(makePeriod('month', 2026, month), 'reporting')))
  for (const standing of [false, true]) {
    expect(months({ ...given, standing }, isInPeriod)).toEqual([9, 10, 11])
    expect(months({ ...given, standing }, isCarried)).toEqual([10, 11])
  }
  // Reported on 20/9, in tháng 10; a duty of tháng 9 due on 20/9 is in both.
  const reported = { status: 'done' as const, reportedAt: instantOf('2026-09-20') }
  expect(months({ ...given, standing: false, ...reported }, isInPeriod)).toEqual([9, 10])
  expect(months({ ...given, standing: false, legalDueOn: '2026-09-20' }, isInPeriod)).toEqual([9, 10, 11])
})
