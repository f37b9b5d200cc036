// What awaits the reader's decision opens where it is decided, from the first screen and from the card of the work.
import { eq } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { requests } from '../../../src/db/schema/assignments.js'
import { units } from '../../../src/db/schema/communes.js'
import { assignmentEntries } from '../../../src/office/assignments/dialog.js'
import { stampInWords } from '../../../src/office/directives/stamp-in-words.js'
import { summaryEntries } from '../../../src/office/summary/dialog.js'
import { later } from '../../support/steps.js'
import { openWorld, type PersonName, type World } from '../../support/world.js'
import { give, rowOf } from '../assignments/given.js'
import { drawAll } from './work.js'

let world: World
let id: number
let number: number
beforeEach(async () => {
  world = await openWorld({ entries: [summaryEntries(), assignmentEntries()], secretStamp: stampInWords })
  await leads('Vỹ')
  const { work } = await give(world, [{}])
  ;({ id, number } = work[0]!)
})
afterEach(() => world.close())

const leads = (who: PersonName | undefined) =>
  world.database.db
    .update(units)
    .set({ leaderId: who ? world.persons[who] : null })
    .where(eq(units.id, world.units.KT))

async function asksExtension() {
  await world.taps('Bình', 'riêng', `extension.start:${id}`)
  await world.says('Bình', 'riêng', '15/10 do chờ số liệu của Công an')
}

/** The first screen of the summary as this person reads it. */
async function summary(who: PersonName) {
  await world.said()
  await world.says(who, 'riêng', '/tongket')
  await drawAll(world)
  return (await world.said('riêng', who)).at(-1)!
}

const told = [
  'CV 85/UBND-VHXH ngày 24/7/2026',
  'Rà soát thủ tục hành chính lần 1',
  'Thời hạn: 30/9/2026 ("trong quý III/2026")',
  'Lý do: chờ số liệu của Công an',
]

