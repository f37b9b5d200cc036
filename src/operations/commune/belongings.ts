// What belongs to one commune, found through the catalog: every table that has a commune's number, the chats that served
// it, and the people it knows. A table that a slice adds tomorrow is exported and erased without a word here.
import { sql } from 'drizzle-orm'
import type { Tx } from '../../db/db.js'
import { rowsOf } from '../../db/rows.js'
import { listTables, quote, type TableShape } from '../backup/tables.js'

/** A reference from one table's column to another table. */
export interface Reference {
  table: string
  column: string
  target: string
}

/** Single and first columns of all references between tables; of a reference by commune and id the id is meant. */
export async function listReferences(tx: Tx): Promise<Reference[]> {
  return await rowsOf<Reference>(
    tx,
    sql`select c.relname::text as table, a.attname::text as column, t.relname::text as target
        from pg_constraint k
        join pg_class c on c.oid = k.conrelid
        join pg_class t on t.oid = k.confrelid
        join pg_attribute a on a.attrelid = k.conrelid and a.attnum = k.conkey[cardinality(k.conkey)]
        where k.contype = 'f' and k.connamespace = current_schema()::regnamespace
        order by 1, 2`,
  )
}

/** Tables with a `commune_id`, those that others refer to last; `chats` and `channels` are dealt with apart. */
export async function listOwned(tx: Tx, references: readonly Reference[]): Promise<TableShape[]> {
  const having = await rowsOf<{ name: string }>(
    tx,
    sql`select c.relname::text as name from pg_attribute a join pg_class c on c.oid = a.attrelid
        where a.attname = 'commune_id' and not a.attisdropped and c.relkind = 'r'
          and c.relnamespace = current_schema()::regnamespace`,
  )
  const names = new Set(having.map((row) => row.name).filter((name) => name !== 'chats' && name !== 'channels'))
  const left = (await listTables(tx)).filter((table) => names.has(table.name))
  const ordered: TableShape[] = []
  while (left.length > 0) {
    const free = left.findIndex(
      ({ name }) =>
        !references.some((one) => one.target === name && one.table !== name && left.some((t) => t.name === one.table)),
    )
    const [next] = left.splice(free, 1)
    if (free < 0 || !next) throw new Error('tables refer to each other in a circle')
    ordered.push(next)
  }
  return ordered
}

/** Everybody a commune's rows speak of. */
export async function listPersons(
  tx: Tx,
  communeId: number,
  owned: readonly TableShape[],
  references: readonly Reference[],
): Promise<number[]> {
  const columns = references.filter(
    (one) => one.target === 'persons' && owned.some((table) => table.name === one.table),
  )
  const found = columns.map(
    ({ table, column }) =>
      `select ${quote(column)} as id from ${quote(table)} where commune_id = ${Number(communeId)} and ${quote(column)} is not null`,
  )
  if (found.length === 0) return []
  const rows = await rowsOf<{ id: string }>(
    tx,
    sql.raw(`select id::text as id from (${found.join(' union ')}) f order by f.id`),
  )
  return rows.map((row) => Number(row.id))
}

export interface ChatRow {
  id: number
  externalId: string
  channelId: number
  kind: 'private' | 'group'
  communeId: number | null
}

/** The chats that serve a commune or served it until it was archived, and the private chats of its people. */
export async function listChats(tx: Tx, communeId: number, persons: readonly number[]): Promise<ChatRow[]> {
  const rows = await rowsOf<Record<'id' | 'externalId' | 'channelId' | 'kind', string> & { communeId: string | null }>(
    tx,
    sql`select id::text as id, external_id as "externalId", channel_id::text as "channelId", kind,
          commune_id::text as "communeId"
        from chats
        where commune_id = ${communeId}
          or id in (select chat_id from outbox where commune_id = ${communeId})
          or id in (select jsonb_array_elements_text(after -> 'chats')::bigint from events
            where commune_id = ${communeId} and action = 'commune.archive')
          or (kind = 'private' and (channel_id, external_id) in
            (select channel_id, external_id from accounts where person_id = any(${arrayOf(persons)}::bigint[])))
        order by chats.id`,
  )
  return rows.map((row) => ({
    id: Number(row.id),
    externalId: row.externalId,
    channelId: Number(row.channelId),
    kind: row.kind === 'group' ? 'group' : 'private',
    communeId: row.communeId === null ? null : Number(row.communeId),
  }))
}

/** Numbers as PostgreSQL writes an array: both drivers take it as text. */
export const arrayOf = (ids: readonly number[]) => `{${ids.join(',')}}`
