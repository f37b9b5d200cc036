// A sent report says what was sent, in chat and on paper; why work is late stays with those it is for.
import { eq, sql } from 'drizzle-orm'
import { unzipSync } from 'fflate'
import { afterEach, expect, it } from 'vitest'
import { readMigrations } from '../../../src/db/migrate.js'
import { assignments, evidence, latenesses } from '../../../src/db/schema/assignments.js'
import { files } from '../../../src/db/schema/files.js'
import { openFile } from '../../../src/files/store.js'
import { projectFile } from '../../../src/lib/project.js'
import { openUnitReports } from '../../../src/office/indicators/report/job.js'
import type { World } from '../../support/world.js'
import { appointContact, at, filesFolder, openOffice, workAll } from './office.js'
import { giveWork, openMonth, reports, setTo } from './unit-report.js'

let world: World
afterEach(() => world.close())

async function paperOf(fileId: number): Promise<string> {
  const [file] = await world.database.db.select().from(files).where(eq(files.id, fileId))
  const parts = unzipSync(await openFile(await filesFolder(), file!.sha256))
  return new TextDecoder().decode(parts['word/document.xml']).replace(/<[^>]+>/g, '')
}

/** The overdue work #2 with its cause. */
async function explain(): Promise<void> {
  const [row] = await world.database.db.select().from(assignments).where(eq(assignments.number, 2))
  await setTo(world, 2, { status: 'late', promisedOn: '2026-09-25' })
  await world.database.db.insert(latenesses).values({
    communeId: world.communeId,
    assignmentId: row!.id,
    cause: 'outside',
    reason: 'thiếu kinh phí',
    remedy: 'xin bổ sung',
    promisedOn: '2026-09-25',
    responsible: 'Trần Bình',
    reportedBy: world.persons.Bình,
    reportedAt: at('2026-09-10'),
  })
}

