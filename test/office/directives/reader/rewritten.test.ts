// The same letters as another hand would have typed them: other numbers, dashes, days, quoted, without colons. They give the same tasks.
import { expect, it } from 'vitest'
import { readLetter } from '../../../../src/office/directives/reader/letter.js'
import { labelledLetters } from './letters.js'
import { type Gold, type Score, scoreLetter } from './score.js'

/** Every ninth letter: all of them take minutes. */
const letters = labelledLetters().filter(({ gold }, at) => !gold.ocr && at % 9 === 0)

const eachLine = (from: RegExp, to: string) => (text: string) =>
  text
    .split('\n')
    .map((line) => line.replace(from, to))
    .join('\n')

/** How it is written, and how many of a hundred tasks may be lost by it: a list of objects whose colon is gone is one of tasks. */
const hands: [name: string, rewrite: (text: string) => string, lost: number][] = [
  ['1) instead of 1.', eachLine(/^(\d{1,2})\. (?=\p{Lu})/u, '$1) '), 1],
  ['1- instead of 1.', eachLine(/^(\d{1,2})\. (?=\p{Lu})/u, '$1- '), 1],
  ['I- instead of I.', eachLine(/^([IVX]+)\. /, '$1- '), 1],
  ['* instead of -', eachLine(/^- /, '* '), 1],
  ['quoted', eachLine(/^/, '> '), 1],
  ['an empty line below each', (text) => text.replaceAll('\n', '\n\n'), 2],
  ['days as 05-9-2026', (text) => text.replace(/(\d{1,2})\/(\d{1,2})\/(20\d\d)/g, '$1-$2-$3'), 1],
  ['"trước 25" instead of "trước ngày 25"', (text) => text.replace(/trước ngày (\d)/g, 'trước $1'), 1],
  ['with an hour', (text) => text.replace(/trước ngày (\d)/g, 'trước 17 giờ 00 ngày $1'), 1],
  ['"không muộn hơn"', (text) => text.replace(/trước ngày (\d)/g, 'không muộn hơn ngày $1'), 1],
  ['months in words', (text) => text.replace(/trong tháng 10(?=[ ,.;])/g, 'trong tháng Mười'), 1],
  ['"P. Kinh tế"', (text) => text.replaceAll('Phòng Kinh tế', 'P. Kinh tế'), 2],
  [
    'names in small letters',
    (text) =>
      text.replace(/(?<=[\p{L},;] )(?:Phòng|Trung tâm|Công an|Trạm|Hội|Đoàn)(?= \p{Lu})/gu, (head) =>
        head.toLowerCase(),
      ),
    1,
  ],
  ['no stop at the end', eachLine(/([^/.])[.;]$/, '$1'), 3],
  ['headings without a colon', eachLine(/^(\d{1,2}\. .{3,60}):$/, '$1'), 3],
]

/** The label in the same hand. */
function rewritten(gold: Gold, rewrite: (text: string) => string): Gold {
  const tasks = gold.tasks.map((task) => {
    // What the label cuts short would be rewritten otherwise than the letter.
    const whole = task.text.replace(/\s+(?:trước|trong|Phòng)(?: \S*){0,2}$/, '')
    return {
      ...task,
      text: rewrite(whole).replace(/^> /, ''),
      alt_units: [...(task.alt_units ?? []), rewrite(task.unit)],
    }
  })
  return { ...gold, tasks }
}

/** Of a hundred: tasks found, and of those the right unit and day. */
function shares(scores: Score[]) {
  const sum = (of: (score: Score) => number) => scores.reduce((all, score) => all + of(score), 0)
  const found = sum((score) => score.found)
  return {
    found: (200 * found) / (sum((score) => score.asked) + sum((score) => score.said)),
    unit: (100 * sum((score) => score.unit)) / found,
    deadline: (100 * sum((score) => score.deadline)) / found,
  }
}

const asTyped = shares(letters.map(({ name, text, gold }) => scoreLetter(name, gold, readLetter(text))))

it.each(hands)('%s', (_name, rewrite, lost) => {
  const scores = letters.map(({ name, text, gold }) =>
    scoreLetter(name, rewritten(gold, rewrite), readLetter(rewrite(text))),
  )
  const own = shares(scores)
  const wrong = scores.flatMap((score) => score.wrong).join('\n')
  expect(own.found, wrong).toBeGreaterThan(asTyped.found - lost)
  expect(own.unit, wrong).toBeGreaterThan(asTyped.unit - lost)
  expect(own.deadline, wrong).toBeGreaterThan(asTyped.deadline - lost)
})
