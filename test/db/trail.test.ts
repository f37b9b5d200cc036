import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { communes } from '../../src/db/schema/communes.js'
import { events } from '../../src/db/schema/trail.js'
import { databaseCode } from '../../src/lib/errors.js'
import { openTestDatabase, type TestDatabase } from '../support/database.js'

let database: TestDatabase
beforeAll(async () => {
  database = await openTestDatabase()
})
afterAll(() => database.close())

it('the database itself refuses to change, delete or empty the trail', async () => {
  const now = new Date()
  const [commune] = await database.db.insert(communes).values({ name: 'UBND xã Thử', createdAt: now }).returning()
  await database.db.insert(events).values({ communeId: commune!.id, subject: 'unit:1', action: 'unit.add', at: now })
  for (const statement of [sql`update events set action = 'x'`, sql`delete from events`, sql`truncate events`]) {
    const code = await database.db.execute(statement).then(
      () => 'allowed',
      (error: unknown) => databaseCode(error),
    )
    expect(code).toBe('23001')
  }
})
