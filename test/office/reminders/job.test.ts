import { eq } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { assignments } from '../../../src/db/schema/assignments.js'
import { days } from '../../../src/db/schema/communes.js'
import { chats } from '../../../src/db/schema/people.js'
import { outbox } from '../../../src/db/schema/post.js'
import { events } from '../../../src/db/schema/trail.js'
import { runReminders } from '../../../src/office/reminders/job.js'
import { openWorld, type World } from '../../support/world.js'
import { at, nameOf, openMorning, run, summary } from './morning.js'
import { change, give, giveAll } from './work.js'

let world: World
beforeEach(async () => {
  world = await openMorning()
})
afterEach(() => world.close())

describe('a milestone morning', () => {
  it('gives every group one digest, its head named, and nothing to units without work', async () => {
    await giveAll(world, [
      { unit: 'KT', text: 'Giải ngân vốn đầu tư công', legalDueOn: '2026-09-18', number: 101 },
      { unit: 'KT', text: 'Rà soát giá đất', legalDueOn: '2026-09-11', number: 102 },
      { unit: 'VHXH', text: 'Báo cáo chuyển đổi số', trackingOn: '2026-09-18', number: 103 },
      { unit: 'VP', text: 'Lịch tiếp công dân', legalDueOn: '2026-12-31', number: 104 },
    ])
    const said = await run(world, '2026-09-11')
    expect(summary(world, said)).toEqual({
      KT: [
        'Nhắc việc ngày 11/9/2026 · Phòng Kinh tế',
        'Kính gửi đồng chí Bình',
        'Đến hạn hôm nay (1)',
        '#102 Rà soát giá đất (hạn 11/9)',
        'Sắp đến hạn (1)',
        '#101 Giải ngân vốn đầu tư công (hạn 18/9)',
        'Đề nghị đồng chí báo cáo kết quả, hoặc nêu khó khăn và ngày dự kiến hoàn thành.',
      ],
      VHXH: [
        'Nhắc việc ngày 11/9/2026 · Phòng Văn hóa - Xã hội',
        'Kính gửi đồng chí Chi',
        'Sắp đến hạn (1)',
        '#103 Báo cáo chuyển đổi số (mốc 18/9)',
        'Đề nghị đồng chí báo cáo kết quả, hoặc nêu khó khăn và ngày dự kiến hoàn thành.',
      ],
    })
    const [first] = await world.database.db
      .select()
      .from(outbox)
      .where(eq(outbox.key, `digest:${world.groups.KT}:${world.communeId}:2026-09-11:am`))
    expect(first).toMatchObject({ class: 2, communeId: world.communeId, expiresAt: at('2026-09-12', '00:00') })
    expect(said.find((one) => one.chatId === world.groups.KT)?.buttons).toEqual([['Xem #102', 'Xem #101']])
  })

  it('the heading counts all that is overdue, though only that day’s turns are listed', async () => {
    await giveAll(world, [
      { unit: 'KT', text: 'Rà soát giá đất', legalDueOn: '2026-09-10', number: 111 },
      { unit: 'KT', text: 'Kiểm kê tài sản', legalDueOn: '2026-09-08', number: 112 },
      { unit: 'KT', text: 'Lập danh mục', trackingOn: '2026-09-08', number: 113 },
    ])
    await run(world, '2026-09-10')
    await run(world, '2026-09-11')
    const lines = summary(world, await run(world, '2026-09-15')).KT ?? []
    expect(lines).toContain('Quá hạn (2)')
    expect(lines.filter((line) => line.startsWith('#11'))).toEqual(['#111 Rà soát giá đất (hạn 10/9)'])
    expect(lines).toContain('… và 1 việc khác chưa báo cáo, xem đủ: /viec')
  })

  it('says how much is overdue also when nothing of it has its turn that day; the second digest is about its day alone', async () => {
    await giveAll(world, [
      { unit: 'KT', text: 'Rà soát giá đất', legalDueOn: '2026-09-07', number: 115 },
      { unit: 'KT', text: 'Lập danh mục', trackingOn: '2026-09-07', number: 116 },
      { unit: 'KT', text: 'Kiểm kê tài sản', legalDueOn: '2026-08-18', issuedLate: true, number: 117 },
    ])
    for (const day of ['2026-09-07', '2026-09-10', '2026-09-14']) await run(world, day)
    await give(world, { unit: 'KT', text: 'Báo cáo thu', legalDueOn: '2026-09-17', number: 118 })
    expect(summary(world, await run(world, '2026-09-17')).KT?.slice(2, 6)).toEqual([
      'Quá hạn (1): xem đủ ở /viec',
      'Chậm mốc theo dõi (1): xem đủ ở /viec',
      'Đến hạn hôm nay (1)',
      '#118 Báo cáo thu (hạn 17/9)',
    ])
    expect(summary(world, await run(world, '2026-09-17', '14:00')).KT?.join('\n')).not.toContain('Quá hạn')
  })

  it('a common group does not read how much its units have overdue', async () => {
    await world.database.db.update(chats).set({ common: true }).where(eq(chats.id, world.groups.KT))
    await give(world, { unit: 'KT', text: 'Rà soát giá đất', legalDueOn: '2026-09-07', number: 119 })
    for (const day of ['2026-09-07', '2026-09-10', '2026-09-14']) await run(world, day)
    await give(world, { unit: 'KT', text: 'Báo cáo thu', legalDueOn: '2026-09-17', number: 120 })
    const { KT = [] } = summary(world, await run(world, '2026-09-17'))
    expect(KT).toContain('#120 Báo cáo thu (hạn 17/9)')
    expect(KT.join('\n')).not.toContain('Quá hạn')
  })

  it('says nothing twice, however often it is run and whatever was said before', async () => {
    await give(world, { unit: 'KT', legalDueOn: '2026-09-18' })
    expect(await run(world, '2026-09-11')).toHaveLength(1)
    for (let count = 0; count < 10; count++) expect(await run(world, '2026-09-11', `08:0${count}`)).toEqual([])
    expect(await run(world, '2026-09-11', '07:59')).toEqual([])
    const remembered = await world.database.db
      .select()
      .from(events)
      .where(eq(events.action, 'assignment.remind'))
      .orderBy(events.id)
    expect(remembered).toHaveLength(1)
  })

  it('leaves out who has reported', async () => {
    const reported = await give(world, { unit: 'KT', legalDueOn: '2026-09-18' })
    await give(world, { unit: 'VHXH', legalDueOn: '2026-09-18' })
    world.now = at('2026-09-10', '15:00')
    await change(world, reported, { status: 'awaiting', reportedAt: world.now })
    expect(Object.keys(summary(world, await run(world, '2026-09-11')))).toEqual(['VHXH'])
  })

  it('takes back what was reported before the digest went out', async () => {
    const [first, second] = await giveAll(world, [
      { unit: 'KT', legalDueOn: '2026-09-18', number: 201 },
      { unit: 'KT', legalDueOn: '2026-09-18', number: 202 },
    ])
    world.now = at('2026-09-11')
    await runReminders(world.database.db, world.now)
    world.now = at('2026-09-11', '08:01')
    await change(world, first!, { status: 'done', reportedAt: world.now })
    await runReminders(world.database.db, world.now)
    const [left, ...more] = await world.history(world.groups.KT)
    expect(more).toEqual([])
    expect(left?.text).toContain('#202')
    expect(left?.text).not.toContain('#201')
    await change(world, second!, { status: 'awaiting', reportedAt: world.now })
    await runReminders(world.database.db, at('2026-09-11', '08:02'))
    expect(await world.history(world.groups.KT)).toEqual([])
  })

  it('is cut to what a phone can show when a unit has 60 pieces of work', async () => {
    await giveAll(
      world,
      Array.from({ length: 60 }, (_, index) => ({
        unit: 'KT' as const,
        text: 'Chủ trì, phối hợp với các cơ quan liên quan rà soát, cập nhật, công khai thủ tục hành chính\nthuộc phạm vi quản lý',
        legalDueOn: '2026-09-18',
        number: 301 + index,
      })),
    )
    const [said] = await run(world, '2026-09-11')
    expect(said?.text).toContain('Sắp đến hạn (60)')
    expect(said?.text).toContain('… và 40 việc khác, xem /viec')
    expect(said?.text.split('\n').filter((line) => line.startsWith('#'))).toHaveLength(20)
    expect(said!.text.length).toBeLessThan(2600)
    expect(said?.buttons.flat()).toHaveLength(8)
  })

  it('asks who has not confirmed receipt, inside the same digest, until they have', async () => {
    const id = await give(world, { unit: 'KT', status: 'unanswered', trackingOn: '2026-12-31' })
    expect(await run(world, '2026-09-03', '09:01')).toEqual([])
    expect(summary(world, await run(world, '2026-09-04')).KT?.[2]).toBe('Chưa xác nhận nhận việc (1)')
    expect(await run(world, '2026-09-04', '08:05')).toEqual([])
    expect(summary(world, await run(world, '2026-09-07')).KT?.[2]).toBe('Chưa xác nhận nhận việc (1)')
    await change(world, id, { status: 'accepted' })
    expect(await run(world, '2026-09-08')).toEqual([])
  })
})

