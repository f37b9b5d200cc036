// Issued after office hours: at once, or when the office opens.
import { eq } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { channels } from '../../../../src/db/schema/people.js'
import { outbox } from '../../../../src/db/schema/post.js'
import { clearLetter, type Desk, openDesk } from '../desk.js'
import { given, pasted, press } from '../press.js'

let desk: Desk
beforeEach(async () => {
  desk = await openDesk({ now: new Date('2026-09-14T11:15:00.000Z') })
})
afterEach(() => desk.close())

describe('after office hours', () => {
  it('it is asked whether to send at once or when the office opens; later waits until then', async () => {
    await pasted(desk, clearLetter)
    await press(desk, 'Giao việc')
    await press(desk, 'Giao việc')
    const asked = await desk.screen()
    expect(asked.text).toContain('ngoài giờ làm việc')
    expect(asked.buttons[0]).toEqual(['Gửi ngay', '07:30 hôm sau'])
    expect(await given(desk)).toEqual([])
    await press(desk, '07:30 hôm sau')
    expect(await given(desk)).toHaveLength(14)
    const rows = await desk.world.database.db.select().from(outbox).where(eq(outbox.chatId, desk.world.groups.KT))
    expect(rows.length).toBeGreaterThan(0)
    for (const row of rows) expect(row.notBefore?.toISOString()).toBe('2026-09-15T00:30:00.000Z')
  })

  const toKT = () => desk.world.database.db.select().from(outbox).where(eq(outbox.chatId, desk.world.groups.KT))
  async function issuedFor(morning: string) {
    await pasted(desk, clearLetter)
    await press(desk, 'Giao việc')
    await press(desk, 'Giao việc')
    await press(desk, morning)
  }

  // What waits must not count as sent: `press` and `screen` send all.
  const tap = (label: string) => desk.world.taps('Hoa', 'riêng', label)
  async function shown() {
    const rows = await desk.world.history(desk.world.privates.Hoa)
    return rows.findLast((one) => one.slot?.startsWith('draft:'))!
  }

  it('says until when it waits', async () => {
    await issuedFor('07:30 hôm sau')
    expect((await shown()).text).toMatch(/Chưa gửi\. \d+ tin sẽ được gửi lúc 07:30 ngày 15\/9\/2026\./)
    expect((await shown()).text).not.toContain('Đang gửi')
  })

  it('what was to wait for the morning, stopped and sent on, goes on waiting for it', async () => {
    await issuedFor('07:30 hôm sau')
    await tap('Dừng gửi')
    expect(await toKT()).toEqual([])
    expect((await shown()).text).toContain('Nếu gửi tiếp, các tin này được gửi lúc 07:30 ngày 15/9/2026.')
    expect((await tap('Gửi tiếp'))?.text).toBe('Phần còn lại sẽ được gửi lúc 07:30 ngày 15/9/2026.')
    const rows = await toKT()
    expect(rows.length).toBeGreaterThan(0)
    for (const row of rows) expect(row.notBefore?.toISOString()).toBe('2026-09-15T00:30:00.000Z')
  })

  it('stopped, and sent on once that morning has come, it goes at once', async () => {
    await issuedFor('07:30 hôm sau')
    await tap('Dừng gửi')
    desk.world.now = new Date('2026-09-15T02:00:00.000Z')
    expect((await tap('Gửi tiếp'))?.text).toBe('Gửi tiếp phần còn lại.')
    for (const row of await toKT()) expect(row.notBefore).toBeNull()
  })

  it('what was to go at once, stopped, is asked about when it is sent on after hours', async () => {
    await issuedFor('Gửi ngay')
    await tap('Dừng gửi')
    await tap('Gửi tiếp')
    expect((await shown()).text).toContain('ngoài giờ làm việc')
    expect(await toKT()).toEqual([])
    await tap('07:30 hôm sau')
    for (const row of await toKT()) expect(row.notBefore?.toISOString()).toBe('2026-09-15T00:30:00.000Z')
    await tap('Dừng gửi')
    await tap('Gửi tiếp')
    expect((await toKT()).length).toBeGreaterThan(0)
  })

  it('sends at once when that is chosen', async () => {
    await pasted(desk, clearLetter)
    await press(desk, 'Giao việc')
    await press(desk, 'Giao việc')
    await press(desk, 'Gửi ngay')
    const rows = await desk.world.database.db.select().from(outbox).where(eq(outbox.chatId, desk.world.groups.KT))
    for (const row of rows) expect(row.notBefore).toBeNull()
    expect(rows.length).toBeGreaterThan(0)
  })

  it('HỎA TỐC goes at once', async () => {
    await pasted(desk, clearLetter.replace('Số: 112', 'HỎA TỐC\n\nSố: 112'))
    await press(desk, 'Giao việc')
    await press(desk, 'Giao việc')
    expect(await given(desk)).toHaveLength(14)
  })

  it('where choices are numbered, a number typed twice chooses nothing that was not seen', async () => {
    const { world } = desk
    await world.database.db.update(channels).set({ platform: 'zalo' })
    await pasted(desk, clearLetter)
    const numberOf = async (label: string) =>
      new RegExp(`^(\\d+)\\. ${label}`, 'm').exec((await desk.screen()).text)?.[1] ?? `no ${label}`
    const twice = async (number: string) => {
      await world.says('Hoa', 'riêng', number)
      await world.says('Hoa', 'riêng', number)
    }
    const first = await numberOf('Giao việc')
    await twice(first)
    expect((await desk.screen()).text).toContain('Giao việc')
    const second = await numberOf('Giao việc')
    expect(second).not.toBe(first)
    await twice(second)
    expect((await desk.screen()).text).toContain('ngoài giờ làm việc')
    expect(await given(desk)).toEqual([])
    const later = await numberOf('07:30')
    await twice(later)
    expect(await given(desk)).toHaveLength(14)
    const rows = await world.database.db.select().from(outbox).where(eq(outbox.chatId, world.groups.KT))
    for (const row of rows) expect(row.notBefore?.toISOString()).toBe('2026-09-15T00:30:00.000Z')

    // The issued letter: one number asks whether to withdraw, another typed before the answer came means what it meant.
    const recall = await numberOf('Gửi nhầm, rút lại')
    const copy = await numberOf('Đơn vị chưa nhận')
    await world.says('Hoa', 'riêng', recall)
    await world.says('Hoa', 'riêng', copy)
    const { state } = await desk.draft(1)
    expect(state).toBe('issued')
  })
})
