// Chậm tiến độ, in private, four steps at most: cause, reason, remedy, new day with the responsible person.
import { readLeadingDate, readSpokenDate } from '../../../calendar/spoken.js'
import type { WorkCalendar } from '../../../calendar/work-calendar.js'
import { action } from '../../../chat/action.js'
import type { Choice } from '../../../chat/message.js'
import type { Tx } from '../../../db/db.js'
import { addDays, type Day, dayOf, makeDay, writeDay, writeShortDay } from '../../../lib/day.js'
import { UserError } from '../../../lib/errors.js'
import { plain, shorten } from '../../../lib/vietnamese.js'
import type { Ack, Ctx, Entries, Role } from '../../../talk/entry.js'
import { closeQuestion, updateQuestion } from '../../../talk/questions.js'
import { communeCalendar } from '../../communes/store.js'
import { tellOfficers } from '../../people/notify.js'
import { outcomeArgs, outcomeWords } from '../acks.js'
import { type Lateness, reportLateness } from '../actions.js'
import { type Aside, asideOf, cancelAside, openAside, sayAside } from '../aside.js'
import { refused, subjectOf } from '../change.js'
import { mayAnswer } from '../permission.js'
import { responsibleFor } from '../responsible.js'
import { follow, isRefusal } from '../status.js'
import { optionOf, optionRows, readId, readReason, readWords, stepOf, troubleDialogs, wordsReply } from '../steps.js'
import { type Assignment, findAssignment, viewsOf } from '../store.js'
import { readCause } from './cause.js'
import { latenessLines, officerMessage, reasonsOf, remediesOf } from './messages.js'

const QUESTION = troubleDialogs.lateness
export const explainers: readonly Role[] = ['officer', 'head', 'deputy']

/** What was answered so far; the first thing missing is what is asked next. */
export interface Draft extends Partial<Lateness> {
  assignmentId: number
  number: number
  /** The day was typed before it was asked for. */
  early?: boolean
}

const slotOf = (questionId: number) => `lateness:${questionId}`

function read(data: Record<string, unknown>): Draft {
  return data as unknown as Draft
}

/** Throws a `UserError` that says why not, when this person cannot report this work late. */
async function checkExplain(tx: Tx, ctx: Ctx, row: Assignment): Promise<void> {
  const no = mayAnswer(ctx.actor, row, 'explain')
  if (no) throw new UserError(no, { number: row.number })
  const to = follow('delay', row.status, row.standing)
  if (isRefusal(to)) throw new UserError(to, outcomeArgs(ctx.t, await refused(tx, row, to)))
}

/** Begins, or goes on with what a typed answer already said. */
export async function startLateness(tx: Tx, ctx: Ctx, row: Assignment, known: Partial<Lateness> = {}): Promise<void> {
  await checkExplain(tx, ctx, row)
  const aside = await asideOf(tx, ctx)
  const early = known.promisedOn ? { early: true } : {}
  const draft: Draft = { assignmentId: row.id, number: row.number, ...known, ...early }
  const questionId = await openAside(tx, ctx, aside, { action: QUESTION, data: { ...draft } })
  await askNext(tx, ctx, aside, questionId, draft, true)
}

async function askNext(tx: Tx, ctx: Ctx, aside: Aside, questionId: number, draft: Draft, anew: boolean): Promise<void> {
  const { t } = aside
  const noted = !draft.cause && draft.reason ? [t('assignments-lateness-noted', { reason: draft.reason })] : []
  if (draft.early && draft.promisedOn)
    noted.push(t('assignments-lateness-noted-day', { day: writeDay(draft.promisedOn) }))
  const cancel: Choice[] = [{ label: t('assignments-button-cancel'), action: action('lateness.cancel', questionId) }]
  const ask = (key: string, rows: Choice[][]) =>
    sayAside(tx, ctx, aside, [t(key, { number: draft.number }), ...noted].join('\n'), {
      slot: slotOf(questionId),
      anew,
      choices: [...rows, cancel],
      ask: { questionId, accountId: ctx.actor.accountId },
    })
  if (!draft.cause)
    return ask(
      'assignments-lateness-ask-cause',
      (['own', 'outside'] as const).map((cause) => [
        { label: t(`assignments-cause-${cause}`), action: action('lateness.cause', questionId, cause) },
      ]),
    )
  if (!draft.reason)
    return ask('assignments-lateness-ask-reason', optionRows('lateness.reason', questionId, reasonsOf(t, draft.cause)))
  if (!draft.remedy)
    return ask('assignments-lateness-ask-remedy', optionRows('lateness.remedy', questionId, remediesOf(t)))
  const cal = await communeCalendar(tx, ctx.actor.communeId)
  return ask('assignments-lateness-ask-day', dayRows(t, questionId, dayOf(ctx.now), cal))
}

