import { and, eq } from 'drizzle-orm'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { alsoAskedBy, assignments, tasks } from '../../../src/db/schema/assignments.js'
import { posts } from '../../../src/db/schema/people.js'
import { events } from '../../../src/db/schema/trail.js'
import { readNote } from '../../../src/office/assignments/typed.js'
import type { World } from '../../support/world.js'
import { type Given, give, openOffice, rowOf } from './given.js'

let world: World
let shared: Given
let alone: Given
beforeEach(async () => {
  world = await openOffice()
  const { work } = await give(world, [{ coUnitIds: [world.units.VP] }, {}])
  shared = work[0]!
  alone = work[1]!
})
afterEach(() => world.close())

const notes = () =>
  world.database.db
    .select()
    .from(events)
    .where(and(eq(events.subject, `assignment:${shared.id}`), eq(events.action, 'assignment.note')))
    .orderBy(events.id)

it('a cooperating unit gets the numbers, opens the work with nothing to answer, and sees it change', async () => {
  const asked = (await world.said('VP')).at(-1)!
  expect(asked.text).toBe(
    `Văn phòng HĐND và UBND phối hợp thực hiện 1 nội dung\n1. Rà soát thủ tục hành chính lần 1 – Chủ trì: Phòng Kinh tế – #${shared.number}`,
  )
  expect(asked.buttons).toEqual([[String(shared.number)]])
  await world.taps('An', 'VP', `cooperation.show:${shared.id}`)
  const [card] = await world.said('VP')
  expect(card!.text).toContain('Tình trạng: Chưa trả lời')
  expect(card!.buttons).toEqual([['Ý kiến phối hợp']])
  await world.taps('Bình', 'KT', `assignment.accept:${shared.id}`)
  const changed = (await world.said('VP')).filter((one) => one.slot === `cooperation:${shared.id}`)
  expect(changed).toHaveLength(1)
  expect(changed[0]!.text).toContain('Tình trạng: Đã nhận')
  expect((await world.taps('An', 'VP', `assignment.accept:${shared.id}`))?.alert).toBe(true)
  expect(await rowOf(world, shared.id)).toMatchObject({ statusBy: world.persons.Bình })
})

it('a note is asked for, kept with its unit, and told to the people of the unit that leads', async () => {
  await world.taps('An', 'VP', `cooperation.note:${shared.id}`)
  await world.taps('An', 'VP', `cooperation.note:${shared.id}`)
  const asked = await world.said('VP')
  expect(asked.filter((one) => one.text.includes('ghi ý kiến phối hợp'))).toHaveLength(1)
  await world.says('An', 'VP', 'anh em ơi mai họp nhé')
  expect(await notes()).toEqual([])
  const question = asked.find((one) => one.text.includes('ghi ý kiến phối hợp'))
  await world.says('An', 'VP', 'Đề nghị gửi *số liệu* trước 20/9', String(question!.id))
  const said = await world.said()
  expect(said.map((one) => [one.chatId, one.text])).toEqual([
    [
      world.privates.Bình,
      [
        `Văn phòng HĐND và UBND (An) có ý kiến phối hợp về việc #${shared.number}`,
        'CV 85/UBND-VHXH ngày 24/7/2026',
        'Rà soát thủ tục hành chính lần 1',
        'Nội dung: Đề nghị gửi *số liệu* trước 20/9',
      ].join('\n'),
    ],
    [expect.any(Number), `Đã ghi ý kiến về việc #${shared.number} và báo Phòng Kinh tế.`],
  ])
  expect(said[0]!.buttons).toEqual([[`#${shared.number}`]])
  expect(await notes()).toMatchObject([{ actorId: world.persons.An, onBehalfOf: null }])
  expect((await rowOf(world, shared.id)).status).toBe('unanswered')
  await world.says('Bình', 'riêng', `/nhatky ${shared.number}`)
  expect((await world.said()).at(-1)!.text).toContain(
    'An: nêu ý kiến phối hợp. Văn phòng HĐND và UBND. Đề nghị gửi *số liệu* trước 20/9',
  )
})

