// The draft letter about what is long overdue, with the reminders the units have had.
import { eq, like, or } from 'drizzle-orm'
import { afterEach, expect, it } from 'vitest'
import { requests } from '../../../src/db/schema/assignments.js'
import { chats } from '../../../src/db/schema/people.js'
import { outbox } from '../../../src/db/schema/post.js'
import { assignmentEntries } from '../../../src/office/assignments/dialog.js'
import { reminderEntries } from '../../../src/office/reminders/dialog.js'
import { reportEntries } from '../../../src/office/reports/dialog.js'
import { openWorld, type World } from '../../support/world.js'
import { giveAll } from '../reminders/work.js'
import { at, hostile, made, openCommune, remind, wordsOf } from './office.js'

let world: World
afterEach(() => world.close())

async function letter() {
  await world.taps('Đức', 'riêng', 'reports.more:urging:2026-09')
  const [paper] = await made(world)
  expect(paper?.name).toBe('du-thao-don-doc-den-2026-09-28.docx')
  return wordsOf(paper!.bytes)
}

it('a draft letter names what is long overdue, with the reminders already had, and nothing else', async () => {
  world = await openCommune()
  await remind(world, '2026-09-10')
  await remind(world, '2026-09-15')
  world.now = at('2026-09-18', '09:00')
  await world.taps('Hoa', 'riêng', 'assignment.urge:1')
  await world.said()
  world.now = at('2026-09-28', '07:30')
  const words = await letter()
  expect(words).toContain('Kính gửi: Phòng Kinh tế.')
  expect(words).toContain('Ủy ban nhân dân xã Đường An đề nghị Thủ trưởng đơn vị:')
  expect(words).toContain('Đề nghị đơn vị nghiêm túc triển khai thực hiện./.')
  expect(words.some((text) => text.startsWith(hostile))).toBe(true)
  expect(words).toContain('Đôn đốc riêng 1 lần (18/9/2026); nhắc trong nhóm 2 lần, gần nhất 15/9/2026')
  expect(words.join('\n')).not.toContain('Số hóa hồ sơ')
})

it('it counts only messages that named the work and were sent, and says what a unit is waiting for', async () => {
  world = await openWorld({ entries: [reminderEntries(), reportEntries()], now: at('2026-09-01', '09:00') })
  const { db } = world.database
  const [, asked, alone] = await giveAll(world, [
    { number: 1, unit: 'KT', text: 'Việc một', legalDueOn: '2026-09-10' },
    { number: 2, unit: 'KT', text: 'Việc hai', legalDueOn: '2026-09-10' },
    { number: 3, unit: 'DVSNC', text: 'Việc ba', legalDueOn: '2026-09-10' },
    { number: 4, unit: 'VHXH', text: 'Việc bốn', legalDueOn: '2026-09-10' },
  ])
  await db.insert(requests).values({
    communeId: world.communeId,
    assignmentId: asked!,
    kind: 'extension',
    text: 'chờ kinh phí',
    until: '2026-10-15',
    askedBy: world.persons.Bình,
    askedAt: at('2026-09-02'),
  })
  for (const day of ['2026-09-07', '2026-09-10', '2026-09-15']) await remind(world, day)
  // From now on the group is one of all heads: the head hears it in private.
  await db.update(chats).set({ common: true }).where(eq(chats.id, world.groups.KT))
  await remind(world, '2026-09-22')
  // Pressing a unit that nobody can write to gives the officer a text, and the unit nothing.
  await world.taps('Hoa', 'riêng', `assignment.urge:${alone}`)
  await world.said()
  // What the platform never took was not said.
  const refused = or(like(outbox.key, `digest:${world.groups.VHXH}:%:am`), like(outbox.key, 'urge:%'))
  await db.update(outbox).set({ state: 'refused' }).where(refused)
  world.now = at('2026-09-28', '07:30')
  const words = await letter()
  expect(words).toContain('Số:       /UBND-……')
  const to = words.indexOf('Kính gửi:')
  expect(words.slice(to + 1, to + 4)).toEqual([
    '- Phòng Kinh tế;',
    '- Phòng Văn hóa - Xã hội;',
    '- Trung tâm Dịch vụ sự nghiệp công.',
  ])
  expect(words).toContain('Ủy ban nhân dân xã Đường An đề nghị Thủ trưởng các đơn vị:')
  expect(words[words.indexOf('DANH MỤC NHIỆM VỤ QUÁ HẠN') + 1]).toMatch(
    /^\(Kèm theo Công văn số {7}\/UBND-…… ngày .* của Ủy ban nhân dân xã Đường An\)$/,
  )
  const [KT, VHXH, DVSNC] = ['Phòng Kinh tế', 'Phòng Văn hóa - Xã hội', 'Trung tâm Dịch vụ sự nghiệp công']
  const [first, second, third, fourth] = ['một', 'hai', 'bốn', 'ba'].map((text) => `Việc ${text} (việc giao trực tiếp)`)
  const due = '10/9/2026'
  expect(words.slice(words.indexOf('Đơn vị đã báo cáo') + 1)).toEqual([
    ...['1', KT, first, due],
    'Nhắc trong nhóm 2 lần, gần nhất 15/9/2026; nhắc riêng lãnh đạo đơn vị 1 lần, gần nhất 22/9/2026',
    ...['2', KT, second, due, 'Chưa nhắc qua hệ thống', 'Đã xin gia hạn, đang chờ quyết định'],
    ...['3', VHXH, third, due, 'Chưa nhắc qua hệ thống'],
    ...['4', DVSNC, fourth, due, 'Chưa nhắc qua hệ thống'],
  ])
})

