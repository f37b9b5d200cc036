// Everything a report is written from, read once: the same boxes, lists and figures the summary shows in the chat.
import { and, asc, eq, gte, inArray, lt } from 'drizzle-orm'
import type { Period } from '../../calendar/period.js'
import { spanIn } from '../../calendar/regimes.js'
import type { Tx } from '../../db/db.js'
import { directives } from '../../db/schema/directives.js'
import { unitReports } from '../../db/schema/indicators.js'
import { addDays, type Day, dayOf, instantOf } from '../../lib/day.js'
import { viewsOf } from '../assignments/store.js'
import type { AssignmentView } from '../assignments/view.js'
import { listUnits } from '../communes/store.js'
import { currentMonth, wasAsked } from '../indicators/asked.js'
import { figurePeriods } from '../indicators/indicator.js'
import type { Additions } from '../indicators/report/prefill.js'
import { additionsOf } from '../indicators/report/store.js'
import { readFirstDay } from '../indicators/store.js'
import { type Box, type Boxes, boxesByKey, type Causes } from '../summary/boxes.js'
import { inAreaOrder } from '../summary/messages.js'
import { nobody, type Overview, readOverview } from '../summary/overview.js'
import { listWork, type UnitLabel } from '../summary/store.js'
import { countPastLegal, tallyByArea, tallyCauses } from '../summary/tally.js'

export interface FactWork {
  view: AssignmentView
  box: Box
}

export interface Facts {
  overview: Overview
  byArea: Map<string, Boxes>
  works: FactWork[]
  /** Missing where they are hidden. */
  causes: Causes | undefined
  pastLegal: { count: number; extended: number }
  /** Letters given out as work within the period. */
  letters: { number: string | null; issuedOn: Day | null; subject: string | null; issuer: string | null }[]
  /** Units that have not sent their report of the last month of the period that they were asked for. */
  unreported: UnitLabel[]
  /** What heads wrote in their reports of the period. */
  added: { unit: UnitLabel; texts: Additions }[]
}

export interface Asked {
  communeId: number
  /** All units when null. */
  unitIds: number[] | null
  /** As of now when null. */
  period: Period | null
}

/** Views are read so many at a time. */
const CHUNK = 1000
const MOST_WORKS = 100_000

export async function readFacts(tx: Tx, asked: Asked, now: Date): Promise<Facts> {
  const { communeId } = asked
  const unitIds = asked.unitIds ?? undefined
  const period = asked.period ?? undefined
  const overview = await readOverview(tx, { communeId, unitIds, period, decider: nobody }, now)
  const { scope, labels } = overview
  const { works } = await listWork(tx, scope, {}, { size: MOST_WORKS, from: 0 })
  const boxes = new Map(works.map((work) => [work.id, work.box]))
  const views: AssignmentView[] = []
  for (let from = 0; from < works.length; from += CHUNK) {
    const ids = works.slice(from, from + CHUNK).map((work) => work.id)
    views.push(...(await viewsOf(tx, communeId, ids)))
  }
  const months = figurePeriods('month', period ?? currentMonth(now, scope.cal))
  const reports = await tx
    .select()
    .from(unitReports)
    .where(
      and(eq(unitReports.communeId, communeId), eq(unitReports.state, 'sent'), inArray(unitReports.period, months)),
    )
    .orderBy(asc(unitReports.period), asc(unitReports.id))
  const been = { began: await readFirstDay(tx, communeId), today: dayOf(now) }
  const last = months.findLast((month) => wasAsked(month, been, scope.cal))
  const sentLast = new Set(reports.filter((one) => one.period === last).map((one) => one.unitId))
  const owing = (last === undefined ? [] : await listUnits(tx, communeId)).filter(
    (unit) => unit.kind === 'unit' && (!unitIds || unitIds.includes(unit.id)),
  )
  const nameOf = new Map(labels.map((label) => [label.id, label]))
  return {
    overview,
    byArea: inAreaOrder(boxesByKey(await tallyByArea(tx, scope))),
    works: views.map((view) => ({ view, box: boxes.get(view.id) ?? 'undated' })),
    causes: await tallyCauses(tx, scope),
    pastLegal: await countPastLegal(tx, scope),
    letters: await listLetters(tx, communeId, spanIn(period ?? currentMonth(now, scope.cal), scope.settings)),
    unreported: owing.filter((unit) => !sentLast.has(unit.id)).flatMap((unit) => nameOf.get(unit.id) ?? []),
    added: reports.flatMap((one) => {
      const unit = nameOf.get(one.unitId)
      return unit && (!unitIds || unitIds.includes(one.unitId)) ? [{ unit, texts: additionsOf(one) }] : []
    }),
  }
}

/** Of what was reported late only that, and the day promised (PRODUCT.md section 5). */
export function withoutCauses(facts: Facts): Facts {
  const works = facts.works.map(({ view, box }) => ({ view: { ...view, lateness: undefined }, box }))
  return { ...facts, works, causes: undefined }
}

async function listLetters(tx: Tx, communeId: number, span: { from: Day; to: Day }): Promise<Facts['letters']> {
  return tx
    .select({
      number: directives.number,
      issuedOn: directives.issuedOn,
      subject: directives.subject,
      issuer: directives.issuer,
    })
    .from(directives)
    .where(
      and(
        eq(directives.communeId, communeId),
        eq(directives.state, 'issued'),
        gte(directives.issuedAt, instantOf(span.from)),
        lt(directives.issuedAt, instantOf(addDays(span.to, 1))),
      ),
    )
    .orderBy(asc(directives.issuedAt), asc(directives.id))
}
