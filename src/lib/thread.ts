// Work that takes longer than a tap may wait for its answer, done on a thread of its own: reading files, drawing, writing documents. How a
// `worker.ts` is started from the sources, from `dist` and from the bundle.
import { existsSync } from 'node:fs'
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
  const beside = new URL('./worker.js', from)
  // Bundled, this code may have moved; the worker's file has not.
  return new Worker(existsSync(beside) ? beside : projectFile('dist', ...folder, 'worker.js'), own)
}

/** Input and output must survive being copied to another thread: no functions in them. */
export type Aside<In, Out> = (input: In) => Promise<Out>

interface Waiting<Out> {
  resolve(output: Out): void
  reject(error: Error): void
}

type Answer<Out> = { id: number; output: Out } | { id: number; error: string }

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
    worker.on('message', (answer: Answer<Out>) => {
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

/** The other side: what a `worker.ts` calls with what it does. */
export function serveAside<In, Out>(work: (input: In) => Out | Promise<Out>): void {
  const port = parentPort
  if (!port) throw new Error('not on a thread of its own')
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
