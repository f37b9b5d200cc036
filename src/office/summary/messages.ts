// The words of the summary's screens. The first has at most 12 lines; every number opens to the work behind it.
import { writePeriod } from '../../calendar/period.js'
import type { Span as Words } from '../../chat/message.js'
import { dayOf, timeOf, writeDay } from '../../lib/day.js'
import type { Translate } from '../../lib/i18n.js'
import { shorten } from '../../lib/vietnamese.js'
import { oneLine } from '../communes/names.js'
import { writeDue } from '../reminders/messages.js'
import { type Box, type Boxes, boxes, type Causes, type Heap, isBox, type Tally, totalOf } from './boxes.js'
import { countUnreached, type Decisions, type Overview, unitsWithWork } from './overview.js'
import type { Picture, PictureRow, Segment } from './picture.js'
import type { Scope } from './scope.js'
import type { ListedWork, UnitLabel } from './store.js'

export function titleOf(overview: Pick<Overview, 'scope' | 'labels'>): string {
  const { scope, labels } = overview
  if (!scope.unitIds) return scope.communeName
  const own = labels.filter((label) => scope.unitIds?.includes(label.id))
  return own.length === 1 && own[0] ? own[0].name : own.map((label) => label.shortName).join(', ')
}

/** "Tính đến 07:25 ngày 05/10/2026", or the period with the days it spans. */
export function asOf(t: Translate, overview: Pick<Overview, 'scope' | 'period'>): string {
  const { now, span } = overview.scope
  const when = t('summary-as-of', { time: timeOf(now), day: writeDay(dayOf(now)) })
  if (!overview.period || !span) return when
  const days = { period: writePeriod(overview.period), from: writeDay(span.from), to: writeDay(span.to) }
  return t('summary-period', { ...days })
}

const UNITS_IN_LINE = 6

/** "KT 3, VHXH 2", the most first; of all units, or only of those whose messages do (not) arrive. */
function perUnit(t: Translate, overview: Overview, count: (boxes: Boxes) => number, unreached?: boolean): string {
  const units = unitsWithWork(overview)
    .filter(({ label }) => unreached === undefined || (label.unreached ?? false) === unreached)
    .map(({ label, boxes: own }) => ({ name: label.shortName, count: count(own) }))
    .filter((unit) => unit.count > 0)
    .sort((a, b) => b.count - a.count)
  const shown = units.slice(0, UNITS_IN_LINE).map((unit) => `${unit.name} ${unit.count}`)
  const left = units.length - shown.length
  return shown.join(', ') + (left > 0 ? t('summary-more-units', { count: String(left) }) : '')
}

/** The first screen: decisions, overdue, silent units, then the boxes. At most 12 lines. */
export function overviewSpans(t: Translate, overview: Overview): Words[] {
  const { all, period } = overview
  const total = totalOf(all)
  const several = (overview.scope.unitIds?.length ?? 2) > 1
  const taken = t('summary-as-of-line', { time: timeOf(overview.scope.now), day: writeDay(dayOf(overview.scope.now)) })
  const lines: string[] = [period ? `${asOf(t, overview)}. ${taken}` : asOf(t, overview)]
  const measured = measuredLine(t, overview.measured)
  const { decisions } = overview
  // Where there is no work, only a decision that waits is worth its line: it explains the buttons.
  if (decisions && (total.count > 0 || waits(decisions))) lines.push(decisionLine(t, decisions))
  if (total.count === 0)
    return [
      { bold: t('summary-title', { name: titleOf(overview) }) },
      `\n${[...lines, t('summary-nothing'), ...laterLine(t, overview), ...measured].join('\n')}`,
    ]
  const overdue = all.overdue.count
  lines.push(
    overdue === 0
      ? t('summary-no-overdue')
      : several
        ? t('summary-overdue-units', { units: perUnit(t, overview, (own) => own.overdue.count) })
        : t('summary-overdue-count', { count: String(overdue) }),
  )
  if (total.unanswered > 0) lines.push(silentLine(t, overview, several, total.unanswered))
  lines.push(...measured)
  lines.push(
    t(!period ? 'summary-total' : overview.later > 0 ? 'summary-total-later' : 'summary-total-carried', {
      count: String(total.count),
      carried: String(total.carried),
      later: String(overview.later),
    }),
    ...boxLines(t, all),
  )
  return [{ bold: t('summary-title', { name: titleOf(overview) }) }, `\n${lines.join('\n')}`]
}

