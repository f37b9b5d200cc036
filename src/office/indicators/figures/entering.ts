// Figures that come as answers: several in one message, each kept, asked back or named with what is wrong with it; and the buttons below a question.
import { writePeriod } from '../../../calendar/period.js'
import { action } from '../../../chat/action.js'
import type { Tx } from '../../../db/db.js'
import { UserError } from '../../../lib/errors.js'
import { clean, fold, shorten } from '../../../lib/vietnamese.js'
import type { Answer, Ctx, OpenQuestion } from '../../../talk/entry.js'
import { closeQuestion } from '../../../talk/questions.js'
import { reply } from '../../../talk/reply.js'
import { groupBy } from '../../assignments/grouping.js'
import { figurePeriods } from '../indicator.js'
import { refreshReportsOf } from '../report/show.js'
import type { IndicatorRow } from '../table.js'
import { type Given, recordFigure } from './actions.js'
import {
  type Asked,
  ask,
  askBack,
  askNext,
  checkMayGive,
  finish,
  heldBack,
  questionOf,
  readAsked,
  standing,
} from './asking.js'
import { tellAfterSending, tellChanged } from './changed.js'
import { unitRows, writeGiven } from './screens.js'
import { type Refused, readsAsFigures, type Sorted, sortFigures } from './sorting.js'

/** An answer by text. What cannot be read leaves the question open. */
export async function takeFigures(tx: Tx, ctx: Ctx, question: OpenQuestion, answer: Answer): Promise<void> {
  if (answer.kind !== 'text') throw new UserError('indicators-as-text')
  const kept = readAsked(question)
  await checkMayGive(tx, ctx, kept.unitId, kept.month)
  const rows = await unitRows(tx, ctx, kept.unitId, kept.month)
  const { asked, said } = await standing(tx, ctx, kept, rows)
  const isAsked = rows.some((row) => row.indicator.id === asked.at)
  if (asked.reason && isAsked && !readsAsFigures(answer.text, rows, asked.at))
    return takeReason(tx, ctx, question, asked, rows, answer.text)
  const sorted = sortFigures(answer.text, rows, asked.at, asked.pending)
  const { given, jumps, unexplained, refused } = sorted
  const isNothing = given.length === 0 && jumps.every((one) => asked.pending?.includes(one)) && unexplained.length === 0
  if (isNothing && said === '') throw refusal(ctx, refused)
  await closeQuestion(tx, question.id, ctx.now)
  // What is asked no more is not asked for again.
  if (isNothing) return finish(tx, ctx, asked, rows, said)
  const { pending: _, reason: __, ...rest } = asked
  await goOn(tx, ctx, rest, rows, sorted, said)
}

/** Figures that nobody asked for, each with its code. */
export async function takeUnasked(
  tx: Tx,
  ctx: Ctx,
  { unitId, month }: Pick<Asked, 'unitId' | 'month'>,
  text: string,
): Promise<void> {
  await checkMayGive(tx, ctx, unitId, month)
  const rows = await unitRows(tx, ctx, unitId, month)
  const sorted = sortFigures(text, rows, 0)
  const { given, jumps, unexplained, refused } = sorted
  if (given.length + jumps.length + unexplained.length === 0) throw refusal(ctx, refused)
  await goOn(tx, ctx, { unitId, month, at: 0, alone: true }, rows, sorted)
}

/** Why there is no figure, in the person's own words; `huỷ` leaves it, as the button does. */
async function takeReason(
  tx: Tx,
  ctx: Ctx,
  question: OpenQuestion,
  asked: Asked,
  rows: readonly IndicatorRow[],
  text: string,
): Promise<void> {
  const reason = shorten(clean(text).replace(/\s+/g, ' ').trim(), 300)
  if (fold(reason) === '') throw new UserError('indicators-reason-empty')
  await closeQuestion(tx, question.id, ctx.now)
  if (fold(reason) === 'huy') return askFigure(tx, ctx, asked, rows)
  await keepAndGoOn(tx, ctx, asked, rows, [missing(asked.at, reason)])
}

