// Ordinary words where choices are typed: a courtesy is no command, and a word in a group chooses only what was offered last.
import { afterEach, beforeEach, expect, it } from 'vitest'
import { type Given, give } from '../office/assignments/given.js'
import type { PersonName, Place, World } from '../support/world.js'
import { openNumbered, statusOf } from './numbered.js'

let world: World
let work: Given[]

beforeEach(async () => {
  ;({ world, work } = await openNumbered())
  await world.said()
})
afterEach(() => world.close())

let typed = 0
/** In a group only what mentions the bot gets through. */
const type = (who: PersonName, place: Place, text: string) =>
  world.happens(who, place, { kind: 'text', text, ref: `typed:${++typed}`, addressed: place !== 'riêng' })
const heard = async (place: Place, who?: PersonName) => (await world.said(place, who)).map((one) => one.text)

it.each<[PersonName, Place]>([
  ['Bình', 'riêng'],
  ['Hoa', 'riêng'],
  ['Bình', 'KT'],
])('"vâng" is a courtesy, not the command of those who are away (%s, %s)', async (who, place) => {
  for (const text of ['Vâng', 'vâng.', 'vang']) {
    await type(who, place, text)
    const said = (await heard(place, who)).join('\n')
    expect(said, text).not.toMatch(/vắng|không có quyền|trò chuyện riêng|tin nhắn riêng/)
  }
})

it('the word of a choice counts in a group while nothing else was offered there since', async () => {
  await type('Bình', 'KT', String(work[0]!.number))
  await world.said()
  await give(world, [{ unit: 'KT' }, { unit: 'KT' }])
  expect((await heard('KT')).join('\n')).toContain('Đã nhận cả văn bản')
  await type('Bình', 'KT', 'đã nhận')
  expect((await heard('KT')).join('\n')).toContain('Để khỏi nhầm')
  expect(await statusOf(world, work[0]!.id)).toBe('unanswered')
})

it('the word of a choice counts in a group whoever its list answers, with the rights of who typed it', async () => {
  await type('Bình', 'KT', String(work[0]!.number))
  await world.said()
  await type('Chi', 'KT', 'đã nhận')
  expect((await heard('KT')).join('\n')).toContain('không thuộc đơn vị của đồng chí')
  expect(await statusOf(world, work[0]!.id)).toBe('unanswered')
  await type('Hoa', 'KT', 'đã nhận')
  expect(await statusOf(world, work[0]!.id)).toBe('accepted')
})

it('"xong" or numbers said after somebody ended a dialog in the group are no choice of that', async () => {
  await type('Hoa', 'KT', '/nhom')
  await world.said()
  await type('Hoa', 'KT', 'xong')
  await world.said()
  for (const text of ['xong', '5,6']) {
    await type('Bình', 'KT', text)
    expect(await heard('KT'), text).toEqual([])
  }
})

it('the word of a choice typed in answer to a card counts there, though the card was opened again since', async () => {
  await world.says('Bình', 'KT', `/viec`)
  await world.said()
  await world.says('Bình', 'KT', String(work[0]!.number))
  const [card] = await world.said('KT')
  await world.says('Bình', 'KT', String(work[0]!.number))
  await world.said()
  await world.says('Bình', 'KT', 'đã nhận', String(card!.id))
  expect(await statusOf(world, work[0]!.id)).toBe('accepted')
})
