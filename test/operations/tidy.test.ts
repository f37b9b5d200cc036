// The embedded database gives back the room of what was changed and deleted; a server does so by itself.
import { sql } from 'drizzle-orm'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Database } from '../../src/db/db.js'
import { rowsOf } from '../../src/db/rows.js'
import { projectFile } from '../../src/lib/project.js'
import { tidyNightly } from '../../src/operations/tidy.js'
import { openBlankDatabase } from '../support/database.js'

let database: Database
beforeEach(async () => {
  database = await openBlankDatabase()
  await database.migrate(projectFile('migrations'))
})
afterEach(() => database.close())

/** A month of updates: each is stored, handled, and forgotten after a week. Returns the bytes they take in the end. */
async function liveThrough(days: number, tidy: (day: number) => Promise<unknown>): Promise<number> {
  const { db } = database
  await db.execute(sql`insert into channels (platform, external_id, username) values ('telegram', '1', 'bot')`)
  for (let day = 0; day < days; day++) {
    await db.execute(
      sql`insert into inbox (channel_id, update_key, lane, raw, state, received_at)
        select (select id from channels), ${day}::int * 1000 + n, 'l' || n % 50, jsonb_build_object('text', repeat(md5(n::text), 10)), 'new',
          timestamptz '2026-09-01' + make_interval(days => ${day}::int) from generate_series(1, 500) n`,
    )
    await db.execute(sql`update inbox set state = 'done' where state = 'new'`)
    await db.execute(
      sql`delete from inbox where received_at < timestamptz '2026-09-01' + make_interval(days => ${day}::int - 7)`,
    )
    await tidy(day)
  }
  const [row] = await rowsOf<{ bytes: number }>(db, sql`select pg_total_relation_size('inbox')::int as bytes`)
  return row?.bytes ?? 0
}

const night = (day: number, time = '01:30') => new Date(Date.parse(`2026-09-01T${time}:00+07:00`) + day * 86_400_000)

it('a month of updates takes no more room than the week that is kept', async () => {
  const week = await liveThrough(9, (day) => tidyNightly(database, night(day)))
  await database.db.execute(sql`truncate channels, inbox, job_runs cascade`)
  const month = await liveThrough(30, (day) => tidyNightly(database, night(day)))
  await database.db.execute(sql`truncate channels, inbox, job_runs cascade`)
  const never = await liveThrough(30, () => Promise.resolve())
  expect(week).toBeGreaterThan(0)
  expect(month / week).toBeLessThan(1.2)
  expect(never / week).toBeGreaterThan(2)
})

it('it is done once a night, or once a week where the program never runs at night', async () => {
  const tables = await tidyNightly(database, night(0, '10:00'))
  expect(tables).toBeGreaterThan(30)
  expect(await tidyNightly(database, night(0, '23:59'))).toBeUndefined()
  expect(await tidyNightly(database, night(1, '01:00'))).toBeUndefined()
  expect(await tidyNightly(database, night(2, '00:59'))).toBeUndefined()
  expect(await tidyNightly(database, night(2, '01:00'))).toBe(tables)
  expect(await tidyNightly(database, night(2, '04:59'))).toBeUndefined()
  expect(await tidyNightly(database, night(9, '00:59'))).toBeUndefined()
  expect(await tidyNightly(database, night(9, '08:00'))).toBe(tables)
})

it('a stop begins no table and leaves the turn to the next start; a stop in the middle ends it between two tables', async () => {
  expect(await tidyNightly(database, night(0), AbortSignal.abort())).toBeUndefined()
  const stopping = new AbortController()
  const { db } = database
  const seen: string[] = []
  const watching = new Proxy(db, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name)
      if (name !== 'execute') return typeof value === 'function' ? value.bind(target) : value
      return (query: Parameters<typeof db.execute>[0]) => {
        seen.push(String(name))
        // The list of tables, then the first of them.
        if (seen.length === 2) stopping.abort()
        return target.execute(query)
      }
    },
  })
  expect(await tidyNightly({ db: watching, kind: 'embedded' }, night(0), stopping.signal)).toBe(1)
})

it('a server is left alone', async () => {
  expect(await tidyNightly({ ...database, kind: 'postgres' }, night(5))).toBeUndefined()
})
