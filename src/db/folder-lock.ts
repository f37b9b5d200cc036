// PGlite does not lock its folder, and two processes on it corrupt it silently. A Unix socket beside it is the lock:
// the kernel drops it with the process, and whoever finds it can ask whether its owner still lives. Through the same
// socket the running program carries out administrative commands (see `askOwner`).
import { open, stat, unlink } from 'node:fs/promises'
import { connect, createServer, type Server } from 'node:net'
import { join, relative, resolve } from 'node:path'

export class FolderInUse extends Error {
  override name = 'FolderInUse'
  constructor(readonly folder: string) {
    super(`Thư mục dữ liệu ${folder} đang được một tiến trình dondoc khác sử dụng`)
  }
}

/** Carries out a command of the command line; what it returns is printed, with the exit code. */
export type Door = (args: string[]) => Promise<{ output: string; code: number }>

export interface FolderLock {
  /** From now on commands that come through the socket are carried out by `door`. */
  serve(door: Door): void
  release(): Promise<void>
}

/** Takes the folder, or throws `FolderInUse`. */
export async function lockFolder(folder: string): Promise<FolderLock> {
  const path = socketPath(folder)
  let door: Door | undefined
  for (let tries = 0; tries < 400; tries++) {
    const server = await listen(path, () => door)
    if (server) {
      return {
        serve(given) {
          door = given
        },
        release: () => new Promise((done) => server.close(() => done())),
      }
    }
    if (await answers(path)) throw new FolderInUse(folder)
    // Left by a process that died. Only whoever made the `taking` file may remove it, so that of several that find it
    // none removes the socket another has just made.
    const taking = `${path}.taking`
    if (await makeOnly(taking)) {
      if (!(await answers(path))) await unlink(path).catch(() => {})
      await unlink(taking).catch(() => {})
    }
    await new Promise((done) => setTimeout(done, 20 + Math.random() * 30))
  }
  throw new FolderInUse(folder)
}

/** Makes the file; false when another has it. One older than ten seconds belongs to a process that died over it. */
async function makeOnly(path: string): Promise<boolean> {
  try {
    await (await open(path, 'wx')).close()
    return true
  } catch {
    const found = await stat(path).catch(() => undefined)
    if (found && Date.now() - found.mtimeMs > 10_000) await unlink(path).catch(() => {})
    return false
  }
}

/** Socket paths are limited to about 100 bytes, so the shorter of the absolute and the relative path is used. */
function socketPath(folder: string): string {
  const absolute = join(resolve(folder), 'lock.sock')
  const short = relative(process.cwd(), absolute)
  return short.length < absolute.length ? short : absolute
}

/** Asks the program that has this folder open to carry out a command; undefined when none has it open. */
export function askOwner(folder: string, args: string[]): Promise<{ output: string; code: number } | undefined> {
  return new Promise((done, fail) => {
    const socket = connect(socketPath(folder))
    let heard = ''
    socket.setEncoding('utf8')
    socket.once('connect', () => socket.end(`${JSON.stringify(args)}\n`))
    socket.on('data', (part: string) => {
      heard += part
    })
    socket.once('error', (error: NodeJS.ErrnoException) =>
      error.code === 'ENOENT' || error.code === 'ECONNREFUSED' ? done(undefined) : fail(error),
    )
    socket.once('close', () => {
      try {
        done(JSON.parse(heard) as { output: string; code: number })
      } catch {
        done({ output: 'Chương trình đang chạy không trả lời lệnh này.', code: 1 })
      }
    })
  })
}

function listen(path: string, door: () => Door | undefined): Promise<Server | undefined> {
  return new Promise((done, fail) => {
    const server = createServer({ allowHalfOpen: true }, (socket) => {
      let heard = ''
      socket.setEncoding('utf8')
      socket.on('error', () => socket.destroy())
      socket.on('data', (part: string) => {
        heard += part
        if (heard.length > 100_000) socket.destroy()
      })
      socket.on('end', () => void carryOut(heard, door()).then((answer) => socket.end(answer)))
    })
    server.once('error', (error: NodeJS.ErrnoException) =>
      error.code === 'EADDRINUSE' ? done(undefined) : fail(error),
    )
    server.listen(path, () => {
      server.unref()
      done(server)
    })
  })
}

function answers(path: string): Promise<boolean> {
  return new Promise((done) => {
    const socket = connect(path)
    socket.once('connect', () => {
      socket.destroy()
      done(true)
    })
    socket.once('error', () => done(false))
  })
}

async function carryOut(request: string, door: Door | undefined): Promise<string> {
  if (request.trim() === '') return ''
  if (!door) return JSON.stringify({ output: 'Chương trình đang khởi động, đề nghị thử lại sau ít giây.', code: 1 })
  try {
    const args: unknown = JSON.parse(request)
    if (!Array.isArray(args) || !args.every((one) => typeof one === 'string')) throw new Error('not a command')
    return JSON.stringify(await door(args))
  } catch (error) {
    return JSON.stringify({ output: error instanceof Error ? error.message : String(error), code: 1 })
  }
}
