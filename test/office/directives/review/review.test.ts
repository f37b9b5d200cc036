import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { events } from '../../../../src/db/schema/trail.js'
import { clearLetter, type Desk, letter, longLetter, openDesk } from '../desk.js'
import { press } from '../press.js'
import { openTask, taskOf } from './check.js'

let desk: Desk
let id: number
let serial = 100
beforeAll(async () => {
  desk = await openDesk()
})
afterAll(() => desk.close())
beforeEach(async () => {
  // Each test checks a letter of its own.
  id = await desk.paste(letter.replace('112/', `${++serial}/`))
  await desk.world.said()
})

describe('checking a draft', () => {
  it('lists doubtful tasks first, eight to a page, and opens one in the same message', async () => {
    await press(desk, 'Xem từng việc')
    const list = await desk.screen()
    expect(list.slot).toBe(`draft:${id}`)
    expect(list.text.indexOf('7. [cần xem]')).toBeLessThan(list.text.indexOf('1. '))
    expect(list.buttons[0]?.[0]).toBe('7')
    await press(desk, '7')
    const opened = await desk.screen()
    expect(opened.slot).toBe(`draft:${id}`)
    expect(opened.text).toContain('Việc 7/7 · mục 5')
    expect(opened.text).toContain('Chủ trì: chưa có đơn vị')
    expect(opened.text).toContain('Nguyên văn: “Rà soát')
  })

  it('turns from task to task in the order in which they are checked', async () => {
    await openTask(desk, id, 7)
    await press(desk, '▶')
    expect((await desk.screen()).text).toContain('Việc 1/7')
    await press(desk, '◀')
    expect((await desk.screen()).text).toContain('Việc 7/7')
  })

  it('gives a task to another unit, which settles the doubt', async () => {
    await openTask(desk, id, 7)
    await press(desk, 'Đơn vị')
    await press(desk, 'Văn phòng HĐND và UBND')
    await press(desk, '✓ Văn phòng HĐND và UBND')
    await press(desk, 'Trung tâm Dịch vụ sự nghiệp công')
    expect((await desk.screen()).text).toContain('Chủ trì: Trung tâm Dịch vụ sự nghiệp công')
    await press(desk, 'Xong')
    expect(await taskOf(desk, id, 7)).toMatchObject({ unitIds: [desk.world.units.DVSNC], doubts: [] })
  })

  it('names cooperating units; a unit that leads does not cooperate', async () => {
    await openTask(desk, id, 4)
    await press(desk, 'Phối hợp')
    expect((await desk.screen()).buttons.flat()).not.toContain('Phòng Kinh tế')
    await press(desk, 'Văn phòng HĐND và UBND')
    expect(await taskOf(desk, id, 4)).toMatchObject({ coUnitIds: [desk.world.units.VP] })
  })

  it('unticks one unit of a collective and applies that to all tasks addressed so', async () => {
    await openTask(desk, id, 1)
    await press(desk, 'Đơn vị')
    await press(desk, '✓ Trung tâm Dịch vụ sự nghiệp công')
    expect((await taskOf(desk, id, 1)).unitIds).toHaveLength(4)
    expect((await taskOf(desk, id, 2)).unitIds).toHaveLength(5)
    await press(desk, 'Áp dụng cho cả 2 việc')
    expect((await taskOf(desk, id, 2)).unitIds).toHaveLength(4)
  })

  it.each([
    ['Cuối tháng', { kind: 'period', of: 'month', due: '2026-09-30' }],
    ['Cuối quý', { kind: 'period', of: 'quarter', due: '2026-09-30' }],
    ['31/12', { kind: 'period', of: 'year', due: '2026-12-31' }],
    ['Thường xuyên', { kind: 'standing' }],
    ['Không có', { kind: 'none' }],
  ])('sets the deadline %s by a button', async (label, rule) => {
    await openTask(desk, id, 4)
    await press(desk, 'Thời hạn')
    await press(desk, label)
    expect((await taskOf(desk, id, 4)).rules).toEqual([{ ...rule, words: '' }])
  })

  it.each([
    ['25/9', { kind: 'date', due: '2026-09-25' }],
    ['cuoi thang 10', { kind: 'date', due: '2026-10-31' }],
    ['trước ngày 18 hằng tháng', { kind: 'recurring', cadences: [{ every: 'month', day: 18 }] }],
    ['trong 10 ngày làm việc', { kind: 'within', days: 10, working: true }],
  ])('reads a typed deadline: %s', async (text, rule) => {
    await openTask(desk, id, 4)
    await press(desk, 'Thời hạn')
    await press(desk, 'Ngày khác')
    await desk.answers('Hoa', text)
    expect((await taskOf(desk, id, 4)).rules[0]).toMatchObject(rule)
  })

  it('names the day that does not exist and goes on waiting for the answer', async () => {
    await openTask(desk, id, 4)
    await press(desk, 'Thời hạn')
    await press(desk, 'Ngày khác')
    await desk.answers('Hoa', '31/6')
    const [told] = await desk.world.said('riêng')
    expect(told?.text).toContain('Hạn "31/6" không phải là một ngày')
    await desk.world.says('Hoa', 'riêng', '30/11')
    expect((await taskOf(desk, id, 4)).rules).toMatchObject([{ due: '2026-11-30' }])
  })

  it('says that a typed day is past, or is no day at all', async () => {
    await openTask(desk, id, 4)
    await press(desk, 'Thời hạn')
    await press(desk, 'Ngày khác')
    await desk.answers('Hoa', '1/9/2026')
    expect((await desk.world.said('riêng'))[0]?.text).toContain('đã qua (hôm nay là 14/9/2026)')
    await desk.world.says('Hoa', 'riêng', 'khi nào xong thì thôi')
    expect((await desk.world.said('riêng'))[0]?.text).toContain('Chưa hiểu "khi nào xong thì thôi"')
    await desk.world.says('Hoa', 'riêng', 'hằng hai tháng ngày 10')
    expect((await desk.world.said('riêng'))[0]?.text).toContain('Chưa hiểu "hằng hai tháng ngày 10"')
  })

  it('makes a monthly duty of a typed number', async () => {
    await openTask(desk, id, 4)
    await press(desk, 'Thời hạn')
    await press(desk, 'Hằng tháng trước ngày…')
    await desk.answers('Hoa', '32')
    expect((await desk.world.said('riêng'))[0]?.text).toContain('"32" không phải ngày trong tháng')
    await desk.world.says('Hoa', 'riêng', 'trước ngày 18')
    expect((await taskOf(desk, id, 4)).rules).toEqual([
      { kind: 'recurring', cadences: [{ every: 'month', day: 18 }], before: true, words: '' },
    ])
  })

  it('replaces the wording by what is typed and keeps the letter’s words beside it', async () => {
    await openTask(desk, id, 5)
    await press(desk, 'Nội dung')
    await desk.answers('Hoa', 'Công khai ngân sách quý III trên trang thông tin\u202e của xã')
    expect(await taskOf(desk, id, 5)).toMatchObject({
      text: 'Công khai ngân sách quý III trên trang thông tin của xã',
      retyped: true,
    })
    expect((await desk.screen()).text).toContain('Nguyên văn: “Công khai ngân sách và quản lý')
  })

  it('says how much too long a wording is, and keeps the old one', async () => {
    await openTask(desk, id, 5)
    await press(desk, 'Nội dung')
    const before = (await taskOf(desk, id, 5)).text
    await desk.answers('Hoa', 'a'.repeat(4000))
    expect((await taskOf(desk, id, 5)).text).toHaveLength(4000)
    await desk.world.said()
    expect(before).not.toBe('')
  })

  it('sets and clears a target', async () => {
    await openTask(desk, id, 5)
    await press(desk, 'Chỉ tiêu')
    await desk.answers('Hoa', '100% khoản thu, chi')
    expect((await taskOf(desk, id, 5)).target).toBe('100% khoản thu, chi')
    await press(desk, 'Chỉ tiêu')
    await press(desk, 'Xoá')
    expect((await taskOf(desk, id, 5)).target).toBeNull()
  })

  it('drops a task, takes it back, and undoes step by step', async () => {
    await openTask(desk, id, 5)
    await press(desk, 'Bỏ việc này')
    expect((await taskOf(desk, id, 5)).dropped).toBe(true)
    expect((await desk.screen()).text).toContain('Việc này không giao.')
    await press(desk, 'Giao lại việc này')
    expect((await taskOf(desk, id, 5)).dropped).toBe(false)
    await press(desk, 'Hoàn tác')
    await press(desk, 'Hoàn tác')
    expect((await taskOf(desk, id, 5)).dropped).toBe(false)
    expect((await desk.draft(id)).draft.undo).toEqual([])
  })

  it('merges a task with the one before and can undo it', async () => {
    const [first, second] = [await taskOf(desk, id, 4), await taskOf(desk, id, 5)]
    await openTask(desk, id, 5)
    await press(desk, 'Gộp với việc trước')
    expect((await desk.draft(id)).draft.tasks).toHaveLength(6)
    expect((await taskOf(desk, id, 4)).text).toBe(`${first.text}\n${second.text}`)
    await press(desk, 'Hoàn tác')
    expect((await desk.draft(id)).draft.tasks).toHaveLength(7)
    expect((await taskOf(desk, id, 5)).text).toBe(second.text)
  })

  it('adds a task that the letter does not have', async () => {
    await press(desk, 'Xem từng việc')
    await press(desk, 'Thêm việc')
    await desk.answers('Hoa', 'Bố trí phòng họp trực tuyến')
    expect(await taskOf(desk, id, 8)).toMatchObject({ text: 'Bố trí phòng họp trực tuyến', unitIds: [] })
    expect((await desk.screen()).text).toContain('Việc 8/8')
  })

  it('reads unit and day of a task that is added, as /giaoviec does', async () => {
    await press(desk, 'Xem từng việc')
    await press(desk, 'Thêm việc')
    await desk.answers('Hoa', 'KT trước 25/9')
    expect((await desk.world.said('riêng'))[0]?.text).toContain('“KT trước 25/9” chưa nói việc gì')
    await desk.world.says('Hoa', 'riêng', 'Phòng Kinh tế báo cáo 100% kết quả giải ngân trước 25/9')
    expect(await taskOf(desk, id, 8)).toMatchObject({
      text: 'Báo cáo 100% kết quả giải ngân trước 25/9',
      unitIds: [desk.world.units.KT],
      rules: [{ kind: 'date', due: '2026-09-25' }],
      target: '100%',
    })
  })

  it('counts in the list what the letter gives, and parts from it what is set aside', async () => {
    await desk.world.taps('Hoa', 'riêng', `draft.drop:${id}:1:2:1`)
    await desk.world.taps('Hoa', 'riêng', `draft.show:${id}`)
    expect((await desk.screen()).text).toContain('6 nhiệm vụ')
    await press(desk, 'Xem từng việc')
    const { text } = await desk.screen()
    expect(text).toContain('Trang 1/1, 6 việc.')
    expect(text).toContain('Thêm 1 đoạn để riêng, không giao, ở cuối danh sách.')
    expect(text.slice(text.indexOf('Để riêng, không giao:'))).toMatch(/^Để riêng, không giao:\n2\. \[không giao\]/)
  })

  it('sets one tracking date for all tasks without a deadline', async () => {
    await press(desk, 'Thời hạn cho')
    expect((await desk.screen()).text).toMatch(/\d việc chưa có thời hạn/)
    await press(desk, 'Cuối quý')
    const { draft } = await desk.draft(id)
    expect(draft).toMatchObject({ trackingFor: '2026-09-30', trackingSettled: true })
    expect((await desk.screen()).text).toContain('mốc theo dõi 30/9/2026')
  })

  it('leaves tasks without a deadline as they are and does not ask again', async () => {
    await press(desk, 'Thời hạn cho')
    await press(desk, 'Giữ nguyên')
    expect((await desk.draft(id)).draft).toMatchObject({ trackingFor: null, trackingSettled: true })
    expect((await desk.screen()).buttons.flat().join()).not.toContain('Thời hạn cho')
  })

  it('is written to the trail edit by edit', async () => {
    await openTask(desk, id, 5)
    await press(desk, 'Bỏ việc này')
    const trail = await desk.world.database.db
      .select()
      .from(events)
      .where(eq(events.subject, `directive:${id}`))
      .orderBy(events.id)
    expect(trail.map((one) => one.action)).toEqual(['directive.receive', 'directive.edit'])
    expect(trail[1]).toMatchObject({ actorId: desk.world.persons.Hoa, after: { kind: 'drop', task: 5, dropped: true } })
  })

  it('can be cancelled and taken up again', async () => {
    await desk.world.taps('Hoa', 'riêng', `draft.cancel:${id}:1`)
    expect((await desk.screen()).text).toContain(`Đã huỷ: Văn bản ${serial}/UBND-VHXH`)
    await press(desk, 'Khôi phục')
    expect((await desk.draft(id)).state).toBe('draft')
    expect((await desk.screen()).text).toContain('7 nhiệm vụ')
  })
})

