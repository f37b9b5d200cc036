// A unit's figures of a month as a sheet to fill in, and back. Pure.
import type { SheetData } from 'write-excel-file/node'
import { type Period, writePeriod } from '../../../calendar/period.js'
import type { Cell } from '../../../files/sheet/read.js'
import { UNSOLVED } from '../../../files/sheet/unsolved.js'
import { translator } from '../../../lib/i18n.js'
import { shorten } from '../../../lib/vietnamese.js'
import type { Given } from '../figures/actions.js'
import { checkFigure, isJump } from '../figures/checking.js'
import { writeNumber } from '../figures/numbers.js'
import { readFigure, sameCode } from '../figures/reading.js'
import { troubleArgs } from '../figures/sorting.js'
import { type Every, type FigureValue, figurePeriods, hasNumbers } from '../indicator.js'
import type { IndicatorRow } from '../table.js'
import { writeFigure, writeTarget } from '../words.js'
import { cellText, findColumns, headCell, type RowError, textCell } from './set-sheet.js'

const columns = [
  ['code', 'Mã', 10],
  ['name', 'Chỉ tiêu', 60],
  ['measure', 'Đơn vị tính', 12],
  ['target', 'Mục tiêu', 22],
  ['previous', 'Kỳ trước', 20],
  ['figure', 'Số liệu', 18],
  ['reason', 'Lý do chưa có', 40],
] as const
type Column = (typeof columns)[number][0]

export const figureColumns = columns.map(([, , width]) => ({ width }))

/** A figure that is counted over more than the month says so beside its name. */
export function figureSheet(rows: readonly IndicatorRow[], month: Period): SheetData {
  const t = translator('vi')
  const counted = (every: Every) => {
    const [period = month] = figurePeriods(every, month)
    return period === month ? '' : ` (số liệu ${writePeriod(period)})`
  }
  return [
    columns.map(([, title]) => headCell(title)),
    ...rows.map(({ indicator, target, previous, figure }) => [
      textCell(indicator.code),
      textCell(`${indicator.name}${counted(indicator.every)}`),
      textCell(indicator.measure),
      textCell(target ? writeTarget(t, target, indicator.measure) : ''),
      textCell(previous ? writeFigure(t, previous, indicator.measure) : ''),
      textCell(typedForm(figure, indicator.measure)),
      textCell(figure?.missingReason ?? ''),
    ]),
  ]
}

/** As a person would type it, so that it is read back as the same figure. */
function typedForm(figure: FigureValue | undefined, measure: string): string {
  if (!figure || !hasNumbers(figure)) return ''
  const { numerator, denominator, value } = figure
  if (numerator !== null && denominator !== null) return `${writeNumber(numerator)}/${writeNumber(denominator)}`
  return `${writeNumber(value ?? 0)}${measure === '%' ? '%' : ''}`
}

export interface SheetFigures {
  given: Given[]
  /** To be asked back. */
  jumps: Given[]
  errors: RowError[]
}

/** The figures of a filled sheet. A row left empty says nothing. */
export function readFigureSheet(cells: readonly (readonly Cell[])[], rows: readonly IndicatorRow[]): SheetFigures {
  const found = findColumns<Column>(cells[0] ?? [], columns)
  const result: SheetFigures = { given: [], jumps: [], errors: [] }
  if (!found.has('code') || !found.has('figure')) {
    result.errors.push({ line: 1, code: 'indicators-sheet-no-heading', args: { heading: 'Mã, Số liệu' } })
    return result
  }
  const seen = new Set<number>()
  for (const [index, cell] of cells.entries()) {
    const code = cellText(cell, found.get('code'))
    const reason = cellText(cell, found.get('reason'))
    const raw = found.get('figure') === undefined ? null : cell[found.get('figure') ?? 0]
    const words = cellText(cell, found.get('figure'))
    if (index === 0 || (words === '' && reason === '' && raw !== UNSOLVED)) continue
    const line = index + 1
    const row = rows.find((one) => sameCode(code, one.indicator.code))
    if (!row) {
      const error = code === '' ? 'indicators-sheet-empty-code' : 'indicators-sheet-no-code'
      result.errors.push({ line, code: error, args: { code: shorten(code, 20) } })
      continue
    }
    const { indicator } = row
    if (seen.has(indicator.id)) {
      result.errors.push({ line, code: 'indicators-sheet-twice', args: { code: indicator.code } })
      continue
    }
    seen.add(indicator.id)
    // A cell formatted as a percentage comes as 0.955: whether that is 95,5% or 0,955% cannot be told.
    if (typeof raw === 'number' && indicator.measure === '%' && raw > 0 && raw <= 1) {
      result.errors.push({ line, code: 'indicators-sheet-percent', args: { code: indicator.code, words } })
      continue
    }
    if (raw === UNSOLVED) {
      result.errors.push({ line, code: 'indicators-sheet-formula', args: { code: indicator.code } })
      continue
    }
    const typed = words === '' ? `chưa có: ${reason}` : words
    const reading = typeof raw === 'number' ? readPlain(raw) : readFigure(typed, indicator.measure)
    const checked = 'trouble' in reading ? reading : checkFigure(indicator, withReason(reading.figure, reason))
    if ('trouble' in checked)
      result.errors.push({ line, code: checked.trouble.code, args: troubleArgs(checked.trouble, indicator) })
    else if ('needsReason' in checked)
      result.errors.push({ line, code: 'indicators-sheet-no-reason', args: { code: indicator.code } })
    else if (checked.or)
      result.errors.push({ line, code: 'indicators-sheet-percent', args: { code: indicator.code, words } })
    else {
      const one = { indicatorId: indicator.id, figure: checked.figure }
      if (isJump(indicator, checked.figure, row.previous)) result.jumps.push(one)
      else result.given.push(one)
    }
  }
  return result
}

function readPlain(value: number): ReturnType<typeof readFigure> {
  if (value < 0) return { trouble: { code: 'indicators-figure-no-negative', words: String(value) } }
  return { figure: { kind: 'number', value: Math.round(value * 1e6) / 1e6 } }
}

type Typed = Extract<ReturnType<typeof readFigure>, { figure: unknown }>['figure']

function withReason(figure: Typed, reason: string): Typed {
  return figure.kind === 'missing' && figure.reason === undefined && reason !== ''
    ? { kind: 'missing', reason }
    : figure
}
