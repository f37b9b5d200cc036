// Whether the words behind a number are the indicator's unit of measure, and amounts of money in another one converted to it. Pure.
import { fold, plain } from '../../../lib/vietnamese.js'

/** Said out of politeness behind a figure. */
const politeness = /(?:^| )(?:a|nhe|nha)$/

const scales = new Map([
  ['nghin', 1e3],
  ['ngan', 1e3],
  ['trieu', 1e6],
  ['tr', 1e6],
  ['ty', 1e9],
  ['ti', 1e9],
])
const dong = /^(?:dong|d|vnd)$/

/** As `fold`, with the raised figures of "m²" as they are typed. */
const folded = (text: string) => fold(text.replace(/²/g, '2').replace(/³/g, '3'))

/** "trieu dong" is a million of "dong", "nghin ty" a million millions of nothing named. */
function partsOf(words: string): { scale: number; base: string } {
  let scale = 1
  const rest = words
    .replace(/^tr ?d(?: |$)/, 'trieu dong ')
    .trim()
    .split(' ')
  for (let factor = scales.get(rest[0] ?? ''); factor; factor = scales.get(rest[0] ?? '')) {
    scale *= factor
    rest.shift()
  }
  const base = rest.join(' ')
  return { scale, base: dong.test(base) ? 'dong' : base }
}

/** How the measure may be named: whole, by one of its parts ("tin, bài"), by its first letters ("hs"), or with more behind it ("hồ sơ TTHC"). */
function isNamed(base: string, measure: string): boolean {
  const whole = folded(measure)
  // "m" is not short for "m2".
  const letters = /\d/.test(whole) ? [] : whole.split(' ').map((word) => word.charAt(0))
  const names = [whole, ...plain(measure).split(/[,/]| hoac | va /)].map(folded).filter((name) => name !== '')
  return (
    (letters.length > 0 && base === letters.join('')) ||
    names.some((name) => base === name || base.startsWith(`${name} `))
  )
}

/**
 * The number in the indicator's measure: "1,2 tỷ" is 1200 where it is counted in triệu đồng, "3 cuộc" and "3" are 3 cuộc. Undefined
 * when the unit is another one.
 */
export function inMeasure(value: number, unit: string, measure: string): number | undefined {
  const words = folded(unit).replace(politeness, '').trim()
  if (words === '') return value
  if (measure === '%') return /^phan tram$/.test(words) ? value : undefined
  const typed = partsOf(words)
  const own = partsOf(folded(measure))
  const isMoney = own.base === 'dong'
  if (isMoney && (typed.base === 'dong' || (typed.base === '' && typed.scale > 1)))
    return Math.round(((value * typed.scale) / own.scale) * 1e6) / 1e6
  if (isNamed(words, measure)) return value
  return typed.scale > 1 && isNamed(typed.base, measure) ? Math.round(value * typed.scale * 1e6) / 1e6 : undefined
}
