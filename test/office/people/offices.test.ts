import { eq, isNull } from 'drizzle-orm'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { units as unitTable } from '../../../src/db/schema/communes.js'
import { chats, chatUnits, invites } from '../../../src/db/schema/people.js'
import { questions } from '../../../src/db/schema/post.js'
import { UserError } from '../../../src/lib/errors.js'
import { listUnits } from '../../../src/office/communes/store.js'
import { tellPeople, tellRoles } from '../../../src/office/people/notify.js'
import { endPersonPosts, listPeople } from '../../../src/office/people/operator.js'
import { endPost, listPosts } from '../../../src/office/people/posts.js'
import { openQuestion } from '../../../src/talk/questions.js'
import { openStage, type Stage } from './stage.js'

let stage: Stage
let communeId: number
let units: Record<string, number>
beforeEach(async () => {
  stage = await openStage()
  communeId = await stage.commune('UBND xã Đường An', 'Hoa')
  units = Object.fromEntries((await listUnits(stage.db, communeId)).map((unit) => [unit.shortName, unit.id]))
})
afterEach(() => stage.close())

const postOf = async (who: string) => {
  const personId = await stage.personId(who)
  const [post] = await stage.write((tx) => listPosts(tx, { personId }, stage.now))
  return post!.id
}
const names = async () => (await stage.write((tx) => listPosts(tx, { communeId }, stage.now))).map((post) => post.name)

it('ending an office voids its invitations and open questions at once and takes away its powers', async () => {
  await stage.holds('Lan', communeId, 'officer')
  await stage.taps('Lan', 'people.invite:leader')
  const pending = await stage.code('Lan')
  await stage.taps('Lan', `people.invite:head:${units.KT}`)
  const unused = await stage.code('Lan')
  await stage.says('Vỹ', `/start ${pending}`)
  const [asked] = await stage.said('Lan')
  await stage.taps('Lan', 'communes.add:unit')
  const post = await postOf('Lan')

  await stage.says('Hoa', '/moi')
  await stage.taps('Hoa', 'Danh sách, thôi vai trò')
  await stage.taps('Hoa', 'Lan – Cán bộ theo dõi')
  expect(await names()).toContain('Lan')
  await stage.taps('Hoa', 'Kết thúc vai trò')
  expect(await names()).toEqual(['Hoa'])
  expect((await stage.said('Lan')).at(-1)?.text).toBe('Đồng chí thôi giữ vai trò Cán bộ theo dõi. Xin cảm ơn đồng chí.')

  await stage.says('Bình', `/start ${unused}`)
  expect((await stage.said('Bình'))[0]?.text).toContain('đã hết hạn hoặc đã thu lại')
  expect((await stage.taps('Lan', asked!.actions[0]!))?.alert).toBe(true)
  expect(await names()).toEqual(['Hoa'])
  expect(await stage.db.select().from(questions).where(isNull(questions.closedAt))).toEqual([])
  expect((await stage.taps('Lan', 'communes.units'))?.alert).toBe(true)
  const [chat] = await stage.db
    .select()
    .from(chats)
    .where(eq(chats.id, await stage.chatId('Lan')))
  expect(chat?.communeId).toBeNull()
  expect((await stage.taps('Hoa', `people.endSure:${post}`))?.alert).toBe(true)
})

it('the last officer cannot leave or be removed, by anyone; once the chairman has named another, they can', async () => {
  await stage.holds('Đức', communeId, 'chairman')
  const post = await postOf('Hoa')
  for (const who of ['Hoa', 'Đức'])
    expect((await stage.taps(who, `people.endSure:${post}`))?.text).toContain('cán bộ theo dõi duy nhất')
  const personId = await stage.personId('Hoa')
  await expect(stage.write((tx) => endPersonPosts(tx, { communeId, personId }, stage.now))).rejects.toThrow(UserError)
  await stage.taps('Đức', 'people.invite:officer')
  await stage.says('Lan', `/start ${await stage.code('Đức')}`)
  await stage.taps('Đức', 'Đồng ý')
  await stage.taps('Hoa', `people.endSure:${post}`)
  expect(await names()).toEqual(['Đức', 'Lan'])
})

