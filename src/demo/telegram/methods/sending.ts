// New messages from a bot: texts, documents, photos, albums.
import type { Call } from '../call.js'
import { type Formatted, formattedParam } from '../entities.js'
import { fileByFileId, keepFile, typeOfName } from '../files.js'
import { countMessages } from '../limits.js'
import { type Markup, markupParam } from '../markup.js'
import { findMessage, keepMessage, place, wireMessage } from '../messages.js'
import { isRecord, Params } from '../params.js'
import { badRequest } from '../refusal.js'
import { openRoomForBot } from '../rooms.js'
import type { WireMessage } from '../wire.js'
import { type Content, type Kept, type KeptFile, type Room, touch } from '../world.js'

const MAX_TEXT = 4096
const MAX_CAPTION = 1024

export function sendMessage(call: Call): WireMessage {
  const room = targetRoom(call)
  const content = { kind: 'text' as const, ...textParam(call) }
  return send(call, room, content, markupParam(call.params))
}

export function sendDocument(call: Call): WireMessage {
  return sendFile(call, 'document')
}

export function sendPhoto(call: Call): WireMessage {
  return sendFile(call, 'photo')
}

function sendFile(call: Call, kind: KeptFile['kind']): WireMessage {
  const room = targetRoom(call)
  const caption = captionParam(call)
  const markup = markupParam(call.params)
  const file = fileParam(call, call.params.text(kind), kind, kind)
  return send(call, room, { kind: 'file', file, ...caption }, markup)
}

/** Two to ten documents, or two to ten photos. */
export function sendMediaGroup(call: Call): WireMessage[] {
  const room = targetRoom(call)
  const list = call.params.json('media')
  if (!Array.isArray(list) || list.length === 0)
    throw badRequest("can't parse media JSON object: expected an Array of InputMedia")
  if (list.length < 2 || list.length > 10) throw badRequest('wrong number of items in the album: 2 to 10 expected')
  const contents = list.map((item) => mediaContent(call, item))
  if (new Set(contents.map((content) => content.file.kind)).size > 1)
    throw badRequest("documents can't be mixed with other media types")
  const reply = replyParam(call, room)
  countMessages(call.bot.meter, call.world.limits, room, contents.length)
  const album = String(++call.world.serials.album)
  return contents.map((content) => wireMessage(call.bot, write(call, room, content, { ...reply, album })))
}

/** One item of an album, or the new content of an edited message. */
export function mediaContent(call: Call, raw: unknown): Extract<Content, { kind: 'file' }> {
  if (!isRecord(raw)) throw badRequest("can't parse InputMedia: expected an Object")
  const { type } = raw
  if (type !== 'document' && type !== 'photo') throw badRequest('type of InputMedia must be document or photo here')
  const inner = { ...call, params: new Params(raw, call.params.uploads) }
  return { kind: 'file', file: fileParam(inner, inner.params.text('media'), type, 'media'), ...captionParam(inner) }
}

export function sendChatAction(call: Call): true {
  const room = targetRoom(call)
  const action = call.params.text('action') ?? ''
  const known =
    /^(typing|upload_(photo|video|voice|document|video_note)|record_(video|voice|video_note)|choose_sticker|find_location)$/
  if (!known.test(action)) throw badRequest('wrong parameter action in request')
  touch(call.world)
  call.world.changed({ kind: 'action', ...place(room) })
  return true
}

export function targetRoom({ world, bot, params }: Call): Room {
  const room = openRoomForBot(world, bot, params.chatId())
  if (params.whole('message_thread_id')) throw badRequest('message thread not found')
  return room
}

export function textParam({ world, bot, params }: Call): Formatted {
  const formatted = formattedParam(world, bot, params, { text: 'text', entities: 'entities' })
  if (formatted.text === '') throw badRequest('message text is empty')
  if (formatted.text.length > MAX_TEXT) throw badRequest('message is too long')
  return formatted
}

export function captionParam({ world, bot, params }: Call): Formatted {
  const formatted = formattedParam(world, bot, params, { text: 'caption', entities: 'caption_entities' })
  if (formatted.text.length > MAX_CAPTION) throw badRequest('message caption is too long')
  return formatted
}

/** A file given as an upload, as `attach://name`, or by an id this bot was given before. */
function fileParam(
  { world, bot, params }: Call,
  given: string | undefined,
  kind: KeptFile['kind'],
  field: string,
): KeptFile {
  const attached = given?.startsWith('attach://') ? given.slice('attach://'.length) : undefined
  const upload = params.uploads.get(attached ?? field)
  if (upload) {
    const name = upload.name || (kind === 'photo' ? 'photo.jpg' : 'file')
    return keepFile(world, kind, { name, type: typeOfName(name, upload.type), bytes: upload.bytes })
  }
  if (attached !== undefined) throw badRequest('attached file not found in the request')
  if (!given) throw badRequest(`there is no ${kind} in the request`)
  if (/^https?:\/\//i.test(given)) throw badRequest('failed to get HTTP URL content')
  const file = fileByFileId(world, bot, given)
  if (!file) throw badRequest('wrong file identifier/HTTP URL specified')
  if (file.kind !== kind) throw badRequest(`can't use file of type ${name(file.kind)} as ${name(kind)}`)
  return file
}

const name = (kind: KeptFile['kind']) => (kind === 'photo' ? 'Photo' : 'Document')

/** The message replied to. One that is gone is an error unless the call allows for it. */
function replyParam({ params }: Call, room: Room): Pick<Kept, 'replyTo' | 'quote'> {
  const asked = params.record('reply_parameters')
  const inner = asked
    ? new Params(asked)
    : new Params({
        message_id: params.text('reply_to_message_id'),
        allow_sending_without_reply: params.values.allow_sending_without_reply,
      })
  const id = inner.whole('message_id')
  if (!id) return {}
  const elsewhere = inner.text('chat_id')
  const replyTo = elsewhere === undefined || Number(elsewhere) === room.id ? findMessage(room, id) : undefined
  if (!replyTo) {
    if (inner.flag('allow_sending_without_reply')) return {}
    throw badRequest('message to be replied not found')
  }
  const quote = inner.text('quote')
  if (!quote) return { replyTo }
  const position = replyTo.content.kind === 'service' ? -1 : replyTo.content.text.indexOf(quote)
  if (position === -1 || quote.length > 1024) throw badRequest('QUOTE_TEXT_INVALID')
  return { replyTo, quote: { text: quote, position } }
}

function send(call: Call, room: Room, content: Content, markup: Markup): WireMessage {
  const reply = replyParam(call, room)
  countMessages(call.bot.meter, call.world.limits, room)
  return wireMessage(call.bot, write(call, room, content, { ...reply, ...markup }))
}

function write({ world, bot, params }: Call, room: Room, content: Content, rest: Partial<Kept>): Kept {
  const silent = params.flag('disable_notification')
  const protectedContent = params.flag('protect_content')
  return keepMessage(world, { room, from: bot, content, silent, protectedContent, ...rest })
}
