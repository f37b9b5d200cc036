// `/baocao` and the summary's `Xuất Excel`, `Xuất Word`: who may have which figures is decided as for the screens themselves.
import { isPeriod, kindOf, type Period, readPeriod, writePeriod } from '../../calendar/period.js'
import { spanIn } from '../../calendar/regimes.js'
import type { Tx } from '../../db/db.js'
import { dayOf, writeDay } from '../../lib/day.js'
import { UserError } from '../../lib/errors.js'
import { shorten } from '../../lib/vietnamese.js'
import type { AnyChoreKind } from '../../post/chores.js'
import { type Ack, type Ctx, type Entries, leaderRoles, type Role, roles } from '../../talk/entry.js'
import { reply } from '../../talk/reply.js'
import { communeCalendar, findCommune } from '../communes/store.js'
import { currentMonth } from '../indicators/asked.js'
import { readView } from '../summary/buttons.js'
import { maySeeCauses, mayShowHere } from '../summary/dialog.js'
import { unitsFor } from '../summary/request.js'
import { orderReport, type ReportOrder, reportChore } from './chores.js'

const staff: readonly Role[] = ['officer', ...leaderRoles]
const kinds: readonly string[] = ['month', 'quarter', 'half-year', 'nine-months', 'year']

/** The period named, or the month whose report is due now. Throws a `UserError` that quotes what it does not understand. */
async function periodOf(tx: Tx, ctx: Ctx, words: string): Promise<Period> {
  const text = words.trim()
  if (text === '') return currentMonth(ctx.now, await communeCalendar(tx, ctx.actor.communeId))
  const period = readPeriod(text, dayOf(ctx.now))
  if (!period || !kinds.includes(kindOf(period)))
    throw new UserError('reports-not-understood', { words: shorten(text, 60) })
  const { settings } = await findCommune(tx, ctx.actor.communeId)
  const { from } = spanIn(period, settings)
  if (from > dayOf(ctx.now))
    throw new UserError('reports-not-begun', { period: writePeriod(period), day: writeDay(from) })
  return period
}

async function start(tx: Tx, ctx: Ctx, words: string): Promise<void> {
  const period = await periodOf(tx, ctx, words)
  await order(tx, ctx, { what: 'report', unitIds: null, period })
  await reply(tx, ctx, ctx.t('reports-coming'))
}

async function order(
  tx: Tx,
  ctx: Ctx,
  asked: Pick<ReportOrder, 'what' | 'unitIds' | 'period' | 'hidesCauses'>,
): Promise<void> {
  const { communeId } = ctx.actor
  const { id: chatId, locale } = ctx.chat
  await orderReport(tx, { ...asked, communeId, chatId, locale, screen: ctx.updateId.toString(36) }, ctx.now)
}

/** A button below figures: the same figures as a file, for whom the figures may be shown to. */
async function exportView(tx: Tx, ctx: Ctx, args: readonly string[], what: 'excel' | 'word'): Promise<Ack> {
  const view = readView([args[0] ?? '', args[1] ?? '', 'file'])
  if (!view || args.length !== 2) throw new UserError('summary-old-button')
  const unitIds = unitsFor(ctx.actor, view.unitId)
  if (!(await mayShowHere(tx, ctx, unitIds))) throw new UserError('summary-not-here')
  const hides = maySeeCauses(ctx, unitIds) ? {} : { hidesCauses: true as const }
  await order(tx, ctx, { what, unitIds: unitIds ?? null, period: view.period ?? null, ...hides })
  return { text: ctx.t('reports-coming') }
}

/** `Dự thảo công văn đôn đốc`, `Nội dung nhập hệ thống`, the year's evidence: buttons below the report. */
async function more(tx: Tx, ctx: Ctx, [name, period = '']: readonly string[]): Promise<Ack> {
  const what = (['urging', 'system', 'evidence'] as const).find((one) => one === name)
  if (!what || !isPeriod(period) || !kinds.includes(kindOf(period))) throw new UserError('talk-old-button')
  // What is overdue is overdue now, whatever the report's period.
  await order(tx, ctx, { what, unitIds: null, period: what === 'urging' ? null : period })
  return { text: ctx.t('reports-coming') }
}

export function reportEntries(): Entries {
  return {
    commands: { baocao: { who: staff, where: 'private', run: start } },
    choices: {
      'reports.more': { who: staff, where: 'private', run: more },
      'reports.excel': { who: roles, run: (tx, ctx, args) => exportView(tx, ctx, args, 'excel') },
      'reports.word': { who: roles, run: (tx, ctx, args) => exportView(tx, ctx, args, 'word') },
    },
  }
}

export function reportChores(): AnyChoreKind[] {
  return [reportChore] as unknown as AnyChoreKind[]
}
