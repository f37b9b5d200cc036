// Figures are corrected until the officer locks their period; the unit’s report shows how they stand.
import { asc } from 'drizzle-orm'
import { afterEach, expect, it } from 'vitest'
import { unitReports } from '../../../src/db/schema/indicators.js'
import { events } from '../../../src/db/schema/trail.js'
import { openUnitReports } from '../../../src/office/indicators/report/job.js'
import { addIndicator } from '../../../src/office/indicators/set/actions.js'
import { indicatorTable } from '../../../src/office/indicators/table.js'
import type { World } from '../../support/world.js'
import { at, keptFigures, lastMonth, lastSaid, openOffice } from './office.js'

let world: World
afterEach(() => world.close())

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
  expect((await lastSaid(world, 'riêng'))?.text).toContain('Đơn vị chưa có số liệu:')
  await world.taps('Hoa', 'riêng', 'Khoá kỳ')
  await world.taps('Hoa', 'riêng', 'Vẫn khoá')
  expect((await keptFigures(world))[0]?.lockedAt).toEqual(world.now)
  await world.said()
  await world.says('Hoa', 'riêng', 'CT11 44%')
  // The unit cannot send it again, and is not told to.
  expect((await lastSaid(world, 'KT'))?.text).toMatch(
    /CT11: 46% → 44%\. Kỳ này đã khoá số liệu; nếu chưa đúng, .* báo cán bộ/,
  )
  await expect(world.taps('Bình', 'riêng', 'CT11')).resolves.toMatchObject({ alert: true })
  await world.taps('Dũng', 'riêng', `indicators.enter:${world.units.PVHCC}:2026-09`)
  expect(await keptFigures(world)).toHaveLength(1)
  await world.taps('Hoa', 'riêng', `indicators.unlock:2026-09:${world.units.KT}`)
  await give('47%')
  expect(await keptFigures(world)).toMatchObject([{ value: 47, lockedAt: null }])
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
  const unlocked = async () => (await keptFigures(world)).every((one) => one.lockedAt === null)
  await world.says('Hoa', 'riêng', '/solieu')
  await world.taps('Hoa', 'riêng', 'Khoá kỳ')
  const asked = await lastSaid(world, 'riêng')
  expect(asked?.text).toMatch(/Còn \d+ số liệu tháng 9\/2026 chưa có\. /)
  expect(asked?.text).toContain('– Phòng Kinh tế: 1 (CT12)')
  expect(asked?.buttons).toEqual([['Vẫn khoá'], ['Quay lại']])
  expect(await unlocked()).toBe(true)
  await world.taps('Hoa', 'riêng', `indicators.lock:2026-09:${world.units.KT}`)
  expect((await lastSaid(world, 'riêng'))?.text).toContain('– Phòng Kinh tế: 1 (CT12)')
  await world.taps('Hoa', 'riêng', 'Vẫn khoá')
  const screen = (await lastSaid(world, 'riêng'))?.text
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

it('what is added later is asked from then on: not of a month that was locked, nor of one that its units have reported', async () => {
  world = await openOffice({ now: at('2026-09-16') })
  await lastMonth(world, 'CT03', 23, 25, '2026-09')
  const { communeId, persons, units } = world
  const rowsOf = (month: string) =>
    world.write((tx) => indicatorTable(tx, { communeId, period: month }, world.now)).then((rows) => rows.length)
  const september = await rowsOf('2026-09')
  await world.taps('Hoa', 'riêng', 'indicators.lockAnyway:2026-09')
  world.now = at('2026-12-11')
  const december = await rowsOf('2026-12')
  await world.says('Hoa', 'riêng', '/chitieu')
  await world.taps('Hoa', 'riêng', 'Thêm chỉ tiêu')
  await world.says('Hoa', 'riêng', 'Tỷ lệ văn bản ký số; %; từ 90% trở lên')
  expect((await lastSaid(world, 'riêng'))?.text).toContain('Hỏi số liệu từ: tháng 12/2026')
  expect([await rowsOf('2026-09'), await rowsOf('2026-10'), await rowsOf('2026-11')]).toEqual([
    september,
    await rowsOf('2026-08'),
    await rowsOf('2026-08'),
  ])
  expect(await rowsOf('2026-12')).toBe(december + 5)
  // One unit has sent December's report: what only another reports is asked of it still, what all report is not.
  world.now = at('2026-12-16')
  await world.database.db.insert(unitReports).values({
    communeId,
    unitId: units.KT,
    period: '2026-12',
    state: 'sent',
    createdAt: world.now,
    sentAt: world.now,
  })
  const add = (name: string, unitId?: number) => {
    const input = { communeId, actorId: persons.Hoa, name, area: 'other', measure: '%', ...(unitId ? { unitId } : {}) }
    return world.write((tx) => addIndicator(tx, input, world.now))
  }
  expect((await add('Của một đơn vị', units.VP)).askedFrom).toBe('2026-12')
  expect((await add('Của mọi đơn vị')).askedFrom).toBe('2027-01')
})

it('locked once more, by a button of an older screen, nothing changes and that is said', async () => {
  world = await openOffice()
  await world.taps('Hoa', 'riêng', 'indicators.lockAnyway:2026-09')
  const locks = async () =>
    (await world.database.db.select().from(events)).filter((one) => one.action === 'figures.lock').length
  expect(await locks()).toBe(1)
  for (const old of [
    'indicators.lock:2026-09',
    'indicators.lockAnyway:2026-09',
    `indicators.lock:2026-09:${world.units.KT}`,
  ]) {
    const ack = await world.taps('Hoa', 'riêng', old)
    expect(ack, old).toMatchObject({ text: 'Số liệu tháng 9/2026 đã khoá từ trước, không thay đổi gì.', alert: true })
  }
  expect(await locks()).toBe(1)
})
