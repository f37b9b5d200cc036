// What units owe because of a letter, or of a task given by hand, which has no letter that its tasks could name.
import { and, asc, eq, inArray, isNotNull, or, type SQLWrapper } from 'drizzle-orm'
import type { Tx } from '../../db/db.js'
import { assignments, taskDeadlines, tasks, taskUnits } from '../../db/schema/assignments.js'
import { units } from '../../db/schema/communes.js'
import { chats } from '../../db/schema/people.js'
import { outbox, screens } from '../../db/schema/post.js'
import { cardSlot } from '../assignments/cards.js'
import { type Asked, listCooperation } from '../assignments/cooperation/store.js'
import { assignmentsOfLetter, assignmentsOfTasks, type OwedWork } from '../assignments/moving.js'
import type { Directive } from './store.js'
import { type GroupChat, groupsThatGot } from './succession/standing.js'

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

/** Who owes the duties of these tasks from the next period on, whether or not there was one for them yet. */
export async function runningDuties(tx: Tx, communeId: number, taskIds: SQLWrapper): Promise<RunningDuty[]> {
  return tx
    .selectDistinct({ taskId: tasks.id, unitId: units.id, text: tasks.text, clause: tasks.clause })
    .from(tasks)
    .innerJoin(taskDeadlines, and(eq(taskDeadlines.communeId, tasks.communeId), eq(taskDeadlines.taskId, tasks.id)))
    .innerJoin(taskUnits, and(eq(taskUnits.communeId, tasks.communeId), eq(taskUnits.taskId, tasks.id)))
    .innerJoin(units, and(eq(units.communeId, taskUnits.communeId), eq(units.id, taskUnits.unitId)))
    .where(
      and(
        eq(tasks.communeId, communeId),
        inArray(tasks.id, taskIds),
        isNotNull(taskDeadlines.nextLookAt),
        eq(taskUnits.role, 'lead'),
        eq(units.kind, 'unit'),
      ),
    )
    .orderBy(asc(tasks.id), asc(units.id))
}

/** What units are asked to cooperate in; a partner owes nothing and has no number. */
export function askedBy(tx: Tx, { communeId, id, draft }: Directive): Promise<Asked[]> {
  return listCooperation(tx, communeId, draft.kind === 'order' ? { taskIds: draft.givenTasks ?? [] } : id)
}

/** The groups that were told of it: they have the letter's header, or a card of the work given by hand. */
export async function groupsToldOf(tx: Tx, directive: Directive, owed: readonly OwedWork[]): Promise<GroupChat[]> {
  const { communeId, id, draft } = directive
  if (draft.kind === 'letter') return groupsThatGot(tx, communeId, id)
  const slots = owed.map((one) => cardSlot(one.id))
  if (slots.length === 0) return []
  const standing = tx.select({ chatId: screens.chatId }).from(screens).where(inArray(screens.slot, slots))
  const coming = tx
    .select({ chatId: outbox.chatId })
    .from(outbox)
    .where(and(inArray(outbox.slot, slots), inArray(outbox.state, ['queued', 'sending', 'sent', 'held'])))
  return tx
    .select({ chatId: chats.id, locale: chats.locale })
    .from(chats)
    .where(and(eq(chats.communeId, communeId), eq(chats.kind, 'group'), inArray(chats.id, standing.union(coming))))
    .orderBy(asc(chats.id))
}
