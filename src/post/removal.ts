// Deleting a message on the platform, as far as it allows: for texts that may not stay, and for a letter sent by mistake.
import { SendError } from '../chat/transport.js'
import type { Tx } from '../db/db.js'
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
