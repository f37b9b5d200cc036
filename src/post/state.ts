// What the post is doing, for `/health`, `/metrics` and the tests.
import { and, eq, inArray, isNull, lte, or, sql } from 'drizzle-orm'
import type { Transport } from '../chat/transport.js'
import type { Db } from '../db/db.js'
import { chats } from '../db/schema/people.js'
import { chores, inbox, outbox } from '../db/schema/post.js'
import type { Lease } from './lease.js'
import { isQueued } from './outbox.js'
import type { Receiver } from './receive.js'
import type { Sender } from './sender.js'

/** Both directions of one channel. */
export interface Line {
  channelId: number
  transport: Transport
  receiver: Receiver
  sender: Sender
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
  /** Work that is due, and work that was given up. */
  chores: { waiting: number; failed: number }
}

interface Reading {
  now: Date
  lease: Lease
  lines: readonly Line[]
}

/** Reads the state; rejects when the database does not answer. */
export async function readState(db: Db, { now, lease, lines }: Reading): Promise<PostState> {
  const count = sql<number>`count(*)`.mapWith(Number)
  const oldest = (column: unknown) => sql<number>`extract(epoch from min(${column})) * 1000`.mapWith(Number)
  const age = (at: number | undefined) => (at ? Math.max(0, Math.round(now.getTime() - at)) : 0)
  const letters = await db
    .select({ state: inbox.state, count, oldest: oldest(inbox.receivedAt) })
    .from(inbox)
    .where(inArray(inbox.state, ['new', 'parked']))
    .groupBy(inbox.state)
  const queued = await db
    .select({ class: outbox.class, count, oldest: oldest(sql`coalesce(${outbox.notBefore}, ${outbox.createdAt})`) })
    .from(outbox)
    .where(due(now))
    .groupBy(outbox.class)
  const stuck = await db
    .select({ state: outbox.state, count })
    .from(outbox)
    .where(inArray(outbox.state, ['held', 'refused']))
    .groupBy(outbox.state)
  const [doubts] = await db
    .select({ count: sql<number>`coalesce(sum(${outbox.unknowns}), 0)`.mapWith(Number) })
    .from(outbox)
    .where(sql`${outbox.unknowns} > 0`)
  const [work] = await db
    .select({
      waiting:
        sql<number>`count(*) filter (where ${chores.failedAt} is null and ${chores.runAt} <= ${now.toISOString()}::timestamptz)`.mapWith(
          Number,
        ),
      failed: sql<number>`count(*) filter (where ${chores.failedAt} is not null)`.mapWith(Number),
    })
    .from(chores)
    .where(isNull(chores.doneAt))
  const isNew = letters.find((row) => row.state === 'new')
  return {
    holder: lease.holder,
    leading: lease.held(),
    epoch: lease.epoch(),
    channels: lines.map(channelState),
    inbox: {
      waiting: isNew?.count ?? 0,
      oldestMs: age(isNew?.oldest),
      parked: letters.find((row) => row.state === 'parked')?.count ?? 0,
    },
    outbox: [0, 1, 2].map((one) => {
      const row = queued.find((found) => found.class === one)
      return { class: one, waiting: row?.count ?? 0, oldestMs: age(row?.oldest) }
    }),
    held: stuck.find((row) => row.state === 'held')?.count ?? 0,
    refused: stuck.find((row) => row.state === 'refused')?.count ?? 0,
    unknowns: doubts?.count ?? 0,
    chores: work ?? { waiting: 0, failed: 0 },
  }
}

function channelState({ channelId, transport, receiver, sender }: Line): ChannelState {
  const { sends, edits, throttled } = sender.counts
  return {
    channelId,
    platform: transport.capabilities.platform,
    sincePoll: receiver.sinceAnswer(),
    revoked: receiver.revoked() || sender.revoked(),
    pausedFor: sender.pausedFor(),
    updates: receiver.received(),
    sends,
    edits,
    throttled,
  }
}

function due(now: Date) {
  return and(isQueued, or(isNull(outbox.notBefore), lte(outbox.notBefore, now)))
}

/** Whether anything waits to be handled, worked on, or sent by these channels now. */
export async function hasWork(db: Db, { now, lines }: { now: Date; lines: readonly Line[] }): Promise<boolean> {
  const [letter] = await db.select({ id: inbox.id }).from(inbox).where(sql`${inbox.state} = 'new'`).limit(1)
  if (letter) return true
  const [chore] = await db
    .select({ id: chores.id })
    .from(chores)
    .where(and(isNull(chores.doneAt), isNull(chores.failedAt), lte(chores.runAt, now)))
    .limit(1)
  if (chore) return true
  if (lines.length === 0) return false
  const channelIds = lines.map((line) => line.channelId)
  const [message] = await db
    .select({ id: outbox.id })
    .from(outbox)
    .innerJoin(chats, and(eq(chats.id, outbox.chatId), inArray(chats.channelId, channelIds)))
    .where(or(due(now), sql`${outbox.state} = 'sending'`))
    .limit(1)
  return message !== undefined
}
