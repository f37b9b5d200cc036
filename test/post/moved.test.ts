// A group that became a supergroup: another id on the platform, and messages counted from 1 again.
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { outbox } from '../../src/db/schema/post.js'
import { moveChat } from '../../src/post/chats.js'
import { openTestDatabase, type TestDatabase } from '../support/database.js'
import { openPostWorld, type PostWorld } from './office.js'

let database: TestDatabase
let world: PostWorld
beforeAll(async () => {
  database = await openTestDatabase()
})
beforeEach(async () => {
  world = await openPostWorld(database)
})
afterAll(() => database.close())

it('of a group that became a supergroup no old reference is kept: there it is another message', async () => {
  const chat = await world.chat('-5')
  await world.say(chat, 'thẻ', { slot: 'card:1' })
  await world.post.runOnce()
  const refs = async () =>
    (await world.database.db.select({ ref: outbox.ref }).from(outbox).where(eq(outbox.chatId, chat))).map(
      (one) => one.ref,
    )
  expect(await refs()).toEqual([expect.any(String)])
  await world.database.db.transaction((tx) => moveChat(tx, chat, '-1005'))
  expect(await refs()).toEqual([null])
})

it('when the supergroup was already known as another chat, its messages join the bound one', async () => {
  const chat = await world.chat('-5')
  const other = await world.chat('-1005')
  await world.say(other, 'lời chào')
  const moved = await world.database.db.transaction((tx) => moveChat(tx, chat, '-1005'))
  const again = await world.database.db.transaction((tx) => moveChat(tx, chat, '-1005'))
  expect([moved, again]).toEqual([true, false])
  await world.post.runOnce()
  expect(world.platform.calls).toMatchObject([{ chat: '-1005', text: 'lời chào' }])
  expect(await world.messages()).toMatchObject([{ chatId: chat }])
})
