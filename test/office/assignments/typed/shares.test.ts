import { expect, it } from 'vitest'
import { readAnswers, readNote, readTrouble } from '../../../../src/office/assignments/typed.js'
import { matchUnit } from '../../../../src/office/communes/unit-key.js'
import { answers } from './answers.js'
import { chat } from './chat.js'

const names = {
  KT: 'Phòng Kinh tế',
  VHXH: 'Phòng Văn hóa - Xã hội',
  VP: 'Văn phòng HĐND và UBND',
  DVSNC: 'Trung tâm Dịch vụ sự nghiệp công',
  TTPVHCC: 'Trung tâm Phục vụ hành chính công',
}
const units = Object.entries(names).map(([shortName, name], index) => ({
  id: index + 1,
  communeId: 1,
  name,
  shortName,
  kind: 'unit' as const,
  leaderId: null,
  position: index,
  closedAt: null,
  mergedInto: null,
  aliases: [shortName],
}))

/** What the program makes of a line, in the corpus's own writing; undefined when it is left alone. */
function readingOf(text: string): string | undefined {
  const read = readAnswers(text)
  // A name that is no unit of the commune makes it talk.
  if (read?.some(({ unit }) => unit !== undefined && !matchUnit(units, unit)?.sure)) return undefined
  if (read)
    return read.map(({ move, numbers, unit }) => [move, numbers.join(','), unit].filter(Boolean).join(' ')).join(' | ')
  const trouble = readTrouble(text)
  if (trouble) return `${trouble.what} ${trouble.number}`
  const note = readNote(text)
  return note && `note ${note.number}`
}

const isAside = (_: unknown, index: number) => index % 3 === 2
const isSeen = (_: unknown, index: number) => index % 3 !== 2

function share(all: number, wrong: number): number {
  return (all - wrong) / all
}

const wrongAnswers = (lines: typeof answers) => lines.filter(([text, expected]) => readingOf(text) !== expected)
const wrongChat = (lines: readonly string[]) => lines.filter((text) => readingOf(text) !== undefined)

it('there are at least 150 of each', () => {
  expect(answers.length).toBeGreaterThanOrEqual(150)
  expect(chat.length).toBeGreaterThanOrEqual(150)
})

it('the answers it was built with are all read, the ordinary lines all left alone', () => {
  expect(wrongAnswers(answers.filter(isSeen)).map(([text]) => [text, readingOf(text)])).toEqual([])
  expect(wrongChat(chat.filter(isSeen)).map((text) => [text, readingOf(text)])).toEqual([])
})

it('of the part kept aside it reads at least 98% of the answers and leaves every ordinary line alone', () => {
  const aside = answers.filter(isAside)
  const quiet = chat.filter(isAside)
  const shares = [share(aside.length, wrongAnswers(aside).length), share(quiet.length, wrongChat(quiet).length)]
  process.stdout.write(
    `typed answers kept aside: ${(shares[0]! * 100).toFixed(1)}% of ${aside.length} read; ordinary lines: ${(shares[1]! * 100).toFixed(1)}% of ${quiet.length} left alone\n`,
  )
  expect(shares[0]).toBeGreaterThanOrEqual(0.98)
  expect(shares[1]).toBe(1)
})
