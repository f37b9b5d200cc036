// The sheet of a unit's standing duties for one reporting period, and where it is shown.
import { type Period, periodOf, previousPeriod, writePeriod } from '../../../calendar/period.js'
import { action } from '../../../chat/action.js'
import type { Message } from '../../../chat/message.js'
import type { Tx } from '../../../db/db.js'
import { dayOf } from '../../../lib/day.js'
import type { Translate } from '../../../lib/i18n.js'
import { listLines, numberButtons } from '../lists.js'
import { listOpenAssignments } from '../store.js'
import type { AssignmentView } from '../view.js'

export async function standingOf(tx: Tx, communeId: number, unitId: number, now: Date): Promise<AssignmentView[]> {
  const open = await listOpenAssignments(tx, { communeId, unitIds: [unitId] }, now)
  return open.filter((view) => view.standing)
}

export function sheetMessage(t: Translate, views: readonly AssignmentView[], month: Period): Message {
  const unit = views[0]?.unit
  const heading = t('assignments-standing-sheet', {
    unit: unit?.name ?? '',
    period: writePeriod(month),
    count: views.length,
  })
  return {
    spans: [{ bold: heading }, ...listLines(t, views).map((line) => `\n${line}`)],
    choices: [
      [
        {
          label: t('assignments-button-maintainAll'),
          action: action('assignment.maintainAll', unit?.id ?? 0, month),
          style: 'primary',
        },
      ],
      ...numberButtons(views),
    ],
  }
}

/** The slot in which a sheet changes in place. */
export function sheetSlot(unitId: number, month: Period): string {
  return `standing:${unitId}:${month}`
}

/** The sheets of a unit that may be asked for now, the newest first: this month's, and the last one's until it comes. Older ones are history. */
export function sheetsNow(unitId: number, now: Date): { slot: string; month: Period }[] {
  const month = periodOf(dayOf(now), 'month', 'calendar')
  return [month, previousPeriod(month)].map((one) => ({ slot: sheetSlot(unitId, one), month: one }))
}
