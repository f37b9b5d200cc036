// The day of what was previewed may pass before `Giao việc` is pressed: it is asked once more, and says that it would be given late.
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { clearLetter, type Desk, openDesk } from '../desk.js'
import { given, pasted, press } from '../press.js'

let desk: Desk
beforeEach(async () => {
  desk = await openDesk()
})
afterEach(() => desk.close())

const wait = (days: number) => {
  desk.world.now = new Date(desk.world.now.getTime() + days * 24 * 60 * 60_000)
}
const asks = 'Có việc đã quá thời hạn từ khi đồng chí xem trước.'

describe('a task given by hand, pressed after its day', () => {
  it('is shown again with the word that it would be late, and is given by the second press', async () => {
    await desk.world.says('Hoa', 'riêng', '/giaoviec KT nộp báo cáo trước ngày 15/9/2026')
    expect((await desk.screen()).text).not.toContain('giao sau hạn')
    wait(2)
    const ack = await press(desk, 'Giao việc')
    expect(ack).toMatchObject({ alert: true })
    expect(ack?.text).toContain(asks)
    expect(await given(desk)).toEqual([])
    expect((await desk.screen()).text).toContain('1 lượt giao có thời hạn đã qua, sẽ ghi là giao sau hạn.')
    expect((await press(desk, 'Giao việc'))?.text).toBe('Đã giao 1 việc.')
    expect(await given(desk)).toMatchObject([{ issuedLate: true }])
  })

  it('is given at once on its day', async () => {
    await desk.world.says('Hoa', 'riêng', '/giaoviec KT nộp báo cáo trước ngày 15/9/2026')
    wait(1)
    expect((await press(desk, 'Giao việc'))?.text).toBe('Đã giao 1 việc.')
    expect(await given(desk)).toMatchObject([{ issuedLate: false }])
  })

  it('asks also where the task stood open to be changed', async () => {
    await desk.world.says('Hoa', 'riêng', '/giaoviec KT nộp báo cáo trước ngày 15/9/2026')
    await press(desk, 'Sửa')
    wait(2)
    expect((await press(desk, 'Giao việc'))?.text).toContain(asks)
    expect(await given(desk)).toEqual([])
  })
})

describe('a letter whose preview lay open', () => {
  it('is shown again when a day of it has passed, and is issued by the next press', async () => {
    await pasted(desk, clearLetter.replace('31/12/2026', '15/9/2026'))
    await press(desk, 'Giao việc')
    expect((await desk.screen()).text).not.toContain('giao sau hạn')
    wait(3)
    expect((await press(desk, 'Giao việc'))?.text).toContain(asks)
    expect(await given(desk)).toEqual([])
    expect((await desk.screen()).text).toContain('1 lượt giao có thời hạn đã qua')
    await press(desk, 'Giao việc')
    expect((await given(desk)).filter((one) => one.issuedLate)).toHaveLength(1)
  })

  it('is shown again where the question was only whether to send it now or in the morning', async () => {
    desk.world.now = new Date('2026-09-14T11:15:00.000Z')
    await pasted(desk, clearLetter.replace('31/12/2026', '15/9/2026'))
    await press(desk, 'Giao việc')
    await press(desk, 'Giao việc')
    wait(2)
    expect((await press(desk, 'Gửi ngay'))?.text).toContain(asks)
    expect(await given(desk)).toEqual([])
  })
})
