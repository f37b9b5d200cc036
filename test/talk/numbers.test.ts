// Numbers in place of buttons, in a commune that is on a platform without any.
import { eq } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { assignments } from '../../src/db/schema/assignments.js'
import { accounts, channels, chats, chatUnits } from '../../src/db/schema/people.js'
import { inbox } from '../../src/db/schema/post.js'
import { privateChats } from '../../src/office/people/store.js'
import { queueMessage } from '../../src/post/outbox.js'
import { allEntries } from '../../src/slices.js'
import { bareNumber } from '../../src/talk/numbers.js'
import { severalNumbers } from '../../src/talk/spoken-choices.js'
import { type Given, give } from '../office/assignments/given.js'
import { openWorld, type PersonName, type Place, type Said, type World } from '../support/world.js'

let world: World
let work: Given[]

beforeEach(async () => {
  world = await openWorld({ entries: allEntries() })
  await world.database.db.update(channels).set({ platform: 'zalo' })
  ;({ work } = await give(world, [{ unit: 'KT' }, { unit: 'KT' }]))
})
afterEach(() => world.close())

const minutes = (count: number) => {
  world.now = new Date(world.now.getTime() + count * 60_000)
}
const numberOf = (said: Said, label: string) =>
  new RegExp(`^(\\d+)\\. .*${label}`, 'm').exec(said.text)?.[1] ?? `no ${label} in: ${said.text}`
const last = async (place: Place, who: PersonName = 'Hoa') => (await world.said(place, who)).at(-1)!
const statusOf = async (id: number) =>
  (await world.database.db.select().from(assignments).where(eq(assignments.id, id)))[0]!.status
const card = async () => {
  await world.says('Bình', 'KT', String(work[0]!.number))
  return last('KT')
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
  expect(await statusOf(work[0]!.id)).toBe('in-progress')
  const said = await world.said('KT')
  expect(said.map((one) => one.text.split('\n')[0])).toEqual([`Việc #${work[0]!.number}: Đang thực hiện.`])
})

it('who may not press the button may not type its number', async () => {
  await world.said()
  const shown = await card()
  await world.says('người lạ', 'KT', numberOf(shown, 'Đang thực hiện'), String(shown.id))
  expect(await statusOf(work[0]!.id)).toBe('unanswered')
  expect((await last('KT')).text).toContain('không có quyền')
})

it('in answer to its message a number counts at any time, whoever it was meant for', async () => {
  await world.said()
  const shown = await card()
  minutes(300)
  await world.says('Bình', 'KT', numberOf(shown, 'Đang thực hiện'), String(shown.id))
  expect(await statusOf(work[0]!.id)).toBe('in-progress')
})

it('after minutes a bare number is asked back with the number of the work, and then counts', async () => {
  await world.said()
  const shown = await card()
  const number = numberOf(shown, 'Đang thực hiện')
  minutes(11)
  await world.says('Bình', 'KT', number)
  expect(await statusOf(work[0]!.id)).toBe('unanswered')
  const asked = await last('KT')
  expect(asked.text).toContain(`#${work[0]!.number}`)
  await world.says('Bình', 'KT', numberOf(asked, 'Đang thực hiện'))
  expect(await statusOf(work[0]!.id)).toBe('in-progress')
})

it('a printed number keeps its meaning while other messages are printed', async () => {
  await world.said()
  const shown = await card()
  await world.says('Bình', 'KT', String(work[1]!.number))
  const other = await last('KT')
  const numbers = (said: Said) => [...said.text.matchAll(/^(\d+)\. /gm)].map((match) => match[1])
  expect(numbers(shown).filter((number) => numbers(other).includes(number))).toEqual([])
  await world.says('Bình', 'KT', numberOf(shown, 'Đang thực hiện'), String(shown.id))
  expect([await statusOf(work[0]!.id), await statusOf(work[1]!.id)]).toEqual(['in-progress', 'unanswered'])
})

it('typed answers need no number of a choice', async () => {
  await world.said()
  await world.says('Bình', 'KT', `${work[0]!.number} dang lam`)
  expect(await statusOf(work[0]!.id)).toBe('in-progress')
})

