// The operator's commands. Each is one function from words to text and an exit code; with the embedded database the running
// program carries them out.
import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { eq } from 'drizzle-orm'
import type { Config } from './config.js'
import type { Database, Db } from './db/db.js'
import { channels } from './db/schema/people.js'
import { messageOf, UserError } from './lib/errors.js'
import { translator } from './lib/i18n.js'
import { addCommune } from './office/communes/invitation.js'
import { listCommunes } from './office/communes/store.js'
import { readFileCommand } from './office/directives/read-command.js'
import { endPersonPosts, listPeople } from './office/people/operator.js'
import { dryRun } from './office/reminders/dry-run.js'
import { summaryText } from './office/summary/text.js'

export interface CommandParts {
  config: Config
  now: Date
  database?: Database
}

export interface CommandResult {
  output: string
  code: number
}

const usage = `Cách dùng: npm run dondoc -- LỆNH
  commune add "TÊN"               tạo xã, phường; in đường dẫn mời cán bộ đầu tiên (một lần, 7 ngày)
  commune list                    các xã, phường đang có
  person list SỐ_XÃ               những người giữ vai trò ở xã, phường số SỐ_XÃ
  person revoke SỐ_XÃ SỐ_NGƯỜI    kết thúc mọi vai trò của một người ở xã, phường đó
  read TỆP [--json]               đọc thử một văn bản, không lưu gì
  remind --at "2026-09-30 08:00" --dry-run   những tin nhắc sẽ gửi vào lúc đó; không gửi gì
  tongket SỐ_XÃ [KỲ]              bảng tổng kết, như lệnh /tongket`

/** Whether a command needs the database. */
export function needsDatabase(args: readonly string[]): boolean {
  return ['commune', 'person', 'remind', 'tongket'].includes(args[0] ?? '')
}

/** Carries out a command. What is wrong with it comes back as text with a code other than 0. */
export async function runCommand(args: readonly string[], parts: CommandParts): Promise<CommandResult> {
  try {
    return { output: await carryOut(args, parts), code: 0 }
  } catch (error) {
    if (error instanceof Usage) return { output: `${error.message}\n\n${usage}`, code: 2 }
    if (error instanceof UserError) return { output: translator('vi')(error.code, error.args), code: 1 }
    return { output: messageOf(error), code: 1 }
  }
}

class Usage extends Error {}

async function carryOut(args: readonly string[], parts: CommandParts): Promise<string> {
  const [command, ...rest] = args
  switch (command) {
    case 'commune':
      return commune(rest, parts)
    case 'person':
      return person(rest, parts)
    case 'read':
      return read(rest)
    case 'remind':
      return remind(rest, parts)
    case 'tongket': {
      const communeId = number(rest[0], 'Thiếu số của xã, phường (xem: commune list).')
      return dbOf(parts).transaction((tx) => summaryText(tx, communeId, rest.slice(1).join(' '), parts.now))
    }
    case 'help':
    case '--help':
    case '-h':
      return usage
    default:
      throw new Usage(`Không có lệnh "${command ?? ''}".`)
  }
}

async function commune(args: readonly string[], parts: CommandParts): Promise<string> {
  const db = dbOf(parts)
  if (args[0] === 'list') {
    const all = await listCommunes(db)
    return all.length === 0
      ? 'Chưa có xã, phường nào. Tạo bằng: commune add "UBND xã …"'
      : all.map((one) => `${one.id}\t${one.name}`).join('\n')
  }
  const name = args.slice(1).join(' ').trim()
  if (args[0] !== 'add' || name === '') throw new Usage('Thiếu tên, ví dụ: commune add "UBND xã Đường An".')
  const username = await botName(db, parts.config)
  const { communeId, code } = await db.transaction((tx) => addCommune(tx, { name }, parts.now))
  const link = username ? `https://t.me/${username}?start=${code}` : undefined
  return [
    `Đã tạo ${name} (số ${communeId}).`,
    link
      ? `Đường dẫn cho cán bộ đầu tiên, dùng một lần, hết hạn sau 7 ngày:\n${link}`
      : `Chưa biết tên bot (chưa đặt BOT_TOKEN hoặc chưa chạy lần nào). Cán bộ đầu tiên mở trò chuyện riêng với bot và gửi, trong 7 ngày:\n/start ${code}`,
  ].join('\n')
}

