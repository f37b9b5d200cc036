// `Đính chính` of a task given by hand: a draft with the same words, to be changed and given in place of the old one.
import { and, desc, eq, sql } from 'drizzle-orm'
import type { Tx } from '../../../db/db.js'
import { directives } from '../../../db/schema/directives.js'
import { record } from '../../trail/record.js'
import type { Draft } from '../draft.js'
import { needDirective } from '../review/actions.js'
import { type Directive, findDirective, insertDirective } from '../store.js'

/** The draft that will take the place of this order; one that waits already is taken up again. */
export async function amendOrder(tx: Tx, old: Directive, actorId: number, now: Date): Promise<Directive> {
  const { communeId } = old
  await needDirective(tx, communeId, old.id)
  const [waiting] = await tx
    .select({ id: directives.id })
    .from(directives)
    .where(
      and(
        eq(directives.communeId, communeId),
        eq(directives.state, 'draft'),
        sql`${directives.draft} -> 'decisions' -> 'succeeds' ->> 'id' = ${String(old.id)}`,
      ),
    )
    .orderBy(desc(directives.id))
    .limit(1)
  const id = waiting?.id ?? (await copyOrder(tx, old, actorId, now))
  const draft = await findDirective(tx, communeId, id)
  if (!draft) throw new Error(`order ${id} not found`)
  return draft
}

async function copyOrder(tx: Tx, old: Directive, actorId: number, now: Date): Promise<number> {
  const { communeId, text, textHash } = old
  const { given: _, givenTasks: __, fate: ___, ...words } = old.draft
  const draft: Draft = { ...words, decisions: { succeeds: { id: old.id, kind: 'replaces' } }, undo: [], editors: [] }
  const id = await insertDirective(tx, { communeId, text, textHash, draft, createdBy: actorId }, now)
  await record(
    tx,
    { communeId, subject: `directive:${id}`, action: 'directive.amend', actorId, after: { old: old.id } },
    now,
  )
  return id
}
