import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { communes } from '../../src/db/schema/communes.js'
import { chats, persons } from '../../src/db/schema/people.js'
import { fileHandles, lease, outbox, questions, screens } from '../../src/db/schema/post.js'
import { insertFile, saveFile } from '../../src/files/store.js'
import { releaseHeld } from '../../src/post/chats.js'
import { openTestDatabase, type TestDatabase } from '../support/database.js'
import { openPostWorld, type PostWorld, type PostWorldOptions } from './office.js'

let database: TestDatabase
let world: PostWorld
const told: string[] = []
const open = async (options: PostWorldOptions = {}) => {
  told.length = 0
  world = await openPostWorld(database, {
    ...options,
    hooks: {
      onUnreachable: async (_tx, chatId, reason) => void told.push(`unreachable ${chatId} ${reason}`),
      onMoved: async (_tx, chatId, to) => void told.push(`moved ${chatId} ${to}`),
      onRefused: async (_tx, refused) => void told.push(`refused ${refused.key} ${refused.reason}`),
      ...options.hooks,
    },
  })
}
beforeAll(async () => {
  database = await openTestDatabase()
})
afterAll(() => database.close())

const texts = () => world.platform.calls.map((call) => call.text)
const states = async () => (await world.messages()).map((row) => row.state)
const chatRow = async (id: number) => (await world.database.db.select().from(chats).where(eq(chats.id, id)))[0]

it('a message is sent once and its reference is kept', async () => {
  await open()
  const chat = await world.chat('-5')
  await world.say(chat, 'Chào')
  await world.post.runOnce()
  await world.post.runOnce()
  expect(texts()).toEqual(['Chào'])
  expect(await world.messages()).toMatchObject([{ state: 'sent', ref: '1', sentAt: world.clock.now(), attempts: 1 }])
})

it('answers go before cards and cards before digests; within a chat and class the order of queueing is kept', async () => {
  await open()
  const chat = await world.chat('-5')
  for (const [text, cls] of [
    ['d1', 2],
    ['c1', 1],
    ['c2', 1],
    ['a1', 0],
    ['d2', 2],
    ['a2', 0],
  ] as const) {
    await world.say(chat, text, { class: cls })
  }
  await world.post.runOnce()
  expect(texts()).toEqual(['a1', 'a2', 'c1', 'c2', 'd1', 'd2'])
})

it('what is not due yet waits, without holding up what is; what came too late is never said', async () => {
  await open()
  const chat = await world.chat('-5')
  const at = (minutes: number) => new Date(world.clock.now().getTime() + minutes * 60_000)
  await world.say(chat, 'mai', { notBefore: at(60) })
  await world.say(chat, 'nay')
  await world.say(chat, 'hôm qua', { expiresAt: at(-1) })
  await world.post.runOnce()
  expect(texts()).toEqual(['nay'])
  expect(await states()).toEqual(['queued', 'sent', 'expired'])
  world.clock.pass(61 * 60_000)
  await world.post.runOnce()
  expect(texts()).toEqual(['nay', 'mai'])
})

it('a screen is sent once and changed in place afterwards; where its message is gone, a new one is sent', async () => {
  await open()
  const chat = await world.chat('-5')
  await world.say(chat, 'Chưa trả lời', { slot: 'card:1' })
  await world.post.runOnce()
  await world.say(chat, 'Đã nhận', { slot: 'card:1' })
  await world.say(chat, 'Hoàn thành', { slot: 'card:1' })
  await world.post.runOnce()
  expect(world.platform.calls.map((call) => [call.text, call.ref])).toEqual([
    ['Chưa trả lời', undefined],
    ['Hoàn thành', '1'],
  ])
  world.platform.fail('gone')
  await world.say(chat, 'Mở lại', { slot: 'card:1' })
  await world.post.runOnce()
  expect(world.platform.calls.at(-1)).toMatchObject({ text: 'Mở lại', ref: undefined })
  expect(await world.database.db.select().from(screens)).toMatchObject([{ slot: 'card:1', ref: '3' }])
})

