// The officer's side: `Xác nhận`, `Yêu cầu bổ sung` with a reason by reply, `Mở lại`.
import { action } from '../../chat/action.js'
import type { Span } from '../../chat/message.js'
import type { Tx } from '../../db/db.js'
import { UserError } from '../../lib/errors.js'
import { type Translate, translator } from '../../lib/i18n.js'
import { ANSWER, queueMessage } from '../../post/outbox.js'
import type { Ctx, Entries, Role } from '../../talk/entry.js'
import { closeQuestion, openQuestion } from '../../talk/questions.js'
import { reply } from '../../talk/reply.js'
import { tellPeople } from '../people/notify.js'
import { listHolders, privateChats } from '../people/store.js'
import { ackOf, outcomeWords } from './acks.js'
import { askSupplement, confirmReport, reopen } from './actions.js'
import { refused, subjectOf } from './change.js'
import { assignmentOf } from './evidence/dialog.js'
import { groupsOf } from './screens.js'
import { follow, isRefusal } from './status.js'
import { readWords, stepOf, wordsReply } from './steps.js'
import { type Assignment, findAssignment } from './store.js'

const QUESTION = 'assignment.supplement'
const officers: readonly Role[] = ['officer']

async function askReason(tx: Tx, ctx: Ctx, row: Assignment) {
  const to = follow('supplement', row.status, row.standing)
  if (isRefusal(to)) return ackOf(ctx.t, await refused(tx, row, to))
  const questionId = await openQuestion(
    tx,
    {
      communeId: ctx.actor.communeId,
      chatId: ctx.chat.id,
      personId: ctx.actor.personId,
      action: QUESTION,
      data: { id: row.id },
    },
    ctx.now,
  )
  await reply(tx, ctx, ctx.t('assignments-supplement-ask', { number: row.number }), {
    slot: `ask:${questionId}`,
    choices: [
      [{ label: ctx.t('assignments-button-cancel'), action: action('assignment.cancelSupplement', questionId) }],
    ],
    ask: { questionId, accountId: ctx.actor.accountId },
  })
  return undefined
}

/**
 * The unit reads what is missing, or that its report counts no more, in its group with a word to whoever reported; without a group its people do
 * in private. A card that changes in place is seen by nobody who took the work for done.
 */
async function tellUnit(
  tx: Tx,
  input: { row: Assignment; reporterId: number | null; words: (t: Translate) => string },
  now: Date,
): Promise<void> {
  const { row, reporterId, words } = input
  const choices = (t: Translate) => [
    [{ label: t('assignments-button-done'), action: action('assignment.done', row.id) }],
    [{ label: t('assignments-button-show', { number: row.number }), action: action('assignment.show', row.id) }],
  ]
  const key = `supplement:${row.id}:${row.version}`
  const groups = await groupsOf(tx, row.communeId, [row.unitId])
  if (groups.length === 0) {
    const holders = await listHolders(tx, row.communeId, ['head', 'deputy', 'contact'], now)
    const personIds = holders.filter((one) => one.unitId === row.unitId).map((one) => one.personId)
    const message = (t: Translate) => ({ spans: [words(t)], choices: choices(t) })
    await tellPeople(
      tx,
      { communeId: row.communeId, personIds, key, slot: key, about: subjectOf(row.id), message },
      now,
    )
    return
  }
  const [reporter] = reporterId === null ? [] : await privateChats(tx, [reporterId])
  for (const group of groups) {
    const t = translator(group.locale)
    const mention: Span[] = reporter ? [{ mention: reporter.name, accountId: reporter.accountId }, ': '] : []
    const message = { spans: [...mention, words(t)], choices: choices(t) }
    await queueMessage(
      tx,
      {
        chatId: group.chatId,
        communeId: row.communeId,
        key: `${key}:${group.chatId}`,
        slot: key,
        class: ANSWER,
        message,
      },
      now,
    )
  }
}

export const confirmingEntries: Entries = {
  choices: {
    'assignment.confirm': {
      who: officers,
      async run(tx, ctx, args) {
        const row = await assignmentOf(tx, ctx, args)
        return ackOf(ctx.t, await confirmReport(tx, { actor: ctx.actor, assignmentId: row.id }, ctx.now))
      },
    },
    'assignment.supplement': {
      who: officers,
      run: async (tx, ctx, args) => askReason(tx, ctx, await assignmentOf(tx, ctx, args)),
    },
    'assignment.cancelSupplement': {
      who: officers,
      async run(tx, ctx, args) {
        const { id } = await stepOf(tx, ctx, args, QUESTION)
        await closeQuestion(tx, id, ctx.now)
        await reply(tx, ctx, ctx.t('assignments-cancelled'), { slot: `ask:${id}` })
        return { text: ctx.t('assignments-cancelled') }
      },
    },
    'assignment.reopen': {
      who: officers,
      async run(tx, ctx, args) {
        const row = await assignmentOf(tx, ctx, args)
        const outcome = await reopen(tx, { actor: ctx.actor, assignmentId: row.id }, ctx.now)
        const said = { number: row.number, officer: ctx.actor.name }
        const words = (t: Translate) => t('assignments-reopened-told', said)
        if (outcome.changed) await tellUnit(tx, { row: outcome.assignment, reporterId: null, words }, ctx.now)
        return ackOf(ctx.t, outcome)
      },
    },
  },
  replies: {
    [QUESTION]: wordsReply(officers, async (tx, ctx, question, text) => {
      const before = await findAssignment(tx, ctx.actor.communeId, Number(question.data.id))
      if (!before) throw new UserError('assignments-unknown')
      const reason = readWords(text)
      const input = { actor: ctx.actor, assignmentId: before.id, reason }
      const outcome = await askSupplement(tx, input, ctx.now)
      await closeQuestion(tx, question.id, ctx.now)
      const reporterId = before.statusBy
      const { number } = outcome.assignment
      const told = (t: Translate) => t('assignments-supplement-told', { number, officer: ctx.actor.name, reason })
      if (outcome.changed) await tellUnit(tx, { row: outcome.assignment, reporterId, words: told }, ctx.now)
      const words = outcome.changed ? ctx.t('assignments-supplement-asked', { number }) : outcomeWords(ctx.t, outcome)
      await reply(tx, ctx, words)
    }),
  },
}
