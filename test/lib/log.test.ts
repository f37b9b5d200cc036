import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { DrizzleQueryError } from 'drizzle-orm'
import { Api, HttpError } from 'grammy'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { makeLog, reasonOf } from '../../src/lib/log.js'

const token = '123456789:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw'
let lines: string[]
beforeEach(() => {
  lines = []
})
const secrets = ['mật khẩu "rất" dài', 'postgres://u:p%40ss@db/dondoc']
const log = () => makeLog('info', secrets, { write: (line) => lines.push(line) })
const written = () => lines.join('')

let close = () => {}
afterEach(() => close())

/** A server that hangs up on everybody. */
async function rudeServer(): Promise<string> {
  const server = createServer((request) => request.socket.destroy())
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  close = () => void server.close()
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

it("grammY's error carries the token in its address; the log shows the error without it", async () => {
  const api = new Api(token, { apiRoot: await rudeServer() })
  const error: unknown = await api.getMe().catch((caught: unknown) => caught)
  expect(error).toBeInstanceOf(HttpError)
  expect(String((error as HttpError).error)).toContain(token)
  log().error({ err: error }, 'it failed')
  log().error({ err: new Error('outer', { cause: error }) })
  log().error({ url: `https://api.telegram.org/bot${token}/getMe` }, `and in words: /bot${token}/sendMessage`)
  expect(lines).toHaveLength(3)
  expect(written()).not.toContain('AAHdqTcvCH1v')
  expect(written()).toContain('Network request for')
  expect(written()).toContain('/bot<token>/getMe')
})

it('what is known to be secret is replaced wherever it stands, also where JSON or an address has changed it', () => {
  log().info({ a: secrets[0], deep: { list: [secrets[1]] } }, `x ${secrets[0]} y ${encodeURIComponent(secrets[1]!)}`)
  expect(written()).not.toMatch(/rất|p%40ss|p%2540ss/)
  expect(JSON.parse(lines[0]!)).toMatchObject({ a: '<secret>', deep: { list: ['<secret>'] } })
})

it('a failed query is shown without the values, which are people’s words', () => {
  const cause = Object.assign(new Error('duplicate key value'), { code: '23505', detail: 'Key (text)=(MẬT) exists' })
  const error = new DrizzleQueryError('insert into inbox values ($1)', ['nội dung MẬT'], cause)
  log().error({ err: error })
  expect(written()).toContain('insert into inbox')
  expect(written()).toContain('23505')
  expect(written()).not.toContain('MẬT')
  expect(reasonOf(error)).toBe('Failed query: insert into inbox values ($1): duplicate key value')
})

it('why a long query failed is told even where there is room for few words', () => {
  const error = new DrizzleQueryError(`select ${'"column", '.repeat(50)}`, [], new Error('read ECONNRESET'))
  expect(reasonOf(error, 120)).toHaveLength(120)
  expect(reasonOf(error, 120)).toMatch(/^Failed query: .*: read ECONNRESET$/)
})

it('an error inside an error inside an error is shown, and a ring of them ends', () => {
  const inner = new Error('inner')
  const ring = new Error('ring', { cause: new AggregateError([inner], 'several') })
  inner.cause = ring
  log().error({ err: ring })
  expect(written()).toContain('inner')
  log().error({ err: 'a thrown string' })
  expect(lines).toHaveLength(2)
})

it('less grave lines than asked for are left out', () => {
  log().debug('hidden')
  log().info('seen')
  expect(lines).toHaveLength(1)
  expect(JSON.parse(lines[0]!)).toMatchObject({ level: 30, msg: 'seen' })
})
