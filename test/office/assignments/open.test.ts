import { and, eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { assignments, taskDeadlines } from '../../../src/db/schema/assignments.js'
import { communes, units } from '../../../src/db/schema/communes.js'
import { posts } from '../../../src/db/schema/people.js'
import { events } from '../../../src/db/schema/trail.js'
import { insertTasks, type NewTask, openAssignments, openDuePeriods } from '../../../src/office/assignments/open.js'
import { openWorld, type World } from '../../support/world.js'
import { newTask } from './orders.js'

let world: World
beforeAll(async () => {
  world = await openWorld({ entries: [] })
})
afterAll(() => world.close())

const task = (over: Partial<NewTask>) => newTask(world, over)

describe('opening assignments', () => {
  it('gives one number per lead unit and deadline, in the order of the letter', async () => {
    const opened = await world.write(async (tx) => {
      const stored = await insertTasks(
        tx,
        [
          task({ position: 2, leadUnitIds: [world.units.VHXH] }),
          task({
            position: 1,
            leadUnitIds: [world.units.KT, world.units.VP],
            rules: [
              { kind: 'date', due: '2026-09-30', words: 'trước ngày 30/9/2026', before: true, time: '11:00' },
              { kind: 'none', words: 'kịp thời' },
            ],
            trackingOn: '2026-12-31',
          }),
        ],
        world.now,
      )
      return openAssignments(
        tx,
        {
          communeId: world.communeId,
          taskIds: stored.map((one) => one.taskId),
          issuedOn: '2026-09-10',
          actorId: world.persons.Hoa,
        },
        world.now,
      )
    })
    expect(opened.map((one) => [one.number, one.unitId, one.legalDueOn, one.trackingOn])).toEqual([
      [1, world.units.VP, '2026-09-30', null],
      [2, world.units.KT, '2026-09-30', null],
      [3, world.units.VP, null, '2026-12-31'],
      [4, world.units.KT, null, '2026-12-31'],
      [5, world.units.VHXH, '2026-09-30', null],
    ])
    const [first] = await world.database.db.select().from(assignments).where(eq(assignments.id, opened[0]!.id))
    expect(first).toMatchObject({
      before: true,
      dueTime: '11:00',
      issuedLate: false,
      status: 'unanswered',
      nextLookAt: world.now,
    })
    const trail = await world.database.db
      .select()
      .from(events)
      .where(eq(events.subject, `assignment:${first!.id}`))
      .orderBy(events.id)
    expect(trail).toMatchObject([{ action: 'assignment.open', actorId: world.persons.Hoa }])
  })

  it('marks work whose day was past when it was given, and gives partners and closed units nothing', async () => {
    const [front] = await world.database.db
      .insert(units)
      .values({ communeId: world.communeId, name: 'UBMTTQ xã', shortName: 'MTTQ', kind: 'partner' })
      .returning()
    const opened = await world.write(async (tx) => {
      const stored = await insertTasks(
        tx,
        [
          task({
            leadUnitIds: [world.units.KT, front!.id],
            rules: [{ kind: 'date', due: '2026-09-01', words: 'trước 01/9/2026' }],
          }),
        ],
        world.now,
      )
      return openAssignments(
        tx,
        { communeId: world.communeId, taskIds: [stored[0]!.taskId], issuedOn: '2026-08-10', actorId: undefined },
        world.now,
      )
    })
    expect(opened).toHaveLength(1)
    expect(opened[0]).toMatchObject({ issuedLate: true, unitId: world.units.KT })
  })

  it('opens the current period of a recurring duty, then one on the first working day of each, never twice', async () => {
    const [stored] = await world.write((tx) =>
      insertTasks(
        tx,
        [
          task({
            rules: [
              {
                kind: 'recurring',
                cadences: [{ every: 'month', day: 20 }],
                before: true,
                words: 'trước ngày 20 hằng tháng',
              },
            ],
          }),
        ],
        world.now,
      ),
    )
    const input = { communeId: world.communeId, taskIds: [stored!.taskId], issuedOn: '2026-07-01', actorId: undefined }
    const opened = await world.write((tx) => openAssignments(tx, input, world.now))
    expect(opened.map((one) => [one.period, one.legalDueOn])).toEqual([['2026-09', '2026-09-20']])
    expect(await world.write((tx) => openAssignments(tx, input, world.now))).toEqual([])
    const look = async () =>
      (await world.database.db.select().from(taskDeadlines).where(eq(taskDeadlines.taskId, stored!.taskId)))[0]!
    expect((await look()).nextLookAt).toEqual(new Date('2026-10-01T00:30:00.000Z'))

    const before = new Date('2026-10-01T00:29:00.000Z')
    expect(await world.write((tx) => openDuePeriods(tx, undefined, before))).toEqual({
      duties: 0,
      assignments: 0,
      groups: 0,
    })
    // Down until the middle of November: October and November are both owed.
    const later = new Date('2026-11-10T01:00:00.000Z')
    await world.said()
    expect(await world.write((tx) => openDuePeriods(tx, undefined, later))).toEqual({
      duties: 1,
      assignments: 2,
      groups: 1,
    })
    expect(await world.write((tx) => openDuePeriods(tx, undefined, later))).toEqual({
      duties: 0,
      assignments: 0,
      groups: 0,
    })
    const rows = await world.database.db
      .select()
      .from(assignments)
      .where(eq(assignments.taskId, stored!.taskId))
      .orderBy(assignments.period)
    expect(rows.map((row) => [row.period, row.legalDueOn, row.issuedLate])).toEqual([
      ['2026-09', '2026-09-20', false],
      ['2026-10', '2026-10-20', true],
      ['2026-11', '2026-11-20', false],
    ])
    const cards = await world.said('KT')
    expect(cards.map((card) => card.slot)).toEqual(rows.slice(1).map((row) => `card:${row.id}`))
    expect(cards[1]!.text).toContain('Thời hạn: 20/11/2026, kỳ tháng 11/2026 ("trước ngày 20 hằng tháng")')
    expect((await look()).nextLookAt).toEqual(new Date('2026-12-01T00:30:00.000Z'))
  })

  it('hands the officers the text to paste for a unit without a group whose new period began', async () => {
    const rules: NewTask['rules'] = [
      { kind: 'recurring', cadences: [{ every: 'month', day: 20 }], words: 'ngày 20 hằng tháng' },
    ]
    const { communeId } = world
    const [stored] = await world.write((tx) =>
      insertTasks(tx, [task({ text: 'Báo cáo vệ sinh chợ', rules, leadUnitIds: [world.units.DVSNC] })], world.now),
    )
    const input = { communeId, taskIds: [stored!.taskId], issuedOn: '2026-09-01', actorId: undefined }
    await world.write((tx) => openAssignments(tx, input, world.now))
    await world.said()
    await world.write((tx) => openDuePeriods(tx, undefined, new Date('2026-10-01T00:30:00.000Z')))
    const rows = await world.database.db.select().from(assignments).where(eq(assignments.taskId, stored!.taskId))
    const said = await world.said()
    expect(said.filter((one) => one.chatId === world.privates.Hoa).map((one) => one.text)).toEqual([
      'Kỳ mới của việc định kỳ, đơn vị chưa có nhóm: Trung tâm Dịch vụ sự nghiệp công (1 việc). Đề nghị đồng chí sao chép gửi Zalo các tin dưới đây.',
      expect.stringContaining(`#${rows[1]!.number}. Báo cáo vệ sinh chợ (việc giao trực tiếp)\nThời hạn: 20/10/2026`),
    ])
    expect(said.filter((one) => one.chatId === world.privates.Hoa)[1]?.text).toContain(`${rows[1]!.number} xong`)
    expect(
      await world.write((tx) => openDuePeriods(tx, undefined, new Date('2026-10-01T00:31:00.000Z'))),
    ).toMatchObject({ assignments: 0 })
    expect(await world.said()).toEqual([])
  })

  it('names the units without a group to an officer of two communes once for each of them', async () => {
    const { otherCommuneId: communeId, database } = world
    const { Hoa } = world.persons
    await database.db.insert(posts).values({ communeId, personId: Hoa, role: 'officer', from: world.now })
    const [unit] = await database.db
      .insert(units)
      .values({ communeId, name: 'Trạm Y tế', shortName: 'TYT', position: 1 })
      .returning()
    const rules: NewTask['rules'] = [
      { kind: 'recurring', cadences: [{ every: 'month', day: 25 }], words: 'ngày 25 hằng tháng' },
    ]
    for (const of of [
      { communeId: world.communeId, leadUnitIds: [world.units.DVSNC] },
      { communeId, leadUnitIds: [unit!.id] },
    ]) {
      const [stored] = await world.write((tx) => insertTasks(tx, [task({ rules, ...of })], world.now))
      const input = { communeId: of.communeId, taskIds: [stored!.taskId], issuedOn: '2026-09-01', actorId: undefined }
      await world.write((tx) => openAssignments(tx, input, world.now))
    }
    await world.said()
    await world.write((tx) => openDuePeriods(tx, undefined, new Date('2026-12-01T00:30:00.000Z')))
    const said = (await world.said()).filter((one) => one.chatId === world.privates.Hoa).map((one) => one.text)
    const names = said.flatMap((text) => /chưa có nhóm: (.*) \(/.exec(text)?.[1] ?? [])
    expect(names).toEqual(['Trung tâm Dịch vụ sự nghiệp công', 'Trạm Y tế'])
    await database.db.delete(posts).where(and(eq(posts.communeId, communeId), eq(posts.personId, Hoa)))
  })

  it('opens 700 assignments with a handful of statements', async () => {
    const list = Array.from({ length: 175 }, (_, index) =>
      task({
        position: index,
        leadUnitIds: [world.units.VP, world.units.KT, world.units.VHXH, world.units.PVHCC],
        coUnitIds: [world.units.DVSNC, world.units.KT],
      }),
    )
    const [before] = await world.database.db.select().from(communes).where(eq(communes.id, world.communeId))
    const opened = await world.write(async (tx) => {
      const stored = await insertTasks(tx, list, world.now)
      const taskIds = stored.map((one) => one.taskId)
      return openAssignments(
        tx,
        { communeId: world.communeId, taskIds, issuedOn: '2026-09-10', actorId: undefined },
        world.now,
      )
    })
    expect(opened).toHaveLength(700)
    expect(opened.map((one) => one.number)).toEqual(
      Array.from({ length: 700 }, (_, index) => before!.nextNumber + index),
    )
  })
})
