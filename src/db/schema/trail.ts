// The trail: who did what, for whom, when, old and new. The database refuses to change or delete a row of it.
import { foreignKey, index, jsonb, pgTable, text } from 'drizzle-orm/pg-core'
import { at, id, ref } from '../columns.js'
import { communes, units } from './communes.js'
import { persons } from './people.js'

export const events = pgTable(
  'events',
  {
    id: id(),
    communeId: ref('commune_id')
      .notNull()
      .references(() => communes.id),
    /** `assignment:42`, `directive:7`, `unit:3`, `post:5`. */
    subject: text('subject').notNull(),
    /** `assignment.done`, `directive.issue`, … */
    action: text('action').notNull(),
    /** Empty when the program did it by itself. */
    actorId: ref('actor_id').references(() => persons.id),
    /** The unit it was done for by somebody outside it. */
    onBehalfOf: ref('on_behalf_of'),
    before: jsonb('before').$type<Record<string, unknown>>(),
    after: jsonb('after').$type<Record<string, unknown>>(),
    at: at('at').notNull(),
  },
  (t) => [
    index('events_subject').on(t.communeId, t.subject, t.id),
    foreignKey({ columns: [t.communeId, t.onBehalfOf], foreignColumns: [units.communeId, units.id] }),
  ],
)
