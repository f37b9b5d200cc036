// What pages and messages leave in a copied text: numbers, running heads, footnotes, marks of electronic signatures, names of senders; what they
// cut apart goes on.
import { isTime } from './attributes.js'
import { isRow } from './cells.js'
import { readMarker } from './marker.js'
import { dangling } from './paragraphs.js'
import { plain } from './plain.js'
import { bookOf, readUnit } from './units.js'

/** A bullet, or "Số:", on a line of its own: pages of the web break behind it. In a table a dash alone is an empty cell. */
function isLone(raw: string, before: string, next: string): boolean {
  if (/^\s*Số\s*:\s*$/iu.test(raw)) return /^\s*\d{1,5}\s?[/-]/.test(next)
  return /^\s*[-–—+•]\s*$/.test(raw) && /^\s*["“]?\p{L}/u.test(next) && /[.;:!…]\s*$/.test(before)
}

/** "1" on a line and ". Giao …" on the next is one item; so are a bullet and its words. */
export function joinedNumbers(raws: string[]): string[] {
  const lone = raws.map((raw, at) =>
    isLone(raw, raws.slice(Math.max(0, at - 3), at).findLast((one) => one.trim() !== '') ?? '', raws[at + 1] ?? ''),
  )
  return raws.flatMap((raw, at) => {
    if (lone[at]) return []
    if (lone[at - 1]) return [`${raws[at - 1]?.trim()} ${raw.trimStart()}`]
    const next = raws[at + 1] ?? ''
    if (/^\s*\d{1,2}\s*$/.test(raw) && /^\s*[.)]\s+\S/.test(next)) return []
    const number = /^\s*(\d{1,2})\s*$/.exec(raws[at - 1] ?? '')?.[1]
    return number && /^\s*[.)]\s+\S/.test(raw) ? [number + raw.trimStart()] : [raw]
  })
}

/** The line a form feed is read as. */
export const pageEnd = '=== page break ==='

