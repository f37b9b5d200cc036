// Work given by hand that is taken back or corrected: who cooperates hears of it too, and what has not gone out stays.
import { and, eq, inArray } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { units as unitRows } from '../../../../src/db/schema/communes.js'
import { directives } from '../../../../src/db/schema/directives.js'
import { outbox } from '../../../../src/db/schema/post.js'
import type { UnitKey } from '../../../support/world.js'
import { type Office, openOffice } from './office.js'

let office: Office
beforeEach(async () => {
  office = await openOffice()
  const { VHXH } = office.desk.world.units
  await office.desk.world.database.db.update(unitRows).set({ kind: 'partner' }).where(eq(unitRows.id, VHXH))
})
afterEach(() => office.desk.close())

/** KT leads, VP cooperates, the partner VHXH is asked. Returns the order's id. */
async function give(when: 'draft.issue' | 'draft.issueLater' = 'draft.issue'): Promise<number> {
  const { world } = office.desk
  const { VP, VHXH } = world.units
  await world.says('Hoa', 'riêng', '/giaoviec KT báo cáo số liệu tiêm chủng trước 25/9')
  const id = await newest()
  await world.taps('Hoa', 'riêng', `draft.unit:${id}:1:1:c:${VP}:1`)
  await world.taps('Hoa', 'riêng', `draft.unit:${id}:2:1:c:${VHXH}:1`)
  await world.taps('Hoa', 'riêng', `${when}:${id}:3`)
  return id
}

async function newest(): Promise<number> {
  const rows = await office.desk.world.database.db.select().from(directives).orderBy(directives.id)
  return rows.at(-1)!.id
}

/** What waits for the unit's group. */
async function waiting(unit: Exclude<UnitKey, 'DVSNC'>): Promise<string[]> {
  const { world } = office.desk
  const chat = world.groups[unit]
  const rows = await world.database.db
    .select({ id: outbox.id })
    .from(outbox)
    .where(and(eq(outbox.chatId, chat), inArray(outbox.state, ['queued', 'held'])))
  return (await world.history(chat)).filter((one) => rows.some((row) => row.id === one.id)).map((one) => one.text)
}

const tomorrow = () => office.to('2026-09-14', '18:00')

describe('taken back', () => {
  it.each(['VP', 'VHXH'] as const)('is told to who was asked to cooperate, and deleted there: %s', async (unit) => {
    const id = await give()
    const { world, removed } = office.desk
    const [asked] = (await world.said()).filter((one) => one.chatId === world.groups[unit])
    expect(asked?.text).toContain('phối hợp')
    await world.taps('Hoa', 'riêng', `directive.recallYes:${id}`)
    expect(await office.heard(unit)).toEqual([
      'Việc giao trực tiếp “Báo cáo số liệu tiêm chủng trước 25/9” gửi nhầm, đã rút.',
    ])
    await office.desk.work()
    expect(removed).toContain(String(asked?.id))
  })

  it('before any of it went out, nothing goes out to anybody', async () => {
    tomorrow()
    const id = await give('draft.issueLater')
    for (const unit of ['VP', 'KT', 'VHXH'] as const) expect(await waiting(unit), unit).toHaveLength(1)
    await office.desk.world.taps('Hoa', 'riêng', `directive.recallYes:${id}`)
    for (const unit of ['VP', 'KT', 'VHXH'] as const) expect(await waiting(unit), unit).toEqual([])
    expect((await office.desk.world.history(office.desk.world.privates.Hoa)).at(-1)?.text).toContain(
      'Đã rút 1 việc.\nChưa có tin nào đến nhóm nên không nhóm nào phải báo.',
    )
  })
})

describe('corrected', () => {
  async function amend(id: number, leaveOut: UnitKey): Promise<number> {
    const { world } = office.desk
    await world.taps('Hoa', 'riêng', `directive.amend:${id}`)
    const next = await newest()
    const { version } = await office.desk.draft(next)
    await world.taps('Hoa', 'riêng', `draft.unit:${next}:${version}:1:c:${world.units[leaveOut]}:0`)
    return next
  }

  it('is told to who cooperated and is asked no more', async () => {
    const next = await amend(await give(), 'VHXH')
    await office.desk.world.said()
    await office.press(next)
    const told = await office.desk.world.history(office.desk.world.groups.VHXH)
    expect(told.at(-1)?.text).toMatch(/được thay thế bằng/)
    expect(told).toHaveLength(2)
    expect((await office.heard('VP')).filter((text) => text.includes('được thay thế bằng'))).toHaveLength(1)
  })

  it('before any of it went out, only the corrected one goes out', async () => {
    tomorrow()
    const next = await amend(await give('draft.issueLater'), 'VHXH')
    const { version } = await office.desk.draft(next)
    await office.desk.world.taps('Hoa', 'riêng', `draft.issueLater:${next}:${version}`)
    expect(await waiting('VHXH')).toEqual([])
    expect(await waiting('VP')).toEqual([expect.stringContaining('phối hợp')])
    expect(await waiting('KT')).toEqual([expect.stringMatching(/^📌 #1/)])
  })
})
