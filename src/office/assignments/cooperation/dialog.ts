// A cooperating unit sees the work and may add a note: by a button, or typed as `17 góp ý: …`. Nobody chases it.
import { action } from '../../../chat/action.js'
import type { Message } from '../../../chat/message.js'
import type { Tx } from '../../../db/db.js'
import { UserError } from '../../../lib/errors.js'
import { translator } from '../../../lib/i18n.js'
import { ANSWER, queueMessage } from '../../../post/outbox.js'
import { type Ack, type Ctx, type Entries, roles } from '../../../talk/entry.js'
import { closeQuestion, findOpenQuestion, openQuestion } from '../../../talk/questions.js'
import { reply } from '../../../talk/reply.js'
import { tellOfficers, tellPeople } from '../../people/notify.js'
import { listHolders, unitChats } from '../../people/store.js'
import { record } from '../../trail/record.js'
import { subjectOf } from '../change.js'
import { answerers, assignmentOf } from '../evidence/dialog.js'
import { belongsTo, mayAnswer } from '../permission.js'
import { forgetScreen } from '../screens.js'
import { isOpen } from '../status.js'
import { readWords, stepOf, wordsReply } from '../steps.js'
import { type Assignment, findAssignment, findByNumber, findView } from '../store.js'
import { readNote } from '../typed.js'
import { readableText, writeSource } from '../words.js'
import { servedUnits } from '../work.js'
import { cooperationCard, cooperationSlot } from './message.js'
import { unitsCooperating } from './store.js'

const ASK = 'cooperation.words'

/** In a group one of whose units cooperates, and in private to that unit's people and to who sees everything. */
async function show(tx: Tx, ctx: Ctx, args: readonly string[]): Promise<void> {
  const row = await assignmentOf(tx, ctx, args)
  const cooperating = await unitsCooperating(tx, row.communeId, row.id)
  const served = ctx.chat.kind === 'group' ? await servedUnits(tx, ctx) : []
  const may =
    ctx.chat.kind === 'group'
      ? cooperating.some((unit) => served.includes(unit.id))
      : cooperating.some((unit) => belongsTo(ctx.actor, unit.id)) || mayAnswer(ctx.actor, row, 'view') === undefined
  if (!may) throw new UserError('assignments-no-cooperating', { number: row.number })
  const view = await findView(tx, row.communeId, row.id)
  if (!view) throw new UserError('assignments-unknown')
  const slot = cooperationSlot(row.id)
  await forgetScreen(tx, ctx.chat.id, slot)
  await queueMessage(
    tx,
    {
      chatId: ctx.chat.id,
      communeId: row.communeId,
      key: `${slot}:${ctx.updateId}`,
      slot,
      class: ANSWER,
      message: cooperationCard(ctx.t, view),
    },
    ctx.now,
  )
}

/** For which cooperating unit this person speaks: the own one, or for an officer the one whose group this is. */
async function speaksFor(tx: Tx, ctx: Ctx, row: Assignment): Promise<{ id: number; name: string; byHand: boolean }> {
  const cooperating = await unitsCooperating(tx, row.communeId, row.id)
  const own = cooperating.find((unit) => belongsTo(ctx.actor, unit.id))
  if (own) return { ...own, byHand: false }
  if (ctx.actor.roles.includes('officer')) {
    const served = ctx.chat.kind === 'group' ? await servedUnits(tx, ctx) : []
    const here = cooperating.filter((unit) => ctx.chat.kind === 'private' || served.includes(unit.id))
    if (here.length === 1 && here[0]) return { ...here[0], byHand: true }
    // Of several units nobody knows which one meant it.
    if (here.length > 1)
      throw new UserError('assignments-note-which', {
        number: row.number,
        units: here.map((unit) => unit.name).join(', '),
      })
  }
  throw new UserError('assignments-no-cooperating', { number: row.number })
}

function checkOpen(ctx: Ctx, row: Assignment): void {
  if (!isOpen(row.status))
    throw new UserError('assignments-no-closed', {
      number: row.number,
      status: ctx.t(`assignments-status-${row.status}`),
    })
}

async function ask(tx: Tx, ctx: Ctx, args: readonly string[]): Promise<Ack> {
  const row = await assignmentOf(tx, ctx, args)
  await speaksFor(tx, ctx, row)
  checkOpen(ctx, row)
  const { t, actor } = ctx
  const open = await findOpenQuestion(tx, ctx.chat.id, actor.personId)
  if (open?.action === ASK && open.data.assignmentId === row.id) return { text: t('assignments-note-asked') }
  const questionId = await openQuestion(
    tx,
    {
      communeId: actor.communeId,
      chatId: ctx.chat.id,
      personId: actor.personId,
      action: ASK,
      data: { assignmentId: row.id },
    },
    ctx.now,
  )
  await reply(
    tx,
    ctx,
    [{ mention: actor.name, accountId: actor.accountId }, `: ${t('assignments-note-ask', { number: row.number })}`],
    {
      slot: askSlot(questionId),
      choices: [[{ label: t('assignments-button-cancel'), action: action('cooperation.cancel', questionId) }]],
      ask: { questionId, accountId: actor.accountId },
    },
  )
  return { text: t('assignments-note-asked') }
}

