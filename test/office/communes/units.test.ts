import { eq } from 'drizzle-orm'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { unitAliases, units as unitTable } from '../../../src/db/schema/communes.js'
import { events } from '../../../src/db/schema/trail.js'
import { listUnits } from '../../../src/office/communes/store.js'
import { matchUnit } from '../../../src/office/communes/unit-key.js'
import { openStage, type Stage } from '../people/stage.js'

let stage: Stage
let communeId: number
let units: Record<string, number>
beforeEach(async () => {
  stage = await openStage()
  communeId = await stage.commune('UBND xã Đường An', 'Hoa')
  units = Object.fromEntries((await listUnits(stage.db, communeId)).map((unit) => [unit.shortName, unit.id]))
})
afterEach(() => stage.close())

const names = async () => (await listUnits(stage.db, communeId)).map((unit) => unit.name)

it('/donvi lists the units with group, head and leader in charge; typed again it stands at the end of the chat', async () => {
  await stage.holds('Bình', communeId, 'head', units.KT)
  await stage.holds('Vỹ', communeId, 'leader')
  await stage.happens('Hoa', { kind: 'membership', bot: 'member' }, '-1001', 'Nhóm KT')
  await stage.taps('Hoa', '○ Phòng Kinh tế', '-1001')
  await stage.taps('Hoa', 'Xong', '-1001')
  await stage.says('Hoa', '/donvi')
  const [list] = await stage.said('Hoa')
  expect(list?.text).toContain('2. Phòng Kinh tế (KT)\n    Nhóm: Nhóm KT · Trưởng đơn vị: Bình')
  expect(list?.text).toContain('1. Văn phòng HĐND và UBND (VP)\n    Chưa có nhóm · Trưởng đơn vị: chưa có')
  expect(list?.buttons.slice(0, 3)).toEqual(['VP', 'KT', 'VHXH'])

  await stage.taps('Hoa', 'KT')
  const unit = (await stage.said('Hoa'))[0]
  expect(unit?.text).toContain('Trưởng đơn vị: Bình')
  expect(unit?.buttons).toEqual([
    'Đổi tên',
    'Thêm tên gọi khác',
    'Lãnh đạo phụ trách',
    'Mời trưởng đơn vị',
    'Nhân sự',
    'Gộp vào đơn vị khác',
    'Đóng đơn vị',
    'Quay lại',
  ])
  await stage.taps('Hoa', 'Lãnh đạo phụ trách')
  expect((await stage.said('Hoa'))[0]?.buttons).toEqual(['○ Vỹ', 'Quay lại'])
  await stage.taps('Hoa', '○ Vỹ')
  expect((await stage.said('Hoa'))[0]?.text).toContain('Lãnh đạo phụ trách: Vỹ')
  // Somebody who is no leader cannot be named by a forged button.
  const bình = await stage.personId('Bình')
  expect((await stage.taps('Hoa', `communes.leader:${units.KT}:${bình}`))?.alert).toBe(true)
  await stage.taps('Hoa', `communes.leader:${units.KT}:0`)
  expect((await listUnits(stage.db, communeId))[1]?.leaderId).toBeNull()
})

it('a unit is added with its short name in brackets or made from its initials, and is found under both', async () => {
  await stage.says('Hoa', '/donvi')
  await stage.taps('Hoa', 'Thêm đơn vị')
  await stage.says('Hoa', '  Trường\u200B Mầm non   Hoa Sen (MNHS) ')
  await stage.taps('Hoa', 'Quay lại')
  await stage.taps('Hoa', 'Thêm đơn vị')
  await stage.says('Hoa', 'Trường Tiểu học số 2 Đường An')
  await stage.taps('Hoa', 'Quay lại')
  await stage.taps('Hoa', 'Thêm khối phối hợp')
  await stage.says('Hoa', 'Hội Nông dân')
  await stage.taps('Hoa', 'Quay lại')
  await stage.taps('Hoa', 'Thêm khối phối hợp')
  await stage.says('Hoa', 'Ủy ban Mặt trận Tổ quốc Việt Nam xã')
  const added = (await listUnits(stage.db, communeId)).slice(-4)
  expect(added.map((unit) => [unit.name, unit.shortName, unit.kind])).toEqual([
    ['Trường Mầm non Hoa Sen', 'MNHS', 'unit'],
    ['Trường Tiểu học số 2 Đường An', 'TTHS2ĐA', 'unit'],
    ['Hội Nông dân', 'HND', 'partner'],
    ['Ủy ban Mặt trận Tổ quốc Việt Nam xã', 'UBMTTQVN', 'partner'],
  ])
  expect(matchUnit(await listUnits(stage.db, communeId), 'mnhs')?.unit.name).toBe('Trường Mầm non Hoa Sen')
  expect((await stage.said('Hoa')).at(-1)?.text).toContain('Khối phối hợp')
})

