// Takes updates in, for one channel: asks the platform, stores, and only then asks for more, which confirms what was stored.
// Handling is woken right after the storing and does not hold up the next request.
import { eq } from 'drizzle-orm'
import { type RawUpdate, SendError, type Transport } from '../chat/transport.js'
import type { Database } from '../db/db.js'
import { channels } from '../db/schema/people.js'
import type { Clock } from '../lib/clock.js'
import { type Log, reasonOf } from '../lib/log.js'
import { moment } from '../lib/moment.js'
import { isDatabaseAway } from './away.js'
import { type Arrival, type Handler, timed } from './handler.js'
import { storable, storeUpdates } from './inbox.js'
import type { Lease } from './lease.js'
import type { Tap, Taps } from './taps.js'

export interface ReceiverOptions {
  channelId: number
  transport: Transport
  /** Updates come by webhook to this address instead of being asked for. */
  webhook?: { url: string; secret: string } | undefined
  database: Database
  clock: Clock
  log: Log
  lease: Lease
  handler: Handler
  taps: Taps
  busyText(): string
}

export interface Receiver {
  /** One request for updates, waiting at most `seconds` for some, and their storing. True when it may be repeated at once. */
  runOnce(signal: AbortSignal, seconds?: number): Promise<boolean>
  /** Stores an update that came by webhook and resolves when it is safe. Rejects when it could not be stored. */
  accept(raw: unknown): Promise<void>
  /** Ends a request that is waiting for updates. */
  interrupt(): void
  /** Milliseconds since the platform last answered; undefined before the first time. */
  sinceAnswer(): number | undefined
  revoked(): boolean
  received(): number
}

const LONG_POLL = 50
/** After so many tries that the database refused, updates are stored one by one. */
const MOST_REFUSALS = 3

/** An update as it came, read, with the answer to its tap under way. */
interface Incomer {
  update: RawUpdate
  arrival: Omit<Arrival, 'id'> | undefined
}

