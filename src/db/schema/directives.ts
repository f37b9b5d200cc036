// Official letters as they came in, with the draft the officer checks.
import { sql } from 'drizzle-orm'
import { boolean, foreignKey, index, integer, jsonb, pgTable, primaryKey, text, unique } from 'drizzle-orm/pg-core'
import { at, day, id, ref } from '../columns.js'
import { communes } from './communes.js'
import { files } from './files.js'
import { persons } from './people.js'

export const directives = pgTable(
  'directives',
  {
    id: id(),
    communeId: ref('commune_id')
      .notNull()
      .references(() => communes.id),
    number: text('number'),
    issuedOn: day('issued_on'),
    issuer: text('issuer'),
    subject: text('subject'),
    /** The letter's own text. */
    text: text('text').notNull(),
    /** SHA-256 of the folded text: the same letter is recognised. */
    textHash: text('text_hash').notNull(),
    fileId: ref('file_id'),
    /** What was read and what the officer made of it. Shape: office/directives/draft.ts. */
    draft: jsonb('draft').notNull().$type<unknown>(),
    draftVersion: integer('draft_version').notNull().default(1),
    state: text('state', { enum: ['draft', 'issued', 'dropped'] })
      .notNull()
      .default('draft'),
    createdBy: ref('created_by')
      .notNull()
      .references(() => persons.id),
    createdAt: at('created_at').notNull(),
    issuedAt: at('issued_at'),
    /** From above the commune (city, Sở): its deadlines are never extended here. */
    superior: boolean('superior').notNull().default(false),
    issuedBy: ref('issued_by').references(() => persons.id),
  },
  (t) => [
    unique('directives_commune_id_id').on(t.communeId, t.id),
    index('directives_text').on(t.communeId, t.textHash),
    index('directives_draft').on(t.communeId).where(sql`state = 'draft'`),
    foreignKey({ columns: [t.communeId, t.fileId], foreignColumns: [files.communeId, files.id] }),
  ],
)

/** How letters hang together: a commune's letter carries out a superior's, replaces or corrects an earlier one. */
export const directiveLinks = pgTable(
  'directive_links',
  {
    communeId: ref('commune_id').notNull(),
    directiveId: ref('directive_id').notNull(),
    otherId: ref('other_id').notNull(),
    kind: text('kind', { enum: ['carries-out', 'replaces', 'corrects'] }).notNull(),
    createdAt: at('created_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.communeId, t.directiveId, t.otherId] }),
    foreignKey({ columns: [t.communeId, t.directiveId], foreignColumns: [directives.communeId, directives.id] }),
    foreignKey({ columns: [t.communeId, t.otherId], foreignColumns: [directives.communeId, directives.id] }),
  ],
)
