// Numbers in place of buttons cost what is offered now, not what a chat was ever offered.
import { sql } from 'drizzle-orm'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { readsWhole } from '../support/reads.js'
import type { World } from '../support/world.js'
import { openNumbered } from './numbered.js'

let world: World
beforeEach(async () => {
  ;({ world } = await openNumbered())
  await world.said()
  // What closed in the last weeks, of the group and of the officer's private chat; each number came up many times.
  for (const chatId of [world.groups.KT, world.privates.Hoa]) {
    await world.database.db.execute(sql`
      insert into outbox (chat_id, key, slot, class, body, state, created_at, sent_at)
      select ${chatId}, ${`old:${chatId}:`}::text || n, 'old:' || n, 1, '{"spans":[]}', 'sent', at, at
      from generate_series(1, 3000) n, (select ${world.now.toISOString()}::timestamptz - interval '30 days' as at) old`)
    await world.database.db.execute(sql`
      insert into offers (chat_id, number, label, action, offered_in, offered_at, closed_at)
      select ${chatId}, 1 + n % 60, 'Việc', 'assignment.show:' || n, ${`old:${chatId}:`}::text || n,
        ${world.now.toISOString()}::timestamptz - interval '30 days',
        ${world.now.toISOString()}::timestamptz - interval '27 days'
      from generate_series(1, 3000) n`)
  }
  await world.database.db.execute(sql`analyze`)
})
afterEach(() => world.close())

const acts: Record<string, () => Promise<unknown>> = {
  'a screen said anew': () => world.says('Hoa', 'riêng', '/caidat'),
  'a list in the group': () => world.says('Bình', 'KT', '/viec'),
  'a number': () => world.says('Bình', 'KT', '1'),
  'several numbers': () => world.says('Bình', 'KT', '1,2'),
  'words of a choice': () => world.says('Bình', 'KT', 'Đã nhận cả văn bản'),
}

it.each(Object.keys(acts))('%s', async (name) => {
  expect(await readsWhole(world.database, acts[name]!)).toEqual({})
})
