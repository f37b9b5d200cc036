import { and, eq, like } from 'drizzle-orm'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { assignments } from '../../../src/db/schema/assignments.js'
import { events } from '../../../src/db/schema/trail.js'
import { askStanding } from '../../../src/office/assignments/standing/dialog.js'
import type { World } from '../../support/world.js'
import { give, openOffice, rowOf } from './given.js'

let world: World
beforeAll(async () => {
  world = await openOffice()
})
afterAll(() => world.close())

const standing = { rules: [{ kind: 'standing' as const, words: 'thường xuyên' }] }
const statuses = async () =>
  (
    await world.database.db.select().from(assignments).where(eq(assignments.standing, true)).orderBy(assignments.id)
  ).map((row) => row.status)

it('a sheet holds a unit’s standing duties alone, and one press answers them all, once', async () => {
  const { work } = await give(world, [standing, {}, standing, { unit: 'VHXH', ...standing }])
  await world.said()
  const places = [{ chatId: world.groups.KT, locale: 'vi' as const }]
  const input = { communeId: world.communeId, unitId: world.units.KT, month: '2026-09', places }
  expect(await world.write((tx) => askStanding(tx, input, world.now))).toBe(true)
  await world.write((tx) => askStanding(tx, input, world.now))
  const sheets = await world.said('KT')
  expect(sheets).toHaveLength(1)
  expect(sheets[0]?.text).toContain('Phòng Kinh tế: 2 việc thường xuyên, kỳ tháng 9/2026')
  expect(sheets[0]?.text).not.toContain(`${work[1]!.number}.`)
  expect(sheets[0]?.buttons).toEqual([['Tất cả đang duy trì'], [String(work[0]!.number), String(work[2]!.number)]])

  const data = `assignment.maintainAll:${world.units.KT}:2026-09`
  for (const [who, place] of [
    ['Chi', 'KT'],
    ['người lạ', 'KT'],
    ['Bình', 'VHXH'],
  ] as const)
    expect((await world.taps(who, place, data))?.alert, who).toBe(true)
  expect(await statuses()).toEqual(['unanswered', 'unanswered', 'unanswered'])

  await world.said()
  expect((await world.taps('Bình', 'KT', 'Tất cả đang duy trì'))?.text).toBe(
    'Đã ghi nhận 2 việc thường xuyên đang duy trì, kỳ tháng 9/2026.',
  )
  expect(await statuses()).toEqual(['maintained', 'maintained', 'unanswered'])
  expect((await rowOf(world, work[1]!.id)).status).toBe('unanswered')
  expect((await world.said('KT')).some((one) => one.text.includes('Đang duy trì'))).toBe(true)
  expect((await world.taps('Bình', 'KT', data))?.text).toContain('trước đó')
  const kept = await world.database.db
    .select()
    .from(events)
    .where(and(like(events.subject, 'unit:%'), eq(events.action, 'standing.kept')))
    .orderBy(events.id)
  expect(kept).toHaveLength(1)
  // The next month is asked and answered anew.
  expect((await world.taps('Bình', 'KT', data.replace('09', '10')))?.text).toContain('kỳ tháng 10/2026')
})

it('a single answer changes the sheet in place; with all of them answered, one press more keeps the month', async () => {
  const { work } = await give(world, [
    { unit: 'VP', ...standing },
    { unit: 'VP', ...standing },
  ])
  const places = [{ chatId: world.groups.VP, locale: 'vi' as const }]
  const input = { communeId: world.communeId, unitId: world.units.VP, month: '2026-09', places }
  await world.write((tx) => askStanding(tx, input, world.now))
  await world.said()
  const slot = `standing:${world.units.VP}:2026-09`
  for (const { id } of work) await world.taps('An', 'VP', `assignment.maintain:${id}`)
  const sheets = (await world.said('VP')).filter((one) => one.slot === slot)
  expect(sheets.map((one) => one.text.match(/Đang duy trì/g)?.length)).toEqual([2])
  expect(sheets[0]!.message.choices?.[0]?.[0]?.label).toBe('Tất cả đang duy trì')
  await world.taps('An', 'VP', `assignment.struggle:${work[0]!.id}`)
  const [again] = (await world.said('VP')).filter((one) => one.slot === slot)
  expect(again!.text).toContain('Có khó khăn')
  expect((await world.taps('An', 'VP', `assignment.maintainAll:${world.units.VP}:2026-09`))?.text).toBe(
    'Đã ghi nhận 2 việc thường xuyên đang duy trì, kỳ tháng 9/2026.',
  )
})

it('a unit without standing duties is not asked', async () => {
  const places = [{ chatId: world.groups.PVHCC, locale: 'vi' as const }]
  const asked = { communeId: world.communeId, unitId: world.units.PVHCC, month: '2026-09', places }
  expect(await world.write((tx) => askStanding(tx, asked, world.now))).toBe(false)
})
