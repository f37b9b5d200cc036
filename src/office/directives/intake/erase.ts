// Nothing of a refused message stays: its update is emptied, the work about it too, and the message itself is deleted where that is possible.
import { eq, inArray } from 'drizzle-orm'
import type { Tx } from '../../../db/db.js'
import { chores, inbox } from '../../../db/schema/post.js'
import { addRemoval } from '../../../post/removal.js'

export interface Erasure {
  channelId: number
  externalChatId: string
  /** What was stored of it, and how the platform calls it. */
  messages: readonly { updateId: number; ref: string }[]
}

export async function eraseMessages(tx: Tx, erasure: Erasure, now: Date): Promise<void> {
  const ids = erasure.messages.map((one) => one.updateId)
  if (ids.length > 0) await tx.update(inbox).set({ raw: {} }).where(inArray(inbox.id, ids))
  const { channelId, externalChatId } = erasure
  for (const { ref } of erasure.messages) await addRemoval(tx, { channelId, externalChatId, ref }, now)
}

/** Not `{}`: that marks an update that was refused as secret, and its neighbours with it. */
const forgotten = { forgotten: true }

/** Forgets what was stored of messages, and what work about them was given; the messages stay in the chat. */
export async function eraseStored(
  tx: Tx,
  { messages, choreId }: { messages: readonly { updateId: number }[]; choreId?: number },
): Promise<void> {
  const ids = messages.map((one) => one.updateId)
  if (ids.length > 0) await tx.update(inbox).set({ raw: forgotten }).where(inArray(inbox.id, ids))
  if (choreId !== undefined) await tx.update(chores).set({ input: {} }).where(eq(chores.id, choreId))
}
