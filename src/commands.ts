// The operator's commands: which there are, what each needs, and who carries it out. With the embedded database that is the
// running program, asked through its admin door; else this process opens the database itself.
import { readFile } from 'node:fs/promises'
import { seatsOf } from './channels.js'
import type { Config } from './config.js'
import type { DoorAnswer } from './db/admin-door.js'
import type { Database } from './db/db.js'
import { askOwner } from './db/folder-lock.js'
import { DatabaseRefusal } from './db/refusal.js'
import { UserError } from './lib/errors.js'
import { reasonOf } from './lib/log.js'
import { migrateSafely } from './operations/backup/dumps.js'
import { backupCommand, pendingCommand, restoreCommand } from './operations/command/backups.js'
import { communeCommand } from './operations/command/communes.js'
import { personCommand, readLetterCommand, remindCommand, summaryCommand } from './operations/command/office.js'
import { quoted, readArguments, Usage, usage, usageOf } from './operations/command/usage.js'
import { examine, report } from './operations/doctor/doctor.js'
import { type CommandParts as OperationParts, pathOf, words } from './operations/settings.js'

export type CommandResult = DoorAnswer

export interface CommandParts extends OperationParts {
  config: Config
}

type Command = (args: readonly string[], parts: OperationParts) => Promise<string>

/**
 * What a command needs. `served`: the database, by the running program when that has it open. `apart`: a database that
 * nobody works on, not touched before. `none`: no database.
 */
const commands: Record<string, { run: Command; needs: 'served' | 'apart' | 'none'; sealed?: true }> = {
  commune: { run: communeCommand, needs: 'served' },
  person: { run: personCommand, needs: 'served' },
  read: { run: readLetterCommand, needs: 'none' },
  remind: { run: remindCommand, needs: 'served' },
  tongket: { run: summaryCommand, needs: 'served' },
  backup: { run: backupCommand, needs: 'served', sealed: true },
  restore: { run: restoreCommand, needs: 'apart', sealed: true },
  pending: { run: pendingCommand, needs: 'served' },
}

const asksForHelp = (args: readonly string[]) =>
  ['help', '--help', '-h'].includes(args[0] ?? '') || args.includes('--help') || args.includes('-h')

/** What can be answered without any setting: help, and a command that does not exist. */
export function answerAtOnce(args: readonly string[]): CommandResult | undefined {
  if (asksForHelp(args)) return { output: usageOf(args[0] === 'help' ? args.slice(1) : args), code: 0 }
  if (args[0] === 'doctor' || commands[args[0] ?? '']) return undefined
  return { output: `Không có lệnh ${quoted(args[0] ?? '')}.\n\n${usage()}`, code: 2 }
}

/** Carries out a command here and now. What is wrong with it comes back as text with a code other than 0. */
export async function runCommand(args: readonly string[], parts: CommandParts): Promise<CommandResult> {
  const known = answerAtOnce(args)
  if (known) return known
  const [name = '', ...rest] = args
  try {
    if (name === 'doctor') {
      readArguments(rest, { most: 0 })
      return report(await examine({ ...parts, seats: seatsOf(parts.config) }))
    }
    const command = commands[name]
    if (!command) throw new Error(`no command ${name}`)
    return { output: await command.run(rest, parts), code: 0 }
  } catch (error) {
    return failure(error, args)
  }
}

function failure(error: unknown, args: readonly string[]): CommandResult {
  if (error instanceof Usage) return { output: `${error.message}\n\n${usageOf(args)}`, code: 2 }
  if (error instanceof UserError) return { output: words(error.code, error.args), code: 1 }
  if (error instanceof DatabaseRefusal) return { output: error.message, code: 1 }
  return { output: reasonOf(error), code: 1 }
}

export interface Terminal {
  config: Config
  now: Date
  cwd: string
  /** Opens the database, without bringing it up to date. */
  open(): Promise<Database>
  /** Asks whoever sits there for a pass phrase, unseen. */
  askPassphrase(twice: boolean): Promise<string>
  say(line: string): void
}

/** Carries out a command that was typed: by the running program where that has the database, else with one opened here. */
export async function runTyped(args: readonly string[], terminal: Terminal): Promise<CommandResult> {
  const known = answerAtOnce(args)
  if (known) return known
  const { config, now, cwd, say } = terminal
  const parts: CommandParts = { config, now, cwd, say }
  const command = commands[args[0] ?? '']
  try {
    if (command?.sealed) {
      const passphrase = await readPassphrase(args, parts, terminal)
      if (passphrase !== undefined) parts.passphrase = passphrase
    }
    if (command?.needs === 'none') return await runCommand(args, parts)
    if (!command) readArguments(args.slice(1), { most: 0 })
    else await checkWords(command.run, args.slice(1), { config, now, cwd })
    if (!config.DATABASE_URL && command?.needs !== 'apart') {
      const { passphrase } = parts
      const request = { args: [...args], cwd, ...(passphrase === undefined ? {} : { passphrase }) }
      const answer = await askOwner(config.DATA_DIR, request, say)
      if (answer) return answer
    }
    if (!command) return report(await examine({ ...parts, seats: seatsOf(config), open: terminal.open }))
    const database = await terminal.open()
    try {
      if (command.needs === 'served') await migrateSafely(database, config, now)
      return await runCommand(args, { ...parts, database })
    } finally {
      await database.close()
    }
  } catch (error) {
    return failure(error, args)
  }
}

/**
 * Throws `Usage` for words that make no sense, before a database is opened or even made: every command reads its words first and asks for
 * its database (`databaseOf`) before it does anything, so that without one nothing else comes of it.
 */
async function checkWords(run: Command, args: readonly string[], parts: CommandParts): Promise<void> {
  await run(args, parts).catch((error: unknown) => {
    if (error instanceof Usage) throw error
  })
}

async function readPassphrase(
  args: readonly string[],
  parts: CommandParts,
  terminal: Terminal,
): Promise<string | undefined> {
  const { flags, values } = readArguments(args.slice(1), {
    most: 1,
    flags: ['--passphrase', '--into-empty'],
    values: ['--passphrase-file'],
  })
  const file = values.get('--passphrase-file')
  let found: string | undefined
  if (file !== undefined) {
    const text = await readFile(pathOf(parts, file), 'utf8').catch((error: NodeJS.ErrnoException) => {
      throw new UserError('operations-file-unreadable', { file, reason: error.code ?? 'lỗi' })
    })
    found = text.split(/\r?\n/)[0] ?? ''
  } else if (flags.has('--passphrase')) found = await terminal.askPassphrase(args[0] === 'backup')
  if (found !== undefined && found.length < 8) throw new Usage('Mật khẩu cần ít nhất 8 ký tự.')
  return found
}
