// Work that a second letter asks for too, by an earlier day: the unit is reminded of the earlier one.
import { eq } from 'drizzle-orm'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { assignments, taskDeadlines, tasks } from '../../../src/db/schema/assignments.js'
import { instantOf } from '../../../src/lib/day.js'
import { translator } from '../../../src/lib/i18n.js'
import { attachTasks } from '../../../src/office/directives/attach/actions.js'
import { writeDue } from '../../../src/office/reminders/messages.js'
import { loadOpen } from '../../../src/office/reminders/store.js'
import { openWorld, type World } from '../../support/world.js'
import { give } from './work.js'

let world: World
beforeEach(async () => {
  world = await openWorld({ entries: [], now: instantOf('2026-09-14', '09:00') })
})
afterEach(() => world.close())

async function join(id: number, due: string, before = false): Promise<void> {
  const { communeId, now } = world
  await world.write(async (tx) => {
    const [task] = await tx.insert(tasks).values({ communeId, text: 'x', area: 'other', createdAt: now }).returning()
    const rule = { kind: 'date' as const, due, words: '', ...(before ? { before } : {}) }
    await tx.insert(taskDeadlines).values({ communeId, taskId: task!.id, rule, words: '' })
    const ties = [{ assignmentId: id, taskId: task!.id }]
    await attachTasks(tx, { communeId, actorId: world.persons.Hoa, letter: '140/UBND-KT', ties }, now)
  })
}

const work = async (id: number) =>
  (await world.write((tx) => loadOpen(tx, world.communeId))).find((one) => one.id === id)!

it('is looked at anew when it is joined, and its line names both days', async () => {
  const id = await give(world, { unit: 'KT', legalDueOn: '2026-12-31', nextLookAt: instantOf('2026-12-24', '08:00') })
  await join(id, '2026-10-12', true)
  await join(id, '2026-10-30')
  // Past already when it was joined.
  await join(id, '2026-09-10')
  const [row] = await world.database.db.select().from(assignments).where(eq(assignments.id, id))
  expect(row!.nextLookAt).toEqual(world.now)
  expect((await work(id)).joinedOn).toBe('2026-10-11')
  expect(writeDue(translator('vi'), await work(id), '2026-09-14')).toBe('hạn 31/12, văn bản gắn thêm: 11/10')
})

it('without a day of its own it is spoken of by the joined one', async () => {
  const id = await give(world, { unit: 'KT' })
  await join(id, '2026-10-12')
  expect(writeDue(translator('vi'), await work(id), '2026-09-14')).toBe('văn bản gắn thêm: 12/10')
})

it('the reminder of this morning that has not gone out yet is not lost when a letter is joined to the work', async () => {
  const due = instantOf('2026-09-14', '08:00')
  const id = await give(world, { unit: 'KT', legalDueOn: '2026-09-17', nextLookAt: due })
  await join(id, '2026-10-12')
  const [row] = await world.database.db.select().from(assignments).where(eq(assignments.id, id))
  expect(row!.nextLookAt).toEqual(due)
})
