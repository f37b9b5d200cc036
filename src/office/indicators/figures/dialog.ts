// `/solieu`: units give and correct their figures; officers see who owes, and lock the period.
import { kindOf, type Period, readPeriod, writePeriod } from '../../../calendar/period.js'
import type { Tx } from '../../../db/db.js'
import { dayOf } from '../../../lib/day.js'
import { UserError } from '../../../lib/errors.js'
import { shorten } from '../../../lib/vietnamese.js'
import { idArgument } from '../../../talk/argument.js'
import { type Ack, type Ctx, type Entries, leaderRoles, type Role, roles, unitRoles } from '../../../talk/entry.js'
import { reply } from '../../../talk/reply.js'
import { findSuccessor, findUnit, listUnits } from '../../communes/store.js'
import { matchUnit } from '../../communes/unit-key.js'
import { unitChats } from '../../people/store.js'
import { refreshReportsOf } from '../report/show.js'
import { indicatorTable } from '../table.js'
import { refusalToGiveNow } from './actions.js'
import { enterOne, startEntering } from './asking.js'
import { askReason, giveReason, keepMeant, keepPending, leaveReason, retype, skip, stop } from './entering.js'
import { takeEvidenceBeside } from './evidence/giving.js'
import { setLock } from './lock.js'
import { dropLockButtons } from './lock-buttons.js'
import { readNumberedFigures, standsBelowList, takeNumbered } from './numbered.js'
import { askBeforeLocking, isLocked, monthArgument, showOwing, showUnitFigures } from './screens.js'
import {
  looksLikeCodes,
  readFiguresOfUnit,
  readTypedFigures,
  refuseCodes,
  standsForFigures,
  type TypedFigures,
  takeTypedFigures,
} from './typed.js'

/** Those who may give figures; for which unit is checked with each. */
export const givers: readonly Role[] = ['officer', ...unitRoles]
const officers: readonly Role[] = ['officer']
const staff: readonly Role[] = ['officer', ...leaderRoles]

/** The units whose figures this person may see here: in a group those it serves, in private their own. */
export async function unitsHere(tx: Tx, ctx: Ctx): Promise<number[]> {
  const own = [...new Set(ctx.actor.units.map((post) => post.unitId))]
  if (ctx.chat.kind === 'private') return own
  const served = (await unitChats(tx, ctx.actor.communeId))
    .filter((one) => one.chatId === ctx.chat.id)
    .map((one) => one.unitId)
  const mine = own.filter((unitId) => served.includes(unitId))
  return mine.length > 0 || ctx.chat.common ? mine : served
}

export async function monthWords(tx: Tx, ctx: Ctx, words: string): Promise<Period> {
  if (words.trim() === '') return monthArgument(tx, ctx, undefined)
  const month = readPeriod(words.slice(0, 60), dayOf(ctx.now))
  if (!month || kindOf(month) !== 'month') throw new UserError('indicators-which-month', { words: shorten(words, 40) })
  return month
}

/** "PVHCC", "tháng 9 PVHCC": the unit named beside the month, or alone, for who may see its figures. Undefined where none is. */
async function unitNamed(tx: Tx, ctx: Ctx, words: string): Promise<{ unitId: number; month: Period } | undefined> {
  if (words.trim() === '' || readPeriod(words.slice(0, 60), dayOf(ctx.now))) return undefined
  const units = await listUnits(tx, ctx.actor.communeId)
  const parts = words.trim().slice(0, 100).split(/\s+/)
  for (let at = 0; at <= parts.length; at++) {
    const [first, second] = [parts.slice(0, at).join(' '), parts.slice(at).join(' ')]
    for (const [name, rest] of [
      [second, first],
      [first, second],
    ] as const) {
      const match = name === '' ? undefined : matchUnit(units, name)
      const isMonth = rest === '' || readPeriod(rest, dayOf(ctx.now)) !== undefined
      if (match?.sure && isMonth) return { unitId: match.unit.id, month: await monthWords(tx, ctx, rest) }
    }
  }
  return undefined
}

async function start(tx: Tx, ctx: Ctx, words: string): Promise<void> {
  const named = await unitNamed(tx, ctx, words)
  if (named) return showUnit(tx, ctx, [String(named.unitId), named.month], true)
  const month = await monthWords(tx, ctx, words)
  const isStaff = ctx.actor.roles.some((role) => staff.includes(role))
  if (isStaff && ctx.chat.kind === 'private') return showOwing(tx, ctx, month, true)
  const here = await unitsHere(tx, ctx)
  if (here.length === 0) throw new UserError('indicators-no-unit-here')
  const rows = await indicatorTable(tx, { communeId: ctx.actor.communeId, period: month }, ctx.now)
  // What a unit that went into one of these has reported is answered for here as well.
  const before = rows.filter((row) => here.includes(row.answers)).map((row) => row.unit.id)
  for (const unitId of new Set([...here, ...before])) await showOne(tx, ctx, { unitId, month }, true)
}

/** A unit's figures are for itself, officers and leaders to see; in a group only those of the units it serves. */
export async function unitSeen(tx: Tx, ctx: Ctx, args: readonly string[]): Promise<{ unitId: number; month: Period }> {
  const unitId = idArgument(args[0])
  const month = await monthArgument(tx, ctx, args[1])
  const isStaff = ctx.actor.roles.some((role) => staff.includes(role))
  const owner = await findSuccessor(tx, ctx.actor.communeId, unitId)
  const sees = (ctx.chat.kind === 'private' && isStaff) || (await unitsHere(tx, ctx)).includes(owner?.id ?? unitId)
  if (!sees) throw new UserError('indicators-not-your-unit')
  return { unitId, month }
}

