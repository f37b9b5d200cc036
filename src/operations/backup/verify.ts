// Reading a backup to its end: every table's rows counted and hashed, every file's hash compared with its name, and all of
// it with what the backup says of itself.
import { createHash } from 'node:crypto'
import { UserError } from '../../lib/errors.js'
import { readArchive, readWhole } from '../archive/read.js'
import { type About, aboutSchema, FORMAT, type Manifest, manifestSchema, memberKind, readJson } from './manifest.js'
import { makeSum } from './tables.js'

export interface Verified {
  about: About
  manifest: Manifest
}

/** Throws a `UserError` unless everything in the backup is what it was when it was made. */
export async function verifyBackup(path: string, passphrase?: string): Promise<Verified> {
  let about: About | undefined
  let manifest: Manifest | undefined
  const sums = new Map<string, ReturnType<typeof makeSum>>()
  const files = { count: 0, bytes: 0 }
  for await (const member of readArchive(path, passphrase)) {
    const kind = memberKind(member.name)
    if (!kind || manifest || (!about && !('about' in kind))) throw new UserError('operations-backup-damaged')
    if ('about' in kind) about = readAbout(await readWhole(member))
    else if ('manifest' in kind) manifest = readJson(manifestSchema, await readWhole(member))
    else if ('table' in kind) {
      const sum = sums.get(kind.table) ?? makeSum()
      sums.set(kind.table, sum)
      const bytes = await readWhole(member)
      sum.add(bytes, countLines(bytes))
    } else {
      if ((await hashOf(member.body)) !== kind.file) throw new UserError('operations-backup-damaged')
      files.count += 1
      files.bytes += member.size
    }
  }
  if (!about || !manifest) throw new UserError('operations-backup-damaged')
  const read = Object.fromEntries([...sums].map(([name, sum]) => [name, sum.end()]))
  for (const [name, told] of Object.entries(manifest.tables)) {
    const found = read[name] ?? makeSum().end()
    if (found.rows !== told.rows || found.sha256 !== told.sha256) throw new UserError('operations-backup-damaged')
  }
  const unknown = Object.keys(read).some((name) => !manifest.tables[name])
  if (unknown || files.count !== manifest.files.count || files.bytes !== manifest.files.bytes)
    throw new UserError('operations-backup-damaged')
  return { about, manifest }
}

function readAbout(bytes: Buffer): About {
  const about = readJson(aboutSchema, bytes)
  if (about.format > FORMAT) throw new UserError('operations-restore-newer')
  return about
}

export async function hashOf(source: AsyncIterable<Uint8Array>): Promise<string> {
  const hash = createHash('sha256')
  for await (const part of source) hash.update(part)
  return hash.digest('hex')
}

function countLines(bytes: Buffer): number {
  let count = 0
  for (let at = bytes.indexOf(10); at >= 0; at = bytes.indexOf(10, at + 1)) count += 1
  return count
}
