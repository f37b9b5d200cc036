// The list of a letter's work, or of duties of one moment, as it stands in a group: what it shows, in how many messages.
import { createHash } from 'node:crypto'
import { and, asc, desc, eq, inArray, isNull, like, ne, notInArray, sql } from 'drizzle-orm'
import { action } from '../../chat/action.js'
import type { Choice, Span } from '../../chat/message.js'
import type { Tx } from '../../db/db.js'
import { assignments, tasks } from '../../db/schema/assignments.js'
import { units } from '../../db/schema/communes.js'
import { outbox, screens } from '../../db/schema/post.js'
import { type Locale, type Translate, translator } from '../../lib/i18n.js'
import { CARD, queueMessage } from '../../post/outbox.js'
import { forgetScreen } from '../../talk/screen.js'
import { groupBy } from './grouping.js'
import { listMessage, paginate } from './lists.js'
import { isOpen } from './status.js'
import { viewsOf } from './store.js'
import type { AssignmentView } from './view.js'
import { writeLetter } from './words.js'

/** A group as a list needs it. */
export interface ListChat {
  chatId: number
  locale: Locale
  common: boolean
  /** Nothing arrives there now; what is said waits until it is there again. */
  unreachable: boolean
  unitIds: number[]
}

/** Which list: the work of one letter (0: open work given by hand), or the recurring duties opened at one moment (milliseconds). */
export type ListName = { kind: 'list' | 'period'; of: number }

export function listName(text: string): ListName | undefined {
  const found = /^(list|period):(\d{1,15})$/.exec(text)
  return found ? { kind: found[1] as ListName['kind'], of: Number(found[2]) } : undefined
}

export const listSlot = (name: ListName) => `${name.kind}:${name.of}`

/** The work a list shows: of every duty the newest period, done too, and the earlier ones that are not finished, in the letter's order. */
export async function listItems(
  tx: Tx,
  communeId: number,
  unitIds: readonly number[],
  name: ListName,
): Promise<AssignmentView[]> {
  if (unitIds.length === 0) return []
  const rows = await tx
    .select({
      id: assignments.id,
      status: assignments.status,
      duty: sql<string>`${assignments.deadlineId} || ' ' || ${assignments.unitId}`,
    })
    .from(assignments)
    .innerJoin(tasks, and(eq(tasks.communeId, assignments.communeId), eq(tasks.id, assignments.taskId)))
    .innerJoin(units, and(eq(units.communeId, assignments.communeId), eq(units.id, assignments.unitId)))
    .where(
      and(
        eq(assignments.communeId, communeId),
        inArray(assignments.unitId, [...unitIds]),
        name.kind === 'list'
          ? name.of === 0
            ? and(isNull(tasks.directiveId), notInArray(assignments.status, ['done', 'withdrawn']))
            : eq(tasks.directiveId, name.of)
          : and(eq(assignments.createdAt, new Date(name.of)), ne(assignments.period, 'once')),
      ),
    )
    .orderBy(
      asc(tasks.position),
      asc(tasks.id),
      asc(assignments.deadlineId),
      asc(units.position),
      asc(units.id),
      asc(assignments.id),
    )
  const shown = [...groupBy(rows, (row) => row.duty).values()].flatMap((periods) =>
    periods.filter(({ status }, index) => index === periods.length - 1 || isOpen(status)).map((row) => row.id),
  )
  return viewsOf(tx, communeId, shown)
}

/**
 * Brings all messages of a list up to date of which work was taken out; `mark` tells this state from one with other work. Returns the slots
 * that show something: what stands in later ones is the caller's.
 */
export async function refreshList(
  tx: Tx,
  input: { communeId: number; chat: ListChat; name: ListName; mark: string },
  now: Date,
): Promise<string[]> {
  const { communeId, chat, name } = input
  const items = await listItems(tx, communeId, chat.unitIds, name)
  await queueList(tx, { ...input, items, only: new Set(items.map((view) => view.id)) }, now)
  return paginate(items).map((_, index) => `${listSlot(name)}:${index + 1}`)
}

