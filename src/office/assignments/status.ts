// What is true of an assignment: its statuses, the one table of what may follow what, and whether it is late. Pure.
import * as due from '../../calendar/due.js'
import type { WorkCalendar } from '../../calendar/work-calendar.js'
import type { statuses } from '../../db/schema/assignments.js'
import { type Day, dayOf } from '../../lib/day.js'
import type { Settings } from '../communes/settings.js'

export type Status = (typeof statuses)[number]

/**
 * `finish` is a report where the commune confirms nothing; `amend` adds to a report and `retract` takes it back, before it is confirmed;
 * `maintain` and `struggle` are the answers of a standing duty.
 */
export const moves = [
  'accept',
  'start',
  'report',
  'finish',
  'amend',
  'retract',
  'delay',
  'confirm',
  'supplement',
  'reopen',
  'withdraw',
  'maintain',
  'struggle',
] as const
export type Move = (typeof moves)[number]

/** Why a move is not possible: a key of the locales. */
export type Refusal = `assignments-no-${string}`

const taken = 'assignments-no-taken'
const reported = 'assignments-no-reported'
const closed = 'assignments-no-done'
const gone = 'assignments-no-withdrawn'
const standing = 'assignments-no-standing'
const ordinary = 'assignments-no-ordinary'
const nothing = 'assignments-no-report'
const open = 'assignments-no-open'

type Row = Record<Status, Status | Refusal>

/** From a status that still owes an answer; the rest of an answer's row is always the same. */
function answer(
  row: Record<'unanswered' | 'accepted' | 'in-progress' | 'late' | 'maintained' | 'difficult', Status | Refusal>,
): Row {
  return { ...row, awaiting: reported, done: closed, withdrawn: gone }
}

const report = (to: Status): Row =>
  answer({ unanswered: to, accepted: to, 'in-progress': to, late: to, maintained: standing, difficult: standing })

/** From one status only. */
function only(from: Status, to: Status, otherwise: Refusal): Row {
  const row: Row = {
    unanswered: otherwise,
    accepted: otherwise,
    'in-progress': otherwise,
    late: otherwise,
    awaiting: otherwise,
    done: from === 'awaiting' ? closed : otherwise,
    withdrawn: gone,
    maintained: otherwise,
    difficult: otherwise,
  }
  row[from] = to
  return row
}

const table: Record<Move, Row> = {
  accept: answer({
    unanswered: 'accepted',
    accepted: taken,
    'in-progress': taken,
    late: taken,
    maintained: taken,
    difficult: taken,
  }),
  // A report of lateness is more than "in progress": a late tap on an old card must not wipe it out.
  start: answer({
    unanswered: 'in-progress',
    accepted: 'in-progress',
    'in-progress': taken,
    late: taken,
    maintained: standing,
    difficult: standing,
  }),
  report: report('awaiting'),
  finish: report('done'),
  delay: report('late'),
  amend: only('awaiting', 'awaiting', nothing),
  retract: only('awaiting', 'in-progress', nothing),
  confirm: only('awaiting', 'done', nothing),
  supplement: only('awaiting', 'in-progress', nothing),
  reopen: only('done', 'in-progress', open),
  withdraw: {
    unanswered: 'withdrawn',
    accepted: 'withdrawn',
    'in-progress': 'withdrawn',
    late: 'withdrawn',
    awaiting: 'withdrawn',
    done: 'withdrawn',
    withdrawn: gone,
    maintained: 'withdrawn',
    difficult: 'withdrawn',
  },
  maintain: answer({
    unanswered: 'maintained',
    accepted: 'maintained',
    'in-progress': ordinary,
    late: ordinary,
    maintained: taken,
    difficult: 'maintained',
  }),
  struggle: answer({
    unanswered: 'difficult',
    accepted: 'difficult',
    'in-progress': ordinary,
    late: ordinary,
    maintained: 'difficult',
    difficult: 'difficult',
  }),
}

const ofStanding: readonly Move[] = ['maintain', 'struggle']
const ofOrdinary: readonly Move[] = [
  'start',
  'report',
  'finish',
  'amend',
  'retract',
  'delay',
  'confirm',
  'supplement',
  'reopen',
]

/** The status a move leads to, or why it leads nowhere. A standing duty is never completed; an ordinary one is not "maintained". */
export function follow(move: Move, from: Status, isStanding: boolean): Status | Refusal {
  const to = table[move][from]
  if (from === 'withdrawn') return to
  if (isStanding && ofOrdinary.includes(move)) return standing
  if (!isStanding && ofStanding.includes(move)) return ordinary
  return to
}

export function isRefusal(result: Status | Refusal): result is Refusal {
  return result.startsWith('assignments-no-')
}

/** Is it still on somebody's list? */
export function isOpen(status: Status): boolean {
  return status !== 'done' && status !== 'withdrawn'
}

/** Does the unit still owe a report? Then it is reminded. A standing duty is asked once per reporting period instead. */
export function needsReport(status: Status): boolean {
  return isOpen(status) && status !== 'awaiting'
}

/** Was it reported as completed, confirmed or not? */
export function isReported({ status, standing }: Pick<Timed, 'status' | 'standing'>): boolean {
  return !standing && (status === 'awaiting' || status === 'done')
}

/** What lateness is worked out from; a row and a view both have it. */
export interface Timed {
  legalDueOn: Day | null
  trackingOn: Day | null
  extendedTo: Day | null
  dueTime: string | null
  issuedLate: boolean
  standing: boolean
  status: Status
  reportedAt: Date | null
}

/** The day that counts: the extension, else the letter's, else the officer's tracking date. */
export function effectiveDue(a: Pick<Timed, 'legalDueOn' | 'trackingOn' | 'extendedTo'>): Day | undefined {
  return a.extendedTo ?? a.legalDueOn ?? a.trackingOn ?? undefined
}

/**
 * Where work stands against its day. `behind`: a tracking date was missed (chậm mốc), never called overdue. `issued-late`: the day
 * was past when it was given, which is not the unit's fault. `undated`: there is no day.
 */
export type Timing = 'undated' | 'in-time' | 'overdue' | 'behind' | 'issued-late'

/** Judged at the moment of the report where there is one, else at `now`. */
export function timingOf(a: Timed, now: Date, cal: WorkCalendar, settings: Pick<Settings, 'strictOverdue'>): Timing {
  const day = effectiveDue(a)
  if (!day || a.standing) return 'undated'
  const limit = {
    due: day,
    // The hour belongs to the letter's day; a day granted or set here is a whole one.
    dueTime: a.extendedTo || !a.legalDueOn ? undefined : (a.dueTime ?? undefined),
    strict: settings.strictOverdue,
  }
  const at = !needsReport(a.status) && a.reportedAt ? a.reportedAt : now
  // Also on the working day after a due day off on which it was given: everywhere the same.
  if (a.issuedLate && !a.extendedTo) return 'issued-late'
  if (!due.isOverdue(limit, at, cal)) return 'in-time'
  return a.extendedTo || a.legalDueOn ? 'overdue' : 'behind'
}

/** Still unreported past a deadline that counts. */
export function isOverdue(a: Timed, now: Date, cal: WorkCalendar, settings: Pick<Settings, 'strictOverdue'>): boolean {
  return needsReport(a.status) && timingOf(a, now, cal, settings) === 'overdue'
}

/** Had this day passed already on the day the work was given? */
export function isPastAtIssue(day: Day, now: Date): boolean {
  return day < dayOf(now)
}
