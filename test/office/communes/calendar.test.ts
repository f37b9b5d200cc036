import { eq } from 'drizzle-orm'
import { afterEach, describe, expect, it } from 'vitest'
import { makeWorkCalendar } from '../../../src/calendar/work-calendar.js'
import { assignments } from '../../../src/db/schema/assignments.js'
import { days } from '../../../src/db/schema/communes.js'
import { chats } from '../../../src/db/schema/people.js'
import { instantOf } from '../../../src/lib/day.js'
import { readCalendarRequest } from '../../../src/office/communes/calendar/read.js'
import { communeEntries } from '../../../src/office/communes/dialog.js'
import { runReminders } from '../../../src/office/reminders/job.js'
import { listTrail } from '../../../src/office/trail/record.js'
import { openWorld, type World } from '../../support/world.js'
import { give } from '../reminders/work.js'

let world: World
const open = async (day = '2026-09-14', time = '09:00') => {
  world = await openWorld({ entries: [communeEntries()], now: instantOf(day, time) })
}
afterEach(() => world?.close())

const last = async (who: Parameters<World['says']>[0] = 'Hoa') => (await world.said('riêng', who)).at(-1)!

describe('reading a line', () => {
  const cal = makeWorkCalendar()
  const table: [string, unknown][] = [
    ['', { kind: 'show', year: 2026, month: 8 }],
    ['tháng 9', { kind: 'show', year: 2026, month: 9 }],
    ['2/2027', { kind: 'show', year: 2027, month: 2 }],
    ['thang 2', { kind: 'show', year: 2027, month: 2 }],
    ['nghỉ 31/8', { kind: 'change', change: 'off', days: ['2026-08-31'] }],
    ['nghi 31/8', { kind: 'change', change: 'off', days: ['2026-08-31'] }],
    ['làm bù 22/8', { kind: 'change', change: 'work', days: ['2026-08-22'] }],
    [
      'nghỉ 30/12/2026 đến 02/01/2027',
      { kind: 'change', change: 'off', days: ['2026-12-30', '2026-12-31', '2027-01-01', '2027-01-02'] },
    ],
    ['nghỉ 4/2-6/2', { kind: 'change', change: 'off', days: ['2027-02-04', '2027-02-05', '2027-02-06'] }],
    ['làm 22/8, 29/8', { kind: 'change', change: 'work', days: ['2026-08-22', '2026-08-29'] }],
    ['bỏ 31/8', { kind: 'change', change: 'clear', days: ['2026-08-31'] }],
  ]
  for (const [text, wanted] of table)
    it(`"${text}"`, () => expect(readCalendarRequest(text, '2026-08-10', cal)).toEqual(wanted))

  for (const [text, code] of [
    ['nghỉ 31/6', 'communes-calendar-no-day'],
    ['nghỉ 05/8/2026', 'communes-calendar-past'],
    ['nghỉ lung tung', 'communes-calendar-unread'],
    ['hôm nay', 'communes-calendar-unread'],
    ['nghỉ 1/9-31/12', 'communes-calendar-range'],
    ['nghỉ 20/8-18/8', 'communes-calendar-range'],
    ['nghỉ 20/8 đến 18/8/2026', 'communes-calendar-range'],
    ['nghỉ 20/8-18/8/2025', 'communes-calendar-past'],
    ['tháng 13', 'communes-calendar-no-month'],
  ] as const)
    it(`"${text}" gets a sentence`, () => {
      expect(() => readCalendarRequest(text, '2026-08-10', cal)).toThrow(expect.objectContaining({ code }))
    })
})

