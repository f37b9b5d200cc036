// How indicators, targets and figures are said.

import { type Period, type Span, writePeriod } from '../../calendar/period.js'
import { writeDay } from '../../lib/day.js'
import type { Translate } from '../../lib/i18n.js'
import { clean, plain } from '../../lib/vietnamese.js'
import { inMeasure } from './figures/measures.js'
import { readNumber, writeNumber } from './figures/numbers.js'
import { type Comparison, type FigureValue, hasNumbers, meets, rateOf, type Target } from './indicator.js'

/** "95,5%", "1.247 hồ sơ"; 99,999% beside a target of 100% is not written as 100%. */
export function writeAmount(value: number, measure: string, target?: Target): string {
  return measure === '%' ? `${writeNumber(value, decimalsOf(value, target))}%` : `${writeNumber(value)} ${measure}`
}

/** Two, or as many as tell it from its target. */
function decimalsOf(value: number, target: Target | undefined): number {
  let decimals = 2
  while (target && decimals < 6 && meets(Number(value.toFixed(decimals)), target) !== meets(value, target)) decimals++
  return decimals
}

/** "23/25 (92%)", "95,5%", "3 cuộc", "chưa có số liệu (hệ thống lỗi)". */
export function writeFigure(t: Translate, figure: FigureValue | undefined, measure: string, target?: Target): string {
  if (!figure) return t('indicators-no-figure')
  if (!hasNumbers(figure)) return t('indicators-missing-because', { reason: figure.missingReason ?? '' })
  const { numerator, denominator, value } = figure
  // Of less than one per cent the places that were typed tell.
  if (measure === '%' && value !== null && value < 1) return `${writeNumber(value, 6)}%`
  if (numerator === null || denominator === null) return writeAmount(value ?? 0, measure, target)
  const rate = rateOf(figure)
  const counts = `${writeNumber(numerator)}/${writeNumber(denominator)}`
  return rate === undefined ? t('indicators-no-case', { counts }) : `${counts} (${writeAmount(rate, '%', target)})`
}

/** "95,5% (số liệu tháng 9/2026)": a quarter's percentage is that of one month (`of`), and says so. */
export function writeFigureOf(
  t: Translate,
  figure: FigureValue | undefined,
  { measure, of, target }: { measure: string; of: Period | undefined; target?: Target | undefined },
): string {
  const words = writeFigure(t, figure, measure, target)
  if (!of) return words
  const key = figure && hasNumbers(figure) ? 'indicators-figure-of' : 'indicators-missing-of'
  return t(key, { figure: words, period: writePeriod(of) })
}

const names: Record<Comparison, string> = { '>=': 'least', '>': 'above', '=': 'equal', '<=': 'most', '<': 'below' }

/** "từ 95% trở lên". */
export function writeTarget(t: Translate, target: Target | undefined, measure: string): string {
  if (!target) return t('indicators-no-target')
  return t(`indicators-target-${names[target.comparison]}`, { amount: writeAmount(target.value, measure) })
}

const comparisonWords: readonly [Comparison, RegExp][] = [
  ['>=', /^(?:khong (?:duoi|thap hon|it hon|nho hon|kem))\s*/],
  ['<=', /^(?:<=|≤|khong (?:(?:vuot )?qua|vuot|tren|hon|cao hon|nhieu hon|lon hon)|toi da|nhieu nhat|den)\s*/],
  ['<', /^(?:<|duoi|it hon|nho hon|thap hon)\s*/],
  ['>=', /^(?:>=|≥|toi thieu|it nhat|tu|dat tu|dat)\s*/],
  ['>', /^(?:>|tren|hon|lon hon|cao hon)\s*/],
  ['=', /^(?:=|bang|dung)\s*/],
]

/**
 * A target as typed: "từ 95% trở lên", ">= 95", "trên 90%", "không quá 5", "95%" (domain.md 6.6). Without a comparison it is at least
 * that much, or at most where less is better. Undefined when it is none or does not fit the measure.
 */
export function readTarget(text: string, indicator: { measure: string; direction: 'up' | 'down' }): Target | undefined {
  let words = plain(clean(text))
    .replace(/[.;]$/, '')
    .replace(/^(?:phan dau )?(?:dat )?(?=khong |toi |it |tren |duoi |tu )/, '')
    .replace(/^((?:toi thieu|toi da|it nhat|nhieu nhat)) la /, '$1 ')
  let comparison: Comparison = indicator.direction === 'up' ? '>=' : '<='
  const ahead = comparisonWords.find(([, form]) => form.test(words))
  if (ahead) {
    comparison = ahead[0]
    words = words.replace(ahead[1], '')
  }
  if (/ tro len$/.test(words)) comparison = '>='
  if (/ tro xuong$/.test(words)) comparison = '<='
  const found = /^([\d., ]*\d)\s*(%|phan tram)?(.*)$/.exec(words.replace(/ tro (?:len|xuong)$/, ''))
  const number = found?.[1] ? readNumber(found[1]) : undefined
  if (!number || 'unsure' in number) return undefined
  if (found?.[2] && indicator.measure !== '%') return undefined
  const value = inMeasure(number.value, found?.[3] ?? '', indicator.measure)
  if (value === undefined || (indicator.measure === '%' && value > 100)) return undefined
  return { comparison, value }
}

const MOST_CODES = 10

/** The first codes of a list, and how many there are besides. */
export function cutCodes(codes: readonly string[]): { codes: string; left: number } {
  return { codes: codes.slice(0, MOST_CODES).join(', '), left: Math.max(0, codes.length - MOST_CODES) }
}

/** "CT01, CT02 và 3 số liệu khác": never cut within a code. */
export function writeCodes(t: Translate, all: readonly string[]): string {
  const { codes, left } = cutCodes(all)
  return left > 0 ? t('indicators-more-codes', { codes, left }) : codes
}

/** "15/8/2026 – 14/9/2026". */
export function writePeriodSpan(span: Span): string {
  return `${writeDay(span.from)} – ${writeDay(span.to)}`
}