it('typed as well; cancelled it leaves nothing; without anybody to tell the officers hear it', async () => {
  await world.says('An', 'VP', `${shared.number} gop y: cho file mau`)
  expect((await world.said()).at(-1)!.text).toBe(`Đã ghi ý kiến về việc #${shared.number} và báo Phòng Kinh tế.`)
  await world.taps('An', 'riêng', `cooperation.note:${shared.id}`)
  await world.taps('An', 'riêng', 'Huỷ')
  await world.says('An', 'riêng', 'không còn gì')
  expect(await notes()).toHaveLength(1)
  await world.said()
  await world.database.db.update(posts).set({ to: world.now }).where(eq(posts.personId, world.persons.Bình))
  await world.says('An', 'VP', `#${shared.number} phối hợp: đã chuyển hồ sơ`)
  const said = await world.said()
  expect(said.map((one) => one.chatId)).toEqual(expect.arrayContaining([world.privates.Hoa, world.privates.Lan]))
  expect(said.at(-1)!.text).toContain('đã báo cán bộ phụ trách')
})

it('who answers for a cooperating unit is told that it only cooperates, who leads, and how to add a note', async () => {
  const refusal = `Việc #${shared.number} do Phòng Kinh tế chủ trì, đơn vị của đồng chí chỉ phối hợp; chưa có gì thay đổi. Nếu có ý kiến phối hợp, đồng chí gõ: ${shared.number} góp ý: nội dung.`
  for (const words of ['xong', 'đang làm', 'trễ 25/10 do thiếu người', 'vướng: thiếu người']) {
    await world.says('An', 'VP', `${shared.number} ${words}`)
    expect((await world.said()).at(-1)!.text, words).toBe(refusal)
  }
  for (const [who, place, { number }] of [
    ['Chi', 'VHXH', shared],
    ['An', 'VP', alone],
  ] as const) {
    await world.says(who, place, `${number} xong`)
    expect((await world.said()).at(-1)!.text).toBe(
      `Việc #${number} không thuộc đơn vị của đồng chí; chưa có gì thay đổi.`,
    )
  }
  expect((await rowOf(world, shared.id)).status).toBe('unanswered')
})

it('where the writer alone heads the leading unit too, its group gets the note, once', async () => {
  await world.said()
  await world.database.db.update(posts).set({ to: world.now }).where(eq(posts.personId, world.persons.Bình))
  await world.database.db.insert(posts).values({
    communeId: world.communeId,
    personId: world.persons.An,
    role: 'head',
    unitId: world.units.KT,
    from: world.now,
  })
  await world.says('An', 'VP', `${shared.number} góp ý: đã chuyển hồ sơ`)
  const kept = `Đã ghi ý kiến về việc #${shared.number} và báo Phòng Kinh tế.`
  const [told, answer, ...more] = await world.said()
  expect(told!.text).toContain('Nội dung: đã chuyển hồ sơ')
  expect([answer!.text, more]).toEqual([kept, []])
  await world.says('An', 'KT', `${shared.number} góp ý: gửi lần hai`)
  const [here, ...others] = await world.said()
  expect(here).toMatchObject({ text: kept, chatId: told!.chatId })
  expect(others).toEqual([])
})

it('an officer notes for the unit, and is named; who does not cooperate may not, nor on work that is over', async () => {
  await world.says('Hoa', 'VP', `${shared.number} góp ý: họ báo qua điện thoại`)
  expect(await notes()).toMatchObject([{ actorId: world.persons.Hoa, onBehalfOf: world.units.VP }])
  await world.said()
  const refusal = `Đơn vị của đồng chí không phối hợp việc #${shared.number}.`
  for (const data of [`cooperation.show:${shared.id}`, `cooperation.note:${shared.id}`])
    for (const [who, place] of [
      ['Chi', 'VHXH'],
      ['Chi', 'riêng'],
    ] as const)
      expect(await world.taps(who, place, data), `${who} ${place} ${data}`).toMatchObject({
        text: refusal,
        alert: true,
      })
  await world.says('Chi', 'VHXH', `${shared.number} góp ý: không liên quan`)
  expect((await world.said()).at(-1)!.text).toBe(refusal)
  expect((await world.taps('Nga', 'riêng', `cooperation.note:${shared.id}`))?.alert).toBe(true)
  expect((await world.taps('An', 'VP', `cooperation.note:${alone.id}`))?.alert).toBe(true)
  await world.database.db.update(assignments).set({ status: 'done' }).where(eq(assignments.id, shared.id))
  expect(await world.taps('An', 'VP', `cooperation.note:${shared.id}`)).toMatchObject({
    text: expect.stringContaining('Hoàn thành'),
    alert: true,
  })
  await world.taps('An', 'VP', `cooperation.show:${shared.id}`)
  expect((await world.said('VP')).at(-1)!.buttons).toEqual([])
  expect(await notes()).toHaveLength(1)
})

