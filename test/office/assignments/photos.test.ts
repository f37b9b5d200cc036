// Photos as they come from a phone: below a card, one by one, days later, twice, refused.
import { desc, isNull } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { communes } from '../../../src/db/schema/communes.js'
import { inbox, questions } from '../../../src/db/schema/post.js'
import { listEvidence } from '../../../src/office/assignments/store.js'
import { later } from '../../support/steps.js'
import type { World } from '../../support/world.js'
import { doChores, rowOf } from './given.js'
import { bytes, openStudio, photo } from './pictures.js'

let world: World
let folder: string
let id: number
let number: number
let other: number

let close: () => Promise<void>

beforeEach(async () => {
  const studio = await openStudio(2)
  ;({ world, folder, close } = studio)
  const [work, second] = studio.work
  id = work!.id
  number = work!.number
  other = second!.id
})
afterEach(() => close())

const program = { name: 'bc.docx', handle: 'bad' }
const days = (count: number) => later(world, count * 24 * 60)

async function names(of = id): Promise<string[]> {
  later(world, 1)
  await doChores(world, bytes, folder)
  return (await listEvidence(world.database.db, world.communeId, of)).map((item) => item.name)
}

async function cardOf(which: number): Promise<string> {
  return String((await world.history(world.groups.KT)).find((one) => one.slot === `card:${which}`)!.id)
}

async function openQuestions(): Promise<Record<string, unknown>[]> {
  const rows = await world.database.db.select().from(questions).where(isNull(questions.closedAt))
  return rows.map((row) => row.data)
}

const unconfirmed = () => world.database.db.update(communes).set({ settings: { confirmReports: false } })

describe('below the card', () => {
  it('while its evidence is asked for, a photo is the answer', async () => {
    await world.taps('Bình', 'KT', `assignment.done:${id}`)
    await world.taps('Bình', 'KT', `assignment.done:${other}`)
    await world.said()
    await world.sends('Bình', 'KT', photo('a'), { replyTo: await cardOf(id) })
    expect((await rowOf(world, id)).status).toBe('awaiting')
    expect((await rowOf(world, other)).status).toBe('unanswered')
    await world.sends('Bình', 'KT', photo('b'))
    expect((await rowOf(world, other)).status).toBe('awaiting')
    expect(await names()).toEqual(['a.jpg'])
    expect(await names(other)).toEqual(['b.jpg'])
  })

  it('an invitation that stands is answered by it as well', async () => {
    await world.says('Bình', 'KT', `${number} xong`)
    await world.said()
    await world.sends('Bình', 'KT', photo('a'), { replyTo: await cardOf(id) })
    await world.sends('Bình', 'KT', photo('b'))
    expect(await names()).toEqual(['a.jpg', 'b.jpg'])
  })
})

