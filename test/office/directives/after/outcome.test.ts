// What the officer sees of a letter that was corrected, replaced or taken back, and what can still be copied of it by hand.
import { eq } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { chatUnits } from '../../../../src/db/schema/people.js'
import { postOpenWork } from '../../../../src/office/assignments/announce.js'
import { another, correction, first, ofEconomy, ofOffice } from './letters.js'
import { type Office, openOffice } from './office.js'

let office: Office
beforeEach(async () => {
  office = await openOffice()
})
afterEach(() => office.desk.close())

const replacement = another({
  number: 121,
  day: 'ngày 21 tháng 9',
  subject: 'V/v thay thế Công văn số 112/UBND-VHXH ngày 14/9/2026',
  named: 'Công văn số 112/UBND-VHXH ngày 14/9/2026 của Ủy ban nhân dân xã',
  sections: [ofOffice, ofEconomy].join('\n\n'),
})

const service =
  '5. Trung tâm Dịch vụ sự nghiệp công\n\n- Xây dựng 02 phóng sự tuyên truyền, hoàn thành trước ngày 15/11/2026.'
const asksTheService = correction.replace('3. Chế độ thông tin', `${service}\n\n3. Chế độ thông tin`)

/** What can be copied for the unit without a group, or why it cannot. */
async function copied(id: number): Promise<string> {
  const { world } = office.desk
  await world.said()
  const ack = await world.taps('Hoa', 'riêng', `directive.copy:${id}:${world.units.DVSNC}`)
  return (await world.said('riêng')).at(-1)?.text ?? ack?.text ?? ''
}

async function stateOf(id: number) {
  await office.desk.world.taps('Hoa', 'riêng', `directive.state:${id}`)
  return office.desk.screen()
}

it('of a corrected letter only what it still asks for is counted, and copied', async () => {
  const old = await office.issue(first)
  expect(await copied(old)).toContain('phóng sự')
  const before = (await stateOf(old)).text
  expect(before).toMatch(/– Trung tâm Dịch vụ sự nghiệp công: 2 việc/)
  office.to('2026-09-21')
  const id = await office.succeed(old, 'corrects', asksTheService)
  await office.press(id)
  const moved = (await office.given()).filter((one) => one.directiveId === old && one.status === 'withdrawn')
  expect(moved.length).toBeGreaterThan(0)
  const live = (await office.given()).filter((one) => one.directiveId === old && one.status !== 'withdrawn')
  expect((await stateOf(old)).text).toContain(`${live.length} việc cho`)
  const text = await copied(old)
  for (const one of moved) expect(text).not.toContain(`#${one.number}`)
})

it('of a replaced letter nothing can be copied, and it says so', async () => {
  const old = await office.issue(first)
  office.to('2026-09-21')
  await office.press(await office.succeed(old, 'replaces', replacement))
  const { text, buttons } = await stateOf(old)
  expect(text).toContain('Không còn việc nào ở đây: đã chuyển sang bản thay thế, bản đính chính hoặc đã rút.')
  expect(text).not.toMatch(/(?<!\d)0 việc/)
  expect(text).not.toContain('phối hợp')
  expect(buttons.flat()).toEqual([])
  const told = await copied(old)
  expect(told).toContain('đã được thay thế hoặc đã rút nên không sao chép được nữa')
})

it('a unit without a group that owes nothing any more is named, with what to tell it by hand', async () => {
  const old = await office.issue(first)
  const numbers = (await office.given()).filter((one) => one.unit.shortName === 'DVSNC').map((one) => `#${one.number}`)
  expect(numbers).toHaveLength(2)
  office.to('2026-09-21')
  const id = await office.succeed(old, 'replaces', replacement)
  await office.press(id)
  const { text, buttons } = await office.desk.screen()
  expect(text).toContain(`– Trung tâm Dịch vụ sự nghiệp công: không phải thực hiện nữa ${numbers.join(', ')}`)
  expect(buttons.flat()).toContain('Sao chép gửi Zalo')
  expect(await copied(id)).toBe(
    `CV 112/UBND-VHXH ngày 14/9/2026 được thay thế bằng CV 121/UBND-VHXH ngày 21/9/2026.\nKhông phải thực hiện nữa: ${numbers.join(', ')}.`,
  )
})

