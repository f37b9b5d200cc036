// Gửi nhầm, rút lại: what can be deleted is deleted, one line stays in every group that got it, nothing of it is owed or counted.
import type { Tx } from '../../../db/db.js'
import { showAgain } from '../../assignments/announce.js'
import { headerMessage } from '../../assignments/messages.js'
import { withdrawAll } from '../../assignments/moving.js'
import { stopPeriods } from '../../assignments/open.js'
import { groupsOf, refreshScreens, unitsWithoutGroup } from '../../assignments/screens.js'
import { viewsOf } from '../../assignments/store.js'
import type { GroupName } from '../../communes/group-name.js'
import { record } from '../../trail/record.js'
import { touchAssignments } from '../attach/actions.js'
import { headerOf } from '../issue/work.js'
import { directiveName } from '../letter.js'
import { askedBy, groupsToldOf, owedBy, tasksOf } from '../owed.js'
import { needDirective } from '../review/actions.js'
import type { View } from '../screen.js'
import { type Directive, keepDraft, setDirectiveState } from '../store.js'
import { releaseTies } from '../succession/actions.js'
import { isInForce } from '../succession/family.js'
import { numberList } from '../succession/screen.js'
import { type GroupChat, headerSlot, rewrite, slotsOf, tellGroups } from '../succession/standing.js'
import { renewDrafts } from '../succession/waiting.js'
import { type GoingOn, goingOnLine, goingOnOf } from './going-on.js'
import { takeDown } from './take-down.js'

export interface Recalled {
  directive: Directive
  /** False: it was taken back before. */
  done: boolean
  numbers: number[]
  /** Work that another letter asks for as well goes on. */
  goesOn: GoingOn[]
  groups: number
  deleted: number
  /** Messages that stay, by group. */
  left: { chatId: number; name: GroupName; count: number }[]
  /** Units to be told by hand. */
  alone: number[]
}

/** Throws `UserError` when there is no such letter in the commune. */
export async function recallDirective(
  tx: Tx,
  input: { communeId: number; directiveId: number; actorId: number; actorName: string; officerChatId: number },
  viewOf: (directive: Directive) => Promise<View>,
  now: Date,
): Promise<Recalled> {
  const { communeId, directiveId, actorId, actorName, officerChatId } = input
  const directive = await needDirective(tx, communeId, directiveId)
  const nothing = { numbers: [], goesOn: [], groups: 0, deleted: 0, left: [], alone: [] }
  if (!isInForce(directive)) return { directive, done: false, ...nothing }
  const view = await viewOf(directive)
  const owed = await owedBy(tx, directive)
  const told = await groupsToldOf(tx, directive, owed)
  // Where nothing has gone out there is nothing to be told.
  const got = told.filter((group) => group.reached)
  const draft = { ...directive.draft, fate: { kind: 'recalled' as const, by: actorName, at: now.toISOString() } }
  // What carried a task given by hand was closed when it was given.
  if (directive.draft.given) await keepDraft(tx, { communeId, id: directiveId, draft })
  else await setDirectiveState(tx, { communeId, id: directiveId, from: 'issued', to: 'dropped', draft }, now)

  await renewDrafts(tx, directive)
  const ties = await releaseTies(tx, communeId, directiveId)
  await stopPeriods(tx, communeId, tasksOf(tx, directive))
  const unitIds = [...new Set(owed.map((one) => one.unitId))]
  const ids = owed.map((one) => one.id)
  const asked = await askedBy(tx, directive)
  const before = await viewsOf(tx, communeId, ids)
  // Deleted before anything is rewritten: what is gone must not come back as a new message.
  const { deleted, left } = await takeDown(
    tx,
    { communeId, directiveId, ids, chatIds: told.map((one) => one.chatId), officerChatId },
    now,
  )
  const { withdrawn, handedOver } = await withdrawAll(tx, { communeId, actorId, ids, reason: 'gửi nhầm, rút lại' }, now)
  await touchAssignments(tx, communeId, ties, now)
  await refreshScreens(tx, communeId, ties, now)
  const numbers = owed.filter((one) => withdrawn.includes(one.id)).map((one) => one.number)
  const goesOn = await goingOnOf(tx, communeId, before, handedOver)
  const name = (t: View['t']) => directiveName(t, directive.draft)
  await rewrite(
    tx,
    {
      communeId,
      mark: 'recalled',
      places: await slotsOf(tx, communeId, directiveId),
      message: (t, slot) => {
        const note = t('directives-note-recalled')
        if (slot !== headerSlot(directiveId)) return { spans: [note] }
        const { spans, ...rest } = headerMessage(t, headerOf(view), [])
        return { ...rest, spans: [{ bold: note }, '\n', ...spans] }
      },
    },
    now,
  )
  const served = await groupsOf(tx, communeId, unitIds)
  const unitsIn = new Map(served.map((group) => [group.chatId, group.unitIds]))
  await tellGroups(
    tx,
    {
      communeId,
      groups: got,
      key: `recalled:${directiveId}`,
      words: (t, chatId) => {
        const mine = owed.filter((one) => withdrawn.includes(one.id) && unitsIn.get(chatId)?.includes(one.unitId))
        const told =
          mine.length > 0
            ? t('directives-told-recalled', { name: name(t), numbers: numberList(mine.map((one) => one.number)) })
            : t('directives-told-recalled-only', { name: name(t) })
        const going = goesOn.filter((one) => unitsIn.get(chatId)?.includes(one.now.unit.id))
        if (going.length === 0) return told
        return [told, t('directives-told-goes-on'), ...going.map((one) => goingOnLine(t, one))].join('\n')
      },
    },
    now,
  )
  // Its card was deleted with the letter's messages.
  await showAgain(tx, { communeId, ids: handedOver, chatIds: told.map((one) => one.chatId), mark: 'goes-on' }, now)
  await record(
    tx,
    {
      communeId,
      subject: `directive:${directiveId}`,
      action: 'directive.recall',
      actorId,
      before: { state: directive.state },
      after: { state: 'dropped', withdrawn: numbers.length, deleted, left: left.length },
    },
    now,
  )
  return {
    directive: { ...directive, state: 'dropped', draft },
    done: true,
    numbers,
    goesOn,
    groups: got.length,
    deleted,
    left,
    alone: await toldByHand(tx, { directive, told, unitIds: [...unitIds, ...asked.map((one) => one.unit.id)] }),
  }
}

/** Units that have it from the officer, not from a group: they have none, or one that came later or did not get it. */
async function toldByHand(
  tx: Tx,
  input: { directive: Directive; told: readonly GroupChat[]; unitIds: readonly number[] },
): Promise<number[]> {
  const { directive, told } = input
  const { communeId } = directive
  const { paused } = directive.draft
  const unitIds = [...new Set(input.unitIds)]
  const groups = await groupsOf(tx, communeId, unitIds)
  const isReached = (chatId: number) => told.some((one) => one.chatId === chatId)
  // What was stopped is known to nobody.
  const isStopped = (chatId: number) => paused === true || (paused?.includes(chatId) ?? false)
  const byGroup = new Set(
    groups.filter(({ chatId }) => isReached(chatId) || isStopped(chatId)).flatMap((one) => one.unitIds),
  )
  const alone = await unitsWithoutGroup(tx, communeId, unitIds)
  const missed = groups.flatMap((one) => one.unitIds).filter((id) => unitIds.includes(id) && !byGroup.has(id))
  return [...new Set([...alone, ...missed])]
}
