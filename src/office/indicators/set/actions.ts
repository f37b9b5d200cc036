// What may happen to a commune's set of indicators. Officers only; every change goes into the trail.
import { and, eq, inArray, sql } from 'drizzle-orm'
import type { Tx } from '../../../db/db.js'
import { indicators, indicatorTargets } from '../../../db/schema/indicators.js'
import { dayOf } from '../../../lib/day.js'
import { UserError } from '../../../lib/errors.js'
import { fold } from '../../../lib/vietnamese.js'
import { readName } from '../../communes/names.js'
import { findSuccessor, findUnit, listUnits, lockCommune } from '../../communes/store.js'
import { record, recordAll } from '../../trail/record.js'
import { catalogue } from '../catalogue.js'
import type { Every, Target } from '../indicator.js'
import { findIndicator, type Indicator, listTargets } from '../store.js'
import { firstAsked } from './first-asked.js'

export interface By {
  communeId: number
  actorId: number
}

export function subjectOf(indicatorId: number): string {
  return `indicator:${indicatorId}`
}

/** Takes over what the catalogue has and the commune lacks, with this year's usual targets. Returns how many. */
export async function createSet(tx: Tx, by: By, now: Date): Promise<number> {
  const { communeId } = by
  await lockCommune(tx, communeId)
  const known = await tx.select({ code: indicators.code }).from(indicators).where(eq(indicators.communeId, communeId))
  const wanted = catalogue.filter((one) => !known.some(({ code }) => code === one.code))
  if (wanted.length === 0) return 0
  const askedFrom = await firstAsked(tx, { communeId, unitId: null }, now)
  const units = await listUnits(tx, communeId)
  const unitOf = (names: readonly string[]) => units.find((unit) => names.includes(unit.shortName))?.id ?? null
  const rows = await tx
    .insert(indicators)
    .values(
      wanted.map((one) => ({
        communeId,
        code: one.code,
        name: one.name,
        area: one.area,
        measure: one.measure,
        direction: one.direction,
        share: one.share,
        every: one.every,
        unitId: unitOf(one.units),
        evidence: one.evidence,
        setName: one.setName ?? null,
        maxScore: one.maxScore ?? null,
        position: catalogue.indexOf(one) + 1,
        askedFrom,
      })),
    )
    .returning()
  const year = yearOf(now)
  const targets = rows.flatMap((row) => {
    const target = wanted.find((one) => one.code === row.code)?.target
    return target ? [{ communeId, indicatorId: row.id, year, ...target }] : []
  })
  if (targets.length > 0) await tx.insert(indicatorTargets).values(targets)
  await recordAll(
    tx,
    rows.map((row) => ({
      communeId,
      subject: subjectOf(row.id),
      action: 'indicator.add',
      actorId: by.actorId,
      after: { code: row.code, name: row.name, from: 'catalogue' },
    })),
    now,
  )
  return rows.length
}

export function yearOf(now: Date): number {
  return Number(dayOf(now).slice(0, 4))
}

export type Change = Partial<
  Pick<
    Indicator,
    'name' | 'area' | 'measure' | 'direction' | 'share' | 'every' | 'unitId' | 'evidence' | 'setName' | 'maxScore'
  >
>

export interface NewIndicator {
  code?: string | undefined
  name: string
  area: string
  measure: string
  direction?: 'up' | 'down'
  share?: boolean
  every?: Every
  unitId?: number | null
  evidence?: string | null
  setName?: string | null
  maxScore?: number | null
}

/** Adds one; without a code it gets the next `CT…`. */
export async function addIndicator(tx: Tx, input: By & NewIndicator, now: Date): Promise<Indicator> {
  const { communeId, actorId } = input
  await lockCommune(tx, communeId)
  const name = readName(input.name, 300)
  const all = await tx.select().from(indicators).where(eq(indicators.communeId, communeId))
  const same = all.find((one) => one.closedAt === null && fold(one.name) === fold(name))
  if (same) throw new UserError('indicators-same-name', { code: same.code, name: same.name })
  if (input.code && all.some((one) => one.code === input.code))
    throw new UserError('indicators-same-code', { code: input.code })
  const unitId = await checkUnit(tx, communeId, input.unitId)
  const last = Math.max(0, ...all.map((one) => Number(/^CT(\d{1,5})$/.exec(one.code)?.[1] ?? 0)))
  const [row] = await tx
    .insert(indicators)
    .values({
      communeId,
      code: input.code ?? `CT${String(last + 1).padStart(2, '0')}`,
      name,
      area: input.area,
      measure: input.measure,
      direction: input.direction ?? 'up',
      share: input.share ?? input.measure === '%',
      every: input.every ?? 'month',
      unitId: unitId ?? null,
      evidence: input.evidence ?? null,
      setName: input.setName ?? null,
      maxScore: input.maxScore ?? null,
      position: Math.max(0, ...all.map((one) => one.position)) + 1,
      askedFrom: await firstAsked(tx, { communeId, unitId: unitId ?? null }, now),
    })
    .returning()
  if (!row) throw new Error('indicator not stored')
  const after = { code: row.code, name: row.name, measure: row.measure }
  await record(tx, { communeId, subject: subjectOf(row.id), action: 'indicator.add', actorId, after }, now)
  return row
}

