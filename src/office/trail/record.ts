// Writing and reading the trail. Rows are only ever added; the database refuses anything else.
import { and, asc, desc, eq, inArray, sql } from 'drizzle-orm'
import type { Tx } from '../../db/db.js'
import { persons } from '../../db/schema/people.js'
import { events } from '../../db/schema/trail.js'

export interface TrailEvent {
  communeId: number
  /** `assignment:42`, `directive:7`, `unit:3`, `post:5` */
  subject: string
  /** `assignment.done`, `directive.issue` … */
  action: string
  /** Empty when the program did it by itself. */
  actorId?: number | undefined
  /** The unit it was done for by somebody outside it. */
  onBehalfOf?: number | undefined
  before?: Record<string, unknown>
  after?: Record<string, unknown>
}

export async function record(tx: Tx, event: TrailEvent, now: Date): Promise<void> {
  await recordAll(tx, [event], now)
}

/** Records many at once, in one statement. */
export async function recordAll(tx: Tx, list: readonly TrailEvent[], now: Date): Promise<void> {
  if (list.length === 0) return
  const rows = list.map((event) => ({
    communeId: event.communeId,
    subject: event.subject,
    action: event.action,
    actorId: event.actorId ?? null,
    onBehalfOf: event.onBehalfOf ?? null,
    before: event.before ?? null,
    after: event.after ?? null,
    at: now,
  }))
  for (let from = 0; from < rows.length; from += BATCH) await tx.insert(events).values(rows.slice(from, from + BATCH))
}

// A statement takes 65,535 parameters, a row here has eight; beyond some hundred rows longer statements are no faster.
const BATCH = 500

export type TrailRow = typeof events.$inferSelect & { actorName: string | null }

/** The whole trail of a subject, oldest first; of a long one what `of` asks for. */
export async function listTrail(tx: Tx, communeId: number, subject: string, of?: TrailPart): Promise<TrailRow[]> {
  const query = tx
    .select({ event: events, actorName: persons.name })
    .from(events)
    .leftJoin(persons, eq(persons.id, events.actorId))
    .where(
      and(
        eq(events.communeId, communeId),
        eq(events.subject, subject),
        of && inArray(events.action, [...of.actions]),
        of?.unitIds && inArray(sql`${events.after} ->> 'unitId'`, of.unitIds.map(String)),
      ),
    )
  const rows = of
    ? (await query.orderBy(desc(events.id)).limit(of.newest)).reverse()
    : await query.orderBy(asc(events.id))
  return rows.map((row) => ({ ...row.event, actorName: row.actorName }))
}

/** So many of the newest lines, of these actions, and where units are named, about one of these (`after.unitId`). */
export interface TrailPart {
  actions: readonly string[]
  unitIds?: readonly number[] | undefined
  newest: number
}
