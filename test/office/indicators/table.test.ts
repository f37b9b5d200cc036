// The table of indicators for a period.
import { afterEach, expect, it } from 'vitest'
import { figures } from '../../../src/db/schema/indicators.js'
import { translator } from '../../../src/lib/i18n.js'
import { indicatorTable, setsAtRisk } from '../../../src/office/indicators/table.js'
import { writeFigure } from '../../../src/office/indicators/words.js'
import type { World } from '../../support/world.js'
import { at, codeOf, openOffice } from './office.js'

let world: World
afterEach(() => world.close())

it('the table of a period has figure, target, state and previous period; a quarter adds shares up by their counts', async () => {
  world = await openOffice()
  const indicatorId = await codeOf(world, 'CT01')
  const row = (period: string, numerator: number, denominator: number) => ({
    communeId: world.communeId,
    indicatorId,
    unitId: world.units.PVHCC,
    period,
    numerator,
    denominator,
    reportedAt: world.now,
  })
  await world.database.db
    .insert(figures)
    .values([row('2026-06', 50, 50), row('2026-07', 90, 100), row('2026-08', 10, 10)])
  const rows = (period: string) =>
    world.write((tx) => indicatorTable(tx, { communeId: world.communeId, period }, world.now))
  const of = async (period: string) => (await rows(period)).find((one) => one.indicator.code === 'CT01')
  expect(await of('2026-Q3')).toMatchObject({
    figure: { numerator: 100, denominator: 110 },
    state: 'unmet',
    target: { comparison: '>=', value: 98 },
    previous: { numerator: 50, denominator: 50 },
    owed: ['2026-09'],
  })
  expect(await of('2026-08')).toMatchObject({ state: 'met', owed: [], previous: { numerator: 90 } })
  expect(await of('2026-10')).toMatchObject({ state: 'missing', owed: [] })
  // What every unit reports has a row for each; a quarter's figure belongs to its last month.
  expect((await rows('2026-08')).some((one) => one.indicator.code === 'CT08')).toBe(false)
  expect((await rows('2026-09')).some((one) => one.indicator.code === 'CT08')).toBe(true)
  const table = (communeId: number, period: string, now = world.now) =>
    world.write((tx) => indicatorTable(tx, { communeId, period }, now))
  const below = (await table(world.communeId, '2026-07')).filter((row) => row.state === 'unmet')
  expect(below.map((one) => one.indicator.code)).toEqual(['CT01'])
  const count = async (communeId: number, now: Date) =>
    (await table(communeId, '2026-09', now)).reduce((sum, row) => sum + row.owed.length, 0)
  expect(await count(world.communeId, at('2026-09-14'))).toBe(0)
  expect(await count(world.communeId, world.now)).toBe((await rows('2026-09')).length)
  expect(await count(world.otherCommuneId, world.now)).toBe(0)
})

it('nothing is owed of the months before the commune began', async () => {
  world = await openOffice()
  const table = await world.write((tx) => indicatorTable(tx, { communeId: world.communeId, period: '2026' }, world.now))
  const owed = (code: string) => table.find((one) => one.indicator.code === code)?.owed
  expect(owed('CT01')).toEqual(['2026-07', '2026-08', '2026-09'])
  expect(owed('CT12')).toEqual(['2026-Q3'])
  expect(owed('CT14')).toEqual([])
})

it('a set stands to lose nothing before its figures are asked, and then what is missing', async () => {
  world = await openOffice()
  const risk = async (day: string) =>
    setsAtRisk(
      await world.write((tx) => indicatorTable(tx, { communeId: world.communeId, period: '2026-09' }, at(day))),
    )
  expect(await risk('2026-09-14')).toEqual([])
  for (const set of await risk('2026-09-15')) expect(set.atRisk).toBeGreaterThan(0)
  expect(await risk('2026-09-15')).not.toEqual([])
})

it('a share just short of its target is not written as the target', () => {
  const figure = { numerator: null, denominator: null, value: 99.999, missingReason: null }
  const t = translator('vi')
  expect(writeFigure(t, figure, '%', { comparison: '=', value: 100 })).toBe('99,999%')
  expect(writeFigure(t, { ...figure, value: 66.6667 }, '%', { comparison: '>=', value: 70 })).toBe('66,67%')
  expect(writeFigure(t, { ...figure, value: 97.9999 }, '%', { comparison: '>=', value: 98 })).toBe('97,9999%')
})
