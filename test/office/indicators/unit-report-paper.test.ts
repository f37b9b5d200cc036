import { unzipSync } from 'fflate'
import { afterEach, expect, it } from 'vitest'
import { files } from '../../../src/db/schema/files.js'
import { openFile } from '../../../src/files/store.js'
import { writeDocument } from '../../../src/office/indicators/report/document.js'
import { openUnitReports } from '../../../src/office/indicators/report/job.js'
import { readUnitMonth } from '../../../src/office/indicators/report/prefill.js'
import { figureSheet } from '../../../src/office/indicators/sheet/figure-sheet.js'
import type { World } from '../../support/world.js'
import { at, filesFolder, openOffice, workAll } from './office.js'
import { giveWork, openMonth, setTo } from './unit-report.js'

let world: World
afterEach(() => world.close())

it('says of which period work is that comes again, done or not', async () => {
  world = await openMonth()
  const [open, done] = await giveWork(world, [
    { text: 'Kiểm kê quỹ phí', every: 'month' },
    { text: 'Đối chiếu sổ thu', every: 'month' },
  ])
  for (const number of [open, done])
    await setTo(world, number!, { period: '2026-09', legalDueOn: '2026-09-17', createdAt: at('2026-09-02') })
  await setTo(world, done!, { status: 'done', reportedAt: at('2026-09-03'), doneAt: at('2026-09-04') })
  await openUnitReports(world.database.db, world.now)
  await world.taps('Bình', 'KT', 'Xem')
  const shown = (await world.said('KT')).at(-1)?.text
  for (const number of [open, done])
    expect(shown).toMatch(new RegExp(`– #${number} .* \\(việc giao trực tiếp, kỳ tháng 9/2026\\)`))
  expect(shown).toContain('Giữ gìn kỷ cương (việc giao trực tiếp) · Chưa trả lời')
  await world.taps('Bình', 'KT', 'Gửi báo cáo')
  await workAll(world)
  const [file] = await world.database.db.select().from(files)
  const parts = unzipSync(await openFile(await filesFolder(), file!.sha256))
  const paper = new TextDecoder().decode(parts['word/document.xml']).replace(/<[^>]+>/g, '')
  expect(paper).toContain('Đối chiếu sổ thu (việc giao trực tiếp): kỳ tháng 9/2026, hoàn thành ngày 03/9/2026.')
  expect(paper).toContain('Kiểm kê quỹ phí (việc giao trực tiếp): thời hạn 17/9/2026, kỳ tháng 9/2026.')
})

it('begins every line of the paper with a capital, drops the end of the letter, and says what is not confirmed yet', async () => {
  world = await openMonth()
  const [waits] = await giveWork(world, [{ text: 'báo cáo kết quả thực hiện trước ngày 15/12/2026./.' }])
  await setTo(world, waits!, { status: 'awaiting', reportedAt: at('2026-09-04'), createdAt: at('2026-09-02') })
  const input = { communeId: world.communeId, unitId: world.units.KT, month: '2026-09' }
  const month = await readUnitMonth(world.database.db, input, world.now)
  const [, view] = month.done
  expect(view?.text).toBe('báo cáo kết quả thực hiện trước ngày 15/12/2026.')
  const xmlText = new TextDecoder().decode(unzipSync(await writeDocument(month, {}))['word/document.xml'])
  const paragraphs = xmlText.split('</w:p>').map((part) => part.replace(/<[^>]+>/g, ''))
  expect(paragraphs).toContain(
    '2. Báo cáo kết quả thực hiện trước ngày 15/12/2026 (việc giao trực tiếp): đã báo cáo hoàn thành ngày 04/9/2026, chờ xác nhận.',
  )
  expect(paragraphs.find((text) => text.startsWith('Kỳ báo cáo'))).toContain(
    '(hoàn thành 2, trong đó 1 chờ xác nhận, đang thực hiện 1,',
  )
  const lines = paragraphs.slice(
    0,
    paragraphs.findIndex((text) => text.startsWith('Nơi nhận')),
  )
  expect(lines.filter((text) => /^(?:\d+\. |- )?\p{Ll}/u.test(text))).toEqual([])
  expect(paragraphs.slice(0, 4)).toEqual(['ỦY BAN NHÂN DÂN', 'XÃ ĐƯỜNG AN', 'PHÒNG KINH TẾ', ''])
})

