// A command as an operator types it.
import { spawn } from 'node:child_process'
import { projectFile } from '../../src/lib/project.js'

export interface Typed {
  code: number
  /** Standard output and standard error. */
  out: string
  err: string
}

/** Runs `dondoc ARGS` to its end in a folder, with something on standard input. */
export function type(
  environment: Record<string, string>,
  args: string[],
  options: { cwd?: string; input?: string } = {},
): Promise<Typed> {
  const child = spawn(process.execPath, [projectFile('dist', 'main.js'), ...args], {
    env: { PATH: process.env.PATH ?? '', ...environment },
    stdio: ['pipe', 'pipe', 'pipe'],
    ...(options.cwd ? { cwd: options.cwd } : {}),
  })
  const typed: Typed = { code: -1, out: '', err: '' }
  child.stdout.setEncoding('utf8').on('data', (part: string) => {
    typed.out += part
  })
  child.stderr.setEncoding('utf8').on('data', (part: string) => {
    typed.err += part
  })
  child.stdin.end(options.input ?? '')
  return new Promise((done) => child.once('close', (code) => done({ ...typed, code: code ?? -1 })))
}