/** "Ngoài ra có 5 việc giao trong kỳ, đến hạn sau kỳ". */
function laterLine(t: Translate, { later }: Overview): string[] {
  return later > 0 ? [t('summary-later', { count: String(later) })] : []
}

/** Who has not answered; apart from them those whose group takes no messages: they may not have heard of it. */
function silentLine(t: Translate, overview: Overview, several: boolean, count: number): string {
  const of = (unreached: boolean) => perUnit(t, overview, (own) => totalOf(own).unanswered, unreached)
  const [silent, lost] = [of(false), of(true)]
  const parts = several
    ? [
        ...(silent === '' ? [] : [t('summary-silent-units', { units: silent })]),
        ...(lost === '' ? [] : [t('summary-silent-unreached', { units: lost })]),
      ]
    : [t(lost === '' ? 'summary-silent-count' : 'summary-silent-count-unreached', { count: String(count) })]
  return parts.join(' · ')
}

const CODES_IN_LINE = 4

const capitalise = (words: string) => words.charAt(0).toUpperCase() + words.slice(1)

/** "Thiếu 5 số liệu · dưới chỉ tiêu: CT02, CT07"; nothing when all is there and met. */
function measuredLine(t: Translate, { missing, below }: Overview['measured']): string[] {
  const codes = [...new Set(below.map((row) => row.indicator.code))]
  const left = codes.length - CODES_IN_LINE
  const shown = codes.slice(0, CODES_IN_LINE).join(', ')
  const parts = [
    ...(missing > 0 ? [t('summary-missing-figures', { count: String(missing) })] : []),
    ...(codes.length > 0
      ? [
          t('summary-below-target', {
            codes: left > 0 ? t('summary-more-codes', { shown, left: String(left) }) : shown,
          }),
        ]
      : []),
  ]
  return parts.length > 0 ? [capitalise(parts.join(' · '))] : []
}

function waits({ awaiting, extensions, difficulties }: Decisions): boolean {
  return awaiting.count + extensions.count + difficulties.count > 0
}

function decisionLine(t: Translate, decisions: Decisions): string {
  const { awaiting, extensions, difficulties } = decisions
  const waiting = [
    ...(awaiting.count > 0 ? [t('summary-waiting-reports', { count: String(awaiting.count) })] : []),
    ...(extensions.count > 0 ? [t('summary-waiting-extensions', { count: String(extensions.count) })] : []),
    ...(difficulties.count > 0 ? [t('summary-waiting-difficulties', { count: String(difficulties.count) })] : []),
  ]
  return waiting.length > 0 ? t('summary-waiting', { what: waiting.join(', ') }) : t('summary-nothing-waiting')
}

