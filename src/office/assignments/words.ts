// How an assignment's parts are said: the letter, the deadline, the status. Absolute dates only: a countdown is false tomorrow.
import { noSuchDayIn } from '../../calendar/no-such-day.js'
import { isPeriod, writePeriod } from '../../calendar/period.js'
import { type Day, dayOf, timeOf, writeDay, writeShortDay } from '../../lib/day.js'
import type { Translate } from '../../lib/i18n.js'
import { oneLine, shorten } from '../../lib/vietnamese.js'
import { kindIn } from './letter-kinds.js'
import type { Status } from './status.js'
import type { AssignmentView, LetterName, WorkView } from './view.js'

/** Of a number whose serial is still blank ("/UBND-VHXH") what stands behind the blank; of one that is complete nothing. */
export function symbolOf(number: string): string | undefined {
  const serial = number.split(/[/-]/)[0] ?? ''
  return /\d/.test(serial) ? undefined : number.replace(/^[^\p{L}\p{N}]+/u, '')
}

/**
 * "CV 85/UBND-VHXH ngày 24/7/2025"; a letter sent before it had number and day says so, "Văn bản tạm gửi, chưa vào số (UBND-VHXH)": a
 * slash that begins a word would be a command to press.
 */
export function writeLetter(t: Translate, letter: LetterName): string {
  const { number, issuedOn } = letter
  const symbol = number ? symbolOf(number) : ''
  if (!number || symbol !== undefined) {
    const name = symbol ? t('assignments-letter-blank', { symbol }) : t('assignments-letter-provisional')
    return issuedOn ? t('assignments-letter-day', { letter: name, day: writeDay(issuedOn) }) : name
  }
  const name = kindIn(number) ? number : t('assignments-letter', { number })
  return issuedOn
    ? t('assignments-letter-day', { letter: name, day: writeDay(issuedOn) })
    : t('assignments-letter-undated', { letter: name })
}

/** "CV 85/UBND-VHXH ngày 24/7/2025, mục 1"; of work given by hand that it was. */
export function writeSource(
  t: Translate,
  view: Pick<WorkView, 'letter' | 'clause' | 'also'> & Partial<Pick<WorkView, 'legalDueOn'>>,
): string {
  const others = (view.also ?? []).map((other) => {
    const place = placeOf(t, other, other.clause)
    // The work keeps the day it was given with; another letter's own day is not lost.
    return other.dueOn && other.dueOn !== view.legalDueOn
      ? `${place} (${t('assignments-also-due', { day: writeDay(other.dueOn) })})`
      : place
  })
  return [placeOf(t, view.letter, view.clause), ...others].join('; ')
}

function placeOf(t: Translate, letter: LetterName | undefined, clause: string | null): string {
  const name = letter ? writeLetter(t, letter) : t('assignments-given')
  return clause ? `${name}, ${clause}` : name
}

/** `#17`; a preview has no number yet. */
export function writeNumber(view: Pick<WorkView, 'number'>): string {
  return view.number === undefined ? '#…' : `#${view.number}`
}

type Dated = Pick<
  WorkView,
  | 'legalDueOn'
  | 'trackingOn'
  | 'extendedTo'
  | 'promisedOn'
  | 'dueTime'
  | 'rule'
  | 'words'
  | 'period'
  | 'issuedLate'
  | 'status'
  | 'letter'
>

/** The whole of the deadline: the day with the letter's words, period, extension, promised day. */
export function writeDeadline(t: Translate, view: Dated): string {
  const parts = [deadlineItself(t, view)]
  if (view.extendedTo) parts.push(t('assignments-extended', { day: writeDay(view.extendedTo) }))
  if (view.promisedOn && view.status !== 'late')
    parts.push(t('assignments-promised', { day: writeDay(view.promisedOn) }))
  if (view.issuedLate) parts.push(t('assignments-issued-late'))
  return parts.join(' · ')
}

function deadlineItself(t: Translate, view: Dated): string {
  const words = view.words.trim() ? ` ("${view.words.trim()}")` : ''
  if (view.legalDueOn) {
    return `${writeLegal(t, view, view.legalDueOn)}${writeTurn(t, view)}${words}`
  }
  if (view.rule === 'standing') return `${t('assignments-standing')}${words}`
  const none = view.letter ? noSuchDayIn(view.words) : undefined
  if (none !== undefined) {
    const words = view.words.trim()
    return view.trackingOn
      ? t('assignments-tracking-no-such-day', { day: writeDay(view.trackingOn), words })
      : t('assignments-no-such-day', { words })
  }
  // Of work given by hand there is no letter that could name a day.
  if (view.trackingOn)
    return t(view.letter ? 'assignments-tracking' : 'assignments-tracking-given', { day: writeDay(view.trackingOn) })
  return `${t(view.letter ? 'assignments-undated' : 'assignments-undated-given')}${words}`
}

