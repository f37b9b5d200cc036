// The summary on a terminal: `dondoc tongket COMMUNE [PERIOD]`.
import { plainText } from '../../chat/message.js'
import type { Tx } from '../../db/db.js'
import { UserError } from '../../lib/errors.js'
import { translator } from '../../lib/i18n.js'
import { listUnits } from '../communes/store.js'
import { overviewSpans, unitsSpans } from './messages.js'
import { nobody, readOverview } from './overview.js'
import { readRequest } from './request.js'

/** The first screen and the one by unit as text. Words as after `/tongket`; what is not understood is said in the text. */
export async function summaryText(tx: Tx, communeId: number, words: string, now: Date): Promise<string> {
  const t = translator('vi')
  try {
    const { period, unitId } = readRequest(words, await listUnits(tx, communeId), now)
    const unitIds = unitId === undefined ? undefined : [unitId]
    const overview = await readOverview(tx, { communeId, unitIds, period, decider: nobody }, now)
    return `${plainText(overviewSpans(t, overview))}\n\n${plainText(unitsSpans(t, overview))}`
  } catch (error) {
    if (error instanceof UserError) throw new Error(t(error.code, error.args))
    throw error
  }
}
