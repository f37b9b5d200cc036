// Pressing a unit, and being told when it answers.
import { and, eq, isNull } from 'drizzle-orm'
import { afterEach, describe, expect, it } from 'vitest'
import { assignments, requests } from '../../../src/db/schema/assignments.js'
import { directives } from '../../../src/db/schema/directives.js'
import { chats, chatUnits } from '../../../src/db/schema/people.js'
import { chores } from '../../../src/db/schema/post.js'
import { instantOf } from '../../../src/lib/day.js'
import { assignmentEntries } from '../../../src/office/assignments/dialog.js'
import { directiveEntries } from '../../../src/office/directives/entries.js'
import { reminderChores, reminderEntries } from '../../../src/office/reminders/dialog.js'
import { summaryEntries } from '../../../src/office/summary/dialog.js'
import type { ChoreTools } from '../../../src/post/chores.js'
import { openWorld, type World } from '../../support/world.js'
import { give as giveLetter } from '../assignments/given.js'
import { giveAll } from './work.js'

let world: World
const at = (day: string, time: string) => instantOf(day, time)
const open = async (now = at('2026-09-15', '09:00')) => {
  world = await openWorld({
    entries: [assignmentEntries(), directiveEntries(), reminderEntries(), summaryEntries()],
    now,
  })
}
afterEach(() => world.close())

const urges = () => world.database.db.select().from(requests).where(eq(requests.kind, 'urge')).orderBy(requests.id)
const textsOf = async (place: 'KT' | 'VHXH' | 'VP') => (await world.said(place)).map((one) => one.text)

/** Carries out what was put off until now. */
async function doChores() {
  const [kind] = reminderChores()
  for (const row of await world.database.db
    .select()
    .from(chores)
    .where(and(eq(chores.kind, 'reminders.urge'), isNull(chores.doneAt)))) {
    if (row.runAt > world.now) continue
    await kind!.work(row.input, {} as ChoreTools)
    await world.write(async (tx) => {
      await kind!.finish(tx, { id: row.id, communeId: world.communeId, input: row.input }, {}, world.now)
      await tx.update(chores).set({ doneAt: world.now }).where(eq(chores.id, row.id))
    })
  }
}

