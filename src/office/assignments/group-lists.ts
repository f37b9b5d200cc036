// The list of a letter's work, or of duties of one moment, as it stands in a group: what it shows, in how many messages.
import { and, asc, eq, inArray, isNull, ne, notInArray, sql } from 'drizzle-orm'
import { action } from '../../chat/action.js'
import type { Choice, Span } from '../../chat/message.js'
import type { Tx } from '../../db/db.js'
import { assignments, tasks } from '../../db/schema/assignments.js'
import { units } from '../../db/schema/communes.js'
import { type Locale, type Translate, translator } from '../../lib/i18n.js'
import { CARD, queueMessage } from '../../post/outbox.js'
import { forgetScreen } from '../../talk/screen.js'
import { groupBy } from './grouping.js'
import { listMessage, paginate } from './lists.js'
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

/** The work a list shows: of every duty the newest period, done work too, in the letter's order. */
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
  const newest = [...groupBy(rows, (row) => row.duty).values()].map((periods) =>
    Math.max(...periods.map((row) => row.id)),
  )
  return viewsOf(tx, communeId, newest)
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

/** Queues a list, all its messages or only those pages that show one of `only`. */
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
  for (const [index, page] of pages.entries()) {
    if (input.only && !page.some((view) => input.only?.has(view.id))) continue
    const slot = `${listSlot(name)}:${index + 1}`
    const part = pages.length > 1 ? ` (${index + 1}/${pages.length})` : ''
    // The versions of what it shows only grow: with how much that is each state of the list has a key of its own.
    const version = `${items.length}-${page.reduce((sum, view) => sum + view.version, 0)}${input.mark ?? ''}`
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
  return items.length
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
