import { and, asc, eq, like } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { plainText } from '../../../src/chat/message.js'
import { assignments } from '../../../src/db/schema/assignments.js'
import { outbox } from '../../../src/db/schema/post.js'
import { addDays, dayOf } from '../../../src/lib/day.js'
import { digestsAt, dryRun } from '../../../src/office/reminders/dry-run.js'
import { runReminders } from '../../../src/office/reminders/job.js'
import { nextMilestone } from '../../../src/office/reminders/moments.js'
import type { World } from '../../support/world.js'
import { at, openMorning, run } from './morning.js'
import { change, give, giveAll } from './work.js'

let world: World
beforeEach(async () => {
  world = await openMorning()
})
afterEach(() => world.close())

describe('planning ahead', () => {
  it('a dry run says what would be sent and writes nothing', async () => {
    await give(world, { unit: 'KT', legalDueOn: '2026-09-18', number: 801 })
    await run(world, '2026-09-04')
    const dry = await world.write((tx) => digestsAt(tx, world.communeId, at('2026-09-11')))
    expect(dry.map((one) => [one.key, one.numbers, plainText(one.message.spans).includes('#801')])).toEqual([
      [`digest:${world.groups.KT}:${world.communeId}:2026-09-11:am`, [801], true],
    ])
    expect(await world.write((tx) => digestsAt(tx, world.otherCommuneId, at('2026-09-11')))).toEqual([])
    expect(await world.write((tx) => dryRun(tx, undefined, at('2026-09-11')))).toMatch(
      /sẽ gửi 1 tin nhắc:\n\n--- UBND xã Đường An · Nhóm KT\nNhắc việc[\s\S]*#801/,
    )
    expect(await world.said()).toEqual([])
    expect(await world.write((tx) => nextMilestone(tx, world.now))).toEqual(at('2026-09-11'))
  })

  it('a stop leaves what has not had its turn due', async () => {
    await give(world, { unit: 'KT', legalDueOn: '2026-09-18', number: 811 })
    await run(world, '2026-09-04')
    const stopping = AbortSignal.abort()
    expect(await runReminders(world.database.db, at('2026-09-11'), stopping)).toMatchObject({ looked: 0, digests: 0 })
    expect(await run(world, '2026-09-11')).toHaveLength(1)
  })

  it('looks only at what is due', async () => {
    await giveAll(
      world,
      Array.from({ length: 40 }, (_, index) => ({ unit: 'KT' as const, legalDueOn: addDays('2026-10-01', index) })),
    )
    const { db } = world.database
    expect((await runReminders(db, world.now)).looked).toBe(40)
    expect((await runReminders(db, world.now)).looked).toBe(0)
    const morning = at('2026-10-05')
    const due = (await db.select().from(assignments)).filter((row) => row.nextLookAt && row.nextLookAt <= morning)
    expect((await runReminders(db, morning)).looked).toBe(due.length)
  })
})

describe('a year', () => {
  it('with random answers never gives a group more than two digests a day, nor any on a day off', async () => {
    const { db } = world.database
    let seed = 42
    const random = (below: number) => {
      seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648
      return Math.floor((seed / 2_147_483_648) * below)
    }
    const units = ['VP', 'KT', 'VHXH', 'PVHCC', 'DVSNC'] as const
    const ids: number[] = []
    for (let day = '2026-09-03'; day < '2027-09-03'; day = addDays(day, 1 + random(3))) {
      world.now = at(day, `1${random(8)}:${10 + random(49)}`)
      if (random(4) === 0)
        ids.push(
          ...(await giveAll(
            world,
            Array.from({ length: 1 + random(4) }, () => ({
              unit: units[random(5)]!,
              status: 'unanswered' as const,
              ...(random(4) === 0
                ? { trackingOn: addDays(day, random(90)) }
                : { legalDueOn: addDays(day, random(60)) }),
              before: random(5) === 0,
            })),
          )),
        )
      for (let count = random(4); count > 0 && ids.length > 0; count--) {
        const id = ids[random(ids.length)]!
        const sets = [
          { status: 'accepted' as const },
          { status: 'in-progress' as const, reportedAt: null },
          { status: 'late' as const, promisedOn: addDays(day, random(20)) },
          { status: 'awaiting' as const, reportedAt: world.now },
          { status: 'done' as const, reportedAt: world.now },
          { extendedTo: addDays(day, random(30)) },
        ]
        await change(world, id, sets[random(sets.length)]!)
      }
      for (const time of ['08:00', '09:13', '14:00', '20:00'].slice(0, 1 + random(4)))
        await runReminders(db, at(day, time))
    }
    const rows = await db
      .select({ key: outbox.key, chatId: outbox.chatId, createdAt: outbox.createdAt })
      .from(outbox)
      .where(and(like(outbox.key, 'digest:%'), eq(outbox.communeId, world.communeId)))
      .orderBy(asc(outbox.id))
    expect(rows.length).toBeGreaterThan(80)
    const perDay = new Map<string, number>()
    for (const row of rows) {
      const day = dayOf(row.createdAt)
      expect([6, 0].includes(new Date(day).getUTCDay()), `${day} is a weekend`).toBe(false)
      expect(['2026-11-24', '2027-01-01', '2027-02-08', '2027-02-09', '2027-04-30', '2027-09-02']).not.toContain(day)
      const key = `${row.chatId} ${day}`
      perDay.set(key, (perDay.get(key) ?? 0) + 1)
    }
    expect(Math.max(...perDay.values())).toBeLessThanOrEqual(2)
  }, 120_000)
})
