// The local Telegram: a Bot API server on 127.0.0.1 together with the people, groups and accidents around the bots.
import { EventEmitter } from 'node:events'
import type { AddressInfo } from 'node:net'
import type { CallbackAnswer } from './callbacks.js'
import { addFault, type Fault, type Faults } from './faults.js'
import { eraseGroup, foundGroup, join, migrate, removeMember, rename, setAdministrator } from './groups.js'
import { type RateNumbers, realLimits } from './limits.js'
import { openLink } from './links.js'
import { type ChatSummary, chatSummary, isListed, menuFor } from './looking.js'
import { type EmulatedMessage, emulatedMessage } from './messages.js'
import {
  deactivate,
  deletePersonsMessage,
  editPersonsMessage,
  findRoom,
  type SayOptions,
  type SendFileInput,
  say,
  sendPersonsFile,
  setBlocked,
} from './people.js'
import { type QuietOptions, quiet } from './quiet.js'
import { type CallHook, createApiServer } from './server.js'
import { type TapOptions, tap, tapRaw } from './taps.js'
import { renumber, wake } from './updates.js'
import { stopWebhook } from './webhook.js'
import type { WireCommand } from './wire.js'
import {
  type Bot,
  type Change,
  createWorld,
  insertBot,
  insertPerson,
  type Lifetimes,
  type Stats,
  type World,
} from './world.js'

export interface EmulatorOptions {
  /** 0 or nothing: any free port. */
  port?: number
  /** Business time; message dates come from it. */
  now?: () => Date
  limits?: 'none' | 'real' | RateNumbers
  lifetimes?: Partial<Lifetimes>
  /** Milliseconds between repeats of a webhook call; the last one goes on. */
  webhookPauses?: number[]
}

export interface BotAccount {
  id: number
  token: string
  username: string
}

export interface UserAccount {
  id: number
  name: string
}

export interface GroupChat {
  id: number
  title: string
}

/** In private chats the chat id is the user's id; with several bots, `bot` says whose chat is meant. */
export interface InChat {
  bot?: number
}

export interface TelegramEmulator {
  /** http://127.0.0.1:PORT, the root of the API. */
  readonly url: string
  readonly stats: Stats
  addBot(input: { username: string; name: string; token?: string; readsAll?: boolean }): BotAccount
  addUser(input: { name: string; username?: string; language?: string }): UserAccount
  addGroup(input: { title: string; by: UserAccount; kind?: 'group' | 'supergroup'; members?: UserAccount[] }): GroupChat

  say(userId: number, chatId: number, text: string, options?: SayOptions): EmulatedMessage[]
  sendFile(userId: number, chatId: number, input: SendFileInput): EmulatedMessage
  edit(userId: number, chatId: number, messageId: number, text: string, options?: InChat): EmulatedMessage
  deleteMessage(userId: number, chatId: number, messageId: number, options?: InChat): void
  /** Presses a button by its label, the start of its label or its data. Resolves when the bot answers, undefined after a limit. */
  tap(
    userId: number,
    chatId: number,
    messageId: number,
    button: string,
    options?: TapOptions,
  ): Promise<CallbackAnswer | undefined>
  /** A tap with data that no button need carry. */
  tapRaw(
    userId: number,
    chatId: number,
    messageId: number,
    data: string,
    options?: TapOptions,
  ): Promise<CallbackAnswer | undefined>
  /** Follows `https://t.me/bot?start=CODE`, or `?startgroup=CODE` with the group that the bot gets added to. */
  open(userId: number, link: string, options?: { chatId?: number }): EmulatedMessage[]
  block(userId: number, botId: number): void
  unblock(userId: number, botId: number): void
  deactivate(userId: number): void

