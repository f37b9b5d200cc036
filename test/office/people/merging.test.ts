// Merging one unit into another, through the whole office: work, people, group, names and drafts go over, the past stays.
import { and, asc, eq, inArray, isNull } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { alsoAskedBy, assignments, taskDeadlines, tasks, taskUnits } from '../../../src/db/schema/assignments.js'
import { units } from '../../../src/db/schema/communes.js'
import { directives } from '../../../src/db/schema/directives.js'
import { chatUnits, posts } from '../../../src/db/schema/people.js'
import { screens } from '../../../src/db/schema/post.js'
import { openDuePeriods } from '../../../src/office/assignments/open.js'
import { listUnits } from '../../../src/office/communes/store.js'
import { matchUnit } from '../../../src/office/communes/unit-key.js'
import { findDirective } from '../../../src/office/directives/store.js'
import { allEntries } from '../../../src/slices.js'
import { openWorld, type World } from '../../support/world.js'
import { give, rowOf } from '../assignments/given.js'

let world: World
beforeEach(async () => {
  world = await openWorld({ entries: allEntries() })
})
afterEach(() => world.close())

/** Phòng Kinh tế goes into Văn phòng. */
async function merge(from: 'KT' | 'VP' = 'KT', into: 'VP' | 'DVSNC' = 'VP') {
  await world.says('Hoa', 'riêng', '/donvi')
  await world.taps('Hoa', 'riêng', `communes.unit:${world.units[from]}`)
  await world.taps('Hoa', 'riêng', 'Gộp vào đơn vị khác')
  await world.taps('Hoa', 'riêng', `people.mergeInto:${world.units[from]}:${world.units[into]}`)
  return world.taps('Hoa', 'riêng', 'Gộp vào đơn vị khác')
}

const postsOf = (unit: number) =>
  world.database.db
    .select({ personId: posts.personId, role: posts.role })
    .from(posts)
    .where(and(eq(posts.unitId, unit), isNull(posts.to)))
    .orderBy(asc(posts.personId))

