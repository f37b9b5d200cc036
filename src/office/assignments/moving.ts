// Work whose letter changed: it goes over to another letter's task with all its answers, or is no longer owed.
import { and, asc, eq, inArray, notInArray, type SQLWrapper, sql } from 'drizzle-orm'
import { dueOn } from '../../calendar/due.js'
import type { DeadlineRule } from '../../calendar/rule.js'
import type { Tx } from '../../db/db.js'
import { alsoAskedBy, assignments, taskDeadlines, tasks, taskUnits } from '../../db/schema/assignments.js'
import { directives } from '../../db/schema/directives.js'
import { type Day, dayOf } from '../../lib/day.js'
import type { Actor } from '../../talk/entry.js'
import { communeCalendar, findCommune } from '../communes/store.js'
import { recordAll } from '../trail/record.js'
import { publish, subjectOf, writeStatuses } from './change.js'
import { groupBy } from './grouping.js'
import { stopPeriods } from './open.js'
import { nextOpening, type Recurring } from './owed.js'
import { isPastAtIssue, isReported } from './status.js'
import { lockAssignments } from './store.js'

export interface Transfer {
  ids: readonly number[]
  taskId: number
  deadlineId: number
  rule: DeadlineRule & { trackingOn?: Day }
  /** The day from which "trong 10 ngày" counts. */
  issuedOn: Day
  /** The letter it goes to, for the trail. */
  letter: string
  /** The whole words before and after, where they ask for something else now, and what of them; `by` is the directive. For the trail. */
  wording?: { before: string; after: string; changed: readonly { before: string; after: string }[]; by: number }
}

/**
 * Takes assignments over to another task and deadline: number, status, evidence and trail stay. The letter's day becomes the new
 * letter's; an extension counts as long as it is later; a duty that comes again goes on where it was. Screens are the caller's to refresh.
 */
export async function moveAssignments(
  tx: Tx,
  input: { communeId: number; actorId: number; moves: readonly Transfer[] },
  now: Date,
): Promise<void> {
  const { communeId, actorId, moves } = input
  const cal = await communeCalendar(tx, communeId)
  for (const { ids, taskId, deadlineId, rule, issuedOn, letter, wording } of moves) {
    if (ids.length === 0) continue
    const rows = await lockAssignments(tx, communeId, ids)
    const own = { taskId, deadlineId, nextLookAt: now, version: sql`${assignments.version} + 1` }
    const where = and(
      eq(assignments.communeId, communeId),
      inArray(
        assignments.id,
        rows.map((row) => row.id),
      ),
    )
    const timed = rule.kind === 'date' || rule.kind === 'recurring' ? rule : undefined
    // The periods of a recurring duty keep their own days.
    const legal = rule.kind === 'recurring' ? undefined : (dueOn(rule, issuedOn, cal) ?? null)
    await tx
      .update(assignments)
      .set(
        legal === undefined
          ? own
          : {
              ...own,
              legalDueOn: legal,
              dueTime: timed?.time ?? null,
              before: timed?.before ?? false,
              standing: rule.kind === 'standing',
              ...(legal === null
                ? rule.trackingOn
                  ? { trackingOn: rule.trackingOn }
                  : {}
                : {
                    trackingOn: null,
                    extendedTo: sql`case when ${assignments.extendedTo} > ${legal}::date then ${assignments.extendedTo} end`,
                    issuedLate: issuedLateFor(legal, now),
                  }),
            },
      )
      .where(where)
    // It is asked for by that task now, not by it as well.
    await tx.delete(alsoAskedBy).where(
      and(
        eq(alsoAskedBy.communeId, communeId),
        eq(alsoAskedBy.taskId, taskId),
        inArray(
          alsoAskedBy.assignmentId,
          rows.map((row) => row.id),
        ),
      ),
    )
    if (rule.kind === 'recurring') await goOn(tx, { communeId, rule, deadlineId, from: rows }, now)
    await recordAll(
      tx,
      rows.map((row) => ({
        communeId,
        subject: subjectOf(row.id),
        action: 'assignment.succeed',
        actorId,
        before: {
          ...(row.legalDueOn ? { legalDueOn: row.legalDueOn } : row.trackingOn ? { trackingOn: row.trackingOn } : {}),
          ...(wording ? { content: wording.before } : {}),
        },
        after: {
          letter,
          ...(wording ? { content: wording.after, changed: wording.changed, by: wording.by } : {}),
          ...(legal ? { legalDueOn: legal } : {}),
          ...(legal === null ? { trackingOn: rule.trackingOn ?? row.trackingOn } : {}),
        },
      })),
      now,
    )
  }
}

/**
 * Given too late is a day that was past when the unit heard of it. With a later one than it had, the unit had longer: what is past of that is
 * past by its own doing, unless the first day was given too late already.
 */
function issuedLateFor(legal: Day, now: Date) {
  const isPast = isPastAtIssue(legal, now)
  const { legalDueOn: was, issuedLate } = assignments
  return sql`case when ${was} = ${legal}::date then ${issuedLate} when ${was} < ${legal}::date then ${issuedLate} and ${isPast} else ${isPast} end`
}

