// What the officer sees of a letter that was corrected, replaced or taken back, and what can still be copied of it by hand.
import { afterEach, beforeEach, expect, it } from 'vitest'
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
  expect(text).toContain('Không còn việc nào của văn bản này.')
  expect(text).not.toMatch(/(?<!\d)0 việc/)
  expect(text).not.toContain('phối hợp')
  expect(buttons.flat()).toEqual([])
  const told = await copied(old)
  expect(told).toContain('đã được thay thế hoặc đã rút nên không sao chép được nữa')
})

it('of a recalled letter neither', async () => {
  const old = await office.issue(first)
  await office.desk.world.taps('Hoa', 'riêng', `directive.recallYes:${old}`)
  expect(await copied(old)).toContain('không sao chép được nữa')
})
