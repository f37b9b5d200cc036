// An indicator over time: what the picture shows, and the indicators' screen of `/tongket` with the course behind its buttons.
import { afterEach, describe, expect, it } from 'vitest'
import { figures, indicators, indicatorTargets } from '../../../src/db/schema/indicators.js'
import { translator } from '../../../src/lib/i18n.js'
import { type Course, drawCourse, periodsUpTo, shortPeriod } from '../../../src/office/summary/course.js'
import { readCourse } from '../../../src/office/summary/course-chore.js'
import { summaryEntries } from '../../../src/office/summary/dialog.js'
import { WIDTH } from '../../../src/office/summary/drawing.js'
import { renderSvg } from '../../../src/office/summary/render.js'
import { openWorld, type World } from '../../support/world.js'

const course: Course = {
  title: 'TTHC-01 · Hồ sơ giải quyết đúng hạn',
  subtitle: 'UBND xã Đường An · Tháng 9/2026 · %',
  unit: '%',
  points: [
    { label: '7/26', value: 91.5 },
    { label: '8/26', value: undefined },
    { label: '9/26', value: 98.2 },
  ],
  target: { value: 95, label: 'Chỉ tiêu: từ 95% trở lên' },
  meets: (value) => value >= 95,
}

describe('the course of an indicator', () => {
  it('is a bar per period with its number, hatched below the target, a dash where nothing was reported', () => {
    const { svg, height } = drawCourse(course)
    for (const words of ['91,5', '98,2', '7/26', '9/26', 'Chỉ tiêu: từ 95% trở lên', '–']) expect(svg).toContain(words)
    expect(svg.match(/url\(#unmet\)/g)).toHaveLength(1)
    const png = renderSvg(svg)
    const view = new DataView(png.buffer, png.byteOffset)
    expect([view.getUint32(16), view.getUint32(20)]).toEqual([WIDTH, height])
  })

  it('goes back twelve periods and names them shortly', () => {
    expect(periodsUpTo('2026-02').slice(0, 2)).toEqual(['2025-03', '2025-04'])
    expect(periodsUpTo('2026-Q1')).toHaveLength(12)
    expect(['2026-09', '2026-Q3', '2026'].map(shortPeriod)).toEqual(['9/26', 'Q3/26', 'năm 2026'])
  })
})

let world: World | undefined
afterEach(() => world?.close())

/** Monday 28 September 2026: the figures of September have been asked for. */
async function open(): Promise<{ world: World; late: number; other: number }> {
  world = await openWorld({ entries: [summaryEntries()], now: new Date('2026-09-28T00:30:00.000Z') })
  const { db } = world.database
  const { communeId, units, persons } = world
  const base = { communeId, area: 'procedures' as const, every: 'month' as const, share: true, measure: '%' }
  const rows = await db
    .insert(indicators)
    .values([
      { ...base, code: 'TT01', name: 'Hồ sơ đúng hạn', position: 1, unitId: units.PVHCC, direction: 'up' as const },
      { ...base, code: 'TT02', name: 'Hồ sơ trực tuyến', position: 2, unitId: units.PVHCC, direction: 'up' as const },
    ])
    .returning()
  const [late, other] = [rows[0]!.id, rows[1]!.id]
  await db.insert(indicatorTargets).values({ communeId, indicatorId: late, year: 2026, comparison: '>=', value: 95 })
  const given = { communeId, indicatorId: late, unitId: units.PVHCC, reportedBy: persons.Dũng, reportedAt: world.now }
  await db.insert(figures).values([
    { ...given, period: '2026-08', numerator: 97, denominator: 100 },
    { ...given, period: '2026-09', numerator: 45, denominator: 50 },
  ])
  return { world, late, other }
}

describe('indicators in the summary', () => {
  it('what is missing and what is below its target stand on the first screen and lead to the figures', async () => {
    const { world, late, other } = await open()
    await world.taps('Hoa', 'riêng', 'summary.show:now:0:x')
    const [first] = await world.said('riêng', 'Hoa')
    expect(first?.text).toContain('Thiếu 1 số liệu · dưới chỉ tiêu: TT01')
    expect(first?.text.split('\n').length).toBeLessThanOrEqual(12)
    await world.taps('Hoa', 'riêng', 'summary.indicators:now:0:x')
    const [screen] = await world.said('riêng', 'Hoa')
    expect(screen?.text.split('\n').slice(3)).toEqual([
      'PVHCC · TT01 Hồ sơ đúng hạn: 45/50 (90%), chỉ tiêu từ 95% trở lên, CHƯA ĐẠT; kỳ trước 97/100 (97%)',
      'PVHCC · TT02 Hồ sơ trực tuyến: chưa có số liệu',
    ])
    expect(screen?.buttons[0]).toEqual(['TT01', 'TT02'])
    const drawn = await world.write((tx) =>
      readCourse(
        tx,
        {
          communeId: world.communeId,
          chatId: 1,
          locale: 'vi',
          indicatorId: late,
          unitIds: null,
          period: null,
          screen: 'x',
        },
        translator('vi'),
        world.now,
      ),
    )
    expect(drawn?.points.slice(-2)).toEqual([
      { label: '8/26', value: 97 },
      { label: '9/26', value: 90 },
    ])
    expect(await world.taps('Hoa', 'riêng', `summary.indicator:now:0:${other}:x`)).toMatchObject({
      text: 'Đang vẽ biểu đồ.',
    })
  })

  it('a quarter’s percentage says of which month it is', async () => {
    const { world, late } = await open()
    const given = { communeId: world.communeId, indicatorId: late, unitId: world.units.PVHCC, reportedAt: world.now }
    await world.database.db.delete(figures)
    await world.database.db.insert(figures).values([
      { ...given, period: '2026-06', value: 91 },
      { ...given, period: '2026-07', value: 92 },
      { ...given, period: '2026-08', value: 93.5 },
    ])
    await world.taps('Hoa', 'riêng', 'summary.indicators:2026-Q3:0:x')
    const [screen] = await world.said('riêng', 'Hoa')
    expect(screen?.text).toContain(
      'TT01 Hồ sơ đúng hạn: 93,5% (số liệu tháng 8/2026), chỉ tiêu từ 95% trở lên, CHƯA ĐẠT; kỳ trước 91% (số liệu tháng 6/2026)',
    )
  })

  it('another unit’s head gets neither the figures nor the course', async () => {
    const { world, late } = await open()
    await world.taps('Bình', 'riêng', 'summary.indicators:now:0:x')
    const [own] = await world.said('riêng', 'Bình')
    expect(own?.text).not.toContain('TT01')
    expect(await world.taps('Bình', 'riêng', `summary.indicator:now:${world.units.PVHCC}:${late}:x`)).toMatchObject({
      alert: true,
    })
    expect(await world.taps('Nga', 'riêng', `summary.indicator:now:0:${late}:x`)).toMatchObject({ alert: true })
  })
})
