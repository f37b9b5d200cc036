// Being away with a stand-in, and handing a post over: who may answer for the unit, from when to when.
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { makeWorkCalendar } from '../../../src/calendar/work-calendar.js'
import { instantOf } from '../../../src/lib/day.js'
import { openWorkLines } from '../../../src/office/assignments/announce.js'
import { assignmentEntries } from '../../../src/office/assignments/dialog.js'
import { readAway } from '../../../src/office/people/absence.js'
import { peopleEntries } from '../../../src/office/people/dialog.js'
import { listPosts } from '../../../src/office/people/posts.js'
import { loadHolders } from '../../../src/office/reminders/store.js'
import { openWorld, type World } from '../../support/world.js'
import { giveAll } from '../reminders/work.js'

let world: World
beforeEach(async () => {
  world = await openWorld({
    entries: [peopleEntries({ openWork: openWorkLines }), assignmentEntries()],
  })
  await giveAll(world, [{ number: 1, unit: 'KT', text: 'Giải ngân vốn đầu tư công', legalDueOn: '2026-09-30' }])
  await world.said()
})
afterEach(() => world.close())

const unitsOf = async (who: 'Chi' | 'Bình') => (await world.actor(who)).units.map((one) => one.unitId).sort()
const words = async (who: 'Hoa' | 'Bình' | 'Chi') => (await world.said('riêng', who)).map((one) => one.text).join('\n')

describe('Tôi vắng', () => {
  it('within its days the stand-in answers for the unit, is reminded in place of the head, and it ends by itself', async () => {
    await world.says('Bình', 'riêng', 'toi vang 15/9 den 17/9')
    await world.taps('Bình', 'riêng', 'Chi – Trưởng đơn vị')
    expect(await words('Chi')).toContain('Từ 15/9/2026 đến hết 17/9/2026, đồng chí trả lời thay đồng chí Bình')
    const { KT, VHXH } = world.units
    expect(await unitsOf('Chi')).toEqual([VHXH])
    world.now = instantOf('2026-09-15', '08:00')
    expect(await unitsOf('Chi')).toEqual([KT, VHXH].sort())
    await world.says('Chi', 'riêng', '1 xong khong co minh chung')
    await world.says('Chi', 'riêng', '1 dang lam')
    expect(await words('Chi')).toContain('#1')
    const heads = async () =>
      (await world.write((tx) => loadHolders(tx, world.communeId, world.now)))
        .filter((one) => one.unitId === KT && one.role === 'head')
        .map((one) => one.name)
    expect(await heads()).toEqual(['Chi'])
    world.now = instantOf('2026-09-18', '08:00')
    expect(await unitsOf('Chi')).toEqual([VHXH])
    expect(await heads()).toEqual(['Bình'])
  })

  it('asks for the days, says what is wrong with them, and ends early when the head is back', async () => {
    await world.says('Bình', 'riêng', '/vang')
    const [asked] = await world.said('riêng', 'Bình')
    expect(asked?.text).toContain('từ ngày nào đến ngày nào')
    await world.says('Bình', 'riêng', 'khi nao ranh')
    expect(await words('Bình')).toContain('chưa đọc được ngày')
    await world.says('Bình', 'riêng', '18/9 den 15/9')
    expect(await words('Bình')).toContain('sau ngày cuối')
    await world.says('Bình', 'riêng', 'hôm nay đến thứ sáu')
    await world.taps('Bình', 'riêng', 'Chi – Trưởng đơn vị')
    expect(await unitsOf('Chi')).toHaveLength(2)
    expect(await words('Hoa')).toContain('Chi trả lời thay')
    expect(await world.taps('Chi', 'riêng', 'people.back')).toMatchObject({ alert: true })
    await world.taps('Bình', 'riêng', 'Tôi đã làm việc lại')
    expect(await unitsOf('Chi')).toHaveLength(1)
    expect(await words('Chi')).toContain('thôi trả lời thay')
    expect(await world.taps('Bình', 'riêng', 'people.back')).toMatchObject({ alert: true })
  })

  it('is for heads and deputies; nobody chooses in another’s place, nor a person of no office', async () => {
    await world.says('Hoa', 'riêng', '/vang 15/9')
    expect(await words('Hoa')).not.toContain('Đã ghi')
    await world.says('Bình', 'riêng', '/vang 15/9')
    expect(await world.taps('Chi', 'riêng', 'people.standIn:1:0')).toMatchObject({ alert: true })
    const stranger = world.persons['người lạ']
    expect(await world.taps('Bình', 'riêng', `people.standIn:1:${stranger}`)).toMatchObject({ alert: true })
    expect(await world.taps('Bình', 'riêng', `people.standIn:1:${world.persons.Nga}`)).toMatchObject({ alert: true })
  })

  it('reads days as people type them', () => {
    const cal = makeWorkCalendar([])
    const read = (text: string) => readAway(text, '2026-09-14', cal)
    expect(read('từ 15/9 đến 17/9')).toEqual({ from: '2026-09-15', to: '2026-09-17' })
    expect(read('ngay mai')).toEqual({ from: '2026-09-15', to: '2026-09-15' })
    expect(read('15/9 - 17/9')).toEqual({ from: '2026-09-15', to: '2026-09-17' })
    expect(() => read('31/9')).toThrow()
    expect(() => read('10/9')).toThrow()
    // A stretch of time is all of it, not its last day.
    expect(read('tuần sau')).toEqual({ from: '2026-09-21', to: '2026-09-25' })
    expect(read('vắng cả tuần này')).toEqual({ from: '2026-09-14', to: '2026-09-18' })
    expect(read('thang 11')).toEqual({ from: '2026-11-01', to: '2026-11-30' })
    expect(read('tháng sau')).toEqual({ from: '2026-10-01', to: '2026-10-31' })
    expect(read('3 ngay')).toEqual({ from: '2026-09-14', to: '2026-09-16' })
    expect(read('1 tuần')).toEqual({ from: '2026-09-14', to: '2026-09-20' })
    for (const long of ['99 tuần', '15/9 đến 20/9/2027']) expect(() => read(long)).toThrow('people-away-long')
  })
})

