// One process per installation receives, handles and sends: the holder of the lease. Its row lives by the database's
// clock; the process measures by its own monotonic one, so that one that was paused knows it before it does anything.
import { randomUUID } from 'node:crypto'
import { and, eq, type SQL, sql } from 'drizzle-orm'
import type { Database, Tx } from '../db/db.js'
import { lease } from '../db/schema/post.js'
import type { Clock } from '../lib/clock.js'

/** This process no longer holds the lease: nothing it began may be written. */
export class LeaseLost extends Error {
  override name = 'LeaseLost'
  constructor() {
    super('another process holds the lease')
  }
}

export interface Lease {
  /** This process's name in the lease's row. */
  readonly holder: string
  /** Renews the lease, or takes it when it is free. True when it is held. Rejects when the database does not answer. */
  tend(): Promise<boolean>
  /** Whether this process may write and send now. */
  held(): boolean
  /** The number of this holding; each new holder's is greater. */
  epoch(): number | undefined
  /** Gives it back, so that another need not wait for its end. */
  release(): Promise<void>
  /** Makes a transaction fail, now or when it commits after another has taken over, unless the lease is held. */
  underLease(tx: Tx): Promise<void>
}

export interface LeaseOptions {
  database: Database
  clock: Clock
  /** How long the lease lasts without renewal. */
  milliseconds?: number
}

export const LEASE = 15_000

/** The holder after a restore: nobody may take the lease until the operator has said what becomes of what was waiting. */
export const RESTORED = 'restored'

export function makeLease({ database, clock, milliseconds = LEASE }: LeaseOptions): Lease {
  const holder = randomUUID()
  const { db } = database
  const until = sql`now() + ${milliseconds}::int * interval '1 millisecond'`
  // The embedded folder has a lock of its own: whoever opened it is alone, and a lease found there is a dead process's.
  const free = database.kind === 'embedded' ? sql`holder <> ${RESTORED}` : sql`until < now()`
  let epoch: number | undefined
  let renewedAt = Number.NEGATIVE_INFINITY

  return { holder, tend, held, epoch: () => epoch, release, underLease }

  function held(): boolean {
    return epoch !== undefined && clock.elapsed() - renewedAt < milliseconds / 2
  }

  async function tend(): Promise<boolean> {
    const begun = clock.elapsed()
    if (epoch !== undefined) {
      const renewed = await db.update(lease).set({ until }).where(mine(epoch)).returning({ epoch: lease.epoch })
      if (renewed.length === 0) epoch = undefined
    }
    if (epoch === undefined) {
      // `skip locked`: a paused holder in mid-transaction keeps it until the database ends its session.
      const [taken] = await db
        .update(lease)
        .set({ holder, epoch: sql`${lease.epoch} + 1`, until })
        .where(sql`id = (select id from lease where id = 1 and ${free} for update skip locked)`)
        .returning({ epoch: lease.epoch })
      epoch = taken?.epoch
    }
    if (epoch === undefined) return false
    renewedAt = begun
    return held()
  }

  async function release(): Promise<void> {
    if (epoch === undefined) return
    const given = epoch
    epoch = undefined
    await db.update(lease).set({ until: sql`to_timestamp(0)` }).where(mine(given))
  }

  async function underLease(tx: Tx): Promise<void> {
    if (!held() || epoch === undefined) throw new LeaseLost()
    const [row] = await tx
      .select({ id: lease.id, limit: idleLimit(database) })
      .from(lease)
      .where(and(eq(lease.id, 1), eq(lease.epoch, epoch)))
      .for('key share')
    if (!row) throw new LeaseLost()
  }

  function mine(own: number): SQL | undefined {
    return and(eq(lease.id, 1), eq(lease.holder, holder), eq(lease.epoch, own))
  }
}

/** A condition that holds under this epoch only, and keeps another from taking over before the transaction has ended. */
export function underEpoch(epoch: number): SQL {
  return sql`exists (select 1 from lease where id = 1 and epoch = ${epoch} for key share)`
}

/**
 * Selected beside other columns, it makes the database end a transaction that says nothing for ten seconds: a process
 * stopped in the middle of one would otherwise keep its locks, and with them the lease.
 */
export function idleLimit(database: Database): SQL<unknown> {
  return database.kind === 'postgres'
    ? sql`set_config('idle_in_transaction_session_timeout', '10000', true)`
    : sql`null`
}
