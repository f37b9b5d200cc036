import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { chats } from '../../../../src/db/schema/people.js'
import { taskFields } from '../../../../src/office/directives/review/questions.js'
import type { Said } from '../../../support/world.js'
import { type Desk, letter, longLetter, openDesk } from '../desk.js'
import { press } from '../press.js'
import { openTask, taskOf } from './check.js'

let desk: Desk
let id: number
let serial = 100
beforeAll(async () => {
  desk = await openDesk()
})
afterAll(() => desk.close())
beforeEach(async () => {
  // Each test checks a letter of its own.
  id = await desk.paste(letter.replace('112/', `${++serial}/`))
  await desk.world.said()
})

describe('two officers at once', () => {
  it('do not overwrite each other: the later tap on an older version changes nothing and shows the new one', async () => {
    await openTask(desk, id, 5)
    const stale = `draft.drop:${id}:1:5:1`
    await desk.world.taps('Lan', 'riêng', `draft.due:${id}:1:5:d:year`)
    const ack = await desk.world.taps('Hoa', 'riêng', stale)
    expect(ack).toMatchObject({ alert: true })
    expect(ack?.text).toContain('Đồng chí Lan vừa sửa')
    expect(await taskOf(desk, id, 5)).toMatchObject({ dropped: false, rules: [{ kind: 'period', of: 'year' }] })
    expect((await desk.screen()).text).toContain('Thời hạn: 31/12/2026')
    await press(desk, 'Bỏ việc này')
    expect((await taskOf(desk, id, 5)).dropped).toBe(true)
  })

  it('an officer’s own quick second tap counts', async () => {
    const { KT, VP } = desk.world.units
    await desk.world.taps('Hoa', 'riêng', `draft.unit:${id}:1:7:l:${KT}:1`)
    const ack = await desk.world.taps('Hoa', 'riêng', `draft.unit:${id}:1:7:l:${VP}:1`)
    expect(ack?.alert).toBeUndefined()
    expect((await taskOf(desk, id, 7)).unitIds.sort()).toEqual([VP, KT].sort())
  })

  it('a wording typed while the other changed it is not lost and not written over the other’s', async () => {
    await openTask(desk, id, 5)
    await press(desk, 'Nội dung')
    const asked = (await desk.world.said('riêng')).findLast((one) => one.message.ask)
    await desk.world.taps('Lan', 'riêng', `draft.ask:${id}:5:text`)
    await desk.answers('Lan', 'Lời của Lan')
    await desk.world.says('Hoa', 'riêng', 'Lời của Hoa', String(asked?.id))
    expect((await taskOf(desk, id, 5)).text).toBe('Lời của Lan')
    const told = await desk.world.said('riêng')
    expect(told[0]?.text).toContain('đồng chí Lan đã sửa chỗ này')
    await desk.world.says('Hoa', 'riêng', 'Lời của Hoa')
    expect((await taskOf(desk, id, 5)).text).toBe('Lời của Hoa')
  })
})

describe('a screen that was shown anew below', () => {
  const tap = (data: string, on: Said | undefined) =>
    desk.world.happens('Hoa', 'riêng', { kind: 'choice', data, choiceId: 'x', ref: String(on?.id) })

  it('answers that it is old, changes nothing and says where the new one is', async () => {
    const first = await desk.screen()
    await openTask(desk, id, 5)
    await press(desk, 'Chỉ tiêu')
    const asked = (await desk.world.said('riêng')).findLast((one) => one.message.ask)
    await desk.answers('Hoa', '90% khoản thu')
    const newest = await desk.screen()
    const { version } = await desk.draft(id)
    for (const data of [
      `draft.drop:${id}:${version}:5:1`,
      `draft.trackAll:${id}:${version}:quarter`,
      `draft.undo:${id}:${version}:a`,
      `draft.issue:${id}:${version}`,
      `draft.show:${id}`,
      `directive.recall:${id}`,
    ]) {
      const ack = await tap(data, first)
      expect(ack).toMatchObject({ alert: true })
      expect(ack?.text).toContain('Đây là tin cũ, chưa có gì thay đổi')
    }
    expect(await tap(`draft.clear:${id}:${version}:5:target`, asked)).toMatchObject({ alert: true })
    expect((await desk.draft(id)).version).toBe(version)
    expect(await desk.world.said('riêng')).toEqual([])
    expect((await tap(`draft.drop:${id}:${version}:5:1`, newest))?.alert).toBeUndefined()
    expect((await taskOf(desk, id, 5)).dropped).toBe(true)
  })

  it('does not stand in the way of the list of letters, nor of a question that waits', async () => {
    await desk.world.says('Hoa', 'riêng', '/vanban')
    const list = (await desk.world.said('riêng'))[0]
    expect((await tap(`draft.open:${id}`, list))?.alert).toBeUndefined()
    await desk.world.said()
    await openTask(desk, id, 5)
    await press(desk, 'Chỉ tiêu')
    const asked = (await desk.world.said('riêng')).findLast((one) => one.message.ask)
    expect((await tap(`draft.task:${id}:5`, asked))?.alert).toBeUndefined()
  })
})

