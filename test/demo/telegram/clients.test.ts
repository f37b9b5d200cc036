// Stock clients of other authors work against the emulator as against the real server.
import { Api, InputFile } from 'grammy'
import { Telegraf } from 'telegraf'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { startTelegramEmulator, type TelegramEmulator } from '../../../src/demo/telegram/emulator.js'

let telegram: TelegramEmulator
beforeEach(async () => {
  telegram = await startTelegramEmulator()
})
afterEach(() => telegram.close())

test('a telegraf bot polls, sends a card, is tapped, answers, edits the card, and returns a file it downloaded', async () => {
  const account = telegram.addBot({ username: 'dondoc_bot', name: 'Đôn Đốc' })
  const bich = telegram.addUser({ name: 'Trần Thị Bích', language: 'vi' })
  const bot = new Telegraf(account.token, { telegram: { apiRoot: telegram.url } })
  bot.start((context) =>
    context.reply('Việc số 17', {
      reply_markup: { inline_keyboard: [[{ text: 'Báo cáo', callback_data: 'done:17' }]] },
    }),
  )
  bot.on('callback_query', async (context) => {
    await context.answerCbQuery('Đã ghi nhận', { show_alert: true })
    await context.editMessageText('Việc số 17: đã xong')
  })
  bot.on('document', async (context) => {
    const link = await context.telegram.getFileLink(context.message.document.file_id)
    const bytes = Buffer.from(await (await fetch(link)).arrayBuffer())
    await context.replyWithDocument({ source: bytes, filename: 'bản sao.txt' }, { caption: 'Bản sao' })
  })
  const running = bot.launch()

  telegram.open(bich.id, 'https://t.me/dondoc_bot?start=abc')
  const newest = () => telegram.messages(bich.id).at(-1)!
  await expect.poll(() => newest().text, { timeout: 60_000 }).toBe('Việc số 17')
  const card = newest()
  expect(card).toMatchObject({ text: 'Việc số 17', buttons: [[{ text: 'Báo cáo', data: 'done:17' }]] })

  expect(await telegram.tap(bich.id, bich.id, card.id, 'Báo')).toEqual({ text: 'Đã ghi nhận', showAlert: true })
  await expect
    .poll(() => telegram.message(bich.id, card.id), { timeout: 60_000 })
    .toMatchObject({ text: 'Việc số 17: đã xong', buttons: [], edits: 1 })

  telegram.sendFile(bich.id, bich.id, { name: 'a.txt', type: 'text/plain', bytes: Buffer.from('Xin chào') })
  await expect.poll(() => newest().text, { timeout: 60_000 }).toBe('Bản sao')
  const copy = newest()
  expect(copy).toMatchObject({ text: 'Bản sao', file: { name: 'bản sao.txt', type: 'text/plain' } })
  expect(Buffer.from(copy.file!.bytes).toString()).toBe('Xin chào')

  bot.stop()
  await running
})

test("grammY's client sends and edits texts, uploads a file, sends it again by its id and downloads it", async () => {
  const account = telegram.addBot({ username: 'dondoc_bot', name: 'Đôn Đốc' })
  const an = telegram.addUser({ name: 'Nguyễn Văn An' })
  const group = telegram.addGroup({ title: 'UBND xã', by: an, kind: 'supergroup' })
  telegram.addToGroup(group.id, account.id, an.id)
  const api = new Api(account.token, { apiRoot: telegram.url })

  const sent = await api.sendMessage(group.id, '<b>Nhắc</b> việc', { parse_mode: 'HTML' })
  expect(sent.entities).toEqual([{ type: 'bold', offset: 0, length: 4 }])
  await api.editMessageText(group.id, sent.message_id, 'Nhắc lại')
  await expect(api.editMessageText(group.id, sent.message_id, 'Nhắc lại')).rejects.toThrow('message is not modified')

  const bytes = Buffer.alloc(300_000, 7)
  const uploaded = await api.sendDocument(group.id, new InputFile(bytes, 'Kế hoạch "2026".docx'), { caption: 'Tệp' })
  expect(uploaded.document?.file_name).toBe('Kế hoạch "2026".docx')
  const again = await api.sendDocument(group.id, uploaded.document!.file_id)
  expect(again.document?.file_id).toBe(uploaded.document?.file_id)
  const { file_path } = await api.getFile(again.document!.file_id)
  const downloaded = await fetch(`${telegram.url}/file/bot${account.token}/${file_path}`)
  expect(Buffer.from(await downloaded.arrayBuffer()).equals(bytes)).toBe(true)
  expect(telegram.messages(group.id).map(({ text, edits }) => [text, edits])).toEqual([
    ['', 0],
    ['Nhắc lại', 1],
    ['Tệp', 0],
    ['', 0],
  ])
})
