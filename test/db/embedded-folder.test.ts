// A folder that does not open stays byte for byte as it was, whatever is wrong with it.
import { createHash } from 'node:crypto'
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openEmbedded } from '../../src/db/db.js'
import { BrokenFolder, prepareFolder } from '../../src/db/embedded-folder.js'
import { packFolder } from '../../src/db/folder-archive.js'
import { communes } from '../../src/db/schema/communes.js'
import { projectFile } from '../../src/lib/project.js'

const root = mkdtempSync(join(tmpdir(), 'dondoc-torn-'))
const good = join(root, 'good')
afterAll(() => rmSync(root, { recursive: true, force: true }))

beforeAll(async () => {
  const database = await openEmbedded(good)
  await database.migrate(projectFile('migrations'))
  await database.db.insert(communes).values({ name: 'UBND xã Đường An', createdAt: new Date() })
  await database.close()
  mkdirSync(join(good, 'dumps'))
  writeFileSync(join(good, 'dumps', 'hourly-20260914-090000.dondoc'), '')
})

/** Names, sizes and bytes of everything below a folder, as one hash. */
function fingerprint(folder: string): string {
  const hash = createHash('sha256')
  const walk = (path: string) => {
    for (const name of readdirSync(path).sort()) {
      const full = join(path, name)
      hash.update(`${relative(folder, full)}\n`)
      if (statSync(full).isDirectory()) walk(full)
      else hash.update(readFileSync(full))
    }
  }
  walk(folder)
  return hash.digest('hex')
}

const half = (path: string) => truncateSync(path, Math.floor(statSync(path).size / 2))
const junk = (path: string) => writeFileSync(path, Buffer.alloc(statSync(path).size, 7))

const harms: { what: string; harm: (pg: string) => void }[] = [
  { what: 'of PostgreSQL 17', harm: (pg) => writeFileSync(join(pg, 'PG_VERSION'), '17\n') },
  { what: 'without PG_VERSION', harm: (pg) => rmSync(join(pg, 'PG_VERSION')) },
  { what: 'whose control file is gone', harm: (pg) => rmSync(join(pg, 'global', 'pg_control')) },
  { what: 'whose control file is empty', harm: (pg) => truncateSync(join(pg, 'global', 'pg_control'), 0) },
  { what: 'whose control file is junk', harm: (pg) => junk(join(pg, 'global', 'pg_control')) },
  { what: 'without its write-ahead log', harm: (pg) => rmSync(join(pg, 'pg_wal'), { recursive: true }) },
  { what: 'with a torn catalog', harm: (pg) => half(join(pg, 'base', '5', '1259')) },
  { what: 'with a catalog of junk', harm: (pg) => junk(join(pg, 'base', '5', '1259')) },
  { what: 'without the list of databases', harm: (pg) => junk(join(pg, 'global', '1262')) },
  { what: 'without its transaction log', harm: (pg) => rmSync(join(pg, 'pg_xact', '0000')) },
]

for (const { what, harm } of harms) {
  it(`a folder ${what} is refused in one line that names the newest dump, and is not altered`, async () => {
    const folder = join(root, 'torn')
    rmSync(folder, { recursive: true, force: true })
    cpSync(good, folder, { recursive: true })
    harm(join(folder, 'pg'))
    const before = fingerprint(folder)
    const error: unknown = await openEmbedded(folder).then(
      (database) => database.close(),
      (thrown: unknown) => thrown,
    )
    expect(error).toBeInstanceOf(BrokenFolder)
    const { message } = error as Error
    expect(message).toContain('hourly-20260914-090000.dondoc')
    expect(message).not.toContain('\n')
    expect(fingerprint(folder)).toBe(before)
  })
}

it('a good folder opens with its rows, and no copy of it stays', async () => {
  const database = await openEmbedded(good)
  expect(await database.db.select({ name: communes.name }).from(communes)).toEqual([{ name: 'UBND xã Đường An' }])
  await database.close()
  expect(readdirSync(good).sort()).toEqual(['dumps', 'pg'])
})

