// A correction is corrected or replaced itself: what stays in force is said before, and nobody is left untold.
import { afterEach, beforeEach, expect, it } from 'vitest'
import { another, correction, first, monthly, ofEconomy, ofOffice, reporting } from './letters.js'
import { type Office, openOffice } from './office.js'

let office: Office
beforeEach(async () => {
  office = await openOffice()
})
afterEach(() => office.desk.close())

const next = (number: number, day: number, kind: 'thay thế' | 'đính chính', old: string, sections: string) =>
  another({
    number,
    day: `ngày ${day} tháng 9`,
    subject: `V/v ${kind} Công văn số ${old}`,
    named: `Công văn số ${old} của Ủy ban nhân dân xã`,
    sections,
  })
const old120 = '120/UBND-VHXH ngày 21/9/2026'
const old112 = '112/UBND-VHXH ngày 14/9/2026'

async function issued(id: number, kind: 'corrects' | 'replaces', text: string): Promise<number> {
  const made = await office.succeed(id, kind, text)
  await office.press(made)
  return made
}

const open = async () => (await office.given()).filter((one) => one.status !== 'withdrawn' && one.status !== 'done')
const numbersIn = (text: string) =>
  [...text.matchAll(/#(\d+)(?:–#(\d+))?/g)].flatMap(([, from, to]) =>
    Array.from({ length: Number(to ?? from) - Number(from) + 1 }, (_, at) => Number(from) + at),
  )

/** CV 112, corrected by CV 120, which CV 125 is to replace. The ids of all three; the last one waits. */
async function replacingTheCorrection() {
  const letter = await office.issue(first)
  office.to('2026-09-21')
  const corrected = await issued(letter, 'corrects', correction)
  office.to('2026-09-24')
  const id = await office.succeed(
    corrected,
    'replaces',
    next(125, 24, 'thay thế', old120, [ofOffice, reporting].join('\n\n')),
  )
  await office.desk.world.taps('Hoa', 'riêng', `draft.preview:${id}`)
  return { letter, corrected, id }
}

it('before a correction is replaced it is said what stays in force of the letter it corrected, and that stays', async () => {
  const { letter, id } = await replacingTheCorrection()
  const { text } = await office.desk.screen()
  const line = text.split('\n').find((one) => one.includes('không bị thay thế'))
  expect(line).toMatch(
    /^Văn bản 112\/UBND-VHXH ngày 14\/9\/2026 không bị thay thế, các đơn vị vẫn phải thực hiện theo văn bản đó: #.*, việc định kỳ ở các kỳ sau\.$/,
  )
  expect(text).toContain(
    'Nếu văn bản mới thay thế cả Văn bản 112/UBND-VHXH ngày 14/9/2026, đồng chí bấm nút Thay thế cả',
  )
  const told = numbersIn(line ?? '')
  await office.press(id)
  const left = (await open()).filter((one) => one.directiveId === letter).map((one) => one.number)
  expect(left.length).toBeGreaterThan(0)
  expect(told).toEqual(left.sort((a, b) => a - b))
})

it('one more button replaces the corrected letter too: then only the new one is owed', async () => {
  const { id } = await replacingTheCorrection()
  const { buttons } = await office.desk.screen()
  expect(buttons[1]).toEqual(['Thay thế cả Văn bản 112/UBND-VHXH ngày 14/9/2026'])
  await office.desk.world.taps('Hoa', 'riêng', buttons[1]![0]!)
  const { text } = await office.desk.screen()
  expect(text).toContain('Xem trước khi giao')
  expect(text).toContain(`Thay thế Văn bản 112/UBND-VHXH ngày 14/9/2026:`)
  expect(text).not.toContain('không bị thay thế')
  await office.press(id)
  expect(new Set((await open()).map((one) => one.directiveId))).toEqual(new Set([id]))
})

it('before a correction is corrected it is said what stays in force of the letter it corrected, without a choice', async () => {
  const letter = await office.issue(first)
  office.to('2026-09-21')
  const corrected = await issued(letter, 'corrects', correction)
  office.to('2026-09-24')
  const id = await office.succeed(corrected, 'corrects', next(125, 24, 'đính chính', old120, ofOffice))
  await office.desk.world.taps('Hoa', 'riêng', `draft.preview:${id}`)
  const { text, buttons } = await office.desk.screen()
  const line = text.split('\n').find((one) => one.includes('vẫn có hiệu lực'))
  expect(line).toMatch(/^Văn bản 112\/UBND-VHXH ngày 14\/9\/2026 vẫn có hiệu lực, các đơn vị vẫn phải thực hiện/)
  expect(buttons.flat().join(' ')).not.toContain('Thay thế cả')
  await office.press(id)
  const left = (await open()).filter((one) => one.directiveId === letter).map((one) => one.number)
  expect(numbersIn(line ?? '')).toEqual(left.sort((a, b) => a - b))
})

it('what took a correction’s place is corrected with the letter: its duty goes over', async () => {
  const { letter, id } = await replacingTheCorrection()
  await office.press(id)
  office.to('2026-09-25')
  const last = await issued(
    letter,
    'corrects',
    next(130, 25, 'đính chính', old112, [ofEconomy, reporting].join('\n\n')),
  )
  office.to('2026-10-01', '07:31')
  await office.tick()
  const october = (await office.find('KT', monthly)).filter((one) => one.period === '2026-10')
  expect(october.map((one) => one.directiveId)).toEqual([last])
})

it('falls with the letter when that is replaced', async () => {
  const { letter, id } = await replacingTheCorrection()
  await office.press(id)
  office.to('2026-09-25')
  const last = await issued(letter, 'replaces', next(130, 25, 'thay thế', old112, ofEconomy))
  expect(new Set((await open()).map((one) => one.directiveId))).toEqual(new Set([last]))
})

it('a unit without a group is told by hand of all that is withdrawn, also of what a correction of a correction gave', async () => {
  const service = (work: string) => `5. Trung tâm Dịch vụ sự nghiệp công\n\n- ${work}`
  const letter = await office.issue(first)
  office.to('2026-09-21')
  const corrected = await issued(
    letter,
    'corrects',
    correction.replace(
      '3. Chế độ',
      `${service('Xây dựng 02 phóng sự tuyên truyền, hoàn thành trước ngày 15/11/2026.')}\n\n3. Chế độ`,
    ),
  )
  office.to('2026-09-24')
  const again = await issued(
    corrected,
    'corrects',
    next(125, 24, 'đính chính', old120, service('Tổ chức hội thi tìm hiểu chuyển đổi số trước ngày 20/11/2026.')),
  )
  expect((await office.find('DVSNC', 'hội thi')).map((one) => one.directiveId)).toEqual([again])
  const owed = (await open()).filter((one) => one.unit.shortName === 'DVSNC').map((one) => one.number)
  office.to('2026-09-25')
  const id = await issued(letter, 'replaces', next(130, 25, 'thay thế', old112, ofEconomy))
  const { world } = office.desk
  await world.said()
  await world.taps('Hoa', 'riêng', `directive.copy:${id}:${world.units.DVSNC}`)
  const told = (await world.said('riêng')).at(-1)!.text
  expect(numbersIn(told)).toEqual(owed)
})
