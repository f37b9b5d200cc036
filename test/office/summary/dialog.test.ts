import { eq } from 'drizzle-orm'
import { afterEach, describe, expect, it } from 'vitest'
import { requests } from '../../../src/db/schema/assignments.js'
import { files } from '../../../src/db/schema/files.js'
import { chats, chatUnits } from '../../../src/db/schema/people.js'
import { openFile } from '../../../src/files/store.js'
import { instantOf } from '../../../src/lib/day.js'
import { summaryEntries } from '../../../src/office/summary/dialog.js'
import { summaryText } from '../../../src/office/summary/text.js'
import { openWorld, type PersonName, type Place, type World } from '../../support/world.js'
import { giveAll } from '../reminders/work.js'
import { drawAll, filesFolder } from './work.js'

const at = (day: string, time = '08:00') => instantOf(day, time)

let world: World
let number = 0
afterEach(() => world.close())

/** A commune in the middle of its work: one of everything. */
async function open() {
  world = await openWorld({ entries: [summaryEntries()], now: at('2026-07-01', '09:00') })
  number = 0
  const next = () => ++number
  const done = (day: string) => ({ status: 'done' as const, reportedAt: at(day, '10:00'), doneAt: at(day, '11:00') })
  await giveAll(world, [
    { number: next(), unit: 'KT', text: 'Giải ngân vốn đầu tư công', area: 'public-finance', legalDueOn: '2026-09-10' },
    { number: next(), unit: 'KT', text: 'Rà soát giá đất', legalDueOn: '2026-09-11', extendedTo: '2026-09-18' },
    { number: next(), unit: 'KT', legalDueOn: '2026-10-30', status: 'unanswered' },
    {
      number: next(),
      unit: 'VHXH',
      text: 'Số hóa hồ sơ',
      area: 'digital',
      legalDueOn: '2026-08-31',
      ...done('2026-08-28'),
    },
    { number: next(), unit: 'VHXH', legalDueOn: '2026-08-20', ...done('2026-09-01') },
    { number: next(), unit: 'VHXH', legalDueOn: '2026-09-30', status: 'awaiting', reportedAt: at('2026-09-20') },
    { number: next(), unit: 'PVHCC', trackingOn: '2026-09-15', ...done('2026-09-15') },
    { number: next(), unit: 'PVHCC', trackingOn: '2026-09-15' },
    { number: next(), unit: 'PVHCC', trackingOn: '2026-12-31', status: 'unanswered' },
    { number: next(), unit: 'VP', status: 'accepted' },
    { number: next(), unit: 'VP', standing: true, status: 'maintained' },
    { number: next(), unit: 'VP', legalDueOn: '2026-06-15', issuedLate: true },
    { number: next(), unit: 'DVSNC', legalDueOn: '2026-09-01', status: 'withdrawn' },
  ])
  world.now = at('2026-09-28', '07:30')
}

async function asks(who: PersonName, place: Place, text: string) {
  await world.says(who, place, text)
  await drawAll(world)
  return world.said()
}

it('its lists name the period of duties that come again', async () => {
  world = await openWorld({ entries: [summaryEntries()], now: at('2026-09-01', '09:00') })
  const duty = { unit: 'KT' as const, text: 'Báo cáo thu ngân sách', legalDueOn: '2026-09-10' }
  await giveAll(world, [
    { ...duty, period: '2026-09', number: 31 },
    { ...duty, period: '2026-Q3', number: 36 },
  ])
  world.now = at('2026-09-28', '07:30')
  await asks('Đức', 'riêng', '/tongket')
  await world.taps('Đức', 'riêng', 'Quá hạn')
  await drawAll(world)
  const shown = (await world.said()).at(-1)?.text
  expect(shown).toContain('(hạn 10/9, kỳ tháng 9/2026)')
  expect(shown).toContain('(hạn 10/9, kỳ quý III/2026)')
})

it('from a unit’s summary there is a way back to all units, for those who may see them', async () => {
  await open()
  await asks('Đức', 'riêng', '/tongket')
  for (const button of ['Theo đơn vị', 'KT', 'Quay lại']) await world.taps('Đức', 'riêng', button)
  const unit = (await world.said()).at(-1)
  expect(unit?.text).toContain('Tổng kết · Phòng Kinh tế')
  expect(unit?.buttons.at(-1)).toEqual(['Tất cả đơn vị'])
  await world.taps('Đức', 'riêng', 'Tất cả đơn vị')
  expect((await world.said()).at(-1)?.text).toContain('Tổng kết · UBND xã Đường An')
  const own = await asks('Bình', 'riêng', '/tongket KT')
  expect(own.at(-1)?.buttons.flat()).not.toContain('Tất cả đơn vị')
})

