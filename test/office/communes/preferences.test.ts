import { eq } from 'drizzle-orm'
import { afterEach, describe, expect, it } from 'vitest'
import { assignments } from '../../../src/db/schema/assignments.js'
import { communes } from '../../../src/db/schema/communes.js'
import { chats } from '../../../src/db/schema/people.js'
import { instantOf } from '../../../src/lib/day.js'
import { communeEntries } from '../../../src/office/communes/dialog.js'
import { preferences, readTyped, type Typed } from '../../../src/office/communes/preferences/values.js'
import { readSettings } from '../../../src/office/communes/settings.js'
import { findCommune } from '../../../src/office/communes/store.js'
import { runReminders } from '../../../src/office/reminders/job.js'
import { runSummaries } from '../../../src/office/summary/job.js'
import { listTrail } from '../../../src/office/trail/record.js'
import { openWorld, type World } from '../../support/world.js'
import { give } from '../reminders/work.js'

const defaults = readSettings({})

describe('a typed value', () => {
  const good: [Typed, string, unknown][] = [
    ['remindBefore', '10, 5, 1', [10, 5, 1]],
    ['remindBefore', '1 và 5', [5, 1]],
    ['remindBefore', '5 ngày', [5]],
    ['remindBefore', 'không', []],
    ['remindAfter', '5 ngày làm việc', 5],
    ['remindAfter', 'không', 0],
    ['digestAt', '7h30', '07:30'],
    ['digestAt', '9', '09:00'],
    ['digestAt', '8 giờ 15', '08:15'],
    ['secondDigestAt', '15:30', '15:30'],
    ['officeHours', '7h-11h30, 13h30-17h', { morning: ['07:00', '11:30'], afternoon: ['13:30', '17:00'] }],
    [
      'officeHours',
      'sáng 7h30 đến 12h, chiều 13h đến 17h',
      { morning: ['07:30', '12:00'], afternoon: ['13:00', '17:00'] },
    ],
    ['unitReportsBy', 'ngày 15', 15],
    ['communeReportsBy', '25', 25],
  ]
  for (const [name, text, value] of good)
    it(`${name} "${text}"`, () => expect(readTyped(name, text, defaults)).toEqual({ [name]: value }))

  const bad: [Typed, string, string][] = [
    ['remindBefore', 'bảy', 'communes-settings-milestones-unread'],
    ['remindBefore', '0, 3', 'communes-settings-milestones-far'],
    ['remindBefore', '365', 'communes-settings-milestones-far'],
    ['remindBefore', '1,2,3,4,5,6,7', 'communes-settings-milestones-many'],
    ['remindAfter', 'mỗi ngày', 'communes-settings-after-unread'],
    ['remindAfter', '30', 'communes-settings-after-far'],
    ['digestAt', '25:00', 'communes-settings-time-unread'],
    ['digestAt', '03:00', 'communes-settings-time-outside'],
    ['digestAt', '06:00', 'communes-settings-time-outside'],
    ['digestAt', '11h30', 'communes-settings-time-outside'],
    ['digestAt', '12:15', 'communes-settings-time-outside'],
    ['secondDigestAt', '17:00', 'communes-settings-time-outside'],
    ['digestAt', '15:00', 'communes-settings-first-late'],
    ['secondDigestAt', '07:45', 'communes-settings-second-early'],
    ['officeHours', '07:30-17:00', 'communes-settings-hours-unread'],
    ['officeHours', '11:30-07:30, 13:30-17:00', 'communes-settings-hours-order'],
    ['unitReportsBy', '31', 'communes-settings-day-outside'],
    ['unitReportsBy', '25', 'communes-settings-units-late'],
    ['communeReportsBy', 'cuối tháng', 'communes-settings-day-unread'],
  ]
  for (const [name, text, code] of bad)
    it(`${name} "${text}" gets a sentence`, () => {
      expect(() => readTyped(name, text, defaults)).toThrow(expect.objectContaining({ code }))
    })
})

describe('an hour for reminders', () => {
  it.each([
    ['06:00', '07:30'],
    ['07:30', '07:30'],
    ['12:15', '13:30'],
    ['16:59', '16:59'],
    ['18:00', '16:59'],
  ])('stored as %s counts as %s', (stored, counts) => {
    const { digestAt, secondDigestAt } = readSettings({ digestAt: stored, secondDigestAt: stored })
    expect([digestAt, secondDigestAt]).toEqual([counts, counts])
  })

  it("follows the commune's own office hours", () => {
    const settings = readSettings({ officeHours: { morning: ['07:00', '11:00'], afternoon: ['13:00', '16:30'] } })
    expect(readTyped('digestAt', '7h', settings)).toEqual({ digestAt: '07:00' })
    expect(() => readTyped('digestAt', '11h', settings)).toThrow(
      expect.objectContaining({ args: { time: '11:00', hours: '07:00–11:00, 13:00–16:30' } }),
    )
  })
})

