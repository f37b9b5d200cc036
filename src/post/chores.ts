// Slow work as rows: fetching a file, reading it, collecting pasted parts, drawing. The work runs outside transactions and
// may be repeated; what comes of it is written in one transaction together with the messages about it.
import { and, asc, eq, isNull, lte, notInArray, sql } from 'drizzle-orm'
import { SendError, type Transport } from '../chat/transport.js'
import type { Database, Tx } from '../db/db.js'
import { chores } from '../db/schema/post.js'
import type { Clock } from '../lib/clock.js'
import { UserError } from '../lib/errors.js'
import { type Log, reasonOf } from '../lib/log.js'
import { moment } from '../lib/moment.js'
import type { Lease } from './lease.js'

/** What work may use. It has no transaction: the database is only read, each time in a short one. */
export interface ChoreTools {
  /** Throws when no such channel is connected. */
  transportFor(channelId: number): Transport
  /** DATA_DIR/files, for `saveFile` and `openFile`. */
  filesFolder: string
  log: Log
  /** Business time when the work began. */
  now: Date
  read<T>(fn: (tx: Tx) => Promise<T>): Promise<T>
}

export interface Chore<I> {
  id: number
  communeId: number | undefined
  input: I
}

/** One kind of slow work. `I` must survive JSON. */
export interface ChoreKind<I, R> {
  kind: string
  /** Outside transactions; repeated after a crash or an error, for hours while the platform is away. A `UserError` ends it at once. */
  work(input: I, tools: ChoreTools): Promise<R>
  /** Writes the result and queues the messages about it. A `UserError` here undoes it and leads to `failed`. */
  finish(tx: Tx, chore: Chore<I>, result: R, now: Date): Promise<void>
  /** Tells whoever waits for it: the work was refused (`UserError`), or failed again and again (anything else). */
  failed(tx: Tx, chore: Chore<I>, error: unknown, now: Date): Promise<void>
}

export type AnyChoreKind = ChoreKind<unknown, unknown>

export interface NewChore {
  kind: string
  communeId?: number | undefined
  input: object
  /** While a chore with this key is open, no second one is made. */
  key?: string
  /** Business time; at once when missing. */
  runAt?: Date
}

/** Adds work to be done. Returns its id, or that of the open chore with the same key, which stays as it is. */
export async function addChore(tx: Tx, chore: NewChore, now: Date): Promise<number> {
  const [made] = await tx
    .insert(chores)
    .values({
      kind: chore.kind,
      communeId: chore.communeId ?? null,
      key: chore.key ?? null,
      input: { ...chore.input },
      runAt: chore.runAt ?? now,
    })
    .onConflictDoNothing()
    .returning({ id: chores.id })
  if (made) return made.id
  const [open] = await tx
    .select({ id: chores.id })
    .from(chores)
    .where(openUnder(chore.key ?? ''))
  if (!open) throw new Error(`chore ${chore.kind} neither stored nor found`)
  return open.id
}

/**
 * Changes the input of the open chore with this key and puts it off until `runAt`, as when another part of a pasted text
 * arrives. False when there is none. Work that has begun on the older input is thrown away.
 */
export async function appendToChore<I extends object>(
  tx: Tx,
  key: string,
  change: (input: I) => I,
  runAt: Date,
): Promise<boolean> {
  const [open] = await tx
    .select({ id: chores.id, input: chores.input, attempts: chores.attempts })
    .from(chores)
    .where(openUnder(key))
    .for('update')
  if (!open) return false
  const input = { ...change(open.input as unknown as I) } as Record<string, unknown>
  // The attempt tells the work under way that its input has changed.
  await tx.update(chores).set({ input, runAt, attempts: 0 }).where(eq(chores.id, open.id))
  return true
}

function openUnder(key: string) {
  return and(eq(chores.key, key), isNull(chores.doneAt), isNull(chores.failedAt))
}

/** Waits before the second, third and fourth try. */
const pauses = [5_000, 30_000, 120_000]
/** A platform that is away is no fault of the work, and nobody could be told anyway: the last wait again and again, for about six hours. */
const MOST_AWAY = 180

function isAway(error: unknown): error is SendError {
  return error instanceof SendError && (error.kind === 'unreachable' || error.kind === 'throttled')
}

/** Milliseconds until the next try after so many that failed, of these `away` only because the platform was; undefined when there is none. */
function pauseAfter(attempts: number, away: number, error: unknown): number | undefined {
  if (!isAway(error)) return pauses[attempts - away]
  if (attempts >= MOST_AWAY) return undefined
  return Math.max(pauses[attempts] ?? 120_000, (error.detail.retryAfter ?? 0) * 1000)
}

