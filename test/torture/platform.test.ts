// The platform misbehaves while people work: slow, refusing, dropping, doubling, out of order, counting anew, saying what cannot be read.
import { expect, it } from 'vitest'
import { healthy, startProgram } from '../support/program.js'
import { openTown, type Town } from '../support/town.js'
import { act, check, makeTable, nothingDone, settled } from './storm.js'

const table = makeTable()
const ACTS = 10

interface Trouble {
  what: string
  /** Once the program runs, before people act. */
  begin(town: Town): void
  /** While people act. */
  between?(town: Town, index: number): void
  /** How long to wait for things to settle, in seconds. */
  seconds?: number
}

const troubles: Trouble[] = [
  {
    what: 'every answer takes two seconds',
    begin: ({ emulator }) => emulator.fault({ kind: 'slow', delayMs: 2000, times: 40 }),
    seconds: 240,
  },
  {
    what: '429 of 60 seconds in the group',
    begin: ({ emulator, group }) =>
      emulator.fault({ kind: '429', retryAfter: 60, chatId: group.externalId, method: 'sendMessage' }),
    seconds: 240,
  },
  {
    what: 'the connection drops after the effect, eight times',
    begin: ({ emulator }) => emulator.fault({ kind: 'drop-after', method: 'sendMessage', times: 8 }),
    seconds: 240,
  },
  {
    what: 'the connection drops before the effect, eight times',
    begin: ({ emulator }) => emulator.fault({ kind: 'drop-before', method: 'sendMessage', times: 8 }),
    seconds: 240,
  },
  {
    what: '502 with HTML, ten times, the call carried out or not',
    begin: ({ emulator }) => {
      emulator.fault({ kind: '502-html', times: 5 })
      emulator.fault({ kind: '502-html', times: 5, effect: true })
    },
    seconds: 240,
  },
  {
    what: 'receiving fails: 500 and dropped polls',
    begin: ({ emulator }) => {
      emulator.fault({ kind: '500', method: 'getUpdates', times: 4 })
      emulator.fault({ kind: 'drop-after', method: 'getUpdates', times: 4 })
    },
    seconds: 240,
  },
  {
    what: 'updates come twice',
    begin: ({ emulator }) => emulator.disturb('duplicate', { times: 50 }),
  },
  {
    what: 'updates come out of order',
    begin: ({ emulator }) => emulator.disturb('reorder', { times: 50 }),
  },
  {
    what: 'updates are numbered anew, lower than before',
    begin: () => {},
    between: ({ emulator }, index) => {
      if (index === ACTS / 2) emulator.renumberUpdates(1000)
    },
  },
  {
    what: 'texts that no database takes, between the others',
    begin: () => {},
    between: ({ emulator, officer }, index) => {
      emulator.say(officer.id, officer.id, `\u0000${index}\ud800 \u202e`)
    },
  },
]

it.each(troubles)('$what: nothing is lost, nothing doubled but unknown sends', async (trouble) => {
  const town = await openTown({ assignments: ACTS + 2 })
  const doings = nothingDone()
  const program = startProgram(town.environment)
  try {
    await healthy(program)
    act(town, doings, 0)
    await settled(town, program)
    trouble.begin(town)
    for (let index = 1; index <= ACTS; index++) {
      trouble.between?.(town, index)
      act(town, doings, index, { twice: index % 3 === 0, ask: index % 2 === 0 })
      await new Promise((done) => setTimeout(done, 300))
    }
    await settled(town, program, trouble.seconds ?? 120)
    const parked = await figure(await program.address, 'inbox_parked')
    expect(parked, 'updates set aside').toBe(0)
    await program.stop()
    table.add(trouble.what, await check(town, doings))
  } finally {
    await program.stop()
    await town.close()
  }
})

async function figure(address: string, name: string): Promise<number> {
  const text = await (await fetch(`${address}/metrics`)).text()
  return Number(new RegExp(`^dondoc_${name} (\\d+)`, 'm').exec(text)?.[1])
}
