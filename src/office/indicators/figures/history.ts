// What became of figures: `/nhatky CT11` shows who gave and changed them.
import { writePeriod } from '../../../calendar/period.js'
import type { Tx } from '../../../db/db.js'
import { dayOf, timeOf, writeDay } from '../../../lib/day.js'
import { UserError } from '../../../lib/errors.js'
import type { Translate } from '../../../lib/i18n.js'
import { type Ctx, leaderRoles } from '../../../talk/entry.js'
import { reply } from '../../../talk/reply.js'
import { listTrail, type TrailRow } from '../../trail/record.js'
import type { FigureValue } from '../indicator.js'
import { readReporters } from '../reporters.js'
import { subjectOf } from '../set/actions.js'
import { listIndicators } from '../store.js'
import { writeFigure } from '../words.js'
import { unitsHere } from './dialog.js'
import { sameCode } from './reading.js'

const MOST_LINES = 30

/** `/nhatky CT11`: the newest of its figures' history that this person may see here; false when there is no such code. */
export async function showFigureTrail(tx: Tx, ctx: Ctx, words: string): Promise<boolean> {
  const { actor, chat, t } = ctx
  const { communeId } = actor
  const indicator = (await listIndicators(tx, communeId)).find((one) => sameCode(words, one.code))
  if (!indicator) return false
  const seesAll =
    chat.kind === 'private' && actor.roles.some((role) => role === 'officer' || leaderRoles.includes(role))
  const { labels, answering } = await readReporters(tx, communeId)
  const here = await unitsHere(tx, ctx)
  // What a unit that went into one of these has reported is answered for here as well.
  const seen = [...answering].flatMap(([id, now]) => (here.includes(now.id) ? [id] : []))
  const rows = await listTrail(tx, communeId, subjectOf(indicator.id), {
    actions: ['figure.report', 'figure.change'],
    unitIds: seesAll ? undefined : seen,
    newest: MOST_LINES,
  })
  const heading = { bold: t('indicators-trail-heading', { code: indicator.code, name: indicator.name }) }
  if (rows.length === 0) throw new UserError('indicators-trail-none', { code: indicator.code })
  const lines = rows.map((row) => {
    const unit = labels.get(Number(row.after?.unitId))?.shortName ?? ''
    return `\n${trailLine(t, row, unit, indicator.measure)}`
  })
  await reply(tx, ctx, [heading, ...lines])
  return true
}

/** "08:05 15/9/2026 – Hoa (ghi thay KT): tháng 9/2026, KT: 62% → 70%" */
function trailLine(t: Translate, row: TrailRow, unit: string, measure: string): string {
  const who = row.actorName ?? t('assignments-somebody')
  const whom = row.onBehalfOf === null ? '' : ` ${t('assignments-trail-for', { unit })}`
  const period = writePeriod(String(row.after?.period))
  const figures = [row.before, row.after].flatMap((side) => (side ? [writeFigure(t, figureIn(side), measure)] : []))
  return `${timeOf(row.at)} ${writeDay(dayOf(row.at))} – ${who}${whom}: ${period}, ${unit}: ${figures.join(' → ')}`
}

const figureIn = (side: Record<string, unknown>): FigureValue => ({
  numerator: null,
  denominator: null,
  value: null,
  missingReason: null,
  ...(side as Partial<FigureValue>),
})