describe('/bangiao', () => {
  it('whoever stood in for the post is told that it is over; who takes it over needs no word', async () => {
    await world.says('Bình', 'riêng', 'toi vang hôm nay đến thứ sáu')
    await world.taps('Bình', 'riêng', 'Chi – Trưởng đơn vị')
    await world.says('Bình', 'riêng', '/bangiao')
    await world.taps('Bình', 'riêng', 'An')
    await world.said()
    await world.taps('An', 'riêng', 'Nhận bàn giao')
    expect(await words('Chi')).toContain('không còn giữ vai trò ở Phòng Kinh tế; đồng chí thôi trả lời thay')
    expect(await unitsOf('Chi')).toEqual([world.units.VHXH])
  })

  const heldBy = async (who: 'Bình' | 'Chi' | 'Hoa') =>
    (await world.write((tx) => listPosts(tx, { personId: world.persons[who] }, world.now))).map(
      (post) => `${post.role}${post.unitId === world.units.KT ? ' KT' : ''}`,
    )

  it('offers the post with its open work; it changes hands when the other agrees, once', async () => {
    await world.says('Bình', 'riêng', '/bangiao')
    await world.taps('Bình', 'riêng', 'Chi')
    expect(await heldBy('Bình')).toEqual(['head KT'])
    const offer = await words('Chi')
    expect(offer).toContain('Bình đề nghị bàn giao cho đồng chí vai trò')
    expect(offer).toContain('1. Giải ngân vốn đầu tư công – 30/9/2026')
    expect(await world.taps('Hoa', 'riêng', 'people.handTake:2')).toMatchObject({ alert: true })
    await world.taps('Chi', 'riêng', 'Nhận bàn giao')
    expect([await heldBy('Bình'), await heldBy('Chi')]).toEqual([[], ['head', 'head KT']])
    expect(await words('Hoa')).toContain('Bình đã bàn giao vai trò')
    const [again] = (await world.history(world.privates.Chi)).flatMap((said) => said.message.choices?.flat() ?? [])
    expect(await world.taps('Chi', 'riêng', again!.action)).toMatchObject({ alert: true })
  })

  it('an offer that was answered, or gave way to another, keeps no buttons', async () => {
    const offerTo = async (who: 'Chi' | 'Lan') => {
      await world.says('Bình', 'riêng', '/bangiao')
      await world.taps('Bình', 'riêng', who)
      return (await world.said('riêng', who)).find((one) => one.text.includes('đề nghị bàn giao'))
    }
    const lastIn = async (slot: string | null | undefined, who: 'Chi' | 'Lan') =>
      (await world.history(world.privates[who])).filter((one) => one.slot === slot).at(-1)
    const first = await offerTo('Chi')
    expect([first?.slot, first?.message.choices?.flat()]).toEqual([
      expect.stringMatching(/^handover:\d+$/),
      expect.objectContaining({ length: 2 }),
    ])
    const second = await offerTo('Lan')
    const old = await lastIn(first?.slot, 'Chi')
    expect(old?.text).toContain('không còn hiệu lực')
    expect(old?.message.choices ?? []).toEqual([])
    expect(await world.taps('Chi', 'riêng', 'Nhận bàn giao')).toMatchObject({ alert: true })
    await world.taps('Lan', 'riêng', 'Từ chối')
    const refused = await lastIn(second?.slot, 'Lan')
    expect(refused?.text).toContain('đã từ chối nhận bàn giao')
    expect(refused?.message.choices ?? []).toEqual([])
    const third = await offerTo('Chi')
    expect(third?.slot).not.toBe(first?.slot)
    await world.taps('Chi', 'riêng', 'Nhận bàn giao')
    const taken = await lastIn(third?.slot, 'Chi')
    expect(taken?.text).toContain('đã nhận bàn giao vai trò')
    expect(taken?.text).toContain('1. Giải ngân vốn đầu tư công')
    expect(taken?.message.choices ?? []).toEqual([])
    expect(await heldBy('Chi')).toEqual(['head', 'head KT'])
  })

  it('can be refused, runs out after a week, and is only for one’s own post', async () => {
    await world.says('Hoa', 'riêng', '/bangiao')
    await world.taps('Hoa', 'riêng', 'Lan')
    await world.taps('Lan', 'riêng', 'Từ chối')
    expect(await words('Hoa')).toContain('Lan không nhận bàn giao')
    await world.says('Bình', 'riêng', '/bangiao')
    await world.taps('Bình', 'riêng', 'Chi')
    world.now = new Date(world.now.getTime() + 8 * 86_400_000)
    expect(await world.taps('Chi', 'riêng', 'Nhận bàn giao')).toMatchObject({ alert: true })
    expect(await heldBy('Bình')).toEqual(['head KT'])
    const [post] = await world.write((tx) => listPosts(tx, { personId: world.persons.Bình }, world.now))
    expect(await world.taps('Chi', 'riêng', `people.handTo:${post!.id}:${world.persons.Chi}`)).toMatchObject({
      alert: true,
    })
    expect(await world.taps('Nga', 'riêng', `people.handTake:${post!.id}`)).toMatchObject({ alert: true })
  })
})
