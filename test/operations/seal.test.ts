// What a pass phrase protects: nothing can be read without it, and nothing changed, cut off or moved unseen.
import { createHash, randomBytes } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { UserError } from '../../src/lib/errors.js'
import { readArchive, readWhole } from '../../src/operations/archive/read.js'
import { writeArchive } from '../../src/operations/archive/write.js'

const folder = mkdtempSync(join(tmpdir(), 'dondoc-seal-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const sealed = join(folder, 'sealed')
const plain = join(folder, 'plain')
const passphrase = 'một mật khẩu dài'
const big = randomBytes(300_000)
const now = new Date('2026-09-14T02:00:00Z')

beforeAll(async () => {
  for (const [path, secret] of [
    [sealed, passphrase],
    [plain, undefined],
  ] as const) {
    const archive = writeArchive(path, now, secret)
    await archive.add('chào.txt', Buffer.from('xin chào'))
    await archive.addStream(
      'big',
      big.length,
      (async function* () {
        for (let at = 0; at < big.length; at += 7000) yield big.subarray(at, at + 7000)
      })(),
    )
    await archive.add('empty', new Uint8Array(0))
    await archive.finish()
  }
})

async function readAll(path: string, secret?: string): Promise<Record<string, string>> {
  const found: Record<string, string> = {}
  for await (const member of readArchive(path, secret))
    found[member.name] = createHash('sha256')
      .update(await readWhole(member))
      .digest('hex')
  return found
}

/** The refusal's code, or what was read. */
const outcome = (path: string, secret?: string) =>
  readAll(path, secret).catch((error: unknown) => (error instanceof UserError ? error.code : String(error)))

it('what was written comes back, sealed or plain, and a member that nobody reads is skipped', async () => {
  const whole = await readAll(plain)
  expect(Object.keys(whole)).toEqual(['chào.txt', 'big', 'empty'])
  expect(whole.big).toBe(createHash('sha256').update(big).digest('hex'))
  expect(await readAll(sealed, passphrase)).toEqual(whole)
  const names: string[] = []
  for await (const member of readArchive(sealed, passphrase)) names.push(member.name)
  expect(names).toEqual(Object.keys(whole))
})

it('nothing of the content can be read without the pass phrase', async () => {
  // Random bytes do not get smaller: without a seal most of them stand in the archive as they are.
  const pieces = Array.from({ length: 300 }, (_, at) => big.subarray(at * 1000, at * 1000 + 16))
  const readable = (path: string) => {
    const bytes = readFileSync(path)
    return pieces.filter((piece) => bytes.includes(piece)).length
  }
  expect(readable(plain)).toBeGreaterThan(100)
  expect(readable(sealed)).toBe(0)
  expect(await outcome(sealed)).toBe('operations-backup-passphrase-missing')
  expect(await outcome(sealed, 'một mật khẩu sai')).toBe('operations-backup-passphrase-wrong')
})

it('the same pass phrase never gives the same bytes twice', async () => {
  const again = join(folder, 'again')
  const archive = writeArchive(again, now, passphrase)
  await archive.add('chào.txt', Buffer.from('xin chào'))
  await archive.finish()
  expect(readFileSync(again).subarray(0, 300).equals(readFileSync(sealed).subarray(0, 300))).toBe(false)
})

it('a byte changed anywhere, an end cut off, a piece taken out or something added is damage', async () => {
  const harm = async (path: string, change: (bytes: Buffer) => Buffer, secret?: string) => {
    const hurt = join(folder, 'hurt')
    writeFileSync(hurt, change(Buffer.from(readFileSync(path))))
    return outcome(hurt, secret)
  }
  const flip = (at: number) => (bytes: Buffer) => {
    bytes[at] = (bytes[at] ?? 0) ^ 1
    return bytes
  }
  const length = readFileSync(sealed).length
  for (const at of [20, 200, 400, 70_000, length - 1])
    expect(['operations-backup-damaged', 'operations-backup-passphrase-wrong']).toContain(
      await harm(sealed, flip(at), passphrase),
    )
  for (const cut of [1, 17, 5000, length - 400])
    expect(await harm(sealed, (bytes) => bytes.subarray(0, bytes.length - cut), passphrase)).toBe(
      'operations-backup-damaged',
    )
  const head = readFileSync(sealed).indexOf(10, 8) + 1
  const piece = 4 + 64 * 1024 + 16
  const without = (bytes: Buffer) => Buffer.concat([bytes.subarray(0, head), bytes.subarray(head + piece)])
  expect(await harm(sealed, without, passphrase)).toBe('operations-backup-damaged')
  expect(await harm(sealed, (bytes) => Buffer.concat([bytes, Buffer.from('x')]), passphrase)).toBe(
    'operations-backup-damaged',
  )
  expect(await harm(plain, flip(150_000))).toBe('operations-backup-damaged')
  expect(await harm(plain, (bytes) => bytes.subarray(0, 100_000))).toBe('operations-backup-damaged')
})

it('what is no backup is said to be none', async () => {
  writeFileSync(join(folder, 'letter'), 'Kính gửi')
  writeFileSync(join(folder, 'nothing'), '')
  expect(await outcome(join(folder, 'letter'))).toBe('operations-backup-no-backup')
  expect(await outcome(join(folder, 'nothing'))).toBe('operations-backup-no-backup')
  expect(await outcome(join(folder, 'absent'))).toBe('operations-file-unreadable')
})
