// What the officer sees of a letter that was issued: how much went out, who has not taken it, what is to be copied by hand.
import { and, eq, isNull } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { assignments } from '../../../../src/db/schema/assignments.js'
import { units } from '../../../../src/db/schema/communes.js'
import { chores, outbox } from '../../../../src/db/schema/post.js'
import { clearLetter, type Desk, openDesk } from '../desk.js'
import { given, pasted, press } from '../press.js'

let desk: Desk
beforeEach(async () => {
  desk = await openDesk()
})
afterEach(() => desk.close())

describe('after issuing', () => {
  it('the work of a unit without a group can be copied', async () => {
    const id = await pasted(desk, clearLetter)
    await desk.world.taps('Hoa', 'riêng', `draft.issue:${id}:1`)
    await press(desk, 'Sao chép gửi Zalo')
    const text = (await desk.world.said('riêng')).at(-1)?.text ?? ''
    expect(text).toContain('Trung tâm Dịch vụ sự nghiệp công')
    expect(text).toContain('Tổ chức quán triệt nội dung công văn này')
    expect(await desk.world.taps('Nga', 'riêng', `directive.copy:${id}:${desk.world.units.DVSNC}`)).toMatchObject({
      alert: true,
    })
  })

  it('what is copied leaves out what the unit has reported', async () => {
    const { world } = desk
    const id = await pasted(desk, clearLetter)
    await world.taps('Hoa', 'riêng', `draft.issue:${id}:1`)
    const mine = (await given(desk)).filter((one) => one.unitId === world.units.DVSNC)
    expect(mine).toHaveLength(2)
    const set = (which: (typeof mine)[number], status: 'awaiting' | 'done') =>
      world.database.db.update(assignments).set({ status }).where(eq(assignments.id, which.id))
    await set(mine[0]!, 'awaiting')
    await press(desk, 'Sao chép gửi Zalo')
    const text = (await world.said('riêng')).at(-1)?.text ?? ''
    expect(text).not.toContain(`#${mine[0]!.number}.`)
    expect(text).toContain(`#${mine[1]!.number}.`)
    expect(text).toContain(`${mine[1]!.number} xong`)
    await set(mine[1]!, 'done')
    const ack = await world.taps('Hoa', 'riêng', `directive.copy:${id}:${world.units.DVSNC}`)
    expect(ack?.text ?? (await world.said('riêng')).at(-1)?.text).toContain('đã báo cáo hết')
  })

  it('what a partner without a group is asked for is named, and can be copied to be sent by hand', async () => {
    const [partner] = await desk.world.database.db
      .insert(units)
      .values({
        communeId: desk.world.communeId,
        name: 'Hội Nông dân xã',
        shortName: 'HND',
        kind: 'partner',
        position: 9,
      })
      .returning()
    const id = await pasted(
      desk,
      clearLetter.replace(
        'Yêu cầu các đơn vị',
        '5. Đề nghị Hội Nông dân xã\n\n- Tuyên truyền, vận động hội viên nộp hồ sơ trực tuyến.\n\nYêu cầu các đơn vị',
      ),
    )
    const { draft, version } = await desk.draft(id)
    expect(draft.tasks.at(-1)?.unitIds).toEqual([partner!.id])
    await press(desk, 'Giao việc')
    expect((await desk.screen()).text).toContain(
      'Hội Nông dân xã: chỉ phối hợp, chưa có nhóm, sau khi giao có nội dung để sao chép gửi Zalo\nKính đề nghị phối hợp: Hội Nông dân xã, 1 nội dung\n1. Tuyên truyền, vận động',
    )
    await desk.world.taps('Hoa', 'riêng', `draft.issue:${id}:${version}`)
    const after = await desk.screen()
    expect(after.text).toContain('– Hội Nông dân xã: đề nghị phối hợp 1 nội dung')
    expect(after.text).toContain('14 việc cho 5 đơn vị')
    await press(desk, 'Sao chép gửi Zalo: HND')
    expect((await desk.world.said('riêng')).at(-1)?.text).toMatch(
      /^Kính đề nghị phối hợp: Hội Nông dân xã, 1 nội dung\nCV 112\/UBND-VHXH ngày 10\/9\/2026\n1\. Tuyên truyền, vận động hội viên nộp hồ sơ trực tuyến\. \(mục 5, gạch đầu dòng 1\)\nVăn bản chính thức/,
    )
    expect(await desk.world.taps('Nga', 'riêng', `directive.copy:${id}:${partner!.id}`)).toMatchObject({ alert: true })
    expect((await given(desk)).some((one) => one.unitId === partner!.id)).toBe(false)
  })

  it('the count of what went out keeps itself up to date, and ends when all of it went', async () => {
    const id = await pasted(desk, clearLetter)
    await desk.world.taps('Hoa', 'riêng', `draft.issue:${id}:1`)
    const sending = (await desk.world.history(desk.world.privates.Hoa)).at(-1)
    expect(sending?.text).toMatch(/Đang gửi: 0 tin đã đi, \d+ tin đang chờ\./)
    // The platform takes everything.
    await desk.world.said()
    await desk.work()
    const after = (await desk.world.said('riêng')).at(-1)
    expect(after?.slot).toBe(sending?.slot)
    expect(after?.text).toContain('Phòng Kinh tế: 4 việc')
    expect(after?.text).not.toContain('Đang gửi')
    expect(after?.buttons.flat()).not.toContain('Dừng gửi')
    desk.world.now = new Date(desk.world.now.getTime() + 3_600_000)
    await desk.work()
    expect(await desk.world.said('riêng')).toEqual([])
  })

  it('the count does not come back over a screen the officer went on to', async () => {
    const id = await pasted(desk, clearLetter)
    await desk.world.taps('Hoa', 'riêng', `draft.issue:${id}:1`)
    await press(desk, 'Đơn vị chưa nhận')
    await desk.work()
    expect((await desk.screen()).text).toContain('Đơn vị chưa nhận')
  })

  it('the count goes on for an officer who looked at another screen and came back', async () => {
    const { world } = desk
    const id = await pasted(desk, clearLetter)
    await world.taps('Hoa', 'riêng', `draft.issue:${id}:1`)
    // What is shown to the officer went out, what the groups get did not.
    const shown = () =>
      world.database.db.update(outbox).set({ state: 'sent', ref: '1' }).where(eq(outbox.chatId, world.privates.Hoa))
    await shown()
    await world.taps('Hoa', 'riêng', 'Đơn vị chưa nhận')
    await desk.work()
    await shown()
    await world.taps('Hoa', 'riêng', `draft.show:${id}`)
    await world.said()
    world.now = new Date(world.now.getTime() + 60_000)
    await desk.work()
    expect((await desk.screen()).text).toContain('Đã chuyển vào nhóm')
    expect((await desk.screen()).text).not.toContain('Đang gửi')
  })

  it('a letter that was stopped and goes on is followed once', async () => {
    const { world } = desk
    const id = await pasted(desk, clearLetter)
    await world.taps('Hoa', 'riêng', `draft.issue:${id}:1`)
    await world.taps('Hoa', 'riêng', `directive.stop:${id}`)
    await world.taps('Hoa', 'riêng', `directive.resume:${id}`)
    const open = await world.database.db
      .select()
      .from(chores)
      .where(and(eq(chores.kind, 'directive.following'), isNull(chores.doneAt)))
    expect(open).toHaveLength(1)
  })

  it('the officer sees which units have not acknowledged', async () => {
    const id = await pasted(desk, clearLetter)
    await desk.world.taps('Hoa', 'riêng', `draft.issue:${id}:1`)
    await desk.world.database.db
      .update(assignments)
      .set({ status: 'accepted' })
      .where(eq(assignments.unitId, desk.world.units.KT))
    await press(desk, 'Đơn vị chưa nhận')
    const { text } = await desk.screen()
    expect(text).not.toContain('Phòng Kinh tế')
    expect(text).toMatch(/– Phòng Văn hóa - Xã hội: 3\/3 việc chưa nhận \(#/)
  })
})
