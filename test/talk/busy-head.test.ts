// What a busy head types where choices are numbered, and what a bot must not leave unsaid.
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Given } from '../office/assignments/given.js'
import type { Place, World } from '../support/world.js'
import { openNumbered } from './numbered.js'

let world: World
let work: Given[]

beforeEach(async () => {
  ;({ world, work } = await openNumbered())
  await world.said()
})
afterEach(() => world.close())

/** In a group only what mentions the bot gets through. */
const type = (place: Place, text: string) =>
  world.happens('Bình', place, { kind: 'text', text, ref: `${text}:${place}`, addressed: place !== 'riêng' })
const heard = async (place: Place) => (await world.said(place, 'Bình')).map((one) => one.text)

it('what goes on in private is told where it was begun', async () => {
  await type('KT', String(work[0]!.number))
  await world.said()
  await type('KT', 'kho khan, cham, gia han')
  expect(await heard('KT')).toEqual(['Mời đồng chí xem tin riêng với bot.'])
  await type('riêng', `/viec`)
  await world.said()
  await type('riêng', String(work[0]!.number))
  await world.said()
  await type('riêng', 'kho khan, cham, gia han')
  expect(await heard('riêng')).toHaveLength(1)
})

it.each<Place>(['riêng', 'KT'])('a command counts without its stroke, in any writing (%s)', async (place) => {
  for (const text of ['việc', 'Quá hạn', 'tro giup']) {
    await type(place, text)
    expect((await heard(place)).join('\n'), text).toMatch(/việc đang mở|quá hạn|Trưởng đơn vị/)
  }
})

it('an open question takes such a word first', async () => {
  await type('riêng', '/vang')
  await world.said()
  await type('riêng', 'viec')
  expect((await heard('riêng')).join('\n')).toContain('Tôi chưa đọc được ngày')
})

it('what is asked back says of which work it is, and in the words that were typed', async () => {
  await type('riêng', '/viec')
  await world.said()
  await type('riêng', String(work[0]!.number))
  await world.said()
  world.now = new Date(world.now.getTime() + 12 * 60_000)
  await type('riêng', 'dang thuc hien')
  const [asked] = await heard('riêng')
  expect(asked).toContain('“Đang thực hiện” có trong tin gửi trước đó')
  expect(asked).toContain(`#${work[0]!.number}`)
})

it('evidence is not asked for as a file, which cannot be sent', async () => {
  for (const text of [`/viec`, String(work[0]!.number), 'bao cao hoan thanh', 'ok', 'abc', `${work[1]!.number} xong`])
    await type('riêng', text).then(() => world.said())
  const said = (await world.history(world.privates.Bình)).map((one) => one.text).join('\n')
  expect(said).toContain('ảnh hoặc số văn bản')
  expect(said).not.toContain('tệp')
})
