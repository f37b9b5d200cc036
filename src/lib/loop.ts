// Something done over and over: at once when woken or while there is more to do, else after a while. Errors never end it.
import type { Log } from './log.js'

export interface LoopOptions {
  name: string
  /** One round; true when it did something, so that another follows at once. `signal` fires when the loop is stopped. */
  runOnce(signal: AbortSignal): Promise<boolean>
  /** Milliseconds between rounds while there is nothing to do. */
  idleMs: number
  log: Log
  /** The longest pause after errors, which doubles from 200 ms. */
  maxPauseMs?: number
}

export interface Loop {
  /** Begins the next round now; while one runs, another follows it. A pause after an error is not cut short. */
  wake(): void
  /** Resolves once the running round has ended. */
  stop(): Promise<void>
}

export function startLoop(options: LoopOptions): Loop {
  const { name, runOnce, idleMs, log, maxPauseMs = 30_000 } = options
  const stopping = new AbortController()
  let woken = false
  let rouse: (() => void) | undefined
  const ended = run()

  return {
    wake() {
      woken = true
      rouse?.()
    },
    async stop() {
      stopping.abort()
      await ended
    },
  }

  async function run(): Promise<void> {
    let failures = 0
    while (!stopping.signal.aborted) {
      woken = false
      try {
        const busy = await runOnce(stopping.signal)
        failures = 0
        if (busy) await breathe()
        else if (!woken) await rest(idleMs, true)
      } catch (error) {
        if (stopping.signal.aborted) return
        failures += 1
        log.error({ err: error, loop: name, failures }, 'loop round failed')
        await rest(Math.min(maxPauseMs, 100 * 2 ** Math.min(failures, 20)), false)
      }
    }
  }

  /** Lets the rest of the program have its turn. */
  function breathe(): Promise<void> {
    return new Promise((done) => setImmediate(done))
  }

  function rest(milliseconds: number, mayBeWoken: boolean): Promise<void> {
    if (stopping.signal.aborted) return Promise.resolve()
    return new Promise((done) => {
      const end = () => {
        clearTimeout(timer)
        rouse = undefined
        stopping.signal.removeEventListener('abort', end)
        done()
      }
      const timer = setTimeout(end, milliseconds)
      stopping.signal.addEventListener('abort', end)
      if (mayBeWoken) rouse = end
    })
  }
}