const spoken = ['thứ sáu tuần này', 'thứ sáu tuần sau', 'cuối tháng'] as const
const names = ['this-friday', 'next-friday', 'month-end'] as const

function dayRows(t: Aside['t'], questionId: number, today: Day, cal: WorkCalendar): Choice[][] {
  const seen = new Set<Day>()
  return spoken.flatMap((words, index) => {
    const found = readSpokenDate(words, today, cal)
    if (!('day' in found) || found.day <= today || seen.has(found.day)) return []
    seen.add(found.day)
    const label = t(`assignments-day-${names[index] ?? 'month-end'}`, { day: writeShortDay(found.day) })
    return [[{ label, action: action('lateness.day', questionId, found.day) }]]
  })
}

/** Keeps what was answered; when nothing is missing any more, reports. */
async function goOn(tx: Tx, ctx: Ctx, questionId: number, draft: Draft, anew: boolean): Promise<void> {
  const aside = await asideOf(tx, ctx)
  const { cause, reason, remedy, promisedOn } = draft
  if (!cause || !reason || !remedy || !promisedOn) {
    await updateQuestion(tx, questionId, { ...draft })
    return askNext(tx, ctx, aside, questionId, draft, anew)
  }
  if (!(await closeQuestion(tx, questionId, ctx.now))) throw new UserError('talk-question-closed')
  const row = await findAssignment(tx, ctx.actor.communeId, draft.assignmentId)
  if (!row) throw new UserError('assignments-unknown')
  const responsible = draft.responsible ?? (await responsibleFor(tx, ctx.actor, row.unitId, ctx.now))
  const lateness: Lateness = { cause, reason, remedy, promisedOn, responsible }
  const outcome = await reportLateness(tx, { actor: ctx.actor, assignmentId: draft.assignmentId, ...lateness }, ctx.now)
  const words = outcomeWords(aside.t, outcome)
  const text = outcome.changed ? `${words}\n${latenessLines(aside.t, lateness)}` : words
  const undo = [{ label: aside.t('assignments-button-undo'), action: action('assignment.undo', draft.assignmentId) }]
  await sayAside(tx, ctx, aside, text, {
    slot: slotOf(questionId),
    anew,
    ...(outcome.changed ? { choices: [undo] } : {}),
  })
  if (outcome.changed) await tellLateness(tx, [{ row: outcome.assignment, lateness }], ctx.now)
}

/** The officers hear of reports of lateness in one commune, however they were made: of several made at once in one message. */
export async function tellLateness(
  tx: Tx,
  reports: readonly { row: Assignment; lateness: Lateness }[],
  now: Date,
): Promise<void> {
  const [first, ...others] = reports
  if (!first) return
  const { communeId, id, version } = first.row
  const views = await viewsOf(
    tx,
    communeId,
    reports.map(({ row }) => row.id),
  )
  const told = views.flatMap((view) => {
    const report = reports.find(({ row }) => row.id === view.id)
    return report ? [{ view, lateness: report.lateness }] : []
  })
  if (told.length === 0) return
  const message = (t: Aside['t']) => ({
    spans: told.flatMap(({ view, lateness }, index) => [
      ...(index > 0 ? ['\n\n'] : []),
      ...officerMessage(t, view, lateness),
    ]),
  })
  // What one piece of work is about by now does not take back what was said of the others.
  const about = others.length === 0 ? { about: subjectOf(id) } : {}
  await tellOfficers(tx, { communeId, key: `lateness:${id}:${version}`, ...about, message }, now)
}

/** "25 tre hom qua", "3 xong 4 dang lam": meant as an answer by its number, and none that could be read. A reason it is not. */
const misread =
  /^(?:viec )?#?\d{1,6} ?:? (?:tre|cham|xong|da xong|da nhan|hoan thanh|dang lam|dang thuc hien|vuong|gia han|xin gia han)(?![a-z])/

