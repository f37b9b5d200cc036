// The unit’s monthly report stands prefilled: when, where, and with which work.
import { eq } from 'drizzle-orm'
import { afterEach, expect, it } from 'vitest'
import { communes } from '../../../src/db/schema/communes.js'
import { channels, chats, chatUnits } from '../../../src/db/schema/people.js'
import { recordFigure } from '../../../src/office/indicators/figures/actions.js'
import { openUnitReports } from '../../../src/office/indicators/report/job.js'
import { readUnitMonth } from '../../../src/office/indicators/report/prefill.js'
import { refreshReportsOf } from '../../../src/office/indicators/report/show.js'
import type { World } from '../../support/world.js'
import { at, codeOf, lastSaid, openOffice } from './office.js'
import { giveWork, openMonth, reports } from './unit-report.js'

let world: World
afterEach(() => world.close())

it('stands prefilled in the unit’s group from the 15th, once', async () => {
  world = await openMonth()
  await world.said()
  expect(await openUnitReports(world.database.db, at('2026-09-14'))).toMatchObject({ reports: 0 })
  expect(await openUnitReports(world.database.db, at('2026-09-15', '07:00'))).toEqual({ communes: 0, reports: 0 })
  expect(await openUnitReports(world.database.db, world.now)).toMatchObject({ reports: 1 })
  expect(await openUnitReports(world.database.db, at('2026-09-15', '10:00'))).toEqual({ communes: 0, reports: 0 })
  expect(await openUnitReports(world.database.db, at('2026-09-16'))).toMatchObject({ reports: 0 })
  const [sheet, ...said] = await world.said()
  // The standing duty is asked for with it.
  expect(sheet?.text).toContain('Phòng Kinh tế: 1 việc thường xuyên, kỳ tháng 9/2026')
  expect([sheet, ...said].map((one) => one?.chatId)).toEqual([world.groups.KT, world.groups.KT])
  expect(said[0]?.text.split('\n')).toEqual([
    '📌 Báo cáo tháng 9/2026 của Phòng Kinh tế',
    'Kỳ 15/8/2026 – 14/9/2026 · đề nghị gửi trước hết ngày 17/9/2026',
    'Tổng số 5 việc: hoàn thành 1 · đang thực hiện 1 · chưa trả lời 1 · quá hạn 1 · thường xuyên 1',
    'Minh chứng: 0',
    'Tình trạng: chưa gửi',
  ])
  expect(said[0]?.buttons).toEqual([['Xem', 'Sửa'], ['Gửi báo cáo']])
})

it('names work whose day was past when it was given as such, and not as late', async () => {
  world = await openOffice({ set: false, now: at('2026-09-01') })
  await giveWork(world, [{ text: 'Rà soát quy hoạch', due: '2026-08-20' }])
  world.now = at('2026-09-15')
  await openUnitReports(world.database.db, world.now)
  const card = (await world.said('KT')).at(-1)?.text
  expect(card).toContain('hoàn thành 0 · đang thực hiện 0 · chưa trả lời 1 · quá hạn 0')
  await world.taps('Bình', 'KT', 'Xem')
  expect((await world.said('KT')).at(-1)?.text).toMatch(
    /Nhiệm vụ chưa trả lời \(1\)\n– #1 Rà soát quy hoạch .* · hạn 20\/8\/2026 · Giao sau hạn · Chưa trả lời/,
  )
})

it('is wanted by the day the commune chose: another in months in which it reports itself', async () => {
  world = await openMonth()
  const settings = { unitReportsBy: 16, communeReportsBy: 18 }
  await world.database.db.update(communes).set({ settings }).where(eq(communes.id, world.communeId))
  const wanted = async (month: string) =>
    (await readUnitMonth(world.database.db, { communeId: world.communeId, unitId: world.units.KT, month }, world.now))
      .wantedBy
  expect(await wanted('2026-09')).toBe('2026-09-16')
  // The 18th is a Sunday.
  expect(await wanted('2026-10')).toBe('2026-10-16')
})

it('waits for the first working day, and a missed day is made up for', async () => {
  world = await openOffice({ set: false, now: at('2026-08-03') })
  await giveWork(world, [{ text: 'Lập kế hoạch' }])
  expect(await openUnitReports(world.database.db, at('2026-08-15'))).toEqual({ communes: 0, reports: 0 })
  // Down on Monday the 17th: Wednesday makes up for it.
  expect(await openUnitReports(world.database.db, at('2026-08-19'))).toMatchObject({ reports: 1 })
  expect(await reports(world)).toMatchObject([{ period: '2026-08', unitId: world.units.KT, state: 'open' }])
})

it('goes to the officers for a unit without a group, and never into a common group', async () => {
  world = await openOffice({ set: false, now: at('2026-09-01') })
  await giveWork(world, [
    { unit: 'DVSNC', text: 'Tổ chức hội thi' },
    { text: 'Rà soát', due: '2026-09-05' },
  ])
  await world.database.db.update(chats).set({ common: true }).where(eq(chats.id, world.groups.KT))
  await world.database.db
    .update(chatUnits)
    .set({ chatId: world.groups.KT })
    .where(eq(chatUnits.unitId, world.units.VHXH))
  world.now = at('2026-09-15')
  await world.said()
  await openUnitReports(world.database.db, world.now)
  const said = await world.said()
  expect(said.map((one) => [one.chatId, one.text.split('\n')[0]])).toEqual([
    [world.privates.Bình, '📌 Báo cáo tháng 9/2026 của Phòng Kinh tế'],
    [world.privates.Hoa, '📌 Báo cáo tháng 9/2026 của Trung tâm Dịch vụ sự nghiệp công'],
    [world.privates.Lan, '📌 Báo cáo tháng 9/2026 của Trung tâm Dịch vụ sự nghiệp công'],
  ])
  await world.taps('Hoa', 'riêng', 'Gửi báo cáo')
  const sent = await reports(world)
  expect(sent.find((one) => one.unitId === world.units.DVSNC)).toMatchObject({
    state: 'sent',
    sentBy: world.persons.Hoa,
  })
})

