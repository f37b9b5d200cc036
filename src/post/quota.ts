// How much of a month's quota a channel has used, where its platform has one. What is received counts too, as long as nobody
// says otherwise. Updates are forgotten after a week, so each past day's number is noted, in the key of a job's run.
import { and, eq, gte, isNotNull, like, lt, or, sql } from 'drizzle-orm'
import type { Tx } from '../db/db.js'
import { channels, chats } from '../db/schema/people.js'
import { inbox, jobRuns, outbox } from '../db/schema/post.js'
import { addDays, type Day, dayOf, instantOf } from '../lib/day.js'
import { capabilitiesOf } from './platforms.js'

export interface QuotaUse {
  channelId: number
  platform: string
  communeId: number | undefined
  /** The first day of the month. */
  month: Day
  used: number
  quota: number
  percent: number
}

/** Days back for which updates are surely still there. */
const KEPT = 5

/** Every channel that has a quota, with what it used of it in the month of `now`; past days' numbers are noted, unless it only `looks`. */
export async function quotaUse(tx: Tx, now: Date, { looks = false } = {}): Promise<QuotaUse[]> {
  const all = await tx.select().from(channels)
  const found: QuotaUse[] = []
  for (const { id: channelId, platform, communeId } of all) {
    const { quota } = capabilitiesOf(platform)
    if (quota === undefined) continue
    const today = dayOf(now)
    const month = `${today.slice(0, 7)}-01`
    const received = await countReceived(tx, { channelId, month, note: !looks }, now)
    const used = (await countSent(tx, channelId, instantOf(month))) + received
    const percent = Math.floor((used * 100) / quota)
    found.push({ channelId, platform, communeId: communeId ?? undefined, month, used, quota, percent })
  }
  return found
}

/** What went out, and what may have. */
async function countSent(tx: Tx, channelId: number, since: Date): Promise<number> {
  const [row] = await tx
    .select({ count: sql`count(*)`.mapWith(Number) })
    .from(outbox)
    .innerJoin(chats, and(eq(chats.id, outbox.chatId), eq(chats.channelId, channelId)))
    .where(
      or(
        gte(outbox.sentAt, since),
        and(eq(outbox.state, 'refused'), gte(outbox.unknowns, 1), gte(outbox.createdAt, since)),
      ),
    )
  return row?.count ?? 0
}

async function countReceived(
  tx: Tx,
  { channelId, month, note }: { channelId: number; month: Day; note: boolean },
  now: Date,
): Promise<number> {
  const today = dayOf(now)
  const prefix = `received:${channelId}:`
  const noted = new Map<Day, number>()
  const rows = await tx
    .select({ key: jobRuns.key })
    .from(jobRuns)
    .where(like(jobRuns.key, `${prefix}${month.slice(0, 7)}%`))
  for (const { key } of rows) {
    const [day = '', count = '0'] = key.slice(prefix.length).split('=')
    noted.set(day, Number(count))
  }
  for (let back = KEPT; back >= 1; back--) {
    const day = addDays(today, -back)
    if (day < month || noted.has(day)) continue
    const count = await countBetween(tx, channelId, instantOf(day), instantOf(addDays(day, 1)))
    noted.set(day, count)
    if (note)
      await tx
        .insert(jobRuns)
        .values({ key: `${prefix}${day}=${count}`, ranAt: now })
        .onConflictDoNothing()
  }
  const current = await countBetween(tx, channelId, instantOf(today), instantOf(addDays(today, 1)))
  return [...noted.values()].reduce((sum, count) => sum + count, current)
}

/** Messages of people: the bot's own that came back are kept without their content. */
async function countBetween(tx: Tx, channelId: number, from: Date, to: Date): Promise<number> {
  const [row] = await tx
    .select({ count: sql`count(*)`.mapWith(Number) })
    .from(inbox)
    .where(
      and(
        eq(inbox.channelId, channelId),
        gte(inbox.receivedAt, from),
        lt(inbox.receivedAt, to),
        sql`${inbox.raw} <> '{}'::jsonb`,
      ),
    )
  return row?.count ?? 0
}

/** The communes whose chats a channel carries. */
export async function communesOf(tx: Tx, channelId: number): Promise<number[]> {
  const rows = await tx
    .selectDistinct({ communeId: chats.communeId })
    .from(chats)
    .where(and(eq(chats.channelId, channelId), isNotNull(chats.communeId)))
  return rows.flatMap((row) => (row.communeId === null ? [] : [row.communeId]))
}
