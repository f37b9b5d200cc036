// Issuing as officers do it: preview, the second press, what came of it, and tasks without a letter.
import { isOfficeHour, nextOfficeMoment } from '../../../calendar/work-calendar.js'
import type { Tx } from '../../../db/db.js'
import { dayOf } from '../../../lib/day.js'
import { UserError } from '../../../lib/errors.js'
import { shorten } from '../../../lib/vietnamese.js'
import { readLink } from '../../../post/links.js'
import { idArgument } from '../../../talk/argument.js'
import type { Ack, ChoiceEntry, CommandEntry, Ctx, Role } from '../../../talk/entry.js'
import { reply } from '../../../talk/reply.js'
import { cooperationText } from '../../assignments/cooperation/message.js'
import { requestsOf } from '../../assignments/cooperation/store.js'
import { copyText } from '../../assignments/messages.js'
import { isReported } from '../../assignments/status.js'
import { viewsOf } from '../../assignments/store.js'
import { writeLetter } from '../../assignments/words.js'
import { openingText } from '../../communes/opening.js'
import { communeCalendar, listUnits } from '../../communes/store.js'
import { record } from '../../trail/record.js'
import { followSending } from '../after/following.js'
import { askedBy } from '../owed.js'
import { closeDraftQuestions, requirePrivate } from '../review/questions.js'
import { showDraft } from '../review/show.js'
import { draftSlot, oldScreen, showScreen, viewOf } from '../screen.js'
import { type Directive, findDirective, insertDirective, textHash } from '../store.js'
import { isInForce } from '../succession/family.js'
import { issueDirective } from './actions.js'
import { handedBy, handedLines, rewordedBy } from './by-hand.js'
import { joiningLines, joiningOf } from './joining.js'
import { readOrder } from './order.js'
import { liveOf, silentScreen } from './outcome.js'
import { afterHoursScreen, groupScreen, obstacleScreen } from './preview.js'
import { listReceivers } from './stage.js'
import { countLate, letterNameOf, workOf } from './work.js'

const officer: readonly Role[] = ['officer']

export const issueCommands: Record<string, CommandEntry> = {
  giaoviec: { who: officer, where: 'private', run: takeOrder },
}

export const issueChoices: Record<string, ChoiceEntry> = {
  'draft.preview': choice(async (tx, ctx, directive) => {
    await showDraft(tx, ctx, directive, { kind: 'preview' })
    return undefined
  }),
  'draft.group': choice(async (tx, ctx, directive, [, key, page]) => {
    const view = await viewOf(tx, directive, ctx.t, ctx.now)
    const one = (await listReceivers(tx, view)).find((each) => each.unitIds.includes(idArgument(key)))
    if (one) await showScreen(tx, ctx, draftSlot(directive.id), groupScreen(view, one, idArgument(page)))
    else await showDraft(tx, ctx, directive, { kind: 'preview' })
    return undefined
  }),
  'draft.issue': choice((tx, ctx, directive, args) => press(tx, ctx, directive, args, 'ask')),
  'draft.issueNow': choice((tx, ctx, directive, args) => press(tx, ctx, directive, args, 'now')),
  'draft.issueLater': choice((tx, ctx, directive, args) => press(tx, ctx, directive, args, 'later')),
  'directive.copy': { who: officer, where: 'private', run: copyForUnit },
  'directive.silent': {
    who: officer,
    where: 'private',
    run: async (tx, ctx, [id]) => {
      requirePrivate(ctx)
      const directive = await need(tx, ctx, id)
      const old = await oldScreen(tx, ctx, directive.id)
      if (old) return old
      const view = await viewOf(tx, directive, ctx.t, ctx.now)
      await showScreen(tx, ctx, draftSlot(directive.id), await silentScreen(tx, view))
      return undefined
    },
  },
}

type Run = (tx: Tx, ctx: Ctx, directive: Directive, args: string[]) => Promise<Ack | undefined>

/** A button of a draft; of a letter that is no longer one, what became of it is shown instead. */
function choice(run: Run): ChoiceEntry {
  return {
    who: officer,
    where: 'private',
    run: async (tx, ctx, args) => {
      requirePrivate(ctx)
      const directive = await need(tx, ctx, args[0])
      const old = await oldScreen(tx, ctx, directive.id)
      if (old) return old
      await closeDraftQuestions(tx, ctx)
      if (directive.state === 'draft') return run(tx, ctx, directive, args)
      await showDraft(tx, ctx, directive, { kind: 'answer' })
      return { text: ctx.t(closedWords(directive)), alert: true }
    },
  }
}

function closedWords(directive: Directive): string {
  return directive.state === 'issued' || directive.draft.given ? 'directives-issued-already' : 'directives-not-waiting'
}

async function need(tx: Tx, ctx: Ctx, id: string | undefined): Promise<Directive> {
  const directive = await findDirective(tx, ctx.actor.communeId, idArgument(id))
  if (!directive) throw new UserError('directives-unknown')
  return directive
}

