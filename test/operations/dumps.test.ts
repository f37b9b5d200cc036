// Dumps of the embedded database: every hour, before each migration, verified, and kept in number.
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import { afterEach, beforeEach, expect, it } from 'vitest'

import { applyMigrations, readMigrations } from '../../src/db/migrate.js'
import { communes } from '../../src/db/schema/communes.js'
import { projectFile } from '../../src/lib/project.js'
import { dumpHourly, kept, migrateSafely } from '../../src/operations/backup/dumps.js'
import { restore } from '../../src/operations/backup/restore.js'
import { verifyBackup } from '../../src/operations/backup/verify.js'
import { openBlankDatabase, openTestDatabase, type TestDatabase } from '../support/database.js'
import { fill, now, sumAll } from './filled.js'

let database: TestDatabase
let folder: string
beforeEach(async () => {
  database = await openTestDatabase()
  folder = mkdtempSync(join(tmpdir(), 'dondoc-dumps-'))
})
afterEach(async () => {
  await database.close()
  rmSync(folder, { recursive: true, force: true })
})

const settings = () => ({ DATA_DIR: folder, TELEGRAM_API_ROOT: 'http://127.0.0.1:1' })
const after = (minutes: number) => new Date(now.getTime() + minutes * 60_000)
const dumps = () => readdirSync(join(folder, 'dumps')).sort()
const embedded = () => ({ ...database, kind: 'embedded' as const })

it('the embedded database is dumped once an hour, and a server’s never', async () => {
  expect(await dumpHourly({ ...database, kind: 'postgres' }, settings(), now)).toBeUndefined()
  expect(await dumpHourly(embedded(), settings(), now)).toMatch(/hourly-20260914-090000\.dondoc$/)
  expect(await dumpHourly(embedded(), settings(), after(59))).toBeUndefined()
  expect(await dumpHourly(embedded(), settings(), after(60))).toMatch(/hourly-20260914-100000\.dondoc$/)
  expect(dumps()).toHaveLength(2)
})

it(`of the hourly dumps the newest ${kept.hourly} are kept`, async () => {
  for (let hour = 0; hour < kept.hourly + 3; hour++) await dumpHourly(embedded(), settings(), after(60 * hour))
  expect(dumps()).toHaveLength(kept.hourly)
  expect(dumps()[0]).toBe('hourly-20260914-120000.dondoc')
})

it('a dump restores every row; files stay where they are', async () => {
  await fill(database.db, join(folder, 'files'))
  const path = (await dumpHourly(embedded(), settings(), now)) ?? ''
  const { about, manifest } = await verifyBackup(path)
  expect([about.withFiles, manifest.files.count, manifest.tables.communes?.rows]).toEqual([false, 0, 2])
  const target = await openBlankDatabase()
  try {
    const done = await restore(target, path, { filesFolder: join(folder, 'files') }, now)
    expect(done.missing).toBe(0)
    const before = await sumAll(database.db)
    const restored = await sumAll(target.db)
    expect(restored.events).toEqual(before.events)
    expect(restored.assignments).toEqual(before.assignments)
  } finally {
    await target.close()
  }
})

it('before a migration the old database is dumped, and the dump comes up to date when it is restored', async () => {
  const known = readMigrations(projectFile('migrations'))
  const old = await openBlankDatabase()
  const target = await openBlankDatabase()
  try {
    await old.db.transaction((tx) => applyMigrations(tx, known.slice(0, 2)))
    await old.db.execute(sql`insert into communes (name, created_at) values ('UBND xã Cũ', now())`)
    await migrateSafely(old, settings(), now)
    expect(dumps()).toEqual([`migration-20260914-090000-${known[2]?.name}.dondoc`])
    await migrateSafely(old, settings(), after(5))
    expect(dumps()).toHaveLength(1)
    const path = join(folder, 'dumps', dumps()[0] ?? '')
    expect((await verifyBackup(path)).about.schema).toHaveLength(2)
    await restore(target, path, { filesFolder: join(folder, 'files') }, now)
    expect((await target.db.select().from(communes)).map((one) => one.name)).toEqual(['UBND xã Cũ'])
  } finally {
    await old.close()
    await target.close()
  }
})
