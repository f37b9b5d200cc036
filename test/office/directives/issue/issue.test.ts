// Issuing: once, only what was previewed, all of it at once.
import { and, asc, eq } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { tasks, taskUnits } from '../../../../src/db/schema/assignments.js'
import { communes, unitAliases } from '../../../../src/db/schema/communes.js'
import { outbox } from '../../../../src/db/schema/post.js'
import { events } from '../../../../src/db/schema/trail.js'
import { clearLetter, type Desk, docx, letter, longLetter, openDesk } from '../desk.js'
import { given, pasted, press } from '../press.js'

let desk: Desk
beforeEach(async () => {
  desk = await openDesk()
})
afterEach(() => desk.close())

describe('issuing', () => {
  it('gives every unit its numbered work in one go and tells the groups', async () => {
    const id = await pasted(desk, clearLetter)
    await press(desk, 'Giao việc')
    const ack = await press(desk, 'Giao việc')
    expect(ack?.text).toBe('Đã giao 14 việc.')
    const rows = await given(desk)
    expect(rows.map((one) => one.number)).toEqual(Array.from({ length: 14 }, (_, index) => index + 1))
    expect((await desk.draft(id)).state).toBe('issued')
    const after = await desk.screen()
    expect(after.text).toContain('đồng chí Hoa đã giao lúc 09:00 14/9/2026')
    expect(after.text).toContain('– Phòng Kinh tế: 4 việc')
    expect(after.text).toContain(
      'Chưa có nhóm, đề nghị đồng chí sao chép gửi Zalo:\n– Trung tâm Dịch vụ sự nghiệp công: 2 việc',
    )
    expect(after.buttons).toEqual([
      ['Sao chép gửi Zalo'],
      ['Đơn vị chưa nhận'],
      ['Dừng gửi', 'Cập nhật'],
      ['Thay thế', 'Đính chính'],
      ['Gửi nhầm, rút lại'],
    ])
    const trail = await desk.world.database.db
      .select()
      .from(events)
      .where(eq(events.subject, `directive:${id}`))
      .orderBy(events.id)
    expect(trail.at(-1)).toMatchObject({ action: 'directive.issue', after: { state: 'issued', assignments: 14 } })
  })

  it('happens once, however often and by whomever it is pressed', async () => {
    const id = await pasted(desk, clearLetter)
    await desk.world.taps('Hoa', 'riêng', `draft.issue:${id}:1`)
    const again = await desk.world.taps('Hoa', 'riêng', `draft.issue:${id}:1`)
    const other = await desk.world.taps('Lan', 'riêng', `draft.issue:${id}:1`)
    expect(again?.text).toContain('đã được giao rồi')
    expect(other?.text).toContain('đã được giao rồi')
    expect(await given(desk)).toHaveLength(14)
    const headers = await desk.world.database.db
      .select()
      .from(outbox)
      .where(and(eq(outbox.chatId, desk.world.groups.KT), eq(outbox.slot, `header:${id}`)))
    expect(headers).toHaveLength(1)
  })

  it('issues only the version that was previewed', async () => {
    const id = await pasted(desk, clearLetter)
    await press(desk, 'Giao việc')
    await desk.world.taps('Lan', 'riêng', `draft.drop:${id}:1:4:1`)
    const ack = await desk.world.taps('Hoa', 'riêng', `draft.issue:${id}:1`)
    expect(ack?.text).toContain('Chưa giao')
    expect(await given(desk)).toEqual([])
    expect((await desk.screen()).text).toContain('Nhóm của Phòng Kinh tế: 3 việc')
  })

  it('is not possible for an officer of another commune', async () => {
    const id = await pasted(desk, clearLetter)
    expect(await desk.world.taps('Nga', 'riêng', `draft.issue:${id}:1`)).toMatchObject({ alert: true })
    expect(await given(desk)).toEqual([])
  })

  it('gives what the officer made of it: unit, deadline, wording, tracking date; not what was dropped', async () => {
    const id = await pasted(desk, clearLetter)
    const { KT, VP, DVSNC } = desk.world.units
    await desk.world.taps('Hoa', 'riêng', `draft.unit:${id}:1:4:l:${VP}:1`)
    await desk.world.taps('Hoa', 'riêng', `draft.unit:${id}:2:4:c:${DVSNC}:1`)
    await desk.world.taps('Hoa', 'riêng', `draft.due:${id}:3:5:d:month`)
    await desk.world.taps('Hoa', 'riêng', `draft.drop:${id}:4:1:1`)
    await desk.world.taps('Hoa', 'riêng', `draft.trackAll:${id}:5:year`)
    await desk.world.taps('Hoa', 'riêng', `draft.ask:${id}:6:text`)
    await desk.answers('Hoa', 'Bảo đảm hồ sơ đúng hạn')
    await desk.world.taps('Hoa', 'riêng', `draft.issue:${id}:7`)
    const { db } = desk.world.database
    const rows = await db.select().from(tasks).where(eq(tasks.directiveId, id)).orderBy(asc(tasks.position))
    expect(rows).toHaveLength(5)
    expect(rows[4]?.text).toBe('Bảo đảm hồ sơ đúng hạn')
    const asked = await db
      .select()
      .from(taskUnits)
      .where(eq(taskUnits.taskId, rows[2]?.id ?? 0))
    expect(asked.map((one) => [one.unitId, one.role]).sort()).toEqual(
      [
        [KT, 'lead'],
        [VP, 'lead'],
        [DVSNC, 'cooperating'],
      ].sort(),
    )
    const work = await given(desk)
    expect(work.filter((one) => one.taskId === rows[3]?.id)).toMatchObject([
      { legalDueOn: '2026-09-30', trackingOn: null },
    ])
    expect(work.filter((one) => one.taskId === rows[4]?.id)).toMatchObject([
      { legalDueOn: null, trackingOn: '2026-12-31' },
    ])
  })

  it('attaches the file the letter came in', async () => {
    desk.files.set('h', docx(clearLetter))
    await desk.world.sends('Hoa', 'riêng', { name: 'cv.docx', handle: 'h' })
    await desk.work()
    await press(desk, 'Giao việc')
    await press(desk, 'Giao việc')
    const [header] = await desk.world.said('KT')
    expect(header?.message.fileId).toBeDefined()
  }, 60_000)

  it('remembers the name that was corrected and what a collective meant, for the next letter', async () => {
    const id = await pasted(desk, letter)
    const { VP, KT, VHXH, PVHCC } = desk.world.units
    await desk.world.taps('Hoa', 'riêng', `draft.unit:${id}:1:7:l:${VP}:1`)
    await desk.world.taps('Hoa', 'riêng', `draft.unit:${id}:2:1:l:${desk.world.units.DVSNC}:0`)
    await desk.world.taps('Hoa', 'riêng', `draft.spread:${id}:3:1`)
    await desk.world.taps('Hoa', 'riêng', `draft.issue:${id}:4`)
    expect((await desk.draft(id)).state).toBe('issued')
    const { db } = desk.world.database
    const aliases = await db.select().from(unitAliases).where(eq(unitAliases.unitId, VP))
    expect(aliases.map((one) => one.alias)).toContain('Hạt Kiểm lâm khu vực')
    const [commune] = await db.select().from(communes).where(eq(communes.id, desk.world.communeId))
    expect(Object.values((commune?.settings.collectives ?? {}) as Record<string, number[]>)[0]?.sort()).toEqual(
      [VP, KT, VHXH, PVHCC].sort(),
    )
    const next = await desk.paste(letter.replace('112/', '113/').replace('quý III/2026', 'quý IV/2026'))
    const { draft } = await desk.draft(next)
    expect(draft.tasks[6]).toMatchObject({ unitIds: [VP], doubts: [] })
    expect(draft.tasks[0]?.unitIds).toHaveLength(4)
  })

  it('says when the same letter comes again that it was issued', async () => {
    const id = await pasted(desk, clearLetter)
    await desk.world.taps('Hoa', 'riêng', `draft.issue:${id}:1`)
    await desk.world.said()
    await desk.paste(clearLetter)
    const replies = await desk.world.said('riêng')
    expect(replies[1]?.text).toContain('đã được giao trước đó')
    expect(replies[2]?.text).toContain('đã giao lúc')
  })
})

describe('a letter with sixty tasks', () => {
  it('is previewed and issued within the limits of messages', async () => {
    const id = await pasted(desk, longLetter(60))
    await press(desk, 'Giao việc')
    const preview = await desk.screen()
    expect(preview.text.length).toBeLessThanOrEqual(4096)
    expect(preview.text).toContain('… và 9 việc khác')
    await press(desk, 'Giao việc')
    expect(await given(desk)).toHaveLength(60)
    for (const row of await desk.world.database.db.select().from(outbox)) {
      const text = row.body.spans.map((span) => (typeof span === 'string' ? span : Object.values(span)[0])).join('')
      expect(text.length).toBeLessThanOrEqual(4096)
    }
    expect((await desk.draft(id)).state).toBe('issued')
  })
})
