import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Transport } from '../../../src/chat/transport.js'
import {
  type BotAccount,
  type GroupChat,
  startTelegramEmulator,
  type TelegramEmulator,
  type UserAccount,
} from '../../../src/demo/telegram/emulator.js'
import { makeTelegramTransport } from '../../../src/post/transports/telegram/transport.js'

let telegram: TelegramEmulator
let bot: BotAccount
let an: UserAccount
let group: GroupChat
let transport: Transport
const never = new AbortController().signal

beforeEach(async () => {
  telegram = await startTelegramEmulator()
  bot = telegram.addBot({ username: 'thu_bot', name: 'Thử' })
  an = telegram.addUser({ name: 'Nguyễn Văn An' })
  group = telegram.addGroup({ title: 'Phòng Kinh tế', by: an })
  telegram.addToGroup(group.id, bot.id, an.id)
  telegram.say(an.id, an.id, '/start')
  transport = makeTelegramTransport({ token: bot.token, apiRoot: `${telegram.url}/`, fetchTimeout: 5 })
})
afterEach(() => telegram.close())

it('a question in a group opens a reply box for the person it mentions, with its buttons beside it', async () => {
  const spans = [{ mention: 'Nguyễn Văn An', accountId: String(an.id) }, ', vì sao chậm?']
  const sent = await transport.deliver({
    externalChatId: String(group.id),
    message: { spans, ask: { questionId: 1, placeholder: 'Lý do' } },
  })
  const shown = telegram.message(group.id, Number(sent.ref))
  expect(shown?.replyBox).toMatchObject({ kind: 'force', selective: true, placeholder: 'Lý do' })
  expect(shown?.entities).toMatchObject([{ type: 'text_mention', offset: 0, length: 13, user: { id: an.id } }])
  const both = await transport.deliver({
    externalChatId: String(group.id),
    message: { spans, ask: { questionId: 1 }, choices: [[{ label: 'Thôi', action: 'a.b' }]] },
  })
  expect(telegram.message(group.id, Number(both.ref))).toMatchObject({
    replyBox: { kind: 'force' },
    buttons: [[{ text: 'Thôi', data: 'a.b' }]],
  })
})

it('an answer to a message that is gone is sent all the same, silently when told so', async () => {
  const sent = await transport.deliver({
    externalChatId: String(an.id),
    message: { spans: ['Vâng'], replyTo: '4711', silent: true },
  })
  expect(telegram.message(an.id, Number(sent.ref))).toMatchObject({ text: 'Vâng', silent: true })
})

it('a group that became a supergroup is told with its new id, by sending and by receiving', async () => {
  const to = telegram.migrate(group.id)
  await expect(
    transport.deliver({ externalChatId: String(group.id), message: { spans: ['x'] } }),
  ).rejects.toMatchObject({ kind: 'moved', detail: { movedTo: String(to) } })
  const { updates } = await transport.poll(undefined, 0, never)
  const moves = updates.map((update) => transport.read(update.raw)).filter((one) => one?.happening.kind === 'moved')
  expect(moves.length).toBeGreaterThan(0)
  for (const move of moves) {
    expect(move).toMatchObject({ chat: { externalId: String(group.id) }, happening: { to: String(to) } })
  }
})

it('the bot hears everything in a group only as administrator, or when it reads all', async () => {
  expect(await transport.hearsAll(String(group.id))).toBe(false)
  telegram.promote(group.id, bot.id, an.id)
  expect(await transport.hearsAll(String(group.id))).toBe(true)
  const all = telegram.addBot({ username: 'nghe_bot', name: 'Nghe', readsAll: true })
  const hearing = makeTelegramTransport({ token: all.token, apiRoot: telegram.url })
  expect(await hearing.hearsAll(String(group.id))).toBe(true)
})

it('the menu of commands is shown where it was meant', async () => {
  await transport.setCommands({ kind: 'private' }, [{ command: 'viec', description: 'Việc đang mở' }])
  await transport.setCommands({ kind: 'chat', externalChatId: String(group.id) }, [
    { command: 'quahan', description: 'Quá hạn' },
  ])
  expect(telegram.menu(an.id, an.id, bot.id)).toMatchObject([{ command: 'viec' }])
  expect(telegram.menu(an.id, group.id, bot.id)).toMatchObject([{ command: 'quahan' }])
})

it('polling takes a webhook away first, and a webhook is set with its secret', async () => {
  await transport.receiveBy({ webhookUrl: 'http://127.0.0.1:1/webhook', secret: 'bi-mat' })
  await expect(transport.poll(undefined, 0, never)).rejects.toMatchObject({ kind: 'unreachable' })
  await transport.receiveBy({ polling: true })
  expect((await transport.poll(undefined, 0, never)).updates.length).toBeGreaterThan(0)
})

it('a file larger than the bot may fetch is refused, and one that stops arriving does not wait for ever', async () => {
  const bytes = new Uint8Array(21 * 1024 * 1024)
  telegram.sendFile(an.id, an.id, { name: 'to.pdf', type: 'application/pdf', bytes })
  const { updates } = await transport.poll(undefined, 0, never)
  const read = updates.map((update) => transport.read(update.raw)).find((one) => one?.happening.kind === 'file')
  const handle = read?.happening.kind === 'file' ? read.happening.file.handle : ''
  await expect(transport.fetchFile(handle)).rejects.toMatchObject({ kind: 'rejected' })
  const hasty = makeTelegramTransport({ token: bot.token, apiRoot: telegram.url, fetchTimeout: 0.2 })
  telegram.sendFile(an.id, an.id, { name: 'be.pdf', type: 'application/pdf', bytes: new Uint8Array(10) })
  const more = await transport.poll(updates.at(-1)?.key, 0, never)
  const small = transport.read(more.updates[0]?.raw)
  telegram.fault({ method: 'download', kind: 'timeout-before' })
  const second = small?.happening.kind === 'file' ? small.happening.file.handle : ''
  await expect(hasty.fetchFile(second)).rejects.toMatchObject({ kind: 'unknown' })
})

it('a call whose answer never comes ends in time, its result unknown', async () => {
  const hasty = makeTelegramTransport({ token: bot.token, apiRoot: telegram.url, fetchTimeout: 0.2 })
  telegram.fault({ kind: 'timeout-after' })
  const delivery = { externalChatId: String(an.id), message: { spans: ['x'] } }
  await expect(hasty.deliver(delivery)).rejects.toMatchObject({ kind: 'unknown' })
})

it("a tap's answer that was lost on the way is given once more", async () => {
  const sent = await transport.deliver({
    externalChatId: String(an.id),
    message: { spans: ['Việc'], choices: [[{ label: 'Đã nhận', action: 'a.b' }]] },
  })
  const answer = telegram.tap(an.id, an.id, Number(sent.ref), 'Đã nhận')
  const { updates } = await transport.poll(undefined, 1, never)
  const tap = updates.map((update) => transport.read(update.raw)).find((one) => one?.happening.kind === 'choice')
  telegram.fault({ method: 'answerCallbackQuery', kind: 'drop-before' })
  if (tap?.happening.kind === 'choice') await transport.answerChoice(tap.happening.choiceId, 'Đã ghi nhận')
  expect(await answer).toMatchObject({ text: 'Đã ghi nhận' })
})
