// Figures that come as answers: several in one message, each kept, asked back or named with what is wrong with it; and the buttons below a question.
import { action } from '../../../chat/action.js'
import type { Tx } from '../../../db/db.js'
import { UserError } from '../../../lib/errors.js'
import { clean, fold, shorten } from '../../../lib/vietnamese.js'
import type { Answer, Ctx, OpenQuestion } from '../../../talk/entry.js'
import { closeQuestion } from '../../../talk/questions.js'
import { reply } from '../../../talk/reply.js'
import { refreshReportsOf } from '../report/show.js'
import type { IndicatorRow } from '../table.js'
import { type Given, recordFigure } from './actions.js'
import { type Asked, ask, askBack, askNext, checkMayGive, finish, heldBack, questionOf, readAsked } from './asking.js'
import { unitRows, writeGiven } from './screens.js'
import { type Refused, readsAsFigures, type Sorted, sortFigures } from './sorting.js'

/** An answer by text. What cannot be read leaves the question open. */
export async function takeFigures(tx: Tx, ctx: Ctx, question: OpenQuestion, answer: Answer): Promise<void> {
  if (answer.kind !== 'text') throw new UserError('indicators-as-text')
  const asked = readAsked(question)
  await checkMayGive(tx, ctx, asked.unitId, asked.month)
  const rows = await unitRows(tx, ctx, asked.unitId, asked.month)
  if (asked.reason && !readsAsFigures(answer.text, rows, asked.at))
    return takeReason(tx, ctx, question, rows, answer.text)
  const sorted = sortFigures(answer.text, rows, asked.at, asked.pending)
  const { given, jumps, unexplained, refused } = sorted
  const isNew = (one: Given) => !asked.pending?.some((other) => other.indicatorId === one.indicatorId)
  if (given.length === 0 && !jumps.some(isNew) && unexplained === undefined) throw refusal(ctx, refused)
  await closeQuestion(tx, question.id, ctx.now)
  const { pending: _, reason: __, ...rest } = asked
  await goOn(tx, ctx, rest, rows, sorted)
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
  if (given.length === 0 && jumps.length === 0 && unexplained === undefined) throw refusal(ctx, refused)
  await goOn(tx, ctx, { unitId, month, at: 0, alone: true }, rows, sorted)
}

/** Why there is no figure, in the person's own words; `huỷ` leaves it, as the button does. */
async function takeReason(
  tx: Tx,
  ctx: Ctx,
  question: OpenQuestion,
  rows: readonly IndicatorRow[],
  text: string,
): Promise<void> {
  const asked = readAsked(question)
  const reason = shorten(clean(text).replace(/\s+/g, ' ').trim(), 300)
  if (fold(reason) === '') throw new UserError('indicators-reason-empty')
  await closeQuestion(tx, question.id, ctx.now)
  if (fold(reason) === 'huy') return askFigure(tx, ctx, asked, rows)
  await keepAndGoOn(tx, ctx, asked, rows, [missing(asked.at, reason)])
}

/** Asks for the figure again after all. */
async function askFigure(tx: Tx, ctx: Ctx, asked: Asked, rows: readonly IndicatorRow[]): Promise<void> {
  const row = rows.find((one) => one.indicator.id === asked.at)
  if (!row) throw new UserError('indicators-unknown')
  const { reason: _, ...rest } = asked
  await ask(tx, ctx, rest, rows, row)
}

