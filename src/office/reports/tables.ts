// The report's tables as rows, once for Word and Excel alike: the same numbers in both by construction.
import { writePeriod } from '../../calendar/period.js'
import { dayOf, timeOf, writeDay } from '../../lib/day.js'
import type { Translate } from '../../lib/i18n.js'
import { formalSource, formalTask, formalText } from '../assignments/formal.js'
import type { AssignmentView, LatenessView } from '../assignments/view.js'
import { writeDeadline, writeStatus } from '../assignments/words.js'
import type { IndicatorRow } from '../indicators/table.js'
import { writeFigureOf, writeTarget } from '../indicators/words.js'
import { type Boxes, boxes, emptyBoxes, totalOf } from '../summary/boxes.js'
import { areaName, boxName, rateOf, titleOf } from '../summary/messages.js'
import { countUnreached, unitsWithWork } from '../summary/overview.js'
import type { Facts, FactWork } from './facts.js'

export type Value = string | number

export interface Sheet {
  title: string
  head: string[]
  rows: Value[][]
}

/** The boxes, then their sum, each with how much of it is reported and not confirmed yet. */
export function boxTable(t: Translate, facts: Facts): Sheet {
  const { all } = facts.overview
  return {
    title: t('reports-table-boxes'),
    head: [t('reports-column-box'), t('reports-column-count'), t('reports-column-inside-awaiting')],
    rows: [
      ...boxes.map((box): Value[] => [boxName(t, box), all[box].count, all[box].awaiting]),
      [t('reports-column-sum'), totalOf(all).count, totalOf(all).awaiting],
    ],
  }
}

/** Whose work it is, of which days, as of when; then the numbers of the chat's `Chi tiết` that no box holds. */
export function aboutTable(t: Translate, facts: Facts): Sheet {
  const { overview, pastLegal } = facts
  const { scope, period } = overview
  const { span, now } = scope
  return {
    title: t('reports-table-about'),
    head: [t('reports-column-about'), t('reports-column-value')],
    rows: [
      [t('reports-about-commune'), scope.communeName],
      [t('reports-about-scope'), scope.unitIds ? titleOf(overview) : t('reports-about-all')],
      [t('reports-about-period'), period ? writePeriod(period) : t('reports-about-now')],
      ...(span ? [[t('reports-about-span'), `${writeDay(span.from)} – ${writeDay(span.to)}`]] : []),
      [t('reports-about-taken'), `${timeOf(now)} ${writeDay(dayOf(now))}`],
      ...countRows(t, facts),
      [t('summary-slice-pastLegal'), pastLegal.count],
      [t('reports-about-still'), pastLegal.extended],
    ],
  }
}

/** What cuts across the boxes, each number under the name it has in the chat. */
export function countRows(t: Translate, { overview, causes }: Facts): [string, Value][] {
  const total = totalOf(overview.all)
  const { answered, count, rate } = rateOf(total)
  const unreached = countUnreached(overview)
  return [
    [t('reports-about-total'), total.count],
    ...(overview.period ? [[t('reports-about-carried'), total.carried] satisfies [string, Value]] : []),
    ...(overview.later > 0 ? [[t('reports-about-later'), overview.later] satisfies [string, Value]] : []),
    [t('reports-about-extended'), overview.all.overdue.extended],
    [t('reports-about-updated'), total.count > 0 ? `${answered}/${count} (${rate}%)` : '0/0'],
    ...(unreached > 0 ? [[t('reports-about-unreached'), unreached] satisfies [string, Value]] : []),
    ...(causes
      ? [
          [t('summary-slice-own'), causes.own] satisfies [string, Value],
          [t('summary-slice-outside'), causes.outside] satisfies [string, Value],
          [t('reports-about-judged'), causes.judged] satisfies [string, Value],
        ]
      : []),
  ]
}

function heapTable(t: Translate, title: string, first: string, heaps: readonly { name: string; own: Boxes }[]): Sheet {
  const rows = heaps.map(({ name, own }): Value[] => [
    name,
    ...boxes.map((box) => own[box].count),
    totalOf(own).count,
    totalOf(own).unanswered,
    totalOf(own).awaiting,
  ])
  const further = ['sum', 'unanswered', 'awaiting'].map((key) => t(`reports-column-${key}`))
  const sums = [...boxes, ...further].map((_, at) => rows.reduce((sum, row) => sum + Number(row[at + 1]), 0))
  return {
    title,
    head: [first, ...boxes.map((box) => boxName(t, box)), ...further],
    rows: [...rows, [t('reports-column-sum'), ...sums]],
  }
}

