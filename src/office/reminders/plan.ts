// Does a reminder of this work belong into the digest that goes out now, and when is it to be looked at again? Pure: worked out
// from days and from what was already said, so it comes out the same after any downtime and under any number of repeats.
import {
  type Aimed,
  aimDay,
  isBeforeDay,
  lastDayInTime,
  lastDayOf,
  nextReminderDay,
  workingDaysLate,
} from '../../calendar/due.js'
import {
  addWorkingDays,
  isWorkingDay,
  nextWorkingDay,
  type WorkCalendar,
  workingDayOnOrAfter,
  workingDaysBetween,
} from '../../calendar/work-calendar.js'
import { addDays, type Day, dayOf, instantOf, mondayOf, timeOf } from '../../lib/day.js'
import { effectiveDue, needsReport, type Timed, type Timing, timingOf } from '../assignments/status.js'
import type { Settings } from '../communes/settings.js'

/** What the plan needs to know of an assignment. */
export interface Owed extends Timed {
  before: boolean
  promisedOn: Day | null
  /** The earliest day in letters that were joined to it (`Gắn vào việc đã giao`). */
  joinedOn?: Day | null
  createdAt: Date
  /** When it was planned to be looked at; tells a planned look from one that an answer during the day asked for. */
  nextLookAt: Date
}

/** What its day is worked out from. */
export type Dated = Pick<
  Owed,
  | 'standing'
  | 'legalDueOn'
  | 'trackingOn'
  | 'extendedTo'
  | 'promisedOn'
  | 'joinedOn'
  | 'before'
  | 'dueTime'
  | 'issuedLate'
>

/** What was said about it before. */
export interface Past {
  /** The last digest that reminded of it; that its receipt was asked for does not count. */
  remindedAt?: Date | undefined
  /** The last digest that asked whether it was received, or reminded of it. */
  askedAt?: Date | undefined
  /** Due days of which officers (leaders) have already heard that they were missed. */
  officerKnows: readonly Day[]
  leaderKnows: readonly Day[]
  /** An extension is asked for and not decided: silence. */
  pending: boolean
}

export interface Rules {
  cal: WorkCalendar
  settings: Settings
}

/**
 * In the order in which a digest shows them. `behind`: a tracking date was missed. `issued-late`: its day was past when it was given,
 * which is nobody's fault in the unit and never called overdue (PRODUCT.md section 6). `last`: the written day has passed, and an answer of
 * today still counts as in time. `receipt`: nobody has confirmed having got it.
 */
export const sections = ['overdue', 'behind', 'issued-late', 'last', 'today', 'coming', 'receipt'] as const
export type Section = (typeof sections)[number]
export type Listener = 'officer' | 'leader'

export interface Decision {
  /** Where it stands in the unit's digest, if it belongs there now. */
  section: Section | undefined
  /** Who hears now that it is overdue. */
  tell: Listener[]
  /** The next look once this was said; null when there is nothing more to remind of. */
  next: Date | null
  /** The next look when it could not be said now. */
  otherwise: Date | null
}

/** The morning's digest or the second one of the due day. */
export type Half = 'am' | 'pm'

/** Officer and leader in charge hear of overdue work on its first and third working day. */
const hears: readonly [Listener, number][] = [
  ['officer', 1],
  ['leader', 3],
]

/** Which of the day's two digests is sent at this instant. */
export function halfOf(now: Date, settings: Settings): Half {
  return hasSecond(settings) && timeOf(now) >= settings.secondDigestAt ? 'pm' : 'am'
}

function hasSecond(settings: Settings): boolean {
  return settings.secondDigest && settings.secondDigestAt > settings.digestAt
}

/** May a digest go out at this instant? From its hour to the end of office hours of a working day; the noon rest is for `notBefore`. */
export function isDigestTime(now: Date, { cal, settings }: Rules): boolean {
  const time = timeOf(now)
  return isWorkingDay(cal, dayOf(now)) && time >= settings.digestAt && time < settings.officeHours.afternoon[1]
}

/** The instant before which a digest of now must not be sent: the end of the noon rest. */
export function afterNoonRest(now: Date, settings: Settings): Date | undefined {
  const time = timeOf(now)
  const [closes, opens] = [settings.officeHours.morning[1], settings.officeHours.afternoon[0]]
  if (time < closes || time >= opens) return undefined
  return instantOf(dayOf(now), opens)
}

