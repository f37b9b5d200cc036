// The organisation that owns everything below it, and its units.
import { foreignKey, integer, jsonb, pgTable, primaryKey, text, unique } from 'drizzle-orm/pg-core'
import { at, day, id, ref } from '../columns.js'
import { persons } from './people.js'

export const communes = pgTable('communes', {
  id: id(),
  name: text('name').notNull(),
  settings: jsonb('settings').notNull().default({}).$type<Record<string, unknown>>(),
  /** The number the next assignment gets; numbers are never given twice. */
  nextNumber: integer('next_number').notNull().default(1),
  createdAt: at('created_at').notNull(),
  /** No longer served; may be exported and erased. */
  archivedAt: at('archived_at'),
})

export const units = pgTable(
  'units',
  {
    id: id(),
    communeId: ref('commune_id')
      .notNull()
      .references(() => communes.id),
    name: text('name').notNull(),
    shortName: text('short_name').notNull(),
    /** `partner`: Front, mass organisations, Party offices: asked to cooperate, never chased. */
    kind: text('kind', { enum: ['unit', 'partner'] })
      .notNull()
      .default('unit'),
    leaderId: ref('leader_id').references(() => persons.id),
    position: integer('position').notNull().default(0),
    closedAt: at('closed_at'),
    mergedInto: ref('merged_into'),
  },
  (t) => [unique('units_commune_id_id').on(t.communeId, t.id)],
)

export const unitAliases = pgTable(
  'unit_aliases',
  {
    communeId: ref('commune_id').notNull(),
    /** The alias as `unitKey` folds it. */
    folded: text('folded').notNull(),
    alias: text('alias').notNull(),
    unitId: ref('unit_id').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.communeId, t.folded] }),
    foreignKey({ columns: [t.communeId, t.unitId], foreignColumns: [units.communeId, units.id] }),
  ],
)

/** Days off and swapped working days a commune set itself, beside the national ones. */
export const days = pgTable(
  'days',
  {
    communeId: ref('commune_id')
      .notNull()
      .references(() => communes.id),
    day: day('day').notNull(),
    kind: text('kind', { enum: ['off', 'work'] }).notNull(),
  },
  (t) => [primaryKey({ columns: [t.communeId, t.day] })],
)
