// Bringing a database up to the program's schema, in one transaction. What was applied is written down as drizzle's own
// migrator does (`drizzle.__drizzle_migrations`); in addition a database that knows more than the program is refused.
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import type { Db, Tx } from './db.js'
import { DatabaseRefusal } from './refusal.js'
import { rowsOf } from './rows.js'

export interface Migration {
  /** "0001_append_only_trail" */
  name: string
  /** SHA-256 of its file: what the database remembers of it. */
  hash: string
  when: number
  statements: string[]
}

/** The database was made by another, mostly newer, version of the program. */
export class NewerSchema extends DatabaseRefusal {
  override name = 'NewerSchema'
  constructor() {
    super(
      'Cơ sở dữ liệu thuộc một phiên bản dondoc mới hơn (có thay đổi mà chương trình này không biết); không sửa gì, đề nghị chạy phiên bản mới hơn.',
    )
  }
}

export interface MigrateOptions {
  /** Called before a database that already has data is changed, outside the transaction. Rejecting stops the migration. */
  before?: (next: Migration) => Promise<void>
}

/** The program's migrations, oldest first. */
export function readMigrations(folder: string): Migration[] {
  const journal = JSON.parse(readFileSync(join(folder, 'meta', '_journal.json'), 'utf8')) as {
    entries: { tag: string; when: number }[]
  }
  return journal.entries.map(({ tag, when }) => {
    const text = readFileSync(join(folder, `${tag}.sql`), 'utf8')
    const hash = createHash('sha256').update(text).digest('hex')
    return { name: tag, hash, when, statements: text.split('--> statement-breakpoint') }
  })
}

/** Hashes of the migrations a database has had, oldest first; none for one that was never used. */
export async function appliedHashes(tx: Tx): Promise<string[]> {
  const [found] = await rowsOf<{ there: string }>(
    tx,
    sql`select (to_regclass('drizzle.__drizzle_migrations') is not null)::text as there`,
  )
  if (found?.there !== 'true') return []
  const rows = await rowsOf<{ hash: string }>(
    tx,
    sql`select hash from drizzle.__drizzle_migrations order by created_at, id`,
  )
  return rows.map((row) => row.hash)
}

/** Throws `NewerSchema` unless what was applied is how this program's migrations begin. */
export function refuseUnknown(applied: readonly string[], known: readonly Migration[]): void {
  if (applied.some((hash, index) => known[index]?.hash !== hash)) throw new NewerSchema()
}

/** Applies what is missing. Processes that start together wait for each other. */
export async function migrateDatabase(db: Db, folder: string, options: MigrateOptions = {}): Promise<void> {
  const known = readMigrations(folder)
  const applied = await appliedHashes(db)
  refuseUnknown(applied, known)
  const next = known[applied.length]
  if (!next) return
  if (applied.length > 0) await options.before?.(next)
  await db.transaction(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(7106110)`)
    await applyMigrations(tx, known)
  })
}

/** Applies those of `upTo` that the database has not had. */
export async function applyMigrations(tx: Tx, upTo: readonly Migration[]): Promise<void> {
  await tx.execute(sql`create schema if not exists drizzle`)
  await tx.execute(
    sql`create table if not exists drizzle.__drizzle_migrations (id serial primary key, hash text not null, created_at bigint)`,
  )
  const applied = await appliedHashes(tx)
  refuseUnknown(applied, upTo)
  for (const migration of upTo.slice(applied.length)) {
    for (const statement of migration.statements) await tx.execute(sql.raw(statement))
    await tx.execute(
      sql`insert into drizzle.__drizzle_migrations (hash, created_at) values (${migration.hash}, ${migration.when})`,
    )
  }
}
