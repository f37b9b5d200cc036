// A migrated, empty database of a test's own: embedded, or on the server that DATABASE_URL names. One that is given back is
// emptied and given to the next test of the same worker, which takes a hundredth of the time that a new one takes.
import { readFile } from 'node:fs/promises'
import { sql } from 'drizzle-orm'
import { expect, inject } from 'vitest'
import { type Database, openEmbedded, openPostgres } from '../../src/db/db.js'
import { rowsOf } from '../../src/db/rows.js'
import { administer, withDatabase } from './server.js'

export interface TestDatabase extends Database {
  /** How the program itself would be told of it, when it is on a server. */
  url?: string
}

const free: { database: TestDatabase; usedBy: string | undefined }[] = []
let made = 0

export async function openTestDatabase(): Promise<TestDatabase> {
  const { testPath } = expect.getState()
  const last = free.pop()
  const database = last?.database ?? (await make())
  // Rows lie in the order they were written, as in a new one; what one file deletes is not enough to move them.
  if (last && last.usedBy !== testPath) await empty(database, 'anew')
  return {
    ...database,
    close: async () => {
      await empty(database)
      free.push({ database, usedBy: testPath })
    },
  }
}

async function make(): Promise<TestDatabase> {
  const template = inject('template')
  if (template.kind === 'embedded') return openEmbedded(undefined, new Blob([await readFile(template.dump)]))
  // Dropped at the end of the run with the template it is named after.
  const name = `${template.database}_${process.pid}_${++made}`
  await administer(template.url, `create database ${name} template ${template.database}`)
  const url = withDatabase(template.url, name)
  return { ...(await openPostgres(url, { connections: 4 })), url }
}

/** Every row of every table, what may only be added to included, and every count back to its beginning. */
async function empty({ db }: Database, how: 'quickly' | 'anew' = 'quickly'): Promise<void> {
  await db.transaction(async (tx) => {
    await tx.execute(sql`set local session_replication_role = replica`)
    const tables = await rowsOf<{ name: string }>(
      tx,
      sql`select format('%I', tablename) as name from pg_tables where schemaname = 'public'`,
    )
    if (how === 'anew') await tx.execute(sql.raw(`truncate ${tables.map(({ name }) => name).join(', ')}`))
    else for (const { name } of tables) await tx.execute(sql.raw(`delete from ${name}`))
    // The one row that a new database has.
    await tx.execute(sql`insert into lease (id, holder, epoch, until) values (1, '', 0, 'epoch')`)
    await tx.execute(
      sql`select setval(oid::regclass, 1, false) from pg_class where relkind = 'S' and relnamespace = 'public'::regnamespace`,
    )
  })
}
