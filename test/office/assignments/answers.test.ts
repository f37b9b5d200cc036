import { asc, eq } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { communes } from '../../../src/db/schema/communes.js'
import { posts } from '../../../src/db/schema/people.js'
import { events } from '../../../src/db/schema/trail.js'
import { later } from '../../support/steps.js'
import type { World } from '../../support/world.js'
import { doChores, give, openOffice, rowOf } from './given.js'

let world: World
beforeEach(async () => {
  world = await openOffice()
})
afterEach(() => world.close())

async function trail(id: number) {
  return world.database.db
    .select()
    .from(events)
    .where(eq(events.subject, `assignment:${id}`))
    .orderBy(asc(events.id))
}

describe('one tap', () => {
  it('a head taps "Đã nhận": the card changes in place and can be undone for ten minutes', async () => {
    const { work } = await give(world, [{}])
    const { id, number } = work[0]!
    expect((await world.said('KT')).at(-1)!.buttons).toEqual([
      ['Đã nhận', 'Đang thực hiện'],
      ['Báo cáo hoàn thành'],
      ['Khó khăn, chậm, gia hạn'],
    ])
    expect(await world.taps('Bình', 'KT', 'Đã nhận')).toEqual({
      text: `Việc #${number}: Đã nhận.`,
      choiceId: expect.anything(),
    })
    const [card] = await world.said('KT', 'Bình')
    expect(card).toMatchObject({ slot: `card:${id}`, class: 0 })
    expect(card!.text).toContain('Tình trạng: Đã nhận (Bình, 09:00 14/9)')
    expect(card!.buttons).toEqual([
      ['Đang thực hiện'],
      ['Báo cáo hoàn thành'],
      ['Khó khăn, chậm, gia hạn'],
      ['Hoàn tác'],
    ])
    expect(await rowOf(world, id)).toMatchObject({
      status: 'accepted',
      statusBy: world.persons.Bình,
      nextLookAt: world.now,
      version: 2,
    })

    later(world, 10)
    await doChores(world)
    const [settled] = await world.said('KT')
    expect(settled!.buttons.flat()).not.toContain('Hoàn tác')
  })

  it('"Hoàn tác" puts back what was before, the trail keeps both; after eleven minutes it is refused', async () => {
    const { work } = await give(world, [{}])
    const { id, number } = work[0]!
    await world.taps('Bình', 'KT', `assignment.accept:${id}`)
    later(world, 1)
    await world.taps('Bình', 'KT', `assignment.start:${id}`)
    later(world, 9)
    expect((await world.taps('Bình', 'KT', `assignment.undo:${id}`))?.text).toBe(
      `Đã hoàn tác. Việc #${number}: Đã nhận.`,
    )
    expect((await rowOf(world, id)).status).toBe('accepted')
    expect((await trail(id)).map((row) => row.action)).toEqual([
      'assignment.open',
      'assignment.accept',
      'assignment.start',
      'assignment.undo',
    ])
    expect(await world.taps('Bình', 'KT', `assignment.undo:${id}`)).toMatchObject({
      text: `Việc #${number} không có câu trả lời nào để hoàn tác.`,
      alert: true,
    })
    await world.taps('Bình', 'KT', `assignment.start:${id}`)
    later(world, 11)
    expect((await world.taps('Bình', 'KT', `assignment.undo:${id}`))?.text).toContain('đã quá mười phút')
    expect((await rowOf(world, id)).status).toBe('in-progress')
  })

  it('of several statements in one message each can be taken back by its number', async () => {
    const { work } = await give(world, [{}, {}])
    const [one, two] = work
    await world.said()
    await world.says('Bình', 'riêng', `${one!.number} xong, ${two!.number} dang lam`)
    const said = (await world.said('riêng', 'Bình')).at(-1)
    expect(said?.buttons).toEqual([[`Hoàn tác #${one!.number}`, `Hoàn tác #${two!.number}`]])
    const ack = await world.taps('Bình', 'riêng', `Hoàn tác #${two!.number}`)
    expect(ack?.text).toContain(`Đã hoàn tác. Việc #${two!.number}:`)
    expect([(await rowOf(world, one!.id)).status, (await rowOf(world, two!.id)).status]).toEqual([
      'awaiting',
      'unanswered',
    ])
  })

  it('a double tap has one effect and a clear answer', async () => {
    const { work } = await give(world, [{}])
    const { id, number } = work[0]!
    await world.taps('Bình', 'KT', `assignment.accept:${id}`)
    expect(await world.taps('Bình', 'KT', `assignment.accept:${id}`)).toMatchObject({
      text: `Việc #${number} đã được ghi nhận lúc 09:00 14/9 bởi đ/c Bình: Đã nhận.`,
      alert: true,
    })
    expect(await trail(id)).toHaveLength(2)
    expect((await rowOf(world, id)).version).toBe(2)
  })

  it('a stranger, a leader, another unit and an officer of another commune change nothing', async () => {
    const { work } = await give(world, [{}])
    const { id, number } = work[0]!
    await world.said()
    expect((await world.taps('người lạ', 'KT', `assignment.accept:${id}`))?.alert).toBe(true)
    expect((await world.taps('Vỹ', 'KT', `assignment.accept:${id}`))?.alert).toBe(true)
    expect(await world.taps('Chi', 'KT', `assignment.accept:${id}`)).toMatchObject({
      text: `Việc #${number} không thuộc đơn vị của đồng chí; chưa có gì thay đổi.`,
      alert: true,
    })
    expect((await world.taps('Nga', 'riêng', `assignment.accept:${id}`))?.text).toBe(
      'Không tìm thấy việc này ở xã, phường của đồng chí.',
    )
    for (const forged of [
      'assignment.accept:',
      'assignment.accept:0x1',
      'assignment.accept:99999999999999999999',
      'assignment.show:-1',
    ])
      expect((await world.taps('Bình', 'KT', forged))?.alert).toBe(true)
    expect(await rowOf(world, id)).toMatchObject({ status: 'unanswered', version: 1 })
    expect(await world.said()).toEqual([])
  })

  it('an officer answers for a unit, and the unit sees that it was done for it', async () => {
    const { work } = await give(world, [{}])
    const { id } = work[0]!
    await world.said()
    await world.taps('Hoa', 'KT', `assignment.start:${id}`)
    expect((await world.said('KT'))[0]!.text).toContain(
      'Tình trạng: Đang thực hiện (cán bộ Hoa ghi thay, gửi tay, 09:00 14/9)',
    )
    expect((await trail(id)).at(-1)).toMatchObject({ actorId: world.persons.Hoa, onBehalfOf: world.units.KT })
  })

  it('a standing duty is kept up or has difficulties, and is never completed', async () => {
    const { work } = await give(world, [{ rules: [{ kind: 'standing', words: 'thường xuyên' }] }])
    const { id, number } = work[0]!
    expect((await world.said('KT')).at(-1)!.buttons).toEqual([['Đã nhận'], ['Đang duy trì', 'Có khó khăn']])
    expect((await world.taps('Bình', 'KT', `assignment.done:${id}`))?.text).toBe(
      `Việc #${number} là việc thường xuyên: đồng chí chọn Đang duy trì hoặc Có khó khăn.`,
    )
    await world.taps('Bình', 'KT', 'Đang duy trì')
    expect((await rowOf(world, id)).status).toBe('maintained')
  })
})

