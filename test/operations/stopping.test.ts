// A stop while the tick is at work: what is under way comes to its end before the database is closed.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openApp } from '../../src/app.js'
import { readConfig } from '../../src/config.js'
import { jobRuns } from '../../src/db/schema/post.js'
import { startTelegramEmulator, type TelegramEmulator } from '../../src/demo/telegram/emulator.js'
import { systemClock } from '../../src/lib/clock.js'
import { makeLog } from '../../src/lib/log.js'
import { openTestDatabase, type TestDatabase } from '../support/database.js'

let database: TestDatabase
let emulator: TelegramEmulator
let folder: string
beforeAll(async () => {
  database = await openTestDatabase()
  emulator = await startTelegramEmulator()
  folder = await mkdtemp(join(tmpdir(), 'dondoc-stopping-'))
})
afterAll(async () => {
  await emulator.close()
  await database.close()
  await rm(folder, { recursive: true, force: true })
})

it('stopping waits for the jobs under way, begins no other, and none of them fails', async () => {
  const bot = emulator.addBot({ username: 'dondoc_bot', name: 'Đôn Đốc' })
  const lines: string[] = []
  const app = openApp({
    config: readConfig({ BOT_TOKEN: bot.token, TELEGRAM_API_ROOT: emulator.url, DATA_DIR: folder, PORT: '0' }),
    database,
    clock: systemClock,
    log: makeLog('info', [], { write: (line) => void lines.push(line) }),
  })
  await app.start()
  await database.db.delete(jobRuns)
  let isDone = false
  const due = app.runDue().then(() => {
    isDone = true
  })
  await app.stop()
  expect(isDone).toBe(true)
  await due
  expect(lines.filter((line) => line.includes('job failed'))).toEqual([])
  // Retention is the last of the jobs, and writes that it ran; it was not begun any more.
  expect(await database.db.select().from(jobRuns)).toEqual([])
})
