// `Bảng trả lời`: the unit's open work out as .xlsx, filled in, and back; what is wrong is named by its row.
import { asc } from 'drizzle-orm'
import { unzipSync } from 'fflate'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import writeXlsxFile from 'write-excel-file/node'
import { assignments, latenesses } from '../../../src/db/schema/assignments.js'
import { files } from '../../../src/db/schema/files.js'
import { openSheet } from '../../../src/files/sheet/open.js'
import { openFile } from '../../../src/files/store.js'
import { assignmentChores } from '../../../src/office/assignments/chores.js'
import { stampInFile } from '../../../src/office/directives/stamp-in-file.js'
import { stampInWords } from '../../../src/office/directives/stamp-in-words.js'
import type { World } from '../../support/world.js'
import { filesFolder, workChores } from '../chores.js'
import { give, openOffice } from './given.js'

let world: World
let numbers: number[]
beforeEach(async () => {
  world = await openOffice()
  const { work } = await give(world, [
    { unit: 'KT', text: '=HYPERLINK("http://x") Giải ngân' },
    { unit: 'KT' },
    { unit: 'KT' },
    { unit: 'VHXH' },
  ])
  numbers = work.map((one) => one.number)
  await world.said()
})
afterEach(() => world.close())

const chores = () => assignmentChores({ secretStamp: stampInWords, stampInFile })
type Row = (string | number)[]

async function out(who: 'Bình' | 'Hoa', words = '/bangtraloi'): Promise<(string | number | boolean | null)[][]> {
  await world.says(who, 'riêng', words)
  await workChores(world, chores())
  const [file] = (await world.database.db.select().from(files).orderBy(asc(files.id))).slice(-1)
  const bytes = await openFile(await filesFolder(), file!.sha256)
  expect(Object.entries(unzipSync(bytes)).some(([, part]) => new TextDecoder().decode(part).includes('<f>'))).toBe(
    false,
  )
  return openSheet(bytes)
}

/** Sends the sheet back with these cells; what is said. */
async function back(
  who: 'Bình' | 'Hoa' | 'Chi',
  rows: (Row | (string | number | boolean | null)[])[],
  name = 'bang.xlsx',
) {
  const cells = rows.map((row) => row.map((value) => ({ value: value ?? '' })))
  const bytes = new Uint8Array(await writeXlsxFile(cells).toBuffer())
  await world.sends(who, 'riêng', { name, handle: 'h' })
  await workChores(world, chores(), { h: bytes })
  return (await world.said('riêng', who)).at(-1)!.text
}

const statuses = async () =>
  (await world.database.db.select().from(assignments).orderBy(asc(assignments.number))).map((row) => row.status)

