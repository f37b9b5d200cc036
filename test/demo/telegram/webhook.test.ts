// How updates reach a bot by webhook.
import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { WireUpdate } from '../../../src/demo/telegram/wire.js'
import { updateProblems } from '../../support/telegram-schema.js'
import { commune } from './cast.js'

type Commune = Awaited<ReturnType<typeof commune>>
let telegram: Commune['telegram']
let bot: Commune['bot']
let bich: Commune['bich']
let an: Commune['an']
let group: Commune['group']
let receiver: Server
let url: string
let received: { update: WireUpdate; secret: string | undefined }[]
/** What the bot's server answers: a status, and a body. */
let respond: (update: WireUpdate) => { status: number; body?: object } | Promise<{ status: number; body?: object }>

beforeEach(async () => {
  ;({ telegram, bot, bich, an, group } = await commune({ webhookPauses: [5, 10] }))
  await bot.updates()
  received = []
  respond = () => ({ status: 200 })
  receiver = createServer((request, response) => {
    void readJson(request).then(async (update) => {
      received.push({ update, secret: request.headers['x-telegram-bot-api-secret-token'] as string | undefined })
      const { status, body } = await respond(update)
      response.writeHead(status, { 'content-type': 'application/json' }).end(body ? JSON.stringify(body) : '')
    })
  })
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve))
  url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hook`
})
afterEach(async () => {
  await telegram.close()
  receiver.closeAllConnections()
  await new Promise((resolve) => receiver.close(resolve))
})

async function readJson(request: IncomingMessage): Promise<WireUpdate> {
  const parts: Buffer[] = []
  for await (const part of request as AsyncIterable<Buffer>) parts.push(part)
  return JSON.parse(Buffer.concat(parts).toString()) as WireUpdate
}

const texts = () => received.map(({ update }) => update.message?.text ?? update.callback_query?.data)
const write = (text: string) => telegram.say(bich.id, bich.id, text)

test('what waited and what happens then is delivered in order, with the secret', async () => {
  write('a')
  const set = await bot.call('setWebhook', { url, secret_token: 'bi-mat_1' })
  expect(set).toMatchObject({ ok: true, result: true, description: 'Webhook was set' })
  write('b')
  write('c')
  await telegram.quiet()
  expect(texts()).toEqual(['a', 'b', 'c'])
  expect(received.map(({ secret }) => secret)).toEqual(['bi-mat_1', 'bi-mat_1', 'bi-mat_1'])
  expect(received.flatMap(({ update }) => updateProblems(update))).toEqual([])
})

test('a delivery that fails is repeated until it is accepted, and later ones of the chat wait for it', async () => {
  let failures = 2
  respond = () => ({ status: failures-- > 0 ? 500 : 200 })
  await bot.result('setWebhook', { url })
  write('a')
  write('b')
  await telegram.quiet()
  expect(texts()).toEqual(['a', 'a', 'a', 'b'])
  expect(await bot.result('getWebhookInfo')).toMatchObject({
    pending_update_count: 0,
    last_error_message: 'Wrong response from the webhook: 500 Internal Server Error',
  })
})

test('a tap overtakes a text, because taps stand in a queue of their own', async () => {
  await bot.result('setWebhook', { url })
  const card = await bot.send(group.id, 'Việc', {
    reply_markup: { inline_keyboard: [[{ text: 'Xong', callback_data: 'done' }]] },
  })
  let letGo = () => {}
  const gate = new Promise<void>((resolve) => {
    letGo = resolve
  })
  respond = async (update) => {
    if (update.message) await gate
    return { status: 200 }
  }
  telegram.say(bich.id, group.id, 'chậm', { replyTo: card.message_id })
  telegram.say(bich.id, group.id, 'sau', { replyTo: card.message_id })
  void telegram.tap(an.id, group.id, card.message_id, 'Xong')
  await expect.poll(() => texts(), { interval: 5 }).toEqual(['chậm', 'done'])
  letGo()
  await telegram.quiet()
  expect(texts()).toEqual(['chậm', 'done', 'sau'])
})

test('the answer to the webhook may be a call', async () => {
  respond = (update) => ({
    status: 200,
    body: { method: 'sendMessage', chat_id: update.message!.chat.id, text: 'Đã nhận' },
  })
  await bot.result('setWebhook', { url })
  write('a')
  await telegram.quiet()
  expect(telegram.messages(bich.id).map((message) => message.text)).toEqual(['a', 'Đã nhận'])
})

test('what was not accepted when the webhook is removed can be polled, or is dropped on demand', async () => {
  respond = () => ({ status: 503 })
  await bot.result('setWebhook', { url })
  write('a')
  write('b')
  await expect.poll(() => received.length, { interval: 5 }).toBeGreaterThan(0)
  await bot.result('deleteWebhook')
  expect(await bot.news()).toEqual(['text a', 'text b'])
  write('c')
  await bot.result('deleteWebhook', { drop_pending_updates: true })
  expect(await bot.news()).toEqual([])
})

test('updates are delivered twice on demand', async () => {
  await bot.result('setWebhook', { url })
  telegram.disturb('duplicate')
  write('a')
  await telegram.quiet()
  expect(texts()).toEqual(['a', 'a'])
})
