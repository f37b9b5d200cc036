// `/baocao`: the commune’s report of a period as Word, its figures as Excel, and nothing that is not in the data.
import { eq } from 'drizzle-orm'
import { unzipSync } from 'fflate'
import { readSheet } from 'read-excel-file/node'
import { afterEach, expect, it } from 'vitest'
import { directives } from '../../../src/db/schema/directives.js'
import { figures, indicators, unitReports } from '../../../src/db/schema/indicators.js'
import { createSet } from '../../../src/office/indicators/set/actions.js'
import type { World } from '../../support/world.js'
import { giveAll } from '../reminders/work.js'
import { at, hostile, made, openCommune, wordsOf } from './office.js'

let world: World
afterEach(() => world.close())

it('gives the report of a period as Word and its figures as Excel, number and signer blank', async () => {
  world = await openCommune()
  await world.says('Hoa', 'riêng', '/baocao tháng 9')
  const [paper, book, ...more] = await made(world)
  expect([paper?.name, book?.name, more.length]).toEqual([
    'bao-cao-cchc-thang-9-2026.docx',
    'tong-hop-thang-9-2026.xlsx',
    0,
  ])
  const words = wordsOf(paper!.bytes)
  for (const text of [
    'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
    'BÁO CÁO',
    'Công tác cải cách hành chính tháng 9/2026',
    'I. CÔNG TÁC CHỈ ĐẠO, ĐIỀU HÀNH',
    'II. KẾT QUẢ THỰC HIỆN',
    'III. ĐÁNH GIÁ CHUNG',
    'IV. PHƯƠNG HƯỚNG, NHIỆM VỤ KỲ TỚI',
    'V. KIẾN NGHỊ, ĐỀ XUẤT',
    'Chưa có đơn vị nào gửi báo cáo nên chưa có kiến nghị, đề xuất.',
    'PHỤ LỤC',
    'Chưa có số liệu báo cáo.',
  ])
    expect(words).toContain(text)
  expect(words.slice(0, 4)).toEqual([
    'ỦY BAN NHÂN DÂN',
    'XÃ ĐƯỜNG AN',
    'Số:       /BC-UBND',
    'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
  ])
  // The national title of size 13 is 95.7 mm long; a cell has no margins of its own.
  const xml = new TextDecoder().decode(unzipSync(paper!.bytes)['word/document.xml'])
  // Nothing touches the table or the rule above it.
  for (const start of ['Tổng số việc: ', 'Kỳ báo cáo: '])
    expect(xml.split('<w:p>').find((one) => one.includes(`>${start}`))).toContain('w:before="120"')
  const [head = ''] = xml.split('</w:tbl>')
  expect(head).toMatch(/<w:left w:type="dxa" w:w="0"\/>.*<w:right w:type="dxa" w:w="0"\/>/)
  const widths = [...head.matchAll(/<w:gridCol w:w="(\d+)"/g)].map(([, width]) => Number(width))
  expect(widths[1]).toBeGreaterThan((96 / 25.4) * 1440)
  expect(words.find((text) => text.startsWith('Kỳ báo cáo'))).toContain('từ ngày 15/8/2026 đến ngày 14/9/2026')
  expect(words.find((text) => text.startsWith('Đơn vị chưa gửi báo cáo'))).toContain('Phòng Kinh tế')
  expect(words.join('\n')).not.toMatch(/\p{Extended_Pictographic}/u)
  // Nobody stands under "Kính gửi", so the recipients are left to be filled in.
  expect(words.filter((text) => text.startsWith('Kính gửi') || text.includes('Như kính gửi'))).toEqual([])
  const recipients = words.slice(words.indexOf('Nơi nhận:') + 1)
  expect(recipients.slice(0, 3)).toEqual(['- ………………;', '- ………………;', '- Lưu: VT, ……………….'])
  expect(words.some((text) => text.includes('(Trung tâm Phục vụ hành chính công, thời hạn theo dõi 05/9/2026)'))).toBe(
    true,
  )
  expect(words.some((text) => text.includes('thời hạn được gia hạn đến 18/10/2026'))).toBe(true)
  expect(words).toContain(`- ${hostile} (Phòng Kinh tế, thời hạn 10/9/2026, đã quá hạn).`)
  expect(words).toContain(
    'Nhiệm vụ trong kỳ: 5 (đã báo cáo 1, đang thực hiện 2, chưa xác nhận tiếp nhận 1, thường xuyên 1).',
  )
  const said = (await world.said('riêng', 'Hoa')).map((one) => one.text)
  expect(said.some((text) => text.includes('Chưa gửi báo cáo của kỳ: Văn phòng HĐND và UBND'))).toBe(true)
})

