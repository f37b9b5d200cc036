// Which of the commune's indicators a task with a target is about: tied when issued, so that its figures count for both.
import type { Tx } from '../../../db/db.js'
import { listIndicators } from '../../indicators/store.js'
import { suggestIndicator } from '../../indicators/suggest.js'
import type { DraftTask } from '../draft.js'

/** The indicator of each task that has one, by the task's number in the draft. */
export async function indicatorsOf(
  tx: Tx,
  communeId: number,
  tasks: readonly DraftTask[],
): Promise<Map<number, number>> {
  const aimed = tasks.filter((task) => task.target !== null)
  if (aimed.length === 0) return new Map()
  const indicators = (await listIndicators(tx, communeId)).filter((one) => one.closedAt === null)
  return new Map(
    aimed.flatMap((task) => {
      const found = suggestIndicator(indicators, task)
      return found ? [[task.id, found.id] as const] : []
    }),
  )
}
