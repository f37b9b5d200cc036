// The queue of one bot's updates: numbered, filtered by what the bot wants, kept until confirmed, handed to one poller.
import { conflict } from './refusal.js'
import type { UpdateBody, UpdateKind, WireUpdate } from './wire.js'
import type { Bot, World } from './world.js'

export interface Queued {
  update: WireUpdate
  kind: UpdateKind
  /** The queue it stands in when a webhook delivers: messages by chat, taps by person. */
  lane: string
  /** Monotonic moment at which it was made. */
  at: number
}

interface Poller {
  limit: number
  resolve: (updates: WireUpdate[]) => void
  reject: (error: Error) => void
}

export interface Mailbox {
  queue: Queued[]
  nextId: number
  /** What the bot asked for last; undefined is the default set. */
  allowed: ReadonlySet<string> | undefined
  poller: Poller | undefined
  /** Set while a webhook delivers. */
  webhook: { kick: () => void; pending: () => number } | undefined
  /** Somebody has fetched from it at least once. */
  fetched: boolean
  held: boolean
  /** Confirmed updates that will come once more. */
  again: Queued[]
  disturb: { duplicate: number; reorder: number }
}

const leftOutByDefault = new Set(['chat_member', 'message_reaction', 'message_reaction_count'])

export function createMailbox(): Mailbox {
  return {
    queue: [],
    nextId: 100_000_001 + Math.floor(Math.random() * 800_000_000),
    allowed: undefined,
    poller: undefined,
    webhook: undefined,
    fetched: false,
    held: false,
    again: [],
    disturb: { duplicate: 0, reorder: 0 },
  }
}

/** Remembers what the bot wants. An empty list is the default set; nothing said leaves the last setting. */
export function setAllowed(mailbox: Mailbox, allowed: unknown): void {
  if (!Array.isArray(allowed)) return
  mailbox.allowed = allowed.length > 0 ? new Set(allowed.map(String)) : undefined
}

export function wants(mailbox: Mailbox, kind: UpdateKind): boolean {
  return mailbox.allowed ? mailbox.allowed.has(kind) : !leftOutByDefault.has(kind)
}

/** Puts an update into the bot's queue, unless the bot does not want its kind. */
export function pushUpdate(world: World, bot: Bot, body: UpdateBody, lane: string): void {
  const kind = Object.keys(body)[0] as UpdateKind
  const { mailbox } = bot
  if (!wants(mailbox, kind)) return
  const update = { update_id: mailbox.nextId++, ...body }
  mailbox.queue.push({ update, kind, lane, at: performance.now() })
  world.activity.last = performance.now()
  wake(world, bot)
}

export function wake(world: World, bot: Bot): void {
  const { mailbox } = bot
  if (mailbox.held) return
  if (mailbox.webhook) mailbox.webhook.kick()
  // One turn later, so that what happens together (an album, a long text in parts) is fetched together.
  else if (mailbox.poller) setImmediate(() => feedPoller(world, mailbox))
}

function feedPoller(world: World, mailbox: Mailbox): void {
  const { poller } = mailbox
  if (!poller) return
  const updates = nextBatch(world, mailbox, poller.limit)
  if (updates.length === 0) return
  mailbox.poller = undefined
  poller.resolve(updates)
}

/** Forgets what outlived its time: a tap after two and a half minutes, the rest after a day. */
export function dropExpired(world: World, mailbox: Mailbox): void {
  const now = performance.now()
  const old = (entry: Queued) =>
    now - entry.at > (entry.kind === 'callback_query' ? world.lifetimes.callbackUnfetched : world.lifetimes.update)
  if (mailbox.queue.some(old)) mailbox.queue = mailbox.queue.filter((entry) => !old(entry))
}

function nextBatch(world: World, mailbox: Mailbox, limit: number): WireUpdate[] {
  if (mailbox.held) return []
  dropExpired(world, mailbox)
  let batch = [...mailbox.again.splice(0, limit), ...mailbox.queue.slice(0, limit)]
    .slice(0, limit)
    .map((entry) => entry.update)
  if (batch.length > 1 && mailbox.disturb.reorder > 0) {
    mailbox.disturb.reorder--
    batch = batch.reverse()
  }
  world.stats.updatesDelivered += batch.length
  return batch
}

/** Everything before `offset` is done. A negative offset keeps only the last ones. */
export function confirm(mailbox: Mailbox, offset: number): void {
  // After a renumbering a client may still ask from a number far ahead: that confirms nothing.
  if (offset > mailbox.nextId) return
  const { queue } = mailbox
  let done = 0
  if (offset < 0) done = Math.max(0, queue.length + offset)
  else while (done < queue.length && queue[done]!.update.update_id < offset) done++
  for (const entry of queue.splice(0, done)) {
    if (mailbox.disturb.duplicate <= 0) continue
    mailbox.disturb.duplicate--
    mailbox.again.push(entry)
  }
}

/** Waits up to `seconds` for updates. A second poller ends the first. */
export async function fetchUpdates(
  world: World,
  bot: Bot,
  input: { offset: number; limit: number; seconds: number },
  signal: AbortSignal,
): Promise<WireUpdate[]> {
  const { mailbox } = bot
  endPoller(mailbox, 'terminated by other getUpdates request; make sure that only one bot instance is running')
  mailbox.fetched = true
  confirm(mailbox, input.offset)
  const updates = nextBatch(world, mailbox, input.limit)
  if (updates.length > 0 || input.seconds <= 0) return updates
  return new Promise<WireUpdate[]>((resolve, reject) => {
    const poller: Poller = {
      limit: input.limit,
      resolve: (found) => settle(() => resolve(found)),
      reject: (error) => settle(() => reject(error)),
    }
    const leave = () => {
      if (mailbox.poller === poller) mailbox.poller = undefined
      poller.resolve([])
    }
    const timer = setTimeout(leave, Math.min(input.seconds, 50) * 1000)
    signal.addEventListener('abort', leave, { once: true })
    mailbox.poller = poller
    function settle(answer: () => void): void {
      clearTimeout(timer)
      signal.removeEventListener('abort', leave)
      answer()
    }
  })
}

export function endPoller(mailbox: Mailbox, why: string): void {
  const { poller } = mailbox
  mailbox.poller = undefined
  poller?.reject(conflict(why))
}

/** Updates not yet taken over by a bot that has begun to fetch. */
export function pendingUpdates(mailbox: Mailbox): number {
  return mailbox.queue.length + mailbox.again.length + (mailbox.webhook?.pending() ?? 0)
}

/** As after a quiet week: what was waiting is gone and the next number is another one. */
export function renumber(mailbox: Mailbox, nextId: number): void {
  mailbox.queue = []
  mailbox.again = []
  mailbox.nextId = nextId
}
