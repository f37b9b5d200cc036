// Files lie on disk by their SHA-256; these rows say whose they are and what they were called.
import { bigint, pgTable, text, unique } from 'drizzle-orm/pg-core'
import { at, id, ref } from '../columns.js'
import { communes } from './communes.js'

export const files = pgTable(
  'files',
  {
    id: id(),
    communeId: ref('commune_id')
      .notNull()
      .references(() => communes.id),
    sha256: text('sha256').notNull(),
    name: text('name').notNull(),
    type: text('type').notNull(),
    size: bigint('size', { mode: 'number' }).notNull(),
    createdAt: at('created_at').notNull(),
  },
  (t) => [
    unique('files_commune_id_id').on(t.communeId, t.id),
    unique('files_content').on(t.communeId, t.sha256, t.name),
  ],
)
