// `Thực hiện Công văn 1039…`: what this letter asks for that another stored letter has given to the same unit already.
import { and, eq, inArray, ne, notInArray, or, sql } from 'drizzle-orm'
import type { Tx } from '../../../db/db.js'
import { assignments, tasks } from '../../../db/schema/assignments.js'
import { directiveLinks, directives } from '../../../db/schema/directives.js'
import { fold } from '../../../lib/vietnamese.js'
import { viewsOf } from '../../assignments/store.js'
import type { AssignmentView } from '../../assignments/view.js'
import { makeRequestAlikeness, SAME_REQUEST } from '../alike.js'
import { type Draft, findTask, keptTasks } from '../draft.js'
import type { Succession } from '../succession/plan.js'

/** A unit's part of a task, and the work it has been given for it before. */
export interface Match {
  /** The draft's task. */
  task: number
  unitId: number
  works: AssignmentView[]
}

export interface Matches {
  /** The letters that this one carries out, of those that are here. */
  carriesOut: number[]
  list: Match[]
}

export const noMatches: Matches = { carriesOut: [], list: [] }

/** The parts that are attached to what was given before: `Giao mới` was not chosen. */
export function attachedIn(draft: Draft, matches: Matches): Match[] {
  return matches.list.filter((one) => findTask(draft, one.task)?.fresh !== true)
}

export function isAttached(draft: Draft, matches: Matches, task: number, unitId: number): boolean {
  return attachedIn(draft, matches).some((one) => one.task === task && one.unitId === unitId)
}

/** The same number of a letter however it is spaced and written: "1039/UBND-NVKTGS", "Số 1039 / UBND - NVKTGS". */
export function numberKey(number: string): string {
  return fold(number)
    .replace(/^(?:so|cv|cong van) /, '')
    .replace(/^0+(?=\d)/, '')
}

/**
 * The letter whose place the draft takes is not carried out, although most corrections name it; what that one carried out still is. A part
 * whose work goes over to the draft is not attached to anything.
 */
export async function findMatches(
  tx: Tx,
  letter: { communeId: number; id: number; draft: Draft; state: string },
  succession?: Succession,
): Promise<Matches> {
  const { communeId, id, draft, state } = letter
  if (draft.kind !== 'letter' || state !== 'draft') return noMatches
  const left = succession ? [succession.old, ...succession.corrections].map((one) => one.id) : []
  const carriesOut = await lettersCarriedOut(tx, { communeId, id, draft }, left)
  if (carriesOut.length === 0) return noMatches
  const works = await openWorksOf(tx, communeId, carriesOut)
  const kept = new Set(succession?.kept.map((one) => `${one.task} ${one.unitId}`))
  return { carriesOut, list: matchTasks(draft, works, kept) }
}

/** Letters here that the draft names, or that the letters it succeeds (`left`) carried out; and those that took their places since. */
async function lettersCarriedOut(
  tx: Tx,
  { communeId, id, draft }: { communeId: number; id: number; draft: Draft },
  left: readonly number[],
): Promise<number[]> {
  const named = new Set(draft.header.basedOn.map(numberKey).filter((key) => key.length >= 5))
  if (named.size === 0 && left.length === 0) return []
  const letters = await tx
    .select({
      id: directives.id,
      number: directives.number,
      fate: sql<string | null>`${directives.draft} -> 'fate' ->> 'kind'`,
    })
    .from(directives)
    .where(and(eq(directives.communeId, communeId), ne(directives.id, id), sql`${directives.number} is not null`))
  const links = await tx
    .select()
    .from(directiveLinks)
    .where(
      and(
        eq(directiveLinks.communeId, communeId),
        or(ne(directiveLinks.kind, 'carries-out'), inArray(directiveLinks.directiveId, [...left])),
      ),
    )
  const inherited = links
    .filter((link) => link.kind === 'carries-out' && left.includes(link.directiveId))
    .map((link) => link.otherId)
  const family = letters
    .filter((one) => named.has(numberKey(one.number ?? '')) || inherited.includes(one.id))
    .map((one) => one.id)
  // Grows while it is gone through.
  for (const old of family)
    for (const link of links)
      if (link.otherId === old && link.kind !== 'carries-out' && !family.includes(link.directiveId))
        family.push(link.directiveId)
  const here = new Set(letters.filter((one) => one.fate !== 'recalled').map((one) => one.id))
  return family.filter((one) => here.has(one) && !left.includes(one))
}

async function openWorksOf(tx: Tx, communeId: number, directiveIds: readonly number[]): Promise<AssignmentView[]> {
  const open = await tx
    .select({ id: assignments.id })
    .from(assignments)
    .innerJoin(tasks, and(eq(tasks.communeId, assignments.communeId), eq(tasks.id, assignments.taskId)))
    .where(
      and(
        eq(assignments.communeId, communeId),
        inArray(tasks.directiveId, [...directiveIds]),
        notInArray(assignments.status, ['done', 'withdrawn']),
      ),
    )
    .orderBy(assignments.number)
  return viewsOf(
    tx,
    communeId,
    open.map((one) => one.id),
  )
}

/** The most alike first; what a unit was given for one task is matched once. `kept`: parts ("task unit") that have work already. Pure. */
export function matchTasks(
  draft: Draft,
  works: readonly AssignmentView[],
  kept: ReadonlySet<string> = new Set(),
): Match[] {
  const alike = makeRequestAlikeness()
  const heaps = new Map<string, AssignmentView[]>()
  for (const work of works) {
    const key = `${work.taskId} ${work.unit.id}`
    heaps.set(key, [...(heaps.get(key) ?? []), work])
  }
  const pairs = keptTasks(draft)
    .flatMap((task) =>
      task.unitIds.flatMap((unitId) =>
        [...heaps].flatMap(([key, heap]) => {
          const [first] = heap
          if (!first || first.unit.id !== unitId || kept.has(`${task.id} ${unitId}`)) return []
          const score = alike(task.text, first.text)
          return score >= SAME_REQUEST ? [{ task: task.id, unitId, key, works: heap, score }] : []
        }),
      ),
    )
    .sort((a, b) => b.score - a.score)
  const taken = new Set<string>()
  const matched: Match[] = []
  for (const { task, unitId, key, works: heap } of pairs) {
    const own = `task ${task} ${unitId}`
    if (taken.has(key) || taken.has(own)) continue
    taken.add(key).add(own)
    matched.push({ task, unitId, works: heap })
  }
  const order = draft.tasks.map((one) => one.id)
  return matched.sort((a, b) => order.indexOf(a.task) - order.indexOf(b.task) || a.unitId - b.unitId)
}
