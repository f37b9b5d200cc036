// Asking for figures: one indicator after the other, what looks like a slip asked back, and where there is no figure why. What a question keeps.
import { type Period, writePeriod } from '../../../calendar/period.js'
import { action } from '../../../chat/action.js'
import type { Choice, Span } from '../../../chat/message.js'
import type { Tx } from '../../../db/db.js'
import { UserError } from '../../../lib/errors.js'
import type { Translate } from '../../../lib/i18n.js'
import { idArgument } from '../../../talk/argument.js'
import type { Ctx, OpenQuestion } from '../../../talk/entry.js'
import { closeQuestion, findQuestion, listOpenQuestions, openQuestion } from '../../../talk/questions.js'
import { reply } from '../../../talk/reply.js'
import { findUnit } from '../../communes/store.js'
import type { FigureValue } from '../indicator.js'
import { findIndicator } from '../store.js'
import type { IndicatorRow } from '../table.js'
import { writeFigure, writeTarget } from '../words.js'
import { type Given, isNotYet, refusalToGiveNow, sameFigure } from './actions.js'
import { readLocks } from './lock.js'
import { writeNumber } from './numbers.js'
import { askedPeriod, unitRows, writeGiven } from './screens.js'
import type { Waiting } from './sorting.js'

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
  pending?: Waiting[]
  /** Said to be missing without a reason: to be asked why. */
  unexplained?: number[]
}

export function readAsked(question: OpenQuestion): Asked {
  return question.data as unknown as Asked
}

export async function checkMayGive(tx: Tx, ctx: Ctx, unitId: number, month: Period): Promise<void> {
  const refusal = await refusalToGiveNow(tx, ctx.actor, unitId)
  if (refusal) throw new UserError(refusal)
  if (!(await findUnit(tx, ctx.actor.communeId, unitId))) throw new UserError('indicators-no-unit')
  if (isNotYet(month, ctx.now)) throw new UserError('indicators-not-yet', { period: writePeriod(month) })
  if (!ctx.actor.roles.includes('officer') && (await readLocks(tx, ctx.actor.communeId, month))(unitId))
    throw new UserError('indicators-locked')
}

/** Asks for the first figure that is missing; says so when there is none. */
export async function startEntering(tx: Tx, ctx: Ctx, unitId: number, month: Period): Promise<void> {
  await checkMayGive(tx, ctx, unitId, month)
  const rows = await unitRows(tx, ctx, unitId, month)
  const { pending, said } = await heldBack(tx, ctx, { unitId, month }, rows)
  if (pending.length > 0) return askBack(tx, ctx, { unitId, month, at: 0, pending }, rows, said)
  await askNext(tx, ctx, { unitId, month, skipped: [] }, said)
}

/** Asks for one figure, also when it is there already. */
export async function enterOne(tx: Tx, ctx: Ctx, unitId: number, month: Period, indicatorId: number): Promise<void> {
  await checkMayGive(tx, ctx, unitId, month)
  const rows = await unitRows(tx, ctx, unitId, month)
  const row = rows.find((one) => one.indicator.id === indicatorId)
  if (!row) throw new UserError('indicators-unknown')
  const { pending, said } = await heldBack(tx, ctx, { unitId, month }, rows)
  const asked = { unitId, month, at: indicatorId, alone: true, ...(pending.length > 0 ? { pending } : {}) }
  await ask(tx, ctx, asked, rows, row, joined(said, stillAsked(ctx, asked, rows)))
}

/** What waits for `Đúng, giữ` is not lost by turning to another figure: it is said, and asked back afterwards. */
function stillAsked({ t }: Ctx, { pending = [] }: Asked, rows: readonly IndicatorRow[]): string {
  if (pending.length === 0) return ''
  return t('indicators-still-asked', { figures: pending.map((one) => writeWaiting(t, rows, one)).join('; ') })
}

/** "CT05 = 45,5% hay 0,455%" where it is not known which. */
function writeWaiting(t: Translate, rows: readonly IndicatorRow[], one: Waiting): string {
  const row = rows.find(({ indicator }) => indicator.id === one.indicatorId)
  return one.or && row
    ? `${row.indicator.code} = ${t('indicators-either', writeEither(one, one.or))}`
    : writeGiven(t, rows, one)
}

/** To the last decimal: they differ in nothing but the place of the comma. */
function writeEither(typed: Given, or: FigureValue): { percent: string; typed: string } {
  return { percent: `${writeNumber(or.value ?? 0, 6)}%`, typed: `${writeNumber(typed.figure.value ?? 0, 6)}%` }
}

