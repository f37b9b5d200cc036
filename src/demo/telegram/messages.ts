// Messages: written into a chat, shown to a bot as the Bot API shows them, and shown to whoever drives the emulator.
import { wireDocument, wirePhoto } from './files.js'
import { anonymousBot, wireChat, wireUser } from './rooms.js'
import type { WireEntity, WireInaccessibleMessage, WireMessage, WireService } from './wire.js'
import { type Bot, type Change, type Kept, type ReplyBox, type Room, touch, unixNow, type World } from './world.js'

export interface EmulatedButton {
  text: string
  data?: string
  url?: string
  style?: string
  disabled?: boolean
}

/** A message as people see it now. */
export interface EmulatedMessage {
  id: number
  chatId: number
  from: { id: number; name: string; isBot: boolean; anonymous: boolean }
  date: Date
  /** The text, or the caption of a file; empty for a service message. */
  text: string
  entities: WireEntity[]
  buttons: EmulatedButton[][]
  file?: { name: string; type: string; kind: 'document' | 'photo'; bytes: Uint8Array; width: number; height: number }
  replyTo?: number
  album?: string
  forwarded: boolean
  /** What happened in the chat, when nobody wrote anything. */
  service?: WireService
  /** The bot asked for a reply, or showed or removed a keyboard below the text box. */
  replyBox?: ReplyBox
  silent: boolean
  edits: number
  deleted: boolean
}

export type NewMessage = Pick<Kept, 'room' | 'from' | 'content'> & Partial<Kept>

/** Writes a message into a chat. Ids count per supergroup; private chats and plain groups share one count. */
export function keepMessage(world: World, input: NewMessage): Kept {
  const { room } = input
  const id = room.kind === 'supergroup' ? ++room.lastMessageId : ++world.serials.message
  const message: Kept = {
    id,
    anonymous: false,
    date: unixNow(world),
    silent: false,
    protectedContent: false,
    edits: 0,
    deleted: false,
    ...input,
  }
  room.messages.set(id, message)
  if (room.kind !== 'private' && message.from.kind === 'bot') room.lastBot = message.from
  announceChange(world, 'sent', message)
  return message
}

export function announceChange(world: World, kind: Change['kind'], message: Kept): void {
  touch(world)
  world.changed({ kind, ...place(message.room), messageId: message.id })
}

export function place(room: Room): { chatId: number; botId: number | undefined } {
  return { chatId: room.id, botId: room.kind === 'private' ? room.bot.id : undefined }
}

export function markEdited(world: World, message: Kept): void {
  message.editDate = unixNow(world)
  message.edits++
  announceChange(world, 'edited', message)
}

export function markDeleted(world: World, message: Kept): void {
  message.deleted = true
  announceChange(world, 'deleted', message)
}

/** A message of this chat that is still there. */
export function findMessage(room: Room, id: number): Kept | undefined {
  const message = room.messages.get(id)
  return message && !message.deleted ? message : undefined
}

/** The message as this bot gets it: file ids are the bot's own; a message replied to is shown one step deep. */
export function wireMessage(bot: Bot, message: Kept, withReply = true): WireMessage {
  const { room, content } = message
  const chat = wireChat(room)
  const replied = withReply && message.replyTo && !message.replyTo.deleted ? message.replyTo : undefined
  const head: WireMessage = {
    message_id: message.id,
    from: message.anonymous ? anonymousBot : wireUser(message.from),
    sender_chat: message.anonymous ? chat : undefined,
    chat,
    date: message.date,
    edit_date: message.editDate,
    forward_origin: message.forward,
    reply_to_message: replied && wireMessage(bot, replied, false),
    quote: message.quote && { ...message.quote, is_manual: true },
    media_group_id: message.album,
    has_protected_content: message.protectedContent || undefined,
    reply_markup: message.keyboard,
  }
  if (content.kind === 'service') return { ...head, ...content.service }
  const entities = content.entities.length > 0 ? content.entities : undefined
  if (content.kind === 'text') return { ...head, text: content.text, entities }
  const caption = content.text === '' ? {} : { caption: content.text, caption_entities: entities }
  if (content.file.kind === 'photo') return { ...head, photo: wirePhoto(bot, content.file), ...caption }
  return { ...head, document: wireDocument(bot, content.file), ...caption }
}

/** As it stands in a tap: a message that is gone shows only where it was. */
export function wireTappedMessage(bot: Bot, message: Kept): WireMessage | WireInaccessibleMessage {
  if (message.deleted) return { chat: wireChat(message.room), message_id: message.id, date: 0 }
  return wireMessage(bot, message)
}

export function emulatedMessage(message: Kept): EmulatedMessage {
  const { content, from } = message
  const shown: EmulatedMessage = {
    id: message.id,
    chatId: message.room.id,
    from: { id: from.id, name: from.name, isBot: from.kind === 'bot', anonymous: message.anonymous },
    date: new Date(message.date * 1000),
    text: content.kind === 'service' ? '' : content.text,
    entities: content.kind === 'service' ? [] : content.entities,
    buttons: emulatedButtons(message),
    forwarded: message.forward !== undefined,
    silent: message.silent,
    edits: message.edits,
    deleted: message.deleted,
  }
  if (content.kind === 'service') shown.service = content.service
  if (content.kind === 'file') {
    const { name, type, kind, bytes, width, height } = content.file
    shown.file = { name, type, kind, bytes, width, height }
  }
  if (message.replyTo) shown.replyTo = message.replyTo.id
  if (message.album) shown.album = message.album
  if (message.replyBox) shown.replyBox = message.replyBox
  else if (message.keyboard?.force_reply) shown.replyBox = { kind: 'force', selective: false }
  return shown
}

export function emulatedButtons(message: Kept): EmulatedButton[][] {
  const rows = message.keyboard?.inline_keyboard ?? []
  return rows.map((row) =>
    row.map((button) => ({
      text: button.text,
      ...(button.callback_data === undefined ? {} : { data: button.callback_data }),
      ...(button.url === undefined ? {} : { url: button.url }),
      ...(button.style === undefined ? {} : { style: button.style }),
      ...(button.disabled === undefined ? {} : { disabled: true }),
    })),
  )
}
