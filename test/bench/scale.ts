// The reminders of a whole province: 3,300 communes, 20,000 groups, a million open and ten million closed assignments, beside the same
// with ten thousand stored. `BENCH_SCALE=1 npm run bench`; BENCH_SCALE_SHRINK divides what is stored. PostgreSQL only.
import { randomBytes } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { type Database, type Db, openPostgres } from '../../src/db/db.js'
import { addDays, type Day, instantOf } from '../../src/lib/day.js'
import { projectFile } from '../../src/lib/project.js'
import { runReminders } from '../../src/office/reminders/job.js'
import { administer, withDatabase } from '../support/server.js'

const server = process.env.BENCH_DATABASE_URL ?? 'postgres://postgres@127.0.0.1:5432/postgres'
const shrink = Math.max(1, Number(process.env.BENCH_SCALE_SHRINK ?? 1))
const communeCount = Math.ceil(3300 / shrink)
const groupCount = Math.ceil(20_000 / shrink)
const repeats = 5

interface Stored {
  open: number
  closed: number
}

const run = (db: Db, statement: string) => db.execute(sql.raw(statement))

/** Stores a province. Foreign keys are not checked row by row while it is filled: everything refers to what is there. */
async function seed(db: Db, { open, closed }: Stored): Promise<void> {
  const at = `'2026-08-03 09:00+07'::timestamptz`
  await db.transaction(async (tx) => {
    const put = (statement: string) => tx.execute(sql.raw(statement))
    await put(`set local session_replication_role = replica`)
    await put(`insert into channels (platform, external_id, username) values ('telegram', '700', 'bench_bot')`)
    await put(
      `insert into communes (name, created_at, next_number) select 'UBND xã ' || i, ${at}, 100000000 from generate_series(1, ${communeCount}) i`,
    )
    const home = `(i - 1) % ${communeCount} + 1`
    await put(
      `insert into units (commune_id, name, short_name, position) select ${home}, 'Đơn vị ' || i, 'U' || i, i from generate_series(1, ${groupCount}) i`,
    )
    await put(
      `insert into chats (channel_id, external_id, kind, commune_id, title, created_at) select 1, '-100' || i, 'group', ${home}, 'Nhóm ' || i, ${at} from generate_series(1, ${groupCount}) i`,
    )
    await put(
      `insert into chat_units (commune_id, chat_id, unit_id) select ${home}, i, i from generate_series(1, ${groupCount}) i`,
    )
    await put(
      `insert into persons (name, created_at) select 'Người ' || i, ${at} from generate_series(1, ${groupCount + communeCount}) i`,
    )
    await put(
      `insert into accounts (channel_id, external_id, person_id) select 1, (5000000000 + i)::text, i from generate_series(1, ${groupCount + communeCount}) i`,
    )
    await put(
      `insert into posts (commune_id, person_id, unit_id, role, "from") select ${home}, i, i, 'head', ${at} from generate_series(1, ${groupCount}) i`,
    )
    await put(
      `insert into posts (commune_id, person_id, role, "from") select i, ${groupCount} + i, 'officer', ${at} from generate_series(1, ${communeCount}) i`,
    )
    await put(
      `insert into tasks (commune_id, text, created_at) select ${home}, 'Rà soát, tổng hợp và báo cáo kết quả thực hiện nhiệm vụ', ${at} from generate_series(1, ${groupCount}) i`,
    )
    await put(
      `insert into task_deadlines (commune_id, task_id, rule, words) select ${home}, i, '{"kind":"none","words":""}', '' from generate_series(1, ${groupCount}) i`,
    )
    // Work lies as it came: a unit's rows are spread over the whole table.
    const unit = `(i - 1) % ${groupCount} + 1`
    const homeOf = `((i - 1) % ${groupCount}) % ${communeCount} + 1`
    const columns = `(commune_id, number, task_id, unit_id, deadline_id, period, legal_due_on, status, status_at, reported_at, done_at, next_look_at, created_at)`
    await put(
      `insert into assignments ${columns} select ${homeOf}, i, ${unit}, ${unit}, ${unit}, 'o' || i, '2027-12-31', 'accepted', ${at}, null, null, '2027-12-24 08:00+07', ${at} from generate_series(1, ${open}) i`,
    )
    if (closed > 0)
      await put(
        `insert into assignments ${columns} select ${homeOf}, ${open} + i, ${unit}, ${unit}, ${unit}, 'c' || i, '2025-12-31', 'done', ${at}, ${at}, ${at}, null, ${at} from generate_series(1, ${closed}) i`,
      )
    await put(
      `insert into events (commune_id, subject, action, after, at) select commune_id, 'assignment:' || id, 'assignment.open', '{"status":"unanswered"}', ${at} from assignments`,
    )
    await put(
      `insert into outbox (commune_id, chat_id, key, class, body, state, created_at, sent_at) select ${homeOf}, ${unit}, 'old:' || i, 2, '{"spans":[]}', 'sent', ${at}, ${at} from generate_series(1, ${open}) i`,
    )
  })
  await run(db, 'vacuum analyze')
}

