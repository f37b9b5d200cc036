// `/baocao`, `Xuất Excel`, `Xuất Word`: the files hold the numbers of the chat and nothing that is not in the data.
import { asc, eq, like, or } from 'drizzle-orm'
import { unzipSync } from 'fflate'
import { readSheet } from 'read-excel-file/node'
import { afterEach, describe, expect, it } from 'vitest'
import { evidence, requests } from '../../../src/db/schema/assignments.js'
import { directives } from '../../../src/db/schema/directives.js'
import { files } from '../../../src/db/schema/files.js'
import { figures, indicators, unitReports } from '../../../src/db/schema/indicators.js'
import { chats } from '../../../src/db/schema/people.js'
import { outbox } from '../../../src/db/schema/post.js'
import { insertFile, openFile, saveFile } from '../../../src/files/store.js'
import { instantOf } from '../../../src/lib/day.js'
import { createSet } from '../../../src/office/indicators/set/actions.js'
import { reminderEntries } from '../../../src/office/reminders/dialog.js'
import { runReminders } from '../../../src/office/reminders/job.js'
import { reportChores, reportEntries } from '../../../src/office/reports/dialog.js'
import { partsOf, safeName } from '../../../src/office/reports/evidence-folder.js'
import { boxes } from '../../../src/office/summary/boxes.js'
import { summaryEntries } from '../../../src/office/summary/dialog.js'
import { openWorld, type World } from '../../support/world.js'
import { filesFolder, workChores } from '../chores.js'
import { giveAll } from '../reminders/work.js'

const at = (day: string, time = '08:00') => instantOf(day, time)
let world: World
afterEach(() => world.close())

const hostile = '=HYPERLINK("http://x","bấm") & <b>đậm</b>'

async function open() {
  world = await openWorld({
    entries: [reminderEntries(), summaryEntries(), reportEntries()],
    now: at('2026-07-01', '09:00'),
  })
  const done = (day: string) => ({ status: 'done' as const, reportedAt: at(day, '10:00'), doneAt: at(day, '11:00') })
  await giveAll(world, [
    { number: 1, unit: 'KT', text: hostile, area: 'public-finance', legalDueOn: '2026-09-10' },
    { number: 2, unit: 'KT', legalDueOn: '2026-09-11', extendedTo: '2026-10-18' },
    { number: 3, unit: 'VHXH', text: 'Số hóa hồ sơ', area: 'digital', legalDueOn: '2026-08-31', ...done('2026-08-28') },
    { number: 4, unit: 'VHXH', legalDueOn: '2026-08-20', ...done('2026-09-01') },
    { number: 5, unit: 'PVHCC', trackingOn: '2026-09-05' },
    { number: 6, unit: 'VP', status: 'unanswered' },
    { number: 7, unit: 'VP', standing: true, status: 'maintained' },
  ])
  world.now = at('2026-09-28', '07:30')
}

async function made(): Promise<{ name: string; bytes: Uint8Array }[]> {
  await workChores(world, reportChores())
  const rows = await world.database.db.select().from(files).orderBy(asc(files.id))
  return Promise.all(
    rows.map(async (file) => ({ name: file.name, bytes: await openFile(await filesFolder(), file.sha256) })),
  )
}

/** The document's words, paragraph by paragraph. */
function wordsOf(bytes: Uint8Array): string[] {
  const xml = new TextDecoder().decode(unzipSync(bytes)['word/document.xml'])
  return xml
    .split('</w:p>')
    .map((part) => [...part.matchAll(/<w:t[^>]*>([^<]*)<\/w:t>/g)].map((found) => found[1]).join(''))
    .filter((text) => text !== '')
    .map((text) =>
      text
        .replace(/&quot;/g, '"')
        .replace(/&lt;/g, '<')
        .replace(/&gt;/g, '>')
        .replace(/&amp;/g, '&'),
    )
}

