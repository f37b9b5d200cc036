// PGlite does not lock its folder, and two processes on it corrupt it silently. A Unix socket beside it is the lock:
// the kernel drops it with the process, and whoever finds it can ask whether its owner still lives. Through the same
// socket the running program carries out administrative commands (admin-door.ts).
import { randomBytes } from 'node:crypto'
import { chmod, link, lstat, open, readdir, rename, stat, unlink } from 'node:fs/promises'
import { connect, createServer, type Server, type Socket } from 'node:net'
import { dirname, join, relative, resolve } from 'node:path'
import { type Door, type DoorAnswer, type DoorRequest, knock, makeDoorkeeper } from './admin-door.js'
import { DatabaseRefusal, FolderInUse } from './refusal.js'

/** What lies there for longer than this, unanswered, was left by a process that died. */
const YOUNG_MS = 10_000

export interface FolderLock {
  /** From now on commands that come through the socket are carried out by `door`. */
  serve(door: Door): void
  release(): Promise<void>
}

/** Takes the folder, or throws `FolderInUse`. */
export async function lockFolder(folder: string): Promise<FolderLock> {
  const path = socketPath(folder)
  let door: Door | undefined
  const own = await listenApart(path, () => door)
  try {
    for (let tries = 0; tries < 200; tries++) {
      if (await takePlace(own, path)) {
        await unlink(own.path).catch(() => {})
        await sweep(path)
        return {
          serve(given) {
            door = given
          },
          async release() {
            if (await isOurs(own, path)) await unlink(path).catch(() => {})
            await close(own)
          },
        }
      }
      if (await answers(path)) break
      await clearDead(path)
      await new Promise((done) => setTimeout(done, 5 + Math.random() * 20))
    }
  } catch (error) {
    await close(own)
    throw error
  }
  await close(own)
  throw new FolderInUse(folder)
}

/** Asks the program that has this folder open to carry out a command; undefined when none has it open. */
export function askOwner(
  folder: string,
  request: DoorRequest,
  say: (line: string) => void = () => {},
): Promise<DoorAnswer | undefined> {
  return knock(socketPath(folder), request, say)
}

interface Listening {
  server: Server
  connected: Set<Socket>
  path: string
  inode: number
}

/**
 * A socket under a name of our own. It gets the lock's name by a hard link, which fails when that name is taken: whatever
 * stands under the lock's name was listening before it came there, so one that refuses is dead for certain.
 */
async function listenApart(path: string, doorNow: () => Door | undefined): Promise<Listening> {
  const apart = join(dirname(path), `l${randomBytes(3).toString('hex')}.sock`)
  const connected = new Set<Socket>()
  const keeper = makeDoorkeeper(doorNow)
  const server = createServer({ allowHalfOpen: true }, (socket) => {
    connected.add(socket)
    socket.once('close', () => connected.delete(socket))
    keeper(socket)
  })
  await new Promise<void>((done, fail) => {
    server.once('error', (error: NodeJS.ErrnoException) => fail(cannotListen(path, error)))
    server.listen(apart, done)
  })
  server.unref()
  await chmod(apart, 0o600)
  return { server, connected, path: apart, inode: (await lstat(apart)).ino }
}

function cannotListen(path: string, error: NodeJS.ErrnoException): Error {
  const { code } = error
  if (code === 'EINVAL' || code === 'ENAMETOOLONG')
    return new DatabaseRefusal(`DATA_DIR: đường dẫn quá dài cho khoá của thư mục dữ liệu: ${path}`)
  if (code === 'EACCES' || code === 'EROFS' || code === 'EPERM')
    return new DatabaseRefusal(`DATA_DIR: không ghi được vào ${dirname(path)} (${code}); kiểm tra quyền của thư mục.`)
  return error
}

async function takePlace(own: Listening, path: string): Promise<boolean> {
  try {
    await link(own.path, path)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  }
  // Somebody who was clearing away a dead socket could have met ours in the instant it came; the look is after that.
  await new Promise((done) => setTimeout(done, 20))
  return isOurs(own, path)
}

async function isOurs(own: Listening, path: string): Promise<boolean> {
  const found = await lstat(path).catch(() => undefined)
  return found?.ino === own.inode
}

/** Removes the socket of a process that died. One process at a time does, and looks again before it does. */
async function clearDead(path: string): Promise<void> {
  const taking = `${path}.taking`
  if (!(await makeOnly(taking))) return
  try {
    if (await answers(path)) return
    const aside = `${path}.${randomBytes(3).toString('hex')}`
    await rename(path, aside).catch(() => {})
    // It was alive after all: back to its place, unless that is taken already.
    if (await answers(aside)) await link(aside, path).catch(() => {})
    await unlink(aside).catch(() => {})
  } finally {
    await unlink(taking).catch(() => {})
  }
}

/** Makes the file; false when another has it. One older than ten seconds belongs to a process that died over it. */
async function makeOnly(path: string): Promise<boolean> {
  try {
    await (await open(path, 'wx')).close()
    return true
  } catch {
    const found = await stat(path).catch(() => undefined)
    if (found && Date.now() - found.mtimeMs > YOUNG_MS) await unlink(path).catch(() => {})
    return false
  }
}

/** Socket paths are limited to about 100 bytes, so the shorter of the absolute and the relative path is used. */
function socketPath(folder: string): string {
  const absolute = join(resolve(folder), 'lock.sock')
  const short = relative(process.cwd(), absolute)
  return short.length < absolute.length ? short : absolute
}

/** A command that is still being carried out is not waited for: its asker is told that the program stopped. */
function close({ server, connected }: Listening): Promise<void> {
  return new Promise((done) => {
    server.close(() => done())
    for (const socket of connected) socket.destroy()
  })
}

/** Sockets of processes that died before they got to the lock's name. A young one may belong to a process that is just about to listen. */
async function sweep(path: string): Promise<void> {
  for (const name of await readdir(dirname(path)).catch(() => [])) {
    if (!/^l[0-9a-f]{6}\.sock$/.test(name)) continue
    const stray = join(dirname(path), name)
    const found = await lstat(stray).catch(() => undefined)
    if (!found || Date.now() - found.mtimeMs < YOUNG_MS) continue
    if (!(await answers(stray))) await unlink(stray).catch(() => {})
  }
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
