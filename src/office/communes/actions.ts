// What may happen to a commune and its units. Who may do it is checked where the buttons are.
import { and, eq, inArray, isNull, notInArray, sql } from 'drizzle-orm'
import type { Tx } from '../../db/db.js'
import { assignments } from '../../db/schema/assignments.js'
import { communes, unitAliases, units } from '../../db/schema/communes.js'
import { chatUnits } from '../../db/schema/people.js'
import { UserError } from '../../lib/errors.js'
import { record } from '../trail/record.js'
import { initials, readName } from './names.js'
import { type Organisation, standardUnits } from './standard-units.js'
import { countUnits, findUnit, listLeaders, listUnits, lockCommune, type Unit, type UnitWithAliases } from './store.js'
import { unitKey, unitKeys } from './unit-key.js'

/** More units than any commune has, schools and villages included; what fits on a screen. */
const mostUnits = 80
const mostAliases = 30

export async function createCommune(tx: Tx, input: { name: string }, now: Date): Promise<{ id: number; name: string }> {
  const name = readName(input.name)
  const [row] = await tx.insert(communes).values({ name, createdAt: now }).returning({ id: communes.id })
  if (!row) throw new Error('commune not stored')
  await record(tx, { communeId: row.id, subject: `commune:${row.id}`, action: 'commune.add', after: { name } }, now)
  return { id: row.id, name }
}

export interface ByActor {
  communeId: number
  /** Empty when the operator or the program does it. */
  actorId?: number | undefined
}

/** Sets up the chosen standard units (places in the list of `standardUnits`). Those that exist already are left alone. */
export async function createStandardUnits(
  tx: Tx,
  input: ByActor & { organisation: Organisation; chosen: readonly number[] },
  now: Date,
): Promise<Unit[]> {
  await lockCommune(tx, input.communeId)
  const taken = new Set((await listUnits(tx, input.communeId)).flatMap(unitKeys))
  const position = await countUnits(tx, input.communeId)
  const wanted = standardUnits(input.organisation).filter(
    (unit, index) => input.chosen.includes(index) && !taken.has(unitKey(unit.name)),
  )
  if (wanted.length === 0) return []
  const rows = await tx
    .insert(units)
    .values(
      wanted.map(({ name, shortName, kind }, index) => ({
        communeId: input.communeId,
        name,
        shortName,
        kind,
        position: position + index,
      })),
    )
    .returning()
  const aliases = []
  for (const unit of rows) {
    const standard = wanted.find((one) => one.name === unit.name)
    for (const alias of standard?.aliases ?? []) {
      const folded = unitKey(alias)
      if (taken.has(folded)) continue
      taken.add(folded)
      aliases.push({ communeId: input.communeId, unitId: unit.id, alias, folded })
    }
    await record(tx, { ...by(input), subject: `unit:${unit.id}`, action: 'unit.add', after: shown(unit) }, now)
  }
  await tx.insert(unitAliases).values(aliases).onConflictDoNothing()
  return rows
}

/** Adds a unit. `name` may end with its short name in brackets: "Trường Mầm non Hoa Sen (MNHS)". */
export async function addUnit(
  tx: Tx,
  input: ByActor & { name: string; kind?: 'unit' | 'partner' },
  now: Date,
): Promise<Unit> {
  await lockCommune(tx, input.communeId)
  const known = await listUnits(tx, input.communeId)
  if (known.length >= mostUnits) throw new UserError('communes-too-many-units', { most: mostUnits })
  const { name, short } = readNames(input.name)
  refuseTaken(known, name)
  const shortName = short ?? freeShort(known, initials(name))
  refuseTaken(known, shortName)
  const [unit] = await tx
    .insert(units)
    .values({
      communeId: input.communeId,
      name,
      shortName,
      kind: input.kind ?? 'unit',
      position: await countUnits(tx, input.communeId),
    })
    .returning()
  if (!unit) throw new Error('unit not stored')
  await record(tx, { ...by(input), subject: `unit:${unit.id}`, action: 'unit.add', after: shown(unit) }, now)
  return unit
}

/** "Trường Mầm non Hoa Sen (MNHS)": a name, and its short name when one stands in brackets behind it. */
function readNames(text: string): { name: string; short: string | undefined } {
  const parts = /^(.*\S)\s*\(([^()]{1,20})\)$/s.exec(text.trim())
  return { name: readName(parts?.[1] ?? text), short: parts?.[2] ? readName(parts[2], 20) : undefined }
}

