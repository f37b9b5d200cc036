// What is forgotten, and what never is.
import { eq } from 'drizzle-orm'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { communes } from '../../src/db/schema/communes.js'
import { channels, chats } from '../../src/db/schema/people.js'
import { chores, inbox, outbox } from '../../src/db/schema/post.js'
import { forget, forgetHourly } from '../../src/post/retention.js'
import { openTestDatabase, type TestDatabase } from '../support/database.js'
import { now } from './filled.js'

let database: TestDatabase
let chatId: number
beforeEach(async () => {
  database = await openTestDatabase()
  const { db } = database
  const [channel] = await db
    .insert(channels)
    .values({ platform: 'telegram', externalId: '7', username: 'b' })
    .returning()
  const [chat] = await db
    .insert(chats)
    .values({ channelId: channel!.id, externalId: '1', kind: 'private', createdAt: now })
    .returning()
  chatId = chat!.id
})
afterEach(() => database.close())

const ago = (days: number) => new Date(now.getTime() - days * 86_400_000)

it('updates that were handled go after 7 days; one that is new stays, of one set aside only its words go', async () => {
  const { db } = database
  const row = (updateKey: string, state: 'new' | 'done' | 'parked', days: number) => ({
    channelId: 1,
    updateKey,
    lane: '1',
    raw: { text: updateKey },
    state,
    receivedAt: ago(days),
  })
  await db
    .insert(inbox)
    .values([row('old', 'done', 8), row('young', 'done', 6), row('waiting', 'new', 400), row('parked', 'parked', 8)])
  await forget(db, now)
  const left = await db.select({ key: inbox.updateKey, raw: inbox.raw }).from(inbox).orderBy(inbox.id)
  expect(left).toEqual([
    { key: 'young', raw: { text: 'young' } },
    { key: 'waiting', raw: { text: 'waiting' } },
    { key: 'parked', raw: {} },
  ])
})

it('words of messages go after 90 days or what the commune chose, their keys never; what waits is whole', async () => {
  const { db } = database
  const [long] = await db
    .insert(communes)
    .values({ name: 'Lâu', settings: { keepMessagesDays: 365 }, createdAt: now })
    .returning()
  const [plain] = await db.insert(communes).values({ name: 'Thường', createdAt: now }).returning()
  const row = (key: string, communeId: number | null, state: 'sent' | 'queued' | 'held' | 'expired', days: number) => ({
    chatId,
    communeId,
    key,
    class: 0,
    body: { spans: [key] },
    state,
    createdAt: ago(days),
    sentAt: state === 'sent' ? ago(days) : null,
  })
  await db
    .insert(outbox)
    .values([
      row('old', plain!.id, 'sent', 91),
      row('nobody', null, 'sent', 91),
      row('young', plain!.id, 'sent', 89),
      row('chosen', long!.id, 'sent', 364),
      row('chosen-old', long!.id, 'sent', 366),
      row('expired', plain!.id, 'expired', 91),
      row('queued', plain!.id, 'queued', 400),
      row('held', plain!.id, 'held', 400),
    ])
  await forget(db, now)
  const left = await db.select({ key: outbox.key, body: outbox.body }).from(outbox).orderBy(outbox.id)
  expect(left).toHaveLength(8)
  expect(left.filter((one) => one.body.spans.length > 0).map((one) => one.key)).toEqual([
    'young',
    'chosen',
    'queued',
    'held',
  ])
})

it('finished work goes after 7 days, what was given up after 90, and what is to be done never', async () => {
  const { db } = database
  const base = { kind: 'x', input: {}, runAt: ago(400) }
  await db.insert(chores).values([
    { ...base, lastError: 'done', doneAt: ago(8) },
    { ...base, lastError: 'done young', doneAt: ago(6) },
    { ...base, lastError: 'failed', failedAt: ago(91) },
    { ...base, lastError: 'failed young', failedAt: ago(89) },
    { ...base, lastError: 'open' },
  ])
  await forget(db, now)
  const left = await db.select({ what: chores.lastError }).from(chores).orderBy(chores.id)
  expect(left.map((one) => one.what)).toEqual(['done young', 'failed young', 'open'])
})

it('it looks once an hour', async () => {
  const { db } = database
  expect(await forgetHourly(db, now)).toBeDefined()
  expect(await forgetHourly(db, new Date(now.getTime() + 59 * 60_000))).toBeUndefined()
  expect(await forgetHourly(db, new Date(now.getTime() + 60 * 60_000))).toBeDefined()
  await db.delete(outbox).where(eq(outbox.chatId, chatId))
})
