// After a gap longer than the platform keeps what people wrote, the groups are told once which hours' answers may be missing.
// When the program last heard a platform is remembered in `job_runs`; so is a gap, until every commune has been told of it.
import { and, eq, inArray, isNull, like, lte } from 'drizzle-orm'
import { isOfficeHour } from '../../calendar/work-calendar.js'
import type { Capabilities } from '../../chat/transport.js'
import type { Db, Tx } from '../../db/db.js'
import { communes } from '../../db/schema/communes.js'
import { channels, chats, chatUnits } from '../../db/schema/people.js'
import { jobRuns } from '../../db/schema/post.js'
import { dayOf, timeOf, writeDay } from '../../lib/day.js'
import { type Locale, type Translate, translator } from '../../lib/i18n.js'
import { DIGEST, queueMessage } from '../../post/outbox.js'
import { capabilitiesOf } from '../../post/platforms.js'
import { communeCalendar, findCommune } from '../communes/store.js'
import { tellOfficers } from '../people/notify.js'

/** A platform that is being heard now. */
export interface Heard {
  channelId: number
  /** Milliseconds for which this process had not heard it, whatever was done to the clock meanwhile; undefined when it has just begun. */
  unheardFor: number | undefined
}

/** Beyond what the platform keeps, so long a gap is not worth a message to every group. */
const SHORT_MS = 15 * 60_000
/** A gap nobody could be told of in so long (no working day) is not news any more. */
const STALE_MS = 21 * 24 * 3600_000

interface Gap {
  key: string
  channelId: number
  platform: Platform
  from: Date
  to: Date
}

type Platform = Capabilities['platform']

export async function noticeGaps(db: Db, heard: readonly Heard[], now: Date): Promise<{ gaps: number; told: number }> {
  let gaps = 0
  for (const one of heard) if (await db.transaction((tx) => keepAlive(tx, one, now))) gaps += 1
  // Almost every tick: nothing is to be told. A process that has just begun looks once whatever is noted.
  const isNew = heard.some((one) => one.unheardFor === undefined)
  if (gaps === 0 && !isNew && !(await isNoted(db))) return { gaps, told: 0 }
  const all = await listGaps(db)
  const left = new Map<number, Gap[]>()
  for (const gap of all)
    for (const communeId of await untoldOf(db, gap)) left.set(communeId, [...(left.get(communeId) ?? []), gap])
  let told = 0
  for (const [communeId, untold] of left)
    if (await db.transaction((tx) => tellCommune(tx, communeId, untold, now))) {
      told += untold.length
      left.delete(communeId)
    }
  for (const gap of all) {
    const isOpen = [...left.values()].some((untold) => untold.includes(gap))
    if (!isOpen || now.getTime() - gap.to.getTime() > STALE_MS) await forgetGap(db, gap)
  }
  await noteGaps(db, now)
  return { gaps, told }
}

/** Remembers that this platform is heard now. True when a gap is found, which is remembered too. */
async function keepAlive(tx: Tx, { channelId, unheardFor }: Heard, now: Date): Promise<boolean> {
  const key = `alive:${channelId}`
  const [last] = await tx.select({ at: jobRuns.ranAt }).from(jobRuns).where(eq(jobRuns.key, key)).for('update')
  await tx
    .insert(jobRuns)
    .values({ key, ranAt: now })
    .onConflictDoUpdate({ target: jobRuns.key, set: { ranAt: now } })
  const [channel] = await tx.select({ platform: channels.platform }).from(channels).where(eq(channels.id, channelId))
  if (!last || !channel) return false
  const most = capabilitiesOf(channel.platform).keepsUpdates + SHORT_MS
  if ((unheardFor !== undefined && unheardFor <= most) || now.getTime() - last.at.getTime() <= most) return false
  await tx
    .insert(jobRuns)
    .values([
      { key: `gap:${channelId}:${last.at.getTime()}:${now.getTime()}`, ranAt: now },
      { key: NOTE, ranAt: now },
    ])
    .onConflictDoNothing()
  return true
}