describe('merging a unit into another', () => {
  it('moves open work with its number and answers; what is done keeps the old unit; the trail tells', async () => {
    const { work } = await give(world, [{}, {}])
    await world.taps('Bình', 'KT', `assignment.start:${work[0]!.id}`)
    await world.database.db.update(assignments).set({ status: 'done' }).where(eq(assignments.id, work[1]!.id))
    await world.said()
    await merge()
    expect(await rowOf(world, work[0]!.id)).toMatchObject({ unitId: world.units.VP, status: 'in-progress' })
    expect(await rowOf(world, work[1]!.id)).toMatchObject({ unitId: world.units.KT })
    const [closed] = await world.database.db.select().from(units).where(eq(units.id, world.units.KT))
    expect(closed).toMatchObject({ closedAt: world.now, mergedInto: world.units.VP, name: 'Phòng Kinh tế' })
    const said = await world.said()
    const told = said.filter((one) => one.chatId === world.privates.Hoa).map((one) => one.text)
    expect(told.at(-1)).toContain('Đã gộp Phòng Kinh tế vào Văn phòng HĐND và UBND; 1 việc đang mở được chuyển sang.')
    expect(said.some((one) => one.chatId === world.groups.VP && one.text.includes(`#${work[0]!.number}`))).toBe(true)
    expect(said.some((one) => one.chatId === world.groups.KT && one.text.includes('gửi ở nhóm khác'))).toBe(true)
    await world.says('Hoa', 'riêng', `/nhatky ${work[0]!.number}`)
    expect((await world.said('riêng')).at(-1)!.text).toMatch(
      /Hoa: chuyển sang đơn vị nhận gộp\. Văn phòng HĐND và UBND/,
    )
    // The head who goes on answers for it in the group that goes on.
    const ack = await world.taps('An', 'VP', `assignment.noEvidence:1`)
    expect(ack?.alert).toBe(true)
    await world.says('An', 'VP', `${work[0]!.number} xong`)
    expect((await rowOf(world, work[0]!.id)).status).toBe('awaiting')
  })

  it('the group is told of the merger and sees all open work below it, though a list of the same letter was shown before', async () => {
    const { work } = await give(world, [
      ...Array.from({ length: 4 }, () => ({ unit: 'VP' as const })),
      ...Array.from({ length: 2 }, () => ({ unit: 'KT' as const })),
    ])
    await world.said()
    world.now = new Date(world.now.getTime() + 60_000)
    await merge()
    const told = (await world.said()).filter((one) => one.chatId === world.groups.VP)
    const heading = told.findIndex((one) => one.text.includes('Các việc đang mở của đơn vị: 6 việc'))
    expect(told[heading]!.text).toContain('Phòng Kinh tế đã gộp vào Văn phòng HĐND và UBND')
    const list = told[heading + 1]!
    for (const { number } of work) expect(list.text).toContain(`\n${number}. `)
    const shown = await world.database.db.select().from(screens).where(eq(screens.slot, list.slot!))
    expect(shown.find((one) => one.chatId === world.groups.VP)!.ref).toBe(String(list.id))
  })

  it('the group is told of what both owed also where nothing else goes over', async () => {
    const { KT, VP } = world.units
    const { work } = await give(world, [{ leadUnitIds: [KT, VP] }])
    await world.said()
    world.now = new Date(world.now.getTime() + 60_000)
    await merge()
    const told = (await world.said()).filter((one) => one.chatId === world.groups.VP).map((one) => one.text)
    expect(told[0]).toBe(
      'Phòng Kinh tế đã gộp vào Văn phòng HĐND và UBND.\n1 việc mà cả hai đơn vị cùng được giao nay chỉ báo cáo một lần, theo số việc của Văn phòng HĐND và UBND.\nCác việc đang mở của đơn vị: 1 việc',
    )
    const open = (await world.database.db.select().from(assignments)).find((row) => row.status !== 'withdrawn')
    expect(work.map((one) => one.id)).toContain(open!.id)
    expect(told[1]).toContain(`#${open!.number}`)
  })

  it('finished work of the same letter does not pass for open', async () => {
    const { work } = await give(world, [
      ...Array.from({ length: 5 }, () => ({ unit: 'VP' as const })),
      { unit: 'KT' as const },
    ])
    const done = work.find((one) => one.unitId === world.units.VP)!
    await world.database.db.update(assignments).set({ status: 'done' }).where(eq(assignments.id, done.id))
    await world.said()
    world.now = new Date(world.now.getTime() + 60_000)
    await merge()
    const told = (await world.said()).filter((one) => one.chatId === world.groups.VP).map((one) => one.text)
    const heading = told.findIndex((text) => text.includes('Các việc đang mở của đơn vị: 5 việc'))
    expect(told[heading]).toMatch(/Danh sách dưới đây có cả việc đã xong của cùng văn bản\.$/)
    expect(told[heading + 1]).toMatch(new RegExp(`\n${done.number}\\. .* – Hoàn thành`))
  })

  it('answers typed under the old name reach the unit that goes on; what was done before is named rightly', async () => {
    const { work } = await give(world, [{}, {}, { unit: 'VHXH' }])
    await world.database.db.update(assignments).set({ status: 'done' }).where(eq(assignments.id, work[1]!.id))
    await merge()
    await world.says('Hoa', 'riêng', `KT ${work[0]!.number} dang lam`)
    expect((await rowOf(world, work[0]!.id)).status).toBe('in-progress')
    await world.said()
    await world.says('Hoa', 'riêng', `KT ${work[1]!.number} dang lam`)
    expect((await world.said('riêng')).at(-1)!.text).toContain(`Việc #${work[1]!.number} đã hoàn thành`)
    await world.says('Hoa', 'riêng', `KT ${work[2]!.number} dang lam`)
    expect((await world.said('riêng')).at(-1)!.text).toContain(
      'thuộc Phòng Văn hóa - Xã hội, không phải Văn phòng HĐND và UBND',
    )
  })

  it('owes once what both were given, and recurring duties only for the unit that goes on', async () => {
    const rule = {
      kind: 'recurring' as const,
      cadences: [{ every: 'month' as const, day: 20 }],
      before: true,
      words: 'trước ngày 20 hằng tháng',
    }
    const { work } = await give(world, [
      { leadUnitIds: [world.units.KT, world.units.VP] },
      { rules: [rule], leadUnitIds: [world.units.KT] },
    ])
    const [twin, shared, monthly] = work
    // Another letter asks the merged unit for the same.
    const { directiveId } = await give(world, [{ unit: 'VHXH' }])
    const [other] = await world.database.db.select().from(tasks).where(eq(tasks.directiveId, directiveId))
    const link = { communeId: world.communeId, taskId: other!.id, createdAt: world.now }
    await world.database.db.insert(alsoAskedBy).values({ ...link, assignmentId: shared!.id })
    await merge()
    expect(await world.database.db.select().from(alsoAskedBy)).toMatchObject([{ assignmentId: twin!.id }])
    const rows = await world.database.db.select().from(assignments).orderBy(asc(assignments.number))
    expect(rows.find((row) => row.id === shared!.id)).toMatchObject({ status: 'withdrawn' })
    expect(rows.find((row) => row.id === monthly!.id)).toMatchObject({ unitId: world.units.VP })
    const told = (await world.said('riêng')).at(-1)!.text
    expect(told).toContain('1 việc mà cả hai đơn vị cùng được giao chỉ còn theo dõi một lần')
    world.now = new Date('2026-10-02T02:00:00Z')
    await world.database.db.update(taskDeadlines).set({ nextLookAt: world.now })
    await world.write((tx) => openDuePeriods(tx, world.communeId, world.now))
    const next = (await world.database.db.select().from(assignments)).filter((row) => row.period === '2026-10')
    expect(next.map((row) => row.unitId)).toEqual([world.units.VP])
    const lead = await world.database.db
      .select()
      .from(taskUnits)
      .where(inArray(taskUnits.unitId, [world.units.VP]))
    expect(lead.length).toBe(2)
  })

  it('keeps work that the other unit was once relieved of: it goes over, and what was withdrawn steps aside', async () => {
    const { work } = await give(world, [{ leadUnitIds: [world.units.KT, world.units.VP] }])
    const ids = work.map((row) => row.id)
    const rows = await world.database.db.select().from(assignments).where(inArray(assignments.id, ids))
    const ofVP = rows.find((row) => row.unitId === world.units.VP)!
    const ofKT = rows.find((row) => row.unitId === world.units.KT)!
    await world.database.db.update(assignments).set({ status: 'withdrawn' }).where(eq(assignments.id, ofVP.id))
    await merge()
    expect(await rowOf(world, ofKT.id)).toMatchObject({ unitId: world.units.VP, status: 'unanswered', period: 'once' })
    expect(await rowOf(world, ofVP.id)).toMatchObject({ unitId: world.units.KT, status: 'withdrawn', period: 'once' })
    await world.says('Hoa', 'riêng', `/nhatky ${ofVP.number}`)
    expect((await world.said('riêng')).at(-1)!.text).toContain('ghi vào đơn vị cũ khi gộp đơn vị. Phòng Kinh tế')
  })

  it('gives everyone an office there: the head of the closed unit becomes deputy, or head where there is none', async () => {
    await merge()
    expect(await postsOf(world.units.KT)).toEqual([])
    expect(await postsOf(world.units.VP)).toEqual([
      { personId: world.persons.An, role: 'head' },
      { personId: world.persons.Bình, role: 'deputy' },
    ])
    expect((await world.said('riêng', 'Bình')).at(-1)!.text).toContain('được gộp vào Văn phòng HĐND và UBND')
    await merge('VP', 'DVSNC')
    expect(await postsOf(world.units.DVSNC)).toEqual([
      { personId: world.persons.An, role: 'head' },
      { personId: world.persons.Bình, role: 'deputy' },
    ])
    // A unit without a group takes over the group of the one that was merged into it.
    const [serving] = await world.database.db.select().from(chatUnits).where(eq(chatUnits.unitId, world.units.DVSNC))
    expect(serving?.chatId).toBe(world.groups.VP)
  })

  it('a draft that waits names the unit that goes on, and what was previewed before is not issued', async () => {
    await world.says('Hoa', 'riêng', '/giaoviec KT rà soát thủ tục trước 25/9')
    const [{ id }] = (await world.database.db.select({ id: directives.id }).from(directives)) as [{ id: number }]
    await merge()
    const directive = await findDirective(world.database.db, world.communeId, id)
    expect(directive?.draft.tasks[0]).toMatchObject({ unitIds: [world.units.VP] })
    const ack = await world.taps('Hoa', 'riêng', `draft.issue:${id}:1`)
    expect(ack?.alert).toBe(true)
    expect(await world.database.db.select().from(assignments)).toEqual([])
  })

  it('its names lead to the unit that goes on, in letters and in typed answers', async () => {
    await merge()
    const known = await listUnits(world.database.db, world.communeId)
    for (const words of ['Phòng Kinh tế', 'KT'])
      expect([words, matchUnit(known, words)?.unit.id]).toEqual([words, world.units.VP])
  })

  it('is asked for, for officers only, refused for itself and for another kind, and done once', async () => {
    const { KT, VP } = world.units
    for (const who of ['Bình', 'Đức', 'Nga', 'người lạ'] as const)
      expect([who, (await world.taps(who, 'riêng', `people.mergeSure:${KT}:${VP}`))?.alert]).toEqual([who, true])
    expect((await world.taps('Hoa', 'riêng', `people.mergeSure:${KT}:${KT}`))?.text).toContain('Chưa gộp được')
    await world.database.db.update(units).set({ kind: 'partner' }).where(eq(units.id, VP))
    expect((await world.taps('Hoa', 'riêng', `people.mergeSure:${KT}:${VP}`))?.text).toContain('Chưa gộp được')
    await world.database.db.update(units).set({ kind: 'unit' }).where(eq(units.id, VP))
    await world.taps('Hoa', 'riêng', `people.mergeSure:${KT}:${VP}`)
    expect((await world.taps('Hoa', 'riêng', `people.mergeSure:${KT}:${VP}`))?.alert).toBe(true)
    expect((await postsOf(VP)).length).toBe(2)
  })
})
