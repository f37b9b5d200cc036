// A letter is issued, corrected, replaced, and the month goes on: what is owed, what groups were told, what was shown before.
import { and, asc, eq, inArray, isNotNull, ne } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { alsoAskedBy, assignments, taskDeadlines } from '../../../../src/db/schema/assignments.js'
import { sampleLetter } from '../../../../src/demo/letters/sample.js'
import { assignmentEntries } from '../../../../src/office/assignments/dialog.js'
import { openDuePeriods } from '../../../../src/office/assignments/open.js'
import { viewsOf } from '../../../../src/office/assignments/store.js'
import { secretStamp } from '../../../../src/office/directives/reader/stamp.js'
import type { UnitKey } from '../../../support/world.js'
import { type Desk, openDesk } from '../desk.js'

const first = sampleLetter.replaceAll('AN KHÁNH', 'ĐƯỜNG AN').replaceAll('An Khánh', 'Đường An')

/** The sample letter under another number and subject, naming the one it changes, with sections of its own. */
function another(input: { number: number; day: string; subject: string; named: string; sections: string }): string {
  const { number, day, subject, named, sections } = input
  const body = `Thực hiện ${named}, Ủy ban nhân dân xã yêu cầu các cơ quan, đơn vị thực hiện các nhiệm vụ sau:\n\n${sections}\n\n`
  return first
    .replace('112/UBND-VHXH', `${number}/UBND-VHXH`)
    .replace('V/v đẩy mạnh cải cách hành chính\nnhững tháng cuối năm 2026', subject)
    .replace('ngày 14 tháng 9', day)
    .replace(/Thực hiện Công văn số 2210[\s\S]*(?=Yêu cầu các cơ quan, đơn vị nghiêm túc)/, body)
}

const office = `1. Văn phòng HĐND và UBND

- Rà soát, cập nhật Quy chế làm việc của Ủy ban nhân dân xã, trình Chủ tịch ký ban hành trong tháng 10/2026.`
const economy = `2. Phòng Kinh tế

- Thực hiện công khai dự toán, quyết toán ngân sách trước ngày 30/9/2026.`
const reports = `3. Chế độ thông tin, báo cáo

Các cơ quan, đơn vị báo cáo kết quả thực hiện về Ủy ban nhân dân xã (qua Phòng Văn hóa - Xã hội) trước ngày 17 hằng tháng.`

const correction = another({
  number: 120,
  day: 'ngày 21 tháng 9',
  subject: 'V/v đính chính Công văn số 112/UBND-VHXH ngày 14/9/2026',
  named: 'Công văn số 112/UBND-VHXH ngày 14/9/2026 của Ủy ban nhân dân xã',
  sections: [office, economy, reports].join('\n\n'),
})

let desk: Desk
beforeEach(async () => {
  desk = await openDesk({ entries: [assignmentEntries({ secretStamp })] })
})
afterEach(() => desk.close())

async function issue(text: string): Promise<number> {
  const id = await desk.paste(text)
  const { version } = await desk.draft(id)
  await desk.world.taps('Hoa', 'riêng', `draft.issue:${id}:${version}`)
  expect((await desk.draft(id)).state).toBe('issued')
  return id
}

/** The letter that takes the place of this one, read and waiting. */
async function succeed(id: number, kind: 'corrects' | 'replaces', text: string): Promise<number> {
  await desk.world.said()
  await desk.world.taps('Hoa', 'riêng', `directive.change:${id}:${kind}`)
  const next = await desk.paste(text)
  expect((await desk.draft(next)).draft.decisions?.succeeds).toEqual({ id, kind })
  await desk.world.said()
  return next
}

const press = async (id: number) => {
  const { version } = await desk.draft(id)
  return desk.world.taps('Hoa', 'riêng', `draft.issue:${id}:${version}`)
}

/** Everything given, in the order of the numbers. */
async function given() {
  const rows = await desk.world.database.db.select().from(assignments).orderBy(asc(assignments.number))
  return desk.world.write((tx) =>
    viewsOf(
      tx,
      desk.world.communeId,
      rows.map((row) => row.id),
    ),
  )
}

const find = async (unit: UnitKey, words: string) =>
  (await given()).filter((one) => one.unit.shortName === unit && one.text.includes(words))

const to = (day: string, time = '08:00') => {
  desk.world.now = new Date(`${day}T${time}:00.000+07:00`)
}

/** The duties look for what is due, as they do every minute. */
const tick = () => desk.world.write((tx) => openDuePeriods(tx, desk.world.communeId, desk.world.now))

async function answer(unit: UnitKey, words: string, status: 'done' | 'accepted') {
  const ids = (await find(unit, words)).map((one) => one.id)
  const { db } = desk.world.database
  await db.update(assignments).set({ status }).where(inArray(assignments.id, ids))
}

