// How updates reach a bot that polls.
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { WireUpdate } from '../../../src/demo/telegram/wire.js'
import { commune } from './cast.js'

type Commune = Awaited<ReturnType<typeof commune>>
let telegram: Commune['telegram']
let bot: Commune['bot']
let an: Commune['an']
let bich: Commune['bich']
let group: Commune['group']
beforeEach(async () => {
  ;({ telegram, bot, an, bich, group } = await commune())
  await bot.updates()
})
afterEach(() => telegram.close())

const poll = (params: object = {}) => bot.result<WireUpdate[]>('getUpdates', params)
const texts = (updates: WireUpdate[]) => updates.map((update) => update.message?.text)
const write = (...words: string[]) => words.map((word) => telegram.say(bich.id, bich.id, word)[0]!)

test('updates come again until a higher offset confirms them', async () => {
  write('a', 'b', 'c')
  const first = await poll()
  expect(texts(first)).toEqual(['a', 'b', 'c'])
  expect(first[2]!.update_id - first[0]!.update_id).toBe(2)
  expect(texts(await poll({ limit: 1 }))).toEqual(['a'])
  expect(texts(await poll({ offset: first[1]!.update_id }))).toEqual(['b', 'c'])
  expect(texts(await poll({ offset: -1 }))).toEqual(['c'])
  expect(texts(await poll())).toEqual(['c'])
  expect(await poll({ offset: first[2]!.update_id + 1 })).toEqual([])
})

test('a waiting poll ends as soon as something happens', async () => {
  const waiting = poll({ timeout: 30 })
  await telegram.quiet()
  write('a')
  expect(texts(await waiting)).toEqual(['a'])
})

test('a second poller ends the first', async () => {
  const asked = new Promise<void>((done) => {
    const off = telegram.onCall(({ phase }) => {
      if (phase !== 'before') return
      off()
      done()
    })
  })
  const first = bot.refusal('getUpdates', { timeout: 30 })
  await asked
  const second = poll({ timeout: 30 })
  expect(await first).toBe(
    '409 Conflict: terminated by other getUpdates request; make sure that only one bot instance is running',
  )
  write('a')
  expect(texts(await second)).toEqual(['a'])
})

test('polling is refused while a webhook is set', async () => {
  await bot.result('setWebhook', { url: 'http://127.0.0.1:9/' })
  expect(await bot.refusal('getUpdates', {})).toBe(
    "409 Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
  )
  await bot.result('deleteWebhook')
  expect(await poll()).toEqual([])
})

test('the kinds of updates that a bot asked for are remembered, an empty list is the default without members', async () => {
  telegram.promote(group.id, bot.bot.id, an.id)
  const chi = telegram.addUser({ name: 'Lê Thị Chi' })
  const joinAndLeave = () => {
    telegram.addToGroup(group.id, chi.id, an.id)
    telegram.removeFromGroup(group.id, chi.id, an.id)
  }
  await bot.updates({ allowed_updates: ['chat_member'] })
  joinAndLeave()
  write('a')
  expect(await bot.news()).toEqual(['member left → member', 'member member → kicked'])
  await bot.updates({ allowed_updates: [] })
  joinAndLeave()
  expect(await bot.news()).toEqual(['joined Lê Thị Chi', 'left Lê Thị Chi'])
})

test('a tap that nobody fetched in time is gone, and one that was fetched can no longer be answered later', async () => {
  const card = await bot.send(group.id, 'Việc', {
    reply_markup: { inline_keyboard: [[{ text: 'Xong', callback_data: 'a' }]] },
  })
  const tap = () => telegram.tap(bich.id, group.id, card.message_id, 'Xong', { waitMs: 1 })
  const first = tap()
  const [{ callback_query: query }] = (await bot.updates()) as [WireUpdate]
  expect(await first).toBeUndefined()
  // Whatever happened before now is too long ago.
  telegram.setLifetimes({ callbackUnanswered: -1 })
  expect(await bot.refusal('answerCallbackQuery', { callback_query_id: query!.id })).toMatch('query is too old')
  expect(await tap()).toBeUndefined()
  telegram.setLifetimes({ callbackUnfetched: -1 })
  expect(await bot.updates()).toEqual([])
})

test('a tap on a card that is gone shows only where the card was', async () => {
  const card = await bot.send(group.id, 'Việc', {
    reply_markup: { inline_keyboard: [[{ text: 'Xong', callback_data: 'a' }]] },
  })
  telegram.deleteMessage(an.id, group.id, card.message_id)
  const tapped = telegram.tap(bich.id, group.id, card.message_id, 'Xong')
  const [{ callback_query: query }] = (await bot.updates()) as [WireUpdate]
  expect(query!.message).toMatchObject({ message_id: card.message_id, date: 0 })
  await bot.result('answerCallbackQuery', { callback_query_id: query!.id, text: 'Đã ghi' })
  expect(await tapped).toEqual({ text: 'Đã ghi', showAlert: false })
  expect(await bot.refusal('answerCallbackQuery', { callback_query_id: query!.id })).toMatch('query is too old')
})

test('forged data reaches the bot as if a button had carried it', async () => {
  const card = await bot.send(group.id, 'Việc')
  void telegram.tapRaw(bich.id, group.id, card.message_id, 'admin.everything')
  expect(await bot.news()).toEqual(['tap admin.everything'])
})

test('updates are doubled, turned round, held back and renumbered on demand', async () => {
  telegram.disturb('duplicate')
  write('a')
  const [once] = await poll()
  const offset = once!.update_id + 1
  expect(await poll({ offset })).toEqual([once])
  expect(await poll({ offset })).toEqual([])

  telegram.disturb('reorder')
  write('b', 'c')
  expect(texts(await bot.updates())).toEqual(['c', 'b'])

  const release = telegram.hold()
  write('d')
  expect(await bot.updates()).toEqual([])
  release()
  expect(texts(await bot.updates())).toEqual(['d'])

  telegram.renumberUpdates(5)
  write('e')
  const [low] = await bot.updates()
  expect(low!.update_id).toBe(5)
  expect(once!.update_id).toBeGreaterThan(5)
})

test('a text that is too long for one message leaves the app in several', async () => {
  const long = `${'một dòng\n'.repeat(800)}${'😀'.repeat(2500)}`
  const parts = telegram.say(bich.id, bich.id, long)
  expect(parts.every((part) => part.text.length <= 4096 && !/[\uD800-\uDBFF]$/.test(part.text))).toBe(true)
  expect(
    parts
      .map((part) => part.text)
      .join('')
      .replace(/\s/g, ''),
  ).toBe(long.replace(/\s/g, ''))
  expect(texts(await bot.updates())).toEqual(parts.map((part) => part.text))
})

test('files sent as an album share a number and come as one update each', async () => {
  for (const name of ['1.pdf', '2.pdf'])
    telegram.sendFile(bich.id, bich.id, {
      name,
      type: 'application/pdf',
      bytes: new Uint8Array([1]),
      album: 'minh chứng',
    })
  const groups = (await bot.updates()).map((update) => update.message!.media_group_id)
  expect(groups[0]).toMatch(/^\d+$/)
  expect(groups).toEqual([groups[0], groups[0]])
})

test('quiet says what is still under way when a bot does not confirm', async () => {
  write('a')
  await expect(telegram.quiet({ timeoutMs: 30 })).rejects.toThrow('not quiet after 30 ms: 1 updates, 0 calls under way')
})
