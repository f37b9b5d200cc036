// Figures typed by code, that nobody asked for.
import { eq } from 'drizzle-orm'
import { afterEach, describe, expect, it } from 'vitest'
import { indicators } from '../../../src/db/schema/indicators.js'
import type { World } from '../../support/world.js'
import { keptFigures, lastSaid, openOffice } from './office.js'

let world: World
afterEach(() => world.close())

describe('figures typed without a question', () => {
  it('are taken by their codes, in private and in the group, also corrected, and a measure or a jump is asked about as ever', async () => {
    world = await openOffice()
    await world.says('Bình', 'riêng', 'CT11 45,5')
    expect((await lastSaid(world, 'riêng', 'Bình'))?.text).toBe('Đã ghi: CT11 = 45,5%.')
    await world.says('Bình', 'KT', 'ct11: 46%; CT12 = 3/3')
    expect((await lastSaid(world, 'KT'))?.text).toBe('Đã ghi: CT11 = 46%; CT12 = 3/3 (100%).')
    await world.says('Dũng', 'riêng', '766-3: 20,1')
    await world.says('Dũng', 'PVHCC', '766-1 17,5/18')
    expect((await keptFigures(world)).map((one) => one.value ?? one.numerator)).toEqual([46, 3, 20.1, 17.5])
    await world.says('Bình', 'KT', 'CT11 62 tỷ')
    expect((await lastSaid(world, 'KT'))?.text).toContain('CT11 tính theo %')
    await world.says('Bình', 'riêng', 'CT11 khong phat sinh')
    expect((await lastSaid(world, 'riêng', 'Bình'))?.text).toContain('CT11 = 0/0 (không phát sinh)')
    await world.says('Bình', 'riêng', 'CT11 chưa có')
    await world.says('Bình', 'riêng', 'Chờ Kho bạc')
    expect((await keptFigures(world))[0]).toMatchObject({ missingReason: 'Chờ Kho bạc' })
  })

  it('right after the last question, and while one is open, where they answer it', async () => {
    world = await openOffice()
    await world.says('Bình', 'riêng', '/solieu')
    await world.taps('Bình', 'riêng', 'Nhập')
    await world.says('Bình', 'riêng', 'CT12 3/3')
    expect((await lastSaid(world, 'riêng', 'Bình'))?.text).toContain('1/2. CT11')
    await world.taps('Bình', 'riêng', 'Dừng')
    expect((await lastSaid(world, 'riêng', 'Bình'))?.text).toContain('Còn 1 số liệu')
    await world.says('Bình', 'riêng', 'CT11 91,5')
    expect((await lastSaid(world, 'riêng', 'Bình'))?.text).toContain('Đã ghi: CT11 = 91,5%')
  })

  it('an officer gives them for the unit that reports them, and is asked which where several do', async () => {
    world = await openOffice()
    await world.says('Hoa', 'riêng', 'CT11 45,5%')
    expect(await keptFigures(world)).toMatchObject([{ unitId: world.units.KT, value: 45.5 }])
    expect((await lastSaid(world, 'riêng'))?.text).toBe('Đã ghi cho Phòng Kinh tế: CT11 = 45,5%.')
    await world.database.db.update(indicators).set({ unitId: null }).where(eq(indicators.code, 'CT08'))
    await world.says('Hoa', 'riêng', 'CT08 91,5')
    const which = await lastSaid(world, 'riêng')
    expect(which?.text).toContain('Chưa ghi: CT08 có ở nhiều đơn vị.')
    expect(which?.buttons.flat()).toContain('KT')
    expect(await keptFigures(world)).toHaveLength(1)
  })

  it('nobody else’s, none of a locked period, and no code that stands for nothing', async () => {
    world = await openOffice()
    await world.says('Chi', 'riêng', 'CT11 45%')
    expect((await lastSaid(world, 'riêng', 'Chi' as 'Bình'))?.text).toContain('Chưa ghi: CT11')
    await world.said()
    // An ordinary sentence, another list's codes, somebody without a post: left alone in the group.
    for (const text of ['CT11 91,5 là thấp quá so với tháng trước', 'CV12 3', 'CT11 abc'])
      await world.says('Bình', 'KT', text)
    for (const who of ['người lạ', 'Đức'] as const) await world.says(who, 'KT', 'CT11 45%')
    expect(await world.said('KT')).toEqual([])
    await world.says('Bình', 'riêng', 'CV12 3')
    expect((await lastSaid(world, 'riêng', 'Bình'))?.text).not.toContain('CV12')
    await world.taps('Hoa', 'riêng', 'indicators.lockAnyway:2026-09')
    await world.says('Bình', 'riêng', 'CT11 45%')
    expect((await lastSaid(world, 'riêng', 'Bình'))?.text).toContain('đã khoá')
    expect(await keptFigures(world)).toEqual([])
  })
})
