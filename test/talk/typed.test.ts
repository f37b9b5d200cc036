// What is written, also beside a file, is read as an answer of its own once, whatever else it may turn out to be.
import { afterEach, beforeEach, expect, it } from 'vitest'
import { allEntries } from '../../src/slices.js'
import { give } from '../office/assignments/given.js'
import { openWorld, type Said, type World } from '../support/world.js'

let world: World
/** How often each text was read, and how often it was asked whether it means something. */
const reads: string[] = []
const asks: string[] = []

beforeEach(async () => {
  const watching = {
    typed: [
      {
        who: ['head' as const],
        read: (text: string) => {
          reads.push(text)
          return text.startsWith('ngoài lề') ? text : undefined
        },
        async applies(_tx: unknown, _ctx: unknown, reading: string) {
          asks.push(reading)
          return false
        },
        async run() {},
      },
    ],
  }
  world = await openWorld({ entries: [watching, ...allEntries()] })
  reads.length = 0
  asks.length = 0
})
afterEach(() => world.close())

const invitation = async () => {
  const { work } = await give(world, [{ unit: 'KT' }])
  await world.taps('Bình', 'KT', `assignment.done:${work[0]!.id}`)
  return (await world.said('KT')).find((one: Said) => one.text.includes('minh chứng'))!
}

it('the words beside a file below a question answered already are read once', async () => {
  const asked = await invitation()
  await world.says('Bình', 'KT', 'BC 45/BC-KT', String(asked.id))
  reads.length = 0
  await world.sends('Bình', 'KT', { name: 'a.pdf' }, { caption: 'ngoài lề 1', replyTo: String(asked.id) })
  expect(reads).toEqual(['ngoài lề 1'])
  expect(asks).toEqual(['ngoài lề 1'])
})

it('the words beside one picture of an album, an answer by themselves, are read once', async () => {
  const { work } = await give(world, [{ unit: 'KT' }])
  const caption = `${work[0]!.number} xong`
  await world.sends('Bình', 'KT', { name: 'a.jpg', kind: 'photo' }, { caption, album: 'A' })
  expect(reads).toEqual([caption])
})

it('a text written below a question is read once', async () => {
  const asked = await invitation()
  await world.says('Bình', 'KT', 'ngoài lề 2', String(asked.id))
  expect(reads).toEqual(['ngoài lề 2'])
  expect(asks).toEqual(['ngoài lề 2'])
})