describe('/baocao', () => {
  it('gives the report of a period as Word and its figures as Excel, number and signer blank', async () => {
    await open()
    await world.says('Hoa', 'riêng', '/baocao tháng 9')
    const [paper, book, ...more] = await made()
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
    expect(
      words.some((text) => text.includes('(Trung tâm Phục vụ hành chính công, thời hạn theo dõi 05/9/2026)')),
    ).toBe(true)
    expect(words.some((text) => text.includes('thời hạn được gia hạn đến 18/10/2026'))).toBe(true)
    expect(words).toContain(`- ${hostile} (Phòng Kinh tế, thời hạn 10/9/2026, đã quá hạn).`)
    expect(words).toContain(
      'Nhiệm vụ trong kỳ: 5 (đã báo cáo 1, đang thực hiện 2, chưa xác nhận tiếp nhận 1, thường xuyên 1).',
    )
    const said = (await world.said('riêng', 'Hoa')).map((one) => one.text)
    expect(said.some((text) => text.includes('Chưa gửi báo cáo của kỳ: Văn phòng HĐND và UBND'))).toBe(true)
  })

  it('names the letters of the period in whole words: Công văn số … về việc …', async () => {
    await open()
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
    const [paper] = await made()
    const words = wordsOf(paper!.bytes)
    expect(words).toContain(
      '- Công văn số 85/UBND-VHXH ngày 24/8/2026 của Ủy ban nhân dân xã Đường An về việc nâng cao hiệu quả công tác cải cách hành chính.',
    )
    expect(words).toContain(
      '- Kế hoạch số 12/KH-UBND ngày 24/8/2026 của Ủy ban nhân dân xã Đường An về việc kiểm tra công vụ.',
    )
  })

  it('keeps the lines a head wrote, and says of which month a quarter’s percentage is', async () => {
    await open()
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
    await world.says('Hoa', 'riêng', '/baocao quý 3')
    const [paper, book] = await made()
    const words = wordsOf(paper!.bytes)
    const at_ = words.indexOf('- Phòng Kinh tế:')
    expect(words.slice(at_, at_ + 4)).toEqual([
      '- Phòng Kinh tế:',
      '+ Da giai ngan 80%;',
      '+ Công khai ngân sách.',
      '- Phòng Văn hóa - Xã hội: Tổ chức 2 cuộc kiểm tra.',
    ])
    expect(words.some((text) => text.includes('): 72% (số liệu tháng 9/2026), chỉ tiêu từ 70% trở lên, đạt.'))).toBe(
      true,
    )
    const rows = (await readSheet(Buffer.from(book!.bytes), 'Chỉ tiêu')) as (string | number)[][]
    expect(rows.find((row) => row[0] === 'CT02')?.slice(4, 6)).toEqual([
      '72% (số liệu tháng 9/2026)',
      '70% (số liệu tháng 6/2026)',
    ])
    await world.says('Hoa', 'riêng', '/baocao tháng 9')
    const month = wordsOf((await made()).find((one) => one.name.includes('thang-9'))!.bytes)
    expect(month.some((text) => text.includes('): 72%, chỉ tiêu từ 70% trở lên, đạt.'))).toBe(true)
  })

  it('quotes a period it does not understand, and is not for heads or strangers', async () => {
    await open()
    await world.says('Hoa', 'riêng', '/baocao thang muoi ba')
    expect((await world.said('riêng', 'Hoa'))[0]?.text).toContain('"thang muoi ba"')
    await world.says('Bình', 'riêng', '/baocao tháng 9')
    await world.says('người lạ', 'riêng', '/baocao tháng 9')
    expect(await made()).toEqual([])
  })
})

