// Issuing a draft: everything in the one transaction of the tap, once, and only the version that was previewed.
import type { Tx } from '../../../db/db.js'
import { UserError } from '../../../lib/errors.js'
import { translator } from '../../../lib/i18n.js'
import { fold } from '../../../lib/vietnamese.js'
import { CARD, queueMessage } from '../../../post/outbox.js'
import { announceDirective } from '../../assignments/announce.js'
import { cardMessage, cardSlot } from '../../assignments/cards.js'
import { insertTasks, openAssignments } from '../../assignments/open.js'
import { groupsOf } from '../../assignments/screens.js'
import { viewsOf } from '../../assignments/store.js'
import { addAlias } from '../../communes/actions.js'
import { rememberCollectives } from '../../communes/store.js'
import { matchUnit } from '../../communes/unit-key.js'
import { record } from '../../trail/record.js'
import { keptTasks, trackingOf } from '../draft.js'
import { sameIds } from '../edits.js'
import { needDirective, staleBy } from '../review/actions.js'
import type { View } from '../screen.js'
import { type Directive, setDirectiveState } from '../store.js'
import { collectiveKey, isCollective } from '../units.js'
import { obstacleScreen } from './preview.js'
import { headerOf, startOf, taskText } from './work.js'

export interface IssueInput {
  communeId: number
  directiveId: number
  /** The version that was previewed. */
  version: number
  actorId: number
  /** Told to the groups no earlier than this. */
  notBefore?: Date | undefined
}

export type Issued =
  | { outcome: 'issued'; directive: Directive; assignmentIds: number[] }
  | { outcome: 'stale'; directive: Directive; by: string }
  /** Pressed before: it was issued, or cancelled. */
  | { outcome: 'closed'; directive: Directive }
  /** Something stands in the way that the preview would have said. */
  | { outcome: 'blocked'; directive: Directive }

/** `viewOf` is given the letter as locked. Throws `UserError` when there is no such letter in the commune. */
export async function issueDirective(
  tx: Tx,
  input: IssueInput,
  viewOf: (directive: Directive) => Promise<View>,
  now: Date,
): Promise<Issued> {
  const directive = await needDirective(tx, input.communeId, input.directiveId)
  if (directive.state !== 'draft') return { outcome: 'closed', directive }
  if (directive.version !== input.version)
    return { outcome: 'stale', directive, by: staleBy(directive, input.version, input.actorId) ?? '' }
  const view = await viewOf(directive)
  if (obstacleScreen(view)) return { outcome: 'blocked', directive }
  return directive.draft.kind === 'order' ? giveOrder(tx, input, view, now) : issueLetter(tx, input, view, now)
}

async function issueLetter(tx: Tx, input: IssueInput, view: View, now: Date): Promise<Issued> {
  const { directive } = view
  const { communeId, actorId, notBefore } = input
  const moved = await setDirectiveState(
    tx,
    { communeId, id: directive.id, from: 'draft', to: 'issued', version: input.version, issuedBy: actorId },
    now,
  )
  if (!moved) return { outcome: 'closed', directive }
  const assignmentIds = await openTasks(tx, view, actorId, directive.id, now)
  await announceDirective(
    tx,
    { communeId, directiveId: directive.id, header: headerOf(view), assignmentIds, actorId, notBefore },
    now,
  )
  await record(
    tx,
    {
      communeId,
      subject: `directive:${directive.id}`,
      action: 'directive.issue',
      actorId,
      before: { state: 'draft' },
      after: {
        state: 'issued',
        version: input.version,
        assignments: assignmentIds.length,
        ...(notBefore ? { notBefore: notBefore.toISOString() } : {}),
      },
    },
    now,
  )
  await learn(tx, view, actorId, now)
  return {
    outcome: 'issued',
    directive: { ...directive, state: 'issued', issuedAt: now, issuedBy: actorId },
    assignmentIds,
  }
}

/** A task without a letter: the row that carried its draft is closed, the work stands by itself. */
async function giveOrder(tx: Tx, input: IssueInput, view: View, now: Date): Promise<Issued> {
  const { communeId, actorId } = input
  const assignmentIds = await openTasks(tx, view, actorId, undefined, now)
  const draft = { ...view.directive.draft, given: assignmentIds }
  const moved = await setDirectiveState(
    tx,
    { communeId, id: view.directive.id, from: 'draft', to: 'dropped', version: input.version, draft },
    now,
  )
  if (!moved) throw new Error(`order ${view.directive.id} changed under its lock`)
  await sendCards(tx, { communeId, assignmentIds, notBefore: input.notBefore }, now)
  await record(
    tx,
    {
      communeId,
      subject: `directive:${view.directive.id}`,
      action: 'directive.give',
      actorId,
      after: { assignments: assignmentIds },
    },
    now,
  )
  return { outcome: 'issued', directive: { ...view.directive, state: 'dropped', draft }, assignmentIds }
}

