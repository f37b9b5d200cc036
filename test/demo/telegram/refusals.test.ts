// The emulator refuses what the real server refuses, in the same words.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { movableClock } from '../../../src/lib/clock.js'
import { Client, commune, png } from './cast.js'

const clock = movableClock(new Date('2026-06-01T01:00:00Z'))
const { telegram, bot, an, bich, group } = await commune({ now: clock.now })
const chat_id = group.id
let own: number
let foreign: number
let asking: number
let mixed: string
beforeAll(async () => {
  own = (await bot.send(chat_id, 'Việc 17')).message_id
  foreign = telegram.say(bich.id, chat_id, 'chào')[0]!.id
  asking = (await bot.send(chat_id, 'Lý do?', { reply_markup: { force_reply: true } })).message_id
  telegram.say(bich.id, bich.id, '/start')
  const file = new File(['abc'], 'a.txt')
  const sent = await bot.upload('sendDocument', { chat_id: String(bich.id) }, { document: file })
  mixed = sent.ok ? (sent.result as { document: { file_id: string } }).document.file_id : ''
})
afterAll(() => telegram.close())

const keyboard = (...rows: object[][]) => ({ inline_keyboard: rows })
const button = (callback_data: string) => ({ text: 'x', callback_data })

test.each<[string, string, () => object, string]>([
  ['a text without words', 'sendMessage', () => ({ chat_id, text: ' \n ' }), 'message text is empty'],
  ['a text of 4097 units', 'sendMessage', () => ({ chat_id, text: 'ạ'.repeat(4097) }), 'message is too long'],
  ['a message to nowhere', 'sendMessage', () => ({ text: 'a' }), 'chat_id is empty'],
  ['a message to an unknown chat', 'sendMessage', () => ({ chat_id: -5, text: 'a' }), 'chat not found'],
  ['a message to a public name', 'sendMessage', () => ({ chat_id: '@kenh', text: 'a' }), 'chat not found'],
  [
    'a reply to a message that is gone',
    'sendMessage',
    () => ({ chat_id, text: 'a', reply_parameters: { message_id: 999 } }),
    'message to be replied not found',
  ],
  [
    'a message to a topic that is not there',
    'sendMessage',
    () => ({ chat_id, text: 'a', message_thread_id: 1 }),
    'message thread not found',
  ],
  [
    'a button with 65 bytes of data',
    'sendMessage',
    () => ({ chat_id, text: 'a', reply_markup: keyboard([button(`${'ệ'.repeat(21)}ab`)]) }),
    'BUTTON_DATA_INVALID',
  ],
  [
    'a button with empty data',
    'sendMessage',
    () => ({ chat_id, text: 'a', reply_markup: keyboard([button('')]) }),
    'BUTTON_DATA_INVALID',
  ],
  [
    'a hundred and one buttons',
    'sendMessage',
    () => ({ chat_id, text: 'a', reply_markup: keyboard(...Array.from({ length: 101 }, () => [button('a')])) }),
    'reply markup is too long',
  ],
  [
    'nine buttons in a row',
    'sendMessage',
    () => ({ chat_id, text: 'a', reply_markup: keyboard(Array.from({ length: 9 }, () => button('a'))) }),
    'reply markup is too long',
  ],
  [
    'a button that does nothing',
    'sendMessage',
    () => ({ chat_id, text: 'a', reply_markup: keyboard([{ text: 'x' }]) }),
    "can't parse inline keyboard button: text buttons are unallowed in the inline keyboard",
  ],
  [
    'a tag that is not closed',
    'sendMessage',
    () => ({ chat_id, text: '<b>a', parse_mode: 'HTML' }),
    'can\'t parse entities: Can\'t find end tag corresponding to start tag "b"',
  ],
  [
    'tags closed in the wrong order',
    'sendMessage',
    () => ({ chat_id, text: '<b><i>a</b></i>', parse_mode: 'HTML' }),
    'can\'t parse entities: Unmatched end tag at byte offset 7, expected "</i>", found "</b>"',
  ],
  [
    'a tag that Telegram does not know',
    'sendMessage',
    () => ({ chat_id, text: 'việc <table>', parse_mode: 'HTML' }),
    'can\'t parse entities: Unsupported start tag "table" at byte offset 7',
  ],
  [
    'an entity beyond the end of the text',
    'sendMessage',
    () => ({ chat_id, text: 'abc', entities: [{ type: 'bold', offset: 1, length: 3 }] }),
    'entity beginning at UTF-16 offset 1 ends after the end of the text at UTF-16 offset 4',
  ],
  [
    'an entity that ends inside an emoji',
    'sendMessage',
    () => ({ chat_id, text: '😀', entities: [{ type: 'bold', offset: 0, length: 1 }] }),
    'entity beginning at UTF-16 offset 0 ends in a middle of a UTF-16 symbol at UTF-16 offset 1',
  ],
  [
    'an edit that changes nothing',
    'editMessageText',
    () => ({ chat_id, message_id: own, text: 'Việc 17 ' }),
    'message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message',
  ],
  [
    'an edit of a message that is gone',
    'editMessageText',
    () => ({ chat_id, message_id: 999, text: 'a' }),
    'message to edit not found',
  ],
  [
    "an edit of somebody's message",
    'editMessageText',
    () => ({ chat_id, message_id: foreign, text: 'a' }),
    "message can't be edited",
  ],
  [
    'an edit of a question with a reply box',
    'editMessageText',
    () => ({ chat_id, message_id: asking, text: 'a' }),
    "message can't be edited",
  ],
  [
    'an edit of a caption where there is none',
    'editMessageCaption',
    () => ({ chat_id, message_id: own, caption: 'a' }),
    'there is no caption in the message to edit',
  ],
  ['an edit of no message', 'editMessageText', () => ({ chat_id, text: 'a' }), 'message identifier is not specified'],
  [
    'the deletion of a message that is gone',
    'deleteMessage',
    () => ({ chat_id, message_id: 999 }),
    'message to delete not found',
  ],
  [
    "the deletion of somebody's message",
    'deleteMessage',
    () => ({ chat_id, message_id: foreign }),
    "message can't be deleted",
  ],
  [
    'the answer to an unknown tap',
    'answerCallbackQuery',
    () => ({ callback_query_id: '1' }),
    'query is too old and response timeout expired or query ID is invalid',
  ],
  [
    'an answer of 201 characters',
    'answerCallbackQuery',
    () => ({ callback_query_id: '1', text: 'a'.repeat(201) }),
    'MESSAGE_TOO_LONG',
  ],
  ['an unknown file', 'getFile', () => ({ file_id: 'abc' }), 'wrong file_id or the file is temporarily unavailable'],
  [
    'an unknown file to be sent',
    'sendDocument',
    () => ({ chat_id, document: 'abc' }),
    'wrong file identifier/HTTP URL specified',
  ],
  ['a document that is missing', 'sendDocument', () => ({ chat_id }), 'there is no document in the request'],
  ['a document as a photo', 'sendPhoto', () => ({ chat_id, photo: mixed }), "can't use file of type Document as Photo"],
  [
    'a caption of 1025 units',
    'sendDocument',
    () => ({ chat_id, document: mixed, caption: 'a'.repeat(1025) }),
    'message caption is too long',
  ],
  [
    'a pin by a plain member',
    'pinChatMessage',
    () => ({ chat_id, message_id: own }),
    'not enough rights to manage pinned messages in the chat',
  ],
  [
    'a command in capitals',
    'setMyCommands',
    () => ({ commands: [{ command: 'Viec', description: 'a' }] }),
    'BOT_COMMAND_INVALID',
  ],
  [
    'the administrators of a private chat',
    'getChatAdministrators',
    () => ({ chat_id: bich.id }),
    'there are no administrators in the private chat',
  ],
  [
    'a webhook without https elsewhere',
    'setWebhook',
    () => ({ url: 'http://example.vn/' }),
    'bad webhook: An HTTPS URL must be provided for webhook',
  ],
  [
    'a secret with spaces',
    'setWebhook',
    () => ({ url: 'http://127.0.0.1/', secret_token: 'a b' }),
    'secret token contains unallowed characters',
  ],
])('%s is refused', async (_, method, params, why) => {
  expect(await bot.refusal(method, params())).toBe(`400 Bad Request: ${why}`)
})

