// `/baocao`, `Xuất Excel`, `Xuất Word`: the files hold the numbers of the chat and nothing that is not in the data.
import { asc } from 'drizzle-orm'
import { unzipSync } from 'fflate'
import { readSheet } from 'read-excel-file/node'
import { afterEach, describe, expect, it } from 'vitest'
import { files } from '../../../src/db/schema/files.js'
import { openFile } from '../../../src/files/store.js'
import { instantOf } from '../../../src/lib/day.js'
import { reportChores, reportEntries } from '../../../src/office/reports/dialog.js'
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
  world = await openWorld({ entries: [summaryEntries(), reportEntries()], now: at('2026-07-01', '09:00') })
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
      'bao-cao-cchc-month-2026-09.docx',
      'tong-hop-month-2026-09.xlsx',
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
      'PHỤ LỤC',
      'Chưa có số liệu báo cáo.',
    ])
      expect(words).toContain(text)
    expect(words.find((text) => text.startsWith('Số:'))).toBe('Số:       /BC-UBND')
    expect(words.find((text) => text.startsWith('Kỳ báo cáo'))).toContain('từ ngày 15/8/2026 đến ngày 14/9/2026')
    expect(words.find((text) => text.startsWith('Đơn vị chưa gửi báo cáo'))).toContain('Phòng Kinh tế')
    expect(words.join('\n')).not.toMatch(/\p{Extended_Pictographic}/u)
    const said = (await world.said('riêng', 'Hoa')).map((one) => one.text)
    expect(said.some((text) => text.includes('Chưa gửi báo cáo của kỳ: Văn phòng HĐND và UBND'))).toBe(true)
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
    expect(rows.at(-1)).toEqual(['Cộng', sum])
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
