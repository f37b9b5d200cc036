// What people do here reads no more when others have stored more.
import { sql } from 'drizzle-orm'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { readsWhole, storeFarAway } from '../../support/reads.js'
import type { World } from '../../support/world.js'
import { give, openOffice } from './given.js'

let world: World
let id: number
let number: number
beforeEach(async () => {
  world = await openOffice()
  ;[{ id, number }] = (await give(world, [{}])).work as [{ id: number; number: number; unitId: number }]
  await world.said()
  await storeFarAway(world)
})
afterEach(() => world.close())

const acts: Record<string, () => Promise<unknown>> = {
  'a tap': () => world.taps('Bình', 'KT', `assignment.accept:${id}`),
  'the card opened': () => world.taps('Bình', 'KT', `assignment.show:${id}`),
  'a typed answer with a document': () => world.says('Bình', 'riêng', `${number} xong, minh chứng BC 15/BC-KT`),
  'a photo with its words': () =>
    world.sends('Bình', 'riêng', { name: 'a.jpg', handle: 'a', kind: 'photo' }, { caption: `${number} xong` }),
  'an ordinary sentence': () => world.says('Bình', 'riêng', 'cảm ơn đồng chí'),
  'lateness typed': () => world.says('Bình', 'riêng', `${number} tre 25/9 do thieu kinh phi, khach quan`),
  'an extension typed': () => world.says('Bình', 'riêng', `${number} xin gia han den 31/10 vi cho huong dan`),
  'the list of open work': () => world.says('Bình', 'riêng', '/viec'),
}

it.each(Object.keys(acts))('%s', async (name) => {
  expect(await readsWhole(world.database, acts[name]!)).toEqual({})
})

it('a tap on work that stands in a list reads no more when the group was told more', async () => {
  const { database, groups, now } = world
  const { directiveId, work } = await give(
    world,
    Array.from({ length: 5 }, () => ({})),
  )
  await world.said()
  await database.db.execute(sql`
    insert into outbox (chat_id, key, slot, class, body, state, created_at, sent_at)
    select ${groups.KT}, 'old:' || n, 'card:' || (700000 + n), 1, '{"spans":[]}', 'sent', at, at
    from generate_series(1, 3000) n, (select ${now.toISOString()}::timestamptz - interval '30 days' as at) old`)
  await database.db.execute(sql`analyze`)
  expect(await readsWhole(database, () => world.taps('Bình', 'KT', `assignment.accept:${work[0]!.id}`))).toEqual({})
  expect((await world.said('KT')).map((one) => one.slot)).toContain(`list:${directiveId}:1`)
})