describe('the list', () => {
  it('"Đã nhận cả văn bản" accepts all that is unanswered, once, and the list changes in place', async () => {
    const { directiveId, work } = await give(world, [{}, {}, {}, {}, { unit: 'VHXH' }])
    await world.said()
    await world.taps('Bình', 'KT', `assignment.start:${work[1]!.id}`)
    const [list] = await world.said('KT')
    expect(list).toMatchObject({ slot: `list:${directiveId}:1`, class: 1 })
    expect(list!.text).toContain(`${work[1]!.number}. Rà soát thủ tục hành chính lần 2 – 30/9/2026 – Đang thực hiện`)
    expect(await world.taps('Bình', 'KT', 'Đã nhận cả văn bản')).toMatchObject({ text: 'Đã nhận 3 việc.' })
    const said = await world.said()
    expect(said.map((one) => one.slot)).toEqual([`list:${directiveId}:1`])
    expect(said[0]!.buttons).toEqual([work.slice(0, 4).map((one) => String(one.number))])
    expect((await world.taps('Bình', 'KT', `assignment.acceptAll:list:${directiveId}`))?.text).toBe(
      'Các việc này đã được ghi nhận trước đó.',
    )
    expect((await rowOf(world, work[4]!.id)).status).toBe('unanswered')
    expect((await world.taps('Chi', 'KT', `assignment.acceptAll:list:${directiveId}`))?.alert).toBe(true)
  })

  it('tapping a number shows that card below, and it then changes together with the list', async () => {
    const { directiveId, work } = await give(world, [{}, {}, {}, {}])
    await world.said()
    await world.taps('Bình', 'KT', String(work[2]!.number))
    const [card] = await world.said('KT')
    expect(card).toMatchObject({ slot: `card:${work[2]!.id}`, class: 0 })
    await world.taps('Bình', 'KT', 'Đang thực hiện')
    expect((await world.said('KT')).map((one) => one.slot)).toEqual([`card:${work[2]!.id}`, `list:${directiveId}:1`])
    // Somebody of another unit cannot open it in their own group.
    expect((await world.taps('Chi', 'VHXH', `assignment.show:${work[2]!.id}`))?.alert).toBe(true)
  })
})