describe('Nhắc and Yêu cầu báo cáo', () => {
  it('from /quahan: one tap presses a unit for all it has overdue, its group hears it with the head named', async () => {
    await open()
    await giveAll(world, [
      { unit: 'KT', legalDueOn: '2026-09-10', number: 17, text: 'Giải ngân vốn đầu tư công' },
      { unit: 'KT', legalDueOn: '2026-09-11', number: 18 },
      { unit: 'VHXH', legalDueOn: '2026-09-11', number: 19 },
    ])
    await world.says('Hoa', 'riêng', '/quahan')
    const [list] = await world.said('riêng')
    expect(list?.buttons.slice(-2)).toEqual([['Nhắc KT (2)'], ['Nhắc VHXH (1)']])
    const ack = await world.taps('Hoa', 'riêng', 'Nhắc KT (2)')
    expect(ack).toEqual({
      text: 'Đã nhắc Phòng Kinh tế: #17, #18. Khi đơn vị trả lời, đồng chí sẽ được báo.',
      choiceId: expect.anything(),
    })
    const said = await world.said()
    expect(said.map((one) => one.chatId)).toEqual([world.groups.KT])
    expect(said[0]?.text.split('\n')).toEqual([
      'Nhắc việc · Phòng Kinh tế',
      'Kính gửi đồng chí Bình',
      'Cán bộ Hoa nhắc 2 việc chưa báo cáo:',
      '#17 Giải ngân vốn đầu tư công (hạn 10/9)',
      expect.stringMatching(/^#18 .* \(hạn 11\/9\)$/),
      '',
      'Đề nghị đồng chí báo cáo kết quả, hoặc nêu khó khăn và ngày dự kiến hoàn thành.',
    ])
    expect(said[0]?.message.spans).toContainEqual({ mention: 'Bình', accountId: expect.any(String) })
  })

  it('names the period of duties that come again', async () => {
    await open()
    await giveAll(world, [
      { unit: 'KT', legalDueOn: '2026-09-10', number: 31, text: 'Báo cáo thu ngân sách', period: '2026-09' },
      { unit: 'KT', legalDueOn: '2026-09-10', number: 36, text: 'Báo cáo thu ngân sách', period: '2026-Q3' },
    ])
    await world.taps('Hoa', 'riêng', `urge.unit:${world.units.KT}`)
    expect((await textsOf('KT'))[0]?.split('\n').slice(3, 5)).toEqual([
      '#31 Báo cáo thu ngân sách (hạn 10/9, kỳ tháng 9/2026)',
      '#36 Báo cáo thu ngân sách (hạn 10/9, kỳ quý III/2026)',
    ])
  })

  it('a head has no such button, and a forged tap of a head or of a stranger changes nothing', async () => {
    await open()
    const [id] = await giveAll(world, [{ unit: 'KT', legalDueOn: '2026-09-10' }])
    await world.says('Bình', 'riêng', '/quahan')
    expect((await world.said('riêng', 'Bình'))[0]?.buttons.flat().join()).not.toContain('Nhắc')
    for (const who of ['Bình', 'người lạ', 'Nga'] as const)
      expect((await world.taps(who, 'riêng', `assignment.urge:${id}`))?.alert).toBe(true)
    expect(await urges()).toEqual([])
  })

  it('from a card in private, with the card shown anew in the group; once a day per person, again the next day', async () => {
    await open()
    const [id] = await giveAll(world, [{ unit: 'KT', legalDueOn: '2026-09-18', number: 21 }])
    await world.taps('Hoa', 'riêng', `assignment.show:${id}`)
    await world.taps('Hoa', 'riêng', 'Nhắc')
    expect((await textsOf('KT')).map((text) => text.split('\n')[0])).toEqual([
      'Nhắc việc · Phòng Kinh tế',
      expect.stringMatching(/^📌 #21/),
    ])
    expect((await world.taps('Hoa', 'riêng', `assignment.urge:${id}`))?.text).toContain('Hôm nay đồng chí đã nhắc')
    await world.taps('Đức', 'riêng', `assignment.show:${id}`)
    await world.taps('Đức', 'riêng', 'Yêu cầu báo cáo')
    expect((await textsOf('KT'))[0]).toContain('Chủ tịch Đức yêu cầu báo cáo 1 việc:')
    await world.taps('Vỹ', 'riêng', `assignment.urge:${id}`)
    expect((await textsOf('KT'))[0]).toContain('Lãnh đạo Vỹ yêu cầu báo cáo 1 việc:')
    world.now = at('2026-09-16', '09:00')
    expect((await world.taps('Hoa', 'riêng', `assignment.urge:${id}`))?.alert).toBeUndefined()
    expect(await urges()).toHaveLength(4)
    await world.says('Hoa', 'riêng', '/nhatky 21')
    expect((await world.said('riêng')).at(-1)?.text).toMatch(/Đức: nhắc, yêu cầu báo cáo/)
  })

  it('whoever asked is told what came, once, and not what they recorded themselves', async () => {
    await open()
    const [id, other, third] = await giveAll(world, [
      { unit: 'KT', legalDueOn: '2026-09-10', number: 31 },
      { unit: 'KT', legalDueOn: '2026-09-11', number: 32 },
      { unit: 'KT', legalDueOn: '2026-09-11', number: 33 },
    ])
    await world.taps('Hoa', 'riêng', `urge.unit:${world.units.KT}`)
    await world.taps('Vỹ', 'riêng', `assignment.urge:${id}`)
    await world.said()
    await world.says('Bình', 'KT', '31 xong')
    let told = (await world.said()).filter((one) => one.text.includes('đã trả lời việc'))
    expect(told.map((one) => [one.chatId, one.text])).toEqual([
      [world.privates.Hoa, 'Phòng Kinh tế đã trả lời việc đồng chí nhắc\n#31: báo cáo hoàn thành'],
      [world.privates.Vỹ, 'Phòng Kinh tế đã trả lời việc đồng chí nhắc\n#31: báo cáo hoàn thành'],
    ])
    expect((await urges()).filter((row) => row.state === 'open').map((row) => row.assignmentId)).toEqual([other, third])
    await world.says('Hoa', 'riêng', 'KT 32 xong')
    told = (await world.said()).filter((one) => one.text.includes('đã trả lời việc'))
    expect(told).toEqual([])
    await world.says('Bình', 'KT', '33 vuong: cho so lieu cong an')
    told = (await world.said()).filter((one) => one.text.includes('đã trả lời việc'))
    expect(told.map((one) => one.text)).toEqual([
      'Phòng Kinh tế đã trả lời việc đồng chí nhắc\n#33: nêu khó khăn, vướng mắc',
    ])
    expect((await urges()).filter((row) => row.state === 'open')).toEqual([])
    expect((await world.taps('Hoa', 'riêng', `assignment.urge:${id}`))?.text).toBe(
      'Đơn vị đã trả lời, không còn việc cần nhắc.',
    )
  })

  it('after hours it is asked; put off, it says in the morning only what is still unanswered', async () => {
    await open(at('2026-09-18', '18:30'))
    const [first] = await giveAll(world, [
      { unit: 'KT', legalDueOn: '2026-09-10', number: 41 },
      { unit: 'KT', legalDueOn: '2026-09-11', number: 42 },
    ])
    expect((await world.taps('Hoa', 'riêng', `urge.unit:${world.units.KT}`))?.text).toBe('')
    const [asked] = await world.said()
    expect([asked?.text, asked?.buttons]).toEqual([
      'Đang ngoài giờ làm việc. Nhắc Phòng Kinh tế ngay, hay để đến 07:30 ngày 21/9/2026?',
      [['Gửi ngay', '07:30 ngày 21/9/2026']],
    ])
    await world.taps('Hoa', 'riêng', '07:30 ngày 21/9/2026')
    expect(await textsOf('KT')).toEqual([])
    world.now = at('2026-09-20', '20:00')
    await world.database.db
      .update(assignments)
      .set({ status: 'awaiting', reportedAt: world.now })
      .where(eq(assignments.id, first!))
    await doChores()
    expect(await textsOf('KT')).toEqual([])
    world.now = at('2026-09-21', '07:30')
    await doChores()
    const said = (await textsOf('KT'))[0]
    expect(said).toContain('#42')
    expect(said).not.toContain('#41')
  })

  it('at night at once when that is chosen, and HỎA TỐC without being asked, marked', async () => {
    await open(at('2026-09-15', '22:00'))
    const [id] = await giveAll(world, [{ unit: 'KT', legalDueOn: '2026-09-10', number: 51 }])
    await world.taps('Hoa', 'riêng', `assignment.urge:${id}`)
    await world.taps('Hoa', 'riêng', 'Gửi ngay')
    expect((await textsOf('KT'))[0]).toContain('#51')
    const { directiveId, work } = await giveLetter(world, [{ unit: 'VHXH' }])
    await world.database.db
      .update(directives)
      .set({ draft: { header: { urgency: 'hoa-toc' } } })
      .where(eq(directives.id, directiveId))
    await world.said()
    await world.taps('Hoa', 'riêng', `assignment.urge:${work[0]!.id}`)
    expect((await textsOf('VHXH'))[0]).toMatch(/^HỎA TỐC\nNhắc việc · Phòng Văn hóa/)
  })

  it('at night for an order by hand marked HỎA TỐC without being asked, for another one asked', async () => {
    await open()
    await world.says('Hoa', 'riêng', '/giaoviec VHXH HỎA TỐC nộp báo cáo thiệt hại trước 30/9')
    await world.taps('Hoa', 'riêng', 'Giao việc')
    await world.says('Hoa', 'riêng', '/giaoviec KT rà soát di tích trước 30/9')
    await world.taps('Hoa', 'riêng', 'Giao việc')
    const work = await world.database.db.select().from(assignments).orderBy(assignments.id)
    const idOf = (unitId: number) => work.find((one) => one.unitId === unitId)!.id
    world.now = at('2026-09-15', '22:00')
    await world.said()
    await world.taps('Hoa', 'riêng', `assignment.urge:${idOf(world.units.VHXH)}`)
    expect((await textsOf('VHXH'))[0]).toMatch(/^HỎA TỐC\nNhắc việc · Phòng Văn hóa/)
    await world.taps('Hoa', 'riêng', `assignment.urge:${idOf(world.units.KT)}`)
    expect((await world.said('riêng')).at(-1)?.text).toContain('Đang ngoài giờ làm việc')
  })

  it('a common group never names the unit: the head hears it in private; without either the officer gets a text to pass on', async () => {
    await open()
    const { db } = world.database
    await db.update(chats).set({ common: true }).where(eq(chats.id, world.groups.VP))
    await db.update(chatUnits).set({ chatId: world.groups.VP }).where(eq(chatUnits.unitId, world.units.KT))
    const [id, alone] = await giveAll(world, [
      { unit: 'KT', legalDueOn: '2026-09-10', number: 61 },
      { unit: 'DVSNC', legalDueOn: '2026-09-10', number: 62 },
    ])
    expect((await world.taps('Hoa', 'riêng', `assignment.urge:${id}`))?.text).toContain('Đã nhắc riêng trưởng đơn vị')
    expect([...new Set((await world.said()).map((one) => one.chatId))]).toEqual([world.privates.Bình])
    const ack = await world.taps('Hoa', 'riêng', `assignment.urge:${alone}`)
    expect(ack?.alert).toBe(true)
    expect((await world.said('riêng'))[0]?.text).toMatch(/^Kính gửi Trung tâm Dịch vụ sự nghiệp công[\s\S]*62 xong/)
    expect(await urges()).toHaveLength(2)
  })

  it('from the summary’s overdue list and from "Đơn vị chưa nhận"', async () => {
    await open()
    await giveAll(world, [{ unit: 'KT', legalDueOn: '2026-09-10', number: 71 }])
    await world.taps('Đức', 'riêng', 'summary.list:now:0:overdue:any:0:k1')
    await world.taps('Đức', 'riêng', 'Yêu cầu báo cáo: KT')
    expect((await textsOf('KT'))[0]).toContain('#71')
    await world.says('Hoa', 'riêng', '/giaoviec VHXH rà soát di tích trước 31/12')
    await world.taps('Hoa', 'riêng', 'Giao việc')
    await world.taps('Hoa', 'riêng', 'Đơn vị chưa nhận')
    await world.said()
    await world.taps('Hoa', 'riêng', 'Nhắc VHXH (1)')
    expect((await textsOf('VHXH'))[0]).toContain('Cán bộ Hoa nhắc 1 việc')
    await world.taps('Chi', 'VHXH', 'Đã nhận')
    const told = (await world.said('riêng')).filter((one) => one.text.includes('đã trả lời'))
    expect(told[0]?.text).toMatch(/^Phòng Văn hóa - Xã hội đã trả lời việc đồng chí nhắc\n#\d+: nhận việc$/)
  })

  it('in English', async () => {
    await open()
    await world.database.db.update(chats).set({ locale: 'en' })
    const [id] = await giveAll(world, [{ unit: 'KT', legalDueOn: '2026-09-10', number: 81 }])
    expect((await world.taps('Hoa', 'riêng', `assignment.urge:${id}`))?.text).toBe(
      'Phòng Kinh tế was reminded: #81. You will be told when it answers.',
    )
    expect((await textsOf('KT'))[0]).toContain('Officer Hoa reminds of 1 not yet reported:')
    await world.says('Bình', 'KT', '81 xong')
    expect(
      (await world.said('riêng')).some(
        (one) => one.text === 'Phòng Kinh tế has answered what you pressed for\n#81: reported as done',
      ),
    ).toBe(true)
  })
})
