// Đính chính that asks for something else: what is told, which reports do not count for it, what the trail keeps.
import { eq } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { assignments, evidence } from '../../../../src/db/schema/assignments.js'
import { another, first, ofEconomy, ofOffice, reporting } from './letters.js'
import { type Office, openOffice } from './office.js'

let office: Office
beforeEach(async () => {
  office = await openOffice()
})
afterEach(() => office.desk.close())

const households = (count: number) => `7. Phòng Kinh tế

- Rà soát, lập danh sách ${count} hộ nghèo đủ điều kiện vay vốn, hoàn thành trước ngày 30/9/2026.`
const old = (section: string) =>
  first.replace('\n\nYêu cầu các cơ quan, đơn vị nghiêm', `\n\n${section}\n\nYêu cầu các cơ quan, đơn vị nghiêm`)
const corrected = (section: string, number = 120) =>
  another({
    number,
    day: 'ngày 21 tháng 9',
    subject: 'V/v đính chính Công văn số 112/UBND-VHXH ngày 14/9/2026',
    named: 'Công văn số 112/UBND-VHXH ngày 14/9/2026 của Ủy ban nhân dân xã',
    sections: [ofOffice, ofEconomy, section, reporting].join('\n\n'),
  })

async function preview(id: number): Promise<string> {
  await office.desk.world.taps('Hoa', 'riêng', `draft.preview:${id}`)
  return (await office.desk.screen()).text
}

const reportedAt = new Date('2026-09-16T03:00:00.000Z')

async function report(unit: 'KT' | 'DVSNC' | 'VHXH', status: 'awaiting' | 'done') {
  const { db } = office.desk.world.database
  const [work] = await office.find(unit, 'hộ nghèo')
  await db
    .update(assignments)
    .set({ status, reportedAt, doneAt: status === 'done' ? reportedAt : null })
    .where(eq(assignments.id, work!.id))
  await db.insert(evidence).values({
    communeId: office.desk.world.communeId,
    assignmentId: work!.id,
    documentNumber: '45/BC-KT',
    givenAt: reportedAt,
  })
}

const heard = async (unit: 'KT' | 'VHXH') =>
  (await office.heard(unit)).find((text) => text.includes('được đính chính bằng')) ?? ''

async function trailOf(number: number): Promise<string> {
  await office.desk.world.says('Hoa', 'riêng', `/nhatky ${number}`)
  return (await office.desk.world.said('riêng')).at(-1)!.text
}

