// Writing a `Bảng trả lời`, and fetching, reading and carrying out one that was filled in. What is right is recorded, what is wrong is
// named by its row; a file sent twice changes nothing the second time.
import { and, eq } from 'drizzle-orm'
import writeXlsxFile from 'write-excel-file/node'
import { SendError } from '../../../chat/transport.js'
import type { Tx } from '../../../db/db.js'
import { evidence } from '../../../db/schema/assignments.js'
import { openSheet, textsIn } from '../../../files/sheet/open.js'
import type { Cell } from '../../../files/sheet/read.js'
import { insertFile, saveFile } from '../../../files/store.js'
import { dayOf } from '../../../lib/day.js'
import { UserError } from '../../../lib/errors.js'
import { type Translate, translator } from '../../../lib/i18n.js'
import { fold, shorten } from '../../../lib/vietnamese.js'
import type { ChoreKind } from '../../../post/chores.js'
import { ANSWER, queueMessage } from '../../../post/outbox.js'
import { eraseHandedOver } from '../../../post/removal.js'
import type { Actor, OpenQuestion } from '../../../talk/entry.js'
import { findQuestion, updateQuestion } from '../../../talk/questions.js'
import { communeCalendar, findUnit } from '../../communes/store.js'
import { findChatById, talkChat } from '../../people/store.js'
import { whoIs } from '../../people/who.js'
import { outcomesWords, outcomeWords } from '../acks.js'
import {
  acceptAssignment,
  type Lateness,
  maintainAssignment,
  type Report,
  reportDone,
  reportLateness,
  startAssignment,
  struggleWith,
} from '../actions.js'
import type { Outcome } from '../change.js'
import type { AssignmentHooks } from '../chores.js'
import { askConfirmation } from '../evidence/officers.js'
import { tellLateness } from '../lateness/dialog.js'
import { answersFor, mayAnswer } from '../permission.js'
import { responsibleFor } from '../responsible.js'
import type { Status } from '../status.js'
import { type Assignment, findView, listByNumbers, listOpenAssignments } from '../store.js'
import { answerColumns, answerSheet, type Filled, type Late, type RowError, readAnswers } from './answer-sheet.js'

export interface SheetOut {
  communeId: number
  chatId: number
  unitId: number
  updateId: number
}

export interface SheetIn extends SheetOut {
  channelId: number
  handle: string
  /** The message it came in. */
  ref: string
  personId: number
  accountId: string
  questionId: number
  /** When it was sent, milliseconds, where that was long before it was received. */
  saidAt?: number | undefined
}

export const SHEET_OUT = 'assignments.sheetOut'
export const SHEET_IN = 'assignments.sheetIn'
const xlsxType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

const sheetName = 'bang-tra-loi'

const namePart = (text: string) =>
  fold(text)
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')

/** Is this the name of a sheet that was given out, also where a platform or a person added to it? For this unit, where one is named. */
export function bearsSheetName(name: string, unit?: { shortName: string }): boolean {
  return namePart(name).includes(unit ? `${sheetName}-${namePart(unit.shortName)}-20` : sheetName)
}

/** Its whole name, day and all: what a person calls "Bảng trả lời cử tri" is none. */
export function isGivenSheet(name: string): boolean {
  return /\.xlsx$/i.test(name) && /bang-tra-loi-.+-20\d\d-\d\d-\d\d(?!\d)/.test(namePart(name))
}

/** Were all answers of the sheet that came back recorded? Then its question waits for the same sheet only, and for as long. */
export function isAnswered(question: OpenQuestion): boolean {
  return question.data.answered === true
}

async function markAnswered(tx: Tx, questionId: number): Promise<void> {
  const question = await findQuestion(tx, questionId)
  if (question && !question.closedAt) await updateQuestion(tx, questionId, { ...question.data, answered: true })
}

interface Written {
  /** Missing when the unit has nothing open. */
  file?: { sha256: string; size: number; name: string }
}

export const sheetOut: ChoreKind<SheetOut, Written> = {
  kind: SHEET_OUT,
  async work({ communeId, unitId }, tools) {
    const { unit, views } = await tools.read(async (tx) => ({
      unit: await findUnit(tx, communeId, unitId),
      views: await listOpenAssignments(tx, { communeId, unitIds: [unitId] }, tools.now),
    }))
    if (!unit || views.length === 0) return {}
    const options = { columns: answerColumns, sheet: 'Trả lời', stickyRowsCount: 1 }
    const font = { fontFamily: 'Times New Roman', fontSize: 12 }
    const bytes = await writeXlsxFile(answerSheet(views), options, font).toBuffer()
    const name = `${sheetName}-${namePart(unit.shortName) || 'don-vi'}-${dayOf(tools.now)}.xlsx`
    return { file: { ...(await saveFile(tools.filesFolder, new Uint8Array(bytes))), name } }
  },
  async finish(tx, { id, input }, { file }, now) {
    const { communeId, chatId } = input
    const t = await wordsOf(tx, chatId)
    const fileId = file && (await insertFile(tx, { communeId, ...file, type: xlsxType }, now))
    const message = {
      spans: [t(fileId ? 'assignments-sheet-here' : 'assignments-open-none')],
      ...(fileId ? { fileId } : {}),
    }
    await queueMessage(tx, { chatId, communeId, key: `answersheet:${id}:${chatId}`, class: ANSWER, message }, now)
  },
  async failed(tx, { id, input }, _error, now) {
    await say(tx, input, `answersheet:${id}:failed`, (t) => t('assignments-sheet-failed'), now)
  },
}

