// Who decides for a unit changes while what it asked is open: whoever decides now is told, with the buttons, and nobody twice.
import { afterEach, beforeEach, expect, it } from 'vitest'
import { tellDeciders } from '../../../src/office/assignments/deciders.js'
import { personCommand } from '../../../src/operations/command/office.js'
import type { CommandParts } from '../../../src/operations/settings.js'
import { allEntries } from '../../../src/slices.js'
import { countedSelects } from '../../support/counted.js'
import { openWorld, type PersonName, type World } from '../../support/world.js'
import { give, rowOf } from './given.js'

let world: World
let id: number
let number: number
beforeEach(async () => {
  world = await openWorld({ entries: allEntries() })
  const { work } = await give(world, [{}])
  ;({ id, number } = work[0]!)
})
afterEach(() => world.close())

const leads = (who: PersonName) => world.taps('Hoa', 'riêng', `communes.leader:${world.units.KT}:${world.persons[who]}`)

async function asksExtension() {
  await world.taps('Bình', 'riêng', `extension.start:${id}`)
  await world.says('Bình', 'riêng', '15/10 do chờ số liệu của Công an')
}

it('an extension asked of the leader before is asked of the new one, who grants it; back again nobody is asked twice', async () => {
  await leads('Đức')
  await asksExtension()
  expect((await world.said('riêng', 'Đức')).at(-1)?.buttons).toEqual([['Đồng ý', 'Không đồng ý']])
  await leads('Vỹ')
  const [told, ...more] = await world.said('riêng', 'Vỹ')
  expect(told?.text).toContain(`Phòng Kinh tế xin gia hạn việc #${number} đến 15/10/2026`)
  expect([told?.buttons, more]).toEqual([[['Đồng ý', 'Không đồng ý']], []])
  await leads('Đức')
  await leads('Vỹ')
  expect([...(await world.said('riêng', 'Vỹ')), ...(await world.said('riêng', 'Đức'))]).toEqual([])
  await world.taps('Vỹ', 'riêng', 'Đồng ý')
  expect((await rowOf(world, id)).extendedTo).toBe('2026-10-15')
})

it('a difficulty goes to the new leader in charge as well', async () => {
  await leads('Đức')
  await world.says('Bình', 'riêng', `${number} vướng: chờ số liệu công an`)
  await world.said()
  await leads('Vỹ')
  expect(
    (await world.said('riêng', 'Vỹ')).map((one) => [one.text.includes('chờ số liệu công an'), one.buttons]),
  ).toEqual([[true, [['Trả lời']]]])
})

it('a leader who leaves: the chairman is asked what was asked of the leader', async () => {
  await leads('Vỹ')
  await asksExtension()
  await world.said()
  await world.says('Vỹ', 'riêng', '/dulieu')
  await world.taps('Vỹ', 'riêng', 'Thôi vai trò')
  await world.taps('Vỹ', 'riêng', 'Kết thúc vai trò')
  expect((await world.said('riêng', 'Đức')).at(-1)?.text).toContain(`xin gia hạn việc #${number}`)
})

it('a leader whose offices the operator ends: the chairman is asked what was asked of the leader', async () => {
  await leads('Vỹ')
  await asksExtension()
  await world.said()
  const { database, now, communeId, persons } = world
  const parts = { config: {} as CommandParts['config'], database, now }
  await personCommand(['revoke', String(communeId), String(persons.Vỹ)], parts)
  expect((await world.said('riêng', 'Đức')).at(-1)?.text).toContain(`xin gia hạn việc #${number}`)
})

it('a leader who hands over: whoever takes over is in charge, and is asked what was asked before', async () => {
  await leads('Vỹ')
  await asksExtension()
  await world.said()
  await world.says('Vỹ', 'riêng', '/bangiao')
  await world.taps('Vỹ', 'riêng', 'Dũng')
  await world.taps('Dũng', 'riêng', 'Nhận bàn giao')
  expect((await world.said('riêng', 'Dũng')).map((one) => one.text).join('\n')).toContain(`xin gia hạn việc #${number}`)
  expect((await world.said('riêng', 'Đức')).map((one) => one.text).join('\n')).not.toContain('xin gia hạn')
  await world.taps('Dũng', 'riêng', 'Đồng ý')
  expect((await rowOf(world, id)).extendedTo).toBe('2026-10-15')
})

it('a chairman who comes by an invitation is asked what was asked of the one before', async () => {
  await asksExtension()
  await world.said()
  await world.says('Hoa', 'riêng', '/moi')
  await world.taps('Hoa', 'riêng', 'Chủ tịch')
  const code = /start=([\w-]+)/.exec(JSON.stringify((await world.said('riêng', 'Hoa')).at(-1)!.message))![1]
  await world.says('Nga', 'riêng', `/start ${code}`)
  await world.taps('Hoa', 'riêng', 'Đồng ý')
  expect((await world.said('riêng', 'Nga')).map((one) => one.text).join('\n')).toContain(`xin gia hạn việc #${number}`)
})

it('what was told already is not read again: with nothing new a change of leaders sends nothing', async () => {
  await leads('Đức')
  await asksExtension()
  await leads('Vỹ')
  await world.said()
  const reads: string[] = []
  await world.write((tx) => tellDeciders(countedSelects(tx, reads), world.communeId, world.now))
  // The open requests, holders, units, chats, and the keys of what was told.
  expect(reads.length).toBeLessThanOrEqual(5)
  expect(await world.said()).toEqual([])
})