/**
 * Gives a unit another name, and another short name where one stands in brackets behind it. The old ones stay aliases, so that older letters
 * and habits still find it.
 */
export async function renameUnit(
  tx: Tx,
  input: ByActor & { unitId: number; name: string },
  now: Date,
): Promise<UnitWithAliases> {
  await lockCommune(tx, input.communeId)
  const known = await listUnits(tx, input.communeId)
  const unit = needUnit(known, input.unitId)
  const { name, short } = readNames(input.name)
  const shortName = short ?? unit.shortName
  const others = known.filter((other) => other.id !== unit.id)
  refuseTaken(others, name)
  const isShort = shortName !== unit.shortName
  if (isShort) refuseTaken(others, shortName)
  if (name === unit.name && !isShort) return unit
  await tx
    .update(units)
    .set({ name, shortName })
    .where(and(eq(units.communeId, input.communeId), eq(units.id, unit.id)))
  await keepAliases(tx, unit, [unit.name, ...(isShort ? [unit.shortName] : [])])
  await record(
    tx,
    {
      ...by(input),
      subject: `unit:${unit.id}`,
      action: 'unit.rename',
      before: { name: unit.name, ...(isShort ? { shortName: unit.shortName } : {}) },
      after: { name, ...(isShort ? { shortName } : {}) },
    },
    now,
  )
  return { ...unit, name, shortName }
}

/** Remembers another name of a unit. Names of other units are refused; one it already has changes nothing. */
export async function addAlias(
  tx: Tx,
  input: ByActor & { unitId: number; alias: string },
  now: Date,
): Promise<UnitWithAliases> {
  await lockCommune(tx, input.communeId)
  const known = await listUnits(tx, input.communeId)
  const unit = needUnit(known, input.unitId)
  const alias = readName(input.alias)
  refuseTaken(
    known.filter((other) => other.id !== unit.id),
    alias,
  )
  if (unit.aliases.includes(alias)) return unit
  if (unit.aliases.length >= mostAliases) throw new UserError('communes-too-many-aliases', { most: mostAliases })
  const [added] = await keepAliases(tx, unit, [alias])
  if (!added) return unit
  await record(tx, { ...by(input), subject: `unit:${unit.id}`, action: 'unit.alias', after: { alias } }, now)
  return { ...unit, aliases: [...unit.aliases, alias] }
}

/** Names the leader in charge of a unit, or nobody. Only the chairman and leaders can be it. */
export async function setLeader(
  tx: Tx,
  input: ByActor & { unitId: number; personId: number | undefined },
  now: Date,
): Promise<void> {
  const unit = await needOpenUnit(tx, input.communeId, input.unitId)
  const leaderId = input.personId ?? null
  if (leaderId !== null) {
    const leaders = await listLeaders(tx, input.communeId, now)
    if (!leaders.some((leader) => leader.personId === leaderId)) throw new UserError('communes-not-a-leader')
  }
  if (unit.leaderId === leaderId) return
  await tx
    .update(units)
    .set({ leaderId })
    .where(and(eq(units.communeId, input.communeId), eq(units.id, unit.id)))
  await record(
    tx,
    {
      ...by(input),
      subject: `unit:${unit.id}`,
      action: 'unit.leader',
      before: { leaderId: unit.leaderId },
      after: { leaderId },
    },
    now,
  )
}

/** Closes a unit that owes nothing any more and takes it from its group. Its past stays. */
export async function closeUnit(tx: Tx, input: ByActor & { unitId: number }, now: Date): Promise<Unit> {
  const unit = await needOpenUnit(tx, input.communeId, input.unitId)
  const count = await countOpenWork(tx, input.communeId, unit.id)
  if (count > 0) throw new UserError('communes-unit-owes', { unit: unit.name, count })
  await tx
    .update(units)
    .set({ closedAt: now })
    .where(and(eq(units.communeId, input.communeId), eq(units.id, unit.id), isNull(units.closedAt)))
  await tx.delete(chatUnits).where(and(eq(chatUnits.communeId, input.communeId), eq(chatUnits.unitId, unit.id)))
  await tx.delete(unitAliases).where(and(eq(unitAliases.communeId, input.communeId), eq(unitAliases.unitId, unit.id)))
  await record(tx, { ...by(input), subject: `unit:${unit.id}`, action: 'unit.close', before: shown(unit) }, now)
  return unit
}

