// The whole post, its loops running, against the emulator of Telegram.
import { tmpdir } from 'node:os'
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest'
import { channels, chats } from '../../src/db/schema/people.js'
import { lease, outbox } from '../../src/db/schema/post.js'
import {
  type BotAccount,
  type GroupChat,
  startTelegramEmulator,
  type TelegramEmulator,
  type UserAccount,
} from '../../src/demo/telegram/emulator.js'
import { systemClock } from '../../src/lib/clock.js'
import { silentLog } from '../../src/lib/log.js'
import { silentHooks } from '../../src/post/hooks.js'
import { queueMessage } from '../../src/post/outbox.js'
import { openPost, type Post, type PostOptions } from '../../src/post/post.js'
import { makeTelegramTransport } from '../../src/post/transports/telegram/transport.js'
import { openTestDatabase, type TestDatabase } from '../support/database.js'
import { emptyPost, type Handle, handlingBy } from './office.js'

let database: TestDatabase
let telegram: TelegramEmulator
let bot: BotAccount
let an: UserAccount
let group: GroupChat
let channelId: number
let chatId: number
let running: Post[]

beforeAll(async () => {
  database = await openTestDatabase()
})
afterAll(() => database.close())
beforeEach(async () => {
  await emptyPost(database)
  running = []
  telegram = await startTelegramEmulator()
  bot = telegram.addBot({ username: 'thu_bot', name: 'Thử', readsAll: true })
  an = telegram.addUser({ name: 'Nguyễn Văn An' })
  group = telegram.addGroup({ title: 'Phòng Kinh tế', by: an })
  telegram.addToGroup(group.id, bot.id, an.id)
  const now = new Date()
  const [channel] = await database.db
    .insert(channels)
    .values({ platform: 'telegram', externalId: String(bot.id), username: bot.username })
    .returning()
  channelId = channel!.id
  const [chat] = await database.db
    .insert(chats)
    .values({ channelId, externalId: String(group.id), kind: 'group', createdAt: now })
    .returning()
  chatId = chat!.id
})
afterEach(async () => {
  await Promise.all(running.map((post) => post.stop()))
  await telegram.close()
})

/** Says back what is written, and acknowledges taps by changing the card. */
const echo: Handle = async (tx, row, incoming, now) => {
  const { happening } = incoming
  const spans = happening.kind === 'text' ? [`Đã nghe: ${happening.text}`] : ['Thẻ: đã nhận']
  const slot = happening.kind === 'choice' ? { slot: 'card:1' } : {}
  if (happening.kind === 'text' || happening.kind === 'choice') {
    await queueMessage(tx, { chatId, key: `echo:${row.id}`, class: 0, message: { spans }, ...slot }, now)
  }
  return happening.kind === 'choice' ? { ack: { choiceId: happening.choiceId, text: 'Đã ghi nhận' } } : {}
}

async function open(more: Partial<PostOptions> = {}): Promise<Post> {
  const post = openPost({
    database,
    clock: systemClock,
    log: silentLog(),
    transports: new Map([
      [channelId, makeTelegramTransport({ token: bot.token, apiRoot: telegram.url, fetchTimeout: 5 })],
    ]),
    filesFolder: tmpdir(),
    handling: handlingBy(echo),
    hooks: silentHooks,
    chores: [],
    limits: { perSecond: 1e9, chatGap: 0, groupPerMinute: 1e9, groupReserve: 0 },
    ...more,
  })
  running.push(post)
  await post.start()
  return post
}

/** Looks again and again, for as long as a loaded machine may take. */
const eventually = <T>(look: () => T) => expect.poll(look, { timeout: 15_000, interval: 20 })

const said = () =>
  telegram
    .messages(group.id)
    .filter((message) => message.from.isBot && !message.service)
    .map((message) => message.text)

async function queue(text: string, more: { slot?: string; choices?: boolean } = {}): Promise<void> {
  const choices = more.choices ? { choices: [[{ label: 'Đã nhận', action: 'a.b' }]] } : {}
  await database.db.transaction((tx) =>
    queueMessage(
      tx,
      {
        chatId,
        key: `q:${text}`,
        class: 1,
        message: { spans: [text], ...choices },
        ...(more.slot ? { slot: more.slot } : {}),
      },
      new Date(),
    ),
  )
}

it('what is written is answered, a card changes in place when tapped, and the tapper is told', async () => {
  const post = await open()
  telegram.say(an.id, group.id, 'xin chào')
  await eventually(said).toEqual(['Đã nghe: xin chào'])
  await queue('Thẻ: chưa trả lời', { slot: 'card:1', choices: true })
  post.wake()
  await eventually(said).toHaveLength(2)
  const card = telegram.messages(group.id).at(-1)!
  expect(await telegram.tap(an.id, group.id, card.id, 'Đã nhận')).toMatchObject({ text: 'Đã ghi nhận' })
  await eventually(said).toEqual(['Đã nghe: xin chào', 'Thẻ: đã nhận'])
  await post.settled()
  expect(await post.state()).toMatchObject({
    leading: true,
    channels: [{ revoked: false, sends: 2, edits: 1, throttled: 0 }],
    inbox: { waiting: 0, parked: 0 },
    chores: { waiting: 0, failed: 0 },
  })
})

