// Communes and their units as kept.
import { and, asc, eq, isNull } from 'drizzle-orm'
import { makeWorkCalendar, type WorkCalendar } from '../../calendar/work-calendar.js'
import type { Tx } from '../../db/db.js'
import { communes, days, unitAliases, units } from '../../db/schema/communes.js'
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

/** The national calendar with the commune's own days in it. */
export async function communeCalendar(tx: Tx, communeId: number): Promise<WorkCalendar> {
  return makeWorkCalendar(
    await tx.select({ day: days.day, kind: days.kind }).from(days).where(eq(days.communeId, communeId)),
  )
}
