import { afterEach, describe, expect, it } from 'vitest'
import { communes } from '../../../src/db/schema/communes.js'
import { nextMoment } from '../../../src/jobs.js'
import { addDays, instantOf } from '../../../src/lib/day.js'
import { summaryEntries } from '../../../src/office/summary/dialog.js'
import { nextSummary, runSummaries } from '../../../src/office/summary/job.js'
import { openWorld, type World } from '../../support/world.js'
import { giveAll } from '../reminders/work.js'
import { drawAll } from './work.js'

const at = (day: string, time = '07:25') => instantOf(day, time)

let world: World
afterEach(() => world.close())

async function open() {
  world = await openWorld({ entries: [summaryEntries()], now: at('2026-09-03', '09:00') })
  await giveAll(world, [
    { unit: 'KT', legalDueOn: '2026-09-10' },
    { unit: 'VHXH', legalDueOn: '2026-12-31' },
  ])
}

async function run(day: string, time = '07:25') {
  world.now = at(day, time)
  await runSummaries(world.database.db, world.now)
  await drawAll(world)
  return world.said()
}

describe('the summary that comes by itself', () => {
  it('reaches chairman and leaders on Monday at 07:25, picture before text, once', async () => {
    await open()
    expect(await run('2026-09-07', '07:24')).toEqual([])
    const said = await run('2026-09-07')
    expect(said.map((one) => [one.chatId, one.class, one.message.picture ?? false])).toEqual([
      [world.privates.Đức, 2, true],
      [world.privates.Đức, 2, false],
      [world.privates.Vỹ, 2, true],
      [world.privates.Vỹ, 2, false],
    ])
    for (const time of ['07:25', '07:26', '12:00']) expect(await run('2026-09-07', time)).toEqual([])
    await world.taps('Đức', 'riêng', 'Theo đơn vị')
    expect((await world.said())[0]?.slot).toBe(said[1]?.slot)
  })

  it('comes every Monday and on the last working day of the month, never on a day off', async () => {
    await open()
    const days: string[] = []
    for (let day = '2026-09-04'; day <= '2027-02-28'; day = addDays(day, 1))
      if ((await run(day)).length > 0) days.push(day)
    expect(days.filter((day) => new Date(day).getUTCDay() !== 1)).toEqual([
      '2026-09-30',
      '2026-10-30',
      '2026-12-31',
      '2027-01-29',
      '2027-02-12', // the first working day of the week of Tết
      '2027-02-26',
    ])
    expect(days.filter((day) => new Date(day).getUTCDay() === 1)).toHaveLength(24)
    expect(days).toContain('2026-11-30')
  })

  it('comes once, in the same week, when the program was down on Monday', async () => {
    await open()
    await run('2026-09-07')
    expect(await run('2026-09-16', '10:00')).toHaveLength(4)
    expect(await run('2026-09-17', '10:00')).toEqual([])
    expect(await run('2026-09-21', '20:00')).toEqual([])
  })

  it('does not come in the week a commune began, nor to one without work', async () => {
    await open()
    expect(await run('2026-09-03', '10:00')).toEqual([])
    expect(await run('2026-09-04', '10:00')).toEqual([])
    const said = await run('2026-09-07')
    expect(said.every((one) => one.chatId !== world.privates.Nga)).toBe(true)
  })
})

describe('the next summary', () => {
  const next = (when: Date) => world.write((tx) => nextSummary(tx, when))

  it("is Monday's at 07:25, the month's last, and after days off that of the first working day", async () => {
    await open()
    expect(await next(at('2026-09-03', '09:00'))).toEqual(at('2026-09-07'))
    expect(await next(at('2026-09-07', '07:24'))).toEqual(at('2026-09-07'))
    expect(await next(at('2026-09-07'))).toEqual(at('2026-09-14'))
    expect(await next(at('2026-09-28', '08:00'))).toEqual(at('2026-09-30'))
    expect(await next(at('2026-09-30', '07:25'))).toEqual(at('2026-10-05'))
    // The week of Tết.
    expect(await next(at('2027-02-01', '08:00'))).toEqual(at('2027-02-12'))
  })

  it('does not come where it is switched off or there is no work', async () => {
    world = await openWorld({ entries: [], now: at('2026-09-03', '09:00') })
    expect(await next(world.now)).toBeUndefined()
    await giveAll(world, [{ unit: 'KT', legalDueOn: '2026-12-31' }])
    await world.database.db.update(communes).set({ settings: { weeklySummary: false } })
    expect(await next(world.now)).toEqual(at('2026-09-30'))
    await world.database.db.update(communes).set({ settings: { weeklySummary: false, monthlySummary: false } })
    expect(await next(world.now)).toBeUndefined()
  })

  it('is a moment at which a moved clock stops, before the morning’s reminders', async () => {
    await open()
    await giveAll(world, [{ unit: 'VP', legalDueOn: '2026-09-14', nextLookAt: at('2026-09-07', '08:00') }])
    expect(await world.write((tx) => nextMoment(tx, at('2026-09-04', '17:00')))).toEqual(at('2026-09-07', '07:25'))
    expect(await world.write((tx) => nextMoment(tx, at('2026-09-07', '07:25')))).toEqual(at('2026-09-07', '08:00'))
  })
})