describe('below the report', () => {
  const textOf = (bytes: Uint8Array) => new TextDecoder().decode(bytes)
  /** The digests of that hour, taken by the platform. */
  const remind = async (day: string, time?: string) => {
    world.now = at(day, time)
    await runReminders(world.database.db, world.now)
    await world.said()
  }
  const letter = async () => {
    await world.taps('Đức', 'riêng', 'reports.more:urging:2026-09')
    const [paper] = await made()
    expect(paper?.name).toBe('du-thao-don-doc-den-2026-09-28.docx')
    return wordsOf(paper!.bytes)
  }

  it('a draft letter names what is long overdue, with the reminders already had, and nothing else', async () => {
    await open()
    await remind('2026-09-10')
    await remind('2026-09-15')
    world.now = at('2026-09-18', '09:00')
    await world.taps('Hoa', 'riêng', 'assignment.urge:1')
    await world.said()
    world.now = at('2026-09-28', '07:30')
    const words = await letter()
    expect(words).toContain('Kính gửi: Phòng Kinh tế.')
    expect(words.some((text) => text.startsWith(hostile))).toBe(true)
    expect(words).toContain('Đôn đốc riêng 1 lần (18/9/2026); nhắc trong nhóm 2 lần, gần nhất 15/9/2026')
    expect(words.join('\n')).not.toContain('Số hóa hồ sơ')
  })

  it('it counts only messages that named the work and were sent, and says what a unit is waiting for', async () => {
    world = await openWorld({ entries: [reminderEntries(), reportEntries()], now: at('2026-09-01', '09:00') })
    const { db } = world.database
    const [, asked, alone] = await giveAll(world, [
      { number: 1, unit: 'KT', text: 'Việc một', legalDueOn: '2026-09-10' },
      { number: 2, unit: 'KT', text: 'Việc hai', legalDueOn: '2026-09-10' },
      { number: 3, unit: 'DVSNC', text: 'Việc ba', legalDueOn: '2026-09-10' },
      { number: 4, unit: 'VHXH', text: 'Việc bốn', legalDueOn: '2026-09-10' },
    ])
    await db.insert(requests).values({
      communeId: world.communeId,
      assignmentId: asked!,
      kind: 'extension',
      text: 'chờ kinh phí',
      until: '2026-10-15',
      askedBy: world.persons.Bình,
      askedAt: at('2026-09-02'),
    })
    for (const day of ['2026-09-07', '2026-09-10', '2026-09-15']) await remind(day)
    // From now on the group is one of all heads: the head hears it in private.
    await db.update(chats).set({ common: true }).where(eq(chats.id, world.groups.KT))
    await remind('2026-09-22')
    // Pressing a unit that nobody can write to gives the officer a text, and the unit nothing.
    await world.taps('Hoa', 'riêng', `assignment.urge:${alone}`)
    await world.said()
    // What the platform never took was not said.
    const refused = or(like(outbox.key, `digest:${world.groups.VHXH}:%:am`), like(outbox.key, 'urge:%'))
    await db.update(outbox).set({ state: 'refused' }).where(refused)
    world.now = at('2026-09-28', '07:30')
    const words = await letter()
    expect(words).toContain('Số:       /UBND-……')
    const to = words.indexOf('Kính gửi:')
    expect(words.slice(to + 1, to + 4)).toEqual([
      '- Phòng Kinh tế;',
      '- Phòng Văn hóa - Xã hội;',
      '- Trung tâm Dịch vụ sự nghiệp công.',
    ])
    expect(words).toContain('Ủy ban nhân dân xã Đường An đề nghị Thủ trưởng các đơn vị:')
    expect(words[words.indexOf('DANH MỤC NHIỆM VỤ QUÁ HẠN') + 1]).toMatch(
      /^\(Kèm theo Công văn số {7}\/UBND-…… ngày .* của Ủy ban nhân dân xã Đường An\)$/,
    )
    const [KT, VHXH, DVSNC] = ['Phòng Kinh tế', 'Phòng Văn hóa - Xã hội', 'Trung tâm Dịch vụ sự nghiệp công']
    const [first, second, third, fourth] = ['một', 'hai', 'bốn', 'ba'].map(
      (text) => `Việc ${text} (việc giao trực tiếp)`,
    )
    const due = '10/9/2026'
    expect(words.slice(words.indexOf('Đơn vị đã báo cáo') + 1)).toEqual([
      ...['1', KT, first, due],
      'Nhắc trong nhóm 2 lần, gần nhất 15/9/2026; nhắc riêng lãnh đạo đơn vị 1 lần, gần nhất 22/9/2026',
      ...['2', KT, second, due, 'Chưa nhắc', 'Đã xin gia hạn, đang chờ quyết định'],
      ...['3', VHXH, third, due, 'Chưa nhắc'],
      ...['4', DVSNC, fourth, due, 'Chưa nhắc'],
    ])
  })

  it('what a long digest had no room for was not reminded of; what was said twice a day counts twice', async () => {
    world = await openWorld({ entries: [reportEntries()], now: at('2026-09-01', '09:00') })
    const many = Array.from({ length: 21 }, (_, index) => ({
      number: index + 1,
      unit: 'KT' as const,
      text: `Việc ${index + 1}.`,
      legalDueOn: '2026-09-10',
    }))
    await giveAll(world, many)
    await remind('2026-09-10')
    await remind('2026-09-10', '14:00')
    world.now = at('2026-09-28', '07:30')
    const words = await letter()
    const reminded = (number: number) =>
      words[words.findIndex((text) => text.startsWith(`Việc ${number}`) && text.includes('(việc giao')) + 2]
    expect([reminded(20), reminded(21)]).toEqual(['Nhắc trong nhóm 2 lần, gần nhất 10/9/2026', 'Chưa nhắc'])
  })

  it('where nothing is long overdue there is no letter, and that is said', async () => {
    world = await openWorld({ entries: [reportEntries()] })
    await world.taps('Hoa', 'riêng', 'reports.more:urging:2026-09')
    expect(await made()).toEqual([])
    expect((await world.said('riêng', 'Hoa')).at(-1)?.text).toContain('Không có việc nào quá hạn từ 3 ngày')
  })

  it('the text for the provincial system has a block for every assignment of the period', async () => {
    await open()
    await world.taps('Hoa', 'riêng', 'reports.more:system:2026-09')
    const [file] = await made()
    const blocks = textOf(file!.bytes).split('\r\n\r\n')
    expect(blocks).toHaveLength(7)
    const own = blocks.find((block) => block.includes('Số hóa hồ sơ'))
    expect(own?.split('\r\n')).toEqual([
      'Việc số 3',
      'Nhiệm vụ: Số hóa hồ sơ',
      'Căn cứ: việc giao trực tiếp',
      'Lĩnh vực: Chuyển đổi số',
      'Đơn vị chủ trì: Phòng Văn hóa - Xã hội',
      'Thời hạn: 31/8/2026',
      'Kết quả: Hoàn thành 28/8/2026',
      'Đánh giá: Hoàn thành đúng hạn',
    ])
  })

  it('the year’s evidence comes as a folder with an index in which what is missing is named', async () => {
    await open()
    const { db } = world.database
    const bytes = new TextEncoder().encode('biên bản')
    const saved = await saveFile(await filesFolder(), bytes)
    const { communeId } = world
    const fileId = await world.write((tx) =>
      insertFile(tx, { communeId, ...saved, name: '../biên bản: số 1.pdf', type: 'application/pdf' }, world.now),
    )
    const given = { communeId, assignmentId: 3, givenBy: world.persons.Chi, givenAt: at('2026-08-28') }
    await db.insert(evidence).values([
      { ...given, fileId },
      { ...given, documentNumber: '12/BC-VHXH' },
      { ...given, documentNumber: 'https://duongan.gov.vn/tin/12' },
    ])
    await world.taps('Hoa', 'riêng', 'reports.more:evidence:2026')
    const all = await made()
    const zip = unzipSync(all.find((one) => one.name === 'minh-chung-nam-2026.zip')!.bytes)
    expect(Object.keys(zip)).toEqual(['Chuyển đổi số/3 - -biên bản- số 1.pdf'])
    expect(Object.values(zip)[0]).toEqual(bytes)
    const book = all.find((one) => one.name === 'danh-muc-minh-chung-nam-2026.xlsx')!
    const rows = (await readSheet(Buffer.from(book.bytes))) as (string | number | null)[][]
    expect(rows.slice(1).flatMap((row) => (row[2] === null ? [] : [[row[2], row[6], row[8]]]))).toEqual([
      [3, '../biên bản: số 1.pdf', 'Chuyển đổi số/3 - -biên bản- số 1.pdf'],
      [3, '12/BC-VHXH', '(số văn bản)'],
      [3, 'https://duongan.gov.vn/tin/12', '(đường dẫn)'],
      [4, 'THIẾU', null],
      [7, 'THIẾU', null],
    ])
    // No work of the year has brought evidence for an indicator: each is named once.
    const bare = rows.slice(1).filter((row) => row[2] === null)
    const set = await db.select().from(indicators).where(eq(indicators.communeId, communeId))
    expect(bare.map((row) => row[1]).sort()).toEqual(set.map((one) => one.code).sort())
    expect(bare.every((row) => row[6] === 'THIẾU')).toBe(true)
  })

  it('parts are cut by size, and two files of one name do not lie over each other', () => {
    const one = (size: number, path: string) => ({
      assignmentId: 1,
      sha256: 'x',
      name: 'a',
      size,
      givenAt: new Date(),
      path,
    })
    expect(partsOf([one(6, 'a'), one(5, 'b'), one(20, 'c'), one(1, 'd')], 10).map((part) => part.length)).toEqual([
      1, 1, 1, 1,
    ])
    expect(partsOf([one(4, 'a'), one(5, 'b'), one(2, 'c')], 10).map((part) => part.length)).toEqual([2, 1])
    expect([safeName('..\\a/b:c.pdf'), safeName('...'), safeName('CON')]).toEqual(['-a-b-c.pdf', 'tep', 'CON'])
  })

  it('is for officers and leaders; forged arguments do nothing', async () => {
    await open()
    for (const forged of ['reports.more:all:2026-09', 'reports.more:system:x', 'reports.more:evidence'])
      expect(await world.taps('Hoa', 'riêng', forged)).toMatchObject({ alert: true })
    expect(await world.taps('Bình', 'riêng', 'reports.more:system:2026-09')).toMatchObject({ alert: true })
    expect(await made()).toEqual([])
  })
})

