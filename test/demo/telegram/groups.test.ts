// What a bot learns of groups: privacy mode, members, titles, and the change to a supergroup.
import { afterEach, beforeEach, expect, test } from 'vitest'
import { Client, commune } from './cast.js'

type Commune = Awaited<ReturnType<typeof commune>>
let telegram: Commune['telegram']
let bot: Commune['bot']
let an: Commune['an']
let bich: Commune['bich']
let group: Commune['group']
beforeEach(async () => {
  ;({ telegram, bot, an, bich, group } = await commune())
})
afterEach(() => telegram.close())

test('in privacy mode a bot hears commands for it, replies to it and what happens to the group, nothing else', async () => {
  const other = new Client(telegram, telegram.addBot({ username: 'other_bot', name: 'Khác' }))
  telegram.addToGroup(group.id, other.bot.id, an.id)
  const card = await bot.send(group.id, 'Việc 17')
  await bot.updates()
  await other.updates()
  telegram.say(bich.id, group.id, '17 xong')
  telegram.say(bich.id, group.id, 'nhờ @dondoc_bot xem')
  telegram.sendFile(bich.id, group.id, { name: 'a.pdf', type: 'application/pdf', bytes: new Uint8Array([1]) })
  telegram.say(bich.id, group.id, '/viec@other_bot')
  telegram.say(bich.id, group.id, '/viec@DonDoc_bot 17')
  telegram.say(bich.id, group.id, '/viec')
  telegram.say(bich.id, group.id, 'xong', { replyTo: card.message_id })
  telegram.rename(group.id, 'Phòng Văn hóa', an.id)
  expect(await bot.news()).toEqual(['text /viec@DonDoc_bot 17', 'text /viec', 'text xong', 'title Phòng Văn hóa'])
  await other.send(group.id, 'tôi đây')
  telegram.say(bich.id, group.id, '/viec')
  expect(await bot.news()).toEqual([])
  expect(await other.news()).toEqual(['text /viec@other_bot', 'title Phòng Văn hóa', 'text /viec'])
})

test('an administrator bot hears everything, except what other bots write', async () => {
  const other = new Client(telegram, telegram.addBot({ username: 'other_bot', name: 'Khác' }))
  telegram.addToGroup(group.id, other.bot.id, an.id)
  telegram.promote(group.id, bot.bot.id, an.id)
  await bot.updates()
  telegram.say(bich.id, group.id, '17 xong')
  await other.send(group.id, 'tôi đây')
  telegram.deleteMessage(bich.id, group.id, telegram.messages(group.id).find((one) => one.text === '17 xong')!.id)
  expect(await bot.news()).toEqual(['text 17 xong'])
  telegram.demote(group.id, bot.bot.id, an.id)
  telegram.say(bich.id, group.id, '18 xong')
  expect(await bot.news()).toEqual(['me administrator → member'])
})

test('privacy mode that is switched off counts only once the bot is added again', async () => {
  telegram.setReadsAll(bot.bot.id, true)
  expect(await bot.result('getMe')).toMatchObject({ can_read_all_group_messages: true })
  await bot.updates()
  telegram.say(bich.id, group.id, '17 xong')
  expect(await bot.news()).toEqual([])
  telegram.removeFromGroup(group.id, bot.bot.id, an.id)
  telegram.addToGroup(group.id, bot.bot.id, an.id)
  telegram.say(bich.id, group.id, '18 xong')
  expect(await bot.news()).toEqual([
    'left Đôn Đốc',
    'me member → kicked',
    'me kicked → member',
    'joined Đôn Đốc',
    'text 18 xong',
  ])
})

test('a bot is told who added it, and who blocked and unblocked it', async () => {
  const [added] = await bot.updates()
  expect(added!.my_chat_member).toMatchObject({ from: { id: an.id }, chat: { id: group.id, title: 'Văn phòng' } })
  telegram.say(bich.id, bich.id, '/start')
  telegram.block(bich.id, bot.bot.id)
  telegram.unblock(bich.id, bot.bot.id)
  expect(await bot.news()).toEqual(['text /start', 'me member → kicked', 'me kicked → member'])
})

test('an anonymous administrator cannot be told from the group', async () => {
  telegram.promote(group.id, an.id, an.id, { anonymous: true })
  await bot.updates()
  telegram.say(an.id, group.id, '/giaoviec@dondoc_bot', { anonymous: true })
  const [update] = await bot.updates()
  expect(update!.message).toMatchObject({
    from: { id: 1087968824, username: 'GroupAnonymousBot', is_bot: true },
    sender_chat: { id: group.id, type: 'supergroup' },
  })
  expect(() => telegram.say(bich.id, group.id, 'a', { anonymous: true })).toThrow('no administrator')
})

test('a group that becomes a supergroup says so twice, and the old id only tells the new one', async () => {
  const small = telegram.addGroup({ title: 'Tổ', by: an, members: [bich] })
  telegram.addToGroup(small.id, bot.bot.id, an.id)
  await bot.send(small.id, 'Việc')
  await bot.updates()
  const newId = telegram.migrate(small.id)
  const [from, to] = await bot.updates()
  expect(from!.message).toMatchObject({ chat: { id: small.id, type: 'group' }, migrate_to_chat_id: newId })
  expect(to!.message).toMatchObject({ chat: { id: newId, type: 'supergroup' }, migrate_from_chat_id: small.id })
  expect(await bot.call('sendMessage', { chat_id: small.id, text: 'a' })).toEqual({
    ok: false,
    error_code: 400,
    description: 'Bad Request: group chat was upgraded to a supergroup chat',
    parameters: { migrate_to_chat_id: newId },
  })
  expect((await bot.send(newId, 'a')).message_id).toBe(2)
  expect(await bot.result('getChatMemberCount', { chat_id: newId })).toBe(3)
})