it('stopping ends what is under way, gives the lease back, and the next process goes on at once', async () => {
  const post = await open()
  telegram.say(an.id, group.id, 'một')
  await eventually(said).toHaveLength(1)
  await post.stop()
  telegram.say(an.id, group.id, 'hai')
  await queue('xếp hàng khi không ai gửi')
  const next = await open()
  await eventually(() => said().sort()).toEqual(['xếp hàng khi không ai gửi', 'Đã nghe: hai', 'Đã nghe: một'].sort())
  expect((await next.state()).epoch).toBe(2)
})

it('a standby takes over when the holder gives up, and until then stores webhooks that the holder handles', async () => {
  const asServer = { database: { ...database, kind: 'postgres' as const }, leaseMs: 1500 }
  const holder = await open(asServer)
  const standby = await open(asServer)
  expect([holder.leading(), standby.leading()]).toEqual([true, false])
  const from = { id: an.id, is_bot: false, first_name: 'An' }
  const chat = { id: group.id, type: 'supergroup', title: 'x' }
  const message = { message_id: 900, date: 1, chat, from, text: 'qua bên dự phòng' }
  await standby.acceptWebhook(channelId, { update_id: 77, message })
  await eventually(said).toEqual(['Đã nghe: qua bên dự phòng'])
  await holder.stop()
  await eventually(() => standby.leading()).toBe(true)
  telegram.say(an.id, group.id, 'còn ai không')
  await eventually(said).toContain('Đã nghe: còn ai không')
})

it('when another has taken the lease, a process stops receiving and sending by itself', async () => {
  const post = await open({ leaseMs: 800 })
  await eventually(() => post.leading()).toBe(true)
  // Another process holds it for a long time; this one is not asked.
  const asServer = { ...database, kind: 'postgres' as const }
  await post.stop()
  const polite = await open({ database: asServer, leaseMs: 800 })
  await database.db.update(lease).set({ holder: 'another', epoch: 99, until: new Date(Date.now() + 3_600_000) })
  await eventually(() => polite.leading()).toBe(false)
  telegram.say(an.id, group.id, 'không ai nghe')
  await queue('không ai gửi')
  polite.wake()
  await new Promise((done) => setTimeout(done, 300))
  expect(said()).toEqual([])
  expect(await database.db.select({ state: outbox.state }).from(outbox)).toEqual([{ state: 'queued' }])
})

it("the platform's limits are kept while a broadcast runs, and an answer overtakes it", async () => {
  telegram.setLimits({ perSecond: 30, chatGap: 0, groupPerMinute: 1000 })
  const now = new Date()
  const groups = Array.from({ length: 40 }, (_, index) => telegram.addGroup({ title: `Nhóm ${index}`, by: an }))
  for (const one of groups) telegram.addToGroup(one.id, bot.id, an.id)
  const rows = await database.db
    .insert(chats)
    .values(groups.map((one) => ({ channelId, externalId: String(one.id), kind: 'group' as const, createdAt: now })))
    .returning({ id: chats.id })
  await database.db.insert(outbox).values(
    Array.from({ length: 80 }, (_, index) => ({
      chatId: rows[index % rows.length]!.id,
      key: `card:${index}`,
      class: 1,
      body: { spans: [`Thẻ ${index}`] },
      createdAt: now,
    })),
  )
  const post = await open({ limits: { perSecond: 30, chatGap: 0, groupPerMinute: 1000, groupReserve: 3 } })
  await eventually(() => telegram.stats.calls.sendMessage ?? 0).toBeGreaterThan(10)
  telegram.say(an.id, group.id, 'gấp')
  await eventually(said).toEqual(['Đã nghe: gấp'])
  expect(telegram.stats.calls.sendMessage).toBeLessThan(75)
  await post.settled()
  expect([telegram.stats.tooMany, telegram.stats.calls.sendMessage]).toEqual([0, 81])
})

it('trouble of every kind loses nothing and doubles only what may have been sent', async () => {
  const post = await open()
  for (const kind of ['429', '500', '502-html', 'drop-before', 'drop-after'] as const) {
    telegram.fault({ method: 'sendMessage', kind, times: 1, retryAfter: 1 })
    await queue(`qua ${kind}`)
    post.wake()
    await eventually(said).toContain(`qua ${kind}`)
    await post.settled()
  }
  expect(said().filter((text) => text === 'qua drop-after')).toHaveLength(2)
  expect(new Set(said()).size).toBe(5)
  expect(said()).toHaveLength(6)
}, 40_000)
