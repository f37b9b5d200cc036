// When figures are asked for. Pure.
import { type Period, periodOf, previousPeriod } from '../../calendar/period.js'
import { type WorkCalendar, workingDayOnOrAfter } from '../../calendar/work-calendar.js'
import { type Day, dayOf } from '../../lib/day.js'

/** When figures are asked: the 15th of the report's month, or the first working day after (PRODUCT.md section 7). */
export function askedOn(month: Period, cal: WorkCalendar): Day {
  return workingDayOnOrAfter(cal, `${month}-15`)
}

/** Have units been asked for this month's report: its day has come, and the commune was there by then? */
export function wasAsked(month: Period, { began, today }: { began: Day; today: Day }, cal: WorkCalendar): boolean {
  const day = askedOn(month, cal)
  return began <= day && day <= today
}

/** The newest month whose figures have been asked for. */
export function currentMonth(now: Date, cal: WorkCalendar): Period {
  const month = periodOf(dayOf(now), 'month', 'calendar')
  return askedOn(month, cal) <= dayOf(now) ? month : previousPeriod(month)
}
