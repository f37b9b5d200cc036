import { describe, expect, it } from 'vitest'
import { envelopeOf, readUpdate } from '../../../src/post/transports/telegram/read.js'

const date = Date.parse('2026-09-15T02:00:00Z') / 1000
const an = { id: 7, is_bot: false, first_name: 'An', last_name: 'Nguyễn Văn', username: 'an7', language_code: 'vi' }
const group = { id: -1005, type: 'supergroup', title: 'Phòng Kinh tế' }
const home = { id: 7, type: 'private', first_name: 'An' }
const message = (more: object, chat: object = home) => ({
  update_id: 1,
  message: { message_id: 9, date, chat, from: an, ...more },
})
const happening = (raw: object) => readUpdate(raw)?.happening

describe('a text', () => {
  it('tells who wrote what where and when', () => {
    expect(readUpdate(message({ text: '17 xong' }, group))).toEqual({
      chat: { externalId: '-1005', kind: 'group', title: 'Phòng Kinh tế' },
      from: { externalId: '7', name: 'An Nguyễn Văn', username: 'an7', language: 'vi' },
      at: new Date('2026-09-15T02:00:00Z'),
      happening: expect.objectContaining({ kind: 'text', text: '17 xong', ref: '9' }),
    })
  })

  it('is kept without the words of the message it answers or quotes', () => {
    const answered = { message_id: 4, date, chat: group, from: an, text: 'TỐI MẬT' }
    const raw = message({ text: 'a', reply_to_message: answered, quote: { text: 'TỐI MẬT' } }, group)
    const kept = envelopeOf(raw)!.raw
    expect(JSON.stringify(kept)).not.toContain('MẬT')
    expect(readUpdate(kept)).toEqual(readUpdate(raw))
    const edited = { update_id: 1, edited_message: { ...raw.message, edit_date: date } }
    expect(JSON.stringify(envelopeOf(edited)!.raw)).not.toContain('MẬT')
    expect(readUpdate(envelopeOf(edited)!.raw)).toEqual(readUpdate(edited))
    const tap = {
      update_id: 1,
      callback_query: { id: 'q', from: an, chat_instance: 'c', data: 'a.b:1', message: answered },
    }
    expect(JSON.stringify(envelopeOf(tap)!.raw)).not.toContain('MẬT')
    expect(readUpdate(envelopeOf(tap)!.raw)).toEqual(readUpdate(tap))
  })

  it('tells what it answers, but not the message that opened its topic', () => {
    const answered = { message_id: 4, date, chat: group }
    expect(happening(message({ text: 'a', reply_to_message: answered }))).toMatchObject({ replyTo: '4' })
    const opened = { ...answered, forum_topic_created: { name: 'x', icon_color: 0 } }
    expect(happening(message({ text: 'a', reply_to_message: opened }))).not.toHaveProperty('replyTo')
  })

  it('tells that it was forwarded, or edited since', () => {
    const origin = { type: 'hidden_user', sender_user_name: 'X', date }
    expect(happening(message({ text: 'a', forward_origin: origin }))).toMatchObject({ forwarded: true })
    const edited = { update_id: 1, edited_message: { ...message({ text: 'b' }).message, edit_date: date + 60 } }
    expect(readUpdate(edited)).toMatchObject({
      at: new Date((date + 60) * 1000),
      happening: { edited: true, text: 'b' },
    })
  })
})

describe('a file', () => {
  it('is a document with its name, type and size', () => {
    const document = {
      file_id: 'F',
      file_unique_id: 'U',
      file_name: 'cv.pdf',
      mime_type: 'application/pdf',
      file_size: 12,
    }
    expect(happening(message({ document, caption: 'CV 85', media_group_id: 'A' }))).toEqual({
      kind: 'file',
      file: { handle: 'F', name: 'cv.pdf', type: 'application/pdf', size: 12, kind: 'document' },
      caption: 'CV 85',
      ref: '9',
      album: 'A',
    })
    expect(happening(message({ document: { file_id: 'F', file_unique_id: 'U' } }))).toMatchObject({
      file: { name: 'tai-lieu', type: 'application/octet-stream', size: 0 },
    })
  })

  it('is a photo in its largest size', () => {
    const size = (id: string, width: number) => ({
      file_id: id,
      file_unique_id: id,
      width,
      height: width,
      file_size: width,
    })
    expect(happening(message({ photo: [size('s', 90), size('l', 1280), size('m', 320)] }))).toMatchObject({
      file: { handle: 'l', name: 'anh-9.jpg', type: 'image/jpeg', kind: 'photo', size: 1280 },
    })
  })

  it('edited, is nothing new to read', () => {
    const document = { file_id: 'F', file_unique_id: 'U' }
    const edited = { update_id: 1, edited_message: { ...message({ document, caption: 'b' }).message, edit_date: date } }
    expect(happening(edited)).toEqual({ kind: 'other', what: 'edited', ref: '9', caption: 'b' })
  })
})