describe('another number', () => {
  it('on unanswered work is told in the preview, in the group and in the trail', async () => {
    const from = await office.issue(old(households(50)))
    const [work] = await office.find('KT', 'hộ nghèo')
    office.to('2026-09-21')
    const id = await office.succeed(from, 'corrects', corrected(households(80)))
    const shown = await preview(id)
    expect(shown).toContain(`– đổi nội dung: #${work!.number} (“50 hộ” → “80 hộ”)`)
    expect(shown).not.toContain('mở lại')
    await office.press(id)
    const told = await heard('KT')
    expect(told).toContain(`Đổi nội dung, đề nghị thực hiện theo nội dung mới: #${work!.number} (“50 hộ” → “80 hộ”).`)
    expect(told).not.toContain('Mở lại')
    expect(told.split('\n').find((line) => line.startsWith('Giữ nguyên')) ?? '').not.toContain(`#${work!.number}`)
    const [after] = await office.find('KT', '80 hộ')
    expect([after?.number, after?.status]).toEqual([work!.number, 'unanswered'])
    const trail = await trailOf(work!.number)
    expect(trail).toContain('nội dung cũ: “Rà soát, lập danh sách 50 hộ nghèo')
    expect(trail).toContain('nội dung mới: “Rà soát, lập danh sách 80 hộ nghèo')
  })

  it('on work in progress keeps the answer', async () => {
    const from = await office.issue(old(households(50)))
    const [work] = await office.find('KT', 'hộ nghèo')
    await office.desk.world.database.db
      .update(assignments)
      .set({ status: 'in-progress' })
      .where(eq(assignments.id, work!.id))
    office.to('2026-09-21')
    const id = await office.succeed(from, 'corrects', corrected(households(80)))
    await office.press(id)
    const [after] = await office.find('KT', '80 hộ')
    expect([after?.status, after?.version]).toEqual(['in-progress', work!.version + 1])
    expect(await trailOf(work!.number)).not.toContain('mở lại')
  })

  it.each(['awaiting', 'done'] as const)('opens again what is %s, with its evidence, and says why', async (status) => {
    const from = await office.issue(old(households(50)))
    const [work] = await office.find('KT', 'hộ nghèo')
    await report('KT', status)
    office.to('2026-09-21')
    const id = await office.succeed(from, 'corrects', corrected(households(80)))
    const shown = await preview(id)
    expect(shown).toContain(`– mở lại vì báo cáo hoàn thành theo nội dung cũ: #${work!.number}`)
    expect(shown.indexOf('– mở lại')).toBeLessThan(shown.indexOf('– đổi nội dung'))
    await office.press(id)
    const [after] = await office.find('KT', '80 hộ')
    expect([after?.status, after?.reportedAt, after?.doneAt, after?.evidenceCount]).toEqual([
      'in-progress',
      null,
      null,
      1,
    ])
    expect(await heard('KT')).toContain(
      `Mở lại, vì báo cáo hoàn thành đã gửi là theo nội dung cũ; minh chứng vẫn được giữ, đề nghị đơn vị báo cáo lại theo nội dung mới: #${work!.number}.`,
    )
    const trail = await trailOf(work!.number)
    expect(trail).toMatch(/mở lại\. .* → Đang thực hiện\. báo cáo theo nội dung cũ, đính chính: 120\/UBND-VHXH/)
  })

  it('with another day is told as both, and no answer is said to count', async () => {
    const from = await office.issue(old(households(50)))
    const [work] = await office.find('KT', 'hộ nghèo')
    await report('KT', 'done')
    office.to('2026-09-21')
    const id = await office.succeed(from, 'corrects', corrected(households(80).replace('30/9/2026', '15/10/2026')))
    await office.press(id)
    const told = await heard('KT')
    expect(told).toContain(`Đổi thời hạn: #${work!.number} (30/9/2026 → 15/10/2026).`)
    expect(told).toContain(`#${work!.number} (“50 hộ” → “80 hộ”)`)
    const trail = await trailOf(work!.number)
    expect(trail).toContain('30/9/2026 → 15/10/2026. nội dung cũ: “')
  })

  it('counts the old results where the officer says so', async () => {
    const from = await office.issue(old(households(50)))
    const [work] = await office.find('KT', 'hộ nghèo')
    await report('KT', 'done')
    office.to('2026-09-21')
    const id = await office.succeed(from, 'corrects', corrected(households(80)))
    await office.desk.world.taps('Hoa', 'riêng', `draft.show:${id}`)
    await office.desk.screen()
    await office.desk.world.taps('Hoa', 'riêng', 'Kết quả cũ vẫn tính')
    const answer = await office.desk.screen()
    expect(answer.text).toContain(`– báo cáo hoàn thành theo nội dung cũ vẫn tính: #${work!.number}`)
    expect(answer.buttons.flat()).toContain('Mở lại việc đã báo cáo theo nội dung cũ')
    await office.press(id)
    expect((await office.find('KT', '80 hộ'))[0]?.status).toBe('done')
    expect(await heard('KT')).toContain(`Báo cáo hoàn thành đã gửi theo nội dung cũ vẫn tính: #${work!.number}.`)
  })

  it('of work that was due already: opened again, it is not the unit that is late', async () => {
    const from = await office.issue(old(households(50)))
    await report('KT', 'done')
    office.to('2026-10-05')
    const id = await office.succeed(from, 'corrects', corrected(households(80)))
    await office.press(id)
    const [after] = await office.find('KT', '80 hộ')
    expect([after?.status, after?.legalDueOn, after?.issuedLate]).toEqual(['in-progress', '2026-09-30', true])
  })

  it('again in a correction of the correction opens again what was reported for the first', async () => {
    const from = await office.issue(old(households(50)))
    const [work] = await office.find('KT', 'hộ nghèo')
    office.to('2026-09-21')
    const id = await office.succeed(from, 'corrects', corrected(households(80)))
    await office.press(id)
    await report('KT', 'done')
    office.to('2026-09-22')
    const next = await office.succeed(from, 'corrects', corrected(households(120), 125))
    expect(await preview(next)).toContain(`– mở lại vì báo cáo hoàn thành theo nội dung cũ: #${work!.number}`)
    await office.press(next)
    const [after] = await office.find('KT', '120 hộ')
    expect([after?.number, after?.status]).toEqual([work!.number, 'in-progress'])
    const trail = await trailOf(work!.number)
    expect(trail).toContain('nội dung cũ: “Rà soát, lập danh sách 50 hộ')
    expect(trail).toContain('nội dung cũ: “Rà soát, lập danh sách 80 hộ')
  })
})

