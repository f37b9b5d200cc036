// Tables in a pasted text: cells parted by tabs, or every cell on a line of its own. They become rows like all others.
import { isTime } from './attributes.js'
import { joinCells, rowOf } from './cells.js'
import { plain, startsLower } from './plain.js'
import { type Column, columnsOf } from './tables.js'

/** Rows of a table copied from a word processor or a sheet, a tab between cells, as "| a | b | c |"; a cell of several lines is put together. */
export function tabbedRows(raws: string[]): string[] {
  const rows: string[] = []
  let row: string[] = []
  let columns = 0
  const close = () => {
    if (row.length > 0) rows.push(rowOf(row.map(unquoted)))
    row = []
  }
  for (const [at, raw] of raws.entries()) {
    const cells = raw.split('\t')
    if (cells.length > 2 && (columnsOf(cells.join('|')) || (columns === 0 && opensTable(raws, at)))) {
      close()
      columns = cells.length
      row = cells
    } else if (columns > 0 && endsTable(raws, at, row.length >= columns)) {
      close()
      columns = 0
      rows.push(raw)
    } else if (columns === 0) rows.push(raw)
    else if (isNewRow(cells, row.length >= columns)) {
      close()
      row = cells
    } else row = [...row.slice(0, -1), `${row.at(-1)} ${cells[0]}`, ...cells.slice(1)]
  }
  close()
  return rows
}

/** A sheet puts a cell of several lines in quotes, and doubles those within it. */
function unquoted(cell: string): string {
  const inside = /^\s*"(.+)"\s*$/.exec(cell)?.[1]
  return inside && !inside.replaceAll('""', '').includes('"') ? inside.replaceAll('""', '"') : cell
}

/** A header that says nothing about tasks, and two rows with as many cells, all filled. */
function opensTable(raws: string[], at: number): boolean {
  const rows = raws.slice(at, at + 3).map((raw) => raw.split('\t').filter((cell) => cell.trim() !== ''))
  const [head] = rows
  return head !== undefined && rows.length === 3 && rows.every((row) => row.length === head.length)
}

/** An empty line, or one without cells after a whole row; a cell may have more lines where a row comes soon after. */
function endsTable(raws: string[], at: number, isWhole: boolean): boolean {
  const raw = raws[at] ?? ''
  if (raw.trim() === '') return true
  if (raw.includes('\t') || !isWhole) return false
  return /^\s*(?:[IVX]+\.|\d+\.|Nơi nhận)/.test(raw) || !raws.slice(at + 1, at + 5).some((line) => line.includes('\t'))
}

/** It begins with its number, or the row above has all its cells. */
function isNewRow(cells: string[], isWhole: boolean): boolean {
  const first = plain(cells[0] ?? '').trim()
  if (cells.length > 1 && (first === '' || /^(?:\d{1,3}(?:\.\d{1,2})*|[ivx]{1,5}|[a-h])[.)]?$/.test(first))) return true
  return cells.length > 1 && isWhole
}

/** A table that lost its lines: every cell a line of its own, the header's first. Rows are told apart by their running number. */
export function stackedRows(given: string[]): string[] {
  // A page of laws puts a bar on a line of its own between two cells.
  const barred = given.findIndex((raw, at) => opensHead.test(raw) && /^\s*\|\s*$/.test(given[at + 1] ?? ''))
  const raws = withoutHeadsAgain(
    barred < 0 ? given : given.map((raw, at) => (at > barred && raw.trim() === '|' ? '' : raw)),
  )
  const rows: string[] = []
  for (let at = 0; at < raws.length; at++) {
    const table = opensHead.test(raws[at] ?? '') ? tableAt(raws, at) : undefined
    if (table) {
      rows.push(...table.rows)
      at = table.end - 1
    } else rows.push(raws[at] ?? '')
  }
  return rows
}

const opensHead = /^\s*(?:STT|TT|Stt|Tt)\s*$/
const firstLabel = /^(?:1|0?1\.?|I)$/

/** Without the header that each page prints again, and the number of the page above it. Where the rows begin with 1 again it is another table's. */
function withoutHeadsAgain(raws: string[]): string[] {
  const first = raws.findIndex((raw) => opensHead.test(raw))
  if (first < 0) return raws
  const head = headOf(raws, first).cells
  const left: string[] = []
  for (let at = 0; at < raws.length; at++) {
    const again = at > first && opensHead.test(raws[at] ?? '') ? headOf(raws, at, head.length) : undefined
    if (again && again.cells.join('|') === head.join('|') && !firstLabel.test((raws[again.next] ?? '').trim())) {
      while (left.at(-1)?.trim() === '') left.pop()
      if (/^\s*\d{1,3}\s*$/.test(left.at(-1) ?? '')) left.pop()
      at = again.next - 1
    } else left.push(raws[at] ?? '')
  }
  return left
}