const joined = (...parts: string[]) => parts.filter(Boolean).join('\n')

/** What this person was asked back here about this unit's month and has not answered, and the questions in which that stands. */
export async function heldBack(
  tx: Tx,
  ctx: Ctx,
  { unitId, month }: Pick<Asked, 'unitId' | 'month'>,
  rows: readonly IndicatorRow[],
): Promise<{ pending: Waiting[]; said: string; questionIds: number[] }> {
  const open = (await openHere(tx, ctx)).filter((question) => {
    const asked = readAsked(question)
    return asked.unitId === unitId && asked.month === month && asked.pending?.length
  })
  const all = open.flatMap((question) => readAsked(question).pending ?? [])
  const { asked, said } = await standing(tx, ctx, { unitId, month, at: 0, pending: all }, rows)
  return { pending: asked.pending ?? [], said, questionIds: open.map((question) => question.id) }
}

async function openHere(tx: Tx, { actor, chat }: Ctx): Promise<OpenQuestion[]> {
  return listOpenQuestions(tx, { chatId: chat.id, personId: actor.personId, action: QUESTION })
}

/**
 * A question as it stands now, without what waits in vain: of an indicator that is asked of the unit no more, and what was recorded anew,
 * here or elsewhere, since it was asked back. What is to be said of that.
 */
export async function standing(
  tx: Tx,
  ctx: Ctx,
  asked: Asked,
  rows: readonly IndicatorRow[],
): Promise<{ asked: Asked; said: string }> {
  const { t, actor } = ctx
  const rowOf = (id: number) => rows.find((row) => row.indicator.id === id)
  const waiting = asked.pending ?? []
  const isOvertaken = ({ indicatorId, since }: Waiting) =>
    since !== undefined && (rowOf(indicatorId)?.reportedAt?.getTime() ?? 0) > since
  const gone = [...new Set([asked.at, ...waiting.map((one) => one.indicatorId)])].filter((id) => id > 0 && !rowOf(id))
  const codes = await Promise.all(gone.map(async (id) => (await findIndicator(tx, actor.communeId, id))?.code ?? ''))
  const overtaken = waiting.flatMap((one) => {
    const row = rowOf(one.indicatorId)
    if (!row?.figure || !isOvertaken(one) || sameFigure(row.figure, one.figure)) return []
    const now = writeFigure(t, row.figure, row.indicator.measure)
    return t('indicators-figure-overtaken', { figure: writeGiven(t, rows, one), now })
  })
  const { pending: _, ...rest } = asked
  const pending = waiting.filter((one) => rowOf(one.indicatorId) && !isOvertaken(one))
  return {
    asked: pending.length > 0 ? { ...rest, pending } : rest,
    said: joined(gone.length > 0 ? t('indicators-figure-gone', { codes: codes.join(', ') }) : '', ...overtaken),
  }
}