/**
 * Closes a unit for another that goes on in its place: its names become the other's, its past keeps its own name. Work, people and groups
 * are the caller's to take over.
 */
export async function mergeUnit(
  tx: Tx,
  input: ByActor & { unitId: number; intoId: number },
  now: Date,
): Promise<{ from: UnitWithAliases; into: UnitWithAliases }> {
  const { communeId } = input
  await lockCommune(tx, communeId)
  const known = await listUnits(tx, communeId)
  const from = needUnit(known, input.unitId)
  const into = needUnit(known, input.intoId)
  if (from.id === into.id || from.kind !== into.kind) throw new UserError('communes-merge-unlike', { unit: from.name })
  await tx
    .update(units)
    .set({ closedAt: now, mergedInto: into.id })
    .where(and(eq(units.communeId, communeId), eq(units.id, from.id)))
  await tx.delete(unitAliases).where(and(eq(unitAliases.communeId, communeId), eq(unitAliases.unitId, from.id)))
  await keepAliases(tx, into, [from.name, from.shortName, ...from.aliases])
  const subject = `unit:${from.id}`
  const after = { mergedInto: into.id, name: into.name }
  await record(tx, { ...by(input), subject, action: 'unit.merge', before: shown(from), after }, now)
  return { from, into }
}

/** An open unit of this commune. Throws a `UserError` for anything else. */
export async function needOpenUnit(tx: Tx, communeId: number, unitId: number): Promise<Unit> {
  const unit = await findUnit(tx, communeId, unitId)
  if (!unit || unit.closedAt) throw new UserError('communes-no-unit')
  return unit
}

function needUnit(known: readonly UnitWithAliases[], unitId: number): UnitWithAliases {
  const unit = known.find((one) => one.id === unitId)
  if (!unit) throw new UserError('communes-no-unit')
  return unit
}

async function countOpenWork(tx: Tx, communeId: number, unitId: number): Promise<number> {
  const [row] = await tx
    .select({ count: sql`count(*)`.mapWith(Number) })
    .from(assignments)
    .where(
      and(
        eq(assignments.communeId, communeId),
        eq(assignments.unitId, unitId),
        notInArray(assignments.status, ['done', 'withdrawn']),
      ),
    )
  return row?.count ?? 0
}

function refuseTaken(others: readonly UnitWithAliases[], name: string): void {
  const key = unitKey(name)
  const holder = others.find((unit) => unitKeys(unit).includes(key))
  if (holder) throw new UserError('communes-name-taken', { name, unit: holder.name })
}

/** A short name nobody has: the initials, with a number when they are taken. */
function freeShort(known: readonly UnitWithAliases[], wish: string): string {
  const taken = new Set(known.flatMap(unitKeys))
  for (let number = 1; ; number++) {
    const name = number === 1 ? wish : `${wish}${number}`
    if (!taken.has(unitKey(name))) return name
  }
}

async function keepAliases(tx: Tx, unit: Unit, aliases: readonly string[]): Promise<{ alias: string }[]> {
  const rows = aliases.map((alias) => ({
    communeId: unit.communeId,
    unitId: unit.id,
    alias,
    folded: unitKey(alias),
  }))
  const fresh = rows.filter((row, index) => rows.findIndex((other) => other.folded === row.folded) === index)
  const stale = await tx
    .select({ folded: unitAliases.folded })
    .from(unitAliases)
    .where(
      and(
        eq(unitAliases.communeId, unit.communeId),
        inArray(
          unitAliases.folded,
          fresh.map((row) => row.folded),
        ),
      ),
    )
  const missing = fresh.filter((row) => !stale.some((one) => one.folded === row.folded))
  if (missing.length === 0) return []
  return tx.insert(unitAliases).values(missing).onConflictDoNothing().returning({ alias: unitAliases.alias })
}

function by(input: ByActor): { communeId: number; actorId: number | undefined } {
  return { communeId: input.communeId, actorId: input.actorId }
}

function shown(unit: Unit): Record<string, unknown> {
  return { name: unit.name, shortName: unit.shortName, kind: unit.kind }
}
