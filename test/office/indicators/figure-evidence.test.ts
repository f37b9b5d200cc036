// Files and documents that prove figures: beside a figure, in answer to its question, by its code, and one after the other.
import { asc } from 'drizzle-orm'
import { afterEach, describe, expect, it } from 'vitest'
import { figureEvidence, figures } from '../../../src/db/schema/indicators.js'
import { events } from '../../../src/db/schema/trail.js'
import { readCaption, readEvidenceWords } from '../../../src/office/indicators/figures/evidence/words.js'
import { openUnitReports } from '../../../src/office/indicators/report/job.js'
import type { World } from '../../support/world.js'
import { give } from '../assignments/given.js'
import { at, codeOf, lastMonth, openOffice, workAll } from './office.js'

let world: World
afterEach(() => world.close())

const photo = (handle: string) => ({ name: `${handle}.jpg`, handle, kind: 'photo' as const })
const bytes = (...handles: string[]) =>
  Object.fromEntries(handles.map((handle, index) => [handle, new Uint8Array([255, 216, 255, index])]))

/** What is kept: code, period, name or number. */
async function kept(): Promise<string[]> {
  const { db } = world.database
  const rows = await db.query.figureEvidence.findMany({ orderBy: asc(figureEvidence.id) })
  const files = new Map((await db.query.files.findMany()).map((file) => [file.id, file.name]))
  const codes = new Map((await db.query.indicators.findMany()).map((one) => [one.id, one.code]))
  return rows.map((row) =>
    [codes.get(row.indicatorId), row.period, row.fileId === null ? row.documentNumber : files.get(row.fileId)].join(
      ' ',
    ),
  )
}

async function given(): Promise<(string | number | null)[][]> {
  const { db } = world.database
  const codes = new Map((await db.query.indicators.findMany()).map((one) => [one.id, one.code]))
  const rows = await db.select().from(figures).orderBy(asc(figures.id))
  return rows.map((row) => [codes.get(row.indicatorId) ?? null, row.numerator ?? row.value])
}

const last = async (who: 'Dũng' | 'Hoa' = 'Dũng') => (await world.said('riêng', who)).at(-1)