it('holds the seven areas only: work of another is in the annex; part I has its figures; missing ones are named with their unit', async () => {
  world = await openCommune()
  const { db } = world.database
  const { communeId } = world
  await giveAll(world, [{ number: 8, unit: 'KT', text: 'Phòng chống dịch tả lợn', legalDueOn: '2026-09-12' }])
  await world.write((tx) => createSet(tx, { communeId, actorId: world.persons.Hoa }, world.now))
  const [inspected] = await db.select().from(indicators).where(eq(indicators.code, 'CT17'))
  const given = { communeId, indicatorId: inspected!.id, unitId: world.units.VHXH, reportedAt: at('2026-09-16') }
  await db.insert(figures).values({ ...given, period: inspected!.every === 'month' ? '2026-09' : '2026-Q3', value: 2 })
  await world.says('Hoa', 'riêng', '/baocao tháng 9')
  const [paper] = await made(world)
  const words = wordsOf(paper!.bytes)
  const partOf = (from: string, to: string) => words.slice(words.indexOf(from), words.indexOf(to)).join('\n')
  const directing = partOf('I. CÔNG TÁC CHỈ ĐẠO, ĐIỀU HÀNH', 'II. KẾT QUẢ THỰC HIỆN')
  expect(directing).toMatch(/^- .*\(Phòng Văn hóa - Xã hội\): 2 /m)
  expect(directing).toContain('Trong đó 1 nhiệm vụ ngoài các lĩnh vực cải cách hành chính chỉ nêu tại Phụ lục.')
  const body = partOf('II. KẾT QUẢ THỰC HIỆN', 'PHỤ LỤC')
  expect(body).not.toContain('7. Lĩnh vực khác')
  expect(body).not.toContain('Phòng chống dịch tả lợn')
  expect(words.slice(words.indexOf('PHỤ LỤC')).some((text) => text.startsWith('Phòng chống dịch tả lợn'))).toBe(true)
  expect(body).toMatch(/^- Chưa có số liệu: .*\(Trung tâm Phục vụ hành chính công\)/m)
})

it('names the letters of the period in whole words: Công văn số … về việc …', async () => {
  world = await openCommune()
  const letter = (number: string, subject: string) => ({
    communeId: world.communeId,
    number,
    subject,
    issuedOn: '2026-08-24',
    issuer: 'UBND xã Đường An',
    state: 'issued' as const,
    issuedAt: at('2026-08-25'),
    text: '',
    textHash: number,
    draft: {},
    createdBy: world.persons.Hoa,
    createdAt: at('2026-08-25'),
  })
  await world.database.db
    .insert(directives)
    .values([
      letter('85/UBND-VHXH', 'V/v nâng cao hiệu quả công tác cải cách hành chính'),
      letter('12/KH-UBND', 'Về việc Kiểm tra công vụ'),
    ])
  await world.says('Hoa', 'riêng', '/baocao tháng 9')
  const [paper] = await made(world)
  const words = wordsOf(paper!.bytes)
  expect(words).toContain(
    '- Công văn số 85/UBND-VHXH ngày 24/8/2026 của Ủy ban nhân dân xã Đường An về việc nâng cao hiệu quả công tác cải cách hành chính.',
  )
  expect(words).toContain(
    '- Kế hoạch số 12/KH-UBND ngày 24/8/2026 của Ủy ban nhân dân xã Đường An về việc kiểm tra công vụ.',
  )
})

it('keeps the lines a head wrote, and says of which month a quarter’s percentage is', async () => {
  world = await openCommune()
  const { db } = world.database
  const { communeId } = world
  await world.write((tx) => createSet(tx, { communeId, actorId: world.persons.Hoa }, world.now))
  const [rate] = await db.select().from(indicators).where(eq(indicators.code, 'CT02'))
  await db.insert(figures).values(
    ['2026-06', '2026-07', '2026-09'].map((period, index) => ({
      communeId,
      indicatorId: rate!.id,
      unitId: world.units.PVHCC,
      period,
      value: 70 + index,
      reportedAt: at('2026-09-16'),
    })),
  )
  const sent = {
    communeId,
    period: '2026-09',
    state: 'sent' as const,
    createdAt: at('2026-09-15'),
    sentAt: at('2026-09-16'),
  }
  await db.insert(unitReports).values([
    { ...sent, unitId: world.units.KT, content: { results: '- Da giai ngan 80%\n- công khai ngân sách.' } },
    { ...sent, unitId: world.units.VHXH, content: { results: 'tổ chức 2 cuộc kiểm tra' } },
  ])
  const figureOf = async (code: string, figure: Partial<typeof figures.$inferInsert>) => {
    const [one] = await db.select().from(indicators).where(eq(indicators.code, code))
    const given = { communeId, indicatorId: one!.id, unitId: world.units.PVHCC, reportedAt: at('2026-09-16') }
    await db.insert(figures).values({ ...given, period: '2026-09', ...figure })
  }
  await figureOf('CT03', { missingReason: 'hệ thống lỗi' })
  await figureOf('766-1', { value: 17 })
  await world.says('Hoa', 'riêng', '/baocao quý 3')
  const [paper, book] = await made(world)
  const words = wordsOf(paper!.bytes)
  const at_ = words.indexOf('- Phòng Kinh tế:')
  expect(words.slice(at_, at_ + 4)).toEqual([
    '- Phòng Kinh tế:',
    '+ Da giai ngan 80%;',
    '+ Công khai ngân sách.',
    '- Phòng Văn hóa - Xã hội: Tổ chức 2 cuộc kiểm tra.',
  ])
  expect(words.some((text) => text.includes('): 72% (số liệu tháng 9/2026), chỉ tiêu từ 70% trở lên, đạt.'))).toBe(true)
  expect(words).toContain(
    '- Hồ sơ được thanh toán trực tuyến (Trung tâm Phục vụ hành chính công): tháng 9/2026 chưa có số liệu, lý do: hệ thống lỗi, chỉ tiêu từ 60% trở lên.',
  )
  expect(words).toContain(
    '- Công khai, minh bạch (Quyết định 766/QĐ-TTg; Trung tâm Phục vụ hành chính công): 17 điểm (số liệu tháng 9/2026).',
  )
  expect(words.find((text) => text.startsWith('Tổng số nhiệm vụ'))).toBe(
    'Tổng số nhiệm vụ theo dõi trong kỳ: 6; ngoài ra có 1 nhiệm vụ giao trong kỳ, đến hạn sau kỳ.',
  )
  const rows = (await readSheet(Buffer.from(book!.bytes), 'Chỉ tiêu')) as (string | number)[][]
  expect(rows.find((row) => row[0] === 'CT02')?.slice(4, 6)).toEqual([
    '72% (số liệu tháng 9/2026)',
    '70% (số liệu tháng 6/2026)',
  ])
  await world.says('Hoa', 'riêng', '/baocao tháng 9')
  const month = wordsOf((await made(world)).find((one) => one.name.includes('thang-9'))!.bytes)
  expect(month.some((text) => text.includes('): 72%, chỉ tiêu từ 70% trở lên, đạt.'))).toBe(true)
})

