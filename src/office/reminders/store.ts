// What the reminders read and write: work to be looked at, what was said of it before, who can be told.
import { and, asc, eq, gt, gte, inArray, isNull, lte, max, notExists, notInArray, or, type SQL, sql } from 'drizzle-orm'
import type { Db, Tx } from '../../db/db.js'
import { alsoAskedBy, assignments, requests, taskDeadlines, tasks } from '../../db/schema/assignments.js'
import { units } from '../../db/schema/communes.js'
import { accounts, channels, chats, persons, posts } from '../../db/schema/people.js'
import { outbox } from '../../db/schema/post.js'
import { events } from '../../db/schema/trail.js'
import type { Day } from '../../lib/day.js'
import { dayOf } from '../../lib/day.js'
import type { Locale } from '../../lib/i18n.js'
import { furtherKeys } from '../../post/outbox.js'
import type { Role } from '../../talk/entry.js'
import { type Absence, listAbsences } from '../people/absence.js'
import { preferChats } from '../people/store.js'
import type { Half, Owed, Past, Section } from './plan.js'

/** The work as a digest shows it. */
export interface Work extends Owed {
  id: number
  number: number
  unitId: number
  text: string
  /** None for work given by hand. */
  directiveId: number | null
  /** `once`, or the key of a recurring duty's period. */
  period: string
}

/** The trail of a reminder, in `after`: in which part of whose digest it stood. */
export interface Reminder {
  part: Part
  section: Section
  day: Day
  half: Half
  /** The due day then. */
  due: Day | null
  chats: number[]
}

/**
 * `unit`: to the unit itself, in its group or to its head. `ungrouped`: to the officer, about a unit that has no group or that nobody
 * could tell. `officer` and `leader`: that it is overdue, once.
 */
export const parts = ['unit', 'ungrouped', 'officer', 'leader'] as const
export type Part = (typeof parts)[number]

export const REMIND = 'assignment.remind'
export const ESCALATE = 'assignment.escalate'

// One statement takes 65,535 parameters; a commune's morning has far fewer.
const CHUNK = 5000

function chunks<T>(list: readonly T[]): T[][] {
  const found: T[][] = []
  for (let from = 0; from < list.length; from += CHUNK) found.push(list.slice(from, from + CHUNK))
  return found
}

/** The work whose look is due, by commune; one scan of the partial index. */
export async function listDue(db: Db, now: Date, communeId?: number): Promise<Map<number, number[]>> {
  const rows = await db
    .select({ communeId: assignments.communeId, id: assignments.id })
    .from(assignments)
    .where(
      and(lte(assignments.nextLookAt, now), communeId === undefined ? undefined : eq(assignments.communeId, communeId)),
    )
    .orderBy(asc(assignments.communeId), asc(assignments.id))
  const due = new Map<number, number[]>()
  for (const row of rows) {
    const ids = due.get(row.communeId)
    if (ids) ids.push(row.id)
    else due.set(row.communeId, [row.id])
  }
  return due
}

/**
 * The earliest day that letters joined to it since set ("trước ngày 12/10": the 11th), as far as it was still to come when they were joined.
 */
const joinedOn = sql<Day | null>`(
  select to_char(min(day), 'YYYY-MM-DD') from (
    select aa.created_at, (td.rule ->> 'due')::date
      - case when td.rule ->> 'before' = 'true' and td.rule ->> 'time' is null then 1 else 0 end as day
    from ${alsoAskedBy} aa
    join ${taskDeadlines} td on td.commune_id = aa.commune_id and td.task_id = aa.task_id
    where aa.commune_id = ${assignments.communeId} and aa.assignment_id = ${assignments.id} and td.rule ? 'due') joined
  where day >= (created_at at time zone 'Asia/Ho_Chi_Minh')::date)`

const columns = {
  id: assignments.id,
  number: assignments.number,
  unitId: assignments.unitId,
  text: tasks.text,
  directiveId: tasks.directiveId,
  period: assignments.period,
  standing: assignments.standing,
  legalDueOn: assignments.legalDueOn,
  trackingOn: assignments.trackingOn,
  extendedTo: assignments.extendedTo,
  promisedOn: assignments.promisedOn,
  joinedOn,
  dueTime: assignments.dueTime,
  before: assignments.before,
  issuedLate: assignments.issuedLate,
  status: assignments.status,
  reportedAt: assignments.reportedAt,
  createdAt: assignments.createdAt,
  nextLookAt: assignments.nextLookAt,
}

async function selectWork(tx: Tx, condition: SQL | undefined, lock: boolean): Promise<Work[]> {
  const query = tx
    .select(columns)
    .from(assignments)
    .innerJoin(tasks, and(eq(tasks.communeId, assignments.communeId), eq(tasks.id, assignments.taskId)))
    .where(condition)
    .orderBy(asc(assignments.id))
  const rows = lock ? await query.for('update', { of: assignments }) : await query
  return rows.map((row) => ({ ...row, nextLookAt: row.nextLookAt ?? row.createdAt }))
}

