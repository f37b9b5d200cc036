// Báo cáo hoàn thành: evidence by reply (file, photo, album, document number) or none, also for several assignments at once.
import type { Tx } from '../../../db/db.js'
import { UserError } from '../../../lib/errors.js'
import { isCourtesy } from '../../../talk/courtesy.js'
import type { Ack, Answer, Ctx, Entries, OpenQuestion, Role } from '../../../talk/entry.js'
import {
  closeQuestion,
  findOpenQuestion,
  findQuestion,
  keepQuestion,
  listOpenQuestions,
  openQuestion,
  updateQuestion,
} from '../../../talk/questions.js'
import { reply } from '../../../talk/reply.js'
import { ackOf, outcomesWords } from '../acks.js'
import { reportDone, retractReport } from '../actions.js'
import { type Outcome, refused } from '../change.js'
import { mayAnswer } from '../permission.js'
import { isGivenSheet } from '../sheet/chores.js'
import { follow, isOpen, isRefusal } from '../status.js'
import { readId } from '../steps.js'
import { type Assignment, findAssignment, findByNumber } from '../store.js'
import { isTypedAnswer } from '../typed.js'
import { awaitsMore, checkedFile, closeInvitations, give, isAskedElse, joinAlbum, readDocument } from './giving.js'
import { askConfirmation } from './officers.js'
import { type Asked, askChoices, askSlot, EVIDENCE, readAsked } from './question.js'
import { looksGiven, namedWork, namesDocument, namesEvidence, saysNone } from './said.js'

export const answerers: readonly Role[] = ['officer', 'head', 'deputy', 'contact']

/** Asks for the evidence of these assignments, in the chat where the report was begun. */
export async function askEvidence(tx: Tx, ctx: Ctx, rows: readonly Assignment[], mode: Asked['mode']): Promise<void> {
  const ids = rows.map((row) => row.id)
  const questionId = await openQuestion(
    tx,
    {
      communeId: ctx.actor.communeId,
      chatId: ctx.chat.id,
      personId: ctx.actor.personId,
      action: EVIDENCE,
      data: { ids, mode },
      beside: true,
    },
    ctx.now,
  )
  const { t } = ctx
  await reply(
    tx,
    ctx,
    [
      { mention: ctx.actor.name, accountId: ctx.actor.accountId },
      `: ${t(mode === 'report' ? 'assignments-evidence-ask' : 'assignments-evidence-more', { work: writeNumbers(rows) })}`,
    ],
    {
      slot: askSlot(questionId),
      choices: askChoices(t, questionId, mode),
      ask: { questionId, placeholder: t('assignments-evidence-placeholder'), accountId: ctx.actor.accountId },
    },
  )
}

function writeNumbers(rows: readonly Pick<Assignment, 'number'>[]): string {
  return rows.map((row) => `#${row.number}`).join(', ')
}

/** The assignment behind a button, within the actor's commune. */
export async function assignmentOf(tx: Tx, ctx: Ctx, args: readonly string[]): Promise<Assignment> {
  const row = await findAssignment(tx, ctx.actor.communeId, readId(args[0]))
  if (!row) throw new UserError('assignments-unknown')
  return row
}

async function begin(tx: Tx, ctx: Ctx, args: string[], mode: Asked['mode']): Promise<Ack> {
  const row = await assignmentOf(tx, ctx, args)
  const no = mayAnswer(ctx.actor, row, 'answer')
  if (no) throw new UserError(no, { number: row.number })
  const to = follow(mode, row.status, row.standing)
  if (isRefusal(to)) return ackOf(ctx.t, await refused(tx, row, to))
  const open = await findOpenQuestion(tx, ctx.chat.id, ctx.actor.personId)
  const asked = open?.action === EVIDENCE ? readAsked(open.data) : undefined
  if (asked?.mode === mode && !asked.after && !asked.optional && String(asked.ids) === String(row.id))
    return { text: ctx.t('assignments-evidence-asked') }
  await askEvidence(tx, ctx, [row], mode)
  return { text: ctx.t('assignments-evidence-asked') }
}

/** The question a button belongs to, if it was put to this person here. */
async function questionOf(tx: Tx, ctx: Ctx, args: readonly string[]): Promise<OpenQuestion> {
  const id = readId(args[0])
  const question = await findQuestion(tx, id)
  if (question?.action !== EVIDENCE || question.chatId !== ctx.chat.id) throw new UserError('talk-question-closed')
  if (question.personId !== ctx.actor.personId) throw new UserError('talk-question-of-another')
  if (!(await closeQuestion(tx, id, ctx.now))) throw new UserError('talk-question-closed')
  return question
}

/** Whether nobody has answered it yet. */
async function isOpenStill(tx: Tx, { id }: OpenQuestion): Promise<boolean> {
  return (await findQuestion(tx, id))?.closedAt === null
}

/** The question's message says what came of it, and loses its buttons. */
async function settle(tx: Tx, ctx: Ctx, question: OpenQuestion, outcomes: readonly Outcome[]): Promise<void> {
  await reply(tx, ctx, outcomesWords(ctx.t, outcomes).join('\n'), { slot: askSlot(question.id) })
}

