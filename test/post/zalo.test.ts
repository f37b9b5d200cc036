// Zalo through the post: at most once, nothing repeated that may have arrived, hours of outage survived.
import { eq } from 'drizzle-orm'
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest'
import { channels, chats } from '../../src/db/schema/people.js'
import { inbox, offers, outbox } from '../../src/db/schema/post.js'
import { takeOnce } from '../../src/db/turns.js'
import { startZaloEmulator, type ZaloBot, type ZaloEmulator, type ZaloUser } from '../../src/demo/zalo/emulator.js'
import { silentLog } from '../../src/lib/log.js'
import { silentHooks } from '../../src/post/hooks.js'
import { queueMessage } from '../../src/post/outbox.js'
import { openPost, type Post } from '../../src/post/post.js'
import { quotaUse } from '../../src/post/quota.js'
import { withoutMention } from '../../src/post/transports/zalo/read.js'
import { makeZaloTransport } from '../../src/post/transports/zalo/transport.js'
import { openTestDatabase, type TestDatabase } from '../support/database.js'
import { emptyPost, type HandClock, handClock, handlingBy } from './office.js'
import { unlimited } from './platform.js'

let database: TestDatabase
let zalo: ZaloEmulator
let bot: ZaloBot
let an: ZaloUser
let clock: HandClock
let post: Post
let channelId: number
let heard: string[]
let refused: string[]
let made = 0

beforeAll(async () => {
  database = await openTestDatabase()
})
afterAll(() => database.close())
beforeEach(async () => {
  await emptyPost(database)
  zalo = await startZaloEmulator({ grace: 60_000 })
  bot = zalo.addBot({ name: 'Bot Đôn Đốc' })
  an = zalo.addUser({ name: 'Nguyễn Văn An' })
  clock = handClock()
  heard = []
  refused = []
  const transport = makeZaloTransport({ token: bot.token, apiRoot: zalo.url, fetchTimeout: 2 })
  const { externalId } = await transport.identity()
  const [row] = await database.db
    .insert(channels)
    .values({ platform: 'zalo', externalId, username: 'bot.x' })
    .returning()
  channelId = row!.id
  post = openPost({
    database,
    clock,
    log: silentLog(),
    transports: new Map([[channelId, transport]]),
    filesFolder: '/tmp',
    handling: handlingBy(async (_tx, _row, { happening }) => {
      heard.push(happening.kind === 'text' ? happening.text : happening.kind)
      return {}
    }),
    hooks: {
      ...silentHooks,
      onRefused: async (_tx, { key, unknown }) => void refused.push(`${key} ${unknown ? 'unknown' : 'refused'}`),
    },
    chores: [],
    limits: unlimited,
  })
  await post.runOnce()
})
afterEach(async () => {
  await post.stop()
  await zalo.close()
})

async function chatOf(externalId: string, kind: 'private' | 'group' = 'private'): Promise<number> {
  const [known] = await database.db.select().from(chats).where(eq(chats.externalId, externalId))
  if (known) return known.id
  const [row] = await database.db
    .insert(chats)
    .values({ channelId, externalId, kind, createdAt: clock.now() })
    .returning()
  return row!.id
}
async function queue(chatId: number, text: string, more: Partial<Parameters<typeof queueMessage>[1]> = {}) {
  const outgoing = { chatId, key: `test:${++made}`, class: 1 as const, message: { spans: [text] }, ...more }
  await database.db.transaction((tx) => queueMessage(tx, outgoing, clock.now()))
  return outgoing.key
}
const said = (chat = an.id) =>
  zalo
    .messages(chat)
    .filter((message) => message.from.isBot)
    .map((message) => message.text)
const stateOf = async (key: string) => (await database.db.select().from(outbox).where(eq(outbox.key, key)))[0]?.state

it("what people write is handled once, though it comes twice; own words that come back are nobody's", async () => {
  zalo.duplicate()
  zalo.say(an.id, an.id, 'xin chào')
  await post.runOnce()
  await queue(await chatOf(an.id), 'chào đồng chí')
  await post.runOnce()
  await post.runOnce()
  expect(heard).toEqual(['xin chào'])
  expect(said()).toEqual(['chào đồng chí'])
  expect((await database.db.select().from(inbox)).length).toBe(2)
})

it('a send that may have arrived is not said again, and is shown', async () => {
  zalo.say(an.id, an.id, 'xin chào')
  zalo.fault({ kind: 'drop-after', method: 'sendMessage' })
  const key = await queue(await chatOf(an.id), 'một lần thôi')
  await post.runOnce()
  clock.pass(3_600_000)
  await post.runOnce()
  expect(said()).toEqual(['một lần thôi'])
  expect(refused).toEqual([`${key} unknown`])
})

it('in an outage of hours at most the message under way is in doubt; all others wait, and go out in order afterwards', async () => {
  zalo.say(an.id, an.id, 'xin chào')
  await post.runOnce()
  // Receiving fails by itself; here only what is sent matters.
  for (const method of ['sendMessage', 'getMe']) zalo.fault({ kind: '504-html', method, times: 1e6 })
  const keys = []
  for (const text of ['một', 'hai', 'ba', 'bốn']) keys.push(await queue(await chatOf(an.id), text))
  for (let minutes = 0; minutes < 180; minutes += 6) {
    await post.runOnce()
    clock.pass(6 * 60_000)
  }
  expect(refused).toEqual([`${keys[0]} unknown`])
  expect(said()).toEqual([])
  zalo.clearFaults()
  clock.pass(6 * 60_000)
  await post.runOnce()
  expect(said()).toEqual(['hai', 'ba', 'bốn'])
})

