// What people do in chats: write, send files, edit, delete, block the bot.
import { announceMessage } from './audience.js'
import { withDetected } from './entities.js'
import { keepFile, typeOfName } from './files.js'
import { findMessage, keepMessage, markDeleted, markEdited } from './messages.js'
import { findGroup, isAdministrator, isMember, privateRoom, setStatus, wireChat, wireUser } from './rooms.js'
import { pushUpdate } from './updates.js'
import type { WireEntity, WireMember, WireOrigin } from './wire.js'
import { type Bot, type Kept, type Person, type PrivateRoom, type Room, unixNow, type World } from './world.js'

export interface SayOptions {
  replyTo?: number
  entities?: WireEntity[]
  /** Whose message it is: a person's id, or the name of somebody who hides the account. */
  forwardFrom?: number | { hiddenName: string }
  /** Written in the name of the group; only its administrators can. */
  anonymous?: boolean
  /** Which bot's private chat, when there are several bots. */
  bot?: number
}

export interface SendFileInput extends Omit<SayOptions, 'entities'> {
  name: string
  type: string
  bytes: Uint8Array
  caption?: string
  as?: 'document' | 'photo'
  /** Files sent with the same word are one album. */
  album?: string
}

export function findPerson(world: World, userId: number): Person {
  const person = world.people.get(userId)
  if (!person) throw new Error(`no user ${userId}`)
  return person
}

/** A group, or the private chat of this person (its id) with a bot. */
export function findRoom(world: World, chatId: number, botId?: number): Room {
  const group = findGroup(world, chatId)
  if (group) return group
  const person = world.people.get(chatId)
  if (!person) throw new Error(`no chat ${chatId}`)
  return privateRoom(world, theBot(world, botId, person), person)
}

function theBot(world: World, botId: number | undefined, person: Person): Bot {
  if (botId !== undefined) {
    const bot = world.bots.get(botId)
    if (!bot) throw new Error(`no bot ${botId}`)
    return bot
  }
  const known = [...world.roomsOfPerson.get(person.id)!].filter(
    (room): room is PrivateRoom => room.kind === 'private' && room.started,
  )
  const candidates = world.bots.size === 1 ? [...world.bots.values()] : known.map((room) => room.bot)
  if (candidates.length !== 1) throw new Error(`which bot's private chat with ${person.name}? Give the option "bot"`)
  return candidates[0]!
}

/** The chat in which this person can write now. */
function roomOf(world: World, person: Person, chatId: number, options: { bot?: number; anonymous?: boolean }): Room {
  const room = findRoom(world, chatId, options.bot)
  if (room.kind === 'private') {
    if (room.person !== person) throw new Error(`${person.name} has no chat ${chatId}`)
    if (room.blocked) throw new Error(`${person.name} has blocked the bot`)
    room.started = true
    room.bot.met.add(person.id)
    return room
  }
  if (room.migratedTo) throw new Error(`chat ${chatId} has become ${room.migratedTo}`)
  if (!isMember(room, person.id)) throw new Error(`${person.name} is not a member of ${room.title}`)
  if (options.anonymous && !isAdministrator(room, person.id)) throw new Error(`${person.name} is no administrator`)
  return room
}

/** Writes a text. One that is too long leaves the app in several messages. */
export function say(world: World, userId: number, chatId: number, text: string, options: SayOptions = {}): Kept[] {
  const person = findPerson(world, userId)
  const room = roomOf(world, person, chatId, options)
  return cutAsApp(text).map((part) => {
    const entities = withDetected(part, part === text ? (options.entities ?? []) : [])
    const content = { kind: 'text' as const, text: part, entities }
    const message = keepMessage(world, { room, from: person, content, ...circumstances(world, room, options) })
    announceMessage(world, message)
    return message
  })
}

export function sendPersonsFile(world: World, userId: number, chatId: number, input: SendFileInput): Kept {
  const person = findPerson(world, userId)
  const room = roomOf(world, person, chatId, input)
  const { name, bytes } = input
  const type = input.type || typeOfName(name)
  const file = keepFile(world, input.as ?? 'document', { name, type, bytes })
  const text = input.caption ?? ''
  const content = { kind: 'file' as const, file, text, entities: withDetected(text, []) }
  const album = input.album === undefined ? {} : { album: albumId(input.album) }
  const message = keepMessage(world, { room, from: person, content, ...circumstances(world, room, input), ...album })
  announceMessage(world, message)
  return message
}

