// Work that takes longer than a tap may wait for its answer, done on a thread of its own: reading files, drawing, writing documents. How a
// `worker.ts` is started from the sources and from `dist`.
import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'
import { parentPort, Worker, type WorkerOptions } from 'node:worker_threads'
import { projectFile } from './project.js'

/** Starts the worker beside the module whose address is `from`; `folder` is that module's folder within `src`. */
export function startWorker(from: string, folder: readonly string[], options: WorkerOptions): Worker {
  const own = { ...options, execArgv: [] }
  if (from.endsWith('.ts')) {
    // From the sources: the worker has to learn TypeScript first.
    const tsx = pathToFileURL(
      createRequire(import.meta.url)
        .resolve('tsx/esm/api')
        .replace(/cjs$/, 'mjs'),
    ).href
    const file = new URL('./worker.ts', from).href
    const code = `import(${JSON.stringify(tsx)}).then(({ register }) => { register(); return import(${JSON.stringify(file)}) })`
    return new Worker(code, { ...own, eval: true })
  }
  // Built, this code lies in a file of many; the worker's own file is where it was.
  return new Worker(projectFile('dist', ...folder, 'worker.js'), own)
}

/** Input and output must survive being copied to another thread: no functions in them. */
export type Aside<In, Out> = (input: In) => Promise<Out>

interface Waiting<Out> {
  resolve(output: Out): void
  reject(error: Error): void
}

type Answer<Out> = { id: number; output: Out } | { id: number; error: string }

/** What a thread says first: from here on its work is to blame for what goes wrong. */
const BEGAN = 'began'

/** How long a thread without work is kept, in milliseconds. */
const IDLE = 60_000

/**
 * The thread is started with the first piece of work and does one after the other. What it throws is thrown here, and what cannot be copied
 * fails; when it dies (out of memory), all that waits fails, and the next piece starts another one.
 */
export function aside<In, Out>(start: () => Worker, idle = IDLE): Aside<In, Out> {
  const waiting = new Map<number, Waiting<Out>>()
  let current: Worker | undefined
  let timer: NodeJS.Timeout | undefined
  let last = 0

  function begin(): Worker {
    const worker = start()
    const lost = (error: Error) => {
      if (current !== worker) return
      current = undefined
      clearTimeout(timer)
      for (const one of waiting.values()) one.reject(error)
      waiting.clear()
    }
    worker.on('message', (answer: Answer<Out> | typeof BEGAN) => {
      if (answer === BEGAN) return
      const one = waiting.get(answer.id)
      waiting.delete(answer.id)
      if ('error' in answer) one?.reject(new Error(answer.error))
      else one?.resolve(answer.output)
      if (waiting.size === 0) rest(worker)
    })
    worker.once('error', lost)
    worker.once('exit', (code) => lost(new Error(`the thread ended with ${code}`)))
    return worker
  }

  /** Without work it keeps nobody from ending, and is given back after a while. */
  function rest(worker: Worker): void {
    worker.unref()
    timer = setTimeout(() => {
      if (current === worker) current = undefined
      void worker.terminate()
    }, idle)
    timer.unref()
  }

  return (input) =>
    new Promise((resolve, reject) => {
      const worker = current ?? begin()
      current = worker
      clearTimeout(timer)
      const id = ++last
      try {
        worker.postMessage({ id, input })
        worker.ref()
        waiting.set(id, { resolve, reject })
      } catch (error) {
        // What cannot be copied never left.
        if (waiting.size === 0) rest(worker)
        reject(error instanceof Error ? error : new Error(String(error)))
      }
    })
}

/** A piece of work that took longer than it may, or took its thread with it: out of memory, most of all. */
export class Unfinished extends Error {
  constructor(
    readonly why: 'slow' | 'died',
    cause?: unknown,
  ) {
    super(`a piece of work on a thread of its own: ${why}`, { cause })
  }
}

/**
 * Work of a size nobody knows beforehand: each piece has a thread to itself and so many seconds, a new thread as many to begin; then thread
 * and work are ended, and `Unfinished` is thrown. What the work throws is thrown here. A thread that answered is kept a while for the next.
 */
export function confined<In, Out>(start: () => Worker, idle = IDLE): (input: In, seconds: number) => Promise<Out> {
  const free = new Map<Worker, NodeJS.Timeout>()

  function begin(): Worker {
    const worker = start()
    // Also while it has no work.
    worker.on('error', () => free.delete(worker))
    worker.on('exit', () => free.delete(worker))
    return worker
  }

  function take(): Worker | undefined {
    const [last] = [...free].slice(-1)
    if (!last) return undefined
    const [worker, timer] = last
    free.delete(worker)
    clearTimeout(timer)
    worker.ref()
    return worker
  }

  function keep(worker: Worker): void {
    worker.unref()
    const timer = setTimeout(() => {
      free.delete(worker)
      void worker.terminate()
    }, idle)
    timer.unref()
    free.set(worker, timer)
  }

  return async function work(input, seconds) {
    const kept = take()
    const worker = kept ?? begin()
    try {
      const answer = await ask<In, Out>(worker, input, { seconds, began: kept !== undefined })
      keep(worker)
      if ('error' in answer) throw new Error(answer.error)
      return answer.output
    } catch (error) {
      if (!free.has(worker)) void worker.terminate()
      // What an older thread dies of may be left from an earlier piece.
      if (kept && error instanceof Unfinished && error.why === 'died') return work(input, seconds)
      throw error
    }
  }
}

function ask<In, Out>(worker: Worker, input: In, limits: { seconds: number; began: boolean }): Promise<Answer<Out>> {
  let { began } = limits
  return new Promise((resolve, reject) => {
    const onMessage = (answer: Answer<Out> | typeof BEGAN) => {
      if (answer !== BEGAN) return end(() => resolve(answer))
      began = true
      timer.refresh()
    }
    let cause: unknown
    const onError = (error: unknown) => {
      cause = error
    }
    // What the thread said before, that it began too, is heard by the time it has ended. One that cannot begin is a bug of ours.
    const onExit = () => end(() => reject(cause === undefined || began ? new Unfinished('died', cause) : cause))
    const timer = setTimeout(() => end(() => reject(new Unfinished('slow'))), limits.seconds * 1000)
    const end = (settle: () => void) => {
      clearTimeout(timer)
      worker.off('message', onMessage).off('error', onError).off('exit', onExit)
      settle()
    }
    worker.on('message', onMessage).on('error', onError).on('exit', onExit)
    try {
      worker.postMessage({ id: 0, input })
    } catch (error) {
      end(() => reject(error))
    }
  })
}

/** The other side: what a `worker.ts` calls with what it does. */
export function serveAside<In, Out>(work: (input: In) => Out | Promise<Out>): void {
  const port = parentPort
  if (!port) throw new Error('not on a thread of its own')
  port.postMessage(BEGAN)
  let turn = Promise.resolve()
  port.on('message', ({ id, input }: { id: number; input: In }) => {
    turn = turn.then(async () => {
      try {
        port.postMessage({ id, output: await work(input) })
      } catch (error) {
        port.postMessage({ id, error: error instanceof Error ? error.message : String(error) })
      }
    })
  })
}
