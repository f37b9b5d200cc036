// Work that two units both owe when one goes into the other: what was reported stays, and nothing that was entered is lost.
import { and, asc, eq, isNull, ne } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { assignments, evidence, latenesses, requests } from '../../../src/db/schema/assignments.js'
import { questions } from '../../../src/db/schema/post.js'
import { assignmentChores } from '../../../src/office/assignments/chores.js'
import { totalOf } from '../../../src/office/summary/boxes.js'
import { readOverview } from '../../../src/office/summary/overview.js'
import { allEntries } from '../../../src/slices.js'
import { openWorld, type PersonName, type World } from '../../support/world.js'
import { give, rowOf } from '../assignments/given.js'
import { workChores } from '../chores.js'

let world: World
beforeEach(async () => {
  world = await openWorld({ entries: allEntries() })
})
afterEach(() => world.close())

/** Asks for the merger of Phòng Kinh tế into Văn phòng; what is said before it is sure. */
async function ask(): Promise<string> {
  const { KT, VP } = world.units
  await world.taps('Hoa', 'riêng', `people.mergeInto:${KT}:${VP}`)
  return (await world.said('riêng')).at(-1)!.text
}

const merge = () => world.taps('Hoa', 'riêng', `people.mergeSure:${world.units.KT}:${world.units.VP}`)

/** The same task for both; the assignment of each. */
async function twins(count = 1) {
  const { KT, VP } = world.units
  const { work } = await give(
    world,
    Array.from({ length: count }, () => ({ leadUnitIds: [KT, VP] })),
  )
  const of = (unit: number) => work.filter((row) => row.unitId === unit)
  return { KT: of(KT), VP: of(VP), first: { KT: of(KT)[0]!, VP: of(VP)[0]! } }
}

async function says(who: PersonName, text: string): Promise<void> {
  world.now = new Date(world.now.getTime() + 60_000)
  await world.says(who, 'riêng', text)
}

const trail = async (number: number) => {
  await world.said()
  await world.says('Hoa', 'riêng', `/nhatky ${number}`)
  return (await world.said('riêng')).at(-1)!.text
}

/** As `/tongket` counts: all, and what was reported, however many units it was reported for. */
async function counted() {
  const { communeId, database, now } = world
  const decider = { confirms: true, extends: false as const, helps: true }
  const overview = await world.write((tx) =>
    readOverview(tx, { communeId, unitIds: undefined, period: '2026-Q3', decider }, now),
  )
  const rows = await database.db.select().from(assignments).where(ne(assignments.status, 'withdrawn'))
  const reported = rows.filter((row) => row.status === 'awaiting' || row.status === 'done')
  return {
    // With what falls due after the quarter.
    boxes: totalOf(overview.all).count + overview.later,
    rows: rows.length,
    reported: new Set(reported.map((row) => `${row.taskId} ${row.period}`)).size,
  }
}

