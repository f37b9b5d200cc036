// Closing a commune: nobody works in it any more, nothing is asked or sent, its groups may serve another. All that was
// entered stays, to be exported; only then may it be erased.
import { and, eq, inArray, isNotNull, isNull, or } from 'drizzle-orm'
import type { Tx } from '../../db/db.js'
import { assignments, taskDeadlines } from '../../db/schema/assignments.js'
import { communes } from '../../db/schema/communes.js'
import { absences, chats, chatUnits, invites, links, posts } from '../../db/schema/people.js'
import { chores, outbox, questions } from '../../db/schema/post.js'
import { UserError } from '../../lib/errors.js'
import { record } from '../../office/trail/record.js'

export interface CommuneRow {
  id: number
  name: string
  archivedAt: Date | null
}

/** Throws a `UserError` when there is none. */
export async function needCommune(tx: Tx, id: number): Promise<CommuneRow> {
  const [row] = await tx
    .select({ id: communes.id, name: communes.name, archivedAt: communes.archivedAt })
    .from(communes)
    .where(eq(communes.id, id))
    .for('update')
  if (!row) throw new UserError('operations-commune-unknown', { id })
  return row
}

/** Archives a commune. Its chats are written into the trail: erasing needs to know them. Returns its name. */
export async function archiveCommune(tx: Tx, id: number, now: Date): Promise<string> {
  const commune = await needCommune(tx, id)
  if (commune.archivedAt) throw new UserError('operations-commune-archived', { name: commune.name })
  const ended = await tx
    .update(posts)
    .set({ to: now })
    .where(and(eq(posts.communeId, id), isNull(posts.to)))
    .returning({ id: posts.id })
  await tx
    .update(absences)
    .set({ endedAt: now })
    .where(and(eq(absences.communeId, id), isNull(absences.endedAt)))
  await tx
    .update(invites)
    .set({ decidedAt: now, accepted: false })
    .where(and(eq(invites.communeId, id), isNull(invites.decidedAt)))
  await tx
    .update(links)
    .set({ revokedAt: now })
    .where(and(eq(links.communeId, id), isNull(links.revokedAt)))
  await tx
    .update(assignments)
    .set({ nextLookAt: null })
    .where(and(eq(assignments.communeId, id), isNotNull(assignments.nextLookAt)))
  await tx
    .update(taskDeadlines)
    .set({ nextLookAt: null })
    .where(and(eq(taskDeadlines.communeId, id), isNotNull(taskDeadlines.nextLookAt)))
  const bound = await tx.select({ id: chats.id }).from(chats).where(eq(chats.communeId, id))
  const chatIds = bound.map((chat) => chat.id)
  await stopTalking(tx, id, chatIds, now)
  await tx.delete(chatUnits).where(eq(chatUnits.communeId, id))
  await tx.update(chats).set({ communeId: null }).where(eq(chats.communeId, id))
  await tx.update(communes).set({ archivedAt: now }).where(eq(communes.id, id))
  await record(
    tx,
    {
      communeId: id,
      subject: `commune:${id}`,
      action: 'commune.archive',
      before: { posts: ended.map((post) => post.id) },
      after: { chats: chatIds },
    },
    now,
  )
  return commune.name
}

/** What waits to be said, asked or done for it. */
async function stopTalking(tx: Tx, id: number, chatIds: number[], now: Date): Promise<void> {
  await tx
    .update(outbox)
    .set({ state: 'expired', lastError: 'archived' })
    .where(
      and(
        inArray(outbox.state, ['queued', 'held']),
        or(eq(outbox.communeId, id), and(isNull(outbox.communeId), inArray(outbox.chatId, chatIds))),
      ),
    )
  await tx
    .update(questions)
    .set({ closedAt: now })
    .where(
      and(
        isNull(questions.closedAt),
        or(eq(questions.communeId, id), and(isNull(questions.communeId), inArray(questions.chatId, chatIds))),
      ),
    )
  await tx
    .update(chores)
    .set({ failedAt: now, lastError: 'archived' })
    .where(and(eq(chores.communeId, id), isNull(chores.doneAt), isNull(chores.failedAt)))
}
