// Where a draft stands on its way out: what is in the way, else who gets what.
import type { Tx } from '../../../db/db.js'
import { groupsOf } from '../../assignments/screens.js'
import { keptTasks } from '../draft.js'
import { answerScreen } from '../review/answer.js'
import type { Screen, View } from '../screen.js'
import { obstacleScreen, orderLines, previewScreen, type Receiver, receiversOf } from './preview.js'
import { workOf } from './work.js'

export async function stageScreen(tx: Tx, view: View): Promise<Screen> {
  const obstacle = obstacleScreen(view)
  if (obstacle) return obstacle
  // A task given by hand goes to few: what was understood of it is the preview.
  if (view.directive.draft.kind === 'order') return orderStage(tx, view)
  const work = workOf(view)
  return previewScreen(view, work, await listReceivers(tx, view, work))
}

export async function orderStage(tx: Tx, view: View): Promise<Screen> {
  return answerScreen(view, orderLines(view, await listReceivers(tx, view)))
}

export async function listReceivers(tx: Tx, view: View, work = workOf(view)): Promise<Receiver[]> {
  const concerned = keptTasks(view.directive.draft).flatMap((task) => [...task.unitIds, ...task.coUnitIds])
  return receiversOf(view, work, await groupsOf(tx, view.commune.id, [...new Set(concerned)]))
}
