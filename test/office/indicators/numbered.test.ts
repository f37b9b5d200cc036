// Figures typed by the numbers of a list that was just shown, without pressing `Nhập`.
import { afterEach, describe, expect, it } from 'vitest'
import { readNumberedFigures } from '../../../src/office/indicators/figures/numbered.js'
import type { World } from '../../support/world.js'
import { keptFigures, lastSaid, openOffice } from './office.js'

let world: World

it.each([
  ['1. 23/25', true],
  ['1) 23/25', true],
  ['1: 23/25', true],
  ['1. 45,5%; 2. 3/3', true],
  ['1: 45%, 2: chưa có số liệu', true],
  ['2. không phát sinh', true],
  ['23/25', false],
  ['1 23/25', false],
  ['1. Rà soát 25 thủ tục của xã', false],
  ['17 xong', false],
  ['1.247', false],
  ['1. 23/25\nchiều nay họp nhé', false],
])('%s: %s', (text, isOne) => {
  expect(readNumberedFigures(text) !== undefined).toBe(isOne)
})

describe('below /solieu', () => {
  afterEach(() => world.close())

  it.each(['1. 45,5%', '1) 45,5%', '1: 45,5'])('%s is the figure of the first line', async (text) => {
    world = await openOffice()
    await world.says('Bình', 'riêng', '/solieu')
    expect((await lastSaid(world, 'riêng', 'Bình'))?.text).toContain('1. CT11')
    await world.says('Bình', 'riêng', text)
    expect((await lastSaid(world, 'riêng', 'Bình'))?.text).toBe('Đã ghi tháng 9/2026: CT11 = 45,5%.')
  })

  it('several are taken at once, in the group too, and one that no line has is named', async () => {
    world = await openOffice()
    await world.says('Bình', 'KT', '/solieu')
    await world.said()
    await world.says('Bình', 'KT', '1: 45%; 2: 3/3; 9: 4')
    const said = (await lastSaid(world, 'KT'))?.text
    expect(said).toContain('CT11 = 45%')
    expect(said).toContain('CT12 = 3/3')
    expect(said).toContain('"9: 4"')
    expect(await keptFigures(world)).toHaveLength(2)
  })

  it.each(['8:30', '14:00 nhé', '7:30 họp'])('%s is a time, in the group and in private', async (text) => {
    world = await openOffice()
    for (const place of ['KT', 'riêng'] as const) {
      await world.says('Bình', place, '/solieu')
      await world.said()
      await world.says('Bình', place, text)
    }
    expect(await keptFigures(world)).toEqual([])
    const said = (await world.said()).map((one) => one.text).join()
    expect(said).not.toContain('"')
  })

  it('is of the month that the list replied to shows', async () => {
    world = await openOffice()
    await world.says('Bình', 'riêng', '/solieu tháng 8')
    const list = await lastSaid(world, 'riêng', 'Bình')
    await world.says('Bình', 'riêng', '/solieu')
    await world.said()
    await world.says('Bình', 'riêng', '1. 40%', String(list!.id))
    expect(await keptFigures(world)).toMatchObject([{ period: '2026-08', value: 40 }])
  })

  it('answers the question while a figure is asked for', async () => {
    world = await openOffice()
    await world.says('Bình', 'riêng', '/solieu')
    await world.said()
    await world.taps('Bình', 'riêng', 'Nhập')
    await world.said()
    await world.says('Bình', 'riêng', '2: 3/3')
    expect((await lastSaid(world, 'riêng', 'Bình'))?.text).toContain('1/2. CT11')
  })

  it('is left alone where no list was shown, or only long ago', async () => {
    world = await openOffice()
    await world.says('Bình', 'KT', '1. 45,5%')
    await world.says('Bình', 'KT', '/solieu')
    await world.said()
    world.now = new Date(world.now.getTime() + 11 * 60_000)
    await world.says('Bình', 'KT', '1. 45,5%')
    expect(await world.said('KT')).toEqual([])
    expect(await keptFigures(world)).toEqual([])
  })
})
