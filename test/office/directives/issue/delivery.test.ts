// "Sent" means that the platform said so: what the officer is told of work that did not arrive.
import { and, eq } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { units as unitRows } from '../../../../src/db/schema/communes.js'
import { chats, chatUnits } from '../../../../src/db/schema/people.js'
import { outbox } from '../../../../src/db/schema/post.js'
import { translator } from '../../../../src/lib/i18n.js'
import { outcomeOf } from '../../../../src/office/directives/issue/outcome.js'
import { viewOf } from '../../../../src/office/directives/screen.js'
import { findDirective } from '../../../../src/office/directives/store.js'
import { postHooks } from '../../../../src/slices.js'
import { clearLetter, type Desk, openDesk } from '../desk.js'
import { pasted, press } from '../press.js'

let desk: Desk
beforeEach(async () => {
  desk = await openDesk()
})
afterEach(() => desk.close())

type Verdict = 'sent' | 'sending' | 'held' | 'refused'

/** What the platform, or the sender, made of everything queued in a group. */
const becomes = (chatId: number, state: Verdict, slot?: string) =>
  desk.world.database.db
    .update(outbox)
    .set({ state, ref: '1', ...(state === 'refused' ? { lastError: '400 Bad Request' } : {}) })
    .where(and(eq(outbox.chatId, chatId), ...(slot ? [eq(outbox.slot, slot)] : [])))

const lose = (chatId: number) =>
  desk.world.database.db
    .update(chats)
    .set({ unreachableAt: desk.world.now, unreachableReason: 'removed' })
    .where(eq(chats.id, chatId))

/** The newest screen, whatever else waits to be sent. */
const newest = async () =>
  (await desk.world.history(desk.world.privates.Hoa)).findLast((one) => one.slot?.startsWith('draft:'))!

async function order(line: string): Promise<void> {
  await desk.world.says('Hoa', 'riêng', `/giaoviec ${line}`)
  await desk.world.taps('Hoa', 'riêng', 'Giao việc')
}

describe('a task given by hand', () => {
  it('is waiting until the platform has taken it, and the screen follows', async () => {
    await order('KT báo cáo số liệu trước 25/9')
    expect((await newest()).text).toContain('Chờ gửi vào nhóm:\n– Phòng Kinh tế: 1 việc')
    expect((await newest()).text).not.toContain('Đã chuyển')
    await becomes(desk.world.groups.KT, 'sending')
    await desk.work()
    expect((await newest()).text).toContain('Chờ gửi vào nhóm:')
    await becomes(desk.world.groups.KT, 'sent')
    desk.world.now = new Date(desk.world.now.getTime() + 60_000)
    await desk.work()
    expect((await newest()).text).toContain('Đã chuyển vào nhóm:\n– Phòng Kinh tế: 1 việc')
    expect((await newest()).text).not.toContain('Chờ gửi')
  })

  it('of a group that gets nothing says so before and after, until it is there again', async () => {
    const { VP } = desk.world.groups
    await lose(VP)
    await desk.world.says('Hoa', 'riêng', '/giaoviec VP báo cáo số liệu trước 25/9')
    expect((await newest()).text).toContain('Nhóm không nhận được tin: Văn phòng HĐND và UBND. Việc vẫn giao')
    await desk.world.taps('Hoa', 'riêng', 'Giao việc')
    const text = 'Nhóm không nhận được tin, sẽ gửi khi nhóm được nối lại:\n– Văn phòng HĐND và UBND: 1 việc'
    expect((await newest()).text).toContain(text)
    await becomes(VP, 'held')
    await desk.work()
    expect((await newest()).text).toContain(text)
    expect((await newest()).text).not.toContain('Đã chuyển')
    expect((await newest()).buttons.flat()).toContain('Sao chép gửi Zalo')
    await desk.world.database.db.update(chats).set({ unreachableAt: null }).where(eq(chats.id, VP))
    await becomes(VP, 'sent')
    desk.world.now = new Date(desk.world.now.getTime() + 60_000)
    await desk.work()
    expect((await newest()).text).toContain('Đã chuyển vào nhóm:\n– Văn phòng HĐND và UBND: 1 việc')
  })

  it('of a platform that refuses the card says so, and names the work to the officers', async () => {
    const { world } = desk
    await order('KT báo cáo số liệu trước 25/9')
    await becomes(world.groups.KT, 'refused')
    const [row] = await world.database.db.select().from(outbox).where(eq(outbox.chatId, world.groups.KT))
    const refused = {
      outboxId: row!.id,
      chatId: row!.chatId,
      communeId: world.communeId,
      key: row!.key,
      about: row!.about ?? undefined,
      reason: "400 Bad Request: can't parse entities",
      unknown: false,
    }
    await world.write((tx) => postHooks.onRefused(tx, refused, world.now))
    await desk.work()
    expect((await newest()).text).toContain(
      'Nền tảng không nhận tin, chưa đến nhóm, đề nghị đồng chí báo trực tiếp cho đơn vị:\n– Phòng Kinh tế: 1 việc',
    )
    expect((await newest()).text).not.toContain('Đã chuyển')
    const told = (await world.history(world.privates.Hoa)).find((one) => one.key.startsWith('refused:'))
    expect(told?.text).toMatch(
      /^Nền tảng không nhận một tin gửi vào nhóm “.*” \(Phòng Kinh tế\): việc #1 \(Phòng Kinh tế\)\. Tin chưa đến đơn vị/,
    )
    expect(told?.text).toContain('đề nghị đồng chí báo trực tiếp cho đơn vị')
    expect(told?.text).toContain("(nền tảng trả lời: 400 Bad Request: can't parse entities)")
  })

  it('a change that is refused is said to leave the old words in the group', async () => {
    const { world } = desk
    await order('KT báo cáo số liệu trước 25/9')
    await becomes(world.groups.KT, 'sent')
    const [card] = await world.database.db.select().from(outbox).where(eq(outbox.chatId, world.groups.KT))
    const [row] = await world.database.db
      .insert(outbox)
      .values({ ...card!, id: undefined, key: 'card:again', state: 'refused' })
      .returning()
    await world.write((tx) =>
      postHooks.onRefused(
        tx,
        {
          outboxId: row!.id,
          chatId: row!.chatId,
          communeId: world.communeId,
          key: row!.key,
          about: undefined,
          reason: '400',
          unknown: false,
        },
        world.now,
      ),
    )
    const told = (await world.history(world.privates.Hoa)).find((one) => one.key.startsWith('refused:'))
    expect(told?.text).toContain('Nhóm vẫn thấy nội dung cũ')
    expect(told?.text).toContain('việc #1')
    await desk.work()
    expect((await newest()).text).toContain('Đã chuyển vào nhóm:\n– Phòng Kinh tế: 1 việc')
  })
})

