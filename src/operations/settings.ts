// What the operator's commands need of the settings and of the running program.
import { isAbsolute, join, resolve } from 'node:path'
import type { Database, Db } from '../db/db.js'
import { type Translate, translator } from '../lib/i18n.js'

/** The part of the program's settings that matters here. */
export interface OperationSettings {
  BOT_TOKEN?: string | undefined
  ZALO_BOT_TOKEN?: string | undefined
  TELEGRAM_API_ROOT: string
  DATABASE_URL?: string | undefined
  DATA_DIR: string
  WEBHOOK_URL?: string | undefined
}

export interface CommandParts {
  config: OperationSettings
  now: Date
  database?: Database
  /** Relative file names count from here; by default from where the program was started. */
  cwd?: string
  /** For backups, when one was asked for or read from a file. */
  passphrase?: string
  /** Shows a line while the command runs. */
  say?: (line: string) => void
}

export const filesFolder = (settings: OperationSettings) => join(settings.DATA_DIR, 'files')
export const dumpsFolder = (settings: OperationSettings) => join(settings.DATA_DIR, 'dumps')

/** The bot's own number on the platform: the part of a Telegram token before the colon, which is no secret. */
export function botIdOf(settings: OperationSettings): string | undefined {
  return settings.BOT_TOKEN?.split(':')[0]
}

export function databaseOf(parts: CommandParts): Database {
  if (!parts.database) throw new Error('no database')
  return parts.database
}

export const dbOf = (parts: CommandParts): Db => databaseOf(parts).db

/** A file name as the person who typed it means it. */
export function pathOf(parts: CommandParts, name: string): string {
  return isAbsolute(name) ? name : resolve(parts.cwd ?? '.', name)
}

/** The operator's language is Vietnamese. */
export const words: Translate = (key, args) => translator('vi')(key, args)

/** A number of bytes to be read by people: "1,5 MB". */
export function sizeOf(bytes: number): string {
  const steps = ['B', 'KB', 'MB', 'GB', 'TB']
  let at = 0
  let left = bytes
  for (; left >= 1024 && at < steps.length - 1; at++) left /= 1024
  return `${left.toFixed(left < 10 && at > 0 ? 1 : 0).replace('.', ',')} ${steps[at]}`
}
