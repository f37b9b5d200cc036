// Paragraphs of the body to a tree: sections, items, bullets. Unnumbered paragraphs and tables hang below the item they follow.
import { attributeOf } from './attributes.js'
import { type Marker, rank } from './marker.js'
import { isCapitals, type Paragraph } from './paragraphs.js'
import { startsLower } from './plain.js'
import type { Line } from './tables.js'

export interface Clause {
  marker: Marker | undefined
  /** The words after the marker. */
  words: string
  line: number
  end: number
  bold: boolean
  children: Clause[]
  /** Rows of a table, each with its line. */
  rows: Line[]
  /** Where it stands: "mục 2, gạch đầu dòng 3". */
  path: string
  /** Two paragraphs were put together at a dash that is no bullet. */
  mended: boolean
}

interface Open {
  clause: Clause
  level: number
}

/** `isHeading` tells an unnumbered line that is a unit's name: it opens a section of its own. */
export function clausesOf(paragraphs: Paragraph[], isHeading: (paragraph: Paragraph) => boolean): Clause {
  const root = make(undefined, '', 0, 0, false)
  const stack: Open[] = [{ clause: root, level: -1 }]
  for (const [at, paragraph] of topBrackets(mendDashes(paragraphs)).entries()) {
    if (paragraph.fresh) close(stack, 0)
    const top = stack.at(-1)
    if (!top) break
    if (paragraph.row) {
      const last = top.clause.children.at(-1)
      const table = last && last.rows.length > 0 ? last : undefined
      const row = { text: paragraph.text, line: paragraph.line, end: paragraph.end }
      if (table) {
        table.rows.push(row)
        table.end = paragraph.end
      } else {
        const clause = make(undefined, '', paragraph.line, paragraph.end, false)
        clause.rows.push(row)
        top.clause.children.push(clause)
      }
      continue
    }
    const clause = make(paragraph.marker, paragraph.words, paragraph.line, paragraph.end, paragraph.bold)
    clause.mended = paragraph.mended === true
    if (paragraph.marker) {
      const level = levelOf(paragraph.marker, paragraph.words, stack)
      close(stack, level)
      stack.at(-1)?.clause.children.push(clause)
      stack.push({ clause, level })
    } else if (isHeading(paragraph)) {
      const level = headingLevel(stack)
      close(stack, level)
      stack.at(-1)?.clause.children.push(clause)
      stack.push({ clause, level })
    } else {
      if (paragraph.gap && at > 0) leaveBullets(stack, paragraph)
      stack.at(-1)?.clause.children.push(clause)
    }
  }
  name(root, '')
  return root
}

function make(marker: Marker | undefined, words: string, line: number, end: number, bold: boolean): Clause {
  return { marker, words, line, end, bold, children: [], rows: [], path: '', mended: false }
}

function close(stack: Open[], level: number): void {
  while (stack.length > 1 && (stack.at(-1)?.level ?? -1) >= level) stack.pop()
}

/** By style; a list that starts afresh below an item ending with ":" belongs to that item, whatever its style. */
function levelOf(marker: Marker, words: string, stack: Open[]): number {
  const top = stack.at(-1)
  const own = rank[marker.style]
  if (!top || top.level < 0) return own
  // "✅ PKT:" and below it "👉 Cân đối kinh phí …": of signs the picture tells the level.
  const isSame = (other: Marker | undefined) =>
    other?.style === marker.style && (marker.style !== 'sign' || other.label === marker.label)
  const alike = stack.filter((open) => isSame(open.clause.marker))
  const [same] = alike
  if (marker.value === 1 && repeats(marker, top.clause)) return top.level + 0.5
  if (alike.length > 1 && marker.value > 1) {
    // "1. Giao Phòng A …:", below it "1. …" to "4. …", then "2. Công an xã …": each number goes on with the one before it.
    const before = alike.filter((open) => open.clause.marker?.value === marker.value - 1)
    return ((words.endsWith(':') ? before[0] : before.at(-1)) ?? same)?.level ?? own
  }
  const fresh = marker.value === 1 || (marker.value === 0 && !same)
  if (
    fresh &&
    top.clause.words.endsWith(':') &&
    top.level >= own &&
    !isSame(top.clause.marker) &&
    marker.style !== 'roman' &&
    marker.style !== 'part'
  )
    return top.level + 0.5
  // "(4) Các Tổ bầu cử" and below it "a) …": letters that begin right below a number in brackets, with no letters above it.
  const isBelow = marker.style === 'letter' && fresh && !same && top.clause.marker?.style === 'bracket'
  if (isBelow && /^\d/.test(top.clause.marker?.label ?? '')) return top.level + 0.5
  // "II. NHIỆM VỤ CỤ THỂ" and right below it "A. …"; "Điều 1. Phê duyệt Đề án với các nội dung sau:" and below it "I. …".
  const upper = top.clause.marker?.style
  if (fresh && !same && marker.style === 'capital' && upper === 'roman') return top.level + 0.4
  if (fresh && !same && marker.style === 'roman' && upper === 'article' && top.clause.words.endsWith(':'))
    return top.level + 0.2
  if (same && marker.value !== 1) return same.level
  return same ? same.level : own
}

/** "1. Giao Phòng A triển khai:" and right below it "1. …": a number cannot follow itself, so the second belongs to the first. */
function repeats(marker: Marker, { marker: above, words }: Clause): boolean {
  if (above?.style !== marker.style || marker.style === 'roman' || marker.style === 'part') return false
  return words.endsWith(':') || (above.value === 1 && isCapitals(words))
}

