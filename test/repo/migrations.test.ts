// Migrations apply from any prefix of themselves, and say what the schema says.
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { generateDrizzleJson, generateMigration } from 'drizzle-kit/api'
import { sql } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { appliedHashes } from '../../src/db/migrate.js'
import { schema } from '../../src/db/schema/all.js'
import { projectFile } from '../../src/lib/project.js'
import { openBlankDatabase } from '../support/database.js'

interface Journal {
  entries: { idx: number; tag: string }[]
}
const journal = JSON.parse(readFileSync(projectFile('migrations', 'meta', '_journal.json'), 'utf8')) as Journal

it('a database at any earlier migration comes up to date', async () => {
  const database = await openBlankDatabase()
  const folder = mkdtempSync(join(tmpdir(), 'dondoc-migrations-'))
  cpSync(projectFile('migrations'), folder, { recursive: true })
  try {
    for (let count = 1; count < journal.entries.length; count++) {
      writeFileSync(
        join(folder, 'meta', '_journal.json'),
        JSON.stringify({ ...journal, entries: journal.entries.slice(0, count) }),
      )
      await database.db.execute(sql`drop schema if exists drizzle cascade`)
      await database.db.execute(sql`drop schema public cascade`)
      await database.db.execute(sql`create schema public`)
      await database.migrate(folder)
      expect(await appliedHashes(database.db)).toHaveLength(count)
      await database.migrate(projectFile('migrations'))
      await database.migrate(projectFile('migrations'))
      expect(await appliedHashes(database.db)).toHaveLength(journal.entries.length)
    }
  } finally {
    await database.close()
    rmSync(folder, { recursive: true })
  }
})

it('the schema has nothing that the migrations lack', async () => {
  const last = journal.entries.at(-1)!
  const before = JSON.parse(
    readFileSync(projectFile('migrations', 'meta', `${String(last.idx).padStart(4, '0')}_snapshot.json`), 'utf8'),
  )
  const statements = await generateMigration(before, generateDrizzleJson(schema, before.id))
  expect(statements).toEqual([])
})
