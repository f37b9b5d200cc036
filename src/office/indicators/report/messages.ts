// The report's card, and the whole of it as text.
import { writePeriod } from '../../../calendar/period.js'
import { action } from '../../../chat/action.js'
import type { Choice, Message, Span } from '../../../chat/message.js'
import { writeDay } from '../../../lib/day.js'
import type { Translate } from '../../../lib/i18n.js'
import { shorten } from '../../../lib/vietnamese.js'
import type { AssignmentView } from '../../assignments/view.js'
import {
  readableText,
  writeDueNamed,
  writeMoment,
  writeSource,
  writeStatus,
  writeTurn,
} from '../../assignments/words.js'
import { figureLine } from '../figures/screens.js'
import { writeCodes, writePeriodSpan } from '../words.js'
import {
  type Additions,
  additions,
  countOf,
  type LateWork,
  lateByKind,
  lateKinds,
  periodIn,
  type UnitMonth,
} from './prefill.js'
import type { UnitReport } from './store.js'

export function titleOf(t: Translate, month: UnitMonth): string {
  return t('indicators-report-title', { period: writePeriod(month.month), unit: month.unit.name })
}

/** Figures that have been asked for and are not there. */
export function missingCodes(month: UnitMonth): string[] {
  return month.figures.filter((row) => row.state === 'missing').map((row) => row.indicator.code)
}

/** "quá hạn 2 · chậm mốc 1": the clocks apart, as in `/tongket`. */
function lateCounts(t: Translate, month: UnitMonth): string {
  const late = lateByKind(month)
  return lateKinds
    .filter((kind) => kind === 'overdue' || late[kind].length > 0)
    .map((kind) => t(`indicators-report-late-${kind}`, { count: late[kind].length }))
    .join(' · ')
}

/** By whom it was sent, and what has changed since. */
export interface Sending {
  sentBy: string | undefined
  changed: string | undefined
}

/** "Tình trạng: đã gửi (Bình, 09:00 15/9)", and below it what is no longer so. */
function stateLines(t: Translate, { state, sentAt }: UnitReport, { sentBy, changed }: Sending): string[] {
  if (state !== 'sent' || !sentAt) return [t('indicators-report-open')]
  const sent = t('indicators-report-sent', { who: sentBy ?? '', when: writeMoment(sentAt) })
  return changed ? [sent, changed] : [sent]
}

export function cardMessage(t: Translate, report: UnitReport, month: UnitMonth, sending: Sending): Message {
  const missing = missingCodes(month)
  const given = month.figures.length - missing.length
  const sent = report.state === 'sent'
  const lines = [
    t('indicators-report-span', { span: writePeriodSpan(month.span), until: writeDay(month.wantedBy) }),
    t('indicators-report-counts', {
      all: countOf(month),
      done: month.done.length,
      progress: month.progress.length,
      unanswered: month.unanswered.length,
      late: lateCounts(t, month),
      standing: month.standing.length,
    }),
    ...(month.figures.length === 0
      ? []
      : [
          missing.length === 0
            ? t('indicators-report-figures', { given, all: month.figures.length })
            : t(`indicators-report-figures-${sent ? 'without' : month.locked ? 'locked' : 'left'}`, {
                given,
                all: month.figures.length,
                codes: writeCodes(t, missing),
              }),
        ]),
    t('indicators-report-evidence', { count: month.evidence }),
    ...stateLines(t, report, sending),
  ]
  const button = (key: string, name: string): Choice => ({ label: t(key), action: action(name, report.id) })
  return {
    spans: ['📌 ', { bold: titleOf(t, month) }, `\n${lines.join('\n')}`],
    choices: sent
      ? [[button('indicators-button-view', 'unitreport.view')]]
      : [
          [button('indicators-button-view', 'unitreport.view'), button('indicators-button-edit', 'unitreport.edit')],
          ...(missing.length > 0 && !month.locked
            ? [
                [
                  {
                    label: t('indicators-button-enter-figures'),
                    action: action('indicators.enter', month.unit.id, month.month),
                  },
                ],
              ]
            : []),
          [{ ...button('indicators-button-send', 'unitreport.send'), style: 'primary' as const }],
        ],
  }
}

