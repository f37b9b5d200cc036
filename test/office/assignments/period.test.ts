import fc from 'fast-check'
import { expect, it } from 'vitest'
import { makePeriod, spanOf } from '../../../src/calendar/period.js'
import { statuses } from '../../../src/db/schema/assignments.js'
import { addDays, instantOf } from '../../../src/lib/day.js'
import { isCarried, isForLater, isInPeriod } from '../../../src/office/assignments/period.js'

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

const ofYear = fc
  .record({ month: fc.integer({ min: 1, max: 12 }), kind: fc.constantFrom('month', 'quarter', 'half-year', 'year') })
  .map(({ month, kind }) =>
    kind === 'month'
      ? makePeriod('month', 2026, month)
      : kind === 'quarter'
        ? makePeriod('quarter', 2026, Math.ceil(month / 3))
        : kind === 'half-year'
          ? makePeriod('half-year', 2026, Math.ceil(month / 6))
          : ('2026' as const),
  )
const regimes = fc.constantFrom('reporting' as const, 'calendar' as const)

it('a period holds what falls due in it and what was open at its start; what was given in it is due in it, before it, or has no day', () => {
  fc.assert(
    fc.property(work, ofYear, regimes, (one, period, regime) => {
      const span = spanOf(period, regime)
      const due = one.standing ? null : (one.extendedTo ?? one.legalDueOn ?? one.trackingOn)
      const isReported = ['awaiting', 'done', 'withdrawn'].includes(one.status)
      const isReportedBefore = isReported && (one.reportedAt ?? one.statusAt) < instantOf(span.from)
      const isGivenIn = one.createdAt >= instantOf(span.from) && one.createdAt < instantOf(addDays(span.to, 1))
      const fallsDue = due !== null && due >= span.from && due <= span.to
      const wasOpen = one.createdAt < instantOf(span.from) && !isReportedBefore
      const hasNoDayToCome = isGivenIn && !isReportedBefore && (due === null || due < span.from)
      expect(isInPeriod(one, span)).toBe(fallsDue || wasOpen || hasNoDayToCome)
      expect(isForLater(one, span)).toBe(isGivenIn && !isReportedBefore && due !== null && due > span.to)
    }),
    { numRuns: 5000, seed: 5 },
  )
})

it('whatever a month holds, its quarter, half-year and year hold too or name as due later', () => {
  fc.assert(
    fc.property(work, fc.integer({ min: 1, max: 12 }), regimes, (one, month, regime) => {
      if (!isInPeriod(one, spanOf(makePeriod('month', 2026, month), regime))) return
      for (const period of [
        makePeriod('quarter', 2026, Math.ceil(month / 3)),
        makePeriod('half-year', 2026, Math.ceil(month / 6)),
        ...(month <= 9 ? ['2026-9M'] : []),
        '2026',
      ]) {
        const span = spanOf(period, regime)
        expect(isInPeriod(one, span) || isForLater(one, span), period).toBe(true)
      }
    }),
    { numRuns: 3000, seed: 5 },
  )
})

it('what has no day counts in every period it was open in, standing work too, and is carried over into each but the first', () => {
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
  // Reported on 20/9, in tháng 10; work given in tháng 9 and due on 20/9 is of tháng 10, and open at the start of tháng 11.
  const reported = { status: 'done' as const, reportedAt: instantOf('2026-09-20') }
  expect(months({ ...given, standing: false, ...reported }, isInPeriod)).toEqual([9, 10])
  expect(months({ ...given, standing: false, legalDueOn: '2026-09-20' }, isInPeriod)).toEqual([10, 11])
  expect(months({ ...given, standing: false, legalDueOn: '2026-09-20' }, isForLater)).toEqual([9])
})
