import { asc, eq } from 'drizzle-orm'
import { unzipSync, zipSync } from 'fflate'
import { afterEach, describe, expect, it } from 'vitest'
import writeXlsxFile from 'write-excel-file/node'
import { files } from '../../../src/db/schema/files.js'
import { figures, indicators, indicatorTargets } from '../../../src/db/schema/indicators.js'
import { chores } from '../../../src/db/schema/post.js'
import { openSheet } from '../../../src/files/sheet/open.js'
import { UNSOLVED } from '../../../src/files/sheet/unsolved.js'
import { openFile } from '../../../src/files/store.js'
import { isGivenSheet } from '../../../src/office/assignments/sheet/chores.js'
import { isFigureSheet, sheetNamed } from '../../../src/office/indicators/sheet/chores.js'
import { readFigureSheet } from '../../../src/office/indicators/sheet/figure-sheet.js'
import { indicatorTable } from '../../../src/office/indicators/table.js'
import type { World } from '../../support/world.js'
import { filesFolder, lastMonth, openOffice, sheetOf, workAll } from './office.js'

let world: World
afterEach(() => world.close())

async function made(): Promise<Uint8Array> {
  const [file] = (await world.database.db.select().from(files).orderBy(asc(files.id))).slice(-1)
  return openFile(await filesFolder(), file!.sha256)
}

async function fills(who: 'Hoa' | 'Bình' | 'Dũng', bytes: Uint8Array, name = 'bang.xlsx', replyTo?: number) {
  await world.sends(who, 'riêng', { name, handle: 'h' }, replyTo === undefined ? {} : { replyTo: String(replyTo) })
  await workAll(world, { h: bytes })
  return world.said('riêng', who)
}

describe('the set as a sheet', () => {
  it('comes out and goes in again without a change; no text in it is a formula', async () => {
    world = await openOffice()
    const db = world.database.db
    await db.update(indicators).set({ name: '=HYPERLINK("http://x","y")' }).where(eq(indicators.code, 'CT18'))
    await world.says('Hoa', 'riêng', '/chitieu')
    await world.taps('Hoa', 'riêng', 'Xuất Excel')
    await workAll(world)
    const bytes = await made()
    const xml = Object.entries(unzipSync(bytes)).find(([name]) => name.includes('sheet1.xml'))
    expect(new TextDecoder().decode(xml![1])).not.toContain('<f>')
    const before = await db.select().from(indicators).orderBy(asc(indicators.id))
    const targets = await db.select().from(indicatorTargets)
    await world.taps('Hoa', 'riêng', 'Nhập Excel')
    const said = await fills('Hoa', bytes)
    expect(said.at(-1)?.text).toBe('Đã nhập bảng năm 2026: thêm 0, sửa 0 chỉ tiêu.')
    expect(await db.select().from(indicators).orderBy(asc(indicators.id))).toEqual(before)
    expect(await db.select().from(indicatorTargets)).toHaveLength(targets.length)
  })

  it('adds and changes; any wrong row is named and then nothing is changed', async () => {
    world = await openOffice()
    const db = world.database.db
    const head = ['Mã', 'Tên chỉ tiêu', 'Đơn vị tính', 'Đơn vị phụ trách', 'Mục tiêu năm', 'Kỳ báo cáo']
    await world.says('Hoa', 'riêng', '/chitieu')
    await world.taps('Hoa', 'riêng', 'Nhập Excel')
    const refused = await fills(
      'Hoa',
      await sheetOf([
        head,
        ['', 'Tỷ lệ văn bản đúng thể thức', '%', 'VP', 'từ 95% trở lên', 'hằng tháng'],
        ['CT11', 'Giải ngân', '%', 'Phòng Lạ', 'nhiều', 'mỗi tuần'],
      ]),
    )
    expect(refused.at(-1)?.text).toContain('Dòng 3: cột "Kỳ báo cáo" ghi "mỗi tuần"')
    expect(refused.at(-1)?.text).toContain('cột "Đơn vị phụ trách" ghi "Phòng Lạ"')
    expect(refused.at(-1)?.text).toContain('cột "Mục tiêu năm" ghi "nhiều"')
    expect(await db.select().from(indicators)).toHaveLength(24)
    await world.taps('Hoa', 'riêng', 'indicators.sheetIn')
    const taken = await fills(
      'Hoa',
      await sheetOf([
        head,
        ['', 'Tỷ lệ văn bản đúng thể thức', '%', 'VP', 'từ 95% trở lên', 'hằng tháng'],
        ['CT11', 'Giải ngân vốn đầu tư công', '%', 'Phòng Kinh tế', '100%', 'hằng quý'],
      ]),
    )
    expect(taken.at(-1)?.text.split('\n')).toEqual([
      'Đã nhập bảng năm 2026: thêm 1, sửa 1 chỉ tiêu.',
      '– CT20 · Tỷ lệ văn bản đúng thể thức: mới',
      expect.stringMatching(
        /^– CT11: Tên chỉ tiêu: Giải ngân vốn đầu tư công, lũy kế từ đầu năm → Giải ngân vốn đầu tư công; .*Kỳ báo cáo: hằng tháng → hằng quý; Mục tiêu năm: chưa đặt → từ 100% trở lên; /,
      ),
    ])
    const rows = await db.select().from(indicators)
    expect(rows.find((one) => one.code === 'CT11')).toMatchObject({ every: 'quarter', unitId: world.units.KT })
    expect(rows.find((one) => one.code === 'CT20')).toMatchObject({ unitId: world.units.VP, share: true })
  })
})

