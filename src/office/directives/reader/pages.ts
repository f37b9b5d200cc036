// What pages and programs leave in a pasted text: numbers of pages, and tables whose cells are parted by tabs.
import { plain } from './plain.js'
import { columnsOf } from './tables.js'

/** So many lines at least stand on a page. */
const shortestPage = 15

/** Without bare numbers that count the pages, and without the empty lines around them: what they cut apart goes on. */
export function withoutPageNumbers(raws: string[]): string[] {
  const numbers = raws.flatMap((raw, at) => (/^\s*\d{1,3}\s*$/.test(raw) ? [{ at, page: Number(raw) }] : []))
  const first = numbers[0]
  if (!first || first.page > 2 || first.at < shortestPage) return raws
  const isCount = numbers.every(({ at, page }, index) => {
    const last = numbers[index - 1]
    return !last || (page === last.page + 1 && at - last.at >= shortestPage)
  })
  if (!isCount) return raws
  const left = raws.slice()
  for (const { at } of numbers.toReversed()) {
    const isEmpty = (line: string | undefined) => line !== undefined && line.trim() === ''
    let from = at
    let to = at + 1
    while (isEmpty(left[from - 1])) from--
    while (isEmpty(left[to])) to++
    // Between paragraphs the gap stays.
    const isBetween =
      /[.;:]\s*$/.test(left[from - 1] ?? '') || /^\s*(?:[-+•*]|\d|[IVX]+\.|[a-zđ]\))/u.test(left[to] ?? '')
    left.splice(from, to - from, ...(isBetween && to - from > 1 ? [''] : []))
  }
  return left
}

/** Rows of a table copied from a word processor, a tab between cells, as "a | b | c"; a cell of several lines is put together. */
export function tabbedRows(raws: string[]): string[] {
  const rows: string[] = []
  let columns = 0
  for (const raw of raws) {
    const cells = raw.split('\t')
    const last = rows.at(-1)
    if (cells.length > 2 && columnsOf(cells.join('|'))) {
      columns = cells.length
      rows.push(cells.join(' | '))
    } else if (columns > 0 && raw.trim() === '') {
      columns = 0
      rows.push(raw)
    } else if (columns === 0 || last === undefined) rows.push(raw)
    else if (isNewRow(cells, last, columns)) rows.push(cells.length === 1 ? `${raw} |` : cells.join(' | '))
    else rows[rows.length - 1] = `${last} ${cells.join(' | ')}`
  }
  return rows
}

/** It begins with its number, or the row above has all its cells. */
function isNewRow(cells: string[], last: string, columns: number): boolean {
  const first = plain(cells[0] ?? '').trim()
  if (cells.length > 1 && (first === '' || /^(?:\d{1,3}(?:\.\d{1,2})*|[ivx]{1,5}|[a-h])[.)]?$/.test(first))) return true
  return cells.length > 1 && last.split(' | ').length >= columns
}
