// Speed beside a baseline in the same run: ratios are what counts, the machine's own speed is not. Everything stays on 127.0.0.1.
import { type ChildProcess, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Database, openEmbedded, openPostgres } from '../../src/db/db.js'
import { outbox } from '../../src/db/schema/post.js'
import { startTelegramEmulator, type TelegramEmulator } from '../../src/demo/telegram/emulator.js'
import { projectFile } from '../../src/lib/project.js'
import { administer, withDatabase } from '../support/server.js'
import { type SeedGroup, seedCity } from './seed.js'

const server = process.env.BENCH_DATABASE_URL ?? 'postgres://postgres@127.0.0.1:5432/postgres'
const seconds = Number(process.env.BENCH_SECONDS ?? 20)
const everySecond = 100
const groupCount = 114
const cardCount = 700

type Kind = 'bare' | 'embedded' | 'postgres'

interface Scene {
  emulator: TelegramEmulator
  token: string
  groups: SeedGroup[]
  environment: Record<string, string>
  close(): Promise<void>
}

function print(line = ''): void {
  process.stdout.write(`${line}\n`)
}

async function openScene(
  kind: Kind,
  each: number,
  limits: 'none' | 'real',
  fill?: (database: Database, groups: SeedGroup[]) => Promise<void>,
): Promise<Scene> {
  const emulator = await startTelegramEmulator({ limits })
  const bot = emulator.addBot({ username: 'bench_bot', name: 'Bench' })
  const people = Array.from({ length: groupCount }, (_, index) => {
    const head = emulator.addUser({ name: `Trưởng phòng ${index + 1}` })
    const group = emulator.addGroup({ title: `Nhóm ${index + 1}`, by: head, kind: 'supergroup' })
    emulator.addToGroup(group.id, bot.id, head.id)
    return { externalId: group.id, headId: head.id }
  })
  const folder = await mkdtemp(join(tmpdir(), 'dondoc-bench-'))
  const environment: Record<string, string> = {
    BOT_TOKEN: bot.token,
    TELEGRAM_API_ROOT: emulator.url,
    DATA_DIR: folder,
    PORT: '0',
    LOG_LEVEL: 'error',
  }
  const name = `dondoc_bench_${randomBytes(4).toString('hex')}`
  let groups: SeedGroup[] = people.map((one) => ({ ...one, chatId: 0, communeId: 0, assignmentIds: [] }))
  if (kind !== 'bare') {
    if (kind === 'postgres') {
      await administer(server, `create database ${name}`)
      environment.DATABASE_URL = withDatabase(server, name)
    }
    const database = kind === 'postgres' ? await openPostgres(withDatabase(server, name)) : await openEmbedded(folder)
    await database.migrate(projectFile('migrations'))
    groups = await seedCity(database.db, { bot, groups: people, each })
    await fill?.(database, groups)
    await database.close()
  }
  return {
    emulator,
    token: bot.token,
    groups,
    environment,
    async close() {
      await emulator.close()
      await rm(folder, { recursive: true, force: true })
      if (kind === 'postgres') await administer(server, `drop database if exists ${name} with (force)`)
    },
  }
}

/** Starts the bot as a process; resolves at its first poll with the milliseconds that took. */
async function startBot(
  kind: Kind,
  scene: Scene,
): Promise<{ child: ChildProcess; startMs: number; stop(): Promise<void> }> {
  const script = kind === 'bare' ? projectFile('test', 'bench', 'bare-bot.mjs') : projectFile('dist', 'main.js')
  const began = performance.now()
  const polled = new Promise<number>((done) => {
    const off = scene.emulator.onCall((call) => {
      if (call.method.toLowerCase() !== 'getupdates') return
      off()
      done(performance.now() - began)
    })
  })
  const child = spawn(process.execPath, [script], {
    env: { ...process.env, ...scene.environment, TZ: 'UTC' },
    stdio: ['ignore', 'inherit', 'inherit'],
  })
  const ended = new Promise<never>((_, fail) =>
    child.once('exit', (code) => fail(new Error(`${kind} ended with ${code} before its first poll`))),
  )
  const startMs = await Promise.race([polled, ended])
  ended.catch(() => {})
  return {
    child,
    startMs,
    stop: () =>
      new Promise((done) => {
        child.once('exit', () => done())
        child.kill('SIGTERM')
      }),
  }
}

