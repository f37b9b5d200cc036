// What an officer can do with a letter that was issued: stop and resume sending, complete its number, replace it, take it back.
import { isOfficeHour, nextOfficeMoment } from '../../../calendar/work-calendar.js'
import { action } from '../../../chat/action.js'
import type { Tx } from '../../../db/db.js'
import { UserError } from '../../../lib/errors.js'
import { clean, shorten } from '../../../lib/vietnamese.js'
import { idArgument } from '../../../talk/argument.js'
import type { Ack, Answer, ChoiceEntry, Ctx, OpenQuestion, ReplyEntry, Role } from '../../../talk/entry.js'
import { closeQuestion, openQuestion } from '../../../talk/questions.js'
import { reply } from '../../../talk/reply.js'
import { momentText, openingText } from '../../communes/opening.js'
import { SUCCESSOR_QUESTION } from '../edits.js'
import { takeInstead } from '../intake/dialog.js'
import { amendOrder } from '../issue/amend.js'
import { resumeHoursScreen } from '../issue/preview.js'
import { directiveName, letterName } from '../letter.js'
import { awaitRest, closeDraftQuestions, entryForRest, readHeader, requirePrivate } from '../review/questions.js'
import { showDraft } from '../review/show.js'
import { draftSlot, joinLines, oldScreen, showScreen, unitName, viewOf } from '../screen.js'
import { type Directive, findDirective } from '../store.js'
import { isInForce, succeededBy } from '../succession/family.js'
import { numberList } from '../succession/screen.js'
import { followSending } from './following.js'
import { goingOnLine } from './going-on.js'
import { completeHeader, isIncomplete } from './number.js'
import { type Recalled, recallDirective } from './recall.js'
import { chosenMoment, resumeSending, stopSending } from './sending.js'

const officer: readonly Role[] = ['officer']

export const NUMBER_QUESTION = 'draft.number'

export const afterChoices: Record<string, ChoiceEntry> = {
  'directive.state': entry(async (tx, ctx, directive) => {
    await showDraft(tx, ctx, directive, { kind: 'answer' })
    return undefined
  }),
  'directive.stop': entry(async (tx, ctx, { id }) => {
    const input = { communeId: ctx.actor.communeId, directiveId: id, actorId: ctx.actor.personId }
    const { done, sent, waiting, directive } = await stopSending(tx, input, ctx.now)
    await showDraft(tx, ctx, directive, { kind: 'answer' })
    return { text: ctx.t(done ? 'directives-stopped' : 'directives-nothing-to-stop', { sent, waiting }), alert: true }
  }),
  'directive.resume': entry(resume),
  'directive.number': entry(async (tx, ctx, directive) => {
    if (!isIncomplete(directive)) {
      await showDraft(tx, ctx, directive, { kind: 'answer' })
      return { text: ctx.t('directives-number-known'), alert: true }
    }
    await ask(tx, ctx, NUMBER_QUESTION, { directive: directive.id }, 'directives-ask-header')
    return undefined
  }),
  'directive.change': entry(async (tx, ctx, directive, [, kind]) => {
    if (!isInForce(directive) || directive.draft.kind === 'order') return gone(tx, ctx, directive)
    const what = kind === 'corrects' ? 'corrects' : 'replaces'
    const data = { directive: directive.id, kind: what }
    await ask(tx, ctx, SUCCESSOR_QUESTION, data, `directives-ask-${what}`, letterName(ctx.t, directive.draft.header))
    return undefined
  }),
  /** `Đính chính` of a task given by hand: it is put before the officer once more, to be changed and given in its place. */
  'directive.amend': entry(async (tx, ctx, directive) => {
    if (!isInForce(directive) || directive.draft.kind !== 'order') return gone(tx, ctx, directive)
    const amending = await amendOrder(tx, directive, ctx.actor.personId, ctx.now)
    await showDraft(tx, ctx, amending, { kind: 'answer' }, { fresh: true })
    return undefined
  }),
  'directive.recall': entry(async (tx, ctx, directive) => {
    if (!isInForce(directive)) return gone(tx, ctx, directive)
    const { draft } = directive
    const sure = draft.kind === 'order' ? 'directives-recall-sure-order' : 'directives-recall-sure'
    const old = (await succeededBy(tx, directive))?.letter
    const kept = draft.kind === 'order' ? 'directives-recall-succession-order' : 'directives-recall-succession'
    const note = old && ctx.t(kept, { old: directiveName(ctx.t, old.draft) })
    await showScreen(tx, ctx, draftSlot(directive.id), {
      spans: [ctx.t(sure, { name: directiveName(ctx.t, draft) }), ...(note ? [`\n${note}`] : [])],
      choices: [
        [
          {
            label: ctx.t('directives-button-recall-yes'),
            action: action('directive.recallYes', directive.id),
            style: 'danger',
          },
          { label: ctx.t('directives-button-back'), action: action('directive.state', directive.id) },
        ],
      ],
    })
    return undefined
  }),
  'directive.recallYes': entry(async (tx, ctx, { id }) => {
    const { communeId, personId, name } = ctx.actor
    const recalled = await recallDirective(
      tx,
      { communeId, directiveId: id, actorId: personId, actorName: name, officerChatId: ctx.chat.id },
      (one) => viewOf(tx, one, ctx.t, ctx.now),
      ctx.now,
    )
    if (!recalled.done) return gone(tx, ctx, recalled.directive)
    await showDraft(tx, ctx, recalled.directive, { kind: 'answer' })
    await reply(tx, ctx, await outcomeOf(tx, ctx, recalled))
    const count = recalled.numbers.length
    return { text: count > 0 ? ctx.t('directives-recall-done', { count }) : ctx.t('directives-recall-done-none') }
  }),
}

