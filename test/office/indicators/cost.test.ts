// Figures and the cards that follow them read no more when others have stored more.
import { sql } from 'drizzle-orm'
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

it('the lock of a period, when an officer has been sent much in years', async () => {
  const { database, communeId, privates } = world
  await database.db.execute(sql`
    insert into outbox (commune_id, chat_id, key, slot, class, body, state, ref, created_at, sent_at)
    select ${communeId}::bigint, ${privates.Hoa}::bigint, 'old:' || n, 'figures', 0, '{"spans":["x"]}'::jsonb, 'sent', 'old' || n, moment, moment
    from (select n, timestamptz '2024-01-01' + n * interval '2 hours' as moment from generate_series(1, 8000) n) as years`)
  await database.db.execute(sql`analyze outbox`)
  expect(await readsWhole(database, acts['the lock of a period']!)).toEqual({})
})
