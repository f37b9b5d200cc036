import { describe, expect, it, test } from 'vitest'
import { makeWorkCalendar } from '../../../src/calendar/work-calendar.js'
import { dayOf, instantOf, timeOf } from '../../../src/lib/day.js'
import { readSettings } from '../../../src/office/communes/settings.js'
import { decide, type Owed, type Past } from '../../../src/office/reminders/plan.js'

const rules = { cal: makeWorkCalendar(), settings: readSettings({}) }
const at = (day: string, time = '08:00') => instantOf(day, time)
const when = (date: Date | null) => (date ? `${dayOf(date)} ${timeOf(date)}` : null)

function owed(given: Partial<Owed>): Owed {
  return {
    status: 'accepted',
    standing: false,
    legalDueOn: null,
    trackingOn: null,
    extendedTo: null,
    promisedOn: null,
    dueTime: null,
    before: false,
    issuedLate: false,
    reportedAt: null,
    createdAt: at('2026-09-01', '09:00'),
    nextLookAt: at('2026-09-01', '09:00'),
    ...given,
  }
}

const silent: Past = { officerKnows: [], leaderKnows: [], pending: false }

/** Plays the tick from look to look until a day: what is said, and when. */
function play(work: Owed, until: string, set = rules): string[] {
  const said: string[] = []
  const past = {
    ...silent,
    officerKnows: [] as string[],
    leaderKnows: [] as string[],
    remindedAt: undefined as Date | undefined,
    askedAt: undefined as Date | undefined,
  }
  let now: Date | null = work.nextLookAt
  while (now && dayOf(now) <= until) {
    const decision = decide({ ...work, nextLookAt: now }, past, now, set)
    if (decision.section) said.push(`${when(now)} ${decision.section}`)
    if (decision.section) past.askedAt = now
    if (decision.section && decision.section !== 'receipt') past.remindedAt = now
    for (const listener of decision.tell) {
      said.push(`${when(now)} → ${listener}`)
      past[listener === 'officer' ? 'officerKnows' : 'leaderKnows'].push(work.extendedTo ?? work.legalDueOn ?? '')
    }
    expect(decision.next === null || decision.next > now).toBe(true)
    now = decision.next
  }
  return said
}

