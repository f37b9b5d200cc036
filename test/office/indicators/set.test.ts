import { asc, eq } from 'drizzle-orm'
import { afterEach, describe, expect, it } from 'vitest'
import { tasks } from '../../../src/db/schema/assignments.js'
import { indicators, indicatorTargets } from '../../../src/db/schema/indicators.js'
import { insertTasks, openAssignments } from '../../../src/office/assignments/open.js'
import { catalogue } from '../../../src/office/indicators/catalogue.js'
import { areas, figurePeriods, pointsAtRisk } from '../../../src/office/indicators/indicator.js'
import { suggestIndicator } from '../../../src/office/indicators/suggest.js'
import { readTarget } from '../../../src/office/indicators/words.js'
import type { World } from '../../support/world.js'
import { at, codeOf, openOffice } from './office.js'

let world: World

describe('/chitieu', () => {
  afterEach(() => world.close())

  it('makes the commune’s set from the catalogue in a tap, once', async () => {
    world = await openOffice({ set: false })
    await world.says('Hoa', 'riêng', '/chitieu')
    const ack = await world.taps('Hoa', 'riêng', 'Lập từ danh mục')
    expect(ack?.text).toContain(`${catalogue.length}`)
    await world.taps('Lan', 'riêng', 'indicators.create')
    const rows = await world.database.db.select().from(indicators).orderBy(asc(indicators.position))
    expect(rows).toHaveLength(catalogue.length)
    expect(rows[0]).toMatchObject({ code: 'CT01', unitId: world.units.PVHCC, share: true, every: 'month' })
    expect(await world.database.db.select().from(indicatorTargets)).toHaveLength(
      catalogue.filter((one) => one.target).length,
    )
  })

  it('of another year shows the targets, or that there are none and how to copy them; of a code the indicator; of anything else says what can be asked', async () => {
    world = await openOffice()
    const said = async (words: string) => {
      await world.says('Hoa', 'riêng', `/chitieu ${words}`)
      return (await world.said('riêng', 'Hoa')).at(-1)!
    }
    const none = await said('2027')
    expect(none.text).toBe(
      'Chưa có mục tiêu nào của năm 2027.\nMục tiêu của năm khác chỉ để xem. Xem và sửa mục tiêu năm 2026: /chitieu.',
    )
    await world.taps('Hoa', 'riêng', 'Chép mục tiêu 2026 sang 2027')
    const next = await said('năm 2027')
    expect(next.text).toMatch(/^Mục tiêu năm 2027 \(\d+ chỉ tiêu\)\nCT01\. /)
    expect(next.buttons).toEqual([['Quay lại']])
    expect((await said('2026')).text).toContain('mục tiêu năm 2026')
    expect((await said('ct11')).text).toMatch(/^CT11\. /)
    expect((await said('thử')).text).toBe(
      'Không có năm hay mã chỉ tiêu nào là "thử". Gõ /chitieu để xem bộ chỉ tiêu, /chitieu 2027 để xem mục tiêu của một năm khác, /chitieu CT01 để xem một chỉ tiêu.',
    )
  })

  it('adds, renames, retargets, hands over and closes', async () => {
    world = await openOffice()
    const db = world.database.db
    await world.says('Hoa', 'riêng', '/chitieu')
    await world.taps('Hoa', 'riêng', 'Thêm chỉ tiêu')
    await world.says('Hoa', 'riêng', 'Cây xanh trồng mới; cây; từ 1.247 trở lên')
    const id = await codeOf(world, 'CT20')
    await world.taps('Hoa', 'riêng', `indicators.units:${id}`)
    await world.taps('Hoa', 'riêng', 'Phòng Kinh tế')
    await world.taps('Hoa', 'riêng', `indicators.everies:${id}`)
    await world.taps('Hoa', 'riêng', 'hằng quý')
    await world.taps('Hoa', 'riêng', `indicators.target:${id}`)
    await world.says('Hoa', 'riêng', 'rất nhiều')
    expect((await world.said('riêng')).at(-1)?.text).toContain('Không đọc được mục tiêu "rất nhiều"')
    await world.says('Hoa', 'riêng', 'trên 1.500 cây')
    await world.taps('Hoa', 'riêng', `indicators.rename:${id}`)
    await world.says('Hoa', 'riêng', 'Cây xanh đã trồng')
    expect((await db.select().from(indicators).where(eq(indicators.id, id)))[0]).toMatchObject({
      name: 'Cây xanh đã trồng',
      measure: 'cây',
      share: false,
      every: 'quarter',
      unitId: world.units.KT,
    })
    expect(await db.select().from(indicatorTargets).where(eq(indicatorTargets.indicatorId, id))).toMatchObject([
      { year: 2026, comparison: '>', value: 1500 },
    ])
    await world.taps('Hoa', 'riêng', `indicators.close:${id}`)
    await world.taps('Hoa', 'riêng', 'Thôi theo dõi')
    expect((await db.select().from(indicators).where(eq(indicators.id, id)))[0]?.closedAt).not.toBeNull()
  })

  it('copies last year’s targets forward on demand, without overwriting', async () => {
    world = await openOffice()
    world.now = at('2027-01-05')
    const db = world.database.db
    const id = await codeOf(world, 'CT01')
    await db
      .insert(indicatorTargets)
      .values({ communeId: world.communeId, indicatorId: id, year: 2027, comparison: '>=', value: 99 })
    await world.says('Hoa', 'riêng', '/chitieu')
    await world.taps('Hoa', 'riêng', 'Chép mục tiêu 2026 sang 2027')
    const rows = await db.select().from(indicatorTargets).where(eq(indicatorTargets.year, 2027))
    expect(rows).toHaveLength(catalogue.filter((one) => one.target).length)
    expect(rows.find((one) => one.indicatorId === id)?.value).toBe(99)
  })

  it('ties a task to an indicator', async () => {
    world = await openOffice()
    await world.write(async (tx) => {
      const stored = await insertTasks(
        tx,
        [
          {
            communeId: world.communeId,
            position: 0,
            text: 'Đẩy mạnh giải ngân vốn đầu tư công',
            target: '100%',
            area: 'public-finance',
            leadUnitIds: [world.units.KT],
            coUnitIds: [],
            rules: [],
          },
        ],
        world.now,
      )
      const taskIds = stored.map((one) => one.taskId)
      await openAssignments(
        tx,
        { communeId: world.communeId, taskIds, issuedOn: '2026-09-01', actorId: undefined },
        world.now,
      )
    })
    await world.says('Hoa', 'riêng', '/gan 1')
    expect((await world.said('riêng')).at(-1)?.text).toContain('có thể gắn với CT11')
    await world.says('Hoa', 'riêng', '/gan 1 ct11')
    const [task] = await world.database.db.select().from(tasks)
    expect(task?.indicatorId).toBe(await codeOf(world, 'CT11'))
    await world.says('Hoa', 'riêng', '/gan 1 CT77')
    expect((await world.said('riêng')).at(-1)?.text).toContain('Không có chỉ tiêu CT77')
  })
})

