// Writing a report's files outside transactions; then they are kept and given out together.
import { kindOf, type Period, writePeriod } from '../../calendar/period.js'
import { action } from '../../chat/action.js'
import type { Choice } from '../../chat/message.js'
import type { Tx } from '../../db/db.js'
import { insertFile, saveFile } from '../../files/store.js'
import { dayOf } from '../../lib/day.js'
import { type Locale, type Translate, translator } from '../../lib/i18n.js'
import { addChore, type ChoreKind } from '../../post/chores.js'
import { ANSWER, queueMessage } from '../../post/outbox.js'
import { docxType } from '../indicators/report/chores.js'
import { writeCommuneReport, writeSummaryPaper } from './commune-report.js'
import { type Asked, type Facts, readFacts } from './facts.js'
import { areaTable, boxTable, indicatorRows, unitTable, workTable } from './tables.js'
import { writeWorkbook, xlsxType } from './workbook.js'

/** `report`: the CCHC report of a period with its workbook; `excel`, `word`: what `/tongket` shows. */
export type What = 'report' | 'excel' | 'word'

/** It must survive JSON. */
export interface ReportOrder extends Asked {
  what: What
  chatId: number
  locale: Locale
  /** Makes the keys unique. */
  screen: string
}

interface Written {
  files: { sha256: string; size: number; name: string; type: string }[]
  unreported: string[]
}

const REPORT = 'reports.write'

export async function orderReport(tx: Tx, order: ReportOrder, now: Date): Promise<void> {
  const key = `report:${order.what}:${order.screen}:${order.chatId}`
  await addChore(tx, { kind: REPORT, communeId: order.communeId, input: order, key }, now)
}

/** "thang-9-2026"; as of now the day. */
function stem(period: Period | null, now: Date): string {
  return period ? `${kindOf(period)}-${period}` : `den-${dayOf(now)}`
}

/** All tables of the facts, in the order of the workbook's sheets. */
export function sheetsOf(t: Translate, facts: Facts) {
  return [boxTable(t, facts), unitTable(t, facts), areaTable(t, facts), indicatorRows(t, facts), workTable(t, facts)]
}

async function write(order: ReportOrder, facts: Facts, now: Date) {
  const t = translator('vi')
  const at = stem(order.period, now)
  const excel = async () => ({
    name: `tong-hop-${at}.xlsx`,
    type: xlsxType,
    bytes: await writeWorkbook(sheetsOf(t, facts)),
  })
  if (order.what === 'excel') return [await excel()]
  if (order.what === 'word')
    return [{ name: `tong-hop-${at}.docx`, type: docxType, bytes: await writeSummaryPaper(facts) }]
  if (!order.period) throw new Error('a report without a period')
  const paper = {
    name: `bao-cao-cchc-${at}.docx`,
    type: docxType,
    bytes: await writeCommuneReport(facts, order.period),
  }
  return [paper, await excel()]
}

export const reportChore: ChoreKind<ReportOrder, Written> = {
  kind: REPORT,
  async work(order, tools) {
    const facts = await tools.read((tx) => readFacts(tx, order, tools.now))
    const files: Written['files'] = []
    for (const { bytes, ...file } of await write(order, facts, tools.now))
      files.push({ ...file, ...(await saveFile(tools.filesFolder, bytes)) })
    return { files, unreported: facts.unreported.map((unit) => unit.name) }
  },
  async finish(tx, { input: order }, { files, unreported }, now) {
    const { communeId, chatId, what, screen, period } = order
    const t = translator(order.locale)
    for (const [index, file] of files.entries()) {
      const fileId = await insertFile(tx, { communeId, ...file }, now)
      const isLast = index === files.length - 1
      const choices = what === 'report' && isLast && period ? moreChoices(t, period) : undefined
      await queueMessage(
        tx,
        {
          chatId,
          communeId,
          class: ANSWER,
          key: `report:${what}:${screen}:${index}:${chatId}`,
          message: {
            spans: [index === 0 ? caption(t, order, unreported) : t('reports-caption-workbook')],
            fileId,
            ...(choices ? { choices } : {}),
          },
        },
        now,
      )
    }
  },
  async failed(tx, { input: order }, _error, now) {
    const { communeId, chatId, what, screen } = order
    const message = { spans: [translator(order.locale)('reports-failed')] }
    const key = `report:${what}:${screen}:failed:${chatId}`
    await queueMessage(tx, { chatId, communeId, class: ANSWER, key, message }, now)
  },
}

function caption(t: Translate, order: ReportOrder, unreported: readonly string[]): string {
  if (order.what !== 'report' || !order.period) return t(`reports-caption-${order.what}`)
  const title = t('reports-caption-report', { period: writePeriod(order.period) })
  return unreported.length > 0 ? `${title}\n${t('reports-unreported', { units: unreported.join('; ') })}` : title
}

/** What else can be had of the period. */
function moreChoices(t: Translate, period: Period): Choice[][] {
  return [[{ label: t('reports-button-word'), action: action('reports.word', period, 0) }]]
}
