// One line of the page: what tells one piece of work from another without opening it.
import { afterEach, expect, it } from 'vitest'
import { instantOf } from '../../src/lib/day.js'
import { translator } from '../../src/lib/i18n.js'
import { viewsOf } from '../../src/office/assignments/store.js'
import { workHtml } from '../../src/web/render.js'
import { giveAll } from '../office/reminders/work.js'
import { openWorld, type World } from '../support/world.js'

let world: World
afterEach(() => world.close())

it('the same words owed for a quarter and for the year are told apart by their periods', async () => {
  world = await openWorld({ entries: [], now: instantOf('2026-12-01', '09:00') })
  const duty = { unit: 'KT' as const, text: 'Báo cáo thu ngân sách', legalDueOn: '2026-12-20' }
  const ids = await giveAll(world, [
    { ...duty, period: '2026-Q4', number: 82 },
    { ...duty, period: '2026', number: 87 },
    { ...duty, number: 88 },
  ])
  const views = await world.write((tx) => viewsOf(tx, world.communeId, ids))
  const place = { base: '', t: translator('vi'), locale: 'vi' as const }
  const lines = views.map((view) => {
    const shown = String(workHtml(place, view, { overdue: false, open: false, now: world.now }))
    return /<span class="soft">(.*?)<\/span>/.exec(shown)?.[1]
  })
  expect(lines).toEqual([
    'hạn 20/12/2026, kỳ quý IV/2026 · Đã nhận',
    'hạn 20/12/2026, kỳ năm 2026 · Đã nhận',
    'hạn 20/12/2026 · Đã nhận',
  ])
})
