// A leader's own view of why work is late: kept beside what the unit said, and told to whoever reported it and to the officers.
import { and, eq } from 'drizzle-orm'
import { action } from '../../../chat/action.js'
import type { Choice } from '../../../chat/message.js'
import type { Tx } from '../../../db/db.js'
import { latenesses } from '../../../db/schema/assignments.js'
import { UserError } from '../../../lib/errors.js'
import { type Ack, type Ctx, type Entries, leaderRoles } from '../../../talk/entry.js'
import { closeQuestion, openQuestion } from '../../../talk/questions.js'
import { tellPeople } from '../../people/notify.js'
import { listHolders } from '../../people/store.js'
import { record } from '../../trail/record.js'
import type { Lateness } from '../actions.js'
import { asideOf, cancelAside, sayAside } from '../aside.js'
import { subjectOf } from '../change.js'
import { assignmentOf } from '../evidence/dialog.js'
import { decidersOf } from '../requests.js'
import { readId, readWords, stepOf, wordsReply } from '../steps.js'
import { type Assignment, findView, lockAssignments } from '../store.js'
import { readableText, writeSource } from '../words.js'
import { latenessLines, leaderLine } from './messages.js'

const QUESTION = 'lateness.judge'
type Cause = Lateness['cause']

interface Judgement {
  assignmentId: number
  /** The report that was judged; a newer one is judged anew. */
  latenessId: number
  cause: Cause
}

/** The work, held, and its newest report of lateness, if this person decides for the unit. Throws a `UserError` when not. */
async function hold(tx: Tx, ctx: Ctx, assignmentId: number) {
  const [row] = await lockAssignments(tx, ctx.actor.communeId, [assignmentId])
  if (!row) throw new UserError('assignments-unknown')
  const decides = (await decidersOf(tx, row, ctx.now)).includes(ctx.actor.personId)
  if (!decides && !ctx.actor.roles.includes('chairman')) throw new UserError('assignments-no-decider')
  const view = await findView(tx, row.communeId, row.id)
  if (!view?.lateness) throw new UserError('assignments-judge-none', { number: row.number })
  return { row, view, lateness: view.lateness }
}

/** What the unit said, what a leader said, and the two causes to choose from. */
async function show(tx: Tx, ctx: Ctx, row: Assignment): Promise<void> {
  const { view, lateness } = await hold(tx, ctx, row.id)
  const aside = await asideOf(tx, ctx)
  const { t } = aside
  const choices = (['own', 'outside'] as const).map((cause): Choice[] => [
    { label: t(`assignments-cause-${cause}`), action: action('lateness.judge', row.id, lateness.id, cause) },
  ])
  const lines = [
    `${writeSource(t, view)}\n${readableText(view.text)}`,
    latenessLines(t, lateness),
    ...(lateness.leader ? [leaderLine(t, lateness.leader)] : []),
    t('assignments-judge-ask'),
  ]
  const title = t('assignments-judge-title', { number: row.number, unit: view.unit.name })
  await sayAside(tx, ctx, aside, [{ bold: title }, `\n${lines.join('\n')}`], { choices })
}

async function choose(tx: Tx, ctx: Ctx, args: readonly string[]): Promise<Ack> {
  const assignmentId = readId(args[0])
  const cause = args[2]
  if (cause !== 'own' && cause !== 'outside') throw new UserError('talk-old-button')
  const { row, lateness } = await hold(tx, ctx, assignmentId)
  if (lateness.id !== readId(args[1])) throw new UserError('assignments-judge-newer', { number: row.number })
  const aside = await asideOf(tx, ctx)
  const data: Judgement = { assignmentId, latenessId: lateness.id, cause }
  const { communeId, personId, accountId } = ctx.actor
  const asked = { communeId, chatId: aside.chatId, personId, action: QUESTION, data: { ...data } }
  const questionId = await openQuestion(tx, asked, ctx.now)
  const { t } = aside
  const words = { number: row.number, cause: t(`assignments-cause-${cause}`) }
  await sayAside(tx, ctx, aside, t('assignments-judge-ask-reason', words), {
    slot: slotOf(questionId),
    choices: [
      [{ label: t('assignments-button-no-reason'), action: action('lateness.judgeBare', questionId) }],
      [{ label: t('assignments-button-cancel'), action: action('lateness.judgeCancel', questionId) }],
    ],
    ask: { questionId, accountId },
  })
  return { text: '' }
}