export interface ChoresOptions {
  database: Database
  clock: Clock
  log: Log
  lease: Lease
  transports: ReadonlyMap<number, Transport>
  filesFolder: string
  kinds: readonly AnyChoreKind[]
  /** Called after a chore has written something: its messages can go out. */
  onDone(): void
}

type Row = typeof chores.$inferSelect

/** Carries out what is due, up to `width` side by side. */
export function makeChores(options: ChoresOptions): {
  runOnce(signal?: AbortSignal): Promise<boolean>
  running(): number
} {
  const { database, clock, log, lease, transports, filesFolder, kinds, onDone } = options
  const { db } = database
  const byKind = new Map(kinds.map((kind) => [kind.kind, kind]))
  if (byKind.size !== kinds.length) throw new Error('two chores of one kind')
  const running = new Map<number, Promise<void>>()
  /** How often the platform was away, by chore: of its own failures each has its tries still. */
  const timesAway = new Map<number, number>()
  const width = 3

  return { runOnce, running: () => running.size }

  /** Does the chores that are due; true when there were some. */
  async function runOnce(signal?: AbortSignal): Promise<boolean> {
    if (!lease.held() || signal?.aborted) return false
    const due = await db
      .select()
      .from(chores)
      .where(
        and(
          isNull(chores.doneAt),
          isNull(chores.failedAt),
          lte(chores.runAt, clock.now()),
          running.size > 0 ? notInArray(chores.id, [...running.keys()]) : undefined,
        ),
      )
      .orderBy(asc(chores.runAt), asc(chores.id))
      .limit(width)
    await Promise.all(due.map((row) => carryOut(row)))
    return due.length > 0
  }

  async function carryOut(row: Row): Promise<void> {
    const doing = doChore(row)
    running.set(row.id, doing)
    try {
      await doing
    } finally {
      running.delete(row.id)
    }
  }

  async function doChore(row: Row): Promise<void> {
    const kind = byKind.get(row.kind)
    const chore: Chore<unknown> = { id: row.id, communeId: row.communeId ?? undefined, input: row.input }
    let result: unknown
    try {
      if (!kind) throw new Error(`no chore of kind ${row.kind}`)
      result = await kind.work(row.input, toolsNow())
      moment('chore.worked')
      if (!lease.held()) return
      await settle(row, { doneAt: clock.now() }, (tx) => kind.finish(tx, chore, result, clock.now()))
      timesAway.delete(row.id)
    } catch (error) {
      if (!lease.held()) return
      await fail(row, kind, chore, error)
    }
    onDone()
  }

  async function fail(row: Row, kind: AnyChoreKind | undefined, chore: Chore<unknown>, error: unknown): Promise<void> {
    const lastError = reasonOf(error)
    // Of input that was added to, the attempts begin anew.
    const away = Math.min(timesAway.get(row.id) ?? 0, row.attempts)
    const pause = pauseAfter(row.attempts, away, error)
    if (isAway(error) && pause !== undefined) timesAway.set(row.id, away + 1)
    const refused = error instanceof UserError
    if (!refused) log.error({ err: error, chore: row.id, kind: row.kind, attempts: row.attempts + 1 }, 'chore failed')
    if (!refused && pause !== undefined) {
      await settle(row, { attempts: row.attempts + 1, lastError, runAt: new Date(clock.now().getTime() + pause) })
      return
    }
    timesAway.delete(row.id)
    const end = { failedAt: clock.now(), attempts: row.attempts + 1, lastError }
    try {
      await settle(row, end, kind && ((tx) => kind.failed(tx, chore, error, clock.now())))
    } catch (second) {
      log.error({ err: second, chore: row.id, kind: row.kind }, 'nobody could be told that a chore failed')
      await settle(row, end)
    }
  }

  /** Writes how a chore went, unless its input changed meanwhile. */
  async function settle(row: Row, change: Partial<Row>, write?: (tx: Tx) => Promise<void>): Promise<void> {
    await db.transaction(async (tx) => {
      await lease.underLease(tx)
      const changed = await tx
        .update(chores)
        .set(change)
        .where(
          and(
            eq(chores.id, row.id),
            isNull(chores.doneAt),
            isNull(chores.failedAt),
            eq(chores.attempts, row.attempts),
            sql`${chores.input} = ${JSON.stringify(row.input)}::jsonb`,
          ),
        )
        .returning({ id: chores.id })
      if (changed.length > 0) await write?.(tx)
    })
  }

  function toolsNow(): ChoreTools {
    return {
      transportFor(channelId) {
        const transport = transports.get(channelId)
        if (!transport) throw new Error(`channel ${channelId} is not connected`)
        return transport
      },
      filesFolder,
      log,
      now: clock.now(),
      read: (fn) => db.transaction(fn),
    }
  }
}
