// From the 15th each unit finds its month's report prefilled in its group. A tick asks what is due; `job_runs` remembers.
import { eq } from 'drizzle-orm'
import { isWorkingDay } from '../../../calendar/work-calendar.js'
import type { Db, Tx } from '../../../db/db.js'
import { communes } from '../../../db/schema/communes.js'
import { takeOnce, turnsTaken } from '../../../db/turns.js'
import { dayOf, timeOf } from '../../../lib/day.js'
import { moment } from '../../../lib/moment.js'
import { askStanding } from '../../assignments/standing/dialog.js'
import type { Settings } from '../../communes/settings.js'
import { communeCalendar, listCommunes, listUnits } from '../../communes/store.js'
import { currentMonth, wasAsked } from '../asked.js'
import { isEmpty, readUnitMonth } from './prefill.js'
import { placesOf, showReport } from './show.js'
import { ensureReport } from './store.js'

/** The day of the month from which units are asked. */
const FIRST_DAY = '15'

export interface UnitReportCounts {
  communes: number
  reports: number
}

/** Opens the reports due by `now`, once per commune and month, also after a day that was missed. Each commune in a transaction of its own. */
export async function openUnitReports(db: Db, now: Date): Promise<UnitReportCounts> {
  const counts = { communes: 0, reports: 0 }
  const today = dayOf(now)
  const month = today.slice(0, 7)
  // Nothing is asked before the 15th (`askedOn`), so nothing is read either.
  if (today < `${month}-${FIRST_DAY}`) return counts
  const open = (await listCommunes(db)).filter(({ settings }) => isOpenNow(settings, now))
  // One look a day and commune, and none once the month was opened.
  const looked = await turnsTaken(
    db,
    open.flatMap(({ id }) => [`unit-reports:${id}:${today}`, `unit-reports:${id}:month:${month}`]),
  )
  for (const { id } of open) {
    if (looked.has(`unit-reports:${id}:${today}`) || looked.has(`unit-reports:${id}:month:${month}`)) continue
    const opened = await db.transaction((tx) => openForCommune(tx, id, now))
    if (opened === undefined) continue
    counts.communes += 1
    counts.reports += opened
  }
  return counts
}

function isOpenNow({ officeHours }: Settings, now: Date): boolean {
  const [opens] = officeHours.morning
  const [, closes] = officeHours.afternoon
  return timeOf(now) >= opens && timeOf(now) < closes
}

/** How many were opened; undefined on a day off, which is not looked at again. */
async function openForCommune(tx: Tx, communeId: number, now: Date): Promise<number | undefined> {
  const today = dayOf(now)
  const cal = await communeCalendar(tx, communeId)
  await takeOnce(tx, `unit-reports:${communeId}:${today}`, now)
  if (!isWorkingDay(cal, today)) return undefined
  const month = currentMonth(now, cal)
  const [commune] = await tx.select({ createdAt: communes.createdAt }).from(communes).where(eq(communes.id, communeId))
  // A day that was missed is made up for within the month; after that the next report is near.
  if (month !== today.slice(0, 7)) return 0
  // A commune that began after the month was asked starts with the next one.
  if (!commune || !wasAsked(month, { began: dayOf(commune.createdAt), today }, cal)) return 0
  if (!(await takeOnce(tx, `unit-reports:${communeId}:month:${month}`, now))) return 0
  let count = 0
  for (const unit of await listUnits(tx, communeId)) {
    if (unit.kind === 'partner') continue
    const places = await placesOf(tx, communeId, unit.id, now)
    await askStanding(tx, { communeId, unitId: unit.id, month, places }, now)
    const whole = await readUnitMonth(tx, { communeId, unitId: unit.id, month }, now)
    if (isEmpty(whole)) continue
    const report = await ensureReport(tx, { communeId, unitId: unit.id, period: month }, now)
    await showReport(tx, { report, places, anew: true, key: 'opened', month: whole, unasked: true }, now)
    count += 1
  }
  moment('job.written')
  return count
}
