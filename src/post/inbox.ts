// Updates as rows: stored before the platform hears that they were received, then handled once, in order within a chat.
import { and, asc, eq, inArray, sql } from 'drizzle-orm'
import type { RawUpdate } from '../chat/transport.js'
import type { Database, Db, Tx } from '../db/db.js'
import { rowsOf } from '../db/rows.js'
import { channels } from '../db/schema/people.js'
import { inbox } from '../db/schema/post.js'
import { idleLimit, underEpoch } from './lease.js'

export interface Batch {
  channelId: number
  /** `ignored`: of no interest. `refused`: why the database does not take it; what it says is not kept. */
  updates: readonly (RawUpdate & { ignored?: boolean; refused?: string })[]
  /** What the platform may consider received once this is stored. Webhooks have none. */
  cursor?: string | undefined
}

/**
 * Stores updates, and with them how far the channel has received, in one statement. Those that are known already are left
 * as they are. Returns the new rows by update key; `ignored` updates are kept as handled, so that they are known.
 */
export async function storeUpdates(db: Db, batch: Batch, now: Date): Promise<Map<string, number>> {
  const { channelId, updates, cursor } = batch
  if (updates.length === 0) return new Map()
  const rows = updates.map(({ key, lane, raw, ignored, refused }, position) => ({
    position,
    key,
    lane,
    raw: ignored || refused !== undefined ? {} : raw,
    state: ignored ? 'done' : refused === undefined ? 'new' : 'parked',
    refused: refused ?? null,
  }))
  const at = sql`${now.toISOString()}::text::timestamptz`
  const to = sql`${cursor ?? null}::text`
  // One text however many come, so that the database has planned it already.
  const stored = await rowsOf<{ id: string; key: string }>(
    db,
    sql`
      with received as (update ${channels} set cursor = ${to} where id = ${channelId} and ${to} is not null)
      insert into ${inbox} (channel_id, update_key, lane, raw, state, received_at, handled_at, last_error)
      select ${channelId}, key, lane, raw, state, ${at}, case when state <> 'new' then ${at} end, refused
      from jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb)
        as come(position int, key text, lane text, raw jsonb, state text, refused text)
      order by position
      on conflict (channel_id, update_key) do nothing
      returning id::text as id, update_key as key`,
  )
  return new Map(stored.map((row) => [row.key, Number(row.id)]))
}

export interface StoredUpdate {
  id: number
  channelId: number
  key: string
  lane: string
  raw: unknown
  receivedAt: Date
}

/** The oldest updates that nobody has handled, of these channels. */
export async function listUnhandled(db: Db, channelIds: readonly number[], most: number): Promise<StoredUpdate[]> {
  if (channelIds.length === 0) return []
  return await db
    .select({
      id: inbox.id,
      channelId: inbox.channelId,
      key: inbox.updateKey,
      lane: inbox.lane,
      raw: inbox.raw,
      receivedAt: inbox.receivedAt,
    })
    .from(inbox)
    .where(and(sql`${inbox.state} = 'new'`, inArray(inbox.channelId, [...channelIds])))
    .orderBy(asc(inbox.id))
    .limit(most)
}

/**
 * Takes an update for handling within this transaction: locks it and marks it done, to hold only if all that follows
 * holds. False when it is not to be had: done, parked, in another's hands, or the lease is lost.
 */
export async function takeUpdate(tx: Tx, database: Database, id: number, epoch: number, now: Date): Promise<boolean> {
  const taken = await tx
    .update(inbox)
    .set({ state: 'done', handledAt: now })
    .where(
      and(
        sql`${inbox.id} = (select id from inbox where id = ${id} and state = 'new' for update skip locked)`,
        underEpoch(epoch),
      ),
    )
    .returning({ id: inbox.id, limit: idleLimit(database) })
  return taken.length > 0
}

/** Notes that handling an update failed. Returns how often it has by now; 0 when it is no longer waiting. */
export async function countFailure(tx: Tx, id: number, reason: string): Promise<number> {
  const [row] = await tx
    .update(inbox)
    .set({ attempts: sql`${inbox.attempts} + 1`, lastError: reason })
    .where(and(eq(inbox.id, id), eq(inbox.state, 'new')))
    .returning({ attempts: inbox.attempts })
  return row?.attempts ?? 0
}

export async function parkUpdate(tx: Tx, id: number, now: Date): Promise<void> {
  await tx.update(inbox).set({ state: 'parked', handledAt: now }).where(eq(inbox.id, id))
}

export async function isUnhandled(db: Db, id: number): Promise<boolean> {
  const [row] = await db.select({ state: inbox.state }).from(inbox).where(eq(inbox.id, id))
  return row?.state === 'new'
}

/** Half characters, and the character 0, which no text or JSON of PostgreSQL takes. */
const unstorable = /\\u0000|\\ud[89a-f]/i

/** An update as the platform gave it, without what no database can store. */
export function storable(raw: unknown): unknown {
  return unstorable.test(JSON.stringify(raw)) ? cleaned(raw) : raw
}

function cleaned(value: unknown): unknown {
  if (typeof value === 'string') return value.toWellFormed().replaceAll('\0', '')
  if (Array.isArray(value)) return value.map(cleaned)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, cleaned(one)]))
}
