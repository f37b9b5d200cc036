// What every disturbance has in common: people who act, the wait until nothing is left to do, and the look at what came of it.
import { and, count, eq, inArray, ne, sql } from 'drizzle-orm'
import { afterAll, expect } from 'vitest'
import { assignments } from '../../src/db/schema/assignments.js'
import { chats } from '../../src/db/schema/people.js'
import { inbox, outbox } from '../../src/db/schema/post.js'
import { events } from '../../src/db/schema/trail.js'
import { type Program, until } from '../support/program.js'
import type { Town } from '../support/town.js'

/** What people did in a town, so that it can be asked for afterwards. */
export interface Doings {
  /** Assignments a head has accepted, each perhaps several times. */
  accepted: Set<number>
  /** How often the officer asked for the open work. */
  asked: number
}

export function nothingDone(): Doings {
  return { accepted: new Set(), asked: 0 }
}

/** A head accepts an assignment (`twice`: presses again), the officer asks what is open. Every fifth time the card is shown first. */
export function act(town: Town, doings: Doings, index: number, options: { twice?: boolean; ask?: boolean } = {}): void {
  const { emulator, group, head, officer } = town
  const id = group.assignmentIds[index]
  if (id === undefined) throw new Error(`no assignment ${index} in this town`)
  const [last] = emulator.messages(group.externalId).slice(-1)
  const tap = (verb: string) =>
    void emulator.tapRaw(head.id, group.externalId, last?.id ?? 1, `assignment.${verb}:${id}`).catch(() => {})
  if (index % 5 === 0) tap('show')
  tap('accept')
  if (options.twice) tap('accept')
  doings.accepted.add(id)
  if (options.ask === false) return
  emulator.say(officer.id, officer.id, '/viec')
  doings.asked += 1
}

/** Resolves when the program has nothing left to handle, send or work on, and that lasts. */
export async function settled(town: Town, program: Program, seconds = 90): Promise<void> {
  const gone = program.ended.then((how) => {
    throw new Error(`ended with ${how}\n${program.output().slice(-4000)}`)
  })
  gone.catch(() => {})
  const address = await Promise.race([program.address, gone])
  const healthy = () =>
    fetch(`${address}/health`)
      .then((answer) => answer.status)
      .catch(() => 0)
  await Promise.race([until(healthy, (status) => status === 200, seconds), gone])
  const names = ['inbox_waiting', 'outbox_waiting_class_0', 'outbox_waiting_class_1', 'outbox_waiting_class_2']
  const lines = [...names, 'chores_waiting'].map((name) => new RegExp(`^dondoc_${name} (?!0$).*`, 'm'))
  const idle = () =>
    until(
      async () => {
        const text = await fetch(`${address}/metrics`)
          .then((answer) => answer.text())
          .catch(() => undefined)
        if (text === undefined) return ['no answer']
        return lines.flatMap((line) => line.exec(text)?.[0] ?? [])
      },
      (waiting) => waiting.length === 0,
      seconds,
    )
  // What was half sent is tried again after a pause: idle counts only when it lasts.
  await idle()
  await town.emulator.quiet({ ms: 2500, timeoutMs: seconds * 1000 })
  await idle()
}

/** What a disturbance left behind, and how much of it. */
export interface Counts {
  accepted: number
  answered: number
  messages: number
  /** Sends whose result was unknown at least once. */
  unknown: number
  /** Messages that came more than once; never more than there are unknown sends. */
  doubled: number
}

