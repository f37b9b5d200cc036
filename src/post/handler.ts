// Handles stored updates: one transaction each, in order within a chat, several chats side by side. What breaks three
// times is set aside and its chat goes on; a database that is away is no fault of the update's.
import { randomInt } from 'node:crypto'
import type { Incoming } from '../chat/incoming.js'
import type { Transport } from '../chat/transport.js'
import type { Database } from '../db/db.js'
import { together } from '../db/together.js'
import type { Clock } from '../lib/clock.js'
import { UserError } from '../lib/errors.js'
import { type Log, reasonOf } from '../lib/log.js'
import { moment } from '../lib/moment.js'
import { isDatabaseAway } from './away.js'
import type { Handled, Handling, PostHooks } from './hooks.js'
import { countFailure, isUnhandled, listUnhandled, parkUpdate, takeUpdate } from './inbox.js'
import type { Lease } from './lease.js'
import type { Tap, Taps } from './taps.js'

/** An update in memory, on its way to be handled. */
export interface Arrival {
  id: number
  channelId: number
  key: string
  lane: string
  incoming: Incoming
  tap: Tap | undefined
}

export interface HandlerOptions {
  database: Database
  clock: Clock
  log: Log
  lease: Lease
  transports: ReadonlyMap<number, Transport>
  handling: Handling
  hooks: PostHooks
  taps: Taps
  /** What the tapper reads while the database is away. */
  busyText(): string
  /** Called after each update that was handled: messages may have been queued. */
  onHandled(): void
}

export interface Handler {
  /** Updates that were just stored; begins with them at once. */
  offer(arrivals: readonly Arrival[]): void
  /** Looks for stored updates that it has not been offered; true when there were some. */
  sweep(): Promise<boolean>
  /** Whether this update waits here or is being handled. */
  knows(channelId: number, key: string): boolean
  /** Resolves when nothing waits here. */
  drained(): Promise<void>
  idle(): boolean
  /** Begins nothing more; resolves when what is being handled is done. */
  stop(): Promise<void>
}

/** Failures after which an update is set aside. */
const MOST_FAILURES = 3
/** How many may wait in memory; the rest waits in the database. */
const MOST_WAITING = 5000
const AWAY_PAUSE = 500

