// Dumps of the embedded database: one every hour, one before each migration, kept in number. A dump is a backup without the
// bytes of files (they lie beside it in DATA_DIR/files): unlike a copy of the folder it can be read by every version, goes
// into PostgreSQL too, and has been read back when it gets its name.
import { mkdir, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Database } from '../../db/db.js'
import { dayOf, timeOf } from '../../lib/day.js'
import { projectFile } from '../../lib/project.js'
import { dumpsFolder, type OperationSettings } from '../settings.js'
import { backup } from './backup.js'

/** How many are kept of each kind. */
export const kept = { hourly: 24, migration: 7 }
type Kind = keyof typeof kept

const HOUR = 3_600_000

/** Dumps when the newest hourly one is an hour old. Returns the new one's path. PostgreSQL has means of its own. */
export async function dumpHourly(
  database: Database,
  settings: OperationSettings,
  now: Date,
): Promise<string | undefined> {
  if (database.kind !== 'embedded') return undefined
  const newest = (await listDumps(dumpsFolder(settings), 'hourly'))[0]
  // A clock that was set back must not end the dumps.
  if (newest && Math.abs(now.getTime() - newest.at) < HOUR) return undefined
  return writeDump(database, settings, 'hourly', '', now)
}

/** Brings the database up to the program's schema, dumping an embedded one before it is changed. */
export async function migrateSafely(database: Database, settings: OperationSettings, now: Date): Promise<void> {
  await database.migrate(projectFile('migrations'), {
    async before(next) {
      if (database.kind === 'embedded') await writeDump(database, settings, 'migration', `-${next.name}`, now)
    },
  })
}

async function writeDump(
  database: Database,
  settings: OperationSettings,
  kind: Kind,
  suffix: string,
  now: Date,
): Promise<string> {
  const folder = dumpsFolder(settings)
  await mkdir(folder, { recursive: true, mode: 0o700 })
  for (const name of await readdir(folder)) if (name.endsWith('.part')) await rm(join(folder, name), { force: true })
  const path = join(folder, `${kind}-${stampOf(now)}${suffix}.dondoc`)
  await rm(path, { force: true })
  await backup(database, path, {}, now)
  for (const old of (await listDumps(folder, kind)).slice(kept[kind])) await rm(join(folder, old.name), { force: true })
  return path
}

/** "20260914-090000", in Viet Nam. */
function stampOf(now: Date): string {
  const seconds = String(now.getUTCSeconds()).padStart(2, '0')
  return `${dayOf(now).replaceAll('-', '')}-${timeOf(now).replace(':', '')}${seconds}`
}

interface Dump {
  name: string
  at: number
}

/** The dumps of a kind, the newest first, dated by their names. */
export async function listDumps(folder: string, kind: Kind): Promise<Dump[]> {
  const names = await readdir(folder).catch(() => [])
  return names
    .flatMap((name) => {
      const found = new RegExp(`^${kind}-(\\d{4})(\\d{2})(\\d{2})-(\\d{2})(\\d{2})(\\d{2}).*\\.dondoc$`).exec(name)
      if (!found) return []
      const [, year, month, day, hour, minute, second] = found
      return [{ name, at: Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}+07:00`) }]
    })
    .sort((a, b) => b.at - a.at)
}
