// Xin gia hạn, in private: a new day and a reason; the leader in charge gets `Đồng ý` and `Không đồng ý`, and who refuses may say why.
import { asc, inArray } from 'drizzle-orm'
import { readLeadingDate } from '../../../calendar/spoken.js'
import { action } from '../../../chat/action.js'
import type { Message, Span } from '../../../chat/message.js'
import type { Tx } from '../../../db/db.js'
import { persons } from '../../../db/schema/people.js'
import { dayOf, writeDay } from '../../../lib/day.js'
import { UserError } from '../../../lib/errors.js'
import type { Translate } from '../../../lib/i18n.js'
import type { Ack, Ctx, Entries } from '../../../talk/entry.js'
import { leaderRoles } from '../../../talk/entry.js'
import { closeQuestion, updateQuestion } from '../../../talk/questions.js'
import { communeCalendar } from '../../communes/store.js'
import { tellPeople } from '../../people/notify.js'
import { asideOf, cancelAside, openAside, sayAside } from '../aside.js'
import { subjectOf } from '../change.js'
import { assignmentOf } from '../evidence/dialog.js'
import { dayFrom, explainers } from '../lateness/dialog.js'
import { mayAnswer } from '../permission.js'
import { copySlot, decidersOf, explainRefusal, findRequest, type NamedRequest, retell, toldSlot } from '../requests.js'
import { needsReport } from '../status.js'
import { readId, readReason, readWords, stepOf, takesWords, troubleDialogs, wordsReply } from '../steps.js'
import { type Assignment, findAssignment, findView } from '../store.js'
import type { AssignmentView } from '../view.js'
import { readableText, writeDeadline, writeMoment, writeSource } from '../words.js'
import { askExtension, checkExtendable, checkLater, checkNotSuperior, decideExtension } from './actions.js'

const QUESTION = troubleDialogs.extension
const REFUSAL = 'extension.why'
/** So long after refusing, in milliseconds, words that are no reply to the question are the reason. */
const REFUSAL_MS = 10 * 60_000
const slotOf = (questionId: number) => `extension:${questionId}`

interface Draft {
  assignmentId: number
  until?: string
}

/** Begins, or goes on with what was typed already: "31/10 vì chờ hướng dẫn". */
export async function startExtension(tx: Tx, ctx: Ctx, row: Assignment, words?: string): Promise<void> {
  const no = mayAnswer(ctx.actor, row, 'explain')
  if (no) throw new UserError(no, { number: row.number })
  checkExtendable(row)
  await checkNotSuperior(tx, row)
  const aside = await asideOf(tx, ctx)
  const questionId = await openAside(tx, ctx, aside, { action: QUESTION, data: { assignmentId: row.id } })
  if (words !== undefined) return takeText(tx, ctx, questionId, { assignmentId: row.id }, words)
  await say(tx, ctx, questionId, 'assignments-extension-ask', { number: row.number })
}

async function say(tx: Tx, ctx: Ctx, questionId: number, words: string, args: Record<string, number>): Promise<void> {
  const aside = await asideOf(tx, ctx)
  await sayAside(tx, ctx, aside, aside.t(words, args), {
    slot: slotOf(questionId),
    anew: true,
    choices: [[{ label: aside.t('assignments-button-cancel'), action: action('extension.cancel', questionId) }]],
    ask: { questionId, accountId: ctx.actor.accountId },
  })
}

async function takeText(tx: Tx, ctx: Ctx, questionId: number, draft: Draft, text: string): Promise<void> {
  const row = await findAssignment(tx, ctx.actor.communeId, draft.assignmentId)
  if (!row) throw new UserError('assignments-unknown')
  let { until } = draft
  let reason = text
  const found = readLeadingDate(text, dayOf(ctx.now), await communeCalendar(tx, ctx.actor.communeId))
  // A day and nothing else, where a reason was asked for, is another day.
  if (!until || (found && found.rest.trim() === '')) {
    until = dayFrom(found?.date, text)
    checkLater(row, until, ctx.now)
    reason = (found?.rest ?? '').replace(/^[\s,;:.–-]+/, '')
  }
  if (reason.trim() === '') {
    await updateQuestion(tx, questionId, { ...draft, until })
    return say(tx, ctx, questionId, 'assignments-extension-ask-reason', { number: row.number })
  }
  const input = { actor: ctx.actor, assignmentId: row.id, until, reason: readReason(reason) }
  const request = await askExtension(tx, input, ctx.now)
  await closeQuestion(tx, questionId, ctx.now)
  const deciders = await decidersOf(tx, row, ctx.now)
  const reached = await tellExtension(tx, { row, requestId: request.id, personIds: deciders }, ctx.now)
  const aside = await asideOf(tx, ctx)
  const words = reached > 0 ? 'assignments-extension-sent' : 'assignments-extension-nobody'
  const who = await namesOf(tx, deciders)
  await sayAside(tx, ctx, aside, aside.t(words, { number: row.number, day: writeDay(until), who }))
}