/** All boxes, in at most five lines; those of tracking dates, and late issues, only where there are some. What waits is told beside its box. */
function boxLines(t: Translate, all: Boxes): string[] {
  const count = (box: Box) => {
    const { count: whole, awaiting } = all[box]
    return awaiting > 0 ? `${whole} (${t('summary-inside-awaiting', { count: String(awaiting) })})` : String(whole)
  }
  const lines = [
    t('summary-line-done', { onTime: count('onTime'), late: count('late') }),
    t(all.overdue.extended > 0 ? 'summary-line-running-extended' : 'summary-line-running', {
      running: count('running'),
      overdue: count('overdue'),
      extended: String(all.overdue.extended),
    }),
  ]
  if (all.met.count + all.missed.count + all.ahead.count > 0)
    lines.push(t('summary-line-tracking', { met: count('met'), missed: count('missed'), ahead: count('ahead') }))
  // What has no day to be judged by is not told from its box to be finished.
  const undated = all.undated.reported > 0 ? `${all.undated.count} (${insideWords(t, all.undated)})` : count('undated')
  lines.push(t('summary-line-rest', { undated, standing: count('standing') }))
  if (all.issuedLate.count > 0) {
    const inside = insideWords(t, all.issuedLate)
    lines.push(t('summary-line-issued-late', { count: String(all.issuedLate.count), inside }))
  }
  return lines
}

/** "đã báo cáo 2, chờ xác nhận 1" */
function insideWords(t: Translate, { reported, awaiting }: Tally): string {
  const parts = [t('summary-inside-reported', { count: String(reported) })]
  if (awaiting > 0) parts.push(t('summary-inside-awaiting', { count: String(awaiting) }))
  return parts.join(', ')
}

/** One heap of work (a unit, an area) in a line: its boxes as on the first screen, tracking dates together, without the empty ones. */
function heapLine(t: Translate, name: string, own: Boxes): string {
  const filled = (of: readonly Box[]) =>
    of.flatMap((box) => {
      const { count } = own[box]
      return count > 0 ? [t(`summary-heap-${box}`, { count: String(count) })] : []
    })
  const tracked = filled(['met', 'missed', 'ahead'])
  const parts = [
    t('summary-heap-total', { count: String(totalOf(own).count) }),
    ...filled(['onTime', 'late', 'running', 'overdue']),
    ...(tracked.length > 0 ? [t('summary-heap-tracked', { counts: tracked.join(', ') })] : []),
    ...filled(['undated', 'standing', 'issuedLate']),
  ]
  return `${name}: ${parts.join(' · ')}`
}

export function unitsSpans(t: Translate, overview: Overview): Words[] {
  const lines = unitsWithWork(overview).map(({ label, boxes: own }) => {
    const line = heapLine(t, label.shortName, own)
    return label.unreached ? `${line} · ${t('summary-unreached')}` : line
  })
  return screenSpans(t, 'summary-by-unit', overview, lines)
}

export function areasSpans(t: Translate, overview: Overview, byArea: ReadonlyMap<string, Boxes>): Words[] {
  const lines = [...byArea].map(([area, own]) => heapLine(t, areaName(t, area), own))
  return screenSpans(t, 'summary-by-area', overview, lines)
}

/** What only the detail tells. */
export interface Particulars {
  causes: Causes
  pastLegal: { count: number; extended: number }
}

export function detailSpans(t: Translate, overview: Overview, { causes, pastLegal }: Particulars): Words[] {
  const { all } = overview
  const total = totalOf(all)
  const lines = boxes.flatMap((box) => {
    const tally = all[box]
    if (tally.count === 0) return []
    const inside = [
      ...(tally.awaiting > 0 ? [t('summary-inside-awaiting', { count: String(tally.awaiting) })] : []),
      ...(tally.extended > 0 ? [t('summary-inside-extended', { count: String(tally.extended) })] : []),
      ...(tally.reported > 0 && (box === 'undated' || box === 'issuedLate' || box === 'missed')
        ? [t('summary-inside-reported', { count: String(tally.reported) })]
        : []),
      ...(tally.unanswered > 0 ? [t('summary-inside-unanswered', { count: String(tally.unanswered) })] : []),
    ]
    return [`${boxName(t, box)}: ${tally.count}${inside.length > 0 ? ` (${inside.join(', ')})` : ''}`]
  })
  return screenSpans(t, 'summary-detail', overview, [
    ...lines,
    t('summary-sum', { count: String(total.count) }),
    ...(overview.period ? [t('summary-carried', { count: String(total.carried) })] : []),
    ...laterLine(t, overview),
    ...(total.count > 0 ? [rateLine(t, total)] : []),
    ...unreachedLines(t, overview),
    ...(pastLegal.extended > 0
      ? [t('summary-detail-clocks', { legal: String(pastLegal.count), extended: String(pastLegal.extended) })]
      : []),
    ...(causes.own + causes.outside > 0
      ? [t('summary-detail-cause', { own: String(causes.own), outside: String(causes.outside) })]
      : []),
    ...(causes.judged > 0 ? [t('summary-detail-judged', { count: String(causes.judged) })] : []),
  ])
}