/** Nothing lost, nothing doubled but unknown sends, the order of each chat and class kept. The program must not run (embedded). */
export async function check(town: Town, doings: Doings): Promise<Counts> {
  const { group, officer } = town
  return town.look(async (db) => {
    const aside = await db
      .select({ id: inbox.id, state: inbox.state, error: inbox.lastError })
      .from(inbox)
      .where(ne(inbox.state, 'done'))
    expect(aside, 'updates not handled').toEqual([])
    const ids = [...doings.accepted]
    const rows = await db
      .select({ id: assignments.id, status: assignments.status })
      .from(assignments)
      .where(and(eq(assignments.communeId, group.communeId), inArray(assignments.id, ids)))
    expect(
      rows.filter((row) => row.status !== 'accepted'),
      'answers that were lost',
    ).toEqual([])
    const trail = await db
      .select({ subject: events.subject, count: count() })
      .from(events)
      .where(eq(events.action, 'assignment.accept'))
      .groupBy(events.subject)
    expect(
      trail.filter((row) => row.count !== 1),
      'answers that took effect twice',
    ).toEqual([])
    expect(trail.length).toBe(ids.length)

    const all = await db
      .select({
        id: outbox.id,
        chatId: outbox.chatId,
        external: chats.externalId,
        class: outbox.class,
        slot: outbox.slot,
        state: outbox.state,
        ref: outbox.ref,
        unknowns: outbox.unknowns,
        key: outbox.key,
      })
      .from(outbox)
      .innerJoin(chats, eq(chats.id, outbox.chatId))
      .orderBy(outbox.id)
    const sent = all.filter((row) => row.state === 'sent')
    const replaced = (row: (typeof all)[number]) =>
      row.state === 'expired' &&
      row.slot !== null &&
      sent.some((newer) => newer.id > row.id && newer.chatId === row.chatId && newer.slot === row.slot)
    expect(
      all.filter((row) => row.state !== 'sent' && !replaced(row)),
      'messages not sent',
    ).toEqual([])

    // A message that is not a screen stands where it was put: the platform's numbers rise with ours.
    const last = new Map<string, number>()
    const disordered: string[] = []
    for (const row of sent) {
      if (row.slot !== null) continue
      const lane = `${row.chatId}/${row.class}`
      const number = Number(row.ref)
      if (number <= (last.get(lane) ?? 0)) disordered.push(row.key)
      last.set(lane, number)
    }
    expect(disordered, 'messages out of order').toEqual([])

    const unknown = sent.reduce((total, row) => total + row.unknowns, 0)
    let messages = 0
    let doubled = 0
    for (const external of new Set(all.map((row) => row.external))) {
      const shown = town.emulator.messages(Number(external)).filter((message) => message.from.isBot)
      const refs = new Set(sent.filter((row) => row.external === external).map((row) => row.ref))
      messages += shown.length
      doubled += shown.length - refs.size
    }
    expect(doubled, 'messages doubled without doubt').toBeLessThanOrEqual(unknown)
    expect(doubled, 'messages the platform does not have').toBeGreaterThanOrEqual(0)
    const [answers] = await db
      .select({ count: count() })
      .from(outbox)
      .innerJoin(chats, eq(chats.id, outbox.chatId))
      .where(and(eq(chats.externalId, String(officer.id)), sql`${outbox.key} like 'reply:%' or ${outbox.class} = 0`))
    expect(answers?.count ?? 0).toBeGreaterThanOrEqual(doings.asked)
    return { accepted: ids.length, answered: doings.asked, messages, unknown, doubled }
  })
}

/** A table that grows with every disturbance and is printed at the end of the file. */
export function makeTable(): { add(what: string, counts: Counts): void } {
  const lines: string[] = []
  afterAll(() => {
    const head = `${'disturbance'.padEnd(58)} accepted   asked   messages   unknown   doubled   lost`
    process.stdout.write(`\n${[head, ...lines].join('\n')}\n`)
  })
  return {
    add(what, { accepted, answered, messages, unknown, doubled }) {
      const figures = [
        [accepted, 8],
        [answered, 7],
        [messages, 10],
        [unknown, 9],
        [doubled, 9],
        [0, 6],
      ] as const
      lines.push([what.slice(0, 58).padEnd(58), ...figures.map(([n, width]) => String(n).padStart(width))].join(' '))
    },
  }
}
