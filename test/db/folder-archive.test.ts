// A folder as one file: what comes out is what went in, and a file that breaks off is refused.
import { createHash } from 'node:crypto'
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { packFolder, unpackFolder } from '../../src/db/folder-archive.js'

const root = mkdtempSync(join(tmpdir(), 'dondoc-archive-'))
const folder = join(root, 'folder')
const file = join(root, 'file')
afterAll(() => rmSync(root, { recursive: true, force: true }))

beforeAll(() => {
  mkdirSync(join(folder, 'empty', 'đường dẫn'), { recursive: true })
  writeFileSync(join(folder, 'nothing'), '')
  writeFileSync(join(folder, 'empty', 'big'), Buffer.alloc(3 * (1 << 20) + 17, 'ấ'))
  writeFileSync(join(folder, 'secret'), 'x')
  chmodSync(join(folder, 'secret'), 0o600)
  chmodSync(join(folder, 'empty'), 0o700)
  utimesSync(join(folder, 'secret'), 1_700_000_000, 1_700_000_000)
  utimesSync(join(folder, 'empty'), 1_600_000_000, 1_600_000_000)
  packFolder(folder, file)
})

/** The bytes of a file in short: megabytes compared one by one take seconds. */
const sumOf = (file: string) => createHash('sha256').update(readFileSync(file)).digest('hex')

function facts(path: string): unknown[] {
  return readdirSync(path, { recursive: true, encoding: 'utf8' })
    .sort()
    .map((name) => {
      const { mode, mtimeMs } = statSync(join(path, name))
      return [name, mode, Math.round(mtimeMs), statSync(join(path, name)).isFile() && sumOf(join(path, name))]
    })
}

it('bytes, names, empty folders, rights and times come back', () => {
  unpackFolder(file, join(root, 'back'))
  expect(facts(join(root, 'back'))).toEqual(facts(folder))
  expect(facts(folder)).toHaveLength(5)
})

it('a file that is there is not written over, a folder not mixed with another', () => {
  expect(() => packFolder(folder, file)).toThrow('EEXIST')
  expect(() => unpackFolder(file, folder)).toThrow('EEXIST')
})

it('a file that breaks off anywhere is refused', () => {
  const whole = statSync(file).size
  for (const [at, size] of [0, 3, 60, 1 << 20, whole - 40, whole - 1].entries()) {
    const short = join(root, `short-${at}`)
    writeFileSync(short, readFileSync(file))
    truncateSync(short, size)
    expect(() => unpackFolder(short, join(root, `back-${at}`))).toThrow(/breaks off|JSON/)
  }
})
