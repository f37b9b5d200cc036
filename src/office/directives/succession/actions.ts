// Carrying over: what a letter gave goes to the letter that takes its place, the rest of it is withdrawn.
import { and, eq, inArray } from 'drizzle-orm'
import type { Tx } from '../../../db/db.js'
import { alsoAskedBy, tasks } from '../../../db/schema/assignments.js'
import { UserError } from '../../../lib/errors.js'
import { groupBy } from '../../assignments/grouping.js'
import { moveAssignments, releaseUnits, reopenReports, withdrawAll } from '../../assignments/moving.js'
import { type InsertedTask, stopPeriods } from '../../assignments/open.js'
import { record } from '../../trail/record.js'
import { linkDirectives, touchAssignments } from '../attach/actions.js'
import { findTask, knownNumber, trackingOf } from '../draft.js'
import { startOf } from '../issue/work.js'
import { tasksOf } from '../owed.js'
import { needDirective } from '../review/actions.js'
import type { View } from '../screen.js'
import { keepDraft } from '../store.js'
import { reportsToReopen } from './changed.js'
import { isInForce } from './family.js'
import { type Kept, type Succession, touchedLetters } from './plan.js'
import { renewDrafts } from './waiting.js'

export interface Succeeded {
  keptIds: number[]
  withdrawnIds: number[]
  /** Of what was kept: reported for other words, and open again. */
  reopenedIds: number[]
  /** Given by third letters; they no longer bear the old letter's number. */
  untiedIds: number[]
}

/** `stored`: the tasks of the draft as they were just stored. Throws a `UserError` when the old letter is no longer in force. */
export async function carryOver(
  tx: Tx,
  input: {
    view: View
    succession: Succession
    stored: ReadonlyMap<number, InsertedTask | undefined>
    /** Work of third letters that the new letter asks for as well. */
    attachedIds: readonly number[]
    actorId: number
  },
  now: Date,
): Promise<Succeeded> {
  const { view, succession, stored, actorId, attachedIds } = input
  const { directive, today } = view
  const { communeId, draft } = directive
  const old = await needDirective(tx, communeId, succession.old.id)
  if (!isInForce(old)) throw new UserError('directives-succession-gone')
  const letter = knownNumber(draft.header)
  // What all units owe for one deadline moves at once.
  const byDeadline = groupBy(succession.kept, (one) => `${one.task} ${one.rule} ${wordingOf(one)}`)
  const moves = [...byDeadline.values()].flatMap((parts) => {
    const [first] = parts
    if (!first) return []
    const { task, rule, works, changed } = first
    const kept = findTask(draft, task)
    const place = stored.get(task)
    const words = kept?.rules[rule]
    const deadlineId = place?.deadlineIds[rule]
    if (!kept || !place || !words || deadlineId === undefined) return []
    const tracking = trackingOf(draft, kept)
    return [
      {
        ids: parts.flatMap(({ works }) => works.map((work) => work.id)),
        taskId: place.taskId,
        deadlineId,
        rule: tracking ? { ...words, trackingOn: tracking } : words,
        issuedOn: startOf(draft, today),
        letter,
        ...(changed.length > 0 && works[0]
          ? { wording: { before: wholeWords(works[0]), after: wholeWords(kept), changed, by: directive.id } }
          : {}),
      },
    ]
  })
  const replaced = succession.kind === 'replaces'
  // Before the work moves: by it an order knows its tasks.
  if (replaced)
    for (const letter of [old, ...succession.corrections]) await stopPeriods(tx, communeId, tasksOf(tx, letter))
  await moveAssignments(tx, { communeId, actorId, moves }, now)
  // Work given by hand is corrected, whatever becomes of it.
  const by = [replaced && old.draft.kind === 'letter' ? 'thay thế' : 'đính chính', letter].filter(Boolean).join(': ')
  const reopenedIds = await reopenReports(
    tx,
    {
      communeId,
      actorId,
      ids: reportsToReopen(view).map((work) => work.id),
      reason: `báo cáo theo nội dung cũ, ${by}`,
      by: directive.id,
    },
    now,
  )
  const { withdrawn } = await withdrawAll(
    tx,
    { communeId, actorId, ids: succession.withdrawn.map((work) => work.id), reason: by, keepDone: true },
    now,
  )
  await releaseUnits(tx, communeId, succession.released)
  const untied: number[] = []
  for (const { id } of [old, ...succession.corrections])
    untied.push(...(await releaseTies(tx, communeId, id, replaced ? undefined : attachedIds)))
  await touchAssignments(tx, communeId, untied, now)
  await linkDirectives(tx, { communeId, directiveId: directive.id, others: [old.id], kind: succession.kind }, now)
  await renewDrafts(tx, old, directive.id)
  const kind = replaced ? ('replaced' as const) : ('corrected' as const)
  // What corrected a letter falls with it, or is corrected with it.
  for (const { id } of touchedLetters(succession)) {
    const letter = await needDirective(tx, communeId, id)
    await keepDraft(tx, { communeId, id, draft: { ...letter.draft, fate: { kind, by: directive.id } } })
  }
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
  return { keptIds: moves.flatMap((move) => move.ids), withdrawnIds: withdrawn, reopenedIds, untiedIds: untied }
}

/** Work with the same words before moves with the same line of the trail. */
function wordingOf({ changed, works }: Kept): string {
  return changed.length > 0 && works[0] ? wholeWords(works[0]) : ''
}

/** Its words, and the target where they do not say it. */
function wholeWords({ text, target }: { text: string; target: string | null }): string {
  return target !== null && !text.includes(target) ? `${text} (${target})` : text
}

/** A letter no longer in force asks for nothing that another letter gave (`only`: of these). Returns the assignments that lose its number. */
export async function releaseTies(
  tx: Tx,
  communeId: number,
  directiveId: number,
  only?: readonly number[],
): Promise<number[]> {
  if (only?.length === 0) return []
  const own = tx
    .select({ id: tasks.id })
    .from(tasks)
    .where(and(eq(tasks.communeId, communeId), eq(tasks.directiveId, directiveId)))
  const rows = await tx
    .delete(alsoAskedBy)
    .where(
      and(
        eq(alsoAskedBy.communeId, communeId),
        inArray(alsoAskedBy.taskId, own),
        only && inArray(alsoAskedBy.assignmentId, [...only]),
      ),
    )
    .returning({ assignmentId: alsoAskedBy.assignmentId })
  return [...new Set(rows.map((row) => row.assignmentId))]
}