/** Work that is still to be looked at, locked in the order of its ids unless it is only read. */
export async function loadDue(
  tx: Tx,
  input: { communeId: number; ids: readonly number[]; lock: boolean },
  now: Date,
): Promise<Work[]> {
  const found: Work[] = []
  for (const ids of chunks(input.ids)) {
    const condition = and(
      eq(assignments.communeId, input.communeId),
      inArray(assignments.id, ids),
      lte(assignments.nextLookAt, now),
    )
    found.push(...(await selectWork(tx, condition, input.lock)))
  }
  return found
}

/** Everything of a commune that is not closed. */
export async function loadOpen(tx: Tx, communeId: number): Promise<Work[]> {
  return selectWork(
    tx,
    and(eq(assignments.communeId, communeId), notInArray(assignments.status, ['done', 'withdrawn'])),
    false,
  )
}

/** What these units have not reported and whose day has passed, reminded of now or not. */
export async function loadPassed(tx: Tx, communeId: number, unitIds: readonly number[], today: Day): Promise<Work[]> {
  if (unitIds.length === 0) return []
  const due = sql`coalesce(${assignments.extendedTo}, ${assignments.legalDueOn}, ${assignments.trackingOn})`
  const passed = and(
    eq(assignments.communeId, communeId),
    inArray(assignments.unitId, [...unitIds]),
    inArray(assignments.status, ['unanswered', 'accepted', 'in-progress', 'late']),
    eq(assignments.standing, false),
    sql`${due} <= ${today}::date`,
    // Silence while an extension is asked for and not decided.
    notExists(
      tx
        .select({ one: sql`1` })
        .from(requests)
        .where(
          and(
            eq(requests.communeId, assignments.communeId),
            eq(requests.assignmentId, assignments.id),
            eq(requests.kind, 'extension'),
            eq(requests.state, 'open'),
          ),
        ),
    ),
  )
  return selectWork(tx, passed, false)
}

/** What was said before about each of these; `lastAt` is when it last stood in any digest. */
export async function loadPast(
  tx: Tx,
  communeId: number,
  ids: readonly number[],
): Promise<Map<number, Past & { lastAt?: Date }>> {
  const found = new Map<number, Past & { lastAt?: Date; officerKnows: Day[]; leaderKnows: Day[] }>()
  for (const id of ids) found.set(id, { officerKnows: [], leaderKnows: [], pending: false })
  for (const some of chunks(ids)) {
    const part = sql<string>`${events.after}->>'part'`
    const section = sql<string>`${events.after}->>'section'`
    const due = sql<string | null>`${events.after}->>'due'`
    const said = await tx
      .select({ subject: events.subject, part, section, due, at: max(events.at) })
      .from(events)
      .where(
        and(
          eq(events.communeId, communeId),
          inArray(
            events.subject,
            some.map((id) => `assignment:${id}`),
          ),
          inArray(events.action, [REMIND, ESCALATE]),
        ),
      )
      .groupBy(events.subject, part, section, due)
    for (const row of said) {
      const past = found.get(Number(row.subject.slice('assignment:'.length)))
      if (!past || !row.at) continue
      if (!past.lastAt || row.at > past.lastAt) past.lastAt = row.at
      if (row.part === 'officer') past.officerKnows.push(row.due ?? '')
      else if (row.part === 'leader') past.leaderKnows.push(row.due ?? '')
      else {
        if (!past.askedAt || row.at > past.askedAt) past.askedAt = row.at
        if (row.section !== 'receipt' && (!past.remindedAt || row.at > past.remindedAt)) past.remindedAt = row.at
      }
    }
    const pending = await tx
      .select({ id: requests.assignmentId })
      .from(requests)
      .where(
        and(
          eq(requests.communeId, communeId),
          inArray(requests.assignmentId, some),
          eq(requests.kind, 'extension'),
          eq(requests.state, 'open'),
        ),
      )
    for (const row of pending) {
      const past = found.get(row.id)
      if (past) past.pending = true
    }
  }
  return found
}

/** What of this day's digests stands in which chats, for these pieces of work. */
export async function loadSaid(
  tx: Tx,
  input: { communeId: number; ids: readonly number[]; since: Date },
): Promise<{ id: number; said: Reminder }[]> {
  const found: { id: number; said: Reminder }[] = []
  for (const ids of chunks(input.ids)) {
    const rows = await tx
      .select({ subject: events.subject, after: events.after })
      .from(events)
      .where(
        and(
          eq(events.communeId, input.communeId),
          inArray(
            events.subject,
            ids.map((id) => `assignment:${id}`),
          ),
          inArray(events.action, [REMIND, ESCALATE]),
          gte(events.at, input.since),
        ),
      )
      .orderBy(asc(events.id))
    for (const row of rows)
      if (row.after)
        found.push({ id: Number(row.subject.slice('assignment:'.length)), said: row.after as unknown as Reminder })
  }
  return found
}

