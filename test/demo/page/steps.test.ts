// The steps of the guide and the mornings the clock goes to, as tables.
import { expect, test } from 'vitest'
import { advance, type GuideStep, type Happening } from '../../../src/demo/page/steps.js'
import { nextMorning } from '../../../src/demo/page/time.js'
import { instantOf } from '../../../src/lib/day.js'

const said = (more: object): Happening => ({
  kind: 'said',
  byOfficer: true,
  inGroup: false,
  text: '',
  file: false,
  ...more,
})
const tapped = (label: string, more: object = {}): Happening => ({
  kind: 'tapped',
  byOfficer: true,
  inGroup: false,
  label,
  ...more,
})
const shown = (labels: string[], more: object = {}): Happening => ({
  kind: 'shown',
  toOfficer: false,
  inGroup: true,
  labels,
  ...more,
})

const cases: [title: string, before: GuideStep[], happening: Happening, added: GuideStep[]][] = [
  ['a file of the officer is a letter', [], said({ file: true }), ['letter']],
  ['a long paste is a letter', [], said({ text: 'a'.repeat(700) }), ['letter']],
  ['a greeting is none', [], said({ text: 'Xin chào' }), []],
  ['a file in a group is none', [], said({ file: true, inGroup: true }), []],
  ['a head’s file is none', [], said({ file: true, byOfficer: false }), []],
  ['pressing before any letter checks nothing', [], tapped('Xem từng việc'), []],
  ['looking at the tasks is checking', ['letter'], tapped('Xem từng việc'), ['check']],
  ['dropping the letter is not', ['letter'], tapped('Huỷ'), []],
  ['cards in a group mean it is issued', ['letter'], shown(['Đã nhận', 'Đang thực hiện']), ['check', 'issue']],
  ['a question in a group does not', ['letter'], shown(['Tôi là lãnh đạo đơn vị']), []],
  [
    'a whole letter can be received',
    ['issue'],
    tapped('Đã nhận cả văn bản', { byOfficer: false, inGroup: true }),
    ['receive'],
  ],
  [
    'the officer is asked to confirm: reported',
    ['issue'],
    shown(['Xác nhận'], { toOfficer: true, inGroup: false }),
    ['report'],
  ],
  ['a confirmation while joining is none', [], shown(['Xác nhận'], { toOfficer: true, inGroup: false }), []],
  ['the clock counts once work is out', ['issue'], { kind: 'clock' }, ['time']],
  ['not before', ['letter'], { kind: 'clock' }, []],
  ['a summary of a month is one', [], said({ text: '/tongket tháng 9', byOfficer: false }), ['summary']],
  ['another command is none', [], said({ text: '/tongketthu' }), []],
]

test.each(cases)('%s', (_, before, happening, added) => {
  const after = advance(new Set(before), happening)
  expect([...after].filter((step) => !before.includes(step))).toEqual(added)
})

const mornings: [from: string, to: string][] = [
  ['2026-09-14 08:05', '2026-09-15'],
  ['2026-09-14 06:00', '2026-09-15'],
  ['2026-09-18 16:00', '2026-09-21'],
  ['2026-09-01 10:00', '2026-09-03'],
  ['2026-04-29 10:00', '2026-05-04'],
  ['2026-12-31 23:30', '2027-01-04'],
]

test.each(mornings)('the next morning after %s is that of %s', (from, to) => {
  const [day = '', time] = from.split(' ')
  expect(nextMorning(instantOf(day, time))).toEqual(instantOf(to, '08:00'))
})
