// Several at once by buttons: the numbers of a unit's open work are ticked, then answered together, with one evidence for all.
// What is ticked is kept in the question, so it survives hours and a restart.
import { action } from '../../../chat/action.js'
import type { Choice } from '../../../chat/message.js'
import type { Tx } from '../../../db/db.js'
import { UserError } from '../../../lib/errors.js'
import type { Ack, Ctx, Entries } from '../../../talk/entry.js'
import { closeQuestion, openQuestion, updateQuestion } from '../../../talk/questions.js'
import { reply } from '../../../talk/reply.js'
import { outcomesWords } from '../acks.js'
import { makeMoves } from '../change.js'
import { answerers, askEvidence } from '../evidence/dialog.js'
import { listLines, numberButtons, paginate } from '../lists.js'
import { mayAnswer } from '../permission.js'
import { readId, stepOf } from '../steps.js'
import { listOpenAssignments, lockAssignments } from '../store.js'
import { readNumbers } from '../typed.js'
import type { AssignmentView } from '../view.js'
import { servedUnits } from '../work.js'
import { tickable } from './tickable.js'

const ASK = 'ticking.numbers'

interface Ticking {
  id: number
  unitId: number
  /** Assignments' ids. */
  ticked: number[]
}

function read(id: number, data: Record<string, unknown>): Ticking {
  return { id, unitId: Number(data.unitId), ticked: Array.isArray(data.ticked) ? data.ticked.map(Number) : [] }
}

async function tickingOf(tx: Tx, ctx: Ctx, args: readonly string[]): Promise<Ticking> {
  const { id, data } = await stepOf(tx, ctx, args, ASK)
  return read(id, data)
}

async function listOffered(tx: Tx, ctx: Ctx, unitId: number): Promise<AssignmentView[]> {
  return tickable(await listOpenAssignments(tx, { communeId: ctx.actor.communeId, unitIds: [unitId] }, ctx.now))
}

const slotOf = (questionId: number) => `ticking:${questionId}`

async function draw(tx: Tx, ctx: Ctx, ticking: Ticking, offered: readonly AssignmentView[]): Promise<void> {
  const { t, actor } = ctx
  const { id, ticked } = ticking
  const [items = []] = paginate(offered)
  const chosen = offered.filter((view) => ticked.includes(view.id))
  const tick = (view: AssignmentView): Choice => {
    const isTicked = ticked.includes(view.id)
    // It says which way it goes: tapped twice it does no harm. The number in front stays its number where there are no buttons.
    return {
      label: `${view.number}${isTicked ? ' ✓' : ''}`,
      action: action('ticking.set', id, view.id, isTicked ? 0 : 1),
    }
  }
  const button = (verb: string, name: string = verb, ...args: number[]): Choice => ({
    label: t(`assignments-button-${name}`),
    action: action(`ticking.${verb}`, id, ...args),
  })
  const lines = [
    ...listLines(t, items),
    ...(offered.length > items.length ? [t('assignments-ticking-more', { count: offered.length })] : []),
    chosen.length > 0
      ? t('assignments-ticking-chosen', {
          count: chosen.length,
          numbers: chosen.map((view) => `#${view.number}`).join(', '),
        })
      : t('assignments-ticking-none'),
    t('assignments-ticking-how'),
  ]
  const all = chosen.length === offered.length ? button('all', 'untickAll', 0) : button('all', 'tickAll', 1)
  await reply(
    tx,
    ctx,
    [
      { bold: t('assignments-ticking-heading', { unit: items[0]?.unit.name ?? '' }) },
      ...lines.map((line) => `\n${line}`),
    ],
    {
      slot: slotOf(id),
      choices: [
        ...numberButtons(items, tick),
        [button('accept'), button('start')],
        [button('done')],
        [all, button('cancel')],
      ],
      ask: { questionId: id, accountId: actor.accountId },
    },
  )
}

async function open(tx: Tx, ctx: Ctx, args: readonly string[]): Promise<void> {
  const { actor, chat, now } = ctx
  const unitId = readId(args[0])
  if (mayAnswer(actor, { unitId }, 'answer')) throw new UserError('talk-not-yours')
  if (chat.kind === 'group' && !(await servedUnits(tx, ctx)).includes(unitId)) throw new UserError('talk-not-yours')
  const offered = await listOffered(tx, ctx, unitId)
  if (offered.length === 0) throw new UserError('assignments-ticking-nothing')
  const { communeId, personId } = actor
  const data = { unitId, ticked: [] }
  const id = await openQuestion(tx, { communeId, chatId: chat.id, personId, action: ASK, data }, now)
  await draw(tx, ctx, { id, ...data }, offered)
}

