// A city in a database: 114 groups with their units and heads, and open assignments to tap.
import type { Db } from '../../src/db/db.js'
import { assignments, taskDeadlines, tasks, taskUnits } from '../../src/db/schema/assignments.js'
import { communes, units } from '../../src/db/schema/communes.js'
import { accounts, channels, chats, chatUnits, persons, posts } from '../../src/db/schema/people.js'

export interface SeedGroup {
  externalId: number
  headId: number
  chatId: number
  communeId: number
  assignmentIds: number[]
}

const at = new Date('2026-09-14T02:00:00Z')

/** One commune per group, each with one unit, its head and `each` assignments nobody has answered yet. */
export async function seedCity(
  db: Db,
  input: { bot: { id: number; username: string }; groups: { externalId: number; headId: number }[]; each: number },
): Promise<SeedGroup[]> {
  const [channel] = await db
    .insert(channels)
    .values({ platform: 'telegram', externalId: String(input.bot.id), username: input.bot.username })
    .returning()
  const channelId = channel!.id
  const result: SeedGroup[] = []
  for (const [index, group] of input.groups.entries()) {
    const [commune] = await db
      .insert(communes)
      .values({ name: `UBND xã số ${index + 1}`, createdAt: at, nextNumber: input.each + 1 })
      .returning()
    const communeId = commune!.id
    const [unit] = await db.insert(units).values({ communeId, name: 'Phòng Kinh tế', shortName: 'KT' }).returning()
    const [person] = await db
      .insert(persons)
      .values({ name: `Trưởng phòng ${index + 1}`, createdAt: at })
      .returning()
    await db.insert(accounts).values({ channelId, externalId: String(group.headId), personId: person!.id })
    await db.insert(posts).values({ communeId, personId: person!.id, unitId: unit!.id, role: 'head', from: at })
    const [chat] = await db
      .insert(chats)
      .values({
        channelId,
        externalId: String(group.externalId),
        kind: 'group',
        communeId,
        title: `Nhóm ${index + 1}`,
        createdAt: at,
      })
      .returning()
    await db.insert(chatUnits).values({ communeId, chatId: chat!.id, unitId: unit!.id })
    const taskRows = await db
      .insert(tasks)
      .values(
        Array.from({ length: input.each }, (_, position) => ({
          communeId,
          position,
          text: `Nhiệm vụ thứ ${position + 1}: rà soát, báo cáo kết quả thực hiện cải cách hành chính của đơn vị`,
          createdAt: at,
        })),
      )
      .returning()
    await db
      .insert(taskUnits)
      .values(taskRows.map((task) => ({ communeId, taskId: task.id, unitId: unit!.id, role: 'lead' as const })))
    const rule = { kind: 'date' as const, due: '2027-12-30', words: 'trước ngày 30/12/2027' }
    const deadlines = await db
      .insert(taskDeadlines)
      .values(taskRows.map((task) => ({ communeId, taskId: task.id, rule, words: rule.words })))
      .returning()
    const rows = await db
      .insert(assignments)
      .values(
        taskRows.map((task, position) => ({
          communeId,
          number: position + 1,
          taskId: task.id,
          unitId: unit!.id,
          deadlineId: deadlines[position]!.id,
          legalDueOn: '2027-12-30',
          statusAt: at,
          createdAt: at,
        })),
      )
      .returning({ id: assignments.id })
    result.push({ ...group, chatId: chat!.id, communeId, assignmentIds: rows.map((row) => row.id) })
  }
  return result
}
