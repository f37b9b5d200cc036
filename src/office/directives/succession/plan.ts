// Thay thế, Đính chính: what becomes of the work of the letter whose place a draft takes. Unchanged answers carry over.
import { isDeepStrictEqual } from 'node:util'
import { and, eq, inArray } from 'drizzle-orm'
import type { DeadlineRule } from '../../../calendar/rule.js'
import type { Tx } from '../../../db/db.js'
import { taskDeadlines } from '../../../db/schema/assignments.js'
import type { Day } from '../../../lib/day.js'
import { viewsOf } from '../../assignments/store.js'
import type { AssignmentView } from '../../assignments/view.js'
import { makeAlikeness, SAME_PLACE, SAME_REQUEST, SAME_TEXT, withoutTimes } from '../alike.js'
import { type Draft, type DraftTask, isGivenByClause, keptTasks } from '../draft.js'
import { owedBy, type RunningDuty, runningDuties, tasksOf } from '../owed.js'
import { type Directive, findDirective } from '../store.js'
import { type Beside, besideOf, correctionsOf, isInForce, type SuccessionKind } from './family.js'
import { type Changed, changedWords, withoutDeadlines } from './wording.js'

/** A unit's part of the draft that its old work answers already. */
export interface Kept {
  /** The draft's task, and which of its rules. */
  task: number
  rule: number
  unitId: number
  works: AssignmentView[]
  /** Of a duty that comes again: the day up to which its turns were opened already. */
  openedThrough: Day | null
  /** What it asks for otherwise than before; empty where only the spelling or the deadline is another. */
  changed: readonly Changed[]
}

/** What a unit was asked for by one task. */
export interface Part {
  taskId: number
  unitId: number
}

export interface Succession {
  kind: SuccessionKind
  old: Directive
  /** Letters that corrected the old one before, or took the place of such a one: what they took over is the old letter's too. */
  corrections: Directive[]
  kept: Kept[]
  /** No longer owed. */
  withdrawn: AssignmentView[]
  /** Not spoken of by a correction: they stay with the old letter. */
  untouched: AssignmentView[]
  /** What the old letter asks for no more, in periods to come either. */
  released: Part[]
  /** Duties that are owed no more from the next period on, by units with nothing open of them. */
  ended: { unitId: number; text: string }[]
  /** Of letters that the old one corrected, or that corrected the same: what is not replaced or corrected with it. */
  beside: Beside
}

type Sorted = Pick<Succession, 'kept' | 'withdrawn' | 'untouched' | 'released' | 'ended'>

/** Undefined when the draft takes nobody's place, or the letter it should replace is no longer in force. */
export async function planSuccession(tx: Tx, directive: Directive): Promise<Succession | undefined> {
  const { communeId, draft } = directive
  const { succeeds } = draft.decisions ?? {}
  if (directive.state !== 'draft' || !succeeds) return undefined
  const old = await findDirective(tx, communeId, succeeds.id)
  if (!old || !isInForce(old)) return undefined
  const corrections = await correctionsOf(tx, old)
  const ids: number[] = []
  const duties: RunningDuty[] = []
  for (const letter of [old, ...corrections]) {
    ids.push(...(await owedBy(tx, letter)).map((row) => row.id))
    duties.push(...(await runningDuties(tx, communeId, tasksOf(tx, letter))))
  }
  const works = (await viewsOf(tx, communeId, ids)).sort((a, b) => a.number - b.number)
  const deadlineIds = [...new Set(works.map((work) => work.deadlineId))]
  const rules =
    deadlineIds.length === 0
      ? []
      : await tx
          .select({ id: taskDeadlines.id, rule: taskDeadlines.rule, openedThrough: taskDeadlines.openedThrough })
          .from(taskDeadlines)
          .where(and(eq(taskDeadlines.communeId, communeId), inArray(taskDeadlines.id, deadlineIds)))
  const byId = new Map(rules.map((row) => [row.id, row]))
  const { kind } = succeeds
  const { staying, whole } = await besideOf(tx, old, [old, ...corrections])
  // A correction does not end what was corrected: there is nothing to choose.
  const beside = { staying, whole: kind === 'replaces' ? whole : undefined }
  return { kind, old, corrections, beside, ...sortOut(draft, { works, duties, deadlines: byId }, kind) }
}

/** Whose messages say something else now: the old letter, and of its corrections those that what changes came from; all that are replaced. */
export function touchedLetters({ kind, old, corrections, kept, withdrawn }: Succession): Directive[] {
  const from = new Set([...kept.flatMap((one) => one.works), ...withdrawn].map((work) => work.directiveId))
  return [old, ...corrections.filter((letter) => kind === 'replaces' || from.has(letter.id))]
}