export function makeReceiver(options: ReceiverOptions): Receiver {
  const { channelId, transport, webhook, database, clock, log, lease, handler, taps, busyText } = options
  let preparedFor: number | undefined
  let confirmed: string | undefined
  let interruption = new AbortController()
  let answeredAt: number | undefined
  let isRevoked = false
  let count = 0

  return {
    runOnce,
    accept,
    interrupt() {
      interruption.abort()
      interruption = new AbortController()
    },
    sinceAnswer: () => (answeredAt === undefined ? undefined : clock.elapsed() - answeredAt),
    revoked: () => isRevoked,
    received: () => count,
  }

  async function runOnce(signal: AbortSignal, seconds = LONG_POLL): Promise<boolean> {
    const epoch = lease.epoch()
    if (epoch === undefined || !lease.held()) return false
    try {
      if (preparedFor !== epoch) await prepare(epoch)
      if (webhook) return false
      return await ask(AbortSignal.any([signal, interruption.signal]), seconds)
    } catch (error) {
      if (!(error instanceof SendError)) throw error
      isRevoked = error.kind === 'revoked'
      if (error.kind !== 'throttled') throw error
      log.warn({ channel: channelId, seconds: error.detail.retryAfter }, 'the platform asks to wait with receiving')
      await pause((error.detail.retryAfter ?? 1) * 1000, signal)
      return true
    }
  }

  async function prepare(epoch: number): Promise<void> {
    await transport.receiveBy(webhook ? { webhookUrl: webhook.url, secret: webhook.secret } : { polling: true })
    const [channel] = await database.db
      .select({ cursor: channels.cursor })
      .from(channels)
      .where(eq(channels.id, channelId))
    confirmed = channel?.cursor ?? undefined
    answeredAt = clock.elapsed()
    isRevoked = false
    preparedFor = epoch
  }

  async function ask(signal: AbortSignal, seconds: number): Promise<boolean> {
    const begun = clock.elapsed()
    let answer: { updates: RawUpdate[]; cursor: string | undefined }
    try {
      answer = await transport.poll(confirmed, seconds, signal)
    } catch (error) {
      if (signal.aborted) return false
      throw error
    }
    answeredAt = clock.elapsed()
    isRevoked = false
    const { updates, cursor } = answer
    if (updates.length === 0) {
      // What was confirmed is forgotten over there by now. Numbers may start anew after a quiet week, so nothing more is
      // said about them.
      confirmed = undefined
      return seconds > 0 && answeredAt - begun > 50
    }
    moment('inbox.received')
    const clean = updates.map((update) => ({ ...update, raw: storable(update.raw) }))
    if (await keep(clean.map(readIn), cursor, signal)) confirmed = cursor
    return true
  }

  /** Reads an update; the answer to a tap begins to be due now. */
  function readIn(update: RawUpdate): Incomer {
    const incoming = transport.read(update.raw)
    if (!incoming) return { update, arrival: undefined }
    const { key, lane } = update
    const choiceId = incoming.happening.kind === 'choice' ? incoming.happening.choiceId : undefined
    // A tap that came before and is still waiting here is answered there.
    const isNew = choiceId !== undefined && !handler.knows(channelId, key)
    const tap: Tap | undefined = isNew ? taps.open(transport, choiceId) : undefined
    return { update, arrival: { channelId, key, lane, tap, incoming: timed(incoming, clock.now()) } }
  }

  /** Stores, again and again until it holds; false when stopped before. Tappers are told that it takes longer. */
  async function keep(incomers: Incomer[], cursor: string | undefined, signal: AbortSignal): Promise<boolean> {
    for (let tries = 0; ; tries++) {
      try {
        await storeNow(incomers, cursor)
        return true
      } catch (error) {
        log.error({ err: error, channel: channelId, updates: incomers.length }, 'updates could not be stored')
        for (const { arrival } of incomers) arrival?.tap?.answer(busyText(), true)
        await pause(Math.min(5000, 100 * 2 ** tries), signal)
        if (signal.aborted) return false
        // The database answers and does not want it: one bad update must not keep all others out for ever.
        if (tries >= MOST_REFUSALS && !isDatabaseAway(error)) return await keepEach(incomers, cursor)
      }
    }
  }

  /** Each on its own; what the database does not take is set aside without its words. False when it is away after all. */
  async function keepEach(incomers: Incomer[], cursor: string | undefined): Promise<boolean> {
    try {
      for (const incomer of incomers) {
        try {
          await storeNow([incomer], undefined)
        } catch (error) {
          if (isDatabaseAway(error)) throw error
          log.error({ err: error, channel: channelId, key: incomer.update.key }, 'an update is set aside unread')
          const refused = { ...incomer.update, lane: '', refused: reasonOf(error) }
          await storeUpdates(database.db, { channelId, updates: [refused] }, clock.now())
          incomer.arrival?.tap?.answer()
        }
      }
      if (cursor !== undefined) await database.db.update(channels).set({ cursor }).where(eq(channels.id, channelId))
      return true
    } catch (error) {
      log.error({ err: error, channel: channelId }, 'the database is away')
      return false
    }
  }

  async function storeNow(incomers: Incomer[], cursor: string | undefined): Promise<void> {
    const updates = incomers.map(({ update, arrival }) => ({ ...update, ignored: arrival === undefined }))
    const ids = await storeUpdates(database.db, { channelId, updates, cursor }, clock.now())
    moment('inbox.stored')
    count += ids.size
    const arrivals: Arrival[] = []
    for (const { update, arrival } of incomers) {
      const id = ids.get(update.key)
      if (!arrival) continue
      arrival.tap?.stored()
      // Known before: it was, or will be, handled as that row.
      if (id === undefined) arrival.tap?.answer()
      else arrivals.push({ ...arrival, id })
      ids.delete(update.key)
    }
    handler.offer(arrivals)
  }

  async function accept(raw: unknown): Promise<void> {
    const update = transport.envelope(storable(raw))
    if (!update) return
    moment('inbox.received')
    answeredAt = clock.elapsed()
    if (lease.held()) {
      const incomer = readIn(update)
      try {
        await storeNow([incomer], undefined)
      } catch (error) {
        incomer.arrival?.tap?.answer(busyText(), true)
        throw error
      }
      return
    }
    // A standby only stores; the holder of the lease finds it.
    const ignored = transport.read(update.raw) === undefined
    await storeUpdates(database.db, { channelId, updates: [{ ...update, ignored }] }, clock.now())
  }
}

function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve()
  return new Promise((done) => {
    const end = () => {
      clearTimeout(timer)
      signal.removeEventListener('abort', end)
      done()
    }
    const timer = setTimeout(end, milliseconds)
    signal.addEventListener('abort', end)
  })
}
