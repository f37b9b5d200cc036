// Every assignment sits in exactly one box, so the boxes add up to the total. The pure form of what `scope.ts` says in SQL; a
// property test holds the two together.
import type { WorkCalendar } from '../../calendar/work-calendar.js'
import { needsReport, type Timed, timingOf } from '../assignments/status.js'
import type { Settings } from '../communes/settings.js'

/**
 * In the order in which they are told. `onTime`, `late`: reported, judged by when the unit reported. `issuedLate`: the day was past
 * when it was given, so it is neither in time nor the unit's fault. `met`, `missed`, `ahead`: by tracking date.
 */
export const boxes = [
  'onTime',
  'late',
  'running',
  'overdue',
  'issuedLate',
  'met',
  'missed',
  'ahead',
  'undated',
  'standing',
] as const
export type Box = (typeof boxes)[number]

/**
 * Numbers that cut across the boxes and open to their work as well. `own`, `outside`: by the cause last reported, or as a leader saw it. `later`: given in the period, due after it, in no box. `pastLegal`:
 * unreported past the day of the letter, whatever extension there is.
 */
export const slices = ['unanswered', 'awaiting', 'extended', 'carried', 'later', 'own', 'outside', 'pastLegal'] as const
export type Slice = (typeof slices)[number]
export type Heap = Box | Slice

/** Of what was reported late: from which side the cause came; `judged`: how often a leader saw it otherwise than the unit. */
export interface Causes {
  own: number
  outside: number
  judged: number
}

export function isBox(heap: Heap): heap is Box {
  return (boxes as readonly string[]).includes(heap)
}

/** What stands in a box, and how much of it is of a special kind. */
export interface Tally {
  count: number
  /** With an extension. */
  extended: number
  /** Reported, waiting for the officer's word. */
  awaiting: number
  /** Reported or confirmed; tells within `issuedLate` and `undated` what is finished. */
  reported: number
  /** Nobody has answered at all. */
  unanswered: number
  /** Came over from before the period (chuyển kỳ). */
  carried: number
}

/** The box of an assignment that was not withdrawn, as of `now`. */
export function boxOf(a: Timed, now: Date, cal: WorkCalendar, settings: Pick<Settings, 'strictOverdue'>): Box {
  if (a.standing) return 'standing'
  const timing = timingOf(a, now, cal, settings)
  const reported = !needsReport(a.status)
  switch (timing) {
    case 'undated':
      return 'undated'
    case 'issued-late':
      return 'issuedLate'
    case 'overdue':
      return reported ? 'late' : 'overdue'
    case 'behind':
      return 'missed'
    case 'in-time':
      if (a.extendedTo || a.legalDueOn) return reported ? 'onTime' : 'running'
      return reported ? 'met' : 'ahead'
  }
}

export function emptyTally(): Tally {
  return { count: 0, extended: 0, awaiting: 0, reported: 0, unanswered: 0, carried: 0 }
}

export function addTally(to: Tally, more: Tally): void {
  to.count += more.count
  to.extended += more.extended
  to.awaiting += more.awaiting
  to.reported += more.reported
  to.unanswered += more.unanswered
  to.carried += more.carried
}

/** One row per heap (a unit, an area) and box. */
export interface TallyRow<K> {
  key: K
  box: Box
  tally: Tally
}

export type Boxes = Record<Box, Tally>

export function emptyBoxes(): Boxes {
  return Object.fromEntries(boxes.map((box) => [box, emptyTally()])) as Boxes
}

/** The boxes over all heaps. */
export function sumBoxes<K>(rows: readonly TallyRow<K>[]): Boxes {
  const sum = emptyBoxes()
  for (const row of rows) addTally(sum[row.box], row.tally)
  return sum
}

/** The boxes of each heap. */
export function boxesByKey<K>(rows: readonly TallyRow<K>[]): Map<K, Boxes> {
  const found = new Map<K, Boxes>()
  for (const row of rows) {
    const own = found.get(row.key) ?? emptyBoxes()
    addTally(own[row.box], row.tally)
    found.set(row.key, own)
  }
  return found
}

/** All boxes together. */
export function totalOf(all: Boxes): Tally {
  const total = emptyTally()
  for (const box of boxes) addTally(total, all[box])
  return total
}