describe('a sheet that has to be corrected', () => {
  const head = ['Mã', 'Tên chỉ tiêu', 'Đơn vị tính', 'Mục tiêu năm', 'Kỳ báo cáo', 'Lĩnh vực', 'Chiều tốt']
  const row = (target: string | number, every = 'tháng', area = 'TTHC', name = 'Văn bản đúng thể thức') => [
    'CT90',
    name,
    '%',
    target,
    every,
    area,
    'càng cao càng tốt',
  ]
  const targetOf = async () => {
    const [one] = await world.database.db.select().from(indicators).where(eq(indicators.code, 'CT90'))
    const list = await world.database.db.select().from(indicatorTargets)
    return { one, target: list.find((target) => target.indicatorId === one?.id) }
  }

  it('a percentage of Excel is asked back, never taken as 0,8%; what may stand there is said', async () => {
    world = await openOffice()
    await world.says('Hoa', 'riêng', '/chitieu')
    await world.taps('Hoa', 'riêng', 'Nhập Excel')
    const said = await fills(
      'Hoa',
      await sheetOf([
        head,
        row(0.8),
        ['', '', '%', 'nhiều', 'mỗi tuần', 'Giáo dục', 'vừa'],
        row(1, 'mỗi tuần', 'Giáo dục', 'x'),
      ]),
    )
    const text = said.at(-1)?.text
    expect(text).toContain('Dòng 2: cột "Mục tiêu năm": ô định dạng phần trăm (0,8) không rõ là bao nhiêu.')
    expect(text).toContain('Dòng 3: cột "Tên chỉ tiêu" còn trống.')
    expect(text).toContain('Dòng 4: cột "Mục tiêu năm": ô định dạng phần trăm (1)')
    expect(text).toContain('Được ghi: hằng tháng, hằng quý, 6 tháng một lần, hằng năm.')
    expect(text).toContain('Được ghi: Chỉ đạo điều hành, Thể chế, Thủ tục hành chính')
    expect((await targetOf()).one).toBeUndefined()
  })

  it.each(['without a reply', 'as a reply to the error', 'as a reply to the question'])(
    'the corrected set comes %s and is taken',
    async (how) => {
      world = await openOffice()
      await world.says('Hoa', 'riêng', '/chitieu')
      await world.taps('Hoa', 'riêng', 'Nhập Excel')
      const asked = (await world.said('riêng')).at(-1)
      const refused = (await fills('Hoa', await sheetOf([head, row('nhiều')]))).at(-1)
      expect(refused?.text).toContain('Chưa nhập gì vì còn dòng sai')
      world.now = new Date(world.now.getTime() + 20 * 60_000)
      const to = { 'as a reply to the error': refused?.id, 'as a reply to the question': asked?.id }[how]
      const said = await fills('Hoa', await sheetOf([head, row('không dưới 90')]), 'ct-2.xlsx', to)
      expect(said.at(-1)?.text).toContain('thêm 1, sửa 0 chỉ tiêu')
      expect(await targetOf()).toMatchObject({
        one: { every: 'month', area: 'procedures', direction: 'up' },
        target: { comparison: '>=', value: 90 },
      })
      // It is taken: the next file is asked for anew.
      expect((await fills('Hoa', await sheetOf([head, row('95%')]))).at(-1)?.text).not.toContain('Đã nhập')
    },
  )

  it('the corrected figures are taken, also while a jump of the first file is asked back', async () => {
    world = await openOffice()
    await lastMonth(world, 'CT01', 95, 100)
    await world.says('Dũng', 'riêng', '/solieu')
    await world.taps('Dũng', 'riêng', 'Nhập Excel')
    await world.said()
    const rows = (second: string) => [
      ['Mã', 'Số liệu'],
      ['CT01', '10/100'],
      ['CT02', second],
    ]
    const first = await fills('Dũng', await sheetOf(rows('26/25')))
    expect(first.map((one) => one.text).join('\n')).toContain('Dòng 3: CT02: tử số lớn hơn mẫu số')
    expect(first.at(-1)?.text).toContain('Số liệu chênh nhiều')
    await fills('Dũng', await sheetOf(rows('25/26')))
    await world.taps('Dũng', 'riêng', 'Đúng, giữ')
    expect((await world.database.db.select().from(figures)).map((one) => one.numerator).sort()).toEqual([10, 25, 95])
  })
})