/** A due day and the day reminders aim at; `before` when the letter says "trước ngày", so that an answer on the day itself only counts as in time. */
interface Target {
  due: Day
  aim: Day
  before: boolean
}

/**
 * The day of a joined letter that reminders aim at: where it comes before the work's own day, or that has none. What is owed by the earlier of
 * two days is late for one of the letters if only the later is kept. Whether it is overdue goes on being judged by its own day, which never
 * moves; an extension was granted for the work, whoever asks for it.
 */
export function joinedDay({ standing, joinedOn, extendedTo, ...owed }: Dated): Day | undefined {
  if (standing || !joinedOn || extendedTo) return undefined
  const due = effectiveDue({ ...owed, extendedTo })
  return !due || joinedOn < due ? joinedOn : undefined
}

/** The due day and the day reminders aim at; a promise, an extension or a joined letter moves the aim. Undefined without a day. */
export function targetOf(owed: Dated): Target | undefined {
  const joined = joinedDay(owed)
  const due = owed.standing ? undefined : (effectiveDue(owed) ?? joined)
  if (!due) return undefined
  const before =
    isBeforeDay({ before: owed.before, time: owed.dueTime }) && !owed.extendedTo && owed.legalDueOn !== null
  return { due, aim: owed.promisedOn ?? joined ?? aimDay({ before }, due), before }
}

/** The day of a joined letter makes nothing late: once it is over it says nothing more, and the work's own day is aimed at as ever. */
export function joinedAhead<Work extends Dated>(owed: Work, today: Day): Work {
  return owed.joinedOn && owed.joinedOn < today ? { ...owed, joinedOn: null } : owed
}

const LONG_AGO = 1000

export function decide(owed: Owed, past: Past, now: Date, rules: Rules): Decision {
  if (!needsReport(owed.status)) return { section: undefined, tell: [], next: null, otherwise: null }
  const { cal, settings } = rules
  const today = dayOf(now)
  const morning = instantOf(today, settings.digestAt)
  const second = instantOf(today, settings.secondDigestAt)
  const open = isDigestTime(now, rules)
  const firstTurn = open && owed.nextLookAt <= morning
  const secondTurn = open && hasSecond(settings) && now >= second && owed.nextLookAt <= second
  const target = targetOf(joinedAhead(owed, today))
  const timing = timingOf(owed, now, cal, settings)

  let section: Section | undefined
  let base: Day | undefined
  let lastDay = false
  if (target) {
    const { due, aim } = target
    base = past.remindedAt ? dayOf(past.remindedAt) : addDays(due < aim ? due : aim, -LONG_AGO)
    lastDay = today === lastDayOf(aimed(target, settings), cal) && isWorkingDay(cal, today)
    const milestone = nextMilestoneDay(target, base, rules)
    const first = firstTurn && milestone !== undefined && milestone <= today
    const again = secondTurn && lastDay && (!past.remindedAt || past.remindedAt < second)
    if (!past.pending && (first || again)) section = sectionOf(timing, target, today)
  }

  const asked = past.askedAt && dayOf(past.askedAt)
  const asks = owed.status === 'unanswered' ? nextReceiptDay(dayOf(owed.createdAt), asked, cal) : undefined
  // That its day was missed is said even when only its receipt is asked for.
  if (!section && asks && firstTurn && asks <= today)
    section = target && isMissed(timing) && !past.pending ? sectionOf(timing, target, today) : 'receipt'

  const tell = timing === 'overdue' && firstTurn && !past.pending ? listenersNow(owed, past, today, rules) : []
  const next = (said: boolean) =>
    earliest([
      ...(target && base ? milestones(said && section !== undefined && section !== 'receipt') : []),
      ...(asks ? [turnOn(said && section ? nextReceiptDay(dayOf(owed.createdAt), today, cal) : asks)] : []),
      ...escalations(owed, past, said ? tell : [], rules).map(turnOn),
    ])
  return { section, tell, next: next(true), otherwise: next(false) }

  /** The next milestone, and on the last day the second digest. */
  function milestones(said: boolean): Date[] {
    if (!target || !base) return []
    const found: Date[] = []
    const from = said || past.pending ? today : base
    const day = nextMilestoneDay(target, from, rules)
    if (day) found.push(turnOn(day))
    if (lastDay && hasSecond(settings) && now < second && !past.pending) found.push(second)
    return found
  }

  /** The digest hour of this day, or the first one still to come. */
  function turnOn(day: Day): Date {
    const at = instantOf(workingDayOnOrAfter(cal, day), settings.digestAt)
    if (at > now) return at
    if (isWorkingDay(cal, today) && morning > now) return morning
    return instantOf(nextWorkingDay(cal, today), settings.digestAt)
  }
}

