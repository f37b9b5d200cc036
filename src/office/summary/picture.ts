// The summary as a picture for a phone: totals, a legend, one stacked bar per unit. Pure data in, SVG text out. Told
// apart without colour: by lightness, pattern and a number in every part. No glyph outside the font (no arrows, no emoji).
import { fitText, MARGIN, round, drawText as text, textWidth, WIDTH, wrapSvg } from './drawing.js'

/** The parts of a bar, from left to right. */
export const segments = ['done', 'late', 'running', 'overdue', 'missed', 'other'] as const
export type Segment = (typeof segments)[number]

export interface PictureRow {
  name: string
  /** "12 việc", at the right. */
  note: string
  values: Record<Segment, number>
}

export interface Picture {
  title: string
  /** As of when, or which days. */
  subtitle: string
  tiles: { value: number; label: string; alert?: boolean }[]
  /** What each part means; those that do not occur are left out. */
  legend: Record<Segment, string>
  rows: PictureRow[]
}

const INNER = WIDTH - 2 * MARGIN
const SMALL = 32
const BAR = 60
const ROW = 136
/** A part is at least wide enough for its number. */
const DIGIT = 21
const GAP = 3
/** Where the legend's second column begins, and where an item's words do. */
const LEGEND = 560
const WORDS = 58
const LEGEND_SIZE = 30

interface Look {
  fill: string
  ink: string
  /** Drawn over the fill; the number then stands on a plate. */
  pattern?: string
}

const looks: Record<Segment, Look> = {
  done: { fill: '#1d6b3f', ink: '#ffffff' },
  late: {
    fill: '#e9a83a',
    ink: '#3d2a00',
    pattern:
      '<pattern id="late" width="16" height="16" patternUnits="userSpaceOnUse"><rect width="6" height="16" fill="#9a6a10"/></pattern>',
  },
  running: { fill: '#b9d3ee', ink: '#14324d' },
  overdue: {
    fill: '#b3201b',
    ink: '#7a0f0b',
    pattern:
      '<pattern id="overdue" width="18" height="18" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect width="6" height="18" fill="#ffd9d6"/></pattern>',
  },
  missed: {
    fill: '#fbe7cc',
    ink: '#5c3a08',
    pattern:
      '<pattern id="missed" width="16" height="16" patternUnits="userSpaceOnUse"><circle cx="5" cy="5" r="4" fill="#8a5a14"/></pattern>',
  },
  other: { fill: '#ffffff', ink: '#333333' },
}

/** The picture as SVG. Its height follows the number of units. */
export function drawPicture(picture: Picture): { svg: string; height: number } {
  const parts: string[] = []
  let y = 84
  parts.push(text(MARGIN, y, 50, fitText(picture.title, 50, INNER), { bold: true }))
  y += 52
  parts.push(text(MARGIN, y, SMALL, fitText(picture.subtitle, SMALL, INNER), { fill: '#444444' }))
  y += 36
  parts.push(tiles(picture.tiles, y))
  y += 168
  const used = segments.filter((segment) => picture.rows.some((row) => row.values[segment] > 0))
  const rows = legendRows(used.map((segment) => ({ segment, label: picture.legend[segment] })))
  for (const row of rows) {
    for (const [column, { segment, label }] of row.entries())
      parts.push(legendItem(segment, label, MARGIN + column * LEGEND, y))
    y += 52
  }
  y += 8
  parts.push(`<rect x="${MARGIN}" y="${y}" width="${INNER}" height="2" fill="#bbbbbb"/>`)
  y += 22
  const most = Math.max(1, ...picture.rows.map((row) => sum(row)))
  for (const row of picture.rows) {
    parts.push(drawRow(row, y, most))
    y += ROW
  }
  const height = y + 24
  const patterns = segments.map((segment) => looks[segment].pattern ?? '').join('')
  const svg = wrapSvg(parts.join(''), height, patterns)
  return { svg, height }
}