/** The duty's next turn opens when it would have opened under its old deadline; what was opened for some is not left out for others. */
async function goOn(
  tx: Tx,
  input: { communeId: number; rule: Recurring; deadlineId: number; from: readonly { deadlineId: number }[] },
  now: Date,
): Promise<void> {
  const { communeId, rule, deadlineId, from } = input
  const deadlines = await tx
    .select({ openedThrough: taskDeadlines.openedThrough })
    .from(taskDeadlines)
    .where(
      and(
        eq(taskDeadlines.communeId, communeId),
        inArray(taskDeadlines.id, [deadlineId, ...new Set(from.map((row) => row.deadlineId))]),
      ),
    )
  const [openedThrough] = deadlines.flatMap((row) => row.openedThrough ?? []).sort()
  if (openedThrough === undefined) return
  const cal = await communeCalendar(tx, communeId)
  const { settings } = await findCommune(tx, communeId)
  const nextLookAt = nextOpening(rule, openedThrough, dayOf(now), cal, settings)
  await tx
    .update(taskDeadlines)
    .set({ openedThrough, nextLookAt })
    .where(and(eq(taskDeadlines.communeId, communeId), eq(taskDeadlines.id, deadlineId)))
}

/**
 * No longer owed, because of its letter. What another letter asks for as well goes over to that one instead. Returns what was
 * withdrawn and what was handed over; what was done or withdrawn before is left alone when `keepDone`.
 */
export async function withdrawAll(
  tx: Tx,
  input: {
    communeId: number
    actorId: number
    ids: readonly number[]
    reason: string
    /** The numbers of the work that stays for some of it, by their ids. */
    staysAs?: ReadonlyMap<number, number>
    keepDone?: boolean
  },
  now: Date,
): Promise<{ withdrawn: number[]; handedOver: number[] }> {
  const { communeId, actorId, reason, staysAs, keepDone = false } = input
  const rows = (await lockAssignments(tx, communeId, input.ids)).filter(
    (row) => row.status !== 'withdrawn' && !(keepDone && row.status === 'done'),
  )
  const handedOver = await handOver(tx, { communeId, actorId, ids: rows.map((row) => row.id) }, now)
  const gone = rows.filter((row) => !handedOver.includes(row.id))
  const actor: Actor = { personId: actorId, accountId: '', name: '', communeId, roles: ['officer'], units: [] }
  const note = ({ id }: { id: number }) => {
    const number = staysAs?.get(id)
    return { reason, ...(number === undefined ? {} : { staysAs: number }) }
  }
  await writeStatuses(tx, gone, { actor, move: 'withdraw', to: 'withdrawn', note }, now)
  const withdrawn = gone.map((row) => row.id)
  await publish(tx, { communeId, ids: [...withdrawn, ...handedOver], move: 'withdraw', goesOn: handedOver }, now)
  return { withdrawn, handedOver }
}

/**
 * Reports that were made for other words than the letter has now do not count for these: the work is open again, its evidence is kept. Where
 * its day has passed already that is not the unit's fault. `by` is the directive that has the new words. Returns what was opened; what is not reported is left alone.
 */
export async function reopenReports(
  tx: Tx,
  input: { communeId: number; actorId: number; ids: readonly number[]; reason: string; by: number },
  now: Date,
): Promise<number[]> {
  const { communeId, actorId, reason, by } = input
  const rows = (await lockAssignments(tx, communeId, input.ids)).filter((row) => isReported(row))
  const actor: Actor = { personId: actorId, accountId: '', name: '', communeId, roles: ['officer'], units: [] }
  const issuedLate = (row: (typeof rows)[number]) =>
    row.issuedLate || (row.legalDueOn !== null && isPastAtIssue(row.legalDueOn, now))
  for (const group of groupBy(rows, (row) => `${row.status} ${issuedLate(row)}`).values()) {
    const [first] = group
    if (!first) continue
    const move = first.status === 'done' ? 'reopen' : 'supplement'
    const patch = { doneAt: null, reportedAt: null, issuedLate: issuedLate(first) }
    await writeStatuses(
      tx,
      group,
      { actor, move, to: 'in-progress', patch, note: { reason, by }, by: 'assignment.reopen' },
      now,
    )
  }
  const ids = rows.map((row) => row.id)
  await publish(tx, { communeId, ids, move: 'reopen' }, now)
  return ids
}

