// The worst night: the machine is lost, the backup goes to another one, and nothing is said by itself.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { outbox } from '../../src/db/schema/post.js'
import { type Program, startProgram, until } from '../support/program.js'
import { openTown, type Town } from '../support/town.js'
import { kinds, openPlace } from './filled.js'
import { type } from './typed.js'

let town: Town
const folder = mkdtempSync(join(tmpdir(), 'dondoc-night-'))
const file = join(folder, 'night.dondoc')
const passphrase = join(folder, 'pass')

beforeAll(async () => {
  town = await openTown({ assignments: 2 })
  // Something waits that must not go out by itself: the group cannot be written to for an hour.
  await town.look(async (db) => {
    await db.insert(outbox).values({
      chatId: town.group.chatId,
      communeId: town.group.communeId,
      key: 'night:1',
      class: 2,
      body: { spans: ['Tin chờ trong bản sao lưu'] },
      notBefore: sql`now() + interval '3 seconds'` as unknown as Date,
      createdAt: new Date(),
    })
  })
  writeFileSync(passphrase, 'mật khẩu dài\n')
  const made = await type(town.environment, ['backup', file, '--passphrase-file', passphrase])
  expect([made.code, made.err]).toEqual([0, expect.any(String)])
})
afterAll(async () => {
  await town.close()
  rmSync(folder, { recursive: true, force: true })
})

const said = () => town.emulator.messages(town.group.externalId).filter((one) => one.text.includes('Tin chờ')).length

async function started(environment: Record<string, string>, message: string): Promise<Program> {
  const program = startProgram(environment)
  await until(
    () => program.output(),
    (text) => text.includes(`"msg":"${message}"`),
  )
  return program
}

for (const kind of kinds) {
  it(`restored on another machine (${kind}) the bot keeps quiet until the operator decides`, {
    timeout: 120_000,
  }, async () => {
    const place = await openPlace(kind)
    const { DATABASE_URL: _, ...plain } = town.environment
    await place.database.close()
    const environment: Record<string, string> = {
      ...plain,
      DATA_DIR: place.folder,
      ...(place.url ? { DATABASE_URL: place.url } : {}),
    }
    // A folder that nothing was ever in.
    rmSync(join(place.folder, 'pg'), { recursive: true, force: true })
    let program: Program | undefined
    try {
      const other = await type({ ...environment, BOT_TOKEN: `1${environment.BOT_TOKEN}` }, [
        'restore',
        file,
        '--into-empty',
        '--passphrase-file',
        passphrase,
      ])
      expect([other.code, other.out]).toEqual([1, ''])
      expect(other.err).toContain('bot khác')
      const restored = await type(environment, ['restore', file, '--into-empty', '--passphrase-file', passphrase])
      expect([restored.code, restored.out]).toEqual([0, expect.stringContaining('pending --send')])
      const before = said()
      program = await started(environment, 'started')
      const address = await program.address
      const health = await fetch(`${address}/health`)
      expect([health.status, await health.json()]).toEqual([
        503,
        { ok: false, role: 'standby', problems: [expect.stringContaining('pending')] },
      ])
      // Longer than the message had to wait, and than a lease is asked for again.
      await new Promise((done) => setTimeout(done, 5000))
      expect(said()).toBe(before)
      const pending = await type(environment, ['pending'])
      expect(pending.out).toMatch(/^1 tin chờ từ .*\(UBND xã số 1\)/)
      const choice = kind === kinds[0] ? '--drop' : '--send'
      expect((await type(environment, ['pending', choice])).code).toBe(0)
      await until(
        () => fetch(`${address}/health`).then((answer) => answer.status),
        (status) => status === 200,
        30,
      )
      if (choice === '--send') await until(said, (count) => count === before + 1)
      else {
        await town.emulator.quiet({ ms: 1500 })
        expect(said()).toBe(before)
      }
    } finally {
      await program?.stop()
      await place.close().catch(() => {})
    }
  })
}

it('a newer database stops an older program in one line', async () => {
  const town = await openTown({ assignments: 1 })
  try {
    await town.look((db) =>
      db.execute(sql`insert into drizzle.__drizzle_migrations (hash, created_at) values ('feed', 9999999999999)`),
    )
    const program = startProgram(town.environment)
    expect(await program.ended).toBe(2)
    const lines = program.output().trim().split('\n')
    expect(lines.filter((line) => !line.startsWith('{'))).toEqual([
      expect.stringMatching(/^Cơ sở dữ liệu thuộc một phiên bản dondoc mới hơn/),
    ])
    const doctor = await type(town.environment, ['doctor'])
    expect(doctor.code).toBe(1)
    expect(doctor.out).toMatch(/^lỗi\s+phiên bản dữ liệu: /m)
    expect(await type(town.environment, ['commune', 'list'])).toMatchObject({ code: 1, out: '' })
  } finally {
    await town.close()
  }
})

it('the running bot dumps the embedded database at its start', async () => {
  if (town.environment.DATABASE_URL) return
  const program = await started(town.environment, 'dumped')
  await program.stop()
  const dumps = await readdir(join(town.environment.DATA_DIR ?? '', 'dumps'))
  expect(dumps).toEqual([expect.stringMatching(/^hourly-\d{8}-\d{6}\.dondoc$/)])
})
