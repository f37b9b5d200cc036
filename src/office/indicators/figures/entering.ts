// Entering figures by answering: one indicator after the other, or several in one message. What looks like a slip is asked
// back before it is kept; where there is no figure the reason is asked.
import { type Period, writePeriod } from '../../../calendar/period.js'
import { action } from '../../../chat/action.js'
import type { Choice, Span } from '../../../chat/message.js'
import type { Tx } from '../../../db/db.js'
import { UserError } from '../../../lib/errors.js'
import { clean, fold, shorten } from '../../../lib/vietnamese.js'
import { idArgument } from '../../../talk/argument.js'
import type { Answer, Ctx, OpenQuestion } from '../../../talk/entry.js'
import { closeQuestion, findQuestion, listOpenQuestions, openQuestion } from '../../../talk/questions.js'
import { reply } from '../../../talk/reply.js'
import { findUnit } from '../../communes/store.js'
import { refreshReportsOf } from '../report/show.js'
import type { IndicatorRow } from '../table.js'
import { writeFigure, writeTarget } from '../words.js'
import { type Given, recordFigure, refusalToGive } from './actions.js'
import { readLocks } from './lock.js'
import { unitRows, writeGiven } from './screens.js'
import { type Refused, readsAsFigures, type Sorted, sortFigures } from './sorting.js'

export const QUESTION = 'indicators.figure'

/** What the question keeps; all of it is checked again when the answer comes. */
export interface Asked {
  unitId: number
  month: Period
  /** The indicator asked for. */
  at: number
  /** One figure only: nothing further is asked afterwards. */
  alone?: boolean
  /** The figure is known to be missing: the answer is the reason. */
  reason?: boolean
  /** Those already passed over in this round. */
  skipped?: number[]
  /** The question for a sheet that had errors: the corrected one may come now. */
  sheet?: number
  /** Given, and waiting for `Đúng, giữ`. */
  pending?: Given[]
}

export function readAsked(question: OpenQuestion): Asked {
  return question.data as unknown as Asked
}

async function checkMayGive(tx: Tx, ctx: Ctx, unitId: number, month: Period): Promise<void> {
  const refusal = refusalToGive(ctx.actor, unitId)
  if (refusal) throw new UserError(refusal)
  if (!(await findUnit(tx, ctx.actor.communeId, unitId))) throw new UserError('indicators-no-unit')
  if (!ctx.actor.roles.includes('officer') && (await readLocks(tx, ctx.actor.communeId, month))(unitId))
    throw new UserError('indicators-locked')
}

/** Asks for the first figure that is missing; says so when there is none. */
export async function startEntering(tx: Tx, ctx: Ctx, unitId: number, month: Period): Promise<void> {
  await checkMayGive(tx, ctx, unitId, month)
  const pending = await heldBack(tx, ctx, unitId, month)
  if (pending.length > 0)
    return askBack(tx, ctx, { unitId, month, at: 0, pending }, await unitRows(tx, ctx, unitId, month))
  await askNext(tx, ctx, { unitId, month, skipped: [] })
}

/** Asks for one figure, also when it is there already. */
export async function enterOne(tx: Tx, ctx: Ctx, unitId: number, month: Period, indicatorId: number): Promise<void> {
  await checkMayGive(tx, ctx, unitId, month)
  const rows = await unitRows(tx, ctx, unitId, month)
  const row = rows.find((one) => one.indicator.id === indicatorId)
  if (!row) throw new UserError('indicators-unknown')
  // What waits for `Đúng, giữ` is not lost by turning to another figure: it is said, and asked back afterwards.
  const pending = await heldBack(tx, ctx, unitId, month)
  const asked = { unitId, month, at: indicatorId, alone: true }
  if (pending.length === 0) return ask(tx, ctx, asked, rows, row)
  const figures = pending.map((one) => writeGiven(ctx.t, rows, one)).join('; ')
  await ask(tx, ctx, { ...asked, pending }, rows, row, ctx.t('indicators-still-asked', { figures }))
}

/** What this person was asked back here about this unit's month, and has not answered. */
async function heldBack(tx: Tx, ctx: Ctx, unitId: number, month: Period): Promise<Given[]> {
  return (await openHere(tx, ctx)).find((one) => one.unitId === unitId && one.month === month)?.pending ?? []
}

async function openHere(tx: Tx, { actor, chat }: Ctx): Promise<Asked[]> {
  return (await listOpenQuestions(tx, { chatId: chat.id, personId: actor.personId, action: QUESTION })).map(readAsked)
}

async function askNext(tx: Tx, ctx: Ctx, asked: Omit<Asked, 'at'>, said = ''): Promise<void> {
  const rows = await unitRows(tx, ctx, asked.unitId, asked.month)
  const isPending = (id: number) => asked.pending?.some((one) => one.indicatorId === id) ?? false
  const next = rows.find(
    ({ state, indicator: { id } }) => state === 'missing' && !asked.skipped?.includes(id) && !isPending(id),
  )
  if (!next && asked.pending?.length) return askBack(tx, ctx, { ...asked, at: 0 }, rows, said)
  if (next) return ask(tx, ctx, { ...asked, at: next.indicator.id }, rows, next, said)
  const left = rows.filter((row) => row.state === 'missing').length
  const { t } = ctx
  const done =
    rows.length === 0
      ? t('indicators-figures-none')
      : left > 0
        ? t('indicators-enter-left', { count: left })
        : t('indicators-enter-done')
  await reply(tx, ctx, said ? `${said}\n${done}` : done, {
    choices: [[{ label: t('indicators-button-see'), action: action('indicators.unit', asked.unitId, asked.month) }]],
  })
}

