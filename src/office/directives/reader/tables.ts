// Tables of tasks: which column holds the task, the unit, the time. A timetable or a table of figures carries none.
import type { AttributeKind } from './attributes.js'
import { cellsOf } from './cells.js'
import { plain } from './plain.js'

export type Column = 'order' | 'task' | 'lead' | 'with' | 'time' | 'product' | 'target' | 'other'

/** A row of a table as it stands in the letter: "a | b | c". */
export interface Line {
  text: string
  line: number
  end: number
}

export interface Row {
  line: number
  end: number
  /** A row of one text across the table: a group of tasks. */
  group?: string
  order: string
  cells: Partial<Record<Column, string>>
}

const headers: [column: Column, weight: number, pattern: RegExp][] = [
  ['order', 1, /^(?:stt|tt|so tt|so thu tu|#)$/],
  ['with', 1, /phoi hop/],
  // Where an office prepares it, the vice chairman in charge of its field is no owner.
  ['lead', 1, /^(?:pct|ct|lanh dao|dong chi|d\/c|pho chu tich|nguoi)[^|]{0,20} (?:phu trach|chi dao|ky)/],
  [
    'lead',
    2,
    /chu tri|phu trach|thuc hien chinh|^(?:co quan|don vi|phong|bo phan)[a-z, ]{0,20} (?:chuan bi|soan thao|tham muu|trinh|xay dung|du thao)|^(?:don vi|co quan|bo phan|phong|nguoi|to chuc)(?:,? ?\/? ?(?:don vi|co quan|ca nhan|bo phan))*(?: (?:thuc hien|tham muu|dau moi|duoc giao))?$|trach nhiem|phan cong|don vi thuc hien|^ai (?:lam|phu trach|thuc hien)$/,
  ],
  ['time', 1, /thoi gian|thoi han|^han\b|tien do|hoan thanh/],
  ['product', 1, /san pham|ket qua/],
  ['target', 1, /chi tieu|muc tieu/],
  ['task', 4, /^(?:ten )?(?:cac )?nhiem vu|nhiem vu/],
  ['task', 3, /cong viec|viec can|^(?:ten )?viec$/],
  ['task', 2, /^noi dung|noi dung/],
  ['task', 1, /hoat dong|giai phap|cong tac/],
]

function headerOf(cell: string): (typeof headers)[number] | undefined {
  return headers.find(([, , pattern]) => pattern.test(cell))
}

/** What a cell of a header says is below it. */
export function columnOf(cell: string): Column | undefined {
  return cell.length > 60 ? undefined : headerOf(plain(cell))?.[0]
}

/** The columns of a header row, or undefined when the row is none. */
export function columnsOf(text: string): Column[] | undefined {
  const cells = cellsOf(text).map((cell) => plain(cell))
  if (cells.some((cell) => cell.length > 60)) return undefined
  const weights: number[] = []
  const columns = cells.map((cell, at): Column => {
    const found = headerOf(cell)
    weights[at] = found?.[1] ?? 0
    return found?.[0] ?? 'other'
  })
  // "Cơ quan | Trách nhiệm | Hoàn thành": beside who it is, what that one has to do.
  const duty = columns.includes('task') ? -1 : cells.findIndex((cell) => /^trach nhiem(?: thuc hien)?$/.test(cell))
  if (duty >= 0 && columns.some((column, at) => column === 'lead' && at !== duty)) columns[duty] = 'task'
  const best = (kind: Column) => Math.max(...columns.map((column, at) => (column === kind ? (weights[at] ?? 0) : 0)))
  const [bestTask, bestLead] = [best('task'), best('lead')]
  const chosen = columns.map((column, at) =>
    (column === 'task' && (weights[at] ?? 0) < bestTask) || (column === 'lead' && (weights[at] ?? 0) < bestLead)
      ? 'other'
      : column,
  )
  // "Thời hạn giao | Thời hạn mới": the new one holds.
  const renewed = cells.findIndex((cell, at) => columns[at] === 'time' && /(?:^| )moi$|gia han|dieu chinh/.test(cell))
  if (renewed >= 0)
    for (const [at, column] of chosen.entries()) if (column === 'time' && at !== renewed) chosen[at] = 'other'
  const named = chosen.filter((column) => column !== 'other').length
  return named >= 2 && chosen.includes('task') ? chosen : undefined
}

/** A table of tasks names who or by when; one that starts with times of the day is a timetable. */
export function carriesTasks(columns: Column[], rows: string[]): boolean {
  if (!columns.includes('lead') && !columns.includes('time')) return false
  const at = columns.indexOf('time')
  const clocks = rows.filter((row) => /^\d{1,2}\s?(?:h|g|:|gio)\s?\d{0,2}/.test(plain(cellsOf(row)[at] ?? ''))).length
  return !(at >= 0 && clocks > 0 && clocks >= rows.length / 3)
}

/** A cell that says "as above": "-nt-", "như trên", two small strokes. */
const ditto = /^(?:-?\s?n\.?\s?t\.?\s?-?|nhu tren|-?\s?\/\/\s?-?|-?\s?["'\u3003\u2033]{1,2}\s?-?)$/

export function rowsOf(columns: Column[], rows: Line[]): Row[] {
  let above: string[] = []
  return rows.map(({ text, line, end }) => {
    const cells = cellsOf(text).map((cell, at) => (ditto.test(plain(cell)) ? (above[at] ?? '') : cell))
    const filled = cells.filter((cell) => cell !== '')
    const order = columns.indexOf('order') >= 0 ? (cells[columns.indexOf('order')] ?? '') : ''
    const words = filled.filter((cell) => cell !== order)
    const distinct = new Set(words)
    if (distinct.size === 1 && (columns.length > 2 || cells.length < columns.length)) {
      const only = words[0] ?? ''
      if (
        cells.length < columns.length ||
        cells.filter((cell) => cell === only).length !== 1 ||
        only !== cells[columns.indexOf('task')] ||
        /^[IVX]+$|^[A-E]$/.test(order)
      ) {
        return { line, end, group: only, order, cells: {} }
      }
      if (columns.includes('lead') && columns.includes('time'))
        return { line, end, group: only, order, cells: { task: only } }
    }
    above = cells
    const row: Row = { line, end, order, cells: {} }
    for (const [at, column] of columns.entries()) {
      const cell = cells[at]
      if (cell && column !== 'order' && column !== 'other')
        row.cells[column] = row.cells[column] ? `${row.cells[column]}; ${cell}` : cell
    }
    return row
  })
}

export const attributeOfColumn: Partial<Record<Column, AttributeKind>> = {
  lead: 'lead',
  with: 'with',
  time: 'time',
  product: 'product',
  target: 'target',
}
