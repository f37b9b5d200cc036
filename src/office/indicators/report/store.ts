// The units' monthly reports as kept.
import { and, eq, inArray, sql } from 'drizzle-orm'
import type { Period } from '../../../calendar/period.js'
import type { Tx } from '../../../db/db.js'
import { assignments, evidence, taskDeadlines, tasks } from '../../../db/schema/assignments.js'
import { unitReports } from '../../../db/schema/indicators.js'
import { persons } from '../../../db/schema/people.js'
import { outbox, screens } from '../../../db/schema/post.js'
import { events } from '../../../db/schema/trail.js'
import { isComing } from '../../../post/outbox.js'
import { everies, figurePeriods } from '../indicator.js'
import type { Duty } from './duty.js'
import { type Additions, additions } from './prefill.js'

export type UnitReport = typeof unitReports.$inferSelect

export const reportSubject = (id: number) => `unit-report:${id}`
export const reportSlot = (id: number) => `unitreport:${id}`

/** The report whose card this screen is. */
export function readReportSlot(slot: string): number | undefined {
  const id = /^unitreport:(\d+)/.exec(slot)?.[1]
  return id === undefined ? undefined : Number(id)
}

/** The unit's report of a month; made when there is none. */
export async function ensureReport(tx: Tx, key: ReportKey, now: Date): Promise<UnitReport> {
  const [made] = await tx
    .insert(unitReports)
    .values({ ...key, createdAt: now })
    .onConflictDoNothing()
    .returning()
  if (made) return made
  const found = await findReportOf(tx, key)
  if (!found) throw new Error('unit report neither stored nor found')
  return found
}

/** A unit has one report of a month. */
export interface ReportKey {
  communeId: number
  unitId: number
  period: Period
}

export async function findReportOf(tx: Tx, { communeId, unitId, period }: ReportKey): Promise<UnitReport | undefined> {
  const [row] = await tx
    .select()
    .from(unitReports)
    .where(and(eq(unitReports.communeId, communeId), eq(unitReports.unitId, unitId), eq(unitReports.period, period)))
  return row
}

export async function findReport(tx: Tx, communeId: number, id: number): Promise<UnitReport | undefined> {
  const [row] = await tx
    .select()
    .from(unitReports)
    .where(and(eq(unitReports.communeId, communeId), eq(unitReports.id, id)))
  return row
}

/** Held until the transaction ends, so that it is sent once. */
export async function lockReport(tx: Tx, communeId: number, id: number): Promise<UnitReport | undefined> {
  const [row] = await tx
    .select()
    .from(unitReports)
    .where(and(eq(unitReports.communeId, communeId), eq(unitReports.id, id)))
    .for('update')
  return row
}

export async function writeReport(
  tx: Tx,
  row: Pick<UnitReport, 'communeId' | 'id'>,
  change: Partial<Pick<UnitReport, 'state' | 'content' | 'facts' | 'fileId' | 'sentBy' | 'sentAt'>>,
): Promise<void> {
  await tx
    .update(unitReports)
    .set(change)
    .where(and(eq(unitReports.communeId, row.communeId), eq(unitReports.id, row.id)))
}

/** What the head wrote. */
export function additionsOf(report: Pick<UnitReport, 'content'>): Additions {
  return Object.fromEntries(
    additions.flatMap((key) => {
      const text = report.content[key]
      return typeof text === 'string' && text !== '' ? [[key, text]] : []
    }),
  )
}

export async function nameOf(tx: Tx, personId: number | null): Promise<string | undefined> {
  if (personId === null) return undefined
  const [row] = await tx.select({ name: persons.name }).from(persons).where(eq(persons.id, personId))
  return row?.name
}

/** The unit's recurring assignments that still owe a report, of the periods that end with this month. */
export async function listDuties(tx: Tx, communeId: number, unitId: number, month: Period): Promise<Duty[]> {
  const periods = everies.flatMap((every) => figurePeriods(every, month))
  const rows = await tx
    .select({
      assignmentId: assignments.id,
      number: assignments.number,
      text: tasks.text,
      product: tasks.product,
      rule: taskDeadlines.rule,
      period: assignments.period,
    })
    .from(assignments)
    .innerJoin(tasks, and(eq(tasks.communeId, assignments.communeId), eq(tasks.id, assignments.taskId)))
    .innerJoin(
      taskDeadlines,
      and(eq(taskDeadlines.communeId, assignments.communeId), eq(taskDeadlines.id, assignments.deadlineId)),
    )
    .where(
      and(
        eq(assignments.communeId, communeId),
        eq(assignments.unitId, unitId),
        inArray(assignments.period, periods),
        inArray(assignments.status, ['unanswered', 'accepted', 'in-progress', 'late']),
      ),
    )
    .orderBy(assignments.number)
  return rows
}

/** The unit's assignments whose standing report is this one, known by the document named with it. */
export async function listClosedBy(
  tx: Tx,
  { communeId, unitId, period }: UnitReport,
  documentNumber: string,
): Promise<{ id: number; number: number; status: string }[]> {
  return tx
    .selectDistinct({ id: assignments.id, number: assignments.number, status: assignments.status })
    .from(assignments)
    .innerJoin(
      evidence,
      and(
        eq(evidence.communeId, assignments.communeId),
        eq(evidence.assignmentId, assignments.id),
        eq(evidence.givenAt, assignments.reportedAt),
      ),
    )
    .where(
      and(
        eq(assignments.communeId, communeId),
        eq(assignments.unitId, unitId),
        inArray(
          assignments.period,
          everies.flatMap((every) => figurePeriods(every, period)),
        ),
        inArray(assignments.status, ['awaiting', 'done']),
        eq(evidence.documentNumber, documentNumber),
      ),
    )
    .orderBy(assignments.number)
}

/** The chats that show this report's card, or are about to. */
export async function chatsShowing(tx: Tx, id: number): Promise<number[]> {
  const slot = reportSlot(id)
  const shown = await tx.select({ chatId: screens.chatId }).from(screens).where(eq(screens.slot, slot))
  const queued = await tx
    .select({ chatId: outbox.chatId })
    .from(outbox)
    .where(and(isComing, eq(outbox.slot, slot)))
  return [...new Set([...shown, ...queued].map((row) => row.chatId))]
}

/** Grows with every change anybody records: names the states of a card. */
export async function trailVersion(tx: Tx): Promise<number> {
  const [row] = await tx.select({ last: sql`coalesce(max(${events.id}), 0)`.mapWith(Number) }).from(events)
  return row?.last ?? 0
}
