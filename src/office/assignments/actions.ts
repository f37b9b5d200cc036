// What may happen to an assignment, in the office's words. Each has one effect however often it is asked for.
import { and, eq } from 'drizzle-orm'
import type { Tx } from '../../db/db.js'
import { evidence, latenesses, requests } from '../../db/schema/assignments.js'
import { type Day, dayOf } from '../../lib/day.js'
import { UserError } from '../../lib/errors.js'
import type { Actor } from '../../talk/entry.js'
import { findCommune } from '../communes/store.js'
import { listHolders } from '../people/store.js'
import { changeStatus, holdFor, makeMove, makeMoves, type Outcome, publish, writeStatus } from './change.js'
import { type ListName, listItems } from './group-lists.js'
import { belongsTo, mayAnswer } from './permission.js'
import type { Move } from './status.js'

export interface Answer {
  actor: Actor
  assignmentId: number
}

export async function acceptAssignment(tx: Tx, input: Answer, now: Date): Promise<Outcome> {
  return makeMove(tx, { ...input, move: 'accept' }, now)
}

export async function startAssignment(tx: Tx, input: Answer, now: Date): Promise<Outcome> {
  return makeMove(tx, { ...input, move: 'start' }, now)
}

/** Đang duy trì: a standing duty goes on. */
export async function maintainAssignment(tx: Tx, input: Answer, now: Date): Promise<Outcome> {
  return makeMove(tx, { ...input, move: 'maintain' }, now)
}

/** Có khó khăn: a standing duty has difficulties. */
export async function struggleWith(tx: Tx, input: Answer, now: Date): Promise<Outcome> {
  return makeMove(tx, { ...input, move: 'struggle' }, now)
}

/** Accepts what a list shows as unanswered, for the units this person answers for. Returns how much that was. */
export async function acceptAll(
  tx: Tx,
  input: { actor: Actor; name: ListName; unitIds: readonly number[] },
  now: Date,
): Promise<number> {
  const { actor } = input
  const items = await listItems(tx, actor.communeId, input.unitIds, input.name)
  const mine = items.filter((view) => mayAnswer(actor, { unitId: view.unit.id }, 'answer') === undefined)
  if (items.length > 0 && mine.length === 0)
    throw new UserError('assignments-no-yours', { number: items[0]?.number ?? 0 })
  const ids = mine.filter((view) => view.status === 'unanswered').map((view) => view.id)
  // Somebody may have answered one of them since the list was read.
  return (await makeMoves(tx, { actor, ids, move: 'accept' }, now)).filter((outcome) => outcome.changed).length
}

export interface Report extends Answer {
  /** A document's number or a statement; files come by a chore of their own. */
  documentNumber?: string | undefined
  /** How many files are being fetched; their names are kept only once they have been looked at. */
  files?: number
  /** It was said in words that the work is done: the report stands whatever becomes of the files. */
  stated?: boolean
  /** When it was said, where that was before now: by that it is on time or late (PRODUCT.md section 5). */
  saidAt?: Date | undefined
}

/** Báo cáo hoàn thành: waits for the officer's confirmation, or is done at once where the commune confirms nothing. */
export async function reportDone(tx: Tx, input: Report, now: Date): Promise<Outcome> {
  const { actor, assignmentId, documentNumber, files = 0, stated, saidAt = now } = input
  const { settings } = await findCommune(tx, actor.communeId)
  const move: Move = settings.confirmReports ? 'report' : 'finish'
  const patch = { reportedAt: saidAt, ...(move === 'finish' ? { doneAt: now } : {}) }
  const note = { ...noteOf(documentNumber, files), ...(stated ? { stated } : {}) }
  const outcome = await changeStatus(tx, { actor, assignmentId, move, patch, note }, now)
  if (!outcome.changed) return outcome
  if (documentNumber) await addDocument(tx, { actor, assignmentId, documentNumber }, now)
  await tx
    .update(requests)
    .set({ state: 'answered', decidedAt: now })
    .where(
      and(
        eq(requests.communeId, actor.communeId),
        eq(requests.assignmentId, assignmentId),
        eq(requests.kind, 'supplement'),
        eq(requests.state, 'open'),
      ),
    )
  await publish(tx, { communeId: actor.communeId, ids: [assignmentId], move, unproven: isUnproven(note) }, now)
  return outcome
}