describe('the same content', () => {
  it.each([
    ['a typing error put right', (text: string) => text.replace('danh sách', 'danh sáchh')],
    ['marks and case', (text: string) => text.replace('Rà soát, lập', 'RÀ SOÁT lập')],
    ['another day', (text: string) => text.replace('30/9/2026', '15/9/2026')],
    [
      'days to count instead of a day',
      (text: string) =>
        text.replace('hoàn thành trước ngày 30/9/2026', 'hoàn thành trong 05 ngày làm việc kể từ ngày ký'),
    ],
  ])('%s: what was reported stays', async (_, mistake) => {
    const from = await office.issue(old(mistake(households(50))))
    const [work] = await office.find('KT', 'hộ nghèo')
    await report('KT', 'done')
    office.to('2026-09-21')
    const id = await office.succeed(from, 'corrects', corrected(households(50)))
    expect(await preview(id)).not.toMatch(/đổi nội dung|mở lại/)
    await office.press(id)
    const [after] = await office.find('KT', 'hộ nghèo')
    expect([after?.number, after?.status, after?.directiveId]).toEqual([work!.number, 'done', id])
    expect(await heard('KT')).not.toMatch(/Đổi nội dung|Mở lại/)
    expect(await trailOf(work!.number)).not.toContain('nội dung cũ')
  })
})

describe('one task of two units', () => {
  const shared = (count: number) =>
    households(count).replace('Phòng Kinh tế', 'Phòng Kinh tế, Trung tâm Dịch vụ sự nghiệp công')

  it('each is told and opened by its own answer; the unit without a group in the text for Zalo', async () => {
    const from = await office.issue(old(shared(50)))
    const [kt] = await office.find('KT', 'hộ nghèo')
    const [dv] = await office.find('DVSNC', 'hộ nghèo')
    await report('DVSNC', 'done')
    office.to('2026-09-21')
    const id = await office.succeed(from, 'corrects', corrected(shared(80)))
    const shown = await preview(id)
    const both = [kt!.number, dv!.number].sort((a, b) => a - b)
    expect(shown).toMatch(new RegExp(`– đổi nội dung: #${both[0]}(, |–)#${both[1]} \\(“50 hộ” → “80 hộ”\\)`))
    expect(shown).toContain(`– mở lại vì báo cáo hoàn thành theo nội dung cũ: #${dv!.number}`)
    await office.press(id)
    expect((await office.find('KT', '80 hộ'))[0]?.status).toBe('unanswered')
    expect((await office.find('DVSNC', '80 hộ'))[0]?.status).toBe('in-progress')
    expect(await heard('KT')).not.toContain(`#${dv!.number}`)
    await office.desk.world.said()
    await office.desk.world.taps('Hoa', 'riêng', `directive.copy:${id}:${office.desk.world.units.DVSNC}`)
    const copied = (await office.desk.world.said('riêng')).map((one) => one.text).join('\n')
    expect(copied).toContain(`#${dv!.number} (“50 hộ” → “80 hộ”)`)
    expect(copied).toContain(`Mở lại, vì báo cáo hoàn thành đã gửi là theo nội dung cũ`)
    const kept = copied.split('\n').find((line) => line.startsWith('Giữ nguyên số việc')) ?? ''
    expect(kept).not.toContain(`#${dv!.number}`)
  })
})

it('of a duty that comes again: the turn that has passed stays done, the one that runs is open again', async () => {
  const monthlyReport = (percent: number) => `7. Phòng Kinh tế

- Báo cáo kết quả giải ngân đạt ${percent}% kế hoạch vốn hộ nghèo trước ngày 18 hằng tháng.`
  const from = await office.issue(old(monthlyReport(60)))
  await report('KT', 'done')
  office.to('2026-10-01', '07:31')
  await office.tick()
  const [september, october] = await office.find('KT', 'hộ nghèo')
  await office.desk.world.database.db
    .update(assignments)
    .set({ status: 'awaiting', reportedAt })
    .where(eq(assignments.id, october!.id))
  office.to('2026-10-05')
  const id = await office.succeed(from, 'corrects', corrected(monthlyReport(95)))
  const shown = await preview(id)
  expect(shown).toContain(`– đổi nội dung: #${october!.number} (“60%” → “95%”)`)
  await office.press(id)
  expect((await office.find('KT', '95%')).map((one) => [one.number, one.status])).toEqual([
    [september!.number, 'done'],
    [october!.number, 'in-progress'],
  ])
})