describe('/lich', () => {
  it('shows the month, what comes, where it is from, and warns of a year nobody has announced', async () => {
    await open('2026-11-02')
    await world.says('Hoa', 'riêng', '/lich')
    const { text, buttons } = await last()
    expect(text).toContain('Lịch làm việc tháng 11/2026')
    expect(text).toContain('Giờ làm việc: 07:30–11:30, 13:30–17:00')
    expect(text).toContain('Thứ Ba 24/11/2026: nghỉ (lịch chung)')
    expect(text).toMatch(/Sắp tới:\nThứ Sáu 01\/01\/2027: nghỉ/)
    expect(text).toContain('năm 2027 chưa có thông báo chính thức cho các ngày 04/02, 11/02, 01/9, 03/9')
    expect(text).toContain('Nguồn lịch chung 2026: Bộ luật Lao động 2019')
    expect(buttons).toEqual([
      ['Tháng 10/2026', 'Tháng 12/2026'],
      ['Đặt ngày nghỉ', 'Đặt ngày làm việc'],
    ])
    await world.says('Hoa', 'riêng', '/lich 11/2028')
    await world.taps('Hoa', 'riêng', 'calendar.month:2029:1').catch(() => {})
    expect((await world.taps('Hoa', 'riêng', 'calendar.month:2029:1'))?.alert).toBe(true)
  })

  it('in English', async () => {
    await open()
    await world.database.db.update(chats).set({ locale: 'en' })
    await world.says('Hoa', 'riêng', '/lich làm 19/9')
    const said = await world.said('riêng')
    expect(said[0]?.text).toBe('Working days set: 19/9. Reminders are planned anew.')
    expect(said[1]?.text).toContain('Saturday 19/9/2026: working day (set here)')
  })

  it('a head may look, only an officer may change, and the trail says who did', async () => {
    await open()
    await world.says('Bình', 'riêng', '/lich')
    expect((await last('Bình')).buttons).toEqual([['Tháng 8/2026', 'Tháng 10/2026']])
    await world.says('Bình', 'riêng', '/lich nghỉ 18/9')
    expect((await last('Bình')).text).toBe('Lịch làm việc do cán bộ của xã, phường sửa.')
    await world.says('Hoa', 'riêng', '/lich nghỉ 18/9')
    await world.says('Hoa', 'riêng', '/lich nghỉ 18/9')
    expect((await world.said('riêng')).filter((one) => one.text.includes('không có gì thay đổi'))).toHaveLength(1)
    const trail = await world.write((tx) => listTrail(tx, world.communeId, `commune:${world.communeId}`))
    expect(trail.map((row) => [row.action, row.actorName, row.after])).toEqual([
      ['commune.calendar', 'Hoa', { '2026-09-18': 'off' }],
    ])
  })

  it('by buttons: a bad day leaves the question open, and days go back to the national calendar', async () => {
    await open()
    await world.says('Hoa', 'riêng', '/lich')
    await world.taps('Hoa', 'riêng', 'Đặt ngày nghỉ')
    await world.said()
    await world.says('Hoa', 'riêng', '31/9')
    expect((await last()).text).toBe('"31/9" không phải là một ngày. Đồng chí gõ lại, ví dụ 31/8.')
    await world.says('Hoa', 'riêng', '30/9')
    expect((await last()).text).toContain('Thứ Tư 30/9/2026: nghỉ (địa phương đặt)')
    await world.taps('Hoa', 'riêng', 'Bỏ ngày đã đặt')
    await world.said()
    await world.says('Hoa', 'riêng', '30/9')
    expect((await last()).text).not.toContain('30/9/2026: nghỉ')
    expect(await world.database.db.select().from(days)).toEqual([])
  })

  it('settles an unsure day with a row of its own, so that its year is known', async () => {
    await open('2026-12-01')
    await world.says('Hoa', 'riêng', '/lich nghỉ 11/2')
    await world.says('Hoa', 'riêng', '/lich làm 4/2')
    const text = (await last()).text
    expect(text).toContain('Thứ Năm 11/02/2027: nghỉ (địa phương đặt)')
    expect(text).toContain('cho các ngày 01/9, 03/9')
  })

  it('a new day off moves what was planned for it, months ahead', async () => {
    await open('2026-09-14')
    const id = await give(world, { unit: 'KT', legalDueOn: '2026-12-18' })
    await runReminders(world.database.db, world.now)
    const look = async () =>
      (await world.database.db.select().from(assignments).where(eq(assignments.id, id)))[0]!.nextLookAt
    expect(await look()).toEqual(instantOf('2026-12-11', '08:00'))
    await world.says('Hoa', 'riêng', '/lich nghỉ 11/12')
    await runReminders(world.database.db, world.now)
    expect(await look()).toEqual(instantOf('2026-12-10', '08:00'))
    await world.says('Hoa', 'riêng', '/lich bỏ 11/12')
    await runReminders(world.database.db, world.now)
    expect(await look()).toEqual(instantOf('2026-12-11', '08:00'))
  })

  it('a day off set in the morning keeps that day silent; the digest comes on the next', async () => {
    await open('2026-09-18', '07:00')
    await give(world, {
      unit: 'KT',
      legalDueOn: '2026-09-18',
      createdAt: instantOf('2026-09-01'),
      nextLookAt: instantOf('2026-09-18', '08:00'),
    })
    await world.says('Hoa', 'riêng', '/lich nghỉ 18/9')
    await world.said()
    await runReminders(world.database.db, instantOf('2026-09-18', '08:00'))
    expect(await world.said()).toEqual([])
    await runReminders(world.database.db, instantOf('2026-09-21', '08:00'))
    expect((await world.said('KT'))[0]?.text).toContain('Hôm nay là ngày cuối còn tính đúng hạn (1)')
  })
})
