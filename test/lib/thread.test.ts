// A thread for slow work: answers in order, faults, death, and rest.
import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import { expect, it } from 'vitest'
import { aside } from '../../src/lib/thread.js'

/** A thread that doubles numbers, throws at 0 and dies at a negative one. */
const code = `
const { parentPort, threadId } = require('node:worker_threads')
parentPort.on('message', ({ id, input }) => {
  if (input < 0) process.exit(3)
  if (input === 0) parentPort.postMessage({ id, error: 'nothing to double' })
  else setTimeout(() => parentPort.postMessage({ id, output: [input * 2, threadId] }), input)
})`

function doubling(idle?: number) {
  const started: Worker[] = []
  const double = aside<number, [number, number]>(() => {
    const worker = new Worker(code, { eval: true })
    started.push(worker)
    return worker
  }, idle)
  return { double, started }
}

it('one thread answers everything, each to its own question', async () => {
  const { double, started } = doubling()
  const answers = await Promise.all([30, 1, 10].map(double))
  expect(answers.map(([value]) => value)).toEqual([60, 2, 20])
  expect((await double(4))[0]).toBe(8)
  expect(started.length).toBe(1)
  await started[0]?.terminate()
})

it('what goes wrong there goes wrong here, and the next piece is done', async () => {
  const { double, started } = doubling()
  await expect(double(0)).rejects.toThrow('nothing to double')
  expect((await double(3))[0]).toBe(6)
  expect(started.length).toBe(1)
  await started[0]?.terminate()
})

it('when the thread dies all that waits fails, and the next piece starts another', async () => {
  const { double, started } = doubling()
  const waiting = [double(500), double(-1), double(500)]
  for (const one of waiting) await expect(one).rejects.toThrow('the thread ended with 3')
  expect((await double(5))[0]).toBe(10)
  expect(started.length).toBe(2)
  await started[1]?.terminate()
})

it('a thread without work is given back, and one with work is not', async () => {
  const { double, started } = doubling(50)
  await double(1)
  expect((await double(120))[0]).toBe(240)
  expect(started.length).toBe(1)
  const [first] = started
  if (first) await once(first, 'exit')
  expect((await double(2))[0]).toBe(4)
  expect(started.length).toBe(2)
  await started[1]?.terminate()
})

it('what cannot be copied fails at once, and keeps nothing waiting', async () => {
  const started: Worker[] = []
  const send = aside<unknown, unknown>(() => {
    const worker = new Worker(code, { eval: true })
    started.push(worker)
    return worker
  }, 50)
  await expect(send(() => {})).rejects.toThrow('could not be cloned')
  const [first] = started
  if (first) await once(first, 'exit')
  expect(started.length).toBe(1)
})
