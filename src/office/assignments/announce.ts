// Telling the groups what they owe: a letter just issued, duties whose new period began, all open work after a new binding.
import type { Span } from '../../chat/message.js'
import type { Tx } from '../../db/db.js'
import { type Translate, translator } from '../../lib/i18n.js'
import { readLink } from '../../post/links.js'
import { CARD, chatCapabilities, queueMessage } from '../../post/outbox.js'
import { forgetScreen } from '../../talk/screen.js'
import type { MergedUnits } from '../people/hooks.js'
import { tellOfficers } from '../people/notify.js'
import { cardMessage, cardSlot } from './cards.js'
import { askToCooperate } from './cooperation/ask.js'
import { listCooperation } from './cooperation/store.js'
import { type ListChat, type ListName, listItems, queueList } from './group-lists.js'
import { groupBy } from './grouping.js'
import { listLines } from './lists.js'
import { attachedMessage, copyText, countUnits, type Header, headerMessage, MOST_CARDS } from './messages.js'
import { groupsOf, unitsWithoutGroup } from './screens.js'
import { isOpen } from './status.js'
import { listOpenAssignments, viewsOf } from './store.js'
import type { AssignmentView } from './view.js'

export interface Announced {
  chatId: number
  unitIds: number[]
  /** Assignments told of; none for a group that only cooperates. */
  count: number
}

export interface DirectiveNews {
  communeId: number
  directiveId: number
  header: Header
  assignmentIds: readonly number[]
  /** Work given before that this letter asks for as well. */
  attachedIds?: readonly number[]
  /** Units that joined duties which come again, and owe so many of them from the next period on. */
  later?: readonly { unit: { id: number; name: string }; count: number }[]
  actorId: number | undefined
  /** Not to be sent before this moment (07:30 of the next working day). */
  notBefore?: Date | undefined
}

/**
 * Queues for every group concerned the header with the letter's file, then up to three cards or one list, then what its units are asked
 * to cooperate in. A unit without a group gets nothing: its part is the officer's (`unitsWithoutGroup`).
 */
export async function announceDirective(tx: Tx, input: DirectiveNews, now: Date): Promise<Announced[]> {
  const { communeId, directiveId, notBefore } = input
  const views = (await viewsOf(tx, communeId, input.assignmentIds)).sort(inLetter)
  const attached = await viewsOf(tx, communeId, input.attachedIds ?? [])
  const asked = await listCooperation(tx, communeId, directiveId)
  const later = input.later ?? []
  const concerned = [...new Set([...views, ...attached, ...asked, ...later].map((one) => one.unit.id))]
  const announced: Announced[] = []
  for (const group of await groupsOf(tx, communeId, concerned)) {
    const t = translator(group.locale)
    const mine = views.filter((view) => group.unitIds.includes(view.unit.id))
    const send = (key: string, message: Parameters<typeof queueMessage>[1]['message'], slot?: string) =>
      queueMessage(
        tx,
        {
          chatId: group.chatId,
          communeId,
          key: `${key}:${group.chatId}`,
          class: CARD,
          about: `directive:${directiveId}`,
          ...(slot ? { slot } : {}),
          ...(notBefore ? { notBefore } : {}),
          message,
        },
        now,
      )
    const joining = later
      .filter((one) => group.unitIds.includes(one.unit.id))
      .map(({ unit, count }) => ({ unit: unit.name, count }))
    const header = headerMessage(t, input.header, countUnits(mine), joining)
    await send(`header:${directiveId}`, header, `header:${directiveId}`)
    if (mine.length > (await mostCards(tx, group.chatId)))
      await queueList(tx, { communeId, chat: group, name: { kind: 'list', of: directiveId }, notBefore }, now)
    else
      for (const view of mine)
        await send(`card:${view.id}:${view.version}`, cardMessage(t, view, now), cardSlot(view.id))
    const tied = attached.filter((view) => group.unitIds.includes(view.unit.id))
    if (tied.length > 0)
      await send(`attached:${directiveId}`, attachedMessage(t, { items: tied, common: group.common }))
    await askToCooperate(tx, { communeId, directiveId, group, asked, notBefore }, now)
    announced.push({
      chatId: group.chatId,
      unitIds: group.unitIds.filter((id) => concerned.includes(id)),
      count: mine.length,
    })
  }
  return announced
}

/** In the letter's order, also where some of it was given by an earlier letter. */
function inLetter(a: AssignmentView, b: AssignmentView): number {
  return a.position - b.position || a.deadlineId - b.deadlineId || a.number - b.number
}

/**
 * Tells groups of duties whose new period began: up to three cards, else one list; for a unit without a group the officers get the text to
 * paste. Returns how many messages' worth of groups were told.
 */
export async function announcePeriods(tx: Tx, communeId: number, ids: readonly number[], now: Date): Promise<number> {
  const views = await viewsOf(tx, communeId, ids)
  await handPeriods(tx, communeId, views, now)
  const groups = await groupsOf(tx, communeId, [...new Set(views.map((view) => view.unit.id))])
  for (const group of groups) {
    const mine = views.filter((view) => group.unitIds.includes(view.unit.id))
    if (mine.length <= (await mostCards(tx, group.chatId))) await queueCards(tx, communeId, group, mine, now)
    else await queueList(tx, { communeId, chat: group, name: { kind: 'period', of: now.getTime() } }, now)
  }
  return groups.length
}

