// Khó khăn, vướng mắc: told in private, goes to the officers and the leader in charge; what they answer comes back.
import { action } from '../../../chat/action.js'
import type { Message, Span } from '../../../chat/message.js'
import type { Tx } from '../../../db/db.js'
import { UserError } from '../../../lib/errors.js'
import type { Translate } from '../../../lib/i18n.js'
import type { Ctx, Entries, Role } from '../../../talk/entry.js'
import { closeQuestion } from '../../../talk/questions.js'
import { tellPeople } from '../../people/notify.js'
import { listHolders } from '../../people/store.js'
import { asideOf, cancelAside, openAside, sayAside } from '../aside.js'
import { holdFor, subjectOf } from '../change.js'
import { answerers, assignmentOf } from '../evidence/dialog.js'
import { mayAnswer } from '../permission.js'
import {
  copySlot,
  decidersOf,
  findRequest,
  insertRequest,
  listOpenRequests,
  lockRequest,
  type NamedRequest,
  retell,
  settleRequest,
  toldSlot,
  touch,
} from '../requests.js'
import { refreshScreens } from '../screens.js'
import { isOpen } from '../status.js'
import { readId, readWords, troubleDialogs, wordsReply } from '../steps.js'
import { type Assignment, findAssignment, findView } from '../store.js'
import type { AssignmentView } from '../view.js'
import { readableText, writeMoment, writeSource } from '../words.js'

const ASK = troubleDialogs.difficulty
const ANSWER = 'difficulty.answer'
const helpers: readonly Role[] = ['officer', 'chairman', 'leader']
const slotOf = (questionId: number) => `difficulty:${questionId}`

function checkAnswer(ctx: Ctx, row: Assignment): void {
  const no = mayAnswer(ctx.actor, row, 'answer')
  if (no) throw new UserError(no, { number: row.number })
  if (!isOpen(row.status))
    throw new UserError('assignments-no-closed', {
      number: row.number,
      status: ctx.t(`assignments-status-${row.status}`),
    })
}

/** Asks what it is, in private. */
export async function startDifficulty(tx: Tx, ctx: Ctx, row: Assignment): Promise<void> {
  checkAnswer(ctx, row)
  const aside = await asideOf(tx, ctx)
  const questionId = await openAside(tx, ctx, aside, { action: ASK, data: { assignmentId: row.id } })
  await sayAside(tx, ctx, aside, aside.t('assignments-difficulty-ask', { number: row.number }), {
    slot: slotOf(questionId),
    choices: [[{ label: aside.t('assignments-button-cancel'), action: action('difficulty.cancel', questionId) }]],
    ask: { questionId, accountId: ctx.actor.accountId },
  })
}

/** Records a difficulty and tells those who can help. */
export async function reportDifficulty(tx: Tx, ctx: Ctx, { id }: Assignment, text: string): Promise<void> {
  const row = await holdFor(tx, ctx.actor, id, 'answer')
  checkAnswer(ctx, row)
  const words = readWords(text)
  // Sent twice by a phone, it is still one.
  const open = await listOpenRequests(tx, row.communeId, row.id, 'difficulty')
  if (open.some((one) => one.text === words)) return
  const request = await insertRequest(
    tx,
    { actor: ctx.actor, assignment: row, kind: 'difficulty', text: words },
    ctx.now,
  )
  const officers = await listHolders(tx, row.communeId, ['officer'], ctx.now)
  const personIds = [...officers.map((one) => one.personId), ...(await decidersOf(tx, row, ctx.now))]
  await tellDifficulty(tx, { row, requestId: request.id, personIds }, ctx.now)
}

/** A difficulty goes to those who can help, once to each; not to who told it. */
export async function tellDifficulty(
  tx: Tx,
  { row, requestId, personIds }: { row: Assignment; requestId: number; personIds: readonly number[] },
  now: Date,
): Promise<void> {
  const { communeId } = row
  const view = await findView(tx, communeId, row.id)
  if (!view) return
  const told = await findRequest(tx, communeId, requestId, 'difficulty')
  const helping = personIds.filter((personId) => personId !== told.askedBy)
  const [key, about] = [`difficulty:${requestId}`, subjectOf(row.id)]
  const message = (t: Translate) => toldMessage(t, view, told)
  await tellPeople(tx, { communeId, personIds: helping, key, slot: toldSlot(told), about, message }, now)
}

/** What the unit said, with `Trả lời`; answered, with the answer. */
function toldMessage(t: Translate, view: AssignmentView, request: NamedRequest): Message {
  const { number } = view
  const asked = { who: request.asker, when: writeMoment(request.askedAt) }
  const spans: Span[] = [
    { bold: t('assignments-difficulty-told', { number, unit: request.unit, ...asked }) },
    `\n${writeSource(t, view)}\n${readableText(view.text)}\n`,
    t('assignments-difficulty-words', { text: request.text }),
  ]
  if (request.state === 'open')
    return {
      spans,
      choices: [[{ label: t('assignments-button-answer'), action: action('difficulty.reply', request.id) }]],
    }
  const when = request.decidedAt ? writeMoment(request.decidedAt) : ''
  const answer = { number, who: request.decider, answer: request.answer ?? '' }
  const outcome = `${t('assignments-request-settled', { when })} ${t('assignments-difficulty-answered', answer)}`
  return { spans: [...spans, `\n${outcome}`] }
}