export function makeHandler(options: HandlerOptions): Handler {
  const { database, clock, log, lease, transports, handling, hooks, taps, busyText, onHandled } = options
  const { db } = database
  const width = database.kind === 'embedded' ? 1 : Math.max(1, Math.min(4, database.width - 2))
  /** Waiting updates by lane, the oldest first. */
  const lanes = new Map<string, Arrival[]>()
  /** Lanes with updates waiting and none being handled, in the order in which they became so. */
  const free: string[] = []
  const active = new Set<string>()
  const known = new Set<string>()
  const knownIds = new Set<number>()
  let loadedFor: number | undefined
  let stopped = false
  let drainers: (() => void)[] = []

  return {
    offer,
    sweep,
    knows: (channelId, key) => known.has(`${channelId} ${key}`),
    drained,
    idle: () => knownIds.size === 0,
    stop,
  }

  function offer(arrivals: readonly Arrival[]): void {
    for (const arrival of arrivals) add(arrival)
    pump()
  }

  function add(arrival: Arrival): void {
    if (knownIds.has(arrival.id)) return
    knownIds.add(arrival.id)
    known.add(`${arrival.channelId} ${arrival.key}`)
    const lane = laneOf(arrival)
    const queue = lanes.get(lane)
    if (queue) {
      queue.push(arrival)
      // Several intakes may finish out of order; the row's number is the order of storing.
      if ((queue.at(-2)?.id ?? 0) > arrival.id) queue.sort((a, b) => a.id - b.id)
      return
    }
    lanes.set(lane, [arrival])
    if (!active.has(lane)) free.push(lane)
  }

  async function sweep(): Promise<boolean> {
    const epoch = lease.epoch()
    if (epoch === undefined || !lease.held() || stopped) return false
    if (loadedFor !== epoch) forgetWaiting()
    loadedFor = epoch
    if (knownIds.size >= MOST_WAITING) return false
    const rows = await listUnhandled(db, [...transports.keys()], MOST_WAITING)
    let found = false
    for (const row of rows) {
      const transport = transports.get(row.channelId)
      if (!transport || knownIds.has(row.id)) continue
      const incoming = transport.read(row.raw)
      found = true
      const choice = incoming?.happening.kind === 'choice' ? incoming.happening.choiceId : undefined
      const tap = choice === undefined ? undefined : taps.open(transport, choice)
      tap?.stored()
      const { id, channelId, key, lane, receivedAt } = row
      add({ id, channelId, key, lane, tap, incoming: timed(incoming ?? nothing, receivedAt) })
    }
    pump()
    return found
  }

  /** Under a new lease others may have handled what waited here. */
  function forgetWaiting(): void {
    for (const [lane, queue] of lanes) {
      for (const arrival of queue) if (!active.has(lane) || arrival !== queue[0]) forget(arrival)
      lanes.set(lane, active.has(lane) ? queue.slice(0, 1) : [])
      if (!active.has(lane)) lanes.delete(lane)
    }
    free.length = 0
  }

  function forget(arrival: Arrival): void {
    knownIds.delete(arrival.id)
    known.delete(`${arrival.channelId} ${arrival.key}`)
  }

  function pump(): void {
    while (!stopped && active.size < width && lease.held()) {
      const lane = free.shift()
      if (lane === undefined) break
      active.add(lane)
      void runLane(lane)
    }
    if (knownIds.size === 0 || (stopped && active.size === 0)) {
      const waiters = drainers
      drainers = []
      for (const done of waiters) done()
    }
  }

  /** Handles the oldest update of a lane, then lets the other lanes have their turn. */
  async function runLane(lane: string): Promise<void> {
    const arrival = lanes.get(lane)?.[0]
    const pause = arrival ? await handleOne(arrival).catch(() => AWAY_PAUSE) : 0
    if (pause > 0) await new Promise((done) => setTimeout(done, pause))
    active.delete(lane)
    const queue = lanes.get(lane)
    if (queue && arrival && pause === 0) {
      queue.shift()
      forget(arrival)
    }
    if (queue && queue.length > 0) free.push(lane)
    else lanes.delete(lane)
    pump()
  }

  /** Returns 0 when the update is dealt with, else how long to wait before it is tried again. */
  async function handleOne(arrival: Arrival): Promise<number> {
    for (;;) {
      const epoch = lease.epoch()
      if (epoch === undefined || !lease.held()) return 0
      moment('handling.began')
      try {
        const handled = await handleIn(arrival, epoch)
        if (handled === undefined) return (await isUnhandled(db, arrival.id)) && lease.held() ? AWAY_PAUSE : 0
        moment('handling.committed')
        arrival.tap?.answer(handled.ack?.text || undefined, handled.ack?.alert)
        onHandled()
        return 0
      } catch (error) {
        if (!lease.held()) return 0
        if (isDatabaseAway(error)) {
          log.error({ err: error, update: arrival.id }, 'the database is away')
          arrival.tap?.answer(busyText(), true)
          return AWAY_PAUSE
        }
        if (await failed(arrival, error)) return 0
      }
    }
  }

  /** What came of an update. Undefined when it is not to be had. */
  async function handleIn(arrival: Arrival, epoch: number): Promise<Handled | undefined> {
    try {
      return await transact(arrival, epoch).catch((error: unknown) => {
        if (error instanceof UserError) return transact(arrival, epoch, error)
        throw error
      })
    } catch (error) {
      if (error === notTaken) return undefined
      throw error
    }
  }

  /** The one transaction of an update; of one that was refused a second, in which only that is said. */
  async function transact(arrival: Arrival, epoch: number, refusal?: UserError): Promise<Handled | undefined> {
    const now = clock.now()
    const { id, channelId, incoming } = arrival
    return await db.transaction(async (tx) => {
      const taking = takeUpdate(tx, database, id, epoch, now)
      if (incoming === nothing) return (await taking) ? {} : undefined
      const [taken, opened] = await together(taking, handling.open(tx, { id, channelId }, incoming, now))
      // What was found out about the chat may have been written: nothing of it may stay.
      if (!taken) throw notTaken
      const handled = await (refusal ? handling.refuse(tx, opened, refusal) : handling.act(tx, opened))
      moment('handling.written')
      return handled
    })
  }

  /** Counts a failure; true when the update is set aside, and its sender and the operator are told. */
  async function failed(arrival: Arrival, error: unknown): Promise<boolean> {
    const number = String(randomInt(100_000, 1_000_000))
    log.error({ err: error, update: arrival.id, number }, 'handling an update failed')
    const reason = `${number}: ${reasonOf(error)}`
    const row = { id: arrival.id, channelId: arrival.channelId }
    const settle = (tell: boolean) =>
      db.transaction(async (tx) => {
        await lease.underLease(tx)
        const failures = await countFailure(tx, arrival.id, reason)
        if (failures > 0 && failures < MOST_FAILURES) return false
        if (failures > 0) {
          await parkUpdate(tx, arrival.id, clock.now())
          if (tell) await hooks.onParked(tx, row, arrival.incoming, number, clock.now())
        }
        return true
      })
    const isParked = await settle(true).catch((second: unknown) => {
      if (isDatabaseAway(second)) throw second
      log.error({ err: second, update: arrival.id }, 'nobody could be told that an update was set aside')
      return settle(false)
    })
    if (isParked) {
      arrival.tap?.answer()
      onHandled()
    }
    return isParked
  }

  function drained(): Promise<void> {
    if (knownIds.size === 0) return Promise.resolve()
    return new Promise((done) => drainers.push(done))
  }

  async function stop(): Promise<void> {
    stopped = true
    if (active.size > 0) await new Promise<void>((done) => drainers.push(done))
    await taps.settled()
  }
}

const notTaken = new Error('the update is not to be had')

/** A stored update that says nothing to this version of the program. */
const nothing: Incoming = {
  chat: { externalId: '', kind: 'private' },
  at: new Date(0),
  happening: { kind: 'other', what: 'nothing' },
}

/** Where the platform does not say when something happened, it is when it was received. */
export function timed(incoming: Incoming, receivedAt: Date): Incoming {
  return incoming === nothing || incoming.at.getTime() > 0 ? incoming : { ...incoming, at: receivedAt }
}

function laneOf(arrival: Arrival): string {
  return `${arrival.channelId} ${arrival.lane}`
}