export const NUMBER_REST = 'draft.numberRest'
export const numberEntry: ReplyEntry = { who: officer, where: 'private', run: takeNumber }
export const numberRestEntry = entryForRest(takeNumber)
export const successorEntry: ReplyEntry = { who: officer, where: 'private', run: takeSuccessor }

/** What was to wait for the morning goes on waiting for it; anything else after hours is asked about, as when it was issued. */
async function resume(tx: Tx, ctx: Ctx, found: Directive, [, when]: string[]): Promise<Ack | undefined> {
  const { t, now } = ctx
  const view = await viewOf(tx, found, t, now)
  const { officeHours } = view.commune.settings
  const closed = !isOfficeHour(view.cal, officeHours, now)
  const opens = nextOfficeMoment(view.cal, officeHours, now)
  const { paused, header } = found.draft
  if (when === undefined && closed && paused && !chosenMoment(found, now) && header.urgency !== 'hoa-toc') {
    await showScreen(tx, ctx, draftSlot(found.id), resumeHoursScreen(view, openingText(t, opens, now)))
    return undefined
  }
  const later = when === 'later' && closed ? { notBefore: opens } : {}
  const input = { communeId: ctx.actor.communeId, directiveId: found.id, actorId: ctx.actor.personId, ...later }
  const { done, directive, notBefore } = await resumeSending(tx, input, (one) => viewOf(tx, one, t, now), now)
  await showDraft(tx, ctx, directive, { kind: 'answer' })
  if (!done) return { text: t('directives-nothing-to-resume') }
  await followSending(tx, directive, ctx.chat, now, notBefore ?? now)
  return {
    text: notBefore ? t('directives-resumed-later', { when: momentText(t, notBefore) }) : t('directives-resumed'),
  }
}

async function gone(tx: Tx, ctx: Ctx, directive: Directive): Promise<Ack> {
  await showDraft(tx, ctx, directive, { kind: 'answer' })
  return { text: ctx.t('directives-succession-gone'), alert: true }
}