describe('an extension', () => {
  it('is not among the decisions of another unit’s summary', async () => {
    await leads(undefined)
    await asksExtension()
    await world.said()
    const firstButtons = async (words: string) => {
      await world.says('Đức', 'riêng', `/tongket ${words}`)
      await drawAll(world)
      return (await world.said('riêng', 'Đức')).at(-1)!
    }
    const own = await firstButtons('KT')
    expect(own.buttons.flat()).toContain(`Gia hạn #${number}`)
    const other = await firstButtons('VHXH')
    expect(other.buttons.flat()).not.toContain(`Gia hạn #${number}`)
    expect(other.text).not.toContain('đề nghị gia hạn')
  })

  it('opens from the summary as the leader in charge was sent it, and deciding there puts both messages right', async () => {
    await asksExtension()
    const [sent] = await world.said('riêng', 'Vỹ')
    later(world, 30)
    const screen = await summary('Vỹ')
    expect(screen.text).toContain('Chờ đồng chí quyết định: 1 đề nghị gia hạn')
    expect(screen.buttons[0]).toEqual([`Gia hạn #${number}`])
    await world.taps('Vỹ', 'riêng', `Gia hạn #${number}`)
    const [shown] = await world.said()
    expect(shown?.text.split('\n')).toEqual([
      `Phòng Kinh tế xin gia hạn việc #${number} đến 15/10/2026 (đ/c Bình, 09:00 14/9)`,
      ...told,
    ])
    expect([shown?.text, shown?.message.choices]).toEqual([sent?.text, sent?.message.choices])
    expect(shown?.slot).not.toBe(sent?.slot)
    expect((await world.taps('Vỹ', 'riêng', 'Đồng ý'))?.text).toContain('đồng ý gia hạn đến 15/10/2026')
    expect(await rowOf(world, id)).toMatchObject({ extendedTo: '2026-10-15' })
    const after = (await world.said('riêng', 'Vỹ')).filter((one) => one.slot?.startsWith('extension-told:'))
    expect(after.map((one) => one.slot).sort()).toEqual([sent!.slot, shown!.slot].sort())
    for (const one of after) {
      expect(one.buttons).toEqual([])
      expect(one.text.split('\n').at(-1)).toBe(
        `Yêu cầu này đã được giải quyết lúc 09:30 14/9. Việc #${number}: đ/c Vỹ đồng ý gia hạn đến 15/10/2026.`,
      )
    }
    const settled = await summary('Vỹ')
    expect(settled.text).toContain('Không có việc chờ đồng chí quyết định')
    // A screen of before still has the button.
    await world.taps('Vỹ', 'riêng', screen.message.choices![0]![0]!.action)
    const [late] = await world.said()
    expect(late).toMatchObject({ text: after[0]!.text, buttons: [] })
  })

  it('is named only to who decides it, and shown to another leader without the buttons', async () => {
    await asksExtension()
    expect((await summary('Đức')).text).toContain('Không có việc chờ đồng chí quyết định')
    const [request] = await world.database.db.select().from(requests)
    await world.taps('Đức', 'riêng', `extension.show:${request!.id}`)
    const [shown] = await world.said()
    expect(shown?.text.split('\n').slice(1)).toEqual([...told, 'Yêu cầu này do lãnh đạo phụ trách đơn vị quyết định.'])
    expect(shown?.buttons).toEqual([])
    for (const who of ['Hoa', 'Bình', 'Nga', 'người lạ'] as const)
      expect(await world.taps(who, 'riêng', `extension.show:${request!.id}`), who).toMatchObject({ alert: true })
    await leads(undefined)
    expect((await summary('Đức')).buttons[0]).toEqual([`Gia hạn #${number}`])
    expect((await summary('Vỹ')).text).toContain('Không có việc chờ đồng chí quyết định')
  })

  it('of work reported meanwhile awaits nobody', async () => {
    await asksExtension()
    await world.says('Bình', 'riêng', `${number} xong`)
    expect((await summary('Vỹ')).text).toContain('Không có việc chờ đồng chí quyết định')
    const [request] = await world.database.db.select().from(requests)
    await world.taps('Vỹ', 'riêng', `extension.show:${request!.id}`)
    const [shown] = await world.said()
    expect(shown?.text).toContain(`Việc #${number} đã báo cáo hoặc đã kết thúc nên không gia hạn.`)
    expect(shown?.buttons).toEqual([])
  })

  it('opens from the card as well, as long as it waits', async () => {
    await world.taps('Vỹ', 'riêng', `assignment.show:${id}`)
    expect((await world.said('riêng', 'Vỹ')).at(-1)?.buttons).toEqual([['Yêu cầu báo cáo']])
    await asksExtension()
    const card = (await world.said('riêng', 'Vỹ')).find((one) => one.slot === `card:${id}`)
    expect(card?.buttons).toEqual([['Đề nghị gia hạn'], ['Yêu cầu báo cáo']])
    await world.taps('Vỹ', 'riêng', card!.message.choices![0]![0]!.action)
    await world.taps('Vỹ', 'riêng', 'Không đồng ý')
    const after = (await world.said('riêng', 'Vỹ')).find((one) => one.slot === `card:${id}`)
    expect(after?.buttons).toEqual([['Yêu cầu báo cáo']])
  })
})

