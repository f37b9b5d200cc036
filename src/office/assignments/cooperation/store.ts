// Who cooperates in what: the units a letter names beside the one that leads.
import { and, asc, eq, inArray, notInArray, or, sql } from 'drizzle-orm'
import { unionAll } from 'drizzle-orm/pg-core'
import type { Tx } from '../../../db/db.js'
import { alsoAskedBy, assignments, tasks, taskUnits } from '../../../db/schema/assignments.js'
import { units } from '../../../db/schema/communes.js'
import { groupBy } from '../grouping.js'
import { viewsOf } from '../store.js'
import type { AssignmentView } from '../view.js'
import type { Cooperation, Request } from './message.js'

/** What an office is asked to cooperate in. */
export type Asked = Cooperation & Pick<Request, 'unit'>

/** The same by the office that is asked, in the order of the list. Pure. */
export function requestsOf(asked: readonly Asked[]): Request[] {
  return [...groupBy(asked, (one) => one.unit.id).values()].flatMap((items) => {
    const [first] = items
    return first ? [{ unit: first.unit, items }] : []
  })
}

/** What units that do not owe a report are asked to cooperate in by a letter, or by tasks given by hand; a partner named as lead is asked too. */
export async function listCooperation(
  tx: Tx,
  communeId: number,
  by: number | { taskIds: readonly number[] },
): Promise<Asked[]> {
  if (typeof by !== 'number' && by.taskIds.length === 0) return []
  const rows = await tx
    .select({
      task: { id: tasks.id, text: tasks.text, clause: tasks.clause },
      unit: { id: units.id, name: units.name, kind: units.kind },
      role: taskUnits.role,
    })
    .from(tasks)
    .innerJoin(taskUnits, and(eq(taskUnits.communeId, tasks.communeId), eq(taskUnits.taskId, tasks.id)))
    .innerJoin(units, and(eq(units.communeId, taskUnits.communeId), eq(units.id, taskUnits.unitId)))
    .where(
      and(
        eq(tasks.communeId, communeId),
        typeof by === 'number' ? eq(tasks.directiveId, by) : inArray(tasks.id, [...by.taskIds]),
        or(eq(taskUnits.role, 'lead'), eq(taskUnits.role, 'cooperating')),
      ),
    )
    .orderBy(asc(tasks.position), asc(tasks.id), asc(units.position), asc(units.id))
  const owes = (row: (typeof rows)[number]) => row.role === 'lead' && row.unit.kind === 'unit'
  const asked = rows.filter((row) => !owes(row))
  if (asked.length === 0) return []
  const leads = groupBy(rows.filter(owes), (row) => row.task.id)
  const work = groupBy(
    await listWork(tx, communeId, [...new Set(asked.map((row) => row.task.id))]),
    (row) => row.taskId,
  )
  return asked.map(({ task, unit }) => ({
    text: task.text,
    clause: task.clause,
    leads: (leads.get(task.id) ?? []).map((row) => row.unit.name),
    work: (work.get(task.id) ?? []).map(({ id, number }) => ({ id, number })),
    unit,
  }))
}

/** The work these tasks are, their own or that which another letter had given already. */
async function listWork(
  tx: Tx,
  communeId: number,
  taskIds: readonly number[],
): Promise<{ taskId: number; id: number; number: number }[]> {
  const own = tx
    .select({ taskId: assignments.taskId, id: assignments.id, number: assignments.number })
    .from(assignments)
    .where(and(eq(assignments.communeId, communeId), inArray(assignments.taskId, [...taskIds])))
  const tied = tx
    .select({ taskId: alsoAskedBy.taskId, id: assignments.id, number: assignments.number })
    .from(alsoAskedBy)
    .innerJoin(
      assignments,
      and(eq(assignments.communeId, alsoAskedBy.communeId), eq(assignments.id, alsoAskedBy.assignmentId)),
    )
    .where(and(eq(alsoAskedBy.communeId, communeId), inArray(alsoAskedBy.taskId, [...taskIds])))
  const rows = await unionAll(own, tied)
  return rows.sort((a, b) => a.number - b.number)
}

/** The units that cooperate in this work, by any letter that asks for it, in the commune's order. */
export async function unitsCooperating(
  tx: Tx,
  communeId: number,
  assignmentId: number,
): Promise<{ id: number; name: string }[]> {
  return tx
    .selectDistinct({ id: units.id, name: units.name, position: units.position })
    .from(taskUnits)
    .innerJoin(units, and(eq(units.communeId, taskUnits.communeId), eq(units.id, taskUnits.unitId)))
    .where(
      and(
        eq(taskUnits.communeId, communeId),
        eq(taskUnits.role, 'cooperating'),
        sql`${taskUnits.taskId} in (
          select task_id from ${assignments} where commune_id = ${communeId} and id = ${assignmentId}
          union all
          select task_id from ${alsoAskedBy} where commune_id = ${communeId} and assignment_id = ${assignmentId})`,
      ),
    )
    .orderBy(asc(units.position), asc(units.id))
}

/** Open work of others in which these units cooperate by any letter that asks for it, the most urgent first. */
export async function listOpenCooperation(
  tx: Tx,
  communeId: number,
  unitIds: readonly number[],
): Promise<AssignmentView[]> {
  if (unitIds.length === 0) return []
  const cooperates = and(eq(taskUnits.role, 'cooperating'), inArray(taskUnits.unitId, [...unitIds]))
  const own = tx
    .select({ id: assignments.id })
    .from(assignments)
    .innerJoin(taskUnits, and(eq(taskUnits.communeId, assignments.communeId), eq(taskUnits.taskId, assignments.taskId)))
    .where(and(eq(assignments.communeId, communeId), cooperates))
  const tied = tx
    .select({ id: alsoAskedBy.assignmentId })
    .from(alsoAskedBy)
    .innerJoin(taskUnits, and(eq(taskUnits.communeId, alsoAskedBy.communeId), eq(taskUnits.taskId, alsoAskedBy.taskId)))
    .where(and(eq(alsoAskedBy.communeId, communeId), cooperates))
  const day = sql`coalesce(${assignments.extendedTo}, ${assignments.legalDueOn}, ${assignments.trackingOn})`
  const rows = await tx
    .select({ id: assignments.id })
    .from(assignments)
    .where(
      and(
        eq(assignments.communeId, communeId),
        inArray(assignments.id, unionAll(own, tied)),
        notInArray(assignments.status, ['done', 'withdrawn']),
        notInArray(assignments.unitId, [...unitIds]),
      ),
    )
    .orderBy(sql`${day} asc nulls last`, asc(assignments.number))
  return viewsOf(
    tx,
    communeId,
    rows.map((row) => row.id),
  )
}
