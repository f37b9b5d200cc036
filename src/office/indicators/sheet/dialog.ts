// `Xuất Excel` and `Nhập Excel` of the set and of a unit's figures. While a unit is asked for figures its sheet may come as well.
import type { Tx } from '../../../db/db.js'
import { UserError } from '../../../lib/errors.js'
import { shorten } from '../../../lib/vietnamese.js'
import { addChore } from '../../../post/chores.js'
import { idArgument } from '../../../talk/argument.js'
import type { Ack, Answer, Ctx, Entries, OpenCtx, OpenQuestion, Role } from '../../../talk/entry.js'
import { openQuestion } from '../../../talk/questions.js'
import { reply } from '../../../talk/reply.js'
import { isGivenSheet } from '../../assignments/sheet/chores.js'
import { findUnit, listUnits } from '../../communes/store.js'
import { refusalToGiveNow } from '../figures/actions.js'
import { QUESTION as FIGURE, readAsked } from '../figures/asking.js'
import { givers } from '../figures/dialog.js'
import { takeFigures } from '../figures/entering.js'
import { takeFileForFigures } from '../figures/evidence/giving.js'
import { monthArgument } from '../figures/screens.js'
import { yearOf } from '../set/actions.js'
import {
  isFigureSheet,
  SHEET,
  SHEET_IN,
  SHEET_OUT,
  type SheetIn,
  type SheetOut,
  sheetNamed,
  type What,
} from './chores.js'

const officers: readonly Role[] = ['officer']

async function figuresOf(tx: Tx, ctx: Ctx, args: readonly string[]): Promise<What> {
  const unitId = idArgument(args[0])
  const month = await monthArgument(tx, ctx, args[1])
  const known = await findUnit(tx, ctx.actor.communeId, unitId)
  const refusal = known ? await refusalToGiveNow(tx, ctx.actor, unitId) : 'indicators-no-unit'
  if (refusal) throw new UserError(refusal)
  return { sheet: 'figures', unitId, month }
}

const setOf = (ctx: Ctx): What => ({ sheet: 'set', year: yearOf(ctx.now) })

async function order(tx: Tx, ctx: Ctx, what: What): Promise<Ack> {
  const { communeId } = ctx.actor
  const input: SheetOut = { communeId, chatId: ctx.chat.id, updateId: ctx.updateId, what }
  await addChore(tx, { kind: SHEET_OUT, communeId, input, key: `${SHEET_OUT}:${ctx.updateId}` }, ctx.now)
  return { text: ctx.t('indicators-sheet-coming') }
}

async function ask(tx: Tx, ctx: Ctx, what: What): Promise<void> {
  const { communeId, personId, accountId } = ctx.actor
  const data = { what }
  const questionId = await openQuestion(tx, { communeId, chatId: ctx.chat.id, personId, action: SHEET, data }, ctx.now)
  const words = ctx.t(what.sheet === 'set' ? 'indicators-sheet-ask-set' : 'indicators-sheet-ask-figures')
  await reply(tx, ctx, words, { ask: { questionId, placeholder: '.xlsx', accountId } })
}

function isSheet(answer: Answer): boolean {
  return answer.kind === 'file' && /\.xlsx$/i.test(answer.file.name)
}

/** A unit's filled-in answers are no figures, whatever was asked for last. */
function isOfWork(answer: Answer): boolean {
  return answer.kind === 'file' && isGivenSheet(answer.file.name)
}

/** A word of thanks is no sheet; any other file of an officer's is a letter. */
function takes(answer: Answer, _question: OpenQuestion, ctx: Ctx): boolean {
  if (isOfWork(answer)) return false
  return isSheet(answer) || (answer.kind === 'file' && !ctx.actor.roles.includes('officer'))
}

/** A sheet of figures that nobody waits for here: it was given out in another chat, or long ago. Its name says whose it is. */
async function takeUnasked(tx: Tx, ctx: Ctx): Promise<void> {
  const { happening } = ctx.incoming
  if (happening.kind !== 'file') return
  const { file } = happening
  const { communeId, personId } = ctx.actor
  const named = sheetNamed(file.name, await listUnits(tx, communeId))
  if (!named) throw new UserError('indicators-sheet-unasked')
  const what: What = { sheet: 'figures', unitId: named.unit.id, month: named.month }
  const asked = { communeId, chatId: ctx.chat.id, personId, action: SHEET, data: { what } }
  const questionId = await openQuestion(tx, asked, ctx.now)
  await takeSheet(tx, ctx, { what, questionId }, { kind: 'file', file })
}

