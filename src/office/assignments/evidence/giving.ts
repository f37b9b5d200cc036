// Evidence given: with a report, or added to one that waits for its confirmation, however many pieces come one after the other.
import { and, eq } from 'drizzle-orm'
import { action } from '../../../chat/action.js'
import type { Tx } from '../../../db/db.js'
import { requests } from '../../../db/schema/assignments.js'
import { UserError } from '../../../lib/errors.js'
import { clean, shorten } from '../../../lib/vietnamese.js'
import { addChore, appendToChore } from '../../../post/chores.js'
import { chatCapabilities } from '../../../post/outbox.js'
import type { Answer, Ctx, OpenQuestion } from '../../../talk/entry.js'
import {
  closeQuestions,
  findOpenQuestion,
  openQuestion,
  reopenQuestion,
  UNREPLIED_MS,
  updateQuestion,
} from '../../../talk/questions.js'
import { reply } from '../../../talk/reply.js'
import { saidAt } from '../../../talk/said-at.js'
import { findCommune } from '../../communes/store.js'
import { outcomesWords } from '../acks.js'
import { amendReport, type Report, reportDone } from '../actions.js'
import type { Outcome } from '../change.js'
import type { EvidenceInput } from '../chores.js'
import { answersFor } from '../permission.js'
import { type Assignment, findAssignment } from '../store.js'
import type { EvidenceFile } from './fetching.js'
import { askConfirmation } from './officers.js'
import { askSlot, EVIDENCE, givenSlot, readAsked } from './question.js'
import { runsByName } from './runnable.js'
import { countGiven, FETCH } from './store.js'

type FileAnswer = Extract<Answer, { kind: 'file' }>

export interface Given {
  documentNumber?: string
  file?: EvidenceFile
  album?: string | undefined
}

/** What was typed as evidence, as kept. */
export function readDocument(text: string): string {
  return shorten(clean(text).replace(/\s+/g, ' ').trim(), 500)
}

/** What can be refused without the bytes; then nothing was taken and the question stays open. */
export async function checkedFile(tx: Tx, ctx: Ctx, file: FileAnswer['file']): Promise<EvidenceFile> {
  const name = shorten(clean(file.name), 80)
  const work = ''
  if (runsByName(file.name)) throw new UserError('assignments-evidence-runs', { name, work })
  const { maxDownload } = await chatCapabilities(tx, ctx.chat.id)
  if (file.size > maxDownload) throw new UserError('assignments-evidence-big', { name, work })
  const { happening } = ctx.incoming
  const ref = happening.kind === 'file' ? happening.ref : ''
  return { handle: file.handle, name: file.name, type: file.type, ref, updateId: ctx.updateId }
}

/** Was the work sent back for more evidence, which has not come yet? */
export async function awaitsMore(tx: Tx, row: Assignment): Promise<boolean> {
  if (row.status !== 'in-progress' && row.status !== 'late') return false
  const [open] = await tx
    .select({ id: requests.id })
    .from(requests)
    .where(
      and(
        eq(requests.communeId, row.communeId),
        eq(requests.assignmentId, row.id),
        eq(requests.kind, 'supplement'),
        eq(requests.state, 'open'),
      ),
    )
    .limit(1)
  return open !== undefined
}

/** Does a report stand to which more may be added? Where the commune confirms nothing that is any. */
export async function takesMore(tx: Tx, row: Pick<Assignment, 'communeId' | 'status'>): Promise<boolean> {
  if (row.status !== 'done') return row.status === 'awaiting'
  return !(await findCommune(tx, row.communeId)).settings.confirmReports
}

/** A report of this work, or more evidence for the one that stands. */
export async function reportWith(tx: Tx, row: Assignment, input: Report, now: Date): Promise<Outcome> {
  const isMore = (input.documentNumber !== undefined || (input.files ?? 0) > 0) && (await takesMore(tx, row))
  return isMore ? amendReport(tx, input, now) : reportDone(tx, input, now)
}

/**
 * What a report says at once of the evidence given with it. A document named beside a file waits until the file has been looked at: of one that
 * bears the stamp of a secret nothing may stay, the trail included.
 */
export function reportedOf({ documentNumber, file }: Given): Pick<Report, 'documentNumber' | 'files'> {
  return file ? { files: 1 } : { documentNumber, files: 0 }
}