/** Unit names without a number stand level with each other, below roman sections and above dashes. */
function headingLevel(stack: Open[]): number {
  const numbered = stack.findLast((open) => open.clause.marker && open.level < rank.letter)
  return numbered ? Math.max(numbered.level + 0.4, rank.letter - 0.6) : rank.n1 + 0.4
}

/** A paragraph after an empty line no longer belongs to a dash, unless it continues it. */
function leaveBullets(stack: Open[], paragraph: Paragraph): void {
  if (startsLower(paragraph.text)) return
  while (
    stack.length > 1 &&
    (stack.at(-1)?.level ?? 0) >= rank.sign &&
    !(stack.at(-1)?.clause.words.endsWith(':') ?? false)
  )
    stack.pop()
}

/** "1) Phòng A:" and below it "a) …", in a letter without "1.": numbers of the upper level, written otherwise. */
function topBrackets(paragraphs: Mended[]): Mended[] {
  const isBracket = ({ marker, text }: Mended) => marker?.style === 'bracket' && /^\d{1,2}\)/.test(text)
  const first = paragraphs.findIndex(isBracket)
  const letter = paragraphs.findIndex(({ marker }) => marker?.style === 'letter')
  if (first < 0 || (letter >= 0 && letter < first) || paragraphs.some(({ marker }) => marker?.style === 'n1'))
    return paragraphs
  return paragraphs.map((one) =>
    isBracket(one) && one.marker ? { ...one, marker: { ...one.marker, style: 'n1' } } : one,
  )
}

interface Mended extends Paragraph {
  mended?: boolean
}

/** A lone "- …" after an item that broke off without a full stop is a dash within a name ("Cục X - Cơ quan thường trực …"). */
function mendDashes(paragraphs: Paragraph[]): Mended[] {
  const all: Mended[] = []
  for (const [at, paragraph] of paragraphs.entries()) {
    const last = all.at(-1)
    const next = paragraphs[at + 1]
    const lone = paragraph.marker?.style === 'dash' && last?.marker?.style !== 'dash' && next?.marker?.style !== 'dash'
    if (last?.marker && lone && !last.row && last.words.length > 120 && !/[.:;,!?…"”)]$/u.test(last.text)) {
      last.text += ` ${paragraph.text}`
      last.words += ` ${paragraph.text}`
      last.end = paragraph.end
      last.mended = true
    } else all.push({ ...paragraph })
  }
  return all
}

/** Gives every clause its place in words. */
function name(clause: Clause, path: string): void {
  clause.path = path
  let dashes = 0
  let loose = 0
  const many = clause.children.filter((child) => !child.marker && child.rows.length === 0).length > 1
  for (const child of clause.children) {
    const marker = child.marker
    let own = path
    if (!marker) {
      loose++
      own = many ? join(path, `đoạn ${loose}`) : path
    } else if (marker.style === 'dash' || marker.style === 'dot' || marker.style === 'sign')
      own = join(path, `gạch đầu dòng ${++dashes}`)
    else if (marker.style === 'plus') own = join(path, `dấu cộng ${++dashes}`)
    else if (marker.style === 'article') own = join(path, `Điều ${marker.label}`)
    else if (marker.style === 'step') own = join(path, marker.label)
    else if (marker.style === 'ordinal') own = join(path, `ý “${marker.label}”`)
    else if (marker.style === 'part') own = join(path, `phần ${marker.label}`)
    else if (/^n[234]$/.test(marker.style)) own = `mục ${above(path)}${marker.label}`
    else {
      const label = marker.style === 'bracket' ? `(${marker.label})` : marker.label
      own = /^mục [^,]*$/.test(path) ? `${path}.${label}` : join(path, `mục ${label}`)
    }
    name(child, own)
  }
}

/** The section a decimal number stands in: "II." of "mục II.1", nothing of "mục 1". */
function above(path: string): string {
  const label = path.startsWith('mục ') ? path.slice(4).replace(/\d+(?:\.\d+)*$/, '') : ''
  return label === '' || label.endsWith('.') ? label : `${label}.`
}

function join(path: string, part: string): string {
  return path === '' ? part : `${path}, ${part}`
}

/**
 * "2.1. … 2.2. … 2.3. …" and below the last, without a number, "Đơn vị chủ trì: …", or below dashes "Thời gian thực hiện: …": where no other item has
 * such lines of its own, it is said of them all. As dashes ("- Chủ trì: …") they may be the last one's below a heading that is a unit.
 */
export function withCommonLast(parent: Clause, ofUnit: boolean): Clause {
  const last = parent.children.at(-1)
  const others = parent.children.slice(0, -1)
  if (!last?.marker || others.length === 0 || others.some((child) => !child.marker || child.children.some(isAttribute)))
    return parent
  const areBullets = parent.children.every((child) => /^(?:dash|plus|dot|sign)$/.test(child.marker?.style ?? ''))
  const at = last.children.findIndex((child) => {
    const kind = attributeOf(child.words)?.kind
    return kind === 'lead' || (kind === 'time' && areBullets && !child.marker)
  })
  const said = at < 0 ? [] : last.children.slice(at)
  const areDashes = at === 0 && !ofUnit && said.every((child) => child.marker?.style === 'dash')
  const isApart = (child: Clause) => !child.marker && /^Riêng /u.test(child.words)
  if (said.some((child) => (child.marker && !areDashes) || !(isAttribute(child) || isApart(child)))) return parent
  if (said.length === 0) return parent
  const own = { ...last, children: last.children.slice(0, at) }
  return { ...parent, children: [...others, own, ...said] }
}

export function isAttribute(clause: Clause): boolean {
  const kind = clause.rows.length === 0 ? attributeOf(clause.words)?.kind : undefined
  return kind !== undefined && kind !== 'task'
}
