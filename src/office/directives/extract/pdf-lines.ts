// Pieces of text with their places to lines; where two columns stand beside each other, the left one first.
import { plain } from '../reader/plain.js'

/** As pdf.js gives it: `transform` ends with the place of its baseline, counted from the lower left corner. */
export interface Piece {
  str: string
  transform: number[]
  width: number
  height: number
}

export interface PageLine {
  text: string
  x: number
  end: number
  y: number
  size: number
  /** Which column of a letterhead or of the end it stands in. */
  column: 'all' | 'left' | 'right'
}

/** Lines from top to bottom, each cut where a wide gap parts two columns. */
export function linesOf(pieces: Piece[]): PageLine[] {
  const placed = pieces
    .map((piece) => ({
      str: piece.str,
      x: piece.transform[4] ?? 0,
      y: piece.transform[5] ?? 0,
      end: (piece.transform[4] ?? 0) + piece.width,
      size: Math.abs(piece.transform[3] || piece.height) || 10,
    }))
    .sort((a, b) => b.y - a.y || a.x - b.x)
  const rows: (typeof placed)[] = []
  for (const piece of placed) {
    const row = rows.at(-1)
    const first = row?.[0]
    if (row && first && Math.abs(first.y - piece.y) < Math.min(first.size, piece.size) * 0.4) row.push(piece)
    else rows.push([piece])
  }
  return rows.flatMap((row) => {
    const lines: PageLine[] = []
    for (const piece of row.sort((a, b) => a.x - b.x)) {
      const last = lines.at(-1)
      if (piece.str.trim() === '' && (!last || piece.x - last.end > piece.size)) continue
      const gap = last ? piece.x - last.end : 0
      if (!last || gap > piece.size * 2.2) {
        lines.push({ text: piece.str, x: piece.x, end: piece.end, y: piece.y, size: piece.size, column: 'all' })
        continue
      }
      if (piece.str.trim() === '') {
        if (!last.text.endsWith(' ')) last.text += ' '
        continue
      }
      const parted = gap > piece.size * 0.16 && !last.text.endsWith(' ') && !piece.str.startsWith(' ')
      last.text += (parted ? ' ' : '') + piece.str
      last.end = piece.end
      last.size = Math.max(last.size, piece.size)
    }
    return lines
      .map((line) => ({ ...line, text: line.text.replace(/\s+/g, ' ').trim() }))
      .filter((line) => line.text !== '')
  })
}

/** Whether a line breaks off behind a mark inside a word or number: "515/KH-BCA-" and "BNN&MT", "HĐND-" and "UBND", "10-" and "14/11/2025". */
export function isBrokenAtMark(line: string, below: string): boolean {
  if (/\S\/$/.test(line)) return /^[\p{L}\d]/u.test(below)
  return /\d[-–]$/.test(line) ? /^\d/.test(below) : /\p{Lu}{2}-$/u.test(line) && /^\p{Lu}{2}/u.test(below)
}

/** The letterhead and the end in two columns are read one column after the other. */
export function untangled(lines: PageLine[], width: number): PageLine[] {
  const out: PageLine[] = []
  let at = 0
  while (at < lines.length) {
    const block = blockAt(lines, at, width)
    if (block === 0) {
      const line = lines[at]
      if (line) out.push(line)
      at++
      continue
    }
    const own = lines.slice(at, at + block)
    const middle = middleOf(own, width)
    for (const column of ['left', 'right'] as const)
      out.push(
        ...unwrapped(own.filter((line) => centre(line) < middle === (column === 'left'))).map((line) => ({
          ...line,
          column,
        })),
      )
    at += block
  }
  return out
}

/** The national title and the place and date, where the column was too narrow for them. */
function unwrapped(lines: PageLine[]): PageLine[] {
  const all: PageLine[] = []
  for (const line of lines) {
    const last = all.at(-1)
    const low = plain(last?.text ?? '')
    const open =
      (/cong hoa xa hoi/.test(low) && !/viet nam/.test(low)) ||
      (/, ngay\b/.test(low) &&
        !/nam\s*[\d.…_]+\s*$/.test(low) &&
        low.length < 60 &&
        !/^so\s*:/.test(plain(line.text))) ||
      /(?:,| va| -)$/.test(low)
    if (last && open && last.y - line.y < line.size * 2.5)
      all[all.length - 1] = { ...last, text: `${last.text} ${line.text}`, y: line.y }
    else all.push(line)
  }
  return all
}

const frame = /cong hoa xa hoi|doc lap\s*-\s*tu do|^noi nhan\s*:|^(?:tm|kt|tl|tuq)\s*\.|^so\s*:/

function centre(line: PageLine): number {
  return (line.x + line.end) / 2
}

/** How many lines from here stand in two columns: 0 where none does. */
function blockAt(lines: PageLine[], at: number, width: number): number {
  const first = lines[at]
  const next = lines[at + 1]
  if (!first) return 0
  const isEnd = /^noi nhan/.test(plain(first.text))
  const paired = next !== undefined && Math.abs(next.y - first.y) < first.size * 0.9 && next.x > first.end
  const near = lines.slice(at, at + 4)
  if (!near.some((line) => frame.test(plain(line.text)))) return 0
  if (!isEnd && !paired && !(at === 0 && near.some((line) => beside(line, lines)))) return 0
  let end = at
  const middle = width * 0.5
  while (end < lines.length) {
    const line = lines[end]
    if (!line) break
    const low = plain(line.text)
    const across = line.x < middle - width * 0.12 && line.end > middle + width * 0.12
    const alone = !beside(line, lines)
    if (/^kinh gui/.test(low)) break
    if (across && alone && !isEnd) break
    // A title in the middle of the page.
    if (!isEnd && alone && Math.abs(centre(line) - middle) < width * 0.09 && line.x > width * 0.2) break
    end++
  }
  return end - at
}

function beside(line: PageLine, lines: PageLine[]): boolean {
  return lines.some((other) => other !== line && Math.abs(other.y - line.y) < line.size * 0.5)
}

/** The middle of the widest gap between columns. */
function middleOf(lines: PageLine[], width: number): number {
  const rights = lines.filter((line) => line.x > width * 0.36)
  const start = Math.min(...rights.map((line) => line.x), width)
  return start < width ? Math.max(width * 0.42, Math.min(start + 5, width * 0.6)) : width / 2
}