/** So long after evidence was given, or in a group invited, in milliseconds, a file that is no reply is more of it; there others read along. */
const MORE_MS = { private: 10 * 60_000, group: 2 * 60_000 }

/** Longer texts are no names of documents, but letters or talk. */
const MOST_TEXT = 300

/**
 * Where evidence is only invited, it has to name a document and nothing else, and an officer's next file is the next letter. "Báo cáo số 17
 * đã xong" is a document. A filled-in answer sheet is answers.
 */
function takes(answer: Answer, question: OpenQuestion & { askedAt: Date }, ctx: Ctx): boolean {
  const { optional: isInvited = false, after, at = 0 } = readAsked(question.data)
  if (answer.kind === 'file') {
    if (isGivenSheet(answer.file.name)) return false
    const since = after ? at : question.askedAt.getTime()
    const isBrief = after || (isInvited && ctx.chat.kind === 'group')
    if (isBrief && ctx.now.getTime() - since >= MORE_MS[ctx.chat.kind]) return false
    return !isInvited || !ctx.actor.roles.includes('officer') || (after === true && answer.file.kind === 'photo')
  }
  if (after || answer.text.length > MOST_TEXT) return false
  if (isTypedAnswer(answer.text) && !/^(?:báo cáo|công văn|văn bản|bc|cv) số/iu.test(answer.text)) return false
  return !isInvited || namesDocument(answer.text)
}

/** Asked for after a report that stands already. */
function isInvitation({ data }: OpenQuestion): boolean {
  return readAsked(data).optional === true
}

/** True for who answers first; what comes after belongs to the report, and waits for nothing. */
async function isFirstAnswer(tx: Tx, ctx: Ctx, question: OpenQuestion): Promise<boolean> {
  return !readAsked(question.data).after && (await closeQuestion(tx, question.id, ctx.now))
}

async function take(tx: Tx, ctx: Ctx, question: OpenQuestion, answer: Answer): Promise<void> {
  if (answer.kind === 'file') return takeFile(tx, ctx, question, answer)
  if (isCourtesy(answer.text)) return takeCourtesy(tx, ctx, question)
  const documentNumber = readDocument(answer.text)
  const { mode, after, optional = false } = readAsked(question.data)
  if (!after && !namesEvidence(documentNumber) && (await isOpenStill(tx, question))) {
    if (mode === 'report' && saysNone(documentNumber)) {
      await closeQuestion(tx, question.id, ctx.now)
      return give(tx, ctx, question, {}, { isFirst: true })
    }
    // Below an invitation people also just say thanks.
    if (optional && ctx.chat.kind === 'group') return
    throw new UserError('assignments-evidence-unreadable')
  }
  const isFirst = await isFirstAnswer(tx, ctx, question)
  if (!isFirst && !looksGiven(documentNumber)) throw new UserError('talk-question-closed')
  await give(tx, ctx, question, { documentNumber }, { isFirst })
}

/** Nothing was given and nothing is wrong. Who was asked for evidence is told once that it is awaited still. */
async function takeCourtesy(tx: Tx, ctx: Ctx, question: OpenQuestion): Promise<void> {
  const asked = readAsked(question.data)
  if (asked.optional || asked.reminded || ctx.chat.kind === 'group' || !(await isOpenStill(tx, question))) return
  await updateQuestion(tx, question.id, { ...asked, reminded: true })
  await reply(tx, ctx, ctx.t('assignments-evidence-awaited', { work: writeNumbers(await workOf(tx, ctx, asked.ids)) }))
}

async function workOf(tx: Tx, ctx: Ctx, ids: readonly number[]): Promise<Assignment[]> {
  const rows = await Promise.all(ids.map((id) => findAssignment(tx, ctx.actor.communeId, id)))
  return rows.filter((row) => row !== undefined)
}

async function takeFile(
  tx: Tx,
  ctx: Ctx,
  question: OpenQuestion,
  { file: sent, caption = '', album }: Extract<Answer, { kind: 'file' }>,
): Promise<void> {
  const file = await checkedFile(tx, ctx, sent)
  const named = looksGiven(caption) ? { documentNumber: readDocument(caption) } : {}
  if (album !== undefined && (await joinAlbum(tx, ctx, { question, file, album, ...named }))) return
  await give(tx, ctx, question, { file, album, ...named }, { isFirst: await isFirstAnswer(tx, ctx, question) })
}

