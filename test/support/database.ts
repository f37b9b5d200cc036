// A migrated, empty database of a test's own: embedded, or on the server that DATABASE_URL names. One that is given back is
// emptied and given to the next test of the same worker, which takes a hundredth of the time that a new one takes.
import { readFile } from 'node:fs/promises'
import { sql } from 'drizzle-orm'
import { inject } from 'vitest'
import { type Database, openEmbedded, openPostgres } from '../../src/db/db.js'
import { rowsOf } from '../../src/db/rows.js'
import { administer, withDatabase } from './server.js'

export interface TestDatabase extends Database {
  /** How the program itself would be told of it, when it is on a server. */
  url?: string
}

const free: TestDatabase[] = []
let made = 0

export async function openTestDatabase(): Promise<TestDatabase> {
  const database = free.pop() ?? (await make())
  return {
    ...database,
    close: async () => {
      await empty(database)
      free.push(database)
    },
  }
}

/** An embedded database in memory that was not even migrated. */
export async function openBlankDatabase(): Promise<Database> {
  return openEmbedded(undefined, new Blob([await readFile(inject('blank').dump)]))
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

/**
 * Every row of every table, what may only be added to included, and every count back to its beginning. A table that has grown beyond a page is
 * made anew: rows written among deleted ones would not lie in the order they were written.
 */
async function empty({ db }: Database): Promise<void> {
  await db.transaction(async (tx) => {
    await tx.execute(sql`set local session_replication_role = replica`)
    const tables = await rowsOf<{ name: string; grown: boolean }>(
      tx,
      sql`select format('%I', tablename) as name, pg_relation_size(format('%I', tablename)::regclass) > 8192 as grown
        from pg_tables where schemaname = 'public'`,
    )
    const grown = tables.filter((table) => table.grown)
    if (grown.length > 0)
      await tx.execute(sql.raw(`truncate ${grown.map(({ name }) => name).join(', ')} restart identity cascade`))
    for (const { name } of tables) await tx.execute(sql.raw(`delete from ${name}`))
    // The one row that a new database has.
    await tx.execute(sql`insert into lease (id, holder, epoch, until) values (1, '', 0, 'epoch')`)
    await tx.execute(
      sql`select setval(oid::regclass, 1, false) from pg_class where relkind = 'S' and relnamespace = 'public'::regnamespace`,
    )
  })
}
