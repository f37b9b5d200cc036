import { asc, eq } from 'drizzle-orm'
import { afterEach, describe, expect, it } from 'vitest'
import { plainText } from '../../../src/chat/message.js'
import { figures, indicators } from '../../../src/db/schema/indicators.js'
import { chats, posts } from '../../../src/db/schema/people.js'
import { events } from '../../../src/db/schema/trail.js'
import { openUnitReports } from '../../../src/office/indicators/report/job.js'
import { indicatorTable } from '../../../src/office/indicators/table.js'
import type { World } from '../../support/world.js'
import { at, codeOf, openOffice } from './office.js'

let world: World
afterEach(() => world.close())

const kept = () => world.database.db.select().from(figures).orderBy(asc(figures.id))
const last = async (place: 'riêng' | 'KT' | 'PVHCC', who: 'Hoa' | 'Bình' | 'Dũng' | 'Nga' = 'Hoa') =>
  (await world.said(place, who)).at(-1)

describe('/solieu', () => {
  it('a head is asked one indicator after the other, and what was understood is said back', async () => {
    world = await openOffice()
    await world.says('Bình', 'riêng', '/solieu')
    const screen = await last('riêng', 'Bình')
    expect(screen?.text).toContain('Số liệu tháng 9/2026 của Phòng Kinh tế')
    expect(screen?.text).toContain('Kỳ số liệu: 15/8/2026 – 14/9/2026')
    expect(screen?.text.match(/^\d+\. /gm)).toEqual(['1. ', '2. '])
    await world.taps('Bình', 'riêng', 'Nhập')
    expect((await last('riêng', 'Bình'))?.text).toContain('1/2. CT11 · Giải ngân')
    await world.says('Bình', 'riêng', '45,5%')
    const next = await last('riêng', 'Bình')
    expect(next?.text).toContain('Đã ghi: CT11 = 45,5%.')
    expect(next?.text).toContain('2/2. CT12')
    await world.says('Bình', 'riêng', '3/3')
    expect((await last('riêng', 'Bình'))?.text).toContain('Đã đủ số liệu của kỳ')
    expect(await kept()).toMatchObject([
      { period: '2026-09', value: 45.5, numerator: null },
      { period: '2026-Q3', numerator: 3, denominator: 3, value: null },
    ])
  })

  it('several figures in one message are taken by number and by code, in the group by a reply', async () => {
    world = await openOffice()
    await world.says('Dũng', 'PVHCC', '/solieu')
    await world.taps('Dũng', 'PVHCC', 'Nhập')
    const question = await last('PVHCC')
    await world.says('Dũng', 'PVHCC', '1: 1.240/1.247; CT02: 95,5%\n3) 23/25', String(question?.id))
    expect((await last('PVHCC'))?.text).toContain(
      'Đã ghi: CT01 = 1.240/1.247 (99,44%); CT02 = 95,5%; CT03 = 23/25 (92%).',
    )
    expect(await kept()).toHaveLength(3)
  })

  it.each([
    ['26/25', 'tử số lớn hơn mẫu số'],
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
    expect((await last('riêng', 'Dũng'))?.text).toContain(words)
    expect(await kept()).toEqual([])
    await world.says('Dũng', 'riêng', '23/25')
    expect(await kept()).toHaveLength(1)
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
      return (await last('riêng', 'Bình'))?.text
    }
    expect(await give('1,2 tỷ')).toContain('Đã ghi: CT11 = 1.200 triệu đồng.')
    expect(await give('1.300.000.000 đồng')).toContain('Đã ghi: CT11 = 1.300 triệu đồng.')
    expect(await give('25 hồ sơ')).toContain('CT11 tính bằng triệu đồng, còn "25 hồ sơ" ghi đơn vị khác nên chưa ghi.')
    expect((await kept()).map((one) => one.value)).toEqual([1300])
    await world.says('Dũng', 'riêng', '/solieu')
    await world.taps('Dũng', 'riêng', 'CT01')
    for (const text of ['62 tỷ', '25 hồ sơ']) {
      await world.says('Dũng', 'riêng', text)
      expect((await last('riêng', 'Dũng'))?.text).toContain(`CT01 tính theo %, còn "${text}" không phải tỷ lệ`)
    }
    await world.says('Dũng', 'riêng', 'không phát sinh')
    expect((await last('riêng', 'Dũng'))?.text).toContain('Đã ghi: CT01 = 0/0 (không phát sinh).')
  })

  it('of one message the good figures are taken, each of the others is named with its reason and asked again', async () => {
    world = await openOffice()
    await world.says('Dũng', 'riêng', '/solieu')
    await world.taps('Dũng', 'riêng', 'Nhập')
    await world.says('Dũng', 'riêng', 'CT01 23/25, CT02 95,5%, CT99 5, CT04 abc, CT03 30/25, 5: 40%')
    const next = await last('riêng', 'Dũng')
    expect(next?.text.split('\n').slice(0, 5)).toEqual([
      'Đã ghi: CT01 = 23/25 (92%); CT02 = 95,5%; CT05 = 40%.',
      'Chưa ghi, đề nghị gửi lại:',
      expect.stringContaining('– "CT99: 5": danh sách của đơn vị kỳ này không có CT99.'),
      expect.stringContaining('– CT04: không đọc được số trong "abc".'),
      expect.stringContaining('– CT03: tử số lớn hơn mẫu số (30/25).'),
    ])
    expect(next?.text).toContain('. CT03 · ')
    expect(await kept()).toHaveLength(3)
    await world.says('Dũng', 'riêng', '20/25')
    expect((await kept()).at(-1)).toMatchObject({ numerator: 20, denominator: 25 })
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
    expect((await last('riêng', 'Dũng'))?.text).toContain('nhập dạng 23/25')
    await world.taps('Dũng', 'riêng', 'Chưa có số liệu')
    await world.says('Dũng', 'riêng', 'huy')
    expect((await last('riêng', 'Dũng'))?.text).toContain('nhập dạng 23/25')
    expect(await kept()).toEqual([])
    await world.taps('Dũng', 'riêng', 'Chưa có số liệu')
    await world.says('Dũng', 'riêng', 'CT99 5')
    expect((await last('riêng', 'Dũng'))?.text).toContain('không có CT99')
    await world.says('Dũng', 'riêng', 'CT01 23/25, CT02 95,5%')
    expect(await kept()).toMatchObject([{ numerator: 23, missingReason: null }, { value: 95.5 }])
    await start()
    await world.says('Dũng', 'riêng', 'Quý 3 phần mềm CT02 lỗi, chờ sửa')
    expect((await kept())[0]).toMatchObject({ missingReason: 'Quý 3 phần mềm CT02 lỗi, chờ sửa' })
  })

  it('what was asked back stays asked when another figure comes first', async () => {
    world = await openOffice()
    await world.database.db.insert(figures).values({
      communeId: world.communeId,
      indicatorId: await codeOf(world, 'CT01'),
      unitId: world.units.PVHCC,
      period: '2026-08',
      numerator: 95,
      denominator: 100,
      reportedAt: world.now,
    })
    await world.says('Dũng', 'riêng', '/solieu')
    await world.taps('Dũng', 'riêng', 'Nhập')
    await world.says('Dũng', 'riêng', '10/100')
    await world.says('Dũng', 'riêng', 'CT02 95,5%')
    const asked = await last('riêng', 'Dũng')
    expect(asked?.text).toContain('Đã ghi: CT02 = 95,5%.')
    expect(asked?.text).toContain('CT01: 10/100 (10%)')
    await world.taps('Dũng', 'riêng', 'Đúng, giữ')
    expect((await kept()).map((one) => one.numerator ?? one.value)).toEqual([95, 95.5, 10])
  })

  describe('a figure that waits for "Đúng, giữ" is never lost', () => {
    async function jumped() {
      world = await openOffice()
      for (const code of ['CT01', 'CT02'])
        await world.database.db.insert(figures).values({
          communeId: world.communeId,
          indicatorId: await codeOf(world, code),
          unitId: world.units.PVHCC,
          period: '2026-08',
          numerator: 95,
          denominator: 100,
          reportedAt: world.now,
        })
      await world.says('Dũng', 'riêng', '/solieu')
      await world.taps('Dũng', 'riêng', 'CT01')
      await world.says('Dũng', 'riêng', '10/100')
    }
    const now = async () => (await kept()).filter((one) => one.period !== '2026-08').map((one) => one.numerator)

    it('when another figure is begun: it is said, and asked back afterwards', async () => {
      await jumped()
      await world.taps('Dũng', 'riêng', 'CT03')
      expect((await last('riêng', 'Dũng'))?.text).toContain('Chưa ghi, còn chờ xác nhận: CT01 = 10/100 (10%).')
      await world.says('Dũng', 'riêng', '24/25')
      const asked = await last('riêng', 'Dũng')
      expect(asked?.text).toContain('Đã ghi: CT03 = 24/25 (96%).')
      expect(asked?.text).toContain('CT01: 10/100 (10%) (kỳ trước 95/100 (95%))')
      await world.taps('Dũng', 'riêng', 'Đúng, giữ')
      expect(await now()).toEqual([24, 10])
    })

    it.each(['Dừng', 'Nhập'])('with "%s"', async (button) => {
      await jumped()
      await world.taps('Dũng', 'riêng', 'CT03')
      await world.taps('Dũng', 'riêng', button === 'Nhập' ? `indicators.enter:${world.units.PVHCC}:2026-09` : button)
      expect((await last('riêng', 'Dũng'))?.text).toContain('CT01: 10/100 (10%)')
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
      const asked = await last('riêng', 'Dũng')
      const button = asked?.message.choices?.[0]?.[0]
      await world.taps('Dũng', 'riêng', `indicators.one:${world.units.PVHCC}:2026-08:${await codeOf(world, 'CT01')}`)
      await world.taps('Dũng', 'riêng', button!.action)
      expect(await now()).toEqual([10])
    })
  })

  it('a jump against the previous period is asked back before it is kept', async () => {
    world = await openOffice()
    const indicatorId = await codeOf(world, 'CT01')
    await world.database.db.insert(figures).values({
      communeId: world.communeId,
      indicatorId,
      unitId: world.units.PVHCC,
      period: '2026-08',
      numerator: 95,
      denominator: 100,
      reportedAt: world.now,
    })
    await world.says('Dũng', 'riêng', '/solieu')
    await world.taps('Dũng', 'riêng', 'CT01')
    await world.says('Dũng', 'riêng', '10/100')
    const asked = await last('riêng', 'Dũng')
    expect(asked?.text).toContain('CT01: 10/100 (10%) (kỳ trước 95/100 (95%))')
    expect(asked?.buttons).toEqual([['Đúng, giữ', 'Sửa']])
    expect(await kept()).toHaveLength(1)
    await world.taps('Dũng', 'riêng', 'Sửa')
    await world.says('Dũng', 'riêng', '20/100')
    await world.says('Dũng', 'riêng', '/solieu')
    await world.taps('Dũng', 'riêng', 'Đúng, giữ')
    expect((await kept()).at(-1)).toMatchObject({ numerator: 20, period: '2026-09' })
  })

  it('a missing figure needs a reason, and 0 is a figure', async () => {
    world = await openOffice()
    await world.says('Dũng', 'riêng', '/solieu')
    await world.taps('Dũng', 'riêng', 'CT01')
    await world.taps('Dũng', 'riêng', 'Chưa có số liệu')
    await world.says('Dũng', 'riêng', 'Phần mềm đang bảo trì')
    expect((await kept()).at(-1)).toMatchObject({ missingReason: 'Phần mềm đang bảo trì', value: null })
    await world.taps('Dũng', 'riêng', 'CT02')
    await world.says('Dũng', 'riêng', 'chưa có')
    await world.taps('Dũng', 'riêng', 'Hệ thống lỗi')
    await world.says('Dũng', 'riêng', '/solieu')
    await world.taps('Dũng', 'riêng', '766-1')
    await world.says('Dũng', 'riêng', '0')
    expect(await kept()).toMatchObject([
      { missingReason: 'Phần mềm đang bảo trì' },
      { missingReason: 'Hệ thống lỗi' },
      { value: 0, missingReason: null },
    ])
  })

  it('is corrected until the officer locks; every change is in the trail; the officer may make an exception', async () => {
    world = await openOffice()
    const give = async (text: string) => {
      await world.says('Bình', 'riêng', '/solieu')
      await world.taps('Bình', 'riêng', 'CT11')
      await world.says('Bình', 'riêng', text)
    }
    await give('45%')
    await give('46%')
    const db = world.database.db
    const changes = (await db.select().from(events).orderBy(asc(events.id))).filter((one) =>
      one.action.startsWith('figure.'),
    )
    expect(changes).toMatchObject([
      { action: 'figure.report', actorId: world.persons.Bình, after: { value: 45, period: '2026-09' } },
      { action: 'figure.change', before: { value: 45 }, after: { value: 46 } },
    ])
    await world.says('Hoa', 'riêng', '/solieu')
    expect((await last('riêng'))?.text).toContain('Đơn vị chưa có số liệu:')
    await world.taps('Hoa', 'riêng', 'Khoá kỳ')
    await world.taps('Hoa', 'riêng', 'Vẫn khoá')
    expect((await kept())[0]?.lockedAt).toEqual(world.now)
    await expect(world.taps('Bình', 'riêng', 'CT11')).resolves.toMatchObject({ alert: true })
    await world.taps('Dũng', 'riêng', `indicators.enter:${world.units.PVHCC}:2026-09`)
    expect(await kept()).toHaveLength(1)
    await world.taps('Hoa', 'riêng', `indicators.unlock:2026-09:${world.units.KT}`)
    await give('47%')
    expect(await kept()).toMatchObject([{ value: 47, lockedAt: null }])
    // The others stay locked.
    await expect(world.taps('Dũng', 'riêng', `indicators.enter:${world.units.PVHCC}:2026-09`)).resolves.toMatchObject({
      alert: true,
    })
  })

  it('locking asks first while figures are missing, and names units and figures; the officer is not sent to the officer', async () => {
    world = await openOffice()
    await world.says('Bình', 'riêng', '/solieu')
    await world.taps('Bình', 'riêng', 'CT11')
    await world.says('Bình', 'riêng', '45%')
    const unlocked = async () => (await kept()).every((one) => one.lockedAt === null)
    await world.says('Hoa', 'riêng', '/solieu')
    await world.taps('Hoa', 'riêng', 'Khoá kỳ')
    const asked = await last('riêng')
    expect(asked?.text).toMatch(/Còn \d+ số liệu tháng 9\/2026 chưa có\. /)
    expect(asked?.text).toContain('– Phòng Kinh tế: 1 (CT12)')
    expect(asked?.buttons).toEqual([['Vẫn khoá'], ['Quay lại']])
    expect(await unlocked()).toBe(true)
    await world.taps('Hoa', 'riêng', `indicators.lock:2026-09:${world.units.KT}`)
    expect((await last('riêng'))?.text).toContain('– Phòng Kinh tế: 1 (CT12)')
    await world.taps('Hoa', 'riêng', 'Vẫn khoá')
    const screen = (await last('riêng'))?.text
    expect(screen).toContain('Kỳ đã khoá: đơn vị không sửa được nữa.')
    expect(screen).not.toContain('liên hệ cán bộ theo dõi')
    // Nothing is missing any more: nothing to ask.
    await world.taps('Hoa', 'riêng', `indicators.unlock:2026-09:${world.units.KT}`)
    await world.taps('Bình', 'riêng', 'CT12')
    await world.says('Bình', 'riêng', '3/3')
    await world.taps('Hoa', 'riêng', `indicators.lock:2026-09:${world.units.KT}`)
    expect(await unlocked()).toBe(false)
  })

  it('the card of the unit’s report follows its figures and their lock', async () => {
    world = await openOffice()
    await openUnitReports(world.database.db, world.now)
    const card = async () => (await world.said('KT')).filter((one) => one.slot?.startsWith('unitreport:')).at(-1)
    expect((await card())?.text).toContain('CT11')
    await world.says('Bình', 'riêng', '/solieu')
    await world.taps('Bình', 'riêng', 'CT11')
    await world.says('Bình', 'riêng', '45%')
    const given = await card()
    expect(given?.text).toContain('CT12')
    expect(given?.text).not.toContain('CT11')
    expect(given?.buttons.flat()).toContain('Nhập số liệu')
    await world.taps('Hoa', 'riêng', `indicators.lockAnyway:2026-09:${world.units.KT}`)
    expect((await card())?.buttons.flat()).not.toContain('Nhập số liệu')
    await world.taps('Hoa', 'riêng', `indicators.unlock:2026-09:${world.units.KT}`)
    expect((await card())?.buttons.flat()).toContain('Nhập số liệu')
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
    const question = await last('riêng', 'Bình')
    const [choice] = question?.message.choices?.[0] ?? []
    expect(await world.taps('Dũng', 'riêng', choice!.action)).toMatchObject({ alert: true })
    await world.says('Bình', 'riêng', '50%')
    expect(await db.select().from(figures)).toMatchObject([{ communeId: world.communeId, value: 50 }])
  })

  it('a contact gives figures for the unit', async () => {
    world = await openOffice()
    await world.database.db.insert(posts).values({
      communeId: world.communeId,
      personId: world.persons['người lạ'],
      role: 'contact',
      unitId: world.units.KT,
      from: world.now,
    })
    await world.says('người lạ', 'riêng', '/solieu')
    await world.taps('người lạ', 'riêng', 'CT11')
    await world.says('người lạ', 'riêng', '50%')
    expect(await kept()).toMatchObject([{ value: 50 }])
  })

  it('speaks English in an English chat', async () => {
    world = await openOffice()
    await world.database.db.update(chats).set({ locale: 'en' }).where(eq(chats.id, world.privates.Bình))
    await world.says('Bình', 'riêng', '/solieu')
    await world.taps('Bình', 'riêng', 'Enter')
    await world.says('Bình', 'riêng', '45,5%')
    const said = await world.said('riêng', 'Bình')
    expect(said[0]?.text).toContain('Figures of tháng 9/2026, Phòng Kinh tế')
    expect(said.at(-1)?.text).toContain('Noted: CT11 = 45,5%.')
    expect(plainText(said.at(-1)!.message.spans)).not.toMatch(/Đã ghi/)
  })
})