/** The difficulty opened from a card or the summary, as those who can help were sent it. */
async function showDifficulty(tx: Tx, ctx: Ctx, args: readonly string[]): Promise<void> {
  const request = await findRequest(tx, ctx.actor.communeId, readId(args[0]), 'difficulty')
  const view = await findView(tx, request.communeId, request.assignmentId)
  if (!view) throw new UserError('assignments-unknown')
  const aside = await asideOf(tx, ctx)
  const { spans, choices = [] } = toldMessage(aside.t, view, request)
  await sayAside(tx, ctx, aside, spans, { choices, slot: copySlot(request, ctx.updateId) })
}

async function askAnswer(tx: Tx, ctx: Ctx, args: readonly string[]): Promise<void> {
  const request = await lockRequest(tx, ctx.actor.communeId, readId(args[0]), 'difficulty')
  if (request.state !== 'open') throw answeredAlready(request.decidedAt)
  const row = await findAssignment(tx, ctx.actor.communeId, request.assignmentId)
  const aside = await asideOf(tx, ctx)
  const questionId = await openAside(tx, ctx, aside, { action: ANSWER, data: { requestId: request.id } })
  await sayAside(tx, ctx, aside, aside.t('assignments-difficulty-ask-answer', { number: row?.number ?? 0 }), {
    slot: slotOf(questionId),
    choices: [[{ label: aside.t('assignments-button-cancel'), action: action('difficulty.cancelAnswer', questionId) }]],
    ask: { questionId, accountId: ctx.actor.accountId },
  })
}

function answeredAlready(at: Date | null): UserError {
  return new UserError('assignments-request-settled', { when: at ? writeMoment(at) : '' })
}

async function takeAnswer(tx: Tx, ctx: Ctx, requestId: number, text: string): Promise<void> {
  const request = await lockRequest(tx, ctx.actor.communeId, requestId, 'difficulty')
  if (request.state !== 'open') throw answeredAlready(request.decidedAt)
  const answer = readWords(text)
  await settleRequest(tx, { actor: ctx.actor, request, state: 'answered', answer }, ctx.now)
  await touch(tx, { communeId: request.communeId, id: request.assignmentId }, ctx.now)
  await refreshScreens(tx, request.communeId, [request.assignmentId], ctx.now)
  const answered = await findRequest(tx, ctx.actor.communeId, requestId, 'difficulty')
  const view = await findView(tx, ctx.actor.communeId, request.assignmentId)
  if (!view) throw new UserError('assignments-unknown')
  const { number } = view
  if (request.askedBy !== null)
    await tellPeople(
      tx,
      {
        communeId: ctx.actor.communeId,
        personIds: [request.askedBy],
        key: `difficulty-answer:${request.id}`,
        message: (t) => ({ spans: [t('assignments-difficulty-answered', { number, who: ctx.actor.name, answer })] }),
      },
      ctx.now,
    )
  const aside = await asideOf(tx, ctx)
  await sayAside(tx, ctx, aside, aside.t('assignments-difficulty-sent', { number }))
  const here = { ...aside, told: true }
  await retell(tx, { request: answered, here, message: (t) => toldMessage(t, view, answered) }, ctx.now)
}

export const difficultyEntries: Entries = {
  choices: {
    'difficulty.start': {
      who: answerers,
      run: async (tx, ctx, args) => startDifficulty(tx, ctx, await assignmentOf(tx, ctx, args)),
    },
    'difficulty.cancel': {
      who: answerers,
      run: (tx, ctx, args) => cancelAside(tx, ctx, args, { question: ASK, slotOf }),
    },
    'difficulty.show': { who: helpers, run: showDifficulty },
    'difficulty.reply': { who: helpers, run: askAnswer },
    'difficulty.cancelAnswer': {
      who: helpers,
      run: (tx, ctx, args) => cancelAside(tx, ctx, args, { question: ANSWER, slotOf }),
    },
  },
  replies: {
    [ASK]: wordsReply(answerers, async (tx, ctx, question, words) => {
      const row = await findAssignment(tx, ctx.actor.communeId, Number(question.data.assignmentId))
      if (!row) throw new UserError('assignments-unknown')
      await reportDifficulty(tx, ctx, row, words)
      await closeQuestion(tx, question.id, ctx.now)
      const aside = await asideOf(tx, ctx)
      await sayAside(tx, ctx, aside, aside.t('assignments-difficulty-recorded', { number: row.number }))
    }),
    [ANSWER]: wordsReply(helpers, async (tx, ctx, question, words) => {
      await takeAnswer(tx, ctx, Number(question.data.requestId), words)
      await closeQuestion(tx, question.id, ctx.now)
    }),
  },
}