/** Asks for the figure again after all; where it is asked of the unit no more, that is said. */
async function askFigure(tx: Tx, ctx: Ctx, asked: Asked, rows: readonly IndicatorRow[], said = ''): Promise<void> {
  const { reason: _, ...rest } = asked
  await askAt(tx, ctx, rest, rows, said)
}

async function askAt(tx: Tx, ctx: Ctx, asked: Asked, rows: readonly IndicatorRow[], said: string): Promise<void> {
  const row = rows.find((one) => one.indicator.id === asked.at)
  if (row) await ask(tx, ctx, asked, rows, row, said)
  else await finish(tx, ctx, asked, rows, said)
}

/** `Huỷ` below the question why. */
export async function leaveReason(tx: Tx, ctx: Ctx, id: string | undefined): Promise<void> {
  const { asked, rows, said } = await questionOf(tx, ctx, id)
  await askFigure(tx, ctx, asked, rows, said)
}

const missing = (indicatorId: number, missingReason: string): Given => ({
  indicatorId,
  figure: { numerator: null, denominator: null, value: null, missingReason },
})

/** Nothing could be taken: one reason in its own words, several as lines. */
function refusal(ctx: Ctx, refused: readonly Refused[]): UserError {
  const [first] = refused
  if (first && refused.length === 1) return new UserError(first.code, first.args)
  return new UserError('indicators-figures-refused', { lines: refusedLines(ctx, refused) })
}

function refusedLines({ t }: Ctx, refused: readonly Refused[]): string {
  return refused.map(({ code, args }) => `\n– ${t(code, args)}`).join('')
}

/**
 * Keeps what is sure, names what cannot be taken, asks back what may be a slip, and goes on. Also for figures that came by `.xlsx`. `before`:
 * what is said in front of it.
 */
export async function goOn(
  tx: Tx,
  ctx: Ctx,
  asked: Asked,
  rows: readonly IndicatorRow[],
  { given, jumps, unexplained, refused }: Sorted,
  before = '',
): Promise<void> {
  const taken = new Set([...given, ...jumps].map((one) => one.indicatorId))
  const held = await heldBack(tx, ctx, asked, rows)
  // What is corrected is not asked back any more, and the rest is asked anew.
  for (const id of held.questionIds) await closeQuestion(tx, id, ctx.now)
  const kept = await keep(tx, ctx, asked, rows, given)
  const left = refused.length > 0 ? ctx.t('indicators-figures-refused', { lines: refusedLines(ctx, refused) }) : ''
  const said = [before, held.said, kept, left].filter(Boolean).join('\n')
  const pending = [...jumps, ...held.pending.filter((one) => !taken.has(one.indicatorId))]
  const why = [...(asked.unexplained ?? []), ...unexplained].filter((id) => !taken.has(id))
  const again = rows.find((row) => refused.some((one) => one.indicatorId === row.indicator.id))
  if (again && pending.length + why.length === 0)
    return ask(tx, ctx, { ...asked, at: again.indicator.id }, rows, again, said)
  await finish(tx, ctx, { ...asked, pending, unexplained: why }, rows, said)
}

async function keepAndGoOn(
  tx: Tx,
  ctx: Ctx,
  asked: Asked,
  rows: readonly IndicatorRow[],
  given: readonly Given[],
  before = '',
): Promise<void> {
  const kept = await keep(tx, ctx, asked, rows, given)
  const isGiven = (id: number) => given.some((one) => one.indicatorId === id)
  const pending = (asked.pending ?? []).filter((one) => !isGiven(one.indicatorId))
  const unexplained = (asked.unexplained ?? []).filter((id) => !isGiven(id))
  await finish(tx, ctx, { ...asked, pending, unexplained }, rows, [before, kept].filter(Boolean).join('\n'))
}

