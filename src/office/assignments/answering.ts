// Typed answers carried out: several at once, by a unit's people or by an officer for a unit, and said back.
import { readLeadingDate } from '../../calendar/spoken.js'
import { action } from '../../chat/action.js'
import type { IncomingFile } from '../../chat/incoming.js'
import type { Choice } from '../../chat/message.js'
import type { Tx } from '../../db/db.js'
import { dayOf } from '../../lib/day.js'
import { UserError } from '../../lib/errors.js'
import type { Ctx, Entries, Answer as Reply } from '../../talk/entry.js'
import { openQuestion } from '../../talk/questions.js'
import { reply } from '../../talk/reply.js'
import { saidAt } from '../../talk/said-at.js'
import { communeCalendar, findSuccessor, listUnits, type UnitWithAliases } from '../communes/store.js'
import { meantUnit } from '../communes/unit-key.js'
import { outcomesWords } from './acks.js'
import { acceptAssignment, maintainAssignment, startAssignment, struggleWith } from './actions.js'
import type { Outcome } from './change.js'
import { onlyCooperates } from './cooperation/refusal.js'
import { reportDifficulty, startDifficulty } from './difficulty/dialog.js'
import { answerers } from './evidence/dialog.js'
import {
  checkedFile,
  fetchFile,
  type Given,
  givenWords,
  readDocument,
  reportedOf,
  reportWith,
} from './evidence/giving.js'
import { askConfirmation } from './evidence/officers.js'
import { EVIDENCE } from './evidence/question.js'
import { startExtension } from './extension/dialog.js'
import { readCause } from './lateness/cause.js'
import { dayFrom, startLateness } from './lateness/dialog.js'
import { answersFor, mayAnswer } from './permission.js'
import { readReason } from './steps.js'
import { type Assignment, findAssignment, findByNumber, listByNumbers } from './store.js'
import { readAnswers, readTrouble, type TypedAnswer, type TypedTrouble } from './typed.js'

const acts = { accept: acceptAssignment, start: startAssignment, maintain: maintainAssignment }

/** Whether the words in front of the numbers, where there are any, name units: "hôm nay 17 xong" is talk, not an answer. */
async function namesUnits(tx: Tx, ctx: Ctx, named: readonly (string | undefined)[]): Promise<boolean> {
  if (named.every((unit) => unit === undefined)) return true
  const units = await listUnits(tx, ctx.actor.communeId)
  return named.every((unit) => unit === undefined || meantUnit(units, unit) !== undefined)
}

async function answer(tx: Tx, ctx: Ctx, typed: readonly TypedAnswer[]): Promise<void> {
  const { actor } = ctx
  const units = await listUnits(tx, actor.communeId)
  const named = typed.map(({ unit }) => (unit === undefined ? undefined : meantUnit(units, unit)))
  const outcomes: Outcome[] = []
  const problems: string[] = []
  const given = await givenBeside(tx, ctx, typed, problems)
  for (const [index, one] of typed.entries()) await answerOne(tx, ctx, one, named[index], { outcomes, problems, given })
  const [only] = problems
  if (outcomes.length === 0 && problems.length === 1 && only && typed.length === 1 && typed[0]?.numbers.length === 1)
    return reply(tx, ctx, only)
  await sayBack(tx, ctx, { outcomes, problems, given })
}

interface Said {
  outcomes: Outcome[]
  problems: string[]
  given: Given
}

/**
 * The evidence that came with a report: the file in whose caption it stands, the document named behind it. A file that is refused is a
 * problem, and the report is made without it.
 */
async function givenBeside(tx: Tx, ctx: Ctx, typed: readonly TypedAnswer[], problems: string[]): Promise<Given> {
  const { happening } = ctx.incoming
  const reports = typed.filter((one) => one.move === 'report')
  if (reports.length === 0) return {}
  const named = reports.flatMap((one) => one.document ?? [])
  return {
    ...(named[0] ? { documentNumber: readDocument(named[0]) } : {}),
    ...(happening.kind === 'file' ? await fileBeside(tx, ctx, happening, problems) : {}),
  }
}

async function fileBeside(
  tx: Tx,
  ctx: Ctx,
  sent: { file: IncomingFile; album?: string },
  problems: string[],
): Promise<Given> {
  try {
    return { file: await checkedFile(tx, ctx, sent.file), album: sent.album }
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    problems.push(ctx.t(error.code, error.args))
    return {}
  }
}

