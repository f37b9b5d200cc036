import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { chats, chatUnits, posts } from '../../../src/db/schema/people.js'
import { later } from '../../support/steps.js'
import type { World } from '../../support/world.js'
import { give, openOffice } from './given.js'

let world: World
let numbers: number[]
beforeAll(async () => {
  world = await openOffice()
  const { work } = await give(world, [
    { unit: 'KT', rules: [{ kind: 'date', due: '2026-09-16', words: 'trước ngày 16/9' }] },
    { unit: 'KT', rules: [{ kind: 'none', words: '' }], trackingOn: '2026-09-15' },
    { unit: 'VHXH', rules: [{ kind: 'date', due: '2026-09-15', words: 'ngày 15/9' }] },
  ])
  numbers = work.map((one) => one.number)
  await world.said()
})
afterAll(() => world.close())

describe('/viec', () => {
  it('shows a head the own unit, an officer any, and opens a card by its number', async () => {
    await world.says('Bình', 'riêng', '/viec')
    const [list] = await world.said('riêng', 'Bình')
    expect(list!.text).toBe(
      [
        'Phòng Kinh tế: 2 việc đang mở',
        `${numbers[1]}. Rà soát thủ tục hành chính lần 2 – mốc 15/9/2026`,
        `${numbers[0]}. Rà soát thủ tục hành chính lần 1 – 16/9/2026`,
      ].join('\n'),
    )
    await world.says('Bình', 'riêng', '/viec VHXH')
    expect((await world.said('riêng', 'Bình'))[0]!.text).toContain('chỉ xem được việc của đơn vị mình')
    await world.says('Hoa', 'riêng', '/viec vhxh')
    await world.taps('Hoa', 'riêng', String(numbers[2]))
    expect((await world.said('riêng', 'Hoa')).at(-1)!.text).toContain(`#${numbers[2]} · CV 85/UBND-VHXH`)
    await world.says('Hoa', 'riêng', '/viec Phòng Trăng Sao')
    expect((await world.said('riêng', 'Hoa'))[0]!.text).toContain('Không rõ đơn vị "Phòng Trăng Sao"')
    await world.says('Đức', 'riêng', '/viec')
    expect((await world.said('riêng', 'Đức'))[0]!.text).toContain('3 việc đang mở')
  })

  it('shows an officer who also heads a unit the commune, with a way to the own unit', async () => {
    const [post] = await world.database.db
      .insert(posts)
      .values({
        communeId: world.communeId,
        personId: world.persons.Lan,
        role: 'head',
        unitId: world.units.VP,
        from: world.now,
      })
      .returning()
    await world.says('Lan', 'riêng', '/viec')
    const [list] = await world.said('riêng', 'Lan')
    expect(list!.text).toContain('3 việc đang mở')
    expect(list!.buttons.at(-1)).toEqual(['Văn phòng HĐND và UBND: 0'])
    await world.taps('Lan', 'riêng', 'Văn phòng HĐND và UBND: 0')
    expect((await world.said('riêng', 'Lan')).at(-1)!.text).toBe('Hiện không có việc nào đang mở.')
    await world.database.db.delete(posts).where(eq(posts.id, post!.id))
  })

  it('shows much work unit by unit', async () => {
    await give(
      world,
      Array.from({ length: 51 }, () => ({ unit: 'PVHCC' as const })),
    )
    await world.said()
    await world.says('Hoa', 'riêng', '/viec')
    expect((await world.said('riêng', 'Hoa'))[0]!.buttons).toEqual([
      ['Phòng Kinh tế: 2'],
      ['Phòng Văn hóa - Xã hội: 1'],
      ['Trung tâm Phục vụ hành chính công: 51'],
    ])
    await world.taps('Hoa', 'riêng', 'Trung tâm Phục vụ')
    const pages = await world.said('riêng', 'Hoa')
    const labels = pages.flatMap((page) => page.buttons.flat())
    expect(labels.filter((label) => /^\d+$/.test(label))).toHaveLength(51)
    expect(labels.at(-1)).toBe('Bảng trả lời')
    expect(pages.every((page) => page.text.length <= 4096)).toBe(true)
  })
})

describe('/quahan', () => {
  it('lists what is past its deadline; a missed tracking date is not overdue', async () => {
    later(world, 60 * 24 * 3)
    await world.says('Bình', 'KT', '/quahan')
    expect((await world.said('KT'))[0]!.text).toBe(
      `1 việc quá hạn\n${numbers[0]}. Rà soát thủ tục hành chính lần 1 – 16/9/2026`,
    )
    await world.says('Hoa', 'riêng', '/quahan')
    expect((await world.said('riêng', 'Hoa'))[0]!.text).toContain('2 việc quá hạn')
    await world.says('An', 'riêng', '/quahan')
    expect((await world.said('riêng', 'An'))[0]!.text).toBe('Không có việc nào quá hạn.')
  })

  it('a common group never lists it: the answer comes in private', async () => {
    const { db } = world.database
    await db.update(chats).set({ common: true }).where(eq(chats.id, world.groups.VHXH))
    await db.update(chatUnits).set({ chatId: world.groups.VHXH }).where(eq(chatUnits.unitId, world.units.KT))
    await world.says('Bình', 'VHXH', '/quahan')
    const said = await world.said()
    expect(said.map((one) => [one.chatId, one.text.split('\n')[0]])).toEqual([
      [world.groups.VHXH, 'Danh sách quá hạn đã được gửi riêng cho đồng chí.'],
      [world.privates.Bình, '1 việc quá hạn'],
    ])
  })
})

describe('/nhatky', () => {
  it('tells the whole trail, and keeps reasons out of groups', async () => {
    const { work } = await give(world, [{ unit: 'PVHCC' }])
    const { id, number } = work[0]!
    await world.taps('Hoa', 'PVHCC', `assignment.accept:${id}`)
    await world.says('Dũng', 'riêng', `${number} vướng: chưa có máy in`)
    await world.said()
    await world.says('Dũng', 'PVHCC', `/nhatky ${number}`)
    expect((await world.said('PVHCC'))[0]!.text).toBe(
      [
        `Nhật ký việc #${number}, Trung tâm Phục vụ hành chính công`,
        '09:00 17/9/2026 – Hoa: giao việc',
        '09:00 17/9/2026 – Hoa (ghi thay Trung tâm Phục vụ hành chính công): nhận việc. Chưa trả lời → Đã nhận',
        '09:00 17/9/2026 – Dũng: nêu khó khăn, vướng mắc',
      ].join('\n'),
    )
    await world.says('Hoa', 'riêng', `/nhatky #${number}`)
    expect((await world.said('riêng', 'Hoa'))[0]!.text).toContain('nêu khó khăn, vướng mắc. chưa có máy in')
    await world.says('Bình', 'riêng', `/nhatky ${number}`)
    expect((await world.said('riêng', 'Bình'))[0]!.text).toContain('không thuộc đơn vị của đồng chí')
    await world.says('Hoa', 'riêng', '/nhatky')
    expect((await world.said('riêng', 'Hoa'))[0]!.text).toContain('/nhatky 17')
    await world.says('Nga', 'riêng', `/nhatky ${number}`)
    expect((await world.said('riêng', 'Nga'))[0]!.text).toBe(`Không có việc #${number}.`)
  })
})
