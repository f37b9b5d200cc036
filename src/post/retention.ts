// Forgetting what is no longer needed: bodies of handled updates after 7 days, of messages said after 90.
import { and, inArray, isNotNull, lt, ne, sql } from 'drizzle-orm'
import type { Db } from '../db/db.js'
import { chores, inbox, outbox } from '../db/schema/post.js'

const DAY = 86_400_000

/** How long bodies are kept, in days. */
export const keptDays = { inbox: 7, outbox: 90 }

/** Deletes what is past its time, a thousand rows of each at most, so that a tick stays short. Returns the counts. */
export async function forget(db: Db, now: Date): Promise<{ inbox: number; outbox: number; chores: number }> {
  const before = (days: number) => new Date(now.getTime() - days * DAY)
  return db.transaction(async (tx) => {
    const updates = tx
      .select({ id: inbox.id })
      .from(inbox)
      .where(and(lt(inbox.receivedAt, before(keptDays.inbox)), ne(inbox.state, 'new')))
      .limit(1000)
    const gone = await tx.delete(inbox).where(inArray(inbox.id, updates)).returning({ id: inbox.id })
    const messages = tx
      .select({ id: outbox.id })
      .from(outbox)
      .where(
        and(
          lt(outbox.sentAt, before(keptDays.outbox)),
          inArray(outbox.state, ['sent', 'refused', 'expired']),
          sql`body <> '{"spans": []}'::jsonb`,
        ),
      )
      .limit(1000)
    // The row stays: its key is what keeps the same thing from being said again.
    const emptied = await tx
      .update(outbox)
      .set({ body: { spans: [] } })
      .where(inArray(outbox.id, messages))
      .returning({ id: outbox.id })
    const done = tx
      .select({ id: chores.id })
      .from(chores)
      .where(and(isNotNull(chores.doneAt), lt(chores.doneAt, before(keptDays.inbox))))
      .limit(1000)
    const finished = await tx.delete(chores).where(inArray(chores.id, done)).returning({ id: chores.id })
    return { inbox: gone.length, outbox: emptied.length, chores: finished.length }
  })
}
