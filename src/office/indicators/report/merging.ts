// A unit was merged into another before it sent its month's report: what its head has written goes into the other's.
import type { Tx } from '../../../db/db.js'
import { communeCalendar, findUnit } from '../../communes/store.js'
import { record } from '../../trail/record.js'
import { currentMonth } from '../asked.js'
import { additions } from './prefill.js'
import { refreshReport } from './show.js'
import { additionsOf, ensureReport, findReportOf, lockReport, reportSubject, writeReport } from './store.js'

/** Under the name of the unit that wrote it. Where the other's report of the month was sent already everything stays where it is. */
export async function mergeReports(
  tx: Tx,
  input: { communeId: number; actorId: number; unitId: number; intoId: number },
  now: Date,
): Promise<void> {
  const { communeId, actorId, unitId, intoId } = input
  const month = currentMonth(now, await communeCalendar(tx, communeId))
  const own = await findReportOf(tx, { communeId, unitId, period: month })
  const written = own && additionsOf(own)
  const unit = await findUnit(tx, communeId, unitId)
  if (own?.state !== 'open' || !written || !unit || Object.keys(written).length === 0) return
  const made = await ensureReport(tx, { communeId, unitId: intoId, period: month }, now)
  const report = await lockReport(tx, communeId, made.id)
  if (report?.state !== 'open') return
  const before = additionsOf(report)
  const joined = Object.fromEntries(
    additions.flatMap((section) => {
      const text = written[section]
      if (text === undefined) return []
      return [[section, [...(before[section] ? [before[section]] : []), `${unit.name}: ${text}`].join('\n')]]
    }),
  )
  const content = { ...report.content, ...joined }
  await writeReport(tx, report, { content })
  await record(
    tx,
    {
      communeId,
      subject: reportSubject(report.id),
      action: 'unitreport.edit',
      actorId,
      before: Object.fromEntries(Object.keys(joined).map((section) => [section, report.content[section] ?? ''])),
      after: { ...joined, unitId },
    },
    now,
  )
  await refreshReport(tx, { ...report, content }, now)
}