it('a report is confirmed in private by number, and a file is answered honestly', async () => {
  await world.says('Bình', 'KT', `${work[0]!.number} xong`)
  const question = await last('KT')
  await world.says('Bình', 'KT', numberOf(question, 'Không có minh chứng'), String(question.id))
  expect(await statusOf(work[0]!.id)).toBe('awaiting')
  const asked = (await world.history(world.privates.Hoa)).at(-1)!
  await world.says('Hoa', 'riêng', numberOf(asked, 'Xác nhận'))
  expect(await statusOf(work[0]!.id)).toBe('done')
  await world.said()
  await world.happens('Hoa', 'riêng', { kind: 'other', what: 'unsupported', ref: 'x' })
  expect((await last('riêng')).text).toContain('Zalo không chuyển tệp')
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
  minutes(5)
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
  expect((await last('riêng', 'Chi')).text).toMatch(/tài khoản khác|vai trò của một người khác/)
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
  const list = await last('riêng')
  const number = /^(\d+)\. Trung tâm Dịch vụ sự nghiệp công/m.exec(list.text)![1]!
  expect(list.text.match(new RegExp(`^${number}\\. `, 'gm'))).toHaveLength(1)
  expect(Number(numberOf(list, 'Thêm đơn vị'))).toBeGreaterThan(5)
  await world.says('Hoa', 'riêng', number)
  expect((await last('riêng')).text).toMatch(/^Trung tâm Dịch vụ sự nghiệp công/)
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
  expect(numberOf(await last('riêng', 'Chi'), 'Xem')).toBe('3')
})

describe('where choices are numbered', () => {
  it.each([
    ['6,7,8', [6, 7, 8]],
    ['6, 8-10', [6, 8, 9, 10]],
    ['6 7', [6, 7]],
    ['6', undefined],
    ['8-6', undefined],
    ['1,3 xong', undefined],
    ['25/7', undefined],
  ])('"%s" are the numbers %j', (text, numbers) => {
    expect(severalNumbers(text)).toEqual(numbers)
  })

  it('their own words count too, with or without diacritics; of two alike it is asked which', async () => {
    await world.said()
    await world.says('Bình', 'KT', `${work[0]!.number} xong`)
    await world.said()
    await world.says('Hoa', 'riêng', 'xac nhan')
    expect(await statusOf(work[0]!.id)).toBe('done')
    await give(world, [{ unit: 'KT' }])
    await world.said()
    for (const number of [work[1]!.number, work[1]!.number + 1]) await world.says('Bình', 'KT', `${number} xong`)
    await world.said()
    await world.says('Hoa', 'riêng', 'Yêu cầu bổ sung')
    const asked = await last('riêng')
    expect(asked.text).toContain(`#${work[1]!.number}`)
    await world.says('Hoa', 'riêng', numberOf(asked, `bổ sung.*#${work[1]!.number}`))
    expect((await last('riêng')).text).toMatch(/lý do|bổ sung/i)
  })

  it('several units are ticked by their numbers at once', async () => {
    await world.says('Hoa', 'KT', '/nhom')
    const list = await last('KT')
    const names = ['Văn phòng', 'Trung tâm Dịch vụ', 'Trung tâm Phục vụ']
    const numbers = names.map((name) => numberOf(list, name))
    await world.says('Hoa', 'KT', numbers.join(','))
    const after = (await world.said('KT')).map((one) => one.text)
    expect(after).toHaveLength(1)
    expect(after[0]?.match(/^\d+\. ✓ /gm)).toHaveLength(4)
    for (const [index, name] of names.entries())
      expect(after[0]).toMatch(new RegExp(`^${numbers[index]}\\. ✓ ${name}`, 'm'))
  })

  it('several typed twice stay ticked, and what is done with them has them all, before the screen came', async () => {
    await world.says('Hoa', 'KT', '/nhom')
    const list = await last('KT')
    const numbers = ['Văn phòng', 'Trung tâm Dịch vụ'].map((name) => numberOf(list, name)).join(',')
    await world.says('Hoa', 'KT', numbers)
    await world.says('Hoa', 'KT', numbers)
    await world.says('Hoa', 'KT', numberOf(list, 'Xong'))
    // In a group only the next word is taken for a number without asking.
    await world.says('Hoa', 'KT', numberOf(await last('KT'), 'Xong –'))
    const rows = await world.database.db.select().from(chatUnits).where(eq(chatUnits.chatId, world.groups.KT))
    expect(rows).toHaveLength(3)
  })

  it('ticks typed one after the other, before the screen for the first came, are all set', async () => {
    await world.says('Hoa', 'riêng', '/donvi')
    await world.says('Hoa', 'riêng', numberOf(await last('riêng'), 'Các đơn vị chuẩn'))
    await world.says('Hoa', 'riêng', numberOf(await last('riêng'), 'Phường'))
    const list = await last('riêng')
    const marks = (text: string) =>
      new Map([...text.matchAll(/^(\d+)\. ([✓○]) /gm)].map(([, number, mark]) => [number!, mark!]))
    const before = marks(list.text)
    const [one, two] = [...before.keys()]
    await world.says('Hoa', 'riêng', one!)
    await world.says('Hoa', 'riêng', two!)
    // Typed twice it still means what the person saw.
    await world.says('Hoa', 'riêng', one!)
    const after = (await world.said('riêng')).map((said) => said.text)
    expect(after).toHaveLength(1)
    for (const number of [one!, two!]) expect(marks(after[0]!).get(number)).not.toBe(before.get(number))
    await world.says('Hoa', 'riêng', one!)
    expect(marks((await last('riêng')).text).get(one!)).toBe(before.get(one!))
  })
})

