// Who writes and where: channels, chats, persons, their accounts and posts.
import { sql } from 'drizzle-orm'
import {
  boolean,
  foreignKey,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  unique,
  uniqueIndex,
} from 'drizzle-orm/pg-core'
import { at, day, id, ref } from '../columns.js'
import { communes, units } from './communes.js'
import { files } from './files.js'

export const channels = pgTable(
  'channels',
  {
    id: id(),
    platform: text('platform', { enum: ['telegram', 'zalo', 'web'] }).notNull(),
    /** The bot's own account on the platform. */
    externalId: text('external_id').notNull(),
    /** The account's name; of the web the address under which its pages are reached, empty while there is none. */
    username: text('username').notNull(),
    /** A channel may belong to one commune. */
    communeId: ref('commune_id').references(() => communes.id),
    /** What the platform has been told is received, for polling. */
    cursor: text('cursor'),
  },
  (t) => [unique('channels_platform_external_id').on(t.platform, t.externalId)],
)

export const persons = pgTable('persons', {
  id: id(),
  name: text('name').notNull(),
  createdAt: at('created_at').notNull(),
})

export const accounts = pgTable(
  'accounts',
  {
    channelId: ref('channel_id')
      .notNull()
      .references(() => channels.id),
    externalId: text('external_id').notNull(),
    personId: ref('person_id')
      .notNull()
      .references(() => persons.id),
    username: text('username'),
  },
  (t) => [primaryKey({ columns: [t.channelId, t.externalId] }), index('accounts_person').on(t.personId)],
)

export const chats = pgTable(
  'chats',
  {
    id: id(),
    channelId: ref('channel_id')
      .notNull()
      .references(() => channels.id),
    externalId: text('external_id').notNull(),
    kind: text('kind', { enum: ['private', 'group'] }).notNull(),
    /** The commune this chat serves; none until it is bound. */
    communeId: ref('commune_id').references(() => communes.id),
    title: text('title'),
    locale: text('locale', { enum: ['vi', 'en'] })
      .notNull()
      .default('vi'),
    /** A group of the heads of several units or of all: never lists who is overdue. */
    common: boolean('common').notNull().default(false),
    unreachableAt: at('unreachable_at'),
    unreachableReason: text('unreachable_reason'),
    /** Seconds the platform asked to wait, and when it asked; kept so that a restart obeys it too. */
    throttledAt: at('throttled_at'),
    throttledSeconds: integer('throttled_seconds'),
    createdAt: at('created_at').notNull(),
  },
  (t) => [
    unique('chats_channel_id_external_id').on(t.channelId, t.externalId),
    unique('chats_commune_id_id').on(t.communeId, t.id),
  ],
)

/** The group in which a unit is served. A unit has at most one. */
export const chatUnits = pgTable(
  'chat_units',
  {
    communeId: ref('commune_id').notNull(),
    chatId: ref('chat_id').notNull(),
    unitId: ref('unit_id').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.communeId, t.unitId] }),
    index('chat_units_chat').on(t.chatId),
    foreignKey({ columns: [t.communeId, t.chatId], foreignColumns: [chats.communeId, chats.id] }).onUpdate('cascade'),
    foreignKey({ columns: [t.communeId, t.unitId], foreignColumns: [units.communeId, units.id] }),
  ],
)

/** Offices people hold. Duties belong to the post, so an ended one stays for the record. */
export const posts = pgTable(
  'posts',
  {
    id: id(),
    communeId: ref('commune_id')
      .notNull()
      .references(() => communes.id),
    personId: ref('person_id')
      .notNull()
      .references(() => persons.id),
    unitId: ref('unit_id'),
    role: text('role', { enum: ['officer', 'chairman', 'leader', 'head', 'deputy', 'contact'] }).notNull(),
    from: at('from').notNull(),
    to: at('to'),
  },
  (t) => [
    foreignKey({ columns: [t.communeId, t.unitId], foreignColumns: [units.communeId, units.id] }),
    index('posts_person').on(t.personId),
    index('posts_commune').on(t.communeId),
    uniqueIndex('posts_open').on(t.communeId, t.personId, t.role, sql`coalesce(unit_id, 0)`).where(sql`"to" is null`),
  ],
)

export const invites = pgTable(
  'invites',
  {
    id: id(),
    communeId: ref('commune_id')
      .notNull()
      .references(() => communes.id),
    /** SHA-256 of the code; the code itself is never kept. */
    codeHash: text('code_hash').notNull().unique('invites_code_hash'),
    role: text('role', { enum: ['officer', 'chairman', 'leader', 'head', 'deputy', 'contact'] }).notNull(),
    unitId: ref('unit_id'),
    /** Who made it; empty for the operator's first officer link, which needs no confirmation. */
    issuedBy: ref('issued_by').references(() => persons.id),
    issuedAt: at('issued_at').notNull(),
    expiresAt: at('expires_at').notNull(),
    usedBy: ref('used_by').references(() => persons.id),
    usedAt: at('used_at'),
    /** When the issuer agreed, or refused, the person who used it. */
    decidedAt: at('decided_at'),
    accepted: boolean('accepted'),
  },
  (t) => [foreignKey({ columns: [t.communeId, t.unitId], foreignColumns: [units.communeId, units.id] })],
)

/** When the holder of a post is away, and who stands in. */
export const absences = pgTable(
  'absences',
  {
    id: id(),
    communeId: ref('commune_id')
      .notNull()
      .references(() => communes.id),
    unitId: ref('unit_id').notNull(),
    personId: ref('person_id')
      .notNull()
      .references(() => persons.id),
    standInId: ref('stand_in_id').references(() => persons.id),
    from: day('from').notNull(),
    to: day('to').notNull(),
    endedAt: at('ended_at'),
    createdAt: at('created_at').notNull(),
  },
  (t) => [
    index('absences_stand_in').on(t.standInId),
    index('absences_commune').on(t.communeId),
    foreignKey({ columns: [t.communeId, t.unitId], foreignColumns: [units.communeId, units.id] }),
  ],
)

/**
 * Links to the signed page. `read`: what a unit has open, for everyone who has it. `act`: one person's, traded once for a
 * `device`, which is the cookie of a browser and speaks in a chat of its own. `file`: one file to fetch.
 */
export const links = pgTable(
  'links',
  {
    id: id(),
    communeId: ref('commune_id')
      .notNull()
      .references(() => communes.id),
    /** SHA-256 of the token; the token itself is never kept. */
    tokenHash: text('token_hash').notNull().unique('links_token_hash'),
    kind: text('kind', { enum: ['read', 'act', 'device', 'file'] }).notNull(),
    personId: ref('person_id').references(() => persons.id),
    unitId: ref('unit_id'),
    /** Of a device: the chat in which it speaks. */
    chatId: ref('chat_id').references(() => chats.id),
    fileId: ref('file_id'),
    createdAt: at('created_at').notNull(),
    expiresAt: at('expires_at').notNull(),
    usedAt: at('used_at'),
    revokedAt: at('revoked_at'),
  },
  (t) => [
    index('links_person').on(t.personId),
    foreignKey({ columns: [t.communeId, t.unitId], foreignColumns: [units.communeId, units.id] }),
    foreignKey({ columns: [t.communeId, t.fileId], foreignColumns: [files.communeId, files.id] }),
  ],
)