test('texts and data of exactly the permitted length pass, and lengths count after the markup is read', async () => {
  await bot.send(chat_id, 'ạ'.repeat(4096))
  await bot.send(chat_id, `<b>${'&lt;'.repeat(4096)}</b>`, { parse_mode: 'HTML' })
  await bot.send(chat_id, 'a', { reply_markup: keyboard([button(`${'ệ'.repeat(21)}a`)]) })
})

test('a reply to a message that is gone is sent without it when the bot allows that', async () => {
  const reply = { message_id: 999, allow_sending_without_reply: true }
  expect((await bot.send(chat_id, 'a', { reply_parameters: reply })).reply_to_message).toBeUndefined()
})

test('a wrong token is unauthorized, an unknown method is not found, an unknown address neither', async () => {
  const stranger = new Client(telegram, { ...bot.bot, token: '1:x' })
  expect(await stranger.refusal('getMe', {})).toBe('401 Unauthorized')
  expect(await bot.refusal('sendEverything', {})).toBe('404 Not Found: method not found')
  const response = await fetch(`${telegram.url}/file/bot${bot.bot.token}/documents/file_1.txt`)
  expect([response.status, await response.json()]).toEqual([
    404,
    { ok: false, error_code: 404, description: 'Not Found' },
  ])
})

