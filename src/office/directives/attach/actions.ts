// Work that two letters ask for: one assignment, both numbers.
import { and, eq, inArray, sql } from 'drizzle-orm'
import type { Tx } from '../../../db/db.js'
import { alsoAskedBy, assignments } from '../../../db/schema/assignments.js'
import { directiveLinks } from '../../../db/schema/directives.js'
import { subjectOf } from '../../assignments/change.js'
import { recordAll } from '../../trail/record.js'

/** Ties assignments to the tasks of another letter that ask for the same. */
export async function attachTasks(
  tx: Tx,
  input: {
    communeId: number
    actorId: number
    letter: string
    ties: readonly { assignmentId: number; taskId: number }[]
  },
  now: Date,
): Promise<void> {
  const { communeId, actorId, ties, letter } = input
  if (ties.length === 0) return
  const rows = ties.map((tie) => ({ communeId, ...tie, createdAt: now }))
  await tx.insert(alsoAskedBy).values(rows).onConflictDoNothing()
  const ids = [...new Set(ties.map((tie) => tie.assignmentId))]
  await touchAssignments(tx, communeId, ids, now)
  await recordAll(
    tx,
    ids.map((id) => ({ communeId, subject: subjectOf(id), action: 'assignment.attach', actorId, after: { letter } })),
    now,
  )
}

/**
 * Everything that shows these assignments says something new from now on, and the day reminders aim at may be another one. A look that is due
 * already stays so: moved to now it would count as asked for after the morning's turn, and today's reminder be left out.
 */
export async function touchAssignments(tx: Tx, communeId: number, ids: readonly number[], now: Date): Promise<void> {
  if (ids.length === 0) return
  await tx
    .update(assignments)
    .set({
      version: sql`${assignments.version} + 1`,
      nextLookAt: sql`least(${assignments.nextLookAt}, ${now.toISOString()}::timestamptz)`,
    })
    .where(and(eq(assignments.communeId, communeId), inArray(assignments.id, [...ids])))
}

export type LinkKind = (typeof directiveLinks.$inferInsert)['kind']

export async function linkDirectives(
  tx: Tx,
  input: { communeId: number; directiveId: number; others: readonly number[]; kind: LinkKind },
  now: Date,
): Promise<void> {
  const { communeId, directiveId, others, kind } = input
  if (others.length === 0) return
  await tx
    .insert(directiveLinks)
    .values(others.map((otherId) => ({ communeId, directiveId, otherId, kind, createdAt: now })))
    .onConflictDoUpdate({
      target: [directiveLinks.communeId, directiveLinks.directiveId, directiveLinks.otherId],
      set: { kind },
    })
}