async function ask(
  tx: Tx,
  ctx: Ctx,
  asked: Asked,
  rows: readonly IndicatorRow[],
  row: IndicatorRow,
  said = '',
): Promise<void> {
  const { t, actor } = ctx
  const { indicator, target, previous, figure } = row
  const questionId = await openAsked(tx, ctx, asked)
  const facts = [
    target ? t('indicators-fact-target', { target: writeTarget(t, target, indicator.measure) }) : '',
    previous ? t('indicators-previous', { figure: writeFigure(t, previous, indicator.measure) }) : '',
    figure ? t('indicators-fact-now', { figure: writeFigure(t, figure, indicator.measure) }) : '',
  ].filter((part) => part !== '')
  const spans: Span[] = [
    ...(said ? [`${said}\n`] : []),
    ...(ctx.chat.kind === 'group' ? [{ mention: actor.name, accountId: actor.accountId }, ' – '] : []),
    { bold: `${rows.indexOf(row) + 1}/${rows.length}. ${indicator.code} · ${indicator.name}` },
    `\n${t(`indicators-give-${asked.reason ? 'reason' : indicator.measure === '%' ? (indicator.share ? 'share' : 'percent') : 'count'}`, { period: writePeriod(asked.month), measure: indicator.measure })}`,
    facts.length > 0 ? `\n${facts.join(' · ')}` : '',
    !asked.alone && !asked.reason && rows.length > 1 ? `\n${t('indicators-ask-several')}` : '',
  ]
  const button = (key: string, name: string, ...more: string[]): Choice => ({
    label: t(key),
    action: action(name, questionId, ...more),
  })
  await reply(tx, ctx, spans, {
    ask: { questionId, placeholder: t('indicators-placeholder-figure'), accountId: actor.accountId },
    choices: asked.reason
      ? [
          [button('indicators-reason-system', 'indicators.because', 'system')],
          [button('indicators-reason-waiting', 'indicators.because', 'waiting')],
          [button('indicators-reason-cutoff', 'indicators.because', 'cutoff')],
          [button('indicators-button-cancel', 'indicators.leaveReason')],
        ]
      : [
          [
            button('indicators-button-no-figure', 'indicators.noFigure'),
            ...(asked.alone ? [] : [button('indicators-button-skip', 'indicators.skip')]),
          ],
          [button('indicators-button-stop', 'indicators.stop')],
        ],
  })
}

async function openAsked(tx: Tx, ctx: Ctx, asked: Asked): Promise<number> {
  const { communeId, personId } = ctx.actor
  // Figures of another unit or month that wait for `Đúng, giữ` go on waiting: their buttons hold.
  const isOther = (one: Asked) => one.unitId !== asked.unitId || one.month !== asked.month
  const keepsOthers = (await openHere(tx, ctx)).some((one) => one.pending?.length && isOther(one))
  const question = { communeId, chatId: ctx.chat.id, personId, action: QUESTION, data: { ...asked } }
  return openQuestion(tx, keepsOthers ? { ...question, beside: true } : question, ctx.now)
}

/** The open question a button belongs to, if it was put to this person here. It is closed by this. */
async function questionOf(tx: Tx, ctx: Ctx, id: string | undefined): Promise<Asked> {
  const question = await findQuestion(tx, idArgument(id))
  if (question?.action !== QUESTION || question.chatId !== ctx.chat.id) throw new UserError('talk-question-closed')
  if (question.personId !== ctx.actor.personId) throw new UserError('talk-question-of-another')
  if (!(await closeQuestion(tx, question.id, ctx.now))) throw new UserError('talk-question-closed')
  const asked = readAsked(question)
  await checkMayGive(tx, ctx, asked.unitId, asked.month)
  return asked
}

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

/** Asks whether what looks like a slip is right: `Đúng, giữ`, `Sửa`. */
async function askBack(tx: Tx, ctx: Ctx, asked: Asked, rows: readonly IndicatorRow[], said = ''): Promise<void> {
  const { t } = ctx
  const { reason: _, pending = [], ...rest } = asked
  const questionId = await openAsked(tx, ctx, { ...rest, at: pending[0]?.indicatorId ?? asked.at, pending })
  const lines = pending.map(({ indicatorId, figure }) => {
    const row = rows.find((one) => one.indicator.id === indicatorId)
    const measure = row?.indicator.measure ?? ''
    const before = writeFigure(t, row?.previous, measure)
    return t('indicators-jump-line', {
      code: row?.indicator.code ?? '',
      figure: writeFigure(t, figure, measure),
      before,
    })
  })
  await reply(tx, ctx, [...(said ? [`${said}\n`] : []), t('indicators-jump'), `\n${lines.join('\n')}`], {
    ask: { questionId, placeholder: t('indicators-placeholder-figure'), accountId: ctx.actor.accountId },
    choices: [
      [
        { label: t('indicators-button-keep'), action: action('indicators.keep', questionId), style: 'primary' },
        { label: t('indicators-button-retype'), action: action('indicators.retype', questionId) },
      ],
    ],
  })
}

async function finish(tx: Tx, ctx: Ctx, asked: Asked, rows: readonly IndicatorRow[], said: string): Promise<void> {
  if (asked.pending?.length) return askBack(tx, ctx, asked, rows, said)
  const { at: _, pending: __, reason: ___, ...rest } = asked
  if (!asked.alone) return askNext(tx, ctx, rest, said)
  await reply(tx, ctx, said || ctx.t('indicators-nothing-changed'), {
    choices: [
      [{ label: ctx.t('indicators-button-see'), action: action('indicators.unit', asked.unitId, asked.month) }],
    ],
  })
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