describe('one by one', () => {
  it('only the report that was added to last awaits more, however many there were', async () => {
    for (const which of [id, other, id]) {
      await world.says('Bình', 'KT', `${which === id ? number : number + 1} xong`)
      await world.said()
      await world.sends('Bình', 'KT', photo('a'), { replyTo: await cardOf(which) })
    }
    expect((await openQuestions()).filter((data) => data.after)).toMatchObject([{ ids: [id] }])
    await world.sends('Bình', 'KT', photo('b'))
    expect((await names()).filter((name) => name === 'b.jpg')).toHaveLength(1)
    expect(await names(other)).toEqual(['a.jpg'])
  })

  it('a reply to what was said of an earlier one makes that one await more again', async () => {
    await world.says('Bình', 'riêng', `${number} xong`)
    const first = (await world.said('riêng', 'Bình')).at(-1)!
    await world.sends('Bình', 'riêng', photo('a'), { replyTo: String(first.id) })
    const given = (await world.said('riêng', 'Bình')).at(-1)!
    await world.says('Bình', 'riêng', `${number + 1} xong`)
    const second = (await world.said('riêng', 'Bình')).at(-1)!
    await world.sends('Bình', 'riêng', photo('a'), { replyTo: String(second.id) })
    await world.said()
    await world.sends('Bình', 'riêng', photo('b'), { replyTo: String(given.id) })
    await world.sends('Bình', 'riêng', photo('c'))
    expect(await names()).toEqual(['a.jpg', 'b.jpg', 'c.jpg'])
    expect(await names(other)).toEqual(['a.jpg'])
  })

  it('a dialog left alone for days does not stand in the way', async () => {
    await world.taps('Bình', 'riêng', `lateness.start:${other}`)
    days(4)
    await world.says('Bình', 'riêng', `${number} xong`)
    const invite = (await world.said('riêng', 'Bình')).at(-1)!
    await world.sends('Bình', 'riêng', photo('a'), { replyTo: String(invite.id) })
    await world.sends('Bình', 'riêng', photo('b'))
    expect(await names()).toEqual(['a.jpg', 'b.jpg'])
  })

  it('sent in the middle of another dialog it is evidence of nothing', async () => {
    await world.says('Bình', 'riêng', `${number} xong`)
    await world.sends('Bình', 'riêng', photo('a'))
    await world.taps('Bình', 'riêng', `assignment.done:${other}`)
    await world.taps('Bình', 'riêng', `difficulty.start:${other}`)
    await world.sends('Bình', 'riêng', photo('b'))
    expect((await world.said('riêng', 'Bình')).at(-1)!.text).toContain('chưa được dùng vào việc nào')
    expect((await rowOf(world, other)).status).toBe('unanswered')
    expect(await names()).toEqual(['a.jpg'])
  })

  it('days later a photo reports nothing unless it is a reply', async () => {
    await world.taps('Bình', 'riêng', `assignment.done:${id}`)
    const ask = (await world.said('riêng', 'Bình')).at(-1)!
    days(60)
    await world.sends('Bình', 'riêng', photo('a'))
    expect((await rowOf(world, id)).status).toBe('unanswered')
    expect((await world.said('riêng', 'Bình')).at(-1)!.text).toContain('chưa được dùng vào việc nào')
    await world.sends('Bình', 'riêng', photo('a'), { replyTo: String(ask.id) })
    expect((await rowOf(world, id)).status).toBe('awaiting')
  })

  it('the sheet that was given out comes back at any time', async () => {
    await world.says('Bình', 'riêng', '/bangtraloi')
    days(10)
    await world.said()
    await world.sends('Bình', 'riêng', { name: 'tra-loi.xlsx' })
    expect((await world.said('riêng', 'Bình')).at(-1)!.text).toContain('đang đọc bảng trả lời')
  })
})

describe('`Hoàn tác`', () => {
  it('is there after a second photo, and takes back all that was given', async () => {
    await world.taps('Bình', 'KT', `assignment.done:${id}`)
    const ask = (await world.said('KT')).at(-1)!
    await world.sends('Bình', 'KT', photo('a'), { replyTo: String(ask.id) })
    later(world, 1)
    await world.sends('Bình', 'KT', photo('b'))
    expect(await names()).toEqual(['a.jpg', 'b.jpg'])
    const card = (await world.history(world.groups.KT)).findLast((one) => one.slot === `card:${id}`)!
    expect(card.buttons.flat()).toContain('Hoàn tác')
    expect((await world.taps('Bình', 'KT', `assignment.undo:${id}`))?.text).toContain('Chưa trả lời')
    expect(await rowOf(world, id)).toMatchObject({ status: 'unanswered', reportedAt: null })
    expect(await names()).toEqual([])
  })

  it('counts its ten minutes from the report', async () => {
    await world.says('Bình', 'KT', `${number} xong`)
    later(world, 8)
    await world.sends('Bình', 'KT', photo('a'), { replyTo: await cardOf(id) })
    later(world, 3)
    expect((await world.taps('Bình', 'KT', `assignment.undo:${id}`))?.alert).toBe(true)
    expect(await names()).toEqual(['a.jpg'])
  })
})

describe('where nothing is confirmed', () => {
  beforeEach(unconfirmed)

  it('a second answer to the same request, and "N xong" beside a photo, add to what is done', async () => {
    await world.taps('Bình', 'KT', `assignment.done:${id}`)
    await world.taps('Hoa', 'KT', `assignment.done:${id}`)
    const [first, second] = (await world.said('KT')).slice(-2)
    await world.sends('Bình', 'KT', photo('a'), { replyTo: String(first!.id) })
    await world.sends('Hoa', 'KT', photo('b'), { replyTo: String(second!.id) })
    await world.sends('Bình', 'KT', photo('c'), { caption: `${number} xong` })
    expect((await rowOf(world, id)).status).toBe('done')
    expect((await names()).sort()).toEqual(['a.jpg', 'b.jpg', 'c.jpg'])
  })

  it('a typed report invites evidence too', async () => {
    await world.says('Bình', 'riêng', `${number} xong`)
    expect((await world.said('riêng', 'Bình')).at(-1)!.text).toContain('Nếu có minh chứng')
    await world.sends('Bình', 'riêng', photo('a'))
    expect(await names()).toEqual(['a.jpg'])
  })
})