interface OldPart extends Part {
  text: string
  /** The same without its times. */
  bare: string
  /** The words of its times. */
  times: { words: string }[]
  clause: string | null
  works: AssignmentView[]
}

interface NewPart {
  task: DraftTask
  bare: string
  unitId: number
}

/** What is kept of a deadline: its rule, and of a duty that comes again how far it was opened. */
export interface OldDeadline {
  rule: DeadlineRule
  openedThrough: Day | null
}

/** What the old letter gave, with its corrections. */
export interface OldWork {
  works: readonly AssignmentView[]
  /** Also of units that joined and owe nothing before the next period. */
  duties: readonly RunningDuty[]
  /** By their ids. */
  deadlines: ReadonlyMap<number, OldDeadline>
}

/** Same unit and (nearly) the same words keep their work; the most alike first. Pure. */
export function sortOut(draft: Draft, { works, duties, deadlines }: OldWork, kind: SuccessionKind): Sorted {
  const olds = oldParts(works, duties, deadlines)
  const news = keptTasks(draft).flatMap((task) => {
    const bare = withoutTimes(task.text, task.rules)
    return task.unitIds.map((unitId): NewPart => ({ task, bare, unitId }))
  })
  const alike = makeLikeness()
  const changes = makeChanges(draft)
  const pairs = olds
    .flatMap((old) =>
      news.flatMap((part) => {
        if (part.unitId !== old.unitId) return []
        const { words, whole } = alike(old, part)
        // The very same, times and all, wherever it stands now; then the one in the same place.
        const score = words + (whole === 1 ? 0.1 : 0) + sameClause(old, part.task)
        return words >= SAME_TEXT ? [{ old, part, score }] : []
      }),
    )
    .sort((a, b) => b.score - a.score)
  const partners = new Map<OldPart, NewPart>()
  const taken = new Set<NewPart>()
  for (const { old, part } of pairs) {
    if (partners.has(old) || taken.has(part)) continue
    partners.set(old, part)
    taken.add(part)
  }
  // A replacement leaves nothing of the old letter anyway.
  const displaced =
    kind === 'replaces'
      ? new Set<OldPart>()
      : displacedBy(
          olds.filter((old) => !partners.has(old)),
          news.filter((part) => !taken.has(part)),
          alike,
        )
  const running = new Set(duties.map((duty) => `${duty.taskId} ${duty.unitId}`))
  const result: Sorted = { kept: [], withdrawn: [], untouched: [], released: [], ended: [] }
  for (const old of olds) {
    const partner = partners.get(old)
    if (partner) {
      const { kept, left } = keepWorks(old, partner, deadlines, changes(old, partner))
      result.kept.push(...kept)
      result.withdrawn.push(...left)
    } else if (kind === 'replaces' || displaced.has(old)) {
      result.withdrawn.push(...old.works)
      const ends = running.has(`${old.taskId} ${old.unitId}`) && old.works.every((work) => work.status === 'done')
      // What the old letter asked for twice and the new one once goes on.
      if (ends && !pairs.some((pair) => pair.old === old)) result.ended.push(old)
    } else {
      result.untouched.push(...old.works)
      continue
    }
    result.released.push({ taskId: old.taskId, unitId: old.unitId })
  }
  // What is done was done, whatever the letter says now.
  const open = (list: AssignmentView[]) => list.filter((work) => work.status !== 'done')
  return { ...result, withdrawn: open(result.withdrawn) }
}

type Likeness = (old: OldPart, part: NewPart) => { words: number; whole: number }

/** How alike two parts are in their words: with their times (`whole`), or without where that is more. A deadline may be all that changed. */
function makeLikeness(): Likeness {
  const alike = makeAlikeness()
  return (old, part) => {
    const whole = alike(old.text, part.task.text)
    return { words: Math.max(whole, alike(old.bare, part.bare)), whole }
  }
}

/**
 * What a part asks for otherwise than the work it takes over, its times aside. The same two wordings are compared once, however many units
 * have them.
 */
function makeChanges(draft: Draft): (old: OldPart, part: NewPart) => readonly Changed[] {
  const known = new Map<string, readonly Changed[]>()
  return (old, { task }) => {
    const target = old.works[0]?.target ?? null
    const key = JSON.stringify([old.text, target, task.id, old.times.map((time) => time.words)])
    const changed = known.get(key) ?? compared(draft, { ...old, target }, task)
    known.set(key, changed)
    return changed
  }
}