/** What was deleted, what stays, whom to tell by hand. */
async function outcomeOf(tx: Tx, ctx: Ctx, recalled: Recalled) {
  const { t } = ctx
  const view = await viewOf(tx, recalled.directive, t, ctx.now)
  const { numbers, goesOn, groups, deleted, left, alone } = recalled
  const count = numbers.length
  const lines = [count > 0 ? t('directives-recall-done', { count }) : t('directives-recall-done-none')]
  lines.push(groups > 0 ? t('directives-recall-told', { groups, deleted }) : t('directives-recall-unsent'))
  if (goesOn.length > 0) {
    const numbers = numberList(goesOn.map((one) => one.now.number))
    lines.push(t('directives-recall-goes-on', { numbers }), ...goesOn.map((one) => goingOnLine(t, one)))
  }
  if (left.length > 0) {
    lines.push(t('directives-recall-left'))
    for (const { name, count } of left) lines.push(t('directives-recall-left-line', { title: name(t), count }))
  }
  if (alone.length > 0)
    lines.push(t('directives-recall-alone', { units: alone.map((id) => unitName(view, id)).join(', ') }))
  return joinLines(lines, t('directives-more'))
}

async function ask(
  tx: Tx,
  ctx: Ctx,
  question: string,
  data: Record<string, unknown>,
  words: string,
  name = '',
): Promise<void> {
  const questionId = await openQuestion(
    tx,
    { communeId: ctx.actor.communeId, chatId: ctx.chat.id, personId: ctx.actor.personId, action: question, data },
    ctx.now,
  )
  await reply(tx, ctx, ctx.t(words, { name }), {
    ask: { questionId, accountId: ctx.actor.accountId },
    choices: [[{ label: ctx.t('directives-button-back'), action: action('directive.state', Number(data.directive)) }]],
  })
}

async function takeNumber(tx: Tx, ctx: Ctx, question: OpenQuestion, answer: Answer): Promise<void> {
  if (await takeInstead(tx, ctx, answer, false)) return
  if (answer.kind !== 'text') throw new UserError('directives-answer-text')
  const { communeId, personId } = ctx.actor
  const found = await findDirective(tx, communeId, Number(question.data.directive))
  if (!found) throw new UserError('directives-unknown')
  const fields = readHeader(await viewOf(tx, found, ctx.t, ctx.now), clean(answer.text).trim())
  const { directive, done, count } = await completeHeader(
    tx,
    {
      communeId,
      directiveId: found.id,
      actorId: personId,
      ...(fields.number ? { number: fields.number } : {}),
      ...(fields.issuedOn ? { issuedOn: fields.issuedOn } : {}),
    },
    (one) => viewOf(tx, one, ctx.t, ctx.now),
    ctx.now,
  )
  await closeQuestion(tx, question.id, ctx.now)
  const name = letterName(ctx.t, directive.draft.header)
  await reply(tx, ctx, ctx.t(done ? 'directives-number-done' : 'directives-number-known', { name, count }))
  await showDraft(tx, ctx, directive, { kind: 'answer' }, { fresh: true })
  if (isIncomplete(directive)) await awaitRest(tx, ctx, directive, NUMBER_REST)
}

/** Anything like a letter is the new letter: the reading of it finds this question open. Anything else is not. */
async function takeSuccessor(tx: Tx, ctx: Ctx, _question: OpenQuestion, answer: Answer): Promise<void> {
  if (await takeInstead(tx, ctx, answer, false)) return
  throw new UserError('directives-successor-short', {
    words: shorten(answer.kind === 'text' ? answer.text : answer.file.name, 60),
  })
}

type Run = (tx: Tx, ctx: Ctx, directive: Directive, args: string[]) => Promise<Ack | undefined>

function entry(run: Run): ChoiceEntry {
  return {
    who: officer,
    where: 'private',
    run: async (tx, ctx, args) => {
      requirePrivate(ctx)
      const directive = await findDirective(tx, ctx.actor.communeId, idArgument(args[0]))
      if (!directive) throw new UserError('directives-unknown')
      const old = await oldScreen(tx, ctx, directive.id)
      if (old) return old
      await closeDraftQuestions(tx, ctx)
      return run(tx, ctx, directive, args)
    },
  }
}
