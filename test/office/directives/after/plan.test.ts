// Which old work answers which part of a new letter, at the size of the largest letters.
import { expect, it } from 'vitest'
import type { AssignmentView } from '../../../../src/office/assignments/view.js'
import type { Draft, DraftTask } from '../../../../src/office/directives/draft.js'
import { sortOut } from '../../../../src/office/directives/succession/plan.js'
import { expectGrowth } from '../../../support/growth.js'

const UNITS = 10

const things = [
  'hồ sơ đất đai',
  'quy chế làm việc',
  'dự toán ngân sách',
  'thủ tục hành chính',
  'trang thông tin điện tử',
]
const wordsOf = (task: number) =>
  `Tổ chức rà soát nội dung thứ ${task} về ${things[task % 5]}, lập danh sách các tồn tại, hạn chế và đề xuất phương án khắc phục cụ thể, phân công rõ người chịu trách nhiệm, báo cáo kết quả về Ủy ban nhân dân xã qua Phòng Văn hóa - Xã hội để tổng hợp, trình Chủ tịch xem xét, quyết định theo thẩm quyền được giao trong năm ${2026 + task}`

const rule = { kind: 'none' as const, words: '' }

function workOf(tasks: number) {
  const works = Array.from({ length: tasks * UNITS }, (_, index) => {
    const task = Math.floor(index / UNITS) + 1
    const unit = { id: (index % UNITS) + 1 }
    const clause = `mục ${task}`
    return {
      id: index + 1,
      number: index + 1,
      taskId: task,
      deadlineId: task,
      unit,
      text: wordsOf(task),
      clause,
      target: null,
      status: 'accepted',
    }
  }) as unknown as AssignmentView[]
  return {
    works,
    duties: [],
    deadlines: new Map(works.map((work) => [work.deadlineId, { rule, openedThrough: null }])),
  }
}

function draftWith(tasks: number, text: (task: number) => string): Draft {
  const unitIds = Array.from({ length: UNITS }, (_, index) => index + 1)
  const all = Array.from({ length: tasks }, (_, index) => {
    const id = index + 1
    return { id, text: text(id), clause: `mục ${id}`, unitIds, coUnitIds: [], rules: [rule], target: null, doubts: [] }
  }) as unknown as DraftTask[]
  return { kind: 'letter', header: { badOcr: false }, tasks: all } as unknown as Draft
}

/** The same letter, one word of it changed, and another one, sorted out against what was given. */
function sortThree(tasks: number, kind: 'replaces' | 'corrects'): void {
  const given = workOf(tasks)
  const same = sortOut(draftWith(tasks, wordsOf), given, kind)
  expect([same.kept.length, same.withdrawn.length]).toEqual([tasks * UNITS, 0])
  expect(same.kept.every((one) => one.changed.length === 0)).toBe(true)
  const asked = sortOut(
    draftWith(tasks, (task) => wordsOf(task).replace('trình Chủ tịch', 'trình Bí thư')),
    given,
    kind,
  )
  expect(new Set(asked.kept.map((one) => JSON.stringify(one.changed)))).toEqual(
    new Set(['[{"before":"Chủ tịch xem","after":"Bí thư xem"}]']),
  )
  const other = sortOut(
    draftWith(
      tasks,
      (task) => `${wordsOf(task).slice(0, 120)} và ${wordsOf(task).slice(0, 200).split(' ').reverse().join(' v')}`,
    ),
    given,
    kind,
  )
  expect(other.kept).toEqual([])
}

it.each(['replaces', 'corrects'] as const)(
  'sixty tasks for ten units each are sorted out at the cost of each beside each, at most (%s)',
  (kind) => {
    expectGrowth(kind, (tasks) => sortThree(tasks, kind), { size: 15, most: 32 })
  },
)