/** What is asked goes to whoever decides, once to each. Returns how many of them can be reached now. */
export async function tellExtension(
  tx: Tx,
  { row, requestId, personIds }: { row: Assignment; requestId: number; personIds: readonly number[] },
  now: Date,
): Promise<number> {
  const { communeId } = row
  const view = await findView(tx, communeId, row.id)
  if (!view) return 0
  const told = await findRequest(tx, communeId, requestId, 'extension')
  const [key, about] = [`extension:${requestId}`, subjectOf(row.id)]
  const message = (t: Translate) => requestMessage(t, view, told, true)
  return tellPeople(tx, { communeId, personIds, key, slot: toldSlot(told), about, message }, now)
}

/** The leader in charge, or whoever decides where there is none. */
async function namesOf(tx: Tx, personIds: readonly number[]): Promise<string> {
  if (personIds.length === 0) return ''
  const rows = await tx
    .select({ name: persons.name })
    .from(persons)
    .where(inArray(persons.id, [...personIds]))
    .orderBy(asc(persons.id))
  return rows.map((row) => row.name).join(', ')
}

/** What is asked, with the two answers for who `decides`; settled, with what was decided. */
function requestMessage(t: Translate, view: AssignmentView, request: NamedRequest, decides: boolean): Message {
  const { number } = view
  const asked = { who: request.asker, when: writeMoment(request.askedAt), day: dayOfRequest(request) }
  const spans: Span[] = [
    { bold: t('assignments-extension-told', { number, unit: request.unit, ...asked }) },
    `\n${writeSource(t, view)}\n${readableText(view.text)}`,
    `\n${t('assignments-card-deadline', { deadline: writeDeadline(t, view) })}`,
    `\n${t('assignments-extension-reason', { reason: request.text })}`,
  ]
  if (request.state !== 'open') return { spans: [...spans, `\n${outcomeLine(t, number, request)}`] }
  if (!needsReport(view.status)) return { spans: [...spans, `\n${t('assignments-extension-closed', { number })}`] }
  if (!decides) return { spans: [...spans, `\n${t('assignments-no-decider')}`] }
  const choices = [
    [
      { label: t('assignments-button-grant'), action: action('extension.grant', request.id) },
      { label: t('assignments-button-refuse'), action: action('extension.refuse', request.id) },
    ],
  ]
  return { spans, choices }
}

const dayOfRequest = ({ until }: NamedRequest) => (until ? writeDay(until) : '')

function outcomeLine(t: Translate, number: number, request: NamedRequest): string {
  const words = request.state === 'granted' ? 'assignments-extension-granted' : 'assignments-extension-refused'
  const outcome = t(words, { number, who: request.decider, day: dayOfRequest(request) })
  const reason = request.answer ? ` ${t('assignments-extension-reason', { reason: request.answer })}` : ''
  return `${t('assignments-request-settled', { when: request.decidedAt ? writeMoment(request.decidedAt) : '' })} ${outcome}${reason}`
}

/** The request opened from a card or the summary, as whoever decides was sent it. */
async function showRequest(tx: Tx, ctx: Ctx, args: readonly string[]): Promise<void> {
  const { communeId, personId } = ctx.actor
  const request = await findRequest(tx, communeId, readId(args[0]), 'extension')
  const row = await findAssignment(tx, communeId, request.assignmentId)
  const view = await findView(tx, communeId, request.assignmentId)
  if (!row || !view) throw new UserError('assignments-unknown')
  const decides = (await decidersOf(tx, row, ctx.now)).includes(personId)
  const aside = await asideOf(tx, ctx)
  const { spans, choices = [] } = requestMessage(aside.t, view, request, decides)
  await sayAside(tx, ctx, aside, spans, { choices, slot: copySlot(request, ctx.updateId) })
}

