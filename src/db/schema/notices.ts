// Notices for information (`/thongbao`): what was said to which units, and who has received it.
import { foreignKey, pgTable, primaryKey, text, unique } from 'drizzle-orm/pg-core'
import { at, id, ref } from '../columns.js'
import { communes, units } from './communes.js'
import { files } from './files.js'
import { chats, persons } from './people.js'

export const notices = pgTable(
  'notices',
  {
    id: id(),
    communeId: ref('commune_id')
      .notNull()
      .references(() => communes.id),
    text: text('text').notNull(),
    fileId: ref('file_id'),
    state: text('state', { enum: ['draft', 'sent', 'dropped'] })
      .notNull()
      .default('draft'),
    createdBy: ref('created_by')
      .notNull()
      .references(() => persons.id),
    createdAt: at('created_at').notNull(),
    sentAt: at('sent_at'),
  },
  (t) => [
    unique('notices_commune_id_id').on(t.communeId, t.id),
    foreignKey({ columns: [t.communeId, t.fileId], foreignColumns: [files.communeId, files.id] }),
  ],
)

/** A unit to which a notice went, in the group that served it then. */
export const noticeUnits = pgTable(
  'notice_units',
  {
    communeId: ref('commune_id').notNull(),
    noticeId: ref('notice_id').notNull(),
    unitId: ref('unit_id').notNull(),
    chatId: ref('chat_id')
      .notNull()
      .references(() => chats.id),
    receivedBy: ref('received_by').references(() => persons.id),
    receivedAt: at('received_at'),
  },
  (t) => [
    primaryKey({ columns: [t.communeId, t.noticeId, t.unitId] }),
    foreignKey({ columns: [t.communeId, t.noticeId], foreignColumns: [notices.communeId, notices.id] }),
    foreignKey({ columns: [t.communeId, t.unitId], foreignColumns: [units.communeId, units.id] }),
  ],
)
