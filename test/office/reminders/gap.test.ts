// A gap longer than the platform keeps what people wrote.
import { eq, like } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { channels, chats } from '../../../src/db/schema/people.js'
import { jobRuns } from '../../../src/db/schema/post.js'
import { instantOf } from '../../../src/lib/day.js'
import { noticeGaps } from '../../../src/office/reminders/gap.js'
import { nextWorkMoment } from '../../../src/office/reminders/moments.js'
import { countedSelects } from '../../support/counted.js'
import { openWorld, type World } from '../../support/world.js'
import { give } from './work.js'

const at = (day: string, time: string) => instantOf(day, time)
let world: World
beforeEach(async () => {
  world = await openWorld({ entries: [], now: at('2026-09-01', '09:00') })
})
afterEach(() => world.close())

/** A tick; `fresh` when the process has just begun. Returns who was told. */
async function tick(day: string, time: string, fresh = false) {
  world.now = at(day, time)
  await noticeGaps(
    world.database.db,
    [{ channelId: world.channelId, unheardFor: fresh ? undefined : 60_000 }],
    world.now,
  )
  return (await world.said()).map((one) => one.chatId)
}
const groups = () => Object.values(world.groups)

it('a tick without a gap asks only whether one is noted', async () => {
  await tick('2026-09-14', '10:00')
  const asked: string[] = []
  const heard = [{ channelId: world.channelId, unheardFor: 60_000 }]
  world.now = at('2026-09-14', '10:01')
  await noticeGaps(countedSelects(world.database.db, asked), heard, world.now)
  expect(asked).toHaveLength(1)
})

describe('the gap notice', () => {
  for (const [gap, back] of [
    ['200 seconds', ['2026-09-14', '10:03']],
    ['23 hours', ['2026-09-15', '09:00']],
    ['a day and a minute', ['2026-09-15', '10:01']],
  ] as const)
    it(`is not given after ${gap}`, async () => {
      await tick('2026-09-14', '10:00')
      expect(await tick(back[0], back[1], true)).toEqual([])
    })

  it('names the hours whose answers may be missing, in every group and to the officers, once', async () => {
    await tick('2026-09-14', '10:00')
    world.now = at('2026-09-16', '09:00')
    await noticeGaps(world.database.db, [{ channelId: world.channelId, unheardFor: undefined }], world.now)
    const said = await world.said()
    expect(said.map((one) => one.chatId).sort()).toEqual(
      [...groups(), world.privates.Hoa, world.privates.Lan, world.privates.Nga].sort(),
    )
    expect(said[0]?.text).toContain('tạm ngừng từ 10:00 14/9/2026 đến 09:00 16/9/2026')
    expect(said[0]?.text).toContain('gửi từ 10:00 14/9/2026 đến 09:00 15/9/2026 có thể chưa nhận được')
    expect(await tick('2026-09-16', '09:01')).toEqual([])
    expect(await tick('2026-09-16', '09:02', true)).toEqual([])
    expect(await world.database.db.select().from(jobRuns).where(like(jobRuns.key, '%gap%'))).toEqual([])
  })

  it('waits for office hours: back on a Saturday it is told on Monday, after a restart too', async () => {
    await tick('2026-09-16', '10:00')
    for (const [day, time] of [
      ['2026-09-19', '09:00'],
      ['2026-09-20', '10:00'],
      ['2026-09-21', '07:29'],
    ] as const)
      expect(await tick(day, time, day === '2026-09-19')).toEqual([])
    expect(await tick('2026-09-21', '07:30', true)).toHaveLength(groups().length + 3)
    expect(await tick('2026-09-21', '07:31')).toEqual([])
  })

  it('comes after Tết on the first working day', async () => {
    await tick('2027-02-03', '16:00')
    expect(await tick('2027-02-11', '09:00', true)).toEqual([])
    expect(await tick('2027-02-12', '07:30')).toHaveLength(groups().length + 3)
  })

  it('is not given when only the clock was moved while the program ran', async () => {
    await tick('2026-09-14', '10:00')
    expect(await tick('2026-12-14', '10:00')).toEqual([])
    expect(await tick('2026-12-14', '10:01', true)).toEqual([])
  })

  it('the first start ever is no gap, and a channel is told only of its own', async () => {
    expect(await tick('2026-09-14', '10:00', true)).toEqual([])
    const [other] = await world.database.db
      .insert(channels)
      .values({ platform: 'zalo', externalId: '1', username: 'z' })
      .returning()
    await world.database.db.update(chats).set({ channelId: other!.id }).where(eq(chats.id, world.groups.KT))
    expect((await tick('2026-09-16', '10:00', true)).includes(world.groups.KT)).toBe(false)
  })

  it('where the platform keeps nothing, hours without the bot are told of, all of them', async () => {
    await world.database.db.update(channels).set({ platform: 'zalo' })
    await tick('2026-09-14', '08:00')
    expect(await tick('2026-09-14', '08:10', true)).toEqual([])
    world.now = at('2026-09-14', '14:10')
    await noticeGaps(world.database.db, [{ channelId: world.channelId, unheardFor: 6 * 3600_000 }], world.now)
    const said = await world.said()
    expect(said).toHaveLength(groups().length + 3)
    for (const { text } of said)
      expect(text).toContain('tạm ngừng từ 08:10 14/9/2026 đến 14:10 14/9/2026. Tin gửi cho bot trong thời gian đó')
  })

  it('officers hear of two platforms in one message that names them; a group of its own alone', async () => {
    const [other] = await world.database.db
      .insert(channels)
      .values({ platform: 'zalo', externalId: '1', username: 'z' })
      .returning()
    await world.database.db.update(chats).set({ channelId: other!.id }).where(eq(chats.id, world.groups.KT))
    const both = (unheardFor?: number) => [world.channelId, other!.id].map((channelId) => ({ channelId, unheardFor }))
    world.now = at('2026-09-14', '08:00')
    await noticeGaps(world.database.db, both(60_000), world.now)
    world.now = at('2026-09-16', '09:00')
    await noticeGaps(world.database.db, both(), world.now)
    const said = await world.said()
    const inChat = (id: number) => said.filter((one) => one.chatId === id).map((one) => one.text)
    expect(inChat(world.groups.KT)).toEqual([expect.stringContaining('trong thời gian đó')])
    expect(inChat(world.groups.VP)).toEqual([expect.stringContaining('đến 09:00 15/9/2026 có thể')])
    expect(inChat(world.privates.Hoa)).toEqual([
      expect.stringMatching(/^Telegram: .*đến 09:00 15\/9\/2026 có thể.*\n\nZalo: .*trong thời gian đó/s),
    ])
  })
})

describe('the next moment of work', () => {
  it('counts work just issued, which nobody has looked at yet', async () => {
    world.now = at('2026-09-14', '10:00')
    await give(world, { unit: 'KT', legalDueOn: '2026-09-30' })
    expect(await world.write((tx) => nextWorkMoment(tx, world.now))).toEqual(at('2026-09-23', '08:00'))
    await give(world, { unit: 'VP', legalDueOn: '2026-12-31', status: 'unanswered' })
    expect(await world.write((tx) => nextWorkMoment(tx, world.now))).toEqual(at('2026-09-15', '08:00'))
  })
})
