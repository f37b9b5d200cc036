// Figures typed by code, without a question: "CT08 91,5", "766-3: 20,1; CT01 = 23/25". An ordinary sentence is none.
import type { Period } from '../../../calendar/period.js'
import { writePeriod } from '../../../calendar/period.js'
import { action } from '../../../chat/action.js'
import type { Tx } from '../../../db/db.js'
import { UserError } from '../../../lib/errors.js'
import { clean, fold, shorten } from '../../../lib/vietnamese.js'
import type { Ctx, OpenQuestion } from '../../../talk/entry.js'
import { findQuestionByRef, listOpenQuestions, takesPlainWords } from '../../../talk/questions.js'
import { reply } from '../../../talk/reply.js'
import { slotShown } from '../../../talk/screen.js'
import { listUnits } from '../../communes/store.js'
import { matchUnit } from '../../communes/unit-key.js'
import { findReport, readReportSlot } from '../report/store.js'
import { yearOf } from '../set/actions.js'
import { inRows } from '../set/screens.js'
import { listIndicators } from '../store.js'
import { type IndicatorRow, indicatorTable } from '../table.js'
import { lastGiven, refusalToGive } from './actions.js'
import { type Asked, QUESTION, readAsked } from './asking.js'
import { takeFigures, takeUnasked } from './entering.js'
import type { Proved } from './evidence/giving.js'
import { readFigure, sameCode, splitFigures } from './reading.js'
import { monthArgument, readFiguresSlot, unitRows } from './screens.js'