const askSlot = (questionId: number) => `note:${questionId}`

/**
 * Keeps the note in the trail and tells the people of the unit that leads; where that is only the writer, its group; or the officers where
 * it has none to tell.
 */
async function addNote(tx: Tx, ctx: Ctx, row: Assignment, words: string): Promise<string> {
  const { actor, now } = ctx
  const unit = await speaksFor(tx, ctx, row)
  checkOpen(ctx, row)
  const text = readWords(words)
  await record(
    tx,
    {
      communeId: row.communeId,
      subject: subjectOf(row.id),
      action: 'assignment.note',
      actorId: actor.personId,
      ...(unit.byHand ? { onBehalfOf: unit.id } : {}),
      after: { text, unitName: unit.name },
    },
    now,
  )
  const view = await findView(tx, row.communeId, row.id)
  if (!view) throw new UserError('assignments-unknown')
  const tell = {
    communeId: row.communeId,
    key: `note:${ctx.updateId}:${row.id}`,
    about: subjectOf(row.id),
    message: (t: Ctx['t']) => ({
      spans: [
        { bold: t('assignments-note-told', { number: view.number, unit: unit.name, who: actor.name }) },
        `\n${writeSource(t, view)}\n${readableText(view.text)}\n`,
        t('assignments-note-words', { text }),
      ],
      choices: [[{ label: `#${view.number}`, action: action('assignment.show', view.id) }]],
    }),
  }
  const holders = await listHolders(tx, row.communeId, ['head', 'deputy', 'contact'], now)
  const leading = new Set(holders.filter((one) => one.unitId === row.unitId).map((one) => one.personId))
  const isWriters = leading.delete(actor.personId)
  const inPrivate = await tellPeople(tx, { ...tell, personIds: [...leading] }, now)
  const told = inPrivate === 0 && isWriters ? await tellGroup(tx, ctx, row, tell) : inPrivate
  if (told === 0) await tellOfficers(tx, tell, now)
  return ctx.t(told > 0 ? 'assignments-note-kept' : 'assignments-note-kept-officers', {
    number: row.number,
    unit: view.unit.name,
  })
}

/** Tells the leading unit's own group, which has read the note already where it was written there. Returns how many groups know it. */
async function tellGroup(
  tx: Tx,
  ctx: Ctx,
  row: Assignment,
  tell: { key: string; about: string; message: (t: Ctx['t']) => Message },
): Promise<number> {
  const groups = (await unitChats(tx, row.communeId, [row.unitId])).filter((one) => !one.common && !one.unreachable)
  for (const { chatId, locale } of groups)
    if (chatId !== ctx.chat.id)
      await queueMessage(
        tx,
        {
          chatId,
          communeId: row.communeId,
          key: `${tell.key}:${chatId}`,
          class: ANSWER,
          about: tell.about,
          message: tell.message(translator(locale)),
        },
        ctx.now,
      )
  return groups.length
}

export const cooperationEntries: Entries = {
  choices: {
    'cooperation.show': { who: roles, run: show },
    'cooperation.note': { who: answerers, run: ask },
    'cooperation.cancel': {
      who: answerers,
      async run(tx, ctx, args) {
        const { id } = await stepOf(tx, ctx, args, ASK)
        await closeQuestion(tx, id, ctx.now)
        await reply(tx, ctx, ctx.t('assignments-cancelled'), { slot: askSlot(id) })
        return { text: ctx.t('assignments-cancelled') }
      },
    },
  },
  replies: {
    [ASK]: wordsReply(answerers, async (tx, ctx, question, words) => {
      const row = await findAssignment(tx, ctx.actor.communeId, Number(question.data.assignmentId))
      if (!row) throw new UserError('assignments-unknown')
      const said = await addNote(tx, ctx, row, words)
      await closeQuestion(tx, question.id, ctx.now)
      // In a group the question itself says what came of it, and loses its button.
      await reply(tx, ctx, said, ctx.chat.kind === 'group' ? { slot: askSlot(question.id) } : {})
    }),
  },
  typed: [
    {
      who: answerers,
      read: readNote,
      async run(tx, ctx, { number, words }) {
        const row = await findByNumber(tx, ctx.actor.communeId, number)
        if (!row) throw new UserError('assignments-no-number', { number })
        await reply(tx, ctx, await addNote(tx, ctx, row, words))
      },
    },
  ],
}