it('when the month is used up nothing is lost: all chats wait for minutes, and go on when Zalo takes more', async () => {
  zalo.say(an.id, an.id, 'xin chào')
  zalo.setQuota(1)
  const chat = await chatOf(an.id)
  await queue(chat, 'một')
  const key = await queue(chat, 'hai')
  await post.runOnce()
  await post.runOnce()
  const calls = zalo.stats.calls.sendMessage
  clock.pass(30_000)
  await post.runOnce()
  expect(zalo.stats.calls.sendMessage).toBe(calls)
  expect(await stateOf(key)).toBe('queued')
  zalo.setQuota(undefined)
  clock.pass(60 * 60_000)
  await post.runOnce()
  expect(said()).toEqual(['một', 'hai'])
})

it('a chat that alone is refused counts as closed; while all are refused nobody is given up', async () => {
  const binh = zalo.addUser({ name: 'Bình' })
  zalo.say(an.id, an.id, 'xin chào')
  zalo.say(binh.id, binh.id, 'xin chào')
  await post.runOnce()
  const [one, other] = [await chatOf(an.id), await chatOf(binh.id)]
  zalo.fault({ kind: '403', method: 'sendMessage', times: 2 })
  const keys = [await queue(one, 'một'), await queue(other, 'hai')]
  await post.runOnce()
  expect(await Promise.all(keys.map(stateOf))).toEqual(['queued', 'queued'])
  zalo.fault({ kind: '403', method: 'sendMessage', chatId: an.id, times: 9 })
  for (let tries = 0; tries < 3; tries++) {
    clock.pass(10 * 60_000)
    await post.runOnce()
  }
  expect(await Promise.all(keys.map(stateOf))).toEqual(['held', 'sent'])
})

it('a long text is cut at line ends into messages of at most 2000 characters', async () => {
  zalo.say(an.id, an.id, 'xin chào')
  const lines = Array.from({ length: 90 }, (_, index) => `${index + 1}. ${'việc '.repeat(9)}`)
  await queue(await chatOf(an.id), lines.join('\n'))
  await post.runOnce()
  expect(said().length).toBeGreaterThan(1)
  for (const text of said()) {
    expect(text.length).toBeLessThanOrEqual(2000)
    expect(text.trim()).toMatch(/^\d+\. (việc ?)+(\n\d+\. (việc ?)+)*$/)
  }
  expect(said().join('').match(/việc/g)?.length).toBe(90 * 9)
})

it('choices are printed with numbers that no other open message of the chat has; a screen said anew gives its numbers back', async () => {
  zalo.say(an.id, an.id, 'xin chào')
  const chat = await chatOf(an.id)
  const choices = [
    [
      { label: 'Xác nhận', action: 'a.yes:1' },
      { label: 'Yêu cầu bổ sung', action: 'a.no:1' },
    ],
  ]
  await queue(chat, 'Việc #1', { message: { spans: ['Việc #1'], choices }, slot: 'confirm:1' })
  await post.runOnce()
  await queue(chat, 'Việc #2', { message: { spans: ['Việc #2'], choices }, slot: 'confirm:2' })
  await post.runOnce()
  await queue(chat, 'Việc #1', { message: { spans: ['Việc #1, sửa'], choices }, slot: 'confirm:1' })
  await post.runOnce()
  expect(said().map((text) => text.match(/^\d+\. .*$/gm))).toEqual([
    ['1. Xác nhận', '2. Yêu cầu bổ sung'],
    ['3. Xác nhận', '4. Yêu cầu bổ sung'],
    ['1. Xác nhận', '2. Yêu cầu bổ sung'],
  ])
  const open = (await database.db.select().from(offers)).filter((offer) => offer.closedAt === null)
  expect(open.map((offer) => offer.number).sort()).toEqual([1, 2, 3, 4])
})

it('what would only change a message in place is not said', async () => {
  zalo.say(an.id, an.id, 'xin chào')
  const chat = await chatOf(an.id)
  await queue(chat, 'thẻ', { slot: 'card:1' })
  await post.runOnce()
  await queue(chat, 'thẻ, đã đổi', { slot: 'card:1', refresh: true })
  await post.runOnce()
  expect(said()).toEqual(['thẻ'])
})

it('a month counts what was sent and what was received; a warning is given once', async () => {
  zalo.say(an.id, an.id, 'một')
  zalo.say(an.id, an.id, 'hai')
  await post.runOnce()
  await queue(await chatOf(an.id), 'ba')
  await post.runOnce()
  await post.runOnce()
  const use = () => database.db.transaction((tx) => quotaUse(tx, clock.now()))
  expect(await use()).toMatchObject([{ channelId, used: 3, quota: 3000, month: '2026-09-01', percent: 0 }])
  clock.pass(2 * 86_400_000)
  await use()
  // Updates are forgotten after a week; their number is not.
  await database.db.delete(inbox)
  expect((await use())[0]?.used).toBe(3)
  const once = () => database.db.transaction((tx) => takeOnce(tx, 'quota:test:70', clock.now()))
  expect([await once(), await once()]).toEqual([true, false])
})

it.each([
  ['@Bot Đôn Đốc 17 xong', '17 xong'],
  ['@Bot Đôn Đốc /viec KT', '/viec KT'],
  ['@Bot Đôn Đốc #17 dang lam', '#17 dang lam'],
  ['17 xong @Bot Đôn Đốc', '17 xong'],
  ['@bot.abc12 vì chưa có kinh phí', 'vì chưa có kinh phí'],
  ['gửi @An xem giúp', 'gửi @An xem giúp'],
])('"%s" is read as "%s"', (text, meant) => {
  expect(withoutMention(text, ['bot.abc12'])).toBe(meant)
})
