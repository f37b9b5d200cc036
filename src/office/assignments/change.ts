// One change of one assignment's status: held by a lock, checked against the table, written with its line of the trail.
// Two people at once, a double tap and an old card all end here: one effect, and a clear word for the other.
import { and, eq, inArray, sql } from 'drizzle-orm'
import type { Tx } from '../../db/db.js'
import { assignments } from '../../db/schema/assignments.js'
import { persons } from '../../db/schema/people.js'
import { together } from '../../db/together.js'
import { UserError } from '../../lib/errors.js'
import { addChore } from '../../post/chores.js'
import { DIGEST, withdrawQueued } from '../../post/outbox.js'
import type { Actor } from '../../talk/entry.js'
import { closeQuestionsAbout } from '../../talk/questions.js'
import { recordAll } from '../trail/record.js'
import { UNDO_MINUTES, undoable } from './cards.js'
import { groupBy } from './grouping.js'
import { answersFor, mayAnswer, type What } from './permission.js'
import { refreshScreens } from './screens.js'
import { follow, isRefusal, type Move, type Refusal } from './status.js'
import { troubleDialogs } from './steps.js'
import { type Assignment, lockAssignments } from './store.js'
import { settleUrges } from './urged.js'

/** The columns an answer may set besides the status. */
export type Patch = Partial<Pick<Assignment, 'reportedAt' | 'doneAt' | 'promisedOn' | 'extendedTo' | 'issuedLate'>>

export interface Outcome {
  /** As it is now. */
  assignment: Assignment
  changed: boolean
  /** Why nothing changed. */
  refusal?: Refusal
  /** Whose answer stands, when nothing changed. */
  by?: string
}

const whats: Record<Move, What> = {
  accept: 'answer',
  start: 'answer',
  report: 'answer',
  finish: 'answer',
  amend: 'answer',
  retract: 'answer',
  maintain: 'answer',
  struggle: 'answer',
  delay: 'explain',
  confirm: 'settle',
  supplement: 'settle',
  reopen: 'settle',
  withdraw: 'settle',
}

/** The assignment, held until the transaction ends, if this person may do this with it. Throws a `UserError` when not. */
export async function holdFor(tx: Tx, actor: Actor, assignmentId: number, what: What): Promise<Assignment> {
  const [row] = await lockAssignments(tx, actor.communeId, [assignmentId])
  if (!row) throw new UserError('assignments-unknown')
  const refusal = mayAnswer(actor, row, what)
  if (refusal) throw new UserError(refusal, { number: row.number })
  return row
}

export interface Change {
  actor: Actor
  assignmentId: number
  move: Move
  patch?: Patch
  /** More for the trail: a reason, what was given; of several each its own. */
  note?: Record<string, unknown> | ((row: Assignment) => Record<string, unknown>)
  /**
   * What it came about by, where something else was done: asking for an extension says that the work was received, a correction opens what
   * waits for confirmation.
   */
  by?: 'assignment.extension' | 'assignment.difficulty' | 'assignment.reopen'
}

/** Makes a move. What the status does not allow changes nothing and comes back with the reason; who may not do it is refused by a `UserError`. */
export async function changeStatus(tx: Tx, change: Change, now: Date): Promise<Outcome> {
  const row = await holdFor(tx, change.actor, change.assignmentId, whats[change.move])
  const to = follow(change.move, row.status, row.standing)
  if (isRefusal(to)) return refused(tx, row, to)
  const { reportedAt } = change.patch ?? {}
  // Nobody reports work before it was given: that clock is wrong.
  const patch = reportedAt && reportedAt < row.createdAt ? { ...change.patch, reportedAt: now } : change.patch
  return { assignment: await writeStatus(tx, row, { ...change, ...(patch ? { patch } : {}), to }, now), changed: true }
}

/** That nothing changed, because of what stands already, and whose answer that is. */
export async function refused(tx: Tx, row: Assignment, refusal: Refusal): Promise<Outcome> {
  const [person] =
    row.statusBy === null
      ? []
      : await tx.select({ name: persons.name }).from(persons).where(eq(persons.id, row.statusBy))
  return { assignment: row, changed: false, refusal, ...(person ? { by: person.name } : {}) }
}

/** Writes a status that the table allows, with the trail. Screens are brought up to date by `publish`. */
export async function writeStatus(
  tx: Tx,
  row: Assignment,
  change: Omit<Change, 'assignmentId'> & { to: Assignment['status'] },
  now: Date,
): Promise<Assignment> {
  const [written] = await writeStatuses(tx, [row], change, now)
  if (!written) throw new Error(`assignment ${row.id} is gone`)
  return written
}

