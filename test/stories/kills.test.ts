// The real program, killed (SIGKILL) at named moments and started again: what was accepted takes effect once and nothing is lost.
import { and, count, eq } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { assignments } from '../../src/db/schema/assignments.js'
import { directives } from '../../src/db/schema/directives.js'
import { files } from '../../src/db/schema/files.js'
import { inbox, outbox } from '../../src/db/schema/post.js'
import { events } from '../../src/db/schema/trail.js'
import { sampleLetter } from '../../src/demo/letters/sample.js'
import type { Moment } from '../../src/lib/moment.js'
import { startProgram, until } from '../support/program.js'
import { openTown, type Town } from '../support/town.js'

/**
 * Where the program dies, and how often it may pass there first. `npm test` takes the sampled ones, one for each place in
 * which something could be lost or doubled; `npm run torture` takes all.
 */
const every: { at: Moment; nth: number; after?: number; what: string; sampled?: true }[] = [
  { at: 'migrate.began', nth: 1, after: 10, what: 'while the migrations ran' },
  { at: 'inbox.received', nth: 1, what: 'with updates received and not stored' },
  { at: 'inbox.stored', nth: 1, what: 'with updates stored and not confirmed to the platform', sampled: true },
  { at: 'handling.began', nth: 2, what: 'at the beginning of a transaction' },
  {
    at: 'handling.written',
    nth: 2,
    what: 'in the transaction, with everything written and nothing committed',
    sampled: true,
  },
  { at: 'handling.committed', nth: 2, what: 'with the answer committed and the tap unanswered' },
  { at: 'outbox.claimed', nth: 2, what: 'with a message claimed and not sent' },
  { at: 'outbox.delivered', nth: 2, what: 'between sending and recording it', sampled: true },
  { at: 'outbox.recorded', nth: 2, what: 'right after a message was recorded' },
  { at: 'chore.worked', nth: 1, what: 'with a letter read and nothing of it written', sampled: true },
  { at: 'file.written', nth: 1, what: 'with the bytes of a file on the disk and no row about it' },
  { at: 'job.written', nth: 1, what: 'at the end of the first tick' },
]
const moments = process.env.EVERY_MOMENT ? every : every.filter((one) => one.sampled)

/** What people do, without knowing that the program dies: three taps, one of them twice, and a letter. */
async function act(town: Town): Promise<void> {
  const { emulator, group, head, officer } = town
  const [card] = emulator.messages(group.externalId).slice(-1)
  const tap = (verb: string, id: number) =>
    void emulator.tapRaw(head.id, group.externalId, card?.id ?? 1, `assignment.${verb}:${id}`)
  for (const id of group.assignmentIds.slice(0, 3)) {
    tap('show', id)
    tap('accept', id)
  }
  tap('accept', group.assignmentIds[0]!)
  emulator.sendFile(officer.id, officer.id, {
    name: 'cong-van-112.txt',
    type: 'text/plain',
    bytes: new TextEncoder().encode(sampleLetter),
  })
}

async function check(town: Town): Promise<void> {
  const { group } = town
  await town.look(async (db) => {
    const rows = await db.select().from(assignments).where(eq(assignments.communeId, group.communeId))
    expect(
      rows
        .filter((row) => row.status === 'accepted')
        .map((row) => row.id)
        .sort((a, b) => a - b),
    ).toEqual(group.assignmentIds.slice(0, 3))
    for (const id of group.assignmentIds.slice(0, 3)) {
      const [trail] = await db
        .select({ count: count() })
        .from(events)
        .where(and(eq(events.subject, `assignment:${id}`), eq(events.action, 'assignment.accept')))
      expect(trail?.count).toBe(1)
    }
    const [letters] = await db.select({ count: count() }).from(directives)
    const [kept] = await db.select({ count: count() }).from(files)
    expect([letters?.count, kept?.count]).toEqual([1, 1])
    const [open] = await db.select({ count: count() }).from(inbox).where(eq(inbox.state, 'new'))
    const rowsOut = await db
      .select({ id: outbox.id, key: outbox.key, slot: outbox.slot, chatId: outbox.chatId, state: outbox.state })
      .from(outbox)
    const sent = rowsOut.filter((row) => row.state === 'sent')
    expect(open?.count).toBe(0)
    // Everything was sent, except a body of a screen for which a newer one was sent.
    const isReplaced = (row: (typeof rowsOut)[number]) =>
      row.state === 'expired' &&
      row.slot !== null &&
      sent.some((newer) => newer.id > row.id && newer.chatId === row.chatId && newer.slot === row.slot)
    expect(rowsOut.filter((row) => row.state !== 'sent' && !isReplaced(row))).toEqual([])
  })
  // Each card stands in the group once; twice only when the program died between sending and recording it.
  const shown = town.emulator
    .messages(group.externalId)
    .filter((message) => !message.deleted && message.text.includes('📌'))
  for (const number of [1, 2, 3]) {
    const cards = shown.filter((message) => message.text.includes(`#${number} `))
    expect(cards.length).toBeGreaterThanOrEqual(1)
    expect(cards.length).toBeLessThanOrEqual(2)
    expect(cards.at(-1)?.text).toContain('Đã nhận')
  }
  const answers = town.emulator
    .messages(town.officer.id)
    .filter((message) => message.from.isBot && message.text.includes('112/UBND-VHXH'))
  expect(answers.length).toBeGreaterThanOrEqual(1)
  expect(answers.length).toBeLessThanOrEqual(2)
}

// Side by side: most of the time of each is waiting.
for (const { at, nth, after, what } of moments) {
  it.concurrent(`killed ${what} (${at}), it takes every answer once and loses nothing`, { timeout: 400_000 }, async ({
    expect,
  }) => {
    const town = await openTown({ seed: at !== 'migrate.began' })
    try {
      if (at === 'migrate.began') {
        const first = startProgram(town.environment, { killAt: `${at}:${nth}:${after}` })
        expect(await first.ended).toBe('SIGKILL')
        const second = startProgram(town.environment)
        await second.address
        await until(
          () => second.output(),
          (text) => text.includes('"msg":"started"'),
        )
        await second.stop()
        return
      }
      const first = startProgram(town.environment, { killAt: `${at}:${nth}` })
      await act(town)
      expect(
        await Promise.race([first.ended, new Promise((done) => setTimeout(done, 120_000, 'still running'))]),
        first.output(),
      ).toBe('SIGKILL')
      const second = startProgram(town.environment)
      const address = await second.address
      await until(
        () =>
          fetch(`${address}/health`)
            .then((answer) => answer.status)
            .catch(() => 0),
        (status) => status === 200,
      )
      const open = ['inbox_waiting', 'outbox_waiting_class_0', 'outbox_waiting_class_1', 'chores_waiting'].map(
        (name) => new RegExp(`^dondoc_${name} (?!0$).*`, 'm'),
      )
      const idle = () =>
        until(
          () =>
            fetch(`${address}/metrics`)
              .then((answer) => answer.text())
              .then((text) => open.flatMap((line) => line.exec(text)?.[0] ?? []))
              // On a machine that stood still a kept connection may have been closed: asked again.
              .catch(() => ['no answer']),
          (waiting) => waiting.length === 0,
          120,
        ).catch((error: unknown) => {
          throw new Error(`${String(error)}\n${second.output()}`)
        })
      // What was half sent is tried again after a pause: idle counts only when it lasts.
      await idle()
      await town.emulator.quiet({ ms: 2500, timeoutMs: 120_000 })
      await idle()
      await second.stop()
      await check(town)
    } finally {
      await town.close()
    }
  })
}
