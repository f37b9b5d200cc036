// From a task to what each unit owes: one assignment per lead unit and deadline, numbered in the letter's order.
import { and, asc, eq, inArray, isNull, lte, type SQLWrapper } from 'drizzle-orm'
import { dueOn, occurrences } from '../../calendar/due.js'
import type { DeadlineRule } from '../../calendar/rule.js'
import type { Tx } from '../../db/db.js'
import { taskDeadlines, tasks, taskUnits } from '../../db/schema/assignments.js'
import { units } from '../../db/schema/communes.js'
import { addDays, type Day, dayOf } from '../../lib/day.js'
import { communeCalendar, findCommune } from '../communes/store.js'
import { announcePeriods } from './announce.js'
import { groupBy } from './grouping.js'
import { firstTurn, insertOwed, type KeptRule, nextOpening, type OpenedAssignment, type Owed } from './owed.js'
import { withoutEnd } from './words.js'

export interface NewTask {
  communeId: number
  /** None for a task given by hand. */
  directiveId?: number | undefined
  /** Place in the letter; assignments are numbered in this order. */
  position: number
  /** "mục 1, gạch đầu dòng 2" */
  clause?: string | undefined
  text: string
  product?: string | undefined
  area: string
  target?: string | undefined
  /** The commune's indicator that its target is about. */
  indicatorId?: number | undefined
  leadUnitIds: number[]
  coUnitIds: number[]
  /** Empty is the same as one rule that names no day. */
  rules: DeadlineRule[]
  /** Mốc theo dõi; counts only where a rule gives no day. */
  trackingOn?: Day | undefined
}

export interface InsertedTask {
  taskId: number
  deadlineIds: number[]
}

/** Stores tasks with their units and deadlines, three statements in all. The result is in the order given. */
export async function insertTasks(tx: Tx, list: readonly NewTask[], now: Date): Promise<InsertedTask[]> {
  if (list.length === 0) return []
  const rows = await tx
    .insert(tasks)
    .values(
      list.map((task) => ({
        communeId: task.communeId,
        directiveId: task.directiveId ?? null,
        position: task.position,
        clause: task.clause ?? null,
        text: withoutEnd(task.text),
        product: task.product ?? null,
        area: task.area,
        target: task.target ?? null,
        indicatorId: task.indicatorId ?? null,
        createdAt: now,
      })),
    )
    .returning({ id: tasks.id })
  const stored = list.map((task, index) => ({ task, taskId: idAt(rows, index) }))

  const unitRows = stored.flatMap(({ task, taskId }) => {
    const leads = new Set(task.leadUnitIds)
    const others = new Set(task.coUnitIds.filter((unitId) => !leads.has(unitId)))
    const row = (role: 'lead' | 'cooperating') => (unitId: number) => ({
      communeId: task.communeId,
      taskId,
      unitId,
      role,
    })
    return [...[...leads].map(row('lead')), ...[...others].map(row('cooperating'))]
  })
  if (unitRows.length > 0) await tx.insert(taskUnits).values(unitRows)

  const deadlineRows = stored.flatMap(({ task, taskId }) => {
    const rules: DeadlineRule[] = task.rules.length > 0 ? task.rules : [{ kind: 'none', words: '' }]
    return rules.map((rule) => ({
      communeId: task.communeId,
      taskId,
      rule: (task.trackingOn ? { ...rule, trackingOn: task.trackingOn } : rule) satisfies KeptRule,
      words: rule.words,
    }))
  })
  const deadlines = await tx
    .insert(taskDeadlines)
    .values(deadlineRows)
    .returning({ id: taskDeadlines.id, taskId: taskDeadlines.taskId })
  const byTask = groupBy(deadlines, (row) => row.taskId)
  return stored.map(({ taskId }) => ({ taskId, deadlineIds: (byTask.get(taskId) ?? []).map((row) => row.id) }))
}

function idAt(rows: readonly { id: number }[], index: number): number {
  const row = rows[index]
  if (!row) throw new Error('task not stored')
  return row.id
}

/**
 * Opens what the tasks ask for: per lead unit and deadline one assignment, of a recurring duty the current period or else the next one.
 * `issuedOn` is the letter's day, from which "trong 10 ngày" counts. A duty that goes on opens as it would have. Partners and closed units owe nothing. A task that is open already
 * is not opened twice.
 */