/** Records them and says what was understood. */
async function keep(
  tx: Tx,
  ctx: Ctx,
  { unitId, month }: Asked,
  rows: readonly IndicatorRow[],
  given: readonly Given[],
): Promise<string> {
  for (const one of given) await recordFigure(tx, { actor: ctx.actor, unitId, month, ...one }, ctx.now)
  if (given.length === 0) return ''
  await tellChanged(tx, ctx, { unitId, month }, rows, given)
  await tellAfterSending(tx, ctx, { unitId, month }, rows, given)
  await refreshReportsOf(tx, { communeId: ctx.actor.communeId, month, unitId }, ctx.now)
  const isOwn = ctx.actor.units.some((post) => post.unitId === unitId)
  const unit = rows.find((row) => row.unit.id === unitId)?.unit.name
  // Of the month, and of the quarter, half-year or year that ends with it.
  const periodOf = ({ indicatorId }: Given) => {
    const row = rows.find(({ indicator }) => indicator.id === indicatorId)
    return (row && figurePeriods(row.indicator.every, month)[0]) ?? month
  }
  return [...groupBy(given, periodOf)]
    .map(([period, own]) => {
      const figures = own.map((one) => writeGiven(ctx.t, rows, one)).join('; ')
      const said = { period: writePeriod(period), figures }
      return isOwn || !unit ? ctx.t('indicators-kept', said) : ctx.t('indicators-kept-for', { ...said, unit })
    })
    .join('\n')
}

/** `Đúng, giữ`. */
export async function keepPending(tx: Tx, ctx: Ctx, id: string | undefined): Promise<void> {
  const { asked, rows, said } = await questionOf(tx, ctx, id)
  await keepAndGoOn(tx, ctx, asked, rows, asked.pending?.filter((one) => !one.or) ?? [], said)
}

/** `45,5%` or `0,455%`, as was meant; what is chosen by hand is asked back no more. */
export async function keepMeant(tx: Tx, ctx: Ctx, [id, which]: readonly string[]): Promise<void> {
  const { asked, rows, said } = await questionOf(tx, ctx, id)
  const one = asked.pending?.find(({ or }) => or)
  const given = one?.or ? [{ indicatorId: one.indicatorId, figure: which === 'percent' ? one.or : one.figure }] : []
  await keepAndGoOn(tx, ctx, asked, rows, given, said)
}

/** `Sửa`: asks for the first of them again; the others go on waiting. */
export async function retype(tx: Tx, ctx: Ctx, id: string | undefined): Promise<void> {
  const { asked, rows, said } = await questionOf(tx, ctx, id)
  const [first, ...others] = asked.pending ?? []
  await askAt(tx, ctx, { ...asked, at: first?.indicatorId ?? 0, pending: others }, rows, said)
}

/** `Chưa có số liệu`: asks why. */
export async function askReason(tx: Tx, ctx: Ctx, id: string | undefined): Promise<void> {
  const { asked, rows, said } = await questionOf(tx, ctx, id)
  await askAt(tx, ctx, { ...asked, reason: true }, rows, said)
}

const reasons = ['system', 'waiting', 'cutoff'] as const

export async function giveReason(tx: Tx, ctx: Ctx, [id, why]: readonly string[]): Promise<void> {
  const reason = reasons.find((one) => one === why)
  if (!reason) throw new UserError('talk-old-button')
  const { asked, rows, said } = await questionOf(tx, ctx, id)
  const isAsked = rows.some((row) => row.indicator.id === asked.at)
  const given = isAsked ? [missing(asked.at, ctx.t(`indicators-reason-${reason}`))] : []
  await keepAndGoOn(tx, ctx, asked, rows, given, said)
}

export async function skip(tx: Tx, ctx: Ctx, id: string | undefined): Promise<void> {
  const { asked, said } = await questionOf(tx, ctx, id)
  const { at, reason: _, unexplained: __, ...rest } = asked
  await askNext(tx, ctx, { ...rest, skipped: [...(rest.skipped ?? []), at] }, said)
}

export async function stop(tx: Tx, ctx: Ctx, id: string | undefined): Promise<void> {
  const { asked, rows, said } = await questionOf(tx, ctx, id)
  const { unexplained: _, ...rest } = asked
  if (rest.pending?.length) return askBack(tx, ctx, rest, rows, said)
  const left = rows.filter((row) => row.state === 'missing').length
  const words = left > 0 ? ctx.t('indicators-enter-left', { count: left }) : ctx.t('indicators-enter-done')
  await reply(tx, ctx, said ? `${said}\n${words}` : words, {
    choices: [
      [{ label: ctx.t('indicators-button-see'), action: action('indicators.unit', asked.unitId, asked.month) }],
    ],
  })
}
