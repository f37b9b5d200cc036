// A head says the day before being asked for it: it is kept, and is no cause, reason or remedy.
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { latenesses } from '../../../src/db/schema/assignments.js'
import type { World } from '../../support/world.js'
import { give, openOffice } from './given.js'

let world: World
let id: number
beforeEach(async () => {
  world = await openOffice()
  id = (await give(world, [{}])).work[0]!.id
  await world.taps('Bình', 'riêng', `lateness.start:${id}`)
})
afterEach(() => world.close())

const kept = () => world.database.db.select().from(latenesses)

describe('a day typed at an earlier step of lateness', () => {
  it('is kept and the step asked again; the report needs no day any more', async () => {
    await world.says('Bình', 'riêng', '15/10')
    expect((await world.said('riêng', 'Bình')).at(-1)!.text).toContain('Ngày dự kiến đã ghi: 15/10/2026')
    await world.taps('Bình', 'riêng', 'Bên ngoài')
    await world.says('Bình', 'riêng', 'chờ tỉnh phân bổ vốn')
    await world.says('Bình', 'riêng', 'đôn đốc sở ngành')
    expect(await kept()).toMatchObject([
      { cause: 'outside', reason: 'chờ tỉnh phân bổ vốn', remedy: 'đôn đốc sở ngành', promisedOn: '2026-10-15' },
    ])
  })

  it('is neither the reason nor the remedy', async () => {
    await world.taps('Bình', 'riêng', 'Bên ngoài')
    await world.says('Bình', 'riêng', 'cuối tháng 10')
    await world.says('Bình', 'riêng', 'thiếu kinh phí')
    await world.says('Bình', 'riêng', '20/10')
    await world.says('Bình', 'riêng', 'bố trí vốn đối ứng')
    expect(await kept()).toMatchObject([
      { reason: 'thiếu kinh phí', remedy: 'bố trí vốn đối ứng', promisedOn: '2026-10-20' },
    ])
  })

  it('that is past or does not exist is refused, and the step goes on', async () => {
    await world.said()
    await world.says('Bình', 'riêng', '31/6')
    expect((await world.said('riêng', 'Bình')).at(-1)!.text).toContain('31/6')
    await world.says('Bình', 'riêng', 'khách quan, chờ vốn')
    await world.says('Bình', 'riêng', 'trong quý IV đôn đốc')
    expect(await kept()).toEqual([])
    expect((await world.said('riêng', 'Bình')).at(-1)!.buttons.flat().join()).toContain('Cuối tháng')
  })
})
