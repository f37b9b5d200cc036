// What a letter says about time. A rule is kept as written (with its words); days are worked out from it by `due.ts`.
import type { Day } from '../lib/day.js'

/** Weekday of the weekly cadence: 1 Monday … 7 Sunday. */
export type Cadence =
  | { every: 'day' }
  | { every: 'week'; weekday?: number }
  | { every: 'month'; day?: number }
  | { every: 'quarter'; day?: number }
  | { every: 'half-year'; month?: number; day?: number }
  | { every: 'year'; month?: number; day?: number }
  /** "định kỳ" and no period: has to be asked. */
  | { every: 'unstated' }

/**
 * `date`: a day as written; `before` when the words say "trước ngày", which keeps the day and aims reminders a day earlier.
 * `period`: by the end of a month, quarter, half-year, nine months or year; `due` is its last day.
 * `within`: so many days from receipt, or `from` a day that the words name; `recurring`, `standing` (thường xuyên), `none` (kịp thời, theo quy định, or nothing said).
 * `time` is hours and minutes of the due day, `"17:00"`; "trước 17 giờ ngày 20" has both, and is due on the 20th (`isBeforeDay`).
 */
export type DeadlineRule =
  | { kind: 'date'; due: Day; before?: boolean; time?: string; words: string }
  | { kind: 'period'; of: 'month' | 'quarter' | 'half-year' | 'nine-months' | 'year'; due: Day; words: string }
  | { kind: 'within'; days: number; working: boolean; from?: Day; words: string }
  | { kind: 'recurring'; cadences: Cadence[]; before?: boolean; time?: string; words: string }
  | { kind: 'standing'; words: string }
  | { kind: 'none'; words: string }

export type DeadlineKind = DeadlineRule['kind']