async function wordsOf(tx: Tx, chatId: number): Promise<Translate> {
  return translator((await findChatById(tx, chatId))?.locale ?? 'vi')
}

async function say(tx: Tx, input: SheetOut, key: string, words: (t: Translate) => string, now: Date): Promise<void> {
  const { chatId, communeId } = input
  const message = { spans: [words(await wordsOf(tx, chatId))] }
  await queueMessage(tx, { chatId, communeId, key: `${key}:${chatId}`, class: ANSWER, message }, now)
}

export function sheetIn(hooks: AssignmentHooks): ChoreKind<SheetIn, { cells: Cell[][] }> {
  return {
    kind: SHEET_IN,
    async work({ channelId, handle }, tools) {
      try {
        const cells = await openSheet((await tools.transportFor(channelId).fetchFile(handle)).bytes)
        // Nothing of a sheet is kept before its answers are; a secret is refused before that.
        if (textsIn(cells).some(hooks.secretStamp)) throw new UserError('talk-secret')
        return { cells }
      } catch (error) {
        if (error instanceof SendError && (error.kind === 'rejected' || error.kind === 'gone'))
          throw new UserError('assignments-sheet-gone')
        throw error
      }
    },
    async finish(tx, { id, input }, { cells }, now) {
      const { communeId } = input
      const key = `answersheet:${id}:read`
      const actor = await actorOf(tx, input, now)
      if (!actor || mayAnswer(actor, { unitId: input.unitId }, 'answer'))
        return say(tx, input, key, (t) => t('assignments-sheet-which'), now)
      const cal = await communeCalendar(tx, communeId)
      const responsible = await responsibleFor(tx, actor, input.unitId, now)
      const read = readAnswers(cells, { today: dayOf(now), cal, responsible })
      if ('code' in read) return say(tx, input, key, (t) => t(read.code), now)
      const carried = await carryOut(tx, { ...input, actor, filled: read.filled }, now)
      const all = { ...carried, errors: [...read.errors, ...carried.errors] }
      await say(tx, input, key, (t) => answerWords(t, all, answersFor(actor, input.unitId)), now)
      const wrong = all.errors.length + all.refused.length
      if (wrong === 0 && all.outcomes.length + all.known.length > 0) await markAnswered(tx, input.questionId)
    },
    async failed(tx, { id, input }, error, now) {
      const key = `answersheet:${id}:failed`
      const { updateId, chatId, ref } = input
      if (error instanceof UserError && error.code === 'talk-secret')
        await eraseHandedOver(tx, { updateId, choreId: id, chatId, ref }, now)
      if (error instanceof UserError) await say(tx, input, key, (t) => t(error.code, error.args), now)
      else await say(tx, input, key, (t) => t('assignments-sheet-failed'), now)
    },
  }
}

/** The person as they are now: somebody who lost the role meanwhile changes nothing. */
async function actorOf(tx: Tx, input: SheetIn, now: Date): Promise<Actor | undefined> {
  const chat = await findChatById(tx, input.chatId)
  if (!chat) return undefined
  const actor = await whoIs(tx, talkChat(chat), { externalId: input.accountId, name: '' }, now)
  return actor?.communeId === input.communeId && actor.personId === input.personId ? actor : undefined
}

/** What became of the rows of a sheet. */
interface Carried {
  /** What was recorded. */
  outcomes: Outcome[]
  /** Rows that say what stands already. */
  known: { line: number; number: number }[]
  /** Rows that what stands does not allow. */
  refused: { line: number; outcome: Outcome }[]
  errors: RowError[]
}

