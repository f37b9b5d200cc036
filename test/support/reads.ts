// What an action reads of the tables that grow without end, counted by the database itself, while others have stored a great deal.
import { sql } from 'drizzle-orm'
import { rowsOf } from '../../src/db/rows.js'
import type { TestDatabase } from './database.js'
import type { World } from './world.js'

const stored = 3000
/** Nobody far away has more to do with an action here than these rows. */
const few = 500
const growing = [
  'chats',
  'screens',
  'outbox',
  'inbox',
  'events',
  'questions',
  'evidence',
  'requests',
  'chores',
  'offers',
  'files',
]

/** Chats, messages, screens, questions, a trail, files and chores of another commune. */
export async function storeFarAway({ database, channelId, otherCommuneId, persons }: World): Promise<void> {
  const far = sql`from chats where external_id like '-9%'`
  for (const statement of [
    sql`insert into chats (channel_id, external_id, kind, created_at)
      select ${channelId}, '-9' || n, 'group', now() from generate_series(1, ${stored}) n`,
    sql`insert into screens (chat_id, slot, ref, shown_at) select id, 'card:' || (900000 + id), '1', now() ${far}`,
    sql`insert into outbox (chat_id, key, slot, class, body, state, created_at)
      select id, 'far:' || id, 'card:' || (900000 + id), 1, '{"spans":[]}', 'sent', now() ${far}`,
    sql`insert into inbox (channel_id, update_key, lane, raw, state, received_at)
      select ${channelId}, 'far:' || id, id::text, '{}', 'done', now() ${far}`,
    sql`insert into questions (commune_id, chat_id, person_id, action, data, asked_at, closed_at)
      select ${otherCommuneId}, id, ${persons.Nga}, 'assignment.evidence', '{}', now(), now() ${far}`,
    sql`insert into events (commune_id, subject, action, at)
      select ${otherCommuneId}, 'assignment:' || (900000 + id), 'assignment.accept', now() ${far}`,
    sql`insert into files (commune_id, sha256, name, type, size, created_at)
      select ${otherCommuneId}, md5(id::text), 'far.pdf', 'application/pdf', 1, now() ${far}`,
    sql`insert into chores (commune_id, kind, input, run_at, done_at)
      select ${otherCommuneId}, 'assignment.evidence', '{"files":[],"reports":[]}', now(), now() ${far}`,
    sql`analyze`,
  ])
    await database.db.execute(statement)
}

/** The growing tables of which `run` reads more than a few rows, by the name of the table. */
export async function readsWhole(database: TestDatabase, run: () => Promise<unknown>): Promise<Record<string, number>> {
  const before = await readSoFar(database)
  await run()
  const after = await readSoFar(database)
  const read = growing.map((name) => [name, (after.get(name) ?? 0) - (before.get(name) ?? 0)] as const)
  if (!read.some(([, count]) => count > 0)) throw new Error('nothing was counted')
  return Object.fromEntries(read.filter(([, count]) => count > few))
}

/** Rows read so far of each table, in whole scans and by indexes. */
async function readSoFar({ db, width }: TestDatabase): Promise<Map<string, number>> {
  // Each connection keeps its own count for a while: all of them are asked to hand it over.
  const flush = () => db.transaction((tx) => tx.execute(sql`select pg_stat_force_next_flush(), pg_sleep(0.05)`))
  await Promise.all(Array.from({ length: width }, flush))
  const rows = await rowsOf<{ name: string; read: string }>(
    db,
    sql`select relname::text as name, (coalesce(seq_tup_read, 0) + coalesce(idx_tup_fetch, 0))::text as read from pg_stat_user_tables`,
  )
  return new Map(rows.map(({ name, read }) => [name, Number(read)]))
}
