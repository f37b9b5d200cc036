// What is secret is in no line of the log at any level, nor in what a command prints, whatever breaks.

import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { startProgram, until } from '../support/program.js'
import { openTown } from '../support/town.js'
import { type } from './typed.js'

const folder = mkdtempSync(join(tmpdir(), 'dondoc-secrets-'))
const token = '123456789:AAbbCCddEEffGGhhIIjjKKllMMnnOOppQQr'
const webhookSecret = 'mot-bi-mat-cua-webhook'
const password = 'm4t/kh@u+db'
const secrets = [token, token.split(':')[1] ?? '', webhookSecret, password, encodeURIComponent(password)]
let broken: Server
let root: string

beforeAll(async () => {
  // A platform that answers with rubbish, cuts connections, and quotes the address it was asked at.
  let calls = 0
  broken = createServer((request, response) => {
    calls += 1
    if (calls % 3 === 0) request.socket.destroy()
    else if (calls % 3 === 1) response.writeHead(502).end(`<html>${request.url}</html>`)
    else
      response
        .writeHead(404, { 'content-type': 'application/json' })
        .end(JSON.stringify({ ok: false, error_code: 500, description: `broken at ${request.url}` }))
  })
  await new Promise<void>((done) => broken.listen(0, '127.0.0.1', done))
  root = `http://127.0.0.1:${(broken.address() as AddressInfo).port}`
})
afterAll(async () => {
  broken.closeAllConnections()
  await new Promise((done) => broken.close(done))
  rmSync(folder, { recursive: true, force: true })
})

const nothingSecret = (text: string, told: readonly string[] = secrets) => {
  expect(text).not.toBe('')
  for (const secret of told) expect(text.includes(secret), secret.slice(0, 4)).toBe(false)
}

it('with a platform that is broken in every way, at trace, the log has one line per event and no secret', {
  timeout: 60_000,
}, async () => {
  const program = startProgram({
    BOT_TOKEN: token,
    TELEGRAM_API_ROOT: root,
    WEBHOOK_URL: 'https://bot.example.vn/hook',
    WEBHOOK_SECRET: webhookSecret,
    DATA_DIR: join(folder, 'a'),
    LOG_LEVEL: 'trace',
  })
  const address = await program.address
  await fetch(`${address}/hook`, {
    method: 'POST',
    body: '{}',
    headers: { 'x-telegram-bot-api-secret-token': webhookSecret },
  })
  await fetch(`${address}/hook`, { method: 'POST', body: '{', headers: { 'x-telegram-bot-api-secret-token': 'sai' } })
  await until(
    () => program.output().match(/"tries":/g)?.length ?? 0,
    (count) => count >= 3,
    40,
  )
  const health = await (await fetch(`${address}/health`)).text()
  const metrics = await (await fetch(`${address}/metrics`)).text()
  await program.stop()
  nothingSecret(program.output() + health + metrics)
  for (const line of program.output().trim().split('\n')) expect(() => JSON.parse(line)).not.toThrow()
  expect(program.output()).toContain('"msg":"stopping"')
})

it('with a database that does not answer, the start ends with one line and no secret', async () => {
  const program = startProgram({
    BOT_TOKEN: token,
    TELEGRAM_API_ROOT: root,
    DATABASE_URL: `postgres://dondoc:${encodeURIComponent(password)}@127.0.0.1:1/dondoc`,
    DATA_DIR: join(folder, 'b'),
    LOG_LEVEL: 'trace',
  })
  expect(await program.ended).toBe(1)
  nothingSecret(program.output())
  expect(
    program
      .output()
      .trim()
      .split('\n')
      .filter((line) => !line.startsWith('{')),
  ).toEqual([expect.stringMatching(/^DATABASE_URL: không kết nối được máy chủ PostgreSQL \(ECONNREFUSED\)/)])
})

it('commands that fail print no secret', { timeout: 60_000 }, async () => {
  const environment = {
    BOT_TOKEN: token,
    TELEGRAM_API_ROOT: root,
    WEBHOOK_SECRET: webhookSecret,
    DATABASE_URL: `postgres://dondoc:${encodeURIComponent(password)}@127.0.0.1:1/dondoc`,
    DATA_DIR: join(folder, 'c'),
  }
  for (const args of [['doctor'], ['commune', 'list'], ['backup', join(folder, 'x')], ['pending']]) {
    const { code, out, err } = await type(environment, args)
    expect(code).toBe(1)
    nothingSecret(out + err)
  }
})

it('a wrong setting is named without its value', async () => {
  for (const [name, value] of Object.entries({
    BOT_TOKEN: 'not-a-token-but-secret',
    WEBHOOK_SECRET: 'short secret!',
    DATABASE_URL: 'mysql://a:hidden-password@h/d',
  })) {
    const { code, out, err } = await type({ [name]: value, DATA_DIR: join(folder, 'd') }, [])
    expect([code, out]).toEqual([2, ''])
    expect(err).toMatch(new RegExp(`^${name}: .+\\n$`))
    nothingSecret(err, [value, 'hidden-password'])
  }
})

it('a working bot at trace shows neither its token nor what people wrote', { timeout: 60_000 }, async () => {
  const town = await openTown({ assignments: 1 })
  const program = startProgram({ ...town.environment, LOG_LEVEL: 'trace' })
  try {
    await program.address
    town.emulator.say(town.officer.id, town.officer.id, '/start mã-mời-rất-kín')
    town.emulator.fault({ kind: 'drop-after', method: 'sendMessage', times: 2 })
    town.emulator.say(town.officer.id, town.officer.id, '/viec lời nói riêng tư')
    await until(
      () => program.output(),
      (text) => text.includes('"msg":"started"'),
    )
    await town.emulator.quiet({ ms: 500, timeoutMs: 20_000 })
  } finally {
    await program.stop()
    await town.close()
  }
  const own = town.environment.BOT_TOKEN ?? ''
  nothingSecret(program.output(), [own, own.split(':')[1] ?? '', 'mã-mời-rất-kín', 'lời nói riêng tư'])
})