it('the card follows what is entered, and the command shows it anew', async () => {
  world = await openMonth()
  await openUnitReports(world.database.db, world.now)
  await world.said()
  await world.says('Bình', 'KT', '/baocaodonvi')
  const [card] = await world.said('KT')
  expect(card?.text).toContain('Báo cáo tháng 9/2026 của Phòng Kinh tế')
  await world.taps('Bình', 'KT', 'Gửi báo cáo')
  const cards = (await world.said('KT')).filter((one) => one.slot === card?.slot)
  expect(cards.at(-1)?.text).toContain('Tình trạng: đã gửi (Bình, 09:00 15/9)')
  expect(cards.at(-1)?.buttons).toEqual([['Xem']])
  await world.says('Hoa', 'riêng', '/baocaodonvi KT')
  expect((await world.said('riêng')).at(-1)?.text).toContain('đã gửi')
})

it('where a message cannot be changed the card is said once, and each change is told by its own answer', async () => {
  world = await openOffice()
  await world.database.db.update(channels).set({ platform: 'zalo' })
  await openUnitReports(world.database.db, world.now)
  const numberOf = (text: string, label: string) => new RegExp(`^(\\d+)\\. ${label}`, 'm').exec(text)![1]!
  const card = (await lastSaid(world, 'KT'))!
  const saysOf = async (text: string, replyTo?: string) => {
    await world.says('Bình', 'KT', text, replyTo)
    return (await world.said('KT')).map((one) => one.text.split('\n')[0])
  }
  expect(await saysOf('CT11 45%')).toEqual(['Đã ghi tháng 9/2026: CT11 = 45%.'])
  expect(await saysOf('CT12 3/3')).toEqual(['Đã ghi quý III/2026: CT12 = 3/3 (100%).'])
  await world.taps('Hoa', 'riêng', `indicators.lockAnyway:2026-09:${world.units.KT}`)
  expect(await world.said('KT')).toEqual([])
  expect(await saysOf(numberOf(card.text, 'Gửi báo cáo'), String(card.id))).toEqual([
    'Đã gửi báo cáo tháng 9/2026. Bản Word để in sẽ có ngay sau đây.',
  ])
  // Asked for, it is said anew as it stands; one that has not gone out yet is put right.
  await world.says('Bình', 'KT', '/baocaodonvi')
  await world.taps(
    'Hoa',
    'riêng',
    `unitreport.reopen:${(await reports(world)).find((one) => one.unitId === world.units.KT)!.id}`,
  )
  const said = await world.said('KT')
  expect(said.map((one) => one.text.split('\n')[0])).toEqual([
    '📌 Báo cáo tháng 9/2026 của Phòng Kinh tế',
    expect.stringContaining('Cán bộ Hoa đã mở lại báo cáo tháng 9/2026 của Phòng Kinh tế'),
  ])
  expect(said[0]?.text).toContain('Tình trạng: chưa gửi')
})

it('two figures of a unit that are recorded at once are both on the card', async () => {
  world = await openOffice()
  await openUnitReports(world.database.db, world.now)
  await world.said()
  const actor = await world.actor('Hoa')
  const unitId = world.units.KT
  const month = '2026-09'
  // Where there is one connection only, one comes after the other.
  let awaited = Math.min(2, world.database.width)
  let meet = () => {}
  const both = new Promise<void>((resolve) => {
    meet = resolve
  })
  const figure = { numerator: 3, denominator: 3, value: null, missingReason: null }
  const give = (indicatorId: number) =>
    world.write(async (tx) => {
      await recordFigure(tx, { actor, unitId, month, indicatorId, figure }, world.now)
      awaited -= 1
      if (awaited <= 0) meet()
      await both
      await refreshReportsOf(tx, { communeId: world.communeId, unitId, month }, world.now)
    })
  const ids = [await codeOf(world, 'CT11'), await codeOf(world, 'CT12')]
  await Promise.all(ids.map(give))
  const card = (await world.said('KT')).filter((one) => one.slot?.startsWith('unitreport:')).at(-1)
  expect(card?.text).toContain('Số liệu: đã đủ 2/2')
})

it('sent, the card says what it lacks, and no more that it may be sent', async () => {
  world = await openOffice()
  await openUnitReports(world.database.db, world.now)
  await world.taps('Hoa', 'riêng', 'indicators.lockAnyway:2026-09')
  await world.taps('Bình', 'KT', 'Gửi báo cáo')
  const card = (await world.said('KT')).filter((one) => one.slot?.startsWith('unitreport:')).at(-1)
  expect(card?.text).toMatch(/^Số liệu: có 0\/2, không có CT11, CT12$/m)
})
