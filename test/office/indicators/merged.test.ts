// Figures of a unit that went into another: what is past stays under its name, what comes is the other's, nothing counts twice.
import { eq } from 'drizzle-orm'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { assignments } from '../../../src/db/schema/assignments.js'
import { unitReports } from '../../../src/db/schema/indicators.js'
import { translator } from '../../../src/lib/i18n.js'
import { openUnitReports } from '../../../src/office/indicators/report/job.js'
import { changeIndicator, createSet } from '../../../src/office/indicators/set/actions.js'
import { indicatorTable, setsAtRisk } from '../../../src/office/indicators/table.js'
import { readCourse } from '../../../src/office/summary/course-chore.js'
import { allEntries } from '../../../src/slices.js'
import { openWorld, type World } from '../../support/world.js'
import { give } from '../assignments/given.js'
import { at, codeOf, keptFigures, lastSaid } from './office.js'

let world: World
beforeEach(async () => {
  world = await openWorld({ entries: allEntries(), now: at('2026-07-01') })
  await world.write((tx) => createSet(tx, { communeId: world.communeId, actorId: world.persons.Hoa }, world.now))
  world.now = at('2026-09-15')
})
afterEach(() => world.close())

const merge = () => world.taps('Hoa', 'riêng', `people.mergeSure:${world.units.KT}:${world.units.VP}`)
const rowsOf = (period: string) =>
  world.write((tx) => indicatorTable(tx, { communeId: world.communeId, period }, world.now))
const rowOf = async (period: string, code: string) =>
  (await rowsOf(period)).filter((row) => row.indicator.code === code)

/** The newest line of `/solieu` that counts, and the whole screen. */
async function screen(month = 'tháng 9') {
  await world.says('Hoa', 'riêng', `/solieu ${month}`)
  const said = await lastSaid(world, 'riêng')
  return { counts: /Đã có \d+\/\d+/.exec(said!.text)?.[0], text: said!.text, buttons: said!.buttons.flat() }
}

async function lock() {
  await world.taps('Hoa', 'riêng', 'indicators.lockAnyway:2026-09')
}

it('a finished month stays as it was: no figure twice or asked again, the old name openable; the year has each indicator once', async () => {
  await world.says('Bình', 'riêng', 'CT11 47%')
  await lock()
  const before = { screen: await screen(), rows: await rowsOf('2026-09') }
  const owedBefore = before.rows.flatMap((row) => row.owed).length
  world.now = at('2026-09-16')
  await merge()
  const after = await screen()
  expect(after.counts).toBe(before.screen.counts)
  expect(after.text).toBe(before.screen.text)
  expect([...after.buttons].sort()).toEqual([...before.screen.buttons].sort())
  const rows = await rowsOf('2026-09')
  expect(rows.map((row) => [row.indicator.code, row.unit.shortName]).sort()).toEqual(
    before.rows.map((row) => [row.indicator.code, row.unit.shortName]).sort(),
  )
  expect(rows.flatMap((row) => row.owed).length).toBe(owedBefore)
  expect(setsAtRisk(rows)).toEqual(setsAtRisk(before.rows))
  await world.taps('Hoa', 'riêng', `indicators.unit:${world.units.KT}:2026-09`)
  const opened = (await lastSaid(world, 'riêng'))!.text
  expect(opened).toContain('Phòng Kinh tế')
  expect(opened).toMatch(/CT11 .*47%/)
  for (const period of ['2026-09', '2026-Q3', '2026']) {
    const named = (await rowsOf(period)).filter((row) => row.indicator.unitId !== null)
    expect(new Set(named.map((row) => row.indicator.code)).size).toBe(named.length)
  }
  expect(await rowOf('2026', 'CT11')).toMatchObject([{ figure: { value: 47 }, of: '2026-09' }])
})

it('from then on the new unit is asked, is compared with what the old one gave, and a jump from that is asked back', async () => {
  await world.says('Bình', 'riêng', 'CT11 47%')
  await lock()
  world.now = at('2026-09-16')
  await merge()
  world.now = at('2026-10-15')
  expect(await rowOf('2026-10', 'CT11')).toMatchObject([
    { unit: { shortName: 'VP' }, previous: { value: 47 }, owed: ['2026-10'], state: 'missing' },
  ])
  await world.said()
  await world.says('An', 'riêng', 'CT11 10%')
  expect((await keptFigures(world)).length).toBe(1)
  await world.taps('An', 'riêng', 'Đúng, giữ')
  expect(await keptFigures(world)).toMatchObject([
    { unitId: world.units.KT, period: '2026-09', value: 47 },
    { unitId: world.units.VP, period: '2026-10', value: 10 },
  ])
  expect(await rowOf('2026', 'CT11')).toMatchObject([{ unit: { shortName: 'VP' }, figure: { value: 10 } }])
  const { communeId, units } = world
  const order = { communeId, chatId: 0, indicatorId: await codeOf(world, 'CT11'), period: null, locale: 'vi' as const }
  const course = await world.write((tx) =>
    readCourse(tx, { ...order, unitIds: [units.VP], screen: 'x' }, translator('vi'), world.now),
  )
  expect(course!.points.slice(-2).map((point) => point.value)).toEqual([47, 10])
})

