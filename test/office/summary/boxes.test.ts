import { eq } from 'drizzle-orm'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeWorkCalendar, workingDayOnOrAfter } from '../../../src/calendar/work-calendar.js'
import { assignments, latenesses, statuses } from '../../../src/db/schema/assignments.js'
import { communes, days } from '../../../src/db/schema/communes.js'
import { addDays, instantOf, weekdayOf } from '../../../src/lib/day.js'
import { isCarried, isForLater, isInPeriod } from '../../../src/office/assignments/period.js'
import {
  addTally,
  type Box,
  boxes,
  boxesByKey,
  boxOf,
  emptyBoxes,
  slices,
  sumBoxes,
  totalOf,
} from '../../../src/office/summary/boxes.js'
import { openScope, shiftsOf } from '../../../src/office/summary/scope.js'
import { listWork } from '../../../src/office/summary/store.js'
import { countPastLegal, tallyByArea, tallyByUnit, tallyCauses } from '../../../src/office/summary/tally.js'
import { openWorld, type UnitKey, type World } from '../../support/world.js'
import { type Given, giveAll } from '../reminders/work.js'

let world: World
beforeAll(async () => {
  world = await openWorld({ entries: [] })
})
afterAll(() => world.close())

const day = fc.integer({ min: -500, max: 500 }).map((count) => addDays('2026-09-14', count))
const maybe = (chance: number) => fc.option(day, { freq: chance, nil: null })
const moment = fc
  .record({ day, minutes: fc.integer({ min: 0, max: 1439 }) })
  .map(({ day: on, minutes }) => new Date(instantOf(on).getTime() + minutes * 60_000))

const given: fc.Arbitrary<Given> = fc.record({
  unit: fc.constantFrom<UnitKey>('VP', 'KT', 'VHXH', 'PVHCC', 'DVSNC'),
  area: fc.constantFrom('digital', 'procedures', 'other'),
  standing: fc.integer({ min: 0, max: 9 }).map((n) => n === 0),
  legalDueOn: maybe(2),
  trackingOn: maybe(2),
  extendedTo: maybe(1),
  promisedOn: maybe(1),
  dueTime: fc.option(fc.constantFrom('08:00', '17:00'), { nil: null }),
  issuedLate: fc.integer({ min: 0, max: 5 }).map((n) => n === 0),
  status: fc.constantFrom(...statuses),
  reportedAt: fc.option(moment, { nil: null }),
  statusAt: moment,
  createdAt: moment,
})

it('what SQL works out of weekends, with the days that differ, is the calendar’s own next working day', () => {
  const kind = fc.constantFrom('off' as const, 'work' as const)
  const own = fc.array(
    fc.record({ day: fc.integer({ min: -60, max: 60 }).map((n) => addDays('2026-09-14', n)), kind }),
    {
      maxLength: 25,
    },
  )
  fc.assert(
    fc.property(own, (rows) => {
      const cal = makeWorkCalendar(rows)
      const shifts = shiftsOf(cal)
      for (let count = -700; count <= 700; count++) {
        const day = addDays('2026-09-14', count)
        const weekday = weekdayOf(day)
        const plainly = weekday > 5 ? addDays(day, 8 - weekday) : day
        if ((shifts[day] ?? plainly) !== workingDayOnOrAfter(cal, day)) return false
      }
      return true
    }),
    { numRuns: 60, seed: 9 },
  )
})