it('the message that asked a question is remembered with the question', async () => {
  await open()
  const chat = await world.chat('-5')
  const now = world.clock.now()
  const [person] = await world.database.db.insert(persons).values({ name: 'An', createdAt: now }).returning()
  const [question] = await world.database.db
    .insert(questions)
    .values({ chatId: chat, personId: person!.id, action: 'a.b', data: {}, askedAt: now })
    .returning()
  await world.say(chat, 'Vì sao?', { message: { spans: ['Vì sao?'], ask: { questionId: question!.id } } })
  await world.post.runOnce()
  expect(await world.database.db.select().from(questions)).toMatchObject([{ ref: '1' }])
})

it('a file is uploaded once, then named by the handle; a handle that is no good any more is forgotten', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'dondoc-files-'))
  await open({ filesFolder: folder })
  const { db } = world.database
  const now = world.clock.now()
  const [commune] = await db.insert(communes).values({ name: 'UBND xã Thử', createdAt: now }).returning()
  const saved = await saveFile(folder, new TextEncoder().encode('Công văn'))
  const fileId = await insertFile(db, { communeId: commune!.id, ...saved, name: 'cv.txt', type: 'text/plain' }, now)
  const send = async (chat: string) =>
    world.say(await world.chat(chat), 'Văn bản', { message: { spans: ['Văn bản'], fileId } })
  await send('-5')
  await world.post.runOnce()
  expect(world.platform.calls[0]?.delivery.file).toMatchObject({ name: 'cv.txt' })
  expect(world.platform.calls[0]?.delivery.file?.handle).toBeUndefined()
  await send('-6')
  await world.post.runOnce()
  expect(world.platform.calls[1]?.delivery.file?.handle).toBe('handle-1')
  world.platform.fail('rejected')
  await send('-7')
  await world.post.runOnce()
  expect(world.platform.calls[2]?.delivery.file?.handle).toBeUndefined()
  expect(await db.select().from(fileHandles)).toMatchObject([{ handle: 'handle-3' }])
  expect(await states()).toEqual(['sent', 'sent', 'sent'])
})

it('a message whose file nobody knows is refused, not sent without it', async () => {
  await open()
  const chat = await world.chat('-5')
  await world.say(chat, 'Văn bản', { key: 'cv', message: { spans: ['Văn bản'], fileId: 4711 } })
  await world.post.runOnce()
  expect(texts()).toEqual([])
  expect(told).toEqual(['refused cv the file is not known'])
})

it('a chat that cannot be reached keeps its messages; the officer is told once; when it can be again they go out in order', async () => {
  await open()
  const chat = await world.chat('-5')
  for (const text of ['một', 'hai', 'ba']) await world.say(chat, text)
  world.platform.fail('blocked', { times: 2 })
  await world.post.runOnce()
  await world.say(chat, 'bốn')
  await world.post.runOnce()
  expect(await states()).toEqual(['held', 'held', 'held', 'held'])
  expect(told).toEqual([`unreachable ${chat} blocked by the test`])
  expect(await chatRow(chat)).toMatchObject({ unreachableReason: 'blocked by the test' })
  await world.database.db.transaction((tx) => releaseHeld(tx, chat))
  await world.post.runOnce()
  expect(texts()).toEqual(['một', 'hai', 'ba', 'bốn'])
  expect((await chatRow(chat))?.unreachableAt).toBeNull()
})

it('what was held for a lost group goes to the group that took its place, each screen in its newest form', async () => {
  await open()
  const chat = await world.chat('-5')
  await world.say(chat, 'thẻ cũ', { slot: 'card:1' })
  world.platform.fail('blocked', { times: 2 })
  await world.post.runOnce()
  await world.say(chat, 'thẻ mới', { slot: 'card:1' })
  await world.post.runOnce()
  expect(await states()).toEqual(['held', 'held'])
  const other = await world.chat('-6')
  await world.database.db.transaction((tx) => releaseHeld(tx, chat, other))
  await world.post.runOnce()
  expect(world.platform.calls).toMatchObject([{ chat: '-6', text: 'thẻ mới' }])
  expect(await states()).toEqual(['expired', 'sent'])
})

