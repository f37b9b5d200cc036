import { and, eq, isNull } from 'drizzle-orm'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { unitAliases } from '../../../src/db/schema/communes.js'
import { chats, invites, posts } from '../../../src/db/schema/people.js'
import { events } from '../../../src/db/schema/trail.js'
import { addCommune } from '../../../src/office/communes/invitation.js'
import { listUnits } from '../../../src/office/communes/store.js'
import { listPosts } from '../../../src/office/people/posts.js'
import { openStage, type Stage } from './stage.js'

let stage: Stage
beforeEach(async () => {
  stage = await openStage()
})
afterEach(() => stage.close())

const week = 7 * 86_400_000
const held = (communeId: number) => stage.write((tx) => listPosts(tx, { communeId }, stage.now))

it("the operator's code makes the first officer at once, who ticks the standard units of a xã and has them with aliases", async () => {
  const { communeId, code } = await stage.write((tx) => addCommune(tx, { name: '  UBND xã   Đường An ' }, stage.now))
  expect(code).toMatch(/^[\w-]{22}$/)
  const [stored] = await stage.db.select().from(invites)
  expect(JSON.stringify(stored)).not.toContain(code)
  expect(stored?.expiresAt.getTime()).toBe(stage.now.getTime() + week)

  await stage.says('Hoa', `/start ${code}`)
  const [hello, setup] = await stage.said('Hoa')
  expect(hello?.text).toMatch(/^Đây là trợ lý .* của UBND xã Đường An\.\nTôi lưu họ tên/)
  expect(hello?.text).toContain('Cán bộ theo dõi')
  expect(setup?.buttons).toEqual(['Xã', 'Phường', 'Đặc khu'])

  await stage.taps('Hoa', 'Xã')
  const [list] = await stage.said('Hoa')
  expect(list?.buttons.slice(0, 9)).toEqual([
    '✓ Văn phòng HĐND và UBND',
    '✓ Phòng Kinh tế',
    '✓ Phòng Văn hóa - Xã hội',
    '✓ Trung tâm Phục vụ hành chính công',
    '✓ Trung tâm Dịch vụ sự nghiệp công',
    '✓ Trạm Y tế',
    '✓ Công an',
    '✓ Ban Chỉ huy Quân sự',
    '○ Ủy ban Mặt trận Tổ quốc Việt Nam',
  ])
  await stage.taps('Hoa', '✓ Trạm Y tế')
  await stage.taps('Hoa', '○ Ủy ban Mặt trận')
  const again = (await stage.said('Hoa')).at(-1)
  expect(again?.buttons).toContain('○ Trạm Y tế')
  await stage.taps('Hoa', 'Tạo các đơn vị')
  const done = (await stage.said('Hoa')).at(-1)
  expect(done?.text).toContain('Đã có 8 đơn vị')
  expect(done?.slot).toBe(list?.slot)

  const units = await listUnits(stage.db, communeId)
  expect(units.map((unit) => unit.shortName)).toEqual(['VP', 'KT', 'VHXH', 'PVHCC', 'DVSNC', 'CA', 'QS', 'MTTQ'])
  expect(units.at(-1)?.kind).toBe('partner')
  expect(units.find((unit) => unit.shortName === 'PVHCC')?.aliases).toContain('Bộ phận một cửa')
  expect((await stage.db.select().from(unitAliases)).length).toBeGreaterThan(15)
  expect((await held(communeId)).map((post) => [post.name, post.role])).toEqual([['Hoa', 'officer']])

  // A double tap makes nothing twice.
  expect((await stage.taps('Hoa', 'communes.create:xa:511'))?.text).toBe('Đã tạo 1 đơn vị.')
  expect((await stage.taps('Hoa', 'communes.create:xa:511'))?.text).toBe('Các đơn vị này đã có, không tạo thêm.')
  expect(await listUnits(stage.db, communeId)).toHaveLength(9)
})

it('a phường gets Phòng Kinh tế, Hạ tầng và Đô thị, which still answers to KT', async () => {
  const { communeId, code } = await stage.write((tx) => addCommune(tx, { name: 'UBND phường An Biên' }, stage.now))
  await stage.says('Hoa', `/start ${code}`)
  await stage.taps('Hoa', 'Phường')
  await stage.taps('Hoa', 'Tạo các đơn vị')
  const unit = (await listUnits(stage.db, communeId))[1]
  expect([unit?.name, unit?.aliases.includes('KT')]).toEqual(['Phòng Kinh tế, Hạ tầng và Đô thị', true])
})

