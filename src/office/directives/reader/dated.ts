// The place and day of a letter: "Đường An, ngày 24 tháng 7 năm 2026", "Số 924/SNV-CCHC ngày 07-9-2026".
import { type Day, makeDay } from '../../../lib/day.js'
import { plain } from './plain.js'
import { dayFrom } from './times.js'

export const placeDate =
  /(?:^|[\s|,])(?:[\p{L}.' -]{2,40}(?: \d{1,2}(?=,))?|(?:Quận|Phường|Khu) \d{1,2}(?=,)),?(?:\s*(?:hồi|lúc)\s*\d{1,2}\s*(?:giờ|h|g|:)\s*(?:\d{2})?(?:\s*phút)?,?)?\s*ng[àa]y\s*([\d….\s_]{0,12}?)\s*th[áa]ng\s*([\d….\s_]{0,12}?)\s*n[ăa]m\s*(20\s?\d{2}|[….\s_]{1,8})?/iu
export const shortDate =
  /(?:^|\s[–—-]\s)\p{Lu}[\p{L} .]{2,30}(?: \d{1,2})?,\s*(?:ng[àa]y\s*|(?=[\d/.-]{8,10}\s*$))(\d{1,2})\s*[/.-]\s*(\d{1,2})\s*[/.-]\s*(20\d{2})\s*$/u
/** Behind the number on its line: "Số 924/SNV-CCHC ngày 07-9-2015". */
const besideNumber =
  /^s[ốo]\s?:?\s*[\d….\s_]*\/\S+\s*,?\s*ng[àa]y\s*(\d{1,2})\s*[/.-]\s*(\d{1,2})\s*[/.-]\s*(20\d{2})/iu

const atEnd = /^[\p{Lu}][\p{L} .'-]{1,40}(?: \d{1,2})?, ngày (\d{1,2}) tháng (\d{1,2}) năm (20\d\d)\.?$/u

/** Right above a rank in capitals. */
export function isDateAtEnd(line: string, below: string): boolean {
  return (
    line.length < 80 &&
    below.length < 60 &&
    below === below.toUpperCase() &&
    /\p{Lu}{2}/u.test(below) &&
    atEnd.test(line)
  )
}

/** "Hà Nội, ngày 18 tháng 4 năm 2026." on its own line right above whoever signs, where the head has no day. */
export function dateAtEnd(lines: string[]): Day | null {
  const last = lines.filter((line) => line !== '').slice(-14)
  for (const [at, line] of last.entries()) {
    const match = isDateAtEnd(line, last[at + 1] ?? '') ? atEnd.exec(line) : null
    if (match) return makeDay(Number(match[3]), Number(match[2]), Number(match[1])) ?? null
  }
  return null
}

/** "Thông báo khẩn ngày 18/10/2026": the title of a message is all the head it has. */
const titleDay =
  /^(?:Thông báo|Công điện|Công văn|Chỉ đạo|THÔNG BÁO|CÔNG ĐIỆN|CÔNG VĂN)(?: (?:khẩn|hỏa tốc|KHẨN|HỎA TỐC))? ngày (\d{1,2})\s?[/.-]\s?(\d{1,2})\s?[/.-]\s?(20\d{2})\.?$/iu

/** "Ngày 19/11/2026" alone below the title of a message, right above whom it is for. */
const ownLine = /^Ngày (\d{1,2})\s?[/.-]\s?(\d{1,2})\s?[/.-]\s?(20\d{2})\.?$/iu

/** The day of such a title on the first lines, or below it. */
export function dateInTitle(lines: string[]): Day | null {
  const [, ...below] = lines.filter((line) => line !== '')
  const at = below.findIndex((line) => /^kinh gui(?![a-z])/.test(plain(line)))
  const alone = at > 0 && at < 4 ? ownLine.exec(below[at - 1] ?? '') : null
  if (alone) return dayFrom(alone[1], alone[2], alone[3])
  const match = lines
    .slice(0, 3)
    .map((line) => titleDay.exec(line))
    .find((found) => found !== null)
  return match ? dayFrom(match[1], match[2], match[3]) : null
}

/** "Ngày ban hành: 12/03/2026", "| Ngày ban hành | 12/3/2026 |": what a page of laws says above the text. */
const issuedField = /^[\s|*]*Ngày (?:ban hành|ký)\s*[:|]\s*(\d{1,2})\s?[/.-]\s?(\d{1,2})\s?[/.-]\s?(20\d{2})(?!\d)/iu

/** The day of such a line. */
export function dateInField(top: string[]): Day | null {
  const match = top.map((line) => issuedField.exec(line)).find((found) => found !== null)
  return match ? dayFrom(match[1], match[2], match[3]) : null
}

/** "Ngày 18 tháng 08 năm 2026" alone on a line of the head, without its place. */
const dayAlone = /^ngày\s+(\d{1,2})\s+tháng\s+(\d{1,2})\s+năm\s+(20\d{2})\.?$/iu

/** The day, or as much of it as is written ("2026-07"), on the lines of a letter's head. */
export function findDate(top: string[]): { date: Day | null; datePartial: string | null } {
  for (const [at, line] of top.entries()) {
    if (/^(?:v\s*\/\s*v|can cu|thuc hien)/.test(plain(line)) && !placeDate.test(line)) continue
    const two = `${line} ${top[at + 1] ?? ''}`
    // Of a narrow column the day may stand on three lines: "La, ngày | 11 tháng 3 | năm 2026".
    const isCut = /ngày(?: \d{1,2})?$/iu.test(line) && /tháng \d{1,2}$/iu.test(top[at + 1] ?? '')
    for (const text of isCut ? [`${two} ${top[at + 2] ?? ''}`] : [line, two]) {
      const short = shortDate.exec(text) ?? besideNumber.exec(line)
      if (short) return { date: dayFrom(short[1], short[2], short[3]), datePartial: null }
      const match = dayAlone.exec(text) ?? placeDate.exec(text)
      if (!match || (text !== line && /(?:^|\s)ngày/iu.test(top[at + 1] ?? '') && placeDate.test(top[at + 1] ?? '')))
        continue
      const digits = (part: string | undefined) => Number((part ?? '').replace(/\D/g, '')) || 0
      const [day, month, year] = [digits(match[1]), digits(match[2]), digits(match[3])]
      if (!year) return { date: null, datePartial: null }
      if (day && month) {
        const date = makeDay(year, month, day)
        if (date) return { date, datePartial: null }
      }
      return {
        date: null,
        datePartial: month >= 1 && month <= 12 ? `${year}-${String(month).padStart(2, '0')}` : `${year}`,
      }
    }
  }
  return { date: null, datePartial: null }
}
