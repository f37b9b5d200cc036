// What a sent report said: kept with it when it is sent, read back for card, text and paper, and compared with what is true now.
import type { Tx } from '../../../db/db.js'
import type { Translate } from '../../../lib/i18n.js'
import { isReported } from '../../assignments/status.js'
import { viewsOf } from '../../assignments/store.js'
import { writeFigure } from '../words.js'
import { readUnitMonth, type UnitMonth } from './prefill.js'
import type { UnitReport } from './store.js'

/** The moments within it, which JSON keeps as text. */
const moments: ReadonlySet<string> = new Set(['reportedAt', 'statusAt', 'doneAt', 'createdAt', 'at'])

function readFacts(facts: unknown): UnitMonth {
  const revive = (key: string, value: unknown) =>
    moments.has(key) && typeof value === 'string' ? new Date(value) : value
  return JSON.parse(JSON.stringify(facts), revive) as UnitMonth
}

/** The month as the report tells it: of a sent one as it was sent, else as it is now. */
export async function monthOf(tx: Tx, report: UnitReport, now: Date): Promise<UnitMonth> {
  if (report.state === 'sent' && report.facts !== null) return readFacts(report.facts)
  const { communeId, unitId, period } = report
  // One that was sent before facts were kept is read as of its day.
  return readUnitMonth(tx, { communeId, unitId, month: period }, report.sentAt ?? now)
}

/** What is no longer as it was sent: "CT17: 2 cuộc, nay 9 cuộc", "việc #14 nay chưa hoàn thành". Work goes on; only what was called done counts. */
export async function changesSince(tx: Tx, t: Translate, report: UnitReport, now: Date): Promise<string[]> {
  if (report.state !== 'sent' || report.facts === null) return []
  const { communeId, unitId, period } = report
  const sent = readFacts(report.facts)
  const today = await readUnitMonth(tx, { communeId, unitId, month: period }, now)
  const figures = sent.figures.flatMap((row) => {
    const { id, code, measure } = row.indicator
    const current = today.figures.find((one) => one.indicator.id === id)
    const before = writeFigure(t, row.figure, measure, row.target)
    const after = writeFigure(t, current?.figure, measure, row.target)
    return before === after ? [] : [t('indicators-report-changed-figure', { code, before, after })]
  })
  const done = new Set(today.done.map((view) => view.id))
  const away = sent.done.filter((view) => !done.has(view.id))
  // What went over with the unit that was merged into another is done all the same.
  const elsewhere = (
    await viewsOf(
      tx,
      communeId,
      away.map((view) => view.id),
    )
  ).filter((view) => isReported(view))
  const undone = away.filter((view) => !elsewhere.some((one) => one.id === view.id))
  return [...figures, ...undone.map(({ number }) => t('indicators-report-changed-work', { number }))]
}

const MOST_CHANGES = 6

/** "Số liệu đã thay đổi sau khi gửi: …", and how it is sent anew; nothing when all is as it was. */
export async function changedLine(tx: Tx, t: Translate, report: UnitReport, now: Date): Promise<string | undefined> {
  const all = await changesSince(tx, t, report, now)
  if (all.length === 0) return undefined
  const more = all.length - MOST_CHANGES
  const what = all.slice(0, MOST_CHANGES).join('; ')
  return t('indicators-report-changed', {
    what: more > 0 ? t('indicators-report-changed-more', { what, count: more }) : what,
  })
}