const monthly = 'báo cáo kết quả thực hiện'
const units: UnitKey[] = ['VP', 'KT', 'VHXH', 'PVHCC', 'DVSNC']

/** The group's messages since the last look, the buttons aside. */
const heard = async (unit: UnitKey) => (await desk.world.said(unit)).map((one) => one.text)

describe('Đính chính', () => {
  it('gives what it changed, keeps what it repeats, and attaches nothing to the letter it corrects', async () => {
    const old = await issue(first)
    const [rule] = await find('VP', 'Quy chế làm việc')
    const [published] = await find('KT', 'công khai dự toán')
    await answer('VP', 'Quy chế làm việc', 'accepted')
    to('2026-09-21')
    const id = await succeed(old, 'corrects', correction)
    await desk.world.taps('Hoa', 'riêng', `draft.preview:${id}`)
    const preview = (await desk.screen()).text
    expect(preview).not.toContain('Gắn thêm số văn bản')
    expect(preview).toContain('Sẽ giao 1 việc.')
    expect(preview).toContain(`– rút: #${published!.number}`)
    expect(preview).toContain(`– đổi thời hạn: #${rule!.number} (30/9/2026 → 31/10/2026)`)

    const ack = await press(id)
    expect(ack?.text).toBe('Đã giao 1 việc.')
    const works = await find('KT', 'công khai dự toán')
    expect(works.map((one) => [one.status, one.legalDueOn, one.directiveId])).toEqual([
      ['withdrawn', null, old],
      ['unanswered', '2026-09-30', id],
    ])
    expect((await find('VP', 'Quy chế làm việc')).map((one) => [one.number, one.status, one.legalDueOn])).toEqual([
      [rule!.number, 'accepted', '2026-10-31'],
    ])
    expect(await desk.world.database.db.select().from(alsoAskedBy)).toEqual([])
    expect((await desk.screen()).text).toContain('7 việc cho 5 đơn vị, trong đó 6 việc chuyển từ văn bản trước.')
  })

  it('shows before what each group then gets, word for word', async () => {
    const old = await issue(first)
    await answer('KT', monthly, 'done')
    to('2026-09-21')
    const id = await succeed(old, 'corrects', correction)
    const shown: string[] = []
    for (const page of [0, 1, 2]) {
      await desk.world.taps('Hoa', 'riêng', `draft.group:${id}:${desk.world.units.KT}:${page}`)
      shown.push((await desk.screen()).text)
    }
    await desk.world.said()
    await press(id)
    const sent = (await desk.world.said('KT')).filter((one) => one.slot)
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
    const old = await issue(first)
    const [rule] = await find('VP', 'Quy chế làm việc')
    const [report] = await find('VP', monthly)
    to('2026-09-21')
    const id = await succeed(old, 'corrects', correction)
    await press(id)
    const told = (await heard('VP')).find((text) => text.includes('được đính chính bằng'))
    expect(told).toContain(`Giữ nguyên, câu trả lời đã gửi vẫn tính: #${report!.number}.`)
    expect(told).toContain(`Đổi thời hạn, câu trả lời đã gửi vẫn tính: #${rule!.number} (30/9/2026 → 31/10/2026).`)
    await desk.world.says('Hoa', 'riêng', `/nhatky ${rule!.number}`)
    const trail = (await desk.world.said('riêng')).at(-1)!.text
    expect(trail).toContain('chuyển sang văn bản thay thế, đính chính. 30/9/2026 → 31/10/2026')
  })

  it('the monthly duty goes on under it: every unit owes October once, from its first working day', async () => {
    const old = await issue(first)
    await answer('KT', monthly, 'done')
    to('2026-09-21')
    const id = await succeed(old, 'corrects', correction)
    await press(id)
    await tick()
    for (const unit of units) expect(await find(unit, monthly)).toHaveLength(1)
    to('2026-10-01', '07:31')
    await tick()
    await tick()
    for (const unit of units) {
      const duty = (await find(unit, monthly)).map((one) => [one.period, one.legalDueOn, one.directiveId])
      expect(duty, unit).toEqual([
        ['2026-09', '2026-09-17', id],
        ['2026-10', '2026-10-17', id],
      ])
    }
    // What the correction does not speak of stays with the letter it corrects, and goes on there.
    const other = await find('VHXH', 'Tổng hợp kết quả cải cách hành chính')
    expect(other.map((one) => [one.period, one.directiveId])).toEqual([
      ['2026-09', old],
      ['2026-10', old],
    ])
    expect((await heard('VP')).join('\n')).toContain('báo cáo kết quả thực hiện')
  })

  it('a unit that joins a duty in the middle of a month owes it from the next month', async () => {
    const old = await issue(first.replace('Các cơ quan, đơn vị báo cáo kết quả', 'Phòng Kinh tế báo cáo kết quả'))
    await answer('KT', monthly, 'done')
    to('2026-09-21')
    const id = await succeed(old, 'corrects', correction)
    const { draft, version } = await desk.draft(id)
    const task = draft.tasks.find((one) => one.text.includes(monthly))!
    expect(task.unitIds).toHaveLength(5)
    await desk.world.taps('Hoa', 'riêng', `draft.preview:${id}`)
    expect((await desk.screen()).text).toContain('Sẽ giao 1 việc.')
    expect((await desk.world.taps('Hoa', 'riêng', `draft.issue:${id}:${version}`))?.text).toBe('Đã giao 1 việc.')
    to('2026-10-01', '07:31')
    await tick()
    for (const unit of units)
      expect(
        (await find(unit, monthly)).map((one) => one.period),
        unit,
      ).toEqual(unit === 'KT' ? ['2026-09', '2026-10'] : ['2026-10'])
  })
})

