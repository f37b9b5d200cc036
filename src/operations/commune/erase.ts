// Erasing an archived commune: no row and no file of it stays, the trail included, and nothing of others is touched. The
// database itself lets a trail go only for an archived commune, in a transaction that names it.
import { existsSync } from 'node:fs'
import { stat, unlink } from 'node:fs/promises'
import { sql } from 'drizzle-orm'
import type { Database, Tx } from '../../db/db.js'
import { rowsOf } from '../../db/rows.js'
import { filePath } from '../../files/store.js'
import { UserError } from '../../lib/errors.js'
import { quote } from '../backup/tables.js'
import { needCommune } from './archive.js'
import {
  arrayOf,
  type ChatRow,
  listChats,
  listOwned,
  listPersons,
  listReferences,
  type Reference,
} from './belongings.js'

export interface EraseInput {
  communeId: number
  /** The name again, as a safeguard. */
  name: string | undefined
  filesFolder: string
}

export interface EraseResult {
  name: string
  rows: number
  persons: number
  files: number
}

/** Erases a commune for good. Throws a `UserError`, with nothing changed, unless it is archived and named. */
export async function eraseCommune(database: Database, input: EraseInput): Promise<EraseResult> {
  const erased = await database.db.transaction((tx) => eraseRows(tx, input))
  const after = Date.now()
  let files = 0
  for (const sha256 of erased.unused) {
    const path = filePath(input.filesFolder, sha256)
    // Kept again meanwhile by somebody else: `saveFile` has touched it.
    if (!existsSync(path) || (await stat(path)).mtimeMs > after) continue
    await unlink(path)
    files += 1
  }
  return { ...erased, files }
}

async function eraseRows(tx: Tx, input: EraseInput) {
  const { communeId } = input
  const commune = await needCommune(tx, communeId)
  if (!commune.archivedAt) throw new UserError('operations-erase-not-archived', { name: commune.name, id: communeId })
  if (input.name?.normalize('NFC').trim() !== commune.name.normalize('NFC'))
    throw new UserError('operations-erase-name', { name: commune.name, id: communeId })
  const references = await listReferences(tx)
  const owned = await listOwned(tx, references)
  const persons = await listPersons(tx, communeId, owned, references)
  const chats = await listChats(tx, communeId, persons)
  const shas = await rowsOf<{ sha256: string }>(
    tx,
    sql`select distinct sha256 from files where commune_id = ${communeId}
          and sha256 not in (select sha256 from files where commune_id <> ${communeId})`,
  )
  await tx.execute(sql`select set_config('dondoc.erasing', ${String(communeId)}, true)`)
  let rows = await clear(
    tx,
    sql`delete from file_handles where file_id in (select id from files where commune_id = ${communeId})`,
  )
  for (const { name } of owned)
    rows += await clear(tx, sql`delete from ${sql.raw(quote(name))} where commune_id = ${communeId}`)
  rows += await eraseChats(tx, commune.archivedAt, communeId, chats, references)
  const gone = await erasePersons(tx, persons, references)
  await tx.execute(sql`delete from job_runs where key ~ ${`^[a-z-]+:${communeId}(:|$)`}`)
  await tx.execute(sql`update channels set commune_id = null where commune_id = ${communeId}`)
  rows += await clear(tx, sql`delete from communes where id = ${communeId}`)
  return { name: commune.name, rows: rows + gone, persons: gone, unused: shas.map((row) => row.sha256) }
}

/** Runs a `delete` and counts. */
async function clear(tx: Tx, statement: ReturnType<typeof sql>): Promise<number> {
  return (await rowsOf(tx, sql`${statement} returning 1 as gone`)).length
}

/**
 * A chat goes with everything said in it unless it serves another commune, or somebody who still holds an office there
 * writes in it. Of a group that has changed over to another commune, what was said until the archiving goes.
 */
