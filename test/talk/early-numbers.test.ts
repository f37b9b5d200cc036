// A number typed twice, or before the answer to the one before came.
import { afterEach, beforeEach, expect, it } from 'vitest'
import { queueMessage } from '../../src/post/outbox.js'
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
  const first = printed(await lastIn(world, 'riêng'))
  await offer(
    'Ngoài giờ',
    [
      ['Gửi ngay', 'a.now:1'],
      ['Huỷ', 'a.drop:1'],
      ['07:30', 'a.later:1'],
    ],
    'draft:1',
  )
  const second = printed(await lastIn(world, 'riêng'))
  expect(second[1]).toBe(first[1])
  expect([second[0], second[2]].filter((number) => first.includes(number!))).toEqual([])
  await offer('Việc khác', [['Xem', 'a.see:2']])
  expect([...first, ...second]).not.toContain(printed(await lastIn(world, 'riêng'))[0])
  await offer(
    'Bản xem trước',
    [
      ['Giao việc', 'a.issue:1'],
      ['Huỷ', 'a.drop:1'],
    ],
    'draft:1',
  )
  expect(printed(await lastIn(world, 'riêng'))).toEqual(first)
  later(world, 31)
  await offer('Bản xem trước', [['Gửi', 'a.send:1']], 'draft:1')
  later(world, 31)
  await offer('Việc khác', [['Xem', 'a.see:3']])
  expect(printed(await lastIn(world, 'riêng'))).toEqual([first[0]])
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
  const first = printed(await lastIn(world, 'riêng'))
  await list(['KT'], 2)
  const second = printed(await lastIn(world, 'riêng'))
  expect(second.slice(0, 2)).toEqual(first.slice(0, 2))
  // What may mean something else on the new screen is another number.
  expect(first).not.toContain(second[2])
  await list([], 3)
  expect(printed(await lastIn(world, 'riêng')).slice(0, 2)).toEqual(first.slice(0, 2))
})

it('the second means what the first did, as a second tap would', async () => {
  await world.says('Bình', 'KT', `${work[0]!.number} xong`)
  await world.said()
  const asked = (await world.history(world.privates.Hoa)).at(-1)!
  const number = numberOf(asked, 'Xác nhận')
  await world.says('Hoa', 'riêng', number)
  await world.says('Hoa', 'riêng', number)
  expect(await statusOf(world, work[0]!.id)).toBe('done')
  const said = await world.said('riêng')
  expect(said.map((one) => one.text).join('\n')).not.toContain('chưa hiểu')
  expect(said.length).toBeGreaterThan(0)
})

it('a number of a list that has not been sent yet is not taken for it', async () => {
  await world.says('Bình', 'KT', `${work[0]!.number} xong`)
  const asked = (await world.history(world.privates.Hoa)).at(-1)!
  await world.says('Hoa', 'riêng', numberOf(asked, 'Xác nhận'))
  expect(await statusOf(world, work[0]!.id)).toBe('awaiting')
  await world.said()
  world.writtenAt = new Date(world.now.getTime() - 3 * 60_000)
  await world.says('Hoa', 'riêng', numberOf(asked, 'Xác nhận'))
  expect(await statusOf(world, work[0]!.id)).toBe('awaiting')
  world.writtenAt = undefined
  await world.says('Hoa', 'riêng', numberOf(asked, 'Xác nhận'))
  expect(await statusOf(world, work[0]!.id)).toBe('done')
})

it('after the screen was said anew the old number still means what it did, and later is asked back', async () => {
  await world.said()
  await offer('Thông báo', [['Nhắc đơn vị chưa nhận', `assignment.show:${work[0]!.id}`]], 'notice:1')
  const old = await lastIn(world, 'riêng')
  await offer('Thông báo: thêm một đơn vị đã nhận', [['Xong', `assignment.show:${work[1]!.id}`]], 'notice:1')
  await lastIn(world, 'riêng')
  await world.says('Hoa', 'riêng', numberOf(old, 'Nhắc'))
  expect((await lastIn(world, 'riêng')).text).toContain(`#${work[0]!.number}`)
  later(world, 20)
  await world.says('Hoa', 'riêng', numberOf(old, 'Nhắc'))
  const asked = await lastIn(world, 'riêng')
  expect(asked.text).toContain('chọn lại')
  await world.says('Hoa', 'riêng', numberOf(asked, 'Nhắc'))
  expect((await lastIn(world, 'riêng')).text).toContain(`#${work[0]!.number}`)
})