/** A card for each, in the groups of the units; a unit without a group is the officer's to tell. */
async function sendCards(
  tx: Tx,
  input: { communeId: number; assignmentIds: readonly number[]; notBefore: Date | undefined },
  now: Date,
): Promise<void> {
  const { communeId, notBefore } = input
  const views = await viewsOf(tx, communeId, input.assignmentIds)
  for (const group of await groupsOf(tx, communeId, [...new Set(views.map((view) => view.unit.id))]))
    for (const view of views.filter((one) => group.unitIds.includes(one.unit.id)))
      await queueMessage(
        tx,
        {
          chatId: group.chatId,
          communeId,
          key: `card:${view.id}:${view.version}:${group.chatId}`,
          slot: cardSlot(view.id),
          class: CARD,
          ...(notBefore ? { notBefore } : {}),
          message: cardMessage(translator(group.locale), view, now),
        },
        now,
      )
}

async function openTasks(
  tx: Tx,
  view: View,
  actorId: number,
  directiveId: number | undefined,
  now: Date,
): Promise<number[]> {
  const { directive, units, today } = view
  const { draft, communeId } = directive
  const open = new Set(units.map((unit) => unit.id))
  const inserted = await insertTasks(
    tx,
    keptTasks(draft).map((task, index) => ({
      communeId,
      directiveId,
      position: index + 1,
      clause: task.clause === '' ? undefined : task.clause,
      text: taskText(draft, task),
      product: task.product ?? undefined,
      area: task.area,
      target: task.target ?? undefined,
      leadUnitIds: task.unitIds.filter((id) => open.has(id)),
      coUnitIds: task.coUnitIds.filter((id) => open.has(id)),
      rules: task.rules,
      trackingOn: trackingOf(draft, task) ?? undefined,
    })),
    now,
  )
  const opened = await openAssignments(
    tx,
    {
      communeId,
      taskIds: inserted.map((one) => one.taskId),
      issuedOn: startOf(draft, today),
      actorId,
    },
    now,
  )
  return opened.map((one) => one.id)
}

/** What the officer corrected makes the next letter sure: a unit's name, and what a collective means here. */
async function learn(tx: Tx, view: View, actorId: number, now: Date): Promise<void> {
  const { directive, units, commune } = view
  const { communeId, draft } = directive
  const meant = new Map<string, { words: string; unitIds: number[] } | undefined>()
  for (const task of keptTasks(draft)) {
    if (task.unitWords === '') continue
    const key = fold(task.unitWords)
    const known = meant.get(key)
    // Words that came to mean different units in one letter teach nothing.
    if (!meant.has(key)) meant.set(key, { words: task.unitWords, unitIds: task.unitIds })
    else if (known && !sameIds(known.unitIds, task.unitIds)) meant.set(key, undefined)
  }
  const collectives: Record<string, number[]> = {}
  const own = units.filter((unit) => unit.kind === 'unit').map((unit) => unit.id)
  for (const one of meant.values()) {
    if (!one) continue
    if (isCollective(one.words)) {
      const key = collectiveKey(one.words)
      const before = commune.settings.collectives[key] ?? own
      if (!sameIds(before, one.unitIds)) collectives[key] = one.unitIds
    } else {
      const [unitId] = one.unitIds
      if (unitId === undefined || one.unitIds.length > 1 || one.words.length > 120) continue
      if (!matchUnit(units, one.words)?.sure)
        await learnAlias(tx, { communeId, actorId, unitId, alias: one.words }, now)
    }
  }
  if (Object.keys(collectives).length > 0) await rememberCollectives(tx, communeId, collectives)
}

/** A name that another unit has already stays that unit's. */
async function learnAlias(
  tx: Tx,
  input: { communeId: number; actorId: number; unitId: number; alias: string },
  now: Date,
): Promise<void> {
  try {
    await addAlias(tx, input, now)
  } catch (error) {
    if (!(error instanceof UserError)) throw error
  }
}
