// How much a commune's groups hear: a shorter sample of `test/bench/noise.ts`, which plays the whole year.
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openTestDatabase, type TestDatabase } from '../../support/database.js'
import { faultsOf, playYear, tableOf, type Year } from './year.js'

let database: TestDatabase
let year: Year
beforeAll(async () => {
  database = await openTestDatabase()
  // Quốc khánh 2026 with its swapped days lies in it.
  year = await playYear(database.db, { from: '2026-08-17', days: 40, letters: 40, seed: 7 })
}, 240_000)
afterAll(() => database.close())

it('six weeks of a commune: nobody gets a third digest, one on a day off or at night, and no common group reads who is behind', () => {
  expect(year.failures).toEqual([])
  expect(faultsOf(year), tableOf(year).join('\n')).toEqual([])
})

it('the sample is a real one: every own group is reminded, some twice on a day', () => {
  expect(year.opened).toBeGreaterThan(50)
  for (const chat of year.chats.filter((one) => one.kind === 'group'))
    expect(chat.digests.size, chat.name).toBeGreaterThan(3)
  expect(year.chats.some((chat) => [...chat.digests.values()].includes(2))).toBe(true)
  expect(year.chats.find((chat) => chat.kind === 'common')!.digests.size).toBeGreaterThan(0)
})
