// Lists to be ticked, where choices are numbered: ticks the bot asks back, and what is done with them.

import { eq } from 'drizzle-orm'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { chatUnits } from '../../src/db/schema/people.js'
import { lastIn, later } from '../support/steps.js'
import type { Place, Said, World } from '../support/world.js'
import { numberOf, openNumbered } from './numbered.js'

let world: World

beforeEach(async () => {
  ;({ world } = await openNumbered())
})
afterEach(() => world.close())

const type = (place: Place, text: string) => world.says('Hoa', place, text)
/** What a list offers to tick: the beginnings of the names, and whether they are ticked. */
const ticks = (said: Said) =>
  new Map([...said.text.matchAll(/^\d+\. ([✓○]) ([^(\n]+)/gm)].map(([, mark, name]) => [name!.trim(), mark === '✓']))

/** The list of the units of a ward, as proposed to the first officer. */
async function standardUnits(): Promise<Said> {
  await world.said()
  await type('riêng', '/donvi')
  await type('riêng', numberOf(await lastIn(world, 'riêng'), 'Các đơn vị chuẩn'))
  await type('riêng', numberOf(await lastIn(world, 'riêng'), 'Phường'))
  return lastIn(world, 'riêng')
}

/** The list turned by these names alone. */
const turned = (list: Said, names: readonly string[]) =>
  new Map([...ticks(list)].map(([name, isTicked]) => [name, names.includes(name) ? !isTicked : isTicked]))

const served = async () =>
  (await world.database.db.select().from(chatUnits).where(eq(chatUnits.chatId, world.groups.KT))).length

it.each<[string, boolean]>([
  ['before the screen for the first came', false],
  ['when that screen had come', true],
])('two ticks asked back because they were old are both set, the second %s', async (_, isSeen) => {
  const list = await standardUnits()
  const [first = '', second = ''] = ticks(list).keys()
  later(world, 20)
  await type('riêng', numberOf(list, first))
  const one = await lastIn(world, 'riêng')
  await type('riêng', numberOf(list, second))
  const two = await lastIn(world, 'riêng')
  expect([one.text, two.text].every((text) => text.includes('chọn lại'))).toBe(true)
  await type('riêng', numberOf(one, first))
  if (isSeen) expect(ticks(await lastIn(world, 'riêng'))).toEqual(turned(list, [first]))
  await type('riêng', numberOf(two, second))
  expect(ticks(await lastIn(world, 'riêng'))).toEqual(turned(list, [first, second]))
})

it('several asked back at once are set by their new numbers, one by one or at once, and twice without harm', async () => {
  const list = await standardUnits()
  const names = [...ticks(list).keys()].slice(0, 3)
  later(world, 20)
  await type('riêng', names.map((name) => numberOf(list, name)).join(','))
  const asked = await lastIn(world, 'riêng')
  const copies = names.map((name) => numberOf(asked, name))
  await type('riêng', copies[0]!)
  await type('riêng', copies.join(','))
  await type('riêng', copies[0]!)
  expect(ticks(await lastIn(world, 'riêng'))).toEqual(turned(list, names))
})

it('in a group the ticks asked back are set one after the other, without asking again', async () => {
  await type('KT', '/nhom')
  const list = await lastIn(world, 'KT')
  const names = [...ticks(list).keys()].filter((name) => !ticks(list).get(name)).slice(0, 2)
  later(world, 20)
  await type('KT', names.map((name) => numberOf(list, name)).join(','))
  const asked = await lastIn(world, 'KT')
  for (const name of names) {
    await type('KT', numberOf(asked, name))
    expect(ticks(await lastIn(world, 'KT')).get(name)).toBe(true)
  }
  await type('KT', 'xong')
  expect(await served()).toBe(3)
})

it('what is done with the ticks has those set meanwhile, by its number on the screen before, and twice', async () => {
  await type('KT', '/nhom')
  const list = await lastIn(world, 'KT')
  const done = numberOf(list, 'Xong')
  await type('KT', numberOf(list, 'Văn phòng'))
  for (const time of ['once', 'twice']) {
    await lastIn(world, 'KT')
    await world.says('Hoa', 'KT', done, String(list.id))
    expect(await served(), time).toBe(2)
  }
})

it('what is done with ticks, asked back, has those set meanwhile', async () => {
  const list = await standardUnits()
  later(world, 20)
  await type('riêng', numberOf(list, 'Tạo các đơn vị'))
  const asked = await lastIn(world, 'riêng')
  await type('riêng', numberOf(list, 'Công an'))
  await type('riêng', numberOf(await lastIn(world, 'riêng'), 'Công an'))
  await lastIn(world, 'riêng')
  await type('riêng', numberOf(asked, 'Tạo các đơn vị'))
  const made = (await lastIn(world, 'riêng')).text
  expect(made).toContain('Trạm Y tế')
  expect(made).not.toContain('Công an')
})

it('words, and several numbers, count before the screen for the tick before came', async () => {
  let list = await standardUnits()
  const names = [...ticks(list).keys()]
  await type('riêng', numberOf(list, names[0]!))
  await type('riêng', `✓ ${names[1]!}`)
  let after = await lastIn(world, 'riêng')
  expect(ticks(after)).toEqual(turned(list, names.slice(0, 2)))
  list = after
  for (const two of [names.slice(0, 2), names.slice(2, 4)])
    await type('riêng', two.map((name) => numberOf(list, name)).join(','))
  after = await lastIn(world, 'riêng')
  expect(ticks(after)).toEqual(turned(list, names.slice(0, 4)))
})
