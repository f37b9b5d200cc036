// What `doctor` reads from the database: schema, lease, what got stuck, files, dumps, the calendar.
import { existsSync } from 'node:fs'
import { and, count, eq, gt, inArray, isNotNull, isNull, lt, lte, ne, or, sql } from 'drizzle-orm'
import { knowsYear, makeWorkCalendar, unsureDays } from '../../calendar/work-calendar.js'
import type { Database } from '../../db/db.js'
import { appliedHashes, NewerSchema, readMigrations, refuseUnknown } from '../../db/migrate.js'
import { rowsOf } from '../../db/rows.js'
import { communes } from '../../db/schema/communes.js'
import { files } from '../../db/schema/files.js'
import { channels, chats } from '../../db/schema/people.js'
import { chores, inbox, lease, outbox } from '../../db/schema/post.js'
import { filePath } from '../../files/store.js'
import { dayOf, writeDay } from '../../lib/day.js'
import { projectFile } from '../../lib/project.js'
import { shorten } from '../../lib/vietnamese.js'
import { RESTORED } from '../../post/lease.js'
import { quotaUse } from '../../post/quota.js'
import { listDumps } from '../backup/dumps.js'
import { botIdOf, dumpsFolder, filesFolder, type OperationSettings, words } from '../settings.js'
import type { Finding } from './doctor.js'

const MINUTE = 60_000
const DAY = 86_400_000
/** Percent of a month's messages from which somebody should look. */
const NEARLY = 70

export async function checkAnswers(database: Database): Promise<Finding[]> {
  const begun = performance.now()
  const [row] = await rowsOf<{ version: string; size: string }>(
    database.db,
    sql`select current_setting('server_version')::text as version, pg_size_pretty(pg_database_size(current_database()))::text as size`,
  )
  const milliseconds = Math.round(performance.now() - begun)
  const args = { version: row?.version ?? '', size: row?.size ?? '', milliseconds: String(milliseconds) }
  return [
    {
      grade: milliseconds > 2000 ? 'look' : 'good',
      what: 'database',
      text: words('operations-doctor-database-answers', args),
    },
  ]
}

export async function checkMigrations(database: Database): Promise<Finding[]> {
  const known = readMigrations(projectFile('migrations'))
  const applied = await appliedHashes(database.db)
  try {
    refuseUnknown(applied, known)
  } catch (error) {
    if (!(error instanceof NewerSchema)) throw error
    return [{ grade: 'bad', what: 'migrations', text: error.message }]
  }
  const missing = known.length - applied.length
  return [
    missing === 0
      ? {
          grade: 'good',
          what: 'migrations',
          text: words('operations-doctor-migrations-good', { count: String(known.length) }),
        }
      : {
          grade: 'look',
          what: 'migrations',
          text: words('operations-doctor-migrations-missing', { count: String(missing) }),
        },
  ]
}

/** Who works, and whether for the bot of the token. */
export async function checkLease(database: Database, config: OperationSettings): Promise<Finding[]> {
  const { db } = database
  const found: Finding[] = []
  const [row] = await db
    .select({ holder: lease.holder, live: sql<boolean>`until > now()` })
    .from(lease)
    .where(eq(lease.id, 1))
  if (row?.holder === RESTORED) found.push({ grade: 'look', what: 'lease', text: words('operations-restore-held') })
  else if (row?.live) found.push({ grade: 'good', what: 'lease', text: words('operations-doctor-lease-held') })
  else found.push({ grade: 'look', what: 'lease', text: words('operations-doctor-lease-free') })
  const bots = await db.select().from(channels).where(eq(channels.platform, 'telegram'))
  const own = botIdOf(config)
  if (own !== undefined && bots.length > 0 && !bots.some((bot) => bot.externalId === own)) {
    const bot = bots.map((one) => `@${one.username} (${one.externalId})`).join(', ')
    found.push({ grade: 'bad', what: 'token', text: words('operations-doctor-token-other', { bot }) })
  }
  return found
}

/** What needs somebody: chats that cannot be reached, messages refused, updates parked, work given up. */
export async function checkTroubles(database: Database, now: Date): Promise<Finding[]> {
  const { db } = database
  const found: Finding[] = []
  const lost = await db
    .select({ title: chats.title, id: chats.id, commune: communes.name })
    .from(chats)
    .innerJoin(communes, eq(communes.id, chats.communeId))
    .where(isNotNull(chats.unreachableAt))
    .orderBy(chats.id)
  if (lost.length > 0) {
    const names = lost.slice(0, 5).map((chat) => `${chat.title ?? chat.id} (${chat.commune})`)
    const text = words('operations-doctor-unreachable', {
      count: String(lost.length),
      names: shorten(names.join(', '), 300),
    })
    found.push({ grade: 'look', what: 'chats', text })
  } else found.push({ grade: 'good', what: 'chats', text: words('operations-doctor-reachable') })
  const week = new Date(now.getTime() - 7 * DAY)
  const [refused] = await db
    .select({ count: count() })
    .from(outbox)
    .where(and(eq(outbox.state, 'refused'), gt(outbox.createdAt, week)))
  const [unknown] = await db
    .select({ count: count() })
    .from(outbox)
    .where(and(gt(outbox.unknowns, 0), ne(outbox.state, 'sent')))
  const [parked] = await db.select({ count: count() }).from(inbox).where(eq(inbox.state, 'parked'))
  const [failed] = await db
    .select({ count: count() })
    .from(chores)
    .where(
      and(isNotNull(chores.failedAt), gt(chores.failedAt, week), sql`${chores.lastError} is distinct from 'archived'`),
    )
  const counts = {
    refused: String(refused?.count ?? 0),
    unknown: String(unknown?.count ?? 0),
    parked: String(parked?.count ?? 0),
    failed: String(failed?.count ?? 0),
  }
  const some = Object.values(counts).some((one) => one !== '0')
  found.push({
    grade: some ? 'look' : 'good',
    what: 'troubles',
    text: words(some ? 'operations-doctor-troubles' : 'operations-doctor-no-troubles', some ? counts : {}),
  })
  return found
}