describe('figures typed without a question', () => {
  it('are taken by their codes, in private and in the group, also corrected, and a measure or a jump is asked about as ever', async () => {
    world = await openOffice()
    await world.says('Bình', 'riêng', 'CT11 45,5')
    expect((await last('riêng', 'Bình'))?.text).toBe('Đã ghi: CT11 = 45,5%.')
    await world.says('Bình', 'KT', 'ct11: 46%; CT12 = 3/3')
    expect((await last('KT'))?.text).toBe('Đã ghi: CT11 = 46%; CT12 = 3/3 (100%).')
    await world.says('Dũng', 'riêng', '766-3: 20,1')
    await world.says('Dũng', 'PVHCC', '766-1 17,5/18')
    expect((await kept()).map((one) => one.value ?? one.numerator)).toEqual([46, 3, 20.1, 17.5])
    await world.says('Bình', 'KT', 'CT11 62 tỷ')
    expect((await last('KT'))?.text).toContain('CT11 tính theo %')
    await world.says('Bình', 'riêng', 'CT11 khong phat sinh')
    expect((await last('riêng', 'Bình'))?.text).toContain('CT11 = 0/0 (không phát sinh)')
    await world.says('Bình', 'riêng', 'CT11 chưa có')
    await world.says('Bình', 'riêng', 'Chờ Kho bạc')
    expect((await kept())[0]).toMatchObject({ missingReason: 'Chờ Kho bạc' })
  })

  it('right after the last question, and while one is open, where they answer it', async () => {
    world = await openOffice()
    await world.says('Bình', 'riêng', '/solieu')
    await world.taps('Bình', 'riêng', 'Nhập')
    await world.says('Bình', 'riêng', 'CT12 3/3')
    expect((await last('riêng', 'Bình'))?.text).toContain('1/2. CT11')
    await world.taps('Bình', 'riêng', 'Dừng')
    expect((await last('riêng', 'Bình'))?.text).toContain('Còn 1 số liệu')
    await world.says('Bình', 'riêng', 'CT11 91,5')
    expect((await last('riêng', 'Bình'))?.text).toContain('Đã ghi: CT11 = 91,5%')
  })

  it('an officer gives them for the unit that reports them, and is asked which where several do', async () => {
    world = await openOffice()
    await world.says('Hoa', 'riêng', 'CT11 45,5%')
    expect(await kept()).toMatchObject([{ unitId: world.units.KT, value: 45.5 }])
    expect((await last('riêng'))?.text).toBe('Đã ghi cho Phòng Kinh tế: CT11 = 45,5%.')
    await world.database.db.update(indicators).set({ unitId: null }).where(eq(indicators.code, 'CT08'))
    await world.says('Hoa', 'riêng', 'CT08 91,5')
    const which = await last('riêng')
    expect(which?.text).toContain('Chưa ghi: CT08 có ở nhiều đơn vị.')
    expect(which?.buttons.flat()).toContain('KT')
    expect(await kept()).toHaveLength(1)
  })

  it('nobody else’s, none of a locked period, and no code that stands for nothing', async () => {
    world = await openOffice()
    await world.says('Chi', 'riêng', 'CT11 45%')
    expect((await last('riêng', 'Chi' as 'Bình'))?.text).toContain('Chưa ghi: CT11')
    await world.said()
    // An ordinary sentence, another list's codes, somebody without a post: left alone in the group.
    for (const text of ['CT11 91,5 là thấp quá so với tháng trước', 'CV12 3', 'CT11 abc'])
      await world.says('Bình', 'KT', text)
    for (const who of ['người lạ', 'Đức'] as const) await world.says(who, 'KT', 'CT11 45%')
    expect(await world.said('KT')).toEqual([])
    await world.says('Bình', 'riêng', 'CV12 3')
    expect((await last('riêng', 'Bình'))?.text).not.toContain('CV12')
    await world.taps('Hoa', 'riêng', 'indicators.lockAnyway:2026-09')
    await world.says('Bình', 'riêng', 'CT11 45%')
    expect((await last('riêng', 'Bình'))?.text).toContain('đã khoá')
    expect(await kept()).toEqual([])
  })
})

