import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { directives } from '../../../../src/db/schema/directives.js'
import { files } from '../../../../src/db/schema/files.js'
import { chores, inbox, outbox } from '../../../../src/db/schema/post.js'
import { events } from '../../../../src/db/schema/trail.js'
import { type Desk, letter, longLetter, openDesk } from '../desk.js'

let desk: Desk
beforeEach(async () => {
  desk = await openDesk()
})
afterEach(() => desk.close())

const rows = () => desk.world.database.db.select().from(directives)

/** Everything in the tables a text could have got into. */
async function everythingKept(): Promise<string> {
  const { db } = desk.world.database
  return JSON.stringify([
    await db.select().from(inbox),
    await db.select().from(chores),
    await db.select().from(outbox),
    await db.select().from(directives),
    await db.select().from(files),
    await db.select().from(events),
  ])
}

describe('a letter pasted into the private chat', () => {
  it('is read two seconds later and answered with its number, counts and doubts', async () => {
    const { world } = desk
    await world.says('Hoa', 'riêng', letter)
    const [reading, ...early] = await world.said('riêng')
    expect([reading?.text, ...early]).toEqual(['Đang đọc văn bản…'])
    await desk.work()
    const [read, answer, ...others] = await world.said('riêng')
    expect(others).toEqual([])
    // In place of "Đang đọc văn bản…", which is true no more.
    expect(read).toMatchObject({ text: 'Đã đọc văn bản, kết quả ở tin dưới.', slot: reading?.slot })
    expect(answer?.text).toContain('Văn bản 112/UBND-VHXH ngày 10/9/2026\n')
    expect(answer?.text).toContain('V/v nâng cao chất lượng giải quyết hồ sơ')
    expect(answer?.text).toContain('Thực hiện: 2045/UBND-KSTT')
    expect(answer?.text).toMatch(/7 nhiệm vụ, 14 lượt giao cho 5 đơn vị\./)
    expect(answer?.text).toMatch(
      /Cần xem lại 1 điểm:\n– việc 7: Chưa biết “Hạt Kiểm lâm khu vực” là đơn vị nào\. “Rà soát/,
    )
    expect(answer?.buttons[0]).toEqual(['Xem từng việc', 'Giao việc'])
    expect(answer?.buttons.flat()).toContain('Huỷ')
    expect(answer?.slot).toMatch(/^draft:\d+$/)
    const [kept] = await rows()
    expect(kept).toMatchObject({ number: '112/UBND-VHXH', issuedOn: '2026-09-10', state: 'draft' })
  })

  it('arrives in three parts and is put together as one, whatever it was cut at', async () => {
    const { world } = desk
    const text = longLetter(60)
    expect(text.length).toBeGreaterThan(2 * 4096)
    const id = await desk.paste(text)
    const replies = await world.said('riêng')
    expect(replies.filter((one) => one.slot?.startsWith('reading:'))).toHaveLength(1)
    const { draft } = await desk.draft(id)
    expect(draft.tasks).toHaveLength(60)
    expect(draft.tasks.every((task) => task.unitIds.length === 1)).toBe(true)
    expect(await rows()).toHaveLength(1)
  })

  it('is collected as long as parts keep coming, and a short last part still belongs to it', async () => {
    const { world } = desk
    const long = longLetter(60)
    await world.says('Hoa', 'riêng', long.slice(0, 4096))
    world.now = new Date(world.now.getTime() + 1500)
    await world.says('Hoa', 'riêng', long.slice(4096, 8192))
    world.now = new Date(world.now.getTime() + 1500)
    await world.says('Hoa', 'riêng', 'CHỦ TỊCH')
    const open = await world.database.db.select().from(chores)
    expect(open).toHaveLength(1)
    expect(open[0]?.runAt.getTime()).toBe(world.now.getTime() + 2000)
  })

  it('is refused in a sentence when it is more than a letter, and nothing of it is kept', async () => {
    const { world } = desk
    await desk.paste(longLetter(1001))
    expect((await world.said('riêng')).map((one) => one.text)).toEqual([
      'Đã dừng đọc, lý do ở tin dưới.',
      expect.stringMatching(/^Nội dung vừa dán quá dài hoặc quá rối nên đọc không xong, đã dừng và chưa lưu gì\./),
    ])
    expect(await rows()).toEqual([])
    expect(JSON.stringify(await world.database.db.select().from(chores))).not.toContain('Phòng Kinh tế')
  })

  it('is not what an ordinary sentence is taken for', async () => {
    const { world } = desk
    await world.says('Hoa', 'riêng', 'Chị ơi mai họp mấy giờ?')
    const [hint] = await world.said('riêng')
    expect(hint?.text).toContain('/trogiup')
    expect(await world.database.db.select().from(chores)).toEqual([])
  })

  it('is also taken when it was forwarded and is short', async () => {
    const { world } = desk
    await world.happens('Hoa', 'riêng', {
      kind: 'text',
      ref: '1',
      forwarded: true,
      text: 'UBND xã yêu cầu Phòng Kinh tế báo cáo kết quả giải ngân vốn đầu tư công trước ngày 25/9/2026.',
    })
    expect((await world.said('riêng'))[0]?.text).toBe('Đang đọc văn bản…')
  })

  it('is not taken from a head of unit', async () => {
    const { world } = desk
    await world.says('Bình', 'riêng', letter)
    await desk.work()
    expect(await rows()).toEqual([])
  })

  it('is recognised when it comes again while its draft waits, and is not doubled', async () => {
    const { world } = desk
    await desk.paste(letter)
    await world.said()
    await desk.paste(letter.replaceAll('\n\n', '\n'), 'Lan')
    const replies = await world.said('riêng', 'Lan')
    expect(replies[1]?.text).toContain('đang có dự thảo chờ giao: Văn bản 112/UBND-VHXH ngày 10/9/2026')
    expect(replies[2]?.text).toContain('7 nhiệm vụ')
    expect(await rows()).toHaveLength(1)
  })
})

