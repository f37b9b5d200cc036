// Measured quantities with a target and a period, what units reported for them, and the units' monthly reports.
import {
  boolean,
  foreignKey,
  index,
  integer,
  jsonb,
  numeric,
  pgTable,
  primaryKey,
  text,
  unique,
} from 'drizzle-orm/pg-core'
import { at, id, ref } from '../columns.js'
import { communes, units } from './communes.js'
import { files } from './files.js'
import { persons } from './people.js'

export const indicators = pgTable(
  'indicators',
  {
    id: id(),
    communeId: ref('commune_id')
      .notNull()
      .references(() => communes.id),
    code: text('code').notNull(),
    name: text('name').notNull(),
    area: text('area').notNull(),
    /** "%", "hồ sơ", "điểm" */
    measure: text('measure').notNull(),
    /** Whether more is better, or less. */
    direction: text('direction', { enum: ['up', 'down'] })
      .notNull()
      .default('up'),
    /** A share is reported as numerator and denominator. */
    share: boolean('share').notNull().default(false),
    every: text('every', { enum: ['month', 'quarter', 'half-year', 'year'] })
      .notNull()
      .default('month'),
    /** Who reports it; empty: every unit. */
    unitId: ref('unit_id'),
    evidence: text('evidence'),
    /** The set it belongs to (a province's Bộ chỉ số) and what it counts there. */
    setName: text('set_name'),
    maxScore: numeric('max_score', { mode: 'number' }),
    position: integer('position').notNull().default(0),
    /** The first month in whose report it is asked; empty: as long as the commune is there. */
    askedFrom: text('asked_from'),
    closedAt: at('closed_at'),
  },
  (t) => [
    unique('indicators_commune_id_id').on(t.communeId, t.id),
    unique('indicators_code').on(t.communeId, t.code),
    foreignKey({ columns: [t.communeId, t.unitId], foreignColumns: [units.communeId, units.id] }),
  ],
)

export const indicatorTargets = pgTable(
  'indicator_targets',
  {
    communeId: ref('commune_id').notNull(),
    indicatorId: ref('indicator_id').notNull(),
    year: integer('year').notNull(),
    comparison: text('comparison', { enum: ['>=', '>', '=', '<=', '<'] }).notNull(),
    value: numeric('value', { mode: 'number' }).notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.communeId, t.indicatorId, t.year] }),
    foreignKey({ columns: [t.communeId, t.indicatorId], foreignColumns: [indicators.communeId, indicators.id] }),
  ],
)

export const figures = pgTable(
  'figures',
  {
    id: id(),
    communeId: ref('commune_id').notNull(),
    indicatorId: ref('indicator_id').notNull(),
    unitId: ref('unit_id').notNull(),
    /** `2026-09`, `2026-Q3` … */
    period: text('period').notNull(),
    numerator: numeric('numerator', { mode: 'number' }),
    denominator: numeric('denominator', { mode: 'number' }),
    value: numeric('value', { mode: 'number' }),
    /** Why there is none; 0 is not the same as empty. */
    missingReason: text('missing_reason'),
    reportedBy: ref('reported_by').references(() => persons.id),
    reportedAt: at('reported_at').notNull(),
    lockedAt: at('locked_at'),
  },
  (t) => [
    unique('figures_commune_id_id').on(t.communeId, t.id),
    unique('figures_reported').on(t.communeId, t.indicatorId, t.unitId, t.period),
    index('figures_period').on(t.communeId, t.period),
    foreignKey({ columns: [t.communeId, t.indicatorId], foreignColumns: [indicators.communeId, indicators.id] }),
    foreignKey({ columns: [t.communeId, t.unitId], foreignColumns: [units.communeId, units.id] }),
  ],
)

/** What proves a figure: a file, or the number of a document. It may be there before the figure is. */
export const figureEvidence = pgTable(
  'figure_evidence',
  {
    id: id(),
    communeId: ref('commune_id').notNull(),
    indicatorId: ref('indicator_id').notNull(),
    unitId: ref('unit_id').notNull(),
    /** As of the figure. */
    period: text('period').notNull(),
    fileId: ref('file_id'),
    documentNumber: text('document_number'),
    givenBy: ref('given_by').references(() => persons.id),
    givenAt: at('given_at').notNull(),
  },
  (t) => [
    index('figure_evidence_period').on(t.communeId, t.period),
    foreignKey({ columns: [t.communeId, t.indicatorId], foreignColumns: [indicators.communeId, indicators.id] }),
    foreignKey({ columns: [t.communeId, t.unitId], foreignColumns: [units.communeId, units.id] }),
    foreignKey({ columns: [t.communeId, t.fileId], foreignColumns: [files.communeId, files.id] }),
  ],
)

/** The unit's monthly report: prefilled, seen, corrected, sent. */
export const unitReports = pgTable(
  'unit_reports',
  {
    id: id(),
    communeId: ref('commune_id').notNull(),
    unitId: ref('unit_id').notNull(),
    period: text('period').notNull(),
    state: text('state', { enum: ['open', 'sent'] })
      .notNull()
      .default('open'),
    /** What the head wrote beside what is filled in from the answers. */
    content: jsonb('content').notNull().default({}).$type<Record<string, unknown>>(),
    /** What was sent, as it stood then: the chat and the paper say the same whatever changes afterwards. */
    facts: jsonb('facts').$type<unknown>(),
    fileId: ref('file_id'),
    sentBy: ref('sent_by').references(() => persons.id),
    sentAt: at('sent_at'),
    createdAt: at('created_at').notNull(),
  },
  (t) => [
    unique('unit_reports_commune_id_id').on(t.communeId, t.id),
    unique('unit_reports_period').on(t.communeId, t.unitId, t.period),
    foreignKey({ columns: [t.communeId, t.unitId], foreignColumns: [units.communeId, units.id] }),
    foreignKey({ columns: [t.communeId, t.fileId], foreignColumns: [files.communeId, files.id] }),
  ],
)
