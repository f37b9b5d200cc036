// From the bot's own words to Telegram's: spans become entities (offsets in UTF-16 units), choices an inline keyboard.
// Pure. Nothing is ever parsed as markup, so no person's text can break a message.
import type { ForceReply, InlineKeyboardButton, InlineKeyboardMarkup, MessageEntity } from 'grammy/types'
import type { Message, Span } from '../../../chat/message.js'
import { spanText } from '../../../chat/message.js'
import { shorten } from '../../../lib/vietnamese.js'

export interface Rendered {
  text: string
  entities: MessageEntity[]
}

export function renderSpans(spans: readonly Span[]): Rendered {
  const entities: MessageEntity[] = []
  let text = ''
  for (const span of spans) {
    const words = spanText(span)
    const entity = words.length > 0 ? entityOf(span, text.length, words.length) : undefined
    if (entity) entities.push(entity)
    text += words
  }
  return { text, entities }
}

function entityOf(span: Span, offset: number, length: number): MessageEntity | undefined {
  if (typeof span === 'string') return undefined
  if ('bold' in span) return { type: 'bold', offset, length }
  if ('italic' in span) return { type: 'italic', offset, length }
  if ('link' in span) return { type: 'text_link', offset, length, url: span.url }
  const id = Number(span.accountId)
  if (!Number.isSafeInteger(id) || id <= 0) return undefined
  return { type: 'text_mention', offset, length, user: { id, is_bot: false, first_name: span.mention } }
}

const MAX_LABEL = 64
const MAX_PLACEHOLDER = 64

/** The buttons below a message, without a box to reply in: what an edit can change. */
export function keyboardOf(message: Message): InlineKeyboardMarkup | undefined {
  const rows = (message.choices ?? []).filter((row) => row.length > 0)
  if (rows.length === 0) return undefined
  return {
    inline_keyboard: rows.map((row) =>
      row.map(
        (choice): InlineKeyboardButton => ({
          text: shorten(choice.label, MAX_LABEL),
          callback_data: choice.action,
          ...(choice.style ? { style: choice.style } : {}),
        }),
      ),
    ),
  }
}

/**
 * What stands below a new message: buttons, a reply box, or both (since Bot API 10.3). The box is opened for whoever the
 * text mentions or the message answers; selective for nobody else would be a box for nobody.
 */
export function markupOf(message: Message): InlineKeyboardMarkup | ForceReply | undefined {
  const keyboard = keyboardOf(message)
  if (!message.ask) return keyboard
  if (keyboard) return { ...keyboard, force_reply: true }
  const { placeholder } = message.ask
  const aimed = message.replyTo !== undefined || message.spans.some((span) => isMention(span))
  return {
    force_reply: true,
    ...(aimed ? { selective: true } : {}),
    ...(placeholder ? { input_field_placeholder: shorten(placeholder, MAX_PLACEHOLDER) } : {}),
  }
}

function isMention(span: Span): boolean {
  return typeof span !== 'string' && 'mention' in span
}
