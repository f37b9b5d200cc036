import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { lease as table } from '../../src/db/schema/post.js'
import { LeaseLost, makeLease } from '../../src/post/lease.js'
import { openTestDatabase, type TestDatabase } from '../support/database.js'
import { handClock } from './office.js'

let database: TestDatabase
beforeAll(async () => {
  database = await openTestDatabase()
})
afterAll(() => database.close())
beforeEach(async () => {
  await database.db.update(table).set({ holder: '', epoch: 0, until: new Date(0) })
})

/** As a server sees it, also on the embedded database. */
const server = (): TestDatabase => ({ ...database, kind: 'postgres' })

it('one process holds the lease, a second waits until it has run out, and each holding has a greater number', async () => {
  const clock = handClock()
  const first = makeLease({ database: server(), clock })
  const second = makeLease({ database: server(), clock })
  expect(await first.tend()).toBe(true)
  expect(await second.tend()).toBe(false)
  expect([first.held(), second.held()]).toEqual([true, false])
  await database.db.update(table).set({ until: new Date(0) })
  expect(await second.tend()).toBe(true)
  expect([first.epoch(), second.epoch()]).toEqual([1, 2])
  expect(await first.tend()).toBe(false)
  expect(first.held()).toBe(false)
})

it('a holder stops by itself when its last renewal is older than half the lease, and goes on when it renews in time', async () => {
  const clock = handClock()
  const lease = makeLease({ database: server(), clock })
  await lease.tend()
  clock.pass(7499)
  expect(lease.held()).toBe(true)
  clock.pass(1)
  expect(lease.held()).toBe(false)
  expect(await lease.tend()).toBe(true)
  expect(lease.epoch()).toBe(1)
})

it('who gives the lease back need not be waited for', async () => {
  const clock = handClock()
  const first = makeLease({ database: server(), clock })
  const second = makeLease({ database: server(), clock })
  await first.tend()
  await first.release()
  expect(first.held()).toBe(false)
  expect(await second.tend()).toBe(true)
})

it('an embedded database has one process only: the lease of a dead one is taken at once', async () => {
  const clock = handClock()
  const dead = makeLease({ database: { ...database, kind: 'embedded' }, clock })
  const next = makeLease({ database: { ...database, kind: 'embedded' }, clock })
  await dead.tend()
  expect(await next.tend()).toBe(true)
  expect(next.epoch()).toBe(2)
})

it('a transaction under a lost lease fails, even before its process knows', async () => {
  const clock = handClock()
  const first = makeLease({ database, clock })
  await first.tend()
  await database.db.transaction((tx) => first.underLease(tx))
  await database.db.update(table).set({ until: new Date(0) })
  const second = makeLease({ database: server(), clock })
  await second.tend()
  expect(first.held()).toBe(true)
  await expect(database.db.transaction((tx) => first.underLease(tx))).rejects.toThrow(LeaseLost)
  clock.pass(8000)
  await expect(database.db.transaction((tx) => second.underLease(tx))).rejects.toThrow(LeaseLost)
})
