import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { eq } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { evidence } from '../../../src/db/schema/assignments.js'
import { files } from '../../../src/db/schema/files.js'
import { chores, inbox, outbox, questions } from '../../../src/db/schema/post.js'
import { events } from '../../../src/db/schema/trail.js'
import { runsByContent, runsByName } from '../../../src/office/assignments/evidence/runnable.js'
import { later } from '../../support/steps.js'
import type { Said, World } from '../../support/world.js'
import { docx, p } from '../directives/extract/office-file.js'
import { doChores, give, openOffice, rowOf } from './given.js'

describe('a file that runs is no evidence', () => {
  it.each([
    ['baocao.exe', true],
    ['baocao.pdf.EXE', true],
    ['cài đặt.apk', true],
    ['a.bat', true],
    ['b.js', true],
    ['baocao.exe. ', true],
    ['baocao\u202Excod.exe', true],
    ['báo cáo.docx', false],
    ['exe', false],
    ['so lieu.xlsx', false],
    ['anh.jpg', false],
    ['ghi chu.txt', false],
  ])('%s: %s', (name, runs) => {
    expect(runsByName(name)).toBe(runs)
  })

  it('whatever it is called', () => {
    const bytes = (...head: number[]) => new Uint8Array([...head, 0, 1, 2, 3, 4, 5, 6, 7])
    expect(runsByContent(bytes(0x4d, 0x5a))).toBe(true)
    expect(runsByContent(bytes(0x7f, 0x45, 0x4c, 0x46))).toBe(true)
    expect(runsByContent(Buffer.from('#!/bin/sh\nrm -rf /'))).toBe(true)
    expect(runsByContent(Buffer.from('PK\x03\x04....classes.dex....'))).toBe(true)
    expect(runsByContent(Buffer.from('PK\x03\x04....word/document.xml'))).toBe(false)
    expect(runsByContent(Buffer.from('%PDF-1.7'))).toBe(false)
    expect(runsByContent(new Uint8Array())).toBe(false)
  })
})

