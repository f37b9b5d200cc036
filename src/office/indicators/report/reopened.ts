// What a unit reads when its report was reopened, and why.
import { writePeriod } from '../../../calendar/period.js'
import { action } from '../../../chat/action.js'
import type { Choice } from '../../../chat/message.js'
import type { Tx } from '../../../db/db.js'
import { type Translate, translator } from '../../../lib/i18n.js'
import { ANSWER, queueMessage } from '../../../post/outbox.js'
import { findUnit } from '../../communes/store.js'
import { placesOf } from './show.js'
import type { UnitReport } from './store.js'

interface Told {
  report: UnitReport
  /** The officer's name. */
  by: string
  /** The officer's own chat, who knows. */
  from: number
  key: string
}

/** `numbers`: the duties owed again, "#5, #8", or nothing. */
export async function tellReopened(tx: Tx, input: Told & { numbers: string }, now: Date): Promise<void> {
  const { by, numbers } = input
  const words = (t: Translate, period: string, unit: string) => {
    const said = t('indicators-report-reopened-told', { who: by, period, unit })
    return numbers === '' ? said : `${said} ${t('indicators-report-owed-again', { numbers })}`
  }
  await tell(tx, input, 'reopened', words, now)
}

export async function tellWhy(tx: Tx, input: Told & { reason: string }, now: Date): Promise<void> {
  const { by, reason } = input
  const words = (t: Translate, period: string, unit: string) =>
    t('indicators-report-why-told', { who: by, period, unit, reason })
  await tell(tx, input, 'reopened-why', words, now)
}

async function tell(
  tx: Tx,
  { report, from, key }: Told,
  what: string,
  words: (t: Translate, period: string, unit: string) => string,
  now: Date,
): Promise<void> {
  const { communeId, unitId, period, id } = report
  const unit = await findUnit(tx, communeId, unitId)
  for (const { chatId, locale } of await placesOf(tx, communeId, unitId, now)) {
    if (chatId === from) continue
    const t = translator(locale)
    const button = (label: string, name: string): Choice => ({ label: t(label), action: action(name, id) })
    const choices = [
      [button('indicators-button-view', 'unitreport.view'), button('indicators-button-edit', 'unitreport.edit')],
      [{ ...button('indicators-button-send', 'unitreport.send'), style: 'primary' as const }],
    ]
    const message = { spans: [words(t, writePeriod(period), unit?.name ?? '')], choices }
    await queueMessage(
      tx,
      { chatId, communeId, key: `unitreport:${what}:${id}:${key}:${chatId}`, class: ANSWER, message },
      now,
    )
  }
}
