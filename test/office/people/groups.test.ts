import { eq, isNull } from 'drizzle-orm'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { chats, chatUnits, invites } from '../../../src/db/schema/people.js'
import { outbox, screens } from '../../../src/db/schema/post.js'
import { events } from '../../../src/db/schema/trail.js'
import { addUnit } from '../../../src/office/communes/actions.js'
import { listUnits } from '../../../src/office/communes/store.js'
import { resumeMoved } from '../../../src/office/people/groups/actions.js'
import { loseChat } from '../../../src/office/people/groups/reach.js'
import { listPosts } from '../../../src/office/people/posts.js'
import { queueMessage } from '../../../src/post/outbox.js'
import { groupA, groupB, openStage, type Stage } from './stage.js'

let stage: Stage
let communeId: number
let units: Record<string, number>
beforeEach(async () => {
  stage = await openStage()
  communeId = await stage.commune('UBND xã Đường An', 'Hoa')
  units = Object.fromEntries((await listUnits(stage.db, communeId)).map((unit) => [unit.shortName, unit.id]))
})
afterEach(() => stage.close())

const join = (who: string, group: string, bot: 'member' | 'administrator' = 'member', title = 'Nhóm A') =>
  stage.happens(who, { kind: 'membership', bot }, group, title)
const chatOf = async (group: string) => (await stage.db.select().from(chats).where(eq(chats.externalId, group)))[0]
const bindings = async () =>
  (await stage.db.select().from(chatUnits)).map((one) => [one.chatId, one.unitId]).sort((a, b) => a[1]! - b[1]!)

/** A message that waits for its group. */
async function card(chatId: number, slot: string): Promise<void> {
  const message = { spans: [slot] }
  await stage.write((tx) => queueMessage(tx, { chatId, communeId, key: slot, slot, class: 1, message }, stage.now))
}
const stateOf = async (slot: string) =>
  (await stage.db.select().from(outbox).where(eq(outbox.slot, slot))).map((row) => [row.chatId, row.state])

async function bind(group: string, ...labels: string[]): Promise<void> {
  await join('Hoa', group, 'member', `Nhóm ${group}`)
  for (const label of labels) await stage.taps('Hoa', `○ ${label}`, group)
  await stage.taps('Hoa', 'Xong', group)
}

it('added by an officer the bot asks whom the group serves, and the open work of the chosen units is shown there once', async () => {
  await join('Hoa', groupA)
  const [asked] = await stage.said(groupA)
  expect(asked?.text).toContain('Nhóm này phục vụ đơn vị nào của UBND xã Đường An?')
  expect(asked?.buttons.slice(-2)).toEqual(['Nhóm chung tất cả trưởng đơn vị', 'Xong'])
  await stage.taps('Hoa', '○ Phòng Kinh tế', groupA)
  await stage.taps('Hoa', '○ Trạm Y tế', groupA)
  await stage.taps('Hoa', '✓ Trạm Y tế', groupA)
  await stage.taps('Hoa', '○ Phòng Văn hóa - Xã hội', groupA)
  expect(await bindings()).toEqual([])
  await stage.taps('Hoa', 'Xong', groupA)
  const chatId = await stage.chatId(groupA)
  expect(await bindings()).toEqual([
    [chatId, units.KT],
    [chatId, units.VHXH],
  ])
  const done = (await stage.said(groupA)).at(-1)
  expect(done?.text).toContain('Nhóm này nhận việc của: Phòng Kinh tế; Phòng Văn hóa - Xã hội.')
  expect(done?.text).toContain('chọn Trả lời; hoặc đặt tôi làm quản trị viên')
  expect(done?.buttons).toEqual(['Tôi là lãnh đạo đơn vị', 'Đổi đơn vị của nhóm'])
  expect(done?.slot).toBe(asked?.slot)
  expect(stage.bound).toEqual([{ communeId, chatId, unitIds: [units.KT, units.VHXH] }])
  expect((await chatOf(groupA))?.common).toBe(true)

  const again = asked!.actions.at(-1)!
  expect(again).toMatch(/^people\.bind:0:/)
  expect((await stage.taps('Hoa', again, groupA))?.alert).toBe(true)
  await stage.taps('Hoa', 'people.group', groupA)
  await stage.taps('Hoa', 'Xong', groupA)
  expect(stage.bound).toHaveLength(1)
})

