// What stands in groups about a letter: its header, its lists, the cards of its work, what waits for them; and saying there that it counts no more.
import { and, eq, inArray, like, or, sql } from 'drizzle-orm'
import { union } from 'drizzle-orm/pg-core'
import type { Message } from '../../../chat/message.js'
import type { Tx } from '../../../db/db.js'
import { chats } from '../../../db/schema/people.js'
import { outbox, screens } from '../../../db/schema/post.js'
import { type Locale, type Translate, translator } from '../../../lib/i18n.js'
import { ANSWER, CARD, isComing, queueMessage } from '../../../post/outbox.js'
import { groupBy } from '../../assignments/grouping.js'

export interface GroupChat {
  chatId: number
  locale: Locale
}

export const headerSlot = (directiveId: number) => `header:${directiveId}`
export const aboutOf = (directiveId: number) => `directive:${directiveId}`
const listPrefix = (directiveId: number) => `list:${directiveId}:`

/** A group that got something of a letter, or is about to. */
export interface ToldGroup extends GroupChat {
  /** Something went out to it; else all of it still waits in the queue. */
  reached: boolean
}

/** The groups with a message in one of these slots, a list of this letter or, without a slot, about this subject; also one that waits. */
export async function groupsWith(
  tx: Tx,
  communeId: number,
  { slots, lists, about }: { slots: readonly string[]; lists?: number; about: string },
): Promise<ToldGroup[]> {
  const own = and(eq(chats.communeId, communeId), eq(chats.kind, 'group'))
  const chat = { chatId: chats.id, locale: chats.locale }
  const shown = (slot: typeof screens.slot | typeof outbox.slot) =>
    or(inArray(slot, [...slots]), lists === undefined ? undefined : like(slot, `${listPrefix(lists)}%`))
  const standing = tx
    .select({ ...chat, reached: sql<boolean>`true`.as('reached') })
    .from(screens)
    .innerJoin(chats, eq(chats.id, screens.chatId))
    .where(and(own, shown(screens.slot)))
  const told = or(shown(outbox.slot), eq(outbox.about, about))
  const coming = tx
    .select({ ...chat, reached: sql<boolean>`${outbox.state} in ('sending', 'sent')`.as('reached') })
    .from(outbox)
    .innerJoin(chats, eq(chats.id, outbox.chatId))
    .where(and(own, told, inArray(outbox.state, ['queued', 'sending', 'sent', 'held'])))
  const byChat = groupBy(await union(standing, coming), (row) => row.chatId)
  return [...byChat.values()]
    .flatMap(([first, ...more]) => (first ? [{ ...first, reached: [first, ...more].some((row) => row.reached) }] : []))
    .sort((a, b) => a.chatId - b.chatId)
}

/** Takes back what waits for these chats: messages in these slots, lists of the letter, and what is about it. */
export async function dropWaiting(
  tx: Tx,
  input: { directiveId: number; chatIds: readonly number[]; slots: readonly string[] },
): Promise<void> {
  const { directiveId, chatIds, slots } = input
  if (chatIds.length === 0) return
  await tx
    .delete(outbox)
    .where(
      and(
        inArray(outbox.chatId, [...chatIds]),
        inArray(outbox.state, ['queued', 'held']),
        or(
          eq(outbox.about, aboutOf(directiveId)),
          inArray(outbox.slot, [headerSlot(directiveId), ...slots]),
          like(outbox.slot, `${listPrefix(directiveId)}%`),
        ),
      ),
    )
}

/** Where a letter's header and lists are shown or about to be. */
export async function slotsOf(
  tx: Tx,
  communeId: number,
  directiveId: number,
): Promise<(GroupChat & { slot: string })[]> {
  const prefix = `${listPrefix(directiveId)}%`
  const own = and(eq(chats.communeId, communeId), eq(chats.kind, 'group'))
  const standing = await tx
    .select({ chatId: screens.chatId, slot: screens.slot, locale: chats.locale })
    .from(screens)
    .innerJoin(chats, eq(chats.id, screens.chatId))
    .where(and(own, or(eq(screens.slot, headerSlot(directiveId)), like(screens.slot, prefix))))
  const coming = await tx
    .select({ chatId: outbox.chatId, slot: outbox.slot, locale: chats.locale })
    .from(outbox)
    .innerJoin(chats, eq(chats.id, outbox.chatId))
    .where(and(own, isComing, or(eq(outbox.slot, headerSlot(directiveId)), like(outbox.slot, prefix))))
  const all = [...standing, ...coming.flatMap((row) => (row.slot === null ? [] : [{ ...row, slot: row.slot }]))]
  return [...new Map(all.map((one) => [`${one.chatId} ${one.slot}`, one])).values()]
}

/** Changes these messages in place. `mark` tells this change from others. */
export async function rewrite(
  tx: Tx,
  input: {
    communeId: number
    places: readonly (GroupChat & { slot: string })[]
    mark: string
    message: (t: Translate, slot: string) => Message
  },
  now: Date,
): Promise<void> {
  const { communeId, places, mark } = input
  for (const { chatId, slot, locale } of places)
    await queueMessage(
      tx,
      {
        chatId,
        communeId,
        key: `${slot}:${mark}:${chatId}`,
        slot,
        class: ANSWER,
        refresh: true,
        message: input.message(translator(locale), slot),
      },
      now,
    )
}

/** One line into each of these groups. */
export async function tellGroups(
  tx: Tx,
  input: {
    communeId: number
    groups: readonly GroupChat[]
    key: string
    notBefore?: Date | undefined
    words: (t: Translate, chatId: number) => string
  },
  now: Date,
): Promise<void> {
  const { communeId, groups, key, notBefore } = input
  for (const { chatId, locale } of groups)
    await queueMessage(
      tx,
      {
        chatId,
        communeId,
        key: `${key}:${chatId}`,
        class: CARD,
        ...(notBefore ? { notBefore } : {}),
        message: { spans: [input.words(translator(locale), chatId)] },
      },
      now,
    )
}