function compared(
  draft: Draft,
  old: Pick<OldPart, 'text' | 'times'> & { target: string | null },
  task: DraftTask,
): readonly Changed[] {
  // Of a bad scan nobody can tell by its words what changed, and where the letter is to be looked up it is not told in them.
  if (isGivenByClause(draft, task)) return []
  const times = [...old.times, ...task.rules]
  const changed = changedWords(withoutDeadlines(old.text, times), withoutDeadlines(task.text, times))
  if (changed.length > 0) return changed
  // A target that the text says itself was compared with it.
  const beside = (target: string | null, text: string) => (target !== null && !text.includes(target) ? target : '')
  const [before, after] = [beside(old.target, old.text), beside(task.target, task.text)]
  return changedWords(before, after).length > 0 ? [{ before: old.target ?? '', after: task.target ?? '' }] : []
}

function oldParts(
  works: readonly AssignmentView[],
  duties: readonly RunningDuty[],
  deadlines: ReadonlyMap<number, OldDeadline>,
): OldPart[] {
  const parts = new Map<string, OldPart>()
  for (const work of works) {
    const key = `${work.taskId} ${work.unit.id}`
    const { taskId, text, clause } = work
    const part = parts.get(key) ?? { taskId, unitId: work.unit.id, text, bare: text, times: [], clause, works: [] }
    part.works.push(work)
    const rule = deadlines.get(work.deadlineId)?.rule
    if (rule) {
      part.bare = withoutTimes(part.bare, [rule])
      part.times.push(rule)
    }
    parts.set(key, part)
  }
  for (const duty of duties) {
    const key = `${duty.taskId} ${duty.unitId}`
    if (!parts.has(key)) parts.set(key, { ...duty, bare: duty.text, times: [], works: [] })
  }
  return [...parts.values()]
}

function sameClause(old: Pick<OldPart, 'clause'>, task: DraftTask): number {
  return old.clause && old.clause === task.clause ? 0.05 : 0
}

/**
 * A correction says the same thing otherwise, or gives it to somebody else. Each of its parts takes the place of one, the most alike: what
 * merely sounds like it goes on.
 */
function displacedBy(olds: readonly OldPart[], news: readonly NewPart[], alike: Likeness): Set<OldPart> {
  const pairs = olds
    .flatMap((old) =>
      news.flatMap((part) => {
        const score = alike(old, part).words + sameClause(old, part.task)
        return score >= leastFor(old, part) ? [{ old, part, score }] : []
      }),
    )
    .sort((a, b) => b.score - a.score)
  const gone = new Set<OldPart>()
  const used = new Map<NewPart, number>()
  for (const { old, part } of pairs) {
    // What several units were given for one task may be given to one.
    const task = used.get(part)
    if (gone.has(old) || (task !== undefined && task !== old.taskId)) continue
    gone.add(old)
    used.set(part, old.taskId)
  }
  return gone
}

function leastFor(old: OldPart, part: NewPart): number {
  if (part.unitId !== old.unitId) return SAME_TEXT
  return sameClause(old, part.task) > 0 ? SAME_PLACE : SAME_REQUEST
}

/** Old deadlines find the new ones: the very same first, then one of the same sort. */
function keepWorks(
  old: OldPart,
  part: NewPart,
  deadlines: ReadonlyMap<number, OldDeadline>,
  changed: readonly Changed[],
): { kept: Kept[]; left: AssignmentView[] } {
  const deadlineIds = [...new Set(old.works.map((work) => work.deadlineId))]
  const found = new Map<number, number>()
  for (const same of [sameDay, sameSort])
    for (const id of deadlineIds) {
      const rule = deadlines.get(id)?.rule
      if (!rule || found.has(id)) continue
      const at = part.task.rules.findIndex((each, index) => ![...found.values()].includes(index) && same(rule, each))
      if (at >= 0) found.set(id, at)
    }
  const kept = [...found].map(([id, rule]) => ({
    task: part.task.id,
    rule,
    unitId: part.unitId,
    works: old.works.filter((work) => work.deadlineId === id),
    openedThrough: deadlines.get(id)?.openedThrough ?? null,
    changed,
  }))
  return { kept, left: old.works.filter((work) => !found.has(work.deadlineId)) }
}

function sameDay(a: DeadlineRule, b: DeadlineRule): boolean {
  if (a.kind === 'recurring' || b.kind === 'recurring') return sameSort(a, b)
  const days = (rule: DeadlineRule) =>
    rule.kind === 'date' || rule.kind === 'period'
      ? rule.due
      : rule.kind === 'within'
        ? `${rule.days} ${rule.from ?? ''}`
        : rule.kind
  return days(a) === days(b)
}

/** Once, again and again at the same times, or always. */
function sameSort(a: DeadlineRule, b: DeadlineRule): boolean {
  if (a.kind === 'recurring' || b.kind === 'recurring')
    return a.kind === 'recurring' && b.kind === 'recurring' && isDeepStrictEqual(a.cadences, b.cadences)
  return (a.kind === 'standing') === (b.kind === 'standing')
}