/** A reply to what shows a report: its card, what was said of evidence, the word that more is needed. Ordinary words are left alone. */
async function takeBelow(tx: Tx, ctx: Ctx, slot: string, answer: Answer): Promise<boolean> {
  const [, kind, id] = /^(card|ask|given|supplement):(\d{1,15})(?::|$)/.exec(slot) ?? []
  if (!kind || (answer.kind === 'text' && !looksGiven(answer.text))) return false
  if (kind === 'ask' || kind === 'given') {
    const question = await findQuestion(tx, Number(id))
    if (question?.action !== EVIDENCE || question.chatId !== ctx.chat.id) return false
    await take(tx, ctx, question, answer)
    return true
  }
  const row = await findAssignment(tx, ctx.actor.communeId, Number(id))
  if (!row || mayAnswer(ctx.actor, row, 'answer')) return false
  const asked = await openAbout(tx, ctx, row)
  if (asked) {
    await take(tx, ctx, asked, answer)
    return true
  }
  if (row.status !== 'awaiting' && row.status !== 'done' && !(await awaitsMore(tx, row))) {
    if (answer.kind === 'text' || row.standing || !isOpen(row.status) || ctx.actor.roles.includes('officer'))
      return false
    throw new UserError('assignments-evidence-first', { number: row.number })
  }
  await take(tx, ctx, await questionBelow(tx, ctx, row), answer)
  return true
}

/** What this person is asked about this work here, and has not answered yet. */
async function openAbout(tx: Tx, ctx: Ctx, row: Assignment): Promise<OpenQuestion | undefined> {
  const key = { chatId: ctx.chat.id, personId: ctx.actor.personId, action: EVIDENCE }
  return (await listOpenQuestions(tx, key)).find(({ data }) => {
    const { ids, after } = readAsked(data)
    return !after && ids.includes(row.id)
  })
}

/** A file whose caption names the work, "minh chứng việc 17": as if it were a reply to its card. */
async function takeNamed(tx: Tx, ctx: Ctx, number: number): Promise<void> {
  const { happening } = ctx.incoming
  const row = await findByNumber(tx, ctx.actor.communeId, number)
  if (happening.kind !== 'file' || !row) return
  const { file, album, caption } = happening
  const answer: Answer = { kind: 'file', file, ...(album ? { album } : {}), ...(caption ? { caption } : {}) }
  if (!(await takeBelow(tx, ctx, `card:${row.id}`, answer))) await reply(tx, ctx, ctx.t('talk-file-unasked'))
}

/** Of a unit's own people; what an officer sends may be a letter. */
async function isNamed(tx: Tx, ctx: Ctx, number: number): Promise<boolean> {
  if (ctx.incoming.happening.kind !== 'file' || ctx.actor.roles.includes('officer')) return false
  const row = await findByNumber(tx, ctx.actor.communeId, number)
  return row !== undefined && !mayAnswer(ctx.actor, row, 'answer')
}

/** The question that is answered by a reply to a message that asked nothing; it does not stand in the way of one that was asked. */
async function questionBelow(tx: Tx, ctx: Ctx, row: Assignment): Promise<OpenQuestion> {
  const data = { ids: [row.id], mode: 'amend', optional: true, after: true, at: ctx.now.getTime() }
  const { communeId, personId } = ctx.actor
  const asked = { communeId, chatId: ctx.chat.id, personId, action: EVIDENCE, data }
  await closeInvitations(tx, ctx)
  const id = (await isAskedElse(tx, ctx))
    ? await keepQuestion(tx, asked, ctx.now)
    : await openQuestion(tx, { ...asked, beside: true }, ctx.now)
  return { id, action: EVIDENCE, data }
}

export const evidenceEntries: Entries = {
  choices: {
    'assignment.done': { who: answerers, run: (tx, ctx, args) => begin(tx, ctx, args, 'report') },
    'assignment.amend': { who: answerers, run: (tx, ctx, args) => begin(tx, ctx, args, 'amend') },
    'assignment.noEvidence': {
      who: answerers,
      async run(tx, ctx, args) {
        const question = await questionOf(tx, ctx, args)
        const outcomes: Outcome[] = []
        for (const assignmentId of readAsked(question.data).ids)
          outcomes.push(await reportDone(tx, { actor: ctx.actor, assignmentId }, ctx.now))
        await settle(tx, ctx, question, outcomes)
        const reported = outcomes.flatMap(({ changed, assignment }) => (changed ? [assignment.id] : []))
        await askConfirmation(tx, ctx.actor.communeId, reported, ctx.now)
        const [first] = outcomes
        return first && outcomes.length === 1 ? ackOf(ctx.t, first) : undefined
      },
    },
    'assignment.retract': {
      who: answerers,
      async run(tx, ctx, args) {
        const question = await questionOf(tx, ctx, args)
        const outcomes: Outcome[] = []
        for (const assignmentId of readAsked(question.data).ids)
          outcomes.push(await retractReport(tx, { actor: ctx.actor, assignmentId }, ctx.now))
        await settle(tx, ctx, question, outcomes)
        const [first] = outcomes
        return first && outcomes.length === 1 ? ackOf(ctx.t, first) : undefined
      },
    },
    'assignment.cancel': {
      who: answerers,
      async run(tx, ctx, args) {
        const question = await questionOf(tx, ctx, args)
        await reply(tx, ctx, ctx.t('assignments-cancelled'), { slot: askSlot(question.id) })
        return { text: ctx.t('assignments-cancelled') }
      },
    },
  },
  replies: { [EVIDENCE]: { who: answerers, takes, invites: isInvitation, late: true, run: take } },
  typed: [{ who: answerers, read: namedWork, applies: isNamed, files: true, run: takeNamed }],
  belows: [{ who: answerers, run: takeBelow }],
}