describe('evidence of a figure', () => {
  it('comes with the figure: the file in whose caption it stands', async () => {
    world = await openOffice()
    await world.sends('Dũng', 'riêng', photo('a'), { caption: 'CT03 23/25' })
    const said = (await world.said('riêng', 'Dũng')).map((one) => one.text)
    expect(said).toEqual([
      'Đã ghi tháng 9/2026: CT03 = 23/25 (92%).',
      'Đã nhận tệp minh chứng của CT03 (tháng 9/2026). Nếu còn tệp nữa, đồng chí gửi tiếp bằng cách trả lời tin này.',
    ])
    await workAll(world, bytes('a'))
    expect(await kept()).toEqual(['CT03 2026-09 a.jpg'])
    const trail = await world.database.db.select().from(events).orderBy(asc(events.id))
    expect(trail.at(-1)).toMatchObject({
      action: 'figure.evidence',
      subject: `indicator:${await codeOf(world, 'CT03')}`,
      actorId: world.persons.Dũng,
      onBehalfOf: null,
    })
  })

  it('answers the question for the figure, which stays asked until the figure comes', async () => {
    world = await openOffice()
    await world.says('Dũng', 'riêng', '/solieu')
    await world.taps('Dũng', 'riêng', 'CT03')
    const [asked] = (await world.said('riêng', 'Dũng')).slice(-1)
    await world.sends('Dũng', 'riêng', photo('a'))
    expect((await last())?.text).toContain('Số liệu CT03 vẫn chưa có')
    await world.sends('Dũng', 'riêng', photo('b'), { caption: '23/25', replyTo: String(asked!.id) })
    await workAll(world, bytes('a', 'b'))
    expect(await kept()).toEqual(['CT03 2026-09 a.jpg', 'CT03 2026-09 b.jpg'])
    expect(await given()).toEqual([['CT03', 23]])
  })

  it('goes by its code, with a month, and by the number of a document', async () => {
    world = await openOffice()
    await world.sends('Dũng', 'riêng', photo('a'), { caption: 'minh chung ct03' })
    await world.says('Dũng', 'riêng', 'minh chứng CT03 tháng 8: 45/BC-TT')
    expect((await last())?.text).toBe(
      'Đã ghi minh chứng của CT03 (tháng 8/2026): 45/BC-TT.\nSố liệu CT03 vẫn chưa có, đề nghị đồng chí gửi số liệu.',
    )
    await workAll(world, bytes('a'))
    expect(await kept()).toEqual(['CT03 2026-08 45/BC-TT', 'CT03 2026-09 a.jpg'])
  })

  it('takes more in reply to what was said, and the pictures of an album together', async () => {
    world = await openOffice()
    await world.sends('Dũng', 'riêng', photo('a'), { caption: 'CT03', album: 'x' })
    await world.sends('Dũng', 'riêng', photo('b'), { album: 'x' })
    const said = await world.said('riêng', 'Dũng')
    expect(said).toHaveLength(1)
    await world.sends('Dũng', 'riêng', photo('c'), { replyTo: String(said[0]!.id) })
    await workAll(world, bytes('a', 'b', 'c'))
    expect(await kept()).toEqual(['CT03 2026-09 a.jpg', 'CT03 2026-09 b.jpg', 'CT03 2026-09 c.jpg'])
  })

  it('is no picture that is posted in the group without a reply, while figures are asked for there', async () => {
    world = await openOffice()
    await world.says('Dũng', 'PVHCC', '/solieu')
    await world.taps('Dũng', 'PVHCC', 'Nhập')
    await world.taps('Dũng', 'PVHCC', 'Chưa có số liệu')
    const asked = (await world.said('PVHCC')).at(-1)
    await world.sends('Dũng', 'PVHCC', photo('a'), { caption: 'Anh em ăn trưa' })
    expect(await world.said('PVHCC')).toEqual([])
    await world.sends('Dũng', 'PVHCC', photo('b'), { replyTo: String(asked!.id) })
    await workAll(world, bytes('a', 'b'))
    expect(await kept()).toEqual(['CT01 2026-09 b.jpg'])
    expect(await given()).toEqual([])
  })

  it('of an album with a caption for each picture lies under what each says', async () => {
    world = await openOffice()
    await world.sends('Dũng', 'riêng', photo('a'), { caption: 'CT03 23/25', album: 'x' })
    await world.sends('Dũng', 'riêng', photo('b'), { caption: 'CT01 45/50', album: 'x' })
    await world.sends('Dũng', 'riêng', photo('c'), { album: 'x' })
    await workAll(world, bytes('a', 'b', 'c'))
    expect((await kept()).sort()).toEqual(['CT01 2026-09 b.jpg', 'CT01 2026-09 c.jpg', 'CT03 2026-09 a.jpg'])
  })

  it('is shown with the figures and sent back on request, to whom may see them', async () => {
    world = await openOffice()
    await world.sends('Dũng', 'riêng', photo('a'), { caption: 'CT03 23/25' })
    await workAll(world, bytes('a'))
    await world.said()
    await world.says('Dũng', 'riêng', '/solieu')
    expect((await last())?.text).toMatch(/CT03 .*23\/25 \(92%\).* · 1 minh chứng/)
    await world.taps('Dũng', 'riêng', 'Minh chứng (1)')
    const back = await world.said('riêng', 'Dũng')
    expect(back.map((one) => one.text)).toEqual([
      'Minh chứng số liệu tháng 9/2026 của Trung tâm Phục vụ hành chính công\n– CT03 (tháng 9/2026): a.jpg (đ/c Dũng, 09:00 15/9)',
      'Minh chứng CT03 (tháng 9/2026): a.jpg',
    ])
    expect(back[1]?.message.fileId).toBeDefined()
    const forged = `indicators.evidence:${world.units.PVHCC}:2026-09`
    expect(await world.taps('Bình', 'riêng', forged)).toMatchObject({ alert: true })
    expect(await world.said('riêng', 'Bình')).toEqual([])
  })

  it('that cannot be kept is named with its reason, and nothing is stored of it', async () => {
    world = await openOffice()
    await world.sends('Dũng', 'riêng', { name: 'a.exe', handle: 'a' }, { caption: 'CT03 23/25' })
    // What was said beside it stands.
    expect((await last())?.text).toContain('tệp chạy được')
    expect(await given()).toEqual([['CT03', 23]])
    await world.sends('Dũng', 'riêng', photo('b'), { caption: 'CT03' })
    await world.sends('Dũng', 'riêng', photo('c'), { caption: 'CT03' })
    await world.said()
    await workAll(world, { b: new Uint8Array(), c: new Uint8Array([0x4d, 0x5a, 1]) })
    expect((await world.said('riêng', 'Dũng')).map((one) => one.text)).toEqual([
      'Tệp "b.jpg" rỗng nên chưa được ghi làm minh chứng của CT03 (tháng 9/2026).',
      expect.stringContaining('Tệp "c.jpg" là tệp chạy được'),
    ])
    expect(await kept()).toEqual([])
  })

  it('is refused from another unit and from a leader, and a file below the figures asks which it proves', async () => {
    world = await openOffice()
    await world.sends('Bình', 'riêng', photo('a'), { caption: 'CT03' })
    expect((await world.said('riêng', 'Bình')).at(-1)?.text).toBe(
      'Chưa nhận: đơn vị của đồng chí không báo cáo CT03. Xem danh sách: /solieu.',
    )
    await world.says('Dũng', 'riêng', '/solieu')
    const screen = await last()
    await world.sends('Dũng', 'riêng', photo('b'), { replyTo: String(screen!.id) })
    expect((await last())?.text).toBe(
      'Chưa rõ tệp này là minh chứng của chỉ tiêu nào. Đồng chí gửi lại tệp và ghi mã chỉ tiêu vào chú thích, ví dụ: minh chứng CT05.',
    )
    await workAll(world, bytes('a', 'b'))
    expect(await kept()).toEqual([])
  })

  it('is taken for a quarter in its first month, and for a code of figures alone', async () => {
    world = await openOffice({ now: at('2026-10-20') })
    await world.says('Dũng', 'riêng', 'minh chứng CT06: 45/BC-TT')
    await world.says('Dũng', 'riêng', 'minh chứng 766-1 tháng 8: 46/BC-TT')
    await world.says('Dũng', 'riêng', 'minh chứng CT03 quý 3: 47/BC-TT')
    expect(await kept()).toEqual(['CT06 2026-Q4 45/BC-TT', '766-1 2026-08 46/BC-TT', 'CT03 2026-09 47/BC-TT'])
    await world.said()
    await world.says('Dũng', 'riêng', 'minh chứng CT03 tháng 3/2027: 48/BC-TT')
    expect((await last())?.text).toBe('Chưa đến kỳ nhập số liệu tháng 3/2027.')
    expect(await kept()).toHaveLength(3)
  })

  it('of a figure that is asked back does not call it missing', async () => {
    world = await openOffice()
    await lastMonth(world, 'CT03', 90, 100)
    await world.sends('Dũng', 'riêng', photo('a'), { caption: 'CT03 2/25' })
    const said = (await world.said('riêng', 'Dũng')).map((one) => one.text)
    expect(said[0]).toContain('Số liệu chênh nhiều')
    expect(said[1]).not.toContain('vẫn chưa có')
  })

  it('goes by the code at the head of its caption, whatever work is asked for evidence, in private and as a reply in the group', async () => {
    world = await openOffice()
    const { number } = (await give(world, [{ unit: 'PVHCC' }])).work[0]!
    await world.says('Dũng', 'riêng', `${number} xong`)
    await world.sends('Dũng', 'riêng', photo('a'), { caption: 'CT03: đối chiếu sổ hồ sơ' })
    expect((await last())?.text).toContain('Đã nhận tệp minh chứng của CT03 (tháng 9/2026)')
    await world.sends('Dũng', 'riêng', photo('b'), { caption: 'CT01 báo cáo ký số tháng 8' })
    expect((await last())?.text).toContain('Đã nhận tệp minh chứng của CT01 (tháng 8/2026)')
    await world.says('Dũng', 'PVHCC', `${number} xong`)
    const asked = (await world.said('PVHCC')).at(-1)!
    await world.sends('Dũng', 'PVHCC', photo('c'), { caption: 'CT03 biên bản', replyTo: String(asked.id) })
    await workAll(world, bytes('a', 'b', 'c'))
    expect((await kept()).sort()).toEqual(['CT01 2026-08 b.jpg', 'CT03 2026-09 a.jpg', 'CT03 2026-09 c.jpg'])
    expect(await world.database.db.query.evidence.findMany()).toEqual([])
  })

  it('put right by changing the message takes the place of what it said first', async () => {
    world = await openOffice()
    await world.says('Dũng', 'riêng', 'minh chứng CT03: 45/BC-TT')
    await world.happens('Dũng', 'riêng', { kind: 'text', text: 'minh chứng CT03: 46/BC-TT', ref: 'x', edited: true })
    expect(await kept()).toEqual(['CT03 2026-09 46/BC-TT'])
  })

  it('of a file that is secret not even the number that came with it stays', async () => {
    world = await openOffice()
    await world.sends('Dũng', 'riêng', { name: 'a.txt', handle: 'a' }, { caption: 'minh chứng CT03: 45/BC-TT' })
    await world.sends('Dũng', 'riêng', { name: 'b.txt', handle: 'b' }, { caption: 'minh chứng CT01: 46/BC-TT' })
    await workAll(world, { a: Buffer.from('UBND\nMẬT\nKế hoạch'), b: Buffer.from('Biên bản') })
    expect(await kept()).toEqual(['CT01 2026-09 b.txt', 'CT01 2026-09 46/BC-TT'])
    const told = JSON.stringify(await world.database.db.query.events.findMany())
    expect(told).not.toContain('45/BC-TT')
  })

  it.each(['minh chứng CT03: 45/BC-TT (MẬT)', 'CT03 23/25 - MẬT', 'CT03 TỐI MẬT', 'ảnh này độ MẬT'])(
    'with the stamp of a secret beside its words is refused, as a text and as a caption: %s',
    async (words) => {
      world = await openOffice()
      await world.sends('Dũng', 'riêng', photo('first'), { caption: 'CT03' })
      await world.says('Dũng', 'riêng', words)
      await world.sends('Dũng', 'riêng', photo('a'), { caption: words })
      const said = (await world.said('riêng', 'Dũng')).slice(-2).map((one) => one.text)
      expect(said).toEqual([expect.stringContaining('bí mật nhà nước'), expect.stringContaining('bí mật nhà nước')])
      await workAll(world, bytes('first', 'a'))
      expect(await kept()).toEqual(['CT03 2026-09 first.jpg'])
      expect(await given()).toEqual([])
      const raw = JSON.stringify(await world.database.db.query.inbox.findMany())
      expect(raw).not.toContain(words)
    },
  )

  it('counts in the unit’s monthly report, whose card follows', async () => {
    world = await openOffice()
    await openUnitReports(world.database.db, world.now)
    await world.says('Dũng', 'riêng', 'minh chứng CT03: 45/BC-TT')
    await world.sends('Dũng', 'riêng', photo('a'), { caption: 'CT03' })
    await workAll(world, bytes('a'))
    const cards = (await world.history(world.groups.PVHCC)).filter((one) => one.slot?.startsWith('unitreport:'))
    expect(cards.at(-1)?.text).toContain('Minh chứng: 2')
  })

  it('of two figures comes back once', async () => {
    world = await openOffice()
    await world.sends('Dũng', 'riêng', photo('a'), { caption: 'minh chứng CT01, CT03' })
    await workAll(world, bytes('a'))
    await world.said()
    await world.taps('Dũng', 'riêng', `indicators.evidence:${world.units.PVHCC}:2026-09`)
    const files = (await world.said('riêng', 'Dũng')).filter((one) => one.message.fileId !== undefined)
    expect(files.map((one) => one.text)).toEqual(['Minh chứng CT01, CT03 (tháng 9/2026): a.jpg'])
  })

  it('given by an officer says for which unit; an officer’s file is no evidence unless it says so', async () => {
    world = await openOffice()
    await world.sends('Hoa', 'riêng', photo('a'), { caption: 'minh chứng CT03' })
    await workAll(world, bytes('a'))
    expect(await kept()).toEqual(['CT03 2026-09 a.jpg'])
    const trail = await world.database.db.select().from(events).orderBy(asc(events.id))
    expect(trail.at(-1)).toMatchObject({ actorId: world.persons.Hoa, onBehalfOf: world.units.PVHCC })
  })
})

