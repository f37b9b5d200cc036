import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { plainText } from '../../../src/chat/message.js'
import { translator } from '../../../src/lib/i18n.js'
import {
  type Box,
  type Boxes,
  boxes,
  emptyBoxes,
  sumBoxes,
  type TallyRow,
  totalOf,
} from '../../../src/office/summary/boxes.js'
import {
  areasSpans,
  detailSpans,
  inAreaOrder,
  overviewSpans,
  percentOf,
  unitsSpans,
} from '../../../src/office/summary/messages.js'
import type { Overview } from '../../../src/office/summary/overview.js'

const t = translator('vi')

/** How the first screen and a line of a drill-down name each box. */
const labels: Record<Box, [first: RegExp, line: RegExp]> = {
  onTime: [/Hoàn thành đúng hạn (\d+)/, / đúng hạn (\d+)/],
  late: [/hoàn thành muộn (\d+)/, / muộn (\d+)/],
  running: [/Trong hạn (\d+)/, / trong hạn (\d+)/],
  overdue: [/· quá hạn (\d+)/, / quá hạn (\d+)/],
  issuedLate: [/Giao sau hạn (\d+)/, / giao sau hạn (\d+)/],
  met: [/Theo mốc: đạt (\d+)/, /theo mốc: (?:.*, )?đạt (\d+)/],
  missed: [/chậm mốc (\d+)/, /theo mốc: (?:.*, )?chậm mốc (\d+)/],
  ahead: [/chưa đến (\d+)/, /theo mốc: (?:.*, )?chưa đến (\d+)/],
  undated: [/Chưa có thời hạn (\d+)/, / chưa có thời hạn (\d+)/],
  standing: [/thường xuyên (\d+)/, / thường xuyên (\d+)/],
}
const read = (text: string, label: RegExp) => Number(label.exec(text)?.[1] ?? 0)

const tally = fc.record({ count: fc.integer({ min: 1, max: 120 }), awaiting: fc.integer({ min: 0, max: 3 }) })
const ownBoxes = fc
  .record(Object.fromEntries(boxes.map((box) => [box, fc.option(tally, { nil: undefined })])))
  .map((some) => {
    const own = emptyBoxes()
    for (const box of boxes)
      if (some[box])
        own[box] = { ...own[box], ...some[box], awaiting: Math.min(some[box].awaiting, some[box].count), unanswered: 0 }
    return own
  })

function overviewOf(list: readonly Boxes[], more: Partial<Overview> = {}): Overview {
  const rows = list.flatMap((own, key) => boxes.map((box): TallyRow<number> => ({ key, box, tally: own[box] })))
  return {
    scope: { communeName: 'UBND xã Đường An', unitIds: undefined, now: new Date('2026-09-28T00:30:00Z') },
    period: undefined,
    labels: list.map((_, id) => ({ id, name: `Đơn vị ${id}`, shortName: `U${id}` })),
    byUnit: new Map(list.map((own, id) => [id, own])),
    all: sumBoxes(rows),
    decisions: undefined,
    measured: { period: '2026-09', rows: [], missing: 0, below: [] },
    ...more,
  } as unknown as Overview
}

describe('by unit and by area', () => {
  it('the lines add up to the first screen, label by label', () => {
    const list = fc.array(ownBoxes, { minLength: 1, maxLength: 9 })
    fc.assert(
      fc.property(list, (all) => {
        const overview = overviewOf(all)
        fc.pre(totalOf(overview.all).count > 0)
        const first = plainText(overviewSpans(t, overview))
        const units = plainText(unitsSpans(t, overview)).split('\n').slice(3)
        const areas = plainText(areasSpans(t, overview, new Map(all.map((own, id) => [`${id}`, own]))))
        for (const lines of [units, areas.split('\n').slice(3)])
          for (const box of boxes) {
            const sum = lines.reduce((count, line) => count + read(line, labels[box][1]), 0)
            expect([box, sum]).toEqual([box, overview.all[box].count])
            if (sum > 0) expect([box, read(first, labels[box][0])]).toEqual([box, sum])
          }
      }),
      { numRuns: 100, seed: 5 },
    )
  })

  it('a line names only what there is, tracking dates apart', () => {
    const own = emptyBoxes()
    own.running.count = 13
    own.ahead.count = 26
    expect(
      plainText(unitsSpans(t, overviewOf([own])))
        .split('\n')
        .at(-1),
    ).toBe('U0: 39 việc · trong hạn 13 · theo mốc: chưa đến 26')
  })
})

describe('the first screen', () => {
  it('tells beside its box what waits for confirmation', () => {
    const own = emptyBoxes()
    own.met = { ...own.met, count: 1, awaiting: 1 }
    own.undated = { ...own.undated, count: 3, reported: 2, awaiting: 1 }
    own.issuedLate = { ...own.issuedLate, count: 2, reported: 1, awaiting: 1 }
    const lines = plainText(overviewSpans(t, overviewOf([own]))).split('\n')
    expect(lines.slice(-5)).toEqual([
      'Hoàn thành đúng hạn 0 · hoàn thành muộn 0',
      'Trong hạn 0 · quá hạn 0',
      'Theo mốc: đạt 1 (chờ xác nhận 1) · chậm mốc 0 · chưa đến 0',
      'Chưa có thời hạn 3 (đã báo cáo 2, chờ xác nhận 1) · thường xuyên 0',
      'Giao sau hạn 2 (đã báo cáo 1, chờ xác nhận 1)',
    ])
  })

  it('begins a line of indicators with a capital letter', () => {
    const below = [{ indicator: { code: 'CT01' } }]
    const measured = { period: '2026-09', rows: [], missing: 0, below } as unknown as Overview['measured']
    expect(plainText(overviewSpans(t, overviewOf([], { measured })))).toContain('\nDưới chỉ tiêu: CT01')
  })
})

describe('a rate', () => {
  it.each([
    [3, 34, 9],
    [1, 8, 13],
    [0, 34, 0],
    [34, 34, 100],
    [999, 1000, 99],
    [1, 1000, 1],
  ])('%i of %i is %i%%', (part, whole, rate) => {
    expect(percentOf(part, whole)).toBe(rate)
  })

  it('of the detail is rounded', () => {
    const own = emptyBoxes()
    own.running = { ...own.running, count: 34, unanswered: 31 }
    const particulars = { causes: { own: 0, outside: 0, judged: 0 }, pastLegal: { count: 0, extended: 0 } }
    expect(plainText(detailSpans(t, overviewOf([own]), particulars))).toContain('3/34 việc (9%)')
  })
})

it('areas come in their order, whatever was counted first, and what is outside of them last', () => {
  const counted = ['digital', 'direction', 'other', 'procedures', 'institutions'].map(
    (area, count) => [area, count] as const,
  )
  const order = [...inAreaOrder(new Map(counted))]
  expect(order.map(([area]) => area)).toEqual(['institutions', 'procedures', 'digital', 'direction', 'other'])
  expect(order[0]).toEqual(['institutions', 4])
})
