// Choices without buttons, said by several numbers at once or by their own words.

import { eq } from 'drizzle-orm'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { chatUnits } from '../../src/db/schema/people.js'
import { severalNumbers } from '../../src/talk/spoken-choices.js'
import { type Given, give } from '../office/assignments/given.js'
import { lastIn } from '../support/steps.js'
import type { World } from '../support/world.js'
import { numberOf, openNumbered, statusOf } from './numbered.js'

let world: World
let work: Given[]

beforeEach(async () => {
  ;({ world, work } = await openNumbered())
})
afterEach(() => world.close())

it.each([
  ['6,7,8', [6, 7, 8]],
  ['6, 8-10', [6, 8, 9, 10]],
  ['6 7', [6, 7]],
  ['6', undefined],
  ['8-6', undefined],
  ['8-6, 9, 10', undefined],
  ['1-40, 41, 42', undefined],
  ['1,3 xong', undefined],
  ['25/7', undefined],
])('"%s" are the numbers %j', (text, numbers) => {
  expect(severalNumbers(text)).toEqual(numbers)
})

it('their own words count too, with or without diacritics; of two alike it is asked which', async () => {
  await world.said()
  await world.says('Bình', 'KT', `${work[0]!.number} xong`)
  await world.said()
  await world.says('Hoa', 'riêng', 'xac nhan')
  expect(await statusOf(world, work[0]!.id)).toBe('done')
  await give(world, [{ unit: 'KT' }])
  await world.said()
  for (const number of [work[1]!.number, work[1]!.number + 1]) await world.says('Bình', 'KT', `${number} xong`)
  await world.said()
  await world.says('Hoa', 'riêng', 'Yêu cầu bổ sung')
  const asked = await lastIn(world, 'riêng')
  expect(asked.text).toContain(`#${work[1]!.number}`)
  await world.says('Hoa', 'riêng', numberOf(asked, `bổ sung.*#${work[1]!.number}`))
  expect((await lastIn(world, 'riêng')).text).toMatch(/lý do|bổ sung/i)
})

it('several units are ticked by their numbers at once', async () => {
  await world.says('Hoa', 'KT', '/nhom')
  const list = await lastIn(world, 'KT')
  const names = ['Văn phòng', 'Trung tâm Dịch vụ', 'Trung tâm Phục vụ']
  const numbers = names.map((name) => numberOf(list, name))
  await world.says('Hoa', 'KT', numbers.join(','))
  const after = (await world.said('KT')).map((one) => one.text)
  expect(after).toHaveLength(1)
  expect(after[0]?.match(/^\d+\. ✓ /gm)).toHaveLength(4)
  for (const [index, name] of names.entries())
    expect(after[0]).toMatch(new RegExp(`^${numbers[index]}\\. ✓ ${name}`, 'm'))
})

it('several typed twice stay ticked, and what is done with them has them all, before the screen came', async () => {
  await world.says('Hoa', 'KT', '/nhom')
  const list = await lastIn(world, 'KT')
  const numbers = ['Văn phòng', 'Trung tâm Dịch vụ'].map((name) => numberOf(list, name)).join(',')
  await world.says('Hoa', 'KT', numbers)
  await world.says('Hoa', 'KT', numbers)
  await world.says('Hoa', 'KT', numberOf(list, 'Xong'))
  // In a group only the next word is taken for a number without asking.
  await world.says('Hoa', 'KT', numberOf(await lastIn(world, 'KT'), 'Xong –'))
  const rows = await world.database.db.select().from(chatUnits).where(eq(chatUnits.chatId, world.groups.KT))
  expect(rows).toHaveLength(3)
})

it('ticks typed one after the other, before the screen for the first came, are all set', async () => {
  await world.says('Hoa', 'riêng', '/donvi')
  await world.says('Hoa', 'riêng', numberOf(await lastIn(world, 'riêng'), 'Các đơn vị chuẩn'))
  await world.says('Hoa', 'riêng', numberOf(await lastIn(world, 'riêng'), 'Phường'))
  const list = await lastIn(world, 'riêng')
  const marks = (text: string) =>
    new Map([...text.matchAll(/^(\d+)\. ([✓○]) /gm)].map(([, number, mark]) => [number!, mark!]))
  const before = marks(list.text)
  const [one, two] = [...before.keys()]
  await world.says('Hoa', 'riêng', one!)
  await world.says('Hoa', 'riêng', two!)
  // Typed twice it still means what the person saw.
  await world.says('Hoa', 'riêng', one!)
  const after = (await world.said('riêng')).map((said) => said.text)
  expect(after).toHaveLength(1)
  for (const number of [one!, two!]) expect(marks(after[0]!).get(number)).not.toBe(before.get(number))
  await world.says('Hoa', 'riêng', one!)
  expect(marks((await lastIn(world, 'riêng')).text).get(one!)).toBe(before.get(one!))
})