  addToGroup(chatId: number, whoId: number, byUserId: number): void
  removeFromGroup(chatId: number, whoId: number, byUserId: number): void
  promote(chatId: number, whoId: number, byUserId: number, options?: { anonymous?: boolean }): void
  demote(chatId: number, whoId: number, byUserId: number): void
  rename(chatId: number, title: string, byUserId: number): void
  /** The group becomes a supergroup; returns its new id. */
  migrate(chatId: number): number
  deleteGroup(chatId: number): void
  /** Privacy mode; counts in a group once the bot is added again. */
  setReadsAll(botId: number, readsAll: boolean): void

  /** Everything in a chat, oldest first; what was deleted is marked. */
  messages(chatId: number, options?: InChat): EmulatedMessage[]
  message(chatId: number, messageId: number, options?: InChat): EmulatedMessage | undefined
  chatsOf(userId: number): ChatSummary[]
  chats(): ChatSummary[]
  users(): UserAccount[]
  /** The commands a person's app offers in a chat. */
  menu(userId: number, chatId: number, botId: number): WireCommand[]

  /** Resolves when no update is on its way and no call has run for about 50 ms. */
  quiet(options?: QuietOptions): Promise<void>
  on(event: 'change', listener: (change: Change) => void): void
  off(event: 'change', listener: (change: Change) => void): void
  /** Called before and after the effect of every call; returns what takes the hook away again. */
  onCall(hook: CallHook): () => void
  fault(fault: Fault): void
  clearFaults(): void
  /** The next updates come twice, or the next batches out of order. */
  disturb(kind: 'duplicate' | 'reorder', options?: { times?: number; bot?: number }): void
  /** Keeps updates back (the network to the bot is down) until the returned function is called. */
  hold(botId?: number): () => void
  /** As after a week of silence: pending updates are gone, the next number is another one. */
  renumberUpdates(nextId?: number, botId?: number): void
  setLimits(limits: 'none' | 'real' | RateNumbers): void
  /** For what waits already, too. */
  setLifetimes(lifetimes: Partial<Lifetimes>): void
  close(): Promise<void>
}

const DAY = 86_400_000

