// Figures typed by code, that nobody asked for.
import { eq } from 'drizzle-orm'
import { afterEach, describe, expect, it } from 'vitest'
import { indicators } from '../../../src/db/schema/indicators.js'
import { events } from '../../../src/db/schema/trail.js'
import type { World } from '../../support/world.js'
import { appointContact, at, keptFigures, lastSaid, openOffice } from './office.js'

let world: World
afterEach(() => world.close())

describe('figures typed without a question', () => {
  it('are taken by their codes, in private and in the group, also corrected, and a measure or a jump is asked about as ever', async () => {
    world = await openOffice()
    await world.says('Bình', 'riêng', 'CT11 45,5')
    expect((await lastSaid(world, 'riêng', 'Bình'))?.text).toBe('Đã ghi tháng 9/2026: CT11 = 45,5%.')
    await world.says('Bình', 'KT', 'ct11: 46%; CT12 = 3/3')
    expect((await lastSaid(world, 'KT'))?.text).toBe(
      'Đã ghi tháng 9/2026: CT11 = 46%.\nĐã ghi quý III/2026: CT12 = 3/3 (100%).',
    )
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
    expect((await lastSaid(world, 'riêng', 'Bình'))?.text).toContain('Đã ghi tháng 9/2026: CT11 = 91,5%')
  })

  it('an officer gives them for the unit that reports them, and is asked which where several do', async () => {
    world = await openOffice()
    await world.says('Hoa', 'riêng', 'CT11 45,5%')
    expect(await keptFigures(world)).toMatchObject([{ unitId: world.units.KT, value: 45.5 }])
    expect((await lastSaid(world, 'riêng'))?.text).toBe('Đã ghi tháng 9/2026 cho Phòng Kinh tế: CT11 = 45,5%.')
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

describe('a unit in front of the code', () => {
  it('is the one whose figure it is, from who may answer for it; anybody else is told why not', async () => {
    world = await openOffice()
    await world.says('Hoa', 'riêng', 'KT CT11 60%')
    expect((await lastSaid(world, 'riêng'))?.text).toBe('Đã ghi tháng 9/2026 cho Phòng Kinh tế: CT11 = 60%.')
    await world.says('Bình', 'KT', 'Phòng Kinh tế: CT11 61%')
    expect((await lastSaid(world, 'KT'))?.text).toBe('Đã ghi tháng 9/2026: CT11 = 61%.')
    await world.says('Bình', 'riêng', 'VP CT10 60%')
    expect((await lastSaid(world, 'riêng', 'Bình'))?.text).toMatch(/^Chưa ghi: số liệu CT10 của Văn phòng .* cán bộ/)
    await world.says('Hoa', 'riêng', 'VP CT11 60%')
    expect((await lastSaid(world, 'riêng'))?.text).toMatch(/^Chưa ghi: CT11 không do Văn phòng .* báo cáo/)
    expect(await keptFigures(world)).toMatchObject([{ unitId: world.units.KT, value: 61 }])
    await world.said()
    await world.says('Bình', 'KT', 'hôm nay CT11 60%')
    expect(await world.said('KT')).toEqual([])
  })
})

it('a figure that an officer changes is told to the unit, and its history shown to whom it concerns', async () => {
  world = await openOffice()
  await world.says('Bình', 'riêng', 'CT11 46%')
  await world.said()
  await world.says('Hoa', 'riêng', 'CT11 47%')
  expect((await world.said('KT')).map((one) => one.text)).toEqual([
    expect.stringMatching(/^Đ\/c .*Hoa đã sửa số liệu tháng 9\/2026 của Phòng Kinh tế: CT11: 46% → 47%\./),
  ])
  await world.says('Hoa', 'riêng', '/nhatky ct11')
  const [heading, first, second] = (await lastSaid(world, 'riêng'))!.text.split('\n')
  expect(heading).toMatch(/^Nhật ký số liệu CT11 · /)
  expect(first).toMatch(/^09:00 15\/9\/2026 – .*Bình: tháng 9\/2026, KT: 46%$/)
  expect(second).toMatch(/^09:00 15\/9\/2026 – .*Hoa \(ghi thay KT\): tháng 9\/2026, KT: 46% → 47%$/)
  await world.says('Bình', 'KT', '/nhatky CT11')
  expect((await lastSaid(world, 'KT'))?.text).toContain('46% → 47%')
  await world.says('Dũng', 'riêng', '/nhatky CT11')
  expect((await lastSaid(world, 'riêng', 'Dũng'))?.text).toBe('CT11: chưa có số liệu nào của đơn vị được ghi.')
})

it('of a long history the newest lines are shown, the latest last, of the own unit only', async () => {
  world = await openOffice()
  const { communeId, units, persons } = world
  await world.says('Bình', 'riêng', 'CT11 46%')
  const [given] = await world.database.db.select().from(events).where(eq(events.action, 'figure.report'))
  const line = (unitId: number, value: number) => ({
    communeId,
    subject: given!.subject,
    action: 'figure.change',
    actorId: persons.Hoa,
    before: { value: value - 1 },
    after: { unitId, period: '2026-09', value },
    at: world.now,
  })
  await world.database.db
    .insert(events)
    .values(Array.from({ length: 40 }, (_, at) => [line(units.KT, at + 1), line(units.VP, 99)]).flat())
  await world.said()
  await world.says('Bình', 'riêng', '/nhatky CT11')
  const [, ...lines] = (await lastSaid(world, 'riêng', 'Bình'))!.text.split('\n')
  expect(lines.map((text) => text.split(' → ').at(-1))).toEqual(Array.from({ length: 30 }, (_, at) => `${at + 11}%`))
})

it('a code that the set has not is said so, with where the codes are', async () => {
  world = await openOffice()
  await world.says('Bình', 'riêng', 'CT77 5')
  expect((await lastSaid(world, 'riêng', 'Bình'))?.text).toBe(
    'Chưa ghi: CT77 không có trong bộ chỉ tiêu năm 2026. Xem mã các chỉ tiêu: /solieu.',
  )
  await world.says('Hoa', 'riêng', 'ct 55: 5%')
  expect((await lastSaid(world, 'riêng'))?.text).toContain('Xem mã các chỉ tiêu: /chitieu.')
  await world.says('Bình', 'KT', 'hôm nay CT77 5')
  expect(await world.said('KT')).toEqual([])
  expect(await keptFigures(world)).toEqual([])
})

it('what is counted over a quarter is asked for with the quarter and its span', async () => {
  world = await openOffice()
  await world.says('Bình', 'riêng', '/solieu')
  const list = (await lastSaid(world, 'riêng', 'Bình'))?.text
  expect(list).toContain('Kỳ số liệu: 15/8/2026 – 14/9/2026\nCT12: số liệu quý III/2026, 15/6/2026 – 14/9/2026\n')
  await world.taps('Bình', 'riêng', 'CT12')
  expect((await lastSaid(world, 'riêng', 'Bình'))?.text).toContain('quý III/2026 (15/6/2026 – 14/9/2026): nhập')
  await world.taps('Bình', 'riêng', 'Dừng')
  await world.taps('Bình', 'riêng', 'Xem số liệu')
  await world.taps('Bình', 'riêng', 'CT11')
  expect((await lastSaid(world, 'riêng', 'Bình'))?.text).toContain('tháng 9/2026: nhập')
})

describe('figures of another month than the current one', () => {
  const periods = async () => (await keptFigures(world)).map((one) => [one.period, one.value ?? one.numerator])
  const ask = async () => {
    world = await openOffice()
    await world.says('Dũng', 'riêng', '/solieu tháng 8')
    const screen = await lastSaid(world, 'riêng', 'Dũng')
    await world.taps('Dũng', 'riêng', 'Nhập')
    return { screen: String(screen?.id), question: String((await lastSaid(world, 'riêng', 'Dũng'))?.id) }
  }

  it.each(['', ' as a reply'])('are of the month asked for%s, and the answer names it', async (how) => {
    const { question } = await ask()
    await world.says('Dũng', 'riêng', 'CT01 45%; CT02 46%', how ? question : undefined)
    expect((await lastSaid(world, 'riêng', 'Dũng'))?.text).toMatch(/^Đã ghi tháng 8\/2026: CT01 = 45%; CT02 = 46%\.\n/)
    // The question has gone on to the next one; this replies to the one that was answered.
    await world.says('Dũng', 'riêng', 'CT01 47%', question)
    expect(await periods()).toEqual([
      ['2026-08', 47],
      ['2026-08', 46],
    ])
  })

  it('are of the month of the screen or the report that is replied to', async () => {
    const { screen } = await ask()
    await world.taps('Dũng', 'riêng', 'Dừng')
    await world.says('Dũng', 'riêng', 'CT01 45%', screen)
    world.now = at('2026-10-15')
    await world.says('Dũng', 'PVHCC', '/baocaodonvi tháng 9')
    const card = await lastSaid(world, 'PVHCC')
    await world.says('Dũng', 'PVHCC', 'CT02 46%', String(card?.id))
    await world.says('Dũng', 'PVHCC', 'CT03 47%')
    expect(await periods()).toEqual([
      ['2026-08', 45],
      ['2026-09', 46],
      ['2026-10', 47],
    ])
  })

  it('put right in the message itself are of the month in which they were given', async () => {
    await ask()
    await world.says('Dũng', 'riêng', 'CT01 45%')
    await world.taps('Dũng', 'riêng', 'Dừng')
    const edit = (text: string) => world.happens('Dũng', 'riêng', { kind: 'text', text, ref: '1', edited: true })
    await edit('CT01 46%')
    expect(await periods()).toEqual([['2026-08', 46]])
    world.now = at('2026-09-16')
    await edit('CT01 47%')
    expect(await periods()).toEqual([
      ['2026-08', 46],
      ['2026-09', 47],
    ])
  })

  it('an old question, or one about other codes, does not draw them to its month', async () => {
    await ask()
    await world.says('Dũng', 'riêng', 'CT06 3/3')
    world.now = at('2026-09-21')
    await world.says('Dũng', 'riêng', 'CT01 45%')
    expect(await periods()).toEqual([
      ['2026-Q3', 3],
      ['2026-09', 45],
    ])
  })

  it('whoever of the unit replies to the question in its group gives the month asked for', async () => {
    world = await openOffice()
    await appointContact(world, 'PVHCC')
    await world.says('Dũng', 'PVHCC', '/solieu tháng 8')
    await world.taps('Dũng', 'PVHCC', 'Nhập')
    const question = await lastSaid(world, 'PVHCC')
    await world.says('người lạ', 'PVHCC', 'CT01 45%', String(question?.id))
    await world.says('Chi', 'PVHCC', 'CT01 46%', String(question?.id))
    expect(await periods()).toEqual([['2026-08', 45]])
  })
})
