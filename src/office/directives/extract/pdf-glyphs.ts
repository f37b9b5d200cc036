// The pieces of a page read letter by letter. Where a program had to take some letters from a second font, it writes all letters of the first
// font of a line, with gaps, and then those of the second: only their places tell how they belong together. (ISO 32000-1, 9.4)
import { getResolvedPDFJS } from 'unpdf'
import type { Piece } from './pdf-lines.js'
import { type Matrix, type Operators, times } from './pdf-operators.js'

const { OPS } = await getResolvedPDFJS()

/** How many pieces of a page have to begin inside others before it is read by letters. */
const LEAST_MIXED = 3

/** Whether pieces of text stand inside one another, which no text read in one font does. */
export function isInterleaved(pieces: readonly Piece[]): boolean {
  const lines = new Map<number, { x: number; end: number; size: number }[]>()
  for (const { str, transform, width, height } of pieces) {
    if (str.trim() === '') continue
    const x = transform[4] ?? 0
    const y = Math.round(transform[5] ?? 0)
    const line = lines.get(y) ?? []
    line.push({ x, end: x + width, size: height || 10 })
    lines.set(y, line)
  }
  let mixed = 0
  for (const line of lines.values()) {
    line.sort((a, b) => a.x - b.x)
    let end = Number.NEGATIVE_INFINITY
    for (const piece of line) {
      if (piece.x < end - piece.size * 0.3) mixed++
      end = Math.max(end, piece.end)
    }
  }
  return mixed >= LEAST_MIXED
}

interface Glyph {
  unicode: string
  /** Thousandths of the font's size. */
  width: number
  isSpace?: boolean
}

/** A gap of more than a tenth of the font's size parts two pieces. */
const PARTS = 100
const MOST_PIECES = 200_000

/** Every run of letters that stand close to one another, with its place on the page. */
export function glyphPieces({ fnArray, argsArray }: Operators): Piece[] {
  const pieces: Piece[] = []
  const saved: Matrix[] = []
  let page: Matrix = [1, 0, 0, 1, 0, 0]
  let line: Matrix = [1, 0, 0, 1, 0, 0]
  let at: Matrix = line
  const state = { size: 0, leading: 0, letters: 0, words: 0, stretch: 1, rise: 0 }

  const moveTo = (x: number, y: number) => {
    line = times(line, [1, 0, 0, 1, x, y])
    at = line
  }
  const advance = (by: number) => {
    at = times(at, [1, 0, 0, 1, by * state.stretch, 0])
  }
  const show = (given: readonly unknown[]) => {
    let run: { str: string; from: Matrix; width: number } | undefined
    const close = () => {
      if (!run) return
      const [a, b, c, d, e, f] = times(page, times(run.from, [1, 0, 0, 1, 0, state.rise]))
      const height = Math.hypot(c, d) * state.size
      const scale = Math.hypot(a, b)
      pieces.push({
        str: run.str,
        transform: [a * state.size, b * state.size, c * state.size, d * state.size, e, f],
        width: run.width * scale,
        height,
      })
      run = undefined
    }
    for (const part of given) {
      if (typeof part === 'number') {
        if (Math.abs(part) > PARTS) close()
        else if (run) run.width -= (part / 1000) * state.size * state.stretch
        advance((-part / 1000) * state.size)
        continue
      }
      if (typeof part !== 'object' || part === null) continue
      const { unicode, width, isSpace } = part as Glyph
      const by = (width / 1000) * state.size + state.letters + (isSpace ? state.words : 0)
      run ??= { str: '', from: at, width: 0 }
      run.str += unicode
      run.width += by * state.stretch
      advance(by)
    }
    close()
  }

  for (const [index, name] of fnArray.entries()) {
    const args = argsArray[index] as never[] | null
    const number = (position: number) => Number(args?.[position] ?? 0)
    if (name === OPS.save) saved.push(page)
    else if (name === OPS.restore) page = saved.pop() ?? page
    else if (name === OPS.transform) page = times(page, args as unknown as Matrix)
    else if (name === OPS.beginText) line = at = [1, 0, 0, 1, 0, 0]
    else if (name === OPS.setFont) state.size = number(1)
    else if (name === OPS.setLeading) state.leading = -number(0)
    else if (name === OPS.setCharSpacing) state.letters = number(0)
    else if (name === OPS.setWordSpacing) state.words = number(0)
    else if (name === OPS.setHScale) state.stretch = number(0) / 100
    else if (name === OPS.setTextRise) state.rise = number(0)
    else if (name === OPS.setTextMatrix) line = at = Array.from(args?.[0] ?? line) as Matrix
    else if (name === OPS.moveText) moveTo(number(0), number(1))
    else if (name === OPS.setLeadingMoveText) {
      state.leading = number(1)
      moveTo(number(0), number(1))
    } else if (name === OPS.nextLine) moveTo(0, state.leading)
    else if (name === OPS.showText || name === OPS.showSpacedText) show(args?.[0] ?? [])
    else if (name === OPS.nextLineShowText) {
      moveTo(0, state.leading)
      show(args?.[0] ?? [])
    }
    if (pieces.length > MOST_PIECES) break
  }
  return pieces
}
