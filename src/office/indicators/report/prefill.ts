// The unit's month, read from the answers it gave: what is done, in progress, late, standing, and the figures.
import { and, asc, eq, ne } from 'drizzle-orm'
import type { Period, Span } from '../../../calendar/period.js'
import { spanIn } from '../../../calendar/regimes.js'
import { workingDayOnOrBefore } from '../../../calendar/work-calendar.js'
import type { Tx } from '../../../db/db.js'
import { assignments } from '../../../db/schema/assignments.js'
import type { Day } from '../../../lib/day.js'
import { openOrDueIn } from '../../assignments/period.js'
import { needsReport, timingOf } from '../../assignments/status.js'
import { viewsOf } from '../../assignments/store.js'
import type { AssignmentView } from '../../assignments/view.js'
import type { Settings } from '../../communes/settings.js'
import { communeCalendar, findCommune, findUnit } from '../../communes/store.js'
import { listUnitEvidence } from '../figures/evidence/store.js'
import { readLocks } from '../figures/lock.js'
import { figurePeriods, isReportMonth } from '../indicator.js'
import { type IndicatorRow, indicatorTable } from '../table.js'

/** What the head may add; the sections of the report in this order. */
export const additions = ['results', 'difficulties', 'proposals'] as const
export type Addition = (typeof additions)[number]
export type Additions = Partial<Record<Addition, string>>

export interface LateWork {
  view: AssignmentView
  /** `overdue`, or `behind` a tracking date; undefined when it was reported late in time. */
  timing: 'overdue' | 'behind' | undefined
}

export interface UnitMonth {
  communeName: string
  unit: { id: number; name: string; shortName: string }
  month: Period
  span: Span
  /** When the commune wants it. */
  wantedBy: Day
  done: AssignmentView[]
  progress: AssignmentView[]
  /** Nobody has acknowledged them. */
  unanswered: AssignmentView[]
  late: LateWork[]
  standing: AssignmentView[]
  figures: IndicatorRow[]
  /** The longer periods that some figures are counted over; missing where a report was sent before that was kept. */
  longer?: { period: Period; span: Span }[]
  /** Its figures are locked: what is missing stays missing. */
  locked: boolean
  /** Of finished work and of the figures. */
  evidence: number
}

/** In report months by the 17th, since the commune's own report is due the 20th; else by the 20th (PRODUCT.md section 7), or as the commune chose. */
function wantedBy(month: Period, settings: Pick<Settings, 'unitReportsBy' | 'communeReportsBy'>): Day {
  const day = isReportMonth(month) ? settings.unitReportsBy : settings.communeReportsBy
  return `${month}-${String(day).padStart(2, '0')}`
}

export async function readUnitMonth(
  tx: Tx,
  input: { communeId: number; unitId: number; month: Period },
  now: Date,
): Promise<UnitMonth> {
  const { communeId, unitId, month } = input
  const { name, settings } = await findCommune(tx, communeId)
  const unit = await findUnit(tx, communeId, unitId)
  if (!unit) throw new Error(`no unit ${unitId}`)
  const cal = await communeCalendar(tx, communeId)
  const span = spanIn(month, settings)
  const views = await viewsOf(tx, communeId, await listWork(tx, communeId, unitId, span))
  const figures = await indicatorTable(tx, { communeId, period: month, unitIds: [unitId] }, now)
  const proofs = await listUnitEvidence(tx, communeId, { unitId, month, rows: figures })
  const result: UnitMonth = {
    communeName: name,
    unit: { id: unit.id, name: unit.name, shortName: unit.shortName },
    month,
    span,
    wantedBy: workingDayOnOrBefore(cal, wantedBy(month, settings)),
    done: [],
    progress: [],
    unanswered: [],
    late: [],
    standing: [],
    figures,
    longer: [...new Set(figures.map((row) => periodIn(row, month)))]
      .filter((period) => period !== month)
      .map((period) => ({ period, span: spanIn(period, settings) })),
    locked: (await readLocks(tx, communeId, month))(unitId),
    evidence: 0,
  }
  for (const view of views) {
    const timing = timingOf(view, now, cal, settings)
    const missed = timing === 'overdue' || timing === 'behind' ? timing : undefined
    if (view.standing) result.standing.push(view)
    else if (!needsReport(view.status)) result.done.push(view)
    else if (missed || view.status === 'late') result.late.push({ view, timing: missed })
    else if (view.status === 'unanswered') result.unanswered.push(view)
    else result.progress.push(view)
  }
  result.evidence = result.done.reduce((count, view) => count + view.evidenceCount, proofs.length)
  return result
}

/** The period that a figure of this month's report is of: the month, or the longer one that ends with it. */
export function periodIn({ indicator }: IndicatorRow, month: Period): Period {
  return figurePeriods(indicator.every, month)[0] ?? month
}

/** What fell due in the month, and whatever was open in it: the unit tells what it did, also of work due later. */
async function listWork(tx: Tx, communeId: number, unitId: number, span: Span): Promise<number[]> {
  const rows = await tx
    .select({ id: assignments.id })
    .from(assignments)
    .where(
      and(
        eq(assignments.communeId, communeId),
        eq(assignments.unitId, unitId),
        ne(assignments.status, 'withdrawn'),
        openOrDueIn(span),
      ),
    )
    .orderBy(asc(assignments.number))
  return rows.map((row) => row.id)
}

/** All work that the report tells of. */
export function countOf({ done, progress, unanswered, late, standing }: UnitMonth): number {
  return [done, progress, unanswered, late, standing].reduce((count, list) => count + list.length, 0)
}

/** Both clocks apart (PRODUCT.md section 2), and what was said to be late while its day had not come. */
export const lateKinds = ['overdue', 'behind', 'delayed'] as const

/** The late work of each kind. */
export function lateByKind({ late }: Pick<UnitMonth, 'late'>): Record<(typeof lateKinds)[number], LateWork[]> {
  const of = (timing: LateWork['timing']) => late.filter((work) => work.timing === timing)
  return { overdue: of('overdue'), behind: of('behind'), delayed: of(undefined) }
}

/** Does it tell why work is late? That is for officers, leaders and the head alone (PRODUCT.md section 5). */
export function tellsCauses({ late }: Pick<UnitMonth, 'late'>): boolean {
  return late.some(({ view }) => view.lateness !== undefined)
}

/** Nothing to report about at all. */
export function isEmpty(month: UnitMonth): boolean {
  return countOf(month) + month.figures.length === 0
}