describe('buttons that are forged', () => {
  it('open nothing for an officer of another commune, a head, or a stranger', async () => {
    for (const data of [
      `draft.show:${id}`,
      `draft.drop:${id}:1:5:1`,
      `draft.issue:${id}:1`,
      `directive.silent:${id}`,
    ]) {
      expect(await desk.world.taps('Nga', 'riêng', data)).toMatchObject({ alert: true })
      expect(await desk.world.taps('Bình', 'riêng', data)).toMatchObject({ alert: true })
      expect(await desk.world.taps('người lạ', 'riêng', data)).toMatchObject({ alert: true })
    }
    expect((await desk.draft(id)).version).toBe(1)
    for (const who of ['Nga', 'Bình', 'người lạ'] as const) expect(await desk.world.said('riêng', who)).toEqual([])
  })

  it('show nothing in a group, and do nothing when their numbers are none', async () => {
    expect(await desk.world.taps('Hoa', 'KT', `draft.show:${id}`)).toMatchObject({ alert: true })
    for (const data of [
      'draft.task:x:1',
      `draft.unit:${id}:1:7:l:999999:1`,
      `draft.due:${id}:1:5:d:never`,
      'draft.show',
    ])
      expect(await desk.world.taps('Hoa', 'riêng', data)).toMatchObject({ alert: true })
    expect((await desk.draft(id)).version).toBe(1)
  })
})

describe('a letter with sixty tasks', () => {
  it('keeps every screen of its check within one message', async () => {
    id = await desk.paste(longLetter(60))
    await desk.world.said()
    await press(desk, 'Xem từng việc')
    for (let page = 0; page < 8; page++) await desk.world.taps('Hoa', 'riêng', `draft.list:${id}:${page}`)
    await press(desk, 'Về văn bản')
    await press(desk, 'Giao việc')
    await desk.world.taps('Hoa', 'riêng', `draft.group:${id}:${desk.world.units.KT}:1`)
    const all = await desk.world.history(desk.world.privates.Hoa)
    for (const one of all) {
      expect(one.text.length).toBeLessThanOrEqual(4096)
      expect(one.key).not.toContain('~')
      for (const label of one.buttons.flat()) expect(label.length).toBeLessThanOrEqual(64)
    }
  })
})

describe('an officer who reads English', () => {
  it('gets every screen in English', async () => {
    const { world } = desk
    await world.database.db.update(chats).set({ locale: 'en' }).where(eq(chats.id, world.privates.Lan))
    const said: Said[] = []
    const { KT } = world.units
    const taps = [
      ...['show', 'list', 'task', 'units', 'when', 'times', 'preview', 'askHeader', 'askTimes', 'askAdd'].map(
        (name) => `draft.${name}:${id}${{ list: ':0', task: ':7', units: ':7:l', when: ':7:d' }[name] ?? ''}`,
      ),
      ...taskFields.map((field) => `draft.ask:${id}:7:${field}`),
      `draft.unit:${id}:1:7:l:${KT}:1`,
      `draft.preview:${id}`,
      `draft.group:${id}:${KT}:0`,
      `draft.issue:${id}:2`,
      `directive.silent:${id}`,
    ]
    for (const data of taps) {
      await world.taps('Lan', 'riêng', data)
      said.push(...(await world.said('riêng', 'Lan')))
    }
    await world.says('Lan', 'riêng', '/vanban')
    await world.says('Lan', 'riêng', '/giaoviec KT báo cáo trước 31/12')
    said.push(...(await world.said('riêng', 'Lan')))
    expect(said.length).toBeGreaterThan(15)
    const buttons = said.flatMap((one) => one.buttons.flat())
    expect(buttons).toContain('View tasks')
    expect(buttons).not.toContain('Xem từng việc')
    expect(said.at(-1)?.text).toContain('Deadline: before 31/12/2026')
  })
})
