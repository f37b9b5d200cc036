// A figure far from last month’s waits until it is said to be right, and is never lost meanwhile.
import { afterEach, describe, expect, it } from 'vitest'
import type { World } from '../../support/world.js'
import { codeOf, keptFigures, lastMonth, lastSaid, openOffice, sheetOf, workAll } from './office.js'

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
  expect(asked?.text).toContain('Đã ghi tháng 9/2026: CT02 = 95,5%.')
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
    (await keptFigures(world)).filter((one) => one.period === '2026-09').map((one) => one.numerator)

  it('when another figure is begun: it is said, and asked back afterwards', async () => {
    await jumped()
    await world.taps('Dũng', 'riêng', 'CT03')
    expect((await lastSaid(world, 'riêng', 'Dũng'))?.text).toContain('Chưa ghi, còn chờ xác nhận: CT01 = 10/100 (10%).')
    await world.says('Dũng', 'riêng', '24/25')
    const asked = await lastSaid(world, 'riêng', 'Dũng')
    expect(asked?.text).toContain('Đã ghi tháng 9/2026: CT03 = 24/25 (96%).')
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

  it('when it is taken over while another month’s is asked for: only the newest question keeps it', async () => {
    await jumped()
    const first = (await lastSaid(world, 'riêng', 'Dũng'))?.message.choices?.[0]?.[0]?.action
    await lastMonth(world, 'CT02', 95, 100, '2026-07')
    const month = (period: string) => `indicators.one:${world.units.PVHCC}:${period}:`
    await world.taps('Dũng', 'riêng', `${month('2026-08')}${await codeOf(world, 'CT02')}`)
    await world.says('Dũng', 'riêng', '20/100')
    await world.taps('Dũng', 'riêng', `${month('2026-09')}${await codeOf(world, 'CT03')}`)
    expect((await lastSaid(world, 'riêng', 'Dũng'))?.text).toContain('còn chờ xác nhận: CT01 = 10/100 (10%).')
    expect(await world.taps('Dũng', 'riêng', first!)).toMatchObject({ alert: true })
    await world.says('Dũng', 'riêng', '24/25')
    expect((await lastSaid(world, 'riêng', 'Dũng'))?.text.match(/CT01: 10\/100/g)).toHaveLength(1)
    await world.taps('Dũng', 'riêng', 'Đúng, giữ')
    expect(await now()).toEqual([24, 10])
  })
})

describe('a correction', () => {
  const jump = async (code = 'CT01') => {
    world = await openOffice()
    for (const one of ['CT01', 'CT02']) await lastMonth(world, one, 95, 100)
    await world.says('Dũng', 'riêng', '/solieu')
    await world.taps('Dũng', 'riêng', code)
    await world.says('Dũng', 'riêng', '10/100')
  }
  const thisMonth = async () =>
    (await keptFigures(world)).filter((one) => one.period !== '2026-08').map((one) => one.numerator)
  const minute = () => {
    world.now = new Date(world.now.getTime() + 60_000)
  }
  const keepButton = async () => (await lastSaid(world, 'riêng', 'Dũng'))!.message.choices![0]![0]!.action

  it('that is itself far from last month’s is asked back in place of the first', async () => {
    await jump()
    await world.says('Dũng', 'riêng', '20/100')
    const asked = await lastSaid(world, 'riêng', 'Dũng')
    expect(asked?.text).toContain('CT01: 20/100 (20%) (kỳ trước 95/100 (95%))')
    expect(asked?.text).not.toContain('10/100')
    await world.taps('Dũng', 'riêng', 'Đúng, giữ')
    expect(await thisMonth()).toEqual([20])
  })

  it('that says the same again means that it was right', async () => {
    await jump()
    await world.says('Dũng', 'riêng', 'CT01 10/100')
    expect(await thisMonth()).toEqual([10])
  })

  it('that came as a sheet closes the question', async () => {
    await jump()
    const button = await keepButton()
    await world.taps('Dũng', 'riêng', `indicators.figuresIn:${world.units.PVHCC}:2026-09`)
    await world.sends('Dũng', 'riêng', { name: 'so-lieu.xlsx', handle: 'h' })
    const rows = [
      ['Mã', 'Số liệu'],
      ['CT01', '90/100'],
    ]
    await workAll(world, { h: await sheetOf(rows) })
    expect(await thisMonth()).toEqual([90])
    expect(await world.taps('Dũng', 'riêng', button)).toMatchObject({ alert: true })
    await world.taps('Dũng', 'riêng', `indicators.enter:${world.units.PVHCC}:2026-09`)
    expect((await lastSaid(world, 'riêng', 'Dũng'))?.text).not.toContain('10/100')
    expect(await thisMonth()).toEqual([90])
  })

  it('given elsewhere, by whomever, is not overwritten by what waited before it', async () => {
    await jump()
    const button = await keepButton()
    minute()
    await world.says('Hoa', 'riêng', 'CT01 92/100')
    minute()
    await world.taps('Dũng', 'riêng', button)
    expect((await lastSaid(world, 'riêng', 'Dũng'))?.text).toBe(
      'Không ghi CT01 = 10/100 (10%): sau đó đã ghi 92/100 (92%).',
    )
    expect(await thisMonth()).toEqual([92])
  })
})

