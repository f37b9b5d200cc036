// Thay thế: what the new letter asks for is owed once, what it leaves out no more.
import { and, eq, isNotNull, ne } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { alsoAskedBy, assignments, taskDeadlines } from '../../../../src/db/schema/assignments.js'
import { another, correction, first, monthly, ofEconomy, ofOffice, reporting } from './letters.js'
import { allUnits, type Office, openOffice } from './office.js'

let office: Office
beforeEach(async () => {
  office = await openOffice()
})
afterEach(() => office.desk.close())

describe('Thay thế', () => {
  const replacement = (sections: string) =>
    another({
      number: 121,
      day: 'ngày 21 tháng 9',
      subject: 'V/v thay thế Công văn số 112/UBND-VHXH ngày 14/9/2026',
      named: 'Công văn số 112/UBND-VHXH ngày 14/9/2026 của Ủy ban nhân dân xã',
      sections,
    })

  it('a duty that it no longer asks for ends also where the last report was accepted', async () => {
    const old = await office.issue(first)
    await office.answer('KT', monthly, 'done')
    office.to('2026-09-21')
    const id = await office.succeed(old, 'replaces', replacement([ofOffice, ofEconomy].join('\n\n')))
    await office.press(id)
    office.to('2026-10-15')
    await office.tick()
    expect((await office.given()).filter((one) => one.period === '2026-10')).toEqual([])
    const open = (await office.given()).filter((one) => one.status !== 'withdrawn' && one.status !== 'done')
    expect(open.map((one) => one.directiveId)).toEqual([id, id])
    const waiting = await office.desk.world.database.db
      .select()
      .from(taskDeadlines)
      .where(isNotNull(taskDeadlines.nextLookAt))
    expect(waiting).toEqual([])
  })

  it('is asked about before anything is given where only the letter says so', async () => {
    await office.issue(first)
    office.to('2026-09-21')
    const id = await office.desk.paste(replacement([ofOffice, ofEconomy].join('\n\n')))
    expect((await office.desk.screen()).text).not.toContain('Thực hiện: 112/UBND-VHXH')
    await office.desk.world.taps('Hoa', 'riêng', `draft.preview:${id}`)
    const { text, buttons } = await office.desk.screen()
    expect(text).toContain('Văn bản này thay thế hay đính chính Văn bản 112/UBND-VHXH ngày 14/9/2026?')
    expect(buttons.slice(0, 2)).toEqual([['Thay thế', 'Đính chính'], ['Văn bản khác']])
    await office.press(id)
    expect((await office.desk.draft(id)).state).toBe('draft')
    await office.desk.world.taps('Hoa', 'riêng', 'Văn bản khác')
    await office.desk.world.taps('Hoa', 'riêng', `draft.preview:${id}`)
    expect((await office.desk.screen()).text).toContain('Xem trước khi giao')
  })

  it('takes over everything, letter after letter, and each month is owed once', async () => {
    const old = await office.issue(first)
    office.to('2026-09-21')
    const corrected = await office.succeed(old, 'corrects', correction)
    await office.press(corrected)
    office.to('2026-10-01', '07:31')
    await office.tick()
    office.to('2026-10-05', '09:00')
    const text = another({
      number: 130,
      day: 'ngày 05 tháng 10',
      subject: 'V/v thay thế Công văn số 120/UBND-VHXH ngày 21/9/2026',
      named: 'Công văn số 112/UBND-VHXH ngày 14/9/2026 và Công văn số 120/UBND-VHXH ngày 21/9/2026',
      sections: [ofOffice, ofEconomy.replace('30/9/2026', '15/10/2026'), reporting].join('\n\n'),
    })
    const id = await office.succeed(corrected, 'replaces', text)
    await office.press(id)
    office.to('2026-11-02', '07:31')
    await office.tick()
    for (const unit of allUnits) {
      const duty = (await office.find(unit, monthly)).filter((one) => one.status !== 'withdrawn')
      expect(
        duty.map((one) => [one.period, one.directiveId]),
        unit,
      ).toEqual([
        ['2026-09', id],
        ['2026-10', id],
        ['2026-11', id],
      ])
    }
    const left = await office.desk.world.database.db
      .select()
      .from(assignments)
      .where(and(ne(assignments.status, 'withdrawn'), eq(assignments.unitId, office.desk.world.units.KT)))
    expect(left.filter((one) => one.legalDueOn === '2026-10-15')).toHaveLength(1)
    expect(await office.desk.world.database.db.select().from(alsoAskedBy)).toEqual([])
  })
})