describe('/caidat', () => {
  let world: World
  const open = async (day = '2026-09-14', time = '09:00') => {
    world = await openWorld({ entries: [communeEntries()], now: instantOf(day, time) })
  }
  afterEach(() => world.close())
  const settings = () => world.write(async (tx) => (await findCommune(tx, world.communeId)).settings)

  it('shows every setting with its value, in both languages, to officers only', async () => {
    await open()
    for (const locale of ['vi', 'en'] as const) {
      await world.database.db.update(chats).set({ locale })
      await world.says('Hoa', 'riêng', '/caidat')
      const [said] = await world.said('riêng')
      expect(said?.buttons.flat()).toHaveLength(preferences.length)
      expect(said?.text.split('\n').filter((line) => line.includes(': '))).toHaveLength(
        preferences.length + (locale === 'vi' ? 0 : 0),
      )
    }
    await world.says('Bình', 'riêng', '/caidat')
    expect((await world.said('riêng', 'Bình'))[0]?.text).toMatch(/^(This|You|Only)/)
  })

  it('tells in which months units report by which day', async () => {
    await open()
    await world.says('Hoa', 'riêng', '/caidat')
    const lines = (await world.said('riêng'))[0]?.text.split('\n').filter((line) => line.includes('3, 6, 9, 12'))
    expect(lines).toEqual([
      expect.stringContaining('Đơn vị báo cáo: chậm nhất ngày 17 các tháng 3, 6, 9, 12; tháng khác ngày 20'),
      expect.stringContaining('Xã, phường báo cáo: chậm nhất ngày 20 các tháng 3, 6, 9, 12'),
    ])
    await world.taps('Hoa', 'riêng', 'settings.ask:communeReportsBy')
    expect((await world.said('riêng')).at(-1)?.text).toContain(
      'trong các tháng khác, chậm nhất ngày nào? Hiện nay: ngày 20.',
    )
  })

  it('a switch turns at once, is recorded with old and new, and turns back', async () => {
    await open()
    await world.says('Hoa', 'riêng', '/caidat')
    expect((await world.taps('Hoa', 'riêng', 'Xác nhận báo cáo'))?.text).toBe('Đã lưu.')
    expect((await settings()).confirmReports).toBe(false)
    expect((await world.said('riêng')).at(-1)?.text).toContain('Xác nhận báo cáo: không')
    await world.taps('Lan', 'riêng', 'settings.toggle:confirmReports')
    const trail = await world.write((tx) => listTrail(tx, world.communeId, `commune:${world.communeId}`))
    expect(trail.map((row) => [row.actorName, row.before, row.after])).toEqual([
      ['Hoa', { confirmReports: true }, { confirmReports: false }],
      ['Lan', { confirmReports: false }, { confirmReports: true }],
    ])
  })

  it('keeps what it does not know of', async () => {
    await open()
    await world.database.db.update(communes).set({ settings: { keepMessagesDays: 60, somethingNewer: 1 } })
    await world.taps('Hoa', 'riêng', 'settings.toggle:periods')
    const [row] = await world.database.db.select().from(communes).where(eq(communes.id, world.communeId))
    expect(row?.settings).toEqual({ keepMessagesDays: 60, somethingNewer: 1, periods: 'calendar' })
  })

  it('a bad value gets a sentence and the question stays; nothing is half stored', async () => {
    await open()
    await world.says('Hoa', 'riêng', '/caidat')
    await world.taps('Hoa', 'riêng', 'Nhắc trước hạn')
    await world.said()
    await world.says('Hoa', 'riêng', '99')
    expect((await world.said('riêng'))[0]?.text).toBe('99 ngày không nhắc được: mỗi mốc từ 1 đến 60 ngày trước hạn.')
    await world.says('Hoa', 'riêng', '10, 5')
    expect((await settings()).remindBefore).toEqual([10, 5])
    await world.taps('Hoa', 'riêng', 'Giờ nhắc việc')
    await world.taps('Hoa', 'riêng', 'Giữ nguyên')
    await world.says('Hoa', 'riêng', '09:00')
    expect((await settings()).digestAt).toBe('08:00')
  })

  it('an hour of reminders outside office hours is refused with a sentence that names them', async () => {
    await open()
    await world.taps('Hoa', 'riêng', 'settings.ask:digestAt')
    await world.said()
    await world.says('Hoa', 'riêng', '06:00')
    expect((await world.said('riêng'))[0]?.text).toBe(
      '06:00 nằm ngoài giờ làm việc. Tin nhắc việc chỉ gửi trong giờ làm việc (07:30–11:30, 13:30–17:00), trước giờ nghỉ. Đồng chí chọn giờ khác, ví dụ: 08:00',
    )
    expect((await settings()).digestAt).toBe('08:00')
    await world.says('Hoa', 'riêng', '7h30')
    expect((await settings()).digestAt).toBe('07:30')
  })

  it('forged names are old buttons', async () => {
    await open()
    for (const data of [
      'settings.toggle:collectives',
      'settings.ask:__proto__',
      'settings.keep:999',
      'settings.toggle',
    ])
      expect((await world.taps('Hoa', 'riêng', data))?.alert, data).toBe(true)
    expect(await settings()).toEqual(defaults)
  })

  it('new milestones and hours count for open work at once', async () => {
    await open('2026-09-03')
    const id = await give(world, { unit: 'KT', legalDueOn: '2026-09-30' })
    const look = async () =>
      (await world.database.db.select().from(assignments).where(eq(assignments.id, id)))[0]!.nextLookAt
    await runReminders(world.database.db, world.now)
    expect(await look()).toEqual(instantOf('2026-09-23', '08:00'))
    await world.taps('Hoa', 'riêng', 'settings.ask:remindBefore')
    await world.says('Hoa', 'riêng', '15')
    await world.taps('Hoa', 'riêng', 'settings.ask:digestAt')
    await world.says('Hoa', 'riêng', '9h')
    await runReminders(world.database.db, world.now)
    expect(await look()).toEqual(instantOf('2026-09-15', '09:00'))
  })

  it('the hour moved while the morning is still to come moves that morning', async () => {
    await open('2026-09-18', '08:30')
    await world.database.db.update(communes).set({ settings: { digestAt: '09:00' } })
    await give(world, {
      unit: 'KT',
      legalDueOn: '2026-09-18',
      createdAt: instantOf('2026-09-01'),
      nextLookAt: instantOf('2026-09-18', '09:00'),
    })
    await world.taps('Hoa', 'riêng', 'settings.ask:digestAt')
    await world.says('Hoa', 'riêng', '8h')
    await world.said()
    await runReminders(world.database.db, world.now)
    expect((await world.said('KT'))[0]?.text).toContain('Đến hạn hôm nay (1)')
  })

  it('the second digest and the summaries can be switched off', async () => {
    await open('2026-09-17')
    await give(world, { unit: 'KT', legalDueOn: '2026-09-18' })
    for (const name of ['secondDigest', 'weeklySummary', 'monthlySummary'])
      await world.taps('Hoa', 'riêng', `settings.toggle:${name}`)
    await world.said()
    await runReminders(world.database.db, instantOf('2026-09-18', '08:00'))
    expect(await world.said('KT')).toHaveLength(1)
    await runReminders(world.database.db, instantOf('2026-09-18', '14:00'))
    expect(await world.said('KT')).toEqual([])
    expect((await runSummaries(world.database.db, instantOf('2026-09-21', '07:25'))).summaries).toBe(0)
    expect((await runSummaries(world.database.db, instantOf('2026-09-30', '07:25'))).summaries).toBe(0)
    await world.taps('Hoa', 'riêng', 'settings.toggle:weeklySummary')
    expect((await runSummaries(world.database.db, instantOf('2026-10-05', '07:25'))).summaries).toBe(2)
  })

  it('strict or lenient: a due day on a Saturday', async () => {
    await open('2026-09-14')
    await give(world, {
      unit: 'KT',
      legalDueOn: '2026-09-19',
      createdAt: instantOf('2026-09-01'),
      nextLookAt: instantOf('2026-09-21', '08:00'),
    })
    await world.database.db
      .update(communes)
      .set({ settings: { strictOverdue: true } })
      .where(eq(communes.id, world.communeId))
    await runReminders(world.database.db, instantOf('2026-09-21', '08:00'))
    expect((await world.said('KT'))[0]?.text).toContain('Quá hạn (1)')
  })
})
