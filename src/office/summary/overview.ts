// The first screen's facts, read once: the boxes by unit, and what waits for this person's decision.
import { sql } from 'drizzle-orm'
import type { Period } from '../../calendar/period.js'
import type { Tx } from '../../db/db.js'
import { communeCalendar, findCommune } from '../communes/store.js'
import { currentMonth } from '../indicators/figures/actions.js'
import { type IndicatorRow, indicatorTable } from '../indicators/table.js'
import { type Boxes, boxesByKey, sumBoxes } from './boxes.js'
import { periodSpan } from './request.js'
import type { Scope } from './scope.js'
import { listAsked, listAwaiting, listUnitLabels, type UnitLabel, type Waiting } from './store.js'
import { tallyByUnit } from './tally.js'

/** Which decisions are whose: officers confirm reports, leaders decide on extensions of the units they lead, the chairman on all. */
export interface Decider {
  confirms: boolean
  /** False: decides no extensions. A person's id: those of the units this person leads. */
  extends: false | 'all' | number
}

export const nobody: Decider = { confirms: false, extends: false }

export function deciderOf(personId: number, roles: readonly string[]): Decider {
  return {
    confirms: roles.includes('officer'),
    extends: roles.includes('chairman') ? 'all' : roles.includes('leader') ? personId : false,
  }
}

export interface Decisions {
  awaiting: { count: number; first: Waiting[] }
  extensions: { count: number; first: Waiting[] }
  /** Reported difficulties that nobody has answered. */
  difficulties: { count: number; first: Waiting[] }
}

export interface Overview {
  scope: Scope
  period: Period | undefined
  labels: UnitLabel[]
  byUnit: Map<number, Boxes>
  all: Boxes
  /** Missing for those who decide nothing. */
  decisions: Decisions | undefined
  measured: Measured
}

/** The indicators of the period; as of now, of the month whose figures were asked last. */
export interface Measured {
  period: Period
  rows: IndicatorRow[]
  /** Figures that have been asked for and are not there. */
  missing: number
  below: IndicatorRow[]
}

const none = { count: 0, first: [] }
const BUTTONS = 4

export async function readOverview(
  tx: Tx,
  input: { communeId: number; unitIds: number[] | undefined; period: Period | undefined; decider: Decider },
  now: Date,
): Promise<Overview> {
  const { communeId, period, decider, unitIds } = input
  const [{ settings, name }, cal] = await Promise.all([
    findCommune(tx, communeId),
    communeCalendar(tx, communeId),
    // One scan of one commune's rows: workers take longer to start than they save.
    tx.execute(sql`select set_config('max_parallel_workers_per_gather', '0', true), set_config('jit', 'off', true)`),
  ])
  const span = periodSpan(period, settings)
  const scope: Scope = { communeId, communeName: name, unitIds, span, now, cal, settings }
  const leaderId = typeof decider.extends === 'number' ? decider.extends : undefined
  const decides = decider.confirms || decider.extends !== false
  const measuredIn = period ?? currentMonth(now, cal)
  // Asked together, the answers come in one trip.
  const [indicators, labels, awaiting, extensions, difficulties, rows] = await Promise.all([
    indicatorTable(tx, { communeId, period: measuredIn, unitIds, cal }, now),
    listUnitLabels(tx, communeId),
    decider.confirms ? listAwaiting(tx, communeId, BUTTONS) : none,
    decides && decider.extends !== false ? listAsked(tx, { communeId, leaderId, kind: 'extension' }, BUTTONS) : none,
    decides ? listAsked(tx, { communeId, leaderId, kind: 'difficulty' }, BUTTONS) : none,
    tallyByUnit(tx, scope),
  ])
  return {
    scope,
    period,
    labels,
    byUnit: boxesByKey(rows),
    all: sumBoxes(rows),
    decisions: decides ? { awaiting, extensions, difficulties } : undefined,
    measured: {
      period: measuredIn,
      rows: indicators,
      missing: indicators.reduce((sum, row) => sum + row.owed.length, 0),
      below: indicators.filter((row) => row.state === 'unmet'),
    },
  }
}

/** The units with work in it, in the commune's order, each with its boxes. */
export function unitsWithWork(overview: Pick<Overview, 'labels' | 'byUnit'>): { label: UnitLabel; boxes: Boxes }[] {
  return overview.labels.flatMap((label) => {
    const boxes = overview.byUnit.get(label.id)
    return boxes ? [{ label, boxes }] : []
  })
}
