// What a sheet changed in the commune's set, in words: of each indicator the old and the new.
import type { Translate } from '../../../lib/i18n.js'
import { shorten } from '../../../lib/vietnamese.js'
import { areas, type Every, type Target } from '../indicator.js'
import type { Reporters } from '../reporters.js'
import { writeTarget } from '../words.js'
import type { Applied } from './apply.js'
import type { SheetRow } from './set-sheet.js'

const MOST = 20

type Written = Omit<SheetRow, 'line' | 'code'>

/** The columns in the order of the sheet, as their headings are in the chat's language, and what stands in them. */
function columnsOf(t: Translate, row: Written, answering: Reporters['answering']): [heading: string, words: string][] {
  const everyOf = (every: Every) => t(`indicators-every-${every}`)
  const targetOf = (target: Target | undefined) => writeTarget(t, target, row.measure)
  return [
    [t('indicators-heading-name'), row.name],
    [t('indicators-heading-area'), t(`indicators-area-${areas.find((area) => area === row.area) ?? 'other'}`)],
    [t('indicators-heading-measure'), row.measure],
    [t('indicators-heading-share'), t(row.share ? 'indicators-manner-share' : 'indicators-manner-value')],
    [t('indicators-heading-direction'), t(`indicators-direction-${row.direction}`)],
    [t('indicators-heading-every'), everyOf(row.every)],
    [
      t('indicators-heading-unit'),
      row.unitId === null ? t('indicators-every-unit') : (answering.get(row.unitId)?.shortName ?? ''),
    ],
    [t('indicators-heading-target'), targetOf(row.target)],
    [t('indicators-heading-evidence'), row.evidence ?? '–'],
    [t('indicators-heading-set'), row.setName ?? '–'],
    [t('indicators-heading-score'), row.maxScore === null ? '–' : String(row.maxScore).replace('.', ',')],
  ]
}

/** "– CT11: Mục tiêu năm: từ 90% trở lên → từ 95% trở lên", and what is new. */
export function appliedLines(t: Translate, { added, changed }: Applied, answering: Reporters['answering']): string[] {
  const lines = [
    ...added.map(({ code, name }) => t('indicators-sheet-new', { code, name: shorten(name, 120) })),
    ...changed.map(({ old, before, row }) => {
      const after = columnsOf(t, row, answering)
      const parts = columnsOf(t, { ...old, target: before }, answering).flatMap(([heading, words], index) => {
        const now = after[index]?.[1] ?? ''
        if (now === words) return []
        return t('indicators-sheet-change', { heading, before: shorten(words, 80), after: shorten(now, 80) })
      })
      return t('indicators-sheet-changed', { code: old.code, changes: parts.join('; ') })
    }),
  ]
  const left = lines.length - MOST
  return left > 0 ? [...lines.slice(0, MOST), t('indicators-sheet-more-changes', { count: left })] : lines
}