describe('figures as a sheet', () => {
  it('a part of the whole where a percentage is meant is an error of its row, in words or as a number', async () => {
    world = await openOffice()
    await world.says('Dũng', 'riêng', '/solieu')
    await world.taps('Dũng', 'riêng', 'Nhập')
    const question = (await world.said('riêng', 'Dũng')).at(-1)
    const rows = [
      ['Mã', 'Số liệu'],
      ['CT01', '0,455'],
      ['CT02', 0.955],
      ['CT03', '0,455%'],
    ]
    const said = await fills('Dũng', await sheetOf(rows), 'so-lieu.xlsx', question?.id)
    const text = said.map((one) => one.text).join('\n')
    expect(text).toContain('Dòng 2: CT01: ô định dạng phần trăm')
    expect(text).toContain('Dòng 3: CT02: ô định dạng phần trăm')
    expect(text).not.toContain('Dòng 4')
  })

  it('the corrected one comes as a reply to what was wrong with the first, which answered the question for a figure', async () => {
    world = await openOffice()
    await lastMonth(world, 'CT01', 95, 100)
    await world.says('Dũng', 'riêng', '/solieu')
    await world.taps('Dũng', 'riêng', 'Nhập')
    const question = (await world.said('riêng', 'Dũng')).at(-1)
    const rows = (second: string) => [
      ['Mã', 'Số liệu'],
      ['CT01', '10/100'],
      ['CT02', second],
    ]
    const first = await fills('Dũng', await sheetOf(rows('26/25')), 'so-lieu.xlsx', question?.id)
    const wrong = first.find((one) => one.text.startsWith('Các dòng sau'))
    expect(first.at(-1)?.text).toContain('CT01: 10/100 (10%)')
    // Wrong once more, and then right.
    const second = await fills('Dũng', await sheetOf(rows('27/25')), 'so-lieu-2.xlsx', wrong?.id)
    const again = second.find((one) => one.text.startsWith('Các dòng sau'))
    expect(again?.text).toContain('Dòng 3: CT02: tử số lớn hơn mẫu số (27/25)')
    await fills('Dũng', await sheetOf(rows('25/26')), 'so-lieu-3.xlsx', again?.id)
    await world.taps('Dũng', 'riêng', 'Đúng, giữ')
    expect((await world.database.db.select().from(figures)).map((one) => one.numerator).sort()).toEqual([10, 25, 95])
    // What comes now is no sheet of figures any more.
    const after = await fills('Dũng', await sheetOf(rows('24/26')), 'so-lieu-4.xlsx')
    expect(after.at(-1)?.text).toContain('Tệp này chưa được dùng')
  })

  it('a sheet nobody waits for is the unit’s and the month’s that its name says', async () => {
    world = await openOffice()
    const rows = [
      ['Mã', 'Số liệu'],
      ['CT01', '23/25'],
    ]
    const said = await fills('Dũng', await sheetOf(rows), 'so-lieu-2026-09-pvhcc (2).xlsx')
    expect(said.at(-1)?.text).toContain('Đã ghi tháng 9/2026: CT01 = 23/25')
    expect((await fills('Bình', await sheetOf(rows), 'so-lieu-2026-09-pvhcc.xlsx')).at(-1)?.text).not.toContain(
      'Đã ghi',
    )
    expect((await fills('Hoa', await sheetOf(rows), 'so-lieu-2026-09-la.xlsx')).at(-1)?.text).toContain('/solieu')
  })

  it('of units whose short names begin alike the sheet is the one’s that its name says', () => {
    const units = ['VH', 'VH-XH', 'MTTQ (xã)'].map((shortName) => ({ shortName }))
    const named = (name: string) => sheetNamed(name, units)?.unit.shortName
    expect(named('so-lieu-2026-09-vh-xh (1).xlsx')).toBe('VH-XH')
    expect(named('so-lieu-2026-09-vh.xlsx')).toBe('VH')
    expect(named('so-lieu-2026-09-mttq-xa-.xlsx')).toBe('MTTQ (xã)')
    expect(['so_lieu_2026-09_vh.xlsx', 'so-lieu-2026-ca-nam.xlsx'].map(isFigureSheet)).toEqual([true, false])
    expect(['bang-tra-loi-vh-2026-09-14.xlsx', 'Bảng trả lời cử tri.pdf'].map(isGivenSheet)).toEqual([true, false])
  })

  it('a filled-in answer sheet is none, even while figures are asked for', async () => {
    world = await openOffice()
    await world.says('Dũng', 'riêng', '/solieu')
    await world.taps('Dũng', 'riêng', 'Nhập Excel')
    const question = (await world.said('riêng', 'Dũng')).at(-1)
    const rows = await sheetOf([['Số việc', 'Trả lời']])
    const said = await fills('Dũng', rows, 'bang-tra-loi-pvhcc-2026-09-15.xlsx', question?.id)
    expect(said.at(-1)?.text).toContain('là bảng trả lời, không phải bảng số liệu')
    const next = await fills('Dũng', rows, 'bang-tra-loi-pvhcc-2026-09-15.xlsx')
    expect(next.at(-1)?.text).not.toContain('Mã, Số liệu')
  })

  it('are taken row by row, wrong rows are named', async () => {
    world = await openOffice()
    await world.says('Dũng', 'riêng', '/solieu')
    await world.taps('Dũng', 'riêng', 'Nhập Excel')
    await world.said()
    const said = await fills(
      'Dũng',
      await sheetOf([
        ['Mã', 'Số liệu', 'Lý do chưa có'],
        ['CT01', '23/25', ''],
        ['CT02', '26/25', ''],
        ['CT03', 0.955, ''],
        ['CT04', '', 'Hệ thống lỗi'],
        ['CT99', '1', ''],
        ['766-1', 17.5, ''],
        ['CT05', 'chưa có', ''],
        ['', '12', ''],
      ]),
    )
    const errors = said.find((one) => one.text.startsWith('Các dòng sau'))?.text
    expect(errors).toContain('Dòng 3: CT02: tử số lớn hơn mẫu số (26/25)')
    expect(errors).toContain('Dòng 4: CT03: ô định dạng phần trăm')
    expect(errors).toContain('Dòng 6: không có chỉ tiêu mã "CT99"')
    expect(errors).toContain('Dòng 8: CT05: chưa có số liệu thì')
    expect(errors).toContain('Dòng 9: cột "Mã" còn trống.')
    expect(said.at(-1)?.text).toContain('Đã ghi tháng 9/2026: CT01 = 23/25 (92%)')
    expect(await world.database.db.select().from(figures)).toMatchObject([
      { numerator: 23, denominator: 25 },
      { missingReason: 'Hệ thống lỗi' },
      { value: 17.5 },
    ])
  })

  it('what is exported is read back as the same figures', async () => {
    world = await openOffice()
    await world.says('Bình', 'riêng', '/solieu')
    await world.taps('Bình', 'riêng', 'Nhập')
    await world.says('Bình', 'riêng', 'CT11: 45,5%; CT12: chưa có: chờ duyệt')
    await world.says('Bình', 'riêng', '/solieu')
    await world.taps('Bình', 'riêng', 'Xuất Excel')
    await workAll(world)
    const rows = await openSheet(await made())
    expect(rows.map((row) => [row[0], row[5], row[6]])).toEqual([
      ['Mã', 'Số liệu', 'Lý do chưa có'],
      ['CT11', '45,5%', null],
      ['CT12', null, 'chờ duyệt'],
    ])
  })

  it.each([
    ['bang.pdf', new Uint8Array([1]), 'không phải .xlsx'],
    ['bang.xlsx', new TextEncoder().encode('xin chào'), 'không phải .xlsx'],
    ['bang.xlsx', new Uint8Array([0x50, 0x4b, 3, 4, 9, 9, 9]), 'Không đọc được bảng'],
  ])('%s that is none is refused in words', async (name, bytes, words) => {
    world = await openOffice()
    await world.says('Bình', 'riêng', '/solieu')
    await world.taps('Bình', 'riêng', 'Nhập Excel')
    expect((await fills('Bình', bytes, name)).at(-1)?.text).toContain(words)
    expect(await world.database.db.select().from(figures)).toEqual([])
  })
})