describe('evidence by reply', () => {
  let world: World
  let folder: string
  let ask: Said
  let id: number
  beforeEach(async () => {
    world = await openOffice()
    folder = await mkdtemp(join(tmpdir(), 'evidence-'))
    id = (await give(world, [{}])).work[0]!.id
    await world.taps('Bình', 'KT', `assignment.done:${id}`)
    ask = (await world.said('KT')).at(-1)!
    await world.said()
  })
  afterEach(async () => {
    await world.close()
    await rm(folder, { recursive: true })
  })

  it('what was given is sent back on request, to who may see the work, files and numbers', async () => {
    await world.sends('Bình', 'KT', { name: 'báo cáo.docx', handle: 'h1' }, { replyTo: String(ask.id) })
    later(world, 1)
    await doChores(world, { h1: Buffer.from('PK docx') }, folder)
    await world.taps('Bình', 'KT', `assignment.amend:${id}`)
    const more = (await world.said('KT')).at(-1)!
    await world.says('Bình', 'KT', '45/BC-KT', String(more.id))
    await world.said()
    await world.taps('Đức', 'riêng', `assignment.show:${id}`)
    await world.taps('Đức', 'riêng', 'Minh chứng (2)')
    const said = (await world.said('riêng', 'Đức')).slice(-2)
    expect(said[0]!.text).toMatch(/– báo cáo\.docx \(đ\/c Bình, [^)]+\)\n– 45\/BC-KT \(đ\/c Bình/)
    expect(said[1]!.message.fileId).toBeDefined()
    await world.taps('Bình', 'KT', 'Minh chứng (2)')
    expect((await world.said('KT')).at(-1)!.message.fileId).toBe(said[1]!.message.fileId)
    expect((await world.taps('An', 'VP', `assignment.evidence:${id}`))?.alert).toBe(true)
    const none = (await give(world, [{}])).work[0]!.id
    expect((await world.taps('Đức', 'riêng', `assignment.evidence:${none}`))?.text).toContain('chưa có minh chứng')
  })

  it('a file reports at once; fetched, it goes to the officers before the question to confirm', async () => {
    await world.sends('Bình', 'KT', { name: 'báo cáo.docx', handle: 'h1' }, { replyTo: String(ask.id) })
    expect(await rowOf(world, id)).toMatchObject({ status: 'awaiting', reportedAt: world.now })
    expect(await world.said('riêng', 'Hoa')).toEqual([])
    later(world, 1)
    await doChores(world, { h1: Buffer.from('PK docx') }, folder)
    const said = await world.said()
    expect(
      said
        .filter((one) => one.chatId === world.privates.Hoa)
        .map((one) => [one.slot, one.message.fileId !== undefined]),
    ).toEqual([
      [null, true],
      [`confirm:${id}`, false],
    ])
    expect(said.find((one) => one.slot === `confirm:${id}`)!.text).toContain('Minh chứng: báo cáo.docx')
    expect(said.find((one) => one.slot === `card:${id}`)!.text).toContain('1 minh chứng')
    const [file] = await world.database.db.select().from(files)
    expect(file).toMatchObject({ communeId: world.communeId, name: 'báo cáo.docx', size: 7 })
    expect(await readdir(join(folder, file!.sha256.slice(0, 2)))).toEqual([file!.sha256.slice(2)])
  })

  it('an album of three is one report with three pieces of evidence and one question to the officers', async () => {
    for (const name of ['a.jpg', 'b.jpg', 'c.jpg'])
      await world.sends('Bình', 'KT', { name, handle: name, kind: 'photo' }, { replyTo: String(ask.id), album: '77' })
    later(world, 1)
    const bytes = { 'a.jpg': Buffer.from('a'), 'b.jpg': Buffer.from('b'), 'c.jpg': Buffer.from('c') }
    await doChores(world, bytes, folder)
    expect(await world.database.db.select().from(evidence)).toHaveLength(3)
    const said = await world.said('riêng', 'Lan')
    expect(said.map((one) => one.slot)).toEqual([null, null, null, `confirm:${id}`])
    expect((await rowOf(world, id)).status).toBe('awaiting')
  })

  it('a program is refused and the question stays open', async () => {
    await world.sends('Bình', 'KT', { name: 'baocao.exe' }, { replyTo: String(ask.id) })
    expect((await world.said('KT')).at(-1)!.text).toContain('là tệp chạy được')
    expect((await rowOf(world, id)).status).toBe('unanswered')
    await world.sends('Bình', 'KT', { name: 'to.pdf', size: 50_000_000 }, { replyTo: String(ask.id) })
    expect((await world.said('KT')).at(-1)!.text).toContain('lớn hơn mức tải được')
    await world.says('Bình', 'KT', '45/BC-KT', String(ask.id))
    expect((await rowOf(world, id)).status).toBe('awaiting')
  })

  it('a program in disguise is not kept: the report was not made, nobody is asked to confirm it, the question is open again', async () => {
    await world.sends('Bình', 'KT', { name: 'baocao.pdf', handle: 'h1' }, { replyTo: String(ask.id) })
    await world.said()
    await doChores(world, { h1: Buffer.from('MZ\x90\x00') }, folder)
    const said = await world.said()
    const again = said.find((one) => one.chatId === world.groups.KT && one.slot?.startsWith('given:'))!
    expect(again.text).toContain('là tệp chạy được')
    expect(again.text).toContain('Báo cáo hoàn thành việc #1 chưa được ghi')
    expect(again.buttons).toEqual([['Không có minh chứng', 'Huỷ']])
    expect(said.filter((one) => one.slot === `confirm:${id}`)).toEqual([])
    expect(said.find((one) => one.slot?.startsWith('ask:'))!.text).toContain('Chưa ghi báo cáo hoàn thành việc #1')
    expect(said.find((one) => one.slot === `card:${id}`)!.text).toContain('Chưa trả lời')
    expect(await rowOf(world, id)).toMatchObject({ status: 'unanswered', reportedAt: null })
    expect(await world.database.db.select().from(files)).toEqual([])
    expect(await readdir(folder)).toEqual([])
    // The old message and the new one both take another file.
    await world.sends('Bình', 'KT', { name: 'tot.pdf', handle: 'h2' }, { replyTo: String(ask.id) })
    expect((await rowOf(world, id)).status).toBe('awaiting')
    await doChores(world, { h2: Buffer.from('%PDF') }, folder)
    expect((await world.said('riêng', 'Hoa')).at(-1)!.text).toContain('Minh chứng: tot.pdf')
  })

  it.each([
    ['a.txt', 'text/plain', Buffer.from('UBND xã\nMẬT\nKế hoạch phòng thủ')],
    ['a.docx', 'application/octet-stream', docx(p('UBND xã') + p('MẬT') + p('Kế hoạch phòng thủ'))],
  ])('a file with a stamp of secrecy leaves nothing behind: %s', async (name, type, bytes) => {
    await world.sends('Bình', 'KT', { name, type, handle: 'h1' }, { replyTo: String(ask.id) })
    await doChores(world, { h1: bytes }, folder)
    expect((await world.said('KT')).at(-1)!.text).toContain('dấu chỉ mức độ mật')
    const { db } = world.database
    expect(await db.select().from(files)).toEqual([])
    const all = await db.select().from(chores)
    expect(all.map((row) => row.kind).sort()).toEqual(['assignment.evidence', 'assignment.settle', 'message.remove'])
    expect(all.find((row) => row.kind === 'assignment.evidence')!.input).toEqual({})
    const raws = await db.select().from(inbox)
    expect(JSON.stringify(raws)).not.toContain('h1')
  })

  it.each([
    ['a reply to the question', 'BC 451/BC-KT', true],
    ['a typed report', '1 xong, minh chứng BC 451/BC-KT', false],
  ])('of the caption of a file with a stamp of secrecy no number stays: %s', async (_, caption, isReply) => {
    const secret = Buffer.from('UBND xã\nMẬT\nKế hoạch phòng thủ')
    await world.sends(
      'Bình',
      'KT',
      { name: 'a.txt', handle: 'h1' },
      { caption, ...(isReply ? { replyTo: String(ask.id) } : {}) },
    )
    expect((await world.said('KT')).map((one) => one.text).join()).toContain('Đã nhận tệp và số văn bản minh chứng')
    await doChores(world, { h1: secret }, folder)
    expect((await world.said('KT')).at(-1)!.text).toContain('dấu chỉ mức độ mật')
    // What was typed in so many words stands; a report made by the file alone does not.
    expect((await rowOf(world, id)).status).toBe(isReply ? 'unanswered' : 'awaiting')
    const { db } = world.database
    const stored = await Promise.all(
      [evidence, events, outbox, chores, inbox, questions].map((one) => db.select().from(one)),
    )
    expect(JSON.stringify(stored)).not.toContain('451')
  })

  it('a number beside a file that is kept stands in the evidence, the trail and before the officer', async () => {
    await world.sends(
      'Bình',
      'KT',
      { name: 'a.pdf', handle: 'h1' },
      { caption: 'BC 451/BC-KT', replyTo: String(ask.id) },
    )
    await doChores(world, { h1: Buffer.from('%PDF') }, folder)
    expect((await world.said('riêng', 'Hoa')).at(-1)!.text).toContain('Minh chứng: BC 451/BC-KT; a.pdf')
    await world.says('Bình', 'riêng', '/nhatky 1')
    expect((await world.said('riêng', 'Bình')).at(-1)!.text).toMatch(/Bình: sửa báo cáo\. BC 451\/BC-KT/)
  })

  it('a number beside a file that runs is evidence enough for the report', async () => {
    const caption = 'BC 451/BC-KT'
    await world.sends('Bình', 'KT', { name: 'a.pdf', handle: 'h1' }, { caption, replyTo: String(ask.id) })
    await doChores(world, { h1: Buffer.from([0x4d, 0x5a, 1, 2]) }, folder)
    expect((await rowOf(world, id)).status).toBe('awaiting')
    expect((await world.said('riêng', 'Hoa')).at(-1)!.text).toContain('Minh chứng: BC 451/BC-KT')
  })

  it('courtesy below an invitation in private is left alone, and the invitation stays open', async () => {
    await world.taps('Bình', 'KT', 'Huỷ')
    await world.says('Bình', 'riêng', '1 xong')
    const invite = (await world.said('riêng', 'Bình')).at(-1)!
    for (const words of ['cảm ơn', 'vâng', 'ok anh', '👍']) await world.says('Bình', 'riêng', words, String(invite.id))
    expect(await world.said('riêng', 'Bình')).toEqual([])
    await world.says('Bình', 'riêng', '45/BC-KT', String(invite.id))
    expect((await world.said('riêng', 'Bình')).at(-1)!.text).toContain('Minh chứng: 45/BC-KT')
  })

  it('courtesy where evidence is asked for is answered gently, once', async () => {
    await world.taps('Bình', 'riêng', `assignment.done:${id}`)
    await world.said()
    for (const words of ['vâng', 'ok anh']) await world.says('Bình', 'riêng', words)
    expect((await world.said('riêng', 'Bình')).map((one) => one.text)).toEqual([
      'Đồng chí gửi tệp, ảnh hoặc số văn bản của việc #1 khi có; báo cáo hoàn thành chưa được ghi.',
    ])
    expect((await rowOf(world, id)).status).toBe('unanswered')
    await world.says('Bình', 'riêng', '45/BC-KT')
    expect((await rowOf(world, id)).status).toBe('awaiting')
  })

  it('a file that cannot be fetched is said, the report stands', async () => {
    await world.sends('Bình', 'KT', { name: 'a.pdf', handle: 'missing' }, { replyTo: String(ask.id) })
    await world.said()
    await doChores(world, {}, folder)
    const said = await world.said()
    expect(said.find((one) => one.chatId === world.groups.KT)!.text).toContain('Không tải được tệp minh chứng')
    expect(said.filter((one) => one.slot === `confirm:${id}`)).toHaveLength(2)
  })

  it('undone before the file arrived, it is not filed', async () => {
    await world.sends('Bình', 'KT', { name: 'a.pdf', handle: 'h1' }, { replyTo: String(ask.id) })
    await world.taps('Bình', 'KT', `assignment.undo:${id}`)
    expect((await rowOf(world, id)).status).toBe('unanswered')
    await world.said()
    await doChores(world, { h1: Buffer.from('%PDF') }, folder)
    expect(
      await world.database.db.select().from(evidence).where(eq(evidence.assignmentId, id)).orderBy(evidence.id),
    ).toEqual([])
    expect(await world.said()).toEqual([])
  })

  it('"Huỷ" leaves everything as it was', async () => {
    await world.taps('Bình', 'KT', 'Huỷ')
    expect((await world.said('KT')).at(-1)!.text).toBe('Đã huỷ, chưa có gì được ghi.')
    await world.says('Bình', 'KT', '45/BC-KT', String(ask.id))
    expect((await rowOf(world, id)).status).toBe('unanswered')
  })
})