describe('refused', () => {
  it('twice, each request to give something else can be replied to', async () => {
    await world.taps('Bình', 'KT', `assignment.done:${id}`)
    const ask = (await world.said('KT')).at(-1)!
    await world.sends('Bình', 'KT', program, { replyTo: String(ask.id) })
    expect(await names()).toEqual([])
    const again = (await world.said('KT')).at(-1)!
    await world.sends('Bình', 'KT', program, { replyTo: String(again.id) })
    expect(await names()).toEqual([])
    const anew = (await world.said('KT')).at(-1)!
    expect(anew.text).toContain('chưa được ghi')
    expect(anew.slot).not.toBe(again.slot)
    await world.sends('Bình', 'KT', photo('a'), { replyTo: String(again.id) })
    expect((await rowOf(world, id)).status).toBe('awaiting')
    expect(await names()).toEqual(['a.jpg'])
  })

  it.each([program, { name: 'bc.exe', handle: 'bad' }])(
    'beside "N xong" the report stands and is said to: $name',
    async (file) => {
      await world.sends('Bình', 'KT', file, { caption: `${number} xong` })
      expect(await names()).toEqual([])
      const said = (await world.said('KT')).map((one) => one.text).join('\n')
      expect(said).toContain(`"${file.name}" là tệp chạy được`)
      expect(said).toMatch(new RegExp(`#${number} (?:vẫn )?được ghi nhận|#${number}: Chờ xác nhận`))
      expect((await rowOf(world, id)).status).toBe('awaiting')
    },
  )
})

describe('a caption', () => {
  it('of its own in an album is an answer of its own, with that picture', async () => {
    await world.sends('Bình', 'KT', photo('a'), { album: '7', caption: `${number} xong` })
    await world.sends('Bình', 'KT', photo('b'), { album: '7', caption: `${number + 1} xong` })
    await world.sends('Bình', 'KT', photo('c'), { album: '7' })
    expect((await rowOf(world, other)).status).toBe('awaiting')
    expect(await names()).toEqual(['a.jpg'])
    expect(await names(other)).toEqual(['b.jpg', 'c.jpg'])
  })

  it('that only names the work is as good as a reply to its card', async () => {
    await world.sends('Bình', 'KT', photo('a'), { caption: `ảnh việc ${number} ạ` })
    expect((await world.said('KT')).at(-1)!.text).toContain(`gửi lại tệp kèm dòng chữ "${number} xong"`)
    await world.says('Bình', 'KT', `${number} xong`)
    await world.sends('Bình', 'KT', photo('a'), { caption: `Minh chứng việc ${number}` })
    await world.sends('Bình', 'riêng', photo('b'), { caption: `#${number}`, album: '8' })
    await world.sends('Bình', 'riêng', photo('c'), { album: '8' })
    expect(await names()).toEqual(['a.jpg', 'b.jpg', 'c.jpg'])
    await world.said()
    await world.sends('An', 'KT', photo('c'), { caption: `việc ${number}` })
    await world.says('Bình', 'KT', `việc ${number}`)
    expect(await world.said('KT')).toEqual([])
  })
})

