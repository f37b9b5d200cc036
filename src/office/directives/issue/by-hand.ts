// What an officer tells a unit without a group of a letter that took another one's place: groups are told of it by themselves.
import { and, asc, eq, inArray, ne, or } from 'drizzle-orm'
import type { Tx } from '../../../db/db.js'
import { assignments, tasks } from '../../../db/schema/assignments.js'
import { directiveLinks } from '../../../db/schema/directives.js'
import type { Translate } from '../../../lib/i18n.js'
import { writeLetter } from '../../assignments/words.js'
import { type Directive, findDirective } from '../store.js'
import { numberList } from '../succession/screen.js'
import { letterNameOf } from './work.js'

export interface Handed {
  kind: 'replaces' | 'corrects'
  old: Directive
  /** Work that the old letter gave and nobody owes any more, by unit. */
  freed: ReadonlyMap<number, number[]>
}

/** Undefined for a letter that took nobody's place, or work given by hand. */
export async function handedBy(tx: Tx, directive: Directive): Promise<Handed | undefined> {
  const { communeId, id, issuedAt } = directive
  if (!issuedAt) return undefined
  const [link] = await tx
    .select({ otherId: directiveLinks.otherId, kind: directiveLinks.kind })
    .from(directiveLinks)
    .where(
      and(
        eq(directiveLinks.communeId, communeId),
        eq(directiveLinks.directiveId, id),
        ne(directiveLinks.kind, 'carries-out'),
      ),
    )
  if (!link || link.kind === 'carries-out') return undefined
  const old = await findDirective(tx, communeId, link.otherId)
  if (!old) return undefined
  const corrections = tx
    .select({ id: directiveLinks.directiveId })
    .from(directiveLinks)
    .where(
      and(
        eq(directiveLinks.communeId, communeId),
        eq(directiveLinks.otherId, old.id),
        eq(directiveLinks.kind, 'corrects'),
      ),
    )
  // What was withdrawn in the moment the new letter was issued was withdrawn by it.
  const rows = await tx
    .select({ unitId: assignments.unitId, number: assignments.number })
    .from(assignments)
    .innerJoin(tasks, and(eq(tasks.communeId, assignments.communeId), eq(tasks.id, assignments.taskId)))
    .where(
      and(
        eq(assignments.communeId, communeId),
        eq(assignments.status, 'withdrawn'),
        eq(assignments.statusAt, issuedAt),
        or(eq(tasks.directiveId, old.id), inArray(tasks.directiveId, corrections)),
        ne(tasks.directiveId, id),
      ),
    )
    .orderBy(asc(assignments.number))
  const freed = new Map<number, number[]>()
  for (const { unitId, number } of rows) freed.set(unitId, [...(freed.get(unitId) ?? []), number])
  return { kind: link.kind, old, freed }
}

/** The lines for one unit, of which this much was carried over; none where nothing changes for it. */
export function handedLines(
  t: Translate,
  { kind, old, freed }: Handed,
  input: { directive: Directive; unitId: number; kept: readonly number[] },
): string[] {
  const { directive, unitId, kept } = input
  const gone = freed.get(unitId) ?? []
  if (gone.length + kept.length === 0) return []
  const name = (letter: Directive) => writeLetter(t, letterNameOf(letter.draft))
  return [
    t(`directives-told-${kind}`, { old: name(old), next: name(directive) }),
    ...(kept.length > 0 ? [t('directives-told-kept-number', { numbers: numberList(kept) })] : []),
    ...(gone.length > 0 ? [t('directives-told-withdrawn', { numbers: numberList(gone) })] : []),
  ]
}
