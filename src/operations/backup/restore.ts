// A backup back into an empty database, embedded or PostgreSQL, whatever it was made from. Everything happens in one
// transaction: the schema of that day, the rows, the check against the backup's own sums, the migrations since.
import { existsSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { getTableName, sql } from 'drizzle-orm'
import type { Database, Tx } from '../../db/db.js'
import { appliedHashes, applyMigrations, type Migration, readMigrations, refuseUnknown } from '../../db/migrate.js'
import { rowsOf } from '../../db/rows.js'
import { schema } from '../../db/schema/all.js'
import { filePath, saveFile } from '../../files/store.js'
import { UserError } from '../../lib/errors.js'
import { projectFile } from '../../lib/project.js'
import { readArchive, readWhole } from '../archive/read.js'
import { holdSending, voidAccess } from './hold.js'
import { type About, type Manifest, memberKind } from './manifest.js'
import { listTables, quote, sumTable } from './tables.js'
import { verifyBackup } from './verify.js'

export interface RestoreOptions {
  /** DATA_DIR/files */
  filesFolder: string
  passphrase?: string
  /** The bot of BOT_TOKEN, when that is set. */
  botId?: string
}

export interface RestoreResult {
  about: About
  rows: number
  files: number
  /** Files that rows speak of and that are not on this disk. */
  missing: number
  /** Tables of the backup that are not the program's. */
  skipped: string[]
}

/** Numbers left out after those of the backup: buttons given out since it was made must not mean something else now. */
const GAP = 1000

/** Restores a backup. Throws a `UserError`, with nothing changed, when it does not fit here. */
export async function restore(
  database: Database,
  path: string,
  options: RestoreOptions,
  now: Date,
): Promise<RestoreResult> {
  const { about, manifest } = await verifyBackup(path, options.passphrase)
  const known = readMigrations(projectFile('migrations'))
  refuseStrange(about, known, options.botId)
  const made: string[] = []
  try {
    return await database.db.transaction(async (tx) => {
      await prepareSchema(tx, about, known)
      const constraints = await dropConstraints(tx)
      const skipped = Object.keys(manifest.tables)
      const ours = (await listTables(tx)).filter((table) => skipped.includes(table.name))
      for (const { name } of ours) {
        skipped.splice(skipped.indexOf(name), 1)
        await tx.execute(sql.raw(`delete from ${quote(name)}`))
      }
      for await (const member of readArchive(path, options.passphrase)) {
        const kind = memberKind(member.name)
        if (kind && 'table' in kind && ours.some((table) => table.name === kind.table))
          await insertLines(tx, kind.table, await readWhole(member))
        else if (kind && 'file' in kind)
          await restoreFile(options.filesFolder, kind.file, await readWhole(member), made)
      }
      for (const table of ours) {
        const sum = await sumTable(tx, table)
        const told = manifest.tables[table.name]
        if (sum.rows !== told?.rows || sum.sha256 !== told.sha256)
          throw new UserError('operations-restore-differs', { table: table.name })
      }
      for (const { table, name, rule } of constraints)
        await tx.execute(sql.raw(`alter table ${table} add constraint ${quote(name)} ${rule}`))
      await applyMigrations(tx, known)
      await moveSequences(tx, manifest)
      await voidAccess(tx, now)
      await holdSending(tx)
      return {
        about,
        rows: ours.reduce((sum, table) => sum + (manifest.tables[table.name]?.rows ?? 0), 0),
        files: manifest.files.count,
        missing: await countMissing(tx, options.filesFolder),
        skipped,
      }
    })
  } catch (error) {
    for (const file of made) await rm(file, { force: true }).catch(() => {})
    throw error
  }
}

function refuseStrange(about: About, known: readonly Migration[], botId: string | undefined): void {
  try {
    refuseUnknown(about.schema, known)
  } catch {
    throw new UserError('operations-restore-newer')
  }
  const bots = about.channels.filter((channel) => channel.platform === 'telegram')
  if (botId !== undefined && bots.length > 0 && !bots.some((bot) => bot.externalId === botId))
    throw new UserError('operations-restore-other-bot', {
      bot: bots.map((one) => `@${one.username} (${one.externalId})`).join(', '),
    })
}

/** Makes an empty database one of the backup's day. Throws when it is not empty, or when a program works on it. */
async function prepareSchema(tx: Tx, about: About, known: readonly Migration[]): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(7106110)`)
  const applied = await appliedHashes(tx)
  refuseUnknown(applied, known)
  for (const { name } of await listTables(tx)) {
    if (name === 'lease') continue
    const [found] = await rowsOf<{ some: string }>(
      tx,
      sql.raw(`select exists (select 1 from ${quote(name)})::text as some`),
    )
    if (found?.some === 'true') throw new UserError('operations-restore-not-empty')
  }
  if (applied.length > about.schema.length) await dropEverything(tx, known)
  else if (applied.length > 0) {
    const [live] = await rowsOf<{ live: string }>(
      tx,
      sql`select (until > now() and holder <> '')::text as live from lease where id = 1 for update`,
    )
    if (live?.live === 'true') throw new UserError('operations-restore-running')
  }
  await applyMigrations(tx, known.slice(0, about.schema.length))
}

/** A newer, still empty schema gives way to the backup's own; the migrations since follow after the rows. */
async function dropEverything(tx: Tx, known: readonly Migration[]): Promise<void> {
  for (const table of Object.values(schema))
    await tx.execute(sql.raw(`drop table if exists ${quote(getTableName(table))} cascade`))
  const functions = new Set(
    known.flatMap(({ statements }) =>
      statements.flatMap((text) =>
        [...text.matchAll(/create (?:or replace )?function\s+"?(\w+)/gi)].map((m) => m[1] ?? ''),
      ),
    ),
  )
  for (const name of functions) await tx.execute(sql.raw(`drop function if exists ${quote(name)} cascade`))
  await tx.execute(sql`delete from drizzle.__drizzle_migrations`)
}

interface Constraint {
  table: string
  name: string
  rule: string
}

/** Takes the references between tables away, so that rows may come in any order. Put back, they check every row. */
async function dropConstraints(tx: Tx): Promise<Constraint[]> {
  const found = await rowsOf<Constraint>(
    tx,
    sql`select conrelid::regclass::text as table, conname::text as name, pg_get_constraintdef(oid)::text as rule
        from pg_constraint where contype = 'f' and connamespace = current_schema()::regnamespace order by 1, 2`,
  )
  for (const { table, name } of found) await tx.execute(sql.raw(`alter table ${table} drop constraint ${quote(name)}`))
  return found
}

async function insertLines(tx: Tx, table: string, bytes: Buffer): Promise<void> {
  const rows = `[${bytes.toString('utf8').trimEnd().split('\n').join(',')}]`
  const target = sql.raw(quote(table))
  await tx.execute(sql`insert into ${target} select * from json_populate_recordset(null::${target}, ${rows}::json)`)
}

async function restoreFile(folder: string, sha256: string, bytes: Buffer, made: string[]): Promise<void> {
  const path = filePath(folder, sha256)
  if (!existsSync(path)) made.push(path)
  await saveFile(folder, bytes)
}

async function moveSequences(tx: Tx, manifest: Manifest): Promise<void> {
  const columns = await rowsOf<{ table: string; column: string }>(
    tx,
    sql`select c.relname::text as table, a.attname::text as column from pg_attribute a join pg_class c on c.oid = a.attrelid
        where a.attidentity <> '' and c.relkind = 'r' and c.relnamespace = current_schema()::regnamespace order by 1`,
  )
  for (const { table, column } of columns) {
    const last = manifest.sequences[table] ?? 0
    const most = sql.raw(`(select coalesce(max(${quote(column)}), 0) from ${quote(table)})`)
    await tx.execute(
      sql`select setval(pg_get_serial_sequence(${quote(table)}, ${column}), greatest(${most}, ${last}::bigint) + ${GAP})`,
    )
  }
}

async function countMissing(tx: Tx, folder: string): Promise<number> {
  const wanted = await rowsOf<{ sha256: string }>(tx, sql`select distinct sha256 from files`)
  return wanted.filter(({ sha256 }) => !existsSync(filePath(folder, sha256))).length
}
