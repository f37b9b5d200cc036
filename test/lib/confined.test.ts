// Work of unknown size on threads of its own: answers, an end by time, an end by death, and whom that is blamed on.
import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import { expect, it } from 'vitest'
import { confined, Unfinished } from '../../src/lib/thread.js'

/** A thread that doubles numbers; it throws at 0, dies at -1, never ends at -2, and dies at its second piece of work once it was given 13. */
const code = `
const { parentPort, threadId } = require('node:worker_threads')
let spoilt = false
parentPort.postMessage('began')
parentPort.on('message', ({ id, input }) => {
  if (spoilt || input === -1) throw new Error('dead')
  if (input === -2) for (;;);
  spoilt = input === 13
  if (input === 0) parentPort.postMessage({ id, error: 'nothing to double' })
  else setTimeout(() => parentPort.postMessage({ id, output: [input * 2, threadId] }), input)
})`

function doubling(idle?: number, source = code) {
  const started: Worker[] = []
  const double = confined<number, [number, number]>(() => {
    const worker = new Worker(source, { eval: true })
    started.push(worker)
    return worker
  }, idle)
  return { double: (input: number, seconds = 20) => double(input, seconds), started }
}

it('pieces run side by side, and a thread that answered is used again', async () => {
  const { double, started } = doubling()
  expect((await Promise.all([60, 50].map((input) => double(input)))).map(([value]) => value)).toEqual([120, 100])
  expect(started.length).toBe(2)
  expect((await double(4))[0]).toBe(8)
  await expect(double(0)).rejects.toThrow('nothing to double')
  expect((await double(5))[0]).toBe(10)
  expect(started.length).toBe(2)
  await Promise.all(started.map((worker) => worker.terminate()))
})

it('what takes too long is ended with its thread, and nothing else is', async () => {
  const { double, started } = doubling()
  const other = double(700)
  await expect(double(-2, 0.5)).rejects.toMatchObject({ why: 'slow' })
  const [, stuck] = started
  if (stuck && stuck.threadId !== -1) await once(stuck, 'exit')
  expect((await other)[0]).toBe(1400)
  await started[0]?.terminate()
})

it('what takes its thread with it is told from what the thread died of before', async () => {
  const { double, started } = doubling()
  await expect(double(-1)).rejects.toBeInstanceOf(Unfinished)
  expect(started.length).toBe(1)
  await double(13)
  // The second thread is spoilt; the piece is done on a third.
  expect((await double(3))[0]).toBe(6)
  expect(started.length).toBe(3)
  await expect(double(-1)).rejects.toMatchObject({ why: 'died' })
  expect(started.length).toBe(4)
})

it('a thread that cannot begin is nobody’s work’s fault', async () => {
  const { double } = doubling(undefined, 'throw new TypeError("no such module")')
  await expect(double(1)).rejects.toThrow(TypeError)
})

it('a thread without work is given back', async () => {
  const { double, started } = doubling(50)
  await double(1)
  const [first] = started
  if (first) await once(first, 'exit')
  expect((await double(2))[0]).toBe(4)
  expect(started.length).toBe(2)
  await started[1]?.terminate()
})

it('what cannot be copied fails at once, and its thread is ended', async () => {
  const started: Worker[] = []
  const send = confined<unknown, unknown>(() => {
    const worker = new Worker(code, { eval: true })
    started.push(worker)
    return worker
  })
  await expect(send(() => {}, 20)).rejects.toThrow('could not be cloned')
  const [first] = started
  if (first && first.threadId !== -1) await once(first, 'exit')
})
