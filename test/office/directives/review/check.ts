// A letter that is being checked: what the tests of the review do to it.
import type { DraftTask } from '../../../../src/office/directives/draft.js'
import type { Desk } from '../desk.js'
import type { Officer } from '../press.js'

export async function taskOf(desk: Desk, id: number, number: number): Promise<DraftTask> {
  const { draft } = await desk.draft(id)
  const found = draft.tasks[number - 1]
  if (!found) throw new Error(`no task ${number}`)
  return found
}

export async function openTask(desk: Desk, id: number, number: number, who: Officer = 'Hoa'): Promise<void> {
  await desk.world.taps(who, 'riêng', `draft.task:${id}:${number}`)
  await desk.world.said()
}
