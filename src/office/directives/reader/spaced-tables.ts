// Tables whose columns only blanks keep apart, as programs print a page of a PDF. Where a column ends is seen from its header and from the rows.
import { rowOf } from './cells.js'
import { isCapitals } from './paragraphs.js'
import { columnsOf } from './tables.js'

/** A piece of a line, with two blanks or more on both sides. */
interface Run {
  at: number
  end: number
  text: string
}

/** Between two columns: where the line may be cut, in characters. */
type Gap = number[]

/** No line of a page is longer, and no gap wider. */
const pageWidth = 400

interface Head {
  cells: string[]
  gaps: Gap[]
  /** The first line below it. */
  next: number
}

/** Every such table as rows "| a | b | c |"; the lines of one row are put together. */
export function spacedRows(raws: string[]): string[] {
  const rows: string[] = []
  for (let at = 0; at < raws.length; ) {
    const head = headAt(raws, at)
    if (!head) {
      rows.push(raws[at] ?? '')
      at++
      continue
    }
    const table = tableBelow(raws, head)
    rows.push(rowOf(head.cells), ...table.rows.map(rowOf))
    at = table.end
  }
  return rows
}

function runsOf(raw: string): Run[] {
  return [...raw.matchAll(/\S+(?:\s\S+)*/g)].map((match) => ({
    at: match.index,
    end: match.index + match[0].length,
    text: match[0],
  }))
}

/** A header that begins with "STT"; what its cells have on the lines below it, down to the first row, belongs to them. */
function headAt(raws: string[], at: number): Head | undefined {
  const raw = raws[at] ?? ''
  if (raw.length > pageWidth || !/^\s*(?:S?TT|#)\s/i.test(raw)) return undefined
  const runs = runsOf(raw)
  if (runs.length < 3 || !/^(?:S?TT|#)$/i.test(runs[0]?.text ?? '') || !/ {2}/.test(raw.trim())) return undefined
  let gaps = runs.slice(1).map(({ at: to }, column) => range(runs[column]?.end ?? to, to))
  let cells = runs.map(({ text }) => text)
  let next = at + 1
  for (; next < raws.length; next++) {
    const line = raws[next] ?? ''
    const within = line.trim() === '' ? undefined : narrowed(gaps, line)
    const more = within && cut(line, within)
    if (!within || !more || more[0] !== '') break
    gaps = within
    cells = cells.map((cell, column) => `${cell} ${more[column]}`.trim())
  }
  return columnsOf(cells.join('|')) ? { cells, gaps, next } : undefined
}

function tableBelow(raws: string[], head: Head): { rows: string[][]; end: number } {
  const lines: (string | string[])[] = []
  let { gaps } = head
  let end = head.next
  for (let at = head.next; at < raws.length; at++) {
    const raw = raws[at] ?? ''
    if (raw.trim() === '') continue
    const group = groupOf(raw, raws[at + 1] ?? '', gaps)
    const within = group ? gaps : narrowed(gaps, raw)
    if (!within || headAt(raws, at)) break
    // Below an empty line only a new row belongs to the table, or the rest of one that a page broke off.
    if (at > end && lines.length > 0 && !group && cut(raw, within)[0] === '') break
    gaps = within
    lines.push(group ?? raw)
    end = at + 1
  }
  const rows: string[][] = []
  for (const line of lines) {
    const cells = typeof line === 'string' ? cut(line, gaps) : line
    const last = rows.at(-1)
    if (cells[0] !== '' || !last || last.length < gaps.length) rows.push(cells)
    else rows[rows.length - 1] = last.map((cell, column) => `${cell} ${cells[column]}`.trim())
  }
  return { rows, end }
}

const label = /^(?:\d{1,3}(?:\.\d{1,2})*|[IVX]{1,5}|[A-HĐ]|[a-hđ])[.)]?$/

/** The gaps that are left when this line stands in the table too; undefined when a word of it would be cut, or its first cell is no number. */
function narrowed(gaps: Gap[], raw: string): Gap[] | undefined {
  if (raw.length > pageWidth) return undefined
  const runs = runsOf(raw)
  const left: Gap[] = []
  for (const gap of gaps) {
    const fits = gap.filter((at) => !runs.some((run) => run.at < at && at < run.end))
    // One blank alone parts two cells only where the header has its column.
    const start = gap.at(-1) ?? 0
    if (fits.length === 0 && raw.charAt(start - 1) !== ' ') return undefined
    left.push(fits.length > 0 ? fits : [start])
  }
  const first = raw.slice(0, left[0]?.at(-1)).trim()
  return first === '' || label.test(first) ? left : undefined
}

/** A title over rows that goes beyond its column: "II  THỦ TỤC HÀNH CHÍNH", or in capitals without its number. */
function groupOf(raw: string, next: string, gaps: Gap[]): string[] | undefined {
  const match = /^\s*(?:([IVX]{1,5}|[A-HĐ])\s{1,12})?(\S+(?:\s\S+)*)\s*$/.exec(raw)
  const [, order = '', title = ''] = match ?? []
  if (title === '' || (order === '' && !isCapitals(title))) return undefined
  if (raw.trimEnd().length <= (gaps[1]?.at(-1) ?? 0)) return undefined
  const below = narrowed(gaps, next)
  return below && label.test(cut(next, below)[0] ?? '') ? [order, title] : undefined
}

function cut(raw: string, gaps: Gap[]): string[] {
  const ends = gaps.map((gap) => gap.at(-1) ?? 0)
  return [0, ...ends].map((from, column) =>
    raw
      .slice(from, ends[column] ?? raw.length)
      .replace(/\s+/g, ' ')
      .trim(),
  )
}

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, at) => from + at)
}
