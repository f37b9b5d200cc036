import { eq } from 'drizzle-orm'
import { unzipSync } from 'fflate'
import { readSheet } from 'read-excel-file/node'
import { afterEach, expect, it } from 'vitest'
import { chats } from '../../../src/db/schema/people.js'
import { boxes } from '../../../src/office/summary/boxes.js'
import type { World } from '../../support/world.js'
import { giveAll } from '../reminders/work.js'
import { at, hostile, made, openCommune, wordsOf } from './office.js'

let world: World
afterEach(() => world.close())

it('stand in the chat, in Excel and in Word; a text that looks like a formula stays a text', async () => {
  world = await openCommune()
  await world.taps('Đức', 'riêng', 'summary.detail:2026-09:0:x')
  const chat = (await world.said('riêng', 'Đức'))[0]!.text
  await world.taps('Đức', 'riêng', 'reports.excel:2026-09:0')
  await world.taps('Đức', 'riêng', 'reports.word:2026-09:0')
  const [book, paper] = await made(world)
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
  world = await openCommune()
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
  const [summary, report, book] = await made(world)
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

it('the workbook says whose numbers they are, of which days and as of when, with the numbers of the chat that no box holds', async () => {
  world = await openCommune()
  await world.database.db.update(chats).set({ unreachableAt: world.now }).where(eq(chats.id, world.groups.VP))
  await world.taps('Đức', 'riêng', 'summary.detail:2026-09:0:x')
  const chat = (await world.said('riêng', 'Đức'))[0]!.text
  await world.taps('Đức', 'riêng', 'reports.excel:2026-09:0')
  await world.taps('Đức', 'riêng', 'reports.word:2026-09:0')
  await world.taps('Đức', 'riêng', `reports.excel:2026-09:${world.units.KT}`)
  const [book, paper, ofUnit] = await made(world)
  expect([book?.name, ofUnit?.name]).toEqual(['tong-hop-thang-9-2026.xlsx', 'tong-hop-kt-thang-9-2026.xlsx'])
  const about = async (bytes: Uint8Array) =>
    Object.fromEntries((await readSheet(Buffer.from(bytes), 'Thông tin chung')) as [string, string | number][])
  const rows = await about(book!.bytes)
  expect(rows).toMatchObject({
    'Cơ quan': 'UBND xã Đường An',
    'Phạm vi': 'Tất cả đơn vị',
    Kỳ: 'tháng 9/2026',
    'Từ ngày – đến ngày': '15/8/2026 – 14/9/2026',
    'Số liệu lấy lúc': '07:30 28/9/2026',
  })
  expect(await about(ofUnit!.bytes)).toMatchObject({ 'Phạm vi': 'Phòng Kinh tế' })
  expect(chat).toContain(`Trong đó chuyển kỳ: ${rows['Trong đó chuyển kỳ']}`)
  const [, updated, all, rate] = /Đã cập nhật: (\d+)\/(\d+) việc \((\d+%)\)/.exec(chat) ?? []
  expect(rows['Đã cập nhật']).toBe(`${updated}/${all} (${rate})`)
  const unreached = 'Chưa trả lời, tin không đến được nhóm của đơn vị'
  const inChat = /Trong số việc chưa trả lời có (\d+) việc/.exec(chat)?.[1]
  expect([inChat, rows[unreached]]).toEqual(['1', 1])
  const words = wordsOf(paper!.bytes)
  for (const name of [
    'Trong đó chuyển kỳ',
    'Quá hạn, trong đó đã gia hạn',
    'Đã cập nhật',
    'Chậm từ phía đơn vị',
    unreached,
  ])
    expect(words).toContain(`${name}: ${rows[name]}.`)
})

it('a head gets the own unit only, and nothing with a forged button', async () => {
  world = await openCommune()
  await world.taps('Bình', 'riêng', 'reports.excel:now:0')
  const [book] = await made(world)
  const units = (await readSheet(Buffer.from(book!.bytes), 'Theo đơn vị')) as (string | number)[][]
  expect(units.map((row) => row[0])).toEqual(['Đơn vị', 'Phòng Kinh tế', 'Cộng'])
  expect(await world.taps('Bình', 'riêng', `reports.excel:now:${world.units.VHXH}`)).toMatchObject({ alert: true })
  expect(await world.taps('Đức', 'KT', 'reports.word:now:0')).toMatchObject({ alert: true })
  expect(await world.taps('Nga', 'riêng', `reports.word:now:${world.units.KT}`)).toBeDefined()
  expect(await world.taps('Bình', 'riêng', 'reports.excel:2026-99:0')).toMatchObject({ alert: true })
})
