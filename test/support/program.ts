// The real program as a process, as an operator starts it.
import { type ChildProcess, spawn } from 'node:child_process'
import { projectFile } from '../../src/lib/project.js'

export interface Program {
  child: ChildProcess
  /** Where /health and /metrics are. Resolves once the program listens. */
  address: Promise<string>
  /** The exit code or the signal that ended it. */
  ended: Promise<number | string>
  /** What it has written to standard output and error so far. */
  output(): string
  stop(): Promise<void>
}

/** Starts `node dist/main.js ARGS`. `killAt` is a moment's name with the count at which to die: "inbox.stored:2". */
export function startProgram(
  environment: Record<string, string>,
  options: { args?: string[]; killAt?: string; clockFile?: string } = {},
): Program {
  const preload = [
    ...(options.killAt ? ['--import', projectFile('test', 'support', 'kill-at.mjs')] : []),
    ...(options.clockFile ? ['--import', projectFile('test', 'support', 'clock-off.mjs')] : []),
  ]
  const child = spawn(process.execPath, [...preload, projectFile('dist', 'main.js'), ...(options.args ?? [])], {
    env: {
      PATH: process.env.PATH ?? '',
      PORT: '0',
      LOG_LEVEL: 'info',
      ...environment,
      ...(options.killAt ? { DONDOC_TEST_KILL: options.killAt } : {}),
      ...(options.clockFile ? { DONDOC_TEST_CLOCK: options.clockFile } : {}),
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  let found: (address: string) => void = () => {}
  const address = new Promise<string>((done) => {
    found = done
  })
  const hear = (part: string) => {
    output += part
    const port = /"port":(\d+)[^\n]*"msg":"listening"|"msg":"listening"[^\n]*"port":(\d+)/.exec(output)
    if (port) found(`http://127.0.0.1:${port[1] ?? port[2]}`)
  }
  child.stdout?.setEncoding('utf8').on('data', hear)
  child.stderr?.setEncoding('utf8').on('data', hear)
  const ended = new Promise<number | string>((done) => child.once('close', (code, signal) => done(signal ?? code ?? 0)))
  return {
    child,
    address,
    ended,
    output: () => output,
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return
      child.kill('SIGTERM')
      const limit = setTimeout(() => child.kill('SIGKILL'), 15_000)
      await ended
      clearTimeout(limit)
    },
  }
}

/** Waits until something is so; throws after `seconds` with what was found last. */
export async function until<T>(look: () => T | Promise<T>, good: (found: T) => boolean, seconds = 90): Promise<T> {
  const end = performance.now() + seconds * 1000
  for (;;) {
    const found = await look()
    if (good(found)) return found
    if (performance.now() > end) throw new Error(`not so after ${seconds} s: ${JSON.stringify(found)}`)
    await new Promise((done) => setTimeout(done, 100))
  }
}

/** Resolves once `/health` answers 200. */
export async function healthy(program: Program, seconds = 90): Promise<void> {
  const address = await program.address
  await until(
    () =>
      fetch(`${address}/health`)
        .then((answer) => answer.status)
        .catch(() => 0),
    (status) => status === 200,
    seconds,
  )
}
