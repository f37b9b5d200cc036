import { eq } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { requests } from '../../../src/db/schema/assignments.js'
import { communes } from '../../../src/db/schema/communes.js'
import { outbox } from '../../../src/db/schema/post.js'
import { listEvidence } from '../../../src/office/assignments/store.js'
import { later } from '../../support/steps.js'
import type { World } from '../../support/world.js'
import { doChores, give, rowOf } from './given.js'
import { bytes, openStudio, photo } from './pictures.js'

let world: World
let folder: string
let id: number
let number: number

let close: () => Promise<void>

beforeEach(async () => {
  const studio = await openStudio(1)
  ;({ world, folder, close } = studio)
  const [work] = studio.work
  id = work!.id
  number = work!.number
})
afterEach(() => close())

async function names(): Promise<string[]> {
  return (await listEvidence(world.database.db, world.communeId, id)).map((item) => item.name)
}

async function fetched(): Promise<void> {
  later(world, 1)
  await doChores(world, bytes, folder)
}

describe('what is typed beside a file', () => {
  it('is the answer, and the file is its evidence; officers are asked once it is there', async () => {
    await world.sends('Bình', 'riêng', photo('a'), { caption: `${number} xong` })
    expect((await rowOf(world, id)).status).toBe('awaiting')
    expect((await world.said('riêng', 'Bình')).at(-1)!.text).toContain('Đã nhận tệp minh chứng.')
    expect(await world.history(world.privates.Hoa)).toEqual([])
    await fetched()
    expect(await names()).toEqual(['a.jpg'])
    expect((await world.said('riêng', 'Hoa')).at(-1)!.text).toContain('Minh chứng: a.jpg')
  })

  it('in a group, below a list or nothing; all of an album belongs to it', async () => {
    await world.sends('Bình', 'KT', photo('a'), { caption: `${number} xong`, album: '9', replyTo: '4711' })
    await world.sends('Bình', 'KT', photo('b'), { album: '9', replyTo: '4711' })
    await world.sends('Bình', 'KT', photo('c'), { album: '9' })
    await fetched()
    expect(await names()).toEqual(['a.jpg', 'b.jpg', 'c.jpg'])
    expect((await world.said('riêng', 'Hoa')).filter((one) => one.slot === `confirm:${id}`)).toHaveLength(1)
  })

  it('adds to a report that stands already, and stands itself when the file is refused', async () => {
    await world.says('Bình', 'KT', `${number} xong`)
    await world.sends('Bình', 'KT', photo('a'), { caption: `${number} xong` })
    await fetched()
    expect(await names()).toEqual(['a.jpg'])
    const other = (await give(world, [{}])).work[0]!
    await world.sends('Bình', 'KT', { name: 'b.docx', handle: 'bad' }, { caption: `${other.number} xong` })
    await world.said()
    await fetched()
    expect((await rowOf(world, other.id)).status).toBe('awaiting')
    expect((await world.said('KT')).at(-1)!.text).toContain('là tệp chạy được')
  })

  it('that is another answer is recorded, and the file said to be unused; a stranger’s is nobody’s', async () => {
    await world.sends('Bình', 'KT', photo('a'), { caption: `${number} đang làm` })
    expect((await rowOf(world, id)).status).toBe('in-progress')
    expect((await world.said('KT')).at(-1)!.text).toContain('tệp gửi kèm chưa được dùng')
    await world.sends('người lạ', 'KT', photo('a'), { caption: `${number} xong` })
    await world.sends('An', 'KT', photo('a'), { caption: `${number} xong` })
    expect((await rowOf(world, id)).status).toBe('in-progress')
  })

  it.each(['ảnh NUM đã xong', 'hôm nay NUM xong', 'hôm qua NUM trễ 25/9 do mưa', 'NUM trễ mất hai hôm rồi'])(
    'that is an ordinary sentence is none: "%s" loses no file that was asked for',
    async (caption) => {
      await world.taps('Bình', 'KT', `assignment.done:${id}`)
      const ask = (await world.said('KT')).at(-1)!
      await world.sends('Bình', 'KT', photo('a'), { caption: caption.replace('NUM', String(number)) })
      expect((await rowOf(world, id)).status).toBe('awaiting')
      await world.sends('Bình', 'KT', photo('b'), {
        caption: caption.replace('NUM', String(number)),
        replyTo: String(ask.id),
      })
      await fetched()
      expect(await names()).toEqual(['a.jpg', 'b.jpg'])
      expect((await world.said('KT')).every((one) => !one.text.includes('chưa được dùng'))).toBe(true)
    },
  )

  it('is evidence itself when it names a document', async () => {
    await world.taps('Bình', 'KT', `assignment.done:${id}`)
    const ask = (await world.said('KT')).at(-1)!
    await world.sends('Bình', 'KT', photo('a'), { caption: 'BC 15/BC-KT', replyTo: String(ask.id) })
    await fetched()
    expect((await names()).sort()).toEqual(['BC 15/BC-KT', 'a.jpg'])
  })
})

