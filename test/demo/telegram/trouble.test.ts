// Accidents on demand: rates, refusals, lost connections, and a hook at the moment of the effect.
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Fault } from '../../../src/demo/telegram/faults.js'
import { commune } from './cast.js'

type Commune = Awaited<ReturnType<typeof commune>>
let telegram: Commune['telegram']
let bot: Commune['bot']
let an: Commune['an']
let bich: Commune['bich']
let group: Commune['group']
beforeEach(async () => {
  ;({ telegram, bot, an, bich, group } = await commune())
  telegram.say(bich.id, bich.id, '/start')
})
afterEach(() => telegram.close())

const write = (chatId: number, text = 'a') => bot.call('sendMessage', { chat_id: chatId, text })
const written = () => telegram.messages(bich.id).filter((message) => message.from.isBot).length

test('with real limits a second message in the same second is refused with the time to wait, another chat is free', async () => {
  telegram.setLimits('real')
  expect(await write(bich.id)).toMatchObject({ ok: true })
  expect(await write(bich.id)).toEqual({
    ok: false,
    error_code: 429,
    description: 'Too Many Requests: retry after 1',
    parameters: { retry_after: 1 },
  })
  expect(await write(group.id)).toMatchObject({ ok: true })
  expect(telegram.stats.tooMany).toBe(1)
})

test('a group takes so many messages and edits in a minute', async () => {
  telegram.setLimits({ perSecond: 1000, chatGap: 0, groupPerMinute: 3 })
  const card = await bot.send(group.id, 'a')
  await bot.result('editMessageText', { chat_id: group.id, message_id: card.message_id, text: 'b' })
  await write(group.id)
  const refused = await write(group.id)
  expect(refused).toMatchObject({ error_code: 429 })
  expect(refused.ok ? 0 : refused.parameters!.retry_after).toBeGreaterThan(55)
  for (let i = 0; i < 5; i++) expect(await write(bich.id)).toMatchObject({ ok: true })
})

test('over all chats there are so many messages in a second, and answers to taps are free', async () => {
  telegram.setLimits({ perSecond: 2, chatGap: 0, groupPerMinute: 100 })
  const card = await bot.send(group.id, 'a', {
    reply_markup: { inline_keyboard: [[{ text: 'Xong', callback_data: 'a' }]] },
  })
  await write(bich.id)
  expect(await write(group.id)).toMatchObject({ error_code: 429 })
  await bot.updates()
  const tapped = telegram.tap(an.id, group.id, card.message_id, 'Xong')
  const [update] = await bot.updates()
  await bot.result('answerCallbackQuery', { callback_query_id: update!.callback_query!.id })
  expect(await tapped).toEqual({ showAlert: false })
})

test.each<[Fault['kind'], string, number]>([
  [
    '429',
    '{"ok":false,"error_code":429,"description":"Too Many Requests: retry after 7","parameters":{"retry_after":7}}',
    0,
  ],
  ['500', '{"ok":false,"error_code":500,"description":"Internal Server Error"}', 0],
  ['502-html', '<html>', 0],
  ['drop-before', 'fetch failed', 0],
  ['drop-after', 'fetch failed', 1],
  ['timeout-before', 'aborted due to timeout', 0],
  ['timeout-after', 'aborted due to timeout', 1],
  ['slow', '{"ok":true', 1],
])('the fault %s strikes one call and has its effect or not', async (kind, heard, effect) => {
  telegram.fault({
    method: 'sendMessage',
    chatId: bich.id,
    kind,
    retryAfter: 7,
    ...(kind === 'slow' && { delayMs: 20 }),
  })
  await write(group.id)
  const response = fetch(`${telegram.url}/bot${bot.bot.token}/sendMessage?chat_id=${bich.id}&text=a`, {
    signal: AbortSignal.timeout(kind.startsWith('timeout') ? 300 : 10_000),
  })
  const body = await response.then((found) => found.text()).catch((error: Error) => error.message)
  expect(body).toContain(heard)
  expect(written()).toBe(effect)
  expect(await write(bich.id)).toMatchObject({ ok: true })
})

test('a fault strikes as often as told, until faults are cleared, and spares polling unless it is named', async () => {
  telegram.fault({ kind: '500', times: 2 })
  expect(await bot.updates()).not.toEqual([])
  expect([await write(bich.id), await write(bich.id), await write(bich.id)].map((answer) => answer.ok)).toEqual([
    false,
    false,
    true,
  ])
  telegram.fault({ kind: '500', method: 'getupdates', times: 100 })
  expect(await bot.call('getUpdates')).toMatchObject({ error_code: 500 })
  telegram.clearFaults()
  expect(await bot.call('getUpdates')).toMatchObject({ ok: true })
})

test('a hook runs just before and just after the effect of a call', async () => {
  const seen: string[] = []
  const remove = telegram.onCall(async ({ method, params, phase }) => {
    await Promise.resolve()
    if (method === 'sendMessage') seen.push(`${phase} ${String(params.text)}: ${written()}`)
  })
  await write(bich.id, 'một')
  remove()
  await write(bich.id, 'hai')
  expect(seen).toEqual(['before một: 0', 'after một: 1'])
})

test('calls are counted, and whoever watches hears of every change', async () => {
  const seen: string[] = []
  telegram.on('change', (change) => seen.push(`${change.kind} ${change.chatId === bich.id ? 'Bích' : 'nhóm'}`))
  const sent = await bot.send(bich.id, 'a')
  await bot.result('editMessageText', { chat_id: bich.id, message_id: sent.message_id, text: 'b' })
  await bot.result('deleteMessage', { chat_id: bich.id, message_id: sent.message_id })
  telegram.rename(group.id, 'Mới', an.id)
  expect(seen).toEqual(['sent Bích', 'edited Bích', 'deleted Bích', 'sent nhóm', 'chat nhóm'])
  expect(telegram.stats.calls).toMatchObject({ sendMessage: 1, editMessageText: 1, deleteMessage: 1 })
})
