// Somebody else decides for a unit now: another leader in charge, another chairman, or the unit went into one with a leader of its own.
import { and, asc, eq, inArray } from 'drizzle-orm'
import type { Tx } from '../../db/db.js'
import { assignments, requests } from '../../db/schema/assignments.js'
import { outbox } from '../../db/schema/post.js'
import { privateChats } from '../people/store.js'
import { tellDifficulty } from './difficulty/dialog.js'
import { tellExtension } from './extension/dialog.js'
import { decidersByUnit } from './requests.js'
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
  if (open.length === 0) return
  const deciders = await decidersByUnit(tx, communeId, now)
  const chats = await privateChats(tx, [...new Set([...deciders.values()].flat())])
  const asked = open.flatMap(({ id, kind, row }) => {
    if (!isOpen(row.status)) return []
    const personIds = deciders.get(row.unitId) ?? []
    const keys = chats.filter((to) => personIds.includes(to.personId)).map((to) => `${kind}:${id}:${to.chatId}`)
    return [{ id, kind, row, personIds, keys }]
  })
  const known = await toldAlready(
    tx,
    asked.flatMap(({ keys }) => keys),
  )
  // Who is told nothing new costs nothing more.
  for (const { id, kind, row, personIds, keys } of asked) {
    if (keys.every((key) => known.has(key))) continue
    const told = { row, requestId: id, personIds }
    if (kind === 'extension') await tellExtension(tx, told, now)
    else await tellDifficulty(tx, told, now)
  }
}

async function toldAlready(tx: Tx, keys: readonly string[]): Promise<Set<string>> {
  if (keys.length === 0) return new Set()
  const rows = await tx
    .select({ key: outbox.key })
    .from(outbox)
    .where(inArray(outbox.key, [...keys]))
  return new Set(rows.map((row) => row.key))
}
