// Exporting, archiving and erasing one commune of two: everything of the one, nothing of the other.
import { existsSync, readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { and, eq, isNull, sql } from 'drizzle-orm'
import { unzipSync } from 'fflate'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { rowsOf } from '../../src/db/rows.js'
import { assignments } from '../../src/db/schema/assignments.js'
import { communes } from '../../src/db/schema/communes.js'
import { accounts, chats, chatUnits, persons, posts } from '../../src/db/schema/people.js'
import { inbox, outbox, questions } from '../../src/db/schema/post.js'
import { events } from '../../src/db/schema/trail.js'
import { filePath } from '../../src/files/store.js'
import { databaseCode, UserError } from '../../src/lib/errors.js'
import { archiveCommune } from '../../src/operations/commune/archive.js'
import { eraseCommune } from '../../src/operations/commune/erase.js'
import { exportCommune } from '../../src/operations/commune/export.js'
import { openTestDatabase, type TestDatabase } from '../support/database.js'
import { countOf, type Filled, fill, now, sumAll } from './filled.js'

let database: TestDatabase
let folder: string
let files: string
let filled: Filled
let first: number
let second: number
beforeEach(async () => {
  database = await openTestDatabase()
  folder = await mkdtemp(join(tmpdir(), 'dondoc-commune-'))
  files = join(folder, 'files')
  filled = await fill(database.db, files)
  first = filled.groups[0].communeId
  second = filled.groups[1].communeId
})
afterEach(async () => {
  await database.close()
  await rm(folder, { recursive: true, force: true })
})

const archive = () => database.db.transaction((tx) => archiveCommune(tx, first, now))
const erase = (name: string | undefined = 'UBND xã số 1') =>
  eraseCommune(database, { communeId: first, name, filesFolder: files })
const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error: unknown) => (error instanceof UserError ? error.code : String(error)),
  )

it('an archived commune has nobody in office, no group, nothing to remind of and nothing to say; the other one goes on', async () => {
  const { db } = database
  const other = await countOf(db, second)
  await archive()
  expect(
    await db
      .select()
      .from(posts)
      .where(and(eq(posts.communeId, first), isNull(posts.to))),
  ).toEqual([])
  expect(await db.select().from(chatUnits).where(eq(chatUnits.communeId, first))).toEqual([])
  expect(await db.select().from(chats).where(eq(chats.communeId, first))).toEqual([])
  const looks = await db
    .select({ at: assignments.nextLookAt })
    .from(assignments)
    .where(eq(assignments.communeId, first))
  expect(looks.every((one) => one.at === null)).toBe(true)
  const waiting = await db
    .select()
    .from(outbox)
    .where(and(eq(outbox.communeId, first), eq(outbox.state, 'queued')))
  expect(waiting).toEqual([])
  expect(
    await db
      .select()
      .from(questions)
      .where(and(eq(questions.communeId, first), isNull(questions.closedAt))),
  ).toEqual([])
  const [trail] = await db
    .select()
    .from(events)
    .where(and(eq(events.communeId, first), eq(events.action, 'commune.archive')))
    .orderBy(events.id)
  expect(trail?.after).toEqual({ chats: expect.arrayContaining([filled.groups[0].chatId]) })
  expect(await countOf(db, second)).toBe(other)
  expect(
    await db
      .select()
      .from(posts)
      .where(and(eq(posts.communeId, second), isNull(posts.to))),
  ).toHaveLength(2)
  expect(await codeOf(archive())).toBe('operations-commune-archived')
})

it('the export holds every row and file of its commune, none of another’s, and no key to a door', async () => {
  const path = join(folder, 'xuất.zip')
  const made = await exportCommune(database, { communeId: first, path, filesFolder: files })
  expect([made.name, made.files, made.missing]).toEqual(['UBND xã số 1', 2, 0])
  const zip = unzipSync(new Uint8Array(readFileSync(path)))
  const table = (name: string) => JSON.parse(new TextDecoder().decode(zip[`${name}.json`])) as Record<string, unknown>[]
  expect(table('communes')).toHaveLength(1)
  expect(table('assignments')).toHaveLength(3)
  expect(table('events')).toHaveLength(2)
  expect(table('persons')).toHaveLength(2)
  expect(
    table('accounts')
      .map((one) => one.external_id)
      .sort(),
  ).toEqual(['7000', '9001'])
  expect(
    table('chats')
      .map((one) => one.external_id)
      .sort(),
  ).toEqual(['-1001', '7000'])
  let rows = 0
  for (const name of Object.keys(zip).filter((one) => one.endsWith('.json')))
    for (const row of table(name.slice(0, -5))) {
      rows += 1
      if ('commune_id' in row) expect(row.commune_id).toBe(first)
      expect(row).not.toHaveProperty('code_hash')
      expect(row).not.toHaveProperty('token_hash')
    }
  expect(rows).toBe(made.rows)
  const bytes = Object.entries(zip).filter(([name]) => name.startsWith('files/'))
  expect(bytes.map(([, content]) => new TextDecoder().decode(content)).sort()).toEqual([
    'công văn gửi cả hai xã',
    'minh chứng của xã thứ nhất',
  ])
  expect(await codeOf(exportCommune(database, { communeId: first, path, filesFolder: files }))).toBe(
    'operations-backup-exists',
  )
  expect(await codeOf(exportCommune(database, { communeId: 99, path: `${path}2`, filesFolder: files }))).toBe(
    'operations-commune-unknown',
  )
  expect(existsSync(`${path}2`)).toBe(false)
  const nowhere = { communeId: first, path: `${path}-khong-co/xa.zip`, filesFolder: files }
  expect(await codeOf(exportCommune(database, nowhere))).toBe('operations-folder-missing')
})

