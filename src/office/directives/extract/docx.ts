// .docx to text: a line a paragraph with its automatic number, a line a table row, columns of a letterhead one after the other.
import { UserError } from '../../../lib/errors.js'
import { secretStamp } from '../reader/stamp.js'
import { Counter, type Numbering, readNumbering, readStyles, type Style } from './numbering.js'
import { type Attributes, isOn, parseXml } from './xml.js'
import { type Caps, caps, unzip } from './zip.js'

const wanted = /^(?:\[Content_Types\]\.xml|word\/(?:document\d*|numbering\d*|styles\d*|header\d*)\.xml)$/i
const mostText = 4_000_000

export function readDocx(bytes: Uint8Array, limit: Caps = caps): string {
  const parts = unzip(bytes, (name) => wanted.test(name.replace(/\\/g, '/')), limit)
  const part = (pattern: RegExp) => [...parts].find(([name]) => pattern.test(name.replace(/\\/g, '/')))?.[1]
  const main = part(/^word\/document\.xml$/i) ?? part(/^word\/document\d+\.xml$/i)
  if (!main || main.length === 0) throw new UserError('extract-corrupt')
  const numberingPart = part(/numbering\d*\.xml$/i)
  const stylesPart = part(/styles\d*\.xml$/i)
  const numbering = numberingPart && readNumbering(numberingPart)
  const styles = stylesPart ? readStyles(stylesPart) : new Map<string, Style>()
  const text = new Body(numbering, styles).read(main)
  return `${stampsIn(parts, styles)}${text}`
}

/** A secret stamp may stand in a page header, which is otherwise not read. */
function stampsIn(parts: Map<string, Uint8Array[]>, styles: Map<string, Style>): string {
  for (const [name, chunks] of parts) {
    if (!/header\d*\.xml$/i.test(name)) continue
    const stamp = secretStamp(new Body(undefined, styles).read(chunks))
    if (stamp) return `${stamp}\n`
  }
  return ''
}

interface Paragraph {
  text: string
  style: string | undefined
  numId: string | undefined
  level: number | undefined
  /** Where its finished line goes. */
  into: string[]
}

interface Cell {
  lines: string[]
  span: number
  merged: 'no' | 'start' | 'goes-on'
}

interface Table {
  rows: Cell[][]
  into: string[]
}

class Body {
  private readonly lines: string[] = []
  private readonly paragraphs: Paragraph[] = []
  private readonly tables: Table[] = []
  private readonly counter: Counter
  private skip = 0
  private inText = false
  private hidden = false
  private capitals = false
  private inNumber = false
  private length = 0

  constructor(numbering: Numbering | undefined, styles: Map<string, Style>) {
    this.counter = new Counter(numbering, styles)
  }

  read(chunks: Uint8Array[]): string {
    parseXml(chunks, {
      open: (name, attributes) => this.open(name, attributes),
      close: (name) => this.close(name),
      text: (text) => {
        if (this.inText && this.skip === 0 && !this.hidden) this.add(this.capitals ? text.toUpperCase() : text)
      },
    })
    return this.lines.join('\n')
  }

  private add(text: string): void {
    this.length += text.length
    if (this.length > mostText) throw new UserError('extract-bomb')
    const paragraph = this.paragraphs.at(-1)
    if (paragraph) paragraph.text += text
  }

