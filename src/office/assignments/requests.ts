// What one person asks of another about an assignment, as kept: a difficulty to be answered, an extension to be granted.
import { and, asc, eq, gte, inArray, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { Message } from '../../chat/message.js'
import type { Tx } from '../../db/db.js'
import { assignments, requests } from '../../db/schema/assignments.js'
import { units } from '../../db/schema/communes.js'
import { persons } from '../../db/schema/people.js'
import { events } from '../../db/schema/trail.js'
import type { Day } from '../../lib/day.js'
import { UserError } from '../../lib/errors.js'
import type { Translate } from '../../lib/i18n.js'
import { type Actor, leaderRoles } from '../../talk/entry.js'
import { type Holder, listHolders, privateChatsOfRoles } from '../people/store.js'
import { record } from '../trail/record.js'
import { subjectOf, writeStatus } from './change.js'
import { changeCopies, type Place, refreshScreens } from './screens.js'
import type { Assignment } from './store.js'
import { settleUrges } from './urged.js'

export type Request = typeof requests.$inferSelect

/** Keeps what a unit asks for. Work that it had left unanswered counts as received from then on: who asks is not silent. */
export async function insertRequest(
  tx: Tx,
  input: {
    actor: Actor
    assignment: Assignment
    kind: 'extension' | 'difficulty'
    text: string
    until?: Day
  },
  now: Date,
): Promise<Request> {
  const { actor, assignment, kind, text, until } = input
  const assignmentId = assignment.id
  const [row] = await tx
    .insert(requests)
    .values({
      communeId: actor.communeId,
      assignmentId,
      kind,
      text,
      until: until ?? null,
      askedBy: actor.personId,
      askedAt: now,
    })
    .returning()
  if (!row) throw new Error('request not stored')
  const note = { request: row.id, text, ...(until ? { until } : {}) }
  const by = `assignment.${kind}` as const
  if (assignment.status === 'unanswered')
    await writeStatus(tx, assignment, { actor, move: 'accept', to: 'accepted', by, note }, now)
  else {
    const subject = subjectOf(assignmentId)
    await record(tx, { communeId: actor.communeId, subject, action: by, actorId: actor.personId, after: note }, now)
    await touch(tx, assignment, now)
  }
  await refreshScreens(tx, actor.communeId, [assignmentId], now)
  await settleUrges(tx, { communeId: actor.communeId, ids: [assignmentId], what: kind, byId: actor.personId }, now)
  return row
}

/** What hangs on a request has changed: its cards are shown anew, the reminders look again. */
export async function touch(tx: Tx, row: Pick<Assignment, 'communeId' | 'id'>, now: Date): Promise<void> {
  await tx
    .update(assignments)
    .set({ nextLookAt: now, version: sql`${assignments.version} + 1` })
    .where(and(eq(assignments.communeId, row.communeId), eq(assignments.id, row.id)))
}

/** The request, held until the transaction ends: two who answer at once have one effect. */
export async function lockRequest(tx: Tx, communeId: number, id: number, kind: Request['kind']): Promise<Request> {
  const [row] = await tx
    .select()
    .from(requests)
    .where(and(eq(requests.communeId, communeId), eq(requests.id, id), eq(requests.kind, kind)))
    .for('update')
  if (!row) throw new UserError('assignments-unknown')
  return row
}

/** A request with the names of who asked, for which unit, and who decided. */
export type NamedRequest = Request & { asker: string; unit: string; decider: string }

/** The request as it is shown to whoever decides. */
export async function findRequest(tx: Tx, communeId: number, id: number, kind: Request['kind']): Promise<NamedRequest> {
  const [asked, decided] = [alias(persons, 'asked'), alias(persons, 'decided')]
  const [row] = await tx
    .select({ request: requests, asker: asked.name, decider: decided.name })
    .from(requests)
    .leftJoin(asked, eq(asked.id, requests.askedBy))
    .leftJoin(decided, eq(decided.id, requests.decidedBy))
    .where(and(eq(requests.communeId, communeId), eq(requests.id, id), eq(requests.kind, kind)))
  if (!row) throw new UserError('assignments-unknown')
  const unit = await unitAsking(tx, row.request)
  return { ...row.request, asker: row.asker ?? '', unit, decider: row.decider ?? '' }
}

/** The unit that asked, also when it went into another since. */
async function unitAsking(tx: Tx, { communeId, assignmentId, id, askedAt }: Request): Promise<string> {
  const merged = await tx
    .select({ before: events.before, after: events.after })
    .from(events)
    .where(
      and(
        eq(events.communeId, communeId),
        eq(events.subject, subjectOf(assignmentId)),
        inArray(events.action, ['assignment.merge', 'assignment.merge-twin']),
        gte(events.at, askedAt),
      ),
    )
    .orderBy(asc(events.id))
  const brought = merged.find(({ after }) => Array.isArray(after?.requests) && after.requests.includes(id))
  const asked = (brought ?? merged.find(({ after }) => !after?.requests))?.before?.unit
  if (typeof asked === 'string') return asked
  const [now] = await tx
    .select({ name: units.name })
    .from(assignments)
    .innerJoin(units, and(eq(units.communeId, assignments.communeId), eq(units.id, assignments.unitId)))
    .where(and(eq(assignments.communeId, communeId), eq(assignments.id, assignmentId)))
  return now?.name ?? ''
}

/** The message that tells of a request; opened again later, it is a copy with a slot of its own. */
export const toldSlot = (request: Pick<Request, 'id' | 'kind'>) => `${request.kind}-told:${request.id}`
export const copySlot = (request: Pick<Request, 'id' | 'kind'>, updateId: number) => `${toldSlot(request)}:${updateId}`

/** Brings every message that tells of a request up to date: of whomever it was told, and wherever it was opened. */
export async function retell(
  tx: Tx,
  input: { request: NamedRequest; here: Place; message: (t: Translate) => Message },
  now: Date,
): Promise<void> {
  const { request, here, message } = input
  const { communeId, state, answer } = request
  const addresses = await privateChatsOfRoles(tx, communeId, ['officer', ...leaderRoles], now)
  const chatIds = addresses.map((to) => to.chatId)
  // Refused, it is told once more with the reason.
  const mark = state === 'refused' && answer !== null ? 'explained' : state
  await changeCopies(tx, { communeId, slot: toldSlot(request), chatIds, here, mark, message }, now)
}

/** Settles an open request; the caller holds it. */
export async function settleRequest(
  tx: Tx,
  input: { actor: Actor; request: Request; state: 'granted' | 'refused' | 'answered'; answer?: string },
  now: Date,
): Promise<void> {
  const { actor, request, state, answer } = input
  await tx
    .update(requests)
    .set({ state, decidedBy: actor.personId, decidedAt: now, answer: answer ?? null })
    .where(and(eq(requests.communeId, actor.communeId), eq(requests.id, request.id)))
  await record(
    tx,
    {
      communeId: actor.communeId,
      subject: subjectOf(request.assignmentId),
      action: `assignment.${request.kind}.${state}`,
      actorId: actor.personId,
      before: { request: request.id, state: request.state },
      after: {
        request: request.id,
        state,
        ...(answer ? { answer } : {}),
        ...(request.until ? { until: request.until } : {}),
      },
    },
    now,
  )
}

/** Keeps why an extension was refused, said afterwards by who refused it; a `UserError` when it is not theirs to say, or said already. */
export async function explainRefusal(
  tx: Tx,
  input: { actor: Actor; requestId: number; reason: string },
  now: Date,
): Promise<Request> {
  const { actor, requestId, reason } = input
  const request = await lockRequest(tx, actor.communeId, requestId, 'extension')
  if (request.state !== 'refused' || request.decidedBy !== actor.personId || request.answer !== null)
    throw new UserError('talk-question-closed')
  const own = and(eq(requests.communeId, actor.communeId), eq(requests.id, requestId))
  await tx.update(requests).set({ answer: reason }).where(own)
  const subject = subjectOf(request.assignmentId)
  const after = { request: requestId, reason }
  const action = 'assignment.extension.explained'
  await record(tx, { communeId: actor.communeId, subject, action, actorId: actor.personId, after }, now)
  return request
}

/** Open requests of a kind about an assignment, oldest first. */
export async function listOpenRequests(
  tx: Tx,
  communeId: number,
  assignmentId: number,
  kind: Request['kind'],
): Promise<Request[]> {
  return tx
    .select()
    .from(requests)
    .where(
      and(
        eq(requests.communeId, communeId),
        eq(requests.assignmentId, assignmentId),
        eq(requests.kind, kind),
        eq(requests.state, 'open'),
      ),
    )
    .orderBy(asc(requests.id))
}

/** Who decides for a unit: its leader in charge, where there is none the chairman, where there is none either any leader. */
export async function decidersOf(tx: Tx, row: Pick<Assignment, 'communeId' | 'unitId'>, now: Date): Promise<number[]> {
  const [unit] = await tx
    .select({ leaderId: units.leaderId })
    .from(units)
    .where(and(eq(units.communeId, row.communeId), eq(units.id, row.unitId)))
  return decidersAmong(await listHolders(tx, row.communeId, leaderRoles, now), unit?.leaderId ?? null)
}

/** The same for every unit of a commune. */
export async function decidersByUnit(tx: Tx, communeId: number, now: Date): Promise<Map<number, number[]>> {
  const [holders, all] = await Promise.all([
    listHolders(tx, communeId, leaderRoles, now),
    tx.select({ id: units.id, leaderId: units.leaderId }).from(units).where(eq(units.communeId, communeId)),
  ])
  return new Map(all.map((unit) => [unit.id, decidersAmong(holders, unit.leaderId)]))
}

/** The units for which this person decides, by the same rule. */
export async function unitsDecidedBy(tx: Tx, communeId: number, personId: number, now: Date): Promise<number[]> {
  const all = await decidersByUnit(tx, communeId, now)
  return [...all].filter(([, deciders]) => deciders.includes(personId)).map(([id]) => id)
}

function decidersAmong(holders: readonly Holder[], leaderId: number | null): number[] {
  const inCharge = holders.filter((holder) => holder.personId === leaderId)
  const chairmen = holders.filter((holder) => holder.role === 'chairman')
  const chosen = inCharge.length > 0 ? inCharge : chairmen.length > 0 ? chairmen : holders
  return [...new Set(chosen.map((holder) => holder.personId))]
}
