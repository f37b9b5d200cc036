// One handle for both databases: PostgreSQL through postgres.js, or PGlite in a folder guarded by its own lock.
import { chmod, mkdir, stat } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import type { ExtractTablesWithRelations } from 'drizzle-orm'
import type { PgDatabase, PgQueryResultHKT } from 'drizzle-orm/pg-core'
import type { Door } from './admin-door.js'
import { type PreparedFolder, prepareFolder } from './embedded-folder.js'
import { type FolderLock, lockFolder } from './folder-lock.js'
import { type MigrateOptions, migrateDatabase } from './migrate.js'
import { DatabaseRefusal, serverRefusal } from './refusal.js'
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
  /** Brings it up to the migrations in `folder`; throws `NewerSchema` when it is beyond them. */
  migrate(folder: string, options?: MigrateOptions): Promise<void>
  close(): Promise<void>
}

/**
 * Opens PostgreSQL at `url`. Nothing is sent before the first query.
 */
export async function openPostgres(url: string, options: { connections?: number } = {}): Promise<Database> {
  const { default: connect } = await import('postgres')
  const { drizzle } = await import('drizzle-orm/postgres-js')
  const { schema } = await import('./schema/all.js')
  const width = options.connections ?? 10
  const { address, at } = serverOf(url)
  const client = connect(address, {
    ...at,
    max: width,
    onnotice: () => {},
    // No array types are used, and an answer to this question that breaks off would end the process.
    fetch_types: false,
    connection: { application_name: 'dondoc', TimeZone: 'UTC' },
    prepare: true,
  })
  const db = drizzle(preparing(client), { schema }) as unknown as Db
  return {
    db,
    kind: 'postgres',
    width,
    serve: () => {},
    migrate: (folder, options) =>
      migrateDatabase(db, folder, options).catch((error: unknown) => {
        throw serverRefusal(error) ?? error
      }),
    close: () => client.end({ timeout: 5 }),
  }
}

/** What the driver does not read of an address: `?host=/var/run/postgresql`, which it would take for a setting of the server, and `[::1]`. */
function serverOf(url: string): { address: string; at?: object } {
  if (!URL.canParse(url)) return { address: url }
  const address = new URL(url)
  const numbers = /^\[(.*)\]$/.exec(address.hostname)?.[1]
  // In lists it cuts nothing off at a colon.
  if (numbers) return { address: url, at: { host: [numbers], port: [Number(address.port || 5432)] } }
  const host = address.searchParams.get('host')
  if (!host) return { address: url }
  address.searchParams.delete('host')
  return { address: address.href, at: { host } }
}

/** Statements the server keeps for each connection; texts differ with the length of their lists, so there is an end to it. */
const MOST_PREPARED = 400

/** drizzle asks for each statement to be planned anew; here those that come again are planned once a connection. */
function preparing<Client extends object>(client: Client, known: Set<string> = new Set()): Client {
  return new Proxy(client, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name)
      if (typeof value !== 'function') return value
      if (name === 'unsafe')
        return (text: string, values: unknown[] | undefined, options?: object) => {
          const prepare = values !== undefined && (known.has(text) || known.size < MOST_PREPARED)
          if (prepare) known.add(text)
          return value.call(target, text, values, { ...options, prepare }) as unknown
        }
      if (name === 'begin' || name === 'savepoint')
        return (...args: unknown[]) =>
          value.apply(
            target,
            args.map((arg) =>
              typeof arg === 'function' ? (inner: object) => arg(preparing(inner, known)) as unknown : arg,
            ),
          ) as unknown
      return value as unknown
    },
  })
}

/**
 * The embedded database's pages in memory. PGlite's own 128 MB are cleared at each start, which takes longer than the rest of it together;
 * a commune's rows of a year are a tenth of that.
 */
const CACHE = '32MB'

/**
 * Opens the embedded database in `folder`, or in memory when there is none. Throws `FolderInUse` when another process
 * has it open, and `BrokenFolder`, with the folder as it was, when it does not open.
 */
export async function openEmbedded(folder?: string, initial?: Blob): Promise<Database> {
  const { drizzle } = await import('drizzle-orm/pglite')
  const { keepingStatements } = await import('./embedded-statements.js')
  const { schema } = await import('./schema/all.js')
  let lock: FolderLock | undefined
  if (folder) {
    await makeFolder(folder)
    lock = await lockFolder(folder)
  }
  try {
    const prepared = folder ? await prepareFolder(folder) : undefined
    const client = await openClient(prepared, initial)
    const db = drizzle(keepingStatements(client), { schema }) as unknown as Db
    return {
      db,
      kind: 'embedded',
      width: 1,
      serve: (door) => lock?.serve(door),
      migrate: (migrations, options) => migrateDatabase(db, migrations, options),
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

async function openClient(prepared: PreparedFolder | undefined, initial: Blob | undefined) {
  const { PGlite } = await import('@electric-sql/pglite')
  try {
    const client = await PGlite.create({
      startParams: [...PGlite.defaultStartParams, '-c', `shared_buffers=${CACHE}`],
      ...(prepared ? { dataDir: prepared.path } : {}),
      ...(initial ? { loadDataDir: initial } : {}),
    })
    await client.query('select count(*) from pg_class')
    await prepared?.opened()
    return client
  } catch (error) {
    throw prepared ? await prepared.failed(error) : error
  }
}

/** The folder is its owner's alone: it holds people's words, and the door for commands. */
async function makeFolder(folder: string): Promise<void> {
  try {
    await makeFolders(resolve(folder))
    // Where the folder belongs to somebody else (a mounted volume), `doctor` says so.
    if ((await stat(folder)).mode & 0o077) await chmod(folder, 0o700).catch(() => {})
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    throw new DatabaseRefusal(
      `DATA_DIR: không dùng được thư mục ${folder} (${code ?? 'lỗi'}); kiểm tra đường dẫn và quyền ghi.`,
    )
  }
}

/** As `mkdir` with `recursive`, which never ends on a file system that takes no folders such as /proc. */
async function makeFolders(path: string): Promise<void> {
  try {
    await mkdir(path, { mode: 0o700 })
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'EEXIST' && (await stat(path)).isDirectory()) return
    if (code !== 'ENOENT' || dirname(path) === path || (await stat(dirname(path)).catch(() => undefined))) throw error
    await makeFolders(dirname(path))
    // Another process may make it meanwhile.
    await makeFolders(path)
  }
}
