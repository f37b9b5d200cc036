// Assignments as kept: rows to act on, and views to show. Everything is looked up within one commune.
import { and, asc, count, eq, inArray, notInArray, type SQL, sql } from 'drizzle-orm'
import type { Tx } from '../../db/db.js'
import {
  alsoAskedBy,
  assignments,
  evidence,
  latenesses,
  requests,
  taskDeadlines,
  tasks,
  taskUnits,
} from '../../db/schema/assignments.js'
import { units } from '../../db/schema/communes.js'
import { directives } from '../../db/schema/directives.js'
import { files } from '../../db/schema/files.js'
import { persons } from '../../db/schema/people.js'
import { events } from '../../db/schema/trail.js'
import { dayOf } from '../../lib/day.js'
import { communeCalendar, findCommune } from '../communes/store.js'
import { isOverdue } from './status.js'
import type { AssignmentView, LastMove, LatenessView, UnitName } from './view.js'
import { withoutEnd } from './words.js'

export type Assignment = typeof assignments.$inferSelect

export async function findAssignment(tx: Tx, communeId: number, id: number): Promise<Assignment | undefined> {
  const [row] = await tx
    .select()
    .from(assignments)
    .where(and(eq(assignments.communeId, communeId), eq(assignments.id, id)))
  return row
}

export async function findByNumber(tx: Tx, communeId: number, number: number): Promise<Assignment | undefined> {
  const [row] = await listByNumbers(tx, communeId, [number])
  return row
}

export async function listByNumbers(tx: Tx, communeId: number, numbers: readonly number[]): Promise<Assignment[]> {
  if (numbers.length === 0) return []
  return tx
    .select()
    .from(assignments)
    .where(and(eq(assignments.communeId, communeId), inArray(assignments.number, [...numbers])))
    .orderBy(asc(assignments.number))
}

/** The row, held against everyone else until the transaction ends. Several are locked in the order of their ids, so nobody waits in a ring. */
export async function lockAssignments(tx: Tx, communeId: number, ids: readonly number[]): Promise<Assignment[]> {
  if (ids.length === 0) return []
  return tx
    .select()
    .from(assignments)
    .where(and(eq(assignments.communeId, communeId), inArray(assignments.id, [...ids])))
    .orderBy(asc(assignments.id))
    .for('update')
}

export interface OpenQuery {
  communeId: number
  /** All units when not named. */
  unitIds?: readonly number[]
  /** Only what is past a deadline that counts (`isOverdue`). */
  overdueOnly?: boolean
}

/** Open work, the most urgent first; work without a day last. */
export async function listOpenAssignments(tx: Tx, query: OpenQuery, now: Date): Promise<AssignmentView[]> {
  const ids = await listOpenIds(tx, query, now)
  const views = await viewsOf(tx, query.communeId, ids)
  if (!query.overdueOnly) return views
  const cal = await communeCalendar(tx, query.communeId)
  const { settings } = await findCommune(tx, query.communeId)
  return views.filter((view) => isOverdue(view, now, cal, settings))
}

const effectiveDay = sql`coalesce(${assignments.extendedTo}, ${assignments.legalDueOn}, ${assignments.trackingOn})`

async function listOpenIds(tx: Tx, query: OpenQuery, now: Date): Promise<number[]> {
  if (query.unitIds?.length === 0) return []
  const rows = await tx
    .select({ id: assignments.id })
    .from(assignments)
    .where(
      and(
        eq(assignments.communeId, query.communeId),
        notInArray(assignments.status, ['done', 'withdrawn']),
        query.unitIds ? inArray(assignments.unitId, [...query.unitIds]) : undefined,
        query.overdueOnly ? sql`${effectiveDay} <= ${dayOf(now)}` : undefined,
      ),
    )
    .orderBy(sql`${effectiveDay} asc nulls last`, asc(assignments.number))
  return rows.map((row) => row.id)
}

