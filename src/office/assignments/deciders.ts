// Somebody else decides for a unit now: another leader in charge, another chairman, or the unit went into one with a leader of its own.
import { and, asc, eq, inArray } from 'drizzle-orm'
import type { Tx } from '../../db/db.js'
import { assignments, requests } from '../../db/schema/assignments.js'
import { tellDifficulty } from './difficulty/dialog.js'
import { tellExtension } from './extension/dialog.js'
import { decidersOf } from './requests.js'
import { isOpen } from './status.js'

/** What units of a commune have asked and nobody has decided is told to whoever decides now; who was told before hears nothing again. */
export async function tellDeciders(tx: Tx, communeId: number, now: Date): Promise<void> {
  const open = await tx
    .select({ id: requests.id, kind: requests.kind, row: assignments })
    .from(requests)
    .innerJoin(
      assignments,
      and(eq(assignments.communeId, requests.communeId), eq(assignments.id, requests.assignmentId)),
    )
    .where(
      and(
        eq(requests.communeId, communeId),
        eq(requests.state, 'open'),
        inArray(requests.kind, ['extension', 'difficulty']),
      ),
    )
    .orderBy(asc(requests.id))
  for (const { id, kind, row } of open) {
    if (!isOpen(row.status)) continue
    const told = { row, requestId: id, personIds: await decidersOf(tx, row, now) }
    if (kind === 'extension') await tellExtension(tx, told, now)
    else await tellDifficulty(tx, told, now)
  }
}
