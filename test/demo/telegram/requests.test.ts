// However a client writes its calls, and whatever markup it uses, the emulator reads them.
import fc from 'fast-check'
import { afterAll, expect, test } from 'vitest'
import { withDetected } from '../../../src/demo/telegram/entities.js'
import { parseHtml } from '../../../src/demo/telegram/html.js'
import { cutAsApp } from '../../../src/demo/telegram/people.js'
import type { Envelope } from '../../../src/demo/telegram/wire.js'
import { commune, png } from './cast.js'

const { telegram, bot, an, bich, group } = await commune()
afterAll(() => telegram.close())
const root = `${telegram.url}/bot${bot.bot.token}`
const json = async (response: Response) => (await response.json()) as Envelope
const keyboard = JSON.stringify({ inline_keyboard: [[{ text: 'Xong', callback_data: 'a' }]] })

test('a call may be a query, a form, multipart or JSON, with the name in any case', async () => {
  const fields = {
    chat_id: String(group.id),
    text: 'Việc & “hạn”',
    reply_markup: keyboard,
    disable_notification: 'true',
  }
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) form.set(name, value)
  const calls = [
    fetch(`${root}/SENDMESSAGE?${new URLSearchParams(fields)}`),
    fetch(`${root}/sendmessage`, { method: 'POST', body: new URLSearchParams(fields) }),
    fetch(`${root}/sendMessage`, { method: 'POST', body: form }),
    bot.call('sendMessage', fields),
  ]
  for (const call of calls) {
    const answer = await call.then((found) => ('json' in found ? json(found as Response) : found))
    expect(answer).toMatchObject({ ok: true, result: { text: 'Việc & “hạn”', reply_markup: JSON.parse(keyboard) } })
  }
  const last = telegram.messages(group.id).at(-1)!
  expect([last.silent, telegram.stats.calls.sendMessage]).toEqual([true, 4])
})

test('files of an album are attached by name', async () => {
  const media = JSON.stringify([
    { type: 'document', media: 'attach://one', caption: 'Một' },
    { type: 'document', media: 'attach://two' },
  ])
  const files = { one: new File(['1'], 'một.txt'), two: new File(['\r\n--2'], 'hai.docx') }
  const answer = await bot.upload('sendMediaGroup', { chat_id: String(group.id), media }, files)
  expect(answer).toMatchObject({ ok: true, result: [{ caption: 'Một' }, { document: { file_name: 'hai.docx' } }] })
  const [one, two] = telegram.messages(group.id).slice(-2)
  expect([one!.album, Buffer.from(two!.file!.bytes).toString()]).toEqual([two!.album, '\r\n--2'])
})

test('a broken body is refused, not swallowed', async () => {
  const post = (type: string, body: string) =>
    fetch(`${root}/sendMessage`, { method: 'POST', headers: { 'content-type': type }, body }).then(json)
  expect(await post('application/json', '{"chat_id":')).toMatchObject({ error_code: 400 })
  expect(await post('multipart/form-data; boundary=x', '--x\r\ncontent')).toMatchObject({ error_code: 400 })
  expect(await bot.refusal('sendMessage', { chat_id: group.id, text: 'a', reply_markup: '{' })).toBe(
    "400 Bad Request: can't parse reply_markup JSON object",
  )
})

test('HTML becomes text and entities', () => {
  expect(
    parseHtml(
      '<b>Việc <i>17</i></b> &lt;&amp;&#33; <a href="https://a.vn">đây</a> <pre><code class="language-x">c</code></pre>',
    ),
  ).toEqual({
    text: 'Việc 17 <&! đây c',
    entities: [
      { type: 'italic', offset: 5, length: 2 },
      { type: 'bold', offset: 0, length: 7 },
      { type: 'text_link', offset: 12, length: 3, url: 'https://a.vn' },
      { type: 'pre', offset: 16, length: 1, language: 'x' },
    ],
  })
})

test('commands, links, names and tags in a text are found', () => {
  const text = 'Gửi /viec@dondoc_bot 17 cho @nguyen_van_an xem https://a.vn/b?c=1, a@b.vn #cảicách 1/2 và/hoặc'
  const found = withDetected(text, []).map(({ type, offset, length }) => [type, text.slice(offset, offset + length)])
  expect(found).toEqual([
    ['bot_command', '/viec@dondoc_bot'],
    ['mention', '@nguyen_van_an'],
    ['url', 'https://a.vn/b?c=1'],
    ['email', 'a@b.vn'],
    ['hashtag', '#cảicách'],
  ])
})

test('blank space at both ends goes, and entities move with it', async () => {
  const sent = await bot.send(group.id, '\n  Việc 17  \n', { entities: [{ type: 'bold', offset: 0, length: 13 }] })
  expect(sent).toMatchObject({ text: 'Việc 17', entities: [{ type: 'bold', offset: 0, length: 7 }] })
})

test('a person can be mentioned by id only if the bot has met them', async () => {
  const stranger = telegram.addUser({ name: 'Người lạ' })
  const mention = (id: number) => ({
    entities: [{ type: 'text_mention', offset: 0, length: 2, user: { id, is_bot: false, first_name: 'x' } }],
  })
  expect((await bot.send(group.id, 'Bà', mention(bich.id))).entities).toMatchObject([{ user: { id: bich.id } }])
  expect((await bot.send(group.id, 'Bà', mention(stranger.id))).entities).toBeUndefined()
})

test('a photo has a small and a full size, and both ids belong to this bot only', async () => {
  const other = telegram.addBot({ username: 'other_bot', name: 'Khác' })

  telegram.promote(group.id, bot.bot.id, an.id)
  await bot.updates()
  telegram.sendFile(bich.id, group.id, { name: 'a.png', type: 'image/png', bytes: png(900, 600), as: 'photo' })
  const photo = (await bot.updates())[0]!.message!.photo!
  expect(photo.map(({ width, height }) => [width, height])).toEqual([
    [90, 60],
    [900, 600],
  ])
  expect(await bot.refusal('getFile', { file_id: photo[1]!.file_id })).toContain('"file_path":"photos/')
  const theirs = await fetch(`${telegram.url}/bot${other.token}/getFile?file_id=${photo[1]!.file_id}`).then(json)
  expect(theirs).toMatchObject({ error_code: 400 })
})

test('whatever a person pastes, its parts fit, lose nothing but blank space and cut no character', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 200 }), (text) => {
      if (text.trim() === '') return
      const parts = cutAsApp(text, 20)
      expect(parts.every((part) => part.length <= 20 && !/\p{Surrogate}/u.test(part))).toBe(true)
      expect(parts.join('').replace(/\s/g, '')).toBe(text.replace(/\s/g, ''))
    }),
  )
})
