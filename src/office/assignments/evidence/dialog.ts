// Báo cáo hoàn thành: evidence by reply (file, photo, album, document number) or none, also for several assignments at once.
import { action } from '../../../chat/action.js'
import type { Choice } from '../../../chat/message.js'
import type { Tx } from '../../../db/db.js'
import { UserError } from '../../../lib/errors.js'
import { clean, shorten } from '../../../lib/vietnamese.js'
import { addChore, appendToChore } from '../../../post/chores.js'
import { chatCapabilities } from '../../../post/outbox.js'
import type { Ack, Answer, Ctx, Entries, OpenQuestion, Role } from '../../../talk/entry.js'
import { closeQuestion, findOpenQuestion, findQuestion, openQuestion, updateQuestion } from '../../../talk/questions.js'
import { reply } from '../../../talk/reply.js'
import { ackOf, outcomesWords } from '../acks.js'
import { amendReport, type Report, reportDone, retractReport } from '../actions.js'
import { type Outcome, refused } from '../change.js'
import { type EvidenceFile, type EvidenceInput, FETCH } from '../chores.js'
import { mayAnswer } from '../permission.js'
import { follow, isRefusal } from '../status.js'
import { readId } from '../steps.js'
import { type Assignment, findAssignment } from '../store.js'
import { isTypedAnswer } from '../typed.js'
import { runsByName } from './runnable.js'
import { askConfirmation } from './store.js'

const QUESTION = 'assignment.evidence'

interface Asked {
  ids: number[]
  mode: 'report' | 'amend'
  /** Evidence is only invited: an ordinary sentence is none. */
  optional?: boolean
  /** The album that is arriving, once its first picture has been taken. */
  album?: string
  at?: number
}

function read(data: Record<string, unknown>): Asked {
  return data as unknown as Asked
}

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
      action: QUESTION,
      data: { ids, mode },
      beside: true,
    },
    ctx.now,
  )
  const { t } = ctx
  const button = (verb: string): Choice => ({
    label: t(`assignments-button-${verb}`),
    action: action(`assignment.${verb}`, questionId),
  })
  const first = mode === 'report' ? button('noEvidence') : button('retract')
  await reply(
    tx,
    ctx,
    [
      { mention: ctx.actor.name, accountId: ctx.actor.accountId },
      `: ${t(mode === 'report' ? 'assignments-evidence-ask' : 'assignments-evidence-more', { work: writeNumbers(rows) })}`,
    ],
    {
      slot: askSlot(questionId),
      choices: [[first, button('cancel')]],
      ask: { questionId, placeholder: t('assignments-evidence-placeholder'), accountId: ctx.actor.accountId },
    },
  )
}

const askSlot = (questionId: number) => `ask:${questionId}`

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
  if (open?.action === QUESTION && read(open.data).mode === mode && String(read(open.data).ids) === String(row.id))
    return { text: ctx.t('assignments-evidence-asked') }
  await askEvidence(tx, ctx, [row], mode)
  return { text: ctx.t('assignments-evidence-asked') }
}

/** The question a button belongs to, if it was put to this person here. */
async function questionOf(tx: Tx, ctx: Ctx, args: readonly string[]): Promise<OpenQuestion> {
  const id = readId(args[0])
  const question = await findQuestion(tx, id)
  if (question?.action !== QUESTION || question.chatId !== ctx.chat.id) throw new UserError('talk-question-closed')
  if (question.personId !== ctx.actor.personId) throw new UserError('talk-question-of-another')
  if (!(await closeQuestion(tx, id, ctx.now))) throw new UserError('talk-question-closed')
  return question
}

/** The question's message says what came of it, and loses its buttons; in private a written answer is answered below it. */
async function settle(
  tx: Tx,
  ctx: Ctx,
  question: OpenQuestion,
  outcomes: readonly Outcome[],
  more?: string,
): Promise<void> {
  const text = [...outcomesWords(ctx.t, outcomes), ...(more ? [more] : [])].join('\n')
  const written = ctx.incoming.happening.kind !== 'choice'
  if (ctx.chat.kind === 'group' || !written) return reply(tx, ctx, text, { slot: askSlot(question.id) })
  const undo =
    outcomes.length === 1 && read(question.data).mode === 'report' ? outcomes.filter((one) => one.changed) : []
  const choices = undo.map(({ assignment }) => [
    { label: ctx.t('assignments-button-undo'), action: action('assignment.undo', assignment.id) },
  ])
  await reply(tx, ctx, text, choices.length > 0 ? { choices } : {})
}

/** Where evidence is only invited, an ordinary sentence is none, and an officer's next file is the next letter. "Báo cáo số 17 đã xong" is a document. */
function takes(answer: Answer, question: OpenQuestion, ctx: Ctx): boolean {
  const isInvited = read(question.data).optional === true
  if (answer.kind === 'file') return !isInvited || !ctx.actor.roles.includes('officer')
  if (isTypedAnswer(answer.text) && !/^(?:báo cáo|công văn|văn bản|bc|cv) số/iu.test(answer.text)) return false
  return !isInvited || /\d\s*\/\s*\p{L}/u.test(answer.text)
}

async function carryOut(
  tx: Tx,
  ctx: Ctx,
  question: OpenQuestion,
  given: Pick<Report, 'documentNumber' | 'files'>,
): Promise<Outcome[]> {
  const { ids, mode } = read(question.data)
  const outcomes: Outcome[] = []
  for (const assignmentId of ids) {
    const input = { actor: ctx.actor, assignmentId, ...given }
    outcomes.push(mode === 'report' ? await reportDone(tx, input, ctx.now) : await amendReport(tx, input, ctx.now))
  }
  return outcomes
}

