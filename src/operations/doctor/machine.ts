// What `doctor` sees of the machine and the platform: settings, folder, disk, token, clocks.
import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, rm, stat, statfs, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import { SendError } from '../../chat/transport.js'
import type { Database } from '../../db/db.js'
import { rowsOf } from '../../db/rows.js'
import { reasonOf } from '../../lib/log.js'
import { type OperationSettings, sizeOf, words } from '../settings.js'
import type { Finding, Seat } from './doctor.js'

const GIGABYTE = 1024 ** 3
/** Two minutes: beyond that planned messages would go out at a wrong time. */
const MOST_APART = 120_000
/** How long the platform may take to answer here. */
const PATIENCE = 10_000

export async function checkSettings(config: OperationSettings): Promise<Finding[]> {
  if (!config.BOT_TOKEN && !config.ZALO_BOT_TOKEN)
    return [{ grade: 'bad', what: 'settings', text: words('operations-doctor-no-token') }]
  return [
    {
      grade: 'good',
      what: 'settings',
      text: words('operations-doctor-settings-good', {
        database: config.DATABASE_URL ? 'PostgreSQL' : words('operations-doctor-embedded'),
        receiving: config.WEBHOOK_URL ? 'webhook' : 'polling',
      }),
    },
  ]
}

export async function checkFolder(config: OperationSettings): Promise<Finding[]> {
  const folder = config.DATA_DIR
  const probe = join(folder, `.doctor-${randomBytes(4).toString('hex')}`)
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 })
    await writeFile(probe, 'x', { flag: 'wx' })
    await rm(probe)
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code ?? ''
    return [{ grade: 'bad', what: 'folder', text: words('operations-doctor-folder-unwritable', { folder, reason }) }]
  }
  const open = ((await stat(folder)).mode & 0o077) !== 0
  return [
    open
      ? { grade: 'look', what: 'folder', text: words('operations-doctor-folder-open', { folder }) }
      : { grade: 'good', what: 'folder', text: words('operations-doctor-folder-good', { folder }) },
  ]
}

export async function checkDisk(config: OperationSettings): Promise<Finding[]> {
  if (!existsSync(config.DATA_DIR)) return []
  const { bavail, bsize } = await statfs(config.DATA_DIR)
  const free = bavail * bsize
  const grade = free < GIGABYTE / 5 ? 'bad' : free < GIGABYTE ? 'look' : 'good'
  const text = words(grade === 'good' ? 'operations-doctor-disk-good' : 'operations-doctor-disk-low', {
    free: sizeOf(free),
  })
  return [{ grade, what: 'disk', text }]
}

/** Asks every platform who the bot is there. */
export async function checkPlatforms(seats: readonly Seat[]): Promise<Finding[]> {
  return Promise.all(seats.map(checkPlatform))
}

async function checkPlatform({ setting, transport }: Seat): Promise<Finding> {
  let late: NodeJS.Timeout | undefined
  try {
    const { username, hearsAll } = await Promise.race([
      transport.identity(),
      new Promise<never>((_, fail) => {
        late = setTimeout(() => fail(new Error('timeout')), PATIENCE)
      }),
    ])
    const text = words(hearsAll ? 'operations-doctor-token-hears' : 'operations-doctor-token-good', { bot: username })
    return { grade: 'good', what: 'token', text }
  } catch (error) {
    if (error instanceof SendError && error.kind === 'revoked')
      return { grade: 'bad', what: 'token', text: words('operations-doctor-token-revoked', { setting }) }
    const text = words('operations-doctor-token-unreachable', { setting, reason: reasonOf(error, 150) })
    return { grade: 'bad', what: 'token', text }
  } finally {
    clearTimeout(late)
  }
}

/** The process, the database and the platform must agree on the time. */
export async function checkClock(database: Database, config: OperationSettings): Promise<Finding[]> {
  const [row] = await rowsOf<{ now: string }>(
    database.db,
    sql`select (extract(epoch from clock_timestamp()) * 1000)::bigint::text as now`,
  )
  const apart: { of: string; by: number }[] = [
    { of: words('operations-doctor-clock-database'), by: Date.now() - Number(row?.now ?? Date.now()) },
  ]
  const platform = await platformTime(config.TELEGRAM_API_ROOT)
  if (platform !== undefined) apart.push({ of: words('operations-doctor-clock-platform'), by: Date.now() - platform })
  const wrong = apart.filter((one) => Math.abs(one.by) > MOST_APART)
  if (wrong.length === 0) return [{ grade: 'good', what: 'clock', text: words('operations-doctor-clock-good') }]
  return wrong.map(({ of, by }) => ({
    grade: 'bad',
    what: 'clock',
    text: words('operations-doctor-clock-apart', { of, minutes: String(Math.round(by / 60_000)) }),
  }))
}

/** What the platform's server gives as its time; nothing when it cannot be reached. No token is sent. */
async function platformTime(root: string): Promise<number | undefined> {
  try {
    const answer = await fetch(`${root}/`, { redirect: 'manual', signal: AbortSignal.timeout(PATIENCE) })
    await answer.body?.cancel()
    const at = Date.parse(answer.headers.get('date') ?? '')
    return Number.isNaN(at) ? undefined : at
  } catch {
    return undefined
  }
}
