// The work itself: tasks, who owes them, until when, and what was answered.
import { sql } from 'drizzle-orm'
import {
  boolean,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
  uniqueIndex,
} from 'drizzle-orm/pg-core'
import type { DeadlineRule } from '../../calendar/rule.js'
import { at, day, id, ref } from '../columns.js'
import { communes, units } from './communes.js'
import { directives } from './directives.js'
import { files } from './files.js'
import { indicators } from './indicators.js'
import { persons } from './people.js'

export const tasks = pgTable(
  'tasks',
  {
    id: id(),
    communeId: ref('commune_id')
      .notNull()
      .references(() => communes.id),
    /** Empty for a task given by hand (/giaoviec). */
    directiveId: ref('directive_id'),
    position: integer('position').notNull().default(0),
    /** "mục 1, gạch đầu dòng 2" */
    clause: text('clause'),
    text: text('text').notNull(),
    product: text('product'),
    area: text('area').notNull().default('other'),
    target: text('target'),
    indicatorId: ref('indicator_id'),
    createdAt: at('created_at').notNull(),
  },
  (t) => [
    unique('tasks_commune_id_id').on(t.communeId, t.id),
    index('tasks_directive').on(t.communeId, t.directiveId),
    foreignKey({ columns: [t.communeId, t.indicatorId], foreignColumns: [indicators.communeId, indicators.id] }),
    foreignKey({ columns: [t.communeId, t.directiveId], foreignColumns: [directives.communeId, directives.id] }),
  ],
)

export const taskUnits = pgTable(
  'task_units',
  {
    communeId: ref('commune_id').notNull(),
    taskId: ref('task_id').notNull(),
    unitId: ref('unit_id').notNull(),
    role: text('role', { enum: ['lead', 'cooperating'] }).notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.communeId, t.taskId, t.unitId] }),
    foreignKey({ columns: [t.communeId, t.taskId], foreignColumns: [tasks.communeId, tasks.id] }),
    foreignKey({ columns: [t.communeId, t.unitId], foreignColumns: [units.communeId, units.id] }),
  ],
)

export const taskDeadlines = pgTable(
  'task_deadlines',
  {
    id: id(),
    communeId: ref('commune_id').notNull(),
    taskId: ref('task_id').notNull(),
    rule: jsonb('rule').notNull().$type<DeadlineRule>(),
    /** The words of the letter. */
    words: text('words').notNull(),
    /** Recurring duties: the last day up to which assignments were opened. */
    openedThrough: day('opened_through'),
    /** When the job looks at it next; only recurring duties have one. */
    nextLookAt: at('next_look_at'),
  },
  (t) => [
    unique('task_deadlines_commune_id_id').on(t.communeId, t.id),
    index('task_deadlines_task').on(t.communeId, t.taskId),
    index('task_deadlines_look').on(t.nextLookAt).where(sql`next_look_at is not null`),
    foreignKey({ columns: [t.communeId, t.taskId], foreignColumns: [tasks.communeId, tasks.id] }),
  ],
)

export const statuses = [
  'unanswered',
  'accepted',
  'in-progress',
  'late',
  'awaiting',
  'done',
  'withdrawn',
  'maintained',
  'difficult',
] as const

export const assignments = pgTable(
  'assignments',
  {
    id: id(),
    communeId: ref('commune_id')
      .notNull()
      .references(() => communes.id),
    /** #17: within the commune, for ever. */
    number: integer('number').notNull(),
    taskId: ref('task_id').notNull(),
    unitId: ref('unit_id').notNull(),
    deadlineId: ref('deadline_id').notNull(),
    /** `once`, or the period's key of a recurring duty. */
    period: text('period').notNull().default('once'),
    standing: boolean('standing').notNull().default(false),
    /** Hạn theo văn bản; never moves. */
    legalDueOn: day('legal_due_on'),
    /** Mốc theo dõi, set by the officer where the letter has no deadline. */
    trackingOn: day('tracking_on'),
    /** Gia hạn. */
    extendedTo: day('extended_to'),
    /** Dự kiến, from a report of lateness: moves reminders only. */
    promisedOn: day('promised_on'),
    dueTime: text('due_time'),
    /** "trước ngày 20": reminders aim a day earlier. */
    before: boolean('before').notNull().default(false),
    /** Giao sau hạn: the day was past when it was given. */
    issuedLate: boolean('issued_late').notNull().default(false),
    status: text('status', { enum: statuses }).notNull().default('unanswered'),
    statusAt: at('status_at').notNull(),
    statusBy: ref('status_by').references(() => persons.id),
    reportedAt: at('reported_at'),
    doneAt: at('done_at'),
    /** When the reminder job looks at it next; empty when there is nothing to remind of. */
    nextLookAt: at('next_look_at'),
    createdAt: at('created_at').notNull(),
    version: integer('version').notNull().default(1),
  },
  (t) => [
    unique('assignments_commune_id_id').on(t.communeId, t.id),
    uniqueIndex('assignments_number').on(t.communeId, t.number),
    uniqueIndex('assignments_owed').on(t.communeId, t.taskId, t.unitId, t.deadlineId, t.period),
    index('assignments_look').on(t.nextLookAt).where(sql`next_look_at is not null`),
    index('assignments_awaiting').on(t.communeId, t.reportedAt).where(sql`status = 'awaiting'`),
    index('assignments_open').on(t.communeId, t.unitId).where(sql`status not in ('done', 'withdrawn')`),
    foreignKey({ columns: [t.communeId, t.taskId], foreignColumns: [tasks.communeId, tasks.id] }),
    foreignKey({ columns: [t.communeId, t.unitId], foreignColumns: [units.communeId, units.id] }),
    foreignKey({ columns: [t.communeId, t.deadlineId], foreignColumns: [taskDeadlines.communeId, taskDeadlines.id] }),
  ],
)

