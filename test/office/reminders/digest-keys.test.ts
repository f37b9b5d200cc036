// A digest has its own key: of the chat and the commune it speaks of, whatever parts it came in.
import { eq } from 'drizzle-orm'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { plainText } from '../../../src/chat/message.js'
import { units } from '../../../src/db/schema/communes.js'
import { channels, posts } from '../../../src/db/schema/people.js'
import { outbox } from '../../../src/db/schema/post.js'
import { runReminders } from '../../../src/office/reminders/job.js'
import type { World } from '../../support/world.js'
import { at, openMorning } from './morning.js'
import { change, give, giveAll } from './work.js'

let world: World
beforeEach(async () => {
  world = await openMorning()
})
afterEach(() => world.close())

const queuedFor = async (chatId: number) =>
  (await world.database.db.select().from(outbox).where(eq(outbox.chatId, chatId)).orderBy(outbox.id)).map((row) =>
    plainText(row.body.spans),
  )

it('an officer of two communes gets the digests of both in their one private chat', async () => {
  const { otherCommuneId: communeId, database, persons } = world
  await database.db.insert(posts).values({ communeId, personId: persons.Hoa, role: 'officer', from: world.now })
  const [unit] = await database.db
    .insert(units)
    .values({ communeId, name: 'Trạm Y tế', shortName: 'TYT', position: 1 })
    .returning()
  await give(world, { unit: 'DVSNC', legalDueOn: '2026-09-18', number: 831 })
  const other = { ...world, communeId, units: { ...world.units, KT: unit!.id } }
  await give(other, { unit: 'KT', legalDueOn: '2026-09-18', number: 832 })
  await runReminders(database.db, at('2026-09-11'))
  const said = (await queuedFor(world.privates.Hoa)).join('\n')
  expect(said).toContain('#831 DVSNC')
  expect(said).toContain('#832 TYT')
})

it('of a digest in several parts that has not gone out and is written anew, no part stays', async () => {
  const { db } = world.database
  await db.update(channels).set({ platform: 'zalo' })
  const text = `Rà soát, đánh giá tình hình thực hiện nhiệm vụ, giải pháp cải cách hành chính ${'và báo cáo kết quả '.repeat(20)}`
  const ids = await giveAll(
    world,
    Array.from({ length: 20 }, (_, index) => ({
      unit: 'KT' as const,
      legalDueOn: '2026-09-18',
      // The longest line there is: unanswered, with a day it was promised for.
      promisedOn: '2026-09-18',
      number: 851_000 + index,
      text,
    })),
  )
  await runReminders(db, at('2026-09-11'))
  expect((await queuedFor(world.groups.KT)).map((t) => t.length)).toHaveLength(2)
  // Before it went out all but two were reported.
  for (const id of ids.slice(2)) await change(world, id, { status: 'done', nextLookAt: at('2026-09-11') })
  await runReminders(db, at('2026-09-11', '08:01'))
  const said = (await queuedFor(world.groups.KT)).join('\n')
  expect([...said.matchAll(/^#(\d+)/gm)].map((found) => Number(found[1]))).toEqual([851_000, 851_001])
})
