// `doctor`: one look at everything that can be wrong, one line each, with what to do. Changes nothing, shows no secret.
import type { Transport } from '../../chat/transport.js'
import type { Database } from '../../db/db.js'
import { DatabaseRefusal, serverRefusal } from '../../db/refusal.js'
import { reasonOf } from '../../lib/log.js'
import { type CommandParts, words } from '../settings.js'
import { checkClock, checkDisk, checkFolder, checkPlatforms, checkSettings } from './machine.js'
import {
  checkAnswers,
  checkCalendar,
  checkDumps,
  checkFiles,
  checkLease,
  checkMigrations,
  checkQuota,
  checkSending,
  checkTroubles,
} from './records.js'

export type Grade = 'good' | 'look' | 'bad'

export interface Finding {
  grade: Grade
  /** What was looked at: a key of the locales, `operations-doctor-<what>`. */
  what: string
  text: string
}

/** A platform this installation has a token for, and the setting that holds it. */
export interface Seat {
  setting: string
  transport: Pick<Transport, 'identity'>
}

export interface DoctorParts extends CommandParts {
  seats: readonly Seat[]
  /** Opens the database when nobody has it open; it is closed again. */
  open?: () => Promise<Database>
}

/** Looks at everything. What fails to be looked at is a finding too. */
export async function examine(parts: DoctorParts): Promise<Finding[]> {
  const found = [
    ...(await attempt('settings', () => checkSettings(parts.config))),
    ...(await attempt('folder', () => checkFolder(parts.config))),
    ...(await attempt('disk', () => checkDisk(parts.config))),
    ...(await attempt('token', () => checkPlatforms(parts.seats))),
  ]
  let database: Database | undefined = parts.database
  try {
    database ??= await parts.open?.()
    if (!database) return found
    found.push(...(await examineDatabase(parts, database)))
  } catch (error) {
    const text =
      error instanceof DatabaseRefusal
        ? error.message
        : words('operations-doctor-unknown', { reason: reasonOf(error, 200) })
    found.push({ grade: 'bad', what: 'database', text })
  } finally {
    if (!parts.database) await database?.close().catch(() => {})
  }
  return found
}

async function examineDatabase(parts: DoctorParts, database: Database): Promise<Finding[]> {
  const { config, now } = parts
  const answers = await attempt('database', () => checkAnswers(database))
  if (answers.some((one) => one.grade === 'bad')) return answers
  const migrations = await attempt('migrations', () => checkMigrations(database))
  if (migrations.some((one) => one.grade === 'bad')) return [...answers, ...migrations]
  const checks: [string, () => Promise<Finding[]>][] = [
    ['clock', () => checkClock(database, config)],
    ['lease', () => checkLease(database, config)],
    ['troubles', () => checkTroubles(database, now)],
    ['sending', () => checkSending(database, now)],
    ['quota', () => checkQuota(database, now)],
    ['files', () => checkFiles(database, config)],
    ['dumps', () => checkDumps(database, config, now)],
    ['calendar', () => checkCalendar(database, now)],
  ]
  const found = [...answers, ...migrations]
  // A database before its first migration has no tables to look into.
  if (migrations.some((one) => one.grade !== 'good')) return found
  for (const [what, check] of checks) found.push(...(await attempt(what, check)))
  return found
}

async function attempt(what: string, check: () => Promise<Finding[]>): Promise<Finding[]> {
  try {
    return await check()
  } catch (error) {
    const refusal = serverRefusal(error)
    const text = refusal?.message ?? words('operations-doctor-unknown', { reason: reasonOf(error, 200) })
    return [{ grade: 'bad', what, text }]
  }
}

/** The findings as lines, and the exit code: 1 when something is wrong. */
export function report(found: readonly Finding[]): { output: string; code: number } {
  const lines = found.map(({ grade, what, text }) => {
    const label = words(`operations-doctor-${grade}`)
    return `${label.padEnd(8)} ${words(`operations-doctor-of-${what}`)}: ${text}`
  })
  const bad = found.filter((one) => one.grade === 'bad').length
  const look = found.filter((one) => one.grade === 'look').length
  lines.push(words('operations-doctor-sum', { bad: String(bad), look: String(look) }))
  return { output: lines.join('\n'), code: bad > 0 ? 1 : 0 }
}
