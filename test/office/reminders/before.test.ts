// Work due "trước ngày 18/9", and "trước 17 giờ ngày 18/9": which day is its last, and what each day says of it.
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { tasks } from '../../../src/db/schema/assignments.js'
import { directives } from '../../../src/db/schema/directives.js'
import type { World } from '../../support/world.js'
import { openMorning, run, summary } from './morning.js'
import { give, giveAll } from './work.js'

let world: World
beforeEach(async () => {
  world = await openMorning()
})
afterEach(() => world.close())

describe('work due "trước ngày 18/9"', () => {
  it('is due on the 17th, may still be reported on the 18th, and each day says so', async () => {
    await give(world, { unit: 'KT', text: 'Báo cáo biên chế', legalDueOn: '2026-09-18', before: true, number: 621 })
    for (const day of ['2026-09-10', '2026-09-14']) await run(world, day)
    expect(summary(world, await run(world, '2026-09-16')).KT?.slice(2, 4)).toEqual([
      'Sắp đến hạn (1)',
      '#621 Báo cáo biên chế (trước ngày 18/9)',
    ])
    expect(summary(world, await run(world, '2026-09-17')).KT?.slice(2, 4)).toEqual([
      'Đến hạn hôm nay (1)',
      '#621 Báo cáo biên chế (trước ngày 18/9, hôm nay là ngày cuối theo thời hạn được giao)',
    ])
    expect(summary(world, await run(world, '2026-09-18')).KT?.slice(2, 4)).toEqual([
      'Hôm nay là ngày cuối còn tính đúng hạn (1)',
      '#621 Báo cáo biên chế (trước ngày 18/9)',
    ])
  })
})

describe('work of a letter due "trước ngày 18/9"', () => {
  it('is on the 17th said to have its last day by the letter', async () => {
    const [letter] = await world.database.db
      .insert(directives)
      .values({
        communeId: world.communeId,
        text: 'x',
        textHash: 'x',
        draft: {},
        createdBy: world.persons.Hoa,
        createdAt: world.now,
      })
      .returning()
    await give(world, { unit: 'KT', text: 'Báo cáo biên chế', legalDueOn: '2026-09-18', before: true, number: 625 })
    await world.database.db.update(tasks).set({ directiveId: letter!.id })
    expect(summary(world, await run(world, '2026-09-17')).KT).toContain(
      '#625 Báo cáo biên chế (trước ngày 18/9, hôm nay là ngày cuối theo văn bản)',
    )
  })
})

describe('work due "trước 17 giờ ngày 18/9"', () => {
  it('is due on the 18th, at an hour that each day names', async () => {
    const of = { unit: 'KT', legalDueOn: '2026-09-18', before: true, dueTime: '17:00' } as const
    await giveAll(world, [
      { ...of, text: 'Báo cáo biên chế', number: 622 },
      { ...of, text: 'Báo cáo thu', before: false, dueTime: '11:00', number: 623 },
    ])
    for (const day of ['2026-09-11', '2026-09-15']) await run(world, day)
    const lines = ['#622 Báo cáo biên chế (trước 17:00 ngày 18/9)', '#623 Báo cáo thu (hạn 11:00 ngày 18/9)']
    expect(summary(world, await run(world, '2026-09-17')).KT?.slice(2, 5)).toEqual(['Sắp đến hạn (2)', ...lines])
    expect(summary(world, await run(world, '2026-09-18')).KT?.slice(2, 5)).toEqual(['Đến hạn hôm nay (2)', ...lines])
  })

  it('extended by days it has the new day and no hour', async () => {
    const of = { unit: 'KT', legalDueOn: '2026-09-18', before: true, dueTime: '17:00' } as const
    await give(world, { ...of, text: 'Báo cáo biên chế', extendedTo: '2026-09-25', number: 624 })
    expect(summary(world, await run(world, '2026-09-18')).KT).toContain('#624 Báo cáo biên chế (gia hạn đến 25/9)')
  })
})