/** Each row in a savepoint of its own: one that is refused leaves the others as they are. */
async function carryOut(
  tx: Tx,
  input: SheetIn & { actor: Actor; filled: readonly Filled[] },
  now: Date,
): Promise<Carried> {
  const { actor, communeId, unitId, filled } = input
  const rows = await listByNumbers(
    tx,
    communeId,
    filled.map((one) => one.number),
  )
  const carried: Carried = { outcomes: [], known: [], refused: [], errors: [] }
  const { outcomes, known, refused, errors } = carried
  const late: { row: Assignment; lateness: Lateness }[] = []
  const saidAt = input.saidAt === undefined ? undefined : new Date(input.saidAt)
  for (const one of filled) {
    const row = rows.find((found) => found.number === one.number && found.unitId === unitId)
    if (!row) {
      errors.push({ line: one.line, code: 'assignments-sheet-other', args: { number: one.number } })
      continue
    }
    const { line, number } = one
    if (one.move === 'late' && (await isSaidAlready(tx, row.communeId, row.id, one.late))) {
      known.push({ line, number })
      continue
    }
    try {
      const outcome = await tx.transaction((inner) =>
        answer(inner as unknown as Tx, { actor, assignmentId: row.id, saidAt }, one, now),
      )
      if (outcome.changed) outcomes.push(outcome)
      else if (await stands(tx, one, outcome)) known.push({ line, number })
      else refused.push({ line, outcome })
      if (outcome.changed && one.move === 'late') late.push({ row: outcome.assignment, lateness: one.late })
    } catch (error) {
      if (!(error instanceof UserError)) throw error
      errors.push({ line: one.line, code: error.code, args: { number: one.number, ...error.args } })
    }
  }
  const reported = outcomes.filter(({ assignment }) => assignment.status === 'awaiting')
  await askConfirmation(
    tx,
    communeId,
    reported.map(({ assignment }) => assignment.id),
    now,
  )
  await tellLateness(tx, late, now)
  return carried
}

/** What each answer says stands where the work is in one of these. */
const saidBy: Record<Filled['move'], readonly Status[]> = {
  accept: ['accepted', 'in-progress', 'late', 'awaiting', 'done', 'maintained', 'difficult'],
  start: ['in-progress'],
  maintain: ['maintained'],
  struggle: ['difficult'],
  report: ['awaiting', 'done'],
  late: [],
}

/** Does the row only say what is recorded? Of a report the document it names has to be kept, too. */
async function stands(tx: Tx, one: Filled, { assignment }: Outcome): Promise<boolean> {
  if (!saidBy[one.move].includes(assignment.status)) return false
  if (one.move !== 'report' || !one.documentNumber) return true
  const { communeId, id } = assignment
  const kept = await tx
    .select({ id: evidence.id })
    .from(evidence)
    .where(
      and(
        eq(evidence.communeId, communeId),
        eq(evidence.assignmentId, id),
        eq(evidence.documentNumber, one.documentNumber),
      ),
    )
    .limit(1)
  return kept.length > 0
}

/** The same sheet once more: its report of lateness stands already. */
async function isSaidAlready(tx: Tx, communeId: number, assignmentId: number, late: Late): Promise<boolean> {
  const newest = (await findView(tx, communeId, assignmentId))?.lateness
  return newest !== undefined && (Object.keys(late) as (keyof Late)[]).every((key) => newest[key] === late[key])
}

function answer(
  tx: Tx,
  to: Pick<Report, 'actor' | 'assignmentId' | 'saidAt'>,
  one: Filled,
  now: Date,
): Promise<Outcome> {
  switch (one.move) {
    case 'accept':
      return acceptAssignment(tx, to, now)
    case 'start':
      return startAssignment(tx, to, now)
    case 'maintain':
      return maintainAssignment(tx, to, now)
    case 'struggle':
      return struggleWith(tx, to, now)
    case 'report':
      return reportDone(tx, { ...to, documentNumber: one.documentNumber }, now)
    case 'late':
      return reportLateness(tx, { ...to, ...one.late }, now)
  }
}

const MOST_ERRORS = 20

function answerWords(t: Translate, { outcomes, known, refused, errors }: Carried, isOwn: boolean): string {
  const wrong = [
    ...errors.map(({ line, code, args }) => ({ line, words: t(code, args) })),
    ...refused.map(({ line, outcome }) => ({ line, words: outcomeWords(t, outcome) })),
  ].sort((a, b) => a.line - b.line)
  const before = known.map(({ line, number }) => t('assignments-sheet-known-row', { line, number })).join(', ')
  const lines = [
    ...outcomesWords(t, outcomes),
    ...(known.length > 0 ? [t('assignments-sheet-known', { count: known.length, rows: shorten(before, 600) })] : []),
    ...(outcomes.length + known.length === 0 ? [t('assignments-sheet-nothing')] : []),
    ...(!isOwn && outcomes.length > 0 ? [t('assignments-recorded-by-hand')] : []),
    ...(wrong.length > 0 ? [t('assignments-sheet-errors', { count: wrong.length })] : []),
    ...wrong
      .slice(0, MOST_ERRORS)
      .map(({ line, words }) => t('assignments-sheet-line', { line, words: shorten(words, 300) })),
  ]
  const more = wrong.length - MOST_ERRORS
  if (more > 0) lines.push(t('assignments-sheet-more', { count: more }))
  return lines.join('\n')
}
