// Forgetting what is no longer needed: bodies of handled updates after 7 days, of messages said after 90 (a commune may
// choose: `commune keep`), finished work after 7, what was given up after 90. What is still open is never touched.
import { and, eq, inArray, isNotNull, isNull, lt, sql } from 'drizzle-orm'
import type { Db, Tx } from '../db/db.js'
import { chores, inbox, jobRuns, offers, outbox, questions } from '../db/schema/post.js'
import { takeTurn } from '../db/turns.js'

const HOUR = 3_600_000
const DAY = 24 * HOUR

/** How long things are kept, in days. `outbox` is a commune's to choose (`keepMessagesDays` in its settings). */
export const keptDays = { inbox: 7, outbox: 90, chores: 7, failed: 90, answered: 90 }

/** As many rows of each at a time, so that a tick stays short. */
const MOST = 1000

/** Forgets what is past its time. Returns how many rows of each. */
export async function forget(
  db: Db,
  now: Date,
): Promise<{ inbox: number; outbox: number; chores: number; questions: number }> {
  return db.transaction(async (tx) => ({
    inbox: await forgetUpdates(tx, now),
    outbox: await forgetMessages(tx, now),
    chores: await forgetChores(tx, now),
    questions: await forgetQuestions(tx, now),
  }))
}

/** Forgets once an hour; again at the next tick while there is more than one round takes. Undefined when it is too early. */
export async function forgetHourly(db: Db, now: Date): Promise<Record<string, number> | undefined> {
  if (!(await takeTurn(db, 'retention', now, HOUR))) return undefined
  const gone = await forget(db, now)
  if (Object.values(gone).some((count) => count >= MOST)) await db.delete(jobRuns).where(eq(jobRuns.key, 'retention'))
  return gone
}

const before = (now: Date, days: number) => new Date(now.getTime() - days * DAY)

async function forgetUpdates(tx: Tx, now: Date): Promise<number> {
  const old = tx
    .select({ id: inbox.id })
    .from(inbox)
    .where(and(lt(inbox.receivedAt, before(now, keptDays.inbox)), eq(inbox.state, 'done')))
    .limit(MOST)
  const gone = await tx.delete(inbox).where(inArray(inbox.id, old)).returning({ id: inbox.id })
  // One that was set aside stays as a row, to be counted; what somebody wrote in it does not.
  const parked = tx
    .select({ id: inbox.id })
    .from(inbox)
    .where(
      and(
        lt(inbox.receivedAt, before(now, keptDays.inbox)),
        eq(inbox.state, 'parked'),
        sql`${inbox.raw} <> '{}'::jsonb`,
      ),
    )
    .limit(MOST)
  const emptied = await tx.update(inbox).set({ raw: {} }).where(inArray(inbox.id, parked)).returning({ id: inbox.id })
  return gone.length + emptied.length
}

/** The row stays: its key is what keeps the same thing from being said again. */
async function forgetMessages(tx: Tx, now: Date): Promise<number> {
  const kept = sql`coalesce((select (c.settings ->> 'keepMessagesDays')::int from communes c where c.id = ${outbox.communeId}), ${keptDays.outbox}::int)`
  const said = sql`coalesce(${outbox.sentAt}, ${outbox.createdAt})`
  const messages = tx
    .select({ id: outbox.id })
    .from(outbox)
    .where(
      and(
        inArray(outbox.state, ['sent', 'refused', 'expired']),
        sql`body <> '{"spans": []}'::jsonb`,
        sql`${said} < ${now.toISOString()}::timestamptz - ${kept} * interval '1 day'`,
      ),
    )
    .limit(MOST)
  const emptied = await tx
    .update(outbox)
    .set({ body: { spans: [] } })
    .where(inArray(outbox.id, messages))
    .returning({ id: outbox.id })
  return emptied.length
}

async function forgetChores(tx: Tx, now: Date): Promise<number> {
  const done = tx
    .select({ id: chores.id })
    .from(chores)
    .where(and(isNotNull(chores.doneAt), lt(chores.doneAt, before(now, keptDays.chores))))
    .limit(MOST)
  const finished = await tx.delete(chores).where(inArray(chores.id, done)).returning({ id: chores.id })
  const failed = tx
    .select({ id: chores.id })
    .from(chores)
    .where(and(isNull(chores.doneAt), isNotNull(chores.failedAt), lt(chores.failedAt, before(now, keptDays.failed))))
    .limit(MOST)
  const given = await tx.delete(chores).where(inArray(chores.id, failed)).returning({ id: chores.id })
  return finished.length + given.length
}

/** Questions that were answered or withdrawn, and numbers that no longer mean anything. */
async function forgetQuestions(tx: Tx, now: Date): Promise<number> {
  const old = tx
    .select({ id: questions.id })
    .from(questions)
    .where(and(isNotNull(questions.closedAt), lt(questions.closedAt, before(now, keptDays.answered))))
    .limit(MOST)
  const asked = await tx.delete(questions).where(inArray(questions.id, old)).returning({ id: questions.id })
  const closed = tx
    .select({ id: offers.id })
    .from(offers)
    .where(and(isNotNull(offers.closedAt), lt(offers.closedAt, before(now, keptDays.answered))))
    .limit(MOST)
  const offered = await tx.delete(offers).where(inArray(offers.id, closed)).returning({ id: offers.id })
  return asked.length + offered.length
}