describe('the words of evidence', () => {
  it('are codes, a month and a document', () => {
    expect(readEvidenceWords('Minh chứng CT05, CT 07 và ct9 tháng 8/2026: 45/BC-KT')).toEqual({
      codes: ['CT05', 'CT 07', 'ct9'],
      period: 'tháng 8/2026',
      document: '45/BC-KT',
      bare: false,
    })
    expect(readEvidenceWords('CT05')).toEqual({ codes: ['CT05'], period: '', document: undefined, bare: true })
  })

  it.each([
    ['CT09 báo cáo ký số tháng 1', ['CT09'], 'tháng 1'],
    ['CT11: đối chiếu kho bạc', ['CT11'], ''],
    ['ct3 - biên bản, ảnh chụp (quý III/2026)', ['ct3'], 'quý III/2026'],
    ['minh chứng CT05 hôm qua tôi gửi rồi', ['CT05'], ''],
  ])('are beside a file any words behind a code: "%s"', (text, codes, period) => {
    expect(readCaption(text)).toEqual({ codes, period, document: undefined, bare: true })
  })

  it.each(['ngày 15 họp thôn', 'ảnh tổ 3 dọn vệ sinh', 'CT05 23/25', 'CT05', 'Họp tổ 3'])(
    'are no caption in "%s"',
    (text) => expect(readCaption(text)).toBeUndefined(),
  )

  it.each([
    'minh chứng gửi sau ạ',
    'CV 45/UBND-VX',
    'minh chứng công văn 45/UBND',
    'CT05 23/25',
    'ảnh 12 hộ đã xong',
    'minh chứng CT05 hôm qua tôi gửi rồi',
    'tháng 8: 45/BC-TT',
    '',
  ])('are none in "%s"', (text) => {
    expect(readEvidenceWords(text)).toBeUndefined()
  })
})