it('a list says each thing about a piece of work once, and an empty one only that it is empty', async () => {
  await open()
  await world.taps('Đức', 'riêng', 'summary.list:now:0:all:any:0:x')
  await world.taps('Đức', 'riêng', `summary.list:now:${world.units.DVSNC}:all:any:0:y`)
  const [all, none] = (await world.said()).map((one) => one.text)
  expect(all).toContain('(hạn 15/6, giao sau hạn)')
  expect(all).toContain('(mốc 15/9, chậm mốc)')
  expect(none).not.toContain('0–0')
})

describe('/tongket', () => {
  it('gives the chairman a picture and at most 12 lines whose boxes add up', async () => {
    await open()
    const [picture, text, ...more] = await asks('Đức', 'riêng', '/tongket')
    expect(more).toEqual([])
    expect(picture).toMatchObject({ chatId: world.privates.Đức, class: 0, message: { picture: true } })
    expect(text?.text.split('\n')).toEqual([
      'Tổng kết · UBND xã Đường An',
      'Tính đến 07:30 ngày 28/9/2026',
      'Không có việc chờ đồng chí quyết định',
      'Quá hạn: KT 2',
      'Chưa trả lời: KT 1, PVHCC 1',
      'Tổng số 12 việc, gồm:',
      'Hoàn thành đúng hạn 2 (chờ xác nhận 1) · hoàn thành muộn 1',
      'Trong hạn 1 · quá hạn 2 (trong đó đã gia hạn 1)',
      'Theo mốc: đạt 1 · chậm mốc 1 · chưa đến 1',
      'Chưa có thời hạn 1 · thường xuyên 1',
      'Giao sau hạn 1 (đã báo cáo 0)',
    ])
    expect(text?.buttons).toEqual([
      ['Theo đơn vị', 'Theo lĩnh vực'],
      ['Quá hạn', 'Chi tiết'],
      ['Kỳ trước'],
      ['Xuất Excel', 'Xuất Word'],
    ])
    const [file] = await world.database.db.select().from(files)
    expect(file).toMatchObject({ type: 'image/png', communeId: world.communeId, id: picture?.message.fileId })
    const bytes = await openFile(await filesFolder(), file!.sha256)
    expect([...bytes.slice(1, 4)].map((byte) => String.fromCharCode(byte)).join('')).toBe('PNG')
  })

  it('shows what awaits the reader: reports the officer, extensions the leader of that unit', async () => {
    await open()
    const [, officers] = await asks('Hoa', 'riêng', '/tongket')
    expect(officers?.text).toContain('Chờ đồng chí quyết định: 1 báo cáo chờ xác nhận')
    expect(officers?.buttons[0]).toEqual(['Xem #6'])
    const { db } = world.database
    await db.insert(requests).values({
      communeId: world.communeId,
      assignmentId: 1,
      kind: 'extension',
      text: 'chờ số liệu',
      askedAt: world.now,
    })
    const [, chairmans] = await asks('Đức', 'riêng', '/tongket')
    expect(chairmans?.text).toContain('Chờ đồng chí quyết định: 1 đề nghị gia hạn')
    expect(chairmans?.buttons[0]).toEqual(['Gia hạn #1'])
    const [, leaders] = await asks('Vỹ', 'riêng', '/tongket')
    expect(leaders?.text).toContain('Không có việc chờ đồng chí quyết định')
  })

  it('shows a head the own unit only, and refuses another one', async () => {
    await open()
    const [, own] = await asks('Chi', 'riêng', '/tongket')
    expect(own?.text.split('\n').slice(0, 4)).toEqual([
      'Tổng kết · Phòng Văn hóa - Xã hội',
      'Tính đến 07:30 ngày 28/9/2026',
      'Không có việc quá hạn',
      'Tổng số 3 việc, gồm:',
    ])
    expect(own?.buttons[0]).toEqual(['Theo lĩnh vực'])
    const [refused] = await asks('Chi', 'riêng', '/tongket KT')
    expect(refused?.text).toContain('đơn vị mình')
    expect(await world.taps('Chi', 'riêng', `summary.list:now:${world.units.KT}:all:any:0:x`)).toMatchObject({
      alert: true,
    })
    expect(await world.said()).toEqual([])
    expect(await asks('người lạ', 'riêng', '/tongket')).toMatchObject([
      { text: expect.not.stringContaining('việc, gồm') },
    ])
  })

  it("asked in a group, sends whole-commune figures in private, and shows the group its own unit's", async () => {
    await open()
    const said = await asks('Đức', 'KT', '/tongket')
    expect(said.map((one) => one.chatId)).toEqual([world.groups.KT, world.privates.Đức, world.privates.Đức])
    expect(said[0]?.text).toBe('Số liệu được gửi riêng cho đồng chí trong khung trò chuyện với bot.')
    const own = await asks('Bình', 'KT', '/tongket')
    expect(own.map((one) => one.chatId)).toEqual([world.groups.KT, world.groups.KT])
    const other = await asks('Hoa', 'KT', '/tongket VHXH')
    expect(other.map((one) => one.chatId)).toEqual([world.groups.KT, world.privates.Hoa, world.privates.Hoa])
    expect(await world.taps('Đức', 'KT', 'summary.units:now:0:x')).toMatchObject({ alert: true })
    await world.database.db.update(chats).set({ common: true }).where(eq(chats.id, world.groups.KT))
    expect((await asks('Bình', 'KT', '/tongket')).at(-1)?.chatId).toBe(world.privates.Bình)
  })

  it('reads periods and units in any order, and says what it does not understand', async () => {
    await open()
    const text = async (words: string) => (await asks('Hoa', 'riêng', `/tongket ${words}`)).at(-1)!.text
    expect(await text('tháng 9')).toMatch(/Kỳ tháng 9\/2026 \(từ 15\/8\/2026 đến 14\/9\/2026\)/)
    expect(await text('quy 3')).toContain('Kỳ quý III/2026')
    expect(await text('6 tháng')).toContain('Kỳ 6 tháng đầu năm 2026')
    expect(await text('năm 2026')).toContain('Kỳ năm 2026')
    expect(await text('năm')).toContain('Kỳ năm 2026')
    expect(await text('kt quý')).toMatch(/Phòng Kinh tế[\s\S]*quý III\/2026/)
    expect(await text('KT')).toContain('Phòng Kinh tế')
    expect(await text('kt tháng 9')).toMatch(/Phòng Kinh tế[\s\S]*tháng 9\/2026/)
    expect(await text('quý 3 VHXH')).toMatch(/Phòng Văn hóa - Xã hội[\s\S]*quý III/)
    expect(await text('lung tung')).toContain('Không rõ "lung tung"')
  })

  it('counts apart the units whose group takes no messages; the boxes stay as they are', async () => {
    await open()
    const [, before] = await asks('Hoa', 'riêng', '/tongket')
    await world.database.db.update(chats).set({ unreachableAt: world.now }).where(eq(chats.id, world.groups.KT))
    const [, text] = await asks('Hoa', 'riêng', '/tongket')
    const changed = text!.text.split('\n').filter((line) => !before!.text.split('\n').includes(line))
    expect(changed).toEqual(['Chưa trả lời: PVHCC 1 · Chưa trả lời, tin không đến được nhóm: KT 1'])
    await world.taps('Hoa', 'riêng', 'Theo đơn vị')
    const ofUnits = (await world.said('riêng', 'Hoa')).at(-1)!.text.split('\n')
    expect(ofUnits.filter((line) => line.endsWith(' · tin không đến được nhóm'))).toEqual([
      expect.stringMatching(/^KT: /),
    ])
    await world.taps('Hoa', 'riêng', 'Quay lại')
    await world.taps('Hoa', 'riêng', 'Chi tiết')
    expect((await world.said('riêng', 'Hoa')).at(-1)!.text).toContain(
      'Trong số việc chưa trả lời có 1 việc mà tin không đến được nhóm của đơn vị',
    )
    const [, one] = await asks('Hoa', 'riêng', '/tongket KT')
    expect(one!.text).toContain('Chưa trả lời: 1 việc (tin không đến được nhóm của đơn vị)')
    await world.database.db.update(chats).set({ unreachableAt: null }).where(eq(chats.id, world.groups.KT))
    expect((await asks('Hoa', 'riêng', '/tongket'))[1]!.text).toContain('Chưa trả lời: KT 1, PVHCC 1\n')
  })

  it('of a period without work tells what its buttons are for', async () => {
    await open()
    const [text] = await asks('Hoa', 'riêng', '/tongket tháng 1')
    expect(text?.buttons[0]).toEqual(['Xem #6'])
    expect(text?.text.split('\n').slice(2)).toEqual([
      'Chờ đồng chí quyết định: 1 báo cáo chờ xác nhận',
      'Chưa có việc nào.',
    ])
    const [other] = await asks('Đức', 'riêng', '/tongket tháng 1')
    expect(other?.text.split('\n').slice(2)).toEqual(['Chưa có việc nào.'])
  })

  it('of a period holds what falls due in it and what was open at its start, and names what was given in it for later', async () => {
    await open()
    const [, text] = await asks('Hoa', 'riêng', '/tongket tháng 9')
    // Due in it: #1, #4, #5 (31/8, 20/8). Carried over: all others, given on 1/7 and open on 15/8.
    expect(text?.text).toContain('Tổng số 12 việc (chuyển kỳ 9), gồm:')
    const [, july] = await asks('Hoa', 'riêng', '/tongket tháng 7')
    // Given in it: without a day, standing, or due before it; all others fall due later.
    expect(july?.text).toContain('Tổng số 3 việc (chuyển kỳ 0; ngoài ra 9 việc giao trong kỳ, đến hạn sau kỳ), gồm:')
    await world.taps('Hoa', 'riêng', 'Chi tiết')
    const [detail] = await world.said()
    expect(detail?.text).toContain('Ngoài ra có 9 việc giao trong kỳ, đến hạn sau kỳ')
    await world.taps('Hoa', 'riêng', 'Giao trong kỳ, đến hạn sau kỳ (9)')
    const [works] = await world.said()
    expect(works?.text).toContain('trong 9 việc')
    const [june] = await asks('Hoa', 'riêng', '/tongket tháng 6')
    expect(june?.text).toContain('Chưa có việc nào')
    const lines = text!.text.split('\n')
    expect(lines.length).toBeLessThanOrEqual(12)
  })
})

