import { expect, it } from 'vitest'
import { silentLog } from '../../src/lib/log.js'
import { startLoop } from '../../src/lib/loop.js'

it('a loop goes on while there is something to do, then rests until it is woken', async () => {
  let left = 3
  let rounds = 0
  const loop = startLoop({
    name: 'test',
    idleMs: 1_000_000,
    log: silentLog(),
    runOnce: async () => {
      rounds += 1
      return --left > 0
    },
  })
  await expect.poll(() => rounds).toBe(3)
  left = 1
  loop.wake()
  await expect.poll(() => rounds).toBe(4)
  await loop.stop()
  expect(rounds).toBe(4)
})

it('waking during a round makes another follow it', async () => {
  let rounds = 0
  let loop: ReturnType<typeof startLoop> | undefined
  loop = startLoop({
    name: 'test',
    idleMs: 1_000_000,
    log: silentLog(),
    runOnce: async () => {
      rounds += 1
      await Promise.resolve()
      if (rounds === 1) loop?.wake()
      return false
    },
  })
  await expect.poll(() => rounds).toBe(2)
  await loop.stop()
})

it('errors do not end a loop', async () => {
  let rounds = 0
  const loop = startLoop({
    name: 'test',
    idleMs: 1_000_000,
    log: silentLog(),
    maxPauseMs: 5,
    runOnce: async () => {
      rounds += 1
      if (rounds < 4) throw new Error('a bug')
      return false
    },
  })
  await expect.poll(() => rounds).toBe(4)
  await loop.stop()
})

it('stopping waits for the running round and tells it', async () => {
  let ended = false
  const loop = startLoop({
    name: 'test',
    idleMs: 1,
    log: silentLog(),
    runOnce: async (signal) => {
      await new Promise<void>((done) => signal.addEventListener('abort', () => setTimeout(done, 5)))
      ended = true
      return true
    },
  })
  await loop.stop()
  expect(ended).toBe(true)
})
