// A setting that cannot be used stops the program at once, in one line that names it (PRODUCT.md section 12).
import { mkdtempSync } from 'node:fs'
import { createServer as createHttpServer } from 'node:http'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type } from './typed.js'

const folder = mkdtempSync(join(tmpdir(), 'dondoc-not-started-'))
const taken = createServer()
/** A Bot API that knows no token. */
const strict = createHttpServer((_, response) => {
  response.writeHead(401, { 'content-type': 'application/json' })
  response.end('{"ok":false,"error_code":401,"description":"Unauthorized"}')
})
beforeAll(async () => {
  for (const server of [taken, strict]) await new Promise<void>((done) => void server.listen(0, '127.0.0.1', done))
})
afterAll(async () => {
  for (const server of [taken, strict]) await new Promise((done) => server.close(done))
})
const strictApi = () => `http://127.0.0.1:${(strict.address() as { port: number }).port}`
const portTaken = () => String((taken.address() as { port: number }).port)

const nobody = 'postgres://dondoc:mat-khau-rieng@127.0.0.1:1/none'

it.each<[string, () => Record<string, string>, string, number?]>([
  ['no server at DATABASE_URL', () => ({ DATABASE_URL: nobody }), 'DATABASE_URL: không kết nối được máy chủ', 1],
  ['no such address', () => ({ HOST: '999.1.1.1' }), 'HOST: máy này không có địa chỉ 999.1.1.1'],
  ['a port in use', () => ({ PORT: portTaken() }), 'PORT: cổng'],
  ['a folder that cannot be made', () => ({ DATA_DIR: '/proc/dondoc/data' }), 'DATA_DIR: không dùng được thư mục'],
  ['a token the platform refuses', () => ({ TELEGRAM_API_ROOT: strictApi() }), 'BOT_TOKEN: nền tảng không nhận mã này'],
  ['a file for a folder', () => ({ DATA_DIR: '/etc/hosts/data' }), 'DATA_DIR: không dùng được thư mục'],
])('%s', async (_, setting, words, exit = 2) => {
  const environment = {
    BOT_TOKEN: '123456:abcdefghijklmnopqrstuvwxyz',
    TELEGRAM_API_ROOT: 'http://127.0.0.1:1',
    DATA_DIR: join(folder, 'data'),
    PORT: '0',
    LOG_LEVEL: 'error',
    ...setting(),
  }
  const { code, out, err } = await type(environment, [])
  expect([code, out]).toEqual([exit, ''])
  expect(err).toContain(words)
  expect(err.trim().split('\n')).toHaveLength(1)
  expect(err).not.toContain('mat-khau-rieng')
})
