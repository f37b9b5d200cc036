// What a unit was really sent about a piece of work since its due day. It stands in a letter that is signed, so only a message counts that
// the platform took and that names this very work: not that the unit's group got a digest that day, nor that somebody wished to press. The
// trail and the requests say under which keys such messages were queued; only those are looked up among all that was sent.
import { and, asc, eq, gte, inArray, or, sql } from 'drizzle-orm'
import { type Message, plainText } from '../../chat/message.js'
import type { Tx } from '../../db/db.js'
import { assignments, requests } from '../../db/schema/assignments.js'
import { accounts, chats, posts } from '../../db/schema/people.js'
import { outbox } from '../../db/schema/post.js'
import { events } from '../../db/schema/trail.js'
import { type Day, dayOf, writeDay } from '../../lib/day.js'
import { furtherKeys } from '../../post/outbox.js'
import { subjectOf } from '../assignments/change.js'
import { effectiveDue } from '../assignments/status.js'
import type { AssignmentView } from '../assignments/view.js'
import { digestKey } from '../reminders/morning.js'
import { REMIND, type Reminder } from '../reminders/store.js'

/** Days on which a unit was reminded of a piece of work, one for each time. */
export interface Reminded {
  /** Pressed by a person. */
  urged: Day[]
  /** In its group's digest. */
  group: Day[]
  /** In a digest to its head in private. */
  head: Day[]
}

/** A message that was sent. */
interface Sent {
  key: string
  at: Date
  isGroup: boolean
  text: string
}

const CHUNK = 5000
const baseOf = (key: string) => key.replace(/~\d+$/, '')

/** What was sent about each of these, by the assignment's id. */
export async function readReminded(
  tx: Tx,
  communeId: number,
  views: readonly AssignmentView[],
): Promise<Map<number, Reminded>> {
  if (views.length === 0) return new Map()
  const owed = await readOwedSince(tx, communeId, views)
  const said = await readSaid(tx, communeId, views, owed)
  const digests = await listSent(tx, [...new Set([...said.values()].flatMap((keys) => [...keys]))])
  const urges = await listSentUrges(tx, communeId, new Date(Math.min(...[...owed.values()].map(Number))))
  return new Map(
    views.map((view) => {
      const own = digests.filter(({ key, text }) => said.get(view.id)?.has(baseOf(key)) && names(text, view.number))
      const since = owed.get(view.id) ?? view.createdAt
      return [
        view.id,
        {
          urged: daysOf(
            urges.filter(({ at, text }) => at >= since && names(text, view.number)),
            ({ key }) => key.split(':')[1] ?? key,
          ),
          group: daysOf(own.filter(({ isGroup }) => isGroup)),
          head: daysOf(own.filter(({ isGroup }) => !isGroup)),
        },
      ]
    }),
  )
}

/** A line of a digest, or of a message that presses, begins with the number of the work. */
function names(text: string, number: number): boolean {
  return text.split('\n').some((line) => line.startsWith(`#${number} `))
}

/** The days of these messages in order; what several people got at once, and what took several messages, counts once. */
function daysOf(list: readonly Sent[], once = ({ key }: Sent) => baseOf(key).split(':').slice(2).join(':')): Day[] {
  return [...new Map(list.map((sent) => [once(sent), dayOf(sent.at)])).values()].sort()
}

/** Since when the unit owes each of these: when it was given, or taken over from a unit that was merged into it. */
async function readOwedSince(tx: Tx, communeId: number, views: readonly AssignmentView[]): Promise<Map<number, Date>> {
  const since = new Map(views.map((view) => [view.id, view.createdAt]))
  for (const { id, at } of await listEvents(tx, communeId, views, 'assignment.merge')) since.set(id, at)
  return since
}

/** The keys of the digests in which each stood as the unit's own work from the due day on, to be reported and not only received. */
async function readSaid(
  tx: Tx,
  communeId: number,
  views: readonly AssignmentView[],
  owed: ReadonlyMap<number, Date>,
): Promise<Map<number, Set<string>>> {
  const found = new Map(views.map((view) => [view.id, new Set<string>()]))
  const dues = new Map(views.map((view) => [view.id, effectiveDue(view) ?? '']))
  for (const { id, at, after } of await listEvents(tx, communeId, views, REMIND)) {
    const said = after as unknown as Reminder
    if (said.part !== 'unit' || said.section === 'receipt') continue
    if (said.day < (dues.get(id) ?? '') || at < (owed.get(id) ?? at)) continue
    for (const chatId of said.chats) {
      found.get(id)?.add(digestKey(communeId, chatId, said.day, said.half))
      // Until December 2026 the key did not name the commune.
      found.get(id)?.add(`digest:${chatId}:${said.day}:${said.half}`)
    }
  }
  return found
}

