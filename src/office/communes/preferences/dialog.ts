// `/caidat`: what the commune chose, one line and one button each; switches turn with a tap, values are typed.
import { writePeriod } from '../../../calendar/period.js'
import { monthAfter, spanIn } from '../../../calendar/regimes.js'
import { action } from '../../../chat/action.js'
import type { Choice, Span } from '../../../chat/message.js'
import type { Tx } from '../../../db/db.js'
import { writeDay } from '../../../lib/day.js'
import { UserError } from '../../../lib/errors.js'
import type { Ack, Answer, Ctx, Entries, OpenQuestion } from '../../../talk/entry.js'
import { closeQuestion, findQuestion, openQuestion } from '../../../talk/questions.js'
import { reply } from '../../../talk/reply.js'
import type { Settings } from '../settings.js'
import { findCommune, lockCommune } from '../store.js'
import { changeSettings } from './actions.js'
import { lastCounted, turnedPeriods, turnPeriods } from './periods.js'
import { preferences, readTyped, type Switch, switches, type Typed, turned, typed, writeValue } from './values.js'

const who = ['officer'] as const
const slot = 'settings'
const QUESTION = 'settings.value'

async function show(tx: Tx, ctx: Ctx, fresh = false): Promise<void> {
  const { t } = ctx
  const { name, settings } = await findCommune(tx, ctx.actor.communeId)
  const spans: Span[] = [{ bold: t('communes-settings-title', { commune: name }) }]
  for (const one of preferences)
    spans.push(
      `\n${t('communes-settings-line', { name: t(`communes-setting-${one}`), value: writeValue(t, one, settings) })}`,
    )
  spans.push(`\n\n${t('communes-settings-hint')}`)
  const buttons = preferences.map((one): Choice => {
    const verb = isSwitch(one) ? 'toggle' : 'ask'
    return { label: t(`communes-setting-${one}`), action: action(`settings.${verb}`, one) }
  })
  const rows: Choice[][] = []
  for (let from = 0; from < buttons.length; from += 2) rows.push(buttons.slice(from, from + 2))
  await reply(tx, ctx, spans, { slot, fresh, choices: rows })
}

function isSwitch(name: string | undefined): name is Switch {
  return switches.some((one) => one === name)
}

function isTyped(name: unknown): name is Typed {
  return typed.some((one) => one === name)
}

async function toggle(tx: Tx, ctx: Ctx, [name]: string[]): Promise<Ack | undefined> {
  if (!isSwitch(name)) throw new UserError('talk-old-button')
  const { communeId, personId } = ctx.actor
  if (name === 'periods') return togglePeriods(tx, ctx)
  await changeSettings(tx, { communeId, actorId: personId, change: (settings) => turned(settings, name) }, ctx.now)
  await show(tx, ctx)
  return { text: ctx.t('communes-saved') }
}

/** Where something was counted already it is asked first, and said from when the change holds. */
async function togglePeriods(tx: Tx, ctx: Ctx): Promise<Ack | undefined> {
  const { t } = ctx
  const { communeId, personId: actorId } = ctx.actor
  const last = await lastCounted(tx, communeId, ctx.now)
  if (last === undefined) {
    await turnPeriods(tx, { communeId, actorId, last }, ctx.now)
    await show(tx, ctx)
    return { text: t('communes-saved') }
  }
  const { settings } = await findCommune(tx, communeId)
  const after = turnedPeriods(settings, last)
  const first = monthAfter(last)
  const span = spanIn(first, after)
  const args = {
    words: t(`communes-settings-periods-${after.periods}`),
    first: writePeriod(first),
    from: writeDay(span.from),
    to: writeDay(span.to),
    last: writePeriod(last),
  }
  await reply(tx, ctx, t('communes-settings-periods-sure', args), {
    slot,
    choices: [
      [{ label: t('communes-settings-periods-turn', args), action: action('settings.periods', after.periods, last) }],
      [{ label: t('communes-settings-keep'), action: action('settings.show') }],
    ],
  })
  return undefined
}