describe('the table of a period', () => {
  it('has figure, target, state and previous period; a quarter adds shares up by their counts', async () => {
    world = await openOffice()
    const indicatorId = await codeOf(world, 'CT01')
    const row = (period: string, numerator: number, denominator: number) => ({
      communeId: world.communeId,
      indicatorId,
      unitId: world.units.PVHCC,
      period,
      numerator,
      denominator,
      reportedAt: world.now,
    })
    await world.database.db
      .insert(figures)
      .values([row('2026-06', 50, 50), row('2026-07', 90, 100), row('2026-08', 10, 10)])
    const rows = (period: string) =>
      world.write((tx) => indicatorTable(tx, { communeId: world.communeId, period }, world.now))
    const of = async (period: string) => (await rows(period)).find((one) => one.indicator.code === 'CT01')
    expect(await of('2026-Q3')).toMatchObject({
      figure: { numerator: 100, denominator: 110 },
      state: 'unmet',
      target: { comparison: '>=', value: 98 },
      previous: { numerator: 50, denominator: 50 },
      owed: ['2026-09'],
    })
    expect(await of('2026-08')).toMatchObject({ state: 'met', owed: [], previous: { numerator: 90 } })
    expect(await of('2026-10')).toMatchObject({ state: 'missing', owed: [] })
    // What every unit reports has a row for each; a quarter's figure belongs to its last month.
    expect((await rows('2026-08')).some((one) => one.indicator.code === 'CT08')).toBe(false)
    expect((await rows('2026-09')).some((one) => one.indicator.code === 'CT08')).toBe(true)
    const table = (communeId: number, period: string, now = world.now) =>
      world.write((tx) => indicatorTable(tx, { communeId, period }, now))
    const below = (await table(world.communeId, '2026-07')).filter((row) => row.state === 'unmet')
    expect(below.map((one) => one.indicator.code)).toEqual(['CT01'])
    const count = async (communeId: number, now: Date) =>
      (await table(communeId, '2026-09', now)).reduce((sum, row) => sum + row.owed.length, 0)
    expect(await count(world.communeId, at('2026-09-14'))).toBe(0)
    expect(await count(world.communeId, world.now)).toBe((await rows('2026-09')).length)
    expect(await count(world.otherCommuneId, world.now)).toBe(0)
  })
})
