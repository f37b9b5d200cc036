// .pdf to text: lines by where they stand on the page, columns of the letterhead apart, wrapped lines joined, a line a table row.
import { getDocumentProxy } from 'unpdf'
import { UserError } from '../../../lib/errors.js'
import { isClosing } from '../reader/closings.js'
import { readMarker } from '../reader/marker.js'
import { glyphPieces, isInterleaved } from './pdf-glyphs.js'
import { isBrokenAtMark, linesOf, type PageLine, type Piece, untangled } from './pdf-lines.js'
import { placeInTables, type TableRow, tablesOf } from './pdf-tables.js'

/** pdf.js wants it while it reads fonts; Node has it from version 21 on. Only this worker sees it. */
if (!('transferToFixedLength' in ArrayBuffer.prototype))
  Object.defineProperty(ArrayBuffer.prototype, 'transferToFixedLength', {
    value(this: ArrayBuffer, length = this.byteLength) {
      return this.slice(0, length)
    },
  })

const mostPages = 300
const mostText = 4_000_000
/** A page with fewer letters is a picture with a stamp on it. */
const leastLetters = 60

export async function readPdf(bytes: Uint8Array): Promise<string> {
  const pdf = await open(bytes)
  const pages: (PageLine | TableRow)[][] = []
  let letters = 0
  let length = 0
  let empty = 0
  for (let number = 1; number <= Math.min(pdf.numPages, mostPages); number++) {
    const page = await pdf.getPage(number)
    const content = await page.getTextContent()
    const items = content.items.flatMap((item) => ('str' in item && item.str !== '' ? [item] : []))
    const own = items.reduce((sum, item) => sum + (item.str.match(/\p{L}/gu)?.length ?? 0), 0)
    length += items.reduce((sum, item) => sum + item.str.length, 0)
    if (length > mostText) throw new UserError('extract-bomb')
    letters += own
    if (own < leastLetters) empty++
    const view = { width: (page.view[2] ?? 0) - (page.view[0] ?? 0), height: (page.view[3] ?? 0) - (page.view[1] ?? 0) }
    const operators = items.length > 0 ? await page.getOperatorList() : undefined
    const pieces = operators && isInterleaved(items) ? glyphPieces(operators) : items
    const { rows, outside } = placeInTables<Piece>(pieces, operators ? tablesOf(operators) : [])
    const lines = withoutNumbers(untangled(linesOf(outside), view.width), view.height)
    pages.push(inOrder(lines, rows))
    page.cleanup()
  }
  if (letters < leastLetters || empty > pages.length / 2) throw new UserError('extract-scanned')
  return joined(pages)
}

async function open(bytes: Uint8Array) {
  try {
    return await getDocumentProxy(bytes, { isEvalSupported: false, verbosity: 0, useSystemFonts: false })
  } catch (error) {
    const name = error instanceof Error ? error.name : ''
    throw new UserError(name === 'PasswordException' ? 'extract-encrypted' : 'extract-corrupt')
  }
}

/** Page numbers stand alone in the top or bottom margin. */
function withoutNumbers(lines: PageLine[], height: number): PageLine[] {
  return lines.filter(
    (line) =>
      !(
        /^[-–\s]*\d{1,3}(?:\s*\/\s*\d{1,3})?[-–\s]*$/.test(line.text) &&
        (line.y > height * 0.9 || line.y < height * 0.1)
      ),
  )
}

/** Lines keep the order their columns were put in; a table stands before the first line below it. */
function inOrder(lines: PageLine[], rows: TableRow[]): (PageLine | TableRow)[] {
  const all: (PageLine | TableRow)[] = []
  let at = 0
  for (const line of lines) {
    while (at < rows.length && (rows[at]?.y ?? 0) > line.y) {
      const row = rows[at]
      if (row) all.push(row)
      at++
    }
    all.push(line)
  }
  return [...all, ...rows.slice(at)]
}

/** Lines to paragraphs: one goes on when the next word would not have fitted on it any more. */
function joined(pages: (PageLine | TableRow)[][]): string {
  const plainLines = pages.flat().filter((line): line is PageLine => !('cells' in line) && line.column === 'all')
  const right = edge(plainLines.map((line) => line.end))
  const left = edge(plainLines.map((line) => -line.x)) * -1
  const dashes = plainLines.filter((line) => dash.test(line.text))
  const indented = dashes.filter((line) => line.x > left + line.size * 0.6).length > dashes.length * 0.8
  const page = { left, right, indented }
  const out: string[] = []
  let last: PageLine | TableRow | undefined
  for (const line of pages.flat()) {
    if ('cells' in line) {
      if (last && 'cells' in last && line.first && last.cells.length === line.cells.length && goesOnRow(line)) {
        for (const [at, cell] of line.cells.entries()) last.cells[at] = `${last.cells[at] ?? ''} ${cell}`.trim()
        out[out.length - 1] = last.cells.join(' | ')
        continue
      }
      out.push(line.cells.join(' | '))
    } else if (last && !('cells' in last) && goesOn(last, line, page)) {
      out[out.length - 1] = `${out.at(-1) ?? ''}${isBrokenAtMark(last.text, line.text) ? '' : ' '}${line.text}`
    } else {
      if (last && !('cells' in last) && last.y - line.y > line.size * 3 && /[.:;]\/?\.?$/.test(last.text)) out.push('')
      out.push(line.text)
    }
    last = line
  }
  return out.join('\n')
}

/** The row broken by the end of a page has nothing in its first cell and goes on in the middle of words. */
function goesOnRow(line: TableRow): boolean {
  return line.cells[0] === ''
}

const dash = /^[-+•]\s/

/** `indented`: this letter's bullets stand to the right of its lines, so that a dash at a line's beginning may be one between two names. */
function goesOn(
  last: PageLine,
  line: PageLine,
  { left, right, indented }: { left: number; right: number; indented: boolean },
): boolean {
  if (last.column !== line.column) return false
  if (line.column !== 'all') return false
  const word = line.text.split(' ', 1)[0] ?? ''
  const wide = word.length * (line.text.length > 0 ? (line.end - line.x) / line.text.length : 0)
  // Figures are wider than most letters: "bảo đảm" at the end of a line, "100% văn bản" below it.
  const inFigures = /^\d/.test(word) && !readMarker(line.text) && !/[.;:]$/.test(last.text)
  // A line that breaks off near the edge goes on, though the next word looks as if it would have fitted.
  if (last.end + wide * (inFigures ? 1.5 : 0.8) < right - line.size * (/[.;:!?]$/.test(last.text) ? 0.25 : 0.8))
    return false
  if (dash.test(line.text)) return indented && line.x < left + line.size * 0.4 && !/[.,;:]$/.test(last.text)
  if (readMarker(line.text) && (line.x > left + line.size * 0.6 || /[.;:/]$/.test(last.text))) return false
  if (/[.;:]$|\.\/\.$/.test(last.text) && line.x > left + line.size * 0.6) return false
  // The closing sentence of a letter is never the end of its last task.
  if (/[.;]$/.test(last.text) && /^\p{Lu}/u.test(line.text) && isClosing(line.text)) return false
  return !/^#{1,6}\s/.test(line.text)
}

/** The far end most lines reach. */
function edge(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.floor(sorted.length * 0.95)] ?? 0
}
