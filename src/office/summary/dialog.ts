// `/tongket` and its buttons. Output follows the audience: figures of the whole commune are only ever shown in private.
import type { Tx } from '../../db/db.js'
import { UserError } from '../../lib/errors.js'
import { idArgument } from '../../talk/argument.js'
import { type Ack, type Ctx, type Entries, type OpenCtx, roles } from '../../talk/entry.js'
import { reply } from '../../talk/reply.js'
import { seesCauses } from '../assignments/permission.js'
import { presserOf } from '../assignments/urged.js'
import { listUnits } from '../communes/store.js'
import { findIndicator } from '../indicators/store.js'
import { privateChats, unitChats } from '../people/store.js'
import { boxesByKey, type Causes } from './boxes.js'
import {
  areaChoices,
  detailChoices,
  indicatorChoices,
  listChoices,
  overviewChoices,
  PAGE,
  readList,
  readView,
  unitChoices,
  type View,
} from './buttons.js'
import { orderSummary } from './chores.js'
import { orderCourse } from './course-chore.js'
import { indicatorSpans } from './measured.js'
import { areasSpans, detailSpans, inAreaOrder, listSpans, overviewSpans, unitsSpans } from './messages.js'
import { deciderOf, type Overview, readOverview } from './overview.js'
import { readRequest, seesMore, unitsFor } from './request.js'
import { listWork } from './store.js'
import { countPastLegal, tallyByArea, tallyCauses } from './tally.js'

export function summaryEntries(): Entries {
  return {
    commands: { tongket: { who: roles, run: startSummary } },
    choices: {
      'summary.show': { who: roles, run: (tx, ctx, args) => turn(tx, ctx, args, showOverview) },
      'summary.units': { who: roles, run: (tx, ctx, args) => turn(tx, ctx, args, showUnits) },
      'summary.areas': { who: roles, run: (tx, ctx, args) => turn(tx, ctx, args, showAreas) },
      'summary.detail': { who: roles, run: (tx, ctx, args) => turn(tx, ctx, args, showDetail) },
      'summary.indicators': { who: roles, run: (tx, ctx, args) => turn(tx, ctx, args, showIndicators) },
      'summary.indicator': { who: roles, run: showCourse },
      'summary.list': { who: roles, run: showList },
    },
  }
}

async function startSummary(tx: Tx, ctx: Ctx, words: string): Promise<void> {
  const { communeId } = ctx.actor
  const { period, unitId } = readRequest(words, await listUnits(tx, communeId), ctx.now)
  const unitIds = unitsFor(ctx.actor, unitId)
  const to = await addresseeOf(tx, ctx, unitIds)
  if (!to) {
    await reply(tx, ctx, ctx.t('summary-no-private'))
    return
  }
  if (to.chatId !== ctx.chat.id) await reply(tx, ctx, ctx.t('summary-sent-privately'))
  await orderSummary(
    tx,
    {
      communeId,
      chatId: to.chatId,
      locale: to.locale,
      unitIds: unitIds ?? null,
      period: period ?? null,
      unitId: unitId ?? 0,
      wider: seesMore(ctx.actor) && !(to.chatId === ctx.chat.id && ctx.chat.kind === 'group'),
      decider: deciderOf(
        ctx.actor.personId,
        to.chatId === ctx.chat.id && ctx.chat.kind === 'group' ? [] : ctx.actor.roles,
      ),
      screen: ctx.updateId.toString(36),
      class: 0,
    },
    ctx.now,
  )
}

/** The chat the figures may be shown in: here, or the person's private chat, or none when they have not started the bot. */
async function addresseeOf(tx: Tx, ctx: Ctx, unitIds: number[] | undefined) {
  if (await mayShowHere(tx, ctx, unitIds)) return { chatId: ctx.chat.id, locale: ctx.chat.locale }
  const own = await privateChats(tx, [ctx.actor.personId], ctx.chat.channelId)
  return own.find((address) => !address.unreachable)
}

/** A group sees only the figures of the units it serves, a common group none. */
export async function mayShowHere(
  tx: Tx,
  ctx: OpenCtx & Pick<Ctx, 'actor'>,
  unitIds: number[] | undefined,
): Promise<boolean> {
  if (ctx.chat.kind === 'private') return true
  if (ctx.chat.common || !unitIds || unitIds.length === 0) return false
  const served = await unitChats(tx, ctx.actor.communeId, unitIds)
  return unitIds.every((unitId) => served.some((one) => one.unitId === unitId && one.chatId === ctx.chat.id))
}

/** Why work is late is for officers, leaders and who leads the unit to know (PRODUCT.md section 5), and is told in no group. */
export function maySeeCauses({ actor, chat }: OpenCtx & Pick<Ctx, 'actor'>, unitIds: number[] | undefined): boolean {
  return chat.kind === 'private' && (unitIds ?? []).every((unitId) => seesCauses(actor, unitId))
}

