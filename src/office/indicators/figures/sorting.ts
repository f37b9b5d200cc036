// The figures of one message, sorted: what is kept, what is asked back, what wants a reason, and what cannot be taken and why.
// One that is wrong takes nothing from the others (PRODUCT.md section 10: nothing already entered is lost). Pure.
import type { Args } from '../../../lib/errors.js'
import { plain, shorten } from '../../../lib/vietnamese.js'
import type { FigureValue } from '../indicator.js'
import type { Indicator } from '../store.js'
import type { IndicatorRow } from '../table.js'
import { type Given, sameFigure } from './actions.js'
import { checkFigure, isJump } from './checking.js'
import { type Item, readFigure, sameCode, splitFigures, type Trouble } from './reading.js'

/** A key of the locales that says why, and the indicator where it is known which. */
export interface Refused {
  code: string
  args: Args
  indicatorId?: number
}

/** A figure that is asked back: since when, in milliseconds; `or`: what else was meant by it, perhaps. */
export interface Waiting extends Given {
  since?: number
  or?: FigureValue
}

export interface Sorted {
  given: Given[]
  /** To be asked back. */
  jumps: Waiting[]
  /** Those without a figure and without a reason. */
  unexplained: number[]
  refused: Refused[]
}

/** What a trouble with a figure is told with. */
export function troubleArgs(
  { words, most = '' }: Trouble,
  { code, name, measure }: Pick<Indicator, 'code' | 'name' | 'measure'>,
): Args {
  return { words, most, code, name: shorten(name, 90), measure }
}

/** `at`: the indicator asked for, to which a figure alone belongs. `pending`: those asked back; typed again they were right. */
export function sortFigures(
  text: string,
  rows: readonly IndicatorRow[],
  at: number,
  pending: readonly Waiting[] = [],
): Sorted {
  const sorted: Sorted = { given: [], jumps: [], unexplained: [], refused: [] }
  const items = splitFigures(text).map((item, _, all) => ({ ...item, row: rowOf(item, rows, all.length === 1, at) }))
  const seen = new Set<IndicatorRow>()
  if (items.length === 0) sorted.refused.push(nobodys(undefined, text))
  for (const { key, words, row } of items) {
    if (!row) sorted.refused.push(nobodys(key, words))
    if (!row || seen.has(row)) continue
    seen.add(row)
    const { id, code } = row.indicator
    if (items.some((other) => other.row === row && other.words !== words))
      sorted.refused.push({ code: 'indicators-figure-twice', args: { code }, indicatorId: id })
    else sortOne(sorted, row, words, pending)
  }
  // What was asked back and is not spoken of stays asked.
  sorted.jumps.push(...pending.filter((one) => !items.some(({ row }) => row?.indicator.id === one.indicatorId)))
  return sorted
}

function sortOne(sorted: Sorted, row: IndicatorRow, words: string, pending: readonly Waiting[]): void {
  const { indicator } = row
  const reading = readFigure(words, indicator.measure)
  const checked = 'trouble' in reading ? reading : checkFigure(indicator, reading.figure)
  if ('trouble' in checked) {
    const { trouble } = checked
    sorted.refused.push({ code: trouble.code, args: troubleArgs(trouble, indicator), indicatorId: indicator.id })
  } else if ('needsReason' in checked) sorted.unexplained.push(indicator.id)
  else {
    const one: Waiting = { indicatorId: indicator.id, ...checked }
    const again = pending.some((other) => other.indicatorId === one.indicatorId && sameFigure(other.figure, one.figure))
    // What may mean two things is no clearer for being typed again.
    if (one.or || (!again && isJump(indicator, one.figure, row.previous))) sorted.jumps.push(one)
    else sorted.given.push(one)
  }
}

/** By the code, or the number in the list; one alone is of the indicator asked. */
function rowOf({ key }: Item, rows: readonly IndicatorRow[], alone: boolean, at: number): IndicatorRow | undefined {
  if (key === undefined) return alone ? rows.find((one) => one.indicator.id === at) : undefined
  return (
    rows.find((one) => sameCode(key, one.indicator.code)) ?? (/^\d{1,2}$/.test(key) ? rows[Number(key) - 1] : undefined)
  )
}

function nobodys(key: string | undefined, words: string): Refused {
  if (key === undefined) return { code: 'indicators-figure-whose', args: { words: shorten(words, 60) } }
  return { code: 'indicators-figure-unknown', args: { key, words: shorten(`${key}: ${words}`, 60) } }
}

/**
 * Was asked why there is no figure, and figures came: does the text give a figure for the indicator asked, or for a code of this
 * list or one written like them? "Q3 2026 mới có" is a reason.
 */
export function readsAsFigures(text: string, rows: readonly IndicatorRow[], at: number): boolean {
  const letters = (code: string) => plain(code).replace(/[^a-z].*$/s, '')
  const likeCodes = (key: string) =>
    letters(key) !== '' && rows.some((row) => letters(row.indicator.code) === letters(key))
  return splitFigures(text).some((item, _, all) => {
    const known = rowOf(item, rows, all.length === 1, at) !== undefined
    return (known || likeCodes(item.key ?? '')) && 'figure' in readFigure(item.words)
  })
}