describe('a letter', () => {
  it('is passed on only to the groups where all of it arrived', async () => {
    const { world } = desk
    const id = await pasted(desk, clearLetter)
    await lose(world.groups.VP)
    await press(desk, 'Giao việc')
    expect((await newest()).text).toContain('Nhóm không nhận được tin: Văn phòng HĐND và UBND. Việc vẫn giao')
    await world.taps('Hoa', 'riêng', `draft.issue:${id}:1`)
    expect((await newest()).text).not.toContain('Đã chuyển')
    await becomes(world.groups.KT, 'sent')
    await becomes(world.groups.VHXH, 'sent')
    await becomes(world.groups.VHXH, 'refused', `header:${id}`)
    await becomes(world.groups.VP, 'held')
    await desk.work()
    const { text } = await newest()
    expect(text).toContain(
      'Đã chuyển vào nhóm:\n– Phòng Kinh tế: 4 việc\n\nChờ gửi vào nhóm:\n– Trung tâm Phục vụ hành chính công',
    )
    expect(text).toContain('nối lại:\n– Văn phòng HĐND và UBND: 2 việc')
    expect(text).toContain('cho đơn vị:\n– Phòng Văn hóa - Xã hội: 3 việc (một phần chưa đến)')
  })

  it('that was stopped was passed on to nobody who did not get all of it', async () => {
    const { world } = desk
    const id = await pasted(desk, clearLetter)
    await world.taps('Hoa', 'riêng', `draft.issue:${id}:1`)
    await becomes(world.groups.KT, 'sent')
    await world.taps('Hoa', 'riêng', 'Dừng gửi')
    const { text } = await newest()
    expect(text).toContain('Đã chuyển vào nhóm:\n– Phòng Kinh tế: 4 việc\n\nĐã dừng, chưa gửi đủ vào nhóm:\n')
  })

  it('that was stopped between the header and what a partner is asked for was stopped there too', async () => {
    const { world } = desk
    await world.database.db.update(unitRows).set({ kind: 'partner' }).where(eq(unitRows.id, world.units.VHXH))
    const id = await pasted(desk, clearLetter)
    await world.taps('Hoa', 'riêng', `draft.issue:${id}:1`)
    await becomes(world.groups.VHXH, 'sent', `header:${id}`)
    await world.taps('Hoa', 'riêng', 'Dừng gửi')
    const { text } = await newest()
    expect(text.slice(text.indexOf('Đã dừng, chưa gửi đủ'))).toContain('– Phòng Văn hóa - Xã hội: đề nghị phối hợp')
    expect(text).not.toContain('Đã chuyển vào nhóm')
  })

  it('that is stopped does not come to a group that is there again later', async () => {
    const { world } = desk
    const id = await pasted(desk, clearLetter)
    await world.taps('Hoa', 'riêng', `draft.issue:${id}:1`)
    await becomes(world.groups.VP, 'held')
    await world.taps('Hoa', 'riêng', 'Dừng gửi')
    const left = world.database.db.select().from(outbox).where(eq(outbox.chatId, world.groups.VP))
    expect(await left).toEqual([])
    expect((await newest()).text).toContain('Văn phòng HĐND và UBND: 2 việc')
    expect((await newest()).text).not.toContain('Đã chuyển vào nhóm')
    await world.taps('Hoa', 'riêng', 'Gửi tiếp')
    expect((await left).length).toBeGreaterThan(0)
  })

  it('is not said to be passed on to a group that came later and has no message of it', async () => {
    const { world } = desk
    const { VHXH } = world.units
    await world.database.db.update(unitRows).set({ kind: 'partner' }).where(eq(unitRows.id, VHXH))
    const [bound] = await world.database.db.delete(chatUnits).where(eq(chatUnits.unitId, VHXH)).returning()
    const id = await pasted(desk, clearLetter)
    await world.taps('Hoa', 'riêng', `draft.issue:${id}:1`)
    await world.said()
    await world.database.db.insert(chatUnits).values(bound!)
    await world.taps('Hoa', 'riêng', `directive.state:${id}`)
    const { text, buttons } = await newest()
    const heading = 'Nhóm chưa có tin nào của nội dung này, đề nghị đồng chí báo trực tiếp cho đơn vị:'
    expect(text.slice(text.indexOf(heading))).toContain('– Phòng Văn hóa - Xã hội: đề nghị phối hợp')
    expect(text).toContain('Đã chuyển vào nhóm:\n– Văn phòng HĐND và UBND')
    expect(buttons.flat().some((label) => label.startsWith('Sao chép gửi Zalo: VHXH'))).toBe(true)
    // The words of messages that old are forgotten, not that there were none.
    world.now = new Date(world.now.getTime() + 100 * 86_400_000)
    await world.taps('Hoa', 'riêng', `directive.state:${id}`)
    expect((await newest()).text).toContain(heading)
  })
})

