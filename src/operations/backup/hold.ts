// After a restore nothing goes out, nothing is received and no job runs until the operator has decided about what was
// waiting in the backup: some of it was probably sent meanwhile, and the old machine may still be running. The means is the
// lease: while its holder is `restored`, nobody else can take it.
import { and, asc, eq, inArray, isNull, sql } from 'drizzle-orm'
import type { Tx } from '../../db/db.js'
import { communes } from '../../db/schema/communes.js'
import { chats, invites, links } from '../../db/schema/people.js'
import { inbox, lease, outbox } from '../../db/schema/post.js'
import { UserError } from '../../lib/errors.js'
import { RESTORED } from '../../post/lease.js'

/** Nobody works until `releaseSending`. */
export async function holdSending(tx: Tx): Promise<void> {
  await tx
    .update(lease)
    .set({ holder: RESTORED, until: new Date('9999-12-31T00:00:00Z') })
    .where(eq(lease.id, 1))
}

export async function isHeld(tx: Tx): Promise<boolean> {
  const [row] = await tx.select({ holder: lease.holder }).from(lease).where(eq(lease.id, 1))
  return row?.holder === RESTORED
}

/** Links and invitations of the backup's day may be in the wrong hands by now: each is void, used ones keep their effect. */
export async function voidAccess(tx: Tx, now: Date): Promise<void> {
  await tx.update(invites).set({ decidedAt: now, accepted: false }).where(isNull(invites.decidedAt))
  await tx.update(links).set({ revokedAt: now }).where(isNull(links.revokedAt))
}

export interface PendingChat {
  chatId: number
  commune: string | null
  title: string | null
  kind: 'private' | 'group'
  /** Messages not sent yet, those for a chat that cannot be reached too. */
  waiting: number
  oldest: Date
}

const unsent = ['queued', 'sending', 'held'] as const

/** What waits to be sent, chat by chat. */
export async function listPending(tx: Tx): Promise<PendingChat[]> {
  return await tx
    .select({
      chatId: chats.id,
      commune: communes.name,
      title: chats.title,
      kind: chats.kind,
      waiting: sql`count(*)`.mapWith(Number),
      oldest: sql`min(${outbox.createdAt})`.mapWith(outbox.createdAt),
    })
    .from(outbox)
    .innerJoin(chats, eq(chats.id, outbox.chatId))
    .leftJoin(communes, eq(communes.id, chats.communeId))
    .where(inArray(outbox.state, [...unsent]))
    .groupBy(chats.id, communes.name, chats.title, chats.kind)
    .orderBy(asc(chats.id))
}

/** Updates received and not handled yet. */
export async function countUnhandled(tx: Tx): Promise<number> {
  const [row] = await tx
    .select({ count: sql`count(*)`.mapWith(Number) })
    .from(inbox)
    .where(eq(inbox.state, 'new'))
  return row?.count ?? 0
}

/** Ends the hold. `drop` sets aside what was waiting; it stays in the database as expired. Returns how many that were. */
export async function releaseSending(tx: Tx, choice: 'send' | 'drop'): Promise<number> {
  const freed = await tx
    .update(lease)
    .set({ holder: '', until: new Date(0) })
    .where(and(eq(lease.id, 1), eq(lease.holder, RESTORED)))
    .returning({ id: lease.id })
  if (freed.length === 0) throw new UserError('operations-pending-no-hold')
  const rows =
    choice === 'drop'
      ? await tx
          .update(outbox)
          .set({ state: 'expired', lastError: RESTORED })
          .where(inArray(outbox.state, [...unsent]))
          .returning({ id: outbox.id })
      : await tx
          .select({ id: outbox.id })
          .from(outbox)
          .where(inArray(outbox.state, [...unsent]))
  return rows.length
}
