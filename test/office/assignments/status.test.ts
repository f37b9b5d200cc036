import { describe, expect, it } from 'vitest'
import { makeWorkCalendar } from '../../../src/calendar/work-calendar.js'
import { statuses } from '../../../src/db/schema/assignments.js'
import { instantOf } from '../../../src/lib/day.js'
import {
  effectiveDue,
  follow,
  isOpen,
  isOverdue,
  isRefusal,
  moves,
  needsReport,
  type Status,
  type Timed,
  timingOf,
} from '../../../src/office/assignments/status.js'

const short: Record<Status, string> = {
  unanswered: 'un',
  accepted: 'ac',
  'in-progress': 'ip',
  late: 'la',
  awaiting: 'aw',
  done: 'do',
  withdrawn: 'wi',
  maintained: 'ma',
  difficult: 'di',
}

/** The whole table in one look: a move per line, a status per column, "-" where it is refused. */
function picture(standing: boolean): Record<string, string> {
  return Object.fromEntries(
    moves.map((move) => [
      move,
      statuses
        .map((status) => follow(move, status, standing))
        .map((to) => (isRefusal(to) ? '-' : short[to]))
        .join(' '),
    ]),
  )
}

describe('what may follow what', () => {
  it('for work that ends:    un ac ip la aw do wi ma di', () => {
    expect(picture(false)).toEqual({
      accept: 'ac - - - - - - - -',
      start: 'ip ip - - - - - - -',
      report: 'aw aw aw aw - - - - -',
      finish: 'do do do do - - - - -',
      amend: '- - - - aw - - - -',
      retract: '- - - - ip - - - -',
      delay: 'la la la la - - - - -',
      confirm: '- - - - do - - - -',
      supplement: '- - - - ip - - - -',
      reopen: '- - - - - ip - - -',
      withdraw: 'wi wi wi wi wi wi - wi wi',
      maintain: '- - - - - - - - -',
      struggle: '- - - - - - - - -',
    })
  })

  it('for a standing duty:    un ac ip la aw do wi ma di', () => {
    expect(picture(true)).toEqual({
      accept: 'ac - - - - - - - -',
      start: '- - - - - - - - -',
      report: '- - - - - - - - -',
      finish: '- - - - - - - - -',
      amend: '- - - - - - - - -',
      retract: '- - - - - - - - -',
      delay: '- - - - - - - - -',
      confirm: '- - - - - - - - -',
      supplement: '- - - - - - - - -',
      reopen: '- - - - - - - - -',
      withdraw: 'wi wi wi wi wi wi - wi wi',
      maintain: 'ma ma - - - - - - ma',
      struggle: 'di di - - - - - di di',
    })
  })

  it('every refusal says why in the words of the locales', () => {
    expect(follow('accept', 'accepted', false)).toBe('assignments-no-taken')
    expect(follow('accept', 'withdrawn', false)).toBe('assignments-no-withdrawn')
    expect(follow('report', 'awaiting', false)).toBe('assignments-no-reported')
    expect(follow('start', 'done', false)).toBe('assignments-no-done')
    expect(follow('confirm', 'done', false)).toBe('assignments-no-done')
    expect(follow('confirm', 'accepted', false)).toBe('assignments-no-report')
    expect(follow('reopen', 'late', false)).toBe('assignments-no-open')
    expect(follow('report', 'unanswered', true)).toBe('assignments-no-standing')
    expect(follow('maintain', 'unanswered', false)).toBe('assignments-no-ordinary')
  })

  it('is open until done or withdrawn, and owes a report until it was given', () => {
    expect(statuses.filter(isOpen)).toEqual([
      'unanswered',
      'accepted',
      'in-progress',
      'late',
      'awaiting',
      'maintained',
      'difficult',
    ])
    expect(statuses.filter((status) => !needsReport(status))).toEqual(['awaiting', 'done', 'withdrawn'])
  })
})

