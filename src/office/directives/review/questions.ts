// What an officer types into a draft: number and day, deadlines, targets, wording. A wrong answer leaves the question open.
import { and, eq, isNull, like } from 'drizzle-orm'
import { action } from '../../../chat/action.js'
import type { Choice } from '../../../chat/message.js'
import type { Tx } from '../../../db/db.js'
import { questions } from '../../../db/schema/post.js'
import { type Day, dayOf, writeDay } from '../../../lib/day.js'
import { UserError } from '../../../lib/errors.js'
import { clean, shorten } from '../../../lib/vietnamese.js'
import type { Answer, Ctx, OpenQuestion, ReplyEntry } from '../../../talk/entry.js'
import { closeQuestion, openQuestion } from '../../../talk/questions.js'
import { reply } from '../../../talk/reply.js'
import { deadlineText, readMonthly, readTypedDay, readTypedDeadline, saysDay } from '../deadline.js'
import { type Draft, type DraftTask, findTask, lacksHeader } from '../draft.js'
import type { Edit, TypedTask } from '../edits.js'
import { takeInstead } from '../intake/dialog.js'
import { readTypedTask } from '../issue/order.js'
import { readIssueDay, readTypedHeader } from '../letter.js'
import { type View, viewOf } from '../screen.js'
import { type Directive, findDirective } from '../store.js'
import { editAndShow } from './show.js'

/** What can be asked; those of a task first. */
export const taskFields = ['text', 'parts', 'target', 'product', 'deadline', 'monthly', 'tracking'] as const
export type TaskField = (typeof taskFields)[number]
type Field = TaskField | 'header' | 'times' | 'add'

const MOST_SHORT = 300
/** A bare number may be the answer. */
const numeric: readonly Field[] = ['header', 'monthly', 'target']

/** Asks for a field. The question remembers what stood there, so that a colleague's change meanwhile is not overwritten. */
export async function askField(tx: Tx, ctx: Ctx, view: View, field: Field, task?: DraftTask): Promise<void> {
  const { directive, t } = view
  const data = {
    directive: directive.id,
    field,
    was: fieldOf(directive.draft, field, task),
    ...(task ? { task: task.id } : {}),
  }
  const questionId = await openQuestion(
    tx,
    {
      communeId: ctx.actor.communeId,
      chatId: ctx.chat.id,
      personId: ctx.actor.personId,
      action: 'draft.answer',
      data,
    },
    ctx.now,
  )
  await reply(tx, ctx, questionText(view, field, task), {
    ask: {
      questionId,
      accountId: ctx.actor.accountId,
      placeholder: t(`directives-ask-${field}-placeholder`),
      ...(numeric.includes(field) ? { takesNumbers: true } : {}),
    },
    choices: questionChoices(view, field, task),
  })
}

function questionText({ t, directive }: View, field: Field, task: DraftTask | undefined): string {
  const lines = [t(`directives-ask-${field}`)]
  if (task) {
    lines.unshift(
      `${t('directives-task-number', { number: directive.draft.tasks.indexOf(task) + 1 })}: ${shorten(task.text, field === 'text' || field === 'parts' ? 3000 : 300)}`,
    )
    if (field === 'deadline' || field === 'monthly')
      lines.push(t('directives-ask-now', { now: deadlineText(t, task.rules) }))
    if (field === 'target' && task.target) lines.push(t('directives-ask-now', { now: task.target }))
    if (field === 'product' && task.product) lines.push(t('directives-ask-now', { now: task.product }))
  }
  return lines.join('\n')
}

function questionChoices({ t, directive }: View, field: Field, task: DraftTask | undefined): Choice[][] {
  const { id, version } = directive
  const back = (to: string): Choice => ({ label: t('directives-button-back'), action: to })
  if (field === 'header')
    return [
      [{ label: t('directives-button-provisional'), action: action('draft.provisional', id, version) }],
      [back(action('draft.show', id))],
    ]
  if (field === 'times') return [[back(action('draft.times', id))]]
  if (!task) return [[back(action('draft.list', id, 0))]]
  const clear: Choice[] =
    (field === 'target' && task.target) || (field === 'product' && task.product)
      ? [{ label: t('directives-button-clear'), action: action('draft.clear', id, version, task.id, field) }]
      : []
  return [[...clear, back(action('draft.task', id, task.id))]]
}

