// `person …`, `read`, `remind`, `tongket`: what the office's slices offer the operator.
import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { isNull } from 'drizzle-orm'
import type { Tx } from '../../db/db.js'
import { communes } from '../../db/schema/communes.js'
import { makeDay } from '../../lib/day.js'
import { UserError } from '../../lib/errors.js'
import { tellDeciders } from '../../office/assignments/deciders.js'
import { readCommand } from '../../office/directives/read.js'
import { endPersonPosts, listPeople } from '../../office/people/operator.js'
import { dryRun } from '../../office/reminders/dry-run.js'
import { summaryText } from '../../office/summary/text.js'
import { needCommune } from '../commune/archive.js'
import { type CommandParts, dbOf, pathOf, words } from '../settings.js'
import { numberOf, quoted, readArguments, Usage } from './usage.js'

const whichCommune = 'Thiếu số của xã, phường (xem: commune list).'

export async function personCommand(args: readonly string[], parts: CommandParts): Promise<string> {
  const { words: given } = readArguments(args, { most: args[0] === 'list' ? 2 : 3 })
  if (given[0] !== 'list' && given[0] !== 'revoke') throw new Usage('Lệnh person chỉ có: list, revoke.')
  const communeId = numberOf(given[1], whichCommune)
  const personId = given[0] === 'list' ? undefined : numberOf(given[2], 'Thiếu số của người (xem: person list).')
  await dbOf(parts).transaction((tx) => needCommune(tx, communeId))
  if (personId === undefined) {
    const people = await listPeople(dbOf(parts), communeId, parts.now)
    if (people.length === 0) return words('operations-person-none')
    return people.map((one) => `${one.personId}\t${one.name}\t${one.posts.join(', ')}`).join('\n')
  }
  const ended = await dbOf(parts).transaction(async (tx) => {
    const all = await endPersonPosts(tx, { communeId, personId }, parts.now)
    // They may have been a leader: what units asked of them is asked of others.
    await tellDeciders(tx, communeId, parts.now)
    return all
  })
  return words('operations-person-revoked', { name: ended.name, count: String(ended.posts) })
}

/** Needs no database. */
export async function readLetterCommand(args: readonly string[], parts: CommandParts): Promise<string> {
  const { words: given, flags } = readArguments(args, { most: 1, flags: ['--json'] })
  const name = given[0]
  if (!name) throw new Usage('Thiếu tên tệp, ví dụ: read cong-van.docx --json.')
  const bytes = await readFile(pathOf(parts, name)).catch((error: NodeJS.ErrnoException) => {
    throw new UserError('operations-file-unreadable', { file: name, reason: error.code ?? 'lỗi' })
  })
  const found = await readCommand(new Uint8Array(bytes), basename(name))
  return JSON.stringify(found, null, flags.has('--json') ? 0 : 2)
}

export async function remindCommand(args: readonly string[], parts: CommandParts): Promise<string> {
  const { flags, values } = readArguments(args, { most: 0, flags: ['--dry-run'], values: ['--at'] })
  const at = values.get('--at')?.trim()
  if (!flags.has('--dry-run') || !at) throw new Usage('Lệnh remind cần --at THỜI_ĐIỂM và --dry-run.')
  const found = /^(\d{4}-\d{2}-\d{2})(?:[ T](\d{2}:\d{2})(?::\d{2})?)?$/.exec(at)
  const moment = new Date(found ? `${found[1]}T${found[2] ?? '08:00'}:00+07:00` : at)
  const [year = 0, month = 0, day = 0] = (found?.[1] ?? '').split('-').map(Number)
  const isNoDay = found !== null && makeDay(year, month, day) === undefined
  if (isNoDay || Number.isNaN(moment.getTime()))
    throw new Usage(`${quoted(at)} không phải là một thời điểm; viết như 2026-09-30 08:00.`)
  return dbOf(parts).transaction((tx) => dryRun(tx, undefined, moment))
}

/** Where one commune is served its number may be left away: `tongket`, `tongket tháng 9`. */
export async function summaryCommand(args: readonly string[], parts: CommandParts): Promise<string> {
  const { words: given } = readArguments(args, { most: Number.POSITIVE_INFINITY })
  const isNumbered = /^\d+$/.test(given[0] ?? '')
  const named = isNumbered ? numberOf(given[0], whichCommune) : undefined
  return dbOf(parts).transaction(async (tx) => {
    const communeId = named ?? (await onlyCommune(tx))
    if (communeId === undefined) throw new Usage(whichCommune)
    await needCommune(tx, communeId)
    return summaryText(tx, communeId, given.slice(isNumbered ? 1 : 0).join(' '), parts.now)
  })
}

async function onlyCommune(tx: Tx): Promise<number | undefined> {
  const open = await tx.select({ id: communes.id }).from(communes).where(isNull(communes.archivedAt)).limit(2)
  return open.length === 1 ? open[0]?.id : undefined
}