it('where the bot is administrator nothing is said about replying', async () => {
  await join('Hoa', groupA, 'administrator')
  await stage.taps('Hoa', '○ Phòng Kinh tế', groupA)
  await stage.taps('Hoa', 'Xong', groupA)
  expect((await stage.said(groupA)).at(-1)?.text).not.toContain('quản trị viên')
  // Promoted while choosing: the ticks are not asked for again.
  await join('Hoa', groupB)
  await stage.said(groupB)
  await join('Hoa', groupB, 'administrator')
  expect(await stage.said(groupB)).toEqual([])
})

it('added by somebody else it says who can set it up and does nothing more; the officer then may', async () => {
  await join('người lạ', groupA)
  const [said] = await stage.said(groupA)
  expect(said?.text).toContain('Cán bộ Văn hóa - Xã hội của xã, phường bấm nút dưới đây hoặc gõ /nhom')
  expect(said?.buttons).toEqual(['Thiết lập nhóm'])
  expect((await chatOf(groupA))?.communeId).toBeNull()
  for (const forged of [
    'people.group',
    'people.mark:1:1-1',
    'people.bind:1:1-1',
    'people.common',
    `people.groupCommune:${communeId}`,
  ])
    expect([forged, (await stage.taps('người lạ', forged, groupA))?.alert]).toEqual([forged, true])
  expect(await stage.said(groupA)).toEqual([])
  await stage.taps('Hoa', 'Thiết lập nhóm', groupA)
  expect((await stage.said(groupA))[0]?.text).toContain('Nhóm này phục vụ đơn vị nào')
  expect((await chatOf(groupA))?.communeId).toBe(communeId)
})

it('only an officer of the commune answers: not a head in it, not an officer of another commune', async () => {
  await stage.holds('Bình', communeId, 'head', units.KT)
  await stage.commune('UBND xã Bình Minh', 'Nga')
  await join('Hoa', groupA)
  const done = (await stage.said(groupA))[0]!.actions.at(-1)!.replace(':0:', ':2:')
  for (const who of ['Bình', 'Nga', 'người lạ'])
    expect([who, (await stage.taps(who, done, groupA))?.alert]).toEqual([who, true])
  expect(await bindings()).toEqual([])
  await stage.taps('Hoa', done, groupA)
  expect(await bindings()).toHaveLength(1)
  // The group serves this commune now: the other officer cannot take it.
  await stage.says('Nga', '/nhom', groupA)
  expect((await stage.said(groupA)).at(-1)?.text).toContain('đang phục vụ xã, phường khác')
  expect((await chatOf(groupA))?.communeId).toBe(communeId)
})

it('an officer of two communes is asked to which one the group belongs', async () => {
  const other = await stage.commune('UBND xã Bình Minh', 'Nga')
  await stage.holds('Hoa', other, 'officer')
  await join('Hoa', groupA)
  expect((await stage.said(groupA))[0]?.buttons).toEqual(['UBND xã Đường An', 'UBND xã Bình Minh'])
  expect((await stage.taps('Nga', `people.groupCommune:${communeId}`, groupA))?.alert).toBe(true)
  await stage.taps('Hoa', 'UBND xã Bình Minh', groupA)
  expect((await chatOf(groupA))?.communeId).toBe(other)
})

it('ticks made on an older list of units are not believed', async () => {
  await join('Hoa', groupA)
  const tick = (await stage.said(groupA))[0]!.actions[0]!
  await stage.write((tx) => addUnit(tx, { communeId, name: 'Trường Mầm non Hoa Sen' }, stage.now))
  expect((await stage.taps('Hoa', tick, groupA))?.text).toContain('vừa thay đổi')
  expect((await stage.said(groupA))[0]?.buttons).toContain('○ Trường Mầm non Hoa Sen')
})

it('a unit has one group: binding it again moves it, and the old group is told', async () => {
  await bind(groupA, 'Phòng Kinh tế')
  await stage.said(groupA)
  await join('Hoa', groupB)
  expect((await stage.said(groupB))[0]?.buttons[1]).toBe('○ Phòng Kinh tế (đang ở Nhóm -1001)')
  await stage.taps('Hoa', '○ Phòng Kinh tế', groupB)
  await stage.taps('Hoa', 'Xong', groupB)
  expect(await bindings()).toEqual([[await stage.chatId(groupB), units.KT]])
  expect((await stage.said(groupA))[0]?.text).toBe('Từ nay việc của Phòng Kinh tế được gửi ở nhóm khác.')
  expect(stage.bound.map((one) => one.chatId)).toEqual([await stage.chatId(groupA), await stage.chatId(groupB)])
})