async function listEvents(tx: Tx, communeId: number, works: readonly AssignmentView[], action: string) {
  const rows = []
  for (let from = 0; from < works.length; from += CHUNK) {
    const subjects = works.slice(from, from + CHUNK).map(({ id }) => subjectOf(id))
    rows.push(
      ...(await tx
        .select({ subject: events.subject, at: events.at, after: events.after })
        .from(events)
        .where(and(eq(events.communeId, communeId), inArray(events.subject, subjects), eq(events.action, action)))
        .orderBy(asc(events.id))),
    )
  }
  return rows.map(({ subject, ...row }) => ({ ...row, id: Number(subject.slice('assignment:'.length)) }))
}

/** What people said to each other elsewhere nobody knows here. "Đôn đốc riêng 2 lần (20/9/2026, 22/9/2026); nhắc trong nhóm 4 lần, gần nhất 24/9/2026". */
export function writeReminded(reminded: Reminded | undefined): string {
  const { urged, group, head } = reminded ?? { urged: [], group: [], head: [] }
  const latest = (days: readonly Day[]) => `${days.length} lần, gần nhất ${writeDay(days.at(-1) ?? '')}`
  const words = [
    ...(urged.length > 0
      ? [`đôn đốc riêng ${urged.length} lần (${[...new Set(urged)].map(writeDay).join(', ')})`]
      : []),
    ...(group.length > 0 ? [`nhắc trong nhóm ${latest(group)}`] : []),
    ...(head.length > 0 ? [`nhắc riêng lãnh đạo đơn vị ${latest(head)}`] : []),
  ].join('; ')
  return words === '' ? 'Chưa nhắc qua hệ thống' : words.charAt(0).toUpperCase() + words.slice(1)
}

const columns = {
  key: outbox.key,
  body: outbox.body,
  sentAt: outbox.sentAt,
  createdAt: outbox.createdAt,
  kind: chats.kind,
}

function sentOf(row: { key: string; body: Message; sentAt: Date | null; createdAt: Date; kind: string }): Sent {
  return {
    key: row.key,
    at: row.sentAt ?? row.createdAt,
    isGroup: row.kind === 'group',
    text: plainText(row.body.spans),
  }
}

/** The messages under these keys that the platform took, with what they went on in. */
async function listSent(tx: Tx, keys: readonly string[]): Promise<Sent[]> {
  const first = await listRows(tx, keys)
  const further = await listRows(
    tx,
    first.flatMap(({ key }) => furtherKeys(key)),
  )
  return [...first, ...further]
}

async function listRows(tx: Tx, keys: readonly string[]): Promise<Sent[]> {
  const found: Sent[] = []
  for (let from = 0; from < keys.length; from += CHUNK) {
    const rows = await tx
      .select(columns)
      .from(outbox)
      .innerJoin(chats, eq(chats.id, outbox.chatId))
      .where(and(inArray(outbox.key, keys.slice(from, from + CHUNK)), eq(outbox.state, 'sent')))
    found.push(...rows.map(sentOf))
  }
  return found
}

/** What pressed a unit of this commune since then and was sent: `urge:PRESSING:CHAT`, in a group or to a head. */
async function listSentUrges(tx: Tx, communeId: number, since: Date): Promise<Sent[]> {
  // A pressing goes by the least of its requests, one for each piece of work; some of them may have gone to another unit since.
  const by = sql`${requests.askedBy}, ${requests.askedAt}`
  const pressings = await tx
    .selectDistinct({ id: sql`min(${requests.id})`.mapWith(Number) })
    .from(requests)
    .innerJoin(
      assignments,
      and(eq(assignments.communeId, requests.communeId), eq(assignments.id, requests.assignmentId)),
    )
    .where(and(eq(requests.communeId, communeId), eq(requests.kind, 'urge'), gte(requests.askedAt, since)))
    .groupBy(sql`grouping sets ((${by}), (${by}, ${assignments.unitId}))`)
  if (pressings.length === 0) return []
  const privately = tx
    .select({ id: chats.id })
    .from(chats)
    .innerJoin(accounts, and(eq(accounts.channelId, chats.channelId), eq(accounts.externalId, chats.externalId)))
    .innerJoin(posts, and(eq(posts.personId, accounts.personId), eq(posts.communeId, communeId)))
  const places = await tx
    .select({ id: chats.id })
    .from(chats)
    .where(or(eq(chats.communeId, communeId), inArray(chats.id, privately)))
  return listSent(
    tx,
    pressings.flatMap((pressing) => places.map((place) => `urge:${pressing.id}:${place.id}`)),
  )
}
