// From Telegram's updates to the bot's own words. Pure; a raw update is checked here field by field, since it is what the
// outside world sent.
import type { Chat, Message, Update, User } from 'grammy/types'
import type { Happening, Incoming, IncomingChat, IncomingFile, Sender } from '../../../chat/incoming.js'
import type { RawUpdate } from '../../../chat/transport.js'

/** The kinds of updates the bot asks for; Telegram remembers the last list, so the whole of it is sent every time. */
export const allowedUpdates = ['message', 'edited_message', 'callback_query', 'my_chat_member'] as const

/** Where a time is unknown: a tap does not say when it was made. The inbox puts the time of receipt in its place. */
export const UNKNOWN_TIME = new Date(0)

/** Key and lane of an update: one lane per chat, so that a tap and a text in it are handled in order. */
export function envelopeOf(raw: unknown): RawUpdate | undefined {
  const update = updateOf(raw)
  if (!update) return undefined
  return { key: String(update.update_id), lane: String(laneOf(update) ?? 'none'), raw: withoutOthers(update) }
}

/** Without the words of other messages that come along with a reply or a tap: nobody reads them here, and they are not kept. */
function withoutOthers(update: Update): Update {
  const { message, edited_message, callback_query } = update
  if (message) return { ...update, message: alone(message) }
  if (edited_message) return { ...update, edited_message: alone(edited_message) } as Update
  if (!callback_query?.message) return update
  const { message_id, chat, date } = callback_query.message
  return { ...update, callback_query: { ...callback_query, message: { message_id, chat, date } } } as Update
}

function alone<M extends Message>({ quote: _, external_reply: __, pinned_message: ___, ...message }: M): M {
  const answered = message.reply_to_message
  if (!answered) return message as unknown as M
  const { message_id, chat, date, forum_topic_created } = answered
  const kept = { message_id, chat, date, ...(forum_topic_created ? { forum_topic_created } : {}) }
  return { ...message, reply_to_message: kept } as unknown as M
}

function updateOf(raw: unknown): Update | undefined {
  if (typeof raw !== 'object' || raw === null) return undefined
  const id: unknown = Reflect.get(raw, 'update_id')
  return Number.isSafeInteger(id) ? (raw as Update) : undefined
}

function laneOf(update: Update): number | undefined {
  const message = update.message ?? update.edited_message ?? update.callback_query?.message
  return message?.chat.id ?? update.my_chat_member?.chat.id ?? update.callback_query?.from.id
}

/** What an update says, or undefined when it is of no interest (channels, other bots, service messages). */
export function readUpdate(raw: unknown): Incoming | undefined {
  const update = updateOf(raw)
  if (!update) return undefined
  if (update.message) return readMessage(update.message, false)
  if (update.edited_message) return readMessage(update.edited_message, true)
  if (update.callback_query) return readTap(update)
  if (update.my_chat_member) return readMembership(update)
  return undefined
}

function readTap(update: Update): Incoming | undefined {
  const query = update.callback_query
  if (!query?.message) return undefined
  const chat = chatOf(query.message.chat)
  if (!chat) return undefined
  return {
    chat,
    from: senderOf(query.from),
    at: UNKNOWN_TIME,
    happening: {
      kind: 'choice',
      data: query.data ?? '',
      choiceId: query.id,
      // An inaccessible message (date 0) still has its id.
      ref: String(query.message.message_id),
    },
  }
}

function readMembership(update: Update): Incoming | undefined {
  const change = update.my_chat_member
  const chat = change && chatOf(change.chat)
  if (!change || !chat) return undefined
  const { status } = change.new_chat_member
  const stillIn = change.new_chat_member.status === 'restricted' && change.new_chat_member.is_member
  const away = status === 'left' || status === 'kicked' || (status === 'restricted' && !stillIn)
  const bot =
    chat.kind === 'private'
      ? away
        ? 'blocked'
        : 'unblocked'
      : away
        ? 'removed'
        : status === 'restricted'
          ? 'restricted'
          : status === 'administrator' || status === 'creator'
            ? 'administrator'
            : 'member'
  return { chat, from: senderOf(change.from), at: timeOf(change.date), happening: { kind: 'membership', bot } }
}

