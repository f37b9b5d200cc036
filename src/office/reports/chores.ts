// A report's files: read in one transaction, written on another thread, then kept and given out together.
import { type Period, writePeriod } from '../../calendar/period.js'
import { spanIn } from '../../calendar/regimes.js'
import { action } from '../../chat/action.js'
import type { Choice } from '../../chat/message.js'
import type { Tx } from '../../db/db.js'
import { insertFile, openFile, saveFile } from '../../files/store.js'
import { dayOf } from '../../lib/day.js'
import { type Locale, type Translate, translator } from '../../lib/i18n.js'
import { aside, startWorker } from '../../lib/thread.js'
import { fold } from '../../lib/vietnamese.js'
import { addChore, type ChoreKind, type ChoreTools } from '../../post/chores.js'
import { ANSWER, queueMessage } from '../../post/outbox.js'
import { listFigureEvidence } from '../indicators/figures/evidence/store.js'
import { indicatorTable } from '../indicators/table.js'
import { indexOf, type Placed, partsOf, place, placeFigures, readCodes, readEvidence } from './evidence-folder.js'
import { type Asked, type Facts, readFacts, withoutCauses } from './facts.js'
import { readReminded } from './reminded.js'
import { longOverdue } from './urging-letter.js'
import type { Job, Made } from './writing.js'

/**
 * `report`: the CCHC report of a period with its workbook; `excel`, `word`: what `/tongket` shows; `urging`: the draft letter about
 * what is long overdue; `system`: blocks for the provincial system; `evidence`: the evidence of the period as a folder.
 */
export const whats = ['report', 'excel', 'word', 'urging', 'system', 'evidence'] as const
export type What = (typeof whats)[number]

/** It must survive JSON. */
export interface ReportOrder extends Asked {
  what: What
  /** Why work is late is left out: not everybody who reads it there may know. */
  hidesCauses?: true
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

/** "thang-9-2026"; as of now "den-2026-09-28"; of one unit "kt-thang-9-2026". */
function stem({ period, unitIds }: Asked, { overview }: Facts, now: Date): string {
  const units = unitIds ? overview.labels.filter((label) => unitIds.includes(label.id)) : []
  const of = units.map((unit) => `${fold(unit.shortName).replace(/[^a-z0-9]+/g, '-')}-`).join('')
  return of.slice(0, 60) + stemOf(period, now)
}

function stemOf(period: Period | null, now: Date): string {
  return period ? fold(writePeriod(period)).replace(/[^a-z0-9]+/g, '-') : `den-${dayOf(now)}`
}

/** Half a second of writing would keep every tap waiting. */
const writeAside = aside<Job, Made[]>(() =>
  startWorker(import.meta.url, ['office', 'reports'], { resourceLimits: limits }),
)

/** A year of a city's work; what is larger fails with a sentence instead of taking the program with it. */
const limits = { maxOldGenerationSizeMb: 1536 }

async function jobOf(order: ReportOrder, facts: Facts, tools: ChoreTools): Promise<Job> {
  const at = stem(order, facts, tools.now)
  switch (order.what) {
    case 'report':
      if (!order.period) throw new Error('a report without a period')
      return { what: 'report', facts, stem: at, period: order.period }
    case 'urging': {
      const views = [...longOverdue(facts).values()].flat().map((work) => work.view)
      const reminded = await tools.read((tx) => readReminded(tx, order.communeId, views))
      return { what: 'urging', facts, stem: at, reminded }
    }
    case 'evidence':
      throw new Error('evidence is written part by part')
    default:
      return { what: order.what, facts, stem: at }
  }
}

async function keep(tools: ChoreTools, made: readonly Made[]): Promise<Written['files']> {
  const kept: Written['files'] = []
  for (const { bytes, ...file } of made) kept.push({ ...file, ...(await saveFile(tools.filesFolder, bytes)) })
  return kept
}

/** The index, then the parts, each read and kept before the next: never more than one part in memory. */
async function writeEvidence(order: ReportOrder, facts: Facts, tools: ChoreTools): Promise<Written['files']> {
  const t = translator('vi')
  const { communeId } = order
  if (!order.period) throw new Error('evidence without a year')
  const span = spanIn(order.period, facts.overview.scope.settings)
  const within = (at: Date | null) => at !== null && dayOf(at) >= span.from && dayOf(at) <= span.to
  const ids = facts.works.map((work) => work.view.id)
  const rows = (await tools.read((tx) => readEvidence(tx, communeId, ids))).filter((row) => within(row.givenAt))
  const given = new Set(rows.map((row) => row.assignmentId))
  const own = facts.works.filter(({ view }) => view.standing || within(view.reportedAt) || given.has(view.id))
  const codes = await tools.read((tx) => readCodes(tx, communeId, facts))
  const placed = place(t, facts, rows, codes)
  const { period } = order
  const [measured, ofFigures] = await tools.read((tx) =>
    Promise.all([
      indicatorTable(tx, { communeId, period }, tools.now),
      listFigureEvidence(tx, communeId, { year: Number(period.slice(0, 4)) }),
    ]),
  )
  const proved = placeFigures(t, facts.overview.labels, ofFigures)
  const index = indexOf(t, { ...facts, works: own }, { placed, proved, codes, measured })
  if (index.rows.length === 0) return []
  const at = stemOf(order.period, tools.now)
  const written = await writeAside({ what: 'index', sheet: index, stem: at })
  const kept = await keep(tools, written)
  const parts = partsOf<Pick<Placed, 'path' | 'sha256' | 'size'>>([...placed, ...proved])
  for (const [number, part] of parts.entries()) {
    const entries: { path: string; bytes: Uint8Array }[] = []
    for (const one of part)
      if (one.path && one.sha256) entries.push({ path: one.path, bytes: await openFile(tools.filesFolder, one.sha256) })
    // Sent by itself as well, the index lies in the folder, in the first part of it.
    if (number === 0) entries.push(...written.map(({ name, bytes }) => ({ path: name, bytes })))
    const name = `minh-chung-${at}${parts.length > 1 ? `-phan-${number + 1}` : ''}.zip`
    kept.push(...(await keep(tools, await writeAside({ what: 'part', entries, name }))))
  }
  return kept
}

export const reportChore: ChoreKind<ReportOrder, Written> = {
  kind: REPORT,
  async work(order, tools) {
    // The year's evidence is of all work reported or going on in it, whenever that fell due.
    const asked = order.what === 'evidence' ? { ...order, period: null } : order
    const all = await tools.read((tx) => readFacts(tx, asked, tools.now))
    const facts = order.hidesCauses ? withoutCauses(all) : all
    const files =
      order.what === 'evidence'
        ? await writeEvidence(order, facts, tools)
        : await keep(tools, await writeAside(await jobOf(order, facts, tools)))
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
