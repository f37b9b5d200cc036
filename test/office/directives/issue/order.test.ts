import { eq, inArray } from 'drizzle-orm'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { makeWorkCalendar } from '../../../../src/calendar/work-calendar.js'
import { assignments, tasks } from '../../../../src/db/schema/assignments.js'
import { units as unitRows } from '../../../../src/db/schema/communes.js'
import { directives } from '../../../../src/db/schema/directives.js'
import { chatUnits } from '../../../../src/db/schema/people.js'
import { outbox } from '../../../../src/db/schema/post.js'
import { UserError } from '../../../../src/lib/errors.js'
import { listUnits, type UnitWithAliases } from '../../../../src/office/communes/store.js'
import { readOrder } from '../../../../src/office/directives/issue/order.js'
import { type Desk, openDesk } from '../desk.js'
import { press } from '../press.js'

describe('the line behind /giaoviec', () => {
  let desk: Desk
  let units: UnitWithAliases[]
  beforeAll(async () => {
    desk = await openDesk()
    units = await listUnits(desk.world.database.db, desk.world.communeId)
  })
  afterAll(() => desk.close())
  const read = (text: string) => {
    const { draft, task } = { draft: readOrder(text, units, '2026-09-14', makeWorkCalendar()), task: undefined }
    void task
    const one = draft.tasks[0]
    return {
      units: one?.unitIds.map((id) => units.find((unit) => unit.id === id)?.shortName),
      text: one?.text,
      rule: one?.rules[0],
      target: one?.target,
      doubts: one?.doubts.map((doubt) => doubt.code),
      quotes: one?.doubts.map((doubt) => doubt.quote),
    }
  }

  it.each([
    [
      'KT giải ngân 100% vốn đầu tư công trước 31/12',
      ['KT'],
      'Giải ngân 100% vốn đầu tư công trước 31/12',
      '2026-12-31',
    ],
    ['kt: báo cáo kết quả cuối tháng 9', ['KT'], 'Báo cáo kết quả cuối tháng 9', '2026-09-30'],
    ['Phòng Kinh tế báo cáo trước thứ sáu tuần sau', ['KT'], 'Báo cáo trước thứ sáu tuần sau', '2026-09-25'],
    [
      'KT, VHXH chuẩn bị hội nghị trước ngày 20/9/2026',
      ['KT', 'VHXH'],
      'Chuẩn bị hội nghị trước ngày 20/9/2026',
      '2026-09-20',
    ],
    [
      'Văn phòng HĐND và UBND rà soát hồ sơ của xã trong quý IV/2026',
      ['VP'],
      'Rà soát hồ sơ của xã trong quý IV/2026',
      '2026-12-31',
    ],
    ['KT xã báo cáo số liệu', ['KT'], undefined, undefined],
  ])('%s', (line, names, text, due) => {
    const order = read(line)
    expect(order.units).toEqual(names)
    if (text) expect(order.text).toBe(text)
    expect(order.rule && 'due' in order.rule ? order.rule.due : undefined).toBe(due)
  })

  it('finds the target and keeps a duty that comes again', () => {
    expect(read('KT giải ngân 100% vốn').target).toBe('100%')
    expect(read('KT báo cáo trước ngày 20 hằng tháng').rule).toMatchObject({ kind: 'recurring' })
  })

  it.each([
    ['KT HỎA TỐC nộp báo cáo thiệt hại', 'HỎA TỐC nộp báo cáo thiệt hại'],
    ['KT hoả tốc: nộp báo cáo thiệt hại', 'Hoả tốc: nộp báo cáo thiệt hại'],
    ['HỎA TỐC: KT nộp báo cáo thiệt hại', 'HỎA TỐC: Nộp báo cáo thiệt hại'],
    ['KT nộp báo cáo thiệt hại, HOẢ TỐC', 'Nộp báo cáo thiệt hại, HOẢ TỐC'],
    ['Hỏa tốc KT nộp báo cáo thiệt hại', 'HỎA TỐC: Nộp báo cáo thiệt hại'],
    ['Hỏa tốc: KT nộp báo cáo thiệt hại', 'HỎA TỐC: Nộp báo cáo thiệt hại'],
    ['hoa toc KT nộp báo cáo thiệt hại', 'HỎA TỐC: Nộp báo cáo thiệt hại'],
  ])('knows the mark HỎA TỐC: %s', (line, text) => {
    const { header, tasks } = readOrder(line, units, '2026-09-14', makeWorkCalendar())
    expect(header.urgency).toBe('hoa-toc')
    expect(tasks).toMatchObject([{ text, unitIds: [desk.world.units.KT] }])
  })

  it('does not take a sentence about HỎA TỐC letters for the mark', () => {
    const { header } = readOrder('KT rà soát việc xử lý văn bản hỏa tốc', units, '2026-09-14', makeWorkCalendar())
    expect(header.urgency).toBeNull()
  })

  it('says when it does not know the unit', () => {
    expect(read('báo cáo số liệu trước 20/9')).toMatchObject({ units: [], doubts: ['directives-order-no-unit'] })
  })

  it.each([
    ['KT nộp báo cáo ngày 01/01/2026', 'ngày 01/01/2026'],
    ['KT nop bao cao ngay 1/9', 'ngay 1/9'],
    ['KT nộp báo cáo 01/01/2026', '01/01/2026'],
    ['KT ngày 01/01/2026 nộp báo cáo về văn phòng', 'ngày 01/01/2026'],
    ['KT nộp báo cáo ngày 1 tháng 1 năm 2026', 'ngày 1 tháng 1 năm 2026'],
  ])('says of a day gone by that it was not taken for the deadline: %s', (line, words) => {
    const order = read(line)
    expect(order.rule).toEqual({ kind: 'none', words: '' })
    expect(order.doubts).toEqual(['directives-doubt-past-day'])
    expect(order.quotes).toEqual([words])
  })

  it.each([
    'KT thực hiện Công văn 85/UBND-VHXH ngày 24/7/2026',
    'KT thực hiện Kế hoạch số 12 ngày 24/7/2026',
    'KT rà soát 23/25 chỉ tiêu, 1/9 thôn',
    'KT lập danh sách trẻ dưới 36 tháng 5 thôn',
    'KT ký hợp đồng 36 tháng 12 hộ',
    'KT lập danh sách trẻ 24 tháng 3 thôn',
  ])('a letter’s day, a fraction and a number of months are no day gone by: %s', (line) => {
    expect(read(line)).toMatchObject({ rule: { kind: 'none' }, doubts: [] })
  })

  it.each([
    ['', 'directives-order-usage'],
    ['KT', 'directives-order-no-work'],
    ['Phòng Kinh tế, VHXH:', 'directives-order-no-work'],
    ['KT trước 31/12', 'directives-order-no-work'],
    ['KT báo cáo trước 31/6', 'directives-no-such-day'],
    ['KT báo cáo ngày 31/11/2026 về văn phòng', 'directives-no-such-day'],
    ['KT ngày 31/6 nộp báo cáo', 'directives-no-such-day'],
    ['KT nộp báo cáo 31/6/2026', 'directives-no-such-day'],
    [`KT ${'x'.repeat(4000)}`, 'directives-text-long'],
    ['Phòng Ma báo cáo trước 31/9', 'directives-order-no-unit-no-day'],
  ])('refuses what cannot be: %.30s', (line, code) => {
    expect(() => read(line)).toThrow(code)
  })

  it.each([
    ['vhxh bao cao so ho ngheo truoc 31/9', '31/9'],
    ['VHXH báo cáo số hộ nghèo trước ngày 31 tháng 9 năm 2026', '31 tháng 9 năm 2026'],
    ['KT ngày 31/6 nộp báo cáo theo mẫu', '31/6'],
    ['KT tổng hợp từ 1/9 đến hết 31/9/2026', '31/9/2026'],
    ['Phòng Ma báo cáo trước 31/9', '31/9'],
  ])('quotes of a day that does not exist only the day: %s', (line, words) => {
    let refused: unknown
    try {
      read(line)
    } catch (error) {
      refused = error
    }
    expect(refused).toBeInstanceOf(UserError)
    expect(refused).toMatchObject({ args: { words } })
  })

  it.each([
    ['KT, VHXH báo cáo dân số trước 20/8/2026', '20/8/2026'],
    ['kt bao cao dan so truoc 20/8/2026', '20/8/2026'],
    ['KT báo cáo dân số trong tháng 8/2026', 'trong tháng 8/2026'],
  ])('quotes of a deadline gone by only the day or the period: %s', (line, words) => {
    const [task] = readOrder(line, units, '2026-09-14', makeWorkCalendar()).tasks
    expect(task?.doubts).toMatchObject([{ code: 'directives-doubt-past', args: { words } }])
  })
})