/** Takes evidence, or the word that there is none, in answer to a question. `isFirst`: the question was open until now; afterwards more is added to the report, as long as it is not confirmed. */
export async function give(
  tx: Tx,
  ctx: Ctx,
  question: OpenQuestion,
  given: Given,
  { isFirst }: { isFirst: boolean },
): Promise<void> {
  const asked = readAsked(question.data)
  const { documentNumber, file } = given
  const isBare = documentNumber === undefined && !file
  const outcomes: Outcome[] = []
  const reported: Outcome[] = []
  for (const assignmentId of asked.ids) {
    const row = await findAssignment(tx, ctx.actor.communeId, assignmentId)
    if (!row) throw new UserError('assignments-unknown')
    const input = { actor: ctx.actor, assignmentId, ...reportedOf(given), saidAt: saidAt(ctx) }
    const isReport =
      isBare || (!(await takesMore(tx, row)) && ((isFirst && asked.mode === 'report') || (await awaitsMore(tx, row))))
    const outcome = isReport ? await reportDone(tx, input, ctx.now) : await amendReport(tx, input, ctx.now)
    outcomes.push(outcome)
    if (isReport) reported.push(outcome)
  }
  const changed = outcomes.filter((outcome) => outcome.changed)
  const isSettled = outcomes.some((outcome) => outcome.assignment.status === 'done')
  if (!isFirst && changed.length === 0 && !isSettled) throw new UserError('talk-question-closed')
  const root = asked.root ?? question.id
  if (file) await fetchFile(tx, ctx, { questionId: root, outcomes, given: { ...given, file } })
  await say(tx, ctx, { root, outcomes, reported, given })
  if (!file) {
    const ids = changed.map(({ assignment }) => assignment.id)
    return askConfirmation(tx, ctx.actor.communeId, ids, ctx.now)
  }
  if (changed.length > 0) await awaitFiles(tx, ctx, question, given.album)
}

async function say(
  tx: Tx,
  ctx: Ctx,
  input: { root: number; outcomes: readonly Outcome[]; reported: readonly Outcome[]; given: Given },
): Promise<void> {
  const { root, outcomes, reported, given } = input
  const { t } = ctx
  const changed = outcomes.filter((outcome) => outcome.changed)
  const lines = [
    ...outcomesWords(t, changed),
    ...outcomes.filter((one) => !one.changed).flatMap((one) => refusalWords(ctx, one)),
  ]
  if (changed.length > 0) lines.push(...givenWords(ctx, given))
  const [only] = changed
  if (only && outcomes.length === 1 && reported.length === 0 && given.album === undefined) {
    const { communeId, id, number } = only.assignment
    lines.push(t('assignments-evidence-now', { number, count: await countGiven(tx, communeId, id) }))
  }
  const text = lines.join('\n')
  if (ctx.chat.kind === 'group') return reply(tx, ctx, text, { slot: askSlot(root) })
  const undo = outcomes.length === 1 ? reported.filter((one) => one.changed) : []
  const choices = undo.map(({ assignment }) => [
    { label: t('assignments-button-undo'), action: action('assignment.undo', assignment.id) },
  ])
  await reply(tx, ctx, text, {
    slot: givenSlot(root, ctx.updateId),
    ...(choices.length > 0 ? { choices } : {}),
  })
}

/** Once it is confirmed, who may open it again is said, rather than only that it is done. */
function refusalWords(ctx: Ctx, outcome: Outcome): string[] {
  const { number, status } = outcome.assignment
  if (status === 'done') return [ctx.t('assignments-evidence-settled', { number })]
  return outcomesWords(ctx.t, [outcome])
}

/** What was understood to be evidence. */
export function givenWords(ctx: Ctx, { documentNumber, file }: Given): string[] {
  if (file) return [ctx.t(documentNumber ? 'assignments-evidence-file-document' : 'assignments-evidence-file')]
  return documentNumber ? [ctx.t('assignments-evidence-text', { given: shorten(documentNumber, 120) })] : []
}

// The pictures of an album come as updates of their own, within a second or two.
export const ALBUM_WAIT = 3000

const albumKey = (ctx: Ctx, album: string, questionId: number) => `${FETCH}:${ctx.chat.id}:${album}:${questionId}`

