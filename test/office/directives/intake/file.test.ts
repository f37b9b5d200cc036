import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { directives } from '../../../../src/db/schema/directives.js'
import { files } from '../../../../src/db/schema/files.js'
import { chores, inbox, outbox } from '../../../../src/db/schema/post.js'
import { type Desk, docx, letter, openDesk } from '../desk.js'

let desk: Desk
beforeEach(async () => {
  desk = await openDesk()
})
afterEach(() => desk.close())

async function send(name: string, bytes: Uint8Array, caption?: string): Promise<string[]> {
  desk.files.set(`handle-${name}`, bytes)
  await desk.world.sends('Hoa', 'riêng', { name, size: bytes.length }, caption === undefined ? {} : { caption })
  await desk.work()
  return (await desk.world.said('riêng')).map((one) => one.text)
}

const rows = () => desk.world.database.db.select().from(directives)

describe('a letter sent as a file', () => {
  it('is fetched, read and kept with its bytes when it is a Word file', async () => {
    const replies = await send('Công văn 112.docx', docx(letter))
    expect(replies[0]).toBe('Đã đọc văn bản, kết quả ở tin dưới.')
    expect(replies[1]).toContain('7 nhiệm vụ, 14 lượt giao cho 5 đơn vị.')
    const [kept] = await rows()
    const [file] = await desk.world.database.db.select().from(files)
    expect(kept?.fileId).toBe(file?.id)
    expect(file).toMatchObject({ name: 'Công văn 112.docx', communeId: desk.world.communeId })
    expect(file?.sha256).toMatch(/^[0-9a-f]{64}$/)
  }, 60_000)

  it('is the same letter as the one that was pasted before', async () => {
    await desk.paste(letter)
    await desk.world.said()
    const replies = await send('cv.txt', new TextEncoder().encode(letter))
    expect(replies[1]).toContain('đang có dự thảo chờ giao')
    expect(await rows()).toHaveLength(1)
  })

  it.each([
    ['a photo', { name: 'anh.jpg', kind: 'photo' as const }, 'Ảnh chụp, bản quét chưa đọc được'],
    ['a video', { name: 'phim.mp4', kind: 'other' as const }, 'không phải văn bản'],
    ['an empty file', { name: 'rong.docx', size: 0 }, 'rỗng'],
    ['a file too big to fetch', { name: 'to.docx', size: 21 * 1024 * 1024 }, 'lớn quá 20 MB'],
  ])('is answered honestly when it is %s', async (_, file, words) => {
    await desk.world.sends('Hoa', 'riêng', file)
    expect((await desk.world.said('riêng'))[0]?.text).toContain(words)
    expect(await desk.world.database.db.select().from(chores)).toEqual([])
  })

  it('is refused in the words of the reader of files when it cannot be read', async () => {
    const replies = await send('scan.pdf', new TextEncoder().encode('%PDF-1.7\n1 0 obj'))
    expect(replies[0]).toBe('Đã dừng đọc, lý do ở tin dưới.')
    expect(replies[1]).toContain('scan.pdf')
    expect(await rows()).toEqual([])
  })

  it('that is plain text under the name of a Word file is named for what it is', async () => {
    const replies = await send(
      'ghi chu.docx',
      new TextEncoder().encode('Hôm nay trời đẹp, xã vừa có thêm một con đường.'),
    )
    expect(replies[1]).toContain('Tệp “ghi chu.docx” không phải tệp Word hay PDF mà là tệp chữ thuần (.txt)')
  })

  it('leaves nothing anywhere when its text bears a secret stamp', async () => {
    const secret = letter.replace('Số: 112/UBND-VHXH', 'TỐI MẬT\n\nSố: 112/UBND-VHXH')
    const replies = await send('Kế hoạch diễn tập.txt', new TextEncoder().encode(secret))
    expect(replies.at(-1)).toContain('dấu chỉ mức độ mật')
    const { db } = desk.world.database
    const kept = JSON.stringify([
      await db.select().from(inbox),
      await db.select().from(chores),
      await db.select().from(outbox),
      await db.select().from(files),
    ])
    expect(kept).not.toContain('diễn tập')
    expect(kept).not.toContain('112/UBND')
    expect(await rows()).toEqual([])
    expect(desk.removed).toHaveLength(1)
  })

  it('is refused at once when its caption bears one, and is never fetched', async () => {
    await send('van ban.txt', new TextEncoder().encode(letter), 'MẬT')
    const { db } = desk.world.database
    expect(await db.select().from(chores)).toEqual([])
    expect(JSON.stringify(await db.select().from(inbox))).not.toContain('van ban')
  })
})

describe('/vanban', () => {
  it('explains and lists what waits, to be opened by its number', async () => {
    const { world } = desk
    await desk.paste(letter)
    await world.said()
    await world.says('Lan', 'riêng', '/vanban')
    const [told] = await world.said('riêng', 'Lan')
    expect(told?.text).toContain('Dự thảo chờ giao\n1. Văn bản 112/UBND-VHXH ngày 10/9/2026')
    expect(told?.text).toContain('Hoa gửi')
    await world.taps('Lan', 'riêng', '1')
    expect((await world.said('riêng', 'Lan'))[0]?.text).toContain('7 nhiệm vụ')
  })

  it('is the officers’ only', async () => {
    await desk.world.says('Bình', 'riêng', '/vanban')
    expect((await desk.world.said('riêng', 'Bình'))[0]?.text).toContain('không có quyền')
  })
})
