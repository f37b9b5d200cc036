// Evidence as it arrives: fetched files filed under their assignments, and what is still on its way.
import { and, count, desc, eq, inArray, isNull, sql } from 'drizzle-orm'
import type { Tx } from '../../../db/db.js'
import { assignments, evidence } from '../../../db/schema/assignments.js'
import { chores } from '../../../db/schema/post.js'
import { events } from '../../../db/schema/trail.js'
import { insertFile } from '../../../files/store.js'
import { recordAll } from '../../trail/record.js'
import { subjectOf } from '../change.js'
import { refreshScreens } from '../screens.js'
import { lockAssignments } from '../store.js'

export interface FetchedFile {
  sha256: string
  size: number
  name: string
  type: string
}

/** A file as it is filed. */
export interface NewEvidence extends FetchedFile {
  /** It tells why work is late. */
  confidential?: boolean
  /** The document's name under which it was announced with the report: one piece of evidence, not two. */
  announced?: string
}

/** For which reports evidence was given: of an assignment, the one made at `reportedAt` (milliseconds). */
export interface Reported {
  id: number
  reportedAt: number
  /** The unit, where somebody outside it reported. */
  onBehalfOf?: number
}

/**
 * Files evidence under the reports it was given for; a report that was taken back meanwhile gets none, and what a merger of units withdrew
 * meanwhile has it at the work that stays. Returns the assignments that got it.
 */
export async function fileEvidence(
  tx: Tx,
  input: {
    communeId: number
    personId: number
    givenAt: Date
    reports: readonly Reported[]
    files: readonly NewEvidence[]
    /** The number of a document that came with the files. */
    document?: string | undefined
  },
  now: Date,
): Promise<number[]> {
  const { communeId, files, document } = input
  const standing = await followMergers(tx, communeId, await stillMade(tx, communeId, input.reports))
  const ids = standing.map(({ id }) => id)
  if (ids.length === 0 || (files.length === 0 && document === undefined)) return ids
  const by = { communeId, givenBy: input.personId, givenAt: input.givenAt }
  if (document !== undefined) {
    await tx.insert(evidence).values(ids.map((assignmentId) => ({ ...by, assignmentId, documentNumber: document })))
    // What the trail says of the report knew nothing of it yet.
    const line = { communeId, action: 'assignment.amend', actorId: input.personId, after: { documentNumber: document } }
    await recordAll(
      tx,
      standing.map(({ id, onBehalfOf }) => ({ ...line, subject: subjectOf(id), onBehalfOf })),
      now,
    )
  }
  for (const { confidential = false, announced, ...file } of files) {
    const fileId = await insertFile(tx, { communeId, ...file }, now)
    const given = { ...by, fileId, confidential }
    const known = announced === undefined ? [] : await fillAnnounced(tx, { ...given, ids, announced })
    const others = ids.filter((id) => !known.includes(id))
    if (others.length > 0) await tx.insert(evidence).values(others.map((assignmentId) => ({ ...given, assignmentId })))
  }
  await tx
    .update(assignments)
    .set({ version: sql`${assignments.version} + 1` })
    .where(and(eq(assignments.communeId, communeId), inArray(assignments.id, ids)))
  await refreshScreens(tx, communeId, ids, now)
  return ids
}

/** The reports that were not taken back, held until the transaction ends. */
async function stillMade(tx: Tx, communeId: number, reports: readonly Reported[]): Promise<(Reported & Held)[]> {
  const rows = await lockAssignments(
    tx,
    communeId,
    reports.map((report) => report.id),
  )
  return reports.flatMap((report) => {
    const row = rows.find((one) => one.id === report.id && one.reportedAt?.getTime() === report.reportedAt)
    return row ? [{ ...report, status: row.status }] : []
  })
}

type Held = Pick<typeof assignments.$inferSelect, 'status'>

/** Of each the work that a merger of units left for it, itself where there was none; what two come to once. */
async function followMergers(
  tx: Tx,
  communeId: number,
  reports: readonly (Reported & Held)[],
): Promise<Pick<Reported, 'id' | 'onBehalfOf'>[]> {
  const found = new Map<number, Pick<Reported, 'id' | 'onBehalfOf'>>()
  for (const { onBehalfOf, ...report } of reports) {
    let work: { id: number } & Held = report
    const passed = new Set<number>()
    while (work.status === 'withdrawn' && !passed.has(work.id)) {
      passed.add(work.id)
      work = (await staysFor(tx, communeId, work.id)) ?? work
    }
    found.set(work.id, { id: work.id, ...(onBehalfOf === undefined ? {} : { onBehalfOf }) })
  }
  return [...found.values()]
}

async function staysFor(tx: Tx, communeId: number, id: number): Promise<({ id: number } & Held) | undefined> {
  const [withdrawal] = await tx
    .select({ after: events.after })
    .from(events)
    .where(
      and(eq(events.communeId, communeId), eq(events.subject, subjectOf(id)), eq(events.action, 'assignment.withdraw')),
    )
    .orderBy(desc(events.id))
    .limit(1)
  const number = withdrawal?.after?.staysAs
  if (typeof number !== 'number') return undefined
  const [row] = await tx
    .select({ id: assignments.id, status: assignments.status })
    .from(assignments)
    .where(and(eq(assignments.communeId, communeId), eq(assignments.number, number)))
    .for('update')
  return row
}

/** The file joins the name that was given with the report. Returns the assignments where there was one. */
async function fillAnnounced(
  tx: Tx,
  input: { communeId: number; ids: readonly number[]; announced: string; fileId: number; confidential: boolean },
): Promise<number[]> {
  const { communeId, ids, announced, fileId, confidential } = input
  const rows = await tx
    .update(evidence)
    .set({ fileId, confidential })
    .where(
      and(
        eq(evidence.communeId, communeId),
        inArray(evidence.assignmentId, [...ids]),
        eq(evidence.documentNumber, announced),
        isNull(evidence.fileId),
      ),
    )
    .returning({ assignmentId: evidence.assignmentId })
  return rows.map((row) => row.assignmentId)
}

/** The chore that fetches evidence. */
export const FETCH = 'assignment.evidence'

/** How much is still being fetched for this assignment: files, and the number of a document that came with them. */
export async function countComing(tx: Tx, communeId: number, assignmentId: number): Promise<number> {
  const rows = await tx
    .select({
      count: sql`jsonb_array_length(${chores.input} -> 'files') + (${chores.input} ? 'documentNumber')::int`.mapWith(
        Number,
      ),
    })
    .from(chores)
    .where(
      and(
        eq(chores.kind, FETCH),
        eq(chores.communeId, communeId),
        isNull(chores.doneAt),
        isNull(chores.failedAt),
        sql`${chores.input} -> 'reports' @> ${JSON.stringify([{ id: assignmentId }])}::jsonb`,
      ),
    )
  return rows.reduce((sum, row) => sum + row.count, 0)
}

/** How many pieces of evidence were given for this assignment, those that are still being fetched too. */
export async function countGiven(tx: Tx, communeId: number, assignmentId: number): Promise<number> {
  const [kept] = await tx
    .select({ count: count() })
    .from(evidence)
    .where(and(eq(evidence.communeId, communeId), eq(evidence.assignmentId, assignmentId)))
  return (kept?.count ?? 0) + (await countComing(tx, communeId, assignmentId))
}