it('what waited for a unit in a group that lost the bot is delivered in its new group', async () => {
  await bind(groupA, 'Phòng Kinh tế', 'Trạm Y tế')
  await stage.said(groupA)
  const from = await stage.chatId(groupA)
  await card(from, 'card:1')
  await stage.happens('Bình', { kind: 'membership', bot: 'removed' }, groupA)
  await bind(groupB, 'Phòng Kinh tế')
  // The old group still has a unit: nobody can say for whom the message was.
  expect(await stateOf('card:1')).toEqual([[from, 'held']])
  await stage.taps('Hoa', 'people.group', groupB)
  await stage.taps('Hoa', '○ Trạm Y tế', groupB)
  await stage.taps('Hoa', 'Xong', groupB)
  expect(await stateOf('card:1')).toEqual([[await stage.chatId(groupB), 'queued']])
})

it('the common group of all heads serves the units that have no group of their own, no partner among them', async () => {
  await bind(groupA, 'Phòng Kinh tế')
  await join('Hoa', groupB)
  await stage.taps('Hoa', 'Nhóm chung tất cả trưởng đơn vị', groupB)
  const chatId = await stage.chatId(groupB)
  expect((await bindings()).filter(([chat]) => chat === chatId)).toHaveLength(7)
  expect((await bindings()).filter(([, unit]) => unit === units.KT)).toEqual([[await stage.chatId(groupA), units.KT]])
  expect((await chatOf(groupB))?.common).toBe(true)
})

it('a unit’s own group becomes the common one only when it was asked back', async () => {
  await bind(groupA, 'Phòng Kinh tế')
  await stage.taps('Hoa', 'people.group', groupA)
  await stage.taps('Hoa', 'Nhóm chung tất cả trưởng đơn vị', groupA)
  expect((await stage.said(groupA)).at(-1)?.text).toContain('Nhóm này đang là nhóm riêng của: Phòng Kinh tế')
  expect((await chatOf(groupA))?.common).toBe(false)
  await stage.taps('Hoa', 'Chuyển thành nhóm chung', groupA)
  expect((await chatOf(groupA))?.common).toBe(true)
})

const claimText = 'Tôi là lãnh đạo đơn vị'

it('Tôi là lãnh đạo đơn vị asks the officers in private; one agrees, all see it, person and group are told', async () => {
  await stage.holds('Lan', communeId, 'officer')
  await bind(groupA, 'Phòng Kinh tế')
  await stage.says('Bình', '/start')
  for (const chat of ['Hoa', 'Lan', 'Bình', groupA]) await stage.said(chat)
  expect((await stage.taps('Bình', claimText, groupA))?.text).toContain('Đã gửi đề nghị')
  expect((await stage.taps('Bình', claimText, groupA))?.text).toContain('đang chờ')
  const [asked] = await stage.said('Hoa')
  const [askedToo] = await stage.said('Lan')
  expect(asked?.text).toContain('Bình ở Nhóm -1001 đề nghị được ghi nhận là lãnh đạo đơn vị: Phòng Kinh tế.')
  expect(asked?.buttons).toEqual(['Đồng ý', 'Từ chối'])
  expect(askedToo?.actions).toEqual(asked?.actions)
  expect(await stage.said(groupA)).toEqual([])

  for (const who of ['Bình', 'người lạ']) expect((await stage.taps(who, asked!.actions[0]!))?.alert).toBe(true)
  expect((await stage.taps('Hoa', 'Đồng ý'))?.text).toBe('Đã đồng ý.')
  for (const who of ['Hoa', 'Lan'])
    expect([who, (await stage.taps(who, asked!.actions[0]!))?.text]).toEqual([
      who,
      'Đề nghị này đã được quyết định trước đó.',
    ])
  expect((await stage.taps('Lan', asked!.actions[1]!))?.text).toBe('Đề nghị này đã được quyết định trước đó.')
  const heads = (await stage.write((tx) => listPosts(tx, { communeId, unitId: units.KT! }, stage.now))).map(
    (p) => p.name,
  )
  expect(heads).toEqual(['Bình'])
  expect((await stage.said('Bình'))[0]?.text).toContain('Đồng chí đã được ghi nhận: Trưởng đơn vị, Phòng Kinh tế')
  expect((await stage.said(groupA))[0]?.text).toContain('Đã ghi nhận: Bình là trưởng đơn vị Phòng Kinh tế.')
  for (const who of ['Hoa', 'Lan']) {
    const seen = await stage.said(who)
    expect(seen.map((one) => [one.text, one.buttons, one.slot])).toEqual([
      ['Bình được ghi nhận là trưởng đơn vị Phòng Kinh tế (đồng chí Hoa đồng ý).', [], asked?.slot],
    ])
  }
  expect((await stage.taps('Bình', claimText, groupA))?.text).toContain('đã được ghi nhận')
})