it('the words of a choice mean that choice, though a newer list has its number', async () => {
  await world.said()
  await offer('Việc', [['Xem việc này', `assignment.show:${work[0]!.id}`]])
  const number = numberOf(await lastIn(world, 'riêng'), 'Xem việc này')
  await offer('Danh sách', [[number, `assignment.show:${work[1]!.id}`]])
  await world.said()
  await world.says('Hoa', 'riêng', 'xem viec nay')
  expect((await lastIn(world, 'riêng')).text).toContain(`#${work[0]!.number}`)
})

it('with a question open a figure with a comma is no two choices', async () => {
  await world.says('Bình', 'KT', `${work[0]!.number} xong`)
  await world.said()
  await world.says('Hoa', 'riêng', 'Yêu cầu bổ sung')
  await world.said()
  later(world, 1)
  await offer('Việc', [
    ['Xem một', `assignment.show:${work[0]!.id}`],
    ['Xem hai', `assignment.show:${work[1]!.id}`],
  ])
  const [one, two] = printed(await lastIn(world, 'riêng'))
  await world.says('Hoa', 'riêng', `${one},${two}`)
  expect((await world.said()).map((said) => said.text).join('\n')).toContain(`${one},${two}`)
  expect(await statusOf(world, work[0]!.id)).not.toBe('awaiting')
})

it('several numbers count as one does: in answer to their list, or soon after it, and later they are asked back', async () => {
  await world.said()
  const see = ['một', 'hai'].map((name, index): [string, string] => [
    `Xem ${name}`,
    `assignment.show:${work[index]!.id}`,
  ])
  await offer('Khác', [['Xem khác', `assignment.show:${work[0]!.id}`]])
  const other = await lastIn(world, 'riêng')
  await offer('Việc', see)
  const list = await lastIn(world, 'riêng')
  const numbers = printed(list).join(',')
  const opened = async () => {
    const text = (await world.said('riêng')).map((said) => said.text).join('\n')
    return work.map(({ number }) => new RegExp(`#${number}\\b`).test(text))
  }
  await world.says('Hoa', 'riêng', numbers, String(other.id))
  expect(await opened()).toEqual([false, false])
  later(world, 20)
  await world.says('Hoa', 'riêng', numbers, String(list.id))
  expect(await opened()).toEqual([true, true])
  await offer('Việc', see)
  const now = printed(await lastIn(world, 'riêng')).join(',')
  later(world, 20)
  await world.says('Hoa', 'riêng', now)
  const asked = await lastIn(world, 'riêng')
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
  expect((await lastIn(world, 'riêng')).text).toContain(`#${work[1]!.number}`)
})

it('a number that is in no list is answered with the newest one, whose numbers then count', async () => {
  await world.said()
  await world.says('Hoa', 'riêng', '99')
  expect((await lastIn(world, 'riêng')).text).toContain('Số 99 không có trong danh sách nào đang dùng')
  await offer('Việc', [['Xem việc này', `assignment.show:${work[1]!.id}`]])
  const list = await lastIn(world, 'riêng')
  later(world, 20)
  await world.says('Hoa', 'riêng', '99')
  const told = await lastIn(world, 'riêng')
  expect(told.text).toContain('Số 99 không có')
  expect(numberOf(told, 'Xem việc này')).toBe(numberOf(list, 'Xem việc này'))
  await world.says('Hoa', 'riêng', numberOf(told, 'Xem việc này'))
  expect((await lastIn(world, 'riêng')).text).toContain(`#${work[1]!.number}`)
})
