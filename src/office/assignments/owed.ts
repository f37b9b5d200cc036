// What units owe, row by row: the turns of recurring duties, and inserting assignments with their numbers.
import { and, eq, inArray, sql } from 'drizzle-orm'
import { occurrences } from '../../calendar/due.js'
import type { DeadlineRule } from '../../calendar/rule.js'
import type { WorkCalendar } from '../../calendar/work-calendar.js'
import type { Tx } from '../../db/db.js'
import { assignments } from '../../db/schema/assignments.js'
import { communes } from '../../db/schema/communes.js'
import { addDays, type Day, instantOf } from '../../lib/day.js'
import type { Settings } from '../communes/settings.js'
import { recordAll } from '../trail/record.js'
import { isPastAtIssue } from './status.js'

/** A rule as kept: the officer's tracking date travels with it until the assignment is opened. */
export type KeptRule = DeadlineRule & { trackingOn?: Day }

export interface OpenedAssignment {
  id: number
  number: number
  taskId: number
  unitId: number
  deadlineId: number
  period: string
  legalDueOn: Day | null
  trackingOn: Day | null
  standing: boolean
  issuedLate: boolean
}

/** One row to be: what a unit owes for one deadline and period. */
export interface Owed {
  taskId: number
  unitId: number
  deadlineId: number
  period: string
  rule: KeptRule
  legalDueOn: Day | undefined
}

export type Recurring = Extract<DeadlineRule, { kind: 'recurring' }>

/** The first turn that is not over yet: the current period's, or the next one's. */
export function firstTurn(rule: Recurring, today: Day, cal: WorkCalendar) {
  return occurrences(rule, today, addDays(today, LOOK_AHEAD), cal)[0]
}

// A yearly duty opens again within a year and a long Tết.
const LOOK_AHEAD = 400

/** When the turn after `openedThrough` opens: at the start of office hours of its day; null when the rule has no more. */
export function nextOpening(
  rule: Recurring,
  openedThrough: Day,
  today: Day,
  cal: WorkCalendar,
  settings: Settings,
): Date | null {
  const from = addDays(openedThrough, 1)
  const [next] = occurrences(rule, from, addDays(from > today ? from : today, LOOK_AHEAD), cal)
  return next ? instantOf(next.opensOn, settings.officeHours.morning[0]) : null
}

/** Inserts assignments with numbers of their own and their first line of the trail; what exists already is left alone. */
export async function insertOwed(
  tx: Tx,
  input: { communeId: number; owed: readonly Owed[]; actorId: number | undefined },
  now: Date,
): Promise<OpenedAssignment[]> {
  const { communeId } = input
  const owed = await withoutExisting(tx, communeId, input.owed)
  if (owed.length === 0) return []
  const [commune] = await tx
    .update(communes)
    .set({ nextNumber: sql`${communes.nextNumber} + ${owed.length}` })
    .where(eq(communes.id, communeId))
    .returning({ nextNumber: communes.nextNumber })
  if (!commune) throw new Error(`no commune ${communeId}`)
  const first = commune.nextNumber - owed.length
  const opened: OpenedAssignment[] = []
  for (let from = 0; from < owed.length; from += BATCH) {
    const values = owed
      .slice(from, from + BATCH)
      .map((one, index) => assignmentRow(communeId, one, first + from + index, now))
    const rows = await tx.insert(assignments).values(values).onConflictDoNothing().returning({
      id: assignments.id,
      number: assignments.number,
      taskId: assignments.taskId,
      unitId: assignments.unitId,
      deadlineId: assignments.deadlineId,
      period: assignments.period,
      legalDueOn: assignments.legalDueOn,
      trackingOn: assignments.trackingOn,
      standing: assignments.standing,
      issuedLate: assignments.issuedLate,
    })
    await recordAll(
      tx,
      rows.map((row) => ({
        communeId,
        subject: `assignment:${row.id}`,
        action: 'assignment.open',
        actorId: input.actorId,
        after: {
          status: 'unanswered',
          number: row.number,
          ...(row.legalDueOn ? { legalDueOn: row.legalDueOn } : {}),
          ...(row.trackingOn ? { trackingOn: row.trackingOn } : {}),
        },
      })),
      now,
    )
    opened.push(...rows)
  }
  return opened.sort((a, b) => a.number - b.number)
}

// PostgreSQL takes 65,535 parameters in a statement; a row here has about 25.
const BATCH = 1000

function assignmentRow(communeId: number, owed: Owed, number: number, now: Date) {
  const { rule } = owed
  const legal = owed.legalDueOn
  const timed = rule.kind === 'date' || rule.kind === 'recurring' ? rule : undefined
  return {
    communeId,
    number,
    taskId: owed.taskId,
    unitId: owed.unitId,
    deadlineId: owed.deadlineId,
    period: owed.period,
    standing: rule.kind === 'standing',
    legalDueOn: legal ?? null,
    trackingOn: legal || rule.kind === 'standing' ? null : (rule.trackingOn ?? null),
    dueTime: timed?.time ?? null,
    before: timed?.before ?? false,
    issuedLate: legal !== undefined && isPastAtIssue(legal, now),
    statusAt: now,
    nextLookAt: now,
    createdAt: now,
  }
}

/** What is not owed yet. The unique index stands behind it for two who open at once. */
async function withoutExisting(tx: Tx, communeId: number, owed: readonly Owed[]): Promise<Owed[]> {
  if (owed.length === 0) return []
  const keyOf = (one: Pick<Owed, 'unitId' | 'deadlineId' | 'period'>) => `${one.deadlineId} ${one.unitId} ${one.period}`
  const existing = await tx
    .select({ unitId: assignments.unitId, deadlineId: assignments.deadlineId, period: assignments.period })
    .from(assignments)
    .where(
      and(
        eq(assignments.communeId, communeId),
        inArray(assignments.taskId, [...new Set(owed.map((one) => one.taskId))]),
        inArray(assignments.period, [...new Set(owed.map((one) => one.period))]),
      ),
    )
  const known = new Set(existing.map(keyOf))
  const fresh = new Map(owed.filter((one) => !known.has(keyOf(one))).map((one) => [keyOf(one), one]))
  return [...fresh.values()]
}
