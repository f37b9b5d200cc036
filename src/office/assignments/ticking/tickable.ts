// Which work can be ticked and answered together.
import { needsReport } from '../status.js'
import type { AssignmentView } from '../view.js'

/** What a unit can answer together: it still owes a report for it, and it is no standing duty, which has a sheet of its own. */
export function tickable(views: readonly AssignmentView[]): AssignmentView[] {
  return views.filter((view) => needsReport(view.status) && !view.standing)
}
