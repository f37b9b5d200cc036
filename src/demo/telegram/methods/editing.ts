// Changes to a bot's own messages. An edit that leaves out the keyboard removes it; one that changes nothing is an error.
import type { Call } from '../call.js'
import { countMessages } from '../limits.js'
import { markupParam } from '../markup.js'
import { findMessage, markDeleted, markEdited, wireMessage } from '../messages.js'
import { badRequest } from '../refusal.js'
import { isAdministrator, openRoomForBot } from '../rooms.js'
import type { WireKeyboard, WireMessage } from '../wire.js'
import { type Content, type Kept, type Room, unixNow, type World } from '../world.js'
import { captionParam, mediaContent, textParam } from './sending.js'

const DELETABLE_SECONDS = 48 * 3600

export function editMessageText(call: Call): WireMessage {
  const message = ownMessage(call)
  const formatted = textParam(call)
  if (message.content.kind !== 'text') throw badRequest('there is no text in the message to edit')
  return change(call, message, { kind: 'text', ...formatted })
}

export function editMessageCaption(call: Call): WireMessage {
  const message = ownMessage(call)
  const caption = captionParam(call)
  if (message.content.kind !== 'file') throw badRequest('there is no caption in the message to edit')
  return change(call, message, { ...message.content, ...caption })
}

export function editMessageMedia(call: Call): WireMessage {
  const message = ownMessage(call)
  const content = mediaContent(call, call.params.json('media'))
  if (message.album && message.content.kind === 'file' && message.content.file.kind !== content.file.kind)
    throw badRequest("message can't be edited: other type in the album")
  return change(call, message, content)
}

export function editMessageReplyMarkup(call: Call): WireMessage {
  const message = ownMessage(call)
  return change(call, message, message.content)
}

function ownMessage({ world, bot, params }: Call): Kept {
  if (params.text('inline_message_id')) throw badRequest('MESSAGE_ID_INVALID')
  const room = openRoomForBot(world, bot, params.chatId())
  const id = params.whole('message_id')
  if (!id) throw badRequest('message identifier is not specified')
  const message = findMessage(room, id)
  if (!message) throw badRequest('message to edit not found')
  const isFixed = message.content.kind === 'service' || message.replyBox || message.forward
  if (message.from !== bot || isFixed) throw badRequest("message can't be edited")
  return message
}

function change({ world, bot, params }: Call, message: Kept, content: Content): WireMessage {
  const { keyboard } = markupParam(params, true)
  countMessages(bot.meter, world.limits, message.room)
  if (sameContent(message.content, content) && sameKeyboard(message.keyboard, keyboard))
    throw badRequest(
      'message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message',
    )
  message.content = content
  message.keyboard = keyboard
  markEdited(world, message)
  return wireMessage(bot, message)
}

function sameContent(a: Content, b: Content): boolean {
  if (a === b) return true
  if (a.kind === 'service' || b.kind === 'service' || a.kind !== b.kind) return false
  const sameFile = a.kind !== 'file' || b.kind !== 'file' || a.file === b.file
  return sameFile && a.text === b.text && JSON.stringify(a.entities) === JSON.stringify(b.entities)
}

function sameKeyboard(a: WireKeyboard | undefined, b: WireKeyboard | undefined): boolean {
  return JSON.stringify(a?.inline_keyboard ?? []) === JSON.stringify(b?.inline_keyboard ?? [])
}

export function deleteMessage(call: Call): true {
  const { world, bot, params } = call
  const room = openRoomForBot(world, bot, params.chatId())
  const id = params.whole('message_id')
  if (!id) throw badRequest('message identifier is not specified')
  const message = findMessage(room, id)
  if (!message) throw badRequest('message to delete not found')
  if (!mayDelete(call, room, message)) throw badRequest("message can't be deleted")
  markDeleted(world, message)
  return true
}

/** Up to a hundred at once; those that are not there are passed over. */
export function deleteMessages(call: Call): true {
  const { world, bot, params } = call
  const room = openRoomForBot(world, bot, params.chatId())
  const ids = params.json('message_ids')
  if (!Array.isArray(ids) || ids.length === 0) throw badRequest('message identifiers are not specified')
  if (ids.length > 100) throw badRequest('too many messages to delete')
  const messages = ids.flatMap((id) => findMessage(room, Number(id)) ?? [])
  if (!messages.every((message) => mayDelete(call, room, message))) throw badRequest("message can't be deleted")
  for (const message of messages) markDeleted(world, message)
  return true
}

function mayDelete({ world, bot }: Call, room: Room, message: Kept): boolean {
  if (room.kind !== 'private') {
    if (isAdministrator(room, bot.id)) return true
    if (message.from !== bot) return false
  }
  return isYoung(world, message)
}

function isYoung(world: World, message: Kept): boolean {
  return unixNow(world) - message.date < DELETABLE_SECONDS
}
