// Figures typed by code, without a question: "CT08 91,5", "766-3: 20,1; CT01 = 23/25". An ordinary sentence is none.
import type { Period } from '../../../calendar/period.js'
import { writePeriod } from '../../../calendar/period.js'
import { action } from '../../../chat/action.js'
import type { Tx } from '../../../db/db.js'
import { UserError } from '../../../lib/errors.js'
import { shorten } from '../../../lib/vietnamese.js'
import type { Ctx, OpenQuestion } from '../../../talk/entry.js'
import { listOpenQuestions } from '../../../talk/questions.js'
import { reply } from '../../../talk/reply.js'
import { inRows } from '../set/screens.js'
import { listIndicators } from '../store.js'
import { type IndicatorRow, indicatorTable } from '../table.js'
import { refusalToGive } from './actions.js'
import { QUESTION, readAsked } from './asking.js'
import { takeFigures, takeUnasked } from './entering.js'
import type { Proved } from './evidence/giving.js'
import { readFigure, sameCode, splitFigures } from './reading.js'
import { monthArgument } from './screens.js'

export interface TypedFigures {
  text: string
  /** The codes as typed. */
  codes: string[]
}

const MOST_TEXT = 2000
/** More words than a unit of measure has make a sentence. */
const MOST_WORDS = 3

/** Every part has a code in front, and one at least a figure behind it; undefined for anything else. Pure. */
export function readTypedFigures(text: string): TypedFigures | undefined {
  if (text.length > MOST_TEXT) return undefined
  const items = splitFigures(text)
  const codes = items.flatMap(({ key }) => (key !== undefined && !/^\d{1,2}$/.test(key) ? [key] : []))
  if (items.length === 0 || codes.length < items.length || !items.some(({ words }) => isFigure(words))) return undefined
  return { text, codes }
}

function isFigure(words: string): boolean {
  const reading = readFigure(words)
  const isSaid = 'figure' in reading && (reading.figure.kind === 'missing' || reading.figure.kind === 'none')
  if (isSaid) return true
  if ((words.match(/\p{L}+/gu)?.length ?? 0) > MOST_WORDS) return false
  return 'figure' in reading || reading.trouble.code !== 'indicators-figure-no-number'
}

/** Does one of the codes stand for an indicator of the commune? */
export async function standsForFigures(tx: Tx, ctx: Ctx, { codes }: Pick<TypedFigures, 'codes'>): Promise<boolean> {
  const all = await listIndicators(tx, ctx.actor.communeId)
  return codes.some((code) => all.some((one) => sameCode(code, one.code)))
}

/**
 * While this person is being asked for figures here, it answers that; else it is of the one unit whose figures they may give. Returns which
 * figures were spoken of; undefined when it is not clear of which unit.
 */
export async function takeTypedFigures(
  tx: Tx,
  ctx: Ctx,
  typed: TypedFigures,
  unitsHere: readonly number[],
): Promise<Proved | undefined> {
  const month = await monthArgument(tx, ctx, undefined)
  const rows = await indicatorTable(tx, { communeId: ctx.actor.communeId, period: month }, ctx.now)
  const question = await questionFor(tx, ctx, typed, month, rows)
  const proved = (unitId: number, at: Period): Proved => ({
    unitId,
    month: at,
    indicatorIds: rows
      .filter((row) => row.unit.id === unitId && isOneOf(row, typed.codes))
      .map((row) => row.indicator.id),
  })
  if (question) {
    await takeFigures(tx, ctx, question, { kind: 'text', text: typed.text })
    const asked = readAsked(question)
    return proved(asked.unitId, asked.month)
  }

  const unitIds = unitsOf(ctx, typed, rows, unitsHere)
  const [unitId] = unitIds
  const codes = typed.codes.map((code) => shorten(code, 20)).join(', ')
  if (unitId === undefined) throw new UserError('indicators-typed-none', { codes, period: writePeriod(month) })
  if (unitIds.length === 1) {
    await takeUnasked(tx, ctx, { unitId, month }, typed.text)
    return proved(unitId, month)
  }
  const units = unitIds.flatMap((id) => rows.find((row) => row.unit.id === id)?.unit ?? [])
  await reply(tx, ctx, ctx.t('indicators-typed-which', { codes, period: writePeriod(month) }), {
    choices: inRows(
      units.map((unit) => ({ label: shorten(unit.shortName, 30), action: action('indicators.unit', unit.id, month) })),
      3,
    ),
  })
  return undefined
}

/** The newest question for figures of this month that has one of these codes. */
async function questionFor(
  tx: Tx,
  ctx: Ctx,
  { codes }: TypedFigures,
  month: Period,
  rows: readonly IndicatorRow[],
): Promise<OpenQuestion | undefined> {
  const key = { chatId: ctx.chat.id, personId: ctx.actor.personId, action: QUESTION }
  return (await listOpenQuestions(tx, key)).find((question) => {
    const asked = readAsked(question)
    return asked.month === month && rows.some((row) => row.unit.id === asked.unitId && isOneOf(row, codes))
  })
}

const isOneOf = (row: IndicatorRow, codes: readonly string[]) =>
  codes.some((code) => sameCode(code, row.indicator.code))

/** The units that report these codes and whose figures this person may give here: their own before those an officer may. */
export function unitsOf(
  ctx: Ctx,
  { codes }: Pick<TypedFigures, 'codes'>,
  rows: readonly IndicatorRow[],
  unitsHere: readonly number[],
): number[] {
  const reporting = [...new Set(rows.filter((row) => isOneOf(row, codes)).map((row) => row.unit.id))]
  const given = reporting.filter((unitId) => !refusalToGive(ctx.actor, unitId))
  const own = given.filter((unitId) => unitsHere.includes(unitId))
  return own.length > 0 || ctx.chat.kind === 'group' ? own : given
}