it('only an archived commune is erased, and only by its exact name', async () => {
  const before = await sumAll(database.db)
  expect(await codeOf(erase())).toBe('operations-erase-not-archived')
  expect(await sumAll(database.db)).toEqual(before)
  await archive()
  const archived = await sumAll(database.db)
  expect(await codeOf(eraseCommune(database, { communeId: first, name: undefined, filesFolder: files }))).toBe(
    'operations-erase-name',
  )
  expect(await codeOf(erase('UBND xã số 2'))).toBe('operations-erase-name')
  expect(await sumAll(database.db)).toEqual(archived)
})

it('of an erased commune no row and no file is left, and the other one has lost nothing', async () => {
  const { db } = database
  const otherRows = async () => {
    const sums: Record<string, string> = {}
    for (const name of Object.keys(await sumAll(db))) {
      const [has] = await rowsOf<{ n: string }>(
        db,
        sql`select count(*)::text as n from information_schema.columns where table_name = ${name} and column_name = 'commune_id'`,
      )
      if (has?.n !== '1') continue
      const rows = await rowsOf<{ line: string }>(
        db,
        sql.raw(`select row_to_json(t)::text as line from "${name}" t where commune_id = ${second} order by 1`),
      )
      sums[name] = JSON.stringify(rows)
    }
    return sums
  }
  const other = await otherRows()
  await archive()
  const done = await erase()
  expect([done.name, done.persons, done.files]).toEqual(['UBND xã số 1', 2, 1])
  expect(await countOf(db, first)).toBe(0)
  expect(await otherRows()).toEqual(other)
  expect((await db.select({ id: communes.id }).from(communes)).map((one) => one.id)).toEqual([second])
  expect(await db.select().from(persons)).toHaveLength(2)
  expect((await db.select().from(accounts)).map((one) => one.externalId).sort()).toEqual(['7001', '9002'])
  expect((await db.select().from(chats)).map((one) => one.externalId).sort()).toEqual(['-1002', '7001'])
  expect((await db.select().from(inbox)).map((one) => one.lane)).toEqual(['7001'])
  expect((await db.select().from(outbox)).every((one) => one.key.endsWith(':1'))).toBe(true)
  expect(existsSync(filePath(files, filled.own))).toBe(false)
  expect(existsSync(filePath(files, filled.shared))).toBe(true)
})

it('a person who works for both communes, and a group that went over to the other one, stay', async () => {
  const { db } = database
  const [hoa] = await db.select({ id: accounts.personId }).from(accounts).where(eq(accounts.externalId, '7000'))
  await db.insert(posts).values({ communeId: second, personId: hoa!.id, role: 'officer', from: now })
  const later = new Date(now.getTime() + 60_000)
  await archive()
  const { chatId } = filled.groups[0]
  await db.update(chats).set({ communeId: second }).where(eq(chats.id, chatId))
  await db
    .insert(outbox)
    .values({ communeId: second, chatId, key: 'new:1', class: 0, body: { spans: ['mới'] }, createdAt: later })
  await erase()
  expect(await db.select().from(persons).where(eq(persons.id, hoa!.id))).toHaveLength(1)
  expect((await db.select().from(chats)).map((one) => one.externalId).sort()).toEqual([
    '-1001',
    '-1002',
    '7000',
    '7001',
  ])
  const said = await db.select({ key: outbox.key }).from(outbox).where(eq(outbox.chatId, chatId))
  expect(said).toEqual([{ key: 'new:1' }])
  expect(await countOf(db, first)).toBe(0)
})

it('the trail of a commune that is not archived, or not named in the transaction, cannot be deleted', async () => {
  const { db } = database
  const attempt = (communeId: number, erasing: number) =>
    db
      .transaction(async (tx) => {
        await tx.execute(sql`select set_config('dondoc.erasing', ${String(erasing)}, true)`)
        await tx.delete(events).where(eq(events.communeId, communeId))
      })
      .then(
        () => 'deleted',
        (error: unknown) => databaseCode(error),
      )
  expect(await attempt(first, first)).toBe('23001')
  await archive()
  expect(await attempt(second, first)).toBe('23001')
  expect(await attempt(second, second)).toBe('23001')
  expect(await db.delete(events).then(() => 'deleted', databaseCode)).toBe('23001')
  expect(
    await db
      .update(events)
      .set({ action: 'x' })
      .then(() => 'changed', databaseCode),
  ).toBe('23001')
  expect(await attempt(first, first)).toBe('deleted')
  // What a transaction allowed is over with it.
  expect(await db.delete(events).then(() => 'deleted', databaseCode)).toBe('23001')
})

it('every table names its commune, or is one that export and erasure deal with by name', async () => {
  const rows = await rowsOf<{ name: string }>(
    database.db,
    sql`select table_name::text as name from information_schema.tables t
        where table_schema = current_schema() and not exists (select 1 from information_schema.columns c
          where c.table_name = t.table_name and c.table_schema = t.table_schema and c.column_name = 'commune_id')
        order by 1`,
  )
  expect(rows.map((row) => row.name)).toEqual([
    'accounts',
    'communes',
    'file_handles',
    'inbox',
    'job_runs',
    'lease',
    'offers',
    'persons',
    'screens',
  ])
})
