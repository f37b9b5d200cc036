// Vietnamese numbers: thousands take a dot or a space, decimals a comma (domain.md 2.5). Pure; writing and reading are inverse.
import { clean } from '../../../lib/vietnamese.js'

/** 1247.5 → "1.247,5"; at most `decimals` places, none that are zero. */
export function writeNumber(value: number, decimals = 4): string {
  const [whole = '0', fraction = ''] = Math.abs(value).toFixed(decimals).split('.')
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, '.')
  const rest = fraction.replace(/0+$/, '')
  const sign = value < 0 && (rest !== '' || /[1-9]/.test(whole)) ? '-' : ''
  return `${sign}${grouped}${rest ? `,${rest}` : ''}`
}

/** `unsure`: "1,247" may be a decimal or, the English way, a thousand. */
export type NumberReading = { value: number } | { unsure: string }

const MOST = 1e12

/** The number a text is, or undefined. `1.247`, `1 247`, `95,5`, `95.5`, `0`; never a negative one. */
export function readNumber(text: string): NumberReading | undefined {
  const words = clean(text)
    .replace(/[\u00A0\u2007\u202F\u2009]/g, ' ')
    .trim()
  const grouped = /^((?!0\.)\d{1,3}(?:\.\d{3})+|\d{1,3}(?: \d{3})+|\d{1,13})(?:,(\d{1,6}))?$/.exec(words)
  if (grouped?.[1]) {
    const whole = grouped[1].replace(/[. ]/g, '')
    const fraction = grouped[2]
    if (fraction?.length === 3 && /^[1-9]\d{0,2}$/.test(grouped[1])) return { unsure: `${whole}${fraction}` }
    return bounded(Number(`${whole}.${fraction ?? '0'}`))
  }
  // A dot that cannot mark thousands is a decimal one: "95.5", "0.455".
  const dotted = /^(\d{1,13})\.(\d{1,2}|\d{4,6})$/.exec(words) ?? /^(0)\.(\d{3})$/.exec(words)
  if (dotted) return bounded(Number(`${dotted[1]}.${dotted[2]}`))
  return undefined
}

function bounded(value: number): NumberReading | undefined {
  return value <= MOST ? { value } : undefined
}