test('an edit without a keyboard removes it', async () => {
  const card = await bot.send(chat_id, 'Việc', { reply_markup: keyboard([button('a')]) })
  await bot.result('editMessageText', { chat_id, message_id: card.message_id, text: 'Việc' })
  expect(telegram.message(chat_id, card.message_id)!.buttons).toEqual([])
})

test('what only looks like a picture, and a picture of odd shape, are no photos', async () => {
  const send = async (bytes: Uint8Array<ArrayBuffer>) => {
    const answer = await bot.upload('sendPhoto', { chat_id: String(chat_id) }, { photo: new File([bytes], 'a.png') })
    return answer.ok ? 'sent' : answer.description
  }
  expect(await send(new Uint8Array([1, 2, 3]))).toBe('Bad Request: IMAGE_PROCESS_FAILED')
  expect(await send(png(100, 5000))).toBe('Bad Request: PHOTO_INVALID_DIMENSIONS')
  expect(await send(png(800, 600))).toBe('sent')
})

test('a file of more than 20 MB cannot be downloaded, one of more than 50 MB not be sent', async () => {
  telegram.sendFile(bich.id, bich.id, {
    name: 'to.pdf',
    type: 'application/pdf',
    bytes: new Uint8Array(20 * 2 ** 20 + 1),
  })
  const update = (await bot.updates()).find((one) => one.message?.document?.file_name === 'to.pdf')
  expect(await bot.refusal('getFile', { file_id: update!.message!.document!.file_id })).toBe(
    '400 Bad Request: file is too big',
  )
  const huge = new File([new Uint8Array(52 * 2 ** 20)], 'a.zip')
  const answer = await bot.upload('sendDocument', { chat_id: String(chat_id) }, { document: huge })
  expect(answer).toMatchObject({ ok: false, error_code: 413 })
})

test('a bot cannot write first, nor to one who blocked it or whose account is gone', async () => {
  const chi = telegram.addUser({ name: 'Lê Thị Chi' })
  const write = () => bot.refusal('sendMessage', { chat_id: chi.id, text: 'a' })
  expect(await write()).toBe("403 Forbidden: bot can't initiate conversation with a user")
  telegram.open(chi.id, 'https://t.me/dondoc_bot')
  telegram.block(chi.id, bot.bot.id)
  expect(await write()).toBe('403 Forbidden: bot was blocked by the user')
  telegram.unblock(chi.id, bot.bot.id)
  expect(await write()).toContain('"text":"a"')
  telegram.deactivate(chi.id)
  expect(await write()).toBe('403 Forbidden: user is deactivated')
})

test.each(['group', 'supergroup'] as const)(
  'a bot that was removed from a %s, left it or lost it is told so',
  async (kind) => {
    const there = telegram.addGroup({ title: 'Tổ', by: an, kind })
    const write = () => bot.refusal('sendMessage', { chat_id: there.id, text: 'a' })
    expect(await write()).toBe('400 Bad Request: chat not found')
    telegram.addToGroup(there.id, bot.bot.id, an.id)
    telegram.removeFromGroup(there.id, bot.bot.id, an.id)
    expect(await write()).toBe(`403 Forbidden: bot was kicked from the ${kind} chat`)
    telegram.addToGroup(there.id, bot.bot.id, an.id)
    await bot.result('leaveChat', { chat_id: there.id })
    expect(await write()).toBe(`403 Forbidden: bot is not a member of the ${kind} chat`)
    telegram.addToGroup(there.id, bot.bot.id, an.id)
    telegram.deleteGroup(there.id)
    expect(await write()).toBe('403 Forbidden: the group chat was deleted')
  },
)

test('after two days a bot deletes a message only as administrator of the group', async () => {
  const [young, old] = [await bot.send(chat_id, 'a'), await bot.send(chat_id, 'b')]
  const remove = (message_id: number) => bot.refusal('deleteMessage', { chat_id, message_id })
  expect(await remove(young.message_id)).toBe('true')
  clock.advance(49 * 3600_000)
  expect(await remove(old.message_id)).toBe("400 Bad Request: message can't be deleted")
  telegram.promote(chat_id, bot.bot.id, an.id)
  expect(await remove(old.message_id)).toBe('true')
})
