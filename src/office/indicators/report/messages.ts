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
import { type Additions, additions, countOf, type LateWork, type UnitMonth } from './prefill.js'
import type { UnitReport } from './store.js'

export function titleOf(t: Translate, month: UnitMonth): string {
  return t('indicators-report-title', { period: writePeriod(month.month), unit: month.unit.name })
}

/** Figures that have been asked for and are not there. */
export function missingCodes(month: UnitMonth): string[] {
  return month.figures.filter((row) => row.state === 'missing').map((row) => row.indicator.code)
}

export function cardMessage(t: Translate, report: UnitReport, month: UnitMonth, sentBy: string | undefined): Message {
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
      late: month.late.length,
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
    sent && report.sentAt
      ? t('indicators-report-sent', { who: sentBy ?? '', when: writeMoment(report.sentAt) })
      : t('indicators-report-open'),
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

/** The whole report as it would be sent now. Lists are cut at 25 lines; the document has all. */
export function reportSpans(t: Translate, month: UnitMonth, added: Additions): Span[] {
  const spans: Span[] = [{ bold: titleOf(t, month) }, `\n${writePeriodSpan(month.span)}`]
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
  section(
    'indicators-section-late',
    month.late.map((work) => lateLine(t, work)),
  )
  section(
    'indicators-section-standing',
    month.standing.map((view) => workLine(t, view)),
  )
  section(
    'indicators-section-figures',
    month.figures.map((row) => `– ${figureLine(t, row)}`),
  )
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

export function lateLine(t: Translate, { view, timing }: LateWork): string {
  const parts = [workLine(t, view)]
  if (timing) parts.push(t(`indicators-late-${timing}`))
  const { lateness } = view
  if (!lateness) return `${parts.join(' · ')}. ${t('indicators-late-unexplained')}`
  return `${parts.join(' · ')}. ${t('indicators-late-explained', {
    cause: t(`indicators-cause-${lateness.cause}`),
    reason: lateness.reason,
    remedy: lateness.remedy,
    day: writeDay(lateness.promisedOn),
    responsible: lateness.responsible,
  })}${lateness.leader ? ` ${t('indicators-late-judged', { cause: t(`indicators-cause-${lateness.leader.cause}`), reason: lateness.leader.reason ?? '' })}` : ''}`
}
