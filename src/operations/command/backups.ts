// `backup`, `restore`, `pending`.
import { resolve } from 'node:path'
import { dayOf, timeOf, writeDay } from '../../lib/day.js'
import { backup } from '../backup/backup.js'
import { countUnhandled, isHeld, listPending, releaseSending } from '../backup/hold.js'
import { restore } from '../backup/restore.js'
import { botIdOf, type CommandParts, databaseOf, dbOf, filesFolder, pathOf, sizeOf, words } from '../settings.js'
import { readArguments, Usage } from './usage.js'

const secretly = { most: 1, flags: ['--passphrase'], values: ['--passphrase-file'] }

export async function backupCommand(args: readonly string[], parts: CommandParts): Promise<string> {
  const { words: given } = readArguments(args, secretly)
  if (!given[0]) throw new Usage('Thiếu tên tệp, ví dụ: backup sao-luu.dondoc.')
  const path = pathOf(parts, given[0])
  parts.say?.(words('operations-backup-begun'))
  const made = await backup(
    databaseOf(parts),
    path,
    {
      filesFolder: filesFolder(parts.config),
      ...(parts.passphrase === undefined ? {} : { passphrase: parts.passphrase }),
    },
    parts.now,
  )
  const lines = [
    words('operations-backup-done', {
      file: path,
      size: sizeOf(made.size),
      rows: String(made.rows),
      files: String(made.files),
    }),
  ]
  if (made.missing.length > 0) lines.push(words('operations-backup-missing', { count: String(made.missing.length) }))
  lines.push(words(parts.passphrase === undefined ? 'operations-backup-open' : 'operations-backup-sealed'))
  return lines.join('\n')
}

export async function restoreCommand(args: readonly string[], parts: CommandParts): Promise<string> {
  const { words: given, flags } = readArguments(args, { ...secretly, flags: [...secretly.flags, '--into-empty'] })
  if (!given[0]) throw new Usage('Thiếu tên tệp, ví dụ: restore sao-luu.dondoc --into-empty.')
  if (!flags.has('--into-empty'))
    throw new Usage('Chỉ khôi phục vào cơ sở dữ liệu trống; thêm --into-empty để xác nhận.')
  parts.say?.(words('operations-restore-begun'))
  const botId = botIdOf(parts.config)
  const done = await restore(
    databaseOf(parts),
    pathOf(parts, given[0]),
    {
      filesFolder: resolve(filesFolder(parts.config)),
      ...(parts.passphrase === undefined ? {} : { passphrase: parts.passphrase }),
      ...(botId === undefined ? {} : { botId }),
    },
    parts.now,
  )
  const madeAt = new Date(done.about.madeAt)
  const lines = [
    words('operations-restore-done', {
      when: `${timeOf(madeAt)} ${writeDay(dayOf(madeAt))}`,
      rows: String(done.rows),
      files: String(done.files),
    }),
  ]
  if (done.missing > 0) lines.push(words('operations-restore-missing', { count: String(done.missing) }))
  if (done.skipped.length > 0) lines.push(words('operations-restore-skipped', { tables: done.skipped.join(', ') }))
  if (botId === undefined && done.about.channels.length > 0)
    lines.push(
      words('operations-restore-bot', {
        bot: done.about.channels.map((one) => `@${one.username} (${one.externalId})`).join(', '),
      }),
    )
  lines.push(words('operations-restore-void'), words('operations-restore-held'))
  return lines.join('\n')
}

export async function pendingCommand(args: readonly string[], parts: CommandParts): Promise<string> {
  const { flags } = readArguments(args, { most: 0, flags: ['--send', '--drop'] })
  if (flags.size > 1) throw new Usage('Chỉ chọn một: --send hoặc --drop.')
  if (flags.size === 1) {
    const choice = flags.has('--send') ? 'send' : 'drop'
    const count = await dbOf(parts).transaction((tx) => releaseSending(tx, choice))
    return words(`operations-pending-${choice}`, { count: String(count) })
  }
  return dbOf(parts).transaction(async (tx) => {
    const pending = await listPending(tx)
    const lines = pending.map((one) =>
      words('operations-pending-chat', {
        chat: one.title ?? words(`operations-pending-${one.kind}`, { id: one.chatId }),
        commune: one.commune ?? '–',
        count: String(one.waiting),
        since: `${timeOf(one.oldest)} ${writeDay(dayOf(one.oldest))}`,
      }),
    )
    if (lines.length === 0) lines.push(words('operations-pending-none'))
    const unhandled = await countUnhandled(tx)
    if (unhandled > 0) lines.push(words('operations-pending-unhandled', { count: String(unhandled) }))
    if (await isHeld(tx)) lines.push(words('operations-restore-held'))
    return lines.join('\n')
  })
}
