// The state of the emulated Telegram: accounts, rooms, messages, files. Everything is looked up by key, never searched.
import { createHash } from 'node:crypto'
import { type Callbacks, createCallbacks } from './callbacks.js'
import { createMeter, type Meter, type RateNumbers } from './limits.js'
import { createMailbox, type Mailbox } from './updates.js'
import type { WireCommand, WireEntity, WireKeyboard, WireOrigin, WireService } from './wire.js'

export interface Bot {
  kind: 'bot'
  id: number
  token: string
  username: string
  name: string
  /** Privacy mode is off. Counts in a group from the moment the bot is (again) added to it. */
  readsAll: boolean
  mailbox: Mailbox
  meter: Meter
  /** Commands by scope and language. */
  commands: Map<string, WireCommand[]>
  descriptions: Map<string, string>
  /** People it has met in any chat: only these can be mentioned by id. */
  met: Set<number>
  /** Paths that `getFile` gave out. */
  paths: Map<string, KeptFile>
}

export interface Person {
  kind: 'person'
  id: number
  name: string
  username?: string | undefined
  language?: string | undefined
  deactivated: boolean
}

export type Account = Bot | Person

export interface Membership {
  account: Account
  status: 'creator' | 'administrator' | 'member' | 'left' | 'kicked'
  anonymous: boolean
  readsAll: boolean
}

interface RoomBase {
  key: string
  /** The chat id as the Bot API shows it. */
  id: number
  messages: Map<number, Kept>
  pinned?: Kept
}

/** A private chat; each (bot, person) has its own, and its id is the person's. */
export interface PrivateRoom extends RoomBase {
  kind: 'private'
  bot: Bot
  person: Person
  started: boolean
  blocked: boolean
}

export interface GroupRoom extends RoomBase {
  kind: 'group' | 'supergroup'
  title: string
  members: Map<number, Membership>
  /** Bots that are members now. */
  bots: Set<Bot>
  lastBot?: Bot
  lastMessageId: number
  migratedTo?: number
  erased: boolean
}

export type Room = PrivateRoom | GroupRoom

export interface KeptFile {
  serial: number
  kind: 'document' | 'photo'
  name: string
  type: string
  bytes: Uint8Array
  width: number
  height: number
}

export type Content =
  | { kind: 'text'; text: string; entities: WireEntity[] }
  | { kind: 'file'; file: KeptFile; text: string; entities: WireEntity[] }
  | { kind: 'service'; service: WireService }

/** A message as the platform keeps it. */
export interface Kept {
  id: number
  room: Room
  from: Account
  /** Written by an anonymous administrator in the name of the group. */
  anonymous: boolean
  date: number
  editDate?: number
  content: Content
  replyTo?: Kept | undefined
  quote?: { text: string; position: number } | undefined
  forward?: WireOrigin | undefined
  album?: string | undefined
  keyboard?: WireKeyboard | undefined
  /** A keyboard below the text box or a reply request: such a message can no longer be edited. */
  replyBox?: ReplyBox | undefined
  silent: boolean
  protectedContent: boolean
  edits: number
  deleted: boolean
}

export interface ReplyBox {
  kind: 'force' | 'keyboard' | 'remove'
  placeholder?: string | undefined
  selective: boolean
}

export interface Change {
  kind: 'sent' | 'edited' | 'deleted' | 'chat' | 'action'
  chatId: number
  /** Which bot's private chat, when it is one. */
  botId?: number | undefined
  messageId?: number | undefined
}

export interface Lifetimes {
  /** Milliseconds: a tap nobody fetched, a tap nobody answered, any other update nobody fetched. */
  callbackUnfetched: number
  callbackUnanswered: number
  update: number
}

export interface Stats {
  /** API calls by method, under its proper name. */
  calls: Record<string, number>
  /** Calls refused for being too fast. */
  tooMany: number
  /** Refusals by description. */
  refusals: Record<string, number>
  /** Updates handed out, repeats included. */
  updatesDelivered: number
}

export interface World {
  now: () => Date
  limits: RateNumbers | undefined
  lifetimes: Lifetimes
  /** Pauses between repeats of a webhook call, in milliseconds; the last one goes on. */
  webhookPauses: number[]
  bots: Map<number, Bot>
  botsByToken: Map<string, Bot>
  botsByUsername: Map<string, Bot>
  people: Map<number, Person>
  rooms: Map<string, Room>
  roomsOfPerson: Map<number, Set<Room>>
  files: Map<number, KeptFile>
  callbacks: Callbacks
  serials: {
    person: number
    bot: number
    group: number
    supergroup: number
    message: number
    file: number
    album: number
  }
  stats: Stats
  /** Calls now running (not waiting polls), and when something last happened. */
  activity: { running: number; last: number }
  changed: (change: Change) => void
}

export function createWorld(options: Pick<World, 'now' | 'limits' | 'lifetimes' | 'webhookPauses' | 'changed'>): World {
  return {
    ...options,
    bots: new Map(),
    botsByToken: new Map(),
    botsByUsername: new Map(),
    people: new Map(),
    rooms: new Map(),
    roomsOfPerson: new Map(),
    files: new Map(),
    callbacks: createCallbacks(),
    serials: {
      person: 5_000_000_000,
      bot: 7_000_000_000,
      group: -4_000_000_000,
      supergroup: -1_002_000_000_000,
      message: 100,
      file: 0,
      album: 13_000_000_000_000_000,
    },
    stats: { calls: {}, tooMany: 0, refusals: {}, updatesDelivered: 0 },
    activity: { running: 0, last: performance.now() },
  }
}

export function insertBot(
  world: World,
  input: { username: string; name: string; token?: string | undefined; readsAll?: boolean | undefined },
): Bot {
  const id = input.token ? Number(input.token.split(':')[0]) : ++world.serials.bot
  const secret = createHash('sha256').update(input.username).digest('base64url').slice(0, 32)
  const bot: Bot = {
    kind: 'bot',
    id,
    token: input.token ?? `${id}:AAE${secret}`,
    username: input.username,
    name: input.name,
    readsAll: input.readsAll ?? false,
    mailbox: createMailbox(),
    meter: createMeter(),
    commands: new Map(),
    descriptions: new Map(),
    met: new Set(),
    paths: new Map(),
  }
  if (!Number.isSafeInteger(id) || world.bots.has(id)) throw new Error(`no token of a new bot: ${bot.token}`)
  world.bots.set(id, bot)
  world.botsByToken.set(bot.token, bot)
  world.botsByUsername.set(bot.username.toLowerCase(), bot)
  return bot
}

export function insertPerson(
  world: World,
  input: { name: string; username?: string | undefined; language?: string | undefined },
): Person {
  const person: Person = { kind: 'person', id: ++world.serials.person, deactivated: false, ...input }
  world.people.set(person.id, person)
  world.roomsOfPerson.set(person.id, new Set())
  return person
}

export function unixNow(world: World): number {
  return Math.floor(world.now().getTime() / 1000)
}

/** Something happened: `quiet` starts counting again. */
export function touch(world: World): void {
  world.activity.last = performance.now()
}
