// The state of the emulated Zalo: bots, people, groups, messages. Ids are opaque strings of hexadecimal form, as the real ones.
import { randomBytes } from 'node:crypto'

export interface Bot {
  id: string
  token: string
  /** "Bot Đôn Đốc": begins with "Bot". */
  name: string
  /** "bot.VDKyGxQvc" */
  account: string
  canJoinGroups: boolean
  webhook: { url: string; secret: string; updatedAt: number } | undefined
  /** Waiting for the next poll; without polling they are lost. */
  queue: Event[]
  /** Polls under way. */
  polls: number
  /** When the last poll ended, by the process's own time; undefined before the first. */
  polledAt: number | undefined
  waiters: Set<() => void>
  /** Webhook calls go out one after another. */
  posting: Promise<void>
  postingCount: number
  posts: number
}

export interface Person {
  id: string
  name: string
}

export interface Room {
  /** Of a private chat the person's id, of a group the group's. */
  id: string
  kind: 'private' | 'group'
  title: string
  /** People who are in it; the first of a group is its leader. */
  members: string[]
  /** Bots that may write here, and whether the leader has confirmed them. */
  bots: Map<string, 'asked' | 'in'>
  messages: Message[]
}

/** A message as people see it. */
export interface Message {
  id: string
  chatId: string
  from: { id: string; name: string; isBot: boolean }
  at: Date
  kind: 'text' | 'image' | 'sticker' | 'voice' | 'file' | 'link'
  text: string
  photoUrl?: string
  replyTo?: string
}

/** What a bot is told. */
export interface Event {
  event_name: string
  message: Record<string, unknown>
}

export interface Stats {
  calls: Record<string, number>
  /** Messages of bots that arrived. */
  sent: number
  delivered: number
  /** Events that nobody fetched in time. */
  lost: number
  /** Things said in groups that Zalo keeps from the bot. */
  filtered: number
  webhookFailed: number
  refusals: Record<string, number>
}

export interface World {
  now: () => Date
  bots: Map<string, Bot>
  people: Map<string, Person>
  rooms: Map<string, Room>
  photos: Map<string, Uint8Array>
  stats: Stats
  /** How long an event waits for the next poll, in milliseconds. */
  grace: number
  /** Messages a bot may send in a calendar month; undefined: any number. */
  quota: number | undefined
  bodies: 'wrapped' | 'bare' | 'both'
  echo: boolean
  duplicates: number
  outage: boolean
  /** Where photos of people are served. */
  root: string
  activity: { running: number; last: number }
  changed(change: Change): void
}

export interface Change {
  kind: 'sent'
  chatId: string
  botId: string | undefined
  messageId: string
}

export function hexId(bytes = 8): string {
  return randomBytes(bytes).toString('hex')
}

export function touch(world: World): void {
  world.activity.last = performance.now()
}

export function needPerson(world: World, id: string): Person {
  const person = world.people.get(id)
  if (!person) throw new Error(`nobody is called ${id}`)
  return person
}

/** A private chat is one of a person with one bot; its id on the wire is the person's. */
export function privateKey(botId: string, personId: string): string {
  return `${botId} ${personId}`
}

/** The room a bot means by this chat id. */
export function roomOf(world: World, bot: Bot, chatId: string): Room | undefined {
  return world.rooms.get(chatId) ?? world.rooms.get(privateKey(bot.id, chatId))
}

/** The room a person means: a group's id, or the own id for the private chat with a bot (the only one unless named). */
export function findRoom(world: World, chatId: string, botId?: string): Room {
  const group = world.rooms.get(chatId)
  if (group) return group
  const bot = botId ?? [...world.bots.keys()][0]
  if (!bot || !world.people.has(chatId)) throw new Error(`no chat ${chatId}`)
  const key = privateKey(bot, chatId)
  const known = world.rooms.get(key)
  if (known) return known
  const room: Room = {
    id: chatId,
    kind: 'private',
    title: needPerson(world, chatId).name,
    members: [chatId],
    bots: new Map(),
    messages: [],
  }
  world.rooms.set(key, room)
  return room
}

export function keep(world: World, room: Room, message: Message, botId?: string): void {
  room.messages.push(message)
  touch(world)
  const kept = botId ?? [...room.bots.keys()][0]
  world.changed({ kind: 'sent', chatId: room.id, botId: kept, messageId: message.id })
}
