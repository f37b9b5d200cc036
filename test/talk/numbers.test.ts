// Numbers in place of buttons, in a commune that is on a platform without any.

import { eq } from 'drizzle-orm'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { accounts, channels, chats } from '../../src/db/schema/people.js'
import { inbox } from '../../src/db/schema/post.js'
import { privateChats } from '../../src/office/people/store.js'
import { queueMessage } from '../../src/post/outbox.js'
import { bareNumber } from '../../src/talk/numbers.js'
import type { Given } from '../office/assignments/given.js'
import { lastIn, later } from '../support/steps.js'
import type { Said, World } from '../support/world.js'
import { numberOf, openNumbered, statusOf } from './numbered.js'

let world: World
let work: Given[]

beforeEach(async () => {
  ;({ world, work } = await openNumbered())
})
afterEach(() => world.close())

const card = async () => {
  await world.says('Bình', 'KT', String(work[0]!.number))
  return lastIn(world, 'KT')
}

it.each([
  ['2', 2],
  ['#17', 17],
  [' 3. ', 3],
  ['2 xong', undefined],
  ['23/25', undefined],
  ['', undefined],
  ['1,5', undefined],
])('"%s" is the number %s', (text, number) => {
  expect(bareNumber(text)).toBe(number)
})

it('a letter comes as one list without cards, and its choices as numbers', async () => {
  const said = await world.said('KT')
  expect(said.map((one) => one.buttons)).toEqual(said.map(() => []))
  expect(said.filter((one) => one.text.includes('📌'))).toEqual([])
  const list = said.at(-1)!
  for (const { number } of work) expect(list.text).toMatch(new RegExp(`^${number}\\. Rà soát`, 'm'))
  expect(numberOf(list, 'Đã nhận cả văn bản')).toMatch(/^\d+$/)
  expect(list.text.length).toBeLessThanOrEqual(2000)
})

it('the number of a piece of work shows it, and a number below it has the effect of the button, once', async () => {
  await world.said()
  const shown = await card()
  expect(shown.text).toContain(`#${work[0]!.number}`)
  await world.says('Bình', 'KT', numberOf(shown, 'Đang thực hiện'))
  expect(await statusOf(world, work[0]!.id)).toBe('in-progress')
  const said = await world.said('KT')
  expect(said.map((one) => one.text.split('\n')[0])).toEqual([`Việc #${work[0]!.number}: Đang thực hiện.`])
})

it('who may not press the button may not type its number', async () => {
  await world.said()
  const shown = await card()
  await world.says('người lạ', 'KT', numberOf(shown, 'Đang thực hiện'), String(shown.id))
  expect(await statusOf(world, work[0]!.id)).toBe('unanswered')
  expect((await lastIn(world, 'KT')).text).toContain('không có quyền')
})

it('in answer to its message a number counts at any time, whoever it was meant for', async () => {
  await world.said()
  const shown = await card()
  later(world, 300)
  await world.says('Bình', 'KT', numberOf(shown, 'Đang thực hiện'), String(shown.id))
  expect(await statusOf(world, work[0]!.id)).toBe('in-progress')
})

it('after minutes a bare number is asked back with the number of the work, and then counts', async () => {
  await world.said()
  const shown = await card()
  const number = numberOf(shown, 'Đang thực hiện')
  later(world, 11)
  await world.says('Bình', 'KT', number)
  expect(await statusOf(world, work[0]!.id)).toBe('unanswered')
  const asked = await lastIn(world, 'KT')
  expect(asked.text).toContain(`#${work[0]!.number}`)
  await world.says('Bình', 'KT', numberOf(asked, 'Đang thực hiện'))
  expect(await statusOf(world, work[0]!.id)).toBe('in-progress')
})

it('a printed number keeps its meaning while other messages are printed', async () => {
  await world.said()
  const shown = await card()
  await world.says('Bình', 'KT', String(work[1]!.number))
  const other = await lastIn(world, 'KT')
  const numbers = (said: Said) => [...said.text.matchAll(/^(\d+)\. /gm)].map((match) => match[1])
  expect(numbers(shown).filter((number) => numbers(other).includes(number))).toEqual([])
  await world.says('Bình', 'KT', numberOf(shown, 'Đang thực hiện'), String(shown.id))
  expect([await statusOf(world, work[0]!.id), await statusOf(world, work[1]!.id)]).toEqual([
    'in-progress',
    'unanswered',
  ])
})

it('typed answers need no number of a choice', async () => {
  await world.said()
  await world.says('Bình', 'KT', `${work[0]!.number} dang lam`)
  expect(await statusOf(world, work[0]!.id)).toBe('in-progress')
})