it('a unit without a group that goes on is told so above its work', async () => {
  const old = await office.issue(first)
  office.to('2026-09-21')
  const id = await office.succeed(old, 'corrects', correction)
  expect((await office.desk.draft(id)).draft.header.basedOn).toContain('112/UBND-VHXH')
  await office.desk.world.taps('Hoa', 'riêng', `draft.show:${id}`)
  expect((await office.desk.screen()).text).not.toContain('Thực hiện: 112/UBND-VHXH')
  await office.press(id)
  const [work] = (await office.given()).filter((one) => one.unit.shortName === 'DVSNC' && one.directiveId === id)
  const text = await copied(id)
  expect(text).toMatch(
    new RegExp(
      `^CV 112/UBND-VHXH ngày 14/9/2026 được đính chính bằng CV 120/UBND-VHXH ngày 21/9/2026\\.\nGiữ nguyên số việc, câu trả lời đã gửi vẫn tính: #${work!.number}\\.\nKính gửi Trung tâm`,
    ),
  )
})

it('of a recalled letter neither', async () => {
  const old = await office.issue(first)
  await office.desk.world.taps('Hoa', 'riêng', `directive.recallYes:${old}`)
  expect(await copied(old)).toContain('không sao chép được nữa')
})

describe('a unit whose group was bound after the letter was given', () => {
  /** Gives the letter while VP has no group; it is bound ten days later, and told what is open then. */
  async function bindLater(status?: 'done'): Promise<number> {
    const { world } = office.desk
    const { VP } = world.units
    const own = eq(chatUnits.unitId, VP)
    const [bound] = await world.database.db.delete(chatUnits).where(own).returning()
    const id = await office.issue(first)
    await world.said()
    if (status) await office.answer('VP', '', status)
    office.to('2026-09-24')
    await world.database.db.insert(chatUnits).values(bound!)
    const group = { communeId: world.communeId, chatId: world.groups.VP, unitIds: [VP] }
    await world.write((tx) => postOpenWork(tx, group, world.now))
    return id
  }

  it('and whose work was done by then got nothing of it, and is to be told by hand when it is recalled', async () => {
    const { world } = office.desk
    const id = await bindLater('done')
    expect(await office.heard('VP')).toEqual([])
    const { text } = await stateOf(id)
    expect(text).toMatch(
      /Việc đã xong trước khi đơn vị có nhóm, không có tin nào vào nhóm:\n– Văn phòng HĐND và UBND: \d+ việc/,
    )
    expect(text.match(/Văn phòng HĐND/g)).toHaveLength(1)
    await world.taps('Hoa', 'riêng', `directive.recallYes:${id}`)
    const told = (await world.history(world.privates.Hoa)).at(-1)?.text
    expect(told).toContain('Đã báo 3 nhóm')
    expect(told).toMatch(/không nhận nội dung này qua nhóm, đề nghị đồng chí báo trực tiếp: .*Văn phòng HĐND và UBND/)
    expect(told).toContain('Trung tâm Dịch vụ sự nghiệp công')
    expect(await office.heard('VP')).toEqual([])
  })

  it('has its open work, and is told there that the letter was recalled', async () => {
    const { world } = office.desk
    const id = await bindLater()
    expect((await office.heard('VP')).length).toBeGreaterThan(0)
    expect((await stateOf(id)).text).toMatch(/Đã chuyển vào nhóm:\n– Văn phòng HĐND và UBND/)
    await world.taps('Hoa', 'riêng', `directive.recallYes:${id}`)
    const told = (await world.history(world.privates.Hoa)).at(-1)?.text
    expect(told).toContain('Đã báo 4 nhóm')
    expect(told).toContain('báo trực tiếp: Trung tâm Dịch vụ sự nghiệp công.')
    expect((await office.heard('VP')).join('\n')).toMatch(/gửi nhầm, đã rút\. Không phải thực hiện: #\d/)
  })
})
