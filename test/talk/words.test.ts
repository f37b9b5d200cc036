// What is told in a chat without buttons by others than its own replies: chores, decisions made elsewhere.
import { expect, it } from 'vitest'
import { askStanding } from '../../src/office/assignments/standing/dialog.js'
import { give } from '../office/assignments/given.js'
import { numberOf, openNumbered } from './numbered.js'

it('a group is told to type where it is told by others', async () => {
  const { world } = await openNumbered()
  await give(world, [{ unit: 'KT', rules: [{ kind: 'standing', words: 'thường xuyên' }] }])
  await world.said()
  const { communeId, units, groups } = world
  const input = { communeId, unitId: units.KT, month: '2026-09' as const, places: [{ chatId: groups.KT }] }
  await world.write((tx) => askStanding(tx, input, world.now))
  expect((await world.said('KT')).at(-1)!.text).toContain('gõ số của việc đó')
  await world.says('Hoa', 'KT', '/nhom')
  await world.said()
  await world.says('Hoa', 'KT', 'xong')
  await world.said()
  // The list was said to the officer, its words are plain whoever says them.
  await world.says('người lạ', 'KT', 'Tôi là lãnh đạo đơn vị')
  const asked = (await world.said('riêng', 'Hoa')).at(-1)!
  await world.says('Hoa', 'riêng', numberOf(asked, 'Đồng ý'))
  const claimed = (await world.said('KT')).map((one) => one.text).join('\n')
  expect(claimed).toContain('nhắn cho tôi một tin')
  await world.close()
})
