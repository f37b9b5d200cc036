import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { clearLetter, type Desk, openDesk } from '../desk.js'
import { press } from '../press.js'

let desk: Desk
beforeEach(async () => {
  desk = await openDesk()
})
afterEach(() => desk.close())

const unnumbered = clearLetter.replace('112/UBND-VHXH', '/UBND-VHXH').replace('ngày 10 tháng 9', 'ngày   tháng 9')

async function sendProvisionally(): Promise<number> {
  const id = await desk.paste(unnumbered)
  await press(desk, 'Giao việc')
  await press(desk, 'Tạm gửi, chưa vào số')
  await desk.world.taps('Hoa', 'riêng', `draft.issue:${id}:2`)
  return id
}

/** The newest text of every message in the group of KT, by its slot. */
async function shownToKt(): Promise<Map<string, string>> {
  await desk.world.said()
  const rows = await desk.world.history(desk.world.groups.KT)
  return new Map(rows.map((row) => [row.slot ?? String(row.id), row.text]))
}

describe('a letter sent before it was numbered', () => {
  it('says so in the header, the list and on every card, and nowhere begins a word with a slash', async () => {
    const id = await sendProvisionally()
    await desk.world.said()
    const shown = await shownToKt()
    expect(shown.get(`header:${id}`)).toMatch(/^Văn bản tạm gửi, chưa vào số \(UBND-VHXH\) của /)
    const list = [...shown].find(([slot]) => slot.startsWith(`list:${id}`))?.[1]
    expect(list).toMatch(/^Văn bản tạm gửi, chưa vào số \(UBND-VHXH\): 4 việc/)
    for (const text of [...shown.values(), (await desk.screen()).text]) expect(text).not.toMatch(/(^|[^\p{L}\p{N}])\//u)
  })

  it('that has its number but not its day is said to lack the day, and nothing else', async () => {
    const id = await sendProvisionally()
    await desk.world.taps('Hoa', 'riêng', `directive.number:${id}`)
    await desk.answers('Hoa', '99/UBND-VHXH')
    const header = (await shownToKt()).get(`header:${id}`) ?? ''
    expect(header).toMatch(/^CV 99\/UBND-VHXH \(tạm gửi, chưa có ngày\)/)
    expect(header).not.toContain('chưa vào số')
    const { text } = await desk.screen()
    expect(text).toContain('Đang tạm gửi. Chưa có ngày văn bản.')
    desk.world.now = new Date(desk.world.now.getTime() + 60_000)
    await desk.world.taps('Hoa', 'riêng', `directive.number:${id}`)
    await desk.answers('Hoa', '10/9/2026')
    for (const each of (await shownToKt()).values()) expect(each).not.toMatch(/tạm gửi/i)
  })

  it('takes its day when that is typed after the number, without being asked for once more', async () => {
    const id = await sendProvisionally()
    await desk.world.taps('Hoa', 'riêng', `directive.number:${id}`)
    await desk.answers('Hoa', '99')
    desk.world.now = new Date(desk.world.now.getTime() + 60_000)
    await desk.answers('Hoa', '10/9')
    expect((await shownToKt()).get(`header:${id}`)).toMatch(/^CV 99\/UBND-VHXH ngày 10\/9\/2026/)
  })
})