describe('work without a letter', () => {
  let desk: Desk
  beforeEach(async () => {
    desk = await openDesk()
  })
  afterEach(() => desk.close())

  it('shows what was understood and is given once by one more tap', async () => {
    const { world } = desk
    await world.says('Hoa', 'riêng', '/giaoviec KT giải ngân 100% vốn đầu tư công trước 31/12')
    const shown = await desk.screen()
    expect(shown.text).toContain('Chủ trì: Phòng Kinh tế')
    expect(shown.text).toContain('31/12/2026')
    expect(shown.text).toContain('Chỉ tiêu: 100%')
    expect(shown.buttons).toEqual([['Giao việc', 'Sửa', 'Huỷ']])
    const data = shown.message.choices?.[0]?.[0]?.action ?? ''
    expect((await world.taps('Hoa', 'riêng', data))?.text).toBe('Đã giao 1 việc.')
    expect((await world.taps('Hoa', 'riêng', data))?.text).toContain('đã được giao rồi')
    const rows = await world.database.db.select().from(assignments)
    expect(rows).toMatchObject([{ unitId: world.units.KT, legalDueOn: '2026-12-31', number: 1 }])
    const [task] = await world.database.db.select().from(tasks)
    expect(task?.directiveId).toBeNull()
    const card = await world.said('KT')
    expect(card).toHaveLength(1)
    expect(card[0]?.text).toContain('Giải ngân 100% vốn đầu tư công')
    expect((await desk.screen()).text).toContain('Đã giao việc')
  })

  it('names the hour by which it is due, on the officer’s screen and in the group', async () => {
    const { world } = desk
    await world.says('Hoa', 'riêng', '/giaoviec KT nop so lieu truoc 17 gio ngay 10/12')
    expect((await desk.screen()).text).toContain('Thời hạn: trước 17:00 ngày 10/12/2026')
    await press(desk, 'Giao việc')
    const [card] = await world.said('KT')
    expect(card?.text).toContain('Thời hạn: 17:00 ngày 10/12/2026 ("truoc 17 gio ngay 10/12")')
  })

  it('can be edited before, and asks for the unit when it has none', async () => {
    const { world } = desk
    await world.says('Hoa', 'riêng', '/giaoviec báo cáo số liệu tiêm chủng')
    await world.said()
    await world.taps('Hoa', 'riêng', 'Giao việc')
    expect((await desk.screen()).text).toContain('chưa có đơn vị chủ trì')
    await world.taps('Hoa', 'riêng', 'Chọn đơn vị')
    await world.said()
    await world.taps('Hoa', 'riêng', 'Trung tâm Dịch vụ sự nghiệp công')
    await world.said()
    await world.taps('Hoa', 'riêng', 'Xong')
    await world.said()
    await world.taps('Hoa', 'riêng', 'Quay lại')
    await world.said()
    await world.taps('Hoa', 'riêng', 'Giao việc')
    expect((await desk.screen()).text).toContain('Chưa có nhóm, đề nghị đồng chí sao chép gửi Zalo')
    expect(await world.database.db.select().from(assignments)).toHaveLength(1)
  })

  it('given after office hours waits for the morning when that is chosen', async () => {
    const { world } = desk
    world.now = new Date('2026-09-18T11:00:00.000Z')
    await world.says('Hoa', 'riêng', '/giaoviec KT, VP báo cáo số liệu trước 25/9')
    await world.said()
    await world.taps('Hoa', 'riêng', 'Giao việc')
    expect((await desk.screen()).buttons[0]).toEqual(['Gửi ngay', '07:30 ngày 21/9/2026'])
    await world.taps('Hoa', 'riêng', '07:30 ngày 21/9/2026')
    const rows = await world.database.db.select().from(outbox).where(eq(outbox.class, 1))
    expect(rows.map((row) => [row.chatId, row.notBefore?.toISOString()]).sort()).toEqual(
      [
        [world.groups.KT, '2026-09-21T00:30:00.000Z'],
        [world.groups.VP, '2026-09-21T00:30:00.000Z'],
      ].sort(),
    )
  })

  it('marked HỎA TỐC it goes at once, after office hours too', async () => {
    const { world } = desk
    world.now = new Date('2026-09-18T12:30:00.000Z')
    await world.says('Hoa', 'riêng', '/giaoviec KT HỎA TỐC nộp báo cáo thiệt hại')
    expect((await desk.screen()).text).toContain('Mức độ: HỎA TỐC')
    expect((await world.taps('Hoa', 'riêng', 'Giao việc'))?.text).toBe('Đã giao 1 việc.')
    const rows = await world.database.db.select().from(outbox).where(eq(outbox.chatId, world.groups.KT))
    expect(rows.map((row) => row.notBefore)).toEqual([null])
  })

  it('is given from the card to which choosing its unit leads', async () => {
    const { world } = desk
    await world.says('Hoa', 'riêng', '/giaoviec báo cáo số liệu tiêm chủng')
    for (const label of ['Giao việc', 'Chọn đơn vị', 'Phòng Kinh tế', 'Xong']) await press(desk, label)
    expect((await desk.screen()).buttons[0]).toEqual(['Giao việc'])
    expect((await press(desk, 'Giao việc'))?.text).toBe('Đã giao 1 việc.')
    expect((await desk.screen()).text).toContain('Đã giao việc')
  })

  it('reaches every unit of a common group, a card for each', async () => {
    const { world } = desk
    await world.database.db.update(chatUnits).set({ chatId: world.groups.VP })
    await world.says('Hoa', 'riêng', '/giaoviec KT, VP, VHXH, PVHCC báo cáo số liệu trước 25/9')
    await world.said()
    await world.taps('Hoa', 'riêng', 'Giao việc')
    expect(await world.said('VP')).toHaveLength(4)
  })

  it('a partner is asked in its group, or by hand where it has none; it owes nothing', async () => {
    const { world } = desk
    const { VP, VHXH } = world.units
    await world.database.db
      .update(unitRows)
      .set({ kind: 'partner' })
      .where(inArray(unitRows.id, [VP, VHXH]))
    await world.database.db.delete(chatUnits).where(eq(chatUnits.unitId, VHXH))
    await world.says('Hoa', 'riêng', '/giaoviec VP, VHXH tuyên truyền nộp hồ sơ trực tuyến')
    await world.said()
    await world.taps('Hoa', 'riêng', 'Giao việc')
    expect(await world.database.db.select().from(assignments)).toEqual([])
    expect((await world.said('VP')).map((one) => one.text)).toEqual([
      'Kính đề nghị phối hợp: Văn phòng HĐND và UBND, 1 nội dung\n1. Tuyên truyền nộp hồ sơ trực tuyến',
    ])
    expect((await desk.screen()).text).toContain('– Phòng Văn hóa - Xã hội: đề nghị phối hợp 1 nội dung')
    await world.taps('Hoa', 'riêng', 'Sao chép gửi Zalo')
    expect((await world.said('riêng')).at(-1)?.text).toContain(
      'Kính đề nghị phối hợp: Phòng Văn hóa - Xã hội, 1 nội dung\n1. Tuyên truyền nộp hồ sơ trực tuyến',
    )
  })

  it('is the officers’ only', async () => {
    await desk.world.says('Bình', 'riêng', '/giaoviec KT báo cáo')
    expect((await desk.world.said('riêng', 'Bình'))[0]?.text).toContain('không có quyền')
  })

  it('does not stand among the letters that wait', async () => {
    await desk.world.says('Hoa', 'riêng', '/giaoviec KT báo cáo số liệu')
    await desk.world.said()
    await desk.world.says('Hoa', 'riêng', '/vanban')
    expect((await desk.world.said('riêng'))[0]?.text).not.toContain('Dự thảo chờ giao')
  })

  it('refuses a day that does not exist and keeps nothing', async () => {
    await desk.world.says('Hoa', 'riêng', '/giaoviec KT báo cáo trước 31/6')
    expect((await desk.world.said('riêng'))[0]?.text).toContain('không phải là một ngày')
    expect(await desk.world.database.db.select().from(tasks).where(eq(tasks.communeId, desk.world.communeId))).toEqual(
      [],
    )
  })

  async function give(line: string): Promise<void> {
    await desk.world.says('Hoa', 'riêng', `/giaoviec ${line}`)
    await desk.world.said()
    await desk.world.taps('Hoa', 'riêng', 'Giao việc')
    await desk.world.said()
  }

  it('is asked for, with an example, when only the unit was typed', async () => {
    await desk.world.says('Hoa', 'riêng', '/giaoviec KT')
    const [told] = await desk.world.said('riêng')
    expect(told?.text).toContain('“KT” chưa nói giao việc gì')
    expect(told?.text).toContain('ví dụ: /giaoviec KT ')
    expect(await desk.world.database.db.select().from(directives)).toEqual([])
  })

  it('without a day is not said to have a letter that names none', async () => {
    await desk.world.says('Hoa', 'riêng', '/giaoviec KT báo cáo số liệu tiêm chủng')
    await desk.world.said()
    await desk.world.taps('Hoa', 'riêng', 'Giao việc')
    const [card] = await desk.world.said('KT')
    expect(card?.text).toContain('Thời hạn: chưa có thời hạn')
    expect(card?.text).not.toContain('văn bản')
  })

  it('can be taken back after it was given: the card goes, the group is told, nothing is owed', async () => {
    await give('KT báo cáo số liệu tiêm chủng trước 25/9')
    expect((await desk.screen()).buttons.slice(-2)).toEqual([['Đính chính'], ['Gửi nhầm, rút lại']])
    await desk.world.taps('Hoa', 'riêng', 'Gửi nhầm, rút lại')
    expect((await desk.screen()).text).toContain('Rút lại Việc giao trực tiếp “Báo cáo số liệu tiêm chủng trước 25/9”?')
    const ack = await desk.world.taps('Hoa', 'riêng', 'Rút lại')
    expect(ack?.text).toBe('Đã rút 1 việc.')
    expect(await desk.world.database.db.select().from(assignments)).toMatchObject([{ status: 'withdrawn' }])
    const told = await desk.world.history(desk.world.groups.KT)
    expect(told.at(-1)?.text).toContain('gửi nhầm, đã rút. Không phải thực hiện: #1.')
    const after = await desk.screen()
    expect(after.text).toContain('Gửi nhầm, đã rút lại: Việc giao trực tiếp')
    expect(after.buttons).toEqual([])
  })

  it('can be corrected after it was given: what is unchanged keeps its number and its answer', async () => {
    await give('KT, VP báo cáo số liệu tiêm chủng trước 25/9')
    const { KT, VP, VHXH } = desk.world.units
    await desk.world.database.db.update(assignments).set({ status: 'accepted' }).where(eq(assignments.unitId, KT))
    await desk.world.taps('Hoa', 'riêng', 'Đính chính')
    await desk.world.said()
    const [, next] = await desk.world.database.db.select().from(directives).orderBy(directives.id)
    const id = next?.id ?? 0
    await desk.world.taps('Hoa', 'riêng', `draft.unit:${id}:1:1:l:${VP}:0`)
    await desk.world.taps('Hoa', 'riêng', `draft.unit:${id}:2:1:l:${VHXH}:1`)
    await desk.world.taps('Hoa', 'riêng', `draft.show:${id}`)
    expect((await desk.screen()).text).toContain('– giữ nguyên số và câu trả lời: #2\n– rút: #1')
    await desk.world.taps('Hoa', 'riêng', `draft.issue:${id}:3`)
    const rows = await desk.world.database.db.select().from(assignments).orderBy(assignments.number)
    expect(rows.map((row) => [row.number, row.unitId, row.status])).toEqual([
      [1, VP, 'withdrawn'],
      [2, KT, 'accepted'],
      [3, VHXH, 'unanswered'],
    ])
    const told = await desk.world.history(desk.world.groups.VP)
    expect(told.some((one) => one.text.includes('Không phải thực hiện nữa: #1.'))).toBe(true)
  })
})