async function residentMb(child: ChildProcess): Promise<number> {
  const status = await readFile(`/proc/${child.pid}/status`, 'utf8').catch(() => '')
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024
}

const pause = (ms: number) => new Promise((done) => setTimeout(done, ms))
const at = (sorted: number[], share: number) =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN

/** Seconds of taps before those that count: a bot that has been running is what an office taps at, and new code runs slowly at first. */
const WARMING = 10

/**
 * Taps at a steady rate, each a real answer to a different assignment; the times to the callback's answer. With `cards` so many wait in
 * the outbox when the bot starts, and the platform's real limits hold.
 */
async function tapping(
  kind: Kind,
  { perSecond = everySecond, cards = 0 } = {},
): Promise<{ p50: number; p99: number; rate: number; startMs: number; mb: number; unanswered: number; sent: number }> {
  const each = Math.ceil((perSecond * (seconds + WARMING)) / groupCount) + 1
  const limits = cards > 0 ? 'real' : 'none'
  const scene = await openScene(kind, each, limits, (database, groups) => queueCards(database, groups, cards))
  const messages = new Map<number, number>()
  for (const group of scene.groups) {
    const answer = await fetch(`${scene.emulator.url}/bot${scene.token}/sendMessage`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ chat_id: group.externalId, text: 'Việc' }),
    })
    messages.set(group.externalId, ((await answer.json()) as { result: { message_id: number } }).result.message_id)
    if (limits === 'real') await pause(40)
  }
  let sent = 0
  scene.emulator.onCall((call) => {
    if (call.method.toLowerCase() === 'sendmessage' && call.phase === 'after' && call.answer?.ok === true) sent++
  })
  const bot = await startBot(kind, scene)
  const tap = (index: number): Promise<number | undefined> => {
    const group = scene.groups[index % groupCount]!
    const assignment = group.assignmentIds[Math.floor(index / groupCount)] ?? index
    const began = performance.now()
    return scene.emulator
      .tapRaw(group.headId, group.externalId, messages.get(group.externalId)!, `assignment.accept:${assignment}`)
      .then((answer) => (answer ? performance.now() - began : undefined))
  }
  let index = 0
  const run = async (duration: number) => {
    const times: Promise<number | undefined>[] = []
    const began = performance.now()
    const count = duration * perSecond
    while (times.length < count) {
      while (times.length < count && times.length <= ((performance.now() - began) / 1000) * perSecond)
        times.push(tap(index++))
      await pause(1000 / perSecond - ((performance.now() - began) % (1000 / perSecond)))
    }
    const answered = await Promise.all(times)
    return { answered, took: (performance.now() - began) / 1000 }
  }
  await run(WARMING)
  const { answered, took } = await run(seconds)
  const mb = await residentMb(bot.child)
  await bot.stop()
  await scene.close()
  const sorted = answered.filter((time): time is number => time !== undefined).sort((a, b) => a - b)
  return {
    p50: at(sorted, 0.5),
    p99: at(sorted, 0.99),
    rate: sorted.length / took,
    startMs: bot.startMs,
    mb,
    unanswered: answered.length - sorted.length,
    sent,
  }
}

/** Milliseconds from the queueing of a broadcast until it may leave: the program has started and caught up by then, as when an officer presses the button. */
const BEFORE_BROADCAST = 8000