it('before a correction is recalled it is said that the work it took over goes with it', async () => {
  const old = await issue(first)
  const id = await succeed(old, 'corrects', correction)
  await press(id)
  await desk.world.taps('Hoa', 'riêng', `directive.recall:${id}`)
  expect((await desk.screen()).text).toContain(
    'Các việc chuyển từ Văn bản 112/UBND-VHXH ngày 14/9/2026 sang cũng được rút',
  )
  await desk.world.taps('Hoa', 'riêng', `directive.recall:${old}`)
  expect((await desk.screen()).text).not.toContain('Các việc chuyển từ')
})

describe('Thay thế', () => {
  const replacement = (sections: string) =>
    another({
      number: 121,
      day: 'ngày 21 tháng 9',
      subject: 'V/v thay thế Công văn số 112/UBND-VHXH ngày 14/9/2026',
      named: 'Công văn số 112/UBND-VHXH ngày 14/9/2026 của Ủy ban nhân dân xã',
      sections,
    })

  it('a duty that it no longer asks for ends also where the last report was accepted', async () => {
    const old = await issue(first)
    await answer('KT', monthly, 'done')
    to('2026-09-21')
    const id = await succeed(old, 'replaces', replacement([office, economy].join('\n\n')))
    await press(id)
    to('2026-10-15')
    await tick()
    expect((await given()).filter((one) => one.period === '2026-10')).toEqual([])
    const open = (await given()).filter((one) => one.status !== 'withdrawn' && one.status !== 'done')
    expect(open.map((one) => one.directiveId)).toEqual([id, id])
    const waiting = await desk.world.database.db.select().from(taskDeadlines).where(isNotNull(taskDeadlines.nextLookAt))
    expect(waiting).toEqual([])
  })

  it('takes over everything, letter after letter, and each month is owed once', async () => {
    const old = await issue(first)
    to('2026-09-21')
    const corrected = await succeed(old, 'corrects', correction)
    await press(corrected)
    to('2026-10-01', '07:31')
    await tick()
    to('2026-10-05', '09:00')
    const text = another({
      number: 130,
      day: 'ngày 05 tháng 10',
      subject: 'V/v thay thế Công văn số 120/UBND-VHXH ngày 21/9/2026',
      named: 'Công văn số 112/UBND-VHXH ngày 14/9/2026 và Công văn số 120/UBND-VHXH ngày 21/9/2026',
      sections: [office, economy.replace('30/9/2026', '15/10/2026'), reports].join('\n\n'),
    })
    const id = await succeed(corrected, 'replaces', text)
    await press(id)
    to('2026-11-02', '07:31')
    await tick()
    for (const unit of units) {
      const duty = (await find(unit, monthly)).filter((one) => one.status !== 'withdrawn')
      expect(
        duty.map((one) => [one.period, one.directiveId]),
        unit,
      ).toEqual([
        ['2026-09', id],
        ['2026-10', id],
        ['2026-11', id],
      ])
    }
    const left = await desk.world.database.db
      .select()
      .from(assignments)
      .where(and(ne(assignments.status, 'withdrawn'), eq(assignments.unitId, desk.world.units.KT)))
    expect(left.filter((one) => one.legalDueOn === '2026-10-15')).toHaveLength(1)
    expect(await desk.world.database.db.select().from(alsoAskedBy)).toEqual([])
  })
})

