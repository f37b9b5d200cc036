// Work that is due once, or once in a while, whoever asks and however often.
import { inArray, sql } from 'drizzle-orm'
import type { Db, Tx } from './db.js'
import { jobRuns } from './schema/post.js'

/** Takes the turn of `key` when the last one is at least `pause` milliseconds away, in either direction: a clock that was set back ends nothing. */
export async function takeTurn(db: Db, key: string, now: Date, pause: number): Promise<boolean> {
  const taken = await db
    .insert(jobRuns)
    .values({ key, ranAt: now })
    .onConflictDoUpdate({
      target: jobRuns.key,
      set: { ranAt: now },
      setWhere: sql`abs(extract(epoch from ${now.toISOString()}::timestamptz - ${jobRuns.ranAt})) * 1000 >= ${pause}::float8`,
    })
    .returning({ key: jobRuns.key })
  return taken.length > 0
}

/** Takes the only turn there is of `key`: true the first time this is asked. */
export async function takeOnce(tx: Tx, key: string, now: Date): Promise<boolean> {
  const taken = await tx
    .insert(jobRuns)
    .values({ key, ranAt: now })
    .onConflictDoNothing()
    .returning({ key: jobRuns.key })
  return taken.length > 0
}

/** Those of the keys whose turn was taken before. */
export async function turnsTaken(db: Db, keys: readonly string[]): Promise<Set<string>> {
  if (keys.length === 0) return new Set()
  const rows = await db
    .select({ key: jobRuns.key })
    .from(jobRuns)
    .where(inArray(jobRuns.key, [...keys]))
  return new Set(rows.map((row) => row.key))
}