/** The same for several of one commune, held by the caller: two statements, however many. */
export async function writeStatuses(
  tx: Tx,
  rows: readonly Assignment[],
  change: Omit<Change, 'assignmentId'> & { to: Assignment['status'] },
  now: Date,
): Promise<Assignment[]> {
  const { actor, move, to, patch = {}, note = {}, by = `assignment.${move}` } = change
  if (rows.length === 0) return []
  const set = {
    ...patch,
    status: to,
    // Adding to a report is no new report.
    ...(move === 'amend' ? {} : { statusAt: now, statusBy: actor.personId }),
    nextLookAt: now,
  }
  const ids = rows.map((row) => row.id)
  const update = tx
    .update(assignments)
    .set({ ...set, version: sql`${assignments.version} + 1` })
    .where(and(eq(assignments.communeId, actor.communeId), inArray(assignments.id, ids)))
    .returning()
  // The rows are held: what they will be is known before the database says so.
  const lines = rows.map((row) => {
    const byHand = !answersFor(actor, row.unitId) && whats[move] !== 'settle'
    return {
      communeId: row.communeId,
      subject: subjectOf(row.id),
      action: by,
      actorId: actor.personId,
      onBehalfOf: byHand ? row.unitId : undefined,
      before: snapshot(row),
      after: { ...snapshot({ ...row, ...set }), ...(typeof note === 'function' ? note(row) : note) },
    }
  })
  let written: Assignment[] = []
  await together(
    update.then((after) => {
      written = after
    }),
    recordAll(tx, lines, now),
  )
  return written
}

/** What undoing needs, and what the trail shows. */
export function snapshot(row: Assignment): Record<string, unknown> {
  return {
    status: row.status,
    statusAt: row.statusAt.toISOString(),
    statusBy: row.statusBy,
    ...(row.reportedAt ? { reportedAt: row.reportedAt.toISOString() } : {}),
    ...(row.doneAt ? { doneAt: row.doneAt.toISOString() } : {}),
    ...(row.promisedOn ? { promisedOn: row.promisedOn } : {}),
    ...(row.extendedTo ? { extendedTo: row.extendedTo } : {}),
  }
}

export function subjectOf(assignmentId: number): string {
  return `assignment:${assignmentId}`
}

/**
 * Shows what changed, wherever it is shown, tells who had pressed for it (unless it is `unproven`: it may not stand), and withdraws digests
 * and closes dialogs that it made pointless, but for those of work that `goesOn`. After ten minutes `Hoàn tác` goes.
 */
export async function publish(
  tx: Tx,
  input: { communeId: number; ids: readonly number[]; move: Move; unproven?: boolean; goesOn?: readonly number[] },
  now: Date,
): Promise<void> {
  const { communeId, ids, move, unproven = false, goesOn = [] } = input
  if (ids.length === 0) return
  const settled = ids.filter((id) => !goesOn.includes(id))
  const runAt = new Date(now.getTime() + UNDO_MINUTES * 60_000)
  await together(
    withdrawQueued(tx, ids.map(subjectOf), [DIGEST]),
    refreshScreens(tx, communeId, ids, now),
    ...(unproven ? [] : [settleUrges(tx, { communeId, ids, what: move }, now)]),
    ...(settles.includes(move) && !unproven && settled.length > 0
      ? [closeQuestionsAbout(tx, { communeId, actions: ofTrouble, assignmentIds: settled }, now)]
      : []),
    ...(undoable.includes(`assignment.${move}`)
      ? [addChore(tx, { kind: SETTLE, communeId, input: { ids: [...ids] }, runAt }, now)]
      : []),
  )
}

/** After these nobody has to tell why the work is late any more. */
const settles: readonly Move[] = ['report', 'finish', 'confirm', 'withdraw']
const ofTrouble = Object.values(troubleDialogs)

/** The chore that takes `Hoàn tác` off the cards. */
export const SETTLE = 'assignment.settle'

/**
 * The same move for several assignments of one commune, as far as the status of each allows, in the order of their ids; two statements
 * and one publication, however many. Throws a `UserError` when this person may not do it with one of them.
 */
export async function makeMoves(
  tx: Tx,
  input: { actor: Actor; ids: readonly number[]; move: Move },
  now: Date,
): Promise<Outcome[]> {
  const { actor, move } = input
  const { communeId } = actor
  const rows = await lockAssignments(tx, communeId, input.ids)
  for (const row of rows) {
    const no = mayAnswer(actor, row, whats[move])
    if (no) throw new UserError(no, { number: row.number })
  }
  const fates = rows.map((row) => ({ row, to: follow(move, row.status, row.standing) }))
  const written = new Map<number, Assignment>()
  for (const [to, group] of groupBy(fates, (fate) => fate.to)) {
    if (isRefusal(to)) continue
    const allowed = group.map((fate) => fate.row)
    for (const row of await writeStatuses(tx, allowed, { actor, move, to }, now)) written.set(row.id, row)
  }
  await publish(tx, { communeId, ids: [...written.keys()], move }, now)
  const outcomes: Outcome[] = []
  for (const { row, to } of fates) {
    const assignment = written.get(row.id)
    if (assignment) outcomes.push({ assignment, changed: true })
    else if (isRefusal(to)) outcomes.push(await refused(tx, row, to))
  }
  return outcomes
}

/** A change and its publication. */
export async function makeMove(tx: Tx, change: Change, now: Date): Promise<Outcome> {
  const outcome = await changeStatus(tx, change, now)
  if (outcome.changed)
    await publish(tx, { communeId: outcome.assignment.communeId, ids: [outcome.assignment.id], move: change.move }, now)
  return outcome
}