function tiles(all: Picture['tiles'], y: number): string {
  const gap = 16
  const width = (INNER - gap * (all.length - 1)) / all.length
  return all
    .map(({ value, label, alert }, index) => {
      const x = MARGIN + index * (width + gap)
      const loud = alert && value > 0
      const fill = loud ? looks.overdue.fill : '#f1f4f7'
      const ink = loud ? '#ffffff' : '#1a1a1a'
      return [
        `<rect x="${x}" y="${y}" width="${width}" height="136" rx="14" fill="${fill}"/>`,
        text(x + width / 2, y + 72, 60, String(value), { bold: true, fill: ink, middle: true }),
        text(x + width / 2, y + 116, 30, fitText(label, 30, width - 8), { fill: ink, middle: true }),
      ].join('')
    })
    .join('')
}

interface LegendItem {
  segment: Segment
  label: string
}

/** Two in a row where their words leave room for both, else one. */
function legendRows(items: readonly LegendItem[]): LegendItem[][] {
  const rows: LegendItem[][] = []
  const fits = ({ label }: LegendItem, room: number) => WORDS + textWidth(label, LEGEND_SIZE) <= room
  for (const item of items) {
    const last = rows.at(-1)
    if (last?.length === 1 && last[0] && fits(last[0], LEGEND - 16) && fits(item, INNER - LEGEND)) last.push(item)
    else rows.push([item])
  }
  return rows
}

function legendItem(segment: Segment, label: string, x: number, y: number): string {
  const words = fitText(label, LEGEND_SIZE, WIDTH - MARGIN - x - WORDS)
  return box(segment, x, y, 44, 36) + text(x + WORDS, y + 29, LEGEND_SIZE, words, {})
}

function drawRow(row: PictureRow, y: number, most: number): string {
  const room = INNER - textWidth(row.note, SMALL) - 24
  const name = text(MARGIN, y + 36, 34, fitText(row.name, 34, room), { bold: true })
  const note = text(WIDTH - MARGIN, y + 36, SMALL, row.note, { end: true, fill: '#444444' })
  let x = MARGIN
  const bars: string[] = []
  for (const { segment, value, width } of widths(row, most)) {
    bars.push(box(segment, x, y + 52, width, BAR), number(segment, value, x + width / 2, y + 52 + BAR / 2))
    x += width + GAP
  }
  return name + note + bars.join('')
}

/** How wide each part of a bar is: in proportion, but never narrower than its number. */
export function widths(row: PictureRow, most: number): { segment: Segment; value: number; width: number }[] {
  const used = segments.flatMap((segment) => (row.values[segment] > 0 ? [{ segment, value: row.values[segment] }] : []))
  const least = ({ value }: { value: number }) => String(value).length * DIGIT + 24
  const room = INNER - GAP * Math.max(0, used.length - 1)
  const total = Math.max(1, sum(row))
  const wanted = Math.max(
    (room * total) / Math.max(most, total),
    used.reduce((all, one) => all + least(one), 0),
  )
  // What the narrow parts take beyond their share, the wide ones give.
  const narrow = used.filter((one) => (wanted * one.value) / total < least(one))
  const taken = narrow.reduce((all, one) => all + least(one), 0)
  const rest = used.filter((one) => !narrow.includes(one)).reduce((all, one) => all + one.value, 0)
  return used.map((one) => ({
    ...one,
    width: narrow.includes(one) ? least(one) : Math.max(least(one), ((wanted - taken) * one.value) / Math.max(1, rest)),
  }))
}

function sum(row: PictureRow): number {
  return segments.reduce((all, segment) => all + row.values[segment], 0)
}

function box(segment: Segment, x: number, y: number, width: number, height: number): string {
  const { fill, pattern } = looks[segment]
  const place = `x="${round(x)}" y="${round(y)}" width="${round(width)}" height="${height}"`
  const over = pattern ? `<rect ${place} fill="url(#${segment})"/>` : ''
  return `<rect ${place} fill="${fill}"/>${over}<rect ${place} fill="none" stroke="#333333" stroke-width="1.5"/>`
}

function number(segment: Segment, value: number, x: number, y: number): string {
  const { ink, pattern } = looks[segment]
  const words = String(value)
  const width = words.length * DIGIT + 14
  const plate = pattern
    ? `<rect x="${round(x - width / 2)}" y="${y - 20}" width="${width}" height="40" rx="8" fill="#ffffff"/>`
    : ''
  return plate + text(x, y + 12, 34, words, { bold: true, fill: ink, middle: true })
}
