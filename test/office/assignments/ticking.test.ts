import { eq } from 'drizzle-orm'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { assignments, evidence } from '../../../src/db/schema/assignments.js'
import type { World } from '../../support/world.js'
import { type Given, give, openOffice } from './given.js'

let world: World
let work: Given[]
let elsewhere: Given
beforeEach(async () => {
  world = await openOffice()
  const standing = { rules: [{ kind: 'standing' as const, words: 'thường xuyên' }] }
  const given = await give(world, [{}, {}, {}, standing, { unit: 'VHXH' }])
  work = given.work.slice(0, 3)
  elsewhere = given.work[4]!
  await world.said()
})
afterEach(() => world.close())

const numbers = () => work.map((one) => one.number)
const statuses = async () =>
  (
    await world.database.db
      .select({ status: assignments.status })
      .from(assignments)
      .where(eq(assignments.unitId, world.units.KT))
      .orderBy(assignments.id)
  ).map((row) => row.status)

async function opened(who: 'Bình' | 'Hoa' = 'Bình') {
  await world.says(who, 'KT', '/viec')
  await world.taps(who, 'KT', 'Chọn nhiều việc')
  return (await world.said('KT')).at(-1)!
}

it('a number too long to be one of a work is refused, whoever pasted it', async () => {
  const asked = await opened()
  await world.says('Bình', 'KT', '90071992547409921', String(asked.id))
  expect((await world.said('KT')).at(-1)!.text).toContain('1,3,5-9')
})

it('numbers are ticked and unticked in place, a second tap does no harm, and the answer is one for all', async () => {
  const [one, two, three] = numbers() as [number, number, number]
  const first = await opened()
  expect(first.buttons).toEqual([
    [String(one), String(two), String(three)],
    ['Đã nhận', 'Đang thực hiện'],
    ['Báo cáo hoàn thành'],
    ['Chọn hết', 'Huỷ'],
  ])
  expect(first.text).toContain('Chưa chọn việc nào.')
  const tick = first.message.choices![0]![0]!.action
  await world.taps('Bình', 'KT', tick)
  await world.taps('Bình', 'KT', tick)
  await world.taps('Bình', 'KT', String(three))
  const drawn = (await world.said('KT')).at(-1)!
  expect(drawn.slot).toBe(first.slot)
  expect(drawn.buttons[0]).toEqual([`${one} ✓`, String(two), `${three} ✓`])
  expect(drawn.text).toContain(`Đã chọn 2 việc: #${one}, #${three}`)
  await world.taps('Bình', 'KT', `${three} ✓`)
  await world.taps('Bình', 'KT', 'Chọn hết')
  expect((await world.said('KT')).at(-1)!.buttons.at(-1)).toEqual(['Bỏ chọn hết', 'Huỷ'])
  const start = `ticking.start:${first.slot!.split(':')[1]}`
  await world.taps('Bình', 'KT', start)
  expect(await statuses()).toEqual(['in-progress', 'in-progress', 'in-progress', 'unanswered'])
  const said = await world.said('KT')
  expect(said.find((message) => message.slot === first.slot)!.text).toBe(
    `Việc #${one}, #${two}, #${three}: Đang thực hiện.`,
  )
  expect((await world.taps('Bình', 'KT', start))?.alert).toBe(true)
})

it('typed numbers tick; one that is not there ticks none; what somebody answered meanwhile is said', async () => {
  const [one, two, three] = numbers() as [number, number, number]
  const first = await opened()
  await world.says('Bình', 'KT', `${one}-${three}`, String(first.id))
  const drawn = (await world.said('KT')).at(-1)!
  expect(drawn.text).toContain('Đã chọn 3 việc')
  // Here every redraw is a row, and so a reference, of its own.
  const answer = (text: string) => world.says('Bình', 'KT', text, String(drawn.id))
  await answer(`${elsewhere.number}`)
  expect((await world.said('KT')).at(-1)!.text).toContain(
    `Không có trong các việc đang mở của đơn vị: #${elsewhere.number}`,
  )
  await answer('mai làm')
  expect((await world.said('KT')).at(-1)!.text).toContain('Đồng chí trả lời bằng số của việc')
  await world.taps('Hoa', 'riêng', `assignment.accept:${work[1]!.id}`)
  await world.said()
  await world.taps('Bình', 'KT', `ticking.accept:${first.slot!.split(':')[1]}`)
  const said = (await world.said('KT')).find((message) => message.slot === first.slot)!.text.split('\n')
  expect(said[0]).toBe(`Việc #${one}, #${three}: Đã nhận.`)
  expect(said[1]).toContain(`#${two}`)
  expect(await statuses()).toEqual(['accepted', 'accepted', 'accepted', 'unanswered'])
})

it('one evidence serves all that are reported together', async () => {
  await opened()
  await world.taps('Bình', 'KT', String(work[0]!.number))
  await world.taps('Bình', 'KT', String(work[1]!.number))
  await world.taps('Bình', 'KT', 'Báo cáo hoàn thành')
  const asked = (await world.said('KT')).at(-1)!
  expect(asked.text).toContain(`#${work[0]!.number}, #${work[1]!.number}`)
  await world.says('Bình', 'KT', '12/BC-KT', String(asked.id))
  expect(await statuses()).toEqual(['awaiting', 'awaiting', 'unanswered', 'unanswered'])
  const kept = await world.database.db.select().from(evidence)
  expect(kept.map((row) => [row.assignmentId, row.documentNumber])).toEqual([
    [work[0]!.id, '12/BC-KT'],
    [work[1]!.id, '12/BC-KT'],
  ])
})

it('is its opener’s alone, cancelled it changes nothing, and a forged button reaches no other unit', async () => {
  const first = await opened('Hoa')
  const id = first.slot!.split(':')[1]
  for (const data of [`ticking.set:${id}:${work[0]!.id}:1`, `ticking.all:${id}:1`, `ticking.accept:${id}`])
    expect((await world.taps('Bình', 'KT', data))?.alert, data).toBe(true)
  expect((await world.taps('Hoa', 'KT', `ticking.accept:${id}`))?.text).toContain('chưa chọn việc nào')
  await world.taps('Hoa', 'KT', `ticking.set:${id}:${elsewhere.id}:1`)
  expect((await world.taps('Hoa', 'KT', `ticking.done:${id}`))?.text).toContain('chưa chọn việc nào')
  await world.taps('Hoa', 'KT', 'Huỷ')
  expect((await world.taps('Hoa', 'KT', `ticking.all:${id}:1`))?.alert).toBe(true)
  expect((await world.taps('Chi', 'KT', `ticking.open:${world.units.KT}`))?.alert).toBe(true)
  expect((await world.taps('Bình', 'VHXH', `ticking.open:${world.units.KT}`))?.alert).toBe(true)
  expect((await world.taps('Nga', 'riêng', `ticking.open:${world.units.KT}`))?.alert).toBe(true)
  expect(await statuses()).toEqual(['unanswered', 'unanswered', 'unanswered', 'unanswered'])
})
