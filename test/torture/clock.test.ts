// Clocks that are wrong, and long silences: what is planned waits for a clock that can be trusted; after any downtime one digest a group.
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { and, eq, sql } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { assignments } from '../../src/db/schema/assignments.js'
import { outbox } from '../../src/db/schema/post.js'
import { addDays, dayOf, instantOf } from '../../src/lib/day.js'
import { type Program, startProgram, until } from '../support/program.js'
import { openTown, type Town } from '../support/town.js'
import { act, check, makeTable, nothingDone, settled } from './storm.js'

const table = makeTable()
const HOUR = 3600_000
const DAY = 24 * HOUR

/** A town whose platform and program each have a clock that can be set off. Business begins on Tuesday 2 March 2027, 09:00. */
async function openClocks() {
  const folder = await mkdtemp(join(tmpdir(), 'dondoc-clock-'))
  const clockFile = join(folder, 'off')
  const base = instantOf('2027-03-02', '09:00').getTime() - Date.now()
  let platformOff = base
  await writeFile(clockFile, String(base))
  const town = await openTown({ assignments: 40, now: () => new Date(Date.now() + platformOff) })
  return {
    town,
    start: () => startProgram(town.environment, { clockFile }),
    /** Sets both clocks, or one of them, off from the beginning by so many milliseconds. */
    async set(off: { program?: number; platform?: number }) {
      if (off.platform !== undefined) platformOff = base + off.platform
      if (off.program !== undefined) await writeFile(clockFile, String(base + off.program))
      await pause(500)
    },
    async close() {
      await town.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** The last ten assignments are due on this day; a reminder is planned for its morning. */
function dueOn(town: Town, day: string): Promise<unknown> {
  return town.look((db) =>
    db
      .update(assignments)
      .set({ legalDueOn: day, nextLookAt: instantOf(day, '08:00') })
      .where(and(eq(assignments.communeId, town.group.communeId), sql`${assignments.number} > 30`)),
  )
}

/** The digests that reached the unit's group. */
const digests = (town: Town): number =>
  town.emulator.messages(town.group.externalId).filter((one) => one.from.isBot && one.text.startsWith('Nhắc việc ngày'))
    .length

async function healthOf(program: Program): Promise<{ status: number; text: string }> {
  const answer = await fetch(`${await program.address}/health`)
  return { status: answer.status, text: await answer.text() }
}

for (const [what, off] of [
  ['five minutes ahead of the platform', 5 * 60_000],
  ['400 days ahead', 400 * DAY],
] as const)
  it(`a clock ${what}: taps go on, nothing planned is sent or lost, /health says why; set right, all is as it was`, async () => {
    const clocks = await openClocks()
    const { town } = clocks
    const doings = nothingDone()
    await dueOn(town, '2027-03-02')
    await clocks.set({ program: off })
    const program = clocks.start()
    try {
      await until(
        () => healthOf(program).catch(() => ({ status: 0, text: '' })),
        ({ text }) => text.includes('NTP'),
      )
      for (let index = 0; index < 5; index++) act(town, doings, index, { ask: false })
      await pause(4000)
      expect(digests(town)).toBe(0)
      await clocks.set({ program: 0 })
      await settled(town, program, 200)
      await until(
        () => digests(town),
        (count) => count > 0,
        200,
      )
      await settled(town, program)
      expect(digests(town)).toBe(1)
      await program.stop()
      table.add(`clock ${what}`, await check(town, doings))
    } finally {
      await program.stop()
      await clocks.close()
    }
  })

it('an hour back after the digest: it does not come again', async () => {
  const clocks = await openClocks()
  const { town } = clocks
  await dueOn(town, '2027-03-02')
  const doings = nothingDone()
  const program = clocks.start()
  try {
    await until(
      () => digests(town),
      (count) => count > 0,
      120,
    )
    await clocks.set({ program: -HOUR, platform: -HOUR })
    act(town, doings, 0)
    await pause(70_000)
    await settled(town, program)
    await clocks.set({ program: 0, platform: 0 })
    await pause(65_000)
    expect(digests(town)).toBe(1)
    await program.stop()
    table.add('clock one hour back after the digest', await check(town, doings))
  } finally {
    await program.stop()
    await clocks.close()
  }
})

it.each([
  ['200 seconds', 200_000],
  ['25 hours', 25 * HOUR],
  ['over Tết (13 days)', 13 * DAY],
] as const)('down for %s: one digest a group, answers given meanwhile count', async (what, gap) => {
  const clocks = await openClocks()
  const { town } = clocks
  const doings = nothingDone()
  // Due while the program is down.
  await dueOn(town, addDays('2027-03-02', 1))
  let program = clocks.start()
  try {
    await until(
      () => healthOf(program).catch(() => ({ status: 0, text: '' })),
      ({ status }) => status === 200,
    )
    act(town, doings, 0)
    await settled(town, program)
    await program.stop()
    const before = digests(town)
    await clocks.set({ program: gap, platform: gap })
    for (let index = 1; index < 6; index++) act(town, doings, index, { ask: false })
    program = clocks.start()
    await settled(town, program, 120)
    await pause(3000)
    await settled(town, program, 120)
    const after = digests(town)
    expect(after - before).toBeLessThanOrEqual(1)
    if (gap >= DAY) expect(after - before).toBe(1)
    await program.stop()
    const doubled = await town.look((db) =>
      db
        .select({
          chatId: outbox.chatId,
          day: sql<string>`(${outbox.createdAt} + interval '7 hours')::date::text`,
          count: sql`count(*)`.mapWith(Number),
        })
        .from(outbox)
        .where(and(eq(outbox.class, 2), eq(outbox.chatId, town.group.chatId), sql`${outbox.key} like 'digest:%'`))
        .groupBy(outbox.chatId, sql`2`),
    )
    expect(doubled.filter((row) => row.count > 2)).toEqual([])
    expect(dayOf(new Date())).toMatch(/^\d{4}/)
    table.add(`down for ${what}`, await check(town, doings))
  } finally {
    await program.stop()
    await clocks.close()
  }
})
