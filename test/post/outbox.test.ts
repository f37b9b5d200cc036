// Queued messages as rows, seen by several transactions at once.
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import type { Tx } from '../../src/db/db.js'
import { channels, chats } from '../../src/db/schema/people.js'
import { outbox } from '../../src/db/schema/post.js'
import { queueMessage } from '../../src/post/outbox.js'
import { openTestDatabase, type TestDatabase } from '../support/database.js'
import { emptyPost } from './office.js'

let database: TestDatabase
let chatId: number
const now = new Date('2026-09-15T02:00:00Z')

beforeAll(async () => {
  database = await openTestDatabase()
})
afterAll(() => database.close())
beforeEach(async () => {
  await emptyPost(database)
  const [channel] = await database.db
    .insert(channels)
    .values({ platform: 'telegram', externalId: '1', username: 'thu_bot' })
    .returning()
  const [chat] = await database.db
    .insert(chats)
    .values({ channelId: channel!.id, externalId: '-1', kind: 'group', createdAt: now })
    .returning()
  chatId = chat!.id
})

const say = (tx: Tx, key: string, text: string) =>
  queueMessage(tx, { chatId, key, slot: 'card:1', class: 1, message: { spans: [text] } }, now)

/** What two transactions that know nothing of each other leave, the second beginning while the first has yet to end. */
async function atOnce(first: (tx: Tx) => Promise<void>, second: (tx: Tx) => Promise<void>) {
  let one: Promise<void> = Promise.resolve()
  await new Promise<void>((spoken, broken) => {
    one = database.db.transaction(async (tx) => {
      await first(tx)
      spoken()
      await new Promise((done) => setTimeout(done, 100))
    })
    one.catch(broken)
  })
  const two = database.db.transaction(second)
  await Promise.all([one, two])
  return (await database.db.select().from(outbox)).map(({ key, body }) => [key, body.spans])
}

it('two who queue for one slot at once leave one message, the newer words in it', async () => {
  const left = await atOnce(
    (tx) => say(tx, 'card:1:a', 'cũ'),
    (tx) => say(tx, 'card:1:b', 'mới'),
  )
  expect(left).toEqual([['card:1:a', ['mới']]])
})

it('two who queue the same thing at once leave it once', async () => {
  const left = await atOnce(
    (tx) => say(tx, 'card:1:a', 'một'),
    (tx) => say(tx, 'card:1:a', 'một'),
  )
  expect(left).toEqual([['card:1:a', ['một']]])
})

it('what was sent under its key is not said again', async () => {
  await database.db.transaction((tx) => say(tx, 'card:1:a', 'đã gửi'))
  await database.db.update(outbox).set({ state: 'sent' })
  await database.db.transaction((tx) => say(tx, 'card:1:a', 'lần nữa'))
  expect(await database.db.$count(outbox)).toBe(1)
})
