// The head of an annex that comes without its letter: "PHỤ LỤC / DANH MỤC CÔNG VIỆC … / (Kèm theo Công văn số … ngày … của …)".
import type { Day } from '../../../lib/day.js'
import { ownNumber } from './numbers.js'
import { isCapitals } from './paragraphs.js'
import { plain, withDigits } from './plain.js'
import { dayFrom } from './times.js'
import { inFull } from './unit-names.js'

/** Number, day and issuer are those of the letter it belongs to. */
export interface AnnexHead {
  number: string | null
  date: Day | null
  datePartial: string | null
  issuer: string | null
  subject: string | null
  /** The line it begins with: a letterhead may stand above. */
  from: number
}

const title = /^(?:phu luc|danh muc|bang|bieu|phan cong)(?![a-z])/
const bare = /^(?:phu luc|bieu)(?: (?:so )?(?:\d{1,2}|[ivx]{1,4}|[a-h]))?\s*[:.]?\s*$/
const note =
  /^\(?\s*(?:ban hành\s+)?kèm theo\s+(?:công văn|kế hoạch|quyết định|thông báo|chỉ thị|công điện|chương trình|nghị quyết|hướng dẫn|báo cáo|tờ trình|văn bản|cv|kh|qđ|tb|ct)\s+(?:số\s*:?\s*)?(?=[\d….\s_]{0,16}[/-])/iu
const day = /\sngày\s*([\d….\s_]{0,12}?)\s*(?:tháng|[/.-])\s*([\d….\s_]{0,12}?)\s*(?:năm|[/.-])\s*(20\d\d)/iu

/** Undefined when the top lines are not those of an annex. */
export function annexHead(top: string[]): AnnexHead | undefined {
  const noted = top.slice(0, 14).findIndex((line) => note.test(line))
  const titled = top.slice(0, 6).findIndex((line) => isCapitals(line.split(':', 1)[0] ?? '') && title.test(plain(line)))
  if (noted < 0 && titled < 0) return undefined
  // The note may also stand above the title.
  const subject = top
    .slice(Math.max(0, titled), noted < titled ? top.length : noted)
    .filter((line) => line !== '' && !bare.test(plain(line)))
    .join(' ')
  const words = noted < 0 ? '' : withDigits(bracketAt(top, noted))
  return {
    number: ownNumber(words.replace(note, '')),
    ...dayOf(words),
    issuer: issuerOf(words),
    subject: subject === '' ? null : subject,
    from: titled < 0 ? noted : titled,
  }
}

/** A decision whose head was not copied says its number where the plan behind its signature names it: "(Ban hành kèm theo Quyết định số …)". */
export function enclosedNote(lines: string[], type: string | null): AnnexHead | undefined {
  if (type !== null && type !== 'quyet dinh') return undefined
  if (!lines.slice(0, 40).some((line) => /^(?:QUYẾT ĐỊNH|QUYẾT NGHỊ)\s*:$/u.test(line))) return undefined
  const at = lines.findIndex((line) => note.test(line) && /kèm theo quyết định/iu.test(line))
  if (at < 0) return undefined
  const words = withDigits(bracketAt(lines, at))
  return { number: ownNumber(words.replace(note, '')), ...dayOf(words), issuer: null, subject: null, from: 0 }
}

/** The note with the lines it goes on in. */
function bracketAt(top: string[], at: number): string {
  const lines = top.slice(at, at + 3)
  const end = lines.findIndex((line) => line === '' || line.endsWith(')'))
  return lines.slice(0, end < 0 ? 1 : end + 1).join(' ')
}

function dayOf(words: string): { date: Day | null; datePartial: string | null } {
  const [, days = '', months = '', year] = day.exec(words) ?? []
  if (!year) return { date: null, datePartial: null }
  const [date, month] = [days, months].map((part) => Number(part.replace(/\D/g, '')) || 0)
  const whole = date && month ? dayFrom(`${date}`, `${month}`, year) : null
  if (whole) return { date: whole, datePartial: null }
  return { date: null, datePartial: month && month <= 12 ? `${year}-${String(month).padStart(2, '0')}` : year }
}

/** "… của Chủ tịch UBND xã Phú Lương": whoever signed it, it is the committee's. */
function issuerOf(words: string): string | null {
  const name = /20\d\d\s+của\s+(?:chủ tịch\s+)?([^()]{4,90}?)\s*\)?\.?\s*$/iu.exec(words)?.[1]
  return name ? inFull(name) : null
}
