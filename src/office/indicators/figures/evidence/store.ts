// What proves figures, as kept: files and numbers of documents, by indicator, unit and period.
import { and, asc, eq, gte, inArray, isNotNull, like } from 'drizzle-orm'
import type { Period } from '../../../../calendar/period.js'
import type { Tx } from '../../../../db/db.js'
import { files } from '../../../../db/schema/files.js'
import { figureEvidence, indicators } from '../../../../db/schema/indicators.js'
import { persons } from '../../../../db/schema/people.js'
import { record } from '../../../trail/record.js'
import { figurePeriods } from '../../indicator.js'
import { subjectOf } from '../../set/actions.js'
import type { Indicator } from '../../store.js'
import type { IndicatorRow } from '../../table.js'

/** The figure that is proved. */
export interface FigureKey {
  indicatorId: number
  period: Period
}

/** The figures of a row that are asked in this month's report. */
export function keysOf({ indicator }: Pick<IndicatorRow, 'indicator'>, month: Period): FigureKey[] {
  return figurePeriods(indicator.every, month).map((period) => ({ indicatorId: indicator.id, period }))
}

export interface NewEvidence {
  communeId: number
  unitId: number
  figures: readonly FigureKey[]
  /** One of the two. */
  fileId?: number
  documentNumber?: string
  personId: number
  /** The unit, where somebody outside it gave it. */
  onBehalfOf: number | undefined
  givenAt: Date
}

/** Files one piece under each of the figures, with a line of the trail for each. */
export async function fileFigureEvidence(tx: Tx, input: NewEvidence, now: Date): Promise<void> {
  const { communeId, unitId, fileId = null, documentNumber = null, personId, onBehalfOf, givenAt } = input
  const one = { communeId, unitId, fileId, documentNumber, givenBy: personId, givenAt }
  for (const { indicatorId, period } of input.figures) {
    await tx.insert(figureEvidence).values({ ...one, indicatorId, period })
    const after = { unitId, period, ...(fileId === null ? { documentNumber } : { fileId }) }
    const subject = subjectOf(indicatorId)
    await record(tx, { communeId, subject, action: 'figure.evidence', actorId: personId, onBehalfOf, after }, now)
  }
}

/** So long, in milliseconds, a slip in the number of a document is put right by changing the message. */
const SLIP = 3600_000

/** Takes back the numbers of documents that this person gave for these figures just before. The trail keeps them. */
export async function forgetDocument(
  tx: Tx,
  input: { communeId: number; unitId: number; figures: readonly FigureKey[]; personId: number },
  now: Date,
): Promise<void> {
  for (const { indicatorId, period } of input.figures)
    await tx
      .delete(figureEvidence)
      .where(
        and(
          eq(figureEvidence.communeId, input.communeId),
          eq(figureEvidence.unitId, input.unitId),
          eq(figureEvidence.indicatorId, indicatorId),
          eq(figureEvidence.period, period),
          eq(figureEvidence.givenBy, input.personId),
          isNotNull(figureEvidence.documentNumber),
          gte(figureEvidence.givenAt, new Date(now.getTime() - SLIP)),
        ),
      )
}

export interface FigureEvidence extends FigureKey {
  id: number
  indicator: Pick<Indicator, 'code' | 'name' | 'area'>
  unitId: number
  fileId: number | null
  sha256: string | null
  /** The file's name, or the document's number as given. */
  name: string
  /** Bytes. */
  size: number
  givenBy: string | null
  givenAt: Date
}

/** What proves the figures of these periods, or of all periods of a year, the oldest first. */
export async function listFigureEvidence(
  tx: Tx,
  communeId: number,
  of: { periods: readonly Period[] } | { year: number },
): Promise<FigureEvidence[]> {
  // A period begins with its year, whatever its kind.
  const within =
    'year' in of ? like(figureEvidence.period, `${of.year}%`) : inArray(figureEvidence.period, [...of.periods])
  const rows = await tx
    .select({ item: figureEvidence, indicator: indicators, file: files, person: persons.name })
    .from(figureEvidence)
    .innerJoin(
      indicators,
      and(eq(indicators.communeId, figureEvidence.communeId), eq(indicators.id, figureEvidence.indicatorId)),
    )
    .leftJoin(files, and(eq(files.communeId, figureEvidence.communeId), eq(files.id, figureEvidence.fileId)))
    .leftJoin(persons, eq(persons.id, figureEvidence.givenBy))
    .where(and(eq(figureEvidence.communeId, communeId), within))
    .orderBy(asc(figureEvidence.id))
  return rows.map(({ item, indicator, file, person }) => ({
    id: item.id,
    indicator,
    indicatorId: item.indicatorId,
    period: item.period,
    unitId: item.unitId,
    fileId: item.fileId,
    sha256: file?.sha256 ?? null,
    name: file?.name ?? item.documentNumber ?? '',
    size: file?.size ?? 0,
    givenBy: person,
    givenAt: item.givenAt,
  }))
}

/**
 * What proves a unit's figures that are asked in this month's report; of an indicator that one unit reports also what was given by the unit that
 * did so before it went into this one.
 */
export async function listUnitEvidence(
  tx: Tx,
  communeId: number,
  { unitId, month, rows }: { unitId: number; month: Period; rows: readonly IndicatorRow[] },
): Promise<FigureEvidence[]> {
  const periods = [...new Set(rows.flatMap((row) => keysOf(row, month).map((key) => key.period)))]
  const ofOneUnit = new Set(rows.flatMap(({ indicator }) => (indicator.unitId === null ? [] : [indicator.id])))
  const all = await listFigureEvidence(tx, communeId, { periods })
  return all.filter((item) => item.unitId === unitId || ofOneUnit.has(item.indicatorId))
}
