import { and, asc, eq } from 'drizzle-orm'
import { unzipSync } from 'fflate'
import { afterEach, describe, expect, it } from 'vitest'
import type { Cadence } from '../../../src/calendar/rule.js'
import { assignments, evidence } from '../../../src/db/schema/assignments.js'
import { communes } from '../../../src/db/schema/communes.js'
import { files } from '../../../src/db/schema/files.js'
import { indicators, unitReports } from '../../../src/db/schema/indicators.js'
import { chats, chatUnits, posts } from '../../../src/db/schema/people.js'
import { events } from '../../../src/db/schema/trail.js'
import { openFile } from '../../../src/files/store.js'
import { insertTasks, openAssignments } from '../../../src/office/assignments/open.js'
import { writeDocument } from '../../../src/office/indicators/report/document.js'
import { reportDuties } from '../../../src/office/indicators/report/duty.js'
import { openUnitReports } from '../../../src/office/indicators/report/job.js'
import { readUnitMonth } from '../../../src/office/indicators/report/prefill.js'
import type { UnitKey, World } from '../../support/world.js'
import { at, filesFolder, openOffice, workAll } from './office.js'

let world: World

interface Work {
  unit?: UnitKey
  text: string
  every?: Cadence['every']
  due?: string
  standing?: boolean
}

/** Gives work to units and returns its numbers. */
async function give(list: Work[]): Promise<number[]> {
  return world.write(async (tx) => {
    const stored = await insertTasks(
      tx,
      list.map(({ unit = 'KT', text, every, due, standing }, position) => ({
        communeId: world.communeId,
        position,
        text,
        area: 'other',
        leadUnitIds: [world.units[unit]],
        coUnitIds: [],
        rules: [
          every
            ? {
                kind: 'recurring' as const,
                cadences: [{ every, day: 17 } as Cadence],
                words: 'trước ngày 17 hằng tháng',
              }
            : standing
              ? { kind: 'standing' as const, words: 'thường xuyên' }
              : { kind: 'date' as const, due: due ?? '2026-12-31', words: 'trước 31/12' },
        ],
      })),
      world.now,
    )
    const taskIds = stored.map((one) => one.taskId)
    const input = { communeId: world.communeId, taskIds, issuedOn: '2026-07-01', actorId: world.persons.Hoa }
    return (await openAssignments(tx, input, world.now)).map((one) => one.number)
  })
}

const setTo = (number: number, change: Partial<typeof assignments.$inferInsert>) =>
  world.database.db
    .update(assignments)
    .set(change)
    .where(and(eq(assignments.communeId, world.communeId), eq(assignments.number, number)))

const reports = () => world.database.db.select().from(unitReports).orderBy(asc(unitReports.id))
const run = (now = world.now) => openUnitReports(world.database.db, now)

async function openMonth() {
  world = await openOffice({ set: false, now: at('2026-09-01') })
  const [done, late, progress] = await give([
    { text: 'Giải ngân vốn đầu tư công' },
    { text: 'Rà soát quy hoạch', due: '2026-09-05' },
    { text: 'Lập kế hoạch năm 2027' },
    { text: 'Giữ gìn kỷ cương', standing: true },
    { text: 'Báo cáo kết quả thực hiện cải cách hành chính hằng tháng', every: 'month' },
  ])
  await setTo(done!, { status: 'done', reportedAt: at('2026-09-03'), doneAt: at('2026-09-04') })
  await setTo(progress!, { status: 'in-progress' })
  world.now = at('2026-09-15')
  return { late: late! }
}

