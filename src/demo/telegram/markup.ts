// Keyboards: inline buttons and reply requests, checked as the server checks them.
import { isRecord, type Params } from './params.js'
import { badRequest } from './refusal.js'
import type { WireButton, WireKeyboard } from './wire.js'
import type { ReplyBox } from './world.js'

const MOST_BUTTONS = 100
const MOST_IN_ROW = 8
const MOST_BYTES = 10_000

export interface Markup {
  keyboard?: WireKeyboard | undefined
  replyBox?: ReplyBox | undefined
}

/** The `reply_markup` of a call. Edits accept inline keyboards only. */
export function markupParam(params: Params, inlineOnly = false): Markup {
  const raw = params.json('reply_markup')
  if (raw === undefined) return {}
  if (!isRecord(raw)) throw badRequest("can't parse reply keyboard markup JSON object")
  if ('inline_keyboard' in raw) return { keyboard: inlineKeyboard(raw) }
  if (inlineOnly) throw badRequest('inline keyboard expected')
  if (raw.force_reply === true) return { replyBox: replyBox('force', raw) }
  if (raw.remove_keyboard === true) return { replyBox: replyBox('remove', raw) }
  if (Array.isArray(raw.keyboard)) return { replyBox: replyBox('keyboard', raw) }
  if (Object.keys(raw).length === 0) return {}
  throw badRequest("can't parse reply keyboard markup JSON object")
}

function replyBox(kind: ReplyBox['kind'], raw: Record<string, unknown>): ReplyBox {
  const placeholder = raw.input_field_placeholder
  if (placeholder !== undefined && (typeof placeholder !== 'string' || placeholder === '' || placeholder.length > 64))
    throw badRequest('REPLY_MARKUP_PLACEHOLDER_INVALID')
  return { kind, selective: raw.selective === true, ...(placeholder === undefined ? {} : { placeholder }) }
}

function inlineKeyboard(raw: Record<string, unknown>): WireKeyboard | undefined {
  const rows = raw.inline_keyboard
  if (!Array.isArray(rows) || !rows.every(Array.isArray))
    throw badRequest('field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays')
  const inline_keyboard = rows.map((row: unknown[]) => row.map(inlineButton)).filter((row) => row.length > 0)
  const buttons = inline_keyboard.flat()
  const tooLong =
    buttons.length > MOST_BUTTONS ||
    inline_keyboard.some((row) => row.length > MOST_IN_ROW) ||
    Buffer.byteLength(JSON.stringify(inline_keyboard)) > MOST_BYTES
  if (tooLong) throw badRequest('reply markup is too long')
  if (buttons.length === 0) return undefined
  return raw.force_reply === true ? { inline_keyboard, force_reply: true } : { inline_keyboard }
}

const otherActions = [
  'web_app',
  'login_url',
  'switch_inline_query',
  'switch_inline_query_current_chat',
  'switch_inline_query_chosen_chat',
  'callback_game',
  'pay',
]

function inlineButton(raw: unknown): WireButton {
  if (!isRecord(raw)) throw badRequest("can't parse inline keyboard button: InlineKeyboardButton must be an Object")
  const text = raw.text
  if (typeof text !== 'string' || text === '')
    throw badRequest('can\'t parse inline keyboard button: field "text" must be a non-empty String')
  const button: WireButton = { text }
  if (raw.style !== undefined) button.style = styleOf(raw.style)
  if (raw.callback_data !== undefined) button.callback_data = callbackData(raw.callback_data)
  else if (raw.url !== undefined) button.url = buttonUrl(raw.url)
  else if (raw.copy_text !== undefined) button.copy_text = copyText(raw.copy_text)
  else if (raw.disabled !== undefined) button.disabled = {}
  else if (otherActions.some((name) => name in raw)) throw badRequest('BUTTON_TYPE_INVALID')
  else throw badRequest("can't parse inline keyboard button: text buttons are unallowed in the inline keyboard")
  return button
}

function styleOf(style: unknown): string {
  if (style !== 'danger' && style !== 'success' && style !== 'primary')
    throw badRequest("can't parse inline keyboard button: invalid button style specified")
  return style
}

/** 1 to 64 bytes, not letters: Vietnamese letters take two or three. */
function callbackData(data: unknown): string {
  if (typeof data !== 'string' || data === '' || Buffer.byteLength(data) > 64) throw badRequest('BUTTON_DATA_INVALID')
  return data
}

function buttonUrl(url: unknown): string {
  if (typeof url !== 'string' || !(/^tg:\/\//.test(url) || URL.canParse(url)))
    throw badRequest(`inline keyboard button URL '${String(url)}' is invalid: Wrong HTTP URL`)
  return url
}

function copyText(value: unknown): { text: string } {
  const text = isRecord(value) ? value.text : undefined
  if (typeof text !== 'string' || text === '' || text.length > 256) throw badRequest('BUTTON_COPY_TEXT_INVALID')
  return { text }
}
