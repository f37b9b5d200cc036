// One handle for both databases: PostgreSQL through postgres.js, or PGlite in a folder guarded by its own lock.
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { ExtractTablesWithRelations } from 'drizzle-orm'
import type { PgDatabase, PgQueryResultHKT } from 'drizzle-orm/pg-core'
import { type Door, type FolderLock, lockFolder } from './folder-lock.js'
import type { schema } from './schema/all.js'

type Schema = typeof schema

/** What a query runs on: the database, or a transaction of it. Actions only ever take a transaction. */
export type Db = PgDatabase<PgQueryResultHKT, Schema, ExtractTablesWithRelations<Schema>>
export type Tx = Db

export interface Database {
  db: Db
  kind: 'embedded' | 'postgres'
  /** How many transactions may usefully run side by side. */
  width: number
  /** Carries out commands of the command line for others; only an embedded database has this door. */
  serve(door: Door): void
  migrate(folder: string): Promise<void>
  close(): Promise<void>
}

/**
 * Opens PostgreSQL at `url`. Nothing is sent before the first query.
 */
export async function openPostgres(url: string, options: { connections?: number } = {}): Promise<Database> {
  const { default: postgres } = await import('postgres')
  const { drizzle } = await import('drizzle-orm/postgres-js')
  const { migrate } = await import('drizzle-orm/postgres-js/migrator')
  const { schema } = await import('./schema/all.js')
  const width = options.connections ?? 10
  const client = postgres(url, {
    max: width,
    onnotice: () => {},
    connection: { application_name: 'dondoc', TimeZone: 'UTC' },
    prepare: true,
  })
  const db = drizzle(client, { schema })
  return {
    db: db as unknown as Db,
    kind: 'postgres',
    width,
    serve: () => {},
    migrate: (folder) => migrate(db, { migrationsFolder: folder }),
    close: () => client.end({ timeout: 5 }),
  }
}

/**
 * Opens the embedded database in `folder`, or in memory when there is none. Throws `FolderInUse` when another process
 * has it open, and never alters a folder of another PostgreSQL version.
 */
export async function openEmbedded(folder?: string, initial?: Blob): Promise<Database> {
  const { drizzle } = await import('drizzle-orm/pglite')
  const { migrate } = await import('drizzle-orm/pglite/migrator')
  const { schema } = await import('./schema/all.js')
  let lock: FolderLock | undefined
  if (folder) {
    await mkdir(folder, { recursive: true, mode: 0o700 })
    lock = await lockFolder(folder)
  }
  try {
    const { PGlite } = await import('@electric-sql/pglite')
    const client = await PGlite.create({
      ...(folder ? { dataDir: join(folder, 'pg') } : {}),
      ...(initial ? { loadDataDir: initial } : {}),
    })
    const db = drizzle(client, { schema })
    return {
      db: db as unknown as Db,
      kind: 'embedded',
      width: 1,
      serve: (door) => lock?.serve(door),
      migrate: (migrations) => migrate(db, { migrationsFolder: migrations }),
      close: async () => {
        await client.close()
        await lock?.release()
      },
    }
  } catch (error) {
    await lock?.release()
    throw error
  }
}
