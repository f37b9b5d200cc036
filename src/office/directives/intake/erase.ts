// Nothing of a refused message stays: its update is emptied, the work about it too, and the message itself is deleted where that is possible.
import { eq, inArray } from 'drizzle-orm'
import { SendError } from '../../../chat/transport.js'
import type { Tx } from '../../../db/db.js'
import { chores, inbox } from '../../../db/schema/post.js'
import { addChore, type ChoreKind } from '../../../post/chores.js'

export interface Erasure {
  channelId: number
  externalChatId: string
  /** What was stored of it, and how the platform calls it. */
  messages: readonly { updateId: number; ref: string | undefined }[]
  /** Work whose input holds some of it. */
  choreId?: number
}

export async function eraseMessages(tx: Tx, erasure: Erasure, now: Date): Promise<void> {
  await eraseStored(tx, erasure)
  const { channelId, externalChatId } = erasure
  for (const { ref } of erasure.messages) {
    if (ref === undefined) continue
    await addChore(
      tx,
      {
        kind: removal.kind,
        input: { channelId, externalChatId, ref },
        key: `remove:${channelId}:${externalChatId}:${ref}`,
      },
      now,
    )
  }
}

/** Forgets what was stored and leaves the messages in the chat. */
export async function eraseStored(tx: Tx, { messages, choreId }: Pick<Erasure, 'messages' | 'choreId'>): Promise<void> {
  const ids = messages.map((one) => one.updateId)
  if (ids.length > 0) await tx.update(inbox).set({ raw: {} }).where(inArray(inbox.id, ids))
  if (choreId !== undefined) await tx.update(chores).set({ input: {} }).where(eq(chores.id, choreId))
}

interface Removal {
  channelId: number
  externalChatId: string
  ref: string
}

/** Deletes a message on the platform. One that cannot be deleted stays: there is nothing more to be done. */
export const removal: ChoreKind<Removal, void> = {
  kind: 'message.remove',
  async work({ channelId, externalChatId, ref }, tools) {
    try {
      await tools.transportFor(channelId).remove(externalChatId, ref)
    } catch (error) {
      if (!(error instanceof SendError)) throw error
      if (error.kind === 'unreachable' || error.kind === 'throttled' || error.kind === 'unknown') throw error
    }
  },
  async finish() {},
  async failed() {},
}
