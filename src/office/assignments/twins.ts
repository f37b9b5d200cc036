// Work that two units both owe, the same task for the same period, when one of them goes into the other: which of the two stays. Pure.
import { isReported } from './status.js'
import type { Assignment } from './store.js'

/** An assignment with what was entered for it. */
export interface Owed
  extends Pick<Assignment, 'id' | 'taskId' | 'deadlineId' | 'period' | 'status' | 'standing' | 'reportedAt'> {
  /** Evidence, reports of lateness, and requests of the unit. */
  entered: number
}

export interface Twins<T> {
  stays: T
  goes: T
}

export const keyOf = (row: Pick<Owed, 'taskId' | 'deadlineId' | 'period'>) =>
  `${row.taskId} ${row.deadlineId} ${row.period}`

/**
 * Of twins the reported one stays, of two reports the earlier, else the one for which more than a receipt was entered, else the other unit's.
 * What the merged unit has done stays its own: then only what the other still owes goes. `from` and `into` are what is not withdrawn.
 */
export function pairTwins<T extends Owed>(from: readonly T[], into: readonly T[]): Twins<T>[] {
  const there = new Map(into.map((row) => [keyOf(row), row]))
  return from.flatMap((own) => {
    const other = there.get(keyOf(own))
    if (!other || (own.status === 'done' && isReported(other))) return []
    return weightOf(own) > weightOf(other) || (isReported(own) && isReported(other) && isEarlier(own, other))
      ? { stays: own, goes: other }
      : { stays: other, goes: own }
  })
}

function weightOf(row: Owed): number {
  if (isReported(row)) return 3
  if (row.entered > 0) return 2
  return row.status === 'unanswered' || row.status === 'accepted' ? 0 : 1
}

function isEarlier(a: Owed, b: Owed): boolean {
  return a.reportedAt !== null && b.reportedAt !== null && a.reportedAt < b.reportedAt
}
