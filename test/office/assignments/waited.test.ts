// A report that was sent in time and had to wait, while the program was away: it is judged by when the unit sent it.
import { afterEach, beforeEach, expect, it } from 'vitest'
import { assignments } from '../../../src/db/schema/assignments.js'
import { instantOf } from '../../../src/lib/day.js'
import type { World } from '../../support/world.js'
import { doChores, give, openOffice, rowOf } from './given.js'

let world: World
let id: number
let number: number
const sent = instantOf('2026-09-15', '16:50')
beforeEach(async () => {
  world = await openOffice()
  const { work } = await give(world, [{}])
  id = work[0]!.id
  number = work[0]!.number
  await world.said()
  world.now = instantOf('2026-09-16', '07:40')
  world.writtenAt = sent
})
afterEach(() => world.close())

it('typed', async () => {
  await world.says('Bình', 'KT', `${number} xong`)
  expect((await rowOf(world, id)).reportedAt).toEqual(sent)
  await world.says('Bình', 'riêng', '/viec')
  expect((await world.said('KT')).map((one) => one.text).join('\n')).toContain('Chờ xác nhận (Bình, 16:50 15/9)')
})

it('by evidence, and taken back with it when the file cannot be kept', async () => {
  await world.taps('Bình', 'KT', `assignment.done:${id}`)
  const [ask] = (await world.said('KT')).slice(-1)
  await world.sends('Bình', 'KT', { name: 'a.pdf', handle: 'h' }, { replyTo: String(ask!.id) })
  expect((await rowOf(world, id)).reportedAt).toEqual(sent)
  await doChores(world, { h: Buffer.alloc(0) })
  expect(await rowOf(world, id)).toMatchObject({ status: 'unanswered', reportedAt: null })
  await world.says('Hoa', 'riêng', `/nhatky ${number}`)
  expect((await world.said('riêng', 'Hoa')).at(-1)?.text).toMatch(/07:40 16\/9\/2026 – chương trình: hoàn tác/i)
})

it('a tap, and a clock that says it was before the work was given, count from now', async () => {
  world.writtenAt = instantOf('2026-09-14', '08:59')
  await world.says('Bình', 'KT', `${number} xong`)
  expect((await rowOf(world, id)).reportedAt).toEqual(world.now)
  expect(await world.database.db.select().from(assignments)).toHaveLength(1)
})
