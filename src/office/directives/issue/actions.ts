// Issuing a draft: everything in the one transaction of the tap, once, and only the version that was previewed.
import type { Tx } from '../../../db/db.js'
import { translator } from '../../../lib/i18n.js'
import { CARD, queueMessage } from '../../../post/outbox.js'
import { announceDirective } from '../../assignments/announce.js'
import { cardMessage, cardSlot } from '../../assignments/cards.js'
import { askToCooperate } from '../../assignments/cooperation/ask.js'
import { groupsOf, refreshScreens } from '../../assignments/screens.js'
import { viewsOf } from '../../assignments/store.js'
import { record } from '../../trail/record.js'
import { askedBy, owedLater } from '../owed.js'
import { needDirective, staleBy } from '../review/actions.js'
import type { View } from '../screen.js'
import { type Directive, lockDirective, setDirectiveState } from '../store.js'
import { tellSuccession } from '../succession/tell.js'
import { joiningOf, tellJoining } from './joining.js'
import { learn } from './learn.js'
import { openTasks } from './open.js'
import { obstacleScreen } from './preview.js'
import { headerOf } from './work.js'

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
  // Somebody may be changing the letter whose place it takes.
  const { succeeds } = directive.draft.decisions ?? {}
  if (succeeds) await lockDirective(tx, input.communeId, succeeds.id)
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
  const opened = await openTasks(tx, view, actorId, directive.id, now)
  const assignmentIds = opened.assignmentIds
  const { succeeded } = opened
  const changed = [...opened.keptIds, ...opened.attachedIds, ...(succeeded?.untiedIds ?? [])]
  await refreshScreens(tx, communeId, [...new Set(changed)], now)
  if (view.succession && succeeded)
    await tellSuccession(tx, { view, succession: view.succession, notBefore, ...succeeded }, now)
  await announceDirective(
    tx,
    {
      communeId,
      directiveId: directive.id,
      header: headerOf(view),
      assignmentIds: [...assignmentIds, ...shownOf(view)],
      attachedIds: opened.attachedIds,
      later: await owedLater(tx, directive),
      actorId,
      notBefore,
    },
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
        ...(opened.keptIds.length > 0 ? { kept: opened.keptIds.length } : {}),
        ...(opened.attachedIds.length > 0 ? { attached: opened.attachedIds.length } : {}),
        ...(notBefore ? { notBefore: notBefore.toISOString() } : {}),
      },
    },
    now,
  )
  if (!directive.draft.header.superior) await learn(tx, view, actorId, now)
  return {
    outcome: 'issued',
    directive: { ...directive, state: 'issued', issuedAt: now, issuedBy: actorId },
    assignmentIds,
  }
}

/** Of a duty carried over the newest turn, as lists and the preview have it. */
function shownOf({ succession }: View): number[] {
  return (succession?.kept ?? []).flatMap(({ works }) => works.at(-1)?.id ?? [])
}

/** A task without a letter: the row that carried its draft is closed, the work stands by itself. */
async function giveOrder(tx: Tx, input: IssueInput, view: View, now: Date): Promise<Issued> {
  const { communeId, actorId } = input
  const { taskIds, assignmentIds, keptIds, succeeded } = await openTasks(tx, view, actorId, undefined, now)
  const draft = { ...view.directive.draft, given: [...keptIds, ...assignmentIds], givenTasks: taskIds }
  const directive = { ...view.directive, state: 'dropped' as const, draft }
  const moved = await setDirectiveState(
    tx,
    { communeId, id: view.directive.id, from: 'draft', to: 'dropped', version: input.version, draft },
    now,
  )
  if (!moved) throw new Error(`order ${view.directive.id} changed under its lock`)
  await refreshScreens(tx, communeId, keptIds, now)
  if (view.succession && succeeded)
    await tellSuccession(tx, { view, succession: view.succession, notBefore: input.notBefore, ...succeeded }, now)
  await sendCards(tx, { communeId, assignmentIds, notBefore: input.notBefore }, now)
  await askPartners(tx, directive, input.notBefore, now)
  const joining = await joiningOf(tx, directive, view.today, view.cal)
  await tellJoining(tx, { directive, joining, notBefore: input.notBefore }, now)
  await record(
    tx,
    {
      communeId,
      subject: `directive:${view.directive.id}`,
      action: 'directive.give',
      actorId,
      after: { assignments: assignmentIds, ...(keptIds.length > 0 ? { kept: keptIds } : {}) },
    },
    now,
  )
  return { outcome: 'issued', directive, assignmentIds }
}

/** `Kính đề nghị phối hợp` in the groups of who cooperates in a task given by hand. */
async function askPartners(tx: Tx, directive: Directive, notBefore: Date | undefined, now: Date): Promise<void> {
  const { communeId, id: directiveId } = directive
  const asked = await askedBy(tx, directive)
  for (const group of await groupsOf(tx, communeId, [...new Set(asked.map((one) => one.unit.id))]))
    await askToCooperate(tx, { communeId, directiveId, group, asked, notBefore }, now)
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