it('what a long digest had no room for was not reminded of; what was said twice a day counts twice', async () => {
  world = await openWorld({ entries: [reportEntries()], now: at('2026-09-01', '09:00') })
  const many = Array.from({ length: 21 }, (_, index) => ({
    number: index + 1,
    unit: 'KT' as const,
    text: `Việc ${index + 1}.`,
    legalDueOn: '2026-09-10',
  }))
  await giveAll(world, many)
  await remind(world, '2026-09-10')
  await remind(world, '2026-09-10', '14:00')
  world.now = at('2026-09-28', '07:30')
  const words = await letter()
  const reminded = (number: number) =>
    words[words.findIndex((text) => text.startsWith(`Việc ${number}`) && text.includes('(việc giao')) + 2]
  expect([reminded(20), reminded(21)]).toEqual(['Nhắc trong nhóm 2 lần, gần nhất 10/9/2026', 'Chưa nhắc qua hệ thống'])
})

it('the trail tells apart what the letter counts from what was said before, of receipt only, or to the officer', async () => {
  const entries = [assignmentEntries(), reminderEntries(), reportEntries()]
  world = await openWorld({ entries, now: at('2026-09-01', '09:00') })
  await giveAll(world, [
    { number: 1, unit: 'KT', text: 'Việc một', legalDueOn: '2026-09-10', status: 'unanswered' },
    { number: 2, unit: 'DVSNC', text: 'Việc hai', legalDueOn: '2026-09-10', status: 'unanswered' },
  ])
  for (let day = 3; day <= 25; day++) await remind(world, `2026-09-${String(day).padStart(2, '0')}`)
  world.now = at('2026-09-28', '07:30')
  const words = await letter()
  expect(words).toContain('Đã đôn đốc từ ngày đến hạn')
  const trail = async (number: number) => {
    await world.said()
    await world.says('Hoa', 'riêng', `/nhatky ${number}`)
    const lines = (await world.said('riêng')).flatMap((one) => one.text.split('\n'))
    return lines.flatMap((line) => /: (nhắc .*)$/.exec(line)?.[1] ?? [])
  }
  const [mine, alone] = [await trail(1), await trail(2)]
  expect(new Set(mine)).toEqual(new Set(['nhắc nhận việc', 'nhắc trước hạn', 'nhắc việc']))
  const counted = mine.filter((line) => line === 'nhắc việc').length
  const told = (text: string) => words[words.findIndex((one) => one.startsWith(text)) + 2]
  expect(told('Việc một')).toContain(`Nhắc trong nhóm ${counted} lần`)
  expect(new Set(alone)).toEqual(new Set(['nhắc cán bộ báo đơn vị (không nhắc được đơn vị qua nhóm)']))
  expect(told('Việc hai')).toBe('Chưa nhắc qua hệ thống')
})

it('a due day on a Sunday is late from Tuesday on, as the reminders count: long overdue on Thursday', async () => {
  world = await openWorld({ entries: [reportEntries()], now: at('2026-09-14', '09:00') })
  await giveAll(world, [{ number: 1, unit: 'KT', text: 'Việc một', legalDueOn: '2026-09-20' }])
  world.now = at('2026-09-23', '09:00')
  await world.taps('Hoa', 'riêng', 'reports.more:urging:2026-09')
  expect(await made(world)).toEqual([])
  world.now = at('2026-09-24', '09:00')
  await world.taps('Hoa', 'riêng', 'reports.more:urging:2026-09')
  expect(await made(world)).toHaveLength(1)
})

it('where nothing is long overdue there is no letter, and that is said', async () => {
  world = await openWorld({ entries: [reportEntries()] })
  await world.taps('Hoa', 'riêng', 'reports.more:urging:2026-09')
  expect(await made(world)).toEqual([])
  expect((await world.said('riêng', 'Hoa')).at(-1)?.text).toContain('Không có việc nào quá hạn từ 3 ngày')
})

it('work that was pressed for together was pressed for once, and two units at one moment each', async () => {
  world = await openCommune()
  world.now = at('2026-09-01', '09:00')
  await giveAll(world, [
    { number: 8, unit: 'KT', text: 'Việc tám', legalDueOn: '2026-09-10' },
    { number: 9, unit: 'VHXH', text: 'Việc chín', legalDueOn: '2026-09-10' },
  ])
  world.now = at('2026-09-18', '09:00')
  await world.taps('Hoa', 'riêng', 'assignment.urge:9')
  await world.taps('Hoa', 'riêng', `urge.unit:${world.units.KT}`)
  await world.said()
  world.now = at('2026-09-21', '09:00')
  await world.taps('Hoa', 'riêng', `urge.unit:${world.units.KT}`)
  await world.said()
  world.now = at('2026-09-28', '07:30')
  const words = await letter()
  const pressed = (text: string) => words[words.findIndex((one) => one.startsWith(text)) + 2]
  expect([hostile, 'Việc tám', 'Việc chín'].map(pressed)).toEqual([
    'Đôn đốc riêng 2 lần (18/9/2026, 21/9/2026)',
    'Đôn đốc riêng 2 lần (18/9/2026, 21/9/2026)',
    'Đôn đốc riêng 1 lần (18/9/2026)',
  ])
})