describe('the boxes', () => {
  it('hold every assignment exactly once, in SQL as in the pure form, per unit, per area and in all', async () => {
    const { db } = world.database
    for (const strictOverdue of [false, true]) {
      await db.update(communes).set({ settings: { strictOverdue } }).where(eq(communes.id, world.communeId))
      for (const list of fc.sample(fc.array(given, { minLength: 150, maxLength: 150 }), { numRuns: 4, seed: 7 })) {
        await db.delete(latenesses).where(eq(latenesses.communeId, world.communeId))
        await db.delete(assignments).where(eq(assignments.communeId, world.communeId))
        // Near the due day is where mistakes would sit.
        const near = list.map((one, index) =>
          index % 3 === 0 && one.legalDueOn
            ? {
                ...one,
                reportedAt: new Date(instantOf(one.legalDueOn, '17:00').getTime() + ((index % 7) - 1) * 43_000_000),
              }
            : one,
        )
        await giveAll(world, near)
        await explainSome()
        const now = instantOf('2026-09-14', '09:30')
        for (const span of [
          undefined,
          { from: '2026-08-15', to: '2026-09-14' },
          { from: '2026-01-01', to: '2026-12-31' },
        ])
          await compare(now, span)
      }
    }
  }, 120_000)

  it('hold the same on a Sunday, a holiday, the day after it, and while an office is closed for fifty days', async () => {
    const { db } = world.database
    await db.update(communes).set({ settings: {} }).where(eq(communes.id, world.communeId))
    await db.delete(latenesses).where(eq(latenesses.communeId, world.communeId))
    await db.delete(assignments).where(eq(assignments.communeId, world.communeId))
    const [list] = fc.sample(fc.array(given, { minLength: 200, maxLength: 200 }), { numRuns: 1, seed: 11 })
    await giveAll(
      world,
      (list ?? []).map((one, index) => {
        const legalDueOn = addDays('2026-08-25', index % 60)
        const reportedAt = instantOf(addDays(legalDueOn, index % 53), index % 2 === 0 ? '07:59' : '17:01')
        return { ...one, ...(index % 4 === 0 ? {} : { legalDueOn, extendedTo: null, reportedAt }) }
      }),
    )
    await explainSome()
    const moments = ['2026-09-13', '2026-09-02', '2026-09-03', '2026-10-20', '2026-10-21'].map((on) =>
      instantOf(on, '16:00'),
    )
    for (const now of moments) await compare(now, undefined)
    const closed = Array.from({ length: 50 }, (_, index) => addDays('2026-09-01', index))
    await db.insert(days).values(closed.map((off) => ({ communeId: world.communeId, day: off, kind: 'off' as const })))
    for (const now of moments) await compare(now, undefined)
    await db.delete(days).where(eq(days.communeId, world.communeId))
  }, 120_000)

  /** Some of the work was reported late, some of that twice, and a leader sees some causes otherwise. */
  async function explainSome() {
    const { db } = world.database
    const rows = await db.select({ id: assignments.id }).from(assignments)
    const reports = rows.flatMap(({ id }, index) =>
      Array.from({ length: index % 4 }, (_, time) => ({
        communeId: world.communeId,
        assignmentId: id,
        cause: (index + time) % 3 === 0 ? ('own' as const) : ('outside' as const),
        reason: 'x',
        remedy: 'x',
        promisedOn: '2026-10-01',
        responsible: 'x',
        reportedBy: world.persons.Bình,
        reportedAt: world.now,
        ...(index % 5 === 0 ? { leaderCause: 'own' as const, leaderId: world.persons.Vỹ, leaderAt: world.now } : {}),
      })),
    )
    await db.insert(latenesses).values(reports)
  }

  async function compare(now: Date, span: { from: string; to: string } | undefined) {
    const { db } = world.database
    const scope = await openScope(db, { communeId: world.communeId, unitIds: undefined, span }, now)
    const given = (await db.select().from(assignments)).filter((row) => row.status !== 'withdrawn')
    const all = given.filter((row) => !span || isInPeriod(row, span))
    const pure = new Map<number, ReturnType<typeof emptyBoxes>>()
    for (const row of all) {
      const own = pure.get(row.unitId) ?? emptyBoxes()
      pure.set(row.unitId, own)
      addTally(own[boxOf(row, now, scope.cal, scope.settings)], {
        count: 1,
        extended: row.extendedTo ? 1 : 0,
        awaiting: row.status === 'awaiting' ? 1 : 0,
        reported: row.status === 'awaiting' || row.status === 'done' ? 1 : 0,
        unanswered: row.status === 'unanswered' ? 1 : 0,
        carried: span && isCarried(row, span) ? 1 : 0,
      })
    }
    const rows = await tallyByUnit(db, scope)
    const byUnit = boxesByKey(rows)
    expect(byUnit).toEqual(pure)
    const sum = sumBoxes(rows)
    expect(totalOf(sum).count).toBe(all.length)
    expect(boxes.reduce((count, box) => count + sum[box].count, 0)).toBe(all.length)
    expect(sumBoxes(await tallyByArea(db, scope))).toEqual(sum)
    // Behind every number stand exactly so many assignments.
    for (const box of boxes) {
      const { total, works } = await listWork(db, scope, { heap: box }, { size: 1000, from: 0 })
      expect([box, total, works.length]).toEqual([box, sum[box].count, sum[box].count])
      expect(works.every((work) => work.box === box)).toBe(true)
    }
    const total = totalOf(sum)
    const { judged, ...causes } = await tallyCauses(db, scope)
    if (!span) expect(Math.min(causes.own, causes.outside, judged)).toBeGreaterThan(0)
    const counts = {
      unanswered: total.unanswered,
      awaiting: total.awaiting,
      extended: total.extended,
      carried: total.carried,
      later: span ? given.filter((row) => isForLater(row, span)).length : 0,
      ...causes,
      pastLegal: (await countPastLegal(db, scope)).count,
    }
    for (const slice of slices)
      expect([slice, (await listWork(db, scope, { heap: slice }, { size: 1, from: 0 })).total]).toEqual([
        slice,
        counts[slice],
      ])
    const some = await openScope(db, { communeId: world.communeId, unitIds: [world.units.KT], span }, now)
    expect(sumBoxes(await tallyByUnit(db, some))).toEqual(byUnit.get(world.units.KT) ?? emptyBoxes())
  }

  it('judge by when the unit reported, with the rule for due days that are off', () => {
    const cal = { off: new Set<string>(), work: new Set<string>(), years: new Map() }
    const work = {
      status: 'awaiting' as const,
      standing: false,
      legalDueOn: '2026-09-12', // a Saturday
      trackingOn: null,
      extendedTo: null,
      dueTime: null,
      issuedLate: false,
      reportedAt: instantOf('2026-09-14', '16:00'),
    }
    const now = instantOf('2026-10-01')
    const box = (change: object): Box => boxOf({ ...work, ...change }, now, cal, { strictOverdue: false })
    expect(box({})).toBe('onTime')
    expect(box({ reportedAt: instantOf('2026-09-15', '00:00') })).toBe('late')
    expect(boxOf(work, now, cal, { strictOverdue: true })).toBe('late')
    expect(box({ status: 'in-progress' })).toBe('overdue')
    expect(box({ status: 'in-progress', extendedTo: '2026-10-01' })).toBe('running')
    expect(box({ legalDueOn: null, trackingOn: '2026-09-11' })).toBe('missed')
    expect(box({ legalDueOn: null, trackingOn: '2026-09-14' })).toBe('met')
    expect(box({ legalDueOn: null, trackingOn: '2026-10-02', status: 'late', reportedAt: null })).toBe('ahead')
    expect(box({ legalDueOn: null })).toBe('undated')
    expect(box({ standing: true })).toBe('standing')
    expect(box({ issuedLate: true, reportedAt: instantOf('2026-09-20') })).toBe('issuedLate')
  })
})
