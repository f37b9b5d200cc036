// Letters cut, shuffled, doubled and soiled: the reader never throws, never hangs, and never loses a line silently.
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { toReadJson } from '../../../../src/office/directives/reader/json.js'
import { readLetter } from '../../../../src/office/directives/reader/letter.js'
import { secretStamp } from '../../../../src/office/directives/reader/stamp.js'
import { labelledLetters } from './letters.js'

const letters = labelledLetters().map((letter) => letter.text)
const dirt = [
  '',
  ' ',
  '|',
  ' | ',
  '-',
  '1.',
  'a)',
  '**',
  '# ',
  '\t',
  '\u200b',
  '\u202e',
  '31/6/2026',
  '100%',
  'trước ngày',
  'Kính gửi:',
  'Nơi nhận:',
  'Điều 1.',
  ':',
  ';',
  './.',
  '\ud800',
  'Phòng',
  'hằng tháng',
]

const mutated = fc
  .record({
    lines: fc.constantFrom(...letters).map((text) => text.split('\n')),
    changes: fc.array(
      fc.record({
        what: fc.constantFrom('drop', 'double', 'swap', 'join', 'soil', 'wrap', 'blank', 'upper', 'plain'),
        at: fc.nat(200),
        to: fc.nat(200),
        dirt: fc.oneof(fc.constantFrom(...dirt), fc.string({ unit: 'grapheme', maxLength: 12 })),
      }),
      { maxLength: 25 },
    ),
  })
  .map(({ lines, changes }) => {
    const all = [...lines]
    for (const change of changes) {
      const at = change.at % Math.max(1, all.length)
      const line = all[at] ?? ''
      if (change.what === 'drop') all.splice(at, 1)
      else if (change.what === 'double') all.splice(at, 0, line)
      else if (change.what === 'swap') all.splice(change.to % Math.max(1, all.length), 0, ...all.splice(at, 1))
      else if (change.what === 'join') all.splice(at, 2, `${line} ${all[at + 1] ?? ''}`)
      else if (change.what === 'soil') all[at] = line.slice(0, change.to) + change.dirt + line.slice(change.to)
      else if (change.what === 'wrap') all.splice(at, 1, line.slice(0, change.to), line.slice(change.to))
      else if (change.what === 'blank') all.splice(at, 0, '')
      else if (change.what === 'upper') all[at] = line.toUpperCase()
      else all[at] = line.normalize('NFD').replace(/\p{M}/gu, '')
    }
    return all.join('\n')
  })

function check(text: string): void {
  const reading = readLetter(text, { today: '2026-06-20', knownUnits: [{ name: 'Phòng Kinh tế', aliases: ['KT'] }] })
  JSON.stringify(toReadJson(reading))
  secretStamp(text)
  const accounted = new Set(reading.leftOut)
  for (const place of [...reading.tasks.map((task) => task.place), ...reading.framing]) {
    expect(place.line).toBeLessThan(place.end)
    for (let line = place.line; line < place.end; line++) accounted.add(line)
  }
  for (let line = reading.body.line; line < reading.body.end; line++)
    if (reading.lines[line] !== '') expect(accounted.has(line)).toBe(true)
  for (const task of reading.tasks) {
    expect(task.deadlines.length).toBeGreaterThan(0)
    expect(task.unit).not.toBe('')
    expect(task.text).not.toBe('')
  }
  for (const doubt of reading.doubts) {
    expect(doubt.code).toMatch(/^doubt-[a-z-]+$/)
    if (doubt.taskIndex !== undefined) expect(doubt.taskIndex).toBeLessThan(reading.tasks.length)
  }
}

// 10,000 were read to the end (FUZZ_RUNS=10000).
const runs = Number(process.env.FUZZ_RUNS ?? 300)

it('letters in any state of disorder are read to the end, every line accounted for', () => {
  fc.assert(fc.property(mutated, check), { numRuns: runs })
}, 3_600_000)

it('any characters at all are read', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 2000 }), check), { numRuns: 100 })
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...dirt, '\n'), { maxLength: 300 }), (parts) => check(parts.join(' '))),
    { numRuns: 100 },
  )
})

it('what makes a slow pattern slow does not slow the reader: long lines of one thing', () => {
  const long = [
    'a',
    '1.',
    '- ',
    'và ',
    'các ',
    'ngày 1/1/2026 ',
    'hằng tháng ',
    'phối hợp với Phòng Kinh tế, ',
    '| ',
    '100% ',
    'Phòng ',
    'trước ',
    '(',
    '**',
    '…',
    '/UBND-VHXH ',
    ' ',
    'đề nghị các đơn vị ',
    'từ ngày 1/1 đến ',
    'xã ',
  ]
  for (const piece of long) {
    const started = process.cpuUsage()
    check(`Kính gửi: Các đơn vị\n1. ${piece.repeat(20_000)}\n- ${piece.repeat(2000)}:\n`)
    // A matter of milliseconds; squared it would be minutes.
    expect([piece, process.cpuUsage(started).user / 1e6 < 5]).toEqual([piece, true])
  }
})