it.each(['video', 'audio', 'voice', 'sticker', 'location', 'contact', 'poll', 'video_note'])(
  'a %s is known not to be readable',
  (what) => {
    expect(happening(message({ [what]: {} }))).toEqual({ kind: 'other', what, ref: '9' })
  },
)

it('a GIF is no document, though Telegram also calls it one', () => {
  const animation = { file_id: 'F' }
  expect(happening(message({ animation, document: animation }))).toMatchObject({ kind: 'other', what: 'animation' })
})

describe('a tap', () => {
  const tap = (more: object) => ({ update_id: 1, callback_query: { id: 'q', from: an, chat_instance: 'c', ...more } })

  it('tells who pressed what; when, Telegram does not say', () => {
    const raw = tap({ data: 'a.b:1', message: { message_id: 9, date, chat: group } })
    expect(readUpdate(raw)).toMatchObject({
      chat: { externalId: '-1005' },
      from: { externalId: '7' },
      at: new Date(0),
      happening: { kind: 'choice', data: 'a.b:1', choiceId: 'q', ref: '9' },
    })
  })

  it('on a card too old to be seen still counts', () => {
    const raw = tap({ data: 'a.b:1', message: { message_id: 9, date: 0, chat: group } })
    expect(happening(raw)).toMatchObject({ data: 'a.b:1', ref: '9' })
  })

  it('without data is one all the same, and one without a chat is none', () => {
    expect(happening(tap({ game_short_name: 'x', message: { message_id: 9, date, chat: group } }))).toMatchObject({
      data: '',
    })
    expect(readUpdate(tap({ data: 'a.b', inline_message_id: 'i' }))).toBeUndefined()
    expect(envelopeOf(tap({ data: 'a.b', inline_message_id: 'i' }))).toMatchObject({ key: '1', lane: '7' })
  })
})

describe("the bot's own membership", () => {
  const change = (chat: object, status: object) => ({
    update_id: 1,
    my_chat_member: {
      chat,
      from: an,
      date,
      old_chat_member: { status: 'left', user: an },
      new_chat_member: { user: an, ...status },
    },
  })
  it.each([
    [group, { status: 'member' }, 'member'],
    [group, { status: 'administrator' }, 'administrator'],
    [group, { status: 'left' }, 'removed'],
    [group, { status: 'kicked' }, 'removed'],
    [group, { status: 'restricted', is_member: true }, 'restricted'],
    [group, { status: 'restricted', is_member: false }, 'removed'],
    [home, { status: 'kicked' }, 'blocked'],
    [home, { status: 'member' }, 'unblocked'],
  ])('%j %j', (chat, status, bot) => {
    expect(readUpdate(change(chat, status))).toMatchObject({
      from: { externalId: '7' },
      happening: { kind: 'membership', bot },
    })
  })
})

describe('a group', () => {
  it('that moves is told from the old place and from the new one alike', () => {
    const old = { id: -5, type: 'group', title: 'Phòng Kinh tế' }
    const told = { chat: { externalId: '-5', kind: 'group' }, happening: { kind: 'moved', to: '-1005' } }
    expect(readUpdate(message({ migrate_to_chat_id: -1005 }, old))).toMatchObject(told)
    expect(readUpdate(message({ migrate_from_chat_id: -5 }, group))).toMatchObject(told)
    const bot = { id: 1, is_bot: true, first_name: 'x' }
    expect(readUpdate(message({ migrate_from_chat_id: -5, from: bot }, group))).toMatchObject(told)
  })

  it('that is renamed', () => {
    expect(happening(message({ new_chat_title: 'Mới' }, group))).toEqual({ kind: 'renamed', title: 'Mới' })
  })
})

describe('nobody in particular', () => {
  it('an anonymous administrator and a channel write through a stand-in, which is nobody', () => {
    const standIn = { id: 1087968824, is_bot: true, first_name: 'Group', username: 'GroupAnonymousBot' }
    const read = readUpdate(message({ text: '17 xong', from: standIn, sender_chat: group }, group))
    expect(read).toMatchObject({ happening: { text: '17 xong' } })
    expect(read).not.toHaveProperty('from')
  })

  it('other bots, channels and service messages are left alone', () => {
    const bot = { id: 2, is_bot: true, first_name: 'Bot' }
    expect(readUpdate(message({ text: 'a', from: bot }, group))).toBeUndefined()
    expect(readUpdate(message({ text: 'a' }, { id: -9, type: 'channel', title: 'K' }))).toBeUndefined()
    expect(readUpdate(message({ new_chat_members: [an] }, group))).toBeUndefined()
    expect(readUpdate(message({ pinned_message: {} }, group))).toBeUndefined()
    expect(readUpdate({ update_id: 1, message_reaction: {} })).toBeUndefined()
  })
})
