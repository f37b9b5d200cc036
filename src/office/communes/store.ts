// Communes and their units as kept.
import { and, asc, eq, gt, inArray, isNull, or, sql } from 'drizzle-orm'
import { makeWorkCalendar, type WorkCalendar } from '../../calendar/work-calendar.js'
import type { Tx } from '../../db/db.js'
import { communes, days, unitAliases, units } from '../../db/schema/communes.js'
import { chats, chatUnits, persons, posts } from '../../db/schema/people.js'
import { readSettings, type Settings } from './settings.js'

export interface Commune {
  id: number
  name: string
  settings: Settings
}

export type Unit = typeof units.$inferSelect

export interface UnitWithAliases extends Unit {
  aliases: string[]
}

export async function findCommune(tx: Tx, id: number): Promise<Commune> {
  const [row] = await tx.select().from(communes).where(eq(communes.id, id))
  if (!row) throw new Error(`no commune ${id}`)
  return { id: row.id, name: row.name, settings: readSettings(row.settings) }
}

export async function listCommunes(tx: Tx): Promise<Commune[]> {
  const rows = await tx.select().from(communes).orderBy(asc(communes.id))
  return rows.map((row) => ({ id: row.id, name: row.name, settings: readSettings(row.settings) }))
}

/** The units that exist now, partners too, in the commune's own order. */
export async function listUnits(tx: Tx, communeId: number): Promise<UnitWithAliases[]> {
  const rows = await tx
    .select()
    .from(units)
    .where(and(eq(units.communeId, communeId), isNull(units.closedAt)))
    .orderBy(asc(units.position), asc(units.id))
  const names = await tx.select().from(unitAliases).where(eq(unitAliases.communeId, communeId))
  return rows.map((unit) => ({
    ...unit,
    aliases: names.filter((name) => name.unitId === unit.id).map((name) => name.alias),
  }))
}

export async function findUnit(tx: Tx, communeId: number, id: number): Promise<Unit | undefined> {
  const [row] = await tx
    .select()
    .from(units)
    .where(and(eq(units.communeId, communeId), eq(units.id, id)))
  return row
}

/** The unit that answers for this one now: itself, or where it went by merging, however many times. */
export async function findSuccessor(tx: Tx, communeId: number, id: number): Promise<Unit | undefined> {
  let unit = await findUnit(tx, communeId, id)
  for (let step = 0; unit?.mergedInto && step < 20; step++) unit = await findUnit(tx, communeId, unit.mergedInto)
  return unit
}

/** The national calendar with the commune's own days in it. */
export async function communeCalendar(tx: Tx, communeId: number): Promise<WorkCalendar> {
  return makeWorkCalendar(
    await tx.select({ day: days.day, kind: days.kind }).from(days).where(eq(days.communeId, communeId)),
  )
}

/** Holds the commune until the transaction ends: decisions that depend on who or what else is there are taken one at a time. */
export async function lockCommune(tx: Tx, id: number): Promise<void> {
  await tx.select({ id: communes.id }).from(communes).where(eq(communes.id, id)).for('no key update')
}

/** How many units, closed ones too, a commune has ever had. */
export async function countUnits(tx: Tx, communeId: number): Promise<number> {
  const [row] = await tx
    .select({ count: sql`count(*)`.mapWith(Number) })
    .from(units)
    .where(eq(units.communeId, communeId))
  return row?.count ?? 0
}

export interface UnitDetails extends UnitWithAliases {
  /** The group in which it is served. */
  group: { chatId: number; title: string; serves: string[]; unreachable: boolean } | undefined
  /** Head, deputies and contacts. */
  staff: { role: 'head' | 'deputy' | 'contact'; name: string }[]
  leader: string | undefined
}

/** The units with where they are served and who answers for them, as `/donvi` shows them. */
export async function listUnitDetails(tx: Tx, communeId: number, now: Date): Promise<UnitDetails[]> {
  const all = await listUnits(tx, communeId)
  const groups = await tx
    .select({ unitId: chatUnits.unitId, chatId: chats.id, title: chats.title, unreachableAt: chats.unreachableAt })
    .from(chatUnits)
    .innerJoin(chats, eq(chats.id, chatUnits.chatId))
    .where(eq(chatUnits.communeId, communeId))
  const held = await tx
    .select({ unitId: posts.unitId, role: posts.role, name: persons.name })
    .from(posts)
    .innerJoin(persons, eq(persons.id, posts.personId))
    .where(
      and(
        eq(posts.communeId, communeId),
        inArray(posts.role, ['head', 'deputy', 'contact']),
        or(isNull(posts.to), gt(posts.to, now)),
      ),
    )
    .orderBy(asc(posts.id))
  const leaders = await listLeaders(tx, communeId, now)
  return all.map((unit) => {
    const group = groups.find((one) => one.unitId === unit.id)
    return {
      ...unit,
      group: group && {
        chatId: group.chatId,
        title: group.title ?? '',
        serves: all
          .filter((one) => groups.some((of) => of.chatId === group.chatId && of.unitId === one.id))
          .map((one) => one.name),
        unreachable: group.unreachableAt !== null,
      },
      staff: held.flatMap(({ unitId, role, name }) =>
        unitId === unit.id && (role === 'head' || role === 'deputy' || role === 'contact') ? [{ role, name }] : [],
      ),
      leader: leaders.find((leader) => leader.personId === unit.leaderId)?.name,
    }
  })
}

/** Who can be a unit's leader in charge: chairman and leaders. */
export async function listLeaders(tx: Tx, communeId: number, now: Date): Promise<{ personId: number; name: string }[]> {
  const rows = await tx
    .select({ personId: posts.personId, name: persons.name })
    .from(posts)
    .innerJoin(persons, eq(persons.id, posts.personId))
    .where(
      and(
        eq(posts.communeId, communeId),
        inArray(posts.role, ['chairman', 'leader']),
        or(isNull(posts.to), gt(posts.to, now)),
      ),
    )
    .orderBy(asc(posts.id))
  return rows.filter((row, index) => rows.findIndex((other) => other.personId === row.personId) === index)
}

/** Remembers which units a collective ("các phòng chuyên môn") meant, by its folded words. */
export async function rememberCollectives(
  tx: Tx,
  communeId: number,
  collectives: Readonly<Record<string, number[]>>,
): Promise<void> {
  await lockCommune(tx, communeId)
  const [row] = await tx.select({ settings: communes.settings }).from(communes).where(eq(communes.id, communeId))
  if (!row) throw new Error(`no commune ${communeId}`)
  const known = readSettings(row.settings).collectives
  await tx
    .update(communes)
    .set({ settings: { ...row.settings, collectives: { ...known, ...collectives } } })
    .where(eq(communes.id, communeId))
}