it('nobody else can press the buttons of the set-up, and forged ticks are refused', async () => {
  await stage.commune('UBND xã Đường An', 'Hoa')
  expect((await stage.taps('người lạ', 'communes.create:xa:511'))?.alert).toBe(true)
  for (const forged of [
    'communes.create:xa:99999',
    'communes.tick:huyen:1',
    'communes.create:xa:0',
    'communes.tick:xa:-1',
  ])
    expect([forged, (await stage.taps('Hoa', forged))?.alert]).toEqual([forged, true])
})

it('a code that is unknown, used by another, or older than seven days gets a sentence that says whom to ask', async () => {
  const communeId = await stage.commune('UBND xã Đường An', 'Hoa')
  await stage.says('người lạ', '/start khong-co-ma-nay')
  expect((await stage.said('người lạ'))[0]?.text).toMatch(/^Mã mời không đúng .* cán bộ Văn hóa - Xã hội/)

  await stage.taps('Hoa', `people.invite:head:${(await listUnits(stage.db, communeId))[1]?.id}`)
  const code = await stage.code('Hoa')
  await stage.says('Bình', `/start ${code}`)
  await stage.says('Chi', `/start ${code}`)
  expect((await stage.said('Chi'))[0]?.text).toBe(
    'Lời mời này đã được dùng. Đề nghị đồng chí xin lời mời mới từ đồng chí Hoa (UBND xã Đường An).',
  )
  expect((await held(communeId)).map((post) => post.name)).toEqual(['Hoa', 'Bình'])

  const late = await stage.write((tx) => addCommune(tx, { name: 'UBND xã Khác' }, stage.now))
  stage.now = new Date(stage.now.getTime() + week)
  await stage.says('Lan', `/start ${late.code}`)
  expect((await stage.said('Lan'))[0]?.text).toMatch(/hết hạn .* người vận hành hệ thống của UBND xã Khác/)
  expect(await held(late.communeId)).toEqual([])
})

it('a head joins at once by invitation and the officer is told; opening the link again changes nothing', async () => {
  const communeId = await stage.commune('UBND xã Đường An', 'Hoa')
  await stage.says('Hoa', '/moi')
  expect((await stage.said('Hoa'))[0]?.buttons.slice(0, 6)).toEqual([
    'Cán bộ theo dõi',
    'Chủ tịch',
    'Lãnh đạo',
    'Trưởng đơn vị',
    'Phó trưởng đơn vị',
    'Đầu mối',
  ])
  await stage.taps('Hoa', 'Trưởng đơn vị')
  await stage.taps('Hoa', 'Phòng Kinh tế')
  const code = await stage.code('Hoa')
  await stage.says('Bình', `/start ${code}`)
  const [hello, help] = await stage.said('Bình')
  expect(hello?.text).toContain('Đồng chí đã được ghi nhận: Trưởng đơn vị, Phòng Kinh tế.')
  expect(help?.text).toContain('/viec')
  expect(help?.text).not.toContain('/donvi')
  expect((await stage.said('Hoa'))[0]?.text).toBe(
    'Bình đã nhận vai trò Trưởng đơn vị, Phòng Kinh tế theo lời mời của đồng chí.',
  )
  await stage.says('Bình', `/start ${code}`)
  expect((await stage.said('Bình'))[0]?.text).toContain('Trưởng đơn vị, Phòng Kinh tế')
  expect(await held(communeId)).toHaveLength(2)
  const trail = (await stage.db.select().from(events)).map((event) => event.action)
  expect(trail).toEqual(expect.arrayContaining(['commune.add', 'invite.issue', 'invite.use', 'post.give', 'unit.add']))
})

it('a new head takes the place of the old one, who is told', async () => {
  const communeId = await stage.commune('UBND xã Đường An', 'Hoa')
  const unitId = (await listUnits(stage.db, communeId))[1]!.id
  await stage.holds('Bình', communeId, 'head', unitId)
  await stage.taps('Hoa', `people.invite:head:${unitId}`)
  await stage.says('Chi', `/start ${await stage.code('Hoa')}`)
  expect((await held(communeId)).map((post) => [post.name, post.role])).toEqual([
    ['Hoa', 'officer'],
    ['Chi', 'head'],
  ])
  expect((await stage.said('Bình'))[0]?.text).toContain('Chi được ghi nhận thay')
  expect((await stage.said('Hoa'))[0]?.text).toContain('Đồng chí Bình thôi giữ vai trò này.')
})

