// The indicators' screen of the summary: figure, target, the period before; what misses its target comes first.
import { writePeriod } from '../../calendar/period.js'
import type { Span as Words } from '../../chat/message.js'
import type { Translate } from '../../lib/i18n.js'
import { shorten } from '../../lib/vietnamese.js'
import { writeNumber } from '../indicators/figures/numbers.js'
import { type IndicatorRow, setsAtRisk } from '../indicators/table.js'
import { writeFigureOf, writeTarget } from '../indicators/words.js'
import { titleOf } from './messages.js'
import type { Measured, Overview } from './overview.js'

const MOST_LINES = 24

const order: Record<IndicatorRow['state'], number> = {
  unmet: 0,
  missing: 1,
  explained: 2,
  'no-case': 3,
  untargeted: 4,
  met: 5,
}

/** What needs a look first: below target, then missing. Within that the commune's order. */
export function byUrgency(rows: readonly IndicatorRow[]): IndicatorRow[] {
  return [...rows].sort((a, b) => order[a.state] - order[b.state])
}

export function indicatorSpans(t: Translate, overview: Pick<Overview, 'scope' | 'labels' | 'measured'>): Words[] {
  const { measured, scope } = overview
  const several = (scope.unitIds?.length ?? 2) > 1
  const rows = byUrgency(measured.rows)
  const lines = rows.slice(0, MOST_LINES).map((row) => indicatorLine(t, row, several))
  const left = rows.length - lines.length
  if (left > 0) lines.push(t('summary-indicator-left', { count: String(left) }))
  if (rows.length === 0) lines.push(t('summary-indicator-empty'))
  lines.push(...riskLines(t, measured))
  return [
    { bold: `${t('summary-by-indicator')} · ${titleOf(overview)}` },
    `\n${t('summary-indicator-period', { period: writePeriod(measured.period) })}\n\n${lines.join('\n')}`,
  ]
}

/** "PVHCC · CT02 Hồ sơ đúng hạn: 23/25 (92%), chỉ tiêu từ 98% trở lên, CHƯA ĐẠT; kỳ trước 97%". */
function indicatorLine(t: Translate, row: IndicatorRow, several: boolean): string {
  const { indicator, unit, figure, target, previous, state, of, previousOf } = row
  const { measure } = indicator
  const parts = [
    figure ? writeFigureOf(t, figure, { measure, of, target }) : t('summary-indicator-owed'),
    ...(target ? [t('summary-indicator-target', { target: writeTarget(t, target, measure) })] : []),
    ...(state === 'met' || state === 'unmet' ? [t(`summary-indicator-${state}`)] : []),
  ]
  const words = t('summary-indicator-line', {
    code: indicator.code,
    name: shorten(indicator.name, 60),
    figure: parts.join(', '),
  })
  const before = previous
    ? `; ${t('summary-indicator-before', { figure: writeFigureOf(t, previous, { measure, of: previousOf }) })}`
    : ''
  return `${several ? `${unit.shortName} · ` : ''}${words}${before}`
}

function riskLines(t: Translate, measured: Measured): string[] {
  return setsAtRisk(measured.rows)
    .filter((set) => set.atRisk > 0)
    .map((set) =>
      t('summary-indicator-risk', {
        set: shorten(set.setName, 60),
        atRisk: writeNumber(set.atRisk, 2),
        max: writeNumber(set.maxScore, 2),
      }),
    )
}
