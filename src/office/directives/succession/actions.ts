// Carrying over: what a letter gave goes to the letter that takes its place, the rest of it is withdrawn.
import { and, eq, inArray } from 'drizzle-orm'
import type { Tx } from '../../../db/db.js'
import { alsoAskedBy, tasks } from '../../../db/schema/assignments.js'
import { UserError } from '../../../lib/errors.js'
import { moveAssignments, releaseUnits, withdrawAll } from '../../assignments/moving.js'
import type { InsertedTask } from '../../assignments/open.js'
import { record } from '../../trail/record.js'
import { linkDirectives } from '../attach/actions.js'
import { findTask, knownNumber, trackingOf } from '../draft.js'
import { startOf } from '../issue/work.js'
import { needDirective } from '../review/actions.js'
import type { View } from '../screen.js'
import { keepDraft } from '../store.js'
import { isInForce, type Succession } from './plan.js'

export interface Succeeded {
  keptIds: number[]
  withdrawnIds: number[]
}

/** `stored`: the tasks of the draft as they were just stored. Throws a `UserError` when the old letter is no longer in force. */
export async function carryOver(
  tx: Tx,
  input: {
    view: View
    succession: Succession
    stored: ReadonlyMap<number, InsertedTask | undefined>
    actorId: number
  },
  now: Date,
): Promise<Succeeded> {
  const { view, succession, stored, actorId } = input
  const { directive, today } = view
  const { communeId, draft } = directive
  const old = await needDirective(tx, communeId, succession.old.id)
  if (!isInForce(old)) throw new UserError('directives-succession-gone')
  const letter = knownNumber(draft.header)
  const moves = succession.kept.flatMap(({ task, rule, works }) => {
    const kept = findTask(draft, task)
    const place = stored.get(task)
    const words = kept?.rules[rule]
    const deadlineId = place?.deadlineIds[rule]
    if (!kept || !place || !words || deadlineId === undefined) return []
    const tracking = trackingOf(draft, kept)
    return [
      {
        ids: works.map((work) => work.id),
        taskId: place.taskId,
        deadlineId,
        rule: tracking ? { ...words, trackingOn: tracking } : words,
        issuedOn: startOf(draft, today),
        letter,
      },
    ]
  })
  const leaving = [...succession.kept.flatMap((one) => one.works), ...succession.withdrawn]
  await moveAssignments(tx, { communeId, actorId, moves }, now)
  const reason = `${succession.kind === 'replaces' ? 'thay thế' : 'đính chính'}: ${letter}`
  const { withdrawn } = await withdrawAll(
    tx,
    { communeId, actorId, ids: succession.withdrawn.map((work) => work.id), reason, keepDone: true },
    now,
  )
  const stayers = new Set(succession.untouched.map((work) => `${work.taskId} ${work.unit.id}`))
  await releaseUnits(
    tx,
    communeId,
    leaving
      .map((work) => ({ taskId: work.taskId, unitId: work.unit.id }))
      .filter((pair) => !stayers.has(`${pair.taskId} ${pair.unitId}`)),
  )
  if (succession.kind === 'replaces') await releaseTies(tx, communeId, old.id)
  await linkDirectives(tx, { communeId, directiveId: directive.id, others: [old.id], kind: succession.kind }, now)
  const kind = succession.kind === 'replaces' ? ('replaced' as const) : ('corrected' as const)
  await keepDraft(tx, { communeId, id: old.id, draft: { ...old.draft, fate: { kind, by: directive.id } } })
  await record(
    tx,
    {
      communeId,
      subject: `directive:${old.id}`,
      action: `directive.${kind}`,
      actorId,
      after: { by: directive.id, letter, withdrawn: withdrawn.length },
    },
    now,
  )
  return { keptIds: moves.flatMap((move) => move.ids), withdrawnIds: withdrawn }
}

/** A letter no longer in force asks for nothing that another letter gave. Returns the assignments that lose its number. */
export async function releaseTies(tx: Tx, communeId: number, directiveId: number): Promise<number[]> {
  const own = tx
    .select({ id: tasks.id })
    .from(tasks)
    .where(and(eq(tasks.communeId, communeId), eq(tasks.directiveId, directiveId)))
  const rows = await tx
    .delete(alsoAskedBy)
    .where(and(eq(alsoAskedBy.communeId, communeId), inArray(alsoAskedBy.taskId, own)))
    .returning({ assignmentId: alsoAskedBy.assignmentId })
  return [...new Set(rows.map((row) => row.assignmentId))]
}