describe('the screen of what went out', () => {
  /** How often what is shown of this letter or order asks the outbox. */
  async function asks(id: number): Promise<number> {
    const { world } = desk
    let asked = 0
    await world.write(async (tx) => {
      const directive = await findDirective(tx, world.communeId, id)
      const view = await viewOf(tx, directive!, translator('vi'), world.now)
      const counting =
        (select: (...args: never[]) => { from(table: unknown): unknown }) =>
        (...args: never[]) => {
          const query = select.apply(tx, args)
          const from = query.from.bind(query)
          query.from = (table) => {
            if (table === outbox) asked += 1
            return from(table)
          }
          return query
        }
      const watched = new Proxy(tx, {
        get(_, key) {
          const value = Reflect.get(tx, key)
          return key === 'select' || key === 'selectDistinct' ? counting(value) : value
        },
      })
      await outcomeOf(watched, view)
    })
    return asked
  }

  it('asks the outbox once, of a letter as of a task given by hand', async () => {
    const id = await pasted(desk, clearLetter)
    await desk.world.taps('Hoa', 'riêng', `draft.issue:${id}:1`)
    expect(await asks(id)).toBe(1)
    await order('KT, VP báo cáo số liệu trước 25/9')
    expect(await asks(id + 1)).toBe(1)
  })
})

describe('a common group', () => {
  beforeEach(async () => {
    const { database, units, groups } = desk.world
    await database.db.update(chats).set({ common: true }).where(eq(chats.id, groups.VP))
    await database.db.update(chatUnits).set({ chatId: groups.VP }).where(eq(chatUnits.unitId, units.VHXH))
  })

  it('is said to be one before and after a task is given', async () => {
    await desk.world.says('Hoa', 'riêng', '/giaoviec VHXH báo cáo số liệu trước 25/9')
    expect((await newest()).text).toContain(
      'Gửi vào nhóm chung, các đơn vị trong nhóm cùng đọc: Phòng Văn hóa - Xã hội',
    )
    await desk.world.taps('Hoa', 'riêng', 'Giao việc')
    expect((await newest()).text).toContain('– Phòng Văn hóa - Xã hội: 1 việc (nhóm chung)')
  })

  it('is said to be one in the preview of a letter', async () => {
    await pasted(desk, clearLetter)
    await press(desk, 'Giao việc')
    const { text } = await newest()
    expect(text).toContain(
      'Nhóm chung (các đơn vị trong nhóm cùng đọc), phần của Văn phòng HĐND và UBND, Phòng Văn hóa - Xã hội: 5 việc',
    )
    expect(text).toContain('Nhóm của Phòng Kinh tế: 4 việc')
  })
})