describe('a document behind "N xong"', () => {
  it.each([
    ['N xong, minh chứng BC 15/BC-PVHCC', 'BC 15/BC-PVHCC'],
    ['N xong BC 15/BC-PVHCC', 'BC 15/BC-PVHCC'],
    ['N xong rồi, kèm báo cáo số 15/BC-KT ngày 3/9/2026 ạ', 'báo cáo số 15/BC-KT ngày 3/9/2026'],
    ['N da xong, minh chung: so 15/BC-KT', 'so 15/BC-KT'],
    ['KT N xong (CV 12/UBND-KT)', 'CV 12/UBND-KT'],
    ['N xong https://drive.google.com/x/y', 'https://drive.google.com/x/y'],
  ])('%s', async (text, document) => {
    await world.says('Bình', 'KT', text.replace('N', String(number)), '4711')
    expect((await rowOf(world, id)).status).toBe('awaiting')
    expect(await names()).toEqual([document])
    expect((await world.said('KT')).at(-1)!.text).toContain(`Minh chứng: ${document}`)
  })

  it.each([
    'N đang làm 15/BC-KT',
    'N xong 15/17',
    'N xong 50/50 hồ sơ',
    'sắp N xong BC 15/BC-KT',
    'N xong chưa 15/BC-KT',
  ])('%s is left alone', async (text) => {
    await world.says('Bình', 'KT', text.replace('N', String(number)))
    expect((await rowOf(world, id)).status).toBe('unanswered')
    expect(await world.said('KT')).toEqual([])
  })
})

