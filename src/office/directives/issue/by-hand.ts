// What an officer tells a unit without a group of a letter that took another one's place: groups are told of it by themselves.
import { and, asc, eq, inArray, ne, sql } from 'drizzle-orm'
import type { Tx } from '../../../db/db.js'
import { assignments, tasks } from '../../../db/schema/assignments.js'
import { events } from '../../../db/schema/trail.js'
import type { Translate } from '../../../lib/i18n.js'
import { subjectOf } from '../../assignments/change.js'
import { isReported } from '../../assignments/status.js'
import type { AssignmentView } from '../../assignments/view.js'
import type { Directive } from '../store.js'
import { type SuccessionKind, succeededBy, successorsOf } from '../succession/family.js'
import { numberList } from '../succession/screen.js'
import { succeededText, wordingLines } from '../succession/tell.js'
import type { Changed } from '../succession/wording.js'

export interface Handed {
  kind: SuccessionKind
  old: Directive
  /** Work that the old letter gave and nobody owes any more, by unit. */
  freed: ReadonlyMap<number, number[]>
  /** Was it carried over? */
  isKept(work: { id: number; createdAt: Date }): boolean
}

/** Undefined for what took nobody's place. */
export async function handedBy(tx: Tx, directive: Directive): Promise<Handed | undefined> {
  const { communeId, id, issuedAt } = directive
  const succeeded = await succeededBy(tx, directive)
  if (!succeeded) return undefined
  const { letter: old, kind } = succeeded
  const family = [old.id, ...(await successorsOf(tx, communeId, old.id))]
  // What was withdrawn in the moment the new letter was issued was withdrawn by it. An order has no such moment; its own tasks are known.
  const byLetter = () =>
    and(
      issuedAt ? eq(assignments.statusAt, issuedAt) : undefined,
      inArray(tasks.directiveId, family),
      ne(tasks.directiveId, id),
    )
  const rows = await tx
    .select({ unitId: assignments.unitId, number: assignments.number })
    .from(assignments)
    .innerJoin(tasks, and(eq(tasks.communeId, assignments.communeId), eq(tasks.id, assignments.taskId)))
    .where(
      and(
        eq(assignments.communeId, communeId),
        eq(assignments.status, 'withdrawn'),
        old.draft.kind === 'order' ? inArray(tasks.id, old.draft.givenTasks ?? []) : byLetter(),
      ),
    )
    .orderBy(asc(assignments.number))
  const freed = new Map<number, number[]>()
  for (const { unitId, number } of rows) freed.set(unitId, [...(freed.get(unitId) ?? []), number])
  const isKept = (work: { id: number; createdAt: Date }) =>
    issuedAt ? work.createdAt < issuedAt : (old.draft.given ?? []).includes(work.id)
  return { kind, old, freed, isKept }
}

/** Of work that was carried over: what asks for something else now, and which reports made before that count for it or do not. */
export interface Reworded {
  changed: { id: number; number: number; changed: Changed[] }[]
  reported: AssignmentView[]
  reopened: AssignmentView[]
}

export async function rewordedBy(
  tx: Tx,
  { communeId, id }: Directive,
  works: readonly AssignmentView[],
): Promise<Reworded> {
  if (works.length === 0) return { changed: [], reported: [], reopened: [] }
  const rows = await tx
    .select({ subject: events.subject, action: events.action, after: events.after, at: events.at })
    .from(events)
    .where(
      and(
        eq(events.communeId, communeId),
        inArray(
          events.subject,
          works.map((work) => subjectOf(work.id)),
        ),
        inArray(events.action, ['assignment.succeed', 'assignment.reopen']),
        sql`${events.after} ->> 'by' = ${String(id)}`,
      ),
    )
  const found = (work: AssignmentView, action: string) =>
    rows.find((row) => row.subject === subjectOf(work.id) && row.action === action)
  const reopened = works.filter((work) => found(work, 'assignment.reopen'))
  const changed = works.flatMap((work) => {
    const event = found(work, 'assignment.succeed')
    return event ? [{ work, at: event.at, changed: (event.after?.changed ?? []) as Changed[] }] : []
  })
  return {
    changed: changed.map(({ work, changed: words }) => ({ id: work.id, number: work.number, changed: words })),
    reported: changed.flatMap(({ work, at }) =>
      isReported(work) && work.reportedAt !== null && work.reportedAt < at ? [work] : [],
    ),
    reopened,
  }
}

/** The lines for one unit, of which this much was carried over; none where nothing changes for it. */
export function handedLines(
  t: Translate,
  { kind, old, freed, isKept }: Handed,
  input: { directive: Directive; unitId: number; works: readonly AssignmentView[]; reworded: Reworded },
): string[] {
  const { directive, unitId, reworded } = input
  const carried = input.works.filter(isKept)
  const kept = carried.filter((work) => reworded.changed.every((one) => one.id !== work.id)).map((work) => work.number)
  const gone = freed.get(unitId) ?? []
  if (gone.length + carried.length === 0) return []
  return [
    succeededText(t, kind, old, directive),
    ...(kept.length > 0 ? [t('directives-told-kept-number', { numbers: numberList(kept) })] : []),
    ...wordingLines(t, reworded),
    ...(gone.length > 0 ? [t('directives-told-withdrawn', { numbers: numberList(gone) })] : []),
  ]
}
