// A channel with chats, and the post on it, for tests of the pipes.
import { tmpdir } from 'node:os'
import { eq, sql } from 'drizzle-orm'
import type { Incoming } from '../../src/chat/incoming.js'
import type { Capabilities, RateLimits } from '../../src/chat/transport.js'
import type { Tx } from '../../src/db/db.js'
import { channels, chats } from '../../src/db/schema/people.js'
import { inbox, lease, outbox } from '../../src/db/schema/post.js'
import type { Clock } from '../../src/lib/clock.js'
import { silentLog } from '../../src/lib/log.js'
import type { AnyChoreKind } from '../../src/post/chores.js'
import { type Handled, type Handling, type InboxRow, type PostHooks, silentHooks } from '../../src/post/hooks.js'
import { queueMessage } from '../../src/post/outbox.js'
import { openPost, type Post } from '../../src/post/post.js'
import type { TestDatabase } from '../support/database.js'
import { makePlatform, type Platform, unlimited } from './platform.js'

export interface HandClock extends Clock {
  /** Moves both times. */
  pass(milliseconds: number): void
}

/** A clock that stands still until the test moves it. */
export function handClock(start = new Date('2026-09-15T02:00:00Z')): HandClock {
  let gone = 0
  return {
    now: () => new Date(start.getTime() + gone),
    elapsed: () => gone,
    pass: (milliseconds) => {
      gone += milliseconds
    },
  }
}

export interface PostWorld {
  database: TestDatabase
  clock: HandClock
  platform: Platform
  post: Post
  channelId: number
  /** The chat of this platform id, made when new. */
  chat(externalId: string, kind?: 'private' | 'group'): Promise<number>
  say(chatId: number, text: string, more?: Partial<Parameters<typeof queueMessage>[1]>): Promise<void>
  letters(): Promise<(typeof inbox.$inferSelect)[]>
  messages(): Promise<(typeof outbox.$inferSelect)[]>
  /** As after a crash: a new post on the same database and platform. */
  restart(): Post
}

/** A handler in one piece, for tests. */
export type Handle = (tx: Tx, row: InboxRow, incoming: Incoming, now: Date) => Promise<Handled>

export function handlingBy(
  handle: Handle,
  refuse: Handling['refuse'] = async () => ({}),
  opening: (tx: Tx) => Promise<unknown> = async () => {},
): Handling {
  const handling: Handling<[InboxRow, Incoming, Date]> = {
    open: async (tx, ...opened) => {
      await opening(tx)
      return opened
    },
    act: (tx, opened) => handle(tx, ...opened),
    refuse,
  }
  return handling
}

export interface PostWorldOptions {
  handle?: Handle
  refuse?: Handling['refuse']
  /** What finding out who speaks writes. */
  opening?: (tx: Tx) => Promise<unknown>
  hooks?: Partial<PostHooks>
  chores?: readonly AnyChoreKind[]
  limits?: RateLimits
  capabilities?: Partial<Capabilities>
  filesFolder?: string
  leaseMs?: number
}

let keys = 0

/** Empties what the post and its tests write, so that a file's tests can share a database. */
export async function emptyPost(database: TestDatabase): Promise<void> {
  await database.db.execute(sql`truncate channels, chores, job_runs restart identity cascade`)
  await database.db.update(lease).set({ holder: '', epoch: 0, until: new Date(0) })
}

export async function openPostWorld(database: TestDatabase, options: PostWorldOptions = {}): Promise<PostWorld> {
  await emptyPost(database)
  const clock = handClock()
  const platform = makePlatform(clock, options.capabilities)
  const { db } = database
  const [channel] = await db
    .insert(channels)
    .values({ platform: 'telegram', externalId: '1', username: 'thu_bot' })
    .returning()
  const channelId = channel!.id
  const open = () =>
    openPost({
      database,
      clock,
      log: silentLog(),
      transports: new Map([[channelId, platform.transport]]),
      filesFolder: options.filesFolder ?? tmpdir(),
      handling: handlingBy(options.handle ?? (async () => ({})), options.refuse, options.opening),
      hooks: { ...silentHooks, ...options.hooks },
      chores: options.chores ?? [],
      limits: options.limits ?? unlimited,
      leaseMs: options.leaseMs ?? 15_000,
    })
  const world: PostWorld = {
    database,
    clock,
    platform,
    post: open(),
    channelId,
    async chat(externalId, kind = 'group') {
      const [found] = await db.select().from(chats).where(eq(chats.externalId, externalId))
      if (found) return found.id
      const [made] = await db
        .insert(chats)
        .values({ channelId, externalId, kind, createdAt: clock.now() })
        .returning({ id: chats.id })
      return made!.id
    },
    async say(chatId, text, more) {
      await db.transaction((tx) =>
        queueMessage(tx, { chatId, key: `test:${++keys}`, class: 1, message: { spans: [text] }, ...more }, clock.now()),
      )
    },
    letters: () => db.select().from(inbox).orderBy(inbox.id),
    messages: () => db.select().from(outbox).orderBy(outbox.id),
    restart() {
      world.post = open()
      return world.post
    },
  }
  return world
}