/** To the nearest whole; all of it and none of it are said only when they are true. */
export function percentOf(part: number, whole: number): number {
  const rate = Math.round((part * 100) / whole)
  if (part > 0 && rate === 0) return 1
  return part < whole && rate === 100 ? 99 : rate
}

function unreachedLines(t: Translate, overview: Overview): string[] {
  const count = countUnreached(overview)
  return count > 0 ? [t('summary-detail-unreached', { count: String(count) })] : []
}

/** How much of the work has been answered at all. */
function rateLine(t: Translate, total: Tally): string {
  return t('summary-detail-rate', rateOf(total))
}

export function rateOf({ count, unanswered }: Tally): { answered: string; count: string; rate: string } {
  const answered = count - unanswered
  return { answered: String(answered), count: String(count), rate: String(percentOf(answered, count)) }
}

function screenSpans(t: Translate, title: string, overview: Overview, lines: readonly string[]): Words[] {
  const heading = `${t(title)} · ${titleOf(overview)}`
  const body = lines.length > 0 ? lines : [t('summary-nothing')]
  return [{ bold: heading }, `\n${asOf(t, overview)}\n\n${body.join('\n')}`]
}

export interface ListPage {
  heap: Heap | undefined
  area: string | undefined
  works: readonly ListedWork[]
  total: number
  from: number
}

export function listSpans(
  t: Translate,
  input: { scope: Scope; labels: readonly UnitLabel[] },
  page: ListPage,
): Words[] {
  const name = page.heap ? heapName(t, page.heap) : page.area ? areaName(t, page.area) : t('summary-all-work')
  const owner = titleOf({ scope: input.scope, labels: [...input.labels] })
  const count = t('summary-list-count', {
    from: String(page.total === 0 ? 0 : page.from + 1),
    to: String(page.from + page.works.length),
    count: String(page.total),
  })
  const several = (input.scope.unitIds?.length ?? 2) > 1
  const lines = page.works.map((work) => listLine(t, work, several, input.scope.now, !page.heap || !isBox(page.heap)))
  if (lines.length === 0) return [{ bold: `${name} · ${owner}` }, `\n${t('summary-nothing')}`]
  return [{ bold: `${name} · ${owner}` }, `\n${count}\n\n${lines.join('\n')}`]
}

function listLine(t: Translate, work: ListedWork, several: boolean, now: Date, named: boolean): string {
  const unit = several ? `${work.unit}: ` : ''
  // The day says already that it was past when the work was given.
  const saysBox = named && !(work.box === 'issuedLate' && work.issuedLate)
  const words = [writeDue(t, work, dayOf(now)), ...(saysBox ? [boxInLine(t, work.box)] : [])].filter(Boolean)
  return `#${work.number} ${unit}${shorten(oneLine(work.text, 400), 72)}${words.length > 0 ? ` (${words.join(', ')})` : ''}`
}

/** "chậm mốc" behind "mốc 10/9". */
function boxInLine(t: Translate, box: Box): string {
  return (boxName(t, box).split(': ').at(-1) ?? '').toLowerCase()
}

export function heapName(t: Translate, heap: Heap): string {
  return isBox(heap) ? boxName(t, heap) : t(`summary-slice-${heap}`)
}