it('who may not end an office: a stranger, a head, a leader, an officer of another commune', async () => {
  await stage.holds('Lan', communeId, 'officer')
  await stage.holds('Bình', communeId, 'head', units.KT)
  await stage.holds('Vỹ', communeId, 'leader')
  await stage.commune('UBND xã Bình Minh', 'Nga')
  const post = await postOf('Lan')
  for (const who of ['người lạ', 'Bình', 'Vỹ', 'Nga'])
    for (const verb of ['people.end', 'people.endSure'])
      expect([who, (await stage.taps(who, `${verb}:${post}`))?.alert]).toEqual([who, true])
  const nga = await stage.actor('Nga')
  await expect(stage.write((tx) => endPost(tx, { postId: post, actor: nga }, stage.now))).rejects.toThrow(
    'people-no-post',
  )
  expect(await names()).toContain('Lan')
})

it('a head ends the office of a contact, and anybody the own; the officer hears of it', async () => {
  await stage.holds('Bình', communeId, 'head', units.KT)
  await stage.holds('Thư', communeId, 'contact', units.KT)
  await stage.holds('Chi', communeId, 'head', units.VHXH)
  expect((await stage.taps('Chi', `people.endSure:${await postOf('Thư')}`))?.alert).toBe(true)
  await stage.taps('Bình', `people.endSure:${await postOf('Thư')}`)
  await stage.says('Chi', '/dulieu')
  await stage.taps('Chi', 'Thôi vai trò')
  await stage.taps('Chi', 'Kết thúc vai trò')
  expect(await names()).toEqual(['Hoa', 'Bình'])
  expect((await stage.said('Hoa')).map((one) => one.text)).toEqual([
    'Thư thôi giữ vai trò Đầu mối, Phòng Kinh tế.',
    'Chi thôi giữ vai trò Trưởng đơn vị, Phòng Văn hóa - Xã hội.',
  ])
})

it('a leader who leaves is no longer in charge of units', async () => {
  await stage.holds('Vỹ', communeId, 'leader')
  await stage.taps('Hoa', `communes.leader:${units.KT}:${await stage.personId('Vỹ')}`)
  const leaderOf = async () => (await stage.db.select().from(unitTable).where(eq(unitTable.id, units.KT!)))[0]?.leaderId
  expect(await leaderOf()).toBe(await stage.personId('Vỹ'))
  await stage.taps('Vỹ', `people.endSure:${await postOf('Vỹ')}`)
  expect(await leaderOf()).toBeNull()
})

it('the operator sees who takes part and ends all offices of a person', async () => {
  await stage.holds('Bình', communeId, 'head', units.KT)
  await stage.holds('Bình', communeId, 'contact', units.VP)
  const personId = await stage.personId('Bình')
  expect(await stage.write((tx) => listPeople(tx, communeId, stage.now))).toEqual([
    { personId: await stage.personId('Hoa'), name: 'Hoa', posts: ['Cán bộ theo dõi'] },
    { personId, name: 'Bình', posts: ['Trưởng đơn vị, Phòng Kinh tế', 'Đầu mối, Văn phòng HĐND và UBND'] },
  ])
  expect(await stage.write((tx) => endPersonPosts(tx, { communeId, personId }, stage.now))).toEqual({
    posts: 2,
    name: 'Bình',
  })
  expect(await names()).toEqual(['Hoa'])
  await expect(stage.write((tx) => endPersonPosts(tx, { communeId, personId }, stage.now))).rejects.toThrow(
    'people-no-post',
  )
})