const MOST = 25

/** The whole report as it would be sent now, or was sent. Lists are cut at 25 lines; the document has all. `causes`: who reads it may know them. */
export function reportSpans(
  t: Translate,
  month: UnitMonth,
  report: { added: Additions; row: UnitReport; sending: Sending; causes: boolean },
): Span[] {
  const { added, row, sending, causes } = report
  const state = row.state === 'sent' ? `\n${stateLines(t, row, sending).join('\n')}` : ''
  const spans: Span[] = [{ bold: titleOf(t, month) }, `\n${writePeriodSpan(month.span)}${state}`]
  const section = (key: string, lines: string[]) => {
    if (lines.length === 0) return
    const more = lines.length > MOST ? `\n${t('indicators-report-more', { count: lines.length - MOST })}` : ''
    spans.push('\n\n', { bold: t(key, { count: lines.length }) }, `\n${lines.slice(0, MOST).join('\n')}${more}`)
  }
  section(
    'indicators-section-done',
    month.done.map((view) => workLine(t, view)),
  )
  section(
    'indicators-section-progress',
    month.progress.map((view) => workLine(t, view)),
  )
  section(
    'indicators-section-unanswered',
    month.unanswered.map((view) => workLine(t, view)),
  )
  const late = lateByKind(month)
  for (const kind of lateKinds)
    section(
      `indicators-section-${kind}`,
      late[kind].map((work) => lateLine(t, work, causes)),
    )
  section(
    'indicators-section-standing',
    month.standing.map((view) => workLine(t, view)),
  )
  section(
    'indicators-section-figures',
    month.figures.map((row) => `– ${figureLine(t, row)}`),
  )
  for (const { period, span } of month.longer ?? []) {
    const of = month.figures.filter((row) => periodIn(row, month.month) === period)
    const codes = of.map((row) => row.indicator.code).join(', ')
    spans.push(`\n${t('indicators-span-of', { codes, period: writePeriod(period), span: writePeriodSpan(span) })}`)
  }
  for (const key of additions) {
    const text = added[key]
    if (text) spans.push('\n\n', { bold: t(`indicators-section-${key}`) }, `\n${text}`)
  }
  return spans
}

/** "– #17 Rà soát … (CV 85…): Hoàn thành 12/9, 2 minh chứng". */
export function workLine(t: Translate, view: AssignmentView): string {
  const due = view.rule === 'standing' ? '' : writeDueNamed(t, view)
  const parts = [
    `${shorten(readableText(view.text), 140)} (${writeSource(t, view)}${view.rule === 'recurring' ? writeTurn(t, view) : ''})`,
    ...(due && !view.reportedAt ? [due] : []),
    // The day was past when the work was given: not the unit's fault (PRODUCT.md section 6).
    ...(view.issuedLate && !view.extendedTo && !view.reportedAt ? [t('assignments-issued-late')] : []),
    writeStatus(t, view.status),
    ...(view.evidenceCount > 0 ? [t('assignments-evidence-count', { count: view.evidenceCount })] : []),
  ]
  return `– #${view.number} ${parts.join(' · ')}`
}

/** Without `causes` only that lateness was reported and the day promised: what a group may see (PRODUCT.md section 5). */
export function lateLine(t: Translate, { view, timing }: LateWork, causes: boolean): string {
  const parts = [workLine(t, view)]
  if (timing) parts.push(t(`indicators-late-${timing}`))
  const { lateness } = view
  if (!lateness) return `${parts.join(' · ')}. ${t('indicators-late-unexplained')}`
  if (!causes) return `${parts.join(' · ')} · ${t('assignments-promised', { day: writeDay(lateness.promisedOn) })}`
  return `${parts.join(' · ')}. ${t('indicators-late-explained', {
    cause: t(`indicators-cause-${lateness.cause}`),
    reason: lateness.reason,
    remedy: lateness.remedy,
    day: writeDay(lateness.promisedOn),
    responsible: lateness.responsible,
  })}${lateness.leader ? ` ${t('indicators-late-judged', { cause: t(`indicators-cause-${lateness.leader.cause}`), reason: lateness.leader.reason ?? '' })}` : ''}`
}