describe('more evidence for the same report', () => {
  it('by replies to the same message and to what was said of it, counted; officers’ message changes in place', async () => {
    await world.says('Bình', 'KT', `${number} xong`)
    const invite = (await world.said('KT')).at(-1)!
    await world.sends('Bình', 'KT', photo('a'), { replyTo: String(invite.id) })
    const first = (await world.said('KT')).at(-1)!
    await world.sends('Bình', 'KT', { name: 'b.docx', handle: 'b' }, { replyTo: String(invite.id) })
    const second = (await world.said('KT')).at(-1)!
    expect(second.text).toContain(`Việc #${number} hiện có 2 minh chứng.`)
    expect(second.slot).toBe(first.slot)
    await world.says('Bình', 'KT', 'BC 45/BC-VHXH', String(invite.id))
    await world.says('Bình', 'KT', 'https://xa.gov.vn/bc', String(first.id))
    expect((await world.said('KT')).at(-1)!.text).toContain('hiện có 4 minh chứng')
    await world.says('Bình', 'KT', 'cảm ơn', String(first.id))
    await fetched()
    expect((await names()).sort()).toEqual(['BC 45/BC-VHXH', 'a.jpg', 'b.docx', 'https://xa.gov.vn/bc'])
    // The first message about the report is the only new one.
    const asked = (await world.history(world.privates.Hoa)).filter((one) => one.slot === `confirm:${id}`)
    expect(asked.filter((one) => one.key.includes(':report'))).toHaveLength(1)
    expect(asked.at(-1)!.text).toContain('BC 45/BC-VHXH')
  })

  it('photos one after the other need no reply: in private, and for two minutes in a group; then they are left alone', async () => {
    await world.taps('Bình', 'KT', `assignment.done:${id}`)
    const ask = (await world.said('KT')).at(-1)!
    await world.sends('Bình', 'KT', photo('a'), { replyTo: String(ask.id) })
    await world.sends('Bình', 'KT', photo('b'))
    await fetched()
    expect(await names()).toEqual(['a.jpg', 'b.jpg'])
    later(world, 3)
    await world.sends('Bình', 'KT', photo('c'))
    await fetched()
    expect(await names()).toEqual(['a.jpg', 'b.jpg'])
    await world.sends('Bình', 'KT', photo('c'), { replyTo: String(ask.id) })
    await fetched()
    expect(await names()).toEqual(['a.jpg', 'b.jpg', 'c.jpg'])
  })

  it('two works asked about at once: the next file without a reply answers the other question', async () => {
    const other = (await give(world, [{}])).work[0]!
    await world.taps('Bình', 'KT', `assignment.done:${id}`)
    const ask = (await world.said('KT')).at(-1)!
    await world.taps('Bình', 'KT', `assignment.done:${other.id}`)
    await world.said()
    await world.sends('Bình', 'KT', photo('a'), { replyTo: String(ask.id), album: '1' })
    await world.sends('Bình', 'KT', photo('b'), { album: '1' })
    await world.sends('Bình', 'KT', photo('c'))
    await fetched()
    expect(await names()).toEqual(['a.jpg', 'b.jpg'])
    expect((await rowOf(world, other.id)).status).toBe('awaiting')
  })

  it('a reply to the card adds too, from whoever answers for the unit; before a report it is told what to do', async () => {
    const card = (await world.history(world.groups.KT)).find((one) => one.slot === `card:${id}`)!
    await world.sends('Bình', 'KT', photo('a'), { replyTo: String(card.id) })
    expect((await world.said('KT')).at(-1)!.text).toContain('chưa báo cáo hoàn thành nên tệp chưa được ghi')
    await world.says('Bình', 'KT', `${number} xong`)
    await world.sends('Bình', 'KT', photo('a'), { replyTo: String(card.id) })
    await world.says('Bình', 'KT', '45/BC-KT', String(card.id))
    await world.said()
    await world.says('Bình', 'KT', 'hôm nay mưa', String(card.id))
    await world.sends('An', 'KT', photo('c'), { replyTo: String(card.id) })
    expect(await world.said('KT')).toEqual([])
    await fetched()
    expect((await names()).sort()).toEqual(['45/BC-KT', 'a.jpg'])
  })

  it('sent back for more, a file below that message is the report anew; refused, the request stands', async () => {
    await world.says('Bình', 'KT', `${number} xong`)
    later(world, 1)
    await world.taps('Hoa', 'riêng', `assignment.supplement:${id}`)
    await world.says('Hoa', 'riêng', 'thiếu ảnh')
    const told = (await world.said('KT')).find((one) => one.text.includes('đề nghị bổ sung'))!
    later(world, 1)
    await world.sends('Bình', 'KT', { name: 'x.docx', handle: 'bad' }, { replyTo: String(told.id) })
    expect((await rowOf(world, id)).status).toBe('awaiting')
    await fetched()
    expect((await rowOf(world, id)).status).toBe('in-progress')
    const [request] = await world.database.db.select().from(requests).where(eq(requests.kind, 'supplement'))
    expect(request!.state).toBe('open')
    await world.sends('Bình', 'KT', photo('a'), { replyTo: String(told.id) })
    await world.sends('Bình', 'KT', photo('b'), { replyTo: String(told.id) })
    await fetched()
    expect((await rowOf(world, id)).status).toBe('awaiting')
    expect(await names()).toEqual(['a.jpg', 'b.jpg'])
    // Officers get one new message of the report made anew; what is added changes that one.
    const { reportedAt } = await rowOf(world, id)
    const keys = (await world.database.db.select().from(outbox)).map((one) => one.key)
    expect(keys).toContain(`confirm:${id}:report${reportedAt!.getTime()}:${world.privates.Hoa}`)
  })

  it('once confirmed, who can open it again is said', async () => {
    await world.says('Bình', 'KT', `${number} xong`)
    const invite = (await world.said('KT')).at(-1)!
    await world.sends('Bình', 'KT', photo('a'), { replyTo: String(invite.id) })
    await fetched()
    await world.taps('Hoa', 'riêng', `assignment.confirm:${id}`)
    await world.said()
    await world.sends('Bình', 'KT', photo('b'), { replyTo: String(invite.id) })
    expect((await world.said('KT')).at(-1)!.text).toContain('cán bộ theo dõi chọn Mở lại')
    await fetched()
    expect(await names()).toEqual(['a.jpg'])
  })

  it('where nothing is confirmed, photos one by one are all kept, and a refused file leaves the work as it was', async () => {
    await world.database.db.update(communes).set({ settings: { confirmReports: false } })
    await world.taps('Bình', 'KT', `assignment.done:${id}`)
    const ask = (await world.said('KT')).at(-1)!
    await world.sends('Bình', 'KT', { name: 'x.pdf', handle: 'bad' }, { replyTo: String(ask.id) })
    expect((await rowOf(world, id)).status).toBe('done')
    await fetched()
    expect(await rowOf(world, id)).toMatchObject({ status: 'unanswered', doneAt: null })
    await world.said()
    for (const name of ['a', 'b', 'c'] as const)
      await world.sends('Bình', 'KT', photo(name), { replyTo: String(ask.id) })
    await fetched()
    expect((await rowOf(world, id)).status).toBe('done')
    expect(await names()).toEqual(['a.jpg', 'b.jpg', 'c.jpg'])
  })

  it('a refused file beside a good one does not take the report back', async () => {
    await world.taps('Bình', 'KT', `assignment.done:${id}`)
    const ask = (await world.said('KT')).at(-1)!
    await world.sends('Bình', 'KT', { name: 'x.pdf', handle: 'bad' }, { replyTo: String(ask.id) })
    await world.sends('Bình', 'KT', photo('a'), { replyTo: String(ask.id) })
    await fetched()
    expect((await rowOf(world, id)).status).toBe('awaiting')
    expect(await names()).toEqual(['a.jpg'])
  })
})