/** Cards that wait to be sent, a few hundred at a time: a statement has 65,535 parameters at most. */
async function queueCards(database: Database, groups: SeedGroup[], count: number, wait = 0): Promise<void> {
  const createdAt = new Date()
  const notBefore = wait > 0 ? new Date(createdAt.getTime() + wait) : null
  for (let from = 0; from < count; from += 500)
    await database.db.insert(outbox).values(
      Array.from({ length: Math.min(500, count - from) }, (_, offset) => {
        const index = from + offset
        const group = groups[index % groupCount]!
        return {
          chatId: group.chatId,
          communeId: group.communeId,
          key: `bench:${index}`,
          slot: `bench-card:${index}`,
          class: 1,
          body: { spans: [`Việc ${index}`], choices: [[{ label: 'Đã nhận', action: `assignment.accept:${index}` }]] },
          createdAt,
          notBefore,
        }
      }),
    )
}

/** A broadcast of cards under the platform's real limits, beside the shortest time those limits allow. */
async function broadcasting(
  kind: 'embedded' | 'postgres',
): Promise<{ took: number; shortest: number; tooMany: number }> {
  const scene = await openScene(kind, 1, 'real', (database, groups) =>
    queueCards(database, groups, cardCount, BEFORE_BROADCAST),
  )
  const sent: number[] = []
  const all = new Promise<void>((done) => {
    scene.emulator.onCall((call) => {
      if (call.method.toLowerCase() !== 'sendmessage' || call.phase !== 'after' || call.answer?.ok !== true) return
      sent.push(performance.now())
      if (sent.length === cardCount) done()
    })
  })
  const bot = await startBot(kind, scene)
  await Promise.race([all, pause(120_000)])
  await bot.stop()
  const tooMany = scene.emulator.stats.tooMany
  await scene.close()
  // Thirty may go at once, then thirty more in every second: the last batch waits for the one before it.
  const shortest = Math.max(Math.ceil(cardCount / 30) - 1, Math.ceil(cardCount / groupCount) - 1)
  return { took: sent.length === cardCount ? (sent[cardCount - 1]! - sent[0]!) / 1000 : Number.NaN, shortest, tooMany }
}

print(
  `Node ${process.version}; ${everySecond} taps a second for ${seconds} s in ${groupCount} groups; ${cardCount} cards under the real limits`,
)
print()
print('taps             p50 ms   p99 ms   taps/s   unanswered   start ms   resident MB   p99 / bare')
const bare = await tapping('bare')
for (const kind of ['bare', 'embedded', 'postgres'] as const) {
  const one = kind === 'bare' ? bare : await tapping(kind)
  print(
    [
      kind.padEnd(14),
      one.p50.toFixed(1).padStart(8),
      one.p99.toFixed(1).padStart(8),
      one.rate.toFixed(1).padStart(8),
      String(one.unanswered).padStart(12),
      one.startMs.toFixed(0).padStart(10),
      one.mb.toFixed(0).padStart(13),
      (one.p99 / bare.p99).toFixed(2).padStart(12),
    ].join(' '),
  )
}
print()
print('broadcast        took s   shortest s   ratio   429s')
for (const kind of ['embedded', 'postgres'] as const) {
  const one = await broadcasting(kind)
  print(
    [
      kind.padEnd(14),
      one.took.toFixed(2).padStart(8),
      one.shortest.toFixed(2).padStart(12),
      (one.took / one.shortest).toFixed(3).padStart(7),
      String(one.tooMany).padStart(6),
    ].join(' '),
  )
}
if (process.env.BENCH_BUSY) {
  print()
  print('20 taps a second  p50 ms   p99 ms   unanswered   cards sent meanwhile   resident MB')
  for (const cards of [0, 20_000]) {
    const one = await tapping('postgres', { perSecond: 20, cards })
    print(
      [
        `${cards} cards wait`.padEnd(16),
        one.p50.toFixed(1).padStart(7),
        one.p99.toFixed(1).padStart(8),
        String(one.unanswered).padStart(12),
        String(one.sent).padStart(22),
        one.mb.toFixed(0).padStart(13),
      ].join(' '),
    )
  }
}
if (process.env.BENCH_SCALE) {
  print()
  const { benchScale } = await import('./scale.js')
  await benchScale()
}
if (process.env.BENCH_SUMMARY) {
  print()
  const { benchSummary } = await import('./summary.js')
  await benchSummary()
}