export function unitTable(t: Translate, facts: Facts): Sheet {
  const heaps = unitsWithWork(facts.overview).map(({ label, boxes: own }) => ({ name: label.name, own }))
  return heapTable(t, t('reports-table-units'), t('reports-column-unit'), heaps)
}

export function areaTable(t: Translate, facts: Facts): Sheet {
  const heaps = [...facts.byArea].map(([area, own]) => ({ name: areaName(t, area), own: own ?? emptyBoxes() }))
  return heapTable(t, t('reports-table-areas'), t('reports-column-area'), heaps)
}

export function indicatorRows(t: Translate, facts: Facts): Sheet {
  return {
    title: t('reports-table-indicators'),
    head: ['code', 'indicator', 'unit', 'target', 'figure', 'previous', 'judgement'].map((key) =>
      t(`reports-column-${key}`),
    ),
    rows: facts.overview.measured.rows.map((row) => [
      row.indicator.code,
      row.indicator.name,
      row.unit.name,
      row.target ? writeTarget(t, row.target, row.indicator.measure) : '',
      measuredIn(t, row),
      row.previous ? writeFigureOf(t, row.previous, { measure: row.indicator.measure, of: row.previousOf }) : '',
      row.state === 'met' || row.state === 'unmet' ? t(`reports-judgement-${row.state}`) : '',
    ]),
  }
}

export function measuredIn(t: Translate, { figure, indicator, of, target }: IndicatorRow): string {
  return writeFigureOf(t, figure, { measure: indicator.measure, of, target })
}

/** The annex of domain.md section 8. */
export function workTable(t: Translate, facts: Facts): Sheet {
  return {
    title: t('reports-table-works'),
    head: ['number', 'task', 'unit', 'deadline', 'target', 'result', 'judgement', 'remedy'].map((key) =>
      t(`reports-column-${key}`),
    ),
    rows: facts.works.map((work) => [
      work.view.number,
      `${formalTask(work.view.text)} (${formalSource(work.view)})`,
      work.view.unit.name,
      writeDeadline(t, work.view),
      work.view.target ?? '',
      resultOf(t, work.view),
      judgementOf(t, work),
      remedyOf(t, work),
    ]),
  }
}

export function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}

/** "Hoàn thành đúng hạn (chờ xác nhận)": what is reported counts in its box before anybody has confirmed it. */
export function judgementOf(t: Translate, { view, box }: FactWork): string {
  return view.status === 'awaiting' ? `${boxName(t, box)} (${t('reports-awaiting')})` : boxName(t, box)
}

/** "Hoàn thành 12/9/2026, 2 minh chứng", "Đã báo cáo hoàn thành 12/9/2026, chờ xác nhận". */
export function resultOf(t: Translate, view: AssignmentView): string {
  const when = view.reportedAt ? ` ${writeDay(dayOf(view.reportedAt))}` : ''
  const proof = view.evidenceCount > 0 ? `, ${t('assignments-evidence-count', { count: view.evidenceCount })}` : ''
  if (view.status === 'awaiting') return `${t('reports-reported')}${when}, ${t('reports-awaiting')}${proof}`
  return `${writeStatus(t, view.status)}${when}${proof}`
}

export function remedyOf(t: Translate, { view }: Pick<FactWork, 'view'>): string {
  const { lateness, promisedOn } = view
  if (!lateness) return promisedOn ? t('assignments-promised', { day: writeDay(promisedOn) }) : ''
  const said = t('reports-remedy', {
    cause: t(`indicators-cause-${lateness.cause}`),
    reason: formalText(lateness.reason),
    remedy: formalText(lateness.remedy),
    day: writeDay(lateness.promisedOn),
    responsible: formalText(lateness.responsible),
  })
  return lateness.leader ? `${said}. ${judgedWords(t, lateness.leader)}` : said
}

/** What a leader thinks of the cause, beside what the unit said. */
function judgedWords(t: Translate, { cause, reason }: NonNullable<LatenessView['leader']>): string {
  return t('reports-judged', {
    cause: [t(`indicators-cause-${cause}`), ...(reason ? [formalText(reason)] : [])].join(': '),
  })
}