/** Sets the next looks, in one statement however many moments there are. */
export async function setLooks(tx: Tx, communeId: number, looks: ReadonlyMap<number, Date | null>): Promise<void> {
  if (looks.size === 0) return
  const rows = JSON.stringify([...looks].map(([id, at]) => ({ id, at: at?.toISOString() ?? null })))
  const next = sql`jsonb_to_recordset(${rows}::text::jsonb) as next(id bigint, at timestamptz)`
  await tx
    .update(assignments)
    .set({ nextLookAt: sql`next.at` })
    .from(next)
    .where(and(eq(assignments.communeId, communeId), sql`${assignments.id} = next.id`))
}

/** Somebody who holds a post, with an account and, if they have started the bot and not blocked it, a private chat. */
export interface Holder {
  personId: number
  name: string
  role: Role
  unitId: number | null
  channelId: number
  accountId: string
  chatId: number | null
  locale: Locale | null
}

/** Everyone who holds a post in this commune now, once per account. */
export async function loadHolders(tx: Tx, communeId: number, now: Date): Promise<Holder[]> {
  const all = await tx
    .select({
      personId: posts.personId,
      name: persons.name,
      role: posts.role,
      unitId: posts.unitId,
      channelId: accounts.channelId,
      platform: channels.platform,
      accountId: accounts.externalId,
      chatId: chats.id,
      locale: chats.locale,
    })
    .from(posts)
    .innerJoin(persons, eq(persons.id, posts.personId))
    .innerJoin(accounts, eq(accounts.personId, persons.id))
    .innerJoin(channels, eq(channels.id, accounts.channelId))
    .leftJoin(
      chats,
      and(
        eq(chats.channelId, accounts.channelId),
        eq(chats.externalId, accounts.externalId),
        eq(chats.kind, 'private'),
        isNull(chats.unreachableAt),
      ),
    )
    .where(and(eq(posts.communeId, communeId), or(isNull(posts.to), gt(posts.to, now))))
    .orderBy(asc(posts.id), asc(accounts.channelId))
  const places = all.flatMap(({ chatId, personId, channelId, platform }) =>
    chatId === null ? [] : [{ chatId, personId, channelId, platform, unreachable: false }],
  )
  const distinct = [...new Map(places.map((place) => [place.chatId, place])).values()]
  const chosen = await preferChats(tx, distinct)
  // Somebody on two platforms is told on one; the other account is known all the same, to be named there.
  const holders = all.map((holder) =>
    holder.chatId !== null && chosen.has(holder.chatId) ? holder : { ...holder, chatId: null },
  )
  return standingIn(holders, await listAbsences(tx, communeId, dayOf(now)))
}

/** For a head who is away today the stand-in is addressed; without one nobody else is. */
function standingIn(holders: readonly Holder[], away: readonly Absence[]): Holder[] {
  return holders.flatMap((holder) => {
    const absence = away.find((one) => one.personId === holder.personId && one.unitId === holder.unitId)
    if (!absence?.standInId || holder.role !== 'head') return [holder]
    const { role, unitId } = holder
    const accounts_ = holders.filter((one) => one.personId === absence.standInId)
    const known = new Map(accounts_.map((one) => [`${one.channelId}:${one.accountId}`, { ...one, role, unitId }]))
    return known.size > 0 ? [...known.values()] : [holder]
  })
}

export interface ReminderUnit {
  id: number
  name: string
  shortName: string
  kind: 'unit' | 'partner'
  leaderId: number | null
}

/** All units, closed ones too: work may still name them. */
export async function loadUnits(tx: Tx, communeId: number): Promise<ReminderUnit[]> {
  return tx
    .select({
      id: units.id,
      name: units.name,
      shortName: units.shortName,
      kind: units.kind,
      leaderId: units.leaderId,
    })
    .from(units)
    .where(eq(units.communeId, communeId))
    .orderBy(asc(units.position), asc(units.id))
}

/** The digests that exist already under these keys. */
export async function findDigests(
  tx: Tx,
  keys: readonly string[],
): Promise<Map<string, { id: number; state: string }>> {
  if (keys.length === 0) return new Map()
  const rows = await tx
    .select({ id: outbox.id, key: outbox.key, state: outbox.state })
    .from(outbox)
    .where(inArray(outbox.key, [...keys]))
  return new Map(rows.map((row) => [row.key, { id: row.id, state: row.state }]))
}

/** Takes digests back that have not been sent, all parts of them; those on their way stay. */
export async function withdrawDigests(tx: Tx, keys: readonly string[]): Promise<void> {
  if (keys.length === 0) return
  const parts = keys.flatMap((key) => [key, ...furtherKeys(key)])
  await tx.delete(outbox).where(and(inArray(outbox.key, parts), inArray(outbox.state, ['queued', 'held'])))
}

/** The chat's channel: mentions only work for accounts of the same platform. */
export async function channelsOf(tx: Tx, chatIds: readonly number[]): Promise<Map<number, number>> {
  if (chatIds.length === 0) return new Map()
  const rows = await tx
    .select({ id: chats.id, channelId: chats.channelId })
    .from(chats)
    .where(inArray(chats.id, [...chatIds]))
  return new Map(rows.map((row) => [row.id, row.channelId]))
}
