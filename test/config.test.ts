import { expect, it } from 'vitest'
import { ConfigError, readConfig, secretsOf } from '../src/config.js'

it('an empty environment runs with the defaults', () => {
  const config = readConfig({})
  expect(config).toMatchObject({
    DATA_DIR: './data',
    PORT: 8080,
    HOST: '127.0.0.1',
    LOG_LEVEL: 'info',
    TELEGRAM_API_ROOT: 'https://api.telegram.org',
  })
  expect(config.BOT_TOKEN).toBeUndefined()
})

it.each([
  [{ BOT_TOKEN: 'secret-thing' }, 'BOT_TOKEN'],
  [{ PORT: 'abc' }, 'PORT'],
  [{ PORT: '70000' }, 'PORT'],
  [{ DATABASE_URL: 'mysql://root:hidden@host/db' }, 'DATABASE_URL'],
  [{ TELEGRAM_API_ROOT: 'http://example.org' }, 'TELEGRAM_API_ROOT'],
  [{ TELEGRAM_API_ROOT: 'nowhere' }, 'TELEGRAM_API_ROOT'],
  [{ WEBHOOK_URL: 'https://xa.example/telegram' }, 'WEBHOOK_SECRET'],
  [{ WEBHOOK_URL: 'https://xa.example/telegram', WEBHOOK_SECRET: 'short' }, 'WEBHOOK_SECRET'],
  [{ LOG_LEVEL: 'loud' }, 'LOG_LEVEL'],
  [{ WEBHOOK_URL: 'http://xa.example/telegram', WEBHOOK_SECRET: 'abcdefghijklmnopqrst' }, 'WEBHOOK_URL'],
  [{ TELEGRAM_API_ROOT: 'https://user:hidden@example.org' }, 'TELEGRAM_API_ROOT'],
  [{ PUBLIC_URL: 'https://xa.example/page?key=1' }, 'PUBLIC_URL'],
  [{ DATABASE_URL: 'postgresql://' }, 'DATABASE_URL'],
  [{ DATABASE_URL: 'postgres://user:hidden@127.0.0.1:5432' }, 'DATABASE_URL'],
  [{ DATABASE_URL: 'postgres://user:100%@127.0.0.1:5432/dondoc' }, 'DATABASE_URL'],
  [
    {
      BOT_TOKEN: '12345:ABCDEFGHIJKLMN',
      WEBHOOK_URL: 'https://xa.example:9443/telegram',
      WEBHOOK_SECRET: 'abcdefghijklmnopqrst',
    },
    'WEBHOOK_URL',
  ],
])('a wrong setting stops the start with one line that names it and shows no value: %j', (environment, name) => {
  let message = ''
  try {
    readConfig(environment)
  } catch (error) {
    expect(error).toBeInstanceOf(ConfigError)
    message = (error as Error).message
  }
  expect(message.startsWith(`${name}: `)).toBe(true)
  expect(message).not.toContain('\n')
  for (const value of Object.values(environment)) if (value.length > 6) expect(message).not.toContain(value)
})

it('a plain-http API root is accepted on this machine only', () => {
  expect(readConfig({ TELEGRAM_API_ROOT: 'http://127.0.0.1:9000/' }).TELEGRAM_API_ROOT).toBe('http://127.0.0.1:9000')
})

it("a Bot API server of one's own may post to any port, and PostgreSQL be reached by its socket", () => {
  expect(() =>
    readConfig({
      BOT_TOKEN: '12345:ABCDEFGHIJKLMN',
      TELEGRAM_API_ROOT: 'http://127.0.0.1:8081',
      WEBHOOK_URL: 'http://127.0.0.1:9443/telegram',
      WEBHOOK_SECRET: 'abcdefghijklmnopqrst',
      DATABASE_URL: 'postgres:///dondoc?host=/var/run/postgresql',
    }),
  ).not.toThrow()
})

it('the empty string counts as absent, and 0 is a port', () => {
  expect(readConfig({ DATABASE_URL: '', PORT: '0' })).toMatchObject({ PORT: 0 })
})

it('token, secret and the password of the database are secrets', () => {
  const config = readConfig({ BOT_TOKEN: '12345:ABCDEFGHIJKLMN', DATABASE_URL: 'postgres://u:p%40ss@127.0.0.1/x' })
  expect(secretsOf(config)).toEqual(['12345:ABCDEFGHIJKLMN', 'p@ss'])
})