it('an indicator that is not followed any more is not waited for: what waited is not kept, and that is said', async () => {
  world = await openOffice()
  for (const one of ['CT01', 'CT02']) await lastMonth(world, one, 95, 100)
  await world.says('Dũng', 'riêng', '/solieu')
  await world.taps('Dũng', 'riêng', 'CT01')
  await world.says('Dũng', 'riêng', 'CT01 10/100, CT02 20/100')
  const closed = 'CT01: chỉ tiêu không còn trong danh sách số liệu kỳ này của đơn vị nên không ghi.'
  await world.taps('Hoa', 'riêng', `indicators.closed:${await codeOf(world, 'CT01')}`)
  await world.taps('Dũng', 'riêng', 'Đúng, giữ')
  expect((await lastSaid(world, 'riêng', 'Dũng'))?.text).toMatch(
    new RegExp(`^${closed}\nĐã ghi tháng 9/2026: CT02 = 20/100 \\(20%\\)\\.`),
  )
  // Asked for, and not waiting yet.
  await world.taps('Dũng', 'riêng', 'CT03')
  await world.taps('Hoa', 'riêng', `indicators.closed:${await codeOf(world, 'CT03')}`)
  await world.says('Dũng', 'riêng', '95%')
  expect((await lastSaid(world, 'riêng', 'Dũng'))?.text).toBe(closed.replace('CT01', 'CT03'))
  await world.taps('Dũng', 'riêng', 'CT04')
  await world.taps('Hoa', 'riêng', `indicators.closed:${await codeOf(world, 'CT04')}`)
  await world.taps('Dũng', 'riêng', 'Chưa có số liệu')
  expect((await lastSaid(world, 'riêng', 'Dũng'))?.text).toBe(closed.replace('CT01', 'CT04'))
})

it('a figure that is missing without a reason, beside one that is asked back: both are asked', async () => {
  world = await openOffice()
  await lastMonth(world, 'CT01', 95, 100)
  await world.says('Dũng', 'riêng', 'CT01 10/100, CT02 chưa có, CT03 chưa có')
  const first = await lastSaid(world, 'riêng', 'Dũng')
  expect(first?.text).toContain('Chưa ghi, còn chờ xác nhận: CT01 = 10/100 (10%).')
  expect(first?.text).toContain('CT02 · ')
  expect(first?.text).toContain('vì sao chưa có số liệu?')
  await world.says('Dũng', 'riêng', 'Chờ Sở trả lời')
  expect((await lastSaid(world, 'riêng', 'Dũng'))?.text).toContain('CT03 · ')
  await world.taps('Dũng', 'riêng', 'Hệ thống lỗi')
  const last = await lastSaid(world, 'riêng', 'Dũng')
  expect(last?.text).toContain('CT01: 10/100 (10%)')
  await world.taps('Dũng', 'riêng', 'Đúng, giữ')
  expect((await keptFigures(world)).slice(1)).toMatchObject([
    { missingReason: 'Chờ Sở trả lời' },
    { missingReason: 'Hệ thống lỗi' },
    { numerator: 10 },
  ])
})

