// One indicator over time: the commune's figure of up to twelve periods against its target. Pure data in, SVG out.
import { type Period, previousPeriod, writePeriod } from '../../calendar/period.js'
import { writeNumber } from '../indicators/figures/numbers.js'
import { drawText, fitText, MARGIN, WIDTH, wrapSvg } from './drawing.js'

export interface CoursePoint {
  /** "Tháng 6/2026" */
  label: string
  /** Missing where nothing was reported. */
  value: number | undefined
}

export interface Course {
  title: string
  subtitle: string
  /** Behind every number: "%" or nothing. */
  unit: string
  points: CoursePoint[]
  target: { value: number; label: string } | undefined
  /** Which points meet the target; told by a full or a hatched bar. */
  meets: (value: number) => boolean
}

export const MOST_POINTS = 12

/** The periods up to `last`, the oldest first. */
export function periodsUpTo(last: Period, most = MOST_POINTS): Period[] {
  const periods = [last]
  while (periods.length < most) periods.unshift(previousPeriod(periods[0] ?? last))
  return periods
}

/** "6/26" for a month, "Q2/26" for a quarter: short enough to stand under a bar. */
export function shortPeriod(period: Period): string {
  const [year = '', rest = ''] = period.split('-')
  const short = year.slice(2)
  if (/^\d\d$/.test(rest)) return `${Number(rest)}/${short}`
  return rest === '' ? writePeriod(period) : `${rest}/${short}`
}

const TOP = 230
const HEIGHT = 420

/** The picture as SVG. */
export function drawCourse(course: Course): { svg: string; height: number } {
  const { points, target, unit } = course
  const values = points.flatMap((point) => point.value ?? [])
  const most = Math.max(unit === '%' ? 100 : 1, target?.value ?? 0, ...values)
  const bottom = TOP + HEIGHT
  const high = (value: number) => (value / most) * HEIGHT
  const room = (WIDTH - 2 * MARGIN) / Math.max(points.length, 1)
  const width = Math.min(room * 0.68, 120)
  const parts = [
    drawText(MARGIN, 84, 38, fitText(course.title, 38, WIDTH - 2 * MARGIN), { bold: true }),
    drawText(MARGIN, 134, 32, fitText(course.subtitle, 32, WIDTH - 2 * MARGIN), { fill: '#444444' }),
    `<line x1="${MARGIN}" y1="${bottom}" x2="${WIDTH - MARGIN}" y2="${bottom}" stroke="#333333" stroke-width="2"/>`,
  ]
  for (const [index, { label, value }] of points.entries()) {
    const middle = MARGIN + room * (index + 0.5)
    parts.push(drawText(middle, bottom + 44, 28, label, { middle: true }))
    if (value === undefined) {
      parts.push(drawText(middle, bottom - 14, 32, '–', { middle: true, fill: '#444444' }))
      continue
    }
    const place = `x="${middle - width / 2}" y="${bottom - high(value)}" width="${width}" height="${Math.max(high(value), 3)}"`
    const met = !target || course.meets(value)
    parts.push(
      `<rect ${place} fill="${met ? '#1d6b3f' : '#b3201b'}"/>`,
      met ? '' : `<rect ${place} fill="url(#unmet)"/>`,
      `<rect ${place} fill="none" stroke="#333333" stroke-width="1.5"/>`,
      // On a plate at the foot of the bar, where the line of the target does not run through it.
      `<rect x="${middle - 38}" y="${bottom - 52}" width="76" height="42" rx="8" fill="#ffffff"/>`,
      drawText(middle, bottom - 20, 30, writeNumber(value, 1), { bold: true, middle: true }),
    )
  }
  if (target) {
    const y = bottom - high(target.value)
    parts.push(
      `<line x1="${MARGIN}" y1="${y}" x2="${WIDTH - MARGIN}" y2="${y}" stroke="#111111" stroke-width="3" stroke-dasharray="14 10"/>`,
      drawText(MARGIN, TOP - 44, 30, fitText(target.label, 30, WIDTH - 2 * MARGIN), { bold: true }),
    )
  }
  const height = bottom + 90
  const unmet =
    '<pattern id="unmet" width="18" height="18" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect width="6" height="18" fill="#ffd9d6"/></pattern>'
  return { svg: wrapSvg(parts.join(''), height, unmet), height }
}
