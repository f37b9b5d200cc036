// The local Zalo: a Bot Platform server on 127.0.0.1 together with the people, groups and accidents around the bot.
import { EventEmitter } from 'node:events'
import type { AddressInfo } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { isPolling } from './events.js'
import type { Fault, Faults } from './faults.js'
import { act, addGroup, confirmBot, type SayOptions, say, sendImage, shareBotLink } from './people.js'
import { type CallHook, createApiServer } from './server.js'
import { type Bot, type Change, findRoom, hexId, type Message, type Stats, type World } from './world.js'

export interface ZaloOptions {
  /** 0 or nothing: any free port. */
  port?: number
  /** Business time; message dates come from it. */
  now?: () => Date
  /** Messages a bot may send in a month; without it any number. */
  quota?: number
  /** Which shape webhook bodies have; both, one after the other, unless told. */
  bodies?: 'wrapped' | 'bare' | 'both'
  /** Own messages come back as events. True unless told. */
  echo?: boolean
  /** Milliseconds an event waits between two polls before it is lost. */
  grace?: number
}

export interface ZaloBot {
  id: string
  token: string
  name: string
}

export interface ZaloUser {
  id: string
  name: string
}

export interface ZaloEmulator {
  /** http://127.0.0.1:PORT, the root of the API. */
  readonly url: string
  readonly stats: Stats
  addBot(input: { name: string; canJoinGroups?: boolean }): ZaloBot
  addUser(input: { name: string }): ZaloUser
  /** Whoever founds a group is its leader. */
  addGroup(input: { title: string; by: ZaloUser; members?: ZaloUser[] }): { id: string; title: string }
  /** The link from Bot Creator is shared into the group. */
  shareBotLink(groupId: string, userId: string, botId: string): void
  /** The group's leader confirms; the bot says hello. */
  confirmBot(groupId: string, leaderId: string, botId: string): void
  /** The bot is taken out of the group; nobody tells it. */
  removeBot(groupId: string, botId: string): void
  /** Of a private chat the id is the person's. */
  say(userId: string, chatId: string, text: string, options?: SayOptions): Message
  sendImage(userId: string, chatId: string, input?: SayOptions & { caption?: string; bytes?: Uint8Array }): Message
  /** A file: the bot learns only that something came which it cannot have. */
  sendFile(userId: string, chatId: string, name: string, options?: SayOptions): Message
  sendSticker(userId: string, chatId: string, options?: SayOptions): Message
  /** Everything in a chat, oldest first. */
  messages(chatId: string, options?: { bot?: string }): Message[]
  chats(): { id: string; kind: 'private' | 'group'; title: string }[]
  users(): ZaloUser[]
  /** Resolves when no event is on its way and no call has run for about 50 ms. */
  quiet(options?: { ms?: number; timeoutMs?: number }): Promise<void>
  on(event: 'change', listener: (change: Change) => void): void
  off(event: 'change', listener: (change: Change) => void): void
  /** Called before and after the effect of every call; returns what takes the hook away again. */
  onCall(hook: CallHook): () => void
  fault(fault: Fault): void
  clearFaults(): void
  /** The next events come twice. */
  duplicate(times?: number): void
  /** Every call is answered 502 or 504 with HTML until the returned function is called. */
  outage(): () => void
  setQuota(quota: number | undefined): void
  close(): Promise<void>
}

