// One consistent file of a running installation: every table as of one moment, then the bytes of the files its rows name.
// Files are written before their rows and hardly ever removed, so they may be read after the moment has passed.

import { randomBytes } from 'node:crypto'
import { createReadStream, existsSync } from 'node:fs'
import { readFile, rename, rm, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { sql } from 'drizzle-orm'
import type { Database, Tx } from '../../db/db.js'
import { appliedHashes } from '../../db/migrate.js'
import { rowsOf } from '../../db/rows.js'
import { channels } from '../../db/schema/people.js'
import { filePath } from '../../files/store.js'
import { UserError } from '../../lib/errors.js'
import { projectFile } from '../../lib/project.js'
import { type ArchiveWriter, writeArchive } from '../archive/write.js'
import { type About, FORMAT, type Manifest, names } from './manifest.js'
import { bytesOf, listSequences, listTables, makeSum, readTable } from './tables.js'
import { hashOf, verifyBackup } from './verify.js'

export interface BackupOptions {
  /** DATA_DIR/files; without it the bytes of files are left out. */
  filesFolder?: string
  passphrase?: string
}

export interface BackupResult {
  rows: number
  files: number
  missing: string[]
  /** Bytes of the finished file. */
  size: number
}

/**
 * Writes a backup to `path`, which must not exist, in a folder that does. It gets this name only when it is on the disk and has been read back
 * whole. Nothing else waits for it on PostgreSQL; the embedded database does nothing else while its tables are read.
 */
export async function backup(
  database: Database,
  path: string,
  options: BackupOptions,
  now: Date,
): Promise<BackupResult> {
  if (existsSync(path)) throw new UserError('operations-backup-exists', { file: path })
  if (!existsSync(dirname(path))) throw new UserError('operations-folder-missing', { folder: dirname(path) })
  const part = `${path}.${randomBytes(4).toString('hex')}.part`
  try {
    const archive = writeArchive(part, now, options.passphrase)
    let written: Manifest
    try {
      written = await fill(database, archive, options, now)
      await archive.finish()
    } catch (error) {
      archive.abandon()
      throw error
    }
    const read = await verifyBackup(part, options.passphrase)
    if (JSON.stringify(read.manifest) !== JSON.stringify(written)) throw new Error('the backup reads back differently')
    await rename(part, path)
    const rows = Object.values(written.tables).reduce((sum, table) => sum + table.rows, 0)
    return { rows, files: written.files.count, missing: written.missing, size: (await stat(path)).size }
  } catch (error) {
    await rm(part, { force: true }).catch(() => {})
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOSPC') throw new UserError('operations-backup-no-space', { file: path })
    if (code === 'EACCES' || code === 'EROFS' || code === 'ENOENT' || code === 'ENOTDIR')
      throw new UserError('operations-backup-not-written', { file: path, reason: code })
    throw error
  }
}

async function fill(database: Database, archive: ArchiveWriter, options: BackupOptions, now: Date): Promise<Manifest> {
  const withFiles = options.filesFolder !== undefined
  const manifest: Manifest = { tables: {}, sequences: {}, files: { count: 0, bytes: 0 }, missing: [] }
  // The disk is waited for inside the transaction, against the rule for everything else: one moment, in constant memory.
  const wanted = await database.db.transaction(
    async (tx) => {
      await archive.add(names.about, json(await describe(tx, database, withFiles, now)))
      for (const table of await listTables(tx)) {
        const sum = makeSum()
        let part = 0
        for await (const { lines } of readTable(tx, table)) {
          const bytes = bytesOf(lines)
          sum.add(bytes, lines.length)
          part += 1
          await archive.add(names.table(table.name, part), bytes)
        }
        manifest.tables[table.name] = sum.end()
      }
      manifest.sequences = await listSequences(tx)
      return withFiles
        ? await rowsOf<{ sha256: string }>(tx, sql`select distinct sha256 from files order by sha256`)
        : []
    },
    { isolationLevel: 'repeatable read', accessMode: 'read only' },
  )
  for (const { sha256 } of wanted) {
    const size = await addFile(archive, filePath(options.filesFolder ?? '', sha256), sha256)
    if (size === undefined) {
      manifest.missing.push(sha256)
      continue
    }
    manifest.files.count += 1
    manifest.files.bytes += size
  }
  await archive.add(names.manifest, json(manifest))
  return manifest
}

/** Adds a file unless it is missing or damaged: a backup without it is better than none. Returns its size. */
async function addFile(archive: ArchiveWriter, path: string, sha256: string): Promise<number | undefined> {
  const found = await stat(path).catch(() => undefined)
  if (!found || (await hashOf(createReadStream(path))) !== sha256) return undefined
  await archive.addStream(names.file(sha256), found.size, createReadStream(path))
  return found.size
}

async function describe(tx: Tx, database: Database, withFiles: boolean, now: Date): Promise<About> {
  const known = await tx
    .select({ platform: channels.platform, externalId: channels.externalId, username: channels.username })
    .from(channels)
    .orderBy(channels.id)
  const { version } = JSON.parse(await readFile(projectFile('package.json'), 'utf8')) as { version: string }
  return {
    format: FORMAT,
    program: version,
    madeAt: now.toISOString(),
    database: database.kind,
    schema: await appliedHashes(tx),
    channels: known,
    withFiles,
  }
}

const json = (value: unknown) => Buffer.from(`${JSON.stringify(value, null, 1)}\n`)