describe('the calendar', () => {
  it('is silent on Tết, on Quốc khánh and at weekends', async () => {
    await giveAll(world, [
      { unit: 'KT', legalDueOn: '2027-02-08', number: 401 },
      { unit: 'KT', legalDueOn: '2026-09-09', number: 402 },
    ])
    for (const day of ['2026-09-05', '2026-09-06']) expect(await run(world, day)).toEqual([])
    await change(world, (await world.database.db.select().from(assignments))[1]!.id, { status: 'done' })
    for (const day of ['2027-02-05', '2027-02-06', '2027-02-08', '2027-02-11'])
      expect(await run(world, day)).toEqual([])
  })

  it('works on a swapped Saturday, and keeps a day off that the commune set itself', async () => {
    await world.close()
    world = await openWorld({ entries: [], now: at('2026-08-10', '09:00') })
    await give(world, { unit: 'KT', legalDueOn: '2026-08-22' })
    await world.database.db.insert(days).values({ communeId: world.communeId, day: '2026-08-19', kind: 'off' })
    for (const day of ['2026-08-14', '2026-08-17', '2026-08-18']) await run(world, day)
    expect(await run(world, '2026-08-19')).toEqual([])
    expect(await run(world, '2026-08-20')).toEqual([])
    expect(await run(world, '2026-08-21')).toHaveLength(1)
    expect(summary(world, await run(world, '2026-08-22')).KT).toContain('Đến hạn hôm nay (1)')
  })
})