describe('what is true of indicators', () => {
  it('the catalogue is sound: codes once, known areas, 766 makes 100 points', () => {
    expect(new Set(catalogue.map((one) => one.code)).size).toBe(catalogue.length)
    expect(catalogue.every((one) => (areas as readonly string[]).includes(one.area))).toBe(true)
    expect(catalogue.reduce((sum, one) => sum + (one.maxScore ?? 0), 0)).toBe(100)
  })

  it.each([
    ['từ 95% trở lên', '>=', 95],
    ['>= 95', '>=', 95],
    ['trên 90%', '>', 90],
    ['tối thiểu 98,5 %', '>=', 98.5],
    ['không quá 5%', '<=', 5],
    ['không dưới 90', '>=', 90],
    ['không thấp hơn 90%', '>=', 90],
    ['phấn đấu đạt tối thiểu 90%', '>=', 90],
    ['đạt trên 90%', '>', 90],
    ['không vượt quá 5%', '<=', 5],
    ['đạt 100%', '>=', 100],
    ['bằng 100%', '=', 100],
  ])('target "%s"', (text, comparison, value) =>
    expect(readTarget(text, { measure: '%', direction: 'up' })).toEqual({ comparison, value }),
  )

  it('a target in money is converted to the measure, another measure is none', () => {
    const money = { measure: 'triệu đồng', direction: 'up' as const }
    expect(readTarget('từ 1,2 tỷ trở lên', money)).toEqual({ comparison: '>=', value: 1200 })
    expect(readTarget('trên 500 triệu đồng', money)).toEqual({ comparison: '>', value: 500 })
    expect(readTarget('500 hồ sơ', money)).toBeUndefined()
  })

  it.each(['', 'nhiều', '120%', '5 cuộc', '1,247'])('"%s" is no target of a percentage', (text) =>
    expect(readTarget(text, { measure: '%', direction: 'up' })).toBeUndefined(),
  )

  it('a period asks for the figures that end in it', () => {
    expect(figurePeriods('month', '2026-Q3')).toEqual(['2026-07', '2026-08', '2026-09'])
    expect(figurePeriods('quarter', '2026-09')).toEqual(['2026-Q3'])
    expect(figurePeriods('quarter', '2026-08')).toEqual([])
    expect(figurePeriods('half-year', '2026-9M')).toEqual(['2026-H1'])
    expect(figurePeriods('year', '2026-12')).toEqual(['2026'])
  })

  it('points at risk: what a score lacks, what a rate below target loses, all of what is missing', () => {
    const figure = (value: number) => ({ numerator: null, denominator: null, value, missingReason: null })
    const row = { direction: 'up' as const, target: { comparison: '>=' as const, value: 80 } }
    expect(
      pointsAtRisk([
        { ...row, measure: 'điểm', maxScore: 18, figure: figure(15.5), target: undefined },
        { ...row, measure: '%', maxScore: 10, figure: figure(40) },
        { ...row, measure: '%', maxScore: 10, figure: figure(80) },
        { ...row, measure: '%', maxScore: 4, figure: undefined },
        { ...row, measure: '%', maxScore: null, figure: undefined },
      ]),
    ).toBe(11.5)
  })

  it.each([
    ['Bảo đảm 100% hồ sơ thủ tục hành chính được giải quyết đúng hạn, trước hạn', '100%', 'procedures', 'CT01'],
    ['Đẩy mạnh giải ngân vốn đầu tư công', '100%', 'public-finance', 'CT11'],
    ['Nâng tỷ lệ văn bản điện tử được ký số', 'trên 95%', 'digital', 'CT09'],
    ['Trồng cây đầu xuân', '100%', 'other', undefined],
    ['Đẩy mạnh giải ngân vốn đầu tư công', null, 'public-finance', undefined],
  ])('"%s" (%s) belongs to its indicator', (text, target, area, code) => {
    const list = catalogue.map((one, id) => ({ ...one, id }))
    expect(suggestIndicator(list, { text, target, area })?.code).toBe(code)
  })
})