it('where the group serves several units the officer chooses which; another commune cannot decide, nor forge the unit', async () => {
  const other = await stage.commune('UBND xã Bình Minh', 'Nga')
  const foreign = (await listUnits(stage.db, other))[0]!.id
  await bind(groupA, 'Phòng Kinh tế', 'Trạm Y tế')
  await stage.taps('Bình', claimText, groupA)
  const asked = (await stage.said('Hoa')).at(-1)!
  expect(asked.buttons).toEqual(['Đồng ý: Phòng Kinh tế', 'Đồng ý: Trạm Y tế', 'Từ chối'])
  expect((await stage.taps('Nga', asked.actions[0]!))?.alert).toBe(true)
  const [, claimId, chatId] = asked.actions[0]!.split(':')
  for (const unit of [foreign, units.VP, 999999])
    expect((await stage.taps('Hoa', `people.agree:${claimId}:${chatId}:${unit}`))?.alert).toBe(true)
  expect(await stage.db.select().from(invites).where(isNull(invites.decidedAt))).toHaveLength(1)
  await stage.taps('Hoa', 'Đồng ý: Trạm Y tế')
  const posts = await stage.write((tx) => listPosts(tx, { communeId, unitId: units.TYT! }, stage.now))
  expect(posts.map((post) => [post.name, post.role])).toEqual([['Bình', 'head']])
})

it('Từ chối is told to the person, who cannot ask again the same day; the present head is named to the officer', async () => {
  await stage.holds('Bình', communeId, 'head', units.KT)
  await bind(groupA, 'Phòng Kinh tế')
  await stage.says('kẻ lạ', '/start')
  await stage.said('kẻ lạ')
  await stage.taps('kẻ lạ', claimText, groupA)
  expect((await stage.said('Hoa')).at(-1)?.text).toContain('Hiện trưởng đơn vị Phòng Kinh tế là đồng chí Bình')
  await stage.taps('Hoa', 'Từ chối')
  expect((await stage.said('kẻ lạ'))[0]?.text).toContain('Hoa chưa đồng ý')
  expect((await stage.taps('kẻ lạ', claimText, groupA))?.text).toContain('liên hệ trực tiếp cán bộ')
  stage.now = new Date(stage.now.getTime() + 2 * 86_400_000)
  expect((await stage.taps('kẻ lạ', claimText, groupA))?.text).toContain('Đã gửi')
})

it('a claim where nothing is bound is refused', async () => {
  await join('người lạ', groupA)
  expect((await stage.taps('người lạ', 'people.claim', groupA))?.text).toContain('chưa chọn đơn vị')
})

it('removed from a group: the binding stays, the officers hear at once which unit cannot be reached; added again it is released', async () => {
  await bind(groupA, 'Phòng Kinh tế')
  for (const chat of ['Hoa', groupA]) await stage.said(chat)
  const chatId = await stage.chatId(groupA)
  await card(chatId, 'card:1')
  await stage.happens('Bình', { kind: 'membership', bot: 'removed' }, groupA)
  expect(await stateOf('card:1')).toEqual([[chatId, 'held']])
  await stage.happens('Bình', { kind: 'membership', bot: 'removed' }, groupA)
  expect((await chatOf(groupA))?.unreachableAt).toEqual(stage.now)
  expect(await bindings()).toHaveLength(1)
  expect((await stage.said('Hoa')).map((one) => one.text)).toEqual([
    'Tôi không còn trong nhóm "Nhóm -1001" nên không gửi được tới: Phòng Kinh tế. Tin gửi tới đó được giữ lại; đồng chí thêm lại bot vào nhóm, hoặc dùng nhóm khác.',
  ])
  stage.now = new Date(stage.now.getTime() + 60_000)
  await join('Bình', groupA, 'member', 'Nhóm mới')
  expect(await stateOf('card:1')).toEqual([[chatId, 'queued']])
  expect((await chatOf(groupA))?.unreachableAt).toBeNull()
  expect((await chatOf(groupA))?.title).toBe('Nhóm mới')
  expect((await stage.said(groupA)).map((one) => one.slot)).toEqual(['card:1'])
  expect((await stage.said('Hoa'))[0]?.text).toContain('Đã liên lạc lại được với Phòng Kinh tế')
})

