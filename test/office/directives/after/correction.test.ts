// Đính chính: what it changes is given, what it repeats keeps its answers, the month goes on.
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { alsoAskedBy } from '../../../../src/db/schema/assignments.js'
import { correction, first, monthly } from './letters.js'
import { allUnits, type Office, openOffice } from './office.js'

let office: Office
beforeEach(async () => {
  office = await openOffice()
})
afterEach(() => office.desk.close())

describe('Đính chính', () => {
  it('gives what it changed, keeps what it repeats, and attaches nothing to the letter it corrects', async () => {
    const old = await office.issue(first)
    const [rule] = await office.find('VP', 'Quy chế làm việc')
    const [published] = await office.find('KT', 'công khai dự toán')
    await office.answer('VP', 'Quy chế làm việc', 'accepted')
    office.to('2026-09-21')
    const id = await office.succeed(old, 'corrects', correction)
    await office.desk.world.taps('Hoa', 'riêng', `draft.preview:${id}`)
    const preview = (await office.desk.screen()).text
    expect(preview).not.toContain('Gắn thêm số văn bản')
    expect(preview).toContain('Sẽ giao 1 việc.')
    expect(preview).toContain(`– rút: #${published!.number}`)
    expect(preview).toContain(`– đổi thời hạn: #${rule!.number} (30/9/2026 → 31/10/2026)`)

    const ack = await office.press(id)
    expect(ack?.text).toBe('Đã giao 1 việc.')
    const works = await office.find('KT', 'công khai dự toán')
    expect(works.map((one) => [one.status, one.legalDueOn, one.directiveId])).toEqual([
      ['withdrawn', null, old],
      ['unanswered', '2026-09-30', id],
    ])
    expect(
      (await office.find('VP', 'Quy chế làm việc')).map((one) => [one.number, one.status, one.legalDueOn]),
    ).toEqual([[rule!.number, 'accepted', '2026-10-31']])
    expect(await office.desk.world.database.db.select().from(alsoAskedBy)).toEqual([])
    expect((await office.desk.screen()).text).toContain('7 việc cho 5 đơn vị, trong đó 6 việc chuyển từ văn bản trước.')
  })

  it('gives work without a day one, or another, and keeps its answer; also where nothing else of the sentence tells the two apart', async () => {
    const undated = first.replace(
      'Thực hiện công khai dự toán, quyết toán ngân sách theo quy định.',
      'Công khai ngân sách.\n\n- Công khai ngân sách trước ngày 25/10/2026.',
    )
    const old = await office.issue(undated)
    await office.answer('KT', 'Công khai ngân sách', 'accepted')
    const numbers = (await office.find('KT', 'Công khai ngân sách')).map((one) => one.number)
    office.to('2026-09-21')
    const dated = correction.replace(
      'Thực hiện công khai dự toán, quyết toán ngân sách và mua sắm tài sản công trước ngày 30/9/2026.',
      'Công khai ngân sách trước ngày 20/10/2026.\n\n- Công khai ngân sách trước ngày 25/10/2026.',
    )
    const id = await office.succeed(old, 'corrects', dated)
    await office.desk.world.taps('Hoa', 'riêng', `draft.preview:${id}`)
    const preview = (await office.desk.screen()).text
    expect(preview).toContain('Không phát sinh việc mới.')
    expect(preview).toContain(`#${numbers[0]} (chưa có thời hạn → 20/10/2026)`)
    await office.press(id)
    const works = await office.find('KT', 'Công khai ngân sách')
    expect(works.map((one) => [one.number, one.status, one.legalDueOn, one.directiveId])).toEqual([
      [numbers[0], 'accepted', '2026-10-20', id],
      [numbers[1], 'accepted', '2026-10-25', id],
    ])
  })

  it('shows before what each group then gets, word for word', async () => {
    const old = await office.issue(first)
    await office.answer('KT', monthly, 'done')
    office.to('2026-09-21')
    const id = await office.succeed(old, 'corrects', correction)
    const shown: string[] = []
    for (const page of [0, 1, 2]) {
      await office.desk.world.taps('Hoa', 'riêng', `draft.group:${id}:${office.desk.world.units.KT}:${page}`)
      shown.push((await office.desk.screen()).text)
    }
    await office.desk.world.said()
    await office.press(id)
    const sent = (await office.desk.world.said('KT')).filter((one) => one.slot)
    const header = sent.find((one) => one.slot === `header:${id}`)
    const cards = sent.filter((one) => one.slot?.startsWith('card:') && one.text.includes('CV 120/'))
    expect(shown[0]).toContain('Nhóm của Phòng Kinh tế: 2 việc (1 việc chuyển từ văn bản trước)')
    expect(shown[0]).toContain(header!.text)
    expect(cards).toHaveLength(2)
    for (const card of cards) {
      const body = card.text
        .replace(/^📌 #\d+ · /, '')
        .split('\n')
        .slice(0, 4)
        .join('\n')
      expect(shown.filter((page) => page.includes(body))).toHaveLength(1)
    }
    for (const one of sent) {
      expect(one.text).not.toMatch(/CV 120[^;\n]*; CV 120/)
      expect(one.text).not.toContain('báo cáo một lần cho cả hai văn bản')
      expect(one.text).not.toMatch(/#(\d+), #\1\b/)
    }
  })

  it('tells the groups what is new, what goes on and what has another day; the trail has both days', async () => {
    const old = await office.issue(first)
    const [rule] = await office.find('VP', 'Quy chế làm việc')
    const [report] = await office.find('VP', monthly)
    office.to('2026-09-21')
    const id = await office.succeed(old, 'corrects', correction)
    await office.press(id)
    const told = (await office.heard('VP')).find((text) => text.includes('được đính chính bằng'))
    expect(told).toContain(`Giữ nguyên, câu trả lời đã gửi vẫn tính: #${report!.number}.`)
    expect(told).toContain(`Đổi thời hạn, câu trả lời đã gửi vẫn tính: #${rule!.number} (30/9/2026 → 31/10/2026).`)
    await office.desk.world.says('Hoa', 'riêng', `/nhatky ${rule!.number}`)
    const trail = (await office.desk.world.said('riêng')).at(-1)!.text
    expect(trail).toContain('chuyển sang văn bản thay thế, đính chính. 30/9/2026 → 31/10/2026')
  })

  it.each([
    // The unit had until 30/9; two more days that were past by then do not excuse it.
    ['02/10/2026', false],
    ['20/9/2026', true],
    ['31/10/2026', false],
  ])('issued on 5/10 with the day %s in place of 30/9, that day was given too late: %s', async (day, isLate) => {
    const old = await office.issue(first)
    office.to('2026-10-05')
    const text = correction.replace('ban hành trong tháng 10/2026', `ban hành trước ngày ${day}`)
    await office.press(await office.succeed(old, 'corrects', text))
    const [work] = await office.find('VP', 'Quy chế làm việc')
    expect([work?.legalDueOn?.split('-').reverse().map(Number).join('/'), work?.issuedLate]).toEqual([
      day.split('/').map(Number).join('/'),
      isLate,
    ])
  })

  it('the monthly duty goes on under it: every unit owes October once, from its first working day', async () => {
    const old = await office.issue(first)
    await office.answer('KT', monthly, 'done')
    office.to('2026-09-21')
    const id = await office.succeed(old, 'corrects', correction)
    await office.press(id)
    await office.tick()
    for (const unit of allUnits) expect(await office.find(unit, monthly)).toHaveLength(1)
    office.to('2026-10-01', '07:31')
    await office.tick()
    await office.tick()
    for (const unit of allUnits) {
      const duty = (await office.find(unit, monthly)).map((one) => [one.period, one.legalDueOn, one.directiveId])
      expect(duty, unit).toEqual([
        ['2026-09', '2026-09-17', id],
        ['2026-10', '2026-10-17', id],
      ])
    }
    // What the correction does not speak of stays with the letter it corrects, and goes on there.
    const other = await office.find('VHXH', 'Tổng hợp kết quả cải cách hành chính')
    expect(other.map((one) => [one.period, one.directiveId])).toEqual([
      ['2026-09', old],
      ['2026-10', old],
    ])
    expect((await office.heard('VP')).join('\n')).toContain('Báo cáo kết quả thực hiện')
  })
})

it('before a correction is recalled it is said that the work it took over goes with it', async () => {
  const old = await office.issue(first)
  const id = await office.succeed(old, 'corrects', correction)
  await office.press(id)
  await office.desk.world.taps('Hoa', 'riêng', `directive.recall:${id}`)
  expect((await office.desk.screen()).text).toContain(
    'Các việc chuyển từ Văn bản 112/UBND-VHXH ngày 14/9/2026 sang cũng được rút',
  )
  await office.desk.world.taps('Hoa', 'riêng', `directive.recall:${old}`)
  expect((await office.desk.screen()).text).not.toContain('Các việc chuyển từ')
})
