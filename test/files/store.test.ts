import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { communes } from '../../src/db/schema/communes.js'
import { filePath, findFile, insertFile, openFile, saveFile } from '../../src/files/store.js'
import { openTestDatabase, type TestDatabase } from '../support/database.js'

let database: TestDatabase
let folder: string
beforeAll(async () => {
  database = await openTestDatabase()
  folder = await mkdtemp(join(tmpdir(), 'dondoc-files-'))
})
afterAll(async () => {
  await database.close()
  await rm(folder, { recursive: true })
})

const bytes = new TextEncoder().encode('Công văn 85/UBND-VHXH')

it('bytes lie under their SHA-256, once however often they are kept, and come back as they were', async () => {
  const [first, second] = await Promise.all([saveFile(folder, bytes), saveFile(folder, bytes)])
  expect(first).toEqual(second)
  expect(first.size).toBe(bytes.byteLength)
  const path = filePath(folder, first.sha256)
  expect(path).toBe(join(folder, first.sha256.slice(0, 2), first.sha256.slice(2)))
  expect((await stat(path)).mode & 0o777).toBe(0o600)
  expect(await readdir(join(folder, first.sha256.slice(0, 2)))).toHaveLength(1)
  expect(new TextDecoder().decode(await openFile(folder, first.sha256))).toBe('Công văn 85/UBND-VHXH')
})

it('an empty file is a file', async () => {
  const { sha256, size } = await saveFile(folder, new Uint8Array())
  expect(size).toBe(0)
  expect(await openFile(folder, sha256)).toHaveLength(0)
})

it('a file that was damaged on the disk is noticed when read, and mended when it comes again', async () => {
  const { sha256 } = await saveFile(folder, new TextEncoder().encode('nguyên vẹn'))
  await writeFile(filePath(folder, sha256), 'hỏng')
  await expect(openFile(folder, sha256)).rejects.toThrow(/damaged/)
  await saveFile(folder, new TextEncoder().encode('nguyên vẹn'))
  expect(new TextDecoder().decode(await openFile(folder, sha256))).toBe('nguyên vẹn')
})

it('only a SHA-256 names a file', () => {
  expect(() => filePath(folder, '../../etc/passwd')).toThrow()
})

it('the same content under the same name is one file of a commune; another commune never sees it', async () => {
  const now = new Date()
  const names = ['UBND xã Một', 'UBND xã Hai'].map((name) => ({ name, createdAt: now }))
  const [one, two] = await database.db.insert(communes).values(names).returning()
  const { sha256, size } = await saveFile(folder, bytes)
  const file = { communeId: one!.id, sha256, size, name: 'cv.txt', type: 'text/plain' }
  await database.db.transaction(async (tx) => {
    const id = await insertFile(tx, file, now)
    expect(await insertFile(tx, file, now)).toBe(id)
    expect(await insertFile(tx, { ...file, name: 'cv-2.txt' }, now)).not.toBe(id)
    expect(await insertFile(tx, { ...file, communeId: two!.id }, now)).not.toBe(id)
    expect(await findFile(tx, one!.id, id)).toMatchObject({ name: 'cv.txt', size })
    expect(await findFile(tx, two!.id, id)).toBeUndefined()
  })
})