const NO_CAUSES: Causes = { own: 0, outside: 0, judged: 0 }

type Show = (tx: Tx, ctx: Ctx, overview: Overview, view: View) => Promise<void>

/** Turns the screen a button stands on into another one. */
async function turn(tx: Tx, ctx: Ctx, args: readonly string[], show: Show): Promise<void> {
  const view = readView(args)
  if (!view || args.length !== 3) throw new UserError('summary-old-button')
  await show(tx, ctx, await openView(tx, ctx, view), view)
}

async function openView(tx: Tx, ctx: Ctx, view: View): Promise<Overview> {
  const unitIds = unitsFor(ctx.actor, view.unitId)
  if (!(await mayShowHere(tx, ctx, unitIds))) throw new UserError('summary-not-here')
  const decider = deciderOf(ctx.actor.personId, ctx.chat.kind === 'group' ? [] : ctx.actor.roles)
  return readOverview(tx, { communeId: ctx.actor.communeId, unitIds, period: view.period, decider }, ctx.now)
}

const slotOf = (view: View) => ({ slot: `summary:${view.screen}` })

const showOverview: Show = (tx, ctx, overview, view) =>
  reply(tx, ctx, overviewSpans(ctx.t, overview), {
    ...slotOf(view),
    choices: overviewChoices(ctx.t, overview, view, ctx.chat.kind === 'private' && seesMore(ctx.actor)),
  })

const showUnits: Show = (tx, ctx, overview, view) =>
  reply(tx, ctx, unitsSpans(ctx.t, overview), { ...slotOf(view), choices: unitChoices(ctx.t, overview, view) })

const showDetail: Show = async (tx, ctx, overview, view) => {
  const { scope } = overview
  const causes = maySeeCauses(ctx, scope.unitIds) ? await tallyCauses(tx, scope) : NO_CAUSES
  const particulars = { causes, pastLegal: await countPastLegal(tx, scope) }
  const choices = detailChoices(ctx.t, overview, particulars, view)
  await reply(tx, ctx, detailSpans(ctx.t, overview, particulars), { ...slotOf(view), choices })
}

const showIndicators: Show = (tx, ctx, overview, view) =>
  reply(tx, ctx, indicatorSpans(ctx.t, overview), {
    ...slotOf(view),
    choices: indicatorChoices(ctx.t, overview, view),
  })

/** An indicator over time, as a picture of its own below. */
async function showCourse(tx: Tx, ctx: Ctx, args: readonly string[]): Promise<Ack> {
  const view = readView(args)
  if (!view || args.length !== 4) throw new UserError('summary-old-button')
  const unitIds = unitsFor(ctx.actor, view.unitId)
  if (!(await mayShowHere(tx, ctx, unitIds))) throw new UserError('summary-not-here')
  const { communeId } = ctx.actor
  const indicator = await findIndicator(tx, communeId, idArgument(args[2]))
  if (!indicator) throw new UserError('summary-old-button')
  await orderCourse(
    tx,
    {
      communeId,
      chatId: ctx.chat.id,
      locale: ctx.chat.locale,
      indicatorId: indicator.id,
      unitIds: unitIds ?? null,
      period: view.period ?? null,
      screen: ctx.updateId.toString(36),
    },
    ctx.now,
  )
  return { text: ctx.t('summary-indicator-coming') }
}

const showAreas: Show = async (tx, ctx, overview, view) => {
  const byArea = inAreaOrder(boxesByKey(await tallyByArea(tx, overview.scope)))
  await reply(tx, ctx, areasSpans(ctx.t, overview, byArea), {
    ...slotOf(view),
    choices: areaChoices(ctx.t, [...byArea.keys()], view),
  })
}

async function showList(tx: Tx, ctx: Ctx, args: string[]): Promise<void> {
  const asked = readList(args)
  if (!asked) throw new UserError('summary-old-button')
  const { view, heap, area } = asked
  const { scope, labels } = await openView(tx, ctx, view)
  if ((heap === 'own' || heap === 'outside') && !maySeeCauses(ctx, scope.unitIds))
    throw new UserError('summary-not-here')
  let from = asked.page * PAGE
  let found = await listWork(tx, scope, { heap, area }, { size: PAGE, from })
  if (found.works.length === 0 && from > 0) {
    // The list has become shorter since the button was shown.
    from = 0
    found = await listWork(tx, scope, { heap, area }, { size: PAGE, from })
  }
  const page = { heap, area, from, ...found }
  await reply(tx, ctx, listSpans(ctx.t, { scope, labels }, page), {
    ...slotOf(view),
    choices: listChoices(ctx.t, page, view, ctx.chat.kind === 'private' ? presserOf(ctx.actor) : undefined),
  })
}