test('an edited message comes as such, a deleted one is not mentioned', async () => {
  const [first] = telegram.say(bich.id, bich.id, 'Việc 17 xong')
  await bot.updates()
  telegram.edit(bich.id, bich.id, first!.id, 'Việc 18 xong')
  telegram.deleteMessage(bich.id, bich.id, first!.id)
  expect(await bot.news()).toEqual(['edited Việc 18 xong'])
  expect(telegram.messages(bich.id)).toMatchObject([{ text: 'Việc 18 xong', edits: 1, deleted: true }])
})

test('a link with a code starts the bot in private, a group link adds it to the group', async () => {
  await bot.updates()
  telegram.open(bich.id, 'https://t.me/dondoc_bot?start=MOI_17')
  const there = telegram.addGroup({ title: 'Tổ', by: an })
  telegram.open(an.id, 'https://t.me/dondoc_bot?startgroup=XA-1', { chatId: there.id })
  expect(await bot.news()).toEqual([
    'text /start MOI_17',
    'me left → member',
    'joined Đôn Đốc',
    'text /start@dondoc_bot XA-1',
  ])
})

test('who is in a group and what they may do can be asked', async () => {
  const chat_id = group.id
  const status = async (user_id: number) =>
    (await bot.result<{ status: string }>('getChatMember', { chat_id, user_id })).status
  const chi = telegram.addUser({ name: 'Lê Thị Chi' })
  expect([await status(an.id), await status(bich.id), await status(chi.id), await status(bot.bot.id)]).toEqual([
    'creator',
    'member',
    'left',
    'member',
  ])
  telegram.promote(chat_id, bot.bot.id, an.id)
  const administrators = await bot.result<{ user: { id: number } }[]>('getChatAdministrators', { chat_id })
  expect(administrators.map(({ user }) => user.id)).toEqual([an.id, bot.bot.id])
  await bot.result('leaveChat', { chat_id })
  expect(await bot.refusal('getChatMember', { chat_id, user_id: an.id })).toMatch('bot is not a member')
})

test('the menu in an app comes from the narrowest scope, in the language of the person', async () => {
  const set = (description: string, scope: object | undefined, language_code = '') =>
    bot.result('setMyCommands', { commands: [{ command: 'viec', description }], scope, language_code })
  const menu = (userId: number, chatId: number) => telegram.menu(userId, chatId, bot.bot.id)[0]?.description
  await set('chung', undefined)
  await set('nhóm', { type: 'all_group_chats' })
  await set('nhóm, tiếng Việt', { type: 'all_group_chats' }, 'vi')
  await set('của văn phòng', { type: 'chat_administrators', chat_id: group.id })
  expect([menu(an.id, group.id), menu(bich.id, group.id), menu(bich.id, bich.id)]).toEqual([
    'của văn phòng',
    'nhóm',
    'chung',
  ])
  await bot.result('deleteMyCommands', { scope: { type: 'chat_administrators', chat_id: group.id } })
  expect(menu(an.id, group.id)).toBe('nhóm, tiếng Việt')
})

test('with several bots a private chat belongs to one of them', () => {
  const other = telegram.addBot({ username: 'other_bot', name: 'Khác' })
  telegram.say(bich.id, bich.id, 'một', { bot: bot.bot.id })
  telegram.say(bich.id, bich.id, 'hai', { bot: other.id })
  expect(telegram.messages(bich.id, { bot: other.id }).map((message) => message.text)).toEqual(['hai'])
  expect(() => telegram.say(bich.id, bich.id, 'ba')).toThrow("which bot's private chat with Trần Thị Bích?")
  expect(telegram.chatsOf(bich.id).map((chat) => chat.title)).toEqual(['Văn phòng', 'Đôn Đốc', 'Khác'])
})

test('a person who comes by a link of invitation joins by oneself', async () => {
  const chi = telegram.addUser({ name: 'Lê Thị Chi' })
  await bot.updates()
  telegram.addToGroup(group.id, chi.id, chi.id)
  const [joined] = await bot.updates()
  expect(joined!.message).toMatchObject({ from: { id: chi.id }, new_chat_members: [{ id: chi.id }] })
})

test('a question shows a reply box, below buttons too', async () => {
  const buttons = { inline_keyboard: [[{ text: 'Bỏ qua', callback_data: 'skip' }]], force_reply: true }
  const question = await bot.send(group.id, 'Lý do?', {
    reply_markup: { force_reply: true, selective: true, input_field_placeholder: 'Vướng mắc' },
  })
  const both = await bot.send(group.id, 'Lý do?', { reply_markup: buttons })
  expect(telegram.message(group.id, question.message_id)!.replyBox).toEqual({
    kind: 'force',
    selective: true,
    placeholder: 'Vướng mắc',
  })
  expect(telegram.message(group.id, both.message_id)).toMatchObject({
    buttons: [[{ text: 'Bỏ qua', data: 'skip' }]],
    replyBox: { kind: 'force' },
  })
})

test('a bot that only tried to write to somebody stands in nobody’s list of chats', async () => {
  await bot.call('sendMessage', { chat_id: bich.id, text: 'a' })
  expect(telegram.chatsOf(bich.id).map((chat) => chat.title)).toEqual(['Văn phòng'])
})

test('a button that is not there names those that are', async () => {
  const card = await bot.send(group.id, 'Việc', {
    reply_markup: { inline_keyboard: [[{ text: 'Xong', callback_data: 'a' }]] },
  })
  await expect(telegram.tap(bich.id, group.id, card.message_id, 'Hoàn')).rejects.toThrow(
    'has no button "Hoàn" but "Xong"',
  )
})
