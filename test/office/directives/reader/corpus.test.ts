// The reader against the project's own labelled letters, which have every shape the reader is meant for.
import { expect, it } from 'vitest'
import { readLetter } from '../../../../src/office/directives/reader/letter.js'
import { labelledLetters } from './letters.js'
import { add, scoreLetter } from './score.js'

/** Shares that must be reached, in percent. They only rise. */
const floor = { tasks: 99.6, unit: 99.7, deadline: 99.7, stated: 99.7, target: 99.9, header: 100, kind: 100 }

/** Each read once: half a minute for all of them. */
const letters = labelledLetters().map((letter) => ({ ...letter, reading: readLetter(letter.text) }))

it('there are at least twelve directives and three letters that are none', () => {
  expect(letters.filter((letter) => letter.gold.is_directive).length).toBeGreaterThanOrEqual(12)
  expect(letters.filter((letter) => !letter.gold.is_directive).length).toBeGreaterThanOrEqual(3)
})

it('tasks, units, deadlines, targets and headers of the letters are read as labelled', () => {
  const sum = add(letters.map(({ name, gold, reading }) => scoreLetter(name, gold, reading)))
  const share = (part: number, whole: number) => (100 * part) / whole
  const shares = {
    tasks: share(2 * sum.found, sum.asked + sum.said),
    unit: share(sum.unit, sum.found),
    deadline: share(sum.deadline, sum.found),
    stated: share(sum.statedRight, sum.stated),
    target: share(sum.target, sum.found),
    header: share(sum.headerRight, sum.header),
    kind: share(sum.kindRight, sum.kind),
  }
  const below = Object.entries(floor).filter(([field, least]) => shares[field as keyof typeof floor] < least)
  expect({ below, wrong: below.length > 0 ? sum.wrong : [] }).toEqual({ below: [], wrong: [] })
})

it('every line of a body is a task, a heading or lead-in, or is listed as left out, and only once', () => {
  for (const { name, reading } of letters) {
    const left = new Set(reading.leftOut)
    const used = new Set<number>()
    for (const place of [...reading.tasks.map((task) => task.place), ...reading.framing])
      for (let line = place.line; line < place.end; line++) used.add(line)
    for (let line = reading.body.line; line < reading.body.end; line++) {
      if (reading.lines[line] === '') continue
      expect([name, line, left.has(line) !== used.has(line)]).toEqual([name, line, true])
    }
  }
})

it('hardly a line of a directive is left out, apart from purposes and figures of a plan', () => {
  for (const { name, gold, reading } of letters) {
    if (!gold.is_directive) continue
    const body = reading.lines.slice(reading.body.line, reading.body.end).filter(Boolean).length
    expect([name, reading.leftOut.length <= body * 0.5]).toEqual([name, true])
  }
})

it('the words of a task stand in the letter at the place it names', () => {
  for (const { gold, reading } of letters) {
    if (gold.ocr) continue
    for (const task of reading.tasks) {
      const there = reading.lines.slice(task.place.line, task.place.end).join(' ')
      expect(there).toContain(task.text.slice(0, 30))
    }
  }
})
