// Work that is due once in a while, whoever asks and however often.
import { sql } from 'drizzle-orm'
import type { Db } from './db.js'
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
