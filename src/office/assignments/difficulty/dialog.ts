// Khó khăn, vướng mắc: told in private, goes to the officers and the leader in charge; what they answer comes back.
import { action } from '../../../chat/action.js'
import type { Message } from '../../../chat/message.js'
import type { Tx } from '../../../db/db.js'
import { UserError } from '../../../lib/errors.js'
import type { Translate } from '../../../lib/i18n.js'
import type { Ctx, Entries, Role } from '../../../talk/entry.js'
import { closeQuestion, openQuestion } from '../../../talk/questions.js'
import { tellPeople } from '../../people/notify.js'
import { listHolders } from '../../people/store.js'
import { asideOf, cancelAside, sayAside } from '../aside.js'
import { subjectOf } from '../change.js'
import { answerers, assignmentOf } from '../evidence/dialog.js'
import { mayAnswer } from '../permission.js'
import { decidersOf, insertRequest, lockRequest, settleRequest } from '../requests.js'
import { isOpen } from '../status.js'
import { readId, readWords, takesWords } from '../steps.js'
import { type Assignment, findAssignment, findView } from '../store.js'
import type { AssignmentView } from '../view.js'
import { readableText, writeMoment, writeSource } from '../words.js'

const ASK = 'difficulty.text'
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

async function ask(tx: Tx, ctx: Ctx, row: Assignment): Promise<void> {
  checkAnswer(ctx, row)
  const aside = await asideOf(tx, ctx)
  const questionId = await openQuestion(
    tx,
    {
      communeId: ctx.actor.communeId,
      chatId: aside.chatId,
      personId: ctx.actor.personId,
      action: ASK,
      data: { assignmentId: row.id },
    },
    ctx.now,
  )
  await sayAside(tx, ctx, aside, aside.t('assignments-difficulty-ask', { number: row.number }), {
    slot: slotOf(questionId),
    choices: [[{ label: aside.t('assignments-button-cancel'), action: action('difficulty.cancel', questionId) }]],
    ask: { questionId, accountId: ctx.actor.accountId },
  })
}

/** Records a difficulty and tells those who can help. */
export async function reportDifficulty(tx: Tx, ctx: Ctx, row: Assignment, text: string): Promise<void> {
  checkAnswer(ctx, row)
  const request = await insertRequest(
    tx,
    { actor: ctx.actor, assignmentId: row.id, kind: 'difficulty', text: readWords(text) },
    ctx.now,
  )
  const view = await findView(tx, row.communeId, row.id)
  if (!view) return
  const officers = await listHolders(tx, row.communeId, ['officer'], ctx.now)
  const told = [...officers.map((one) => one.personId), ...(await decidersOf(tx, row, ctx.now))]
  await tellPeople(
    tx,
    {
      communeId: row.communeId,
      personIds: told.filter((personId) => personId !== ctx.actor.personId),
      key: `difficulty:${request.id}`,
      slot: `difficulty-told:${request.id}`,
      about: subjectOf(row.id),
      message: (t) => toldMessage(t, view, ctx.actor.name, request.text, request.id),
    },
    ctx.now,
  )
}

function toldMessage(t: Translate, view: AssignmentView, who: string, text: string, requestId: number): Message {
  return {
    spans: [
      { bold: t('assignments-difficulty-told', { number: view.number, unit: view.unit.name, who }) },
      `\n${writeSource(t, view)}\n${readableText(view.text)}\n`,
      t('assignments-difficulty-words', { text }),
    ],
    choices: [[{ label: t('assignments-button-answer'), action: action('difficulty.reply', requestId) }]],
  }
}

async function askAnswer(tx: Tx, ctx: Ctx, args: readonly string[]): Promise<void> {
  const request = await lockRequest(tx, ctx.actor.communeId, readId(args[0]), 'difficulty')
  if (request.state !== 'open') throw answeredAlready(request.decidedAt)
  const row = await findAssignment(tx, ctx.actor.communeId, request.assignmentId)
  const aside = await asideOf(tx, ctx)
  const questionId = await openQuestion(
    tx,
    {
      communeId: ctx.actor.communeId,
      chatId: aside.chatId,
      personId: ctx.actor.personId,
      action: ANSWER,
      data: { requestId: request.id },
    },
    ctx.now,
  )
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
  const row = await findAssignment(tx, ctx.actor.communeId, request.assignmentId)
  const number = row?.number ?? 0
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
}

export const difficultyEntries: Entries = {
  choices: {
    'difficulty.start': {
      who: answerers,
      run: async (tx, ctx, args) => ask(tx, ctx, await assignmentOf(tx, ctx, args)),
    },
    'difficulty.cancel': {
      who: answerers,
      run: (tx, ctx, args) => cancelAside(tx, ctx, args, { question: ASK, slotOf }),
    },
    'difficulty.reply': { who: helpers, run: askAnswer },
    'difficulty.cancelAnswer': {
      who: helpers,
      run: (tx, ctx, args) => cancelAside(tx, ctx, args, { question: ANSWER, slotOf }),
    },
  },
  replies: {
    [ASK]: {
      who: answerers,
      takes: takesWords,
      async run(tx, ctx, question, answer) {
        if (answer.kind !== 'text') throw new UserError('assignments-words-needed')
        const row = await findAssignment(tx, ctx.actor.communeId, Number(question.data.assignmentId))
        if (!row) throw new UserError('assignments-unknown')
        await reportDifficulty(tx, ctx, row, answer.text)
        await closeQuestion(tx, question.id, ctx.now)
        const aside = await asideOf(tx, ctx)
        await sayAside(tx, ctx, aside, aside.t('assignments-difficulty-recorded', { number: row.number }))
      },
    },
    [ANSWER]: {
      who: helpers,
      takes: takesWords,
      async run(tx, ctx, question, answer) {
        if (answer.kind !== 'text') throw new UserError('assignments-words-needed')
        await takeAnswer(tx, ctx, Number(question.data.requestId), answer.text)
        await closeQuestion(tx, question.id, ctx.now)
      },
    },
  },
}
