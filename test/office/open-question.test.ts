// A question waits, and something else is said: an officer's next letter, an answer of its own, a word of thanks.
import { asc, eq } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { assignments, evidence } from '../../src/db/schema/assignments.js'
import { chores, questions } from '../../src/db/schema/post.js'
import { assignmentEntries } from '../../src/office/assignments/dialog.js'
import { directiveEntries } from '../../src/office/directives/entries.js'
import { stampInWords } from '../../src/office/directives/stamp-in-words.js'
import { later } from '../support/steps.js'
import { openWorld, type World } from '../support/world.js'
import { give } from './assignments/given.js'

let world: World
let numbers: number[]
beforeEach(async () => {
  world = await openWorld({
    entries: [assignmentEntries(), directiveEntries()],
    secretStamp: stampInWords,
  })
  numbers = (await give(world, [{}, {}, {}])).work.map((one) => one.number)
  await world.said()
})
afterEach(() => world.close())

const statuses = async () =>
  (await world.database.db.select().from(assignments).orderBy(asc(assignments.number))).map((row) => row.status)
const letters = async () => await world.database.db.select().from(chores).where(eq(chores.kind, 'directive.read'))

describe('an officer’s next letter', () => {
  it('is no evidence of what was recorded by hand before', async () => {
    await world.says('Hoa', 'riêng', `KT ${numbers[0]} xong`)
    await world.sends('Hoa', 'riêng', { name: 'HOA TOC.docx', handle: 'h' })
    expect(await world.database.db.select().from(evidence)).toEqual([])
    expect((await letters()).length).toBe(1)
  })

  it('is evidence where that was just asked for, and not an hour later', async () => {
    await world.taps('Hoa', 'riêng', `assignment.done:${numbers[0]}`)
    later(world, 60)
    await world.sends('Hoa', 'riêng', { name: 'HOA TOC.docx', handle: 'h' })
    expect((await letters()).length).toBe(1)
    expect((await statuses())[0]).toBe('unanswered')
    await world.taps('Hoa', 'riêng', `assignment.done:${numbers[1]}`)
    await world.sends('Hoa', 'riêng', { name: 'minh chung.docx', handle: 'h' })
    expect((await letters()).length).toBe(1)
    expect((await statuses())[1]).toBe('awaiting')
  })

  it('pasted, short and with its head, is read as a letter and no evidence', async () => {
    const pasted = [
      'ỦY BAN NHÂN DÂN XÃ ĐƯỜNG AN',
      'Số: 04/UBND-VHXH',
      'V/v rà soát hộ nghèo',
      'Phòng Kinh tế rà soát xong trước 20/10.',
    ]
    await world.says('Hoa', 'riêng', `KT ${numbers[0]} xong`)
    await world.says('Hoa', 'riêng', pasted.join('\n'))
    expect(await world.database.db.select().from(evidence)).toEqual([])
    const pastes = await world.database.db.select().from(chores).where(eq(chores.kind, 'directive.paste'))
    expect(pastes).toHaveLength(1)
  })

  it('is not asked to be a workbook, whether a file or pasted, while a sheet is awaited', async () => {
    await world.says('Hoa', 'riêng', '/bangtraloi KT')
    await world.sends('Hoa', 'riêng', { name: 'cong van.txt', handle: 'h' })
    expect((await letters()).length).toBe(1)
    await world.says('Hoa', 'riêng', 'cảm ơn')
    expect((await world.said('riêng', 'Hoa')).at(-1)?.text).not.toMatch(/xlsx/)
  })
})

describe('a sheet that was given out', () => {
  it('comes back without a reply hours or days later', async () => {
    await world.says('Hoa', 'riêng', '/bangtraloi KT')
    const sheets = async () =>
      await world.database.db.select().from(chores).where(eq(chores.kind, 'assignments.sheetIn'))
    later(world, 90)
    await world.sends('Hoa', 'riêng', { name: 'bang.xlsx', handle: 'h' })
    expect((await sheets()).length).toBe(1)
    later(world, 5 * 24 * 60)
    await world.sends('Hoa', 'riêng', { name: 'bang.xlsx', handle: 'h' })
    expect((await sheets()).length).toBe(2)
    expect(await letters()).toEqual([])
  })
})

describe('a typed answer below a question', () => {
  it('is an answer of its own, not evidence', async () => {
    await world.says('Bình', 'riêng', `${numbers[0]} xong`)
    const invited = (await world.said('riêng', 'Bình')).at(-1)!
    await world.says('Bình', 'riêng', `${numbers[1]} xong va ${numbers[2]} dang lam`, String(invited.id))
    expect(await statuses()).toEqual(['awaiting', 'awaiting', 'in-progress'])
    expect(await world.database.db.select().from(evidence)).toEqual([])
  })

  it('counts below a question that is closed', async () => {
    await world.taps('Bình', 'KT', `assignment.done:${numbers[0]}`)
    const ask = (await world.said('KT')).at(-1)!
    await world.taps('Bình', 'KT', 'Huỷ')
    await world.says('Bình', 'KT', `${numbers[1]} xong`, String(ask.id))
    expect((await statuses())[1]).toBe('awaiting')
  })

  it('and the number of a report is evidence', async () => {
    await world.taps('Bình', 'KT', `assignment.done:${numbers[0]}`)
    const ask = (await world.said('KT')).at(-1)!
    await world.says('Bình', 'KT', 'Báo cáo số 17 đã xong', String(ask.id))
    expect((await statuses())[0]).toBe('awaiting')
    expect((await world.database.db.select().from(evidence)).map((row) => row.documentNumber)).toEqual([
      'Báo cáo số 17 đã xong',
    ])
  })
})

describe('a question of last week', () => {
  it('is answered by a reply only', async () => {
    await world.taps('Bình', 'riêng', `extension.start:${numbers[0]}`)
    const ask = (await world.said('riêng', 'Bình')).at(-1)!
    later(world, 5 * 24 * 60)
    await world.says('Bình', 'riêng', '25/10 do thiếu nhân lực')
    expect((await world.database.db.select().from(questions)).every((row) => row.closedAt === null)).toBe(true)
    await world.says('Bình', 'riêng', '25/10 do thiếu nhân lực', String(ask.id))
    expect((await world.said('riêng', 'Bình')).at(-1)?.text).toMatch(/25\/10\/2026/)
  })
})

describe('Xin gia hạn', () => {
  it('refuses a day that is too early before it asks for the reason, and takes another', async () => {
    await world.taps('Bình', 'riêng', `extension.start:${numbers[0]}`)
    await world.says('Bình', 'riêng', '15/9')
    expect((await world.said('riêng', 'Bình')).at(-1)?.text).toMatch(/không sau thời hạn hiện tại/)
    await world.says('Bình', 'riêng', '20/10')
    await world.says('Bình', 'riêng', '25/10')
    expect((await world.said('riêng', 'Bình')).at(-1)?.text).toMatch(/lý do/i)
    await world.says('Bình', 'riêng', 'thiếu nhân lực')
    expect((await world.said('riêng', 'Bình')).at(-1)?.text).toMatch(/25\/10\/2026/)
  })
})
