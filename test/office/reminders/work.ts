// Work put straight into the database, as issuing it would leave it.
import { eq } from 'drizzle-orm'
import type { Tx } from '../../../src/db/db.js'
import { assignments, taskDeadlines, tasks } from '../../../src/db/schema/assignments.js'
import type { UnitKey, World } from '../../support/world.js'

type Row = typeof assignments.$inferInsert

export interface Given extends Partial<Omit<Row, 'id' | 'communeId' | 'taskId' | 'unitId' | 'deadlineId'>> {
  unit: UnitKey
  text?: string
  area?: string
}

let number = 0

/** Stores one assignment, accepted unless said otherwise, given `world.now`. Returns its id. */
export async function give(world: World, given: Given): Promise<number> {
  const [id] = await giveAll(world, [given])
  return id!
}

export async function giveAll(world: World, list: readonly Given[]): Promise<number[]> {
  if (list.length === 0) return []
  const { communeId } = world
  return world.write(async (tx) => {
    const taskRows = await tx
      .insert(tasks)
      .values(
        list.map((given, index) => ({
          communeId,
          text: given.text ?? `Nhiệm vụ ${number + index + 1}`,
          area: given.area ?? 'other',
          createdAt: world.now,
        })),
      )
      .returning({ id: tasks.id })
    const deadlineRows = await tx
      .insert(taskDeadlines)
      .values(
        taskRows.map((row) => ({ communeId, taskId: row.id, rule: { kind: 'none' as const, words: '' }, words: '' })),
      )
      .returning({ id: taskDeadlines.id })
    const rows = await tx
      .insert(assignments)
      .values(
        list.map(({ unit, text: _, area: __, ...given }, index) => ({
          communeId,
          number: ++number,
          taskId: taskRows[index]!.id,
          deadlineId: deadlineRows[index]!.id,
          unitId: world.units[unit],
          status: 'accepted' as const,
          statusAt: world.now,
          createdAt: world.now,
          nextLookAt: world.now,
          ...given,
        })),
      )
      .returning({ id: assignments.id })
    return rows.map((row) => row.id)
  })
}

/** An answer, as the actions leave it: the reminders look at it again. */
export async function change(world: World, id: number, set: Partial<Row>): Promise<void> {
  await world.write(async (tx: Tx) => {
    await tx
      .update(assignments)
      .set({ nextLookAt: world.now, statusAt: world.now, ...set })
      .where(eq(assignments.id, id))
  })
}
