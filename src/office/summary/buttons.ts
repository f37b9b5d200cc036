// The buttons of the summary's screens. A view travels in them: which period, which unit, and the screen that changes in place.
import { isPeriod, kindOf, type Period, previousPeriod } from '../../calendar/period.js'
import { monthOn } from '../../calendar/regimes.js'
import { action } from '../../chat/action.js'
import type { Choice } from '../../chat/message.js'
import { dayOf } from '../../lib/day.js'
import type { Translate } from '../../lib/i18n.js'
import type { Presser } from '../assignments/urged.js'
import { boxes, type Heap, type Slice, slices, totalOf } from './boxes.js'
import { areaName, heapName, type ListPage, type Particulars } from './messages.js'
import { type Decisions, type Overview, unitsWithWork } from './overview.js'

export interface View {
  /** As of now when missing. */
  period: Period | undefined
  /** All that the person may see when missing. */
  unitId: number | undefined
  /** Names the message that changes in place. */
  screen: string
}

export const PAGE = 10
const NUMBERS_IN_ROW = 5
const NAMES_IN_ROW = 3
const MOST_UNITS = 30

type Verb = 'show' | 'units' | 'areas' | 'detail' | 'indicators'

/** `summary.units:2026-06:0:k3f` */
export function viewAction(verb: Verb, view: View): string {
  return action(`summary.${verb}`, view.period ?? 'now', view.unitId ?? 0, view.screen)
}

/** `summary.list:now:12:overdue:any:0:k3f` */
export function listAction(
  view: View,
  list: { heap?: Heap | undefined; area?: string | undefined; page: number },
): string {
  const { period = 'now', unitId = 0, screen } = view
  return action('summary.list', period, unitId, list.heap ?? 'all', list.area ?? 'any', list.page, screen)
}

/** What came back in a button, or undefined when it is forged. */
export function readView(args: readonly string[]): View | undefined {
  const [period = '', unit = ''] = args
  const screen = args.at(-1) ?? ''
  if (period !== 'now' && !(isPeriod(period) && kindOf(period) !== 'day')) return undefined
  if (!/^\d{1,15}$/.test(unit) || !/^[a-z0-9-]{1,16}$/.test(screen)) return undefined
  return { period: period === 'now' ? undefined : period, unitId: Number(unit) || undefined, screen }
}

export function readList(
  args: readonly string[],
): { view: View; heap: Heap | undefined; area: string | undefined; page: number } | undefined {
  const view = readView(args)
  const [, , heap = '', area = '', page = ''] = args
  if (!view || args.length !== 6 || !/^\d{1,4}$/.test(page) || !/^[a-z-]{1,20}$/.test(area)) return undefined
  const known = [...boxes, ...slices].find((one) => one === heap)
  if (!known && heap !== 'all') return undefined
  return { view, heap: known, area: area === 'any' ? undefined : area, page: Number(page) }
}

/** The period before the one shown; as of now, the last month that is over. */
export function periodBefore(overview: Pick<Overview, 'period' | 'scope'>): Period {
  const { period, scope } = overview
  return previousPeriod(period ?? monthOn(dayOf(scope.now), scope.settings))
}

function rowsOf(choices: readonly Choice[], size: number): Choice[][] {
  const rows: Choice[][] = []
  for (let from = 0; from < choices.length; from += size) rows.push(choices.slice(from, from + size))
  return rows
}

/** `wider`: the reader came from, or may see, more than this one unit. */
export function overviewChoices(t: Translate, overview: Overview, view: View, wider: boolean): Choice[][] {
  const several = (overview.scope.unitIds?.length ?? 2) > 1
  return [
    ...decisionRows(t, overview.decisions),
    [
      ...(several ? [{ label: t('summary-button-units'), action: viewAction('units', view) }] : []),
      { label: t('summary-button-areas'), action: viewAction('areas', view) },
    ],
    [
      { label: t('summary-button-overdue'), action: listAction(view, { heap: 'overdue', page: 0 }) },
      { label: t('summary-button-detail'), action: viewAction('detail', view) },
    ],
    [
      ...(overview.measured.rows.length > 0
        ? [{ label: t('summary-button-indicators'), action: viewAction('indicators', view) }]
        : []),
      {
        label: t('summary-button-previous'),
        action: viewAction('show', { ...view, period: periodBefore(overview) }),
      },
    ],
    (['excel', 'word'] as const).map((kind) => ({
      label: t(`reports-button-${kind}`),
      action: action(`reports.${kind}`, view.period ?? 'now', view.unitId ?? 0),
    })),
    ...(wider && view.unitId !== undefined
      ? [[{ label: t('summary-button-all'), action: viewAction('show', { ...view, unitId: undefined }) }]]
      : []),
  ]
}