/** One statement: what it changes, and what of it cannot be. */
async function answerOne(
  tx: Tx,
  ctx: Ctx,
  typed: TypedAnswer,
  named: UnitWithAliases | undefined,
  said: Said,
): Promise<void> {
  const { actor, t } = ctx
  const rows = await listByNumbers(tx, actor.communeId, typed.numbers)
  for (const number of typed.numbers)
    if (!rows.some((row) => row.number === number)) said.problems.push(t('assignments-no-number', { number }))
  for (const row of rows) {
    // What was done before a merger stays the merged unit's; its name leads to the one that goes on.
    const owner = named && named.id !== row.unitId ? await findSuccessor(tx, actor.communeId, row.unitId) : undefined
    const no = owner && owner.id !== named?.id ? 'assignments-no-unit' : mayAnswer(actor, row, 'answer')
    const aside = no === 'assignments-no-yours' ? await onlyCooperates(tx, actor, row) : undefined
    if (aside) {
      said.problems.push(t(aside.code, aside.args))
      continue
    }
    if (no) {
      said.problems.push(t(no, { number: row.number, unit: owner?.name ?? '', named: named?.name ?? '' }))
      continue
    }
    const input = { actor, assignmentId: row.id }
    if (typed.move !== 'report') {
      said.outcomes.push(await acts[typed.move](tx, input, ctx.now))
      continue
    }
    const report = { ...input, ...reportedOf(said.given), stated: true, saidAt: saidAt(ctx) }
    said.outcomes.push(await reportWith(tx, row, report, ctx.now))
  }
}

/** What was understood and recorded; after a report evidence may be added by replying, and what was answered can be undone. */
async function sayBack(
  tx: Tx,
  ctx: Ctx,
  { outcomes, problems, given }: Pick<Said, 'outcomes' | 'problems' | 'given'>,
): Promise<void> {
  const { actor, t } = ctx
  const changed = outcomes.filter((outcome) => outcome.changed).map((outcome) => outcome.assignment)
  const lines = [...outcomesWords(t, outcomes), ...problems]
  if (changed.some((row) => !answersFor(actor, row.unitId))) lines.push(t('assignments-recorded-by-hand'))
  const reported = outcomes.filter(({ changed: isChanged, assignment: { status } }) => isChanged && reports(status))
  const undo = undoRows(ctx, changed)
  const { file, album, documentNumber } = given
  const isGiven = file !== undefined || documentNumber !== undefined
  if (reported.length > 0) lines.push(...givenWords(ctx, given))
  else if (ctx.incoming.happening.kind === 'file') lines.push(t('talk-file-aside'))
  if (reported.length === 0) {
    await reply(tx, ctx, lines.join('\n'), undo.length > 0 ? { choices: undo } : {})
    return
  }
  if (!isGiven) lines.push(t('assignments-evidence-invite'))
  const after = file ? { after: true, at: ctx.now.getTime(), ...(album === undefined ? {} : { album }) } : {}
  const ids = reported.map(({ assignment }) => assignment.id)
  const questionId = await openQuestion(
    tx,
    {
      communeId: actor.communeId,
      chatId: ctx.chat.id,
      personId: actor.personId,
      action: EVIDENCE,
      data: { ids, mode: 'amend', optional: true, ...after },
      beside: true,
    },
    ctx.now,
  )
  if (file) await fetchFile(tx, ctx, { questionId, outcomes: reported, given: { ...given, file } })
  else await askConfirmation(tx, actor.communeId, ids, ctx.now)
  await reply(tx, ctx, lines.join('\n'), {
    ...(undo.length > 0 ? { choices: undo } : {}),
    ask: { questionId, placeholder: t('assignments-evidence-placeholder'), accountId: actor.accountId },
  })
}

/** Where reports are confirmed they wait, else the work is done. */
function reports(status: Assignment['status']): boolean {
  return status === 'awaiting' || status === 'done'
}

/** In a group a day has to stand in front, and in private is asked for where there is none; else it is an ordinary sentence. */
async function isTrouble(tx: Tx, ctx: Ctx, typed: TypedTrouble): Promise<boolean> {
  if (!(await namesUnits(tx, ctx, [typed.unit]))) return false
  if (ctx.chat.kind === 'private') return true
  // "17 có khó khăn" is all there is to say of a standing duty.
  if (typed.what === 'difficulty')
    return typed.words !== '' || (await findByNumber(tx, ctx.actor.communeId, typed.number))?.standing === true
  const cal = await communeCalendar(tx, ctx.actor.communeId)
  return readLeadingDate(typed.words, dayOf(ctx.now), cal) !== undefined
}