it('is a paper of whole sentences: nothing cut, no numbers of the chat, what nobody acknowledged by itself', async () => {
  world = await openMonth()
  const long = `Rà soát, cập nhật ${'đầy đủ các nội dung theo hướng dẫn, '.repeat(8)}hoàn thành đúng quy định`
  const [undone, tracked] = await giveWork(world, [{ text: `${long};` }, { text: 'Lập danh mục\ntài sản công.' }])
  const createdAt = at('2026-09-02')
  await setTo(world, undone!, { legalDueOn: '2026-12-31', createdAt })
  await setTo(world, tracked!, { legalDueOn: null, trackingOn: '2026-09-30', status: 'in-progress', createdAt })
  const input = { communeId: world.communeId, unitId: world.units.KT, month: '2026-09' }
  const bytes = await writeDocument(await readUnitMonth(world.database.db, input, world.now), {})
  const paragraphs = new TextDecoder()
    .decode(unzipSync(bytes)['word/document.xml'])
    .split('</w:p>')
    .map((part) => part.replace(/<[^>]+>/g, ''))
  const below = (heading: string) => paragraphs[paragraphs.findIndex((text) => text.endsWith(heading)) + 1]
  expect(paragraphs).toContain('Kính gửi: Ủy ban nhân dân xã Đường An')
  expect(paragraphs).toContain(
    'Kỳ báo cáo: tháng 9/2026, từ ngày 15/8/2026 đến ngày 14/9/2026. Tổng số nhiệm vụ trong kỳ: 7 (hoàn thành 1, đang thực hiện 2, chưa xác nhận tiếp nhận 2, quá hạn 1, thường xuyên 1).',
  )
  expect(below('. NHIỆM VỤ ĐÃ HOÀN THÀNH')).toBe(
    '1. Giải ngân vốn đầu tư công (việc giao trực tiếp): hoàn thành ngày 03/9/2026.',
  )
  expect(paragraphs).toContain(
    '2. Lập danh mục tài sản công (việc giao trực tiếp): thời hạn theo dõi 30/9/2026, đang thực hiện.',
  )
  expect(paragraphs).toContain(`2. ${long} (việc giao trực tiếp): thời hạn 31/12/2026.`)
  expect(below('. NHIỆM VỤ CHƯA XÁC NHẬN TIẾP NHẬN')).toContain('thời hạn 17/9/2026, kỳ tháng 9/2026.')
  expect(below('KẾ HOẠCH KHẮC PHỤC')).toBe(
    '1. Rà soát quy hoạch (việc giao trực tiếp): thời hạn 05/9/2026, quá hạn. Đơn vị chưa báo cáo nguyên nhân.',
  )
  expect(below('. NHIỆM VỤ THƯỜNG XUYÊN')).toBe('1. Giữ gìn kỷ cương (việc giao trực tiếp): thường xuyên.')
  expect(paragraphs.join('\n')).not.toMatch(/#|…|\bmốc\b/)
})

it('says of which days the figures are, also those of a quarter', async () => {
  world = await openOffice()
  const input = { communeId: world.communeId, unitId: world.units.KT, month: '2026-09' }
  const month = await readUnitMonth(world.database.db, input, world.now)
  const xmlText = new TextDecoder().decode(unzipSync(await writeDocument(month, {}))['word/document.xml'])
  expect(xmlText.replace(/<[^>]+>/g, '')).toContain(
    'Kỳ số liệu: 15/8/2026 – 14/9/2026; chỉ tiêu số 2: quý III/2026, 15/6/2026 – 14/9/2026.',
  )
  await openUnitReports(world.database.db, world.now)
  await world.taps('Bình', 'KT', 'Xem')
  expect((await world.said('KT')).at(-1)?.text).toContain('CT12: số liệu quý III/2026, 15/6/2026 – 14/9/2026')
  const rows = figureSheet(month.figures, '2026-09').map((row) => (row?.[1] as { value?: string } | undefined)?.value)
  expect(rows[2]).toContain('(số liệu quý III/2026)')
})