/** What should have been handled or sent by now. */
export async function checkSending(database: Database, now: Date): Promise<Finding[]> {
  const { db } = database
  const [letters] = await db
    .select({ count: count() })
    .from(inbox)
    .where(and(eq(inbox.state, 'new'), lt(inbox.receivedAt, new Date(now.getTime() - 5 * MINUTE))))
  const late = new Date(now.getTime() - 10 * MINUTE)
  const [messages] = await db
    .select({ count: count() })
    .from(outbox)
    .where(
      and(
        inArray(outbox.state, ['queued', 'sending']),
        lt(outbox.createdAt, late),
        or(isNull(outbox.notBefore), lte(outbox.notBefore, late)),
      ),
    )
  const inboxCount = letters?.count ?? 0
  const outboxCount = messages?.count ?? 0
  if (inboxCount + outboxCount === 0)
    return [{ grade: 'good', what: 'sending', text: words('operations-doctor-sending-good') }]
  return [
    {
      grade: 'look',
      what: 'sending',
      text: words('operations-doctor-sending-late', { updates: String(inboxCount), messages: String(outboxCount) }),
    },
  ]
}

/** How much of the month's messages is used, by our own count, where a platform gives only so many. */
export async function checkQuota(database: Database, now: Date): Promise<Finding[]> {
  const uses = await database.db.transaction((tx) => quotaUse(tx, now, { looks: true }))
  return uses.map(({ platform, used, quota, percent }) => {
    const state = percent >= 100 ? 'out' : percent >= NEARLY ? 'low' : 'good'
    const args = { platform, used: String(used), quota: String(quota), percent: String(percent) }
    return {
      grade: state === 'good' ? 'good' : 'look',
      what: 'quota',
      text: words(`operations-doctor-quota-${state}`, args),
    }
  })
}

export async function checkFiles(database: Database, config: OperationSettings): Promise<Finding[]> {
  const wanted = await database.db.selectDistinct({ sha256: files.sha256 }).from(files).limit(20_000)
  const missing = wanted.filter(({ sha256 }) => !existsSync(filePath(filesFolder(config), sha256))).length
  const counts = { count: String(wanted.length), missing: String(missing) }
  return [
    missing === 0
      ? { grade: 'good', what: 'files', text: words('operations-doctor-files-good', { count: counts.count }) }
      : { grade: 'bad', what: 'files', text: words('operations-doctor-files-missing', counts) },
  ]
}

/** The embedded database is dumped every hour by the running program. */
export async function checkDumps(database: Database, config: OperationSettings, now: Date): Promise<Finding[]> {
  if (database.kind !== 'embedded') return []
  const newest = (await listDumps(dumpsFolder(config), 'hourly'))[0]
  if (newest && now.getTime() - newest.at < 2 * 60 * MINUTE)
    return [{ grade: 'good', what: 'dumps', text: words('operations-doctor-dumps-good', { name: newest.name }) }]
  return [{ grade: 'look', what: 'dumps', text: words('operations-doctor-dumps-old', { name: newest?.name ?? '–' }) }]
}

/** Without the year's days off reminders would go out on holidays. Next year counts from November on. */
export async function checkCalendar(database: Database, now: Date): Promise<Finding[]> {
  const own = await rowsOf<{ day: string; kind: 'off' | 'work' }>(
    database.db,
    sql`select distinct day::text as day, kind from days`,
  )
  const calendar = makeWorkCalendar(own)
  const today = dayOf(now)
  const year = Number(today.slice(0, 4))
  const years = today.slice(5, 7) >= '11' ? [year, year + 1] : [year]
  const unsure = years.filter((one) => !knowsYear(calendar, one))
  if (unsure.length === 0)
    return [
      { grade: 'good', what: 'calendar', text: words('operations-doctor-calendar-good', { years: years.join(', ') }) },
    ]
  return unsure.map((one) => {
    const days = unsureDays(calendar, one).map(writeDay).join(', ')
    return {
      grade: 'look',
      what: 'calendar',
      text: days
        ? words('operations-doctor-calendar-unsure', { year: String(one), days })
        : words('operations-doctor-calendar-missing', { year: String(one) }),
    }
  })
}
