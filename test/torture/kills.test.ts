// The real program killed again and again in one town, at random moments of its work: 200 times, or as TORTURE_KILLS says.
import { expect, it } from 'vitest'
import { startProgram } from '../support/program.js'
import { openTown } from '../support/town.js'
import { act, check, makeTable, nothingDone, settled } from './storm.js'

const kills = Number(process.env.TORTURE_KILLS ?? 200)
const seed = Number(process.env.TORTURE_SEED ?? 20260914)
const table = makeTable()

/** Small and repeatable: the same seed kills at the same moments. */
function randomFrom(start: number): () => number {
  let state = start
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296
    return state / 4_294_967_296
  }
}

it(`killed ${kills} times at random moments, it loses nothing and doubles only what may have been sent`, async () => {
  const random = randomFrom(seed)
  // A platform forgets a tap that is not fetched for two and a half minutes. On a slow machine so many starts in a row are killed
  // before they ask for anything that this would be counted against the program.
  const town = await openTown({ assignments: kills + 1, lifetimes: { callbackUnfetched: 24 * 3600_000 } })
  const doings = nothingDone()
  try {
    let killed = 0
    for (let round = 0; round < kills; round++) {
      const nth = 1 + Math.floor(random() * 14)
      const after = random() < 0.5 ? '' : `:${Math.floor(random() * 40)}`
      const program = startProgram(town.environment, { killAt: `*:${nth}${after}` })
      act(town, doings, round, { twice: random() < 0.3, ask: round % 3 === 0 })
      const late = setTimeout(() => program.child.kill('SIGKILL'), 6000)
      expect(await program.ended, program.output()).toBe('SIGKILL')
      clearTimeout(late)
      killed += 1
    }
    const last = startProgram(town.environment)
    act(town, doings, kills)
    // What could not be said meanwhile goes out at the platform's pace: twenty a minute in a group.
    await settled(town, last, 180 + kills * 6)
    await last.stop()
    table.add(`${killed} kills at random moments (seed ${seed})`, await check(town, doings))
  } finally {
    await town.close()
  }
})
