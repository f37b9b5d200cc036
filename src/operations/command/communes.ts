// `commune …`: the organisations that this installation serves.
import { and, eq, isNull, ne } from 'drizzle-orm'
import type { Db, Tx } from '../../db/db.js'
import { communes } from '../../db/schema/communes.js'
import { channels } from '../../db/schema/people.js'
import { dayOf, writeDay } from '../../lib/day.js'
import { UserError } from '../../lib/errors.js'
import { fold } from '../../lib/vietnamese.js'
import { addCommune, inviteOfficer } from '../../office/communes/invitation.js'
import { makeTelegramTransport } from '../../post/transports/telegram/transport.js'
import { archiveCommune, needCommune } from '../commune/archive.js'
import { eraseCommune } from '../commune/erase.js'
import { exportCommune } from '../commune/export.js'
import {
  botIdOf,
  type CommandParts,
  databaseOf,
  dbOf,
  filesFolder,
  type OperationSettings,
  pathOf,
  words,
} from '../settings.js'
import { numberOf, quoted, readArguments, Usage } from './usage.js'

const whichCommune = 'Thiếu số của xã, phường (xem: commune list).'

export async function communeCommand(args: readonly string[], parts: CommandParts): Promise<string> {
  const [verb, ...rest] = args
  switch (verb) {
    case 'add':
      return add(rest, parts)
    case 'list':
      readArguments(rest, { most: 0 })
      return list(parts)
    case 'invite':
      return invite(rest, parts)
    case 'keep':
      return keep(rest, parts)
    case 'export':
      return exportTo(rest, parts)
    case 'archive': {
      const id = numberOf(readArguments(rest, { most: 1 }).words[0], whichCommune)
      const name = await dbOf(parts).transaction((tx) => archiveCommune(tx, id, parts.now))
      return words('operations-commune-archive-done', { name, id })
    }
    case 'erase':
      return erase(rest, parts)
    default:
      throw new Usage(
        verb === undefined
          ? 'Lệnh commune cần thêm một từ, ví dụ: commune list.'
          : `Lệnh commune không có ${quoted(verb)}.`,
      )
  }
}

async function list(parts: CommandParts): Promise<string> {
  const all = await dbOf(parts)
    .select({ id: communes.id, name: communes.name, archivedAt: communes.archivedAt })
    .from(communes)
    .orderBy(communes.id)
  if (all.length === 0) return words('operations-commune-none')
  return all
    .map(({ id, name, archivedAt }) => {
      const note = archivedAt
        ? ` ${words('operations-commune-archived-mark', { day: writeDay(dayOf(archivedAt)) })}`
        : ''
      return `${id}\t${name}${note}`
    })
    .join('\n')
}

async function add(args: readonly string[], parts: CommandParts): Promise<string> {
  const typed = readArguments(args, { most: Number.POSITIVE_INFINITY }).words.join(' ').trim()
  if (typed === '') throw new Usage('Thiếu tên, ví dụ: commune add "UBND xã Đường An".')
  const username = await botName(dbOf(parts), parts.config)
  const { communeId, name, code, twin } = await dbOf(parts).transaction(async (tx) => {
    const added = await addCommune(tx, { name: typed }, parts.now)
    return { ...added, twin: await findTwin(tx, added) }
  })
  const added = [words('operations-commune-added', { name, id: communeId }), linkText(username, code)]
  return [
    ...added,
    ...(twin === undefined ? [] : [words('operations-commune-twin', { id: twin, added: communeId })]),
  ].join('\n')
}

/** Another commune in service under the same name: two provinces may have one each, or a command was given twice. */
async function findTwin(tx: Tx, added: { communeId: number; name: string }): Promise<number | undefined> {
  const rows = await tx
    .select({ id: communes.id, name: communes.name })
    .from(communes)
    .where(and(ne(communes.id, added.communeId), isNull(communes.archivedAt)))
    .orderBy(communes.id)
  return rows.find(({ name }) => name.toLowerCase() === added.name.toLowerCase())?.id
}

async function invite(args: readonly string[], parts: CommandParts): Promise<string> {
  const id = numberOf(readArguments(args, { most: 1 }).words[0], whichCommune)
  const username = await botName(dbOf(parts), parts.config)
  const code = await dbOf(parts).transaction(async (tx) => {
    const commune = await needCommune(tx, id)
    if (commune.archivedAt) throw new UserError('operations-commune-archived', { name: commune.name })
    return inviteOfficer(tx, { communeId: id }, parts.now)
  })
  return linkText(username, code)
}

function linkText(username: string | undefined, code: string): string {
  return username
    ? words('operations-commune-link', { link: `https://t.me/${username}?start=${code}` })
    : words('operations-commune-code', { code })
}

/** The bot's name for links: as the program learned it, else as the platform tells now. */
async function botName(db: Db, config: OperationSettings): Promise<string | undefined> {
  if (config.BOT_TOKEN) {
    const [known] = await db
      .select({ username: channels.username })
      .from(channels)
      .where(and(eq(channels.platform, 'telegram'), eq(channels.externalId, botIdOf(config) ?? '')))
    if (known) return known.username
    const transport = makeTelegramTransport({ token: config.BOT_TOKEN, apiRoot: config.TELEGRAM_API_ROOT })
    const identity = await transport.identity().catch(() => undefined)
    if (identity) return identity.username
  }
  const rows = await db.select({ username: channels.username }).from(channels).where(eq(channels.platform, 'telegram'))
  return rows.length === 1 ? rows[0]?.username : undefined
}

async function keep(args: readonly string[], parts: CommandParts): Promise<string> {
  const given = readArguments(args, { most: 2 }).words
  const id = numberOf(given[0], whichCommune)
  const days = numberOf(given[1], 'Thiếu số ngày, ví dụ: commune keep 1 365.')
  if (days < 30 || days > 3650) throw new Usage('Số ngày từ 30 đến 3650.')
  return dbOf(parts).transaction(async (tx) => {
    const { name } = await needCommune(tx, id)
    const [row] = await tx.select({ settings: communes.settings }).from(communes).where(eq(communes.id, id))
    await tx
      .update(communes)
      .set({ settings: { ...row?.settings, keepMessagesDays: days } })
      .where(eq(communes.id, id))
    return words('operations-commune-kept', { name, days: String(days) })
  })
}

async function exportTo(args: readonly string[], parts: CommandParts): Promise<string> {
  const given = readArguments(args, { most: 2 }).words
  const id = numberOf(given[0], whichCommune)
  const { name } = await dbOf(parts).transaction((tx) => needCommune(tx, id))
  const file = given[1] ?? `${fold(name).replaceAll(' ', '-')}-${dayOf(parts.now)}.zip`
  const path = pathOf(parts, file)
  const made = await exportCommune(databaseOf(parts), { communeId: id, path, filesFolder: filesFolder(parts.config) })
  const lines = [
    words('operations-commune-exported', { name, file: path, rows: String(made.rows), files: String(made.files) }),
  ]
  if (made.missing > 0) lines.push(words('operations-backup-missing', { count: String(made.missing) }))
  return lines.join('\n')
}

async function erase(args: readonly string[], parts: CommandParts): Promise<string> {
  const { words: given, values } = readArguments(args, { most: 1, values: ['--yes'] })
  const id = numberOf(given[0], whichCommune)
  const done = await eraseCommune(databaseOf(parts), {
    communeId: id,
    name: values.get('--yes'),
    filesFolder: filesFolder(parts.config),
  })
  return words('operations-commune-erased', {
    name: done.name,
    rows: String(done.rows),
    persons: String(done.persons),
    files: String(done.files),
  })
}
