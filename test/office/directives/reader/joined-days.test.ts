// Two days joined by "và" or a comma: a deadline each, or one piece of time; a letter of 24 July 2026.
import { expect, it } from 'vitest'
import { deadlinesIn } from '../../../../src/office/directives/reader/deadlines.js'

const context = { year: 2026, letter: '2026-07-24' }

it.each([
  ['nộp báo cáo trước ngày 15/9/2026 và ngày 15/12/2026', ['trước 2026-09-15', 'trước 2026-12-15']],
  ['rà soát hồ sơ, báo cáo ngày 30/9/2026 và ngày 30/10/2026', ['2026-09-30', '2026-10-30']],
  ['báo cáo vào các ngày 30/9/2026 và 30/10/2026', ['2026-09-30', '2026-10-30']],
  ['nộp báo cáo trước các ngày 30/9, 30/10/2026', ['trước 2026-09-30', 'trước 2026-10-30']],
  ['gửi danh sách trước ngày 15/9, 15/10 và 15/11/2026', ['trước 2026-09-15', 'trước 2026-10-15', 'trước 2026-11-15']],
  // Days close to each other are one piece of time.
  ['tập huấn vào các ngày 18, 19, 20/8/2026', ['2026-08-20']],
  ['tổ chức vào ngày 20/8/2026 và ngày 21/8/2026', ['2026-08-21']],
])('days far apart are a deadline each: %s', (text, days) => {
  const { rules, doubts } = deadlinesIn(text, context)
  expect(rules.map((rule) => (rule.kind === 'date' ? `${rule.before ? 'trước ' : ''}${rule.due}` : rule.kind))).toEqual(
    days,
  )
  expect(doubts).toEqual([])
})

it.each([
  ['báo cáo ngày 31/9/2026 và ngày 30/10/2026', ['2026-10-30']],
  ['nộp danh sách trước ngày 31/9/2026 và ngày 30/10/2026', ['trước 2026-10-30']],
])('a day that does not exist is asked about, and the day that follows it is taken: %s', (text, days) => {
  const { rules, doubts } = deadlinesIn(text, context)
  expect(rules.map((rule) => (rule.kind === 'date' ? `${rule.before ? 'trước ' : ''}${rule.due}` : rule.kind))).toEqual(
    days,
  )
  expect(doubts.map(({ code }) => code)).toEqual(['doubt-no-such-day'])
})
