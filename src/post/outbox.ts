// What the bot is going to say. One row is one platform call; the row is written in the transaction that made it necessary.
import { and, eq, inArray, isNull, sql } from 'drizzle-orm'
import type { Message } from '../chat/message.js'
import type { Capabilities } from '../chat/transport.js'
import type { Tx } from '../db/db.js'
import { channels, chats } from '../db/schema/people.js'
import { outbox } from '../db/schema/post.js'
import { fitMessage } from './fit.js'
import { capabilitiesOf } from './platforms.js'

export const ANSWER = 0
export const CARD = 1
export const DIGEST = 2

export interface Outgoing {
  chatId: number
  communeId?: number
  /** `what:which:when-or-version:whom`. Queued again under the same key, it is not said twice. */
  key: string
  /** A message that changes in place; a newer body replaces a queued one. */
  slot?: string
  class: 0 | 1 | 2
  /** "assignment:17": lets an answer withdraw what it made pointless. */
  about?: string
  notBefore?: Date
  expiresAt?: Date
  message: Message
}

/** Queues a message. Long texts become several rows. Nothing happens when the key was used before. */
export async function queueMessage(tx: Tx, outgoing: Outgoing, now: Date): Promise<void> {
  const capabilities = await chatCapabilities(tx, outgoing.chatId)
  const parts = fitMessage(outgoing.message, capabilities)
  for (const [index, message] of parts.entries()) {
    const suffix = index === 0 ? '' : `~${index + 1}`
    await insertRow(
      tx,
      { ...outgoing, key: outgoing.key + suffix, ...(outgoing.slot ? { slot: outgoing.slot + suffix } : {}), message },
      now,
    )
  }
}

async function insertRow(tx: Tx, outgoing: Outgoing, now: Date): Promise<void> {
  const { chatId, key, slot, about, message, notBefore, expiresAt, communeId } = outgoing
  const values = {
    chatId,
    communeId: communeId ?? null,
    key,
    slot: slot ?? null,
    class: outgoing.class,
    about: about ?? null,
    body: message,
    notBefore: notBefore ?? null,
    expiresAt: expiresAt ?? null,
    createdAt: now,
  }
  if (slot) {
    const replaced = await tx
      .update(outbox)
      .set({ body: message, about: values.about })
      .where(and(eq(outbox.chatId, chatId), eq(outbox.slot, slot), eq(outbox.state, 'queued')))
      .returning({ id: outbox.id })
    if (replaced.length > 0) return
  }
  await tx.insert(outbox).values(values).onConflictDoNothing({ target: outbox.key })
}

/** Deletes queued messages about these subjects: an answer made them pointless. Those being sent are not touched. */
export async function withdrawQueued(tx: Tx, about: string[], classes: number[] = [CARD, DIGEST]): Promise<number> {
  if (about.length === 0) return 0
  const gone = await tx
    .delete(outbox)
    .where(
      and(
        inArray(outbox.about, about),
        eq(outbox.state, 'queued'),
        inArray(outbox.class, classes),
        isNull(outbox.slot),
      ),
    )
    .returning({ id: outbox.id })
  return gone.length
}

/** What the platform of a chat can do. */
export async function chatCapabilities(tx: Tx, chatId: number): Promise<Capabilities> {
  const [row] = await tx
    .select({ platform: channels.platform })
    .from(chats)
    .innerJoin(channels, eq(channels.id, chats.channelId))
    .where(eq(chats.id, chatId))
  if (!row) throw new Error(`no chat ${chatId}`)
  return capabilitiesOf(row.platform)
}

/** How many messages wait in a state; for `/health` and the officer. */
export async function countOutbox(tx: Tx, state: 'queued' | 'held' | 'refused'): Promise<number> {
  const [row] = await tx
    .select({ count: sql`count(*)`.mapWith(Number) })
    .from(outbox)
    .where(eq(outbox.state, state))
  return row?.count ?? 0
}
