// Watching the real program: /health, /metrics and `doctor`, when all is well and when something is not.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { eq, like } from 'drizzle-orm'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openPostgres } from '../../src/db/db.js'
import { channels, chats } from '../../src/db/schema/people.js'
import { chores, inbox, jobRuns, outbox } from '../../src/db/schema/post.js'
import { insertFile } from '../../src/files/store.js'
import { dayOf } from '../../src/lib/day.js'
import { type Program, startProgram, until } from '../support/program.js'
import { openTown, type Town } from '../support/town.js'
import { type } from './typed.js'

let town: Town
beforeAll(async () => {
  town = await openTown({ assignments: 2 })
})
afterAll(() => town.close())

async function run(): Promise<Program> {
  const program = startProgram(town.environment)
  await until(
    () => program.output(),
    (text) => text.includes('"msg":"started"'),
  )
  return program
}

async function metricsOf(program: Program): Promise<Map<string, number>> {
  const text = await (await fetch(`${await program.address}/metrics`)).text()
  return new Map(
    text
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('#'))
      .map((line) => [line.slice(0, line.lastIndexOf(' ')), Number(line.slice(line.lastIndexOf(' ') + 1))]),
  )
}

it('a working bot is healthy, counts what it does, and doctor finds no mistake', { timeout: 60_000 }, async () => {
  const program = await run()
  try {
    const address = await program.address
    await until(
      () => fetch(`${address}/health`).then((answer) => answer.status),
      (status) => status === 200,
    )
    expect(await (await fetch(`${address}/health`)).json()).toEqual({ ok: true, role: 'active', problems: [] })
    const before = await metricsOf(program)
    town.emulator.say(town.officer.id, town.officer.id, '/trogiup')
    const after = await until(
      () => metricsOf(program),
      // Something else may be sent before the update comes in.
      (found) =>
        ['dondoc_updates_total', 'dondoc_sends_total'].every(
          (name) => (found.get(name) ?? 0) > (before.get(name) ?? 0),
        ),
    )
    for (const name of [
      'inbox_waiting',
      'inbox_oldest_seconds',
      'inbox_parked',
      'outbox_oldest_seconds_class_0',
      'outbox_oldest_seconds_class_1',
      'outbox_oldest_seconds_class_2',
      'outbox_unknown',
      'outbox_refused',
      'throttled_total',
      'chores_waiting',
      'job_reminders_last_run_seconds',
      'job_reminders_errors_total',
      'job_retention_last_run_seconds',
      'process_resident_memory_bytes',
    ])
      expect([name, after.has(`dondoc_${name}`)]).toEqual([name, true])
    expect(Date.now() / 1000 - (after.get('dondoc_job_reminders_last_run_seconds') ?? 0)).toBeLessThan(60)
    const doctor = await type(town.environment, ['doctor'])
    expect([doctor.code, doctor.err]).toEqual([0, ''])
    expect(doctor.out).toMatch(/^tốt {6}mã bot: @dondoc_bot/m)
    expect(doctor.out).not.toMatch(/^lỗi /m)
    expect(doctor.out).not.toContain(town.environment.BOT_TOKEN?.split(':')[1])
    for (const line of doctor.out.trim().split('\n').slice(0, -1)) expect(line).toMatch(/^(tốt|cần xem|lỗi) +\S.*: \S/)
  } finally {
    await program.stop()
  }
})

