// What happens otherwise than planned between people, chats and questions: one effect, a clear word, nothing half-done.
import { eq } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { posts } from '../../src/db/schema/people.js'
import { inbox } from '../../src/db/schema/post.js'
import { stampInWords } from '../../src/office/directives/stamp-in-words.js'
import { allEntries } from '../../src/slices.js'
import { later } from '../support/steps.js'
import { openWorld, type World } from '../support/world.js'
import { give, rowOf } from './assignments/given.js'

let world: World
beforeEach(async () => {
  world = await openWorld({ entries: allEntries(), secretStamp: stampInWords })
})
afterEach(() => world.close())

async function ask(id: number) {
  await world.taps('Bình', 'KT', `assignment.done:${id}`)
  return String((await world.said('KT')).at(-1)!.id)
}

describe('questions', () => {
  it('answered by somebody else: nothing is recorded, they are told, and the question goes on waiting', async () => {
    const { id } = (await give(world, [{}])).work[0]!
    const question = await ask(id)
    await world.says('An', 'KT', '45/BC-VP', question)
    expect((await world.said('KT')).at(-1)!.text).toContain('Câu hỏi này dành cho đồng chí khác')
    expect((await rowOf(world, id)).status).toBe('unanswered')
    await world.says('Bình', 'KT', '45/BC-KT', question)
    expect((await rowOf(world, id)).status).toBe('awaiting')
  })

  it('two at once: each is answered by a reply to its own message, in either order', async () => {
    const [one, two] = (await give(world, [{}, {}])).work
    const first = await ask(one!.id)
    const second = await ask(two!.id)
    await world.says('Bình', 'KT', '1/BC-KT', first)
    expect([(await rowOf(world, one!.id)).status, (await rowOf(world, two!.id)).status]).toEqual([
      'awaiting',
      'unanswered',
    ])
    await world.says('Bình', 'KT', '2/BC-KT', second)
    expect((await rowOf(world, two!.id)).status).toBe('awaiting')
    await world.said()
    const before = await rowOf(world, two!.id)
    await world.says('Bình', 'KT', '3/BC-KT', first)
    expect((await world.said('KT')).at(-1)!.text).toContain(`Việc #${one!.number} hiện có 2 minh chứng.`)
    expect(await rowOf(world, two!.id)).toEqual(before)
  })

  it('in a group an ordinary sentence answers none, and hours later a reply still does', async () => {
    const { id } = (await give(world, [{}])).work[0]!
    const question = await ask(id)
    await world.says('Bình', 'KT', 'chiều nay họp lúc 14h nhé')
    expect(await world.said('KT')).toEqual([])
    later(world, 5 * 60)
    await world.says('Bình', 'KT', '45/BC-KT', question)
    expect((await rowOf(world, id)).status).toBe('awaiting')
  })
})

describe('a role that ends while a dialog is open', () => {
  it('takes the open question with it: neither a button nor a typed answer has an effect any more', async () => {
    const { id } = (await give(world, [{}])).work[0]!
    await world.taps('Bình', 'riêng', `lateness.start:${id}`)
    await world.taps('Bình', 'riêng', 'Từ phía đơn vị (chủ quan)')
    const [held] = await world.database.db
      .select({ id: posts.id })
      .from(posts)
      .where(eq(posts.personId, world.persons.Bình))
    const reasons = (await world.said('riêng', 'Bình')).at(-1)!.message.choices!.flat()
    await world.taps('Hoa', 'riêng', `people.endSure:${held!.id}`)
    await world.said()
    expect((await world.taps('Bình', 'riêng', reasons[0]!.action))?.alert).toBe(true)
    await world.says('Bình', 'riêng', 'Thiếu người thực hiện')
    expect((await world.said('riêng', 'Bình')).at(-1)!.text).not.toContain('kế hoạch khắc phục')
    expect((await world.taps('Bình', 'KT', `assignment.accept:${id}`))?.alert).toBe(true)
    expect(await rowOf(world, id)).toMatchObject({ status: 'unanswered', version: 1 })
  })
})

describe('a message that is changed afterwards', () => {
  const edit = (who: 'Bình' | 'Hoa', place: 'KT' | 'riêng', text: string) =>
    world.happens(who, place, { kind: 'text', text, ref: '900', edited: true })

  it('a slip that is put right is an answer; changed again, it says what stands', async () => {
    const { id, number } = (await give(world, [{}])).work[0]!
    await world.said()
    await world.says('Bình', 'KT', `${number} xog roi nhe moi nguoi`)
    await edit('Bình', 'KT', `${number} dang lam`)
    expect((await rowOf(world, id)).status).toBe('in-progress')
    await world.said()
    await edit('Bình', 'KT', `${number} đang làm`)
    expect((await world.said('KT')).at(-1)!.text).toContain('đã được ghi nhận')
    expect((await rowOf(world, id)).version).toBe(2)
  })

  it('an ordinary one is left alone in a group; in private it is said that it was not read again', async () => {
    await edit('Bình', 'KT', 'chiều nay họp')
    expect(await world.said()).toEqual([])
    await edit('Hoa', 'riêng', 'trước ngày 25/9')
    expect((await world.said('riêng')).at(-1)!.text).toContain('Tin đã sửa không được đọc lại')
  })

  it.each([
    ['a text', { kind: 'text', text: 'TỐI MẬT\nKế hoạch diễn tập', ref: '900', edited: true }],
    ['a caption', { kind: 'other', what: 'edited', ref: '900', caption: 'MẬT\nKế hoạch diễn tập' }],
    ['a short text', { kind: 'text', text: '12/KH-UBND diễn tập TỐI MẬT', ref: '900' }],
    ['the caption of a video', { kind: 'other', what: 'video', ref: '900', caption: 'MẬT\nKế hoạch diễn tập' }],
  ] as const)('%s with a stamp of secrecy is refused, and nothing of it stays', async (_, happening) => {
    await world.happens('Hoa', 'riêng', happening)
    const told = (await world.said('riêng')).at(-1)!.text
    expect(told).toContain('mật')
    expect(told).not.toContain('diễn tập')
    const kept = await world.database.db.select().from(inbox)
    expect(JSON.stringify(kept)).not.toContain('diễn tập')
  })
})
