// The first sheet of an `.xlsx` as rows of plain cells. Runs in the worker; nothing here may be trusted to end soon.
import { readSheet } from 'read-excel-file/node'
import { specialCells } from './special.js'
import { UNSOLVED } from './unsolved.js'

export type Cell = string | number | boolean | null

export interface Job {
  bytes: Uint8Array
}

export type Answer = { rows: Cell[][] } | { code: 'files-sheet-corrupt' | 'files-sheet-large' }

export const mostRows = 2000
const mostColumns = 40

export async function answer(job: Job): Promise<Answer> {
  try {
    const rows = await readSheet(Buffer.from(job.bytes))
    if (rows.length > mostRows) return { code: 'files-sheet-large' }
    const { percents, unsolved } = specialCells(job.bytes)
    const cells = rows.map((row, line) =>
      row.slice(0, mostColumns).map((cell, column) => {
        const place = `${line}:${column}`
        if (cell === null && unsolved.has(place)) return UNSOLVED
        return plainCell(percents.has(place) ? asPercent(cell) : cell)
      }),
    )
    return { rows: cells }
  } catch {
    return { code: 'files-sheet-corrupt' }
  }
}

/** As people see it there: 0.955 → "95,5%". */
function asPercent(cell: unknown): unknown {
  if (typeof cell !== 'number') return cell
  return `${String(Math.round(cell * 1e8) / 1e6).replace('.', ',')}%`
}

/** A date is no figure and no name: it is shown as text, and refused where it stands. */
function plainCell(cell: unknown): Cell {
  if (cell === null || cell === undefined) return null
  if (typeof cell === 'string' || typeof cell === 'number' || typeof cell === 'boolean') return cell
  return cell instanceof Date ? cell.toISOString().slice(0, 10) : String(cell)
}