describe('the same numbers', () => {
  it('stand in the chat, in Excel and in Word; a text that looks like a formula stays a text', async () => {
    await open()
    await world.taps('Đức', 'riêng', 'summary.detail:2026-09:0:x')
    const chat = (await world.said('riêng', 'Đức'))[0]!.text
    await world.taps('Đức', 'riêng', 'reports.excel:2026-09:0')
    await world.taps('Đức', 'riêng', 'reports.word:2026-09:0')
    const [book, paper] = await made()
    const rows = (await readSheet(Buffer.from(book!.bytes), 'Tổng hợp')) as (string | number)[][]
    const words = wordsOf(paper!.bytes)
    expect(rows).toHaveLength(boxes.length + 2)
    for (const [name, count] of rows.slice(1, -1)) {
      const inChat = new RegExp(`^${name}: (\\d+)`, 'm').exec(chat)?.[1] ?? '0'
      expect([name, Number(inChat)]).toEqual([name, count])
      expect(words[words.indexOf(String(name)) + 1]).toBe(String(count))
    }
    const sum = rows.slice(1, -1).reduce((all, row) => all + Number(row[1]), 0)
    expect(rows.at(-1)).toEqual(['Cộng', sum, 0])
    expect(chat).toContain(`Cộng: ${sum} việc`)
    const works = (await readSheet(Buffer.from(book!.bytes), 'Danh sách nhiệm vụ')) as (string | number)[][]
    expect(works.length - 1).toBe(sum)
    expect(works.some((row) => String(row[1]).startsWith(hostile))).toBe(true)
    for (const [name, part] of Object.entries(unzipSync(book!.bytes))) {
      if (!name.startsWith('xl/worksheets/sheet')) continue
      const xml = new TextDecoder().decode(part)
      expect(xml).not.toContain('<f>')
      expect(xml).toContain('<pane ')
    }
    expect(words.some((text) => text.startsWith(hostile))).toBe(true)
  })

  it('what is reported and not confirmed is said beside its box in all three, and in the report', async () => {
    await open()
    const awaiting = (day: string) => ({ status: 'awaiting' as const, reportedAt: at(day, '10:00') })
    await giveAll(world, [
      {
        number: 8,
        unit: 'KT',
        area: 'digital',
        text: 'báo cáo kết quả./.',
        legalDueOn: '2026-08-31',
        ...awaiting('2026-08-28'),
      },
      { number: 9, unit: 'KT', area: 'digital', legalDueOn: '2026-08-20', ...awaiting('2026-09-01') },
      { number: 10, unit: 'VHXH', area: 'digital', trackingOn: '2026-09-10', ...awaiting('2026-09-02') },
    ])
    await world.taps('Đức', 'riêng', 'summary.detail:2026-09:0:x')
    const chat = (await world.said('riêng', 'Đức'))[0]!.text
    await world.taps('Đức', 'riêng', 'reports.word:2026-09:0')
    await world.says('Hoa', 'riêng', '/baocao tháng 9')
    const [summary, report, book] = await made()
    const sheet = async (name: string) => (await readSheet(Buffer.from(book!.bytes), name)) as (string | number)[][]
    const rows = await sheet('Tổng hợp')
    expect(rows[0]).toEqual(['Nhóm', 'Số việc', 'Trong đó chờ xác nhận'])
    const words = [summary, report].map((paper) => wordsOf(paper!.bytes))
    for (const [name, count, waits] of rows.slice(1, -1)) {
      const inside = new RegExp(`^${name}: \\d+ \\(.*chờ xác nhận (\\d+)`, 'm').exec(chat)?.[1] ?? '0'
      expect([name, Number(inside)]).toEqual([name, waits])
      for (const paper of words) {
        const from = paper.indexOf(String(name))
        expect(paper.slice(from, from + 3)).toEqual([name, String(count), String(waits)])
      }
    }
    expect(rows.at(-1)?.[2]).toBe(3)
    expect(words.map((paper) => paper.filter((text) => text === 'Tổng hợp'))).toEqual([['Tổng hợp'], ['Tổng hợp']])
    const units = await sheet('Theo đơn vị')
    expect(units.map((row) => row.at(-1))).toEqual(['Chờ xác nhận', 0, 2, 1, 0, 3])
    const works = await sheet('Danh sách nhiệm vụ')
    expect(works.filter((row) => row[0] === 8).map((row) => [row[1], row[5], row[6]])).toEqual([
      [
        'Báo cáo kết quả (việc giao trực tiếp)',
        'Đã báo cáo hoàn thành 28/8/2026, chờ xác nhận',
        'Hoàn thành đúng hạn (chờ xác nhận)',
      ],
    ])
    for (const text of [
      '- Hoàn thành đúng hạn 2 (chờ xác nhận 1), đạt mốc theo dõi 1 (chờ xác nhận 1) trên tổng số 10 nhiệm vụ.',
      '- Hoàn thành muộn: 2 nhiệm vụ (chờ xác nhận 1).',
      'Nhiệm vụ trong kỳ: 4 (đã báo cáo 4, trong đó 3 chờ xác nhận).',
      '- Báo cáo kết quả (Phòng Kinh tế): đã báo cáo hoàn thành 28/8/2026, chờ xác nhận.',
    ])
      expect(words[1]).toContain(text)
  })

  it('a head gets the own unit only, and nothing with a forged button', async () => {
    await open()
    await world.taps('Bình', 'riêng', 'reports.excel:now:0')
    const [book] = await made()
    const units = (await readSheet(Buffer.from(book!.bytes), 'Theo đơn vị')) as (string | number)[][]
    expect(units.map((row) => row[0])).toEqual(['Đơn vị', 'Phòng Kinh tế', 'Cộng'])
    expect(await world.taps('Bình', 'riêng', `reports.excel:now:${world.units.VHXH}`)).toMatchObject({ alert: true })
    expect(await world.taps('Đức', 'KT', 'reports.word:now:0')).toMatchObject({ alert: true })
    expect(await world.taps('Nga', 'riêng', `reports.word:now:${world.units.KT}`)).toBeDefined()
    expect(await world.taps('Bình', 'riêng', 'reports.excel:2026-99:0')).toMatchObject({ alert: true })
  })
})