describe('after downtime', () => {
  for (const [gap, back] of [
    ['25 hours', '2026-09-12'],
    ['a week', '2026-09-18'],
    ['half a year with Tết in it', '2027-02-12'],
  ] as const)
    it(`of ${gap} each group gets one digest for everything missed`, async () => {
      await giveAll(world, [
        { unit: 'KT', legalDueOn: '2026-09-18', number: 501 },
        { unit: 'KT', legalDueOn: '2026-09-14', number: 502 },
        { unit: 'KT', status: 'unanswered', trackingOn: '2027-03-31', number: 503 },
        { unit: 'VHXH', legalDueOn: '2026-09-15', number: 504 },
      ])
      await run(world, '2026-09-04')
      const said = []
      // Back at nine, then a tick every hour.
      const first = back === '2026-09-12' ? '2026-09-14' : back
      if (first !== back) expect(await run(world, back, '09:00')).toEqual([])
      for (const hour of ['09', '10', '11', '12', '13']) said.push(...(await run(world, first, `${hour}:00`)))
      const groups = said.filter((one) => Object.values(world.groups).includes(one.chatId))
      expect(groups.map((one) => nameOf(world, one.chatId)).sort()).toEqual(['KT', 'VHXH'])
    })

  it('one message covers the milestones missed by work that was entered late', async () => {
    world.now = at('2026-09-16', '10:00')
    await give(world, { unit: 'KT', legalDueOn: '2026-09-18' })
    expect(await run(world, '2026-09-16', '10:01')).toEqual([])
    expect(await run(world, '2026-09-17')).toHaveLength(1)
    expect(await run(world, '2026-09-17', '14:00')).toEqual([])
  })
})

