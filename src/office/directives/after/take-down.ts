// What was said of a letter in groups is deleted, as far as the platform allows; what it refuses is told to the officer who took the letter back.
import { and, eq, inArray, like, or, sql } from 'drizzle-orm'
import { SendError } from '../../../chat/transport.js'
import type { Tx } from '../../../db/db.js'
import { chats } from '../../../db/schema/people.js'
import { outbox, screens } from '../../../db/schema/post.js'
import { addChore, type Chore, type ChoreKind } from '../../../post/chores.js'
import { ANSWER, chatCapabilities, chatWords, queueMessage } from '../../../post/outbox.js'
import { cardSlot } from '../../assignments/cards.js'
import { type GroupName, groupName } from '../../communes/group-name.js'
import { directiveName } from '../letter.js'
import { findDirective } from '../store.js'
import { aboutOf, dropWaiting, headerSlot } from '../succession/standing.js'

/** Telegram lets a bot delete its own messages for so long. */
const DELETABLE_MS = 48 * 3_600_000

export interface TakenDown {
  /** How many the platform is asked to delete. */
  deleted: number
  /** Messages that stay, by group. */
  left: { chatId: number; name: GroupName; count: number }[]
}

interface Deletion {
  directiveId: number
  chatId: number
  channelId: number
  externalChatId: string
  refs: string[]
  /** How many the platform refused to delete so far. */
  refused?: number
  officerChatId: number
}

interface Progress {
  refused: number
  /** What the platform has to be asked about again, and after how many seconds. */
  left: string[]
  wait: number
}

const WAIT = 5

/** Of one group. A platform that wants a pause is asked about the rest later, and not once more about what is deleted. */
export const deleting: ChoreKind<Deletion, Progress> = {
  kind: 'directive.takeDown',
  async work({ channelId, externalChatId, refs }, tools) {
    const transport = tools.transportFor(channelId)
    let refused = 0
    for (const [index, ref] of refs.entries())
      try {
        await transport.remove(externalChatId, ref)
      } catch (error) {
        const isLater = !(error instanceof SendError) || ['unreachable', 'throttled', 'unknown'].includes(error.kind)
        if (isLater && index === 0) throw error
        if (isLater) {
          const wait = error instanceof SendError ? (error.detail.retryAfter ?? WAIT) : WAIT
          return { refused, left: refs.slice(index), wait }
        }
        // Somebody deleted it before: that is what was wanted.
        if (error.kind !== 'gone') refused++
      }
    return { refused, left: [], wait: 0 }
  },
  async finish(tx, { id, communeId, input }, { refused, left, wait }, now) {
    const rest: Deletion = { ...input, refs: left, refused: (input.refused ?? 0) + refused }
    const runAt = new Date(now.getTime() + wait * 1000)
    if (left.length > 0) await addChore(tx, { kind: deleting.kind, communeId, input: rest, runAt }, now)
    else await tellRefused(tx, { id, communeId, input: rest }, now)
  },
  failed: (tx, { id, communeId, input }, _error, now) =>
    tellRefused(tx, { id, communeId, input: { ...input, refused: (input.refused ?? 0) + input.refs.length } }, now),
}

async function tellRefused(tx: Tx, { id, communeId, input }: Chore<Deletion>, now: Date): Promise<void> {
  const count = input.refused ?? 0
  if (count === 0 || communeId === undefined) return
  const directive = await findDirective(tx, communeId, input.directiveId)
  if (!directive) return
  const t = await chatWords(tx, input.officerChatId)
  const title = (await groupName(tx, input.chatId))(t)
  const words = t('directives-recall-refused', { count, title, name: directiveName(t, directive.draft) })
  const key = `recall-refused:${id}`
  const message = { spans: [words] }
  await queueMessage(tx, { chatId: input.officerChatId, communeId, key, class: ANSWER, message }, now)
}

/** Deletes what stands in groups about the letter, as far as the platform allows it, and what has not gone out yet. */
export async function takeDown(
  tx: Tx,
  input: {
    communeId: number
    directiveId: number
    ids: readonly number[]
    chatIds: readonly number[]
    officerChatId: number
  },
  now: Date,
): Promise<TakenDown> {
  const { directiveId, ids, communeId, officerChatId } = input
  if (input.chatIds.length === 0) return { deleted: 0, left: [] }
  const chatIds = [...input.chatIds]
  const slots = [headerSlot(directiveId), ...ids.map(cardSlot)]
  const ofLetter = (slot: typeof screens.slot | typeof outbox.slot) =>
    or(inArray(slot, slots), like(slot, `list:${directiveId}:%`))
  const about = eq(outbox.about, aboutOf(directiveId))
  await dropWaiting(tx, { directiveId, chatIds, slots })
  const shown = await tx
    .select({ chatId: screens.chatId, ref: screens.ref, at: screens.shownAt, screen: screens.slot })
    .from(screens)
    .where(and(inArray(screens.chatId, chatIds), ofLetter(screens.slot)))
  const sent = await tx
    .select({
      chatId: outbox.chatId,
      ref: outbox.ref,
      at: outbox.sentAt,
      screen: sql<string>`coalesce(${outbox.slot}, ${outbox.key})`,
    })
    .from(outbox)
    .where(and(inArray(outbox.chatId, chatIds), eq(outbox.state, 'sent'), or(about, ofLetter(outbox.slot))))
  // The oldest time counts: a message changed today may be days old.
  const messages = new Map<string, { chatId: number; ref: string | null; at: number }>()
  for (const { chatId, ref, at, screen } of [...shown, ...sent]) {
    const key = `${chatId} ${ref ?? screen}`
    const known = messages.get(key)
    const time = at?.getTime() ?? 0
    if (!known || time < known.at) messages.set(key, { chatId, ref, at: time })
  }
  const rows = await tx
    .select({ id: chats.id, channelId: chats.channelId, externalId: chats.externalId })
    .from(chats)
    .where(and(inArray(chats.id, chatIds), eq(chats.communeId, communeId)))
  let deleted = 0
  const left: TakenDown['left'] = []
  for (const chat of rows) {
    const mine = [...messages.values()].filter((one) => one.chatId === chat.id)
    // Where nothing can be changed nothing can be deleted either.
    const { edit } = await chatCapabilities(tx, chat.id)
    const isDeletable = (one: (typeof mine)[number]) => edit && one.at > now.getTime() - DELETABLE_MS
    // What was sent before a group became a supergroup has no reference any more.
    const refs = mine.flatMap((one) => (one.ref !== null && isDeletable(one) ? [one.ref] : []))
    if (refs.length > 0) {
      const input: Deletion = {
        directiveId,
        chatId: chat.id,
        channelId: chat.channelId,
        externalChatId: chat.externalId,
        refs,
        officerChatId,
      }
      await addChore(tx, { kind: deleting.kind, communeId, input }, now)
      await tx.delete(screens).where(and(eq(screens.chatId, chat.id), inArray(screens.ref, refs)))
    }
    deleted += refs.length
    if (mine.length > refs.length)
      left.push({ chatId: chat.id, name: await groupName(tx, chat.id), count: mine.length - refs.length })
  }
  return { deleted, left }
}
