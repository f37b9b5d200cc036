// The folder of the embedded database is opened once, however many start on it, and its owner carries out commands.
import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildSync } from 'esbuild'
import { afterAll, afterEach, beforeEach, expect, it } from 'vitest'
import { askOwner, type FolderLock, lockFolder } from '../../src/db/folder-lock.js'
import { FolderInUse } from '../../src/db/refusal.js'
import { projectFile } from '../../src/lib/project.js'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dondoc-lock-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

// One module of the program, as a file that starts fast.
const built = mkdtempSync(join(tmpdir(), 'dondoc-lock-module-'))
buildSync({
  entryPoints: [projectFile('src', 'db', 'folder-lock.ts')],
  outfile: join(built, 'folder-lock.mjs'),
  bundle: true,
  format: 'esm',
  platform: 'node',
})
afterAll(() => rmSync(built, { recursive: true, force: true }))

const opener = `
  const { lockFolder } = await import(${JSON.stringify(join(built, 'folder-lock.mjs'))})
  try { await lockFolder(process.argv[1]); process.stdout.write('mine\\n'); setInterval(() => {}, 1000) }
  catch (error) { process.stdout.write(error.name + '\\n') }`

function start(): { child: ChildProcess; said: Promise<string> } {
  const child = spawn(process.execPath, ['--input-type=module', '-e', opener, folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let text = ''
  const said = new Promise<string>((done) => {
    child.stdout?.setEncoding('utf8').on('data', (part: string) => {
      text += part
      if (text.includes('\n')) done(text.trim())
    })
    // Not at 'exit': what it said last may still be on its way through the pipe.
    child.once('close', () => done(text.trim()))
  })
  return { child, said }
}

const ended = (child: ChildProcess) =>
  new Promise((done) => ((child.exitCode ?? child.signalCode) === null ? child.once('exit', done) : done(undefined)))

it('of ten processes that start at once on a folder one has it, also right after its owner was killed', {
  timeout: 120_000,
}, async () => {
  for (let round = 0; round < 3; round++) {
    const ten = Array.from({ length: 10 }, start)
    const said = await Promise.all(ten.map((one) => one.said))
    expect(said.filter((one) => one === 'mine')).toHaveLength(1)
    expect(said.filter((one) => one === 'FolderInUse')).toHaveLength(9)
    // Killed, it leaves its socket behind; the next ten find it dead.
    for (const { child } of ten) child.kill('SIGKILL')
    await Promise.all(ten.map(({ child }) => ended(child)))
    expect(existsSync(join(folder, 'lock.sock'))).toBe(true)
  }
  const lock = await lockFolder(folder)
  expect(readdirSync(folder)).toEqual(['lock.sock'])
  await lock.release()
  expect(readdirSync(folder)).toEqual([])
})

it('only the owner of the folder can reach the door', async () => {
  const lock = await lockFolder(folder)
  expect(statSync(join(folder, 'lock.sock')).mode & 0o777).toBe(0o600)
  await expect(lockFolder(folder)).rejects.toBeInstanceOf(FolderInUse)
  await lock.release()
})

async function withDoor(door: Parameters<FolderLock['serve']>[0] | undefined, run: () => Promise<void>): Promise<void> {
  const lock = await lockFolder(folder)
  if (door) lock.serve(door)
  try {
    await run()
  } finally {
    await lock.release()
  }
}

it('a command of several words and its answer of many lines pass the door whole', async () => {
  const long = Array.from({ length: 5000 }, (_, line) => `dòng "${line}"`).join('\n')
  await withDoor(
    async ({ args, cwd, passphrase }) => ({ output: `${JSON.stringify([args, cwd, passphrase])}\n${long}`, code: 3 }),
    async () => {
      const args = ['commune', 'add', 'UBND xã "Đường An"\nhai dòng']
      const answer = await askOwner(folder, { args, cwd: '/đây', passphrase: 'mật khẩu' })
      expect(answer).toEqual({ output: `${JSON.stringify([args, '/đây', 'mật khẩu'])}\n${long}`, code: 3 })
    },
  )
})

it('a command that takes long says what it is doing, and others are answered meanwhile', async () => {
  let finish: () => void = () => {}
  const gate = new Promise<void>((done) => {
    finish = done
  })
  await withDoor(
    async ({ args }, say) => {
      if (args[0] === 'quick') return { output: 'xong', code: 0 }
      say('bước 1')
      await gate
      say('bước 2')
      return { output: 'hết', code: 0 }
    },
    async () => {
      const heard: string[] = []
      const slow = askOwner(folder, { args: ['slow'], cwd: '/' }, (line) => heard.push(line))
      expect(await askOwner(folder, { args: ['quick'], cwd: '/' })).toEqual({ output: 'xong', code: 0 })
      finish()
      expect(await slow).toEqual({ output: 'hết', code: 0 })
      expect(heard).toEqual(['bước 1', 'bước 2'])
    },
  )
})

it('a command that breaks, one too long and one that is none are answered, and the door stays open', async () => {
  await withDoor(
    async ({ args }) => {
      if (args[0] === 'break') throw new Error('hỏng rồi')
      return { output: 'xong', code: 0 }
    },
    async () => {
      expect(await askOwner(folder, { args: ['break'], cwd: '/' })).toEqual({ output: 'hỏng rồi', code: 1 })
      expect((await askOwner(folder, { args: ['x'.repeat(200_000)], cwd: '/' }))?.code).toBe(2)
      expect(await raw('not json\n')).toContain('"code":2')
      expect(await raw('{"args":"commune","cwd":"/"}\n')).toContain('"code":2')
      expect(await raw('')).toBe('')
      expect(await askOwner(folder, { args: ['fine'], cwd: '/' })).toEqual({ output: 'xong', code: 0 })
    },
  )
})

it('a program that is still starting, or stops in the middle, says so or is told of', async () => {
  await withDoor(undefined, async () => {
    expect((await askOwner(folder, { args: ['doctor'], cwd: '/' }))?.output).toMatch(/đang khởi động/)
  })
  const lock = await lockFolder(folder)
  const begun = new Promise<void>((done) => {
    lock.serve(() => {
      done()
      return new Promise(() => {})
    })
  })
  const answer = askOwner(folder, { args: ['backup', 'x'], cwd: '/' })
  await begun
  await lock.release()
  expect(await answer).toMatchObject({ code: 1 })
  expect(await askOwner(folder, { args: ['backup', 'x'], cwd: '/' })).toBeUndefined()
})

/** Says something and hangs up; what comes back. */
function raw(text: string): Promise<string> {
  return new Promise((done) => {
    const socket = connect(join(folder, 'lock.sock'))
    let heard = ''
    socket.setEncoding('utf8').on('data', (part: string) => {
      heard += part
    })
    socket.once('close', () => done(heard))
    socket.once('connect', () => socket.end(text))
  })
}
