// Figures are shown of the unit that is named, and confirmed with the period they are counted over.
import { afterEach, expect, it } from 'vitest'
import { indicatorTable } from '../../../src/office/indicators/table.js'
import type { World } from '../../support/world.js'
import { lastSaid, openOffice } from './office.js'

let world: World
afterEach(() => world.close())

it('what is counted over more than the month is confirmed with its own period', async () => {
  world = await openOffice()
  await world.says('Dũng', 'riêng', '/solieu')
  await world.said()
  const rows = await world.write((tx) =>
    indicatorTable(tx, { communeId: world.communeId, period: '2026-09', unitIds: [world.units.PVHCC] }, world.now),
  )
  const quarterly = rows.find((row) => row.indicator.every === 'quarter' && !row.indicator.share)!.indicator.code
  await world.says('Dũng', 'riêng', `CT03 24/25; ${quarterly} 95`)
  const text = (await world.said('riêng', 'Dũng')).map((one) => one.text).join('\n')
  expect(text).toContain('Đã ghi tháng 9/2026: CT03')
  expect(text).toContain(`Đã ghi quý III/2026: ${quarterly}`)
})

it('an officer names a unit, with its month or without; a head sees the own only', async () => {
  world = await openOffice()
  for (const words of ['PVHCC', 'pvhcc', 'Phòng Kinh tế', 'KT tháng 9', 'tháng 9 KT']) {
    await world.says('Hoa', 'riêng', `/solieu ${words}`)
    const unit = /kt|kinh/i.test(words) ? 'Phòng Kinh tế' : 'Trung tâm Phục vụ hành chính công'
    expect((await lastSaid(world, 'riêng'))?.text.split('\n')[0], words).toContain(unit)
  }
  await world.says('Bình', 'riêng', '/solieu PVHCC')
  expect((await lastSaid(world, 'riêng', 'Bình'))?.text).not.toContain('Trung tâm Phục vụ')
  await world.says('Hoa', 'riêng', '/solieu ABC')
  expect((await lastSaid(world, 'riêng'))?.text).toContain('Không rõ kỳ "ABC"')
})