describe('lateness', () => {
  const cal = makeWorkCalendar()
  const timed = (over: Partial<Timed>): Timed => ({
    legalDueOn: '2026-09-30',
    trackingOn: null,
    extendedTo: null,
    dueTime: null,
    issuedLate: false,
    standing: false,
    status: 'accepted',
    reportedAt: null,
    ...over,
  })
  const at = (day: string, time = '09:00') => instantOf(day, time)
  const timing = (over: Partial<Timed>, now: Date, strictOverdue = false) =>
    timingOf(timed(over), now, cal, { strictOverdue })

  it('the extension counts before the letter, the letter before the tracking date', () => {
    expect(effectiveDue(timed({ extendedTo: '2026-10-15', trackingOn: '2026-12-31' }))).toBe('2026-10-15')
    expect(effectiveDue(timed({ trackingOn: '2026-12-31' }))).toBe('2026-09-30')
    expect(effectiveDue(timed({ legalDueOn: null, trackingOn: '2026-12-31' }))).toBe('2026-12-31')
    expect(effectiveDue(timed({ legalDueOn: null }))).toBeUndefined()
  })

  it.each([
    ['on the due day it is in time', {}, at('2026-09-30', '23:00'), 'in-time'],
    ['the day after it is overdue', {}, at('2026-10-01'), 'overdue'],
    ['past the hour of the due day it is overdue', { dueTime: '11:00' }, at('2026-09-30', '11:01'), 'overdue'],
    [
      'an hour of the letter does not bind an extension',
      { dueTime: '11:00', extendedTo: '2026-10-15' },
      at('2026-10-15', '15:00'),
      'in-time',
    ],
    ['a due day on Saturday lasts until Monday', { legalDueOn: '2026-10-03' }, at('2026-10-05'), 'in-time'],
    [
      'a missed tracking date is behind, not overdue',
      { legalDueOn: null, trackingOn: '2026-09-30' },
      at('2026-10-01'),
      'behind',
    ],
    ['given after its day is not the fault of the unit', { issuedLate: true }, at('2026-10-01'), 'issued-late'],
    [
      'given after its day, then extended and missed',
      { issuedLate: true, extendedTo: '2026-10-05' },
      at('2026-10-06'),
      'overdue',
    ],
    ['a standing duty is never overdue', { standing: true }, at('2026-12-01'), 'undated'],
    [
      'what was reported in time stays so',
      { status: 'awaiting', reportedAt: at('2026-09-30') },
      at('2026-12-01'),
      'in-time',
    ],
    ['what was reported late stays so', { status: 'done', reportedAt: at('2026-10-02') }, at('2026-12-01'), 'overdue'],
  ] as [string, Partial<Timed>, Date, string][])('%s', (_, over, now, expected) => {
    expect(timing(over, now)).toBe(expected)
  })

  it('a strict commune counts from the day after, day off or not', () => {
    expect(timing({ legalDueOn: '2026-10-03' }, at('2026-10-04'), true)).toBe('overdue')
  })

  it('nothing that was reported is overdue', () => {
    const settings = { strictOverdue: false }
    expect(
      isOverdue(timed({ status: 'awaiting', reportedAt: at('2026-10-02') }), at('2026-10-05'), cal, settings),
    ).toBe(false)
    expect(isOverdue(timed({ status: 'late' }), at('2026-10-05'), cal, settings)).toBe(true)
  })
})

it('given on the working day after its day off, it is past when given on that day as on the next', () => {
  const saturday: Timed = {
    legalDueOn: '2026-11-28',
    trackingOn: null,
    extendedTo: null,
    dueTime: null,
    issuedLate: true,
    standing: false,
    status: 'unanswered',
    reportedAt: null,
  }
  const cal = makeWorkCalendar()
  for (const day of ['2026-11-30', '2026-12-01'])
    expect(timingOf(saturday, instantOf(day, '09:00'), cal, { strictOverdue: false })).toBe('issued-late')
})
