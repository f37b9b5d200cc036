// The first screen's facts, read once: the boxes by unit, and what waits for this person's decision.
import { sql } from 'drizzle-orm'
import type { Period } from '../../calendar/period.js'
import type { Tx } from '../../db/db.js'
import { unitsDecidedBy } from '../assignments/requests.js'
import { communeCalendar, findCommune } from '../communes/store.js'
import { currentMonth } from '../indicators/asked.js'
import { type IndicatorRow, indicatorTable } from '../indicators/table.js'
import { type Boxes, boxesByKey, sumBoxes, totalOf } from './boxes.js'
import { periodSpan } from './request.js'
import type { Scope } from './scope.js'
import { countDueAfter, listAsked, listAwaiting, listUnitLabels, type UnitLabel, type Waiting } from './store.js'
import { tallyByUnit } from './tally.js'

/** Which decisions are whose. Who decides for a unit is asked of `unitsDecidedBy`, as when the button is pressed. */
export interface Decider {
  confirms: boolean
  /** The leader or chairman who grants extensions. */
  extends: false | number
  /** Answers the difficulties of all units. */
  helps: boolean
}

export const nobody: Decider = { confirms: false, extends: false, helps: false }

export function deciderOf(personId: number, roles: readonly string[]): Decider {
  return {
    confirms: roles.includes('officer'),
    extends: roles.includes('chairman') || roles.includes('leader') ? personId : false,
    helps: roles.includes('officer') || roles.includes('chairman'),
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
  /** Given in the period and due after it: in no box. */
  later: number
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
  const [{ settings, name }, cal, decided] = await Promise.all([
    findCommune(tx, communeId),
    communeCalendar(tx, communeId),
    decider.extends === false ? [] : unitsDecidedBy(tx, communeId, decider.extends, now),
    // One scan of one commune's rows: workers take longer to start than they save.
    tx.execute(sql`select set_config('max_parallel_workers_per_gather', '0', true), set_config('jit', 'off', true)`),
  ])
  const span = periodSpan(period, settings)
  const scope: Scope = { communeId, communeName: name, unitIds, span, now, cal, settings }
  const decides = decider.confirms || decider.extends !== false
  // Of one unit's summary only what that unit waits for.
  const mine = unitIds ? decided.filter((id) => unitIds.includes(id)) : decided
  const measuredIn = period ?? currentMonth(now, cal)
  // Asked together, the answers come in one trip.
  const [indicators, labels, awaiting, extensions, difficulties, later, rows] = await Promise.all([
    indicatorTable(tx, { communeId, period: measuredIn, unitIds, cal }, now),
    listUnitLabels(tx, communeId),
    decider.confirms ? listAwaiting(tx, { communeId, unitIds }, BUTTONS) : none,
    listAsked(tx, { communeId, unitIds: mine, kind: 'extension' }, BUTTONS),
    decides ? listAsked(tx, { communeId, unitIds: decider.helps ? unitIds : mine, kind: 'difficulty' }, BUTTONS) : none,
    countDueAfter(tx, scope),
    tallyByUnit(tx, scope),
  ])
  return {
    scope,
    period,
    labels,
    byUnit: boxesByKey(rows),
    all: sumBoxes(rows),
    later,
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

/** How much of what is unanswered its units may not have heard of: their group takes no messages. */
export function countUnreached(overview: Pick<Overview, 'labels' | 'byUnit'>): number {
  const lost = unitsWithWork(overview).filter(({ label }) => label.unreached)
  return lost.reduce((sum, { boxes: own }) => sum + totalOf(own).unanswered, 0)
}