async function eraseChats(
  tx: Tx,
  archivedAt: Date,
  communeId: number,
  chats: readonly ChatRow[],
  references: readonly Reference[],
): Promise<number> {
  const kept = new Set(await othersChats(tx, communeId, chats))
  const gone = chats.filter((chat) => !kept.has(chat.id))
  const ids = arrayOf(gone.map((chat) => chat.id))
  let rows = 0
  for (const { table, column } of references.filter((one) => one.target === 'chats')) {
    const chat = sql.raw(quote(column))
    rows += await clear(tx, sql`delete from ${sql.raw(quote(table))} where ${chat} = any(${ids}::bigint[])`)
  }
  rows += await clear(tx, sql`delete from inbox where ${lanesOf(gone)}`)
  rows += await clear(
    tx,
    sql`delete from chores where commune_id is null and input ->> 'externalChatId' in
    (select external_id from chats where id = any(${ids}::bigint[]))`,
  )
  rows += await clear(tx, sql`delete from chats where id = any(${ids}::bigint[])`)
  await tx.execute(sql`update chats set commune_id = null where commune_id = ${communeId}`)
  const changed = chats.filter((chat) => kept.has(chat.id) && chat.kind === 'group')
  const until = archivedAt.toISOString()
  const those = arrayOf(changed.map((chat) => chat.id))
  for (const [table, time] of Object.entries({
    outbox: 'created_at',
    questions: 'asked_at',
    screens: 'shown_at',
    offers: 'offered_at',
  })) {
    const ofNobody = table === 'outbox' || table === 'questions' ? sql`and commune_id is null` : sql``
    rows += await clear(
      tx,
      sql`delete from ${sql.raw(table)} where chat_id = any(${those}::bigint[]) and ${sql.raw(time)} <= ${until}::timestamptz ${ofNobody}`,
    )
  }
  rows += await clear(tx, sql`delete from inbox where received_at <= ${until}::timestamptz and ${lanesOf(changed)}`)
  return rows
}

/** Of these chats, those that another commune has a part in. */
async function othersChats(tx: Tx, communeId: number, chats: readonly ChatRow[]): Promise<number[]> {
  const ids = arrayOf(chats.map((chat) => chat.id))
  const rows = await rowsOf<{ id: string }>(
    tx,
    sql`select id::text as id from chats c
        where id = any(${ids}::bigint[]) and (
          (commune_id is not null and commune_id <> ${communeId})
          or exists (select 1 from outbox o where o.chat_id = c.id and o.commune_id <> ${communeId})
          or exists (select 1 from questions q where q.chat_id = c.id and q.commune_id <> ${communeId})
          or (kind = 'private' and exists (
            select 1 from accounts a join posts p on p.person_id = a.person_id
            where a.channel_id = c.channel_id and a.external_id = c.external_id and p.commune_id <> ${communeId})))`,
  )
  return rows.map((row) => Number(row.id))
}

/** Updates of these chats: a lane is a chat's id on its platform. */
function lanesOf(chats: readonly ChatRow[]) {
  const pairs = JSON.stringify(chats.map(({ channelId, externalId }) => ({ channel: channelId, lane: externalId })))
  return sql`(channel_id, lane) in (select channel, lane from json_to_recordset(${pairs}::json) as t(channel bigint, lane text))`
}

/** People go whom nothing in the database speaks of any more. */
async function erasePersons(tx: Tx, persons: readonly number[], references: readonly Reference[]): Promise<number> {
  const elsewhere = references
    .filter((one) => one.target === 'persons' && one.table !== 'accounts')
    .map(
      ({ table, column }) =>
        sql`and not exists (select 1 from ${sql.raw(quote(table))} r where r.${sql.raw(quote(column))} = p.id)`,
    )
  const free = await rowsOf<{ id: string }>(
    tx,
    sql`select id::text as id from persons p where id = any(${arrayOf(persons)}::bigint[]) ${sql.join(elsewhere, sql` `)}`,
  )
  const ids = arrayOf(free.map((row) => Number(row.id)))
  await tx.execute(sql`delete from accounts where person_id = any(${ids}::bigint[])`)
  return await clear(tx, sql`delete from persons where id = any(${ids}::bigint[])`)
}
