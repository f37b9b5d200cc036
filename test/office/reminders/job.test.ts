import { and, asc, eq, like } from 'drizzle-orm'
import { afterEach, describe, expect, it } from 'vitest'
import { plainText } from '../../../src/chat/message.js'
import { assignments, requests } from '../../../src/db/schema/assignments.js'
import { days } from '../../../src/db/schema/communes.js'
import { chats, chatUnits } from '../../../src/db/schema/people.js'
import { outbox } from '../../../src/db/schema/post.js'
import { events } from '../../../src/db/schema/trail.js'
import { addDays, dayOf, instantOf } from '../../../src/lib/day.js'
import { digestsAt, dryRun } from '../../../src/office/reminders/dry-run.js'
import { runReminders } from '../../../src/office/reminders/job.js'
import { nextMilestone } from '../../../src/office/reminders/moments.js'
import { openWorld, type World } from '../../support/world.js'
import { change, give, giveAll } from './work.js'

const at = (day: string, time = '08:00') => instantOf(day, time)

let world: World
const open = async () => {
  world = await openWorld({ entries: [], now: at('2026-09-01', '09:00') })
  world.now = at('2026-09-03', '09:00')
}
afterEach(async () => {
  await world.close()
})

/** Runs the job at this moment; returns what it queued, by chat, and counts it as sent. */
async function run(day: string, time = '08:00') {
  world.now = at(day, time)
  await runReminders(world.database.db, world.now)
  return world.said()
}

const nameOf = (chatId: number) =>
  Object.entries({ ...world.groups, ...world.privates }).find(([, id]) => id === chatId)?.[0] ?? String(chatId)
const summary = (said: { chatId: number; text: string }[]) =>
  Object.fromEntries(said.map(({ chatId, text }) => [nameOf(chatId), text.split('\n').filter((line) => line)]))