/** How much open work each unit has; units with none are missing. */
export async function countOpenByUnit(tx: Tx, communeId: number): Promise<Map<number, number>> {
  const rows = await tx
    .select({ unitId: assignments.unitId, count: count() })
    .from(assignments)
    .where(and(eq(assignments.communeId, communeId), notInArray(assignments.status, ['done', 'withdrawn'])))
    .groupBy(assignments.unitId)
  return new Map(rows.map((row) => [row.unitId, row.count]))
}

export async function findView(tx: Tx, communeId: number, id: number): Promise<AssignmentView | undefined> {
  const [view] = await viewsOf(tx, communeId, [id])
  return view
}

/** What belongs to each assignment comes along as JSON, so that any number of views is one query. */
function json<T>(fragment: SQL): SQL<T> {
  // The embedded database hands over values, the other driver text.
  return fragment.mapWith((value: unknown) => (typeof value === 'string' ? JSON.parse(value) : value) as T) as SQL<T>
}

const cooperating = json<UnitName[]>(sql`(
  select coalesce(jsonb_agg(jsonb_build_object('id', u.id, 'name', u.name, 'shortName', u.short_name) order by u.position, u.id), '[]')
  from ${taskUnits} tu join ${units} u on u.commune_id = tu.commune_id and u.id = tu.unit_id
  where tu.commune_id = ${assignments.communeId} and tu.task_id = ${assignments.taskId} and tu.role = 'cooperating')`)

const evidenceCount = sql`(
  select count(*) from ${evidence} e
  where e.commune_id = ${assignments.communeId} and e.assignment_id = ${assignments.id})`.mapWith(Number)

const newestLateness = json<LatenessView | null>(sql`(
  select jsonb_build_object('id', l.id, 'cause', l.cause, 'reason', l.reason, 'remedy', l.remedy,
    'promisedOn', l.promised_on, 'responsible', l.responsible, 'leader', (
      select jsonb_build_object('cause', l.leader_cause, 'reason', l.leader_reason, 'who', p.name,
        'at', (extract(epoch from l.leader_at) * 1000)::bigint)
      from ${persons} p where p.id = l.leader_id))
  from ${latenesses} l
  where l.commune_id = ${assignments.communeId} and l.assignment_id = ${assignments.id}
  order by l.id desc limit 1)`)

/** Letters that ask for the same, also of a recurring duty's earlier periods. */
const alsoAsked = json<NonNullable<AssignmentView['also']>>(sql`(
  select coalesce(jsonb_agg(distinct jsonb_build_object('number', d.number, 'issuedOn', d.issued_on, 'clause', tk.clause, 'dueOn', (
    select min(td.rule ->> 'due') from ${taskDeadlines} td where td.commune_id = tk.commune_id and td.task_id = tk.id))), '[]')
  from ${assignments} twin
  join ${alsoAskedBy} aa on aa.commune_id = twin.commune_id and aa.assignment_id = twin.id
  join ${tasks} tk on tk.commune_id = aa.commune_id and tk.id = aa.task_id
  left join ${directives} d on d.commune_id = tk.commune_id and d.id = tk.directive_id
  where twin.commune_id = ${assignments.communeId} and twin.task_id = ${assignments.taskId}
    and twin.unit_id = ${assignments.unitId} and twin.deadline_id = ${assignments.deadlineId})`)

/** Extensions and difficulties that wait for a word. */
const openRequests = json<AssignmentView['asked']>(sql`(
  select coalesce(jsonb_agg(jsonb_build_object('id', r.id, 'kind', r.kind) order by r.id), '[]')
  from ${requests} r
  where r.commune_id = ${assignments.communeId} and r.assignment_id = ${assignments.id} and r.state = 'open'
    and r.kind in ('extension', 'difficulty'))`)

/** Notes in the trail that left the status alone have no status; more evidence for a report is no answer of its own. */
const lastMove = json<(Omit<LastMove, 'at'> & { at: number }) | null>(sql`(
  select jsonb_build_object('action', v.action, 'at', (extract(epoch from v.at) * 1000)::bigint,
    'byHand', v.on_behalf_of is not null, 'selfConfirmed', coalesce(v.after ->> 'selfConfirmed', '') = 'true')
  from ${events} v
  where v.commune_id = ${assignments.communeId} and v.subject = 'assignment:' || ${assignments.id} and v.after ? 'status'
    and v.action <> 'assignment.amend'
  order by v.id desc limit 1)`)