/** The second press. HỎA TỐC goes at once; anything else after hours is asked about. */
async function press(
  tx: Tx,
  ctx: Ctx,
  directive: Directive,
  args: string[],
  when: 'ask' | 'now' | 'later',
): Promise<Ack | undefined> {
  const view = await viewOf(tx, directive, ctx.t, ctx.now)
  const hours = view.commune.settings.officeHours
  const closed = !isOfficeHour(view.cal, hours, ctx.now)
  const opens = nextOfficeMoment(view.cal, hours, ctx.now)
  const version = idArgument(args[1])
  const work = workOf(view)
  // What was seen was in time; what is late now is asked about first.
  if (version === directive.version && args[2] !== undefined && countLate(work) > idArgument(args[2])) {
    await showDraft(tx, ctx, directive, { kind: 'preview' })
    return { text: ctx.t('directives-late-issue'), alert: true }
  }
  if (when === 'ask' && closed && directive.draft.header.urgency !== 'hoa-toc' && version === directive.version) {
    const screen = obstacleScreen(view) ?? afterHoursScreen(view, work, openingText(ctx.t, opens, ctx.now))
    await showScreen(tx, ctx, draftSlot(directive.id), screen)
    return undefined
  }
  const issued = await issueDirective(
    tx,
    {
      communeId: ctx.actor.communeId,
      directiveId: directive.id,
      version,
      actorId: ctx.actor.personId,
      ...(when === 'later' && closed ? { notBefore: opens } : {}),
    },
    (locked) => viewOf(tx, locked, ctx.t, ctx.now),
    ctx.now,
  )
  switch (issued.outcome) {
    case 'issued':
      await showDraft(tx, ctx, issued.directive, { kind: 'answer' })
      await followSending(tx, issued.directive, ctx.chat, ctx.now, when === 'later' && closed ? opens : ctx.now)
      return { text: issuedWords(ctx, issued.assignmentIds.length) }
    case 'closed':
      await showDraft(tx, ctx, issued.directive, { kind: 'answer' })
      return { text: ctx.t(closedWords(issued.directive)), alert: true }
    case 'stale':
      await showDraft(tx, ctx, issued.directive, { kind: 'preview' })
      return { text: ctx.t('directives-stale-issue', { by: issued.by }), alert: true }
    case 'blocked':
      await showDraft(tx, ctx, issued.directive, { kind: 'preview' })
      return undefined
  }
}

function issuedWords({ t }: Ctx, count: number): string {
  return count > 0 ? t('directives-issued-now', { count }) : t('directives-issued-none')
}

/** `Sao chép gửi Zalo`: the text of a unit without a group, and what it is asked to cooperate in, each a message of its own to be copied. */
async function copyForUnit(tx: Tx, ctx: Ctx, [id, unit]: string[]): Promise<void> {
  requirePrivate(ctx)
  const directive = await need(tx, ctx, id)
  if (!isInForce(directive)) throw new UserError('directives-copy-gone')
  const unitId = idArgument(unit)
  const mine = (await liveOf(tx, directive)).filter((one) => one.unitId === unitId)
  const views = await viewsOf(
    tx,
    ctx.actor.communeId,
    mine.map((one) => one.id),
  )
  const request = requestsOf(await askedBy(tx, directive)).find((one) => one.unit.id === unitId)
  const handed = await handedBy(tx, directive)
  const told = handed
    ? handedLines(ctx.t, handed, { directive, unitId, works: views, reworded: await rewordedBy(tx, directive, views) })
    : []
  const letter = directive.draft.kind === 'order' ? undefined : writeLetter(ctx.t, letterNameOf(directive.draft))
  const cal = await communeCalendar(tx, ctx.actor.communeId)
  const joining = (await joiningOf(tx, directive, dayOf(ctx.now), cal)).filter((one) => one.unit.id === unitId)
  if (joining.length > 0) {
    const source = letter && views.length + told.length === 0 ? [letter] : []
    told.push(...source, ...joiningLines(ctx.t, joining))
  }
  // What was reported is not asked for once more.
  const owing = views.filter((one) => !isReported(one))
  if (owing.length === 0 && !request && told.length === 0)
    throw new UserError(views.length > 0 ? 'directives-copy-reported' : 'directives-nothing-to-copy')
  const link = () => readLink(tx, { communeId: ctx.actor.communeId, unitId }, ctx.now)
  if (owing.length > 0) await reply(tx, ctx, [...told, copyText(ctx.t, owing, await link())].join('\n'))
  else if (told.length > 0) await reply(tx, ctx, told.join('\n'))
  if (!request) return
  await reply(tx, ctx, cooperationText(ctx.t, request, letter))
}

async function takeOrder(tx: Tx, ctx: Ctx, args: string): Promise<void> {
  const { communeId, personId } = ctx.actor
  const draft = readOrder(args, await listUnits(tx, communeId), dayOf(ctx.now), await communeCalendar(tx, communeId))
  const id = await insertDirective(
    tx,
    { communeId, text: args, textHash: textHash(`giaoviec ${ctx.updateId}`), draft, createdBy: personId },
    ctx.now,
  )
  await record(
    tx,
    {
      communeId,
      subject: `directive:${id}`,
      action: 'directive.order',
      actorId: personId,
      after: { text: shorten(args, 400) },
    },
    ctx.now,
  )
  const directive = await findDirective(tx, communeId, id)
  if (directive) await showDraft(tx, ctx, directive, { kind: 'answer' })
}
