// `/lich`: the month's days off and swapped working days, and what comes; an officer changes them by button or in a line.
import { action } from '../../../chat/action.js'
import type { Choice, Span } from '../../../chat/message.js'
import type { Tx } from '../../../db/db.js'
import { dayOf, lastDayOfMonth, makeDay, partsOf, writeShortDay } from '../../../lib/day.js'
import { UserError } from '../../../lib/errors.js'
import type { Ack, Answer, Ctx, Entries, OpenQuestion } from '../../../talk/entry.js'
import { roles } from '../../../talk/entry.js'
import { closeQuestion, openQuestion } from '../../../talk/questions.js'
import { reply } from '../../../talk/reply.js'
import { communeCalendar, findCommune } from '../store.js'
import { changeDays, listOwnDays } from './actions.js'
import { monthLines, nextLines, yearLines } from './month.js'
import { type DayChange, readCalendarRequest, readDays } from './read.js'

const officer = ['officer'] as const
const slot = 'calendar'
const QUESTION = 'calendar.days'
const changes: readonly DayChange[] = ['off', 'work', 'clear']

/** The months that buttons lead to. */
const YEARS = 2

async function start(tx: Tx, ctx: Ctx, words: string): Promise<void> {
  const cal = await communeCalendar(tx, ctx.actor.communeId)
  const asked = readCalendarRequest(words, dayOf(ctx.now), cal)
  if (asked.kind === 'show') return showMonth(tx, ctx, asked, true)
  await change(tx, ctx, asked)
}

async function change(tx: Tx, ctx: Ctx, asked: { change: DayChange; days: string[] }): Promise<void> {
  if (!ctx.actor.roles.includes('officer')) throw new UserError('communes-calendar-officer')
  const { communeId, personId } = ctx.actor
  const changed = await changeDays(tx, { communeId, actorId: personId, ...asked }, ctx.now)
  const days = (changed.length > 0 ? changed : asked.days).map(writeShortDay).join(', ')
  await reply(
    tx,
    ctx,
    ctx.t(changed.length > 0 ? `communes-calendar-done-${asked.change}` : 'communes-calendar-same', { days }),
  )
  const [first] = asked.days
  if (first) await showMonth(tx, ctx, partsOf(first), true)
}

async function showMonth(tx: Tx, ctx: Ctx, at: { year: number; month: number }, fresh = false): Promise<void> {
  const { t } = ctx
  const { year, month } = at
  const { communeId, roles: held } = ctx.actor
  const view = { cal: await communeCalendar(tx, communeId), own: await listOwnDays(tx, communeId) }
  const { settings } = await findCommune(tx, communeId)
  const { morning, afternoon } = settings.officeHours
  const last = lastDayOfMonth(year, month)
  const next = nextLines(t, view, last)
  const nextYear = partsOf(dayOf(ctx.now)).year + 1
  const years = [
    ...new Set([year, ...(month > 9 ? [year + 1] : []), ...(partsOf(dayOf(ctx.now)).month > 9 ? [nextYear] : [])]),
  ]
  const spans: Span[] = [
    { bold: t('communes-calendar-title', { month: `${month}/${year}` }) },
    `\n${[
      t('communes-calendar-hours', { hours: `${morning.join('–')}, ${afternoon.join('–')}` }),
      ...monthLines(t, view, year, month),
      ...(next.length > 0 ? ['', t('communes-calendar-next'), ...next] : []),
      '',
      ...years.flatMap((one) => yearLines(t, view.cal, one)),
    ].join('\n')}`,
  ]
  const isOfficer = held.includes('officer')
  if (isOfficer && ctx.chat.kind === 'private') spans.push(`\n\n${t('communes-calendar-hint')}`)
  const turn = (label: string, count: number): Choice[] => {
    const there = new Date(Date.UTC(year, month - 1 + count, 1))
    const to = there.getUTCFullYear()
    if (Math.abs(to - partsOf(dayOf(ctx.now)).year) > YEARS) return []
    const shown = `${there.getUTCMonth() + 1}/${to}`
    return [{ label: t(label, { month: shown }), action: action('calendar.month', to, there.getUTCMonth() + 1) }]
  }
  const edit = (name: DayChange): Choice => ({
    label: t(`communes-calendar-button-${name}`),
    action: action('calendar.ask', name),
  })
  await reply(tx, ctx, spans, {
    slot,
    fresh,
    choices: [
      [...turn('communes-calendar-button-earlier', -1), ...turn('communes-calendar-button-later', 1)],
      ...(isOfficer && ctx.chat.kind === 'private'
        ? [[edit('off'), edit('work')], ...(view.own.size > 0 ? [[edit('clear')]] : [])]
        : []),
    ],
  })
}

async function turnTo(tx: Tx, ctx: Ctx, [year = '', month = '']: string[]): Promise<undefined> {
  const at = /^\d{4}$/.test(year) && /^\d{1,2}$/.test(month) ? makeDay(Number(year), Number(month), 1) : undefined
  if (!at || Math.abs(Number(year) - partsOf(dayOf(ctx.now)).year) > YEARS) throw new UserError('talk-old-button')
  await showMonth(tx, ctx, partsOf(at))
}

async function ask(tx: Tx, ctx: Ctx, [name]: string[]): Promise<Ack | undefined> {
  const wanted = changes.find((one) => one === name)
  if (!wanted) throw new UserError('talk-old-button')
  const questionId = await openQuestion(
    tx,
    {
      communeId: ctx.actor.communeId,
      chatId: ctx.chat.id,
      personId: ctx.actor.personId,
      action: QUESTION,
      data: { change: wanted },
    },
    ctx.now,
  )
  await reply(tx, ctx, ctx.t(`communes-calendar-ask-${wanted}`), {
    ask: { questionId, accountId: ctx.actor.accountId },
  })
  return undefined
}

/** The typed days. A refusal leaves the question open. */
async function takeDays(tx: Tx, ctx: Ctx, question: OpenQuestion, answer: Answer): Promise<void> {
  if (answer.kind !== 'text') throw new UserError('communes-settings-as-text')
  const wanted = changes.find((one) => one === question.data.change)
  if (!wanted) throw new UserError('talk-old-button')
  const days = readDays(answer.text, dayOf(ctx.now), await communeCalendar(tx, ctx.actor.communeId))
  await closeQuestion(tx, question.id, ctx.now)
  await change(tx, ctx, { change: wanted, days })
}

export const calendarEntries: Entries = {
  commands: { lich: { who: roles, run: start } },
  choices: {
    'calendar.month': { who: roles, run: turnTo },
    'calendar.ask': { who: officer, where: 'private', run: ask },
  },
  replies: { [QUESTION]: { who: officer, run: takeDays } },
}