async function listGaps(db: Db): Promise<Gap[]> {
  const rows = await db.select({ key: jobRuns.key }).from(jobRuns).where(like(jobRuns.key, 'gap:%'))
  const found = rows.flatMap(({ key }) => {
    const parts = /^gap:(\d+):(\d+):(\d+)$/.exec(key)
    return parts
      ? [{ key, channelId: Number(parts[1]), from: new Date(Number(parts[2])), to: new Date(Number(parts[3])) }]
      : []
  })
  if (found.length === 0) return []
  const all = await db.select({ id: channels.id, platform: channels.platform }).from(channels)
  const platforms = new Map(all.map((one) => [one.id, one.platform]))
  return found.flatMap((gap) => {
    const platform = platforms.get(gap.channelId)
    return platform ? [{ ...gap, platform }] : []
  })
}

/** Stands in `job_runs` as long as a gap is to be told of: one row found by its key, where the gaps have to be searched for. */
const NOTE = 'gaps'

async function isNoted(db: Db): Promise<boolean> {
  return (await db.select({ key: jobRuns.key }).from(jobRuns).where(eq(jobRuns.key, NOTE))).length > 0
}

async function noteGaps(db: Db, now: Date): Promise<void> {
  if ((await listGaps(db)).length === 0) await db.delete(jobRuns).where(eq(jobRuns.key, NOTE))
  else await db.insert(jobRuns).values({ key: NOTE, ranAt: now }).onConflictDoNothing()
}

/** The communes that have not been told of it. */
async function untoldOf(db: Db, gap: Gap): Promise<number[]> {
  const all = await communesOn(db, gap)
  if (all.length === 0) return []
  const keys = all.map((communeId) => toldKey(gap, communeId))
  const rows = await db.select({ key: jobRuns.key }).from(jobRuns).where(inArray(jobRuns.key, keys))
  const told = new Set(rows.map((row) => row.key))
  return all.filter((communeId) => !told.has(toldKey(gap, communeId)))
}

const toldKey = (gap: Gap, communeId: number) => `told-${gap.key}:${communeId}`

async function forgetGap(db: Db, { key }: Gap): Promise<void> {
  await db.delete(jobRuns).where(eq(jobRuns.key, key))
  await db.delete(jobRuns).where(like(jobRuns.key, `told-${key}:%`))
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

/** While the office is open: each group of the gap on its channel, the officers of all in one message. */
async function tellCommune(tx: Tx, communeId: number, gaps: readonly Gap[], now: Date): Promise<boolean> {
  const { settings } = await findCommune(tx, communeId)
  if (!isOfficeHour(await communeCalendar(tx, communeId), settings.officeHours, now)) return false
  for (const gap of gaps) {
    await tx
      .insert(jobRuns)
      .values({ key: toldKey(gap, communeId), ranAt: now })
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
  }
  const key = `${gaps.map((gap) => gap.key).join('+')}:officer`
  const words = (t: Translate) => gaps.map((gap) => `${names[gap.platform]}: ${gapText(t, gap)}`).join('\n\n')
  await tellOfficers(tx, { communeId, key, class: DIGEST, message: (t) => ({ spans: [words(t)] }) }, now)
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

/** An officer may be on another platform than the one that was not heard. */
const names: Record<Platform, string> = { telegram: 'Telegram', zalo: 'Zalo', web: 'Web' }

function gapText(t: Translate, { platform, from, to }: Gap): string {
  const write = (at: Date) => `${timeOf(at)} ${writeDay(dayOf(at))}`
  const { keepsUpdates } = capabilitiesOf(platform)
  const lost = new Date(to.getTime() - keepsUpdates)
  const args = { from: write(from), to: write(to), lost: write(lost) }
  return t(keepsUpdates > 0 ? 'reminders-gap' : 'reminders-gap-whole', args)
}
