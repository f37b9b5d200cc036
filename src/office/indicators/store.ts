// Indicators, their targets and their figures as kept. Everything is looked up within one commune.
import { and, asc, eq, inArray, isNull } from 'drizzle-orm'
import { type Period, periodOf } from '../../calendar/period.js'
import type { Tx } from '../../db/db.js'
import { communes } from '../../db/schema/communes.js'
import { figures, indicators, indicatorTargets } from '../../db/schema/indicators.js'
import { type Day, dayOf } from '../../lib/day.js'
import type { Target } from './indicator.js'

export type Indicator = typeof indicators.$inferSelect
export type Figure = typeof figures.$inferSelect

/** The open indicators in the commune's order. */
export async function listIndicators(tx: Tx, communeId: number): Promise<Indicator[]> {
  return tx
    .select()
    .from(indicators)
    .where(and(eq(indicators.communeId, communeId), isNull(indicators.closedAt)))
    .orderBy(asc(indicators.position), asc(indicators.id))
}

/** Closed ones too. */
export async function findIndicator(tx: Tx, communeId: number, id: number): Promise<Indicator | undefined> {
  const [row] = await tx
    .select()
    .from(indicators)
    .where(and(eq(indicators.communeId, communeId), eq(indicators.id, id)))
  return row
}

/** Holds an indicator until the transaction ends: its figures are changed one at a time. */
export async function lockIndicator(tx: Tx, communeId: number, id: number): Promise<Indicator | undefined> {
  const [row] = await tx
    .select()
    .from(indicators)
    .where(and(eq(indicators.communeId, communeId), eq(indicators.id, id)))
    .for('update')
  return row
}

/** The day on which the commune began. */
export async function readFirstDay(tx: Tx, communeId: number): Promise<Day> {
  const [row] = await tx.select({ createdAt: communes.createdAt }).from(communes).where(eq(communes.id, communeId))
  if (!row) throw new Error(`no commune ${communeId}`)
  return dayOf(row.createdAt)
}

/** The calendar month in which the commune began. */
export async function readBeginning(tx: Tx, communeId: number): Promise<Period> {
  return periodOf(await readFirstDay(tx, communeId), 'month', 'calendar')
}

/** The targets of a year by indicator. */
export async function listTargets(tx: Tx, communeId: number, year: number): Promise<Map<number, Target>> {
  const rows = await tx
    .select()
    .from(indicatorTargets)
    .where(and(eq(indicatorTargets.communeId, communeId), eq(indicatorTargets.year, year)))
  return new Map(rows.map((row) => [row.indicatorId, { comparison: row.comparison, value: row.value }]))
}

/** Every figure of these periods. */
export async function listFigures(tx: Tx, communeId: number, periods: readonly Period[]): Promise<Figure[]> {
  if (periods.length === 0) return []
  return tx
    .select()
    .from(figures)
    .where(and(eq(figures.communeId, communeId), inArray(figures.period, [...periods])))
    .orderBy(asc(figures.period), asc(figures.id))
}

export async function findFigure(
  tx: Tx,
  communeId: number,
  key: { indicatorId: number; unitId: number; period: Period },
): Promise<Figure | undefined> {
  const [row] = await tx
    .select()
    .from(figures)
    .where(
      and(
        eq(figures.communeId, communeId),
        eq(figures.indicatorId, key.indicatorId),
        eq(figures.unitId, key.unitId),
        eq(figures.period, key.period),
      ),
    )
  return row
}
