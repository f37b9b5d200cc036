// A program and a database of different ages, and processes that start together.
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { appliedHashes, NewerSchema, readMigrations } from '../../src/db/migrate.js'
import { rowsOf } from '../../src/db/rows.js'
import { projectFile } from '../../src/lib/project.js'
import { kinds, openPlace, type Place } from '../operations/filled.js'

const migrations = projectFile('migrations')
const known = readMigrations(migrations).map((one) => one.hash)
let place: Place
beforeEach(async () => {
  place = await openPlace(kinds.at(-1)!)
})
afterEach(() => place.close())

it('a database that knows more than the program is refused in one line and left alone', async () => {
  const { database } = place
  await database.migrate(migrations)
  await database.db.execute(sql`create table of_the_future (id int)`)
  await database.db.execute(
    sql`insert into drizzle.__drizzle_migrations (hash, created_at) values ('feed', 9999999999999)`,
  )
  const error: unknown = await database.migrate(migrations).catch((thrown: unknown) => thrown)
  expect(error).toBeInstanceOf(NewerSchema)
  expect((error as Error).message).not.toContain('\n')
  expect(await appliedHashes(database.db)).toEqual([...known, 'feed'])
})

it('a database whose past is another one than the program’s is refused', async () => {
  const { database } = place
  await database.migrate(migrations)
  await database.db.execute(sql`update drizzle.__drizzle_migrations set hash = 'feed' where id = 2`)
  await expect(database.migrate(migrations)).rejects.toBeInstanceOf(NewerSchema)
})

it('a migration that fails leaves nothing of itself behind', async () => {
  const { database } = place
  await database.db.execute(sql`create table lease (id int)`)
  await expect(database.migrate(migrations)).rejects.toThrow()
  const tables = await rowsOf<{ name: string }>(
    database.db,
    sql`select table_name::text as name from information_schema.tables where table_schema = current_schema()`,
  )
  expect(tables).toEqual([{ name: 'lease' }])
})

it('four that start together on an empty database migrate it once', async () => {
  const { database } = place
  await Promise.all(Array.from({ length: 4 }, () => database.migrate(migrations)))
  expect(await appliedHashes(database.db)).toEqual(known)
})

it('before a database with data is changed, somebody is asked; a refusal stops the change', async () => {
  const { database } = place
  const asked: string[] = []
  await database.migrate(migrations, { before: async (next) => void asked.push(next.name) })
  expect(asked).toEqual([])
  // The next version of the program, with one migration more.
  const next = await mkdtemp(join(tmpdir(), 'dondoc-next-'))
  await cp(migrations, next, { recursive: true })
  const journal = join(next, 'meta', '_journal.json')
  const listed = JSON.parse(await readFile(journal, 'utf8')) as {
    entries: { idx: number; when: number; tag: string }[]
  }
  const last = listed.entries.at(-1)!
  listed.entries.push({ ...last, idx: last.idx + 1, when: last.when + 1, tag: '9999_next' })
  await writeFile(journal, JSON.stringify(listed))
  await writeFile(join(next, '9999_next.sql'), 'create table of_the_next (id int);')
  const refused = database.migrate(next, {
    before: async (next) => {
      asked.push(next.name)
      throw new Error('no space')
    },
  })
  await expect(refused).rejects.toThrow('no space')
  expect(asked).toHaveLength(1)
  expect(await appliedHashes(database.db)).toEqual(known)
  await database.migrate(next)
  expect(await appliedHashes(database.db)).toHaveLength(known.length + 1)
  await rm(next, { recursive: true })
})