/** The views of these assignments in the order of `ids`; what is not of this commune is missing. One query, however many. */
export async function viewsOf(tx: Tx, communeId: number, ids: readonly number[]): Promise<AssignmentView[]> {
  if (ids.length === 0) return []
  const rows = await tx
    .select({
      assignment: assignments,
      task: tasks,
      rule: taskDeadlines.rule,
      words: taskDeadlines.words,
      unit: { id: units.id, name: units.name, shortName: units.shortName },
      directive: { number: directives.number, issuedOn: directives.issuedOn },
      person: { id: persons.id, name: persons.name },
      cooperating,
      evidenceCount,
      also: alsoAsked,
      asked: openRequests,
      lateness: newestLateness,
      last: lastMove,
    })
    .from(assignments)
    .innerJoin(tasks, and(eq(tasks.communeId, assignments.communeId), eq(tasks.id, assignments.taskId)))
    .innerJoin(
      taskDeadlines,
      and(eq(taskDeadlines.communeId, assignments.communeId), eq(taskDeadlines.id, assignments.deadlineId)),
    )
    .innerJoin(units, and(eq(units.communeId, assignments.communeId), eq(units.id, assignments.unitId)))
    .leftJoin(directives, and(eq(directives.communeId, tasks.communeId), eq(directives.id, tasks.directiveId)))
    .leftJoin(persons, eq(persons.id, assignments.statusBy))
    .where(and(eq(assignments.communeId, communeId), inArray(assignments.id, [...ids])))
  const views = new Map<number, AssignmentView>()
  for (const { assignment, task, rule, directive, person, lateness, last, ...rest } of rows) {
    const { unitId: _, statusBy: __, nextLookAt: ___, ...kept } = assignment
    views.set(assignment.id, {
      ...kept,
      ...rest,
      text: withoutEnd(task.text),
      clause: task.clause,
      target: task.target,
      product: task.product,
      area: task.area,
      position: task.position,
      directiveId: task.directiveId,
      letter: task.directiveId !== null && directive ? directive : undefined,
      rule: rule.kind,
      statusBy: person ? { personId: person.id, name: person.name } : undefined,
      last: last ? { ...last, at: new Date(last.at) } : undefined,
      lateness: lateness ?? undefined,
    })
  }
  return ids.flatMap((id) => views.get(id) ?? [])
}

export interface EvidenceItem {
  id: number
  fileId: number | null
  /** The file's name, or the document's number as given. */
  name: string
  givenBy: string | null
  givenAt: Date
  /** For those who may know causes of lateness. */
  confidential: boolean
}

/** The evidence of an assignment, in the order given. */
export async function listEvidence(tx: Tx, communeId: number, assignmentId: number): Promise<EvidenceItem[]> {
  return (await evidenceOf(tx, communeId, [assignmentId])).get(assignmentId) ?? []
}

/** The same of several, by their ids; those without any are missing. */
export async function evidenceOf(
  tx: Tx,
  communeId: number,
  assignmentIds: readonly number[],
): Promise<Map<number, EvidenceItem[]>> {
  if (assignmentIds.length === 0) return new Map()
  const rows = await tx
    .select({ item: evidence, file: files.name, person: persons.name })
    .from(evidence)
    .leftJoin(files, and(eq(files.communeId, evidence.communeId), eq(files.id, evidence.fileId)))
    .leftJoin(persons, eq(persons.id, evidence.givenBy))
    .where(and(eq(evidence.communeId, communeId), inArray(evidence.assignmentId, [...assignmentIds])))
    .orderBy(asc(evidence.id))
  const of = new Map<number, EvidenceItem[]>()
  for (const { item, file, person } of rows) {
    const items = of.get(item.assignmentId) ?? []
    items.push({
      id: item.id,
      fileId: item.fileId,
      name: file ?? item.documentNumber ?? '',
      givenBy: person,
      givenAt: item.givenAt,
      confidential: item.confidential,
    })
    of.set(item.assignmentId, items)
  }
  return of
}