describe('the unit’s monthly report', () => {
  afterEach(() => world.close())

  it('stands prefilled in the unit’s group from the 15th, once', async () => {
    await openMonth()
    await world.said()
    expect(await run(at('2026-09-14'))).toMatchObject({ reports: 0 })
    expect(await run(at('2026-09-15', '07:00'))).toEqual({ communes: 0, reports: 0 })
    expect(await run()).toMatchObject({ reports: 1 })
    expect(await run(at('2026-09-15', '10:00'))).toEqual({ communes: 0, reports: 0 })
    expect(await run(at('2026-09-16'))).toMatchObject({ reports: 0 })
    const [sheet, ...said] = await world.said()
    // The standing duty is asked for with it.
    expect(sheet?.text).toContain('Phòng Kinh tế: 1 việc thường xuyên, kỳ tháng 9/2026')
    expect([sheet, ...said].map((one) => one?.chatId)).toEqual([world.groups.KT, world.groups.KT])
    expect(said[0]?.text.split('\n')).toEqual([
      '📌 Báo cáo tháng 9/2026 của Phòng Kinh tế',
      'Kỳ 15/8/2026 – 14/9/2026 · đề nghị gửi trước hết ngày 17/9/2026',
      'Tổng số 5 việc: hoàn thành 1 · đang thực hiện 1 · chưa trả lời 1 · chậm, quá hạn 1 · thường xuyên 1',
      'Minh chứng: 0',
      'Tình trạng: chưa gửi',
    ])
    expect(said[0]?.buttons).toEqual([['Xem', 'Sửa'], ['Gửi báo cáo']])
  })

  it('names work whose day was past when it was given as such, and not as late', async () => {
    world = await openOffice({ set: false, now: at('2026-09-01') })
    await give([{ text: 'Rà soát quy hoạch', due: '2026-08-20' }])
    world.now = at('2026-09-15')
    await run()
    const card = (await world.said('KT')).at(-1)?.text
    expect(card).toContain('hoàn thành 0 · đang thực hiện 0 · chưa trả lời 1 · chậm, quá hạn 0')
    await world.taps('Bình', 'KT', 'Xem')
    expect((await world.said('KT')).at(-1)?.text).toMatch(
      /Nhiệm vụ chưa trả lời \(1\)\n– #1 Rà soát quy hoạch .* · hạn 20\/8\/2026 · Giao sau hạn · Chưa trả lời/,
    )
  })

  it('says of which period work is that comes again, done or not', async () => {
    await openMonth()
    const [open, done] = await give([
      { text: 'Kiểm kê quỹ phí', every: 'month' },
      { text: 'Đối chiếu sổ thu', every: 'month' },
    ])
    for (const number of [open, done])
      await setTo(number!, { period: '2026-09', legalDueOn: '2026-09-17', createdAt: at('2026-09-02') })
    await setTo(done!, { status: 'done', reportedAt: at('2026-09-03'), doneAt: at('2026-09-04') })
    await run()
    await world.taps('Bình', 'KT', 'Xem')
    const shown = (await world.said('KT')).at(-1)?.text
    for (const number of [open, done])
      expect(shown).toMatch(new RegExp(`– #${number} .* \\(việc giao trực tiếp, kỳ tháng 9/2026\\)`))
    expect(shown).toContain('Giữ gìn kỷ cương (việc giao trực tiếp) · Chưa trả lời')
    await world.taps('Bình', 'KT', 'Gửi báo cáo')
    await workAll(world)
    const [file] = await world.database.db.select().from(files)
    const parts = unzipSync(await openFile(await filesFolder(), file!.sha256))
    const paper = new TextDecoder().decode(parts['word/document.xml']).replace(/<[^>]+>/g, '')
    expect(paper).toContain('Đối chiếu sổ thu (việc giao trực tiếp): kỳ tháng 9/2026, hoàn thành ngày 03/9/2026.')
    expect(paper).toContain('Kiểm kê quỹ phí (việc giao trực tiếp): thời hạn 17/9/2026, kỳ tháng 9/2026.')
  })

  it('is wanted by the day the commune chose: another in months in which it reports itself', async () => {
    await openMonth()
    const settings = { unitReportsBy: 16, communeReportsBy: 18 }
    await world.database.db.update(communes).set({ settings }).where(eq(communes.id, world.communeId))
    const wanted = async (month: string) =>
      (await readUnitMonth(world.database.db, { communeId: world.communeId, unitId: world.units.KT, month }, world.now))
        .wantedBy
    expect(await wanted('2026-09')).toBe('2026-09-16')
    // The 18th is a Sunday.
    expect(await wanted('2026-10')).toBe('2026-10-16')
  })

  it('waits for the first working day, and a missed day is made up for', async () => {
    world = await openOffice({ set: false, now: at('2026-08-03') })
    await give([{ text: 'Lập kế hoạch' }])
    expect(await run(at('2026-08-15'))).toEqual({ communes: 0, reports: 0 })
    // Down on Monday the 17th: Wednesday makes up for it.
    expect(await run(at('2026-08-19'))).toMatchObject({ reports: 1 })
    expect(await reports()).toMatchObject([{ period: '2026-08', unitId: world.units.KT, state: 'open' }])
  })

  it('is sent once by the head, closes the duty, and gives a document to unit and officers', async () => {
    await openMonth()
    await run()
    await world.taps('Bình', 'KT', 'Sửa')
    await world.taps('Bình', 'KT', 'Khó khăn, vướng mắc')
    const question = (await world.said('KT')).at(-1)
    await world.says('Bình', 'KT', 'Thiếu nhân lực; =1+1 <b>x</b>', String(question?.id))
    await world.taps('Bình', 'KT', 'Xem')
    const shown = (await world.said('KT')).at(-1)?.text
    expect(shown).toContain('Nhiệm vụ đã hoàn thành (1)\n– #1 Giải ngân')
    expect(shown).toContain('quá hạn. Chưa báo cáo nguyên nhân.')
    expect(shown).toContain('Khó khăn, vướng mắc\nThiếu nhân lực')
    const ack = await world.taps('Bình', 'KT', 'Gửi báo cáo')
    expect(ack?.text).toContain('Đã gửi báo cáo tháng 9/2026')
    expect((await world.said('KT')).some((one) => one.text.includes('#5 đã được báo cáo hoàn thành'))).toBe(true)
    const again = await world.taps('Bình', 'KT', `unitreport.send:${(await reports())[0]!.id}`)
    expect(again).toMatchObject({ alert: true })
    await workAll(world)
    const db = world.database.db
    const [duty] = await db.select().from(assignments).where(eq(assignments.number, 5))
    expect(duty).toMatchObject({ status: 'awaiting', statusBy: world.persons.Bình })
    const [file] = await db.select().from(files)
    expect(file).toMatchObject({ name: 'bao-cao-2026-09-kt.docx', communeId: world.communeId })
    expect(await reports()).toMatchObject([{ state: 'sent', sentBy: world.persons.Bình, fileId: file!.id }])
    expect(await db.select().from(evidence)).toMatchObject([
      { documentNumber: 'Báo cáo tháng 9/2026 của đơn vị', fileId: null },
      { fileId: file!.id },
    ])
    const out = await world.said()
    const given = out.filter((one) => one.message.fileId === file!.id && one.text.includes('bản Word'))
    expect(given.map((one) => one.chatId).sort()).toEqual(
      [world.groups.KT, world.privates.Hoa, world.privates.Lan].sort(),
    )
    const parts = unzipSync(await openFile(await filesFolder(), file!.sha256))
    const xml = new TextDecoder().decode(parts['word/document.xml'])
    for (const words of [
      'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
      'PHÒNG KINH TẾ',
      'BÁO CÁO',
      'Times New Roman',
      'Thiếu nhân lực; =1+1 &lt;b&gt;x',
    ])
      expect(xml).toContain(words)
    expect(xml).toMatch(/w:pgMar [^>]*w:left="1701"/)
    const xmlText = xml.replace(/<[^>]+>/g, '')
    expect(xmlText).toContain('V. NHIỆM VỤ THƯỜNG XUYÊN')
    // The officers confirm the duty by the same document: it comes to them once.
    expect(out.filter((one) => one.message.fileId && one.chatId === world.privates.Hoa)).toHaveLength(1)
    expect(xmlText).not.toMatch(/[\u{1F300}-\u{1FAFF}]/u)
  })

  it('begins every line of the paper with a capital, drops the end of the letter, and says what is not confirmed yet', async () => {
    await openMonth()
    const [waits] = await give([{ text: 'báo cáo kết quả thực hiện trước ngày 15/12/2026./.' }])
    await setTo(waits!, { status: 'awaiting', reportedAt: at('2026-09-04'), createdAt: at('2026-09-02') })
    const input = { communeId: world.communeId, unitId: world.units.KT, month: '2026-09' }
    const month = await readUnitMonth(world.database.db, input, world.now)
    const [, view] = month.done
    expect(view?.text).toBe('báo cáo kết quả thực hiện trước ngày 15/12/2026.')
    const xmlText = new TextDecoder().decode(unzipSync(await writeDocument(month, {}))['word/document.xml'])
    const paragraphs = xmlText.split('</w:p>').map((part) => part.replace(/<[^>]+>/g, ''))
    expect(paragraphs).toContain(
      '2. Báo cáo kết quả thực hiện trước ngày 15/12/2026 (việc giao trực tiếp): đã báo cáo hoàn thành ngày 04/9/2026, chờ xác nhận.',
    )
    expect(paragraphs.find((text) => text.startsWith('Kỳ báo cáo'))).toContain(
      '(hoàn thành 2, trong đó 1 chờ xác nhận, đang thực hiện 1,',
    )
    const lines = paragraphs.slice(
      0,
      paragraphs.findIndex((text) => text.startsWith('Nơi nhận')),
    )
    expect(lines.filter((text) => /^(?:\d+\. |- )?\p{Ll}/u.test(text))).toEqual([])
    expect(paragraphs.slice(0, 4)).toEqual(['ỦY BAN NHÂN DÂN', 'XÃ ĐƯỜNG AN', 'PHÒNG KINH TẾ', ''])
  })

  it('is a paper of whole sentences: nothing cut, no numbers of the chat, what nobody acknowledged by itself', async () => {
    await openMonth()
    const long = `Rà soát, cập nhật ${'đầy đủ các nội dung theo hướng dẫn, '.repeat(8)}hoàn thành đúng quy định`
    const [undone, tracked] = await give([{ text: `${long};` }, { text: 'Lập danh mục\ntài sản công.' }])
    const createdAt = at('2026-09-02')
    await setTo(undone!, { legalDueOn: '2026-12-31', createdAt })
    await setTo(tracked!, { legalDueOn: null, trackingOn: '2026-09-30', status: 'in-progress', createdAt })
    const input = { communeId: world.communeId, unitId: world.units.KT, month: '2026-09' }
    const bytes = await writeDocument(await readUnitMonth(world.database.db, input, world.now), {})
    const paragraphs = new TextDecoder()
      .decode(unzipSync(bytes)['word/document.xml'])
      .split('</w:p>')
      .map((part) => part.replace(/<[^>]+>/g, ''))
    const below = (heading: string) => paragraphs[paragraphs.findIndex((text) => text.endsWith(heading)) + 1]
    expect(paragraphs).toContain('Kính gửi: Ủy ban nhân dân xã Đường An')
    expect(paragraphs).toContain(
      'Kỳ báo cáo: tháng 9/2026, từ ngày 15/8/2026 đến ngày 14/9/2026. Tổng số nhiệm vụ trong kỳ: 7 (hoàn thành 1, đang thực hiện 2, chưa xác nhận tiếp nhận 2, chậm, quá hạn 1, thường xuyên 1).',
    )
    expect(below('. NHIỆM VỤ ĐÃ HOÀN THÀNH')).toBe(
      '1. Giải ngân vốn đầu tư công (việc giao trực tiếp): hoàn thành ngày 03/9/2026.',
    )
    expect(paragraphs).toContain(
      '2. Lập danh mục tài sản công (việc giao trực tiếp): thời hạn theo dõi 30/9/2026, đang thực hiện.',
    )
    expect(paragraphs).toContain(`2. ${long} (việc giao trực tiếp): thời hạn 31/12/2026.`)
    expect(below('. NHIỆM VỤ CHƯA XÁC NHẬN TIẾP NHẬN')).toContain('thời hạn 17/9/2026, kỳ tháng 9/2026.')
    expect(below('KẾ HOẠCH KHẮC PHỤC')).toBe(
      '1. Rà soát quy hoạch (việc giao trực tiếp): thời hạn 05/9/2026, quá hạn. Đơn vị chưa báo cáo nguyên nhân.',
    )
    expect(below('. NHIỆM VỤ THƯỜNG XUYÊN')).toBe('1. Giữ gìn kỷ cương (việc giao trực tiếp): thường xuyên.')
    expect(paragraphs.join('\n')).not.toMatch(/#|…|\bmốc\b/)
  })

  it('an officer reopens it; then it is corrected and sent again', async () => {
    await openMonth()
    await run()
    await world.taps('Bình', 'KT', 'Gửi báo cáo')
    await workAll(world)
    await world.said()
    await world.taps('Hoa', 'riêng', 'Mở lại báo cáo')
    expect(await reports()).toMatchObject([{ state: 'open', sentBy: null }])
    await world.said()
    world.now = at('2026-09-16')
    expect((await world.taps('Bình', 'KT', `unitreport.send:${(await reports())[0]!.id}`))?.alert).toBeUndefined()
    expect(await reports()).toMatchObject([{ state: 'sent' }])
  })

  it.each([true, false])(
    'reopened, the unit is told, with the reason if there is one, and the duty is owed again (confirmed: %s)',
    async (confirmed) => {
      await openMonth()
      await run()
      await world.taps('Bình', 'KT', 'Gửi báo cáo')
      await workAll(world)
      const duty = async () => (await world.database.db.select().from(assignments).where(eq(assignments.number, 5)))[0]!
      expect((await duty()).status).toBe('awaiting')
      if (confirmed) await world.taps('Lan', 'riêng', `assignment.confirm:${(await duty()).id}`)
      const other = (await give([{ text: 'Việc khác' }]))[0]!
      await setTo(other, { status: 'awaiting', reportedAt: world.now })
      await world.said()
      await world.taps('Hoa', 'riêng', `unitreport.reopen:${(await reports())[0]!.id}`)
      const told = (await world.said()).filter((one) => one.chatId === world.groups.KT)
      const news = told.find((one) => one.text.includes('đã mở lại báo cáo'))
      expect(news?.text).toBe(
        'Cán bộ Hoa đã mở lại báo cáo tháng 9/2026 của Phòng Kinh tế để sửa. Đề nghị đơn vị sửa rồi gửi lại. Việc #5 chờ báo cáo lại.',
      )
      expect(news?.buttons).toEqual([['Xem', 'Sửa'], ['Gửi báo cáo']])
      expect(await duty()).toMatchObject({ status: 'in-progress', reportedAt: null, doneAt: null })
      await world.says('Hoa', 'riêng', 'Số giải ngân chưa khớp Kho bạc')
      expect((await world.said('KT')).map((one) => one.text)).toEqual([
        'Lý do cán bộ Hoa mở lại báo cáo tháng 9/2026 của Phòng Kinh tế: Số giải ngân chưa khớp Kho bạc',
      ])
      const [kept] = await world.database.db.select().from(assignments).where(eq(assignments.number, other))
      expect(kept?.status).toBe('awaiting')
      world.now = at('2026-09-16')
      await world.taps('Bình', 'KT', 'Gửi báo cáo')
      await workAll(world)
      expect(await duty()).toMatchObject({ status: 'awaiting', reportedAt: world.now })
      expect(await world.taps('Lan', 'riêng', `unitreport.noReason:1`)).toMatchObject({ alert: true })
    },
  )

  it('a contact prepares but does not send; strangers, others and other communes get nowhere', async () => {
    await openMonth()
    await run()
    const [report] = await reports()
    await world.database.db.insert(posts).values({
      communeId: world.communeId,
      personId: world.persons['người lạ'],
      role: 'contact',
      unitId: world.units.KT,
      from: world.now,
    })
    await world.taps('người lạ', 'KT', `unitreport.add:${report!.id}:results`)
    const question = (await world.said('KT')).at(-1)
    await world.says('người lạ', 'KT', 'Vượt kế hoạch', String(question?.id))
    expect((await reports())[0]?.content).toEqual({ results: 'Vượt kế hoạch' })
    expect(await world.taps('người lạ', 'KT', `unitreport.send:${report!.id}`)).toMatchObject({
      text: expect.stringContaining('Cán bộ đầu mối chuẩn bị'),
    })
    for (const who of ['Chi', 'Đức', 'Nga'] as const)
      for (const verb of ['send', 'edit', 'add', 'duty', 'noDuty', 'reopen'])
        expect(
          await world.taps(who, 'riêng', `unitreport.${verb}:${report!.id}:results`),
          `${who} ${verb}`,
        ).toMatchObject({
          alert: true,
        })
    expect(await world.taps('Chi', 'riêng', `unitreport.view:${report!.id}`)).toMatchObject({ alert: true })
    expect((await reports())[0]?.state).toBe('open')
  })

  it('is not sent while a figure is missing without a reason', async () => {
    world = await openOffice({ now: at('2026-09-15') })
    await run()
    expect(await world.taps('Bình', 'KT', 'Gửi báo cáo')).toMatchObject({
      alert: true,
      text: expect.stringContaining('Còn 2 số liệu chưa có: CT11, CT12'),
    })
    await world.taps('Bình', 'KT', 'Nhập số liệu')
    const question = (await world.said('KT')).at(-1)
    await world.says('Bình', 'KT', 'CT11: 45%; CT12: chưa có: chờ Kho bạc', String(question?.id))
    await world.said()
    await world.taps('Bình', 'KT', 'Gửi báo cáo')
    expect((await reports()).find((one) => one.unitId === world.units.KT)).toMatchObject({ state: 'sent' })
  })

  it('is sent in a locked period, and says which figures it lacks', async () => {
    world = await openOffice({ now: at('2026-09-15') })
    await run()
    await world.taps('Hoa', 'riêng', 'indicators.lockAnyway:2026-09')
    await world.says('Bình', 'KT', '/baocaodonvi')
    const card = (await world.said('KT')).at(-1)
    expect(card?.text).toContain('Số liệu: có 0/2, thiếu CT11, CT12 (kỳ đã khoá, báo cáo vẫn gửi được)')
    expect(card?.buttons).toEqual([['Xem', 'Sửa'], ['Gửi báo cáo']])
    expect(await world.taps('Bình', 'KT', 'Gửi báo cáo')).toMatchObject({
      text: expect.stringContaining('Kỳ số liệu đã khoá, báo cáo gửi không có: CT11, CT12.'),
    })
    const report = (await reports()).find((one) => one.unitId === world.units.KT)
    expect(report).toMatchObject({ state: 'sent' })
    const sent = (await world.database.db.select().from(events)).find((one) => one.action === 'unitreport.send')
    expect(sent?.after).toMatchObject({ missing: ['CT11', 'CT12'] })
  })

  it('of more than ten missing figures the rest is counted, not left out', async () => {
    world = await openOffice({ now: at('2026-09-15') })
    await run()
    await world.database.db.update(indicators).set({ unitId: world.units.KT, every: 'month' })
    const all = (await world.database.db.select().from(indicators)).filter((one) => one.communeId === world.communeId)
    const ack = await world.taps('Bình', 'KT', 'Gửi báo cáo')
    expect(ack?.text).toMatch(
      new RegExp(`^Còn ${all.length} số liệu chưa có: (?:[^ ]+, ){9}[^ ]+ và ${all.length - 10} số liệu khác\\.`),
    )
    await world.says('Bình', 'KT', '/baocaodonvi')
    expect((await world.said('KT')).at(-1)?.text).toContain(`và ${all.length - 10} số liệu khác`)
  })

  it('goes to the officers for a unit without a group, and never into a common group', async () => {
    world = await openOffice({ set: false, now: at('2026-09-01') })
    await give([
      { unit: 'DVSNC', text: 'Tổ chức hội thi' },
      { text: 'Rà soát', due: '2026-09-05' },
    ])
    await world.database.db.update(chats).set({ common: true }).where(eq(chats.id, world.groups.KT))
    await world.database.db
      .update(chatUnits)
      .set({ chatId: world.groups.KT })
      .where(eq(chatUnits.unitId, world.units.VHXH))
    world.now = at('2026-09-15')
    await world.said()
    await run()
    const said = await world.said()
    expect(said.map((one) => [one.chatId, one.text.split('\n')[0]])).toEqual([
      [world.privates.Bình, '📌 Báo cáo tháng 9/2026 của Phòng Kinh tế'],
      [world.privates.Hoa, '📌 Báo cáo tháng 9/2026 của Trung tâm Dịch vụ sự nghiệp công'],
      [world.privates.Lan, '📌 Báo cáo tháng 9/2026 của Trung tâm Dịch vụ sự nghiệp công'],
    ])
    await world.taps('Hoa', 'riêng', 'Gửi báo cáo')
    const sent = await reports()
    expect(sent.find((one) => one.unitId === world.units.DVSNC)).toMatchObject({
      state: 'sent',
      sentBy: world.persons.Hoa,
    })
  })

  it('the head says which duty it closes when more than one may be meant', async () => {
    world = await openOffice({ set: false, now: at('2026-09-01') })
    await give([
      { text: 'Báo cáo kết quả tiêm chủng', every: 'month' },
      { text: 'Tổng hợp, báo cáo số hộ nghèo', every: 'quarter' },
    ])
    world.now = at('2026-09-15')
    await run()
    await world.taps('Bình', 'KT', 'Gửi báo cáo')
    const asked = (await world.said('KT')).find((one) => one.text.includes('hoàn thành việc nào'))
    expect(asked?.buttons).toEqual([['#1', '#2'], ['Không đóng việc nào']])
    await world.taps('Bình', 'KT', '#2')
    const rows = await world.database.db.select().from(assignments).orderBy(asc(assignments.number))
    expect(rows.map((one) => one.status)).toEqual(['unanswered', 'awaiting'])
    await workAll(world)
    // One paper, whatever it closes: once to the group, once to each officer.
    const papers = (await world.said()).filter((one) => one.message.fileId)
    expect(papers.map((one) => one.chatId).sort()).toEqual(
      [world.groups.KT, world.privates.Hoa, world.privates.Lan].sort(),
    )
    expect(await world.taps('Bình', 'KT', `unitreport.duty:${(await reports())[0]!.id}:${rows[1]!.id}`)).toMatchObject({
      alert: true,
    })
  })

  it('the card follows what is entered, and the command shows it anew', async () => {
    await openMonth()
    await run()
    await world.said()
    await world.says('Bình', 'KT', '/baocaodonvi')
    const [card] = await world.said('KT')
    expect(card?.text).toContain('Báo cáo tháng 9/2026 của Phòng Kinh tế')
    await world.taps('Bình', 'KT', 'Gửi báo cáo')
    const cards = (await world.said('KT')).filter((one) => one.slot === card?.slot)
    expect(cards.at(-1)?.text).toContain('Tình trạng: đã gửi (Bình, 09:00 15/9)')
    expect(cards.at(-1)?.buttons).toEqual([['Xem']])
    await world.says('Hoa', 'riêng', '/baocaodonvi KT')
    expect((await world.said('riêng')).at(-1)?.text).toContain('đã gửi')
  })
})

describe('which duty a report closes', () => {
  const duty = (text: string, every: Cadence['every'], period: string, number = 1) => ({
    assignmentId: number,
    number,
    text,
    product: null,
    rule: { kind: 'recurring' as const, cadences: [{ every } as Cadence], words: '' },
    period,
  })
  it.each([
    ['the only monthly report of the month', [duty('Báo cáo định kỳ hằng tháng', 'month', '2026-09')], 1, 0],
    ['not that of another month', [duty('Báo cáo định kỳ hằng tháng', 'month', '2026-08')], undefined, 0],
    ['a quarterly one is asked about', [duty('Báo cáo cải cách hành chính', 'quarter', '2026-Q3')], undefined, 1],
    ['one about a single matter is asked about', [duty('Báo cáo tiêm chủng', 'month', '2026-09')], undefined, 1],
    [
      'two that are sure are asked about',
      [duty('Báo cáo CCHC', 'month', '2026-09'), duty('Báo cáo định kỳ', 'month', '2026-09', 2)],
      undefined,
      2,
    ],
    ['what is no report is left alone', [duty('Kiểm tra cải cách hành chính', 'month', '2026-09')], undefined, 0],
  ])('%s', (_, duties, sure, perhaps) => {
    const found = reportDuties(duties, '2026-09')
    expect(found.sure?.number).toBe(sure)
    expect(found.perhaps).toHaveLength(perhaps)
  })
})