it('a report is confirmed in private by number, and a file is answered honestly', async () => {
  await world.says('Bình', 'KT', `${work[0]!.number} xong`)
  const question = await lastIn(world, 'KT')
  await world.says('Bình', 'KT', numberOf(question, 'Không có minh chứng'), String(question.id))
  expect(await statusOf(world, work[0]!.id)).toBe('awaiting')
  const asked = (await world.history(world.privates.Hoa)).at(-1)!
  await world.says('Hoa', 'riêng', numberOf(asked, 'Xác nhận'))
  expect(await statusOf(world, work[0]!.id)).toBe('done')
  await world.said()
  await world.happens('Hoa', 'riêng', { kind: 'other', what: 'unsupported', ref: 'x' })
  expect((await lastIn(world, 'riêng')).text).toContain('Zalo không chuyển tệp')
})

it('somebody on two platforms is told on the one last heard from', async () => {
  const { db } = world.database
  const [second] = await db
    .insert(channels)
    .values({ platform: 'telegram', externalId: '9', username: 'b' })
    .returning()
  const channelId = second!.id
  await db.insert(accounts).values({ channelId, externalId: '77', personId: world.persons.Hoa })
  const [chat] = await db
    .insert(chats)
    .values({ channelId, externalId: '77', kind: 'private', communeId: world.communeId, createdAt: world.now })
    .returning()
  const told = () => world.write((tx) => privateChats(tx, [world.persons.Hoa]))
  await world.says('Hoa', 'riêng', '/viec')
  expect((await told()).map((one) => one.chatId)).toEqual([world.privates.Hoa])
  later(world, 5)
  await db
    .insert(inbox)
    .values({ channelId, updateKey: '1', lane: '77', raw: {}, receivedAt: world.now, state: 'done' })
  expect((await told()).map((one) => one.chatId)).toEqual([chat!.id])
  await db.update(chats).set({ unreachableAt: world.now }).where(eq(chats.id, chat!.id))
  expect((await told()).map((one) => one.chatId)).toEqual([world.privates.Hoa])
})

it('/ketnoi makes a second account of the same person, once, and tells the first', async () => {
  const { db } = world.database
  const [second] = await db
    .insert(channels)
    .values({ platform: 'telegram', externalId: '9', username: 'b' })
    .returning()
  await world.says('Hoa', 'riêng', '/ketnoi')
  const line = (await world.history(world.privates.Hoa)).at(-1)!.text
  expect(line).toMatch(/^\/start \S{20,}$/)
  await world.database.db
    .update(accounts)
    .set({ channelId: second!.id })
    .where(eq(accounts.personId, world.persons['người lạ']))
  await world.database.db.update(chats).set({ channelId: second!.id }).where(eq(chats.id, world.privates['người lạ']))
  // Nobody who holds an office is taken over.
  await world.says('Chi', 'riêng', line)
  expect((await lastIn(world, 'riêng', 'Chi')).text).toMatch(/tài khoản khác|vai trò của một người khác/)
  const mine = async () => (await db.select().from(accounts).where(eq(accounts.personId, world.persons.Hoa))).length
  expect(await mine()).toBe(1)
})

it('no word of help names files and buttons, which this platform does not have', async () => {
  await world.said()
  for (const command of ['/trogiup', '/vanban', '/caidat', '/thongbao']) await world.says('Hoa', 'riêng', command)
  await world.sends('Hoa', 'riêng', { name: 'anh.jpg', type: 'image/jpeg', kind: 'photo' })
  for (const command of ['/trogiup', '/nhom']) await world.says('Bình', 'KT', command)
  await world.says('Hoa', 'KT', '/nhom')
  await world.says('người lạ', 'riêng', '/trogiup')
  const said = await world.said()
  expect(said.length).toBeGreaterThan(7)
  expect(said.map((one) => one.text).join('\n')).not.toMatch(/\.docx|\.pdf|[Bb]ấm|nút/)
})

it('a text that numbers its lines has its own numbers, which no choice below it takes', async () => {
  await world.says('Hoa', 'riêng', '/donvi')
  const list = await lastIn(world, 'riêng')
  const number = /^(\d+)\. Trung tâm Dịch vụ sự nghiệp công/m.exec(list.text)![1]!
  expect(list.text.match(new RegExp(`^${number}\\. `, 'gm'))).toHaveLength(1)
  expect(Number(numberOf(list, 'Thêm đơn vị'))).toBeGreaterThan(5)
  await world.says('Hoa', 'riêng', number)
  expect((await lastIn(world, 'riêng')).text).toMatch(/^Trung tâm Dịch vụ sự nghiệp công/)
  await world.write((tx) =>
    queueMessage(
      tx,
      {
        chatId: world.privates.Chi,
        key: 'steps',
        class: 0,
        message: { spans: ['Tiếp theo:\n1. Một\n2. Hai'], choices: [[{ label: 'Xem', action: 'communes.units' }]] },
      },
      world.now,
    ),
  )
  expect(numberOf(await lastIn(world, 'riêng', 'Chi'), 'Xem')).toBe('3')
})
