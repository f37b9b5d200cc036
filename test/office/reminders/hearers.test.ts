import { eq } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { requests } from '../../../src/db/schema/assignments.js'
import { chats, chatUnits } from '../../../src/db/schema/people.js'
import { addDays } from '../../../src/lib/day.js'
import type { World } from '../../support/world.js'
import { at, nameOf, openMorning, run, summary } from './morning.js'
import { change, give, giveAll } from './work.js'

let world: World
beforeEach(async () => {
  world = await openMorning()
})
afterEach(() => world.close())

describe('who hears of it', () => {
  it('a common group never lists who is overdue: the heads hear it in private', async () => {
    const { db } = world.database
    await db.update(chats).set({ common: true }).where(eq(chats.id, world.groups.VP))
    await db.update(chatUnits).set({ chatId: world.groups.VP }).where(eq(chatUnits.unitId, world.units.KT))
    await giveAll(world, [
      { unit: 'KT', legalDueOn: '2026-09-08', number: 701 },
      { unit: 'VP', legalDueOn: '2026-09-18', number: 702 },
    ])
    await run(world, '2026-09-07')
    await run(world, '2026-09-08')
    await run(world, '2026-09-09')
    const said = summary(world, await run(world, '2026-09-11'))
    expect(said.VP?.join('\n')).toContain('#702')
    expect(said.VP?.join('\n')).not.toContain('#701')
    expect(said.Bình?.join('\n')).toMatch(/Quá hạn \(1\)\n#701/)
    expect(Object.keys(said).sort()).toEqual(['Bình', 'VP', 'Đức'].sort())
  })

  it('a unit without a group: its head in private, and the officers get one digest of such units', async () => {
    await giveAll(world, [
      { unit: 'DVSNC', legalDueOn: '2026-09-18', number: 711 },
      { unit: 'KT', legalDueOn: '2026-09-18', number: 712 },
    ])
    await world.database.db.delete(chatUnits).where(eq(chatUnits.unitId, world.units.KT))
    const said = summary(world, await run(world, '2026-09-11'))
    expect(Object.keys(said).sort()).toEqual(['Bình', 'Hoa', 'Lan'])
    expect(said.Bình?.[1]).toBe('Sắp đến hạn (1)')
    expect(said.Hoa).toEqual([
      'Nhắc việc ngày 11/9/2026',
      'Đơn vị chưa nhắc được trong nhóm riêng (2)',
      expect.stringContaining('#711 DVSNC:'),
      expect.stringContaining('#712 KT:'),
    ])
  })

  it('those above read that messages do not reach the unit’s group', async () => {
    await giveAll(world, [
      { unit: 'KT', legalDueOn: '2026-09-10', number: 715, status: 'unanswered' },
      { unit: 'VP', legalDueOn: '2026-09-10', number: 716, status: 'unanswered' },
    ])
    await world.database.db.update(chats).set({ unreachableAt: world.now }).where(eq(chats.id, world.groups.KT))
    const said = summary(world, await run(world, '2026-09-11'))
    const lines = said.Hoa?.filter((line) => line.startsWith('#')) ?? []
    expect(lines.filter((line) => line.includes('#715'))).not.toEqual([])
    for (const line of lines) expect(line.includes('tin không đến được nhóm')).toBe(line.includes('#715'))
    expect(said.Bình?.join()).not.toContain('tin không đến được nhóm')
  })

  it('the officer hears of overdue work on its first working day, the leader on the third, once each', async () => {
    const id = await give(world, { unit: 'KT', legalDueOn: '2026-09-11', number: 721 })
    const heard: string[] = []
    for (let day = '2026-09-04'; day <= '2026-10-02'; day = addDays(day, 1))
      for (const one of await run(world, day))
        if (!Object.values(world.groups).includes(one.chatId)) heard.push(`${day} ${nameOf(world, one.chatId)}`)
    expect(heard).toEqual(['2026-09-14 Hoa', '2026-09-14 Lan', '2026-09-16 Đức'])
    await change(world, id, { extendedTo: '2026-10-07' })
    for (let day = '2026-10-05'; day <= '2026-10-09'; day = addDays(day, 1))
      for (const one of await run(world, day))
        if (!Object.values(world.groups).includes(one.chatId)) heard.push(`${day} ${nameOf(world, one.chatId)}`)
    expect(heard.slice(3)).toEqual(['2026-10-08 Hoa', '2026-10-08 Lan'])
  })
})

describe('a new day', () => {
  it('granted or promised re-aims the reminders and voids those of the old one', async () => {
    const [extended, promised] = await giveAll(world, [
      { unit: 'KT', legalDueOn: '2026-09-18' },
      { unit: 'VHXH', legalDueOn: '2026-09-18' },
    ])
    expect(await run(world, '2026-09-11')).toHaveLength(2)
    world.now = at('2026-09-14', '16:00')
    await change(world, extended!, { extendedTo: '2026-10-09' })
    await change(world, promised!, { status: 'late', promisedOn: '2026-09-30' })
    const heard: string[] = []
    for (let day = '2026-09-14'; day <= '2026-10-02'; day = addDays(day, 1))
      for (const one of await run(world, day))
        if (Object.values(world.groups).includes(one.chatId)) heard.push(`${day} ${nameOf(world, one.chatId)}`)
    expect(heard).toEqual([
      '2026-09-23 VHXH',
      '2026-09-25 VHXH', // three days before is a Sunday… the 27th moves to the 25th
      '2026-09-29 VHXH',
      '2026-09-30 VHXH',
      '2026-10-02 KT',
    ])
  })

  it('asked for and not decided silences; refused, the reminders go on', async () => {
    const id = await give(world, { unit: 'KT', legalDueOn: '2026-09-18' })
    await run(world, '2026-09-11')
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
    expect(await run(world, '2026-09-15')).toEqual([])
    expect(await run(world, '2026-09-17')).toEqual([])
    await db.update(requests).set({ state: 'refused' }).where(eq(requests.id, request!.id))
    world.now = at('2026-09-17', '15:00')
    await change(world, id, {})
    expect(await run(world, '2026-09-18')).toHaveLength(1)
  })
})
