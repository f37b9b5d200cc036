// An assignment as people see it: plain data for cards, lists and digests, stored or not yet stored.
import type { DeadlineRule } from '../../calendar/rule.js'
import type { Day } from '../../lib/day.js'
import type { Timed } from './status.js'

export interface UnitName {
  id: number
  name: string
  shortName: string
}

export interface LetterName {
  number: string | null
  issuedOn: Day | null
}

/** What a preview knows too: the work, without what happened to it. */
export interface WorkView extends Timed {
  /** Missing as long as it is not stored. */
  number?: number | undefined
  text: string
  clause: string | null
  target: string | null
  product: string | null
  /** Missing for work given by hand. */
  letter?: LetterName | undefined
  /** Other letters that ask for the same, each with its clause and the day it names itself. */
  also?: (LetterName & { clause: string | null; dueOn?: Day | null })[]
  unit: UnitName
  cooperating: UnitName[]
  rule: DeadlineRule['kind']
  /** The letter's words about time. */
  words: string
  /** `once`, or the key of a recurring duty's period. */
  period: string
  promisedOn: Day | null
  before: boolean
}

export interface AssignmentView extends WorkView {
  id: number
  number: number
  communeId: number
  taskId: number
  directiveId: number | null
  deadlineId: number
  position: number
  area: string
  statusAt: Date
  statusBy: { personId: number; name: string } | undefined
  /** How the status came about, from the trail. */
  last: LastMove | undefined
  doneAt: Date | null
  createdAt: Date
  evidenceCount: number
  /** What the unit asked for and nobody has decided yet, the oldest first. */
  asked: { id: number; kind: 'extension' | 'difficulty' }[]
  /** The newest report of lateness. */
  lateness: LatenessView | undefined
  version: number
}

/** The newest line of the trail that set the status. */
export interface LastMove {
  /** `assignment.accept`, … */
  action: string
  at: Date
  /** An officer did it for the unit. */
  byHand: boolean
  /** The only officer confirmed what was their own. */
  selfConfirmed: boolean
}

export interface LatenessView {
  id: number
  cause: 'own' | 'outside'
  reason: string
  remedy: string
  promisedOn: Day
  responsible: string
  /** Another view of the cause, by a leader; `at` in milliseconds. */
  leader: { cause: 'own' | 'outside'; reason: string | null; who: string; at: number } | null
}
