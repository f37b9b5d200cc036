import { and, eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { latenesses } from '../../../src/db/schema/assignments.js'
import { units } from '../../../src/db/schema/communes.js'
import { posts } from '../../../src/db/schema/people.js'
import { reportLateness } from '../../../src/office/assignments/actions.js'
import { openScope } from '../../../src/office/summary/scope.js'
import { tallyCauses } from '../../../src/office/summary/tally.js'
import { later } from '../../support/steps.js'
import type { World } from '../../support/world.js'
import { give, openOffice } from './given.js'

let world: World
let id: number
let number: number

beforeAll(async () => {
  world = await openOffice()
  await world.database.db.update(units).set({ leaderId: world.persons.Vỹ }).where(eq(units.id, world.units.KT))
})
afterAll(() => world.close())
beforeEach(async () => {
  const { work } = await give(world, [{}])
  ;({ id, number } = work[0]!)
  await late('outside', 'Chưa được bố trí kinh phí')
  await world.said()
})

async function late(cause: 'own' | 'outside', reason: string): Promise<void> {
  const actor = await world.actor('Bình')
  const lateness = { cause, reason, remedy: 'Họp rà soát', promisedOn: '2026-10-15', responsible: 'Bình' }
  await world.write((tx) => reportLateness(tx, { actor, assignmentId: id, ...lateness }, world.now))
}

async function kept() {
  return world.database.db
    .select()
    .from(latenesses)
    .where(eq(latenesses.assignmentId, id))
    .orderBy(latenesses.id)
    .then((rows) => rows.at(-1)!)
}

const button = 'Nguyên nhân chậm'

describe('another view of the cause', () => {
  it('the leader in charge opens the work, chooses a cause with a reason: both are kept, unit and officers are told', async () => {
    await world.taps('Vỹ', 'riêng', `assignment.show:${id}`)
    await world.taps('Vỹ', 'riêng', button)
    const shown = (await world.said('riêng', 'Vỹ')).at(-1)!
    expect(shown.text).toContain('Nguyên nhân: Bên ngoài (khách quan). Chưa được bố trí kinh phí')
    expect(shown.text).toContain('ý kiến của đơn vị vẫn được giữ bên cạnh')
    await world.taps('Vỹ', 'riêng', 'Từ phía đơn vị (chủ quan)')
    later(world, 3 * 60)
    await world.says('Vỹ', 'riêng', 'Kinh phí đã cấp từ tháng 8')
    expect(await kept()).toMatchObject({
      cause: 'outside',
      reason: 'Chưa được bố trí kinh phí',
      leaderCause: 'own',
      leaderReason: 'Kinh phí đã cấp từ tháng 8',
      leaderId: world.persons.Vỹ,
    })
    const said = await world.said()
    for (const who of ['Bình', 'Hoa'] as const) {
      const told = said.filter((one) => one.chatId === world.privates[who]).map((one) => one.text)
      expect(told).toHaveLength(1)
      expect(told[0]).toContain(`ý kiến về nguyên nhân chậm việc #${number}`)
      expect(told[0]).toContain('Từ phía đơn vị (chủ quan). Kinh phí đã cấp từ tháng 8')
      expect(told[0]).toContain('Ý kiến của đơn vị vẫn được giữ: Bên ngoài (khách quan). Chưa được bố trí kinh phí')
    }
    const scope = await openScope(
      world.database.db,
      { communeId: world.communeId, unitIds: undefined, span: undefined },
      world.now,
    )
    expect(await tallyCauses(world.database.db, scope)).toEqual({ own: 1, outside: 0, judged: 1 })
    await world.says('Hoa', 'riêng', `/nhatky ${number}`)
    const trail = (await world.said('riêng')).at(-1)!.text
    expect(trail).toContain(
      'Bình: báo chậm tiến độ. Chưa trả lời → Chậm tiến độ. Bên ngoài (khách quan). Chưa được bố trí kinh phí',
    )
    expect(trail).toContain(
      'Vỹ: cho ý kiến về nguyên nhân chậm. Bên ngoài (khách quan) → Từ phía đơn vị (chủ quan). Kinh phí đã cấp từ tháng 8',
    )
    await world.says('Bình', 'KT', `/nhatky ${number}`)
    expect((await world.said('KT')).at(-1)!.text).not.toMatch(/khách quan|chủ quan/)
  })

  it('a leader’s card has nothing to answer with, unless the leader heads a unit as well', async () => {
    await world.taps('Vỹ', 'riêng', `assignment.show:${id}`)
    expect((await world.said('riêng', 'Vỹ')).at(-1)!.buttons).toEqual([['Yêu cầu báo cáo'], [button]])
    await world.taps('Hoa', 'riêng', `assignment.show:${id}`)
    expect((await world.said('riêng')).at(-1)!.buttons.flat()).toContain('Báo cáo hoàn thành')
    const own = { communeId: world.communeId, personId: world.persons.Vỹ, from: world.now }
    await world.database.db.insert(posts).values({ ...own, role: 'head', unitId: world.units.KT })
    await world.taps('Vỹ', 'riêng', `assignment.show:${id}`)
    expect((await world.said('riêng', 'Vỹ')).at(-1)!.buttons.flat()).toContain('Báo cáo hoàn thành')
    await world.database.db.delete(posts).where(and(eq(posts.role, 'head'), eq(posts.personId, world.persons.Vỹ)))
  })

  it('needs no reason, may be given again, and shows the newest', async () => {
    for (const label of ['Từ phía đơn vị (chủ quan)', 'Bên ngoài (khách quan)']) {
      await world.taps('Đức', 'riêng', `lateness.view:${id}`)
      await world.taps('Đức', 'riêng', label)
      await world.taps('Đức', 'riêng', 'Không nêu lý do')
    }
    expect(await kept()).toMatchObject({ leaderCause: 'outside', leaderReason: null })
    await world.taps('Vỹ', 'riêng', `lateness.view:${id}`)
    expect((await world.said('riêng', 'Vỹ')).at(-1)!.text).toMatch(
      /Ý kiến lãnh đạo \(đ\/c Đức, [^)]+\): Bên ngoài \(khách quan\)/,
    )
  })

  it('can be cancelled, and pressed twice changes nothing more', async () => {
    await world.taps('Vỹ', 'riêng', `lateness.view:${id}`)
    await world.taps('Vỹ', 'riêng', 'Từ phía đơn vị (chủ quan)')
    const asked = (await world.said('riêng', 'Vỹ')).at(-1)!.message
    const bare = asked.choices!.flat().find((one) => one.label === 'Không nêu lý do')!.action
    await world.taps('Vỹ', 'riêng', 'Huỷ')
    expect(await kept()).toMatchObject({ leaderCause: null })
    const ack = await world.taps('Vỹ', 'riêng', bare)
    expect(ack?.text).toContain('đã được trả lời hoặc đã huỷ')
    expect(await kept()).toMatchObject({ leaderCause: null })
  })

  it('is only for who decides for the unit, and only where lateness was reported', async () => {
    await world.database.db.update(units).set({ leaderId: world.persons.Đức }).where(eq(units.id, world.units.KT))
    expect((await world.taps('Vỹ', 'riêng', `lateness.view:${id}`))?.text).toContain('lãnh đạo phụ trách')
    await world.database.db.update(units).set({ leaderId: world.persons.Vỹ }).where(eq(units.id, world.units.KT))
    const { work } = await give(world, [{}])
    expect((await world.taps('Vỹ', 'riêng', `lateness.view:${work[0]!.id}`))?.text).toContain('không có báo cáo chậm')
    await world.said()
    await world.taps('Vỹ', 'riêng', `assignment.show:${work[0]!.id}`)
    expect((await world.said('riêng', 'Vỹ')).at(-1)!.buttons.flat()).not.toContain(button)
    expect((await world.taps('Bình', 'KT', `lateness.judge:${id}:1:own`))?.alert).toBe(true)
  })

  it('a view of a report that the unit has replaced meanwhile is not taken for the new one', async () => {
    await world.taps('Vỹ', 'riêng', `lateness.view:${id}`)
    await world.taps('Vỹ', 'riêng', 'Từ phía đơn vị (chủ quan)')
    later(world, 1)
    await late('own', 'Thiếu người thực hiện')
    await world.said()
    await world.says('Vỹ', 'riêng', 'Đã cấp kinh phí')
    expect((await world.said('riêng', 'Vỹ')).at(-1)!.text).toContain('Đơn vị vừa báo cáo lại')
    expect(await kept()).toMatchObject({ cause: 'own', leaderCause: null })
  })
})
