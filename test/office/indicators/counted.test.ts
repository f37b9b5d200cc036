// Figures keep the days they were given for, whatever way of counting months the commune chooses afterwards.
import { afterEach, expect, it } from 'vitest'
import { communeEntries } from '../../../src/office/communes/dialog.js'
import { findCommune } from '../../../src/office/communes/store.js'
import { indicatorEntries } from '../../../src/office/indicators/entries.js'
import { createSet } from '../../../src/office/indicators/set/actions.js'
import { openWorld, type World } from '../../support/world.js'
import { at, lastMonth, lastSaid } from './office.js'

let world: World
afterEach(() => world.close())

async function open(): Promise<void> {
  world = await openWorld({ entries: [communeEntries(), indicatorEntries()], now: at('2026-07-01') })
  await world.write((tx) => createSet(tx, { communeId: world.communeId, actorId: world.persons.Hoa }, world.now))
  world.now = at('2026-10-02')
}

const settings = () => world.write(async (tx) => (await findCommune(tx, world.communeId)).settings)
const spanOfMonth = async (month: string) => {
  await world.says('Hoa', 'riêng', `/solieu ${month}`)
  return (await lastSaid(world, 'riêng'))?.text.match(/Kỳ số liệu: .*/)?.[0]
}

it('turning the reporting month asks first once there are figures, and holds from the next month on', async () => {
  await open()
  await lastMonth(world, 'CT03', 23, 25, '2026-09')
  expect(await spanOfMonth('tháng 9')).toContain('15/8/2026 – 14/9/2026')
  await world.says('Hoa', 'riêng', '/caidat')
  await world.taps('Hoa', 'riêng', 'Kỳ báo cáo tháng')
  expect((await settings()).periods).toBe('reporting')
  const asked = await lastSaid(world, 'riêng')
  expect(asked?.text).toContain('Áp dụng từ tháng 11/2026 (tính từ 15/10/2026 đến 30/11/2026).')
  expect(asked?.text).toContain('đến hết tháng 10/2026 giữ nguyên thời gian đã tính.')
  expect(asked?.buttons).toEqual([['Đổi từ tháng 11/2026'], ['Giữ nguyên']])
  expect((await world.taps('Hoa', 'riêng', 'Đổi từ tháng 11/2026'))?.text).toBe('Đã lưu, áp dụng từ tháng 11/2026.')
  expect((await lastSaid(world, 'riêng'))?.text).toContain('theo tháng dương lịch (từ tháng 11/2026)')
  expect(await spanOfMonth('tháng 9')).toContain('15/8/2026 – 14/9/2026')
  expect(await spanOfMonth('tháng 10')).toContain('15/9/2026 – 14/10/2026')
  // Pressed once more, the same button says the same and changes nothing.
  const again = await world.taps('Hoa', 'riêng', 'settings.periods:calendar:2026-10')
  expect(again).toMatchObject({ text: 'Đã lưu, áp dụng từ tháng 11/2026.', alert: true })
  const stale = await world.taps('Hoa', 'riêng', 'settings.periods:calendar:2026-09')
  expect(stale).toMatchObject({ text: expect.stringContaining('đã cũ'), alert: true })
  expect((await settings()).periods).toBe('calendar')
})

it('before there are figures it is turned at once, for every month', async () => {
  await open()
  await world.says('Hoa', 'riêng', '/caidat')
  expect((await world.taps('Hoa', 'riêng', 'Kỳ báo cáo tháng'))?.text).toBe('Đã lưu.')
  expect(await spanOfMonth('tháng 9')).toContain('01/9/2026 – 30/9/2026')
})