it('closing a unit ends its offices and takes it from its group', async () => {
  await stage.holds('Bình', communeId, 'head', units.KT)
  await stage.happens('Hoa', { kind: 'membership', bot: 'member' }, '-1001', 'Nhóm KT')
  await stage.taps('Hoa', '○ Phòng Kinh tế', '-1001')
  await stage.taps('Hoa', 'Xong', '-1001')
  await stage.taps('Hoa', `people.close:${units.KT}`)
  await stage.taps('Hoa', 'Đóng đơn vị')
  expect(await names()).toEqual(['Hoa'])
  expect(await stage.db.select().from(chatUnits)).toEqual([])
  expect((await listUnits(stage.db, communeId)).map((unit) => unit.shortName)).not.toContain('KT')
  expect((await stage.said('Bình')).at(-1)?.text).toContain('Phòng Kinh tế đã đóng')
  expect((await stage.taps('Hoa', `people.closeSure:${units.KT}`))?.alert).toBe(true)
  expect((await stage.taps('Bình', `people.closeSure:${units.VP}`))?.alert).toBe(true)
})

it('officers are told each in their own language, once under one key, and only those who can be reached are counted', async () => {
  await stage.holds('Lan', communeId, 'officer')
  await stage.taps('Lan', 'people.locale:en')
  for (const who of ['Hoa', 'Lan']) await stage.said(who)
  const tell = () =>
    stage.write((tx) =>
      tellRoles(
        tx,
        {
          communeId,
          roles: ['officer'],
          key: 'try:1',
          message: (t, to) => ({ spans: [`${to.name}: ${t('communes-saved')}`] }),
        },
        stage.now,
      ),
    )
  expect(await tell()).toBe(2)
  await tell()
  expect((await stage.said('Hoa')).map((one) => one.text)).toEqual(['Hoa: Đã lưu.'])
  expect((await stage.said('Lan')).map((one) => one.text)).toEqual(['Lan: Saved.'])
  await stage.happens('Lan', { kind: 'membership', bot: 'blocked' })
  expect(await tell()).toBe(1)
  const nobody = { communeId, personIds: [], key: 'try:2', message: () => ({ spans: ['x'] }) }
  expect(await stage.write((tx) => tellPeople(tx, nobody, stage.now))).toBe(0)
})

it('a question open in another commune is not closed when an office ends', async () => {
  const other = await stage.commune('UBND xã Bình Minh', 'Nga')
  await stage.holds('Bình', communeId, 'head', units.KT)
  await stage.holds('Bình', other, 'officer')
  const personId = await stage.personId('Bình')
  const chatId = await stage.chatId('Bình')
  for (const [id, name] of [
    [communeId, 'a.b'],
    [other, 'c.d'],
  ] as const)
    await stage.write((tx) => openQuestion(tx, { communeId: id, chatId, personId, action: name, data: {} }, stage.now))
  await stage.taps('Hoa', `people.endSure:${await postOf('Bình')}`)
  const open = await stage.db.select().from(questions).where(isNull(questions.closedAt))
  expect(open.map((one) => one.communeId)).toEqual([other])
  expect((await stage.actor('Bình')).communeId).toBe(other)
  expect(await stage.db.select().from(invites).where(isNull(invites.decidedAt))).toEqual([])
})

it('who takes over from a leader is in charge of the same units', async () => {
  await stage.holds('Vỹ', communeId, 'leader')
  await stage.holds('Lan', communeId, 'contact', units.VP)
  await stage.taps('Hoa', `communes.leader:${units.KT}:${await stage.personId('Vỹ')}`)
  await stage.says('Vỹ', '/bangiao')
  await stage.taps('Vỹ', 'Lan')
  await stage.taps('Lan', 'Nhận bàn giao')
  const led = (await listUnits(stage.db, communeId)).filter((unit) => unit.leaderId !== null)
  expect(led.map((unit) => [unit.id, unit.leaderId])).toEqual([[units.KT, await stage.personId('Lan')]])
})
