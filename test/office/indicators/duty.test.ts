// Which of a unit’s reporting duties its monthly report closes.
import { describe, expect, it } from 'vitest'
import type { Cadence } from '../../../src/calendar/rule.js'
import { reportDuties } from '../../../src/office/indicators/report/duty.js'

describe('which duty a report closes', () => {
  const duty = (text: string, every: Cadence['every'], period: string, number = 1) => ({
    assignmentId: number,
    number,
    text,
    product: null,
    rule: { kind: 'recurring' as const, cadences: [{ every } as Cadence], words: '' },
    period,
  })
  it.each([
    ['the only monthly report of the month', [duty('Báo cáo định kỳ hằng tháng', 'month', '2026-09')], 1, 0],
    ['not that of another month', [duty('Báo cáo định kỳ hằng tháng', 'month', '2026-08')], undefined, 0],
    ['a quarterly one is asked about', [duty('Báo cáo cải cách hành chính', 'quarter', '2026-Q3')], undefined, 1],
    ['one about a single matter is asked about', [duty('Báo cáo tiêm chủng', 'month', '2026-09')], undefined, 1],
    [
      'two that are sure are asked about',
      [duty('Báo cáo CCHC', 'month', '2026-09'), duty('Báo cáo định kỳ', 'month', '2026-09', 2)],
      undefined,
      2,
    ],
    ['what is no report is left alone', [duty('Kiểm tra cải cách hành chính', 'month', '2026-09')], undefined, 0],
  ])('%s', (_, duties, sure, perhaps) => {
    const found = reportDuties(duties, '2026-09')
    expect(found.sure?.number).toBe(sure)
    expect(found.perhaps).toHaveLength(perhaps)
  })
})
