import { and, asc, eq } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { assignments, tasks, taskUnits } from '../../../../src/db/schema/assignments.js'
import { communes, unitAliases, units } from '../../../../src/db/schema/communes.js'
import { outbox } from '../../../../src/db/schema/post.js'
import { events } from '../../../../src/db/schema/trail.js'
import { clearLetter, type Desk, docx, letter, longLetter, openDesk } from '../desk.js'

let desk: Desk
beforeEach(async () => {
  desk = await openDesk()
})
afterEach(() => desk.close())

async function paste(text: string): Promise<number> {
  const id = await desk.paste(text)
  await desk.world.said()
  return id
}

async function press(label: string, who: 'Hoa' | 'Lan' = 'Hoa') {
  await desk.world.said()
  return desk.world.taps(who, 'riêng', label)
}

const given = () => desk.world.database.db.select().from(assignments).orderBy(asc(assignments.number))

describe('before a letter is issued', () => {
  it('the officer sees what each group gets, unit by unit, and who has no group', async () => {
    await paste(clearLetter)
    await press('Giao việc')
    const preview = await desk.screen()
    expect(preview.text).toContain('Xem trước khi giao')
    expect(preview.text).toContain('Nhóm của Phòng Kinh tế: 4 việc')
    expect(preview.text).toContain('Trung tâm Dịch vụ sự nghiệp công: 2 việc, chưa có nhóm')
    expect(preview.text).toContain('31/12/2026')
    expect(await given()).toEqual([])
    await press('Xem: KT')
    const first = await desk.screen()
    expect(first.text).toContain('Tin 1/2')
    expect(first.text).toContain('CV 112/UBND-VHXH ngày 10/9/2026')
    await press('▶')
    expect((await desk.screen()).text).toContain('Thực hiện giải ngân 100%')
    await press('Quay lại')
    expect((await desk.screen()).text).toContain('Xem trước khi giao')
  })

  it('what the preview shows of a group is word for word what the group then gets', async () => {
    const id = await paste(clearLetter)
    await press('Giao việc')
    const shown: string[] = []
    for (const page of [0, 1]) {
      await desk.world.taps('Hoa', 'riêng', `draft.group:${id}:${desk.world.units.KT}:${page}`)
      shown.push((await desk.screen()).text)
    }
    await desk.world.taps('Hoa', 'riêng', `draft.issue:${id}:1`)
    const sent = await desk.world.said('KT')
    expect(sent).toHaveLength(2)
    expect(shown[0]).toContain(sent[0]?.text)
    const lines = (text: string) =>
      text
        .split('\n')
        .filter((line) => /^(\d+\.|–) /.test(line))
        .map((line) => line.replace(/^(\d+\.|–) /, ''))
    expect(lines(sent[1]?.text ?? '')).toEqual(lines(shown[1] ?? ''))
    expect(lines(sent[1]?.text ?? '')).toHaveLength(4)
  })

  it('counts what will be given: a task with two deadlines is two pieces of work for each of its units', async () => {
    await paste(clearLetter.replace('trước ngày 20 hằng tháng', 'trước ngày 20 hằng tháng và trước ngày 15 hằng quý'))
    expect((await desk.screen()).text).toContain(
      '6 nhiệm vụ, 14 lượt giao cho 5 đơn vị. Mỗi kỳ, mỗi thời hạn là một việc: 19 việc.',
    )
    await press('Giao việc')
    expect((await desk.screen()).text).toContain('Sẽ giao 19 việc.')
    expect((await press('Giao việc'))?.text).toBe('Đã giao 19 việc.')
  })

  it('a task without a unit stands in the way, by its number, until it has one or is dropped', async () => {
    const id = await paste(letter)
    await press('Giao việc')
    const told = await desk.screen()
    expect(told.text).toContain('1 việc chưa có đơn vị chủ trì (việc số 7)')
    expect(await desk.world.taps('Hoa', 'riêng', `draft.issue:${id}:1`)).toBeDefined()
    expect(await given()).toEqual([])
    await press('Chọn đơn vị')
    expect((await desk.screen()).text).toContain('Đơn vị chưa có trong danh sách: đồng chí gõ /donvi để thêm')
    await desk.world.taps('Hoa', 'riêng', `draft.preview:${id}`)
    await press('Bỏ 1 việc chưa có đơn vị')
    expect((await desk.screen()).text).toContain('Xem trước khi giao')
  })

  it('nothing is issued when every task was dropped', async () => {
    const id = await paste(clearLetter)
    for (let number = 1; number <= 6; number++)
      await desk.world.taps('Hoa', 'riêng', `draft.drop:${id}:${number}:${number}:1`)
    await desk.world.taps('Hoa', 'riêng', `draft.issue:${id}:7`)
    expect((await desk.screen()).text).toContain('Chưa có việc nào để giao')
    expect(await given()).toEqual([])
  })

  it('asks again when the letter names another commune', async () => {
    await paste(clearLetter.replace('XÃ ĐƯỜNG AN', 'XÃ NGHI DƯƠNG').replace('Đường An, ngày', 'Nghi Dương, ngày'))
    await press('Giao việc')
    expect((await desk.screen()).text).toMatch(/ghi xã Nghi Dương, không phải UBND xã Đường An/i)
    await press('Vẫn giao')
    expect((await desk.screen()).text).toContain('Xem trước khi giao')
  })

  it('asks for number and date; sent provisionally, every group is told so', async () => {
    await paste(clearLetter.replace('112/UBND-VHXH', '/UBND-VHXH').replace('ngày 10 tháng 9', 'ngày   tháng 9'))
    await press('Giao việc')
    expect((await desk.screen()).text).toContain('Chưa có số và ngày văn bản.')
    await press('Tạm gửi, chưa vào số')
    expect((await desk.screen()).text).toContain('Xem trước khi giao')
    expect((await desk.screen()).text).toContain('Tạm gửi, chưa vào số.')
    await press('Giao việc')
    expect((await desk.world.said('KT'))[0]?.text.toLowerCase()).toContain('chưa vào số')
  })

  it('says which deadlines are past already', async () => {
    await paste(clearLetter.replace('trước ngày 31/12/2026', 'trước ngày 11/9/2026'))
    await press('Giao việc')
    expect((await desk.screen()).text).toContain('1 lượt giao có thời hạn đã qua')
  })
})