it('quotes a period it does not understand, and is not for heads or strangers', async () => {
  world = await openCommune()
  await world.says('Hoa', 'riêng', '/baocao thang muoi ba')
  expect((await world.said('riêng', 'Hoa'))[0]?.text).toContain('"thang muoi ba"')
  await world.says('Bình', 'riêng', '/baocao tháng 9')
  await world.says('người lạ', 'riêng', '/baocao tháng 9')
  expect(await made(world)).toEqual([])
})

it('a period that has not begun has no report; without a year it is the last one', async () => {
  world = await openCommune()
  world.now = at('2027-01-07')
  await world.says('Hoa', 'riêng', '/baocao tháng 12/2027')
  expect((await world.said('riêng', 'Hoa')).map((one) => one.text)).toEqual([
    'Kỳ tháng 12/2027 bắt đầu từ ngày 15/11/2027, chưa có gì để báo cáo.',
  ])
  await world.says('Hoa', 'riêng', '/baocao quy 4')
  await world.said()
  expect((await made(world)).map((one) => one.name).join()).toContain('quy-iv-2026')
})

it('"năm" alone is this year; one not begun is refused', async () => {
  world = await openCommune()
  await world.says('Hoa', 'riêng', '/baocao năm 2028')
  expect((await world.said('riêng', 'Hoa')).map((one) => one.text)).toEqual([
    'Kỳ năm 2028 bắt đầu từ ngày 15/12/2027, chưa có gì để báo cáo.',
  ])
  await world.says('Hoa', 'riêng', '/baocao năm')
  expect((await made(world)).map((one) => one.name).join()).toContain('bao-cao-cchc-nam-2026')
})

it('names units as silent only for months they were asked for: none from before the commune, none still to come', async () => {
  world = await openCommune()
  const { communeId, units } = world
  const month = { communeId, state: 'sent' as const, createdAt: at('2026-09-15'), sentAt: at('2026-09-16') }
  await world.database.db.insert(unitReports).values([{ ...month, unitId: units.KT, period: '2026-09' }])
  const silent = async (words: string) => {
    await world.says('Hoa', 'riêng', `/baocao ${words}`)
    const names = (await made(world)).map((one) => one.name)
    const [paper] = (await made(world)).filter((one) => one.name === names.findLast((name) => name.endsWith('.docx')))
    await world.said()
    return wordsOf(paper!.bytes).find((text) => text.startsWith('Đơn vị chưa gửi báo cáo'))
  }
  // The commune began on 1/7/2026.
  for (const before of ['6 tháng', 'năm 2025', 'tháng 6']) expect(await silent(before), before).toBeUndefined()
  // Of the year so far September is the last month that was asked for.
  for (const words of ['tháng 9', 'năm 2026']) {
    expect(await silent(words), words).toContain('Phòng Văn hóa - Xã hội')
    expect(await silent(words), words).not.toContain('Phòng Kinh tế')
  }
  const [paper] = await made(world)
  const words = wordsOf(paper!.bytes)
  expect(words[words.indexOf('3. Tổ chức bộ máy') + 1]).toBe('Chưa có số liệu báo cáo.')
  const [, , , later] = (await made(world)).filter((one) => one.name.endsWith('.docx'))
  const named = wordsOf(later!.bytes)
  expect(named[named.indexOf('3. Tổ chức bộ máy') + 1]).toMatch(
    /^Chưa có số liệu báo cáo; đơn vị chưa gửi báo cáo: Văn phòng HĐND và UBND, Phòng Văn hóa - Xã hội, /,
  )
})
