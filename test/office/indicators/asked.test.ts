// A unit is asked for its figures: who may give them, in which forms, one by one or several at once.
import { eq } from 'drizzle-orm'
import { afterEach, describe, expect, it } from 'vitest'
import { plainText } from '../../../src/chat/message.js'
import { figures, indicators } from '../../../src/db/schema/indicators.js'
import { chats } from '../../../src/db/schema/people.js'
import { events } from '../../../src/db/schema/trail.js'
import type { World } from '../../support/world.js'
import { appointContact, codeOf, keptFigures, lastSaid, openOffice } from './office.js'

let world: World
afterEach(() => world.close())

describe('/solieu', () => {
  it('a head is asked one indicator after the other, and what was understood is said back', async () => {
    world = await openOffice()
    await world.says('Bình', 'riêng', '/solieu')
    const screen = await lastSaid(world, 'riêng', 'Bình')
    expect(screen?.text).toContain('Số liệu tháng 9/2026 của Phòng Kinh tế')
    expect(screen?.text).toContain('Kỳ số liệu: 15/8/2026 – 14/9/2026')
    expect(screen?.text.match(/^\d+\. /gm)).toEqual(['1. ', '2. '])
    await world.taps('Bình', 'riêng', 'Nhập')
    expect((await lastSaid(world, 'riêng', 'Bình'))?.text).toContain('1/2. CT11 · Giải ngân')
    await world.says('Bình', 'riêng', '45,5%')
    const next = await lastSaid(world, 'riêng', 'Bình')
    expect(next?.text).toContain('Đã ghi tháng 9/2026: CT11 = 45,5%.')
    expect(next?.text).toContain('2/2. CT12')
    await world.says('Bình', 'riêng', '3/3')
    expect((await lastSaid(world, 'riêng', 'Bình'))?.text).toContain('Đã đủ số liệu của kỳ')
    expect(await keptFigures(world)).toMatchObject([
      { period: '2026-09', value: 45.5, numerator: null },
      { period: '2026-Q3', numerator: 3, denominator: 3, value: null },
    ])
  })

  it('several figures in one message are taken by number and by code, in the group by a reply', async () => {
    world = await openOffice()
    await world.says('Dũng', 'PVHCC', '/solieu')
    await world.taps('Dũng', 'PVHCC', 'Nhập')
    const question = await lastSaid(world, 'PVHCC')
    await world.says('Dũng', 'PVHCC', '1: 1.240/1.247; CT02: 95,5%\n3) 23/25', String(question?.id))
    expect((await lastSaid(world, 'PVHCC'))?.text).toContain(
      'Đã ghi tháng 9/2026: CT01 = 1.240/1.247 (99,44%); CT02 = 95,5%; CT03 = 23/25 (92%).',
    )
    expect(await keptFigures(world)).toHaveLength(3)
  })

  it.each([
    ['26/25', 'tử số lớn hơn mẫu số'],
    ['23,5/25', '"23,5/25" chưa được ghi'],
    [
      '120',
      'Chỉ tiêu CT01 (Hồ sơ thủ tục hành chính được giải quyết đúng hạn, trước hạn): số liệu 120% nằm ngoài khoảng cho phép, từ 0 đến 100%.',
    ],
    ['mai tôi gửi', 'không đọc được số'],
    ['CT05 abc', 'CT05: không đọc được số trong "abc". Đề nghị ghi như 23/25, 95,5%'],
    ['CT99 5', '"CT99: 5": danh sách của đơn vị kỳ này không có CT99'],
    ['7x\n12', 'Chưa ghi, đề nghị gửi lại:\n– Không rõ "7x" là của chỉ tiêu nào'],
    ['CT01: 1/2; ct1: 1/3', 'hai lần'],
  ])('"%s" is refused in words, and the question stays open', async (text, words) => {
    world = await openOffice()
    await world.says('Dũng', 'riêng', '/solieu')
    await world.taps('Dũng', 'riêng', 'Nhập')
    await world.says('Dũng', 'riêng', text)
    expect((await lastSaid(world, 'riêng', 'Dũng'))?.text).toContain(words)
    expect(await keptFigures(world)).toEqual([])
    await world.says('Dũng', 'riêng', '23/25')
    expect(await keptFigures(world)).toHaveLength(1)
  })

  it('the measure counts: money is converted and said back, another measure is refused and asked again', async () => {
    world = await openOffice()
    await world.database.db
      .update(indicators)
      .set({ measure: 'triệu đồng', share: false })
      .where(eq(indicators.code, 'CT11'))
    const give = async (text: string) => {
      await world.says('Bình', 'riêng', '/solieu')
      await world.taps('Bình', 'riêng', 'CT11')
      await world.says('Bình', 'riêng', text)
      return (await lastSaid(world, 'riêng', 'Bình'))?.text
    }
    expect(await give('1,2 tỷ')).toContain('Đã ghi tháng 9/2026: CT11 = 1.200 triệu đồng.')
    expect(await give('1.300.000.000 đồng')).toContain('Đã ghi tháng 9/2026: CT11 = 1.300 triệu đồng.')
    expect(await give('25 hồ sơ')).toContain('CT11 tính bằng triệu đồng, còn "25 hồ sơ" ghi đơn vị khác nên chưa ghi.')
    expect((await keptFigures(world)).map((one) => one.value)).toEqual([1300])
    await world.says('Dũng', 'riêng', '/solieu')
    await world.taps('Dũng', 'riêng', 'CT01')
    for (const text of ['62 tỷ', '25 hồ sơ']) {
      await world.says('Dũng', 'riêng', text)
      expect((await lastSaid(world, 'riêng', 'Dũng'))?.text).toContain(
        `CT01 tính theo %, còn "${text}" không phải tỷ lệ`,
      )
    }
    await world.says('Dũng', 'riêng', 'không phát sinh')
    expect((await lastSaid(world, 'riêng', 'Dũng'))?.text).toContain(
      'Đã ghi tháng 9/2026: CT01 = 0/0 (không phát sinh).',
    )
  })

  it('of one message the good figures are taken, each of the others is named with its reason and asked again', async () => {
    world = await openOffice()
    await world.says('Dũng', 'riêng', '/solieu')
    await world.taps('Dũng', 'riêng', 'Nhập')
    await world.says('Dũng', 'riêng', 'CT01 23/25, CT02 95,5%, CT99 5, CT04 abc, CT03 30/25, 5: 40%')
    const next = await lastSaid(world, 'riêng', 'Dũng')
    expect(next?.text.split('\n').slice(0, 5)).toEqual([
      'Đã ghi tháng 9/2026: CT01 = 23/25 (92%); CT02 = 95,5%; CT05 = 40%.',
      'Chưa ghi, đề nghị gửi lại:',
      expect.stringContaining('– "CT99: 5": danh sách của đơn vị kỳ này không có CT99.'),
      expect.stringContaining('– CT04: không đọc được số trong "abc".'),
      expect.stringContaining('– CT03: tử số lớn hơn mẫu số (30/25).'),
    ])
    expect(next?.text).toContain('. CT03 · ')
    expect(await keptFigures(world)).toHaveLength(3)
    await world.says('Dũng', 'riêng', '20/25')
    expect((await keptFigures(world)).at(-1)).toMatchObject({ numerator: 20, denominator: 25 })
  })

  it('asked why there is none, figures are still figures, and Huỷ asks for the figure again', async () => {
    world = await openOffice()
    const start = async () => {
      await world.says('Dũng', 'riêng', '/solieu')
      await world.taps('Dũng', 'riêng', 'CT01')
      await world.taps('Dũng', 'riêng', 'Chưa có số liệu')
    }
    await start()
    await world.taps('Dũng', 'riêng', 'Huỷ')
    expect((await lastSaid(world, 'riêng', 'Dũng'))?.text).toContain('nhập dạng 23/25')
    await world.taps('Dũng', 'riêng', 'Chưa có số liệu')
    await world.says('Dũng', 'riêng', 'huy')
    expect((await lastSaid(world, 'riêng', 'Dũng'))?.text).toContain('nhập dạng 23/25')
    expect(await keptFigures(world)).toEqual([])
    await world.taps('Dũng', 'riêng', 'Chưa có số liệu')
    await world.says('Dũng', 'riêng', 'CT99 5')
    expect((await lastSaid(world, 'riêng', 'Dũng'))?.text).toContain('không có CT99')
    await world.says('Dũng', 'riêng', 'CT01 23/25, CT02 95,5%')
    expect(await keptFigures(world)).toMatchObject([{ numerator: 23, missingReason: null }, { value: 95.5 }])
    await start()
    await world.says('Dũng', 'riêng', 'Quý 3 phần mềm CT02 lỗi, chờ sửa')
    expect((await keptFigures(world))[0]).toMatchObject({ missingReason: 'Quý 3 phần mềm CT02 lỗi, chờ sửa' })
  })

  it('a missing figure needs a reason, and 0 is a figure', async () => {
    world = await openOffice()
    await world.says('Dũng', 'riêng', '/solieu')
    await world.taps('Dũng', 'riêng', 'CT01')
    await world.taps('Dũng', 'riêng', 'Chưa có số liệu')
    await world.says('Dũng', 'riêng', 'Phần mềm đang bảo trì')
    expect((await keptFigures(world)).at(-1)).toMatchObject({ missingReason: 'Phần mềm đang bảo trì', value: null })
    await world.taps('Dũng', 'riêng', 'CT02')
    await world.says('Dũng', 'riêng', 'chưa có')
    await world.taps('Dũng', 'riêng', 'Hệ thống lỗi')
    await world.says('Dũng', 'riêng', '/solieu')
    await world.taps('Dũng', 'riêng', '766-1')
    await world.says('Dũng', 'riêng', '0')
    expect(await keptFigures(world)).toMatchObject([
      { missingReason: 'Phần mềm đang bảo trì' },
      { missingReason: 'Hệ thống lỗi' },
      { value: 0, missingReason: null },
    ])
  })

  it('an officer gives a figure for a unit that has no chat, named as such', async () => {
    world = await openOffice()
    await world.says('Hoa', 'riêng', '/solieu')
    await world.taps('Hoa', 'riêng', 'KT')
    await world.taps('Hoa', 'riêng', 'CT11')
    await world.says('Hoa', 'riêng', '50%')
    const [event] = (await world.database.db.select().from(events)).filter((one) => one.action === 'figure.report')
    expect(event).toMatchObject({ actorId: world.persons.Hoa, onBehalfOf: world.units.KT })
  })

  it('strangers, other units, leaders and other communes change nothing with forged buttons', async () => {
    world = await openOffice()
    const indicatorId = await codeOf(world, 'CT11')
    const db = world.database.db
    for (const who of ['người lạ', 'Chi', 'Đức', 'Nga'] as const)
      for (const data of [
        `indicators.enter:${world.units.KT}:2026-09`,
        `indicators.one:${world.units.KT}:2026-09:${indicatorId}`,
        'indicators.lock:2026-13',
        `indicators.put:${indicatorId}:every:year`,
        `indicators.closed:${indicatorId}`,
        'indicators.lock:2026-09:999999',
      ])
        expect(await world.taps(who, 'riêng', data), `${who} ${data}`).toMatchObject({ alert: true })
    // Her own commune's lock does not lock ours.
    await world.taps('Nga', 'riêng', 'indicators.lock:2026-09')
    await world.taps('Bình', 'riêng', `indicators.one:${world.units.KT}:2026-09:${indicatorId}`)
    const question = await lastSaid(world, 'riêng', 'Bình')
    const [choice] = question?.message.choices?.[0] ?? []
    expect(await world.taps('Dũng', 'riêng', choice!.action)).toMatchObject({ alert: true })
    await world.says('Bình', 'riêng', '50%')
    expect(await db.select().from(figures)).toMatchObject([{ communeId: world.communeId, value: 50 }])
  })

  it('of a month that has not begun no figure is asked', async () => {
    world = await openOffice()
    await world.says('Bình', 'riêng', '/solieu tháng 12')
    const screen = await lastSaid(world, 'riêng', 'Bình')
    expect(screen?.text).toContain('Chưa đến kỳ nhập số liệu tháng 12/2026.')
    expect(screen?.buttons.flat()).toEqual([])
    expect(await world.taps('Bình', 'riêng', `indicators.enter:${world.units.KT}:2026-12`)).toMatchObject({
      alert: true,
      text: 'Chưa đến kỳ nhập số liệu tháng 12/2026.',
    })
    // The period that is running is one: from the 15th it is next month's.
    await world.says('Bình', 'riêng', '/solieu tháng 10')
    await world.taps('Bình', 'riêng', 'Nhập')
    await world.says('Bình', 'riêng', '45%')
    expect(await keptFigures(world)).toMatchObject([{ period: '2026-10', value: 45 }])
  })

  it('a contact gives figures for the unit', async () => {
    world = await openOffice()
    await appointContact(world, 'KT')
    await world.says('người lạ', 'riêng', '/solieu')
    await world.taps('người lạ', 'riêng', 'CT11')
    await world.says('người lạ', 'riêng', '50%')
    expect(await keptFigures(world)).toMatchObject([{ value: 50 }])
  })

  it('speaks English in an English chat', async () => {
    world = await openOffice()
    await world.database.db.update(chats).set({ locale: 'en' }).where(eq(chats.id, world.privates.Bình))
    await world.says('Bình', 'riêng', '/solieu')
    await world.taps('Bình', 'riêng', 'Enter')
    await world.says('Bình', 'riêng', '45,5%')
    const said = await world.said('riêng', 'Bình')
    expect(said[0]?.text).toContain('Figures of tháng 9/2026, Phòng Kinh tế')
    expect(said.at(-1)?.text).toContain('Noted for tháng 9/2026: CT11 = 45,5%.')
    expect(plainText(said.at(-1)!.message.spans)).not.toMatch(/Đã ghi/)
  })
})
