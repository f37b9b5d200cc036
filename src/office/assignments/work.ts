// `/viec` open work, `/quahan` overdue work, `/nhatky 17` the trail.
import { and, eq } from 'drizzle-orm'
import { action } from '../../chat/action.js'
import type { Choice } from '../../chat/message.js'
import type { Tx } from '../../db/db.js'
import { chatUnits } from '../../db/schema/people.js'
import { UserError } from '../../lib/errors.js'
import type { Translate } from '../../lib/i18n.js'
import { shorten } from '../../lib/vietnamese.js'
import { type Ctx, type Entries, leaderRoles, roles } from '../../talk/entry.js'
import { reply } from '../../talk/reply.js'
import { listUnits, type UnitWithAliases } from '../communes/store.js'
import { matchUnit } from '../communes/unit-key.js'
import { listTrail } from '../trail/record.js'
import { type Aside, asideOf, sayAside } from './aside.js'
import { subjectOf } from './change.js'
import { cooperationChoice } from './cooperation/message.js'
import { listOpenCooperation, unitsCooperating } from './cooperation/store.js'
import { groupBy } from './grouping.js'
import { trailLines } from './history.js'
import { listLines, listMessage, numberButtons, paginate } from './lists.js'
import { belongsTo, mayAnswer, seesCauses } from './permission.js'
import { readId } from './steps.js'
import { countOpenByUnit, findByNumber, findView, listOpenAssignments } from './store.js'
import { tickable } from './ticking/tickable.js'
import { type Presser, presserOf } from './urged.js'
import type { AssignmentView } from './view.js'

/** The units whose work is shown; `all` when it is the whole commune's. */
interface Scope {
  units: UnitWithAliases[]
  all: boolean
  /** Of the whole commune's those this person belongs to. */
  own?: UnitWithAliases[]
}

/** Sees every unit: officers and leaders. */
function seesAll(ctx: Ctx): boolean {
  return ctx.actor.roles.some((role) => role === 'officer' || leaderRoles.includes(role))
}

async function scopeOf(tx: Tx, ctx: Ctx, words: string): Promise<Scope> {
  const units = await listUnits(tx, ctx.actor.communeId)
  const own = units.filter((unit) => belongsTo(ctx.actor, unit.id))
  if (words !== '') {
    const found = matchUnit(units, words)
    if (!found) throw new UserError('assignments-unit-unknown', { words: shorten(words, 60), command: '/viec' })
    if (!seesAll(ctx) && !own.includes(found.unit))
      throw new UserError('assignments-unit-other', { unit: found.unit.name })
    return { units: [found.unit], all: false }
  }
  if (ctx.chat.kind === 'group' && !ctx.chat.common) {
    const served = await servedUnits(tx, ctx)
    return { units: units.filter((unit) => served.includes(unit.id)), all: false }
  }
  if (own.length > 0 && !ctx.actor.roles.includes('officer')) return { units: own, all: false }
  return { units: units.filter((unit) => unit.kind === 'unit'), all: true, own }
}

/** The units a group serves. */
export async function servedUnits(tx: Tx, ctx: Ctx): Promise<number[]> {
  const rows = await tx
    .select({ unitId: chatUnits.unitId })
    .from(chatUnits)
    .where(and(eq(chatUnits.communeId, ctx.actor.communeId), eq(chatUnits.chatId, ctx.chat.id)))
  return rows.map((row) => row.unitId)
}

// More than this is shown unit by unit.
const MOST_AT_ONCE = 50

