// While the choices of a deadline stand open, a day that is typed is one more choice.
import { eq } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { channels } from '../../../../src/db/schema/people.js'
import { clearLetter, type Desk, openDesk } from '../desk.js'
import { pasted, press } from '../press.js'

let desk: Desk
let id: number
beforeEach(async () => {
  desk = await openDesk()
  id = await pasted(desk, clearLetter)
})
afterEach(() => desk.close())

const types = (text: string) => desk.world.says('Hoa', 'riêng', text)
const task = async (one: number) => (await desk.draft(id)).draft.tasks[one - 1]!
const open = (one: number, mode: 'd' | 'm' = 'd') => desk.world.taps('Hoa', 'riêng', `draft.when:${id}:${one}:${mode}`)

describe('a day typed while the choices of a deadline stand open', () => {
  it.each([
    ['25/9', { kind: 'date', due: '2026-09-25' }],
    ['cuoi thang 10', { kind: 'date', due: '2026-10-31' }],
    ['trước ngày 20 hằng tháng', { kind: 'recurring' }],
    ['Định kỳ hằng quý nhé.', { kind: 'recurring' }],
    ['thường xuyên, liên tục', { kind: 'standing' }],
  ])('is taken at once: %s', async (text, rule) => {
    await open(3)
    await desk.world.said()
    await types(text)
    expect((await task(3)).rules).toMatchObject([rule])
    expect((await desk.screen()).text).toContain('Thời hạn:')
  })

  it('is taken as the tracking date, and as the one of all tasks without a deadline', async () => {
    await desk.world.taps('Hoa', 'riêng', `draft.times:${id}`)
    await desk.world.said()
    await types('30/11')
    const { draft } = await desk.draft(id)
    expect(draft.trackingFor).toBe('2026-11-30')
    const undated = draft.tasks.find((one) => one.rules.every((rule) => rule.kind === 'none'))!
    await open(undated.id, 'm')
    await types('15/12')
    expect((await task(undated.id)).trackingOn).toBe('2026-12-15')
  })

  it('says what is wrong with a day that is past or does not exist, and goes on waiting', async () => {
    await open(3)
    await desk.world.said()
    await types('31/6')
    expect((await desk.world.said('riêng'))[0]?.text).toContain('"31/6"')
    await types('1/9/2026')
    expect((await desk.world.said('riêng'))[0]?.text).toContain('1/9/2026')
    await types('25/9')
    expect((await task(3)).rules).toMatchObject([{ due: '2026-09-25' }])
  })

  it('means nothing once the officer went back, or an hour later', async () => {
    const before = (await task(3)).rules
    await open(3)
    await press(desk, 'Quay lại')
    await types('25/9')
    expect((await task(3)).rules).toEqual(before)
    await open(3)
    desk.world.now = new Date(desk.world.now.getTime() + 61 * 60_000)
    await types('25/9')
    expect((await task(3)).rules).toEqual(before)
  })

  it('leaves other words to whatever they meant before', async () => {
    const before = (await task(3)).rules
    await open(3)
    await types('để xem đã')
    await types('thường xuyên nhắc các đơn vị')
    await types('hàng quý báo cáo số liệu')
    expect((await task(3)).rules).toEqual(before)
    expect((await desk.draft(id)).version).toBe(1)
  })
})

it('where choices are numbered a number is still a choice, and a day a day', async () => {
  await desk.world.database.db.update(channels).set({ platform: 'zalo' }).where(eq(channels.id, desk.world.channelId))
  await open(3)
  const screen = (await desk.world.said('riêng')).at(-1)!
  await types('30/11')
  expect((await task(3)).rules).toMatchObject([{ kind: 'date', due: '2026-11-30' }])
  const year = /^(\d+)\. Cuối năm|^(\d+)\. .*31\/12/m.exec(screen.text)
  await open(3)
  const again = (await desk.world.said('riêng')).at(-1)!
  const number = /^(\d+)\. .*31\/12/m.exec(again.text)?.[1] ?? year?.[1]
  await types(String(number))
  expect((await task(3)).rules).toMatchObject([{ kind: 'period', of: 'year' }])
})