function isUnasked({ incoming: { happening } }: OpenCtx): boolean {
  return happening.kind === 'file' && isFigureSheet(happening.file.name)
}

async function take(tx: Tx, ctx: Ctx, question: OpenQuestion, answer: Answer): Promise<void> {
  const { what } = question.data as { what: What }
  return takeSheet(tx, ctx, { what, questionId: question.id }, answer)
}

/** Asked for figures one by one: they may come as a sheet too, as the corrected one does while a jump of the first is asked back. */
async function takeTypedOrSheet(tx: Tx, ctx: Ctx, question: OpenQuestion, answer: Answer): Promise<void> {
  if (answer.kind === 'text') return takeFigures(tx, ctx, question, answer)
  if (isOfWork(answer)) throw new UserError('indicators-sheet-of-work')
  if (!isSheet(answer)) return takeFileForFigures(tx, ctx, question, answer)
  const { unitId, month, sheet: questionId = question.id } = readAsked(question)
  return takeSheet(tx, ctx, { what: { sheet: 'figures', unitId, month }, questionId }, answer)
}

async function takeSheet(
  tx: Tx,
  ctx: Ctx,
  { what, questionId }: { what: What; questionId: number },
  answer: Answer,
): Promise<void> {
  const isOfficer = ctx.actor.roles.includes('officer')
  if (what.sheet === 'set' ? !isOfficer : await refusalToGiveNow(tx, ctx.actor, what.unitId))
    throw new UserError(what.sheet === 'set' ? 'indicators-officer-only' : 'indicators-not-your-unit')
  if (answer.kind !== 'file') throw new UserError('indicators-sheet-as-file')
  const { file } = answer
  if (isOfWork(answer)) throw new UserError('indicators-sheet-of-work')
  if (!isSheet(answer)) throw new UserError('files-sheet-no')
  const { communeId, personId, accountId } = ctx.actor
  const input: SheetIn = {
    communeId,
    chatId: ctx.chat.id,
    channelId: ctx.chat.channelId,
    updateId: ctx.updateId,
    handle: file.handle,
    ref: 'ref' in ctx.incoming.happening ? (ctx.incoming.happening.ref ?? '') : '',
    name: shorten(file.name, 120),
    personId,
    accountId,
    questionId,
    what,
  }
  await addChore(tx, { kind: SHEET_IN, communeId, input, key: `${SHEET_IN}:${ctx.updateId}` }, ctx.now)
  await reply(tx, ctx, ctx.t('indicators-sheet-reading'))
}

export const sheetEntries: Entries = {
  choices: {
    'indicators.sheetOut': { who: officers, where: 'private', run: (tx, ctx) => order(tx, ctx, setOf(ctx)) },
    'indicators.sheetIn': { who: officers, where: 'private', run: (tx, ctx) => ask(tx, ctx, setOf(ctx)) },
    'indicators.figuresOut': {
      who: givers,
      run: async (tx, ctx, args) => order(tx, ctx, await figuresOf(tx, ctx, args)),
    },
    'indicators.figuresIn': {
      who: givers,
      run: async (tx, ctx, args) => ask(tx, ctx, await figuresOf(tx, ctx, args)),
    },
  },
  replies: {
    [SHEET]: { who: givers, takes, anytime: isSheet, run: take },
    [FIGURE]: {
      who: givers,
      // Without a reply a picture in a group is talk, and a file of an officer's a letter.
      takes: (answer, _question, ctx) =>
        !isOfWork(answer) &&
        (answer.kind === 'text' ||
          isSheet(answer) ||
          (ctx.chat.kind === 'private' && !ctx.actor.roles.includes('officer'))),
      anytime: isSheet,
      run: takeTypedOrSheet,
    },
  },
  others: [{ who: givers, accepts: isUnasked, run: takeUnasked }],
}