const MOST_INDICATORS = 40

/** Each indicator opens to its figures over time. */
export function indicatorChoices(t: Translate, overview: Overview, view: View): Choice[][] {
  const seen = new Map(overview.measured.rows.map((row) => [row.indicator.id, row.indicator.code]))
  const all = [...seen].slice(0, MOST_INDICATORS).map(([id, code]) => ({
    label: code.slice(0, 20),
    action: action('summary.indicator', view.period ?? 'now', view.unitId ?? 0, id, view.screen),
  }))
  return [...rowsOf(all, 4), backRow(t, view)]
}

/** What waits opens where it is decided. */
function decisionRows(t: Translate, decisions: Decisions | undefined): Choice[][] {
  if (!decisions) return []
  const row = (all: Decisions['awaiting'], label: string, name: string) =>
    all.first.map(({ id, number }) => ({
      label: t(`summary-button-${label}`, { number: String(number) }),
      action: action(name, id),
    }))
  const { awaiting, extensions, difficulties } = decisions
  return [
    row(awaiting, 'show', 'assignment.show'),
    row(extensions, 'extension', 'extension.show'),
    row(difficulties, 'difficulty', 'difficulty.show'),
  ].filter((choices) => choices.length > 0)
}

function backRow(t: Translate, view: View): Choice[] {
  return [{ label: t('summary-button-back'), action: viewAction('show', view) }]
}

/** Each unit opens its list. */
export function unitChoices(t: Translate, overview: Overview, view: View): Choice[][] {
  const units = unitsWithWork(overview)
    .slice(0, MOST_UNITS)
    .map(({ label }) => ({
      label: label.shortName.slice(0, 40),
      action: listAction({ ...view, unitId: label.id }, { page: 0 }),
    }))
  return [...rowsOf(units, NAMES_IN_ROW), backRow(t, view)]
}

export function areaChoices(t: Translate, areas: readonly string[], view: View): Choice[][] {
  const all = areas.map((area) => ({ label: areaName(t, area), action: listAction(view, { area, page: 0 }) }))
  return [...rowsOf(all, 2), backRow(t, view)]
}

/** Every box that holds something opens to its work, and so does every other number of the detail. */
export function detailChoices(t: Translate, overview: Overview, particulars: Particulars, view: View): Choice[][] {
  const { all } = overview
  const total = totalOf(all)
  const counts: Record<Slice, number> = {
    unanswered: total.unanswered,
    awaiting: total.awaiting,
    extended: total.extended,
    carried: overview.period ? total.carried : 0,
    later: overview.later,
    ...particulars.causes,
    pastLegal: particulars.pastLegal.extended > 0 ? particulars.pastLegal.count : 0,
  }
  const open = (heap: Heap, count: number): Choice[] =>
    count === 0
      ? []
      : [
          {
            label: t('summary-button-box', { box: heapName(t, heap), count: String(count) }),
            action: listAction(view, { heap, page: 0 }),
          },
        ]
  return [
    ...rowsOf(
      boxes.flatMap((box) => open(box, all[box].count)),
      2,
    ),
    ...rowsOf(
      slices.flatMap((slice) => open(slice, counts[slice])),
      2,
    ),
    backRow(t, view),
  ]
}

export function listChoices(t: Translate, page: ListPage, view: View, presser?: Presser): Choice[][] {
  const numbers = page.works.map((work) => ({ label: `#${work.number}`, action: action('assignment.show', work.id) }))
  const at = Math.floor(page.from / PAGE)
  const turn = (label: string, to: number) => ({
    label: t(label),
    action: listAction(view, { heap: page.heap, area: page.area, page: to }),
  })
  const turns = [
    ...(at > 0 ? [turn('summary-button-earlier', at - 1)] : []),
    ...(page.from + page.works.length < page.total ? [turn('summary-button-later', at + 1)] : []),
  ]
  const urges = presser && page.heap === 'overdue' ? urgeChoices(t, page, presser) : []
  return [
    ...rowsOf(numbers, NUMBERS_IN_ROW),
    ...rowsOf(urges, 2),
    ...(turns.length > 0 ? [turns] : []),
    backRow(t, view),
  ]
}

/** One button for each unit on the page: presses it for all that it has overdue. */
function urgeChoices(t: Translate, page: ListPage, presser: Presser): Choice[] {
  const units = new Map(page.works.map((work) => [work.unitId, work.unit]))
  return [...units].map(([unitId, unit]) => ({
    label: `${t(`assignments-button-urge-${presser}`)}: ${unit}`.slice(0, 64),
    action: action('urge.unit', unitId),
  }))
}