export interface TypedFigures {
  text: string
  /** The codes as typed. */
  codes: string[]
  /** The words in front, where there are any: a unit, or this was no answer. */
  unit?: string
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

const unitInFront = /^(\p{L}[\p{L} &,–-]{0,60}?) ?[:–-]? (?=(?:[a-z]{1,6}[ -]?\d{1,4}|\d{3}-\d{1,3})(?![\p{L}\d]))/iu

/** The same with words in front: "VP CT10 60%", "Phòng Kinh tế: CT11 47%". Whether they name a unit is for the caller to see. Pure. */
export function readFiguresOfUnit(text: string): TypedFigures | undefined {
  const words = clean(text).trim()
  const [front = '', unit] = unitInFront.exec(words) ?? []
  const behind = unit === undefined ? undefined : readTypedFigures(words.slice(front.length))
  return behind && unit !== undefined ? { ...behind, unit } : undefined
}

function isFigure(words: string): boolean {
  const reading = readFigure(words)
  const isSaid = 'figure' in reading && (reading.figure.kind === 'missing' || reading.figure.kind === 'none')
  if (isSaid) return true
  if ((words.match(/\p{L}+/gu)?.length ?? 0) > MOST_WORDS) return false
  return 'figure' in reading || reading.trouble.code !== 'indicators-figure-no-number'
}

/** Does one of the codes stand for an indicator of the commune, and what stands in front for a unit? */
export async function standsForFigures(
  tx: Tx,
  ctx: Ctx,
  { codes, unit }: Pick<TypedFigures, 'codes' | 'unit'>,
): Promise<boolean> {
  const all = await listIndicators(tx, ctx.actor.communeId)
  return codes.some((code) => all.some((one) => sameCode(code, one.code))) && namesUnit(tx, ctx, unit)
}

async function namesUnit(tx: Tx, ctx: Ctx, words: string | undefined): Promise<boolean> {
  return words === undefined || matchUnit(await listUnits(tx, ctx.actor.communeId), words)?.sure === true
}

/** "CT77 5" where the commune's codes are CT01 to CT22: a slip, not a sentence. */
export async function looksLikeCodes(tx: Tx, ctx: Ctx, { codes, unit }: TypedFigures): Promise<boolean> {
  // While figures are asked for here, the question says itself what is wrong.
  const open = await listOpenQuestions(tx, { chatId: ctx.chat.id, personId: ctx.actor.personId, action: QUESTION })
  if (open.length > 0) return false
  const family = (code: string) => fold(code).replace(/ ?\d+$/, '')
  const families = new Set((await listIndicators(tx, ctx.actor.communeId)).map((one) => family(one.code)))
  return codes.every((code) => families.has(family(code))) && namesUnit(tx, ctx, unit)
}

/** None of the codes is in the set: says so, and where the codes are. */
export function refuseCodes({ actor, now }: Ctx, { codes }: TypedFigures): never {
  const isOfficer = actor.roles.includes('officer')
  throw new UserError('indicators-typed-unknown', {
    codes: codes.map((code) => shorten(code, 20)).join(', '),
    year: String(yearOf(now)),
    command: isOfficer ? '/chitieu' : '/solieu',
  })
}

/**
 * While this person is being asked for figures here, it answers that; else it is of the one unit whose figures they may give, of the month of
 * what it replies to, or of the current one. Returns which figures were spoken of; undefined when it is not clear of which unit.
 */
export async function takeTypedFigures(
  tx: Tx,
  ctx: Ctx,
  typed: TypedFigures,
  unitsHere: readonly number[],
): Promise<Proved | undefined> {
  const below = (await repliedTo(tx, ctx)) ?? (await changedNow(tx, ctx, typed))
  const month = below?.month ?? (await monthArgument(tx, ctx, undefined))
  if (typed.unit !== undefined) return takeForUnit(tx, ctx, { ...typed, unit: typed.unit }, month)
  const question = await questionFor(tx, ctx, typed, month, below !== undefined)
  if (question) {
    const asked = readAsked(question)
    await takeFigures(tx, ctx, question, { kind: 'text', text: typed.text })
    return spokenOf(typed, asked, await unitRows(tx, ctx, asked.unitId, asked.month))
  }

  const rows = await indicatorTable(tx, { communeId: ctx.actor.communeId, period: month }, ctx.now)
  const reporting = unitsOf(ctx, typed, rows, unitsHere)
  const unitIds = below && reporting.includes(below.unitId) ? [below.unitId] : reporting
  const [unitId] = unitIds
  const codes = typed.codes.map((code) => shorten(code, 20)).join(', ')
  if (unitId === undefined) throw new UserError('indicators-typed-none', { codes, period: writePeriod(month) })
  if (unitIds.length === 1) {
    await takeUnasked(tx, ctx, { unitId, month }, typed.text)
    return spokenOf(typed, { unitId, month }, rows)
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

/** "VP CT10 60%": of the unit that was named, by whoever may answer for it. */
async function takeForUnit(
  tx: Tx,
  ctx: Ctx,
  typed: TypedFigures & { unit: string },
  month: Period,
): Promise<Proved | undefined> {
  const { communeId } = ctx.actor
  const unit = matchUnit(await listUnits(tx, communeId), typed.unit)?.unit
  if (!unit) throw new UserError('indicators-no-unit')
  const said = { codes: typed.codes.map((code) => shorten(code, 20)).join(', '), unit: unit.name }
  if (refusalToGive(ctx.actor, unit.id)) throw new UserError('indicators-typed-not-yours', said)
  const rows = await unitRows(tx, ctx, unit.id, month)
  if (!rows.some((row) => isOneOf(row, typed.codes)))
    throw new UserError('indicators-typed-not-theirs', { ...said, period: writePeriod(month) })
  await takeUnasked(tx, ctx, { unitId: unit.id, month }, typed.text)
  return spokenOf(typed, { unitId: unit.id, month }, rows)
}

type Place = Pick<Asked, 'unitId' | 'month'>

function spokenOf({ codes }: TypedFigures, { unitId, month }: Place, rows: readonly IndicatorRow[]): Proved {
  const own = rows.filter((row) => row.unit.id === unitId && isOneOf(row, codes))
  return { unitId, month, indicatorIds: own.map((row) => row.indicator.id) }
}

/** Whose figures of which month the message replied to asked for, be it answered long ago, or shows. */
async function repliedTo(tx: Tx, ctx: Ctx): Promise<Place | undefined> {
  const { happening } = ctx.incoming
  const ref = happening.kind === 'text' || happening.kind === 'file' ? happening.replyTo : undefined
  if (ref === undefined) return undefined
  const question = await findQuestionByRef(tx, ctx.chat.id, ref)
  if (question) return question.action === QUESTION ? readAsked(question) : undefined
  const slot = await slotShown(tx, ctx.chat.id, ref)
  if (slot === undefined) return undefined
  const reportId = readReportSlot(slot)
  if (reportId === undefined) return readFiguresSlot(slot)
  const report = await findReport(tx, ctx.actor.communeId, reportId)
  return report && { unitId: report.unitId, month: report.period }
}

/** So long after a figure was given the message may be changed and mean the same one, in milliseconds. */
const CHANGE_MS = 60 * 60_000

/** Of which unit and month the figure is that this person gave just now, whose message was changed. */
async function changedNow(tx: Tx, ctx: Ctx, { codes }: TypedFigures): Promise<Place | undefined> {
  const { incoming, actor, now } = ctx
  if (incoming.happening.kind !== 'text' || !incoming.happening.edited) return undefined
  const all = await listIndicators(tx, actor.communeId)
  const ids = all.filter((one) => codes.some((code) => sameCode(code, one.code))).map((one) => one.id)
  const given = await lastGiven(tx, { communeId: actor.communeId, personId: actor.personId, ids })
  return given && now.getTime() - given.at.getTime() < CHANGE_MS ? given : undefined
}

/**
 * The newest question for figures that has one of these codes: of this month; and where the message is no reply, also one of another month
 * that plain words still answer.
 */
async function questionFor(
  tx: Tx,
  ctx: Ctx,
  { codes }: TypedFigures,
  month: Period,
  isReply: boolean,
): Promise<OpenQuestion | undefined> {
  const key = { chatId: ctx.chat.id, personId: ctx.actor.personId, action: QUESTION }
  for (const question of await listOpenQuestions(tx, key)) {
    const asked = readAsked(question)
    if (asked.month !== month && (isReply || !takesPlainWords(question, ctx.now))) continue
    if ((await unitRows(tx, ctx, asked.unitId, asked.month)).some((row) => isOneOf(row, codes))) return question
  }
  return undefined
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
  const asked = rows.filter((row) => isOneOf(row, codes) && !refusalToGive(ctx.actor, row.answers))
  const given = [...new Set(asked.map((row) => row.unit.id))]
  const own = given.filter((unitId) => asked.some((row) => row.unit.id === unitId && unitsHere.includes(row.answers)))
  return own.length > 0 || ctx.chat.kind === 'group' ? own : given
}