/** Keeps what is ticked and shows it; what is no longer open falls out. */
async function keep(tx: Tx, ctx: Ctx, ticking: Ticking, offered: readonly AssignmentView[]): Promise<void> {
  const ticked = offered.filter((view) => ticking.ticked.includes(view.id)).map((view) => view.id)
  const { id, unitId } = ticking
  await updateQuestion(tx, id, { unitId, ticked })
  if (offered.length === 0) throw new UserError('assignments-ticking-nothing')
  await draw(tx, ctx, { id, unitId, ticked }, offered)
}

async function set(tx: Tx, ctx: Ctx, args: readonly string[]): Promise<void> {
  const ticking = await tickingOf(tx, ctx, args)
  const offered = await listOffered(tx, ctx, ticking.unitId)
  const id = readId(args[1])
  const others = ticking.ticked.filter((one) => one !== id)
  await keep(tx, ctx, { ...ticking, ticked: args[2] === '1' ? [...others, id] : others }, offered)
}

async function setAll(tx: Tx, ctx: Ctx, args: readonly string[]): Promise<void> {
  const ticking = await tickingOf(tx, ctx, args)
  const offered = await listOffered(tx, ctx, ticking.unitId)
  await keep(tx, ctx, { ...ticking, ticked: args[1] === '1' ? offered.map((view) => view.id) : [] }, offered)
}

/** The ticked ones, all of them the unit's; the dialog is over. */
async function finish(tx: Tx, ctx: Ctx, args: readonly string[]): Promise<{ id: number; ids: number[] }> {
  const { id, ticked } = await tickingOf(tx, ctx, args)
  if (ticked.length === 0) throw new UserError('assignments-ticking-empty')
  if (!(await closeQuestion(tx, id, ctx.now))) throw new UserError('talk-question-closed')
  return { id, ids: ticked }
}

async function answerAll(tx: Tx, ctx: Ctx, args: readonly string[], move: 'accept' | 'start'): Promise<void> {
  const { id, ids } = await finish(tx, ctx, args)
  const outcomes = await makeMoves(tx, { actor: ctx.actor, ids, move }, ctx.now)
  await reply(tx, ctx, outcomesWords(ctx.t, outcomes).join('\n'), { slot: slotOf(id) })
}

/** Reported together: one evidence is asked for, what stands already is said when it comes. */
async function reportAll(tx: Tx, ctx: Ctx, args: readonly string[]): Promise<Ack> {
  const { id, ids } = await finish(tx, ctx, args)
  const rows = await lockAssignments(tx, ctx.actor.communeId, ids)
  for (const row of rows) {
    const no = mayAnswer(ctx.actor, row, 'answer')
    if (no) throw new UserError(no, { number: row.number })
  }
  const numbers = rows.map((row) => `#${row.number}`).join(', ')
  await reply(tx, ctx, ctx.t('assignments-ticking-reporting', { numbers }), { slot: slotOf(id) })
  await askEvidence(tx, ctx, rows, 'report')
  return { text: ctx.t('assignments-evidence-asked') }
}

/** "1,3,5-9" in answer to the message ticks those; one that is not there ticks none of them. */
async function takeNumbers(tx: Tx, ctx: Ctx, ticking: Ticking, text: string): Promise<void> {
  const numbers = /^[\d\s,;+&#–-]+$/.test(text) ? readNumbers(text.trim()) : undefined
  if (!numbers) throw new UserError('assignments-ticking-numbers')
  const offered = await listOffered(tx, ctx, ticking.unitId)
  const unknown = numbers.filter((number) => !offered.some((view) => view.number === number))
  if (unknown.length > 0)
    throw new UserError('assignments-ticking-unknown', { numbers: unknown.map((number) => `#${number}`).join(', ') })
  const named = offered.filter((view) => numbers.includes(view.number)).map((view) => view.id)
  await keep(tx, ctx, { ...ticking, ticked: [...ticking.ticked, ...named] }, offered)
}

export const tickingEntries: Entries = {
  choices: {
    'ticking.open': { who: answerers, run: open },
    'ticking.set': { who: answerers, run: set },
    'ticking.all': { who: answerers, run: setAll },
    'ticking.accept': { who: answerers, run: (tx, ctx, args) => answerAll(tx, ctx, args, 'accept') },
    'ticking.start': { who: answerers, run: (tx, ctx, args) => answerAll(tx, ctx, args, 'start') },
    'ticking.done': { who: answerers, run: reportAll },
    'ticking.cancel': {
      who: answerers,
      async run(tx, ctx, args) {
        const { id } = await tickingOf(tx, ctx, args)
        await closeQuestion(tx, id, ctx.now)
        await reply(tx, ctx, ctx.t('assignments-cancelled'), { slot: slotOf(id) })
        return { text: ctx.t('assignments-cancelled') }
      },
    },
  },
  replies: {
    [ASK]: {
      who: answerers,
      async run(tx, ctx, question, answer) {
        if (answer.kind !== 'text') throw new UserError('assignments-ticking-numbers')
        await takeNumbers(tx, ctx, read(question.id, question.data), answer.text)
      },
    },
  },
}