export const evidence = pgTable(
  'evidence',
  {
    id: id(),
    communeId: ref('commune_id').notNull(),
    assignmentId: ref('assignment_id').notNull(),
    fileId: ref('file_id'),
    documentNumber: text('document_number'),
    /** It tells of the causes of lateness: no group is shown it. */
    confidential: boolean('confidential').notNull().default(false),
    givenBy: ref('given_by').references(() => persons.id),
    givenAt: at('given_at').notNull(),
  },
  (t) => [
    index('evidence_assignment').on(t.communeId, t.assignmentId),
    foreignKey({ columns: [t.communeId, t.assignmentId], foreignColumns: [assignments.communeId, assignments.id] }),
    foreignKey({ columns: [t.communeId, t.fileId], foreignColumns: [files.communeId, files.id] }),
  ],
)

/** Reports of lateness: cause, reason, remedy, new date, responsible person. All are kept, the newest counts. */
export const latenesses = pgTable(
  'latenesses',
  {
    id: id(),
    communeId: ref('commune_id').notNull(),
    assignmentId: ref('assignment_id').notNull(),
    cause: text('cause', { enum: ['own', 'outside'] }).notNull(),
    reason: text('reason').notNull(),
    remedy: text('remedy').notNull(),
    promisedOn: day('promised_on').notNull(),
    responsible: text('responsible').notNull(),
    reportedBy: ref('reported_by')
      .notNull()
      .references(() => persons.id),
    reportedAt: at('reported_at').notNull(),
    /** What a leader thinks the cause was; what the unit said stays beside it. */
    leaderCause: text('leader_cause', { enum: ['own', 'outside'] }),
    leaderReason: text('leader_reason'),
    leaderId: ref('leader_id').references(() => persons.id),
    leaderAt: at('leader_at'),
  },
  (t) => [
    index('latenesses_assignment').on(t.communeId, t.assignmentId),
    foreignKey({ columns: [t.communeId, t.assignmentId], foreignColumns: [assignments.communeId, assignments.id] }),
  ],
)

/** What one person asks of another about an assignment: an extension, help with a difficulty, an urging. */
export const requests = pgTable(
  'requests',
  {
    id: id(),
    communeId: ref('commune_id').notNull(),
    assignmentId: ref('assignment_id').notNull(),
    kind: text('kind', { enum: ['extension', 'difficulty', 'urge', 'supplement'] }).notNull(),
    text: text('text').notNull(),
    until: day('until'),
    state: text('state', { enum: ['open', 'granted', 'refused', 'answered'] })
      .notNull()
      .default('open'),
    askedBy: ref('asked_by').references(() => persons.id),
    askedAt: at('asked_at').notNull(),
    decidedBy: ref('decided_by').references(() => persons.id),
    decidedAt: at('decided_at'),
    answer: text('answer'),
  },
  (t) => [
    index('requests_assignment').on(t.communeId, t.assignmentId),
    foreignKey({ columns: [t.communeId, t.assignmentId], foreignColumns: [assignments.communeId, assignments.id] }),
  ],
)

/** An assignment that another letter asks for as well: one piece of work, both numbers. */
export const alsoAskedBy = pgTable(
  'also_asked_by',
  {
    communeId: ref('commune_id').notNull(),
    assignmentId: ref('assignment_id').notNull(),
    taskId: ref('task_id').notNull(),
    createdAt: at('created_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.communeId, t.assignmentId, t.taskId] }),
    foreignKey({ columns: [t.communeId, t.assignmentId], foreignColumns: [assignments.communeId, assignments.id] }),
    foreignKey({ columns: [t.communeId, t.taskId], foreignColumns: [tasks.communeId, tasks.id] }),
  ],
)
