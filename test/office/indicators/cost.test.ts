// Figures and the cards that follow them read no more when others have stored more.
import { afterEach, beforeEach, expect, it } from 'vitest'
import { openUnitReports } from '../../../src/office/indicators/report/job.js'
import { readsWhole, storeFarAway } from '../../support/reads.js'
import type { World } from '../../support/world.js'
import { openOffice } from './office.js'

let world: World
beforeEach(async () => {
  world = await openOffice()
  await openUnitReports(world.database.db, world.now)
  await world.said()
  await storeFarAway(world)
})
afterEach(() => world.close())

const acts: Record<string, () => Promise<unknown>> = {
  'a figure typed': () => world.says('Bình', 'riêng', 'CT11 45%'),
  'the lock of a period': () => world.taps('Hoa', 'riêng', 'indicators.lockAnyway:2026-09'),
  'the report sent': () => world.taps('Bình', 'KT', 'Gửi báo cáo'),
  'what is missing': () => world.says('Hoa', 'riêng', '/solieu'),
}

it.each(Object.keys(acts))('%s', async (name) => {
  expect(await readsWhole(world.database, acts[name]!)).toEqual({})
})
