// After a gap longer than the platform keeps what people wrote, the groups are told once which hours' answers may be missing.
// When the program last heard a platform is remembered in `job_runs`; so is a gap, until every commune has been told of it.
import { and, eq, inArray, isNull, like, lte } from 'drizzle-orm'
import { isOfficeHour } from '../../calendar/work-calendar.js'
import type { Db, Tx } from '../../db/db.js'
import { communes } from '../../db/schema/communes.js'
import { chats, chatUnits } from '../../db/schema/people.js'
import { jobRuns } from '../../db/schema/post.js'
import { dayOf, timeOf, writeDay } from '../../lib/day.js'
import { type Locale, type Translate, translator } from '../../lib/i18n.js'
import { DIGEST, queueMessage } from '../../post/outbox.js'
import { communeCalendar, findCommune } from '../communes/store.js'
import { tellOfficers } from '../people/notify.js'

/** A platform that is being heard now. */
export interface Heard {
  channelId: number
  /** This process has heard it all the time since the last tick, whatever was done to the clock meanwhile. */
  continuous: boolean
}

/** The platforms keep what was written for a day; the answer to a tap is lost after minutes and not told of. */
export const KEPT_MS = 24 * 3600_000
/** A gap nobody could be told of in so long (no working day) is not news any more. */
const STALE_MS = 21 * 24 * 3600_000

interface Gap {
  key: string
  channelId: number
  from: Date
  to: Date
}

export async function noticeGaps(db: Db, heard: readonly Heard[], now: Date): Promise<{ gaps: number; told: number }> {
  let gaps = 0
  for (const one of heard) if (await db.transaction((tx) => keepAlive(tx, one, now))) gaps += 1
  let told = 0
  for (const gap of await listGaps(db)) told += await tellOf(db, gap, now)
  return { gaps, told }
}

/** Remembers that this platform is heard now. True when a gap is found, which is remembered too. */
async function keepAlive(tx: Tx, { channelId, continuous }: Heard, now: Date): Promise<boolean> {
  const key = `alive:${channelId}`
  const [last] = await tx.select({ at: jobRuns.ranAt }).from(jobRuns).where(eq(jobRuns.key, key)).for('update')
  await tx
    .insert(jobRuns)
    .values({ key, ranAt: now })
    .onConflictDoUpdate({ target: jobRuns.key, set: { ranAt: now } })
  if (!last || continuous || now.getTime() - last.at.getTime() <= KEPT_MS) return false
  await tx
    .insert(jobRuns)
    .values({ key: `gap:${channelId}:${last.at.getTime()}:${now.getTime()}`, ranAt: now })
    .onConflictDoNothing()
  return true
}

async function listGaps(db: Db): Promise<Gap[]> {
  const rows = await db.select({ key: jobRuns.key }).from(jobRuns).where(like(jobRuns.key, 'gap:%'))
  return rows.flatMap(({ key }) => {
    const found = /^gap:(\d+):(\d+):(\d+)$/.exec(key)
    return found
      ? [{ key, channelId: Number(found[1]), from: new Date(Number(found[2])), to: new Date(Number(found[3])) }]
      : []
  })
}

/** Tells the communes whose office is open now; forgets the gap once nobody is left. Returns how many were told. */
async function tellOf(db: Db, gap: Gap, now: Date): Promise<number> {
  const prefix = `told-${gap.key}:`
  const concerned = await communesOn(db, gap)
  const done = await db
    .select({ key: jobRuns.key })
    .from(jobRuns)
    .where(like(jobRuns.key, `${prefix}%`))
  const known = new Set(done.map((row) => row.key))
  const left = concerned.filter((id) => !known.has(`${prefix}${id}`))
  let told = 0
  for (const communeId of left) if (await db.transaction((tx) => tellCommune(tx, gap, communeId, now))) told += 1
  if (told === left.length || now.getTime() - gap.to.getTime() > STALE_MS) {
    await db.delete(jobRuns).where(eq(jobRuns.key, gap.key))
    await db.delete(jobRuns).where(like(jobRuns.key, `${prefix}%`))
  }
  return told
}

/** The communes that were there before the gap and are served on this channel. */
async function communesOn(db: Db, gap: Gap): Promise<number[]> {
  const rows = await db
    .selectDistinct({ id: communes.id })
    .from(communes)
    .innerJoin(chats, eq(chats.communeId, communes.id))
    .where(and(eq(chats.channelId, gap.channelId), lte(communes.createdAt, gap.from), isNull(communes.archivedAt)))
  return rows.map((row) => row.id)
}

async function tellCommune(tx: Tx, gap: Gap, communeId: number, now: Date): Promise<boolean> {
  const { settings } = await findCommune(tx, communeId)
  if (!isOfficeHour(await communeCalendar(tx, communeId), settings.officeHours, now)) return false
  await tx
    .insert(jobRuns)
    .values({ key: `told-${gap.key}:${communeId}`, ranAt: now })
    .onConflictDoNothing()
  for (const { chatId, locale } of await groupsOn(tx, communeId, gap.channelId))
    await queueMessage(
      tx,
      {
        chatId,
        communeId,
        key: `${gap.key}:${chatId}`,
        class: DIGEST,
        message: { spans: [gapText(translator(locale), gap)] },
      },
      now,
    )
  const key = `${gap.key}:officer`
  await tellOfficers(tx, { communeId, key, class: DIGEST, message: (t) => ({ spans: [gapText(t, gap)] }) }, now)
  return true
}

/** The groups on this channel that serve a unit, common ones too. */
async function groupsOn(tx: Tx, communeId: number, channelId: number): Promise<{ chatId: number; locale: Locale }[]> {
  const serving = tx.select({ id: chatUnits.chatId }).from(chatUnits).where(eq(chatUnits.communeId, communeId))
  return tx
    .select({ chatId: chats.id, locale: chats.locale })
    .from(chats)
    .where(
      and(
        eq(chats.communeId, communeId),
        eq(chats.channelId, channelId),
        eq(chats.kind, 'group'),
        isNull(chats.unreachableAt),
        inArray(chats.id, serving),
      ),
    )
}

function gapText(t: Translate, { from, to }: Gap): string {
  const write = (at: Date) => `${timeOf(at)} ${writeDay(dayOf(at))}`
  const lost = new Date(to.getTime() - KEPT_MS)
  return t('reminders-gap', { from: write(from), to: write(to), lost: write(lost) })
}