// Receipt is asked for on the first three working days after it was given, then once a week: who does not answer hears of the
// work itself at its milestones, and the officer sees them in `Đơn vị chưa nhận`.
const DAILY = 3
const WEEK = 5

/** The next day on which receipt is asked for, after the last time it was. */
function nextReceiptDay(given: Day, asked: Day | undefined, cal: WorkCalendar): Day {
  const passed = asked === undefined ? 0 : Math.max(0, workingDaysBetween(cal, given, asked))
  const next = passed < DAILY ? passed + 1 : passed + WEEK - ((passed - DAILY) % WEEK)
  return addWorkingDays(cal, given, next)
}

function aimed({ due, aim }: Target, settings: Settings): Aimed {
  return { due, aim, strict: settings.strictOverdue }
}

function nextMilestoneDay(target: Target, after: Day, { cal, settings }: Rules): Day | undefined {
  const { remindBefore, remindAfter } = settings
  const chase = remindAfter > 0 ? { after: { workingDays: remindAfter, thenEvery: 7 } } : {}
  const day = nextReminderDay(aimed(target, settings), after, cal, { before: remindBefore, onDay: true, ...chase })
  const first = addWorkingDays(cal, lastDayOf(aimed(target, settings), cal), remindAfter)
  return day && day > first ? weeklyTurn(after, cal) : day
}

// The turn after a reminder lies at least so many days off and at most eleven.
const WEEK_APART = 5

/**
 * What is late for long is spoken of once a week, all of it on the same day: the first working day of a week. Each on a weekday of its
 * own, a group with much of it would hear of it every morning.
 */
function weeklyTurn(after: Day, cal: WorkCalendar): Day {
  return workingDayOnOrAfter(cal, mondayOf(addDays(after, WEEK_APART + 6)))
}

/** Has its day passed? That is said before anything else. */
export function isMissed(state: Timing | Section): state is 'overdue' | 'behind' | 'issued-late' {
  return state === 'overdue' || state === 'behind' || state === 'issued-late'
}

function sectionOf(timing: Timing, { due, aim, before }: Target, today: Day): Section {
  if (isMissed(timing)) return timing
  // "Trước ngày 20" is still met on the 20th, and a due day off on the next working day.
  if (due < today || (before && due === today)) return 'last'
  return today === due || today === aim ? 'today' : 'coming'
}

function limitOf(owed: Owed, due: Day, settings: Settings) {
  const written = !owed.extendedTo && owed.legalDueOn !== null
  return { due, dueTime: written ? (owed.dueTime ?? undefined) : undefined, strict: settings.strictOverdue }
}

function listenersNow(owed: Owed, past: Past, today: Day, { cal, settings }: Rules): Listener[] {
  const due = effectiveDue(owed)
  if (!due) return []
  const late = workingDaysLate(limitOf(owed, due, settings), today, cal)
  return hears.filter(([who, from]) => late >= from && !knows(past, who).includes(due)).map(([who]) => who)
}

function knows(past: Past, who: Listener): readonly Day[] {
  return who === 'officer' ? past.officerKnows : past.leaderKnows
}

/** The days on which officer and leader would hear of it, as far as they have not. Tracking dates and late issues concern nobody above. */
function escalations(owed: Owed, past: Past, told: readonly Listener[], { cal, settings }: Rules): Day[] {
  const due = effectiveDue(owed)
  const counts = (owed.legalDueOn !== null && !owed.issuedLate) || owed.extendedTo !== null
  if (!due || !counts || owed.standing || past.pending) return []
  const last = lastDayInTime(limitOf(owed, due, settings), cal)
  return hears
    .filter(([who]) => !told.includes(who) && !knows(past, who).includes(due))
    .map(([, count]) => addWorkingDays(cal, last, count))
}

function earliest(moments: readonly Date[]): Date | null {
  return moments.reduce<Date | null>((first, at) => (first === null || at < first ? at : first), null)
}
