// What one person asks of another about an assignment, as kept: a difficulty to be answered, an extension to be granted.
import { and, asc, eq } from 'drizzle-orm'
import type { Tx } from '../../db/db.js'
import { requests } from '../../db/schema/assignments.js'
import { units } from '../../db/schema/communes.js'
import { UserError } from '../../lib/errors.js'
import type { Actor } from '../../talk/entry.js'
import { listHolders } from '../people/store.js'
import { record } from '../trail/record.js'
import type { Answer } from './actions.js'
import { subjectOf } from './change.js'
import type { Assignment } from './store.js'
import { settleUrges } from './urged.js'

export type Request = typeof requests.$inferSelect

export async function insertRequest(
  tx: Tx,
  input: Answer & Pick<typeof requests.$inferInsert, 'kind' | 'text' | 'until'>,
  now: Date,
): Promise<Request> {
  const { actor, assignmentId, kind, text, until } = input
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
  await record(
    tx,
    {
      communeId: actor.communeId,
      subject: subjectOf(assignmentId),
      action: `assignment.${kind}`,
      actorId: actor.personId,
      after: { request: row.id, text, ...(until ? { until } : {}) },
    },
    now,
  )
  await settleUrges(tx, { communeId: actor.communeId, ids: [assignmentId], what: kind, byId: actor.personId }, now)
  return row
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
  const holders = await listHolders(tx, row.communeId, ['chairman', 'leader'], now)
  const inCharge = holders.filter((holder) => holder.personId === unit?.leaderId)
  const chairmen = holders.filter((holder) => holder.role === 'chairman')
  const chosen = inCharge.length > 0 ? inCharge : chairmen.length > 0 ? chairmen : holders
  return [...new Set(chosen.map((holder) => holder.personId))]
}