it('a head who blocks the bot: the officers are told, and again when unblocked; the sender finding it first tells the same once', async () => {
  await stage.holds('Bình', communeId, 'head', units.KT)
  const chatId = await stage.chatId('Bình')
  await stage.write((tx) => loseChat(tx, { chatId, reason: 'blocked' }, stage.now))
  await stage.happens('Bình', { kind: 'membership', bot: 'blocked' })
  expect((await stage.said('Hoa')).map((one) => one.text)).toEqual([
    expect.stringContaining('Bình (Trưởng đơn vị, Phòng Kinh tế) đã chặn tôi'),
  ])
  expect(await stage.said('Bình')).toEqual([])
  await stage.says('Bình', '/start')
  const [chat] = await stage.db.select().from(chats).where(eq(chats.id, chatId))
  expect(chat?.unreachableAt).toBeNull()
  expect((await stage.said('Hoa'))[0]?.text).toContain('Đã liên lạc lại được với Bình')
})

it('a renamed group has its new title, without characters that mislead', async () => {
  await bind(groupA, 'Phòng Kinh tế')
  await stage.happens('Bình', { kind: 'renamed', title: `Phòng\u202E KT\n ${'dài '.repeat(100)}` }, groupA)
  const title = (await chatOf(groupA))?.title ?? ''
  expect(title.startsWith('Phòng KT dài')).toBe(true)
  expect(title.length).toBeLessThanOrEqual(128)
})

it('a group that becomes a supergroup keeps its units; its screens are new and its open work is shown again, once', async () => {
  await bind(groupA, 'Phòng Kinh tế')
  const chatId = await stage.chatId(groupA)
  await stage.db.insert(screens).values({ chatId, slot: 'card:1', ref: '5', shownAt: stage.now })
  stage.bound.length = 0
  await stage.happens('Bình', { kind: 'moved', to: groupB }, groupA)
  expect((await chatOf(groupB))?.id).toBe(chatId)
  expect(await bindings()).toEqual([[chatId, units.KT]])
  expect(await stage.db.select().from(screens).where(eq(screens.chatId, chatId))).toEqual([])
  expect(stage.bound).toEqual([{ communeId, chatId, unitIds: [units.KT] }])
  // The other signal, or the same once more, under the old number.
  await stage.happens('Bình', { kind: 'moved', to: groupB }, groupA)
  expect(stage.bound).toHaveLength(1)
  expect((await chatOf(groupB))?.id).toBe(chatId)
  expect(await bindings()).toEqual([[chatId, units.KT]])
})

it('when the new supergroup was heard from first, the old binding still follows and what was said there is not lost', async () => {
  await bind(groupA, 'Phòng Kinh tế')
  const chatId = await stage.chatId(groupA)
  await stage.says('Bình', '/trogiup', groupB)
  await stage.happens('Bình', { kind: 'moved', to: groupB }, groupA)
  expect((await chatOf(groupB))?.id).toBe(chatId)
  const waiting = await stage.db.select().from(outbox).where(eq(outbox.state, 'queued'))
  expect(waiting.filter((row) => row.chatId === chatId).length).toBeGreaterThan(0)
  expect((await stage.said(groupB)).some((one) => one.text.includes('/trogiup'))).toBe(true)
})

it('when the sender learned of the move first, the app lets the work be shown again', async () => {
  await bind(groupA, 'Phòng Kinh tế')
  const chatId = await stage.chatId(groupA)
  await stage.db.update(chats).set({ externalId: groupB }).where(eq(chats.id, chatId))
  const hooks = { unitsBound: async (_: unknown, input: (typeof stage.bound)[number]) => stage.bound.push(input) }
  await stage.write((tx) => resumeMoved(tx, { chatId, to: groupB }, hooks, stage.now))
  await stage.happens('Bình', { kind: 'moved', to: groupB }, groupA)
  expect(stage.bound).toHaveLength(2)
  expect(await bindings()).toEqual([[chatId, units.KT]])
  const trail = (
    await stage.db
      .select()
      .from(events)
      .where(eq(events.subject, `chat:${chatId}`))
      .orderBy(events.id)
  ).map((e) => e.action)
  expect(trail).toEqual(['chat.claim', 'chat.standing', 'chat.bind', 'chat.move'])
})

it('a group without an officer of any commune but with a code in /start@bot does not use the code', async () => {
  await stage.taps('Hoa', `people.invite:head:${units.KT}`)
  const code = await stage.code('Hoa')
  await stage.says('Bình', `/start@dondoc_bot ${code}`, groupA)
  expect((await stage.db.select().from(invites)).filter((one) => one.usedAt === null)).toHaveLength(1)
})
