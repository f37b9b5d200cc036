// What issuing a letter teaches about its names, and what it must not.
import { eq } from 'drizzle-orm'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { unitAliases } from '../../../../src/db/schema/communes.js'
import { type Desk, openDesk } from '../desk.js'
import { pasted } from '../press.js'

let desk: Desk
beforeEach(async () => {
  desk = await openDesk()
})
afterEach(() => desk.close())

const letterOf = (number: number, heading: string) => `ỦY BAN NHÂN DÂN
XÃ ĐƯỜNG AN
Số: ${number}/UBND-VHXH
V/v tiêm chủng mở rộng
Đường An, ngày 14 tháng 9 năm 2026
Kính gửi: Các đơn vị thuộc xã
Chủ tịch UBND xã yêu cầu:
1. ${heading}
- Lập danh sách trẻ em trong độ tuổi tiêm chủng, đợt ${number}, trước ngày 20/10/2026.
2. Phòng Kinh tế
- Bố trí kinh phí tiêm chủng, đợt ${number}, trước ngày 20/10/2026.
Nơi nhận:
- Lưu: VT.`

const aliases = async () =>
  (await desk.world.database.db.select().from(unitAliases).where(eq(unitAliases.unitId, desk.world.units.VHXH))).map(
    (one) => one.alias,
  )
const doubtsOf = async (id: number) => (await desk.draft(id)).draft.tasks[0]?.doubts.map((one) => one.args.words)

const two = 'Phòng Văn hóa - Xã hội; Trạm Y tế'

it('a heading with a known and an unknown unit teaches no name: the unknown one is asked for again', async () => {
  const before = await aliases()
  const id = await pasted(desk, letterOf(201, two))
  expect(await doubtsOf(id)).toEqual(['Trạm Y tế'])
  await desk.world.taps('Hoa', 'riêng', `draft.issue:${id}:1`)
  expect((await desk.draft(id)).state).toBe('issued')
  expect(await aliases()).toEqual(before)
  expect(await doubtsOf(await pasted(desk, letterOf(202, two)))).toEqual(['Trạm Y tế'])
})

it('nor does it when one unit was chosen for both', async () => {
  const before = await aliases()
  const id = await pasted(desk, letterOf(203, two))
  await desk.world.taps('Hoa', 'riêng', `draft.unit:${id}:1:1:l:${desk.world.units.KT}:1`)
  await desk.world.taps('Hoa', 'riêng', `draft.unit:${id}:2:1:l:${desk.world.units.KT}:0`)
  await desk.world.taps('Hoa', 'riêng', `draft.issue:${id}:3`)
  expect((await desk.draft(id)).state).toBe('issued')
  expect(await aliases()).toEqual(before)
})

it('a name that is only near that of a unit is not taken for it by issuing: the next letter asks again', async () => {
  const near = 'Phòng Kinhh tế'
  const asked = { unitIds: [desk.world.units.KT], doubts: [{ code: 'directives-doubt-unit-unsure' }] }
  const id = await pasted(desk, letterOf(204, near))
  expect((await desk.draft(id)).draft.tasks[0]).toMatchObject(asked)
  await desk.world.taps('Hoa', 'riêng', `draft.issue:${id}:1`)
  expect((await desk.draft(id)).state).toBe('issued')
  expect((await desk.draft(await pasted(desk, letterOf(205, near)))).draft.tasks[0]).toMatchObject(asked)
})
