// A unit that is no more is taken out of the drafts that wait: the one it was merged into stands in its place, or a doubt.
import { and, asc, eq } from 'drizzle-orm'
import type { Tx } from '../../db/db.js'
import { directives } from '../../db/schema/directives.js'
import type { Draft, DraftTask } from './draft.js'
import { lockDirective, saveDraft } from './store.js'

/** Every draft of the commune that names the unit becomes a new version, so that nothing issued shows what was not previewed. */
export async function replaceInDrafts(
  tx: Tx,
  input: { communeId: number; unitId: number; intoId?: number },
): Promise<void> {
  const { communeId } = input
  const waiting = await tx
    .select({ id: directives.id })
    .from(directives)
    .where(and(eq(directives.communeId, communeId), eq(directives.state, 'draft')))
    .orderBy(asc(directives.id))
  for (const { id } of waiting) {
    const directive = await lockDirective(tx, communeId, id)
    if (directive?.state !== 'draft') continue
    const draft = replaced(directive.draft, input)
    if (draft !== directive.draft) await saveDraft(tx, { communeId, id, version: directive.version, draft })
  }
}

function replaced(draft: Draft, { unitId, intoId }: { unitId: number; intoId?: number }): Draft {
  const names = (one: DraftTask) => one.unitIds.includes(unitId) || one.coUnitIds.includes(unitId)
  if (!draft.tasks.some(names)) return draft
  const swap = (ids: readonly number[]) => [
    ...new Set(ids.flatMap((id) => (id !== unitId ? [id] : intoId === undefined ? [] : [intoId]))),
  ]
  const tasks = draft.tasks.map((one) => {
    if (!names(one)) return one
    const unitIds = swap(one.unitIds)
    return { ...one, unitIds, coUnitIds: swap(one.coUnitIds).filter((id) => !unitIds.includes(id)) }
  })
  // What was done before named the unit: it cannot be taken back any more.
  return { ...draft, tasks, undo: [] }
}