it('a message that gets through to a chat thought unreachable brings what was held after it', async () => {
  await open()
  const chat = await world.chat('-5')
  await world.say(chat, 'một')
  world.platform.fail('blocked')
  await world.post.runOnce()
  await world.say(chat, 'hai')
  await world.post.runOnce()
  expect(texts()).toEqual(['hai', 'một'])
  expect((await chatRow(chat))?.unreachableAt).toBeNull()
})

it('a group that became a supergroup gets its messages under the new id, its cards anew', async () => {
  await open()
  const chat = await world.chat('-5')
  await world.say(chat, 'thẻ', { slot: 'card:1' })
  await world.post.runOnce()
  world.platform.fail('moved', { detail: { movedTo: '-1005' } })
  await world.say(chat, 'thẻ 2', { slot: 'card:1' })
  await world.post.runOnce()
  expect(world.platform.calls.at(-1)).toMatchObject({ chat: '-1005', text: 'thẻ 2', ref: undefined })
  expect(await chatRow(chat)).toMatchObject({ externalId: '-1005' })
  expect(told).toEqual([`moved ${chat} -1005`])
})

it('a refused message is shown to the officer; one refused for its form goes out plain', async () => {
  await open()
  const chat = await world.chat('-5')
  world.platform.fail('rejected')
  await world.say(chat, 'sai', { key: 'k1' })
  await world.post.runOnce()
  expect(told).toEqual(['refused k1 rejected by the test'])
  world.platform.fail('rejected', { detail: { formatting: true } })
  const spans = ['Kính gửi ', { bold: 'Phòng Kinh tế' }]
  await world.say(chat, '', { message: { spans, choices: [[{ label: 'Đã nhận', action: 'a.b' }]] } })
  await world.post.runOnce()
  expect(world.platform.calls.at(-1)?.delivery.message).toEqual({ spans: ['Kính gửi Phòng Kinh tế'] })
  expect(await states()).toEqual(['refused', 'sent'])
})

it('an unknown result is tried again after a growing pause, five times at most', async () => {
  await open()
  const chat = await world.chat('-5')
  await world.say(chat, 'một', { key: 'k' })
  world.platform.fail('unknown', { times: 6 })
  await world.post.runOnce()
  const tries: number[] = []
  for (let seconds = 0; seconds < 120; seconds++) {
    tries.push((await world.messages())[0]!.attempts)
    world.clock.pass(1000)
    await world.post.runOnce()
  }
  expect([0, 1, 3, 7, 15, 31].map((second) => tries[second])).toEqual([1, 2, 3, 4, 5, 6])
  expect(await world.messages()).toMatchObject([{ state: 'refused', attempts: 6 }])
  expect(told).toEqual(['refused k unknown by the test'])
})

it('where a send must not be repeated, an unknown result is shown to the officer at once', async () => {
  await open({ capabilities: { repeatUnknown: false } })
  const chat = await world.chat('-5')
  await world.say(chat, 'một', { key: 'k' })
  world.platform.fail('unknown')
  await world.post.runOnce()
  expect(await states()).toEqual(['refused'])
})

it('a platform that cannot be reached is left alone for a while that grows, and nothing is lost', async () => {
  await open()
  const chats = [await world.chat('-5'), await world.chat('-6')]
  for (const chat of chats) await world.say(chat, `tin ${chat}`)
  let tries = 0
  world.platform.onDeliver = () => {
    tries += 1
  }
  world.platform.fail('unreachable', { times: 1000 })
  for (let i = 0; i < 600; i++) {
    world.clock.pass(1000)
    await world.post.runOnce()
  }
  expect(tries).toBeLessThan(40)
  expect(await states()).toEqual(['queued', 'queued'])
  expect(await world.messages()).toMatchObject([{ unknowns: 0 }, { unknowns: 0 }])
}, 60_000)

