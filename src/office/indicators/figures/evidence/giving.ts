// Taking evidence of figures: a file in answer to the question for one, or with its figures or codes in the caption, or the number of a
// document. It lies under indicator and period all year, also where the figure comes later.
import { type Period, writePeriod } from '../../../../calendar/period.js'
import type { Tx } from '../../../../db/db.js'
import { UserError } from '../../../../lib/errors.js'
import { clean, shorten } from '../../../../lib/vietnamese.js'
import { addChore, appendToChore } from '../../../../post/chores.js'
import type { Answer, Ctx, OpenQuestion } from '../../../../talk/entry.js'
import { keepQuestion } from '../../../../talk/questions.js'
import { reply } from '../../../../talk/reply.js'
import { ALBUM_WAIT, checkedFile, readDocument } from '../../../assignments/evidence/giving.js'
import { refreshReportsOf } from '../../report/show.js'
import { refusalToGiveNow } from '../actions.js'
import { readAsked } from '../asking.js'
import { takeFigures } from '../entering.js'
import { unitRows } from '../screens.js'
import { readsAsFigures, sortFigures } from '../sorting.js'
import { type EvidenceInput, FETCH } from './chores.js'
import { fileFigureEvidence, forgetDocument, keysOf } from './store.js'

/** What more of the same is kept with. */
export const QUESTION = 'indicators.evidence'
const slotOf = (questionId: number) => `figure-evidence:${questionId}`

export type FileAnswer = Extract<Answer, { kind: 'file' }>

/** The figures that are proved: of one unit, asked in the report of this month. */
export interface Proved {
  unitId: number
  month: Period
  indicatorIds: number[]
}

interface Beside {
  /** The number of a document that came with the file; kept once nothing of the file was secret. */
  document?: string | undefined
  /** What is owed was asked for in the same breath. */
  asked?: boolean
}

/** Takes a file or the number of a document as evidence and says of which figures. Those that are owed still are named. */
export async function takeEvidence(
  tx: Tx,
  ctx: Ctx,
  proved: Proved,
  answer: Answer,
  { document, asked = false }: Beside = {},
): Promise<void> {
  const { actor, chat, now, t } = ctx
  const { unitId, month, indicatorIds } = proved
  const refusal = await refusalToGiveNow(tx, actor, unitId)
  if (refusal) throw new UserError(refusal)
  const rows = (await unitRows(tx, ctx, unitId, month)).filter((row) => indicatorIds.includes(row.indicator.id))
  if (rows.length === 0) throw new UserError('indicators-unknown')
  const figures = rows.flatMap((row) => keysOf(row, month))
  const what = rows
    .flatMap((row) => keysOf(row, month).map(({ period }) => `${row.indicator.code} (${writePeriod(period)})`))
    .join('; ')
  const onBehalfOf = actor.units.some((post) => post.unitId === unitId) ? undefined : unitId
  const given = { unitId, figures, personId: actor.personId }
  const said: string[] = []
  if (answer.kind === 'text') {
    const documentNumber = readDocument(answer.text)
    const { happening } = ctx.incoming
    // A slip put right: what it said first goes.
    if (happening.kind === 'text' && happening.edited) await forgetDocument(tx, { ...given, ...actor }, now)
    const one = { ...given, communeId: actor.communeId, documentNumber, onBehalfOf, givenAt: now }
    await fileFigureEvidence(tx, one, now)
    await refreshReportsOf(tx, { communeId: actor.communeId, month, unitId }, now)
    said.push(t('indicators-evidence-document', { what, given: shorten(documentNumber, 120) }))
  } else {
    const { album } = answer
    const file = await checkedFile(tx, ctx, answer.file)
    const key = album === undefined ? undefined : `${FETCH}:${chat.id}:${album}:${unitId}:${month}:${indicatorIds}`
    const runAt = new Date(now.getTime() + ALBUM_WAIT)
    const joins = (input: EvidenceInput): EvidenceInput => ({ ...input, files: [...input.files, file] })
    if (key !== undefined && (await appendToChore<EvidenceInput>(tx, key, joins, runAt))) return
    const input: EvidenceInput = {
      ...given,
      ...(onBehalfOf === undefined ? {} : { onBehalfOf }),
      ...(document === undefined ? {} : { documentNumber: readDocument(document) }),
      channelId: chat.channelId,
      chatId: chat.id,
      what,
      at: now.getTime(),
      files: [file],
      ...(album === undefined ? {} : { album }),
    }
    const chore = { kind: FETCH, communeId: actor.communeId, input }
    await addChore(tx, key === undefined ? chore : { ...chore, key, runAt }, now)
    said.push(t('indicators-evidence-taken', { what }))
  }
  const owed = asked ? [] : rows.filter((row) => row.owed.length > 0).map((row) => row.indicator.code)
  if (owed.length > 0) said.push(t('indicators-evidence-owed', { codes: owed.join(', ') }))
  const album = answer.kind === 'file' && answer.album !== undefined ? { album: answer.album } : {}
  const kept = { communeId: actor.communeId, chatId: chat.id, personId: actor.personId, action: QUESTION }
  const questionId = await keepQuestion(tx, { ...kept, data: { ...proved, ...album } }, now)
  await reply(tx, ctx, said.join('\n'), { slot: slotOf(questionId) })
}

/** The file in whose caption figures stood, which are taken: one that is refused is said so, and takes nothing from them. */
export async function takeEvidenceBeside(tx: Tx, ctx: Ctx, proved: Proved, answer: FileAnswer): Promise<void> {
  try {
    await takeEvidence(tx, ctx, proved, answer, { asked: true })
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    await reply(tx, ctx, ctx.t(error.code, error.args))
  }
}

/** A file in answer to the question for a figure: it proves what its caption gives, else what was asked for, which stays asked. */
export async function takeFileForFigures(tx: Tx, ctx: Ctx, question: OpenQuestion, answer: FileAnswer): Promise<void> {
  const { unitId, month, at, pending = [], reason } = readAsked(question)
  const caption = clean(answer.caption ?? '').trim()
  const asked = pending.length > 0 ? pending.map((one) => one.indicatorId) : [at]
  const rows = await unitRows(tx, ctx, unitId, month)
  const isAnswer = caption !== '' && (reason === true || readsAsFigures(caption, rows, at))
  if (!isAnswer) return takeEvidence(tx, ctx, { unitId, month, indicatorIds: asked }, answer)
  const { given, jumps, unexplained } = sortFigures(caption, rows, at, pending)
  const said = [...given, ...jumps].map((one) => one.indicatorId)
  await takeFigures(tx, ctx, question, { kind: 'text', text: caption })
  const indicatorIds = [...said, ...unexplained]
  const proved = { unitId, month, indicatorIds: indicatorIds.length > 0 ? indicatorIds : asked }
  await takeEvidenceBeside(tx, ctx, proved, answer)
}