it('a sheet with the stamp of a secret in it is refused whole', async () => {
  world = await openOffice()
  await world.says('Dũng', 'riêng', '/solieu')
  await world.taps('Dũng', 'riêng', 'Nhập Excel')
  const said = await fills(
    'Dũng',
    await sheetOf([
      ['Mã', 'Tử số'],
      ['CT03', 'MẬT'],
    ]),
  )
  expect(said.at(-1)?.text).toContain('dấu chỉ mức độ mật')
  expect(await world.database.db.select().from(figures)).toEqual([])
  const inputs = (await world.database.db.select().from(chores)).filter((row) => row.kind === 'indicators.sheetIn')
  expect(inputs.map((row) => row.input)).toEqual([{}])
})

it('a cell that Excel shows as a percentage is read as it is shown', async () => {
  const cell = (value: string | number, format?: string) => (format ? { value: Number(value), format } : { value })
  const rows = [
    [cell('CT03'), cell(0.955, '0.0%')],
    [cell('CT01'), cell(0.5)],
    [cell('CT02'), cell(1, '0%')],
  ]
  const bytes = new Uint8Array(await writeXlsxFile(rows).toBuffer())
  expect(await openSheet(bytes)).toEqual([
    ['CT03', '95,5%'],
    ['CT01', 0.5],
    ['CT02', '100%'],
  ])
})

