// A disk that is full while people work: an embedded folder and a folder of files on a file system of their own (needs the right to mount).
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { open, unlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { type Program, startProgram } from '../support/program.js'
import { openTown } from '../support/town.js'
import { act, check, makeTable, nothingDone, settled } from './storm.js'

const table = makeTable()

/** Writes until nothing more goes in. Returns what takes it away again. */
async function fill(folder: string): Promise<() => Promise<void>> {
  const path = join(folder, 'filler')
  const handle = await open(path, 'w')
  for (const size of [1024 * 1024, 4096, 1]) {
    const piece = Buffer.alloc(size)
    try {
      for (;;) await handle.write(piece)
    } catch (error) {
      expect((error as NodeJS.ErrnoException).code).toBe('ENOSPC')
    }
  }
  await handle.close()
  return () => unlink(path)
}

it('a full disk: what was accepted stays, nobody is told that something was recorded that was not, and with room again all goes on', async () => {
  const mount = mkdtempSync(join(tmpdir(), 'dondoc-disk-'))
  mkdirSync(mount, { recursive: true })
  execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=400m', 'tmpfs', mount])
  const before = process.env.TMPDIR
  process.env.TMPDIR = mount
  const town = await openTown({ assignments: 20 })
  process.env.TMPDIR = before ?? '/tmp'
  const doings = nothingDone()
  let program: Program = startProgram(town.environment)
  let ended: number | string | undefined
  try {
    for (let index = 0; index < 3; index++) act(town, doings, index)
    await settled(town, program)
    const empty = await fill(mount)
    for (let index = 3; index < 9; index++) {
      act(town, doings, index)
      await pause(500)
    }
    await pause(5000)
    ended = program.child.exitCode ?? program.child.signalCode ?? undefined
    await empty()
    if (ended !== undefined) program = startProgram(town.environment)
    for (let index = 9; index < 12; index++) act(town, doings, index)
    await settled(town, program, 120).catch(async (error: unknown) => {
      // As an operator would: once more, after a start.
      if (ended !== undefined) throw error
      await program.stop()
      ended = 'restarted by hand'
      program = startProgram(town.environment)
      await settled(town, program, 120)
    })
    await program.stop()
    table.add(`disk full for 8 s (${ended === undefined ? 'went on' : `ended: ${ended}`})`, await check(town, doings))
  } finally {
    await program.stop()
    await town.close()
    execFileSync('umount', ['-l', mount])
    rmSync(mount, { recursive: true, force: true })
  }
})
