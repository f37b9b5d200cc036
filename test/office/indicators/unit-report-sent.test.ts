// The unit’s monthly report is sent: by whom, what it closes, what it lacks, and what reopening it does.
import { asc, eq } from 'drizzle-orm'
import { unzipSync } from 'fflate'
import { afterEach, expect, it } from 'vitest'
import { assignments, evidence } from '../../../src/db/schema/assignments.js'
import { files } from '../../../src/db/schema/files.js'
import { indicators } from '../../../src/db/schema/indicators.js'
import { events } from '../../../src/db/schema/trail.js'
import { openFile } from '../../../src/files/store.js'
import { openUnitReports } from '../../../src/office/indicators/report/job.js'
import type { World } from '../../support/world.js'
import { appointContact, at, filesFolder, openOffice, workAll } from './office.js'
import { giveWork, openMonth, reports, setTo } from './unit-report.js'

let world: World
afterEach(() => world.close())

it('is sent once by the head, closes the duty, and gives a document to unit and officers', async () => {
  world = await openMonth()
  await openUnitReports(world.database.db, world.now)
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
  const again = await world.taps('Bình', 'KT', `unitreport.send:${(await reports(world))[0]!.id}`)
  expect(again).toMatchObject({ alert: true })
  await workAll(world)
  const db = world.database.db
  const [duty] = await db.select().from(assignments).where(eq(assignments.number, 5))
  expect(duty).toMatchObject({ status: 'awaiting', statusBy: world.persons.Bình })
  const [file] = await db.select().from(files)
  expect(file).toMatchObject({ name: 'bao-cao-2026-09-kt.docx', communeId: world.communeId })
  expect(await reports(world)).toMatchObject([{ state: 'sent', sentBy: world.persons.Bình, fileId: file!.id }])
  // One report is one piece of evidence.
  expect(await db.select().from(evidence)).toMatchObject([
    { documentNumber: 'Báo cáo tháng 9/2026 của đơn vị', fileId: file!.id, confidential: false },
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

it('an officer reopens it; then it is corrected and sent again', async () => {
  world = await openMonth()
  await openUnitReports(world.database.db, world.now)
  await world.taps('Bình', 'KT', 'Gửi báo cáo')
  await workAll(world)
  await world.said()
  await world.taps('Hoa', 'riêng', 'Mở lại báo cáo')
  expect(await reports(world)).toMatchObject([{ state: 'open', sentBy: null }])
  await world.said()
  world.now = at('2026-09-16')
  expect((await world.taps('Bình', 'KT', `unitreport.send:${(await reports(world))[0]!.id}`))?.alert).toBeUndefined()
  expect(await reports(world)).toMatchObject([{ state: 'sent' }])
})

it.each([true, false])(
  'reopened, the unit is told, with the reason if there is one, and the duty is owed again (confirmed: %s)',
  async (confirmed) => {
    world = await openMonth()
    await openUnitReports(world.database.db, world.now)
    await world.taps('Bình', 'KT', 'Gửi báo cáo')
    await workAll(world)
    const duty = async () => (await world.database.db.select().from(assignments).where(eq(assignments.number, 5)))[0]!
    expect((await duty()).status).toBe('awaiting')
    if (confirmed) await world.taps('Lan', 'riêng', `assignment.confirm:${(await duty()).id}`)
    const other = (await giveWork(world, [{ text: 'Việc khác' }]))[0]!
    await setTo(world, other, { status: 'awaiting', reportedAt: world.now })
    await world.said()
    await world.taps('Hoa', 'riêng', `unitreport.reopen:${(await reports(world))[0]!.id}`)
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
  world = await openMonth()
  await openUnitReports(world.database.db, world.now)
  const [report] = await reports(world)
  await appointContact(world, 'KT')
  await world.taps('người lạ', 'KT', `unitreport.add:${report!.id}:results`)
  const question = (await world.said('KT')).at(-1)
  await world.says('người lạ', 'KT', 'Vượt kế hoạch', String(question?.id))
  expect((await reports(world))[0]?.content).toEqual({ results: 'Vượt kế hoạch' })
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
  expect((await reports(world))[0]?.state).toBe('open')
})

it('is not sent while a figure is missing without a reason', async () => {
  world = await openOffice({ now: at('2026-09-15') })
  await openUnitReports(world.database.db, world.now)
  expect(await world.taps('Bình', 'KT', 'Gửi báo cáo')).toMatchObject({
    alert: true,
    text: expect.stringContaining('Còn 2 số liệu chưa có: CT11, CT12'),
  })
  await world.taps('Bình', 'KT', 'Nhập số liệu')
  const question = (await world.said('KT')).at(-1)
  await world.says('Bình', 'KT', 'CT11: 45%; CT12: chưa có: chờ Kho bạc', String(question?.id))
  await world.said()
  await world.taps('Bình', 'KT', 'Gửi báo cáo')
  expect((await reports(world)).find((one) => one.unitId === world.units.KT)).toMatchObject({ state: 'sent' })
})

it('is sent in a locked period, and says which figures it lacks', async () => {
  world = await openOffice({ now: at('2026-09-15') })
  await openUnitReports(world.database.db, world.now)
  await world.taps('Hoa', 'riêng', 'indicators.lockAnyway:2026-09')
  await world.says('Bình', 'KT', '/baocaodonvi')
  const card = (await world.said('KT')).at(-1)
  expect(card?.text).toContain('Số liệu: có 0/2, thiếu CT11, CT12 (kỳ đã khoá, báo cáo vẫn gửi được)')
  expect(card?.buttons).toEqual([['Xem', 'Sửa'], ['Gửi báo cáo']])
  expect(await world.taps('Bình', 'KT', 'Gửi báo cáo')).toMatchObject({
    text: expect.stringContaining('Kỳ số liệu đã khoá, báo cáo gửi không có: CT11, CT12.'),
  })
  const report = (await reports(world)).find((one) => one.unitId === world.units.KT)
  expect(report).toMatchObject({ state: 'sent' })
  const sent = (await world.database.db.select().from(events)).find((one) => one.action === 'unitreport.send')
  expect(sent?.after).toMatchObject({ missing: ['CT11', 'CT12'] })
})

it('of more than ten missing figures the rest is counted, not left out', async () => {
  world = await openOffice({ now: at('2026-09-15') })
  await openUnitReports(world.database.db, world.now)
  await world.database.db.update(indicators).set({ unitId: world.units.KT, every: 'month' })
  const all = (await world.database.db.select().from(indicators)).filter((one) => one.communeId === world.communeId)
  const ack = await world.taps('Bình', 'KT', 'Gửi báo cáo')
  expect(ack?.text).toMatch(
    new RegExp(`^Còn ${all.length} số liệu chưa có: (?:[^ ]+, ){9}[^ ]+ và ${all.length - 10} số liệu khác\\.`),
  )
  await world.says('Bình', 'KT', '/baocaodonvi')
  expect((await world.said('KT')).at(-1)?.text).toContain(`và ${all.length - 10} số liệu khác`)
})

it('the head says which duty it closes when more than one may be meant', async () => {
  world = await openOffice({ set: false, now: at('2026-09-01') })
  await giveWork(world, [
    { text: 'Báo cáo kết quả tiêm chủng', every: 'month' },
    { text: 'Tổng hợp, báo cáo số hộ nghèo', every: 'quarter' },
  ])
  world.now = at('2026-09-15')
  await openUnitReports(world.database.db, world.now)
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
  expect(
    await world.taps('Bình', 'KT', `unitreport.duty:${(await reports(world))[0]!.id}:${rows[1]!.id}`),
  ).toMatchObject({
    alert: true,
  })
})
