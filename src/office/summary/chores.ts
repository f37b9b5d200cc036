// Drawing the summary's picture, outside transactions; then picture and text are queued together.

import type { Period } from '../../calendar/period.js'
import type { Tx } from '../../db/db.js'
import { insertFile, saveFile } from '../../files/store.js'
import { type Locale, translator } from '../../lib/i18n.js'
import { reasonOf } from '../../lib/log.js'
import { type AnyChoreKind, addChore, type ChoreKind } from '../../post/chores.js'
import { queueMessage } from '../../post/outbox.js'
import { boxesByKey } from './boxes.js'
import { overviewChoices } from './buttons.js'
import { courseChore } from './course-chore.js'
import { drawPng } from './drawing.js'
import { asOf, inAreaOrder, overviewSpans, pictureOf, titleOf } from './messages.js'
import { type Decider, type Overview, readOverview } from './overview.js'
import { drawPicture } from './picture.js'
import { tallyByArea } from './tally.js'

/** What is to be shown, to whom; it must survive JSON. */
export interface SummaryOrder {
  communeId: number
  chatId: number
  locale: Locale
  /** All units when null. */
  unitIds: number[] | null
  period: Period | null
  /** The unit in the buttons; 0 for all that the reader may see. */
  unitId: number
  /** The reader may see more than this unit. */
  wider?: boolean
  decider: Decider
  /** Names the message that changes in place, and makes the keys unique. */
  screen: string
  /** 0 an answer, 2 sent by itself. */
  class: 0 | 2
  /** Milliseconds; sent by itself, it is worth nothing after that. */
  expiresAt?: number
}

interface Drawn {
  /** Read once, so that picture and text say the same. */
  overview: Overview
  /** Missing when there was nothing to draw or it could not be drawn: the text goes alone. */
  file?: { sha256: string; size: number }
}

const PICTURE = 'summary.picture'

/** Orders a summary: the picture is drawn soon, then both are sent. */
export async function orderSummary(tx: Tx, order: SummaryOrder, now: Date): Promise<void> {
  await addChore(
    tx,
    { kind: PICTURE, communeId: order.communeId, input: order, key: `summary:${order.screen}:${order.chatId}` },
    now,
  )
}

const pictureChore: ChoreKind<SummaryOrder, Drawn> = {
  kind: PICTURE,
  async work(order, tools) {
    const { overview, byArea } = await tools.read(async (tx) => {
      const read = await readOverview(tx, inputOf(order), tools.now)
      const isOne = read.scope.unitIds?.length === 1
      return { overview: read, byArea: isOne ? inAreaOrder(boxesByKey(await tallyByArea(tx, read.scope))) : undefined }
    })
    const picture = pictureOf(translator(order.locale), overview, byArea)
    if (!picture) return { overview }
    try {
      return { overview, file: await saveFile(tools.filesFolder, await drawPng(drawPicture(picture).svg)) }
    } catch (error) {
      tools.log.error({ reason: reasonOf(error) }, 'summary not drawn')
      return { overview }
    }
  },
  async finish(tx, chore, drawn, now) {
    const order = chore.input
    const t = translator(order.locale)
    const { overview } = drawn
    const outgoing = {
      chatId: order.chatId,
      communeId: order.communeId,
      class: order.class,
      ...(order.expiresAt ? { expiresAt: new Date(order.expiresAt) } : {}),
    }
    if (drawn.file) {
      const name = `tong-ket-${order.screen}.png`
      const file = { communeId: order.communeId, ...drawn.file, name, type: 'image/png' }
      const fileId = await insertFile(tx, file, now)
      const caption = `${titleOf(overview)} · ${asOf(t, overview)}`
      const key = `summary:${order.screen}:picture:${order.chatId}`
      await queueMessage(tx, { ...outgoing, key, message: { spans: [caption], fileId, picture: true } }, now)
    }
    const view = { period: order.period ?? undefined, unitId: order.unitId || undefined, screen: order.screen }
    await queueMessage(
      tx,
      {
        ...outgoing,
        key: `summary:${order.screen}:text:${order.chatId}`,
        slot: `summary:${order.screen}`,
        message: {
          spans: overviewSpans(t, overview),
          choices: overviewChoices(t, overview, view, order.wider ?? false),
        },
      },
      now,
    )
  },
  async failed(tx, chore, _error, now) {
    const { chatId, communeId, locale, screen } = chore.input
    const message = { spans: [translator(locale)('summary-failed')] }
    await queueMessage(tx, { chatId, communeId, class: 0, key: `summary:${screen}:failed:${chatId}`, message }, now)
  },
}

function inputOf(order: SummaryOrder) {
  const { communeId, decider } = order
  return { communeId, decider, unitIds: order.unitIds ?? undefined, period: order.period ?? undefined }
}

export function summaryChores(): AnyChoreKind[] {
  return [pictureChore, courseChore] as unknown as AnyChoreKind[]
}