async function checkUnit(tx: Tx, communeId: number, unitId: number | null | undefined) {
  if (unitId === null || unitId === undefined) return unitId
  const unit = await findUnit(tx, communeId, unitId)
  if (!unit || unit.closedAt || unit.kind === 'partner') throw new UserError('indicators-no-unit')
  return unit.id
}

/** The open indicator with this number; a `UserError` when it is another commune's, closed or none. */
export async function needIndicator(tx: Tx, communeId: number, id: number): Promise<Indicator> {
  const row = await findIndicator(tx, communeId, id)
  if (!row || row.closedAt) throw new UserError('indicators-unknown')
  return row
}

/** Changes what is given and differs. */
export async function changeIndicator(
  tx: Tx,
  input: By & { indicatorId: number; change: Change },
  now: Date,
): Promise<Indicator> {
  const { communeId, actorId } = input
  const row = await needIndicator(tx, communeId, input.indicatorId)
  const change: Change = { ...input.change }
  if (change.name !== undefined) change.name = readName(change.name, 300)
  if (change.unitId !== undefined) change.unitId = (await checkUnit(tx, communeId, change.unitId)) ?? null
  // The unit that goes on for a merged one reports it already; what is past stays the other's.
  if (change.unitId && row.unitId !== null && (await findSuccessor(tx, communeId, row.unitId))?.id === change.unitId)
    change.unitId = row.unitId
  const keys = (Object.keys(change) as (keyof Change)[]).filter((key) => change[key] !== row[key])
  if (keys.length === 0) return row
  const [written] = await tx
    .update(indicators)
    .set(change)
    .where(and(eq(indicators.communeId, communeId), eq(indicators.id, row.id)))
    .returning()
  if (!written) throw new Error(`indicator ${row.id} is gone`)
  const part = (from: Indicator) => Object.fromEntries(keys.map((key) => [key, from[key]]))
  await record(
    tx,
    {
      communeId,
      subject: subjectOf(row.id),
      action: 'indicator.change',
      actorId,
      before: part(row),
      after: part(written),
    },
    now,
  )
  return written
}

/** Sets the target of a year, or takes it away. */
export async function setTarget(
  tx: Tx,
  input: By & { indicatorId: number; year: number; target: Target | undefined },
  now: Date,
): Promise<void> {
  const { communeId, actorId, year, target } = input
  const row = await needIndicator(tx, communeId, input.indicatorId)
  const old = (await listTargets(tx, communeId, year)).get(row.id)
  if (old?.value === target?.value && old?.comparison === target?.comparison) return
  const key = and(
    eq(indicatorTargets.communeId, communeId),
    eq(indicatorTargets.indicatorId, row.id),
    eq(indicatorTargets.year, year),
  )
  if (!target) await tx.delete(indicatorTargets).where(key)
  else
    await tx
      .insert(indicatorTargets)
      .values({ communeId, indicatorId: row.id, year, ...target })
      .onConflictDoUpdate({
        target: [indicatorTargets.communeId, indicatorTargets.indicatorId, indicatorTargets.year],
        set: { comparison: target.comparison, value: target.value },
      })
  await record(
    tx,
    {
      communeId,
      subject: subjectOf(row.id),
      action: 'indicator.target',
      actorId,
      before: { year, ...old },
      after: { year, ...target },
    },
    now,
  )
}

/** It is no longer asked; its past figures stay. */
export async function closeIndicator(tx: Tx, input: By & { indicatorId: number }, now: Date): Promise<Indicator> {
  const { communeId, actorId } = input
  const row = await needIndicator(tx, communeId, input.indicatorId)
  await tx
    .update(indicators)
    .set({ closedAt: now })
    .where(and(eq(indicators.communeId, communeId), eq(indicators.id, row.id)))
  await record(tx, { communeId, subject: subjectOf(row.id), action: 'indicator.close', actorId }, now)
  return row
}

/** Copies the targets of a year to those indicators that have none in another. Returns how many. */
export async function copyTargets(tx: Tx, input: By & { from: number; to: number }, now: Date): Promise<number> {
  const { communeId, actorId, from, to } = input
  await lockCommune(tx, communeId)
  const open = await tx
    .select({ id: indicators.id })
    .from(indicators)
    .where(and(eq(indicators.communeId, communeId), sql`${indicators.closedAt} is null`))
  if (open.length === 0) return 0
  const old = await tx
    .select()
    .from(indicatorTargets)
    .where(
      and(
        eq(indicatorTargets.communeId, communeId),
        eq(indicatorTargets.year, from),
        inArray(
          indicatorTargets.indicatorId,
          open.map((one) => one.id),
        ),
      ),
    )
  if (old.length === 0) return 0
  const made = await tx
    .insert(indicatorTargets)
    .values(old.map((row) => ({ ...row, year: to })))
    .onConflictDoNothing()
    .returning()
  await recordAll(
    tx,
    made.map((row) => ({
      communeId,
      subject: subjectOf(row.indicatorId),
      action: 'indicator.target',
      actorId,
      after: { year: to, comparison: row.comparison, value: row.value, copiedFrom: from },
    })),
    now,
  )
  return made.length
}