describe('a milestone morning', () => {
  it('gives every group one digest, its head named, and nothing to units without work', async () => {
    await open()
    await giveAll(world, [
      { unit: 'KT', text: 'Giải ngân vốn đầu tư công', legalDueOn: '2026-09-18', number: 101 },
      { unit: 'KT', text: 'Rà soát giá đất', legalDueOn: '2026-09-11', number: 102 },
      { unit: 'VHXH', text: 'Báo cáo chuyển đổi số', trackingOn: '2026-09-18', number: 103 },
      { unit: 'VP', text: 'Lịch tiếp công dân', legalDueOn: '2026-12-31', number: 104 },
    ])
    const said = await run('2026-09-11')
    expect(summary(said)).toEqual({
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
      .where(eq(outbox.key, `digest:${world.groups.KT}:2026-09-11:am`))
    expect(first).toMatchObject({ class: 2, communeId: world.communeId, expiresAt: at('2026-09-12', '00:00') })
    expect(said.find((one) => one.chatId === world.groups.KT)?.buttons).toEqual([['Xem #102', 'Xem #101']])
  })

  it('says nothing twice, however often it is run and whatever was said before', async () => {
    await open()
    await give(world, { unit: 'KT', legalDueOn: '2026-09-18' })
    expect(await run('2026-09-11')).toHaveLength(1)
    for (let count = 0; count < 10; count++) expect(await run('2026-09-11', `08:0${count}`)).toEqual([])
    expect(await run('2026-09-11', '07:59')).toEqual([])
    const remembered = await world.database.db.select().from(events).where(eq(events.action, 'assignment.remind'))
    expect(remembered).toHaveLength(1)
  })

  it('leaves out who has reported', async () => {
    await open()
    const reported = await give(world, { unit: 'KT', legalDueOn: '2026-09-18' })
    await give(world, { unit: 'VHXH', legalDueOn: '2026-09-18' })
    world.now = at('2026-09-10', '15:00')
    await change(world, reported, { status: 'awaiting', reportedAt: world.now })
    expect(Object.keys(summary(await run('2026-09-11')))).toEqual(['VHXH'])
  })

  it('takes back what was reported before the digest went out', async () => {
    await open()
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
    await open()
    await giveAll(
      world,
      Array.from({ length: 60 }, (_, index) => ({
        unit: 'KT' as const,
        text: 'Chủ trì, phối hợp với các cơ quan liên quan rà soát, cập nhật, công khai thủ tục hành chính\nthuộc phạm vi quản lý',
        legalDueOn: '2026-09-18',
        number: 301 + index,
      })),
    )
    const [said] = await run('2026-09-11')
    expect(said?.text).toContain('Sắp đến hạn (60)')
    expect(said?.text).toContain('… và 40 việc khác, xem /viec')
    expect(said?.text.split('\n').filter((line) => line.startsWith('#'))).toHaveLength(20)
    expect(said!.text.length).toBeLessThan(2600)
    expect(said?.buttons.flat()).toHaveLength(8)
  })

  it('asks who has not confirmed receipt, inside the same digest, until they have', async () => {
    await open()
    const id = await give(world, { unit: 'KT', status: 'unanswered', trackingOn: '2026-12-31' })
    expect(await run('2026-09-03', '09:01')).toEqual([])
    expect(summary(await run('2026-09-04')).KT?.[2]).toBe('Chưa xác nhận nhận việc (1)')
    expect(await run('2026-09-04', '08:05')).toEqual([])
    expect(summary(await run('2026-09-07')).KT?.[2]).toBe('Chưa xác nhận nhận việc (1)')
    await change(world, id, { status: 'accepted' })
    expect(await run('2026-09-08')).toEqual([])
  })
})

describe('the calendar', () => {
  it('is silent on Tết, on Quốc khánh and at weekends', async () => {
    await open()
    await giveAll(world, [
      { unit: 'KT', legalDueOn: '2027-02-08', number: 401 },
      { unit: 'KT', legalDueOn: '2026-09-09', number: 402 },
    ])
    for (const day of ['2026-09-05', '2026-09-06']) expect(await run(day)).toEqual([])
    await change(world, (await world.database.db.select().from(assignments))[1]!.id, { status: 'done' })
    for (const day of ['2027-02-05', '2027-02-06', '2027-02-08', '2027-02-11']) expect(await run(day)).toEqual([])
  })

  it('works on a swapped Saturday, and keeps a day off that the commune set itself', async () => {
    world = await openWorld({ entries: [], now: at('2026-08-10', '09:00') })
    await give(world, { unit: 'KT', legalDueOn: '2026-08-22' })
    await world.database.db.insert(days).values({ communeId: world.communeId, day: '2026-08-19', kind: 'off' })
    for (const day of ['2026-08-14', '2026-08-17', '2026-08-18']) await run(day)
    expect(await run('2026-08-19')).toEqual([])
    expect(await run('2026-08-20')).toEqual([])
    expect(await run('2026-08-21')).toHaveLength(1)
    expect(summary(await run('2026-08-22')).KT).toContain('Đến hạn hôm nay (1)')
  })
})

describe('after downtime', () => {
  for (const [gap, back] of [
    ['25 hours', '2026-09-12'],
    ['a week', '2026-09-18'],
    ['half a year with Tết in it', '2027-02-12'],
  ] as const)
    it(`of ${gap} each group gets one digest for everything missed`, async () => {
      await open()
      await giveAll(world, [
        { unit: 'KT', legalDueOn: '2026-09-18', number: 501 },
        { unit: 'KT', legalDueOn: '2026-09-14', number: 502 },
        { unit: 'KT', status: 'unanswered', trackingOn: '2027-03-31', number: 503 },
        { unit: 'VHXH', legalDueOn: '2026-09-15', number: 504 },
      ])
      await run('2026-09-04')
      const said = []
      // Back at nine, then a tick every hour.
      const first = back === '2026-09-12' ? '2026-09-14' : back
      if (first !== back) expect(await run(back, '09:00')).toEqual([])
      for (const hour of ['09', '10', '11', '12', '13']) said.push(...(await run(first, `${hour}:00`)))
      const groups = said.filter((one) => Object.values(world.groups).includes(one.chatId))
      expect(groups.map((one) => nameOf(one.chatId)).sort()).toEqual(['KT', 'VHXH'])
    })

  it('one message covers the milestones missed by work that was entered late', async () => {
    await open()
    world.now = at('2026-09-16', '10:00')
    await give(world, { unit: 'KT', legalDueOn: '2026-09-18' })
    expect(await run('2026-09-16', '10:01')).toEqual([])
    expect(await run('2026-09-17')).toHaveLength(1)
    expect(await run('2026-09-17', '14:00')).toEqual([])
  })
})

describe('the second digest', () => {
  it('comes at 14:00 on the due day only, for what is still unreported', async () => {
    await open()
    const [reported] = await giveAll(world, [
      { unit: 'KT', legalDueOn: '2026-09-18', number: 601 },
      { unit: 'KT', legalDueOn: '2026-09-18', number: 602 },
      { unit: 'VHXH', legalDueOn: '2026-09-21', number: 603 },
      { unit: 'KT', legalDueOn: '2026-09-25', number: 604 },
    ])
    await run('2026-09-11')
    expect(await run('2026-09-11', '14:00')).toEqual([])
    await run('2026-09-15')
    await run('2026-09-17')
    expect(Object.keys(summary(await run('2026-09-18')))).toEqual(['KT', 'VHXH'])
    world.now = at('2026-09-18', '11:00')
    await change(world, reported!, { status: 'awaiting', reportedAt: world.now })
    expect(await run('2026-09-18', '11:01')).toEqual([])
    expect(summary(await run('2026-09-18', '14:00'))).toEqual({
      KT: [
        'Nhắc lần 2 ngày 18/9/2026 · Phòng Kinh tế: việc đến hạn hôm nay, chưa báo cáo',
        'Kính gửi đồng chí Bình',
        'Đến hạn hôm nay (1)',
        expect.stringMatching(/^#602 .* \(hạn 18\/9\)$/),
        'Đề nghị đồng chí báo cáo kết quả, hoặc nêu khó khăn và ngày dự kiến hoàn thành.',
      ],
    })
    expect(await run('2026-09-18', '14:01')).toEqual([])
  })
})

describe('after a morning that was missed', () => {
  it('the digest of the afternoon is the first of its day and holds everything', async () => {
    await open()
    await giveAll(world, [
      { unit: 'KT', legalDueOn: '2026-09-18', number: 651 },
      { unit: 'KT', legalDueOn: '2026-09-21', number: 652 },
    ])
    const said = summary(await run('2026-09-18', '15:10'))
    expect(said.KT?.[0]).toBe('Nhắc việc ngày 18/9/2026 · Phòng Kinh tế')
    expect(said.KT?.join('\n')).toMatch(/Đến hạn hôm nay \(1\)\n#651[^\n]*\nSắp đến hạn \(1\)\n#652/)
    expect(await run('2026-09-18', '15:11')).toEqual([])
  })
})

describe('in English', () => {
  it('the digest has the same parts', async () => {
    await open()
    await world.database.db.update(chats).set({ locale: 'en' })
    await giveAll(world, [
      { unit: 'KT', legalDueOn: '2026-09-18', before: true, promisedOn: '2026-09-18', status: 'late', number: 661 },
      { unit: 'KT', trackingOn: '2026-09-18', status: 'unanswered', number: 662 },
      { unit: 'DVSNC', legalDueOn: '2026-08-18', issuedLate: true, number: 663 },
    ])
    const said = summary(await run('2026-09-11'))
    expect(said.KT?.join('\n')).toMatch(/Due soon \(2\)\n#66.*\n/)
    expect(said.KT?.join('\n')).toContain('(before 18/9, expected 18/9)')
    expect(said.Hoa?.join('\n')).toMatch(/#663 DVSNC: .* \(due 18\/8, issued after its deadline\)/)
  })
})

describe('who hears of it', () => {
  it('a common group never lists who is overdue: the heads hear it in private', async () => {
    await open()
    const { db } = world.database
    await db.update(chats).set({ common: true }).where(eq(chats.id, world.groups.VP))
    await db.update(chatUnits).set({ chatId: world.groups.VP }).where(eq(chatUnits.unitId, world.units.KT))
    await giveAll(world, [
      { unit: 'KT', legalDueOn: '2026-09-08', number: 701 },
      { unit: 'VP', legalDueOn: '2026-09-18', number: 702 },
    ])
    await run('2026-09-07')
    await run('2026-09-08')
    await run('2026-09-09')
    const said = summary(await run('2026-09-11'))
    expect(said.VP?.join('\n')).toContain('#702')
    expect(said.VP?.join('\n')).not.toContain('#701')
    expect(said.Bình?.join('\n')).toMatch(/Quá hạn \(1\)\n#701/)
    expect(Object.keys(said).sort()).toEqual(['Bình', 'VP', 'Đức'].sort())
  })

  it('a unit without a group: its head in private, and the officers get one digest of such units', async () => {
    await open()
    await giveAll(world, [
      { unit: 'DVSNC', legalDueOn: '2026-09-18', number: 711 },
      { unit: 'KT', legalDueOn: '2026-09-18', number: 712 },
    ])
    await world.database.db.delete(chatUnits).where(eq(chatUnits.unitId, world.units.KT))
    const said = summary(await run('2026-09-11'))
    expect(Object.keys(said).sort()).toEqual(['Bình', 'Hoa', 'Lan'])
    expect(said.Bình?.[1]).toBe('Sắp đến hạn (1)')
    expect(said.Hoa).toEqual([
      'Nhắc việc ngày 11/9/2026',
      'Đơn vị chưa nhắc được trong nhóm riêng (2)',
      expect.stringContaining('#711 DVSNC:'),
      expect.stringContaining('#712 KT:'),
    ])
  })

  it('the officer hears of overdue work on its first working day, the leader on the third, once each', async () => {
    await open()
    const id = await give(world, { unit: 'KT', legalDueOn: '2026-09-11', number: 721 })
    const heard: string[] = []
    for (let day = '2026-09-04'; day <= '2026-10-02'; day = addDays(day, 1))
      for (const one of await run(day))
        if (!Object.values(world.groups).includes(one.chatId)) heard.push(`${day} ${nameOf(one.chatId)}`)
    expect(heard).toEqual(['2026-09-14 Hoa', '2026-09-14 Lan', '2026-09-16 Đức'])
    await change(world, id, { extendedTo: '2026-10-07' })
    for (let day = '2026-10-05'; day <= '2026-10-09'; day = addDays(day, 1))
      for (const one of await run(day))
        if (!Object.values(world.groups).includes(one.chatId)) heard.push(`${day} ${nameOf(one.chatId)}`)
    expect(heard.slice(3)).toEqual(['2026-10-08 Hoa', '2026-10-08 Lan'])
  })
})

describe('a new day', () => {
  it('granted or promised re-aims the reminders and voids those of the old one', async () => {
    await open()
    const [extended, promised] = await giveAll(world, [
      { unit: 'KT', legalDueOn: '2026-09-18' },
      { unit: 'VHXH', legalDueOn: '2026-09-18' },
    ])
    expect(await run('2026-09-11')).toHaveLength(2)
    world.now = at('2026-09-14', '16:00')
    await change(world, extended!, { extendedTo: '2026-10-09' })
    await change(world, promised!, { status: 'late', promisedOn: '2026-09-30' })
    const heard: string[] = []
    for (let day = '2026-09-14'; day <= '2026-10-02'; day = addDays(day, 1))
      for (const one of await run(day))
        if (Object.values(world.groups).includes(one.chatId)) heard.push(`${day} ${nameOf(one.chatId)}`)
    expect(heard).toEqual([
      '2026-09-23 VHXH',
      '2026-09-25 VHXH', // three days before is a Sunday… the 27th moves to the 25th
      '2026-09-29 VHXH',
      '2026-09-30 VHXH',
      '2026-10-02 KT',
    ])
  })

  it('asked for and not decided silences; refused, the reminders go on', async () => {
    await open()
    const id = await give(world, { unit: 'KT', legalDueOn: '2026-09-18' })
    await run('2026-09-11')
    const { db } = world.database
    const [request] = await db
      .insert(requests)
      .values({
        communeId: world.communeId,
        assignmentId: id,
        kind: 'extension',
        text: 'chờ số liệu',
        until: '2026-09-30',
        askedAt: world.now,
      })
      .returning()
    expect(await run('2026-09-15')).toEqual([])
    expect(await run('2026-09-17')).toEqual([])
    await db.update(requests).set({ state: 'refused' }).where(eq(requests.id, request!.id))
    world.now = at('2026-09-17', '15:00')
    await change(world, id, {})
    expect(await run('2026-09-18')).toHaveLength(1)
  })
})

describe('planning ahead', () => {
  it('a dry run says what would be sent and writes nothing', async () => {
    await open()
    await give(world, { unit: 'KT', legalDueOn: '2026-09-18', number: 801 })
    await run('2026-09-04')
    const dry = await world.write((tx) => digestsAt(tx, world.communeId, at('2026-09-11')))
    expect(dry.map((one) => [one.key, one.numbers, plainText(one.message.spans).includes('#801')])).toEqual([
      [`digest:${world.groups.KT}:2026-09-11:am`, [801], true],
    ])
    expect(await world.write((tx) => digestsAt(tx, world.otherCommuneId, at('2026-09-11')))).toEqual([])
    expect(await world.write((tx) => dryRun(tx, undefined, at('2026-09-11')))).toMatch(
      /sẽ gửi 1 tin nhắc:\n\n--- UBND xã Đường An · Nhóm KT\nNhắc việc[\s\S]*#801/,
    )
    expect(await world.said()).toEqual([])
    expect(await world.write((tx) => nextMilestone(tx, world.now))).toEqual(at('2026-09-11'))
  })

  it('looks only at what is due', async () => {
    await open()
    await giveAll(
      world,
      Array.from({ length: 40 }, (_, index) => ({ unit: 'KT' as const, legalDueOn: addDays('2026-10-01', index) })),
    )
    const { db } = world.database
    expect((await runReminders(db, world.now)).looked).toBe(40)
    expect((await runReminders(db, world.now)).looked).toBe(0)
    const morning = at('2026-10-05')
    const due = (await db.select().from(assignments)).filter((row) => row.nextLookAt && row.nextLookAt <= morning)
    expect((await runReminders(db, morning)).looked).toBe(due.length)
  })
})

describe('a year', () => {
  it('with random answers never gives a group more than two digests a day, nor any on a day off', async () => {
    await open()
    const { db } = world.database
    let seed = 42
    const random = (below: number) => {
      seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648
      return Math.floor((seed / 2_147_483_648) * below)
    }
    const units = ['VP', 'KT', 'VHXH', 'PVHCC', 'DVSNC'] as const
    const ids: number[] = []
    for (let day = '2026-09-03'; day < '2027-09-03'; day = addDays(day, 1 + random(3))) {
      world.now = at(day, `1${random(8)}:${10 + random(49)}`)
      if (random(4) === 0)
        ids.push(
          ...(await giveAll(
            world,
            Array.from({ length: 1 + random(4) }, () => ({
              unit: units[random(5)]!,
              status: 'unanswered' as const,
              ...(random(4) === 0
                ? { trackingOn: addDays(day, random(90)) }
                : { legalDueOn: addDays(day, random(60)) }),
              before: random(5) === 0,
            })),
          )),
        )
      for (let count = random(4); count > 0 && ids.length > 0; count--) {
        const id = ids[random(ids.length)]!
        const sets = [
          { status: 'accepted' as const },
          { status: 'in-progress' as const, reportedAt: null },
          { status: 'late' as const, promisedOn: addDays(day, random(20)) },
          { status: 'awaiting' as const, reportedAt: world.now },
          { status: 'done' as const, reportedAt: world.now },
          { extendedTo: addDays(day, random(30)) },
        ]
        await change(world, id, sets[random(sets.length)]!)
      }
      for (const time of ['08:00', '09:13', '14:00', '20:00'].slice(0, 1 + random(4)))
        await runReminders(db, at(day, time))
    }
    const rows = await db
      .select({ key: outbox.key, chatId: outbox.chatId, createdAt: outbox.createdAt })
      .from(outbox)
      .where(and(like(outbox.key, 'digest:%'), eq(outbox.communeId, world.communeId)))
      .orderBy(asc(outbox.id))
    expect(rows.length).toBeGreaterThan(80)
    const perDay = new Map<string, number>()
    for (const row of rows) {
      const day = dayOf(row.createdAt)
      expect([6, 0].includes(new Date(day).getUTCDay()), `${day} is a weekend`).toBe(false)
      expect(['2026-11-24', '2027-01-01', '2027-02-08', '2027-02-09', '2027-04-30', '2027-09-02']).not.toContain(day)
      const key = `${row.chatId} ${day}`
      perDay.set(key, (perDay.get(key) ?? 0) + 1)
    }
    expect(Math.max(...perDay.values())).toBeLessThanOrEqual(2)
  }, 120_000)
})
