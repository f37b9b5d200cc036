// How fast a channel was just written to, for a process that begins to send.
import { and, desc, eq, gt, isNotNull } from 'drizzle-orm'
import type { Db } from '../db/db.js'
import { chats } from '../db/schema/people.js'
import { outbox } from '../db/schema/post.js'
import type { Pacer } from './pacer.js'

/** Counts the last minute's messages, and what chats were told to wait for, as if the pacer had seen them itself. */
export async function seedPacer(
  db: Db,
  pacer: Pacer,
  { channelId, now, elapsed }: { channelId: number; now: Date; elapsed: number },
): Promise<void> {
  const recent = await db
    .select({ chatId: outbox.chatId, class: outbox.class, sentAt: outbox.sentAt, kind: chats.kind })
    .from(outbox)
    .innerJoin(chats, and(eq(chats.id, outbox.chatId), eq(chats.channelId, channelId)))
    .where(gt(outbox.sentAt, new Date(now.getTime() - 60_000)))
    .orderBy(desc(outbox.sentAt))
    .limit(3000)
  for (const row of recent.reverse()) {
    const age = Math.max(0, now.getTime() - (row.sentAt ?? now).getTime())
    pacer.seed({ id: row.chatId, group: row.kind === 'group' }, row.class, age, elapsed)
  }
  const throttled = await db
    .select({ id: chats.id, at: chats.throttledAt, seconds: chats.throttledSeconds })
    .from(chats)
    .where(and(eq(chats.channelId, channelId), isNotNull(chats.throttledAt)))
  for (const { id, at, seconds } of throttled) {
    if (!at || seconds === null) continue
    const left = Math.min(seconds * 1000, at.getTime() + seconds * 1000 - now.getTime())
    if (left > 0) pacer.pauseChat(id, elapsed + left)
  }
}
