// Chats that cannot be reached, can be again, or have a new id: what that means for the messages waiting for them.
import { and, desc, eq, inArray, isNotNull, isNull, sql } from 'drizzle-orm'
import type { Tx } from '../db/db.js'
import { chats } from '../db/schema/people.js'
import { outbox, questions, screens } from '../db/schema/post.js'

/**
 * Notes that a chat cannot be reached; what is queued for it is held. True when that is news (somebody should be told).
 */
export async function holdChat(tx: Tx, chatId: number, reason: string, now: Date): Promise<boolean> {
  const news = await tx
    .update(chats)
    .set({ unreachableAt: now, unreachableReason: reason })
    .where(and(eq(chats.id, chatId), isNull(chats.unreachableAt)))
    .returning({ id: chats.id })
  await tx
    .update(outbox)
    .set({ state: 'held', lastError: reason })
    .where(and(eq(outbox.chatId, chatId), eq(outbox.state, 'queued')))
  return news.length > 0
}

/**
 * What was held for a chat goes out again: to it, or to the chat that took its place (a new group of the same unit).
 * Returns how many messages were queued.
 */
export async function releaseHeld(tx: Tx, chatId: number, toChatId: number = chatId): Promise<number> {
  await tx.update(chats).set({ unreachableAt: null, unreachableReason: null }).where(eq(chats.id, toChatId))
  const held = await tx
    .select({ id: outbox.id, slot: outbox.slot })
    .from(outbox)
    .where(and(eq(outbox.chatId, chatId), eq(outbox.state, 'held')))
    .orderBy(desc(outbox.id))
  if (held.length === 0) return 0
  // Of one screen only the newest body is worth showing.
  const taken = await queuedSlots(tx, toChatId)
  const old: number[] = []
  for (const row of held) {
    if (row.slot === null) continue
    if (taken.has(row.slot)) old.push(row.id)
    taken.add(row.slot)
  }
  if (old.length > 0) await tx.update(outbox).set({ state: 'expired' }).where(inArray(outbox.id, old))
  const released = await tx
    .update(outbox)
    .set({ state: 'queued', chatId: toChatId })
    .where(and(eq(outbox.chatId, chatId), eq(outbox.state, 'held')))
    .returning({ id: outbox.id })
  return released.length
}

/**
 * A group got a new id on its platform (it became a supergroup). Its messages begin anew there, so its screens are
 * forgotten. When the new id is already known as another chat, because its first update came sooner, that chat's
 * messages join this one's. False when the chat has this id already.
 */
export async function moveChat(tx: Tx, chatId: number, to: string): Promise<boolean> {
  const [chat] = await tx
    .select({ id: chats.id, channelId: chats.channelId, externalId: chats.externalId })
    .from(chats)
    .where(eq(chats.id, chatId))
    .for('update')
  if (!chat || chat.externalId === to) return false
  const [other] = await tx
    .select({ id: chats.id })
    .from(chats)
    .where(and(eq(chats.channelId, chat.channelId), eq(chats.externalId, to)))
    .for('update')
  if (other) await absorbChat(tx, other.id, chatId, chat.externalId)
  await tx.update(chats).set({ externalId: to }).where(eq(chats.id, chatId))
  await tx.delete(screens).where(eq(screens.chatId, chatId))
  // The new group counts its messages from 1 again: an old reference would be somebody else's message.
  await tx
    .update(outbox)
    .set({ ref: null })
    .where(and(eq(outbox.chatId, chatId), isNotNull(outbox.ref)))
  await tx
    .update(questions)
    .set({ ref: null })
    .where(and(eq(questions.chatId, chatId), isNotNull(questions.ref)))
  return true
}

/** Takes the platform's id and the waiting messages from a chat that turned out to be another one's new shape. */
async function absorbChat(tx: Tx, otherId: number, chatId: number, oldExternalId: string): Promise<void> {
  await tx
    .update(chats)
    .set({ externalId: `moved:${oldExternalId}:${otherId}` })
    .where(eq(chats.id, otherId))
  const waiting = await tx
    .select({ id: outbox.id, slot: outbox.slot })
    .from(outbox)
    .where(and(eq(outbox.chatId, otherId), inArray(outbox.state, ['queued', 'held'])))
  const taken = await queuedSlots(tx, chatId)
  const ids = waiting.filter((row) => row.slot === null || !taken.has(row.slot)).map((row) => row.id)
  if (ids.length > 0) await tx.update(outbox).set({ chatId }).where(inArray(outbox.id, ids))
  await tx
    .update(outbox)
    .set({ state: 'expired' })
    .where(and(eq(outbox.chatId, otherId), inArray(outbox.state, ['queued', 'held'])))
}

async function queuedSlots(tx: Tx, chatId: number): Promise<Set<string>> {
  const rows = await tx
    .select({ slot: outbox.slot })
    .from(outbox)
    .where(and(eq(outbox.chatId, chatId), eq(outbox.state, 'queued'), sql`${outbox.slot} is not null`))
  return new Set(rows.flatMap((row) => (row.slot === null ? [] : [row.slot])))
}