describe('the buttons', () => {
  it('open units, areas, the overdue list, every box, the period before, and lead back', async () => {
    await open()
    const [, first] = await asks('Đức', 'riêng', '/tongket')
    const tap = async (label: string) => {
      expect(await world.taps('Đức', 'riêng', label)).toMatchObject({ text: '' })
      const [screen, ...more] = await world.said()
      expect(more).toEqual([])
      expect(screen?.slot).toBe(first?.slot)
      return screen!
    }
    const units = await tap('Theo đơn vị')
    expect(units.text).toContain('KT: 3 việc · trong hạn 1 · quá hạn 2')
    expect(units.text).toContain('PVHCC: 3 việc · theo mốc: đạt 1, chậm mốc 1, chưa đến 1')
    expect(units.buttons.flat()).toEqual(['VP', 'KT', 'VHXH', 'PVHCC', 'Quay lại'])
    const unit = await tap('KT')
    expect(unit.text).toMatch(/Tất cả việc · Phòng Kinh tế\n1–3 trong 3 việc\n\n#1 Giải ngân.*\(hạn 10\/9, quá hạn\)/)
    expect(unit.buttons).toEqual([['#1', '#2', '#3'], ['Quay lại']])
    expect(unit.message.choices?.[0]?.[0]?.action).toMatch(/^assignment\.show:\d+$/)
    await tap('Quay lại')
    await world.taps('Đức', 'riêng', first!.message.choices![0]![1]!.action)
    const [areas] = await world.said()
    expect(areas?.text).toContain('Tài chính công: 1 việc · quá hạn 1')
    const area = await tap('Tài chính công')
    expect(area.text).toContain('#1 KT: Giải ngân vốn đầu tư công')
    await tap('Quay lại')
    await world.taps('Đức', 'riêng', first!.message.choices![1]![0]!.action)
    const [overdue] = await world.said()
    expect(overdue?.text).toMatch(
      /Quá hạn · UBND xã Đường An\n1–2 trong 2 việc\n\n#1 KT:.*\n#2 KT: Rà soát giá đất \(gia hạn đến 18\/9\)/,
    )
    await world.taps('Đức', 'riêng', first!.message.choices![1]![1]!.action)
    const [detail] = await world.said()
    expect(detail?.text).toContain('Cộng: 12 việc')
    for (const label of detail!.buttons.flat().filter((one) => one !== 'Quay lại')) {
      const choice = detail!.message.choices!.flat().find((one) => one.label === label)
      expect(await world.taps('Đức', 'riêng', choice!.action)).toMatchObject({ text: '' })
      const [list] = await world.said()
      const count = Number(/\((\d+)\)$/.exec(label)?.[1])
      expect(list?.text).toContain(`1–${count} trong ${count} việc`)
    }
    await world.taps('Đức', 'riêng', first!.message.choices![2]![0]!.action)
    // 28/9 belongs to tháng 10 of the reporting rule: the one before is tháng 9.
    expect((await world.said())[0]?.text).toContain('Kỳ tháng 9/2026')
  })

  it('turn pages of a long list', async () => {
    await open()
    await giveAll(
      world,
      Array.from({ length: 20 }, () => ({ unit: 'KT' as const, legalDueOn: '2026-09-10', number: ++number })),
    )
    await world.taps('Hoa', 'riêng', 'summary.list:now:0:overdue:any:0:x')
    const [first] = await world.said()
    expect(first?.text).toContain('1–10 trong 22 việc')
    expect(first?.buttons.at(-2)).toEqual(['Trang sau'])
    await world.taps('Hoa', 'riêng', 'Trang sau')
    const [second] = await world.said()
    expect(second?.text).toContain('11–20 trong 22 việc')
    expect(second?.buttons.at(-2)).toEqual(['Trang trước', 'Trang sau'])
  })

  it('that are forged or old change nothing and say so', async () => {
    await open()
    for (const data of [
      'summary.show',
      'summary.show:2026-13:0:x',
      'summary.list:now:0:nonsense:any:0:x',
      'summary.units:now:0:x:9',
    ])
      expect(await world.taps('Hoa', 'riêng', data)).toMatchObject({ alert: true })
    expect(await world.taps('Hoa', 'riêng', 'summary.show:now:999999:x')).toMatchObject({ text: '' })
    expect((await world.said())[0]?.text).toContain('Chưa có việc nào.')
    expect(await world.taps('người lạ', 'riêng', 'summary.show:now:0:x')).toMatchObject({ alert: true })
    await world.taps('Nga', 'riêng', 'summary.show:now:0:x')
    expect((await world.said())[0]?.text).toBe(
      'Tổng kết · UBND xã Bình Minh\nTính đến 07:30 ngày 28/9/2026\nChưa có việc nào.',
    )
  })
})

describe('in English', () => {
  it('every screen has its words', async () => {
    await open()
    await world.database.db.update(chats).set({ locale: 'en' })
    const [picture, text] = await asks('Đức', 'riêng', '/tongket năm 2026')
    expect(picture?.message.fileId).toBeDefined()
    expect(text?.text).toContain('11 assignments in all (0 carried over; 1 more given in the period, due after it)')
    // The last row are the files, of the reports.
    for (const choice of text!.message.choices!.slice(0, -1).flat()) {
      expect(await world.taps('Đức', 'riêng', choice.action)).toMatchObject({ text: '' })
      expect((await world.said())[0]?.text).toMatch(/Overdue|No work|By|Details|Summary/)
    }
  })
})

describe('on a terminal', () => {
  it('the same summary is text', async () => {
    await open()
    const text = await world.write((tx) => summaryText(tx, world.communeId, 'tháng 9', world.now))
    expect(text).toContain('Tổng số 12 việc (chuyển kỳ 9), gồm:')
    expect(text).toContain('VHXH: 3 việc · đúng hạn 2 · muộn 1')
    await expect(world.write((tx) => summaryText(tx, world.communeId, 'lung tung', world.now))).rejects.toThrow(
      'Không rõ',
    )
  })

  it('a group that a unit does not have is no reason to fail', async () => {
    await open()
    await world.database.db.delete(chatUnits)
    expect((await asks('Bình', 'riêng', '/tongket')).at(-1)?.text).toContain('Phòng Kinh tế')
  })
})
