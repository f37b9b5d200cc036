// Deleting a message on the platform, as far as it allows: for texts that may not stay, and for a letter sent by mistake.
import { eq } from 'drizzle-orm'
import { SendError } from '../chat/transport.js'
import type { Tx } from '../db/db.js'
import { chats } from '../db/schema/people.js'
import { chores, inbox } from '../db/schema/post.js'
import { addChore, type ChoreKind } from './chores.js'

export interface Removal {
  channelId: number
  externalChatId: string
  /** The platform's reference of the message. */
  ref: string
}

export async function addRemoval(tx: Tx, removal: Removal, now: Date): Promise<void> {
  await addChore(tx, { kind: 'message.remove', input: { ...removal } }, now)
}

/**
 * Something handed over turned out to bear the stamp of a secret once its bytes were there: nothing of it stays in the queues, and
 * the message is deleted where the platform allows. `updateId` is the inbox row, `choreId` the work that found it.
 */
export async function eraseHandedOver(
  tx: Tx,
  input: { updateId: number; choreId: number; chatId: number; ref: string },
  now: Date,
): Promise<void> {
  await tx.update(inbox).set({ raw: {} }).where(eq(inbox.id, input.updateId))
  await tx.update(chores).set({ input: {} }).where(eq(chores.id, input.choreId))
  const [chat] = await tx
    .select({ channelId: chats.channelId, externalChatId: chats.externalId })
    .from(chats)
    .where(eq(chats.id, input.chatId))
  if (chat && input.ref !== '') await addRemoval(tx, { ...chat, ref: input.ref }, now)
}

/** A platform that refuses (too old, no right) is not asked again. */
export const removalChore: ChoreKind<Removal, void> = {
  kind: 'message.remove',
  async work(removal, tools) {
    try {
      await tools.transportFor(removal.channelId).remove(removal.externalChatId, removal.ref)
    } catch (error) {
      if (error instanceof SendError && ['unreachable', 'throttled', 'unknown'].includes(error.kind)) throw error
    }
  },
  async finish() {},
  async failed() {},
}