it.each(['leader', 'chairman', 'officer'] as const)(
  'an invited %s waits until the issuer agrees; a double tap on Đồng ý has one effect',
  async (role) => {
    const communeId = await stage.commune('UBND xã Đường An', 'Hoa')
    await stage.taps('Hoa', `people.invite:${role}`)
    const code = await stage.code('Hoa')
    await stage.says('Vỹ', `/start ${code}`)
    expect((await stage.said('Vỹ'))[0]?.text).toMatch(/Đã gửi đề nghị nhận vai trò .* tới đồng chí Hoa/)
    expect(await held(communeId)).toHaveLength(1)
    await stage.says('Vỹ', '/donvi')
    expect((await stage.said('Vỹ'))[0]?.text).toContain('chưa được gắn')
    const asked = (await stage.said('Hoa'))[0]
    expect(asked?.text).toContain('Vỹ đã mở lời mời của đồng chí')
    expect(asked?.buttons).toEqual(['Đồng ý', 'Từ chối'])

    expect((await stage.taps('Hoa', 'Đồng ý'))?.text).toBe('Đã đồng ý.')
    expect((await stage.taps('Hoa', asked!.actions[0]!))?.text).toBe('Đề nghị này đã được quyết định trước đó.')
    expect((await stage.taps('Hoa', asked!.actions[1]!))?.text).toBe('Đề nghị này đã được quyết định trước đó.')
    expect((await held(communeId)).map((post) => [post.name, post.role])).toEqual([
      ['Hoa', 'officer'],
      ['Vỹ', role],
    ])
    const told = await stage.said('Vỹ')
    expect(told.map((one) => one.text)).toEqual([expect.stringContaining('Đồng chí đã được ghi nhận')])
    expect((await stage.said('Hoa'))[0]?.slot).toBe(asked?.slot)
  },
)

it('Từ chối leaves the person without an office and says so', async () => {
  const communeId = await stage.commune('UBND xã Đường An', 'Hoa')
  await stage.taps('Hoa', 'people.invite:chairman')
  await stage.says('kẻ lạ', `/start ${await stage.code('Hoa')}`)
  await stage.taps('Hoa', 'Từ chối')
  expect(await held(communeId)).toHaveLength(1)
  expect((await stage.said('kẻ lạ')).at(-1)?.text).toContain('chưa đồng ý')
})

it('only the issuer decides: not the person invited, a second officer, or an officer of another commune with forged data', async () => {
  const communeId = await stage.commune('UBND xã Đường An', 'Hoa')
  await stage.holds('Lan', communeId, 'officer')
  await stage.commune('UBND xã Bình Minh', 'Nga')
  await stage.taps('Hoa', 'people.invite:officer')
  await stage.says('Vỹ', `/start ${await stage.code('Hoa')}`)
  const [invite] = await stage.db.select().from(invites).where(isNull(invites.decidedAt))
  for (const who of ['Vỹ', 'Lan', 'Nga', 'người lạ'])
    expect([who, (await stage.taps(who, `people.accept:${invite!.id}`))?.alert]).toEqual([who, true])
  for (const forged of [
    'people.accept:999999',
    'people.accept:abc',
    'people.accept',
    'people.accept:99999999999999999999',
  ])
    expect((await stage.taps('Hoa', forged))?.alert).toBe(true)
  expect(await held(communeId)).toHaveLength(2)
})

it('a head invites a contact of the own unit and nobody else', async () => {
  const communeId = await stage.commune('UBND xã Đường An', 'Hoa')
  const [vp, kt] = await listUnits(stage.db, communeId)
  await stage.holds('Bình', communeId, 'head', kt!.id)
  await stage.says('Bình', '/moi')
  expect((await stage.said('Bình'))[0]?.buttons).toEqual(['Đầu mối', 'Danh sách, thôi vai trò'])
  for (const forged of [`people.invite:contact:${vp!.id}`, 'people.invite:officer', `people.invite:head:${kt!.id}`])
    expect([forged, (await stage.taps('Bình', forged))?.alert]).toEqual([forged, true])
  await stage.taps('Bình', 'Đầu mối')
  await stage.says('Thư', `/start ${await stage.code('Bình')}`)
  expect((await held(communeId)).at(-1)).toMatchObject({ name: 'Thư', role: 'contact', unitId: kt!.id })
})

it("one's own invitation is not used up by trying it", async () => {
  await stage.commune('UBND xã Đường An', 'Hoa')
  await stage.taps('Hoa', 'people.invite:leader')
  const code = await stage.code('Hoa')
  await stage.says('Hoa', `/start ${code}`)
  expect((await stage.said('Hoa'))[0]?.text).toContain('do chính đồng chí tạo')
  await stage.says('Vỹ', `/start ${code}`)
  expect((await stage.said('Vỹ'))[0]?.text).toContain('Đã gửi đề nghị')
})