async function showOpen(tx: Tx, ctx: Ctx, scope: Scope): Promise<void> {
  const { communeId } = ctx.actor
  const counts = await countOpenByUnit(tx, communeId)
  const total = scope.units.reduce((sum, unit) => sum + (counts.get(unit.id) ?? 0), 0)
  const unitButtons = (shown: readonly UnitWithAliases[]): Choice[][] =>
    shown.map((unit) => [
      { label: `${shorten(unit.name, 50)}: ${counts.get(unit.id) ?? 0}`, action: action('assignment.openOf', unit.id) },
    ])
  // Also without work of its own: there is what the unit cooperates in.
  const own = scope.own ?? []
  if (total === 0) {
    await reply(tx, ctx, ctx.t('assignments-open-none'), own.length > 0 ? { choices: unitButtons(own) } : {})
    return showCooperation(tx, ctx, scope)
  }
  if (total > MOST_AT_ONCE && scope.units.length > 1) {
    const choices = unitButtons(scope.units.filter((unit) => counts.has(unit.id) || own.includes(unit)))
    return reply(tx, ctx, ctx.t('assignments-open-units', { count: total }), { choices })
  }
  const unitIds = scope.units.map((unit) => unit.id)
  const views = await listOpenAssignments(tx, { communeId, unitIds }, ctx.now)
  const unit = scope.units.length === 1 ? (scope.units[0]?.name ?? '') : ''
  const heading = unit
    ? ctx.t('assignments-open-of', { unit, count: views.length })
    : ctx.t('assignments-open-all', { count: views.length })
  const [only] = scope.units
  const fills = scope.units.length === 1 && only && !mayAnswer(ctx.actor, { unitId: only.id }, 'answer')
  const sheet: Choice[][] = fills
    ? [
        [
          ...(tickable(views).length > 1
            ? [{ label: ctx.t('assignments-button-tick'), action: action('ticking.open', only.id) }]
            : []),
          { label: ctx.t('assignments-button-sheet'), action: action('assignment.sheet', only.id) },
        ],
      ]
    : unitButtons(own)
  await replyList(tx, ctx, heading, views, scope.units.length > 1, undefined, sheet)
  await showCooperation(tx, ctx, scope)
}

/** What these units only cooperate in, below their own work. */
async function showCooperation(tx: Tx, ctx: Ctx, scope: Scope): Promise<void> {
  if (scope.all) return
  const unitIds = scope.units.map((unit) => unit.id)
  const pages = paginate(await listOpenCooperation(tx, ctx.actor.communeId, unitIds))
  for (const [index, items] of pages.entries()) {
    const part = pages.length > 1 ? ` (${index + 1}/${pages.length})` : ''
    const count = pages.reduce((sum, page) => sum + page.length, 0)
    const heading = ctx.t('assignments-open-cooperation', { count }) + part
    const lines = listLines(ctx.t, items, { common: true }).map((line) => `\n${line}`)
    await reply(tx, ctx, [{ bold: heading }, ...lines], { choices: numberButtons(items, cooperationChoice) })
  }
}

async function replyList(
  tx: Tx,
  ctx: Ctx,
  heading: string,
  views: readonly AssignmentView[],
  common: boolean,
  aside?: Aside,
  more: Choice[][] = [],
): Promise<void> {
  const pages = paginate(views)
  for (const [index, items] of pages.entries()) {
    const part = pages.length > 1 ? ` (${index + 1}/${pages.length})` : ''
    const { spans, choices } = listMessage(aside?.t ?? ctx.t, { heading: [{ bold: heading + part }], items, common })
    const all = [...(choices ?? []), ...(index === pages.length - 1 ? more : [])]
    const options = all.length > 0 ? { choices: all } : {}
    if (aside) await sayAside(tx, ctx, aside, spans, options)
    else await reply(tx, ctx, spans, options)
  }
}

const MOST_URGED = 12

/** One button a unit: all of its overdue work is pressed for at once. */
function unitUrgeRows(t: Translate, views: readonly AssignmentView[], presser: Presser): Choice[][] {
  return [...groupBy(views, (view) => view.unit.id).values()].slice(0, MOST_URGED).flatMap(([first, ...rest]) =>
    first
      ? [
          [
            {
              label: t(`assignments-urge-unit-${presser}`, {
                unit: shorten(first.unit.shortName, 40),
                count: rest.length + 1,
              }),
              action: action('urge.unit', first.unit.id),
            },
          ],
        ]
      : [],
  )
}