/** Officers read of reports whose evidence is complete. */
async function tellOfficersOf(tx: Tx, outcomes: readonly Outcome[], now: Date): Promise<void> {
  for (const { changed, assignment } of outcomes)
    if (changed) await askConfirmation(tx, assignment.communeId, assignment.id, now)
}

async function takeText(tx: Tx, ctx: Ctx, question: OpenQuestion, text: string): Promise<void> {
  const documentNumber = shorten(clean(text).replace(/\s+/g, ' ').trim(), 500)
  // The rest of an album is still arriving: the report has been made.
  if (read(question.data).album !== undefined) throw new UserError('talk-question-closed')
  if (documentNumber === '') throw new UserError('assignments-evidence-unreadable')
  if (!(await closeQuestion(tx, question.id, ctx.now))) throw new UserError('talk-question-closed')
  const outcomes = await carryOut(tx, ctx, question, { documentNumber })
  await settle(tx, ctx, question, outcomes, ctx.t('assignments-evidence-text', { given: shorten(documentNumber, 120) }))
  await tellOfficersOf(tx, outcomes, ctx.now)
}

// The pictures of an album come as updates of their own, within a second or two.
const ALBUM_WAIT = 3000

async function takeFile(
  tx: Tx,
  ctx: Ctx,
  question: OpenQuestion,
  answer: Extract<Answer, { kind: 'file' }>,
): Promise<void> {
  const file = await checkedFile(tx, ctx, answer)
  const asked = read(question.data)
  const key = `${FETCH}:${question.id}`
  const runAt = new Date(ctx.now.getTime() + ALBUM_WAIT)
  if (asked.album !== undefined) {
    const isNext = answer.album === asked.album
    const change = (input: EvidenceInput): EvidenceInput => ({ ...input, files: [...input.files, file] })
    if (isNext && (await appendToChore<EvidenceInput>(tx, key, change, runAt))) return
    throw new UserError('talk-question-closed')
  }
  if (answer.album === undefined) {
    if (!(await closeQuestion(tx, question.id, ctx.now))) throw new UserError('talk-question-closed')
  } else await updateQuestion(tx, question.id, { ...asked, album: answer.album, at: ctx.now.getTime() })
  const outcomes = await carryOut(tx, ctx, question, { files: 1 })
  const reports = outcomes.flatMap(({ changed, assignment }) =>
    changed && assignment.reportedAt ? [{ id: assignment.id, reportedAt: assignment.reportedAt.getTime() }] : [],
  )
  await settle(tx, ctx, question, outcomes, reports.length > 0 ? ctx.t('assignments-evidence-file') : undefined)
  if (reports.length === 0) return
  const input: EvidenceInput = {
    channelId: ctx.chat.channelId,
    chatId: ctx.chat.id,
    personId: ctx.actor.personId,
    questionId: question.id,
    at: ctx.now.getTime(),
    reports,
    numbers: outcomes.map((outcome) => outcome.assignment.number),
    files: [file],
  }
  const later = answer.album === undefined ? {} : { runAt }
  await addChore(tx, { kind: FETCH, communeId: ctx.actor.communeId, input, key, ...later }, ctx.now)
}

/** What can be refused without the bytes; then nothing was taken and the question stays open. */
async function checkedFile(tx: Tx, ctx: Ctx, answer: Extract<Answer, { kind: 'file' }>): Promise<EvidenceFile> {
  const { file } = answer
  const name = shorten(clean(file.name), 80)
  const work = ''
  if (runsByName(file.name)) throw new UserError('assignments-evidence-runs', { name, work })
  const { maxDownload } = await chatCapabilities(tx, ctx.chat.id)
  if (file.size > maxDownload) throw new UserError('assignments-evidence-big', { name, work })
  const { happening } = ctx.incoming
  const ref = happening.kind === 'file' ? happening.ref : ''
  return { handle: file.handle, name: file.name, type: file.type, ref, updateId: ctx.updateId }
}

export const evidenceEntries: Entries = {
  choices: {
    'assignment.done': { who: answerers, run: (tx, ctx, args) => begin(tx, ctx, args, 'report') },
    'assignment.amend': { who: answerers, run: (tx, ctx, args) => begin(tx, ctx, args, 'amend') },
    'assignment.noEvidence': {
      who: answerers,
      async run(tx, ctx, args) {
        const question = await questionOf(tx, ctx, args)
        const outcomes = await carryOut(tx, ctx, question, {})
        await settle(tx, ctx, question, outcomes)
        await tellOfficersOf(tx, outcomes, ctx.now)
        const [first] = outcomes
        return first && outcomes.length === 1 ? ackOf(ctx.t, first) : undefined
      },
    },
    'assignment.retract': {
      who: answerers,
      async run(tx, ctx, args) {
        const question = await questionOf(tx, ctx, args)
        const outcomes: Outcome[] = []
        for (const assignmentId of read(question.data).ids)
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
  replies: {
    [QUESTION]: {
      who: answerers,
      takes,
      run: (tx, ctx, question, answer) =>
        answer.kind === 'text' ? takeText(tx, ctx, question, answer.text) : takeFile(tx, ctx, question, answer),
    },
  },
}
