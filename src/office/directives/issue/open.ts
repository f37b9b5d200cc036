// From a draft to work: tasks stored, what other letters gave already tied to them, what an earlier letter gave carried over, the rest opened.
import type { Tx } from '../../../db/db.js'
import { insertTasks, openAssignments } from '../../assignments/open.js'
import { attachTasks, linkDirectives } from '../attach/actions.js'
import { attachedIn } from '../attach/match.js'
import { type DraftTask, keptTasks, knownNumber, trackingOf } from '../draft.js'
import type { View } from '../screen.js'
import { carryOver, type Succeeded } from '../succession/actions.js'
import { indicatorsOf } from './indicators.js'
import { startOf, taskText } from './work.js'

export interface OpenedTasks {
  taskIds: number[]
  /** New work. */
  assignmentIds: number[]
  /** Carried over from the letter that this one replaces or corrects. */
  keptIds: number[]
  /** Given by another letter, and asked for by this one as well. */
  attachedIds: number[]
  succeeded?: Succeeded
}

export async function openTasks(
  tx: Tx,
  view: View,
  actorId: number,
  directiveId: number | undefined,
  now: Date,
): Promise<OpenedTasks> {
  const { directive, units, today, matches } = view
  const { draft, communeId } = directive
  const open = new Set(units.map((unit) => unit.id))
  const attached = attachedIn(draft, matches)
  // A part that is attached is owed already: nothing is opened for it, now or in later periods.
  const owes = (task: DraftTask) => (unitId: number) =>
    open.has(unitId) && !attached.some((one) => one.task === task.id && one.unitId === unitId)
  const kept = keptTasks(draft)
  const indicators = await indicatorsOf(tx, communeId, kept)
  const inserted = await insertTasks(
    tx,
    kept.map((task, index) => ({
      communeId,
      directiveId,
      position: index + 1,
      clause: task.clause === '' ? undefined : task.clause,
      text: taskText(draft, task),
      product: task.product ?? undefined,
      area: task.area,
      target: task.target ?? undefined,
      indicatorId: indicators.get(task.id),
      leadUnitIds: task.unitIds.filter(owes(task)),
      coUnitIds: task.coUnitIds.filter((id) => open.has(id)),
      rules: task.rules,
      trackingOn: trackingOf(draft, task) ?? undefined,
    })),
    now,
  )
  const stored = new Map(kept.map((task, index) => [task.id, inserted[index]]))
  const taskIds = inserted.map((one) => one.taskId)
  const letter = knownNumber(draft.header)
  if (directiveId !== undefined)
    await linkDirectives(tx, { communeId, directiveId, others: matches.carriesOut, kind: 'carries-out' }, now)
  const ties = attached.flatMap((match) => {
    const taskId = stored.get(match.task)?.taskId
    return taskId === undefined ? [] : match.works.map((work) => ({ assignmentId: work.id, taskId }))
  })
  const attachedIds = [...new Set(ties.map((tie) => tie.assignmentId))]
  const { succession } = view
  // What the old letter gave has to have moved before the rest is opened: it is owed then and not opened again.
  const succeeded = succession && (await carryOver(tx, { view, succession, stored, attachedIds, actorId }, now))
  await attachTasks(tx, { communeId, actorId, letter, ties }, now)
  const opened = await openAssignments(tx, { communeId, taskIds, issuedOn: startOf(draft, today), actorId }, now)
  return {
    taskIds,
    assignmentIds: opened.map((one) => one.id),
    keptIds: succeeded?.keptIds ?? [],
    attachedIds,
    ...(succeeded ? { succeeded } : {}),
  }
}