/** The bot's name for links: as the program learned it, else as the platform tells now. */
async function botName(db: Db, config: Config): Promise<string | undefined> {
  if (config.BOT_TOKEN) {
    const [known] = await db
      .select({ username: channels.username })
      .from(channels)
      .where(eq(channels.externalId, config.BOT_TOKEN.split(':')[0] ?? ''))
    if (known) return known.username
    const { makeTelegramTransport } = await import('./post/transports/telegram/transport.js')
    const transport = makeTelegramTransport({ token: config.BOT_TOKEN, apiRoot: config.TELEGRAM_API_ROOT })
    const identity = await transport.identity().catch(() => undefined)
    if (identity) return identity.username
  }
  const rows = await db.select({ username: channels.username }).from(channels).where(eq(channels.platform, 'telegram'))
  return rows.length === 1 ? rows[0]?.username : undefined
}

async function person(args: readonly string[], parts: CommandParts): Promise<string> {
  const db = dbOf(parts)
  const communeId = number(args[1], 'Thiếu số của xã, phường (xem: commune list).')
  if (args[0] === 'list') {
    const people = await listPeople(db, communeId, parts.now)
    return people.length === 0
      ? 'Chưa có ai giữ vai trò ở xã, phường này.'
      : people.map((one) => `${one.personId}\t${one.name}\t${one.posts.join(', ')}`).join('\n')
  }
  if (args[0] !== 'revoke') throw new Usage('Lệnh person chỉ có: list, revoke.')
  const personId = number(args[2], 'Thiếu số của người (xem: person list).')
  const ended = await db.transaction((tx) => endPersonPosts(tx, { communeId, personId }, parts.now))
  return `Đã kết thúc ${ended.posts} vai trò của ${ended.name}.`
}

async function read(args: readonly string[]): Promise<string> {
  const path = args.find((one) => !one.startsWith('--'))
  if (!path) throw new Usage('Thiếu tên tệp, ví dụ: read cong-van.docx --json.')
  const bytes = await readFile(path).catch((error: NodeJS.ErrnoException) => {
    throw new Error(error.code === 'ENOENT' ? `Không có tệp ${path}.` : `Không mở được tệp ${path}: ${error.message}`)
  })
  return readFileCommand(new Uint8Array(bytes), basename(path), args.includes('--json'))
}

async function remind(args: readonly string[], parts: CommandParts): Promise<string> {
  const at = args[args.indexOf('--at') + 1]
  if (!args.includes('--at') || !args.includes('--dry-run') || !at)
    throw new Usage('Lệnh remind cần --at THỜI_ĐIỂM và --dry-run.')
  const found = /^(\d{4}-\d{2}-\d{2})(?:[ T](\d{2}:\d{2})(?::\d{2})?)?$/.exec(at.trim())
  const moment = new Date(found ? `${found[1]}T${found[2] ?? '08:00'}:00+07:00` : at)
  if (Number.isNaN(moment.getTime())) throw new Usage(`"${at}" không phải là một thời điểm; viết như 2026-09-30 08:00.`)
  return dbOf(parts).transaction((tx) => dryRun(tx, undefined, moment))
}

function dbOf(parts: CommandParts): Db {
  if (!parts.database) throw new Error('no database')
  return parts.database.db
}

function number(given: string | undefined, missing: string): number {
  if (!given || !/^\d+$/.test(given)) throw new Usage(missing)
  return Number(given)
}