describe('a letter whose number and date are blank', () => {
  beforeEach(async () => {
    id = await desk.paste(
      clearLetter
        .replace('112/UBND-VHXH', '      /UBND-VHXH')
        .replace('ngày 10 tháng 9', 'ngày    tháng 9')
        .replace('quản lý tài sản công', `quản lý tài sản công (${serial})`),
    )
    await desk.world.said()
  })

  it('is asked for both, and completed by what is typed', async () => {
    expect((await desk.screen()).text).toContain('Chưa có số và ngày văn bản.')
    await press(desk, 'Số, ngày văn bản')
    await desk.answers('Hoa', '85/UBND-VHXH ngày 11/9/2026')
    expect((await desk.draft(id)).draft.header).toMatchObject({ number: '85/UBND-VHXH', issuedOn: '2026-09-11' })
    expect((await desk.screen()).text).toContain('Văn bản 85/UBND-VHXH ngày 11/9/2026')
  })

  it('takes the serial alone and the date alone', async () => {
    await press(desk, 'Số, ngày văn bản')
    await desk.answers('Hoa', 'số 85')
    expect((await desk.draft(id)).draft.header).toMatchObject({ number: '85/UBND-VHXH', issuedOn: null })
    // What is still missing may follow at once; anything else is not taken for it.
    await desk.answers('Hoa', 'cảm ơn')
    expect((await desk.draft(id)).draft.header.issuedOn).toBeNull()
    await desk.answers('Hoa', '11/9')
    expect((await desk.draft(id)).draft.header.issuedOn).toBe('2026-09-11')
  })

  it.each([
    ['hôm qua nhé', 'không phải số, ngày văn bản'],
    ['85/UBND-VHXH ngày 31/6/2026', '"31/6/2026" không phải là một ngày có thật'],
    ['85/UBND-VHXH ngày 30/11/2026', 'ở sau hôm nay'],
  ])('says what is wrong with %s and changes nothing', async (text, words) => {
    await press(desk, 'Số, ngày văn bản')
    await desk.answers('Hoa', text)
    expect((await desk.world.said('riêng'))[0]?.text).toContain(words)
    expect((await desk.draft(id)).version).toBe(1)
  })

  it('takes a letter that is pasted meanwhile as a letter, not as the answer', async () => {
    await press(desk, 'Số, ngày văn bản')
    const other = await desk.paste(longLetter(10))
    expect(other).not.toBe(id)
    expect((await desk.draft(other)).draft.tasks).toHaveLength(10)
  })
})
