import { and, eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { files } from '../../../src/db/schema/files.js'
import { notices, noticeUnits } from '../../../src/db/schema/notices.js'
import { stampInFile } from '../../../src/office/directives/stamp-in-file.js'
import { stampInWords } from '../../../src/office/directives/stamp-in-words.js'
import { noticeChores } from '../../../src/office/notices/chores.js'
import { noticeEntries } from '../../../src/office/notices/dialog.js'
import { openWorld, type World } from '../../support/world.js'
import { workChores } from '../chores.js'

let world: World
beforeAll(async () => {
  world = await openWorld({ entries: [noticeEntries()], secretStamp: stampInWords })
})
afterAll(() => world.close())

const received = async () =>
  (await world.database.db.select().from(noticeUnits)).filter((one) => one.receivedAt !== null).length

describe('/thongbao', () => {
  it('shows what goes where, sends nothing before it is pressed, and then once', async () => {
    await world.says('Hoa', 'riêng', '/thongbao Họp giao ban 14h thứ Sáu tại hội trường.')
    const [shown] = await world.said('riêng', 'Hoa')
    expect(shown?.text).toContain('Họp giao ban 14h')
    expect(shown?.text).toContain('Gửi tới 4 đơn vị trong 4 nhóm')
    expect(shown?.text).toContain('Chưa có nhóm: Trung tâm Dịch vụ sự nghiệp công')
    expect(shown?.buttons).toEqual([['Gửi'], ['Huỷ']])
    expect(await world.said('KT')).toEqual([])
    expect((await world.taps('Hoa', 'riêng', 'Gửi'))?.text).toContain('4 nhóm')
    expect((await world.taps('Hoa', 'riêng', 'notices.send:1:now'))?.text).toContain('đã được gửi')
    const all = await world.said()
    const sent = all.filter((one) => one.chatId === world.groups.KT)
    expect(sent.map((one) => one.text)).toEqual(['THÔNG BÁO\nHọp giao ban 14h thứ Sáu tại hội trường.'])
    expect(sent[0]?.buttons).toEqual([['Đã nhận']])
    const own = all.filter((one) => one.chatId === world.privates.Hoa)
    expect(own.some((one) => one.text.includes('Đã nhận: 0/4'))).toBe(true)
    expect(own.some((one) => one.text.includes('để chép gửi qua Zalo'))).toBe(true)
  })

  it('is received once for the unit, by its people or an officer, and the sender sees by whom', async () => {
    expect((await world.taps('Chi', 'KT', 'notices.received:1'))?.text).toContain('không có quyền')
    expect((await world.taps('người lạ', 'KT', 'notices.received:1'))?.alert).toBe(true)
    expect(await received()).toBe(0)
    expect((await world.taps('Bình', 'KT', 'notices.received:1'))?.text).toBe('Đã ghi nhận.')
    expect((await world.taps('Bình', 'KT', 'notices.received:1'))?.text).toContain('trước đó')
    expect(await received()).toBe(1)
    const all = await world.said()
    const card = all.find((one) => one.chatId === world.groups.KT)
    expect(card?.text).toContain('✓ Bình')
    expect(card?.buttons).toEqual([])
    const own = all.findLast((one) => one.chatId === world.privates.Hoa)
    expect(own?.text).toContain('Đã nhận: 1/4')
    expect(own?.text).not.toContain('Chưa nhận: Phòng Kinh tế')
  })

  it('who has not received it is reminded once a day, who has is left alone', async () => {
    await world.said()
    await world.taps('Hoa', 'riêng', 'notices.nudge:1')
    await world.taps('Hoa', 'riêng', 'notices.nudge:1')
    expect(await world.said('KT')).toEqual([])
    expect(await world.said('VP')).toHaveLength(0)
    const nudges = (await world.history(world.groups.VP)).filter((one) => one.key.includes('nudge'))
    expect(nudges).toHaveLength(1)
  })

  it('after hours it is asked when; another commune and a head get nowhere; an empty or endless text is refused', async () => {
    world.now = new Date('2026-09-14T12:00:00.000Z')
    await world.said()
    await world.says('Đức', 'riêng', '/thongbao Mai nghỉ.')
    const [shown] = await world.said('riêng', 'Đức')
    expect(shown?.buttons[0]).toEqual(['Gửi ngay', '07:30 hôm sau'])
    expect((await world.taps('Nga', 'riêng', 'notices.send:2:now'))?.alert).toBe(true)
    await world.taps('Đức', 'riêng', 'Huỷ')
    expect((await world.taps('Đức', 'riêng', 'notices.send:2:now'))?.text).toContain('đã huỷ')
    await world.says('Bình', 'riêng', '/thongbao Tôi là trưởng phòng')
    await world.says('Hoa', 'riêng', `/thongbao ${'x'.repeat(3001)}`)
    expect((await world.said('riêng', 'Hoa')).at(-1)?.text).toContain('tối đa 3000')
    const all = await world.database.db.select().from(notices)
    expect(all.map((one) => one.state)).toEqual(['sent', 'dropped'])
  })

  it('a file goes with its caption; one that runs or bears a stamp does not', async () => {
    world.now = new Date('2026-09-15T02:00:00.000Z')
    await world.said()
    await world.says('Hoa', 'riêng', '/thongbao')
    await world.sends('Hoa', 'riêng', { name: 'lich.txt', handle: 'f1', type: 'text/plain' }, { caption: 'Lịch tuần' })
    await workChores(world, noticeChores({ stampInFile }), { f1: Buffer.from('thứ Hai: họp') })
    const shown = (await world.said('riêng', 'Hoa')).at(-1)
    expect(shown?.text).toContain('Lịch tuần\nKèm tệp: lich.txt')
    await world.taps('Hoa', 'riêng', 'Gửi')
    expect((await world.said('KT'))[0]?.message.fileId).toBeDefined()

    await world.says('Hoa', 'riêng', '/thongbao')
    await world.sends('Hoa', 'riêng', { name: 'mat.txt', handle: 'f2', type: 'text/plain' }, { caption: 'x' })
    await workChores(world, noticeChores({ stampInFile }), { f2: Buffer.from('MẬT\nnội dung') })
    expect((await world.said('riêng', 'Hoa')).at(-1)?.text).toContain('dấu chỉ mức độ mật')
    await world.says('Hoa', 'riêng', '/thongbao')
    await world.sends('Hoa', 'riêng', { name: 'chay.exe', handle: 'f3' }, { caption: 'x' })
    expect((await world.said('riêng', 'Hoa')).at(-1)?.text).toContain('loại chạy được')
    const kept = await world.database.db
      .select()
      .from(files)
      .where(and(eq(files.communeId, world.communeId)))
    expect(kept.map((one) => one.name)).toEqual(['lich.txt'])
  })
})
