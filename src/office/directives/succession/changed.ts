// Work that is carried over but asks for something else now: which it is, and whose report does not count any more. Pure.
import type { Day } from '../../../lib/day.js'
import { isReported } from '../../assignments/status.js'
import type { AssignmentView } from '../../assignments/view.js'
import type { View } from '../screen.js'
import type { Changed } from './wording.js'

/** Work with what it asks for otherwise. */
export interface ChangedWork {
  work: AssignmentView
  changed: readonly Changed[]
}

type Planned = Pick<View, 'directive' | 'succession' | 'today'>

/** Without the turns of a duty whose day has passed: they were for the words of their time. */
export function changedWorks({ succession, today }: Planned): ChangedWork[] {
  return (succession?.kept ?? []).flatMap(({ works, changed }) =>
    changed.length === 0 ? [] : works.filter((work) => !isPastTurn(work, today)).map((work) => ({ work, changed })),
  )
}

/** Reports made for the old words, whatever was decided about them. */
export function reportsOfOld(planned: Planned): AssignmentView[] {
  return changedWorks(planned).flatMap(({ work }) => (isReported(work) ? [work] : []))
}

/** Those that do not count for the new words. */
export function reportsToReopen(planned: Planned): AssignmentView[] {
  return planned.directive.draft.decisions?.reportsCount ? [] : reportsOfOld(planned)
}

function isPastTurn({ period, legalDueOn }: AssignmentView, today: Day): boolean {
  return period !== 'once' && legalDueOn !== null && legalDueOn < today
}
