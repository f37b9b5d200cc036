// Letters in and out, and work to be done: the three pipes and what keeps them in order.
import { sql } from 'drizzle-orm'
import { bigint, index, integer, jsonb, pgTable, primaryKey, text, uniqueIndex } from 'drizzle-orm/pg-core'
import type { Message } from '../../chat/message.js'
import { at, id, ref } from '../columns.js'
import { communes } from './communes.js'
import { files } from './files.js'
import { channels, chats, persons } from './people.js'

export const inbox = pgTable(
  'inbox',
  {
    id: id(),
    channelId: ref('channel_id')
      .notNull()
      .references(() => channels.id),
    /** The platform's own number of the update. */
    updateKey: text('update_key').notNull(),
    /** Updates of one lane are handled in order. */
    lane: text('lane').notNull(),
    raw: jsonb('raw').notNull().$type<unknown>(),
    state: text('state', { enum: ['new', 'done', 'parked'] })
      .notNull()
      .default('new'),
    attempts: integer('attempts').notNull().default(0),
    receivedAt: at('received_at').notNull(),
    handledAt: at('handled_at'),
    lastError: text('last_error'),
  },
  (t) => [
    uniqueIndex('inbox_update').on(t.channelId, t.updateKey),
    index('inbox_new').on(t.id).where(sql`state = 'new'`),
    index('inbox_received').on(t.receivedAt),
  ],
)

export const outbox = pgTable(
  'outbox',
  {
    id: id(),
    communeId: ref('commune_id').references(() => communes.id),
    chatId: ref('chat_id')
      .notNull()
      .references(() => chats.id),
    /** `what:which:when-or-version:whom`; the same thing is never said twice. */
    key: text('key').notNull().unique('outbox_key'),
    /** The screen this message changes in place. */
    slot: text('slot'),
    /** 0 answers, 1 cards, 2 digests. */
    class: integer('class').notNull(),
    /** What it is about ("assignment:17"), so that an answer can withdraw what it made pointless. */
    about: text('about'),
    body: jsonb('body').notNull().$type<Message>(),
    /** held: the chat cannot be reached, waits for a new binding. refused: the platform will never take it. */
    state: text('state', { enum: ['queued', 'sending', 'sent', 'held', 'refused', 'expired'] })
      .notNull()
      .default('queued'),
    notBefore: at('not_before'),
    expiresAt: at('expires_at'),
    attempts: integer('attempts').notNull().default(0),
    /** How often the result of sending it stayed unknown. */
    unknowns: integer('unknowns').notNull().default(0),
    /** The lease under which it was claimed. */
    epoch: bigint('epoch', { mode: 'number' }),
    ref: text('ref'),
    lastError: text('last_error'),
    createdAt: at('created_at').notNull(),
    sentAt: at('sent_at'),
  },
  (t) => [
    index('outbox_queued').on(t.class, t.id).where(sql`state = 'queued'`),
    index('outbox_sending').on(t.id).where(sql`state = 'sending'`),
    index('outbox_chat_open').on(t.chatId, t.class, t.id).where(sql`state in ('queued', 'sending', 'held')`),
    uniqueIndex('outbox_slot_queued').on(t.chatId, t.slot).where(sql`state = 'queued' and slot is not null`),
    index('outbox_about_queued').on(t.about).where(sql`state = 'queued' and about is not null`),
    index('outbox_sent').on(t.sentAt),
    index('outbox_chat').on(t.chatId, t.id),
  ],
)

/** Messages that change in place: where each stands on the platform. */
export const screens = pgTable(
  'screens',
  {
    chatId: ref('chat_id')
      .notNull()
      .references(() => chats.id),
    slot: text('slot').notNull(),
    ref: text('ref').notNull(),
    shownAt: at('shown_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.chatId, t.slot] }),
    index('screens_ref').on(t.chatId, t.ref),
    // A change of one piece of work asks where its cards stand, in whatever chat.
    index('screens_slot').on(t.slot),
  ],
)

export const questions = pgTable(
  'questions',
  {
    id: id(),
    communeId: ref('commune_id').references(() => communes.id),
    chatId: ref('chat_id')
      .notNull()
      .references(() => chats.id),
    personId: ref('person_id')
      .notNull()
      .references(() => persons.id),
    /** Who reads the answer: `assignment.evidence`. */
    action: text('action').notNull(),
    data: jsonb('data').notNull().$type<Record<string, unknown>>(),
    /** The platform's reference of the message that asked. */
    ref: text('ref'),
    askedAt: at('asked_at').notNull(),
    closedAt: at('closed_at'),
  },
  (t) => [
    index('questions_open').on(t.chatId, t.personId).where(sql`closed_at is null`),
    index('questions_ref').on(t.chatId, t.ref),
    // What is reported closes everybody's dialogs about it.
    index('questions_about').on(t.communeId, sql`(data ->> 'assignmentId')`).where(sql`closed_at is null`),
  ],
)

/** Slow work, done outside transactions; its result is written in one. */
export const chores = pgTable(
  'chores',
  {
    id: id(),
    communeId: ref('commune_id').references(() => communes.id),
    kind: text('kind').notNull(),
    /** Only one open chore has this key. */
    key: text('key'),
    input: jsonb('input').notNull().$type<Record<string, unknown>>(),
    runAt: at('run_at').notNull(),
    attempts: integer('attempts').notNull().default(0),
    doneAt: at('done_at'),
    /** Set aside after too many failures. */
    failedAt: at('failed_at'),
    lastError: text('last_error'),
  },
  (t) => [
    index('chores_open').on(t.runAt).where(sql`done_at is null and failed_at is null`),
    uniqueIndex('chores_key').on(t.key).where(sql`done_at is null and failed_at is null and key is not null`),
  ],
)

export const jobRuns = pgTable('job_runs', {
  /** `monthly-open:2026-09-01`, `gap`, … */
  key: text('key').primaryKey(),
  ranAt: at('ran_at').notNull(),
})

export const lease = pgTable('lease', {
  id: integer('id').primaryKey(),
  holder: text('holder').notNull(),
  epoch: bigint('epoch', { mode: 'number' }).notNull(),
  /** By the database's clock: the only time that is. */
  until: at('until').notNull(),
})

/** What each platform calls a file it already has. */
export const fileHandles = pgTable(
  'file_handles',
  {
    fileId: ref('file_id')
      .notNull()
      .references(() => files.id),
    channelId: ref('channel_id')
      .notNull()
      .references(() => channels.id),
    handle: text('handle').notNull(),
  },
  (t) => [primaryKey({ columns: [t.fileId, t.channelId] })],
)

/** What a printed number means in a chat whose platform has no buttons, as long as it is open. */
export const offers = pgTable(
  'offers',
  {
    id: id(),
    chatId: ref('chat_id')
      .notNull()
      .references(() => chats.id),
    number: integer('number').notNull(),
    label: text('label').notNull(),
    action: text('action').notNull(),
    /** The outbox key of the message that offered it. */
    offeredIn: text('offered_in').notNull(),
    offeredAt: at('offered_at').notNull(),
    closedAt: at('closed_at'),
  },
  (t) => [
    index('offers_numbered').on(t.chatId, t.number),
    // What is open, and what closed a moment or a few days ago; months of it are kept.
    index('offers_closed').on(t.chatId, t.closedAt),
    index('offers_in').on(t.offeredIn),
  ],
)