export async function openAssignments(
  tx: Tx,
  input: { communeId: number; taskIds: readonly number[]; issuedOn: Day; actorId: number | undefined },
  now: Date,
): Promise<OpenedAssignment[]> {
  const { communeId } = input
  if (input.taskIds.length === 0) return []
  const cal = await communeCalendar(tx, communeId)
  const { settings } = await findCommune(tx, communeId)
  const today = dayOf(now)
  const deadlines = await tx
    .select({
      taskId: taskDeadlines.taskId,
      deadlineId: taskDeadlines.id,
      rule: taskDeadlines.rule,
      openedThrough: taskDeadlines.openedThrough,
    })
    .from(taskDeadlines)
    .innerJoin(tasks, and(eq(tasks.communeId, taskDeadlines.communeId), eq(tasks.id, taskDeadlines.taskId)))
    .where(and(eq(taskDeadlines.communeId, communeId), inArray(taskDeadlines.taskId, [...input.taskIds])))
    .orderBy(asc(tasks.position), asc(tasks.id), asc(taskDeadlines.id))
  const debtors = groupBy(await leadUnits(tx, communeId, input.taskIds), (row) => row.taskId)

  const owed: Owed[] = []
  const looks = new Map<number, { openedThrough: Day; nextLookAt: Date | null }>()
  for (const { taskId, deadlineId, rule, openedThrough } of deadlines) {
    const turn = rule.kind === 'recurring' ? firstTurn(rule, today, cal) : undefined
    // A duty that went over from another letter: its next turn opens in its time, for all at once.
    if (turn && openedThrough && turn.due > openedThrough) continue
    if (rule.kind === 'recurring' && turn)
      looks.set(deadlineId, {
        openedThrough: openedThrough ?? turn.due,
        nextLookAt: nextOpening(rule, openedThrough ?? turn.due, today, cal, settings),
      })
    const legalDueOn = turn?.due ?? dueOn(rule, input.issuedOn, cal)
    for (const { unitId } of debtors.get(taskId) ?? [])
      owed.push({ taskId, unitId, deadlineId, period: turn?.period ?? 'once', rule, legalDueOn })
  }
  for (const [deadlineId, look] of looks)
    await tx
      .update(taskDeadlines)
      .set(look)
      .where(and(eq(taskDeadlines.communeId, communeId), eq(taskDeadlines.id, deadlineId)))
  return insertOwed(tx, { communeId, owed, actorId: input.actorId }, now)
}

export interface OpenedPeriods {
  /** Duties that were due to be looked at. */
  duties: number
  assignments: number
  groups: number
}

/**
 * Opens what recurring duties owe by now, one assignment per period from its first working day on, whether or not the last one is
 * open; after downtime every period that was missed. Looks only at duties whose moment has come. The groups are told.
 */
export async function openDuePeriods(tx: Tx, communeId: number | undefined, now: Date): Promise<OpenedPeriods> {
  const due = await tx
    .select({ id: taskDeadlines.id, communeId: taskDeadlines.communeId })
    .from(taskDeadlines)
    .where(
      and(
        lte(taskDeadlines.nextLookAt, now),
        communeId === undefined ? undefined : eq(taskDeadlines.communeId, communeId),
      ),
    )
    .orderBy(asc(taskDeadlines.id))
    .for('update', { skipLocked: true })
  const result: OpenedPeriods = { duties: due.length, assignments: 0, groups: 0 }
  for (const [commune, rows] of groupBy(due, (row) => row.communeId)) {
    const opened = await openPeriods(
      tx,
      commune,
      rows.map((row) => row.id),
      now,
    )
    result.assignments += opened.length
    result.groups += await announcePeriods(
      tx,
      commune,
      opened.map((one) => one.id),
      now,
    )
  }
  return result
}

async function openPeriods(tx: Tx, communeId: number, deadlineIds: number[], now: Date): Promise<OpenedAssignment[]> {
  const cal = await communeCalendar(tx, communeId)
  const { settings } = await findCommune(tx, communeId)
  const today = dayOf(now)
  const duties = await tx
    .select()
    .from(taskDeadlines)
    .where(and(eq(taskDeadlines.communeId, communeId), inArray(taskDeadlines.id, deadlineIds)))
    .orderBy(asc(taskDeadlines.id))
  const debtors = groupBy(
    await leadUnits(
      tx,
      communeId,
      duties.map((duty) => duty.taskId),
    ),
    (row) => row.taskId,
  )
  const owed: Owed[] = []
  for (const { id, taskId, rule, openedThrough } of duties) {
    let through = openedThrough ?? addDays(today, -1)
    if (rule.kind === 'recurring')
      for (const turn of occurrences(rule, addDays(through, 1), today, cal)) {
        for (const { unitId } of debtors.get(taskId) ?? [])
          owed.push({ taskId, unitId, deadlineId: id, period: turn.period, rule, legalDueOn: turn.due })
        through = turn.due
      }
    const nextLookAt = rule.kind === 'recurring' ? nextOpening(rule, through, today, cal, settings) : null
    await tx
      .update(taskDeadlines)
      .set({ openedThrough: through, nextLookAt })
      .where(and(eq(taskDeadlines.communeId, communeId), eq(taskDeadlines.id, id)))
  }
  return insertOwed(tx, { communeId, owed, actorId: undefined }, now)
}

/** The units that owe these tasks now, in the commune's order: no partners, none that are closed. */
async function leadUnits(tx: Tx, communeId: number, taskIds: readonly number[]) {
  if (taskIds.length === 0) return []
  return tx
    .select({ taskId: taskUnits.taskId, unitId: units.id })
    .from(taskUnits)
    .innerJoin(units, and(eq(units.communeId, taskUnits.communeId), eq(units.id, taskUnits.unitId)))
    .where(
      and(
        eq(taskUnits.communeId, communeId),
        inArray(taskUnits.taskId, [...taskIds]),
        eq(taskUnits.role, 'lead'),
        eq(units.kind, 'unit'),
        isNull(units.closedAt),
      ),
    )
    .orderBy(asc(units.position), asc(units.id))
}

/** Ends recurring duties: no further period of these tasks (their ids, or a query of them) is opened. */
export async function stopPeriods(tx: Tx, communeId: number, taskIds: readonly number[] | SQLWrapper): Promise<void> {
  const ids = 'getSQL' in taskIds ? taskIds : [...taskIds]
  if (Array.isArray(ids) && ids.length === 0) return
  await tx
    .update(taskDeadlines)
    .set({ nextLookAt: null })
    .where(and(eq(taskDeadlines.communeId, communeId), inArray(taskDeadlines.taskId, ids)))
}
