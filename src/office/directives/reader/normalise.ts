// Raw text to the lines everything else counts by: NFC, no Markdown marks, no rules, no page numbers, columns of a letterhead apart.
import { clean } from '../../../lib/vietnamese.js'
import { cellsOf, isRow, joinCells, withoutSpecks } from './cells.js'
import { unglued } from './glued.js'
import { withBreaks } from './lost-breaks.js'
import { joinedNumbers, pageEnd, sentBy, singleSpaced, withoutPages } from './pages.js'
import { isCapitals } from './paragraphs.js'
import { stackedRows, tabbedRows } from './pasted-tables.js'
import { countWords, plain } from './plain.js'
import { spacedRows } from './spaced-tables.js'

export interface Line {
  text: string
  /** The whole line was bold or a Markdown heading. */
  bold: boolean
  /** Bold opened on this line goes on in the next. */
  open: boolean
}

const frame =
  /cong hoa xa hoi chu nghia|doc lap\s*-\s*tu do|^\s*so\s*:|\|\s*so\s*:|noi nhan\s*:|\b(tm|kt|tl|tuq)\s*\.|kinh gui\s*:/
/** A numbered heading in bold and, on the same line, the words it heads. */
const runIn =
  /^(\s*(?:#{1,6}\s+)?\*\*\s*(?:[IVX]{1,5}|\d{1,2}(?:\.\d{1,2}){0,3}|[a-zđ])[.)]?\s[^*]{8,300})\*\*\s+(\p{Lu})/u

/** Bullets of symbol fonts, as old documents keep them: letters of the private area, or what the font draws as an arrow, a square, a tick. */
const symbolBullet = /^(?:[\u{F020}-\u{F0FF}]\s*|[Ø§ü]\s+)(?=\S)/u

/** A blank that was not typed: "trướcngày 15/8", "Giao PhòngKinh tế". */
const gluedDay = /((?:^|\s)(?:trước|sau|đến|từ|trong|hằng|hàng|mỗi))(?=(?:ngày|tuần|tháng|quý|năm)(?!\p{L}))/giu
const gluedOffice = /((?:^|[\s(])(?:Phòng|Sở|Trạm|Ban))(?=\p{Lu}\p{Ll})/gu

/** "[07:58, 15/4/2026] VP UBND xã: 3. Phòng Kinh tế: …": who sent it stands on a line of its own; a short answer stays beside its name. */
function unsent(raw: string): string[] {
  const sender = sentBy.exec(raw)
  if (!sender) return [raw]
  const words = raw.slice(sender[0].length)
  if (words === '') return [sender[0].trim()]
  return countWords(words) > 6 || isCapitals(words) ? [sender[0].trim(), words] : [`${sender[1]} ${words}`]
}

/** "yêu cầuBộ Xây dựng", "củaThủ tướng": a blank lost between a Vietnamese word and a capital; and in words that letters are full of. */
const gluedCapital = /(?<=\p{L}\p{Ll})(?=\p{Lu}\p{Ll})/u
const gluedWords = /(?<!\p{L})(Kính|đề|yêu|văn|báo|thực|triển)(?=(?:gửi|nghị|cầu|phòng|cáo|hiện|khai)(?!\p{L}))/giu

function unstuck(text: string): string {
  const words = text.replace(gluedWords, '$1 ')
  if (!/\p{L}\p{Ll}\p{Lu}\p{Ll}/u.test(words)) return words
  return words.replace(/\p{L}+/gu, (word) => (/[^A-Za-z]/.test(word) ? word.split(gluedCapital).join(' ') : word))
}

/** A text that is passed on with "> " before its lines: without them, so that its tables are tables. Its first lines tell. */
function unquoted(raws: string[]): string[] {
  const first = raws.slice(0, 200).filter((line) => line.trim() !== '')
  const isQuoted = first.filter((line) => /^>(?:\s|$)/.test(line)).length > first.length / 2
  return isQuoted ? raws.map((raw) => raw.replace(/^(?:> ?)+/, '')) : raws
}

/** A line of dots to write on, blanks to the next column: what is longer says no more, and only costs time. */
const longRun = /[^\S\n]{200,}|([^\p{L}\p{N}\n])\1{199,}/gu

export function normalise(text: string): Line[] {
  const lines: Line[] = []
  let openFor = 0
  const raws = singleSpaced(
    unquoted(
      clean(text.replace(/\f/g, `\n${pageEnd}\n`))
        .replace(/[\v\u2028\u2029\u0085]/g, '\n')
        .replace(longRun, (run) => run.slice(0, 200))
        .split('\n'),
    ),
  )
    .flatMap(unsent)
    .flatMap(withBreaks)
  for (const part of stackedRows(tabbedRows(spacedRows(withoutSpecks(withoutPages(joinedNumbers(raws)))))).flatMap(
    (raw) => (openFor > 0 ? [raw] : splitRunIn(raw)),
  )) {
    const inside = openFor > 0
    const open = part.split('**').length % 2 === 0 ? !inside : inside
    const bold = /^\s*#{1,6}\s/.test(part) || inside || wholeBold(part)
    openFor = open && part.trim() !== '' && openFor < 3 ? openFor + 1 : 0
    for (const piece of columns(plainMarks(part))) lines.push({ text: piece, bold, open: openFor > 0 })
  }
  return lines
}

function splitRunIn(raw: string): string[] {
  const match = runIn.exec(raw.slice(0, 400))
  if (!match?.[1] || match[1].trimEnd().endsWith(':')) return [raw]
  return [`${match[1]}**`, raw.slice(match[0].length - (match[2] ?? '').length)]
}

function wholeBold(line: string): boolean {
  const text = line.trim()
  return text.startsWith('**') && (text.endsWith('**') || text.split('**').length === 2)
}

/** One line without Markdown, one space between words, bullets as "-", table cells parted by " | ". */
function plainMarks(line: string): string {
  // In a cell a new line with a capital begins another name.
  const named = line.includes('|') ? line.replace(/(?<=[^\s|;:,.])\s?<br ?\/?>\s?(?=\p{Lu})/gu, '; ') : line
  let text = named
    .replace(/<br\s*\/?>/gi, ' ')
    .replace(/\s/g, ' ')
    .trim()
    .replace(/^(?:>\s?)+/, '')
    .replace(/^#{1,6}\s+/, '')
  if (/^[\s|:+-]*$/.test(text) || /^[-*_=.…~\s]{3,}$/.test(text)) return ''
  // What an old converter left of a watermark: letters and digits of both cases, and no word.
  if (/^[A-Z][A-Za-z0-9+/]{19,}={0,2}$/.test(text) && /[A-Z]{3}.*\d|={1,2}$/.test(text)) return ''
  if (/^-\s*\d{1,3}\s*-$/.test(text) || /^(?:trang|page)\s+\d{1,3}(?:\s*\/\s*\d{1,3})?$/i.test(text)) return ''
  text = text
    .replace(/^\*\s+(?=\S)/, '- ')
    .replace(/\*+/g, '')
    .replace(/(^|[\s(|])_+(?=\S)/g, '$1')
    .replace(/(\S)_+(?=[\s).,;:|]|$)/g, '$1')
    .replace(/\\([-+.)([\]*_#!|>~`])/g, '$1')
    .replace(/^(\d)\uFE0F?\u20E3\s*/u, '$1. ')
    .replace(/^(?:\p{Extended_Pictographic}\uFE0F?\s*)+(?=\d{1,2}[.)]\s)/u, '')
    .replace(/\( ?bà ?\)/giu, '(bà)')
    .replace(/^((?:Kính gửi|[-+•])[^|]*\S)\s*\|\s*$/iu, '$1')
    .replace(gluedDay, '$1 ')
    .replace(gluedOffice, '$1 ')
    .replace(symbolBullet, '• ')
    .replace(/^[•●▪■◦○►▶➢✓✔·o](?=\s+\S)/u, '•')
    .replace(/^[–—−](?=\s*\S)/, '-')
    .replace(/[\u2010\u2011]/g, '-')
    .replace(/ {2,}/g, ' ')
    .trim()
  text = unstuck(unglued(text))
  if (/^\|.*\|$/.test(text)) text = text.slice(1, -1)
  return text.includes('|') ? joinCells(cellsOf(text)).trimEnd() : text
}

/** A row that holds two columns of a letterhead or of the end is read as lines; a real table row stays one. */
function columns(text: string): string[] {
  if (!isRow(text) || !frame.test(plain(text))) return [text]
  return cellsOf(text).filter((cell) => cell !== '')
}