export async function startTelegramEmulator(options: EmulatorOptions = {}): Promise<TelegramEmulator> {
  const events = new EventEmitter()
  events.setMaxListeners(0)
  const world = createWorld({
    now: options.now ?? (() => new Date()),
    limits: numbersOf(options.limits ?? 'none'),
    lifetimes: { callbackUnfetched: 150_000, callbackUnanswered: 15 * 60_000, update: DAY, ...options.lifetimes },
    webhookPauses: options.webhookPauses ?? [1000, 2000, 4000, 8000, 16_000, 32_000, 60_000],
    changed: (change) => events.emit('change', change),
  })
  const faults: Faults = { list: [] }
  const hooks = new Set<CallHook>()
  const server = createApiServer(world, faults, hooks)
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(options.port ?? 0, '127.0.0.1', resolve)
  })
  const { port } = server.address() as AddressInfo

  return {
    url: `http://127.0.0.1:${port}`,
    stats: world.stats,
    ...peopleActing(world),
    ...groupsChanging(world),
    ...looking(world),
    ...accidents(world, faults),
    quiet: (quietOptions) => quiet(world, quietOptions),
    on: (event, listener) => void events.on(event, listener),
    off: (event, listener) => void events.off(event, listener),
    onCall(hook) {
      hooks.add(hook)
      return () => void hooks.delete(hook)
    },
    async close() {
      for (const bot of world.bots.values()) stopWebhook(bot)
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

function numbersOf(limits: 'none' | 'real' | RateNumbers): RateNumbers | undefined {
  if (limits === 'none') return undefined
  return limits === 'real' ? realLimits : limits
}

function peopleActing(world: World) {
  return {
    addBot(input) {
      const { id, token, username } = insertBot(world, input)
      return { id, token, username }
    },
    addUser(input) {
      const { id, name } = insertPerson(world, input)
      return { id, name }
    },
    say: (userId, chatId, text, options) => say(world, userId, chatId, text, options).map(emulatedMessage),
    sendFile: (userId, chatId, input) => emulatedMessage(sendPersonsFile(world, userId, chatId, input)),
    edit: (userId, chatId, messageId, text, options) =>
      emulatedMessage(editPersonsMessage(world, userId, chatId, messageId, text, options?.bot)),
    deleteMessage: (userId, chatId, messageId, options) =>
      deletePersonsMessage(world, userId, chatId, messageId, options?.bot),
    tap: (userId, chatId, messageId, button, options) => tap(world, userId, chatId, messageId, button, options),
    tapRaw: (userId, chatId, messageId, data, options) => tapRaw(world, userId, chatId, messageId, data, options),
    open: (userId, link, options) => openLink(world, userId, link, options?.chatId).map(emulatedMessage),
    block: (userId, botId) => setBlocked(world, userId, botId, true),
    unblock: (userId, botId) => setBlocked(world, userId, botId, false),
    deactivate: (userId) => deactivate(world, userId),
  } satisfies Partial<TelegramEmulator>
}

function groupsChanging(world: World) {
  return {
    addGroup(input) {
      const members = input.members?.map((member) => member.id)
      const { id, title } = foundGroup(world, { ...input, by: input.by.id, members })
      return { id, title }
    },
    addToGroup: (chatId, whoId, byUserId) => join(world, chatId, whoId, byUserId),
    removeFromGroup: (chatId, whoId, byUserId) => removeMember(world, chatId, whoId, byUserId),
    promote: (chatId, whoId, byUserId, options) => setAdministrator(world, chatId, whoId, byUserId, options),
    demote: (chatId, whoId, byUserId) => setAdministrator(world, chatId, whoId, byUserId, { off: true }),
    rename: (chatId, title, byUserId) => rename(world, chatId, title, byUserId),
    migrate: (chatId) => migrate(world, chatId).id,
    deleteGroup: (chatId) => eraseGroup(world, chatId),
  } satisfies Partial<TelegramEmulator>
}

function looking(world: World) {
  return {
    messages: (chatId, options) => [...findRoom(world, chatId, options?.bot).messages.values()].map(emulatedMessage),
    message(chatId, messageId, options) {
      const found = findRoom(world, chatId, options?.bot).messages.get(messageId)
      return found && emulatedMessage(found)
    },
    chatsOf: (userId) => [...(world.roomsOfPerson.get(userId) ?? [])].filter(isListed).map(chatSummary),
    chats: () => [...world.rooms.values()].filter(isListed).map(chatSummary),
    users: () => [...world.people.values()].map(({ id, name }) => ({ id, name })),
    menu: (userId, chatId, botId) => menuFor(world, userId, chatId, botId),
  } satisfies Partial<TelegramEmulator>
}

function accidents(world: World, faults: Faults) {
  const botsMeant = (id: number | undefined): Bot[] =>
    [...world.bots.values()].filter((bot) => id === undefined || bot.id === id)
  return {
    fault: (fault) => addFault(faults, fault),
    clearFaults() {
      faults.list = []
    },
    disturb(kind, options) {
      for (const { mailbox } of botsMeant(options?.bot)) mailbox.disturb[kind] += options?.times ?? 1
    },
    hold(botId) {
      const bots = botsMeant(botId)
      for (const { mailbox } of bots) mailbox.held = true
      return () => {
        for (const bot of bots) {
          bot.mailbox.held = false
          wake(world, bot)
        }
      }
    },
    renumberUpdates(nextId = 1 + Math.floor(Math.random() * 900_000_000), botId) {
      for (const { mailbox } of botsMeant(botId)) renumber(mailbox, nextId)
    },
    setReadsAll(botId, readsAll) {
      for (const bot of botsMeant(botId)) bot.readsAll = readsAll
    },
    setLimits(limits) {
      world.limits = numbersOf(limits)
    },
    setLifetimes(lifetimes) {
      world.lifetimes = { ...world.lifetimes, ...lifetimes }
    },
  } satisfies Partial<TelegramEmulator>
}
