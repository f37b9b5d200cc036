// What is said of work, whatever a letter or a person put into its text.
import { expect, it } from 'vitest'
import { oneLine } from '../../../src/lib/vietnamese.js'
import { readCause } from '../../../src/office/assignments/lateness/cause.js'
import { isLong, readableText, withoutEnd } from '../../../src/office/assignments/words.js'

it.each([
  ['Báo cáo kết quả./.', 'Báo cáo kết quả.'],
  ['Báo cáo kết quả . / .\n ', 'Báo cáo kết quả.'],
  ['Báo cáo kết quả /.', 'Báo cáo kết quả.'],
  ['Báo cáo kết quả.', 'Báo cáo kết quả.'],
  ['Báo cáo kết quả /', 'Báo cáo kết quả /'],
  ['Đạt 1/2', 'Đạt 1/2'],
  ['./.', '.'],
  ['', ''],
])('"%s" ends as "%s"', (text, end) => {
  expect(withoutEnd(text)).toBe(end)
})

it.each([
  ['một\nhai', 'một hai'],
  ['một  \n\n \t hai  ba', 'một hai  ba'],
  ['một  hai', 'một  hai'],
])('%j is one line', (text, line) => {
  expect(oneLine(text)).toBe(line)
})

/** The shortest of some runs, in milliseconds. */
function cost(run: () => unknown): number {
  const times = Array.from({ length: 5 }, () => {
    const start = performance.now()
    run()
    return performance.now() - start
  })
  return Math.min(...times)
}

// Four times the text costs about four times as much; going over its blanks again and again it would be 16 or 64 times.
it.each([
  ['withoutEnd', withoutEnd],
  ['readableText', readableText],
  ['isLong', isLong],
  ['readCause', readCause],
] as const)('%s does not go over a run of blanks again and again', (_name, read) => {
  for (const end of ['x', '.', '/', '/.', './.']) {
    const text = (length: number) => `một${' '.repeat(length)}${end}`
    cost(() => read(text(2000)))
    // What is slow by itself is so every time; what a busy machine makes slow is not.
    const shares = Array.from({ length: 5 }, () => {
      const [short, long] = [cost(() => read(text(5000))), cost(() => read(text(20_000)))]
      return long / Math.max(short, 0.05)
    })
    expect(Math.min(...shares)).toBeLessThan(12)
  }
})