/** A common group never lists who is overdue: there the answer comes in private. */
async function showOverdue(tx: Tx, ctx: Ctx, words: string): Promise<void> {
  const scope = await scopeOf(tx, ctx, words)
  const unitIds = scope.units.map((unit) => unit.id)
  const served = ctx.chat.kind === 'group' ? await servedUnits(tx, ctx) : []
  const isPublic = ctx.chat.kind === 'group' && (ctx.chat.common || unitIds.some((id) => !served.includes(id)))
  const aside = isPublic || served.length > 1 ? await asideOf(tx, ctx) : undefined
  const t = aside?.t ?? ctx.t
  const views = await listOpenAssignments(tx, { communeId: ctx.actor.communeId, unitIds, overdueOnly: true }, ctx.now)
  if (aside && ctx.chat.kind === 'group') await reply(tx, ctx, ctx.t('assignments-overdue-private'))
  if (views.length === 0) {
    const none = t('assignments-overdue-none')
    return aside ? sayAside(tx, ctx, aside, none) : reply(tx, ctx, none)
  }
  // Pressing a unit is nobody else's business: its buttons are only shown in private.
  const presser = aside || ctx.chat.kind === 'private' ? presserOf(ctx.actor) : undefined
  const heading = t('assignments-overdue-heading', { count: views.length })
  await replyList(tx, ctx, heading, views, unitIds.length > 1, aside, presser ? unitUrgeRows(t, views, presser) : [])
}

export interface TrailHooks {
  /** Shows the history of what is no work, `/nhatky CT11`; false when the words name nothing. */
  otherTrail?: (tx: Tx, ctx: Ctx, words: string) => Promise<boolean>
}

async function showTrail(hooks: TrailHooks, tx: Tx, ctx: Ctx, words: string): Promise<void> {
  const number = /^#?(\d{1,6})$/.exec(words.trim())?.[1]
  if (!number && (await hooks.otherTrail?.(tx, ctx, words.trim()))) return
  if (!number) throw new UserError('assignments-trail-usage')
  const row = await findByNumber(tx, ctx.actor.communeId, Number(number))
  if (!row) throw new UserError('assignments-no-number', { number })
  const no = mayAnswer(ctx.actor, row, 'view')
  if (no) {
    const cooperating = await unitsCooperating(tx, row.communeId, row.id)
    if (!cooperating.some((unit) => belongsTo(ctx.actor, unit.id))) throw new UserError(no, { number })
  }
  const view = await findView(tx, row.communeId, row.id)
  const rows = await listTrail(tx, row.communeId, subjectOf(row.id))
  const unit = view?.unit.name ?? ''
  const detailed = ctx.chat.kind === 'private' && !no
  const lines = trailLines(ctx.t, rows, unit, { detailed, causes: seesCauses(ctx.actor, row.unitId) })
  await reply(tx, ctx, [
    { bold: ctx.t('assignments-trail-heading', { number, unit }) },
    ...lines.map((line) => `\n${line}`),
  ])
}

export const workEntries = (hooks: TrailHooks): Entries => ({
  commands: {
    viec: { who: roles, run: async (tx, ctx, words) => showOpen(tx, ctx, await scopeOf(tx, ctx, words)) },
    quahan: { who: roles, run: showOverdue },
    nhatky: { who: roles, run: (tx, ctx, words) => showTrail(hooks, tx, ctx, words) },
  },
  choices: {
    'assignment.openOf': {
      who: roles,
      async run(tx, ctx, args) {
        const units = await listUnits(tx, ctx.actor.communeId)
        const unit = units.find((one) => one.id === readId(args[0]))
        if (!unit) throw new UserError('assignments-unknown')
        if (!seesAll(ctx) && !belongsTo(ctx.actor, unit.id))
          throw new UserError('assignments-unit-other', { unit: unit.name })
        await showOpen(tx, ctx, { units: [unit], all: false })
      },
    },
  },
})
