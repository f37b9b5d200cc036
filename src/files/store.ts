// Files: bytes on disk by their SHA-256 (`ab/cdef…`), rows that say whose they are and what they were called.
import { createHash, randomUUID } from 'node:crypto'
import { mkdir, open, readFile, rename, stat, unlink, utimes } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { and, eq } from 'drizzle-orm'
import type { Tx } from '../db/db.js'
import { files } from '../db/schema/files.js'
import { moment } from '../lib/moment.js'

export type StoredFile = typeof files.$inferSelect

/** Where the bytes with this SHA-256 (64 hex digits) lie below `folder`. */
export function filePath(folder: string, sha256: string): string {
  if (!/^[0-9a-f]{64}$/.test(sha256)) throw new Error(`not a SHA-256: ${sha256.slice(0, 80)}`)
  return join(folder, sha256.slice(0, 2), sha256.slice(2))
}

/** Keeps bytes below `folder`; they are on the disk, under their final name, when this resolves. */
export async function saveFile(folder: string, bytes: Uint8Array): Promise<{ sha256: string; size: number }> {
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  const path = filePath(folder, sha256)
  const present = await stat(path).catch(() => undefined)
  if (present?.size !== bytes.byteLength) await writeWhole(path, bytes)
  else {
    // Says that it is wanted: whoever erases files no row speaks of any more leaves it.
    const now = new Date()
    await utimes(path, now, now)
  }
  moment('file.written')
  return { sha256, size: bytes.byteLength }
}

async function writeWhole(path: string, bytes: Uint8Array): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 })
  const temporary = `${path}.${randomUUID()}.part`
  const handle = await open(temporary, 'wx', 0o600)
  try {
    await handle.writeFile(bytes)
    await handle.sync()
  } catch (error) {
    await unlink(temporary).catch(() => {})
    throw error
  } finally {
    await handle.close()
  }
  await rename(temporary, path)
  const folder = await open(dirname(path), 'r')
  // Some file systems cannot sync a folder; the file itself is safe already.
  await folder.sync().catch(() => {})
  await folder.close()
}

/** The bytes with this SHA-256. Throws when they are missing or no longer what they were. */
export async function openFile(folder: string, sha256: string): Promise<Uint8Array> {
  const bytes = await readFile(filePath(folder, sha256))
  const found = createHash('sha256').update(bytes).digest('hex')
  if (found !== sha256) throw new Error(`file ${sha256} is damaged: its bytes are ${found}`)
  return bytes
}

export interface NewFile {
  communeId: number
  sha256: string
  name: string
  type: string
  /** Bytes. */
  size: number
}

/** The row of a commune's file; the same content under the same name is kept once. Returns `files.id`. */
export async function insertFile(tx: Tx, file: NewFile, now: Date): Promise<number> {
  const [made] = await tx
    .insert(files)
    .values({ ...file, createdAt: now })
    .onConflictDoNothing({ target: [files.communeId, files.sha256, files.name] })
    .returning({ id: files.id })
  if (made) return made.id
  const [found] = await tx
    .select({ id: files.id })
    .from(files)
    .where(and(eq(files.communeId, file.communeId), eq(files.sha256, file.sha256), eq(files.name, file.name)))
  if (!found) throw new Error('file row neither stored nor found')
  return found.id
}

export async function findFile(tx: Tx, communeId: number, id: number): Promise<StoredFile | undefined> {
  const [row] = await tx
    .select()
    .from(files)
    .where(and(eq(files.communeId, communeId), eq(files.id, id)))
  return row
}
