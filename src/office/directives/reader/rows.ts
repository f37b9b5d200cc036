// Rows of a table of tasks: "STT | Nhiệm vụ | Chủ trì | Thời hạn".
import { cellsOf, joinCells } from './cells.js'
import type { Clause } from './clauses.js'
import { addAttribute, draftOf, ownerOf } from './drafts.js'
import { opensTask } from './openers.js'
import { plain, startsLower } from './plain.js'
import { ownerFrom, type Scope, type Walk } from './scope.js'
import { attributeOfColumn, type Column, carriesTasks, columnOf, columnsOf, type Line, rowsOf } from './tables.js'
import { readUnit } from './units.js'

/** A table whose header says that it lists tasks. */
export function isTaskTable(table: Clause): boolean {
  return table.rows.some((row) => columnsOf(row.text) !== undefined)
}

/** A table with a column for who does it and one for the time. */
export function isPlanTable(table: Clause): boolean {
  const columns = table.rows.map((row) => columnsOf(row.text)).find((found) => found !== undefined) ?? []
  return columns.includes('lead') && columns.includes('time')
}

export function tableTasks(walk: Walk, table: Clause, scope: Scope): void {
  const tables = tablesIn(table.rows)
  const first = tables[0]?.rows[0]?.line ?? 0
  for (const row of table.rows) if (row.line < first) walk.framing.push({ line: row.line, end: row.end })
  for (const { columns, rows } of tables) rowTasks(walk, { ...table, rows }, columns, scope)
}

/** The rows from the first header on; below one with other columns they are another table's, as in an annex with nothing but a title between two. */
function tablesIn(rows: Line[]): { columns: Column[]; rows: Line[] }[] {
  const tables: { columns: Column[]; rows: Line[] }[] = []
  for (const row of rows) {
    const last = tables.at(-1)
    const columns = columnsOf(row.text)
    const both = last?.rows.length === 1 && last.rows[0] ? underHead(last.columns, last.rows[0], row) : undefined
    if (last && both) {
      last.columns = both
      last.rows[0] = { ...row, text: last.rows[0]?.text ?? '', line: last.rows[0]?.line ?? row.line }
    } else if (columns && (!last || (columns[0] === 'order' && columns.join() !== last.columns.join())))
      tables.push({ columns, rows: [row] })
    else last?.rows.push(row)
  }
  return tables
}

/** "Phân công" over two columns, and on the row below what each of them is: the columns that both rows name together. */
function underHead(columns: Column[], head: Line, row: Line): Column[] | undefined {
  const cells = cellsOf(row.text)
  const filled = cells.filter((cell) => cell !== '')
  if (filled.length < 2 || (cells[columns.indexOf('order')] ?? '') !== '' || cells[columns.indexOf('task')] !== '')
    return undefined
  const over = cellsOf(head.text)
  const both = columnsOf(over.map((cell, at) => `${cell} ${cells[at] ?? ''}`.trim()).join('|'))
  return filled.every((cell) => columnOf(cell) !== undefined) ? both : undefined
}

function rowTasks(walk: Walk, table: Clause, columns: Column[], scope: Scope): void {
  const [head] = table.rows
  const body = acrossPages(columns, table.rows)
  const texts = body.map((row) => row.text)
  if (!carriesTasks(columns, texts)) return
  for (const row of table.rows.filter((one) => isHeadAgain(columns, one, head)))
    walk.framing.push({ line: row.line, end: row.end })
  let owner = scope.owner
  let lead = ''
  let count = 0
  for (const row of rowsOf(columns, body)) {
    const task = row.cells.task
    if (row.group !== undefined || !task || /^\(?\d{1,2}\)?$/.test(task)) {
      walk.framing.push({ line: row.line, end: row.end })
      const unit = row.group
        ? readUnit(row.group.replace(/^(?:[IVX]+|\d+|[A-E])[.)]\s*/, ''), walk.letter.book)
        : undefined
      if (row.group) owner = unit?.rest === '' ? ownerFrom(unit) : scope.owner
      if (row.group) lead = ''
      continue
    }
    count++
    lead = row.cells.lead ?? lead
    const path = [table.path, `bảng, dòng ${row.order && /\d/.test(row.order) ? row.order : count}`]
      .filter(Boolean)
      .join(', ')
    const named = lead === '' ? undefined : ownerOf(walk.letter, lead)
    const place = { path, line: row.line, end: row.end }
    for (const text of bulletsIn(task)) {
      const draft = draftOf(walk.letter, text, place, named ?? owner, named ? 'beside' : 'heading')
      draft.inherited = scope.inherited
      for (const [column, kind] of Object.entries(attributeOfColumn)) {
        const value = row.cells[column as Column]
        if (value && kind !== 'lead') addAttribute(walk.letter, draft, { kind, value })
      }
      if (!named && !owner)
        draft.doubts.push({ code: 'doubt-row-without-unit', args: {}, quote: plain(text) === '' ? row.order : text })
      walk.drafts.push(draft)
    }
  }
}

/** "- Rà soát, phân loại hồ sơ; - Cập nhật lên phần mềm" in one cell: a task a dash, as anywhere else. */
function bulletsIn(cell: string): string[] {
  const whole = cell.replace(/^[-+•]\s*/, '')
  if (whole === cell) return [whole]
  const parts = whole.split(/(?<=[;.])\s+[-+•]\s*(?=\p{Lu})/u)
  return parts.some((part) => opensTask(plain(part))) ? parts : [whole]
}

/** The rows below a header, without the header that each page prints again; the rest of a row that a page broke off is put to it. */
function acrossPages(columns: Column[], rows: Line[]): Line[] {
  const [head, ...below] = rows
  const order = columns.indexOf('order')
  const task = columns.indexOf('task')
  const whole: Line[] = []
  let isNewPage = false
  for (const row of below) {
    if (isHeadAgain(columns, row, head)) {
      isNewPage = true
      continue
    }
    const cells = cellsOf(row.text)
    const last = whole.at(-1)
    const isRest =
      isNewPage && order >= 0 && cells[order] === '' && (cells[task] === '' || startsLower(cells[task] ?? ''))
    if (last && isRest)
      whole[whole.length - 1] = {
        text: joinCells(cellsOf(last.text).map((cell, at) => `${cell} ${cells[at] ?? ''}`.trim())),
        line: last.line,
        end: row.end,
      }
    else whole.push(row)
    isNewPage = false
  }
  return whole
}

/** Where rows are numbered "STT" tells it, however its words were broken on that page. */
function isHeadAgain(columns: Column[], row: Line, head: Line | undefined): boolean {
  if (cellsOf(row.text).join() === cellsOf(head?.text ?? '').join()) return true
  return columns.includes('order') && columnsOf(row.text)?.join() === columns.join()
}