describe('the second digest', () => {
  it('comes at 14:00 on the due day only, for what is still unreported', async () => {
    const [reported] = await giveAll(world, [
      { unit: 'KT', legalDueOn: '2026-09-18', number: 601 },
      { unit: 'KT', legalDueOn: '2026-09-18', number: 602 },
      { unit: 'VHXH', legalDueOn: '2026-09-21', number: 603 },
      { unit: 'KT', legalDueOn: '2026-09-25', number: 604 },
    ])
    await run(world, '2026-09-11')
    expect(await run(world, '2026-09-11', '14:00')).toEqual([])
    await run(world, '2026-09-15')
    await run(world, '2026-09-17')
    expect(Object.keys(summary(world, await run(world, '2026-09-18')))).toEqual(['KT', 'VHXH'])
    world.now = at('2026-09-18', '11:00')
    await change(world, reported!, { status: 'awaiting', reportedAt: world.now })
    expect(await run(world, '2026-09-18', '11:01')).toEqual([])
    expect(summary(world, await run(world, '2026-09-18', '14:00'))).toEqual({
      KT: [
        'Nhắc lần 2 ngày 18/9/2026 · Phòng Kinh tế: việc hết hạn hôm nay, chưa báo cáo',
        'Kính gửi đồng chí Bình',
        'Đến hạn hôm nay (1)',
        expect.stringMatching(/^#602 .* \(hạn 18\/9\)$/),
        'Đề nghị đồng chí báo cáo kết quả, hoặc nêu khó khăn và ngày dự kiến hoàn thành.',
      ],
    })
    expect(await run(world, '2026-09-18', '14:01')).toEqual([])
  })
})

describe('work due on a Sunday', () => {
  it('is reminded of on Friday, twice on Monday, its last day, and is overdue from Tuesday', async () => {
    await give(world, { unit: 'KT', text: 'Báo cáo thu ngân sách', legalDueOn: '2026-09-20', number: 611 })
    for (const day of ['2026-09-11', '2026-09-17']) await run(world, day)
    expect(summary(world, await run(world, '2026-09-18')).KT).toContain('Sắp đến hạn (1)')
    expect(await run(world, '2026-09-18', '14:00')).toEqual([])
    const line = '#611 Báo cáo thu ngân sách (hạn 20/9)'
    const heading = 'Hôm nay là ngày cuối còn tính đúng hạn (1)'
    expect(summary(world, await run(world, '2026-09-21')).KT?.slice(2, 4)).toEqual([heading, line])
    expect(summary(world, await run(world, '2026-09-21', '14:00')).KT?.slice(0, 4)).toEqual([
      'Nhắc lần 2 ngày 21/9/2026 · Phòng Kinh tế: việc hết hạn hôm nay, chưa báo cáo',
      'Kính gửi đồng chí Bình',
      heading,
      line,
    ])
    expect(Object.keys(summary(world, await run(world, '2026-09-22')))).toEqual(['Hoa', 'Lan'])
  })
})

describe('overdue work that nobody has confirmed having got', () => {
  it('stands once in the officer’s digest, who passes it on and hears that it became overdue', async () => {
    world.now = at('2026-09-17', '16:00')
    await give(world, {
      unit: 'DVSNC',
      text: 'Quét dọn chợ',
      status: 'unanswered',
      legalDueOn: '2026-09-18',
      number: 643,
    })
    await run(world, '2026-09-18')
    const { Hoa = [] } = summary(world, await run(world, '2026-09-21'))
    expect(Hoa.filter((line) => line.startsWith('#643'))).toEqual([
      '#643 DVSNC: Quét dọn chợ (hạn 18/9, quá hạn, chưa xác nhận nhận việc)',
    ])
    expect(Hoa.join('\n')).not.toContain('Việc vừa quá hạn')
  })

  it('says both, to the unit and to the officer of a unit without a group', async () => {
    world.now = at('2026-09-17', '16:00')
    await giveAll(world, [
      { unit: 'KT', text: 'Rà soát giá đất', status: 'unanswered', legalDueOn: '2026-09-18', number: 641 },
      { unit: 'DVSNC', text: 'Quét dọn chợ', status: 'unanswered', legalDueOn: '2026-09-18', number: 642 },
    ])
    await run(world, '2026-09-18')
    const said = summary(world, await run(world, '2026-09-21'))
    expect(said.KT?.slice(2, 4)).toEqual(['Quá hạn (1)', '#641 Rà soát giá đất (hạn 18/9, chưa xác nhận nhận việc)'])
    expect(said.Hoa).toContain('#642 DVSNC: Quét dọn chợ (hạn 18/9, quá hạn, chưa xác nhận nhận việc)')
  })
})

describe('duties that come again in the same words', () => {
  it('are told apart by their periods, also when both are due on one day', async () => {
    await giveAll(world, [
      { unit: 'KT', text: 'Báo cáo thu ngân sách', legalDueOn: '2026-12-18', period: '2026-Q4', number: 682 },
      { unit: 'KT', text: 'Báo cáo thu ngân sách', legalDueOn: '2026-12-18', period: '2026', number: 687 },
    ])
    expect(summary(world, await run(world, '2026-12-11')).KT?.slice(2, 5)).toEqual([
      'Sắp đến hạn (2)',
      '#682 Báo cáo thu ngân sách (hạn 18/12, kỳ quý IV/2026)',
      '#687 Báo cáo thu ngân sách (hạn 18/12, kỳ năm 2026)',
    ])
  })
})

describe('work whose day was past when it was given', () => {
  it('stands under its own heading, not under what is overdue', async () => {
    await giveAll(world, [
      { unit: 'KT', text: 'Rà soát quy hoạch', legalDueOn: '2026-08-18', issuedLate: true, number: 631 },
      { unit: 'KT', text: 'Rà soát giá đất', trackingOn: '2026-08-18', number: 632 },
    ])
    expect(summary(world, await run(world, '2026-09-04')).KT?.slice(2, 6)).toEqual([
      'Chậm mốc theo dõi (1)',
      '#632 Rà soát giá đất (mốc 18/8)',
      'Giao sau hạn, không tính là quá hạn (1)',
      '#631 Rà soát quy hoạch (hạn 18/8, giao sau hạn)',
    ])
  })
})

describe('after a morning that was missed', () => {
  it('the digest of the afternoon is the first of its day and holds everything', async () => {
    await giveAll(world, [
      { unit: 'KT', legalDueOn: '2026-09-18', number: 651 },
      { unit: 'KT', legalDueOn: '2026-09-21', number: 652 },
    ])
    const said = summary(world, await run(world, '2026-09-18', '15:10'))
    expect(said.KT?.[0]).toBe('Nhắc việc ngày 18/9/2026 · Phòng Kinh tế')
    expect(said.KT?.join('\n')).toMatch(/Đến hạn hôm nay \(1\)\n#651[^\n]*\nSắp đến hạn \(1\)\n#652/)
    expect(await run(world, '2026-09-18', '15:11')).toEqual([])
  })
})

describe('in English', () => {
  it('the digest has the same parts', async () => {
    await world.database.db.update(chats).set({ locale: 'en' })
    await giveAll(world, [
      { unit: 'KT', legalDueOn: '2026-09-18', before: true, promisedOn: '2026-09-18', status: 'late', number: 661 },
      { unit: 'KT', trackingOn: '2026-09-18', status: 'unanswered', number: 662 },
      { unit: 'DVSNC', legalDueOn: '2026-08-18', issuedLate: true, number: 663 },
    ])
    const said = summary(world, await run(world, '2026-09-11'))
    expect(said.KT?.join('\n')).toMatch(/Due soon \(2\)\n#66.*\n/)
    expect(said.KT?.join('\n')).toContain('(before 18/9, expected 18/9)')
    expect(said.Hoa?.join('\n')).toMatch(/#663 DVSNC: .* \(due 18\/8, issued after its deadline\)/)
  })
})