it.each([
  { made: 'in one file', isOld: false },
  { made: 'by an earlier version', isOld: true },
])('a start that was cut off while opening goes on from the copy it had made ($made)', async ({ isOld }) => {
  const folder = join(root, `cut-${isOld}`)
  cpSync(good, folder, { recursive: true })
  // The copy was complete, the folder itself is half written. An earlier version copied file by file.
  if (isOld) cpSync(join(folder, 'pg'), join(folder, 'pg.before'), { recursive: true })
  else packFolder(join(folder, 'pg'), join(folder, 'pg.before'))
  junk(join(folder, 'pg', 'base', '5', '1259'))
  mkdirSync(join(folder, 'pg.copying'))
  await expect(openEmbedded(folder)).rejects.toBeInstanceOf(BrokenFolder)
  const database = await openEmbedded(folder)
  expect(await database.db.select({ name: communes.name }).from(communes)).toHaveLength(1)
  await database.close()
  expect(existsSync(join(folder, 'pg.before'))).toBe(false)
})

it('a start that was cut off while it put the copy back puts it back again, and nothing is lost', async () => {
  for (const [name, left] of [
    ['gone', []],
    ['begun', ['pg', 'pg.copying']],
  ] as const) {
    const folder = join(root, name)
    mkdirSync(folder)
    packFolder(join(good, 'pg'), join(folder, 'pg.before'))
    for (const part of left) mkdirSync(join(folder, part))
    const database = await openEmbedded(folder)
    expect(await database.db.select({ name: communes.name }).from(communes)).toEqual([{ name: 'UBND xã Đường An' }])
    await database.close()
    expect(readdirSync(folder)).toEqual(['pg'])
  }
})

it('a copy that cannot be put back stays, and one line says so', async () => {
  const folder = join(root, 'torn-copy')
  mkdirSync(join(folder, 'pg'), { recursive: true })
  packFolder(join(good, 'pg'), join(folder, 'pg.before'))
  half(join(folder, 'pg.before'))
  const before = statSync(join(folder, 'pg.before')).size
  await expect(openEmbedded(folder)).rejects.toThrow(/^Không đặt lại được cơ sở dữ liệu nhúng từ bản sao .*giữ nguyên/)
  expect(statSync(join(folder, 'pg.before')).size).toBe(before)
  expect(existsSync(join(folder, 'pg', 'PG_VERSION'))).toBe(false)
})

it('a first creation that was cut off begins anew', async () => {
  const folder = join(root, 'new')
  mkdirSync(join(folder, 'pg', 'base'), { recursive: true })
  writeFileSync(join(folder, 'pg.creating'), '')
  const database = await openEmbedded(folder)
  await database.migrate(projectFile('migrations'))
  await database.close()
  expect(readdirSync(folder)).toEqual(['pg'])
})

it.each([
  { what: 'is missing', make: () => {} },
  { what: 'breaks off', make: (file: string) => writeFileSync(file, 'gone') },
  {
    what: 'is of another version',
    make(file: string) {
      const old = join(root, 'old')
      cpSync(join(good, 'pg'), old, { recursive: true })
      writeFileSync(join(old, 'PG_VERSION'), '17\n')
      packFolder(old, file)
    },
  },
])('where the new database of the build $what, the place is left free for one that is made anew', async ({ make }) => {
  const folder = mkdtempSync(join(root, 'made-'))
  const packed = join(folder, 'new-database')
  make(packed)
  const prepared = await prepareFolder(folder, packed)
  expect(existsSync(prepared.path)).toBe(false)
})

it('a new folder begins with the new database of the build, and without it PGlite makes one', async () => {
  const unpacked = await prepareFolder(mkdtempSync(join(root, 'unpacked-')))
  expect(existsSync(join(unpacked.path, 'PG_VERSION'))).toBe(true)
  const made = await prepareFolder(mkdtempSync(join(root, 'anew-')), join(root, 'absent'))
  for (const { path, opened } of [unpacked, made]) {
    const client = await PGlite.create({ dataDir: path })
    expect((await client.query('select datname from pg_database order by 1')).rows).toHaveLength(3)
    await client.close()
    await opened()
    expect(existsSync(join(path, '..', 'pg.creating'))).toBe(false)
  }
})

it('the folder is its owner’s alone', () => {
  expect(statSync(good).mode & 0o777).toBe(0o700)
})
