// The settings: names, meanings, defaults and checks in one table, from which the README's table is made as well.
import { z } from 'zod'

interface Setting {
  schema: z.ZodType
  /** As shown in the README. */
  default: string
  what: string
}

const TELEGRAM_API = 'https://api.telegram.org'
/** Where Telegram itself posts to; a Bot API server of one's own posts anywhere. */
const TELEGRAM_PORTS = new Set(['', '80', '88', '8443'])
const text = z.string('không được để trống').trim().min(1, 'không được để trống')
const loopback = new Set(['127.0.0.1', 'localhost', '[::1]', '::1'])
/** Plain http only on this machine; and nothing in it that would be lost or in the way when a path is added. */
const web = z
  .url({ protocol: /^https?$/, error: 'phải là một địa chỉ https://…' })
  .refine(
    (url) => url.startsWith('https:') || !URL.canParse(url) || loopback.has(new URL(url).hostname),
    'chỉ nhận https, trừ địa chỉ trên chính máy này',
  )
  .refine((url) => !/[?#]|^https?:\/\/[^/]*@/.test(url), 'không nhận địa chỉ có "?", "#" hay tên đăng nhập')

const DATABASE_FORM = 'phải có dạng postgres://người-dùng:mật-khẩu@máy-chủ:5432/cơ-sở-dữ-liệu'
/** What is left out the driver takes from whoever runs it, and another database would be filled. */
const namesDatabase = ({ hostname, pathname, searchParams }: URL) =>
  (hostname !== '' || searchParams.has('host')) && pathname.length > 1
function isDecodable(url: string): boolean {
  try {
    decodeURIComponent(url)
    return true
  } catch {
    return false
  }
}

export const settings = {
  BOT_TOKEN: {
    schema: text.regex(/^\d+:[A-Za-z0-9_-]{10,}$/, 'không đúng dạng "123456:ABC…" của BotFather').optional(),
    default: '',
    what: 'Token of the Telegram bot, from BotFather',
  },
  TELEGRAM_API_ROOT: {
    schema: web.transform((url) => url.replace(/\/+$/, '')).default(TELEGRAM_API),
    default: TELEGRAM_API,
    what: 'Root of the Bot API; plain http only on the loopback',
  },
  DATABASE_URL: {
    schema: z
      .url({
        protocol: /^postgres(ql)?$/,
        error: DATABASE_FORM,
      })
      .refine((url) => !URL.canParse(url) || namesDatabase(new URL(url)), DATABASE_FORM)
      .refine(isDecodable, 'ký tự % trong tên hay mật khẩu phải viết là %25, ký tự đặc biệt khác cũng theo mã %')
      .optional(),
    default: '',
    what: 'PostgreSQL; without it the embedded database in `DATA_DIR` is used',
  },
  DATA_DIR: {
    schema: text.default('./data'),
    default: './data',
    what: 'Folder of the embedded database and of the files',
  },
  PORT: {
    schema: z.coerce
      .number('phải là số từ 0 đến 65535')
      .int('phải là số nguyên')
      .min(0, 'phải là số từ 0 đến 65535')
      .max(65535, 'phải là số từ 0 đến 65535')
      .default(8080),
    default: '8080',
    what: 'Port of `/health`, `/metrics` and the webhook',
  },
  HOST: { schema: text.default('127.0.0.1'), default: '127.0.0.1', what: 'Address it listens on' },
  WEBHOOK_URL: {
    schema: web.optional(),
    default: '',
    what: 'Public address Telegram posts to; without it the bot polls',
  },
  WEBHOOK_SECRET: {
    schema: text.regex(/^[A-Za-z0-9_-]{8,256}$/, 'cần 8 đến 256 ký tự A-Z a-z 0-9 _ -').optional(),
    default: '',
    what: 'Secret Telegram sends with each update; required with `WEBHOOK_URL`',
  },
  PUBLIC_URL: {
    schema: web.transform((url) => url.replace(/\/+$/, '')).optional(),
    default: '',
    what: 'Public address under which people reach `PORT`, for the signed page and for links; without it there are none',
  },
  ZALO_BOT_TOKEN: {
    schema: text.regex(/^[^\s:/?#]+:[^\s/?#]{8,}$/, 'không đúng dạng "số:mã" của Zalo Bot Manager').optional(),
    default: '',
    what: 'Token of the Zalo bot, from Zalo Bot Manager; alone or beside `BOT_TOKEN`',
  },
  ZALO_WEBHOOK_SECRET: {
    schema: text.regex(/^[A-Za-z0-9_-]{8,256}$/, 'cần 8 đến 256 ký tự A-Z a-z 0-9 _ -').optional(),
    default: '',
    what: 'Secret Zalo sends with each update to `WEBHOOK_URL` followed by `/zalo`; required with `WEBHOOK_URL` and `ZALO_BOT_TOKEN`',
  },
  LOG_LEVEL: {
    schema: z
      .enum(
        ['trace', 'debug', 'info', 'warn', 'error', 'silent'],
        'phải là trace, debug, info, warn, error hoặc silent',
      )
      .default('info'),
    default: 'info',
    what: 'What is logged: trace, debug, info, warn, error or silent',
  },
} satisfies Record<string, Setting>

type Name = keyof typeof settings
export type Config = { [K in Name]: z.output<(typeof settings)[K]['schema']> }

/** A setting that is wrong or missing. The message is one line, names the setting and never shows a secret's value. */
export class ConfigError extends Error {
  override name = 'ConfigError'
}

/** Reads the settings. An empty value counts as absent. Throws `ConfigError` at the first one that is wrong. */
export function readConfig(environment: Record<string, string | undefined>): Config {
  const values: Record<string, unknown> = {}
  for (const [name, setting] of Object.entries(settings)) {
    const given = environment[name]?.trim()
    const parsed = setting.schema.safeParse(given === '' ? undefined : given)
    if (!parsed.success) throw new ConfigError(`${name}: ${parsed.error.issues[0]?.message ?? 'giá trị không hợp lệ'}`)
    values[name] = parsed.data
  }
  const config = values as Config
  if (config.WEBHOOK_URL && !config.WEBHOOK_SECRET && (config.BOT_TOKEN || !config.ZALO_BOT_TOKEN))
    throw new ConfigError('WEBHOOK_SECRET: bắt buộc phải có khi dùng WEBHOOK_URL')
  if (config.WEBHOOK_URL && config.ZALO_BOT_TOKEN && !config.ZALO_WEBHOOK_SECRET)
    throw new ConfigError('ZALO_WEBHOOK_SECRET: bắt buộc phải có khi dùng WEBHOOK_URL với ZALO_BOT_TOKEN')
  if (
    config.BOT_TOKEN &&
    config.WEBHOOK_URL &&
    config.TELEGRAM_API_ROOT === TELEGRAM_API &&
    !TELEGRAM_PORTS.has(new URL(config.WEBHOOK_URL).port)
  )
    throw new ConfigError('WEBHOOK_URL: Telegram chỉ gửi tới cổng 443, 80, 88 hoặc 8443')
  return config
}

/** The values that must never be shown, in logs or errors. */
export function secretsOf(config: Config): string[] {
  const password = config.DATABASE_URL ? decodeURIComponent(new URL(config.DATABASE_URL).password) : ''
  return [config.BOT_TOKEN, config.WEBHOOK_SECRET, config.ZALO_BOT_TOKEN, config.ZALO_WEBHOOK_SECRET, password].filter(
    (secret): secret is string => typeof secret === 'string' && secret.length > 0,
  )
}