async function takeText(tx: Tx, ctx: Ctx, questionId: number, draft: Draft, text: string): Promise<void> {
  if (!draft.remedy && misread.test(plain(text)))
    throw new UserError('assignments-lateness-misread', { words: shorten(text.trim(), 60) })
  const cal = await communeCalendar(tx, ctx.actor.communeId)
  const found = readLeadingDate(text, dayOf(ctx.now), cal)
  // A day and nothing else is no reason: it is kept, and what was asked is asked again.
  if ((!draft.cause || !draft.reason || !draft.remedy) && found?.rest === '')
    return goOn(tx, ctx, questionId, { ...draft, promisedOn: dayFrom(found.date, text), early: true }, true)
  if (!draft.cause) {
    const { cause, rest } = readCause(text)
    // A reason typed where its side was asked for is kept, the newest of several, and the side asked for again.
    if (!cause && !/\p{L}\s+\p{L}/u.test(rest)) throw new UserError('assignments-lateness-cause-needed')
    const reason = rest === '' ? draft.reason : readReason(rest)
    return goOn(tx, ctx, questionId, { ...draft, ...(cause ? { cause } : {}), ...(reason ? { reason } : {}) }, true)
  }
  if (!draft.reason) return goOn(tx, ctx, questionId, { ...draft, reason: readReason(text) }, true)
  if (!draft.remedy) return goOn(tx, ctx, questionId, { ...draft, remedy: readWords(text) }, true)
  const promisedOn = dayFrom(found?.date, text)
  const responsible = responsibleFrom(found?.rest ?? '')
  await goOn(tx, ctx, questionId, { ...draft, promisedOn, ...(responsible ? { responsible } : {}) }, true)
}

/** The day, or a refusal that quotes what was typed. */
export function dayFrom(date: ReturnType<typeof readSpokenDate> | undefined, text: string): Day {
  const words = shorten(text.trim(), 60)
  if (!date) throw new UserError('assignments-day-unreadable', { words })
  if ('day' in date) return date.day
  if (date.error === 'past') throw new UserError('assignments-day-past', { words: date.words })
  throw new UserError(date.error === 'no-such-day' ? 'assignments-day-none' : 'assignments-day-unreadable', {
    words: date.words,
  })
}

/** "25/7, đ/c Trần Văn B chịu trách nhiệm" → "Trần Văn B". */
function responsibleFrom(rest: string): string | undefined {
  const name = rest
    .normalize('NFC')
    .replace(/^[\s,;:.–-]+/, '')
    .replace(/^(?:do\s+)?(?:người (?:chịu trách nhiệm|phụ trách)\s*:?\s*)?(?:đ\/c|đồng chí|dc|d\/c)?\s*/i, '')
    .trimEnd()
    .replace(/(?:chịu trách nhiệm|phụ trách)$/i, '')
    .trim()
  return name ? shorten(readWords(name), 100) : undefined
}

/** A day on a button was offered by the bot, but it comes from the client. */
function offeredDay(text: string | undefined, now: Date): Day {
  const [year = 0, month = 0, date = 0] = (text ?? '').split('-').map(Number)
  const day = makeDay(year, month, date)
  if (!day || day < dayOf(now)) throw new UserError('assignments-day-past', { words: day ? writeDay(day) : '' })
  if (day > addDays(dayOf(now), 400)) throw new UserError('talk-old-button')
  return day
}

async function step(tx: Tx, ctx: Ctx, args: string[], fill: (draft: Draft, t: Aside['t']) => Draft): Promise<Ack> {
  const question = await stepOf(tx, ctx, args, QUESTION)
  const aside = await asideOf(tx, ctx)
  await goOn(tx, ctx, question.id, fill(read(question.data), aside.t), false)
  return { text: '' }
}

export const latenessEntries: Entries = {
  choices: {
    'lateness.start': {
      who: explainers,
      async run(tx, ctx, args) {
        const row = await findAssignment(tx, ctx.actor.communeId, readId(args[0]))
        if (!row) throw new UserError('assignments-unknown')
        await startLateness(tx, ctx, row)
      },
    },
    'lateness.cause': {
      who: explainers,
      run: (tx, ctx, args) =>
        step(tx, ctx, args, (draft) => {
          const cause = args[1] === 'own' || args[1] === 'outside' ? args[1] : undefined
          if (!cause) throw new UserError('talk-old-button')
          return { ...draft, cause }
        }),
    },
    'lateness.reason': {
      who: explainers,
      run: (tx, ctx, args) =>
        step(tx, ctx, args, (draft, t) => {
          if (!draft.cause) throw new UserError('talk-old-button')
          return { ...draft, reason: optionOf(args, reasonsOf(t, draft.cause)) }
        }),
    },
    'lateness.remedy': {
      who: explainers,
      run: (tx, ctx, args) => step(tx, ctx, args, (draft, t) => ({ ...draft, remedy: optionOf(args, remediesOf(t)) })),
    },
    'lateness.day': {
      who: explainers,
      run: (tx, ctx, args) => step(tx, ctx, args, (draft) => ({ ...draft, promisedOn: offeredDay(args[1], ctx.now) })),
    },
    'lateness.cancel': {
      who: explainers,
      run: (tx, ctx, args) => cancelAside(tx, ctx, args, { question: QUESTION, slotOf }),
    },
  },
  replies: {
    [QUESTION]: wordsReply(explainers, async (tx, ctx, question, words) => {
      await takeText(tx, ctx, question.id, read(question.data), words)
    }),
  },
}
