// From which month a new indicator is asked: never of one that is over, locked, or that a unit concerned has reported already.
import { and, eq, gte } from 'drizzle-orm'
import { type Period, periodOf } from '../../../calendar/period.js'
import { monthAfter } from '../../../calendar/regimes.js'
import type { Tx } from '../../../db/db.js'
import { figures, unitReports } from '../../../db/schema/indicators.js'
import { dayOf } from '../../../lib/day.js'
import { communeCalendar } from '../../communes/store.js'
import { currentMonth } from '../asked.js'
import { readLocks } from '../figures/lock.js'
import { readReporters, reportersOf } from '../reporters.js'

/** The month of today, or of a commune that has no figure yet the one being reported; else the next that nobody concerned is done with. */
export async function firstAsked(
  tx: Tx,
  input: { communeId: number; unitId: number | null },
  now: Date,
): Promise<Period> {
  const { communeId } = input
  const cal = await communeCalendar(tx, communeId)
  const [given] = await tx.select({ id: figures.id }).from(figures).where(eq(figures.communeId, communeId)).limit(1)
  let month = given ? periodOf(dayOf(now), 'month', 'calendar') : currentMonth(now, cal)
  const units = reportersOf(input, await readReporters(tx, communeId, cal))
  const sent = await tx
    .select({ unitId: unitReports.unitId, period: unitReports.period })
    .from(unitReports)
    .where(and(eq(unitReports.communeId, communeId), eq(unitReports.state, 'sent'), gte(unitReports.period, month)))
  for (;;) {
    const locks = await readLocks(tx, communeId, month)
    const isDone = (unitId: number) =>
      locks(unitId) || sent.some((one) => one.unitId === unitId && one.period === month)
    if (!units.some(isDone)) return month
    month = monthAfter(month)
  }
}
