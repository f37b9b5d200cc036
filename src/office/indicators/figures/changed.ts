// Of a figure that somebody outside the unit changed the unit is told, and of one that a sent report has, officers.
import { writePeriod } from '../../../calendar/period.js'
import { action } from '../../../chat/action.js'
import type { Tx } from '../../../db/db.js'
import { type Translate, translator } from '../../../lib/i18n.js'
import { ANSWER, queueMessage } from '../../../post/outbox.js'
import type { Ctx } from '../../../talk/entry.js'
import { writeMoment } from '../../assignments/words.js'
import { privateChatsOfRoles } from '../../people/store.js'
import type { FigureValue } from '../indicator.js'
import { placesOf } from '../report/show.js'
import { findReportOf } from '../report/store.js'
import type { IndicatorRow } from '../table.js'
import { writeFigure } from '../words.js'
import { type Given, sameFigure } from './actions.js'
import type { Asked } from './asking.js'

type Place = Pick<Asked, 'unitId' | 'month'>

interface Changed {
  row: IndicatorRow
  old: FigureValue | undefined
  figure: FigureValue
}

/** What is another now than it was in `rows`, or is there for the first time. */
function changedOf({ unitId }: Place, rows: readonly IndicatorRow[], given: readonly Given[]): Changed[] {
  return given.flatMap(({ indicatorId, figure }) => {
    const row = rows.find((one) => one.indicator.id === indicatorId && one.unit.id === unitId)
    return row && !(row.figure && sameFigure(row.figure, figure)) ? [{ row, old: row.figure, figure }] : []
  })
}

/** "CT11: 46% → 47%" */
function changeWords(t: Translate, changed: readonly Changed[]): string {
  const lines = changed.map(({ row: { indicator }, old, figure }) => {
    const [before, after] = [old, figure].map((one) => writeFigure(t, one, indicator.measure))
    return `${indicator.code}: ${before} → ${after}`
  })
  return lines.join('; ')
}

/** Figures that stood, and were changed by somebody outside the unit: the old and the new one, and who. Not where that was said already. */
export async function tellChanged(
  tx: Tx,
  ctx: Ctx,
  place: Place,
  rows: readonly IndicatorRow[],
  given: readonly Given[],
): Promise<void> {
  const { actor, chat, now, updateId } = ctx
  const { unitId, month } = place
  if (actor.units.some((post) => post.unitId === unitId)) return
  const changed = changedOf(place, rows, given).filter(({ old }) => old)
  const unit = changed[0]?.row.unit.name
  if (unit === undefined) return
  for (const { chatId, locale } of await placesOf(tx, actor.communeId, unitId, now)) {
    if (chatId === chat.id) continue
    const t = translator(locale)
    const said = { who: actor.name, unit, period: writePeriod(month), figures: changeWords(t, changed) }
    // Of a locked period the unit cannot send the figure again.
    const words = changed.some(({ row }) => row.locked) ? 'indicators-changed-for-locked' : 'indicators-changed-for'
    const message = { spans: [t(words, said)] }
    const key = `figures-changed:${updateId}:${unitId}:${given[0]?.indicatorId}:${chatId}`
    await queueMessage(tx, { chatId, communeId: actor.communeId, key, class: ANSWER, message }, now)
  }
}

/** Figures of a month whose report was sent: officers may have used what it says, and may open it again. */
export async function tellAfterSending(
  tx: Tx,
  ctx: Ctx,
  place: Place,
  rows: readonly IndicatorRow[],
  given: readonly Given[],
): Promise<void> {
  const { actor, chat, now, updateId } = ctx
  const { communeId } = actor
  const { unitId, month } = place
  const changed = changedOf(place, rows, given)
  const unit = changed[0]?.row.unit.name
  const report = unit === undefined ? undefined : await findReportOf(tx, { communeId, unitId, period: month })
  if (unit === undefined || report?.state !== 'sent' || !report.sentAt) return
  const when = writeMoment(report.sentAt)
  for (const { chatId, locale } of await privateChatsOfRoles(tx, communeId, ['officer'], now)) {
    if (chatId === chat.id) continue
    const t = translator(locale)
    const said = { who: actor.name, unit, when, period: writePeriod(month), figures: changeWords(t, changed) }
    const message = {
      spans: [t('indicators-changed-after', said)],
      choices: [[{ label: t('indicators-button-reopen'), action: action('unitreport.reopen', report.id) }]],
    }
    const key = `figures-after:${updateId}:${unitId}:${given[0]?.indicatorId}:${chatId}`
    await queueMessage(tx, { chatId, communeId, key, class: ANSWER, message }, now)
  }
}