/** What another letter still asks for belongs to that letter's task from now on. */
async function handOver(
  tx: Tx,
  input: { communeId: number; actorId: number; ids: readonly number[] },
  now: Date,
): Promise<number[]> {
  const { communeId, actorId, ids } = input
  if (ids.length === 0) return []
  const asked = await tx
    .select({
      assignmentId: alsoAskedBy.assignmentId,
      taskId: alsoAskedBy.taskId,
      deadlineId: taskDeadlines.id,
      rule: taskDeadlines.rule,
      issuedOn: directives.issuedOn,
      number: directives.number,
    })
    .from(alsoAskedBy)
    .innerJoin(tasks, and(eq(tasks.communeId, alsoAskedBy.communeId), eq(tasks.id, alsoAskedBy.taskId)))
    .innerJoin(directives, and(eq(directives.communeId, tasks.communeId), eq(directives.id, tasks.directiveId)))
    .innerJoin(
      taskDeadlines,
      and(eq(taskDeadlines.communeId, alsoAskedBy.communeId), eq(taskDeadlines.taskId, alsoAskedBy.taskId)),
    )
    .where(
      and(
        eq(alsoAskedBy.communeId, communeId),
        inArray(alsoAskedBy.assignmentId, [...ids]),
        eq(directives.state, 'issued'),
        sql`coalesce(${directives.draft} -> 'fate' ->> 'kind', 'corrected') = 'corrected'`,
      ),
    )
    .orderBy(asc(alsoAskedBy.createdAt), asc(alsoAskedBy.taskId), asc(taskDeadlines.id))
  const rows = await lockAssignments(tx, communeId, ids)
  const taken = new Set<string>()
  const handed: { row: (typeof rows)[number]; to: (typeof asked)[number] }[] = []
  for (const row of rows) {
    const to = asked.find(
      (one) => one.assignmentId === row.id && !taken.has(`${one.deadlineId} ${row.unitId} ${row.period}`),
    )
    if (!to) continue
    taken.add(`${to.deadlineId} ${row.unitId} ${row.period}`)
    handed.push({ row, to })
  }
  if (handed.length === 0) return []
  const leads = handed.map(({ row, to }) => ({ taskId: to.taskId, unitId: row.unitId }))
  await tx
    .insert(taskUnits)
    .values(
      [...groupBy(leads, (lead) => `${lead.taskId} ${lead.unitId}`).values()].flatMap(([lead]) =>
        lead ? [{ communeId, ...lead, role: 'lead' as const }] : [],
      ),
    )
    .onConflictDoUpdate({ target: [taskUnits.communeId, taskUnits.taskId, taskUnits.unitId], set: { role: 'lead' } })
  // One move for each deadline, however many owe it.
  const moves = [...groupBy(handed, ({ to }) => to.deadlineId).values()].flatMap((group): Transfer[] => {
    const [first] = group
    if (!first) return []
    const { taskId, deadlineId, rule, issuedOn, number } = first.to
    const ids = group.map(({ row }) => row.id)
    return [{ ids, taskId, deadlineId, rule, issuedOn: issuedOn ?? dayOf(now), letter: number ?? '' }]
  })
  await moveAssignments(tx, { communeId, actorId, moves }, now)
  return handed.map(({ row }) => row.id)
}

/** These units owe these tasks no more, also in periods to come. */
export async function releaseUnits(
  tx: Tx,
  communeId: number,
  pairs: readonly { taskId: number; unitId: number }[],
): Promise<void> {
  if (pairs.length === 0) return
  const taskIds = [...new Set(pairs.map((pair) => pair.taskId))]
  for (const taskId of taskIds) {
    const unitIds = pairs.filter((pair) => pair.taskId === taskId).map((pair) => pair.unitId)
    await tx
      .delete(taskUnits)
      .where(
        and(
          eq(taskUnits.communeId, communeId),
          eq(taskUnits.taskId, taskId),
          eq(taskUnits.role, 'lead'),
          inArray(taskUnits.unitId, unitIds),
        ),
      )
  }
  const left = await tx
    .select({ taskId: taskUnits.taskId })
    .from(taskUnits)
    .where(and(eq(taskUnits.communeId, communeId), inArray(taskUnits.taskId, taskIds), eq(taskUnits.role, 'lead')))
  const owed = new Set(left.map((row) => row.taskId))
  await stopPeriods(
    tx,
    communeId,
    taskIds.filter((id) => !owed.has(id)),
  )
}

export interface OwedWork {
  id: number
  number: number
  unitId: number
  taskId: number
}

/** Assignments of a letter that still count. */
export function assignmentsOfLetter(tx: Tx, communeId: number, directiveId: number): Promise<OwedWork[]> {
  const ofLetter = tx
    .select({ id: tasks.id })
    .from(tasks)
    .where(and(eq(tasks.communeId, communeId), eq(tasks.directiveId, directiveId)))
  return assignmentsOfTasks(tx, communeId, ofLetter)
}

/** Assignments of these tasks (a query of their ids) that still count, in the order of their numbers. */
export async function assignmentsOfTasks(tx: Tx, communeId: number, taskIds: SQLWrapper): Promise<OwedWork[]> {
  return tx
    .select({
      id: assignments.id,
      number: assignments.number,
      unitId: assignments.unitId,
      taskId: assignments.taskId,
    })
    .from(assignments)
    .where(
      and(
        eq(assignments.communeId, communeId),
        inArray(assignments.taskId, taskIds),
        notInArray(assignments.status, ['withdrawn']),
      ),
    )
    .orderBy(asc(assignments.number))
}
