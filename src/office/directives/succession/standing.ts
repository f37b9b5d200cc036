// What stands in groups about a letter: its header, its lists, the cards of its work; and saying there that it counts no more.
import { and, eq, inArray, like, or } from 'drizzle-orm'
import { union } from 'drizzle-orm/pg-core'
import type { Message } from '../../../chat/message.js'
import type { Tx } from '../../../db/db.js'
import { chats } from '../../../db/schema/people.js'
import { outbox, screens } from '../../../db/schema/post.js'
import { type Locale, type Translate, translator } from '../../../lib/i18n.js'
import { ANSWER, CARD, queueMessage } from '../../../post/outbox.js'

export interface GroupChat {
  chatId: number
  locale: Locale
}

export const headerSlot = (directiveId: number) => `header:${directiveId}`
const listPrefix = (directiveId: number) => `list:${directiveId}:`

/** The groups that got this letter's header, or are about to. */
export async function groupsThatGot(tx: Tx, communeId: number, directiveId: number): Promise<GroupChat[]> {
  const slot = headerSlot(directiveId)
  const own = and(eq(chats.communeId, communeId), eq(chats.kind, 'group'))
  const standing = tx
    .select({ chatId: screens.chatId, locale: chats.locale })
    .from(screens)
    .innerJoin(chats, eq(chats.id, screens.chatId))
    .where(and(own, eq(screens.slot, slot)))
  const coming = tx
    .select({ chatId: outbox.chatId, locale: chats.locale })
    .from(outbox)
    .innerJoin(chats, eq(chats.id, outbox.chatId))
    .where(and(own, eq(outbox.slot, slot), inArray(outbox.state, ['queued', 'sending', 'sent', 'held'])))
  const rows = await union(standing, coming)
  return rows.sort((a, b) => a.chatId - b.chatId)
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
    .where(
      and(
        own,
        inArray(outbox.state, ['queued', 'sending', 'held']),
        or(eq(outbox.slot, headerSlot(directiveId)), like(outbox.slot, prefix)),
      ),
    )
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