/** A number as Telegram shows it, the same for the same word. */
function albumId(word: string): string {
  let sum = 13_000_000_000_000_000n
  for (const unit of Buffer.from(word)) sum = (sum * 31n + BigInt(unit)) % 9_000_000_000_000_000_000n
  return String(sum)
}

function circumstances(world: World, room: Room, options: SayOptions): Partial<Kept> {
  const replyTo = options.replyTo === undefined ? undefined : findMessage(room, options.replyTo)
  if (options.replyTo !== undefined && !replyTo) throw new Error(`no message ${options.replyTo} to reply to`)
  const forward = options.forwardFrom === undefined ? undefined : originOf(world, options.forwardFrom)
  return { replyTo, forward, anonymous: options.anonymous ?? false }
}

function originOf(world: World, from: number | { hiddenName: string }): WireOrigin {
  const date = unixNow(world) - 3600
  if (typeof from === 'object') return { type: 'hidden_user', date, sender_user_name: from.hiddenName }
  return { type: 'user', date, sender_user: wireUser(findPerson(world, from)) }
}

/** Parts of at most 4096 units, cut at a line's end, else a space, never inside a pair. */
export function cutAsApp(text: string, most = 4096): string[] {
  const parts: string[] = []
  let rest = text.trim()
  while (rest.length > most) {
    const head = rest.slice(0, most)
    const line = head.lastIndexOf('\n')
    const space = head.lastIndexOf(' ')
    const pair = /[\uD800-\uDBFF]$/.test(head) ? most - 1 : most
    const at = line > most / 2 ? line : space > most / 2 ? space : pair
    parts.push(rest.slice(0, at).trimEnd())
    rest = rest.slice(at).trimStart()
  }
  if (rest === '') {
    if (parts.length === 0) throw new Error('an empty text cannot be sent')
    return parts
  }
  return [...parts, rest]
}

/** Changes the text or the caption of one's own message. */
export function editPersonsMessage(
  world: World,
  userId: number,
  chatId: number,
  messageId: number,
  text: string,
  botId?: number,
): Kept {
  const message = ownMessage(world, userId, chatId, messageId, botId)
  if (message.content.kind === 'service') throw new Error('a service message cannot be edited')
  message.content = { ...message.content, text, entities: withDetected(text, []) }
  markEdited(world, message)
  announceMessage(world, message, 'edited_message')
  return message
}

/** Deletes a message. Bots are not told. In groups administrators delete anybody's, in private chats everybody may. */
export function deletePersonsMessage(
  world: World,
  userId: number,
  chatId: number,
  messageId: number,
  botId?: number,
): void {
  const room = findRoom(world, chatId, botId)
  const message = findMessage(room, messageId)
  if (!message) throw new Error(`no message ${messageId}`)
  const may = room.kind === 'private' || message.from.id === userId || isAdministrator(room, userId)
  if (!may) throw new Error('only an administrator deletes the messages of others')
  markDeleted(world, message)
}

function ownMessage(world: World, userId: number, chatId: number, messageId: number, botId?: number): Kept {
  const message = findMessage(findRoom(world, chatId, botId), messageId)
  if (!message || message.from.id !== userId) throw new Error(`${userId} has no message ${messageId} in ${chatId}`)
  return message
}

/** Blocks or unblocks a bot; it is told so. */
export function setBlocked(world: World, userId: number, botId: number, blocked: boolean): void {
  const person = findPerson(world, userId)
  const room = findRoom(world, userId, botId) as PrivateRoom
  if (room.blocked === blocked) return
  room.blocked = blocked
  const status = (isBlocked: boolean): WireMember => {
    const user = wireUser(room.bot)
    return isBlocked ? { status: 'kicked', user, until_date: 0 } : { status: 'member', user }
  }
  const change = {
    chat: wireChat(room),
    from: wireUser(person),
    date: unixNow(world),
    old_chat_member: status(!blocked),
    new_chat_member: status(blocked),
  }
  pushUpdate(world, room.bot, { my_chat_member: change }, `chat:${room.id}`)
  world.changed({ kind: 'chat', chatId: room.id, botId })
}

/** The account is gone: it leaves its groups and can no longer be written to. */
export function deactivate(world: World, userId: number): void {
  const person = findPerson(world, userId)
  person.deactivated = true
  for (const room of world.roomsOfPerson.get(userId)!)
    if (room.kind !== 'private') setStatus(world, room, person, 'left')
}
