// Where the program begins: without a word it runs the bot, `demo` plays, anything else is a command for administrators.

import type { App } from './app.js'
import { type Config, ConfigError, readConfig, secretsOf } from './config.js'
import type { Database } from './db/db.js'
import { askOwner } from './db/folder-lock.js'
import { DatabaseRefusal } from './db/refusal.js'
import type { OpenProgram } from './demo/program.js'
import { systemClock } from './lib/clock.js'
import { makeLog } from './lib/log.js'

process.env.TZ = 'UTC'

const [command, ...args] = process.argv.slice(2)
try {
  if (command === undefined) await runBot(readConfig(process.env))
  else if (command === 'demo') await runDemo(args)
  else await administer([command, ...args])
} catch (error) {
  if (!(error instanceof ConfigError) && !(error instanceof DatabaseRefusal)) throw error
  process.stderr.write(`${error.message}\n`)
  process.exitCode = 2
}

async function openDatabase(config: Config): Promise<Database> {
  const { openEmbedded, openPostgres } = await import('./db/db.js')
  return config.DATABASE_URL ? openPostgres(config.DATABASE_URL) : openEmbedded(config.DATA_DIR)
}

async function runBot(config: Config): Promise<void> {
  if (!config.BOT_TOKEN)
    throw new ConfigError(
      'BOT_TOKEN: chưa đặt mã của bot (lấy từ BotFather); để dùng thử không cần mã, chạy: npm run demo',
    )
  const log = makeLog(config.LOG_LEVEL, secretsOf(config))
  const { openApp } = await import('./app.js')
  const { runCommand } = await import('./commands.js')
  const database = await openDatabase(config)
  const app = openApp({ config, database, clock: systemClock, log })
  database.serve((request) => runCommand(request.args, { config, database, now: systemClock.now() }))
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
  await app.start()
}

async function administer(given: string[]): Promise<void> {
  const { needsDatabase, runCommand } = await import('./commands.js')
  const config = readConfig(process.env)
  const parts = { config, now: systemClock.now() }
  if (!needsDatabase(given)) return show(await runCommand(given, parts))
  // The running program has the embedded database open, and is asked to carry the command out.
  if (!config.DATABASE_URL) {
    const answer = await askOwner(config.DATA_DIR, { args: given, cwd: process.cwd() })
    if (answer) return show(answer)
  }
  const database = await openDatabase(config)
  try {
    const { projectFile } = await import('./lib/project.js')
    await database.migrate(projectFile('migrations'))
    show(await runCommand(given, { ...parts, database }))
  } finally {
    await database.close()
  }
}

function show(answer: { output: string; code: number }): void {
  const text = answer.output.endsWith('\n') ? answer.output : `${answer.output}\n`
  if (answer.code === 0) process.stdout.write(text)
  else process.stderr.write(text)
  process.exitCode = answer.code
}

/** The demo ignores the settings of a real installation: everything it needs is its own. */
async function runDemo(given: string[]): Promise<void> {
  const { runDemo: play } = await import('./demo/demo.js')
  const { openApp } = await import('./app.js')
  const { runCommand } = await import('./commands.js')
  const { openEmbedded } = await import('./db/db.js')
  const { nextMoment } = await import('./office/reminders/moments.js')
  const open: OpenProgram = async (seat) => {
    const config = readConfig({
      BOT_TOKEN: seat.token,
      TELEGRAM_API_ROOT: seat.apiRoot,
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