/** A report of lateness and the wish for another day go on in private. */
async function trouble(tx: Tx, ctx: Ctx, typed: TypedTrouble): Promise<void> {
  const named = typed.unit === undefined ? undefined : meantUnit(await listUnits(tx, ctx.actor.communeId), typed.unit)
  const row = await findByNumber(tx, ctx.actor.communeId, typed.number)
  if (!row) throw new UserError('assignments-no-number', { number: typed.number })
  const owner = named && (await findSuccessor(tx, ctx.actor.communeId, row.unitId))
  if (owner && owner.id !== named.id)
    throw new UserError('assignments-no-unit', { number: row.number, unit: owner.name, named: named.name })
  const aside =
    mayAnswer(ctx.actor, row, 'answer') === 'assignments-no-yours'
      ? await onlyCooperates(tx, ctx.actor, row)
      : undefined
  if (aside) throw aside
  if (typed.words === '') return beginTrouble(tx, ctx, row, typed.what)
  if (typed.what === 'difficulty') {
    await reportDifficulty(tx, ctx, row, typed.words)
    return reply(tx, ctx, ctx.t('assignments-difficulty-recorded', { number: row.number }))
  }
  if (typed.what === 'extension') {
    await startExtension(tx, ctx, row, typed.words)
    if (ctx.chat.kind === 'group') await reply(tx, ctx, ctx.t('assignments-trouble-private'))
    return
  }
  const cal = await communeCalendar(tx, ctx.actor.communeId)
  const found = readLeadingDate(typed.words, dayOf(ctx.now), cal)
  const promisedOn = dayFrom(found?.date, typed.words)
  const { cause, rest } = readCause((found?.rest ?? '').replace(/^[\s,;:]+/, ''))
  const known = { promisedOn, ...(cause ? { cause } : {}), ...(rest ? { reason: readReason(rest) } : {}) }
  await startLateness(tx, ctx, row, known)
  if (ctx.chat.kind === 'group') await reply(tx, ctx, ctx.t('assignments-trouble-private'))
}

/** Only that there is trouble was said, in private: the rest is asked for. Of a standing duty that is the answer. */
async function beginTrouble(tx: Tx, ctx: Ctx, row: Assignment, what: TypedTrouble['what']): Promise<void> {
  if (what === 'late') return startLateness(tx, ctx, row)
  if (!row.standing) return startDifficulty(tx, ctx, row)
  const outcome = await struggleWith(tx, { actor: ctx.actor, assignmentId: row.id }, ctx.now)
  await sayBack(tx, ctx, { outcomes: [outcome], problems: [], given: {} })
}

/** So many answers of one message can be taken back below it, each by its number; of more the cards have the button. */
const MOST_UNDONE = 8

function undoRows({ t }: Ctx, changed: readonly Assignment[]): Choice[][] {
  if (changed.length > MOST_UNDONE) return []
  const buttons = changed.map(
    ({ id, number }): Choice => ({
      label: changed.length === 1 ? t('assignments-button-undo') : t('assignments-button-undo-one', { number }),
      action: action('assignment.undo', id),
    }),
  )
  return Array.from({ length: Math.ceil(buttons.length / 2) }, (_, row) => buttons.slice(row * 2, row * 2 + 2))
}

/**
 * A reply to a card needs no number: "xong", "đang làm", "trễ 25/7 do thiếu kinh phí" is of the work it shows. Other words are left alone, and
 * what somebody else says below it in a group: an officer's "đã nhận" may thank for a report.
 */
async function answerCard(tx: Tx, ctx: Ctx, slot: string, said: Reply): Promise<boolean> {
  const [, id] = /^(?:card|supplement):(\d{1,15})(?::|$)/.exec(slot) ?? []
  const row = id && said.kind === 'text' ? await findAssignment(tx, ctx.actor.communeId, Number(id)) : undefined
  if (!row || said.kind !== 'text') return false
  if (ctx.chat.kind === 'group' && !answersFor(ctx.actor, row.unitId)) return false
  const words = `${row.number} ${said.text}`
  const typed = readAnswers(words)
  const [only] = typed ?? []
  if (typed?.length === 1 && only && only.unit === undefined && only.numbers.join() === String(row.number)) {
    await answer(tx, ctx, typed)
    return true
  }
  const found = readTrouble(words)
  if (found?.number !== row.number || found.unit !== undefined || !(await isTrouble(tx, ctx, found))) return false
  await trouble(tx, ctx, found)
  return true
}

export const typedEntries: Entries = {
  belows: [{ who: answerers, run: answerCard }],
  typed: [
    {
      who: answerers,
      read: readAnswers,
      applies: (tx, ctx, reading: readonly TypedAnswer[]) =>
        namesUnits(
          tx,
          ctx,
          reading.map(({ unit }) => unit),
        ),
      files: true,
      run: (tx, ctx, reading) => answer(tx, ctx, reading),
    },
    { who: answerers, read: readTrouble, applies: isTrouble, run: (tx, ctx, reading) => trouble(tx, ctx, reading) },
  ],
}