const slotOf = (questionId: number) => `judge:${questionId}`

/** Keeps the leader's view, with its line of the trail, and tells the unit's reporter and the officers. */
async function judge(
  tx: Tx,
  ctx: Ctx,
  question: { id: number; data: Record<string, unknown> },
  words: string | null,
): Promise<void> {
  const { assignmentId, latenessId, cause } = question.data as unknown as Judgement
  const { row, lateness } = await hold(tx, ctx, assignmentId)
  if (lateness.id !== latenessId) throw new UserError('assignments-judge-newer', { number: row.number })
  if (!(await closeQuestion(tx, question.id, ctx.now))) throw new UserError('talk-question-closed')
  const { communeId, personId } = ctx.actor
  const [written] = await tx
    .update(latenesses)
    .set({ leaderCause: cause, leaderReason: words, leaderId: personId, leaderAt: ctx.now })
    .where(and(eq(latenesses.communeId, communeId), eq(latenesses.id, latenessId)))
    .returning({ reportedBy: latenesses.reportedBy })
  const before = lateness.leader
  await record(
    tx,
    {
      communeId,
      subject: subjectOf(row.id),
      action: 'assignment.judge',
      actorId: personId,
      before: { cause: before?.cause ?? lateness.cause, ...(before?.reason ? { reason: before.reason } : {}) },
      after: { cause, ...(words ? { reason: words } : {}) },
    },
    ctx.now,
  )
  const aside = await asideOf(tx, ctx)
  const said = { cause, reason: words, who: ctx.actor.name, at: ctx.now.getTime() }
  await sayAside(
    tx,
    ctx,
    aside,
    `${aside.t('assignments-judge-recorded', { number: row.number })}\n${leaderLine(aside.t, said)}`,
    { slot: slotOf(question.id), anew: words !== null },
  )
  const officers = await listHolders(tx, communeId, ['officer'], ctx.now)
  const told = [...officers.map((one) => one.personId), ...(written ? [written.reportedBy] : [])]
  await tellPeople(
    tx,
    {
      communeId,
      personIds: told.filter((one) => one !== personId),
      key: `judge:${question.id}`,
      about: subjectOf(row.id),
      message: (t) => ({
        spans: [
          { bold: t('assignments-judge-told', { number: row.number }) },
          `\n${leaderLine(t, said)}\n${t('assignments-judge-kept', { cause: t(`assignments-cause-${lateness.cause}`), reason: lateness.reason })}`,
        ],
      }),
    },
    ctx.now,
  )
}

export const judgingEntries: Entries = {
  choices: {
    'lateness.view': {
      who: leaderRoles,
      run: async (tx, ctx, args) => show(tx, ctx, await assignmentOf(tx, ctx, args)),
    },
    'lateness.judge': { who: leaderRoles, run: choose },
    'lateness.judgeBare': {
      who: leaderRoles,
      run: async (tx, ctx, args) => judge(tx, ctx, await stepOf(tx, ctx, args, QUESTION), null),
    },
    'lateness.judgeCancel': {
      who: leaderRoles,
      run: (tx, ctx, args) => cancelAside(tx, ctx, args, { question: QUESTION, slotOf }),
    },
  },
  replies: {
    [QUESTION]: wordsReply(leaderRoles, async (tx, ctx, question, words) => {
      await judge(tx, ctx, question, readWords(words))
    }),
  },
}
