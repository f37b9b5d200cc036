// Đính chính of a task given by hand that asks for something else: the same as of a letter.
import { asc, desc, eq } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { assignments } from '../../../../src/db/schema/assignments.js'
import { directives } from '../../../../src/db/schema/directives.js'
import { chatUnits } from '../../../../src/db/schema/people.js'
import { assignmentEntries } from '../../../../src/office/assignments/dialog.js'
import { type Desk, openDesk } from '../desk.js'

let desk: Desk
beforeEach(async () => {
  desk = await openDesk({ entries: [assignmentEntries()] })
})
afterEach(() => desk.close())

const rows = () => desk.world.database.db.select().from(assignments).orderBy(asc(assignments.number))

/** Given, reported as completed by one of its units, and put before the officer once more with other words. Returns the row of the draft. */
async function amend(line: string, words: string): Promise<{ id: number; version: number }> {
  const { world } = desk
  await world.says('Hoa', 'riêng', `/giaoviec ${line}`)
  await world.said()
  await world.taps('Hoa', 'riêng', 'Giao việc')
  await world.said()
  await world.database.db
    .update(assignments)
    .set({ status: 'done', reportedAt: world.now, doneAt: world.now })
    .where(eq(assignments.unitId, world.units.KT))
  world.now = new Date(world.now.getTime() + 3_600_000)
  await world.taps('Hoa', 'riêng', 'Đính chính')
  await world.said()
  const [draft] = await world.database.db.select().from(directives).orderBy(desc(directives.id)).limit(1)
  await world.taps('Hoa', 'riêng', `draft.ask:${draft!.id}:${(await desk.draft(draft!.id)).draft.tasks[0]!.id}:text`)
  await desk.answers('Hoa', words)
  return { id: draft!.id, version: (await desk.draft(draft!.id)).version }
}

describe('the number of an order', () => {
  it('is told in the preview and in the group; what is done is open again', async () => {
    const { world } = desk
    const { id, version } = await amend('KT, VP rà soát 50 hộ nghèo trước 25/9', 'Rà soát 80 hộ nghèo trước 25/9')
    await world.taps('Hoa', 'riêng', `draft.show:${id}`)
    const [vp, kt] = await rows().then((all) =>
      [world.units.VP, world.units.KT].map((unit) => all.find((one) => one.unitId === unit)),
    )
    const shown = (await desk.screen()).text
    expect(shown).toContain('(“50 hộ” → “80 hộ”)')
    expect(shown).toContain(`– mở lại vì báo cáo hoàn thành theo nội dung cũ: #${kt!.number}`)
    await world.taps('Hoa', 'riêng', `draft.issue:${id}:${version}`)
    expect((await rows()).map((row) => [row.unitId, row.status])).toEqual(
      expect.arrayContaining([
        [world.units.VP, 'unanswered'],
        [world.units.KT, 'in-progress'],
      ]),
    )
    const told = (await world.history(world.groups.KT)).map((one) => one.text).join('\n')
    expect(told).toContain(`#${kt!.number} (“50 hộ” → “80 hộ”)`)
    expect(told).toContain('Mở lại, vì báo cáo hoàn thành đã gửi là theo nội dung cũ')
    expect((await world.history(world.groups.VP)).map((one) => one.text).join('\n')).toContain(
      `#${vp!.number} (“50 hộ” → “80 hộ”)`,
    )
    await world.says('Hoa', 'riêng', `/nhatky ${kt!.number}`)
    const trail = (await world.said('riêng')).at(-1)!.text
    expect(trail).toContain('nội dung cũ: “Rà soát 50 hộ nghèo')
    expect(trail).toMatch(/báo cáo theo nội dung cũ, đính chính$/m)
  })

  it('is told by hand where the unit has no group', async () => {
    const { world } = desk
    await world.database.db.delete(chatUnits).where(eq(chatUnits.unitId, world.units.KT))
    const { id, version } = await amend('KT rà soát 50 hộ nghèo trước 25/9', 'Rà soát 80 hộ nghèo trước 25/9')
    await world.taps('Hoa', 'riêng', `draft.issue:${id}:${version}`)
    await world.said()
    await world.taps('Hoa', 'riêng', `directive.copy:${id}:${world.units.KT}`)
    const copied = (await world.said('riêng')).map((one) => one.text).join('\n')
    expect(copied).toContain('#1 (“50 hộ” → “80 hộ”)')
    expect(copied).toContain('Mở lại, vì báo cáo hoàn thành đã gửi là theo nội dung cũ')
    expect(copied).not.toContain('Giữ nguyên')
  })
})

it('before a corrected order is recalled only Đính chính is named as the way to keep its work', async () => {
  const { world } = desk
  const { id, version } = await amend('KT rà soát 50 hộ nghèo trước 25/9', 'Rà soát 80 hộ nghèo trước 25/9')
  await world.taps('Hoa', 'riêng', `draft.issue:${id}:${version}`)
  await world.taps('Hoa', 'riêng', `directive.recall:${id}`)
  const { text } = await desk.screen()
  expect(text).toContain('Muốn giữ việc ấy, đồng chí dùng Đính chính.')
  expect(text).not.toContain('Thay thế')
})