  private open(name: string, attributes: Attributes): void {
    // Shapes come twice, the second time for old programs; deleted text is no text, and how it looked before a tracked change is past.
    if (this.skip > 0 || name === 'mc:Fallback' || name === 'del' || name === 'moveFrom' || name.endsWith('PrChange')) {
      this.skip++
      return
    }
    const paragraph = this.paragraphs.at(-1)
    switch (name) {
      case 'p':
        this.paragraphs.push({ text: '', style: undefined, numId: undefined, level: undefined, into: this.target() })
        break
      case 'pStyle':
        if (paragraph) paragraph.style = attributes.val
        break
      case 'numPr':
        this.inNumber = true
        break
      case 'numId':
        if (paragraph && this.inNumber) paragraph.numId = attributes.val
        break
      case 'ilvl':
        if (paragraph && this.inNumber) paragraph.level = Number(attributes.val ?? 0)
        break
      case 'r':
        this.hidden = false
        this.capitals = false
        break
      case 'vanish':
        this.hidden = isOn(attributes)
        break
      case 'caps':
        this.capitals = isOn(attributes)
        break
      case 't':
        this.inText = true
        break
      case 'tab':
        if (attributes.pos === undefined && attributes.val === undefined) this.add('\t')
        break
      case 'br':
      case 'cr':
        this.add('\n')
        break
      case 'noBreakHyphen':
        this.add('-')
        break
      case 'tbl':
        this.tables.push({ rows: [], into: this.target() })
        break
      case 'tr':
        this.tables.at(-1)?.rows.push([])
        break
      case 'tc':
        this.tables.at(-1)?.rows.at(-1)?.push({ lines: [], span: 1, merged: 'no' })
        break
      case 'gridSpan':
        this.cell((cell) => {
          cell.span = Math.min(60, Math.max(1, Number(attributes.val ?? 1)))
        })
        break
      case 'vMerge':
        this.cell((cell) => {
          cell.merged = attributes.val === 'restart' ? 'start' : 'goes-on'
        })
        break
      default:
    }
  }

  private close(name: string): void {
    if (this.skip > 0) {
      this.skip--
      return
    }
    if (name === 't') this.inText = false
    else if (name === 'numPr') this.inNumber = false
    else if (name === 'p') this.endParagraph()
    else if (name === 'tbl') this.endTable()
  }

  /** Lines of a text box stand before those of the paragraph it hangs on. */
  private target(): string[] {
    const row = this.tables.at(-1)?.rows.at(-1)
    return row?.at(-1)?.lines ?? this.lines
  }

  private cell(change: (cell: Cell) => void): void {
    const cell = this.tables.at(-1)?.rows.at(-1)?.at(-1)
    if (cell) change(cell)
  }

  private endParagraph(): void {
    const paragraph = this.paragraphs.pop()
    if (!paragraph) return
    const words = paragraph.text
    const mark = words.trim() === '' ? '' : this.counter.next(paragraph)
    const lines = `${mark === '' ? '' : `${mark} `}${words}`.split('\n').map((line) => line.trimEnd())
    paragraph.into.push(...lines)
  }

  private endTable(): void {
    const table = this.tables.pop()
    if (!table) return
    table.into.push(...tableLines(table.rows))
  }
}

const frame =
  /cộng h[oòó][aà] xã hội|độc lập\s*[-–]\s*tự do|nơi nhận\s*:|^\s*số\s*:|^\s*(?:TM|KT|TL|TUQ)\s*\.|^\s*(?:chủ tịch|người lập)\s*$/imu

/** A row a line; the two columns of a letterhead, or of the end, one after the other. */
function tableLines(rows: Cell[][]): string[] {
  const all = rows.flatMap((row) => row.map((cell) => cell.lines.join('\n')))
  // One row of two columns with lines of their own is no list of anything, also where a worn scan hides the set words.
  const beside = rows.length === 1 && rows[0]?.length === 2 && rows[0].some((cell) => cell.lines.length > 2)
  const layout = beside || (rows.every((row) => row.length <= 3) && all.some((text) => frame.test(text)))
  if (layout || rows.every((row) => row.length <= 1)) return rows.flatMap((row) => row.flatMap((cell) => cell.lines))
  const above: string[] = []
  return rows.map((row) => {
    const cells: string[] = []
    for (const cell of row) {
      const own = cell.lines
        .map((line) => line.trim())
        .filter(Boolean)
        // A dash a line, and no mark at its end: they stay apart.
        .reduce(
          (all, line) => `${all}${all !== '' && /^[-+•] /.test(line) && !/[.;:,]$/.test(all) ? ';' : ''} ${line}`,
          '',
        )
        .trim()
        .replace(/\|/g, '/')
      const text = cell.merged === 'goes-on' && own === '' ? (above[cells.length] ?? '') : own
      above[cells.length] = text
      cells.push(text, ...Array<string>(cell.span - 1).fill(''))
    }
    return cells.join(' | ')
  })
}