async function showUnit(tx: Tx, ctx: Ctx, args: readonly string[], fresh = false): Promise<void> {
  await showOne(tx, ctx, await unitSeen(tx, ctx, args), fresh)
}

async function showOne(tx: Tx, ctx: Ctx, of: { unitId: number; month: Period }, fresh: boolean): Promise<void> {
  const { unitId, month } = of
  await showUnitFigures(tx, ctx, unitId, month, { fresh, gives: !(await refusalToGiveNow(tx, ctx.actor, unitId)) })
}

/** `Khoá kỳ` asks first while figures are missing; `sure`: the officer has seen which. */
async function lock(
  tx: Tx,
  ctx: Ctx,
  args: readonly string[],
  { locked, sure }: { locked: boolean; sure: boolean },
): Promise<Ack | undefined> {
  const month = await monthArgument(tx, ctx, args[0] ?? 'x')
  const unitId = args[1] === undefined ? undefined : idArgument(args[1])
  const { actor, now } = ctx
  const show = () => (unitId === undefined ? showOwing(tx, ctx, month) : showUnitFigures(tx, ctx, unitId, month))
  if (unitId !== undefined && !(await findUnit(tx, actor.communeId, unitId))) throw new UserError('indicators-no-unit')
  if (locked && (await isLocked(tx, ctx, month, unitId))) {
    await show()
    return { text: ctx.t('indicators-locked-before', { period: writePeriod(month) }), alert: true }
  }
  if (!sure && (await askBeforeLocking(tx, ctx, month, unitId))) return undefined
  await setLock(tx, { actor, month, locked, unitId }, now)
  await dropLockButtons(tx, { communeId: actor.communeId, month, locked, unitId, chatId: ctx.chat.id }, now)
  await refreshReportsOf(tx, { communeId: actor.communeId, month, unitId }, now)
  await show()
  return { text: ctx.t(locked ? 'indicators-locked-now' : 'indicators-unlocked-now') }
}

/** Figures with their codes; the file in whose caption they stand is their evidence. */
async function takeTyped(tx: Tx, ctx: Ctx, typed: TypedFigures): Promise<void> {
  const proved = await takeTypedFigures(tx, ctx, typed, await unitsHere(tx, ctx))
  const { happening } = ctx.incoming
  if (happening.kind !== 'file') return
  if (proved) await takeEvidenceBeside(tx, ctx, proved, happening)
  else await reply(tx, ctx, ctx.t('talk-file-aside'))
}

const readFigures = (text: string) => readTypedFigures(text) ?? readFiguresOfUnit(text)

export const figureEntries: Entries = {
  typed: [
    {
      who: givers,
      read: readFigures,
      applies: (tx, ctx, typed) => standsForFigures(tx, ctx, typed),
      files: true,
      run: takeTyped,
    },
    {
      who: givers,
      read: readFigures,
      applies: (tx, ctx, typed) => looksLikeCodes(tx, ctx, typed),
      run: async (_, ctx, typed) => refuseCodes(ctx, typed),
    },
    { who: givers, read: readNumberedFigures, applies: standsBelowList, run: takeNumbered },
  ],
  commands: { solieu: { who: roles, run: start } },
  choices: {
    'indicators.owing': {
      who: staff,
      where: 'private',
      run: async (tx, ctx, args) => showOwing(tx, ctx, await monthArgument(tx, ctx, args[0])),
    },
    'indicators.unit': { who: roles, run: (tx, ctx, args) => showUnit(tx, ctx, args) },
    'indicators.enter': {
      who: givers,
      run: async (tx, ctx, args) => startEntering(tx, ctx, idArgument(args[0]), await monthArgument(tx, ctx, args[1])),
    },
    'indicators.one': {
      who: givers,
      run: async (tx, ctx, args) =>
        enterOne(tx, ctx, idArgument(args[0]), await monthArgument(tx, ctx, args[1]), idArgument(args[2])),
    },
    'indicators.noFigure': { who: givers, run: (tx, ctx, args) => askReason(tx, ctx, args[0]) },
    'indicators.leaveReason': { who: givers, run: (tx, ctx, args) => leaveReason(tx, ctx, args[0]) },
    'indicators.because': { who: givers, run: (tx, ctx, args) => giveReason(tx, ctx, args) },
    'indicators.skip': { who: givers, run: (tx, ctx, args) => skip(tx, ctx, args[0]) },
    'indicators.stop': { who: givers, run: (tx, ctx, args) => stop(tx, ctx, args[0]) },
    'indicators.keep': { who: givers, run: (tx, ctx, args) => keepPending(tx, ctx, args[0]) },
    'indicators.meant': { who: givers, run: (tx, ctx, args) => keepMeant(tx, ctx, args) },
    'indicators.retype': { who: givers, run: (tx, ctx, args) => retype(tx, ctx, args[0]) },
    'indicators.lock': {
      who: officers,
      where: 'private',
      run: (tx, ctx, args) => lock(tx, ctx, args, { locked: true, sure: false }),
    },
    'indicators.lockAnyway': {
      who: officers,
      where: 'private',
      run: (tx, ctx, args) => lock(tx, ctx, args, { locked: true, sure: true }),
    },
    'indicators.unlock': {
      who: officers,
      where: 'private',
      run: (tx, ctx, args) => lock(tx, ctx, args, { locked: false, sure: true }),
    },
  },
}
