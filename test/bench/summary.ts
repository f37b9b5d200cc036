// `/tongket` with a million assignments in the database, for a commune of 300 and a city of 100,000, beside the cheapest single SQL over
// the same rows; the picture; a report with its time and memory. `BENCH_SUMMARY=1 npm run bench`; BENCH_SCALE_SHRINK divides what is stored.
import { randomBytes } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { type Db, openPostgres, type Tx } from '../../src/db/db.js'
import { instantOf } from '../../src/lib/day.js'
import { translator } from '../../src/lib/i18n.js'
import { projectFile } from '../../src/lib/project.js'
import { writeCommuneReport } from '../../src/office/reports/commune-report.js'
import { readFacts } from '../../src/office/reports/facts.js'
import { pictureOf } from '../../src/office/summary/messages.js'
import { readOverview } from '../../src/office/summary/overview.js'
import { drawPicture } from '../../src/office/summary/picture.js'
import { renderSvg } from '../../src/office/summary/render.js'
import { administer, withDatabase } from '../support/server.js'

const server = process.env.BENCH_DATABASE_URL ?? 'postgres://postgres@127.0.0.1:5432/postgres'
const shrink = Math.max(1, Number(process.env.BENCH_SCALE_SHRINK ?? 1))
const rounds = 15
const now = instantOf('2026-09-28', '09:00')

/** Communes by their id and how much work each has; the last holds all the rest. */
const sizes = [300, Math.ceil(100_000 / shrink), Math.ceil(900_000 / shrink)]

async function seed(db: Db): Promise<void> {
  const at = `'2026-08-03 09:00+07'::timestamptz`
  await db.transaction(async (tx) => {
    const put = (statement: string) => tx.execute(sql.raw(statement))
    await put(`set local session_replication_role = replica`)
    for (const [index, count] of sizes.entries()) {
      const commune = index + 1
      const units = index === 0 ? 6 : 120
      const unit = `${index * 1000} + (i - 1) % ${units} + 1`
      const task = `${index * 1000} + (i - 1) % ${units} + 1`
      await put(
        `insert into communes (id, name, created_at, next_number) values (${commune}, 'UBND xã ${commune}', ${at}, 100000000)`,
      )
      await put(
        `insert into units (id, commune_id, name, short_name, position) select ${index * 1000} + i, ${commune}, 'Đơn vị ' || i, 'U' || i, i from generate_series(1, ${units}) i`,
      )
      await put(`insert into persons (id, name, created_at) values (${commune}, 'Chủ tịch', ${at})`)
      await put(
        `insert into posts (commune_id, person_id, role, "from") values (${commune}, ${commune}, 'chairman', ${at})`,
      )
      await put(
        `insert into tasks (id, commune_id, text, area, created_at) select ${index * 1000} + i, ${commune}, 'Rà soát, tổng hợp và báo cáo kết quả thực hiện nhiệm vụ', 'other', ${at} from generate_series(1, ${units}) i`,
      )
      await put(
        `insert into task_deadlines (id, commune_id, task_id, rule, words) select ${index * 1000} + i, ${commune}, ${index * 1000} + i, '{"kind":"none","words":""}', '' from generate_series(1, ${units}) i`,
      )
      await put(
        `insert into assignments (commune_id, number, task_id, unit_id, deadline_id, period, legal_due_on, status, status_at, reported_at, done_at, created_at)
         select ${commune}, i, ${task}, ${unit}, ${task}, 'p' || i, '2026-07-01'::date + (i % 180),
           (array['done','done','done','accepted','in-progress','unanswered','awaiting'])[1 + i % 7], ${at},
           case when i % 7 in (0, 1, 2, 6) then ${at} + (i % 40) * interval '1 day' end, case when i % 7 < 3 then ${at} end, ${at}
         from generate_series(1, ${count}) i`,
      )
    }
  })
  await db.execute(sql.raw('vacuum analyze'))
}

const median = (list: number[]) => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)] ?? Number.NaN
const print = (line = '') => process.stdout.write(`${line}\n`)
const megabytes = () => process.memoryUsage().rss / 1024 / 1024

async function timed(run: () => Promise<unknown>): Promise<number> {
  const began = performance.now()
  await run()
  return performance.now() - began
}

export async function benchSummary(): Promise<void> {
  const name = `dondoc_summary_${randomBytes(4).toString('hex')}`
  await administer(server, `create database ${name}`)
  // One connection, so that both are asked of a server that knows the tables already.
  const database = await openPostgres(withDatabase(server, name), { connections: 1 })
  try {
    const { db } = database
    await database.migrate(projectFile('migrations'))
    await seed(db)
    print(`/tongket, ${sizes.join(' + ')} assignments stored; median of ${rounds}`)
    print('commune of    single SQL ms   /tongket ms   ratio   picture ms   report ms   report MB   resident MB')
    for (const [index, size] of sizes.slice(0, 2).entries()) {
      const communeId = index + 1
      const input = {
        communeId,
        unitIds: undefined,
        period: undefined,
        decider: { confirms: true, extends: communeId, helps: true },
      }
      const read = () => db.transaction((tx) => readOverview(tx as unknown as Tx, input, now))
      // What any summary has to look at: every row once, counted by unit, status and whether its day is over.
      const cheapest = () =>
        db.transaction((tx) =>
          tx.execute(
            sql.raw(
              `select unit_id, status, legal_due_on < '2026-09-28', count(*) from assignments where commune_id = ${communeId} and status <> 'withdrawn' group by 1, 2, 3`,
            ),
          ),
        )
      const [plain, whole]: [number[], number[]] = [[], []]
      for (let round = -2; round < rounds; round++) {
        const [one, other] = [await timed(cheapest), await timed(read)]
        if (round < 0) continue
        plain.push(one)
        whole.push(other)
      }
      const picture = pictureOf(translator('vi'), await read())
      const drawing: number[] = []
      for (let round = 0; picture && round < 5; round++)
        drawing.push(await timed(async () => renderSvg(drawPicture(picture).svg)))
      const before = megabytes()
      let bytes = 0
      const report = await timed(async () => {
        const facts = await db.transaction((tx) =>
          readFacts(tx as unknown as Tx, { communeId, unitIds: null, period: '2026-09' }, now),
        )
        bytes = (await writeCommuneReport(facts, '2026-09')).byteLength
      })
      print(
        [
          String(size).padStart(10),
          median(plain).toFixed(1).padStart(15),
          median(whole).toFixed(1).padStart(13),
          (median(whole) / median(plain)).toFixed(2).padStart(7),
          median(drawing).toFixed(0).padStart(12),
          report.toFixed(0).padStart(11),
          (bytes / 1024 / 1024).toFixed(2).padStart(11),
          `${before.toFixed(0)} → ${megabytes().toFixed(0)}`.padStart(13),
        ].join(' '),
      )
    }
  } finally {
    await database.close()
    await administer(server, `drop database if exists ${name} with (force)`)
  }
}