describe('Bảng trả lời', () => {
  it('goes out with the open work of the unit and comes back as answers, once', async () => {
    const rows = await out('Bình')
    expect(rows).toHaveLength(4)
    expect(rows[1]?.slice(0, 2)).toEqual([numbers[0], '=HYPERLINK("http://x") Giải ngân'])
    const fill = rows.map((row, index) => {
      const copy = [...row]
      if (index === 1) copy[5] = 'Đang làm'
      if (index === 2) [copy[5], copy[6]] = ['xong', '12/BC-KT']
      if (index === 3) {
        copy[5] = 'cham'
        copy.splice(7, 5, '30/9', 'khách quan', 'Chờ phân bổ vốn', 'Làm việc với Sở', '')
      }
      return copy
    })
    const said = await back('Bình', fill)
    expect(said).toContain(`#${numbers[0]}: Đang thực hiện`)
    expect(await statuses()).toEqual(['in-progress', 'awaiting', 'late', 'unanswered'])
    expect(await world.database.db.select().from(latenesses)).toMatchObject([
      { cause: 'outside', reason: 'Chờ phân bổ vốn', promisedOn: '2026-09-30', responsible: 'Bình' },
    ])
    await world.says('Bình', 'riêng', '/bangtraloi')
    await back('Bình', fill)
    expect(await statuses()).toEqual(['in-progress', 'awaiting', 'late', 'unanswered'])
    expect(await world.database.db.select().from(latenesses)).toHaveLength(1)
  })

  it('names each row that is wrong and records the others; another unit’s number is refused', async () => {
    const [head = []] = await out('Bình')
    const row = (number: string | number, answer: string, ...more: string[]): Row => [
      number,
      '',
      '',
      '',
      '',
      answer,
      '',
      ...more,
    ]
    const said = await back('Bình', [
      head,
      row(numbers[0]!, 'da nhan'),
      row(numbers[3]!, 'xong'),
      row('mười', 'xong'),
      row(numbers[1]!, 'để mai'),
      row(numbers[2]!, 'chậm', '31/9', 'chủ quan', 'bận'),
      row(numbers[0]!, 'xong'),
    ])
    expect(said.split('\n').slice(1)).toEqual([
      '5 dòng chưa ghi nhận được, đề nghị sửa rồi gửi lại tệp:',
      `Dòng 3: việc #${numbers[3]} không phải của đơn vị này`,
      'Dòng 4: "mười" không phải là số việc',
      `Dòng 5: việc #${numbers[1]}: chưa hiểu "để mai"; ghi một trong các từ: đã nhận, đang làm, xong, chậm, duy trì, khó khăn`,
      `Dòng 6: việc #${numbers[2]}: "31/9" không phải là một ngày từ hôm nay trở đi`,
      `Dòng 7: việc #${numbers[0]} có hai dòng`,
    ])
    expect(await statuses()).toEqual(['accepted', 'unanswered', 'unanswered', 'unanswered'])
  })

  it('refuses another file, headings of its own, a person of another unit', async () => {
    await out('Bình')
    await world.sends('Bình', 'riêng', { name: 'bang.docx', handle: 'h' })
    expect((await world.said('riêng', 'Bình')).at(-1)?.text).toContain('không phải .xlsx')
    expect(
      await back('Bình', [
        ['a', 'b'],
        ['1', '2'],
      ]),
    ).toContain('Không thấy cột "Số việc"')
    await world.says('Chi', 'riêng', '/bangtraloi KT')
    expect((await world.said('riêng', 'Chi')).at(-1)?.text).toContain('Phòng Kinh tế')
    expect(await world.taps('Nga', 'riêng', `assignment.sheet:${world.units.KT}`)).toMatchObject({ alert: true })
    expect(await statuses()).toEqual(['unanswered', 'unanswered', 'unanswered', 'unanswered'])
  })

  it('comes back after an attempt that recorded nothing or a part, and once more after all was recorded', async () => {
    const rows = await out('Bình')
    const filled = (answers: string[]) =>
      rows.map((row, index) => (index === 0 ? row : [...row.slice(0, 5), answers[index - 1] ?? '', ...row.slice(6)]))
    expect(await back('Bình', filled(['đã nhận', 'để mai']))).toContain('1 dòng chưa ghi nhận được')
    expect(await back('Bình', filled([]))).toBe('Không có dòng nào được ghi nhận.')
    await back('Bình', filled(['', 'đang làm', 'đã nhận']))
    expect(await statuses()).toEqual(['accepted', 'in-progress', 'accepted', 'unanswered'])
    await back('Bình', filled(['đang làm']), 'Bang-tra-loi-kt-2026-09-14 (2).xlsx')
    expect((await statuses())[0]).toBe('in-progress')
    // By then another workbook is something else.
    await world.sends('Bình', 'riêng', { name: 'so lieu.xlsx', handle: 'h' })
    expect((await world.said('riêng', 'Bình')).at(-1)?.text).not.toContain('đang đọc bảng trả lời')
  })

  it('names and counts the rows that what stands does not allow, and says what was recorded before', async () => {
    const rows = await out('Bình')
    const filled = (answers: string[], document = '') =>
      rows.map((row, index) =>
        index === 0
          ? row
          : [...row.slice(0, 5), answers[index - 1] ?? '', index === 1 ? document : '', ...row.slice(7)],
      )
    const late = (list: ReturnType<typeof filled>) =>
      list.map((row, index) =>
        index === 3 ? [...row.slice(0, 5), 'chậm', '', '30/9', 'khách quan', 'Chờ vốn', '', ''] : row,
      )
    const refusal = `Dòng 3: Việc #${numbers[1]} không phải việc thường xuyên: đồng chí chọn Đã nhận, Đang thực hiện, Báo cáo hoàn thành hoặc Chậm tiến độ.`
    const wrong = '1 dòng chưa ghi nhận được, đề nghị sửa rồi gửi lại tệp:'
    const sent = late(filled(['xong', 'duy trì'], '12/BC-KT'))
    expect((await back('Bình', sent)).split('\n').slice(-2)).toEqual([wrong, refusal])
    const known = `2 dòng đã được ghi nhận từ trước: dòng 2 (#${numbers[0]}), dòng 4 (#${numbers[2]}).`
    expect((await back('Bình', sent)).split('\n')).toEqual([known, wrong, refusal])
    // Another document is not in the report that waits.
    expect((await back('Bình', filled(['xong'], '13/BC-KT'))).split('\n')).toEqual([
      'Không có dòng nào được ghi nhận.',
      wrong,
      expect.stringContaining(`Dòng 2: Việc #${numbers[0]} đã được đ/c Bình báo cáo hoàn thành`),
    ])
    expect(await statuses()).toEqual(['awaiting', 'unanswered', 'late', 'unanswered'])
    expect(await world.database.db.select().from(latenesses)).toHaveLength(1)
  })

  it('officers hear of lateness told by a sheet as of any other, once', async () => {
    const rows = await out('Bình')
    const late = ['chậm', '', '30/10', 'khách quan', 'Chờ vốn', 'Họp rà soát', 'Nam']
    const fill = rows.map((row, index) => ([1, 2].includes(index) ? [...row.slice(0, 5), ...late] : row))
    const both = new RegExp(
      numbers
        .slice(0, 2)
        .map((number) => `báo chậm tiến độ việc #${number}`)
        .join('[^]*'),
    )
    for (const texts of [[expect.stringMatching(both)], []]) {
      await world.said()
      const cells = fill.map((row) => row.map((value) => ({ value: value ?? '' })))
      await world.sends('Bình', 'riêng', { name: 'bang.xlsx', handle: 'h' })
      await workChores(world, chores(), { h: new Uint8Array(await writeXlsxFile(cells).toBuffer()) })
      expect((await world.said('riêng', 'Hoa')).map((one) => one.text)).toEqual(texts)
    }
  })

  it('the sheets of two units wait side by side', async () => {
    const rows = await out('Hoa', '/bangtraloi KT')
    const first = (await world.said('riêng', 'Hoa')).find((one) => one.text.startsWith('Đang lập bảng trả lời'))
    await world.says('Hoa', 'riêng', '/bangtraloi VHXH')
    const fill = rows.map((row, index) => (index === 1 ? [...row.slice(0, 5), 'đã nhận', ...row.slice(6)] : row))
    const cells = fill.map((row) => row.map((value) => ({ value: value ?? '' })))
    const bytes = new Uint8Array(await writeXlsxFile(cells).toBuffer())
    await world.sends('Hoa', 'riêng', { name: 'bang.xlsx', handle: 'h' }, { replyTo: String(first!.id) })
    await workChores(world, chores(), { h: bytes })
    expect((await statuses())[0]).toBe('accepted')
  })

  it('an officer gets it by the unit’s name and answers for the unit', async () => {
    const rows = await out('Hoa', '/bangtraloi KT')
    const fill = rows.map((row, index) => (index === 1 ? [...row.slice(0, 5), 'đã nhận', ...row.slice(6)] : row))
    expect(await back('Hoa', fill)).toContain('Ghi thay đơn vị, gửi tay')
    expect((await statuses())[0]).toBe('accepted')
  })

  it('a sheet nobody waits for here is the unit’s that its name says, or the person’s only one', async () => {
    const rows = await out('Bình')
    const cells = rows.map((row, index) => (index === 1 ? [...row.slice(0, 5), 'đã nhận', ...row.slice(6)] : row))
    const bytes = new Uint8Array(
      await writeXlsxFile(cells.map((row) => row.map((value) => ({ value: value ?? '' })))).toBuffer(),
    )
    const send = async (who: 'Bình' | 'Hoa' | 'Chi', name: string) => {
      await world.sends(who, who === 'Bình' ? 'KT' : 'riêng', { name, handle: 'h' })
      await workChores(world, chores(), { h: bytes })
      return (await world.said(who === 'Bình' ? 'KT' : 'riêng', who)).map((one) => one.text).join('\n')
    }
    expect(await send('Hoa', 'bang-tra-loi.xlsx')).toContain('/bangtraloi kèm tên đơn vị')
    expect(await send('Chi', 'bang-tra-loi-kt-2026-09-14.xlsx')).toContain('trưởng, phó, đầu mối của đơn vị')
    expect((await statuses())[0]).toBe('unanswered')
    const before = (await world.said('KT')).length
    await world.sends('Bình', 'KT', { name: 'Bảng trả lời cử tri 2026.xlsx', handle: 'h' })
    await workChores(world, chores(), { h: bytes })
    expect(await world.said('KT')).toHaveLength(before)
    // Given out in private, sent back in the group.
    expect(await send('Bình', 'bang-tra-loi-kt-2026-09-14 (1).xlsx')).toContain(`#${numbers[0]}: Đã nhận`)
    expect((await statuses())[0]).toBe('accepted')
    // Nor is the sheet the evidence of a report that was just typed.
    await world.says('Bình', 'riêng', `${numbers[1]} xong`)
    await world.sends('Bình', 'riêng', { name: 'bang-tra-loi-kt-2026-09-14.xlsx', handle: 'h' })
    expect((await world.said('riêng', 'Bình')).at(-1)?.text).toContain('đang đọc bảng trả lời')
  })

  it('a sheet with the stamp of a secret in it is refused whole', async () => {
    const rows = await out('Bình')
    const fill = rows.map((row, index) => (index === 1 ? [row[0] ?? '', 'MẬT', '', '', '', 'đã nhận'] : [...row]))
    expect(await back('Bình', fill)).toContain('dấu chỉ mức độ mật')
    expect((await statuses())[0]).toBe('unanswered')
  })
})
