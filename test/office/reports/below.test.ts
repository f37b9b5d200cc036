// What else can be had of a period below its report: the text for the provincial system, the year’s evidence.
import { eq, inArray } from 'drizzle-orm'
import { unzipSync } from 'fflate'
import { readSheet } from 'read-excel-file/node'
import { afterEach, expect, it } from 'vitest'
import { assignments, evidence, tasks } from '../../../src/db/schema/assignments.js'
import { indicators } from '../../../src/db/schema/indicators.js'
import { insertFile, saveFile } from '../../../src/files/store.js'
import { fileFigureEvidence } from '../../../src/office/indicators/figures/evidence/store.js'
import { closeIndicator, createSet } from '../../../src/office/indicators/set/actions.js'
import { partsOf, safeName } from '../../../src/office/reports/evidence-folder.js'
import type { World } from '../../support/world.js'
import { filesFolder } from '../chores.js'
import { at, made, openCommune } from './office.js'

let world: World
afterEach(() => world.close())

it('the text for the provincial system has a block for every assignment of the period', async () => {
  world = await openCommune()
  await world.taps('Hoa', 'riêng', 'reports.more:system:2026-09')
  const [file] = await made(world)
  const blocks = new TextDecoder().decode(file!.bytes).split('\r\n\r\n')
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
  world = await openCommune()
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
  const all = await made(world)
  const zip = unzipSync(all.find((one) => one.name === 'minh-chung-nam-2026.zip')!.bytes)
  expect(Object.keys(zip)).toEqual(['Chuyển đổi số/3 - -biên bản- số 1.pdf', 'danh-muc-minh-chung-nam-2026.xlsx'])
  expect(Object.values(zip)[0]).toEqual(bytes)
  const book = all.find((one) => one.name === 'danh-muc-minh-chung-nam-2026.xlsx')!
  expect(zip[book.name]).toEqual(new Uint8Array(book.bytes))
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

it('of work that was opened again each file that is in the folder has its line, which says that the work is open', async () => {
  world = await openCommune()
  const saved = await saveFile(await filesFolder(), new TextEncoder().encode('báo cáo'))
  const { communeId } = world
  const file = { communeId, ...saved, name: 'bao-cao.docx', type: 'application/docx' }
  const fileId = await world.write((tx) => insertFile(tx, file, world.now))
  await world.database.db
    .insert(evidence)
    .values({ communeId, assignmentId: 2, givenBy: world.persons.Bình, givenAt: at('2026-09-05'), fileId })
  await world.taps('Hoa', 'riêng', 'reports.more:evidence:2026')
  const all = await made(world)
  const zip = unzipSync(all.find((one) => one.name === 'minh-chung-nam-2026.zip')!.bytes)
  const book = all.find((one) => one.name === 'danh-muc-minh-chung-nam-2026.xlsx')!
  const rows = (await readSheet(Buffer.from(book.bytes))) as (string | number | null)[][]
  const [line] = rows.filter((row) => row[2] === 2)
  expect(String(line?.[3])).toMatch(/\(chưa hoàn thành\)$/)
  expect(line?.slice(6)).toEqual(['bao-cao.docx', '05/9/2026', Object.keys(zip)[0]])
})

it('what proves figures lies under its indicator, with unit and period, and the indicator is no longer missing', async () => {
  world = await openCommune()
  const { communeId } = world
  await world.write((tx) => createSet(tx, { communeId, actorId: world.persons.Hoa }, world.now))
  const [ct03] = await world.database.db.select().from(indicators).where(eq(indicators.code, 'CT03'))
  const given = { communeId, unitId: world.units.PVHCC, personId: world.persons.Dũng, onBehalfOf: undefined }
  const saved = await saveFile(await filesFolder(), new TextEncoder().encode('ảnh'))
  await world.write(async (tx) => {
    const file = { communeId, ...saved, name: 'man-hinh.png', type: 'image/png' }
    const fileId = await insertFile(tx, file, world.now)
    const figure = (period: string) => ({ ...given, figures: [{ indicatorId: ct03!.id, period }], givenAt: world.now })
    await fileFigureEvidence(tx, { ...figure('2026-08'), fileId }, world.now)
    await fileFigureEvidence(tx, { ...figure('2026-08'), fileId }, world.now)
    await fileFigureEvidence(tx, { ...figure('2026-09'), documentNumber: '45/BC-TT' }, world.now)
    await fileFigureEvidence(tx, { ...figure('2025-12'), documentNumber: '1/BC-TT' }, world.now)
  })
  await world.taps('Hoa', 'riêng', 'reports.more:evidence:2026')
  const all = await made(world)
  const zip = unzipSync(all.find((one) => one.name === 'minh-chung-nam-2026.zip')!.bytes)
  expect(Object.keys(zip)).toEqual([
    'Thủ tục hành chính/CT03/PVHCC 2026-08 - man-hinh.png',
    'Thủ tục hành chính/CT03/PVHCC 2026-08 (2) - man-hinh.png',
    'danh-muc-minh-chung-nam-2026.xlsx',
  ])
  const book = all.find((one) => one.name === 'danh-muc-minh-chung-nam-2026.xlsx')!
  const rows = (await readSheet(Buffer.from(book.bytes))) as (string | number | null)[][]
  const unit = 'Trung tâm Phục vụ hành chính công'
  expect(rows.filter((row) => row[1] === 'CT03').map((row) => [row[4], row[5], row[6], row[8]])).toEqual([
    ['Số liệu tháng 8/2026', unit, 'man-hinh.png', Object.keys(zip)[0]],
    ['Số liệu tháng 8/2026', unit, 'man-hinh.png', Object.keys(zip)[1]],
    ['Số liệu tháng 9/2026', unit, '45/BC-TT', '(số văn bản)'],
  ])
})

it('the year’s evidence is of every indicator of the year, however often it is reported, and of one that is not followed any more', async () => {
  world = await openCommune()
  const { db } = world.database
  const { communeId } = world
  await world.write((tx) => createSet(tx, { communeId, actorId: world.persons.Hoa }, world.now))
  const set = await db.select().from(indicators).where(eq(indicators.communeId, communeId))
  const idOf = (code: string) => set.find((one) => one.code === code)!.id
  const given = { communeId, givenBy: world.persons.Chi, givenAt: at('2026-08-28') }
  for (const [assignmentId, code] of [
    [3, 'CT19'],
    [4, 'CT14'],
  ] as const) {
    const task = db.select({ id: assignments.taskId }).from(assignments).where(eq(assignments.id, assignmentId))
    await db
      .update(tasks)
      .set({ indicatorId: idOf(code) })
      .where(inArray(tasks.id, task))
    await db.insert(evidence).values({ ...given, assignmentId, documentNumber: `${assignmentId}/QĐ` })
  }
  await world.write((tx) =>
    closeIndicator(tx, { communeId, actorId: world.persons.Hoa, indicatorId: idOf('CT14') }, world.now),
  )
  await world.taps('Hoa', 'riêng', 'reports.more:evidence:2026')
  const book = (await made(world)).find((one) => one.name.startsWith('danh-muc'))!
  const rows = (await readSheet(Buffer.from(book.bytes))) as (string | number | null)[][]
  const proven = rows.slice(1).filter((row) => String(row[6]).endsWith('/QĐ'))
  expect(proven.map((row) => [row[2], row[1]])).toEqual([
    [3, 'CT19'],
    [4, 'CT14'],
  ])
  const bare = rows.slice(1).filter((row) => row[2] === null)
  const wanted = set.map((one) => one.code).filter((code) => code !== 'CT19' && code !== 'CT14')
  expect(bare.map((row) => row[1]).sort()).toEqual(wanted.sort())
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
  world = await openCommune()
  for (const forged of ['reports.more:all:2026-09', 'reports.more:system:x', 'reports.more:evidence'])
    expect(await world.taps('Hoa', 'riêng', forged)).toMatchObject({ alert: true })
  expect(await world.taps('Bình', 'riêng', 'reports.more:system:2026-09')).toMatchObject({ alert: true })
  expect(await made(world)).toEqual([])
})
