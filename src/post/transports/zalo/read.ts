// From Zalo's events to the bot's own words. Pure; an event is checked here field by field, since it is what the outside
// world sent. Ids are opaque strings, dates milliseconds.
import { createHash } from 'node:crypto'
import type { Happening, Incoming, IncomingChat, Sender } from '../../../chat/incoming.js'
import type { RawUpdate } from '../../../chat/transport.js'
import { field } from './client.js'

/** What the bot is called, as far as it knows. */
export interface Self {
  id: string | undefined
  names: readonly string[]
}

/** The events in whatever came: with the manual's wrapper or without, one or several. */
export function eventsIn(raw: unknown): unknown[] {
  if (Array.isArray(raw)) return raw.flatMap(eventsIn)
  if (typeof field(raw, 'event_name') === 'string') return [raw]
  const inner = field(raw, 'result')
  return inner === undefined ? [] : eventsIn(inner)
}

/** Key and lane of an event. The id of its message is all that tells it from another. */
export function envelopeOf(raw: unknown): RawUpdate | undefined {
  const [event] = eventsIn(raw)
  const message = field(event, 'message')
  const chatId = text(field(field(message, 'chat'), 'id'))
  if (event === undefined || chatId === undefined) return undefined
  const id = text(field(message, 'message_id'))
  const key = id ?? createHash('sha256').update(JSON.stringify(event)).digest('hex').slice(0, 40)
  return { key, lane: chatId, raw: event }
}

/** What an event says, or undefined when it is of no interest: the bot's own words, those of other bots. */
export function readEvent(raw: unknown, self: Self): Incoming | undefined {
  const [event] = eventsIn(raw)
  const message = field(event, 'message')
  const chat = chatOf(field(message, 'chat'))
  const from = senderOf(field(message, 'from'))
  if (!chat || !from) return undefined
  if (field(field(message, 'from'), 'is_bot') === true || from.externalId === self.id) return undefined
  const happening = happeningOf(String(field(event, 'event_name')), message, chat, self)
  return happening && { chat, from, at: timeOf(field(message, 'date')), happening }
}

function happeningOf(name: string, message: unknown, chat: IncomingChat, self: Self): Happening | undefined {
  const ref = text(field(message, 'message_id')) ?? ''
  const isGroup = chat.kind === 'group'
  const words = (value: unknown) => (isGroup ? withoutMention(text(value) ?? '', self.names) : (text(value) ?? ''))
  const replyTo =
    text(field(message, 'quote_message_id')) ?? text(field(field(message, 'reply_to_message'), 'message_id'))
  const context = { ref, ...(replyTo === undefined ? {} : { replyTo }) }
  switch (name) {
    case 'message.text.received':
    case 'message.link.received':
      return { kind: 'text', text: words(field(message, 'text')), ...context, ...(isGroup ? { addressed: true } : {}) }
    case 'message.image.received': {
      const handle = text(field(message, 'photo')) ?? text(field(message, 'photo_url'))
      if (handle === undefined) return { kind: 'other', what: 'image', ref }
      const caption = words(field(message, 'caption'))
      return {
        kind: 'file',
        file: { handle, name: `anh-${ref}.jpg`, type: 'image/jpeg', size: 0, kind: 'photo' },
        ...(caption === '' ? {} : { caption }),
        ...context,
      }
    }
    case 'message.sticker.received':
      return { kind: 'other', what: 'sticker', ref }
    case 'message.voice.received':
      return { kind: 'other', what: 'voice', ref }
    // A file, or the words of somebody protected: the platform hands over neither.
    case 'message.unsupported.received':
      return { kind: 'other', what: 'unsupported', ref }
    default:
      return undefined
  }
}

/**
 * The text without the mention that brought it here. The payload does not mark mentions, and the bot's shown name is not among
 * what the platform tells of it; but it begins with "Bot", and an answer begins with a number or a command.
 */
export function withoutMention(said: string, names: readonly string[]): string {
  const trimmed = said.trim()
  for (const name of names) {
    const mention = `@${name}`
    if (trimmed.toLowerCase().startsWith(mention.toLowerCase())) return trimmed.slice(mention.length).trim()
    if (trimmed.toLowerCase().endsWith(mention.toLowerCase())) return trimmed.slice(0, -mention.length).trim()
  }
  const before = /^@Bot\b[^\d#/\n@]{0,60}?\s(?=[#/]?\d|\/[a-z])/i.exec(trimmed)
  if (before) return trimmed.slice(before[0].length).trim()
  return trimmed.replace(/\s@Bot\b[^@\n]{0,60}$/i, '').trim()
}

function chatOf(value: unknown): IncomingChat | undefined {
  const externalId = text(field(value, 'id'))
  if (externalId === undefined) return undefined
  const title = text(field(value, 'title')) ?? text(field(value, 'name'))
  const isGroup = field(value, 'chat_type') === 'GROUP'
  return { externalId, kind: isGroup ? 'group' : 'private', ...(isGroup && title ? { title } : {}) }
}

function senderOf(value: unknown): Sender | undefined {
  const externalId = text(field(value, 'id'))
  if (externalId === undefined) return undefined
  return { externalId, name: text(field(value, 'display_name')) ?? '' }
}

/** Opaque: never taken for a number, though one project saw them as such. */
function text(value: unknown): string | undefined {
  if (typeof value === 'number' && Number.isSafeInteger(value)) return String(value)
  return typeof value === 'string' && value !== '' ? value : undefined
}

/** Milliseconds; unknown times are those of receipt. */
function timeOf(value: unknown): Date {
  const at = Number(value)
  return new Date(Number.isFinite(at) && at > 0 ? at : 0)
}