it('a formula that was never worked out is an error of its row, not an empty cell', async () => {
  world = await openOffice()
  const whole = await sheetOf([
    ['Mã', 'Số liệu'],
    ['CT11', 1],
    ['CT12', 2],
  ])
  const parts = unzipSync(whole)
  const path = Object.keys(parts).find((name) => name.startsWith('xl/worksheets/sheet'))!
  const xml = new TextDecoder().decode(parts[path])
  const solved = xml.replace(/(<c r="B2"[^>]*>)<v>1<\/v>/, '$1<f>40+5</f><v>45</v>')
  const bytes = zipSync({
    ...parts,
    [path]: new TextEncoder().encode(solved.replace(/(<c r="B3"[^>]*>)<v>2<\/v>/, '$1<f>40+6</f>')),
  })
  const rows = await openSheet(bytes)
  expect(rows.map((row) => row[1])).toEqual(['Số liệu', 45, UNSOLVED])
  const asked = await world.write((tx) =>
    indicatorTable(tx, { communeId: world.communeId, period: '2026-09', unitIds: [world.units.KT] }, world.now),
  )
  const { given, jumps, errors } = readFigureSheet(rows, asked)
  expect([...given, ...jumps]).toHaveLength(1)
  expect(errors).toEqual([{ line: 3, code: 'indicators-sheet-formula', args: { code: 'CT12' } }])
})