export async function askNext(tx: Tx, ctx: Ctx, asked: Omit<Asked, 'at'>, said = ''): Promise<void> {
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

export async function ask(
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
    `\n${t(`indicators-give-${asked.reason ? 'reason' : indicator.measure === '%' ? (indicator.share ? 'share' : 'percent') : 'count'}`, { period: await askedPeriod(tx, ctx, row, asked.month), measure: indicator.measure })}`,
    facts.length > 0 ? `\n${facts.join(' · ')}` : '',
    indicator.evidence && !asked.reason ? `\n${t('indicators-ask-evidence', { evidence: indicator.evidence })}` : '',
    !asked.alone && !asked.reason && rows.length > 1 ? `\n${t('indicators-ask-several')}` : '',
  ]
  const button = (key: string, name: string, ...more: string[]): Choice => ({
    label: t(key),
    action: action(name, questionId, ...more),
  })
  await reply(tx, ctx, spans, {
    ask: {
      questionId,
      placeholder: t('indicators-placeholder-figure'),
      accountId: actor.accountId,
      takesNumbers: true,
    },
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

/** Of a unit's month one question is open here: what waited in an older one has been taken over. */
async function openAsked(tx: Tx, ctx: Ctx, asked: Asked): Promise<number> {
  const { communeId, personId } = ctx.actor
  const older = await openHere(tx, ctx)
  const isOf = ({ unitId, month }: Asked) => unitId === asked.unitId && month === asked.month
  for (const question of older) if (isOf(readAsked(question))) await closeQuestion(tx, question.id, ctx.now)
  // Figures of another unit or month that wait for `Đúng, giữ` go on waiting: their buttons hold.
  const keepsOthers = older.map(readAsked).some((one) => one.pending?.length && !isOf(one))
  const question = { communeId, chatId: ctx.chat.id, personId, action: QUESTION, data: { ...asked } }
  return openQuestion(tx, keepsOthers ? { ...question, beside: true } : question, ctx.now)
}

/** The open question a button belongs to, if it was put to this person here, as it stands now. It is closed by this. */
export async function questionOf(
  tx: Tx,
  ctx: Ctx,
  id: string | undefined,
): Promise<{ asked: Asked; rows: IndicatorRow[]; said: string }> {
  const question = await findQuestion(tx, idArgument(id))
  if (question?.action !== QUESTION || question.chatId !== ctx.chat.id) throw new UserError('talk-question-closed')
  if (question.personId !== ctx.actor.personId) throw new UserError('talk-question-of-another')
  if (!(await closeQuestion(tx, question.id, ctx.now))) throw new UserError('talk-question-closed')
  const asked = readAsked(question)
  await checkMayGive(tx, ctx, asked.unitId, asked.month)
  const rows = await unitRows(tx, ctx, asked.unitId, asked.month)
  return { ...(await standing(tx, ctx, asked, rows)), rows }
}

/** Asks whether what looks like a slip is right: `Đúng, giữ`, `Sửa`. What may mean two things is asked about first, one at a time. */
export async function askBack(tx: Tx, ctx: Ctx, asked: Asked, rows: readonly IndicatorRow[], said = ''): Promise<void> {
  const { t } = ctx
  const { reason: _, ...rest } = asked
  const since = ctx.now.getTime()
  const pending = [...(asked.pending ?? [])].sort((a, b) => Number(!a.or) - Number(!b.or))
  const [first, ...others] = pending
  const questionId = await openAsked(tx, ctx, {
    ...rest,
    at: first?.indicatorId ?? asked.at,
    pending: pending.map((one) => ({ since, ...one })),
  })
  if (first?.or) {
    const before = joined(said, stillAsked(ctx, { ...asked, pending: others }, rows))
    return askWhich(tx, ctx, questionId, rows, { first, or: first.or, before })
  }
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
    ask: {
      questionId,
      placeholder: t('indicators-placeholder-figure'),
      accountId: ctx.actor.accountId,
      takesNumbers: true,
    },
    choices: [
      [
        { label: t('indicators-button-keep'), action: action('indicators.keep', questionId), style: 'primary' },
        { label: t('indicators-button-retype'), action: action('indicators.retype', questionId) },
      ],
    ],
  })
}

/** "0,455" of a percentage: which of the two is meant is never guessed. */
async function askWhich(
  tx: Tx,
  ctx: Ctx,
  questionId: number,
  rows: readonly IndicatorRow[],
  { first, or, before }: { first: Waiting; or: FigureValue; before: string },
): Promise<void> {
  const { t } = ctx
  const either = writeEither(first, or)
  const code = rows.find((row) => row.indicator.id === first.indicatorId)?.indicator.code ?? ''
  const choice = (which: keyof typeof either): Choice => ({
    label: either[which],
    action: action('indicators.meant', questionId, which),
  })
  const asking = t('indicators-which-percent', { code, either: t('indicators-either', either) })
  await reply(tx, ctx, [...(before ? [`${before}\n`] : []), asking], {
    ask: {
      questionId,
      placeholder: t('indicators-placeholder-figure'),
      accountId: ctx.actor.accountId,
      takesNumbers: true,
    },
    choices: [
      [choice('percent'), choice('typed')],
      [{ label: t('indicators-button-retype'), action: action('indicators.retype', questionId) }],
    ],
  })
}

/** What is to be asked after an answer: why there is none, whether a jump is right, the next figure; or nothing more. */
export async function finish(
  tx: Tx,
  ctx: Ctx,
  asked: Asked,
  rows: readonly IndicatorRow[],
  said: string,
): Promise<void> {
  const { at: _, reason: __, unexplained = [], ...rest } = asked
  const [why, ...later] = rows.filter((row) => unexplained.includes(row.indicator.id))
  if (why) {
    const next = { ...rest, at: why.indicator.id, reason: true, unexplained: later.map((row) => row.indicator.id) }
    return ask(tx, ctx, next, rows, why, joined(said, stillAsked(ctx, next, rows)))
  }
  if (rest.pending?.length) return askBack(tx, ctx, { ...rest, at: 0 }, rows, said)
  if (!asked.alone) return askNext(tx, ctx, rest, said)
  await reply(tx, ctx, said || ctx.t('indicators-nothing-changed'), {
    choices: [
      [{ label: ctx.t('indicators-button-see'), action: action('indicators.unit', asked.unitId, asked.month) }],
    ],
  })
}
