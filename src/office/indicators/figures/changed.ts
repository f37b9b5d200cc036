// Of a figure that somebody outside the unit changed the unit is told.
import { writePeriod } from '../../../calendar/period.js'
import type { Tx } from '../../../db/db.js'
import { translator } from '../../../lib/i18n.js'
import { ANSWER, queueMessage } from '../../../post/outbox.js'
import type { Ctx } from '../../../talk/entry.js'
import { placesOf } from '../report/show.js'
import type { IndicatorRow } from '../table.js'
import { writeFigure } from '../words.js'
import { type Given, sameFigure } from './actions.js'
import type { Asked } from './asking.js'

/** Figures that stood, and were changed by somebody outside the unit: the old and the new one, and who. Not where that was said already. */
export async function tellChanged(
  tx: Tx,
  ctx: Ctx,
  { unitId, month }: Pick<Asked, 'unitId' | 'month'>,
  rows: readonly IndicatorRow[],
  given: readonly Given[],
): Promise<void> {
  const { actor, chat, now, updateId } = ctx
  if (actor.units.some((post) => post.unitId === unitId)) return
  const changed = given.flatMap(({ indicatorId, figure }) => {
    const row = rows.find((one) => one.indicator.id === indicatorId && one.unit.id === unitId)
    return row?.figure && !sameFigure(row.figure, figure) ? [{ row, old: row.figure, figure }] : []
  })
  const unit = changed[0]?.row.unit.name
  if (unit === undefined) return
  for (const { chatId, locale } of await placesOf(tx, actor.communeId, unitId, now)) {
    if (chatId === chat.id) continue
    const t = translator(locale)
    const figures = changed.map(({ row: { indicator }, old, figure }) => {
      const [before, after] = [old, figure].map((one) => writeFigure(t, one, indicator.measure))
      return `${indicator.code}: ${before} → ${after}`
    })
    const said = { who: actor.name, unit, period: writePeriod(month), figures: figures.join('; ') }
    const message = { spans: [t('indicators-changed-for', said)] }
    const key = `figures-changed:${updateId}:${unitId}:${given[0]?.indicatorId}:${chatId}`
    await queueMessage(tx, { chatId, communeId: actor.communeId, key, class: ANSWER, message }, now)
  }
}