describe('issuing', () => {
  it('gives every unit its numbered work in one go and tells the groups', async () => {
    const id = await paste(clearLetter)
    await press('Giao việc')
    const ack = await press('Giao việc')
    expect(ack?.text).toBe('Đã giao 14 việc.')
    const rows = await given()
    expect(rows.map((one) => one.number)).toEqual(Array.from({ length: 14 }, (_, index) => index + 1))
    expect((await desk.draft(id)).state).toBe('issued')
    const after = await desk.screen()
    expect(after.text).toContain('đồng chí Hoa đã giao lúc 09:00 14/9/2026')
    expect(after.text).toContain('– Phòng Kinh tế: 4 việc')
    expect(after.text).toContain(
      'Chưa có nhóm, đề nghị đồng chí sao chép gửi Zalo:\n– Trung tâm Dịch vụ sự nghiệp công: 2 việc',
    )
    expect(after.buttons).toEqual([
      ['Sao chép gửi Zalo'],
      ['Đơn vị chưa nhận'],
      ['Dừng gửi', 'Cập nhật'],
      ['Thay thế', 'Đính chính'],
      ['Gửi nhầm, rút lại'],
    ])
    const trail = await desk.world.database.db
      .select()
      .from(events)
      .where(eq(events.subject, `directive:${id}`))
      .orderBy(events.id)
    expect(trail.at(-1)).toMatchObject({ action: 'directive.issue', after: { state: 'issued', assignments: 14 } })
  })

  it('happens once, however often and by whomever it is pressed', async () => {
    const id = await paste(clearLetter)
    await desk.world.taps('Hoa', 'riêng', `draft.issue:${id}:1`)
    const again = await desk.world.taps('Hoa', 'riêng', `draft.issue:${id}:1`)
    const other = await desk.world.taps('Lan', 'riêng', `draft.issue:${id}:1`)
    expect(again?.text).toContain('đã được giao rồi')
    expect(other?.text).toContain('đã được giao rồi')
    expect(await given()).toHaveLength(14)
    const headers = await desk.world.database.db
      .select()
      .from(outbox)
      .where(and(eq(outbox.chatId, desk.world.groups.KT), eq(outbox.slot, `header:${id}`)))
    expect(headers).toHaveLength(1)
  })

  it('issues only the version that was previewed', async () => {
    const id = await paste(clearLetter)
    await press('Giao việc')
    await desk.world.taps('Lan', 'riêng', `draft.drop:${id}:1:4:1`)
    const ack = await desk.world.taps('Hoa', 'riêng', `draft.issue:${id}:1`)
    expect(ack?.text).toContain('Chưa giao')
    expect(await given()).toEqual([])
    expect((await desk.screen()).text).toContain('Nhóm của Phòng Kinh tế: 3 việc')
  })

  it('is not possible for an officer of another commune', async () => {
    const id = await paste(clearLetter)
    expect(await desk.world.taps('Nga', 'riêng', `draft.issue:${id}:1`)).toMatchObject({ alert: true })
    expect(await given()).toEqual([])
  })

  it('gives what the officer made of it: unit, deadline, wording, tracking date; not what was dropped', async () => {
    const id = await paste(clearLetter)
    const { KT, VP, DVSNC } = desk.world.units
    await desk.world.taps('Hoa', 'riêng', `draft.unit:${id}:1:4:l:${VP}:1`)
    await desk.world.taps('Hoa', 'riêng', `draft.unit:${id}:2:4:c:${DVSNC}:1`)
    await desk.world.taps('Hoa', 'riêng', `draft.due:${id}:3:5:d:month`)
    await desk.world.taps('Hoa', 'riêng', `draft.drop:${id}:4:1:1`)
    await desk.world.taps('Hoa', 'riêng', `draft.trackAll:${id}:5:year`)
    await desk.world.taps('Hoa', 'riêng', `draft.ask:${id}:6:text`)
    await desk.answers('Hoa', 'Bảo đảm hồ sơ đúng hạn')
    await desk.world.taps('Hoa', 'riêng', `draft.issue:${id}:7`)
    const { db } = desk.world.database
    const rows = await db.select().from(tasks).where(eq(tasks.directiveId, id)).orderBy(asc(tasks.position))
    expect(rows).toHaveLength(5)
    expect(rows[4]?.text).toBe('Bảo đảm hồ sơ đúng hạn')
    const asked = await db
      .select()
      .from(taskUnits)
      .where(eq(taskUnits.taskId, rows[2]?.id ?? 0))
    expect(asked.map((one) => [one.unitId, one.role]).sort()).toEqual(
      [
        [KT, 'lead'],
        [VP, 'lead'],
        [DVSNC, 'cooperating'],
      ].sort(),
    )
    const work = await given()
    expect(work.filter((one) => one.taskId === rows[3]?.id)).toMatchObject([
      { legalDueOn: '2026-09-30', trackingOn: null },
    ])
    expect(work.filter((one) => one.taskId === rows[4]?.id)).toMatchObject([
      { legalDueOn: null, trackingOn: '2026-12-31' },
    ])
  })

  it('attaches the file the letter came in', async () => {
    desk.files.set('h', docx(clearLetter))
    await desk.world.sends('Hoa', 'riêng', { name: 'cv.docx', handle: 'h' })
    await desk.work()
    await press('Giao việc')
    await press('Giao việc')
    const [header] = await desk.world.said('KT')
    expect(header?.message.fileId).toBeDefined()
  }, 60_000)

  it('remembers the name that was corrected and what a collective meant, for the next letter', async () => {
    const id = await paste(letter)
    const { VP, KT, VHXH, PVHCC } = desk.world.units
    await desk.world.taps('Hoa', 'riêng', `draft.unit:${id}:1:7:l:${VP}:1`)
    await desk.world.taps('Hoa', 'riêng', `draft.unit:${id}:2:1:l:${desk.world.units.DVSNC}:0`)
    await desk.world.taps('Hoa', 'riêng', `draft.spread:${id}:3:1`)
    await desk.world.taps('Hoa', 'riêng', `draft.issue:${id}:4`)
    expect((await desk.draft(id)).state).toBe('issued')
    const { db } = desk.world.database
    const aliases = await db.select().from(unitAliases).where(eq(unitAliases.unitId, VP))
    expect(aliases.map((one) => one.alias)).toContain('Hạt Kiểm lâm khu vực')
    const [commune] = await db.select().from(communes).where(eq(communes.id, desk.world.communeId))
    expect(Object.values((commune?.settings.collectives ?? {}) as Record<string, number[]>)[0]?.sort()).toEqual(
      [VP, KT, VHXH, PVHCC].sort(),
    )
    const next = await desk.paste(letter.replace('112/', '113/').replace('quý III/2026', 'quý IV/2026'))
    const { draft } = await desk.draft(next)
    expect(draft.tasks[6]).toMatchObject({ unitIds: [VP], doubts: [] })
    expect(draft.tasks[0]?.unitIds).toHaveLength(4)
  })

  it('says when the same letter comes again that it was issued', async () => {
    const id = await paste(clearLetter)
    await desk.world.taps('Hoa', 'riêng', `draft.issue:${id}:1`)
    await desk.world.said()
    await desk.paste(clearLetter)
    const replies = await desk.world.said('riêng')
    expect(replies[1]?.text).toContain('đã được giao trước đó')
    expect(replies[2]?.text).toContain('đã giao lúc')
  })
})

