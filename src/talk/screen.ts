// Screens that change in place, as the dialogs see them.
import { and, eq, like, or } from 'drizzle-orm'
import type { Tx } from '../db/db.js'
import { outbox, screens } from '../db/schema/post.js'
import { isQueued } from '../post/outbox.js'

/** From now on the screen is a new message at the end of the chat; the old one stays as it is, one still queued is not said. */
export async function forgetScreen(tx: Tx, chatId: number, slot: string): Promise<void> {
  // A long screen goes on in `slot~2`, `slot~3` …
  const more = `${slot.replace(/[%_\\]/g, '\\$&')}~%`
  await tx.delete(screens).where(and(eq(screens.chatId, chatId), or(eq(screens.slot, slot), like(screens.slot, more))))
  await tx
    .delete(outbox)
    .where(and(eq(outbox.chatId, chatId), isQueued, or(eq(outbox.slot, slot), like(outbox.slot, more))))
}

/** The slot of the screen that this message is. */
export async function slotShown(tx: Tx, chatId: number, ref: string): Promise<string | undefined> {
  const [row] = await tx
    .select({ slot: screens.slot })
    .from(screens)
    .where(and(eq(screens.chatId, chatId), eq(screens.ref, ref)))
    .limit(1)
  return row?.slot
}
