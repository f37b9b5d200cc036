// A unit's report, its /tongket and the commune's report of one month are about the same work.
import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { statuses } from '../../../src/db/schema/assignments.js'
import { addDays, instantOf } from '../../../src/lib/day.js'
import { readUnitMonth } from '../../../src/office/indicators/report/prefill.js'
import { readFacts } from '../../../src/office/reports/facts.js'
import { totalOf } from '../../../src/office/summary/boxes.js'
import { nobody, readOverview } from '../../../src/office/summary/overview.js'
import { listWork } from '../../../src/office/summary/store.js'
import { openWorld, type World } from '../../support/world.js'
import { type Given, giveAll } from '../reminders/work.js'

let world: World
beforeAll(async () => {
  world = await openWorld({ entries: [], now: instantOf('2026-07-01') })
})
afterAll(() => world.close())

const day = fc.integer({ min: -400, max: 200 }).map((count) => addDays('2026-09-14', count))
const moment = day.map((on) => instantOf(on, '10:00'))
const given: fc.Arbitrary<Given> = fc.record({
  unit: fc.constantFrom('KT' as const, 'VHXH' as const),
  standing: fc.integer({ min: 0, max: 5 }).map((n) => n === 0),
  legalDueOn: fc.option(day, { nil: null }),
  trackingOn: fc.option(day, { nil: null }),
  status: fc.constantFrom(...statuses),
  reportedAt: fc.option(moment, { nil: null }),
  statusAt: moment,
  createdAt: moment,
})

it('the same numbers stand in all three for every month, beside what was given in it and falls due later; the year has no less than its months together', async () => {
  const [list] = fc.sample(fc.array(given, { minLength: 120, maxLength: 120 }), { numRuns: 1, seed: 3 })
  await giveAll(world, list ?? [])
  const { communeId } = world
  const now = instantOf('2026-09-16', '09:00')
  const unitId = world.units.KT
  const idsOf = async (period: string) =>
    (await readFacts(world.database.db, { communeId, unitIds: null, period }, now)).works.map((work) => work.view.id)
  const seen = new Set<number>()
  for (const month of ['2026-06', '2026-08', '2026-09', '2026-10']) {
    const own = await readUnitMonth(world.database.db, { communeId, unitId, month }, now)
    const whole = await readFacts(world.database.db, { communeId, unitIds: null, period: month }, now)
    const asked = { communeId, unitIds: [unitId], period: month, decider: nobody }
    const { all: summary, later: dueLater, scope } = await readOverview(world.database.db, asked, now)
    const { works: later } = await listWork(world.database.db, scope, { heap: 'later' }, { size: 200, from: 0 })
    expect(later.length).toBe(dueLater)
    const lists = [own.done, own.progress, own.unanswered, own.late.map((one) => one.view), own.standing]
    const ids = lists.flatMap((views) => views.map((view) => view.id)).sort((a, b) => a - b)
    const inWhole = whole.works.filter(({ view }) => view.unit.id === unitId).map(({ view }) => view.id)
    expect(inWhole.length).toBe(totalOf(summary).count)
    expect(ids).toEqual([...inWhole, ...later.map((work) => work.id)].sort((a, b) => a - b))
    expect(own.standing.length).toBe(summary.standing.count)
    const laterDone = later.filter((work) => work.status === 'awaiting' || work.status === 'done').length
    expect(own.done.length).toBe(totalOf(summary).reported - summary.standing.reported + laterDone)
    const awaiting = own.done.filter((view) => view.status === 'awaiting').length
    const laterAwaiting = later.filter((work) => work.status === 'awaiting').length
    expect(awaiting).toBe(totalOf(summary).awaiting - summary.standing.awaiting + laterAwaiting)
    for (const work of whole.works) seen.add(work.view.id)
  }
  const { scope } = await readOverview(
    world.database.db,
    { communeId, unitIds: undefined, period: '2026', decider: nobody },
    now,
  )
  const afterYear = await listWork(world.database.db, scope, { heap: 'later' }, { size: 200, from: 0 })
  const year = new Set([...(await idsOf('2026')), ...afterYear.works.map((work) => work.id)])
  expect([...seen].filter((id) => !year.has(id))).toEqual([])
})