describe('a text that is no directive', () => {
  const news = `Sáng ngày 12/9, tại hội trường Ủy ban nhân dân xã, đồng chí Chủ tịch đã dự lễ khai mạc giải bóng chuyền. Giải đấu thu hút tám đội tham gia, diễn ra trong ba ngày. Phát biểu tại lễ khai mạc, đồng chí Chủ tịch biểu dương tinh thần tập luyện của nhân dân trong xã. Nhân dịp này, ban tổ chức đã trao cờ lưu niệm cho các đội. Trận đấu đầu tiên diễn ra sôi nổi, hấp dẫn, thu hút đông đảo khán giả đến cổ vũ cho các vận động viên của xã nhà.`

  it('is said to be none and stored only when the officer insists', async () => {
    const { world } = desk
    await desk.paste(news)
    const told = (await world.said('riêng')).at(-1)
    expect(told?.text).toContain('không giống văn bản giao việc')
    expect(told?.buttons).toEqual([['Vẫn lưu và giao', 'Bỏ qua']])
    expect(await rows()).toEqual([])
    await world.taps('Hoa', 'riêng', 'Vẫn lưu và giao')
    await desk.work()
    expect(await rows()).toHaveLength(1)
    expect(await world.taps('Hoa', 'riêng', told?.message.choices?.[0]?.[0]?.action ?? '')).toMatchObject({
      alert: true,
    })
  })

  it('leaves nothing behind when it is skipped', async () => {
    const { world } = desk
    await desk.paste(news)
    await world.said()
    await world.taps('Hoa', 'riêng', 'Bỏ qua')
    expect((await world.said('riêng')).at(-1)?.text).toBe('Đã bỏ qua, không lưu nội dung.')
    expect(await everythingKept()).not.toContain('bóng chuyền')
  })

  it('is forgotten after a day without an answer', async () => {
    const { world } = desk
    await desk.paste(news)
    world.now = new Date(world.now.getTime() + 25 * 3_600_000)
    await desk.work()
    expect(await everythingKept()).not.toContain('bóng chuyền')
  })

  it('cannot be kept by an officer of another commune who forges the button', async () => {
    const { world } = desk
    await desk.paste(news)
    const told = (await world.said('riêng')).at(-1)
    const forged = told?.message.choices?.[0]?.[0]?.action ?? ''
    expect(await world.taps('Nga', 'riêng', forged)).toMatchObject({ alert: true })
    await desk.work()
    expect(await rows()).toEqual([])
  })
})

describe('a text with a secret stamp', () => {
  it('leaves nothing in any table, whichever part the stamp stands in', async () => {
    const { world } = desk
    const secret = longLetter(40).replace('trực thuộc', 'thuộc')
    const [first, second] = [secret.slice(0, 4000), secret.slice(4000, 7000)]
    await world.says('Hoa', 'riêng', first)
    await world.says('Hoa', 'riêng', `${second}\nTỐI MẬT\nhết phần hai`)
    await world.says('Hoa', 'riêng', secret.slice(7000, 9000))
    await desk.work()
    const kept = await everythingKept()
    expect(kept).not.toContain('rà soát')
    expect(kept).not.toContain('112/UBND')
    expect(await rows()).toEqual([])
    expect(desk.removed.length).toBeGreaterThanOrEqual(2)
  })

  it('is refused with its later parts when the stamp stands in the first', async () => {
    const { world } = desk
    const secret = longLetter(40)
    await world.says('Hoa', 'riêng', `MẬT\n${secret.slice(0, 4000)}`)
    await world.says('Hoa', 'riêng', secret.slice(4000, 8000))
    await desk.work()
    expect((await world.said('riêng'))[0]?.text).toContain('dấu chỉ mức độ mật')
    expect(await everythingKept()).not.toContain('rà soát')
    expect(await rows()).toEqual([])
  })
})
