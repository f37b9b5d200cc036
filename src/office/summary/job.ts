// The summary that comes by itself: Monday at 07:25 (the week's first working day when Monday is off) and on the month's last
// working day, to chairman and leaders. A tick asks what is due; `job_runs` remembers what was done.
import { and, eq, isNull, ne } from 'drizzle-orm'
import {
  isWorkingDay,
  type WorkCalendar,
  workingDayOnOrAfter,
  workingDayOnOrBefore,
} from '../../calendar/work-calendar.js'
import type { Db, Tx } from '../../db/db.js'
import { assignments } from '../../db/schema/assignments.js'
import { communes } from '../../db/schema/communes.js'
import { takeOnce, turnsTaken } from '../../db/turns.js'
import { addDays, type Day, dayOf, instantOf, lastDayOfMonth, mondayOf, partsOf, timeOf } from '../../lib/day.js'
import { leaderRoles } from '../../talk/entry.js'
import type { Settings } from '../communes/settings.js'
import { communeCalendar, listCommunes } from '../communes/store.js'
import { listHolders, privateChats } from '../people/store.js'
import { orderSummary } from './chores.js'
import { deciderOf } from './overview.js'

const AT = '07:25'
const UNTIL = '17:00'

export interface SummaryCounts {
  communes: number
  summaries: number
}

/** Orders the summaries due by `now`. Each commune is considered once a day, in a transaction of its own. */
export async function runSummaries(db: Db, now: Date): Promise<SummaryCounts> {
  const counts = { communes: 0, summaries: 0 }
  const time = timeOf(now)
  if (time < AT || time >= UNTIL) return counts
  const today = dayOf(now)
  const all = await listCommunes(db)
  const keyOf = (communeId: number) => `summary:${communeId}:${today}`
  const done = await turnsTaken(
    db,
    all.map(({ id }) => keyOf(id)),
  )
  for (const { id, settings } of all) {
    if (done.has(keyOf(id))) continue
    const ordered = await db.transaction(async (tx) => {
      if (!(await takeOnce(tx, keyOf(id), now))) return 0
      return (await isDue(tx, { id, settings }, now)) ? sendAll(tx, id, now) : 0
    })
    counts.communes += 1
    counts.summaries += ordered
  }
  return counts
}

/**
 * Is a summary due today? Of a week whose moment was missed (the program was down) it is still due later in that week, not in the
 * week a commune began.
 */
async function isDue(
  tx: Tx,
  { id: communeId, settings }: { id: number; settings: Settings },
  now: Date,
): Promise<boolean> {
  const today = dayOf(now)
  const cal = await communeCalendar(tx, communeId)
  if (!isWorkingDay(cal, today)) return false
  const first = firstWorkingDay(cal, today)
  const [commune] = await tx.select({ createdAt: communes.createdAt }).from(communes).where(eq(communes.id, communeId))
  const weekly =
    today >= first &&
    commune !== undefined &&
    commune.createdAt <= instantOf(first, AT) &&
    (await takeOnce(tx, `summary:${communeId}:week:${mondayOf(today)}`, now))
  const monthly =
    today === lastWorkingDay(cal, today) && (await takeOnce(tx, `summary:${communeId}:month:${today.slice(0, 7)}`, now))
  // What is switched off is remembered as done: switched on again it begins with the next one.
  return (weekly && settings.weeklySummary) || (monthly && settings.monthlySummary)
}

/** When a summary comes by itself next, after `now`, in any commune that has work and somebody to read it. */
export async function nextSummary(tx: Tx, now: Date): Promise<Date | undefined> {
  const found: Date[] = []
  for (const { id, settings } of await listCommunes(tx)) {
    if (!(await hasWork(tx, id)) || (await readersOf(tx, id, now)).chats.length === 0) continue
    const cal = await communeCalendar(tx, id)
    if (settings.weeklySummary) found.push(firstAfter(now, mondayOf, 7, (day) => firstWorkingDay(cal, day)))
    if (settings.monthlySummary) found.push(firstAfter(now, firstOfMonth, 31, (day) => lastWorkingDay(cal, day)))
  }
  return found.sort((a, b) => a.getTime() - b.getTime())[0]
}

/** The first summary of a week or month that is still to come, looked for from that of today on; `step` days on lies the next one. */
function firstAfter(now: Date, begin: (day: Day) => Day, step: number, summaryDay: (day: Day) => Day): Date {
  for (let day = begin(dayOf(now)); ; day = begin(addDays(day, step))) {
    const at = instantOf(summaryDay(day), AT)
    if (at > now) return at
  }
}

function firstOfMonth(day: Day): Day {
  return `${day.slice(0, 7)}-01`
}

function firstWorkingDay(cal: WorkCalendar, day: Day): Day {
  return workingDayOnOrAfter(cal, mondayOf(day))
}

function lastWorkingDay(cal: WorkCalendar, day: Day): Day {
  const { year, month } = partsOf(day)
  return workingDayOnOrBefore(cal, lastDayOfMonth(year, month))
}

async function hasWork(tx: Tx, communeId: number): Promise<boolean> {
  const [some] = await tx
    .select({ id: assignments.id })
    .from(assignments)
    .where(and(eq(assignments.communeId, communeId), ne(assignments.status, 'withdrawn'), isNull(assignments.doneAt)))
    .limit(1)
  return some !== undefined
}

/** Chairman and leaders, and their private chats. */
async function readersOf(tx: Tx, communeId: number, now: Date) {
  const holders = await listHolders(tx, communeId, leaderRoles, now)
  const chats = await privateChats(tx, [...new Set(holders.map((holder) => holder.personId))])
  return { holders, chats }
}

async function sendAll(tx: Tx, communeId: number, now: Date): Promise<number> {
  if (!(await hasWork(tx, communeId))) return 0
  const { holders, chats } = await readersOf(tx, communeId, now)
  const rolesOf = (personId: number) => holders.filter((one) => one.personId === personId).map((one) => one.role)
  const today = dayOf(now)
  let count = 0
  for (const to of chats) {
    await orderSummary(
      tx,
      {
        communeId,
        chatId: to.chatId,
        locale: to.locale,
        unitIds: null,
        period: null,
        unitId: 0,
        decider: deciderOf(to.personId, rolesOf(to.personId)),
        // Somebody may lead in two communes and read both in one chat.
        screen: `d${today.replaceAll('-', '')}-${communeId.toString(36)}`,
        class: 2,
        expiresAt: instantOf(addDays(today, 1)).getTime(),
      },
      now,
    )
    count += 1
  }
  return count
}