describe('words where evidence was asked for', () => {
  const courtesy = 'báo cáo hoàn thành chưa được ghi'
  const unread = 'Chưa đọc được minh chứng'
  it.each([
    ['ok', courtesy],
    ['vâng ạ', courtesy],
    ['👍', courtesy],
    ['chiều em gửi', unread],
    ['chưa có', unread],
  ])('"%s" is none, and the request stands', async (words, told) => {
    await world.taps('Bình', 'riêng', `assignment.done:${id}`)
    const ask = (await world.said('riêng', 'Bình')).at(-1)!
    await world.says('Bình', 'riêng', words)
    await world.says('Bình', 'riêng', words, String(ask.id))
    expect((await world.said('riêng', 'Bình')).at(-1)!.text).toContain(told)
    expect((await rowOf(world, id)).status).toBe('unanswered')
    await world.says('Bình', 'riêng', 'báo cáo số 45')
    expect(await names()).toEqual(['báo cáo số 45'])
  })

  it.each(['không có', 'ko co', 'Dạ không có minh chứng ạ'])('"%s" reports without', async (words) => {
    await world.taps('Bình', 'riêng', `assignment.done:${id}`)
    await world.said()
    await world.says('Bình', 'riêng', words)
    const said = (await world.said('riêng', 'Bình')).at(-1)!
    expect([said.text, said.buttons]).toEqual([`Việc #${number}: Chờ xác nhận.`, [['Hoàn tác']]])
    expect(await names()).toEqual([])
    expect((await world.history(world.privates.Hoa)).at(-1)!.text).toContain('Minh chứng: không có')
  })

  it('thanks below an invitation is no evidence', async () => {
    await world.says('Bình', 'KT', `${number} xong`)
    const invite = (await world.said('KT')).at(-1)!
    await world.says('Bình', 'KT', 'cảm ơn bot', String(invite.id))
    expect(await world.said('KT')).toEqual([])
    expect(await names()).toEqual([])
    await world.says('Bình', 'KT', '45/BC-KT', String(invite.id))
    expect(await names()).toEqual(['45/BC-KT'])
  })
})

it('after "N xong" the button `Sửa báo cáo` still leads to `Rút báo cáo`', async () => {
  await world.says('Bình', 'KT', `${number} xong`)
  await world.said()
  await world.taps('Bình', 'KT', `assignment.amend:${id}`)
  expect((await world.said('KT')).at(-1)!.buttons.flat()).toContain('Rút báo cáo')
  await world.taps('Bình', 'KT', 'Rút báo cáo')
  expect((await rowOf(world, id)).status).toBe('in-progress')
})

it('in a group a picture without a reply is evidence for two minutes after it was invited', async () => {
  await world.says('Bình', 'KT', `${number} xong`)
  later(world, 3)
  await world.sends('Bình', 'KT', photo('a'))
  expect(await names()).toEqual([])
  await world.says('Bình', 'KT', `${number} xong`)
  await world.sends('Bình', 'KT', photo('b'), { replyTo: await cardOf(id) })
  expect(await names()).toEqual(['b.jpg'])
})

describe('an album with the stamp of a secret', () => {
  const report = async () => {
    await world.says('Bình', 'riêng', `${number} xong`)
    return String((await world.said('riêng', 'Bình')).at(-1)!.id)
  }
  const texts = async () => (await world.said('riêng', 'Bình')).map((one) => one.text)

  it('on its first picture: none is taken, and that is said once', async () => {
    const replyTo = await report()
    await world.sends('Bình', 'riêng', photo('a'), { replyTo, album: '7', caption: 'MẬT' })
    await world.sends('Bình', 'riêng', photo('b'), { replyTo, album: '7' })
    await world.sends('Bình', 'riêng', photo('c'), { replyTo, album: '7' })
    const said = await texts()
    expect(said).toHaveLength(1)
    expect(said[0]).toContain('dấu chỉ mức độ mật')
    expect(await names()).toEqual([])
    const rows = await world.database.db.select().from(inbox).orderBy(desc(inbox.id)).limit(3)
    for (const { raw } of rows) expect(raw).toEqual({})
    // The next album is another one.
    await world.sends('Bình', 'riêng', photo('b'), { replyTo, album: '8' })
    expect(await names()).toEqual(['b.jpg'])
  })

  it('on a later one: what came before it is not kept either', async () => {
    const replyTo = await report()
    await world.sends('Bình', 'riêng', photo('a'), { replyTo, album: '7' })
    await world.sends('Bình', 'riêng', photo('b'), { replyTo, album: '7', caption: 'Tài liệu TUYỆT MẬT' })
    await world.sends('Bình', 'riêng', photo('c'), { replyTo, album: '7' })
    expect(await names()).toEqual([])
    expect((await texts()).join('\n')).not.toContain('a.jpg')
    const rows = await world.database.db.select().from(inbox).orderBy(desc(inbox.id)).limit(3)
    for (const { raw } of rows) expect(raw).toEqual({})
  })
})
