// A figure far from last month’s waits until it is said to be right, and is never lost meanwhile.
import { afterEach, describe, expect, it } from 'vitest'
import type { World } from '../../support/world.js'
import { codeOf, keptFigures, lastMonth, lastSaid, openOffice } from './office.js'

let world: World
afterEach(() => world.close())

it('a jump against the previous period is asked back before it is kept', async () => {
  world = await openOffice()
  await lastMonth(world, 'CT01', 95, 100)
  await world.says('Dũng', 'riêng', '/solieu')
  await world.taps('Dũng', 'riêng', 'CT01')
  await world.says('Dũng', 'riêng', '10/100')
  const asked = await lastSaid(world, 'riêng', 'Dũng')
  expect(asked?.text).toContain('CT01: 10/100 (10%) (kỳ trước 95/100 (95%))')
  expect(asked?.buttons).toEqual([['Đúng, giữ', 'Sửa']])
  expect(await keptFigures(world)).toHaveLength(1)
  await world.taps('Dũng', 'riêng', 'Sửa')
  await world.says('Dũng', 'riêng', '20/100')
  await world.says('Dũng', 'riêng', '/solieu')
  await world.taps('Dũng', 'riêng', 'Đúng, giữ')
  expect((await keptFigures(world)).at(-1)).toMatchObject({ numerator: 20, period: '2026-09' })
})

it('what was asked back stays asked when another figure comes first', async () => {
  world = await openOffice()
  await lastMonth(world, 'CT01', 95, 100)
  await world.says('Dũng', 'riêng', '/solieu')
  await world.taps('Dũng', 'riêng', 'Nhập')
  await world.says('Dũng', 'riêng', '10/100')
  await world.says('Dũng', 'riêng', 'CT02 95,5%')
  const asked = await lastSaid(world, 'riêng', 'Dũng')
  expect(asked?.text).toContain('Đã ghi: CT02 = 95,5%.')
  expect(asked?.text).toContain('CT01: 10/100 (10%)')
  await world.taps('Dũng', 'riêng', 'Đúng, giữ')
  expect((await keptFigures(world)).map((one) => one.numerator ?? one.value)).toEqual([95, 95.5, 10])
})

describe('a figure that waits for "Đúng, giữ" is never lost', () => {
  async function jumped() {
    world = await openOffice()
    for (const code of ['CT01', 'CT02']) await lastMonth(world, code, 95, 100)
    await world.says('Dũng', 'riêng', '/solieu')
    await world.taps('Dũng', 'riêng', 'CT01')
    await world.says('Dũng', 'riêng', '10/100')
  }
  const now = async () =>
    (await keptFigures(world)).filter((one) => one.period !== '2026-08').map((one) => one.numerator)

  it('when another figure is begun: it is said, and asked back afterwards', async () => {
    await jumped()
    await world.taps('Dũng', 'riêng', 'CT03')
    expect((await lastSaid(world, 'riêng', 'Dũng'))?.text).toContain('Chưa ghi, còn chờ xác nhận: CT01 = 10/100 (10%).')
    await world.says('Dũng', 'riêng', '24/25')
    const asked = await lastSaid(world, 'riêng', 'Dũng')
    expect(asked?.text).toContain('Đã ghi: CT03 = 24/25 (96%).')
    expect(asked?.text).toContain('CT01: 10/100 (10%) (kỳ trước 95/100 (95%))')
    await world.taps('Dũng', 'riêng', 'Đúng, giữ')
    expect(await now()).toEqual([24, 10])
  })

  it.each(['Dừng', 'Nhập'])('with "%s"', async (button) => {
    await jumped()
    await world.taps('Dũng', 'riêng', 'CT03')
    await world.taps('Dũng', 'riêng', button === 'Nhập' ? `indicators.enter:${world.units.PVHCC}:2026-09` : button)
    expect((await lastSaid(world, 'riêng', 'Dũng'))?.text).toContain('CT01: 10/100 (10%)')
    await world.taps('Dũng', 'riêng', 'Đúng, giữ')
    expect(await now()).toEqual([10])
  })

  it('when there are two, and the first is corrected', async () => {
    await jumped()
    await world.says('Dũng', 'riêng', 'CT02 20/100')
    await world.taps('Dũng', 'riêng', 'Sửa')
    await world.says('Dũng', 'riêng', '90/100')
    await world.taps('Dũng', 'riêng', 'Đúng, giữ')
    expect((await now()).sort()).toEqual([10, 90])
  })

  it('when a figure of another month is begun: its own buttons hold', async () => {
    await jumped()
    const asked = await lastSaid(world, 'riêng', 'Dũng')
    const button = asked?.message.choices?.[0]?.[0]
    await world.taps('Dũng', 'riêng', `indicators.one:${world.units.PVHCC}:2026-08:${await codeOf(world, 'CT01')}`)
    await world.taps('Dũng', 'riêng', button!.action)
    expect(await now()).toEqual([10])
  })
})
