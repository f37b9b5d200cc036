// Everything the emulator says has the shape that the Bot API describes.
import { afterAll, expect, test } from 'vitest'
import { answerProblems } from '../../support/telegram-schema.js'
import { Client, commune, png } from './cast.js'

const { telegram, bot, an, bich, group } = await commune()
afterAll(() => telegram.close())

test('every answer and every update of a long working day has the shape the Bot API describes', async () => {
  const problems = new Set<string>()
  const methods = new Set<string>()
  telegram.onCall(({ method, phase, answer }) => {
    if (phase === 'before') return
    methods.add(method)
    for (const problem of answerProblems(method, answer)) problems.add(problem)
  })
  const chat = { chat_id: group.id }
  const everything = ['message', 'edited_message', 'callback_query', 'my_chat_member', 'chat_member']
  await bot.updates({ allowed_updates: everything })

  // Texts, answers, edits, mentions, quotes, buttons.
  const [question] = telegram.say(bich.id, group.id, '/viec@dondoc_bot https://dichvucong.gov.vn @nguyen_van_an #cchc')
  telegram.say(bich.id, bich.id, '/start')
  const card = await bot.send(group.id, '<b>Việc 17</b> <a href="tg://user?id=5000000002">Bích</a>', {
    parse_mode: 'HTML',
    reply_parameters: { message_id: question!.id, quote: '/viec' },
    reply_markup: {
      inline_keyboard: [
        [{ text: 'Báo cáo', callback_data: 'done:17', style: 'success' }],
        [
          { text: 'Văn bản', url: 'https://example.vn' },
          { text: 'Sao chép', copy_text: { text: '17' } },
        ],
        [{ text: 'Đã đóng', disabled: {} }],
      ],
    },
  })
  await bot.send(group.id, 'Lý do?', { reply_markup: { force_reply: true, selective: true }, protect_content: true })
  telegram.say(bich.id, group.id, 'xong', { replyTo: card.message_id, forwardFrom: an.id })
  telegram.say(bich.id, group.id, 'xong', { replyTo: card.message_id, forwardFrom: { hiddenName: 'Ẩn danh' } })
  void telegram.tap(bich.id, group.id, card.message_id, 'Báo')
  const tapped = (await bot.updates()).at(-1)!.callback_query!
  await bot.result('answerCallbackQuery', { callback_query_id: tapped.id, text: 'Đã ghi', show_alert: true })
  await bot.result('editMessageText', { ...chat, message_id: card.message_id, text: 'Xong' })
  await bot.result('editMessageReplyMarkup', {
    ...chat,
    message_id: card.message_id,
    reply_markup: { inline_keyboard: [[{ text: 'Mở lại', callback_data: 'open:17' }]] },
  })
  await bot.result('sendChatAction', { ...chat, action: 'typing' })
  telegram.promote(group.id, bot.bot.id, an.id)
  await bot.result('pinChatMessage', { ...chat, message_id: card.message_id })
  await bot.result('getChat', chat)
  await bot.result('deleteMessage', { ...chat, message_id: card.message_id })
  void telegram.tap(bich.id, group.id, card.message_id, 'Mở')

  // Files.
  telegram.sendFile(bich.id, group.id, { name: 'a.docx', type: '', bytes: Buffer.from('a'), album: 'x', caption: '/a' })
  telegram.sendFile(bich.id, group.id, { name: 'b.png', type: 'image/png', bytes: png(800, 600), as: 'photo' })
  const incoming = await bot.updates()
  const fileId = incoming.find((update) => update.message?.document)!.message!.document!.file_id
  await bot.result('getFile', { file_id: fileId })
  const sent = await bot.result<{ message_id: number }>('sendDocument', { ...chat, document: fileId, caption: 'Tệp' })
  await bot.result('editMessageCaption', { ...chat, message_id: sent.message_id, caption: 'Tệp mới' })
  const photo = new File([png(640, 480)], 'c.png', { type: 'image/png' })
  await bot.upload('sendPhoto', { chat_id: String(group.id) }, { photo })
  const media = JSON.stringify({ type: 'photo', media: 'attach://p' })
  await bot.upload(
    'editMessageMedia',
    { chat_id: String(group.id), message_id: String(sent.message_id), media },
    { p: photo },
  )
  const album = [
    { type: 'document', media: fileId },
    { type: 'document', media: fileId, caption: 'hai' },
  ]
  const pair = await bot.result<{ message_id: number }[]>('sendMediaGroup', { ...chat, media: album })
  await bot.result('deleteMessages', { ...chat, message_ids: pair.map((one) => one.message_id) })

  // People.
  const chi = telegram.addUser({ name: 'Lê Thị Chi' })
  telegram.addToGroup(group.id, chi.id, an.id)
  telegram.promote(group.id, an.id, an.id, { anonymous: true })
  telegram.say(an.id, group.id, 'Thông báo', { anonymous: true })
  const [typed] = telegram.say(bich.id, group.id, '17 xong')
  telegram.edit(bich.id, group.id, typed!.id, '18 xong')
  for (const user of [an, bich, chi, { id: bot.bot.id }]) await bot.call('getChatMember', { ...chat, user_id: user.id })
  telegram.removeFromGroup(group.id, chi.id, an.id)
  await bot.call('getChatMember', { ...chat, user_id: chi.id })
  await bot.call('getChatMember', { ...chat, user_id: 1 })
  await bot.result('getChatAdministrators', chat)
  await bot.result('getChatMemberCount', chat)
  await bot.call('getChatMember', { chat_id: bich.id, user_id: bich.id })
  telegram.rename(group.id, 'Văn phòng UBND', an.id)
  telegram.block(bich.id, bot.bot.id)
  telegram.unblock(bich.id, bot.bot.id)
  telegram.removeFromGroup(group.id, bot.bot.id, an.id)
  telegram.addToGroup(group.id, bot.bot.id, an.id)
  telegram.demote(group.id, bot.bot.id, an.id)
  const small = telegram.addGroup({ title: 'Tổ nhỏ', by: an })
  telegram.addToGroup(small.id, bot.bot.id, an.id)
  telegram.migrate(small.id)
  await bot.call('sendMessage', { chat_id: small.id, text: 'a' })

  // The bot itself.
  const commands = [{ command: 'viec', description: 'Việc của tôi' }]
  await bot.result('setMyCommands', { commands, scope: { type: 'all_group_chats' }, language_code: 'vi' })
  await bot.result('getMyCommands', { scope: { type: 'all_group_chats' }, language_code: 'vi' })
  await bot.result('deleteMyCommands', { scope: { type: 'all_group_chats' }, language_code: 'vi' })
  await bot.result('setMyDescription', { description: 'Đôn đốc' })
  await bot.result('setMyShortDescription', { short_description: 'Đôn đốc' })
  await bot.result('getMe')
  await bot.result('leaveChat', chat)
  expect(await bot.updates()).not.toEqual([])
  await bot.result('setWebhook', { url: 'http://127.0.0.1:9/', secret_token: 'abc', allowed_updates: everything })
  await bot.result('getWebhookInfo')
  await bot.result('deleteWebhook')
  await bot.result('logOut')
  await bot.result('close')

  expect([...problems]).toEqual([])
  expect(methods.size).toBe(31)
})

test('what does not fit the description is noticed', () => {
  expect(answerProblems('sendMessage', { ok: true, result: { message_id: '1', chat: {}, nonsense: 1 } })).toEqual([
    'sendMessage: no date',
    'sendMessage.message_id: "1" is no Integer',
    'sendMessage.chat: no id',
    'sendMessage.chat: no type',
    'sendMessage: unknown nonsense',
  ])
})

test('a bot is told ids of people and groups that do not fit into 32 bits', async () => {
  const other = new Client(telegram, telegram.addBot({ username: 'other_bot', name: 'Khác' }))
  telegram.say(an.id, an.id, 'chào', { bot: other.bot.id })
  const [update] = await other.updates()
  expect(update!.message!.from!.id).toBeGreaterThan(2 ** 32)
  expect(group.id).toBeLessThan(-1_000_000_000_000)
})