/** Sửa báo cáo: more evidence for a report that is not confirmed yet; where the commune confirms nothing, for any. */
export async function amendReport(tx: Tx, input: Report, now: Date): Promise<Outcome> {
  const { actor, assignmentId, documentNumber, files = 0 } = input
  const note = noteOf(documentNumber, files)
  const row = await holdFor(tx, actor, assignmentId, 'answer')
  const { settings } = await findCommune(tx, actor.communeId)
  const outcome: Outcome =
    row.status === 'done' && !settings.confirmReports
      ? { assignment: await writeStatus(tx, row, { actor, move: 'amend', to: 'done', note }, now), changed: true }
      : await changeStatus(tx, { actor, assignmentId, move: 'amend', note }, now)
  if (!outcome.changed) return outcome
  if (documentNumber) await addDocument(tx, { actor, assignmentId, documentNumber }, now)
  await publish(tx, { communeId: actor.communeId, ids: [assignmentId], move: 'amend' }, now)
  return outcome
}

function noteOf(documentNumber: string | undefined, files: number): Record<string, unknown> {
  return { ...(documentNumber ? { documentNumber } : {}), ...(files > 0 ? { files } : {}) }
}

/** Is there nothing in this report (its note in the trail) but files that nobody has seen yet? */
export function isUnproven(note: Record<string, unknown>): boolean {
  return typeof note.files === 'number' && note.files > 0 && !note.documentNumber && !note.stated
}

async function addDocument(tx: Tx, input: Answer & { documentNumber: string }, now: Date): Promise<void> {
  await tx.insert(evidence).values({
    communeId: input.actor.communeId,
    assignmentId: input.assignmentId,
    documentNumber: input.documentNumber,
    givenBy: input.actor.personId,
    givenAt: now,
  })
}

/** Takes a report back before it is confirmed. */
export async function retractReport(tx: Tx, input: Answer, now: Date): Promise<Outcome> {
  return makeMove(tx, { ...input, move: 'retract', patch: { reportedAt: null } }, now)
}

/**
 * Xác nhận. Nobody confirms their own unit's report, unless the commune has no other officer; then it is marked so, as it is where an
 * officer confirms what the same officer recorded for the unit.
 */
export async function confirmReport(tx: Tx, input: Answer, now: Date): Promise<Outcome> {
  const row = await holdFor(tx, input.actor, input.assignmentId, 'settle')
  let note = {}
  if (row.status === 'awaiting' && belongsTo(input.actor, row.unitId)) {
    const officers = new Set((await listHolders(tx, row.communeId, ['officer'], now)).map((one) => one.personId))
    if (officers.size > 1) throw new UserError('assignments-no-own', { number: row.number })
    note = { selfConfirmed: true }
  }
  if (row.status === 'awaiting' && row.statusBy === input.actor.personId) note = { selfConfirmed: true }
  return makeMove(tx, { ...input, move: 'confirm', patch: { doneAt: now }, note }, now)
}

/** Yêu cầu bổ sung: back to work, with a reason. The reminders begin anew. */
export async function askSupplement(tx: Tx, input: Answer & { reason: string }, now: Date): Promise<Outcome> {
  const { actor, assignmentId, reason } = input
  const note = { reason }
  const outcome = await makeMove(
    tx,
    { actor, assignmentId, move: 'supplement', patch: { reportedAt: null }, note },
    now,
  )
  if (outcome.changed)
    await tx.insert(requests).values({
      communeId: actor.communeId,
      assignmentId,
      kind: 'supplement',
      text: reason,
      askedBy: actor.personId,
      askedAt: now,
    })
  return outcome
}

/** Mở lại: what was done is open again. */
export async function reopen(tx: Tx, input: Answer, now: Date): Promise<Outcome> {
  return makeMove(tx, { ...input, move: 'reopen', patch: { doneAt: null, reportedAt: null } }, now)
}

/** Rút: no longer owed. The reason stays in the trail. */
export async function withdraw(tx: Tx, input: Answer & { reason?: string }, now: Date): Promise<Outcome> {
  const { reason, ...answer } = input
  return makeMove(tx, { ...answer, move: 'withdraw', ...(reason ? { note: { reason } } : {}) }, now)
}

export interface Lateness {
  cause: 'own' | 'outside'
  reason: string
  remedy: string
  promisedOn: Day
  responsible: string
}

/** Chậm tiến độ: cause, reason, remedy, new day and who answers for it. Every report is kept, the newest counts. */
export async function reportLateness(tx: Tx, input: Answer & Lateness, now: Date): Promise<Outcome> {
  const { actor, assignmentId, ...lateness } = input
  if (lateness.promisedOn < dayOf(now)) throw new UserError('assignments-lateness-past')
  const patch = { promisedOn: lateness.promisedOn }
  const outcome = await makeMove(tx, { actor, assignmentId, move: 'delay', patch, note: { ...lateness } }, now)
  if (outcome.changed)
    await tx.insert(latenesses).values({
      communeId: actor.communeId,
      assignmentId,
      ...lateness,
      reportedBy: actor.personId,
      reportedAt: now,
    })
  return outcome
}