describe('after office hours', () => {
  beforeEach(async () => {
    await desk.close()
    desk = await openDesk({ now: new Date('2026-09-14T11:15:00.000Z') })
  })

  it('it is asked whether to send at once or when the office opens; later waits until then', async () => {
    await paste(clearLetter)
    await press('Giao việc')
    await press('Giao việc')
    const asked = await desk.screen()
    expect(asked.text).toContain('ngoài giờ làm việc')
    expect(asked.buttons[0]).toEqual(['Gửi ngay', '07:30 hôm sau'])
    expect(await given()).toEqual([])
    await press('07:30 hôm sau')
    expect(await given()).toHaveLength(14)
    const rows = await desk.world.database.db.select().from(outbox).where(eq(outbox.chatId, desk.world.groups.KT))
    expect(rows.length).toBeGreaterThan(0)
    for (const row of rows) expect(row.notBefore?.toISOString()).toBe('2026-09-15T00:30:00.000Z')
  })

  it('sends at once when that is chosen', async () => {
    await paste(clearLetter)
    await press('Giao việc')
    await press('Giao việc')
    await press('Gửi ngay')
    const rows = await desk.world.database.db.select().from(outbox).where(eq(outbox.chatId, desk.world.groups.KT))
    for (const row of rows) expect(row.notBefore).toBeNull()
    expect(rows.length).toBeGreaterThan(0)
  })

  it('HỎA TỐC goes at once', async () => {
    await paste(clearLetter.replace('Số: 112', 'HỎA TỐC\n\nSố: 112'))
    await press('Giao việc')
    await press('Giao việc')
    expect(await given()).toHaveLength(14)
  })
})