export function boxName(t: Translate, box: Box): string {
  return t(`summary-box-${box}`)
}

const areas = ['institutions', 'procedures', 'organisation', 'civil-service', 'public-finance', 'digital', 'direction']

export function areaName(t: Translate, area: string): string {
  return t(`summary-area-${areas.includes(area) ? area : 'other'}`)
}

/** In the order of PRODUCT.md section 2, work outside of the areas last. */
export function inAreaOrder<T>(byArea: ReadonlyMap<string, T>): Map<string, T> {
  const at = (area: string) => (areas.includes(area) ? areas.indexOf(area) : areas.length)
  return new Map([...byArea].sort(([a], [b]) => at(a) - at(b)))
}

/** The boxes as parts of a bar. */
function segmentsOf(own: Boxes): Record<Segment, number> {
  return {
    done: own.onTime.count + own.met.count,
    late: own.late.count,
    running: own.running.count + own.ahead.count,
    overdue: own.overdue.count,
    missed: own.missed.count,
    other: own.undated.count + own.standing.count + own.issuedLate.count,
  }
}

const MOST_ROWS = 14

/** The picture of the first screen, a bar a unit; of one unit alone a bar an area. Undefined when there is no work to draw. */
export function pictureOf(t: Translate, overview: Overview, byArea?: ReadonlyMap<string, Boxes>): Picture | undefined {
  const { all } = overview
  const total = totalOf(all)
  if (total.count === 0) return undefined
  const heaps = byArea
    ? [...byArea].map(([area, own]) => ({ name: areaName(t, area), boxes: own }))
    : unitsWithWork(overview).map(({ label, boxes: own }) => ({ name: label.name, boxes: own }))
  heaps.sort((a, b) => b.boxes.overdue.count - a.boxes.overdue.count)
  const rows: PictureRow[] = heaps.map(({ name, boxes: own }) => ({
    name,
    note: t('summary-picture-note', { count: String(totalOf(own).count) }),
    values: segmentsOf(own),
  }))
  const kept = rows.length > MOST_ROWS ? rows.slice(0, MOST_ROWS - 1) : rows
  const rest = rows.slice(kept.length)
  if (rest.length > 0) kept.push(together(t, rest))
  return {
    title: titleOf(overview),
    subtitle: asOf(t, overview),
    tiles: [
      { value: total.count, label: t('summary-tile-total') },
      { value: total.reported, label: t('summary-tile-reported') },
      { value: total.awaiting, label: t('summary-tile-awaiting') },
      { value: all.overdue.count, label: t('summary-tile-overdue'), alert: true },
    ],
    legend: legendOf(t, all),
    rows: kept,
  }
}

/** What each part of a bar means and how much that is in all: "Trong hạn: 13, chưa đến mốc: 26", each box by itself. */
function legendOf(t: Translate, all: Boxes): Record<Segment, string> {
  const say = (name: string, count: number) => `${t(`summary-legend-${name}`)}: ${count}`
  const both = (box: Box, tracked: Box) =>
    [box, tracked].flatMap((one) => (all[one].count > 0 ? [say(one, all[one].count)] : [])).join(', ')
  return {
    done: capitalise(both('onTime', 'met')),
    late: say('late', all.late.count),
    running: capitalise(both('running', 'ahead')),
    overdue: say('overdue', all.overdue.count),
    missed: say('missed', all.missed.count),
    other: say('other', segmentsOf(all).other),
  }
}

function together(t: Translate, rows: readonly PictureRow[]): PictureRow {
  const values = { done: 0, late: 0, running: 0, overdue: 0, missed: 0, other: 0 }
  for (const row of rows) for (const key of Object.keys(values) as Segment[]) values[key] += row.values[key]
  const count = Object.values(values).reduce((all, one) => all + one, 0)
  return {
    name: t('summary-picture-rest', { count: String(rows.length) }),
    note: t('summary-picture-note', { count: String(count) }),
    values,
  }
}
