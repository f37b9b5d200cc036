// Tidying the embedded database: a server does this by itself all day, PGlite never. Without it the room of rows that were
// changed or deleted is never used again, and the folder grows for as long as the program runs.
import { sql } from 'drizzle-orm'
import type { Database } from '../db/db.js'
import { rowsOf } from '../db/rows.js'
import { takeTurn } from '../db/turns.js'
import { timeOf } from '../lib/day.js'

const HOUR = 3_600_000

/** At night, or after a week in which the program never ran at night. */
const NIGHT = { from: '01:00', to: '05:00', after: 20 * HOUR }
const WEEK = 168 * HOUR

/**
 * Gives the room of dead rows back and counts the rows anew for the planner, once a night, one table at a time so that taps go on in between.
 * The first time at once. Once `stopping` no other is begun. Returns how many tables, or undefined when it is not time, or when PostgreSQL sees to it.
 */
export async function tidyNightly(
  { db, kind }: Pick<Database, 'db' | 'kind'>,
  now: Date,
  stopping?: AbortSignal,
): Promise<number | undefined> {
  if (kind !== 'embedded') return undefined
  const isNight = timeOf(now) >= NIGHT.from && timeOf(now) < NIGHT.to
  if (stopping?.aborted || !(await takeTurn(db, 'tidy', now, isNight ? NIGHT.after : WEEK))) return undefined
  let done = 0
  for (const name of await listTables(db)) {
    if (stopping?.aborted) break
    await db.execute(sql.raw(`vacuum (analyze) ${name}`))
    done++
  }
  return done
}

async function listTables(db: Database['db']): Promise<string[]> {
  const rows = await rowsOf<{ name: string }>(
    db,
    sql`select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname = 'public' order by 1`,
  )
  return rows.map(({ name }) => name)
}