it('a month of messages used up by our own count leaves the bot healthy; doctor tells of it', {
  timeout: 60_000,
}, async () => {
  const month = dayOf(new Date()).slice(0, 7)
  const [channel] = await town.look((db) =>
    db.insert(channels).values({ platform: 'zalo', externalId: 'z', username: 'bot.z' }).returning(),
  )
  const use = (count: number) =>
    town.look(async (db) => {
      await db.delete(jobRuns).where(like(jobRuns.key, `received:${channel?.id}:%`))
      await db.insert(jobRuns).values({ key: `received:${channel?.id}:${month}-01=${count}`, ranAt: new Date() })
    })
  await use(2200)
  expect((await type(town.environment, ['doctor'])).out).toMatch(
    /^cần xem {2}số tin của tháng: zalo .*2200\/3000 tin \(73%/m,
  )
  await use(3001)
  const program = await run()
  try {
    const address = await program.address
    const answer = await until(
      () => fetch(`${address}/health`),
      ({ status }) => status === 200,
    )
    expect(await answer.json()).toMatchObject({ ok: true, notes: ['zalo: đã dùng 3001/3000 tin của tháng'] })
    const doctor = await type(town.environment, ['doctor'])
    expect([doctor.code, doctor.out]).toEqual([
      0,
      expect.stringMatching(/^cần xem {2}số tin của tháng: zalo .*3001\/3000/m),
    ])
  } finally {
    await program.stop()
    await town.look(async (db) => {
      await db.delete(channels).where(eq(channels.platform, 'zalo'))
    })
  }
})

it('a 429 is counted, a broken job is counted and does not stop the bot', { timeout: 60_000 }, async () => {
  const program = await run()
  try {
    town.emulator.fault({ kind: '429', method: 'sendMessage', retryAfter: 1 })
    town.emulator.say(town.officer.id, town.officer.id, '/trogiup')
    const found = await until(
      () => metricsOf(program),
      (metrics) => (metrics.get('dondoc_throttled_total') ?? 0) > 0,
    )
    expect(found.get('dondoc_up')).toBe(1)
  } finally {
    await program.stop()
  }
})

it('doctor names what is stuck, what is missing and what to do', { timeout: 60_000 }, async () => {
  await town.look(async (db) => {
    const old = new Date(Date.now() - 3_600_000)
    await db
      .update(chats)
      .set({ unreachableAt: old, unreachableReason: 'kicked', title: 'Nhóm bị mất' })
      .where(eq(chats.id, town.group.chatId))
    const base = {
      chatId: town.group.chatId,
      communeId: town.group.communeId,
      class: 0,
      body: { spans: ['x'] },
      createdAt: old,
    }
    await db.insert(outbox).values([
      { ...base, key: 'd:1', state: 'refused' },
      { ...base, key: 'd:2', state: 'queued' },
      { ...base, key: 'd:3', state: 'held', unknowns: 1 },
    ])
    await db
      .insert(inbox)
      .values({ channelId: 1, updateKey: 'd', lane: '1', raw: {}, state: 'parked', receivedAt: old })
    await db.insert(chores).values({ kind: 'x', input: {}, runAt: old, failedAt: new Date() })
    await insertFile(
      db,
      { communeId: town.group.communeId, sha256: 'a'.repeat(64), name: 'x', type: 'x', size: 1 },
      old,
    )
  })
  const { code, out } = await type(town.environment, ['doctor'])
  expect(code).toBe(1)
  expect(out).toMatch(/^cần xem {2}nhóm và trò chuyện: 1 nơi không gửi được: Nhóm bị mất \(UBND xã số 1\)/m)
  expect(out).toMatch(/^cần xem {2}việc hỏng: .*: 1; .*: 1; .*: 1; .*: 1\./m)
  expect(out).toMatch(/^cần xem {2}nhận và gửi: .*chưa gửi quá 10 phút: 1/m)
  expect(out).toMatch(/^lỗi {6}tệp: thiếu 1 trong 1 tệp/m)
  expect(out).toMatch(/^cần xem {2}tiến trình làm việc: không có tiến trình/m)
})

it('doctor says when the token is another bot’s', { timeout: 60_000 }, async () => {
  await town.look((db) => db.update(channels).set({ externalId: '999' }))
  expect((await type(town.environment, ['doctor'])).out).toMatch(
    /^lỗi {6}mã bot: dữ liệu thuộc bot @dondoc_bot \(999\)/m,
  )
})

it.each([
  [
    'the token is no longer valid',
    { BOT_TOKEN: '123456789:AAbbCCddEEffGGhhIIjjKKllMMnnOOppQQr' },
    /^lỗi {6}mã bot: nền tảng không nhận BOT_TOKEN/m,
  ],
  ['the platform is away', { TELEGRAM_API_ROOT: 'http://127.0.0.1:1' }, /^lỗi {6}mã bot: không hỏi được nền tảng/m],
])('doctor says when %s', { timeout: 60_000 }, async (_, setting, words) => {
  expect((await type({ ...town.environment, ...setting }, ['doctor'])).out).toMatch(words)
})

it('doctor says when there is no token', { timeout: 60_000 }, async () => {
  const none = await type({ DATA_DIR: town.environment.DATA_DIR ?? '' }, ['doctor'])
  expect([none.code, none.out]).toEqual([1, expect.stringMatching(/^lỗi {6}cài đặt: chưa đặt BOT_TOKEN/)])
})

it('doctor tells of a database that does not answer and of a folder that does not open', async () => {
  const server = { ...town.environment, DATABASE_URL: 'postgres://nobody@127.0.0.1:1/nothing' }
  const down = await type(server, ['doctor'])
  expect([down.code, down.out]).toEqual([
    1,
    expect.stringMatching(
      /^lỗi {6}cơ sở dữ liệu: DATABASE_URL: không kết nối được máy chủ PostgreSQL \(ECONNREFUSED\)/m,
    ),
  ])
  const folder = join(town.environment.DATA_DIR ?? '', 'other')
  mkdirSync(join(folder, 'pg'), { recursive: true })
  writeFileSync(join(folder, 'pg', 'PG_VERSION'), '16\n')
  const { DATABASE_URL: _, ...plain } = town.environment
  const torn = await type({ ...plain, DATA_DIR: folder }, ['doctor'])
  expect(torn.out).toMatch(/^lỗi {6}cơ sở dữ liệu: Không mở được cơ sở dữ liệu nhúng/m)
  rmSync(folder, { recursive: true })
})

it('a clock that is off is told', async () => {
  const { checkClock } = await import('../../src/operations/doctor/machine.js')
  const url = town.environment.DATABASE_URL
  if (!url) return
  const database = await openPostgres(url, { connections: 1 })
  const real = Date.now
  Date.now = () => real() + 10 * 60_000
  try {
    const found = await checkClock(database, { DATA_DIR: '.', TELEGRAM_API_ROOT: town.emulator.url })
    expect(found.map((one) => one.grade)).toEqual(['bad', 'bad'])
    expect(found[0]?.text).toContain('10 phút')
  } finally {
    Date.now = real
    await database.close()
  }
})
