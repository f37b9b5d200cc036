// How people ask about their work and answer: the buttons of cards and lists, and every other entry of this slice.
import { action } from '../../chat/action.js'
import type { Choice } from '../../chat/message.js'
import type { Tx } from '../../db/db.js'
import { UserError } from '../../lib/errors.js'
import type { Ack, ChoiceEntry, Ctx, Entries } from '../../talk/entry.js'
import { roles } from '../../talk/entry.js'
import { reply } from '../../talk/reply.js'
import { ackOf, outcomeWords } from './acks.js'
import {
  type Answer,
  acceptAll,
  acceptAssignment,
  maintainAssignment,
  startAssignment,
  struggleWith,
} from './actions.js'
import { typedEntries } from './answering.js'
import { asideOf, sayAside } from './aside.js'
import type { Outcome } from './change.js'
import { confirmingEntries } from './confirming.js'
import { cooperationEntries } from './cooperation/dialog.js'
import { difficultyEntries } from './difficulty/dialog.js'
import { answerers, assignmentOf, evidenceEntries } from './evidence/dialog.js'
import { extensionEntries } from './extension/dialog.js'
import { listName } from './group-lists.js'
import { latenessEntries } from './lateness/dialog.js'
import { judgingEntries } from './lateness/judging.js'
import { answersFor, mayAnswer, seesCauses } from './permission.js'
import { showCard } from './screens.js'
import { sheetEntries } from './sheet/dialog.js'
import { standingEntries } from './standing/dialog.js'
import { effectiveDue, isOpen, needsReport } from './status.js'
import { readId } from './steps.js'
import { type EvidenceItem, findView, listEvidence } from './store.js'
import { tickingEntries } from './ticking/dialog.js'
import { undoAnswer } from './undo.js'
import { readerOf } from './urged.js'
import { readableText, writeMoment, writeSource } from './words.js'
import { servedUnits, type TrailHooks, workEntries } from './work.js'

/** Everything of this slice. The stamp of a secret is looked for in evidence once its bytes are there (`assignmentChores`). */
export function assignmentEntries(hooks: TrailHooks = {}): Entries {
  const parts = [
    cardEntries,
    evidenceEntries,
    confirmingEntries,
    latenessEntries,
    judgingEntries,
    difficultyEntries,
    extensionEntries,
    typedEntries,
    workEntries(hooks),
    sheetEntries,
    standingEntries,
    cooperationEntries,
    tickingEntries,
  ]
  return {
    commands: Object.assign({}, ...parts.map((part) => part.commands)),
    choices: Object.assign({}, ...parts.map((part) => part.choices)),
    replies: Object.assign({}, ...parts.map((part) => part.replies)),
    typed: parts.flatMap((part) => part.typed ?? []),
    belows: parts.flatMap((part) => part.belows ?? []),
    others: parts.flatMap((part) => part.others ?? []),
  }
}

/** A button with one effect. */
function answerBy(act: (tx: Tx, input: Answer, now: Date) => Promise<Outcome>): ChoiceEntry {
  return {
    who: answerers,
    async run(tx, ctx, args) {
      return ackOf(ctx.t, await act(tx, { actor: ctx.actor, assignmentId: readId(args[0]) }, ctx.now))
    },
  }
}

async function undo(tx: Tx, ctx: Ctx, args: readonly string[]): Promise<Ack> {
  const outcome = await undoAnswer(tx, { actor: ctx.actor, assignmentId: readId(args[0]) }, ctx.now)
  if (!outcome.changed) return ackOf(ctx.t, outcome)
  return { text: ctx.t('assignments-undone', { words: outcomeWords(ctx.t, outcome) }) }
}

async function acceptList(tx: Tx, ctx: Ctx, args: readonly string[]): Promise<Ack> {
  const name = listName(args.join(':'))
  if (!name) throw new UserError('talk-old-button')
  const served = ctx.chat.kind === 'group' ? await servedUnits(tx, ctx) : ctx.actor.units.map((post) => post.unitId)
  const own = served.filter((unitId) => answersFor(ctx.actor, unitId))
  // For the only unit of a group an officer may answer; in a group of several each unit answers for itself.
  const unitIds = own.length > 0 || served.length > 1 ? own : served
  if (unitIds.length === 0) throw new UserError('assignments-no-unit-here')
  const count = await acceptAll(tx, { actor: ctx.actor, name, unitIds }, ctx.now)
  return count > 0
    ? { text: ctx.t('assignments-accepted-all', { count }) }
    : { text: ctx.t('assignments-accepted-none'), alert: true }
}

