// Which old work answers which part of a new letter, at the size of the largest letters.
import { expect, it } from 'vitest'
import type { AssignmentView } from '../../../../src/office/assignments/view.js'
import type { Draft, DraftTask } from '../../../../src/office/directives/draft.js'
import { sortOut } from '../../../../src/office/directives/succession/plan.js'

const TASKS = 60
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

const works = Array.from({ length: TASKS * UNITS }, (_, index) => {
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

const deadlines = new Map(works.map((work) => [work.deadlineId, { rule, openedThrough: null }]))

const given = { works, duties: [], deadlines }

function draftWith(text: (task: number) => string): Draft {
  const unitIds = Array.from({ length: UNITS }, (_, index) => index + 1)
  const tasks = Array.from({ length: TASKS }, (_, index) => {
    const id = index + 1
    return { id, text: text(id), clause: `mục ${id}`, unitIds, coUnitIds: [], rules: [rule], target: null, doubts: [] }
  }) as unknown as DraftTask[]
  return { kind: 'letter', header: { badOcr: false }, tasks } as unknown as Draft
}

it.each(['replaces', 'corrects'] as const)('sixty tasks for ten units each are sorted out at once (%s)', (kind) => {
  const started = performance.now()
  const same = sortOut(draftWith(wordsOf), given, kind)
  expect([same.kept.length, same.withdrawn.length]).toEqual([TASKS * UNITS, 0])
  expect(same.kept.every((one) => one.changed.length === 0)).toBe(true)
  const asked = sortOut(
    draftWith((task) => wordsOf(task).replace('trình Chủ tịch', 'trình Bí thư')),
    given,
    kind,
  )
  expect(new Set(asked.kept.map((one) => JSON.stringify(one.changed)))).toEqual(
    new Set(['[{"before":"Chủ tịch xem","after":"Bí thư xem"}]']),
  )
  const other = sortOut(
    draftWith(
      (task) => `${wordsOf(task).slice(0, 120)} và ${wordsOf(task).slice(0, 200).split(' ').reverse().join(' v')}`,
    ),
    given,
    kind,
  )
  expect(other.kept).toEqual([])
  expect(performance.now() - started).toBeLessThan(4000)
})
