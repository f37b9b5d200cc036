import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { communes } from '../../src/db/schema/communes.js'
import { together } from '../../src/db/together.js'
import { databaseCode } from '../../src/lib/errors.js'
import { openTestDatabase, type TestDatabase } from '../support/database.js'

let database: TestDatabase
beforeAll(async () => {
  database = await openTestDatabase()
})
afterAll(() => database.close())

const named = (name: string) => ({ name, createdAt: new Date('2026-07-01T00:00:00Z') })

it('what runs side by side is all written, and the first failure is thrown', async () => {
  await database.db.transaction((tx) =>
    together(
      tx.insert(communes).values(named('UBND xã Một')).execute(),
      tx.insert(communes).values(named('UBND xã Hai')).execute(),
    ),
  )
  expect((await database.db.select().from(communes)).map((one) => one.name).sort()).toEqual([
    'UBND xã Hai',
    'UBND xã Một',
  ])
  const refused = database.db.transaction((tx) =>
    together(Promise.reject(new Error('đầu')), tx.select().from(communes).execute(), Promise.reject(new Error('sau'))),
  )
  await expect(refused).rejects.toThrow('đầu')
})

it('what failed first is thrown, not what failed because of it', async () => {
  const [first] = await database.db.insert(communes).values(named('UBND xã Năm')).returning()
  const refused = database.db.transaction((tx) =>
    together(
      // The second statement of this branch fails because the transaction is void by then.
      (async () => {
        await tx.select().from(communes)
        await tx.select().from(communes)
      })(),
      tx
        .insert(communes)
        .values({ ...named('UBND xã Sáu'), id: first!.id })
        .execute(),
    ),
  )
  await expect(refused).rejects.toSatisfy((error) => databaseCode(error) === '23505')
})

it('when one fails, the others have ended before the rollback: nothing of them is written afterwards', async () => {
  const steps: string[] = []
  await database.db
    .transaction(async (tx) => {
      await together(
        Promise.reject(new Error('hỏng')),
        (async () => {
          for (const name of ['UBND xã Ba', 'UBND xã Bốn']) {
            await tx.insert(communes).values(named(name))
            steps.push(name)
          }
        })(),
      )
    })
    .catch(() => steps.push('rolled back'))
  expect(steps).toEqual(['UBND xã Ba', 'UBND xã Bốn', 'rolled back'])
  expect(await database.db.select().from(communes).where(eq(communes.name, 'UBND xã Bốn'))).toEqual([])
})
