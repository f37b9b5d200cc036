// A letter told to the groups: a header with its cards or a list; and what is open, shown to a new group.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Tx } from '../../../src/db/db.js'
import { announceDirective, postOpenWork } from '../../../src/office/assignments/announce.js'
import { refreshList } from '../../../src/office/assignments/group-lists.js'
import { MOST_CARDS } from '../../../src/office/assignments/messages.js'
import { insertTasks, type NewTask, openAssignments } from '../../../src/office/assignments/open.js'
import { groupsOf } from '../../../src/office/assignments/screens.js'
import { listOpenAssignments, viewsOf } from '../../../src/office/assignments/store.js'
import { openWorld, type World } from '../../support/world.js'
import { newLetter, newTask } from './orders.js'

let world: World
beforeAll(async () => {
  world = await openWorld({ entries: [] })
})
afterAll(() => world.close())

const task = (over: Partial<NewTask>) => newTask(world, over)
const letter = () => newLetter(world)

describe('announcing a letter', () => {
  it('sends a header and a card each for up to three, a list for more, and nothing for a unit without a group', async () => {
    const directiveId = await letter()
    const opened = await world.write(async (tx) => {
      const stored = await insertTasks(
        tx,
        [
          ...Array.from({ length: 5 }, (_, index) =>
            task({
              directiveId,
              position: index,
              text: `Việc thứ ${index + 1}`,
              leadUnitIds: [world.units.VHXH, world.units.DVSNC],
            }),
          ),
          task({
            directiveId,
            position: 6,
            leadUnitIds: [world.units.KT],
            coUnitIds: [world.units.PVHCC],
            clause: 'mục 1',
          }),
        ],
        world.now,
      )
      const taskIds = stored.map((one) => one.taskId)
      return openAssignments(
        tx,
        { communeId: world.communeId, taskIds, issuedOn: '2026-09-10', actorId: undefined },
        world.now,
      )
    })
    await world.said()
    const told = await world.write((tx) =>
      announceDirective(
        tx,
        {
          communeId: world.communeId,
          directiveId,
          header: {
            number: '85/UBND-VHXH',
            issuedOn: '2026-09-10',
            issuer: 'UBND xã Đường An',
            subject: 'cải cách hành chính',
          },
          assignmentIds: opened.map((one) => one.id),
          actorId: world.persons.Hoa,
        },
        world.now,
      ),
    )
    expect(told.map((one) => [one.chatId, one.count])).toEqual([
      [world.groups.KT, 1],
      [world.groups.VHXH, 5],
      [world.groups.PVHCC, 0],
    ])
    const said = await world.said()
    const first = opened[0]!.number
    expect(
      said.filter((one) => one.chatId === world.groups.VHXH).map((one) => [one.slot, one.text, one.buttons]),
    ).toEqual([
      [
        `header:${directiveId}`,
        'CV 85/UBND-VHXH ngày 10/9/2026 của UBND xã Đường An\nVề việc: cải cách hành chính\nGiao Phòng Văn hóa - Xã hội: 5 việc\nVăn bản chính thức gửi qua hệ thống quản lý văn bản; tin này để theo dõi, đôn đốc.',
        [],
      ],
      [
        `list:${directiveId}:1`,
        [
          'CV 85/UBND-VHXH ngày 10/9/2026: 5 việc',
          ...Array.from({ length: 5 }, (_, index) => `${first + 2 * index}. Việc thứ ${index + 1} – 30/9/2026`),
        ].join('\n'),
        [['Đã nhận cả văn bản'], Array.from({ length: 5 }, (_, index) => String(first + 2 * index))],
      ],
    ])
    expect(said.filter((one) => one.chatId === world.groups.KT).map((one) => one.slot)).toEqual([
      `header:${directiveId}`,
      `card:${opened.at(-1)!.id}`,
    ])
    expect(said.filter((one) => one.chatId === world.groups.PVHCC).at(-1)!.text).toBe(
      `Trung tâm Phục vụ hành chính công phối hợp thực hiện 1 nội dung\n1. Rà soát thủ tục hành chính (mục 1) – Chủ trì: Phòng Kinh tế – #${opened.at(-1)!.number}`,
    )
    const views = await viewsOf(world.database.db, world.communeId, [opened.at(-1)!.id])
    expect(views[0]!.cooperating.map((unit) => unit.shortName)).toEqual(['PVHCC'])
  })

  it('shows a newly bound group what is open', async () => {
    for (const directiveId of [await letter(), await letter()])
      await world.write(async (tx) => {
        const list = Array.from({ length: 60 }, (_, position) => task({ directiveId, position }))
        const taskIds = (await insertTasks(tx, list, world.now)).map((one) => one.taskId)
        const { communeId } = world
        await openAssignments(tx, { communeId, taskIds, issuedOn: '2026-09-10', actorId: undefined }, world.now)
      })
    const reads: number[] = []
    const count = await world.write((tx) =>
      postOpenWork(
        countingLists(tx, reads),
        { communeId: world.communeId, chatId: world.groups.KT, unitIds: [world.units.KT] },
        world.now,
      ),
    )
    expect(count).toBeGreaterThan(100)
    expect((await lettersOfKt()).size).toBe(2)
    expect(reads).toHaveLength(2)
    const said = await world.said('KT')
    expect(said[0]!.text).toBe(`Các việc đang mở của đơn vị: ${count} việc`)
  })

  it('reads a list once to bring it up to date', async () => {
    const directiveId = [...(await lettersOfKt())].at(-1)!
    const [chat] = await groupsOf(world.database.db, world.communeId, [world.units.KT])
    const reads: number[] = []
    const slots = await world.write((tx) =>
      refreshList(
        countingLists(tx, reads),
        { communeId: world.communeId, chat: chat!, name: { kind: 'list', of: directiveId }, mark: 'x' },
        world.now,
      ),
    )
    expect(slots.length).toBeGreaterThan(0)
    expect(reads).toHaveLength(1)
  })
})

/** The letters of which the Phòng Kinh tế has more open than stands on cards: a list each. */
async function lettersOfKt(): Promise<Set<number>> {
  const { db } = world.database
  const open = await listOpenAssignments(db, { communeId: world.communeId, unitIds: [world.units.KT] }, world.now)
  const counts = new Map<number, number>()
  for (const { directiveId } of open) counts.set(directiveId ?? 0, (counts.get(directiveId ?? 0) ?? 0) + 1)
  return new Set([...counts].filter(([, count]) => count > MOST_CARDS).map(([id]) => id))
}

/** The same transaction; how often a list's work is looked up is noted: of each duty, by its `duty`, the newest period. */
function countingLists(tx: Tx, reads: number[]): Tx {
  return new Proxy(tx, {
    get(target, name) {
      const value = Reflect.get(target, name, target) as unknown
      if (typeof value !== 'function') return value
      if (name !== 'select') return value.bind(target)
      return (fields?: Record<string, unknown>) => {
        if (fields && 'duty' in fields) reads.push(reads.length)
        return fields ? target.select(fields as never) : target.select()
      }
    },
  })
}