export async function startZaloEmulator(options: ZaloOptions = {}): Promise<ZaloEmulator> {
  const events = new EventEmitter()
  events.setMaxListeners(0)
  const world: World = {
    now: options.now ?? (() => new Date()),
    bots: new Map(),
    people: new Map(),
    rooms: new Map(),
    photos: new Map(),
    stats: { calls: {}, sent: 0, delivered: 0, lost: 0, filtered: 0, webhookFailed: 0, refusals: {} },
    grace: options.grace ?? 2000,
    quota: options.quota,
    bodies: options.bodies ?? 'both',
    echo: options.echo ?? true,
    duplicates: 0,
    outage: false,
    root: '',
    activity: { running: 0, last: performance.now() },
    changed: (change) => events.emit('change', change),
  }
  const faults: Faults = { list: [] }
  const hooks = new Set<CallHook>()
  const server = createApiServer({ world, faults, hooks })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(options.port ?? 0, '127.0.0.1', resolve)
  })
  world.root = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    url: world.root,
    stats: world.stats,
    addBot: (input) => addBot(world, input),
    addUser({ name }) {
      const person = { id: hexId(), name }
      world.people.set(person.id, person)
      return person
    },
    addGroup(input) {
      const members = input.members?.map((member) => member.id) ?? []
      const { id, title } = addGroup(world, { title: input.title, by: input.by.id, members })
      return { id, title }
    },
    shareBotLink: (groupId, userId, botId) => shareBotLink(world, groupId, userId, botId),
    confirmBot: (groupId, leaderId, botId) => confirmBot(world, groupId, leaderId, botId),
    removeBot: (groupId, botId) => void findRoom(world, groupId).bots.delete(botId),
    say: (userId, chatId, text, given) => say(world, userId, chatId, text, given),
    sendImage: (userId, chatId, input = {}) => sendImage(world, userId, chatId, input),
    sendFile: (userId, chatId, name, given) => act(world, userId, chatId, { kind: 'file', text: name }, given),
    sendSticker: (userId, chatId, given) => act(world, userId, chatId, { kind: 'sticker', text: '' }, given),
    messages: (chatId, given) => [...findRoom(world, chatId, given?.bot).messages],
    chats: () => [...world.rooms.values()].map(({ id, kind, title }) => ({ id, kind, title })),
    users: () => [...world.people.values()],
    quiet: (given) => quiet(world, given),
    on: (event, listener) => void events.on(event, listener),
    off: (event, listener) => void events.off(event, listener),
    onCall(hook) {
      hooks.add(hook)
      return () => void hooks.delete(hook)
    },
    fault: (fault) => void faults.list.push({ ...fault, left: fault.times ?? 1 }),
    clearFaults() {
      faults.list = []
    },
    duplicate(times = 1) {
      world.duplicates += times
    },
    outage() {
      world.outage = true
      return () => {
        world.outage = false
      }
    },
    setQuota(quota) {
      world.quota = quota
    },
    async close() {
      for (const bot of world.bots.values()) bot.webhook = undefined
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

function addBot(world: World, input: { name: string; canJoinGroups?: boolean }): ZaloBot {
  if (!input.name.startsWith('Bot')) throw new Error('the name of a bot begins with "Bot"')
  const bot: Bot = {
    id: hexId(),
    token: `${1_000_000_000 + world.bots.size}:${hexId(20)}`,
    name: input.name,
    account: `bot.${hexId(4)}`,
    canJoinGroups: input.canJoinGroups ?? true,
    webhook: undefined,
    queue: [],
    polls: 0,
    polledAt: undefined,
    waiters: new Set(),
    posting: Promise.resolve(),
    postingCount: 0,
    posts: 0,
  }
  world.bots.set(bot.id, bot)
  return { id: bot.id, token: bot.token, name: bot.name }
}

/** An event counts as under way until the next poll asks for more: only then has the bot surely kept it. */
async function quiet(world: World, { ms = 50, timeoutMs = 30_000 } = {}): Promise<void> {
  const end = performance.now() + timeoutMs
  for (;;) {
    const bots = [...world.bots.values()]
    const waiting = bots.some(
      (bot) =>
        bot.postingCount > 0 ||
        (bot.queue.length > 0 && isPolling(world, bot)) ||
        (!bot.webhook && bot.polls === 0 && isPolling(world, bot)),
    )
    const silent = performance.now() - world.activity.last
    if (!waiting && world.activity.running === 0 && silent >= ms) return
    if (performance.now() > end) throw new Error(`Zalo is not quiet after ${timeoutMs} ms`)
    await pause(waiting || world.activity.running > 0 ? 5 : Math.max(1, ms - silent))
  }
}