describe('a number typed twice, or before the answer came', () => {
  const offer = (text: string, choices: [label: string, action: string][], slot?: string) =>
    world.write((tx) =>
      queueMessage(
        tx,
        {
          chatId: world.privates.Hoa,
          key: `test:${++made}`,
          class: 0,
          ...(slot ? { slot } : {}),
          message: { spans: [text], choices: choices.map(([label, action]) => [{ label, action }]) },
        },
        world.now,
      ),
    )
  let made = 0
  const printed = (said: Said) => [...said.text.matchAll(/^(\d+)\. /gm)].map((match) => match[1])

  it('a screen said anew gives its numbers to nothing else within minutes, and keeps those of what it still offers', async () => {
    await world.said()
    await offer(
      'Bản xem trước',
      [
        ['Giao việc', 'a.issue:1'],
        ['Huỷ', 'a.drop:1'],
      ],
      'draft:1',
    )
    const first = printed(await last('riêng'))
    await offer(
      'Ngoài giờ',
      [
        ['Gửi ngay', 'a.now:1'],
        ['Huỷ', 'a.drop:1'],
        ['07:30', 'a.later:1'],
      ],
      'draft:1',
    )
    const second = printed(await last('riêng'))
    expect(second[1]).toBe(first[1])
    expect([second[0], second[2]].filter((number) => first.includes(number!))).toEqual([])
    await offer('Việc khác', [['Xem', 'a.see:2']])
    expect([...first, ...second]).not.toContain(printed(await last('riêng'))[0])
    await offer(
      'Bản xem trước',
      [
        ['Giao việc', 'a.issue:1'],
        ['Huỷ', 'a.drop:1'],
      ],
      'draft:1',
    )
    expect(printed(await last('riêng'))).toEqual(first)
    minutes(31)
    await offer('Bản xem trước', [['Gửi', 'a.send:1']], 'draft:1')
    minutes(31)
    await offer('Việc khác', [['Xem', 'a.see:3']])
    expect(printed(await last('riêng'))).toEqual([first[0]])
  })

  it('what is ticked keeps its number, though its action changes with every tick', async () => {
    await world.said()
    const list = (ticked: string[], at: number) =>
      offer(
        'Chọn đơn vị',
        [
          ...['KT', 'VP'].map((name, index): [string, string] => [
            ticked.includes(name) ? `✓ ${name}` : name,
            `a.tick:${at}:${index}`,
          ]),
          ['Xong', `a.done:${at}`],
        ],
        'units',
      )
    await list([], 1)
    const first = printed(await last('riêng'))
    await list(['KT'], 2)
    const second = printed(await last('riêng'))
    expect(second.slice(0, 2)).toEqual(first.slice(0, 2))
    // What may mean something else on the new screen is another number.
    expect(first).not.toContain(second[2])
    await list([], 3)
    expect(printed(await last('riêng')).slice(0, 2)).toEqual(first.slice(0, 2))
  })

  it('the second means what the first did, as a second tap would', async () => {
    await world.says('Bình', 'KT', `${work[0]!.number} xong`)
    await world.said()
    const asked = (await world.history(world.privates.Hoa)).at(-1)!
    const number = numberOf(asked, 'Xác nhận')
    await world.says('Hoa', 'riêng', number)
    await world.says('Hoa', 'riêng', number)
    expect(await statusOf(work[0]!.id)).toBe('done')
    const said = await world.said('riêng')
    expect(said.map((one) => one.text).join('\n')).not.toContain('chưa hiểu')
    expect(said.length).toBeGreaterThan(0)
  })

  it('a number of a list that has not been sent yet is not taken for it', async () => {
    await world.says('Bình', 'KT', `${work[0]!.number} xong`)
    const asked = (await world.history(world.privates.Hoa)).at(-1)!
    await world.says('Hoa', 'riêng', numberOf(asked, 'Xác nhận'))
    expect(await statusOf(work[0]!.id)).toBe('awaiting')
    await world.said()
    world.writtenAt = new Date(world.now.getTime() - 3 * 60_000)
    await world.says('Hoa', 'riêng', numberOf(asked, 'Xác nhận'))
    expect(await statusOf(work[0]!.id)).toBe('awaiting')
    world.writtenAt = undefined
    await world.says('Hoa', 'riêng', numberOf(asked, 'Xác nhận'))
    expect(await statusOf(work[0]!.id)).toBe('done')
  })

  it('after the screen was said anew the old number still means what it did, and later is asked back', async () => {
    await world.said()
    await offer('Thông báo', [['Nhắc đơn vị chưa nhận', `assignment.show:${work[0]!.id}`]], 'notice:1')
    const old = await last('riêng')
    await offer('Thông báo: thêm một đơn vị đã nhận', [['Xong', `assignment.show:${work[1]!.id}`]], 'notice:1')
    await last('riêng')
    await world.says('Hoa', 'riêng', numberOf(old, 'Nhắc'))
    expect((await last('riêng')).text).toContain(`#${work[0]!.number}`)
    minutes(20)
    await world.says('Hoa', 'riêng', numberOf(old, 'Nhắc'))
    const asked = await last('riêng')
    expect(asked.text).toContain('chọn lại')
    await world.says('Hoa', 'riêng', numberOf(asked, 'Nhắc'))
    expect((await last('riêng')).text).toContain(`#${work[0]!.number}`)
  })

  it('the words of a choice mean that choice, though a newer list has its number', async () => {
    await world.said()
    await offer('Việc', [['Xem việc này', `assignment.show:${work[0]!.id}`]])
    const number = numberOf(await last('riêng'), 'Xem việc này')
    await offer('Danh sách', [[number, `assignment.show:${work[1]!.id}`]])
    await world.said()
    await world.says('Hoa', 'riêng', 'xem viec nay')
    expect((await last('riêng')).text).toContain(`#${work[0]!.number}`)
  })

  it('with a question open a figure with a comma is no two choices', async () => {
    await world.says('Bình', 'KT', `${work[0]!.number} xong`)
    await world.said()
    await world.says('Hoa', 'riêng', 'Yêu cầu bổ sung')
    await world.said()
    minutes(1)
    await offer('Việc', [
      ['Xem một', `assignment.show:${work[0]!.id}`],
      ['Xem hai', `assignment.show:${work[1]!.id}`],
    ])
    const [one, two] = printed(await last('riêng'))
    await world.says('Hoa', 'riêng', `${one},${two}`)
    expect((await world.said()).map((said) => said.text).join('\n')).toContain(`${one},${two}`)
    expect(await statusOf(work[0]!.id)).not.toBe('awaiting')
  })

  it('several numbers count as one does: in answer to their list, or soon after it, and later they are asked back', async () => {
    await world.said()
    const see = ['một', 'hai'].map((name, index): [string, string] => [
      `Xem ${name}`,
      `assignment.show:${work[index]!.id}`,
    ])
    await offer('Khác', [['Xem khác', `assignment.show:${work[0]!.id}`]])
    const other = await last('riêng')
    await offer('Việc', see)
    const list = await last('riêng')
    const numbers = printed(list).join(',')
    const opened = async () => {
      const text = (await world.said('riêng')).map((said) => said.text).join('\n')
      return work.map(({ number }) => new RegExp(`#${number}\\b`).test(text))
    }
    await world.says('Hoa', 'riêng', numbers, String(other.id))
    expect(await opened()).toEqual([false, false])
    minutes(20)
    await world.says('Hoa', 'riêng', numbers, String(list.id))
    expect(await opened()).toEqual([true, true])
    await offer('Việc', see)
    const later = printed(await last('riêng')).join(',')
    minutes(20)
    await world.says('Hoa', 'riêng', later)
    const asked = await last('riêng')
    expect(asked.text).toContain('chọn lại')
    await world.says('Hoa', 'riêng', printed(asked).join(','))
    expect(await opened()).toEqual([true, true])
  })

  it('the words of a choice mean that of its screen, though it was named again for an unknown number', async () => {
    await world.said()
    await offer('Việc', [['Xem việc này', `assignment.show:${work[0]!.id}`]], 'view')
    await world.said()
    await world.says('Hoa', 'riêng', '99')
    await world.said()
    await offer('Việc', [['Xem việc này', `assignment.show:${work[1]!.id}`]], 'view')
    await world.said()
    await world.says('Hoa', 'riêng', 'xem viec nay')
    expect((await last('riêng')).text).toContain(`#${work[1]!.number}`)
  })

  it('a number that is in no list is answered with the newest one, whose numbers then count', async () => {
    await world.said()
    await world.says('Hoa', 'riêng', '99')
    expect((await last('riêng')).text).toContain('Số 99 không có trong danh sách nào đang dùng')
    await offer('Việc', [['Xem việc này', `assignment.show:${work[1]!.id}`]])
    const list = await last('riêng')
    minutes(20)
    await world.says('Hoa', 'riêng', '99')
    const told = await last('riêng')
    expect(told.text).toContain('Số 99 không có')
    expect(numberOf(told, 'Xem việc này')).toBe(numberOf(list, 'Xem việc này'))
    await world.says('Hoa', 'riêng', numberOf(told, 'Xem việc này'))
    expect((await last('riêng')).text).toContain(`#${work[1]!.number}`)
  })
})
