// A migrated, empty database of a test's own: embedded, or on the server that DATABASE_URL names. One that is given back is
// emptied and given to the next test of the same worker, which takes a hundredth of the time that a new one takes.
import { readFile } from 'node:fs/promises'
import { sql } from 'drizzle-orm'
import { inject } from 'vitest'
import { type Database, openEmbedded, openPostgres } from '../../src/db/db.js'
import { createDatabase, withDatabase } from './server.js'

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
  await createDatabase(template.url, name, template.database)
  const url = withDatabase(template.url, name)
  return { ...(await openPostgres(url, { connections: 4 })), url }
}

/**
 * Every row of every table, what may only be added to included, and every count back to its beginning. A table that has grown beyond a page is
 * made anew: rows written among deleted ones would not lie in the order they were written.
 */
async function empty({ db }: Database): Promise<void> {
  await db.execute(sql`do $$ declare name text; grown text; begin
    perform set_config('session_replication_role', 'replica', true);
    select string_agg(oid::regclass::text, ', ') into grown from pg_class
      where relkind = 'r' and relnamespace = 'public'::regnamespace and pg_relation_size(oid) > 8192;
    if grown is not null then execute 'truncate ' || grown || ' restart identity cascade'; end if;
    for name in select oid::regclass from pg_class
      where relkind = 'r' and relnamespace = 'public'::regnamespace and pg_relation_size(oid) > 0 loop
      execute 'delete from ' || name;
    end loop;
    -- The one row that a new database has.
    insert into lease (id, holder, epoch, until) values (1, '', 0, 'epoch');
    perform setval(oid::regclass, 1, false) from pg_class where relkind = 'S' and relnamespace = 'public'::regnamespace;
  end $$`)
}