describe('after issuing', () => {
  it('the work of a unit without a group can be copied', async () => {
    const id = await paste(clearLetter)
    await desk.world.taps('Hoa', 'riêng', `draft.issue:${id}:1`)
    await press('Sao chép gửi Zalo')
    const text = (await desk.world.said('riêng')).at(-1)?.text ?? ''
    expect(text).toContain('Trung tâm Dịch vụ sự nghiệp công')
    expect(text).toContain('Tổ chức quán triệt nội dung công văn này')
    expect(await desk.world.taps('Nga', 'riêng', `directive.copy:${id}:${desk.world.units.DVSNC}`)).toMatchObject({
      alert: true,
    })
  })

  it('what a partner without a group is asked for is named, and can be copied to be sent by hand', async () => {
    const [partner] = await desk.world.database.db
      .insert(units)
      .values({
        communeId: desk.world.communeId,
        name: 'Hội Nông dân xã',
        shortName: 'HND',
        kind: 'partner',
        position: 9,
      })
      .returning()
    const id = await paste(
      clearLetter.replace(
        'Yêu cầu các đơn vị',
        '5. Đề nghị Hội Nông dân xã\n\n- Tuyên truyền, vận động hội viên nộp hồ sơ trực tuyến.\n\nYêu cầu các đơn vị',
      ),
    )
    const { draft, version } = await desk.draft(id)
    expect(draft.tasks.at(-1)?.unitIds).toEqual([partner!.id])
    await press('Giao việc')
    expect((await desk.screen()).text).toContain(
      'Hội Nông dân xã: chỉ phối hợp, chưa có nhóm, sau khi giao có nội dung để sao chép gửi Zalo\nKính đề nghị phối hợp: Hội Nông dân xã, 1 nội dung\n1. Tuyên truyền, vận động',
    )
    await desk.world.taps('Hoa', 'riêng', `draft.issue:${id}:${version}`)
    const after = await desk.screen()
    expect(after.text).toContain('– Hội Nông dân xã: đề nghị phối hợp 1 nội dung')
    expect(after.text).toContain('14 việc cho 5 đơn vị')
    await press('Sao chép gửi Zalo: HND')
    expect((await desk.world.said('riêng')).at(-1)?.text).toMatch(
      /^Kính đề nghị phối hợp: Hội Nông dân xã, 1 nội dung\nCV 112\/UBND-VHXH ngày 10\/9\/2026\n1\. Tuyên truyền, vận động hội viên nộp hồ sơ trực tuyến\. \(mục 5, gạch đầu dòng 1\)\nVăn bản chính thức/,
    )
    expect(await desk.world.taps('Nga', 'riêng', `directive.copy:${id}:${partner!.id}`)).toMatchObject({ alert: true })
    expect((await given()).some((one) => one.unitId === partner!.id)).toBe(false)
  })

  it('the count of what went out keeps itself up to date, and ends when all of it went', async () => {
    const id = await paste(clearLetter)
    await desk.world.taps('Hoa', 'riêng', `draft.issue:${id}:1`)
    const sending = (await desk.world.history(desk.world.privates.Hoa)).at(-1)
    expect(sending?.text).toMatch(/Đang gửi: 0 tin đã đi, \d+ tin đang chờ\./)
    // The platform takes everything.
    await desk.world.said()
    await desk.work()
    const after = (await desk.world.said('riêng')).at(-1)
    expect(after?.slot).toBe(sending?.slot)
    expect(after?.text).toContain('Phòng Kinh tế: 4 việc')
    expect(after?.text).not.toContain('Đang gửi')
    expect(after?.buttons.flat()).not.toContain('Dừng gửi')
    desk.world.now = new Date(desk.world.now.getTime() + 3_600_000)
    await desk.work()
    expect(await desk.world.said('riêng')).toEqual([])
  })

  it('the count does not come back over a screen the officer went on to', async () => {
    const id = await paste(clearLetter)
    await desk.world.taps('Hoa', 'riêng', `draft.issue:${id}:1`)
    await press('Đơn vị chưa nhận')
    await desk.work()
    expect((await desk.screen()).text).toContain('Đơn vị chưa nhận')
  })

  it('the officer sees which units have not acknowledged', async () => {
    const id = await paste(clearLetter)
    await desk.world.taps('Hoa', 'riêng', `draft.issue:${id}:1`)
    await desk.world.database.db
      .update(assignments)
      .set({ status: 'accepted' })
      .where(eq(assignments.unitId, desk.world.units.KT))
    await press('Đơn vị chưa nhận')
    const { text } = await desk.screen()
    expect(text).not.toContain('Phòng Kinh tế')
    expect(text).toMatch(/– Phòng Văn hóa - Xã hội: 3\/3 việc chưa nhận \(#/)
  })
})

describe('a letter with sixty tasks', () => {
  it('is previewed and issued within the limits of messages', async () => {
    const id = await paste(longLetter(60))
    await press('Giao việc')
    const preview = await desk.screen()
    expect(preview.text.length).toBeLessThanOrEqual(4096)
    expect(preview.text).toContain('… và 9 việc khác')
    await press('Giao việc')
    expect(await given()).toHaveLength(60)
    for (const row of await desk.world.database.db.select().from(outbox)) {
      const text = row.body.spans.map((span) => (typeof span === 'string' ? span : Object.values(span)[0])).join('')
      expect(text.length).toBeLessThanOrEqual(4096)
    }
    expect((await desk.draft(id)).state).toBe('issued')
  })
})
