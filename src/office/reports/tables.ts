// The report's tables as rows, once for Word and Excel alike: the same numbers in both by construction.
import { dayOf, writeDay } from '../../lib/day.js'
import type { Translate } from '../../lib/i18n.js'
import { formalSource } from '../assignments/formal.js'
import type { AssignmentView, LatenessView } from '../assignments/view.js'
import { writeDeadline, writeStatus } from '../assignments/words.js'
import { writeFigure, writeTarget } from '../indicators/words.js'
import { type Boxes, boxes, emptyBoxes, totalOf } from '../summary/boxes.js'
import { areaName, boxName } from '../summary/messages.js'
import { unitsWithWork } from '../summary/overview.js'
import type { Facts, FactWork } from './facts.js'

export type Value = string | number

export interface Sheet {
  title: string
  head: string[]
  rows: Value[][]
}

/** The boxes, then their sum: two columns. */
export function boxTable(t: Translate, facts: Facts): Sheet {
  const { all } = facts.overview
  return {
    title: t('reports-table-boxes'),
    head: [t('reports-column-box'), t('reports-column-count')],
    rows: [
      ...boxes.map((box): Value[] => [boxName(t, box), all[box].count]),
      [t('reports-column-sum'), totalOf(all).count],
    ],
  }
}

function heapTable(t: Translate, title: string, first: string, heaps: readonly { name: string; own: Boxes }[]): Sheet {
  const rows = heaps.map(({ name, own }): Value[] => [
    name,
    ...boxes.map((box) => own[box].count),
    totalOf(own).count,
    totalOf(own).unanswered,
  ])
  const sums = boxes.map((_, at) => rows.reduce((sum, row) => sum + Number(row[at + 1]), 0))
  const column = (at: number) => rows.reduce((sum, row) => sum + Number(row[at]), 0)
  return {
    title,
    head: [first, ...boxes.map((box) => boxName(t, box)), t('reports-column-sum'), t('reports-column-unanswered')],
    rows: [...rows, [t('reports-column-sum'), ...sums, column(boxes.length + 1), column(boxes.length + 2)]],
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
      writeFigure(t, row.figure, row.indicator.measure),
      row.previous ? writeFigure(t, row.previous, row.indicator.measure) : '',
      row.state === 'met' || row.state === 'unmet' ? t(`reports-judgement-${row.state}`) : '',
    ]),
  }
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
      `${oneLine(work.view.text)} (${formalSource(work.view)})`,
      work.view.unit.name,
      writeDeadline(t, work.view),
      work.view.target ?? '',
      resultOf(t, work.view),
      boxName(t, work.box),
      remedyOf(t, work),
    ]),
  }
}

export function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}

/** "Hoàn thành 12/9/2026, 2 minh chứng". */
export function resultOf(t: Translate, view: AssignmentView): string {
  const when = view.reportedAt ? ` ${writeDay(dayOf(view.reportedAt))}` : ''
  const proof = view.evidenceCount > 0 ? `, ${t('assignments-evidence-count', { count: view.evidenceCount })}` : ''
  return `${writeStatus(t, view.status)}${when}${proof}`
}

export function remedyOf(t: Translate, { view }: Pick<FactWork, 'view'>): string {
  const { lateness } = view
  if (!lateness) return ''
  const said = t('reports-remedy', {
    cause: t(`indicators-cause-${lateness.cause}`),
    reason: lateness.reason,
    remedy: lateness.remedy,
    day: writeDay(lateness.promisedOn),
    responsible: lateness.responsible,
  })
  return lateness.leader ? `${said}. ${judgedWords(t, lateness.leader)}` : said
}

/** What a leader thinks of the cause, beside what the unit said. */
function judgedWords(t: Translate, { cause, reason }: NonNullable<LatenessView['leader']>): string {
  return t('reports-judged', { cause: [t(`indicators-cause-${cause}`), ...(reason ? [reason] : [])].join('. ') })
}