/** What stands in a field, to be compared later. */
function fieldOf(draft: Draft, field: Field, task: DraftTask | undefined): string {
  switch (field) {
    case 'header':
      return JSON.stringify([draft.header.number, draft.header.issuedOn])
    case 'times':
      return draft.trackingFor ?? ''
    case 'add':
      return ''
    case 'deadline':
    case 'monthly':
      return JSON.stringify(task?.rules)
    case 'tracking':
      return task?.trackingOn ?? ''
    case 'parts':
      return task?.text ?? ''
    case 'text':
    case 'target':
    case 'product':
      return task?.[field] ?? ''
  }
}

/** A draft is nobody's business but the officers': its buttons work in private only, also when forged. */
export function requirePrivate(ctx: Ctx): void {
  if (ctx.chat.kind !== 'private') throw new UserError('talk-only-private')
}

/** Closes what is still asked of this person about drafts here: they went on to something else. */
export async function closeDraftQuestions(tx: Tx, ctx: Ctx): Promise<void> {
  await tx
    .update(questions)
    .set({ closedAt: ctx.now })
    .where(
      and(
        eq(questions.chatId, ctx.chat.id),
        eq(questions.personId, ctx.actor.personId),
        like(questions.action, 'draft.%'),
        isNull(questions.closedAt),
      ),
    )
}

export const answerEntry: ReplyEntry = { who: ['officer'], where: 'private', run: takeAnswer }

/** So long, in milliseconds, a day typed below the choices of a deadline is one more of them. */
const BESIDE_MS = 60 * 60_000

/** While the choices of a deadline stand open a day that is typed is taken as well; `Ngày khác` need not be chosen first. */
export async function awaitDay(
  tx: Tx,
  ctx: Ctx,
  directive: Directive,
  field: 'deadline' | 'tracking' | 'times',
  task?: DraftTask,
): Promise<void> {
  const { communeId, personId } = ctx.actor
  const was = fieldOf(directive.draft, field, task)
  const data = { directive: directive.id, field, was, ...(task ? { task: task.id } : {}) }
  await openQuestion(tx, { communeId, chatId: ctx.chat.id, personId, action: 'draft.day', data }, ctx.now)
}

export const dayEntry: ReplyEntry = {
  who: ['officer'],
  where: 'private',
  invites: () => true,
  takes: (answer, { askedAt }, { now }) =>
    answer.kind === 'text' && now.getTime() - askedAt.getTime() <= BESIDE_MS && saysDay(answer.text, dayOf(now)),
  run: takeAnswer,
}

/** Number or day was typed alone: the other one is taken too when it is typed next, without `Số, ngày văn bản` being pressed again. */
export async function awaitRest(tx: Tx, ctx: Ctx, { id, draft }: Directive, asked: string): Promise<void> {
  if (!lacksHeader(draft)) return
  const { communeId, personId } = ctx.actor
  const { number, issuedOn } = draft.header
  const wants = issuedOn === null ? 'dayWords' : 'number'
  const data = { directive: id, field: 'header', was: fieldOf(draft, 'header', undefined), known: number, wants }
  await openQuestion(tx, { communeId, chatId: ctx.chat.id, personId, action: asked, data }, ctx.now)
}

export const REST_QUESTION = 'draft.rest'

/** Taken is only what reads as what is still missing. */
export function entryForRest(run: ReplyEntry['run']): ReplyEntry {
  return {
    who: ['officer'],
    where: 'private',
    invites: () => true,
    takes: (answer, { askedAt, data }, { now }) => {
      if (answer.kind !== 'text' || now.getTime() - askedAt.getTime() > BESIDE_MS) return false
      const typed = readTypedHeader(answer.text, typeof data.known === 'string' ? data.known : null)
      return typed?.[data.wants === 'number' ? 'number' : 'dayWords'] !== undefined
    },
    run,
  }
}

export const restEntry = entryForRest(takeAnswer)

