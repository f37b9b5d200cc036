// Screens that change in place, as the dialogs see them.
import { and, eq, like, or } from 'drizzle-orm'
import type { Tx } from '../db/db.js'
import { screens } from '../db/schema/post.js'

/** From now on the screen is a new message at the end of the chat; the old one stays as it is. */
export async function forgetScreen(tx: Tx, chatId: number, slot: string): Promise<void> {
  await tx
    .delete(screens)
    .where(
      and(
        eq(screens.chatId, chatId),
        or(eq(screens.slot, slot), like(screens.slot, `${slot.replace(/[%_\\]/g, '\\$&')}~%`)),
      ),
    )
}