/** What programs that read scans put between two pages. */
const pageBreak =
  /^\s*(?:[-=_*#]{2,}\s*)?(?:page break|(?:page|trang)\s+\d{1,3}(?:\s*(?:\/|of)\s*\d{1,3})?)(?:\s*[-=_*#]{2,})?\s*$/i

/** So many lines at least stand on a page. */
const shortestPage = 15
/** No page has more lines, empty ones included. */
const longestPage = 200

/** What a signed file prints over its pages; "Cơ quan:" and "Email:" only beside one of these. */
const signed =
  /^\s*(?:quet ma (?:qr|vach) (?:de|nham) |(?:nguoi ky|ky boi)\s*:|(?:thoi gian|ngay) ky\s*:\s*\d{1,2}[./]|sao y[;,:.]? +thoi gian)/
const besideSigned = /^\s*(?:email|co quan|chuc vu)\s*:/

/** Without what pages leave between the lines, nor the empty lines around it: a sentence it cut apart goes on. */
export function withoutPages(raws: string[]): string[] {
  const notes = footnotesOf(raws)
  const lines = withoutMarks(raws, notes)
  const breaks = new Set([...lines.flatMap((raw, at) => (pageBreak.test(raw) ? [at] : [])), ...countingLines(lines)])
  const cut = new Set([
    ...breaks,
    ...runningHeads(lines, breaks),
    ...notes.flatMap(({ from, to }) => Array.from({ length: to - from }, (_, index) => from + index)),
    ...signedLines(lines),
    ...laterMessages(lines),
  ])
  return cut.size === 0 ? lines : joinedOver(lines, cut)
}

/** Lines that are nothing but a number, "2" or "- 2 -", one more on each page. */
function countingLines(raws: string[]): number[] {
  const numbers = raws.flatMap((raw, at) => {
    const page = /^\s*(?:\d{1,3}|[-–]\s?\d{1,3}\s?[-–])\s*$/.test(raw) ? Number(raw.replace(/\D/g, '')) : 0
    return page > 0 ? [{ at, page }] : []
  })
  const first = numbers[0]
  if (!first || first.page > 2 || first.at < shortestPage) return []
  const isCount = numbers.every(({ at, page }, index) => {
    const last = numbers[index - 1]
    return !last || (page === last.page + 1 && at - last.at >= shortestPage)
  })
  return isCount ? numbers.map(({ at }) => at) : []
}

/** A line stands so often beside page breaks, at least, before it is taken for a running head. */
const leastRepeats = 3

/** "UBND xã A - Công văn số 412/UBND-VP" above or below most page breaks; with the letter's own number once is enough. */
function runningHeads(lines: string[], breaks: Set<number>): number[] {
  const own = /^\s*Số\s*:\s*(\d+\s?\/\s?\S+)/mu.exec(lines.slice(0, 20).join('\n'))?.[1]?.replace(/\s/g, '')
  // A number on a line and a form feed below it are one break.
  const apart = [...breaks].filter((at) => !breaks.has(next(lines, at, -1)))
  const above = apart.map((at) => next(lines, at, -1))
  const below = [...breaks].map((at) => next(lines, at, 1)).filter((at) => !breaks.has(at))
  return [above, below].flatMap((side) => {
    const times = new Map<string, number>()
    for (const at of side) times.set(headKey(lines[at]), (times.get(headKey(lines[at])) ?? 0) + 1)
    return side.filter((at) => {
      const text = lines[at]?.trim() ?? ''
      if (text === '' || text.length > 120 || /[.;:]$/.test(text)) return false
      if (own !== undefined && text.replace(/\s/g, '').includes(own)) return true
      const count = times.get(headKey(text)) ?? 0
      return count >= leastRepeats && count > apart.length / 2 && !isTime(text) && !readUnit(text, noUnits)
    })
  })
}

const noUnits = bookOf(undefined, true)

/** The same on every page but for the page's number. */
function headKey(line = ''): string {
  return line.trim().replace(/^\d{1,3}\s+|\s+\d{1,3}$/g, '')
}

/** The nearest line with words. */
function next(lines: string[], from: number, step: 1 | -1): number {
  let at = from + step
  while (at >= 0 && at < lines.length && lines[at]?.trim() === '') at += step
  return at
}

function signedLines(lines: string[]): number[] {
  const low = lines.map((line) => (line.length < 200 ? plain(line) : ''))
  const sure = low.flatMap((line, at) => (signed.test(line) ? [at] : []))
  return sure.flatMap((at) => [at, ...[at - 1, at + 1].filter((other) => besideSigned.test(low[other] ?? ''))])
}

/** "[07:58, 15/4/2026] VP UBND xã:" before the first line of a message. */
export const sentBy = /^\s*\[\d{1,2}:\d{2}(?::\d{2})?,? \d{1,2}\/\d{1,2}\/20\d{2}\] ([^:]{2,60}:)(?:\s+(?=\S)|$)/u

/** Who sent the second and further messages, where a long text came in several: it goes on. */
function laterMessages(lines: string[]): number[] {
  return lines.flatMap((line, at) => (line.length < 100 && sentBy.test(line) ? [at] : [])).slice(1)
}

interface Footnotes {
  from: number
  to: number
  numbers: string[]
}

/** So many lines no footnote has. */
const longestNote = 8
const noteRule = /^\s*[_\-–—]{5,}\s*$/
const note = /^\s*(?:\[(\d{1,2})\]|(\d{1,2}))\s+(?=\p{Lu})/u

/** Below a rule at the foot of a page: "1 Theo báo cáo …", with the number glued to a word above ("năm 20251"). */
function footnotesOf(lines: string[]): Footnotes[] {
  const all: Footnotes[] = []
  let pageFrom = 0
  for (const [from, line] of lines.entries()) {
    if (from < pageFrom || !noteRule.test(line) || !note.test(lines[next(lines, from, 1)] ?? '')) continue
    const numbers: string[] = []
    let to = from + 1
    let isOpen = false
    let length = 0
    for (; to < lines.length; to++) {
      const text = lines[to] ?? ''
      const number = note.exec(text)
      const isNext =
        number !== null && (numbers.length === 0 || Number(number[1] ?? number[2]) === Number(numbers.at(-1)) + 1)
      if (isNext) {
        numbers.push(number[1] ?? number[2] ?? '')
        length = 0
      } else if (text.trim() !== '' && (!isOpen || ++length >= longestNote || endsNote(text))) break
      isOpen = text.trim() !== ''
    }
    const above = lines.slice(Math.max(pageFrom, from - longestPage), from)
    pageFrom = to
    if (numbers.some((number) => above.some((text) => noteMark(number).test(text)))) all.push({ from, to, numbers })
  }
  return all
}

/** A number of a page, another rule, an item, a row of a table, the end of the letter: the page goes on. */
function endsNote(text: string): boolean {
  if (/^\s*\d{1,3}\s*$/.test(text) || pageBreak.test(text) || noteRule.test(text)) return true
  return readMarker(text.trim()) !== undefined || isRow(text) || /^\s*noi nhan/.test(plain(text.slice(0, 40)))
}

/** The number of a note where it is glued to what it is about; "m2" is a measure. */
function noteMark(number: string): RegExp {
  return new RegExp(
    `(?<=(?!\\d ?[dck]?m)(?:\\p{L}{2}|\\p{L}[)”"])|(?:năm |/)20\\d\\d)(?:\\[${number}\\]|${number})(?=[\\s.,;:)]|$)`,
    'u',
  )
}

/** Without the numbers of footnotes in the words. */
function withoutMarks(raws: string[], notes: Footnotes[]): string[] {
  const lines = raws.slice()
  let pageFrom = 0
  for (const { from, to, numbers } of notes) {
    for (const number of numbers) {
      const mark = noteMark(number)
      let at = Math.max(pageFrom, from - longestPage)
      while (at < from && !mark.test(lines[at] ?? '')) at++
      if (at < from) lines[at] = lines[at]?.replace(mark, '') ?? ''
    }
    pageFrom = to
  }
  return lines
}

/** Each run of cut lines, with the empty lines around it, is a gap between paragraphs, or nothing inside one. */
function joinedOver(lines: string[], cut: Set<number>): string[] {
  const left: string[] = []
  for (let at = 0; at < lines.length; at++) {
    if (!cut.has(at)) {
      left.push(lines[at] ?? '')
      continue
    }
    let to = at + 1
    // After a break in words the number of the page that begins.
    const isNumber = () => pageBreak.test(lines[at] ?? '') && /^\s*\d{1,3}\s*$/.test(lines[to] ?? '')
    while (to < lines.length && (cut.has(to) || lines[to]?.trim() === '' || isNumber())) to++
    const isAlone = to === at + 1 && left.at(-1)?.trim() !== ''
    while (left.length > 0 && left.at(-1)?.trim() === '') left.pop()
    if (!isAlone && isBetween(left.at(-1) ?? '', lines[to] ?? '')) left.push('')
    at = to - 1
  }
  return left
}

/** Whether a paragraph ends before the cut, or begins after it. */
function isBetween(before: string, after: string): boolean {
  if (/[.;:]\s*$/.test(before)) return true
  if (/^\s*\p{Lu}/u.test(after) && isNumberedUnit(before.trim())) return true
  return readMarker(after.trim()) !== undefined && !dangling.test(before.trimEnd().slice(-40))
}

/** "7. Trạm Y tế Yên Thành" whole on its line: a heading, and below it the next paragraph begins. */
function isNumberedUnit(line: string): boolean {
  const item = line.length < 60 ? readMarker(line) : undefined
  return item !== undefined && item.marker.style !== 'dash' && readUnit(item.rest, noUnits)?.rest === ''
}

/**
 * A text whose every line came with an empty one below it, broken in the middle of sentences or of a table, as some viewers copy a page: without
 * one of each run of empty lines.
 */
export function singleSpaced(raws: string[]): string[] {
  // No letter is that long, and what would fill the memory is not copied.
  if (raws.length > 20_000) return raws
  const full = raws.filter((line) => line.trim() !== '')
  const close = raws.filter((line, at) => at > 0 && line.trim() !== '' && raws[at - 1]?.trim() !== '').length
  const broken = full.filter((line) => /^\s*\p{Ll}{2}|\S(?:\t|\s*\||\s{4,})\s*\S/u.test(line)).length
  if (full.length < 12 || close > full.length * 0.03 || broken < full.length * 0.15) return raws
  return raws.filter((line, at) => line.trim() !== '' || raws[at - 1]?.trim() === '')
}