describe('a letter that succeeds one and carries out a third', () => {
  const superior = first
    .replace('112/UBND-VHXH', '90/UBND-VHXH')
    .replace('ngày 14 tháng 9', 'ngày 07 tháng 9')
    .replace(
      /Thực hiện Công văn số 2210[\s\S]*(?=Yêu cầu các cơ quan, đơn vị nghiêm túc)/,
      `${economy}\n\n${reports}\n\n`,
    )
  const carrying = (number: number, sections: string) =>
    another({
      number,
      day: 'ngày 14 tháng 9',
      subject: 'V/v công khai dự toán và chế độ báo cáo',
      named: 'Công văn số 90/UBND-VHXH ngày 07/9/2026 của Ủy ban nhân dân xã',
      sections,
    })

  it('leaves what is attached to the third attached, once, also where it no longer names it', async () => {
    const third = await issue(superior)
    const old = await issue(carrying(112, [office, economy, reports].join('\n\n')))
    expect(await desk.world.database.db.select().from(alsoAskedBy)).toHaveLength(6)
    to('2026-09-21')
    const text = another({
      number: 120,
      day: 'ngày 21 tháng 9',
      subject: 'V/v đính chính Công văn số 112/UBND-VHXH ngày 14/9/2026',
      named: 'Công văn số 112/UBND-VHXH ngày 14/9/2026 của Ủy ban nhân dân xã',
      sections: [office.replace('tháng 10/2026', 'tháng 11/2026'), economy, reports].join('\n\n'),
    })
    const id = await succeed(old, 'corrects', text)
    expect((await press(id))?.text).toBe('Đã giao 0 việc.')
    const [published, ...more] = await find('KT', 'công khai dự toán')
    expect(more).toEqual([])
    expect([published!.directiveId, published!.also]).toEqual([
      third,
      [{ number: '120/UBND-VHXH', issuedOn: '2026-09-21', clause: 'mục 2, gạch đầu dòng 1', dueOn: '2026-09-30' }],
    ])
    to('2026-10-01', '07:31')
    await tick()
    for (const unit of units)
      expect(
        (await find(unit, monthly)).map((one) => one.period),
        unit,
      ).toEqual(['2026-09', '2026-10'])
    const [rule] = await find('VP', 'Quy chế làm việc')
    expect([rule!.directiveId, rule!.legalDueOn]).toEqual([id, '2026-11-30'])
  })

  it('another day that it names itself is shown beside its number', async () => {
    await issue(superior)
    await desk.world.said()
    await issue(carrying(112, [office, economy.replace('30/9/2026', '25/9/2026'), reports].join('\n\n')))
    const [published] = await find('KT', 'công khai dự toán')
    expect(published!.legalDueOn).toBe('2026-09-30')
    const card = (await desk.world.said('KT')).find((one) => one.slot === `card:${published!.id}`)
    expect(card!.text).toContain('CV 112/UBND-VHXH ngày 14/9/2026, mục 2, gạch đầu dòng 1 (văn bản này ghi 25/9/2026)')
    expect(card!.text).toContain('Thời hạn: 30/9/2026')
  })

  it('recalled, the third hands what a corrected letter still asks for over to it, with the duty', async () => {
    const third = await issue(superior)
    const old = await issue(carrying(112, [office, economy, reports].join('\n\n')))
    const only = another({
      number: 120,
      day: 'ngày 14 tháng 9',
      subject: 'V/v đính chính Công văn số 112/UBND-VHXH ngày 14/9/2026',
      named: 'Công văn số 112/UBND-VHXH ngày 14/9/2026 của Ủy ban nhân dân xã',
      sections: office.replace('tháng 10/2026', 'tháng 11/2026'),
    })
    await press(await succeed(old, 'corrects', only))
    await desk.world.taps('Hoa', 'riêng', `directive.recallYes:${third}`)
    expect((await find('KT', 'công khai dự toán')).map((one) => [one.status, one.directiveId])).toEqual([
      ['unanswered', old],
    ])
    to('2026-10-01', '07:31')
    await tick()
    for (const unit of units)
      expect(
        (await find(unit, monthly)).map((one) => [one.period, one.directiveId]),
        unit,
      ).toEqual([
        ['2026-09', old],
        ['2026-10', old],
      ])
  })

  it('a letter that was corrected is corrected again with what the correction took over', async () => {
    const old = await issue(first)
    to('2026-09-21')
    await press(await succeed(old, 'corrects', correction))
    const [rule] = await find('VP', 'Quy chế làm việc')
    to('2026-09-22')
    const again = another({
      number: 125,
      day: 'ngày 22 tháng 9',
      subject: 'V/v đính chính Công văn số 112/UBND-VHXH ngày 14/9/2026',
      named: 'Công văn số 112/UBND-VHXH ngày 14/9/2026 của Ủy ban nhân dân xã',
      sections: office.replace('tháng 10/2026', 'tháng 11/2026'),
    })
    const id = await succeed(old, 'corrects', again)
    expect((await press(id))?.text).toBe('Đã giao 0 việc.')
    expect((await find('VP', 'Quy chế làm việc')).map((one) => [one.number, one.directiveId, one.legalDueOn])).toEqual([
      [rule!.number, id, '2026-11-30'],
    ])
    to('2026-10-01', '07:31')
    await tick()
    for (const unit of units) expect(await find(unit, monthly), unit).toHaveLength(2)
  })
})