async function show(tx: Tx, ctx: Ctx, args: readonly string[]): Promise<Ack | undefined> {
  const row = await assignmentOf(tx, ctx, args)
  await checkView(tx, ctx, row.unitId, row.number)
  const view = await findView(tx, row.communeId, row.id)
  if (!view) throw new UserError('assignments-unknown')
  const key = `show:${ctx.updateId}:${row.id}`
  const reader = ctx.chat.kind === 'private' ? readerOf(ctx.actor) : undefined
  await showCard(tx, { chatId: ctx.chat.id, locale: ctx.chat.locale, view, key, reader }, ctx.now)
  return undefined
}

/** In a group only what its own units owe is opened; in private what the person may see. */
async function checkView(tx: Tx, ctx: Ctx, unitId: number, number: number): Promise<void> {
  if (ctx.chat.kind === 'group' && !(await servedUnits(tx, ctx)).includes(unitId))
    throw new UserError('assignments-no-yours', { number })
  const no = ctx.chat.kind === 'private' ? mayAnswer(ctx.actor, { unitId }, 'view') : undefined
  if (no) throw new UserError(no, { number })
}

async function showText(tx: Tx, ctx: Ctx, args: readonly string[]): Promise<void> {
  const row = await assignmentOf(tx, ctx, args)
  await checkView(tx, ctx, row.unitId, row.number)
  const view = await findView(tx, row.communeId, row.id)
  if (view) await reply(tx, ctx, [{ bold: `#${view.number} · ${writeSource(ctx.t, view)}` }, `\n${view.text}`])
}

/** What was given as evidence: a line each, and the files themselves. */
async function showEvidence(tx: Tx, ctx: Ctx, args: readonly string[]): Promise<Ack | undefined> {
  const row = await assignmentOf(tx, ctx, args)
  await checkView(tx, ctx, row.unitId, row.number)
  const items = await listEvidence(tx, row.communeId, row.id)
  if (items.length === 0) return { text: ctx.t('assignments-evidence-nothing', { number: row.number }), alert: true }
  const sees = ctx.chat.kind === 'private' && seesCauses(ctx.actor, row.unitId)
  const shows = (item: EvidenceItem) => sees || !item.confidential
  const lines = items.map((item) => {
    const given = {
      name: item.name,
      who: item.givenBy ?? ctx.t('assignments-somebody'),
      when: writeMoment(item.givenAt),
    }
    return `\n– ${ctx.t(shows(item) ? 'assignments-evidence-line' : 'assignments-evidence-aside', given)}`
  })
  await reply(tx, ctx, [{ bold: ctx.t('assignments-evidence-title', { number: row.number }) }, ...lines])
  for (const { fileId, name } of items.filter(shows))
    if (fileId !== null)
      await reply(tx, ctx, ctx.t('assignments-evidence-of', { number: row.number, name }), { fileId })
  return undefined
}

/** `Khó khăn, chậm, gia hạn` goes on in private, with what applies to this work and this person. */
async function openTrouble(tx: Tx, ctx: Ctx, args: readonly string[]): Promise<Ack> {
  const row = await assignmentOf(tx, ctx, args)
  const no = mayAnswer(ctx.actor, row, 'answer')
  if (no) throw new UserError(no, { number: row.number })
  if (!isOpen(row.status))
    throw new UserError('assignments-no-closed', {
      number: row.number,
      status: ctx.t(`assignments-status-${row.status}`),
    })
  const view = await findView(tx, row.communeId, row.id)
  if (!view) throw new UserError('assignments-unknown')
  const aside = await asideOf(tx, ctx)
  const { t } = aside
  const explains = mayAnswer(ctx.actor, row, 'explain') === undefined && !row.standing && needsReport(row.status)
  const button = (key: string, name: string): Choice[] => [{ label: t(key), action: action(name, row.id) }]
  const choices = [
    ...(explains ? [button('assignments-button-lateness', 'lateness.start')] : []),
    button('assignments-button-difficulty', 'difficulty.start'),
    ...(explains && effectiveDue(row) ? [button('assignments-button-extension', 'extension.start')] : []),
  ]
  const question = t('assignments-trouble-ask', { number: row.number })
  const text = `\n${writeSource(t, view)}\n${readableText(view.text)}`
  await sayAside(tx, ctx, aside, [{ bold: question }, text], { choices })
  return { text: ctx.chat.kind === 'group' ? ctx.t('assignments-trouble-private') : '' }
}

const cardEntries: Entries = {
  choices: {
    'assignment.accept': answerBy(acceptAssignment),
    'assignment.start': answerBy(startAssignment),
    'assignment.maintain': answerBy(maintainAssignment),
    'assignment.struggle': answerBy(struggleWith),
    'assignment.undo': { who: answerers, run: undo },
    'assignment.acceptAll': { who: answerers, run: acceptList },
    'assignment.show': { who: roles, run: show },
    'assignment.full': { who: roles, run: showText },
    'assignment.evidence': { who: roles, run: showEvidence },
    'assignment.trouble': { who: answerers, run: openTrouble },
  },
}