/** Only what was asked: where meanwhile a later month was counted it is shown anew; pressed again, the answer is the same. */
async function takePeriods(tx: Tx, ctx: Ctx, [periods, asked]: string[]): Promise<Ack> {
  const { communeId, personId: actorId } = ctx.actor
  await lockCommune(tx, communeId)
  const last = await lastCounted(tx, communeId, ctx.now)
  const { settings } = await findCommune(tx, communeId)
  const isAsked =
    last !== undefined &&
    last === asked &&
    (settings.periods === periods || turnedPeriods(settings, last).periods === periods)
  if (isAsked && settings.periods !== periods) await turnPeriods(tx, { communeId, actorId, last }, ctx.now)
  await show(tx, ctx)
  if (!isAsked) return { text: ctx.t('communes-settings-periods-stale'), alert: true }
  return { text: ctx.t('communes-settings-periods-turned', { first: writePeriod(monthAfter(last)) }), alert: true }
}

async function ask(tx: Tx, ctx: Ctx, [name]: string[]): Promise<void> {
  if (!isTyped(name)) throw new UserError('talk-old-button')
  const { t, actor } = ctx
  const { settings } = await findCommune(tx, actor.communeId)
  const questionId = await openQuestion(
    tx,
    { communeId: actor.communeId, chatId: ctx.chat.id, personId: actor.personId, action: QUESTION, data: { name } },
    ctx.now,
  )
  const now = settings[name]
  const args = { value: writeValue(t, name, settings), day: typeof now === 'number' ? now : '' }
  await reply(tx, ctx, t(`communes-settings-ask-${name}`, args), {
    slot: `ask:${questionId}`,
    choices: [[{ label: t('communes-settings-keep'), action: action('settings.keep', questionId) }]],
    ask: { questionId, accountId: actor.accountId, takesNumbers: true },
  })
}

async function keep(tx: Tx, ctx: Ctx, [id]: string[]): Promise<Ack> {
  const questionId = Number(id)
  // Only this person's own question is closed; anything else is left as it is.
  const own = /^\d{1,15}$/.test(id ?? '') && (await isOwnQuestion(tx, ctx, questionId))
  if (!own) throw new UserError('talk-old-button')
  await closeQuestion(tx, questionId, ctx.now)
  await reply(tx, ctx, ctx.t('communes-settings-kept'), { slot: `ask:${questionId}` })
  return { text: ctx.t('communes-settings-kept') }
}

async function isOwnQuestion(tx: Tx, ctx: Ctx, id: number): Promise<boolean> {
  const question = await findQuestion(tx, id)
  return question?.action === QUESTION && question.personId === ctx.actor.personId && question.closedAt === null
}

/** The typed value. A refusal leaves the question open, so the person simply types again. */
async function takeValue(tx: Tx, ctx: Ctx, question: OpenQuestion, answer: Answer): Promise<void> {
  const { name } = question.data
  if (answer.kind !== 'text') throw new UserError('communes-settings-as-text')
  if (!isTyped(name)) throw new UserError('talk-old-button')
  const { communeId, personId } = ctx.actor
  const change = (settings: Settings) => readTyped(name, answer.text, settings)
  await changeSettings(tx, { communeId, actorId: personId, change }, ctx.now)
  await closeQuestion(tx, question.id, ctx.now)
  await show(tx, ctx, true)
}

export const preferenceEntries: Entries = {
  commands: { caidat: { who, where: 'private', run: (tx, ctx) => show(tx, ctx, true) } },
  choices: {
    'settings.toggle': { who, where: 'private', run: toggle },
    'settings.periods': { who, where: 'private', run: takePeriods },
    'settings.show': { who, where: 'private', run: (tx, ctx) => show(tx, ctx) },
    'settings.ask': { who, where: 'private', run: ask },
    'settings.keep': { who, where: 'private', run: keep },
  },
  replies: { [QUESTION]: { who, run: takeValue } },
}