describe('the reminders of one piece of work', () => {
  it.each([
    [1, ['2026-09-28 08:00 overdue', '2026-10-05 08:00 overdue']],
    [5, ['2026-10-02 08:00 overdue']],
    [0, []],
  ])('after the day they come as the commune chose: %d', (remindAfter, expected) => {
    const set = { ...rules, settings: readSettings({ remindAfter }) }
    const said = play(owed({ legalDueOn: '2026-09-25' }), '2026-10-08', set)
    expect(said.filter((line) => line > '2026-09-26' && !line.includes('→'))).toEqual(expected)
    expect(said.filter((line) => line.includes('→'))).toHaveLength(2)
  })

  it('come 7, 3 and 1 days before, twice on the day, after 3 working days, then on the first working day of each week; officer and leader hear once', () => {
    expect(play(owed({ legalDueOn: '2026-09-25' }), '2026-10-08')).toEqual([
      '2026-09-18 08:00 coming',
      '2026-09-22 08:00 coming',
      '2026-09-24 08:00 coming',
      '2026-09-25 08:00 today',
      '2026-09-25 14:00 today',
      '2026-09-28 08:00 → officer',
      '2026-09-30 08:00 overdue',
      '2026-09-30 08:00 → leader',
      '2026-10-05 08:00 overdue',
    ])
  })

  it('aim at the 19th for "trước ngày 20" and take the 20th as the last day', () => {
    expect(play(owed({ legalDueOn: '2026-10-20', before: true }), '2026-10-21')).toEqual([
      '2026-10-12 08:00 coming',
      '2026-10-16 08:00 coming',
      '2026-10-19 08:00 today',
      '2026-10-20 08:00 last',
      '2026-10-20 14:00 last',
      '2026-10-21 08:00 → officer',
    ])
  })

  it('aim at the earlier day of a joined letter and at the own one; only the own one makes it late', () => {
    expect(play(owed({ legalDueOn: '2026-09-25', joinedOn: '2026-09-16' }), '2026-09-29')).toEqual([
      '2026-09-09 08:00 coming',
      '2026-09-11 08:00 coming',
      '2026-09-15 08:00 coming',
      '2026-09-16 08:00 today',
      '2026-09-18 08:00 coming',
      '2026-09-22 08:00 coming',
      '2026-09-24 08:00 coming',
      '2026-09-25 08:00 today',
      '2026-09-25 14:00 today',
      '2026-09-28 08:00 → officer',
    ])
  })

  it('aim at the 24th for "trước ngày 25" once the earlier day of a joined letter is over', () => {
    const own = play(owed({ legalDueOn: '2026-09-25', before: true }), '2026-09-29')
    const both = play(owed({ legalDueOn: '2026-09-25', before: true, joinedOn: '2026-09-16' }), '2026-09-29')
    expect(both.filter((line) => line > '2026-09-19')).toEqual(own.filter((line) => line > '2026-09-19'))
  })

  it('take no notice of a joined letter with a later day, nor once the day was extended or another one promised', () => {
    const own = play(owed({ legalDueOn: '2026-09-25' }), '2026-09-29')
    expect(play(owed({ legalDueOn: '2026-09-25', joinedOn: '2026-10-16' }), '2026-09-29')).toEqual(own)
    const extended = { legalDueOn: '2026-09-25', extendedTo: '2026-09-30' }
    expect(play(owed({ ...extended, joinedOn: '2026-09-16' }), '2026-10-02')).toEqual(
      play(owed(extended), '2026-10-02'),
    )
  })

  it('aim at the joined day of work that has none of its own, and stop there', () => {
    expect(play(owed({ joinedOn: '2026-09-16' }), '2026-10-30')).toEqual([
      '2026-09-09 08:00 coming',
      '2026-09-11 08:00 coming',
      '2026-09-15 08:00 coming',
      '2026-09-16 08:00 today',
      '2026-09-16 14:00 today',
    ])
  })

  it('aim at the 20th itself for "trước 17 giờ ngày 20", whose last hour is 17:00', () => {
    expect(play(owed({ legalDueOn: '2026-10-20', before: true, dueTime: '17:00' }), '2026-10-21')).toEqual([
      '2026-10-13 08:00 coming',
      '2026-10-16 08:00 coming',
      '2026-10-19 08:00 coming',
      '2026-10-20 08:00 today',
      '2026-10-20 14:00 today',
      '2026-10-21 08:00 → officer',
    ])
  })

  it('of a due day off come on the working day after it too, its last day, twice', () => {
    expect(play(owed({ legalDueOn: '2026-09-20' }), '2026-09-30')).toEqual([
      '2026-09-11 08:00 coming', // the 13th is a Sunday
      '2026-09-17 08:00 coming',
      '2026-09-18 08:00 coming',
      '2026-09-21 08:00 last',
      '2026-09-21 14:00 last',
      '2026-09-22 08:00 → officer',
      '2026-09-24 08:00 overdue',
      '2026-09-24 08:00 → leader',
    ])
  })

  it('of a due day off that is read strictly end before it', () => {
    const strict = { ...rules, settings: readSettings({ strictOverdue: true }) }
    expect(play(owed({ legalDueOn: '2026-09-20' }), '2026-09-23', strict).slice(2)).toEqual([
      '2026-09-18 08:00 coming',
      '2026-09-21 08:00 → officer',
      '2026-09-23 08:00 overdue',
      '2026-09-23 08:00 → leader',
    ])
  })

  it('follow a promised day, while the officer still hears that the deadline was missed', () => {
    expect(play(owed({ legalDueOn: '2026-09-11', promisedOn: '2026-09-25', status: 'late' }), '2026-09-25')).toEqual([
      '2026-09-14 08:00 → officer',
      '2026-09-16 08:00 → leader',
      '2026-09-18 08:00 overdue',
      '2026-09-22 08:00 overdue',
      '2026-09-24 08:00 overdue',
      '2026-09-25 08:00 overdue',
      '2026-09-25 14:00 overdue',
    ])
  })

  it('follow an extension', () => {
    expect(play(owed({ legalDueOn: '2026-09-04', extendedTo: '2026-09-25' }), '2026-09-25')).toEqual([
      '2026-09-18 08:00 coming',
      '2026-09-22 08:00 coming',
      '2026-09-24 08:00 coming',
      '2026-09-25 08:00 today',
      '2026-09-25 14:00 today',
    ])
  })

  it('come on the last working day before, when a milestone falls on a day off', () => {
    // Due Wednesday 9/9: 7 days before is Quốc khánh (29/8 to 2/9 are off, Saturday 22/8 is worked).
    const early = at('2026-08-17', '09:00')
    expect(play(owed({ legalDueOn: '2026-09-09', createdAt: early, nextLookAt: early }), '2026-09-08')).toEqual([
      '2026-08-28 08:00 coming',
      '2026-09-04 08:00 coming',
      '2026-09-08 08:00 coming',
    ])
    // Due Saturday 22/8, a working day: reminded of on that Saturday.
    expect(
      play(owed({ legalDueOn: '2026-08-22', createdAt: early, nextLookAt: early }), '2026-08-24').slice(-3),
    ).toEqual(['2026-08-22 08:00 today', '2026-08-22 14:00 today', '2026-08-24 08:00 → officer'])
  })

  it('ask for receipt on the first three working days, then once a week, until it is accepted', () => {
    const given = at('2026-09-03', '16:00') // a Thursday
    expect(play(owed({ status: 'unanswered', createdAt: given, nextLookAt: given }), '2026-09-24')).toEqual([
      '2026-09-04 08:00 receipt',
      '2026-09-07 08:00 receipt',
      '2026-09-08 08:00 receipt',
      '2026-09-15 08:00 receipt',
      '2026-09-22 08:00 receipt',
    ])
  })

  it('ask for receipt of what is overdue as of overdue work', () => {
    const given = at('2026-09-17', '16:00') // a Thursday
    const work = owed({ status: 'unanswered', legalDueOn: '2026-09-18', createdAt: given, nextLookAt: given })
    expect(play(work, '2026-09-23')).toEqual([
      '2026-09-18 08:00 today',
      '2026-09-18 14:00 today',
      '2026-09-21 08:00 overdue',
      '2026-09-21 08:00 → officer',
      '2026-09-22 08:00 overdue',
      '2026-09-23 08:00 overdue',
      '2026-09-23 08:00 → leader',
    ])
    // While an extension is asked for, only the receipt is.
    const asked = { ...work, nextLookAt: at('2026-09-21') }
    expect(decide(asked, { ...silent, pending: true }, at('2026-09-21'), rules).section).toBe('receipt')
  })

  it('of a tracking date never reach officer or leader', () => {
    expect(play(owed({ trackingOn: '2026-09-10' }), '2026-09-24')).toEqual([
      '2026-09-03 08:00 coming',
      '2026-09-07 08:00 coming',
      '2026-09-09 08:00 coming',
      '2026-09-10 08:00 today',
      '2026-09-10 14:00 today',
      '2026-09-15 08:00 behind',
      '2026-09-21 08:00 behind',
    ])
  })

  it('of work whose day was past when it was given never call it overdue, and reach neither officer nor leader', () => {
    const late = owed({ legalDueOn: '2026-08-18', issuedLate: true })
    expect(play(late, '2026-09-14')).toEqual(['2026-09-03 08:00 issued-late', '2026-09-14 08:00 issued-late'])
    // A day that the leader granted is the unit's.
    expect(play({ ...late, extendedTo: '2026-09-03' }, '2026-09-08')).toContain('2026-09-08 08:00 overdue')
  })

  test.each(['awaiting', 'done', 'withdrawn'] as const)('end when it is %s', (status) => {
    expect(decide(owed({ status, legalDueOn: '2026-09-10' }), silent, at('2026-09-09'), rules)).toEqual({
      section: undefined,
      tell: [],
      next: null,
      otherwise: null,
    })
  })

  it('do not exist for standing work and work without a day, once it is accepted', () => {
    expect(decide(owed({ standing: true }), silent, at('2026-09-09'), rules).next).toBeNull()
    expect(decide(owed({}), silent, at('2026-09-09'), rules).next).toBeNull()
  })

  it('are silent while an extension is asked for, and look again at the next milestone', () => {
    const planned = owed({ legalDueOn: '2026-09-11', nextLookAt: at('2026-09-08') })
    const decision = decide(planned, { ...silent, pending: true }, at('2026-09-08'), rules)
    expect(decision.section).toBeUndefined()
    expect(when(decision.next)).toBe('2026-09-10 08:00')
  })

  it('put off to the next morning what an answer during the day calls for', () => {
    const changed = owed({ legalDueOn: '2026-09-18', status: 'in-progress', nextLookAt: at('2026-09-16', '10:20') })
    const decision = decide(changed, silent, at('2026-09-16', '10:21'), rules)
    expect(decision.section).toBeUndefined()
    expect(when(decision.next)).toBe('2026-09-17 08:00')
    // On the due day itself the second digest takes it.
    const late = { ...changed, nextLookAt: at('2026-09-18', '10:20') }
    expect(when(decide(late, silent, at('2026-09-18', '10:21'), rules).next)).toBe('2026-09-18 14:00')
  })

  test.each([
    ['at 10:30', '2026-09-23', '10:30', 'coming'],
    ['in the noon rest', '2026-09-23', '12:00', 'coming'],
    ['at 16:59', '2026-09-23', '16:59', 'coming'],
  ])('come the same day when the program comes back %s', (_, day, time, section) => {
    const planned = owed({ legalDueOn: '2026-09-25', nextLookAt: at('2026-09-22') })
    expect(decide(planned, silent, at(day, time), rules).section).toBe(section)
  })

  it('whose hour was stored outside office hours come at the nearest one inside', () => {
    const early = { ...rules, settings: readSettings({ digestAt: '06:00', secondDigestAt: '12:00' }) }
    expect(play(owed({ legalDueOn: '2026-09-10' }), '2026-09-10', early).slice(2)).toEqual([
      '2026-09-09 07:30 coming',
      '2026-09-10 07:30 today',
      '2026-09-10 13:30 today',
    ])
  })

  test.each([
    ['in the evening', '2026-09-23', '18:00', '2026-09-24 08:00'],
    ['at night', '2026-09-24', '02:00', '2026-09-24 08:00'],
    ['on a Saturday', '2026-09-26', '10:00', '2026-09-28 08:00'],
  ])('wait for office hours when it comes back %s', (_, day, time, next) => {
    const planned = owed({ legalDueOn: '2026-09-25', nextLookAt: at('2026-09-22') })
    const decision = decide(planned, silent, at(day, time), rules)
    expect([decision.section, when(decision.next)]).toEqual([undefined, next])
  })
})