it('/start without a code tells a stranger what this is and how to join, and everyone else what they can do', async () => {
  const communeId = await stage.commune('UBND xã Đường An', 'Hoa')
  await stage.says('người lạ', '/start')
  const [hello] = await stage.said('người lạ')
  expect(hello?.text).toMatch(/^Đây là trợ lý .* UBND xã Đường An\.\nTôi lưu .*\n\nĐể tham gia/)
  await stage.holds('Đức', communeId, 'chairman')
  await stage.says('Đức', '/start')
  const help = (await stage.said('Đức'))[0]?.text ?? ''
  expect(help).toContain('UBND xã Đường An · Chủ tịch')
  expect(help).toContain('/tongket')
  expect(help).not.toContain('/nhom')
})

it('a person with offices in two communes is asked which one, and then sees only that one', async () => {
  const first = await stage.commune('UBND xã Đường An', 'Hoa')
  const second = await stage.commune('UBND xã Bình Minh', 'Nga')
  await stage.taps('Hoa', `people.invite:head:${(await listUnits(stage.db, first))[1]!.id}`)
  await stage.says('Bình', `/start ${await stage.code('Hoa')}`)
  await stage.taps('Nga', `people.invite:head:${(await listUnits(stage.db, second))[2]!.id}`)
  await stage.said('Bình')
  await stage.says('Bình', `/start ${await stage.code('Nga')}`)
  const asked = (await stage.said('Bình')).at(-1)
  expect(asked?.buttons).toEqual(['✓ UBND xã Đường An', '○ UBND xã Bình Minh'])
  expect((await stage.actor('Bình')).communeId).toBe(first)
  await stage.taps('Bình', '○ UBND xã Bình Minh')
  expect((await stage.actor('Bình')).communeId).toBe(second)
  expect((await stage.said('Bình')).at(-1)?.text).toContain('UBND xã Bình Minh · Trưởng đơn vị, Phòng Văn hóa - Xã hội')
  // A commune without an office there cannot be chosen.
  expect((await stage.taps('Nga', `people.commune:${first}`))?.alert).toBe(true)
  expect((await stage.actor('Nga')).communeId).toBe(second)
  await stage.says('Nga', '/xa')
  expect((await stage.said('Nga')).at(-1)?.text).toContain('chỉ có vai trò ở một nơi')
})

it('names lose bidirectional and zero-width characters and are cut at 64', async () => {
  const communeId = await stage.commune('UBND xã Đường An', 'Hoa')
  const evil = `Trần\u202E Văn\u200B\n\n B ${'x'.repeat(500)}`
  await stage.taps('Hoa', `people.invite:head:${(await listUnits(stage.db, communeId))[1]!.id}`)
  await stage.says(evil, `/start ${await stage.code('Hoa')}`)
  const name = (await held(communeId)).at(-1)?.name ?? ''
  expect(name.startsWith('Trần Văn B x')).toBe(true)
  expect(name.length).toBeLessThanOrEqual(64)
})

it('a phone set to English is answered in English, and can be switched', async () => {
  const { code } = await stage.write((tx) => addCommune(tx, { name: 'UBND xã Đường An' }, stage.now))
  await stage.says('Hoa', '/ngonngu')
  await stage.taps('Hoa', 'English')
  await stage.said('Hoa')
  await stage.says('Hoa', `/start ${code}`)
  const [hello, setup] = await stage.said('Hoa')
  expect(hello?.text).toContain('You are now recorded as: Officer.')
  expect(setup?.buttons[0]).toBe('Commune (xã)')
  expect((await stage.taps('Hoa', 'people.locale:fr'))?.alert).toBe(true)
})

it('/dulieu gives the own data, and to a stranger that there is none', async () => {
  await stage.commune('UBND xã Đường An', 'Hoa')
  await stage.says('Hoa', '/dulieu')
  const own = (await stage.said('Hoa'))[0]
  expect(own?.text).toContain('Họ tên: Hoa')
  expect(own?.text).toContain('Vai trò: Cán bộ theo dõi, UBND xã Đường An, từ 14/9/2026')
  await stage.says('người lạ', '/dulieu')
  expect((await stage.said('người lạ'))[0]?.text).toBe('Tôi chưa lưu gì về đồng chí.')
})

it('the private chat serves the commune that was joined', async () => {
  const communeId = await stage.commune('UBND xã Đường An', 'Hoa')
  const [chat] = await stage.db
    .select()
    .from(chats)
    .where(eq(chats.id, await stage.chatId('Hoa')))
  expect(chat?.communeId).toBe(communeId)
  const open = await stage.db
    .select()
    .from(posts)
    .where(and(eq(posts.communeId, communeId), isNull(posts.to)))
  expect(open).toHaveLength(1)
})
