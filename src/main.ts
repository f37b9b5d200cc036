// Where the program begins: without a word it runs the bot, `demo` plays, anything else is a command for administrators.

import type { App } from './app.js'
import { type Config, ConfigError, readConfig, secretsOf } from './config.js'
import type { Database } from './db/db.js'
import { DatabaseRefusal, ServerRefusal } from './db/refusal.js'
import { systemClock } from './lib/clock.js'
import { makeLog, scrubber } from './lib/log.js'

process.env.TZ = 'UTC'

const [command, ...args] = process.argv.slice(2)
try {
  if (command === undefined) await runBot(readConfig(process.env))
  else if (command === 'demo') await runDemo(args)
  else await administer([command, ...args])
} catch (error) {
  if (!(error instanceof ConfigError) && !(error instanceof DatabaseRefusal)) throw error
  process.stderr.write(`${error.message}\n`)
  process.exitCode = error instanceof ServerRefusal ? 1 : 2
}

async function openDatabase(config: Config): Promise<Database> {
  const { openEmbedded, openPostgres } = await import('./db/db.js')
  return config.DATABASE_URL ? openPostgres(config.DATABASE_URL) : openEmbedded(config.DATA_DIR)
}

async function runBot(config: Config): Promise<void> {
  if (!config.BOT_TOKEN && !config.ZALO_BOT_TOKEN)
    throw new ConfigError(
      'BOT_TOKEN: chưa đặt mã của bot (lấy từ BotFather); để dùng thử không cần mã, chạy: npm run demo',
    )
  const log = makeLog(config.LOG_LEVEL, secretsOf(config))
  const { openApp } = await import('./app.js')
  const { runCommand } = await import('./commands.js')
  const database = await openDatabase(config)
  const app = openApp({ config, database, clock: systemClock, log, upkeep: true, clockWatch: true })
  database.serve(({ args: given, ...request }, say) =>
    runCommand(given, { ...request, config, database, now: systemClock.now(), say }),
  )
  let ending = false
  const end = (signal: string) => {
    if (ending) return
    ending = true
    log.info({ signal }, 'stopping')
    void app
      .stop()
      .then(() => database.close())
      .then(
        () => process.exit(0),
        (error: unknown) => {
          log.error({ err: error }, 'stopped badly')
          process.exit(1)
        },
      )
  }
  process.on('SIGTERM', end)
  process.on('SIGINT', end)
  try {
    await app.start()
  } catch (error) {
    if (ending) return
    await app.stop().catch(() => {})
    await database.close().catch(() => {})
    if (error instanceof DatabaseRefusal || error instanceof ConfigError) throw error
    log.fatal({ err: error }, 'not started')
    process.exit(1)
  }
}

async function administer(given: string[]): Promise<void> {
  const { answerAtOnce, runTyped } = await import('./commands.js')
  const known = answerAtOnce(given)
  if (known) return show(known)
  const config = readConfig(process.env)
  const scrub = scrubber(secretsOf(config))
  const { askPassphrase } = await import('./lib/terminal.js')
  const answer = await runTyped(given, {
    config,
    now: systemClock.now(),
    cwd: process.cwd(),
    open: () => openDatabase(config),
    askPassphrase,
    say: (line) => void process.stderr.write(`${scrub(line)}\n`),
  })
  show({ ...answer, output: scrub(answer.output) }, given[0] === 'doctor' && answer.code !== 2)
}

/** What was asked for goes to standard output, a refusal to standard error. */
function show(answer: { output: string; code: number }, always = false): void {
  const text = answer.output.endsWith('\n') ? answer.output : `${answer.output}\n`
  if (answer.code === 0 || always) process.stdout.write(text)
  else process.stderr.write(text)
  process.exitCode = answer.code
}

/** The demo ignores the settings of a real installation: everything it needs is its own. */
async function runDemo(given: string[]): Promise<void> {
  const { runDemo: play } = await import('./demo/demo.js')
  const { openApp } = await import('./app.js')
  const { runCommand } = await import('./commands.js')
  const { openEmbedded } = await import('./db/db.js')
  const { nextMoment } = await import('./jobs.js')
  const open: Parameters<typeof play>[1] = async (seat) => {
    const config = readConfig({
      BOT_TOKEN: seat.token,
      TELEGRAM_API_ROOT: seat.apiRoot,
      ZALO_BOT_TOKEN: seat.zalo.token,
      DATA_DIR: seat.dataDir,
      PORT: '0',
      LOG_LEVEL: seat.logLevel,
    })
    const database = await openEmbedded(seat.dataDir)
    // Nobody measures the emulator's rate, and a person who tries the bot should not wait for it.
    const limits = { perSecond: 1000, chatGap: 0, groupPerMinute: 100_000, groupReserve: 0 }
    const app: App = openApp({
      config,
      database,
      clock: seat.clock,
      log: makeLog(seat.logLevel, secretsOf(config)),
      limits,
      zaloApiRoot: seat.zalo.apiRoot,
      localPages: true,
    })
    await app.start()
    return {
      async addCommune(name) {
        const { output, code } = await runCommand(['commune', 'add', name], { config, database, now: seat.clock.now() })
        const link = /https:\S+/.exec(output)?.[0]
        if (code !== 0 || !link) throw new Error(output)
        return link
      },
      runDue: () => app.runDue(),
      settled: () => app.settled(),
      nextMoment: () => database.db.transaction((tx) => nextMoment(tx, seat.clock.now())),
      async stop() {
        await app.stop()
        await database.close()
      },
    }
  }
  process.exitCode = await play(given, open)
}