async function takeAnswer(tx: Tx, ctx: Ctx, question: OpenQuestion, answer: Answer): Promise<void> {
  const {
    directive: directiveId,
    field,
    task: taskId,
    was,
  } = question.data as {
    directive: number
    field: Field
    task?: number
    was: string
  }
  // A letter that comes while something is asked is a letter, not the answer.
  if (await takeInstead(tx, ctx, answer, field === 'text' || field === 'parts' || field === 'add')) return
  if (answer.kind !== 'text') throw new UserError('directives-answer-text')
  const directive = await findDirective(tx, ctx.actor.communeId, directiveId)
  const task = taskId === undefined ? undefined : directive && findTask(directive.draft, taskId)
  if (directive?.state !== 'draft' || (taskId !== undefined && !task)) {
    await closeQuestion(tx, question.id, ctx.now)
    await reply(tx, ctx, ctx.t(directive?.state === 'draft' ? 'directives-task-gone' : 'directives-not-waiting'))
    return
  }
  const view = await viewOf(tx, directive, ctx.t, ctx.now)
  const edit = readEdit(view, field, task, clean(answer.text).trim())
  if (fieldOf(directive.draft, field, task) !== was) {
    // Said once; a second answer then counts, knowing of the change.
    await reply(tx, ctx, ctx.t('directives-changed-meanwhile', { by: directive.draft.editors.at(-1)?.name ?? '' }))
    await closeQuestion(tx, question.id, ctx.now)
    await askField(tx, ctx, view, field, task)
    return
  }
  await closeQuestion(tx, question.id, ctx.now)
  const screen = task
    ? { kind: 'task' as const, task: task.id }
    : field === 'add'
      ? { kind: 'task' as const, task: directive.draft.nextTask }
      : field === 'times'
        ? { kind: 'times' as const }
        : { kind: 'answer' as const }
  await editAndShow(tx, ctx, { directiveId, edit }, screen, { fresh: true })
  const edited = field === 'header' ? await findDirective(tx, ctx.actor.communeId, directiveId) : undefined
  if (edited?.state === 'draft') await awaitRest(tx, ctx, edited, REST_QUESTION)
}

/** The edit that a typed answer means. Throws `UserError` that says what was wrong with it. */
function readEdit(view: View, field: Field, task: DraftTask | undefined, text: string): Edit {
  const { today, cal } = view
  if (field === 'header') return { kind: 'header', fields: readHeader(view, text) }
  if (field === 'times') return { kind: 'trackAll', on: readTypedDay(text, today, cal) }
  if (field === 'add') return { kind: 'add', typed: readAdded(view, text) }
  if (!task) throw new UserError('directives-task-gone')
  switch (field) {
    case 'deadline':
      return { kind: 'rules', task: task.id, rules: [readTypedDeadline(text, today, cal)] }
    case 'monthly':
      return { kind: 'rules', task: task.id, rules: [readMonthly(text)] }
    case 'tracking':
      return { kind: 'track', task: task.id, on: readTypedDay(text, today, cal) }
    case 'parts':
      return { kind: 'split', task: task.id, parts: text.split('\n').map((line) => line.replace(/^[\s\-–+•*]+/u, '')) }
    case 'text':
      return { kind: 'text', task: task.id, text }
    case 'target':
    case 'product': {
      const line = text.replace(/\s+/g, ' ')
      if (line === '') throw new UserError('directives-text-empty')
      if (line.length > MOST_SHORT)
        throw new UserError('directives-text-long', { length: line.length, most: MOST_SHORT })
      return { kind: field, task: task.id, text: line }
    }
  }
}

/** A task as it is typed to /giaoviec: unit, work, day; or the work alone. */
function readAdded({ units, today, cal }: View, text: string): TypedTask {
  const typed = readTypedTask(text, units, today, cal)
  if (text !== '' && typed.text === '') throw new UserError('directives-add-no-work', { words: shorten(text, 60) })
  return typed
}

/** Number and day as typed; at least one of them. Throws `UserError` that says what was wrong. */
export function readHeader(view: View, text: string): { number?: string; issuedOn?: Day } {
  const { directive, today } = view
  const typed = readTypedHeader(text, directive.draft.header.number)
  if (!typed) throw new UserError('directives-header-unreadable', { words: shorten(text, 60) })
  const issuedOn = typed.dayWords === undefined ? undefined : issueDay(typed.dayWords, today)
  return { ...(typed.number ? { number: typed.number } : {}), ...(issuedOn ? { issuedOn } : {}) }
}

/** The day of a letter is today or past. */
function issueDay(text: string, today: Day): Day {
  const words = shorten(text, 60)
  const read = readIssueDay(text, today)
  if (read === undefined) throw new UserError('directives-unreadable-issue-day', { words })
  if (read === 'no-such-day') throw new UserError('directives-no-such-issue-day', { words })
  if (read > today) throw new UserError('directives-future-day', { day: writeDay(read), today: writeDay(today) })
  return read
}