it('the question that follows one that only a reply answered is answered by plain words', async () => {
  world = await openOffice()
  await lastMonth(world, 'CT01', 95, 100)
  await world.says('Dũng', 'riêng', '/solieu')
  await world.taps('Dũng', 'riêng', 'CT01')
  await world.says('Dũng', 'riêng', '10/100')
  // Beside it another month's is asked for.
  await world.taps('Dũng', 'riêng', `indicators.one:${world.units.PVHCC}:2026-08:${await codeOf(world, 'CT02')}`)
  await world.taps('Dũng', 'riêng', 'Sửa')
  await world.says('Dũng', 'riêng', '90/100')
  expect((await keptFigures(world)).at(-1)).toMatchObject({ period: '2026-09', numerator: 90 })
})

describe('"0,455" of a percentage', () => {
  const values = async () => (await keptFigures(world)).map((one) => one.value)
  async function typed(text = '0,455') {
    world = await openOffice()
    await world.says('Dũng', 'riêng', '/solieu')
    await world.taps('Dũng', 'riêng', 'CT01')
    await world.says('Dũng', 'riêng', text)
  }

  it.each([
    ['45,5%', 45.5],
    ['0,455%', 0.455],
  ])('is asked back, and "%s" keeps what was meant', async (button, value) => {
    await typed()
    const asked = await lastSaid(world, 'riêng', 'Dũng')
    expect(asked?.text).toBe('CT01: Đồng chí muốn báo 45,5% hay 0,455%?')
    expect(asked?.buttons).toEqual([['45,5%', '0,455%'], ['Sửa']])
    expect(await values()).toEqual([])
    await world.taps('Dũng', 'riêng', button)
    expect(await values()).toEqual([value])
    expect((await lastSaid(world, 'riêng', 'Dũng'))?.text).toContain(`Đã ghi tháng 9/2026: CT01 = ${button}.`)
    expect((await world.taps('Dũng', 'riêng', asked!.message.choices![0]![0]!.action))?.alert).toBe(true)
    expect(await values()).toEqual([value])
  })

  it('typed again it is asked again; typed as 45,5 or with % it is clear', async () => {
    await typed('0.455')
    await world.says('Dũng', 'riêng', '0,455')
    expect((await lastSaid(world, 'riêng', 'Dũng'))?.text).toBe('CT01: Đồng chí muốn báo 45,5% hay 0,455%?')
    expect(await values()).toEqual([])
    await world.says('Dũng', 'riêng', '0,455%')
    expect(await values()).toEqual([0.455])
    await world.says('Dũng', 'riêng', 'CT01 45,5')
    expect(await values()).toEqual([45.5])
  })

  it('among others: those are kept or asked back in their turn', async () => {
    world = await openOffice()
    await lastMonth(world, 'CT02', 95, 100)
    await world.says('Dũng', 'riêng', 'CT01 0,455; CT02 10%; CT03 24/25; CT04 0,9')
    const asked = await lastSaid(world, 'riêng', 'Dũng')
    expect(asked?.text).toContain('Đã ghi tháng 9/2026: CT03 = 24/25 (96%).')
    expect(asked?.text).toContain('còn chờ xác nhận: CT04 = 90% hay 0,9%; CT02 = 10%.')
    expect(asked?.text).toContain('CT01: Đồng chí muốn báo 45,5% hay 0,455%?')
    await world.taps('Dũng', 'riêng', '45,5%')
    expect((await lastSaid(world, 'riêng', 'Dũng'))?.text).toContain('CT04: Đồng chí muốn báo 90% hay 0,9%?')
    await world.taps('Dũng', 'riêng', '0,9%')
    expect((await lastSaid(world, 'riêng', 'Dũng'))?.text).toContain('CT02: 10% (kỳ trước 95/100 (95%))')
    await world.taps('Dũng', 'riêng', 'Đúng, giữ')
    expect((await values()).filter((value) => value !== null)).toEqual([45.5, 0.9, 10])
  })

  it('"Sửa" asks for it anew', async () => {
    await typed()
    await world.taps('Dũng', 'riêng', 'Sửa')
    await world.says('Dũng', 'riêng', '45,5%')
    expect(await values()).toEqual([45.5])
  })
})