/** ", kỳ quý III/2026" of a duty that comes again, else nothing. */
export function writeTurn(t: Translate, view: Pick<WorkView, 'period'>): string {
  if (!isPeriod(view.period)) return ''
  return `, ${t('assignments-period', { period: writePeriod(view.period) })}`
}

/** "30/9/2026", "17:00 ngày 30/9/2026". */
function writeLegal(t: Translate, { dueTime: time }: Dated, due: Day): string {
  const day = writeDay(due)
  return time ? t('assignments-due-time', { time, day }) : day
}

/** The day alone, for a line of a list: "30/9/2026", "17:00 ngày 30/9/2026", "mốc 31/12/2026", or nothing. */
export function writeDue(t: Translate, view: Dated): string {
  if (view.extendedTo) return t('assignments-due-extended', { day: writeDay(view.extendedTo) })
  if (view.legalDueOn) return writeLegal(t, view, view.legalDueOn)
  if (view.rule === 'standing') return t('assignments-standing')
  return view.trackingOn ? t('assignments-due-tracking', { day: writeDay(view.trackingOn) }) : ''
}

/** The same in a line that does not say what it is: "hạn 30/9/2026"; "mốc 31/12/2026" and "gia hạn 15/10/2026" say it themselves. */
export function writeDueNamed(t: Translate, view: Dated): string {
  const due = writeDue(t, view)
  return view.legalDueOn && !view.extendedTo ? t('assignments-due', { due }) : due
}

export function writeStatus(t: Translate, status: Status): string {
  return t(`assignments-status-${status}`)
}

/** "Đang thực hiện (Trần Văn B, 09:12 15/9)". */
export function writeStatusLine(t: Translate, view: AssignmentView): string {
  const parts = [statusItself(t, view)]
  if (view.status !== 'unanswered') {
    const when = writeMoment((view.status === 'awaiting' && view.reportedAt) || view.statusAt)
    const who = view.statusBy?.name ?? ''
    parts.push(who ? `(${t(`assignments-by-${mannerOf(view)}`, { who, when })})` : `(${when})`)
  }
  const line = parts.join(' ')
  return view.evidenceCount > 0 ? `${line} · ${t('assignments-evidence-count', { count: view.evidenceCount })}` : line
}

/** The group sees of a report of lateness only that there is one and the day promised (PRODUCT.md section 5). */
function statusItself(t: Translate, view: AssignmentView): string {
  const { promisedOn } = view
  if (view.status !== 'late' || !promisedOn) return writeStatus(t, view.status)
  const isThisYear = promisedOn.slice(0, 4) === dayOf(view.statusAt).slice(0, 4)
  return t('assignments-status-promised', { day: isThisYear ? writeShortDay(promisedOn) : writeDay(promisedOn) })
}

/** In what manner the person named caused the status. */
function mannerOf(view: AssignmentView): 'unit' | 'hand' | 'confirm' | 'self' | 'supplement' | 'reopen' {
  const { last } = view
  if (last?.action === 'assignment.confirm') return last.selfConfirmed ? 'self' : 'confirm'
  if (last?.action === 'assignment.supplement') return 'supplement'
  if (last?.action === 'assignment.reopen') return 'reopen'
  return last?.byHand ? 'hand' : 'unit'
}

/** "09:12 15/9" */
export function writeMoment(at: Date): string {
  return `${timeOf(at)} ${writeShortDay(dayOf(at))}`
}

/** "./." ends the letter and not the task that happens to stand last in it. Taken off sign by sign: a long run of blanks costs once. */
export function withoutEnd(text: string): string {
  const dot = before(text, '.')
  const slash = dot === undefined ? undefined : before(dot, '/')
  if (slash === undefined) return text
  return `${before(slash, '.') ?? slash.trimEnd()}.`
}

/** What stands before this sign, blanks aside; undefined where the text does not end with it. */
function before(text: string, sign: string): string | undefined {
  const said = text.trimEnd()
  return said.endsWith(sign) ? said.slice(0, -sign.length).trimEnd() : undefined
}

// What a phone shows of a task without scrolling; the rest is behind `Xem đầy đủ`.
const READABLE = 320

/** The text of a task at a length that reads well on a card. */
export function readableText(text: string): string {
  return shorten(oneLine(text), READABLE)
}

/** Is there more than a card shows? */
export function isLong(text: string): boolean {
  return readableText(text).length < oneLine(text.trim()).length
}
