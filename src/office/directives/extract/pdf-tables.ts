// Tables of a page by the lines drawn around their cells.
import { getResolvedPDFJS } from 'unpdf'
import { isBrokenAtMark, linesOf, type PageLine, type Piece } from './pdf-lines.js'
import { type Matrix, type Operators, place, times } from './pdf-operators.js'

export interface TableRow {
  cells: string[]
  y: number
  /** The first row of its page's first table. */
  first: boolean
}

interface Grid {
  /** From left to right. */
  xs: number[]
  /** From top to bottom. */
  ys: number[]
}

type Box = [x1: number, y1: number, x2: number, y2: number]

const { OPS } = await getResolvedPDFJS()

/** Grids of at least two columns and one row. */
export function tablesOf(operators: Operators): Grid[] {
  const boxes = boxesOf(operators)
  const across = boxes.filter(([x1, y1, x2, y2]) => y2 - y1 < 3 && x2 - x1 > 12)
  const down = boxes.filter(([x1, y1, x2, y2]) => x2 - x1 < 3 && y2 - y1 > 6)
  // Cells drawn as rectangles.
  for (const [x1, y1, x2, y2] of boxes.filter((box) => box[2] - box[0] > 12 && box[3] - box[1] > 8)) {
    down.push([x1, y1, x1, y2], [x2, y1, x2, y2])
    across.push([x1, y1, x2, y1], [x1, y2, x2, y2])
  }
  const grids: { boxes: Box[]; top: number; bottom: number }[] = []
  for (const box of down.sort((a, b) => b[3] - a[3])) {
    const open = grids.find((grid) => box[3] >= grid.bottom - 4)
    if (open) {
      open.boxes.push(box)
      open.bottom = Math.min(open.bottom, box[1])
    } else grids.push({ boxes: [box], top: box[3], bottom: box[1] })
  }
  return grids.flatMap((grid) => {
    const xs = apart(grid.boxes.map((box) => box[0])).sort((a, b) => a - b)
    const inside = across.filter((box) => box[1] <= grid.top + 4 && box[3] >= grid.bottom - 4)
    const ys = apart([...inside.map((box) => box[1]), grid.top, grid.bottom]).sort((a, b) => b - a)
    return xs.length >= 3 && ys.length >= 2 ? [{ xs, ys }] : []
  })
}

function apart(values: number[]): number[] {
  const kept: number[] = []
  for (const value of values) if (!kept.some((other) => Math.abs(other - value) < 4)) kept.push(value)
  return kept
}

/** Every path's box, on the page. */
function boxesOf({ fnArray, argsArray }: Operators): Box[] {
  const boxes: Box[] = []
  const stack: Matrix[] = []
  let matrix: Matrix = [1, 0, 0, 1, 0, 0]
  for (const [at, name] of fnArray.entries()) {
    if (name === OPS.save) stack.push(matrix)
    else if (name === OPS.restore) matrix = stack.pop() ?? matrix
    else if (name === OPS.transform) matrix = times(matrix, argsArray[at] as Matrix)
    else if (name === OPS.constructPath) {
      const [paint, , box] = argsArray[at] as [unknown, unknown, ArrayLike<number> | null]
      // What only cuts off other drawing is not seen.
      if (!box || paint === OPS.endPath) continue
      const [x1, y1] = place(matrix, box[0] ?? 0, box[1] ?? 0)
      const [x2, y2] = place(matrix, box[2] ?? 0, box[3] ?? 0)
      boxes.push([Math.min(x1, x2), Math.min(y1, y2), Math.max(x1, x2), Math.max(y1, y2)])
      if (boxes.length > 20_000) break
    }
  }
  return boxes.filter((box) => box.every(Number.isFinite))
}

/** The text of each cell, and what stands in no table. */
export function placeInTables<T extends Piece>(pieces: T[], grids: Grid[]): { rows: TableRow[]; outside: T[] } {
  if (grids.length === 0) return { rows: [], outside: pieces }
  const cells = grids.map((grid) => grid.ys.slice(1).map(() => grid.xs.slice(1).map((): T[] => [])))
  const outside: T[] = []
  for (const piece of pieces) {
    const x = (piece.transform[4] ?? 0) + Math.min(2, piece.width / 2)
    const y = (piece.transform[5] ?? 0) + 2
    const at = grids.findIndex((grid) => inside(grid.ys, y) && inside(grid.xs, x))
    const grid = grids[at]
    const cell = grid && cells[at]?.[between(grid.ys, y)]?.[between(grid.xs, x)]
    if (cell) cell.push(piece)
    else outside.push(piece)
  }
  const rows = grids.flatMap((grid, table) =>
    (cells[table] ?? []).map((row, at) => ({
      cells: row.map((cell, column) => {
        const [left = 0, right = 0] = grid.xs.slice(column, column + 2)
        return cellText(linesOf(cell), left, right).replace(/\|/g, '/')
      }),
      y: grid.ys[at] ?? 0,
      first: table === 0 && at === 0,
    })),
  )
  return { rows: rows.filter((row) => row.cells.some((cell) => cell !== '')), outside }
}

/** The lines of a cell as one text. A word that is wider than its cell goes on in the line below without a space. */
function cellText(lines: readonly PageLine[], left: number, right: number): string {
  let text = ''
  for (const [at, line] of lines.entries()) {
    const last = lines[at - 1]
    text += last && !isBrokenWord(last, line, left, right) ? ` ${line.text}` : line.text
  }
  return text
}

/** Letters that are no word: no Vietnamese word is without a vowel. */
const noVowel = /^[bcdđghklmnpqrstvx]{1,4}$/iu

/** A line that is one piece of a word, as full as it can be, and a piece below it that cannot begin a word. */
function isBrokenWord(line: PageLine, below: PageLine, left: number, right: number): boolean {
  if (isBrokenAtMark(line.text, below.text)) return true
  if (line.text.includes(' ')) return false
  const letter = Math.max((line.end - line.x) / line.text.length, line.size * 0.5)
  if (right - line.end > line.x - left + letter * 1.2) return false
  const [next = ''] = below.text.split(' ', 1)
  if (/\d[/.]?$/.test(line.text)) return /^[\d/]/.test(next)
  if (/^[IVX]+$/.test(line.text)) return /^[IVX]+$/.test(next)
  return noVowel.test(line.text) || noVowel.test(next.replace(/[.,;:]$/, ''))
}

function inside(edges: number[], value: number): boolean {
  const [one = 0, other = 0] = [edges[0], edges.at(-1)]
  return value > Math.min(one, other) && value < Math.max(one, other)
}

/** Between which two edges it stands, whichever way they run. */
function between(edges: number[], value: number): number {
  const rising = (edges[0] ?? 0) < (edges.at(-1) ?? 0)
  return edges.findIndex((edge, at) => {
    const next = edges[at + 1]
    return next !== undefined && (rising ? value >= edge && value < next : value <= edge && value > next)
  })
}
