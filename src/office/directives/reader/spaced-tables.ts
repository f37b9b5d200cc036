// Tables whose columns only blanks keep apart, as programs print a page of a PDF. Where a column ends is seen from its header and from the rows.
import { rowOf } from './cells.js'
import { isCapitals } from './paragraphs.js'
import { startsLower } from './plain.js'
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

const first = /^(?:S?TT|#)$/i

/** A header with "STT" as its first cell. In a cell of several lines "STT" may stand beside the first or in the middle of them. */
function headAt(raws: string[], at: number): Head | undefined {
  let next = at
  while (next < at + 3 && isAboveNumber(raws[next] ?? '')) next++
  const raw = raws[next] ?? ''
  if (raw.length > pageWidth || !/^\s*(?:S?TT|#)\s{2,}\S/i.test(raw)) return undefined
  next++
  while (next < at + 6 && goesOn(raws[next] ?? '')) next++
  const columns: Run[] = []
  for (const run of raws.slice(at, next).flatMap(runsOf)) {
    const same = columns.find((column) => run.at < column.end && column.at < run.end)
    if (!same) columns.push({ ...run })
    else Object.assign(same, joined(same, run))
  }
  columns.sort((a, b) => a.at - b.at)
  const cells = columns.map(({ text }) => text)
  if (cells.length < 3 || !first.test(cells[0] ?? '') || !columnsOf(cells.join('|'))) return undefined
  return { cells, gaps: columns.slice(1).map(({ at: to }, column) => range(columns[column]?.end ?? to, to)), next }
}

function joined(run: Run, below: Run): Run {
  return {
    at: Math.min(run.at, below.at),
    end: Math.max(run.end, below.end),
    text: `${run.text} ${below.text}`,
  }
}

/** "                Đơn vị        Thời hạn" above the line with "STT". */
function isAboveNumber(raw: string): boolean {
  return /^\s{4,}\S/.test(raw) && raw.length <= pageWidth && runsOf(raw).length > 1 && !/\d/.test(raw)
}

/** "                chủ trì       hoàn thành": a header goes on in small letters, a row begins with a capital. */
function goesOn(raw: string): boolean {
  const runs = raw.length > pageWidth ? [] : runsOf(raw)
  return runs.length > 0 && (runs[0]?.at ?? 0) > 2 && runs.every(({ text }) => startsLower(text))
}

interface Line {
  cells: string[]
  /** An empty line stands above it. */
  gap: boolean
  group: boolean
}

function tableBelow(raws: string[], head: Head): { rows: string[][]; end: number } {
  const found: { raw: string; gap: boolean; group: string[] | undefined }[] = []
  let { gaps } = head
  let end = head.next
  for (let at = head.next; at < raws.length; at++) {
    const raw = raws[at] ?? ''
    if (raw.trim() === '') continue
    const group = groupOf(raws, at, gaps)
    const within = group ? gaps : narrowed(gaps, raw)
    if (!within || headAt(raws, at)) break
    const gap = at > end
    // Below an empty line only a new row belongs to the table, or the rest of one that a page broke off.
    if (gap && found.length > 0 && !group && !startsRow(raws, at, within)) break
    gaps = within
    found.push({ raw, gap, group })
    end = at + 1
  }
  const lines = found.map(({ raw, gap, group }) => ({
    cells: group ?? cut(raw, gaps),
    gap,
    group: group !== undefined,
  }))
  return { rows: rowsOf(lines, columnsOf(head.cells.join('|'))?.indexOf('task') ?? 1), end }
}

/** Its number stands on this line, or in the middle of lines that follow without an empty one. */
function startsRow(raws: string[], at: number, gaps: Gap[]): boolean {
  for (let line = at; line < at + 4 && line < raws.length; line++) {
    const raw = raws[line] ?? ''
    if (raw.trim() === '' || !narrowed(gaps, raw)) return false
    if (cut(raw, gaps)[0] !== '') return true
  }
  return false
}

/** The lines of each row put together. The number of a row stands on its first line, or in the middle where the cells were centred. */
function rowsOf(lines: Line[], task: number): string[][] {
  const rows: string[][] = []
  for (let from = 0, to = 1; from < lines.length; from = to, to++) {
    while (to < lines.length && !lines[to]?.gap && !lines[to]?.group && !lines[to - 1]?.group) to++
    const block = lines.slice(from, to)
    for (const row of isCentred(block, task) ? centredRows(block, task) : plainRows(block))
      rows.push(
        row
          .map(({ cells }) => cells)
          .reduce((all, cells) => all.map((cell, at) => `${cell} ${cells[at] ?? ''}`.trim())),
      )
  }
  return rows
}

function plainRows(lines: Line[]): Line[][] {
  const rows: Line[][] = []
  for (const line of lines)
    if (line.cells[0] !== '' || rows.length === 0) rows.push([line])
    else rows.at(-1)?.push(line)
  return rows
}

function isCentred(lines: Line[], task: number): boolean {
  return lines.some(
    ({ cells }, at) =>
      at > 0 && cells[0] !== '' && lines[at - 1]?.cells[0] === '' && !/^[\p{Lu}\d]/u.test(cells[task] ?? ''),
  )
}

/** A row has as many lines above its number as below, more or less: it ends before the nearest line that begins a task. */
function centredRows(lines: Line[], task: number): Line[][] {
  const numbers = lines.flatMap(({ cells }, at) => (cells[0] === '' ? [] : [at]))
  const rows: Line[][] = []
  let from = 0
  for (const [index, at] of numbers.entries()) {
    const next = numbers[index + 1]
    const middle = 2 * at - from + 1
    let end = next ?? lines.length
    if (next !== undefined) {
      const begins = range(at + 1, next).filter((line) => /^[\p{Lu}\d]/u.test(lines[line]?.cells[task] ?? ''))
      end =
        begins.sort((a, b) => Math.abs(a - middle) - Math.abs(b - middle))[0] ??
        Math.min(Math.max(middle, at + 1), next)
    }
    rows.push(lines.slice(from, end))
    from = end
  }
  return rows
}

/** Of a row, or of the columns: "(1)  (2)  (3)". */
const label = /^(?:\d{1,3}(?:\.\d{1,2})*|\(\d{1,2}\)|[IVX]{1,5}|[A-HĐ]|[a-hđ])[.)]?$/

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
  const number = raw.slice(0, left[0]?.at(-1)).trim()
  return number === '' || label.test(number) ? left : undefined
}

/** A title over rows that goes beyond its column: "II  THỦ TỤC HÀNH CHÍNH", or in capitals without its number. */
function groupOf(raws: string[], at: number, gaps: Gap[]): string[] | undefined {
  const raw = raws[at] ?? ''
  const match = raw.length > pageWidth ? null : /^\s*(?:([IVX]{1,5}|[A-HĐ])\s{1,12})?(\S+(?:\s\S+)*)\s*$/.exec(raw)
  const [, order = '', title = ''] = match ?? []
  if (title === '' || (order === '' && !isCapitals(title))) return undefined
  if (raw.trimEnd().length <= (gaps[1]?.at(-1) ?? 0)) return undefined
  return startsRow(raws, at + 1, gaps) ? [order, title] : undefined
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
