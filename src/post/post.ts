// The post as a whole: receives, handles, sends and does chores while this process holds the lease.
import type { Incoming } from '../chat/incoming.js'
import type { RateLimits, Transport } from '../chat/transport.js'
import type { Database, Tx } from '../db/db.js'
import type { Clock } from '../lib/clock.js'
import type { Log } from '../lib/log.js'
import type { AnyChoreKind } from './chores.js'

/** The stored update that is being handled. */
export interface InboxRow {
  id: number
  channelId: number
}

/** What a handler wants the tapper to see. */
export interface Handled {
  ack?: { choiceId: string; text: string; alert?: boolean }
}

/** Handles one update within the given transaction. What it throws is a bug. */
export type Handle = (tx: Tx, row: InboxRow, incoming: Incoming, now: Date) => Promise<Handled>

/** What the app wants to know, told in the transaction in which it became so. */
export interface PostHooks {
  /** An update broke its handling three times and was set aside. `number` is the one in the log. */
  onParked(tx: Tx, row: InboxRow, incoming: Incoming, number: string, now: Date): Promise<void>
  /** A chat could be reached until now; its messages are held. Called once until it is reachable again. */
  onUnreachable(tx: Tx, chatId: number, reason: string, now: Date): Promise<void>
  /** A group has a new id on its platform. */
  onMoved(tx: Tx, chatId: number, to: string, now: Date): Promise<void>
  /** The platform will never take this message. */
  onRefused(tx: Tx, refused: RefusedMessage, now: Date): Promise<void>
}

export interface RefusedMessage {
  outboxId: number
  chatId: number
  communeId: number | undefined
  key: string
  about: string | undefined
  reason: string
}

export interface PostOptions {
  database: Database
  clock: Clock
  log: Log
  /** By `channels.id`. */
  transports: ReadonlyMap<number, Transport>
  /** DATA_DIR/files */
  filesFolder: string
  handle: Handle
  hooks: PostHooks
  chores: readonly AnyChoreKind[]
  /** Instead of the platforms' own. */
  limits?: RateLimits
  /** Updates come to `acceptWebhook` in place of polling. */
  webhook?: { url: string; secret: string }
  /** How long the lease lasts without renewal, in milliseconds. */
  leaseMs?: number
}

export interface ChannelState {
  channelId: number
  platform: string
  /** Milliseconds since the platform last answered a request for updates; undefined before the first. */
  sincePoll: number | undefined
  /** The token is no longer valid: nothing can be received or sent. */
  revoked: boolean
  /** The platform cannot be reached; sending waits so many milliseconds. */
  pausedFor: number
  updates: number
  sends: number
  edits: number
  throttled: number
}

export interface PostState {
  holder: string
  leading: boolean
  epoch: number | undefined
  channels: ChannelState[]
  /** Updates not handled yet, and the age of the oldest in milliseconds. */
  inbox: { waiting: number; oldestMs: number; parked: number }
  /** By class 0, 1, 2: queued messages that may go out now, and the age of the oldest in milliseconds. */
  outbox: { class: number; waiting: number; oldestMs: number }[]
  held: number
  refused: number
  /** Messages sent whose result was unknown at least once. */
  unknowns: number
  chores: { waiting: number; failed: number }
}

export interface Post {
  /** Returns at once; the work begins when the lease is had. */
  start(): Promise<void>
  /** Stops receiving, ends what is being handled and sent, gives the lease back. */
  stop(): Promise<void>
  /** There may be something to do: rows were queued, the clock was moved. */
  wake(): void
  /** Takes the lease if need be, receives what is there, handles, works and sends all that may go now. For tests. */
  runOnce(): Promise<void>
  /** Resolves when nothing received is unhandled and nothing is being sent that may go out now. */
  settled(): Promise<void>
  /** Stores an update that came by webhook; resolves once it is safe. */
  acceptWebhook(channelId: number, raw: unknown): Promise<void>
  /** Whether this process holds the lease. */
  leading(): boolean
  /** Makes a transaction fail unless this process holds the lease: for jobs. */
  underLease(tx: Tx): Promise<void>
  state(): Promise<PostState>
}

export function openPost(_options: PostOptions): Post {
  throw new Error('being built')
}