/** The cells of a header, down to the number of the first row. */
function headOf(raws: string[], from: number, most = 10): { cells: string[]; next: number } {
  const head = filledUntil(raws, from, (cell, count) => count > 2 && firstLabel.test(cell), most)
  while (head.next < raws.length && raws[head.next]?.trim() === '') head.next++
  return head
}

const opensElse = /^(?:[IVX]+\.|[A-E]\.\s|\d+\.\s|Nơi nhận)/

/** In small letters and a cell all the same: whom it is for, or when. */
const isOwnCell =
  /^(?:các|toàn|mọi|thường|định|trước|trong|từ|đến|hết|xong|đầu|cuối|hằng|hàng|ngày|tuần|tháng|quý|năm)(?!\p{L})/u

function tableAt(raws: string[], from: number): { rows: string[]; end: number } | undefined {
  const { cells: head, next } = headOf(raws, from)
  const columns = next < raws.length && head.length > 2 ? columnsOf(head.join('|')) : undefined
  const task = columns?.indexOf('task') ?? -1
  if (!columns || task < 0) return undefined
  const rows = [joinCells(head)]
  let end = next
  let number = 0
  let afterGroup = false
  while (end < raws.length) {
    const label = (raws[end] ?? '').trim()
    const value = Number(label.replace(/\.$/, ''))
    // Below a new group the numbers may begin again.
    const isNext = value === number + 1 || (value === 1 && afterGroup)
    const isGroup = /^(?:[IVX]{1,4}|[A-E])$/.test(label)
    if (!isNext && !isGroup) break
    const isLabel = (cell: string) => cell === String(isGroup ? number + 1 : value + 1) || (isGroup && cell === '1')
    const most = isGroup ? 2 : head.length
    const row = filledUntil(raws, end, (cell, count) => count > 1 && (isLabel(cell) || /^[IVX]{1,4}$/.test(cell)), 14)
    const isLast = row.cells.length >= 14 || row.next >= raws.length
    // Of the last row no end is to be seen: it has as many cells as the header.
    const goesOn = (cell: string, at: number) => at === task && startsLower(cell) && !isOwnCell.test(cell)
    const { cells, next: after } = isLast ? filledUntil(raws, end, (cell) => opensElse.test(cell), most, goesOn) : row
    rows.push(joinCells(isGroup ? cells.slice(0, 2) : fitted(cells, columns, task)))
    if (isNext) number = value
    afterGroup = isGroup
    end = after
  }
  return number > 0 ? { rows, end } : undefined
}

/** The lines that say something, from `from` to the one that `stops`, at most so many. */
function filledUntil(
  raws: string[],
  from: number,
  stops: (cell: string, count: number) => boolean,
  most: number,
  goesOn: (cell: string, at: number) => boolean = () => false,
) {
  const cells: string[] = []
  let next = from
  for (; next < raws.length && cells.length < most; next++) {
    const cell = (raws[next] ?? '').trim()
    if (cell === '') continue
    if (stops(cell, cells.length)) break
    // A cell of two lines: "Sở Khoa học và Công nghệ;" and who else.
    if (/[;,]$/.test(cells.at(-1) ?? '') || goesOn(cell, cells.length - 1)) cells.push(`${cells.pop()} ${cell}`)
    else cells.push(cell)
  }
  return { cells, next }
}

function isWhen(cell: string): boolean {
  return isTime(cell) || /^[^.;]{0,40}(?:\d|thuong xuyen|dinh ky|hang (?:ngay|tuan|thang|quy|nam))/.test(plain(cell))
}

/** As many cells as there are columns: what is too much belongs to the task, what lacks is empty before the time. */
function fitted(cells: string[], columns: Column[], task: number): string[] {
  const over = cells.length - columns.length
  if (over > 0)
    return [...cells.slice(0, task), cells.slice(task, task + over + 1).join(' '), ...cells.slice(task + over + 1)]
  const time = columns.indexOf('time')
  const at =
    over < 0 && time > task ? cells.findIndex((cell, index) => index > task && index < time && isWhen(cell)) : -1
  if (at > 0) {
    const padded = [...cells.slice(0, at), ...Array<string>(Math.min(-over, time - at)).fill(''), ...cells.slice(at)]
    return [...padded, ...Array<string>(columns.length - padded.length).fill('')]
  }
  return [...cells, ...Array<string>(Math.max(0, -over)).fill('')]
}