it('a name without letters, a name of another unit and one too long are refused with a reason, and can be typed again', async () => {
  await stage.says('Hoa', '/donvi')
  await stage.taps('Hoa', 'Thêm đơn vị')
  await stage.said('Hoa')
  for (const [typed, answer] of [
    ['… - …', 'chưa có chữ nào'],
    ['phòng VH-XH', '"phòng VH-XH" đang là tên của Phòng Văn hóa - Xã hội'],
    ['Bộ phận một cửa', 'đang là tên của Trung tâm Phục vụ hành chính công'],
    ['Rất dài '.repeat(40), 'nhiều nhất là 120'],
  ] as const) {
    await stage.says('Hoa', typed)
    expect((await stage.said('Hoa'))[0]?.text).toContain(answer)
  }
  await stage.says('Hoa', 'Trường Mầm non Hoa Sen')
  expect((await names()).at(-1)).toBe('Trường Mầm non Hoa Sen')
  // The question is answered: the next sentence is no name any more.
  await stage.says('Hoa', 'Trường Mầm non Hoa Hồng')
  expect(await names()).toHaveLength(9)
})

it('a short name in brackets behind the new name is set, alone too; one that is taken is refused', async () => {
  await stage.says('Hoa', '/donvi')
  await stage.taps('Hoa', 'DVSNC')
  await stage.taps('Hoa', 'Đổi tên')
  await stage.says('Hoa', 'Trung tâm Văn hóa - Thể thao (KT)')
  expect((await stage.said('Hoa')).at(-1)?.text).toContain('Phòng Kinh tế')
  await stage.says('Hoa', 'Trung tâm Văn hóa - Thể thao (TTVH)')
  const now = async () => (await listUnits(stage.db, communeId)).find((unit) => unit.id === units.DVSNC)
  expect(await now()).toMatchObject({ name: 'Trung tâm Văn hóa - Thể thao', shortName: 'TTVH' })
  await stage.taps('Hoa', 'Đổi tên')
  await stage.says('Hoa', 'Trung tâm Văn hóa - Thể thao (VHTT)')
  expect(await now()).toMatchObject({ name: 'Trung tâm Văn hóa - Thể thao', shortName: 'VHTT' })
  const all = await listUnits(stage.db, communeId)
  for (const words of ['TTVH', 'VHTT', 'DVSNC']) expect(matchUnit(all, words)?.unit.id).toBe(units.DVSNC)
})

it('a renamed unit is still found by its old name, and an alias once added is a sure match', async () => {
  await stage.says('Hoa', '/donvi')
  await stage.taps('Hoa', 'DVSNC')
  await stage.taps('Hoa', 'Đổi tên')
  await stage.says('Hoa', 'Trung tâm Văn hóa, Thể thao và Truyền thông')
  await stage.taps('Hoa', 'Thêm tên gọi khác')
  await stage.says('Hoa', 'Đài truyền thanh xã')
  const all = await listUnits(stage.db, communeId)
  for (const words of [
    'Trung tâm Dịch vụ sự nghiệp công',
    'TTDVSNC',
    'Trung tâm Văn hóa - Thể thao và Truyền thông',
    'Đài truyền thanh',
  ])
    expect([words, matchUnit(all, words)?.sure, matchUnit(all, words)?.unit.id]).toEqual([words, true, units.DVSNC])
  const trail = await stage.db
    .select()
    .from(events)
    .where(eq(events.subject, `unit:${units.DVSNC}`))
    .orderBy(events.id)
  expect(trail.map((event) => event.action)).toEqual(['unit.add', 'unit.rename', 'unit.alias'])
  expect(trail[1]?.before).toEqual({ name: 'Trung tâm Dịch vụ sự nghiệp công' })
})

it("no one but the commune's officer changes its units", async () => {
  await stage.commune('UBND xã Bình Minh', 'Nga')
  await stage.holds('Đức', communeId, 'chairman')
  await stage.holds('Bình', communeId, 'head', units.KT)
  for (const who of ['Nga', 'Đức', 'Bình', 'người lạ'])
    for (const data of [
      `communes.unit:${units.KT}`,
      `communes.rename:${units.KT}`,
      `communes.alias:${units.KT}`,
      `communes.leader:${units.KT}:0`,
      `people.close:${units.KT}`,
      `people.closeSure:${units.KT}`,
    ])
      expect([who, data, (await stage.taps(who, data))?.alert]).toEqual([who, data, true])
  await stage.says('Bình', '/donvi')
  expect((await stage.said('Bình')).at(-1)?.text).toContain('không có quyền')
  expect(await names()).toHaveLength(8)
  for (const forged of ['communes.unit:0', 'communes.unit:x', 'communes.unit', 'communes.unit:99999999999'])
    expect([forged, (await stage.taps('Hoa', forged))?.alert]).toEqual([forged, true])
})

it('a closed unit is gone from the list, keeps its row and gives its names free', async () => {
  await stage.taps('Hoa', `people.close:${units.TYT}`)
  await stage.taps('Hoa', 'Đóng đơn vị')
  expect(await names()).not.toContain('Trạm Y tế')
  const [row] = await stage.db.select().from(unitTable).where(eq(unitTable.id, units.TYT!))
  expect(row?.closedAt).toEqual(stage.now)
  expect(await stage.db.select().from(unitAliases).where(eq(unitAliases.unitId, units.TYT!))).toEqual([])
  await stage.taps('Hoa', 'communes.add:unit')
  await stage.says('Hoa', 'Trạm Y tế (TYT)')
  expect(await names()).toContain('Trạm Y tế')
})
