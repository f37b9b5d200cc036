// A month of work of one unit, for its report to be about.
import { and, asc, eq } from 'drizzle-orm'
import type { Cadence } from '../../../src/calendar/rule.js'
import { assignments } from '../../../src/db/schema/assignments.js'
import { unitReports } from '../../../src/db/schema/indicators.js'
import { insertTasks, openAssignments } from '../../../src/office/assignments/open.js'
import type { UnitKey, World } from '../../support/world.js'
import { at, openOffice } from './office.js'

interface Work {
  unit?: UnitKey
  text: string
  every?: Cadence['every']
  due?: string
  standing?: boolean
}

/** Gives work to units and returns its numbers. */
export async function giveWork(world: World, list: Work[]): Promise<number[]> {
  return world.write(async (tx) => {
    const stored = await insertTasks(
      tx,
      list.map(({ unit = 'KT', text, every, due, standing }, position) => ({
        communeId: world.communeId,
        position,
        text,
        area: 'other',
        leadUnitIds: [world.units[unit]],
        coUnitIds: [],
        rules: [
          every
            ? {
                kind: 'recurring' as const,
                cadences: [{ every, day: 17 } as Cadence],
                words: 'trước ngày 17 hằng tháng',
              }
            : standing
              ? { kind: 'standing' as const, words: 'thường xuyên' }
              : { kind: 'date' as const, due: due ?? '2026-12-31', words: 'trước 31/12' },
        ],
      })),
      world.now,
    )
    const taskIds = stored.map((one) => one.taskId)
    const input = { communeId: world.communeId, taskIds, issuedOn: '2026-07-01', actorId: world.persons.Hoa }
    return (await openAssignments(tx, input, world.now)).map((one) => one.number)
  })
}

export const setTo = (world: World, number: number, change: Partial<typeof assignments.$inferInsert>) =>
  world.database.db
    .update(assignments)
    .set(change)
    .where(and(eq(assignments.communeId, world.communeId), eq(assignments.number, number)))

export const reports = (world: World) => world.database.db.select().from(unitReports).orderBy(asc(unitReports.id))

/** Phòng Kinh tế on the day its report of tháng 9 is opened: work that is done, late, in progress, standing, and the duty to report. */
export async function openMonth(): Promise<World> {
  const world = await openOffice({ set: false, now: at('2026-09-01') })
  const [done, , progress] = await giveWork(world, [
    { text: 'Giải ngân vốn đầu tư công' },
    { text: 'Rà soát quy hoạch', due: '2026-09-05' },
    { text: 'Lập kế hoạch năm 2027' },
    { text: 'Giữ gìn kỷ cương', standing: true },
    { text: 'Báo cáo kết quả thực hiện cải cách hành chính hằng tháng', every: 'month' },
  ])
  await setTo(world, done!, { status: 'done', reportedAt: at('2026-09-03'), doneAt: at('2026-09-04') })
  await setTo(world, progress!, { status: 'in-progress' })
  world.now = at('2026-09-15')
  return world
}