/** The next picture of an album whose first one answered this question. False when the album has been fetched already. */
export async function joinAlbum(
  tx: Tx,
  ctx: Ctx,
  { question, file, album, documentNumber }: Given & { question: OpenQuestion; file: EvidenceFile; album: string },
): Promise<boolean> {
  const root = readAsked(question.data).root ?? question.id
  const named = documentNumber === undefined ? {} : { documentNumber }
  const change = (input: EvidenceInput): EvidenceInput => ({ ...named, ...input, files: [...input.files, file] })
  return appendToChore<EvidenceInput>(tx, albumKey(ctx, album, root), change, new Date(ctx.now.getTime() + ALBUM_WAIT))
}

/** Has the file fetched for the reports that were made or added to. */
export async function fetchFile(
  tx: Tx,
  ctx: Ctx,
  input: { questionId: number; outcomes: readonly Outcome[]; given: Given & { file: EvidenceFile } },
): Promise<void> {
  const { questionId, given } = input
  const { file, album, documentNumber } = given
  const changed = input.outcomes.flatMap(({ changed: isChanged, assignment }) => (isChanged ? [assignment] : []))
  const reports = changed.flatMap((row) =>
    row.reportedAt ? [{ id: row.id, reportedAt: row.reportedAt.getTime(), ...outside(ctx, row.unitId) }] : [],
  )
  if (reports.length === 0) return
  const chore: EvidenceInput = {
    channelId: ctx.chat.channelId,
    chatId: ctx.chat.id,
    personId: ctx.actor.personId,
    questionId,
    at: ctx.now.getTime(),
    reports,
    numbers: changed.map((row) => row.number),
    files: [file],
    ...(album === undefined ? {} : { album }),
    ...(documentNumber === undefined ? {} : { documentNumber }),
  }
  const later =
    album === undefined
      ? {}
      : { key: albumKey(ctx, album, questionId), runAt: new Date(ctx.now.getTime() + ALBUM_WAIT) }
  await addChore(tx, { kind: FETCH, communeId: ctx.actor.communeId, input: chore, ...later }, ctx.now)
}

function outside({ actor }: Ctx, unitId: number): { onBehalfOf?: number } {
  return answersFor(actor, unitId) ? {} : { onBehalfOf: unitId }
}

/** Photos come one by one: for a while the next ones need no reply, unless something else was asked. */
async function awaitFiles(tx: Tx, ctx: Ctx, question: OpenQuestion, album: string | undefined): Promise<void> {
  const asked = readAsked(question.data)
  const named = album === undefined ? {} : { album }
  const at = ctx.now.getTime()
  await closeInvitations(tx, ctx, asked.after ? question.id : undefined)
  if (asked.after) {
    await updateQuestion(tx, question.id, { ...asked, ...named, at })
    if (!(await isAskedElse(tx, ctx))) await reopenQuestion(tx, question.id)
    return
  }
  if (album !== undefined) await updateQuestion(tx, question.id, { ...asked, album })
  if (await isAskedElse(tx, ctx)) return
  const data = { ids: asked.ids, mode: 'amend', optional: true, after: true, root: question.id, at }
  await openQuestion(
    tx,
    {
      communeId: ctx.actor.communeId,
      chatId: ctx.chat.id,
      personId: ctx.actor.personId,
      action: EVIDENCE,
      data,
      beside: true,
    },
    ctx.now,
  )
}

/** Does this person have an open question here that is answered without a reply? One left alone for days stands in nobody's way. */
export async function isAskedElse(tx: Tx, ctx: Ctx): Promise<boolean> {
  const since = new Date(ctx.now.getTime() - UNREPLIED_MS)
  return (await findOpenQuestion(tx, ctx.chat.id, ctx.actor.personId, since)) !== undefined
}

/** More files are awaited of one report at a time: what was given last. A reply to the others' messages still adds to them. */
export async function closeInvitations(
  tx: Tx,
  { chat, actor, now }: Pick<Ctx, 'now'> & { chat: Pick<Ctx['chat'], 'id'>; actor: Pick<Ctx['actor'], 'personId'> },
  but?: number,
): Promise<void> {
  const key = { chatId: chat.id, personId: actor.personId, action: EVIDENCE, data: { after: true }, but }
  await closeQuestions(tx, key, now)
}