describe('what two units both owe when one goes into the other', () => {
  it('the report of the merged unit stays with its evidence; what the other had not answered is withdrawn and says where it goes on', async () => {
    const { first } = await twins()
    await says('Bình', `${first.KT.number} xong 9/BC-KT`)
    const { reportedAt } = await rowOf(world, first.KT.id)
    expect(reportedAt).not.toBeNull()
    const before = await ask()
    expect(before).toContain('1 báo cáo đang chờ xác nhận của Phòng Kinh tế chuyển sang nguyên vẹn.')
    expect(before).toContain('1 việc mà cả hai đơn vị cùng được giao chỉ còn theo dõi một lần: giữ việc đã báo cáo')
    await merge()
    const { VP, KT } = world.units
    expect(await rowOf(world, first.KT.id)).toMatchObject({ status: 'awaiting', unitId: VP, reportedAt })
    expect(await rowOf(world, first.VP.id)).toMatchObject({ status: 'withdrawn', unitId: KT })
    const proofs = await world.database.db.select().from(evidence)
    expect(proofs).toMatchObject([{ assignmentId: first.KT.id, documentNumber: '9/BC-KT' }])
    expect(await trail(first.VP.number)).toContain(`Theo dõi tiếp ở việc #${first.KT.number}`)
    // The officer confirms it as before.
    await world.taps('Hoa', 'riêng', `assignment.confirm:${first.KT.id}`)
    expect(await rowOf(world, first.KT.id)).toMatchObject({ status: 'done' })
  })

  it('of two reports the earlier stays, and the evidence of the other goes over to it', async () => {
    const { KT, VP } = await twins(2)
    await says('Bình', `${KT[0]!.number} xong 9/BC-KT`)
    await says('An', `${VP[0]!.number} xong 10/BC-VP`)
    await says('An', `${VP[1]!.number} xong 11/BC-VP`)
    await says('Bình', `${KT[1]!.number} xong 12/BC-KT`)
    const before = await counted()
    await merge()
    expect(await counted()).toMatchObject({ reported: before.reported })
    expect(await rowOf(world, KT[0]!.id)).toMatchObject({ status: 'awaiting', unitId: world.units.VP })
    expect(await rowOf(world, VP[0]!.id)).toMatchObject({ status: 'withdrawn' })
    expect(await rowOf(world, VP[1]!.id)).toMatchObject({ status: 'awaiting', unitId: world.units.VP })
    expect(await rowOf(world, KT[1]!.id)).toMatchObject({ status: 'withdrawn' })
    const proofs = await world.database.db.select().from(evidence).orderBy(asc(evidence.id))
    expect(proofs.map((row) => [row.assignmentId, row.documentNumber])).toEqual([
      [KT[0]!.id, '9/BC-KT'],
      [KT[0]!.id, '10/BC-VP'],
      [VP[1]!.id, '11/BC-VP'],
      [VP[1]!.id, '12/BC-KT'],
    ])
    expect(await trail(KT[0]!.number)).toContain(
      `nhận phần đã gửi của việc cùng được giao khi gộp đơn vị. Từ việc #${VP[0]!.number} (Văn phòng HĐND và UBND)`,
    )
  })

  it('what the merged unit has done stays its own, and the other is not chased for it', async () => {
    const { first } = await twins()
    const { KT } = world.units
    await says('Bình', `${first.KT.number} xong 9/BC-KT`)
    await world.taps('Hoa', 'riêng', `assignment.confirm:${first.KT.id}`)
    await merge()
    expect(await rowOf(world, first.KT.id)).toMatchObject({ status: 'done', unitId: KT })
    expect(await rowOf(world, first.VP.id)).toMatchObject({ status: 'withdrawn' })
    expect(await trail(first.VP.number)).toContain(`Theo dõi tiếp ở việc #${first.KT.number}`)
  })

  it('an extension asked for stays asked, by the unit that asked; a cause of lateness is kept', async () => {
    const { KT, VP } = await twins(2)
    await says('Bình', `${KT[0]!.number} xin gia hạn đến 31/10 vì chờ hướng dẫn`)
    await world.database.db.insert(latenesses).values({
      communeId: world.communeId,
      assignmentId: KT[1]!.id,
      cause: 'outside',
      reason: 'thiếu kinh phí',
      remedy: 'xin bổ sung',
      promisedOn: '2026-10-25',
      responsible: 'Bình',
      reportedBy: world.persons.Bình,
      reportedAt: world.now,
    })
    await says('An', `${VP[1]!.number} xong 10/BC-VP`)
    await world.said()
    await merge()
    expect(await rowOf(world, KT[0]!.id)).toMatchObject({ unitId: world.units.VP, status: 'accepted' })
    expect(await rowOf(world, VP[1]!.id)).toMatchObject({ status: 'awaiting' })
    const [request] = await world.database.db.select().from(requests)
    expect(request).toMatchObject({ assignmentId: KT[0]!.id, state: 'open', kind: 'extension' })
    await world.said()
    await world.taps('Đức', 'riêng', `extension.grant:${request!.id}`)
    const told = (await world.said()).map((one) => one.text).filter((text) => text.includes(' xin gia hạn việc '))
    expect(told.length).toBeGreaterThan(0)
    for (const text of told) expect(text).toMatch(/^Phòng Kinh tế xin gia hạn/)
    expect((await rowOf(world, KT[0]!.id)).extendedTo).toBe('2026-10-31')
    const late = await world.database.db.select().from(latenesses)
    expect(late).toMatchObject([{ assignmentId: KT[1]!.id, promisedOn: '2026-10-25' }])
  })

  it('a report of lateness that was begun before goes on after', async () => {
    const { work } = await give(world, [{}])
    await world.taps('Bình', 'KT', `lateness.start:${work[0]!.id}`)
    const [asked] = await world.database.db.select().from(questions).where(isNull(questions.closedAt))
    expect(asked).toMatchObject({ personId: world.persons.Bình, action: 'lateness.step' })
    await merge()
    await world.said()
    const ack = await world.taps('Bình', 'riêng', `lateness.cause:${asked!.id}:outside`)
    expect(ack?.alert).toBeFalsy()
    expect((await world.said('riêng', 'Bình')).at(-1)!.text).toContain('lý do')
  })

  it('an extension that was asked for is decided on the work that stays, where the other unit had sent evidence', async () => {
    const { first } = await twins()
    await world.database.db
      .insert(evidence)
      .values({ communeId: world.communeId, assignmentId: first.VP.id, documentNumber: '3/BC-VP', givenAt: world.now })
    await says('Bình', `${first.KT.number} xin gia hạn đến 31/10 vì chờ hướng dẫn`)
    await merge()
    const [request] = await world.database.db.select().from(requests)
    expect(request).toMatchObject({ assignmentId: first.VP.id, state: 'open' })
    await world.said()
    await world.taps('Đức', 'riêng', `extension.grant:${request!.id}`)
    const told = (await world.said()).map((one) => one.text).filter((text) => text.includes(' xin gia hạn việc '))
    for (const text of told) expect(text).toMatch(/^Phòng Kinh tế xin gia hạn/)
    expect((await rowOf(world, first.VP.id)).extendedTo).toBe('2026-10-31')
  })

  it('evidence that is still being fetched when they merge is filed under the work that stays', async () => {
    const { KT, VP } = await twins(1)
    await says('Bình', `${KT[0]!.number} xong 9/BC-KT`)
    await says('An', `${VP[0]!.number} xong`)
    const invite = (await world.said('riêng', 'An')).at(-1)!
    await world.sends('An', 'riêng', { name: 'a.jpg', handle: 'a', kind: 'photo' }, { replyTo: String(invite.id) })
    expect(await rowOf(world, VP[0]!.id)).toMatchObject({ status: 'awaiting' })
    await merge()
    expect(await rowOf(world, VP[0]!.id)).toMatchObject({ status: 'withdrawn' })
    await world.said()
    const kinds = assignmentChores({ secretStamp: () => undefined, stampInFile: async () => undefined })
    await workChores(world, kinds, { a: Buffer.from('a') })
    const proofs = await world.database.db.select().from(evidence).orderBy(asc(evidence.id))
    expect(proofs.map((row) => [row.assignmentId, row.documentNumber ?? 'a.jpg'])).toEqual([
      [KT[0]!.id, '9/BC-KT'],
      [KT[0]!.id, 'a.jpg'],
    ])
    // The officer who is to confirm it gets it.
    const told = (await world.said('riêng')).map((one) => one.text)
    expect(told.some((text) => text.includes(`#${KT[0]!.number}`))).toBe(true)
  })

  it('who pressed for the one that goes is told when the other is answered', async () => {
    const { first } = await twins()
    await world.taps('Đức', 'riêng', `assignment.show:${first.KT.id}`)
    await world.taps('Đức', 'riêng', 'Yêu cầu báo cáo')
    const [asked] = await world.database.db.select().from(requests)
    expect(asked).toMatchObject({ kind: 'urge', state: 'open', assignmentId: first.KT.id })
    await merge()
    expect((await world.database.db.select().from(requests))[0]).toMatchObject({
      state: 'open',
      assignmentId: first.VP.id,
    })
    await world.said()
    await says('An', `${first.VP.number} xong 10/BC-VP`)
    const told = (await world.said('riêng', 'Đức')).map((one) => one.text)
    expect(told.some((text) => text.includes(`#${first.VP.number}`))).toBe(true)
  })

  it('a day that was granted for the one goes over to the other, unless that has a later one; the trail tells', async () => {
    const { KT, VP } = await twins(2)
    const { db } = world.database
    const extend = async (row: { id: number }, extendedTo: string) => {
      await db.update(assignments).set({ extendedTo }).where(eq(assignments.id, row.id))
      await db.insert(requests).values({
        communeId: world.communeId,
        assignmentId: row.id,
        kind: 'extension',
        state: 'granted',
        text: 'chờ hướng dẫn',
        until: extendedTo,
        askedBy: world.persons.Bình,
        askedAt: world.now,
      })
    }
    for (const row of KT) await extend(row, '2026-11-15')
    for (const row of VP)
      await db
        .insert(evidence)
        .values({ communeId: world.communeId, assignmentId: row.id, documentNumber: '3/BC-VP', givenAt: world.now })
    await extend(VP[1]!, '2026-11-30')
    await merge()
    expect(await rowOf(world, VP[0]!.id)).toMatchObject({ status: 'unanswered', extendedTo: '2026-11-15' })
    expect(await rowOf(world, VP[1]!.id)).toMatchObject({ extendedTo: '2026-11-30' })
    expect(await trail(VP[0]!.number)).toContain('Thời hạn đã được gia hạn đến 15/11/2026')
  })

  it('every assignment stands in one box before and after, and no less work is reported, whatever both had answered', async () => {
    const statuses = ['unanswered', 'accepted', 'in-progress', 'late', 'awaiting', 'done', 'withdrawn'] as const
    const { KT, VP } = await twins(statuses.length ** 2)
    const at = (minute: number) => new Date(world.now.getTime() + minute * 60_000)
    const set = async (id: number, status: (typeof statuses)[number], minute: number) => {
      const isReported = status === 'awaiting' || status === 'done'
      const patch = { status, reportedAt: isReported ? at(minute) : null, doneAt: status === 'done' ? at(99) : null }
      const key = and(eq(assignments.communeId, world.communeId), eq(assignments.id, id))
      await world.database.db.update(assignments).set(patch).where(key)
    }
    for (const [index, row] of KT.entries()) await set(row.id, statuses[index % statuses.length]!, (index * 7) % 11)
    for (const [index, row] of VP.entries())
      await set(row.id, statuses[Math.floor(index / statuses.length)]!, (index * 5) % 11)
    world.now = at(120)
    const before = await counted()
    expect(before.boxes).toBe(before.rows)
    await merge()
    const after = await counted()
    expect(after.boxes).toBe(after.rows)
    expect(after.reported).toBe(before.reported)
    // Nothing that both owed is owed twice, and nothing is owed by a unit that is no more.
    const open = await world.database.db.select().from(assignments).where(ne(assignments.status, 'withdrawn'))
    const owed = open.filter((row) => row.status !== 'done').map((row) => [row.unitId, row.taskId])
    expect(owed.every(([unit]) => unit === world.units.VP)).toBe(true)
    expect(new Set(owed.map(([, task]) => task)).size).toBe(owed.length)
  })
})
