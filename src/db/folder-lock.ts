// PGlite does not lock its folder, and two processes on it corrupt it silently. A Unix socket beside it is the lock:
// the kernel drops it with the process, and whoever finds it can ask whether its owner still lives.
import { open, stat, unlink } from 'node:fs/promises'
import { connect, createServer, type Server } from 'node:net'
import { join, relative, resolve } from 'node:path'

export class FolderInUse extends Error {
  override name = 'FolderInUse'
  constructor(readonly folder: string) {
    super(`Thư mục dữ liệu ${folder} đang được một tiến trình dondoc khác sử dụng`)
  }
}

/** Takes the folder, or throws `FolderInUse`. The result gives it back. */
export async function lockFolder(folder: string): Promise<() => Promise<void>> {
  const path = socketPath(folder)
  for (let tries = 0; tries < 400; tries++) {
    const server = await listen(path)
    if (server) return () => new Promise((done) => server.close(() => done()))
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

function listen(path: string): Promise<Server | undefined> {
  return new Promise((done, fail) => {
    const server = createServer((socket) => socket.end('dondoc\n'))
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
