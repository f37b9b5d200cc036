// `/bangtraloi` and `Bảng trả lời`: the sheet goes out, and comes back as the reply to it.
import type { Tx } from '../../../db/db.js'
import { UserError } from '../../../lib/errors.js'
import { shorten } from '../../../lib/vietnamese.js'
import { addChore } from '../../../post/chores.js'
import { idArgument } from '../../../talk/argument.js'
import type { Answer, Ctx, Entries, OpenCtx, OpenQuestion } from '../../../talk/entry.js'
import { openQuestion } from '../../../talk/questions.js'
import { reply } from '../../../talk/reply.js'
import { saidAt } from '../../../talk/said-at.js'
import { listUnits, type UnitWithAliases } from '../../communes/store.js'
import { matchUnit } from '../../communes/unit-key.js'
import { answerers } from '../evidence/dialog.js'
import { answersFor, mayAnswer } from '../permission.js'
import { servedUnits } from '../work.js'
import { bearsSheetName, isAnswered, isGivenSheet, SHEET_IN, SHEET_OUT, type SheetIn, type SheetOut } from './chores.js'

const QUESTION = 'assignment.sheet'

async function start(tx: Tx, ctx: Ctx, words: string): Promise<void> {
  const units = await listUnits(tx, ctx.actor.communeId)
  if (words.trim() !== '') {
    const found = matchUnit(units, words)
    if (!found?.sure)
      throw new UserError('assignments-unit-unknown', { words: shorten(words, 60), command: '/bangtraloi' })
    return give(tx, ctx, found.unit)
  }
  const served = ctx.chat.kind === 'group' ? await servedUnits(tx, ctx) : units.map((unit) => unit.id)
  const own = units.filter((unit) => served.includes(unit.id) && answersFor(ctx.actor, unit.id))
  const [only] = own
  if (!only) throw new UserError('assignments-sheet-which')
  for (const unit of own) await give(tx, ctx, unit)
}

/** Orders the sheet; what comes as the reply to this message is read as the filled-in one. */
async function give(tx: Tx, ctx: Ctx, unit: UnitWithAliases): Promise<void> {
  const { communeId, accountId } = ctx.actor
  const no = mayAnswer(ctx.actor, { unitId: unit.id }, 'answer')
  if (no) throw new UserError('assignments-unit-other', { unit: unit.name })
  const input: SheetOut = { communeId, chatId: ctx.chat.id, unitId: unit.id, updateId: ctx.updateId }
  await addChore(tx, { kind: SHEET_OUT, communeId, input, key: `${SHEET_OUT}:${ctx.updateId}:${unit.id}` }, ctx.now)
  const questionId = await awaitSheet(tx, ctx, unit.id)
  await reply(tx, ctx, ctx.t('assignments-sheet-coming', { unit: unit.name }), {
    ask: { questionId, placeholder: '.xlsx', accountId },
  })
}

function awaitSheet(tx: Tx, ctx: Ctx, unitId: number): Promise<number> {
  const { communeId, personId } = ctx.actor
  const data = { unitId }
  return openQuestion(tx, { communeId, chatId: ctx.chat.id, personId, action: QUESTION, data, beside: true }, ctx.now)
}

function isSheet(answer: Answer): boolean {
  return answer.kind === 'file' && /\.xlsx$/i.test(answer.file.name)
}

/**
 * A word of thanks is no sheet; any other file of an officer's is a letter. Once all of its answers are recorded the sheet may still come
 * again, under the name it was given out with; other workbooks are meant for something else then.
 */
function takes(answer: Answer, question: OpenQuestion, ctx: Ctx): boolean {
  if (isAnswered(question)) return answer.kind === 'file' && isSheet(answer) && bearsSheetName(answer.file.name)
  return isSheet(answer) || (answer.kind === 'file' && !ctx.actor.roles.includes('officer'))
}

async function take(tx: Tx, ctx: Ctx, question: OpenQuestion, answer: Answer): Promise<void> {
  const { unitId } = question.data as { unitId: number }
  if (mayAnswer(ctx.actor, { unitId }, 'answer')) throw new UserError('assignments-sheet-which')
  if (answer.kind !== 'file') throw new UserError('assignments-sheet-as-file')
  const { file } = answer
  if (!isSheet(answer)) throw new UserError('files-sheet-no')
  const { communeId, personId, accountId } = ctx.actor
  const { happening } = ctx.incoming
  const input: SheetIn = {
    communeId,
    chatId: ctx.chat.id,
    channelId: ctx.chat.channelId,
    unitId,
    updateId: ctx.updateId,
    handle: file.handle,
    ref: 'ref' in happening ? (happening.ref ?? '') : '',
    personId,
    accountId,
    questionId: question.id,
    saidAt: saidAt(ctx)?.getTime(),
  }
  await addChore(tx, { kind: SHEET_IN, communeId, input, key: `${SHEET_IN}:${ctx.updateId}` }, ctx.now)
  await reply(tx, ctx, ctx.t('assignments-sheet-reading'))
}

/** A sheet that nobody waits for here: it was given out in another chat, or long ago. Whose it is says its name, or the person's only unit. */
async function takeUnasked(tx: Tx, ctx: Ctx): Promise<void> {
  const { happening } = ctx.incoming
  if (happening.kind !== 'file') return
  const { file } = happening
  const units = await listUnits(tx, ctx.actor.communeId)
  const served = ctx.chat.kind === 'group' ? await servedUnits(tx, ctx) : units.map((unit) => unit.id)
  const own = units.filter((unit) => served.includes(unit.id) && answersFor(ctx.actor, unit.id))
  const named = units.find((unit) => served.includes(unit.id) && bearsSheetName(file.name, unit))
  const unit = named ?? (own.length === 1 ? own[0] : undefined)
  if (!unit) throw new UserError('assignments-sheet-unasked')
  const data = { unitId: unit.id }
  await take(tx, ctx, { id: await awaitSheet(tx, ctx, unit.id), action: QUESTION, data }, { kind: 'file', file })
}

/** In a group a file that is only called much the same is talk. */
function isUnasked({ chat, incoming: { happening } }: OpenCtx): boolean {
  if (happening.kind !== 'file') return false
  const { name } = happening.file
  return isGivenSheet(name) || (chat.kind === 'private' && /\.xlsx$/i.test(name) && bearsSheetName(name))
}

export const sheetEntries: Entries = {
  commands: { bangtraloi: { who: answerers, run: start } },
  choices: {
    'assignment.sheet': {
      who: answerers,
      async run(tx, ctx, [id]) {
        const unit = (await listUnits(tx, ctx.actor.communeId)).find((one) => one.id === idArgument(id))
        if (!unit) throw new UserError('talk-old-button')
        await give(tx, ctx, unit)
      },
    },
  },
  replies: { [QUESTION]: { who: answerers, takes, anytime: isSheet, invites: isAnswered, run: take } },
  others: [{ who: answerers, accepts: isUnasked, run: takeUnasked }],
}
