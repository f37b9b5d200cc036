// A migrated, empty database of a test file's own: embedded, or on the server that DATABASE_URL names.
import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { inject } from 'vitest'
import { type Database, openEmbedded, openPostgres } from '../../src/db/db.js'
import { administer, withDatabase } from './server.js'

export interface TestDatabase extends Database {
  /** How the program itself would be told of it, when it is on a server. */
  url?: string
}

export async function openTestDatabase(): Promise<TestDatabase> {
  const template = inject('template')
  if (template.kind === 'embedded') return openEmbedded(undefined, new Blob([await readFile(template.dump)]))
  const name = `dondoc_test_${randomBytes(6).toString('hex')}`
  await administer(template.url, `create database ${name} template ${template.database}`)
  const url = withDatabase(template.url, name)
  const database = await openPostgres(url, { connections: 4 })
  return {
    ...database,
    url,
    close: async () => {
      await database.close()
      await administer(template.url, `drop database if exists ${name} with (force)`)
    },
  }
}
