// A letter is corrected and corrected again: what stands in the groups follows the newest letter.
import { afterEach, beforeEach, expect, it } from 'vitest'
import { another, first } from './letters.js'
import { type Office, openOffice } from './office.js'

let office: Office
beforeEach(async () => {
  office = await openOffice()
})
afterEach(() => office.desk.close())

/** The five tasks of the service centre, all with another day. */
const ofService = (month: number) => `4. Trung tâm Phục vụ hành chính công

- Bảo đảm 100% hồ sơ thủ tục hành chính được giải quyết đúng hạn, không để phát sinh hồ sơ quá hạn trong tháng ${month}/2026.

- Nâng tỷ lệ hồ sơ nộp trực tuyến toàn trình đạt tối thiểu 80%, tỷ lệ thanh toán trực tuyến đạt tối thiểu 70% trong tháng ${month}/2026.

- Công khai đầy đủ thủ tục hành chính tại trụ sở và trên Cổng thông tin điện tử xã trước ngày 18/${month}/2026.

- Lấy ý kiến đánh giá mức độ hài lòng của người dân, doanh nghiệp đến giao dịch.`

const correction = (number: number, day: number, month: number) =>
  another({
    number,
    day: `ngày ${day} tháng 9`,
    subject: 'V/v đính chính Công văn số 112/UBND-VHXH ngày 14/9/2026',
    named: 'Công văn số 112/UBND-VHXH ngày 14/9/2026 của Ủy ban nhân dân xã',
    sections: ofService(month),
  })

/** The newest text of every header and list in the service centre's group. */
async function standing(): Promise<Map<string, string>> {
  const { world } = office.desk
  await world.said()
  const rows = await world.history(world.groups.PVHCC)
  return new Map(rows.flatMap((row) => (row.slot ? [[row.slot, row.text]] : [])))
}

it('each open piece of work stands in the list of the letter that it belongs to, and in no other', async () => {
  const letters = [await office.issue(first)]
  for (const [number, day, month] of [
    [120, 21, 10],
    [125, 22, 11],
  ] as const) {
    office.to(`2026-09-${day}`)
    const id = await office.succeed(letters[0]!, 'corrects', correction(number, day, month))
    await office.press(id)
    letters.push(id)
    const lists = [...(await standing())].filter(([slot]) => slot.startsWith('list:'))
    const works = (await office.given()).filter((one) => one.unit.shortName === 'PVHCC' && one.status !== 'withdrawn')
    expect(works).toHaveLength(5)
    for (const work of works) {
      const holding = lists.filter(([, text]) => text.split('\n').some((line) => line.startsWith(`${work.number}. `)))
      expect(
        holding.map(([slot]) => slot),
        `#${work.number} after ${number}`,
      ).toEqual([`list:${work.directiveId}:1`])
    }
  }
  const shown = await standing()
  expect(shown.get(`list:${letters[1]}:1`)).toBe('Đã được đính chính bằng CV 125/UBND-VHXH ngày 22/9/2026.')
  for (const id of letters.slice(0, 2))
    expect(shown.get(`header:${id}`)).toMatch(/^Đã được đính chính bằng CV 125\/UBND-VHXH ngày 22\/9\/2026\.\n/)
  await office.desk.world.taps('Hoa', 'riêng', `directive.state:${letters[1]}`)
  expect((await office.desk.screen()).text).toContain('Đã được đính chính bằng Văn bản 125/UBND-VHXH')
})