/** `Sao chép gửi Zalo` of what began: which units it is for, then a message for each, to be passed on as it is. */
async function handPeriods(tx: Tx, communeId: number, views: readonly AssignmentView[], now: Date): Promise<void> {
  const byUnit = groupBy(views, (view) => view.unit.id)
  const alone = await unitsWithoutGroup(tx, communeId, [...byUnit.keys()])
  const parts = alone.flatMap((unitId) => byUnit.get(unitId) ?? [])
  if (parts.length === 0) return
  const tell = (what: string | number, text: (t: Translate) => string) =>
    tellOfficers(
      tx,
      {
        communeId,
        // An officer of two communes hears of both in one chat, at one moment.
        key: `periods:${communeId}:${what}:${now.getTime()}`,
        class: CARD,
        message: (t) => ({ spans: [text(t)] }),
      },
      now,
    )
  await tell('alone', (t) => {
    const units = countUnits(parts).map(({ unit, count }) => t('assignments-periods-unit', { unit, count }))
    return t('assignments-periods-alone', { units: units.join(', ') })
  })
  for (const unitId of alone) {
    const mine = byUnit.get(unitId) ?? []
    const link = await readLink(tx, { communeId, unitId }, now)
    await tell(unitId, (t) => copyText(t, mine, link))
  }
}

/** Up to so many assignments are a card each; where messages are few, all stand in one list. */
async function mostCards(tx: Tx, chatId: number): Promise<number> {
  return (await chatCapabilities(tx, chatId)).cardPerAssignment ? MOST_CARDS : 0
}

async function queueCards(
  tx: Tx,
  communeId: number,
  group: ListChat,
  views: readonly AssignmentView[],
  now: Date,
  mark = '',
): Promise<void> {
  const t = translator(group.locale)
  for (const view of views)
    await queueMessage(
      tx,
      {
        chatId: group.chatId,
        communeId,
        key: `card:${view.id}:${view.version}${mark}:${group.chatId}`,
        slot: cardSlot(view.id),
        class: CARD,
        message: cardMessage(t, view, now),
      },
      now,
    )
}

/** In these chats: work that stays although what was said of it was deleted, a card each or the list of the letter it belongs to now. */
export async function showAgain(
  tx: Tx,
  input: { communeId: number; ids: readonly number[]; chatIds: readonly number[]; mark: string },
  now: Date,
): Promise<void> {
  const { communeId, mark } = input
  const views = await viewsOf(tx, communeId, input.ids)
  const groups = await groupsOf(tx, communeId, [...new Set(views.map((view) => view.unit.id))])
  for (const group of groups.filter((one) => input.chatIds.includes(one.chatId))) {
    const most = await mostCards(tx, group.chatId)
    const own = views.filter((view) => group.unitIds.includes(view.unit.id))
    for (const [of, mine] of groupBy(own, (view) => view.directiveId ?? 0)) {
      if (mine.length <= most) await queueCards(tx, communeId, group, mine, now, `-${mark}`)
      else await queueList(tx, { communeId, chat: group, name: { kind: 'list', of } }, now)
    }
  }
}

/**
 * For a group just bound, or one whose unit took another in (`merged`): what its units have open, in new messages whatever was shown there
 * before. Nothing when there is nothing. Returns how much that is.
 */
export async function postOpenWork(
  tx: Tx,
  input: {
    communeId: number
    chatId: number
    unitIds: readonly number[]
    merged?: MergedUnits | undefined
  },
  now: Date,
): Promise<number> {
  const { communeId } = input
  const views = await listOpenAssignments(tx, { communeId, unitIds: input.unitIds }, now)
  const group = (await groupsOf(tx, communeId, input.unitIds)).find((one) => one.chatId === input.chatId)
  if (!group || (views.length === 0 && !input.merged)) return 0
  const t = translator(group.locale)
  const most = await mostCards(tx, group.chatId)
  const byLetter = [...groupBy(views, (view) => view.directiveId)]
  const lists = new Map<number | null, { name: ListName; items: AssignmentView[] }>()
  for (const [id, mine] of byLetter) {
    if (mine.length <= most) continue
    const name = { kind: 'list' as const, of: id ?? 0 }
    lists.set(id, { name, items: await listItems(tx, communeId, group.unitIds, name) })
  }
  const finished = [...lists.values()].some(({ items }) => items.some((view) => !isOpen(view.status)))
  const lines: Span[] = mergedLines(t, input.merged)
  if (views.length > 0) lines.push({ bold: t('assignments-open-heading', { count: views.length }) })
  if (finished) lines.push(t('assignments-open-finished'))
  await queueMessage(
    tx,
    {
      chatId: group.chatId,
      communeId,
      key: `open:${now.getTime()}:${group.chatId}`,
      class: CARD,
      message: { spans: lines.flatMap((line, index) => (index > 0 ? ['\n', line] : [line])) },
    },
    now,
  )
  for (const [directiveId, mine] of byLetter) {
    const list = lists.get(directiveId)
    if (list) {
      await queueList(tx, { communeId, chat: group, ...list, anew: true }, now)
      continue
    }
    for (const view of mine) await forgetScreen(tx, group.chatId, cardSlot(view.id))
    await queueCards(tx, communeId, group, mine, now, `-open${now.getTime()}`)
  }
  return views.length
}

function mergedLines(t: Translate, merged: MergedUnits | undefined): string[] {
  if (!merged) return []
  const { moved, withdrawn } = merged
  return [
    t(moved > 0 ? 'assignments-open-merged' : 'assignments-open-merged-only', { ...merged }),
    ...(withdrawn > 0 ? [t('assignments-open-merged-twice', { ...merged })] : []),
  ]
}

/** What a unit has open, a line each: for who takes a post over. */
export async function openWorkLines(
  tx: Tx,
  input: { communeId: number; unitId: number },
  now: Date,
): Promise<string[]> {
  const { communeId, unitId } = input
  return listLines(translator('vi'), await listOpenAssignments(tx, { communeId, unitIds: [unitId] }, now))
}