function readMessage(message: Message, edited: boolean): Incoming | undefined {
  const chat = chatOf(message.chat)
  if (!chat) return undefined
  // In the new supergroup the old chat is named; the move is told as one of the old chat, whichever comes first.
  if (message.migrate_from_chat_id !== undefined) {
    const old = { externalId: String(message.migrate_from_chat_id), kind: chat.kind }
    return incoming({ ...old, ...(chat.title ? { title: chat.title } : {}) }, message, {
      kind: 'moved',
      to: chat.externalId,
    })
  }
  if (message.migrate_to_chat_id !== undefined) {
    return incoming(chat, message, { kind: 'moved', to: String(message.migrate_to_chat_id) })
  }
  if (message.from?.is_bot && !message.sender_chat) return undefined
  if (message.new_chat_title !== undefined) {
    return incoming(chat, message, { kind: 'renamed', title: message.new_chat_title })
  }
  const happening = happeningOf(message, edited)
  return happening && incoming(chat, message, happening)
}

function incoming(chat: IncomingChat, message: Message, happening: Happening): Incoming {
  // Anonymous administrators and channels write through a stand-in account: nobody is known to have written.
  const from = message.from && !message.sender_chat ? senderOf(message.from) : undefined
  return { chat, ...(from ? { from } : {}), at: timeOf(message.edit_date ?? message.date), happening }
}

function happeningOf(message: Message, edited: boolean): Happening | undefined {
  const ref = String(message.message_id)
  const context = {
    ref,
    ...replyOf(message),
    ...(message.forward_origin ? { forwarded: true } : {}),
  }
  if (message.text !== undefined) {
    return { kind: 'text', text: message.text, ...context, ...(edited ? { edited } : {}) }
  }
  const file = fileOf(message)
  const caption = message.caption === undefined ? {} : { caption: message.caption }
  if (file && edited) return { kind: 'other', what: 'edited', ref, ...caption }
  if (file) {
    return {
      kind: 'file',
      file,
      ...caption,
      ...context,
      ...(message.media_group_id ? { album: message.media_group_id } : {}),
    }
  }
  const what = otherKinds.find((kind) => message[kind] !== undefined)
  return what && (!edited || message.caption !== undefined) ? { kind: 'other', what, ref, ...caption } : undefined
}

const otherKinds = [
  'animation',
  'video',
  'video_note',
  'audio',
  'voice',
  'sticker',
  'location',
  'venue',
  'contact',
  'poll',
  'dice',
  'checklist',
  'story',
  'paid_media',
] as const

function replyOf(message: Message): { replyTo?: string } {
  const answered = message.reply_to_message
  // In a topic every message "answers" the service message that opened it.
  if (!answered || answered.forum_topic_created) return {}
  return { replyTo: String(answered.message_id) }
}

function fileOf(message: Message): IncomingFile | undefined {
  const { document, photo } = message
  // A GIF comes as animation and document both; it is no document of the office.
  if (document && !message.animation) {
    return {
      handle: document.file_id,
      name: document.file_name ?? 'tai-lieu',
      type: document.mime_type ?? 'application/octet-stream',
      size: document.file_size ?? 0,
      kind: 'document',
    }
  }
  const largest = photo?.reduce((best, size) => (size.width * size.height > best.width * best.height ? size : best))
  if (!largest) return undefined
  return {
    handle: largest.file_id,
    name: `anh-${message.message_id}.jpg`,
    type: 'image/jpeg',
    size: largest.file_size ?? 0,
    kind: 'photo',
  }
}

function chatOf(chat: Chat): IncomingChat | undefined {
  if (chat.type === 'private') return { externalId: String(chat.id), kind: 'private' }
  if (chat.type === 'channel') return undefined
  return { externalId: String(chat.id), kind: 'group', ...(chat.title ? { title: chat.title } : {}) }
}

function senderOf(user: User): Sender {
  return {
    externalId: String(user.id),
    name: [user.first_name, user.last_name].filter((part) => part).join(' '),
    ...(user.username ? { username: user.username } : {}),
    ...(user.language_code ? { language: user.language_code } : {}),
  }
}

function timeOf(seconds: number): Date {
  return new Date(seconds * 1000)
}
