// What is no directive waits one day for the officer to insist; then, or when it is turned down, it is forgotten.
import { and, eq, isNull } from 'drizzle-orm'
import type { Tx } from '../../../db/db.js'
import { chores } from '../../../db/schema/post.js'
import type { ChoreKind } from '../../../post/chores.js'
import { eraseStored } from './erase.js'
import type { Letterbox } from './receive.js'

export const OFFER_KIND = 'directive.offer'

/** A part of a pasted text. */
export interface Part {
  updateId: number
  text: string
  ref: string
}

/** A file as the platform holds it. */
export interface SentFile {
  updateId: number
  ref: string
  handle: string
  name: string
  type: string
  size: number
}

/** What it takes to read it again. */
export type Offered = { parts: Part[] } | { file: SentFile }

export type Offer = Offered & { box: Letterbox }

/** Nobody answered for a day. */
export const forgetting: ChoreKind<Offer, void> = {
  kind: OFFER_KIND,
  async work() {},
  async finish(tx, chore) {
    await eraseStored(tx, { messages: messagesOf(chore.input), choreId: chore.id })
  },
  async failed() {},
}

/** Takes an offer off the list; undefined when it is not this chat's, or was answered already. */
export async function closeOffer(
  tx: Tx,
  input: { communeId: number; chatId: number; choreId: number },
  now: Date,
): Promise<Offer | undefined> {
  const [row] = await tx
    .select({ id: chores.id, input: chores.input })
    .from(chores)
    .where(
      and(
        eq(chores.id, input.choreId),
        eq(chores.communeId, input.communeId),
        eq(chores.kind, OFFER_KIND),
        isNull(chores.doneAt),
        isNull(chores.failedAt),
      ),
    )
    .for('update')
  const offer = row?.input as Offer | undefined
  if (!row || !offer || offer.box.chatId !== input.chatId) return undefined
  await tx.update(chores).set({ doneAt: now, input: {} }).where(eq(chores.id, row.id))
  return offer
}

export function messagesOf(offered: Offered): { updateId: number; ref: string }[] {
  return 'file' in offered ? [offered.file] : offered.parts
}
