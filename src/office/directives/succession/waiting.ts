// Drafts that wait to take a letter's place become a new version when that letter changes: nothing is issued that was not previewed.
import { and, asc, eq, inArray, ne, sql } from 'drizzle-orm'
import type { Tx } from '../../../db/db.js'
import { directives } from '../../../db/schema/directives.js'
import { readDraft } from '../draft.js'
import { type Directive, saveDraft } from '../store.js'
import { ancestorsOf, successorsOf } from './family.js'

/**
 * Of this letter, and of those that it corrected or that corrected it: what becomes of one is told of the others too. `but`: the draft that is
 * being issued.
 */
export async function renewDrafts(tx: Tx, letter: Directive, but?: number): Promise<void> {
  const { communeId } = letter
  const root = (await ancestorsOf(tx, letter)).at(-1) ?? letter
  const family = [root.id, ...(await successorsOf(tx, communeId, root.id))].map(String)
  const waiting = await tx
    .select({ id: directives.id, version: directives.draftVersion, draft: directives.draft })
    .from(directives)
    .where(
      and(
        eq(directives.communeId, communeId),
        eq(directives.state, 'draft'),
        but === undefined ? undefined : ne(directives.id, but),
        inArray(sql`${directives.draft} -> 'decisions' -> 'succeeds' ->> 'id'`, family),
      ),
    )
    .orderBy(asc(directives.id))
    // Whoever is issuing such a draft at this moment waits for the letter and reads it anew.
    .for('update', { skipLocked: true })
  for (const { id, version, draft } of waiting) await saveDraft(tx, { communeId, id, version, draft: readDraft(draft) })
}