/** `Huỷ` below the question why. */
export async function leaveReason(tx: Tx, ctx: Ctx, id: string | undefined): Promise<void> {
  const asked = await questionOf(tx, ctx, id)
  await askFigure(tx, ctx, asked, await unitRows(tx, ctx, asked.unitId, asked.month))
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

/** Keeps what is sure, names what cannot be taken, asks back what may be a slip, and goes on. Also for figures that came by `.xlsx`. */
export async function goOn(
  tx: Tx,
  ctx: Ctx,
  asked: Asked,
  rows: readonly IndicatorRow[],
  { given, jumps, unexplained, refused }: Sorted,
): Promise<void> {
  const { t } = ctx
  const isGiven = (one: Given) => [...given, ...jumps].some((other) => other.indicatorId === one.indicatorId)
  const held = (await heldBack(tx, ctx, asked.unitId, asked.month)).filter((one) => !isGiven(one))
  const kept = await keep(tx, ctx, asked, rows, given)
  const left = refused.length > 0 ? t('indicators-figures-refused', { lines: refusedLines(ctx, refused) }) : ''
  const said = [kept, left].filter(Boolean).join('\n')
  const pending = [...jumps, ...held]
  if (pending.length > 0) return askBack(tx, ctx, { ...asked, pending }, rows, said)
  if (unexplained !== undefined) {
    const row = rows.find((one) => one.indicator.id === unexplained)
    if (row) return ask(tx, ctx, { ...asked, at: unexplained, reason: true }, rows, row, said)
  }
  const again = rows.find((row) => refused.some((one) => one.indicatorId === row.indicator.id))
  if (again) return ask(tx, ctx, { ...asked, at: again.indicator.id }, rows, again, said)
  await finish(tx, ctx, asked, rows, said)
}

async function keepAndGoOn(tx: Tx, ctx: Ctx, asked: Asked, rows: readonly IndicatorRow[], given: Given[]) {
  const said = await keep(tx, ctx, asked, rows, given)
  const pending = asked.pending?.filter((one) => !given.some((other) => other.indicatorId === one.indicatorId))
  await finish(tx, ctx, pending ? { ...asked, pending } : asked, rows, said)
}

/** Records them and says what was understood. */
async function keep(
  tx: Tx,
  ctx: Ctx,
  { unitId, month }: Asked,
  rows: readonly IndicatorRow[],
  given: readonly Given[],
): Promise<string> {
  const lines: string[] = []
  for (const one of given) {
    await recordFigure(tx, { actor: ctx.actor, unitId, month, ...one }, ctx.now)
    lines.push(writeGiven(ctx.t, rows, one))
  }
  if (lines.length === 0) return ''
  await refreshReportsOf(tx, { communeId: ctx.actor.communeId, month, unitId }, ctx.now)
  const figures = lines.join('; ')
  const isOwn = ctx.actor.units.some((post) => post.unitId === unitId)
  const unit = rows.find((row) => row.unit.id === unitId)?.unit.name
  return isOwn || !unit ? ctx.t('indicators-kept', { figures }) : ctx.t('indicators-kept-for', { figures, unit })
}

/** `Đúng, giữ`. */
export async function keepPending(tx: Tx, ctx: Ctx, id: string | undefined): Promise<void> {
  const asked = await questionOf(tx, ctx, id)
  const rows = await unitRows(tx, ctx, asked.unitId, asked.month)
  await keepAndGoOn(tx, ctx, asked, rows, asked.pending ?? [])
}

/** `Sửa`: asks for the first of them again; the others go on waiting. */
export async function retype(tx: Tx, ctx: Ctx, id: string | undefined): Promise<void> {
  const asked = await questionOf(tx, ctx, id)
  const first = asked.pending?.[0]?.indicatorId ?? asked.at
  const rows = await unitRows(tx, ctx, asked.unitId, asked.month)
  const row = rows.find((one) => one.indicator.id === first)
  if (!row) throw new UserError('indicators-unknown')
  await ask(tx, ctx, { ...asked, at: first, pending: (asked.pending ?? []).slice(1) }, rows, row)
}

/** `Chưa có số liệu`: asks why. */
export async function askReason(tx: Tx, ctx: Ctx, id: string | undefined): Promise<void> {
  const asked = await questionOf(tx, ctx, id)
  const rows = await unitRows(tx, ctx, asked.unitId, asked.month)
  const row = rows.find((one) => one.indicator.id === asked.at)
  if (!row) throw new UserError('indicators-unknown')
  await ask(tx, ctx, { ...asked, reason: true }, rows, row)
}

const reasons = ['system', 'waiting', 'cutoff'] as const

export async function giveReason(tx: Tx, ctx: Ctx, [id, why]: readonly string[]): Promise<void> {
  const reason = reasons.find((one) => one === why)
  if (!reason) throw new UserError('talk-old-button')
  const asked = await questionOf(tx, ctx, id)
  const rows = await unitRows(tx, ctx, asked.unitId, asked.month)
  await keepAndGoOn(tx, ctx, asked, rows, [missing(asked.at, ctx.t(`indicators-reason-${reason}`))])
}

export async function skip(tx: Tx, ctx: Ctx, id: string | undefined): Promise<void> {
  const { at, reason: _, ...rest } = await questionOf(tx, ctx, id)
  await askNext(tx, ctx, { ...rest, skipped: [...(rest.skipped ?? []), at] })
}

export async function stop(tx: Tx, ctx: Ctx, id: string | undefined): Promise<void> {
  const asked = await questionOf(tx, ctx, id)
  if (asked.pending?.length) return askBack(tx, ctx, asked, await unitRows(tx, ctx, asked.unitId, asked.month))
  await askNextLater(tx, ctx, asked)
}

async function askNextLater(tx: Tx, ctx: Ctx, asked: Asked): Promise<void> {
  const left = (await unitRows(tx, ctx, asked.unitId, asked.month)).filter((row) => row.state === 'missing').length
  await reply(tx, ctx, left > 0 ? ctx.t('indicators-enter-left', { count: left }) : ctx.t('indicators-enter-done'), {
    choices: [
      [{ label: ctx.t('indicators-button-see'), action: action('indicators.unit', asked.unitId, asked.month) }],
    ],
  })
}
