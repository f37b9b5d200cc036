// Whether a typed figure can be one of this indicator, and whether it has to be asked back. Pure.
import type { FigureValue } from '../indicator.js'
import { isLevel, rateOf } from '../indicator.js'
import { writeAmount } from '../words.js'
import { countsThings } from './counted.js'
import { writeNumber } from './numbers.js'
import type { Trouble, TypedFigure } from './reading.js'

export interface Measured {
  name: string
  measure: string
  share: boolean
  maxScore: number | null
}

/** `or`: it may mean this as well. */
export type Checked = { figure: FigureValue; or?: FigureValue } | { trouble: Trouble } | { needsReason: true }

/** From what was typed to what is kept: refused when it cannot be so. A missing figure without a reason is asked for one. */
export function checkFigure(indicator: Measured, typed: TypedFigure): Checked {
  const trouble = (code: Trouble['code'], words: string): Checked => ({ trouble: { code, words } })
  const empty = { numerator: null, denominator: null, value: null, missingReason: null }
  switch (typed.kind) {
    case 'missing':
      return typed.reason === undefined ? { needsReason: true } : { figure: { ...empty, missingReason: typed.reason } }
    case 'share': {
      const { numerator, denominator } = typed
      // "20,1/22": points, and how many there are.
      if (indicator.measure === 'điểm' && denominator === indicator.maxScore) return inRange(numerator, denominator)
      if (indicator.measure !== '%') return trouble('indicators-figure-no-share', indicator.measure)
      if (numerator > denominator)
        return trouble('indicators-figure-no-over', `${writeNumber(numerator)}/${writeNumber(denominator)}`)
      if (countsThings(indicator) && !(Number.isInteger(numerator) && Number.isInteger(denominator)))
        return trouble('indicators-figure-no-whole', `${writeNumber(numerator)}/${writeNumber(denominator)}`)
      return { figure: { ...empty, numerator, denominator } }
    }
    case 'none':
      if (indicator.measure === 'điểm') return trouble('indicators-figure-no-number', 'không phát sinh')
      return indicator.measure === '%'
        ? { figure: { ...empty, numerator: 0, denominator: 0 } }
        : { figure: { ...empty, value: 0 } }
    case 'percent':
      if (indicator.measure !== '%') return trouble('indicators-figure-no-percent', indicator.measure)
      return inRange(typed.value, 100)
    case 'number':
      if (indicator.measure === '%') return rate(typed.value)
      return inRange(typed.value, indicator.measure === 'điểm' ? (indicator.maxScore ?? 100) : Number.POSITIVE_INFINITY)
  }

  /** Below one it may be a part of the whole, as spreadsheets show it: 0,455 for 45,5%. */
  function rate(value: number): Checked {
    const checked = inRange(value, 100)
    if (!('figure' in checked) || value === 0 || value >= 1) return checked
    return { ...checked, or: { ...empty, value: Math.round(value * 1e8) / 1e6 } }
  }

  function inRange(value: number, most: number): Checked {
    const say = (amount: number) => writeAmount(amount, indicator.measure)
    if (value > most) return { trouble: { code: 'indicators-figure-no-range', words: say(value), most: say(most) } }
    return { figure: { ...empty, value } }
  }
}

/** Points of a percentage or score, and times of a count, that are asked back. */
const LEVEL_JUMP = 20
const TIMES = 3
const LEAST = 10

/** Is the step from the previous period so wide that it may be a slip? */
export function isJump(indicator: Measured, figure: FigureValue, previous: FigureValue | undefined): boolean {
  if (!previous) return false
  const now = rateOf(figure)
  const then = rateOf(previous)
  if (now === undefined || then === undefined) return false
  const step = Math.abs(now - then)
  if (isLevel(indicator.measure)) {
    const whole = indicator.measure === 'điểm' ? (indicator.maxScore ?? 100) : 100
    return step > (LEVEL_JUMP * whole) / 100
  }
  return step >= LEAST && Math.max(now, then) > TIMES * Math.min(now, then)
}
