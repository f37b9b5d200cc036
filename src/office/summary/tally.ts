// How much stands in each box: one scan of a commune's assignments per screen.
import { and, desc, eq, type SQL, sql } from 'drizzle-orm'
import type { Tx } from '../../db/db.js'
import { rowsOf } from '../../db/rows.js'
import { assignments, latenesses, tasks } from '../../db/schema/assignments.js'
import { dayOf } from '../../lib/day.js'
import type { Status } from '../assignments/status.js'
import { type Box, boxes, type Causes, type TallyRow } from './boxes.js'
import {
  boxSql,
  everInScope,
  inScope,
  isOver,
  lastDay,
  longestOff,
  notCarried,
  pastLegal,
  type Scope,
  wall,
} from './scope.js'

/** A whole day in the letter and nothing else: most work, and what a scan spends its time on. */
const plain = sql`(${assignments.legalDueOn} is not null and ${assignments.extendedTo} is null and ${assignments.dueTime} is null
  and not ${assignments.standing} and not ${assignments.issuedLate})`

/** What is told of plain work: late as of today, and late by the report. The codes of all other work stand behind these four. */
const [OVER, REPORTED_LATE, OTHERS] = [1, 2, 4]

/**
 * What a tally tells apart beside the status, as one small number: rows alike in it are counted together, which takes a third of the time
 * that a condition for each number takes. Plain work does without the box, which hangs on the status, and a scan that asks each row for
 * that takes half as long again: `boxOfCode` works it out for all that are alike.
 */
function alike(scope: Scope): SQL {
  const [day, local] = [sql`${assignments.legalDueOn}`, wall(sql`${assignments.reportedAt}`)]
  const bit = (holds: SQL, value: number) => sql`case when ${holds} then ${sql.raw(String(value))} else 0 end`
  const over = bit(isOver(scope, day), OVER)
  const reportedLate = sql`${local} >= ${day} + ${longestOff(scope) + 1}::int or ${local}::date > ${lastDay(scope, day)}`
  const other = boxSql<number>(scope, (one) => sql.raw(String(OTHERS + 2 * boxes.indexOf(one))))
  const code = sql`case when ${plain} then case
      when ${assignments.reportedAt} is null then ${bit(isOver(scope, day), OVER + REPORTED_LATE)}
      when ${local} < ${day} + 1 then ${over}
      else ${over} + ${bit(reportedLate, REPORTED_LATE)} end
    else ${other} + ${bit(sql`${assignments.extendedTo} is not null`, 1)} end`
  const carried = scope.span && bit(sql`not coalesce(${notCarried(scope.span)}, false)`, 1)
  return carried ? sql`2 * ${code} + ${carried}` : sql`2 * ${code}`
}

function boxOfCode(code: number, reported: boolean): Box {
  const box = boxes[(code - OTHERS) >> 1]
  if (code >= OTHERS && box) return box
  if (code & (reported ? REPORTED_LATE : OVER)) return reported ? 'late' : 'overdue'
  return reported ? 'onTime' : 'running'
}

const counted = sql`count(*)`.mapWith(Number)

interface Alike<K> {
  key: K
  status: Status
  alike: number
  count: number
}

/** Read as they come: a thousand rows through a builder's mapping take as long as a fifth of the scan. */
function readAlike<K>(tx: Tx, scope: Scope, key: SQL, from: SQL): Promise<Alike<K>[]> {
  return rowsOf(
    tx,
    sql`select ${key}::text as key, ${assignments.status} as status, ${alike(scope)} as alike, count(*)::int as count
      from ${from} where ${everInScope(scope)} group by ${key}, 2, 3`,
  )
}

function tallied<K>(rows: Alike<K>[]): TallyRow<K>[] {
  return rows.flatMap(({ key, status, alike, count }) => {
    if (status === 'withdrawn') return []
    const some = (holds: boolean) => (holds ? count : 0)
    const reported = status === 'awaiting' || status === 'done'
    const code = alike >> 1
    return {
      key,
      box: boxOfCode(code, reported),
      tally: {
        count,
        extended: some(code >= OTHERS && code % 2 === 1),
        awaiting: some(status === 'awaiting'),
        reported: some(reported),
        unanswered: some(status === 'unanswered'),
        carried: some(alike % 2 === 1),
      },
    }
  })
}

/** The boxes of every unit: one scan, several rows for a unit and box. Units without work are missing. */
export async function tallyByUnit(tx: Tx, scope: Scope): Promise<TallyRow<number>[]> {
  if (scope.unitIds?.length === 0) return []
  const rows = await readAlike<string>(tx, scope, sql`${assignments.unitId}`, sql`${assignments}`)
  return tallied(rows.map((row) => ({ ...row, key: Number(row.key) })))
}

/** The boxes of every area (lĩnh vực), the same way. */
export async function tallyByArea(tx: Tx, scope: Scope): Promise<TallyRow<string>[]> {
  if (scope.unitIds?.length === 0) return []
  const from = sql`${assignments} join ${tasks} on ${tasks.communeId} = ${assignments.communeId} and ${tasks.id} = ${assignments.taskId}`
  return tallied(await readAlike<string>(tx, scope, sql`${tasks.area}`, from))
}

/** The cause that counts: a leader's view of it, where one was given. */
const countedCause = sql<'own' | 'outside'>`coalesce(${latenesses.leaderCause}, ${latenesses.cause})`

/**
 * Of the work in scope that was reported late: from which side the cause came, by the newest report of each, and how often a leader saw
 * it otherwise than the unit.
 */
export async function tallyCauses(tx: Tx, scope: Scope): Promise<Causes> {
  if (scope.unitIds?.length === 0) return { own: 0, outside: 0, judged: 0 }
  const newest = tx
    .selectDistinctOn([latenesses.assignmentId], {
      cause: countedCause.as('counted'),
      judged: sql<boolean>`${latenesses.leaderCause} <> ${latenesses.cause}`.as('judged'),
    })
    .from(latenesses)
    .innerJoin(
      assignments,
      and(eq(assignments.communeId, latenesses.communeId), eq(assignments.id, latenesses.assignmentId)),
    )
    .where(and(eq(latenesses.communeId, scope.communeId), inScope(scope)))
    .orderBy(latenesses.assignmentId, desc(latenesses.id))
    .as('newest')
  const rows = await tx
    .select({
      cause: newest.cause,
      count: counted,
      judged: sql`count(*) filter (where ${newest.judged})`.mapWith(Number),
    })
    .from(newest)
    .groupBy(newest.cause)
  const count = (cause: 'own' | 'outside') => rows.find((row) => row.cause === cause)?.count ?? 0
  return { own: count('own'), outside: count('outside'), judged: rows.reduce((sum, row) => sum + row.judged, 0) }
}

/** Unreported work whose day in the letter is over, whatever extension it has: the other of the two clocks. */
export async function countPastLegal(tx: Tx, scope: Scope): Promise<{ count: number; extended: number }> {
  if (scope.unitIds?.length === 0) return { count: 0, extended: 0 }
  const today = sql`${dayOf(scope.now)}::date`
  const [row] = await tx
    .select({
      count: counted,
      extended: sql`count(*) filter (where ${assignments.extendedTo} >= ${today})`.mapWith(Number),
    })
    .from(assignments)
    .where(and(inScope(scope), pastLegal(scope)))
  return row ?? { count: 0, extended: 0 }
}
