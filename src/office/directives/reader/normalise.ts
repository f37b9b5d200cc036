// Raw text to the lines everything else counts by: NFC, no Markdown marks, no rules, no page numbers, columns of a letterhead apart.
import { clean } from '../../../lib/vietnamese.js'
import { cellsOf, isRow, joinCells, withoutSpecks } from './cells.js'
import { opensTask } from './openers.js'
import { joinedNumbers, pageEnd, sentBy, withoutPages } from './pages.js'
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

/** A line that lost its breaks: "1) Phòng A- Gửi … trước 19/11;- Niêm yết …". */
const gluedItem = /(?<=[;.:])\s?-\s?(?=\p{Lu}\p{Ll})/u
const gluedFirst = /(?<=\p{Ll})-\s(?!Xã hội|Thể thao|Truyền thông|Hạ tầng|Môi trường|Kế toán)(?=\p{Lu}\p{Ll})/u

function unglued(raw: string): string[] {
  if (raw.includes('|') || !/;\s?-\s?\p{Lu}/u.test(raw)) return [raw]
  const [head = '', ...items] = raw.split(new RegExp(gluedItem, 'gu'))
  const first = head.split(gluedFirst)
  return [...(first.length === 2 ? [first[0] ?? '', `- ${first[1]}`] : [head]), ...items.map((item) => `- ${item}`)]
}

/** A letterhead that lost all its breaks: each part on a line of its own. */
function unjoinedHead(raw: string, at: number): string[] {
  if (at > 6 || !/CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM/u.test(raw) || !/\sSố\s?:/u.test(raw)) return [raw]
  return raw
    .split(
      /\s+(?=CỘNG HÒA XÃ HỘI|Độc lập - |Số\s?:|V\/v |Kính gửi|(?:KẾ HOẠCH|CÔNG ĐIỆN|THÔNG BÁO|CHỈ THỊ|QUYẾT ĐỊNH)(?:\s|$)|CHỦ TỊCH ỦY BAN|Về việc )|(?<= điện:)\s+|(?<=Số\s?:\s?\S+)\s+(?=\p{Lu})/u,
    )
    .filter((part) => part.trim() !== '')
}

/** "[07:58, 15/4/2026] VP UBND xã: 3. Phòng Kinh tế: …": who sent it stands on a line of its own; a short answer stays beside its name. */
function unsent(raw: string): string[] {
  const sender = sentBy.exec(raw)
  if (!sender) return [raw]
  const words = raw.slice(sender[0].length)
  if (words === '') return [sender[0].trim()]
  return countWords(words) > 6 || isCapitals(words) ? [sender[0].trim(), words] : [`${sender[1]} ${words}`]
}

/** "2. Công an xã: - Tuần tra …. - Phối hợp với …." in one line: an item each. A dash within a name has no stop before it. */
const inlineDash = /(?<=[:.;])\s+(?=[-–+•]\s+\p{Lu}\p{Ll})/u

function undashed(raw: string): string[] {
  if (raw.includes('|') || !/:\s+[-–+•]\s+\p{Lu}\p{Ll}/u.test(raw)) return [raw]
  const [head = '', ...items] = raw.split(new RegExp(inlineDash, 'gu'))
  return head.trimEnd().endsWith(':') ? [head, ...items] : [raw]
}

/** "2. Phòng Kinh tế: (1) Kiểm tra …; (2) hướng dẫn …" in one line: an item each, where each is something to do. */
function parted(raw: string): string[] {
  if (!/[:]\**\s*\(1\)\s/.test(raw) || !/[;.,]\s*\(2\)\s/.test(raw)) return [raw]
  const [head = '', ...items] = raw.split(/(?<=[:;.,]\**)\s+(?=\(\d\)\s)/)
  const isAsked = (item: string) => opensTask(plain(item.replace(/^\(\d\)\s+/, '')))
  return items.length > 1 && items.every(isAsked) ? [head, ...items] : [raw]
}

/** "Một là, rà soát …; hai là lập danh sách …" in one paragraph: a line each. */
const inlineOrdinal = /(?<=[:;.,])\s+(?=(?:[Mm]ột|[Hh]ai|[Bb]a|[Bb]ốn|[Nn]ăm|[Ss]áu|[Bb]ảy) là[\s,:])/gu

function counted(raw: string): string[] {
  if (raw.includes('|') || !/một là[\s,:]/iu.test(raw) || !/[:;.,]\s+hai là[\s,:]/iu.test(raw)) return [raw]
  return raw
    .split(inlineOrdinal)
    .map((part) =>
      part.replace(
        /^(\p{L})(\p{Ll}+ là)[\s,:]+/u,
        (_all, first: string, rest: string) => `${first.toUpperCase()}${rest}, `,
      ),
    )
}

/** A line of dots to write on, blanks to the next column: what is longer says no more, and only costs time. */
const longRun = /[^\S\n]{200,}|([^\p{L}\p{N}\n])\1{199,}/gu

export function normalise(text: string): Line[] {
  const lines: Line[] = []
  let openFor = 0
  const raws = clean(text.replace(/\f/g, `\n${pageEnd}\n`))
    .replace(/[\v\u2028\u2029\u0085]/g, '\n')
    .replace(longRun, (run) => run.slice(0, 200))
    .split('\n')
    .flatMap(unsent)
    .flatMap(unjoinedHead)
    .flatMap(unglued)
    .flatMap(undashed)
    .flatMap(parted)
    .flatMap(counted)
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
  if (/^-\s*\d{1,3}\s*-$/.test(text) || /^(?:trang|page)\s+\d{1,3}(?:\s*\/\s*\d{1,3})?$/i.test(text)) return ''
  text = text
    .replace(/^\*\s+(?=\S)/, '- ')
    .replace(/\*+/g, '')
    .replace(/(^|[\s(|])_+(?=\S)/g, '$1')
    .replace(/(\S)_+(?=[\s).,;:|]|$)/g, '$1')
    .replace(/\\([-+.)([\]*_#!|>~`])/g, '$1')
    .replace(/^(\d)\uFE0F?\u20E3\s*/u, '$1. ')
    .replace(/^(?:\p{Extended_Pictographic}\uFE0F?\s*)+(?=\d{1,2}[.)]\s)/u, '')
    .replace(gluedDay, '$1 ')
    .replace(gluedOffice, '$1 ')
    .replace(symbolBullet, '• ')
    .replace(/^[•●▪■◦○►▶➢✓✔·o](?=\s+\S)/u, '•')
    .replace(/^[–—−](?=\s*\S)/, '-')
    .replace(/[\u2010\u2011]/g, '-')
    .replace(/ {2,}/g, ' ')
    .trim()
  if (/^\|.*\|$/.test(text)) text = text.slice(1, -1)
  return text.includes('|') ? joinCells(cellsOf(text)).trimEnd() : text
}

/** A row that holds two columns of a letterhead or of the end is read as lines; a real table row stays one. */
function columns(text: string): string[] {
  if (!isRow(text) || !frame.test(plain(text))) return [text]
  return cellsOf(text).filter((cell) => cell !== '')
}