describe('a difficulty', () => {
  it('opens with its words and the answer, which puts every copy right', async () => {
    await world.says('Bình', 'riêng', `${number} vướng: chưa có số liệu công an`)
    const said = await world.said()
    const sent = said.filter((one) => one.slot?.startsWith('difficulty-told:'))
    expect(sent).toHaveLength(3)
    const screen = await summary('Vỹ')
    expect(screen.text).toContain('Chờ đồng chí quyết định: 1 khó khăn chờ chỉ đạo')
    await world.taps('Vỹ', 'riêng', `Khó khăn #${number}`)
    const [shown] = await world.said()
    expect(shown?.text.split('\n')).toEqual([
      `Phòng Kinh tế báo khó khăn ở việc #${number} (đ/c Bình, 09:00 14/9)`,
      'CV 85/UBND-VHXH ngày 24/7/2026',
      'Rà soát thủ tục hành chính lần 1',
      'Nội dung: chưa có số liệu công an',
    ])
    expect(shown?.buttons).toEqual([['Trả lời']])
    await world.taps('Vỹ', 'riêng', 'Trả lời')
    await world.says('Vỹ', 'riêng', 'Tôi sẽ làm việc với Công an xã')
    const after = (await world.said()).filter((one) => one.slot?.startsWith('difficulty-told:'))
    expect(after.map((one) => one.slot).sort()).toEqual([...sent.map((one) => one.slot), shown!.slot].sort())
    for (const one of after) {
      expect(one.buttons).toEqual([])
      expect(one.text).toContain('đã được giải quyết lúc 09:00 14/9')
      expect(one.text).toContain('đ/c Vỹ trả lời khó khăn của đơn vị. Tôi sẽ làm việc với Công an xã')
    }
    await world.taps('Hoa', 'riêng', screen.message.choices![0]![0]!.action)
    expect((await world.said('riêng', 'Hoa')).at(-1)).toMatchObject({ text: after[0]!.text, buttons: [] })
  })

  it('two of one piece of work are two buttons, for the officer and the chairman too', async () => {
    await world.says('Bình', 'riêng', `${number} vướng: thiếu người`)
    await world.says('Bình', 'riêng', `${number} vướng: thiếu máy`)
    for (const who of ['Hoa', 'Đức', 'Vỹ'] as const) {
      const { buttons, message } = await summary(who)
      expect(buttons[0]).toEqual([`Khó khăn #${number}`, `Khó khăn #${number}`])
      const texts: string[] = []
      for (const choice of message.choices![0]!) {
        await world.taps(who, 'riêng', choice.action)
        texts.push((await world.said())[0]!.text.split('\n').at(-1)!)
      }
      expect(texts).toEqual(['Nội dung: thiếu người', 'Nội dung: thiếu máy'])
    }
    await world.taps('Hoa', 'riêng', `assignment.show:${id}`)
    const card = (await world.said('riêng', 'Hoa')).at(-1)
    expect(card?.buttons.filter((row) => row[0] === 'Khó khăn của đơn vị')).toHaveLength(2)
  })
})

describe('a unit that asks', () => {
  it('is not silent: its work counts as received, which is no answer that can be taken back', async () => {
    const before = await summary('Đức')
    expect(before.text).toContain('Chưa trả lời: KT 1')
    await asksExtension()
    expect(await rowOf(world, id)).toMatchObject({ status: 'accepted', statusBy: world.persons.Bình })
    const group = (await world.said('KT')).find((one) => one.slot === `card:${id}`)
    expect(group?.text).toContain('Tình trạng: Đã nhận (Bình, 09:00 14/9)')
    expect(group?.buttons.flat()).not.toContain('Hoàn tác')
    expect(group?.buttons.flat()).not.toContain('Đề nghị gia hạn')
    expect((await summary('Đức')).text).not.toContain('Chưa trả lời')
    await world.says('Hoa', 'riêng', `/nhatky ${number}`)
    expect((await world.said('riêng', 'Hoa')).at(-1)?.text).toContain('xin gia hạn. Chưa trả lời → Đã nhận')
  })

  it('a difficulty that an officer records is marked as recorded for the unit', async () => {
    await world.says('Hoa', 'riêng', `${number} vướng: thiếu người`)
    const row = await rowOf(world, id)
    expect(row.status).toBe('accepted')
    const card = (await world.said('KT')).find((one) => one.slot === `card:${id}`)
    expect(card?.text).toContain('Đã nhận (cán bộ Hoa ghi thay, gửi tay')
  })

  it('what was answered before keeps its status', async () => {
    await world.taps('Bình', 'riêng', `assignment.start:${id}`)
    await world.says('Bình', 'riêng', `${number} vướng: thiếu người`)
    expect((await rowOf(world, id)).status).toBe('in-progress')
  })
})