/** Queues a list, all its messages or only those pages that show one of `only`; all where one of these is no longer shown. */
export async function queueList(
  tx: Tx,
  input: {
    communeId: number
    chat: ListChat
    name: ListName
    /** What it shows, where that was read already. */
    items?: readonly AssignmentView[]
    only?: ReadonlySet<number>
    notBefore?: Date | undefined
    /** New messages below everything else, whatever was shown before. */
    anew?: boolean
    /** Tells this state of it from one with other work. */
    mark?: string
  },
  now: Date,
): Promise<number> {
  const { communeId, chat, name } = input
  const items = input.items ?? (await listItems(tx, communeId, chat.unitIds, name))
  const t = translator(chat.locale)
  const pages = paginate(items)
  const accept = acceptAllRow(t, name, items)
  // Of duties a finished period leaves the list: what stands behind it moves up, from one message to the other.
  const stays = (id: number) => items.some((view) => view.id === id)
  const moves = items.some((view) => view.period !== 'once')
  const only = input.only && !moves && [...input.only].every(stays) ? input.only : undefined
  for (const [index, page] of pages.entries()) {
    if (only && !page.some((view) => only.has(view.id))) continue
    const slot = `${listSlot(name)}:${index + 1}`
    const part = pages.length > 1 ? ` (${index + 1}/${pages.length})` : ''
    const version = `${stateOf(items.length, page)}${input.mark ?? ''}`
    if (input.anew) await forgetScreen(tx, chat.chatId, slot)
    await queueMessage(
      tx,
      {
        chatId: chat.chatId,
        communeId,
        key: `${slot}:${version}${input.anew ? `-anew${now.getTime()}` : ''}:${chat.chatId}`,
        slot,
        class: CARD,
        ...(input.notBefore ? { notBefore: input.notBefore } : {}),
        ...(input.only ? { refresh: true } : {}),
        message: listMessage(t, {
          heading: heading(t, name, items, part),
          items: page,
          common: chat.common,
          ...(accept ? { first: [accept] } : {}),
        }),
      },
      now,
    )
  }
  if (input.only && input.mark === undefined) await emptyRest(tx, { communeId, chat, name, pages }, now)
  return items.length
}

/** A list that became shorter: its last messages, where they stand, say that nothing is left in them. */
async function emptyRest(
  tx: Tx,
  input: { communeId: number; chat: ListChat; name: ListName; pages: readonly AssignmentView[][] },
  now: Date,
): Promise<void> {
  const { communeId, chat, name, pages } = input
  const t = translator(chat.locale)
  const standing = await tx
    .select({ slot: screens.slot })
    .from(screens)
    .where(and(eq(screens.chatId, chat.chatId), like(screens.slot, `${listSlot(name)}:%`)))
    .orderBy(asc(screens.slot))
  const beyond = standing.map(({ slot }) => slot).filter((slot) => Number(slot.split(':')[2]) > pages.length)
  // Rarely any: what a group was ever told is not read for nothing.
  if (beyond.length === 0) return
  const last = await tx
    .selectDistinctOn([outbox.slot], { slot: outbox.slot, key: outbox.key })
    .from(outbox)
    .where(and(eq(outbox.chatId, chat.chatId), inArray(outbox.slot, beyond)))
    .orderBy(asc(outbox.slot), desc(outbox.id))
  for (const slot of beyond) {
    const said = last.find((one) => one.slot === slot)
    if (!said || said.key.startsWith(`${slot}:empty-`)) continue
    const message = { spans: [t('assignments-list-empty')] }
    const key = `${slot}:empty-${now.getTime()}:${chat.chatId}`
    await queueMessage(tx, { chatId: chat.chatId, communeId, key, slot, class: CARD, refresh: true, message }, now)
  }
}

/** Which work a page shows, each in which version; with how much there is in all. The versions only grow: no state of it comes back. */
export function stateOf(count: number, page: readonly Pick<AssignmentView, 'number' | 'version'>[]): string {
  const all = page.map(({ number, version }) => `${number}.${version}`).join(' ')
  return `${count}-${createHash('sha256').update(all).digest('base64url').slice(0, 16)}`
}

function heading(t: Translate, name: ListName, items: readonly AssignmentView[], part: string): Span[] {
  const [first] = items
  const title =
    name.kind === 'list' && first?.letter
      ? t('assignments-list-letter', { letter: writeLetter(t, first.letter), count: items.length })
      : t(name.kind === 'list' ? 'assignments-list-given' : 'assignments-list-period', { count: items.length })
  return [{ bold: title + part }]
}

function acceptAllRow(t: Translate, name: ListName, items: readonly AssignmentView[]): Choice[] | undefined {
  if (!items.some((view) => view.status === 'unanswered')) return undefined
  const label = t(
    name.kind === 'list' && name.of > 0 ? 'assignments-button-acceptAll' : 'assignments-button-acceptPeriod',
  )
  return [{ label, action: action('assignment.acceptAll', name.kind, name.of) }]
}