async function decide(tx: Tx, ctx: Ctx, args: readonly string[], grant: boolean): Promise<Ack> {
  const { request, assignment, settled } = await decideExtension(
    tx,
    { actor: ctx.actor, requestId: readId(args[0]), grant },
    ctx.now,
  )
  const { number } = assignment
  if (settled)
    return {
      text: ctx.t('assignments-request-settled', { when: request.decidedAt ? writeMoment(request.decidedAt) : '' }),
      alert: true,
    }
  const day = request.until ? writeDay(request.until) : ''
  const words = grant ? 'assignments-extension-granted' : 'assignments-extension-refused'
  if (request.askedBy !== null)
    await tellPeople(
      tx,
      {
        communeId: ctx.actor.communeId,
        personIds: [request.askedBy],
        key: `extension-decided:${request.id}`,
        message: (t) => ({ spans: [t(words, { number, day, who: ctx.actor.name })] }),
      },
      ctx.now,
    )
  const decided = await findRequest(tx, ctx.actor.communeId, request.id, 'extension')
  const view = await findView(tx, assignment.communeId, assignment.id)
  const aside = await asideOf(tx, ctx)
  if (view)
    await retell(tx, { request: decided, here: aside, message: (t) => requestMessage(t, view, decided, true) }, ctx.now)
  if (!grant && request.askedBy !== null) await askWhy(tx, ctx, request.id, number)
  return { text: ctx.t(words, { number, day, who: ctx.actor.name }) }
}

async function askWhy(tx: Tx, ctx: Ctx, requestId: number, number: number): Promise<void> {
  const aside = await asideOf(tx, ctx)
  const questionId = await openAside(tx, ctx, aside, {
    action: REFUSAL,
    data: { requestId, askedAt: ctx.now.getTime() },
    beside: true,
  })
  await sayAside(tx, ctx, aside, aside.t('assignments-extension-ask-why', { number }), {
    slot: slotOf(questionId),
    choices: [[{ label: aside.t('assignments-button-no-reason'), action: action('extension.noReason', questionId) }]],
    ask: { questionId, accountId: ctx.actor.accountId },
  })
}

/** Why it was refused, for whoever had asked; the decision stands with or without. */
async function takeWhy(tx: Tx, ctx: Ctx, questionId: number, requestId: number, text: string): Promise<void> {
  const { communeId, name } = ctx.actor
  const reason = readWords(text)
  const { askedBy, assignmentId } = await explainRefusal(tx, { actor: ctx.actor, requestId, reason }, ctx.now)
  await closeQuestion(tx, questionId, ctx.now)
  const view = await findView(tx, communeId, assignmentId)
  if (!view) throw new UserError('assignments-unknown')
  const { number } = view
  const key = `extension-why:${requestId}`
  const message = (t: Translate) => ({ spans: [t('assignments-extension-why', { number, who: name, reason })] })
  if (askedBy !== null) await tellPeople(tx, { communeId, personIds: [askedBy], key, message }, ctx.now)
  const aside = await asideOf(tx, ctx)
  await sayAside(tx, ctx, aside, aside.t('assignments-extension-why-sent', { number }))
  const refused = await findRequest(tx, communeId, requestId, 'extension')
  const here = { ...aside, told: true }
  await retell(tx, { request: refused, here, message: (t) => requestMessage(t, view, refused, true) }, ctx.now)
}

async function withoutReason(tx: Tx, ctx: Ctx, args: readonly string[]): Promise<Ack> {
  const { id } = await stepOf(tx, ctx, args, REFUSAL)
  await closeQuestion(tx, id, ctx.now)
  const aside = await asideOf(tx, ctx)
  const text = aside.t('assignments-extension-no-reason')
  await sayAside(tx, ctx, aside, text, { slot: slotOf(id) })
  return { text }
}

export const extensionEntries: Entries = {
  choices: {
    'extension.start': {
      who: explainers,
      run: async (tx, ctx, args) => startExtension(tx, ctx, await assignmentOf(tx, ctx, args)),
    },
    'extension.cancel': {
      who: explainers,
      run: (tx, ctx, args) => cancelAside(tx, ctx, args, { question: QUESTION, slotOf }),
    },
    'extension.show': { who: leaderRoles, run: showRequest },
    'extension.grant': { who: leaderRoles, run: (tx, ctx, args) => decide(tx, ctx, args, true) },
    'extension.refuse': { who: leaderRoles, run: (tx, ctx, args) => decide(tx, ctx, args, false) },
    'extension.noReason': { who: leaderRoles, run: withoutReason },
  },
  replies: {
    [QUESTION]: wordsReply(explainers, async (tx, ctx, question, words) => {
      await takeText(tx, ctx, question.id, question.data as unknown as Draft, words)
    }),
    [REFUSAL]: {
      who: leaderRoles,
      takes: (answer, question, ctx) =>
        takesWords(answer) && ctx.now.getTime() - Number(question.data.askedAt) < REFUSAL_MS,
      async run(tx, ctx, question, answer) {
        if (answer.kind !== 'text') throw new UserError('assignments-words-needed')
        await takeWhy(tx, ctx, question.id, Number(question.data.requestId), answer.text)
      },
    },
  },
}