it('in the unit’s group the report is shown without causes and reasons; text and paper with them are for the head in private', async () => {
  world = await openMonth()
  await explain()
  await openUnitReports(world.database.db, world.now)
  await world.said()
  await world.taps('Bình', 'KT', 'Xem')
  const shown = (await world.said('KT')).at(-1)!.text
  expect(shown).toMatch(/– #2 Rà soát quy hoạch .* · quá hạn · Dự kiến: 25\/9\/2026/)
  expect(shown).not.toMatch(/thiếu kinh phí|khách quan|xin bổ sung|Trần Bình/)
  await world.taps('Bình', 'KT', 'Gửi báo cáo')
  await workAll(world)
  const [report] = await reports(world)
  const out = await world.said()
  const papers = out.filter((one) => one.message.fileId === report!.fileId)
  expect(papers.map((one) => one.chatId).sort()).toEqual(
    [world.privates.Bình, world.privates.Hoa, world.privates.Lan].sort(),
  )
  expect(await paperOf(report!.fileId!)).toContain('thiếu kinh phí')
  const inGroup = out.filter((one) => one.chatId === world.groups.KT)
  expect(inGroup.some((one) => one.text.startsWith('Bản Word có nguyên nhân chậm'))).toBe(true)
  expect(inGroup.map((one) => one.text).join('\n')).not.toMatch(/thiếu kinh phí|khách quan|xin bổ sung/)
  await appointContact(world, 'KT')
  for (const [who, where] of [
    ['Bình', 'KT'],
    ['người lạ', 'riêng'],
  ] as const) {
    await world.taps(who, where, `unitreport.view:${report!.id}`)
    const [said] = (await world.said(where, who)).slice(-1)
    expect(said?.message.fileId).toBeUndefined()
    expect(said?.text).not.toContain('thiếu kinh phí')
    expect(said?.text).toContain('Bản Word có nguyên nhân chậm')
  }
  await world.taps('Bình', 'riêng', `unitreport.view:${report!.id}`)
  const [own] = (await world.said('riêng', 'Bình')).slice(-1)
  expect(own).toMatchObject({ text: expect.stringContaining('thiếu kinh phí'), message: { fileId: report!.fileId } })
  // It is the evidence of the duty too, which the group may open.
  const [duty] = await world.database.db.select().from(assignments).where(eq(assignments.number, 5))
  await world.taps('Bình', 'KT', `assignment.evidence:${duty!.id}`)
  const evidence = await world.said('KT')
  expect(evidence.some((one) => one.message.fileId)).toBe(false)
  expect(evidence.at(-1)?.text).toContain('xem trong tin nhắn riêng')
  await world.taps('Hoa', 'riêng', `assignment.evidence:${duty!.id}`)
  expect((await world.said('riêng')).some((one) => one.message.fileId === report!.fileId)).toBe(true)
})

it('a sent report goes on saying what was sent, with day and hour, and names what has changed since', async () => {
  world = await openMonth()
  await openUnitReports(world.database.db, world.now)
  await world.taps('Bình', 'KT', 'Gửi báo cáo')
  await workAll(world)
  const card = async () => {
    await world.says('Bình', 'KT', '/baocaodonvi')
    return (await world.said('KT')).at(-1)!.text
  }
  const sent = await card()
  expect(sent).toContain('hoàn thành 2 · đang thực hiện 1 · chưa trả lời 0 · quá hạn 1 · thường xuyên 1')
  expect(sent).not.toContain('thay đổi sau khi gửi')
  const [report] = await reports(world)
  const paper = await paperOf(report!.fileId!)
  expect(paper).toContain('(hoàn thành 2, trong đó 1 chờ xác nhận, đang thực hiện 1, quá hạn 1, thường xuyên 1)')
  expect(paper).toContain('Số liệu lấy khi gửi báo cáo, lúc 09:00 ngày 15/9/2026.')
  // Days pass, work is sent back.
  world.now = at('2026-09-21', '10:00')
  await setTo(world, 1, { status: 'in-progress', reportedAt: null, doneAt: null })
  expect((await card()).split('\n')).toEqual([
    ...sent.split('\n'),
    'Số liệu đã thay đổi sau khi gửi: việc #1 nay không còn ở phần đã hoàn thành. Cần gửi lại thì đề nghị cán bộ theo dõi chọn Mở lại báo cáo.',
  ])
  await world.taps('Hoa', 'riêng', `unitreport.view:${report!.id}`)
  const [seen] = (await world.said('riêng')).slice(-1)
  expect(seen?.text).toContain('Tình trạng: đã gửi (Bình, 09:00 15/9)\nSố liệu đã thay đổi sau khi gửi: việc #1')
  expect(seen?.text).toContain('Nhiệm vụ đã hoàn thành (2)\n– #1 ')
  expect(seen?.buttons).toEqual([['Mở lại báo cáo']])
  // Reopened it is filled in anew.
  await world.taps('Hoa', 'riêng', 'Mở lại báo cáo')
  await world.said()
  expect(await card()).toContain('hoàn thành 0')
})

it('a figure put right after sending changes neither chat nor paper, and the card says so at once', async () => {
  world = await openOffice({ now: at('2026-09-15') })
  await openUnitReports(world.database.db, world.now)
  await world.says('Bình', 'KT', 'CT11 45%; CT12 3/3')
  await world.taps('Bình', 'KT', 'Gửi báo cáo')
  await workAll(world)
  await world.said()
  world.now = at('2026-09-16')
  await world.says('Bình', 'KT', 'CT11 47%')
  const out = await world.said()
  const card = out.filter((one) => one.chatId === world.groups.KT && one.slot?.startsWith('unitreport:')).at(-1)
  const officers = [world.privates.Hoa, world.privates.Lan]
  const told = out.filter((one) => officers.includes(one.chatId) && one.slot === null)
  expect(told.map((one) => [one.text, one.buttons])).toEqual(
    officers.map(() => [
      expect.stringMatching(
        /^Số liệu tháng 9\/2026 của Phòng Kinh tế thay đổi sau khi đơn vị gửi báo cáo lúc .* \(người ghi: .*Bình\): CT11: 45% → 47%\./,
      ),
      [['Mở lại báo cáo']],
    ]),
  )
  expect(card?.text).toContain('Số liệu đã thay đổi sau khi gửi: CT11: 45%, nay 47%.')
  const report = (await reports(world)).find((one) => one.unitId === world.units.KT)!
  await world.taps('Bình', 'KT', `unitreport.view:${report.id}`)
  const [view] = (await world.said('KT')).slice(-1)
  expect(view?.text).toMatch(/CT11 · .*: 45%/)
  expect(await paperOf(view!.message.fileId!)).toContain('45%')
})

it('names the two clocks apart: what is overdue and what is behind the day the officer set', async () => {
  world = await openMonth()
  const [tracked] = await giveWork(world, [{ text: 'Lập danh mục tài sản công' }])
  await setTo(world, tracked!, { legalDueOn: null, trackingOn: '2026-09-10', createdAt: at('2026-09-02') })
  await openUnitReports(world.database.db, world.now)
  expect((await world.said('KT')).at(-1)?.text).toContain('quá hạn 1 · chậm mốc 1 · thường xuyên 1')
  await world.taps('Bình', 'KT', 'Xem')
  const shown = (await world.said('KT')).at(-1)?.text
  expect(shown).toMatch(/Nhiệm vụ quá hạn \(1\)\n– #2 /)
  expect(shown).toMatch(/Nhiệm vụ chậm mốc theo dõi \(1\)\n– #6 /)
  await world.taps('Bình', 'KT', 'Gửi báo cáo')
  await workAll(world)
  const [report] = await reports(world)
  const paper = await paperOf(report!.fileId!)
  expect(paper).toContain('quá hạn 1, chậm so với thời hạn theo dõi 1, thường xuyên 1')
})

it('reports sent before causes were kept apart are shown to no group any more, other evidence is', async () => {
  world = await openMonth()
  await openUnitReports(world.database.db, world.now)
  await world.taps('Bình', 'KT', 'Gửi báo cáo')
  await workAll(world)
  const [report] = await reports(world)
  const { db } = world.database
  const [work] = await db.select().from(assignments).where(eq(assignments.number, 2))
  const given = { communeId: world.communeId, assignmentId: work!.id, givenAt: world.now }
  await db.delete(evidence)
  await db.insert(evidence).values([
    { ...given, fileId: report!.fileId },
    { ...given, documentNumber: '9/BC-KT' },
  ])
  const old = readMigrations(projectFile('migrations')).find((one) => one.name === '0011_old_reports_aside')
  for (const statement of old!.statements) await db.execute(sql.raw(statement))
  const rows = await db.select().from(evidence).orderBy(evidence.id)
  expect(rows.map((row) => row.confidential)).toEqual([true, false])
})
