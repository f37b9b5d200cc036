// Duties that come again, in the list of their letter: what a unit has not finished stays there when the next period begins.
import { eq } from 'drizzle-orm'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { tasks } from '../../../src/db/schema/assignments.js'
import { queueList } from '../../../src/office/assignments/group-lists.js'
import { openDuePeriods } from '../../../src/office/assignments/open.js'
import type { World } from '../../support/world.js'
import { give, openOffice } from './given.js'

let world: World
beforeEach(async () => {
  world = await openOffice()
})
afterEach(() => world.close())

/** The numbers that the newest list of the letter shows in the group. */
async function listed(directiveId: number): Promise<number[]> {
  await world.said()
  const rows = await world.history(world.groups.KT)
  const text = rows.findLast((row) => row.slot === `list:${directiveId}:1`)?.text ?? ''
  return [...text.matchAll(/^(\d+)\. /gm)].map((found) => Number(found[1]))
}

it('the list of a letter keeps the period that is not finished beside the new one, and lets it go once it is', async () => {
  const monthly = { kind: 'recurring' as const, cadences: [{ every: 'month' as const, day: 20 }], words: 'ngày 20' }
  const { directiveId, work } = await give(world, [{ rules: [monthly] }, {}, {}, {}])
  const [september, ...others] = work.map((one) => one.number)
  expect(await listed(directiveId)).toEqual([september, ...others])
  world.now = new Date('2026-10-01T00:30:00.000Z')
  await world.write((tx) => openDuePeriods(tx, undefined, world.now))
  await world.taps('Bình', 'KT', `assignment.accept:${work[1]!.id}`)
  const shown = await listed(directiveId)
  const october = shown[1]!
  expect(october).toBeGreaterThan(others.at(-1)!)
  expect(shown).toEqual([september, october, ...others])
  await world.says('Hoa', 'riêng', `KT ${september} xong`)
  expect(await listed(directiveId)).toEqual(shown)
  await world.taps('Hoa', 'riêng', `assignment.confirm:${work[0]!.id}`)
  expect(await listed(directiveId)).toEqual([october, ...others])
})

it('the list of work given by hand says that nothing is left, each time it becomes empty', async () => {
  const { directiveId, work } = await give(world, [{}, {}])
  await world.write(async (tx) => {
    await tx.update(tasks).set({ directiveId: null }).where(eq(tasks.directiveId, directiveId))
    const chat = {
      chatId: world.groups.KT,
      locale: 'vi' as const,
      common: false,
      unreachable: false,
      unitIds: [world.units.KT],
    }
    await queueList(tx, { communeId: world.communeId, chat, name: { kind: 'list', of: 0 } }, world.now)
  })
  await world.said()
  const standing = async () => {
    await world.said()
    return (await world.history(world.groups.KT)).findLast((row) => row.slot === 'list:0:1')?.text
  }
  for (const one of work) {
    await world.says('Bình', 'KT', `${one.number} xong`)
    await world.taps('Hoa', 'riêng', `assignment.confirm:${one.id}`)
  }
  expect(await standing()).toBe('Phần này của danh sách không còn việc nào.')
  world.now = new Date(world.now.getTime() + 60_000)
  await world.taps('Hoa', 'riêng', `assignment.reopen:${work[0]!.id}`)
  expect(await standing()).toContain(`${work[0]!.number}. `)
  world.now = new Date(world.now.getTime() + 60_000)
  await world.says('Bình', 'KT', `${work[0]!.number} xong`)
  await world.taps('Hoa', 'riêng', `assignment.confirm:${work[0]!.id}`)
  expect(await standing()).toBe('Phần này của danh sách không còn việc nào.')
})