/** Makes one piece of work in each of so many groups due for a reminder on this day. */
async function makeDue(db: Db, day: Day, groups: number): Promise<void> {
  await run(
    db,
    `update assignments set legal_due_on = '${addDays(day, 7)}', next_look_at = '${day} 08:00+07' where id <= ${groups}`,
  )
}

/** The reminders of one morning: milliseconds, and the digests it queued. */
async function morning(db: Db, day: Day, groups: number): Promise<{ ms: number; digests: number }> {
  await makeDue(db, day, groups)
  const began = performance.now()
  const { digests } = await runReminders(db, instantOf(day, '08:00'))
  const ms = performance.now() - began
  // What was queued is sent, and the work is looked at no more until the next morning measured.
  await run(db, `update outbox set state = 'sent' where state = 'queued'`)
  await run(
    db,
    `update assignments set legal_due_on = '2027-12-31', next_look_at = '2027-12-24 08:00+07' where id <= ${groups}`,
  )
  return { ms, digests }
}

async function openProvince(stored: Stored): Promise<{ database: Database; close(): Promise<void> }> {
  const name = `dondoc_scale_${randomBytes(4).toString('hex')}`
  await administer(server, `create database ${name}`)
  const close = async (database?: Database) => {
    await database?.close()
    await administer(server, `drop database if exists ${name} with (force)`)
  }
  try {
    const database = await openPostgres(withDatabase(server, name))
    await database.migrate(projectFile('migrations'))
    await seed(database.db, stored)
    return { database, close: () => close(database) }
  } catch (error) {
    await close()
    throw error
  }
}

const median = (list: number[]) => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)] ?? Number.NaN
const megabytes = () => process.memoryUsage().rss / 1024 / 1024
const print = (line = '') => process.stdout.write(`${line}\n`)

export async function benchScale(): Promise<void> {
  const few: Stored = { open: Math.max(10_000, groupCount), closed: 0 }
  const many: Stored = { open: Math.ceil(1_000_000 / shrink), closed: Math.ceil(10_000_000 / shrink) }
  print(
    `reminders: ${communeCount} communes, ${groupCount} groups; ${few.open} assignments stored, beside ${many.open} open and ${many.closed} closed; median of ${repeats}`,
  )
  const began = performance.now()
  const small = await openProvince(few)
  const large = await openProvince(many).catch(async (error: unknown) => {
    await small.close()
    throw error
  })
  try {
    print(`stored in ${((performance.now() - began) / 1000).toFixed(0)} s`)
    print('due groups    few ms   many ms   ratio   digests   resident MB')
    const provinces = [small, large]
    const counts = [...new Set([0, 1, 1000, 20_000].map((count) => Math.min(count, groupCount)))]
    // Monday 14/9/2026; every morning measured is another one.
    let day: Day = '2026-09-14'
    for (const province of provinces) await morning(province.database.db, '2026-09-11', Math.min(50, groupCount))
    for (const groups of counts) {
      const times: number[][] = [[], []]
      let digests = 0
      // What takes less than a disturbance lasts is asked more often.
      for (let round = 0; round < (groups > 1 ? repeats : repeats * 5); round++) {
        for (const [index, province] of provinces.entries()) {
          const one = await morning(province.database.db, day, groups)
          times[index]!.push(one.ms)
          digests = one.digests
        }
        day = addDays(day, [5, 6].includes(new Date(day).getUTCDay()) ? 3 : 1)
      }
      const [first, second] = [median(times[0]!), median(times[1]!)]
      print(
        [
          String(groups).padStart(10),
          first.toFixed(1).padStart(9),
          second.toFixed(1).padStart(9),
          (second / first).toFixed(2).padStart(7),
          String(digests).padStart(9),
          megabytes().toFixed(0).padStart(13),
        ].join(' '),
      )
    }
  } finally {
    await small.close()
    await large.close()
  }
}
