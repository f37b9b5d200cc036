// A unit that a correction adds to a duty in the middle of a month: it owes nothing yet, and everything from the next month on.
import { afterEach, beforeEach, expect, it } from 'vitest'
import { another, correction, first, monthly, ofEconomy, ofOffice, reporting } from './letters.js'
import { allUnits, type Office, openOffice } from './office.js'

let office: Office
beforeEach(async () => {
  office = await openOffice()
})
afterEach(() => office.desk.close())

/** Only Phòng Kinh tế reports every month; the correction makes all units do so. Returns the correction's id, not yet issued. */
async function corrected(): Promise<number> {
  const old = await office.issue(first.replace('Các cơ quan, đơn vị báo cáo kết quả', 'Phòng Kinh tế báo cáo kết quả'))
  await office.answer('KT', monthly, 'done')
  office.to('2026-09-21')
  return office.succeed(old, 'corrects', correction)
}

const next = (kind: 'thay thế' | 'đính chính', sections: string) =>
  another({
    number: 125,
    day: 'ngày 24 tháng 9',
    subject: `V/v ${kind} Công văn số 120/UBND-VHXH ngày 21/9/2026`,
    named: 'Công văn số 120/UBND-VHXH ngày 21/9/2026 của Ủy ban nhân dân xã',
    sections,
  })

/** The periods each unit owes of the monthly report, and under which letter. */
async function owed() {
  const works = (await office.given()).filter((one) => one.text.includes(monthly) && one.status !== 'withdrawn')
  return Object.fromEntries(
    allUnits.map((unit) => [
      unit,
      works.filter((one) => one.unit.shortName === unit).map((one) => [one.period, one.directiveId]),
    ]),
  )
}

it('a unit that joins a duty in the middle of a month owes it from the next month', async () => {
  const id = await corrected()
  const { draft, version } = await office.desk.draft(id)
  const task = draft.tasks.find((one) => one.text.includes(monthly))!
  expect(task.unitIds).toHaveLength(5)
  await office.desk.world.taps('Hoa', 'riêng', `draft.preview:${id}`)
  expect((await office.desk.screen()).text).toContain('Sẽ giao 1 việc.')
  expect((await office.desk.world.taps('Hoa', 'riêng', `draft.issue:${id}:${version}`))?.text).toBe('Đã giao 1 việc.')
  office.to('2026-10-01', '07:31')
  await office.tick()
  for (const unit of allUnits)
    expect(
      (await office.find(unit, monthly)).map((one) => one.period),
      unit,
    ).toEqual(unit === 'KT' ? ['2026-09', '2026-10'] : ['2026-10'])
})

it('owes nothing any more once the letter is replaced by one without the duty', async () => {
  const id = await corrected()
  await office.press(id)
  office.to('2026-09-24')
  await office.press(await office.succeed(id, 'replaces', next('thay thế', [ofOffice, ofEconomy].join('\n\n'))))
  office.to('2026-10-15')
  await office.tick()
  expect(await owed()).toEqual({ VP: [], KT: [['2026-09', id]], VHXH: [], PVHCC: [], DVSNC: [] })
})

it.each([
  ['corrects', 'đính chính'],
  ['replaces', 'thay thế'],
] as const)('owes October once where the next letter repeats the duty (%s)', async (kind, words) => {
  const id = await corrected()
  await office.press(id)
  office.to('2026-09-24')
  const third = await office.succeed(id, kind, next(words, [ofOffice, ofEconomy, reporting].join('\n\n')))
  await office.press(third)
  office.to('2026-10-01', '07:31')
  await office.tick()
  expect(await owed()).toEqual(
    Object.fromEntries(
      allUnits.map((unit) => [unit, [...(unit === 'KT' ? [['2026-09', third]] : []), ['2026-10', third]]]),
    ),
  )
})

it('reads so in the preview, in its group, which gets the letter’s header, and in what the officer sees afterwards', async () => {
  const id = await corrected()
  const { world } = office.desk
  await world.taps('Hoa', 'riêng', `draft.preview:${id}`)
  const preview = (await office.desk.screen()).text
  expect(preview).toContain('Nhóm của Trung tâm Phục vụ hành chính công: thực hiện từ kỳ sau\nThực hiện từ kỳ sau:\n')
  expect(preview).toContain('Trung tâm Dịch vụ sự nghiệp công: thực hiện từ kỳ sau, chưa có nhóm')
  expect(preview).not.toContain('chỉ phối hợp')
  await world.taps('Hoa', 'riêng', `draft.group:${id}:${world.units.PVHCC}:0`)
  const shown = (await office.desk.screen()).text
  await world.said()
  await office.press(id)
  const sent = await world.said('PVHCC')
  const header = sent.find((one) => one.slot === `header:${id}`)?.text
  expect(header).toContain('Trung tâm Phục vụ hành chính công: 1 việc định kỳ, thực hiện từ kỳ sau')
  expect(shown).toContain(header)
  expect(sent.filter((one) => one.slot?.startsWith('card:') && one.text.includes('CV 120/'))).toEqual([])
  const { text, buttons } = await office.desk.screen()
  expect(text).toContain('– Trung tâm Phục vụ hành chính công: thực hiện từ kỳ sau')
  expect(text).toContain('– Trung tâm Dịch vụ sự nghiệp công: thực hiện từ kỳ sau')
  expect(buttons.flat()).toContain('Sao chép gửi Zalo')
  await world.taps('Hoa', 'riêng', `directive.copy:${id}:${world.units.DVSNC}`)
  expect((await world.said('riêng')).at(-1)?.text).toMatch(
    /^CV 120\/UBND-VHXH ngày 21\/9\/2026\nGiao Trung tâm Dịch vụ sự nghiệp công việc định kỳ, thực hiện từ kỳ sau \(hạn 17\/10\/2026\)/,
  )
  office.to('2026-10-01', '07:31')
  await office.tick()
  await world.taps('Hoa', 'riêng', `directive.state:${id}`)
  expect((await office.desk.screen()).text).not.toContain('kỳ sau')
})
