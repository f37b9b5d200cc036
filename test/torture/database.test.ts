// PostgreSQL goes away while people work: stopped, restarted, backends ended, the line cut in COMMIT; two processes on it, of which one stops.
import { setTimeout as pause } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { healthy, type Program, startProgram, until } from '../support/program.js'
import { administer } from '../support/server.js'
import { openTown, type Town } from '../support/town.js'
import { openLine } from './proxy.js'
import { act, check, makeTable, nothingDone, settled } from './storm.js'

process.env.DATABASE_URL ??= 'postgres://postgres@127.0.0.1:5432/postgres'
const server = process.env.DATABASE_URL
const table = makeTable()
const ACTS = 12

const troubles: {
  what: string
  run(line: Awaited<ReturnType<typeof openLine>>, town: Town, index: number): Promise<void>
}[] = [
  {
    what: 'PostgreSQL gone for 20 seconds',
    async run(line, _town, index) {
      if (index === 3) line.down()
      if (index === 8) {
        await pause(15_000)
        line.up()
      }
    },
  },
  {
    what: 'PostgreSQL restarted four times',
    async run(line, _town, index) {
      if (index % 3 !== 0) return
      line.down()
      await pause(700)
      line.up()
    },
  },
  {
    what: 'the line cut in COMMIT, a dozen times',
    async run(line) {
      line.cutCommits(1)
    },
  },
  {
    what: 'all backends ended, six times',
    async run(_line, town, index) {
      if (index % 2 !== 0) return
      const name = new URL(town.environment.DATABASE_URL!).pathname.slice(1)
      await administer(server, `select pg_terminate_backend(pid) from pg_stat_activity where datname = '${name}'`)
    },
  },
]

it.each(troubles)('$what: nothing is lost, nothing doubled but unknown sends', async ({ what, run }) => {
  const town = await openTown({ assignments: ACTS + 2 })
  const line = await openLine(town.environment.DATABASE_URL!)
  const doings = nothingDone()
  const program = startProgram({ ...town.environment, DATABASE_URL: line.url })
  try {
    await healthy(program)
    for (let index = 0; index < ACTS; index++) {
      act(town, doings, index, { twice: index % 3 === 0, ask: index % 2 === 0 })
      await run(line, town, index)
      await pause(400)
    }
    line.cutCommits(0)
    await settled(town, program, 120)
    await program.stop()
    table.add(`${what} (${line.cuts()} cuts)`, await check(town, doings))
  } finally {
    await program.stop()
    await line.close()
    await town.close()
  }
})

it('of two processes only one ever sends; the other takes over from one that is killed, and from one that is stopped for a minute', async () => {
  const town = await openTown({ assignments: 30 })
  const doings = nothingDone()
  const first = startProgram(town.environment)
  await healthy(first)
  const second = startProgram(town.environment)
  let third: Program | undefined
  try {
    await second.address
    await pause(3000)
    for (let index = 0; index < 6; index++) act(town, doings, index)
    await pause(1500)
    first.child.kill('SIGSTOP')
    const stopped = performance.now()
    for (let index = 6; index < 14; index++) act(town, doings, index)
    await settled(town, second, 120)
    const took = (performance.now() - stopped) / 1000
    await pause(Math.max(0, 60_000 - took * 1000))
    first.child.kill('SIGCONT')
    // The one that comes back finds that it no longer leads.
    await until(first.output, (text) => text.includes('no longer holds the lease'), 30)
    for (let index = 14; index < 20; index++) act(town, doings, index)
    await settled(town, second, 120)
    second.child.kill('SIGKILL')
    for (let index = 20; index < 26; index++) act(town, doings, index)
    third = startProgram(town.environment)
    await settled(town, first, 120)
    await third.stop()
    await first.stop()
    table.add('leader stopped 60 s, then killed: others take over', await check(town, doings))
    expect(took, 'seconds until the work of a stopped leader was done').toBeLessThan(60)
  } finally {
    first.child.kill('SIGCONT')
    for (const program of [first, second, third]) await program?.stop()
    await town.close()
  }
})