it('the platform asks to wait: that chat waits to the second, the others do not, and a restart obeys it too', async () => {
  await open()
  const [five, six] = [await world.chat('-5'), await world.chat('-6')]
  await world.say(five, 'một')
  await world.say(five, 'hai')
  await world.say(six, 'ba')
  world.platform.fail('throttled', { chat: '-5', detail: { retryAfter: 7 } })
  await world.post.runOnce()
  expect(texts()).toEqual(['ba'])
  world.clock.pass(3000)
  await restart()
  await world.post.runOnce()
  expect(texts()).toEqual(['ba'])
  world.clock.pass(3999)
  await world.post.runOnce()
  expect(texts()).toEqual(['ba'])
  world.clock.pass(1)
  await world.post.runOnce()
  expect(texts()).toEqual(['ba', 'một', 'hai'])
})

/** As after a crash: the lease runs out, another process begins. */
async function restart(): Promise<void> {
  await world.database.db.update(lease).set({ until: new Date(0) })
  world.restart()
}

it('a message that was being sent when the program died is sent again, at most one too many', async () => {
  await open()
  const chat = await world.chat('-5')
  await world.say(chat, 'một')
  await world.say(chat, 'hai')
  world.platform.onDeliver = () => new Promise(() => {})
  void world.post.runOnce()
  await expect.poll(states).toEqual(['sending', 'queued'])
  world.platform.onDeliver = undefined
  await restart()
  await world.post.runOnce()
  expect(texts()).toEqual(['một', 'hai'])
  expect(await world.messages()).toMatchObject([
    { state: 'sent', unknowns: 1 },
    { state: 'sent', unknowns: 0 },
  ])
})

it('a process that was paused and lost the lease meanwhile sends and writes nothing more', async () => {
  await open()
  const chat = await world.chat('-5')
  await world.post.runOnce()
  const paused = world.post
  await restart()
  await world.post.runOnce()
  expect(world.post.leading()).toBe(true)
  await world.say(chat, 'một')
  // It does not know yet, but the database does.
  expect(paused.leading()).toBe(true)
  await paused.runOnce()
  expect(texts()).toEqual([])
  expect(await states()).toEqual(['queued'])
  world.clock.pass(8000)
  expect(paused.leading()).toBe(false)
})

it('a token that is no longer valid stops the sending and is seen in the state', async () => {
  await open()
  const chat = await world.chat('-5')
  await world.say(chat, 'một')
  await world.say(chat, 'hai')
  world.platform.fail('revoked')
  await world.post.runOnce()
  expect(await states()).toEqual(['queued', 'queued'])
  expect(texts()).toEqual([])
  expect((await world.post.state()).channels).toMatchObject([{ revoked: true }])
})

it('a newer body of a screen that waits while an older one fails replaces it', async () => {
  await open()
  const chat = await world.chat('-5')
  await world.say(chat, 'cũ', { slot: 'card:1' })
  world.platform.onDeliver = async () => {
    world.platform.onDeliver = undefined
    await world.say(chat, 'mới', { slot: 'card:1' })
  }
  world.platform.fail('unknown')
  await world.post.runOnce()
  world.clock.pass(2000)
  await world.post.runOnce()
  expect(texts()).toEqual(['mới'])
  expect(await states()).toEqual(['expired', 'sent'])
})

it('when telling the officer fails, what became of the messages is written all the same', async () => {
  await open({ hooks: { onRefused: () => Promise.reject(new Error('a bug')) } })
  const [five, six] = [await world.chat('-5'), await world.chat('-6')]
  await world.say(five, 'một')
  await world.say(six, 'hai')
  world.platform.fail('rejected', { chat: '-5' })
  await world.post.runOnce()
  expect(await states()).toEqual(['refused', 'sent'])
})

it('the state counts what waits, by class, and how old it is', async () => {
  await open()
  const chat = await world.chat('-5')
  await world.say(chat, 'một', { class: 2 })
  world.clock.pass(5000)
  const state = await world.post.state()
  expect(state.outbox).toEqual([
    { class: 0, waiting: 0, oldestMs: 0 },
    { class: 1, waiting: 0, oldestMs: 0 },
    { class: 2, waiting: 1, oldestMs: 5000 },
  ])
  await world.database.db.update(outbox).set({ state: 'held' })
  expect(await world.post.state()).toMatchObject({ held: 1, leading: false })
})