it('in a month still being reported what was given stays the old unit’s and can be put right; what is missing is asked of the new one', async () => {
  await world.says('Bình', 'riêng', 'CT11 47%')
  const before = await screen()
  world.now = at('2026-09-16')
  await merge()
  expect((await screen()).counts).toBe(before.counts)
  expect(await rowOf('2026-09', 'CT12')).toMatchObject([{ unit: { shortName: 'VP' }, state: 'missing' }])
  // The month before was over: what is missing there is the old unit's.
  expect(await rowOf('2026-08', 'CT11')).toMatchObject([{ unit: { shortName: 'KT' }, state: 'missing' }])
  await world.says('An', 'riêng', 'CT11 48%')
  await world.says('An', 'riêng', 'CT12 3/3')
  const kept = await keptFigures(world)
  expect(kept).toMatchObject([
    { unitId: world.units.KT, value: 48 },
    { unitId: world.units.VP, numerator: 3 },
  ])
  await world.said()
  await world.says('An', 'riêng', '/solieu')
  const seen = (await world.said('riêng', 'An')).map((one) => one.text).join('\n')
  expect(seen).toMatch(/Phòng Kinh tế[\s\S]*CT11 .*48%/)
  // Nobody else may.
  await world.says('Chi', 'riêng', 'CT11 1%')
  expect(await keptFigures(world)).toEqual(kept)
})

it('the set names the unit that goes on, and choosing it changes nothing of the past', async () => {
  await merge()
  const indicatorId = await codeOf(world, 'CT11')
  await world.taps('Hoa', 'riêng', `indicators.show:${indicatorId}`)
  const said = (await lastSaid(world, 'riêng'))!.text
  expect(said).toContain('Văn phòng HĐND và UBND')
  expect(said).not.toContain('Phòng Kinh tế')
  const { communeId, persons, units } = world
  const by = { communeId, actorId: persons.Hoa, indicatorId }
  await world.write((tx) => changeIndicator(tx, { ...by, change: { unitId: units.VP } }, world.now))
  expect(await rowOf('2026-08', 'CT11')).toMatchObject([{ unit: { shortName: 'KT' } }])
})

it('what the head of the merged unit has written in a report that was not sent goes into the other’s, under its name', async () => {
  await openUnitReports(world.database.db, world.now)
  const [own, other] = await Promise.all(
    [world.units.KT, world.units.VP].map(async (unitId) => {
      const found = await world.database.db.select().from(unitReports).where(eq(unitReports.unitId, unitId))
      return found[0]!
    }),
  )
  const write = async (who: 'Bình' | 'An', id: number, text: string) => {
    await world.taps(who, 'riêng', `unitreport.add:${id}:difficulties`)
    await world.says(who, 'riêng', text)
  }
  await write('Bình', own!.id, 'Thiếu kinh phí đo đạc')
  await write('An', other!.id, 'Phần mềm hay lỗi')
  await merge()
  const contentOf = async () => {
    const [row] = await world.database.db.select().from(unitReports).where(eq(unitReports.id, other!.id))
    return row!.content.difficulties
  }
  expect(await contentOf()).toBe('Phần mềm hay lỗi\nPhòng Kinh tế: Thiếu kinh phí đo đạc')
  await world.said()
  await world.taps('An', 'VP', `unitreport.view:${other!.id}`)
  expect((await lastSaid(world, 'VP'))!.text).toContain('Phòng Kinh tế: Thiếu kinh phí đo đạc')
})

it('a report of the other unit that was sent stays as it was sent', async () => {
  await openUnitReports(world.database.db, world.now)
  const [own] = await world.database.db.select().from(unitReports).where(eq(unitReports.unitId, world.units.KT))
  await world.taps('Bình', 'riêng', `unitreport.add:${own!.id}:difficulties`)
  await world.says('Bình', 'riêng', 'Thiếu kinh phí đo đạc')
  await world.database.db.update(unitReports).set({ state: 'sent' }).where(eq(unitReports.unitId, world.units.VP))
  await merge()
  const rows = await world.database.db.select().from(unitReports).where(eq(unitReports.unitId, world.units.VP))
  expect(rows.map((row) => row.content)).toEqual([{}])
})

it('a report sent before the merger is not said to have changed because its work went over', async () => {
  world.now = at('2026-09-10')
  const { work } = await give(world, [{}])
  await world.says('Bình', 'KT', `${work[0]!.number} xong 9/BC-KT`)
  world.now = at('2026-09-15')
  await openUnitReports(world.database.db, world.now)
  await world.says('Bình', 'KT', 'CT11 45%; CT12 3/3')
  await world.taps('Bình', 'KT', 'Gửi báo cáo')
  const [sent] = await world.database.db.select().from(unitReports).where(eq(unitReports.unitId, world.units.KT))
  expect(sent!.state).toBe('sent')
  await merge()
  const view = async () => {
    await world.said()
    await world.taps('Hoa', 'riêng', `unitreport.view:${sent!.id}`)
    return (await lastSaid(world, 'riêng'))!.text
  }
  const shown = await view()
  expect(shown).toContain(`#${work[0]!.number}`)
  expect(shown).not.toContain('thay đổi sau khi gửi')
  // Sent back for more, it is.
  await world.database.db
    .update(assignments)
    .set({ status: 'in-progress', reportedAt: null })
    .where(eq(assignments.id, work[0]!.id))
  expect(await view()).toContain(`việc #${work[0]!.number} nay không còn ở phần đã hoàn thành`)
})

it('evidence that came before the figure proves the figure of the unit that goes on', async () => {
  await world.says('Bình', 'KT', 'minh chứng CT11: 45/BC-KT')
  await merge()
  await world.says('An', 'VP', 'CT11 45%')
  expect((await keptFigures(world)).map((one) => one.unitId)).toEqual([world.units.VP])
  await world.said()
  await world.taps('An', 'VP', `indicators.evidence:${world.units.VP}:2026-09`)
  expect((await world.said('VP')).map((one) => one.text).join('\n')).toContain('45/BC-KT')
})
