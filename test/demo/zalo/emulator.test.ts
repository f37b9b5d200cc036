// The local Zalo behaves as what is known of the real one (reference/zalo.md section 2).
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { startZaloEmulator, type ZaloBot, type ZaloEmulator, type ZaloUser } from '../../../src/demo/zalo/emulator.js'

let zalo: ZaloEmulator
let bot: ZaloBot
let an: ZaloUser
let group: { id: string }

beforeEach(async () => {
  zalo = await startZaloEmulator({ grace: 200 })
  bot = zalo.addBot({ name: 'Bot Đôn Đốc' })
  an = zalo.addUser({ name: 'Nguyễn Văn An' })
  group = zalo.addGroup({ title: 'Phòng Kinh tế', by: an })
})
afterEach(() => zalo.close())

interface Answer {
  ok: boolean
  result?: Told & Record<string, unknown>
  error_code?: number
}
interface Told {
  event_name: string
  message: Record<string, unknown> & { text: string; photo: string; caption: string; date: number }
}

async function raw(method: string, params: Record<string, unknown> = {}, token = bot.token): Promise<Response> {
  return fetch(`${zalo.url}/bot${token}/${method}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(params),
  })
}
async function call(method: string, params: Record<string, unknown> = {}, token = bot.token): Promise<Answer> {
  const response = await raw(method, params, token)
  expect(response.status).toBe(200)
  return (await response.json()) as Answer
}
const poll = (seconds = 0) => call('getUpdates', { timeout: String(seconds) })
const joinGroup = () => {
  zalo.shareBotLink(group.id, an.id, bot.id)
  zalo.confirmBot(group.id, an.id, bot.id)
}

it('every answer is HTTP 200, and only "ok" says whether it worked', async () => {
  expect(await call('getMe')).toMatchObject({
    ok: true,
    result: { id: expect.stringMatching(/^[0-9a-f]+$/), account_type: 'BASIC', can_join_groups: true },
  })
  expect(await call('getMe', {}, '1:wrong')).toMatchObject({ ok: false, error_code: 401 })
  expect(await call('getme')).toMatchObject({ ok: false, error_code: 404 })
  expect(await call('editMessageText')).toMatchObject({ ok: false, error_code: 404 })
})

it('a poll brings one event, in its order, once and never again; without one it ends with 408', async () => {
  expect(await poll()).toMatchObject({ ok: false, error_code: 408 })
  zalo.say(an.id, an.id, 'một')
  zalo.say(an.id, an.id, 'hai')
  const first = await poll()
  expect(first.result).toMatchObject({
    event_name: 'message.text.received',
    message: { text: 'một', chat: { id: an.id, chat_type: 'PRIVATE' }, from: { id: an.id, is_bot: false } },
  })
  expect(first.result?.message.date).toBeGreaterThan(1e12)
  expect((await poll()).result?.message.text).toBe('hai')
  expect(await poll()).toMatchObject({ error_code: 408 })
})

it('what is said while nobody polls is lost', async () => {
  zalo.say(an.id, an.id, 'không ai nghe')
  expect(await poll()).toMatchObject({ error_code: 408 })
  expect(zalo.stats.lost).toBe(1)
})

it('a text has 1 to 2000 characters, and goes only to whoever wrote before', async () => {
  expect(await call('sendMessage', { chat_id: an.id, text: 'chào' })).toMatchObject({ ok: false, error_code: 404 })
  zalo.say(an.id, an.id, 'chào')
  expect(await call('sendMessage', { chat_id: an.id, text: 'a'.repeat(2000) })).toMatchObject({ ok: true })
  expect(await call('sendMessage', { chat_id: an.id, text: 'a'.repeat(2001) })).toMatchObject({ error_code: 400 })
  expect(await call('sendMessage', { chat_id: an.id, text: '' })).toMatchObject({ error_code: 400 })
})

it('the bot is in a group only after its leader agreed, and hears there only what is meant for it', async () => {
  expect(await call('sendMessage', { chat_id: group.id, text: 'x' })).toMatchObject({ ok: false, error_code: 403 })
  const other = zalo.addUser({ name: 'Bình' })
  expect(() => zalo.confirmBot(group.id, other.id, bot.id)).toThrow()
  joinGroup()
  expect(zalo.messages(group.id).at(-1)).toMatchObject({ from: { isBot: true }, text: 'Xin chào, tôi là Bot Đôn Đốc.' })
  await poll()
  zalo.say(an.id, group.id, 'chuyện riêng của nhóm')
  zalo.say(an.id, group.id, '17 xong', { mention: true })
  const heard = await poll()
  expect(heard.result?.message).toMatchObject({
    text: '@Bot Đôn Đốc 17 xong',
    chat: { id: group.id, chat_type: 'GROUP' },
  })
  const hello = zalo.messages(group.id).find((message) => message.from.isBot)
  zalo.say(an.id, group.id, 'vâng', { replyTo: hello!.id })
  expect((await poll()).result?.message.text).toBe('vâng')
  expect(zalo.stats.filtered).toBe(1)
})

it('a file arrives as something that cannot be read, a picture as an address', async () => {
  await poll()
  zalo.sendFile(an.id, an.id, 'cv.docx')
  const file = await poll()
  expect(file.result?.event_name).toBe('message.unsupported.received')
  expect(JSON.stringify(file)).not.toContain('cv.docx')
  zalo.sendImage(an.id, an.id, { caption: 'minh chứng', bytes: new Uint8Array([1, 2, 3]) })
  const picture = (await poll()).result?.message
  expect(picture?.caption).toBe('minh chứng')
  expect([...new Uint8Array(await (await fetch(picture?.photo ?? '')).arrayBuffer())]).toEqual([1, 2, 3])
})

it('own messages come back, and an event may come twice', async () => {
  zalo.say(an.id, an.id, 'chào')
  await poll()
  const sent = await call('sendMessage', { chat_id: an.id, text: 'chào đồng chí' })
  expect((await poll()).result?.message).toMatchObject({
    message_id: sent.result?.message_id,
    from: { id: bot.id, is_bot: true },
  })
  zalo.duplicate()
  zalo.say(an.id, an.id, 'một lần thôi')
  expect((await poll()).result).toEqual((await poll()).result)
})

it('the month has an end, and a bad day has gateways of its own', async () => {
  zalo.say(an.id, an.id, 'chào')
  zalo.setQuota(1)
  expect(await call('sendMessage', { chat_id: an.id, text: 'một' })).toMatchObject({ ok: true })
  expect(await call('sendMessage', { chat_id: an.id, text: 'hai' })).toMatchObject({ ok: false, error_code: 429 })
  zalo.setQuota(undefined)
  zalo.fault({ kind: 'drop-after', method: 'sendMessage' })
  await expect(raw('sendMessage', { chat_id: an.id, text: 'ba' })).rejects.toThrow()
  expect(zalo.messages(an.id).at(-1)?.text).toBe('ba')
  const end = zalo.outage()
  const answer = await raw('getMe')
  expect([502, 504]).toContain(answer.status)
  expect(await answer.text()).toContain('<html>')
  end()
  expect(await call('getMe')).toMatchObject({ ok: true })
})

it('with a webhook events are posted with the secret, in both shapes, and polling goes silent', async () => {
  const got: { secret: unknown; body: Record<string, unknown> }[] = []
  const server = createServer((request: IncomingMessage, response) => {
    let text = ''
    request.on('data', (part) => {
      text += String(part)
    })
    request.on('end', () => {
      got.push({ secret: request.headers['x-bot-api-secret-token'], body: JSON.parse(text) as Record<string, unknown> })
      response.end('ok')
    })
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/zalo`
  expect(await call('setWebhook', { url })).toMatchObject({ ok: false, error_code: 400 })
  expect(await call('setWebhook', { url: 'http://vi-du.vn/zalo', secret_token: '12345678' })).toMatchObject({
    ok: false,
  })
  expect(await call('setWebhook', { url, secret_token: '12345678' })).toMatchObject({ ok: true, result: { url } })
  zalo.say(an.id, an.id, 'một')
  zalo.say(an.id, an.id, 'hai')
  await zalo.quiet()
  expect(got.map(({ secret }) => secret)).toEqual(['12345678', '12345678'])
  expect(got[0]?.body).toMatchObject({ ok: true, result: { message: { text: 'một' } } })
  expect(got[1]?.body).toMatchObject({ event_name: 'message.text.received', message: { text: 'hai' } })
  expect(await poll()).toMatchObject({ error_code: 408 })
  await new Promise((done) => server.close(done))
})
