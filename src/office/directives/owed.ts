// What units owe because of a letter, or of a task given by hand, which has no letter that its tasks could name.
import { and, asc, eq, inArray, isNotNull, isNull, or, type SQLWrapper } from 'drizzle-orm'
import type { DeadlineRule } from '../../calendar/rule.js'
import type { Tx } from '../../db/db.js'
import { assignments, taskDeadlines, tasks, taskUnits } from '../../db/schema/assignments.js'
import { units } from '../../db/schema/communes.js'
import type { Day } from '../../lib/day.js'
import { cardSlot } from '../assignments/cards.js'
import { type Asked, listCooperation } from '../assignments/cooperation/store.js'
import { groupBy } from '../assignments/grouping.js'
import { assignmentsOfLetter, assignmentsOfTasks, type OwedWork } from '../assignments/moving.js'
import type { Directive } from './store.js'
import { aboutOf, groupsWith, headerSlot, type ToldGroup } from './succession/standing.js'

/** What still counts; of an order also the later periods of its duty. */
export async function owedBy(tx: Tx, { communeId, id, draft }: Directive): Promise<OwedWork[]> {
  if (!draft.given) return assignmentsOfLetter(tx, communeId, id)
  if (draft.given.length === 0) return []
  const given = tx
    .select({ taskId: assignments.taskId })
    .from(assignments)
    .where(and(eq(assignments.communeId, communeId), inArray(assignments.id, draft.given)))
  return assignmentsOfTasks(tx, communeId, given)
}

/** A query of the ids of the tasks that the letter, or the order, gave. */
export function tasksOf(tx: Tx, { communeId, id, draft }: Directive) {
  const { given, givenTasks = [] } = draft
  const ofOrder = () =>
    or(
      inArray(tasks.id, givenTasks),
      inArray(
        tasks.id,
        tx
          .select({ taskId: assignments.taskId })
          .from(assignments)
          .where(and(eq(assignments.communeId, communeId), inArray(assignments.id, given ?? []))),
      ),
    )
  return tx
    .select({ id: tasks.id })
    .from(tasks)
    .where(and(eq(tasks.communeId, communeId), given ? ofOrder() : eq(tasks.directiveId, id)))
}

/** A unit's duty that opens anew period after period. */
export interface RunningDuty {
  taskId: number
  unitId: number
  text: string
  clause: string | null
}

/** A turn is still to come, and the unit is there to owe it. */
const isOwedOn = and(
  isNotNull(taskDeadlines.nextLookAt),
  eq(taskUnits.role, 'lead'),
  eq(units.kind, 'unit'),
  isNull(units.closedAt),
)

/** Who owes the duties of these tasks from the next period on, whether or not there was one for them yet. */
export async function runningDuties(tx: Tx, communeId: number, taskIds: SQLWrapper): Promise<RunningDuty[]> {
  return tx
    .selectDistinct({ taskId: tasks.id, unitId: units.id, text: tasks.text, clause: tasks.clause })
    .from(tasks)
    .innerJoin(taskDeadlines, and(eq(taskDeadlines.communeId, tasks.communeId), eq(taskDeadlines.taskId, tasks.id)))
    .innerJoin(taskUnits, and(eq(taskUnits.communeId, tasks.communeId), eq(taskUnits.taskId, tasks.id)))
    .innerJoin(units, and(eq(units.communeId, taskUnits.communeId), eq(units.id, taskUnits.unitId)))
    .where(and(eq(tasks.communeId, communeId), inArray(tasks.id, taskIds), isOwedOn))
    .orderBy(asc(tasks.id), asc(units.id))
}

/** A unit's duty of which there is nothing yet: it joined in the middle of a period. */
export interface JoinedDuty {
  unit: { id: number; name: string }
  text: string
  rule: DeadlineRule
  /** What the others owe was opened up to this day. */
  openedThrough: Day | null
}

/** Of this letter or order: unit by unit in the commune's order, each duty in the letter's. */
export async function joinedDuties(tx: Tx, directive: Directive): Promise<JoinedDuty[]> {
  const { communeId } = directive
  return tx
    .select({
      unit: { id: units.id, name: units.name },
      text: tasks.text,
      rule: taskDeadlines.rule,
      openedThrough: taskDeadlines.openedThrough,
    })
    .from(tasks)
    .innerJoin(taskDeadlines, and(eq(taskDeadlines.communeId, tasks.communeId), eq(taskDeadlines.taskId, tasks.id)))
    .innerJoin(taskUnits, and(eq(taskUnits.communeId, tasks.communeId), eq(taskUnits.taskId, tasks.id)))
    .innerJoin(units, and(eq(units.communeId, taskUnits.communeId), eq(units.id, taskUnits.unitId)))
    .leftJoin(
      assignments,
      and(
        eq(assignments.communeId, tasks.communeId),
        eq(assignments.deadlineId, taskDeadlines.id),
        eq(assignments.unitId, units.id),
      ),
    )
    .where(
      and(eq(tasks.communeId, communeId), inArray(tasks.id, tasksOf(tx, directive)), isOwedOn, isNull(assignments.id)),
    )
    .orderBy(asc(units.position), asc(units.id), asc(tasks.position), asc(taskDeadlines.id))
}

/** How much a unit owes from the next period on, of which there is nothing yet. */
export interface Later {
  unit: { id: number; name: string }
  count: number
}

/** Units that joined a duty in the middle of a period, in the commune's order. */
export async function owedLater(tx: Tx, directive: Directive): Promise<Later[]> {
  const byUnit = groupBy(await joinedDuties(tx, directive), (duty) => duty.unit.id)
  return [...byUnit.values()].flatMap((duties) =>
    duties.slice(0, 1).map(({ unit }) => ({ unit, count: duties.length })),
  )
}

/** What units are asked to cooperate in; a partner owes nothing and has no number. */
export function askedBy(tx: Tx, { communeId, id, draft }: Directive): Promise<Asked[]> {
  return listCooperation(tx, communeId, draft.kind === 'order' ? { taskIds: draft.givenTasks ?? [] } : id)
}

/**
 * The groups that were told of it: they have the letter's header, a card or list of its work, or what they are asked to cooperate in. A
 * group that came later has only what was open then.
 */
export async function groupsToldOf(tx: Tx, directive: Directive, owed: readonly OwedWork[]): Promise<ToldGroup[]> {
  const { communeId, id, draft } = directive
  const cards = owed.map((one) => cardSlot(one.id))
  if (draft.kind === 'order') return groupsWith(tx, communeId, { slots: cards, about: aboutOf(id) })
  return groupsWith(tx, communeId, { slots: [headerSlot(id), ...cards], lists: id, about: aboutOf(id) })
}