it('of several cooperating units an officer in private is asked to write in the group of the one that meant it', async () => {
  const { work } = await give(world, [{ coUnitIds: [world.units.VP, world.units.VHXH] }])
  await world.said()
  await world.says('Hoa', 'riêng', `${work[0]!.number} góp ý: đồng ý`)
  expect((await world.said()).at(-1)!.text).toBe(
    `Việc #${work[0]!.number} có nhiều đơn vị phối hợp: Văn phòng HĐND và UBND, Phòng Văn hóa - Xã hội. Đề nghị đồng chí ghi ý kiến trong nhóm của đơn vị đó.`,
  )
  await world.says('Hoa', 'VHXH', `${work[0]!.number} góp ý: đồng ý`)
  expect((await world.said()).at(-1)!.text).toContain('Đã ghi ý kiến')
})

it('/viec names what a unit cooperates in below its own work, and its people may read the trail without the reasons', async () => {
  await world.said()
  await world.says('An', 'riêng', '/viec')
  const [own, others] = await world.said()
  expect(own!.text).toContain('không')
  expect(others!.text).toBe(
    `Phối hợp với đơn vị khác: 1 việc\n${shared.number}. KT: Rà soát thủ tục hành chính lần 1 – 30/9/2026`,
  )
  expect(others!.buttons).toEqual([[String(shared.number)]])
  await world.says('Bình', 'KT', '/viec')
  expect((await world.said()).filter((one) => one.text.startsWith('Phối hợp với'))).toEqual([])
  await world.says('Bình', 'KT', `${shared.number} vướng: thiếu người làm`)
  await world.said()
  await world.says('An', 'riêng', `/nhatky ${shared.number}`)
  const trail = (await world.said()).at(-1)!.text
  expect(trail).toContain('nêu khó khăn')
  expect(trail).not.toContain('thiếu người')
  await world.says('Chi', 'riêng', `/nhatky ${shared.number}`)
  expect((await world.said()).at(-1)!.text).not.toContain('nêu khó khăn')
})

it('what another letter asks a unit to cooperate in stands in its /viec, too', async () => {
  const [work] = (await give(world, [{}])).work
  const { directiveId } = await give(world, [{ unit: 'VHXH', coUnitIds: [world.units.PVHCC] }])
  const [task] = await world.database.db.select().from(tasks).where(eq(tasks.directiveId, directiveId))
  await world.said()
  await world.database.db
    .insert(alsoAskedBy)
    .values({ communeId: world.communeId, assignmentId: work!.id, taskId: task!.id, createdAt: world.now })
  await world.says('Dũng', 'riêng', '/viec')
  expect((await world.said('riêng', 'Dũng')).map((one) => one.text).join('\n')).toContain(`${work!.number}. KT: `)
})

it('a note needs its word and a colon; talk is left alone', () => {
  expect(readNote('17 góp ý: cần mẫu số 2')).toEqual({ number: 17, words: 'cần mẫu số 2' })
  expect(readNote('viec so 17 y kien phoi hop - dong y')).toEqual({ number: 17, words: 'dong y' })
  for (const talk of [
    '17 người góp ý rồi',
    'góp ý: nên họp sớm',
    '17 giờ phối hợp với công an nhé',
    '17 phối hợp với công an: mai đi',
    '17 ý kiến',
    '17 góp ý:',
  ])
    expect(readNote(talk), talk).toBeUndefined()
})
