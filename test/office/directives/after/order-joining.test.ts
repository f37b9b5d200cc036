// A unit that Đính chính adds to a recurring order when this period's day has passed: it owes nothing yet, and is told so.
import { and, desc, eq, inArray } from 'drizzle-orm'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { directives } from '../../../../src/db/schema/directives.js'
import { chatUnits } from '../../../../src/db/schema/people.js'
import { outbox } from '../../../../src/db/schema/post.js'
import { type Office, openOffice } from './office.js'

let office: Office
beforeEach(async () => {
  office = await openOffice()
})
afterEach(() => office.desk.close())

/** Phòng Kinh tế reports by the 20th of every month; on 21 September two more units are to. Returns the draft's id. */
async function amended(): Promise<number> {
  const { world } = office.desk
  const { VHXH, DVSNC } = world.units
  await world.says('Hoa', 'riêng', '/giaoviec KT báo cáo số liệu tiêm chủng trước ngày 20 hằng tháng')
  await world.said()
  await world.taps('Hoa', 'riêng', 'Giao việc')
  await world.said()
  office.to('2026-09-21')
  await world.taps('Hoa', 'riêng', 'Đính chính')
  const [draft] = await world.database.db.select().from(directives).orderBy(desc(directives.id)).limit(1)
  const id = draft!.id
  for (const unit of [VHXH, DVSNC]) {
    const { version } = await office.desk.draft(id)
    await world.taps('Hoa', 'riêng', `draft.unit:${id}:${version}:1:l:${unit}:1`)
  }
  await world.taps('Hoa', 'riêng', `draft.show:${id}`)
  return id
}

it('the officer reads before that they owe it from the next period on, and by which day', async () => {
  await amended()
  const { text } = await office.desk.screen()
  expect(text).toContain(
    'Phòng Văn hóa - Xã hội: kỳ này đã qua hạn, thực hiện từ kỳ sau (hạn 20/10/2026); khi giao, nhóm nhận một dòng báo trước.',
  )
  expect(text).toContain(
    'Trung tâm Dịch vụ sự nghiệp công: kỳ này đã qua hạn, thực hiện từ kỳ sau (hạn 20/10/2026); chưa có nhóm, sau khi giao có nội dung để sao chép gửi Zalo.',
  )
  expect(text).not.toContain('Phòng Kinh tế: kỳ này')
})

it('its group reads one line with the work and the day, and gets the card in October', async () => {
  const id = await amended()
  const { world } = office.desk
  await world.said()
  await office.press(id)
  expect(await office.heard('VHXH')).toEqual([
    'Giao Phòng Văn hóa - Xã hội việc định kỳ, thực hiện từ kỳ sau (hạn 20/10/2026), kỳ này chưa phải thực hiện. Nội dung: Báo cáo số liệu tiêm chủng trước ngày 20 hằng tháng',
  ])
  expect(await office.find('VHXH', 'tiêm chủng')).toEqual([])
  office.to('2026-10-01', '07:31')
  await office.tick()
  for (const unit of ['VHXH', 'DVSNC'] as const)
    expect((await office.find(unit, 'tiêm chủng')).map((one) => [one.period, one.legalDueOn])).toEqual([
      ['2026-10', '2026-10-20'],
    ])
})

it('the outcome says whether the line arrived; for the unit without a group there is a text to copy, until October', async () => {
  const id = await amended()
  const { world } = office.desk
  await office.press(id)
  expect((await office.desk.screen()).text).toContain(
    'Chờ gửi vào nhóm:\n– Phòng Văn hóa - Xã hội: thực hiện từ kỳ sau',
  )
  const groups = [world.groups.KT, world.groups.VHXH]
  await world.database.db
    .update(outbox)
    .set({ state: 'sent', ref: '1' })
    .where(and(inArray(outbox.chatId, groups), eq(outbox.state, 'queued')))
  await world.taps('Hoa', 'riêng', `draft.show:${id}`)
  const { text, buttons } = await office.desk.screen()
  expect(text).toContain('Đã chuyển vào nhóm:\n– Phòng Kinh tế: 1 việc\n– Phòng Văn hóa - Xã hội: thực hiện từ kỳ sau')
  expect(text).toContain('sao chép gửi Zalo:\n– Trung tâm Dịch vụ sự nghiệp công: thực hiện từ kỳ sau')
  expect(buttons.flat()).toContain('Sao chép gửi Zalo')
  const copy = () => world.taps('Hoa', 'riêng', `directive.copy:${id}:${world.units.DVSNC}`)
  await copy()
  expect((await world.said('riêng')).at(-1)?.text).toBe(
    'Giao Trung tâm Dịch vụ sự nghiệp công việc định kỳ, thực hiện từ kỳ sau (hạn 20/10/2026), kỳ này chưa phải thực hiện. Nội dung: Báo cáo số liệu tiêm chủng trước ngày 20 hằng tháng',
  )
  office.to('2026-10-01', '07:31')
  await office.tick()
  await copy()
  const later = (await world.said('riêng')).at(-1)?.text
  expect(later).toContain('Báo cáo số liệu tiêm chủng')
  expect(later).not.toContain('kỳ sau')
})

it('units of a common group stand in one line; recalled, the group is told', async () => {
  const { world } = office.desk
  const id = await amended()
  const { communeId } = world
  await world.database.db.insert(chatUnits).values({ communeId, chatId: world.groups.VHXH, unitId: world.units.DVSNC })
  await world.said()
  await office.press(id)
  const told = await office.heard('VHXH')
  expect(told).toHaveLength(1)
  expect(told[0]).toContain('Giao Phòng Văn hóa - Xã hội, Trung tâm Dịch vụ sự nghiệp công việc định kỳ')
  await world.taps('Hoa', 'riêng', `directive.recallYes:${id}`)
  expect((await office.heard('VHXH')).join('\n')).toContain('gửi nhầm, đã rút')
})

it('a unit that is left out again before October reads so, as does one that has reported September', async () => {
  const { world } = office.desk
  const { KT, VHXH } = world.units
  const id = await amended()
  await office.press(id)
  await office.answer('KT', 'tiêm chủng', 'done')
  await world.said()
  office.to('2026-09-22')
  await world.taps('Hoa', 'riêng', `directive.amend:${id}`)
  const [draft] = await world.database.db.select().from(directives).orderBy(desc(directives.id)).limit(1)
  const next = draft!.id
  for (const unit of [KT, VHXH]) {
    const { version } = await office.desk.draft(next)
    await world.taps('Hoa', 'riêng', `draft.unit:${next}:${version}:1:l:${unit}:0`)
  }
  await world.taps('Hoa', 'riêng', `draft.show:${next}`)
  expect((await office.desk.screen()).text).toContain(
    '– Từ kỳ sau không phải thực hiện nữa (Phòng Kinh tế, Phòng Văn hóa - Xã hội): “Báo cáo số liệu tiêm chủng trước ngày 20 hằng tháng”',
  )
  await office.press(next)
  const words = (unit: string) => `Từ kỳ sau không phải thực hiện nữa (${unit}): “Báo cáo số liệu tiêm chủng`
  expect((await office.heard('VHXH')).join('\n')).toContain(words('Phòng Văn hóa - Xã hội'))
  expect((await world.history(world.groups.KT)).at(-1)?.text).toContain(words('Phòng Kinh tế'))
  office.to('2026-10-01', '07:31')
  await office.tick()
  const october = (await office.given()).filter((one) => one.period === '2026-10')
  expect(october.map((one) => one.unit.shortName)).toEqual(['DVSNC'])
})
