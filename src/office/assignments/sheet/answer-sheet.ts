// `Bảng trả lời`: a unit's open work as rows to fill in, and the filled-in rows read back. Pure.
import type { SheetData } from 'write-excel-file/node'
import { readSpokenDate } from '../../../calendar/spoken.js'
import type { WorkCalendar } from '../../../calendar/work-calendar.js'
import type { Cell } from '../../../files/sheet/read.js'
import { UNSOLVED } from '../../../files/sheet/unsolved.js'
import type { Day } from '../../../lib/day.js'
import { translator } from '../../../lib/i18n.js'
import { clean, fold, shorten } from '../../../lib/vietnamese.js'
import type { AssignmentView } from '../view.js'
import { writeDeadline, writeSource, writeStatus } from '../words.js'

/** The headings are Vietnamese in every language, so that a file of one chat is read in another. */
const columns = [
  ['number', 'Số việc', 10],
  ['text', 'Nhiệm vụ', 60],
  ['source', 'Căn cứ', 30],
  ['deadline', 'Thời hạn', 24],
  ['status', 'Tình trạng', 18],
  ['answer', 'Trả lời (đã nhận, đang làm, xong, chậm; thường xuyên: duy trì, khó khăn)', 30],
  ['document', 'Số văn bản minh chứng', 24],
  ['promised', 'Nếu chậm: ngày dự kiến', 18],
  ['cause', 'Nếu chậm: nguyên nhân (chủ quan, khách quan)', 22],
  ['reason', 'Nếu chậm: lý do', 34],
  ['remedy', 'Nếu chậm: kế hoạch khắc phục', 34],
  ['responsible', 'Nếu chậm: người chịu trách nhiệm', 26],
] as const
type Column = (typeof columns)[number][0]

export const answerColumns = columns.map(([, , width]) => ({ width }))

function text(value: string) {
  return { value: clean(value), type: String, format: '@', wrap: true, alignVertical: 'top' as const }
}

/** The sheet of a unit's open work; every text stays a text. */
export function answerSheet(views: readonly AssignmentView[]): SheetData {
  const t = translator('vi')
  const head = columns.map(([, value]) => ({
    value,
    type: String,
    fontWeight: 'bold' as const,
    wrap: true,
    backgroundColor: '#E7EEF5',
  }))
  const rows = views.map((view) => [
    { value: view.number, type: Number, alignVertical: 'top' as const },
    text(shorten(view.text.replace(/\s+/g, ' '), 1000)),
    text(writeSource(t, view)),
    text(writeDeadline(t, view)),
    text(writeStatus(t, view.status)),
    ...Array.from({ length: columns.length - 5 }, () => text('')),
  ])
  return [head, ...rows]
}

export interface Late {
  cause: 'own' | 'outside'
  reason: string
  remedy: string
  promisedOn: Day
  responsible: string
}

export type Filled = { line: number; number: number } & (
  | { move: 'accept' | 'start' | 'maintain' | 'struggle' }
  | { move: 'report'; documentNumber: string | undefined }
  | { move: 'late'; late: Late }
)

export interface RowError {
  line: number
  /** A key of the locales. */
  code: string
  args: Record<string, string | number>
}

const answers: readonly [RegExp, 'accept' | 'start' | 'report' | 'late' | 'maintain' | 'struggle'][] = [
  [/^(?:da )?nhan(?: viec| roi)?$/, 'accept'],
  [/^dang (?:lam|thuc hien|trien khai|xu ly)$/, 'start'],
  [/^(?:da )?(?:lam )?(?:xong|hoan thanh)(?: roi)?$/, 'report'],
  [/^(?:bi )?(?:cham|tre)(?: tien do| han)?$/, 'late'],
  [/^(?:dang )?duy tri$/, 'maintain'],
  [/^(?:co )?kho khan$/, 'struggle'],
]

/** Rows with an answer; rows without one are left alone. Rows that are wrong are errors with their line in the file. */
export function readAnswers(
  cells: readonly (readonly Cell[])[],
  input: { today: Day; cal: WorkCalendar; responsible: string },
): { filled: Filled[]; errors: RowError[] } | { code: string } {
  const [head = [], ...rows] = cells
  const at = new Map<Column, number>()
  const folded = head.map((cell) => fold(String(cell ?? '')))
  for (const [key, title] of columns) {
    const found = folded.indexOf(fold(title))
    if (found >= 0) at.set(key, found)
  }
  if (!at.has('number') || !at.has('answer')) return { code: 'assignments-sheet-headings' }
  const filled: Filled[] = []
  const errors: RowError[] = []
  const seen = new Set<number>()
  for (const [index, row] of rows.entries()) {
    const line = index + 2
    const value = (key: Column) => cellText(row, at.get(key))
    const words = value('answer')
    if (words === '') continue
    const number = Number(/^#?(\d{1,6})$/.exec(value('number'))?.[1] ?? Number.NaN)
    const fail = (code: string, args: RowError['args'] = {}) => errors.push({ line, code, args })
    if (!Number.isInteger(number)) {
      fail('assignments-sheet-number', { words: shorten(value('number'), 30) })
      continue
    }
    if (seen.has(number)) {
      fail('assignments-sheet-twice', { number })
      continue
    }
    seen.add(number)
    const move = answers.find(([form]) => form.test(fold(words)))?.[1]
    if (!move) fail('assignments-sheet-answer', { number, words: shorten(words, 40) })
    else if (move === 'report')
      filled.push({ line, number, move, documentNumber: value('document').slice(0, 200) || undefined })
    else if (move !== 'late') filled.push({ line, number, move })
    else {
      const late = readLate(value, input)
      if ('code' in late) fail(late.code, { number, ...late.args })
      else filled.push({ line, number, move, late })
    }
  }
  return { filled, errors }
}

function readLate(
  value: (key: Column) => string,
  { today, cal, responsible }: { today: Day; cal: WorkCalendar; responsible: string },
): Late | { code: string; args: RowError['args'] } {
  const words = value('promised')
  if (words === '') return { code: 'assignments-sheet-no-day', args: {} }
  const iso = /^(20\d\d-\d\d-\d\d)/.exec(words)?.[1]
  const date = iso && iso >= today ? { day: iso } : readSpokenDate(words, today, cal)
  if (!('day' in date)) return { code: 'assignments-sheet-day', args: { words: shorten(words, 30) } }
  const reason = value('reason')
  if (reason === '') return { code: 'assignments-sheet-no-reason', args: {} }
  const cause = fold(value('cause'))
  if (!/chu quan|khach quan/.test(cause)) return { code: 'assignments-sheet-cause', args: {} }
  return {
    cause: cause.includes('chu quan') ? 'own' : 'outside',
    reason: shorten(reason, 500),
    remedy: shorten(value('remedy'), 500),
    promisedOn: date.day,
    responsible: shorten(value('responsible'), 100) || responsible,
  }
}

function cellText(row: readonly Cell[], at: number | undefined): string {
  const cell = at === undefined ? null : row[at]
  return cell === null || cell === undefined || cell === UNSOLVED ? '' : clean(String(cell)).trim()
}
