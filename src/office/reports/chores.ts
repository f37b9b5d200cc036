// Writing a report's files outside transactions; then they are kept and given out together.
import { type Period, spanOf, writePeriod } from '../../calendar/period.js'
import { action } from '../../chat/action.js'
import type { Choice } from '../../chat/message.js'
import type { Tx } from '../../db/db.js'
import { insertFile, openFile, saveFile } from '../../files/store.js'
import { dayOf } from '../../lib/day.js'
import { type Locale, type Translate, translator } from '../../lib/i18n.js'
import { fold } from '../../lib/vietnamese.js'
import { addChore, type ChoreKind, type ChoreTools } from '../../post/chores.js'
import { ANSWER, queueMessage } from '../../post/outbox.js'
import { docxType } from '../indicators/report/chores.js'
import { writeCommuneReport, writeSummaryPaper } from './commune-report.js'
import { indexOf, partsOf, place, readCodes, readEvidence, zipPart } from './evidence-folder.js'
import { type Asked, type Facts, readFacts } from './facts.js'
import { writeSystemText } from './system-text.js'
import { areaTable, boxTable, indicatorRows, unitTable, workTable } from './tables.js'
import { longOverdue, readReminded, writeUrgingLetter } from './urging-letter.js'
import { writeWorkbook, xlsxType } from './workbook.js'

/**
 * `report`: the CCHC report of a period with its workbook; `excel`, `word`: what `/tongket` shows; `urging`: the draft letter about
 * what is long overdue; `system`: blocks for the provincial system; `evidence`: the evidence of the period as a folder.
 */
export const whats = ['report', 'excel', 'word', 'urging', 'system', 'evidence'] as const
export type What = (typeof whats)[number]

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

/** "thang-9-2026"; as of now "den-2026-09-28". */
function stem(period: Period | null, now: Date): string {
  return period ? fold(writePeriod(period)).replace(/[^a-z0-9]+/g, '-') : `den-${dayOf(now)}`
}

/** All tables of the facts, in the order of the workbook's sheets. */
export function sheetsOf(t: Translate, facts: Facts) {
  return [boxTable(t, facts), unitTable(t, facts), areaTable(t, facts), indicatorRows(t, facts), workTable(t, facts)]
}

interface Made {
  name: string
  type: string
  bytes: Uint8Array
}

/** The files of an order; none when there is nothing to write about. */
async function write(order: ReportOrder, facts: Facts, tools: ChoreTools): Promise<Made[]> {
  const t = translator('vi')
  const at = stem(order.period, tools.now)
  const { communeId } = order
  if (order.what === 'urging') {
    const works = [...longOverdue(facts).values()].flat()
    const bytes = await writeUrgingLetter(facts, await tools.read((tx) => readReminded(tx, communeId, works)))
    return bytes ? [{ name: `du-thao-don-doc-${at}.docx`, type: docxType, bytes }] : []
  }
  if (order.what === 'system') {
    if (facts.works.length === 0) return []
    return [{ name: `noi-dung-nhap-he-thong-${at}.txt`, type: 'text/plain', bytes: writeSystemText(t, facts) }]
  }
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

/** The index, then the parts, each read and kept before the next: never more than one part in memory. */
async function writeEvidence(order: ReportOrder, facts: Facts, tools: ChoreTools): Promise<Written['files']> {
  const t = translator('vi')
  const { communeId } = order
  if (!order.period) throw new Error('evidence without a year')
  const span = spanOf(order.period, facts.overview.scope.settings.periods)
  const within = (at: Date | null) => at !== null && dayOf(at) >= span.from && dayOf(at) <= span.to
  const ids = facts.works.map((work) => work.view.id)
  const rows = (await tools.read((tx) => readEvidence(tx, communeId, ids))).filter((row) => within(row.givenAt))
  const given = new Set(rows.map((row) => row.assignmentId))
  const own = facts.works.filter(({ view }) => view.standing || within(view.reportedAt) || given.has(view.id))
  const codes = await tools.read((tx) => readCodes(tx, communeId, facts))
  const placed = place(t, facts, rows, codes)
  const index = indexOf(t, { ...facts, works: own }, placed, codes)
  if (index.rows.length === 0) return []
  const at = stem(order.period, tools.now)
  const book = await saveFile(tools.filesFolder, await writeWorkbook([index]))
  const kept: Written['files'] = [{ ...book, name: `danh-muc-minh-chung-${at}.xlsx`, type: xlsxType }]
  const parts = partsOf(placed)
  for (const [number, part] of parts.entries()) {
    const entries: { path: string; bytes: Uint8Array }[] = []
    for (const one of part)
      if (one.path && one.sha256) entries.push({ path: one.path, bytes: await openFile(tools.filesFolder, one.sha256) })
    const name = `minh-chung-${at}${parts.length > 1 ? `-phan-${number + 1}` : ''}.zip`
    kept.push({ ...(await saveFile(tools.filesFolder, zipPart(entries))), name, type: 'application/zip' })
  }
  return kept
}

export const reportChore: ChoreKind<ReportOrder, Written> = {
  kind: REPORT,
  async work(order, tools) {
    // The year's evidence is of all work reported or going on in it, whenever that fell due.
    const asked = order.what === 'evidence' ? { ...order, period: null } : order
    const facts = await tools.read((tx) => readFacts(tx, asked, tools.now))
    const files: Written['files'] = []
    if (order.what === 'evidence') files.push(...(await writeEvidence(order, facts, tools)))
    else
      for (const { bytes, ...file } of await write(order, facts, tools))
        files.push({ ...file, ...(await saveFile(tools.filesFolder, bytes)) })
    return { files, unreported: facts.unreported.map((unit) => unit.name) }
  },
  async finish(tx, { input: order }, { files, unreported }, now) {
    const { communeId, chatId, what, screen, period } = order
    const t = translator(order.locale)
    if (files.length === 0) {
      const key = `report:${what}:${screen}:none:${chatId}`
      const message = { spans: [t(`reports-none-${what === 'urging' ? 'urging' : 'works'}`)] }
      await queueMessage(tx, { chatId, communeId, class: ANSWER, key, message }, now)
    }
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
            spans: [index === 0 ? caption(t, order, unreported) : next(t, what, index)],
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

function next(t: Translate, what: What, index: number): string {
  return what === 'evidence' ? t('reports-caption-part', { part: index }) : t('reports-caption-workbook')
}

/** What else can be had of the period. */
function moreChoices(t: Translate, period: Period): Choice[][] {
  return (['urging', 'system', 'evidence'] as const).map((what) => [
    {
      label: t(`reports-button-${what}`),
      action: action('reports.more', what, what === 'evidence' ? period.slice(0, 4) : period),
    },
  ])
}