describe('Báo cáo hoàn thành', () => {
  it('asks for evidence, records a document number, and the officer confirms', async () => {
    const { work } = await give(world, [{}])
    const { id, number } = work[0]!
    await world.said()
    await world.taps('Bình', 'KT', 'Báo cáo hoàn thành')
    const [ask] = await world.said('KT')
    expect(ask!.text).toBe(
      `Bình: báo cáo hoàn thành việc #${number}. Đề nghị đồng chí trả lời tin này bằng tệp, ảnh hoặc số văn bản làm minh chứng.`,
    )
    expect(ask!.buttons).toEqual([['Không có minh chứng', 'Huỷ']])
    // A second tap asks no second time.
    await world.taps('Bình', 'KT', `assignment.done:${id}`)
    expect(await world.said('KT')).toEqual([])
    // An ordinary sentence in the group is left alone, a reply is the answer.
    await world.says('Bình', 'KT', 'Trưa nay họp lúc 11 giờ')
    expect((await rowOf(world, id)).status).toBe('unanswered')
    later(world, 5)
    await world.says('Bình', 'KT', '45/BC-KT', String(ask!.id))
    expect(await rowOf(world, id)).toMatchObject({ status: 'awaiting', reportedAt: world.now })
    const said = await world.said()
    expect(said.map((one) => [one.chatId, one.slot])).toEqual([
      [world.groups.KT, `card:${id}`],
      [world.groups.KT, ask!.slot],
      [world.privates.Hoa, `confirm:${id}`],
      [world.privates.Lan, `confirm:${id}`],
    ])
    expect(said[0]!.text).toContain('Tình trạng: Chờ xác nhận (Bình, 09:05 14/9) · 1 minh chứng')
    expect(said[0]!.buttons).toEqual([['Sửa báo cáo'], ['Hoàn tác', 'Minh chứng (1)']])
    expect(said[1]!.text).toBe(`Việc #${number}: Chờ xác nhận.\nMinh chứng: 45/BC-KT`)
    expect(said[2]!.text).toContain('Minh chứng: 45/BC-KT')

    expect(await world.taps('Hoa', 'riêng', 'Xác nhận')).toMatchObject({ text: `Việc #${number}: Hoàn thành.` })
    expect(await world.taps('Lan', 'riêng', 'Xác nhận')).toMatchObject({
      text: `Việc #${number} đã hoàn thành, ghi nhận lúc 09:05 14/9 bởi đ/c Hoa.`,
      alert: true,
    })
    const after = await world.said()
    expect(after.find((one) => one.chatId === world.groups.KT)!.text).toContain('Hoàn thành (Hoa xác nhận, 09:05 14/9)')
    expect(after.filter((one) => one.slot === `confirm:${id}`).map((one) => one.buttons)).toEqual([
      [['Mở lại']],
      [['Mở lại']],
    ])
    await world.taps('Hoa', 'riêng', 'Mở lại')
    expect(await rowOf(world, id)).toMatchObject({ status: 'in-progress', doneAt: null })
    // The unit reads of it in a message of its own, once.
    const reopened = `Việc #${number}: cán bộ Hoa đã mở lại báo cáo hoàn thành.`
    const told = async () => (await world.said('KT')).filter((one) => one.text.startsWith(reopened))
    expect(await told()).toMatchObject([{ buttons: [['Báo cáo hoàn thành'], [`Xem việc #${number}`]] }])
    await world.taps('Hoa', 'riêng', `assignment.reopen:${id}`)
    expect(await told()).toEqual([])
  })

  it('"Không có minh chứng" reports without any; pressed twice it closes the work once', async () => {
    const { work } = await give(world, [{}])
    const { id, number } = work[0]!
    await world.taps('Bình', 'KT', `assignment.done:${id}`)
    const ask = (await world.said('KT')).at(-1)!
    const none = ask.message.choices![0]![0]!.action
    // The question was put to Bình.
    await world.write(async (tx) => {
      await tx.insert(posts).values({
        communeId: world.communeId,
        personId: world.persons['người lạ'],
        role: 'deputy',
        unitId: world.units.KT,
        from: world.now,
      })
    })
    expect((await world.taps('người lạ', 'KT', none))?.alert).toBe(true)
    expect((await world.taps('Bình', 'KT', none))?.text).toBe(`Việc #${number}: Chờ xác nhận.`)
    expect((await world.taps('Bình', 'KT', none))?.alert).toBe(true)
    expect((await trail(id)).map((row) => row.action)).toEqual(['assignment.open', 'assignment.report'])
    const said = await world.said('riêng', 'Hoa')
    expect(said.map((one) => one.slot)).toEqual([`confirm:${id}`])
    expect(said[0]!.text).toContain('Minh chứng: không có')
  })

  it('"Yêu cầu bổ sung" asks the reason, brings the work back and tells the group', async () => {
    const { work } = await give(world, [{}])
    const { id, number } = work[0]!
    await world.taps('Bình', 'KT', `assignment.done:${id}`)
    await world.said()
    await world.taps('Bình', 'KT', 'Không có minh chứng')
    await world.said()
    later(world, 60)
    await world.taps('Hoa', 'riêng', 'Yêu cầu bổ sung')
    await world.says('Hoa', 'riêng', 'thiếu số liệu tháng 8')
    expect((await world.history(world.privates.Hoa)).at(-1)!.text).toBe(
      `Đã yêu cầu đơn vị bổ sung việc #${number}. Việc trở lại "Đang thực hiện".`,
    )
    expect(await rowOf(world, id)).toMatchObject({ status: 'in-progress', reportedAt: null, nextLookAt: world.now })
    const said = await world.said('KT')
    expect(said.at(-1)!.text).toBe(
      `Bình: Việc #${number}: cán bộ Hoa đề nghị bổ sung báo cáo. Nội dung: thiếu số liệu tháng 8`,
    )
    expect(said.at(-1)!.message.spans[0]).toMatchObject({ mention: 'Bình' })
    expect(said.at(-1)!.buttons[0]).toEqual(['Báo cáo hoàn thành'])
  })

  it('a commune that confirms nothing has it done at once', async () => {
    await world.database.db.update(communes).set({ settings: { confirmReports: false } })
    const { work } = await give(world, [{}])
    const { id } = work[0]!
    await world.said()
    await world.taps('Bình', 'KT', 'Báo cáo hoàn thành')
    await world.said()
    await world.taps('Bình', 'KT', 'Không có minh chứng')
    expect(await rowOf(world, id)).toMatchObject({ status: 'done', doneAt: world.now, reportedAt: world.now })
    expect(await world.said('riêng', 'Hoa')).toEqual([])
  })

  it('nobody confirms their own unit, unless the commune has no other officer', async () => {
    const { work } = await give(world, [{ unit: 'VHXH' }])
    const { id, number } = work[0]!
    const { db } = world.database
    await db.insert(posts).values({
      communeId: world.communeId,
      personId: world.persons.Hoa,
      role: 'deputy',
      unitId: world.units.VHXH,
      from: world.now,
    })
    await world.said()
    await world.taps('Chi', 'VHXH', 'Báo cáo hoàn thành')
    await world.said()
    await world.taps('Chi', 'VHXH', 'Không có minh chứng')
    await world.said()
    expect((await world.taps('Hoa', 'riêng', 'Xác nhận'))?.text).toBe(
      `Việc #${number} là của đơn vị đồng chí: đề nghị cán bộ khác xác nhận.`,
    )
    await db.update(posts).set({ to: world.now }).where(eq(posts.personId, world.persons.Lan))
    expect((await world.taps('Hoa', 'riêng', 'Xác nhận'))?.text).toBe(`Việc #${number}: Hoàn thành.`)
    expect((await world.said('VHXH', 'Chi')).at(-1)!.text).toContain('Hoàn thành (Hoa tự xác nhận, 09:00 14/9)')
    expect((await rowOf(world, id)).status).toBe('done')
  })

  it('who confirms what the same officer recorded for a unit is said to confirm it alone', async () => {
    const { work } = await give(world, [{}])
    const { id, number } = work[0]!
    await world.says('Hoa', 'riêng', `KT ${number} xong`)
    await world.said()
    await world.taps('Hoa', 'riêng', `assignment.confirm:${id}`)
    expect((await world.said('KT')).at(-1)!.text).toContain('Hoàn thành (Hoa tự xác nhận')
  })

  it('"Sửa báo cáo" takes a report back before it is confirmed', async () => {
    const { work } = await give(world, [{}])
    const { id } = work[0]!
    await world.said()
    await world.taps('Bình', 'KT', 'Báo cáo hoàn thành')
    await world.said()
    await world.taps('Bình', 'KT', 'Không có minh chứng')
    await world.said()
    later(world, 30)
    await world.taps('Bình', 'KT', 'Sửa báo cáo')
    await world.said()
    await world.taps('Bình', 'KT', 'Rút báo cáo')
    expect(await rowOf(world, id)).toMatchObject({ status: 'in-progress', reportedAt: null })
    const confirm = (await world.said('riêng', 'Hoa')).at(-1)!
    expect(confirm.buttons).toEqual([])
  })
})
